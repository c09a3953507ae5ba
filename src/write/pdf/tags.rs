//! The structure tree: what each mark of the pages is (ISO 32000-1, 14.7 and 14.8). All types are standard ones, so that
//! no role map is needed.

use lopdf::{Dictionary, Document as Objects, Object, ObjectId, Result};

use super::file::Packed;
use crate::arrangement::structure::{CellSpan, ListForm, NodeId, Role, Structure, StructureNode};

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
    }
}

/// A form field and its node.
#[derive(Clone, Copy, Debug)]
pub(super) struct TaggedField {
    pub widget: ObjectId,
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
    structure: &Structure,
    pages: &[PageMarks],
    fields: &[TaggedField],
) -> Result<()> {
    let numbers = number_nodes(pdf, structure, fields);
    let root = pdf.new_object_id().0;
    let contents = contents_by_node(structure.nodes().len(), pages);
    for (node_id, node) in structure.iter() {
        let Some(id) = numbers[node_id.index()] else { continue };
        packed.begin(id);
        packed.put("<</S/");
        packed.put(type_name(node.role));
        packed.put("/P ");
        packed.number(node.parent.and_then(|parent| numbers[parent.index()]).unwrap_or(root));
        packed.put(" 0 R");
        let field = fields.iter().find(|field| field.node == node_id);
        kids(packed, node, &contents[node_id.index()], field, pages, &numbers);
        attributes(packed, node.role);
        packed.put(">>");
    }
    tree_root(pdf, packed, root, &numbers, pages, fields);
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

fn number_nodes(pdf: &mut Objects, structure: &Structure, fields: &[TaggedField]) -> Vec<Option<u32>> {
    let wanted = |(id, node): (NodeId, &StructureNode)| {
        let is_wanted = node.role != Role::SignatureField || fields.iter().any(|field| field.node == id);
        is_wanted.then(|| pdf.new_object_id().0)
    };
    structure.iter().map(wanted).collect()
}

/// For each node, its marks: page and MCID, in order.
fn contents_by_node(count: usize, pages: &[PageMarks]) -> Vec<Vec<(usize, usize)>> {
    let mut contents = vec![Vec::new(); count];
    for (page, marks) in pages.iter().enumerate() {
        for (mcid, node) in marks.marks.iter().enumerate() {
            contents[node.index()].push((page, mcid));
        }
    }
    contents
}

/// The marks of a node, then its children; those on its first page are plain numbers.
fn kids(
    packed: &mut Packed,
    node: &StructureNode,
    content: &[(usize, usize)],
    field: Option<&TaggedField>,
    pages: &[PageMarks],
    numbers: &[Option<u32>],
) {
    let home = content.first().map(|(page, _)| *page);
    if let Some(page) = home.map(|page| pages[page].page).or(field.map(|field| field.page)) {
        packed.put("/Pg ");
        reference(packed, page.0);
    }
    let children: Vec<u32> = node.children.iter().filter_map(|child| numbers[child.index()]).collect();
    let count = content.len() + children.len() + usize::from(field.is_some());
    if count == 0 {
        return;
    }
    packed.put(if count == 1 { "/K " } else { "/K[" });
    let mut first = true;
    let mut separate = |packed: &mut Packed| {
        if !std::mem::take(&mut first) {
            packed.put(" ");
        }
    };
    for (page, mcid) in content {
        separate(packed);
        if Some(*page) == home {
            packed.number(mcid);
            continue;
        }
        packed.put("<</Type/MCR/Pg ");
        reference(packed, pages[*page].page.0);
        packed.put("/MCID ");
        packed.number(mcid);
        packed.put(">>");
    }
    for child in children {
        separate(packed);
        reference(packed, child);
    }
    if let Some(field) = field {
        separate(packed);
        packed.put("<</Type/OBJR/Obj ");
        reference(packed, field.widget.0);
        packed.put(">>");
    }
    if count > 1 {
        packed.put("]");
    }
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
    numbers: &[Option<u32>],
    pages: &[PageMarks],
    fields: &[TaggedField],
) {
    let parents = pdf.new_object_id().0;
    let first = numbers.first().copied().flatten().unwrap_or(root);
    packed.begin(root);
    packed.put("<</Type/StructTreeRoot/K ");
    reference(packed, first);
    packed.put("/ParentTree ");
    reference(packed, parents);
    packed.put("/ParentTreeNextKey ");
    packed.number(pages.len() + fields.len());
    packed.put(">>");
    packed.begin(parents);
    packed.put("<</Nums[");
    for (key, page) in pages.iter().enumerate() {
        packed.number(key);
        packed.put("[");
        for (mcid, node) in page.marks.iter().enumerate() {
            if mcid > 0 {
                packed.put(" ");
            }
            reference(packed, numbers[node.index()].unwrap_or(root));
        }
        packed.put("]");
    }
    for field in fields {
        packed.number(field.key);
        packed.put(" ");
        reference(packed, numbers[field.node.index()].unwrap_or(root));
        packed.put(" ");
    }
    packed.put("]>>");
}
