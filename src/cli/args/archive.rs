//! What may be typed after the commands of the clerk's month and of the archive.

use std::path::PathBuf;

use baocao::model::CopyForm;
use baocao::office::issue::Serial;
use baocao::text::date::moment;
use clap::{Subcommand, ValueEnum};

use super::{DateArgument, StandardName, parse_date};

/// How a report enters the archive.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct StoreArguments {
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

    #[arg(long, short = 'y')]
    pub yes: bool,
}

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct IssueArguments {
    #[command(flatten)]
    pub store: StoreArguments,

    #[arg(long, value_name = "N|auto", value_parser = parse_serial)]
    pub number: Option<Serial>,
}

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct AmendArguments {
    #[command(flatten)]
    pub store: StoreArguments,

    #[arg(long, value_name = "REASON", value_parser = parse_reason)]
    pub reason: String,

    #[arg(long, value_name = "N|auto", value_parser = parse_serial)]
    pub new_number: Option<Serial>,
}

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct CopyArguments {
    #[arg(value_name = "NAME")]
    pub name: String,

    #[arg(long, value_name = "sao-y|sao-luc|trich-sao", value_parser = parse_copy_form, default_value = "sao-y")]
    pub form: CopyForm,

    #[arg(long, value_name = "N|auto", value_parser = parse_serial, default_value = "auto")]
    pub number: Serial,

    #[arg(long, value_name = "SY-…")]
    pub symbol: Option<String>,

    #[arg(long, value_name = "D", value_parser = parse_date, default_value = "today")]
    pub date: DateArgument,

    #[arg(long, value_name = "NAME; NAME")]
    pub recipients: Option<String>,

    #[arg(long, value_name = "POST; POST", requires = "signer")]
    pub post: Option<String>,

    #[arg(long, value_name = "NAME", requires = "post")]
    pub signer: Option<String>,

    #[arg(long, value_name = "II|\"Điều 3\"")]
    pub part: Vec<String>,

    #[arg(long)]
    pub electronic: bool,

    #[arg(long, value_name = "T", requires = "electronic", value_parser = parse_moment)]
    pub time: Option<String>,

    #[arg(long, value_name = "DIR", default_value = "archive")]
    pub archive: PathBuf,

    #[arg(long, value_name = "DIR")]
    pub fonts: Option<PathBuf>,

    #[arg(long, short = 'y')]
    pub yes: bool,
}

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct InitArguments {
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

    #[arg(long, value_name = "NAME; NAME")]
    pub recipients: Option<String>,

    #[arg(long, value_name = "TEMPLATE", value_delimiter = ',')]
    pub template: Vec<String>,
}

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct DoctorArguments {
    #[arg(long, value_name = "DIR")]
    pub fonts: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct CompletionsArguments {
    #[arg(value_name = "bash|zsh|fish|powershell|elvish", hide_possible_values = true)]
    pub shell: clap_complete::Shell,
}

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct ManArguments {
    #[arg(long, value_name = "DIR", default_value = "man")]
    pub out: PathBuf,
}

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct NewArguments {
    #[arg(value_name = "PERIOD")]
    pub name: String,

    #[arg(long, value_name = "TEMPLATE")]
    pub template: Option<String>,

    #[arg(long, value_name = "FILE")]
    pub from: Option<PathBuf>,

    #[arg(long, value_name = "DIR")]
    pub templates: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct StatusArguments {
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,

    #[arg(long, value_name = "DIR", default_value = "archive")]
    pub archive: PathBuf,

    #[arg(long, value_name = "DIR")]
    pub templates: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct ImportArguments {
    #[arg(value_name = "FILE")]
    pub file: PathBuf,

    #[arg(long, value_name = "DIR")]
    pub templates: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct DiffArguments {
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
pub(in crate::cli) struct RegisterArguments {
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(u16).range(1900..=2200))]
    pub year: u16,

    #[arg(long, value_name = "NAME")]
    pub agency: Option<String>,

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
pub(in crate::cli) enum RegisterFormatName {
    Csv,
    Xlsx,
    Docx,
    Pdf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum DiffFormat {
    Human,
    Json,
    Docx,
}

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct ArchiveArguments {
    #[command(subcommand)]
    pub command: ArchiveCommand,

    #[arg(long, value_name = "DIR", default_value = "archive", global = true)]
    pub archive: PathBuf,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum ArchiveCommand {
    List(ListArguments),
    Show(NamedArguments),
    Verify(VerifyArguments),
    Restore(RestoreArguments),
    Regenerate(RegenerateArguments),
}

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct VerifyArguments {
    #[arg(long, value_name = "HASH")]
    pub head: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct ListArguments {
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
pub(in crate::cli) enum ListFormat {
    Human,
    Json,
}

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct NamedArguments {
    #[arg(value_name = "NAME")]
    pub name: String,
}

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct RestoreArguments {
    #[arg(value_name = "NAME")]
    pub name: String,

    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct RegenerateArguments {
    #[arg(value_name = "NAME", required_unless_present = "all")]
    pub names: Vec<String>,

    #[arg(long)]
    pub all: bool,

    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,

    #[arg(long, value_name = "DIR")]
    pub fonts: Option<PathBuf>,
}

pub(in crate::cli) fn parse_serial(text: &str) -> Result<Serial, String> {
    match text {
        "auto" => Ok(Serial::Next),
        _ => match text.parse() {
            Ok(serial @ 1..=99_999) => Ok(Serial::Given(serial)),
            _ => Err("254, auto".to_string()),
        },
    }
}

fn parse_copy_form(text: &str) -> Result<CopyForm, String> {
    CopyForm::named(text).ok_or_else(|| CopyForm::ALL.map(CopyForm::id).join(", "))
}

/// A moment as it is printed.
fn parse_moment(text: &str) -> Result<String, String> {
    moment(text).ok_or_else(|| "\"24/6/2024 10:15:30\"".to_string())
}

fn parse_reason(text: &str) -> Result<String, String> {
    match text.trim() {
        "" => Err("…".to_string()),
        reason => Ok(reason.to_string()),
    }
}
