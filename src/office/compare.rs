//! Two reports beside each other: figures, texts, and the Word file that shows what changed.

use crate::check::pairs;
use crate::diag::{Diagnostic, Diagnostics};
use crate::diff::words::{changes, likeness};
use crate::diff::{Change, aligned};
use crate::font::FontSet;
use crate::model::{
    Block, BlockKind, Document, DocumentPart, Inline, Picture, SignatureBlock, TableFrame, notes, plain_text,
    recipient_lines,
};
use crate::pipeline::Draft;
use crate::pipeline::arranged::arranged;
use crate::source::SourceMap;
use crate::write::docx;

use rust_decimal::Decimal;

/// A figure that is not the same in both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureChange {
    /// `an_sinh.ra_soat`, `dich_vu_thiet_yeu[Đăng ký tạm trú].tong_so`.
    pub path: String,
    /// The figure in the old report.
    pub old: Decimal,
    /// The figure in the new report.
    pub new: Decimal,
}

impl FigureChange {
    /// New less old; negative for a figure that fell.
    pub fn difference(&self) -> Decimal {
        self.new - self.old
    }
}

/// A line of text that is not the same in both: its pieces in order.
pub type TextChange = Vec<(Change, String)>;

/// What differs between two reports.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// In the order of the schema.
    pub figures: Vec<FigureChange>,
    /// In reading order; equal lines are left out.
    pub texts: Vec<TextChange>,
}

/// Compares the figures that both data files have, and the texts of both documents.
pub fn compare(old: &Draft, new: &Draft) -> Comparison {
    let figures = pairs(&new.built.typed.period, &old.built.typed.period, &new.built.schema)
        .into_iter()
        .filter(|pair| pair.now != pair.before)
        .map(|pair| FigureChange { path: pair.path, old: pair.before, new: pair.now })
        .collect();
    let [old, new] = [old, new].map(|draft| texts(&draft.report().document));
    let steps = aligned(&old, &new, |a, b| likeness(&old[a], &new[b]));
    let texts = steps.into_iter().filter_map(|step| match (step.old, step.new) {
        (Some(a), Some(b)) => (old[a] != new[b]).then(|| changes(&old[a], &new[b])),
        (Some(a), None) => Some(vec![(Change::Deleted, old[a].clone())]),
        (None, Some(b)) => Some(vec![(Change::Inserted, new[b].clone())]),
        (None, None) => None,
    });
    Comparison { figures, texts: texts.collect() }
}

/// The texts of a document in reading order; a row of a table is one.
fn texts(document: &Document) -> Vec<String> {
    let header = &document.header;
    let mut texts: Vec<String> = header.parent_agency.iter().chain(&header.issuing_agency).cloned().collect();
    let marks = &document.marks;
    texts.extend([header.number_line(), header.place_and_date()]);
    texts.extend(
        marks.urgency.map(|urgency| urgency.words().to_string()).into_iter().chain(marks.circulation.clone()),
    );
    texts.push(document.title());
    texts.extend(document.addressees.iter().map(|name| format!("Kính gửi: {name}")));
    blocks(&document.body, &mut texts);
    texts.extend(recipient_lines(&document.recipients));
    texts.extend(marks.drafter.iter().chain(&marks.contact).cloned());
    texts.extend(document.signatures().flat_map(SignatureBlock::lines).cloned());
    for appendix in &document.appendices {
        let label = appendix.issued.as_ref().unwrap_or(&appendix.label);
        let title = plain_text(&appendix.title);
        texts.push(if label.is_empty() { title } else { format!("{label}: {title}") });
        texts.extend(appendix.subtitle.iter().map(|line| plain_text(line)));
        texts.push(appendix.reference.clone());
        blocks(&appendix.blocks, &mut texts);
    }
    texts.retain(|text| !text.trim().is_empty());
    texts
}

fn blocks(blocks: &[Block], texts: &mut Vec<String>) {
    let with_notes = |sign: String, content: &[Inline], texts: &mut Vec<String>| {
        texts.push(sign + &with_addresses(content));
        texts.extend(notes(content).map(|note| format!("{} {}", note.mark, plain_text(&note.content))));
    };
    for block in blocks {
        match &block.kind {
            BlockKind::Heading { number, content, .. } => with_notes(format!("{number} "), content, texts),
            BlockKind::Paragraph(content)
            | BlockKind::Placed { content, .. }
            | BlockKind::Formula { content, .. } => {
                with_notes(String::new(), content, texts);
            }
            BlockKind::Item { bullet, content } => with_notes(format!("{} ", bullet.sign()), content, texts),
            BlockKind::Numbered { number, content, .. } => with_notes(format!("{number}. "), content, texts),
            BlockKind::Table(table) => {
                let TableFrame { form, caption, unit, note, .. } = &table.frame;
                texts.extend([form, caption, unit].map(|text| plain_text(text)));
                for row in &table.rows {
                    let cells: Vec<String> =
                        row.cells.iter().map(|cell| with_addresses(&cell.content)).collect();
                    texts.push(cells.join(" | "));
                    let said = row.cells.iter().flat_map(|cell| notes(&cell.content));
                    texts.extend(said.map(|note| format!("{} {}", note.mark, plain_text(&note.content))));
                }
                texts.push(plain_text(note));
            }
            BlockKind::Chart(chart) => texts.push(chart.in_words()),
            BlockKind::Pictures(rows) => {
                let said = |picture: &Picture| {
                    // Another picture may have the same words.
                    let digest: String = picture.raster.digest.chars().take(DIGEST_SHOWN).collect();
                    format!("[{}, {digest}] {}", picture.description, plain_text(&picture.caption))
                };
                texts.extend(rows.pictures.iter().map(said));
            }
        }
    }
}

/// What of the digest of a picture tells it from others.
const DIGEST_SHOWN: usize = 8;

/// The letters of a line, with the addresses that its links lead to.
fn with_addresses(content: &[Inline]) -> String {
    let said = |inline: &Inline| match inline {
        Inline::Link { address, content } => format!("{} ({address})", plain_text(content)),
        other => plain_text(std::slice::from_ref(other)),
    };
    content.iter().map(said).collect()
}

/// What Word keeps apart from the text, where changes cannot be tracked: notes, pictures, charts.
fn untracked(document: &Document) -> Vec<String> {
    let blocks_of_appendices = document.appendices.iter().flat_map(|appendix| &appendix.blocks);
    let of_block = |block: &Block| {
        let mut own = Vec::new();
        match &block.kind {
            BlockKind::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                let said = cells.flat_map(|cell| notes(&cell.content));
                own.extend(said.map(|note| plain_text(&note.content)));
            }
            BlockKind::Pictures(_) | BlockKind::Chart(_) => blocks(std::slice::from_ref(block), &mut own),
            _ => {
                blocks(std::slice::from_ref(block), &mut own);
                // Behind the text are its notes.
                own = own.split_off(1);
            }
        }
        own
    };
    document.body.iter().chain(blocks_of_appendices).flat_map(of_block).collect()
}

/// Whether notes, pictures or charts differ, which [`revised`] cannot show as changes.
pub fn differs_untracked(old: &Draft, new: &Draft) -> bool {
    let [old, new] = [old, new].map(|draft| untracked(&draft.report().document));
    old != new
}

/// The new report as a Word file with its differences from the old one as tracked changes. `None` when the form refuses one of them.
pub fn revised<'d>(
    old: (&'d Draft, &SourceMap),
    new: (&'d Draft, &SourceMap),
    fonts: &FontSet,
    found: &mut Diagnostics,
) -> Option<Vec<u8>> {
    let form = |(draft, sources): (&'d Draft, &SourceMap), found: &mut Diagnostics| {
        arranged(&draft.report().document, DocumentPart::Whole, fonts, sources, found)
    };
    let new = form(new, found);
    // Places in the old version's files mean nothing beside those of the new one.
    let mut of_old = Diagnostics::default();
    let old = form(old, &mut of_old);
    of_old.iter().for_each(|finding| {
        found.push(Diagnostic { primary: None, secondary: Vec::new(), ..finding.clone() });
    });
    (!found.has_errors()).then(|| docx::write_revised(&old, &new))
}
