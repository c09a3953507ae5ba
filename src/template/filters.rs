//! Filters and functions of templates: Vietnamese numbers, dates, ratios, sums, number words, Roman numerals.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use super::context::STATED_INDEX;
use super::escape::escaped_but_emphasis;
use super::message::{UNDEFINED, message};
use super::steps;
use crate::data::Stated;
use crate::data::value::BLANK;
use crate::diag::{Code, Diagnostic, text};
use crate::text::letters;
use crate::text::number;
use crate::text::{date, words};

/// Registers all of them.
pub(super) fn register(tera: &mut Tera) {
    tera.register_filter("so", |value: &Value, kwargs: Kwargs, _: &State| {
        only(&kwargs, &[])?;
        unless_blank(value, || Ok(number::grouped(decimal(value)?)))
    });
    tera.register_filter("so_lien", |value: &Value, kwargs: Kwargs, _: &State| {
        only(&kwargs, &[])?;
        unless_blank(value, || Ok(number::plain(decimal(value)?)))
    });
    tera.register_filter("dem", |value: &Value, kwargs: Kwargs, _: &State| {
        only(&kwargs, &[])?;
        unless_blank(value, || Ok(number::count(decimal(value)?)))
    });
    tera.register_filter("bang_chu", |value: &Value, kwargs: Kwargs, _: &State| {
        only(&kwargs, &[])?;
        unless_blank(value, || Ok(words::integer(integer(value)?)))
    });
    tera.register_filter("la_ma", |value: &Value, kwargs: Kwargs, _: &State| {
        only(&kwargs, &[])?;
        unless_blank(value, || {
            let n = usize::try_from(integer(value)?).map_err(|_| not_a_number(value))?;
            Ok(letters::roman(n))
        })
    });
    tera.register_filter("ngay_chu", |value: &Value, kwargs: Kwargs, _: &State| {
        only(&kwargs, &[])?;
        unless_blank(value, || {
            let day = value.as_str().and_then(|text| date::parse(text).ok());
            day.map(date::long).ok_or_else(|| {
                let shown = value.to_string();
                message(&text!("“{shown}” không phải là một ngày", "“{shown}” is not a date"))
            })
        })
    });
    tera.register_filter("hoa_dau", |value: &str, _: Kwargs, _: &State| letters::capital_first(value));
    tera.register_filter("nhan_manh", EmphasisFilter);
    tera.register_filter("tong", sum);
    tera.register_filter("default", unless_given);
    tera.register_filter(steps::PRINT, printed);
    tera.register_function("so_voi", |kwargs: Kwargs, _: &State| comparison(&kwargs));
    tera.register_function("ty_le", |kwargs: Kwargs, _: &State| ratio(&kwargs));
}

/// A value as it is printed: numbers in Vietnamese form. What has no form of its own is an error, not what a programmer would
/// write for it.
fn printed(value: Value, _: Kwargs, _: &State) -> TeraResult<Value> {
    if value.is_f64() && !is_blank(&value) {
        return Ok(Value::from(number::plain(decimal(&value)?)));
    }
    if value.as_bool().is_some() {
        return Err(message(&text!(
            "một điều kiện không in ra được: dùng {{% if … %}}",
            "a condition cannot be printed: use {{% if … %}}"
        )));
    }
    if value.is_array() || value.is_map() {
        return Err(message(&text!(
            "một danh sách hay nhóm mục không in ra được: dùng {{% for … %}}, hoặc | join(sep=\", \")",
            "a list or a group cannot be printed: use {{% for … %}} or | join(sep=\", \")"
        )));
    }
    Ok(value)
}

/// Tera's own `default`, for which a key that may be left out is as little there as one that nobody knows.
fn unless_given(value: Value, kwargs: Kwargs, _: &State) -> TeraResult<Value> {
    let instead = kwargs.must_get::<Value>("value")?;
    let or_false = kwargs.get::<bool>("boolean")?.unwrap_or_default();
    let is_missing = value.is_undefined() || value.is_none() || (or_false && !value.is_truthy());
    Ok(if is_missing { instead } else { value })
}

/// Lets a field carry `**bold**` and `*italic*`; everything else in it stays text.
struct EmphasisFilter;

impl tera::Filter<&Value, TeraResult<Value>> for EmphasisFilter {
    fn call(&self, value: &Value, _: Kwargs, _: &State) -> TeraResult<Value> {
        match value.as_str() {
            Some(text) => Ok(Value::safe_string(&escaped_but_emphasis(text))),
            None => {
                let kind = value.name();
                Err(message(&text!(
                    "nhan_manh chỉ dùng cho chữ, đây là {kind}",
                    "nhan_manh is for text, this is {kind}"
                )))
            }
        }
    }
}

fn not_a_number(value: &Value) -> Error {
    if value.is_undefined() {
        return Error::message(UNDEFINED);
    }
    let shown = if value.is_none() { "(trống)".to_string() } else { format!("“{value}”") };
    message(&text!("{shown} không phải là số", "{shown} is not a number"))
}

/// What a filter makes of a value; a blank of a draft stays one.
/// A misspelt argument would be as good as none.
fn only(kwargs: &Kwargs, known: &[&str]) -> TeraResult<()> {
    let unknown =
        kwargs.iter().map(|(name, _)| name.to_string()).find(|name| !known.contains(&name.as_str()));
    let Some(name) = unknown else { return Ok(()) };
    let known = if known.is_empty() { "—".to_string() } else { known.join(", ") };
    Err(message(&text!(
        "không có tham số “{name}”; có: {known}",
        "there is no argument “{name}”; there are: {known}"
    )))
}

fn unless_blank(value: &Value, make: impl FnOnce() -> TeraResult<String>) -> TeraResult<String> {
    if is_blank(value) { Ok(BLANK.to_string()) } else { make() }
}

fn is_blank(value: &Value) -> bool {
    value.as_str() == Some(BLANK) || value.as_f64().is_some_and(f64::is_nan)
}

fn decimal(value: &Value) -> TeraResult<Decimal> {
    let number = match value.as_str() {
        Some(text) => number::parse(text).map(|reading| reading.value()),
        // Fifteen digits are what such a number holds for sure; the rest is dust.
        None if value.is_f64() => value
            .as_f64()
            .and_then(|float| format!("{float:.14e}").parse::<f64>().ok()?.to_string().parse().ok()),
        None => value.as_i128().and_then(|n| Decimal::try_from_i128_with_scale(n, 0).ok()),
    };
    number.ok_or_else(|| not_a_number(value))
}

fn integer(value: &Value) -> TeraResult<i64> {
    let number = decimal(value)?;
    number.to_i64().filter(|_| number.fract().is_zero()).ok_or_else(|| not_a_number(value))
}

fn from_decimal(number: Decimal) -> Value {
    match number.to_i64() {
        Some(integer) if number.fract().is_zero() => Value::from(integer),
        _ => steps::from_decimal(number),
    }
}

/// The sum of a list of numbers, or of the column `cot` of a list of maps. Empty values count as nothing.
fn sum(list: &[Value], kwargs: Kwargs, _: &State) -> TeraResult<Value> {
    steps::charge(list.len() as u64 / 16)?;
    only(&kwargs, &["cot"])?;
    let column: Option<&str> = kwargs.get("cot")?;
    let mut total = Decimal::ZERO;
    for item in list {
        let value = match column {
            None => item.clone(),
            Some(column) => item.get_from_path(column).cloned().ok_or_else(|| {
                message(&text!("các dòng không có cột “{column}”", "the rows have no column “{column}”"))
            })?,
        };
        if is_blank(&value) {
            return Ok(value);
        }
        if !value.is_none() {
            total = total.checked_add(decimal(&value)?).ok_or_else(|| not_a_number(&value))?;
        }
    }
    Ok(from_decimal(total))
}

/// `ty_le(phan=3904, tren=7534)` is `51,82%`; `-` for a division by 0. With `cong_bo`, a stated value from the data is
/// printed instead, and the difference reported.
fn ratio(kwargs: &Kwargs) -> TeraResult<String> {
    only(kwargs, &["phan", "tren", "cong_bo"])?;
    let (part, whole): (&Value, &Value) = (kwargs.must_get("phan")?, kwargs.must_get("tren")?);
    if is_blank(part) || is_blank(whole) {
        return Ok(BLANK.to_string());
    }
    let (part, whole) = (decimal(part)?, decimal(whole)?);
    let computed = number::ratio(part, whole);
    let kept: Option<&Value> = kwargs.get("cong_bo")?;
    let index = kept.and_then(|value| value.get_from_path(STATED_INDEX)).and_then(Value::as_i64);
    if let Some(one) = index.and_then(steps::stated) {
        steps::find(compare(&one, computed, part, whole));
        return Ok(number::percent(one.value));
    }
    Ok(computed.map_or_else(|| "-".to_string(), number::percent))
}

/// `so_voi(nay=14, truoc=17, don_vi="vụ", voi="so với cùng kỳ")` is `giảm 03 vụ (17,65%) so với cùng kỳ`.
fn comparison(kwargs: &Kwargs) -> TeraResult<String> {
    only(kwargs, &["nay", "truoc", "don_vi", "voi"])?;
    let (now, before): (&Value, &Value) = (kwargs.must_get("nay")?, kwargs.must_get("truoc")?);
    let unit: Option<&str> = kwargs.get("don_vi")?;
    let with: &str = kwargs.get("voi")?.unwrap_or("so với kỳ trước").trim();
    let with = if with.is_empty() { String::new() } else { format!(" {with}") };
    if is_blank(now) || is_blank(before) {
        return Ok(format!("{BLANK}{with}"));
    }
    let (now, before) = (decimal(now)?, decimal(before)?);
    let word = match now.cmp(&before) {
        std::cmp::Ordering::Equal => return Ok(format!("không thay đổi{with}")),
        std::cmp::Ordering::Greater => "tăng",
        std::cmp::Ordering::Less => "giảm",
    };
    let change = (now - before).abs();
    let unit = unit.map_or_else(String::new, |unit| format!(" {unit}"));
    // From nothing, or less, there is no percentage.
    let share = Some(before)
        .filter(|before| before.is_sign_positive())
        .and_then(|before| number::ratio(change, before))
        .map_or_else(String::new, |ratio| format!(" ({})", number::percent(ratio)));
    Ok(format!("{word} {}{unit}{share}{with}", number::count(change)))
}

fn compare(stated: &Stated, computed: Option<Decimal>, part: Decimal, whole: Decimal) -> Diagnostic {
    let kept = number::percent(stated.value);
    let (part, whole) = (number::grouped(part), number::grouped(whole));
    let right = computed.map_or_else(|| "-".to_string(), number::percent);
    if computed == Some(stated.value) {
        return Diagnostic::warning(
            Code::StatedValueNeedless,
            text!(
                "số công bố {kept} bằng số tính được, không cần ghi nữa",
                "the stated {kept} equals the computed value and is no longer needed"
            ),
        )
        .at(stated.span)
        .help(text!("xóa mục này", "delete this entry"));
    }
    let reason = &stated.reason;
    Diagnostic::warning(
        Code::StatedValueDiffers,
        text!(
            "in {kept} theo số đã công bố; tính ra là {right} ({part}/{whole})",
            "{kept} is printed as stated; computed it is {right} ({part}/{whole})"
        ),
    )
    .at_with(stated.span, text!("lý do đã ghi: {reason}", "the reason given: {reason}"))
    .help(text!("muốn in số tính được thì xóa mục này", "to print the computed value, delete this entry"))
}
