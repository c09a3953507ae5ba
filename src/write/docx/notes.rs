//! `word/footnotes.xml`: the notes at the foot of pages, which Word numbers itself.

use super::body::Body;
use super::links::Links;
use super::numbering::Numbers;
use super::parts::{DECLARATION, NAMESPACES};
use crate::arrangement::{Arrangement, LabelKind, Paragraph};

/// What stands above the notes of a page, and above what goes on from the page before: a line of that height.
const SEPARATORS: &str = concat!(
    "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:pPr><w:spacing w:line=\"160\" w:lineRule=\"exact\"/></w:pPr>",
    "<w:r><w:separator/></w:r></w:p></w:footnote>",
    "<w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:pPr><w:spacing w:line=\"160\" w:lineRule=\"exact\"/></w:pPr>",
    "<w:r><w:continuationSeparator/></w:r></w:p></w:footnote>",
);

/// The notes, in order; Word's own ids are their numbers.
fn notes<'a>(arrangement: &'a Arrangement<'a>) -> Vec<(&'a str, &'a Paragraph<'a>)> {
    let mut notes = Vec::new();
    arrangement.for_each_paragraph(&mut |paragraph| {
        if let Some(label) = paragraph.label.as_ref().filter(|label| label.kind == LabelKind::NoteMark) {
            notes.push((label.text.as_str(), paragraph));
        }
    });
    notes
}

pub(super) fn are_there(arrangement: &Arrangement<'_>) -> bool {
    !notes(arrangement).is_empty()
}

/// The part.
pub(super) fn xml(arrangement: &Arrangement<'_>, numbers: &Numbers, links: &Links) -> String {
    let mut body = Body::new(arrangement, numbers, links, Vec::new());
    let written = body
        .xml
        .raw(DECLARATION)
        .and_then(|()| body.xml.open("w:footnotes", &NAMESPACES))
        .and_then(|()| body.xml.raw(SEPARATORS))
        .and_then(|()| notes(arrangement).into_iter().try_for_each(|(number, note)| body.note(number, note)))
        .and_then(|()| body.xml.close("w:footnotes"));
    written.expect("memory takes everything");
    String::from_utf8(body.xml.into_inner()).expect("all that is written is text")
}
