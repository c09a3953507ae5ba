//! Days in the text that are not in the calendar.

use crate::check::citation::dates;
use crate::check::tables::{row_place, tables};
use crate::check::{Rule, Subject};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::model::plain_text;

pub(super) const RULE: Rule = Rule {
    code: Code::DateImpossibleInText,
    page: CodePage {
        what: w(
            "Trong lời văn có ngày không có trong lịch.",
            "The text has a day that is not in the calendar.",
        ),
        why: w("Ngày viện dẫn phải có thật.", "A date that is cited must exist."),
        wrong: "ngày 31/6/2024",
        right: "ngày 30/6/2024",
    },
    run,
};

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    for passage in subject.passages {
        for (range, _) in dates(&passage.text).into_iter().filter(|(_, day)| day.is_none()) {
            let finding = impossible(&passage.text[range.clone()]);
            found.push(subject.at(passage, range, finding));
        }
    }
    in_cells(subject, found);
}

/// Cells that hold a day and nothing else, which are no text.
fn in_cells(subject: &Subject<'_>, found: &mut Diagnostics) {
    for (span, table) in tables(subject.document) {
        for (index, row) in table.rows.iter().enumerate().skip(table.header_rows) {
            for cell in &row.cells {
                let text = plain_text(&cell.content);
                let text = text.trim();
                if text.contains(char::is_alphabetic) || !text.contains('/') {
                    continue;
                }
                for (range, _) in dates(text).into_iter().filter(|(_, day)| day.is_none()) {
                    let finding = impossible(&text[range]);
                    let place = subject.trace(text, 0..text.len());
                    found.push(finding.at(place.unwrap_or_else(|| row_place(subject, span, index, row))));
                }
            }
        }
    }
}

fn impossible(typed: &str) -> Diagnostic {
    Diagnostic::error(
        Code::DateImpossibleInText,
        text!("không có ngày “{typed}” trong lịch", "there is no day “{typed}” in the calendar"),
    )
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{in_table, in_text};

    #[test]
    fn days_that_do_not_exist_are_found() {
        assert_eq!(in_text(&RULE, &["ngày 31/6/2024", "ngày 29/02/2023"]).len(), 2);
        let cell = |day| in_table(&RULE, &[&["TT", "Ngày"], &["1", day]]);
        assert_eq!((cell("30/02/2025"), cell("28/02/2025"), cell("12/15")), (1, 0, 0));
        assert_eq!(in_text(&RULE, &["ngày 30/6/2024", "ngày 29/02/2024"]), Vec::<String>::new());
    }
}
