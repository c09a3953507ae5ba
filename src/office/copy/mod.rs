//! Certified copies of what was issued (Decree 30/2020, Articles 25 to 27): the stored document is rendered again with what a copy has
//! beside it, and stored under the copy's own number.

mod parts;
mod refusals;

use std::path::Path;

use chrono::NaiveDate;

use super::issue::{Serial, artifacts, font_records};
use super::regenerate::{stored_document, stored_world};
use crate::archive::record::{About, COPIES, CopyRecord, LedgerEntry, Rendering};
use crate::archive::store::{Store, Version, read_ledger};
use crate::archive::version::{manifest, stored_inputs};
use crate::archive::{Failure, INPUTS};
use crate::diag::{Diagnostic, Diagnostics};
use crate::font::FontSet;
use crate::form::kinds::ABBREVIATIONS;
use crate::form::words::in_sentence;
use crate::model::{CopyCorner, CopyForm, CopyNote, Document, DocumentNumber, SignatureBlock};
use crate::run::Run;
use crate::text::date;

/// What is copied, and how.
#[derive(Clone, Debug)]
pub struct CopyRequest<'a> {
    /// The archive of the document, and of its copy.
    pub archive: &'a Path,
    /// The version that is copied.
    pub of: &'a LedgerEntry,
    /// The form of copying.
    pub form: CopyForm,
    /// The number of the copy.
    pub serial: Serial,
    /// Its symbol; by default that of the document with the abbreviation of the form.
    pub symbol: Option<&'a str>,
    /// The day of copying.
    pub date: NaiveDate,
    /// Lines of capacity and post of who signs the copy, and the name; by default those of the document.
    pub signer: Option<(Vec<String>, String)>,
    /// Nơi nhận, without the file copy.
    pub recipients: Vec<String>,
    /// An electronic copy, with the time of its signature or room for it.
    pub electronic: Option<Option<String>>,
    /// What is copied of the document: numbers of headings, labels of appendices. Only of extracts.
    pub parts: Vec<String>,
}

/// Copies a document and stores the copy.
///
/// # Errors
/// A version that cannot be rendered again, a form that does not fit it, a number that is taken.
pub fn copy(wanted: &CopyRequest<'_>, fonts: &FontSet) -> Result<LedgerEntry, Failure> {
    let mut store = Store::open(wanted.archive)?;
    let original = manifest(wanted.archive, wanted.of)?;
    may_be_copied(wanted, &original.rendering)?;
    if let Some(next) = store.ledger.successors().get(wanted.of.folder.as_str()).and_then(|next| next.last())
    {
        return Err(refusals::superseded(wanted.of, next));
    }
    let record = record(wanted, &store)?;
    let mut rendering = original.rendering.clone();
    rendering.signature_fields = true;
    let mut found = Diagnostics::default();
    let (world, entry) = (stored_world(wanted.archive, wanted.of, &original)?, wanted.of);
    let mut run = Run::new(&world);
    let mut draft = stored_document(&mut run, entry, &original.rendering)?;
    certify(&mut draft.built.report.document, &record)?;
    rendering.copies.push(record);
    let about = about(wanted, &rendering, &draft.report().document)?;
    let files = artifacts(&run, &draft, (&about, &rendering), fonts, &mut found)
        .ok_or_else(|| refusals::not_rendered(entry, &found))?;
    let inputs = stored_inputs(wanted.archive, wanted.of, &original)?;
    let inputs = inputs.into_iter().map(|(name, bytes)| (format!("{INPUTS}/{name}"), bytes));
    let files = files.into_iter().chain(inputs).collect();
    store.add(Version { about, rendering, fonts: font_records(fonts), files })
}

/// The number that [`copy`] would take if nothing else were copied meanwhile, as printed.
///
/// # Errors
/// A ledger that cannot be read.
pub fn upcoming(wanted: &CopyRequest<'_>) -> Result<String, Failure> {
    let ledger = read_ledger(wanted.archive)?;
    let year = wanted.date.format("%Y").to_string();
    let serial = match wanted.serial {
        Serial::Given(serial) => serial,
        Serial::Next | Serial::OfData => ledger.next_copy(&year, &wanted.of.about.agency),
    };
    Ok(format!("{serial:02}/{}", symbol(wanted)))
}

/// Each form copies what the decree says: an original, or for a sao lục a sao y.
fn may_be_copied(wanted: &CopyRequest<'_>, rendering: &Rendering) -> Result<(), Failure> {
    let before: Vec<CopyForm> =
        rendering.copies.iter().filter_map(|copy| CopyForm::named(&copy.form)).collect();
    match (wanted.form, before.as_slice()) {
        (CopyForm::OfCopy, [.., CopyForm::Whole]) => {}
        (CopyForm::OfCopy, _) => return Err(refusals::needs_a_copy(wanted.of)),
        (_, []) => {}
        (form, _) => return Err(refusals::needs_the_original(form, wanted.of)),
    }
    match (wanted.form, wanted.parts.is_empty()) {
        (CopyForm::Extract, true) => Err(refusals::which_parts()),
        (CopyForm::Whole | CopyForm::OfCopy, false) => Err(refusals::no_parts(wanted.form)),
        _ => Ok(()),
    }
}

fn record(wanted: &CopyRequest<'_>, store: &Store) -> Result<CopyRecord, Failure> {
    let about = &wanted.of.about;
    let year = wanted.date.format("%Y").to_string();
    let mut copies = store.ledger.copies(&year, &about.agency);
    let serial = match wanted.serial {
        Serial::Given(serial) => serial,
        Serial::Next | Serial::OfData => store.ledger.next_copy(&year, &about.agency),
    };
    if let Some(twin) = copies.find(|entry| entry.about.serial == serial) {
        return Err(refusals::taken(twin));
    }
    if date::parse(&about.date).is_ok_and(|issued| wanted.date < issued) {
        return Err(refusals::before_its_issue(wanted.of));
    }
    let (capacity, signer) = wanted.signer.clone().unwrap_or_else(|| (Vec::new(), String::new()));
    let mut recipients = wanted.recipients.clone();
    recipients.push("Lưu: VT".to_string());
    Ok(CopyRecord {
        form: wanted.form.id().to_string(),
        serial,
        symbol: symbol(wanted),
        date: wanted.date.to_string(),
        capacity,
        signer,
        recipients,
        electronic: wanted.electronic.is_some(),
        time: wanted.electronic.clone().flatten(),
        parts: wanted.parts.clone(),
    })
}

/// `SY-UBND` for a copy of `254/BC-UBND`: the abbreviation of the form, and that of the agency.
fn symbol(wanted: &CopyRequest<'_>) -> String {
    if let Some(symbol) = wanted.symbol {
        return symbol.to_string();
    }
    let own = &wanted.of.about.symbol;
    let copies = CopyForm::ALL.map(CopyForm::abbreviation);
    let kinds = ABBREVIATIONS.iter().map(|(_, short)| *short).chain(copies);
    let behind = |short: &str| own.strip_prefix(short)?.strip_prefix('-');
    let agency = kinds.into_iter().find_map(behind);
    // A letter's symbol begins with the agency.
    let agency = agency.unwrap_or_else(|| own.split('-').next().unwrap_or(own));
    format!("{}-{agency}", wanted.form.abbreviation())
}

fn about(wanted: &CopyRequest<'_>, rendering: &Rendering, document: &Document) -> Result<About, Failure> {
    let original = &wanted.of.about;
    let Some(record) = rendering.copies.last() else { return Err(refusals::needs_a_copy(wanted.of)) };
    let day = date::parse(&original.date).map_or_else(|_| original.date.clone(), date::short);
    let signer = match document.copy_notes.last() {
        Some(note) => note.signature.name.clone(),
        None => record.signer.clone(),
    };
    Ok(About {
        number: format!("{:02}/{}", record.serial, record.symbol),
        serial: record.serial,
        symbol: record.symbol.clone(),
        agency: original.agency.clone(),
        date: record.date.clone(),
        kind: wanted.form.kind().to_string(),
        title: format!(
            "{} số {} ngày {day}: {}",
            in_sentence(&original.kind),
            original.number,
            original.title
        ),
        period: String::new(),
        signer,
        recipients: record.recipients.clone(),
        copies: None,
        version: 1,
        previous: None,
        replaces: None,
        reason: None,
        accepted_warnings: None,
        template: Some(COPIES.to_string()),
    })
}

/// Makes a document a copy: only what is copied of it, signed, with the note or the corner of a copy.
///
/// # Errors
/// A part that the document does not have.
pub(super) fn certify(document: &mut Document, record: &CopyRecord) -> Result<(), Box<Diagnostic>> {
    let form = CopyForm::named(&record.form).unwrap_or(CopyForm::Whole);
    if !record.parts.is_empty() {
        parts::keep(document, &record.parts)?;
    }
    let own = document.signature.clone();
    document.cosigners.iter_mut().chain([&mut document.signature]).for_each(|signer| signer.signed = true);
    document.copy_notes.iter_mut().for_each(|note| note.signature.signed = true);
    document.appendices.iter_mut().for_each(|appendix| appendix.own_file = false);
    let header = &document.header;
    if record.electronic {
        let (agency, time) = (header.agency_in_text.clone(), record.time.clone());
        document.copy_corner = Some(CopyCorner { form, agency, time });
        return Ok(());
    }
    let is_stated = !record.signer.is_empty();
    document.copy_notes.push(CopyNote {
        form,
        agency: header.issuing_agency.clone(),
        number: DocumentNumber {
            serial: Some(record.serial),
            symbol: record.symbol.clone(),
            prefix: String::new(),
        },
        place: header.place.clone(),
        date: date::parse(&record.date).unwrap_or_default(),
        recipients: record.recipients.clone(),
        signature: match is_stated {
            true => SignatureBlock {
                capacity: record.capacity.clone(),
                second_post: None,
                rank: None,
                name: record.signer.clone(),
                signed: false,
                seal_mm: own.seal_mm,
            },
            false => SignatureBlock { signed: false, ..own },
        },
    });
    Ok(())
}
