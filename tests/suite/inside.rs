//! Whatever a table holds, every word of it stands inside the text area of some page, and no line leaves it.

use std::collections::HashSet;

use baocao::layout::{Direction, Page};
use proptest::prelude::*;

use super::small::Small;

/// A cell: how many words it has, or nothing when it is joined to the one above.
type Row = Vec<Option<usize>>;

fn tables() -> impl Strategy<Value = Vec<Row>> {
    let words = prop_oneof![8 => 1_usize..6, 2 => 6_usize..60, 1 => 60_usize..700];
    (2_usize..6).prop_flat_map(move |columns| {
        let cell = prop_oneof![3 => words.clone().prop_map(Some), 2 => Just(None)];
        let row = prop::collection::vec(cell, columns);
        prop::collection::vec(row, 1..50)
    })
}

/// The rows as markup; in the last column nothing is joined, so that each row has a cell of its own.
fn markup(rows: &[Row]) -> (String, HashSet<String>) {
    let columns = rows[0].len();
    let mut out = format!("|{}\n|{}\n", " Cột |".repeat(columns), "---|".repeat(columns));
    let mut all = HashSet::new();
    for (index, row) in rows.iter().enumerate() {
        for (column, cell) in row.iter().enumerate() {
            let joined = cell.is_none() && index > 0 && column + 1 < columns;
            let words: Vec<String> =
                (0..cell.unwrap_or(1)).map(|word| format!("{index}x{column}x{word}")).collect();
            if joined {
                out.push_str("| ^^ ");
            } else {
                out.push_str(&format!("| {} ", words.join(" ")));
                all.extend(words);
            }
        }
        out.push_str("|\n");
    }
    (out, all)
}

/// What is printed outside the text area of pages, but for the page numbers.
pub(crate) fn outside(pages: &[Page], area: baocao::arrangement::PageFormat) -> Vec<String> {
    let (left, right) = (area.left.to_emu(), area.left.to_emu() + area.text_width().to_emu());
    let (top, bottom) = (area.top.to_emu(), area.top.to_emu() + area.text_height().to_emu());
    let mut out = Vec::new();
    for page in pages {
        for text in page.texts.iter().filter(|text| text.baseline.to_emu() > top) {
            let (x, y) = (text.x.to_emu(), text.baseline.to_emu());
            if x < left || x > right || y > bottom {
                out.push(format!("{} at {x}, {y}", text.text));
            }
        }
        for rule in &page.rules {
            let (from, to, at) = (rule.from.to_emu(), rule.to.to_emu(), rule.at.to_emu());
            let is_inside = match rule.direction {
                Direction::Across => from >= left - 1 && to <= right + 1 && (top..=bottom).contains(&at),
                Direction::Down => from >= top && to <= bottom && (left - 1..=right + 1).contains(&at),
            };
            if !is_inside {
                out.push(format!("{rule:?}"));
            }
        }
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, max_shrink_iters: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_word_of_a_table_is_lost(rows in tables()) {
        let (missing, out) = lost_and_outside(&rows);
        prop_assert!(missing.is_empty(), "lost: {:?}", missing);
        prop_assert!(out.is_empty(), "outside: {:?}", &out[..out.len().min(3)]);
    }
}

/// Words of a table that are printed nowhere, and what is printed outside the text area.
fn lost_and_outside(rows: &[Row]) -> (HashSet<String>, Vec<String>) {
    let (table, words) = markup(rows);
    Small::new("Một dòng.", Some(&table)).arranged(|arrangement, pages| {
        let from = pages.sections[1].first_page;
        let mut missing = words.clone();
        let texts = pages.pages[from..].iter().flat_map(|page| &page.texts);
        for word in texts.flat_map(|text| text.text.split_whitespace()) {
            missing.remove(word);
        }
        (missing, outside(&pages.pages[from..], arrangement.sections[1].page))
    })
}

#[test]
fn a_joined_cell_longer_than_its_rows_ends_on_its_page() {
    // The last of the rows takes what the others leave, which is more than the page has by then.
    for words in (300..900).step_by(60) {
        let mut rows: Vec<Row> = vec![vec![Some(1); 3]; 10];
        rows.push(vec![Some(words), Some(1), Some(words * 4 / 5)]);
        rows.extend([vec![None, Some(1), Some(1)], vec![None; 3], vec![None, Some(11), Some(1)]]);
        let (missing, out) = lost_and_outside(&rows);
        assert!(missing.is_empty() && out.is_empty(), "{words}: {missing:?} {out:?}");
    }
}

/// A table of figures: some rows, and how many digits each column has.
fn figures() -> impl Strategy<Value = (Vec<u32>, usize)> {
    (prop::collection::vec(1_u32..16, 2..18), 1_usize..6)
}

/// `1.234.567`, with so many digits.
fn figure(digits: u32, row: usize) -> String {
    let number = 10_u64.pow(digits - 1) + row as u64 % 10_u64.pow(digits - 1).max(1);
    baocao::text::number::grouped(number.into())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, max_shrink_iters: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_figure_is_broken((columns, rows) in figures()) {
        let cells = |row: usize| columns.iter().map(|digits| figure(*digits, row)).collect::<Vec<_>>();
        let mut table = format!("|{}\n|{}\n", " Số |".repeat(columns.len()), "---|".repeat(columns.len()));
        (0..rows).for_each(|row| table.push_str(&format!("| {} |\n", cells(row).join(" | "))));
        let whole: Vec<String> = (0..rows).flat_map(cells).collect();
        let printed = Small::new("Một dòng.", Some(&table)).arranged_if_it_fits(|arrangement, pages| {
            let from = pages.sections[1].first_page;
            let texts = pages.pages[from..].iter().flat_map(|page| &page.texts);
            let printed: Vec<String> = texts.map(|text| text.text.trim().to_string()).collect();
            (printed, outside(&pages.pages[from..], arrangement.sections[1].page))
        });
        // What does not fit is refused.
        let digits: u32 = columns.iter().map(|digits| digits + digits / 3).sum();
        prop_assert!(printed.is_some() || digits > 60, "refused: {:?}", columns);
        if let Some((printed, out)) = printed {
            let broken: Vec<&String> = whole.iter().filter(|figure| !printed.contains(figure)).collect();
            prop_assert!(broken.is_empty(), "broken: {:?}", broken);
            prop_assert!(out.is_empty(), "outside: {:?}", &out[..out.len().min(3)]);
        }
    }
}
