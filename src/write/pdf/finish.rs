//! What printpdf leaves to do: version, language, properties, ids that depend on the content alone, font measures.

use lopdf::{Dictionary, Document as Objects, Object, StringFormat};
use sha2::{Digest, Sha256};

use super::fonts::{Embedded, EmbeddedFont};
use crate::model::Document;

const PRODUCER: &str = concat!("baocao ", env!("CARGO_PKG_VERSION"));

pub(super) fn finish(mut pdf: Objects, document: &Document, fonts: &Embedded) -> Vec<u8> {
    pdf.version = "1.7".to_string();
    drop_empty_annotations(&mut pdf);
    for font in fonts.iter() {
        describe(&mut pdf, font);
    }
    if let Ok(catalog) = pdf.catalog_mut() {
        catalog.set("Lang", Object::string_literal("vi-VN"));
        let mut preferences = Dictionary::new();
        preferences.set("DisplayDocTitle", true);
        catalog.set("ViewerPreferences", preferences);
    }
    let info = pdf.add_object(info(document));
    pdf.trailer.set("Info", info);
    pdf.prune_objects();
    pdf.renumber_objects();
    pdf.compress();
    let identity = id(document.header.number.full().as_bytes(), document.title().as_bytes());
    set_id(&mut pdf, &identity, &identity);
    let content = Sha256::digest(save(&mut pdf));
    set_id(&mut pdf, &identity, &content[..16]);
    save(&mut pdf)
}

/// # Panics
/// Never: writing to memory cannot fail.
fn save(pdf: &mut Objects) -> Vec<u8> {
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).expect("memory takes everything");
    bytes
}

fn id(a: &[u8], b: &[u8]) -> Vec<u8> {
    Sha256::new().chain_update(a).chain_update([0]).chain_update(b).finalize()[..16].to_vec()
}

/// First half: the document, the same for every rendering of it. Second half: this content (ISO 32000-1, 14.4).
fn set_id(pdf: &mut Objects, identity: &[u8], content: &[u8]) {
    let half = |bytes: &[u8]| Object::String(bytes.to_vec(), StringFormat::Hexadecimal);
    pdf.trailer.set("ID", vec![half(identity), half(content)]);
}

/// Title, author and dates from the data, never from the clock.
fn info(document: &Document) -> Dictionary {
    let mut info = Dictionary::new();
    info.set("Title", text(&document.title()));
    info.set("Author", text(&document.header.agency_in_text));
    info.set("Subject", text(document.header.number.full().trim()));
    info.set("Producer", text(PRODUCER));
    if let Some(date) = document.header.date {
        let stamp = format!("D:{}000000Z", date.format("%Y%m%d"));
        info.set("CreationDate", Object::string_literal(stamp.clone()));
        info.set("ModDate", Object::string_literal(stamp));
    }
    info
}

/// A text string in UTF-16 with a byte-order mark (ISO 32000-1, 7.9.2.2).
fn text(text: &str) -> Object {
    let bytes = [0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes.collect(), StringFormat::Hexadecimal)
}

fn drop_empty_annotations(pdf: &mut Objects) {
    for page in pdf.get_pages().into_values() {
        if let Ok(page) = pdf.get_dictionary_mut(page)
            && page.get(b"Annots").and_then(Object::as_array).is_ok_and(Vec::is_empty)
        {
            page.remove(b"Annots");
        }
    }
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
