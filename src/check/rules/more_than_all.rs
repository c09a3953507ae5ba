//! Parts beyond their whole: a part of the rule `parts_in_text`.

use std::ops::Range;

use crate::check::figures::{Figure, noun};
use crate::diag::{Text, text};
use crate::text::letters::ends_with_lower;
use crate::text::number;

/// Things of which a part can never be more than all: "285 trong tổng số 220 xã", "285/220 xã".
const WHOLE_THINGS: [&str; 22] = [
    "xã",
    "phường",
    "thôn",
    "bản",
    "ấp",
    "khóm",
    "tổ",
    "khu",
    "đơn",
    "cơ",
    "trường",
    "đại",
    "thành",
    "huyện",
    "tỉnh",
    "sở",
    "ngành",
    "hộ",
    "người",
    "học",
    "trạm",
    "chi",
];

/// A part that is said to be of a whole and exceeds it, and what it exceeds.
pub(super) fn more_than_all(sentence: &str, all: &[Figure]) -> Option<(Range<usize>, Text)> {
    // Plans are exceeded.
    let is_plan = ["kế hoạch", "chỉ tiêu", "dự toán", "giao", "mục tiêu", "định mức"]
        .iter()
        .any(|word| sentence.contains(word));
    let compares = sentence.contains("so với") || sentence.contains("cùng kỳ");
    all.windows(2).find_map(|pair| {
        let [part, whole] = pair else { return None };
        if is_found_of(sentence, part, whole) && part.value < whole.value {
            return Some((part.start..whole.end, beyond(part, whole)));
        }
        let between = sentence[part.end..whole.start].trim();
        let is_said =
            ["trong tổng số", "trên tổng số", "/tổng số"].iter().any(|words| between.ends_with(words))
                && between.len() <= 40;
        let is_thing = noun(sentence, whole).is_some_and(|noun| WHOLE_THINGS.contains(&noun));
        let after = &sentence[whole.end..];
        let is_fraction = between == "/"
            && is_thing
            && !is_plan
            && !after.starts_with('/')
            && !compares
            && !is_in_pair(sentence, part);
        let before = sentence[..part.start].trim_end();
        let is_named = ["ngày", "tháng", "quý", "năm", "số", "đợt"].iter().any(|word| before.ends_with(word));
        let counts = part.value.fract().is_zero() && whole.value.fract().is_zero() && (!is_named || is_said);
        // What was counted since the year began is no less than what was counted this month.
        let is_cumulative = between.len() <= 60
            && !between.contains([';', '('])
            && noun(sentence, part).is_some()
            && noun(sentence, part) == noun(sentence, whole)
            && ["lũy kế", "luỹ kế"].iter().any(|word| between.to_lowercase().contains(word));
        if !(is_said || is_fraction || is_cumulative)
            || !counts
            || part.percent
            || whole.percent
            || part.value <= whole.value
        {
            return None;
        }
        let [few, many] = [whole, part].map(|figure| number::grouped(figure.value));
        let message = match is_cumulative {
            true => text!(
                "lũy kế {few} nhỏ hơn số trong kỳ {many}",
                "{few} since the year began is less than {many} of this period"
            ),
            false => beyond(whole, part),
        };
        Some((part.start..whole.end, message))
    })
}

fn beyond(whole: &Figure, part: &Figure) -> Text {
    let [few, many] = [whole, part].map(|figure| number::grouped(figure.value));
    text!("{many} trong tổng số {few}: phần lớn hơn tổng", "{many} of {few}: the part exceeds the whole")
}

/// `Trong số 27 hồ sơ đề nghị, có 29 hồ sơ`; `kiểm tra 32 cơ sở, phát hiện 35 cơ sở vi phạm`: the first is all there is.
fn is_found_of(sentence: &str, first: &Figure, second: &Figure) -> bool {
    let same = noun(sentence, first).is_some() && noun(sentence, first) == noun(sentence, second);
    let (before, between) = (sentence[..first.start].trim_end(), &sentence[first.end..second.start]);
    let is_behind = |words: &[&str]| words.iter().any(|word| ends_with_lower(before, word));
    let of_them = between.ends_with(" có ") && is_behind(&["trong số", "trong tổng số"]);
    let found = between.ends_with(", phát hiện ") && is_behind(&["kiểm tra", "thanh tra", "rà soát"]);
    let counts = [first, second].iter().all(|figure| !figure.percent && figure.value.fract().is_zero());
    same && counts && (of_them || found) && between.len() <= 80 && !between.contains([';', '.', '('])
}

/// `(51/38 vụ)`: what there is now over what there was.
fn is_in_pair(sentence: &str, part: &Figure) -> bool {
    let before = &sentence[..part.start];
    before.ends_with('(') || before.trim_end().ends_with('/')
}
