//! What the form needs measured before anything is written: the header's sizes and columns, the lengths of the rules,
//! the column widths of tables. Both writers take their numbers from here, so that they agree.

mod columns;

use crate::diag::{Code, Diagnostic, Diagnostics, Text, text};
use crate::font::FontSet;
use crate::lines::{Measure, break_lines};
use crate::model::{Block, BlockKind, Document, Emphasis, Inline, LevelForm, NumberingScheme, Orientation};
use crate::profile::{
    ADDRESSEES_LABEL, Element, HEADER_SIZES, HeaderSizes, MOTTO, NATIONAL_NAME, ParagraphStyle, Profile,
};
use crate::source::Span;
use crate::units::{FontSize, Length};

/// The least room between two lines of the header that stand beside each other.
const HEADER_GAP: Length = Length::mm(2);
/// What a word processor may measure more than we do.
const ROUNDING: Length = Length::tenths_of_mm(3);

/// The measured form of one document.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    pub sizes: HeaderSizes,
    /// Widths of the agency's and the national half of the header.
    pub header_columns: [Length; 2],
    /// As long as the motto (Decree 30/2020, Appendix I, II.1.b).
    pub motto_rule: Length,
    /// Between a third and a half of the agency's name (II.2.b).
    pub agency_rule: Length,
    /// Between a third and a half of the subject (II.5.b).
    pub subject_rule: Length,
    /// Widths of the recipients' and the signer's half of the foot.
    pub signature_columns: [Length; 2],
    /// Where a line of addressees begins, and where the dashes of several stand: under the colon (II.9.d).
    pub addressee_indents: [Length; 2],
    /// Width of the box around the mark of circulation (III.2.c).
    pub circulation_width: Option<Length>,
    /// Column widths of each table, in the order of the document.
    pub tables: Vec<Vec<Length>>,
    numbering: NumberingScheme,
}

impl Form {
    /// Measures the document. What does not fit is a finding; the form is then the nearest that can be had.
    pub fn measure(document: &Document, profile: &Profile, fonts: &FontSet, found: &mut Diagnostics) -> Form {
        let width = profile.text_width(Orientation::Portrait);
        let fitting = HEADER_SIZES.iter().find(|sizes| header_fits(document, profile, **sizes, width, fonts));
        if fitting.is_none() {
            found.push(header_too_wide(document, width, fonts));
        }
        let sizes = *fitting.unwrap_or(&HEADER_SIZES[HEADER_SIZES.len() - 1]);
        let style = |element| profile.style(element, sizes);
        let left = left_width(document, profile, sizes, fonts);
        let right = right_width(document, sizes, fonts);
        let spare = width - left - right;
        let agency = widths(&document.header.issuing_agency, style(Element::IssuingAgency), fonts);
        let signature_left = width.scale(9, 20);
        Form {
            sizes,
            header_columns: [left + spare / 2, width - left - spare / 2],
            motto_rule: line_width(MOTTO, style(Element::Motto), fonts),
            agency_rule: rule_length(&agency),
            subject_rule: rule_length(&subject_lines(document, style(Element::Subject), width, fonts)),
            signature_columns: [signature_left, width - signature_left],
            addressee_indents: addressee_indents(style(Element::Addressee), profile, fonts),
            circulation_width: document
                .marks
                .circulation
                .as_deref()
                .map(|words| line_width(words, style(Element::Circulation), fonts) + profile.mark_margin * 2),
            tables: tables(document, profile, fonts, found),
            numbering: document.numbering.clone(),
        }
    }

    /// How headings of a level (from 1) are numbered.
    pub fn heading_form(&self, level: usize) -> LevelForm {
        self.numbering.levels().get(level - 1).copied().unwrap_or(LevelForm::Letter)
    }

    /// The lines of the addressees with their indents: one on the label's own line, several below it (II.9.d).
    pub fn addressee_lines(&self, document: &Document) -> Vec<(Length, String)> {
        let [label, item] = self.addressee_indents;
        let bare = |text: &str| text.trim_end_matches(['.', ';', ' ']).to_string();
        match document.addressees.as_slice() {
            [] => Vec::new(),
            [only] => vec![(label, format!("{ADDRESSEES_LABEL} {}.", bare(only)))],
            several => {
                let last = several.len() - 1;
                let line = |(i, text): (usize, &String)| {
                    (item, format!("- {}{}", bare(text), if i == last { '.' } else { ';' }))
                };
                let label = (label, ADDRESSEES_LABEL.to_string());
                std::iter::once(label).chain(several.iter().enumerate().map(line)).collect()
            }
        }
    }

    /// The style of an element in this document.
    pub fn style(&self, element: Element, profile: &Profile) -> ParagraphStyle {
        profile.style(element, self.sizes)
    }
}

fn addressee_indents(style: ParagraphStyle, profile: &Profile, fonts: &FontSet) -> [Length; 2] {
    let label = profile.first_line_indent * 2;
    [label, label + line_width(ADDRESSEES_LABEL.trim_end_matches(':'), style, fonts)]
}

fn line_width(text: &str, style: ParagraphStyle, fonts: &FontSet) -> Length {
    fonts.width(text, style.emphasis, style.size)
}

fn widths(lines: &[String], style: ParagraphStyle, fonts: &FontSet) -> Vec<Length> {
    lines.iter().map(|line| line_width(line, style, fonts)).collect()
}

const PLAIN: Emphasis = Emphasis { bold: false, italic: false };
const BOLD: Emphasis = Emphasis { bold: true, italic: false };
const ITALIC: Emphasis = Emphasis { bold: false, italic: true };

/// Lines of the left half, each with its width.
fn left_lines(document: &Document, sizes: HeaderSizes, fonts: &FontSet) -> Vec<(String, Length)> {
    let header = &document.header;
    let size = sizes.national_name;
    let measured =
        |text: &str, emphasis, size: FontSize| (text.to_string(), fonts.width(text, emphasis, size));
    let parent = header.parent_agency.iter().map(|line| measured(line, PLAIN, size));
    let issuing = header.issuing_agency.iter().map(|line| measured(line, BOLD, size));
    parent.chain(issuing).chain([measured(&header.number_line(), PLAIN, FontSize::pt(13))]).collect()
}

fn left_width(document: &Document, profile: &Profile, sizes: HeaderSizes, fonts: &FontSet) -> Length {
    let lines = left_lines(document, sizes, fonts).into_iter().map(|(_, width)| width);
    let mark = document.marks.urgency.map(|urgency| profile.urgency_width(urgency));
    lines.chain(mark).max().unwrap_or_default()
}

fn right_width(document: &Document, sizes: HeaderSizes, fonts: &FontSet) -> Length {
    fonts
        .width(NATIONAL_NAME, BOLD, sizes.national_name)
        .max(fonts.width(MOTTO, BOLD, sizes.motto))
        .max(fonts.width(&document.header.place_and_date(), ITALIC, sizes.date))
}

/// Whether both halves fit beside each other. The columns may touch, since their widest lines stand in different rows;
/// lines of one row keep [`HEADER_GAP`] between them.
fn header_fits(
    document: &Document,
    profile: &Profile,
    sizes: HeaderSizes,
    width: Length,
    fonts: &FontSet,
) -> bool {
    let left = left_width(document, profile, sizes, fonts);
    let right = right_width(document, sizes, fonts);
    let spare = width - left - right;
    let number = fonts.width(&document.header.number_line(), PLAIN, FontSize::pt(13));
    let date = fonts.width(&document.header.place_and_date(), ITALIC, sizes.date);
    let national =
        fonts.width(NATIONAL_NAME, BOLD, sizes.national_name).max(fonts.width(MOTTO, BOLD, sizes.motto));
    let gap =
        |left_line: Length, right_line: Length| spare + (left - left_line) / 2 + (right - right_line) / 2;
    spare >= ROUNDING && gap(left, national) >= HEADER_GAP && gap(number, date) >= HEADER_GAP
}

fn header_too_wide(document: &Document, width: Length, fonts: &FontSet) -> Diagnostic {
    let sizes = HEADER_SIZES[HEADER_SIZES.len() - 1];
    let room = width - ROUNDING - right_width(document, sizes, fonts);
    let longest = left_lines(document, sizes, fonts).into_iter().max_by_key(|(_, width)| *width);
    let (line, has) = longest.unwrap_or_default();
    let (has, room) = (millimetres(has), millimetres(room));
    Diagnostic::error(
        Code::HeaderTooWide,
        text!(
            "đầu văn bản không đủ chỗ: dòng “{line}” dài {has} mm, chỉ còn {room} mm bên cạnh quốc hiệu và ngày tháng",
            "the header does not fit: the line “{line}” is {has} mm long, there are {room} mm beside the national name and the date"
        ),
    )
    .help(text!(
        "ngắt tên cơ quan thành nhiều dòng ngắn hơn trong data/co-quan.yaml",
        "break the agency's name into more and shorter lines in data/co-quan.yaml"
    ))
}

fn millimetres(length: Length) -> i64 {
    length.to_emu() / Length::mm(1).to_emu()
}

/// The length of a rule under lines of text: 40 % of the last line, kept between a third and a half of the longest, so
/// that it is right by either reading of the decree's "dòng chữ".
fn rule_length(lines: &[Length]) -> Length {
    let last = lines.last().copied().unwrap_or_default();
    let longest = lines.iter().copied().max().unwrap_or_default();
    // One part in fifty inside the limits, for what rounding takes.
    let low = longest.scale(17, 50);
    let high = last.scale(49, 100);
    last.scale(2, 5).max(low).min(high.max(last.scale(2, 5)))
}

fn subject_lines(document: &Document, style: ParagraphStyle, width: Length, fonts: &FontSet) -> Vec<Length> {
    let measure = Measure { width, first_line_indent: Length::ZERO };
    let lines = break_lines(&document.subject, style.emphasis, style.size, measure, fonts);
    lines.iter().map(|line| line.width).collect()
}

fn tables(
    document: &Document,
    profile: &Profile,
    fonts: &FontSet,
    found: &mut Diagnostics,
) -> Vec<Vec<Length>> {
    let mut all = Vec::new();
    let mut part = |blocks: &[Block], orientation, found: &mut Diagnostics| {
        let width = profile.text_width(orientation);
        for block in blocks {
            if let BlockKind::Table(table) = &block.kind {
                let columns = columns::widths(table, width, profile, fonts);
                if let Err(message) = &columns {
                    found.push(table_too_wide(message.clone(), block.span));
                }
                all.push(columns.unwrap_or_default());
            }
        }
    };
    part(&document.body, Orientation::Portrait, found);
    for appendix in &document.appendices {
        part(&appendix.blocks, appendix.orientation, found);
    }
    all
}

fn table_too_wide(headline: Text, span: Span) -> Diagnostic {
    Diagnostic::error(Code::TableTooWide, headline).at(Span { end: span.start, ..span }).help(text!(
        "bớt cột, hoặc đặt phụ lục khổ ngang (kho: ngang)",
        "use fewer columns, or a landscape appendix (kho: ngang)"
    ))
}

/// A cell's text with the style of its table row.
pub(crate) fn cell_emphasis(header: bool) -> Emphasis {
    Emphasis { bold: header, italic: false }
}

/// An item or numbered paragraph with what begins it, as one line of text.
pub(crate) fn with_prefix(prefix: &str, emphasis: Emphasis, content: &[Inline]) -> Vec<Inline> {
    let mut whole = vec![Inline::Text { text: format!("{prefix} "), emphasis }];
    whole.extend_from_slice(content);
    whole
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
