//! A report in its form, with all that hinders it from being printed: what writing refuses, checking finds here.

use super::Report;
use crate::arrangement::Arrangement;
use crate::diag::{Code, Diagnostic, Diagnostics, Text, text};
use crate::font::FontSet;
use crate::form;
use crate::layout::lay_out;
use crate::model::{Document, DocumentPart};
use crate::source::{SourceMap, Span};
use crate::text::{is_east_asian, is_right_to_left};
use crate::write::pdf::{self, Options, Violation};

/// Arranges what of a document is wanted. What does not fit, and letters that no font has, are found.
pub(crate) fn arranged<'d>(
    document: &'d Document,
    part: DocumentPart,
    fonts: &FontSet,
    sources: &SourceMap,
    found: &mut Diagnostics,
) -> Arrangement<'d> {
    let mut arrangement = form::arrange_part(document, part, fonts, found);
    if !missing(&arrangement, fonts).is_empty() {
        form::lend_letters(&mut arrangement, fonts);
        for (letters, span) in by_script(missing(&arrangement, fonts)) {
            let first = letters.chars().next().unwrap_or_default();
            found.push(no_letters(&letters, first, sources.find_char(first).or(span)));
        }
    }
    arrangement
}

/// Finds what would hinder the report from being written.
pub(super) fn check_form(report: &Report, fonts: &FontSet, sources: &SourceMap, found: &mut Diagnostics) {
    let arrangement = arranged(&report.document, DocumentPart::Whole, fonts, sources, found);
    if found.has_errors() {
        return;
    }
    let pages = lay_out(&arrangement, fonts);
    let violations = pdf::violations(&pages, &arrangement, fonts, &Options::default());
    violations.into_iter().for_each(|violation| found.push(refusal(violation, sources)));
}

pub(super) fn refusal(violation: Violation, sources: &SourceMap) -> Diagnostic {
    Diagnostic::error(Code::PdfStandard, violation.message)
        .at_maybe(violation.letter.and_then(|letter| sources.find_char(letter)))
        .help(violation.help)
}

/// Letters that the fonts cannot show, each once, with the block that it stands in.
fn missing(arrangement: &Arrangement<'_>, fonts: &FontSet) -> Vec<(char, Option<Span>)> {
    let mut missing: Vec<(char, Option<Span>)> = Vec::new();
    arrangement.for_each_text(&mut |text, emphasis, span| {
        for letter in fonts.missing(text, emphasis) {
            if !missing.iter().any(|(seen, _)| *seen == letter) {
                missing.push((letter, span));
            }
        }
    });
    missing
}

/// Letters of one foreign script together, where the first stands; the others one by one.
fn by_script(missing: Vec<(char, Option<Span>)>) -> Vec<(String, Option<Span>)> {
    let mut groups: Vec<(String, Option<Span>)> = Vec::new();
    for (letter, span) in missing {
        let is_like = |other: char| {
            (is_right_to_left(letter) && is_right_to_left(other))
                || (is_east_asian(letter) && is_east_asian(other))
        };
        match groups.iter_mut().find(|(letters, _)| letters.starts_with(is_like)) {
            Some((letters, _)) => letters.push(letter),
            None => groups.push((letter.to_string(), span)),
        }
    }
    groups
}

fn no_letters(letters: &str, first: char, at: Option<Span>) -> Diagnostic {
    let code = first as u32;
    let headline = match is_right_to_left(first) {
        true => text!(
            "chữ “{letters}” (U+{code:04X}) viết từ phải sang trái, chương trình không xếp được",
            "the characters “{letters}” (U+{code:04X}) are written from right to left and cannot be set"
        ),
        false => text!(
            "phông chữ không có ký tự “{letters}” (U+{code:04X})",
            "the fonts have no character “{letters}” (U+{code:04X})"
        ),
    };
    Diagnostic::error(Code::GlyphMissing, headline).at_maybe(at).help(help(first))
}

fn help(letter: char) -> Text {
    match letter {
        _ if is_right_to_left(letter) => {
            text!("viết phiên âm bằng chữ Latinh", "write it in Latin letters")
        }
        _ if is_east_asian(letter) => text!(
            "thêm --fonts với thư mục có Times New Roman và một phông có chữ này: SimSun (simsun.ttc) cho chữ Trung Quốc, MS Mincho \
             (msmincho.ttc) cho chữ Nhật, Batang (batang.ttc) cho chữ Hàn; hoặc viết phiên âm bằng chữ Latinh",
            "add --fonts with a folder that has Times New Roman and a font with this character: SimSun (simsun.ttc) for Chinese, \
             MS Mincho (msmincho.ttc) for Japanese, Batang (batang.ttc) for Korean; or write it in Latin letters"
        ),
        _ => text!(
            "xóa ký tự đó, hoặc dùng --fonts với thư mục phông chữ có ký tự này",
            "delete the character, or use --fonts with a folder of fonts that have it"
        ),
    }
}
