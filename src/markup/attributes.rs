//! Attribute lines: `{don_vi="triệu đồng" co_chu=11 khong_ke}` right above the block that they are about. They are taken off before
//! comrak reads the text.

use super::attribute_values::{AttributeValue, entries};
use super::parse_fragment;
use crate::diag::{Code, Diagnostic, Diagnostics, closest, text};
use crate::model::{Align, BlockKind, Formula, Inline, TableFrame, plain_text};
use crate::source::Span;

/// Whether a line is one of attributes: braces around it, not those of Tera, of which none are left; or one that begins as such a
/// line does and then goes on, which is found when it is read.
pub(super) fn is_attribute_line(line: &str) -> bool {
    let line = line.trim();
    let Some(inner) = line.strip_prefix('{') else { return false };
    let name_end =
        inner.find(|sign: char| !(sign.is_ascii_alphanumeric() || sign == '_')).unwrap_or(inner.len());
    let begins =
        known().any(|name| name == &inner[..name_end]) && inner[name_end..].starts_with(['=', ' ', '}']);
    begins || line.ends_with('}') && !line.ends_with("\\}")
}

/// All names of attributes.
fn known() -> impl Iterator<Item = &'static str> {
    OF_TABLE.iter().chain(&OF_PARAGRAPH).chain(&OF_HEADING).chain(&OF_PICTURES).chain([&BREAK]).copied()
}

/// What a block is asked to be.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    entries: Vec<Attribute>,
}

#[derive(Debug)]
struct Attribute {
    name: String,
    value: AttributeValue,
    span: Span,
}

/// What may stand where, and what for.
const BREAK: &str = "ngat_trang";
const OF_PICTURES: [&str; 1] = ["moi_hang"];
const OF_PARAGRAPH: [&str; 5] = ["giua", "phai", "tham_quyen", "can_cu", "quyet_dinh"];
const OF_HEADING: [&str; 1] = ["khong_so"];
const OF_TABLE: [&str; 11] = [
    "do_rong_cot",
    "don_vi",
    "ten",
    "bieu",
    "co_chu",
    "dong_dau",
    "can_phay",
    "ghi_chu",
    "khong_ke",
    "hang_dam",
    "dau_doc",
];

/// The least and the most rows of a head.
const HEADS: std::ops::RangeInclusive<i64> = 1..=20;
/// The least and the most pictures side by side.
const SIDE_BY_SIDE: std::ops::RangeInclusive<i64> = 1..=4;
/// How many when nothing is said.
const USUAL_SIDE_BY_SIDE: usize = 3;
/// The smallest and the largest type of a table, in points.
const SIZES: std::ops::RangeInclusive<i64> = 8..=14;

impl Attributes {
    /// Reads a line's attributes and adds them.
    pub(super) fn add(&mut self, line: &str, span: Span, found: &mut Diagnostics) {
        let text = line.trim();
        let inner = text.strip_prefix('{').map_or(text, |inner| inner.strip_suffix('}').unwrap_or(inner));
        let offset = span.start + line.find(inner).unwrap_or(0);
        match entries(inner) {
            Ok(entries) => {
                for (name, value, range) in entries {
                    let span = Span::new(span.file, offset + range.start, offset + range.end);
                    match self.entries.iter().find(|other| excludes(&other.name, &name)) {
                        Some(other) => found.push(said_twice(&other.name, &name, span)),
                        None => self.entries.push(Attribute { name, value, span }),
                    }
                }
            }
            Err(at) => found.push(malformed(Span::new(span.file, (offset + at).min(span.end), span.end))),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Takes an attribute that has no value.
    pub(super) fn take_flag(&mut self, name: &str, found: &mut Diagnostics) -> bool {
        let Some(entry) = self.take(name) else { return false };
        let is_flag = entry.value == AttributeValue::Set;
        if !is_flag {
            found.push(wrong_value(
                &entry,
                text!("viết {name}, không có giá trị", "write {name} without a value"),
            ));
        }
        is_flag
    }

    pub(super) fn takes_break(&mut self, found: &mut Diagnostics) -> bool {
        self.take_flag(BREAK, found)
    }

    fn take(&mut self, name: &str) -> Option<Attribute> {
        let at = self.entries.iter().position(|entry| entry.name == name)?;
        Some(self.entries.remove(at))
    }

    fn take_text(&mut self, name: &str, found: &mut Diagnostics) -> Vec<Inline> {
        let Some(entry) = self.take(name) else { return Vec::new() };
        match &entry.value {
            AttributeValue::Text(markup) => parse_fragment(markup, entry.span, found),
            _ => {
                found.push(wrong_value(&entry, text!("viết {name}=\"…\"", "write {name}=\"…\"")));
                Vec::new()
            }
        }
    }

    fn take_number(
        &mut self,
        name: &str,
        range: &std::ops::RangeInclusive<i64>,
        found: &mut Diagnostics,
    ) -> Option<i64> {
        let entry = self.take(name)?;
        let (low, high) = (range.start(), range.end());
        match entry.value {
            AttributeValue::Number(number) if range.contains(&number) => Some(number),
            _ => {
                found.push(wrong_value(
                    &entry,
                    text!(
                        "viết {name}= một số từ {low} đến {high}",
                        "write {name}= a number from {low} to {high}"
                    ),
                ));
                None
            }
        }
    }

    /// What a paragraph with this text is asked to be.
    pub(super) fn paragraph(&mut self, content: Vec<Inline>, found: &mut Diagnostics) -> BlockKind {
        for (name, align) in [("giua", Align::Centre), ("phai", Align::Right)] {
            if self.take_flag(name, found) {
                return BlockKind::Placed { align, content };
            }
        }
        for (name, formula) in [
            ("tham_quyen", Formula::Authority),
            ("can_cu", Formula::Basis),
            ("quyet_dinh", Formula::Enactment),
        ] {
            if self.take_flag(name, found) {
                return BlockKind::Formula { formula, content };
            }
        }
        BlockKind::Paragraph(content)
    }

    /// What a table is asked to be; `columns` is how many it has.
    pub(super) fn table(&mut self, columns: usize, found: &mut Diagnostics) -> TableAttributes {
        let widths = self.take("do_rong_cot").and_then(|entry| match &entry.value {
            AttributeValue::Numbers(widths) if widths.len() == columns => {
                let widths: Option<Vec<u32>> = widths
                    .iter()
                    .map(|width| u32::try_from(*width).ok().filter(|mm| (5..=400).contains(mm)))
                    .collect();
                if widths.is_none() {
                    found.push(wrong_value(
                        &entry,
                        text!("mỗi cột từ 5 đến 400 mm", "each column has 5 to 400 mm"),
                    ));
                }
                widths
            }
            _ => {
                found.push(wrong_value(
                    &entry,
                    text!(
                        "bảng có {columns} cột: do_rong_cot=[…] phải có {columns} số",
                        "the table has {columns} columns: do_rong_cot=[…] has to have {columns} numbers"
                    ),
                ));
                None
            }
        });
        let head_at = self.entries.iter().find(|entry| entry.name == "dong_dau").map(|entry| entry.span);
        let head_rows = self.take_number("dong_dau", &HEADS, found);
        TableAttributes {
            widths,
            head_rows: head_rows.map(|rows| rows as usize).zip(head_at),
            frame: TableFrame {
                form: self.take_text("bieu", found),
                caption: self.take_text("ten", found),
                unit: self.take_text("don_vi", found),
                note: self.take_text("ghi_chu", found),
                size_pt: self.take_number("co_chu", &SIZES, found).map(|size| size as u16),
                ruled: !self.take_flag("khong_ke", found),
                at_comma: self.take_flag("can_phay", found),
                strong_rows: self.strong_rows(found),
                rising_heads: self.rising_heads(columns, found),
            },
        }
    }

    /// The first words of bold rows: `hang_dam="Tổng cộng|Cộng..."`.
    fn strong_rows(&mut self, found: &mut Diagnostics) -> Vec<String> {
        let words = plain_text(&self.take_text("hang_dam", found)).to_lowercase();
        words.split('|').map(str::trim).filter(|word| !word.is_empty()).map(str::to_string).collect()
    }

    /// Columns whose heads are read from below, from 0: `dau_doc=[3,4]` counts from 1.
    fn rising_heads(&mut self, columns: usize, found: &mut Diagnostics) -> Vec<usize> {
        let Some(entry) = self.take("dau_doc") else { return Vec::new() };
        let column =
            |number: &i64| usize::try_from(*number).ok().filter(|number| (1..=columns).contains(number));
        let numbers = match &entry.value {
            AttributeValue::Numbers(numbers) => numbers.iter().map(column).collect::<Option<Vec<usize>>>(),
            _ => None,
        };
        match numbers {
            Some(numbers) => numbers.into_iter().map(|number| number - 1).collect(),
            None => {
                found.push(wrong_value(
                    &entry,
                    text!(
                        "viết dau_doc=[3,4]: số thứ tự các cột, từ 1 đến {columns}",
                        "write dau_doc=[3,4]: columns from 1 to {columns}"
                    ),
                ));
                Vec::new()
            }
        }
    }

    /// Whether it is said how many pictures stand side by side.
    pub(super) fn has_rows(&self) -> bool {
        self.entries.iter().any(|entry| entry.name == "moi_hang")
    }

    /// How many pictures stand side by side at most.
    pub(super) fn pictures_per_row(&mut self, found: &mut Diagnostics) -> usize {
        let asked = self.take_number("moi_hang", &SIDE_BY_SIDE, found);
        asked.map_or(USUAL_SIDE_BY_SIDE, |count| count as usize)
    }

    /// Whatever nobody has taken is found: it is misspelt, or of another kind of block.
    pub(super) fn finish(self, found: &mut Diagnostics) {
        for entry in self.entries {
            let name = &entry.name;
            let place = if OF_TABLE.contains(&name.as_str()) {
                text!("“{name}” chỉ đặt ngay trên một bảng", "“{name}” stands right above a table")
            } else if OF_PARAGRAPH.contains(&name.as_str()) {
                text!("“{name}” chỉ đặt ngay trên một đoạn văn", "“{name}” stands right above a paragraph")
            } else if OF_HEADING.contains(&name.as_str()) {
                text!("“{name}” chỉ đặt ngay trên một đề mục", "“{name}” stands right above a heading")
            } else if OF_PICTURES.contains(&name.as_str()) {
                text!("“{name}” chỉ đặt ngay trên ảnh", "“{name}” stands right above pictures")
            } else if name == BREAK {
                text!(
                    "“{name}” đặt trên phần mở đầu trang mới, ở đây không còn gì",
                    "“{name}” stands above what begins the new page, and nothing follows"
                )
            } else {
                text!("không có thuộc tính “{name}”", "there is no attribute “{name}”")
            };
            let finding = Diagnostic::error(Code::MarkupMalformed, place).at(entry.span);
            found.push(match closest(name, known()).filter(|like| *like != name.as_str()) {
                Some(like) => finding.help(text!("có phải là “{like}” không?", "did you mean “{like}”?")),
                None => finding,
            });
        }
    }
}

/// What a table is asked to be.
pub(super) struct TableAttributes {
    pub widths: Option<Vec<u32>>,
    /// How many rows are its head, and where that is said.
    pub head_rows: Option<(usize, Span)>,
    pub frame: TableFrame,
}

fn malformed(span: Span) -> Diagnostic {
    Diagnostic::error(
        Code::MarkupMalformed,
        text!("dòng thuộc tính viết sai từ đây", "the attributes are malformed from here on"),
    )
    .at(span)
    .help(text!(
        "viết {{ten=\"…\" co_chu=11 do_rong_cot=[10,60] khong_ke}}; giá trị lấy từ số liệu: ten={{{{ x | thuoc_tinh }}}}",
        "write {{ten=\"…\" co_chu=11 do_rong_cot=[10,60] khong_ke}}; for a value of the data ten={{{{ x | thuoc_tinh }}}}"
    ))
}

/// Whether one attribute leaves no room for another: itself, or another place on the line.
fn excludes(one: &str, other: &str) -> bool {
    one == other || OF_PARAGRAPH.contains(&one) && OF_PARAGRAPH.contains(&other)
}

fn said_twice(first: &str, second: &str, span: Span) -> Diagnostic {
    let message = match first == second {
        true => text!("“{second}” ghi hai lần", "“{second}” is said twice"),
        false => text!("“{second}” trái với “{first}”", "“{second}” contradicts “{first}”"),
    };
    Diagnostic::error(Code::MarkupMalformed, message).at(span)
}

fn wrong_value(entry: &Attribute, help: crate::diag::Text) -> Diagnostic {
    let name = &entry.name;
    Diagnostic::error(
        Code::MarkupMalformed,
        text!("giá trị của “{name}” không dùng được", "the value of “{name}” cannot be used"),
    )
    .at(entry.span)
    .help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_attributes_are_known() {
        assert!(
            is_attribute_line("  {giua}\n") && !is_attribute_line("{a} b") && !is_attribute_line("\\{a\\}")
        );
        assert!(
            is_attribute_line("{giua} chữ")
                && is_attribute_line("{ten=\"x\"} | a |")
                && !is_attribute_line("{giuaa} b")
        );
    }
}
