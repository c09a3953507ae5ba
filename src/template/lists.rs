//! Filters of lists: those of Tera's that print or group, made deterministic and Vietnamese, and sums.

use std::cmp::Ordering;
use std::collections::HashMap;

use rust_decimal::Decimal;
use tera::value::Key;
use tera::{Kwargs, Map, State, Tera, TeraResult, Value};

use super::comparison::order;
use super::filters::{only, printed};
use super::message::message;
use super::numbers::{decimal, is_blank, not_a_number, value};
use super::steps;
use crate::diag::text;

pub(super) fn register(tera: &mut Tera) {
    tera.register_filter("tong", sum);
    tera.register_filter("lay", column);
    tera.register_filter("loc", rows_with);
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

/// The rows whose column `cot` is a value (`bang`), is not (`khac`), is at least (`tu`) or at most (`den`) one. Empty values are in no
/// range.
fn rows_with(list: &[Value], kwargs: Kwargs, _: &State) -> TeraResult<Value> {
    steps::charge(list.len() as u64 / 4)?;
    only(&kwargs, &["cot", "bang", "khac", "tu", "den"])?;
    let column: &str = kwargs.must_get("cot")?;
    let given = |name: &'static str| kwargs.get::<&Value>(name);
    let (same, other, from, until) = (given("bang")?, given("khac")?, given("tu")?, given("den")?);
    if [same, other, from, until].iter().all(Option::is_none) {
        return Err(message(&text!("loc cần bang, khac, tu hoặc den", "loc needs bang, khac, tu or den")));
    }
    let mut rows = Vec::new();
    for row in list {
        let value = in_column(row, column)?;
        let is_empty = value.is_none() || is_blank(value);
        let in_range = |bound: Option<&Value>, wanted: Ordering| match bound {
            Some(_) if is_empty => Ok(false),
            Some(bound) => order(value, bound).map(|order| order == wanted || order.is_eq()),
            None => Ok(true),
        };
        let is_there = same.is_none_or(|same| is_equal(value, same))
            && other.is_none_or(|other| !is_equal(value, other));
        if is_there && in_range(from, Ordering::Greater)? && in_range(until, Ordering::Less)? {
            rows.push(row.clone());
        }
    }
    Ok(Value::from(rows))
}

/// Numbers are equal as numbers, whatever they were typed as.
fn is_equal(a: &Value, b: &Value) -> bool {
    a == b || (a.is_number() && b.is_number() && order(a, b).is_ok_and(Ordering::is_eq))
}

pub(super) fn in_column<'v>(row: &'v Value, column: &'v str) -> TeraResult<&'v Value> {
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
