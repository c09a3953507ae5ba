//! Runs of text with their emphasis.

use comrak::nodes::{AstNode, ListType, NodeLink, NodeValue};
use comrak::{Arena, parse_document};

use super::lines::Lines;
use super::notes::{self, Notes};
use super::{options, unsupported};
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::model::{Emphasis, Inline, MarkupReading, Script};
use crate::source::Span;

/// The text of a paragraph, heading or cell, with neighbours of the same style joined and no space at either end.
pub(super) fn content<'n>(
    node: &'n AstNode<'n>,
    lines: &Lines,
    reading: MarkupReading,
    notes: &mut Notes,
    found: &mut Diagnostics,
) -> Vec<Inline> {
    let mut collector =
        Collector { lines, reading, notes, found, content: Vec::new(), open: Vec::new(), link: None };
    collector.children(node, Emphasis::default());
    collector.unclosed();
    let mut content = collector.content;
    if let Some(Inline::Text { text, .. }) = content.first_mut() {
        *text = text.trim_start().to_string();
    }
    if let Some(Inline::Text { text, .. }) = content.last_mut() {
        *text = text.trim_end().to_string();
    }
    content.retain(|inline| !matches!(inline, Inline::Text { text, .. } if text.is_empty()));
    content
}

struct Collector<'a> {
    lines: &'a Lines,
    reading: MarkupReading,
    notes: &'a mut Notes,
    found: &'a mut Diagnostics,
    content: Vec<Inline>,
    /// Tags that are open, and where they stand.
    open: Vec<(Tag, Span)>,
    /// What stands in the link that is open.
    link: Option<Vec<Inline>>,
}

/// The tags of the second reading that have an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tag {
    Raised,
    Lowered,
    Underlined,
}

impl Tag {
    const ALL: [(Tag, &'static str); 3] =
        [(Tag::Raised, "sup"), (Tag::Lowered, "sub"), (Tag::Underlined, "u")];

    /// The tag of `<sup>` or `</sup>`, and whether it opens.
    fn parse(text: &str) -> Option<(Tag, bool)> {
        let inner = text.strip_prefix('<')?.strip_suffix('>')?.to_lowercase();
        let (name, opens) = inner.strip_prefix('/').map_or((&*inner, true), |name| (name, false));
        Tag::ALL.iter().find(|(_, own)| *own == name.trim()).map(|(tag, _)| (*tag, opens))
    }

    fn within(self, emphasis: Emphasis) -> Emphasis {
        match self {
            Tag::Raised => Emphasis { script: Script::Raised, ..emphasis },
            Tag::Lowered => Emphasis { script: Script::Lowered, ..emphasis },
            Tag::Underlined => Emphasis { underlined: true, ..emphasis },
        }
    }
}

/// The text of lines that are paragraphs alone and have no notes: a title, or a note itself.
pub(super) fn of_lines(lines: &Lines, reading: MarkupReading, found: &mut Diagnostics) -> Vec<Inline> {
    let arena = Arena::new();
    let root = parse_document(&arena, &lines.text, &options());
    let mut text = Vec::new();
    for node in root.children() {
        match node.data.borrow().value {
            NodeValue::Paragraph => text.extend(content(node, lines, reading, &mut Notes::default(), found)),
            // A line alone is no list, whatever number it begins with.
            NodeValue::List(list) if list.list_type == ListType::Ordered => match only_line(node) {
                Some(line) => {
                    text.push(Inline::plain(format!("{}. ", list.start)));
                    text.extend(content(line, lines, reading, &mut Notes::default(), found));
                }
                None => found.push(unsupported(lines.span(node))),
            },
            _ => found.push(unsupported(lines.span(node))),
        }
    }
    text
}

/// The one paragraph of the one item of a list.
fn only_line<'n>(list: &'n AstNode<'n>) -> Option<&'n AstNode<'n>> {
    let item = list.first_child().filter(|item| item.next_sibling().is_none())?;
    let line = item.first_child().filter(|line| line.next_sibling().is_none())?;
    matches!(line.data.borrow().value, NodeValue::Paragraph).then_some(line)
}

/// In bytes: what browsers take.
const LONGEST_ADDRESS: usize = 2_000;

impl Collector<'_> {
    fn children<'n>(&mut self, node: &'n AstNode<'n>, emphasis: Emphasis) {
        for child in node.children() {
            self.node(child, emphasis);
        }
    }

    fn node<'n>(&mut self, node: &'n AstNode<'n>, emphasis: Emphasis) {
        match &node.data.borrow().value {
            NodeValue::Text(text) => {
                let escaped =
                    node.parent().is_some_and(|p| matches!(p.data.borrow().value, NodeValue::Escaped));
                if text.contains('*') && !escaped {
                    self.found.push(stray_star(node, self.lines));
                }
                let is_second = self.reading == MarkupReading::Second && !escaped;
                // What the parser left of a link, such as one with a space in its address.
                if is_second && text.contains("](") {
                    self.found.push(no_address(self.lines.span(node)));
                }
                match is_second {
                    true => self.text_with_notes(text, self.lines.span(node), emphasis),
                    false => self.text(text, emphasis),
                }
            }
            NodeValue::SoftBreak => self.text(" ", emphasis),
            NodeValue::LineBreak => self.push(Inline::Break),
            NodeValue::HtmlInline(tag) if self.reading == MarkupReading::Second && is_line_tag(tag) => {
                self.push(Inline::Break);
            }
            NodeValue::Link(link) if self.reading == MarkupReading::Second => {
                self.link(node, link, emphasis);
            }
            NodeValue::HtmlInline(tag) if self.reading == MarkupReading::Second => {
                let span = self.lines.span(node);
                match Tag::parse(tag) {
                    Some((tag, true)) => self.open(tag, span),
                    Some((tag, false)) => self.close(tag, span),
                    None => self.found.push(unsupported(span)),
                }
            }
            NodeValue::Emph => self.children(node, Emphasis { italic: true, ..emphasis }),
            NodeValue::Strong => self.children(node, Emphasis { bold: true, ..emphasis }),
            NodeValue::Escaped => self.children(node, emphasis),
            _ => self.found.push(unsupported(self.lines.span(node))),
        }
    }

    /// A text that may have marks of notes in it.
    fn text_with_notes(&mut self, text: &str, span: Span, emphasis: Emphasis) {
        let mut rest = text;
        // Of a text with entities only the whole place is known.
        let is_as_written = span.end - span.start == text.len();
        while let Some(at) = rest.find("[^") {
            let start = if is_as_written { span.start + text.len() - rest.len() + at } else { span.start };
            let Some(length) = notes::reference(&rest[at..]) else {
                self.found.push(notes::no_mark(Span { start, ..span }));
                return;
            };
            self.text(&rest[..at], emphasis);
            let end = if is_as_written { start + length } else { span.end };
            let span = Span { start, end, ..span };
            let (label, is_linked) = (&rest[at + 2..at + length - 1], self.link.is_some());
            match self.notes.mark(label, span, self.found) {
                Some(_) if is_linked => self.found.push(unsupported(span)),
                Some(mark) => {
                    if matches!(self.content.last(), Some(Inline::Note(_))) {
                        // Else 1 and 2 would read as 12.
                        self.text(",", Emphasis { script: Script::Raised, ..emphasis });
                    }
                    self.content.push(mark);
                }
                None => {}
            }
            rest = &rest[at + length..];
        }
        self.text(rest, emphasis);
    }

    fn link<'n>(&mut self, node: &'n AstNode<'n>, link: &NodeLink, emphasis: Emphasis) {
        let span = self.lines.span(node);
        if !is_address(&link.url)
            || link.url.len() > LONGEST_ADDRESS
            || !link.title.is_empty()
            || self.link.is_some()
        {
            self.found.push(no_address(span));
            return;
        }
        self.link = Some(Vec::new());
        self.children(node, emphasis);
        let content = self.link.take().unwrap_or_default();
        match content.is_empty() {
            true => self.found.push(no_address(span)),
            false => self.content.push(Inline::Link { address: ascii(&link.url), content }),
        }
    }

    fn open(&mut self, tag: Tag, span: Span) {
        let is_script = |tag: Tag| tag != Tag::Underlined;
        if self.open.iter().any(|(open, _)| *open == tag || is_script(*open) && is_script(tag)) {
            self.found.push(nested(span));
        }
        self.open.push((tag, span));
    }

    fn close(&mut self, tag: Tag, span: Span) {
        match self.open.pop_if(|(open, _)| *open == tag) {
            Some(_) => {}
            None => self.found.push(without_partner(span)),
        }
    }

    fn unclosed(&mut self) {
        for (_, span) in std::mem::take(&mut self.open) {
            self.found.push(without_partner(span));
        }
    }

    fn text(&mut self, more: &str, emphasis: Emphasis) {
        let emphasis = self.open.iter().fold(emphasis, |emphasis, (tag, _)| tag.within(emphasis));
        match self.inside().last_mut() {
            Some(Inline::Text { text, emphasis: last }) if *last == emphasis => text.push_str(more),
            _ if more.is_empty() => {}
            _ => self.push(Inline::Text { text: more.to_string(), emphasis }),
        }
    }

    fn push(&mut self, inline: Inline) {
        self.inside().push(inline);
    }

    /// What is being gathered: the link that is open, or the whole.
    fn inside(&mut self) -> &mut Vec<Inline> {
        self.link.as_mut().unwrap_or(&mut self.content)
    }
}

/// Whether a link may lead there.
fn is_address(address: &str) -> bool {
    let places = ["https://", "http://", "mailto:"];
    let rest = places.iter().find_map(|place| address.strip_prefix(place));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace))
}

/// An address in 7-bit ASCII (RFC 3987, 3.1): other letters as their bytes, in per cent.
fn ascii(address: &str) -> String {
    let byte = |byte: u8| match byte.is_ascii_graphic() {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    };
    address.bytes().map(byte).collect()
}

fn no_address(span: Span) -> Diagnostic {
    Diagnostic::error(Code::MarkupMalformed, text!("liên kết viết sai", "the link is malformed"))
        .at(span)
        .help(text!(
            "viết [chữ](https://…), [chữ](mailto:…), địa chỉ không có dấu cách; nếu [ là chữ, viết \\[",
            "write [text](https://…), [text](mailto:…), no spaces in the address; if [ is text, write \\["
        ))
}

/// `<br>`, with or without its bar.
fn is_line_tag(tag: &str) -> bool {
    matches!(tag.to_lowercase().as_str(), "<br>" | "<br/>" | "<br />")
}

fn without_partner(span: Span) -> Diagnostic {
    Diagnostic::error(
        Code::MarkupMalformed,
        text!("thẻ mở, thẻ đóng không có cặp trong đoạn này", "a tag has no partner in this paragraph"),
    )
    .at(span)
    .help(text!(
        "viết m<sup>2</sup>, CO<sub>2</sub>, <u>gạch chân</u>, thẻ mở sau thì đóng trước",
        "write m<sup>2</sup>, CO<sub>2</sub>, <u>underlined</u>; the tag that opens last closes first"
    ))
}

fn nested(span: Span) -> Diagnostic {
    Diagnostic::error(
        Code::MarkupMalformed,
        text!(
            "chữ nâng lên, hạ xuống, gạch chân không lồng vào chính nó",
            "raised, lowered and underlined text does not nest"
        ),
    )
    .at(span)
}

fn stray_star<'n>(node: &'n AstNode<'n>, lines: &Lines) -> Diagnostic {
    Diagnostic::error(
        Code::MarkupMalformed,
        text!("dấu * đánh dấu chữ đậm, nghiêng không có cặp", "a * for bold or italic has no partner"),
    )
    .at(lines.span(node))
    .help(text!(
        "viết **đậm** hoặc *nghiêng*, không có dấu cách ngay trong dấu *; nếu * là chữ, viết \\*",
        "write **bold** or *italic*, without a space just inside the stars; if * is text, write \\*"
    ))
}
