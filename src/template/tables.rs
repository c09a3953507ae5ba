//! What templates ask of tables: the row of a key, the rank of a figure, two tables side by side, a weighted average.

use std::cmp::Ordering;
use std::collections::HashMap;

use rust_decimal::{Decimal, RoundingStrategy};
use tera::value::Key;
use tera::{Kwargs, Map, State, Tera, TeraResult, Value};

use super::comparison::order;
use super::filters::{decimals, only, printed};
use super::lists::in_column;
use super::message::message;
use super::numbers::{decimal, given, is_blank, value};
use super::steps;
use crate::data::source::KEY;
use crate::diag::text;
use crate::text::number;

pub(super) fn register(tera: &mut Tera) {
    tera.register_filter("tim", row_of);
    tera.register_filter("hang", rank);
    tera.register_filter("ghep", side_by_side);
    tera.register_filter("nhap", merged);
    tera.register_filter("binh_quan", weighted_average);
    tera.register_function("cao_thap", |kwargs: Kwargs, _: &State| higher_or_lower(&kwargs));
}

/// The row whose column `cot` (the key, unless another is named) is `la`; no value when there is none. With `lay` the value of that
/// column in it, and a row that is not there is an error. Several are one in any case.
fn row_of(list: &[Value], kwargs: Kwargs, _: &State) -> TeraResult<Value> {
    steps::charge(list.len() as u64 / 16)?;
    only(&kwargs, &["la", "cot", "lay"])?;
    let (wanted, column) = (given(&kwargs, "la")?, kwargs.get::<&str>("cot")?.unwrap_or(KEY));
    let wanted = printed(wanted)?.to_string();
    let mut found = None;
    for row in list {
        if printed(in_column(row, column)?)?.to_string() != wanted {
            continue;
        }
        if found.replace(row).is_some() {
            return Err(message(&text!("có nhiều dòng “{wanted}”", "several rows are “{wanted}”")));
        }
    }
    match (found, kwargs.get::<&str>("lay")?) {
        (Some(row), Some(column)) => in_column(row, column).cloned(),
        (Some(row), None) => Ok(row.clone()),
        (None, Some(_)) => Err(message(&text!("không có dòng “{wanted}”", "there is no row “{wanted}”"))),
        (None, None) => Ok(Value::none()),
    }
}

/// The rank of the figure `cua` among those of the column `cot`: 1 for the greatest, or with `tang` for the least. Equal figures have
/// one rank; rows without a figure do not count.
fn rank(list: &[Value], kwargs: Kwargs, _: &State) -> TeraResult<Value> {
    steps::charge(list.len() as u64 / 4)?;
    only(&kwargs, &["cot", "cua", "tang"])?;
    let (column, own) = (kwargs.must_get::<&str>("cot")?, decimal(given(&kwargs, "cua")?)?);
    let before =
        if kwargs.get::<bool>("tang")?.unwrap_or_default() { Ordering::Less } else { Ordering::Greater };
    let mut rank = 1_i64;
    for row in list {
        let figure = in_column(row, column)?;
        if figure.is_number() && !is_blank(figure) && decimal(figure)?.cmp(&own) == before {
            rank += 1;
        }
    }
    Ok(Value::from(rank))
}

/// The rows of two tables by their key, each as `khoa`, `nay` and `truoc`; what one side does not have is no value. First the rows of
/// this table in their order, then those that only the other has.
fn side_by_side(list: &[Value], kwargs: Kwargs, _: &State) -> TeraResult<Value> {
    only(&kwargs, &["voi", "cot"])?;
    let column = kwargs.get::<&str>("cot")?.unwrap_or(KEY);
    let other = kwargs.must_get::<Vec<Value>>("voi")?;
    steps::charge((list.len() + other.len()) as u64 / 4)?;
    let mut others: Vec<(String, Option<Value>)> = Vec::with_capacity(other.len());
    let mut places: HashMap<String, usize> = HashMap::new();
    for row in other {
        let key = key_of(&row, column)?;
        if places.insert(key.clone(), others.len()).is_some() {
            return Err(twice(&key));
        }
        others.push((key, Some(row)));
    }
    let mut rows = Vec::new();
    let mut seen: HashMap<String, ()> = HashMap::new();
    for row in list {
        let key = key_of(row, column)?;
        if seen.insert(key.clone(), ()).is_some() {
            return Err(twice(&key));
        }
        let before = places.get(&key).and_then(|place| others[*place].1.take());
        rows.push(pair(key, row.clone(), before.unwrap_or_else(Value::none)));
    }
    let left = others.into_iter().filter_map(|(key, row)| Some((key, row?)));
    rows.extend(left.map(|(key, row)| pair(key, Value::none(), row)));
    Ok(Value::from(rows))
}

fn key_of(row: &Value, column: &str) -> TeraResult<String> {
    Ok(printed(in_column(row, column)?)?.to_string())
}

fn twice(key: &str) -> tera::Error {
    message(&text!(
        "mã “{key}” có ở hai dòng của một bảng",
        "the key “{key}” stands in two rows of one table"
    ))
}

fn pair(key: String, now: Value, before: Value) -> Value {
    let entries = [(KEY, Value::from(key)), ("nay", now), ("truoc", before)];
    let map: Map = entries.into_iter().map(|(name, value)| (Key::String(name.into()), value)).collect();
    Value::from(map)
}

/// The rows with the figures of the row `tu` added to those of the row `vao`, such as those of a unit that was merged into another.
/// Only those of the columns `cong` can be added; its other figures (averages, rates) are then not known.
fn merged(list: &[Value], kwargs: Kwargs, _: &State) -> TeraResult<Value> {
    steps::charge(list.len() as u64 / 4)?;
    only(&kwargs, &["tu", "vao", "cot", "cong"])?;
    let column = kwargs.get::<&str>("cot")?.unwrap_or(KEY);
    let (from, into) = (kwargs.must_get::<&str>("tu")?, kwargs.must_get::<&str>("vao")?);
    let columns = kwargs.must_get::<Vec<String>>("cong")?;
    let at = |wanted: &str| -> TeraResult<Option<usize>> {
        for (index, row) in list.iter().enumerate() {
            if key_of(row, column)? == wanted {
                return Ok(Some(index));
            }
        }
        Ok(None)
    };
    let Some(gone) = at(from)? else { return Ok(Value::from(list.to_vec())) };
    let Some(stays) = at(into)? else {
        return Err(message(&text!(
            "không có dòng “{into}” để nhập vào",
            "there is no row “{into}” to add to"
        )));
    };
    let sum = added(&list[stays], &list[gone], &columns)?;
    let rows = list.iter().enumerate().filter(|(index, _)| *index != gone);
    Ok(Value::from(
        rows.map(|(index, row)| if index == stays { sum.clone() } else { row.clone() }).collect::<Vec<_>>(),
    ))
}

/// A row with the figures of another added in these columns, and without its other figures.
fn added(row: &Value, other: &Value, columns: &[String]) -> TeraResult<Value> {
    let (Some(own), Some(others)) = (row.as_map(), other.as_map()) else { return Ok(row.clone()) };
    if let Some(column) =
        columns.iter().find(|column| own.get(&Key::String(column.as_str().into())).is_none())
    {
        return Err(message(&text!("bảng không có cột “{column}”", "the table has no column “{column}”")));
    }
    let mut made = Map::new();
    for (key, figure) in own.iter() {
        let more = others.get(key).filter(|more| more.is_number());
        let is_added = columns.contains(&key.to_string());
        let sum = match more {
            Some(more) if figure.is_number() && is_added => {
                value(decimal(figure)?.checked_add(decimal(more)?).ok_or_else(too_large)?)?
            }
            Some(more) if figure.is_none() && is_added => more.clone(),
            _ if is_added || !figure.is_number() => figure.clone(),
            _ => Value::none(),
        };
        made.insert(key.clone(), sum);
    }
    Ok(Value::from(made))
}

/// The average of the column `cot`, each figure as heavy as that of the column `trong_so`.
fn weighted_average(list: &[Value], kwargs: Kwargs, _: &State) -> TeraResult<Value> {
    steps::charge(list.len() as u64 / 4)?;
    only(&kwargs, &["cot", "trong_so"])?;
    let (column, weights) = (kwargs.must_get::<&str>("cot")?, kwargs.must_get::<&str>("trong_so")?);
    let (mut sum, mut total) = (Decimal::ZERO, Decimal::ZERO);
    for row in list {
        let (figure, weight) = (in_column(row, column)?, in_column(row, weights)?);
        if is_blank(figure) || is_blank(weight) {
            return Ok(Value::from(f64::NAN));
        }
        let (figure, weight) = (decimal(figure)?, decimal(weight)?);
        let product = figure.checked_mul(weight);
        sum = product.and_then(|product| sum.checked_add(product)).ok_or_else(too_large)?;
        total = total.checked_add(weight).ok_or_else(too_large)?;
    }
    if total.is_zero() {
        return Err(message(&text!("tổng trọng số bằng 0", "the weights add up to 0")));
    }
    let average = sum.checked_div(total).ok_or_else(too_large)?;
    let strategy = RoundingStrategy::MidpointAwayFromZero;
    value(average.round_sf_with_strategy(number::MAX_DIGITS, strategy).unwrap_or(average))
}

fn too_large() -> tera::Error {
    message(&text!("số lớn quá, không tính được", "the figures are too large to compute with"))
}

/// `cao_thap(nay=13.18, cua=13.64, voi="cả nước", don_vi="ngày", so_le=2)` is `thấp hơn cả nước 0,46 ngày`.
fn higher_or_lower(kwargs: &Kwargs) -> TeraResult<String> {
    let places = decimals(kwargs, &["nay", "cua", "voi", "don_vi"])?;
    let (own, other) = (given(kwargs, "nay")?, given(kwargs, "cua")?);
    let (with, unit) = (kwargs.get::<&str>("voi")?.unwrap_or_default(), kwargs.get::<&str>("don_vi")?);
    let with = if with.is_empty() { String::new() } else { format!(" {with}") };
    let difference = decimal(own)?.checked_sub(decimal(other)?).ok_or_else(too_large)?;
    let strategy = RoundingStrategy::MidpointAwayFromZero;
    let shown = places.map_or(difference, |places| difference.round_dp_with_strategy(places, strategy));
    let words = match order(&value(shown)?, &Value::from(0))? {
        Ordering::Equal => return Ok(format!("bằng{with}")),
        Ordering::Greater => "cao hơn",
        Ordering::Less => "thấp hơn",
    };
    // `%` stands right behind its figure.
    let unit = match unit {
        Some(unit) if unit.starts_with('%') => unit.to_string(),
        Some(unit) => format!(" {unit}"),
        None => String::new(),
    };
    Ok(format!("{words}{with} {}{unit}", number::grouped_to(shown.abs(), places)))
}
