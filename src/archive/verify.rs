//! Proving an archive: every hash and the whole chain, computed again.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use rayon::prelude::*;

use super::ledger::Ledger;
use super::record::LedgerEntry;
use super::recover::{Pending, Unfinished};
use super::store::{LOCK, PENDING, STAGING, Store, read_ledger};
use super::version::{self, children, files_in, is_litter};
use super::{Failure, LEDGER};
use crate::diag::{Code, Diagnostic, Diagnostics, Text, text};

/// What was proved.
#[derive(Debug, Default)]
pub struct Proof {
    /// Lines of the ledger, one a version.
    pub versions: usize,
    /// Files that could be read and were compared with their hash, manifests among them.
    pub files: usize,
    /// Size of these files together.
    pub bytes: u64,
    /// What was issued. Its head is the hash of the last line: who keeps it elsewhere proves that no line was taken off the end.
    pub ledger: Ledger,
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
    // Nobody writes meanwhile; a read-only copy has no lock to take. Nothing is changed.
    let is_writable = fs::metadata(root).is_ok_and(|data| !data.permissions().readonly());
    let _lock = match is_writable.then(|| Store::locked(root)) {
        Some(Err(failure)) if failure.code == Code::ArchiveBusy => return Err(failure),
        Some(Ok(lock)) => Some(lock),
        _ => None,
    };
    let ledger = read_ledger(root)?;
    let pending = Pending::read(root)?;
    let state = pending.as_ref().map(|pending| pending.state(root, &ledger));
    let mut proof = Proof { versions: ledger.entries.len(), ..Proof::default() };
    proof.ledger = ledger.clone();
    for fault in ledger.all_faults() {
        let is_explained = ledger.torn == Some(fault.line)
            && matches!(state, Some(Unfinished::NotBegun | Unfinished::LacksLine))
            && pending.as_ref().is_some_and(|pending| pending.explains(&broken_line(root, &ledger)));
        if !is_explained {
            let (line, Text { vi, en }) = (fault.line, fault.what);
            proof.found.push(damage(text!("{LEDGER}, dòng {line}: {vi}", "{LEDGER}, line {line}: {en}")));
        }
    }
    let known: BTreeSet<&str> = ledger.entries.iter().map(|entry| entry.folder.as_str()).collect();
    let step = begin(ledger.entries.len());
    let check = |entry: &LedgerEntry| {
        let checked = version::check(root, entry);
        step();
        (checked, missing_links(entry, &known))
    };
    let checked: Vec<_> = ledger.entries.par_iter().map(check).collect();
    for (version, links) in checked {
        proof.files += version.files;
        proof.bytes += version.bytes;
        links.into_iter().chain(version.damages).for_each(|what| proof.found.push(damage(what)));
    }
    let begun = pending.filter(|_| state == Some(Unfinished::LacksLine)).map(|pending| pending.folder);
    let known: BTreeSet<&str> = known.iter().copied().chain(begun.as_deref()).collect();
    let Strangers { strange, begun: unfinished, empty } = strangers(root, &known);
    strange.into_iter().for_each(|name| {
        proof.found.push(damage(text!("{name}: sổ không ghi", "{name}: the ledger does not know it")));
    });
    if let Some(folder) = &begun {
        proof.found.push(remark(text!(
            "{folder}: đã đủ, chưa ghi vào sổ; lần phát hành sau sẽ ghi tiếp",
            "{folder}: whole, and not in the ledger yet; the next issue writes it"
        )));
    }
    for name in unfinished {
        proof.found.push(remark(text!(
            "{name}: việc phát hành bị ngắt giữa chừng để lại; lần phát hành sau sẽ dọn",
            "{name}: left by an issue that was interrupted; the next one clears it"
        )));
    }
    for name in empty {
        proof.found.push(remark(text!(
            "{name}: thư mục rỗng, không phải hỏng",
            "{name}: an empty folder, no damage"
        )));
    }
    let litter = files_in(root).into_keys().filter(|name| is_litter(name));
    litter.for_each(|name| proof.found.push(left_behind(&name)));
    Ok(proof)
}

/// The bytes behind the last whole line.
fn broken_line(root: &Path, ledger: &Ledger) -> Vec<u8> {
    let bytes = fs::read(root.join(LEDGER)).unwrap_or_default();
    bytes.get(ledger.length as usize..).unwrap_or_default().to_vec()
}

fn missing_links(entry: &LedgerEntry, known: &BTreeSet<&str>) -> Vec<Text> {
    let folder = &entry.folder;
    let links = [&entry.about.previous, &entry.about.replaces];
    let missing = links.into_iter().flatten().filter(|link| !known.contains(link.as_str()));
    missing
        .map(|link| {
            text!("{folder}: bản trước {link} không có trong sổ", "{folder}: the ledger does not have {link}")
        })
        .collect()
}

fn remark(headline: Text) -> Diagnostic {
    Diagnostic::note(Code::ArchiveDamaged, headline)
}

fn left_behind(name: &str) -> Diagnostic {
    let headline =
        text!("{name}: tệp của hệ thống để lại, không phải hỏng", "{name}: left by the system, no damage");
    Diagnostic::note(Code::ArchiveDamaged, headline)
}

fn damage(headline: Text) -> Diagnostic {
    Diagnostic::error(Code::ArchiveDamaged, headline)
}

/// What lies in the archive and is in no ledger.
#[derive(Default)]
struct Strangers {
    strange: Vec<String>,
    /// The note and the folder of an issue that was interrupted.
    begun: Vec<String>,
    empty: Vec<String>,
}

fn strangers(root: &Path, known: &BTreeSet<&str>) -> Strangers {
    // Each folder on the way to a version.
    let parents: BTreeSet<&str> = known
        .iter()
        .flat_map(|folder| folder.match_indices('/').map(|(at, _)| &folder[..at]).collect::<Vec<_>>())
        .collect();
    let mut found = Strangers::default();
    let mut folders = vec![(String::new(), root.to_path_buf())];
    while let Some((prefix, folder)) = folders.pop() {
        for (name, path) in children(&folder) {
            let name = format!("{prefix}{name}");
            let is_folder = path.is_dir() && !path.is_symlink();
            let is_own = match name.as_str() {
                LEDGER => true,
                LOCK => fs::metadata(&path).is_ok_and(|data| data.len() == 0),
                _ => known.contains(name.as_str()) && !path.is_symlink(),
            };
            match name.as_str() {
                _ if is_own || is_litter(&name) => {}
                PENDING | STAGING => found.begun.push(name),
                _ if is_folder && parents.contains(name.as_str()) => folders.push((name + "/", path)),
                _ if is_folder && files_in(&path).is_empty() => found.empty.push(name),
                _ => found.strange.push(name),
            }
        }
    }
    for names in [&mut found.strange, &mut found.begun, &mut found.empty] {
        names.sort();
    }
    found
}
