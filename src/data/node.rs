//! YAML as typed: every scalar keeps its source text and its place.

use crate::source::Span;

/// How a scalar was written. Only plain scalars can be a number or a date; a quoted one is text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quoting {
    /// Bare: `1.994`.
    Plain,
    /// Between single or double quotes.
    Quoted,
    /// Lines below a `|` or `>`.
    Block,
}

/// One value of a YAML file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// What the value is, by its shape in YAML.
    pub content: Content,
    /// Where it is shown: a text without the sign of its block, a group from its first key to its last value.
    pub span: Span,
    /// All of it, as the parser says: brackets and braces, quotes, anchors.
    pub extent: Span,
}

/// The three shapes of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// The text, composed (NFC).
    Scalar(String, Quoting),
    /// In the order of the file.
    List(Vec<Node>),
    /// In the order of the file; keys are unique.
    Map(Vec<Entry>),
}

/// One `key: value` of a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Composed (NFC), without quotes.
    pub key: String,
    /// Where the key stands, without the colon.
    pub key_span: Span,
    /// What stands behind the colon; an empty scalar when nothing does.
    pub value: Node,
}

impl Node {
    /// A value that stands at `span` and nowhere else.
    pub fn new(content: Content, span: Span) -> Self {
        Node { content, span, extent: span }
    }

    /// A map without entries, for a file that is not there.
    pub fn empty_at(span: Span) -> Self {
        Node::new(Content::Map(Vec::new()), span)
    }

    /// The same place with another content.
    pub fn with(&self, content: Content) -> Self {
        Node { content, span: self.span, extent: self.extent }
    }

    /// The value at a path such as `nguoi_ky.ho_ten` or `rows[2].n`; items count from 1.
    pub fn at(&self, path: &str) -> Option<&Node> {
        path.split('.').try_fold(self, |node, step| {
            let (key, indexes) = step.split_once('[').map_or((step, ""), |(key, rest)| (key, rest));
            let named = if key.is_empty() { node } else { node.get(key)? };
            indexes.split('[').filter(|index| !index.is_empty()).try_fold(named, |node, index| {
                let index: usize = index.trim_end_matches(']').parse().ok()?;
                match &node.content {
                    Content::List(items) => items.get(index.checked_sub(1)?),
                    _ => None,
                }
            })
        })
    }

    /// A value that was left empty: nothing, `~` or `null`, not in quotes.
    pub fn is_empty(&self) -> bool {
        matches!(&self.content, Content::Scalar(text, Quoting::Plain) if matches!(text.as_str(), "" | "~" | "null"))
    }

    /// The entries of a map; none for anything else.
    pub fn entries(&self) -> &[Entry] {
        match &self.content {
            Content::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The value of a key; `None` for a key that is not there, and for anything but a map.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries().iter().find(|entry| entry.key == key).map(|entry| &entry.value)
    }

    /// The text of a scalar.
    pub fn as_text(&self) -> Option<&str> {
        match &self.content {
            Content::Scalar(text, _) => Some(text),
            _ => None,
        }
    }

    /// How many scalars, lists and maps there are, this one included.
    pub fn size(&self) -> usize {
        1 + match &self.content {
            Content::Scalar(..) => 0,
            Content::List(items) => items.iter().map(Node::size).sum(),
            Content::Map(entries) => entries.iter().map(|entry| entry.value.size()).sum(),
        }
    }

    /// Calls `visit` with every scalar, in order.
    pub fn for_each_scalar(&self, visit: &mut impl FnMut(&str, Span)) {
        match &self.content {
            Content::Scalar(text, _) => visit(text, self.span),
            Content::List(items) => items.iter().for_each(|item| item.for_each_scalar(visit)),
            Content::Map(entries) => entries.iter().for_each(|entry| entry.value.for_each_scalar(visit)),
        }
    }
}
