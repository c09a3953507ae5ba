//! Numbers that no office writes: groups that are not of three digits, a fraction of a person, two scales in a row.

use std::ops::Range;

use crate::check::figures::digits;
use crate::check::{Rule, Subject};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, Text, text};
use crate::text::number;

pub(super) const RULE: Rule = Rule {
    code: Code::NumberForm,
    page: CodePage {
        what: w(
            "Số viết không thành số: nhóm giữa các dấu chấm không đủ ba chữ số, số đếm có phần thập phân, hai hàng đơn vị liền nhau.",
            "A number of no form: groups between dots that are not of three digits, a count with decimals, two scales in a row.",
        ),
        why: w(
            "Dấu chấm tách từng nhóm ba chữ số, dấu phẩy tách phần thập phân; người, hộ, hồ sơ không đếm lẻ.",
            "Dots part groups of three digits, a comma begins the decimals; people, households and files are whole.",
        ),
        wrong: "sản lượng 16.1900 tấn; 5,240 người; 12 tỷ triệu đồng",
        right: "sản lượng 16.190 tấn; 5.240 người; 12 tỷ đồng",
    },
    run,
};

/// What is counted one by one.
const COUNTED: [&str; 24] = [
    "người",
    "hộ",
    "xã",
    "phường",
    "thôn",
    "trường",
    "học sinh",
    "hồ sơ",
    "lượt",
    "vụ",
    "đơn",
    "cán bộ",
    "trẻ",
    "cháu",
    "em",
    "nhân khẩu",
    "lao động",
    "tài khoản",
    "thủ tục",
    "văn bản",
    "đại biểu",
    "hội viên",
    "đoàn viên",
    "giấy",
];

/// Scales of which the second is no smaller unit of the first.
const DOUBLE_SCALES: [&str; 6] =
    ["tỷ triệu", "tỉ triệu", "triệu nghìn", "triệu ngàn", "tỷ tỷ", "triệu triệu"];

/// Words before what looks like a number and is none.
const NAMES: [&str; 16] = [
    "số",
    "mã",
    "điện thoại",
    "đt",
    "sđt",
    "fax",
    "hotline",
    "mục",
    "điểm",
    "khoản",
    "điều",
    "phiên bản",
    "thửa",
    "lô",
    "biểu",
    "mst",
];

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    for passage in subject.passages {
        let mut faults: Vec<(Range<usize>, Text)> = Vec::new();
        for range in tokens(&passage.text) {
            faults.extend(
                group_fault(&passage.text, &passage.lower, &range).map(|message| (range.clone(), message)),
            );
            faults.extend(spaced_fault(&passage.lower, &range));
            faults.extend(count_fault(&passage.text, &passage.lower, &range).map(|message| (range, message)));
        }
        for scales in DOUBLE_SCALES {
            for (at, _) in passage.lower.match_indices(scales) {
                let is_word = |c: Option<char>| c.is_none_or(|c| !c.is_alphabetic());
                let range = at..at + scales.len();
                if is_word(passage.lower[..at].chars().next_back())
                    && is_word(passage.lower[range.end..].chars().next())
                {
                    let message =
                        text!("“{scales}”: hai hàng đơn vị liền nhau", "“{scales}”: two scales in a row");
                    faults.push((range, message));
                }
            }
        }
        for (range, message) in faults {
            let finding = Diagnostic::warning(Code::NumberForm, message)
                .help(text!("xem lại số đã gõ", "look at the number that was typed"));
            found.push(subject.at(passage, range, finding));
        }
    }
}

/// Digits with dots and commas between them, which nothing else touches.
fn tokens(text: &str) -> Vec<Range<usize>> {
    let touches = |letter: Option<char>| {
        letter.is_some_and(|letter| letter.is_alphanumeric() || matches!(letter, '/' | '-' | '_' | ':' | '@'))
    };
    let stands_alone = |token: &Range<usize>| {
        !touches(text[..token.start].chars().next_back()) && !touches(text[token.end..].chars().next())
    };
    digits(text).filter(stands_alone).collect()
}

/// `16.1900`, `12.34.567`.
fn group_fault(text: &str, lower: &str, range: &Range<usize>) -> Option<Text> {
    let typed = &text[range.clone()];
    let (whole, decimals) = typed.split_once(',').unwrap_or((typed, ""));
    if decimals.contains('.')
        && !decimals.contains(',')
        && !whole.contains('.')
        && !is_named(lower, range.start)
    {
        return Some(text!(
            "“{typed}”: dấu phẩy rồi dấu chấm trong một số",
            "“{typed}”: a comma and then a dot in one number"
        ));
    }
    let groups: Vec<&str> = whole.split('.').collect();
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    let is_day = lengths.len() == 3 && lengths[0] <= 2 && lengths[1] <= 2 && matches!(lengths[2], 2 | 4);
    let is_long = lengths.len() > 1 && lengths[1..].iter().any(|length| *length > 3) && lengths[0] <= 3;
    let is_broken = lengths.len() > 2
        && lengths[0] <= 3
        && lengths[1..].contains(&3)
        && lengths[1..].iter().any(|length| *length != 3);
    if !(is_long || is_broken) || is_day || groups[0].starts_with('0') || is_named(lower, range.start) {
        return None;
    }
    Some(text!(
        "“{typed}”: giữa các dấu chấm phải đủ ba chữ số",
        "“{typed}”: groups between dots have three digits"
    ))
}

/// `1 250 phản ánh`: a space where the dot of the thousands belongs.
fn spaced_fault(lower: &str, range: &Range<usize>) -> Option<(Range<usize>, Text)> {
    let first = &lower[range.clone()];
    let rest = lower[range.end..].strip_prefix(' ')?;
    let group = rest.bytes().take_while(u8::is_ascii_digit).count();
    let end = range.end + 1 + group;
    let after = lower[end..].strip_prefix(' ')?;
    let noun = COUNTED
        .iter()
        .chain(&COUNTED_TOO)
        .find(|noun| after.strip_prefix(**noun).is_some_and(|rest| !rest.starts_with(char::is_alphabetic)));
    let is_count = (1..=3).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_digit())
        && !first.starts_with('0');
    let before = lower[..range.start].trim_end();
    let is_list = before.ends_with(|c: char| c.is_ascii_digit())
        || ["năm", "tháng", "ngày", "số", "lớp", "khối", "thôn", "tổ"]
            .iter()
            .any(|word| before.ends_with(word));
    if group != 3 || noun.is_none() || !is_count || is_list || is_named(lower, range.start) {
        return None;
    }
    let typed = &lower[range.start..end];
    let right = typed.replace(' ', ".");
    Some((
        range.start..end,
        text!("“{typed}”: hàng nghìn viết “{right}”", "“{typed}”: thousands are written “{right}”"),
    ))
}

/// What else is counted by the thousand.
const COUNTED_TOO: [&str; 10] =
    ["đồng", "triệu đồng", "phản ánh", "kiến nghị", "con", "cây", "ca", "tấn", "ha", "lượt khách"];

/// `5,240 người`.
fn count_fault(text: &str, lower: &str, range: &Range<usize>) -> Option<Text> {
    let typed = &text[range.clone()];
    let (whole, decimals) = typed.split_once(',')?;
    let rest = lower[range.end..].strip_prefix(' ')?;
    let counted = COUNTED
        .iter()
        .find(|noun| rest.strip_prefix(**noun).is_some_and(|rest| !rest.starts_with(char::is_alphabetic)))?;
    let is_grouped = decimals.len() == 3 && !whole.contains('.') && whole.len() <= 3;
    if !is_grouped || number::parse(typed).is_none() || is_named(lower, range.start) {
        return None;
    }
    let right = typed.replace(',', ".");
    Some(text!(
        "“{typed} {counted}” có phần thập phân; nếu là hàng nghìn, viết {right}",
        "“{typed} {counted}” has decimals; thousands are written {right}"
    ))
}

fn is_named(lower: &str, at: usize) -> bool {
    let before = lower[..at].trim_end_matches([' ', ':', '.']);
    NAMES.iter().any(|name| {
        before.strip_suffix(name).is_some_and(|rest| !rest.ends_with(char::is_alphabetic))
            && !before.ends_with("tổng số")
            && !before.ends_with("một số")
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::in_text;

    #[test]
    fn numbers_have_a_form() {
        for (text, faults) in [
            ("Sản lượng đạt 16.1900 tấn", 1),
            ("Tổng kinh phí 12.34.567 đồng", 1),
            ("Có 5,240 người tham gia", 1),
            ("Tổng vốn 12 tỷ triệu đồng", 1),
            ("Sản lượng đạt 16.190 tấn, 1.234.567,89 đồng, 12,5 ha", 0),
            ("bình quân 3,5 người/hộ; 5,24 người; 5,240 tấn", 0),
            ("ngày 12.5.2024, mục 2.1.1, số 1.0034, mã 1.004.8731", 0),
            ("điện thoại 024.38455555; 0259.3822222", 0),
            ("12 nghìn tỷ đồng, 3 triệu tỷ", 0),
            ("phiên bản 1.2.345", 0),
            ("tổng số 16.1900 tấn", 1),
        ] {
            assert_eq!(in_text(&RULE, &[text]).len(), faults, "{text}");
        }
    }
}
