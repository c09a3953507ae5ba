//! The kinds of documents. Each is a file here that says which parts of the form it has, in their order.

mod issued;
mod leave;
mod letter;
mod minutes;
mod named;
mod register;
mod telegram;

use super::Arranger;
use crate::arrangement::Section;
use crate::model::DocumentForm;

/// Kinds of documents and their abbreviations (Appendix III).
pub const ABBREVIATIONS: [(&str, &str); 27] = [
    ("NGHỊ QUYẾT", "NQ"),
    ("QUYẾT ĐỊNH", "QĐ"),
    ("CHỈ THỊ", "CT"),
    ("QUY CHẾ", "QC"),
    ("QUY ĐỊNH", "QyĐ"),
    ("THÔNG CÁO", "TC"),
    ("THÔNG BÁO", "TB"),
    ("HƯỚNG DẪN", "HD"),
    ("CHƯƠNG TRÌNH", "CTr"),
    ("KẾ HOẠCH", "KH"),
    ("PHƯƠNG ÁN", "PA"),
    ("ĐỀ ÁN", "ĐA"),
    ("DỰ ÁN", "DA"),
    ("BÁO CÁO", "BC"),
    ("BIÊN BẢN", "BB"),
    ("TỜ TRÌNH", "TTr"),
    ("HỢP ĐỒNG", "HĐ"),
    ("CÔNG ĐIỆN", "CĐ"),
    ("BẢN GHI NHỚ", "BGN"),
    ("BẢN THỎA THUẬN", "BTT"),
    ("GIẤY ỦY QUYỀN", "GUQ"),
    ("GIẤY MỜI", "GM"),
    ("GIẤY GIỚI THIỆU", "GGT"),
    ("GIẤY NGHỈ PHÉP", "GNP"),
    ("PHIẾU GỬI", "PG"),
    ("PHIẾU CHUYỂN", "PC"),
    ("PHIẾU BÁO", "PB"),
];

/// The abbreviation that symbols of a kind begin with: `BC` of a `BÁO CÁO`; `None` for one that has none, as a letter.
pub fn abbreviation(kind: &str) -> Option<&'static str> {
    ABBREVIATIONS.iter().find(|(name, _)| *name == kind).map(|(_, short)| *short)
}

/// Whether symbols of some kind begin with it.
pub fn is_abbreviation(short: &str) -> bool {
    ABBREVIATIONS.iter().any(|(_, known)| *known == short)
}

/// Kinds that have no subject below their title (forms 1.8 and 1.10).
const WITHOUT_SUBJECT: [&str; 2] = ["GIẤY GIỚI THIỆU", "GIẤY NGHỈ PHÉP"];

/// Whether documents of a kind say what they are about below their title.
pub(super) fn has_subject(kind: &str) -> bool {
    !WITHOUT_SUBJECT.contains(&kind)
}

/// What tells the forms of documents apart: which cells of the decree's diagram they have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FormCells {
    /// Where the subject stands.
    pub subject: SubjectPlace,
    /// Whether the number stands at the top (cell 3), with the marks of urgency and circulation.
    pub is_numbered: bool,
    /// Whether place and date stand at the top (cell 4).
    pub is_dated: bool,
    /// Whether a line stands below the subject.
    pub has_rule: bool,
    /// What stands before the addressees (cell 9a).
    pub label: AddresseesLabel,
    /// Whether room is left for another office to confirm the document.
    pub has_confirmation: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SubjectPlace {
    /// Below the kind, which is the title (cell 5a).
    BelowKind,
    /// Under the number; there is no title (cell 5b).
    BelowNumber,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AddresseesLabel {
    /// `Kính gửi:`
    Respect,
    /// `Chủ tịch Ủy ban nhân dân tỉnh điện:`
    Wire,
}

pub(super) use issued::sections as issued_sections;

/// The sections of the document that is being arranged.
pub(super) fn sections<'a>(arranger: &mut Arranger<'a, '_>) -> Vec<Section<'a>> {
    match arranger.document.form {
        DocumentForm::Named => named::sections(arranger, named::CELLS),
        DocumentForm::Letter => named::sections(arranger, letter::CELLS),
        DocumentForm::Telegram => named::sections(arranger, telegram::CELLS),
        DocumentForm::Leave => named::sections(arranger, leave::CELLS),
        DocumentForm::Minutes => named::sections(arranger, minutes::CELLS),
        DocumentForm::Register => register::sections(arranger),
    }
}
