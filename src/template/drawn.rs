//! Functions of templates for what is drawn: `anh`, `bieu_do`.

use tera::{Kwargs, State, Tera, TeraResult, Value};

use super::escape::attribute;

use super::filters::{only, printed};
use super::message::message;
use super::numbers::{decimal, is_blank};
use crate::diag::text;

pub(super) fn register(tera: &mut Tera) {
    tera.register_function("anh", |kwargs: Kwargs, _: &State| picture(&kwargs));
    tera.register_function("bieu_do", |kwargs: Kwargs, _: &State| chart(&kwargs));
}

/// `anh(tep="anh/ra quân.jpg", mo_ta="…", chu_thich="Ảnh 1. …", rong=80)`: what the markup knows as a picture.
fn picture(kwargs: &Kwargs) -> TeraResult<Value> {
    only(kwargs, &["tep", "mo_ta", "chu_thich", "rong"])?;
    let file: Option<&Value> = kwargs.get("tep")?;
    if file.is_none_or(|file| file.as_str().is_none_or(|name| name.trim().is_empty())) {
        return Err(message(&text!(
            "anh thiếu tep: tên tệp ảnh, ví dụ tep=\"anh/ra-quan.jpg\"",
            "anh lacks tep: the name of the picture file, as in tep=\"anh/ra-quan.jpg\""
        )));
    }
    let mut out = String::from("{anh");
    texts(kwargs, &["tep", "mo_ta", "chu_thich"], &mut out)?;
    numbers(kwargs, &["rong"], &mut out)?;
    out.push('}');
    Ok(Value::safe_string(&out))
}

/// `bieu_do(kieu="cot", ten="…", nhan=["Quý I", "Quý II"], so_lieu=[12.5, 14], don_vi="%")`; several lines of figures as
/// `so_lieu=[[…], […]], chuoi=["2023", "2024"]`.
fn chart(kwargs: &Kwargs) -> TeraResult<Value> {
    only(kwargs, &["kieu", "ten", "nhan", "so_lieu", "chuoi", "don_vi", "so_le", "rong", "cao"])?;
    let mut out = String::from("{bieu_do");
    texts(kwargs, &["kieu", "ten", "don_vi"], &mut out)?;
    numbers(kwargs, &["so_le", "rong", "cao"], &mut out)?;
    for name in ["nhan", "chuoi"] {
        if let Some(items) = list(kwargs, name)? {
            let items: TeraResult<Vec<String>> =
                items.iter().map(|item| Ok(attribute(&printed(item)?.to_string()))).collect();
            out.push_str(&format!(" {name}=[{}]", items?.join(",")));
        }
    }
    let Some(values) = list(kwargs, "so_lieu")? else {
        return Err(message(&text!(
            "bieu_do thiếu so_lieu: danh sách số, ví dụ so_lieu=[12, 15]",
            "bieu_do lacks so_lieu: a list of numbers, as in so_lieu=[12, 15]"
        )));
    };
    let is_nested = values.iter().any(Value::is_array);
    if is_nested && !values.iter().all(Value::is_array) {
        return Err(message(&text!(
            "so_lieu của bieu_do là các số, hoặc là các danh sách, không lẫn nhau",
            "so_lieu of bieu_do are figures, or lists of figures, not both"
        )));
    }
    let lines: Vec<&[Value]> = match is_nested {
        true => values.iter().map(|line| line.as_array().unwrap_or_default()).collect(),
        false => vec![values],
    };
    for line in lines {
        let figures: TeraResult<Vec<String>> = line.iter().map(figure).collect();
        out.push_str(&format!(" so_lieu=[{}]", figures?.join(",")));
    }
    out.push('}');
    Ok(Value::safe_string(&out))
}

/// A figure in a programmer's form, in quotes; nothing in them where there is none.
fn figure(value: &Value) -> TeraResult<String> {
    if value.is_none() || value.is_undefined() || is_blank(value) || value.as_str().is_some_and(str::is_empty)
    {
        return Ok("\"\"".to_string());
    }
    Ok(format!("\"{}\"", decimal(value)?))
}

fn list<'k>(kwargs: &'k Kwargs, name: &'k str) -> TeraResult<Option<&'k [Value]>> {
    let value: Option<&Value> = kwargs.get(name)?;
    match value {
        None => Ok(None),
        Some(value) => match value.as_array() {
            Some(items) => Ok(Some(items)),
            None => Err(message(&text!(
                "{name} của bieu_do là một danh sách, ví dụ {name}=[…], hoặc ds | lay(cot=\"…\")",
                "{name} of bieu_do is a list, as in {name}=[…] or ds | lay(cot=\"…\")"
            ))),
        },
    }
}

/// The texts among the arguments, as attributes.
fn texts(kwargs: &Kwargs, names: &[&str], out: &mut String) -> TeraResult<()> {
    for name in names {
        let value: Option<&Value> = kwargs.get(name)?;
        if let Some(value) = value.filter(|value| !value.is_none()) {
            let shown = printed(value)?.to_string();
            out.push_str(&format!(" {name}={}", attribute(&shown)));
        }
    }
    Ok(())
}

/// The whole numbers among the arguments, as attributes.
fn numbers(kwargs: &Kwargs, names: &[&str], out: &mut String) -> TeraResult<()> {
    for name in names {
        let value: Option<&Value> = kwargs.get(name)?;
        let Some(value) = value else { continue };
        let Some(number) = value.as_i64().filter(|_| !value.is_f64()) else {
            return Err(message(&text!(
                "{name} là một số nguyên, không có dấu nháy",
                "{name} is a whole number, without quotes"
            )));
        };
        out.push_str(&format!(" {name}={number}"));
    }
    Ok(())
}
