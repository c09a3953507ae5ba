//! YAML as typed: every scalar keeps its source text and its place.

use crate::source::Span;

/// How a scalar was written. Only plain scalars can be a number or a date; a quoted one is text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    Plain,
    Quoted,
    Block,
}

/// One value of a YAML file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    pub content: Content,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// The text, composed (NFC).
    Scalar(String, Style),
    List(Vec<Node>),
    /// In the order of the file; keys are unique.
    Map(Vec<Entry>),
}

/// One `key: value` of a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub key: String,
    pub key_span: Span,
    pub value: Node,
}

impl Node {
    /// A map without entries, for a file that is not there.
    pub fn empty_at(span: Span) -> Self {
        Node { content: Content::Map(Vec::new()), span }
    }

    /// A value that was left empty: nothing, `~` or `null`, not in quotes.
    pub fn is_empty(&self) -> bool {
        matches!(&self.content, Content::Scalar(text, Style::Plain) if matches!(text.as_str(), "" | "~" | "null"))
    }

    /// The entries of a map; none for anything else.
    pub fn entries(&self) -> &[Entry] {
        match &self.content {
            Content::Map(entries) => entries,
            _ => &[],
        }
    }

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

/// The end in the source of a value that ends at `value_end`, with the braces and brackets that it opened: spans leave them out.
pub fn flow_end(text: &str, start: usize, value_end: usize) -> usize {
    let value = text[start..value_end].trim_end();
    let count = |signs: [char; 2]| value.matches(signs).count();
    let mut open = count(['{', '[']).saturating_sub(count(['}', ']']));
    let from = start + value.len();
    let mut end = from;
    for (at, letter) in text[from..].char_indices() {
        match letter {
            _ if open == 0 => break,
            '}' | ']' => {
                open -= 1;
                end = from + at + 1;
            }
            ' ' => {}
            _ => break,
        }
    }
    end
}
