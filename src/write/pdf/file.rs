//! The objects as a file: what is no stream goes into object streams, and the cross-reference table is a stream too
//! (ISO 32000-1, 7.5.7 and 7.5.8; allowed by ISO 19005-2). `lopdf` can write such files as well, but copies every object
//! on the way and leaves the table uncompressed.

use std::io::Write;

use flate2::{Compress, Compression, FlushCompress, Status};
use lopdf::{Dictionary, Document as Objects, Object, Stream, StringFormat};
use sha2::{Digest, Sha256};

/// Flate level: 9 takes three times as long as 4 and saves a few parts in a hundred.
const LEVEL: u32 = 4;

/// Objects in one object stream. More pack better, fewer can be packed side by side.
const PACK: usize = 400;

/// A thread more for each so many streams; those of a report of some ten pages are packed before another thread is awake.
const STREAMS_A_HAND: usize = 60;
const MOST_HANDS: usize = 4;

/// Objects that are written as text right away, such as the many small ones of the structure tree.
#[derive(Debug, Default)]
pub(super) struct Packed {
    text: Vec<u8>,
    /// Number and beginning of each object.
    starts: Vec<(u32, usize)>,
}

impl Packed {
    /// Begins the object `id`; what is written next belongs to it.
    pub(super) fn begin(&mut self, id: u32) {
        self.separate();
        self.starts.push((id, self.text.len()));
    }

    /// Adds to the object begun last.
    pub(super) fn put(&mut self, text: &str) {
        self.text.extend_from_slice(text.as_bytes());
    }

    pub(super) fn number(&mut self, number: impl std::fmt::Display) {
        // Writing to a Vec cannot fail.
        let _ = write!(self.text, "{number}");
    }

    fn separate(&mut self) {
        if !self.text.is_empty() {
            self.text.push(b'\n');
        }
    }

    /// The contents of object streams, each with how many objects it holds and the length of its index.
    fn streams(&self) -> impl Iterator<Item = (Vec<u8>, usize, usize)> {
        self.starts.chunks(PACK).enumerate().map(|(index, starts)| {
            let from = starts[0].1;
            let to = self.starts.get((index + 1) * PACK).map_or(self.text.len(), |next| next.1);
            let mut content = Vec::with_capacity(to - from + starts.len() * 10);
            for (id, start) in starts {
                let _ = write!(content, "{id} {} ", start - from);
            }
            let first = content.len();
            content.extend_from_slice(&self.text[from..to]);
            (content, starts.len(), first)
        })
    }
}

/// Where an object stands.
#[derive(Clone, Copy)]
enum ObjectPlace {
    Free,
    At(usize),
    In { stream: u32, index: usize },
}

/// Writes the file with its `/ID`: the first half from the document's `identity`, the same for every rendering of it; the
/// second half from this content (ISO 32000-1, 14.4), so that a reader can tell whether anything was changed.
pub(super) fn save(mut pdf: Objects, mut packed: Packed, identity: &[u8]) -> Vec<u8> {
    let mut streams: Vec<(u32, Stream)> = Vec::new();
    for ((id, _), object) in std::mem::take(&mut pdf.objects) {
        match object {
            Object::Stream(stream) => streams.push((id, stream)),
            object => {
                packed.begin(id);
                write_object(&object, &mut packed.text);
            }
        }
    }
    let mut next = pdf.max_id + 1;
    let mut places = vec![ObjectPlace::Free; next as usize];
    let mut containers = packed.starts.chunks(PACK).zip(next..);
    containers.by_ref().for_each(|(starts, stream)| {
        for (index, (id, _)) in starts.iter().enumerate() {
            places[*id as usize] = ObjectPlace::In { stream, index };
        }
    });
    for (content, count, first) in packed.streams() {
        let mut dictionary = Dictionary::new();
        dictionary.set("Type", "ObjStm");
        dictionary.set("N", count as i64);
        dictionary.set("First", first as i64);
        streams.push((next, Stream::new(dictionary, content)));
        next += 1;
    }
    drop(packed);
    compress(&mut streams);
    places.resize(next as usize + 1, ObjectPlace::Free);
    let mut out = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec();
    for (id, stream) in &streams {
        places[*id as usize] = ObjectPlace::At(out.len());
        write_stream(*id, stream, &mut out);
    }
    places[next as usize] = ObjectPlace::At(out.len());
    let start = out.len();
    let table = cross_references(&places, &pdf.trailer, identity);
    write_stream(next, &table, &mut out);
    let _ = write!(out, "startxref\n{start}\n%%EOF\n");
    set_content_id(&mut out);
    out
}

/// Compresses the streams, on several cores: it is half the work of writing a PDF.
fn compress(streams: &mut [(u32, Stream)]) {
    let mut open: Vec<&mut Stream> =
        streams.iter_mut().map(|(_, stream)| stream).filter(|stream| stream.allows_compression).collect();
    // The large ones, fonts and full pages, are dealt out first.
    open.sort_by_key(|stream| std::cmp::Reverse(stream.content.len()));
    // Asking the system how many cores there are takes longer than packing a page.
    let count = (open.len() / STREAMS_A_HAND).clamp(1, MOST_HANDS);
    let mut hands: Vec<Vec<&mut Stream>> = (0..count).map(|_| Vec::new()).collect();
    for (index, stream) in open.into_iter().enumerate() {
        hands[index % count].push(stream);
    }
    let mut hands = hands.into_iter();
    let mine = hands.next().unwrap_or_default();
    rayon::in_place_scope(|scope| {
        for hand in hands.filter(|hand| !hand.is_empty()) {
            scope.spawn(|_| compress_hand(hand));
        }
        compress_hand(mine);
    });
}

fn compress_hand(hand: Vec<&mut Stream>) {
    let mut packer = Packer::default();
    for stream in hand {
        let packed = packer.deflated(&stream.content);
        if packed.len() < stream.content.len() {
            stream.dict.set("Filter", "FlateDecode");
            stream.content = packed;
        }
    }
}

/// One set of tables for many streams: making them anew takes longer than packing a page.
struct Packer(Compress);

impl Default for Packer {
    fn default() -> Self {
        Packer(Compress::new(Compression::new(LEVEL), true))
    }
}

impl Packer {
    fn deflated(&mut self, bytes: &[u8]) -> Vec<u8> {
        self.0.reset();
        let mut packed = Vec::with_capacity(bytes.len() / 2 + 64);
        loop {
            let taken = (self.0.total_in() as usize).min(bytes.len());
            match self.0.compress_vec(&bytes[taken..], &mut packed, FlushCompress::Finish) {
                Ok(Status::StreamEnd) => return packed,
                // More room is needed; nothing else can go wrong in memory.
                _ => packed.reserve(bytes.len() / 4 + 1024),
            }
        }
    }
}

/// Bytes of an entry of the table: kind, offset or stream, generation or index.
const ENTRY: [usize; 3] = [1, 4, 2];
const ROW: usize = 1 + ENTRY[0] + ENTRY[1] + ENTRY[2];

/// The cross-reference stream; each row is written as its difference to the one above (predictor "up"), which packs well.
fn cross_references(places: &[ObjectPlace], trailer: &Dictionary, identity: &[u8]) -> Stream {
    let mut rows: Vec<u8> = Vec::with_capacity(places.len() * ROW);
    let mut above = [0u8; ROW - 1];
    for place in places {
        let (kind, second, third) = match *place {
            ObjectPlace::Free => (0u8, 0, 0u16),
            ObjectPlace::At(offset) => (1, offset as u32, 0),
            ObjectPlace::In { stream, index } => (2, stream, index as u16),
        };
        let mut row = [kind, 0, 0, 0, 0, 0, 0];
        row[1..5].copy_from_slice(&second.to_be_bytes());
        row[5..].copy_from_slice(&third.to_be_bytes());
        rows.push(2);
        rows.extend(row.iter().zip(above).map(|(byte, above)| byte.wrapping_sub(above)));
        above = row;
    }
    let mut dictionary = Dictionary::new();
    dictionary.set("Type", "XRef");
    dictionary.set("Size", places.len() as i64);
    dictionary.set("W", ENTRY.map(|width| Object::Integer(width as i64)).to_vec());
    for key in ["Root", "Info"] {
        if let Ok(value) = trailer.get(key.as_bytes()) {
            dictionary.set(key, value.clone());
        }
    }
    let half = |bytes: &[u8]| Object::String(bytes.to_vec(), StringFormat::Hexadecimal);
    dictionary.set("ID", vec![half(identity), half(&[0; ID_HALF])]);
    let mut parameters = Dictionary::new();
    parameters.set("Predictor", 12);
    parameters.set("Columns", ROW as i64 - 1);
    dictionary.set("DecodeParms", parameters);
    dictionary.set("Filter", "FlateDecode");
    Stream::new(dictionary, Packer::default().deflated(&rows))
}

const ID_HALF: usize = 16;

/// Writes the second half of the `/ID` over its own place, which is as long.
fn set_content_id(out: &mut [u8]) {
    let content = hexadecimal(&Sha256::digest(&*out)[..ID_HALF]);
    if let Some(place) = place_of_content_id(out) {
        out[place].copy_from_slice(content.as_bytes());
    }
}

/// Whether a file is as it was written: the second half of its `/ID` is that of its content.
pub(super) fn has_content_id(bytes: &[u8]) -> bool {
    let Some(place) = place_of_content_id(bytes) else { return false };
    let mut blank = bytes.to_vec();
    blank[place.clone()].fill(b'0');
    hexadecimal(&Sha256::digest(&blank)[..ID_HALF]).as_bytes() == &bytes[place]
}

/// Where the digits of the second half of the `/ID` stand: in the last dictionary that has one.
fn place_of_content_id(bytes: &[u8]) -> Option<std::ops::Range<usize>> {
    const KEY: &[u8] = b"/ID[<";
    let key = bytes.windows(KEY.len()).rposition(|window| window == KEY)?;
    // Two halves as hexadecimal digits, with `> <` between them.
    let start = key + KEY.len() + ID_HALF * 2 + b"> <".len();
    let end = start + ID_HALF * 2;
    (bytes.get(end) == Some(&b'>')).then_some(start..end)
}

fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        let _ = write!(out, "{byte:02X}");
        out
    })
}

fn write_stream(id: u32, stream: &Stream, out: &mut Vec<u8>) {
    let mut dictionary = stream.dict.clone();
    dictionary.set("Length", stream.content.len() as i64);
    let _ = writeln!(out, "{id} 0 obj");
    write_dictionary(&dictionary, out);
    out.extend_from_slice(b"\nstream\n");
    out.extend_from_slice(&stream.content);
    out.extend_from_slice(b"\nendstream\nendobj\n");
}

fn write_object(object: &Object, out: &mut Vec<u8>) {
    match object {
        Object::Null => out.extend_from_slice(b"null"),
        Object::Boolean(value) => out.extend_from_slice(if *value { b"true" } else { b"false" }),
        Object::Integer(value) => {
            let _ = write!(out, "{value}");
        }
        Object::Real(value) => {
            let _ = write!(out, "{value}");
        }
        Object::Name(name) => write_name(name, out),
        Object::String(bytes, _) => {
            let _ = write!(out, "<{}>", hexadecimal(bytes));
        }
        Object::Array(items) => {
            out.push(b'[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(b' ');
                }
                write_object(item, out);
            }
            out.push(b']');
        }
        Object::Dictionary(dictionary) => write_dictionary(dictionary, out),
        Object::Stream(stream) => write_dictionary(&stream.dict, out),
        Object::Reference((id, generation)) => {
            let _ = write!(out, "{id} {generation} R");
        }
    }
}

fn write_dictionary(dictionary: &Dictionary, out: &mut Vec<u8>) {
    out.extend_from_slice(b"<<");
    for (key, value) in dictionary {
        write_name(key, out);
        if !matches!(value, Object::Name(_) | Object::String(..) | Object::Array(_) | Object::Dictionary(_)) {
            out.push(b' ');
        }
        write_object(value, out);
    }
    out.extend_from_slice(b">>");
}

/// A name; what is no regular character becomes `#` and its code (ISO 32000-1, 7.3.5).
fn write_name(name: &[u8], out: &mut Vec<u8>) {
    out.push(b'/');
    for &byte in name {
        if byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(&byte) {
            out.push(byte);
        } else {
            let _ = write!(out, "#{byte:02X}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(object: &Object) -> String {
        let mut out = Vec::new();
        write_object(object, &mut out);
        String::from_utf8(out).expect("ASCII")
    }

    #[test]
    fn objects_are_written_as_the_standard_says() {
        assert_eq!(written(&Object::Name(b"A B#".to_vec())), "/A#20B#23");
        assert_eq!(written(&Object::Array(vec![1.into(), Object::Real(0.5), true.into()])), "[1 0.5 true]");
        let mut dictionary = Dictionary::new();
        dictionary.set("A", Object::Reference((3, 0)));
        dictionary.set("B", Object::string_literal("é"));
        assert_eq!(written(&dictionary.into()), "<</A 3 0 R/B<C3A9>>>");
    }

    #[test]
    fn what_is_saved_is_read_again_on_both_sides_of_a_full_pack() {
        for count in [1, PACK as u32, PACK as u32 + 1] {
            let mut pdf = Objects::new();
            let root = pdf.add_object(Dictionary::new());
            pdf.trailer.set("Root", root);
            let mut packed = Packed::default();
            for number in 0..count {
                let id = pdf.new_object_id().0;
                packed.begin(id);
                packed.number(number);
            }
            let last = (pdf.max_id, 0);
            let bytes = save(pdf, packed, &[7; 16]);
            let read = Objects::load_mem(&bytes).expect("a sound file");
            assert_eq!(read.get_object(last).and_then(Object::as_i64).ok(), Some(i64::from(count) - 1));
            assert!(has_content_id(&bytes));
            let mut altered = bytes.clone();
            altered[20] ^= 1;
            assert!(!has_content_id(&altered));
            let id = read.trailer.get(b"ID").and_then(Object::as_array).expect("an id");
            assert_ne!(id[1].as_str().ok(), Some([0; 16].as_slice()));
        }
    }
}
