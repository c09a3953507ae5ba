//! The words that the decree prescribes, and texts made of them.

use crate::model::Header;
use crate::text::letters::{capital_first, roman};

/// The national name (II.1.a).
pub const NATIONAL_NAME: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
/// The motto, with hyphens between spaces (II.1.b).
pub const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";
/// The label above the recipients (II.9.d).
pub(super) const RECIPIENTS_LABEL: &str = "Nơi nhận:";
/// What another office confirms, and how (form 1.10).
pub(super) const CONFIRMATION: [&str; 2] =
    ["Xác nhận của cơ quan (tổ chức) hoặc chính quyền địa phương nơi nghỉ phép", "(Chữ ký, dấu)"];
/// Stands for a signature in a copy.
pub(super) const SIGNED: &str = "(Đã ký)";
/// The words before the addressees (II.9.d).
pub(super) const ADDRESSEES_LABEL: &str = "Kính gửi:";
/// Before what a letter is about (form 1.5).
pub(super) const LETTER_MARK: &str = "V/v ";
/// Stands on the first page of a draft.
pub const DRAFT_MARK: &str = "DỰ THẢO";

/// `PL.(300)`: who drafted the report, and how many copies (III.3). `None` without a sign of the drafter.
pub fn drafter(sign: &str, copies: Option<i64>) -> Option<String> {
    match (sign, copies) {
        ("", _) => None,
        (sign, Some(copies)) => Some(format!("{sign}.({copies:02})")),
        (sign, None) => Some(sign.to_string()),
    }
}

/// What the appendix number `index` (from 1) of `count` is called: one alone has no number (III.1.a).
pub fn appendix_label(index: usize, count: usize) -> String {
    match count {
        1 => "Phụ lục".to_string(),
        _ => format!("Phụ lục {}", roman(index)),
    }
}

/// What ties an appendix to its document: kind, number, date and issuing agency (III.1.c).
pub fn appendix_reference(kind: &str, header: &Header) -> String {
    let (kind, date) = (in_sentence(kind), header.date_in_words());
    format!("(Kèm theo {kind} số {} {date} của {})", header.number.full(), header.agency_in_text)
}

/// `BÁO CÁO` as it stands in a sentence: `Báo cáo`.
pub fn in_sentence(kind: &str) -> String {
    capital_first(&kind.to_lowercase())
}

/// The lines of the addressees as printed: one on the label's own line, several below it, a dash each (II.9.d).
pub(super) fn addressee_lines(label: &str, addressees: &[String]) -> Vec<String> {
    let bare = |text: &str| text.trim_end_matches(['.', ';', ' ']).to_string();
    match addressees {
        [] => Vec::new(),
        [only] => vec![format!("{label} {}.", bare(only))],
        several => {
            let last = several.len() - 1;
            let line = |(i, text): (usize, &String)| {
                format!("- {}{}", bare(text), if i == last { '.' } else { ';' })
            };
            std::iter::once(label.to_string()).chain(several.iter().enumerate().map(line)).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_stands_in_a_sentence_with_one_capital() {
        assert_eq!(in_sentence("BÁO CÁO"), "Báo cáo");
        assert_eq!(in_sentence("ĐỀ ÁN"), "Đề án");
    }

    #[test]
    fn one_appendix_has_no_number() {
        assert_eq!(appendix_label(1, 1), "Phụ lục");
        assert_eq!(appendix_label(2, 2), "Phụ lục II");
    }

    #[test]
    fn several_addressees_stand_below_the_label() {
        let lines = |names: &[&str]| {
            addressee_lines(ADDRESSEES_LABEL, &names.iter().map(|n| n.to_string()).collect::<Vec<_>>())
        };
        assert_eq!(lines(&["UBND tỉnh;"]), ["Kính gửi: UBND tỉnh."]);
        assert_eq!(lines(&["A", "B."]), ["Kính gửi:", "- A;", "- B."]);
        assert!(lines(&[]).is_empty());
    }
}
