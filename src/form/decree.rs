//! The numbers of Decree 30/2020/NĐ-CP (Appendix I, Part I), each with its place in the decree. Where the decree gives a range or
//! nothing, the choice made here is said. Sizes and weights of texts stand in `styles`, words in [`super::words`].

use crate::arrangement::PageFormat;
use crate::model::{Paper, Urgency};
use crate::units::{FontSize, Length};

/// A4, 210 × 297 mm (I.1).
const PAPER: [Length; 2] = [Length::twips(11_906), Length::twips(16_838)];
/// 20 to 25 mm (I.3).
const MARGIN_TOP: Length = Length::twips(1_134);
/// 20 to 25 mm (I.3).
const MARGIN_BOTTOM: Length = Length::twips(1_134);
/// 30 to 35 mm (I.3).
const MARGIN_LEFT: Length = Length::twips(1_701);
/// 15 to 20 mm (I.3). 851 twips, since 850 would fall short of 15 mm.
const MARGIN_RIGHT: Length = Length::twips(851);
/// From the paper's edge to the page number, in the middle of the top margin (I.7).
const PAGE_NUMBER_FROM_TOP: Length = Length::twips(567);
/// 13 to 14 pt (II.6.e).
pub(super) const BODY_SIZE: FontSize = FontSize::pt(14);
/// Between single and 1.5 lines (II.6.e); 18 pt is 1.12 lines of 14 pt.
pub(super) const BODY_LINE: Length = Length::pt(18);
/// At least 6 pt between paragraphs (II.6.e).
pub(super) const PARAGRAPH_GAP: Length = Length::pt(6);
/// 1 or 1.27 cm (II.6.e).
pub(super) const FIRST_LINE_INDENT: Length = Length::twips(720);
/// Room for the signature; the decree gives none, custom has 25 to 35 mm.
pub(super) const SIGNATURE_ROOM: Length = Length::mm(28);
/// Width of the image of a signature; the decree gives none.
pub(super) const SIGNATURE_WIDTH: Length = Length::mm(50);
/// The decree has no rule for text in tables.
pub(super) const TABLE_SIZE: FontSize = FontSize::pt(12);
/// Above and below the text of a cell.
pub(super) const CELL_PADDING: Length = Length::pt(2);
/// Left and right of the text of a cell.
pub(super) const CELL_MARGIN: Length = Length::twips(85);
/// From the last line of a text to the rule under it.
pub(super) const RULE_GAP: Length = Length::pt(2);
/// From the rule to what follows.
pub(super) const RULE_ROOM: Length = Length::pt(6);
/// Height of the box around a mark (III.2.b).
pub(super) const MARK_HEIGHT: Length = Length::mm(8);
/// Above the box of a mark.
pub(super) const MARK_GAP: Length = Length::pt(6);
/// Left and right of a mark whose box has no prescribed width (III.2.c).
pub(super) const MARK_MARGIN: Length = Length::mm(3);
/// The seals of agencies are 36 mm wide unless the data says otherwise.
pub const SEAL_MM: u32 = 36;

/// Sizes that must grow and shrink together (footnote to V): national name and agencies, motto, place and date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct HeaderSizes {
    pub national_name: FontSize,
    pub motto: FontSize,
    pub date: FontSize,
}

/// The two sets that the decree names; the larger is used when the header fits.
pub(super) const HEADER_SIZES: [HeaderSizes; 2] = [
    HeaderSizes { national_name: FontSize::pt(13), motto: FontSize::pt(14), date: FontSize::pt(14) },
    HeaderSizes { national_name: FontSize::pt(12), motto: FontSize::pt(13), date: FontSize::pt(13) },
];

/// A page that stands or lies; top is top and left is left also on a page that lies (I.2, I.3).
pub(super) const fn page(paper: Paper) -> PageFormat {
    let [narrow, long] = PAPER;
    // A sheet of A3 is two of A4 beside each other.
    let (width, height) = match paper {
        Paper::A4 => (narrow, long),
        Paper::A4Landscape => (long, narrow),
        Paper::A3Landscape => (narrow.doubled(), long),
        Paper::A3 => (long, narrow.doubled()),
    };
    PageFormat {
        width,
        height,
        top: MARGIN_TOP,
        bottom: MARGIN_BOTTOM,
        left: MARGIN_LEFT,
        right: MARGIN_RIGHT,
        number_from_top: PAGE_NUMBER_FROM_TOP,
    }
}

/// Width of the box around a mark of urgency (III.2.b).
pub(super) const fn urgency_width(urgency: Urgency) -> Length {
    match urgency {
        Urgency::Express => Length::mm(30),
        Urgency::VeryUrgent => Length::mm(40),
        Urgency::Urgent => Length::mm(20),
    }
}

/// Height of a chart when nothing is asked for; the decree has no rule.
pub const CHART_HEIGHT: Length = Length::mm(75);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_lie_in_the_ranges_of_the_decree() {
        let page = page(Paper::A4);
        let within =
            |length: Length, low: i64, high: i64| (Length::mm(low)..=Length::mm(high)).contains(&length);
        // Twips are coarser than millimetres: the least whole number of twips above the limit is taken.
        assert!(within(page.top + Length::twips(1), 20, 25));
        assert!(within(page.bottom + Length::twips(1), 20, 25));
        assert!(within(page.left + Length::twips(1), 30, 35));
        assert!(within(page.right, 15, 20));
        assert_eq!(FIRST_LINE_INDENT, Length::tenths_of_mm(127));
        let single = BODY_SIZE.length().scale(115, 100);
        assert!((single..=single.scale(3, 2)).contains(&BODY_LINE));
    }
}
