//! The body that the closing sentence reports to gets no copy.

use crate::check::passage::words;
use crate::check::{Rule, Subject};
use crate::diag::page::{Page, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};

pub const RULE: Rule = Rule {
    code: Code::AddresseeNotRecipient,
    page: Page {
        what: w(
            "Câu kết báo cáo cho một cơ quan không có trong Kính gửi và Nơi nhận.",
            "The closing sentence reports to a body that is neither addressee nor recipient.",
        ),
        why: w(
            "Phụ lục I, II.9: nơi nhận là những nơi văn bản được gửi tới.",
            "Appendix I, II.9: recipients are those whom the document is sent to.",
        ),
        wrong: "… báo cáo Tổ công tác tỉnh biết, chỉ đạo. (Nơi nhận không có Tổ công tác tỉnh)",
        right: "Nơi nhận: - Tổ công tác tỉnh; …",
    },
    run,
};

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    let Some(closing) = subject.closing() else { return };
    let Some(range) = reported_to(&closing.text) else { return };
    let body = &closing.text[range.clone()];
    let document = subject.document;
    // Words alone: a dash here and a comma there is the same body.
    let bare =
        |text: &str| words(text).iter().map(|word| word.text.to_lowercase()).collect::<Vec<_>>().join(" ");
    let listed = |name: &String| {
        let (name, body) = (bare(name), bare(body));
        name.contains(&body) || (name.len() >= 8 && body.contains(&name))
    };
    // "Như trên" without addressees: that they are missing is told by another rule.
    let as_above = document.recipients.iter().any(|name| name.to_lowercase().contains("như trên"));
    if document.addressees.is_empty() && as_above {
        return;
    }
    if document.addressees.iter().chain(&document.recipients).any(listed) {
        return;
    }
    let finding = Diagnostic::warning(
        Code::AddresseeNotRecipient,
        text!(
            "báo cáo gửi “{body}” nhưng nơi này không có trong Kính gửi và Nơi nhận",
            "the report goes to “{body}”, which is neither addressee nor recipient"
        ),
    )
    .help(text!("thêm vào kinh_gui hoặc noi_nhan", "add it to kinh_gui or noi_nhan"));
    let mut finding = subject.at(closing, range, finding);
    if let Some(place) = subject.key_span("noi_nhan") {
        finding = finding.and_at(place, text!("nơi nhận", "recipients"));
    }
    found.push(finding);
}

/// The body after the last "báo cáo", which begins with a capital: `báo cáo Tổ công tác Đề án 06 tỉnh biết, …`.
fn reported_to(text: &str) -> Option<std::ops::Range<usize>> {
    let (at, word) =
        ["kính báo cáo ", "báo cáo "].iter().find_map(|word| Some((text.rfind(word)?, *word)))?;
    let start = at + word.len();
    let rest = &text[start..];
    if !rest.starts_with(char::is_uppercase) {
        return None;
    }
    let ends = [" biết", " xem xét", " theo dõi", " chỉ đạo", " tổng hợp", " cho ý kiến", ",", ";", ".", "("];
    let end = ends.iter().filter_map(|end| rest.find(end)).min().unwrap_or(rest.len());
    let body = rest[..end].trim_end();
    // "Báo cáo Kết quả …" is a title, and a body has more than one word.
    let is_title = ["Kết quả", "Tình hình", "Sơ kết", "Tổng kết", "Công tác", "Đánh giá"];
    (body.contains(' ') && !is_title.iter().any(|title| body.starts_with(title)))
        .then_some(start..start + body.len())
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{findings, with_paragraphs};

    fn check(closing: &str) -> usize {
        let mut document = with_paragraphs(&[closing]);
        document.body.truncate(1);
        findings(&RULE, &document).len()
    }

    #[test]
    fn a_body_that_gets_no_copy_is_found() {
        assert_eq!(
            check("Trên đây là báo cáo kết quả, UBND xã Mẫu báo cáo Tổ công tác tỉnh biết, chỉ đạo."),
            1
        );
    }

    #[test]
    fn a_body_that_does_and_none_at_all_are_left_alone() {
        assert_eq!(
            check("Trên đây là báo cáo kết quả, UBND xã Mẫu báo cáo UBND huyện Mẫu biết, chỉ đạo."),
            0
        );
        assert_eq!(check("Trên đây là báo cáo kết quả công tác."), 0);
        assert_eq!(check("Trên đây là báo cáo kết quả, xã báo cáo UBND huyện - Mẫu biết."), 0);
    }
}
