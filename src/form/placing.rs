//! Where each block of a part stands in the structure.

use crate::arrangement::structure::{Labelled, ListForm, NodeId, Role, Structure};
use crate::model::{BlockKind, Bullet, plain_text};

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
    pub(super) fn new(part: NodeId) -> Self {
        Placing { sections: vec![part], list: None, inner: None, last_body: None }
    }

    /// The innermost open section.
    fn section(&self) -> NodeId {
        self.sections.last().copied().unwrap_or(Structure::ROOT)
    }

    pub(super) fn place(&mut self, kind: &BlockKind, structure: &mut Structure) -> Labelled {
        match kind {
            BlockKind::Heading { level, number, content } => {
                self.end_list();
                self.sections.truncate(*level);
                let section = structure.add(self.section(), Role::Section);
                self.sections.push(section);
                // The title of the part is the first level; PDF knows six.
                let title = format!("{number} {}", plain_text(content));
                structure.heading(section, (level + 1).min(6), title.trim_start().to_string()).into()
            }
            BlockKind::Paragraph(_) | BlockKind::Placed { .. } => {
                self.single(Role::Paragraph, structure).into()
            }
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
