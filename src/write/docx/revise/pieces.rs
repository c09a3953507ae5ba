//! The words of a paragraph, each with its formatting.

use super::read::{child_of, elements, text_of};
use crate::diff::words::tokens;
use crate::write::docx::xml::{Element, Node};

/// A word, space or sign with its formatting; or something else that stands in a run, such as a line break.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Piece {
    pub(super) properties: Option<Element>,
    /// Text is still escaped.
    pub(super) content: Node,
}

impl Piece {
    pub(super) fn is_text(&self) -> bool {
        matches!(self.content, Node::Text(_))
    }
}

/// The runs of a paragraph, each text whole.
pub(super) fn runs_of(paragraph: &Element) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for run in elements(paragraph, "w:r") {
        let properties = child_of(run, "w:rPr").cloned();
        for node in &run.children {
            let Node::Element(child) = node else { continue };
            let content = match child.name.as_str() {
                "w:rPr" => continue,
                "w:t" => Node::Text(text_of(child)),
                _ => node.clone(),
            };
            pieces.push(Piece { properties: properties.clone(), content });
        }
    }
    pieces
}

/// The runs of a paragraph, word by word.
pub(super) fn pieces(paragraph: &Element) -> Vec<Piece> {
    let split = |piece: Piece| -> Vec<Piece> {
        match &piece.content {
            Node::Text(text) => tokens(text)
                .into_iter()
                .map(|token| Piece { content: Node::Text(token.to_string()), ..piece.clone() })
                .collect(),
            Node::Element(_) => vec![piece],
        }
    };
    runs_of(paragraph).into_iter().flat_map(split).collect()
}
