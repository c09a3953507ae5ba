//! Whether a report is what was issued already.

use std::path::Path;

use crate::archive::INPUTS;
use crate::archive::record::{FileRecord, LedgerEntry};
use crate::archive::store::Version;
use crate::archive::version::{manifest, stored_file};
use crate::data::keys;

/// Whether those files of a version that count are the stored ones, byte for byte.
pub(super) fn is_unchanged(
    archive: &Path,
    stored: Option<&LedgerEntry>,
    version: &Version,
    counts: fn(&str) -> bool,
) -> bool {
    let Some(manifest) = stored.and_then(|entry| manifest(archive, entry).ok()) else { return false };
    let now: Vec<FileRecord> = version
        .files
        .iter()
        .filter(|(name, _)| counts(name))
        .map(|(name, bytes)| FileRecord::of(name, bytes))
        .collect();
    manifest.files.iter().filter(|file| counts(&file.name)).eq(&now)
}

/// Whether nothing changed but that the number and the day of issue were written into the data file.
pub(super) fn is_only_numbered(archive: &Path, before: Option<&LedgerEntry>, version: &Version) -> bool {
    let Some((entry, old)) = before.and_then(|entry| Some((entry, manifest(archive, entry).ok()?))) else {
        return false;
    };
    let data = format!("{INPUTS}/{}", version.rendering.data);
    let bytes = |wanted: &str| version.files.iter().find(|(name, _)| name == wanted).map(|(_, bytes)| bytes);
    let others = |name: &str| is_own(name) && name != data;
    let records = version.files.iter().filter(|(name, _)| others(name));
    let records: Vec<FileRecord> = records.map(|(name, bytes)| FileRecord::of(name, bytes)).collect();
    let (Some(now), Ok(then)) = (bytes(&data), stored_file(archive, entry, &old, &data)) else {
        return false;
    };
    old.files.iter().filter(|file| others(&file.name)).eq(&records)
        && lines_without_number(&then) == lines_without_number(now)
}

/// The lines of a data file but for those of number and day.
pub(in crate::office) fn lines_without_number(text: &[u8]) -> Vec<String> {
    let is_number =
        |line: &&str| [keys::SERIAL, keys::DATE].iter().any(|key| line.starts_with(&format!("{key}:")));
    let text = String::from_utf8_lossy(text);
    text.lines().filter(|line| !is_number(line)).map(|line| line.trim_end().to_string()).collect()
}

/// Inputs and results. Findings may differ: they speak of other files, too.
pub(super) fn is_own(name: &str) -> bool {
    name != "findings.json"
}

/// The document itself: its Word file holds all that is printed, and, unlike the PDF, never its inputs.
pub(super) fn is_document(name: &str) -> bool {
    !name.contains('/') && name.ends_with(".docx")
}
