//! A stored version rendered again from its stored inputs.

use std::path::{Path, PathBuf};

use super::issue::{artifacts, font_records};
use crate::archive::record::{LedgerEntry, Manifest};
use crate::archive::{Failure, INPUTS, MANIFEST};
use crate::diag::{Code, Diagnostic, Diagnostics, Text, text};
use crate::font::FontSet;
use crate::names::safe_path;
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

/// The manifest of a version.
///
/// # Errors
/// A manifest that cannot be read.
pub fn manifest(archive: &Path, entry: &LedgerEntry) -> Result<Manifest, Failure> {
    let path = stored(archive, entry, MANIFEST);
    let read = path.as_ref().and_then(|path| std::fs::read(path).ok());
    read.and_then(|bytes| serde_json::from_slice(&bytes).ok()).ok_or_else(|| unreadable(entry, MANIFEST))
}

/// A file of a version.
///
/// # Errors
/// A file that cannot be read, or is not as it was issued.
pub fn stored_file(
    archive: &Path,
    entry: &LedgerEntry,
    manifest: &Manifest,
    name: &str,
) -> Result<Vec<u8>, Failure> {
    let bytes = stored(archive, entry, name).and_then(|path| std::fs::read(path).ok());
    let bytes = bytes.ok_or_else(|| unreadable(entry, name))?;
    let record = manifest.files.iter().find(|file| file.name == name);
    match record.is_some_and(|file| file.sha256 == crate::hash::sha256(&bytes)) {
        true => Ok(bytes),
        false => Err(unreadable(entry, name)),
    }
}

/// The stored inputs, under the names that they have in an office's folder.
///
/// # Errors
/// As [`stored_file`].
pub fn stored_inputs(
    archive: &Path,
    entry: &LedgerEntry,
    manifest: &Manifest,
) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let prefix = format!("{INPUTS}/");
    let names = manifest.files.iter().filter_map(|file| Some((file, file.name.strip_prefix(&prefix)?)));
    names
        .map(|(file, name)| Ok((name.to_string(), stored_file(archive, entry, manifest, &file.name)?)))
        .collect()
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
    let draft = stored_report(&mut run, entry, &manifest)?;
    let mut found = Diagnostics::default();
    let files = artifacts(&run, &draft, &manifest.rendering, fonts, &mut found)
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
    let draft = stored_report(&mut run, entry, &manifest)?;
    Ok((draft, run.sources))
}

fn stored_world(archive: &Path, entry: &LedgerEntry, manifest: &Manifest) -> Result<MemoryWorld, Failure> {
    let inputs = stored_inputs(archive, entry, manifest)?;
    Ok(MemoryWorld::of(inputs.into_iter().map(|(name, bytes)| (PathBuf::from(name), bytes))))
}

fn stored_report(run: &mut Run<'_>, entry: &LedgerEntry, manifest: &Manifest) -> Result<Draft, Failure> {
    let rendering = &manifest.rendering;
    let request = Request {
        date: rendering.date.as_deref().and_then(|date| date::parse(date).ok()),
        serial: rendering.number,
        ..Request::of(Path::new(&rendering.data))
    };
    draft(run, &request, false).ok_or_else(|| refused(entry, &run.found))
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

fn stored(archive: &Path, entry: &LedgerEntry, name: &str) -> Option<PathBuf> {
    Some(archive.join(safe_path(&entry.folder)?).join(safe_path(name)?))
}

fn unreadable(entry: &LedgerEntry, name: &str) -> Failure {
    let folder = &entry.folder;
    Diagnostic::error(
        Code::ArchiveDamaged,
        text!(
            "{folder}/{name}: mất, hoặc khác với khi ban hành",
            "{folder}/{name}: is missing or not as it was issued"
        ),
    )
    .help(text!("chạy: baocao archive verify", "run: baocao archive verify"))
    .into()
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
