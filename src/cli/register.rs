//! `baocao register`: the register of outgoing documents of a year.

use baocao::diag::{Diagnostics, Lang};
use baocao::office::register::{RegisterFormat, RegisterRequest, register_file};
use baocao::office::unwritable;
use baocao::output;
use baocao::pipeline::Format;
use baocao::source::SourceMap;
use baocao::text::without_marks;

use super::archive::ledger;
use super::args::{RegisterArguments, RegisterFormatName};
use super::{Exit, print_paths, show};

pub(super) fn run(arguments: &RegisterArguments, lang: Lang) -> Exit {
    let mut found = Diagnostics::default();
    let format = match arguments.format {
        RegisterFormatName::Csv => RegisterFormat::Csv,
        RegisterFormatName::Xlsx => RegisterFormat::Xlsx,
        RegisterFormatName::Docx => RegisterFormat::Document(Format::Docx),
        RegisterFormatName::Pdf => RegisterFormat::Document(Format::Pdf),
    };
    let (archive, year) = (&arguments.archive, &arguments.year.to_string());
    let made = match ledger(archive) {
        Ok(ledger) => {
            let agency = arguments.agency.as_deref();
            let wanted = RegisterRequest { year, agency, volume: arguments.volume, format };
            register_file(archive, &ledger, &wanted, &mut found)
        }
        Err(failure) => {
            found.push(*failure);
            None
        }
    };
    let written = made.and_then(|bytes| {
        let whose = arguments.agency.as_deref().map(file_name).unwrap_or_default();
        let path = arguments.out.join(format!("so-van-ban-di-{year}{whose}.{}", format.extension()));
        let files = [(path.clone(), bytes)];
        output::write_all(&arguments.out, &files).map_err(|error| found.push(unwritable(&error))).ok()?;
        Some(path)
    });
    show(&found, &SourceMap::default(), lang);
    match written {
        Some(path) => {
            print_paths(&[path]);
            Exit::Done
        }
        None => Exit::Refused,
    }
}

/// `-ban-chi-dao` for `Ban Chỉ đạo`, so that the registers of two agencies do not take each other's place.
fn file_name(agency: &str) -> String {
    let bare = without_marks(agency).to_lowercase();
    let words = bare.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| format!("-{word}")).collect()
}
