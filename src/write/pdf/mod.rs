//! The PDF: PDF/A and PDF/UA-1. `printpdf` makes pages and fonts, `lopdf` (of the version that printpdf uses) holds the
//! objects until they are written; both are named in this folder only.

mod attachments;
mod conformance;
mod content;
mod fields;
mod file;
mod finish;
mod fonts;
mod links;
mod metadata;
mod navigation;
mod pictures;
mod read;
mod tags;

use rayon::prelude::*;

use printpdf::{PdfDocument, PdfPage, PdfSaveOptions, Pt, Rect};

pub use attachments::Attachment;
pub use conformance::{Standard, Violation};
pub use read::{PdfReadError, attachments};

use crate::arrangement::Arrangement;
use crate::font::FontSet;
use crate::layout::{Page, PagedDocument};
use content::PageContent;
use fonts::Embedded;
use pictures::PictureObjects;

/// Pages that are written before another thread would be awake.
const PAGES_FOR_ONE: usize = 60;

/// What kind of PDF to write.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Which archival standard it has to meet.
    pub standard: Standard,
    /// Whether there are empty fields for the signatures of the signer and of the agency.
    pub signature_fields: bool,
    /// The report's own source; for [`Standard::A3a`] only.
    pub attachments: Vec<Attachment>,
}

/// All that keeps the pages from being an archival PDF.
pub fn violations(
    pages: &PagedDocument,
    arrangement: &Arrangement<'_>,
    fonts: &FontSet,
    options: &Options,
) -> Vec<Violation> {
    conformance::violations(arrangement, pages, fonts, options.standard, &options.attachments)
}

/// The bytes of the PDF.
///
/// # Errors
/// All [`Violation`]s of the standard; no file comes out.
pub fn write(
    pages: &PagedDocument,
    arrangement: &Arrangement<'_>,
    fonts: &FontSet,
    options: &Options,
) -> Result<Vec<u8>, Vec<Violation>> {
    let violations = violations(pages, arrangement, fonts, options);
    if !violations.is_empty() {
        return Err(violations);
    }
    let embedded = Embedded::of(pages, fonts);
    let mut pdf = PdfDocument::new("");
    embedded.add_to(&mut pdf);
    pdf.pages = pages.pages.iter().map(empty_page).collect();
    if let Some(first) = pdf.pages.first_mut() {
        first.ops = embedded.specimen();
    }
    // Subsets are made here, and printpdf's own subsetting is not compiled in.
    let settings = PdfSaveOptions { subset_fonts: false, ..PdfSaveOptions::default() };
    let objects = printpdf::serialize::to_lopdf_doc(&pdf, &settings, &mut Vec::new());
    let pictures = PictureObjects::of(pages);
    let content = |page: &Page| content::content(page, &pages.structure, &embedded, &pictures, fonts);
    let contents: Vec<PageContent> = match pages.pages.len() < PAGES_FOR_ONE {
        true => pages.pages.iter().map(content).collect(),
        false => pages.pages.par_iter().map(content).collect(),
    };
    finish::finish(objects, contents, pages, &arrangement.properties, (&embedded, &pictures), options)
        .map_err(|error| vec![conformance::unfinished(&error)])
}

fn empty_page(page: &Page) -> PdfPage {
    let paper = Rect::from_wh(Pt(page.width.to_pt() as f32), Pt(page.height.to_pt() as f32));
    PdfPage { media_box: paper.clone(), trim_box: paper.clone(), crop_box: paper, ops: Vec::new() }
}
