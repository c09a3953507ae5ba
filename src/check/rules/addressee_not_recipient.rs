//! The body that the closing sentence reports to gets no copy.

use crate::data::keys;
use std::ops::Range;

use crate::check::words::{Word, words};
use crate::check::{Rule, Subject};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};

pub(super) const RULE: Rule = Rule {
    code: Code::AddresseeNotRecipient,
    page: CodePage {
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

/// Short names of bodies, and their words in full.
const SHORT_NAMES: [(&str, &str); 8] = [
    ("ubnd", "ủy ban nhân dân"),
    ("hđnd", "hội đồng nhân dân"),
    ("mttq", "mặt trận tổ quốc"),
    ("ubmttq", "ủy ban mặt trận tổ quốc"),
    ("bcđ", "ban chỉ đạo"),
    ("lđtbxh", "lao động thương binh và xã hội"),
    ("gdđt", "giáo dục và đào tạo"),
    ("uỷ", "ủy"),
];

/// First words of bodies that may stand second in a list.
const FIRST_WORDS: [&str; 24] = [
    "UBND",
    "Ủy ban",
    "Uỷ ban",
    "HĐND",
    "Hội đồng",
    "Sở",
    "Ban",
    "Thanh tra",
    "Phòng",
    "Công an",
    "Huyện ủy",
    "Tỉnh ủy",
    "Thành ủy",
    "Đảng ủy",
    "Thường trực",
    "Văn phòng",
    "Chi cục",
    "Cục",
    "Bộ",
    "Chính phủ",
    "Thủ tướng",
    "Mặt trận",
    "Tổ công tác",
    "Trung tâm",
];

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    let Some(closing) = subject.closing() else { return };
    let document = subject.document;
    // "Như trên" without addressees: that they are missing is told by another rule.
    let as_above = document.recipients.iter().any(|name| name.to_lowercase().contains("như trên"));
    if document.addressees.is_empty() && as_above {
        return;
    }
    let known: Vec<String> =
        document.addressees.iter().chain(&document.recipients).map(|name| full(name)).collect();
    for range in reported_to(&closing.text) {
        let body = &closing.text[range.clone()];
        let listed =
            |name: &String| name.contains(&full(body)) || (name.len() >= 8 && full(body).contains(name));
        if known.iter().any(listed) {
            continue;
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
        if let Some(place) = subject.key_span(keys::RECIPIENTS) {
            finding = finding.and_at(place, text!("nơi nhận", "recipients"));
        }
        found.push(finding);
    }
}

/// The words of a name in full and in lower case: a dash here and a comma there is the same body.
fn full(name: &str) -> String {
    let in_full = |word: &Word<'_>| {
        let word = word.text.to_lowercase();
        SHORT_NAMES.iter().find(|(short, _)| *short == word).map_or(word, |(_, words)| words.to_string())
    };
    words(name).iter().map(in_full).collect::<Vec<_>>().join(" ")
}

/// The bodies after the last "báo cáo", the first of which begins with a capital: `báo cáo Tổ công tác Đề án 06 tỉnh, UBND tỉnh
/// biết, …`.
fn reported_to(text: &str) -> Vec<Range<usize>> {
    let begin = ["kính báo cáo ", "kính gửi ", "kính trình ", "báo cáo "]
        .iter()
        .find_map(|word| Some(text.rfind(word)? + word.len()));
    let Some(begin) = begin else { return Vec::new() };
    let ends = [
        " biết",
        " xem xét",
        " theo dõi",
        " chỉ đạo",
        " tổng hợp",
        " cho ý kiến",
        " nắm",
        " để ",
        " phục vụ",
        ";",
        ".",
        "(",
    ];
    let rest = &text[begin..];
    let end = begin + ends.iter().filter_map(|end| rest.find(end)).min().unwrap_or(rest.len());
    let mut bodies: Vec<Range<usize>> = Vec::new();
    let mut start = begin;
    while start < end {
        let list = &text[start..end];
        let gap = [", ", " và "].iter().filter_map(|gap| Some((list.find(gap)?, gap.len()))).min();
        let (length, skip) = gap.unwrap_or((list.len(), 0));
        let body = list[..length].trim_end();
        let is_body = match bodies.is_empty() {
            true => body.starts_with(char::is_uppercase) && body.contains(' ') && !is_title(body),
            false => FIRST_WORDS.iter().any(|first| body.starts_with(first)) && body.contains(' '),
        };
        match (is_body, bodies.is_empty()) {
            (true, _) => bodies.push(start..start + body.len()),
            (false, true) => return bodies,
            // Part of the name before: "Sở Văn hóa, Thể thao và Du lịch".
            (false, false) => {}
        }
        start += length + skip.max(1);
    }
    bodies
}

/// "Báo cáo Kết quả …" is a title.
fn is_title(body: &str) -> bool {
    ["Kết quả", "Tình hình", "Sơ kết", "Tổng kết", "Công tác", "Đánh giá"]
        .iter()
        .any(|title| body.starts_with(title))
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
        // The first of two is an addressee, the second is not.
        let two =
            |second: &str| check(&format!("Trên đây là báo cáo, xã báo cáo UBND huyện Mẫu, {second} biết."));
        assert_eq!((two("Ban Nội chính Huyện ủy"), two("Ủy ban nhân dân huyện Mẫu")), (1, 0));
        let name = "Trên đây là báo cáo, xã báo cáo Ủy ban nhân dân huyện Mẫu, Thể thao và Du lịch biết.";
        assert_eq!(check(name), 0);
        assert_eq!(check("Trên đây là báo cáo kết quả, xã báo cáo UBND huyện - Mẫu biết."), 0);
    }
}
