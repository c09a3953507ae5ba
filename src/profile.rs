//! The form of Decree 30/2020/NĐ-CP (Appendix I, Part I) in numbers, each with its place in the decree. Where the
//! decree gives a range, the choice made here is said.

use crate::model::{Emphasis, LevelForm, Orientation, Urgency};
use crate::units::{FontSize, Length};

/// The national name (II.1.a).
pub const NATIONAL_NAME: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
/// The motto, with hyphens between spaces (II.1.b).
pub const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";
/// The label above the recipients (II.9.d).
pub const RECIPIENTS_LABEL: &str = "Nơi nhận:";
/// The words before the addressees (II.9.d).
pub const ADDRESSEES_LABEL: &str = "Kính gửi:";

/// An element of the form that has a style of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Element {
    NationalName,
    Motto,
    ParentAgency,
    IssuingAgency,
    Number,
    PlaceAndDate,
    Kind,
    Subject,
    Addressee,
    /// A heading level, from 1, and how it is numbered.
    Heading(usize, LevelForm),
    Body,
    Item,
    Numbered,
    RecipientsLabel,
    Recipient,
    Capacity,
    SignerName,
    AppendixLabel,
    AppendixTitle,
    AppendixSubtitle,
    AppendixReference,
    TableText,
    PageNumber,
    Urgency,
    Circulation,
    Drafter,
    Contact,
}

/// How lines stand between the margins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Justification {
    Left,
    Centre,
    Right,
    /// Both edges straight, but for the last line.
    Both,
}

/// The distance from line to line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineHeight {
    /// The font's own ("single").
    Single,
    /// Fixed, whatever the font.
    Exact(Length),
}

/// The style of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParagraphStyle {
    pub size: FontSize,
    pub emphasis: Emphasis,
    pub justification: Justification,
    pub first_line_indent: Length,
    pub line_height: LineHeight,
    /// Space above, counted also at the top of a page.
    pub before: Length,
    /// Space below, dropped at the foot of a page.
    pub after: Length,
    pub keep_with_next: bool,
}

/// Sizes that must grow and shrink together (footnote to V): national name and agencies, motto, place and date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeaderSizes {
    pub national_name: FontSize,
    pub motto: FontSize,
    pub date: FontSize,
}

/// The two sets that the decree names; the larger is used when the header fits.
pub const HEADER_SIZES: [HeaderSizes; 2] = [
    HeaderSizes { national_name: FontSize::pt(13), motto: FontSize::pt(14), date: FontSize::pt(14) },
    HeaderSizes { national_name: FontSize::pt(12), motto: FontSize::pt(13), date: FontSize::pt(13) },
];

/// Page and text measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Profile {
    /// A4, 210 × 297 mm (I.1).
    pub paper_width: Length,
    pub paper_height: Length,
    /// 20 to 25 mm (I.3).
    pub margin_top: Length,
    /// 20 to 25 mm (I.3).
    pub margin_bottom: Length,
    /// 30 to 35 mm (I.3).
    pub margin_left: Length,
    /// 15 to 20 mm (I.3). 851 twips, since 850 would fall short of 15 mm.
    pub margin_right: Length,
    /// From the paper's edge to the page number, in the middle of the top margin (I.7).
    pub page_number_from_top: Length,
    /// 13 to 14 pt (II.6.e).
    pub body_size: FontSize,
    /// Between single and 1.5 lines (II.6.e); 18 pt is 1.12 lines of 14 pt.
    pub body_line: Length,
    /// At least 6 pt between paragraphs (II.6.e).
    pub paragraph_gap: Length,
    /// 1 or 1.27 cm (II.6.e).
    pub first_line_indent: Length,
    /// Room for the signature; the decree gives none, custom has 25 to 35 mm.
    pub signature_room: Length,
    /// Width of the image of a signature; the decree gives none.
    pub signature_width: Length,
    /// The decree has no rule for text in tables.
    pub table_size: FontSize,
    /// Above and below the text of a cell.
    pub cell_padding: Length,
    /// Left and right of the text of a cell.
    pub cell_margin: Length,
    /// Thickness of the lines of tables and of the rules under motto, agency and subject.
    pub rule_thickness: Length,
    /// From the last line of a text to the rule under it.
    pub rule_gap: Length,
    /// From the rule to what follows.
    pub rule_room: Length,
    /// Height of the box around a mark (III.2.b).
    pub mark_height: Length,
    /// Above the box of a mark.
    pub mark_gap: Length,
    /// Left and right of a mark whose box has no prescribed width (III.2.c).
    pub mark_margin: Length,
}

impl Profile {
    /// The measures of Decree 30/2020.
    pub const fn decree_30() -> Self {
        Profile {
            paper_width: Length::twips(11_906),
            paper_height: Length::twips(16_838),
            margin_top: Length::twips(1_134),
            margin_bottom: Length::twips(1_134),
            margin_left: Length::twips(1_701),
            margin_right: Length::twips(851),
            page_number_from_top: Length::twips(567),
            body_size: FontSize::pt(14),
            body_line: Length::pt(18),
            paragraph_gap: Length::pt(6),
            first_line_indent: Length::twips(720),
            signature_room: Length::mm(28),
            signature_width: Length::mm(50),
            table_size: FontSize::pt(12),
            cell_padding: Length::pt(2),
            cell_margin: Length::twips(85),
            rule_thickness: Length::emu(6_350),
            rule_gap: Length::pt(2),
            rule_room: Length::pt(6),
            mark_height: Length::mm(8),
            mark_gap: Length::pt(6),
            mark_margin: Length::mm(3),
        }
    }

    /// Width of the page, lying as `orientation` says.
    pub const fn page_width(&self, orientation: Orientation) -> Length {
        match orientation {
            Orientation::Portrait => self.paper_width,
            Orientation::Landscape => self.paper_height,
        }
    }

    pub const fn page_height(&self, orientation: Orientation) -> Length {
        match orientation {
            Orientation::Portrait => self.paper_height,
            Orientation::Landscape => self.paper_width,
        }
    }

    /// Width between the left and the right margin; top is top and left is left also on a page that lies.
    pub fn text_width(&self, orientation: Orientation) -> Length {
        self.page_width(orientation) - self.margin_left - self.margin_right
    }

    pub fn text_height(&self, orientation: Orientation) -> Length {
        self.page_height(orientation) - self.margin_top - self.margin_bottom
    }

    /// Width of the box around a mark of urgency (III.2.b).
    pub const fn urgency_width(&self, urgency: Urgency) -> Length {
        match urgency {
            Urgency::Express => Length::mm(30),
            Urgency::VeryUrgent => Length::mm(40),
            Urgency::Urgent => Length::mm(20),
        }
    }

    /// The style of an element (V, the table of styles).
    pub fn style(&self, element: Element, sizes: HeaderSizes) -> ParagraphStyle {
        const BOLD: Emphasis = Emphasis { bold: true, italic: false };
        const ITALIC: Emphasis = Emphasis { bold: false, italic: true };
        let plain = Emphasis::default();
        let single = |size, emphasis, justification| ParagraphStyle {
            size,
            emphasis,
            justification,
            first_line_indent: Length::ZERO,
            line_height: LineHeight::Single,
            before: Length::ZERO,
            after: Length::ZERO,
            keep_with_next: false,
        };
        let centred = |size, emphasis| single(size, emphasis, Justification::Centre);
        let body = ParagraphStyle {
            first_line_indent: self.first_line_indent,
            line_height: LineHeight::Exact(self.body_line),
            after: self.paragraph_gap,
            ..single(self.body_size, plain, Justification::Both)
        };
        let heading = |emphasis| ParagraphStyle { emphasis, keep_with_next: true, ..body };
        match element {
            Element::NationalName => centred(sizes.national_name, BOLD),
            Element::Motto => centred(sizes.motto, BOLD),
            Element::ParentAgency => centred(sizes.national_name, plain),
            Element::IssuingAgency => centred(sizes.national_name, BOLD),
            // Exactly 13 (II.3.c), in both sets.
            Element::Number => centred(FontSize::pt(13), plain),
            Element::PlaceAndDate => centred(sizes.date, ITALIC),
            Element::Kind => ParagraphStyle {
                before: Length::pt(18),
                keep_with_next: true,
                ..centred(self.body_size, BOLD)
            },
            Element::Subject => ParagraphStyle { keep_with_next: true, ..centred(self.body_size, BOLD) },
            Element::Addressee => ParagraphStyle {
                after: self.paragraph_gap,
                keep_with_next: true,
                ..single(self.body_size, plain, Justification::Left)
            },
            // A point (a) is upright (V, 6.b); all other levels are bold.
            Element::Heading(_, LevelForm::Letter) => heading(plain),
            Element::Heading(..) => heading(BOLD),
            Element::Body | Element::Item | Element::Numbered => body,
            Element::RecipientsLabel => {
                single(FontSize::pt(12), Emphasis { bold: true, italic: true }, Justification::Left)
            }
            Element::Recipient => single(FontSize::pt(11), plain, Justification::Left),
            Element::Capacity | Element::SignerName => centred(self.body_size, BOLD),
            // Exactly 14 (III.1.b).
            Element::AppendixLabel => {
                ParagraphStyle { keep_with_next: true, ..centred(FontSize::pt(14), BOLD) }
            }
            Element::AppendixTitle => {
                ParagraphStyle { keep_with_next: true, ..centred(self.body_size, BOLD) }
            }
            Element::AppendixSubtitle => {
                ParagraphStyle { keep_with_next: true, ..centred(self.body_size, plain) }
            }
            Element::AppendixReference => ParagraphStyle {
                after: self.paragraph_gap,
                keep_with_next: true,
                ..centred(self.body_size, ITALIC)
            },
            Element::TableText => ParagraphStyle {
                before: self.cell_padding,
                after: self.cell_padding,
                ..single(self.table_size, plain, Justification::Left)
            },
            // 13 to 14, upright (I.7).
            Element::PageNumber => centred(FontSize::pt(14), plain),
            // 13 to 14, bold, in capitals (III.2.b, III.2.c); 13 leaves room in a box 8 mm high.
            Element::Urgency | Element::Circulation => centred(FontSize::pt(13), BOLD),
            // Exactly 11 (III.3).
            Element::Drafter => single(FontSize::pt(11), plain, Justification::Left),
            // 11 to 12 (III.4).
            Element::Contact => centred(FontSize::pt(11), plain),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_lie_in_the_ranges_of_the_decree() {
        let profile = Profile::decree_30();
        let within =
            |length: Length, low: i64, high: i64| (Length::mm(low)..=Length::mm(high)).contains(&length);
        // Twips are coarser than millimetres: the least whole number of twips above the limit is taken.
        assert!(within(profile.margin_top + Length::twips(1), 20, 25));
        assert!(within(profile.margin_bottom + Length::twips(1), 20, 25));
        assert!(within(profile.margin_left + Length::twips(1), 30, 35));
        assert!(within(profile.margin_right, 15, 20));
        assert_eq!(profile.first_line_indent, Length::tenths_of_mm(127));
        let single = profile.body_size.length().scale(115, 100);
        assert!((single..=single.scale(3, 2)).contains(&profile.body_line));
    }
}
