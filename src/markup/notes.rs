//! Notes at the foot of pages: `giảm[^1]` marks the place, `[^1]: Theo chuẩn …` on a line of its own says the note. Labels belong
//! to their part; the notes are numbered by the order of their marks, through all parts.

use super::inline;
use super::lines::Lines;
use crate::diag::{Code, Diagnostic, Diagnostics, Text, text};
use crate::model::{Inline, MarkupReading, Note};
use crate::source::Span;

/// A note as it is written, taken off before comrak reads the text.
#[derive(Debug)]
pub(super) struct NoteDefinition {
    /// Between `[^` and `]`.
    pub label: String,
    /// Where it stands, with its label.
    pub span: Span,
    /// What is said, without the label.
    pub lines: Lines,
}

/// The label of a line that begins a note, and how many bytes come before its text.
pub(super) fn definition(line: &str) -> Option<(&str, usize)> {
    let length = reference(line)?;
    let rest = line[length..].strip_prefix(':')?;
    let text = line.len() - rest.trim_start().len();
    Some((&line[2..length - 1], text))
}

/// The length of a mark that the text begins with: `[^1]`, `[^chuẩn-nghèo]`.
pub(super) fn reference(text: &str) -> Option<usize> {
    let name = text.strip_prefix("[^")?;
    let length = name.find(|letter: char| !(letter.is_alphanumeric() || letter == '-' || letter == '_'))?;
    (length > 0 && name[length..].starts_with(']')).then_some(length + 3)
}

/// The notes of one part.
#[derive(Debug, Default)]
pub(super) struct Notes {
    written: Vec<WrittenNote>,
    /// How many marks there are, in this part and those before it.
    count: usize,
    /// Whether notes may stand here at all: not in titles, nor in notes themselves.
    allowed: bool,
}

#[derive(Debug)]
struct WrittenNote {
    label: String,
    span: Span,
    content: Vec<Inline>,
    is_marked: bool,
}

impl Notes {
    /// The notes that a part defines; `count` marks came before it.
    pub(super) fn read(definitions: Vec<NoteDefinition>, count: usize, found: &mut Diagnostics) -> Self {
        let mut notes = Notes { written: Vec::new(), count, allowed: true };
        for definition in definitions {
            let NoteDefinition { label, span, lines } = definition;
            if notes.written.iter().any(|other| other.label == label) {
                found.push(malformed(
                    span,
                    text!("chú thích [^{label}] ghi hai lần", "the note [^{label}] is written twice"),
                ));
                continue;
            }
            let content = inline::of_lines(&lines, MarkupReading::Second, found);
            if content.is_empty() {
                found.push(malformed(
                    span,
                    text!("chú thích [^{label}] không có nội dung", "the note [^{label}] says nothing"),
                ));
            }
            notes.written.push(WrittenNote { label, span, content, is_marked: false });
        }
        notes
    }

    /// The mark of a label at `span`, as text.
    pub(super) fn mark(&mut self, label: &str, span: Span, found: &mut Diagnostics) -> Option<Inline> {
        if !self.allowed {
            found.push(malformed(
                span,
                text!("chú thích [^{label}] không đặt được ở đây", "the note [^{label}] cannot stand here"),
            ));
            return None;
        }
        let Some(note) = self.written.iter_mut().find(|note| note.label == label) else {
            found.push(malformed(
                span,
                text!("không có chú thích [^{label}]: trong phần này", "this part has no note [^{label}]:"),
            ));
            return None;
        };
        if std::mem::replace(&mut note.is_marked, true) {
            found.push(
                malformed(
                    span,
                    text!("dấu chú thích [^{label}] đặt hai chỗ", "the mark [^{label}] stands in two places"),
                )
                .help(text!(
                    "mỗi chú thích một chỗ: viết thêm một chú thích nữa",
                    "one place for each note: write another one"
                )),
            );
            return None;
        }
        self.count += 1;
        let content = note.content.clone();
        Some(Inline::Note(Box::new(Note { mark: self.count.to_string(), content })))
    }

    /// Finds the notes without a mark, and tells how many marks there are by now.
    pub(super) fn finish(self, found: &mut Diagnostics) -> usize {
        for note in self.written.iter().filter(|note| !note.is_marked) {
            let label = &note.label;
            found.push(malformed(
                note.span,
                text!("không có chỗ nào đặt dấu [^{label}]", "no place has the mark [^{label}]"),
            ));
        }
        self.count
    }
}

/// What begins as a mark and is none.
pub(super) fn no_mark(span: Span) -> Diagnostic {
    malformed(span, text!("dấu chú thích viết sai", "the mark of a note is malformed"))
        .help(text!("nếu [ là chữ, viết \\[", "if [ is text, write \\["))
}

fn malformed(span: Span, message: Text) -> Diagnostic {
    Diagnostic::error(Code::MarkupMalformed, message).at(span).help(text!(
        "viết giảm[^1], rồi trên một dòng riêng: [^1]: lời chú thích",
        "write fewer[^1], then on a line of its own: [^1]: what the note says"
    ))
}

#[cfg(test)]
mod tests {
    use super::{definition, reference};

    #[test]
    fn marks_and_notes_are_told_from_text() {
        assert_eq!(definition("[^1]: Theo chuẩn"), Some(("1", 6)));
        assert_eq!(definition("[^chuẩn-nghèo]:Theo"), Some(("chuẩn-nghèo", 18)));
        for line in ["[^1] Theo", "[^]: x", "[1]: x", "x [^1]: y", "[^a b]: x"] {
            assert_eq!(definition(line), None, "{line}");
        }
        assert_eq!(reference("[^12] và"), Some(5));
        assert_eq!(reference("[^1"), None);
    }
}
