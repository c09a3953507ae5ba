//! What `--help` says about the archive, in both languages.

use baocao::diag::Lang;
use clap::Command;

use super::super::pick;

/// The options that `issue` and `amend` share.
pub(super) fn store_texts(lang: Lang, command: Command) -> Command {
    let t = |vi: &'static str, en: &'static str| pick(lang, vi, en);
    command
        .mut_arg("file", |arg| arg.help(t("Tệp dữ liệu của kỳ báo cáo", "Data file of the period")))
        .mut_arg("archive", |arg| {
            arg.help(t(
                "Kho lưu trữ (mặc định: archive/ cạnh thư mục dữ liệu)",
                "The archive (default: archive/ beside the folder of the data)",
            ))
        })
        .mut_arg("date", |arg| {
            arg.help(t(
                "Ngày ban hành thay cho ngày trong dữ liệu: 24/6/2024 hoặc homnay",
                "Day of issue instead of the one in the data: 24/6/2024 or today",
            ))
        })
        .mut_arg("accept_warnings", |arg| {
            arg.help(t(
                "Phát hành dù còn cảnh báo, với lý do này; lỗi thì phải sửa",
                "Issue in spite of warnings, for this reason; errors have to be corrected",
            ))
        })
        .mut_arg("templates", |arg| {
            arg.help(t(
                "Thư mục mẫu (mặc định: templates/ gần tệp dữ liệu nhất)",
                "Folder of templates (default: the templates/ nearest to the data file)",
            ))
        })
        .mut_arg("fonts", |arg| {
            arg.help(t(
                "Thư mục phông chữ (mặc định: Liberation Serif kèm sẵn)",
                "Folder of fonts (default: Liberation Serif, built in)",
            ))
        })
        .mut_arg("pdf_standard", |arg| {
            arg.help(t("Chuẩn lưu trữ của tệp PDF", "Archival standard of the PDF"))
        })
        .mut_arg("yes", |arg| arg.help(t("Không hỏi lại trước khi phát hành", "Do not ask before issuing")))
        .mut_arg("signature_fields", |arg| {
            arg.help(t("Chừa hai ô chữ ký số trong PDF", "Leave two signature fields in the PDF"))
        })
}

pub(super) fn archive_texts(lang: Lang, command: Command) -> Command {
    let t = |vi: &'static str, en: &'static str| pick(lang, vi, en);
    let name = t(
        "Tên bản: 254, 254/v1, 2024/254-BC-TCTĐA06, hoặc kỳ 2024-06; không ghi v thì là bản mới nhất",
        "A version: 254, 254/v1, 2024/254-BC-TCTĐA06, or a period 2024-06; without v the latest",
    );
    command
        .about(t("Kho lưu trữ các báo cáo đã phát hành", "The archive of issued reports"))
        .after_help(t(
            "Ví dụ:\n  baocao archive list de an 06 --year 2024\n  baocao archive verify",
            "Examples:\n  baocao archive list de an 06 --year 2024\n  baocao archive verify",
        ))
        .mut_arg("archive", |arg| arg.help(t("Thư mục kho lưu trữ", "Folder of the archive")))
        .mut_subcommand("list", |command| {
            command
                .about(t("Liệt kê, tìm bản đã phát hành", "List and search what was issued"))
                .after_help(t(
                    "Ví dụ:\n  baocao archive list dan cu --year 2024",
                    "Example:\n  baocao archive list dan cu --year 2024",
                ))
                .mut_arg("words", |arg| {
                    arg.help(t(
                        "Chữ trong trích yếu, số, cơ quan; có dấu hoặc không dấu",
                        "Words of the title, number or agency, with accents or without",
                    ))
                })
                .mut_arg("year", |arg| arg.help(t("Năm ban hành", "Year of issue")))
                .mut_arg("period", |arg| arg.help(t("Kỳ báo cáo, ví dụ 2024-06", "Period, as 2024-06")))
                .mut_arg("number", |arg| arg.help(t("Số văn bản", "Number of the document")))
                .mut_arg("format", |arg| arg.help(t("Dạng in: human, json", "Form: human, json")))
        })
        .mut_subcommand("show", |command| {
            command
                .about(t("Cho biết mọi điều về một bản", "Tell all about a version"))
                .after_help(t("Ví dụ:\n  baocao archive show 254", "Example:\n  baocao archive show 254"))
                .mut_arg("name", |arg| arg.help(name))
        })
        .mut_subcommand("verify", |command| {
            command
                .about(t(
                    "Tính lại mọi mã băm và chuỗi sổ; nêu tên tệp mất hoặc bị sửa",
                    "Compute all hashes and the chain again; name what is missing or altered",
                ))
                .after_help(t(
                    "Ví dụ:\n  baocao archive verify\n  baocao archive verify --head 3f1a…",
                    "Examples:\n  baocao archive verify\n  baocao archive verify --head 3f1a…",
                ))
                .mut_arg("head", |arg| {
                    arg.help(t(
                        "Mã cuối sổ mà lần kiểm tra trước đã in: chứng minh không mất bản nào từ đó",
                        "The end of the chain that was printed before: proves that nothing was taken off since",
                    ))
                })
        })
        .mut_subcommand("restore", |command| {
            command
                .about(t(
                    "Lấy số liệu và mẫu của một bản ra thư mục khác",
                    "Bring data and template of a version back into a folder",
                ))
                .after_help(t(
                    "Ví dụ:\n  baocao archive restore 254/v1 --out cu",
                    "Example:\n  baocao archive restore 254/v1 --out old",
                ))
                .mut_arg("name", |arg| arg.help(name))
                .mut_arg("out", |arg| arg.help(t("Thư mục ghi ra", "Folder to write into")))
        })
        .mut_subcommand("regenerate", |command| {
            command
                .about(t(
                    "Lập lại từ số liệu đã lưu và so từng byte với bản đã phát hành",
                    "Render again from the stored inputs and compare every byte with what was issued",
                ))
                .after_help(t(
                    "Ví dụ:\n  baocao archive regenerate --all",
                    "Example:\n  baocao archive regenerate --all",
                ))
                .mut_arg("names", |arg| arg.help(name))
                .mut_arg("all", |arg| arg.help(t("Mọi bản trong kho", "Every version of the archive")))
                .mut_arg("out", |arg| {
                    arg.help(t("Ghi kết quả vào thư mục này", "Write the results into this folder"))
                })
                .mut_arg("fonts", |arg| arg.help(t("Thư mục phông chữ", "Folder of fonts")))
        })
}

/// What `copy` takes.
pub(super) fn copy_texts(lang: Lang, command: Command) -> Command {
    let t = |vi: &'static str, en: &'static str| pick(lang, vi, en);
    command
        .about(t(
            "Sao y, sao lục, trích sao văn bản đã phát hành; bản sao có số riêng, lưu vào kho",
            "Make a certified copy of what was issued; it has a number of its own and is stored",
        ))
        .after_help(t(
            "Ví dụ:\n  baocao copy 254-BC-UBND --recipients \"Sở Tư pháp; Công an xã\"\n  baocao copy 78-QĐ-UBND --form trich-sao --part \"Điều 2\" --post \"TL. CHỦ TỊCH; CHÁNH VĂN PHÒNG\" --signer \"Họ và tên\"\n  baocao copy 254-BC-UBND --electronic --time \"24/6/2024 10:15:30\"",
            "Examples:\n  baocao copy 254-BC-UBND --recipients \"Sở Tư pháp; Công an xã\"\n  baocao copy 78-QĐ-UBND --form trich-sao --part \"Điều 2\" --post \"TL. CHỦ TỊCH; CHÁNH VĂN PHÒNG\" --signer \"Name\"\n  baocao copy 254-BC-UBND --electronic --time \"24/6/2024 10:15:30\"",
        ))
        .mut_arg("name", |arg| arg.help(t("Văn bản trong kho: số, kỳ, hoặc thư mục", "A document of the archive: its number, period or folder")))
        .mut_arg("form", |arg| arg.help(t("Hình thức sao; sao-luc là sao từ bản sao y", "Form of copying; sao-luc copies a sao-y")))
        .mut_arg("number", |arg| arg.help(t("Số bản sao; mọi hình thức sao chung một dãy số trong năm", "Number of the copy; all forms share the numbers of a year")))
        .mut_arg("symbol", |arg| arg.help(t("Ký hiệu bản sao (mặc định: SY, SL, TrS và tên viết tắt cơ quan)", "Symbol of the copy (default: SY, SL, TrS with the agency)")))
        .mut_arg("date", |arg| arg.help(t("Ngày sao: 24/6/2024 hoặc homnay", "Day of copying: 24/6/2024 or today")))
        .mut_arg("recipients", |arg| arg.help(t("Nơi nhận bản sao, cách nhau bằng dấu ;", "Recipients of the copy, a ; between them")))
        .mut_arg("post", |arg| arg.help(t("Quyền hạn, chức vụ người ký bản sao, mỗi dòng cách nhau bằng dấu ;", "Capacity and post of who signs the copy, a ; between lines")))
        .mut_arg("signer", |arg| arg.help(t("Họ tên người ký bản sao (mặc định: người ký văn bản)", "Name of who signs the copy (default: who signed the document)")))
        .mut_arg("part", |arg| arg.help(t("Phần được trích: II, II.1, \"Điều 3\", \"Phụ lục I\"; ghi nhiều lần được", "What is extracted: II, II.1, \"Điều 3\", \"Phụ lục I\"; may be repeated")))
        .mut_arg("electronic", |arg| arg.help(t("Bản sao điện tử (mẫu 3.2): góc trên bên phải thay cho phần cuối", "An electronic copy (form 3.2): a corner at the top instead of the end")))
        .mut_arg("time", |arg| arg.help(t("Thời gian ký số bản sao điện tử; bỏ trống thì chừa chỗ cho phần mềm ký", "When the electronic copy was signed; without it, room for the signing tool")))
        .mut_arg("archive", |arg| arg.help(t("Kho lưu trữ", "The archive")))
        .mut_arg("fonts", |arg| arg.help(t("Thư mục phông chữ", "Folder of fonts")))
        .mut_arg("yes", |arg| arg.help(t("Không hỏi lại", "Do not ask")))
}
