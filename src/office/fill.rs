//! The clerk's file before it is whole: how far it is filled in, and rows of spreadsheets written into it.

use crate::data::next::{FillState, filled};
use crate::pipeline::Request;
use crate::pipeline::gather::{Typed, typed};
use crate::run::Run;
use std::path::Path;

use crate::data::{Node, Schema, schema, sheet};
use crate::diag::{Code, Diagnostic, text};
use crate::template;

/// The text of a period's file with the rows of its spreadsheets written into it. `None` when something cannot be read, or there
/// is nothing to write.
pub fn import_tables(run: &mut Run<'_>, request: &Request<'_>) -> Option<String> {
    let (node, schema) = data_and_schema(run, request)?;
    if sheet::files(&node).is_empty() {
        let shown = request.data.display();
        run.found.push(
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
    let expanded = sheet::expand(&node, &schema, folder, run);
    if run.found.has_errors() {
        return None;
    }
    Some(sheet::written(run.sources.text(node.span.file), &node, &expanded))
}

/// How far a period's file is filled in, with the line of each empty key. `None` when it cannot be read.
pub fn fill_state(run: &mut Run<'_>, request: &Request<'_>) -> Option<FillState> {
    let (node, schema) = data_and_schema(run, request)?;
    let text = run.sources.text(node.span.file);
    let mut state = filled(text, &node, &schema);
    for (_, at) in &mut state.empty {
        *at = text[..*at].matches('\n').count() + 1;
    }
    Some(state)
}

/// The file as typed, and what it may hold.
pub(super) fn data_and_schema(run: &mut Run<'_>, request: &Request<'_>) -> Option<(Node, Schema)> {
    let Typed { period, id, id_at, templates, .. } = typed(run, request)?;
    let schema = template::schema(run, &templates, &id, Some(id_at))?;
    Some((period, schema::report().clone().joined(schema)))
}
