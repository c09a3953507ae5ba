//! What is read from the elements of `word/document.xml`: kind, text, sections, numberings.

use std::collections::BTreeSet;

use crate::write::docx::xml::{XmlElement, XmlNode};

/// What two blocks are compared by: their kind, and their text.
pub(super) fn key(node: &XmlNode) -> String {
    match node {
        XmlNode::XmlElement(element) => {
            let section = if has_section(element) { "#" } else { "" };
            format!("{}{section}\n{}", element.name, text_of(element))
        }
        XmlNode::Text(text) => text.clone(),
    }
}

/// All text below an element, words of different cells apart.
pub(super) fn text_of(element: &XmlElement) -> String {
    let mut text = String::new();
    for node in &element.children {
        match node {
            XmlNode::Text(own) => text.push_str(own),
            XmlNode::XmlElement(child) => {
                text.push_str(&text_of(child));
                if matches!(child.name.as_str(), "w:tc" | "w:p" | "w:br") {
                    text.push(' ');
                }
            }
        }
    }
    text
}

/// Rows with the same first words are the same row, whatever their figures: 1 or 0.
pub(super) fn same_label(old: &XmlElement, new: &XmlElement) -> f64 {
    let label = |row: &XmlElement| {
        elements(row, "w:tc").map(text_of).find(|text| text.contains(char::is_alphabetic)).unwrap_or_default()
    };
    let label_of_old = label(old);
    f64::from(!label_of_old.is_empty() && label_of_old == label(new))
}

pub(super) fn cell_count(row: &XmlElement) -> usize {
    elements(row, "w:tc").count()
}

pub(super) fn elements<'e>(element: &'e XmlElement, name: &'e str) -> impl Iterator<Item = &'e XmlElement> {
    element.children.iter().filter_map(move |node| match node {
        XmlNode::XmlElement(child) if child.name == name => Some(child),
        _ => None,
    })
}

pub(super) fn elements_mut<'e>(
    element: &'e mut XmlElement,
    name: &'e str,
) -> impl Iterator<Item = &'e mut XmlElement> {
    element.children.iter_mut().filter_map(move |node| match node {
        XmlNode::XmlElement(child) if child.name == name => Some(child),
        _ => None,
    })
}

pub(super) fn child_of<'e>(element: &'e XmlElement, name: &'e str) -> Option<&'e XmlElement> {
    elements(element, name).next()
}

pub(super) fn body_of(root: &XmlElement) -> Option<&XmlElement> {
    child_of(root, "w:body")
}

pub(super) fn body_mut(root: &mut XmlElement) -> Option<&mut XmlElement> {
    elements_mut(root, "w:body").next()
}

pub(super) fn is_section(node: &XmlNode) -> bool {
    matches!(node, XmlNode::XmlElement(element) if element.name == "w:sectPr")
}

pub(super) fn without_section(nodes: Vec<XmlNode>) -> Vec<XmlNode> {
    nodes.into_iter().filter(|node| !is_section(node)).collect()
}

pub(super) fn has_section(paragraph: &XmlElement) -> bool {
    child_of(paragraph, "w:pPr").is_some_and(|properties| child_of(properties, "w:sectPr").is_some())
}

/// The numbering that a `w:numPr` names.
pub(super) fn list_of(properties: &XmlElement) -> Option<&str> {
    child_of(properties, "w:numId").and_then(|id| id.attribute("w:val"))
}

/// All numberings that are used below an element.
pub(super) fn lists_of(element: &XmlElement) -> BTreeSet<String> {
    let mut lists = BTreeSet::new();
    let mut open = vec![element];
    while let Some(element) = open.pop() {
        if element.name == "w:numPr" {
            lists.extend(list_of(element).map(str::to_string));
        }
        open.extend(element.children.iter().filter_map(|node| match node {
            XmlNode::XmlElement(child) => Some(child),
            XmlNode::Text(_) => None,
        }));
    }
    lists
}
