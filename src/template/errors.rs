//! Tera's errors as diagnostics with a place in the template's file, in both languages. What Tera says is recognised by its English
//! words in [`KNOWN`], and nowhere else; the version of `tera` is fixed for that.

use std::ops::Range;

use tera::{Error, ErrorKind};

use super::message::{LANGUAGES, UNDEFINED, endless};
use super::{Template, TextOrigin};
use crate::diag::{Code, Diagnostic, Text, closest, text};
use crate::source::{SourceMap, Span, line_start};

/// A message of Tera: how it begins, and what it says in both languages, with `{}` for the words between its backticks in their
/// order.
struct KnownMessage {
    begins: &'static str,
    vi: &'static str,
    en: &'static str,
}

const fn known(begins: &'static str, vi: &'static str, en: &'static str) -> KnownMessage {
    KnownMessage { begins, vi, en }
}

/// All messages that a template author may meet; the first that fits is meant.
const KNOWN: &[KnownMessage] = &[
    known(
        "Math operations",
        "chỉ tính được với số, đây là {}",
        "only numbers can be computed with, this is {}",
    ),
    known("Invalid Integer", "số viết sai hoặc lớn quá", "the number is malformed or too large"),
    known("Invalid float", "số viết sai hoặc lớn quá", "the number is malformed or too large"),
    known("Maximum", "các thành phần gọi nhau quá sâu", "the components call one another too deeply"),
    known("Variable", "dữ liệu không có mục “{}”", "the data has no “{}”"),
    known("Field", "ở đây không có mục con “{}”", "there is no “{}” in this value"),
    known("Unknown filter", "không có bộ lọc “{}”", "there is no filter “{}”"),
    known("Unknown template", "không có tệp mẫu “{}”", "there is no template “{}”"),
    known("Unknown component", "không có thành phần “{}”", "there is no component “{}”"),
    known("Unknown function", "không có hàm “{}”", "there is no function “{}”"),
    known("Unknown test", "không có phép thử “{}”", "there is no test “{}”"),
    known("Missing keyword argument", "thiếu tham số “{}”", "the argument “{}” is missing"),
    known("Keyword argument", "tham số “{}” viết hai lần", "the argument “{}” is there twice"),
    known(
        "Unknown argument(s)",
        "gọi thành phần với tham số lạ",
        "the component is called with unknown arguments",
    ),
    known(
        "Component argument",
        "tham số “{}” của thành phần sai kiểu",
        "the component's argument “{}” has the wrong type",
    ),
    known("Argument", "thành phần thiếu tham số “{}”", "the component lacks its argument “{}”"),
    known(
        "Invalid type for the value",
        "giá trị sai kiểu: cần {}, đang là {}",
        "the value has the wrong type: {} is needed, it is {}",
    ),
    known("Cannot compare", "không so sánh được {} với {}", "{} cannot be compared with {}"),
    known(
        "Only numbers can be used",
        "chỉ tính được với số, đây là {}",
        "only numbers can be computed with, this is {}",
    ),
    known(
        "Only numbers can be negated",
        "chỉ số mới đổi dấu được, đây là {}",
        "only numbers can be negated, this is {}",
    ),
    known("Cannot divide by 0", "phép chia cho 0", "a division by 0"),
    known("Unable to perform", "phép tính ra số lớn quá", "the result is too large"),
    known("Operand", "số lớn quá để tính", "the number is too large to compute with"),
    known("Iteration not possible", "không lặp được trên {}", "{} cannot be looped over"),
    known("`in` cannot be used", "“in” không dùng được với {1}", "“in” cannot be used on {1}"),
    known("Slic", "cách lấy một đoạn [a:b] sai", "the slice [a:b] is wrong"),
    known("Tried to", "giá trị này không có", "this value is not there"),
    known(UNDEFINED, "giá trị này không có", "this value is not there"),
    known(
        "Unexpected end of input",
        "mẫu chưa viết hết: thiếu thẻ đóng",
        "the template ends too early: a closing tag is missing",
    ),
    known(
        "unexpected end of string",
        "đoạn chữ trong dấu nháy chưa đóng",
        "the text in quotes is not closed",
    ),
    known("unexpected end of raw block", "khối raw chưa đóng", "the raw block is not closed"),
    known("String opened with", "đoạn chữ trong dấu nháy chưa đóng", "the text in quotes is not closed"),
    known("Closing comment tag", "ghi chú {# chưa đóng bằng #}", "the comment {# is not closed with #}"),
    known("Unclosed component", "thành phần chưa đóng", "the component is not closed"),
    known("Closing tag", "thẻ đóng không khớp với thẻ mở", "the closing tag does not fit the opening one"),
    known(
        "Found invalid field of `loop`",
        "loop chỉ có index, index0, first, last, length",
        "loop only has index, index0, first, last and length",
    ),
    known("Found", "viết sai cú pháp ở đây", "the syntax is wrong here"),
    known("Expected", "viết sai cú pháp ở đây", "the syntax is wrong here"),
    known("Unexpected character", "có ký tự lạ trong thẻ", "there is an odd character in the tag"),
    known(
        "Function calls are only allowed",
        "hàm chỉ gọi được ở đầu biểu thức",
        "a function can only be called at the start of a chain",
    ),
    known("The expression is too complex", "biểu thức phức tạp quá", "the expression is too complex"),
    known(
        "List comprehensions support only",
        "danh sách trong ngoặc vuông chỉ có một “for”",
        "a list in brackets has one “for” only",
    ),
    known(
        "Components with body",
        "thành phần có nội dung phải viết bằng thẻ mở và thẻ đóng",
        "a component with a body needs an opening and a closing tag",
    ),
];

/// Tera's names of types.
const TYPES: &[(&str, &str)] = &[
    ("string", "chữ"),
    ("&str", "chữ"),
    ("i64", "số nguyên"),
    ("u64", "số nguyên"),
    ("i128", "số nguyên"),
    ("usize", "số nguyên"),
    ("integer", "số nguyên"),
    ("f64", "số"),
    ("float", "số"),
    ("number", "số"),
    ("bool", "đúng/sai"),
    ("array", "danh sách"),
    ("Vec<Value>", "danh sách"),
    ("&[Value]", "danh sách"),
    ("map", "nhóm mục"),
    ("map/struct", "nhóm mục"),
    ("none", "chỗ trống"),
    ("null", "chỗ trống"),
    ("undefined", "chỗ trống"),
];

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

/// What Tera said, in both languages. What is not known is one Vietnamese sentence; its English is kept in English.
fn translated(message: &str) -> Text {
    if let Some((vi, en)) = message.split_once(LANGUAGES) {
        return Text { vi: vi.to_string(), en: en.to_string() };
    }
    let first = message.lines().next().unwrap_or_default().trim_end_matches('.');
    let Some(known) = KNOWN.iter().find(|known| first.starts_with(known.begins)) else {
        return Text {
            vi: "mẫu sai cú pháp hoặc không chạy được ở đây".to_string(), en: first.to_string()
        };
    };
    let words: Vec<&str> = first.split('`').skip(1).step_by(2).collect();
    let vietnamese = |word: &&str| {
        let known = TYPES.iter().find(|(name, _)| name == word);
        known.map_or_else(|| (*word).to_string(), |(_, vi)| (*vi).to_string())
    };
    Text {
        vi: filled(known.vi, &words.iter().map(vietnamese).collect::<Vec<_>>()),
        en: filled(known.en, &words.iter().map(|word| (*word).to_string()).collect::<Vec<_>>()),
    }
}

/// A sentence with its words in the places of `{}`, in order, or of `{1}`, the second.
fn filled(sentence: &str, words: &[String]) -> String {
    let mut words_left = words.iter();
    let mut out = String::new();
    let mut rest = sentence;
    while let Some(at) = rest.find(['{']) {
        out.push_str(&rest[..at]);
        let (place, word) = match &rest[at..] {
            place if place.starts_with("{}") => ("{}", words_left.next()),
            place if place.starts_with("{1}") => ("{1}", words.get(1)),
            _ => ("{", None),
        };
        match (place, word) {
            ("{", _) => out.push('{'),
            (_, word) => out.push_str(word.map_or("?", String::as_str)),
        }
        rest = &rest[at + place.len()..];
    }
    out + rest
}

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
