//! Where each block of a part stands in the structure.

use crate::arrangement::structure::{Labelled, ListForm, NodeId, Role, Structure};
use crate::model::{BlockKind, Bullet, plain_text};

/// Gives each block of one part its place in the structure: sections open at headings, lists at their first item.
#[derive(Debug)]
pub(super) struct Placing {
    /// The part, then the sections that are open, outermost first.
    sections: Vec<(usize, NodeId)>,
    /// The lists that the next item may continue, outermost first.
    lists: Vec<BegunList>,
}

/// A list whose last item may be followed by another, or have a list in it.
#[derive(Debug)]
struct BegunList {
    kind: ListKind,
    list: NodeId,
    /// The body of its last item.
    last_body: NodeId,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ListKind {
    Bullets(Bullet),
    Numbers(usize),
}

impl ListKind {
    /// How far below the first level its items stand.
    const fn depth(self) -> u8 {
        match self {
            ListKind::Bullets(bullet) => bullet.depth(),
            ListKind::Numbers(_) => 0,
        }
    }
}

impl Placing {
    pub(super) fn new(part: NodeId) -> Self {
        Placing { sections: vec![(0, part)], lists: Vec::new() }
    }

    /// The innermost open section.
    fn section(&self) -> NodeId {
        self.sections.last().map_or(Structure::ROOT, |(_, section)| *section)
    }

    pub(super) fn place(&mut self, kind: &BlockKind, structure: &mut Structure) -> Labelled {
        match kind {
            BlockKind::Heading { level, number, content } => {
                self.lists.clear();
                self.sections.retain(|(above, _)| above < level);
                let section = structure.add(self.section(), Role::Section);
                // The title of the part is the first level, and none is left out; PDF knows six.
                let depth = self.sections.len() + 1;
                self.sections.push((*level, section));
                let title = format!("{number} {}", plain_text(content));
                structure.heading(section, depth.min(6), title.trim_start().to_string()).into()
            }
            BlockKind::Paragraph(_) | BlockKind::Placed { .. } | BlockKind::Formula { .. } => {
                self.single(Role::Paragraph, structure).into()
            }
            BlockKind::Table(_) => self.single(Role::Table, structure).into(),
            // Each picture or chart has a node of its own, and so has its caption.
            BlockKind::Pictures(_) | BlockKind::Chart(_) => {
                self.lists.clear();
                self.section().into()
            }
            BlockKind::Item { bullet, .. } => self.item(ListKind::Bullets(*bullet), structure),
            BlockKind::Numbered { list, .. } => self.item(ListKind::Numbers(*list), structure),
        }
    }

    fn single(&mut self, role: Role, structure: &mut Structure) -> NodeId {
        self.lists.clear();
        structure.add(self.section(), role)
    }

    /// An item goes on with a list of its kind, or begins one: in the item above it of a higher level, if there is one.
    fn item(&mut self, kind: ListKind, structure: &mut Structure) -> Labelled {
        let goes_on = |open: &BegunList| open.kind.depth() < kind.depth() || open.kind == kind;
        while self.lists.last().is_some_and(|open| !goes_on(open)) {
            self.lists.pop();
        }
        let list = match self.lists.pop_if(|open| open.kind == kind) {
            Some(open) => open.list,
            None => {
                let above = self.lists.last().map_or_else(|| self.section(), |open| open.last_body);
                structure.add(above, Role::List(form(kind)))
            }
        };
        let item = structure.item(list);
        self.lists.push(BegunList { kind, list, last_body: item.body });
        item
    }
}

const fn form(kind: ListKind) -> ListForm {
    match kind {
        ListKind::Bullets(_) => ListForm::Dashes,
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
    fn articles_without_a_chapter_stand_beside_each_other() {
        check(
            &[heading(2), heading(2), heading(1), heading(2)],
            "Document(Sect(H2) Sect(H2) Sect(H2 Sect(H3)))",
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
    fn stars_nest_in_the_plus_before_them() {
        use Bullet::{Dash, Plus, Star};
        check(
            &[item(Dash), item(Plus), item(Star), item(Plus), item(Star), item(Dash), item(Star)],
            "Document(L(LI(LBody(L(LI(LBody(L(LI(LBody)))) LI(LBody(L(LI(LBody))))))) LI(LBody(L(LI(LBody))))))",
        );
    }

    #[test]
    fn numbered_lists_are_told_apart() {
        let number = |list| BlockKind::Numbered { number: 1, list, content: text() };
        check(&[number(0), number(0), number(1)], "Document(L(LI(LBody) LI(LBody)) L(LI(LBody)))");
    }
}
