//! The document as the texts that a reader sees, one after the other, and as words.

use std::collections::BTreeSet;
use std::ops::Range;

use super::citation::{Citation, citations};
use super::vocabulary::Vocabulary;
use super::words::{Word, adjoin, words};
use crate::model::{Block, BlockKind, Document, Inline, notes, plain_text};
use crate::source::Span;
use crate::text::letters::lower;

/// What kind of text a passage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PassagePlace {
    /// Trích yếu of the report.
    Subject,
    /// A heading of the body or of an appendix, without its number.
    Heading,
    /// A paragraph, item or numbered paragraph of the body or of an appendix.
    Prose,
    /// A cell of a table that has letters.
    Cell,
    /// The title of an appendix.
    AppendixTitle,
    /// A line of the recipients (nơi nhận).
    Recipient,
    /// A line of the addressees (kính gửi).
    Addressee,
}

/// One text of the document.
#[derive(Clone, Debug)]
pub struct Passage {
    /// Without styles, and without number or sign before it; a line break is a space.
    pub text: String,
    /// The text in lower case, letter for letter at the same bytes.
    pub lower: String,
    /// The documents that it refers to.
    pub citations: Vec<Citation>,
    /// First byte and end of each word.
    bounds: Vec<(usize, usize)>,
    /// For each word the one behind the last that follows it with one space each.
    phrase_ends: Vec<usize>,
    /// The number of each word in the document's vocabulary.
    pub numbers: Vec<u32>,
    /// What kind of text it is.
    pub place: PassagePlace,
    /// 0 for the body, then the appendices.
    pub part: usize,
    /// Where it stands in the rendered markup.
    pub span: Option<Span>,
}

impl Passage {
    fn new(
        text: String,
        place: PassagePlace,
        part: usize,
        span: Option<Span>,
        vocabulary: &mut Vocabulary,
    ) -> Self {
        let words = words(&text);
        let citations = citations(&text, &words);
        let bounds: Vec<(usize, usize)> = words.iter().map(|word| (word.start, word.end())).collect();
        let phrase_ends = phrase_ends(&text, &words);
        let lower: String = text.chars().map(lower).collect();
        let numbers = bounds.iter().map(|&(start, end)| vocabulary.number(&lower[start..end])).collect();
        Passage { lower, citations, bounds, phrase_ends, numbers, text, place, part, span }
    }

    /// The word of an index, counted from 0.
    pub fn word(&self, index: usize) -> Word<'_> {
        let (start, end) = self.bounds[index];
        Word { text: &self.text[start..end], start }
    }

    /// As [`Passage::word`], in lower case.
    pub fn lower_word(&self, index: usize) -> &str {
        let (start, end) = self.bounds[index];
        &self.lower[start..end]
    }

    /// Whether the words of a range follow one another with one space, in one phrase.
    pub fn is_phrase(&self, words: Range<usize>) -> bool {
        words.len() < 2 || words.end <= self.phrase_ends[words.start]
    }

    /// The words, and the same words in lower case.
    pub fn words(&self) -> (Vec<Word<'_>>, Vec<&str>) {
        let word = |&(start, end): &(usize, usize)| Word { text: &self.text[start..end], start };
        let lower = self.bounds.iter().map(|&(start, end)| &self.lower[start..end]);
        (self.bounds.iter().map(word).collect(), lower.collect())
    }
}

/// The notes whose marks stand in a text.
fn said_in_notes(
    content: &[Inline],
    part: usize,
    span: Span,
    push: &mut dyn FnMut(String, PassagePlace, usize, Option<Span>),
) {
    for note in notes(content) {
        push(plain_text(&note.content), PassagePlace::Prose, part, Some(span));
    }
}

fn phrase_ends(text: &str, words: &[Word<'_>]) -> Vec<usize> {
    let mut ends: Vec<usize> = (1..=words.len()).collect();
    for at in (1..words.len()).rev() {
        if adjoin(text, &words[at - 1], &words[at]) {
            ends[at - 1] = ends[at];
        }
    }
    ends
}

/// All texts, in reading order, and their words. Cells that say the same are listed once: a long table repeats a few texts.
pub fn passages(document: &Document) -> (Vec<Passage>, Vocabulary) {
    let mut all = Vec::new();
    let mut vocabulary = Vocabulary::default();
    let mut push = |text: String, place, part, span| {
        if !text.trim().is_empty() {
            all.push(Passage::new(text, place, part, span, &mut vocabulary));
        }
    };
    push(plain_text(&document.subject), PassagePlace::Subject, 0, None);
    document.addressees.iter().for_each(|line| push(line.clone(), PassagePlace::Addressee, 0, None));
    let mut cells = BTreeSet::new();
    let mut blocks =
        |blocks: &[Block], part, push: &mut dyn FnMut(String, PassagePlace, usize, Option<Span>)| {
            for block in blocks {
                match &block.kind {
                    BlockKind::Heading { content, .. } => {
                        push(plain_text(content), PassagePlace::Heading, part, Some(block.span));
                        said_in_notes(content, part, block.span, push);
                    }
                    BlockKind::Paragraph(content)
                    | BlockKind::Placed { content, .. }
                    | BlockKind::Formula { content, .. }
                    | BlockKind::Item { content, .. }
                    | BlockKind::Numbered { content, .. } => {
                        push(plain_text(content), PassagePlace::Prose, part, Some(block.span));
                        said_in_notes(content, part, block.span, push);
                    }
                    BlockKind::Chart(chart) => {
                        push(plain_text(&chart.title), PassagePlace::Cell, part, Some(block.span));
                        for label in &chart.labels {
                            push(label.clone(), PassagePlace::Cell, part, Some(block.span));
                        }
                    }
                    BlockKind::Pictures(rows) => {
                        for picture in &rows.pictures {
                            push(plain_text(&picture.caption), PassagePlace::Cell, part, Some(block.span));
                        }
                    }
                    BlockKind::Table(table) => {
                        let frame = &table.frame;
                        for text in [&frame.form, &frame.caption, &frame.unit, &frame.note] {
                            push(plain_text(text), PassagePlace::Cell, part, Some(block.span));
                        }
                        for cell in table.rows.iter().flat_map(|row| &row.cells) {
                            said_in_notes(&cell.content, part, block.span, push);
                            let text = plain_text(&cell.content);
                            if text.contains(char::is_alphabetic) && cells.insert(text.clone()) {
                                push(text, PassagePlace::Cell, part, Some(block.span));
                            }
                        }
                    }
                }
            }
        };
    blocks(&document.body, 0, &mut push);
    document.recipients.iter().for_each(|line| push(line.clone(), PassagePlace::Recipient, 0, None));
    for (index, appendix) in document.appendices.iter().enumerate() {
        let part = index + 1;
        push(plain_text(&appendix.title), PassagePlace::AppendixTitle, part, None);
        for line in &appendix.subtitle {
            push(plain_text(line), PassagePlace::Prose, part, None);
        }
        blocks(&appendix.blocks, part, &mut push);
    }
    (all, vocabulary)
}
