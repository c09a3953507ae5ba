//! Changes that are told from one end to the other: a part of the rule `comparison_in_text`.

use rust_decimal::Decimal;

use crate::check::figures::{Figure, noun};
use crate::diag::{Text, text};
use crate::text::letters::{ends_with_lower, starts_with_lower};
use crate::text::number;

/// Bytes between the end of a change and by how much it is.
const NEAR: usize = 24;

/// `giảm từ 2,5% xuống còn 2,8%`, `tăng từ 24 ca lên 39 ca (tăng 25 ca)`: the end of what is wrong, and why.
pub(super) fn from_to_fault<'f>(sentence: &str, all: &'f [Figure], at: usize) -> Option<(&'f Figure, Text)> {
    let (from, to) = (&all[at], all.get(at + 1)?);
    let before = sentence[..from.start].trim_end().strip_suffix("từ")?.trim_end();
    let between = sentence[from.end..to.start].trim_end();
    let up = ["lên", "lên đến", "lên tới", "lên mức"].iter().any(|word| between.ends_with(word));
    let down = ["xuống", "xuống còn", "còn", "xuống mức"].iter().any(|word| between.ends_with(word));
    let sign = match (before.ends_with("tăng"), before.ends_with("giảm"), up, down) {
        (true, _, _, false) | (_, false, true, false) => 1,
        (_, true, false, _) | (false, _, false, true) => -1,
        // "tăng từ … xuống" is wrong in itself.
        (true, _, _, true) | (_, true, true, _) => 0,
        _ => return None,
    };
    let is_end = up || down || between.ends_with("đến");
    let same = from.percent == to.percent && (from.percent || noun(sentence, from) == noun(sentence, to));
    if !is_end || !same || between.len() > 40 || between.contains([';', '(']) {
        return None;
    }
    let difference = Decimal::from(sign) * (to.value - from.value);
    if difference < Decimal::ZERO || sign == 0 {
        return Some((to, wrong_way(sentence, from, to)));
    }
    let change = all.get(at + 2)?;
    difference_fault(sentence, [from, to], change, difference).map(|message| (change, message))
}

/// Whether the change that stands right behind is the one from end to end.
fn difference_fault(
    sentence: &str,
    [from, to]: [&Figure; 2],
    change: &Figure,
    difference: Decimal,
) -> Option<Text> {
    let between = sentence[to.end..change.start].trim_end();
    let is_said = ["tăng", "giảm", "tăng thêm"].iter().any(|word| between.ends_with(word));
    let after = &sentence[change.end..];
    let is_points = after.starts_with(" điểm phần trăm") || after.starts_with(" điểm %");
    let same = noun(sentence, change) == noun(sentence, to) && !change.percent;
    let fits = match (to.percent, change.percent || is_points) {
        // Of two percentages a third may be points or a share.
        (true, true) => change.value == difference || number::is_ratio(difference, from.value, change.value),
        (false, true) => number::is_ratio(difference, from.value, change.value),
        (false, false) if same => change.value == difference,
        _ => return None,
    };
    let between_is_short = sentence[to.end..change.start].len() <= NEAR + 20;
    if !is_said || !between_is_short || fits || between.contains(';') || from.value.is_zero() {
        return None;
    }
    let [was, now] = [from, to].map(|figure| number::grouped(figure.value));
    let (said, percent) = (&sentence[change.start..change.end], if change.percent { "%" } else { "" });
    Some(text!(
        "từ {was} đến {now}: không phải thay đổi {said}{percent}",
        "from {was} to {now}: that is no change of {said}{percent}"
    ))
}

fn wrong_way(sentence: &str, from: &Figure, to: &Figure) -> Text {
    let (from, shown) = (&sentence[from.start..from.end], &sentence[to.start..to.end]);
    let percent = if to.percent { "%" } else { "" };
    text!(
        "từ {from}{percent} đến {shown}{percent}: chiều tăng, giảm ghi ngược",
        "from {from}{percent} to {shown}{percent}: the change goes the other way"
    )
}

/// Words before what was there at the beginning, and before what is there now.
const THEN: [&str; 6] = ["đầu năm là", "đầu năm", "đầu kỳ là", "đầu kỳ", "năm trước là", "năm ngoái là"];
const NOW: [&str; 6] = ["đến nay còn", "đến nay là", "nay còn", "hiện còn", "hiện nay là", "năm nay xảy ra"];

/// `Số hộ nghèo đầu năm là 168 hộ, đến nay còn 131 hộ, giảm 37 hộ`; `Cùng kỳ năm 2024 xảy ra 24 vụ, năm nay xảy ra 18 vụ, giảm 25%`.
pub(super) fn of_time_fault<'f>(sentence: &str, all: &'f [Figure], at: usize) -> Option<(&'f Figure, Text)> {
    let [then, now, change] = all.get(at..at + 3)? else { return None };
    let ends = |end: usize, words: &[&str]| {
        words.iter().any(|word| ends_with_lower(sentence[..end].trim_end(), word))
    };
    let start = sentence[..then.start].rfind([',', ';']).map_or(0, |at| at + 1);
    let clause = sentence[start..then.start].trim_start();
    let is_then = ends(then.start, &THEN) || starts_with_lower(clause, "cùng kỳ");
    let between = sentence[now.end..change.start].trim_end();
    let sign = if between.ends_with("giảm") { -1 } else { 1 };
    let is_change = between.ends_with("giảm") || between.ends_with("tăng");
    let same = noun(sentence, then).is_some() && noun(sentence, then) == noun(sentence, now);
    let counts = change.percent || noun(sentence, change) == noun(sentence, now);
    let is_plain = !then.percent && !now.percent && between.len() <= NEAR && !between.contains(';');
    if !is_then
        || !ends(now.start, &NOW)
        || !is_change
        || !same
        || !counts
        || !is_plain
        || then.value.is_zero()
    {
        return None;
    }
    let difference = Decimal::from(sign) * (now.value - then.value);
    let fits = match change.percent {
        true => difference >= Decimal::ZERO && number::is_ratio(difference, then.value, change.value),
        false => difference == change.value,
    };
    let [was, is] = [then, now].map(|figure| number::grouped(figure.value));
    let (said, percent) = (&sentence[change.start..change.end], if change.percent { "%" } else { "" });
    (!fits).then(|| {
        let message = text!(
            "từ {was} đến {is}: không phải thay đổi {said}{percent}",
            "from {was} to {is}: that is no change of {said}{percent}"
        );
        (change, message)
    })
}

#[cfg(test)]
mod tests {
    use super::super::comparison_in_text::RULE;
    use crate::check::testing::in_typed_text;

    #[test]
    fn a_change_is_what_lies_between_its_ends() {
        for (text, faults) in [
            ("Tỷ lệ hộ nghèo giảm từ 6,8% xuống còn 4,3%, giảm 3,5 điểm phần trăm", 1),
            ("Tỷ lệ hộ nghèo giảm từ 6,8% xuống còn 4,3%, giảm 2,5 điểm phần trăm", 0),
            ("số ca mắc tăng từ 24 ca lên 39 ca (tăng 25 ca)", 1),
            ("số ca mắc tăng từ 24 ca lên 39 ca (tăng 15 ca)", 0),
            ("số ca mắc tăng từ 24 ca lên 39 ca (tăng 62,5%)", 0),
            ("thu tăng từ 12,4 tỷ đồng lên 13,9 tỷ đồng, tức tăng 2,5 tỷ đồng", 1),
            ("số ca tăng từ 24 ca lên 39 ca; số tử vong giảm 2 ca", 0),
            ("Số hộ nghèo đầu năm là 168 hộ, đến nay còn 131 hộ, giảm 47 hộ", 1),
            ("Số hộ nghèo đầu năm là 168 hộ, đến nay còn 131 hộ, giảm 37 hộ", 0),
            ("Cùng kỳ năm trước có 24 vụ, năm nay xảy ra 18 vụ, giảm 33%", 1),
            ("Cùng kỳ năm trước có 24 vụ, năm nay xảy ra 18 vụ, giảm 25%", 0),
        ] {
            assert_eq!(in_typed_text(&RULE, text).len(), faults, "{text}");
        }
    }
}
