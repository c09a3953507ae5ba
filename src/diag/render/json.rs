//! Findings as JSON, for programs. Keys are English, texts in both languages.

use serde_json::{Value, json};

use crate::diag::{Accepted, Diagnostic, Diagnostics, Label, Text};
use crate::source::SourceMap;

/// [`findings`] as text.
pub fn json(found: &Diagnostics, accepted: &[Accepted], sources: &SourceMap) -> String {
    format!("{:#}\n", findings(found, accepted, sources))
}

/// `{"findings": […], "accepted": […]}`. Lines and columns count from 1, bytes from 0.
pub fn findings(found: &Diagnostics, accepted: &[Accepted], sources: &SourceMap) -> Value {
    let (shown, left_out) = found.sorted(sources);
    let shown: Vec<Value> = shown.iter().map(|item| finding(item, sources)).collect();
    let accepted: Vec<Value> = accepted
        .iter()
        .map(|item| json!({ "finding": finding(&item.finding, sources), "reason": item.reason }))
        .collect();
    json!({ "findings": shown, "left_out": left_out, "accepted": accepted })
}

fn finding(item: &Diagnostic, sources: &SourceMap) -> Value {
    json!({
        "code": item.code.id(),
        "name": item.code.name(),
        "severity": item.severity.name(),
        "headline": both(&item.headline),
        "primary": item.primary.as_ref().map(|label| place(label, sources)),
        "secondary": item.secondary.iter().map(|label| place(label, sources)).collect::<Vec<_>>(),
        "help": item.help.iter().map(both).collect::<Vec<_>>(),
        "fix": item.fix.as_ref().map(|fix| json!({
            "file": sources.path(fix.span.file).display().to_string(),
            "start": fix.span.start,
            "end": fix.span.end,
            "typed": sources.slice(fix.span),
            "text": fix.text,
        })),
    })
}

fn both(text: &Text) -> Value {
    json!({ "vi": text.vi, "en": text.en })
}

fn place(label: &Label, sources: &SourceMap) -> Value {
    let at = sources.position(label.span);
    json!({
        "file": sources.path(label.span.file).display().to_string(),
        "line": at.line,
        "column": at.column,
        "start": label.span.start,
        "end": label.span.end,
        "text": both(&label.text),
    })
}
