//! Random reports of all that a body may hold: every word of the data is in the Word file and in the PDF, in order, and no ink is
//! outside the text area but the page's number; or a finding says why not.

use proptest::prelude::*;

use super::agreement::{docx_part, docx_text, pdf_text};
use super::inside::outside;
use super::small::Small;

/// A part of the body, its words by their number.
#[derive(Clone, Debug)]
enum Part {
    Heading(usize),
    Prose(usize),
    Item(usize),
    Inner(usize),
    Numbered(usize),
    /// Rows of cells with so many words each; `None` is joined above, and the first row is the head.
    Table(Vec<Vec<Option<usize>>>),
}

fn parts() -> impl Strategy<Value = Vec<Part>> {
    let words = prop_oneof![6 => 1_usize..12, 3 => 12_usize..120, 1 => 120_usize..900];
    let cell =
        prop_oneof![6 => (1_usize..8).prop_map(Some), 1 => (8_usize..300).prop_map(Some), 2 => Just(None)];
    let table = (1_usize..9).prop_flat_map(move |columns| {
        prop::collection::vec(prop::collection::vec(cell.clone(), columns), 1..30)
    });
    let part = prop_oneof![
        2 => (1_usize..20).prop_map(Part::Heading),
        4 => words.clone().prop_map(Part::Prose),
        3 => words.clone().prop_map(Part::Item),
        1 => words.clone().prop_map(Part::Inner),
        2 => words.prop_map(Part::Numbered),
        2 => table.prop_map(Part::Table),
    ];
    prop::collection::vec(part, 1..14)
}

/// Makes words that stand once in a report: syllables, figures, dates and long pieces.
#[derive(Default)]
struct Words {
    count: usize,
    /// Outside tables, in their order.
    prose: Vec<String>,
    /// All, in their order.
    all: Vec<String>,
}

impl Words {
    fn next(&mut self, in_table: bool) -> String {
        self.count += 1;
        let n = self.count;
        let word = match n % 11 {
            0 => format!("{}.{:03}.{:03}", n, n % 1000, 7),
            3 => format!("{:02}/{:02}/{}", n % 28 + 1, n % 12 + 1, 3000 + n),
            5 => format!("{n},{:02}%", n % 100),
            7 if !in_table => format!("đơnvịsố{n}trênđịabàntỉnh"),
            _ => format!("chữ{n}ệ"),
        };
        self.all.push(word.clone());
        if !in_table {
            self.prose.push(word.clone());
        }
        word
    }

    fn several(&mut self, count: usize, in_table: bool) -> String {
        (0..count).map(|_| self.next(in_table)).collect::<Vec<_>>().join(" ")
    }
}

fn markup(parts: &[Part], words: &mut Words) -> String {
    let mut out = String::new();
    for part in parts {
        match part {
            Part::Heading(count) => out.push_str(&format!("# {}\n\n", words.several(*count, false))),
            Part::Prose(count) => out.push_str(&format!("{}\n\n", words.several(*count, false))),
            Part::Item(count) => out.push_str(&format!("- {}\n\n", words.several(*count, false))),
            Part::Inner(count) => out.push_str(&format!("+ {}\n\n", words.several(*count, false))),
            Part::Numbered(count) => out.push_str(&format!("1. {}\n\n", words.several(*count, false))),
            Part::Table(rows) => table(rows, words, &mut out),
        }
    }
    out
}

fn table(rows: &[Vec<Option<usize>>], words: &mut Words, out: &mut String) {
    for (index, row) in rows.iter().enumerate() {
        for (column, cell) in row.iter().enumerate() {
            let is_joined = cell.is_none() && index > 1 && column + 1 < row.len();
            match is_joined {
                true => out.push_str("| ^^ "),
                false => out.push_str(&format!("| {} ", words.several(cell.unwrap_or(1), true))),
            }
        }
        out.push_str("|\n");
        if index == 0 {
            out.push_str(&format!("|{}\n", "---|".repeat(row.len())));
        }
    }
    out.push('\n');
}

/// Those of `words` that do not come one after the other.
fn not_in_order<'w>(words: &'w [String], text: &str) -> Vec<&'w String> {
    let mut from = 0;
    let mut lost = Vec::new();
    for word in words {
        match text[from..].find(word.as_str()) {
            Some(at) => from += at + word.len(),
            None => lost.push(word),
        }
    }
    lost
}

const PAPERS: [&str; 4] = ["doc", "ngang", "a3", "a3-doc"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 20, max_shrink_iters: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_word_of_a_report_is_lost(
        body in parts(),
        appendix in parts(),
        paper in 0..PAPERS.len(),
        recipients in prop::collection::vec(1_usize..14, 0..45),
    ) {
        let mut words = Words::default();
        let text = markup(&body, &mut words);
        let recipients: Vec<String> = recipients.into_iter().map(|count| words.several(count, false)).collect();
        let last = markup(&appendix, &mut words);
        let small = Small::new(&text, Some(&last)).on_paper(PAPERS[paper]).with_recipients(&recipients);
        let out = small.arranged_if_it_fits(|arrangement, pages| {
            let second = pages.sections[1].first_page;
            let of = |section: usize, range: std::ops::Range<usize>| {
                outside(&pages.pages[range], arrangement.sections[section].page)
            };
            [of(0, 0..second), of(1, second..pages.pages.len())].concat()
        });
        let Some(out) = out else { return Ok(()) };
        prop_assert!(out.is_empty(), "outside: {:?}", &out[..out.len().min(3)]);
        let [docx, pdf] = small.files();
        let typed = docx_text(&docx);
        let lost = not_in_order(&words.all, &typed);
        prop_assert!(lost.is_empty(), "the Word file lacks {:?}", &lost[..lost.len().min(5)]);
        prop_assert!(docx_part(&docx, "word/document.xml").ends_with("</w:document>"));
        let printed = pdf_text(&pdf);
        let lost = not_in_order(&words.prose, &printed);
        prop_assert!(lost.is_empty(), "the PDF lacks {:?}", &lost[..lost.len().min(5)]);
        let lost: Vec<_> = words.all.iter().filter(|word| !printed.contains(word.as_str())).collect();
        prop_assert!(lost.is_empty(), "the PDF lacks {:?}", &lost[..lost.len().min(5)]);
    }
}
