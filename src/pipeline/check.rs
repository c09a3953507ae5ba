//! Data files to findings: builds the report and lets the rules of `check` read it.

use crate::data::keys;
use std::borrow::Cow;
use std::cell::OnceCell;
use std::path::Path;
use std::sync::OnceLock;

use chrono::NaiveDate;

use super::arranged::check_form;
use super::earlier::period_before;
use super::gather::Typed;
use super::period_file::{FoundPeriod, PeriodFile, period_file};
use super::{Built, Report, Request, build, sources};
use crate::check::accept;
use crate::check::collocation;
use crate::check::glossary::Glossary;
use crate::check::passage::passages;
use crate::check::{Subject, TRACES, check, pairs};
use crate::data::{Node, sheet};
use crate::diag::{Accepted, Code, Diagnostics};
use crate::files::read_text_if_any;
use crate::font::FontSet;
use crate::period::Period;
use crate::run::Run;
use crate::source::{FileId, SourceMap};
use crate::template::checks;

/// A report that was built, and what the rules compare it with.
#[derive(Debug)]
pub struct Draft {
    pub(crate) built: Built,
    comparison: Option<ComparedWith>,
}

/// What the rules compare a report with.
#[derive(Debug)]
struct ComparedWith {
    /// The office's own glossary.
    glossary: Option<FileId>,
    /// The file of the period before.
    previous: Option<PeriodFile>,
    today: NaiveDate,
}

/// Builds a report for writing and, if it is `to_check`, for checking. `None` when something refuses it; `found` says what.
///
/// ```
/// use std::path::Path;
///
/// use baocao::pipeline::{Request, draft};
/// use baocao::run::Run;
/// use baocao::world::MemoryWorld;
///
/// let schema = r#"{"type": "object", "properties": {"da_quet": {"format": "so-nguyen"}}}"#;
/// let part = "---\ntrich_yeu: Kết quả {{ ky }}\n---\n\nĐã quét {{ da_quet }} trang.\n";
/// let data = "mau: quet\nky: 2024-06\nky_hieu: BC-UBND\ndia_danh: Phước Dinh\nda_quet: 177\n\
///     co_quan_ban_hanh: [ỦY BAN NHÂN DÂN]\nten_co_quan: Ủy ban nhân dân\nnoi_nhan: [\"Lưu: VT\"]\n\
///     nguoi_ky: {quyen_han: [CHỦ TỊCH], ho_ten: Trần Văn A}\n";
/// let world = MemoryWorld::default()
///     .with("templates/quet/template.yaml", "ten: Quét\nloai: BÁO CÁO\nthan: bao-cao.md\n")
///     .with("templates/quet/schema.json", schema)
///     .with("templates/quet/bao-cao.md", part)
///     .with("data/2024-06.yaml", data);
///
/// let mut run = Run::new(&world);
/// let draft = draft(&mut run, &Request::of(Path::new("data/2024-06.yaml")), false).unwrap();
/// assert_eq!(draft.report().document.title(), "BÁO CÁO Kết quả tháng 6 năm 2024");
/// assert!(draft.report().markup.contains("Đã quét 177 trang."));
/// ```
pub fn draft(run: &mut Run<'_>, request: &Request<'_>, to_check: bool) -> Option<Draft> {
    let built = build(run, request)?;
    let comparison = to_check.then(|| ComparedWith {
        glossary: read_text_if_any(run, &built.typed.place.glossary()),
        previous: previous(run, request, &built),
        today: run.world.today(),
    });
    Some(Draft { built, comparison })
}

impl Draft {
    /// The report itself, for the writers.
    pub fn report(&self) -> &Report {
        &self.built.report
    }

    /// Whether the template's texts use a variable.
    pub fn uses(&self, name: &str) -> bool {
        self.built.prepared.template.uses(name)
    }

    /// The file of the period before, when the rules compare with one.
    pub fn previous_path(&self) -> Option<&Path> {
        Some(self.comparison.as_ref()?.previous.as_ref()?.path.as_path())
    }

    /// Adds what the rules find to `found`, and takes out what is accepted. A draft that is not to be checked has nothing.
    pub fn check(&self, sources: &SourceMap, found: &mut Diagnostics) -> Vec<Accepted> {
        let Some(comparison) = &self.comparison else { return Vec::new() };
        let built = &self.built;
        let mut glossary = Cow::Borrowed(Glossary::built_in());
        if let Some(own) = comparison.glossary {
            glossary.to_mut().extend(own, sources, found);
        }
        let Typed { period, office, .. } = &built.typed;
        let mut files = vec![period.span.file];
        files.extend(built.typed.office_files.iter().filter_map(|path| sources.find(path)));
        files.extend(built.prepared.template.files());
        let document = &built.report.document;
        let previous = comparison.previous.as_ref().and_then(|file| file.node.as_ref());
        let nodes = [period, office];
        let mut figures = Diagnostics::default();
        let (passages, vocabulary) = rayon::in_place_scope(|scope| {
            scope.spawn(|_| figures = checks::evaluate(&built.prepared, &built.data, &nodes, sources));
            passages(document)
        });
        let pairs = previous.map(|previous| pairs(period, previous, &built.schema)).unwrap_or_default();
        let subject = Subject {
            document,
            suspects: OnceCell::new(),
            passages: &passages,
            vocabulary: &vocabulary,
            period,
            office,
            schema: &built.schema,
            previous,
            pairs: &pairs,
            glossary: &glossary,
            figures: &figures,
            jump_factor: built.prepared.template.checks.jump_factor.unwrap_or(DEFAULT_JUMP),
            today: comparison.today,
            sources,
            files: &files,
            traces: TRACES.into(),
        };
        found.extend(check(&subject));
        if let Some(previous) = previous {
            sources::check_before(period, previous, &built.schema, found);
        }
        let entries = accept::acceptances(period, office, found);
        accept::apply(found, &entries, sources)
    }
}

/// Reads what all checks compare with. Checks do it themselves; this does it ahead of them, on another thread.
pub fn prepare_checks() {
    collocation::prepare();
    Glossary::built_in();
}

/// Findings that stand, in `found`, and those that were accepted. With errors of structure the rules have nothing to read,
/// and only these are told.
///
/// The report is laid out, too, so that what would refuse it is found: in the built-in fonts, when there are none yet.
pub fn check_report(run: &mut Run<'_>, request: &Request<'_>, fonts: &OnceLock<FontSet>) -> Vec<Accepted> {
    let Some(draft) = draft(run, request, true) else { return Vec::new() };
    let mut unfit = Diagnostics::default();
    let accepted = rayon::in_place_scope(|scope| {
        let (sources, unfit) = (&run.sources, &mut unfit);
        scope.spawn(|_| {
            check_form(draft.report(), fonts.get_or_init(FontSet::built_in), sources, unfit);
        });
        // The longer part is done here, where the report was made and memory is warm.
        draft.check(sources, &mut run.found)
    });
    run.found.extend(unfit);
    accepted
}

/// Figures that change tenfold are looked at, unless the template says otherwise.
const DEFAULT_JUMP: u32 = 10;

/// The file of the period before, of the same template. What is wrong in it was told when it was rendered.
fn previous(run: &mut Run<'_>, request: &Request<'_>, built: &Built) -> Option<PeriodFile> {
    let period = built.typed.period.get(keys::PERIOD).and_then(Node::as_text).and_then(Period::parse)?;
    let before = period_before(run.world, &built.typed, period);
    let mut own = Run::new(run.world);
    own.sources.adopt(&run.sources);
    let FoundPeriod::There(before) = period_file(&mut own, request, &built.typed, before) else {
        return None;
    };
    run.found.extend(own.found.take(|finding| finding.code == Code::PeriodTwice));
    let folder = before.path.parent().unwrap_or(Path::new(""));
    let node = sheet::expand(before.node.as_ref()?, &built.schema, folder, &mut own);
    run.sources.adopt(&own.sources);
    Some(PeriodFile { node: Some(node), ..before })
}
