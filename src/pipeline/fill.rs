//! The clerk's file before it is whole: started from that of an earlier period, and how far it is filled in.

use super::{Request, id_of_template, read_yaml, report_schema, templates_folder};
use crate::data::next::{Filled, filled, next_period, without_marks};
use std::path::Path;

use crate::data::{Node, Schema, sheet, yaml};
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::files::read_text_if_any;
use crate::period::Period;
use crate::source::SourceMap;
use crate::template;
use crate::world::World;

/// The text of the file of the period `to`, from the file that `request` names. `None` when that cannot be read.
pub fn next_file(
    world: &dyn World,
    request: &Request<'_>,
    to: Period,
    sources: &mut SourceMap,
    found: &mut Diagnostics,
) -> Option<String> {
    let (node, schema) = data_and_schema(world, request, sources, found)?;
    // Marks of the period before go first; what is left is read again.
    let clean = sources.add(request.data, without_marks(sources.text(node.span.file)));
    let node = yaml::parse(clean, sources, found)?;
    let typed = node.get("ky").and_then(Node::as_text).and_then(Period::parse);
    let Some(from) = typed else {
        found.push(
            Diagnostic::error(
                Code::MissingValue,
                text!("tệp kỳ trước không ghi kỳ (ky)", "the earlier file does not name its period (ky)"),
            )
            .at(node.span)
            .help(text!("thêm dòng: ky: 2024-06", "add the line: ky: 2024-06")),
        );
        return None;
    };
    Some(next_period(sources.text(node.span.file), &node, &schema, from, to))
}

/// The text of a period's file with the rows of its spreadsheets written into it. `None` when something cannot be read, or there
/// is nothing to write.
pub fn import_tables(
    world: &dyn World,
    request: &Request<'_>,
    sources: &mut SourceMap,
    found: &mut Diagnostics,
) -> Option<String> {
    let (node, schema) = data_and_schema(world, request, sources, found)?;
    if sheet::files(&node).is_empty() {
        let shown = request.data.display();
        found.push(
            Diagnostic::error(
                Code::MissingValue,
                text!("{shown} không lấy bảng nào từ tệp", "{shown} takes no table from a file"),
            )
            .help(text!(
                "ghi vào chỗ bảng: tu_tep: phu-luc-1.xlsx#Sheet1!A5:G20",
                "write in the table's place: tu_tep: phu-luc-1.xlsx#Sheet1!A5:G20"
            )),
        );
        return None;
    }
    let folder = request.data.parent().unwrap_or(Path::new(""));
    let expanded = sheet::expand(&node, &schema, folder, world, sources, found);
    if found.has_errors() {
        return None;
    }
    Some(sheet::written(sources.text(node.span.file), &node, &expanded))
}

/// How far a period's file is filled in, with the line of each empty key. `None` when it cannot be read.
pub fn fill_state(
    world: &dyn World,
    request: &Request<'_>,
    sources: &mut SourceMap,
    found: &mut Diagnostics,
) -> Option<Filled> {
    let (node, schema) = data_and_schema(world, request, sources, found)?;
    let text = sources.text(node.span.file);
    let mut state = filled(text, &node, &schema);
    for (_, at) in &mut state.empty {
        *at = text[..*at].matches('\n').count() + 1;
    }
    Some(state)
}

/// The file as typed, and what it may hold.
fn data_and_schema(
    world: &dyn World,
    request: &Request<'_>,
    sources: &mut SourceMap,
    found: &mut Diagnostics,
) -> Option<(Node, Schema)> {
    let period = read_yaml(world, request.data, sources, found)?;
    let office_path = request.data.with_file_name(super::OFFICE_FILE);
    let office_file = read_text_if_any(world, &office_path, sources, found);
    let has_office = office_file.is_some();
    let office = match office_file {
        Some(file) => yaml::parse(file, sources, found)?,
        None => Node::empty_at(period.span),
    };
    let id = id_of_template(&period, &office, has_office, request.data, found)?;
    let (id, asked_at) = (id.as_text()?.to_string(), id.span);
    let templates = templates_folder(world, request, &id);
    let template = template::load(world, &templates, &id, Some(asked_at), sources, found)?;
    Some((period, report_schema().joined(template.schema)))
}
