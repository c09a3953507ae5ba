//! A document with a kind as its title (form 1.4 of Appendix III): letterhead, kind and subject, addressees, body, recipients beside
//! the signature; then the appendices. Other forms differ in their cells.

use super::{AddresseesLabel, FormCells, SubjectPlace};
use crate::arrangement::Section;
use crate::diag::{Code, Diagnostic, text};
use crate::form::closing::{self, Closing};
use crate::form::{Arranger, body, copies, letterhead, signing, title};
use crate::model::{Document, DocumentPart, Paper};
use crate::source::Span;

pub(super) const CELLS: FormCells = FormCells {
    subject: SubjectPlace::BelowKind,
    is_numbered: true,
    is_dated: true,
    has_rule: true,
    label: AddresseesLabel::Respect,
    has_confirmation: false,
};

pub(super) fn sections<'a>(arranger: &mut Arranger<'a, '_>, cells: FormCells) -> Vec<Section<'a>> {
    let (document, part): (&'a Document, _) = (arranger.document, arranger.part);
    let mut sections = match part {
        DocumentPart::OwnFile(_) => Vec::new(),
        DocumentPart::Whole | DocumentPart::Main => body_sections(arranger, document, cells),
    };
    let appendices = document.appendices.iter().enumerate();
    let appendices = appendices.filter(|(index, appendix)| part.has_appendix(*index, appendix));
    sections.extend(appendices.flat_map(|(_, appendix)| body::appendix(arranger, appendix)));
    if let Some(last) = sections.last_mut() {
        let width = last.page.text_width();
        for note in &document.copy_notes {
            last.blocks.extend(copies::blocks(arranger, note, width));
        }
    }
    sections
}

fn body_sections<'a>(
    arranger: &mut Arranger<'a, '_>,
    document: &'a Document,
    cells: FormCells,
) -> Vec<Section<'a>> {
    let (mut section, part) = arranger.section(Paper::A4, None);
    let width = section.page.text_width();
    section.blocks.extend(signing::copy_corner(arranger, part, width));
    section.blocks.push(letterhead::block(arranger, part, width, cells));
    section.first_foot = letterhead::contact(arranger, part, width);
    section.blocks.extend(title::blocks(arranger, part, width, cells));
    let title = section.blocks.len();
    let mut sections = body::sections(arranger, &document.body, part, (section, Paper::A4));
    let is_alone = sections.len() == 1;
    if let Some(last) = document.body.last().filter(|last| last.turned) {
        arranger.found.push(signature_alone(last.span));
    }
    if let Some(section) = sections.last_mut() {
        let text = if is_alone { section.blocks.get_mut(title..) } else { Some(&mut section.blocks[..]) };
        if let Some(last) = text.and_then(|text| text.last_mut()) {
            // The signature is not left alone on a page.
            body::keep_with_next(last);
        }
        section.blocks.extend(closing::blocks(arranger, part, width, &Closing::of(document)));
        if cells.has_confirmation {
            section.blocks.extend(closing::confirmation(arranger, part, width));
        }
    }
    sections
}

/// The signature stands on pages that are not turned: nothing of the text is left for its page.
fn signature_alone(span: Span) -> Diagnostic {
    let place = Span { start: span.end, ..span };
    Diagnostic::warning(
        Code::MarkupMalformed,
        text!(
            "thân văn bản kết thúc bằng trang ngang, chữ ký đứng một mình một trang",
            "the body ends with turned pages, the signature stands alone on a page"
        ),
    )
    .at(place)
    .help(text!("đặt ::: trước câu kết thúc", "put ::: before the closing sentence"))
}
