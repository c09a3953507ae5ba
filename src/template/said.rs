//! What Tera says, in both languages. It is recognised by its English words in [`KNOWN`], and nowhere else; the version of `tera` is
//! fixed for that.

use super::message::{LANGUAGES, UNDEFINED};
use crate::diag::Text;

/// A message of Tera: how it begins, and what it says in both languages, with `{}` for the words between its backticks in their
/// order.
struct KnownMessage {
    begins: &'static str,
    vi: &'static str,
    en: &'static str,
}

const fn known(begins: &'static str, vi: &'static str, en: &'static str) -> KnownMessage {
    KnownMessage { begins, vi, en }
}

/// All messages that a template author may meet; the first that fits is meant.
const KNOWN: &[KnownMessage] = &[
    known("Invalid Integer", "số viết sai hoặc lớn quá", "the number is malformed or too large"),
    known("Invalid float", "số viết sai hoặc lớn quá", "the number is malformed or too large"),
    known("Maximum", "các thành phần gọi nhau quá sâu", "the components call one another too deeply"),
    known("Variable", "dữ liệu không có mục “{}”", "the data has no “{}”"),
    known("Field", "ở đây không có mục con “{}”", "there is no “{}” in this value"),
    known("Unknown filter", "không có bộ lọc “{}”", "there is no filter “{}”"),
    known("Unknown template", "không có tệp mẫu “{}”", "there is no template “{}”"),
    known("Unknown component", "không có thành phần “{}”", "there is no component “{}”"),
    known("Unknown function", "không có hàm “{}”", "there is no function “{}”"),
    known("Unknown test", "không có phép thử “{}”", "there is no test “{}”"),
    known("Missing keyword argument", "thiếu tham số “{}”", "the argument “{}” is missing"),
    known("Keyword argument", "tham số “{}” viết hai lần", "the argument “{}” is there twice"),
    known(
        "Unknown argument(s)",
        "gọi thành phần với tham số lạ",
        "the component is called with unknown arguments",
    ),
    known(
        "Component argument",
        "tham số “{}” của thành phần sai kiểu",
        "the component's argument “{}” has the wrong type",
    ),
    known("Argument", "thành phần thiếu tham số “{}”", "the component lacks its argument “{}”"),
    known(
        "Invalid type for the value",
        "giá trị sai kiểu: cần {}, đang là {}",
        "the value has the wrong type: {} is needed, it is {}",
    ),
    known("Cannot compare", "không so sánh được {} với {}", "{} cannot be compared with {}"),
    known(
        "Only numbers can be used",
        "chỉ tính được với số, đây là {}",
        "only numbers can be computed with, this is {}",
    ),
    known(
        "Only numbers can be negated",
        "chỉ số mới đổi dấu được, đây là {}",
        "only numbers can be negated, this is {}",
    ),
    known("Iteration not possible", "không lặp được trên {}", "{} cannot be looped over"),
    known("`in` cannot be used", "“in” không dùng được với {1}", "“in” cannot be used on {1}"),
    known("Slic", "cách lấy một đoạn [a:b] sai", "the slice [a:b] is wrong"),
    known("Tried to", "giá trị này không có", "this value is not there"),
    known(UNDEFINED, "giá trị này không có", "this value is not there"),
    known(
        "Unexpected end of input",
        "mẫu chưa viết hết: thiếu thẻ đóng",
        "the template ends too early: a closing tag is missing",
    ),
    known(
        "unexpected end of string",
        "đoạn chữ trong dấu nháy chưa đóng",
        "the text in quotes is not closed",
    ),
    known("unexpected end of raw block", "khối raw chưa đóng", "the raw block is not closed"),
    known("String opened with", "đoạn chữ trong dấu nháy chưa đóng", "the text in quotes is not closed"),
    known("Closing comment tag", "ghi chú {# chưa đóng bằng #}", "the comment {# is not closed with #}"),
    known("Unclosed component", "thành phần chưa đóng", "the component is not closed"),
    known("Closing tag", "thẻ đóng không khớp với thẻ mở", "the closing tag does not fit the opening one"),
    known(
        "Found invalid field of `loop`",
        "loop chỉ có index, index0, first, last, length",
        "loop only has index, index0, first, last and length",
    ),
    known("Found", "viết sai cú pháp ở đây", "the syntax is wrong here"),
    known("Expected", "viết sai cú pháp ở đây", "the syntax is wrong here"),
    known("Unexpected character", "có ký tự lạ trong thẻ", "there is an odd character in the tag"),
    known(
        "Function calls are only allowed",
        "hàm chỉ gọi được ở đầu biểu thức",
        "a function can only be called at the start of a chain",
    ),
    known("The expression is too complex", "biểu thức phức tạp quá", "the expression is too complex"),
    known(
        "List comprehensions support only",
        "danh sách trong ngoặc vuông chỉ có một “for”",
        "a list in brackets has one “for” only",
    ),
    known(
        "Components with body",
        "thành phần có nội dung phải viết bằng thẻ mở và thẻ đóng",
        "a component with a body needs an opening and a closing tag",
    ),
];

/// Tera's names of types.
const TYPES: &[(&str, &str)] = &[
    ("string", "chữ"),
    ("&str", "chữ"),
    ("i64", "số nguyên"),
    ("u64", "số nguyên"),
    ("i128", "số nguyên"),
    ("usize", "số nguyên"),
    ("integer", "số nguyên"),
    ("f64", "số"),
    ("float", "số"),
    ("number", "số"),
    ("bool", "đúng/sai"),
    ("array", "danh sách"),
    ("Vec<Value>", "danh sách"),
    ("&[Value]", "danh sách"),
    ("map", "nhóm mục"),
    ("map/struct", "nhóm mục"),
    ("none", "chỗ trống"),
    ("null", "chỗ trống"),
    ("undefined", "chỗ trống"),
];

/// What Tera said, in both languages. What is not known is one Vietnamese sentence; its English is kept in English.
pub(super) fn translated(message: &str) -> Text {
    if let Some((vi, en)) = message.split_once(LANGUAGES) {
        return Text { vi: vi.to_string(), en: en.to_string() };
    }
    let first = message.lines().next().unwrap_or_default().trim_end_matches('.');
    let Some(known) = KNOWN.iter().find(|known| first.starts_with(known.begins)) else {
        return Text {
            vi: "mẫu sai cú pháp hoặc không chạy được ở đây".to_string(), en: first.to_string()
        };
    };
    let words: Vec<&str> = first.split('`').skip(1).step_by(2).collect();
    // A filter may be called as a type is: `map`.
    let is_name = first.starts_with("Unknown");
    let vietnamese = |word: &&str| {
        if is_name {
            return (*word).to_string();
        }
        let known = TYPES.iter().find(|(name, _)| name == word);
        known.map_or_else(|| (*word).to_string(), |(_, vi)| (*vi).to_string())
    };
    Text {
        vi: filled(known.vi, &words.iter().map(vietnamese).collect::<Vec<_>>()),
        en: filled(known.en, &words.iter().map(|word| (*word).to_string()).collect::<Vec<_>>()),
    }
}

/// A sentence with its words in the places of `{}`, in order, or of `{1}`, the second.
fn filled(sentence: &str, words: &[String]) -> String {
    let mut words_left = words.iter();
    let mut out = String::new();
    let mut rest = sentence;
    while let Some(at) = rest.find(['{']) {
        out.push_str(&rest[..at]);
        let (place, word) = match &rest[at..] {
            place if place.starts_with("{}") => ("{}", words_left.next()),
            place if place.starts_with("{1}") => ("{1}", words.get(1)),
            _ => ("{", None),
        };
        match (place, word) {
            ("{", _) => out.push('{'),
            (_, word) => out.push_str(word.map_or("?", String::as_str)),
        }
        rest = &rest[at + place.len()..];
    }
    out + rest
}
