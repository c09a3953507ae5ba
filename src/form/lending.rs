//! Letters that the report's family lacks are set in another: each run of them becomes a text of its own.

use crate::arrangement::Arrangement;
use crate::font::FontSet;
use crate::model::{Emphasis, Inline};
use crate::text::stands_alone;

/// Sets letters that the family of the report lacks in families that have them. Those that none has stay as they are.
pub fn lend_letters(arrangement: &mut Arrangement<'_>, fonts: &FontSet) {
    let names = (1..=fonts.lender_count()).filter_map(|number| fonts.lender(number));
    arrangement.lenders = names.map(|lender| lender.word_name.clone()).collect();
    arrangement.for_each_paragraph_mut(&mut |paragraph, look| {
        if lacks_letters(&paragraph.content, look.emphasis, fonts) {
            paragraph.content = split(&paragraph.content, look.emphasis, fonts).into();
        }
    });
}

fn lacks_letters(content: &[Inline], base: Emphasis, fonts: &FontSet) -> bool {
    content.iter().any(|inline| match inline {
        Inline::Text { text, emphasis } => fonts.missing(text, emphasis.over(base)).next().is_some(),
        Inline::Link { content, .. } => lacks_letters(content, base, fonts),
        // The mark of a note is a number.
        Inline::Break | Inline::Note(_) => false,
    })
}

fn split(content: &[Inline], base: Emphasis, fonts: &FontSet) -> Vec<Inline> {
    let mut parts: Vec<Inline> = Vec::new();
    for inline in content {
        match inline {
            Inline::Text { text, emphasis } => split_text(text, *emphasis, base, fonts, &mut parts),
            Inline::Link { address, content } => {
                parts.push(Inline::Link { address: address.clone(), content: split(content, base, fonts) });
            }
            Inline::Break | Inline::Note(_) => parts.push(inline.clone()),
        }
    }
    parts
}

fn split_text(text: &str, own: Emphasis, base: Emphasis, fonts: &FontSet, parts: &mut Vec<Inline>) {
    let mut open = String::new();
    let mut lender = own.lender;
    for letter in text.chars() {
        let style = own.over(base);
        // A mark stays with its letter.
        let wanted = match fonts.face(style).glyph(letter) {
            _ if !stands_alone(letter) => lender,
            Some(_) => own.lender,
            None => fonts.lend(letter, style).map_or(own.lender, |style| style.lender),
        };
        if wanted != lender && !open.is_empty() {
            parts
                .push(Inline::Text { text: std::mem::take(&mut open), emphasis: Emphasis { lender, ..own } });
        }
        lender = wanted;
        open.push(letter);
    }
    if !open.is_empty() {
        parts.push(Inline::Text { text: open, emphasis: Emphasis { lender, ..own } });
    }
}
