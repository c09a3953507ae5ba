//! Tera's errors as diagnostics with a place in the template's file, in both languages.

use std::ops::Range;

use tera::{Error, ErrorKind};

use super::message::{EMPTY, UNDEFINED, endless};
use super::said::translated;
use super::{ELEMENT, Template, TextOrigin};
use crate::data::{Content, Node};
use crate::diag::{Code, Diagnostic, closest, text};
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
    let text = &template.files.iter().find(|file| file.name == name)?.rewritten.text;
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
            let Some((message, range)) = undefined(template, report) else {
                return located(Code::TemplateFails, report.message(), span, known);
            };
            let span = place(template, report.filename(), range, sources);
            let known = if message.starts_with("Variable") { known } else { &[] };
            located(Code::TemplateFails, &message, span, known)
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
    let headline = translated(message);
    if headline == endless() {
        return Diagnostic::error(Code::TemplateEndless, headline).at_maybe(span).help(text!(
            "xem lại các vòng lặp {{% for %}} lồng nhau",
            "look at the {{% for %}} loops inside one another"
        ));
    }
    let finding = Diagnostic::error(code, headline).at_maybe(span);
    let Some(name) = quoted(message) else { return finding };
    if name == ELEMENT {
        return finding.help(text!(
            "dong chỉ có trong phụ lục ghi lap, và trong quy tắc ghi moi",
            "dong is there only in an appendix with lap, and in a rule with moi"
        ));
    }
    let fields = message.split_once("Available").map(|(_, list)| list).unwrap_or_default();
    let fields: Vec<&str> =
        fields.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|word| word.len() > 1).collect();
    let candidates = if fields.is_empty() { known.to_vec() } else { fields };
    let like = match () {
        () if message.starts_with("Variable") || message.starts_with("Field") => closest(name, candidates),
        () if message.starts_with("Unknown filter") => closest(name, FILTERS.iter().copied()),
        () if message.starts_with("Unknown function") => closest(name, ["ty_le", "cao_thap"]),
        () => None,
    };
    match like {
        // It is known, and not there: what it stands in is left out.
        Some(like) if like == name => finding.help(text!(
            "mục chứa “{name}” đang để trống: hỏi trước bằng {{% if … %}}",
            "what “{name}” stands in is left out: ask first with {{% if … %}}"
        )),
        Some(like) => finding.help(text!("có phải là “{like}” không?", "did you mean “{like}”?")),
        None => finding,
    }
}

/// What Tera says of a name or a key that is not there, and its place, when a filter or a function misses its value.
fn undefined(template: &Template, report: &tera::ReportError) -> Option<(String, Range<usize>)> {
    let argument = report.message().split_once(UNDEFINED)?.1.trim();
    let text = &template.files.iter().find(|file| file.name == report.filename())?.rewritten.text;
    let span = report.span().range.clone();
    let range = match argument {
        "" => path_before(text, span.start),
        _ => path_of_argument(text, span, argument)?,
    };
    let path = &text[range.clone()];
    let message = match path.rsplit_once('.') {
        Some((_, key)) => format!("Field `{key}` is not defined"),
        None if path.is_empty() => return None,
        None => format!("Variable `{path}` is not defined"),
    };
    Some((message, range))
}

/// Places that are named with an error, at most.
const PLACES: usize = 3;

/// A finding that a value which is left out is no number, with the places in the data where it is left out: the key is known that
/// stands before the filter.
pub(super) fn with_empty_places(
    finding: Diagnostic,
    error: &Error,
    template: &Template,
    nodes: &[&Node],
) -> Diagnostic {
    let ErrorKind::RenderingError(report) = error.kind() else { return finding };
    let file = template.files.iter().find(|file| file.name == report.filename());
    let Some(file) = file.filter(|_| report.message().starts_with(EMPTY)) else { return finding };
    let text = &file.rewritten.text;
    let path = &text[path_before(text, report.span().range.start)];
    let key = path.rsplit('.').next().unwrap_or_default();
    let mut places = Vec::new();
    nodes.iter().for_each(|node| empty_places(node, key, &mut places));
    let finding = match places.is_empty() {
        true => finding,
        false => finding.help(text!(
            "điền “{key}”; hoặc cho phép để trống: {{% if {path} %}}{{{{ {path} | so }}}}{{% endif %}}",
            "fill “{key}” in; or let it be empty: {{% if {path} %}}{{{{ {path} | so }}}}{{% endif %}}"
        )),
    };
    places.into_iter().take(PLACES).fold(finding, |finding, place| {
        finding.and_at(place, text!("“{key}” để trống ở đây", "“{key}” is empty here"))
    })
}

/// Where the values of a key are left out.
fn empty_places(node: &Node, key: &str, places: &mut Vec<Span>) {
    match &node.content {
        Content::Map(entries) => {
            for entry in entries {
                if entry.key == key && entry.value.is_empty() {
                    places.push(entry.value.span);
                }
                empty_places(&entry.value, key, places);
            }
        }
        Content::List(items) => items.iter().for_each(|item| empty_places(item, key, places)),
        Content::Scalar(..) => {}
    }
}

fn is_of_path(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | '.')
}

/// The path that is piped into the filter at `at`.
fn path_before(text: &str, at: usize) -> Range<usize> {
    let is_between = |letter: char| letter.is_whitespace() || matches!(letter, '|' | ')');
    let before = text[..at].trim_end_matches(is_between);
    before.trim_end_matches(is_of_path).len()..before.len()
}

/// The path that is the value of an argument of the call at `span`. Of an operation, whose operands may be operations themselves,
/// the left operand stands first and the right one last.
fn path_of_argument(text: &str, span: Range<usize>, argument: &str) -> Option<Range<usize>> {
    let call = text.get(span.clone())?;
    let name = format!("{argument}=");
    let is_name = |at: &usize| !call[..*at].ends_with(is_of_path);
    let mut places = call.match_indices(&name).map(|(at, _)| at).filter(is_name);
    let at = if argument == "b" { places.last() } else { places.next() }? + name.len();
    let value = call[at..].trim_start_matches(|letter: char| letter.is_whitespace() || letter == '(');
    let start = span.end - value.len();
    Some(start..start + value.find(|letter| !is_of_path(letter)).unwrap_or(value.len()))
}

/// Filters that authors of reports use, for suggestions.
const FILTERS: [&str; 23] = [
    "tim",
    "hang",
    "ghep",
    "nhap",
    "binh_quan",
    "loc",
    "doan",
    "dong",
    "lay",
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

/// The first name between backticks.
fn quoted(message: &str) -> Option<&str> {
    message.split('`').nth(1)
}

/// The place in the file that a template's text came from.
fn place(template: &Template, name: &str, range: Range<usize>, sources: &SourceMap) -> Option<Span> {
    let file = template.files.iter().find(|file| file.name == name)?;
    match file.origin {
        TextOrigin::File(id) => {
            let length = sources.text(id).len();
            let at = |byte| file.rewritten.original(byte).min(length);
            Some(Span::new(id, at(range.start), at(range.end)))
        }
        TextOrigin::FrontMatter(span) => Some(span),
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
