//! `baocao completions` and `baocao man`: what a shell and `man` want to know, from the same description of the command line.

use std::path::PathBuf;

use baocao::diag::{Diagnostics, Lang};
use baocao::office::unwritable;
use baocao::output;
use baocao::source::SourceMap;

use super::args::{CompletionsArguments, ManArguments, command};
use super::{Exit, print_paths, show};

/// Prints the completions of a shell.
pub(super) fn completions(arguments: &CompletionsArguments, lang: Lang) -> Exit {
    clap_complete::generate(arguments.shell, &mut command(lang), "baocao", &mut std::io::stdout().lock());
    Exit::Done
}

/// Writes a page for the program and for each command.
pub(super) fn man(arguments: &ManArguments, lang: Lang) -> Exit {
    let mut root = command(lang);
    root.build();
    let mut pages: Vec<(String, clap::Command)> = vec![("baocao".to_string(), root.clone())];
    pages.extend(root.get_subcommands().map(|sub| (format!("baocao-{}", sub.get_name()), sub.clone())));
    let files: Vec<(PathBuf, Vec<u8>)> = pages
        .into_iter()
        .map(|(name, command)| {
            let mut page = Vec::new();
            // Memory takes everything.
            let _ = clap_mangen::Man::new(command).title(&name).render(&mut page);
            (arguments.out.join(format!("{name}.1")), page)
        })
        .collect();
    match output::write_all(&arguments.out, &files) {
        Ok(()) => {
            print_paths(&files.into_iter().map(|(path, _)| path).collect::<Vec<_>>());
            Exit::Done
        }
        Err(error) => {
            let mut found = Diagnostics::default();
            found.push(unwritable(&error));
            show(&found, &SourceMap::default(), lang);
            Exit::Refused
        }
    }
}
