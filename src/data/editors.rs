//! The schema of a period's file as editors take it: they complete keys and show descriptions.

use serde_json::{Map, Value as Json};

use super::schema::{Kind, Property, REPORT_SCHEMA, Schema, SchemaError};
use super::source::{self, FILE, SHEET, SOURCES};
use super::yaml;
use crate::diag::Diagnostics;
use crate::source::SourceMap;

/// The schema of a period's file as one JSON text for editors: the keys of every report and those of a template, whose
/// schema is given, with the text of its `nguon.yaml` when it has one. Without a schema, what the office's file may hold.
///
/// # Errors
/// [`SchemaError`] when the template's schema is not one.
pub fn for_editors(template: Option<&str>, workbooks: Option<&str>) -> Result<String, SchemaError> {
    let read = |text: &str| -> Result<Map<String, Json>, SchemaError> {
        Schema::parse(text)?;
        let json: Json = serde_json::from_str(text).map_err(|error| SchemaError::no_json(&error))?;
        Ok(json.as_object().cloned().unwrap_or_default())
    };
    let mut whole = read(REPORT_SCHEMA)?;
    if let Some(template) = template {
        let mut own = read(template)?;
        let definitions = own.get("$defs").cloned().unwrap_or_default();
        let mut theirs = own.remove("properties");
        if let (Some(Json::Object(properties)), Some(workbooks)) = (&mut theirs, workbooks.and_then(named)) {
            properties.insert(SOURCES.to_string(), workbooks);
        }
        if let Some(Json::Object(properties)) = &mut theirs {
            properties.values_mut().for_each(|schema| table_from_file(schema, &definitions));
        }
        if let (Some(Json::Object(mine)), Some(Json::Object(theirs))) = (whole.get_mut("properties"), theirs)
        {
            mine.extend(theirs);
        }
        // Title, description, what is required and the definitions are the template's.
        whole.extend(own);
    }
    Ok(format!("{:#}\n", Json::Object(whole)))
}

/// The workbooks that a period's file names; none when `nguon.yaml` is broken, which the check tells.
fn named(workbooks: &str) -> Option<Json> {
    let (mut sources, mut found) = (SourceMap::default(), Diagnostics::default());
    let file = sources.add("nguon.yaml", workbooks.to_string());
    let node = yaml::parse(file, &sources, &mut found)?;
    let Property { schema, required, .. } = source::property(&node, &sources, &mut found)?;
    let Kind::Map(tables) = &schema.kind else { return None };
    let properties: Map<String, Json> = tables
        .iter()
        .map(|table| {
            let file = serde_json::json!({ "type": "string", "description": "Tệp bảng tính cạnh tệp này." });
            let with_sheet = serde_json::json!({
                "type": "object",
                "required": [FILE],
                "additionalProperties": false,
                "properties": { FILE: file, SHEET: { "type": "string", "description": "Tên trang." } }
            });
            let table_schema = serde_json::json!({
                "description": table.schema.description, "anyOf": [{ "type": "string" }, with_sheet]
            });
            (table.name.clone(), table_schema)
        })
        .collect();
    let wanted: Vec<&str> =
        tables.iter().filter(|table| required && table.required).map(|table| table.name.as_str()).collect();
    Some(serde_json::json!({
        "type": "object",
        "description": schema.description,
        "required": wanted,
        "additionalProperties": false,
        "properties": properties
    }))
}

/// A table may also come from a spreadsheet (see [`super::sheet`]); editors have to know.
fn table_from_file(schema: &mut Json, definitions: &Json) {
    let Some(object) = schema.as_object() else { return };
    let items = object.get("items");
    let name = items.and_then(|items| items.get("$ref")).and_then(Json::as_str);
    let named = name.and_then(|name| definitions.get(name.trim_start_matches("#/$defs/")));
    let is_table = named.or(items).is_some_and(|items| items.get("properties").is_some());
    if object.get("type").and_then(Json::as_str) != Some("array") || !is_table {
        return;
    }
    let description = object.get("description").cloned().unwrap_or_default();
    let from_file = serde_json::json!({
        "type": "object",
        "required": ["tu_tep"],
        "additionalProperties": false,
        "properties": {
            "tu_tep": { "type": "string", "description": "Tệp bảng tính cạnh tệp này: phu-luc-1.xlsx#Sheet1!A5:G20" },
            "cot": { "type": "object", "description": "Cột nào là mục nào: chữ cái hoặc tên cột, ví dụ { ten: B }" }
        }
    });
    let rows = std::mem::take(schema);
    *schema = serde_json::json!({ "description": description, "anyOf": [rows, from_file] });
}
