//! Column widths of tables: from the template, or from the content and the page.

use super::decree::CELL_MARGIN;
use super::styles::Element;
use super::{Arranger, millimetres};
use crate::arrangement::{Paragraph, structure::Structure};
use crate::diag::{Code, Diagnostic, Text, text};
use crate::lines::extent;
use crate::model::Table;
use crate::source::Span;
use crate::units::Length;

/// Narrower columns hold no word; more of them than fit are refused.
const NARROWEST: Length = Length::mm(8);

/// The widths of the columns, filling `available` together. When they do not fit, that is found at `span`, and all are alike.
pub(super) fn widths(
    table: &Table,
    available: Length,
    span: Span,
    arranger: &mut Arranger<'_, '_>,
) -> Vec<Length> {
    let count = table.columns.len() as i64;
    let widths = match &table.widths_mm {
        _ if NARROWEST * count > available => Err(text!(
            "bảng có {count} cột, không vừa trang",
            "the table has {count} columns and does not fit the page"
        )),
        Some(widths) => given(widths, available),
        None => {
            let (narrow, wide) = wishes(table, arranger);
            Ok(share(&narrow, &wide, available))
        }
    };
    widths.unwrap_or_else(|headline| {
        arranger.found.push(too_wide(headline, span));
        vec![available / count.max(1); table.columns.len()]
    })
}

fn too_wide(headline: Text, span: Span) -> Diagnostic {
    Diagnostic::error(Code::TableTooWide, headline).at(Span { end: span.start, ..span }).help(text!(
        "bớt cột, hoặc đặt phụ lục khổ ngang (kho: ngang)",
        "use fewer columns, or a landscape appendix (kho: ngang)"
    ))
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

/// For each column, the width of its longest word and that of its longest text on one line.
fn wishes(table: &Table, arranger: &Arranger<'_, '_>) -> (Vec<Length>, Vec<Length>) {
    // A hair more than the text, so that rounding does not break a line that fits exactly.
    let margins = CELL_MARGIN * 2 + Length::pt(1);
    let mut narrow = vec![NARROWEST; table.columns.len()];
    let mut wide = narrow.clone();
    for (index, row) in table.rows.iter().enumerate() {
        let is_head = index < table.header_rows;
        let element = if is_head { Element::HeadCell } else { Element::Cell(crate::model::Align::Left) };
        let style = arranger.styles.id(element);
        let look = arranger.styles.sheet.look(style);
        for cell in row.cells.iter().filter(|cell| cell.column_span == 1) {
            let paragraph = Paragraph::new(style, &cell.content, Structure::ROOT);
            let (word, line) = extent(paragraph.pieces(look), look.size, arranger.fonts);
            narrow[cell.column] = narrow[cell.column].max(word + margins);
            // Header cells may wrap, into three lines or so.
            let line = if is_head { word.max(line.scale(2, 5)) } else { line };
            wide[cell.column] = wide[cell.column].max(line + margins);
        }
    }
    (narrow, wide)
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
