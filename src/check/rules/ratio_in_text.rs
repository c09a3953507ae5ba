//! Ratios that were typed into texts.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::check::figures::{Figure, figures, noun};
use crate::check::{Rule, Subject};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, Text, text};
use crate::text::letters::ends_with_lower;
use crate::text::number;

pub(super) const RULE: Rule = Rule {
    code: Code::RatioInText,
    page: CodePage {
        what: w(
            "Trong lời văn có tỷ lệ phần trăm không bằng phân số ghi cạnh nó.",
            "A percentage in a text is not that of the fraction beside it.",
        ),
        why: w(
            "Số học: tỷ lệ làm tròn đến số chữ số thập phân đã ghi, nửa thì tăng; cắt bớt chữ số thì chỉ lưu ý.",
            "Arithmetic: ratios are rounded half up to the decimals that are written; where decimals are cut off it is a note.",
        ),
        wrong: "đạt tỷ lệ 28,36% (177/624)",
        right: "đạt tỷ lệ 28,37% (177/624)",
    },
    run,
};

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    for passage in subject.passages {
        for fault in faults(&passage.text) {
            // Only what was typed can be wrong: a computed ratio is right, and a stated one is told of by itself.
            let Some(place) = subject.trace(&passage.text, fault.stated.clone()) else { continue };
            if subject.trace(&passage.text, fault.whole).is_some() {
                let finding = match fault.is_cut {
                    true => Diagnostic::note(Code::RatioInText, fault.message),
                    false => Diagnostic::error(Code::RatioInText, fault.message),
                };
                found.push(finding.at(place));
            }
        }
    }
}

/// A percentage that is not that of its fraction. Bytes are counted in the text.
struct Fault {
    stated: Range<usize>,
    /// From the first of fraction and percentage to the end of the other.
    whole: Range<usize>,
    message: Text,
    /// Further decimals were cut off instead of rounded: some do.
    is_cut: bool,
}

fn faults(text: &str) -> Vec<Fault> {
    let figures = figures(text);
    let mut faults: Vec<Fault> = figures
        .windows(3)
        .filter_map(|three| {
            share_fault(text, three).or_else(|| plan_fault(text, three)).or_else(|| of_all_fault(text, three))
        })
        .collect();
    let percents: Vec<&Figure> = figures.iter().filter(|figure| figure.percent).collect();
    for pair in figures.windows(2) {
        // `177/624` or `177 lượt/624 lượt`: a slash between two counts.
        let between = &text[pair[0].end..pair[1].start];
        let is_fraction = between.ends_with('/')
            && between.matches('/').count() == 1
            && between.len() <= 24
            && between.trim_end_matches('/').chars().all(|c| c.is_alphabetic() || c == ' ');
        if !is_fraction || !is_count_fraction(text, &pair[0], &pair[1]) {
            continue;
        }
        // Only those close by can speak of it.
        let first = percents.partition_point(|figure| figure.end + FARTHEST < pair[0].start);
        let near = percents[first..].iter().take_while(|figure| figure.start <= pair[1].end + FARTHEST);
        let stated = near.copied().find(|figure| belongs(text, &pair[0], &pair[1], figure));
        let Some(stated) = stated else { continue };
        let (whole, fraction) =
            (pair[0].start.min(stated.start)..pair[1].end.max(stated.end), pair[0].start..pair[1].end);
        faults.extend(fault(text, stated, [pair[0].value, pair[1].value], whole, &text[fraction]));
    }
    faults
}

/// A stated percentage that is not that of a part in a whole.
fn fault(
    text: &str,
    stated: &Figure,
    [part, all]: [Decimal; 2],
    whole: Range<usize>,
    fraction: &str,
) -> Option<Fault> {
    if number::is_ratio(part, all, stated.value) {
        return None;
    }
    let right = number::ratio(part, all, stated.value.scale())?;
    let (right, stated_text) =
        (number::percent_figure(right, stated.value.scale()) + "%", &text[stated.start..=stated.end]);
    let message = text!(
        "{fraction} là {right}, ở đây ghi {stated_text}",
        "{fraction} is {right}, the text says {stated_text}"
    );
    let is_cut = number::is_cut_ratio(part, all, stated.value);
    Some(Fault { stated: stated.start..stated.end, whole, message, is_cut })
}

/// `896 phòng học, trong đó có 812 phòng học kiên cố, chiếm 90,63%`: a whole, a part of the same things, its share.
fn share_fault(text: &str, three: &[Figure]) -> Option<Fault> {
    let [whole, part, stated] = three else { return None };
    let between = text[part.end..stated.start].trim_end();
    let after = text[stated.end..].trim_start_matches('%');
    let is_share = ["chiếm", "chiếm tỷ lệ", "đạt tỷ lệ"].iter().any(|verb| between.ends_with(verb))
        || (between.ends_with(", đạt") && (after.is_empty() || after.starts_with([',', ';', '.', ')'])));
    let same = noun(text, whole).is_some() && noun(text, whole) == noun(text, part);
    let to_part = &text[whole.end..part.start];
    let one_sentence = ![to_part, between].concat().contains(['.', ';']) && !between.contains('(');
    let before = text[..whole.start].trim_end();
    let is_of_whole = to_part.contains("trong đó")
        || (to_part.contains(" có ")
            && ["trong", "trong số", "tổng số"].iter().any(|word| ends_with_lower(before, word)));
    let fits = stated.percent && !whole.percent && !part.percent && is_of_whole;
    if !(is_share && same && one_sentence && fits) {
        return None;
    }
    // A part that exceeds its whole is told by another rule.
    if part.value > whole.value {
        return None;
    }
    let values = [part.value, whole.value];
    let [a, b] = values.map(number::grouped);
    fault(text, stated, values, whole.start..stated.end, &format!("{a}/{b}"))
}

/// `432 hồ sơ trên tổng số 480 hồ sơ, đạt 90%`: a part, the whole, its share.
fn of_all_fault(text: &str, three: &[Figure]) -> Option<Fault> {
    let [part, whole, stated] = three else { return None };
    let between = text[part.end..whole.start].trim_end();
    let is_of = between.ends_with("trên tổng số")
        || between.ends_with("trong tổng số")
        || between.ends_with("/tổng số");
    let verbs = ["đạt", "chiếm", "bằng", "đạt tỷ lệ", "chiếm tỷ lệ", "tỷ lệ"];
    let before = text[whole.end..stated.start].trim_end();
    let is_share =
        verbs.iter().any(|verb| before.ends_with(verb)) && before.len() <= 80 && !before.contains([';', '(']);
    let after = text[stated.end..].trim_start_matches('%').trim_start();
    let of_plan = ["kế hoạch", "chỉ tiêu", "dự toán", "so với"].iter().any(|word| after.starts_with(word));
    let same = noun(text, part).is_some() && noun(text, part) == noun(text, whole);
    if !is_of
        || !is_share
        || of_plan
        || !same
        || !stated.percent
        || part.percent
        || whole.percent
        || part.value > whole.value
    {
        return None;
    }
    let values = [part.value, whole.value];
    let [a, b] = values.map(number::grouped);
    fault(text, stated, values, part.start..stated.end, &format!("{a}/{b}"))
}

/// `7.846,5 ha, đạt 101,3% kế hoạch (7.746 ha)`: what was done, its share of the plan, the plan.
fn plan_fault(text: &str, three: &[Figure]) -> Option<Fault> {
    let [done, stated, plan] = three else { return None };
    let before = text[done.end..stated.start].trim_end();
    let between = text[stated.end..plan.start].trim_start_matches('%').trim();
    let verbs = [", đạt", ", bằng", " đạt", ", chiếm", ", chiếm tỷ lệ", "đạt tỷ lệ", "tỷ lệ bao phủ"];
    let is_share = verbs.iter().any(|verb| before.ends_with(verb));
    let wholes = ["kế hoạch", "chỉ tiêu", "dự toán", "tổng số", "dân số"];
    let of_plan = wholes.iter().any(|word| between.starts_with(word));
    let same = noun(text, done).is_some() && noun(text, done) == noun(text, plan);
    let fits =
        stated.percent && !done.percent && !plan.percent && between.ends_with('(') && between.len() <= 40;
    if !(is_share && of_plan && same && fits) || before.len() > 60 || before.contains([';', '(']) {
        return None;
    }
    let values = [done.value, plan.value];
    let [a, b] = values.map(number::grouped);
    fault(text, stated, values, done.start..plan.end, &format!("{a}/{b}"))
}

/// Days, months and the like are written as fractions, too.
fn is_count_fraction(text: &str, part: &Figure, whole: &Figure) -> bool {
    let before = text[..part.start].trim_end();
    let is_date = text[whole.end..].starts_with('/') || before.ends_with(['/', '=']);
    let named = ["ngày", "tháng", "quý", "năm", "kỳ", "đợt", "số", "tuần", "từ", "đến"];
    // The longest of them has five letters.
    let start = before.char_indices().rev().take_while(|(_, letter)| *letter != ' ').take(6).last();
    let last = start.map_or("", |(at, _)| &before[at..]).to_lowercase();
    let round_the_clock = &text[part.start..whole.end] == "24/7";
    !(is_date || named.contains(&last.as_str()) || round_the_clock || part.percent || whole.percent)
}

/// Bytes between a fraction and a percentage that still speaks of it, with no other number between.
const FARTHEST: usize = 160;

/// Whether a percentage speaks of a fraction: `28,36% (177/624`, or `177/624 … đạt 28,36%` in the same clause.
fn belongs(text: &str, part: &Figure, whole: &Figure, percent: &Figure) -> bool {
    if percent.end < part.start {
        let between = text[percent.end..part.start].trim_start().trim_start_matches('%').trim();
        let of_plan =
            ["kế hoạch", "chỉ tiêu", "dự toán", "mục tiêu"].iter().any(|word| between.starts_with(word));
        let is_plan = of_plan
            && between.ends_with('(')
            && !between.contains(|c: char| c.is_ascii_digit() || matches!(c, ',' | ';'));
        return is_plan || matches!(between, "(" | "(*" | "*(" | "tức" | "=");
    }
    if percent.start < whole.end || percent.start - whole.end > FARTHEST {
        return false;
    }
    let between = &text[whole.end..percent.start];
    let verbs = ["đạt ", "đạt tỷ lệ ", "tỷ lệ ", "chiếm ", "bằng ", "= ", "(", "(đạt "];
    // "8/10 xã đạt chuẩn, bằng 112,5% kế hoạch" is no share of the ten.
    let after = text[percent.end..].trim_start_matches('%').trim_start();
    let of_other = ["kế hoạch", "chỉ tiêu", "dự toán", "mục tiêu", "cùng kỳ", "so với", "năm"];
    if between.ends_with("bằng ") && of_other.iter().any(|word| after.starts_with(word)) {
        return false;
    }
    let same_clause = !between.contains([';', '/', '%'])
        && !between.contains(". ")
        && !between.contains(|letter: char| letter.is_ascii_digit());
    same_clause && verbs.iter().any(|verb| between.ends_with(verb) || between == *verb)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::in_typed_text;

    fn check(text: &str) -> usize {
        in_typed_text(&RULE, text).len()
    }

    #[test]
    fn a_wrong_percentage_beside_its_fraction_is_found() {
        for (text, faults) in [
            ("đạt tỷ lệ 28,36% (177/624)", 1),
            ("đạt tỷ lệ 28,37% (177/624)", 0),
            ("đạt tỷ lệ 79,638% (176/221)", 0),
            ("đạt tỷ lệ 28,3% (177/624)", 1),
            ("đạt tỷ lệ 51,8 % (177/624)", 1),
            ("177 lượt/624 lượt, đạt 28,4%", 0),
            ("177 lượt/624 lượt, đạt 28,3%", 1),
            ("đạt 100% ngày 24/6/2024", 0),
            ("Công văn số 177/624/UBND đạt 5%", 0),
            ("đạt 94,14%; 15/15 xã tổ chức", 0),
            ("8/10 xã đạt chuẩn, bằng 112,5% kế hoạch", 0),
            ("lắp 120/160 công tơ điện tử, bằng 80% khối lượng hợp đồng", 1),
            ("lắp 120/160 công tơ điện tử, bằng 75% khối lượng hợp đồng", 0),
            ("lắp 120/160 công tơ, bằng 80% so với cùng kỳ", 0),
            ("Tổng số 1.486 hộ, có 1.337 hộ dùng nước hợp vệ sinh, chiếm 95,0%.", 1),
            ("Tổng số 1.486 hộ, có 1.337 hộ dùng nước hợp vệ sinh, chiếm 90,0%.", 0),
            ("đạt 95,24% (20/21 xã), tăng 4,8% so với cùng kỳ (19/21 xã)", 0),
            ("trong tháng 3/2025 đạt 95%", 0),
            ("trực 24/7, đạt 100% yêu cầu", 0),
            ("tiêm 12/50 cháu, đạt 25%", 1),
            ("vận động 287/312 hộ kinh doanh dọc tuyến đường ký cam kết, đạt 92,99%", 1),
            ("vận động 287/312 hộ kinh doanh dọc tuyến đường ký cam kết, đạt 91,99%", 0),
            ("có 896 phòng học, trong đó có 812 phòng học kiên cố, đạt 99,63%.", 1),
            ("có 896 phòng học, trong đó có 812 phòng học kiên cố, đạt 90,63%.", 0),
            ("có 896 phòng học, trong đó có 812 phòng học kiên cố, đạt 99% kế hoạch.", 0),
            ("tiếp 45 lượt, trong đó 20 lượt người khiếu nại, chiếm 45%", 1),
            ("tiếp 45 lượt, trong đó 20 đơn khiếu nại, chiếm 45%", 0),
            ("đạt 103,53% kế hoạch (1.264/1.200 bản)", 1),
            ("đạt 105,33% kế hoạch năm (1.264/1.200 bản)", 0),
            ("gieo trồng 7.846,5 ha, đạt 103,1% kế hoạch (7.746 ha)", 1),
            ("gieo trồng 7.846,5 ha, đạt 101,3% kế hoạch (7.746 ha)", 0),
            ("thu 1.862 triệu đồng, bằng 87,58% kế hoạch năm (2.400 triệu đồng)", 1),
            ("gieo 520 ha lúa, bằng 87,58% kế hoạch năm (2.400 triệu đồng)", 0),
            ("có 1.203 hộ nghèo, chiếm 5,2% tổng số hộ (21.303 hộ)", 1),
            ("có 1.203 hộ nghèo, chiếm 5,65% tổng số hộ (21.303 hộ)", 0),
            ("15/15 xã họp 12 buổi, đạt 80%", 0),
            ("giải quyết 432 hồ sơ trên tổng số 480 hồ sơ, đạt 95%", 1),
            ("giải quyết 432 hồ sơ trên tổng số 480 hồ sơ, đạt 90%", 0),
            ("Trong 64 sinh viên thực tập có 16 sinh viên xếp loại xuất sắc, chiếm 20%", 1),
            ("Trong 64 sinh viên thực tập có 16 sinh viên xếp loại xuất sắc, chiếm 25%", 0),
        ] {
            assert_eq!(check(text), faults, "{text}");
        }
    }
}
