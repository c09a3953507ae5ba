//! What the file promises to be, and what keeps a document from being it. The checklist of the standards, clause by clause,
//! is `PDF_A.md` beside this file.

use std::collections::BTreeSet;

use super::Attachment;
use crate::arrangement::Arrangement;
use crate::arrangement::structure::Role;
use crate::diag::{Text, text};
use crate::font::FontSet;
use crate::layout::PagedDocument;

/// The archival standard; all are PDF/UA-1 as well.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standard {
    /// PDF/A-2a: tagged. The default.
    #[default]
    A2a,
    /// PDF/A-2u: the same file, promising Unicode text only.
    A2u,
    /// PDF/A-3a: with the report's source inside.
    A3a,
}

impl Standard {
    /// The name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Standard::A2a => "a-2a",
            Standard::A2u => "a-2u",
            Standard::A3a => "a-3a",
        }
    }

    /// The standard of a name.
    pub fn named(name: &str) -> Option<Self> {
        [Standard::A2a, Standard::A2u, Standard::A3a].into_iter().find(|standard| standard.name() == name)
    }

    pub(super) const fn part(self) -> &'static str {
        match self {
            Standard::A2a | Standard::A2u => "2",
            Standard::A3a => "3",
        }
    }

    pub(super) const fn level(self) -> &'static str {
        match self {
            Standard::A2a | Standard::A3a => "A",
            Standard::A2u => "U",
        }
    }

    /// Whether files may be attached (ISO 19005-2 allows PDF/A files only, 6.8).
    pub const fn takes_attachments(self) -> bool {
        matches!(self, Standard::A3a)
    }
}

/// Why a document cannot be written in the standard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// What is wrong, as a headline.
    pub message: Text,
    /// What to do about it.
    pub help: Text,
    /// A letter of the document that is the cause.
    pub letter: Option<char>,
}

/// Bytes of the longest string (ISO 19005-2, 6.1.13).
const LONGEST_STRING: usize = 32_767;
/// The highest number of an indirect object (6.1.13).
const MOST_OBJECTS: usize = 8_388_607;

/// All that keeps the document from conforming.
pub(super) fn violations(
    arrangement: &Arrangement<'_>,
    pages: &PagedDocument,
    fonts: &FontSet,
    standard: Standard,
    attachments: &[Attachment],
) -> Vec<Violation> {
    let mut all = Vec::new();
    untitled(arrangement, &mut all);
    letters(arrangement, &mut all);
    embedding(arrangement, fonts, &mut all);
    limits(pages, &mut all);
    if !attachments.is_empty() && !standard.takes_attachments() {
        all.push(violation(
            text!("PDF/A-2 không cho đính kèm tệp nguồn", "PDF/A-2 takes no attached source files"),
            text!("dùng --pdf-standard a-3a", "use --pdf-standard a-3a"),
        ));
    }
    all
}

fn violation(message: Text, help: Text) -> Violation {
    Violation { message, help, letter: None }
}

/// The pages could not be finished: the fault is in this program or in its libraries, not in the report.
pub(super) fn unfinished(error: &lopdf::Error) -> Violation {
    violation(
        text!("không hoàn tất được tệp PDF", "the PDF could not be finished"),
        text!(
            "đây là lỗi của chương trình: báo lại kèm tệp dữ liệu; tệp Word vẫn xuất được bằng --format docx ({error})",
            "this is a fault of the program: report it with the data file; --format docx still works ({error})"
        ),
    )
}

/// The title of the document is shown in the window (ISO 14289-1, 7.1).
fn untitled(arrangement: &Arrangement<'_>, all: &mut Vec<Violation>) {
    if !arrangement.properties.has_subject {
        all.push(violation(
            text!(
                "trích yếu để trống, tệp PDF lưu trữ phải có tên",
                "the subject is empty, an archival PDF needs a title"
            ),
            text!("điền trich_yeu trong mẫu", "fill in trich_yeu in the template"),
        ));
    }
}

/// Private letters mean nothing outside one font (ISO 19005-2, 6.2.11.7.3), and some codes are no letters at all
/// (6.2.11.7.2).
fn letters(arrangement: &Arrangement<'_>, all: &mut Vec<Violation>) {
    let mut seen = Vec::new();
    arrangement.for_each_text(&mut |text, _, _| {
        let refused = text.chars().filter(|letter| is_private(*letter) || *letter == '\u{FEFF}');
        for letter in refused {
            if !seen.contains(&letter) {
                seen.push(letter);
            }
        }
    });
    for letter in seen {
        let code = letter as u32;
        all.push(Violation {
            letter: Some(letter),
            ..violation(
                text!(
                    "ký tự U+{code:04X} là ký tự dùng riêng của một phông chữ, PDF lưu trữ không nhận",
                    "the character U+{code:04X} is private to one font, an archival PDF does not take it"
                ),
                text!("thay bằng chữ Unicode", "replace it with a Unicode letter"),
            )
        });
    }
}

const fn is_private(letter: char) -> bool {
    matches!(letter, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}

/// Fonts must be embedded, and their makers must allow it (6.2.11.4.1).
fn embedding(arrangement: &Arrangement<'_>, fonts: &FontSet, all: &mut Vec<Violation>) {
    let mut used = BTreeSet::new();
    arrangement.for_each_text(&mut |_, emphasis, _| {
        used.insert(emphasis.face());
    });
    for style in used {
        let face = fonts.face(style);
        if !face.embeddable {
            let name = &face.name;
            all.push(violation(
                text!("phông {name} cấm nhúng vào văn bản", "the font {name} forbids embedding"),
                text!("chọn thư mục phông khác sau --fonts", "choose another folder of fonts after --fonts"),
            ));
        }
    }
}

/// Limits of the format (6.1.13). Those of names, reals and nesting are met by construction.
fn limits(pages: &PagedDocument, all: &mut Vec<Violation>) {
    let nodes = pages.structure.nodes();
    let objects = nodes.len() + pages.pages.len() * 4 + 1000;
    if objects > MOST_OBJECTS {
        all.push(violation(
            text!("báo cáo quá dài cho một tệp PDF lưu trữ", "the report is too long for one archival PDF"),
            text!("tách phụ lục thành tệp riêng", "make the appendix a file of its own"),
        ));
    }
    let is_heading = |role| matches!(role, Role::Heading(_));
    let long = nodes.iter().any(|node| {
        is_heading(node.role) && node.title.as_ref().is_some_and(|title| title.len() * 2 + 2 > LONGEST_STRING)
    });
    if long {
        all.push(violation(
            text!("có đề mục dài quá giới hạn của PDF", "a heading is longer than PDF allows"),
            text!("rút ngắn đề mục", "shorten the heading"),
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_letters_are_told_from_others() {
        for (letter, expected) in
            [('\u{D7FF}', false), ('\u{E000}', true), ('\u{F8FF}', true), ('\u{F900}', false)]
        {
            assert_eq!(is_private(letter), expected, "{letter:?}");
        }
    }
}
