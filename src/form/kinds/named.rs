//! A document with a kind as its title (form 1.4 of Appendix III): letterhead, kind and subject, addressees, body, recipients beside
//! the signature; then the appendices.

use crate::arrangement::Section;
use crate::form::{Arranger, body, closing, letterhead, title};
use crate::model::{Document, Paper};

pub(super) fn sections<'a>(arranger: &mut Arranger<'a, '_>) -> Vec<Section<'a>> {
    let document: &'a Document = arranger.document;
    let mut sections = vec![main_section(arranger, document)];
    sections.extend(document.appendices.iter().map(|appendix| body::appendix(arranger, appendix)));
    sections
}

fn main_section<'a>(arranger: &mut Arranger<'a, '_>, document: &'a Document) -> Section<'a> {
    let (mut section, part) = arranger.section(Paper::A4, None);
    let page = section.page;
    let width = page.text_width();
    section.blocks.push(letterhead::block(arranger, part, width));
    section.first_foot = letterhead::contact(arranger, part, width);
    section.blocks.extend(title::blocks(arranger, part, width));
    let mut text = body::blocks(arranger, &document.body, part, &page);
    if let Some(last) = text.last_mut() {
        // The signature is not left alone on a page.
        body::keep_with_next(last);
    }
    section.blocks.extend(text);
    section.blocks.extend(closing::blocks(arranger, part, width));
    section
}
