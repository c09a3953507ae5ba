//! Numbers that were typed into texts.

use std::ops::Range;

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

/// Digits of a text with the dots and commas between them.
pub(super) fn digits(text: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let is_inner = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'.' | b',');
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + bytes[at..].iter().position(u8::is_ascii_digit)?;
        at = start + bytes[start..].iter().take_while(|byte| is_inner(byte)).count();
        // What stands behind the last digit ends the sentence or the clause.
        let last = bytes[start..at].iter().rposition(u8::is_ascii_digit)?;
        Some(start..start + last + 1)
    })
}

/// Numbers of a text, neither dates nor parts of symbols.
pub(super) fn figures(text: &str) -> Vec<Figure> {
    // A letter right before or behind makes it a symbol: TCTĐA06, 2a.
    let bound = |letter: Option<char>| letter.is_some_and(|letter| letter.is_alphabetic() || letter == '-');
    let figure = |Range { start, end }: Range<usize>| {
        // "52,5 %" is typed, too.
        let percent = text[end..].starts_with('%') || text[end..].starts_with(" %");
        let is_bound = bound(text[..start].chars().next_back()) || bound(text[end..].chars().next());
        let reading = (!is_bound).then(|| number::parse(&text[start..end])).flatten()?;
        Some(Figure { start, end, value: reading.value(), percent })
    };
    digits(text).filter_map(figure).collect()
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
