//! The recipients beside the signature (cells 7, 9b and 12). Decree 30/2020, Appendix I, II.7 to II.9 and III.3.

use super::Arranger;
use super::decree::{SIGNATURE_ROOM, SIGNATURE_WIDTH};
use super::letterhead::beside;
use super::styles::Element;
use super::title::dashed;
use super::words::RECIPIENTS_LABEL;
use crate::arrangement::structure::{ListForm, NodeId, Role};
use crate::arrangement::{ArrangedBlock, ArrangedKind, FieldAreas, Paragraph, Room};
use crate::units::{Area, Length};

pub(super) fn block<'a>(arranger: &mut Arranger<'a, '_>, part: NodeId, width: Length) -> ArrangedBlock<'a> {
    let left_width = width.scale(9, 20);
    let left = recipients(arranger, part);
    let right = signature(arranger, part, width - left_width);
    beside([left_width, width - left_width], vec![[left, right]])
}

fn recipients<'a>(arranger: &mut Arranger<'a, '_>, part: NodeId) -> Vec<ArrangedBlock<'a>> {
    let document = arranger.document;
    let node = arranger.paragraph_node(part);
    let label = Paragraph::of_text(arranger.styles.id(Element::RecipientsLabel), RECIPIENTS_LABEL, node);
    let list = arranger.structure.add(part, Role::List(ListForm::Dashes));
    let style = arranger.styles.id(Element::Recipient);
    let mut blocks: Vec<ArrangedBlock<'a>> = vec![label.into()];
    for line in document.recipient_lines() {
        let text = line.strip_prefix("- ").unwrap_or(&line);
        blocks.push(dashed(style, text, arranger.structure.item(list), Length::ZERO).into());
    }
    if let Some(drafter) = &document.marks.drafter {
        let node = arranger.paragraph_node(part);
        blocks.push(Paragraph::of_text(arranger.styles.id(Element::Drafter), drafter, node).into());
    }
    blocks
}

fn signature<'a>(arranger: &mut Arranger<'a, '_>, part: NodeId, width: Length) -> Vec<ArrangedBlock<'a>> {
    let signature = &arranger.document.signature;
    let node = arranger.paragraph_node(part);
    let capacity = arranger.lines(Element::Capacity, &signature.capacity, node);
    let mut blocks: Vec<ArrangedBlock<'a>> = capacity.into_iter().map(ArrangedBlock::from).collect();
    arranger.structure.add(part, Role::SignatureField);
    arranger.structure.add(part, Role::SignatureField);
    let fields = Some(field_areas(signature.seal_mm, width));
    blocks.push(ArrangedKind::Room(Box::new(Room { height: SIGNATURE_ROOM, fields })).into());
    let below = signature.second_post.iter().map(|post| (Element::Capacity, post));
    for (element, line) in below.chain([(Element::SignerName, &signature.name)]) {
        let node = arranger.paragraph_node(part);
        blocks.push(Paragraph::of_text(arranger.styles.id(element), line, node).into());
    }
    blocks
}

/// The signer's signature in the middle under the post, the seal over its left third (II.7.d, II.8.a).
fn field_areas(seal_mm: u32, column: Length) -> FieldAreas {
    let signer = Area {
        x: (column - SIGNATURE_WIDTH) / 2,
        y: Length::ZERO,
        width: SIGNATURE_WIDTH,
        height: SIGNATURE_ROOM,
    };
    let seal = Length::mm(seal_mm.into());
    let agency = Area {
        x: signer.x + SIGNATURE_WIDTH / 3 - seal,
        y: (SIGNATURE_ROOM - seal) / 2,
        width: seal,
        height: seal,
    };
    FieldAreas { signer, agency }
}
