//! The PDF. `printpdf` writes pages and fonts, `lopdf` (of the version that printpdf uses) the rest; both are named in
//! this folder only.

mod content;
mod finish;
mod fonts;

use printpdf::{PdfDocument, PdfPage, PdfSaveOptions, Pt, Rect};

use crate::font::FontSet;
use crate::layout::{Page, PagedDocument};
use crate::model::Document;
use fonts::Embedded;

/// The bytes of the PDF.
pub fn write(pages: &PagedDocument, document: &Document, fonts: &FontSet) -> Vec<u8> {
    let embedded = Embedded::of(pages, fonts);
    let mut pdf = PdfDocument::new("");
    embedded.add_to(&mut pdf);
    pdf.pages = pages.pages.iter().map(|page| pdf_page(page, &embedded)).collect();
    // Subsets are made here, and printpdf's own subsetting is not compiled in.
    let options = PdfSaveOptions { subset_fonts: false, ..PdfSaveOptions::default() };
    let objects = printpdf::serialize::to_lopdf_doc(&pdf, &options, &mut Vec::new());
    finish::finish(objects, document, &embedded)
}

fn pdf_page(page: &Page, fonts: &Embedded) -> PdfPage {
    let paper = Rect::from_wh(Pt(page.width.to_pt() as f32), Pt(page.height.to_pt() as f32));
    PdfPage {
        media_box: paper.clone(),
        trim_box: paper.clone(),
        crop_box: paper,
        ops: content::operations(page, fonts),
    }
}
