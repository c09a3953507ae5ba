//! What is written between the braces of attribute lines: names and values.

use std::ops::Range;

/// The value of an attribute.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum AttributeValue {
    /// The name alone.
    Set,
    Number(i64),
    Numbers(Vec<i64>),
    Texts(Vec<String>),
    /// Between quotes: markup of one line.
    Text(String),
}

/// Name, value, and where both stand.
pub(super) type Entry = (String, AttributeValue, Range<usize>);

/// The attributes between braces, or where they stop making sense.
pub(super) fn entries(text: &str) -> Result<Vec<Entry>, usize> {
    let mut entries = Vec::new();
    let mut at = 0;
    loop {
        at += text[at..].len() - text[at..].trim_start().len();
        if at == text.len() {
            return Ok(entries);
        }
        let start = at;
        at += text[at..]
            .find(|sign: char| !(sign.is_ascii_alphanumeric() || sign == '_'))
            .unwrap_or(text.len() - at);
        let name = text[start..at].to_string();
        if name.is_empty() {
            return Err(at);
        }
        let value = match text[at..].strip_prefix('=') {
            None => AttributeValue::Set,
            Some(rest) => {
                let (value, length) = value(rest).ok_or(at)?;
                at += 1 + length;
                value
            }
        };
        if !(text[at..].is_empty() || text[at..].starts_with(' ')) {
            return Err(at);
        }
        entries.push((name, value, start..at));
    }
}

/// A value and how many bytes it takes.
fn value(text: &str) -> Option<(AttributeValue, usize)> {
    if text.starts_with('"') {
        let (content, length) = quoted(text)?;
        return Some((AttributeValue::Text(content), length));
    }
    if let Some(rest) = text.strip_prefix('[') {
        if rest.starts_with('"') {
            return texts(text);
        }
        if rest.starts_with(']') {
            return Some((AttributeValue::Texts(Vec::new()), 2));
        }
        let end = rest.find(']')?;
        let numbers =
            rest[..end].split(',').map(|number| number.trim().parse().ok()).collect::<Option<Vec<i64>>>()?;
        return Some((AttributeValue::Numbers(numbers), end + 2));
    }
    let end = text.find(' ').unwrap_or(text.len());
    Some((AttributeValue::Number(text[..end].parse().ok()?), end))
}

/// A text in quotes, and how many bytes it takes with them.
fn quoted(text: &str) -> Option<(String, usize)> {
    let (mut content, mut escaped) = (String::new(), false);
    for (at, letter) in text.strip_prefix('"')?.char_indices() {
        match letter {
            '"' if escaped => {
                content.pop();
                content.push('"');
            }
            '"' => return Some((content, at + 2)),
            letter => content.push(letter),
        }
        escaped = letter == '\\' && !escaped;
    }
    None
}

/// `["a","b"]`.
fn texts(text: &str) -> Option<(AttributeValue, usize)> {
    let (mut all, mut at) = (Vec::new(), 1);
    loop {
        let (content, length) = quoted(&text[at..])?;
        all.push(content);
        at += length;
        match text.as_bytes().get(at)? {
            b',' => at += 1,
            b']' => return Some((AttributeValue::Texts(all), at + 1)),
            _ => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_numbers_lists_and_texts() {
        let read =
            entries(r#"ten="Bảng \"1\" \* x" co_chu=11 do_rong_cot=[10, 60] khong_ke"#).expect("sound");
        let values: Vec<(&str, &AttributeValue)> =
            read.iter().map(|(name, value, _)| (name.as_str(), value)).collect();
        assert_eq!(
            values,
            [
                ("ten", &AttributeValue::Text(r#"Bảng "1" \* x"#.into())),
                ("co_chu", &AttributeValue::Number(11)),
                ("do_rong_cot", &AttributeValue::Numbers(vec![10, 60])),
                ("khong_ke", &AttributeValue::Set),
            ]
        );
    }

    #[test]
    fn what_makes_no_sense_is_refused_where_it_begins() {
        for (text, at) in [
            ("a=[\"x\",]", 1),
            ("a=[\"x\"", 1),
            ("ten=\"x", 3),
            ("co_chu=a", 6),
            ("ten=\"x\"y", 7),
            ("=5", 0),
            ("a=[1,x]", 1),
            ("é", 0),
        ] {
            assert_eq!(entries(text).err(), Some(at), "{text}");
        }
    }
}
