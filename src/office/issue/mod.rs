//! A report into the archive: a snapshot of its inputs is rendered and stored, so that the same inputs give the same bytes
//! whenever they are rendered again.

mod place;
mod refusals;
mod remarks;
mod unchanged;

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::reports::{ReportFile, reports};
use place::{ArchivePlace, number_taken, place};
use refusals::{changed_after_issue, nothing_changed, says_nothing_of_it, unnumbered, warnings_left};
use remarks::remarks;
pub(super) use unchanged::lines_without_number;
use unchanged::{is_document, is_only_numbered, is_own, is_unchanged};

use crate::archive::INPUTS;
use crate::archive::ledger::Ledger;
use crate::archive::record::{About, FileRecord, LedgerEntry, Rendering};
use crate::archive::store::{Store, Version, read_ledger};
use crate::archive::version::manifest;
use crate::data::keys;
use crate::diag::render::json;
use crate::diag::{Code, Diagnostic, Diagnostics, Severity};
use crate::font::FontSet;
use crate::model::{Document, DocumentNumber, plain_text};
use crate::pipeline::{Draft, Format, Output, Report, Request, draft, inputs, twice, write};
use crate::run::Run;
use crate::text::{date, letters};
use crate::world::MemoryWorld;
use crate::write::pdf::Standard;

/// The number of a new document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Serial {
    /// That of the data.
    OfData,
    /// This one, whatever the data says.
    Given(i64),
    /// The next one of the series.
    Next,
}

/// Why a report enters the archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occasion<'a> {
    /// It is issued.
    Issue(Serial),
    /// What was issued is corrected under its number.
    Amend {
        /// Why it is corrected; kept in the archive.
        reason: &'a str,
    },
    /// What was issued is replaced by a document with a number of its own (Decree 30/2020, Article 18.3).
    Replace {
        /// Why it is replaced; kept in the archive.
        reason: &'a str,
        /// The number of the document that replaces it.
        serial: Serial,
    },
}

impl Occasion<'_> {
    /// The same with this number where the next one was wanted: that to which the user has agreed.
    pub fn with_number(self, number: i64) -> Self {
        match self {
            Occasion::Issue(Serial::Next) => Occasion::Issue(Serial::Given(number)),
            Occasion::Replace { reason, serial: Serial::Next } => {
                Occasion::Replace { reason, serial: Serial::Given(number) }
            }
            other => other,
        }
    }
}

/// What to issue, and how.
#[derive(Clone, Copy, Debug)]
pub struct IssueRequest<'a> {
    /// The data file, with templates, day and number given beside it.
    pub request: Request<'a>,
    /// Whether it is issued, amended or replaced.
    pub occasion: Occasion<'a>,
    /// The folder of the archive; made when it is not there.
    pub archive: &'a Path,
    /// The standard of the PDF.
    pub standard: Standard,
    /// Whether the PDF has empty fields for signatures.
    pub signature_fields: bool,
    /// Why the report is issued with warnings.
    pub accept_warnings: Option<&'a str>,
}

/// A version in the archive.
#[derive(Clone, Debug)]
pub struct Issued {
    /// Its line in the ledger.
    pub entry: LedgerEntry,
    /// What it supersedes or replaces.
    pub before: Option<LedgerEntry>,
    /// It was there already, just as it is.
    pub already: bool,
}

/// What [`issue`] would store if nothing else were issued meanwhile: for a user who is asked first. `None` when something refuses
/// it; `found` says what, and what is worth a look.
pub fn upcoming(run: &mut Run<'_>, wanted: &IssueRequest<'_>) -> Option<About> {
    let draft = draft(run, &wanted.request, true)?;
    draft.check(&run.sources, &mut run.found);
    let found = &mut run.found;
    may_be_issued(draft.report(), wanted, found)?;
    let ledger = read_ledger(wanted.archive).map_err(|failure| found.push(*failure)).ok()?;
    let place = place(draft.report(), wanted, &ledger).map_err(|finding| found.push(*finding)).ok()?;
    found_of(draft.report(), &place, wanted, &ledger).into_iter().for_each(|remark| found.push(remark));
    let number = &draft.report().document.header.number;
    let number = DocumentNumber { serial: Some(place.serial), ..number.clone() }.full();
    Some(About { number, ..about(draft.report(), &place, wanted) })
}

fn found_of(
    report: &Report,
    place: &ArchivePlace,
    wanted: &IssueRequest<'_>,
    ledger: &Ledger,
) -> Vec<Diagnostic> {
    let is_auto = matches!(
        wanted.occasion,
        Occasion::Issue(Serial::Next) | Occasion::Replace { serial: Serial::Next, .. }
    );
    remarks(report, place, is_auto, ledger)
}

/// Checks, renders and stores a report. `announce` is told what is about to be stored, just before it is. `None` when something
/// refuses it; `found` says what, and the archive is as before.
pub fn issue(
    run: &mut Run<'_>,
    wanted: &IssueRequest<'_>,
    fonts: &FontSet,
    announce: &dyn Fn(&About),
) -> Option<Issued> {
    let draft = draft(run, &wanted.request, true)?;
    draft.check(&run.sources, &mut run.found);
    no_twin(run, draft.report(), wanted);
    let found = &mut run.found;
    may_be_issued(draft.report(), wanted, found)?;
    let snapshot = inputs::collect_with_compared(run.world, &draft, found)?;
    let mut store = Store::open(wanted.archive).map_err(|failure| found.push(*failure)).ok()?;
    let place = place(draft.report(), wanted, &store.ledger).map_err(|finding| found.push(*finding)).ok()?;
    let remarks = found_of(draft.report(), &place, wanted, &store.ledger);
    let is_doubtful = remarks.iter().any(|remark| remark.severity == Severity::Warning);
    remarks.into_iter().for_each(|remark| found.push(remark));
    if is_doubtful && wanted.accept_warnings.is_none() {
        found.push(warnings_left(found.count(Severity::Warning)));
        return None;
    }
    if matches!(wanted.occasion, Occasion::Replace { .. }) && !draft.uses(keys::REPLACES) {
        found.push(says_nothing_of_it(draft.report()));
    }
    let report = draft.report();
    let named = (report.inputs.place.name(), report.document.header.date);
    let version = version(&snapshot, named, &place, wanted, fonts, found)?;
    if let Some(twin) = &place.twin {
        return settle_twin(wanted, twin, &version, found);
    }
    if let Occasion::Amend { .. } = wanted.occasion {
        let before = place.before.as_ref();
        if is_unchanged(wanted.archive, before, &version, is_own)
            || is_only_numbered(wanted.archive, before, &version)
        {
            found.push(nothing_changed(&version.about));
            return None;
        }
        // A note in the data may be corrected as often as one likes.
        if !is_unchanged(wanted.archive, before, &version, is_document) {
            found.push(changed_after_issue(&version.about));
        }
    }
    announce(&version.about);
    let entry = store.add(version).map_err(|failure| found.push(*failure)).ok()?;
    Some(Issued { entry, before: place.before, already: false })
}

/// Finds a second file of the period in the office's folder, whatever it is called: a copy is soon issued in place of the other.
fn no_twin(run: &mut Run<'_>, report: &Report, wanted: &IssueRequest<'_>) {
    let Some(period) = report.period else { return };
    let all = reports(run.world, report.inputs.place.root(), wanted.request.templates);
    let is_twin = |file: &&ReportFile| {
        file.template == report.inputs.id && file.period == Some(period) && file.path != report.inputs.data
    };
    let is_told = run.found.iter().any(|finding| finding.code == Code::PeriodTwice);
    if let Some(twin) = all.iter().find(is_twin).filter(|_| !is_told) {
        run.found.push(twice(period, &report.inputs.data, &twin.path));
    }
}

/// Whether the findings, the number and the date let a report be issued.
fn may_be_issued(report: &Report, wanted: &IssueRequest<'_>, found: &mut Diagnostics) -> Option<()> {
    let header = &report.document.header;
    let is_numbered = header.number.serial.is_some() || wanted.occasion == Occasion::Issue(Serial::Next);
    found.retain(|finding| finding.code != Code::DraftUnnumbered);
    if !is_numbered || header.date.is_none() {
        found.push(unnumbered(is_numbered, wanted.occasion));
    }
    let warnings = found.count(Severity::Warning);
    if warnings > 0 && wanted.accept_warnings.is_none() && !found.has_errors() {
        found.push(warnings_left(warnings));
    }
    (!found.has_errors()).then_some(())
}

/// Renders the snapshot.
fn version(
    snapshot: &[inputs::Input],
    (data, day): (String, Option<NaiveDate>),
    place: &ArchivePlace,
    wanted: &IssueRequest<'_>,
    fonts: &FontSet,
    found: &mut Diagnostics,
) -> Option<Version> {
    let files = snapshot.iter().map(|input| (PathBuf::from(&input.name), input.bytes.clone()));
    // Findings are those of the day of issue, whatever day it is.
    let world = MemoryWorld::of(files).on(day);
    let given = wanted.request.serial.is_some()
        || !matches!(wanted.occasion, Occasion::Issue(Serial::OfData) | Occasion::Amend { .. });
    let serial = given.then_some(place.serial);
    let replaces = replaced(place, wanted);
    let request = Request {
        date: wanted.request.date,
        serial,
        replaces: replaces.as_deref(),
        ..Request::of(Path::new(&data))
    };
    let rendering = Rendering {
        data: data.clone(),
        standard: wanted.standard.name().to_string(),
        signature_fields: wanted.signature_fields,
        number: serial,
        date: wanted.request.date.map(|date| date.to_string()),
        replaces: replaces.clone(),
        copies: Vec::new(),
    };
    let mut run = Run::new(&world);
    let draft = draft(&mut run, &request, true);
    let mut own = std::mem::take(&mut run.found);
    let rendered = draft.and_then(|draft| {
        let accepted = draft.check(&run.sources, &mut own);
        let findings = json(&own, &accepted, &run.sources);
        let about = about(draft.report(), place, wanted);
        let artifacts = artifacts(&run, &draft, (&about, &rendering), fonts, &mut own)?;
        Some((draft, findings, artifacts))
    });
    let Some((draft, findings, artifacts)) = rendered else {
        // Told again without places, which are those of the snapshot.
        own.iter().filter(|finding| finding.severity == Severity::Error).for_each(|finding| {
            found.push(Diagnostic { primary: None, secondary: Vec::new(), ..finding.clone() });
        });
        return None;
    };
    let report = draft.report();
    let mut files: Vec<(String, Vec<u8>)> = artifacts;
    files.push(("findings.json".to_string(), findings.into_bytes()));
    let inputs = snapshot.iter().map(|input| (format!("{INPUTS}/{}", input.name), input.bytes.clone()));
    files.extend(inputs);
    Some(Version { about: about(report, place, wanted), rendering, fonts: font_records(fonts), files })
}

/// The document that a new one replaces, as it is named in a sentence: `Báo cáo số 254/BC-UBND ngày 24/6/2024`. A correction of the
/// new one goes on saying it.
fn replaced(place: &ArchivePlace, wanted: &IssueRequest<'_>) -> Option<String> {
    let before = place.before.as_ref()?;
    if place.replaces.is_none() {
        return manifest(wanted.archive, before).ok()?.rendering.replaces;
    }
    let About { kind, number, date: day, .. } = &before.about;
    let kind = letters::capital_first(&kind.to_lowercase());
    let day = date::parse(day).map_or_else(|_| day.clone(), date::short);
    Some(format!("{kind} số {number} ngày {day}"))
}

/// PDF, Word file and, of what is issued, markup, under the names that they have in a version's folder.
pub(super) fn artifacts(
    run: &Run<'_>,
    draft: &Draft,
    (about, rendering): (&About, &Rendering),
    fonts: &FontSet,
    found: &mut Diagnostics,
) -> Option<Vec<(String, Vec<u8>)>> {
    let mut formats = vec![Format::Docx, Format::Pdf];
    if rendering.copies.is_empty() {
        formats.push(Format::Markdown);
    }
    let output = Output {
        formats,
        standard: Standard::named(&rendering.standard).unwrap_or_default(),
        signature_fields: rendering.signature_fields,
    };
    let stem = format!("{:02}-{}", about.serial, about.symbol);
    let artifacts = write(run, draft.report(), &output, fonts, found)?;
    Some(artifacts.into_iter().map(|artifact| (artifact.name(&stem), artifact.bytes)).collect())
}

/// The fonts by name and hash.
pub(super) fn font_records(fonts: &FontSet) -> Vec<FileRecord> {
    fonts.files().map(|(name, bytes)| FileRecord::of(name, bytes)).collect()
}

fn about(report: &Report, place: &ArchivePlace, wanted: &IssueRequest<'_>) -> About {
    let document = &report.document;
    let header = &document.header;
    About {
        number: header.number.full(),
        serial: place.serial,
        symbol: header.number.symbol.clone(),
        agency: header.agency_in_text.clone(),
        date: header.date.map(|date| date.to_string()).unwrap_or_default(),
        kind: document.kind.clone(),
        title: plain_text(&document.subject),
        period: report.period.map(|period| period.to_string()).unwrap_or_default(),
        signer: document.signature.name.clone(),
        recipients: recipients(document),
        copies: report.copies,
        version: place.version,
        previous: place.previous.clone(),
        replaces: place.replaces.clone(),
        reason: place.reason.clone(),
        accepted_warnings: wanted.accept_warnings.map(str::to_string),
        template: Some(report.inputs.id.clone()),
    }
}

/// Who gets the report, with the names that "Như trên" stands for.
fn recipients(document: &Document) -> Vec<String> {
    let named =
        |name: &String| match name.to_lowercase().trim_start_matches(['-', ' ']).starts_with("như trên") {
            true if !document.addressees.is_empty() => document.addressees.clone(),
            _ => vec![name.clone()],
        };
    document.recipients.iter().flat_map(named).collect()
}

/// A number that is taken: by the same report, which is fine, or by another.
fn settle_twin(
    wanted: &IssueRequest<'_>,
    twin: &LedgerEntry,
    version: &Version,
    found: &mut Diagnostics,
) -> Option<Issued> {
    if is_unchanged(wanted.archive, Some(twin), version, is_own)
        || is_only_numbered(wanted.archive, Some(twin), version)
    {
        return Some(Issued { entry: twin.clone(), before: None, already: true });
    }
    found.push(*number_taken(twin));
    None
}
