//! What the YAML parser stumbles over, said so that a clerk can repair it, and at the line where it was typed: the parser often
//! notices only further down.

use std::ops::Range;

use crate::diag::{Code, Diagnostic, Text, text};
use crate::source::{FileId, Span, line_start_of};

/// A syntax error of the YAML parser, explained. `at` is where the parser noticed, `info` what it said.
pub(super) fn explained(file: FileId, text: &str, at: usize, info: &str) -> Diagnostic {
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
    if let Some((sign, place)) = odd_sign(text, at) {
        let code = u32::from(sign);
        let shown =
            if sign == '：' { "“：” toàn chiều rộng" } else { "dấu cách không ngắt" };
        let shown_en = if sign == '：' { "full-width “：”" } else { "no-break space" };
        return Diagnostic::error(
            Code::YamlSyntax,
            text!("ở đây là {shown} (U+{code:04X})", "this is a {shown_en} (U+{code:04X})"),
        )
        .at(Span::new(file, place.start, place.end))
        .help(text!(
            "xóa đi, gõ lại dấu hai chấm thường và một dấu cách",
            "delete it and type a plain colon and a space"
        ));
    }
    let quote = || {
        text!(
            "đặt cả đoạn chữ trong dấu nháy: \"…\" (dấu \" bên trong viết thành \\\")",
            "put the whole text in quotes: \"…\" (write a \" inside as \\\")"
        )
    };
    let misplaced = || text!("dòng này thụt vào không đúng cấp", "the line is not indented to its level");
    let indent = || {
        text!(
            "các mục cùng nhóm thụt vào đều nhau, sâu hơn tên nhóm; xem cả dòng trên và dòng dưới",
            "entries of a group are indented alike, deeper than its name; look at the lines above and below, too"
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
    if info.contains("comment intercepting")
        && lines_above(text, at).next().is_some_and(|line| is_entry(&text[line]))
    {
        // The line with the comment ended; what follows cannot go on with it.
        let below = text[at..].find('\n').map_or(text.len(), |length| at + length + 1);
        let end =
            text.get(below..).and_then(|rest| rest.find('\n')).map_or(text.len(), |length| below + length);
        return moved(misplaced(), (below < end).then_some(below..end)).help(indent());
    }
    if info.contains("simple key") || info.contains("expected ':'") || info.contains("comment intercepting") {
        let line = no_entry_above(text, at);
        if line.as_ref().is_some_and(|line| text[line.clone()].starts_with('-')) {
            return moved(
                text!("thiếu dấu cách sau gạch đầu dòng", "a space is missing after the dash"),
                line,
            )
            .help(text!("viết “- PCCC”, không viết “-PCCC”", "write “- PCCC”, not “-PCCC”"));
        }
        let headline = text!("thiếu dấu hai chấm sau tên mục", "a colon is missing after the name of a key");
        return moved(headline, line).help(text!(
            "mỗi mục viết “tên: giá trị”; dòng chữ nối tiếp phải thụt sâu hơn tên mục",
            "write each entry as “name: value”; a continued text is indented deeper than its key"
        ));
    }
    if ["expected key", "expected '-'", "indentation"].iter().any(|words| info.contains(words)) {
        return diagnostic(misplaced()).help(indent());
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

/// Whether a line is a key with its value, or an item of a list.
fn is_entry(line: &str) -> bool {
    !line.starts_with(['{', '[']) && (line.contains(": ") || line.ends_with(':') || line.starts_with("- "))
}

/// The line above the byte `at` that is no entry: the first of those that were read as one text with it.
fn no_entry_above(text: &str, at: usize) -> Option<Range<usize>> {
    let is_entry = |line: &Range<usize>| {
        let line = &text[line.clone()];
        !line.starts_with(['{', '['])
            && (line.contains(": ") || line.ends_with(':') || line.starts_with("- "))
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

/// A sign after a key that looks like a colon or a space and is none, in the line of an error or one of the two above.
fn odd_sign(text: &str, at: usize) -> Option<(char, Range<usize>)> {
    let until = text[at..].find('\n').map_or(text.len(), |length| at + length);
    let start = text[..until].rmatch_indices('\n').nth(2).map_or(0, |(end, _)| end + 1);
    let is_key = |word: &str| {
        let word = word.trim_start().trim_start_matches("- ");
        !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    let mut line_start = start;
    for line in text[start..until].split_inclusive('\n') {
        let found = line.char_indices().find(|(at, sign)| match sign {
            '：' => is_key(&line[..*at]),
            '\u{A0}' | '\u{2007}' | '\u{202F}' | '\u{3000}' => {
                line[..*at].strip_suffix(':').is_some_and(is_key)
            }
            _ => false,
        });
        if let Some((at, sign)) = found {
            return Some((sign, line_start + at..line_start + at + sign.len_utf8()));
        }
        line_start += line.len();
    }
    None
}
