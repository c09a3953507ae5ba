//! `<`, `>`, `<=`, `>=` and the order of lists. Tera compares texts letter by letter, by which 25/4 comes before 3/5: here numbers
//! compare as numbers and days as days; other texts have no order.

use std::cmp::Ordering;

use chrono::NaiveDate;
use tera::{Kwargs, State, Tera, TeraResult, Value};

use super::filters::only;
use super::message::message;
use super::numbers::{decimal, given, is_blank};
use super::rewrite::{COMPARISONS, EQUALITIES};
use super::steps;
use crate::diag::{Text, text};
use crate::text::date;

/// Registers the comparisons, and Tera's `sort`.
pub(super) fn register(tera: &mut Tera) {
    for (sign, function) in COMPARISONS {
        tera.register_function(function, move |kwargs: Kwargs, _: &State| compare(sign, &kwargs));
    }
    for (sign, function) in EQUALITIES {
        tera.register_function(function, move |kwargs: Kwargs, _: &State| equal(sign, &kwargs));
    }
    tera.register_function(ABSENT, |_: Kwargs, _: &State| steps::take_absent());
    tera.register_filter("sort", sort);
    // What is left out is as little there as what the template does not know.
    tera.register_test("defined", |value: &Value, _: Kwargs, _: &State| is_there(value));
    tera.register_test("undefined", |value: &Value, _: Kwargs, _: &State| !is_there(value));
}

/// The function that says whether a rule has met what is left out.
pub(super) const ABSENT: &str = "vang_mat";

/// `==` and `!=` of rules: Tera's, but for what is left out.
fn equal(sign: &str, kwargs: &Kwargs) -> TeraResult<bool> {
    let (a, b) = (kwargs.must_get::<&Value>("a")?, kwargs.must_get::<&Value>("b")?);
    if steps::passes_over(a) || steps::passes_over(b) {
        return Ok(true);
    }
    Ok((a == b) == (sign == "=="))
}

fn is_there(value: &Value) -> bool {
    !value.is_undefined() && !value.is_none()
}

/// What of a draft is not filled in holds no comparison.
fn compare(sign: &str, kwargs: &Kwargs) -> TeraResult<bool> {
    let (a, b) = (kwargs.must_get::<&Value>("a")?, kwargs.must_get::<&Value>("b")?);
    if steps::passes_over(a) || steps::passes_over(b) {
        return Ok(true);
    }
    let (a, b) = (given(kwargs, "a")?, given(kwargs, "b")?);
    if is_blank(a) || is_blank(b) {
        return Ok(false);
    }
    let order = order(a, b)?;
    Ok(match sign {
        "<" => order.is_lt(),
        ">" => order.is_gt(),
        "<=" => order.is_le(),
        _ => order.is_ge(),
    })
}

/// How two values stand to each other.
///
/// # Errors
/// Texts that are no days, and values of two kinds.
pub(super) fn order(a: &Value, b: &Value) -> TeraResult<Ordering> {
    if a.is_number() && b.is_number() {
        return Ok(decimal(a)?.cmp(&decimal(b)?));
    }
    match (day(a), day(b)) {
        (Some(a), Some(b)) => Ok(a.cmp(&b)),
        _ => Err(no_order(a, b)),
    }
}

fn day(value: &Value) -> Option<NaiveDate> {
    date::parse(value.as_str()?).ok()
}

fn no_order(a: &Value, b: &Value) -> tera::Error {
    let [a, b] = [a, b].map(shown);
    let (vi, en) = ((a.vi, b.vi), (a.en, b.en));
    message(&Text {
        vi: format!("không so sánh được {} với {}", vi.0, vi.1),
        en: format!("{} cannot be compared with {}", en.0, en.1),
    })
}

fn shown(value: &Value) -> Text {
    match value.as_str() {
        Some(words) => text!("chữ “{words}”", "the text “{words}”"),
        None if value.is_none() => text!("chỗ trống", "an empty value"),
        None if value.is_number() => text!("số {value}", "the number {value}"),
        None => {
            let name = value.name();
            text!("“{name}”", "“{name}”")
        }
    }
}

/// Tera's `sort`: numbers and days by what they are, other texts by their letters; empty values last. Equal rows stay as they were.
fn sort(list: &[Value], kwargs: Kwargs, _: &State) -> TeraResult<Value> {
    steps::charge(list.len() as u64 / 4)?;
    only(&kwargs, &["attribute"])?;
    let attribute: Option<&str> = kwargs.get("attribute")?;
    let key = |row: &Value| match attribute {
        Some(path) => row.get_from_path(path).cloned().unwrap_or_else(Value::none),
        None => row.clone(),
    };
    let mut rows: Vec<(Value, &Value)> = list.iter().map(|row| (key(row), row)).collect();
    let mut failure = None;
    rows.sort_by(|(a, _), (b, _)| {
        in_list(a, b).unwrap_or_else(|error| {
            failure.get_or_insert(error);
            Ordering::Equal
        })
    });
    match failure {
        Some(failure) => Err(failure),
        None => Ok(Value::from(rows.into_iter().map(|(_, row)| row.clone()).collect::<Vec<_>>())),
    }
}

fn in_list(a: &Value, b: &Value) -> TeraResult<Ordering> {
    match (is_there(a) && !is_blank(a), is_there(b) && !is_blank(b)) {
        (true, true) => match (a.as_str(), b.as_str()) {
            (Some(left), Some(right)) if day(a).is_none() && day(b).is_none() => Ok(left.cmp(right)),
            _ => order(a, b),
        },
        (here, there) => Ok(there.cmp(&here)),
    }
}

#[cfg(test)]
mod tests {
    use tera::{Context, Tera, Value};

    use crate::model::MarkupReading;
    use crate::template::engine::engine;
    use crate::template::rewrite::Rewritten;

    fn printed(text: &str) -> Result<String, String> {
        let mut tera: Tera = engine(MarkupReading::Second);
        tera.add_raw_template("x", &Rewritten::new(text).text).map_err(|error| error.to_string())?;
        let mut context = Context::new();
        for (name, value) in [("a", "25/4/2026"), ("b", "03/5/2026"), ("ten", "An")] {
            context.insert_value(name, Value::from(value));
        }
        context.insert_value("khong", Value::none());
        context.insert_value(
            "ngay",
            Value::from(vec![Value::from("03/5/2026"), Value::from("25/4/2026"), Value::none()]),
        );
        tera.render("x", &context).map_err(|error| error.to_string())
    }

    #[test]
    fn days_compare_as_days_and_numbers_as_numbers() {
        for (condition, holds) in [
            ("a < b", true),
            ("a >= b", false),
            ("9 < 10", true),
            ("0.1 + 0.2 <= 0.3", true),
            ("2.5 > 10", false),
        ] {
            let text = format!("{{% if {condition} %}}1{{% endif %}}");
            assert_eq!(printed(&text), Ok(if holds { "1" } else { "" }.to_string()), "{condition}");
        }
        assert_eq!(printed("{{ ngay | sort | join(sep=\" \") }}"), Ok("25/4/2026 03/5/2026 ".to_string()));
    }

    #[test]
    fn texts_have_no_order() {
        for condition in ["ten < b", "ten > 3", "a < 3", "khong < 3"] {
            assert!(printed(&format!("{{% if {condition} %}}1{{% endif %}}")).is_err(), "{condition}");
        }
    }

    #[test]
    fn what_is_left_out_is_not_defined() {
        let text = "{% if khong is defined %}1{% endif %}{% if moi is undefined %}2{% endif %}{% if ten is defined %}3{% endif %}";
        assert_eq!(printed(text), Ok("23".to_string()));
    }
}
