//! `baocao copy`: a certified copy of what was issued.

use std::io::{self, IsTerminal};

use baocao::archive::Failure;
use baocao::diag::{Diagnostics, Lang};
use baocao::font::FontSet;
use baocao::office::copy::{CopyRequest, copy, upcoming};
use baocao::office::issue::Serial;
use baocao::source::SourceMap;
use baocao::world::OsWorld;

use super::archive::{ledger, the_one};
use super::args::CopyArguments;
use super::{Exit, eprint, pick, print, show, today};

pub(super) fn run(arguments: &CopyArguments, lang: Lang) -> Exit {
    let mut found = Diagnostics::default();
    let fonts = match &arguments.fonts {
        Some(folder) => FontSet::from_folder(&OsWorld, folder, &mut found),
        None => Some(FontSet::built_in()),
    };
    let made = fonts.map(|fonts| made(arguments, &fonts, lang));
    let exit = match made {
        Some(Ok(exit)) => exit,
        Some(Err(failure)) => {
            found.push(*failure);
            Exit::Refused
        }
        None => Exit::Refused,
    };
    show(&found, &SourceMap::default(), lang);
    exit
}

fn made(arguments: &CopyArguments, fonts: &FontSet, lang: Lang) -> Result<Exit, Failure> {
    let ledger = ledger(&arguments.archive)?;
    let of = the_one(&ledger, &arguments.name)?;
    let mut wanted = CopyRequest {
        archive: &arguments.archive,
        of,
        form: arguments.form,
        serial: arguments.number,
        symbol: arguments.symbol.as_deref(),
        date: today(arguments.date, &OsWorld),
        signer: arguments.signer.clone().map(|name| {
            let posts = names(arguments.post.as_deref().unwrap_or_default());
            (posts.iter().map(|post| post.to_uppercase()).collect(), name)
        }),
        recipients: names(arguments.recipients.as_deref().unwrap_or_default()),
        electronic: arguments.electronic.then(|| arguments.time.clone()),
        parts: arguments.part.clone(),
    };
    let number = upcoming(&wanted)?;
    let about = &of.about;
    let (form, copied) = (wanted.form.words(), format!("{} {} {}", about.kind, about.number, about.title));
    eprint(&match lang {
        Lang::Vi => format!("{form}: {copied}\n  Số, ký hiệu bản sao: {number}\n"),
        Lang::En => format!("{form}: {copied}\n  Number of the copy: {number}\n"),
    });
    if !arguments.yes && io::stdin().is_terminal() && io::stderr().is_terminal() {
        eprint(pick(
            lang,
            "Số đã lấy không thu hồi được. Gõ “có” để làm, Enter để thôi: ",
            "The number cannot be taken back. Type “yes” to go on, Enter to leave it: ",
        ));
        let mut answer = String::new();
        let _ = io::stdin().read_line(&mut answer);
        if !matches!(answer.trim().to_lowercase().as_str(), "có" | "co" | "c" | "yes" | "y") {
            eprint(pick(lang, "Chưa sao; kho giữ nguyên.\n", "Nothing was copied.\n"));
            return Ok(Exit::Refused);
        }
        // To this number the user has agreed.
        let serial = number.split('/').next().and_then(|serial| serial.parse().ok());
        wanted.serial = serial.map_or(wanted.serial, Serial::Given);
    }
    let entry = copy(&wanted, fonts)?;
    let folder = arguments.archive.join(&entry.folder);
    print(&format!("{}\n", folder.display()));
    let pdf = folder.join(format!("{:02}-{}.pdf", entry.about.serial, entry.about.symbol));
    let pdf = pdf.display();
    eprint(&match lang {
        Lang::Vi => format!("In, ký và gửi tệp: {pdf}\n"),
        Lang::En => format!("The file to print, to sign and to send: {pdf}\n"),
    });
    Ok(Exit::Done)
}

/// Each of the names that were typed in one argument.
fn names(typed: &str) -> Vec<String> {
    let names = typed.split(';').map(|name| name.trim().trim_end_matches('.'));
    names.filter(|name| !name.is_empty() && !name.starts_with("Lưu")).map(str::to_string).collect()
}
