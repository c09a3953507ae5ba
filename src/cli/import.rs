//! `baocao import`: rows of spreadsheets into the data file.

use std::path::Path;

use baocao::diag::{Diagnostics, Lang, Severity};
use baocao::output;
use baocao::pipeline::{Request, import_tables};
use baocao::source::SourceMap;
use baocao::world::OsWorld;

use super::args::ImportArguments;
use super::{Exit, print_paths, show, unwritable};

pub(super) fn run(arguments: &ImportArguments, lang: Lang) -> Exit {
    let mut sources = SourceMap::default();
    let mut found = Diagnostics::default();
    let path = &arguments.file;
    let request = Request { templates: arguments.templates.as_deref(), ..Request::of(path) };
    let text = import_tables(&OsWorld, &request, &mut sources, &mut found);
    let written = text.and_then(|text| {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let files = [(path.clone(), text.into_bytes())];
        output::write_all(folder, &files).map_err(|error| found.push(unwritable(&error))).ok()
    });
    found.retain(|finding| finding.severity == Severity::Error);
    show(&found, &sources, lang);
    match written {
        Some(()) => {
            print_paths(std::slice::from_ref(path));
            Exit::Done
        }
        None => Exit::Refused,
    }
}
