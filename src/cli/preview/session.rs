//! What the page shows: the report as it is on the disk, or as it stands in the editor and is not saved yet.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use baocao::check::output::findings;
use baocao::data::schema::for_editors;
use baocao::diag::Lang;
use baocao::font::{FontSet, STYLES};
use baocao::hash::sha256;
use baocao::layout::PagedDocument;
use baocao::layout::structure::NodeId;
use baocao::pipeline::origin::{Spot, origin};
use baocao::pipeline::preview::{View, view};
use baocao::pipeline::{self, Request};
use baocao::world::{OsWorld, Unsaved, World};
use baocao::write::svg;
use serde_json::{Value, json};
use tokio::sync::watch;

use super::super::args::PreviewArguments;
use super::super::watched::Watched;
use super::desk::Desk;

/// How many views are kept for questions about them: of several windows, and of what was typed a moment ago. Of long reports
/// fewer, so that all have no more pages than these, but for the last.
const KEPT: usize = 8;
const KEPT_PAGES: usize = 400;

pub(super) struct Session {
    pub arguments: PreviewArguments,
    pub desk: Desk,
    pub lang: Lang,
    fonts: FontSet,
    shown: Mutex<Shown>,
    /// Held while a report is built: one at a time, however many windows ask.
    building: Mutex<()>,
    /// Counts the changes seen on the disk.
    changes: watch::Sender<u64>,
    /// What `actions` wrote, for downloading.
    pub results: Mutex<Vec<PathBuf>>,
}

#[derive(Default)]
struct Shown {
    next: u64,
    views: VecDeque<Arc<Sheet>>,
}

impl Shown {
    fn is_too_much(&self) -> bool {
        let pages: usize = self.views.iter().map(|sheet| sheet.pages.len()).sum();
        self.views.len() > KEPT || pages > KEPT_PAGES
    }
}

/// A report that was shown.
struct Sheet {
    id: u64,
    unsaved: Vec<TypedText>,
    view: View,
    /// The pages as SVG, with the hash of each.
    pages: Vec<(String, String)>,
}

/// A text that stands in the editor, and the file that it will be.
pub(super) type TypedText = (PathBuf, String);

/// Where on a page somebody clicked.
#[derive(Clone, Copy, Debug)]
pub(super) struct Click {
    /// The view and its page, from 0.
    pub view: u64,
    pub page: usize,
    /// The text of the page, from 0, and the UTF-16 unit in it; all of its node without that.
    pub text: usize,
    pub unit: Option<usize>,
}

impl Session {
    pub fn new(
        arguments: &PreviewArguments,
        desk: Desk,
        fonts: FontSet,
        watched: Watched,
        lang: Lang,
    ) -> Self {
        let arguments = arguments.clone();
        let changes = watch::Sender::new(0);
        let told = changes.clone();
        std::thread::spawn(move || {
            let mut seen = watched.look();
            loop {
                watched.wait(&seen);
                seen = watched.look();
                told.send_modify(|count| *count += 1);
            }
        });
        pipeline::prepare_checks();
        let (shown, building, results) = (Mutex::default(), Mutex::default(), Mutex::default());
        Session { arguments, desk, lang, fonts, shown, building, changes, results }
    }

    /// The number of changes seen on the disk so far, and how to hear of more.
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }

    /// The bytes of a face of the fonts, in the order of [`STYLES`].
    pub fn font(&self, index: usize) -> Option<Vec<u8>> {
        STYLES.get(index).map(|style| self.fonts.face(*style).bytes().to_vec())
    }

    /// Shows the report: what the page needs to know of it.
    pub fn show(&self, unsaved: Vec<TypedText>) -> Value {
        let _turn = lock(&self.building);
        // Before the files are read: what changes meanwhile is told again.
        let change = *self.changes.borrow();
        let view = view(&Unsaved::new(&OsWorld, &unsaved), &self.request(), &self.fonts);
        let pages = view.pages.as_ref().map(pages).unwrap_or_default();
        let mut shown = lock(&self.shown);
        shown.next += 1;
        let sheet = Sheet { id: shown.next, unsaved, view, pages };
        let state = sheet.state(change, &self.desk);
        shown.views.push_back(Arc::new(sheet));
        while shown.views.len() > 1 && shown.is_too_much() {
            shown.views.pop_front();
        }
        state
    }

    /// The SVG of a page that was shown.
    pub fn page(&self, hash: &str) -> Option<String> {
        let shown = lock(&self.shown);
        let pages = shown.views.iter().rev().flat_map(|sheet| &sheet.pages);
        pages.into_iter().find(|(own, _)| own == hash).map(|(_, svg)| svg.clone())
    }

    /// The places that a text of a page comes from. `None` when that page is no longer known.
    pub fn origin(&self, click: Click) -> Option<Value> {
        let sheet = self.sheet(click.view)?;
        let pages = sheet.view.pages.as_ref()?;
        let spot = spot(pages, &click)?;
        let request = Request { draft: sheet.view.is_draft, ..self.request() };
        let world = Unsaved::new(&OsWorld, &sheet.unsaved);
        let found = origin(&world, &request, pages, &spot, &self.fonts)?;
        let mut places: Vec<Value> = Vec::new();
        for place in found.places {
            let at = found.sources.position(place);
            let file = found.sources.path(place.file).display().to_string();
            let line = found.sources.line_of(place).trim();
            let place = json!({ "file": file, "line": at.line, "column": at.column, "text": line });
            if !places.iter().any(|other| other["file"] == place["file"] && other["line"] == place["line"]) {
                places.push(place);
            }
        }
        Some(json!({ "places": places }))
    }

    /// The schema that a data file follows, for completion.
    pub fn schema(&self, is_office: bool) -> String {
        let shown = lock(&self.shown);
        let template = shown.views.iter().rev().find_map(|sheet| sheet.view.template.clone());
        let text = template
            .filter(|_| !is_office)
            .and_then(|folder| OsWorld.read(&folder.join("schema.json")).ok())
            .and_then(|bytes| String::from_utf8(bytes).ok());
        // A broken schema is told by the check; keys of every report are still completed.
        for_editors(text.as_deref()).or_else(|_| for_editors(None)).unwrap_or_else(|_| "{}".to_string())
    }

    fn sheet(&self, id: u64) -> Option<Arc<Sheet>> {
        lock(&self.shown).views.iter().find(|sheet| sheet.id == id).cloned()
    }

    fn request(&self) -> Request<'_> {
        Request { templates: self.arguments.templates.as_deref(), ..Request::of(&self.desk.file) }
    }
}

impl Sheet {
    fn state(&self, change: u64, desk: &Desk) -> Value {
        let view = &self.view;
        let sizes = view.pages.iter().flat_map(|pages| &pages.pages);
        let pages: Vec<Value> = self
            .pages
            .iter()
            .zip(sizes)
            .map(|((hash, _), page)| {
                json!({ "hash": hash, "width": page.width.to_pt(), "height": page.height.to_pt() })
            })
            .collect();
        let office = desk.office_file();
        let files: Vec<String> = [&desk.file, &office]
            .into_iter()
            .filter(|path| path.is_file())
            .map(|path| path.display().to_string())
            .collect();
        json!({
            "view": self.id,
            "change": change,
            "pages": view.pages.as_ref().map(|_| pages),
            "draft": view.is_draft,
            "check": findings(&view.found, &view.accepted, &view.sources),
            "files": files,
            "template": view.template.as_ref().map(|folder| folder.display().to_string()),
        })
    }
}

/// All pages as SVG, with a hash by which the page knows those that it has.
fn pages(pages: &PagedDocument) -> Vec<(String, String)> {
    let svg = pages.pages.iter().map(|page| svg::page(page, &pages.structure));
    svg.map(|svg| (sha256(svg.as_bytes())[..32].to_string(), svg)).collect()
}

/// The text under a click, as a byte of its node's whole text.
fn spot(pages: &PagedDocument, click: &Click) -> Option<Spot> {
    let clicked = pages.pages.get(click.page)?.texts.get(click.text)?;
    let node: NodeId = clicked.node?;
    let at = click.unit.map(|unit| {
        let before = pages.pages[..click.page].iter().flat_map(|page| &page.texts);
        let before = before.chain(&pages.pages[click.page].texts[..click.text]);
        let before: usize = before.filter(|text| text.node == Some(node)).map(|text| text.text.len()).sum();
        before + byte_of_unit(&clicked.text, unit)
    });
    Some(Spot { node, at })
}

/// The byte where a UTF-16 unit stands.
fn byte_of_unit(text: &str, unit: usize) -> usize {
    let mut units = 0;
    for (at, letter) in text.char_indices() {
        units += letter.len_utf16();
        if units > unit {
            return at;
        }
    }
    text.len()
}

/// What a thread that failed left behind is whole: it is only read or pushed to.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_of_a_browser_become_bytes() {
        let text = "ế😀a";
        assert_eq!([0, 1, 2, 3, 4].map(|unit| byte_of_unit(text, unit)), [0, 3, 3, 7, 8]);
    }
}
