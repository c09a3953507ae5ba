//! The buttons of the page: rendering and issuing, exactly as the commands do.

use baocao::archive::find::of_report;
use baocao::archive::store::read_ledger;
use baocao::diag::render::findings;
use baocao::diag::{Diagnostics, Lang, Severity};
use baocao::model::DocumentNumber;
use baocao::office::gallery::{GALLERY, add};
use baocao::office::issue::{Occasion, Serial};
use baocao::office::render::{RenderRequest, render};
use baocao::pipeline::{Format, Output};
use baocao::run::Run;
use baocao::source::SourceMap;
use baocao::text::date;
use baocao::world::{OsWorld, World};
use serde::Deserialize;
use serde_json::{Value, json};

use super::super::args::{StandardName, StoreArguments, parse_date, parse_serial};
use super::super::{issue, pick};
use super::session::{Session, lock};

/// What the form for issuing says; an empty field is one that was left alone.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct IssueForm {
    /// The view that the user sees.
    pub view: u64,
    /// `auto`, or a number; empty for that of the data.
    pub number: String,
    /// A day, or `today`; empty for that of the data.
    pub date: String,
    pub accept_warnings: String,
}

/// The templates that the program carries, and whether the office has them.
pub(super) fn gallery(session: &Session) -> Value {
    let home = session.office().join("templates");
    let all = GALLERY.iter().map(|template| {
        let is_there = home.join(template.id).join("template.yaml").is_file();
        json!({ "id": template.id, "line": pick(session.lang, template.line.0, template.line.1), "there": is_there })
    });
    all.collect()
}

/// Copies a template of the gallery into the office; says what refuses it.
pub(super) fn add_template(session: &Session, id: &str) -> Value {
    let mut found = Diagnostics::default();
    let added = add(&OsWorld, &session.office(), id, &mut found).is_some();
    json!({ "done": added, "check": findings(&found, &[], &SourceMap::default()) })
}

/// Writes the Word file and the PDF.
pub(super) fn write_files(session: &Session) -> Value {
    let own = &session.arguments;
    let files = [session.desk.file.clone()];
    let batch = render(
        &OsWorld,
        &RenderRequest {
            files: &files,
            out: &own.out,
            templates: own.templates.as_deref(),
            fonts: own.fonts.as_deref(),
            output: Output { formats: vec![Format::Docx, Format::Pdf], ..Output::default() },
            date: None,
            serial: None,
            replaces: None,
            draft: false,
            check: true,
            strict: false,
        },
    );
    let mut found = batch.common;
    let mut sources = SourceMap::default();
    for report in batch.reports {
        sources.adopt(&report.sources);
        found.extend(report.found);
        found.extend(report.remarks);
    }
    let written = batch.written.unwrap_or_default();
    let files: Vec<Value> = written
        .iter()
        .enumerate()
        .map(|(index, path)| json!({ "path": path.display().to_string(), "result": index }))
        .collect();
    let is_done = !files.is_empty();
    if is_done {
        *lock(&session.results) = written;
    }
    json!({ "done": is_done, "files": files, "check": findings(&found, &[], &sources) })
}

/// What the user is about to issue: title, number, day and addressees as the data has them, the number that would come next, and the
/// numbers under which the report of this period was issued before.
pub(super) fn issued(session: &Session, view: u64) -> Value {
    let Some(about) = session.about(view) else { return Value::Null };
    let archive = issue::archive_of(&store_arguments(session));
    // A ledger that cannot be read is told when something is issued.
    let ledger = read_ledger(&archive).unwrap_or_default();
    let issued = of_report(&ledger, about.identity());
    let mut before: Vec<String> = issued.map(|entry| entry.about.number.clone()).collect();
    before.dedup();
    let day = about.date.as_deref().and_then(|day| date::parse(day).ok()).unwrap_or_else(|| OsWorld.today());
    let year = day.format("%Y").to_string();
    let series = about.numbers.series(&year, &about.agency, &about.symbol);
    let serial = Some(ledger.next_serial(&series, about.numbers.start(&year, &about.symbol)));
    let next = DocumentNumber { serial, symbol: about.symbol, prefix: about.prefix }.full();
    json!({
        "title": about.title,
        "number": about.number,
        "next": next,
        "date": about.date,
        "recipients": about.recipients.join("; "),
        "before": before,
    })
}

/// Why nothing was tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum IssueError {
    /// The form makes no sense; the page has no such form.
    Form,
    /// What the user sees is not, or no longer, what is on the disk.
    Changed,
}

/// Stores the report in the archive, if it is the one that the user sees.
pub(super) fn issue(session: &Session, form: &IssueForm) -> Result<Value, IssueError> {
    let filled = |text: &str| Some(text.trim().to_string()).filter(|text| !text.is_empty());
    let serial =
        filled(&form.number).map(|text| parse_serial(&text)).transpose().map_err(|_| IssueError::Form)?;
    let date = filled(&form.date).map(|text| parse_date(&text)).transpose().map_err(|_| IssueError::Form)?;
    if !session.is_on_disk(form.view) {
        return Err(IssueError::Changed);
    }
    let arguments =
        StoreArguments { date, accept_warnings: filled(&form.accept_warnings), ..store_arguments(session) };
    let serial = serial.unwrap_or(Serial::OfData);
    let given = match serial {
        Serial::Given(serial) => Some(serial),
        _ => None,
    };
    let mut run = Run::new(&OsWorld);
    let issued = issue::stored(&mut run, &arguments, Occasion::Issue(serial), given, &|_| {});
    let Run { sources, found, .. } = run;
    let check = findings(&found, &[], &sources);
    let Some(issued) = issued else {
        let only_warnings = found.count(Severity::Error) == 0;
        return Ok(json!({ "done": false, "check": check, "only_warnings": only_warnings }));
    };
    let folder = issue::archive_of(&arguments).join(&issued.entry.folder);
    let reminder = (serial == Serial::Next && !issued.already).then(|| {
        let reminder = |lang| issue::reminder(&arguments, &issued, lang);
        json!({ "vi": reminder(Lang::Vi), "en": reminder(Lang::En) })
    });
    Ok(json!({
        "done": true,
        "already": issued.already,
        "number": issued.entry.about.number,
        "serial": issued.entry.about.serial,
        "date": issued.entry.about.date,
        "version": issued.entry.about.version,
        "folder": folder.display().to_string(),
        "reminder": reminder,
        "check": check,
    }))
}

fn store_arguments(session: &Session) -> StoreArguments {
    let own = &session.arguments;
    StoreArguments {
        file: session.desk.file.clone(),
        archive: own.archive.clone(),
        date: None,
        accept_warnings: None,
        templates: own.templates.clone(),
        fonts: own.fonts.clone(),
        pdf_standard: StandardName::A2a,
        signature_fields: false,
        yes: true,
    }
}
