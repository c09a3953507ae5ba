//! Column widths of tables: from the template, or from the content and the page.

use rayon::prelude::*;

use super::decree::{self, CELL_MARGIN, TABLE_SIZE};
use super::styles::Element;
use super::{Arranger, millimetres};
use crate::arrangement::{Look, PageFormat, Paragraph, structure::Structure};
use crate::diag::{Code, Diagnostic, Text, text};
use crate::font::FontSet;
use crate::lines::extent;
use crate::model::{Align, Emphasis, Inline, Paper, Row, Script, Table, plain_text};
use crate::source::Span;
use crate::units::{FontSize, Length};

/// Narrower columns hold no word; more of them than fit are refused.
const NARROWEST: Length = Length::mm(8);

/// A longer piece without a space is no figure, date or syllable, but an address or the like, and may be broken.
const LONGEST_PIECE: Length = Length::mm(60);

/// The sizes in which a table may be set, the first in which its figures and words stay whole. The last is for A3 alone.
const SIZES: [FontSize; 5] =
    [TABLE_SIZE, FontSize::pt(11), FontSize::pt(10), FontSize::pt(9), FontSize::pt(8)];

fn sizes(page: &PageFormat) -> &'static [FontSize] {
    let is_large = page.text_width() > decree::page(Paper::A4Landscape).text_width()
        || page.text_height() > decree::page(Paper::A4).text_height();
    if is_large { &SIZES } else { &SIZES[..SIZES.len() - 1] }
}

/// How wide the columns of a table are, and the size of its type.
pub(super) struct TableColumns {
    pub widths: Vec<Length>,
    pub size: FontSize,
    /// Of columns whose figures stand with their decimal commas below one another, the widest part from the comma on.
    pub decimals: Vec<Option<Length>>,
}

/// What a column needs in the usual size, without margins.
#[derive(Clone, Copy, Default)]
struct Need {
    /// Its longest piece that must not be broken.
    piece: Length,
    /// Its longest text on one line.
    line: Length,
    /// Its widest figure up to the comma, and from the comma on, where commas stand below one another.
    whole: Length,
    decimals: Length,
}

impl Need {
    fn or(self, other: Need) -> Need {
        Need {
            piece: self.piece.max(other.piece),
            line: self.line.max(other.line),
            whole: self.whole.max(other.whole),
            decimals: self.decimals.max(other.decimals),
        }
    }

    /// The least width of the column in a size.
    fn least(self, size: FontSize) -> Length {
        in_size(self.piece.min(LONGEST_PIECE).max(self.whole + self.decimals), size).max(NARROWEST)
    }
}

/// A width of the usual size in another one.
fn scaled(width: Length, size: FontSize) -> Length {
    width.scale(size.half_points().into(), TABLE_SIZE.half_points().into())
}

/// A width of the usual size in another one, with the margins of a cell.
fn in_size(width: Length, size: FontSize) -> Length {
    // A hair more than the text, so that rounding does not break a line that fits exactly.
    scaled(width, size) + CELL_MARGIN * 2 + Length::pt(1)
}

/// The width of a figure from its decimal comma on, zero for one without; `None` for what is no figure.
pub(super) fn decimals_width(content: &[Inline], look: &Look, fonts: &FontSet) -> Option<Length> {
    parts_of_figure(content, look, fonts).map(|(_, decimals)| decimals)
}

/// The widths of a figure up to its decimal comma and from it on.
fn parts_of_figure(content: &[Inline], look: &Look, fonts: &FontSet) -> Option<(Length, Length)> {
    // A mark behind the figure, raised, hangs beside it.
    let is_mark = |inline: &&Inline| match inline {
        Inline::Text { emphasis, .. } => emphasis.script == Script::Raised,
        Inline::Note(_) => true,
        _ => false,
    };
    let marks = content.iter().rev().take_while(is_mark).count();
    let (figure, marks) = content.split_at(content.len() - marks);
    let text = plain_text(figure);
    let text = text.trim();
    let is_figure = text.contains(|sign: char| sign.is_ascii_digit())
        && text.chars().all(|sign| {
            sign.is_ascii_digit() || matches!(sign, '.' | ',' | '-' | '−' | '+' | '%' | '(' | ')')
        });
    let emphasis = figure.iter().find_map(|inline| match inline {
        Inline::Text { emphasis, .. } => Some(emphasis.over(look.emphasis)),
        _ => None,
    })?;
    let width = |text: &str| fonts.width(text, emphasis, look.size);
    let end = text.find([',', '%', ')']).unwrap_or(text.len());
    let of_mark = |inline: &Inline| match inline {
        Inline::Text { text, emphasis } => fonts.width(text, emphasis.over(look.emphasis), look.size),
        Inline::Note(note) => {
            let raised = Emphasis { script: Script::Raised, ..look.emphasis };
            fonts.width(&note.mark, raised, look.size)
        }
        _ => Length::ZERO,
    };
    let marks: Length = marks.iter().map(of_mark).sum();
    is_figure.then(|| (width(&text[..end]), width(&text[end..]) + marks))
}

/// The columns of a table, filling `available` together, in the largest type in which no figure, date or syllable is broken. What
/// does not fit is found at `span`.
pub(super) fn columns(
    table: &Table,
    page: &PageFormat,
    span: Span,
    arranger: &mut Arranger<'_, '_>,
) -> TableColumns {
    let available = page.text_width();
    let asked = table.frame.size_pt.map(FontSize::pt);
    let sizes = asked.as_ref().map_or_else(|| sizes(page), std::slice::from_ref);
    let count = table.columns.len() as i64;
    let alike = || vec![available / count.max(1); table.columns.len()];
    if NARROWEST * count > available {
        let headline = text!(
            "bảng có {count} cột, không vừa trang",
            "the table has {count} columns and does not fit the page"
        );
        arranger.found.push(too_wide(headline, table, span));
        return TableColumns { widths: alike(), size: TABLE_SIZE, decimals: Vec::new() };
    }
    let widths = table.widths_mm.as_ref().map(|widths| given(widths, available));
    let widths = widths.transpose().unwrap_or_else(|headline| {
        arranger.found.push(too_wide(headline, table, span));
        Some(alike())
    });
    let needs = needs(table, arranger);
    let fits = |size: &FontSize| match &widths {
        Some(widths) => needs.iter().zip(widths).all(|(need, width)| need.least(*size) <= *width),
        None => needs.iter().map(|need| need.least(*size)).sum::<Length>() <= available,
    };
    let size = sizes.iter().copied().find(fits);
    match size {
        Some(TABLE_SIZE) => {}
        Some(_) if asked.is_some() => {}
        Some(size) => arranger.found.push(set_small(size, span)),
        None => {
            let smallest = sizes[sizes.len() - 1];
            arranger.found.push(broken(table, &needs, widths.as_deref(), page.text_width(), smallest, span));
        }
    }
    let size = size.unwrap_or(sizes[sizes.len() - 1]);
    let widths = widths.unwrap_or_else(|| {
        let narrow: Vec<Length> = needs.iter().map(|need| need.least(size)).collect();
        let wide: Vec<Length> =
            needs.iter().zip(&narrow).map(|(need, narrow)| in_size(need.line, size).max(*narrow)).collect();
        share(&narrow, &wide, available)
    });
    let decimals = match table.frame.at_comma {
        true => needs
            .iter()
            .map(|need| Some(scaled(need.decimals, size)).filter(|_| need.decimals > Length::ZERO))
            .collect(),
        false => Vec::new(),
    };
    TableColumns { widths, size, decimals }
}

/// A table that does not fit; what its template asked for is the first to be given up.
fn too_wide(headline: Text, table: &Table, span: Span) -> Diagnostic {
    let finding = Diagnostic::error(Code::TableTooWide, headline).at(Span { end: span.start, ..span });
    if table.frame.size_pt.is_some() {
        return finding.help(text!("bỏ co_chu, hoặc chọn cỡ nhỏ hơn", "take co_chu out, or a smaller size"));
    }
    if table.widths_mm.is_some() {
        return finding.help(text!(
            "sửa hoặc bỏ do_rong_cot của bảng này",
            "change or take out do_rong_cot of this table"
        ));
    }
    finding.help(text!(
        "bớt cột, hoặc đặt phụ lục khổ ngang (kho: ngang), khổ A3 (kho: a3)",
        "use fewer columns, or a landscape appendix (kho: ngang), on A3 (kho: a3)"
    ))
}

fn set_small(size: FontSize, span: Span) -> Diagnostic {
    let points = size.half_points() / 2;
    let headline = text!(
        "chữ trong bảng này nhỏ còn {points} pt, để số liệu và chữ không bị ngắt",
        "this table is set in {points} pt, so that no figure and no word is broken"
    );
    Diagnostic::note(Code::TableTooWide, headline).at(Span { end: span.start, ..span }).help(text!(
        "muốn chữ to hơn: kho: ngang, kho: a3, hoặc bớt cột",
        "for larger type: kho: ngang, kho: a3, or fewer columns"
    ))
}

/// The columns that cannot hold what stands in them even in the smallest type.
fn broken(
    table: &Table,
    needs: &[Need],
    widths: Option<&[Length]>,
    available: Length,
    smallest: FontSize,
    span: Span,
) -> Diagnostic {
    let points = smallest.half_points() / 2;
    let equal = available / needs.len().max(1) as i64;
    let has = |column: usize| widths.map_or(equal, |widths| widths[column]);
    let name = |column: usize| {
        let cells = table.rows[..table.header_rows].iter().rev().flat_map(|row| &row.cells);
        let head = cells.filter(|cell| cell.column == column).map(|cell| plain_text(&cell.content));
        let head = head.map(|words| words.trim().to_string()).find(|words| !words.is_empty());
        head.map_or_else(|| (column + 1).to_string(), |words| format!("{} (“{words}”)", column + 1))
    };
    let narrow = (0..needs.len()).filter(|column| needs[*column].least(smallest) > has(*column));
    let names: Vec<String> = narrow.map(name).collect();
    let names = names.join(", ");
    too_wide(
        text!(
            "số liệu hoặc chữ ở cột {names} bị ngắt giữa chừng, dù chữ nhỏ {points} pt",
            "figures or words in column {names} would be broken, even in {points} pt"
        ),
        table,
        span,
    )
}

fn given(widths: &[u32], available: Length) -> Result<Vec<Length>, Text> {
    let lengths: Vec<Length> = widths.iter().map(|mm| Length::mm((*mm).into())).collect();
    let total: Length = lengths.iter().copied().sum();
    if total > available {
        let (has, room) = (millimetres(total), millimetres(available));
        return Err(text!(
            "do_rong_cot cộng lại {has} mm, trang chỉ rộng {room} mm",
            "do_rong_cot adds up to {has} mm, the page has {room} mm"
        ));
    }
    Ok(lengths)
}

/// Rows of a table that are measured side by side.
const ROWS_AT_ONCE: usize = 256;

/// What each column needs.
fn needs(table: &Table, arranger: &Arranger<'_, '_>) -> Vec<Need> {
    let [head, cell] = [Element::HeadCell, Element::Cell(Align::Left)]
        .map(|element| arranger.styles.id(element))
        .map(|style| (style, arranger.styles.sheet.look(style)));
    let strong = Look { emphasis: Emphasis::BOLD, ..*cell.1 };
    let fonts = arranger.fonts;
    let of_rows = |(chunk, rows): (usize, &[Row])| {
        let mut needs = vec![Need::default(); table.columns.len()];
        for (index, row) in rows.iter().enumerate() {
            let number = chunk * ROWS_AT_ONCE + index;
            let is_head = number < table.header_rows;
            let (style, look) = match (is_head, table.is_strong(number)) {
                (true, _) => head,
                (_, true) => (cell.0, &strong),
                _ => cell,
            };
            for cell in row.cells.iter().filter(|cell| cell.column_span == 1) {
                if table.is_rising(number, cell) {
                    let line = fonts.face(look.emphasis).line_height(look.size);
                    needs[cell.column] = needs[cell.column].or(Need { piece: line, line, ..Need::default() });
                    continue;
                }
                let paragraph = Paragraph::new(style, &cell.content, Structure::ROOT);
                let (piece, line) = extent(paragraph.pieces(look), look.size, fonts);
                // Header cells may wrap, into three lines or so.
                let line = if is_head { piece.max(line.scale(2, 5)) } else { line };
                let is_aligned =
                    table.frame.at_comma && !is_head && table.columns[cell.column] == Align::Right;
                let parts = if is_aligned { parts_of_figure(&cell.content, look, fonts) } else { None };
                let (whole, decimals) = parts.unwrap_or_default();
                needs[cell.column] = needs[cell.column].or(Need { piece, line, whole, decimals });
            }
        }
        needs
    };
    let both = |a: Vec<Need>, b: Vec<Need>| a.into_iter().zip(b).map(|(a, b)| a.or(b)).collect();
    let none = || vec![Need::default(); table.columns.len()];
    let chunks = table.rows.par_chunks(ROWS_AT_ONCE).enumerate();
    match table.rows.len() <= ROWS_AT_ONCE {
        true => of_rows((0, &table.rows)),
        false => chunks.map(of_rows).reduce(none, both),
    }
}

/// Gives every column its longest word if that is possible; then what is left, the modest wishes first, so that a column
/// of long texts does not starve the others.
fn share(narrow: &[Length], wide: &[Length], available: Length) -> Vec<Length> {
    let least: Length = narrow.iter().copied().sum();
    if least > available {
        return shrink(narrow, available);
    }
    let mut left = available - least;
    let mut widths: Vec<Length> = narrow.to_vec();
    let mut by_wish: Vec<usize> = (0..narrow.len()).collect();
    by_wish.sort_by_key(|&i| wide[i] - narrow[i]);
    for (served, &i) in by_wish.iter().enumerate() {
        let waiting = (narrow.len() - served) as i64;
        let more = (wide[i] - narrow[i]).min(left / waiting);
        widths[i] += more;
        left -= more;
    }
    // What nobody needs goes to all alike, what rounding leaves to the widest.
    let each = left / widths.len() as i64;
    widths.iter_mut().for_each(|width| *width += each);
    give_rest(&mut widths, available);
    widths
}

/// Words are too long: columns that would do with an equal share keep their words, the others are cut.
fn shrink(narrow: &[Length], available: Length) -> Vec<Length> {
    let mut widths = vec![None; narrow.len()];
    let (mut room, mut open) = (available, narrow.len() as i64);
    loop {
        let share = room / open.max(1);
        let fits: Vec<usize> =
            (0..narrow.len()).filter(|&i| widths[i].is_none() && narrow[i] <= share).collect();
        if fits.is_empty() {
            let mut widths: Vec<Length> = widths.into_iter().map(|width| width.unwrap_or(share)).collect();
            give_rest(&mut widths, available);
            return widths;
        }
        for i in fits {
            widths[i] = Some(narrow[i]);
            room -= narrow[i];
            open -= 1;
        }
    }
}

fn give_rest(widths: &mut [Length], available: Length) {
    let rest = available - widths.iter().copied().sum();
    if let Some(widest) = widths.iter_mut().max_by_key(|width| **width) {
        *widest += rest;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mm(lengths: &[i64]) -> Vec<Length> {
        lengths.iter().map(|length| Length::mm(*length)).collect()
    }

    #[test]
    fn columns_fill_the_page_and_hold_their_words() {
        let widths = share(&mm(&[10, 20, 10]), &mm(&[10, 200, 30]), Length::mm(160));
        assert_eq!(widths.iter().copied().sum::<Length>(), Length::mm(160));
        assert!(widths[0] >= Length::mm(10) && widths[1] > widths[2]);
    }

    #[test]
    fn a_word_wider_than_the_page_leaves_the_other_columns_whole() {
        let widths = share(&mm(&[10, 900, 20]), &mm(&[10, 900, 20]), Length::mm(160));
        assert_eq!(widths, mm(&[10, 130, 20]));
    }

    #[test]
    fn given_widths_must_fit() {
        assert_eq!(given(&[60, 100], Length::mm(160)), Ok(mm(&[60, 100])));
        assert!(given(&[61, 100], Length::mm(160)).is_err());
    }
}
