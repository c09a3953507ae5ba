//! GFM tables, with joined cells.

use std::collections::VecDeque;

use comrak::nodes::{AstNode, NodeTable, NodeValue, TableAlignment};

use super::attributes::{Attributes, TableAttributes};
use super::lines::{Lines, PlainRow};
use super::notes::Notes;
use super::rows::cells_written;
use super::{Context, inline};
use crate::diag::{Code, Diagnostic, Diagnostics, Text, text};
use crate::model::{Align, MarkupReading, Table, TableBuilder};
use crate::source::Span;

/// What a table is read from.
pub(super) struct TableSource<'a> {
    pub lines: &'a Lines,
    /// Rows that were read already, of this table and those below it.
    pub plain_rows: &'a mut VecDeque<PlainRow>,
    pub notes: &'a mut Notes,
}

/// A table, as the attributes above it ask.
pub(super) fn table<'n>(
    node: &'n AstNode<'n>,
    table: &NodeTable,
    source: TableSource<'_>,
    attributes: &mut Attributes,
    context: &Context<'_>,
    found: &mut Diagnostics,
) -> Option<Table> {
    let TableSource { lines, plain_rows, notes } = source;
    let columns: Vec<Align> = table.alignments.iter().map(|alignment| align(*alignment)).collect();
    let count = columns.len();
    let asked = (!attributes.is_empty()).then(|| attributes.table(count, found));
    let own_widths = asked.as_ref().and_then(|asked| asked.widths.clone());
    let widths = own_widths.or_else(|| context.column_widths_mm.map(<[u32]>::to_vec));
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
    let mut rows = node.children().peekable();
    let head = node.data.borrow().sourcepos.start.line;
    while let Some(row) = rows.next() {
        let line = row.data.borrow().sourcepos.start.line;
        // The rule stands below the head; what was read already stands before the next row.
        let next = rows.peek().map_or(line.max(head + 1) + 1, |next| next.data.borrow().sourcepos.start.line);
        let written = cells_written(lines.line(line));
        if written != count {
            sound = false;
            found.push(malformed(
                lines.span(row),
                text!(
                    "dòng này có {written} ô, bảng có {count} cột",
                    "this row has {written} cells, the table has {count} columns"
                ),
            ).help(text!(
                "mỗi hàng trên một dòng; giá trị nhiều đoạn (doan-van, doan) không đặt được trong ô, để type: string thì giữ dòng",
                "each row on one line; a value of paragraphs (doan-van, doan) cannot stand in a cell, type: string keeps its lines"
            )));
        } else {
            spans.push(lines.span(row));
            builder.row(
                row.children()
                    .map(|cell| {
                        join_mark(cell).map_or_else(
                            || Ok(inline::content(cell, lines, context.reading, notes, found)),
                            Err,
                        )
                    })
                    .collect(),
            );
        }
        let read = plain_rows.iter().take_while(|row| row.after < next).count();
        for plain in plain_rows.drain(..read) {
            spans.push(plain.span);
            builder.row(plain.cells.into_iter().map(Ok).collect());
        }
    }
    if !sound {
        return None;
    }
    match builder.build() {
        Ok(table) => {
            if context.reading == MarkupReading::Second && table.rows.len() <= table.header_rows.max(1) {
                found.push(without_rows(lines.span(node)));
            }
            Some(framed(table, asked, lines.span(node), found))
        }
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

/// The table with its frame and head as they are asked for.
fn framed(mut table: Table, asked: Option<TableAttributes>, span: Span, found: &mut Diagnostics) -> Table {
    let Some(asked) = asked else { return table };
    if let Some((rows, at)) = asked.head_rows
        && !table.set_header_rows(rows)
    {
        found.push(malformed(
            at,
            text!(
                "dong_dau={rows} cắt ngang một ô ghép, hoặc bảng không có đủ dòng",
                "dong_dau={rows} cuts a joined cell, or the table has not so many rows"
            ),
        ));
    }
    if asked.frame.at_comma && !table.columns.contains(&Align::Right) {
        let message = text!(
            "can_phay mà bảng không có cột nào canh phải (---:)",
            "can_phay, and no column of the table is at the right (---:)"
        );
        found.push(malformed(Span { end: span.start, ..span }, message));
    }
    table.frame = asked.frame;
    table
}

/// A table that has nothing but its head.
fn without_rows(span: Span) -> Diagnostic {
    Diagnostic::warning(
        Code::TableMalformed,
        text!("bảng chỉ có đầu bảng, không có hàng nào", "the table has a head and no rows"),
    )
    .at(Span { end: span.start, ..span })
    .help(text!(
        "danh sách rỗng thì đặt bảng trong {{% if … %}}, hoặc thêm một hàng nói không có",
        "for an empty list, put the table into {{% if … %}}, or add a row that says so"
    ))
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
