//! What a cell says: what the spreadsheet shows of it, and what that means as a figure or a day.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::data::schema::Kind;
use crate::diag::{Text, text};
use crate::text::{date, number};

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum SheetCell {
    /// Typed as text, or nothing at all.
    Text(String),
    /// A number: as it is shown, the same without groups, units and per-cent signs, and all its digits.
    Figure { shown: String, number: String, exact: String },
    /// A day: as it is shown, and the day itself.
    Day { shown: String, day: NaiveDate },
    /// A number that one joined cell gives to several rows.
    Spread(String),
    /// An error of a formula, as `#DIV/0!`.
    Error(String),
    /// A formula that was never computed: programs that write spreadsheets leave it to Excel.
    Uncomputed,
}

impl Default for SheetCell {
    fn default() -> Self {
        SheetCell::Text(String::new())
    }
}

impl SheetCell {
    pub(super) fn is_empty(&self) -> bool {
        matches!(self, SheetCell::Text(text) if text.trim().is_empty())
    }

    /// Whether a dash stands where there is nothing to count.
    pub(super) fn is_dash(&self) -> bool {
        matches!(self, SheetCell::Text(text) if matches!(text.trim(), "-" | "–" | "—"))
    }

    /// As the spreadsheet shows it.
    pub(super) fn shown(&self) -> &str {
        match self {
            SheetCell::Text(text) | SheetCell::Error(text) => text,
            SheetCell::Figure { shown, .. } | SheetCell::Day { shown, .. } | SheetCell::Spread(shown) => {
                shown
            }
            SheetCell::Uncomputed => "",
        }
    }

    /// A figure with all its digits, in per cent where it is shown so; an error as it is shown, `#?` for a formula without a result.
    pub(super) fn figure(&self) -> String {
        match self {
            SheetCell::Figure { shown, exact, .. } if shown.ends_with('%') => {
                let hundredfold = number::parse(exact).map(|reading| reading.value() * Decimal::ONE_HUNDRED);
                hundredfold.map_or_else(|| exact.clone(), number::plain)
            }
            SheetCell::Figure { exact, .. } => exact.clone(),
            SheetCell::Uncomputed => "#?".to_string(),
            SheetCell::Text(text) => text.trim().trim_end_matches('%').trim_end().to_string(),
            other => other.shown().trim().to_string(),
        }
    }

    /// A key: a number without its decimals.
    pub(super) fn key(&self) -> String {
        match self {
            SheetCell::Figure { exact, shown, .. } => match shown.bytes().all(|byte| byte.is_ascii_digit()) {
                true => shown.clone(),
                false => exact.split(',').next().unwrap_or_default().to_string(),
            },
            other => other.shown().trim().trim_end_matches(".0").to_string(),
        }
    }

    /// Whether it holds no figure though it should.
    pub(super) fn is_error(&self) -> bool {
        matches!(self, SheetCell::Error(_) | SheetCell::Uncomputed) || self.shown().starts_with("#N/A")
    }

    /// What a clerk would have typed for a value of this kind.
    ///
    /// # Errors
    /// Why the cell has no value of this kind, and what to do.
    pub(super) fn typed(&self, kind: &Kind) -> Result<String, (Text, Text)> {
        let is_number = matches!(kind, Kind::Integer | Kind::Number | Kind::Stated);
        match self {
            SheetCell::Error(error) => Err((
                text!("bị lỗi {error}", "has the error {error}"),
                text!("sửa công thức trong bảng tính", "correct the formula in the spreadsheet"),
            )),
            SheetCell::Uncomputed => Err((
                text!("là công thức chưa được tính", "holds a formula that was never computed"),
                text!(
                    "mở tệp bằng Excel hoặc LibreOffice, lưu lại rồi chạy lại",
                    "open the file in Excel or LibreOffice, save it and run again"
                ),
            )),
            SheetCell::Spread(shown) if is_number => Err((
                text!(
                    "nằm trong ô gộp nhiều dòng ghi {shown}: không biết số đó của dòng nào",
                    "lies in a cell that is joined over several rows and says {shown}: whose figure it is cannot be known"
                ),
                text!("bỏ gộp ô, ghi số vào đúng dòng", "split the cell and write the figure into its row"),
            )),
            SheetCell::Figure { number, .. } if is_number => Ok(number.clone()),
            SheetCell::Day { day, .. } if *kind == Kind::Date => Ok(date::short(*day)),
            other if is_number => Ok(other.shown().trim().trim_end_matches('%').trim_end().to_string()),
            other => Ok(other.shown().trim().to_string()),
        }
    }
}
