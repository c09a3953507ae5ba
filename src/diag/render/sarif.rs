//! Findings as SARIF 2.1.0, which editors and CI systems show.

use serde_json::{Value, json};

use crate::diag::page::CodePage;
use crate::diag::{Code, Diagnostic, Diagnostics, Fix, Label, Lang};
use crate::source::{SourceMap, Span};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// All findings as one run; `page` gives the page of each code.
pub fn sarif(
    found: &Diagnostics,
    sources: &SourceMap,
    lang: Lang,
    page: fn(Code) -> &'static CodePage,
) -> String {
    let (shown, _) = found.sorted(sources);
    let mut codes: Vec<Code> = shown.iter().map(|finding| finding.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let rules: Vec<Value> = codes.into_iter().map(|code| rule(code, page(code), lang)).collect();
    let results: Vec<Value> = shown.iter().map(|finding| result(finding, sources, lang)).collect();
    let driver = json!({ "name": "baocao", "rules": rules, "version": env!("CARGO_PKG_VERSION") });
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{ "tool": { "driver": driver }, "results": results }],
    });
    format!("{log:#}\n")
}

fn rule(code: Code, page: &CodePage, lang: Lang) -> Value {
    json!({
        "id": code.id(),
        "name": code.name(),
        "shortDescription": { "text": page.what.get(lang) },
        "fullDescription": { "text": page.why.get(lang) },
    })
}

fn result(finding: &Diagnostic, sources: &SourceMap, lang: Lang) -> Value {
    let help: String = finding.help.iter().map(|help| format!("\n{}", help.get(lang))).collect();
    let places = |labels: &mut dyn Iterator<Item = &Label>| -> Vec<Value> {
        labels.map(|label| location(label, sources, lang)).collect()
    };
    let mut result = json!({
        "ruleId": finding.code.id(),
        // The names of SARIF's levels are those of the severities.
        "level": finding.severity.name(),
        "message": { "text": format!("{}{help}", finding.headline.get(lang)) },
        "locations": places(&mut finding.primary.iter()),
        "relatedLocations": places(&mut finding.secondary.iter()),
    });
    if let Some(fix) = &finding.fix {
        result["fixes"] = json!([change(fix, sources)]);
    }
    result
}

fn change(fix: &Fix, sources: &SourceMap) -> Value {
    json!({ "artifactChanges": [{
        "artifactLocation": { "uri": uri(fix.span, sources) },
        "replacements": [{ "deletedRegion": region(fix.span, sources), "insertedContent": { "text": fix.text } }],
    }] })
}

fn location(label: &Label, sources: &SourceMap, lang: Lang) -> Value {
    json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(label.span, sources) },
            "region": region(label.span, sources),
        },
        "message": { "text": label.text.get(lang) },
    })
}

fn uri(span: Span, sources: &SourceMap) -> String {
    sources.path(span.file).display().to_string().replace('\\', "/")
}

fn region(span: Span, sources: &SourceMap) -> Value {
    let start = sources.position(span);
    let end = sources.position(Span { start: span.end, ..span });
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    })
}
