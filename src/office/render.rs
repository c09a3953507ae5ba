//! Reports to files: one, or a batch side by side on all cores. All are written, or none: what one of them lacks is told together
//! with what the others lack.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use chrono::NaiveDate;

use super::unwritable;
use crate::diag::{Code, Diagnostic, Diagnostics, Severity, text};
use crate::font::FontSet;
use crate::output;
use crate::pipeline::place::DataPlace;
use crate::pipeline::{Artifact, Output, Request, draft, prepare_checks, write};
use crate::run::Run;
use crate::source::SourceMap;
use crate::template::Shelf;
use crate::world::World;

/// What to render, and how.
#[derive(Clone, Debug)]
pub struct RenderRequest<'a> {
    /// The periods' files.
    pub files: &'a [PathBuf],
    /// The folder for the results.
    pub out: &'a Path,
    /// The folder of templates; by default the nearest `templates/` beside or above each data file.
    pub templates: Option<&'a Path>,
    /// The folder of the fonts, instead of those that the program carries.
    pub fonts: Option<&'a Path>,
    /// The formats to write, and the standard of the PDF.
    pub output: Output,
    /// Day of issue and number, instead of those in the data.
    pub date: Option<NaiveDate>,
    /// The number of the document (số), without its symbol.
    pub serial: Option<i64>,
    /// The document that this one replaces, when the data does not say it.
    pub replaces: Option<&'a str>,
    /// Whether values that are not filled in yet are printed as blanks, under the mark of a draft.
    pub draft: bool,
    /// Whether the rules of the check read the reports, too.
    pub check: bool,
    /// Whether what they find refuses the reports.
    pub strict: bool,
}

impl RenderRequest<'_> {
    /// Whether the rules read the reports: a draft has blanks, of which they would only tell what is known.
    const fn is_checked(&self) -> bool {
        self.check && !self.draft
    }
}

/// What came of a batch.
#[derive(Debug, Default)]
pub struct Batch {
    /// In the order of the files.
    pub reports: Vec<Findings>,
    /// Findings that are not of one report.
    pub common: Diagnostics,
    /// The files that were written; `None` when something refused them.
    pub written: Option<Vec<PathBuf>>,
}

/// What was found in one report.
#[derive(Debug, Default)]
pub struct Findings {
    /// The texts that its findings point into.
    pub sources: SourceMap,
    /// Errors, and warnings that do not come from the rules of the check.
    pub found: Diagnostics,
    /// What the rules of the check remark on.
    pub remarks: Diagnostics,
}

impl Batch {
    /// How many findings of a severity there are: those that refuse, and the remarks when these do, too.
    pub fn count(&self, severity: Severity) -> usize {
        let of_report = |report: &Findings| report.found.count(severity) + report.remarks.count(severity);
        self.common.count(severity) + self.reports.iter().map(of_report).sum::<usize>()
    }

    /// How many remarks of the check refuse a strict run.
    pub fn strict_remarks(&self) -> usize {
        let refusing =
            |report: &Findings| report.remarks.iter().filter(|remark| refuses_strictly(remark)).count();
        self.reports.iter().map(refusing).sum()
    }
}

/// Renders reports and writes their files.
///
/// ```no_run
/// use std::path::{Path, PathBuf};
///
/// use baocao::office::render::{RenderRequest, render};
/// use baocao::pipeline::{Format, Output};
/// use baocao::world::OsWorld;
///
/// let request = RenderRequest {
///     files: &[PathBuf::from("data/2024-06.yaml")],
///     out: Path::new("out"),
///     templates: None,
///     fonts: None,
///     output: Output { formats: vec![Format::Docx, Format::Pdf], ..Output::default() },
///     date: None,
///     serial: None,
///     replaces: None,
///     draft: false,
///     check: true,
///     strict: false,
/// };
/// let batch = render(&OsWorld, &request);
/// assert!(batch.written.is_some(), "something refuses the report: see batch.reports");
/// ```
pub fn render(world: &dyn World, request: &RenderRequest<'_>) -> Batch {
    let mut batch = Batch::default();
    let fonts = OnceLock::new();
    if let Some(folder) = request.fonts {
        match FontSet::from_folder(world, folder, &mut batch.common) {
            Some(given) => drop(fonts.set(given)),
            None => return batch,
        }
    }
    let shelf = Shelf::default();
    let mut made: Vec<Made> = request.files.iter().map(|_| Made::default()).collect();
    rayon::in_place_scope(|scope| {
        // Read while the data is read, and what the checks want with them.
        scope.spawn(|_| {
            fonts.get_or_init(FontSet::built_in);
            if request.is_checked() {
                prepare_checks();
            }
        });
        let mut jobs = request.files.iter().zip(&mut made);
        // One alone needs no other thread.
        let here = if request.files.len() == 1 { jobs.next() } else { None };
        for (data, slot) in jobs {
            let (shelf, fonts) = (&shelf, &fonts);
            scope.spawn(move |_| *slot = one(world, request, data, shelf, fonts));
        }
        if let Some((data, slot)) = here {
            *slot = one(world, request, data, &shelf, &fonts);
        }
    });
    let mut files: Vec<(PathBuf, Vec<u8>)> = Vec::new();
    for (data, made) in request.files.iter().zip(made) {
        let stem = output_stem(world, data, request.draft);
        for artifact in made.files {
            let path = request.out.join(artifact.name(&stem));
            if files.iter().any(|(other, _)| *other == path) {
                batch.common.push(clash(&path));
            }
            files.push((path, artifact.bytes));
        }
        batch.reports.push(made.findings);
    }
    if is_refused(&batch, request.strict) {
        return batch;
    }
    match output::write_all(request.out, &files) {
        Ok(()) => batch.written = Some(files.into_iter().map(|(path, _)| path).collect()),
        Err(error) => batch.common.push(unwritable(&error)),
    }
    batch
}

fn is_refused(batch: &Batch, strict: bool) -> bool {
    let is_strictly_refused = |report: &Findings| strict && report.remarks.iter().any(refuses_strictly);
    batch.common.has_errors()
        || batch.reports.iter().any(|report| report.found.has_errors() || is_strictly_refused(report))
}

fn refuses_strictly(remark: &Diagnostic) -> bool {
    remark.severity <= Severity::Warning
}

/// One report, rendered.
#[derive(Debug, Default)]
struct Made {
    findings: Findings,
    files: Vec<Artifact>,
}

fn one(
    world: &dyn World,
    wanted: &RenderRequest<'_>,
    data: &Path,
    shelf: &Shelf,
    fonts: &OnceLock<FontSet>,
) -> Made {
    let mut run = Run::new(world);
    let request = Request {
        templates: wanted.templates,
        date: wanted.date,
        serial: wanted.serial,
        replaces: wanted.replaces,
        draft: wanted.draft,
        shelf: Some(shelf),
        ..Request::of(data)
    };
    let draft = draft(&mut run, &request, wanted.is_checked());
    let fonts = fonts.get_or_init(FontSet::built_in);
    let mut remarks = Diagnostics::default();
    let mut files = Vec::new();
    if let Some(draft) = draft {
        // The rules read what the writers read, beside them; warnings so far may be accepted, too.
        remarks = run.found.take(|finding| finding.severity != Severity::Error);
        let mut refused = Diagnostics::default();
        let written = rayon::in_place_scope(|scope| {
            let (shared, remarks) = (&run, &mut remarks);
            scope.spawn(|_| {
                draft.check(&shared.sources, remarks);
            });
            write(shared, draft.report(), &wanted.output, fonts, &mut refused)
        });
        files = written.unwrap_or_default();
        run.found.extend(refused);
        run.found.extend(remarks.take(|remark| !remark.code.is_of_check()));
    }
    Made { findings: Findings { sources: run.sources, found: run.found, remarks }, files }
}

/// `2024-06` for `data/2024-06.yaml`, `cchc-2026-03` for `data/cchc/2026-03.yaml`; a draft says so in its name.
fn output_stem(world: &dyn World, data: &Path, draft: bool) -> String {
    let mut name = DataPlace::of(world, data).stem();
    if draft {
        name.push_str("-du-thao");
    }
    name
}

fn clash(path: &Path) -> Diagnostic {
    let shown = path.display();
    Diagnostic::error(
        Code::OutputClash,
        text!("hai tệp dữ liệu cùng ghi ra {shown}", "two data files would both be written to {shown}"),
    )
    .help(text!(
        "lập từng tệp một, mỗi lần một thư mục --out",
        "render them one by one, each with its own --out"
    ))
}
