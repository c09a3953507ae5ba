//! The pages of the archive's codes.

use crate::diag::Code;
use crate::diag::page::{CodePage, words as w};

pub(super) const PAGES: &[(Code, CodePage)] = &[
    (
        Code::ArchiveUnwritable,
        CodePage {
            what: w("Không ghi được vào kho lưu trữ.", "The archive cannot be written."),
            why: w(
                "Thư mục chỉ đọc, đĩa đầy, hoặc tệp đang mở ở chương trình khác. Kho giữ nguyên như trước.",
                "The folder is read-only, the disk is full, or a file is open elsewhere. The archive is as before.",
            ),
            wrong: "baocao issue data/2024-06.yaml  (đĩa đã đầy)",
            right: "baocao issue data/2024-06.yaml  (sau khi dọn đĩa)",
        },
    ),
    (
        Code::ArchiveDamaged,
        CodePage {
            what: w(
                "Một tệp hoặc một dòng sổ trong kho bị mất, bị sửa, hoặc không thuộc về kho.",
                "A file or a ledger line of the archive is missing, altered, or does not belong.",
            ),
            why: w(
                "Mỗi bản có mã băm của mọi tệp, mỗi dòng sổ có mã băm của dòng trước: sửa đâu cũng lộ. Khôi phục từ bản sao lưu.",
                "Each version has the hash of every file, each ledger line that of the line before: every change shows. Restore from a backup.",
            ),
            wrong: "sửa tay tệp archive/2024/254-BC-TCTĐA06/v1/254-BC-TCTĐA06.pdf",
            right: "sửa data/2024-06.yaml rồi: baocao amend data/2024-06.yaml --reason \"…\"",
        },
    ),
    (
        Code::ArchiveBusy,
        CodePage {
            what: w(
                "Một chương trình khác giữ kho lưu trữ quá lâu.",
                "Another program holds the archive for too long.",
            ),
            why: w(
                "Mỗi lúc chỉ một chương trình ghi vào kho; khóa tự mất khi chương trình ấy kết thúc.",
                "One program at a time writes to the archive; the lock goes when that program ends.",
            ),
            wrong: "hai người cùng ban hành, một máy bị treo",
            right: "chờ, hoặc đóng chương trình bị treo, rồi chạy lại",
        },
    ),
    (
        Code::NumberTaken,
        CodePage {
            what: w(
                "Số này đã ban hành cho một văn bản khác trong năm.",
                "The number was issued for another document of the year.",
            ),
            why: w(
                "Nghị định 30/2020/NĐ-CP, Điều 15: số của văn bản là thứ tự ban hành trong một năm.",
                "Decree 30/2020/NĐ-CP, Article 15: numbers count the documents of one year.",
            ),
            wrong: "so: 254  (đã có báo cáo số 254/BC-TCTĐA06)",
            right: "sửa chính báo cáo ấy: baocao amend; văn bản khác: so: 255, hoặc baocao issue … --number auto",
        },
    ),
    (
        Code::NumberMissing,
        CodePage {
            what: w("Báo cáo chưa có số hoặc chưa có ngày.", "The report has no number or no date."),
            why: w(
                "Văn bản ban hành phải có số và ngày (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.3 và II.4).",
                "What is issued has a number and a date (Decree 30/2020/NĐ-CP, Appendix I, II.3 and II.4).",
            ),
            wrong: "so:\nngay:",
            right: "so: 254\nngay: 24/6/2024",
        },
    ),
    (
        Code::NameUnsafe,
        CodePage {
            what: w(
                "Số, ký hiệu không dùng làm tên thư mục được.",
                "Number and symbol cannot be the name of a folder.",
            ),
            why: w(
                "Kho phải mở được trên Windows và Linux, và không tệp nào ra ngoài kho.",
                "The archive has to open on Windows and Linux, and no file may leave it.",
            ),
            wrong: "ky_hieu: ../BC",
            right: "ky_hieu: BC-UBND",
        },
    ),
    (
        Code::NotIssued,
        CodePage {
            what: w("Trong kho không có văn bản ấy.", "The archive does not have that document."),
            why: w(
                "Chỉ sửa, xem, lập lại được văn bản đã ban hành.",
                "Only what was issued can be corrected, shown or made again.",
            ),
            wrong: "baocao amend data/2024-07.yaml --reason \"…\"  (chưa ban hành)",
            right: "baocao issue data/2024-07.yaml",
        },
    ),
    (
        Code::NothingChanged,
        CodePage {
            what: w("Bản sửa giống hệt bản đã ban hành.", "The correction is just what was issued."),
            why: w("Có thể tệp số liệu chưa được lưu.", "Perhaps the data file was not saved."),
            wrong: "baocao amend data/2024-06.yaml --reason \"sửa số\"  (tệp chưa sửa)",
            right: "sửa và lưu data/2024-06.yaml trước khi chạy amend",
        },
    ),
    (
        Code::WarningsLeft,
        CodePage {
            what: w("Còn cảnh báo chưa xử lý.", "Warnings are left."),
            why: w(
                "Phát hành rồi thì không sửa được nữa; cảnh báo phải sửa hoặc chấp nhận có lý do, lý do được ghi vào sổ.",
                "What is issued cannot be changed; warnings are corrected, or accepted with a reason that the ledger keeps.",
            ),
            wrong: "baocao issue data/2024-06.yaml",
            right: "baocao issue data/2024-06.yaml --accept-warnings \"giữ đúng số đã công bố\"",
        },
    ),
    (
        Code::ChangedAfterIssue,
        CodePage {
            what: w(
                "Nội dung thay đổi dưới cùng một số sau khi ban hành.",
                "The content changes under the same number after issue.",
            ),
            why: w(
                "Nghị định 30/2020/NĐ-CP, Điều 18 khoản 3: văn bản đã phát hành có sai sót về nội dung phải được sửa đổi, thay thế bằng văn bản có hình thức tương đương.",
                "Decree 30/2020/NĐ-CP, Article 18.3: errors of content in an issued document are corrected by a replacing document of equivalent form.",
            ),
            wrong: "baocao amend data/2024-06.yaml --reason \"sửa tỷ lệ\"",
            right: "baocao amend data/2024-06.yaml --reason \"sửa tỷ lệ\" --new-number auto --date homnay",
        },
    ),
    (
        Code::NotRegenerated,
        CodePage {
            what: w("Không lập lại được bản đã lưu.", "A stored version cannot be rendered again."),
            why: w(
                "Cần đúng số liệu, mẫu và phông chữ đã lưu; mã băm của phông chữ ghi trong manifest.json.",
                "It takes the very data, template and fonts of the version; the fonts' hashes are in manifest.json.",
            ),
            wrong: "baocao archive regenerate 254  (bản lập bằng phông Times New Roman)",
            right: "baocao archive regenerate 254 --fonts phong-chu",
        },
    ),
];
