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
