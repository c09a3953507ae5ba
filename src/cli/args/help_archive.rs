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
