//! The top right corner of the first page of a file that only the agency signs: an appendix that is a file of its own, what is issued
//! with a decision (Decree 30/2020, Appendix I, III.1.d; Appendix III, forms 1.3 and 2.2). The seal is not shown there.

use super::Arranger;
use super::styles::Element;
use crate::arrangement::structure::{NodeId, Role};
use crate::arrangement::{ArrangedBlock, ArrangedKind, FieldAreas, Paragraph, Room};
use crate::model::Appendix;
use crate::units::{Area, Length};

/// Where signing tools write number and time: a line in 10 points, with room for the longest symbols.
const CORNER: (Length, Length) = (Length::mm(90), Length::mm(5));

/// The corner of an appendix: number and time of signing, or the room where the signing tool writes them. None in a file that has
/// signatures of its own.
pub(super) fn corner<'a>(
    arranger: &mut Arranger<'a, '_>,
    appendix: &Appendix,
    part: NodeId,
    width: Length,
) -> Option<ArrangedBlock<'a>> {
    if !appendix.own_file {
        return None;
    }
    let document = arranger.document;
    let said = document.signed_at.as_ref().map(|time| format!("{}; {time}", document.header.number_line()));
    Some(said_or_room(arranger, said, part, width))
}

/// The corner of an electronic copy: its form, who copies and when (part II, I.3; form 3.2).
pub(super) fn copy_corner<'a>(
    arranger: &mut Arranger<'a, '_>,
    part: NodeId,
    width: Length,
) -> Option<ArrangedBlock<'a>> {
    let corner = arranger.document.copy_corner.as_ref()?;
    let said = corner.time.as_ref().map(|time| format!("{}; {}; {time}", corner.form.words(), corner.agency));
    Some(said_or_room(arranger, said, part, width))
}

/// What was signed, or room for the signing tool, which writes it there.
fn said_or_room<'a>(
    arranger: &mut Arranger<'a, '_>,
    said: Option<String>,
    part: NodeId,
    width: Length,
) -> ArrangedBlock<'a> {
    if let Some(said) = said {
        let node = arranger.paragraph_node(part);
        let style = arranger.styles.seldom(Element::SigningInformation, arranger.sizes);
        return Paragraph::of_text(style, said, node).into();
    }
    arranger.structure.add(part, Role::SignatureField);
    let (wide, high) = CORNER;
    let agency = Area { x: width - wide, y: Length::ZERO, width: wide, height: high };
    let fields = Some(FieldAreas { signer: None, agency });
    ArrangedKind::Room(Box::new(Room { height: high, fields })).into()
}
