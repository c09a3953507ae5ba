//! Marks of other Markdowns that mean nothing here: unfound, they would print as letters.

use std::ops::Range;

use super::notes;
use crate::diag::{Code, Diagnostic, text};
use crate::model::MarkupReading;
use crate::source::Span;
use crate::template::PARAGRAPH_MARK;

/// Where such marks stand in rendered text. A mark behind a backslash is text, as everything is that comes from the data.
pub(super) fn places(text: &str, reading: MarkupReading) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        let indent = line.len() - line.trim_start().len();
        let is_underline = words.len() > 2 && words.bytes().all(|byte| byte == b'=');
        if is_underline || is_link_definition(words) {
            found.push(start + indent..start + indent + words.len());
        } else if line.bytes().any(|byte| matches!(byte, b'[' | b'^' | b'~')) {
            found.extend(in_line(line, reading).map(|place| start + place.start..start + place.end));
        }
        start += line.len();
    }
    found
}

/// Lines of which only a part is left, since a value in them has several paragraphs: rows of tables, and notes. (The first paragraph of an article stands behind its number.)
pub(super) fn broken_lines(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices(PARAGRAPH_MARK) {
        let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
        let line = &text[start..at];
        let words = line.trim_start();
        if words.starts_with(['|', '{']) || notes::definition(words).is_some() {
            found.push(start + line.len() - words.len()..at);
        }
    }
    found
}

pub(super) fn not_one_line(span: Span) -> Diagnostic {
    let message = text!(
        "giá trị ở đây có nhiều đoạn, mà ô bảng, chú thích chỉ có một dòng",
        "the value here has several paragraphs, and a cell or a note is one line"
    );
    Diagnostic::error(Code::MarkupUnsupported, message).at(span).help(text!(
        "giữ các dòng trong một ô: {{{{ … | dong }}}}; hoặc đặt {{{{ … }}}} riêng một dòng, ngoài bảng",
        "keep its lines in one cell: {{{{ … | dong }}}}; or put {{{{ … }}}} on a line of its own, outside the table"
    ))
}

/// `[name]: address`, which another Markdown takes off the text.
fn is_link_definition(line: &str) -> bool {
    let name = line.strip_prefix('[').filter(|name| !name.starts_with('^'));
    name.and_then(|name| name.split_once("]:")).is_some_and(|(name, _)| !name.contains(['[', ']']))
}

fn in_line(line: &str, reading: MarkupReading) -> impl Iterator<Item = Range<usize>> {
    let is_plain = |at: usize| !line[..at].ends_with(['\\', '~']);
    line.char_indices().filter(move |(at, _)| is_plain(*at)).filter_map(move |(at, sign)| {
        let rest = &line[at..];
        let length = match sign {
            '[' => footnote(rest, reading).or_else(|| is_item(&line[..at]).then(|| task(rest)).flatten()),
            '^' | '~' => between(rest, sign),
            _ => None,
        };
        length.map(|length| at..at + length)
    })
}

/// `[^1]`, which only the second reading knows.
fn footnote(rest: &str, reading: MarkupReading) -> Option<usize> {
    match reading {
        MarkupReading::First => notes::reference(rest),
        MarkupReading::Second => None,
    }
}

/// `[ ]` or `[x]`, behind the mark of an item.
fn task(rest: &str) -> Option<usize> {
    ["[ ] ", "[x] ", "[X] "].iter().any(|mark| rest.starts_with(mark)).then_some(3)
}

fn is_item(before: &str) -> bool {
    matches!(before.trim_start(), "- " | "+ ")
}

/// `^2^`, `~2~`, `~~struck~~`.
fn between(rest: &str, sign: char) -> Option<usize> {
    if let Some(struck) = rest.strip_prefix("~~") {
        let end = struck.find("~~")?;
        return (end > 0).then_some(end + 4);
    }
    let inside = &rest[1..];
    let length = inside.find(|letter: char| !letter.is_alphanumeric())?;
    (length > 0 && inside[length..].starts_with(sign)).then_some(length + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(text: &str) -> Vec<&str> {
        places(text, MarkupReading::First).into_iter().map(|place| &text[place]).collect()
    }

    #[test]
    fn marks_that_mean_nothing_are_found() {
        assert_eq!(marks("có chú thích[^1] ở đây\n[^1]: lời\n"), ["[^1]", "[^1]"]);
        assert_eq!(marks("- [ ] việc\n  + [x] xong\n"), ["[ ]", "[x]"]);
        assert_eq!(marks("m^2^ và H~2~O, ~~bỏ~~\n"), ["^2^", "~2~", "~~bỏ~~"]);
        assert_eq!(marks("Đề mục\n=====\n"), ["====="]);
        assert_eq!(marks("x\n[a b]: https://vd.vn\n"), ["[a b]: https://vd.vn"]);
    }

    #[test]
    fn the_second_reading_knows_notes() {
        assert!(places("giảm[^1]\n[^1]: lời\n", MarkupReading::Second).is_empty());
    }

    #[test]
    fn what_means_something_or_is_text_is_left_alone() {
        for text in [
            "| ^^ | << |\n",
            "10^6 và 10^7, khoảng 10~20 người\n",
            "\\[^1\\] m\\^2\\^ \\~2\\~\n",
            "[ ] không phải mục; [x]\n",
            "a = b == c\n",
        ] {
            assert!(marks(text).is_empty(), "{text}: {:?}", marks(text));
        }
    }
}
