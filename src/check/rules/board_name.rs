//! A board or council in the letterhead that running text calls by another agency's name.

use crate::check::{Rule, Subject};
use crate::data::keys;
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};

pub(super) const RULE: Rule = Rule {
    code: Code::BoardName,
    page: CodePage {
        what: w(
            "Cơ quan ban hành là hội đồng, ban hoặc tổ, mà tên viết trong câu (ten_co_quan) là của cơ quan khác.",
            "The issuing agency is a council, board or group, but its name in sentences (ten_co_quan) is another agency's.",
        ),
        why: w(
            "Hội đồng, ban, tổ phải lấy hệ thống số riêng (Phụ lục I, II.3); số được đếm theo ten_co_quan, ghi sai thì lẫn vào số của cơ quan.",
            "Councils, boards and groups have numbers of their own (Appendix I, II.3); numbers are counted by ten_co_quan, which would mix them with the office's.",
        ),
        wrong: "co_quan_ban_hanh: [BAN CHỈ ĐẠO, CHUYỂN ĐỔI SỐ]\nten_co_quan: Ủy ban nhân dân xã Thử Nghiệm",
        right: "co_quan_ban_hanh: [BAN CHỈ ĐẠO, CHUYỂN ĐỔI SỐ]\nten_co_quan: Ban Chỉ đạo chuyển đổi số xã Thử Nghiệm",
    },
    run,
};

/// How the names of bodies within an office begin.
const BOARDS: [&str; 4] = ["HỘI ĐỒNG ", "TIỂU BAN ", "BAN ", "TỔ "];
/// An agency, although it begins like a board.
const NO_BOARD: &str = "HỘI ĐỒNG NHÂN DÂN";

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    let header = &subject.document.header;
    let letterhead = header.issuing_agency.join(" ").to_uppercase();
    let in_text = header.agency_in_text.to_uppercase() + " ";
    let Some(board) = BOARDS.iter().find(|board| letterhead.starts_with(*board)) else { return };
    if letterhead.starts_with(NO_BOARD) {
        return;
    }
    let signs_for = subject.document.signature.capacity.iter().find(|line| signs_for_another(line));
    if let Some(line) = signs_for {
        let finding = Diagnostic::warning(
            Code::BoardName,
            text!(
                "cơ quan ban hành là “{letterhead}” mà ký “{line}”",
                "the issuing agency is “{letterhead}”, but it is signed “{line}”"
            ),
        );
        let finding = finding.help(text!(
            "ghi nguoi_ky của hội đồng, ban, tổ (TRƯỞNG BAN, TM. BAN CHỈ ĐẠO …) vào tệp riêng của nó",
            "write the board's own nguoi_ky (TRƯỞNG BAN, TM. BAN CHỈ ĐẠO …) into its own file"
        ));
        found.push(finding.at_maybe(subject.key_span(keys::SIGNER)));
    }
    if in_text.starts_with(board) {
        return;
    }
    let name = &header.agency_in_text;
    let finding = Diagnostic::warning(
        Code::BoardName,
        text!(
            "cơ quan ban hành là “{letterhead}” mà ten_co_quan là “{name}”",
            "the issuing agency is “{letterhead}”, but ten_co_quan is “{name}”"
        ),
    )
    .help(text!(
        "ghi tên của hội đồng, ban, tổ vào ten_co_quan: số văn bản của nó đếm riêng",
        "write the board's own name into ten_co_quan: its numbers are counted apart"
    ));
    found.push(finding.at_maybe(subject.key_span(keys::AGENCY_IN_TEXT)));
}

/// Whether a line of the signer's capacity is that of a People's Committee, which is no board.
fn signs_for_another(line: &str) -> bool {
    let line = line.to_uppercase();
    line.starts_with("TM. ỦY BAN NHÂN DÂN") || line.starts_with("TM. UBND")
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{document, findings};

    fn check(letterhead: &[&str], in_text: &str) -> usize {
        let mut document = document();
        document.header.issuing_agency = letterhead.iter().map(ToString::to_string).collect();
        document.header.agency_in_text = in_text.to_string();
        findings(&RULE, &document).len()
    }

    #[test]
    fn a_board_is_called_by_its_own_name() {
        assert_eq!(check(&["BAN CHỈ ĐẠO", "CHUYỂN ĐỔI SỐ"], "Ủy ban nhân dân xã Thử Nghiệm"), 1);
        assert_eq!(check(&["HỘI ĐỒNG THI ĐUA"], "Sở Nội vụ"), 1);
        assert_eq!(check(&["TỔ CÔNG TÁC ĐỀ ÁN 06"], "Tổ công tác Đề án 06"), 0);
        assert_eq!(check(&["BAN DÂN TỘC"], "Ban Dân tộc tỉnh Mẫu"), 0);
        assert_eq!(check(&["HỘI ĐỒNG NHÂN DÂN"], "HĐND xã"), 0);
        assert_eq!(check(&["TRƯỜNG TIỂU HỌC MẪU"], "Nhà trường"), 0);
    }
}
