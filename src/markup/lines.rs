//! The rendered text without the white space that templates leave behind, and the way back to its places.

use comrak::nodes::AstNode;

use crate::source::{FileId, Span};

/// Lines without their indentation, blank lines between table rows dropped.
#[derive(Debug)]
pub(super) struct Lines {
    pub text: String,
    file: FileId,
    /// Where each line of `text` begins in the rendered file.
    starts: Vec<usize>,
    /// Where each line of `text` begins in `text`.
    own_starts: Vec<usize>,
    end: usize,
}

impl Lines {
    pub(super) fn new(file: FileId, rendered: &str) -> Self {
        let mut lines = Lines {
            text: String::new(),
            file,
            starts: Vec::new(),
            own_starts: Vec::new(),
            end: rendered.len(),
        };
        let mut start = 0;
        let mut blanks: Vec<usize> = Vec::new();
        let mut in_table = false;
        for line in rendered.split_inclusive('\n') {
            let trimmed = line.trim_start();
            let indent = line.len() - trimmed.len();
            if trimmed.is_empty() {
                blanks.push(start);
            } else {
                let row = trimmed.starts_with('|');
                if !(row && in_table) {
                    blanks.iter().for_each(|blank| lines.push("\n", *blank));
                }
                blanks.clear();
                lines.push(trimmed, start + indent);
                in_table = row;
            }
            start += line.len();
        }
        lines
    }

    fn push(&mut self, line: &str, start: usize) {
        self.starts.push(start);
        self.own_starts.push(self.text.len());
        self.text.push_str(line);
    }

    /// Where a node stands in the rendered file.
    pub(super) fn span<'n>(&self, node: &'n AstNode<'n>) -> Span {
        let position = node.data.borrow().sourcepos;
        let at = |line: usize, column: usize| match self.starts.get(line.saturating_sub(1)) {
            Some(start) => (start + column).min(self.end),
            None => self.end,
        };
        let start = at(position.start.line, position.start.column.saturating_sub(1));
        Span::new(self.file, start, at(position.end.line, position.end.column).max(start))
    }

    /// The text of line `line` (from 1), as comrak counts them.
    pub(super) fn line(&self, line: usize) -> &str {
        let start = self.own_starts.get(line.saturating_sub(1)).copied().unwrap_or(self.text.len());
        self.text[start..].lines().next().unwrap_or_default()
    }
}
