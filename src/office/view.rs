//! What a screen shows of a data file as it stands: the pages, and what the check finds.

use std::path::PathBuf;

use crate::archive::find::ReportIdentity;
use crate::diag::Accepted;
use crate::diag::Diagnostics;
use crate::font::FontSet;
use crate::layout::{self, PagedDocument};
use crate::model::{Document, DocumentPart, OfficeNumbers, plain_text};
use crate::pipeline::arranged::arranged;
use crate::pipeline::{Draft, Request, draft};
use crate::run::Run;
use crate::source::SourceMap;
use crate::text::date;
use crate::world::World;

/// A data file, seen.
#[derive(Debug)]
pub struct View {
    /// As they would print; `None` when not even a draft can be laid out.
    pub pages: Option<PagedDocument>,
    /// Whether the pages are those of a draft, because something is not filled in yet.
    pub is_draft: bool,
    /// What refuses the report, and what the rules find in it.
    pub found: Diagnostics,
    /// Findings that the office accepts, with its reasons.
    pub accepted: Vec<Accepted>,
    /// The texts that the findings point into.
    pub sources: SourceMap,
    /// The folder of the template.
    pub template: Option<PathBuf>,
    /// What the report calls itself.
    pub about: Option<Particulars>,
}

/// What a report calls itself; number and day as they are printed, if it has them yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Particulars {
    /// Trích yếu, in one line.
    pub title: String,
    /// The reporting period: `2024-06`; empty when the file does not say it.
    pub period: String,
    /// The issuing agency as it stands in a sentence.
    pub agency: String,
    /// Số, ký hiệu: `254/BC-TCTĐA06`.
    pub number: Option<String>,
    /// Ký hiệu, after the number.
    pub symbol: String,
    /// What stands before the number.
    pub prefix: String,
    /// Who gets it: addressees, else recipients.
    pub recipients: Vec<String>,
    /// How the office runs its numbers.
    pub numbers: OfficeNumbers,
    /// The template's folder: `cchc`.
    pub template: String,
    /// Day of issue: `24/6/2024`.
    pub date: Option<String>,
}

impl Particulars {
    /// What makes it the same report in the archive.
    pub fn identity(&self) -> ReportIdentity<'_> {
        ReportIdentity {
            template: &self.template,
            title: &self.title,
            period: &self.period,
            agency: &self.agency,
        }
    }
}

/// Reads, checks and lays out the report. What refuses it is in `found`; pages come out as long as a draft can be made.
pub fn view(world: &dyn World, request: &Request<'_>, fonts: &FontSet) -> View {
    let mut view = View {
        pages: None,
        is_draft: false,
        found: Diagnostics::default(),
        accepted: Vec::new(),
        sources: SourceMap::default(),
        template: None,
        about: None,
    };
    let mut run = Run::new(world);
    match draft(&mut run, request, true) {
        Some(draft) => {
            view.accepted = draft.check(&run.sources, &mut run.found);
            (view.sources, view.found) = (run.sources, run.found);
            view.set(&draft, fonts);
        }
        None => {
            (view.sources, view.found) = (run.sources, run.found);
            // What is wrong has been told; a draft needs less.
            let request = Request { draft: true, ..*request };
            if let Some(draft) = draft(&mut Run::new(world), &request, false) {
                view.is_draft = true;
                view.set(&draft, fonts);
            }
        }
    }
    view
}

impl View {
    fn set(&mut self, draft: &Draft, fonts: &FontSet) {
        let report = draft.report();
        // What does not fit hinders a draft as little as what is missing.
        let mut unfit = Diagnostics::default();
        let arrangement = arranged(&report.document, DocumentPart::Whole, fonts, &self.sources, &mut unfit);
        self.pages = Some(layout::lay_out(&arrangement, fonts));
        if !self.is_draft {
            self.found.extend(unfit);
        }
        let header = &report.document.header;
        self.about = Some(Particulars {
            title: plain_text(&report.document.subject),
            period: report.period.map(|period| period.to_string()).unwrap_or_default(),
            agency: header.agency_in_text.clone(),
            number: header.number.serial.map(|_| header.number.full()),
            symbol: header.number.symbol.clone(),
            prefix: header.number.prefix.clone(),
            recipients: match report.document.addressees.is_empty() {
                true => report.document.recipients.clone(),
                false => report.document.addressees.clone(),
            },
            numbers: report.numbers.clone(),
            template: report.inputs.id.clone(),
            date: header.date.map(date::short),
        });
        self.template = Some(report.inputs.templates.join(&report.inputs.id));
    }
}

/// The pages of a document in its measured form; what does not fit is in `found`.
pub(super) fn lay_out(document: &Document, fonts: &FontSet, found: &mut Diagnostics) -> PagedDocument {
    layout::lay_out(&arranged(document, DocumentPart::Whole, fonts, &SourceMap::default(), found), fonts)
}
