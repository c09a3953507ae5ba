//! How an office's reports stand: each data file, how far it is filled in, under which number it was issued, and whether it has
//! changed since.

use std::path::{Path, PathBuf};

use super::fill::fill_state;
use super::issue::lines_without_number;
use super::reports::{DATA, ReportFile, ReportKind, kinds, reports};
use crate::archive::INPUTS;
use crate::archive::ledger::Ledger;
use crate::archive::record::{FileRecord, LedgerEntry};
use crate::archive::store::read_ledger;
use crate::archive::version::{manifest, stored_file};
use crate::data::next::FillState;
use crate::diag::{Diagnostic, Severity, Text};
use crate::pipeline::Request;
use crate::pipeline::place::DataPlace;
use crate::run::Run;
use crate::world::World;

/// All reports of an office.
#[derive(Debug, Default)]
pub struct Overview {
    /// The kinds that it has templates for, sorted by name, each with its reports by period.
    pub kinds: Vec<(ReportKind, Vec<ReportState>)>,
    /// Reports whose template is not there.
    pub strays: Vec<ReportFile>,
    /// What concerns several files: two of one period.
    pub found: Vec<Diagnostic>,
}

/// How a report stands.
#[derive(Debug)]
pub struct ReportState {
    /// Its file.
    pub file: ReportFile,
    /// How far it is filled in, or why that cannot be told.
    pub fill: Result<FillState, Text>,
    /// Under which number it was issued.
    pub issued: Option<IssuedState>,
}

/// What was issued of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssuedState {
    /// Số, ký hiệu: `41/BC-UBND`.
    pub number: String,
    /// Day of issue: `2026-03-31`.
    pub date: String,
    /// 1 for what was never corrected.
    pub version: u32,
    /// The file to sign and to send.
    pub pdf: PathBuf,
    /// Whether the data file is other than what was issued.
    pub is_changed: bool,
}

/// Looks at the reports of the folder `data` and at the archive beside it.
pub fn overview(world: &dyn World, templates: Option<&Path>, archive: &Path) -> Overview {
    let data = Path::new(DATA);
    let folder = templates.map_or_else(|| PathBuf::from("templates"), Path::to_path_buf);
    // A ledger that cannot be read is told by doctor and verify.
    let ledger = read_ledger(archive).unwrap_or_default();
    let mut all = reports(world, data, templates);
    let mut overview = Overview { found: twice(&all), ..Overview::default() };
    for kind in kinds(world, &folder) {
        let (own, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|file| file.template == kind.id);
        all = others;
        let states = own.into_iter().map(|file| state(world, file, templates, archive, &ledger));
        overview.kinds.push((kind, states.collect()));
    }
    overview.strays = all;
    overview
}

fn twice(all: &[ReportFile]) -> Vec<Diagnostic> {
    let same = |pair: &&[ReportFile]| {
        pair[0].template == pair[1].template && pair[0].period.is_some() && pair[0].period == pair[1].period
    };
    all.windows(2)
        .filter(same)
        .filter_map(|pair| Some(crate::pipeline::twice(pair[0].period?, &pair[0].path, &pair[1].path)))
        .collect()
}

fn state(
    world: &dyn World,
    file: ReportFile,
    templates: Option<&Path>,
    archive: &Path,
    ledger: &Ledger,
) -> ReportState {
    let mut run = Run::new(world);
    let request = Request { templates, ..Request::of(&file.path) };
    let fill = fill_state(&mut run, &request).ok_or_else(|| {
        let error = run.found.iter().find(|finding| finding.severity == Severity::Error);
        error.map(|error| error.headline.clone()).unwrap_or_default()
    });
    let issued = issued(world, &file, archive, ledger);
    ReportState { file, fill, issued }
}

/// The latest version of the document that a file became.
fn issued(world: &dyn World, file: &ReportFile, archive: &Path, ledger: &Ledger) -> Option<IssuedState> {
    let name = DataPlace::of(world, &file.path).name();
    let period = file.period.map(|period| period.to_string());
    let is_of_file = |entry: &&LedgerEntry| {
        let about = &entry.about;
        match (&about.template, &period) {
            (Some(template), Some(period)) => *template == file.template && about.period == *period,
            (Some(template), None) if *template != file.template => false,
            // Letters, and what was issued before the archive knew templates, are known by their file.
            _ => manifest(archive, entry).is_ok_and(|manifest| manifest.rendering.data == name),
        }
    };
    let entry = ledger.entries.iter().rfind(is_of_file)?;
    let manifest = manifest(archive, entry).ok()?;
    let pdf = manifest.files.iter().find(|file| file.name.ends_with(".pdf") && !file.name.contains('/'))?;
    let stored =
        stored_file(archive, entry, &manifest, &format!("{INPUTS}/{}", manifest.rendering.data)).ok()?;
    let now = world.read(&file.path).ok()?;
    let place = DataPlace::of(world, &file.path);
    let is_changed = lines_without_number(&stored) != lines_without_number(&now)
        || manifest.files.iter().any(|record| is_other_picture(world, &place, record));
    Some(IssuedState {
        number: entry.about.number.clone(),
        date: entry.about.date.clone(),
        version: entry.about.version,
        pdf: archive.join(&entry.folder).join(&pdf.name),
        is_changed,
    })
}

/// Whether a stored file is a picture beside the data that is gone by now, or another one under its name.
fn is_other_picture(world: &dyn World, place: &DataPlace, record: &FileRecord) -> bool {
    let is_picture = [".jpg", ".jpeg", ".png"].iter().any(|end| record.name.to_lowercase().ends_with(end));
    let own = record.name.strip_prefix(INPUTS).map(|name| name.trim_start_matches('/'));
    let own = own.filter(|name| is_picture && Path::new(name).starts_with(DATA));
    own.is_some_and(|name| {
        let now = world.read(&place.office().join(name));
        now.map_or(true, |bytes| FileRecord::of(record.name.as_str(), &bytes) != *record)
    })
}
