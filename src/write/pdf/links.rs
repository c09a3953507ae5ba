//! Links: out of the document, and between the mark of a note and the note (ISO 32000-1, 12.5.6.5; ISO 14289-1, 7.18.5).

use std::collections::HashMap;

use lopdf::{Dictionary, Document as Objects, Object, ObjectId};

use super::content::PageContent;
use super::metadata::text;
use super::tags::TaggedAnnotation;
use crate::arrangement::structure::{LinkTarget, NodeId, Role, Structure};
use crate::font::FontSet;
use crate::layout::{Page, PagedDocument, PlacedText};
use crate::units::{Area, Length};

/// The text of a link on one line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct LinkArea {
    pub node: NodeId,
    pub area: Area,
    /// What is printed there.
    pub text: String,
}

/// Printed (ISO 19005-2, 6.3.2).
const PRINT: i64 = 4;

/// The links of a page.
pub(super) fn areas(page: &Page, structure: &Structure, fonts: &FontSet) -> Vec<LinkArea> {
    let mut areas: Vec<LinkArea> = Vec::new();
    for placed in &page.texts {
        let Some(node) = placed.node.filter(|node| structure.get(*node).role == Role::Link) else { continue };
        let area = area(placed, fonts);
        match areas.last_mut() {
            Some(last) if last.node == node && last.area.y == area.y => {
                last.area.width = area.x + area.width - last.area.x;
                last.text.push_str(&placed.text);
            }
            _ => areas.push(LinkArea { node, area, text: placed.text.clone() }),
        }
    }
    areas
}

fn area(placed: &PlacedText, fonts: &FontSet) -> Area {
    let shown = placed.text.trim_end();
    let spaces = shown.bytes().filter(|byte| *byte == b' ').count() as i64;
    let width = fonts.width(shown, placed.emphasis, placed.size)
        + placed.stretch.scale(spaces, placed.line_spaces.max(1));
    let size = placed.size.length();
    Area { x: placed.x, y: placed.baseline - size.scale(4, 5), width, height: size }
}

/// Adds an annotation for each link and line, the first with the key `first_key` in the parent tree.
pub(super) fn add(
    pdf: &mut Objects,
    paged: &PagedDocument,
    contents: &[PageContent],
    pages: &[ObjectId],
    first_key: usize,
) -> Vec<TaggedAnnotation> {
    let places = places(contents);
    let all = contents
        .iter()
        .enumerate()
        .flat_map(|(page, content)| content.links.iter().map(move |link| (page, link)));
    let annotation = |(index, (number, link)): (usize, (usize, &LinkArea))| {
        let (page, key, height) = (pages[number], first_key + index, paged.pages[number].height);
        let mut annotation = Dictionary::new();
        annotation.set("Type", "Annot");
        annotation.set("Subtype", "Link");
        annotation.set("Rect", rectangle(link.area, height));
        annotation.set("Border", [0, 0, 0].map(Object::Integer).to_vec());
        annotation.set("F", PRINT);
        annotation.set("P", page);
        annotation.set("StructParent", key as i64);
        match paged.structure.get(link.node).target.as_ref() {
            Some(LinkTarget::Address(address)) => {
                annotation.set("Contents", text(address));
                annotation.set("A", action(address));
            }
            Some(LinkTarget::Node(node)) => {
                annotation.set("Contents", text(&format!("Chú thích {}", link.text)));
                if let Some((target, area)) = places.get(node) {
                    let top = points(paged.pages[*target].height - area.y);
                    let page = Object::Reference(pages[*target]);
                    annotation.set("Dest", vec![page, "XYZ".into(), Object::Null, top, Object::Null]);
                }
            }
            None => {}
        }
        TaggedAnnotation { object: pdf.add_object(annotation), page, node: link.node, key }
    };
    all.enumerate().map(annotation).collect()
}

/// Where each link first stands: its page, from 0, and its place there.
fn places(contents: &[PageContent]) -> HashMap<NodeId, (usize, Area)> {
    let mut places = HashMap::new();
    for (page, content) in contents.iter().enumerate() {
        for link in &content.links {
            places.entry(link.node).or_insert((page, link.area));
        }
    }
    places
}

fn action(address: &str) -> Dictionary {
    let mut action = Dictionary::new();
    action.set("S", "URI");
    action.set("URI", Object::string_literal(address));
    action
}

/// Left, bottom, right and top.
fn rectangle(area: Area, page_height: Length) -> Vec<Object> {
    let bottom = page_height - area.y - area.height;
    [area.x, bottom, area.x + area.width, bottom + area.height].map(points).to_vec()
}

/// Hundredths of a point.
fn points(length: Length) -> Object {
    Object::Real(((length.to_pt() * 100.0).round() / 100.0) as f32)
}
