//! Headings and their numbers.

use comrak::nodes::AstNode;

use super::MarkupParser;
use crate::diag::{Code, Diagnostic, Text, text};
use crate::model::BlockKind;
use crate::source::Span;

impl MarkupParser<'_> {
    pub(super) fn heading<'n>(&mut self, node: &'n AstNode<'n>, level: usize) {
        let (span, levels) = (self.lines.span(node), self.context.numbering.levels().len());
        if self.attributes.take_flag("khong_so", self.found) {
            self.counters.unnumbered = Some(level);
            let (level, content) = (level.min(levels.max(1)), self.inline(node));
            self.push(node, BlockKind::Heading { level, number: String::new(), content });
            return;
        }
        if level > levels {
            self.found.push(too_deep(level, levels, span));
            return;
        }
        match self.counters.unnumbered {
            Some(above) if above < level => {
                self.found.push(below_unnumbered(span));
                return;
            }
            _ => self.counters.unnumbered = None,
        }
        let number = self.next_number(level, span);
        let content = self.inline(node);
        self.push(node, BlockKind::Heading { level, number, content });
    }

    /// Counts a heading; what it says is its number as printed.
    fn next_number(&mut self, level: usize, span: Span) -> String {
        let counters = &mut self.counters.headings;
        let missing = counters.iter().position(|counter| *counter == 0).unwrap_or(counters.len());
        let running = |level: usize| self.context.numbering.is_running(level);
        // Articles need no chapter above them.
        let stands_alone = running(level - 1) && counters.iter().take(level - 1).all(|counter| *counter == 0);
        if level > missing + 1 && !stands_alone {
            self.found.push(skipped(level, span));
        }
        if counters.len() < level {
            counters.resize(level, 0);
        }
        counters[level - 1] += 1;
        // What lies below counts from one again, unless it runs on.
        (level..counters.len()).filter(|deeper| !running(*deeper)).for_each(|deeper| counters[deeper] = 0);
        let counters = &mut counters[..level];
        if !stands_alone {
            // A level that was skipped counts as 1, so that the number below it can be printed.
            counters.iter_mut().for_each(|counter| *counter = (*counter).max(1));
        }
        self.context.numbering.number(counters)
    }
}

fn malformed(span: Span, message: Text) -> Diagnostic {
    Diagnostic::error(Code::MarkupMalformed, message).at(span)
}

fn too_deep(level: usize, levels: usize, span: Span) -> Diagnostic {
    malformed(
        span,
        text!(
            "mẫu chỉ đánh số {levels} cấp đề mục, đây là cấp {level}",
            "the template numbers {levels} heading levels, this is level {level}"
        ),
    )
    .help(text!(
        "thêm một cấp vào danh_so trong template.yaml, hoặc bớt một dấu #",
        "add a level to danh_so in template.yaml, or take away a #"
    ))
}

fn skipped(level: usize, span: Span) -> Diagnostic {
    let above = level - 1;
    malformed(
        span,
        text!(
            "đề mục cấp {level} mà phía trên chưa có cấp {above}",
            "a heading of level {level} without one of level {above} above it"
        ),
    )
}

/// Word would go on with the numbers of the section before.
fn below_unnumbered(span: Span) -> Diagnostic {
    malformed(
        span,
        text!(
            "đề mục có số ở dưới một đề mục không số (khong_so)",
            "a numbered heading below one without a number (khong_so)"
        ),
    )
    .help(text!(
        "ghi {{khong_so}} cho cả đề mục này, hoặc để đề mục trên có số",
        "write {{khong_so}} above this one, too, or let the one above have a number"
    ))
}
