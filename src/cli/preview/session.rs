//! What the page shows: the report as it is on the disk, or as it stands in the editor and is not saved yet.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use baocao::data::editors::for_editors;
use baocao::data::source::SOURCES_FILE;
use baocao::diag::Lang;
use baocao::font::{FontSet, STYLES};
use baocao::office::gallery::picture;
use baocao::office::origin::{Origin, origin};
use baocao::office::view::{Particulars, view};
use baocao::pipeline::place::DataPlace;
use baocao::pipeline::{self, Request};
use baocao::world::{OsWorld, Unsaved, World};
use serde_json::{Value, json};

use super::super::args::PreviewArguments;
use super::changes::Changes;
use super::click::{Click, spot};
use super::desk::Desk;
use super::views::Views;

/// One run of the preview.
pub(super) struct Session {
    pub arguments: PreviewArguments,
    pub desk: Desk,
    pub lang: Lang,
    fonts: FontSet,
    changes: Changes,
    views: Mutex<Views>,
    /// Held while a report is built: one at a time, however many windows ask.
    building: Mutex<()>,
    /// Held while the origin of a word is looked for, likewise.
    searching: Mutex<()>,
    /// What was rendered last, for downloading.
    pub results: Mutex<Vec<PathBuf>>,
}

/// A file, and the text that stands in the editor for it.
pub(super) type Edited = (PathBuf, String);

impl Session {
    pub(super) fn new(
        arguments: &PreviewArguments,
        desk: Desk,
        fonts: FontSet,
        changes: Changes,
        lang: Lang,
    ) -> Self {
        pipeline::prepare_checks();
        Session {
            arguments: arguments.clone(),
            desk,
            lang,
            fonts,
            changes,
            views: Mutex::default(),
            building: Mutex::default(),
            searching: Mutex::default(),
            results: Mutex::default(),
        }
    }

    /// The number of changes seen on the disk, when there are more than `known` or `patience` has ended.
    pub(super) fn changes(&self, known: u64, patience: Duration) -> u64 {
        self.changes.wait(known, patience)
    }

    /// The bytes of a face of the fonts, in the order of [`STYLES`].
    pub(super) fn font(&self, index: usize) -> Option<Vec<u8>> {
        STYLES.get(index).map(|style| self.fonts.face(*style).bytes().to_vec())
    }

    /// Shows the report: what the page needs to know of it.
    pub(super) fn show(&self, edited: &[Edited]) -> Value {
        let _turn = lock(&self.building);
        // Before the files are read: what changes meanwhile is told again.
        let change = self.changes.count();
        let view = view(&Unsaved::new(&OsWorld, edited), &self.request(), &self.fonts);
        let shown = lock(&self.views).add(view, !edited.is_empty());
        let mut state = shown.state();
        state["change"] = json!(change);
        let files = self.desk.own_files().into_iter().filter(|path| path.is_file());
        state["files"] = files.map(|path| path.display().to_string()).collect();
        state
    }

    /// The SVG of a page that was shown.
    pub(super) fn page(&self, hash: &str) -> Option<String> {
        lock(&self.views).page(hash)
    }

    /// The first page of the example of a template that the program carries.
    pub(super) fn gallery_picture(&self, id: &str) -> Option<String> {
        picture(id, &self.fonts)
    }

    /// The folder of the office that the file belongs to.
    pub(super) fn office(&self) -> PathBuf {
        DataPlace::of(&OsWorld, &self.desk.file).office().to_path_buf()
    }

    /// The places that a text of a page comes from, with the files as they were when it was shown. `None` when that page is no
    /// longer known.
    pub(super) fn origin(&self, click: Click) -> Option<Value> {
        let _turn = lock(&self.searching);
        let shown = lock(&self.views).get(click.view)?;
        let pages = shown.view.pages.as_ref()?;
        let request = Request { draft: shown.view.is_draft, ..self.request() };
        let texts = shown.view.sources.texts();
        let texts: Vec<Edited> = texts.map(|(path, text)| (path.to_path_buf(), text.to_string())).collect();
        let world = Unsaved::new(&OsWorld, &texts);
        let found = origin(&world, &request, pages, &spot(pages, &click)?, &self.fonts)?;
        Some(json!({ "places": places(&found), "complete": found.is_complete }))
    }

    /// Whether what was shown is what is on the disk: the user's own files, and every template and earlier period that is there.
    pub(super) fn is_on_disk(&self, view: u64) -> bool {
        let Some(shown) = lock(&self.views).get(view) else { return false };
        let texts = &shown.view.sources;
        let now = |path: &Path| OsWorld.read(path).ok();
        let own = self.desk.own_files();
        let is_same =
            |path: &PathBuf| now(path).as_deref() == texts.find(path).map(|file| texts.text(file).as_bytes());
        // What templates were filled to has a name, but is no file.
        let is_same_or_no_file =
            |(path, text): (&Path, &str)| now(path).is_none_or(|now| now == text.as_bytes());
        !shown.is_unsaved && own.iter().all(is_same) && texts.texts().all(is_same_or_no_file)
    }

    /// What a report that was shown calls itself.
    pub(super) fn about(&self, view: u64) -> Option<Particulars> {
        lock(&self.views).get(view)?.view.about.clone()
    }

    /// The schema that a data file follows, for completion.
    pub(super) fn schema(&self, is_office: bool) -> String {
        let template = lock(&self.views).with_template().and_then(|shown| shown.view.template.clone());
        let folder = template.filter(|_| !is_office);
        let text = |name: &str| {
            let bytes = OsWorld.read(&folder.as_ref()?.join(name)).ok()?;
            String::from_utf8(bytes).ok()
        };
        let (schema, workbooks) = (text("schema.json"), text(SOURCES_FILE));
        // A broken schema is told by the check; keys of every report are still completed.
        for_editors(schema.as_deref(), workbooks.as_deref())
            .or_else(|_| for_editors(None, None))
            .unwrap_or_else(|_| "{}".to_string())
    }

    fn request(&self) -> Request<'_> {
        Request { templates: self.arguments.templates.as_deref(), ..Request::of(&self.desk.file) }
    }
}

/// The lines of an origin, each once.
fn places(found: &Origin) -> Vec<Value> {
    let mut places: Vec<Value> = Vec::new();
    for place in &found.places {
        let at = found.sources.position(*place);
        let file = found.sources.path(place.file).display().to_string();
        let line = found.sources.line_of(*place).trim();
        let place = json!({ "file": file, "line": at.line, "column": at.column, "text": line });
        if !places.iter().any(|other| other["file"] == place["file"] && other["line"] == place["line"]) {
            places.push(place);
        }
    }
    places
}

/// What a thread that failed left behind is whole: it is only read or pushed to.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
