//! Values once the schema has said what they are.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::schema::{Kind, Property, Schema};
use crate::period::Period;
use crate::source::Span;

/// What a draft prints for a value that is not filled in yet.
pub const BLANK: &str = "[……]";

/// One value of a data file.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Left out or left empty, where the schema allows it.
    Empty,
    /// A figure that is not filled in yet, in a draft. Texts and days are [`BLANK`] then.
    Blank,
    /// Yes or no.
    Flag(bool),
    /// A whole number.
    Integer(i64),
    /// A number, exact in its decimals.
    Number(Decimal),
    /// A day of the calendar.
    Date(NaiveDate),
    /// A reporting period.
    Period(Period),
    /// Text without spaces around it; [`BLANK`] for a text or day that a draft lacks.
    Text(String),
    /// Text whose lines are paragraphs and items.
    Paragraphs(String),
    /// A published figure, with the reason why it stands.
    Stated(Stated),
    /// In the order of the file.
    List(Vec<Value>),
    /// In the order of the schema.
    Map(Vec<(String, Value)>),
}

/// A published figure that stands although the computed one differs, with the reason.
#[derive(Clone, Debug, PartialEq)]
pub struct Stated {
    /// The figure that was published (`gia_tri`).
    pub value: Decimal,
    /// Why it stands (`ly_do`).
    pub reason: String,
    /// Where both were typed.
    pub span: Span,
}

/// As [`Value::fill_lists`], of the entries of a map.
pub fn fill_lists(entries: &mut [(String, Value)], properties: &[Property]) {
    for (name, value) in entries {
        if let Some(property) = properties.iter().find(|property| property.name == *name) {
            value.fill_lists(&property.schema);
        }
    }
}

impl Value {
    /// Gives lists that are left out no elements, in place of no value: a template may loop over them.
    pub fn fill_lists(&mut self, schema: &Schema) {
        match (&schema.kind, &mut *self) {
            (Kind::List { .. }, Value::Empty) => *self = Value::List(Vec::new()),
            (Kind::List { item, .. }, Value::List(items)) => {
                items.iter_mut().for_each(|value| value.fill_lists(item));
            }
            (Kind::Map(properties), Value::Map(entries)) => fill_lists(entries, properties),
            (Kind::Source(table), Value::Map(entries)) => fill_lists(entries, &table.shape),
            _ => {}
        }
    }

    /// The value of a key; `None` for a key that is not there, and for anything but a map.
    pub fn get(&self, key: &str) -> Option<&Value> {
        match self {
            Value::Map(entries) => entries.iter().find(|(name, _)| name == key).map(|(_, value)| value),
            _ => None,
        }
    }

    /// Whether it is [`Value::Empty`]; empty texts and lists are not.
    pub fn is_empty(&self) -> bool {
        matches!(self, Value::Empty)
    }

    /// Whether a figure in it is not filled in yet.
    pub fn has_blank(&self) -> bool {
        match self {
            Value::Blank => true,
            Value::List(items) => items.iter().any(Value::has_blank),
            Value::Map(entries) => entries.iter().any(|(_, value)| value.has_blank()),
            _ => false,
        }
    }

    /// The text, if it is one; numbers and days are none.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Value::Text(text) | Value::Paragraphs(text) => Some(text),
            _ => None,
        }
    }

    /// The texts of a list of texts; none for anything else.
    pub fn texts(&self) -> Vec<String> {
        match self {
            Value::List(items) => items.iter().filter_map(Value::as_text).map(str::to_string).collect(),
            _ => Vec::new(),
        }
    }
}
