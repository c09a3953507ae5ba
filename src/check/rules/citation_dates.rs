//! One document with two dates.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::check::citation::Citation;
use crate::check::passage::Passage;
use crate::check::{Rule, Subject};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::text::date::short;

pub(super) const RULE: Rule = Rule {
    code: Code::CitationDates,
    page: CodePage {
        what: w(
            "Cùng một văn bản (loại, số, ký hiệu) được nêu với hai ngày khác nhau.",
            "The same document (kind, number, symbol) is cited with two dates.",
        ),
        why: w(
            "Phụ lục I, II.6.b: viện dẫn phải đúng thời gian ban hành. Ít nhất một ngày sai.",
            "Appendix I, II.6.b: a citation gives the date of issue. At least one of the dates is wrong.",
        ),
        wrong: "Công văn số 1350/UBND-CA ngày 23/3/2024 … Công văn số 1350/UBND-CA ngày 22/3/2024",
        right: "Công văn số 1350/UBND-CA ngày 22/3/2024 … Công văn số 1350/UBND-CA",
    },
    run,
};

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    let mut seen: HashMap<(&str, String), (&Passage, &Citation)> = HashMap::new();
    for passage in &subject.passages {
        for citation in &passage.citations {
            let (Some(date), Some(range)) = (citation.date, citation.date_range.clone()) else { continue };
            let same = match seen.entry(citation.key()) {
                Entry::Occupied(same) => *same.get(),
                Entry::Vacant(free) => *free.insert((passage, citation)),
            };
            let (earlier, other) = same;
            let Some(other_date) = other.date.filter(|other| *other != date) else { continue };
            if !may_differ(earlier, other, passage, citation) {
                let (kind, number) = (citation.kind, &citation.number);
                let (here, there) = (short(date), short(other_date));
                let finding = Diagnostic::error(
                    Code::CitationDates,
                    text!(
                        "{kind} số {number}: ở đây ghi ngày {here}, chỗ khác ghi ngày {there}",
                        "{kind} số {number}: dated {here} here, {there} elsewhere"
                    ),
                )
                .help(text!(
                    "xem văn bản gốc rồi sửa ngày sai",
                    "look at the document and correct the wrong date"
                ));
                let mut finding = subject.at(passage, range, finding);
                let place = other.date_range.clone().and_then(|range| subject.place(earlier, range));
                if let Some(place) =
                    place.filter(|place| finding.primary.as_ref().is_some_and(|p| p.span != *place))
                {
                    finding = finding.and_at(place, text!("ngày {there}", "{there}"));
                }
                found.push(finding);
            }
        }
    }
}

/// Numbers begin again each year and bodies share symbols: documents of two years are two, unless the number holds its
/// year, and so are those of two bodies that are both named.
fn may_differ(earlier: &Passage, one: &Citation, later: &Passage, other: &Citation) -> bool {
    use chrono::Datelike;
    let years = (one.date.map(|date| date.year()), other.date.map(|date| date.year()));
    let has_year =
        one.number.split('/').nth(1).is_some_and(|part| part.len() == 4 && part.parse::<u16>().is_ok());
    let issuers = (one.issuer(&earlier.text), other.issuer(&later.text));
    let two_bodies = matches!(issuers, (Some(one), Some(other)) if one != other);
    (years.0 != years.1 && !has_year) || two_bodies
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::in_text;

    #[test]
    fn two_dates_of_one_document_are_found_once() {
        let found = in_text(
            &RULE,
            &[
                "theo Công văn số 1350/UBND-CA ngày 23/3/2024 về việc A",
                "và Công văn số 1350/UBND-CA ngày 22/3/2024 về việc A",
            ],
        );
        assert!(
            found.len() == 1 && found[0].contains("22/3/2024") && found[0].contains("23/3/2024"),
            "{found:?}"
        );
        assert_eq!(
            in_text(
                &RULE,
                &["Nghị định số 45/2020/NĐ-CP ngày 08/4/2020", "Nghị định số 45/2020/NĐ-CP ngày 08/4/2021"]
            )
            .len(),
            1
        );
    }

    #[test]
    fn other_documents_years_and_bodies_are_left_alone() {
        for texts in [
            ["Công văn số 1/UBND ngày 22/3/2024", "Công văn số 1/UBND ngày 22/3/2024"],
            ["Công văn số 1/UBND ngày 22/3/2024", "Kế hoạch số 1/UBND ngày 23/3/2024"],
            ["Công văn số 1/UBND ngày 22/3/2023", "Công văn số 1/UBND ngày 23/3/2024"],
            [
                "Công văn số 1/UBND ngày 22/3/2024 của xã A về x",
                "Công văn số 1/UBND ngày 23/3/2024 của xã B về x",
            ],
            ["Công văn số 1/UBND ngày 22/3/2024", "Công văn số 1/UBND"],
        ] {
            assert_eq!(in_text(&RULE, &texts), Vec::<String>::new(), "{texts:?}");
        }
    }
}
