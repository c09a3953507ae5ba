//! Numbers that were typed into texts.

use rust_decimal::Decimal;

use crate::source::floor_char_boundary;
use crate::text::number;

/// A number in a text. Bytes are counted in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Figure {
    pub start: usize,
    pub end: usize,
    pub value: Decimal,
    pub percent: bool,
}

/// Numbers of a text, neither dates nor parts of symbols.
pub(super) fn figures(text: &str) -> Vec<Figure> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let is_digit = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'.' | b',');
        let mut end = at + bytes[at..].iter().take_while(|byte| is_digit(byte)).count();
        while matches!(bytes[end - 1], b'.' | b',') {
            end -= 1;
        }
        // A letter right before or behind makes it a symbol: TCTĐA06, 2a.
        let bound = |text: &str, first: bool| {
            let letter = if first { text.chars().next_back() } else { text.chars().next() };
            letter.is_some_and(|letter| letter.is_alphabetic() || letter == '-')
        };
        // "52,5 %" is typed, too.
        let percent = bytes.get(end) == Some(&b'%') || bytes[end..].starts_with(b" %");
        if !bound(&text[..at], true)
            && !bound(&text[end..], false)
            && let Some(reading) = number::parse(&text[at..end])
        {
            found.push(Figure { start: at, end, value: reading.value(), percent });
        }
        at = end.max(at + 1);
    }
    found
}

/// How far back it matters what stands before a number, in bytes: no sentence of a report is longer.
const FARTHEST_BACK: usize = 2000;

/// What stands before a place of a text, as far as it matters.
pub(super) fn lookback(text: &str, at: usize) -> &str {
    &text[floor_char_boundary(text, at.saturating_sub(FARTHEST_BACK))..at]
}

/// The word behind a number.
pub(super) fn noun<'s>(sentence: &'s str, figure: &Figure) -> Option<&'s str> {
    let rest = sentence[figure.end..].strip_prefix(' ')?;
    rest.split([' ', ',', ';', '.', ')', '/']).next().filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_are_no_figures() {
        let found = |text: &str| -> Vec<String> {
            figures(text)
                .iter()
                .map(|figure| format!("{}{}", figure.value, if figure.percent { "%" } else { "" }))
                .collect()
        };
        assert_eq!(found("có 1.994 hồ sơ, đạt 28,37%."), ["1994", "28.37%"]);
        assert_eq!(found("TCTĐA06, khoản 2a"), Vec::<String>::new());
    }
}
