//! What is said when a document cannot be copied so.

use crate::archive::Failure;
use crate::archive::record::LedgerEntry;
use crate::diag::{Code, Diagnostic, Diagnostics, Text, text};
use crate::model::CopyForm;

pub(super) fn superseded(of: &LedgerEntry, next: &LedgerEntry) -> Failure {
    let (folder, next) = (&of.folder, &next.folder);
    refusal(
        Code::NumberTaken,
        text!("{folder} đã có bản mới hơn: {next}", "{folder} has been superseded by {next}"),
        text!("sao bản ấy: baocao copy {next}", "copy that one: baocao copy {next}"),
    )
}

pub(super) fn needs_a_copy(of: &LedgerEntry) -> Failure {
    let number = &of.about.number;
    refusal(
        Code::NotIssued,
        text!(
            "{number} không phải là bản sao y: sao lục là sao từ bản sao y",
            "{number} is no sao y: a sao lục is a copy of one"
        ),
        text!(
            "sao y trước (--form sao-y), rồi sao lục bản sao y ấy",
            "make a sao y first (--form sao-y), then copy that"
        ),
    )
}

pub(super) fn needs_the_original(form: CopyForm, of: &LedgerEntry) -> Failure {
    let (number, words) = (&of.about.number, form.words().to_lowercase());
    refusal(
        Code::NotIssued,
        text!(
            "{number} là bản sao: {words} phải từ bản gốc",
            "{number} is a copy: {words} is made from the original"
        ),
        text!("chỉ bản gốc, hoặc --form sao-luc", "name the original, or --form sao-luc"),
    )
}

pub(super) fn which_parts() -> Failure {
    refusal(
        Code::MissingValue,
        text!("chưa nói trích sao phần nào", "it is not said what is extracted"),
        text!(
            "thêm --part II (hoặc II.1, Điều 3, “Phụ lục I”)",
            "add --part II (or II.1, Điều 3, “Phụ lục I”)"
        ),
    )
}

pub(super) fn no_parts(form: CopyForm) -> Failure {
    let words = form.words().to_lowercase();
    refusal(
        Code::MissingValue,
        text!("{words} là sao toàn văn, không chọn phần", "{words} copies the whole document"),
        text!("bỏ --part, hoặc dùng --form trich-sao", "leave out --part, or use --form trich-sao"),
    )
}

pub(super) fn no_part(name: &str, count: usize, all: &str) -> Box<Diagnostic> {
    let message = match count {
        0 => text!("văn bản không có phần “{name}”", "the document has no part “{name}”"),
        _ => text!("“{name}” là {count} đề mục", "“{name}” means {count} headings"),
    };
    Box::new(Diagnostic::error(Code::NotIssued, message).help(text!("có: {all}", "there are: {all}")))
}

pub(super) fn taken(twin: &LedgerEntry) -> Failure {
    let (number, title) = (&twin.about.number, &twin.about.title);
    refusal(
        Code::NumberTaken,
        text!("số bản sao {number} đã dùng: {title}", "the number {number} is that of a copy: {title}"),
        text!("lấy số khác, hoặc --number auto", "take another number, or --number auto"),
    )
}

pub(super) fn before_its_issue(of: &LedgerEntry) -> Failure {
    let (number, day) = (&of.about.number, &of.about.date);
    refusal(
        Code::ValueOutOfRange,
        text!(
            "ngày sao trước ngày của {number} ({day})",
            "the day of copying is before that of {number} ({day})"
        ),
        text!("sửa --date", "correct --date"),
    )
}

pub(super) fn not_rendered(of: &LedgerEntry, found: &Diagnostics) -> Failure {
    let folder = &of.folder;
    let why = found.iter().next().map(|finding| finding.headline.clone()).unwrap_or_default();
    let (vi, en) = (why.vi, why.en);
    Diagnostic::error(
        Code::NotRegenerated,
        text!("{folder}: không lập được bản sao: {vi}", "{folder}: cannot be copied: {en}"),
    )
    .into()
}

fn refusal(code: Code, message: Text, help: Text) -> Failure {
    Diagnostic::error(code, message).help(help).into()
}

pub(super) fn notes_before() -> Box<Diagnostic> {
    Box::new(
        Diagnostic::error(
            Code::NotIssued,
            text!(
                "phần trích có chú thích mà không có các chú thích đứng trước nó",
                "the extract has a note without those before it"
            ),
        )
        .help(text!("trích thêm phần có chú thích trước", "extract the part with the notes before, too")),
    )
}
