//! What calamine does not tell of an XLSX sheet: rows and columns that are hidden, and formulas without a stored value.

use std::collections::BTreeSet;
use std::io::Cursor;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::package::{Archive, attribute, part};
use super::reference::column_of;

/// The last column of any spreadsheet.
const MOST_COLUMNS: usize = 16_384;

/// Rows from 0; cells as row and column from 0.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub hidden_rows: BTreeSet<usize>,
    pub hidden_columns: BTreeSet<usize>,
    pub uncomputed: BTreeSet<(usize, usize)>,
}

/// # Errors
/// The file is no workbook, or its XML is broken.
pub(super) fn facts(bytes: &[u8], sheet: &str) -> Result<Facts, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let Some(path) = sheet_path(&mut archive, sheet)? else { return Ok(Facts::default()) };
    let xml = part(&mut archive, &path)?;
    scan(&xml)
}

fn sheet_path(archive: &mut Archive<'_>, sheet: &str) -> Result<Option<String>, String> {
    let workbook = part(archive, "xl/workbook.xml")?;
    let id = elements(&workbook, b"sheet")?
        .iter()
        .find(|element| attribute(element, b"name").as_deref() == Some(sheet))
        .and_then(|element| attribute(element, b"id"));
    let relations = part(archive, "xl/_rels/workbook.xml.rels")?;
    let target = elements(&relations, b"Relationship")?
        .iter()
        .find(|element| id.is_some() && attribute(element, b"Id") == id)
        .and_then(|element| attribute(element, b"Target"));
    Ok(target.map(|target| match target.strip_prefix('/') {
        Some(absolute) => absolute.to_string(),
        None => format!("xl/{target}"),
    }))
}

fn elements(xml: &str, name: &[u8]) -> Result<Vec<BytesStart<'static>>, String> {
    let mut reader = Reader::from_str(xml);
    let mut found = Vec::new();
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(element) | Event::Empty(element)
                if element.local_name().as_ref().as_bytes() == name =>
            {
                found.push(element.into_owned());
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

fn scan(xml: &str) -> Result<Facts, String> {
    let mut reader = Reader::from_str(xml);
    let mut facts = Facts::default();
    let mut next_row = 0;
    // The cell that is open: where, whether it has a formula, whether it has a value.
    let mut open: Option<((usize, usize), bool, bool)> = None;
    let mut in_value = false;
    loop {
        let event = reader.read_event().map_err(|error| error.to_string())?;
        if let Event::Start(element) | Event::Empty(element) = &event {
            no_far_cell(element)?;
        }
        match &event {
            Event::Start(element) | Event::Empty(element) => match element.local_name().as_ref().as_bytes() {
                b"row" => {
                    let row = attribute(element, b"r").and_then(|row| row.parse::<usize>().ok());
                    let row = row.and_then(|row| row.checked_sub(1)).unwrap_or(next_row);
                    next_row = row + 1;
                    let is_hidden =
                        attribute(element, b"hidden").is_some_and(|flag| flag == "1" || flag == "true");
                    if is_hidden {
                        facts.hidden_rows.insert(row);
                    }
                }
                b"col" => {
                    let number =
                        |name| attribute(element, name).and_then(|number| number.parse::<usize>().ok());
                    let is_hidden =
                        attribute(element, b"hidden").is_some_and(|flag| flag == "1" || flag == "true");
                    if let (true, Some(first), Some(last)) = (is_hidden, number(b"min"), number(b"max")) {
                        facts.hidden_columns.extend(first.saturating_sub(1)..last.min(MOST_COLUMNS));
                    }
                }
                b"c" if matches!(event, Event::Start(_)) => {
                    open = attribute(element, b"r").and_then(|name| cell(&name)).map(|at| (at, false, false));
                }
                b"f" => {
                    in_value = false;
                    open = open.map(|(at, _, has_value)| (at, true, has_value));
                }
                name => in_value = matches!(name, b"v" | b"t") && matches!(event, Event::Start(_)),
            },
            // Some programs write an empty value beside a formula.
            Event::Text(text) if in_value && !text.is_empty() => {
                open = open.map(|(at, has_formula, _)| (at, has_formula, true));
            }
            Event::End(element) if element.local_name().as_ref().as_bytes() == b"c" => {
                if let Some((at, true, false)) = open.take() {
                    facts.uncomputed.insert(at);
                }
            }
            Event::Eof => return Ok(facts),
            _ => {}
        }
    }
}

/// A cell that no spreadsheet has; calamine would count past its numbers.
fn no_far_cell(element: &BytesStart<'_>) -> Result<(), String> {
    let names: &[&[u8]] = match element.local_name().as_ref().as_bytes() {
        b"c" | b"row" => &[b"r"],
        b"mergeCell" | b"dimension" => &[b"ref"],
        _ => &[],
    };
    for reference in names.iter().filter_map(|name| attribute(element, name)) {
        let is_digit = |letter: char| letter.is_ascii_digit();
        let digits = reference.split(|letter| !is_digit(letter)).map(str::len).max().unwrap_or_default();
        let letters = reference.split(|letter: char| !letter.is_ascii_alphabetic()).map(str::len).max();
        if digits > 7 || letters.unwrap_or_default() > 3 {
            return Err(format!("no such cell: {reference}"));
        }
    }
    Ok(())
}

fn cell(name: &str) -> Option<(usize, usize)> {
    let digits = name.find(|letter: char| letter.is_ascii_digit())?;
    let row: usize = name[digits..].parse().ok()?;
    Some((row.checked_sub(1)?, column_of(&name[..digits])?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_that_no_spreadsheet_has_are_refused() {
        for xml in [
            r#"<worksheet><sheetData><row r="1"><c r="A99999999999999999999"><v>1</v></c></row></sheetData></worksheet>"#,
            r#"<worksheet><sheetData><row r="99999999999"/></sheetData></worksheet>"#,
            r#"<worksheet><mergeCells><mergeCell ref="A1:AAAAAAAAAAA9"/></mergeCells></worksheet>"#,
        ] {
            assert!(scan(xml).is_err(), "{xml}");
        }
    }

    #[test]
    fn hidden_rows_and_formulas_without_values_are_told() {
        let xml = r#"<worksheet><cols><col min="2" max="3" hidden="1"/><col min="5" max="9"/></cols><sheetData><row r="2" hidden="1"><c r="A2"><v>1</v></c></row>
            <row><c r="B3"><f>1+1</f></c><c r="C3"><f>1+1</f><v>2</v></c><c r="D3" s="1"/><c r="E3"><f>1</f><v></v></c></row></sheetData></worksheet>"#;
        let facts = scan(xml).expect("sound");
        assert_eq!(facts.hidden_rows, BTreeSet::from([1]));
        assert_eq!(facts.hidden_columns, BTreeSet::from([1, 2]));
        assert_eq!(facts.uncomputed, BTreeSet::from([(2, 1), (2, 4)]));
    }
}
