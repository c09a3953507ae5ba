//! The words and signs of a tag.

use std::ops::Range;

/// A word or sign. What white space follows belongs to it, so that all tokens together are the whole text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) struct TagToken {
    pub class: TokenClass,
    pub start: usize,
    /// Without white space.
    pub end: usize,
    /// Where the next token begins.
    pub next: usize,
}

impl TagToken {
    pub(super) fn whole(&self) -> Range<usize> {
        self.start..self.next
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum TokenClass {
    Word,
    Number,
    Quoted,
    Sign,
}

/// Signs of more than one letter.
const LONG_SIGNS: [&str; 9] = ["...", "//", "**", "==", "!=", ">=", "<=", "?.", "?["];

/// The tokens of `text[range]`.
pub(in super::super) fn tokens(text: &str, range: Range<usize>) -> Vec<TagToken> {
    let mut tokens = Vec::new();
    let text = &text[..range.end];
    let space = |at: usize| at + text[at..].len() - text[at..].trim_start().len();
    let mut start = space(range.start);
    while let Some(letter) = text[start..].chars().next() {
        let (class, end) = one(text, start, letter);
        let next = space(end);
        tokens.push(TagToken { class, start, end, next });
        start = next;
    }
    tokens
}

fn one(text: &str, start: usize, letter: char) -> (TokenClass, usize) {
    let rest = &text[start..];
    let until = |part: &dyn Fn(char) -> bool| start + rest.find(|letter| !part(letter)).unwrap_or(rest.len());
    match letter {
        '"' | '\'' | '`' => {
            let closing = rest[1..].find(letter).map_or(rest.len(), |at| at + 2);
            (TokenClass::Quoted, start + closing)
        }
        _ if letter.is_ascii_digit() => {
            let whole = until(&|letter| letter.is_ascii_digit());
            let fraction =
                text[whole..].strip_prefix('.').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
            let digits =
                |rest: &str| rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len());
            (TokenClass::Number, fraction.map_or(whole, |rest| whole + 1 + digits(rest)))
        }
        _ if letter.is_alphabetic() || letter == '_' => {
            (TokenClass::Word, until(&|letter| letter.is_alphanumeric() || letter == '_'))
        }
        _ => {
            let long = LONG_SIGNS.iter().find(|sign| rest.starts_with(**sign));
            (TokenClass::Sign, start + long.map_or(letter.len_utf8(), |sign| sign.len()))
        }
    }
}
