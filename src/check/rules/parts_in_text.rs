//! Parts and wholes that were typed into texts.

use rust_decimal::Decimal;

use super::figure_role::{is_change, is_name, is_outcome, is_span, share_unit};
use super::items_below;
use super::more_than_all::more_than_all;
use super::parts_in_brackets::bracket_fault;
use super::whole_and_parts::{Parts, PartsFault};
use crate::check::figures::{Figure, figures, lookback, noun};
use crate::check::words::sentences;
use crate::check::{Rule, Subject};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics};

pub(super) const RULE: Rule = Rule {
    code: Code::PartsInText,
    page: CodePage {
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
    items_below::run(subject, found);
    for passage in subject.passages {
        for (start, end) in sentences(&passage.text) {
            for fault in parts_faults(&passage.text[start..end]) {
                // Only what was typed: a template computes sums.
                let at = start + fault.range.start..start + fault.range.end;
                let Some(place) = subject.trace(&passage.text, at) else { continue };
                let finding = match fault.is_sure {
                    true => Diagnostic::warning(Code::PartsInText, fault.message),
                    false => Diagnostic::note(Code::PartsInText, fault.message),
                };
                found.push(finding.at(place));
            }
        }
    }
}

/// Where a sentence says parts that do not fit their whole, and what is wrong; the first of each kind.
fn parts_faults(sentence: &str) -> impl Iterator<Item = PartsFault> {
    let all = figures(sentence);
    let sure = |(range, message)| PartsFault { range, message, is_sure: true };
    let listed = listed_fault(sentence, &all)
        .or_else(|| bracket_fault(sentence, &all))
        .or_else(|| colon_fault(sentence, &all));
    [listed, more_than_all(sentence, &all).map(sure)].into_iter().flatten()
}

fn listed_fault(sentence: &str, all: &[Figure]) -> Option<PartsFault> {
    // A whole and a part: most sentences do not have so many numbers.
    if all.len() < 2 {
        return None;
    }
    let (at, marker) = [", gồm", " gồm:", ", bao gồm", ", trong đó", "; trong đó", " trong đó:"]
        .iter()
        .filter_map(|words| Some((sentence.find(words)?, *words)))
        .min()?;
    let exhaustive = marker.contains("gồm");
    let whole = all.iter().rev().find(|figure| {
        figure.end <= at
            && !figure.percent
            && !in_brackets(sentence, figure.start)
            && !is_change(sentence, figure)
    })?;
    let after = at + marker.len();
    let is_list = marker.ends_with(':') || sentence[after..].starts_with(':');
    let parts = match is_list && sentence[after..].contains(';') {
        true => items(sentence, after, all)?,
        false => counts_of_clause(sentence, after, exhaustive, whole, all),
    };
    // The number before may be a part itself: "gồm 13 xã và 02 thị trấn, trong đó …".
    let is_part = sentence[..at].contains(" gồm ");
    // What is said of the whole in between, such as how it changed, may be long.
    let said = all.iter().any(|figure| figure.start > whole.end && figure.end <= at);
    let farthest = if said { FARTHEST * 2 } else { FARTHEST };
    // "512 hộ với 2.104 khẩu, gồm 498 hộ … và 14 hộ …": the parts are of what is counted alike.
    let whole = of_like_things(sentence, whole, &parts, all).unwrap_or(whole);
    if at - whole.end > farthest || parts.is_empty() || is_part || is_name(sentence, whole) {
        return None;
    }
    let members = parts.iter().copied().chain([whole]);
    if !share_unit(sentence, members) || parts.iter().any(|figure| is_outcome(sentence, figure)) {
        return None;
    }
    let parts = Parts { whole, parts, exhaustive };
    let sure = |(range, message)| PartsFault { range, message, is_sure: true };
    parts.fault().map(sure).or_else(|| parts.beyond(sentence)).or_else(|| parts.swapped(sentence))
}

/// Another number before the parts that counts what they count, when the nearest does not.
fn of_like_things<'f>(
    sentence: &str,
    whole: &Figure,
    parts: &[&Figure],
    all: &'f [Figure],
) -> Option<&'f Figure> {
    let unit = noun(sentence, parts.first()?)?;
    let alike = parts.iter().all(|part| noun(sentence, part) == Some(unit));
    if !alike || noun(sentence, whole) == Some(unit) {
        return None;
    }
    let is_it = |figure: &&Figure| {
        figure.end <= whole.start
            && !figure.percent
            && noun(sentence, figure) == Some(unit)
            && is_count(sentence, figure)
    };
    all.iter().rev().find(is_it).filter(|found| whole.start - found.end <= FARTHEST * 2)
}

/// A list behind a bare colon: `183 giấy chứng nhận: lần đầu 41 giấy, cấp đổi 67 giấy, chuyển nhượng 85 giấy`.
fn colon_fault(sentence: &str, all: &[Figure]) -> Option<PartsFault> {
    let colon = sentence.find(": ")?;
    let first = all.partition_point(|figure| figure.end <= colon);
    let whole = first.checked_sub(1).map(|at| &all[at])?;
    let unit = noun(sentence, whole)?;
    let parts: Vec<&Figure> = all[first..].iter().collect();
    let is_part = |part: &&Figure| {
        let between = sentence[..part.start].trim_end();
        noun(sentence, part) == Some(unit)
            && !part.percent
            && is_count(sentence, part)
            && !is_outcome(sentence, part)
            && between.ends_with(char::is_alphabetic)
    };
    let is_plain =
        !sentence[whole.start..].contains(['(', '%']) && !sentence[..whole.start].contains(" trong đó");
    if parts.len() < 2
        || !parts.iter().all(is_part)
        || !is_plain
        || colon - whole.end > FARTHEST * 2
        || is_name(sentence, whole)
    {
        return None;
    }
    let sum: Decimal = parts.iter().map(|part| part.value).sum();
    let is_close = (sum - whole.value).abs() * Decimal::from(5) <= whole.value;
    let parts = Parts { whole, parts, exhaustive: true };
    let sure = |(range, message)| PartsFault { range, message, is_sure: true };
    parts.fault().filter(|_| is_close).map(sure)
}

/// Bytes between a whole and its parts.
pub(super) const FARTHEST: usize = 60;

/// The counts of the clause after "gồm" or "trong đó", up to what is said of one of them. After a semicolon only counts of the
/// same things as the whole can still be parts: "1.246 nhà, trong đó 37 nhà sập; 182 nhà hư hỏng".
fn counts_of_clause<'f>(
    sentence: &str,
    after: usize,
    exhaustive: bool,
    whole: &Figure,
    all: &'f [Figure],
) -> Vec<&'f Figure> {
    let rest = &sentence[after..];
    let ends =
        [";", ", trong đó", ", với", ", vượt", ", tăng", ", giảm", ", đạt", ", bằng", ", chiếm", " so với"];
    let end = ends.iter().filter_map(|end| rest.find(end)).min().map_or(sentence.len(), |end| after + end);
    let is_same = |figure: &Figure| {
        !exhaustive
            && sentence[..figure.start].ends_with("; ")
            && noun(sentence, figure) == noun(sentence, whole)
    };
    all.iter()
        .filter(|figure| figure.start >= after && !figure.percent)
        .filter(|figure| figure.end <= end || is_same(figure))
        .filter(|figure| is_count(sentence, figure))
        .collect()
}

/// A number of things that belong to the whole.
fn is_count(sentence: &str, figure: &Figure) -> bool {
    !is_name(sentence, figure)
        && !is_change(sentence, figure)
        && !in_brackets(sentence, figure.start)
        && !is_span(sentence, figure)
}

/// The count of each item after a colon. `None` when an item has several and does not begin with one.
fn items<'f>(sentence: &str, after: usize, all: &'f [Figure]) -> Option<Vec<&'f Figure>> {
    let mut start = after;
    let mut parts = Vec::new();
    for item in sentence[after..].split(';') {
        let end = start + item.len();
        let counts: Vec<&Figure> = all
            .iter()
            .filter(|figure| start <= figure.start && figure.end <= end && !figure.percent)
            .filter(|figure| is_count(sentence, figure))
            .collect();
        // What comes after the last part is said of the whole.
        let Some(first) = counts.first() else {
            return (end == sentence.len()).then_some(parts);
        };
        let begins = sentence[start..first.start].trim_matches([':', ' ']).is_empty();
        if counts.len() > 1 && !begins {
            return None;
        }
        parts.push(*first);
        start = end + 1;
    }
    Some(parts)
}

fn in_brackets(sentence: &str, at: usize) -> bool {
    let before = lookback(sentence, at);
    before.matches('(').count() > before.matches(')').count()
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
            ("có 512 hộ với 2.104 khẩu, gồm 498 hộ đồng bào Dao và 14 hộ người Kinh", 0),
            ("có 512 hộ với 2.104 khẩu, gồm 489 hộ đồng bào Dao và 14 hộ người Kinh", 1),
            ("Khởi tố 14 vụ/21 bị can, gồm: trộm cắp tài sản 6 vụ, ma túy 5 vụ, đánh bạc 4 vụ", 1),
            ("Đã cấp 183 giấy chứng nhận: lần đầu 41 giấy, cấp đổi 67 giấy, chuyển nhượng 85 giấy", 1),
            ("Đã cấp 183 giấy chứng nhận: lần đầu 41 giấy, cấp đổi 67 giấy, chuyển nhượng 75 giấy", 0),
            ("hòa giải 24 vụ, trong đó: đất đai 11 vụ, hôn nhân gia đình 8 vụ, khác 6 vụ", 1),
            ("cả tỉnh 1.204 cơ sở, trong đó 812 cơ sở loại A, 301 cơ sở loại B và 91 cơ sở loại C", 0),
            ("cả tỉnh 1.204 cơ sở, trong đó 812 cơ sở loại A, 301 cơ sở loại B và 191 cơ sở loại C", 1),
            ("có 40 người, trong đó 30 người là đảng viên, 25 người có trình độ đại học", 0),
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
            (
                "58 trường, gồm 39 trường mầm non, 03 trường tiểu học và trung học cơ sở (TH&THCS) và 16 trường trung học",
                0,
            ),
            (
                "58 trường, gồm 38 trường mầm non, 03 trường tiểu học và trung học cơ sở (TH&THCS) và 16 trường trung học",
                1,
            ),
            (
                "Xảy ra 06 đợt thiên tai, gồm: 03 đợt mưa lớn từ ngày 01/8; 01 đợt nắng nóng; 02 trận lốc; tăng 02 đợt so với cùng kỳ",
                0,
            ),
            ("Xảy ra 06 đợt thiên tai, gồm: 04 đợt mưa lớn từ ngày 01/8; 01 đợt nắng nóng; 02 trận lốc", 1),
            (
                "vốn 34.650 triệu đồng, gồm: ngân sách tỉnh 12.000 triệu đồng; ngân sách huyện 22.650 triệu đồng",
                0,
            ),
            (
                "vốn 34.650 triệu đồng, gồm: ngân sách tỉnh 13.000 triệu đồng; ngân sách huyện 22.650 triệu đồng",
                1,
            ),
            ("vốn 34,65 tỷ đồng, gồm 12,34 tỷ đồng của tỉnh và 22,32 tỷ đồng của huyện", 0),
            ("vốn 34,65 tỷ đồng, gồm 12,34 tỷ đồng của tỉnh và 22,42 tỷ đồng của huyện", 1),
            ("1.246 nhà bị hại, trong đó 37 nhà sập; 1.282 nhà hư hỏng", 1),
            ("xảy ra 10 vụ, trong đó 3 vụ nghiêm trọng; khởi tố 12 vụ", 0),
            ("có 1.968 cán bộ, giáo viên (quản lý 124 người, giáo viên 1.597 người, nhân viên 229 người)", 1),
            ("có 1.968 cán bộ, giáo viên (quản lý 142 người, giáo viên 1.597 người, nhân viên 229 người)", 0),
            ("có 1.968 cán bộ, giáo viên (quản lý 14 người, giáo viên 97 người, nhân viên 29 người)", 0),
            (
                "xử lý 23 vụ vi phạm, giảm 08 vụ (25,81%) so với cùng kỳ năm trước, gồm: 20 vụ phá rừng; 4 vụ vận chuyển",
                1,
            ),
            (
                "xử lý 23 vụ vi phạm, giảm 08 vụ (25,81%) so với cùng kỳ năm trước, gồm: 19 vụ phá rừng; 4 vụ vận chuyển",
                0,
            ),
            (
                "có 1.120 học viên, đạt 101,82% kế hoạch, gồm 663 học viên sơ cấp và 457 học viên đào tạo dưới 03 tháng",
                0,
            ),
            (
                "có 1.120 học viên, đạt 101,82% kế hoạch, gồm 663 học viên sơ cấp và 475 học viên đào tạo dưới 03 tháng",
                1,
            ),
            (
                "chi 38.785 triệu đồng, gồm: lương hưu, trợ cấp hằng tháng 24.560 triệu đồng; chi khám bệnh 14.225 triệu đồng",
                0,
            ),
            (
                "chi 38.785 triệu đồng, gồm: lương hưu, trợ cấp hằng tháng 24.560 triệu đồng; chi khám bệnh 14.252 triệu đồng",
                1,
            ),
            ("kinh phí 2.450 triệu đồng (ngân sách huyện 1.650 triệu đồng, ngân sách xã 880 triệu đồng)", 1),
            ("kinh phí 2.450 triệu đồng (ngân sách huyện 1.650 triệu đồng, ngân sách xã 800 triệu đồng)", 0),
            ("Toàn xã có 28 trường (25 công lập, 1 tư thục)", 1),
            ("Toàn xã có 28 trường (25 công lập, 3 tư thục)", 0),
            ("Tổng số 80 người (số cũ 24 người; mới 65 người)", 1),
            ("Tổng số 89 người (số cũ 24 người; mới 65 người)", 0),
            ("có 45 cán bộ (30 đảng viên, 12 nữ)", 0),
            ("sản lượng 7.020 tấn (cá 6.000 tấn, tôm 1.020 tấn; trong đó xuất khẩu 500 tấn)", 0),
            ("sản lượng 7.020 tấn (cá 6.000 tấn, tôm 1.200 tấn; trong đó xuất khẩu 500 tấn)", 1),
            ("cho 1.200 lượt người, gồm 800 học sinh, 400 giáo viên và 15 báo cáo viên", 0),
            ("cho 1.200 lượt người, gồm 800 học sinh, 405 giáo viên và 15 báo cáo viên", 1),
            ("đã cấp 4.520 thẻ; trong đó 3.250 thẻ mới và 1.720 thẻ đổi", 1),
            ("đã cấp 4.520 thẻ, trong đó 3.250 thẻ mới và 1.270 thẻ đổi", 0),
            ("khám 12.540 lượt, trong đó ngoại trú 11.200 lượt, nội trú 1.430 lượt", 1),
            ("khám 12.540 lượt, trong đó ngoại trú 11.200 lượt, nội trú 1.340 lượt", 0),
            ("khám 12.540 lượt, trong đó ngoại trú 11.200 lượt, nội trú 1.033 lượt", 0),
            (
                "kinh phí 850 triệu đồng, trong đó: ngân sách tỉnh 500 triệu đồng, ngân sách huyện 200 triệu đồng, xã hội hóa 105 triệu đồng",
                1,
            ),
            ("trong tháng tiếp nhận 320 hồ sơ, lũy kế từ đầu năm 230 hồ sơ", 1),
            ("trong tháng tiếp nhận 230 hồ sơ, lũy kế từ đầu năm 320 hồ sơ", 0),
            ("đã có 285 trong tổng số 220 xã đạt chuẩn", 1),
            ("Trong số 27 hồ sơ đề nghị, có 29 hồ sơ đủ điều kiện", 1),
            ("Trong số 27 hồ sơ đề nghị, có 19 hồ sơ đủ điều kiện", 0),
            ("đã kiểm tra 32 cơ sở, phát hiện 35 cơ sở vi phạm", 1),
            ("đã kiểm tra 32 cơ sở, phát hiện 35 hành vi vi phạm", 0),
            ("có 104 trường (mầm non 36, tiểu học 31, trung học cơ sở 28, trung học phổ thông 11)", 1),
            ("có 106 trường (mầm non 36, tiểu học 31, trung học cơ sở 28, trung học phổ thông 11)", 0),
            ("đã có 185 trong tổng số 220 xã đạt chuẩn", 0),
            ("đã có 285/220 xã đạt chuẩn", 1),
            ("cấp 1.264/1.200 bản, vượt kế hoạch", 0),
            ("thực hiện 285/220 hộ, vượt chỉ tiêu giao", 0),
            ("có 51/38 vụ so với cùng kỳ", 0),
            ("khen thưởng 120 người (60 cán bộ, 40 công chức, 25 viên chức)", 1),
            ("khen thưởng 120 người (60 cán bộ, 40 công chức, 20 viên chức)", 0),
            ("Trong 3 tháng đầu năm, gồm tháng 01, tháng 02 và tháng 3, khám 21.318 lượt", 0),
        ] {
            assert_eq!(check(text), faults, "{text}");
        }
    }
}
