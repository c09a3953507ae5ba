//! What is said of values that are not as the schema wants them.

use rust_decimal::Decimal;

use super::ValueReader;
use crate::data::node::{Entry, Node, Quoting};
use crate::data::problems::expected;
use crate::data::schema::{Kind, Property, Schema};
use crate::data::value::Value;
use crate::diag::{Code, Diagnostic, Text, closest, text};
use crate::source::Span;
use crate::text::{date, number};

impl ValueReader<'_> {
    /// `Hạng #1` is cut to `Hạng` by YAML; a comment proper has a space after the `#`.
    pub(super) fn warn_of_comment(&mut self, node: &Node, style: Quoting) {
        let text = self.sources.text(node.span.file);
        let rest = text[node.span.end.min(text.len())..].lines().next().unwrap_or_default();
        let cut = rest.trim_start();
        let is_comment = !cut.starts_with('#') || cut[1..].starts_with([' ', '#', '\t']) || cut.len() == 1;
        if style != Quoting::Plain || is_comment || cut.len() == rest.len() {
            return;
        }
        let start = node.span.end + rest.len() - cut.len();
        self.found.push(
            Diagnostic::warning(
                Code::TextCutByComment,
                text!("từ dấu # trở đi không được in ra", "what follows the # is not printed"),
            )
            .at(Span { start, end: start + cut.len(), ..node.span })
            .help(text!(
                "nếu # là chữ, đặt cả đoạn trong dấu nháy \"…\"; nếu là ghi chú, thêm dấu cách sau #",
                "if the # is text, put the whole in quotes \"…\"; if it is a comment, add a space after it"
            )),
        );
    }

    /// `so_ho: # 1.994`: a key without a value, whose comment looks like one.
    pub(super) fn warn_of_hidden_value(&mut self, entry: &Entry, schema: &Schema) {
        let text = self.sources.text(entry.key_span.file);
        let line = text.get(entry.key_span.end..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        let Some(at) = line.find('#').filter(|&at| line[..at].trim() == ":") else { return };
        let comment = &line[at + 1..];
        let first = comment.split_whitespace().next().unwrap_or_default().trim_end_matches(';');
        let looks_typed = match schema.kind {
            Kind::Integer | Kind::Number => number::parse(first.trim_end_matches('%')).is_some(),
            Kind::Date => date::parse(first).is_ok(),
            Kind::Text(_) => !comment.starts_with([' ', '#', '\t']) && !comment.is_empty(),
            _ => false,
        };
        if looks_typed {
            let start = entry.key_span.end + at;
            let end = entry.key_span.end + line.trim_end().len();
            let name = &entry.key;
            self.found.push(
                Diagnostic::warning(
                    Code::TextCutByComment,
                    text!(
                        "“{name}” bỏ trống, còn “{first}” đứng sau dấu # nên chỉ là ghi chú",
                        "“{name}” is empty; “{first}” stands behind the # and is only a comment"
                    ),
                )
                .at(Span { start, end, ..entry.key_span })
                .help(text!("nếu đó là giá trị, bỏ dấu #", "if it is the value, take the # away")),
            );
        }
    }

    /// A value is one paragraph, wherever its lines end.
    pub(super) fn warn_of_lines(&mut self, node: &Node, text: &str, name: &str) {
        if !text.trim().contains('\n') {
            return;
        }
        let typed = self.sources.slice(node.span);
        let end = node.span.start + first_line_len(typed).max(1).min(typed.len());
        self.found.push(
            Diagnostic::warning(
                Code::LinesJoined,
                text!(
                    "“{name}” có nhiều đoạn, in thành một đoạn liền",
                    "“{name}” has several lines or paragraphs and prints as one"
                ),
            )
            .at(Span { end, ..node.span })
            .help(text!(
                "viết thành một đoạn, hoặc tách thành các mục riêng của danh sách",
                "write one paragraph, or make them items of a list"
            )),
        );
    }

    pub(super) fn check_range(&mut self, value: &Value, schema: &Schema, span: Span, name: &str) {
        let number = match value {
            Value::Integer(number) => (*number).into(),
            Value::Number(number) => *number,
            Value::Text(text) | Value::Paragraphs(text) => {
                if !schema.choices.is_empty() && !schema.choices.contains(text) {
                    let choices = schema.choices.join(", ");
                    self.out_of_range(
                        span,
                        text!("“{name}” chỉ nhận: {choices}", "“{name}” takes only: {choices}"),
                    );
                }
                return;
            }
            _ => return,
        };
        if let Some(minimum) = schema.minimum.filter(|minimum| number < *minimum) {
            let minimum = limit(minimum);
            self.out_of_range(
                span,
                text!("“{name}” không được nhỏ hơn {minimum}", "“{name}” must not be below {minimum}"),
            );
        }
        if let Some(maximum) = schema.maximum.filter(|maximum| number > *maximum) {
            let maximum = limit(maximum);
            self.out_of_range(
                span,
                text!("“{name}” không được lớn hơn {maximum}", "“{name}” must not be above {maximum}"),
            );
        }
    }

    pub(super) fn out_of_range(&mut self, span: Span, headline: Text) {
        self.found.push(Diagnostic::error(Code::ValueOutOfRange, headline).at(span).help(text!(
            "sửa lại giá trị; khoảng cho phép do mẫu quy định",
            "correct the value; the template says what is allowed"
        )));
    }

    pub(super) fn impossible_date(&mut self, span: Span, typed: &str) {
        self.found.push(
            Diagnostic::error(
                Code::ImpossibleDate,
                text!("không có ngày “{typed}” trong lịch", "there is no day “{typed}” in the calendar"),
            )
            .at(span)
            .help(text!(
                "xem tháng đó có bao nhiêu ngày; viết ngày/tháng/năm, ví dụ 24/6/2024",
                "see how many days that month has; write day/month/year, as 24/6/2024"
            )),
        );
    }

    /// Reports the key; gives the one that was meant, if one is like it.
    pub(super) fn unknown_key<'p>(
        &mut self,
        key: &str,
        span: Span,
        properties: &'p [Property],
    ) -> Option<&'p str> {
        let finding = Diagnostic::error(
            Code::UnknownKey,
            text!("mẫu báo cáo không có mục “{key}”", "the template knows no key “{key}”"),
        )
        .at(span);
        let names = properties.iter().map(|property| property.name.as_str());
        let like = closest(key, names.clone());
        let before = &self.sources.text(span.file)[..span.start];
        // What a comma cut off in `{ … }` looks like a key.
        if before.trim_end().ends_with(',') {
            self.found.push(finding.help(text!(
                "trong {{ … }}: chữ hoặc số có dấu phẩy phải đặt trong dấu nháy: \"0,48\"; số nguyên viết 2142 hoặc 2.142",
                "inside {{ … }}: a text or a number with a comma belongs in quotes: \"0,48\"; a whole number is written 2142 or 2.142"
            )));
            return None;
        }
        self.found.push(match like {
            Some(name) => finding.help(text!("có phải là “{name}” không?", "did you mean “{name}”?")),
            None => {
                let names: Vec<_> = names.collect();
                let names = names.join(", ");
                finding.help(text!("các mục ở đây: {names}", "the keys here are: {names}"))
            }
        });
        like
    }

    pub(super) fn missing(&mut self, span: Span, name: &str, schema: &Schema) {
        self.push_missing(span, schema, text!("“{name}” chưa điền giá trị", "“{name}” has no value yet"));
    }

    /// A key without a value; `group` is the key that it stands under, since many groups have keys of the same name.
    pub(super) fn unfilled(&mut self, span: Span, name: &str, group: Option<&str>, schema: &Schema) {
        match group {
            None => self.missing(span, name, schema),
            Some(group) => self.push_missing(
                span,
                schema,
                text!("“{name}” của “{group}” chưa điền giá trị", "“{name}” of “{group}” has no value yet"),
            ),
        }
    }

    pub(super) fn absent(&mut self, span: Span, name: &str, schema: &Schema) {
        let span = Span { end: span.start + first_line_len(self.sources.slice(span)), ..span };
        self.push_missing(span, schema, text!("thiếu mục “{name}”", "the key “{name}” is missing"));
    }

    pub(super) fn push_missing(&mut self, span: Span, schema: &Schema, headline: Text) {
        let mut finding = Diagnostic::error(Code::MissingValue, headline).at(span);
        if !schema.description.is_empty() {
            let description = &schema.description;
            finding = finding.help(text!("điền vào đây: {description}", "fill in: {description}"));
        }
        self.found.push(finding);
    }

    pub(super) fn grouped_by_comma(&mut self, node: &Node, text: &str) {
        let (joined, dotted) = (text.replace(',', ""), text.replace(',', "."));
        self.found.push(
            Diagnostic::error(
                Code::AmbiguousNumber,
                text!(
                    "“{text}” có thể là {joined}, cũng có thể là số thập phân",
                    "“{text}” may be {joined}, or a decimal"
                ),
            )
            .at(node.span)
            .help(text!(
                "mục này là số nguyên: viết {joined} hoặc {dotted}",
                "a whole number belongs here: write {joined} or {dotted}"
            )),
        );
    }

    pub(super) fn wrong_type(&mut self, node: &Node, schema: &Schema, name: &str) -> Value {
        let expected = expected(&schema.kind);
        let (vi, en) = (&expected.vi, &expected.en);
        let span = Span { end: node.span.start + first_line_len(self.sources.slice(node.span)), ..node.span };
        let mut finding =
            Diagnostic::error(Code::WrongType, text!("“{name}” phải là {vi}", "“{name}” must be {en}"))
                .at(span);
        if !schema.description.is_empty() {
            let description = &schema.description;
            finding = finding.help(text!("mục này ghi: {description}", "what belongs here: {description}"));
        }
        self.found.push(finding);
        Value::Empty
    }
}

fn first_line_len(text: &str) -> usize {
    text.lines().next().map_or(0, str::len)
}

/// A limit of the schema as it is said: a year, say, without a dot.
fn limit(number: Decimal) -> String {
    if number.abs() < Decimal::from(10_000) { number::plain(number) } else { number::grouped(number) }
}
