//! The Word file. `docx-rs` makes paragraphs, tables, styles and numberings (this folder is the only place that knows
//! it); `xml` repairs what it cannot say, and `package` packs the parts.
//!
//! Known limits of docx-rs 0.4.22 that are worked around here: children of properties out of schema order, no repeated
//! header rows, no language, random paragraph ids, sections that lose their headers, an uncompressed package.

mod body;
mod marks;
mod numbering;
mod package;
mod parts;
mod revise;
mod section;
mod styles;
mod xml;

use crate::form::Form;
use crate::model::Document;
use crate::profile::Profile;

/// The bytes of the Word file.
pub fn write(document: &Document, form: &Form, profile: &Profile) -> Vec<u8> {
    let numbers = numbering::Numbers::of(document);
    pack(document, form, profile, body::document(document, form, profile, &numbers))
}

/// The Word file of `new` with its differences from `old` as tracked changes. Each comes with its form.
pub fn write_revised(old: (&Document, &Form), new: (&Document, &Form), profile: &Profile) -> Vec<u8> {
    let xml = |(document, form): (&Document, &Form)| {
        body::document(document, form, profile, &numbering::Numbers::of(document))
    };
    pack(new.0, new.1, profile, revise::revised(&xml(old), &xml(new)))
}

fn pack(document: &Document, form: &Form, profile: &Profile, body: String) -> Vec<u8> {
    let numbers = numbering::Numbers::of(document);
    let mut parts = vec![
        ("[Content_Types].xml", parts::content_types(document)),
        ("_rels/.rels", parts::RELATIONSHIPS.to_string()),
        ("docProps/app.xml", parts::APP.to_string()),
        ("docProps/core.xml", parts::core(document)),
        ("word/_rels/document.xml.rels", parts::document_relationships(document)),
        ("word/document.xml", body),
        ("word/fontTable.xml", parts::FONT_TABLE.to_string()),
        ("word/header1.xml", parts::empty_header()),
        ("word/header2.xml", parts::page_number_header()),
        ("word/numbering.xml", numbering::xml(document, profile, &numbers)),
        ("word/settings.xml", parts::SETTINGS.to_string()),
        ("word/styles.xml", styles::xml(document, form, profile)),
    ];
    parts.extend(parts::footers(document));
    package::pack(&parts)
}
