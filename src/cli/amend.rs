//! `baocao amend`: a corrected version, or a document that replaces what was issued.

use std::path::Path;

use baocao::archive::record::LedgerEntry;
use baocao::diag::Lang;
use baocao::office::compare::compare;
use baocao::office::issue::{Issued, Occasion};
use baocao::office::regenerate::stored_draft;

use super::args::AmendArguments;
use super::diff::told;
use super::issue::{archive_of, numbered, print_version, store, to_sign, version_name};
use super::{Exit, eprint};

pub(super) fn run(arguments: &AmendArguments, lang: Lang) -> Exit {
    let reason = arguments.reason.as_str();
    let occasion = match arguments.new_number {
        None => Occasion::Amend { reason },
        Some(serial) => Occasion::Replace { reason, serial },
    };
    let Some(issued) = store(&arguments.store, occasion, None, lang) else { return Exit::Refused };
    if let Some(before) = &issued.before {
        let (name, old) = (version_name(&issued, lang), &before.about);
        let is_replaced = issued.entry.about.replaces.is_some();
        eprint(&match (lang, is_replaced) {
            (Lang::Vi, false) => format!("{name} thay bản {}; bản cũ giữ nguyên trong kho.\n", old.version),
            (Lang::En, false) => format!("{name} supersedes version {}; the old one stays.\n", old.version),
            (Lang::Vi, true) => format!("{name} thay thế {}; bản cũ giữ nguyên trong kho.\n", old.number),
            (Lang::En, true) => format!("{name} replaces {}; the old one stays.\n", old.number),
        });
    }
    if arguments.new_number.is_some() {
        eprint(&numbered(&arguments.store, &issued, lang));
    }
    eprint(&changed(&archive_of(&arguments.store), &issued, lang));
    print_version(&arguments.store, &issued);
    eprint(&to_sign(&arguments.store, &issued, lang));
    Exit::Done
}

/// What differs from the version before; nothing when that cannot be read any more.
fn changed(archive: &Path, issued: &Issued, lang: Lang) -> String {
    let read = |entry: &LedgerEntry| stored_draft(archive, entry).ok().map(|(draft, _)| draft);
    let before = issued.before.as_ref().and_then(read);
    match (before, read(&issued.entry)) {
        (Some(before), Some(now)) => told(&compare(&before, &now), false, lang),
        _ => String::new(),
    }
}
