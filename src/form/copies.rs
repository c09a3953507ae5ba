//! What a copy on paper has below the last part of the copied document, under a line across the text (Decree 30/2020, Appendix I,
//! part II, II.2; form 3.1).

use super::Arranger;
use super::closing::{self, Closing};
use super::decree::{PARAGRAPH_GAP, RULE_GAP, RULE_ROOM};
use super::letterhead::{beside, rule, rule_length};
use super::styles::Element;
use crate::arrangement::structure::{Role, Structure};
use crate::arrangement::{ArrangedBlock, ArrangedKind, Paragraph, Room, RuleLine};
use crate::model::CopyNote;
use crate::text::date;
use crate::units::Length;

/// From the copied text to the line.
const ABOVE: Length = Length::mm(6);

/// The agency that copies beside the form of copying, number beside place and day, recipients beside the signature; all on one page.
pub(super) fn blocks<'a>(
    arranger: &mut Arranger<'a, '_>,
    note: &'a CopyNote,
    width: Length,
) -> Vec<ArrangedBlock<'a>> {
    let part = arranger.structure.add(Structure::ROOT, Role::Section);
    let line = |arranger: &mut Arranger<'a, '_>, element, words: String| -> ArrangedBlock<'a> {
        let node = arranger.paragraph_node(part);
        let style = arranger.styles.seldom(element, arranger.sizes);
        Paragraph::of_text(style, words, node).into()
    };
    let node = arranger.paragraph_node(part);
    let agency = arranger.lines(Element::IssuingAgency, &note.agency, node);
    let widths: Vec<Length> =
        note.agency.iter().map(|line| arranger.width_of(line, Element::IssuingAgency)).collect();
    let mut left: Vec<ArrangedBlock<'a>> = agency.into_iter().map(ArrangedBlock::from).collect();
    left.push(rule(rule_length(&widths)));
    let form = line(arranger, Element::CopyForm, note.form.words().to_string());
    let number = line(arranger, Element::Number, format!("Số: {}", note.number.full()));
    let day = format!("{}, {}", note.place, date::long(note.date));
    let day = line(arranger, Element::PlaceAndDate, day);
    let room = ArrangedKind::Room(Box::new(Room { height: PARAGRAPH_GAP, fields: None }));
    let closing =
        Closing { recipients: &note.recipients, drafter: None, signature: &note.signature, cosigners: &[] };
    let sides = closing::sides(arranger, part, width, &closing);
    let rows = vec![[left, vec![form]], [vec![number], vec![day, room.into()]], sides];
    let mut note = beside(&closing::widths(width), rows);
    if let ArrangedKind::Table(table) = &mut note.kind {
        // Word processors, too, keep it on one page.
        table.is_kept = true;
    }
    let across = RuleLine { length: width, above: ABOVE, below: RULE_GAP + RULE_ROOM, keep_with_next: true };
    vec![ArrangedKind::Rule(across).into(), note]
}
