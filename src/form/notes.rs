//! Links, and the notes at the foot of pages.

use super::Arranger;
use super::styles::Element;
use crate::arrangement::structure::NodeId;
use crate::arrangement::{Anchor, FootNote, LabelKind, Paragraph, ParagraphLabel};
use crate::model::{Inline, Note};

/// The links and marks of notes of a text whose node is `node`, in order.
pub(super) fn anchors<'a>(
    arranger: &mut Arranger<'a, '_>,
    content: &[Inline],
    node: NodeId,
) -> Vec<Anchor<'a>> {
    let anchor = |inline: &Inline| match inline {
        Inline::Text { .. } | Inline::Break => None,
        Inline::Link { address, .. } => {
            let node = arranger.structure.link(node, address);
            Some(Anchor::Link { node, address: address.clone() })
        }
        Inline::Note(note) => Some(Anchor::Note(Box::new(foot_note(arranger, note, node)))),
    };
    content.iter().filter_map(anchor).collect()
}

fn foot_note<'a>(arranger: &mut Arranger<'a, '_>, note: &Note, node: NodeId) -> FootNote<'a> {
    let style = arranger.styles.seldom(Element::FootNote, arranger.sizes);
    let (mark, nodes) = arranger.structure.note(node);
    let text = arranger.text(style, note.content.clone(), nodes.body);
    let label = ParagraphLabel { text: note.mark.clone(), stands_above: false, kind: LabelKind::NoteMark };
    FootNote { node: mark, paragraph: Paragraph { label: Some(label), nodes, ..text } }
}
