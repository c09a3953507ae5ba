//! Values as templates see them.

use crate::data::keys;
use std::sync::Arc;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use tera::{Context, Map, Value as TeraValue};

use super::Data;
use crate::data::value::BLANK;
use crate::data::{Stated, Value};
use crate::text::{date, number};

/// Key under which a stated value carries its place in the list of stated values.
pub(super) const STATED_INDEX: &str = "__vi_tri";

/// What Tera prints for no number.
const NO_NUMBER: &str = "NaN";

/// The rendered text of a draft: blanks that no filter has seen are made plain.
pub(super) fn with_blanks(text: &str) -> String {
    text.replace(NO_NUMBER, BLANK)
}

/// What decimals are to a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Decimals {
    /// Text in Vietnamese form, which prints right wherever it is put.
    Text,
    /// Numbers, which compare as such; of more than fifteen digits they stay text, since Tera's numbers would round them.
    Numbers,
}

/// The most digits of a decimal that comes back from a binary number as it was.
const EXACT_DIGITS: usize = 15;

impl Decimals {
    pub(super) fn value(self, decimal: Decimal) -> TeraValue {
        let decimal = decimal.normalize();
        let digits = decimal.mantissa().unsigned_abs().to_string().len();
        match (self, decimal.to_i64(), decimal.to_f64()) {
            (Decimals::Numbers, Some(integer), _) if decimal.scale() == 0 => TeraValue::from(integer),
            (Decimals::Numbers, _, Some(float)) if digits <= EXACT_DIGITS => TeraValue::from(float),
            _ => TeraValue::from(number::plain(decimal)),
        }
    }
}

/// The context, and the stated values that it holds, in the order of their index.
pub(super) fn build(data: &Data, decimals: Decimals) -> (Context, Vec<Stated>) {
    let mut context = Context::new();
    let mut stated = Vec::new();
    for (name, value) in data {
        context.insert_value(name.clone(), convert(value, decimals, &mut stated));
    }
    (context, stated)
}

/// Dates, periods and decimals enter as Vietnamese text, so that a template that prints one without a filter is right.
fn convert(value: &Value, decimals: Decimals, stated: &mut Vec<Stated>) -> TeraValue {
    match value {
        Value::Empty => TeraValue::none(),
        // Whatever is computed from no number is none.
        Value::Blank => TeraValue::from(f64::NAN),
        Value::Flag(flag) => TeraValue::from(*flag),
        Value::Integer(integer) => TeraValue::from(*integer),
        Value::Number(decimal) => decimals.value(*decimal),
        Value::Date(day) => TeraValue::from(date::short(*day)),
        Value::Period(period) => TeraValue::from(period.in_words()),
        Value::Text(text) => TeraValue::from(text.as_str()),
        Value::List(items) => {
            TeraValue::from(items.iter().map(|item| convert(item, decimals, stated)).collect::<Vec<_>>())
        }
        Value::Map(entries) => {
            map(entries.iter().map(|(key, value)| (key.clone(), convert(value, decimals, stated))))
        }
        Value::Stated(one) => {
            stated.push(one.clone());
            let index = TeraValue::from(stated.len() as i64 - 1);
            map([(keys::VALUE.to_string(), decimals.value(one.value)), (STATED_INDEX.to_string(), index)])
        }
    }
}

fn map(entries: impl IntoIterator<Item = (String, TeraValue)>) -> TeraValue {
    let map: Map = entries.into_iter().map(|(key, value)| (key.into(), value)).collect();
    TeraValue::from(Arc::new(map).as_ref().clone())
}
