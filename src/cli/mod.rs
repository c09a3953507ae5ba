//! Arguments, language and exit codes. One file for each command.

mod args;
mod guide;
mod lang;
mod render;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use args::{Arguments, Command};
use baocao::diag::Lang;

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
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let lang = lang::choose(&arguments);
    let parsed = match args::parse(&arguments, lang) {
        Ok(parsed) => parsed,
        Err(error) => {
            // Help and version are asked for, everything else is a mistake.
            let exit = if error.use_stderr() { Exit::Usage } else { Exit::Done };
            let _ = error.print();
            return exit.into();
        }
    };
    let Arguments { command, .. } = parsed;
    match command {
        None => {
            print(guide::first_steps(lang));
            Exit::Done
        }
        Some(Command::Render(arguments)) => render::run(&arguments, lang),
    }
    .into()
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
