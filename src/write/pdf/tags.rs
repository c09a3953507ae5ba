//! The structure tree: what each mark of the pages is (ISO 32000-1, 14.7 and 14.8). All types are standard ones, so that
//! no role map is needed.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document as Objects, Object, ObjectId, Result};

use super::file::Packed;
use crate::arrangement::structure::{CellSpan, ListForm, NodeId, Role, Structure, StructureNode};
use crate::layout::{Page, PagedDocument};
use crate::units::{Area, Length};

/// The structure type of a role.
pub(super) const fn type_name(role: Role) -> &'static str {
    match role {
        Role::Document => "Document",
        Role::Section => "Sect",
        Role::Heading(1) => "H1",
        Role::Heading(2) => "H2",
        Role::Heading(3) => "H3",
        Role::Heading(4) => "H4",
        Role::Heading(5) => "H5",
        Role::Heading(_) => "H6",
        Role::Paragraph => "P",
        Role::List(_) => "L",
        Role::ListItem => "LI",
        Role::Label => "Lbl",
        Role::ListBody => "LBody",
        Role::Table => "Table",
        Role::Caption => "Caption",
        Role::TableHead => "THead",
        Role::TableBody => "TBody",
        Role::TableRow => "TR",
        Role::HeaderCell(_) => "TH",
        Role::DataCell(_) => "TD",
        Role::SignatureField => "Form",
        Role::Picture => "Figure",
        Role::Link => "Link",
        Role::Reference => "Reference",
        Role::Note => "Note",
    }
}

/// An annotation, such as a form field or a link, and its node.
#[derive(Clone, Copy, Debug)]
pub(super) struct TaggedAnnotation {
    pub object: ObjectId,
    pub page: ObjectId,
    pub node: NodeId,
    /// Its key in the parent tree.
    pub key: usize,
}

/// The nodes of the marks of one page, by MCID.
#[derive(Debug)]
pub(super) struct PageMarks {
    pub page: ObjectId,
    pub marks: Vec<NodeId>,
}

/// Writes the tree and hangs it on the catalog. Pages have the keys 0, 1, … in the parent tree. Signature nodes without a
/// field are left out.
pub(super) fn add(
    pdf: &mut Objects,
    packed: &mut Packed,
    paged: &PagedDocument,
    pages: &[PageMarks],
    annotations: &[TaggedAnnotation],
) -> Result<()> {
    let structure = &*paged.structure;
    let boxes = boxes(paged);
    let numbers = number_nodes(pdf, structure, annotations);
    let root = pdf.new_object_id().0;
    let tree =
        Tree { structure, marks: marks_by_node(structure.nodes().len(), pages), pages, numbers: &numbers };
    let firsts = tree.first_marks();
    for (node_id, node) in structure.iter() {
        let Some(id) = numbers[node_id.index()] else { continue };
        packed.begin(id);
        packed.put("<</S/");
        packed.put(type_name(node.role));
        packed.put("/P ");
        packed.number(node.parent.and_then(|parent| numbers[parent.index()]).unwrap_or(root));
        packed.put(" 0 R");
        let own = annotations.iter().filter(|annotation| annotation.node == node_id);
        tree.kids(packed, node_id, &own.collect::<Vec<_>>(), &firsts);
        attributes(packed, node.role);
        if let Some(spoken) = &node.spoken {
            spoken_words(packed, spoken, boxes.get(&node_id));
        }
        if node.role == Role::Note {
            packed.put("/ID(");
            packed.put(&note_id(node_id));
            packed.put(")");
        }
        packed.put(">>");
    }
    tree_root(pdf, packed, root, &tree, annotations);
    let mut marked = Dictionary::new();
    marked.set("Marked", true);
    let catalog = pdf.catalog_mut()?;
    catalog.set("StructTreeRoot", Object::Reference((root, 0)));
    catalog.set("MarkInfo", marked);
    for (key, page) in pages.iter().enumerate() {
        let page = pdf.get_dictionary_mut(page.page)?;
        page.set("StructParents", key as i64);
        page.set("Tabs", "S");
    }
    Ok(())
}

/// Where each picture or chart stands: left, bottom, right and top of the page, in points.
fn boxes(paged: &PagedDocument) -> BTreeMap<NodeId, [f64; 4]> {
    let of_page = |page: &Page| {
        let height = page.height;
        let pictures = page.pictures.iter().map(|picture| (picture.node, picture.area));
        let placed = pictures.chain(page.charts.iter().copied()).map(move |(node, area)| {
            let Area { x, y, width, height: own } = area;
            (node, [x, height - y - own, x + width, height - y].map(Length::to_pt))
        });
        placed.collect::<Vec<_>>()
    };
    paged.pages.iter().flat_map(of_page).collect()
}

/// The description of a picture, and where it stands (ISO 32000-1, 14.9.3 and 14.8.5.4.3).
fn spoken_words(packed: &mut Packed, spoken: &str, place: Option<&[f64; 4]>) {
    packed.put("/Alt<FEFF");
    for unit in spoken.encode_utf16() {
        packed.number(format_args!("{unit:04X}"));
    }
    packed.put(">");
    if let Some([left, bottom, right, top]) = place {
        packed.put("/A<</O/Layout/BBox[");
        packed.number(format_args!("{left:.2} {bottom:.2} {right:.2} {top:.2}"));
        packed.put("]>>");
    }
}

fn number_nodes(
    pdf: &mut Objects,
    structure: &Structure,
    annotations: &[TaggedAnnotation],
) -> Vec<Option<u32>> {
    let wanted = |(id, node): (NodeId, &StructureNode)| {
        let is_wanted = node.role != Role::SignatureField || annotations.iter().any(|field| field.node == id);
        is_wanted.then(|| pdf.new_object_id().0)
    };
    structure.iter().map(wanted).collect()
}

/// A mark: its page, from 0, and its MCID.
type Mark = (usize, usize);

/// For each node, its marks in order.
fn marks_by_node(count: usize, pages: &[PageMarks]) -> Vec<Vec<Mark>> {
    let mut marks = vec![Vec::new(); count];
    for (page, of_page) in pages.iter().enumerate() {
        for (mcid, node) in of_page.marks.iter().enumerate() {
            marks[node.index()].push((page, mcid));
        }
    }
    marks
}

/// What the elements of the tree are written from.
struct Tree<'a> {
    structure: &'a Structure,
    marks: Vec<Vec<Mark>>,
    pages: &'a [PageMarks],
    /// Object numbers of the nodes.
    numbers: &'a [Option<u32>],
}

/// What an element holds.
enum Kid<'a> {
    Mark(Mark),
    Element(u32),
    Annotation(&'a TaggedAnnotation),
}

impl Tree<'_> {
    /// The first mark of each node and of all below it.
    fn first_marks(&self) -> Vec<Option<Mark>> {
        let mut firsts: Vec<Option<Mark>> = self.marks.iter().map(|marks| marks.first().copied()).collect();
        // Children come after their parents.
        for (index, node) in self.structure.nodes().iter().enumerate().rev() {
            if let (Some(parent), Some(first)) = (node.parent, firsts[index]) {
                let above = &mut firsts[parent.index()];
                *above = Some(above.map_or(first, |above| above.min(first)));
            }
        }
        firsts
    }

    /// What a node holds, in reading order: a link stands among the words around it, a note right behind its mark.
    fn kids_of<'t>(
        &self,
        id: NodeId,
        annotations: &[&'t TaggedAnnotation],
        firsts: &[Option<Mark>],
    ) -> Vec<Kid<'t>> {
        let mut marks = self.marks[id.index()].iter().copied().peekable();
        let mut kids = Vec::new();
        for child in &self.structure.get(id).children {
            let Some(number) = self.numbers[child.index()] else { continue };
            let is_note = self.structure.get(*child).role == Role::Note;
            if let Some(first) = firsts[child.index()].filter(|_| !is_note) {
                while let Some(mark) = marks.next_if(|mark| *mark < first) {
                    kids.push(Kid::Mark(mark));
                }
            }
            kids.push(Kid::Element(number));
        }
        kids.extend(marks.map(Kid::Mark));
        kids.extend(annotations.iter().map(|annotation| Kid::Annotation(annotation)));
        kids
    }

    /// Marks on the node's first page are plain numbers.
    fn kids(
        &self,
        packed: &mut Packed,
        id: NodeId,
        annotations: &[&TaggedAnnotation],
        firsts: &[Option<Mark>],
    ) {
        let home = self.marks[id.index()].first().map(|(page, _)| *page);
        let page = home.map(|page| self.pages[page].page);
        if let Some(page) = page.or(annotations.first().map(|annotation| annotation.page)) {
            packed.put("/Pg ");
            reference(packed, page.0);
        }
        let kids = self.kids_of(id, annotations, firsts);
        if kids.is_empty() {
            return;
        }
        packed.put(if kids.len() == 1 { "/K " } else { "/K[" });
        for (index, kid) in kids.iter().enumerate() {
            if index > 0 {
                packed.put(" ");
            }
            match kid {
                Kid::Mark((page, mcid)) if Some(*page) == home => packed.number(mcid),
                Kid::Mark((page, mcid)) => {
                    packed.put("<</Type/MCR/Pg ");
                    reference(packed, self.pages[*page].page.0);
                    packed.put("/MCID ");
                    packed.number(mcid);
                    packed.put(">>");
                }
                Kid::Element(number) => reference(packed, *number),
                Kid::Annotation(annotation) => {
                    packed.put("<</Type/OBJR/Obj ");
                    reference(packed, annotation.object.0);
                    if Some(annotation.page) != page {
                        packed.put("/Pg ");
                        reference(packed, annotation.page.0);
                    }
                    packed.put(">>");
                }
            }
        }
        if kids.len() > 1 {
            packed.put("]");
        }
    }
}

/// The name of a note, which its element has to have (ISO 14289-1, 7.9).
fn note_id(id: NodeId) -> String {
    format!("note{:09}", id.index())
}

fn reference(packed: &mut Packed, id: u32) {
    packed.number(id);
    packed.put(" 0 R");
}

fn attributes(packed: &mut Packed, role: Role) {
    match role {
        Role::List(ListForm::Dashes) => packed.put("/A<</O/List/ListNumbering/None>>"),
        Role::List(ListForm::Numbers) => packed.put("/A<</O/List/ListNumbering/Decimal>>"),
        Role::HeaderCell(span) => {
            packed.put("/A<</O/Table/Scope/Column");
            spans(packed, span);
            packed.put(">>");
        }
        Role::DataCell(span) if span.columns > 1 || span.rows > 1 => {
            packed.put("/A<</O/Table");
            spans(packed, span);
            packed.put(">>");
        }
        _ => {}
    }
}

fn spans(packed: &mut Packed, span: CellSpan) {
    for (key, count) in [("/ColSpan ", span.columns), ("/RowSpan ", span.rows)] {
        if count > 1 {
            packed.put(key);
            packed.number(count);
        }
    }
}

fn tree_root(
    pdf: &mut Objects,
    packed: &mut Packed,
    root: u32,
    tree: &Tree<'_>,
    annotations: &[TaggedAnnotation],
) {
    let parents = pdf.new_object_id().0;
    let number = |id: NodeId| tree.numbers[id.index()].unwrap_or(root);
    packed.begin(root);
    packed.put("<</Type/StructTreeRoot/K ");
    reference(packed, number(Structure::ROOT));
    let notes = || tree.structure.iter().filter(|(_, node)| node.role == Role::Note);
    if notes().next().is_some() {
        packed.put("/IDTree<</Names[");
        for (id, _) in notes() {
            packed.put("(");
            packed.put(&note_id(id));
            packed.put(")");
            reference(packed, number(id));
            packed.put(" ");
        }
        packed.put("]>>");
    }
    packed.put("/ParentTree ");
    reference(packed, parents);
    packed.put("/ParentTreeNextKey ");
    packed.number(tree.pages.len() + annotations.len());
    packed.put(">>");
    packed.begin(parents);
    packed.put("<</Nums[");
    for (key, page) in tree.pages.iter().enumerate() {
        packed.number(key);
        packed.put("[");
        for (mcid, node) in page.marks.iter().enumerate() {
            if mcid > 0 {
                packed.put(" ");
            }
            reference(packed, number(*node));
        }
        packed.put("]");
    }
    for annotation in annotations {
        packed.number(annotation.key);
        packed.put(" ");
        reference(packed, number(annotation.node));
        packed.put(" ");
    }
    packed.put("]>>");
}
