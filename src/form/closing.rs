//! The recipients beside the signature (cells 7, 9b and 12). Decree 30/2020, Appendix I, II.7 to II.9 and III.3.

use super::Arranger;
use super::body::keep_with_next;
use super::decree::{SIGNATURE_ROOM, SIGNATURE_WIDTH};
use super::letterhead::beside;
use super::styles::Element;
use super::title::dashed;
use super::words::{CONFIRMATION, RECIPIENTS_LABEL, SIGNED};
use crate::arrangement::structure::{ListForm, NodeId, Role};
use crate::arrangement::{ArrangedBlock, ArrangedKind, FieldAreas, Paragraph, Room};
use crate::model::{Align, Document, SignatureBlock, recipient_lines};
use crate::units::{Area, Length};

/// What closes a document, or a copy of one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Closing<'a> {
    pub recipients: &'a [String],
    pub drafter: Option<&'a str>,
    /// In whose place the signing tools sign.
    pub signature: &'a SignatureBlock,
    /// Left of the signer.
    pub cosigners: &'a [SignatureBlock],
}

impl<'a> Closing<'a> {
    pub(super) fn of(document: &'a Document) -> Self {
        Closing {
            recipients: &document.recipients,
            drafter: document.marks.drafter.as_deref(),
            signature: &document.signature,
            cosigners: &document.cosigners,
        }
    }
}

/// The widths of what stands beside each other at the end.
pub(super) fn widths(width: Length) -> [Length; 2] {
    let left = width.scale(9, 20);
    [left, width - left]
}

/// The recipients, and the one signature.
pub(super) fn sides<'a>(
    arranger: &mut Arranger<'a, '_>,
    part: NodeId,
    width: Length,
    closing: &Closing<'a>,
) -> [Vec<ArrangedBlock<'a>>; 2] {
    let [_, right] = widths(width);
    let left = recipients(arranger, part, closing);
    [left, signer(arranger, part, right, closing.signature).concat()]
}

/// The recipients beside the one signature; or all signatures beside each other, and the recipients below.
pub(super) fn blocks<'a>(
    arranger: &mut Arranger<'a, '_>,
    part: NodeId,
    width: Length,
    closing: &Closing<'a>,
) -> Vec<ArrangedBlock<'a>> {
    if closing.cosigners.is_empty() {
        let sides = sides(arranger, part, width, closing);
        return vec![beside(&widths(width), vec![sides])];
    }
    let column = width / (closing.cosigners.len() as i64 + 1);
    let cosigners = closing.cosigners.iter().map(|one| signature(arranger, part, one, None));
    let mut signatures: Vec<_> = cosigners.collect();
    signatures.push(signer(arranger, part, column, closing.signature));
    let widths = vec![column; signatures.len()];
    // Row by row, so that the names stand on one line however long the posts are.
    let mut rows = vec![Vec::new(); SIGNATURE_PARTS];
    for parts in signatures {
        rows.iter_mut().zip(parts).for_each(|(row, blocks)| row.push(blocks));
    }
    let mut signatures = beside(&widths, rows);
    if let ArrangedKind::Table(table) = &mut signatures.kind {
        table.is_kept = true;
    }
    keep_with_next(&mut signatures);
    let mut blocks = vec![signatures];
    blocks.extend(recipients(arranger, part, closing));
    // The recipients stay with the signatures, and whole.
    let last = blocks.len() - 1;
    blocks[1..last].iter_mut().for_each(keep_with_next);
    blocks
}

/// Room for the office or the local authority of the place where a leave is spent, below the recipients (form 1.10).
pub(super) fn confirmation<'a>(
    arranger: &mut Arranger<'a, '_>,
    part: NodeId,
    width: Length,
) -> Vec<ArrangedBlock<'a>> {
    let style = arranger.styles.seldom(Element::Confirmation, arranger.sizes);
    let room = |height| ArrangedKind::Room(Box::new(Room { height, fields: None }));
    let mut left: Vec<ArrangedBlock<'a>> = Vec::new();
    for words in CONFIRMATION {
        let node = arranger.paragraph_node(part);
        left.push(Paragraph::of_text(style, words, node).into());
    }
    left.push(room(SIGNATURE_ROOM).into());
    vec![room(CONFIRMATION_GAP).into(), beside(&widths(width), vec![[left, Vec::new()]])]
}

/// Between the recipients and the room for who confirms.
const CONFIRMATION_GAP: Length = Length::mm(6);

fn recipients<'a>(
    arranger: &mut Arranger<'a, '_>,
    part: NodeId,
    closing: &Closing<'a>,
) -> Vec<ArrangedBlock<'a>> {
    let node = arranger.paragraph_node(part);
    let label = Paragraph::of_text(arranger.styles.id(Element::RecipientsLabel), RECIPIENTS_LABEL, node);
    let list = arranger.structure.add(part, Role::List(ListForm::Dashes));
    let style = arranger.styles.id(Element::Recipient);
    let mut blocks: Vec<ArrangedBlock<'a>> = vec![label.into()];
    for line in recipient_lines(closing.recipients) {
        let text = line.strip_prefix("- ").unwrap_or(&line);
        blocks.push(dashed(style, text, arranger.structure.item(list), Length::ZERO).into());
    }
    if let Some(drafter) = closing.drafter {
        let node = arranger.paragraph_node(part);
        blocks.push(Paragraph::of_text(arranger.styles.id(Element::Drafter), drafter, node).into());
    }
    blocks
}

/// Post, room, what stands above the name, name.
const SIGNATURE_PARTS: usize = 4;

type SignatureParts<'a> = [Vec<ArrangedBlock<'a>>; SIGNATURE_PARTS];

/// The signer, in whose place the signing tools sign.
fn signer<'a>(
    arranger: &mut Arranger<'a, '_>,
    part: NodeId,
    column: Length,
    own: &'a SignatureBlock,
) -> SignatureParts<'a> {
    let fields = (!own.signed).then(|| field_areas(own.seal_mm, column));
    signature(arranger, part, own, fields)
}

/// A signature, part by part. `fields` is where signing tools sign.
fn signature<'a>(
    arranger: &mut Arranger<'a, '_>,
    part: NodeId,
    signature: &'a SignatureBlock,
    fields: Option<FieldAreas>,
) -> SignatureParts<'a> {
    let node = arranger.paragraph_node(part);
    let capacity = arranger.lines(Element::Capacity, &signature.capacity, node);
    let post = capacity.into_iter().map(ArrangedBlock::from).collect();
    if fields.is_some() {
        arranger.structure.add(part, Role::SignatureField);
        arranger.structure.add(part, Role::SignatureField);
    }
    let line = |arranger: &mut Arranger<'a, '_>, element, text: &'a str| -> ArrangedBlock<'a> {
        let node = arranger.paragraph_node(part);
        Paragraph::of_text(arranger.styles.id(element), text, node).into()
    };
    let room = |height| ArrangedKind::Room(Box::new(Room { height, fields }));
    let room = match signature.signed {
        true => {
            let style = arranger.styles.seldom(Element::Placed(Align::Centre), arranger.sizes);
            let signed = Paragraph::of_text(style, SIGNED, arranger.paragraph_node(part));
            vec![room(SIGNATURE_ROOM / 3).into(), signed.into(), room(SIGNATURE_ROOM / 3).into()]
        }
        false => vec![room(SIGNATURE_ROOM).into()],
    };
    let second_post = signature.second_post.iter().map(|post| line(arranger, Element::Capacity, post));
    let mut above_name: Vec<_> = second_post.collect();
    above_name.extend(signature.rank.iter().map(|rank| line(arranger, Element::SignerName, rank)));
    let name = line(arranger, Element::SignerName, &signature.name);
    [post, room, above_name, vec![name]]
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
    FieldAreas { signer: Some(signer), agency }
}
