//! The fixed parts of the form: header, title, signature block.

use super::chunk::Chunk;
use super::paragraph::{chunks, line_chunk};
use super::{Direction, PlacedRule, Setting};
use crate::lines::{Measure, break_lines};
use crate::model::{Document, Inline};
use crate::profile::{Element, MOTTO, NATIONAL_NAME, RECIPIENTS_LABEL};
use crate::units::Length;

/// Lines of one half of a block, stacked.
struct Column<'a> {
    setting: &'a Setting<'a>,
    width: Length,
    chunk: Chunk,
}

impl<'a> Column<'a> {
    fn new(setting: &'a Setting<'a>, width: Length) -> Self {
        Column { setting, width, chunk: Chunk::default() }
    }

    /// A text, broken where it does not fit.
    fn add(&mut self, element: Element, text: &str) {
        let style = self.setting.form.style(element, self.setting.profile);
        let measure = Measure { width: self.width, first_line_indent: Length::ZERO };
        for line in
            break_lines(&[Inline::plain(text)], style.emphasis, style.size, measure, self.setting.fonts)
        {
            let chunk = line_chunk(&line, style, Length::ZERO, self.width, self.setting.fonts);
            let height = chunk.height;
            self.chunk.take(chunk, Length::ZERO, self.chunk.height);
            self.chunk.height += height;
        }
    }

    fn add_room(&mut self, room: Length) {
        self.chunk.height += room;
    }

    /// A rule in the middle, a gap below the last line.
    fn add_rule(&mut self, length: Length) {
        let profile = self.setting.profile;
        let from = (self.width - length) / 2;
        self.chunk.rules.push(PlacedRule {
            direction: Direction::Across,
            at: self.chunk.height + profile.rule_gap,
            from,
            to: from + length,
            thickness: profile.rule_thickness,
        });
        self.chunk.height += profile.rule_gap + profile.rule_room;
    }
}

/// Cells 1 to 4: the agencies beside the national name, then the number beside place and date, on one line.
pub(super) fn header(document: &Document, setting: &Setting<'_>) -> Vec<Chunk> {
    let [left_width, right_width] = setting.form.header_columns;
    let header = &document.header;
    let mut left = Column::new(setting, left_width);
    header.parent_agency.iter().for_each(|line| left.add(Element::ParentAgency, line));
    header.issuing_agency.iter().for_each(|line| left.add(Element::IssuingAgency, line));
    left.add_rule(setting.form.agency_rule);
    let mut right = Column::new(setting, right_width);
    right.add(Element::NationalName, NATIONAL_NAME);
    right.add(Element::Motto, MOTTO);
    right.add_rule(setting.form.motto_rule);
    let top = beside(left, right);

    let mut left = Column::new(setting, left_width);
    left.add(Element::Number, &header.number_line());
    let mut right = Column::new(setting, right_width);
    right.add(Element::PlaceAndDate, &header.place_and_date());
    vec![top, beside(left, right)]
}

fn beside(left: Column<'_>, right: Column<'_>) -> Chunk {
    let width = left.width;
    let mut chunk =
        Chunk { height: left.chunk.height.max(right.chunk.height), keep_with_next: true, ..Chunk::default() };
    chunk.take(left.chunk, Length::ZERO, Length::ZERO);
    chunk.take(right.chunk, width, Length::ZERO);
    chunk
}

/// Cells 5a and 9a: kind, subject with its rule, addressees.
pub(super) fn title(document: &Document, setting: &Setting<'_>) -> Vec<Chunk> {
    let mut all = chunks(Element::Kind, &[Inline::plain(document.kind.as_str())], setting);
    all.extend(chunks(Element::Subject, &document.subject, setting));
    let mut rule = Column::new(setting, setting.width);
    rule.add_rule(setting.form.subject_rule);
    rule.add_room(setting.profile.paragraph_gap);
    all.push(Chunk { keep_with_next: true, ..rule.chunk });
    let style = setting.form.style(Element::Addressee, setting.profile);
    for (indent, line) in setting.form.addressee_lines(document) {
        let measure = Measure { width: setting.width - indent, first_line_indent: Length::ZERO };
        for line in break_lines(&[Inline::plain(line)], style.emphasis, style.size, measure, setting.fonts) {
            let mut chunk = line_chunk(&line, style, indent, setting.width, setting.fonts);
            chunk.keep_with_next = true;
            chunk.after = style.after;
            all.push(chunk);
        }
    }
    all
}

/// Cells 7 and 9b: the recipients beside the signature, whole on one page.
pub(super) fn signature(document: &Document, setting: &Setting<'_>) -> Chunk {
    let [left_width, right_width] = setting.form.signature_columns;
    let mut left = Column::new(setting, left_width);
    left.add(Element::RecipientsLabel, RECIPIENTS_LABEL);
    document.recipient_lines().iter().for_each(|line| left.add(Element::Recipient, line));
    let mut right = Column::new(setting, right_width);
    let signature = &document.signature;
    signature.capacity.iter().for_each(|line| right.add(Element::Capacity, line));
    right.add_room(setting.profile.signature_room);
    signature.second_post.iter().for_each(|line| right.add(Element::Capacity, line));
    right.add(Element::SignerName, &signature.name);
    let mut block = beside(left, right);
    block.keep_with_next = false;
    block
}
