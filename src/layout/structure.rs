//! The logical structure: what each text on the pages is, in the order in which it is to be read. Screen readers, the
//! outline and the tags of the PDF come from here.

use crate::model::{BlockKind, Bullet, Cell, plain_text};

/// A node of a [`Structure`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(usize);

impl NodeId {
    /// Its place in [`Structure::nodes`].
    pub const fn index(self) -> usize {
        self.0
    }
}

/// What a part of the document is; the standard structure types of PDF (ISO 32000-1, 14.8.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Document,
    Section,
    /// Level from 1.
    Heading(u8),
    Paragraph,
    List(ListForm),
    ListItem,
    /// The dash or number of a list item.
    Label,
    /// What follows the label.
    ListBody,
    Table,
    TableHead,
    TableBody,
    TableRow,
    /// A cell of the header.
    HeaderCell(CellSpan),
    DataCell(CellSpan),
    /// The place of a signature.
    SignatureField,
}

/// How the items of a list are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListForm {
    Dashes,
    Numbers,
}

/// How many columns and rows a cell covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellSpan {
    pub columns: usize,
    pub rows: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    pub role: Role,
    pub parent: Option<NodeId>,
    pub children: Vec<NodeId>,
    /// The text of a heading, with its number.
    pub title: String,
}

/// The nodes of a document; the first is the document itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Structure {
    nodes: Vec<Node>,
}

impl Default for Structure {
    fn default() -> Self {
        let root = Node { role: Role::Document, parent: None, children: Vec::new(), title: String::new() };
        Structure { nodes: vec![root] }
    }
}

impl Structure {
    pub const ROOT: NodeId = NodeId(0);

    /// All nodes, parents before children; a [`NodeId`] is an index into them.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// All nodes with their ids, parents before children.
    pub fn iter(&self) -> impl Iterator<Item = (NodeId, &Node)> {
        self.nodes.iter().enumerate().map(|(index, node)| (NodeId(index), node))
    }

    pub fn get(&self, id: NodeId) -> &Node {
        &self.nodes[id.0]
    }

    pub(super) fn add(&mut self, parent: NodeId, role: Role) -> NodeId {
        let id = NodeId(self.nodes.len());
        self.nodes[parent.0].children.push(id);
        self.nodes.push(Node { role, parent: Some(parent), children: Vec::new(), title: String::new() });
        id
    }

    pub(super) fn heading(&mut self, parent: NodeId, level: usize, title: String) -> NodeId {
        // Six levels are all that PDF has.
        let id = self.add(parent, Role::Heading(level.min(6) as u8));
        self.nodes[id.0].title = title;
        id
    }

    /// A list item: its label and its body.
    pub(super) fn item(&mut self, list: NodeId) -> Labelled {
        let item = self.add(list, Role::ListItem);
        Labelled { label: Some(self.add(item, Role::Label)), body: self.add(item, Role::ListBody) }
    }

    pub(super) fn cell(&mut self, row: NodeId, cell: &Cell, header: bool) -> NodeId {
        let span = CellSpan { columns: cell.column_span, rows: cell.row_span };
        self.add(row, if header { Role::HeaderCell(span) } else { Role::DataCell(span) })
    }
}

/// The nodes of a paragraph that begins with a dash or number; without a label, all of it is the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Labelled {
    pub label: Option<NodeId>,
    pub body: NodeId,
}

impl From<NodeId> for Labelled {
    fn from(body: NodeId) -> Self {
        Labelled { label: None, body }
    }
}

/// Gives each block of one part its place in the structure: sections open at headings, lists at their first item.
#[derive(Debug)]
pub(super) struct Placing {
    /// The part, then the sections that are open, outermost first.
    sections: Vec<NodeId>,
    /// The list of dashes or numbers that the next item may continue, and which one it is.
    list: Option<(NodeId, ListKind)>,
    /// The list of pluses inside the last item of [`Placing::list`].
    inner: Option<NodeId>,
    /// The body of the last item.
    last_body: Option<NodeId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ListKind {
    Dashes,
    Pluses,
    Numbers(usize),
}

impl Placing {
    pub fn new(part: NodeId) -> Self {
        Placing { sections: vec![part], list: None, inner: None, last_body: None }
    }

    /// The innermost open section.
    fn section(&self) -> NodeId {
        self.sections.last().copied().unwrap_or(Structure::ROOT)
    }

    pub fn place(&mut self, kind: &BlockKind, structure: &mut Structure) -> Labelled {
        match kind {
            BlockKind::Heading { level, number, content } => {
                self.end_list();
                self.sections.truncate(*level);
                let section = structure.add(self.section(), Role::Section);
                self.sections.push(section);
                // The title of the part is the first level.
                structure.heading(section, level + 1, format!("{number} {}", plain_text(content))).into()
            }
            BlockKind::Paragraph(_) => self.single(Role::Paragraph, structure).into(),
            BlockKind::Table(_) => self.single(Role::Table, structure).into(),
            BlockKind::Item { bullet: Bullet::Dash, .. } => self.item(ListKind::Dashes, structure),
            BlockKind::Item { bullet: Bullet::Plus, .. } => self.inner_item(structure),
            BlockKind::Numbered { list, .. } => self.item(ListKind::Numbers(*list), structure),
        }
    }

    fn single(&mut self, role: Role, structure: &mut Structure) -> NodeId {
        self.end_list();
        structure.add(self.section(), role)
    }

    fn end_list(&mut self) {
        (self.list, self.inner, self.last_body) = (None, None, None);
    }

    fn item(&mut self, kind: ListKind, structure: &mut Structure) -> Labelled {
        let list = match self.list {
            Some((list, open)) if open == kind => list,
            _ => structure.add(self.section(), Role::List(form(kind))),
        };
        let item = structure.item(list);
        (self.list, self.inner, self.last_body) = (Some((list, kind)), None, Some(item.body));
        item
    }

    /// Pluses stand a level below the dash or number before them, or alone.
    fn inner_item(&mut self, structure: &mut Structure) -> Labelled {
        match (self.list, self.last_body) {
            (Some((_, ListKind::Dashes | ListKind::Numbers(_))), Some(body)) => {
                let list = match self.inner {
                    Some(list) => list,
                    None => structure.add(body, Role::List(ListForm::Dashes)),
                };
                self.inner = Some(list);
                structure.item(list)
            }
            _ => self.item(ListKind::Pluses, structure),
        }
    }
}

const fn form(kind: ListKind) -> ListForm {
    match kind {
        ListKind::Dashes | ListKind::Pluses => ListForm::Dashes,
        ListKind::Numbers(_) => ListForm::Numbers,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Inline;

    fn shown(structure: &Structure, id: NodeId) -> String {
        let node = structure.get(id);
        let name = match node.role {
            Role::Document => "Document".to_string(),
            Role::Section => "Sect".to_string(),
            Role::Heading(level) => format!("H{level}"),
            Role::List(_) => "L".to_string(),
            Role::ListItem => "LI".to_string(),
            Role::Label => return String::new(),
            Role::ListBody => "LBody".to_string(),
            _ => "P".to_string(),
        };
        let children: Vec<String> = node.children.iter().map(|child| shown(structure, *child)).collect();
        let children = children.concat();
        if children.is_empty() { format!("{name} ") } else { format!("{name}({}) ", children.trim()) }
    }

    fn check(kinds: &[BlockKind], expected: &str) {
        let mut structure = Structure::default();
        let mut placing = Placing::new(Structure::ROOT);
        for kind in kinds {
            placing.place(kind, &mut structure);
        }
        assert_eq!(shown(&structure, Structure::ROOT).trim(), expected);
    }

    fn text() -> Vec<Inline> {
        vec![Inline::plain("x")]
    }

    fn heading(level: usize) -> BlockKind {
        BlockKind::Heading { level, number: "I.".into(), content: text() }
    }

    fn item(bullet: Bullet) -> BlockKind {
        BlockKind::Item { bullet, content: text() }
    }

    #[test]
    fn sections_nest_as_their_headings_do() {
        let paragraph = || BlockKind::Paragraph(text());
        check(
            &[heading(1), paragraph(), heading(2), paragraph(), heading(2), heading(1)],
            "Document(Sect(H2 P Sect(H3 P) Sect(H3)) Sect(H2))",
        );
    }

    #[test]
    fn pluses_nest_in_the_dash_before_them() {
        use Bullet::{Dash, Plus};
        check(
            &[item(Dash), item(Plus), item(Plus), item(Dash), BlockKind::Paragraph(text()), item(Plus)],
            "Document(L(LI(LBody(L(LI(LBody) LI(LBody)))) LI(LBody)) P L(LI(LBody)))",
        );
    }

    #[test]
    fn numbered_lists_are_told_apart() {
        let number = |list| BlockKind::Numbered { number: 1, list, content: text() };
        check(&[number(0), number(0), number(1)], "Document(L(LI(LBody) LI(LBody)) L(LI(LBody)))");
    }
}
