//! The schema of a period's file as editors take it: they complete keys and show descriptions.

use serde_json::{Map, Value as Json};

use super::schema::{REPORT_SCHEMA, Schema, SchemaError};

/// The schema of a period's file as one JSON text for editors: the keys of every report and those of a template, whose
/// schema is given. Without one, what the office's file may hold.
///
/// # Errors
/// [`SchemaError`] when the template's schema is not one.
pub fn for_editors(template: Option<&str>) -> Result<String, SchemaError> {
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
