//! YAML nodes and a schema to values: here scalars get their meaning. Never stops at the first mistake.

mod findings;

use crate::data::keys;
use rust_decimal::prelude::ToPrimitive;

use super::TextForm;
use super::node::{Content, Entry, Node, Quoting};
use super::problems::MOST_OF_A_KIND;
use super::schema::{Kind, Property, Schema};
use super::value::{BLANK, Stated, Value};
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::period::Period;
use crate::source::SourceMap;
use crate::text::date::{self, DateError};
use crate::text::number::{self, Reading};

/// Which required keys must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Required {
    /// All: the file is complete in itself.
    All,
    /// Those inside nested maps only: other files may supply the top-level keys.
    Nested,
}

/// Reads `node` as `schema` says. Values that cannot be read become [`Value::Empty`], with a finding.
pub fn read(
    node: &Node,
    schema: &Schema,
    required: Required,
    sources: &SourceMap,
    found: &mut Diagnostics,
) -> Value {
    read_draft(node, schema, required, false, sources, found)
}

/// As [`read`]; in a draft, required values that are left empty are blanks, and no mistake.
pub fn read_draft(
    node: &Node,
    schema: &Schema,
    required: Required,
    draft: bool,
    sources: &SourceMap,
    found: &mut Diagnostics,
) -> Value {
    ValueReader { draft, sources, found }.top(node, schema, required)
}

struct ValueReader<'a> {
    draft: bool,
    sources: &'a SourceMap,
    found: &'a mut Diagnostics,
}

impl ValueReader<'_> {
    fn top(&mut self, node: &Node, schema: &Schema, required: Required) -> Value {
        match (&schema.kind, &node.content) {
            (Kind::Map(properties), Content::Map(_)) => self.map(node, properties, required, None),
            _ => self.value(node, schema, "tệp"),
        }
    }

    fn value(&mut self, node: &Node, schema: &Schema, name: &str) -> Value {
        match (&schema.kind, &node.content) {
            (Kind::Either(choices), _) => self.either(node, choices, name),
            (Kind::List { item, min_items }, Content::List(items)) => {
                if items.len() < *min_items {
                    self.missing(node.span, name, schema);
                }
                Value::List(items.iter().map(|node| self.item(node, item, name)).collect())
            }
            (Kind::Map(properties), Content::Map(_)) => self.map(node, properties, Required::All, Some(name)),
            (Kind::Source(table), Content::Map(_)) => self.map(node, &table.shape, Required::Nested, None),
            (Kind::Stated, Content::Map(_)) => self.stated(node),
            (Kind::Text(_), Content::Map(_)) => self.text_with_colon(node, schema, name),
            (_, Content::Scalar(text, style)) => self.scalar(node, text, *style, schema, name),
            _ => self.wrong_type(node, schema, name),
        }
    }

    fn item(&mut self, node: &Node, schema: &Schema, name: &str) -> Value {
        if node.is_empty()
            && let Some(blank) = self.blank(schema)
        {
            return blank;
        }
        if node.is_empty() {
            self.found.push(
                Diagnostic::error(
                    Code::MissingValue,
                    text!("trong “{name}” có một gạch đầu dòng bỏ trống", "“{name}” has an empty list item"),
                )
                .at(node.span)
                .help(text!("điền nội dung hoặc xóa dòng đó", "fill it in or delete the line")),
            );
            return Value::Empty;
        }
        self.value(node, schema, name)
    }

    /// `group` is the key that the map stands under.
    fn map(
        &mut self,
        node: &Node,
        properties: &[Property],
        required: Required,
        group: Option<&str>,
    ) -> Value {
        // A key that was misspelt is not missing, too.
        let mut misspelt: Vec<&str> = Vec::new();
        let is_unknown = |entry: &&Entry| properties.iter().all(|property| property.name != entry.key);
        // A file of another kind need not be told to its end.
        for entry in node.entries().iter().filter(is_unknown).take(MOST_OF_A_KIND) {
            misspelt.extend(self.unknown_key(&entry.key, entry.key_span, properties));
        }
        let mut values = Vec::with_capacity(properties.len());
        for property in properties {
            let name = property.name.as_str();
            let entry = node.entries().iter().find(|entry| entry.key == name);
            if let Some(entry) = entry.filter(|entry| entry.value.is_empty()) {
                self.warn_of_hidden_value(entry, &property.schema);
            }
            let value = match entry {
                Some(entry) if entry.value.is_empty() && !property.required => Value::Empty,
                Some(entry) if entry.value.is_empty() => self.blank(&property.schema).unwrap_or_else(|| {
                    self.unfilled(entry.key_span, name, group, &property.schema);
                    Value::Empty
                }),
                Some(entry) => self.value(&entry.value, &property.schema, name),
                None if property.required && required == Required::All && self.draft => {
                    self.blank(&property.schema).unwrap_or(Value::Empty)
                }
                None => {
                    if property.required && required == Required::All && !misspelt.contains(&name) {
                        self.absent(node.span, name, &property.schema);
                    }
                    Value::Empty
                }
            };
            values.push((property.name.clone(), value));
        }
        Value::Map(values)
    }

    /// What a draft shows for a value that is not filled in: figures, days and texts.
    fn blank(&self, schema: &Schema) -> Option<Value> {
        match schema.kind {
            _ if !self.draft => None,
            Kind::Integer | Kind::Number => Some(Value::Blank),
            Kind::Date | Kind::Text(_) => Some(Value::Text(BLANK.to_string())),
            Kind::List { .. } => Some(Value::List(Vec::new())),
            Kind::Map(ref properties) => {
                let blank = |property: &Property| {
                    (property.name.clone(), self.blank(&property.schema).unwrap_or(Value::Empty))
                };
                Some(Value::Map(properties.iter().map(blank).collect()))
            }
            _ => None,
        }
    }

    fn either(&mut self, node: &Node, choices: &[Schema], name: &str) -> Value {
        let same_shape = |schema: &&Schema| match (&node.content, &schema.kind) {
            (Content::List(_), kind) => matches!(kind, Kind::List { .. }),
            (Content::Map(_), kind) => matches!(kind, Kind::Map(_) | Kind::Stated),
            (Content::Scalar(..), kind) => !matches!(kind, Kind::List { .. } | Kind::Map(_) | Kind::Stated),
        };
        match choices.iter().find(same_shape).or_else(|| choices.first()) {
            Some(schema) => self.value(node, schema, name),
            None => Value::Empty,
        }
    }

    fn scalar(&mut self, node: &Node, text: &str, style: Quoting, schema: &Schema, name: &str) -> Value {
        let value = match schema.kind {
            Kind::Text(form) => {
                self.warn_of_comment(node, style);
                if form == TextForm::Joined {
                    self.warn_of_lines(node, text, name);
                }
                let text = text.trim().to_string();
                Some(if form == TextForm::Paragraphs { Value::Paragraphs(text) } else { Value::Text(text) })
            }
            Kind::Flag => match text {
                "co" | "có" | "true" => Some(Value::Flag(true)),
                "khong" | "không" | "false" => Some(Value::Flag(false)),
                _ => None,
            },
            Kind::Integer if is_grouped_by_comma(text) => {
                self.grouped_by_comma(node, text);
                return Value::Empty;
            }
            Kind::Integer => {
                number::parse(text).and_then(|reading| reading.value().to_i64_exact()).map(Value::Integer)
            }
            Kind::Number => self.number(node, text),
            Kind::SourceFigure if text.starts_with('#') => Some(Value::Text(text.to_string())),
            Kind::SourceFigure => self.number(node, text),
            Kind::Date => match date::parse(text) {
                Ok(date) => Some(Value::Date(date)),
                Err(DateError::NoSuchDay) => {
                    self.impossible_date(node.span, text);
                    return Value::Empty;
                }
                Err(DateError::NotADate) => None,
            },
            Kind::Period => Period::parse(text).map(Value::Period),
            _ => None,
        };
        match value {
            Some(value) => {
                self.check_range(&value, schema, node.span, name);
                value
            }
            None => self.wrong_type(node, schema, name),
        }
    }

    fn number(&mut self, node: &Node, text: &str) -> Option<Value> {
        let reading = number::parse(text.trim_end().trim_end_matches('%'))?;
        if let Reading::Dotted { vietnamese, english } = &reading {
            let (vi, en) = (number::plain(*vietnamese), number::plain(*english));
            self.found.push(
                Diagnostic::warning(
                    Code::AmbiguousNumber,
                    text!(
                        "“{text}” được hiểu là {vi}, không phải {en}",
                        "“{text}” is read as {vi}, not as {en}"
                    ),
                )
                .at(node.span)
                .help(text!(
                    "phần thập phân viết sau dấu phẩy ({en}); số nguyên viết liền ({vi}) thì rõ",
                    "write decimals after a comma ({en}), or the integer without dots ({vi}), to be clear"
                )),
            );
        }
        if number::digits(reading.value()) > number::MAX_DIGITS {
            let limit = number::MAX_DIGITS;
            self.out_of_range(
                node.span,
                text!(
                    "“{text}” có hơn {limit} chữ số, không tính được chính xác",
                    "“{text}” has more than {limit} digits and cannot be computed with exactly"
                ),
            );
        }
        Some(Value::Number(reading.value()))
    }

    fn stated(&mut self, node: &Node) -> Value {
        let plain = |kind| Schema {
            kind,
            description: String::new(),
            minimum: None,
            maximum: None,
            choices: vec![],
            steady: false,
        };
        let property = |name: &str, kind| Property { name: name.into(), schema: plain(kind), required: true };
        let properties =
            [property(keys::VALUE, Kind::Number), property(keys::REASON, Kind::Text(TextForm::Joined))];
        let value = self.map(node, &properties, Required::All, None);
        match (value.get(keys::VALUE), value.get(keys::REASON)) {
            (Some(Value::Number(value)), Some(Value::Text(reason))) => {
                Value::Stated(Stated { value: *value, reason: reason.clone(), span: node.span })
            }
            _ => Value::Empty,
        }
    }

    /// `- Lưu: VT, CATP.` is a map to YAML and a line of text to the clerk.
    fn text_with_colon(&mut self, node: &Node, schema: &Schema, name: &str) -> Value {
        let source = self.sources.slice(node.span);
        match node.entries() {
            [_] if !source.contains('\n') && !source.starts_with('{') => {
                Value::Text(crate::text::nfc(source.trim()).into_owned())
            }
            _ => self.wrong_type(node, schema, name),
        }
    }
}

trait ToInteger {
    /// The integer, when there are no decimals and it fits.
    fn to_i64_exact(self) -> Option<i64>;
}

impl ToInteger for rust_decimal::Decimal {
    fn to_i64_exact(self) -> Option<i64> {
        if self.fract().is_zero() { self.to_i64() } else { None }
    }
}

/// `1,000`: a thousand to an English reader, one to a Vietnamese.
fn is_grouped_by_comma(text: &str) -> bool {
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let text = text.trim().trim_start_matches(['-', '+']);
    text.split_once(',').is_some_and(|(whole, rest)| {
        (1..=3).contains(&whole.len()) && rest.len() == 3 && digits(whole) && digits(rest)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::yaml;

    const SCHEMA: &str = r#"{"type":"object","required":["so"],"properties":{
        "so":{"format":"so-nguyen","minimum":0,"maximum":9999},
        "ty_le":{"format":"so"},
        "ngay":{"format":"ngay"},
        "giu":{"format":"cong-bo"},
        "loai":{"type":"string","enum":["A","B"]},
        "noi_nhan":{"type":"array","minItems":1,"items":{"type":"string"}},
        "muc":{"type":"array","items":{"anyOf":[{"type":"string"},{"type":"object","required":["a"],"properties":{"a":{"type":"string"}}}]}}
    }}"#;

    fn check(text: &str) -> (Value, Vec<Code>) {
        let mut sources = SourceMap::default();
        let file = sources.add("t.yaml", text);
        let mut found = Diagnostics::default();
        let node = yaml::parse(file, &sources, &mut found).expect("sound YAML");
        let schema = Schema::parse(SCHEMA).expect("a sound schema");
        let value = read(&node, &schema, Required::All, &sources, &mut found);
        (value, found.iter().map(|d| d.code).collect())
    }

    #[test]
    fn scalars_are_read_as_meant() {
        let (value, found) =
            check("so: 1.994\nty_le: 51,78\nngay: 24/6/2024\nnoi_nhan:\n  - Lưu: VT, CATP.\n  - a\n");
        assert_eq!(found, []);
        assert_eq!(value.get("so"), Some(&Value::Integer(1994)));
        assert_eq!(value.get("ty_le"), Some(&Value::Number("51.78".parse().expect("a decimal"))));
        assert_eq!(value.get("noi_nhan").map(Value::texts), Some(vec!["Lưu: VT, CATP.".into(), "a".into()]));
        assert_eq!(value.get("loai"), Some(&Value::Empty));
    }

    #[test]
    fn every_mistake_is_found() {
        for (text, code) in [
            ("so:", Code::MissingValue),
            ("ngay: 1/1/2024", Code::MissingValue),
            ("so: 1\nnoi_nhan: []", Code::MissingValue),
            ("so: 1\nnoi_nhan:\n  -\n", Code::MissingValue),
            ("so: 1\nngai: 2", Code::UnknownKey),
            ("so: mười", Code::WrongType),
            ("so: 1,5", Code::WrongType),
            ("so: 1\nngay: 24", Code::WrongType),
            ("so: 1\nngay: 31/6/2024", Code::ImpossibleDate),
            ("so: 1\nnoi_nhan: a", Code::WrongType),
            ("so: -1", Code::ValueOutOfRange),
            ("so: 10.000", Code::ValueOutOfRange),
            ("so: 1\nloai: C", Code::ValueOutOfRange),
            ("so: 1\nty_le: 12345678901234,56", Code::ValueOutOfRange),
            ("so: 1\nty_le: 1.994", Code::AmbiguousNumber),
            ("so: 1,000", Code::AmbiguousNumber),
            ("so: -12,000", Code::AmbiguousNumber),
            ("so: 1\nloai: A #x", Code::TextCutByComment),
            ("so: # 1.994 theo công an", Code::TextCutByComment),
            ("so: 1\nty_le:  # 51,78%", Code::TextCutByComment),
            ("so: 1\nngay: # 24/6/2024", Code::TextCutByComment),
            ("so: 1\nloai: #A", Code::TextCutByComment),
            ("so: 1\ngiu: 5", Code::WrongType),
            ("so: 1\ngiu: {gia_tri: 5}", Code::MissingValue),
            ("so: 1\nmuc: [{b: x}]", Code::UnknownKey),
        ] {
            assert_eq!(check(text).1.first(), Some(&code), "{text}");
        }
    }

    #[test]
    fn limits_themselves_are_allowed() {
        assert_eq!(check("so: 0").1, []);
        assert_eq!(check("so: 9999").1, []);
        assert_eq!(check("so: 1\nty_le: 1234567890123,45").1, []);
        assert_eq!(check("so: 1 # ghi chú").1, []);
        assert_eq!(check("so: 1\nloai: A # ghi chú").1, []);
        assert_eq!(check("so: 1\nty_le: # tháng trước 51,78\nngay: # ngày ban hành\nloai: # A").1, []);
        assert_eq!(check("so: 1\nty_le: ~ # 51,78").1, []);
    }

    #[test]
    fn alternatives_are_told_apart_by_their_shape() {
        let (value, found) = check("so: 1\nmuc:\n  - chữ\n  - a: x\n");
        assert_eq!(found, []);
        let Some(Value::List(items)) = value.get("muc") else { panic!("a list") };
        assert_eq!(items[0].as_text(), Some("chữ"));
        assert_eq!(items[1].get("a").and_then(Value::as_text), Some("x"));
    }

    #[test]
    fn all_mistakes_of_a_file_come_at_once() {
        assert_eq!(check("so: x\nngay: 31/6/2024\nngai: 1\nnoi_nhan: a\n").1.len(), 4);
    }
}
