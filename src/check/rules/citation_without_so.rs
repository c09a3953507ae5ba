//! A citation without the word "số".

use crate::check::citation::Citation;
use crate::check::passage::PassagePlace;
use crate::check::{Rule, Subject};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};

pub(super) const RULE: Rule = Rule {
    code: Code::CitationWithoutSo,
    page: CodePage {
        what: w(
            "Viện dẫn văn bản thiếu chữ “số” trước số văn bản.",
            "A citation lacks “số” before the number.",
        ),
        why: w("Phụ lục I, II.6.b: ghi tên loại, số, ký hiệu.", "Appendix I, II.6.b: kind, number, symbol."),
        wrong: "Quyết định 422/QĐ-TTg",
        right: "Quyết định số 422/QĐ-TTg",
    },
    run,
};

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    for passage in subject.passages {
        // A cell that is the name of a document and nothing else stands in a list of documents.
        let is_listed = |citation: &Citation| {
            passage.place == PassagePlace::Cell && citation.range.len() == passage.text.trim().len()
        };
        for citation in passage
            .citations
            .iter()
            .filter(|citation| !citation.has_so && !citation.is_of_party() && !is_listed(citation))
        {
            let (kind, number) = (citation.kind, &citation.number);
            let finding = Diagnostic::warning(
                Code::CitationWithoutSo,
                text!("thiếu chữ “số” trước {number}", "“số” is missing before {number}"),
            )
            .help(text!("viết: {kind} số {number}", "write: {kind} số {number}"));
            found.push(subject.at(passage, citation.range.clone(), finding));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{in_table, in_text};

    #[test]
    fn a_missing_so_is_found() {
        assert_eq!(in_text(&RULE, &["theo Quyết định 422/QĐ-TTg ngày 04/4/2022"]).len(), 1);
        let listed = |cell| in_table(&RULE, &[&["TT", "Văn bản"], &["1", cell]]);
        assert_eq!((listed("Kế hoạch 18/KH-UBND"), listed("Theo Kế hoạch 18/KH-UBND, làm xong")), (0, 1));
        assert_eq!(in_text(&RULE, &["theo Quyết định số 422/QĐ-TTg ngày 04/4/2022"]), Vec::<String>::new());
    }
}
