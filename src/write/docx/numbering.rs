//! Real multilevel numbering, so that Word renumbers when a clerk moves a heading.

use docx_rs::{
    AbstractNumbering, Level, LevelJc, LevelOverride, LevelSuffixType, LevelText, NumberFormat, Numbering,
    RunFonts, SpecialIndentType, Start,
};

use super::names::{BULLETS, FONT, HEADINGS, PARAGRAPHS, twips};
use super::parts::{NAMESPACES, with_declaration};
use super::xml::{XmlElement, XmlNode};
use crate::arrangement::{ArrangedKind, Arrangement, LabelKind, Look, Style, WordList};
use crate::model::LevelForm;
use crate::text::letters::point_letter;
use crate::units::Length;

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
    pub(super) fn of(arrangement: &Arrangement<'_>) -> Self {
        let mut numbers = Numbers::default();
        for (part, section) in arrangement.sections.iter().enumerate() {
            for block in &section.blocks {
                let ArrangedKind::Paragraph(paragraph) = &block.kind else { continue };
                let Some(label) = &paragraph.label else { continue };
                match label.kind {
                    LabelKind::Numbered { list, number } if list >= numbers.lists.len() => {
                        numbers.lists.resize(list + 1, number);
                    }
                    LabelKind::Heading { .. } => numbers.add_heading(part, &label.text),
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

    /// Level and numbering of a list of numbered paragraphs.
    pub(super) fn list(&self, list: usize) -> (usize, usize) {
        (0, PARAGRAPHS + 1 + list)
    }

    /// Level (from 0) and numbering of a heading, when its style's own does not serve.
    pub(super) fn heading(&self, part: usize, level: usize, number: &str) -> Option<(usize, usize)> {
        if let Some(index) = self.letters.iter().position(|letter| letter == number) {
            return Some((0, self.first_letter() + index));
        }
        let index = self.parts.iter().position(|restarted| *restarted == part)?;
        Some((level, self.first_part() + index))
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
pub(super) fn xml(arrangement: &Arrangement<'_>, numbers: &Numbers) -> String {
    let mut root = XmlElement::new("w:numbering", &NAMESPACES);
    let mut add = |element: XmlElement| root.children.push(XmlNode::XmlElement(element));
    let indent = indent_of(arrangement);
    add(headings(arrangement, indent));
    add(bullets(arrangement, indent));
    let paragraphs = AbstractNumbering::new(PARAGRAPHS).add_level(level(0, "decimal", "%1.", indent));
    add(of_type(&paragraphs, "singleLevel"));
    for (index, letter) in numbers.letters.iter().enumerate() {
        let id = numbers.first_letter() + index;
        let letter = AbstractNumbering::new(id).add_level(level(0, "decimal", letter, indent));
        add(of_type(&letter, "singleLevel"));
    }
    for id in [HEADINGS, BULLETS, PARAGRAPHS] {
        add(XmlElement::build(&Numbering::new(id, id)));
    }
    for (list, start) in numbers.lists.iter().enumerate() {
        let id = PARAGRAPHS + 1 + list;
        let restart = LevelOverride::new(0).start(*start);
        add(XmlElement::build(&Numbering::new(id, PARAGRAPHS).add_override(restart)));
    }
    for index in 0..numbers.letters.len() {
        let id = numbers.first_letter() + index;
        add(XmlElement::build(&Numbering::new(id, id)));
    }
    for index in 0..numbers.parts.len() {
        let restart = LevelOverride::new(0).start(1);
        add(XmlElement::build(&Numbering::new(numbers.first_part() + index, HEADINGS).add_override(restart)));
    }
    with_declaration(&root)
}

/// An abstract numbering of a type, which the schema wants before its levels.
fn of_type(numbering: &AbstractNumbering, kind: &str) -> XmlElement {
    let mut element = XmlElement::build(numbering);
    element.children.insert(0, XmlNode::XmlElement(XmlElement::new("w:multiLevelType", &[("w:val", kind)])));
    element
}

/// The styles that are linked with a list, by their level.
fn linked<'a>(arrangement: &'a Arrangement<'_>, wanted: fn(WordList) -> bool) -> Vec<&'a Style> {
    let is_linked = |style: &&Style| style.word.list.is_some_and(|(list, _)| wanted(list));
    let mut styles: Vec<&Style> =
        arrangement.styles.iter().map(|(_, style)| style).filter(is_linked).collect();
    styles.sort_by_key(|style| style.word.list.map(|(_, level)| level));
    styles
}

const fn is_bullet(list: WordList) -> bool {
    matches!(list, WordList::Bullets(_))
}

/// Where the numbers stand: at the first-line indent of the linked styles.
fn indent_of(arrangement: &Arrangement<'_>) -> Length {
    linked(arrangement, is_bullet).first().map_or(Length::ZERO, |style| style.look.first_line_indent)
}

fn headings(arrangement: &Arrangement<'_>, indent: Length) -> XmlElement {
    let mut numbering = AbstractNumbering::new(HEADINGS);
    let levels = arrangement.numbering.levels();
    for (index, (form, style)) in
        levels.iter().zip(linked(arrangement, |list| list == WordList::Headings)).enumerate()
    {
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
        let level = level(index, format, &text, indent).paragraph_style(&style.id);
        numbering = numbering.add_level(in_face(level, &style.look));
    }
    of_type(&numbering, "multilevel")
}

fn in_face(level: Level, look: &Look) -> Level {
    if look.emphasis.bold { level.bold() } else { level }
}

fn bullets(arrangement: &Arrangement<'_>, indent: Length) -> XmlElement {
    let mut numbering = AbstractNumbering::new(BULLETS);
    for (index, style) in linked(arrangement, is_bullet).into_iter().enumerate() {
        let Some((WordList::Bullets(sign), _)) = style.word.list else { continue };
        let font = RunFonts::new().ascii(FONT).hi_ansi(FONT).east_asia(FONT).cs(FONT);
        numbering =
            numbering.add_level(level(index, "bullet", sign, indent).paragraph_style(&style.id).fonts(font));
    }
    of_type(&numbering, "multilevel")
}

/// A level whose number is followed by a space and stands at the first-line indent.
fn level(index: usize, format: &str, text: &str, indent: Length) -> Level {
    let level = Level::new(
        index,
        Start::new(1),
        NumberFormat::new(format),
        LevelText::new(text),
        LevelJc::new("left"),
    );
    level
        .indent(Some(0), Some(SpecialIndentType::FirstLine(twips(indent))), None, None)
        .suffix(LevelSuffixType::Space)
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
