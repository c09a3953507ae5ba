//! The gallery: templates that the program carries, for an office to start from.

use std::path::{Path, PathBuf};

use super::start::SHARED;
use super::view::lay_out;
use super::{taken, unwritable};
use crate::data::editors::for_editors;
use crate::data::source::SOURCES_FILE;
use crate::diag::{Code, Diagnostic, Diagnostics, Text, closest, text};
use crate::font::FontSet;
use crate::output;
use crate::pipeline::{Request, draft};
use crate::run::Run;
use crate::world::{MemoryWorld, World};
use crate::write::svg;

/// A template of the gallery.
#[derive(Debug)]
pub struct GalleryTemplate {
    /// The name of its folder.
    pub id: &'static str,
    /// What it makes, in a line.
    pub line: (&'static str, &'static str),
    /// Its files, by their names in its folder.
    files: &'static [(&'static str, &'static str)],
}

/// A template with its body, its schema, its example and further files.
macro_rules! template {
    ($id:literal, $vi:literal, $en:literal $(, $more:literal)*) => {
        GalleryTemplate {
            id: $id,
            line: ($vi, $en),
            files: &[
                ("template.yaml", include_str!(concat!("../../templates/", $id, "/template.yaml"))),
                ("schema.json", include_str!(concat!("../../templates/", $id, "/schema.json"))),
                (concat!($id, ".md"), include_str!(concat!("../../templates/", $id, "/", $id, ".md"))),
                (EXAMPLE, include_str!(concat!("../../templates/", $id, "/vi-du.yaml"))),
                $(($more, include_str!(concat!("../../templates/", $id, "/", $more))),)*
            ],
        }
    };
}

/// The name of a template's example: data of a made-up office.
pub const EXAMPLE: &str = "vi-du.yaml";

/// All templates of the gallery: reports, then other documents.
pub static GALLERY: [GalleryTemplate; 19] = [
    template!(
        "de-an-06-xa",
        "Báo cáo Đề án 06 của xã, phường (tháng)",
        "Report of a commune on Project 06 (month)",
        "checks.yaml",
        "phu-luc-1.md"
    ),
    template!(
        "kinh-te-xa-hoi",
        "Báo cáo tình hình kinh tế - xã hội, quốc phòng - an ninh (tháng, quý, năm)",
        "Report on economy, society, defence and security (month, quarter, year)",
        "checks.yaml",
        "phu-luc-1.md"
    ),
    template!(
        "cai-cach-hanh-chinh",
        "Báo cáo cải cách hành chính (quý)",
        "Report on administrative reform (quarter)",
        "checks.yaml",
        "phu-luc-1.md"
    ),
    template!(
        "tiep-cong-dan",
        "Báo cáo tiếp công dân, xử lý đơn, giải quyết khiếu nại, tố cáo (quý)",
        "Report on citizens received, petitions, complaints and denunciations (quarter)",
        "checks.yaml",
        "phu-luc-1.md",
        "phu-luc-2.md",
        "phu-luc-3.md",
        "phu-luc-4.md"
    ),
    template!(
        "giai-ngan",
        "Báo cáo giải ngân vốn đầu tư công (tháng)",
        "Report on public investment (month)",
        "checks.yaml",
        "phu-luc-1.md"
    ),
    template!(
        "chuyen-doi-so",
        "Báo cáo chuyển đổi số (quý)",
        "Report on digital transformation (quarter)",
        "checks.yaml",
        "phu-luc-1.md"
    ),
    template!(
        "y-te-co-so",
        "Báo cáo của trạm y tế (tháng)",
        "Report of a health station (month)",
        "checks.yaml",
        "phu-luc-1.md",
        "phu-luc-2.md"
    ),
    template!(
        "an-toan-giao-thong",
        "Báo cáo trật tự, an toàn giao thông (tháng)",
        "Report on road safety (month)",
        "checks.yaml",
        "phu-luc-1.md",
        "phu-luc-2.md"
    ),
    template!(
        "bao-cao-nhanh",
        "Báo cáo nhanh thiên tai, sự cố, việc khẩn",
        "Quick report on a disaster or an urgent matter",
        "checks.yaml",
        "phu-luc-1.md",
        "phu-luc-2.md"
    ),
    template!("cong-van", "Công văn", "Letter"),
    template!("quyet-dinh", "Quyết định (cá biệt)", "Decision"),
    template!(
        "quyet-dinh-ban-hanh",
        "Quyết định ban hành quy chế, kèm quy chế",
        "Decision with the regulations that it issues",
        "kem-theo.md"
    ),
    template!("thong-bao", "Thông báo", "Announcement"),
    template!("ke-hoach", "Kế hoạch, có bảng nhiệm vụ", "Plan, with a table of tasks"),
    template!("to-trinh", "Tờ trình", "Submission"),
    template!("giay-moi", "Giấy mời", "Invitation"),
    template!("bien-ban", "Biên bản cuộc họp, hai người ký", "Minutes, signed by two"),
    template!("giay-gioi-thieu", "Giấy giới thiệu", "Letter of introduction"),
    template!("giay-nghi-phep", "Giấy nghỉ phép", "Leave of absence"),
];

/// The template of a name.
pub fn find(id: &str) -> Option<&'static GalleryTemplate> {
    GALLERY.iter().find(|template| template.id == id)
}

impl GalleryTemplate {
    /// Its files in an office, with the schema for editors.
    pub(super) fn files_in(&self, folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
        let home = folder.join("templates").join(self.id);
        let own = self.files.iter().map(|(name, text)| (home.join(name), text.as_bytes().to_vec()));
        let mut files: Vec<(PathBuf, Vec<u8>)> = own.collect();
        let text = |wanted: &str| self.files.iter().find(|(name, _)| *name == wanted).map(|(_, text)| *text);
        if let Ok(schema) = for_editors(text("schema.json"), text(SOURCES_FILE)) {
            files.push((folder.join("data").join(format!("{}.schema.json", self.id)), schema.into_bytes()));
        }
        files
    }
}

/// The first page of a template's example, as an SVG picture; `None` for a name that the gallery does not have.
pub fn picture(id: &str, fonts: &FontSet) -> Option<String> {
    let template = find(id)?;
    let example = template.files.iter().find(|(name, _)| *name == EXAMPLE).map(|(_, text)| *text)?;
    let period = example.lines().find_map(|line| line.strip_prefix("ky:")).map_or(id, str::trim);
    let data = PathBuf::from(format!("data/{id}/{period}.yaml"));
    let carried = SHARED.iter().map(|(name, text)| (PathBuf::from(name), text.as_bytes().to_vec()));
    let files = template.files_in(Path::new("")).into_iter().chain(carried);
    let world = MemoryWorld::of(files.chain([(data.clone(), example.as_bytes().to_vec())]));
    let mut run = Run::new(&world);
    let draft = draft(&mut run, &Request::of(&data), false)?;
    let pages = lay_out(&draft.report().document, fonts, &mut run.found);
    pages.pages.first().map(|page| svg::page(page, &pages.structure))
}

/// Writes a template of the gallery into an office, touching nothing that is there. Gives the files; `None` when something refuses
/// them.
pub fn add(world: &dyn World, folder: &Path, id: &str, found: &mut Diagnostics) -> Option<Vec<PathBuf>> {
    let Some(template) = find(id) else {
        found.push(unknown(id));
        return None;
    };
    let home = folder.join("templates").join(id);
    if world.read(&home.join("template.yaml")).is_ok() {
        found.push(taken(&home));
        return None;
    }
    let mut files = template.files_in(folder);
    output::taken(&files).for_each(|path| found.push(taken(path)));
    // What templates share is the office's once it is there.
    let shared = SHARED.iter().map(|(name, text)| (folder.join(name), text.as_bytes().to_vec()));
    files.extend(shared.filter(|(path, _)| world.read(path).is_err()));
    if found.has_errors() {
        return None;
    }
    output::write_all(folder, &files).map_err(|error| found.push(unwritable(&error))).ok()?;
    Some(files.into_iter().map(|(path, _)| path).collect())
}

fn unknown(id: &str) -> Diagnostic {
    let ids = || GALLERY.iter().map(|template| template.id);
    let all = ids().collect::<Vec<_>>().join(", ");
    let help: Text = match closest(id, ids()) {
        Some(like) => text!("có phải là “{like}” không?", "did you mean “{like}”?"),
        None => text!("có: {all}", "there are: {all}"),
    };
    let message = text!("trong bộ mẫu không có “{id}”", "the gallery has no template “{id}”");
    Diagnostic::error(Code::TemplateMissing, message).help(help)
}
