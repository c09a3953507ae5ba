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
    Some(match &document.signed_at {
        Some(time) => {
            let node = arranger.paragraph_node(part);
            let style = arranger.styles.seldom(Element::SigningInformation, arranger.sizes);
            let said = format!("{}; {time}", document.header.number_line());
            Paragraph::of_text(style, said, node).into()
        }
        None => {
            arranger.structure.add(part, Role::SignatureField);
            let (wide, high) = CORNER;
            let agency = Area { x: width - wide, y: Length::ZERO, width: wide, height: high };
            let fields = Some(FieldAreas { signer: None, agency });
            ArrangedKind::Room(Box::new(Room { height: high, fields })).into()
        }
    })
}
