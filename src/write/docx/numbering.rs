//! Real multilevel numbering, so that Word renumbers when a clerk moves a heading.

use std::ops::Range;

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
    /// Levels of headings that are counted together. A count that goes on below others is a list of its own, since word
    /// processors do not agree on lists that do not begin again (`w:lvlRestart`).
    counts: Vec<Range<usize>>,
}

impl Numbers {
    pub(super) fn of(arrangement: &Arrangement<'_>) -> Self {
        let mut numbers = Numbers { counts: arrangement.numbering.counts(), ..Numbers::default() };
        for (part, section) in arrangement.parts() {
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
        let (count, level) = self.counted(level);
        Some((level, self.first_part() + index * self.counts.len() + count))
    }

    /// Level and numbering of the style of a level of headings.
    pub(super) fn of_style(&self, level: usize) -> (usize, usize) {
        let (count, level) = self.counted(level);
        (level, self.headings(count))
    }

    /// The count that a level of headings belongs to, and its level there.
    fn counted(&self, level: usize) -> (usize, usize) {
        let count = self.counts.iter().rposition(|levels| levels.start <= level).unwrap_or(0);
        (count, level - self.counts.get(count).map_or(0, |levels| levels.start))
    }

    /// The numbering of a count in the body, and its abstract numbering.
    fn headings(&self, count: usize) -> usize {
        if count == 0 { HEADINGS } else { self.first_letter() + self.letters.len() + count - 1 }
    }

    fn first_letter(&self) -> usize {
        PARAGRAPHS + 1 + self.lists.len()
    }

    fn first_part(&self) -> usize {
        self.headings(self.counts.len())
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
    add(headings(arrangement, &numbers.counts[0], HEADINGS, indent));
    add(bullets(arrangement, indent));
    let paragraphs = AbstractNumbering::new(PARAGRAPHS).add_level(level(0, "decimal", "%1.", indent));
    add(of_type(&paragraphs, "singleLevel"));
    for (index, letter) in numbers.letters.iter().enumerate() {
        let id = numbers.first_letter() + index;
        let letter = AbstractNumbering::new(id).add_level(level(0, "decimal", letter, indent));
        add(of_type(&letter, "singleLevel"));
    }
    let below = || numbers.counts.iter().enumerate().skip(1);
    for (count, levels) in below() {
        add(headings(arrangement, levels, numbers.headings(count), indent));
    }
    let of_counts = below().map(|(count, _)| numbers.headings(count));
    for id in [HEADINGS, BULLETS, PARAGRAPHS].into_iter().chain(of_counts) {
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
        for count in 0..numbers.counts.len() {
            let id = numbers.first_part() + index * numbers.counts.len() + count;
            let restart = LevelOverride::new(0).start(1);
            add(XmlElement::build(&Numbering::new(id, numbers.headings(count)).add_override(restart)));
        }
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

/// The levels of headings that are counted together.
fn headings(arrangement: &Arrangement<'_>, counted: &Range<usize>, id: usize, indent: Length) -> XmlElement {
    let mut numbering = AbstractNumbering::new(id);
    let styles = linked(arrangement, |list| list == WordList::Headings);
    let levels = &arrangement.numbering.levels()[counted.clone()];
    for (index, (form, style)) in levels.iter().zip(styles.iter().skip(counted.start)).enumerate() {
        let (format, text) = (number_format(*form), level_text(levels, index));
        let level = match form.stands_above() {
            true => level(index, format, &text, Length::ZERO).suffix(LevelSuffixType::Nothing),
            false => level(index, format, &text, indent),
        };
        numbering = numbering.add_level(in_face(level.paragraph_style(&style.id), &style.look));
    }
    of_type(&numbering, "multilevel")
}

const fn number_format(form: LevelForm) -> &'static str {
    match form {
        LevelForm::Roman | LevelForm::Part | LevelForm::Chapter => "upperRoman",
        LevelForm::Capital => "upperLetter",
        LevelForm::Arabic
        | LevelForm::Compound
        | LevelForm::Division
        | LevelForm::Subdivision
        | LevelForm::Article => "decimal",
        LevelForm::Letter => "lowerLetter",
        // Word counts, the text says.
        LevelForm::PartInWords => "none",
    }
}

/// What a level prints, `%1` being the number of the first one.
fn level_text(levels: &[LevelForm], index: usize) -> String {
    let n = index + 1;
    match levels[index] {
        LevelForm::Letter => format!("%{n})"),
        LevelForm::Compound => {
            let first = (0..index).rev().find(|&i| levels[i] != LevelForm::Compound).unwrap_or(index);
            (first..=index).map(|i| format!("%{}.", i + 1)).collect()
        }
        LevelForm::Roman | LevelForm::Capital | LevelForm::Arabic => format!("%{n}."),
        LevelForm::Part => format!("Phần %{n}"),
        LevelForm::PartInWords => String::new(),
        LevelForm::Chapter => format!("Chương %{n}"),
        LevelForm::Division => format!("Mục %{n}"),
        LevelForm::Subdivision => format!("Tiểu mục %{n}"),
        LevelForm::Article => format!("Điều %{n}."),
    }
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
