//! Parts and wholes that were typed into texts.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::check::figures::{Figure, figures};
use crate::check::passage::sentences;
use crate::check::{Rule, Subject};
use crate::diag::page::{Page, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, Text, text};
use crate::text::number;

pub const RULE: Rule = Rule {
    code: Code::PartsInText,
    page: Page {
        what: w(
            "Trong lời văn, các phần sau “gồm” không cộng thành tổng, hoặc một phần sau “trong đó” lớn hơn tổng.",
            "In a text the parts after “gồm” do not add up to the whole, or a part after “trong đó” exceeds it.",
        ),
        why: w("Số học.", "Arithmetic."),
        wrong: "kích hoạt 332 tài khoản, gồm 256 tài khoản mức 2 và 67 tài khoản mức 1",
        right: "kích hoạt 332 tài khoản, gồm 256 tài khoản mức 2 và 76 tài khoản mức 1",
    },
    run,
};

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    for passage in &subject.passages {
        for (start, end) in sentences(&passage.text) {
            let Some((at, message)) = parts_fault(&passage.text[start..end]) else { continue };
            // Only what was typed: a template computes sums.
            if let Some(place) = subject.trace(&passage.text, start + at.start..start + at.end) {
                found.push(Diagnostic::warning(Code::PartsInText, message).at(place));
            }
        }
    }
}

/// Where a sentence says parts that do not fit their whole, and what is wrong.
fn parts_fault(sentence: &str) -> Option<(Range<usize>, Text)> {
    let (at, exhaustive) = [", gồm", " gồm:", ", bao gồm", ", trong đó", " trong đó:"]
        .iter()
        .filter_map(|words| Some((sentence.find(words)?, words.contains("gồm"))))
        .min()?;
    let all = figures(sentence);
    let whole = all.iter().rev().find(|figure| {
        figure.end <= at
            && !figure.percent
            && !in_brackets(sentence, figure.start)
            && !is_change(sentence, figure)
    })?;
    // The parts are the counts of the same clause, up to what is said of one of them.
    let rest = &sentence[at + 2..];
    let ends = [rest.find(';'), rest.find('('), rest.find(", trong đó"), rest.find(", với")];
    let clause_end = ends.into_iter().flatten().min().map_or(sentence.len(), |end| at + 2 + end);
    let parts: Vec<&Figure> = all
        .iter()
        .filter(|figure| figure.start > at && figure.end <= clause_end && !figure.percent)
        .filter(|figure| !is_name(sentence, figure))
        .collect();
    // The number before may be a part itself: "gồm 13 xã và 02 thị trấn, trong đó …".
    let is_part = sentence[..at].contains(" gồm ");
    if at - whole.end > 60 || parts.is_empty() || is_part || is_name(sentence, whole) {
        return None;
    }
    if parts.iter().chain([&whole]).any(|figure| is_scaled(sentence, figure)) {
        return None;
    }
    // "03 buổi với 845 lượt học sinh": a part and what it came to are two kinds of counts.
    if parts.iter().any(|figure| is_outcome(sentence, figure)) {
        return None;
    }
    let range = whole.start..parts.last()?.end;
    let whole_text = number::grouped(whole.value);
    if let Some(part) = parts.iter().find(|part| part.value > whole.value) {
        let part = number::grouped(part.value);
        return Some((
            range,
            text!("phần {part} lớn hơn tổng {whole_text}", "the part {part} exceeds the whole {whole_text}"),
        ));
    }
    let sum: Decimal = parts.iter().map(|part| part.value).sum();
    if exhaustive && parts.len() > 1 && sum != whole.value {
        let sum = number::grouped(sum);
        return Some((
            range,
            text!(
                "các phần cộng lại {sum}, tổng ghi {whole_text}",
                "the parts add up to {sum}, the whole is {whole_text}"
            ),
        ));
    }
    None
}

fn in_brackets(sentence: &str, at: usize) -> bool {
    let before = &sentence[..at];
    before.matches('(').count() > before.matches(')').count()
}

/// "tăng 10 cơ sở so với tháng trước" is no whole.
fn is_change(sentence: &str, figure: &Figure) -> bool {
    let before = sentence[..figure.start].trim_end();
    ["tăng", "giảm", "hơn", "thêm", "kém"].iter().any(|word| before.ends_with(word))
}

/// A number that says what another one came to.
fn is_outcome(sentence: &str, figure: &Figure) -> bool {
    let before = sentence[..figure.start].trim_end();
    ["với", "cho", "của", "thu hút", "được", "đạt", "trên", "tại", "cùng"]
        .iter()
        .any(|word| before.ends_with(word))
}

/// A number that names something and counts nothing: a day, a level, the number of a document.
fn is_name(sentence: &str, figure: &Figure) -> bool {
    let before = &sentence[..figure.start];
    let named = [
        "mức", "ngày", "tháng", "năm", "số", "quý", "điểm", "Điều", "khoản", "loại", "cấp", "án", "Trong",
        "Nhóm", "nhóm",
    ];
    before.ends_with('/')
        || sentence[figure.end..].starts_with('/')
        || named.iter().any(|word| before.trim_end().ends_with(word))
}

/// A number of thousands, of millions, or of a span of time: its parts may be in another unit.
fn is_scaled(sentence: &str, figure: &Figure) -> bool {
    let scales = [" tỷ", " triệu", " nghìn", " ngàn", " tháng", " năm", " quý", " ngày", " tuần"];
    scales.iter().any(|word| sentence[figure.end..].starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::in_typed_text;

    fn check(text: &str) -> usize {
        in_typed_text(&RULE, text).len()
    }

    #[test]
    fn parts_must_fit_their_whole() {
        for (text, faults) in [
            ("kích hoạt 332 tài khoản, gồm 256 tài khoản mức 2 và 67 tài khoản mức 1", 1),
            ("kích hoạt 332 tài khoản, gồm 256 tài khoản mức 2 và 76 tài khoản mức 1", 0),
            ("có 10 hồ sơ, trong đó 4 hồ sơ trực tuyến", 0),
            ("có 10 hồ sơ, trong đó 14 hồ sơ trực tuyến", 1),
            ("ngày 24/6/2024, trong đó 14 hồ sơ trực tuyến", 0),
            ("Xảy ra 05 vụ (giảm 02 vụ so với cùng kỳ), trong đó 03 vụ gây rối", 0),
            ("kiểm tra 64 cơ sở, tăng 10 cơ sở so với tháng trước, trong đó 58 cơ sở đạt", 0),
            ("15 xã, thị trấn gồm 13 xã và 02 thị trấn, trong đó 05 xã miền núi", 0),
            ("có 1,25 tỷ đồng, gồm 750 triệu đồng và 500 triệu đồng", 0),
            (
                "có 42 trường, gồm 14 trường mầm non, 17 trường tiểu học và 11 trường, với tổng số 612 nhóm, lớp",
                0,
            ),
            ("cho 1.245 lượt người, gồm 03 buổi tại trường với 845 lượt và 03 buổi với 400 lượt", 0),
            ("Trong 3 tháng đầu năm, gồm tháng 01, tháng 02 và tháng 3, khám 21.318 lượt", 0),
        ] {
            assert_eq!(check(text), faults, "{text}");
        }
    }
}
