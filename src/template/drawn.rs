//! Functions of templates for what is drawn: `anh`.

use tera::{Kwargs, State, Tera, TeraResult, Value};

use super::escape::attribute;
use super::filters::{only, printed};
use super::message::message;
use crate::diag::text;

pub(super) fn register(tera: &mut Tera) {
    tera.register_function("anh", |kwargs: Kwargs, _: &State| picture(&kwargs));
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
    for name in ["tep", "mo_ta", "chu_thich"] {
        let value: Option<&Value> = kwargs.get(name)?;
        if let Some(value) = value.filter(|value| !value.is_none() && !value.is_undefined()) {
            let shown = printed(value)?.to_string();
            out.push_str(&format!(" {name}={}", attribute(&shown)));
        }
    }
    let width: Option<&Value> = kwargs.get("rong")?;
    if let Some(width) = width {
        let mm = width.as_i64().filter(|_| !width.is_f64());
        let Some(mm) = mm else {
            return Err(message(&text!(
                "rong của ảnh là số mm, không có dấu nháy",
                "rong of a picture is a number of mm, without quotes"
            )));
        };
        out.push_str(&format!(" rong={mm}"));
    }
    out.push('}');
    Ok(Value::safe_string(&out))
}
