//! `baocao issue`: a report into the archive.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use baocao::archive::record::About;
use baocao::diag::{Lang, Severity};
use baocao::font::FontSet;
use baocao::office::issue::{IssueRequest, Issued, Occasion, Serial, issue, upcoming};
use baocao::office::with_number;
use baocao::output;
use baocao::pipeline::Request;
use baocao::pipeline::place::DataPlace;
use baocao::run::Run;
use baocao::text::date;
use baocao::world::{OsWorld, World};

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
    let is_given_beside = serial != Serial::OfData || arguments.store.date.is_some();
    if is_given_beside && !issued.already {
        eprint(&numbered(&arguments.store, &issued, lang));
    }
    print_version(&arguments.store, &issued);
    eprint(&to_sign(&arguments.store, &issued, lang));
    Exit::Done
}

/// The file that is signed and sent, and where it is seen how all reports stand.
pub(super) fn to_sign(arguments: &StoreArguments, issued: &Issued, lang: Lang) -> String {
    let about = &issued.entry.about;
    let name = format!("{:02}-{}.pdf", about.serial, about.symbol);
    let pdf = archive_of(arguments).join(&issued.entry.folder).join(name);
    let pdf = pdf.display();
    match lang {
        Lang::Vi => format!("Ký và gửi tệp: {pdf}\nXem các báo cáo: baocao status\n"),
        Lang::En => format!("The file to sign and to send: {pdf}\nTo see all reports: baocao status\n"),
    }
}

/// Writes number and day into the data file, so that later corrections find the document; says so, or what has to be written.
pub(super) fn numbered(arguments: &StoreArguments, issued: &Issued, lang: Lang) -> String {
    match write_number(arguments, issued) {
        Some(()) => {
            let (file, about) = (arguments.file.display(), &issued.entry.about);
            let (number, serial) = (&about.number, about.serial);
            match lang {
                Lang::Vi => format!(
                    "Số văn bản là {number}. Đã ghi vào {file}: so: {serial}{}\n",
                    day(arguments, issued)
                ),
                Lang::En => format!(
                    "The number is {number}. Written into {file}: so: {serial}{}\n",
                    day(arguments, issued)
                ),
            }
        }
        None => reminder(arguments, issued, lang),
    }
}

/// `None` when the file is not there any more as YAML, or cannot be written.
fn write_number(arguments: &StoreArguments, issued: &Issued) -> Option<()> {
    let about = &issued.entry.about;
    let text = String::from_utf8(OsWorld.read(&arguments.file).ok()?).ok()?;
    let day = arguments.date.and_then(|_| date::parse(&about.date).ok());
    let written = with_number(&text, about.serial, day)?;
    if written != text {
        let folder = arguments.file.parent().unwrap_or(Path::new(""));
        output::write_all(folder, &[(arguments.file.clone(), written.into_bytes())]).ok()?;
    }
    Some(())
}

/// What has to be written into the data file, so that later corrections find the document.
pub(super) fn reminder(arguments: &StoreArguments, issued: &Issued, lang: Lang) -> String {
    let about = &issued.entry.about;
    let (file, number, day) = (arguments.file.display(), about.serial, day(arguments, issued));
    match lang {
        Lang::Vi => format!("Số văn bản là {}. Hãy tự ghi vào {file}: so: {number}{day}\n", about.number),
        Lang::En => {
            format!("The number is {}. Write it into {file} yourself: so: {number}{day}\n", about.number)
        }
    }
}

/// `, ngay: 2/7/2024` when the day was given beside the data.
fn day(arguments: &StoreArguments, issued: &Issued) -> String {
    let day = arguments.date.and_then(|_| date::parse(&issued.entry.about.date).ok());
    day.map_or_else(String::new, |day| format!(", ngay: {}", date::short(day)))
}

/// What is about to be stored, and that it stays.
fn announcement(about: &About, lang: Lang) -> String {
    let About { kind, title, number, date: day, recipients, .. } = about;
    let day = date::parse(day).map_or_else(|_| day.clone(), date::short);
    let recipients = recipients.join("; ");
    match lang {
        Lang::Vi => format!(
            "Sắp phát hành: {kind} {title}\n  Số, ký hiệu: {number}\n  Ngày:        {day}\n  Nơi nhận:    {recipients}\n\
             Số đã lấy và bản đã lưu không thu hồi được; sai thì sửa bằng baocao amend.\n"
        ),
        Lang::En => format!(
            "About to be issued: {kind} {title}\n  Number:     {number}\n  Day:        {day}\n  Recipients: {recipients}\n\
             The number and what is stored cannot be taken back; mistakes are corrected by baocao amend.\n"
        ),
    }
}

/// What the user at a terminal says to what is about to be stored.
enum Consent {
    /// Nobody is asked: no terminal, or --yes.
    NotAsked,
    /// To this number.
    Given(i64),
    Refused,
}

fn consent(arguments: &StoreArguments, occasion: Occasion<'_>, serial: Option<i64>, lang: Lang) -> Consent {
    if arguments.yes || !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return Consent::NotAsked;
    }
    let mut run = Run::new(&OsWorld);
    let archive = archive_of(arguments);
    let wanted = wanted(arguments, &archive, occasion, serial, run.world);
    // What refuses it is told when it is tried.
    let Some(about) = upcoming(&mut run, &wanted) else { return Consent::NotAsked };
    show(&run.found, &run.sources, lang);
    eprint(&announcement(&about, lang));
    eprint(pick(
        lang,
        "Phát hành? Gõ “có” để làm, Enter để thôi: ",
        "Issue it? Type “yes” to go on, Enter to leave it: ",
    ));
    let mut answer = String::new();
    let _ = io::stdin().read_line(&mut answer);
    match answer.trim().to_lowercase().as_str() {
        "có" | "co" | "c" | "yes" | "y" => Consent::Given(about.serial),
        _ => Consent::Refused,
    }
}

/// Stores a version, and shows what was found on the way. `None` when it is refused.
pub(super) fn store(
    arguments: &StoreArguments,
    occasion: Occasion<'_>,
    serial: Option<i64>,
    lang: Lang,
) -> Option<Issued> {
    let (occasion, serial, is_told) = match consent(arguments, occasion, serial, lang) {
        Consent::NotAsked => (occasion, serial, false),
        Consent::Given(number) => (occasion.with_number(number), serial.map(|_| number), true),
        Consent::Refused => {
            eprint(pick(lang, "Chưa phát hành; kho giữ nguyên.\n", "Nothing was issued.\n"));
            return None;
        }
    };
    let mut run = Run::new(&OsWorld);
    let issued = stored(&mut run, arguments, occasion, serial, &|about| {
        if !is_told {
            eprint(&announcement(about, lang));
        }
    });
    if !is_told || issued.is_none() {
        show(&run.found, &run.sources, lang);
    }
    if issued.is_none() {
        let errors = run.found.count(Severity::Error);
        eprint(&match lang {
            Lang::Vi => format!("Có {errors} lỗi; chưa phát hành, kho giữ nguyên.\n"),
            Lang::En => format!("{errors} errors; nothing was issued, the archive is as before.\n"),
        });
    }
    issued
}

/// Stores a version. `None` when it is refused; the run says why. `announce` is told what is about to be stored.
pub(super) fn stored(
    run: &mut Run<'_>,
    arguments: &StoreArguments,
    occasion: Occasion<'_>,
    serial: Option<i64>,
    announce: &dyn Fn(&About),
) -> Option<Issued> {
    let fonts = match &arguments.fonts {
        Some(folder) => FontSet::from_folder(run.world, folder, &mut run.found),
        None => Some(FontSet::built_in()),
    };
    let archive = archive_of(arguments);
    let wanted = wanted(arguments, &archive, occasion, serial, run.world);
    fonts.and_then(|fonts| issue(run, &wanted, &fonts, announce))
}

fn wanted<'a>(
    arguments: &'a StoreArguments,
    archive: &'a Path,
    occasion: Occasion<'a>,
    serial: Option<i64>,
    world: &dyn World,
) -> IssueRequest<'a> {
    IssueRequest {
        request: Request {
            templates: arguments.templates.as_deref(),
            date: arguments.date.map(|date| today(date, world)),
            serial,
            ..Request::of(&arguments.file)
        },
        occasion,
        archive,
        standard: arguments.pdf_standard.into(),
        signature_fields: arguments.signature_fields,
        accept_warnings: arguments.accept_warnings.as_deref(),
    }
}

/// The archive that is named, or `archive/` beside the folder of the office's data.
pub(super) fn archive_of(arguments: &StoreArguments) -> PathBuf {
    let beside = || DataPlace::of(&OsWorld, &arguments.file).office().join("archive");
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
