//! What a number in a sentence is: a change, an outcome, a name; by the words around it.

use rust_decimal::Decimal;

use crate::check::figures::{Figure, noun};
use crate::text::letters::ends_with_lower;

/// "tăng 10 cơ sở so với tháng trước" is no whole.
pub(super) fn is_change(sentence: &str, figure: &Figure) -> bool {
    let before = sentence[..figure.start].trim_end();
    ["tăng", "giảm", "hơn", "thêm", "kém"].iter().any(|word| before.ends_with(word))
}

/// A number that says what another one came to.
pub(super) fn is_outcome(sentence: &str, figure: &Figure) -> bool {
    let before = sentence[..figure.start].trim_end();
    ["với", "cho", "của", "thu hút", "được", "đạt", "trên", "tại", "cùng"]
        .iter()
        .any(|word| before.ends_with(word))
}

/// A number that names something and counts nothing: a day, a level, the number of a document.
pub(super) fn is_name(sentence: &str, figure: &Figure) -> bool {
    let before = &sentence[..figure.start];
    // No month has such a number: "hằng tháng 24.560 triệu đồng".
    let days = ["ngày", "tháng", "quý"];
    let is_day =
        days.iter().any(|word| before.trim_end().ends_with(word)) && figure.value <= Decimal::from(31);
    let ends_with = |words: &[&str]| words.iter().any(|word| before.trim_end().ends_with(word));
    // "cấp 2", but "đã cấp 4.520 thẻ".
    let is_level =
        ends_with(&["mức", "loại", "cấp", "Nhóm", "nhóm", "điểm"]) && figure.value <= Decimal::from(20);
    let is_named = ends_with(&["năm", "số", "Điều", "khoản", "án", "Trong"])
        && !ends_with_lower(before.trim_end(), "tổng số");
    is_day || is_level || is_named || before.ends_with('/') || sentence[figure.end..].starts_with('/')
}

/// A number of months, days and the like.
pub(super) fn is_span(sentence: &str, figure: &Figure) -> bool {
    ["tháng", "năm", "quý", "ngày", "tuần"].contains(&noun(sentence, figure).unwrap_or_default())
}

/// Whether the numbers are in one unit: all of millions, or none of them. Spans of time are not added up.
pub(super) fn share_unit<'f>(sentence: &str, mut figures: impl Iterator<Item = &'f Figure>) -> bool {
    const SCALES: [&str; 4] = ["tỷ", "triệu", "nghìn", "ngàn"];
    let scale = |figure: &Figure| {
        let word = noun(sentence, figure).unwrap_or_default();
        (!is_span(sentence, figure)).then(|| SCALES.iter().find(|scale| **scale == word))
    };
    let Some(first) = figures.next().and_then(scale) else { return false };
    figures.all(|figure| scale(figure) == Some(first))
}
