//! Ranks in tables that two rows share, although the next rank is given, too.

use std::collections::BTreeMap;

use super::table_total::is_total;
use crate::check::tables::{column_name, heading, label, numbered_rows, row_place, tables};
use crate::check::{Rule, Subject};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::text::number;

pub(super) const RULE: Rule = Rule {
    code: Code::TableRank,
    page: CodePage {
        what: w(
            "Hai dòng cùng một thứ hạng mà thứ hạng ngay sau vẫn có.",
            "Two rows have one rank, and the next rank is given, too.",
        ),
        why: w(
            "Hai đơn vị đồng hạng 2 thì đơn vị sau xếp hạng 4; nếu không, một hạng bị gõ sai.",
            "After two that share rank 2 comes rank 4; else a rank was mistyped.",
        ),
        wrong: "| Xã Một | 1 |\n| Xã Hai | 2 |\n| Xã Ba | 2 |\n| Xã Bốn | 3 |",
        right: "| Xã Một | 1 |\n| Xã Hai | 2 |\n| Xã Ba | 3 |\n| Xã Bốn | 4 |",
    },
    run,
};

/// Rows that make a ranking.
const LEAST_ROWS: usize = 4;

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    for (span, table) in tables(subject.document) {
        let rows = numbered_rows(table);
        for column in 0..table.columns.len() {
            let heading = heading(table, column);
            if !["xếp hạng", "thứ hạng", "vị thứ", "xếp thứ"].iter().any(|word| heading.contains(word))
            {
                continue;
            }
            let mut ranked = BTreeMap::new();
            let mut count = 0;
            for (index, row, numbers) in rows.iter().filter(|(_, row, _)| !is_total(row)) {
                let Some(rank) = numbers[column].filter(|rank| rank.scale() == 0) else { continue };
                count += 1;
                ranked.entry(rank).or_insert_with(Vec::new).push((*index, *row));
            }
            let shared = ranked.iter().filter(|(rank, rows)| {
                rows.len() > 1 && ranked.contains_key(&(**rank + rust_decimal::Decimal::ONE))
            });
            for (rank, rows) in shared.filter(|_| count >= LEAST_ROWS) {
                let (index, row) = rows[rows.len() - 1];
                let names =
                    rows.iter().map(|(_, row)| format!("“{}”", label(row))).collect::<Vec<_>>().join(", ");
                let (rank, column) = (number::grouped(*rank), column_name(table, column));
                let message = text!(
                    "cột “{column}”: {names} cùng hạng {rank}, mà hạng ngay sau vẫn có",
                    "column “{column}”: {names} share rank {rank}, and the next rank is given, too"
                );
                found.push(
                    Diagnostic::warning(Code::TableRank, message).at(row_place(subject, span, index, row)),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::in_table;

    fn check(heading: &str, ranks: [&str; 4]) -> usize {
        let names = ["Xã Một", "Xã Hai", "Xã Ba", "Xã Bốn"];
        let body: Vec<[&str; 2]> = names.into_iter().zip(ranks).map(|(name, rank)| [name, rank]).collect();
        let head = ["Đơn vị", heading];
        let mut rows: Vec<&[&str]> = vec![&head];
        rows.extend(body.iter().map(<[&str; 2]>::as_slice));
        in_table(&RULE, &rows)
    }

    #[test]
    fn a_rank_stands_once_or_the_next_is_left_out() {
        assert_eq!(check("Xếp hạng", ["1", "2", "2", "3"]), 1);
        assert_eq!(check("Xếp hạng", ["1", "2", "2", "4"]), 0);
        assert_eq!(check("Thứ hạng", ["12", "40", "3", "7"]), 0);
        assert_eq!(check("Số vụ", ["1", "2", "2", "3"]), 0);
    }
}
