//! Comparisons with an earlier period: what something grew by, and the percentage beside it.

use std::ops::Range;

use rust_decimal::Decimal;

use super::from_to::{from_to_fault, of_time_fault};
use crate::check::figures::{Figure, figures, noun};
use crate::check::words::sentences;
use crate::check::{Rule, Subject};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, Text, text};
use crate::source::floor_char_boundary;
use crate::text::number;

pub(super) const RULE: Rule = Rule {
    code: Code::ComparisonInText,
    page: CodePage {
        what: w(
            "Số tăng, giảm và tỷ lệ ghi cạnh nó không khớp với các số cùng loại trong câu.",
            "An increase or decrease and its percentage do not fit the figures of the same kind in the sentence.",
        ),
        why: w(
            "Số học: tỷ lệ tăng, giảm là phần chênh lệch chia cho số của kỳ so sánh.",
            "Arithmetic: a change in per cent is the difference divided by the figure compared with.",
        ),
        wrong: "xảy ra 14 vụ, cùng kỳ 17 vụ, giảm 03 vụ (17,56%)",
        right: "xảy ra 14 vụ, cùng kỳ 17 vụ, giảm 03 vụ (17,65%)",
    },
    run,
};

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    for passage in subject.passages {
        for (start, end) in sentences(&passage.text) {
            let sentence = &passage.text[start..end];
            let all = figures(sentence);
            for (at, figure) in all.iter().enumerate() {
                let fault = share_fault(sentence, &all, at)
                    .or_else(|| points_fault(sentence, &all, at))
                    .or_else(|| base_fault(sentence, &all, at))
                    .or_else(|| trend_fault(sentence, &all, at))
                    .or_else(|| pair_fault(sentence, &all, at))
                    .or_else(|| from_to_fault(sentence, &all, at))
                    .or_else(|| of_time_fault(sentence, &all, at));
                let Some((last, message)) = fault else { continue };
                // Only what was typed: a template computes differences.
                let range = start + figure.start..start + last.end;
                if let Some(place) = subject.trace(&passage.text, range) {
                    found.push(Diagnostic::warning(Code::ComparisonInText, message).at(place));
                }
            }
        }
    }
}

/// Whether a number is by how much something grew (1) or shrank (-1).
fn direction(sentence: &str, figure: &Figure) -> Option<i64> {
    let before = sentence[..figure.start].trim_end();
    [("tăng", 1), ("tăng thêm", 1), ("cao hơn", 1), ("giảm", -1), ("thấp hơn", -1)]
        .iter()
        .find(|(word, _)| before.ends_with(word))
        .map(|(_, direction)| *direction)
}

/// `giảm 03 vụ (17,56%)` beside figures of which none gives that percentage.
fn share_fault<'f>(sentence: &str, all: &'f [Figure], at: usize) -> Option<(&'f Figure, Text)> {
    let change = &all[at];
    // What it is compared with may stand between: "tăng 412 em (27.074 em), tương ứng tăng 1,52%".
    let stated = all.iter().skip(at + 1).take(2).find(|figure| figure.percent)?;
    let unit = noun(sentence, change)?;
    let sign = direction(sentence, change)?;
    let between = &sentence[change.end..stated.start];
    let is_share = between.ends_with(" (")
        || between.ends_with(" (tăng ")
        || between.ends_with(" (giảm ")
        || between.ends_with("= ")
        || between.ends_with("tương ứng ")
        || between.ends_with("tương ứng tăng ")
        || between.ends_with("tương ứng giảm ")
        || between.ends_with("tương đương ");
    if change.percent || !is_share || between.len() > 40 {
        return None;
    }
    // What it is compared with, or what it came to, in the same clause.
    let clause = clause_of(sentence, change);
    let values: Vec<Decimal> = all
        .iter()
        .filter(|other| !other.percent && other.start != change.start && noun(sentence, other) == Some(unit))
        .filter(|other| direction(sentence, other).is_none() && clause.contains(&other.start))
        .map(|other| other.value)
        .collect();
    let before_change = |value: &Decimal| *value - Decimal::from(sign) * change.value;
    // Where both ends are told, it is of the earlier one.
    let told: Vec<Decimal> = values.iter().map(before_change).filter(|base| values.contains(base)).collect();
    let any = values.iter().flat_map(|value| [*value, before_change(value)]);
    let bases: Vec<Decimal> = if told.is_empty() { any.collect() } else { told };
    let bases: Vec<Decimal> = bases.into_iter().filter(|base| *base > Decimal::ZERO).collect();
    let fits = |base: &Decimal| number::is_ratio(change.value, *base, stated.value);
    let near = all[..at].last().is_some_and(|last| change.start - last.end <= NEAR);
    if bases.is_empty() || !near || bases.iter().any(fits) {
        return None;
    }
    let (said, percent) = (&sentence[change.start..change.end], &sentence[stated.start..=stated.end]);
    Some((
        stated,
        text!(
            "{said} và {percent} không khớp với số cùng loại nào trong câu",
            "{said} and {percent} fit no figure of the same kind in the sentence"
        ),
    ))
}

/// From the semicolon before a number to the one behind it, as far as a clause may reach.
fn clause_of(sentence: &str, figure: &Figure) -> Range<usize> {
    let from = floor_char_boundary(sentence, figure.start.saturating_sub(LONGEST_CLAUSE));
    let to = floor_char_boundary(sentence, (figure.end + LONGEST_CLAUSE).min(sentence.len()));
    let start = sentence[from..figure.start].rfind(';').map_or(from, |at| from + at + 1);
    let end = sentence[figure.end..to].find(';').map_or(to, |at| figure.end + at);
    start..end
}

/// Bytes to either side of a number; without a limit a sentence of many numbers would take forever.
const LONGEST_CLAUSE: usize = 1000;

/// Bytes between a change and the figure before it.
const NEAR: usize = 120;

/// `300 hồ sơ, giảm 20% so với cùng kỳ (400 hồ sơ)`: what there is now, by how much it changed, what it is compared with.
fn base_fault<'f>(sentence: &str, all: &'f [Figure], at: usize) -> Option<(&'f Figure, Text)> {
    let change = &all[at];
    let sign = direction(sentence, change)?;
    // The base stands in brackets behind "so với"; a percentage may stand between it and a change in numbers.
    let is_time = |figure: &Figure| {
        let before = sentence[..figure.start].trim_end();
        ["năm", "tháng", "quý", "tháng 1", "tuần", "/"].iter().any(|word| before.ends_with(word))
    };
    let base = all.iter().skip(at + 1).take(4).find(|figure| !figure.percent && !is_time(figure))?;
    let between = &sentence[change.end..base.start];
    let unit = noun(sentence, base)?;
    let after = sentence[base.end..].trim_start().strip_prefix(unit).unwrap_or_default().trim_start();
    let is_told = between.ends_with('(')
        || between.ends_with(" là ")
        || between.ends_with("so với ") && (after.starts_with("của cùng kỳ") || after.starts_with("cùng kỳ"));
    let is_base = between.contains("so với") && is_told && between.len() <= 80 && !between.contains(';');
    let is_now = |figure: &&Figure| !figure.percent && noun(sentence, figure) == Some(unit);
    let now = all[..at].iter().rev().find(is_now)?;
    let gap = &sentence[now.end..change.start];
    let alone = !gap.contains([';', '(']) && gap.len() <= 60 && direction(sentence, now).is_none();
    let counts = change.percent || noun(sentence, change) == Some(unit);
    if !(is_base && alone && counts) || base.value.is_zero() {
        return None;
    }
    change_fault(sentence, [now, base], change, sign).map(|message| (base, message))
}

/// `đạt 68,5%, tăng 3,2 điểm phần trăm so với năm 2023 (66,2%)`: two percentages whose difference is another.
fn points_fault<'f>(sentence: &str, all: &'f [Figure], at: usize) -> Option<(&'f Figure, Text)> {
    let change = &all[at];
    direction(sentence, change)?;
    let is_points =
        [" điểm phần trăm", " điểm %"].iter().any(|unit| sentence[change.end..].starts_with(unit));
    if change.percent || !is_points {
        return None;
    }
    let clause = clause_of(sentence, change);
    let percents: Vec<&Figure> =
        all.iter().filter(|figure| figure.percent && clause.contains(&figure.start)).collect();
    let [first, second] = percents.as_slice() else { return None };
    let is_base = second.start > change.end && sentence[change.end..second.start].contains("so với");
    if first.end > change.start || !is_base || (first.value - second.value).abs() == change.value.abs() {
        return None;
    }
    let (one, other) = (&sentence[first.start..=first.end], &sentence[second.start..=second.end]);
    let said = &sentence[change.start..change.end];
    Some((
        second,
        text!(
            "{one} và {other} không cách nhau {said} điểm phần trăm",
            "{one} and {other} are not {said} points apart"
        ),
    ))
}

/// `51 vụ, cùng kỳ 38 vụ, giảm 13 vụ`: what there is now, what it is compared with, by how much it changed.
fn trend_fault<'f>(sentence: &str, all: &'f [Figure], at: usize) -> Option<(&'f Figure, Text)> {
    let change = &all[at];
    let sign = direction(sentence, change)?;
    let clause = clause_of(sentence, change);
    let earlier = || all[..at].iter().rev().take_while(|figure| clause.contains(&figure.start));
    let base = earlier().find(|figure| !figure.percent && is_base(sentence, figure))?;
    let unit = noun(sentence, base)?;
    let is_now =
        |figure: &&Figure| !figure.percent && figure.end < base.start && noun(sentence, figure) == Some(unit);
    let now = earlier().find(is_now).filter(|now| direction(sentence, now).is_none())?;
    let is_near = base.start - now.end <= 60 && change.start - base.end <= 40;
    // Another change between speaks of something else.
    let is_next = all[..at].last().is_some_and(|last| last.start == base.start);
    if !(is_near && is_next && (change.percent || noun(sentence, change) == Some(unit))) {
        return None;
    }
    change_fault(sentence, [now, base], change, sign).map(|message| (change, message))
}

/// Whether a figure is said to be of an earlier period: `cùng kỳ 38 vụ`, `cùng kỳ năm 2023 là 38 vụ`.
fn is_base(sentence: &str, figure: &Figure) -> bool {
    let before = sentence[..figure.start].trim_end();
    let before =
        [" là", " có", ":", " đạt"].iter().find_map(|word| before.strip_suffix(word)).unwrap_or(before);
    let before = before.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    [
        "cùng kỳ",
        "cùng kỳ năm",
        "cùng kỳ năm trước",
        "cùng kỳ năm ngoái",
        "năm trước",
        "tháng trước",
        "kỳ trước",
        "quý trước",
    ]
    .iter()
    .any(|words| before.ends_with(words))
}

/// `(51/38), tăng 34,21%`: what there is now over what it is compared with. A part of a whole looks alike, so that it has to be said
/// what is compared, or more than the whole.
fn pair_fault<'f>(sentence: &str, all: &'f [Figure], at: usize) -> Option<(&'f Figure, Text)> {
    let change = &all[at];
    let sign = direction(sentence, change)?;
    let is_pair = |pair: &[Figure]| {
        &sentence[pair[0].end..pair[1].start] == "/" && sentence[..pair[0].start].ends_with('(')
    };
    // Behind the change it is the surer: "giảm 03 vụ (12/15 vụ)".
    let behind = all.get(at + 1..at + 3).filter(|pair| is_pair(pair) && pair[0].start - change.end <= 24);
    let before = at.checked_sub(2).map(|from| &all[from..at]).filter(|pair| is_pair(pair));
    let [now, base] = behind.or(before)? else { return None };
    let share_before = sentence[..now.start].trim_end_matches(['(', ' ']).ends_with('%');
    let between = sentence.get(base.end..change.start).unwrap_or_default();
    let is_next = between.len() <= 24
        && (between.contains(')') || behind.is_some())
        && !between.contains([';', '(', '.']);
    let unit = |figure: &Figure| noun(sentence, figure).filter(|unit| !matches!(*unit, "so" | "và"));
    let same = change.percent || unit(base).is_none() || unit(base) == unit(change);
    let clause = &sentence[clause_of(sentence, change)];
    let is_compared = now.value > base.value || clause.contains("so với") || clause.contains("cùng kỳ");
    if !(same && is_next && is_compared) || share_before || now.percent || base.percent {
        return None;
    }
    change_fault(sentence, [now, base], change, sign).map(|message| (change, message))
}

/// What is wrong with a change from `base` to `now`.
fn change_fault(sentence: &str, [now, base]: [&Figure; 2], change: &Figure, sign: i64) -> Option<Text> {
    let difference = Decimal::from(sign) * (now.value - base.value);
    let fits = match change.percent {
        true => difference >= Decimal::ZERO && number::is_ratio(difference, base.value, change.value),
        false => difference == change.value,
    };
    if fits || base.value.is_zero() {
        return None;
    }
    let [now, was] = [now, base].map(|figure| number::grouped(figure.value));
    let word = if sign > 0 { "tăng" } else { "giảm" };
    let (said, percent) = (&sentence[change.start..change.end], if change.percent { "%" } else { "" });
    Some(text!(
        "từ {was} đến {now}: không phải {word} {said}{percent}",
        "from {was} to {now}: that is not “{word} {said}{percent}”"
    ))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::in_typed_text;

    #[test]
    fn a_change_fits_the_figures_beside_it() {
        for (text, faults) in [
            ("xảy ra 14 vụ, so với cùng kỳ (17 vụ, 12 người chết), giảm 03 vụ (17,56%)", 1),
            ("xảy ra 14 vụ, so với cùng kỳ (17 vụ, 12 người chết), giảm 03 vụ (17,65%)", 0),
            ("xảy ra 14 vụ, giảm 03 vụ (17,65%) so với cùng kỳ", 0),
            ("xảy ra 14 vụ, giảm 03 vụ (17,6%) so với cùng kỳ", 0),
            ("xảy ra 14 vụ, giảm 04 vụ (17,65%) so với cùng kỳ", 1),
            ("có 27.486 em, tăng 412 em (27.074 em), tương ứng tăng 15,2%", 1),
            ("có 27.486 em, tăng 412 em (27.074 em), tương ứng tăng 1,52%", 0),
            ("giảm 03 vụ (17,56%) so với cùng kỳ", 0),
            ("phạt 120 triệu đồng, giảm 03 vụ (17,56%) so với cùng kỳ", 0),
            ("đạt 68,5%, tăng 3,2 điểm phần trăm so với năm 2023 (66,2%)", 1),
            ("đạt 68,5%, tăng 2,3 điểm phần trăm so với năm 2023 (66,2%)", 0),
            ("thu 300 triệu đồng, giảm 20% so với cùng kỳ (400 triệu đồng)", 1),
            ("thu 300 triệu đồng, giảm 25% so với cùng kỳ (400 triệu đồng)", 0),
            ("thu 300 triệu đồng, tăng 25% so với cùng kỳ (400 triệu đồng)", 1),
            ("tiếp nhận 5.236 hồ sơ, tăng 412 hồ sơ, tương đương 7,3%, so với quý II (5.648 hồ sơ)", 1),
            ("tiếp nhận 5.236 hồ sơ, giảm 412 hồ sơ, tương đương 7,3%, so với quý II (5.648 hồ sơ)", 0),
            ("gieo 20 ha lúa, tăng 5% so với cùng kỳ (400 triệu đồng)", 0),
            ("Tiếp 41 lượt công dân, giảm 9 lượt (22%) so với cùng kỳ năm 2024 (50 lượt)", 1),
            ("Tiếp 41 lượt công dân, giảm 9 lượt (18%) so với cùng kỳ năm 2024 (50 lượt)", 0),
            ("Nợ thuế là 3.420 triệu đồng, giảm 220 triệu đồng so với tháng 4 (3.200 triệu đồng)", 1),
            ("Nợ thuế là 3.420 triệu đồng, tăng 220 triệu đồng so với tháng 4/2025 (3.200 triệu đồng)", 0),
            ("đạt 2.310 tỷ đồng, tăng 20% so với cùng kỳ năm 2024 là 2.100 tỷ đồng", 1),
            ("đạt 2.310 tỷ đồng, tăng 10% so với cùng kỳ năm 2024 là 2.100 tỷ đồng", 0),
            ("có 31 vụ ly hôn, tăng 5 vụ so với 25 vụ của cùng kỳ năm trước", 1),
            ("có 31 vụ ly hôn, tăng 6 vụ so với 25 vụ của cùng kỳ năm trước", 0),
            ("đạt 98,7%, cao hơn 0,8 điểm phần trăm so với mức 97,8%", 1),
            ("đạt 98,7%, cao hơn 0,9 điểm phần trăm so với mức 97,8%", 0),
            ("đạt 54,2%, tăng 4,7 điểm phần trăm so với cùng kỳ (50,5%); dịp lễ đạt trên 95%", 1),
            ("thiệt hại 4,25 ha, so với cùng kỳ (7,80 ha) giảm 3,65 ha (45,51%)", 1),
            ("thiệt hại 4,25 ha, so với cùng kỳ (7,80 ha) giảm 3,55 ha (45,51%)", 0),
            ("phát hiện 51 vụ, cùng kỳ 38 vụ, tăng 13 vụ (tăng 43,21%)", 1),
            ("phát hiện 51 vụ, cùng kỳ 38 vụ, tăng 13 vụ (tăng 34,21%)", 0),
            ("phát hiện 51 vụ, cùng kỳ 38 vụ, giảm 13 vụ (34,21%)", 1),
            ("phát hiện 51 vụ, cùng kỳ năm 2023 là 38 vụ, tăng 31 vụ", 1),
            ("phát hiện 51 vụ, cùng kỳ năm 2023 là 38 vụ, tăng 13 vụ", 0),
            ("đạt 45,2% (cao hơn 3,1 điểm % so với cùng kỳ 42,5%)", 1),
            ("đạt 45,2% (cao hơn 2,7 điểm % so với cùng kỳ 42,5%)", 0),
            ("xảy ra tai nạn (51/38), tăng 43,21%", 1),
            ("xảy ra tai nạn (51/38), tăng 34,21%", 0),
            ("xảy ra tai nạn (51/38 vụ), giảm 13 vụ", 1),
            ("đạt 95,24% (20/21 xã), tăng 4,8% so với cùng kỳ", 0),
            ("vận động hộ dân (20/21), tăng 5% kinh phí", 0),
            ("xảy ra 12 vụ; so với cùng kỳ giảm 03 vụ (12/15 vụ), giảm 02 người chết (5/8 người)", 1),
            ("xảy ra 12 vụ; so với cùng kỳ giảm 03 vụ (12/15 vụ), giảm 03 người chết (5/8 người)", 0),
            ("có 12 hợp tác xã, tăng 02 hợp tác xã so với cuối năm 2024 (09 hợp tác xã)", 1),
            ("có 12 hợp tác xã, tăng 03 hợp tác xã so với cuối năm 2024 (09 hợp tác xã)", 0),
            ("tiếp 197 lượt [giảm 160 lượt = 44,28%]", 1),
            ("tiếp 197 lượt [giảm 160 lượt = 44,82%]", 0),
            ("tỷ lệ hộ nghèo giảm từ 2,5% xuống còn 2,8%", 1),
            ("tỷ lệ hộ nghèo giảm từ 2,8% xuống còn 2,5%", 0),
            ("tăng từ 38 vụ lên 51 vụ", 0),
            ("tăng từ 51 vụ lên 38 vụ", 1),
            ("thời gian làm việc từ 8 giờ đến 17 giờ; giảm từ 10 xã còn 4 xã", 0),
            (
                "trâu giảm 173 con (từ 14.378 con xuống còn 14.205 con); đàn lợn tăng 2.316 con, tương ứng tăng 4,1%",
                0,
            ),
        ] {
            assert_eq!(in_typed_text(&RULE, text).len(), faults, "{text}");
        }
    }
}
