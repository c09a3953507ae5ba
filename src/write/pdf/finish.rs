//! From what printpdf leaves to the finished file: contents, tags, navigation, metadata, fields, attachments, and the
//! measures of fonts.

use lopdf::{Dictionary, Document as Objects, Object, ObjectId, Stream};
use sha2::{Digest, Sha256};

use super::content::PageContent;
use super::file::{Packed, save};
use super::fonts::{Embedded, EmbeddedFont};
use super::tags::{self, PageMarks};
use super::{Options, attachments, fields, metadata, navigation};
use crate::arrangement::Properties;
use crate::layout::PagedDocument;

pub(super) fn finish(
    mut pdf: Objects,
    contents: Vec<PageContent>,
    paged: &PagedDocument,
    properties: &Properties,
    fonts: &Embedded,
    options: &Options,
) -> Vec<u8> {
    let pages: Vec<ObjectId> = pdf.get_pages().into_values().collect();
    let resources = resources(&pdf, &pages);
    for (page, content) in pages.iter().zip(&contents) {
        set_content(&mut pdf, *page, content, &resources);
    }
    if let Ok(catalog) = pdf.catalog_mut() {
        catalog.remove(b"PageLayout");
    }
    // The catalog does not lead to what printpdf adds besides.
    pdf.trailer.remove(b"Info");
    pdf.prune_objects();
    pdf.renumber_objects();
    let pages: Vec<ObjectId> = pdf.get_pages().into_values().collect();
    fonts.iter().for_each(|font| describe(&mut pdf, font));
    metadata::add(&mut pdf, properties, options.standard);
    navigation::add(&mut pdf, paged, &pages);
    attachments::add(&mut pdf, &options.attachments, properties.date);
    let fields = match options.signature_fields {
        true => fields::add(&mut pdf, paged, &pages, pages.len()),
        false => Vec::new(),
    };
    let marks =
        pages.iter().zip(contents).map(|(page, content)| PageMarks { page: *page, marks: content.marks });
    let marks: Vec<PageMarks> = marks.collect();
    let mut packed = Packed::default();
    tags::add(&mut pdf, &mut packed, &paged.structure, &marks, &fields);
    save(pdf, packed, &identity(properties))
}

/// The fonts, which all pages share; nothing else is used.
fn resources(pdf: &Objects, pages: &[ObjectId]) -> Dictionary {
    let fonts = pages.first().and_then(|page| {
        let page = pdf.get_dictionary(*page).ok()?;
        let resources = pdf.dereference(page.get(b"Resources").ok()?).ok()?.1.as_dict().ok()?;
        resources.get(b"Font").ok().cloned()
    });
    let mut resources = Dictionary::new();
    if let Some(fonts) = fonts {
        resources.set("Font", fonts);
    }
    resources
}

fn set_content(pdf: &mut Objects, page: ObjectId, content: &PageContent, resources: &Dictionary) {
    let stream = pdf.add_object(Stream::new(Dictionary::new(), content.stream.clone()));
    if let Ok(page) = pdf.get_dictionary_mut(page) {
        page.set("Contents", stream);
        page.set("Resources", resources.clone());
        // printpdf writes an empty array, and boxes that say what the paper's says.
        for key in [b"Annots".as_slice(), b"TrimBox", b"CropBox"] {
            page.remove(key);
        }
    }
}

/// The document itself, whatever is in it: number, symbol and title.
fn identity(properties: &Properties) -> [u8; 16] {
    let digest = Sha256::new()
        .chain_update(&properties.identity)
        .chain_update([0])
        .chain_update(&properties.title)
        .finalize();
    let mut identity = [0; 16];
    identity.copy_from_slice(&digest[..16]);
    identity
}

/// The measures of a font that `ParsedFont::with_glyph_data` has no room for.
fn describe(pdf: &mut Objects, font: &EmbeddedFont) {
    let scaled = |units: i64| Object::Integer(units * 1000 / font.metrics.units_per_em);
    let italic = font.metrics.italic_angle != 0;
    for object in pdf.objects.values_mut() {
        let Ok(dictionary) = object.as_dict_mut() else { continue };
        let name = |key: &[u8]| dictionary.get(key).and_then(Object::as_name).map(<[u8]>::to_vec).ok();
        if name(b"Type").as_deref() != Some(b"FontDescriptor".as_slice())
            || name(b"FontName").as_deref() != Some(font.name.as_bytes())
        {
            continue;
        }
        let metrics = &font.metrics;
        dictionary.set("Ascent", scaled(metrics.ascent));
        dictionary.set("Descent", scaled(metrics.descent));
        dictionary.set("CapHeight", scaled(metrics.cap_height));
        dictionary.set("ItalicAngle", metrics.italic_angle);
        dictionary.set("FontBBox", metrics.bounds.map(scaled).to_vec());
        // Stem width as producers estimate it from the weight: 88 for regular, 166 for bold.
        dictionary.set("StemV", 50 + (metrics.weight * metrics.weight) / 4225);
        // Serif, nonsymbolic, italic (ISO 32000-1, table 123).
        dictionary.set("Flags", 0b10_0010 | if italic { 0b100_0000 } else { 0 });
    }
}
