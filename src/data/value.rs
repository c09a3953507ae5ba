//! Values once the schema has said what they are.

use chrono::NaiveDate;
use rust_decimal::Decimal;

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
    Flag(bool),
    Integer(i64),
    Number(Decimal),
    Date(NaiveDate),
    Period(Period),
    Text(String),
    Stated(Stated),
    List(Vec<Value>),
    /// In the order of the schema.
    Map(Vec<(String, Value)>),
}

/// A published figure that stands although the computed one differs, with the reason.
#[derive(Clone, Debug, PartialEq)]
pub struct Stated {
    pub value: Decimal,
    pub reason: String,
    pub span: Span,
}

impl Value {
    pub fn get(&self, key: &str) -> Option<&Value> {
        match self {
            Value::Map(entries) => entries.iter().find(|(name, _)| name == key).map(|(_, value)| value),
            _ => None,
        }
    }

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

    pub fn as_text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
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
