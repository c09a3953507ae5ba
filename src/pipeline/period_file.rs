//! The files of other periods of the same report: those of the same template only, wherever in the office they lie.

use std::path::{Path, PathBuf};

use super::Request;
use super::gather::{Typed, template_of};
use super::place::DataPlace;
use crate::data::{Node, yaml};
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::files::read_text_if_any;
use crate::period::Period;
use crate::run::Run;
use crate::world::World;

/// The file of a period.
#[derive(Debug)]
pub(crate) struct PeriodFile {
    pub path: PathBuf,
    /// What it holds; `None` when it is no sound YAML.
    pub node: Option<Node>,
}

/// What was looked for.
#[derive(Debug)]
pub(crate) enum FoundPeriod {
    There(PeriodFile),
    /// There is none; but these of the period belong to other templates.
    Missing(Vec<PathBuf>),
}

/// Looks for the file of `period` of the same template as `typed`. What is wrong in the file itself goes into `run`, and so do two
/// files of one period.
pub(crate) fn period_file(
    run: &mut Run<'_>,
    request: &Request<'_>,
    typed: &Typed,
    period: Period,
) -> FoundPeriod {
    let mut there: Vec<PeriodFile> = Vec::new();
    let mut of_others = Vec::new();
    for path in typed.place.candidates(&typed.id, &period.to_string()) {
        // A file that names the wrong period is not another one beside itself.
        if path == request.data {
            continue;
        }
        let Some(file) = read_text_if_any(run, &path) else { continue };
        let node = yaml::parse(file, &run.sources, &mut run.found);
        match belongs(run, request, typed, &path, node.as_ref()) {
            true => there.push(PeriodFile { path, node }),
            false => of_others.push(path),
        }
    }
    if let [first, second, ..] = there.as_slice() {
        run.found.push(twice(period, &first.path, &second.path));
    }
    match there.into_iter().next() {
        Some(file) => FoundPeriod::There(file),
        None => FoundPeriod::Missing(of_others),
    }
}

/// Finds another file of the own period and template.
pub(crate) fn find_twin(run: &mut Run<'_>, request: &Request<'_>, typed: &Typed, own: Period) {
    let mut apart = Run::new(run.world);
    apart.sources.adopt(&run.sources);
    if let FoundPeriod::There(twin) = period_file(&mut apart, request, typed, own) {
        run.found.push(twice(own, request.data, &twin.path));
    }
}

/// The periods that files are named after in the folders where those of the template may lie, `.yml` counted: of whatever template
/// they are.
pub(crate) fn stems(world: &dyn World, typed: &Typed) -> Vec<Period> {
    let place = &typed.place;
    let of_kind = place.root().join(&typed.id);
    let mut folders = vec![place.folder(), place.root()];
    folders.push(&of_kind);
    folders.dedup();
    let files = folders.into_iter().flat_map(|folder| world.list(folder).unwrap_or_default());
    let data =
        files.filter(|path| path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml"));
    data.filter_map(|path| Period::parse(path.file_stem()?.to_str()?)).collect()
}

/// Whether a file is of the same template. What cannot be read is taken for what its folder says.
fn belongs(run: &Run<'_>, request: &Request<'_>, typed: &Typed, path: &Path, node: Option<&Node>) -> bool {
    let Some(node) = node else { return path.parent() == Some(typed.place.folder()) };
    let place = DataPlace::of(run.world, path);
    let mut own = Run { found: Diagnostics::default(), ..Run::new(run.world) };
    own.sources.adopt(&run.sources);
    let office = match place.folder() == typed.place.folder() {
        true => typed.office.clone(),
        false => own_office(&mut own, &place).unwrap_or_else(|| Node::empty_at(node.span)),
    };
    template_of(run.world, request, &place, node, &office).is_some_and(|(id, _)| id == typed.id)
}

/// The defaults of the folder that a file lies in, as far as they name a template.
fn own_office(run: &mut Run<'_>, place: &DataPlace) -> Option<Node> {
    let file = place.office_files().into_iter().rev().find_map(|path| read_text_if_any(run, &path))?;
    yaml::parse(file, &run.sources, &mut run.found)
}

/// Two files of one period: nobody can tell which one counts.
pub(crate) fn twice(period: Period, one: &Path, other: &Path) -> Diagnostic {
    let (one, other) = (one.display(), other.display());
    Diagnostic::error(
        Code::PeriodTwice,
        text!(
            "có hai tệp của kỳ {period}: {one} và {other}",
            "there are two files of the period {period}: {one} and {other}"
        ),
    )
    .help(text!(
        "giữ tệp đúng; chuyển tệp kia ra khỏi thư mục data/",
        "keep the right one; move the other out of data/"
    ))
}
