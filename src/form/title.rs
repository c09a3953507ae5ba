//! Kind and subject with the rule under it (cell 5a), and the addressees (cell 9a). Decree 30/2020, Appendix I, II.5 and II.9.

use super::Arranger;
use super::decree::{FIRST_LINE_INDENT, PARAGRAPH_GAP, RULE_GAP, RULE_ROOM};
use super::kinds::{AddresseesLabel, FormCells, SubjectPlace};
use super::letterhead::rule_length;
use super::styles::Element;
use super::words::{ADDRESSEES_LABEL, LETTER_MARK, addressee_lines};
use crate::arrangement::structure::{ListForm, NodeId, Role};
use crate::arrangement::{ArrangedBlock, ArrangedKind, LabelKind, Paragraph, ParagraphLabel, Room, RuleLine};
use crate::lines::{Measure, break_lines};
use crate::model::{Document, Inline, plain_text};
use crate::units::Length;

pub(super) fn blocks<'a>(
    arranger: &mut Arranger<'a, '_>,
    part: NodeId,
    width: Length,
    cells: FormCells,
) -> Vec<ArrangedBlock<'a>> {
    let document: &'a Document = arranger.document;
    let mut blocks = match cells.subject {
        SubjectPlace::BelowKind => {
            let titled = Titled { kind: &document.kind, subject: &document.subject, reference: None };
            kind_and_subject(arranger, part, width, (titled, cells.has_rule))
        }
        SubjectPlace::BelowNumber => {
            vec![ArrangedKind::Room(Box::new(Room { height: LETTER_GAP, fields: None })).into()]
        }
    };
    let label = match cells.label {
        AddresseesLabel::Respect => ADDRESSEES_LABEL.to_string(),
        AddresseesLabel::Wire => format!("{} điện:", document.header.agency_in_text),
    };
    blocks.extend(addressees(arranger, &label, &document.addressees, part));
    blocks
}

/// Between the letterhead of a letter and its addressees.
const LETTER_GAP: Length = Length::pt(12);

/// What a document is called: its kind, what it is about, and the document that it is issued with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Titled<'a> {
    pub kind: &'a str,
    pub subject: &'a [Inline],
    pub reference: Option<&'a str>,
}

/// The kind as title, the subject below it, and the line under that when there is one.
pub(super) fn kind_and_subject<'a>(
    arranger: &mut Arranger<'a, '_>,
    part: NodeId,
    width: Length,
    (titled, has_rule): (Titled<'a>, bool),
) -> Vec<ArrangedBlock<'a>> {
    let title = format!("{} {}", titled.kind, plain_text(titled.subject));
    let heading = arranger.structure.heading(part, 1, title);
    let kind = Paragraph {
        goes_on: true,
        ..Paragraph::of_text(arranger.styles.id(Element::Kind), titled.kind, heading)
    };
    let mut lines = vec![kind];
    if !titled.subject.is_empty() {
        lines.push(Paragraph::new(arranger.styles.id(Element::Subject), titled.subject, heading));
    } else if let Some(kind) = lines.last_mut() {
        kind.goes_on = false;
    }
    // Between a third and a half of the subject (II.5.b).
    let length = lines.last().map_or(Length::ZERO, |last| rule_length(&line_widths(arranger, last, width)));
    let below = RULE_ROOM + PARAGRAPH_GAP;
    let mut blocks: Vec<ArrangedBlock<'a>> = lines.into_iter().map(ArrangedBlock::from).collect();
    if let Some(reference) = titled.reference {
        let node = arranger.paragraph_node(part);
        let style = arranger.styles.seldom(Element::IssuedWith, arranger.sizes);
        blocks.push(Paragraph::of_text(style, reference, node).into());
    }
    blocks.push(match has_rule {
        true => ArrangedKind::Rule(RuleLine { length, above: RULE_GAP, below, keep_with_next: true }).into(),
        false => ArrangedKind::Room(Box::new(Room { height: below, fields: None })).into(),
    });
    blocks
}

/// What a letter is about, under its number: `V/v báo cáo …`.
pub(super) fn letter_subject<'a>(arranger: &mut Arranger<'a, '_>, part: NodeId) -> ArrangedBlock<'a> {
    let document: &'a Document = arranger.document;
    let subject = plain_text(&document.subject);
    let heading = arranger.structure.heading(part, 1, subject.clone());
    let style = arranger.styles.seldom(Element::LetterSubject, arranger.sizes);
    let says_so = subject.to_lowercase().starts_with("v/v");
    let mark = (!says_so).then(|| Inline::plain(LETTER_MARK));
    let content: Vec<Inline> = mark.into_iter().chain(document.subject.iter().cloned()).collect();
    Paragraph::new(style, content, heading).into()
}

fn line_widths(arranger: &Arranger<'_, '_>, paragraph: &Paragraph<'_>, width: Length) -> Vec<Length> {
    let look = arranger.styles.sheet.look(paragraph.style);
    let measure = Measure { width, first_line_indent: Length::ZERO };
    let lines = break_lines(paragraph.pieces(look), look.size, measure, arranger.fonts);
    lines.iter().map(|line| line.width).collect()
}

/// The label, and the dashes of several addressees under its colon (II.9.d).
fn addressees<'a>(
    arranger: &mut Arranger<'a, '_>,
    words: &str,
    names: &[String],
    part: NodeId,
) -> Vec<ArrangedBlock<'a>> {
    let label = FIRST_LINE_INDENT * 2;
    let item = label + arranger.width_of(ADDRESSEES_LABEL.trim_end_matches(':'), Element::Addressee);
    let style = arranger.styles.id(Element::Addressee);
    let mut list = None;
    let mut paragraphs = Vec::new();
    for line in addressee_lines(words, names) {
        paragraphs.push(match line.strip_prefix("- ") {
            Some(name) => {
                let structure = &mut arranger.structure;
                let list = *list.get_or_insert_with(|| structure.add(part, Role::List(ListForm::Dashes)));
                dashed(style, name, structure.item(list), item)
            }
            None => {
                let node = arranger.paragraph_node(part);
                Paragraph { indent: label, ..Paragraph::of_text(style, line, node) }
            }
        });
    }
    paragraphs.into_iter().map(ArrangedBlock::from).collect()
}

/// A line of a list whose dashes are typed.
pub(super) fn dashed<'a>(
    style: crate::arrangement::StyleId,
    text: &str,
    nodes: crate::arrangement::structure::Labelled,
    indent: Length,
) -> Paragraph<'a> {
    Paragraph {
        label: Some(ParagraphLabel { text: "-".to_string(), stands_above: false, kind: LabelKind::Typed }),
        indent,
        nodes,
        ..Paragraph::new(style, vec![Inline::plain(text)], nodes.body)
    }
}
