//! The fixed parts of the form: header, marks, title, signature block.

use super::chunk::Chunk;
use super::paragraph::{chunks, line_chunk, split_label};
use super::structure::{Labelled, ListForm, NodeId, Role, Structure};
use super::{Area, Direction, Ink, PlacedRule, Setting};
use crate::lines::{Measure, break_lines};
use crate::model::{Document, Inline, plain_text};
use crate::profile::{Element, MOTTO, NATIONAL_NAME, ParagraphStyle, RECIPIENTS_LABEL};
use crate::units::Length;

/// Bytes of `- ` before a recipient or addressee.
const DASH: usize = "- ".len();

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

    /// Lines that are read as one text, each broken where it does not fit.
    fn add<'t>(&mut self, element: Element, lines: impl IntoIterator<Item = &'t str>, nodes: Labelled) {
        let style = self.setting.form.style(element, self.setting.profile);
        let measure = Measure { width: self.width, first_line_indent: Length::ZERO };
        let mut set: Vec<Chunk> = Vec::new();
        for text in lines {
            if let Some(above) = set.last_mut() {
                above.end_with_space();
            }
            let lines =
                break_lines(&[Inline::plain(text)], style.emphasis, style.size, measure, self.setting.fonts);
            set.extend(
                lines
                    .iter()
                    .map(|line| line_chunk(line, style, Length::ZERO, self.width, self.setting.fonts)),
            );
        }
        set.iter_mut().for_each(|chunk| chunk.tag(nodes.body));
        if let Some(first) = set.first_mut() {
            split_label(first, DASH, nodes, self.setting.fonts);
        }
        for chunk in set {
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
        self.add_rule_at(self.chunk.height + profile.rule_gap, length);
        self.chunk.height += profile.rule_gap + profile.rule_room;
    }

    fn add_rule_at(&mut self, at: Length, length: Length) {
        let (from, thickness) = ((self.width - length) / 2, self.setting.profile.rule_thickness);
        let to = from + length;
        self.chunk.rules.push(PlacedRule {
            direction: Direction::Across,
            at,
            from,
            to,
            thickness,
            ink: Ink::Black,
        });
    }

    /// A mark in a box, in the middle.
    fn add_mark(&mut self, element: Element, words: &str, width: Length, ink: Ink, node: NodeId) {
        let profile = self.setting.profile;
        let style = self.setting.form.style(element, profile);
        self.add_room(profile.mark_gap);
        let (left, top) = ((self.width - width) / 2, self.chunk.height);
        let mut words = self.words_in_box(words, style, width);
        words.tag(node);
        words.texts.iter_mut().for_each(|text| text.ink = ink);
        self.chunk.take(words, left, top);
        self.chunk.rules.extend(frame(left, top, width, profile.mark_height, profile.rule_thickness, ink));
        self.add_room(profile.mark_height);
    }

    /// Capitals in the middle of a box of the height of a mark.
    fn words_in_box(&self, words: &str, style: ParagraphStyle, width: Length) -> Chunk {
        let measure = Measure { width, first_line_indent: Length::ZERO };
        let lines =
            break_lines(&[Inline::plain(words)], style.emphasis, style.size, measure, self.setting.fonts);
        let mut chunk = line_chunk(&lines[0], style, Length::ZERO, width, self.setting.fonts);
        let face = self.setting.fonts.face(style.emphasis);
        let capitals = face.length(face.metrics.cap_height, style.size);
        let baseline = (self.setting.profile.mark_height + capitals) / 2;
        chunk.texts.iter_mut().for_each(|text| text.baseline = baseline);
        chunk
    }
}

fn frame(
    left: Length,
    top: Length,
    width: Length,
    height: Length,
    thickness: Length,
    ink: Ink,
) -> [PlacedRule; 4] {
    let across =
        |at| PlacedRule { direction: Direction::Across, at, from: left, to: left + width, thickness, ink };
    let down =
        |at| PlacedRule { direction: Direction::Down, at, from: top, to: top + height, thickness, ink };
    [across(top), across(top + height), down(left), down(left + width)]
}

/// Cells 1 to 4: the agencies beside the national name, then the number beside place and date, on one line; below them
/// the marks of urgency and circulation (cells 10b and 11).
pub(super) fn header(
    document: &Document,
    setting: &Setting<'_>,
    part: NodeId,
    structure: &mut Structure,
) -> Vec<Chunk> {
    let columns = setting.form.header_columns.map(|width| Column::new(setting, width));
    let mut paragraph = || Labelled::from(structure.add(part, Role::Paragraph));
    let header = &document.header;
    let [mut left, mut right] = columns;
    if !header.parent_agency.is_empty() {
        left.add(Element::ParentAgency, header.parent_agency.iter().map(String::as_str), paragraph());
    }
    left.add(Element::IssuingAgency, header.issuing_agency.iter().map(String::as_str), paragraph());
    left.add_rule(setting.form.agency_rule);
    right.add(Element::NationalName, [NATIONAL_NAME], paragraph());
    right.add(Element::Motto, [MOTTO], paragraph());
    right.add_rule(setting.form.motto_rule);
    let mut rows = vec![beside(left, right)];

    let [mut left, mut right] = setting.form.header_columns.map(|width| Column::new(setting, width));
    left.add(Element::Number, [header.number_line().as_str()], paragraph());
    right.add(Element::PlaceAndDate, [header.place_and_date().as_str()], paragraph());
    rows.push(beside(left, right));

    let [mut left, mut right] = setting.form.header_columns.map(|width| Column::new(setting, width));
    if let Some(urgency) = document.marks.urgency {
        let (width, node) = (setting.profile.urgency_width(urgency), paragraph().body);
        left.add_mark(Element::Urgency, urgency.words(), width, Ink::Red, node);
    }
    if let Some((words, width)) = document.marks.circulation.as_deref().zip(setting.form.circulation_width) {
        right.add_mark(Element::Circulation, words, width, Ink::Black, paragraph().body);
    }
    rows.push(beside(left, right));
    rows
}

fn beside(left: Column<'_>, right: Column<'_>) -> Chunk {
    let width = left.width;
    let mut chunk =
        Chunk { height: left.chunk.height.max(right.chunk.height), keep_with_next: true, ..Chunk::default() };
    chunk.take(left.chunk, Length::ZERO, Length::ZERO);
    chunk.take(right.chunk, width, Length::ZERO);
    chunk
}

/// Cell 13: how to reach the agency, at the foot of page 1 under a rule across the text (III.4).
pub(super) fn contact(
    document: &Document,
    setting: &Setting<'_>,
    part: NodeId,
    structure: &mut Structure,
) -> Option<Chunk> {
    let lines = &document.marks.contact;
    if lines.is_empty() {
        return None;
    }
    let mut column = Column::new(setting, setting.width);
    column.add_rule_at(Length::ZERO, setting.width);
    column.add_room(setting.profile.rule_gap);
    let node = structure.add(part, Role::Paragraph);
    column.add(Element::Contact, lines.iter().map(String::as_str), node.into());
    Some(column.chunk)
}

/// Cells 5a and 9a: kind, subject with its rule, addressees.
pub(super) fn title(
    document: &Document,
    setting: &Setting<'_>,
    part: NodeId,
    structure: &mut Structure,
) -> Vec<Chunk> {
    let title = format!("{} {}", document.kind, plain_text(&document.subject));
    let heading = Labelled::from(structure.heading(part, 1, title));
    let mut all = chunks(Element::Kind, &[Inline::plain(document.kind.as_str())], heading, setting);
    if let Some(kind) = all.last_mut() {
        kind.end_with_space();
    }
    all.extend(chunks(Element::Subject, &document.subject, heading, setting));
    let mut rule = Column::new(setting, setting.width);
    rule.add_rule(setting.form.subject_rule);
    rule.add_room(setting.profile.paragraph_gap);
    all.push(Chunk { keep_with_next: true, ..rule.chunk });
    let style = setting.form.style(Element::Addressee, setting.profile);
    let mut list = None;
    for (indent, line) in setting.form.addressee_lines(document) {
        let nodes = if line.starts_with("- ") {
            let list = *list.get_or_insert_with(|| structure.add(part, Role::List(ListForm::Dashes)));
            structure.item(list)
        } else {
            structure.add(part, Role::Paragraph).into()
        };
        let measure = Measure { width: setting.width - indent, first_line_indent: Length::ZERO };
        let lines = break_lines(&[Inline::plain(line)], style.emphasis, style.size, measure, setting.fonts);
        for (index, line) in lines.iter().enumerate() {
            let mut chunk = line_chunk(line, style, indent, setting.width, setting.fonts);
            chunk.tag(nodes.body);
            if index == 0 {
                split_label(&mut chunk, DASH, nodes, setting.fonts);
            }
            chunk.keep_with_next = true;
            chunk.after = style.after;
            all.push(chunk);
        }
    }
    all
}

/// Cells 7, 9b and 12: the recipients beside the signature, whole on one page.
pub(super) fn signature(
    document: &Document,
    setting: &Setting<'_>,
    part: NodeId,
    structure: &mut Structure,
) -> Chunk {
    let [left_width, right_width] = setting.form.signature_columns;
    let mut left = Column::new(setting, left_width);
    left.add(Element::RecipientsLabel, [RECIPIENTS_LABEL], structure.add(part, Role::Paragraph).into());
    let list = structure.add(part, Role::List(ListForm::Dashes));
    for line in document.recipient_lines() {
        left.add(Element::Recipient, [line.as_str()], structure.item(list));
    }
    if let Some(drafter) = &document.marks.drafter {
        left.add(Element::Drafter, [drafter.as_str()], structure.add(part, Role::Paragraph).into());
    }
    let mut right = Column::new(setting, right_width);
    let signature = &document.signature;
    let capacity = structure.add(part, Role::Paragraph);
    right.add(Element::Capacity, signature.capacity.iter().map(String::as_str), capacity.into());
    structure.add(part, Role::SignatureField);
    structure.add(part, Role::SignatureField);
    right.chunk.signatures = Some(signature_areas(document, setting, right_width, right.chunk.height));
    right.add_room(setting.profile.signature_room);
    if let Some(post) = &signature.second_post {
        right.add(Element::Capacity, [post.as_str()], structure.add(part, Role::Paragraph).into());
    }
    right.add(Element::SignerName, [signature.name.as_str()], structure.add(part, Role::Paragraph).into());
    let mut block = beside(left, right);
    block.keep_with_next = false;
    block
}

/// The signer's signature in the middle under the post, the seal over its left third (II.7.d, II.8.a).
fn signature_areas(document: &Document, setting: &Setting<'_>, column: Length, top: Length) -> [Area; 2] {
    let (room, width) = (setting.profile.signature_room, setting.profile.signature_width);
    let signer = Area { x: (column - width) / 2, y: top, width, height: room };
    let seal = Length::mm(document.signature.seal_mm.into());
    let agency =
        Area { x: signer.x + width / 3 - seal, y: top + (room - seal) / 2, width: seal, height: seal };
    [signer, agency]
}
