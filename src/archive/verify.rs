//! Proving an archive: every hash and the whole chain, computed again.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::record::{FileRecord, LedgerEntry, Manifest};
use super::store::{LOCK, Store, read_ledger};
use super::{Failure, LEDGER, MANIFEST};
use crate::diag::{Code, Diagnostic, Diagnostics, Text, text};
use crate::hash::sha256;
use crate::names::safe_path;

/// What was proved.
#[derive(Debug, Default)]
pub struct Proof {
    /// Lines of the ledger, one a version.
    pub versions: usize,
    /// Files that could be read and were compared with their hash, manifests among them.
    pub files: usize,
    /// Size of these files together.
    pub bytes: u64,
    /// Hash of the ledger's last line: who keeps it elsewhere proves that no line was taken off the end.
    pub head: String,
    /// Everything that is missing, altered or does not belong: no error when the archive is sound.
    pub found: Diagnostics,
}

/// Checks the whole archive. Names everything that is missing, altered or does not belong. `begin` is told how many versions there
/// are, and gives what is called after each, from any thread.
///
/// # Errors
/// An archive that cannot be read at all.
pub fn verify<Step: Fn() + Sync>(root: &Path, begin: impl FnOnce(usize) -> Step) -> Result<Proof, Failure> {
    if !root.is_dir() {
        let shown = root.display();
        return Err(Diagnostic::error(
            Code::ArchiveDamaged,
            text!("không có kho lưu trữ {shown}", "there is no archive {shown}"),
        )
        .into());
    }
    // Nobody writes meanwhile, and what a crash left is taken back; a read-only copy has no lock to take.
    let is_writable = fs::metadata(root).is_ok_and(|data| !data.permissions().readonly());
    let _store = match is_writable.then(|| Store::open_damaged(root)) {
        Some(Err(failure)) if failure.code == Code::ArchiveBusy => return Err(failure),
        Some(Ok(store)) => Some(store),
        _ => None,
    };
    let ledger = read_ledger(root)?;
    let mut proof = Proof { versions: ledger.entries.len(), head: ledger.head.clone(), ..Proof::default() };
    for fault in ledger.all_faults() {
        let (line, Text { vi, en }) = (fault.line, fault.what);
        proof.found.push(damage(text!("{LEDGER}, dòng {line}: {vi}", "{LEDGER}, line {line}: {en}")));
    }
    let known: BTreeSet<&str> = ledger.entries.iter().map(|entry| entry.folder.as_str()).collect();
    let step = begin(ledger.entries.len());
    let check = |entry: &LedgerEntry| {
        let checked = check_version(root, entry, &known);
        step();
        checked
    };
    let checked: Vec<StoredVersion> = ledger.entries.par_iter().map(check).collect();
    for version in checked {
        proof.files += version.files;
        proof.bytes += version.bytes;
        version.damages.into_iter().for_each(|what| proof.found.push(damage(what)));
    }
    strangers(root, &known).into_iter().for_each(|what| proof.found.push(damage(what)));
    let litter = files_in(root).into_keys().filter(|name| is_litter(name));
    litter.for_each(|name| proof.found.push(left_behind(&name)));
    Ok(proof)
}

fn left_behind(name: &str) -> Diagnostic {
    let headline =
        text!("{name}: tệp của hệ thống để lại, không phải hỏng", "{name}: left by the system, no damage");
    Diagnostic::note(Code::ArchiveDamaged, headline)
}

fn damage(headline: Text) -> Diagnostic {
    Diagnostic::error(Code::ArchiveDamaged, headline)
}

#[derive(Default)]
struct StoredVersion {
    files: usize,
    bytes: u64,
    damages: Vec<Text>,
}

fn check_version(root: &Path, entry: &LedgerEntry, known: &BTreeSet<&str>) -> StoredVersion {
    let mut version = StoredVersion::default();
    let folder = &entry.folder;
    let Some(path) = safe_path(folder).map(|folder| root.join(folder)) else {
        version.damages.push(text!(
            "{LEDGER}: tên thư mục {folder} không hợp lệ",
            "{LEDGER}: the folder {folder} is no name"
        ));
        return version;
    };
    let links = [&entry.about.previous, &entry.about.replaces];
    for link in links.into_iter().flatten().filter(|link| !known.contains(link.as_str())) {
        version.damages.push(text!(
            "{folder}: bản trước {link} không có trong sổ",
            "{folder}: the ledger does not have {link}"
        ));
    }
    let bytes = match fs::read(path.join(MANIFEST)) {
        Ok(bytes) => bytes,
        Err(error) => {
            version.damages.push(text!(
                "{folder}/{MANIFEST}: không đọc được ({error})",
                "{folder}/{MANIFEST}: cannot be read ({error})"
            ));
            return version;
        }
    };
    version.files += 1;
    version.bytes += bytes.len() as u64;
    let manifest = serde_json::from_slice::<Manifest>(&bytes).ok();
    let is_same = |manifest: &Manifest| manifest.about == entry.about && manifest.chain == entry.chain;
    if sha256(&bytes) != entry.manifest || !manifest.as_ref().is_some_and(is_same) {
        let line = entry.entry;
        version.damages.push(text!(
            "{folder}/{MANIFEST} và {LEDGER}, dòng {line}: không khớp nhau, một trong hai đã bị sửa",
            "{folder}/{MANIFEST} and {LEDGER}, line {line}: do not agree, one of them was altered"
        ));
    }
    let Some(manifest) = manifest else { return version };
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

impl StoredVersion {
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
            Err(error) => self.damages.push(text!(
                "{folder}/{name}: không đọc được ({error})",
                "{folder}/{name}: cannot be read ({error})"
            )),
        }
    }
}

/// All files below a folder, by their names with forward slashes.
fn files_in(folder: &Path) -> BTreeMap<String, PathBuf> {
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
fn is_litter(name: &str) -> bool {
    let name = name.rsplit('/').next().unwrap_or(name);
    ["thumbs.db", "ehthumbs.db", "desktop.ini", ".ds_store", ".directory", ".localized"]
        .contains(&name.to_lowercase().as_str())
        || name.starts_with("._")
}

fn children(folder: &Path) -> Vec<(String, PathBuf)> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry.path())).collect()
}

/// What lies in the archive and is in no ledger.
fn strangers(root: &Path, known: &BTreeSet<&str>) -> Vec<Text> {
    // Each folder on the way to a version.
    let parents: BTreeSet<&str> = known
        .iter()
        .flat_map(|folder| folder.match_indices('/').map(|(at, _)| &folder[..at]).collect::<Vec<_>>())
        .collect();
    let mut strange = Vec::new();
    let mut folders = vec![(String::new(), root.to_path_buf())];
    while let Some((prefix, folder)) = folders.pop() {
        for (name, path) in children(&folder) {
            let name = format!("{prefix}{name}");
            let is_own = match name.as_str() {
                LEDGER => true,
                LOCK => fs::metadata(&path).is_ok_and(|data| data.len() == 0),
                _ => known.contains(name.as_str()) && !path.is_symlink(),
            };
            if is_own || is_litter(&name) {
                continue;
            }
            if path.is_dir() && !path.is_symlink() && parents.contains(name.as_str()) {
                folders.push((name + "/", path));
            } else {
                strange.push(name);
            }
        }
    }
    strange.sort();
    strange
        .into_iter()
        .map(|name| text!("{name}: sổ không ghi", "{name}: the ledger does not know it"))
        .collect()
}
