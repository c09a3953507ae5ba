//! Attached files back out of a PDF. The file is taken for hostile: sizes are bounded, names cannot leave the folder, and
//! the content's own id tells whether anything was changed.

use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};

use lopdf::{Dictionary, Document as Objects, LoadOptions, Object};

use super::attachments::Attachment;
use super::file::has_content_id;
use crate::diag::{Text, text};
use crate::names::safe_path;

/// What one stream may grow to, and all attached files together.
const MOST_BYTES: usize = 64 * 1024 * 1024;
/// How many files there may be.
const MOST_FILES: usize = 1000;

/// Why no source comes out of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PdfReadError {
    /// It does not begin like a PDF.
    NotPdf,
    /// It was not written by this program, or something was changed or cut off since.
    Altered,
    /// It is whole, and cannot be read all the same.
    Damaged,
    /// It has no files inside: it was not written as PDF/A-3a.
    NoAttachments,
    /// Too many files, or too many bytes once they are unpacked.
    TooMuch,
    /// A file's name would lead out of the folder, or is there twice; the name.
    UnsafeName(String),
}

impl PdfReadError {
    /// What to tell the user.
    pub fn message(&self) -> Text {
        match self {
            PdfReadError::NotPdf => text!("không phải tệp PDF", "it is no PDF"),
            PdfReadError::Altered => text!(
                "tệp PDF không do baocao lập ra, hoặc đã bị sửa hay cắt ngắn",
                "the PDF was not made by baocao, or was altered or cut off"
            ),
            PdfReadError::Damaged => text!("tệp PDF bị hỏng", "the PDF is damaged"),
            PdfReadError::NoAttachments => text!(
                "trong tệp PDF không có tệp nguồn (chỉ --pdf-standard a-3a mới kèm)",
                "there is no source in the PDF (only --pdf-standard a-3a puts it there)"
            ),
            PdfReadError::TooMuch => text!(
                "các tệp kèm trong PDF quá lớn hoặc quá nhiều",
                "the files in the PDF are too large or too many"
            ),
            PdfReadError::UnsafeName(name) => {
                let name = name.escape_debug().to_string();
                text!(
                    "tên tệp kèm “{name}” không an toàn, không ghi ra",
                    "the attached file's name “{name}” is not safe, nothing is written"
                )
            }
        }
    }
}

/// The files attached to a PDF, sorted by name.
///
/// # Errors
/// [`PdfReadError`]; nothing of a file that was changed is given out.
pub fn attachments(bytes: &[u8]) -> Result<Vec<Attachment>, PdfReadError> {
    if !bytes.starts_with(b"%PDF-") {
        return Err(PdfReadError::NotPdf);
    }
    // A signature is added after our own end of file; what we wrote is the part before it.
    let original = revisions(bytes).find(|part| has_content_id(part)).ok_or(PdfReadError::Altered)?;
    if unpacks_to_more_than(original, MOST_UNPACKED) {
        return Err(PdfReadError::TooMuch);
    }
    // lopdf is made for sound files; should it give up on a crafted one, that is one more damaged file.
    catch_unwind(AssertUnwindSafe(|| read(original))).unwrap_or(Err(PdfReadError::Damaged))
}

/// What all streams together may grow to: a report of a thousand pages takes some 20 MB.
const MOST_UNPACKED: u64 = 192 * 1024 * 1024;

/// Whether the streams of a file unpack to more bytes than that together. Whatever stands behind the word is tried.
fn unpacks_to_more_than(bytes: &[u8], most: u64) -> bool {
    let mut room = most;
    for at in memchr::memmem::find_iter(bytes, b"stream") {
        let data = &bytes[at + "stream".len()..];
        let data = data.strip_prefix(b"\r\n").or_else(|| data.strip_prefix(b"\n")).unwrap_or(data);
        // A zlib stream begins with this byte (RFC 1950); what is not packed is no larger than the file.
        if data.first() != Some(&0x78) {
            continue;
        }
        let mut unpacked = flate2::read::ZlibDecoder::new(data).take(room + 1);
        let mut buffer = [0; 64 * 1024];
        let mut size = 0;
        // A broken stream ends where it breaks.
        while let Ok(count @ 1..) = unpacked.read(&mut buffer) {
            size += count as u64;
        }
        match room.checked_sub(size) {
            Some(left) => room = left,
            None => return true,
        }
    }
    false
}

/// The beginnings of a file that end like a file, the shortest first.
fn revisions(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    const END: &[u8] = b"\n%%EOF\n";
    const MOST: usize = 16;
    let ends = bytes.windows(END.len()).enumerate().filter(|(_, window)| *window == END);
    ends.map(|(at, _)| &bytes[..at + END.len()]).take(MOST)
}

fn read(bytes: &[u8]) -> Result<Vec<Attachment>, PdfReadError> {
    let options = LoadOptions { max_decompressed_size: Some(MOST_BYTES), ..LoadOptions::default() };
    let pdf = Objects::load_mem_with_options(bytes, options).map_err(|_| PdfReadError::Damaged)?;
    let names = pdf
        .catalog()
        .ok()
        .and_then(|catalog| dictionary(&pdf, catalog, b"Names"))
        .and_then(|names| dictionary(&pdf, names, b"EmbeddedFiles"))
        .and_then(|files| files.get(b"Names").ok())
        .and_then(|names| names.as_array().ok())
        .ok_or(PdfReadError::NoAttachments)?;
    if names.len() / 2 > MOST_FILES {
        return Err(PdfReadError::TooMuch);
    }
    let mut files: Vec<Attachment> = Vec::new();
    let mut room = MOST_BYTES;
    for pair in names.chunks_exact(2) {
        let file = attachment(&pdf, &pair[1], room)?;
        room -= file.bytes.len();
        let name = file.name.to_lowercase();
        if files.iter().any(|other| other.name.to_lowercase() == name) {
            return Err(PdfReadError::UnsafeName(file.name));
        }
        files.push(file);
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    if files.is_empty() { Err(PdfReadError::NoAttachments) } else { Ok(files) }
}

fn dictionary<'a>(pdf: &'a Objects, parent: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
    let (_, object) = pdf.dereference(parent.get(key).ok()?).ok()?;
    object.as_dict().ok()
}

fn attachment(pdf: &Objects, specification: &Object, room: usize) -> Result<Attachment, PdfReadError> {
    let damaged = || PdfReadError::Damaged;
    let (_, specification) = pdf.dereference(specification).map_err(|_| damaged())?;
    let specification = specification.as_dict().map_err(|_| damaged())?;
    let string = |key: &[u8]| {
        let text = specification.get(key).ok().and_then(|object| lopdf::decode_text_string(object).ok());
        text.unwrap_or_default()
    };
    let name = string(b"UF");
    if safe_path(&name).is_none() {
        return Err(PdfReadError::UnsafeName(name));
    }
    let file = dictionary(pdf, specification, b"EF").and_then(|files| files.get(b"UF").ok());
    let (_, file) = pdf.dereference(file.ok_or_else(damaged)?).map_err(|_| damaged())?;
    let stream = file.as_stream().map_err(|_| damaged())?;
    let bytes = match stream.dict.has(b"Filter") {
        true => stream.decompressed_content_with_limit(room).map_err(|_| PdfReadError::TooMuch)?,
        false if stream.content.len() <= room => stream.content.clone(),
        false => return Err(PdfReadError::TooMuch),
    };
    Ok(Attachment { name, description: string(b"Desc"), bytes })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pdf_with(names: &[&str]) -> Vec<u8> {
        let mut pdf = Objects::new();
        let root = pdf.add_object(Dictionary::new());
        pdf.trailer.set("Root", root);
        let file = |name: &&str| Attachment {
            name: name.to_string(),
            description: String::new(),
            bytes: vec![b'x'; 1000],
        };
        let files: Vec<_> = names.iter().map(file).collect();
        crate::write::pdf::attachments::add(&mut pdf, &files, None).expect("a catalog");
        crate::write::pdf::file::save(pdf, Default::default(), &[0; 16])
    }

    #[test]
    fn files_come_out_sorted_and_names_that_leave_the_folder_do_not() {
        let files = attachments(&pdf_with(&["data/b.yaml", "a.json"])).expect("sound");
        assert_eq!(
            files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(),
            ["a.json", "data/b.yaml"]
        );
        for name in ["../a", "/etc/passwd", "a\\b", "NUL", "C:x"] {
            assert_eq!(attachments(&pdf_with(&[name])), Err(PdfReadError::UnsafeName(name.into())));
        }
        assert!(matches!(attachments(&pdf_with(&["a", "A"])), Err(PdfReadError::UnsafeName(_))));
        assert_eq!(attachments(&pdf_with(&[])), Err(PdfReadError::NoAttachments));
    }

    #[test]
    fn what_is_no_pdf_of_ours_is_refused() {
        assert_eq!(attachments(b""), Err(PdfReadError::NotPdf));
        assert_eq!(attachments(b"PK\x03\x04"), Err(PdfReadError::NotPdf));
        assert_eq!(attachments(b"%PDF-1.7\nx\n%%EOF\n"), Err(PdfReadError::Altered));
    }
}
