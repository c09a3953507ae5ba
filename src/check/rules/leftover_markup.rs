//! Marks of Markdown and HTML in the data, where every character prints as it is.

use std::ops::Range;

use crate::check::{Rule, Subject};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};

pub(super) const RULE: Rule = Rule {
    code: Code::LeftoverMarkup,
    page: CodePage {
        what: w(
            "Ký hiệu định dạng in thành chữ: **đậm**, [^1], ![ảnh](tệp), [ ] việc, <br>.",
            "Marks of formatting print as letters: **bold**, [^1], ![picture](file), [ ] task, <br>.",
        ),
        why: w(
            "Giá trị trong tệp số liệu luôn là chữ; chỉ mục mà mẫu cho phép bằng nhan_manh mới nhận **đậm**, *nghiêng*.",
            "Values of data files are text; only those that a template passes through nhan_manh take **bold** and *italic*.",
        ),
        wrong: "noi_dung: kết quả **rất tốt**[^1]",
        right: "noi_dung: kết quả rất tốt",
    },
    run,
};

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    for passage in subject.passages {
        let Some(range) = mark(&passage.text) else { continue };
        let typed = &passage.text[range.clone()];
        let finding = Diagnostic::warning(
            Code::LeftoverMarkup,
            text!(
                "“{typed}” in ra nguyên như vậy, không thành định dạng",
                "“{typed}” prints as it is and formats nothing"
            ),
        )
        .help(text!(
            "xóa ký hiệu; muốn chữ đậm thì mẫu dùng bộ lọc nhan_manh",
            "take the marks out; for bold text the template uses the filter nhan_manh"
        ));
        found.push(subject.at(passage, range, finding));
    }
}

/// The first mark of a text.
fn mark(text: &str) -> Option<Range<usize>> {
    if !text.contains(['*', '[', '<']) {
        return None;
    }
    let task = ["[ ] ", "[x] ", "[X] "].iter().any(|mark| text.starts_with(mark)).then_some(0..3);
    let marks = [paired(text, "**"), footnote(text), picture(text), tag(text), task];
    marks.into_iter().flatten().min_by_key(|range| range.start)
}

/// `**bold**`.
fn paired(text: &str, sign: &str) -> Option<Range<usize>> {
    let start = text.find(sign)?;
    let inside = &text[start + sign.len()..];
    let length = inside.find(sign).filter(|length| *length > 0)?;
    let is_word =
        inside.starts_with(char::is_alphanumeric) && inside[..length].ends_with(char::is_alphanumeric);
    is_word.then_some(start..start + sign.len() * 2 + length)
}

/// `[^1]`.
fn footnote(text: &str) -> Option<Range<usize>> {
    let start = text.find("[^")?;
    let length = text[start..].find(']').filter(|length| (3..=12).contains(length))?;
    Some(start..start + length + 1)
}

/// `![words](file)`.
fn picture(text: &str) -> Option<Range<usize>> {
    let start = text.find("![")?;
    let middle = start + text[start..].find("](")?;
    let end = middle + text[middle..].find(')')? + 1;
    Some(start..end)
}

/// `<br>`, `<b>`, `</i>` and the like.
fn tag(text: &str) -> Option<Range<usize>> {
    const TAGS: [&str; 11] = ["br", "b", "i", "u", "sup", "sub", "strong", "em", "p", "span", "div"];
    text.match_indices('<').find_map(|(start, _)| {
        let length = text[start..].find('>')?;
        let inside = text[start + 1..start + length].trim_matches(['/', ' ']).to_ascii_lowercase();
        TAGS.contains(&inside.as_str()).then_some(start..start + length + 1)
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::in_text;

    #[test]
    fn marks_are_found_and_signs_are_not() {
        for text in [
            "kết quả **rất tốt**",
            "tăng[^1] mạnh",
            "![Ảnh](a.jpg)",
            "[x] xong",
            "dòng<br>khác",
            "m<sup>2</sup>",
        ] {
            assert_eq!(in_text(&RULE, &[text]).len(), 1, "{text}");
        }
        for text in ["5 ** 2", "(*) ghi chú **", "[a] và [1]", "a < b và c > d", "x<y"] {
            assert_eq!(in_text(&RULE, &[text]), Vec::<String>::new(), "{text}");
        }
    }
}
