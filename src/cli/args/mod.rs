//! What may be typed. The only module that knows `clap`, with `shell`, which describes the same to others.

use std::ffi::OsString;
use std::path::PathBuf;

use baocao::diag::{Lang, Severity};
use baocao::period::Period;
use baocao::pipeline::Format;
use baocao::pipeline::issue::Serial;
use baocao::write::pdf::Standard;
use chrono::NaiveDate;
use clap::{FromArgMatches, Parser, Subcommand, ValueEnum};

mod help;

pub(super) use help::command;

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
    Init(InitArguments),
    Render(RenderArguments),
    Check(CheckArguments),
    Explain(ExplainArguments),
    Schema(SchemaArguments),
    Extract(ExtractArguments),
    Issue(IssueArguments),
    Amend(AmendArguments),
    New(NewArguments),
    Status(StatusArguments),
    Diff(DiffArguments),
    Register(RegisterArguments),
    Archive(ArchiveArguments),
    Doctor(DoctorArguments),
    Completions(CompletionsArguments),
    Man(ManArguments),
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

    #[arg(long, value_name = "N", value_parser = clap::value_parser!(i64).range(1..))]
    pub number: Option<i64>,

    #[arg(long, value_name = "a-2a|a-2u|a-3a", default_value = "a-2a", hide_possible_values = true)]
    pub pdf_standard: StandardName,

    #[arg(long)]
    pub signature_fields: bool,

    #[arg(long, conflicts_with = "no_check")]
    pub strict: bool,

    #[arg(long, conflicts_with = "strict")]
    pub draft: bool,

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

/// How a report enters the archive.
#[derive(Debug, clap::Args)]
pub(super) struct StoreArguments {
    #[arg(value_name = "FILE")]
    pub file: PathBuf,

    #[arg(long, value_name = "DIR")]
    pub archive: Option<PathBuf>,

    #[arg(long, value_name = "D", value_parser = parse_date)]
    pub date: Option<DateArgument>,

    #[arg(long, value_name = "REASON", value_parser = parse_reason)]
    pub accept_warnings: Option<String>,

    #[arg(long, value_name = "DIR")]
    pub templates: Option<PathBuf>,

    #[arg(long, value_name = "DIR")]
    pub fonts: Option<PathBuf>,

    #[arg(long, value_name = "a-2a|a-2u|a-3a", default_value = "a-2a", hide_possible_values = true)]
    pub pdf_standard: StandardName,

    #[arg(long)]
    pub signature_fields: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct IssueArguments {
    #[command(flatten)]
    pub store: StoreArguments,

    #[arg(long, value_name = "N|auto", value_parser = parse_serial)]
    pub number: Option<Serial>,
}

#[derive(Debug, clap::Args)]
pub(super) struct AmendArguments {
    #[command(flatten)]
    pub store: StoreArguments,

    #[arg(long, value_name = "REASON", value_parser = parse_reason)]
    pub reason: String,

    #[arg(long, value_name = "N|auto", value_parser = parse_serial)]
    pub new_number: Option<Serial>,
}

#[derive(Debug, clap::Args)]
pub(super) struct InitArguments {
    #[arg(value_name = "DIR", default_value = ".")]
    pub folder: PathBuf,

    #[arg(long, value_name = "NAME")]
    pub agency: Option<String>,

    #[arg(long, value_name = "NAME")]
    pub parent: Option<String>,

    #[arg(long, value_name = "NAME")]
    pub place: Option<String>,

    #[arg(long, value_name = "BC-…")]
    pub symbol: Option<String>,

    #[arg(long, value_name = "POST")]
    pub post: Option<String>,

    #[arg(long, value_name = "NAME")]
    pub signer: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(super) struct DoctorArguments {
    #[arg(long, value_name = "DIR")]
    pub fonts: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(super) struct CompletionsArguments {
    #[arg(value_name = "bash|zsh|fish|powershell|elvish", hide_possible_values = true)]
    pub shell: clap_complete::Shell,
}

#[derive(Debug, clap::Args)]
pub(super) struct ManArguments {
    #[arg(long, value_name = "DIR", default_value = "man")]
    pub out: PathBuf,
}

#[derive(Debug, clap::Args)]
pub(super) struct NewArguments {
    #[arg(value_name = "PERIOD", value_parser = parse_period)]
    pub period: Period,

    #[arg(long, value_name = "FILE")]
    pub from: Option<PathBuf>,

    #[arg(long, value_name = "DIR")]
    pub templates: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(super) struct StatusArguments {
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,

    #[arg(long, value_name = "DIR")]
    pub templates: Option<PathBuf>,
}

fn parse_period(text: &str) -> Result<Period, String> {
    Period::parse(text).ok_or_else(|| "2024-07, 2024-Q3, 2024-6T, 2024-9T, 2024".to_string())
}

#[derive(Debug, clap::Args)]
pub(super) struct DiffArguments {
    #[arg(value_name = "OLD")]
    pub old: String,

    #[arg(value_name = "NEW")]
    pub new: String,

    #[arg(long, value_name = "human|json|docx", default_value = "human", hide_possible_values = true)]
    pub format: DiffFormat,

    #[arg(long, value_name = "DIR", default_value = "out")]
    pub out: PathBuf,

    #[arg(long, value_name = "DIR", default_value = "archive")]
    pub archive: PathBuf,

    #[arg(long, value_name = "DIR")]
    pub templates: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(super) struct RegisterArguments {
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(u16).range(1900..=2200))]
    pub year: u16,

    #[arg(long, value_name = "csv|xlsx|docx|pdf", default_value = "pdf", hide_possible_values = true)]
    pub format: RegisterFormatName,

    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(i64).range(1..))]
    pub volume: i64,

    #[arg(long, value_name = "DIR", default_value = "out")]
    pub out: PathBuf,

    #[arg(long, value_name = "DIR", default_value = "archive")]
    pub archive: PathBuf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum RegisterFormatName {
    Csv,
    Xlsx,
    Docx,
    Pdf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum DiffFormat {
    Human,
    Json,
    Docx,
}

#[derive(Debug, clap::Args)]
pub(super) struct ArchiveArguments {
    #[command(subcommand)]
    pub command: ArchiveCommand,

    #[arg(long, value_name = "DIR", default_value = "archive", global = true)]
    pub archive: PathBuf,
}

#[derive(Debug, Subcommand)]
pub(super) enum ArchiveCommand {
    List(ListArguments),
    Show(NamedArguments),
    Verify,
    Restore(RestoreArguments),
    Regenerate(RegenerateArguments),
}

#[derive(Debug, clap::Args)]
pub(super) struct ListArguments {
    #[arg(value_name = "WORDS")]
    pub words: Vec<String>,

    #[arg(long, value_name = "YEAR")]
    pub year: Option<String>,

    #[arg(long, value_name = "PERIOD")]
    pub period: Option<String>,

    #[arg(long, value_name = "N")]
    pub number: Option<i64>,

    #[arg(long, value_name = "human|json", default_value = "human", hide_possible_values = true)]
    pub format: ListFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ListFormat {
    Human,
    Json,
}

#[derive(Debug, clap::Args)]
pub(super) struct NamedArguments {
    #[arg(value_name = "NAME")]
    pub name: String,
}

#[derive(Debug, clap::Args)]
pub(super) struct RestoreArguments {
    #[arg(value_name = "NAME")]
    pub name: String,

    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}

#[derive(Debug, clap::Args)]
pub(super) struct RegenerateArguments {
    #[arg(value_name = "NAME", required_unless_present = "all")]
    pub names: Vec<String>,

    #[arg(long)]
    pub all: bool,

    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,

    #[arg(long, value_name = "DIR")]
    pub fonts: Option<PathBuf>,
}

fn parse_serial(text: &str) -> Result<Serial, String> {
    match text {
        "auto" => Ok(Serial::Next),
        _ => match text.parse() {
            Ok(serial @ 1..) => Ok(Serial::Given(serial)),
            _ => Err("254, auto".to_string()),
        },
    }
}

fn parse_reason(text: &str) -> Result<String, String> {
    match text.trim() {
        "" => Err("…".to_string()),
        reason => Ok(reason.to_string()),
    }
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
