//! Arguments, language and exit codes. One file for each command.

mod amend;
mod archive;
mod args;
mod check;
mod copy;
mod diff;
mod doctor;
mod explain;
mod extract;
mod guide;
mod import;
mod init;
mod issue;
mod lang;
mod new;
mod preview;
mod progress;
mod register;
mod render;
mod schema;
mod shell;
mod source;
mod status;
mod template;
mod watch;
mod watched;

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use args::{Arguments, Command, DateArgument};
use baocao::diag::render::{Colour, human};
use baocao::diag::{Diagnostics, Lang};
use baocao::source::SourceMap;
use baocao::world::World;
use chrono::NaiveDate;

/// How the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Exit {
    /// What was asked for is there.
    Done,
    /// Findings refuse it; nothing was written.
    Refused,
    /// The arguments make no sense.
    Usage,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(match exit {
            Exit::Done => 0,
            Exit::Refused => 1,
            Exit::Usage => 2,
        })
    }
}

/// Runs the program with the arguments of the command line.
pub(crate) fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let lang = lang::choose(&arguments);
    let parsed = match args::parse(&arguments, lang) {
        Ok(parsed) => parsed,
        Err(error) => {
            // Help and version are asked for, everything else is a mistake.
            let exit = if error.use_stderr() { Exit::Usage } else { Exit::Done };
            match (lang, error.use_stderr()) {
                (Lang::En, _) => drop(error.print()),
                (Lang::Vi, true) => eprint(&args::vietnamese_message(&error)),
                (Lang::Vi, false) => print(&args::vietnamese_message(&error)),
            }
            return exit.into();
        }
    };
    let Arguments { command, .. } = parsed;
    start_helpers();
    match command {
        None => {
            print(guide::first_steps(lang));
            Exit::Done
        }
        Some(Command::Init(arguments)) => init::run(&arguments, lang),
        Some(Command::Doctor(arguments)) => doctor::run(&arguments, lang),
        Some(Command::Completions(arguments)) => shell::completions(&arguments, lang),
        Some(Command::Man(arguments)) => shell::man(&arguments, lang),
        Some(Command::Render(arguments)) => render::run(&arguments, lang),
        Some(Command::Watch(arguments)) => watch::run(&arguments, lang),
        Some(Command::Preview(arguments)) => preview::run(&arguments, lang),
        Some(Command::Check(arguments)) => check::run(&arguments, lang),
        Some(Command::Explain(arguments)) => explain::run(&arguments, lang),
        Some(Command::Schema(arguments)) => schema::run(&arguments, lang),
        Some(Command::Source(arguments)) => source::run(&arguments, lang),
        Some(Command::Extract(arguments)) => extract::run(&arguments, lang),
        Some(Command::Issue(arguments)) => issue::run(&arguments, lang),
        Some(Command::Amend(arguments)) => amend::run(&arguments, lang),
        Some(Command::Copy(arguments)) => copy::run(&arguments, lang),
        Some(Command::New(arguments)) => new::run(&arguments, lang),
        Some(Command::Status(arguments)) => status::run(&arguments, lang),
        Some(Command::Import(arguments)) => import::run(&arguments, lang),
        Some(Command::Diff(arguments)) => diff::run(&arguments, lang),
        Some(Command::Register(arguments)) => register::run(&arguments, lang),
        Some(Command::Archive(arguments)) => archive::run(&arguments, lang),
        Some(Command::Template(arguments)) => template::run(&arguments, lang),
    }
    .into()
}

/// Starts the threads that read fonts, check and write beside the main one. More would only wait: a report is one PDF, one Word
/// file and one check. If they cannot start, the library makes its own.
fn start_helpers() {
    let _ = rayon::ThreadPoolBuilder::new().num_threads(2).build_global();
}

/// Shows findings on standard error, in colours where there is a terminal.
fn show(found: &Diagnostics, sources: &SourceMap, lang: Lang) {
    let wanted = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let colour = if wanted && io::stderr().is_terminal() { Colour::Ansi } else { Colour::Plain };
    eprint(&human(found, sources, lang, colour));
}

/// The last line of a run that wrote nothing.
fn refusal(errors: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Có {errors} lỗi; không tệp nào được ghi.\n"),
        Lang::En => format!("{errors} error{}; no file was written.\n", if errors == 1 { "" } else { "s" }),
    }
}

/// The day that an argument means.
fn today(date: DateArgument, world: &dyn World) -> NaiveDate {
    match date {
        DateArgument::Today => world.today(),
        DateArgument::Day(day) => day,
    }
}

/// A path a line.
fn print_paths(paths: &[PathBuf]) {
    print(&paths.iter().map(|path| format!("{}\n", path.display())).collect::<String>());
}

/// Writes to standard output. A reader that went away (`| head`) is no failure.
fn print(text: &str) {
    let _ = io::stdout().lock().write_all(text.as_bytes());
}

/// Writes to standard error.
fn eprint(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

const fn pick<'a>(lang: Lang, vi: &'a str, en: &'a str) -> &'a str {
    match lang {
        Lang::Vi => vi,
        Lang::En => en,
    }
}
