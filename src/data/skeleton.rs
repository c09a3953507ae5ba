//! The first file of a report, from the schema alone: every key with its description, nothing filled in.

use super::edit::scalar;
use super::keys;
use super::schema::{Kind, Property, Schema};

/// Columns of a line; a description that does not fit beside its key stands above it.
const WIDTH: usize = 110;
/// Columns before a comment beside a key.
const COMMENT_AT: usize = 24;

/// What the first lines of the file say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head<'a> {
    /// The schema for editors, from the file's folder: `../cchc.schema.json`.
    pub schema_file: &'a str,
    /// What the template calls itself (`ten`).
    pub title: &'a str,
    /// The folder of the template: `cchc`.
    pub template: &'a str,
    /// The period as it is typed; `None` for a document without one.
    pub period: Option<&'a str>,
    /// What the template adds up from the new year, when earlier periods of the year have no file.
    pub opening: Option<OpeningFigures>,
}

/// What a template adds up from the new year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpeningFigures {
    /// Any figure, for all that can be told.
    All,
    /// The figures at these paths: `tai_nan.so_vu`.
    At(Vec<String>),
}

impl OpeningFigures {
    /// Whether a figure at `path`, or one below it, is added up.
    fn has(&self, path: &str) -> bool {
        let below = |wanted: &str, path: &str| {
            wanted == path || wanted.strip_prefix(path).is_some_and(|rest| rest.starts_with('.'))
        };
        match self {
            OpeningFigures::All => true,
            OpeningFigures::At(paths) => {
                paths.iter().any(|wanted| below(wanted, path) || below(path, wanted))
            }
        }
    }
}

/// The text of the file; `own` are the keys of the template, `all` those of every report, too.
pub fn skeleton(head: &Head<'_>, own: &Schema, all: &Schema) -> String {
    let mut out = format!(
        "# yaml-language-server: $schema={}\n# {}\n#\n\
         # Số nguyên viết 1994 hay 1.994 đều được; số có phần lẻ viết 1994,5 (không dấu chấm); ngày viết 24/6/2024.\n\
         # Chữ sau dấu # là ghi chú, không in. Tỷ lệ, tổng cộng, số thứ tự đề mục do máy tính ra: không gõ ở đây.\n\
         # Dòng “# - …” là mẫu của một mục trong bảng hay danh sách: bỏ dấu # rồi điền, mỗi mục một lần.\n\n",
        head.schema_file, head.title
    );
    out += &format!("{}: {}\n", keys::TEMPLATE, scalar(head.template, false));
    let mut pen = Pen { out, off: false };
    let properties = |schema: &Schema| match &schema.kind {
        Kind::Map(properties) => properties.clone(),
        _ => Vec::new(),
    };
    if let Some(period) = head.period {
        pen.line(0, &format!("{}: {period}", keys::PERIOD), "kỳ báo cáo");
    }
    let common = properties(all);
    let named = |name: &str| common.iter().find(|property| property.name == name);
    for property in [keys::SERIAL, keys::DATE].into_iter().filter_map(named) {
        pen.property(property, 0);
    }
    if let (Some(opening), Some(wanted)) = (named(keys::OPENING), &head.opening) {
        pen.out.push('\n');
        pen.opening(opening, wanted);
    }
    for property in properties(own) {
        pen.out.push('\n');
        pen.property(&property, 0);
    }
    pen.out
}

struct Pen {
    out: String,
    /// Whether what is written is commented out.
    off: bool,
}

impl Pen {
    fn property(&mut self, property: &Property, indent: usize) {
        let Property { name, schema, required } = property;
        let description = described(schema, *required);
        match &schema.kind {
            Kind::Map(properties) => {
                self.above(indent, &description);
                self.line(indent, &format!("{name}:"), "");
                // Of a group that need not be there, nothing may be asked.
                self.switched(!required, |pen| {
                    properties.iter().for_each(|inner| pen.property(inner, indent + 2));
                });
            }
            Kind::List { item, .. } => {
                self.above(indent, &description);
                self.line(indent, &format!("{name}:"), "");
                self.switched(true, |pen| pen.row(item, indent + 2));
            }
            Kind::Either(choices) => match choices.first() {
                Some(first) => {
                    let schema = Schema { description: schema.description.clone(), ..first.clone() };
                    self.property(&Property { name: name.clone(), schema, required: *required }, indent);
                }
                None => self.line(indent, &format!("{name}:"), &description),
            },
            // A figure that stands although another is computed is the exception.
            Kind::Stated => self.switched(true, |pen| {
                pen.line(indent, &format!("{name}: {{ gia_tri: …, ly_do: … }}"), &description);
            }),
            _ => self.line(indent, &format!("{name}:"), &description),
        }
    }

    /// A row of a list, as an example.
    fn row(&mut self, item: &Schema, indent: usize) {
        match &item.kind {
            Kind::Map(properties) => {
                for (index, property) in properties.iter().enumerate() {
                    let dash = if index == 0 { "- " } else { "  " };
                    let name = &property.name;
                    let written = match &property.schema.kind {
                        Kind::List { .. } => format!("{dash}{name}: []"),
                        Kind::Map(_) | Kind::Stated => format!("{dash}{name}: {{}}"),
                        _ => format!("{dash}{name}:"),
                    };
                    self.line(indent, &written, &described(&property.schema, property.required));
                }
            }
            Kind::Either(choices) if !choices.is_empty() => self.row(&choices[0], indent),
            _ => self.line(indent, "- …", &described(item, true)),
        }
    }

    /// What went before the first file of the year.
    fn opening(&mut self, property: &Property, wanted: &OpeningFigures) {
        self.above(0, &property.schema.description);
        self.above(0, "Mục nào không có gì thì xóa dòng; trước kỳ này không có gì cả thì ghi so_lieu: {} và nói rõ ở nguon.");
        self.line(0, &format!("{}:", keys::OPENING), "");
        let Kind::Map(inner) = &property.schema.kind else { return };
        for property in inner {
            match (&property.schema.kind, property.name.as_str()) {
                (Kind::Map(figures), keys::FIGURES) => {
                    self.line(2, &format!("{}:", keys::FIGURES), "");
                    let figures = figures.iter().filter_map(|figure| asked(figure, &figure.name, wanted));
                    figures.for_each(|figure| self.property(&figure, 4));
                }
                _ => self.property(property, 2),
            }
        }
    }

    fn switched(&mut self, off: bool, write: impl FnOnce(&mut Self)) {
        let before = self.off;
        self.off |= off;
        write(self);
        self.off = before;
    }

    /// A line with its comment beside it, or above it where it does not fit.
    fn line(&mut self, indent: usize, written: &str, comment: &str) {
        let mut line = format!("{}{}{written}", " ".repeat(indent), if self.off { "# " } else { "" });
        let room = COMMENT_AT.saturating_sub(line.chars().count()).max(2);
        if comment.is_empty() {
        } else if line.chars().count() + room + comment.chars().count() + 2 <= WIDTH {
            line += &format!("{}# {comment}", " ".repeat(room));
        } else {
            // Beside the key, whatever dash stands before it.
            let key = written.len() - written.trim_start_matches(['-', ' ']).len();
            self.comment(indent, key, comment);
        }
        self.out += &(line + "\n");
    }

    fn above(&mut self, indent: usize, comment: &str) {
        self.comment(indent, 0, comment);
    }

    /// A comment of its own lines; among lines that wait to be switched on it stays a comment then.
    fn comment(&mut self, indent: usize, inner: usize, comment: &str) {
        let sign = if self.off { format!("# {}# ", " ".repeat(inner)) } else { "# ".to_string() };
        let begin = " ".repeat(indent) + &sign;
        for line in wrapped(comment, WIDTH - begin.len()) {
            self.out += &format!("{begin}{line}\n");
        }
    }
}

/// A figure of what went before as a key that is asked for: none has to be there, but each is worth a look. `None` for one that is
/// not added up.
fn asked(property: &Property, path: &str, wanted: &OpeningFigures) -> Option<Property> {
    if !wanted.has(path) {
        return None;
    }
    let mut asked = Property { required: true, ..property.clone() };
    if let Kind::Map(inner) = &mut asked.schema.kind {
        *inner = inner
            .iter()
            .filter_map(|property| self::asked(property, &format!("{path}.{}", property.name), wanted))
            .collect();
    }
    if let Kind::List { item, .. } = &mut asked.schema.kind
        && let Kind::Map(inner) = &mut item.kind
    {
        inner.iter_mut().for_each(|property| property.required = true);
    }
    Some(asked)
}

/// A text in lines of at most so many columns, where its words allow it.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut().filter(|line| line.chars().count() + 1 + word.chars().count() <= width) {
            Some(line) => {
                line.push(' ');
                line.push_str(word);
            }
            None => lines.push(word.to_string()),
        }
    }
    lines
}

/// What a key is, in words: its description, what it may be, whether it has to be there.
fn described(schema: &Schema, required: bool) -> String {
    let mut words: Vec<String> = Vec::new();
    if !schema.description.is_empty() {
        words.push(schema.description.clone());
    }
    match &schema.kind {
        Kind::Flag => words.push("Có hoặc không.".to_string()),
        Kind::Date if schema.description.is_empty() => words.push("ngày, ví dụ 24/6/2024.".to_string()),
        _ if !schema.choices.is_empty() => words.push(format!("Một trong: {}.", schema.choices.join(", "))),
        _ => {}
    }
    if !required && !schema.description.contains("để trống") {
        words.push("(không bắt buộc)".to_string());
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::next::filled;
    use crate::data::read::{Required, read};
    use crate::data::schema::REPORT_SCHEMA;
    use crate::data::yaml;
    use crate::diag::{Code, Diagnostics};
    use crate::source::SourceMap;

    const SCHEMA: &str = r#"{"type":"object","required":["tiep_nhan","ho_so","xa","kho_khan"],"properties":{
        "tiep_nhan":{"format":"so-nguyen","description":"Số hồ sơ tiếp nhận."},
        "ho_so":{"type":"object","required":["dung_han"],"description":"Kết quả giải quyết.","properties":{
            "dung_han":{"format":"so-nguyen","description":"Đúng hạn."},"ty_le_cong_bo":{"format":"cong-bo"}}},
        "xa":{"type":"array","minItems":1,"description":"Từng xã.","items":{"type":"object","required":["ten","so"],"properties":{
            "ten":{"type":"string","description":"Tên xã."},"so":{"format":"so"}}}},
        "kho_khan":{"type":"array","minItems":1,"items":{"type":"string"},"description":"Khó khăn."},
        "them":{"type":"object","required":["x"],"properties":{"x":{"type":"string"}}},
        "xong":{"type":"boolean"}}}"#;

    fn made(needs_opening: bool) -> (String, Schema) {
        let own = Schema::parse(SCHEMA).expect("sound");
        let all = Schema::parse(REPORT_SCHEMA).expect("sound").joined(own.clone());
        let head = Head {
            schema_file: "../cchc.schema.json",
            title: "Báo cáo CCHC",
            template: "cchc",
            period: Some("2026-03"),
            opening: needs_opening.then_some(OpeningFigures::All),
        };
        let common = Schema::parse(REPORT_SCHEMA).expect("sound").joined(own.clone());
        (skeleton(&head, &own, &common), all)
    }

    #[test]
    fn every_key_stands_with_its_description() {
        let (text, _) = made(false);
        insta::assert_snapshot!(text);
    }

    #[test]
    fn only_what_is_added_up_is_asked_for() {
        let own = Schema::parse(SCHEMA).expect("sound");
        let common = Schema::parse(REPORT_SCHEMA).expect("sound").joined(own.clone());
        let opening = OpeningFigures::At(vec!["ho_so.dung_han".to_string(), "xa".to_string()]);
        let head = Head {
            schema_file: "x",
            title: "T",
            template: "t",
            period: Some("2026-03"),
            opening: Some(opening),
        };
        let text = skeleton(&head, &own, &common);
        let asked = &text[text.find("so_lieu:").expect("there")
            ..text.find("\n\n# Số hồ sơ").or(text.find("\n\ntiep_nhan")).expect("there")];
        assert!(
            asked.contains("dung_han:") && asked.contains("xa:") && !asked.contains("tiep_nhan"),
            "{asked}"
        );
    }

    #[test]
    fn what_is_missing_in_it_is_what_the_clerk_has_to_fill_in() {
        for needs_opening in [false, true] {
            let (text, all) = made(needs_opening);
            let mut sources = SourceMap::default();
            let file = sources.add("2026-03.yaml", text.clone());
            let mut found = Diagnostics::default();
            let node = yaml::parse(file, &sources, &mut found).expect("sound YAML");
            read(&node, &all, Required::All, &sources, &mut found);
            let codes: Vec<Code> = found.iter().map(|finding| finding.code).collect();
            assert!(codes.iter().all(|code| *code == Code::MissingValue), "{codes:?}\n{text}");
            let missing = if needs_opening { 6 } else { 4 };
            assert!(codes.len() >= 4 && codes.len() <= missing, "{codes:?}\n{text}");
            let state = filled(&text, &node, &all);
            assert!(state.empty.iter().any(|(key, _)| key == "ho_so.dung_han"), "{:?}", state.empty);
            assert_eq!(text.contains("luy_ke_truoc:"), needs_opening);
        }
    }
}
