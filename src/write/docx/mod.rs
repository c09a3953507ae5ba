//! The Word file. `docx-rs` makes paragraphs, tables, styles and numberings (this folder is the only place that knows
//! it); `xml` repairs what it cannot say, and `package` packs the parts.
//!
//! Known limits of docx-rs 0.4.22 that are worked around here: children of properties out of schema order, no repeated
//! header rows, no language, random paragraph ids, sections that lose their headers, an uncompressed package.

mod body;
mod cells;
mod charts;
mod links;
mod media;
mod names;
mod notes;
mod numbering;
mod package;
mod parts;
mod revise;
mod runs;
mod section;
mod styles;
mod table;
mod xml;

use std::io::{self, Write};

use crate::arrangement::Arrangement;
use links::Links;
use media::Media;
use numbering::Numbers;
use package::Package;
use revise::Revision;
use section::Feet;

/// What the parts of the package refer to.
struct References {
    numbers: Numbers,
    feet: Feet,
    links: Links,
    media: Media,
    has_notes: bool,
}

impl References {
    fn of(arrangement: &Arrangement<'_>) -> Self {
        References {
            numbers: Numbers::of(arrangement),
            feet: Feet::of_arrangement(arrangement),
            links: Links::of(arrangement),
            media: Media::of(arrangement),
            has_notes: notes::are_there(arrangement),
        }
    }

    fn document<W: Write>(&self, arrangement: &Arrangement<'_>, out: W) -> io::Result<W> {
        let References { numbers, feet, links, media, has_notes } = self;
        body::document(arrangement, numbers, links, media, feet, *has_notes, out)
    }

    fn notes(&self, arrangement: &Arrangement<'_>) -> Option<String> {
        self.has_notes.then(|| notes::xml(arrangement, &self.numbers, &self.links))
    }
}

/// The bytes of the Word file.
pub fn write(arrangement: &Arrangement<'_>) -> Vec<u8> {
    let references = References::of(arrangement);
    let notes = references.notes(arrangement);
    pack(arrangement, &references, notes, |out| references.document(arrangement, out).map(|_| ()))
}

/// The Word file of `new` with its differences from `old` as tracked changes.
pub fn write_revised(old: &Arrangement<'_>, new: &Arrangement<'_>) -> Vec<u8> {
    let parts = |arrangement: &Arrangement<'_>, references: &References| {
        let xml = references.document(arrangement, Vec::new()).expect("memory takes everything");
        let xml = String::from_utf8(xml).expect("all that is written is text");
        (xml, references.notes(arrangement))
    };
    let references = References::of(new);
    let (old, old_notes) = parts(old, &References::of(old));
    let (revised, notes) = parts(new, &references);
    let mut revision = Revision::of(&revised);
    let revised = revision.document(&old, &revised);
    let notes = notes.map(|notes| revision.notes(&old_notes.unwrap_or_default(), &notes));
    pack(new, &references, notes, |out| out.write_all(revised.as_bytes()))
}

fn pack(
    arrangement: &Arrangement<'_>,
    references: &References,
    notes: Option<String>,
    body: impl FnOnce(&mut Package) -> io::Result<()>,
) -> Vec<u8> {
    let References { numbers, feet, links, media, has_notes } = references;
    let mut package = Package::default();
    let (endings, names) = charts::types(arrangement);
    let types = (media.types() + &endings, names);
    let more = links.relationships() + &media.relationships() + &charts::document_relationships(arrangement);
    package.add("[Content_Types].xml", &parts::content_types(feet, types, *has_notes));
    package.add("_rels/.rels", parts::RELATIONSHIPS);
    package.add("docProps/app.xml", parts::APP);
    package.add("docProps/core.xml", &parts::core(&arrangement.properties));
    package.add("word/_rels/document.xml.rels", &parts::document_relationships(feet, &more, *has_notes));
    package.add_streamed("word/document.xml", body);
    package.add("word/fontTable.xml", parts::FONT_TABLE);
    package.add("word/header1.xml", &parts::empty_header(arrangement));
    package.add("word/header2.xml", &parts::page_number_header(arrangement));
    package.add("word/numbering.xml", &numbering::xml(arrangement, numbers));
    package.add("word/settings.xml", &parts::settings(arrangement, *has_notes));
    package.add("word/styles.xml", &styles::xml(arrangement, numbers, *has_notes));
    for (number, section) in feet.parts() {
        let foot = body::foot(arrangement, numbers, &arrangement.sections[section]);
        package.add(&format!("word/footer{number}.xml"), &foot);
    }
    if let Some(notes) = notes {
        package.add("word/footnotes.xml", &notes);
        if !links.are_none() {
            package.add("word/_rels/footnotes.xml.rels", &parts::relationships(&links.relationships()));
        }
    }
    for (name, bytes) in charts::files(arrangement) {
        package.add_bytes(&format!("word/{name}"), &bytes);
    }
    for (name, printed) in media.files() {
        package.add_packed(&format!("word/{name}"), &printed.bytes);
    }
    package.finish()
}
