//! `baocao issue`: a report into the archive.

use std::path::PathBuf;

use baocao::diag::{Lang, Severity};
use baocao::font::FontSet;
use baocao::office::issue::{IssueRequest, Issued, Occasion, Serial, issue};
use baocao::pipeline::Request;
use baocao::run::Run;
use baocao::world::OsWorld;

use super::args::{IssueArguments, StoreArguments};
use super::{Exit, eprint, pick, print, show, today};

pub(super) fn run(arguments: &IssueArguments, lang: Lang) -> Exit {
    let serial = arguments.number.unwrap_or(Serial::OfData);
    let given = match serial {
        Serial::Given(serial) => Some(serial),
        _ => None,
    };
    let Some(issued) = store(&arguments.store, Occasion::Issue(serial), given, lang) else {
        return Exit::Refused;
    };
    let about = &issued.entry.about;
    if issued.already {
        let number = &about.number;
        eprint(&match lang {
            Lang::Vi => format!("{number} đã phát hành đúng như thế này; kho giữ nguyên.\n"),
            Lang::En => format!("{number} was issued just like this; the archive is as before.\n"),
        });
    }
    if serial == Serial::Next && !issued.already {
        eprint(&reminder(&arguments.store, &issued, lang));
    }
    print_version(&arguments.store, &issued);
    Exit::Done
}

/// What has to be written into the data file, so that later corrections find the document.
pub(super) fn reminder(arguments: &StoreArguments, issued: &Issued, lang: Lang) -> String {
    let about = &issued.entry.about;
    let (file, number) = (arguments.file.display(), about.serial);
    let day = match arguments.date {
        Some(_) => baocao::text::date::parse(&about.date)
            .map_or_else(|_| String::new(), |day| format!(", ngay: {}", baocao::text::date::short(day))),
        None => String::new(),
    };
    match lang {
        Lang::Vi => format!("Số văn bản là {}. Hãy tự ghi vào {file}: so: {number}{day}\n", about.number),
        Lang::En => {
            format!("The number is {}. Write it into {file} yourself: so: {number}{day}\n", about.number)
        }
    }
}

/// Stores a version, and shows what was found on the way. `None` when it is refused.
pub(super) fn store(
    arguments: &StoreArguments,
    occasion: Occasion<'_>,
    serial: Option<i64>,
    lang: Lang,
) -> Option<Issued> {
    let mut run = Run::new(&OsWorld);
    let issued = stored(&mut run, arguments, occasion, serial);
    show(&run.found, &run.sources, lang);
    if issued.is_none() {
        let errors = run.found.count(Severity::Error);
        eprint(&match lang {
            Lang::Vi => format!("Có {errors} lỗi; chưa phát hành, kho giữ nguyên.\n"),
            Lang::En => format!("{errors} errors; nothing was issued, the archive is as before.\n"),
        });
    }
    issued
}

/// Stores a version. `None` when it is refused; the run says why.
pub(super) fn stored(
    run: &mut Run<'_>,
    arguments: &StoreArguments,
    occasion: Occasion<'_>,
    serial: Option<i64>,
) -> Option<Issued> {
    let fonts = match &arguments.fonts {
        Some(folder) => FontSet::from_folder(run.world, folder, &mut run.found),
        None => Some(FontSet::built_in()),
    };
    let archive = archive_of(arguments);
    let wanted = IssueRequest {
        request: Request {
            templates: arguments.templates.as_deref(),
            date: arguments.date.map(|date| today(date, run.world)),
            serial,
            ..Request::of(&arguments.file)
        },
        occasion,
        archive: &archive,
        standard: arguments.pdf_standard.into(),
        signature_fields: arguments.signature_fields,
        accept_warnings: arguments.accept_warnings.as_deref(),
    };
    fonts.and_then(|fonts| issue(run, &wanted, &fonts))
}

/// The archive that is named, or `archive/` beside the folder of the data.
pub(super) fn archive_of(arguments: &StoreArguments) -> PathBuf {
    let beside = || {
        let folder = arguments.file.parent().and_then(|data| data.parent());
        folder.map_or_else(|| PathBuf::from("archive"), |folder| folder.join("archive"))
    };
    arguments.archive.clone().unwrap_or_else(beside)
}

/// The folder of a version, on standard output.
pub(super) fn print_version(arguments: &StoreArguments, issued: &Issued) {
    print(&format!("{}\n", archive_of(arguments).join(&issued.entry.folder).display()));
}

/// What a version is called in a sentence.
pub(super) fn version_name(issued: &Issued, lang: Lang) -> String {
    let about = &issued.entry.about;
    format!("{} {} {}", about.number, pick(lang, "bản", "version"), about.version)
}
