//! A document that is issued with a decision (form 1.3 of Appendix III): letterhead without number and day, kind and subject, the
//! line that ties it to the decision, its text. It is signed with the decision, so it has neither signature nor recipients.

use super::{FormCells, named};
use crate::arrangement::Section;
use crate::form::{Arranger, body, letterhead, signing, title};
use crate::model::{Appendix, plain_text};

const CELLS: FormCells = FormCells { is_numbered: false, is_dated: false, ..named::CELLS };

pub(in crate::form) fn sections<'a>(
    arranger: &mut Arranger<'a, '_>,
    document: &'a Appendix,
    kind: &'a str,
) -> Vec<Section<'a>> {
    let label = format!("{kind} {}", plain_text(&document.title));
    let (mut section, part) = arranger.section(document.paper, Some(label));
    let width = section.page.text_width();
    section.blocks.extend(signing::corner(arranger, document, part, width));
    section.blocks.push(letterhead::block(arranger, part, width, CELLS));
    let titled = title::Titled { kind, subject: &document.title, reference: Some(&document.reference) };
    section.blocks.extend(title::kind_and_subject(arranger, part, width, (titled, CELLS.has_rule)));
    body::whole(arranger, document, part, section)
}
