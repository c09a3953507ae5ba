//! Workbooks against the report that takes figures of them: whose period they are, and that none is given twice.

use crate::data::node::{Entry, Node};
use crate::data::schema::{Kind, Property, Schema};
use crate::data::source::{PARAMETERS, SHEET, SOURCES, file_of};
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::period::Period;

/// Finds workbooks of another period, by what stands above their heads.
pub(super) fn check_periods(node: &Node, schema: &Schema, own: Period, found: &mut Diagnostics) {
    for Property { name, schema, .. } in sources(schema) {
        let Kind::Source(table) = &schema.kind else { continue };
        for (parameter, _) in &table.parameters {
            let value = node.at(&format!("{SOURCES}.{name}.{PARAMETERS}.{parameter}"));
            let (Some(value), Some(expected)) = (value, table.expected(parameter, own)) else { continue };
            let said = value.as_text().unwrap_or_default();
            if only_number(said) == Some(expected) {
                continue;
            }
            found.push(
                Diagnostic::error(
                    Code::ValueOutOfRange,
                    text!(
                        "tệp của nguồn “{name}” ghi {parameter} {said}, phải là {expected}",
                        "the file of the source “{name}” says {parameter} {said}, it must be {expected}"
                    ),
                )
                .at(value.span)
                .help(text!("chọn lại tệp đúng kỳ", "name the file of the right period")),
            );
        }
    }
}

/// The number in `10`, `10.0` or `Tháng 10`.
fn only_number(said: &str) -> Option<i64> {
    let parts = said.trim().trim_end_matches(".0").split(|letter: char| !letter.is_ascii_digit());
    let mut numbers = parts.filter(|part| !part.is_empty());
    numbers.next().filter(|_| numbers.next().is_none())?.parse().ok()
}

/// Finds a file that is given for two workbooks.
pub(super) fn check_files(node: &Node, found: &mut Diagnostics) {
    let entries = node.get(SOURCES).map(Node::entries).unwrap_or_default();
    for (index, entry) in entries.iter().enumerate() {
        let sheet = |node: &'_ Node| node.get(SHEET).and_then(Node::as_text).map(str::to_string);
        let (Some(own), own_sheet) = (file_of(&entry.value), sheet(&entry.value)) else { continue };
        let is_same = |other: &&Entry| file_of(&other.value) == Some(own) && sheet(&other.value) == own_sheet;
        let twin = entries[..index].iter().find(is_same);
        let Some(twin) = twin else { continue };
        let (one, other) = (&twin.key, &entry.key);
        found.push(
            Diagnostic::error(
                Code::ValueOutOfRange,
                text!(
                    "tệp {own} ghi cho hai nguồn “{one}” và “{other}”",
                    "the file {own} is given for the two sources “{one}” and “{other}”"
                ),
            )
            .at(entry.value.span)
            .help(text!("chọn lại tệp cho một trong hai", "name another file for one of them")),
        );
    }
}

/// Finds workbooks that are those of the period before.
pub(super) fn check_before(node: &Node, before: &Node, schema: &Schema, found: &mut Diagnostics) {
    for Property { name, .. } in sources(schema) {
        let path = format!("{SOURCES}.{name}");
        let (Some(own), Some(old)) = (node.at(&path), before.at(&path)) else { continue };
        let Some(file) = file_of(own).filter(|file| file_of(old) == Some(file)) else { continue };
        found.push(
            Diagnostic::warning(
                Code::StaleFigures,
                text!(
                    "nguồn “{name}” vẫn là tệp {file} của kỳ trước",
                    "the source “{name}” is still the file {file} of the period before"
                ),
            )
            .at(own.span)
            .help(text!("chọn tệp của kỳ này", "name the file of this period")),
        );
    }
}

fn sources(schema: &Schema) -> &[Property] {
    let Kind::Map(properties) = &schema.kind else { return &[] };
    let sources = properties.iter().find(|property| property.name == SOURCES);
    match sources.map(|property| &property.schema.kind) {
        Some(Kind::Map(sources)) => sources,
        _ => &[],
    }
}
