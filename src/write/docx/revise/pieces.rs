//! The words of a paragraph, each with its formatting.

use super::read::{child_of, elements, text_of};
use crate::diff::words::tokens;
use crate::write::docx::xml::{XmlElement, XmlNode};

/// A word, space or sign with its formatting; or something else that stands in a run, such as a line break.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct RunPiece {
    pub(super) properties: Option<XmlElement>,
    /// Text is still escaped.
    pub(super) content: XmlNode,
}

impl RunPiece {
    pub(super) fn is_text(&self) -> bool {
        matches!(self.content, XmlNode::Text(_))
    }

    /// Whether it stands for something in another part of the package: the mark of a note, a picture.
    pub(super) fn is_reference(&self) -> bool {
        let names = ["w:footnoteReference", "w:drawing"];
        matches!(&self.content, XmlNode::XmlElement(element) if names.contains(&element.name.as_str()))
    }
}

/// The runs of a paragraph, each text whole; those of links as text alone.
pub(super) fn runs_of(paragraph: &XmlElement) -> Vec<RunPiece> {
    let mut pieces = Vec::new();
    let children = paragraph.children.iter().filter_map(|node| match node {
        XmlNode::XmlElement(child) => Some(child),
        XmlNode::Text(_) => None,
    });
    let runs = children.flat_map(|child| match child.name.as_str() {
        "w:r" => vec![child],
        "w:hyperlink" => elements(child, "w:r").collect(),
        _ => Vec::new(),
    });
    for run in runs {
        let properties = child_of(run, "w:rPr").cloned();
        for node in &run.children {
            let XmlNode::XmlElement(child) = node else { continue };
            let content = match child.name.as_str() {
                "w:rPr" => continue,
                "w:t" => XmlNode::Text(text_of(child)),
                _ => node.clone(),
            };
            pieces.push(RunPiece { properties: properties.clone(), content });
        }
    }
    pieces
}

/// The runs of a paragraph, word by word.
pub(super) fn pieces(paragraph: &XmlElement) -> Vec<RunPiece> {
    let split = |piece: RunPiece| -> Vec<RunPiece> {
        match &piece.content {
            XmlNode::Text(text) => tokens(text)
                .into_iter()
                .map(|token| RunPiece { content: XmlNode::Text(token.to_string()), ..piece.clone() })
                .collect(),
            XmlNode::XmlElement(_) => vec![piece],
        }
    };
    runs_of(paragraph).into_iter().flat_map(split).collect()
}
