//! Where pages break, as readable texts: both sides of each limit.

use super::small::{Small, lines};
use baocao::layout::{Direction, PagedDocument};
use baocao::units::Length;

/// A paragraph of one line, and one of three.
const ONE: &str = "Một dòng.";
const THREE: &str = "Đoạn này dài đúng ba dòng trên trang giấy A4 đứng với cỡ chữ mười bốn, lề trái ba mươi và lề phải mười lăm \
    mi-li-mét, nên khi trang hết chỗ thì phải ngắt cho đúng chỗ, không để một dòng đứng lẻ loi ở cuối trang này hoặc đầu trang.";

/// How each page begins and ends, and how many lines it has.
fn ends(pages: &PagedDocument) -> Vec<String> {
    let shown = |lines: Vec<String>| match lines.as_slice() {
        [] => "nothing".to_string(),
        [first, .., last] => format!("{first} … {last} ({} lines)", lines.len()),
        [only] => only.clone(),
    };
    lines(pages).into_iter().map(shown).collect()
}

fn paragraphs(count: usize, then: &str) -> Vec<String> {
    let body: String = (1..=count).map(|n| format!("{n}. {ONE}\n\n")).collect();
    Small::new(&format!("{body}{then}"), None).arranged(|_, pages| ends(pages))
}

fn rows(count: usize, row: impl Fn(usize) -> String) -> Vec<String> {
    let rows: String = (1..=count).map(row).collect();
    let table = format!("| TT | Tên |\n|---|---|\n{rows}");
    Small::new(ONE, Some(&table)).arranged(|_, pages| ends(pages).split_off(1))
}

#[test]
fn page_breaks() {
    let mut out = String::new();
    let mut section = |name: &str, pages: Vec<String>| {
        out.push_str(&format!("## {name}\n"));
        pages.iter().for_each(|page| out.push_str(&format!("{page}\n")));
        out.push('\n');
    };
    for count in [21, 22, 23] {
        let then = format!("{THREE}\n\n{ONE}\n\nHết.");
        section(&format!("{count} paragraphs, then one of three lines"), paragraphs(count, &then));
    }
    for count in [22, 23, 24] {
        let then = format!("# ĐỀ MỤC\n\n{ONE}\n\nHết.");
        section(&format!("{count} paragraphs, then a heading"), paragraphs(count, &then));
    }
    for count in [24, 25, 26] {
        section(&format!("{count} paragraphs and the signature"), paragraphs(count, ""));
    }
    for count in [34, 35, 36, 38] {
        section(&format!("a table of {count} rows"), rows(count, |n| format!("| {n} | Dòng {n} |\n")));
    }
    for count in [38, 40] {
        let joined = |n: usize| match n {
            35 => "| 35 | nhóm |\n".to_string(),
            36..=39 => "| ^^ | tiếp |\n".to_string(),
            _ => format!("| {n} | Dòng {n} |\n"),
        };
        section(&format!("a group of rows at the end of {count}"), rows(count, joined));
    }
    let long = "chữ ".repeat(3000);
    section(
        "a row taller than two pages",
        rows(3, |n| if n == 2 { format!("| 2 | {long}|\n") } else { format!("| {n} | Dòng |\n") }),
    );
    insta::with_settings!({ snapshot_path => "../cases", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("page-breaks", out);
    });
}

#[test]
fn nothing_of_a_tall_row_is_lost_and_nothing_leaves_the_text_area() {
    let long = "chữ ".repeat(3000);
    let table = format!("| TT | Tên | Khác |\n|---|---|---|\n| 1 | {long}| {long}|\n| 2 | hết | . |\n");
    Small::new(ONE, Some(&table)).arranged(|arrangement, pages| {
        let page = arrangement.sections[1].page;
        let texts = pages.pages[1..].iter().flat_map(|page| &page.texts);
        assert_eq!(
            texts.clone().flat_map(|text| text.text.split_whitespace()).filter(|word| *word == "chữ").count(),
            6000
        );
        for placed in &pages.pages[1..] {
            for text in placed.texts.iter().filter(|text| text.node.is_some()) {
                assert!(text.baseline > page.top && text.baseline < page.height - page.bottom, "{text:?}");
            }
            for rule in &placed.rules {
                assert!(rule.to <= page.height - page.bottom + page.top || rule.to <= page.width, "{rule:?}");
            }
        }
    });
}

#[test]
fn a_tall_row_ends_below_its_last_line() {
    let cell: Vec<String> = (1..=60).map(|number| format!("dòng {number}")).collect();
    let table = format!("| Tên |\n|---|\n| {} |\n", cell.join("<br>"));
    super::constructs::second(&format!("{table}\n\nHết./.")).arranged(|_, pages| {
        let page = pages
            .pages
            .iter()
            .find(|page| page.texts.iter().any(|text| text.text == "dòng 60"))
            .expect("its last line");
        let last = page.texts.iter().find(|text| text.text == "dòng 60").expect("there").baseline;
        let below = page.rules.iter().filter(|rule| rule.direction == Direction::Across && rule.at > last);
        let gap = below.map(|rule| rule.at - last).min().expect("its lower edge");
        assert!(gap < Length::mm(14), "{gap:?}");
    });
}
