//! Tables: what stands above and below them, and their cells.

use super::Arranger;
use super::columns::{TableColumns, decimals_width};
use super::decree::{CELL_MARGIN, PARAGRAPH_GAP};
use super::styles::Element;
use crate::arrangement::structure::{CellSpan, NodeId, Role};
use crate::arrangement::{
    ArrangedBlock, ArrangedKind, Grid, GridCell, GridRow, Inlines, Look, Paragraph, RULE_THICKNESS,
};
use crate::font::FontSet;
use crate::lines::{Measure, break_lines, extent};
use crate::model::{Inline, Row, Table, plain_text};
use crate::source::Span;
use crate::units::Length;

/// A table with what is said above and below it. Never empty.
pub(super) fn blocks<'a>(
    arranger: &mut Arranger<'a, '_>,
    table: &'a Table,
    columns: TableColumns,
    span: Span,
    node: NodeId,
) -> Vec<ArrangedBlock<'a>> {
    let mut blocks = above(arranger, table, node);
    blocks.push(ArrangedKind::Table(Box::new(grid(arranger, table, columns, node))).into());
    if !table.frame.note.is_empty() {
        let parent = arranger.structure.get(node).parent;
        let note = arranger.paragraph_node(parent.unwrap_or(node));
        blocks.push(line(arranger, Element::TableNote, table.frame.note.as_slice(), note));
    }
    blocks.iter_mut().for_each(|block| block.span = Some(span));
    blocks
}

/// Number of the form, caption and unit, kept with the table.
fn above<'a>(arranger: &mut Arranger<'a, '_>, table: &'a Table, node: NodeId) -> Vec<ArrangedBlock<'a>> {
    let frame = &table.frame;
    let wanted = [
        (Element::TableForm, &frame.form),
        (Element::TableCaption, &frame.caption),
        (Element::TableUnit, &frame.unit),
    ];
    let lines: Vec<_> = wanted.into_iter().filter(|(_, text)| !text.is_empty()).collect();
    if lines.is_empty() {
        return Vec::new();
    }
    let caption = arranger.structure.add(node, Role::Caption);
    let placed = lines.into_iter().map(|(element, text)| {
        let node = arranger.paragraph_node(caption);
        let says_so = {
            let words = plain_text(text).to_lowercase();
            words.starts_with("đvt") || words.starts_with("đơn vị")
        };
        match element {
            Element::TableUnit if !says_so => line(arranger, element, with_unit_mark(text), node),
            _ => line(arranger, element, text.as_slice(), node),
        }
    });
    placed.collect()
}

/// What a unit is told by, unless it says so itself (`ĐVT: …`, `Đơn vị tính: …`).
fn with_unit_mark(unit: &[Inline]) -> Vec<Inline> {
    std::iter::once(Inline::plain("ĐVT: ")).chain(unit.iter().cloned()).collect()
}

fn line<'a>(
    arranger: &mut Arranger<'a, '_>,
    element: Element,
    content: impl Into<Inlines<'a>>,
    node: NodeId,
) -> ArrangedBlock<'a> {
    let style = arranger.styles.seldom(element, arranger.sizes);
    arranger.text(style, content, node).into()
}

/// A table's cells, its first rows repeated on each page.
fn grid<'a>(
    arranger: &mut Arranger<'a, '_>,
    table: &'a Table,
    TableColumns { widths, size, decimals }: TableColumns,
    node: NodeId,
) -> Grid<'a> {
    let (fonts, has_note) = (arranger.fonts, !table.frame.note.is_empty());
    let together = kept_together(table);
    let count = table.rows.len();
    let mut rows = Vec::with_capacity(count);
    let (mut group, mut line_of_head) = (None, Length::ZERO);
    for (index, row) in table.rows.iter().enumerate() {
        let (is_head, is_strong) = (index < table.header_rows, table.is_strong(index));
        // A header alone is no group of rows: one would need a body beside it (ISO 14289-1, 7.2).
        if table.header_rows < count && (index == 0 || index == table.header_rows) {
            let role = if is_head { Role::TableHead } else { Role::TableBody };
            group = Some(arranger.structure.add(node, role));
        }
        let row_node = arranger.structure.add(group.unwrap_or(node), Role::TableRow);
        let mut cells = Vec::with_capacity(row.cells.len());
        for cell in &row.cells {
            let span = CellSpan { columns: cell.column_span as u32, rows: cell.row_span as u32 };
            let role = if is_head { Role::HeaderCell(span) } else { Role::DataCell(span) };
            let node = arranger.structure.add(row_node, role);
            let align = table.columns[cell.column];
            let element = match (is_head, is_strong) {
                (true, _) => Element::HeadCell,
                (_, true) => Element::StrongCell(align),
                _ => Element::Cell(align),
            };
            arranger.styles.seldom(element, arranger.sizes);
            let style = arranger.styles.sized(element, size);
            let mut paragraph = arranger.text(style, &cell.content, node);
            let wide =
                decimals.get(cell.column).copied().flatten().filter(|_| !is_head && cell.column_span == 1);
            if let Some(wide) = wide {
                let own = decimals_width(&cell.content, arranger.styles.sheet.look(style), fonts);
                paragraph.right_indent = own.map_or(Length::ZERO, |own| (wide - own).max(Length::ZERO));
            }
            let look = arranger.styles.sheet.look(style);
            let rising = table.is_rising(index, cell).then(|| {
                let room = widths[cell.column] - CELL_MARGIN * 2;
                rising_length(&paragraph, look, room, fonts)
            });
            if is_head {
                line_of_head = line_of_head.max(line_height(look, fonts));
            }
            cells.push(GridCell {
                column: cell.column,
                column_span: cell.column_span,
                row_span: cell.row_span,
                rising,
                blocks: vec![paragraph.into()],
            });
        }
        even_out(&mut cells);
        // The last row, often the total, does not stand alone on a page.
        let is_last = index + 1 == count;
        let keep_with_next =
            if is_last { has_note } else { is_head || together[index] || index + 2 == count };
        rows.push(GridRow { cells, keep_with_next, least: Length::ZERO });
    }
    let rule = if table.frame.ruled { RULE_THICKNESS } else { Length::ZERO };
    give_height(&mut rows[..table.header_rows], line_of_head + rule, rule);
    Grid {
        widths,
        ruled: table.frame.ruled,
        is_kept: table.frame.ruled,
        cell_margin: CELL_MARGIN,
        rows,
        head_rows: table.header_rows,
        after: if has_note { Length::ZERO } else { PARAGRAPH_GAP },
        empty: Some(arranger.styles.sized(Element::Cell(crate::model::Align::Left), size)),
    }
}

/// Lines that rise are broken only when they are longer.
const RISING: Length = Length::mm(25);

/// How long the lines of a head have to be that is read from below, so that they have room beside each other.
fn rising_length(words: &Paragraph<'_>, look: &Look, room: Length, fonts: &FontSet) -> Length {
    let line = fonts.face(look.emphasis).line_height(look.size);
    let most = (room.to_emu() / line.to_emu()).max(1) as usize;
    let (piece, whole) = extent(words.pieces(look), look.size, fonts);
    let mut length = piece.max(whole / most as i64).max(RISING).min(whole);
    let count = |width| {
        let measure = Measure { width, first_line_indent: Length::ZERO };
        break_lines(words.pieces(look), look.size, measure, fonts).len()
    };
    while length < whole && count(length) > most {
        length += Length::pt(4);
    }
    length.min(whole) + Length::pt(1) + look.before + look.after
}

/// The height of a line in a cell.
fn line_height(look: &Look, fonts: &FontSet) -> Length {
    fonts.face(look.emphasis).line_height(look.size) + look.before + look.after
}

/// Gives rows of the head in which cells end that are read from below what these need beyond a line for each row above.
fn give_height(head: &mut [GridRow<'_>], line: Length, rule: Length) {
    for last in 0..head.len() {
        let ending = head[..=last]
            .iter()
            .enumerate()
            .flat_map(|(index, row)| row.cells.iter().filter(move |cell| index + cell.row_span == last + 1));
        let need = |cell: &GridCell<'_>| {
            let rising = cell.rising?;
            Some(rising + rule - line * (cell.row_span as i64 - 1))
        };
        let needs = ending.filter_map(need).max().unwrap_or_default();
        head[last].least = needs.max(Length::ZERO);
    }
}

/// The heads of one row that are read from below have lines of one length: word processors break them at the height of the row.
fn even_out(cells: &mut [GridCell<'_>]) {
    let longest = cells.iter().filter(|cell| cell.row_span == 1).filter_map(|cell| cell.rising).max();
    cells
        .iter_mut()
        .filter(|cell| cell.row_span == 1 && cell.rising.is_some())
        .for_each(|cell| cell.rising = longest);
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
