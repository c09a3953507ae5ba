//! Pages that lie in the middle of a part.

use super::agreement::docx_part;
use super::constructs::{agrees, second};
use super::small::{Small, lines};
use super::structure::tags;

const TURNED: &str = "# MỘT\n\nTrước.\n\n## Con\n\n:::ngang\n| A | B |\n|---|---|\n| 1 | 2 |\n\nNgang.\n:::\n\n## Con nữa\n\nHết./.";

#[test]
fn pages_lie_in_the_middle_of_a_part_and_numbers_go_on() {
    let small = second(TURNED);
    agrees(&small);
    small.arranged(|_, pages| {
        let shapes: Vec<bool> = pages.pages.iter().map(|page| page.width > page.height).collect();
        assert_eq!(shapes, [false, true, false]);
        let printed = lines(pages);
        assert!(
            printed[1].contains(&"2".to_string()) && printed[2].contains(&"3".to_string()),
            "{printed:?}"
        );
        assert!(printed[1].contains(&"Ngang.".to_string()), "{printed:?}");
        // Headings count on, and the signature stands behind them.
        assert!(printed[2].contains(&"2. Con nữa".to_string()), "{printed:?}");
        assert!(printed[2].contains(&"Nguyễn Văn Mẫu".to_string()), "{printed:?}");
        assert_eq!(pages.sections.len(), 1, "page labels are those of one part");
    });
    let [docx, pdf] = small.files();
    let document = docx_part(&docx, "word/document.xml");
    let starts = document.matches("w:start=\"1\"").count();
    assert_eq!(
        (document.matches("<w:sectPr>").count(), starts, document.matches("<w:titlePg/>").count()),
        (3, 1, 1)
    );
    assert_eq!(document.matches("w:orient=\"landscape\"").count(), 1);
    let tags = tags(&lopdf::Document::load_mem(&pdf).expect("a PDF"));
    assert!(tags.contains("Table"), "{tags}");
}

#[test]
fn pages_of_a_lying_appendix_are_turned_to_stand() {
    let small = Small::new("Chi tiết tại Phụ lục kèm theo./.", Some("Ngang.\n\n:::ngang\nĐứng.\n:::"))
        .second("")
        .appendix_entry("p.md", "ten: BẢNG\nkho: ngang\n");
    agrees(&small);
    small.arranged(|_, pages| {
        let shapes: Vec<bool> = pages.pages.iter().map(|page| page.width > page.height).collect();
        assert_eq!(shapes, [false, true, false], "no page without anything on it");
    });
}

#[test]
fn a_heading_left_before_turned_pages_is_told_of() {
    let told = |body: &str| {
        second(body).form_found().iter().any(|headline| headline.contains("đề mục đứng một mình"))
    };
    assert!(told(TURNED));
    assert!(!told("# MỘT\n\nTrước.\n\n:::ngang\n## Con\n\nNgang.\n:::\n\nHết./."));
}

#[test]
fn breaks_do_not_stretch_lines_in_a_word_processor() {
    let stretched = |body: &str| {
        let [docx, _] = second(body).files();
        !docx_part(&docx, "word/settings.xml").contains("<w:compat><w:doNotExpandShiftReturn/>")
    };
    assert!(!stretched("Dòng một<br>dòng hai.\n\nHết./."));
    assert!(stretched("Một dòng.\n\nHết./."));
}

#[test]
fn the_first_and_the_last_pages_may_lie() {
    let small = second(":::ngang\nNgang ngay.\n:::\n\nHết./.");
    agrees(&small);
    assert_eq!(small.arranged(|_, pages| pages.pages.len()), 3);
    let found = second("Một.\n\n:::ngang\nHết./.\n:::").form_found();
    assert!(found.iter().any(|headline| headline.contains("chữ ký đứng một mình")), "{found:?}");
}

#[test]
fn turned_pages_begin_and_end_in_pairs() {
    for body in [":::ngang\nMột.", "Một.\n\n:::", ":::ngang\nMột.\n:::ngang\nHai.\n:::", ":::doc\nMột.\n:::"]
    {
        let found = second(body).found();
        assert!(
            found.iter().any(|headline| headline == "trang ngang mở, đóng không khớp"),
            "{body}: {found:?}"
        );
    }
}
