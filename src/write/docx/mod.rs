//! The Word file. `docx-rs` makes paragraphs, tables, styles and numberings (this folder is the only place that knows
//! it); `xml` repairs what it cannot say, and `package` packs the parts.
//!
//! Known limits of docx-rs 0.4.22 that are worked around here: children of properties out of schema order, no repeated
//! header rows, no language, random paragraph ids, sections that lose their headers, an uncompressed package.

mod body;
mod cells;
mod names;
mod numbering;
mod package;
mod parts;
mod revise;
mod section;
mod styles;
mod table;
mod xml;

use std::io::{self, Write};

use crate::arrangement::Arrangement;
use numbering::Numbers;
use package::Package;
use section::Feet;

/// The bytes of the Word file.
pub fn write(arrangement: &Arrangement<'_>) -> Vec<u8> {
    let (numbers, feet) = (Numbers::of(arrangement), Feet::of_arrangement(arrangement));
    pack(arrangement, &numbers, &feet, |out| body::document(arrangement, &numbers, &feet, out).map(|_| ()))
}

/// The Word file of `new` with its differences from `old` as tracked changes.
pub fn write_revised(old: &Arrangement<'_>, new: &Arrangement<'_>) -> Vec<u8> {
    let xml = |arrangement: &Arrangement<'_>| {
        let (numbers, feet) = (Numbers::of(arrangement), Feet::of_arrangement(arrangement));
        let xml = body::document(arrangement, &numbers, &feet, Vec::new());
        String::from_utf8(xml.expect("memory takes everything")).expect("all that is written is text")
    };
    let revised = revise::revised(&xml(old), &xml(new));
    let (numbers, feet) = (Numbers::of(new), Feet::of_arrangement(new));
    pack(new, &numbers, &feet, |out| out.write_all(revised.as_bytes()))
}

fn pack(
    arrangement: &Arrangement<'_>,
    numbers: &Numbers,
    feet: &Feet,
    body: impl FnOnce(&mut Package) -> io::Result<()>,
) -> Vec<u8> {
    let mut package = Package::default();
    package.add("[Content_Types].xml", &parts::content_types(feet));
    package.add("_rels/.rels", parts::RELATIONSHIPS);
    package.add("docProps/app.xml", parts::APP);
    package.add("docProps/core.xml", &parts::core(&arrangement.properties));
    package.add("word/_rels/document.xml.rels", &parts::document_relationships(feet));
    package.add_streamed("word/document.xml", body);
    package.add("word/fontTable.xml", parts::FONT_TABLE);
    package.add("word/header1.xml", &parts::empty_header(arrangement));
    package.add("word/header2.xml", &parts::page_number_header(arrangement));
    package.add("word/numbering.xml", &numbering::xml(arrangement, numbers));
    package.add("word/settings.xml", parts::SETTINGS);
    package.add("word/styles.xml", &styles::xml(arrangement, numbers));
    for (number, section) in feet.parts() {
        let foot = body::foot(arrangement, numbers, &arrangement.sections[section]);
        package.add(&format!("word/footer{number}.xml"), &foot);
    }
    package.finish()
}
