//! Values are text, never markup: what the dialect would read as a sign gets a backslash.
//!
//! A text whose lines are paragraphs ends with [`PARAGRAPH_MARK`], so that filters work on its letters.

use std::io::{self, Write};

/// Signs with a meaning anywhere in a line.
const SIGNS: &[u8] = b"\\`*_[]<>|&~^#{";

/// Ends a text whose lines are paragraphs; and each of them but the last, in what is printed, so that the markup finds those that
/// stand where only one line can.
pub const PARAGRAPH_MARK: char = '\u{2029}';

/// Writes `text` so that the markup parser gives back the same letters. Line ends become spaces, since a value stands
/// inside a line.
pub(super) fn escape(text: &str, out: &mut dyn Write) -> io::Result<()> {
    if let Some(text) = text.strip_suffix(PARAGRAPH_MARK) {
        return out.write_all(paragraphs(text, SIGNS).as_bytes());
    }
    if is_text_alone(text) {
        return out.write_all(text.as_bytes());
    }
    out.write_all(escaped(text, SIGNS).as_bytes())
}

/// As [`escape`], but lines stay lines: for templates of the second reading.
pub(super) fn escape_keeping_lines(text: &str, out: &mut dyn Write) -> io::Result<()> {
    if text.ends_with(PARAGRAPH_MARK) {
        return escape(text, out);
    }
    // A bracket would end the address of a link.
    if text.starts_with("http") && text.contains(['(', ')']) {
        return out.write_all(escaped(text, &[SIGNS, b"()"].concat()).as_bytes());
    }
    for (index, line) in text.trim_end().split('\n').enumerate() {
        if index > 0 {
            out.write_all(b"<br>")?;
        }
        escape(line.trim_end_matches('\r'), out)?;
    }
    Ok(())
}

/// A text whose lines are printed as paragraphs; those that begin as an item does (`-`, `+`, `*`, `1.`) as items.
pub(super) fn in_paragraphs(text: &str) -> String {
    let text = text.trim();
    let is_one = !text.contains('\n') && item_sign(text).is_none();
    if is_one { text.to_string() } else { format!("{text}{PARAGRAPH_MARK}") }
}

fn paragraphs(text: &str, signs: &[u8]) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| paragraph(line, signs)).collect::<Vec<_>>().join(&format!("{PARAGRAPH_MARK}\n\n"))
}

fn paragraph(line: &str, signs: &[u8]) -> String {
    let Some(sign) = item_sign(line) else { return escaped(line, signs) };
    let words = line.split_once(' ').map_or("", |(_, words)| words.trim_start());
    sign + &escaped(words, signs)
}

/// What an item begins with, as the markup has it.
fn item_sign(line: &str) -> Option<String> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    match line.split_once(' ')?.0 {
        "-" | "–" | "•" => Some("- ".to_string()),
        sign @ ("+" | "*") => Some(format!("{sign} ")),
        sign if digits > 0 && sign.len() == digits + 1 && sign.ends_with('.') => Some(format!("{sign} ")),
        _ => None,
    }
}

/// Whether nothing in a text is a sign, and nothing at its start could begin an item. Most values are such.
fn is_text_alone(text: &str) -> bool {
    let begins_well = text.starts_with(char::is_alphabetic) || text.bytes().all(|byte| byte.is_ascii_digit());
    let is_sign = |byte: u8| byte < b' ' || SIGNS.contains(&byte);
    begins_well && !text.bytes().any(is_sign)
}

/// As [`escape`], but `*` keeps its meaning: for fields that may carry emphasis.
pub(super) fn escaped_but_emphasis(text: &str) -> String {
    let signs: Vec<u8> = SIGNS.iter().copied().filter(|sign| *sign != b'*').collect();
    match text.strip_suffix(PARAGRAPH_MARK) {
        Some(text) => paragraphs(text, &signs),
        None => escaped(text, &signs),
    }
}

/// A value of an attribute: in quotes, its own quotes and signs escaped.
pub(super) fn attribute(text: &str) -> String {
    format!("\"{}\"", escaped(text, SIGNS).replace('"', "\\\""))
}

fn escaped(text: &str, signs: &[u8]) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    for (at, character) in text.char_indices() {
        let meaning_at_start = at == 0 && matches!(character, '-' | '+' | '=' | ':');
        // "1. " and "2) " at the start of a line begin a list; "15.000" does not.
        let ends_number = at == digits && at > 0 && matches!(character, '.' | ')');
        let list_mark = ends_number && !text[at + 1..].starts_with(|c: char| c.is_ascii_digit());
        let sign = character.is_ascii_punctuation() && signs.contains(&(character as u8));
        match character {
            // Not at the end any more: something was set behind it.
            PARAGRAPH_MARK => {}
            '\n' | '\r' | '\t' => out.push(' '),
            _ => {
                if meaning_at_start || list_mark || sign {
                    out.push('\\');
                }
                out.push(character);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let mut out = Vec::new();
        escape(text, &mut out).expect("a Vec takes everything");
        assert_eq!(String::from_utf8(out).expect("UTF-8"), expected);
    }

    #[test]
    fn only_what_has_a_meaning_is_escaped() {
        check("67/KH-UBND ngày 26/02/2024", "67/KH-UBND ngày 26/02/2024");
        check("**a** | <b> [c](d)", r"\*\*a\*\* \| \<b\> \[c\](d)");
        check("- a - b", r"\- a - b");
        check("1. a", r"1\. a");
        check("2) a", r"2\) a");
        check("15.000 lượt", "15.000 lượt");
        check("a\nb", "a b");
        check("{{ x }}", r"\{\{ x }}");
        check("^^", r"\^\^");
        let kept = |text: &str| {
            let mut out = Vec::new();
            escape_keeping_lines(text, &mut out).expect("a Vec takes everything");
            String::from_utf8(out).expect("UTF-8")
        };
        assert_eq!(kept("a *b*\r\n- c\n"), r"a \*b\*<br>\- c");
        let printed = |text: &str| {
            let mut out = Vec::new();
            escape_keeping_lines(&in_paragraphs(text), &mut out).expect("a Vec takes everything");
            String::from_utf8(out).expect("UTF-8").replace(PARAGRAPH_MARK, "")
        };
        assert_eq!(in_paragraphs("Một đoạn & hết.\n"), "Một đoạn & hết.");
        assert_eq!(
            printed("Một *đoạn*.\n\n  - mục | 1\n• mục 2\n+ con\n2. hai\n2024 là năm\n-không\n"),
            "Một \\*đoạn\\*.\n\n- mục \\| 1\n\n- mục 2\n\n+ con\n\n2. hai\n\n2024 là năm\n\n\\-không"
        );
        assert_eq!(attribute(r#"a "b" *c*"#), r#""a \"b\" \*c\*""#);
    }
}
