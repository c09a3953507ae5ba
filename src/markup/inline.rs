//! Runs of text with their emphasis.

use comrak::nodes::{AstNode, NodeValue};

use super::lines::Lines;
use super::unsupported;
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::model::{Emphasis, Inline, MarkupReading};

/// The text of a paragraph, heading or cell, with neighbours of the same style joined and no space at either end.
pub(super) fn content<'n>(
    node: &'n AstNode<'n>,
    lines: &Lines,
    reading: MarkupReading,
    found: &mut Diagnostics,
) -> Vec<Inline> {
    let mut collector = Collector { lines, reading, found, content: Vec::new() };
    collector.children(node, Emphasis::default());
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
    found: &'a mut Diagnostics,
    content: Vec<Inline>,
}

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
                self.text(text, emphasis);
            }
            NodeValue::SoftBreak => self.text(" ", emphasis),
            NodeValue::LineBreak => self.content.push(Inline::Break),
            NodeValue::HtmlInline(tag) if self.reading == MarkupReading::Second && is_line_tag(tag) => {
                self.content.push(Inline::Break);
            }
            NodeValue::Emph => self.children(node, Emphasis { italic: true, ..emphasis }),
            NodeValue::Strong => self.children(node, Emphasis { bold: true, ..emphasis }),
            NodeValue::Escaped => self.children(node, emphasis),
            _ => self.found.push(unsupported(self.lines.span(node))),
        }
    }

    fn text(&mut self, more: &str, emphasis: Emphasis) {
        match self.content.last_mut() {
            Some(Inline::Text { text, emphasis: last }) if *last == emphasis => text.push_str(more),
            _ => self.content.push(Inline::Text { text: more.to_string(), emphasis }),
        }
    }
}

/// `<br>`, with or without its bar.
fn is_line_tag(tag: &str) -> bool {
    matches!(tag.to_lowercase().as_str(), "<br>" | "<br/>" | "<br />")
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
