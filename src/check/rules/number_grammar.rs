//! The symbol of the report.

use crate::check::{Rule, Subject};
use crate::diag::page::{Page, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, Text, text};

pub const RULE: Rule = Rule {
    code: Code::NumberGrammar,
    page: Page {
        what: w(
            "Ký hiệu văn bản viết không đúng: chữ viết tắt tên loại, gạch nối, chữ viết tắt cơ quan, không có dấu cách.",
            "The symbol is malformed: abbreviation of the kind, hyphen, abbreviation of the body, no spaces.",
        ),
        why: w("Phụ lục I, II.3.c và Phụ lục III.", "Appendix I, II.3.c and Appendix III."),
        wrong: "ky_hieu: BC / UBND",
        right: "ky_hieu: BC-UBND",
    },
    run,
};

/// Kinds of documents and their abbreviations (Appendix III).
const ABBREVIATIONS: [(&str, &str); 27] = [
    ("NGHỊ QUYẾT", "NQ"),
    ("QUYẾT ĐỊNH", "QĐ"),
    ("CHỈ THỊ", "CT"),
    ("QUY CHẾ", "QC"),
    ("QUY ĐỊNH", "QyĐ"),
    ("THÔNG CÁO", "TC"),
    ("THÔNG BÁO", "TB"),
    ("HƯỚNG DẪN", "HD"),
    ("CHƯƠNG TRÌNH", "CTr"),
    ("KẾ HOẠCH", "KH"),
    ("PHƯƠNG ÁN", "PA"),
    ("ĐỀ ÁN", "ĐA"),
    ("DỰ ÁN", "DA"),
    ("BÁO CÁO", "BC"),
    ("BIÊN BẢN", "BB"),
    ("TỜ TRÌNH", "TTr"),
    ("HỢP ĐỒNG", "HĐ"),
    ("CÔNG ĐIỆN", "CĐ"),
    ("BẢN GHI NHỚ", "BGN"),
    ("BẢN THỎA THUẬN", "BTT"),
    ("GIẤY ỦY QUYỀN", "GUQ"),
    ("GIẤY MỜI", "GM"),
    ("GIẤY GIỚI THIỆU", "GGT"),
    ("GIẤY NGHỈ PHÉP", "GNP"),
    ("PHIẾU GỬI", "PG"),
    ("PHIẾU CHUYỂN", "PC"),
    ("PHIẾU BÁO", "PB"),
];

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    if let Some(message) = fault(&subject.document.kind, &subject.document.header.number.symbol) {
        found.push(Diagnostic::warning(Code::NumberGrammar, message).at_maybe(subject.key_span("ky_hieu")));
    }
}

fn fault(kind: &str, symbol: &str) -> Option<Text> {
    let allowed = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '.');
    if let Some(sign) = symbol.chars().find(|letter| !allowed(*letter)) {
        return Some(text!(
            "ký hiệu “{symbol}” có ký tự “{sign}”: giữa các nhóm chữ viết tắt chỉ có gạch nối, không cách chữ",
            "the symbol “{symbol}” has “{sign}”: only hyphens stand between its groups, and no spaces"
        ));
    }
    let (first, rest) = symbol.split_once('-').unwrap_or((symbol, ""));
    let expected = ABBREVIATIONS.iter().find(|(name, _)| *name == kind).map(|(_, short)| *short);
    if let Some(short) = expected.filter(|short| *short != first) {
        return Some(text!(
            "ký hiệu của {kind} mở đầu bằng “{short}”, ở đây là “{first}”",
            "the symbol of a {kind} begins with “{short}”, here it is “{first}”"
        ));
    }
    let is_body = !rest.is_empty()
        && rest.split(['-', '.']).all(|group| !group.is_empty() && group == group.to_uppercase());
    (!is_body).then(|| {
        text!(
            "ký hiệu “{symbol}” thiếu chữ viết tắt của cơ quan viết hoa sau gạch nối",
            "the symbol “{symbol}” lacks the body's abbreviation in capitals after a hyphen"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{document, findings};

    #[test]
    fn symbols_are_read() {
        for (symbol, faults) in [
            ("BC-UBND", 0),
            ("BC-TCTĐA06", 0),
            ("BC / UBND", 1),
            ("KH-UBND", 1),
            ("BC", 1),
            ("BC-ubnd", 1),
            ("BC-", 1),
        ] {
            let mut document = document();
            document.header.number.symbol = symbol.into();
            assert_eq!(findings(&RULE, &document).len(), faults, "{symbol}");
        }
    }
}
