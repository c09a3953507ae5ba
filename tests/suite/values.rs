//! Values of several lines.

use super::constructs::{agrees, second};
use super::small::{Small, lines};

const DATA: &str = "ghi_chu: |\n  dòng một\n  - dòng hai | *sao*\nkho_khan: |\n  Đoạn một.\n\n  - Việc thứ nhất;\n  + con\n  Đoạn hai.\n";
const SCHEMA: &str = r#""ghi_chu":{"type":"string"},"kho_khan":{"type":"string","format":"doan-van"}"#;

fn printed(small: &Small) -> Vec<String> {
    small.arranged(|_, pages| lines(pages).concat())
}

#[test]
fn lines_of_a_value_stay_lines_in_cells_and_paragraphs() {
    let small = second(
        "Ghi: {{ ghi_chu }}\n\n| A | B |\n|---|---|\n| {{ ghi_chu }} | x |\n\n{{ kho_khan }}\n\nHết./.",
    )
    .with_data(SCHEMA, DATA);
    agrees(&small);
    let own = printed(&small);
    for wanted in
        ["Ghi: dòng một", "- dòng hai | *sao*", "Đoạn một.", "- Việc thứ nhất;", "+ con", "Đoạn hai."]
    {
        assert!(own.iter().any(|line| line == wanted), "{wanted}: {own:?}");
    }
    assert!(!small.found().iter().any(|headline| headline.contains("nhiều đoạn")), "{:?}", small.found());
}

#[test]
fn the_filter_makes_paragraphs_of_any_text() {
    let own = printed(&second("{{ ghi_chu | doan }}\n\nHết./.").with_data(SCHEMA, DATA));
    let at = own.iter().position(|line| line == "dòng một").expect("the first");
    assert_eq!(own[at + 1], "- dòng hai | *sao*");
    // Twice is once, and a value that has them already stays.
    let own = printed(&second("{{ kho_khan | doan }}\n\nHết./.").with_data(SCHEMA, DATA));
    assert!(own.contains(&"- Việc thứ nhất;".to_string()), "{own:?}");
}

#[test]
fn filters_work_on_the_letters_of_a_value_of_several_paragraphs() {
    let data = "ghi_chu: x\nkho_khan: |\n  tỷ lệ & (1) số_liệu.\n  - Hai.\n";
    let body = "{{ kho_khan | hoa_dau }}\n\n{{ kho_khan | nhan_manh }}\n\n{{ \"A: \" ~ kho_khan }}\n\n\
                {% if kho_khan is starting_with(pat=\"tỷ lệ & (1)\") %}Có.{% endif %}\n\nHết./.";
    let own = printed(&second(body).with_data(SCHEMA, data));
    let wanted = [
        "Tỷ lệ & (1) số_liệu.",
        "- Hai.",
        "tỷ lệ & (1) số_liệu.",
        "- Hai.",
        "A: tỷ lệ & (1) số_liệu.",
        "- Hai.",
        "Có.",
    ];
    let at = own.iter().position(|line| line == wanted[0]).expect("the first");
    assert_eq!(own[at..at + wanted.len()], wanted);
}

#[test]
fn several_paragraphs_are_refused_where_one_line_is() {
    for body in ["| A |\n|---|\n| {{ kho_khan }} |\n\nHết./.", "Ghi[^1].\n\n[^1]: {{ kho_khan }}\n\nHết./."]
    {
        let found = second(body).with_data(SCHEMA, DATA).found();
        assert!(found.iter().any(|headline| headline.contains("nhiều đoạn")), "{body}: {found:?}");
    }
    let small = second("| A |\n|---|\n| {{ kho_khan | dong }} |\n\nHết./.").with_data(SCHEMA, DATA);
    agrees(&small);
    let own = printed(&small);
    assert!(
        ["Đoạn một.", "- Việc thứ nhất;", "Đoạn hai."]
            .iter()
            .all(|wanted| own.iter().any(|line| line == wanted))
    );
}

#[test]
fn in_the_first_reading_lines_are_one_and_that_is_said() {
    let small = Small::new("{{ ghi_chu }}\n\nHết./.", None).with_data(SCHEMA, DATA);
    assert!(printed(&small).contains(&"dòng một - dòng hai | *sao*".to_string()));
    assert!(
        small.found().iter().any(|headline| headline.contains("in thành một đoạn liền")),
        "{:?}",
        small.found()
    );
}

#[test]
fn conditions_see_whether_there_is_a_text() {
    let body = "{% if kho_khan %}Có.{% else %}Không.{% endif %}\n\nHết./.";
    assert!(printed(&second(body).with_data(SCHEMA, "ghi_chu: x\n")).contains(&"Không.".to_string()));
    assert!(printed(&second(body).with_data(SCHEMA, DATA)).contains(&"Có.".to_string()));
}
