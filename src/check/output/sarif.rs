//! Findings as SARIF 2.1.0, which editors and CI systems show. The only module that knows `serde-sarif`.

use serde_sarif::sarif::{
    ArtifactLocation, Location, Message, MultiformatMessageString, PhysicalLocation, Region,
    ReportingDescriptor, Result as SarifResult, ResultLevel, Run, SCHEMA_URL, Sarif, Tool, ToolComponent,
};

use crate::check::page;
use crate::diag::{Code, Diagnostic, Diagnostics, Label, Lang, Severity};
use crate::source::SourceMap;

/// All findings as one run.
pub fn sarif(found: &Diagnostics, sources: &SourceMap, lang: Lang) -> String {
    let (shown, _) = found.sorted(sources);
    let mut codes: Vec<Code> = shown.iter().map(|finding| finding.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let rules: Vec<ReportingDescriptor> = codes.into_iter().map(|code| rule(code, lang)).collect();
    let results: Vec<SarifResult> = shown.iter().map(|finding| result(finding, sources, lang)).collect();
    let driver =
        ToolComponent::builder().name("baocao").version(env!("CARGO_PKG_VERSION")).rules(rules).build();
    let run = Run::builder().tool(Tool::builder().driver(driver).build()).results(results).build();
    let log = Sarif::builder().version("2.1.0").schema(SCHEMA_URL).runs(vec![run]).build();
    // The values are plain: they cannot fail to become JSON.
    serde_json::to_string_pretty(&log).map_or_else(|error| error.to_string(), |text| text + "\n")
}

fn rule(code: Code, lang: Lang) -> ReportingDescriptor {
    let page = page(code);
    let text = |text: &str| MultiformatMessageString::builder().text(text).build();
    ReportingDescriptor::builder()
        .id(code.id())
        .name(code.name())
        .short_description(text(page.what.get(lang)))
        .full_description(text(page.why.get(lang)))
        .build()
}

fn result(finding: &Diagnostic, sources: &SourceMap, lang: Lang) -> SarifResult {
    let level = match finding.severity {
        Severity::Error => ResultLevel::Error,
        Severity::Warning => ResultLevel::Warning,
        Severity::Note => ResultLevel::Note,
    };
    let help: String = finding.help.iter().map(|help| format!("\n{}", help.get(lang))).collect();
    let message = Message::builder().text(format!("{}{help}", finding.headline.get(lang))).build();
    let locations: Vec<Location> =
        finding.primary.iter().map(|label| location(label, sources, lang)).collect();
    let related: Vec<Location> =
        finding.secondary.iter().map(|label| location(label, sources, lang)).collect();
    SarifResult::builder()
        .rule_id(finding.code.id())
        .level(level)
        .message(message)
        .locations(locations)
        .related_locations(related)
        .build()
}

fn location(label: &Label, sources: &SourceMap, lang: Lang) -> Location {
    let at = sources.position(label.span);
    let end = sources.position(crate::source::Span { start: label.span.end, ..label.span });
    let region = Region::builder()
        .start_line(at.line as i64)
        .start_column(at.column as i64)
        .end_line(end.line as i64)
        .end_column(end.column as i64)
        .build();
    let uri = sources.path(label.span.file).display().to_string().replace('\\', "/");
    let physical = PhysicalLocation::builder()
        .artifact_location(ArtifactLocation::builder().uri(uri).build())
        .region(region)
        .build();
    let text = Message::builder().text(label.text.get(lang)).build();
    Location::builder().physical_location(physical).message(text).build()
}
