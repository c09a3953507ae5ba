//! `baocao extract`: a PDF's attached source to a folder.

use std::path::{Path, PathBuf};

use baocao::diag::{Code, Diagnostic, Diagnostics, Lang, Severity, Text};
use baocao::files::other_kind;
use baocao::names::safe_path;
use baocao::office::{taken, unwritable};
use baocao::output;
use baocao::pipeline::inputs::MANIFEST;
use baocao::source::SourceMap;
use baocao::world::{OsWorld, World};
use baocao::write::pdf::{Attachment, PdfReadError, attachments};

use super::args::ExtractArguments;
use super::{Exit, eprint, pick, print_paths, refusal, show};

pub(super) fn run(arguments: &ExtractArguments, lang: Lang) -> Exit {
    let folder = arguments.out.clone().unwrap_or_else(|| arguments.file.with_extension(""));
    let mut found = Diagnostics::default();
    let Some(files) = extract(&OsWorld, &arguments.file, &folder, &mut found) else {
        show(&found, &SourceMap::default(), lang);
        eprint(&refusal(found.count(Severity::Error), lang));
        return Exit::Refused;
    };
    let paths: Vec<PathBuf> = files.iter().map(|(path, _)| path.clone()).collect();
    print_paths(&paths);
    let shown = folder.join(MANIFEST);
    let shown = shown.display();
    let how = pick(
        lang,
        "Lập lại đúng tệp PDF này: xem “arguments” trong",
        "To make the same PDF again: see “arguments” in",
    );
    eprint(&format!("{how} {shown}\n"));
    Exit::Done
}

fn extract(
    world: &dyn World,
    pdf: &Path,
    folder: &Path,
    found: &mut Diagnostics,
) -> Option<Vec<(PathBuf, Vec<u8>)>> {
    let shown = pdf.display();
    let unreadable = |why: Text| {
        Diagnostic::error(
            Code::PdfUnreadable,
            Text { vi: format!("{shown}: {}", why.vi), en: format!("{shown}: {}", why.en) },
        )
    };
    let bytes = match world.read(pdf) {
        Ok(bytes) => bytes,
        Err(error) => {
            let why = error.message();
            found.push(unreadable(Text {
                vi: format!("không đọc được: {}", why.vi),
                en: format!("cannot read: {}", why.en),
            }));
            return None;
        }
    };
    let files = match attachments(&bytes) {
        Ok(files) => files,
        Err(error) => {
            let kind = other_kind(pdf, &bytes).filter(|_| error == PdfReadError::NotPdf);
            let why = kind.map_or_else(
                || error.message(),
                |Text { vi, en }| Text {
                    vi: format!("là {vi}, không phải tệp PDF"),
                    en: format!("is {en}, no PDF"),
                },
            );
            found.push(unreadable(why));
            return None;
        }
    };
    let files = placed(files, folder);
    output::taken(&files).for_each(|path| found.push(taken(path)));
    if found.has_errors() {
        return None;
    }
    match output::write_all(folder, &files) {
        Ok(()) => Some(files),
        Err(error) => {
            found.push(unwritable(&error));
            None
        }
    }
}

/// The files with their places in the folder; names that are not safe do not come this far.
fn placed(files: Vec<Attachment>, folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    files.into_iter().filter_map(|file| Some((folder.join(safe_path(&file.name)?), file.bytes))).collect()
}
