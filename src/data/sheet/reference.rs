//! Which file, sheet and cells a reference of the data names, written as Excel writes it: `'Bảng 1'!$A$5:G20`, `A:D`, `5:20`.

/// Rows and columns of a range, from 0, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CellRange {
    pub first: (usize, usize),
    pub last: (usize, usize),
}

/// The last row and column that a spreadsheet can have, from 0.
const END: (usize, usize) = (1_048_575, 16_383);

/// A file beside the data, and what is wanted of it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Reference<'a> {
    pub file: &'a str,
    /// The first sheet when none is named.
    pub sheet: Option<String>,
    /// All cells when none is named.
    pub range: Option<CellRange>,
}

impl<'a> Reference<'a> {
    /// # Errors
    /// What stands after `!` and is no range.
    pub(super) fn parse(text: &'a str) -> Result<Self, &'a str> {
        let (file, place) = match text.split_once('#') {
            Some((file, place)) => (file.trim(), place.trim()),
            None => (text.trim(), ""),
        };
        let (sheet, range) = match place.rsplit_once('!') {
            Some((sheet, range)) => (Some(unquoted(sheet)), Some(parse_range(range).ok_or(range)?)),
            None if place.is_empty() => (None, None),
            None => match parse_range(place) {
                Some(range) => (None, Some(range)),
                None => (Some(unquoted(place)), None),
            },
        };
        Ok(Reference { file, sheet, range })
    }
}

/// Excel puts names with odd letters between single quotation marks, and doubles those inside.
fn unquoted(name: &str) -> String {
    match name.strip_prefix('\'').and_then(|name| name.strip_suffix('\'')) {
        Some(inside) => inside.replace("''", "'"),
        None => name.to_string(),
    }
}

fn parse_range(text: &str) -> Option<CellRange> {
    let text = text.replace('$', "");
    let (first, last) = text.split_once(':')?;
    let (first, last) = (parse_corner(first)?, parse_corner(last)?);
    let range = match (first, last) {
        ((Some(top), Some(left)), (Some(bottom), Some(right))) => {
            CellRange { first: (top, left), last: (bottom, right) }
        }
        ((None, Some(left)), (None, Some(right))) => CellRange { first: (0, left), last: (END.0, right) },
        ((Some(top), None), (Some(bottom), None)) => CellRange { first: (top, 0), last: (bottom, END.1) },
        _ => return None,
    };
    (range.first.0 <= range.last.0 && range.first.1 <= range.last.1).then_some(range)
}

/// Row and column of `A5`, of which one may be missing.
fn parse_corner(text: &str) -> Option<(Option<usize>, Option<usize>)> {
    let text = text.trim();
    let digits = text.find(|letter: char| letter.is_ascii_digit()).unwrap_or(text.len());
    let (letters, digits) = text.split_at(digits);
    let row = match digits {
        "" => None,
        digits => Some(digits.parse::<usize>().ok()?.checked_sub(1).filter(|row| *row <= END.0)?),
    };
    let column = match letters {
        "" => None,
        letters => Some(column_of(letters)?),
    };
    (row.is_some() || column.is_some()).then_some((row, column))
}

/// `A` is 0, `AA` is 26; at most three letters.
pub(super) fn column_of(letters: &str) -> Option<usize> {
    let is_name = (1..=3).contains(&letters.len()) && letters.bytes().all(|byte| byte.is_ascii_alphabetic());
    let value = |letter: char| letter.to_ascii_uppercase() as usize - 'A' as usize + 1;
    is_name.then(|| letters.chars().fold(0, |sum, letter| sum * 26 + value(letter)) - 1)
}

/// `E` for 4.
pub(super) fn column_name(column: usize) -> String {
    let mut letters = String::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.insert(0, char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters
}

/// `E7` for row 6 and column 4.
pub(super) fn cell_name(row: usize, column: usize) -> String {
    format!("{}{}", column_name(column), row + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read_as_excel_writes_them() {
        let range = |first, last| Some(CellRange { first, last });
        for (text, sheet, wanted) in [
            ("b.xlsx", None, None),
            ("b.xlsx#Sheet1!$A$5:G20", Some("Sheet1"), range((4, 0), (19, 6))),
            ("b.xlsx#'T4 - B''s'!A1:D9", Some("T4 - B's"), range((0, 0), (8, 3))),
            ("b.xlsx#T4 - B's!A:D", Some("T4 - B's"), range((0, 0), (END.0, 3))),
            ("b.xlsx#5:20", None, range((4, 0), (19, END.1))),
            ("b.xlsx#Tháng 4", Some("Tháng 4"), None),
        ] {
            let read = Reference::parse(text).expect("sound");
            assert_eq!((read.file, read.sheet.as_deref(), read.range), ("b.xlsx", sheet, wanted), "{text}");
        }
        for text in
            ["b.xlsx#x!G20:A5", "b.xlsx#x!A5-G20", "b.xlsx#x!A:5", "b.xlsx#x!A0:B2", "b.xlsx#x!AAAA1:B2"]
        {
            assert!(Reference::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn cells_have_names() {
        assert_eq!((cell_name(6, 4), cell_name(0, 27)), ("E7".into(), "AB1".into()));
        assert_eq!((column_of("AB"), column_of("a"), column_of("ABCD")), (Some(27), Some(0), None));
    }
}
