//! Heads that are read from below, and rows of totals.

use super::agreement::docx_part;
use super::constructs::{agrees, second};
use super::small::{Small, lines};
use baocao::layout::{Direction, PlacedText};

const TABLE: &str = "{dau_doc=[3,4] dong_dau=3 hang_dam=\"Tổng cộng|Cộng...\"}\n\
    | TT | Nội dung | Kết quả | << |\n|:--:|---|---:|---:|\n| ^^ | ^^ | Tiếp nhận trực tuyến[^1] | Quá hạn |\n| 1 | 2 | 3 | 4 |\n\
    | 1 | Phòng A | 12 | 5 |\n| | Cộng nhóm | 12 | 5 |\n| 2 | Tổng đài xã | 1 | 2 |\n| | TỔNG CỘNG | 13 | 7 |\n\n[^1]: Lời.\n\nHết./.";

fn find(small: &Small, words: &str) -> PlacedText {
    small.arranged(|_, pages| {
        let mut texts = pages.pages.iter().flat_map(|page| &page.texts);
        texts.find(|text| text.text.trim() == words).unwrap_or_else(|| panic!("{words}")).clone()
    })
}

#[test]
fn heads_rise_and_numbers_of_columns_do_not() {
    let small = second(TABLE);
    agrees(&small);
    let (rising, level) = (find(&small, "Quá hạn"), find(&small, "Nội dung"));
    assert!(rising.rising && !level.rising && !find(&small, "3").rising);
    // What rises begins below and ends above the middle of its row.
    assert!(rising.baseline > level.baseline, "{rising:?} {level:?}");
    small.arranged(|_, pages| {
        let page = &pages.pages[0];
        let rules = |at: PlacedText| {
            page.rules.iter().any(|rule| rule.from <= at.x && at.x <= rule.to && rule.at > at.baseline)
        };
        assert!(rules(rising.clone()), "a line stands below it");
    });
    let document = docx_part(&small.files()[0], "word/document.xml");
    assert_eq!(document.matches("<w:textDirection w:val=\"btLr\"/>").count(), 2);
    assert_eq!(document.matches("w:hRule=\"atLeast\"").count(), 1);
}

#[test]
fn the_word_file_is_told_the_height_that_the_pdf_has() {
    for attributes in
        ["dau_doc=[3,4] dong_dau=3", "dau_doc=[3,4] dong_dau=3 co_chu=9", "dau_doc=[1,3] dong_dau=3"]
    {
        let small = second(&TABLE.replace("dau_doc=[3,4] dong_dau=3", attributes));
        let document = docx_part(&small.files()[0], "word/document.xml");
        let (before, _) = document.split_once("\" w:hRule=\"atLeast\"").expect("a height");
        let told: f64 = before.rsplit_once('"').and_then(|(_, height)| height.parse().ok()).expect("twips");
        let x = find(&small, "Kết quả").x;
        small.arranged(|_, pages| {
            let rules = pages.pages[0].rules.iter();
            let over =
                rules.filter(|rule| rule.direction == Direction::Across && rule.from < x && x < rule.to);
            let mut across: Vec<f64> = over.map(|rule| rule.at.to_pt()).collect();
            across.sort_by(f64::total_cmp);
            let heights: Vec<f64> = across.windows(2).map(|pair| pair[1] - pair[0]).collect();
            let is_told = heights.iter().any(|height| (height - told / 20.0).abs() < 0.1);
            assert!(is_told, "{attributes}: {} points, rows of {heights:?}", told / 20.0);
        });
    }
}

#[test]
fn rows_of_totals_are_bold_wherever_they_stand() {
    let small = second(TABLE);
    for (words, bold) in
        [("Cộng nhóm", true), ("TỔNG CỘNG", true), ("13", true), ("Tổng đài xã", false), ("Phòng A", false)]
    {
        assert_eq!(find(&small, words).emphasis.bold, bold, "{words}");
    }
    let styles = docx_part(&small.files()[0], "word/styles.xml");
    assert!(styles.contains("Bảng, hàng tổng, sát phải"), "a style of its own");
}

#[test]
fn a_wide_table_with_rising_heads_fits() {
    let count = 30;
    let row = |cell: &dyn Fn(usize) -> String| {
        format!("| {} |\n", (1..=count).map(cell).collect::<Vec<_>>().join(" | "))
    };
    let columns: Vec<String> = (1..=count).map(|column| column.to_string()).collect();
    let table = format!(
        "{{dau_doc=[{}]}}\n{}{}{}",
        columns.join(","),
        row(&|column| format!("Số hồ sơ tiếp nhận loại {column}")),
        row(&|_| "---:".to_string()),
        row(&|column| column.to_string()),
    );
    let small = Small::new("Chi tiết tại Phụ lục kèm theo./.", Some(&table))
        .second("")
        .appendix_entry("p.md", "ten: BẢNG\nkho: ngang\n");
    agrees(&small);
    small.arranged(|_, pages| {
        let page = &pages.pages[1];
        assert_eq!(page.texts.iter().filter(|text| text.rising && text.text.contains("Số")).count(), count);
        assert!(page.texts.iter().all(|text| text.x.to_pt() > 0.0 && text.x < page.width));
    });
}

#[test]
fn only_the_lowest_head_of_a_column_rises() {
    let small = second(
        "{dau_doc=[2,3] dong_dau=2}\n| TT | Nhóm | Giá trị |\n|---|---|---|\n| ^^ | Số hồ sơ | Triệu đồng |\n| 1 | 2 | 3 |\n\nHết./.",
    );
    assert!(!find(&small, "Giá trị").rising && !find(&small, "Nhóm").rising);
    assert!(find(&small, "Số hồ sơ").rising && find(&small, "Triệu đồng").rising);
}

#[test]
fn wrong_columns_are_found() {
    for attribute in ["dau_doc=[0]", "dau_doc=[3]", "dau_doc=2", "dau_doc"] {
        let found = second(&format!("{{{attribute}}}\n| A | B |\n|---|---|\n| 1 | 2 |\n")).found();
        assert!(
            found.iter().any(|headline| headline == "giá trị của “dau_doc” không dùng được"),
            "{attribute}: {found:?}"
        );
    }
}

#[test]
fn points_stand_below_items_as_paragraphs_of_their_own() {
    let small = second("- Việc:\na) một;\nb) hai;\nđ) ba.\n\nHết./.");
    agrees(&small);
    let printed = small.arranged(|_, pages| lines(pages).concat());
    for wanted in ["- Việc:", "a) một;", "b) hai;", "đ) ba."] {
        assert!(printed.iter().any(|line| line == wanted), "{wanted}: {printed:?}");
    }
}

#[test]
fn letters_may_stand_before_the_number() {
    let with = |prefix: &str| second("Hết./.").with_data("", &format!("tien_to_so: \"{prefix}\"\n"));
    let small = with("CA-");
    agrees(&small);
    let printed = small.arranged(|_, pages| lines(pages).concat());
    assert!(printed.iter().any(|line| line == "Số: CA-07/BC-X"), "{printed:?}");
    for wrong in ["A/", "T 1", "T1", "DAIQUADAI"] {
        let found = with(wrong).found();
        assert!(found.iter().any(|headline| headline.contains("trước số")), "{wrong}: {found:?}");
    }
}

#[test]
fn the_day_may_be_left_to_the_signer() {
    let undated = |month: &str| second("Hết./.").undated(month);
    let printed = undated("thang_ban_hanh: 6/2026\n").arranged(|_, pages| lines(pages).concat());
    assert!(printed.iter().any(|line| line == "Mẫu, ngày     tháng 6 năm 2026"), "{printed:?}");
    let printed = undated("").arranged(|_, pages| lines(pages).concat());
    assert!(printed.iter().any(|line| line.starts_with("Mẫu, ngày     tháng     năm")), "{printed:?}");
    let other = second("Hết./.").with_data("", "thang_ban_hanh: 7/2026\n").found();
    assert!(other.iter().any(|headline| headline.starts_with("tháng ban hành ghi 7/2026")), "{other:?}");
    for wrong in ["13/2026", "tháng sáu"] {
        let found = undated(&format!("thang_ban_hanh: {wrong}\n")).found();
        assert!(found.iter().any(|headline| headline.contains("không phải là một tháng")), "{found:?}");
    }
}
