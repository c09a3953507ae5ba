//! `baocao check`: what a careful reader would find.

use std::sync::OnceLock;

use baocao::check::page;
use baocao::diag::render::{json, sarif, short};
use baocao::diag::{Accepted, Diagnostics, Lang, Severity};
use baocao::font::FontSet;
use baocao::office::fix::{FixedFile, FixedPlace, fix};
use baocao::pipeline::{self, Request};
use baocao::run::Run;
use baocao::source::SourceMap;
use baocao::template::Shelf;
use baocao::world::OsWorld;

use super::args::{CheckArguments, CheckFormat};
use super::{Exit, eprint, guide, pick, print, show, today};

pub(super) fn run(arguments: &CheckArguments, lang: Lang) -> Exit {
    let world = OsWorld;
    if arguments.files.is_empty() {
        eprint(&guide::no_files("check", lang, &guide::data_files(&world)));
        return Exit::Usage;
    }
    // Beside the reading of the data.
    rayon::spawn(pipeline::prepare_checks);
    let Some((mut run, mut accepted)) = checked(&world, arguments, lang) else { return Exit::Usage };
    if arguments.fix {
        let mut refused = Diagnostics::default();
        let fixed = fix(&world, &arguments.files, &run.found, &run.sources, &mut refused);
        show(&refused, &SourceMap::default(), lang);
        eprint(&corrections(&fixed, lang));
        if !fixed.is_empty() {
            let Some(again) = checked(&world, arguments, lang) else { return Exit::Usage };
            (run, accepted) = again;
        }
    }
    let Run { sources, found, .. } = run;
    match arguments.format {
        CheckFormat::Human => {
            show(&found, &sources, lang);
            eprint(&summary(&found, &accepted, &sources, lang));
        }
        CheckFormat::Short => print(&short(&found, &sources, lang)),
        CheckFormat::Json => print(&json(&found, &accepted, &sources)),
        CheckFormat::Sarif => print(&sarif(&found, &sources, lang, page)),
    }
    let limit = Severity::from(arguments.fail_on);
    let cannot_run = found.iter().any(|finding| finding.code.is_of_files());
    let fails = found.iter().any(|finding| finding.severity <= limit);
    match (cannot_run, fails) {
        (true, _) => Exit::Usage,
        (false, true) => Exit::Refused,
        (false, false) => Exit::Done,
    }
}

/// Reads and checks the reports; `None` when the fonts are not there, which is shown.
fn checked<'w>(
    world: &'w OsWorld,
    arguments: &CheckArguments,
    lang: Lang,
) -> Option<(Run<'w>, Vec<Accepted>)> {
    let mut run = Run::new(world);
    let fonts = OnceLock::new();
    if let Some(folder) = &arguments.fonts {
        let Some(given) = FontSet::from_folder(world, folder, &mut run.found) else {
            show(&run.found, &run.sources, lang);
            return None;
        };
        drop(fonts.set(given));
    }
    let shelf = Shelf::default();
    let mut accepted = Vec::new();
    for data in &arguments.files {
        let date = arguments.date.map(|date| today(date, world));
        let request = Request {
            templates: arguments.templates.as_deref(),
            date,
            shelf: Some(&shelf),
            ..Request::of(data)
        };
        accepted.extend(pipeline::check_report(&mut run, &request, &fonts));
    }
    Some((run, accepted))
}

/// What was corrected, and how each file is put back.
fn corrections(fixed: &[FixedFile], lang: Lang) -> String {
    let mut out = String::new();
    for file in fixed {
        let path = file.path.display();
        for FixedPlace { line, column, typed, right } in &file.changes {
            out.push_str(&match lang {
                Lang::Vi => format!("đã sửa {path}:{line}:{column}: “{typed}” → “{right}”\n"),
                Lang::En => format!("corrected {path}:{line}:{column}: “{typed}” → “{right}”\n"),
            });
        }
        let copy = if cfg!(windows) { "copy" } else { "cp" };
        let kept = file.kept.display();
        out.push_str(&match lang {
            Lang::Vi => format!("Trả lại như trước: {copy} \"{kept}\" \"{path}\"\n"),
            Lang::En => format!("To put it back: {copy} \"{kept}\" \"{path}\"\n"),
        });
    }
    if fixed.is_empty() {
        out.push_str(pick(
            lang,
            "Không có gì sửa tự động được trong tệp số liệu.\n",
            "There is nothing in the data files that can be corrected by itself.\n",
        ));
    }
    out
}

/// What was accepted, and how many findings there are.
fn summary(found: &Diagnostics, accepted: &[Accepted], sources: &SourceMap, lang: Lang) -> String {
    let mut out = String::new();
    for item in accepted {
        let (id, headline, reason) = (item.finding.code.id(), item.finding.headline.get(lang), &item.reason);
        let line = item.finding.primary.as_ref().map_or_else(String::new, |label| {
            let at = sources.position(label.span);
            format!(" ({}:{})", sources.path(label.span.file).display(), at.line)
        });
        out.push_str(&match lang {
            Lang::Vi => format!("đã chấp nhận [{id}] {headline}{line} — lý do: {reason}\n"),
            Lang::En => format!("accepted [{id}] {headline}{line} — reason: {reason}\n"),
        });
    }
    let count = |severity| found.count(severity);
    let (errors, warnings, notes) = (count(Severity::Error), count(Severity::Warning), count(Severity::Note));
    out.push_str(&match (lang, errors + warnings + notes) {
        (Lang::Vi, 0) => "Không phát hiện gì.\n".to_string(),
        (Lang::En, 0) => "Nothing found.\n".to_string(),
        (Lang::Vi, _) => format!(
            "{errors} lỗi, {warnings} cảnh báo, {notes} lưu ý. Giải thích một mã: baocao explain K101\n"
        ),
        (Lang::En, _) => format!(
            "{errors} errors, {warnings} warnings, {notes} notes. What a code means: baocao explain K101\n"
        ),
    });
    out
}
