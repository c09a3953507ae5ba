//! Markup to blocks, and what is refused.

use super::*;
use crate::model::plain_text;

fn check(text: &str) -> (Vec<String>, Vec<(Code, usize)>) {
    let mut sources = SourceMap::default();
    let file = sources.add("t.md", text);
    let mut found = Diagnostics::default();
    let numbering = NumberingScheme::default();
    let context = Context {
        numbering: &numbering,
        column_widths_mm: None,
        reading: MarkupReading::First,
        open_picture: &|_| panic!("no pictures"),
        is_draft: false,
    };
    let blocks = parse(file, &sources, &context, &mut Counters::default(), &mut found);
    let shown = blocks.iter().map(|block| match &block.kind {
        BlockKind::Heading { number, content, .. } => format!("{number} {}", plain_text(content)),
        BlockKind::Paragraph(content) => plain_text(content),
        BlockKind::Placed { align, content } => format!("{align:?} {}", plain_text(content)),
        BlockKind::Formula { formula, content } => format!("{formula:?} {}", plain_text(content)),
        BlockKind::Item { bullet, content } => format!("{} {}", bullet.sign(), plain_text(content)),
        BlockKind::Numbered { number, list, content } => {
            format!("{list}:{number}. {}", plain_text(content))
        }
        BlockKind::Table(table) => format!("table {}x{}", table.rows.len(), table.columns.len()),
        BlockKind::Chart(chart) => chart.in_words(),
        BlockKind::Pictures(rows) => format!("{} pictures", rows.pictures.len()),
    });
    let line = |d: &Diagnostic| sources.position(d.primary.as_ref().expect("a place").span).line;
    (shown.collect(), found.iter().map(|d| (d.code, line(d))).collect())
}

#[test]
fn headings_items_and_paragraphs() {
    let (blocks, found) =
        check("# A\n\n## B\n\nchữ\ntiếp\n\n- x\n+ y\n+ z\n- u\n\n# C\n\n## D\n\n### E\n\n1. m\n\n2. n\n");
    assert_eq!(found, []);
    let expected =
        ["I. A", "1. B", "chữ tiếp", "- x", "+ y", "+ z", "- u", "II. C", "1. D", "a) E", "0:1. m", "0:2. n"];
    assert_eq!(blocks, expected);
}

#[test]
fn indentation_and_blank_lines_in_tables_mean_nothing() {
    let (blocks, found) =
        check("      - x\n\n        chữ\n\n| a | b |\n|---|---|\n\n  | 1 | 2 |\n\n\n| 3 | 4 |\n");
    assert_eq!(found, []);
    assert_eq!(blocks, ["- x", "chữ", "table 3x2"]);
}

#[test]
fn two_tables_in_a_row_are_two() {
    let table = |rows: &str| format!("| a | b |\n|:---:|---|\n{rows}");
    for between in ["", "\n", "\n\n  "] {
        let text = format!("{}{between}{}", table("| 1 | 2 |\n"), table("\n| 3 | 4 |\n| 5 | 6 |\n"));
        assert_eq!(check(&text), (vec!["table 2x2".to_string(), "table 3x2".to_string()], vec![]), "{text}");
    }
    let dashes = table("| - | - |\n| 1 | 2 |\n\n| - | - |\n");
    assert_eq!(check(&dashes), (vec!["table 4x2".to_string()], vec![]));
}

#[test]
fn rows_that_are_read_apart_come_where_they_stand() {
    let text = |row: &dyn Fn(usize) -> String| {
        let rows: String = (0..4000).map(row).collect();
        format!("chữ\n\n| a | b | c |\n|---|---|---|\n{rows}\n- x\n")
    };
    let row = |n: usize| match n % 5 {
        0 => format!("| {n} | **đậm** | một dòng chữ dài \\*{n} |\n"),
        3 => format!("| {n} | ^^ | << |\n\n"),
        _ => format!("|{n}| b\\|{n} | {n}\\. c |\n"),
    };
    let parsed = |text: &str, apart: bool| {
        let mut sources = SourceMap::default();
        let file = sources.add("t.md", text);
        let (numbering, mut found) = (NumberingScheme::default(), Diagnostics::default());
        let context = Context {
            numbering: &numbering,
            column_widths_mm: None,
            reading: MarkupReading::First,
            open_picture: &|_| panic!("no pictures"),
            is_draft: false,
        };
        let lines = Lines::new(file, text, apart, MarkupReading::First);
        let blocks = parse_text(lines, &context, &mut Counters::default(), &mut found);
        blocks.map(|blocks| blocks.into_iter().map(|block| block.kind).collect::<Vec<_>>())
    };
    let sound = text(&|n| row(n).replace("^^ | <<", "- | 5"));
    assert!(sound.len() > LARGE);
    assert_eq!(parsed(&sound, true), parsed(&sound, false));
    // What is no table after all is left to comrak.
    assert_eq!(
        parsed("| a | b |\n|---|---|---|\n| 1 | 2 |\n", true),
        parsed("| a | b |\n|---|---|---|\n| 1 | 2 |\n", false)
    );
    let (blocks, found) = check(&sound);
    assert_eq!((blocks.len(), blocks[1].as_str(), found.len()), (3, "table 4001x3", 0));
    let wrong =
        text(&|n| if n == 3210 { "| 1 | 2 |\n".to_string() } else { row(n).replace("^^ | <<", "- | 5") });
    let line = wrong[..wrong.find("| 1 | 2 |\n").expect("it is there")].matches('\n').count() + 1;
    assert_eq!(check(&wrong).1, [(Code::TableMalformed, line)]);
}

#[test]
fn what_reports_do_not_have_is_refused_with_its_line() {
    for (text, code, line) in [
        ("chữ\n\n<b>x</b>\n", Code::MarkupUnsupported, 3),
        ("a `b` c", Code::MarkupUnsupported, 1),
        ("[a](b)", Code::MarkupUnsupported, 1),
        ("![a](b.png)", Code::MarkupUnsupported, 1),
        ("> a", Code::MarkupUnsupported, 1),
        ("---", Code::MarkupUnsupported, 1),
        ("* a", Code::MarkupUnsupported, 1),
        ("a\n\nb **c d\n", Code::MarkupMalformed, 3),
        ("#### a", Code::MarkupMalformed, 1),
        ("## a", Code::MarkupMalformed, 1),
        ("-", Code::MarkupMalformed, 1),
        ("| a | b |\n|---|---|\n| 1 | 2 | 3 |\n", Code::TableMalformed, 3),
        ("| a | b |\n|---|---|\n| 1 |\n", Code::TableMalformed, 3),
        ("| << | b |\n|---|---|\n| 1 | 2 |\n", Code::TableMalformed, 1),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n| ^^ | << |\n", Code::TableMalformed, 4),
        ("| a | b |\n| 1 | 2 |\n", Code::TableMalformed, 1),
    ] {
        assert_eq!(check(text).1.first(), Some(&(code, line)), "{text:?}");
    }
}
