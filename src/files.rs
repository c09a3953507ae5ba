//! Input files into the source map, with findings for what cannot be read.

use std::path::Path;

use crate::diag::{Code, Diagnostic, Text, text};
use crate::run::Run;
use crate::source::{FileId, Span};
use crate::world::{MAX_FILE_BYTES, ReadError};

/// Reads a UTF-8 text file. `asked_at` is where another file names it. A file already read is not read again.
pub fn read_text(run: &mut Run<'_>, path: &Path, asked_at: Option<Span>) -> Option<FileId> {
    load(run, path).map_err(|failure| run.found.push(failure.finding.at_maybe(asked_at))).ok()
}

/// Reads a UTF-8 text file that need not be there.
pub fn read_text_if_any(run: &mut Run<'_>, path: &Path) -> Option<FileId> {
    match load(run, path) {
        Ok(file) => Some(file),
        Err(failure) => {
            if !failure.is_missing {
                run.found.push(*failure.finding);
            }
            None
        }
    }
}

struct Failure {
    is_missing: bool,
    /// In a box: a finding is large, and mostly there is none.
    finding: Box<Diagnostic>,
}

fn load(run: &mut Run<'_>, path: &Path) -> Result<FileId, Failure> {
    if let Some(file) = run.sources.find(path) {
        return Ok(file);
    }
    let bytes = run.world.read(path).map_err(|error| Failure {
        is_missing: matches!(error, ReadError::NotFound),
        finding: Box::new(unreadable(path, &error)),
    })?;
    if let Some(kind) = other_kind(path, &bytes) {
        return Err(Failure { is_missing: false, finding: Box::new(of_other_kind(path, kind)) });
    }
    let text = String::from_utf8(bytes).map_err(|error| Failure {
        is_missing: false,
        finding: Box::new(not_utf8(path, error.utf8_error().valid_up_to(), error.as_bytes())),
    })?;
    Ok(run.sources.add(path, without_mark(path, text)))
}

/// What a file is instead of text, by how it begins: a Word file, a spreadsheet, a PDF, a picture.
pub fn other_kind(path: &Path, bytes: &[u8]) -> Option<Text> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    let holds = |name: &[u8]| memchr::memmem::find(bytes, name).is_some();
    let word = text!("tệp Word", "a Word file");
    let sheet = text!("bảng tính", "a spreadsheet");
    match bytes {
        [b'P', b'K', 3 | 5, ..] if holds(b"word/") || ending == "docx" => Some(word),
        [b'P', b'K', 3 | 5, ..] if holds(b"xl/") || holds(b"spreadsheet") || ending == "xlsx" => Some(sheet),
        [b'P', b'K', 3 | 5, ..] => Some(text!("tệp nén", "a compressed file")),
        [0xD0, 0xCF, 0x11, 0xE0, ..] if ending == "xls" => Some(sheet),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Some(word),
        _ if bytes.starts_with(b"{\\rtf") => Some(word),
        _ if bytes.starts_with(b"%PDF-") => Some(text!("tệp PDF", "a PDF")),
        [0x89, b'P', b'N', b'G', ..] | [0xFF, 0xD8, 0xFF, ..] => Some(text!("tệp ảnh", "a picture")),
        _ => None,
    }
}

fn of_other_kind(path: &Path, kind: Text) -> Diagnostic {
    let (shown, Text { vi, en }) = (path.display(), kind);
    Diagnostic::error(
        Code::FileNotUtf8,
        text!("{shown} là {vi}, không phải tệp chữ", "{shown} is {en}, not a text file"),
    )
    .help(text!(
        "ở đây cần tệp số liệu .yaml, ví dụ data/2024-06.yaml",
        "a data file is wanted here, such as data/2024-06.yaml"
    ))
}

/// Notepad begins a file with a mark that no template and no schema knows. Data files keep theirs, since they are written back.
fn without_mark(path: &Path, text: String) -> String {
    let is_data = path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml");
    match text.strip_prefix('\u{FEFF}') {
        Some(rest) if !is_data => rest.to_string(),
        _ => text,
    }
}

fn unreadable(path: &Path, error: &ReadError) -> Diagnostic {
    let shown = path.display();
    match error {
        ReadError::NotFound => {
            Diagnostic::error(Code::FileUnreadable, text!("không có tệp {shown}", "there is no file {shown}"))
                .help(text!(
                    "xem lại tên tệp và thư mục đang đứng",
                    "look at the name and at the current folder"
                ))
        }
        ReadError::IsFolder => Diagnostic::error(
            Code::FileUnreadable,
            text!("{shown} là thư mục, không phải tệp", "{shown} is a folder, not a file"),
        ),
        ReadError::TooLarge(bytes) => {
            let (size, limit) = (bytes / 1_048_576, MAX_FILE_BYTES / 1_048_576);
            Diagnostic::error(
                Code::FileTooLarge,
                text!(
                    "tệp {shown} quá lớn: {size} MB, giới hạn {limit} MB",
                    "the file {shown} is too large: {size} MB, the limit is {limit} MB"
                ),
            )
            .help(text!("xem có chọn nhầm tệp không", "make sure that it is the right file"))
        }
        ReadError::NoFile | ReadError::Io(_) => {
            let Text { vi, en } = error.message();
            Diagnostic::error(
                Code::FileUnreadable,
                text!("không đọc được {shown}: {vi}", "cannot read {shown}: {en}"),
            )
        }
    }
}

fn not_utf8(path: &Path, valid_up_to: usize, bytes: &[u8]) -> Diagnostic {
    let line = bytes[..valid_up_to].iter().filter(|&&byte| byte == b'\n').count() + 1;
    let shown = path.display();
    Diagnostic::error(
        Code::FileNotUtf8,
        text!("tệp {shown} không ở mã UTF-8 (dòng {line})", "the file {shown} is not UTF-8 (line {line})"),
    )
    .help(text!(
        "mở bằng trình soạn thảo và lưu lại với mã UTF-8; chữ gõ bằng bảng mã cũ (TCVN3, VNI) phải chuyển sang Unicode",
        "open it in an editor and save it as UTF-8; text in old encodings (TCVN3, VNI) has to be converted to Unicode"
    ))
}
