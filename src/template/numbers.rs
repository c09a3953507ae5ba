//! Numbers inside Tera. A decimal is a number of Tera's of at most [`number::MAX_DIGITS`] digits, which comes back from a binary one
//! as it was; so it compares and sorts as a number. All that is computed is computed in decimals: `+ - * / // % **` become calls of
//! the functions here before Tera compiles a template (see `rewrite`).

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use super::message::{EMPTY, UNDEFINED, message, undefined};
use super::rewrite::{OPERATIONS, Operation};
use super::steps;
use crate::data::value::BLANK;
use crate::diag::{Text, text};
use crate::text::number;

/// The greatest exponent of a power.
const MAX_POWER: i64 = 64;

/// Registers the operations and the filters of Tera's that compute.
pub(super) fn register(tera: &mut Tera) {
    for (operation, _, function) in OPERATIONS {
        tera.register_function(function, move |kwargs: Kwargs, _: &State| operate(operation, &kwargs));
    }
    tera.register_filter("round", round);
}

/// Whether it is what a draft has for a value that is not filled in.
pub(super) fn is_blank(value: &Value) -> bool {
    value.as_str() == Some(BLANK) || value.as_f64().is_some_and(f64::is_nan)
}

/// The number that a value is, or that a text says in Vietnamese form.
pub(super) fn decimal(value: &Value) -> TeraResult<Decimal> {
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

/// A number without decimals.
pub(super) fn integer(value: &Value) -> TeraResult<i64> {
    let number = decimal(value)?;
    number.to_i64().filter(|_| number.fract().is_zero()).ok_or_else(|| not_a_number(value))
}

/// A number as Tera holds it.
///
/// # Errors
/// When it has more digits than come back as they were.
pub(super) fn value(number: Decimal) -> TeraResult<Value> {
    let number = number.normalize();
    match (number.to_i64(), number.to_f64()) {
        (Some(integer), _) if number.fract().is_zero() => Ok(Value::from(integer)),
        (_, Some(float)) if number::digits(number) <= number::MAX_DIGITS => Ok(Value::from(float)),
        _ => Err(message(&too_long())),
    }
}

/// An argument that has to be there, and to have a value.
pub(super) fn given<'k>(kwargs: &'k Kwargs, name: &'k str) -> TeraResult<&'k Value> {
    let value: &Value = kwargs.must_get(name)?;
    if value.is_undefined() { Err(undefined(name)) } else { Ok(value) }
}

/// What is said of a text, or of nothing, where a number is wanted.
pub(super) fn not_a_number(value: &Value) -> Error {
    if value.is_undefined() {
        return Error::message(UNDEFINED);
    }
    if value.is_none() {
        return message(&text!("{EMPTY} không phải là số", "(empty) is not a number"));
    }
    let shown = value.to_string();
    message(&text!("“{shown}” không phải là số", "“{shown}” is not a number"))
}

fn too_long() -> Text {
    let limit = number::MAX_DIGITS;
    text!(
        "phép tính ra số có hơn {limit} chữ số, không giữ được chính xác",
        "the result has more than {limit} digits and cannot be kept exactly"
    )
}

fn operate(operation: Operation, kwargs: &Kwargs) -> TeraResult<Value> {
    let (a, b) = (kwargs.must_get::<&Value>("a")?, kwargs.must_get::<&Value>("b")?);
    if steps::passes_over(a) || steps::passes_over(b) {
        return Ok(Value::from(f64::NAN));
    }
    let (a, b) = (given(kwargs, "a")?, given(kwargs, "b")?);
    if is_blank(a) || is_blank(b) {
        return Ok(Value::from(f64::NAN));
    }
    let (left, right) = (operand(a)?, operand(b)?);
    let divides = matches!(operation, Operation::Divide | Operation::FloorDivide | Operation::Remainder);
    if divides && right.is_zero() {
        return Err(message(&text!("phép chia cho 0", "a division by 0")));
    }
    let made = match operation {
        Operation::Add => left.checked_add(right).map(without_dust),
        Operation::Subtract => left.checked_sub(right).map(without_dust),
        Operation::Multiply => left.checked_mul(right).map(rounded),
        Operation::Divide => left.checked_div(right).map(rounded),
        Operation::FloorDivide => floor_quotient(left, right),
        Operation::Remainder => floor_quotient(left, right)
            .and_then(|quotient| quotient.checked_mul(right))
            .and_then(|whole| left.checked_sub(whole)),
        Operation::Power => power(left, right)?.map(rounded),
    };
    value(made.ok_or_else(|| message(&too_long()))?)
}

/// Only numbers are computed with: a text of digits is a code.
fn operand(value: &Value) -> TeraResult<Decimal> {
    if value.is_number() {
        return decimal(value);
    }
    let (vi, en) = match () {
        () if value.is_none() => ("chỗ trống".to_string(), "an empty value".to_string()),
        () if value.as_str().is_some() => (format!("chữ “{value}”"), format!("the text “{value}”")),
        () => (format!("“{}”", value.name()), format!("“{}”", value.name())),
    };
    Err(message(&Text {
        vi: format!("chỉ tính được với số, đây là {vi}"),
        en: format!("only numbers can be computed with, this is {en}"),
    }))
}

/// Products and quotients have more digits than anyone needs; whole ones are kept.
fn rounded(number: Decimal) -> Decimal {
    if number.fract().is_zero() {
        return number;
    }
    let strategy = RoundingStrategy::MidpointAwayFromZero;
    number.round_sf_with_strategy(number::MAX_DIGITS, strategy).unwrap_or(number)
}

/// Sums and differences of quotients have no end of decimals; those of figures are kept to the last.
fn without_dust(number: Decimal) -> Decimal {
    let is_long = number::digits(number) > number::MAX_DIGITS;
    if is_long && number.abs() < DUST_BELOW { rounded(number) } else { number }
}

/// A number below has at least six decimals among its digits.
const DUST_BELOW: Decimal = Decimal::from_parts(1_000_000_000, 0, 0, false, 0);

/// The greatest whole number of times that the divisor goes into it; what remains is never negative.
fn floor_quotient(left: Decimal, right: Decimal) -> Option<Decimal> {
    let quotient = left.checked_div(right)?;
    Some(if right.is_sign_positive() { quotient.floor() } else { quotient.ceil() })
}

fn power(base: Decimal, exponent: Decimal) -> TeraResult<Option<Decimal>> {
    let times =
        exponent.to_i64().filter(|times| exponent.fract().is_zero() && (0..=MAX_POWER).contains(times));
    let Some(times) = times else {
        return Err(message(&text!(
            "số mũ phải là số nguyên từ 0 đến {MAX_POWER}",
            "the exponent has to be a whole number from 0 to {MAX_POWER}"
        )));
    };
    Ok((0..times).try_fold(Decimal::ONE, |made, _| made.checked_mul(base)))
}

/// Tera's `round`, half up in decimals; `method` is `ceil` or `floor`.
fn round(number: &Value, kwargs: Kwargs, _: &State) -> TeraResult<Value> {
    if is_blank(number) {
        return Ok(number.clone());
    }
    let strategy = match kwargs.get::<&str>("method")? {
        None => RoundingStrategy::MidpointAwayFromZero,
        Some("ceil") => RoundingStrategy::ToPositiveInfinity,
        Some("floor") => RoundingStrategy::ToNegativeInfinity,
        Some(other) => {
            return Err(message(&text!(
                "method là ceil hoặc floor, không phải “{other}”",
                "method is ceil or floor, not “{other}”"
            )));
        }
    };
    let places = places(&kwargs, "precision")?.unwrap_or(0);
    value(operand(number)?.round_dp_with_strategy(places, strategy))
}

/// How many decimals are asked for, none to ten.
pub(super) fn places(kwargs: &Kwargs, name: &str) -> TeraResult<Option<u32>> {
    let Some(places) = kwargs.get::<i64>(name)? else { return Ok(None) };
    u32::try_from(places).ok().filter(|places| *places <= 10).map(Some).ok_or_else(|| {
        message(&text!(
            "{name} là số chữ số thập phân, từ 0 đến 10",
            "{name} is a number of decimals, 0 to 10"
        ))
    })
}
