//! The file of a new period, made from that of an earlier one: the same keys and comments, figures emptied with the old one
//! beside them, days of the period moved, texts kept and marked for review.

mod filled;
mod marks;

pub use filled::{FillState, filled};
pub use marks::without_marks;

use crate::data::keys;
use chrono::{Datelike, Months, NaiveDate};

use crate::data::TextForm;
use crate::data::edit::Edits;
use crate::data::node::{Content, Entry, Node, Quoting};
use crate::data::schema::{Kind, Property, Schema};
use crate::data::source::FILE;
use crate::period::Period;
use crate::text::date;

/// What marks a line whose text was kept.
pub const REVIEW: &str = "xem lại";

/// Where the comment of a line begins that has the mark; a line that is all comment has none.
pub fn review_mark(line: &str) -> Option<usize> {
    let at = line.find(" # ").filter(|_| !line.trim_start().starts_with('#'))?;
    line[at..].contains(REVIEW).then_some(at + 1)
}

/// What old figures are called beside the blanks.
const LABELS: [&str; 7] =
    ["tháng trước", "quý trước", "năm trước", "kỳ trước", "tuần trước", "ngày trước", "năm học trước"];

/// The text of the file for `to`. `node` is the earlier file of the period `from`, `text` its source.
pub fn next_period(text: &str, node: &Node, schema: &Schema, from: Period, to: Period) -> String {
    let mut work = Work { edits: Edits::new(text), step: Some((from, to)) };
    work.map(node, schema, true);
    work.edits.finish()
}

/// The text of the file of a further document without a period, such as the second quick report of a flood.
pub fn next_document(text: &str, node: &Node, schema: &Schema) -> String {
    let mut work = Work { edits: Edits::new(text), step: None };
    work.map(node, schema, true);
    work.edits.finish()
}

struct Work<'t> {
    edits: Edits<'t>,
    /// From which period to which; `None` for documents without one.
    step: Option<(Period, Period)>,
}

impl Work<'_> {
    fn map(&mut self, node: &Node, schema: &Schema, is_top: bool) {
        let properties: &[Property] = match &schema.kind {
            Kind::Map(properties) => properties,
            _ => &[],
        };
        for entry in node.entries() {
            let property = properties.iter().find(|property| property.name == entry.key);
            match (is_top, entry.key.as_str()) {
                (true, keys::PERIOD) => {
                    self.step.iter().for_each(|(_, to)| self.edits.set(&entry.value, &to.to_string()));
                }
                // The template stays.
                (true, keys::TEMPLATE) => {}
                // What went before the first file is known from here on.
                (true, keys::OPENING) => self.comment_out(entry),
                (true, keys::SERIAL | keys::DATE) => self.empty(&entry.key, &entry.value),
                (_, keys::FROM | keys::UNTIL | keys::AS_OF) => self.day(entry),
                _ => match property {
                    Some(property) if property.schema.kind == Kind::Stated => self.comment_out(entry),
                    Some(property) => self.value(&entry.key, &entry.value, &property.schema),
                    None => self.value(&entry.key, &entry.value, &UNKNOWN),
                },
            }
        }
    }

    fn value(&mut self, key: &str, node: &Node, schema: &Schema) {
        match (&schema.kind, &node.content) {
            (Kind::Either(choices), _) => {
                let fits = |choice: &&Schema| match &node.content {
                    Content::List(_) => matches!(choice.kind, Kind::List { .. }),
                    Content::Map(_) => matches!(choice.kind, Kind::Map(_)),
                    Content::Scalar(..) => !matches!(choice.kind, Kind::List { .. } | Kind::Map(_)),
                };
                let choice = choices.iter().find(fits).unwrap_or(&UNKNOWN);
                self.value(key, node, choice);
            }
            (Kind::List { item, .. }, Content::List(_))
                if matches!(item.kind, Kind::Integer | Kind::Number | Kind::List { .. })
                    && self.edits.source(node).starts_with('[') =>
            {
                self.empty_list(key, node);
            }
            (Kind::List { item, .. }, Content::List(items)) => {
                items.iter().for_each(|node| self.value(key, node, item));
            }
            (_, Content::List(items)) => items.iter().for_each(|node| self.value(key, node, &UNKNOWN)),
            // Each period has workbooks of its own, whose sheets are called the same.
            (Kind::Source(_), _) => {
                let file = node.get(FILE).unwrap_or(node);
                self.empty(key, file);
            }
            (_, Content::Map(_)) => self.map(node, schema, false),
            // The plan of the year is that of the month before.
            (Kind::Integer | Kind::Number, Content::Scalar(..))
                if !node.is_empty() && self.is_in_year() && schema.stays_in_year(key) =>
            {
                self.edits.note(node, REVIEW.to_string());
            }
            // In quotes they are figures, too.
            (Kind::Integer | Kind::Number, Content::Scalar(_, Quoting::Plain | Quoting::Quoted)) => {
                self.empty(key, node)
            }
            (_, Content::Scalar(..)) if node.is_empty() => {}
            (_, Content::Scalar(..)) => self.edits.note(node, REVIEW.to_string()),
        }
    }

    /// Takes a figure out and leaves it beside its place.
    fn empty(&mut self, key: &str, node: &Node) {
        if node.is_empty() {
            return;
        }
        let (old, label) = (self.edits.source(node), self.label());
        if self.edits.ends_its_line(node) {
            self.edits.set(node, &format!("# {label}: {old}"));
        } else {
            self.edits.set(node, "");
            self.edits.note(node, format!("{label}: {key} {old}"));
        }
    }

    /// A list of figures between brackets loses them all at once.
    fn empty_list(&mut self, key: &str, node: &Node) {
        let old = self.edits.source(node).split_whitespace().collect::<Vec<_>>().join(" ");
        self.edits.set(node, "[]");
        self.edits.note(node, format!("{}: {key} {old}", self.label()));
    }

    /// Moves a day of the period with it.
    fn day(&mut self, entry: &Entry) {
        let Some(typed) = entry.value.as_text() else {
            return self.value(&entry.key, &entry.value, &UNKNOWN);
        };
        let Ok(day) = date::parse(typed) else { return self.value(&entry.key, &entry.value, &UNKNOWN) };
        let Some((from, to)) = self.step else { return self.edits.note(&entry.value, REVIEW.to_string()) };
        let moved = in_period(day, from, to);
        let old = self.edits.source(&entry.value);
        let new = if old.contains('/') { date::short(moved) } else { moved.to_string() };
        let note = format!("{}: {old}; {REVIEW}", self.label());
        self.edits.set(&entry.value, &new);
        self.edits.note(&entry.value, note);
    }

    /// A published value belongs to its period. Only whole lines can be comments.
    fn comment_out(&mut self, entry: &Entry) {
        if !self.edits.comment_out(entry, &self.label()) {
            self.edits.note(&entry.value, REVIEW.to_string());
        }
    }

    fn is_in_year(&self) -> bool {
        self.step.is_none_or(|(from, to)| from.year() == to.year())
    }

    /// What the old figures are of: the period before, or one that is named.
    fn label(&self) -> String {
        let Some((from, to)) = self.step else { return "văn bản trước".to_string() };
        if to.previous() != from {
            return format!("kỳ {from}");
        }
        let label = match from {
            Period::Month(..) => LABELS[0],
            Period::Quarter(..) => LABELS[1],
            Period::Year(_) => LABELS[2],
            Period::Week(..) => LABELS[4],
            Period::Day(_) => LABELS[5],
            Period::SchoolYear(_) => LABELS[6],
            _ => LABELS[3],
        };
        label.to_string()
    }
}

static UNKNOWN: Schema = Schema {
    kind: Kind::Text(TextForm::Joined),
    description: String::new(),
    minimum: None,
    maximum: None,
    choices: Vec::new(),
    steady: false,
};

/// A day of the period `from`, as it lies in the period `to`: as many months later as the periods are long, days of weeks and days
/// as many days later.
fn in_period(day: NaiveDate, from: Period, to: Period) -> NaiveDate {
    if from.is_of_days() || to.is_of_days() {
        return day + (to.first_day() - from.first_day());
    }
    let months = |period: Period| {
        let last = period.last_day();
        last.year() * 12 + last.month0() as i32
    };
    moved(day, months(to) - months(from))
}

/// The same day some months later or earlier; the last of a month stays the last.
fn moved(day: NaiveDate, months: i32) -> NaiveDate {
    let is_last = day.succ_opt().is_some_and(|next| next.day() == 1);
    let by = Months::new(months.unsigned_abs());
    let moved = if months >= 0 { day.checked_add_months(by) } else { day.checked_sub_months(by) };
    let moved = moved.unwrap_or(day);
    if !is_last {
        return moved;
    }
    let first = moved.with_day(1).unwrap_or(moved);
    first.checked_add_months(Months::new(1)).and_then(|next| next.pred_opt()).unwrap_or(moved)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::yaml;
    use crate::diag::Diagnostics;
    use crate::source::SourceMap;

    const SCHEMA: &str = r#"{"type":"object","properties":{
        "ky":{"format":"ky"},"so":{"format":"so-nguyen"},"ngay":{"format":"ngay"},"mau":{"type":"string"},
        "ky_so_lieu":{"type":"object","properties":{"tu":{"format":"ngay"},"den":{"format":"ngay"}}},
        "a":{"type":"object","properties":{"x":{"format":"so-nguyen"},"y":{"format":"so"},"c_cong_bo":{"format":"cong-bo"}}},
        "y":{"type":"array","items":{"type":"string"}},
        "rows":{"type":"array","items":{"type":"object","properties":{"ten":{"type":"string"},"n":{"format":"so-nguyen"}}}}}}"#;

    fn parsed(text: &str) -> (Node, Schema) {
        let mut sources = SourceMap::default();
        let file = sources.add("t.yaml", text);
        let mut found = Diagnostics::default();
        let node = yaml::parse(file, &sources, &mut found).expect("sound YAML");
        assert_eq!(found.iter().count(), 0);
        (node, Schema::parse(SCHEMA).expect("sound"))
    }

    fn next(text: &str, from: &str, to: &str) -> String {
        let (node, schema) = parsed(text);
        let period = |text| Period::parse(text).expect("a period");
        next_period(text, &node, &schema, period(from), period(to))
    }

    #[test]
    fn figures_move_into_comments_and_texts_are_marked() {
        let text = "# đầu\nky: 2024-06\nso: 254  # số\nngay: 24/6/2024\nky_so_lieu:\n  tu: 10/5/2024\n  den: 31/5/2024\na:\n  x: 1.994   # hồ sơ\n  y: 5,5\n  c_cong_bo:\n    gia_tri: 51\n    ly_do: giữ\ny:\n  - >-\n    một đoạn\n    dài\n  - ngắn\nrows:\n  - { ten: A, n: 7 }\n";
        let expected = "# đầu\nky: 2024-07\nso: # tháng trước: 254  # số\nngay: # tháng trước: 24/6/2024\nky_so_lieu:\n  tu: 10/6/2024  # tháng trước: 10/5/2024; xem lại\n  den: 30/6/2024  # tháng trước: 31/5/2024; xem lại\na:\n  x: # tháng trước: 1.994   # hồ sơ\n  y: # tháng trước: 5,5\n  # tháng trước: c_cong_bo:\n    # tháng trước: gia_tri: 51\n    # tháng trước: ly_do: giữ\ny:\n  - >-  # xem lại\n    một đoạn\n    dài\n  - ngắn  # xem lại\nrows:\n  - { ten: A, n:  }  # xem lại; tháng trước: n 7\n";
        let made = next(text, "2024-06", "2024-07");
        assert_eq!(made, expected);
        // What was made is a file again, with nothing in it but texts and days.
        let (node, schema) = parsed(&made);
        let filled = filled(&made, &node, &schema);
        assert_eq!(filled.to_review, 5);
        assert_eq!(
            filled.empty.iter().map(|(path, _)| path.as_str()).collect::<Vec<_>>(),
            ["so", "ngay", "a.x", "a.y", "rows[1].n"]
        );
        assert_eq!(
            filled.groups.iter().find(|(key, ..)| key == "ky_so_lieu"),
            Some(&("ky_so_lieu".into(), 2, 2))
        );
    }

    #[test]
    fn days_move_with_the_kind_of_period() {
        for (from, to, day, moved) in [
            ("2024-06", "2024-07", "10/5/2024", "10/6/2024"),
            ("2024-12", "2025-01", "30/11/2024", "31/12/2024"),
            ("2024-Q1", "2024-Q2", "31/3/2024", "30/6/2024"),
            ("2024-6T", "2025-6T", "2024-06-30", "2025-06-30"),
            ("2024", "2025", "29/02/2024", "28/02/2025"),
        ] {
            let made = next(&format!("ky: {from}\nky_so_lieu: {{tu: {day}}}\n"), from, to);
            assert!(made.contains(&format!("tu: {moved}}}")), "{made}");
        }
    }

    #[test]
    fn figures_in_quotes_lists_and_braces_are_emptied_too() {
        let text =
            "ky: 2024-06\na: { x: \"38\", c_cong_bo: { gia_tri: 5, ly_do: x } }\nrows: [{ ten: A, n: 7 }]\n";
        let made = next(text, "2024-06", "2024-08");
        assert!(
            made.contains("{ x: , c_cong_bo")
                && made.contains("kỳ 2024-06: x \"38\"")
                && made.contains("n:  }"),
            "{made}"
        );
        let alone =
            next("ky: 2024-06\na:\n  c_cong_bo: { gia_tri: \"51,78\", ly_do: x }\n", "2024-06", "2024-07");
        assert!(alone.contains("  # tháng trước: c_cong_bo: { gia_tri: \"51,78\", ly_do: x }\n"), "{alone}");
    }

    #[test]
    fn comments_are_kept_byte_for_byte() {
        let text = include_str!("../../../data/2024-06.yaml");
        let mut sources = SourceMap::default();
        let file = sources.add("t.yaml", text);
        let node = yaml::parse(file, &sources, &mut Diagnostics::default()).expect("sound YAML");
        let schema = Schema::parse(include_str!("../../../templates/de-an-06/schema.json")).expect("sound");
        let schema = Schema::parse(crate::data::schema::REPORT_SCHEMA).expect("sound").joined(schema);
        let made = next_period(text, &node, &schema, Period::Month(2024, 6), Period::Month(2024, 7));
        let comments = |text: &str| -> Vec<String> {
            text.lines().filter_map(|line| line.find("# ").map(|at| line[at..].to_string())).collect()
        };
        for comment in comments(text) {
            assert!(made.contains(&comment), "{comment}");
        }
        // No figure of June is left without a mark.
        let mut sources = SourceMap::default();
        let file = sources.add("t.yaml", made.clone());
        let mut found = Diagnostics::default();
        let node = yaml::parse(file, &sources, &mut found).expect("sound YAML");
        assert_eq!(found.iter().count(), 0);
        let left = filled(&made, &node, &schema);
        let days: usize = left.groups.iter().map(|(_, _, filled)| filled).sum();
        assert!(days > 0 && left.empty.len() > 80, "{days} {}", left.empty.len());
    }
}
