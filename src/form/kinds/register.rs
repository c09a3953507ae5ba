//! The register of outgoing documents (Decree 30/2020, Appendix IV, part I): a cover with the office, the name of the register and
//! what it holds, in the middle of the page; then its pages, which are the appendices. No national name, number or signature.

use crate::arrangement::{ArrangedKind, Paragraph, Room, Section};
use crate::form::styles::Element;
use crate::form::{Arranger, body};
use crate::model::{BlockKind, Document, Paper};
use crate::units::Length;

/// From the office to the name of the register, and from there to what it holds.
const ROOMS: [Length; 2] = [Length::mm(55), Length::mm(20)];

pub(super) fn sections<'a>(arranger: &mut Arranger<'a, '_>) -> Vec<Section<'a>> {
    let document: &'a Document = arranger.document;
    let mut sections = vec![cover(arranger, document)];
    for appendix in &document.appendices {
        let (section, part) = arranger.section(appendix.paper, None);
        sections.extend(body::sections(arranger, &appendix.blocks, part, (section, appendix.paper)));
    }
    sections
}

fn cover<'a>(arranger: &mut Arranger<'a, '_>, document: &'a Document) -> Section<'a> {
    let (mut section, part) = arranger.section(Paper::A4, None);
    let header = &document.header;
    for (element, lines) in
        [(Element::ParentAgency, &header.parent_agency), (Element::IssuingAgency, &header.issuing_agency)]
    {
        let node = arranger.paragraph_node(part);
        section.blocks.extend(arranger.lines(element, lines, node).into_iter().map(Into::into));
    }
    let room = |height| ArrangedKind::Room(Box::new(Room { height, fields: None })).into();
    section.blocks.push(room(ROOMS[0]));
    let heading = arranger.structure.heading(part, 1, document.title());
    let kind = Paragraph {
        goes_on: true,
        ..Paragraph::of_text(arranger.styles.id(Element::Kind), document.kind.as_str(), heading)
    };
    let subject = Paragraph::new(arranger.styles.id(Element::Subject), &document.subject, heading);
    section.blocks.extend([kind.into(), subject.into(), room(ROOMS[1])]);
    for block in &document.body {
        if let BlockKind::Paragraph(content) = &block.kind {
            let node = arranger.paragraph_node(part);
            let style = arranger.styles.id(Element::AppendixSubtitle);
            section.blocks.push(Paragraph::new(style, content, node).into());
        }
    }
    section
}
