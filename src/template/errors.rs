//! Tera's errors as diagnostics with a place in the template's file, in both languages.

use tera::{Error, ErrorKind};

use super::filters::{LANGUAGES, UNDEFINED};
use super::{Origin, Template};
use crate::diag::{Code, Diagnostic, Text, closest, text};
use crate::source::{SourceMap, Span, line_start};

/// Unknown filters, functions and components are not mistakes of a file by itself: they may be registered elsewhere.
pub(super) fn is_unknown_name(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::SyntaxError(report) if report.message().starts_with("Unknown "))
}

/// The findings of an error at loading. Tera checks the names of all files together and answers with one text of
/// reports; each becomes a finding of its own.
pub(super) fn at_load(error: &Error, template: &Template, sources: &SourceMap) -> Vec<Diagnostic> {
    let ErrorKind::Msg(text) = error.kind() else { return vec![diagnostic(error, template, &[], sources)] };
    let mut findings = Vec::new();
    for report in text.split("error: ").skip(1) {
        let mut lines = report.lines();
        let (message, locus) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
        let span = locus.split_once("--> ").and_then(|(_, locus)| place_of_locus(template, locus, sources));
        findings.push(located(Code::TemplateInvalid, message, span, &[]));
    }
    if findings.is_empty() { vec![diagnostic(error, template, &[], sources)] } else { findings }
}

/// The place that Tera writes as `name:line:column`.
fn place_of_locus(template: &Template, locus: &str, sources: &SourceMap) -> Option<Span> {
    let mut parts = locus.rsplitn(3, ':');
    let column: usize = parts.next()?.trim().parse().ok()?;
    let line: usize = parts.next()?.parse().ok()?;
    let name = parts.next()?;
    let text = &template.files.iter().find(|file| file.name == name)?.text;
    let start = line_start(text, line);
    let offset = text[start..].char_indices().nth(column.saturating_sub(1)).map_or(0, |(at, _)| at);
    let length = text[start + offset..].find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(0);
    place(template, name, start + offset..start + offset + length, sources)
}

/// `known` are the names that the data defines, for suggestions.
pub(super) fn diagnostic(
    error: &Error,
    template: &Template,
    known: &[&str],
    sources: &SourceMap,
) -> Diagnostic {
    match error.kind() {
        ErrorKind::SyntaxError(report) => {
            let span = place(template, report.filename(), report.span().range.clone(), sources);
            located(Code::TemplateInvalid, report.message(), span, known)
        }
        ErrorKind::RenderingError(report) => {
            let span = place(template, report.filename(), report.span().range.clone(), sources);
            match undefined_before(template, report) {
                Some(name) if report.message().contains(UNDEFINED) => {
                    located(Code::TemplateFails, &format!("Variable `{name}` is not defined"), span, known)
                }
                _ => located(Code::TemplateFails, report.message(), span, known),
            }
        }
        ErrorKind::CircularInclude { tpl, include_chain } => circle(template, tpl, include_chain, sources),
        ErrorKind::CircularExtend { tpl, inheritance_chain } => {
            circle(template, tpl, inheritance_chain, sources)
        }
        ErrorKind::MissingParent { current, parent } => {
            missing_template(template, parent, Some(current), sources)
        }
        ErrorKind::TemplateNotFound(name) => missing_template(template, name, None, sources),
        ErrorKind::Io(_) => Diagnostic::error(
            Code::TemplateEndless,
            text!("mẫu in ra quá nhiều chữ", "the template prints without end"),
        )
        .help(text!("xem lại các vòng lặp {{% for %}}", "look at the {{% for %}} loops")),
        other => {
            let message = translated(&other.to_string());
            Diagnostic::error(Code::TemplateFails, message)
        }
    }
}

fn located(code: Code, message: &str, span: Option<Span>, known: &[&str]) -> Diagnostic {
    let finding = Diagnostic::error(code, translated(message)).at_maybe(span);
    let Some(name) = quoted(message) else { return finding };
    let fields = message.split_once("Available").map(|(_, list)| list).unwrap_or_default();
    let fields: Vec<&str> =
        fields.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|word| word.len() > 1).collect();
    let candidates = if fields.is_empty() { known.to_vec() } else { fields };
    let like = match () {
        () if message.starts_with("Variable") || message.starts_with("Field") => closest(name, candidates),
        () if message.starts_with("Unknown filter") => closest(name, FILTERS.iter().copied()),
        () if message.starts_with("Unknown function") => closest(name, ["ty_le"]),
        () => None,
    };
    match like {
        Some(like) => finding.help(text!("có phải là “{like}” không?", "did you mean “{like}”?")),
        None => finding,
    }
}

/// The name that is piped into the filter at which a report points.
fn undefined_before<'a>(template: &'a Template, report: &tera::ReportError) -> Option<&'a str> {
    let file = template.files.iter().find(|file| file.name == report.filename())?;
    let before = file.text.get(..report.span().range.start)?.trim_end().trim_end_matches('|').trim_end();
    let start = before.rfind(|c: char| !(c.is_alphanumeric() || c == '_')).map_or(0, |at| at + 1);
    Some(&before[start..]).filter(|name| !name.is_empty())
}

/// Filters that authors of reports use, for suggestions.
const FILTERS: [&str; 14] = [
    "so",
    "so_lien",
    "dem",
    "bang_chu",
    "la_ma",
    "ngay_chu",
    "hoa_dau",
    "nhan_manh",
    "tong",
    "join",
    "upper",
    "lower",
    "length",
    "default",
];

/// What Tera said, in both languages. Its own English is kept where there is no translation.
fn translated(message: &str) -> Text {
    if let Some((vi, en)) = message.split_once(LANGUAGES) {
        return Text { vi: vi.to_string(), en: en.to_string() };
    }
    let first = message.lines().next().unwrap_or_default().trim_end_matches('.');
    let name = quoted(message).unwrap_or_default();
    let vi = match first {
        m if m.starts_with("Variable") && m.contains("not defined") => {
            format!("dữ liệu không có mục “{name}”")
        }
        m if m.starts_with("Field") && m.contains("not defined") => {
            format!("ở đây không có mục con “{name}”")
        }
        m if m.starts_with("Unknown filter") => format!("không có bộ lọc “{name}”"),
        m if m.starts_with("Unknown template") => format!("không có tệp mẫu “{name}”"),
        m if m.starts_with("Unknown component") => format!("không có thành phần “{name}”"),
        m if m.starts_with("Unknown function") => format!("không có hàm “{name}”"),
        m if m.starts_with("Missing keyword argument") => format!("thiếu tham số “{name}”"),
        m => format!("mẫu sai cú pháp hoặc không chạy được: {m}"),
    };
    let en = match first {
        m if m.starts_with("Variable") && m.contains("not defined") => format!("the data has no “{name}”"),
        m if m.starts_with("Field") && m.contains("not defined") => {
            format!("there is no “{name}” in this value")
        }
        m if m.starts_with("Unknown filter") => format!("there is no filter “{name}”"),
        m if m.starts_with("Unknown function") => format!("there is no function “{name}”"),
        m => m.to_string(),
    };
    Text { vi, en }
}

/// The first name between backticks.
fn quoted(message: &str) -> Option<&str> {
    message.split('`').nth(1)
}

/// The place in the file that a template's text came from.
fn place(
    template: &Template,
    name: &str,
    range: std::ops::Range<usize>,
    sources: &SourceMap,
) -> Option<Span> {
    match template.files.iter().find(|file| file.name == name)?.origin {
        Origin::File(file) => {
            let length = sources.text(file).len();
            Some(Span::new(file, range.start.min(length), range.end.min(length)))
        }
        Origin::FrontMatter(span) => Some(span),
    }
}

fn circle(template: &Template, name: &str, chain: &[String], sources: &SourceMap) -> Diagnostic {
    let chain = chain.join(" → ");
    let finding = Diagnostic::error(
        Code::TemplateInvalid,
        text!(
            "các mẫu gọi nhau thành vòng: {chain}",
            "the templates include one another in a circle: {chain}"
        ),
    );
    match including(template, name, sources) {
        Some(span) => finding.at(span),
        None => finding.at_maybe(place(template, name, 0..0, sources)),
    }
    .help(text!("bỏ một trong các dòng {{% include %}}", "take out one of the {{% include %}} lines"))
}

fn missing_template(
    template: &Template,
    name: &str,
    asked_in: Option<&str>,
    sources: &SourceMap,
) -> Diagnostic {
    let finding = Diagnostic::error(
        Code::TemplateInvalid,
        text!("không có tệp mẫu “{name}”", "there is no template file “{name}”"),
    );
    let finding = match mention(template, name, sources) {
        Some(span) => finding.at(span),
        None => finding.at_maybe(asked_in.and_then(|file| place(template, file, 0..0, sources))),
    };
    match closest(
        name,
        template.files.iter().map(|file| file.name.as_str()).filter(|name| !name.contains('@')),
    ) {
        Some(like) => finding.help(text!("có phải là “{like}” không?", "did you mean “{like}”?")),
        None => finding,
    }
}

/// The first include in the file `name`.
fn including(template: &Template, name: &str, sources: &SourceMap) -> Option<Span> {
    let file = template.files.iter().find(|file| file.name == name)?;
    let at = file.text.find("include").or_else(|| file.text.find("extends"))?;
    place(template, name, at..at + "include".len(), sources)
}

/// Where a file of templates is first named.
fn mention(template: &Template, name: &str, sources: &SourceMap) -> Option<Span> {
    template.files.iter().find_map(|file| {
        let at = file.text.find(name)?;
        place(template, &file.name, at..at + name.len(), sources)
    })
}
