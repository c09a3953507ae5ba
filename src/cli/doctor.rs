//! `baocao doctor`: what the program found around it, and what is wrong with it.

use std::path::Path;

use baocao::archive::store::read_ledger;
use baocao::diag::{Diagnostics, Lang, Severity};
use baocao::font::FontSet;
use baocao::office::overview::{ReportState, overview};
use baocao::world::{OsWorld, World};

use super::args::DoctorArguments;
use super::status::state_text;
use super::{Exit, pick, print};

pub(super) fn run(arguments: &DoctorArguments, lang: Lang) -> Exit {
    let mut report = DoctorReport { lang, text: String::new(), sound: true };
    report.good("baocao", env!("CARGO_PKG_VERSION"));
    report.good(pick(lang, "ngôn ngữ", "language"), pick(lang, "tiếng Việt", "English"));
    fonts(arguments, &mut report);
    templates(&mut report);
    data(&mut report);
    archive(&mut report);
    print(&report.text);
    if report.sound { Exit::Done } else { Exit::Refused }
}

struct DoctorReport {
    lang: Lang,
    text: String,
    sound: bool,
}

impl DoctorReport {
    fn good(&mut self, what: &str, how: &str) {
        self.text += &format!("[ok] {what}: {how}\n");
    }

    fn bad(&mut self, what: &str, how: &str) {
        self.sound = false;
        self.text += &format!("[!!] {what}: {how}\n");
    }

    /// Something that need not be there.
    fn none(&mut self, what: &str, how: &str) {
        self.text += &format!("[--] {what}: {how}\n");
    }
}

fn fonts(arguments: &DoctorArguments, report: &mut DoctorReport) {
    let what = pick(report.lang, "phông chữ", "fonts");
    let mut found = Diagnostics::default();
    let fonts = match &arguments.fonts {
        Some(folder) => FontSet::from_folder(&OsWorld, folder, &mut found),
        None => Some(FontSet::built_in()),
    };
    match fonts {
        Some(fonts) => {
            let names: Vec<&str> = fonts.files().map(|(name, _)| name).collect();
            report.good(what, &names.join(", "));
        }
        None => {
            let why = first(&found, report.lang);
            report.bad(what, &why);
        }
    }
}

fn templates(report: &mut DoctorReport) {
    let what = pick(report.lang, "mẫu", "templates");
    let folders = std::fs::read_dir("templates").into_iter().flatten().flatten();
    let mut ids: Vec<String> = folders
        .filter(|entry| entry.path().join("template.yaml").is_file())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    ids.sort();
    match ids.is_empty() {
        true => report.bad(
            what,
            pick(
                report.lang,
                "không thấy templates/ ở đây; thử baocao init",
                "there is no templates/ here; try baocao init",
            ),
        ),
        false => report.good(what, &ids.join(", ")),
    }
}

fn data(report: &mut DoctorReport) {
    let lang = report.lang;
    let world = OsWorld;
    let overview = overview(&world, None, Path::new("archive"));
    let states: Vec<&ReportState> = overview.kinds.iter().flat_map(|(_, reports)| reports).collect();
    if states.is_empty() && overview.strays.is_empty() {
        report.bad(
            pick(lang, "số liệu", "data"),
            pick(lang, "không thấy tệp nào trong data/", "there is no file in data/"),
        );
        return;
    }
    let office = Path::new("data/co-quan.yaml");
    match world.read(office) {
        Ok(_) => report.good(pick(lang, "cơ quan", "office"), "data/co-quan.yaml"),
        Err(error) => report.bad("data/co-quan.yaml", error.message().get(lang)),
    }
    for state in states {
        let file = state.file.path.display().to_string();
        match &state.fill {
            Ok(_) => report.good(&file, &state_text(state, lang)),
            Err(error) => report.bad(&file, error.get(lang)),
        }
    }
    for stray in &overview.strays {
        let (file, id) = (stray.path.display().to_string(), &stray.template);
        report.bad(
            &file,
            &match lang {
                Lang::Vi => format!("không có mẫu {id}"),
                Lang::En => format!("there is no template {id}"),
            },
        );
    }
    for finding in &overview.found {
        report.bad(pick(lang, "số liệu", "data"), finding.headline.get(lang));
    }
}

fn archive(report: &mut DoctorReport) {
    let lang = report.lang;
    let what = pick(lang, "kho lưu trữ", "archive");
    let root = Path::new("archive");
    if !root.is_dir() {
        report
            .none(what, pick(lang, "chưa có (baocao issue lập ra)", "not there yet (baocao issue makes it)"));
        return;
    }
    match read_ledger(root) {
        Ok(ledger) if ledger.all_faults().is_empty() => {
            let versions = ledger.entries.len();
            report.good(
                what,
                &match lang {
                    Lang::Vi => format!("{versions} bản; chứng minh nguyên vẹn: baocao archive verify"),
                    Lang::En => format!("{versions} versions; to prove them: baocao archive verify"),
                },
            );
        }
        Ok(_) => report.bad(
            what,
            pick(
                lang,
                "sổ bị hỏng; chạy baocao archive verify",
                "the ledger is damaged; run baocao archive verify",
            ),
        ),
        Err(failure) => report.bad(what, failure.headline.get(lang)),
    }
}

fn first(found: &Diagnostics, lang: Lang) -> String {
    let error = found.iter().find(|finding| finding.severity == Severity::Error);
    error.map_or_else(String::new, |finding| finding.headline.get(lang).to_string())
}
