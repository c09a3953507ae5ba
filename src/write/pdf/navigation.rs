//! Ways through the document: the outline (bookmarks) from the headings, and page labels that follow the separate
//! numbering of the appendices.

use lopdf::{Dictionary, Document as Objects, Object, ObjectId, Result};

use super::metadata::text;
use crate::arrangement::structure::{NodeId, Role, Structure};
use crate::layout::PagedDocument;
use crate::units::Length;

/// A heading and where it begins.
struct Bookmark<'a> {
    /// From 1; never more than one deeper than the one before it.
    depth: usize,
    title: &'a str,
    page: usize,
    /// From the lower edge of the page to the top of the heading.
    top: Length,
}

pub(super) fn add(pdf: &mut Objects, paged: &PagedDocument, pages: &[ObjectId]) -> Result<()> {
    let labels = page_labels(paged);
    let outline = outline(pdf, &bookmarks(paged), pages);
    let catalog = pdf.catalog_mut()?;
    catalog.set("PageLabels", labels);
    if let Some(outline) = outline {
        catalog.set("Outlines", outline);
    }
    Ok(())
}

/// Numbers from 1 in each part; those of an appendix say which one it is.
fn page_labels(paged: &PagedDocument) -> Dictionary {
    let mut numbers = Vec::new();
    for section in &paged.sections {
        let mut label = Dictionary::new();
        label.set("S", "D");
        if let Some(name) = &section.label {
            label.set("P", text(&format!("{name}, ")));
        }
        numbers.push(Object::Integer(section.first_page as i64));
        numbers.push(label.into());
    }
    let mut labels = Dictionary::new();
    labels.set("Nums", numbers);
    labels
}

/// The headings in order. The title of the report is not among them: it is the document itself.
fn bookmarks(paged: &PagedDocument) -> Vec<Bookmark<'_>> {
    let structure = &paged.structure;
    let body = structure.get(Structure::ROOT).children.first();
    let mut bookmarks: Vec<Bookmark<'_>> = Vec::new();
    let mut last: Option<NodeId> = None;
    for (index, page) in paged.pages.iter().enumerate() {
        for placed in &page.texts {
            let Some(id) = placed.node.filter(|id| last != Some(*id)) else { continue };
            let node = structure.get(id);
            let Role::Heading(level) = node.role else { continue };
            last = Some(id);
            let in_body = Some(&part_of(structure, id)) == body;
            let depth = usize::from(level) - usize::from(in_body);
            if depth == 0 {
                continue;
            }
            let deepest = bookmarks.last().map_or(0, |bookmark| bookmark.depth) + 1;
            let top = page.height - placed.baseline + placed.size.length();
            bookmarks.push(Bookmark {
                depth: depth.min(deepest),
                title: node.title.as_deref().unwrap_or_default(),
                page: index,
                top,
            });
        }
    }
    bookmarks
}

/// The body or appendix that a node belongs to.
fn part_of(structure: &Structure, id: NodeId) -> NodeId {
    let mut part = id;
    while let Some(parent) = structure.get(part).parent.filter(|parent| *parent != Structure::ROOT) {
        part = parent;
    }
    part
}

/// The outline's objects, as a doubly linked list on each level (ISO 32000-1, 12.3.3).
fn outline(pdf: &mut Objects, bookmarks: &[Bookmark<'_>], pages: &[ObjectId]) -> Option<ObjectId> {
    if bookmarks.is_empty() {
        return None;
    }
    let root = pdf.new_object_id();
    let ids: Vec<ObjectId> = bookmarks.iter().map(|_| pdf.new_object_id()).collect();
    let children = |of: Option<usize>| children(bookmarks, of);
    let mut root_item = Dictionary::new();
    root_item.set("Type", "Outlines");
    link_children(&mut root_item, &children(None), &ids, bookmarks.len() as i64);
    pdf.objects.insert(root, root_item.into());
    for of in std::iter::once(None).chain((0..bookmarks.len()).map(Some)) {
        let siblings = children(of);
        for (position, &index) in siblings.iter().enumerate() {
            let bookmark = &bookmarks[index];
            let mut item = Dictionary::new();
            item.set("Title", text(bookmark.title));
            item.set("Parent", of.map_or(root, |parent| ids[parent]));
            if position > 0 {
                item.set("Prev", ids[siblings[position - 1]]);
            }
            if let Some(&next) = siblings.get(position + 1) {
                item.set("Next", ids[next]);
            }
            let top = Object::Integer(bookmark.top.to_pt().ceil() as i64);
            let page = Object::Reference(pages[bookmark.page]);
            item.set("Dest", vec![page, "XYZ".into(), Object::Null, top, Object::Null]);
            let mine = children(Some(index));
            link_children(&mut item, &mine, &ids, descendants(bookmarks, index));
            pdf.objects.insert(ids[index], item.into());
        }
    }
    Some(root)
}

fn link_children(item: &mut Dictionary, children: &[usize], ids: &[ObjectId], count: i64) {
    if let (Some(&first), Some(&last)) = (children.first(), children.last()) {
        item.set("First", ids[first]);
        item.set("Last", ids[last]);
        item.set("Count", count);
    }
}

/// The bookmarks directly below one, or the outermost.
fn children(bookmarks: &[Bookmark<'_>], of: Option<usize>) -> Vec<usize> {
    let (start, depth) = of.map_or((0, 0), |index| (index + 1, bookmarks[index].depth));
    let below = (start..bookmarks.len()).take_while(|&index| bookmarks[index].depth > depth);
    below.filter(|&index| bookmarks[index].depth == depth + 1).collect()
}

fn descendants(bookmarks: &[Bookmark<'_>], of: usize) -> i64 {
    let depth = bookmarks[of].depth;
    bookmarks[of + 1..].iter().take_while(|bookmark| bookmark.depth > depth).count() as i64
}
