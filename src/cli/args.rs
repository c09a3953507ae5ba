//! What may be typed. The only module that knows `clap`.

use std::ffi::OsString;
use std::path::PathBuf;

use baocao::diag::{Lang, Severity};
use baocao::pipeline::Format;
use baocao::write::pdf::Standard;
use chrono::NaiveDate;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use super::pick;

#[derive(Debug, Parser)]
#[command(name = "baocao", version, disable_help_subcommand = true)]
pub(super) struct Arguments {
    #[arg(long, global = true, value_name = "vi|en")]
    lang: Option<LangName>,

    #[command(subcommand)]
    pub command: Option<Command>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum LangName {
    Vi,
    En,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Render(RenderArguments),
    Check(CheckArguments),
    Explain(ExplainArguments),
    Schema(SchemaArguments),
    Extract(ExtractArguments),
}

#[derive(Debug, clap::Args)]
pub(super) struct RenderArguments {
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,

    #[arg(long, value_name = "DIR", default_value = "out")]
    pub out: PathBuf,

    #[arg(long, value_name = "docx,pdf,md", value_delimiter = ',', default_value = "docx,pdf")]
    pub format: Vec<FormatName>,

    #[arg(long, value_name = "DIR")]
    pub templates: Option<PathBuf>,

    #[arg(long, value_name = "DIR")]
    pub fonts: Option<PathBuf>,

    #[arg(long, value_name = "D", value_parser = parse_date)]
    pub date: Option<DateArgument>,

    #[arg(long, value_name = "a-2a|a-2u|a-3a", default_value = "a-2a", hide_possible_values = true)]
    pub pdf_standard: StandardName,

    #[arg(long)]
    pub signature_fields: bool,

    #[arg(long, conflicts_with = "no_check")]
    pub strict: bool,

    #[arg(long)]
    pub no_check: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct CheckArguments {
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,

    #[arg(long, value_name = "human|short|json|sarif", default_value = "human", hide_possible_values = true)]
    pub format: CheckFormat,

    #[arg(long, value_name = "error|warning|note", default_value = "warning", hide_possible_values = true)]
    pub fail_on: SeverityName,

    #[arg(long, value_name = "DIR")]
    pub templates: Option<PathBuf>,

    #[arg(long, value_name = "D", value_parser = parse_date)]
    pub date: Option<DateArgument>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum CheckFormat {
    Human,
    Short,
    Json,
    Sarif,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum SeverityName {
    Error,
    Warning,
    Note,
}

impl From<SeverityName> for Severity {
    fn from(name: SeverityName) -> Self {
        match name {
            SeverityName::Error => Severity::Error,
            SeverityName::Warning => Severity::Warning,
            SeverityName::Note => Severity::Note,
        }
    }
}

#[derive(Debug, clap::Args)]
pub(super) struct ExplainArguments {
    #[arg(value_name = "CODE")]
    pub code: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(super) struct SchemaArguments {
    #[arg(value_name = "TEMPLATE")]
    pub template: Option<String>,

    #[arg(long, value_name = "DIR")]
    pub templates: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum StandardName {
    #[value(name = "a-2a")]
    A2a,
    #[value(name = "a-2u")]
    A2u,
    #[value(name = "a-3a")]
    A3a,
}

impl From<StandardName> for Standard {
    fn from(name: StandardName) -> Self {
        match name {
            StandardName::A2a => Standard::A2a,
            StandardName::A2u => Standard::A2u,
            StandardName::A3a => Standard::A3a,
        }
    }
}

#[derive(Debug, clap::Args)]
pub(super) struct ExtractArguments {
    #[arg(value_name = "FILE.pdf")]
    pub file: PathBuf,

    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FormatName {
    Docx,
    Pdf,
    Md,
}

impl From<FormatName> for Format {
    fn from(name: FormatName) -> Self {
        match name {
            FormatName::Docx => Format::Docx,
            FormatName::Pdf => Format::Pdf,
            FormatName::Md => Format::Markdown,
        }
    }
}

/// A day of issue given on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DateArgument {
    Today,
    Day(NaiveDate),
}

fn parse_date(text: &str) -> Result<DateArgument, String> {
    match text {
        "today" | "homnay" => Ok(DateArgument::Today),
        _ => baocao::text::date::parse(text)
            .map(DateArgument::Day)
            .map_err(|_| "24/6/2024, 2024-06-24, today (homnay)".to_string()),
    }
}

/// Parses the arguments; help is in `lang`.
///
/// # Errors
/// What clap has to say: help and version that were asked for, or what is wrong.
pub(super) fn parse(arguments: &[OsString], lang: Lang) -> Result<Arguments, clap::Error> {
    let matches = command(lang).try_get_matches_from(arguments)?;
    Arguments::from_arg_matches(&matches)
}

/// The command line with its texts in `lang`.
fn command(lang: Lang) -> clap::Command {
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
        .mut_subcommand("render", |command| {
            command
                .about(t("Lập báo cáo: tệp Word và tệp PDF", "Render reports: the Word file and the PDF"))
                .after_help(t(
                    "Ví dụ:\n  baocao render data/2024-06.yaml\n  baocao render data/2024-07.yaml --out ban-in --format pdf",
                    "Examples:\n  baocao render data/2024-06.yaml\n  baocao render data/2024-07.yaml --out print --format pdf",
                ))
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
                        "Thư mục phông chữ, ví dụ có Times New Roman (mặc định: Liberation Serif kèm sẵn)",
                        "Folder of fonts, for instance with Times New Roman (default: Liberation Serif, built in)",
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
                .mut_arg("no_check", |arg| {
                    arg.help(t(
                        "Không kiểm tra lời văn, viện dẫn, số liệu; lỗi cấu trúc vẫn báo",
                        "Leave text, citations and figures unchecked; errors of structure are still told",
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
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound_in_both_languages() {
        for lang in [Lang::Vi, Lang::En] {
            command(lang).debug_assert();
        }
    }

    #[test]
    fn dates_are_read_as_in_the_data() {
        assert_eq!(parse_date("today"), Ok(DateArgument::Today));
        assert!(matches!(parse_date("24/6/2024"), Ok(DateArgument::Day(_))));
        assert!(parse_date("31/6/2024").is_err());
    }
}
