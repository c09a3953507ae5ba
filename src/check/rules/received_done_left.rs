//! What was received, what of it was done and what is left, in a sentence or in items one below the other: a part of the rule
//! `remainder_in_text`.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::check::Subject;
use crate::check::figures::{Figure, figures, lookback, noun};
use crate::check::passage::{Passage, PassagePlace};
use crate::check::words::sentences;
use crate::diag::{Code, Diagnostic, Diagnostics, Text, text};
use crate::text::number;

/// What a figure says of a heap of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum HeapPart {
    Received,
    Done,
    Left,
}

/// Words before a figure, the longest first where one ends with another.
const LABELS: [(&str, HeapPart); 27] = [
    ("phải giải quyết", HeapPart::Received),
    ("đang giải quyết", HeapPart::Left),
    ("chưa giải quyết", HeapPart::Left),
    ("đang được giải quyết", HeapPart::Left),
    ("đang xem xét giải quyết", HeapPart::Left),
    ("đang trong thời hạn giải quyết", HeapPart::Left),
    ("đang trong hạn giải quyết", HeapPart::Left),
    ("giải quyết", HeapPart::Done),
    ("giải quyết được", HeapPart::Done),
    ("giải quyết xong", HeapPart::Done),
    ("phải xử lý", HeapPart::Received),
    ("đang xử lý", HeapPart::Left),
    ("chưa xử lý", HeapPart::Left),
    ("đang được xử lý", HeapPart::Left),
    ("đã xử lý", HeapPart::Done),
    ("xử lý xong", HeapPart::Done),
    ("đã hoàn thành", HeapPart::Done),
    ("đã trả kết quả", HeapPart::Done),
    ("tiếp nhận", HeapPart::Received),
    ("tiếp nhận được", HeapPart::Received),
    ("nhận được", HeapPart::Received),
    ("thụ lý", HeapPart::Received),
    ("còn lại", HeapPart::Left),
    ("còn tồn", HeapPart::Left),
    ("hiện còn", HeapPart::Left),
    (", còn", HeapPart::Left),
    ("; còn", HeapPart::Left),
];

/// Work that goes elsewhere, or comes from before.
const OTHER_WAYS: [&str; 19] = [
    "trả lại",
    "trả hồ sơ",
    "từ chối",
    "rút",
    "hủy",
    "huỷ",
    "chuyển",
    "kỳ trước",
    "tháng trước",
    "quý trước",
    "năm trước",
    "đầu kỳ",
    "không thụ lý",
    "không đủ điều kiện",
    "không thuộc thẩm quyền",
    "đình chỉ",
    "lưu đơn",
    "xếp lưu",
    "trùng",
];

/// Finds heaps of which too much or too little is left.
pub(super) fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    for passage in subject.passages {
        for (start, end) in sentences(&passage.text) {
            let (sentence, lower) = (&passage.text[start..end], &passage.lower[start..end]);
            let Some((range, message)) = sentence_fault(sentence, lower) else { continue };
            if let Some(place) = subject.trace(&passage.text, start + range.start..start + range.end) {
                found.push(Diagnostic::warning(Code::RemainderInText, message).at(place));
            }
        }
    }
    for three in subject.passages.windows(3) {
        let Some(message) = items_fault(three) else { continue };
        if let Some(place) = subject.trace(&three[2].text, 0..three[2].text.len()) {
            found.push(Diagnostic::warning(Code::RemainderInText, message).at(place));
        }
    }
}

/// What was there, `đã` done and what is `còn`, of the same things, whatever the verbs are.
fn alike_fault(sentence: &str, lower: &str, all: &[Figure]) -> Option<(Range<usize>, Text)> {
    // What else is counted in between, such as who the money was given to, does not matter.
    let unit = all.iter().find_map(|figure| unit_of(sentence, figure).filter(|_| !is_year(lower, figure)))?;
    let alike: Vec<&Figure> =
        all.iter().filter(|figure| unit_of(sentence, figure).as_deref() == Some(&unit)).collect();
    let [first, done, left] = alike.as_slice() else { return None };
    let (to_done, to_left) = (&lower[first.end..done.start], &lower[done.end..left.start]);
    let is_done =
        [" đã ", "hiện có ", "thu về "].iter().any(|word| to_done.contains(word)) && to_done.len() <= 80;
    let is_left = [" còn ", "còn lại ", "chưa ", "chuyển kỳ sau ", "thất lạc "]
        .iter()
        .any(|word| to_left.contains(word));
    let range = first.start..left.end;
    let is_other =
        OTHER_WAYS.iter().filter(|way| **way != "chuyển").any(|way| lower[..left.end].contains(way))
            || lower[range.clone()].contains(['(', ')', '%'])
            || to_left.len() > 80
            || all.iter().any(|figure| figure.percent)
            || to_done.contains("trong đó")
            || to_left.contains("trong đó")
            || to_left.contains("tăng")
            || to_left.contains("giảm");
    if !is_done || !is_left || is_other {
        return None;
    }
    fault([first.value, done.value, left.value]).map(|message| (range, message))
}

/// `năm 2025 là 24,5 tỷ đồng`: the year counts nothing.
fn is_year(lower: &str, figure: &Figure) -> bool {
    lower[..figure.start].trim_end().ends_with("năm") && figure.value >= Decimal::ONE_THOUSAND
}

/// What a figure counts, of money with its scale: `triệu đồng`.
fn unit_of(sentence: &str, figure: &Figure) -> Option<String> {
    let noun = noun(sentence, figure)?;
    let scaled = matches!(noun, "triệu" | "tỷ" | "nghìn");
    Some(if scaled { format!("{noun} đồng") } else { noun.to_string() })
}

fn sentence_fault(sentence: &str, lower: &str) -> Option<(Range<usize>, Text)> {
    let all = figures(sentence);
    if let Some(fault) = alike_fault(sentence, lower, &all) {
        return Some(fault);
    }
    let labelled: Vec<(HeapPart, &Figure)> =
        all.iter().filter_map(|figure| Some((part_of(lower, figure)?, figure))).collect();
    let [(HeapPart::Received, received), (HeapPart::Done, done), (HeapPart::Left, left)] =
        labelled.as_slice()
    else {
        return None;
    };
    let range = received.start..left.end;
    // What is said before may still be of this heap.
    let said = &lower[..left.end];
    let units: Vec<&str> =
        [received, done, left].iter().filter_map(|figure| noun(sentence, figure)).collect();
    let same = units.iter().all(|unit| *unit == units[0] || !is_unit(unit) || !is_unit(units[0]));
    if OTHER_WAYS.iter().any(|way| said.contains(way)) || !same {
        return None;
    }
    fault([received.value, done.value, left.value]).map(|message| (range, message))
}

/// `- Tiếp nhận: 204 hồ sơ`, `- Đã giải quyết: 132 hồ sơ`, `- Đang giải quyết: 27 hồ sơ`.
fn items_fault(three: &[Passage]) -> Option<Text> {
    let mut values = Vec::new();
    for (passage, wanted) in three.iter().zip([HeapPart::Received, HeapPart::Done, HeapPart::Left]) {
        let is_item = passage.place == PassagePlace::Prose && passage.text.len() <= 160;
        let all = figures(&passage.text);
        let first = all.first().filter(|first| first.start <= 60)?;
        let one_sentence =
            all.iter().all(|figure| part_of(&passage.lower, figure).is_none() || figure.start == first.start);
        let goes_elsewhere = OTHER_WAYS.iter().any(|way| passage.lower.contains(way));
        if !is_item || !one_sentence || goes_elsewhere || part_of(&passage.lower, first) != Some(wanted) {
            return None;
        }
        values.push(first.value);
    }
    let one_part = three.iter().all(|passage| passage.part == three[0].part);
    one_part.then(|| fault(values.try_into().ok()?)).flatten()
}

fn fault([received, done, left]: [Decimal; 3]) -> Option<Text> {
    if received == done + left {
        return None;
    }
    let right = received - done;
    let [received, done, left] = [received, done, left].map(number::grouped);
    Some(match right.is_sign_negative() {
        true => text!(
            "tiếp nhận {received} mà đã giải quyết {done}",
            "{received} were received, and {done} were done"
        ),
        false => {
            let right = number::grouped(right);
            text!(
                "tiếp nhận {received}, đã giải quyết {done} thì còn {right}, ở đây ghi {left}",
                "{received} were received and {done} done, which leaves {right}, the text says {left}"
            )
        }
    })
}

/// What the words before a figure say that it counts.
fn part_of(lower: &str, figure: &Figure) -> Option<HeapPart> {
    if figure.percent {
        return None;
    }
    let before = &lower[..figure.start];
    let before = before.trim_end_matches([' ', ':']);
    let before = [" là", " được", " có", " tổng số"]
        .iter()
        .find_map(|word| before.strip_suffix(word))
        .unwrap_or(before);
    let (label, part) =
        LABELS.iter().filter(|(label, _)| before.ends_with(label)).max_by_key(|(label, _)| label.len())?;
    let rest = &before[..before.len() - label.len()];
    let is_word = label.starts_with([',', ';'])
        || rest.chars().next_back().is_none_or(|letter| !letter.is_alphabetic());
    // "kết quả giải quyết 132", "thời gian giải quyết 5 ngày" are other things.
    let is_other = ["không", "thời gian", "thời hạn", "tỷ lệ", "thẩm quyền", "xuống", "chỉ", "giảm", "tăng"]
        .iter()
        .any(|word| rest.trim_end().ends_with(word));
    // What stands in brackets is said of a part.
    let is_open =
        || lookback(before, before.len()).rfind(['(', ')']).is_some_and(|at| before[at..].starts_with('('));
    (is_word && !is_other && !is_open()).then_some(*part)
}

/// Words that say what is counted, not how.
fn is_unit(word: &str) -> bool {
    matches!(
        word,
        "hồ" | "đơn"
            | "vụ"
            | "việc"
            | "lượt"
            | "thủ"
            | "ý"
            | "kiến"
            | "phản"
            | "trường"
            | "văn"
            | "yêu"
    )
}

#[cfg(test)]
mod tests {
    use super::super::remainder_in_text::RULE;
    use crate::check::testing::{in_text, in_typed_text};

    #[test]
    fn what_is_left_is_what_was_not_done() {
        for (text, faults) in [
            ("tiếp nhận 204; đã giải quyết 132; đang giải quyết 27", 1),
            ("tiếp nhận 204; đã giải quyết 177; đang giải quyết 27", 0),
            ("Tiếp nhận 1.204 hồ sơ, đã giải quyết 1.132 hồ sơ, còn lại 72 hồ sơ đang trong hạn", 0),
            ("Tiếp nhận 1.204 hồ sơ, đã giải quyết 1.132 hồ sơ, còn lại 27 hồ sơ đang trong hạn", 1),
            ("tiếp nhận 204 đơn; đã giải quyết 132 đơn (đúng hạn 130 đơn); chuyển 45 đơn; còn lại 27 đơn", 0),
            ("tiếp nhận 204 hồ sơ, kỳ trước chuyển sang 10; đã giải quyết 132; đang giải quyết 82", 0),
            ("thụ lý 15 vụ, đã giải quyết 20 vụ, còn lại 5 vụ", 1),
            ("tiếp nhận 204 hồ sơ; thời gian giải quyết 5 ngày; còn lại 27 hồ sơ", 0),
            ("tiếp nhận 204 hồ sơ, đã giải quyết 132 vụ việc, còn lại 3 hồ sơ", 0),
            ("tiếp nhận 204 hồ sơ, đã giải quyết đạt 98%", 0),
            ("xã tiếp nhận 214 hồ sơ, đã giải quyết 198 hồ sơ, còn 26 hồ sơ đang giải quyết trong hạn", 1),
            ("xã tiếp nhận 214 hồ sơ, đã giải quyết 198 hồ sơ, còn 16 hồ sơ đang giải quyết trong hạn", 0),
            ("Có 16 kiến nghị cử tri, đã trả lời 11 kiến nghị, còn 6 kiến nghị chưa trả lời", 1),
            ("Giao 350 triệu đồng, đã chi 290 triệu đồng, còn lại 70 triệu đồng", 1),
            ("Kế hoạch là 24,5 tỷ đồng, đã giải ngân 9,8 tỷ đồng, còn phải giải ngân 14,7 tỷ đồng", 0),
            ("Kế hoạch là 24,5 tỷ đồng, đã giải ngân 9,8 tỷ đồng, còn phải giải ngân 15,7 tỷ đồng", 1),
            ("Hội nhận 86 triệu đồng, đã trao 61 triệu đồng hỗ trợ 12 hộ, số dư còn lại 35 triệu đồng", 1),
            ("Hội nhận 86 triệu đồng, đã trao 61 triệu đồng hỗ trợ 12 hộ, số dư còn lại 25 triệu đồng", 0),
            ("Số phiếu phát ra 250 phiếu, thu về 243 phiếu, thất lạc 17 phiếu", 1),
            ("Năm 2025 được giao 24,5 tỷ đồng, đã giải ngân 9,8 tỷ đồng, còn phải giải ngân 15,7 tỷ đồng", 1),
            ("có 45 biên chế, đã giảm 3 biên chế, tăng còn 50 biên chế", 0),
        ] {
            assert_eq!(in_typed_text(&RULE, text).len(), faults, "{text}");
        }
    }

    #[test]
    fn items_below_one_another_are_one_heap() {
        let items = |left: &str| {
            [
                "Tiếp nhận: 204 hồ sơ;".to_string(),
                "Đã giải quyết: 132 hồ sơ;".into(),
                format!("Đang giải quyết: {left} hồ sơ."),
            ]
        };
        for (left, faults) in [("27", 1), ("72", 0)] {
            let items = items(left);
            let texts: Vec<&str> = items.iter().map(String::as_str).collect();
            // A test's paragraphs are not typed anywhere, so that only the rule itself is asked.
            assert_eq!(in_text(&RULE, &texts).len(), 0);
            let document = crate::check::testing::with_paragraphs(&texts);
            let (passages, _) = crate::check::passage::passages(&document);
            let found = passages.windows(3).filter(|three| super::items_fault(three).is_some()).count();
            assert_eq!(found, faults, "{left}");
        }
    }
}
