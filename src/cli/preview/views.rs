//! The reports that were shown a moment ago, for questions about them.

use std::collections::VecDeque;
use std::sync::Arc;

use baocao::diag::render::findings;
use baocao::hash::sha256;
use baocao::office::view::View;
use baocao::write::svg;
use serde_json::{Value, json};

/// How many views are kept: of several windows, and of what was typed a moment ago. Of long reports fewer, so that all have no
/// more pages than these, but for the last.
const KEPT: usize = 8;
const KEPT_PAGES: usize = 400;

/// The views that are kept, the newest last.
#[derive(Debug, Default)]
pub(super) struct Views {
    last_id: u64,
    with_pages: VecDeque<Arc<Shown>>,
    /// The newest, which may have no pages; those on the screen are older then.
    newest: Option<Arc<Shown>>,
}

/// A view, as the page got it.
#[derive(Debug)]
pub(super) struct Shown {
    pub id: u64,
    pub view: View,
    /// Whether it is of texts that were not saved.
    pub is_unsaved: bool,
    /// The pages as SVG, with the hash by which the page knows each.
    pages: Vec<(String, String)>,
}

impl Views {
    pub(super) fn add(&mut self, view: View, is_unsaved: bool) -> Arc<Shown> {
        self.last_id += 1;
        let pages = view.pages.as_ref().map_or_else(Vec::new, |pages| {
            let svg = pages.pages.iter().map(|page| svg::page(page, &pages.structure));
            svg.map(|svg| (sha256(svg.as_bytes())[..32].to_string(), svg)).collect()
        });
        let shown = Arc::new(Shown { id: self.last_id, view, is_unsaved, pages });
        self.newest = Some(shown.clone());
        if !shown.pages.is_empty() {
            self.with_pages.push_back(shown.clone());
            while self.with_pages.len() > 1 && self.is_too_much() {
                self.with_pages.pop_front();
            }
        }
        shown
    }

    pub(super) fn get(&self, id: u64) -> Option<Arc<Shown>> {
        self.newest_first().find(|shown| shown.id == id).cloned()
    }

    /// The SVG of a page.
    pub(super) fn page(&self, hash: &str) -> Option<String> {
        let mut pages = self.newest_first().flat_map(|shown| &shown.pages);
        pages.find(|(own, _)| own == hash).map(|(_, svg)| svg.clone())
    }

    /// The newest with a template that could be read.
    pub(super) fn with_template(&self) -> Option<Arc<Shown>> {
        self.newest_first().find(|shown| shown.view.template.is_some()).cloned()
    }

    fn newest_first(&self) -> impl Iterator<Item = &Arc<Shown>> {
        self.newest.iter().chain(self.with_pages.iter().rev())
    }

    fn is_too_much(&self) -> bool {
        let pages: usize = self.with_pages.iter().map(|shown| shown.pages.len()).sum();
        self.with_pages.len() > KEPT || pages > KEPT_PAGES
    }
}

impl Shown {
    /// What the page has to know of it; lengths are in points.
    pub(super) fn state(&self) -> Value {
        let view = &self.view;
        let pages = view.pages.as_ref().map(|laid| {
            let page = |((hash, _), page): (&(String, String), &baocao::layout::Page)| {
                json!({ "hash": hash, "width": page.width.to_pt(), "height": page.height.to_pt() })
            };
            self.pages.iter().zip(&laid.pages).map(page).collect::<Vec<Value>>()
        });
        json!({
            "view": self.id,
            "pages": pages,
            "draft": view.is_draft,
            "check": findings(&view.found, &view.accepted, &view.sources),
            "template": view.template.as_ref().map(|folder| folder.display().to_string()),
        })
    }
}
