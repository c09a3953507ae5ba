//! From what printpdf leaves to the finished file: contents, tags, navigation, metadata, fields, attachments, and the
//! measures of fonts.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document as Objects, Error, Object, ObjectId, Result, Stream};
use sha2::{Digest, Sha256};

use super::content::PageContent;
use super::file::{Packed, save};
use super::fonts::{Embedded, EmbeddedFont};
use super::pictures::PictureObjects;
use super::tags::{self, PageMarks, TaggedAnnotation};
use super::{Options, attachments, fields, links, metadata, navigation};
use crate::arrangement::Properties;
use crate::layout::PagedDocument;

/// # Errors
/// What printpdf left out: a page, its fonts, the catalog or the measures of a font.
pub(super) fn finish(
    mut pdf: Objects,
    contents: Vec<PageContent>,
    paged: &PagedDocument,
    properties: &Properties,
    (fonts, pictures): (&Embedded, &PictureObjects<'_>),
    options: &Options,
) -> Result<Vec<u8>> {
    let pages: Vec<ObjectId> = pdf.get_pages().into_values().collect();
    let mut resources = resources(&pdf, &pages)?;
    if let Some(names) = pictures.add_to(&mut pdf) {
        resources.set("XObject", names);
    }
    for (page, content) in pages.iter().zip(&contents) {
        set_content(&mut pdf, *page, content, &resources)?;
    }
    pdf.catalog_mut()?.remove(b"PageLayout");
    // The catalog does not lead to what printpdf adds besides.
    pdf.trailer.remove(b"Info");
    pdf.prune_objects();
    pdf.renumber_objects();
    let pages: Vec<ObjectId> = pdf.get_pages().into_values().collect();
    for font in fonts.iter() {
        describe(&mut pdf, font)?;
    }
    metadata::add(&mut pdf, properties, options.standard)?;
    navigation::add(&mut pdf, paged, &pages)?;
    attachments::add(&mut pdf, &options.attachments, properties.date)?;
    let mut annotations = match options.signature_fields {
        true => fields::add(&mut pdf, paged, &pages, pages.len())?,
        false => Vec::new(),
    };
    let first_key = pages.len() + annotations.len();
    annotations.extend(links::add(&mut pdf, paged, &contents, &pages, first_key));
    show(&mut pdf, &annotations)?;
    let marks =
        pages.iter().zip(contents).map(|(page, content)| PageMarks { page: *page, marks: content.marks });
    let marks: Vec<PageMarks> = marks.collect();
    let mut packed = Packed::default();
    tags::add(&mut pdf, &mut packed, paged, &marks, &annotations)?;
    Ok(save(pdf, packed, &identity(properties)))
}

/// The fonts, which all pages share; nothing else is used.
fn resources(pdf: &Objects, pages: &[ObjectId]) -> Result<Dictionary> {
    let first = pages.first().ok_or(Error::PageNumberNotFound(1))?;
    let page = pdf.get_dictionary(*first)?;
    let given = pdf.dereference(page.get(b"Resources")?)?.1.as_dict()?;
    let mut resources = Dictionary::new();
    resources.set("Font", given.get(b"Font")?.clone());
    Ok(resources)
}

fn set_content(
    pdf: &mut Objects,
    page: ObjectId,
    content: &PageContent,
    resources: &Dictionary,
) -> Result<()> {
    let stream = pdf.add_object(Stream::new(Dictionary::new(), content.stream.clone()));
    let page = pdf.get_dictionary_mut(page)?;
    page.set("Contents", stream);
    page.set("Resources", resources.clone());
    // printpdf writes an empty array, and boxes that say what the paper's says.
    for key in [b"Annots".as_slice(), b"TrimBox", b"CropBox"] {
        page.remove(key);
    }
    Ok(())
}

/// Lists the annotations of each page.
fn show(pdf: &mut Objects, annotations: &[TaggedAnnotation]) -> Result<()> {
    let mut by_page: BTreeMap<ObjectId, Vec<Object>> = BTreeMap::new();
    for annotation in annotations {
        by_page.entry(annotation.page).or_default().push(Object::Reference(annotation.object));
    }
    for (page, list) in by_page {
        pdf.get_dictionary_mut(page)?.set("Annots", list);
    }
    Ok(())
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
fn describe(pdf: &mut Objects, font: &EmbeddedFont) -> Result<()> {
    let metrics = &font.metrics;
    let scaled = |units: i64| Object::Integer(units * 1000 / metrics.units_per_em);
    let dictionaries = pdf.objects.values_mut().filter_map(|object| object.as_dict_mut().ok());
    let descriptor = dictionaries
        .into_iter()
        .find(|dictionary| is_descriptor_of(dictionary, &font.name))
        .ok_or_else(|| Error::DictKey("FontDescriptor".to_string()))?;
    descriptor.set("Ascent", scaled(metrics.ascent));
    descriptor.set("Descent", scaled(metrics.descent));
    descriptor.set("CapHeight", scaled(metrics.cap_height));
    descriptor.set("ItalicAngle", metrics.italic_angle);
    descriptor.set("FontBBox", metrics.bounds.map(scaled).to_vec());
    // Stem width as producers estimate it from the weight: 88 for regular, 166 for bold.
    descriptor.set("StemV", 50 + (metrics.weight * metrics.weight) / 4225);
    // Serif, nonsymbolic, italic (ISO 32000-1, table 123).
    let italic = metrics.italic_angle != 0;
    descriptor.set("Flags", 0b10_0010 | if italic { 0b100_0000 } else { 0 });
    Ok(())
}

fn is_descriptor_of(dictionary: &Dictionary, font: &str) -> bool {
    let names = |key: &[u8], name: &str| {
        dictionary.get(key).and_then(Object::as_name).is_ok_and(|given| given == name.as_bytes())
    };
    names(b"Type", "FontDescriptor") && names(b"FontName", font)
}
