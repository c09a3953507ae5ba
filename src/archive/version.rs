//! A stored version against its line in the ledger: whoever reads one asks here, so that nothing is taken from a manifest that the
//! ledger does not vouch for.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::record::{FileRecord, LedgerEntry, Manifest};
use super::{Failure, INPUTS, LEDGER, MANIFEST};
use crate::diag::{Code, Diagnostic, Text, text};
use crate::hash::sha256;
use crate::names::safe_path;
use crate::world::system_message;

/// The manifest of a version, which the ledger vouches for.
///
/// # Errors
/// A manifest that cannot be read, or is not that of the ledger's line.
pub fn manifest(archive: &Path, entry: &LedgerEntry) -> Result<Manifest, Failure> {
    let bytes = stored(archive, entry, MANIFEST).and_then(|path| fs::read(path).ok());
    let manifest = bytes.and_then(|bytes| vouched(&bytes, entry));
    manifest.ok_or_else(|| unreadable(entry, MANIFEST))
}

/// The manifest that these bytes are, when it is the one of the line.
fn vouched(bytes: &[u8], entry: &LedgerEntry) -> Option<Manifest> {
    let manifest = serde_json::from_slice::<Manifest>(bytes).ok()?;
    let is_same =
        sha256(bytes) == entry.manifest && manifest.about == entry.about && manifest.chain == entry.chain;
    is_same.then_some(manifest)
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
    let bytes = stored(archive, entry, name).and_then(|path| fs::read(path).ok());
    let bytes = bytes.ok_or_else(|| unreadable(entry, name))?;
    let record = manifest.files.iter().find(|file| file.name == name);
    match record.is_some_and(|file| file.sha256 == sha256(&bytes)) {
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

/// What a version holds, compared with its records.
#[derive(Debug, Default)]
pub(super) struct CheckedVersion {
    /// Files that could be read and were compared.
    pub files: usize,
    pub bytes: u64,
    pub damages: Vec<Text>,
}

/// Compares every file of a version with its record, and the manifest with the line.
pub(super) fn check(root: &Path, entry: &LedgerEntry) -> CheckedVersion {
    let mut version = CheckedVersion::default();
    let folder = &entry.folder;
    let Some(path) = safe_path(folder).map(|folder| root.join(folder)) else {
        version.damages.push(text!(
            "{LEDGER}: tên thư mục {folder} không hợp lệ",
            "{LEDGER}: the folder {folder} is no name"
        ));
        return version;
    };
    let bytes = match fs::read(path.join(MANIFEST)) {
        Ok(bytes) => bytes,
        Err(error) => {
            let Text { vi, en } = system_message(&error);
            version.damages.push(text!(
                "{folder}/{MANIFEST}: không đọc được ({vi})",
                "{folder}/{MANIFEST}: cannot be read ({en})"
            ));
            return version;
        }
    };
    version.files += 1;
    version.bytes += bytes.len() as u64;
    if vouched(&bytes, entry).is_none() {
        let line = entry.entry;
        version.damages.push(text!(
            "{folder}/{MANIFEST} và {LEDGER}, dòng {line}: không khớp nhau, một trong hai đã bị sửa",
            "{folder}/{MANIFEST} and {LEDGER}, line {line}: do not agree, one of them was altered"
        ));
    }
    let Ok(manifest) = serde_json::from_slice::<Manifest>(&bytes) else { return version };
    let mut there = files_in(&path);
    there.remove(MANIFEST);
    for file in &manifest.files {
        match there.remove(&file.name) {
            None => {
                let name = &file.name;
                version.damages.push(text!("{folder}/{name}: mất tệp", "{folder}/{name}: is missing"));
            }
            Some(path) => version.check_file(folder, file, &path),
        }
    }
    for name in there.keys().filter(|name| !is_litter(name)) {
        version.damages.push(text!("{folder}/{name}: tệp lạ", "{folder}/{name}: does not belong here"));
    }
    version
}

impl CheckedVersion {
    fn check_file(&mut self, folder: &str, file: &FileRecord, path: &Path) {
        let name = &file.name;
        match fs::read(path) {
            Ok(bytes) => {
                self.files += 1;
                self.bytes += bytes.len() as u64;
                if bytes.len() as u64 != file.bytes || sha256(&bytes) != file.sha256 {
                    self.damages.push(text!(
                        "{folder}/{name}: khác với khi ban hành",
                        "{folder}/{name}: is not as it was issued"
                    ));
                }
            }
            Err(error) => {
                let Text { vi, en } = system_message(&error);
                self.damages.push(text!(
                    "{folder}/{name}: không đọc được ({vi})",
                    "{folder}/{name}: cannot be read ({en})"
                ));
            }
        }
    }
}

/// All files below a folder, by their names with forward slashes.
pub(super) fn files_in(folder: &Path) -> BTreeMap<String, PathBuf> {
    let mut files = BTreeMap::new();
    let mut folders = vec![(String::new(), folder.to_path_buf())];
    while let Some((prefix, folder)) = folders.pop() {
        for (name, path) in children(&folder) {
            let name = format!("{prefix}{name}");
            // A link leads out of the archive: it is no file of it.
            if path.is_symlink() {
                files.insert(format!("{name} (liên kết)"), path);
            } else if path.is_dir() {
                folders.push((name + "/", path));
            } else {
                files.insert(name, path);
            }
        }
    }
    files
}

/// What Explorer and Finder leave in every folder that they show: nobody put it there, and it harms nothing.
pub(super) fn is_litter(name: &str) -> bool {
    let name = name.rsplit('/').next().unwrap_or(name);
    ["thumbs.db", "ehthumbs.db", "desktop.ini", ".ds_store", ".directory", ".localized"]
        .contains(&name.to_lowercase().as_str())
        || name.starts_with("._")
}

/// Names and paths of what is directly in a folder.
pub(super) fn children(folder: &Path) -> Vec<(String, PathBuf)> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry.path())).collect()
}
