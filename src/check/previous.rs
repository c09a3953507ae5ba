//! The figures of two periods side by side.

use crate::data::keys;
use std::collections::HashMap;

use rust_decimal::Decimal;

use crate::data::node::Quoting;
use crate::data::schema::Kind;
use crate::data::{Content, Node, Schema};
use crate::source::Span;
use crate::text::number;

/// A figure in both files.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// `an_sinh.ra_soat`, `dich_vu_thiet_yeu[Đăng ký tạm trú].tong_so`.
    pub path: String,
    /// The map that holds it, and where that stands.
    pub group: String,
    /// Where that stands: the key of the map, or the row of a list.
    pub group_span: Span,
    /// The figure of this period.
    pub now: Decimal,
    /// The figure of the period before.
    pub before: Decimal,
    /// Where the figure of this period was typed.
    pub span: Span,
    /// Where that of the period before was typed, in its own file.
    pub span_before: Span,
    /// Whether the schema says that it is counted from the start ("lũy kế").
    pub cumulative: bool,
    /// Whether its name or the schema says that it is a plan or a state of things, which stays from period to period.
    pub steady: bool,
}

/// All figures that are in both files: keys that the schema reads as numbers. Rows of lists are matched by their first text.
pub fn pairs(now: &Node, before: &Node, schema: &Schema) -> Vec<Pair> {
    let mut walk = Walk { pairs: Vec::new() };
    walk.node(
        now,
        before,
        schema,
        Here { path: "", group: "", span: now.span, cumulative: false, steady: false },
    );
    walk.pairs
}

#[derive(Clone, Copy)]
struct Here<'a> {
    path: &'a str,
    group: &'a str,
    span: Span,
    cumulative: bool,
    steady: bool,
}

struct Walk {
    pairs: Vec<Pair>,
}

impl Walk {
    fn node(&mut self, now: &Node, before: &Node, schema: &Schema, here: Here<'_>) {
        let cumulative = here.cumulative || says_cumulative(&schema.description);
        let steady = here.steady || schema.steady || is_steady(&schema.description, here.path);
        let here = Here { cumulative, steady, ..here };
        match (&schema.kind, &now.content, &before.content) {
            (Kind::Map(properties), Content::Map(_), Content::Map(_)) => {
                for property in properties {
                    let entry = now.entries().iter().find(|entry| entry.key == property.name);
                    let (Some(entry), Some(before)) = (entry, before.get(&property.name)) else { continue };
                    let path = join(here.path, &property.name);
                    let is_group = matches!(entry.value.content, Content::Map(_));
                    let (group, span) = match is_group {
                        true => (path.as_str(), entry.key_span),
                        false => (here.group, here.span),
                    };
                    self.node(
                        &entry.value,
                        before,
                        &property.schema,
                        Here { path: &path, group, span, ..here },
                    );
                }
            }
            (Kind::List { item, .. }, Content::List(now), Content::List(before)) => {
                let by_label: HashMap<&str, &Node> =
                    before.iter().rev().filter_map(|row| Some((label(row)?, row))).collect();
                for row in now {
                    let Some(label) = label(row) else { continue };
                    let Some(other) = by_label.get(label) else { continue };
                    let path = format!("{}[{label}]", here.path);
                    self.node(row, other, item, Here { path: &path, group: &path, span: row.span, ..here });
                }
            }
            (
                Kind::Integer | Kind::Number,
                Content::Scalar(now_text, style),
                Content::Scalar(before_text, _),
            ) if *style == Quoting::Plain => {
                // The number of the document is no figure.
                if here.path == keys::SERIAL {
                    return;
                }
                let value = |text: &str| number::parse(text).map(|reading| reading.value());
                if let (Some(now_value), Some(before_value)) = (value(now_text), value(before_text)) {
                    self.pairs.push(Pair {
                        path: here.path.to_string(),
                        group: here.group.to_string(),
                        group_span: here.span,
                        now: now_value,
                        before: before_value,
                        span: now.span,
                        span_before: before.span,
                        cumulative,
                        steady,
                    });
                }
            }
            _ => {}
        }
    }
}

fn says_cumulative(description: &str) -> bool {
    let lower = description.to_lowercase();
    lower.contains("lũy kế") || lower.contains("luỹ kế")
}

/// Plans, targets, and what is there in any case.
fn is_steady(description: &str, path: &str) -> bool {
    let lower = description.to_lowercase();
    let words = [
        "kế hoạch",
        "chỉ tiêu",
        "dự toán",
        "được giao",
        "biên chế",
        "dân số",
        "diện tích",
        "tổng mức đầu tư",
    ];
    let key = path.rsplit('.').next().unwrap_or_default();
    let keys = ["ke_hoach", "chi_tieu", "du_toan", "bien_che", "dan_so", "dien_tich"];
    words.iter().any(|word| lower.contains(word)) || keys.iter().any(|name| key.contains(name))
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_string() } else { format!("{path}.{key}") }
}

/// What a row of a list is about: its first text that is not a number.
fn label(row: &Node) -> Option<&str> {
    row.entries().iter().filter_map(|entry| entry.value.as_text()).find(|text| number::parse(text).is_none())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::yaml;
    use crate::diag::Diagnostics;
    use crate::source::SourceMap;

    #[test]
    fn figures_are_matched_by_key_and_rows_by_their_name() {
        let schema = Schema::parse(
            r#"{"type":"object","properties":{"so":{"format":"so-nguyen"},
            "a":{"type":"object","description":"Lũy kế.","properties":{"x":{"format":"so-nguyen"}}},
            "b":{"type":"array","items":{"type":"object","properties":{"ten":{"type":"string"},"n":{"format":"so-nguyen"}}}}}}"#,
        )
        .expect("sound");
        let mut sources = SourceMap::default();
        let mut node = |text: &str| {
            let file = sources.add("x", text);
            yaml::parse(file, &sources, &mut Diagnostics::default()).expect("sound")
        };
        let now = node("so: 2\na: {x: 1.994}\nb: [{ten: B, n: 2}, {ten: C, n: 3}]");
        let before = node("so: 1\na: {x: 5}\nb: [{ten: A, n: 1}, {ten: B, n: 9}]");
        let found: Vec<_> = pairs(&now, &before, &schema)
            .into_iter()
            .map(|pair| (pair.path, pair.now.to_string(), pair.before.to_string(), pair.cumulative))
            .collect();
        let expected = [
            ("a.x".to_string(), "1994".to_string(), "5".to_string(), true),
            ("b[B].n".into(), "2".into(), "9".into(), false),
        ];
        assert_eq!(found, expected);
    }
}
