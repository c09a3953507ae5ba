//! A stored version rendered again from its stored inputs.

use std::path::{Path, PathBuf};

use super::copy::certify;
use super::issue::{artifacts, font_records};
use crate::archive::Failure;
use crate::archive::record::{LedgerEntry, Manifest, Rendering};
use crate::archive::version::{manifest, stored_file, stored_inputs};
use crate::diag::{Code, Diagnostic, Diagnostics, Text, text};
use crate::font::FontSet;
use crate::pipeline::{Draft, Request, draft};
use crate::run::Run;
use crate::source::SourceMap;
use crate::text::date;
use crate::world::MemoryWorld;

/// What came out.
#[derive(Clone, Debug)]
pub struct Regenerated {
    /// PDF, Word file and markup, under their stored names.
    pub files: Vec<(String, Vec<u8>)>,
    /// What differs from what is stored; empty when every byte is the same.
    pub differences: Vec<Text>,
}

/// Renders a version again and compares it with what is stored.
///
/// # Errors
/// Inputs that cannot be read or rendered, and fonts that are not those of the version.
pub fn regenerate(archive: &Path, entry: &LedgerEntry, fonts: &FontSet) -> Result<Regenerated, Failure> {
    let manifest = manifest(archive, entry)?;
    if manifest.fonts != font_records(fonts) {
        return Err(other_fonts(entry, &manifest));
    }
    let world = stored_world(archive, entry, &manifest)?;
    let mut run = Run::new(&world);
    let draft = stored_document(&mut run, entry, &manifest.rendering)?;
    let mut found = Diagnostics::default();
    let files = artifacts(&run, &draft, (&entry.about, &manifest.rendering), fonts, &mut found)
        .ok_or_else(|| refused(entry, &found))?;
    let mut differences = Vec::new();
    for (name, bytes) in &files {
        let before = stored_file(archive, entry, &manifest, name)?;
        if before != *bytes {
            differences.push(difference(name, &before, bytes));
        }
    }
    let engine = &manifest.engine;
    let ours = concat!("baocao ", env!("CARGO_PKG_VERSION"));
    if !differences.is_empty() && engine != ours {
        differences
            .push(text!("bản lưu do {engine} lập, nay là {ours}", "it was made by {engine}, this is {ours}"));
    }
    Ok(Regenerated { files, differences })
}

/// The report of a version, from its stored inputs, and the texts that it was read from.
///
/// # Errors
/// Inputs that cannot be read or rendered.
pub fn stored_draft(archive: &Path, entry: &LedgerEntry) -> Result<(Draft, SourceMap), Failure> {
    let manifest = manifest(archive, entry)?;
    let world = stored_world(archive, entry, &manifest)?;
    let mut run = Run::new(&world);
    let draft = stored_document(&mut run, entry, &manifest.rendering)?;
    Ok((draft, run.sources))
}

/// The stored inputs of a version.
///
/// # Errors
/// Inputs that cannot be read.
pub(super) fn stored_world(
    archive: &Path,
    entry: &LedgerEntry,
    manifest: &Manifest,
) -> Result<MemoryWorld, Failure> {
    let inputs = stored_inputs(archive, entry, manifest)?;
    Ok(MemoryWorld::of(inputs.into_iter().map(|(name, bytes)| (PathBuf::from(name), bytes))))
}

/// A version as it is rendered, from its stored inputs.
///
/// # Errors
/// Inputs that cannot be rendered.
pub(super) fn stored_document(
    run: &mut Run<'_>,
    entry: &LedgerEntry,
    rendering: &Rendering,
) -> Result<Draft, Failure> {
    let request = Request {
        date: rendering.date.as_deref().and_then(|date| date::parse(date).ok()),
        serial: rendering.number,
        replaces: rendering.replaces.as_deref(),
        ..Request::of(Path::new(&rendering.data))
    };
    let mut draft = draft(run, &request, false).ok_or_else(|| refused(entry, &run.found))?;
    let document = &mut draft.built.report.document;
    for copy in &rendering.copies {
        certify(document, copy).map_err(|finding| {
            let mut found = Diagnostics::default();
            found.push(*finding);
            refused(entry, &found)
        })?;
    }
    Ok(draft)
}

/// What differs in one file: the lines of a text, else that it does.
fn difference(name: &str, before: &[u8], now: &[u8]) -> Text {
    let lines = |bytes: &[u8]| -> Vec<String> {
        String::from_utf8_lossy(bytes).lines().map(str::to_string).collect()
    };
    let (old, new) = (before.len(), now.len());
    if !name.ends_with(".md") {
        return text!(
            "{name}: {new} byte, bản lưu {old} byte",
            "{name}: {new} bytes, {old} bytes are stored"
        );
    }
    let (before, now) = (lines(before), lines(now));
    let line = before.iter().zip(&now).position(|(a, b)| a != b).unwrap_or(before.len().min(now.len()));
    let (old, new) =
        (before.get(line).cloned().unwrap_or_default(), now.get(line).cloned().unwrap_or_default());
    let number = line + 1;
    text!(
        "{name}, dòng {number}: “{new}”, bản lưu “{old}”",
        "{name}, line {number}: “{new}”, “{old}” is stored"
    )
}

fn other_fonts(entry: &LedgerEntry, manifest: &Manifest) -> Failure {
    let folder = &entry.folder;
    let names: Vec<&str> = manifest.fonts.iter().map(|font| font.name.as_str()).collect();
    let names = names.join(", ");
    Diagnostic::error(
        Code::NotRegenerated,
        text!("{folder}: lập bằng phông chữ khác ({names})", "{folder}: was set in other fonts ({names})"),
    )
    .help(text!(
        "thêm --fonts với đúng thư mục phông chữ ấy",
        "add --fonts with the folder of those very fonts"
    ))
    .into()
}

fn refused(entry: &LedgerEntry, found: &Diagnostics) -> Failure {
    let folder = &entry.folder;
    let why = found.iter().next().map(|finding| finding.headline.clone()).unwrap_or_default();
    let (vi, en) = (why.vi, why.en);
    Diagnostic::error(
        Code::NotRegenerated,
        text!("{folder}: không lập lại được: {vi}", "{folder}: cannot be rendered again: {en}"),
    )
    .into()
}
