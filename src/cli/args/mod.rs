//! What may be typed. The only module that knows `clap`, with `shell`, which describes the same to others.

use std::ffi::OsString;
use std::path::PathBuf;

use baocao::diag::{Lang, Severity};
use baocao::pipeline::Format;
use baocao::write::pdf::Standard;
use chrono::NaiveDate;
use clap::{FromArgMatches, Parser, Subcommand, ValueEnum};

mod archive;
mod help;
mod help_archive;
mod vietnamese;

pub(super) use archive::*;
pub(super) use help::command;
pub(super) use vietnamese::message as vietnamese_message;

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
    Watch(RenderArguments),
    Preview(PreviewArguments),
    Check(CheckArguments),
    Explain(ExplainArguments),
    Schema(SchemaArguments),
    Source(SourceArguments),
    Extract(ExtractArguments),
    Issue(IssueArguments),
    Amend(AmendArguments),
    Copy(CopyArguments),
    New(NewArguments),
    Status(StatusArguments),
    Import(ImportArguments),
    Diff(DiffArguments),
    Register(RegisterArguments),
    Template(TemplateArguments),
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

    #[arg(long, value_name = "NAME")]
    pub replaces: Option<String>,

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

#[derive(Clone, Debug, clap::Args)]
pub(super) struct PreviewArguments {
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,

    /// 0: one that is free.
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub port: u16,

    #[arg(long)]
    pub no_open: bool,

    #[arg(long, value_name = "DIR", default_value = "out")]
    pub out: PathBuf,

    #[arg(long, value_name = "DIR")]
    pub archive: Option<PathBuf>,

    #[arg(long, value_name = "DIR")]
    pub templates: Option<PathBuf>,

    #[arg(long, value_name = "DIR")]
    pub fonts: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(super) struct CheckArguments {
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,

    #[arg(long, value_name = "human|short|json|sarif", default_value = "human", hide_possible_values = true)]
    pub format: CheckFormat,

    #[arg(long, value_name = "error|warning|note", default_value = "warning", hide_possible_values = true)]
    pub fail_on: SeverityName,

    #[arg(long)]
    pub fix: bool,

    #[arg(long, value_name = "DIR")]
    pub templates: Option<PathBuf>,

    #[arg(long, value_name = "DIR")]
    pub fonts: Option<PathBuf>,

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
pub(super) struct SourceArguments {
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
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

pub(super) fn parse_date(text: &str) -> Result<DateArgument, String> {
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
    let command = command(lang);
    let command = if lang == Lang::Vi { vietnamese::named(command) } else { command };
    let matches = command.try_get_matches_from(arguments)?;
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

    /// Whatever is typed, no English comes back: all help, and a mistake of each kind in each command.
    #[test]
    fn nothing_of_clap_is_english() {
        let mut calls: Vec<Vec<String>> =
            vec![vec!["--help".into()], vec!["nope".into()], vec!["--version".into()]];
        let mut paths: Vec<Vec<String>> = Vec::new();
        for command in command(Lang::Vi).get_subcommands() {
            paths.push(vec![command.get_name().to_string()]);
            let inner = command.get_subcommands();
            paths.extend(
                inner.map(|inner| vec![command.get_name().to_string(), inner.get_name().to_string()]),
            );
        }
        for path in &paths {
            for more in [
                &["--help"][..],
                &["--nope"],
                &[],
                &["a", "b", "c", "--archive"],
                &["--format", "x"],
                &["--date", "x"],
                &["--number", "x"],
                &["--port", "99999999"],
                &["--strict", "--no-check", "x"],
                &["x", "y", "z", "x", "y"],
            ] {
                calls.push(path.iter().cloned().chain(more.iter().map(ToString::to_string)).collect());
            }
        }
        let english = [
            "error:",
            "Usage",
            "Options",
            "Arguments",
            "Commands",
            "argument",
            "value",
            "unexpected",
            "required",
            "For more",
            "Print",
            "possible",
            "default:",
            "OPTIONS",
            "COMMAND",
            "FILE",
            "DIR",
            "found",
            "not in",
            "tip:",
            "invalid",
            "provided",
        ];
        for call in calls {
            let arguments: Vec<OsString> =
                ["baocao".to_string()].iter().chain(&call).map(OsString::from).collect();
            let Err(error) = parse(&arguments, Lang::Vi) else { continue };
            let said = vietnamese_message(&error);
            // Names of values of formats are as they are typed.
            let said = said
                .replace("<error|warning|note>", "")
                .replace("error, warning, note", "")
                .replace("[mặc định: warning]", "");
            for word in english {
                assert!(!said.contains(word), "{call:?}: {word} in {said}");
            }
        }
    }
}

#[derive(Debug, clap::Args)]
pub(super) struct TemplateArguments {
    #[command(subcommand)]
    pub action: TemplateAction,
}

/// What may be done with the gallery.
#[derive(Debug, Subcommand)]
pub(super) enum TemplateAction {
    List,
    Add {
        #[arg(value_name = "NAME")]
        name: String,

        #[arg(value_name = "DIR", default_value = ".")]
        folder: PathBuf,
    },
}
