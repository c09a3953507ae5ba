//! What `--help` says, in both languages.

use baocao::diag::Lang;
use baocao::period::Period;
use clap::{Command, CommandFactory};

use super::super::pick;
use super::Arguments;
use super::help_archive::{archive_texts, copy_texts, store_texts};

/// The command line with its texts in `lang`.
pub(in super::super) fn command(lang: Lang) -> Command {
    let t = |vi: &'static str, en: &'static str| pick(lang, vi, en);
    Arguments::command()
        .about(t(
            "Lập báo cáo hành chính theo Nghị định 30/2020/NĐ-CP từ tệp dữ liệu YAML",
            "Administrative reports in the form of Decree 30/2020/NĐ-CP from YAML data",
        ))
        .after_help(t("Ví dụ:\n  baocao render data/2024-06.yaml", "Example:\n  baocao render data/2024-06.yaml"))
        .mut_arg("lang", |arg| arg.help(t("Ngôn ngữ của thông báo", "Language of messages")))
        .mut_subcommand("check", |command| {
            command
                .about(t(
                    "Kiểm tra số liệu, lời văn, viện dẫn, thể thức, và so với kỳ trước",
                    "Check figures, text, citations and form, and compare with the previous period",
                ))
                .after_help(t(
                    "Ví dụ:\n  baocao check data/2024-06.yaml\n  baocao check data/2024-06.yaml --format sarif --fail-on error",
                    "Examples:\n  baocao check data/2024-06.yaml\n  baocao check data/2024-06.yaml --format sarif --fail-on error",
                ))
                .mut_arg("files", |arg| arg.help(t("Tệp dữ liệu của kỳ báo cáo", "Data files, one a period")))
                .mut_arg("format", |arg| {
                    arg.help(t(
                        "Dạng in: human (cho người đọc), short (mỗi phát hiện một dòng), json, sarif",
                        "Form: human, short (a line each), json, sarif",
                    ))
                })
                .mut_arg("fail_on", |arg| {
                    arg.help(t(
                        "Mức thấp nhất làm lệnh kết thúc với mã 1",
                        "The least severity that makes the exit code 1",
                    ))
                })
                .mut_arg("fix", |arg| {
                    arg.help(t(
                        "Sửa luôn trong tệp số liệu những lỗi chỉ có một cách sửa; bản trước giữ ở .baocao/truoc/",
                        "Correct in the data files what has one remedy only; the texts before are kept in .baocao/truoc/",
                    ))
                })
                .mut_arg("fonts", |arg| arg.help(t("Thư mục phông chữ", "Folder of fonts")))
                .mut_arg("templates", |arg| arg.help(t("Thư mục mẫu", "Folder of templates")))
                .mut_arg("date", |arg| arg.help(t("Ngày ban hành thay cho ngày trong dữ liệu", "Day of issue instead of the one in the data")))
        })
        .mut_subcommand("explain", |command| {
            command
                .about(t("Giải thích một mã lỗi; không ghi mã thì liệt kê tất cả", "Explain a code; without one, list all"))
                .after_help(t("Ví dụ:\n  baocao explain K201", "Example:\n  baocao explain K201"))
                .mut_arg("code", |arg| arg.help(t("Mã, ví dụ K201", "A code, as K201")))
        })
        .mut_subcommand("schema", |command| {
            command
                .about(t(
                    "In JSON Schema của tệp số liệu, để trình soạn thảo gợi ý tên mục",
                    "Print the JSON Schema of data files, by which editors complete keys",
                ))
                .after_help(t(
                    "Ví dụ:\n  baocao schema de-an-06 > data/de-an-06.schema.json",
                    "Example:\n  baocao schema de-an-06 > data/de-an-06.schema.json",
                ))
                .mut_arg("template", |arg| {
                    arg.help(t("Tên mẫu; bỏ trống thì in schema của co-quan.yaml", "A template; without one, the schema of co-quan.yaml"))
                })
                .mut_arg("templates", |arg| arg.help(t("Thư mục mẫu (mặc định: templates)", "Folder of templates (default: templates)")))
        })
        .mut_subcommand("source", |command| {
            command
                .about(t(
                    "Xem máy đọc được gì trong một bảng tính, và phần khai báo để mẫu lấy số từ đó (nguon.yaml)",
                    "Show what is seen in a workbook, and the declaration with which a template takes its figures (nguon.yaml)",
                ))
                .after_help(t("Ví dụ:\n  baocao source data/bieu-thang-6.xlsx", "Example:\n  baocao source data/june.xlsx"))
                .mut_arg("file", |arg| arg.help(t("Tệp .xlsx, .xls, .ods hoặc .csv", "A file .xlsx, .xls, .ods or .csv")))
        })
        .mut_subcommand("extract", |command| {
            command
                .about(t(
                    "Lấy tệp nguồn (số liệu, mẫu) ra khỏi tệp PDF đã lập với --pdf-standard a-3a",
                    "Bring the source (data, template) back out of a PDF made with --pdf-standard a-3a",
                ))
                .after_help(t(
                    "Ví dụ:\n  baocao extract 2024-06.pdf --out nguon",
                    "Example:\n  baocao extract 2024-06.pdf --out source",
                ))
                .mut_arg("file", |arg| arg.help(t("Tệp PDF", "The PDF")))
                .mut_arg("out", |arg| {
                    arg.help(t(
                        "Thư mục ghi ra (mặc định: tên tệp PDF, bỏ đuôi)",
                        "Folder to write into (default: the PDF's name without its ending)",
                    ))
                })
        })
        .mut_subcommand("issue", |command| store_texts(lang, command)
                .about(t(
                    "Phát hành: kiểm tra, lập, và lưu vào kho một bản không ai sửa được",
                    "Issue a report: check it, render it, store a version that nobody overwrites",
                ))
                .after_help(t(
                    "Ví dụ:\n  baocao issue data/2024-06.yaml\n  baocao issue data/2024-07.yaml --number auto --date homnay",
                    "Examples:\n  baocao issue data/2024-06.yaml\n  baocao issue data/2024-07.yaml --number auto --date today",
                ))
                .mut_arg("number", |arg| arg.help(t(
                    "Số văn bản thay cho số trong dữ liệu; auto lấy số tiếp theo trong năm",
                    "Number instead of the one in the data; auto takes the next of the year",
                ))))
        .mut_subcommand("amend", |command| store_texts(lang, command)
                .about(t(
                    "Sửa báo cáo đã phát hành: lưu bản mới, bản cũ giữ nguyên",
                    "Correct a report that was issued: store a new version, the old one stays as it is",
                ))
                .after_help(t(
                    "Ví dụ:\n  baocao amend data/2024-06.yaml --reason \"sửa tỷ lệ ở mục II.1\"\n  baocao amend data/2024-06.yaml --reason \"sửa số liệu\" --new-number auto --date homnay",
                    "Examples:\n  baocao amend data/2024-06.yaml --reason \"ratio of II.1 corrected\"\n  baocao amend data/2024-06.yaml --reason \"figures corrected\" --new-number auto --date today",
                ))
                .mut_arg("reason", |arg| arg.help(t("Lý do sửa, ghi vào sổ", "Why, written into the ledger")))
                .mut_arg("new_number", |arg| arg.help(t(
                    "Ban hành văn bản thay thế với số này (auto: số tiếp theo); Nghị định 30, Điều 18 khoản 3",
                    "Issue a replacing document with this number (auto: the next one); Decree 30, Article 18.3",
                ))))
        .mut_subcommand("copy", |command| copy_texts(lang, command))
        .mut_subcommand("init", |command| {
            command
                .about(t(
                    "Lập thư mục làm việc cho cơ quan: mẫu, số liệu mẫu, hai hướng dẫn",
                    "Make a working folder for an office: templates, sample data, two guides",
                ))
                .after_help(t(
                    "Ví dụ:\n  baocao init bao-cao --agency \"Ủy ban nhân dân xã An Bình\" --place \"An Bình\" --signer \"Họ và tên\"",
                    "Example:\n  baocao init reports --agency \"Ủy ban nhân dân xã An Bình\" --place \"An Bình\" --signer \"Name\"",
                ))
                .mut_arg("folder", |arg| arg.help(t("Thư mục lập ra", "Folder to make")))
                .mut_arg("agency", |arg| arg.help(t("Tên đầy đủ của cơ quan ban hành, viết như trong câu", "Full name of the agency, as in a sentence")))
                .mut_arg("parent", |arg| arg.help(t("Cơ quan chủ quản", "Parent agency")))
                .mut_arg("place", |arg| arg.help(t("Địa danh ghi trước ngày", "Place before the date")))
                .mut_arg("symbol", |arg| arg.help(t("Ký hiệu báo cáo (UBND: mặc định BC-UBND)", "Symbol of reports (of a committee BC-UBND)")))
                .mut_arg("post", |arg| arg.help(t("Chức vụ người ký (UBND: mặc định CHỦ TỊCH)", "Post of the signer (of a committee CHỦ TỊCH)")))
                .mut_arg("signer", |arg| arg.help(t("Họ tên người ký", "Name of the signer")))
                .mut_arg("recipients", |arg| arg.help(t("Nơi nhận, cách nhau bằng dấu ; (mặc định cơ quan chủ quản)", "Recipients, a ; between them (default: the parent agency)")))
                .mut_arg("template", |arg| arg.help(t("Các mẫu, cách nhau dấu phẩy (xem baocao template list), hoặc mẫu đã có trong templates/ của thư mục ấy; mặc định de-an-06, ở cửa sổ lệnh thì hỏi", "Templates, a comma between them (see baocao template list), or some that are in templates/ of that folder already; default de-an-06, at a terminal asked")))
        })
        .mut_subcommand("doctor", |command| {
            command
                .about(t(
                    "Xem chương trình thấy gì ở đây: phông chữ, mẫu, số liệu, kho lưu trữ",
                    "See what the program finds here: fonts, templates, data, archive",
                ))
                .after_help(t("Ví dụ:\n  baocao doctor", "Example:\n  baocao doctor"))
                .mut_arg("fonts", |arg| arg.help(t("Thư mục phông chữ", "Folder of fonts")))
        })
        .mut_subcommand("completions", |command| {
            command
                .about(t("In lệnh gợi ý cho cửa sổ lệnh", "Print completions for a shell"))
                .after_help(t(
                    "Ví dụ:\n  baocao completions bash > ~/.local/share/bash-completion/completions/baocao",
                    "Example:\n  baocao completions bash > ~/.local/share/bash-completion/completions/baocao",
                ))
                .mut_arg("shell", |arg| arg.help(t("Loại cửa sổ lệnh", "The shell")))
        })
        .mut_subcommand("man", |command| {
            command
                .about(t("Ghi các trang hướng dẫn cho lệnh man", "Write the pages for man"))
                .after_help(t("Ví dụ:\n  baocao man --out man && man man/baocao.1", "Example:\n  baocao man --out man && man man/baocao.1"))
                .mut_arg("out", |arg| arg.help(t("Thư mục ghi ra", "Folder to write into")))
        })
        .mut_subcommand("new", |command| {
            command
                .about(t(
                    "Lập tệp của kỳ mới: từ kỳ trước của cùng mẫu (số cũ ghi cạnh chỗ trống), kỳ đầu tiên thì từ lược đồ của mẫu",
                    "Start the file of a new period: from the last of the same template (old figures beside the blanks), the first one from the template's schema",
                ))
                .after_help(t(
                    "Ví dụ:\n  baocao new 2024-07\n  baocao new 2026-03 --template cchc\n  baocao new moi-hop --template giay-moi\n  baocao new 2024-Q3 --from data/2024-Q2.yaml",
                    "Examples:\n  baocao new 2024-07\n  baocao new 2026-03 --template cchc\n  baocao new moi-hop --template giay-moi\n  baocao new 2024-Q3 --from data/2024-Q2.yaml",
                ))
                .mut_arg("name", |arg| arg.help(match lang {
                    Lang::Vi => format!("Kỳ mới: {}; hoặc tên của văn bản không theo kỳ", Period::FORMS_VI),
                    Lang::En => format!("The new period: {}; or the name of a document without one", Period::FORMS_EN),
                }))
                .mut_arg("template", |arg| arg.help(t("Mẫu: tên thư mục trong templates/ (mặc định: mục mau ở data/co-quan.yaml)", "The template: its folder in templates/ (default: the key mau in data/co-quan.yaml)")))
                .mut_arg("from", |arg| arg.help(t("Tệp của kỳ trước (mặc định: kỳ gần nhất của cùng mẫu)", "File of an earlier period (default: the latest of the same template)")))
                .mut_arg("templates", |arg| arg.help(t("Thư mục mẫu", "Folder of templates")))
        })
        .mut_subcommand("status", |command| {
            command
                .about(t(
                    "Cho biết các báo cáo của cơ quan đã điền, đã phát hành đến đâu; hoặc tệp của một kỳ còn thiếu gì",
                    "Tell how far the office's reports are filled in and issued, or what a period's file lacks",
                ))
                .after_help(t(
                    "Ví dụ:\n  baocao status\n  baocao status data/2024-07.yaml",
                    "Examples:\n  baocao status\n  baocao status data/2024-07.yaml",
                ))
                .mut_arg("files", |arg| arg.help(t("Tệp dữ liệu của kỳ báo cáo (không ghi: mọi báo cáo của cơ quan)", "Data files, one a period (none: all reports of the office)")))
                .mut_arg("archive", |arg| arg.help(t("Kho lưu trữ", "The archive")))
                .mut_arg("templates", |arg| arg.help(t("Thư mục mẫu", "Folder of templates")))
        })
        .mut_subcommand("import", |command| {
            command
                .about(t(
                    "Ghi các dòng của bảng tính (tu_tep) vào tệp số liệu, một lần",
                    "Write the rows of spreadsheets (tu_tep) into the data file, once",
                ))
                .after_help(t("Ví dụ:\n  baocao import data/2024-07.yaml", "Example:\n  baocao import data/2024-07.yaml"))
                .mut_arg("file", |arg| arg.help(t("Tệp dữ liệu của kỳ báo cáo", "Data file of the period")))
                .mut_arg("templates", |arg| arg.help(t("Thư mục mẫu", "Folder of templates")))
        })
        .mut_subcommand("diff", |command| {
            let name = t(
                "Tệp, kỳ (2024-05) hoặc bản đã phát hành (254/v1)",
                "A file, a period (2024-05) or an issued version (254/v1)",
            );
            command
                .about(t("So hai bản, hai tệp hoặc hai kỳ: số liệu và lời văn", "Compare two versions, files or periods: figures and texts"))
                .after_help(t(
                    "Ví dụ:\n  baocao diff 2024-05 2024-06\n  baocao diff 254/v1 254/v2 --format docx",
                    "Examples:\n  baocao diff 2024-05 2024-06\n  baocao diff 254/v1 254/v2 --format docx",
                ))
                .mut_arg("old", |arg| arg.help(name))
                .mut_arg("new", |arg| arg.help(name))
                .mut_arg("format", |arg| {
                    arg.help(t(
                        "Dạng: human, json, hoặc docx (tệp Word có đánh dấu thay đổi)",
                        "Form: human, json, or docx (a Word file with tracked changes)",
                    ))
                })
                .mut_arg("out", |arg| arg.help(t("Thư mục ghi tệp Word", "Folder for the Word file")))
                .mut_arg("archive", |arg| arg.help(t("Kho lưu trữ", "The archive")))
                .mut_arg("templates", |arg| arg.help(t("Thư mục mẫu", "Folder of templates")))
        })
        .mut_subcommand("register", |command| {
            command
                .about(t(
                    "Sổ đăng ký văn bản đi của một năm, mười cột theo Phụ lục IV Nghị định 30",
                    "Register of outgoing documents of a year, with the ten columns of Appendix IV of Decree 30",
                ))
                .after_help(t(
                    "Ví dụ:\n  baocao register --year 2024 --format xlsx",
                    "Example:\n  baocao register --year 2024 --format xlsx",
                ))
                .mut_arg("year", |arg| arg.help(t("Năm ban hành", "Year of issue")))
                .mut_arg("agency", |arg| arg.help(t("Sổ của cơ quan nào, khi kho có cả văn bản của hội đồng, ban, tổ", "Whose register, when the archive has documents of councils and boards, too")))
                .mut_arg("format", |arg| arg.help(t("Dạng: csv, xlsx, docx, pdf", "Form: csv, xlsx, docx, pdf")))
                .mut_arg("volume", |arg| arg.help(t("Quyển số", "Volume")))
                .mut_arg("out", |arg| arg.help(t("Thư mục ghi kết quả", "Folder to write into")))
                .mut_arg("archive", |arg| arg.help(t("Kho lưu trữ", "The archive")))
        })
        .mut_subcommand("archive", |command| archive_texts(lang, command))
        .mut_subcommand("template", |command| {
            command
                .about(t("Bộ mẫu có sẵn: xem, thêm vào cơ quan", "The gallery of templates: list them, add one to an office"))
                .after_help(t(
                    "Ví dụ:\n  baocao template list\n  baocao template add cong-van",
                    "Examples:\n  baocao template list\n  baocao template add cong-van",
                ))
                .mut_subcommand("list", |command| command.about(t("Các mẫu, mỗi mẫu một dòng", "The templates, a line each")))
                .mut_subcommand("add", |command| {
                    command
                        .about(t("Chép một mẫu vào templates/, không sửa gì đã có", "Copy a template into templates/, touching nothing that is there"))
                        .mut_arg("name", |arg| arg.help(t("Tên mẫu", "Name of the template")))
                        .mut_arg("folder", |arg| arg.help(t("Thư mục của cơ quan", "Folder of the office")))
                })
        })
        .mut_subcommand("render", |command| {
            render_texts(lang, command)
                .about(t("Lập báo cáo: tệp Word và tệp PDF", "Render reports: the Word file and the PDF"))
                .after_help(t(
                    "Ví dụ:\n  baocao render data/2024-06.yaml\n  baocao render data/2024-07.yaml --out ban-in --format pdf",
                    "Examples:\n  baocao render data/2024-06.yaml\n  baocao render data/2024-07.yaml --out print --format pdf",
                ))
        })
        .mut_subcommand("watch", |command| {
            render_texts(lang, command)
                .about(t("Lập lại báo cáo mỗi khi tệp được lưu", "Render again whenever a file is saved"))
                .after_help(t(
                    "Ví dụ:\n  baocao watch data/2024-07.yaml --draft",
                    "Example:\n  baocao watch data/2024-07.yaml --draft",
                ))
        })
        .mut_subcommand("preview", |command| preview_texts(lang, command))
}

fn preview_texts(lang: Lang, command: Command) -> Command {
    let t = |vi: &'static str, en: &'static str| pick(lang, vi, en);
    command
        .about(t(
            "Xem báo cáo như sẽ in, sửa số liệu và thấy lỗi ngay, trong trình duyệt",
            "See the report as it will print, edit its data and see what is wrong, in the browser",
        ))
        .after_help(t(
            "Ví dụ:\n  baocao preview data/2024-07.yaml",
            "Example:\n  baocao preview data/2024-07.yaml",
        ))
        .mut_arg("file", |arg| arg.help(t("Tệp dữ liệu của kỳ báo cáo", "Data file of the period")))
        .mut_arg("port", |arg| {
            arg.help(t(
                "Cổng trên máy này (mặc định: một cổng trống)",
                "Port on this machine (default: a free one)",
            ))
        })
        .mut_arg("no_open", |arg| {
            arg.help(t(
                "Chỉ in địa chỉ, không mở trình duyệt",
                "Print the address only, do not open the browser",
            ))
        })
        .mut_arg("out", |arg| arg.help(t("Thư mục ghi kết quả", "Folder to write into")))
        .mut_arg("archive", |arg| {
            arg.help(t(
                "Kho lưu trữ (mặc định: archive/ cạnh thư mục dữ liệu)",
                "The archive (default: archive/ beside the folder of the data)",
            ))
        })
        .mut_arg("templates", |arg| arg.help(t("Thư mục mẫu", "Folder of templates")))
        .mut_arg("fonts", |arg| {
            arg.help(t(
                "Thư mục phông chữ (mặc định: Liberation Serif kèm sẵn)",
                "Folder of fonts (default: Liberation Serif, built in)",
            ))
        })
}

/// The options of `render`, and of `watch`.
fn render_texts(lang: Lang, command: Command) -> Command {
    let t = |vi: &'static str, en: &'static str| pick(lang, vi, en);
    command
        .mut_arg("files", |arg| {
            arg.help(t("Tệp dữ liệu của kỳ báo cáo (một hoặc nhiều)", "Data files, one a period"))
        })
        .mut_arg("out", |arg| arg.help(t("Thư mục ghi kết quả", "Folder to write into")))
        .mut_arg("format", |arg| {
            arg.help(t(
                "Định dạng, cách nhau bằng dấu phẩy; md là bản chữ để đọc và so sánh",
                "Formats, separated by commas; md is the text for reading and comparing",
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
                "Thư mục phông chữ, ví dụ có Times New Roman (mặc định: Liberation Serif kèm sẵn); nhiều phông thì ghi tên cần dùng sau dấu #",
                "Folder of fonts, for instance with Times New Roman (default: Liberation Serif, built in); of several the one named behind a #",
            ))
        })
        .mut_arg("pdf_standard", |arg| {
            arg.help(t(
                "Chuẩn lưu trữ của tệp PDF; a-3a kèm cả tệp nguồn bên trong",
                "Archival standard of the PDF; a-3a carries the report's source inside",
            ))
        })
        .mut_arg("strict", |arg| {
            arg.help(t(
                "Không lập báo cáo khi kiểm tra còn lỗi hoặc cảnh báo",
                "Refuse the report while the check has errors or warnings",
            ))
        })
        .mut_arg("draft", |arg| {
            arg.help(t(
                "Bản dự thảo: chỗ chưa điền in [……], đóng dấu DỰ THẢO, không kiểm tra",
                "A draft: what is not filled in is printed as [……], marked DỰ THẢO, unchecked",
            ))
        })
        .mut_arg("no_check", |arg| {
            arg.help(t(
                "Không kiểm tra lời văn, viện dẫn, số liệu; lỗi cấu trúc vẫn báo",
                "Leave text, citations and figures unchecked; errors of structure are still told",
            ))
        })
        .mut_arg("number", |arg| {
            arg.help(t(
                "Số văn bản thay cho số trong dữ liệu",
                "Number of the document instead of the one in the data",
            ))
        })
        .mut_arg("replaces", |arg| {
            arg.help(t(
                "Văn bản mà văn bản này thay thế (biến thay_the của mẫu)",
                "The document that this one replaces (the template's thay_the)",
            ))
        })
        .mut_arg("signature_fields", |arg| {
            arg.help(t(
                "Chừa hai ô chữ ký số trong PDF: người ký và cơ quan",
                "Leave two signature fields in the PDF: the signer's and the agency's",
            ))
        })
        .mut_arg("date", |arg| {
            arg.help(t(
                "Ngày ban hành thay cho ngày trong dữ liệu: 24/6/2024 hoặc homnay",
                "Day of issue instead of the one in the data: 24/6/2024 or today",
            ))
        })
}
