//! Kind and subject with the rule under it (cell 5a), and the addressees (cell 9a). Decree 30/2020, Appendix I, II.5 and II.9.

use super::Arranger;
use super::decree::{FIRST_LINE_INDENT, PARAGRAPH_GAP, RULE_GAP, RULE_ROOM};
use super::letterhead::rule_length;
use super::styles::Element;
use super::words::{ADDRESSEES_LABEL, addressee_lines};
use crate::arrangement::structure::{ListForm, NodeId, Role};
use crate::arrangement::{ArrangedBlock, ArrangedKind, LabelKind, Paragraph, ParagraphLabel, RuleLine};
use crate::lines::{Measure, break_lines};
use crate::model::{Document, Inline, plain_text};
use crate::units::Length;

pub(super) fn blocks<'a>(
    arranger: &mut Arranger<'a, '_>,
    part: NodeId,
    width: Length,
) -> Vec<ArrangedBlock<'a>> {
    let document: &'a Document = arranger.document;
    let title = format!("{} {}", document.kind, plain_text(&document.subject));
    let heading = arranger.structure.heading(part, 1, title);
    let kind = Paragraph {
        goes_on: true,
        ..Paragraph::of_text(arranger.styles.id(Element::Kind), document.kind.as_str(), heading)
    };
    let subject = Paragraph::new(arranger.styles.id(Element::Subject), &document.subject, heading);
    // Between a third and a half of the subject (II.5.b).
    let length = rule_length(&line_widths(arranger, &subject, width));
    let rule = RuleLine { length, above: RULE_GAP, below: RULE_ROOM + PARAGRAPH_GAP, keep_with_next: true };
    let mut blocks = vec![kind.into(), subject.into(), ArrangedKind::Rule(rule).into()];
    blocks.extend(addressees(arranger, &document.addressees, part));
    blocks
}

fn line_widths(arranger: &Arranger<'_, '_>, paragraph: &Paragraph<'_>, width: Length) -> Vec<Length> {
    let look = arranger.styles.sheet.look(paragraph.style);
    let measure = Measure { width, first_line_indent: Length::ZERO };
    let lines = break_lines(paragraph.pieces(look), look.size, measure, arranger.fonts);
    lines.iter().map(|line| line.width).collect()
}

/// The label, and the dashes of several addressees under its colon (II.9.d).
fn addressees<'a>(arranger: &mut Arranger<'a, '_>, names: &[String], part: NodeId) -> Vec<ArrangedBlock<'a>> {
    let label = FIRST_LINE_INDENT * 2;
    let item = label + arranger.width_of(ADDRESSEES_LABEL.trim_end_matches(':'), Element::Addressee);
    let style = arranger.styles.id(Element::Addressee);
    let mut list = None;
    let mut paragraphs = Vec::new();
    for line in addressee_lines(names) {
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
