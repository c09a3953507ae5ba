//! Values as templates see them.

use crate::data::keys;
use std::sync::Arc;

use rust_decimal::Decimal;
use tera::{Context, Map, Value as TeraValue};

use super::{Data, escape, numbers};
use crate::data::value::BLANK;
use crate::data::{Stated, Value};
use crate::text::{self, date};

/// Key under which a stated value carries its place in the list of stated values.
pub(super) const STATED_INDEX: &str = "__vi_tri";

/// What Tera prints for no number.
const NO_NUMBER: &str = "NaN";

/// The rendered text of a draft: blanks that no filter has seen are made plain.
pub(super) fn with_blanks(text: &str) -> String {
    text.replace(NO_NUMBER, BLANK)
}

/// The context, and the stated values that it holds, in the order of their index.
pub(super) fn build(data: &Data) -> (Context, Vec<Stated>) {
    let mut context = Context::new();
    let mut stated = Vec::new();
    for (name, value) in data {
        context.insert_value(name.clone(), convert(value, &mut stated));
    }
    (context, stated)
}

/// Dates and periods enter as Vietnamese text, so that a template that prints one without a filter is right.
fn convert(value: &Value, stated: &mut Vec<Stated>) -> TeraValue {
    match value {
        Value::Empty => TeraValue::none(),
        // Whatever is computed from no number is none.
        Value::Blank => TeraValue::from(f64::NAN),
        Value::Flag(flag) => TeraValue::from(*flag),
        Value::Integer(integer) => TeraValue::from(*integer),
        Value::Number(decimal) => number(*decimal),
        Value::Date(day) => TeraValue::from(date::short(*day)),
        Value::Period(period) => TeraValue::from(period.in_words()),
        Value::Text(text) => TeraValue::from(text.as_str()),
        Value::Paragraphs(text) => TeraValue::from(escape::in_paragraphs(text)),
        Value::List(items) => {
            TeraValue::from(items.iter().map(|item| convert(item, stated)).collect::<Vec<_>>())
        }
        Value::Map(entries) => map(entries.iter().map(|(key, value)| (key.clone(), convert(value, stated)))),
        Value::Stated(one) => {
            stated.push(one.clone());
            let index = TeraValue::from(stated.len() as i64 - 1);
            map([(keys::VALUE.to_string(), number(one.value)), (STATED_INDEX.to_string(), index)])
        }
    }
}

/// Reading lets no decimal in that has more digits than a template can hold.
fn number(decimal: Decimal) -> TeraValue {
    numbers::value(decimal).unwrap_or_else(|_| TeraValue::from(text::number::plain(decimal)))
}

fn map(entries: impl IntoIterator<Item = (String, TeraValue)>) -> TeraValue {
    let map: Map = entries.into_iter().map(|(key, value)| (key.into(), value)).collect();
    TeraValue::from(Arc::new(map).as_ref().clone())
}
