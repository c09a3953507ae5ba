//! What an extract (trích sao) has of a document: headings by their numbers with all that stands under them, and appendices.

use super::refusals;
use crate::diag::Diagnostic;
use crate::model::{
    Appendix, Block, BlockKind, Document, Emphasis, Inline, LevelForm, NumberingScheme, notes, plain_text,
};

/// Keeps what is named: `II`, `II.1` for the first heading under `II`, `Điều 3`, `Phụ lục I`. What a decision is based on and what it
/// enacts stays, since an extract has the whole form.
///
/// # Errors
/// A name that no heading and no appendix has, or that several headings have.
pub(super) fn keep(document: &mut Document, names: &[String]) -> Result<(), Box<Diagnostic>> {
    let headings = headings(&document.body);
    let mut kept = vec![false; document.body.len()];
    let mut appendices = vec![false; document.appendices.len()];
    for name in names {
        let sought = bare(name);
        let is_sought = |one: &Appendix| bare(one.issued.as_ref().unwrap_or(&one.label)) == sought;
        if let Some(at) = document.appendices.iter().position(is_sought) {
            appendices[at] = true;
            continue;
        }
        match headings.iter().filter(|heading| heading.is_called(&sought)).collect::<Vec<_>>().as_slice() {
            [heading] => kept[heading.begin..heading.end].fill(true),
            found => return Err(refusals::no_part(name, found.len(), &all_names(document, &headings))),
        }
    }
    let mut at = 0;
    document.body.retain(|block| {
        at += 1;
        kept[at - 1] || matches!(block.kind, BlockKind::Formula { .. })
    });
    let mut at = 0;
    document.appendices.retain(|_| {
        at += 1;
        appendices[at - 1]
    });
    let numbering = document.numbering.clone();
    document.body.iter_mut().for_each(|block| write_number(block, &numbering));
    match notes_are_whole(document) {
        true => Ok(()),
        false => Err(refusals::notes_before()),
    }
}

/// Word processors would count the headings of an extract from one: their numbers become words of the text.
fn write_number(block: &mut Block, numbering: &NumberingScheme) {
    let BlockKind::Heading { level, number, content } = &block.kind else { return };
    if number.is_empty() {
        return;
    }
    let form = numbering.levels().get(level - 1);
    let is_sentence =
        form == Some(&LevelForm::Article) && plain_text(content).trim_end().ends_with(['.', ':', ';']);
    let mut text = match form.is_some_and(|form| form.stands_above()) {
        true => vec![Inline::plain(number), Inline::Break],
        false => vec![Inline::Text {
            text: format!("{number} "),
            emphasis: Emphasis { bold: is_sentence, ..Emphasis::PLAIN },
        }],
    };
    text.extend(content.iter().cloned());
    block.kind = match is_sentence {
        true => BlockKind::Paragraph(text),
        false => BlockKind::Heading { level: *level, number: String::new(), content: text },
    };
}

/// Whether the notes are still counted from one: word processors count them so.
fn notes_are_whole(document: &Document) -> bool {
    let marks = document.blocks().flat_map(Block::texts).flat_map(notes).map(|note| note.mark.as_str());
    marks.enumerate().all(|(index, mark)| mark == (index + 1).to_string())
}

/// A heading, with the blocks that it stands over.
struct NumberedHeading {
    /// Its number alone: `1`, `Điều 3`.
    number: String,
    /// Its number behind those above it: `II.1`.
    path: String,
    begin: usize,
    end: usize,
}

impl NumberedHeading {
    fn is_called(&self, sought: &str) -> bool {
        bare(&self.path) == sought || bare(&self.number) == sought
    }
}

fn headings(body: &[Block]) -> Vec<NumberedHeading> {
    let mut found: Vec<NumberedHeading> = Vec::new();
    // Level and number of the headings that are open.
    let mut open: Vec<(usize, String)> = Vec::new();
    for (begin, block) in body.iter().enumerate() {
        let BlockKind::Heading { level, number, .. } = &block.kind else { continue };
        open.retain(|(above, _)| above < level);
        let number = number.trim_end_matches(['.', ')']).to_string();
        // `1.1.` has the number above in its own.
        let above: Vec<&str> = open
            .iter()
            .map(|(_, above)| above.as_str())
            .filter(|above| !number.starts_with(&format!("{above}.")))
            .collect();
        let path = above.into_iter().chain([number.as_str()]).collect::<Vec<_>>().join(".");
        let is_end =
            |later: &Block| matches!(later.kind, BlockKind::Heading { level: other, .. } if other <= *level);
        let end = body[begin + 1..].iter().position(is_end).map_or(body.len(), |more| begin + 1 + more);
        open.push((*level, number.clone()));
        found.push(NumberedHeading { number, path, begin, end });
    }
    found
}

/// A name without what does not tell it from others.
fn bare(name: &str) -> String {
    name.trim().trim_end_matches(['.', ')']).to_lowercase()
}

fn all_names(document: &Document, headings: &[NumberedHeading]) -> String {
    let headings =
        headings.iter().filter(|heading| !heading.number.is_empty()).map(|heading| heading.path.clone());
    let appendices = document
        .appendices
        .iter()
        .map(|appendix| appendix.issued.clone().unwrap_or_else(|| appendix.label.clone()));
    headings.chain(appendices.filter(|label| !label.is_empty())).collect::<Vec<_>>().join(", ")
}
