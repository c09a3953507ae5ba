//! Rows of tables that are nothing but text. A table of ten thousand rows has mostly such rows, and the tree that comrak makes of them
//! is large: they are read here, and comrak gets the others.

use crate::model::{Emphasis, Inline};

/// Signs that may mean something to comrak; a row that has one is left to it. A backslash before a sign is read here.
const SIGNS: &[u8] = b"*_[]<>&`~^!";

/// The cells of a row of `count` cells between bars, when all of them are text alone.
pub(super) fn plain_cells(line: &str, count: usize) -> Option<Vec<Vec<Inline>>> {
    let inner = line.trim().strip_prefix('|')?;
    if inner.bytes().any(|byte| SIGNS.contains(&byte) || byte == b'\t') {
        return None;
    }
    let mut cells = Vec::with_capacity(count);
    let mut cell = String::new();
    let mut rest = inner;
    while let Some(at) = rest.find(['|', '\\']) {
        cell.push_str(&rest[..at]);
        let sign = rest.as_bytes()[at];
        rest = &rest[at + 1..];
        if sign == b'|' {
            cells.push(content(&cell));
            cell.clear();
            continue;
        }
        let escaped = rest.bytes().next().filter(u8::is_ascii_punctuation)?;
        cell.push(escaped.into());
        rest = &rest[1..];
    }
    // The last bar ends the row.
    (rest.is_empty() && cell.is_empty() && cells.len() == count).then_some(cells)
}

/// How many cells a line of a table has: comrak drops the ones too many and makes up the missing ones.
pub(super) fn cells_written(line: &str) -> usize {
    let mut bars = 0;
    let mut escaped = false;
    let line = line.trim();
    for character in line.chars() {
        bars += usize::from(character == '|' && !escaped);
        escaped = character == '\\' && !escaped;
    }
    (bars + 1)
        .saturating_sub(usize::from(line.starts_with('|')))
        .saturating_sub(usize::from(line.ends_with('|')))
}

fn content(cell: &str) -> Vec<Inline> {
    let text = cell.trim();
    match text.is_empty() {
        true => Vec::new(),
        false => vec![Inline::Text { text: text.to_string(), emphasis: Emphasis::default() }],
    }
}

#[cfg(test)]
mod tests {
    use super::{cells_written, plain_cells};
    use crate::model::plain_text;

    fn texts(line: &str, count: usize) -> Option<Vec<String>> {
        plain_cells(line, count).map(|cells| cells.iter().map(|cell| plain_text(cell)).collect())
    }

    #[test]
    fn text_alone_is_read_and_its_signs_are_text() {
        assert_eq!(texts("| a b |  | 1\\. c |\n", 3), Some(vec!["a b".into(), String::new(), "1. c".into()]));
        assert_eq!(texts("|x\\|y|\\\\|", 2), Some(vec!["x|y".into(), "\\".into()]));
    }

    #[test]
    fn everything_else_is_left_alone() {
        for line in [
            "| **a** | b |",
            "| ^^ | b |",
            "| a | b",
            "| a |",
            "| a | b | c |",
            "| a \\ | b |",
            "a | b |",
            "| &amp; | b |",
        ] {
            assert_eq!(texts(line, 2), None, "{line}");
        }
    }

    #[test]
    fn cells_are_counted_as_written() {
        for (line, cells) in
            [("| a | b |", 2), ("a | b", 2), (r"| a \| b | c |", 2), ("||", 1), (r"| a \\| b |", 2)]
        {
            assert_eq!(cells_written(line), cells, "{line}");
        }
    }
}
