//! The logical structure: what each text on the pages is, in the order in which it is to be read. Screen readers, the
//! outline and the tags of the PDF come from here.

/// A node of a [`Structure`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(u32);

impl NodeId {
    /// Its place in [`Structure::nodes`].
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// What a part of the document is; the standard structure types of PDF (ISO 32000-1, 14.8.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The whole document; the root of the structure, once.
    Document,
    /// The document proper, an appendix, or a heading with all that stands under it (`Sect`).
    Section,
    /// Level from 1.
    Heading(u8),
    /// A paragraph outside lists and tables (`P`).
    Paragraph,
    /// A list (`L`); its children are list items.
    List(ListForm),
    /// One item of a list: its label and its body (`LI`).
    ListItem,
    /// The dash or number of a list item.
    Label,
    /// What follows the label.
    ListBody,
    /// A table with lines; its children are rows or groups of rows.
    Table,
    /// What is said above a table (`Caption`); its children are paragraphs.
    Caption,
    /// The rows of the header (`THead`).
    TableHead,
    /// The rows below the header (`TBody`).
    TableBody,
    /// The cells that begin in one row (`TR`).
    TableRow,
    /// A cell of the header.
    HeaderCell(CellSpan),
    /// A cell below the header (`TD`).
    DataCell(CellSpan),
    /// The place of a signature.
    SignatureField,
    /// A picture or chart (`Figure`); its node has the description.
    Picture,
    /// What leads somewhere (`Link`); its node has the target.
    Link,
    /// The mark of a note (`Reference`); its child is a link.
    Reference,
    /// A note at the foot of a page (`Note`): its label, then its text.
    Note,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// Out of the document.
    Address(Box<str>),
    /// To the text of a node.
    Node(NodeId),
}

/// How the items of a list are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListForm {
    /// Each with a dash or plus.
    Dashes,
    /// Each with a number.
    Numbers,
}

/// How many columns and rows a cell covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellSpan {
    /// Columns, at least 1.
    pub columns: u32,
    /// Rows, at least 1.
    pub rows: u32,
}

/// A part of the document: what it is and where it belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StructureNode {
    /// What it is.
    pub role: Role,
    /// The node that it is a child of; `None` for the document itself.
    pub parent: Option<NodeId>,
    /// In reading order.
    pub children: Vec<NodeId>,
    /// The text of a heading, with its number.
    pub title: Option<Box<str>>,
    /// Where a link leads.
    pub target: Option<LinkTarget>,
    /// What is said of a picture to who cannot see it.
    pub spoken: Option<Box<str>>,
}

impl StructureNode {
    fn new(role: Role, parent: Option<NodeId>) -> Self {
        StructureNode { role, parent, children: Vec::new(), title: None, target: None, spoken: None }
    }
}

/// The nodes of a document; the first is the document itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Structure {
    nodes: Vec<StructureNode>,
}

impl Default for Structure {
    fn default() -> Self {
        Structure { nodes: vec![StructureNode::new(Role::Document, None)] }
    }
}

impl Structure {
    /// The document itself, below which all other nodes are.
    pub const ROOT: NodeId = NodeId(0);

    /// All nodes, parents before children; a [`NodeId`] is an index into them.
    pub fn nodes(&self) -> &[StructureNode] {
        &self.nodes
    }

    /// All nodes with their ids, parents before children.
    pub fn iter(&self) -> impl Iterator<Item = (NodeId, &StructureNode)> {
        self.nodes.iter().enumerate().map(|(index, node)| (NodeId(index as u32), node))
    }

    /// The node of an id that this structure gave out.
    pub fn get(&self, id: NodeId) -> &StructureNode {
        &self.nodes[id.index()]
    }

    /// A node below `parent`, after those that are there.
    pub fn add(&mut self, parent: NodeId, role: Role) -> NodeId {
        let id = NodeId(self.nodes.len() as u32);
        self.nodes[parent.index()].children.push(id);
        self.nodes.push(StructureNode::new(role, Some(parent)));
        id
    }

    /// A link below `parent` that leads out of the document.
    pub fn link(&mut self, parent: NodeId, address: &str) -> NodeId {
        let id = self.add(parent, Role::Link);
        self.nodes[id.index()].target = Some(LinkTarget::Address(address.into()));
        id
    }

    /// A picture or chart below `parent`, with what it shows.
    pub fn picture(&mut self, parent: NodeId, description: &str) -> NodeId {
        let id = self.add(parent, Role::Picture);
        self.nodes[id.index()].spoken = Some(description.into());
        id
    }

    /// A note below `parent`, marked there: the mark, and the nodes of the note's own number and text. Mark and number lead to each
    /// other.
    pub fn note(&mut self, parent: NodeId) -> (NodeId, Labelled) {
        let reference = self.add(parent, Role::Reference);
        let mark = self.add(reference, Role::Link);
        let note = self.add(parent, Role::Note);
        let label = self.add(note, Role::Label);
        let number = self.add(label, Role::Link);
        self.nodes[mark.index()].target = Some(LinkTarget::Node(number));
        self.nodes[number.index()].target = Some(LinkTarget::Node(mark));
        (mark, Labelled { label: Some(number), body: note })
    }

    /// A heading with its text; `level` from 1.
    pub fn heading(&mut self, parent: NodeId, level: usize, title: String) -> NodeId {
        // Six levels are all that PDF has.
        let id = self.add(parent, Role::Heading(level.min(6) as u8));
        self.nodes[id.index()].title = Some(title.into());
        id
    }

    /// A list item: its label and its body.
    pub fn item(&mut self, list: NodeId) -> Labelled {
        let item = self.add(list, Role::ListItem);
        Labelled { label: Some(self.add(item, Role::Label)), body: self.add(item, Role::ListBody) }
    }
}

/// The nodes of a paragraph that begins with a dash or number; without a label, all of it is the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Labelled {
    /// The node of the dash or number, if there is one.
    pub label: Option<NodeId>,
    /// The node of the text.
    pub body: NodeId,
}

impl From<NodeId> for Labelled {
    fn from(body: NodeId) -> Self {
        Labelled { label: None, body }
    }
}
