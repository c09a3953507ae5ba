//! What is wrong with a YAML text, said so that a clerk can repair it.

use std::ops::Range;

use super::schema::Kind;
use crate::diag::{Code, Diagnostic, Diagnostics, Text, text};
use crate::source::{FileId, Span, line_start_of};

/// Characters that YAML or a report cannot hold, and spaces that only look like spaces, anywhere in the file.
pub(super) fn unsuitable_characters(file: FileId, text: &str, found: &mut Diagnostics) {
    for (at, character) in text.char_indices() {
        let bad = character.is_control() && !matches!(character, '\n' | '\r' | '\t');
        if bad || (character == '\u{feff}' && at > 0) {
            found.push(control_character(Span::new(file, at, at + character.len_utf8()), character));
        }
    }
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches([' ', '\t', '\u{a0}', '\u{3000}']).len();
        if let Some((at, character)) = line[..indent].char_indices().find(|(_, c)| *c != ' ')
            && !line.trim().is_empty()
        {
            let span = Span::new(file, start + at, start + at + character.len_utf8());
            found.push(bad_indent(span, character));
        }
        start += line.len();
    }
}

fn bad_indent(span: Span, character: char) -> Diagnostic {
    let headline = match character {
        '\t' => text!("dòng thụt vào bằng phím Tab", "the line is indented with a tab"),
        _ => text!(
            "dòng thụt vào bằng dấu cách lạ (thường do chép từ Word hoặc trang web)",
            "the line is indented with an odd space (often pasted from Word or the web)"
        ),
    };
    Diagnostic::error(Code::YamlSyntax, headline)
        .at(span)
        .help(text!("xóa đi và gõ lại bằng dấu cách thường", "delete it and type ordinary spaces"))
}

fn control_character(span: Span, character: char) -> Diagnostic {
    let code = character as u32;
    Diagnostic::error(
        Code::ControlCharacter,
        text!(
            "có ký tự điều khiển U+{code:04X}, mắt không thấy",
            "there is a control character U+{code:04X}, which cannot be seen"
        ),
    )
    .at(span)
    .help(text!(
        "xóa ký tự ở chỗ này và gõ lại đoạn chữ",
        "delete the character here and type the text again"
    ))
}

/// A control character written as an escape inside quotes (`"\u0007"`).
pub(super) fn escaped_control_character(value: &str, span: Span, found: &mut Diagnostics) {
    if let Some(character) = value.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t')) {
        found.push(control_character(span, character));
    }
}

pub(super) fn duplicate_key(name: &str, span: Span, first: Span) -> Diagnostic {
    Diagnostic::error(Code::DuplicateKey, text!("mục “{name}” có hai lần", "the key “{name}” is there twice"))
        .at(span)
        .and_at(first, text!("lần đầu ở đây", "first here"))
        .help(text!("giữ lại một mục", "keep one of them"))
}

pub(super) fn odd_key(span: Span) -> Diagnostic {
    Diagnostic::error(Code::YamlSyntax, text!("tên mục phải là chữ", "the name of a key must be plain text"))
        .at(span)
        .help(text!(
            "nếu là văn bản, đặt cả dòng trong dấu nháy \"…\"",
            "if it is text, put the line in quotes \"…\""
        ))
}

/// A syntax error of the YAML parser, explained. `at` is where the parser noticed, `info` what it said.
pub(super) fn syntax(file: FileId, text: &str, at: usize, info: &str) -> Diagnostic {
    let at = at.min(text.len());
    let rest = &text[at..];
    let line = &text[line_start_of(text, at)..];
    let line = line[..line.find('\n').unwrap_or(line.len())].trim_start().trim_start_matches("- ");
    let length = rest.chars().next().filter(|c| *c != '\n').map_or(0, char::len_utf8);
    let diagnostic =
        |headline| Diagnostic::error(Code::YamlSyntax, headline).at(Span::new(file, at, at + length));
    // What is wrong is often noticed only further down.
    let moved = |headline: Text, line: Option<Range<usize>>| match line {
        Some(line) if !line.contains(&at) => Diagnostic::error(Code::YamlSyntax, headline)
            .at(Span::new(file, line.start, line.end))
            .and_at(Span::new(file, at, at + length), text!("đến đây mới thấy sai", "noticed here")),
        _ => diagnostic(headline),
    };
    let quote = || {
        text!(
            "đặt cả đoạn chữ trong dấu nháy: \"…\" (dấu \" bên trong viết thành \\\")",
            "put the whole text in quotes: \"…\" (write a \" inside as \\\")"
        )
    };
    let starts_oddly = line
        .split_once(": ")
        .map_or(line, |(_, value)| value)
        .starts_with(['@', '`', '%', '*', '&', '!', '|', '>']);
    let flow_words =
        ["flow sequence", "flow mapping", "']'", "'}'", "only valid inside a block", "placement of ':'"];
    let is_open = nearest_above(text, at, |line| opens(line) > 0)
        .filter(|line| text.get(line.start..at).is_none_or(|open| opens(open) > 0));
    let is_flow = flow_words.iter().any(|words| info.contains(words));
    if info.contains("mapping values are not allowed") && is_open.is_none() {
        return diagnostic(text!(
            "dấu hai chấm “: ” ở đây bị hiểu là một mục mới",
            "the “: ” here is read as a new key"
        ))
        .help(quote())
        .help(text!("hoặc dòng này thụt vào không đúng cấp", "or the line is not indented to its level"));
    }
    if starts_oddly || info.contains("cannot start any token") || info.contains("unexpected character") {
        return diagnostic(text!(
            "đoạn chữ mở đầu bằng ký hiệu dành riêng của YAML",
            "the text begins with a sign that YAML keeps for itself"
        ))
        .help(quote());
    }
    if is_flow || info.contains("mapping values are not allowed") {
        return moved(
            text!("dấu [ hoặc {{ mở ra mà không đóng lại", "a [ or {{ is opened and not closed"),
            is_open,
        )
        .help(text!("thêm ] hoặc }} cho đủ cặp", "add the missing ] or }}"));
    }
    if info.contains("quoted") {
        return moved(
            text!("dấu nháy mở ra mà không đóng lại", "a quotation mark is opened and not closed"),
            nearest_above(text, at, leaves_quote_open),
        )
        .help(text!("thêm dấu nháy ở cuối đoạn chữ", "add the closing quotation mark"));
    }
    if info.contains("simple key") || info.contains("expected ':'") {
        let headline = text!("thiếu dấu hai chấm sau tên mục", "a colon is missing after the name of a key");
        return moved(headline, no_entry_above(text, at)).help(text!(
            "mỗi mục viết “tên: giá trị”; dòng chữ nối tiếp phải thụt sâu hơn tên mục",
            "write each entry as “name: value”; a continued text is indented deeper than its key"
        ));
    }
    diagnostic(text!("tệp YAML sai cú pháp ({info})", "the YAML is malformed ({info})")).help(text!(
        "xem dấu hai chấm, dấu nháy và độ thụt đầu dòng ở dòng này và dòng trên",
        "look at the colon, the quotes and the indent of this line and the one above"
    ))
}

/// The lines from that of the byte `at` upwards, each without its indent and its comment.
fn lines_above(text: &str, at: usize) -> impl Iterator<Item = Range<usize>> + '_ {
    let end = text[at..].find('\n').map_or(text.len(), |length| at + length);
    let mut next = Some(end);
    std::iter::from_fn(move || {
        let end = next?;
        let start = line_start_of(text, end);
        next = start.checked_sub(1);
        let line = &text[start..end];
        let line = line.find(" #").map_or(line, |comment| &line[..comment]).trim_end();
        let indent = line.len() - line.trim_start().len();
        Some(start + indent..start + line.len())
    })
    .filter(|line| !line.is_empty() && !text[line.clone()].starts_with('#'))
}

/// How far up a mistake is looked for.
const FAR: usize = 80;

/// The nearest line, from that of the byte `at` upwards, that is wrong by itself.
fn nearest_above(text: &str, at: usize, is_wrong: fn(&str) -> bool) -> Option<Range<usize>> {
    lines_above(text, at).take(FAR).find(|line| is_wrong(&text[line.clone()]))
}

/// How many brackets and braces a line opens more than it closes, those in quotes left out.
fn opens(line: &str) -> isize {
    let (mut open, mut quote) = (0, None);
    for_each_sign(line, &mut quote, |sign| match sign {
        '[' | '{' => open += 1,
        ']' | '}' => open -= 1,
        _ => {}
    });
    open
}

/// Whether a value in quotes does not end in its line.
fn leaves_quote_open(line: &str) -> bool {
    let mut quote = None;
    for_each_sign(line, &mut quote, |_| ());
    quote.is_some()
}

/// Calls `visit` with the characters of a line that stand outside quotes; `quote` is the one that is open. A quotation mark
/// opens only where a value may begin.
fn for_each_sign(line: &str, quote: &mut Option<char>, mut visit: impl FnMut(char)) {
    let mut before = None;
    let mut is_escaped = false;
    for sign in line.chars() {
        match *quote {
            Some('"') if is_escaped => is_escaped = false,
            Some('"') if sign == '\\' => is_escaped = true,
            Some(open) if sign == open => *quote = None,
            Some(_) => {}
            None if matches!(sign, '"' | '\'') && before.is_none_or(|sign| " [{,".contains(sign)) => {
                *quote = Some(sign);
            }
            None => visit(sign),
        }
        before = Some(sign);
    }
}

/// The line above the byte `at` that is no entry: the first of those that were read as one text with it.
fn no_entry_above(text: &str, at: usize) -> Option<Range<usize>> {
    let is_entry = |line: &Range<usize>| {
        let line = &text[line.clone()];
        !line.starts_with(['{', '[']) && (line.contains(": ") || line.ends_with(':'))
    };
    let indent = |line: &Range<usize>| line.start - line_start_of(text, line.start);
    let mut lines = lines_above(text, at).take(FAR).peekable();
    // Mostly it is noticed at the next entry.
    lines.next_if(is_entry);
    let mut first: Option<Range<usize>> = None;
    for line in lines.take_while(|line| !is_entry(line)) {
        // A text that is indented deeper than what follows ended before it.
        if first.as_ref().is_some_and(|first| indent(&line) > indent(first)) {
            break;
        }
        first = Some(line);
    }
    first
}

/// What a value should be, after "phải là" / "must be".
pub(super) fn expected(kind: &Kind) -> Text {
    match kind {
        Kind::Text => text!("một đoạn chữ", "a text"),
        Kind::Flag => text!("“có” hoặc “không”", "“có” (yes) or “không” (no)"),
        Kind::Integer => text!("một số nguyên, ví dụ 1994 hoặc 1.994", "an integer, as 1994 or 1.994"),
        Kind::Number => text!(
            "một số, phần thập phân sau dấu phẩy, ví dụ 51,78",
            "a number with a decimal comma, as 51,78"
        ),
        Kind::Date => text!("một ngày, ví dụ 24/6/2024", "a date, as 24/6/2024"),
        Kind::Period => {
            text!("một kỳ báo cáo, ví dụ 2024-06, 2024-Q2, 2024", "a period, as 2024-06, 2024-Q2, 2024")
        }
        Kind::Stated => text!(
            "hai mục gia_tri và ly_do thụt vào bên dưới",
            "the two keys gia_tri and ly_do, indented below it"
        ),
        Kind::List { .. } => {
            text!("một danh sách, mỗi dòng mở đầu bằng “- ”", "a list, each line beginning with “- ”")
        }
        Kind::Map(_) => text!("các mục con thụt vào bên dưới", "keys of its own, indented below it"),
        Kind::Either(choices) => choices.first().map_or_else(Text::default, |choice| expected(&choice.kind)),
    }
}
