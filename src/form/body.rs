//! The text of the body and of appendices: headings, paragraphs, items and tables.

use super::Arranger;
use super::columns::{self, TableColumns};
use super::decree::{CELL_MARGIN, PARAGRAPH_GAP};
use super::placing::Placing;
use super::styles::Element;
use crate::arrangement::structure::{CellSpan, NodeId, Role};
use crate::arrangement::{self, ArrangedKind, LabelKind, PageFormat, Paragraph, ParagraphLabel, Section};
use crate::model::{Appendix, Block, BlockKind, Inline, Row, Table, plain_text};

/// The blocks of one part, on its pages.
pub(super) fn blocks<'a>(
    arranger: &mut Arranger<'a, '_>,
    blocks: &'a [Block],
    part: NodeId,
    page: &PageFormat,
) -> Vec<arrangement::ArrangedBlock<'a>> {
    let mut placing = Placing::new(part);
    let mut arranged = Vec::with_capacity(blocks.len());
    for block in blocks {
        let nodes = placing.place(&block.kind, &mut arranger.structure);
        let paragraph = |element, label, content: &'a [Inline]| {
            ArrangedKind::Paragraph(Paragraph {
                label,
                nodes,
                ..Paragraph::new(arranger.styles.id(element), content, nodes.body)
            })
        };
        let label = |text: String, kind| Some(ParagraphLabel { text, kind });
        let kind = match &block.kind {
            BlockKind::Table(table) => {
                let columns = columns::columns(table, page, block.span, arranger);
                ArrangedKind::Table(Box::new(ruled_table(arranger, table, columns, nodes.body)))
            }
            BlockKind::Paragraph(content) => paragraph(Element::Body, None, content),
            BlockKind::Heading { level, number, content } => {
                let label = label(number.clone(), LabelKind::Heading { level: level - 1 });
                paragraph(Element::Heading(*level), label, content)
            }
            BlockKind::Item { bullet, content } => paragraph(
                Element::Item(*bullet),
                label(bullet.sign().to_string(), LabelKind::Bullet),
                content,
            ),
            BlockKind::Numbered { number, list, content } => {
                let kind = LabelKind::Numbered { list: *list, number: *number };
                paragraph(Element::Numbered, label(format!("{number}."), kind), content)
            }
        };
        arranged.push(arrangement::ArrangedBlock { kind, span: Some(block.span) });
    }
    arranged
}

/// Keeps the end of a block on the page of what follows.
pub(super) fn keep_with_next(block: &mut arrangement::ArrangedBlock<'_>) {
    match &mut block.kind {
        ArrangedKind::Paragraph(paragraph) => paragraph.keep_with_next = true,
        ArrangedKind::Table(table) => {
            if let Some(last) = table.rows.last_mut() {
                last.keep_with_next = true;
            }
        }
        ArrangedKind::Rule(rule) => rule.keep_with_next = true,
        ArrangedKind::Boxed(_) | ArrangedKind::Room(_) => {}
    }
}

/// A table with lines, its first rows repeated on each page.
fn ruled_table<'a>(
    arranger: &mut Arranger<'a, '_>,
    table: &'a Table,
    TableColumns { widths, size }: TableColumns,
    node: NodeId,
) -> arrangement::Grid<'a> {
    let together = kept_together(table);
    let count = table.rows.len();
    let mut rows = Vec::with_capacity(count);
    let mut group = None;
    for (index, row) in table.rows.iter().enumerate() {
        let is_head = index < table.header_rows;
        // A header alone is no group of rows: one would need a body beside it (ISO 14289-1, 7.2).
        if table.header_rows < count && (index == 0 || index == table.header_rows) {
            let role = if is_head { Role::TableHead } else { Role::TableBody };
            group = Some(arranger.structure.add(node, role));
        }
        let row_node = arranger.structure.add(group.unwrap_or(node), Role::TableRow);
        let cells = row.cells.iter().map(|cell| {
            let span = CellSpan { columns: cell.column_span as u32, rows: cell.row_span as u32 };
            let role = if is_head { Role::HeaderCell(span) } else { Role::DataCell(span) };
            let node = arranger.structure.add(row_node, role);
            let element = if is_head { Element::HeadCell } else { Element::Cell(table.columns[cell.column]) };
            let paragraph = Paragraph::new(arranger.styles.sized(element, size), &cell.content, node);
            arrangement::GridCell {
                column: cell.column,
                column_span: cell.column_span,
                row_span: cell.row_span,
                blocks: vec![paragraph.into()],
            }
        });
        let cells = cells.collect();
        // The last row, often the total, does not stand alone on a page.
        let keep_with_next = index + 1 < count && (is_head || together[index] || index + 2 == count);
        rows.push(arrangement::GridRow { cells, keep_with_next });
    }
    arrangement::Grid {
        widths,
        ruled: true,
        cell_margin: CELL_MARGIN,
        rows,
        head_rows: table.header_rows,
        after: PARAGRAPH_GAP,
        empty: Some(arranger.styles.sized(Element::Cell(crate::model::Align::Left), size)),
    }
}

/// For each row, whether a joined cell ties it to the next.
fn kept_together(table: &Table) -> Vec<bool> {
    let mut tied = vec![false; table.rows.len()];
    for (index, row) in table.rows.iter().enumerate() {
        for cell in row.cells.iter().filter(|cell| cell.row_span > 1) {
            let rows = index..index + cell.row_span;
            if is_short(&table.rows[rows.clone()]) {
                tied[index..rows.end - 1].fill(true);
            }
        }
    }
    tied
}

/// Rows that are kept on one page: longer groups would leave half a page empty, and are broken.
const ROWS_TOGETHER: usize = 12;
/// Letters in them, of which a page holds three thousand or so.
const LETTERS_TOGETHER: usize = 1_500;

fn is_short(rows: &[Row]) -> bool {
    let cells = || rows.iter().flat_map(|row| &row.cells);
    let letters = || cells().map(|cell| plain_text(&cell.content).len()).sum::<usize>();
    rows.len() <= ROWS_TOGETHER && letters() <= LETTERS_TOGETHER
}

/// An appendix: a section of its own with its label, title, subtitles and the line that ties it to its document (III.1).
pub(super) fn appendix<'a>(arranger: &mut Arranger<'a, '_>, appendix: &'a Appendix) -> Section<'a> {
    let (mut section, part) = arranger.section(appendix.paper, Some(appendix.label.clone()));
    let title = format!("{} {}", appendix.label, plain_text(&appendix.title));
    let heading = arranger.structure.heading(part, 1, title);
    let label = Paragraph {
        goes_on: true,
        ..Paragraph::of_text(arranger.styles.id(Element::AppendixLabel), appendix.label.as_str(), heading)
    };
    let title = Paragraph::new(arranger.styles.id(Element::AppendixTitle), &appendix.title, heading);
    section.blocks.extend([label.into(), title.into()]);
    for line in &appendix.subtitle {
        let node = arranger.paragraph_node(part);
        section.blocks.push(Paragraph::new(arranger.styles.id(Element::AppendixSubtitle), line, node).into());
    }
    let node = arranger.paragraph_node(part);
    let reference = appendix.reference.as_str();
    let reference = Paragraph::of_text(arranger.styles.id(Element::AppendixReference), reference, node);
    section.blocks.push(reference.into());
    let page = section.page;
    section.blocks.extend(blocks(arranger, &appendix.blocks, part, &page));
    section
}
