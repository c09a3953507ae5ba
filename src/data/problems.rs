//! What is wrong with a YAML text, said so that a clerk can repair it.

use super::schema::Kind;
use crate::diag::{Code, Diagnostic, Diagnostics, Text, text};
use crate::source::{FileId, Span};
use crate::text::is_invisible;

/// Mistakes of one kind that are told one by one.
pub(super) const MOST_OF_A_KIND: usize = 100;

/// Characters that YAML or a report cannot hold, and spaces that only look like spaces, anywhere in the file.
pub(super) fn unsuitable_characters(file: FileId, text: &str, found: &mut Diagnostics) {
    for (at, character) in text.char_indices() {
        let bad = character.is_control() && !matches!(character, '\n' | '\r' | '\t');
        if bad || (character == '\u{feff}' && at > 0) {
            found.push(control_character(Span::new(file, at, at + character.len_utf8()), character));
        }
    }
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches([' ', '\t', '\u{a0}', '\u{3000}']).len();
        if let Some((at, character)) = line[..indent].char_indices().find(|(_, c)| *c != ' ')
            && !line.trim().is_empty()
        {
            let span = Span::new(file, start + at, start + at + character.len_utf8());
            found.push(bad_indent(span, character));
        }
        start += line.len();
    }
}

fn bad_indent(span: Span, character: char) -> Diagnostic {
    let headline = match character {
        '\t' => text!("dòng thụt vào bằng phím Tab", "the line is indented with a tab"),
        _ => text!(
            "dòng thụt vào bằng dấu cách lạ (thường do chép từ Word hoặc trang web)",
            "the line is indented with an odd space (often pasted from Word or the web)"
        ),
    };
    Diagnostic::error(Code::YamlSyntax, headline)
        .at(span)
        .help(text!("xóa đi và gõ lại bằng dấu cách thường", "delete it and type ordinary spaces"))
}

fn control_character(span: Span, character: char) -> Diagnostic {
    let code = character as u32;
    Diagnostic::error(
        Code::ControlCharacter,
        text!(
            "có ký tự điều khiển U+{code:04X}, mắt không thấy",
            "there is a control character U+{code:04X}, which cannot be seen"
        ),
    )
    .at(span)
    .help(text!(
        "xóa ký tự ở chỗ này và gõ lại đoạn chữ",
        "delete the character here and type the text again"
    ))
}

/// A control character written as an escape inside quotes (`"\u0007"`).
pub(super) fn escaped_control_character(value: &str, span: Span, found: &mut Diagnostics) {
    if let Some(character) = value.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t')) {
        found.push(control_character(span, character));
    }
}

pub(super) fn duplicate_key(name: &str, span: Span, first: Span) -> Diagnostic {
    Diagnostic::error(Code::DuplicateKey, text!("mục “{name}” có hai lần", "the key “{name}” is there twice"))
        .at(span)
        .and_at(first, text!("lần đầu ở đây", "first here"))
        .help(text!("giữ lại một mục", "keep one of them"))
}

pub(super) fn odd_key(span: Span) -> Diagnostic {
    Diagnostic::error(Code::YamlSyntax, text!("tên mục phải là chữ", "the name of a key must be plain text"))
        .at(span)
        .help(text!(
            "nếu là văn bản, đặt cả dòng trong dấu nháy \"…\"",
            "if it is text, put the line in quotes \"…\""
        ))
}

/// What a value should be, after "phải là" / "must be".
pub(super) fn expected(kind: &Kind) -> Text {
    match kind {
        Kind::Text(_) => text!("một đoạn chữ", "a text"),
        Kind::Flag => text!("“có” hoặc “không”", "“có” (yes) or “không” (no)"),
        Kind::Integer => text!("một số nguyên, ví dụ 1994 hoặc 1.994", "an integer, as 1994 or 1.994"),
        Kind::Source(_) => text!(
            "tên một tệp bảng tính cạnh tệp này, ví dụ K02.xlsx",
            "the name of a workbook beside this file, as K02.xlsx"
        ),
        Kind::Number | Kind::SourceFigure => text!(
            "một số, phần thập phân sau dấu phẩy, ví dụ 51,78",
            "a number with a decimal comma, as 51,78"
        ),
        Kind::Date => text!("một ngày, ví dụ 24/6/2024", "a date, as 24/6/2024"),
        Kind::Period => {
            text!("một kỳ báo cáo, ví dụ 2024-06, 2024-Q2, 2024", "a period, as 2024-06, 2024-Q2, 2024")
        }
        Kind::Stated => text!(
            "hai mục gia_tri và ly_do thụt vào bên dưới",
            "the two keys gia_tri and ly_do, indented below it"
        ),
        Kind::List { .. } => {
            text!("một danh sách, mỗi dòng mở đầu bằng “- ”", "a list, each line beginning with “- ”")
        }
        Kind::Map(_) => text!("các mục con thụt vào bên dưới", "keys of its own, indented below it"),
        Kind::Either(choices) => choices.first().map_or_else(Text::default, |choice| expected(&choice.kind)),
    }
}

/// A character that shows nothing is dropped, and told once for each value.
pub(super) fn invisible_letter(typed: &str, span: Span, found: &mut Diagnostics) {
    if let Some((at, letter)) = typed.char_indices().find(|(_, letter)| is_invisible(*letter)) {
        found.push(dropped(
            letter,
            Span::new(span.file, span.start + at, span.start + at + letter.len_utf8()),
        ));
    }
}

/// The remark on a dropped character, for data and templates alike.
pub(crate) fn dropped(letter: char, at: Span) -> Diagnostic {
    let code = u32::from(letter);
    Diagnostic::warning(
        Code::InvisibleLetter,
        text!("bỏ ký tự không nhìn thấy U+{code:04X}", "the invisible character U+{code:04X} is dropped"),
    )
    .at(at)
    .help(text!("xóa nó đi: gõ lại từ này", "delete it: type the word again"))
}
