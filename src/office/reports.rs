//! What an office writes: its templates, and the data files of each.

use std::path::{Path, PathBuf};

use crate::check::glossary::OFFICE_GLOSSARY;
use crate::data::{Node, keys, yaml};
use crate::files::read_text_if_any;
use crate::period::Period;
use crate::pipeline::gather::{read_yaml, template_of};
use crate::pipeline::place::DataPlace;
use crate::pipeline::{OFFICE_FILE, Request};
use crate::run::Run;
use crate::source::Span;
use crate::world::World;

/// The folder of an office's data, seen from where the program runs.
pub const DATA: &str = "data";

/// A kind of report: a template that an office has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportKind {
    /// Its folder: `cchc`.
    pub id: String,
    /// What it calls itself (`ten`).
    pub title: String,
    /// Whether its documents are about a period.
    pub by_period: bool,
}

/// A data file of a kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportFile {
    /// The file.
    pub path: PathBuf,
    /// The folder of its template: `cchc`.
    pub template: String,
    /// The period that it says, or that its name does; `None` for a document without one.
    pub period: Option<Period>,
}

/// The templates in a folder that reports are made with, sorted by name; registers are the program's own.
pub fn kinds(world: &dyn World, templates: &Path) -> Vec<ReportKind> {
    world.folders(templates).iter().filter_map(|folder| kind(world, folder)).collect()
}

fn kind(world: &dyn World, folder: &Path) -> Option<ReportKind> {
    let id = folder.file_name()?.to_str()?.to_string();
    let mut run = Run::new(world);
    let file = read_text_if_any(&mut run, &folder.join("template.yaml"))?;
    let node = yaml::parse(file, &run.sources, &mut run.found)?;
    let text = |key: &str| node.get(key).and_then(Node::as_text);
    let by_period = !matches!(text("theo_ky"), Some("false" | "không" | "khong"));
    let title = text("ten").unwrap_or_default().to_string();
    (text("dang") != Some("so")).then_some(ReportKind { id, title, by_period })
}

/// The data files in the folder `data` and those below it, sorted by template, then by period and name.
pub fn reports(world: &dyn World, data: &Path, templates: Option<&Path>) -> Vec<ReportFile> {
    let below = world.folders(data);
    let folders = std::iter::once(data).chain(below.iter().map(PathBuf::as_path));
    let files = folders.flat_map(|folder| world.list(folder).unwrap_or_default());
    let mut reports: Vec<ReportFile> = files.filter_map(|path| report(world, path, templates)).collect();
    reports.sort_by(|a, b| {
        let day = |report: &ReportFile| report.period.map(|period| (period.last_day(), period.first_day()));
        (&a.template, day(a), &a.path).cmp(&(&b.template, day(b), &b.path))
    });
    reports
}

/// The report of a file; `None` for a file that is none: other settings, notes, what cannot be read.
fn report(world: &dyn World, path: PathBuf, templates: Option<&Path>) -> Option<ReportFile> {
    let name = path.file_name()?.to_str()?;
    if !name.ends_with(".yaml") || name == OFFICE_FILE || name == OFFICE_GLOSSARY || name.starts_with('.') {
        return None;
    }
    let mut run = Run::new(world);
    let period = path.file_stem().and_then(|stem| stem.to_str()).and_then(Period::parse);
    let read = read_yaml(&mut run, &path);
    // A period's file that is broken is one still; where it lies says of what.
    let is_broken = read.is_none() && period.is_some();
    let nothing = run.sources.add("", "");
    let node = match read {
        Some(node) => node,
        None if is_broken => Node::empty_at(Span::new(nothing, 0, 0)),
        None => return None,
    };
    let place = DataPlace::of(world, &path);
    let offices = place.office_files();
    let office = offices.iter().rev().find_map(|file| {
        let file = read_text_if_any(&mut run, file)?;
        yaml::parse(file, &run.sources, &mut run.found).filter(|node| node.get(keys::TEMPLATE).is_some())
    });
    let office = office.unwrap_or_else(|| Node::empty_at(node.span));
    let request = Request { templates, ..Request::of(&path) };
    let (template, _) = template_of(world, &request, &place, &node, &office)?;
    let is_named = is_broken || node.get(keys::TEMPLATE).is_some() || node.get(keys::PERIOD).is_some();
    let is_in_its_folder = place.kind() == Some(template.as_str());
    let typed = node.get(keys::PERIOD).and_then(Node::as_text).and_then(Period::parse);
    (is_named || is_in_its_folder).then_some(ReportFile { path, template, period: typed.or(period) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::MemoryWorld;

    #[test]
    fn files_are_sorted_by_template_and_period() {
        let world = MemoryWorld::default()
            .with("data/co-quan.yaml", "mau: de-an-06\n")
            .with("data/2024-12.yaml", "ky: 2024-12\n")
            .with("data/2024-06.yaml", "ky: 2024-06\n")
            .with("data/tu-dien.yaml", "a: b\n")
            .with("data/ghi-chu.yaml", "viec: x\n")
            .with("data/cchc/2026-02.yaml", "ky: 2026-02\n")
            .with("data/cchc/2025-12.yaml", "ky: 2025-12\n")
            .with("data/cchc/co-quan.yaml", "noi_nhan: [A]\n")
            .with("data/giay-moi/moi-hop.yaml", "mau: giay-moi\n")
            .with("templates/cchc/template.yaml", "ten: CCHC\nloai: BÁO CÁO\n")
            .with("templates/giay-moi/template.yaml", "ten: Mời\nloai: GIẤY MỜI\ntheo_ky: không\n")
            .with("templates/so/template.yaml", "ten: Sổ\nloai: SỔ\ndang: so\n");
        let found = reports(&world, Path::new("data"), None);
        let shown: Vec<String> =
            found.iter().map(|report| format!("{} {}", report.template, report.path.display())).collect();
        assert_eq!(
            shown,
            [
                "cchc data/cchc/2025-12.yaml",
                "cchc data/cchc/2026-02.yaml",
                "de-an-06 data/2024-06.yaml",
                "de-an-06 data/2024-12.yaml",
                "giay-moi data/giay-moi/moi-hop.yaml",
            ]
        );
        let kinds = kinds(&world, Path::new("templates"));
        let kinds: Vec<(&str, bool)> = kinds.iter().map(|kind| (kind.id.as_str(), kind.by_period)).collect();
        assert_eq!(kinds, [("cchc", true), ("giay-moi", false)]);
    }
}
