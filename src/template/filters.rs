//! Filters and functions of templates: Vietnamese numbers, dates, ratios, sums, number words, Roman numerals.

use rust_decimal::Decimal;
use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use super::context::STATED_INDEX;
use super::escape::{self, PARAGRAPH_MARK, escaped_but_emphasis};
use super::message::{UNDEFINED, message};
use super::numbers::{decimal, given, integer, is_blank, not_a_number, places};
use super::rewrite::PRINT;
use super::steps;
use crate::data::Stated;
use crate::data::value::BLANK;
use crate::diag::{Code, Diagnostic, text};
use crate::text::letters;
use crate::text::number;
use crate::text::{date, words};

/// The argument that says how many decimals are printed.
const PLACES: &str = "so_le";

/// Registers all of them.
pub(super) fn register(tera: &mut Tera) {
    tera.register_filter("so", |value: &Value, kwargs: Kwargs, _: &State| {
        let places = decimals(&kwargs, &[])?;
        unless_blank(value, || Ok(number::grouped_to(decimal(value)?, places)))
    });
    tera.register_filter("so_lien", |value: &Value, kwargs: Kwargs, _: &State| {
        let places = decimals(&kwargs, &[])?;
        unless_blank(value, || Ok(number::plain_to(decimal(value)?, places)))
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
    tera.register_filter("doan", |value: &Value, kwargs: Kwargs, _: &State| {
        only(&kwargs, &[])?;
        let shown = printed(value)?;
        match shown.is_safe() {
            true => Ok(shown),
            false => TeraResult::Ok(Value::from(escape::in_paragraphs(&shown.to_string()))),
        }
    });
    tera.register_filter("dong", |value: &Value, kwargs: Kwargs, _: &State| {
        only(&kwargs, &[])?;
        let shown = printed(value)?;
        TeraResult::Ok(
            shown.as_str().map_or(shown.clone(), |text| Value::from(text.trim_end_matches(PARAGRAPH_MARK))),
        )
    });
    tera.register_filter("thuoc_tinh", |value: &Value, kwargs: Kwargs, _: &State| {
        only(&kwargs, &[])?;
        let shown = printed(value)?.to_string();
        TeraResult::Ok(Value::safe_string(&escape::attribute(&shown)))
    });
    tera.register_filter("default", unless_given);
    tera.register_filter("str", |value: &Value, _: Kwargs, _: &State| {
        printed(value).map(|shown| shown.to_string())
    });
    tera.register_filter(PRINT, |value: &Value, _: Kwargs, _: &State| printed(value));
    tera.register_function("so_voi", |kwargs: Kwargs, _: &State| comparison(&kwargs));
    tera.register_function("ty_le", |kwargs: Kwargs, _: &State| ratio(&kwargs));
}

/// A value as it is printed: numbers in Vietnamese form. What has no form of its own is an error, not what a programmer would
/// write for it.
///
/// What a run prints is counted: a template can print what it has printed, again and again.
pub(super) fn printed(value: &Value) -> TeraResult<Value> {
    steps::charge_text(value.as_str().map_or(0, str::len))?;
    if value.is_undefined() {
        return Err(Error::message(UNDEFINED));
    }
    if value.is_f64() && !is_blank(value) {
        return Ok(Value::from(number::plain(decimal(value)?)));
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
    Ok(value.clone())
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

/// A misspelt argument would be as good as none.
pub(super) fn only(kwargs: &Kwargs, known: &[&str]) -> TeraResult<()> {
    let unknown =
        kwargs.iter().map(|(name, _)| name.to_string()).find(|name| !known.contains(&name.as_str()));
    let Some(name) = unknown else { return Ok(()) };
    let known = if known.is_empty() { "—".to_string() } else { known.join(", ") };
    Err(message(&text!(
        "không có tham số “{name}”; có: {known}",
        "there is no argument “{name}”; there are: {known}"
    )))
}

/// What a filter makes of a value; a blank of a draft stays one.
fn unless_blank(value: &Value, make: impl FnOnce() -> TeraResult<String>) -> TeraResult<String> {
    if is_blank(value) { Ok(BLANK.to_string()) } else { make() }
}

/// The argument `so_le` of a filter that has it besides `others`: how many decimals are printed.
pub(super) fn decimals(kwargs: &Kwargs, others: &[&str]) -> TeraResult<Option<u32>> {
    let known: Vec<&str> = others.iter().copied().chain([PLACES]).collect();
    only(kwargs, &known)?;
    places(kwargs, PLACES)
}

/// `ty_le(phan=3904, tren=7534)` is `51,82%`; `-` for a division by 0. With `cong_bo`, a stated value from the data is
/// printed instead, and the difference reported. `so_le` says how many decimals, `dau` what stands behind: `%` or nothing.
fn ratio(kwargs: &Kwargs) -> TeraResult<String> {
    let places = decimals(kwargs, &["phan", "tren", "cong_bo", "dau"])?.unwrap_or(number::RATIO_PLACES);
    let sign: &str = kwargs.get("dau")?.unwrap_or("%");
    if !matches!(sign.trim(), "%" | "") {
        return Err(message(&text!("dau là \"%\" hoặc \"\"", "dau is \"%\" or \"\"")));
    }
    let (part, whole) = (given(kwargs, "phan")?, given(kwargs, "tren")?);
    if is_blank(part) || is_blank(whole) {
        return Ok(BLANK.to_string());
    }
    let (part, whole) = (decimal(part)?, decimal(whole)?);
    let computed = number::ratio(part, whole, places);
    let kept: Option<&Value> = kwargs.get("cong_bo")?;
    let index = kept.and_then(|value| value.get_from_path(STATED_INDEX)).and_then(Value::as_i64);
    let percent = |value| format!("{}{sign}", number::percent_figure(value, places));
    if let Some(one) = index.and_then(steps::stated) {
        steps::find(compare(&one, computed, part, whole));
        return Ok(percent(one.value));
    }
    Ok(computed.map_or_else(|| "-".to_string(), percent))
}

/// `so_voi(nay=14, truoc=17, don_vi="vụ", voi="so với cùng kỳ")` is `giảm 03 vụ (17,65%) so với cùng kỳ`.
fn comparison(kwargs: &Kwargs) -> TeraResult<String> {
    let places = decimals(kwargs, &["nay", "truoc", "don_vi", "voi"])?.unwrap_or(number::RATIO_PLACES);
    let (now, before) = (given(kwargs, "nay")?, given(kwargs, "truoc")?);
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
        .and_then(|before| number::ratio(change, before, places))
        .map_or_else(String::new, |ratio| format!(" ({}%)", number::percent_figure(ratio, places)));
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
