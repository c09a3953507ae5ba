//! A template's own rules on figures, `checks.yaml`: expressions of Tera that must hold, each with its message.

use tera::Tera;

use super::comparison::ABSENT;
use super::engine::engine;
use super::rewrite::{Rewritten, Use};
use super::steps::{self, framed_rules};
use super::{Data, Prepared, context, errors};
use crate::data::read::{Required, read};
use crate::data::{Content, Node, Schema, Value, yaml};
use crate::diag::{Code, Diagnostic, Diagnostics, Severity, Text, text};
use crate::model::MarkupReading;
use crate::source::{FileId, SourceMap, Span};

/// What `checks.yaml` holds.
const SCHEMA: &str = r#"{"type":"object","properties":{
    "he_so_nhay":{"format":"so-nguyen","minimum":2,"description":"Số liệu tăng, giảm quá bao nhiêu lần so với kỳ trước thì báo."},
    "quy_tac":{"type":"array","items":{"type":"object","required":["dung","vi","en"],"properties":{
        "dung":{"type":"string","description":"Biểu thức Tera phải đúng."},
        "moi":{"type":"string","description":"Danh sách; biểu thức phải đúng với từng dòng (tên: dong)."},
        "muc":{"type":"string","enum":["loi","canh-bao","luu-y"],"description":"Mức: loi, canh-bao (mặc định), luu-y."},
        "vi":{"type":"string","description":"Thông báo bằng tiếng Việt, là một mẫu Tera."},
        "en":{"type":"string","description":"Thông báo bằng tiếng Anh."},
        "noi":{"type":"array","items":{"type":"string"},"description":"Các mục số liệu có liên quan, mục đầu là nơi báo."}}}}}}"#;

/// The rules of a template.
#[derive(Debug, Default)]
pub struct Checks {
    /// By how much a figure may change against the period before.
    pub jump_factor: Option<u32>,
    pub(super) rules: Vec<FigureRule>,
}

impl Checks {
    /// All that is written of the rules in Tera's language.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        self.rules.iter().flat_map(|rule| {
            [&rule.holds, &rule.message.vi, &rule.message.en]
                .into_iter()
                .chain(&rule.each)
                .map(String::as_str)
        })
    }
}

#[derive(Debug)]
pub(super) struct FigureRule {
    pub(super) holds: String,
    pub(super) each: Option<String>,
    severity: Severity,
    message: Text,
    places: Vec<String>,
    pub(super) span: Span,
}

/// Between the parts of one answer, and between answers.
const UNIT: char = '\u{1f}';
const RECORD: char = '\u{1e}';

/// Reads `checks.yaml`.
pub(super) fn load(file: FileId, sources: &SourceMap, found: &mut Diagnostics) -> Checks {
    let Some(node) = yaml::parse(file, sources, found) else { return Checks::default() };
    let schema = Schema::parse(SCHEMA).expect("the schema of checks.yaml is sound, see the tests");
    let value = read(&node, &schema, Required::All, sources, found);
    let spans = match node.get("quy_tac").map(|node| &node.content) {
        Some(Content::List(items)) => items.iter().map(|item| item.span).collect(),
        _ => Vec::new(),
    };
    let rules = match value.get("quy_tac") {
        Some(Value::List(items)) => items.iter().zip(spans).map(|(item, span)| rule(item, span)).collect(),
        _ => Vec::new(),
    };
    let jump_factor = match value.get("he_so_nhay") {
        Some(Value::Integer(factor)) => u32::try_from(*factor).ok(),
        _ => None,
    };
    Checks { jump_factor, rules }
}

fn rule(item: &Value, span: Span) -> FigureRule {
    let text = |key: &str| item.get(key).and_then(Value::as_text).unwrap_or_default().to_string();
    FigureRule {
        holds: text("dung"),
        each: Some(text("moi")).filter(|list| !list.is_empty()),
        severity: match text("muc").as_str() {
            "loi" => Severity::Error,
            "luu-y" => Severity::Note,
            _ => Severity::Warning,
        },
        message: Text { vi: text("vi"), en: text("en") },
        places: item.get("noi").map(Value::texts).unwrap_or_default(),
        span,
    }
}

/// The rules as Tera templates.
#[derive(Debug, Default)]
pub(super) struct Compiled {
    tera: Tera,
    /// Why a rule cannot be used, by its index.
    broken: Vec<Option<tera::Error>>,
}

impl Compiled {
    pub(super) fn of(checks: &Checks) -> Self {
        // Rules print nothing.
        let mut tera = engine(MarkupReading::First);
        let texts: Vec<(String, String)> = checks
            .rules
            .iter()
            .enumerate()
            .map(|(index, rule)| (rule_name(index), Rewritten::with_use(&rule.as_template(), Use::Rule).text))
            .collect();
        if tera.add_raw_templates(texts.iter().map(|(name, text)| (name, text))).is_ok() {
            return Compiled { tera, broken: checks.rules.iter().map(|_| None).collect() };
        }
        // One that is broken does not take the others with it.
        let broken = texts.iter().map(|(name, text)| tera.add_raw_template(name, text).err()).collect();
        Compiled { tera, broken }
    }
}

fn rule_name(index: usize) -> String {
    format!("checks{index}")
}

/// What the figures of a period break. `nodes` are the files that hold them, the period's first.
pub fn evaluate(prepared: &Prepared, data: &Data, nodes: &[&Node], sources: &SourceMap) -> Diagnostics {
    let mut found = Diagnostics::default();
    let (context, stated) = context::build(data);
    let Compiled { tera, broken } = prepared.checks();
    let rules = &prepared.template.checks.rules;
    let unusable = |error: &tera::Error, rule: &FigureRule| {
        let known: Vec<&str> = data.iter().map(|(name, _)| name.as_str()).collect();
        let finding = errors::diagnostic(error, &prepared.template, &known, sources);
        Diagnostic { primary: None, ..finding }.at(rule.span)
    };
    let answers = framed_rules(stated, || {
        let parts = (0..rules.len())
            .map(|index| (!steps::is_over()).then(|| tera.render(&rule_name(index), &context)));
        parts.flatten().collect::<Vec<_>>()
    });
    for ((rule, answers), broken) in rules.iter().zip(answers).zip(broken) {
        match (broken, answers) {
            (Some(error), _) => found.push(unusable(error, rule)),
            (None, Err(error)) => found.push(unusable(&error, rule)),
            (None, Ok(answers)) => answers
                .split(RECORD)
                .filter_map(|answer| rule.finding(answer, nodes))
                .for_each(|finding| found.push(finding)),
        }
    }
    found
}

impl FigureRule {
    /// Prints a row number and both messages for everything that breaks the rule. Of a figure that is left out nothing is said.
    fn as_template(&self) -> String {
        let (holds, vi, en) = (&self.holds, &self.message.vi, &self.message.en);
        let answer = |row: &str| {
            let begin = format!("{{% if {ABSENT}() %}}{{% endif %}}");
            let breaks = format!("{{% if not ({holds}) and not {ABSENT}() %}}");
            format!("{begin}{breaks}{row}{UNIT}{vi}{UNIT}{en}{RECORD}{{% endif %}}")
        };
        match &self.each {
            Some(list) => format!(
                "{{% for dong in ({list}) | default(value=[]) %}}{}{{% endfor %}}",
                answer("{{ loop.index0 }}")
            ),
            None => answer("0"),
        }
    }

    fn finding(&self, answer: &str, nodes: &[&Node]) -> Option<Diagnostic> {
        let mut parts = answer.split(UNIT);
        let (row, vi, en) = (parts.next()?.parse::<usize>().ok()?, parts.next()?, parts.next()?);
        let folded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let headline = Text { vi: folded(vi), en: folded(en) };
        let mut finding =
            Diagnostic { severity: self.severity, ..Diagnostic::error(Code::FigureRule, headline) };
        for (index, path) in self.places.iter().enumerate() {
            let Some(span) = nodes.iter().find_map(|node| self.place(node, path, row)) else { continue };
            finding =
                if index == 0 { finding.at(span) } else { finding.and_at(span, text!("{path}", "{path}")) };
        }
        Some(finding)
    }

    /// Where the value at `a.b.c` stands; `dong.x` is in the row that the rule speaks of.
    fn place(&self, node: &Node, path: &str, row: usize) -> Option<Span> {
        let (base, rest) = match (path.strip_prefix("dong."), &self.each) {
            (Some(rest), Some(list)) => (element(follow(node, list)?, row)?, rest),
            _ => (node, path),
        };
        follow(base, rest).map(|node| node.span)
    }
}

fn follow<'a>(node: &'a Node, path: &str) -> Option<&'a Node> {
    path.split('.').try_fold(node, |node, key| match key.parse::<usize>() {
        Ok(index) => element(node, index),
        Err(_) => node.get(key),
    })
}

fn element(node: &Node, index: usize) -> Option<&Node> {
    match &node.content {
        Content::List(items) => items.get(index),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_is_sound() {
        assert!(Schema::parse(SCHEMA).is_ok());
    }
}
