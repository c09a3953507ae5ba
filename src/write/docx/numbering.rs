//! Real multilevel numbering, so that Word renumbers when a clerk moves a heading.

use docx_rs::{
    AbstractNumbering, IndentLevel, Level, LevelJc, LevelOverride, LevelSuffixType, LevelText, NumberFormat,
    Numbering, NumberingId, SpecialIndentType, Start,
};

use super::parts::{NAMESPACES, with_declaration};
use super::styles::{ITEMS, style_id, twips};
use super::xml::{Element, Node};
use crate::model::{BlockKind, Bullet, Document, LevelForm};
use crate::profile::{Element as Part, Profile};
use crate::text::letters::point_letter;

/// Numbering of headings, of items, and of numbered paragraphs; also their abstract numberings.
pub(super) const HEADINGS: usize = 1;
pub(super) const BULLETS: usize = 2;
const PARAGRAPHS: usize = 3;
/// Word's alphabet is the English one: from the fifth point on (`đ`) the letter is written out.
const LETTERS_ALIKE: usize = 4;

/// The numberings that one document needs beside the three fixed ones.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    /// First number of each list of numbered paragraphs, by list.
    lists: Vec<usize>,
    /// Points whose letter is written out, each once.
    letters: Vec<String>,
    /// Parts, counted from 0 for the body, that restart the headings.
    parts: Vec<usize>,
}

impl Numbers {
    pub fn of(document: &Document) -> Self {
        let mut numbers = Numbers::default();
        let parts = std::iter::once(&document.body).chain(document.appendices.iter().map(|a| &a.blocks));
        for (part, blocks) in parts.enumerate() {
            for block in blocks {
                match &block.kind {
                    BlockKind::Numbered { number, list, .. } if *list >= numbers.lists.len() => {
                        numbers.lists.resize(*list + 1, *number);
                    }
                    BlockKind::Heading { number, .. } => numbers.add_heading(part, number),
                    _ => {}
                }
            }
        }
        numbers
    }

    fn add_heading(&mut self, part: usize, number: &str) {
        if part > 0 && !self.parts.contains(&part) {
            self.parts.push(part);
        }
        if written_out(number) && !self.letters.iter().any(|letter| letter == number) {
            self.letters.push(number.to_string());
        }
    }

    /// Numbering and level of a list of numbered paragraphs.
    pub fn list(&self, list: usize) -> (NumberingId, IndentLevel) {
        (NumberingId::new(PARAGRAPHS + 1 + list), IndentLevel::new(0))
    }

    /// Numbering and level of a heading, when its style's own does not serve.
    pub fn heading(&self, part: usize, level: usize, number: &str) -> Option<(NumberingId, IndentLevel)> {
        if let Some(index) = self.letters.iter().position(|letter| letter == number) {
            return Some((NumberingId::new(self.first_letter() + index), IndentLevel::new(0)));
        }
        let index = self.parts.iter().position(|restarted| *restarted == part)?;
        Some((NumberingId::new(self.first_part() + index), IndentLevel::new(level - 1)))
    }

    pub fn bullet(bullet: Bullet) -> &'static str {
        match bullet {
            Bullet::Dash => ITEMS[0],
            Bullet::Plus => ITEMS[1],
        }
    }

    fn first_letter(&self) -> usize {
        PARAGRAPHS + 1 + self.lists.len()
    }

    fn first_part(&self) -> usize {
        self.first_letter() + self.letters.len()
    }
}

/// Whether a heading's number is a letter that Word would count differently.
fn written_out(number: &str) -> bool {
    number.ends_with(')') && (1..=LETTERS_ALIKE).all(|n| number != format!("{})", point_letter(n)))
}

/// `word/numbering.xml`.
pub(super) fn xml(document: &Document, profile: &Profile, numbers: &Numbers) -> String {
    let mut root = Element::new("w:numbering", &NAMESPACES);
    let mut add = |element: Element| root.children.push(Node::Element(element));
    add(headings(document, profile));
    add(bullets(profile));
    add(Element::build(&AbstractNumbering::new(PARAGRAPHS).add_level(level(0, "decimal", "%1.", profile))));
    for (index, letter) in numbers.letters.iter().enumerate() {
        let id = numbers.first_letter() + index;
        add(Element::build(&AbstractNumbering::new(id).add_level(level(0, "decimal", letter, profile))));
    }
    for id in [HEADINGS, BULLETS, PARAGRAPHS] {
        add(Element::build(&Numbering::new(id, id)));
    }
    for (list, start) in numbers.lists.iter().enumerate() {
        let id = PARAGRAPHS + 1 + list;
        let restart = LevelOverride::new(0).start(*start);
        add(Element::build(&Numbering::new(id, PARAGRAPHS).add_override(restart)));
    }
    for index in 0..numbers.letters.len() {
        let id = numbers.first_letter() + index;
        add(Element::build(&Numbering::new(id, id)));
    }
    for index in 0..numbers.parts.len() {
        let restart = LevelOverride::new(0).start(1);
        add(Element::build(&Numbering::new(numbers.first_part() + index, HEADINGS).add_override(restart)));
    }
    with_declaration(&root)
}

fn headings(document: &Document, profile: &Profile) -> Element {
    let mut numbering = AbstractNumbering::new(HEADINGS);
    let levels = document.numbering.levels();
    for (index, form) in levels.iter().enumerate() {
        let n = index + 1;
        let format = match form {
            LevelForm::Roman => "upperRoman",
            LevelForm::Arabic | LevelForm::Compound => "decimal",
            LevelForm::Letter => "lowerLetter",
        };
        let first = (0..=index).rev().find(|&i| levels[i] != LevelForm::Compound).unwrap_or(index);
        let text = match form {
            LevelForm::Letter => format!("%{n})"),
            LevelForm::Compound => (first..=index).map(|i| format!("%{}.", i + 1)).collect(),
            LevelForm::Roman | LevelForm::Arabic => format!("%{n}."),
        };
        let mut level =
            level(index, format, &text, profile).paragraph_style(style_id(Part::Heading(n, *form)));
        if *form != LevelForm::Letter {
            level = level.bold();
        }
        numbering = numbering.add_level(level);
    }
    Element::build(&numbering)
}

fn bullets(profile: &Profile) -> Element {
    let mut numbering = AbstractNumbering::new(BULLETS);
    for (index, bullet) in [Bullet::Dash, Bullet::Plus].into_iter().enumerate() {
        numbering = numbering.add_level(
            level(index, "bullet", bullet.sign(), profile).paragraph_style(Numbers::bullet(bullet)),
        );
    }
    Element::build(&numbering)
}

/// A level whose number is followed by a space and stands at the first-line indent.
fn level(index: usize, format: &str, text: &str, profile: &Profile) -> Level {
    let level = Level::new(
        index,
        Start::new(1),
        NumberFormat::new(format),
        LevelText::new(text),
        LevelJc::new("left"),
    );
    let indent = SpecialIndentType::FirstLine(twips(profile.first_line_indent));
    level.indent(Some(0), Some(indent), None, None).suffix(LevelSuffixType::Space)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_letters_that_word_counts_differently_are_written_out() {
        for number in ["a)", "d)", "1.", "I.", "2.1."] {
            assert!(!written_out(number), "{number}");
        }
        for number in ["đ)", "e)", "aa)"] {
            assert!(written_out(number), "{number}");
        }
    }
}
