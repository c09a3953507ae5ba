//! What printpdf leaves to do: version, language, properties, ids that depend on the content alone, font measures.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Dictionary, Document as Objects, Object, Stream, StringFormat};
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
    compress(&mut pdf);
    save(pdf, document)
}

/// Flate level: 9 takes three times as long as 4 and saves a few parts in a hundred.
const LEVEL: u32 = 4;

/// Compresses the streams, on all cores: it is half the work of writing a PDF.
fn compress(pdf: &mut Objects) {
    let streams = pdf.objects.values_mut().filter_map(|object| match object {
        Object::Stream(stream) if !stream.dict.has(b"Filter") => Some(stream),
        _ => None,
    });
    let mut streams: Vec<&mut Stream> = streams.collect();
    // The large ones, fonts and full pages, are dealt out first.
    streams.sort_by_key(|stream| std::cmp::Reverse(stream.content.len()));
    let count = std::thread::available_parallelism().map_or(1, usize::from).min(4);
    let mut hands: Vec<Vec<&mut Stream>> = (0..count).map(|_| Vec::new()).collect();
    for (index, stream) in streams.into_iter().enumerate() {
        hands[index % count].push(stream);
    }
    std::thread::scope(|scope| {
        for hand in hands {
            scope.spawn(|| hand.into_iter().for_each(compress_stream));
        }
    });
}

/// # Panics
/// Never: writing to memory cannot fail.
fn compress_stream(stream: &mut Stream) {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(LEVEL));
    encoder.write_all(&stream.content).expect("memory takes everything");
    let packed = encoder.finish().expect("memory takes everything");
    if packed.len() < stream.content.len() {
        stream.dict.set("Filter", "FlateDecode");
        stream.set_content(packed);
    }
}

/// Writes the file with its `/ID`: the first half the document, the same for every rendering of it; the second half
/// this content (ISO 32000-1, 14.4).
///
/// # Panics
/// Never: writing to memory cannot fail.
fn save(mut pdf: Objects, document: &Document) -> Vec<u8> {
    let identity = Sha256::new()
        .chain_update(document.header.number.full())
        .chain_update([0])
        .chain_update(document.title())
        .finalize();
    let half = |bytes: &[u8]| Object::String(bytes.to_vec(), StringFormat::Hexadecimal);
    // The second half is written over its own place, which is as long and comes last in the file.
    pdf.trailer.set("ID", vec![half(&identity[..16]), half(&[0; 16])]);
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).expect("memory takes everything");
    let content = hexadecimal(&Sha256::digest(&bytes)[..16]);
    let place = hexadecimal(&[0; 16]);
    if let Some(at) = bytes.windows(place.len()).rposition(|window| window == place.as_bytes()) {
        bytes[at..at + place.len()].copy_from_slice(content.as_bytes());
    }
    bytes
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02X}")).collect()
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
