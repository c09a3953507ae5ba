//! GFM tables, with joined cells.

use comrak::nodes::{AstNode, NodeTable, NodeValue, TableAlignment};

use super::lines::Lines;
use super::{Context, inline};
use crate::diag::{Code, Diagnostic, Diagnostics, Text, text};
use crate::model::{Align, Table, TableBuilder};
use crate::source::Span;

pub(super) fn table<'n>(
    node: &'n AstNode<'n>,
    table: &NodeTable,
    lines: &Lines,
    context: &Context<'_>,
    found: &mut Diagnostics,
) -> Option<Table> {
    let columns: Vec<Align> = table.alignments.iter().map(|alignment| align(*alignment)).collect();
    let widths = context.column_widths_mm.map(<[u32]>::to_vec);
    let count = columns.len();
    if let Some(given) = widths.as_ref().map(Vec::len).filter(|given| *given != count) {
        found.push(malformed(
            lines.span(node),
            text!(
                "do_rong_cot có {given} cột, bảng có {count} cột",
                "do_rong_cot has {given} columns, the table has {count}"
            ),
        ));
        return None;
    }
    let mut builder = TableBuilder::new(columns, widths);
    let mut spans = Vec::new();
    let mut sound = true;
    for row in node.children() {
        let line = row.data.borrow().sourcepos.start.line;
        let written = cells_written(lines.line(line));
        if written != count {
            sound = false;
            found.push(malformed(
                lines.span(row),
                text!(
                    "dòng này có {written} ô, bảng có {count} cột",
                    "this row has {written} cells, the table has {count} columns"
                ),
            ));
            continue;
        }
        spans.push(lines.span(row));
        builder.row(
            row.children()
                .map(|cell| join_mark(cell).map_or_else(|| Ok(inline::content(cell, lines, found)), Err))
                .collect(),
        );
    }
    if !sound {
        return None;
    }
    match builder.build() {
        Ok(table) => Some(table),
        Err(error) => {
            let column = error.column + 1;
            let span = spans.get(error.row).copied().unwrap_or(lines.span(node));
            found.push(malformed(
                span,
                text!(
                    "ô ở cột {column} không ghép được: ^^ ghép lên, << ghép sang trái, phần ghép phải là hình chữ nhật",
                    "the cell in column {column} cannot be joined: ^^ joins up, << joins left, and the joined cells must form a rectangle"
                ),
            ));
            None
        }
    }
}

/// A paragraph that begins with `|` was meant to be a table.
pub(super) fn looks_like_table(line: &str) -> bool {
    line.starts_with('|') && cells_written(line) > 1
}

pub(super) fn without_rule(span: Span) -> Diagnostic {
    malformed(span, text!("bảng thiếu dòng kẻ dưới đầu bảng", "the table has no rule under its header")).help(
        text!(
            "dòng thứ hai của bảng viết |---|---|, số ô bằng dòng đầu",
            "the second line of a table is |---|---|, with as many cells as the first"
        ),
    )
}

fn malformed(span: Span, headline: Text) -> Diagnostic {
    Diagnostic::error(Code::TableMalformed, headline).at(span)
}

fn align(alignment: TableAlignment) -> Align {
    match alignment {
        TableAlignment::Center => Align::Centre,
        TableAlignment::Right => Align::Right,
        TableAlignment::Left | TableAlignment::None => Align::Left,
    }
}

/// How many cells a line of a table has: comrak drops the ones too many and makes up the missing ones.
fn cells_written(line: &str) -> usize {
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

/// `^^` or `<<`, when that is all the cell holds. An escaped value never is.
fn join_mark<'n>(cell: &'n AstNode<'n>) -> Option<&'static str> {
    let mut children = cell.children();
    let (only, None) = (children.next()?, children.next()) else { return None };
    match &only.data.borrow().value {
        NodeValue::Text(text) if text.trim() == "^^" => Some("^^"),
        NodeValue::Text(text) if text.trim() == "<<" => Some("<<"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_counted_as_written() {
        for (line, cells) in
            [("| a | b |", 2), ("a | b", 2), (r"| a \| b | c |", 2), ("||", 1), (r"| a \\| b |", 2)]
        {
            assert_eq!(cells_written(line), cells, "{line}");
        }
    }
}
