//! `baocao import`: rows of spreadsheets into the data file.

use std::path::Path;

use baocao::diag::{Lang, Severity};
use baocao::office::{import_tables, unwritable};
use baocao::output;
use baocao::pipeline::Request;
use baocao::run::Run;
use baocao::world::OsWorld;

use super::args::ImportArguments;
use super::{Exit, print_paths, show};

pub(super) fn run(arguments: &ImportArguments, lang: Lang) -> Exit {
    let mut run = Run::new(&OsWorld);
    let path = &arguments.file;
    let request = Request { templates: arguments.templates.as_deref(), ..Request::of(path) };
    let text = import_tables(&mut run, &request);
    let written = text.and_then(|text| {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let files = [(path.clone(), text.into_bytes())];
        output::write_all(folder, &files).map_err(|error| run.found.push(unwritable(&error))).ok()
    });
    run.found.retain(|finding| finding.severity == Severity::Error);
    show(&run.found, &run.sources, lang);
    match written {
        Some(()) => {
            print_paths(std::slice::from_ref(path));
            Exit::Done
        }
        None => Exit::Refused,
    }
}
