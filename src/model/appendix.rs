//! Appendices, and what of a document one file has.

use super::{Block, Inline, Paper, plain_text};

/// Phụ lục: a section of its own with its own page numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Appendix {
    /// `Phụ lục` or `Phụ lục I`; empty for a form with a name of its own, and for a document that is issued.
    pub label: String,
    /// The kind of a document that is issued with this one (form 1.3): `QUY CHẾ`.
    pub issued: Option<String>,
    /// Whether it is a file of its own (form 2.2).
    pub own_file: bool,
    /// In capitals; of what is issued, what it is about.
    pub title: Vec<Inline>,
    /// Lines under the title, such as the period.
    pub subtitle: Vec<Vec<Inline>>,
    /// `(Kèm theo Báo cáo số … ngày … của …)`.
    pub reference: String,
    /// How all its pages lie.
    pub paper: Paper,
    /// What stands below the reference, in order.
    pub blocks: Vec<Block>,
}

impl Appendix {
    /// What it is called in outlines: `Phụ lục I BẢNG SỐ LIỆU`, `QUY CHẾ Làm việc`.
    pub fn heading(&self) -> String {
        let name = self.issued.as_deref().unwrap_or(&self.label);
        format!("{name} {}", plain_text(&self.title)).trim_start().to_string()
    }
}

/// What of a document is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentPart {
    /// All of it.
    Whole,
    /// The document with the appendices that are in its file.
    Main,
    /// An appendix that is a file of its own, counted from 0 among all appendices.
    OwnFile(usize),
}

impl DocumentPart {
    /// Whether the appendix at `index` belongs to it.
    pub fn has_appendix(self, index: usize, appendix: &Appendix) -> bool {
        match self {
            DocumentPart::Whole => true,
            DocumentPart::Main => !appendix.own_file,
            DocumentPart::OwnFile(own) => own == index,
        }
    }
}
