//! The top of page 1: the agencies beside the national name, the number beside place and date, the marks of urgency and
//! circulation (cells 1 to 4, 10b and 11); and the contact lines at its foot (cell 13). Decree 30/2020, Appendix I, II.1 to II.4
//! and III.2 to III.4.

use super::agency::even_lines;
use super::decree::{
    HEADER_SIZES, HeaderSizes, MARK_GAP, MARK_HEIGHT, MARK_MARGIN, RULE_GAP, RULE_ROOM, page, urgency_width,
};
use super::kinds::{FormCells, SubjectPlace};
use super::styles::{self, Element};
use super::words::{MOTTO, NATIONAL_NAME};
use super::{Arranger, millimetres, title};
use crate::arrangement::structure::NodeId;
use crate::arrangement::{ArrangedBlock, ArrangedKind, Boxed, Grid, GridCell, GridRow, Paragraph, RuleLine};
use crate::diag::{Code, Diagnostic, Diagnostics, Text, text};
use crate::font::FontSet;
use crate::model::{Document, Paper};
use crate::units::Length;

/// The least room between two lines of the header that stand beside each other.
pub(super) const HEADER_GAP: Length = Length::mm(2);
/// What a word processor may measure more than we do.
pub(super) const ROUNDING: Length = Length::tenths_of_mm(3);

/// The larger of the decree's two sets of sizes in which the header fits; else the smaller, and a finding.
pub(super) fn sizes(document: &Document, fonts: &FontSet, found: &mut Diagnostics) -> HeaderSizes {
    let width = page(Paper::A4).text_width();
    let fitting = HEADER_SIZES.into_iter().find(|&sizes| Measured { document, fonts, sizes }.fits(width));
    fitting.unwrap_or_else(|| {
        let sizes = HEADER_SIZES[HEADER_SIZES.len() - 1];
        found.push(Measured { document, fonts, sizes }.too_wide(width));
        sizes
    })
}

/// The lines of the header in one set of sizes.
struct Measured<'m> {
    document: &'m Document,
    fonts: &'m FontSet,
    sizes: HeaderSizes,
}

impl Measured<'_> {
    fn width(&self, text: &str, element: Element) -> Length {
        let look = styles::look(element, self.sizes);
        self.fonts.width(text, look.emphasis, look.size)
    }

    fn number(&self) -> Length {
        self.width(&self.document.header.number_line(), Element::Number)
    }

    fn date(&self) -> Length {
        self.width(&self.document.header.place_and_date(), Element::PlaceAndDate)
    }

    fn national(&self) -> Length {
        self.width(NATIONAL_NAME, Element::NationalName).max(self.width(MOTTO, Element::Motto))
    }

    /// Lines of the left half, each with its width.
    fn left_lines(&self) -> Vec<(String, Length)> {
        let header = &self.document.header;
        let line = |text: &str, element| (text.to_string(), self.width(text, element));
        let parent = header.parent_agency.iter().map(|text| line(text, Element::ParentAgency));
        let issuing = header.issuing_agency.iter().map(|text| line(text, Element::IssuingAgency));
        parent.chain(issuing).chain([line(&header.number_line(), Element::Number)]).collect()
    }

    fn left(&self) -> Length {
        let mark = self.document.marks.urgency.map(urgency_width);
        self.left_lines().into_iter().map(|(_, width)| width).chain(mark).max().unwrap_or_default()
    }

    fn right(&self) -> Length {
        self.national().max(self.date())
    }

    /// Whether both halves fit beside each other. The columns may touch, since their widest lines stand in different rows;
    /// lines of one row keep [`HEADER_GAP`] between them.
    fn fits(&self, width: Length) -> bool {
        let (left, right) = (self.left(), self.right());
        let spare = width - left - right;
        let gap =
            |left_line: Length, right_line: Length| spare + (left - left_line) / 2 + (right - right_line) / 2;
        spare >= ROUNDING
            && gap(left, self.national()) >= HEADER_GAP
            && gap(self.number(), self.date()) >= HEADER_GAP
    }

    /// Widths of the agency's and the national half.
    fn columns(&self, width: Length) -> [Length; 2] {
        let left = self.left();
        let spare = width - left - self.right();
        [left + spare / 2, width - left - spare / 2]
    }

    fn too_wide(&self, width: Length) -> Diagnostic {
        let room = width - ROUNDING - HEADER_GAP - self.right();
        let lines = self.left_lines();
        let at = (0..lines.len()).max_by_key(|&at| lines[at].1).unwrap_or_default();
        let (line, has) = lines.get(at).cloned().unwrap_or_default();
        if has <= room || room < self.national() / 3 {
            return self.place_too_long();
        }
        let (has, fits) = (millimetres(has), millimetres(room));
        Diagnostic::error(
            Code::HeaderTooWide,
            text!(
                "đầu văn bản không đủ chỗ: dòng “{line}” dài {has} mm, chỉ còn {fits} mm bên cạnh quốc hiệu và ngày tháng",
                "the header does not fit: the line “{line}” is {has} mm long, there are {fits} mm beside the national name and the date"
            ),
        )
        .at_maybe(self.document.header.lines_at.get(at).copied().flatten())
        .help(if at + 1 == lines.len() { symbol_too_long() } else { self.broken(&line, room) })
    }

    /// The line as it fits.
    fn broken(&self, line: &str, room: Length) -> Text {
        let width = |text: &str| self.width(text, Element::IssuingAgency);
        let lines = even_lines(line, room, &width);
        let shown: Vec<String> = lines.iter().map(|line| format!("“{line}”")).collect();
        let shown = shown.join(", ");
        match lines.iter().all(|line| width(line) <= room) {
            true => text!("ngắt thành các dòng: {shown}", "break it into the lines {shown}"),
            false => text!(
                "có một chữ dài hơn chỗ còn lại: viết ngắn hơn",
                "one word is longer than the room: write it shorter"
            ),
        }
    }

    fn place_too_long(&self) -> Diagnostic {
        let header = &self.document.header;
        let (place, has) = (&header.place, millimetres(self.date()));
        Diagnostic::error(
            Code::HeaderTooWide,
            text!(
                "đầu văn bản không đủ chỗ: dòng ngày tháng có địa danh “{place}” dài {has} mm",
                "the header does not fit: the date with the place “{place}” is {has} mm long"
            ),
        )
        .at_maybe(header.place_at)
        .help(text!(
            "địa danh chỉ ghi tên đơn vị hành chính nơi cơ quan đóng trụ sở (Phụ lục I, mục II.4)",
            "the place is only the name of the unit where the agency sits (Appendix I, II.4)"
        ))
    }
}

fn symbol_too_long() -> Text {
    text!(
        "viết tắt ký hiệu ngắn hơn: tên loại và chữ viết tắt của cơ quan (Phụ lục I, mục II.3)",
        "shorten the symbol: kind of document and the agency's abbreviation (Appendix I, II.3)"
    )
}

/// The letterhead, a table without lines.
pub(super) fn block<'a>(
    arranger: &mut Arranger<'a, '_>,
    part: NodeId,
    width: Length,
    cells: FormCells,
) -> ArrangedBlock<'a> {
    let measured = Measured { document: arranger.document, fonts: arranger.fonts, sizes: arranger.sizes };
    let columns = measured.columns(width);
    let mut rows = vec![agencies_and_name(arranger, part), number_and_date(arranger, part, cells)];
    if cells.is_numbered {
        rows.extend(marks(arranger, part));
    }
    beside(&columns, rows)
}

/// A table without lines, its rows kept together; each row has the blocks of a cell for each width.
pub(super) fn beside<'a, R>(widths: &[Length], rows: Vec<R>) -> ArrangedBlock<'a>
where
    R: IntoIterator<Item = Vec<ArrangedBlock<'a>>>,
{
    let last = rows.len().saturating_sub(1);
    let cell = |(column, blocks)| GridCell { column, column_span: 1, row_span: 1, rising: None, blocks };
    let row = |(index, cells): (usize, R)| GridRow {
        cells: cells.into_iter().enumerate().map(cell).collect(),
        keep_with_next: index < last,
        least: Length::ZERO,
    };
    let table = Grid {
        widths: widths.to_vec(),
        ruled: false,
        is_kept: false,
        cell_margin: Length::ZERO,
        rows: rows.into_iter().enumerate().map(row).collect(),
        head_rows: 0,
        after: Length::ZERO,
        empty: None,
    };
    ArrangedKind::Table(Box::new(table)).into()
}

fn agencies_and_name<'a>(arranger: &mut Arranger<'a, '_>, part: NodeId) -> [Vec<ArrangedBlock<'a>>; 2] {
    let header = &arranger.document.header;
    let mut left: Vec<ArrangedBlock<'a>> = Vec::new();
    if !header.parent_agency.is_empty() {
        let node = arranger.paragraph_node(part);
        let lines = arranger.lines(Element::ParentAgency, &header.parent_agency, node);
        left.extend(lines.into_iter().map(ArrangedBlock::from));
    }
    let node = arranger.paragraph_node(part);
    let lines = arranger.lines(Element::IssuingAgency, &header.issuing_agency, node);
    left.extend(lines.into_iter().map(ArrangedBlock::from));
    let widths: Vec<Length> =
        header.issuing_agency.iter().map(|line| arranger.width_of(line, Element::IssuingAgency)).collect();
    // Between a third and a half of the agency's name (II.2.b).
    left.push(rule(rule_length(&widths)));
    let mut right: Vec<ArrangedBlock<'a>> = Vec::new();
    for (element, words) in [(Element::NationalName, NATIONAL_NAME), (Element::Motto, MOTTO)] {
        let node = arranger.paragraph_node(part);
        right.push(Paragraph::of_text(arranger.styles.id(element), words, node).into());
    }
    // As long as the motto (II.1.b).
    right.push(rule(arranger.width_of(MOTTO, Element::Motto)));
    [left, right]
}

fn number_and_date<'a>(
    arranger: &mut Arranger<'a, '_>,
    part: NodeId,
    cells: FormCells,
) -> [Vec<ArrangedBlock<'a>>; 2] {
    let header = &arranger.document.header;
    let date = cells.is_dated.then(|| header.place_and_date());
    let number = cells.is_numbered.then(|| header.number_line());
    let lines = [(Element::Number, number), (Element::PlaceAndDate, date)];
    let mut both = lines.map(|(element, line)| {
        let line = line.map(|line| {
            let node = arranger.paragraph_node(part);
            Paragraph::of_text(arranger.styles.id(element), line, node).into()
        });
        line.into_iter().collect::<Vec<ArrangedBlock<'a>>>()
    });
    if cells.subject == SubjectPlace::BelowNumber {
        both[0].push(title::letter_subject(arranger, part));
    }
    both
}

/// The marks of urgency and circulation beside each other; none when the document has neither.
fn marks<'a>(arranger: &mut Arranger<'a, '_>, part: NodeId) -> Option<[Vec<ArrangedBlock<'a>>; 2]> {
    let marks = &arranger.document.marks;
    if marks.urgency.is_none() && marks.circulation.is_none() {
        return None;
    }
    let urgency = marks.urgency.map(|urgency| (Element::Urgency, urgency.words(), urgency_width(urgency)));
    let circulation = marks.circulation.as_deref().map(|words| {
        let width = arranger.width_of(words, Element::Circulation) + MARK_MARGIN * 2;
        (Element::Circulation, words, width)
    });
    Some([urgency, circulation].map(|mark| {
        let boxed = mark.map(|(element, words, width)| {
            let node = arranger.paragraph_node(part);
            let text = Paragraph::of_text(arranger.styles.id(element), words, node);
            ArrangedKind::Boxed(Box::new(Boxed { width, height: MARK_HEIGHT, above: MARK_GAP, text })).into()
        });
        boxed.into_iter().collect()
    }))
}

/// How to reach the agency, under a rule across the text (III.4).
pub(super) fn contact<'a>(
    arranger: &mut Arranger<'a, '_>,
    part: NodeId,
    width: Length,
) -> Vec<ArrangedBlock<'a>> {
    let lines = &arranger.document.marks.contact;
    if lines.is_empty() {
        return Vec::new();
    }
    let node = arranger.paragraph_node(part);
    let rule = RuleLine { length: width, above: Length::ZERO, below: RULE_GAP, keep_with_next: false };
    let lines = arranger.lines(Element::Contact, lines, node);
    std::iter::once(ArrangedKind::Rule(rule).into())
        .chain(lines.into_iter().map(ArrangedBlock::from))
        .collect()
}

pub(super) fn rule<'a>(length: Length) -> ArrangedBlock<'a> {
    ArrangedKind::Rule(RuleLine { length, above: RULE_GAP, below: RULE_ROOM, keep_with_next: false }).into()
}

/// The length of a rule under lines of text: 40 % of the last line, kept between a third and a half of the longest, so
/// that it is right by either reading of the decree's "dòng chữ".
pub(super) fn rule_length(lines: &[Length]) -> Length {
    let last = lines.last().copied().unwrap_or_default();
    let longest = lines.iter().copied().max().unwrap_or_default();
    // One part in fifty inside the limits, for what rounding takes.
    let low = longest.scale(17, 50);
    let high = last.scale(49, 100);
    last.scale(2, 5).max(low).min(high.max(last.scale(2, 5)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_right_by_both_readings_when_that_is_possible() {
        let mm = |length: i64| Length::mm(length);
        for lines in [vec![mm(60)], vec![mm(60), mm(50)], vec![mm(50), mm(60)], vec![mm(60), mm(42)]] {
            let rule = rule_length(&lines);
            for line in [*lines.last().expect("lines"), *lines.iter().max().expect("lines")] {
                assert!(rule >= line / 3 && rule <= line / 2, "{lines:?}: {rule:?}");
            }
        }
    }

    #[test]
    fn a_short_last_line_still_gets_a_rule_of_its_own_measure() {
        let rule = rule_length(&[Length::mm(150), Length::mm(30)]);
        assert!(rule >= Length::mm(10) && rule <= Length::mm(15));
    }
}
