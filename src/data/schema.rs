//! What a data file may hold: a small part of JSON Schema, so that one file serves this program and every editor.
//!
//! The JSON `type` is for editors. What a scalar *means* is said by `format`, since YAML's own types do not fit a
//! Vietnamese clerk (`1.994`, `24/6/2024`): `so-nguyen` (an integer), `so` (a decimal number), `ngay` (a date), `ky` (a
//! reporting period), `cong-bo` (a published figure kept against the computed one). A keyword outside this part is an
//! error, so that no rule is ignored in silence.

use std::sync::{Arc, LazyLock};

use super::node::Content;
use super::source::SourceTable;
use super::{TextForm, keys, opening, yaml};
use crate::diag::{Diagnostics, Text, text};
use crate::source::{FileId, SourceMap, Span, line_start};
use rust_decimal::Decimal;
use serde_json::{Map, Value as Json};

/// The keys that every report has, whatever its template: number, date, agencies, recipients, signer.
pub const REPORT_SCHEMA: &str = include_str!("report.schema.json");

/// [`REPORT_SCHEMA`], read once.
///
/// # Panics
/// Never: the schema is part of the program and tested.
pub fn report() -> &'static Schema {
    static REPORT: LazyLock<Schema> = LazyLock::new(|| {
        Schema::parse(REPORT_SCHEMA).expect("the schema of every report is sound, see its tests")
    });
    &REPORT
}

/// Schemas inside one another, `$ref`s followed. More is a circle.
const MAX_DEPTH: usize = 30;

/// What one value may be.
#[derive(Clone, Debug, PartialEq)]
pub struct Schema {
    /// Its shape, and what a scalar means.
    pub kind: Kind,
    /// For people: what the value is, its unit and source.
    pub description: String,
    /// The smallest number allowed.
    pub minimum: Option<Decimal>,
    /// The largest number allowed.
    pub maximum: Option<Decimal>,
    /// The texts allowed; empty for any.
    pub choices: Vec<String>,
    /// Whether a figure stays from period to period (`on_dinh`): staff, villages, the plan of the year.
    pub steady: bool,
}

impl Schema {
    /// Whether the figure of a key stays within a year: what is said to stay, and plans of the year.
    pub fn stays_in_year(&self, key: &str) -> bool {
        let said = self.description.to_lowercase();
        let is_plan =
            ["ke_hoach", "du_toan"].iter().any(|plan| key == *plan || key.starts_with(&format!("{plan}_")));
        self.steady
            || is_plan
            || ["kế hoạch năm", "kế hoạch vốn năm", "dự toán năm"].iter().any(|plan| said.contains(plan))
    }
}

/// What the keywords `type`, `format` and `anyOf` say.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// Any text (`"type": "string"`, `doan-van`).
    Text(TextForm),
    /// Yes or no, typed `có` or `không` (`"type": "boolean"`).
    Flag,
    /// A whole number that fits in 64 bits (`so-nguyen`).
    Integer,
    /// A number, with decimals or without (`so`).
    Number,
    /// A day of the calendar (`ngay`).
    Date,
    /// A reporting period (`ky`).
    Period,
    /// A published figure and why it stands (`cong-bo`).
    Stated,
    /// Values of one kind, in order (`"type": "array"`).
    List {
        /// What each item may be.
        item: Box<Schema>,
        /// The least number of items; 0 when there may be none.
        min_items: usize,
    },
    /// Named values (`"type": "object"`); the keys are in the order of the schema, and there may be no others.
    Map(Vec<Property>),
    /// A workbook, by its file (see [`super::source`]).
    Source(Arc<SourceTable>),
    /// A figure of a workbook; an error of a formula stays as it is shown.
    SourceFigure,
    /// The first alternative of the same YAML shape (scalar, list or map) holds.
    Either(Vec<Schema>),
}

/// A key of a map.
#[derive(Clone, Debug, PartialEq)]
pub struct Property {
    /// As it is typed in the data: `nguoi_ky`.
    pub name: String,
    /// What its value may be.
    pub schema: Schema,
    /// Whether it must be there and filled in.
    pub required: bool,
}

/// Where in a schema something is wrong, as a JSON pointer, and what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchemaError {
    /// `/properties/n`; empty for the whole schema, `/` when the text is no JSON.
    pub pointer: String,
    /// What is wrong, to stand behind the place.
    pub message: Text,
    /// Line and column, from 1, when the text is no JSON.
    pub at: Option<(usize, usize)>,
}

impl SchemaError {
    fn new(pointer: &str, message: Text) -> Self {
        SchemaError { pointer: pointer.to_string(), message, at: None }
    }

    pub(super) fn no_json(error: &serde_json::Error) -> Self {
        let message = text!("không phải JSON: thiếu hoặc thừa dấu phẩy, ngoặc, nháy", "no JSON: {error}");
        SchemaError { at: Some((error.line(), error.column())), ..SchemaError::new("/", message) }
    }

    /// Where in the schema's text it is, as bytes; the beginning when that cannot be told.
    pub fn place(&self, file: FileId, sources: &SourceMap) -> Span {
        let source = sources.text(file);
        if let Some((line, column)) = self.at {
            let start = line_start(source, line);
            let at = source[start..]
                .char_indices()
                .nth(column.saturating_sub(1))
                .map_or(source.len(), |(at, _)| start + at);
            return Span::new(file, at, at);
        }
        // JSON is YAML, too, of which all places are known.
        let node = yaml::parse(file, sources, &mut Diagnostics::default());
        let parts = self.pointer.split('/').skip(1).filter(|part| !part.is_empty());
        let found = node.as_ref().map(|node| {
            let mut here = (node, node.span);
            for part in parts {
                here = match &here.0.content {
                    Content::Map(entries) => match entries.iter().find(|entry| entry.key == part) {
                        Some(entry) => (&entry.value, entry.key_span),
                        None => break,
                    },
                    Content::List(items) => match part.parse().ok().and_then(|index: usize| items.get(index))
                    {
                        Some(item) => (item, item.span),
                        None => break,
                    },
                    Content::Scalar(..) => break,
                };
            }
            here.1
        });
        found.unwrap_or(Span::new(file, 0, 0))
    }
}

impl Schema {
    /// Reads a schema file.
    ///
    /// ```
    /// use baocao::data::Schema;
    /// use baocao::data::schema::Kind;
    ///
    /// let schema = r#"{"type": "object", "properties": {"ngay": {"format": "ngay"}}}"#;
    /// let Kind::Map(properties) = Schema::parse(schema).unwrap().kind else { panic!() };
    /// assert_eq!((properties[0].name.as_str(), &properties[0].schema.kind), ("ngay", &Kind::Date));
    ///
    /// let error = Schema::parse(r#"{"type": "object", "properties": {"ngay": {"format": "date"}}}"#).unwrap_err();
    /// assert_eq!(error.pointer, "/properties/ngay");
    /// ```
    ///
    /// # Errors
    /// [`SchemaError`] when it is not JSON, or uses a keyword, type or format outside the part described above.
    pub fn parse(text: &str) -> Result<Schema, SchemaError> {
        let root: Json = serde_json::from_str(text).map_err(|error| SchemaError::no_json(&error))?;
        SchemaParser { root: &root }.schema(&root, "", 0)
    }

    /// The schema of a period's file: the keys that every report has, and the template's own.
    pub fn joined(self, other: Schema) -> Schema {
        match (self.kind, other.kind) {
            (Kind::Map(mut mine), Kind::Map(theirs)) => {
                mine.retain(|property| theirs.iter().all(|their| their.name != property.name));
                let figures =
                    opening::schema(&Schema { kind: Kind::Map(theirs.clone()), ..other_meta(String::new()) });
                if let Some(opening) = mine.iter_mut().find(|property| property.name == keys::OPENING)
                    && let Kind::Map(inner) = &mut opening.schema.kind
                {
                    let slot = inner.iter_mut().find(|property| property.name == keys::FIGURES);
                    slot.into_iter().for_each(|slot| slot.schema.kind = figures.kind.clone());
                }
                mine.extend(theirs);
                Schema { kind: Kind::Map(mine), ..other_meta(other.description) }
            }
            (kind, _) => Schema { kind, ..other_meta(other.description) },
        }
    }
}

fn other_meta(description: String) -> Schema {
    Schema {
        kind: Kind::Text(TextForm::Joined),
        description,
        minimum: None,
        maximum: None,
        choices: Vec::new(),
        steady: false,
    }
}

struct SchemaParser<'a> {
    root: &'a Json,
}

impl<'a> SchemaParser<'a> {
    fn schema(&self, json: &'a Json, pointer: &str, depth: usize) -> Result<Schema, SchemaError> {
        let fail = |message: Text| SchemaError::new(pointer, message);
        if depth > MAX_DEPTH {
            return Err(fail(text!(
                "lược đồ tự gọi chính nó, hoặc lồng quá sâu",
                "the schema refers to itself, or is nested too deeply"
            )));
        }
        let object = json
            .as_object()
            .ok_or_else(|| fail(text!("phải là một nhóm {{ }}", "a schema must be an object")))?;
        check_keywords(object, pointer)?;
        let description = text_of(object, "description").unwrap_or_default();
        if let Some(reference) = text_of(object, "$ref") {
            let target = reference.strip_prefix('#').and_then(|path| self.root.pointer(path));
            let target = target.ok_or_else(|| {
                fail(text!("$ref “{reference}” không chỉ tới đâu", "nothing is at $ref “{reference}”"))
            })?;
            let mut schema = self.schema(target, pointer, depth + 1)?;
            if !description.is_empty() {
                schema.description = description;
            }
            return Ok(schema);
        }
        let kind = self.kind(object, pointer, depth)?;
        let number = |key: &str| match object.get(key) {
            None => Ok(None),
            Some(json) => json
                .to_string()
                .parse()
                .map(Some)
                .map_err(|_| fail(text!("{key} phải là số", "{key} must be a number"))),
        };
        let choices = object.get("enum").and_then(Json::as_array).into_iter().flatten();
        Ok(Schema {
            kind,
            description,
            minimum: number("minimum")?,
            maximum: number("maximum")?,
            choices: choices.filter_map(Json::as_str).map(str::to_string).collect(),
            steady: object.get("on_dinh").and_then(Json::as_bool).unwrap_or_default(),
        })
    }

    fn kind(&self, object: &'a Map<String, Json>, pointer: &str, depth: usize) -> Result<Kind, SchemaError> {
        let fail = |message: Text| SchemaError::new(pointer, message);
        if let Some(choices) = object.get("anyOf").and_then(Json::as_array) {
            let at = |index: usize| format!("{pointer}/anyOf/{index}");
            let choices =
                choices.iter().enumerate().map(|(i, choice)| self.schema(choice, &at(i), depth + 1));
            return Ok(Kind::Either(choices.collect::<Result<_, _>>()?));
        }
        if let Some(format) = text_of(object, "format") {
            return match format.as_str() {
                "so-nguyen" => Ok(Kind::Integer),
                "so" => Ok(Kind::Number),
                "ngay" => Ok(Kind::Date),
                "ky" => Ok(Kind::Period),
                "cong-bo" => Ok(Kind::Stated),
                "doan-van" => Ok(Kind::Text(TextForm::Paragraphs)),
                _ => Err(fail(text!(
                    "không có format “{format}”; có: so-nguyen, so, ngay, ky, cong-bo, doan-van",
                    "no format “{format}”; there are so-nguyen, so, ngay, ky, cong-bo, doan-van"
                ))),
            };
        }
        match object.get("type").and_then(Json::as_str) {
            Some("string") => Ok(Kind::Text(TextForm::Joined)),
            Some("boolean") => Ok(Kind::Flag),
            Some("integer") => Ok(Kind::Integer),
            Some("number") => Ok(Kind::Number),
            Some("array") => {
                let items = object
                    .get("items")
                    .ok_or_else(|| fail(text!("array phải có items", "an array needs items")))?;
                let item = Box::new(self.schema(items, &format!("{pointer}/items"), depth + 1)?);
                let min_items = object.get("minItems").and_then(Json::as_u64).unwrap_or(0) as usize;
                Ok(Kind::List { item, min_items })
            }
            Some("object") => self.map(object, pointer, depth),
            _ => Err(fail(text!(
                "type phải là một trong: string, boolean, integer, number, array, object",
                "type must be one of string, boolean, integer, number, array, object"
            ))),
        }
    }

    fn map(&self, object: &'a Map<String, Json>, pointer: &str, depth: usize) -> Result<Kind, SchemaError> {
        let required: Vec<&str> = object
            .get("required")
            .and_then(Json::as_array)
            .into_iter()
            .flatten()
            .filter_map(Json::as_str)
            .collect();
        let mut properties = Vec::new();
        for (name, json) in object.get("properties").and_then(Json::as_object).into_iter().flatten() {
            let schema = self.schema(json, &format!("{pointer}/properties/{name}"), depth + 1)?;
            properties.push(Property {
                name: name.clone(),
                schema,
                required: required.contains(&name.as_str()),
            });
        }
        match required.iter().find(|name| properties.iter().all(|property| property.name != **name)) {
            Some(name) => Err(SchemaError::new(
                pointer,
                text!(
                    "required có “{name}” mà properties không có",
                    "“{name}” is required but is not among the properties"
                ),
            )),
            None => Ok(Kind::Map(properties)),
        }
    }
}

fn check_keywords(object: &Map<String, Json>, pointer: &str) -> Result<(), SchemaError> {
    const KNOWN: [&str; 19] = [
        "$schema",
        "$id",
        "$defs",
        "$ref",
        "$comment",
        "title",
        "description",
        "type",
        "format",
        "properties",
        "required",
        "additionalProperties",
        "items",
        "minItems",
        "enum",
        "anyOf",
        "minimum",
        "maximum",
        "on_dinh",
    ];
    match object.keys().find(|key| !KNOWN.contains(&key.as_str())) {
        Some(key) => Err(SchemaError::new(
            &format!("{pointer}/{key}"),
            text!("không dùng được từ khóa “{key}”", "the keyword “{key}” is not supported"),
        )),
        None => Ok(()),
    }
}

fn text_of(object: &Map<String, Json>, key: &str) -> Option<String> {
    object.get(key).and_then(Json::as_str).map(str::to_string)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_of_every_report_is_sound() {
        let schema = Schema::parse(REPORT_SCHEMA).expect("sound");
        assert!(
            matches!(schema.kind, Kind::Map(properties) if properties.iter().any(|p| p.name == "nguoi_ky"))
        );
    }

    #[test]
    fn references_are_followed_and_circles_refused() {
        let schema = Schema::parse(
            r##"{"type":"array","items":{"$ref":"#/$defs/a"},"$defs":{"a":{"type":"string"}}}"##,
        );
        assert!(
            matches!(schema.expect("sound").kind, Kind::List { item, .. } if item.kind == Kind::Text(TextForm::Joined))
        );
        let circle = Schema::parse(r##"{"$ref":"#/$defs/a","$defs":{"a":{"$ref":"#/$defs/a"}}}"##);
        assert!(circle.expect_err("a circle").message.en.contains("refers to itself"));
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        for (text, part) in [
            ("{", "EOF"),
            (r#"{"type":"string","pattern":"x"}"#, "pattern"),
            (r#"{"type":"string","format":"email"}"#, "email"),
            (r#"{"type":"object","required":["a"]}"#, "required"),
            (r##"{"$ref":"#/nowhere"}"##, "nowhere"),
            (r#"{"type":"array"}"#, "items"),
        ] {
            let error = Schema::parse(text).expect_err(text);
            assert!(error.message.en.contains(part), "{text}: {error:?}");
        }
    }
}
