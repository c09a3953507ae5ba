//! What a crash leaves, and how the next program that writes goes on.
//!
//! A note in `.pending` says which version is about to come, with its line in the ledger. When it is found, one of three things
//! happened: the folder has no name yet, and nothing was issued; the folder is there, whole, and its line is not, and the line is
//! written now; or the line is there, and all is done. Nothing that may have been issued is ever deleted.

use std::fs::{self, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::disk::{unreadable, unwritable};
use super::ledger::Ledger;
use super::record::LedgerEntry;
use super::store::{PENDING, STAGING, Store};
use super::version;
use super::{Failure, LEDGER};
use crate::names::safe_path;

/// What was about to happen.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Pending {
    pub folder: String,
    pub line: String,
}

/// What a note means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unfinished {
    /// The folder has no name yet: nothing was issued.
    NotBegun,
    /// The folder is there and whole; only its line is missing.
    LacksLine,
    /// The ledger has the version.
    Done,
    /// It speaks of something else: no folder of a version, or one that is not as the note says.
    Other,
}

impl Pending {
    /// The note of an archive, if there is one that can be read. One that broke off was written before anything else was done.
    pub(super) fn read(root: &Path) -> Result<Option<Self>, Failure> {
        let note = root.join(PENDING);
        match fs::read(&note) {
            Ok(bytes) => Ok(serde_json::from_slice(&bytes).ok()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(unreadable(&note, &error)),
        }
    }

    /// Where its version goes: a folder `YEAR/DOCUMENT/vN` and nothing else.
    fn place(&self, root: &Path) -> Option<PathBuf> {
        let parts: Vec<&str> = self.folder.split('/').collect();
        let [year, _, version] = parts.as_slice() else { return None };
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let is_version = digits(year) && version.strip_prefix('v').is_some_and(digits);
        safe_path(&self.folder).filter(|_| is_version).map(|folder| root.join(folder))
    }

    pub(super) fn state(&self, root: &Path, ledger: &Ledger) -> Unfinished {
        let Some(place) = self.place(root) else { return Unfinished::Other };
        if ledger.entries.iter().any(|entry| entry.folder == self.folder) {
            return Unfinished::Done;
        }
        if fs::symlink_metadata(&place).is_err() {
            return Unfinished::NotBegun;
        }
        let entry = serde_json::from_str::<LedgerEntry>(&self.line).ok();
        let follows = |entry: &LedgerEntry| {
            entry.folder == self.folder
                && entry.entry == ledger.entries.len() as u64 + 1
                && entry.chain == ledger.head
                && entry.to_line() == self.line
                && version::check(root, entry).damages.is_empty()
        };
        if entry.is_some_and(|entry| follows(&entry)) { Unfinished::LacksLine } else { Unfinished::Other }
    }

    /// Whether a last line that broke off is the beginning of its line.
    pub(super) fn explains(&self, rest: &[u8]) -> bool {
        self.line.as_bytes().starts_with(rest)
    }
}

impl Store {
    /// Goes on where a program was stopped. `ledger` is sound but for a last line that broke off.
    pub(super) fn recover(&self, ledger: &Ledger) -> Result<(), Failure> {
        if let Some(pending) = Pending::read(&self.root)? {
            let state = pending.state(&self.root, ledger);
            if matches!(state, Unfinished::NotBegun | Unfinished::LacksLine) {
                self.cut_broken_line(&pending, ledger)?;
            }
            match state {
                Unfinished::LacksLine => {
                    let path = self.root.join(LEDGER);
                    self.append(&path, &pending.line).map_err(|error| unwritable(&path, &error))?;
                }
                Unfinished::NotBegun => self.remove_empty_parents(&pending),
                Unfinished::Done | Unfinished::Other => {}
            }
        }
        self.remove_note()?;
        self.clear_staging()
    }

    /// Takes back what this very program has begun and could not finish; its folder is its own.
    pub(super) fn take_back(&self, pending: &Pending, ledger: &Ledger) -> Result<(), Failure> {
        self.cut_broken_line(pending, ledger)?;
        if let Some(place) = pending.place(&self.root).filter(|place| place.is_dir()) {
            self.clear_staging()?;
            let staging = self.root.join(STAGING);
            fs::rename(&place, &staging).map_err(|error| unwritable(&place, &error))?;
        }
        self.remove_empty_parents(pending);
        self.remove_note()?;
        self.clear_staging()
    }

    fn cut_broken_line(&self, pending: &Pending, ledger: &Ledger) -> Result<(), Failure> {
        let path = self.root.join(LEDGER);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(unreadable(&path, &error)),
        };
        let rest = bytes.get(ledger.length as usize..).unwrap_or_default();
        let rest = rest.strip_suffix(b"\n").unwrap_or(rest);
        if rest.is_empty() || !pending.explains(rest) {
            return Ok(());
        }
        let cut = OpenOptions::new().write(true).open(&path).and_then(|file| {
            file.set_len(ledger.length)?;
            file.sync_all()
        });
        cut.map_err(|error| unwritable(&path, &error))
    }

    /// Folders that were made for a version; one with other versions stays.
    fn remove_empty_parents(&self, pending: &Pending) {
        let place = pending.place(&self.root);
        for folder in place.iter().flat_map(|place| place.ancestors().skip(1).take(2)) {
            let _ = fs::remove_dir(folder);
        }
    }

    fn remove_note(&self) -> Result<(), Failure> {
        let note = self.root.join(PENDING);
        match fs::remove_file(&note) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(unwritable(&note, &error)),
            _ => Ok(()),
        }
    }

    pub(super) fn clear_staging(&self) -> Result<(), Failure> {
        let staging = self.root.join(STAGING);
        match fs::remove_dir_all(&staging) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(unwritable(&staging, &error)),
            _ => Ok(()),
        }
    }
}
