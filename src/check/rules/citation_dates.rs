//! One document with two dates.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};

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

/// A document that is cited with its day.
#[derive(Clone, Copy)]
struct Mention<'a> {
    passage: &'a Passage,
    citation: &'a Citation,
    date: NaiveDate,
}

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    // In the order in which documents are first cited.
    let mut order: Vec<Vec<Mention<'_>>> = Vec::new();
    let mut places: HashMap<(&str, String), usize> = HashMap::new();
    for passage in subject.passages {
        for citation in &passage.citations {
            let Some(date) = citation.date else { continue };
            let place = *places.entry(citation.key()).or_insert(order.len());
            if place == order.len() {
                order.push(Vec::new());
            }
            order[place].push(Mention { passage, citation, date });
        }
    }
    for mentions in &order {
        for (wrong, other) in in_doubt(mentions) {
            if let Some(finding) = finding(subject, wrong, other) {
                found.push(finding);
            }
        }
    }
}

/// The mentions whose day stands alone against one that more of them have, and one of those; of as many, the later ones.
fn in_doubt<'m, 'a>(mentions: &'m [Mention<'a>]) -> impl Iterator<Item = (&'m Mention<'a>, &'m Mention<'a>)> {
    let count = |date: NaiveDate| mentions.iter().filter(|mention| mention.date == date).count();
    // The first of those that come most often.
    let main = mentions.iter().rev().max_by_key(|mention| count(mention.date));
    let differ = move |wrong: &'m Mention<'a>| {
        let main = main.filter(|main| main.date != wrong.date)?;
        (!may_differ(main, wrong)).then_some((wrong, main))
    };
    mentions.iter().filter_map(differ)
}

fn finding(subject: &Subject<'_>, wrong: &Mention<'_>, other: &Mention<'_>) -> Option<Diagnostic> {
    let (kind, number) = (wrong.citation.kind, &wrong.citation.number);
    let (here, there) = (short(wrong.date), short(other.date));
    let finding = Diagnostic::error(
        Code::CitationDates,
        text!(
            "{kind} số {number}: ở đây ghi ngày {here}, chỗ khác ghi ngày {there}",
            "{kind} số {number}: dated {here} here, {there} elsewhere"
        ),
    )
    .help(text!("xem văn bản gốc rồi sửa ngày sai", "look at the document and correct the wrong date"));
    let mut finding = subject.at(wrong.passage, wrong.citation.date_range.clone()?, finding);
    let place = other.citation.date_range.clone().and_then(|range| subject.place(other.passage, range));
    if let Some(place) = place.filter(|place| finding.primary.as_ref().is_some_and(|p| p.span != *place)) {
        finding = finding.and_at(place, text!("ngày {there}", "{there}"));
    }
    Some(finding)
}

/// Numbers begin again each year and bodies share symbols: documents of two years are two, unless the number holds its
/// year, and so are those of two bodies that are both named.
fn may_differ(one: &Mention<'_>, other: &Mention<'_>) -> bool {
    let number = &one.citation.number;
    let has_year =
        number.split('/').nth(1).is_some_and(|part| part.len() == 4 && part.parse::<u16>().is_ok());
    let issuer = |mention: &Mention<'_>| mention.citation.issuer(&mention.passage.text).map(str::to_string);
    let two_bodies =
        matches!((issuer(one), issuer(other)), (Some(one), Some(other)) if are_two(&one, &other));
    (one.date.year() != other.date.year() && !has_year) || two_bodies
}

/// Whether two names are of two bodies; one may go on with words of its sentence.
fn are_two(one: &str, other: &str) -> bool {
    let (one, other) = (one.to_lowercase(), other.to_lowercase());
    let (one, other): (Vec<&str>, Vec<&str>) = (one.split(' ').collect(), other.split(' ').collect());
    let alike = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    alike < one.len().min(other.len())
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
    fn the_day_that_stands_alone_is_marked() {
        let (right, wrong) = ("Công văn số 1/UBND ngày 22/3/2024", "Công văn số 1/UBND ngày 23/3/2024");
        let found = in_text(&RULE, &[wrong, right, right]);
        assert!(found.len() == 1 && found[0].contains("ở đây ghi ngày 23/3/2024"), "{found:?}");
        let party = ["Nghị quyết số 29-NQ/TW ngày 04/11/2013", "Nghị quyết số 29-NQ/TW ngày 14/11/2013"];
        assert_eq!(in_text(&RULE, &party).len(), 1);
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
