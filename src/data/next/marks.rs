//! The marks that [`super::next_period`] leaves in a file, taken out again.

use super::{LABELS, REVIEW};
use crate::period::Period;

/// The text of a file without the marks that an earlier [`super::next_period`] left in it: else they would pile up.
pub fn without_marks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let (content, end) = line.split_at(line.trim_end_matches(['\n', '\r']).len());
        let kept = line_without_marks(content);
        // A line that was nothing but a mark goes.
        if !kept.trim().is_empty() || content.trim().is_empty() {
            out.push_str(&kept);
            out.push_str(end);
        }
    }
    out
}

fn line_without_marks(line: &str) -> String {
    let mut kept = String::new();
    let mut rest = line;
    while let Some(at) = rest.find('#') {
        let comment = &rest[at..];
        let words = comment.trim_start_matches(['#', ' ']);
        let is_period = |words: &str| {
            words
                .strip_prefix("kỳ ")
                .and_then(|rest| rest.split(':').next())
                .and_then(Period::parse)
                .is_some()
        };
        let is_mark = comment.starts_with("# ")
            && (words.starts_with(REVIEW)
                || is_period(words)
                || LABELS
                    .iter()
                    .any(|label| words.strip_prefix(label).is_some_and(|rest| rest.starts_with(':'))));
        let end = comment[1..].find(" #").map_or(comment.len(), |next| next + 1);
        if is_mark {
            kept.push_str(rest[..at].trim_end());
            // What was between the mark and the next comment stays between the value and it.
            let gap = comment[..end].len() - comment[..end].trim_end().len();
            kept.push_str(&" ".repeat(if end < comment.len() { gap } else { 0 }));
            rest = &comment[end..];
        } else {
            kept.push_str(&rest[..at + end]);
            rest = &comment[end..];
        }
    }
    kept.push_str(rest);
    if kept.len() < line.len() { kept.trim_end().to_string() } else { kept }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_do_not_pile_up() {
        let text = "ky: 2024-07\nso: 12 # tháng trước: 254  # số\na:\n  x: 5 # tháng trước: 1.994   # hồ sơ\n  # tháng trước: c_cong_bo:\n    # tháng trước: gia_tri: 51\ny:\n  - ngắn  # xem lại\n  - dài  # ghi chú  # xem lại\nky_so_lieu:\n  tu: 10/6/2024  # kỳ 2024-05: 10/5/2024; xem lại\n# đầu: giữ\n";
        let expected = "ky: 2024-07\nso: 12  # số\na:\n  x: 5   # hồ sơ\ny:\n  - ngắn\n  - dài  # ghi chú\nky_so_lieu:\n  tu: 10/6/2024\n# đầu: giữ\n";
        assert_eq!(without_marks(text), expected);
        assert_eq!(without_marks(expected), expected);
    }
}
