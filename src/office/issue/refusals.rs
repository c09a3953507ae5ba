//! What is said when a report cannot be issued, or is issued with something to look at.

use super::Occasion;
use crate::archive::record::About;
use crate::diag::{Code, Diagnostic, Text, text};
use crate::pipeline::Report;

pub(super) fn warnings_left(warnings: usize) -> Diagnostic {
    Diagnostic::error(
        Code::WarningsLeft,
        text!("còn {warnings} cảnh báo chưa xử lý", "{warnings} warnings are left"),
    )
    .help(text!(
        "sửa, hoặc ghi chap_nhan vào tệp, hoặc thêm --accept-warnings \"lý do\"",
        "correct them, accept them in the file (chap_nhan), or add --accept-warnings \"reason\""
    ))
}

/// A document that replaces another has to say so (Decree 30/2020, Article 18.3), which is up to its template.
pub(super) fn says_nothing_of_it(report: &Report) -> Diagnostic {
    let id = &report.inputs.id;
    Diagnostic::warning(
        Code::ChangedAfterIssue,
        text!(
            "văn bản này thay thế văn bản khác mà mẫu {id} không in câu ấy",
            "this document replaces another, and the template {id} does not print so"
        ),
    )
    .help(text!(
        "thêm vào mẫu: {{% if thay_the %}}Báo cáo này thay thế {{{{ thay_the }}}}.{{% endif %}}",
        "add to the template: {{% if thay_the %}}Báo cáo này thay thế {{{{ thay_the }}}}.{{% endif %}}"
    ))
}

pub(super) fn unnumbered(is_numbered: bool, occasion: Occasion<'_>) -> Diagnostic {
    let (what, how): (Text, Text) = match (is_numbered, occasion) {
        (false, Occasion::Amend { .. } | Occasion::Replace { .. }) => (
            text!("chưa ghi số của văn bản cần sửa", "the number of the document to correct is not said"),
            text!(
                "điền vào “so” số đã ban hành (xem baocao archive list)",
                "write the number that was issued into “so” (see baocao archive list)"
            ),
        ),
        (false, _) => (
            text!("chưa có số văn bản, không ban hành được", "there is no number, so it cannot be issued"),
            text!(
                "điền “so”, hoặc thêm --number auto để lấy số tiếp theo",
                "fill in “so”, or add --number auto to take the next one"
            ),
        ),
        (true, _) => (
            text!("chưa có ngày ban hành", "there is no day of issue"),
            text!("điền “ngay”, hoặc thêm --date homnay", "fill in “ngay”, or add --date today"),
        ),
    };
    Diagnostic::error(Code::NumberMissing, what).help(how)
}

pub(super) fn nothing_changed(about: &About) -> Diagnostic {
    let number = &about.number;
    Diagnostic::error(
        Code::NothingChanged,
        text!("{number}: không có gì khác bản đã ban hành", "{number}: nothing differs from what was issued"),
    )
    .help(text!(
        "lưu tệp số liệu sau khi sửa rồi chạy lại",
        "save the data file after correcting it, then run it again"
    ))
}

pub(super) fn changed_after_issue(about: &About) -> Diagnostic {
    let number = &about.number;
    Diagnostic::warning(
        Code::ChangedAfterIssue,
        text!(
            "{number} đã ban hành mà nội dung thay đổi dưới cùng một số",
            "{number} was issued, and its content changes under the same number"
        ),
    )
    .help(text!(
        "Nghị định 30/2020/NĐ-CP, Điều 18 khoản 3: sai sót về nội dung phải sửa bằng văn bản thay thế có hình thức tương đương (--new-number)",
        "Decree 30/2020/NĐ-CP, Article 18.3: errors of content are corrected by a replacing document of equivalent form (--new-number)"
    ))
}
