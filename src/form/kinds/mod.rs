//! The kinds of documents. Each is a file here that says which parts of the form it has, in their order.

mod named;
mod register;

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

/// The sections of the document that is being arranged.
pub(super) fn sections<'a>(arranger: &mut Arranger<'a, '_>) -> Vec<Section<'a>> {
    match arranger.document.form {
        DocumentForm::Named => named::sections(arranger),
        DocumentForm::Register => register::sections(arranger),
    }
}
