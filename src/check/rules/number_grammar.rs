//! The symbols of the report and of the documents that it refers to.

use crate::check::citation::Citation;
use crate::check::{Rule, Subject};
use crate::data::keys;
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, Text, text};
use crate::form::kinds::ABBREVIATIONS;

pub(super) const RULE: Rule = Rule {
    code: Code::NumberGrammar,
    page: CodePage {
        what: w(
            "Ký hiệu của báo cáo hoặc của văn bản viện dẫn viết không đúng: chữ viết tắt tên loại, gạch nối, chữ viết tắt cơ quan, không có dấu cách.",
            "The symbol of the report, or of a document it refers to, is malformed: abbreviation of the kind, hyphen, abbreviation of the body, no spaces.",
        ),
        why: w("Phụ lục I, II.3.c và Phụ lục III.", "Appendix I, II.3.c and Appendix III."),
        wrong: "ky_hieu: BC / UBND",
        right: "ky_hieu: BC-UBND",
    },
    run,
};

/// Kinds that a report refers to and does not have itself.
const SHORT_OF_CITED: [(&str, &str); 3] = [("NGHỊ ĐỊNH", "NĐ"), ("THÔNG TƯ", "TT"), ("KẾT LUẬN", "KL")];

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    if let Some(message) = fault(&subject.document.kind, &subject.document.header.number.symbol) {
        found
            .push(Diagnostic::warning(Code::NumberGrammar, message).at_maybe(subject.key_span(keys::SYMBOL)));
    }
    for passage in subject.passages {
        for citation in &passage.citations {
            if let Some(message) = cited_fault(citation) {
                let finding = Diagnostic::warning(Code::NumberGrammar, message);
                found.push(subject.at(passage, citation.number_range.clone(), finding));
            }
        }
    }
}

/// A symbol that says another kind than the words before it. Symbols of old or of other systems are let be.
fn cited_fault(citation: &Citation) -> Option<Text> {
    if citation.is_of_party() {
        return party_fault(citation);
    }
    let (_, symbol) = citation.number.split_once('/')?;
    // "45/2020/NĐ-CP": the year comes first.
    let symbol = symbol
        .split_once('/')
        .filter(|(year, _)| year.parse::<u16>().is_ok())
        .map_or(symbol, |(_, rest)| rest);
    let first = symbol.split(['-', '/']).next()?;
    let kind = citation.kind.to_uppercase();
    let (_, short) = SHORT_OF_CITED.iter().chain(&ABBREVIATIONS).find(|(name, _)| *name == kind)?;
    // Typed without its bar, or with the look-alike of another alphabet.
    let is_slip = first != *short && first.replace(['D', 'Ð'], "Đ") == *short;
    let mut kinds = SHORT_OF_CITED.iter().chain(&ABBREVIATIONS);
    let is_other_kind = kinds.any(|(name, other)| *name != kind && *other == first);
    let number = &citation.number;
    let kind = citation.kind;
    (is_slip || (is_other_kind && first != *short)).then(|| {
        text!(
            "ký hiệu của {kind} có “{short}”, ở đây là “{first}” ({number})",
            "the symbol of {kind} has “{short}”, here it is “{first}” ({number})"
        )
    })
}

/// The kinds of the Party's documents, and what stands before the stroke.
const SHORT_OF_PARTY: [(&str, &str); 8] = [
    ("Nghị quyết", "NQ"),
    ("Chỉ thị", "CT"),
    ("Kết luận", "KL"),
    ("Hướng dẫn", "HD"),
    ("Thông báo", "TB"),
    ("Báo cáo", "BC"),
    ("Kế hoạch", "KH"),
    ("Công văn", "CV"),
];

/// `Nghị quyết số 57-CT/TW`: a resolution is `NQ`.
fn party_fault(citation: &Citation) -> Option<Text> {
    let (_, symbol) = citation.number.split_once('-')?;
    let first = symbol.split('/').next()?;
    let (_, short) = SHORT_OF_PARTY.iter().find(|(name, _)| *name == citation.kind)?;
    let is_other_kind = SHORT_OF_PARTY.iter().any(|(_, other)| *other == first) && first != *short;
    let (number, kind) = (&citation.number, citation.kind);
    is_other_kind.then(|| {
        text!(
            "ký hiệu của {kind} có “{short}”, ở đây là “{first}” ({number})",
            "the symbol of {kind} has “{short}”, here it is “{first}” ({number})"
        )
    })
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
    use crate::check::testing::{document, findings, in_text};

    #[test]
    fn a_cited_symbol_says_the_kind() {
        for text in ["Quyết định số 1785/KH-UBND", "Nghị định số 61/2018/ND-CP", "Quyết định số 4845/QÐ-BYT"]
        {
            assert_eq!(in_text(&RULE, &[text]).len(), 1, "{text}");
        }
        for text in [
            "Nghị định số 61/2018/NĐ-CP",
            "Nghị quyết số 27/2023/QH15",
            "Kế hoạch số 67/KHPH-UBND",
            "Công văn số 512/SYT-NVY",
            "Thông tư liên tịch số 1/2015/TTLT-BNV",
            "Luật số 55/2010/QH12",
        ] {
            assert_eq!(in_text(&RULE, &[text]), Vec::<String>::new(), "{text}");
        }
    }

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
