//! CSV files of any office: UTF-8, UTF-16 or windows-1258, separated by semicolons, commas or tabs.

use std::borrow::Cow;

use super::cell::SheetCell;
use super::{MOST_ROWS, too_long};
use crate::diag::{Text, text};

/// Lines that are looked at to tell what separates the cells.
const LINES_FOR_SEPARATOR: usize = 50;

/// The cells, and whether the file was taken for windows-1258, which nothing in it says.
pub(super) fn cells(bytes: &[u8]) -> Result<(Vec<Vec<SheetCell>>, bool), Text> {
    let (text, is_guessed) = decoded(bytes);
    let (separator, text) = match separator_line(&text) {
        Some((separator, rest)) => (separator, rest),
        None => (separator(&text), text.as_ref()),
    };
    let text = with_blank_lines(text, separator);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_slice());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| text!("không đọc được", "cannot be read ({error})"))?;
        if rows.len() == MOST_ROWS {
            return Err(too_long());
        }
        rows.push(record.iter().map(|cell| SheetCell::Text(cell.to_string())).collect());
    }
    Ok((rows, is_guessed))
}

fn decoded(bytes: &[u8]) -> (Cow<'_, str>, bool) {
    if let Some((encoding, length)) = encoding_rs::Encoding::for_bom(bytes) {
        return (encoding.decode_without_bom_handling(&bytes[length..]).0, false);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), false),
        Err(_) => (encoding_rs::WINDOWS_1258.decode_without_bom_handling(bytes).0, true),
    }
}

/// Excel's own first line `sep=;`, which is no row.
fn separator_line(text: &str) -> Option<(u8, &str)> {
    let (first, rest) = text.split_once('\n')?;
    let sign = first.trim_end().strip_prefix("sep=")?;
    Some((*sign.as_bytes().first()?, rest))
}

/// The reader skips blank lines, but rows keep the numbers that a spreadsheet shows: each becomes one of two empty cells.
fn with_blank_lines(text: &str, separator: u8) -> Vec<u8> {
    let (mut out, mut is_quoted, mut is_start) = (Vec::with_capacity(text.len()), false, true);
    for byte in text.bytes() {
        is_quoted ^= byte == b'"';
        if byte == b'\n' && is_start {
            out.push(separator);
        }
        if byte != b'\r' {
            is_start = byte == b'\n' && !is_quoted;
        }
        out.push(byte);
    }
    out
}

/// The sign that most lines have; of equals, the one that Vietnamese settings use.
fn separator(text: &str) -> u8 {
    let lines: Vec<&str> = text.lines().take(LINES_FOR_SEPARATOR).collect();
    let of = |sign: u8| {
        let having = lines.iter().filter(|line| line.bytes().any(|byte| byte == sign)).count();
        let all: usize = lines.iter().map(|line| line.bytes().filter(|byte| *byte == sign).count()).sum();
        (having, all)
    };
    b",\t;".iter().copied().max_by_key(|sign| of(*sign)).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(bytes: &[u8]) -> Vec<String> {
        let (rows, _) = cells(bytes).expect("sound");
        rows.iter().map(|row| row.iter().map(SheetCell::shown).collect::<Vec<_>>().join("|")).collect()
    }

    #[test]
    fn files_of_any_office_are_read() {
        let utf16: Vec<u8> = [0xFF, 0xFE]
            .into_iter()
            .chain("Tên\tSố\nXã Đông\t1\n".encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        assert_eq!(texts(&utf16), ["Tên|Số", "Xã Đông|1"]);
        assert_eq!(texts("sep=;\nTên;Số\nA, B;1\n".as_bytes()), ["Tên|Số", "A, B|1"]);
        assert_eq!(
            texts("Bảng 1, tháng 4, quý II\n;\nTên;Số\nA;1\n".as_bytes()),
            ["Bảng 1, tháng 4, quý II", "|", "Tên|Số", "A|1"]
        );
        assert_eq!(texts(b"T\xEAn;S\xF4\xEC\n")[0], "Tên|Sô\u{301}");
        assert_eq!(texts("\u{FEFF}Tên,Số\n\nA,1\n".as_bytes()), ["Tên|Số", "|", "A|1"]);
    }
}
