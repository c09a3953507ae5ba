//! Filters of lists: those of Tera's that print or group, made deterministic and Vietnamese, and sums.

use std::collections::HashMap;

use rust_decimal::Decimal;
use tera::value::Key;
use tera::{Kwargs, Map, State, Tera, TeraResult, Value};

use super::filters::{only, printed};
use super::message::message;
use super::numbers::{decimal, is_blank, not_a_number, value};
use super::steps;
use crate::diag::text;

pub(super) fn register(tera: &mut Tera) {
    tera.register_filter("tong", sum);
    tera.register_filter("lay", column);
    tera.register_filter("join", join);
    tera.register_filter("group_by", group_by);
}

/// The sum of a list of numbers, or of the column `cot` of a list of maps. Empty values count as nothing.
fn sum(list: &[Value], kwargs: Kwargs, _: &State) -> TeraResult<Value> {
    steps::charge(list.len() as u64 / 16)?;
    only(&kwargs, &["cot"])?;
    let column: Option<&str> = kwargs.get("cot")?;
    let mut total = Decimal::ZERO;
    for item in list {
        let number = match column {
            None => item,
            Some(column) => in_column(item, column)?,
        };
        if is_blank(number) {
            return Ok(number.clone());
        }
        if !number.is_none() {
            total = total.checked_add(decimal(number)?).ok_or_else(|| not_a_number(number))?;
        }
    }
    value(total)
}

/// The values of the column `cot` of a list of maps, such as the figures of a chart.
fn column(list: &[Value], kwargs: Kwargs, _: &State) -> TeraResult<Value> {
    steps::charge(list.len() as u64 / 16)?;
    only(&kwargs, &["cot"])?;
    let column: &str = kwargs.must_get("cot")?;
    let values: TeraResult<Vec<Value>> = list.iter().map(|row| in_column(row, column).cloned()).collect();
    values.map(Value::from)
}

fn in_column<'v>(row: &'v Value, column: &'v str) -> TeraResult<&'v Value> {
    row.get_from_path(column).ok_or_else(|| {
        message(&text!("các dòng không có cột “{column}”", "the rows have no column “{column}”"))
    })
}

/// Tera's `join`, with each item as it would print alone.
fn join(list: &[Value], kwargs: Kwargs, state: &State) -> TeraResult<Value> {
    steps::charge(list.len() as u64 / 16)?;
    only(&kwargs, &["sep"])?;
    let separator = kwargs.get::<&Value>("sep")?;
    let is_safe = state.autoescaping_enabled()
        && list.iter().chain(separator).any(|value| value.is_string() && value.is_safe());
    let shown = |value: &Value| match value.as_str() {
        Some(_) if is_safe => state.escape_if_needed(value),
        Some(text) => Ok(text.to_string()),
        None if value.is_none() || value.is_undefined() => Ok(String::new()),
        None => printed(value).map(|value| value.to_string()),
    };
    let parts = list.iter().map(shown).collect::<TeraResult<Vec<_>>>()?;
    let separator = separator.map_or(Ok(String::new()), shown)?;
    let whole = parts.iter().map(String::len).sum::<usize>() + separator.len() * parts.len();
    steps::charge_text(whole)?;
    let made = parts.join(&separator);
    Ok(if is_safe { Value::safe_string(&made) } else { Value::from(made) })
}

/// Tera's `group_by`, with the groups in the order in which they first come, and the rows whose key is empty under `""`.
fn group_by(list: &[Value], kwargs: Kwargs, _: &State) -> TeraResult<Map> {
    steps::charge(list.len() as u64 / 16)?;
    only(&kwargs, &["attribute"])?;
    let attribute: &str = kwargs.must_get("attribute")?;
    let mut places: HashMap<Key<'static>, usize> = HashMap::new();
    let mut groups: Vec<(Key<'static>, Vec<Value>)> = Vec::new();
    for row in list {
        let key = key(in_column(row, attribute)?)?;
        let place = *places.entry(key.clone()).or_insert_with(|| {
            groups.push((key, Vec::new()));
            groups.len() - 1
        });
        groups[place].1.push(row.clone());
    }
    Ok(groups.into_iter().map(|(key, rows)| (key, Value::from(rows))).collect())
}

fn key(value: &Value) -> TeraResult<Key<'static>> {
    let text = |text: &str| Key::String(text.into());
    Ok(match (value.as_bool(), value.as_str(), value.as_i128().and_then(|n| i64::try_from(n).ok())) {
        (Some(flag), ..) => Key::Bool(flag),
        (_, Some(words), _) => text(words),
        (.., Some(number)) => Key::I64(number),
        _ if value.is_none() => text(""),
        _ => text(&printed(value)?.to_string()),
    })
}
