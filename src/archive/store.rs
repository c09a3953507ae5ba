//! Writing versions. One program at a time holds the lock; the system takes it back from a program that dies.
//!
//! A version is made in `.staging`, a note in `.pending` says what comes, the folder gets its name, the ledger its line, the
//! note goes. The line is the moment of issue. What is found begun is finished or taken back, see `recover`.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::disk::{locked, make_folder, share, sync_folder, unreadable, unwritable, write_new};
use super::ledger::{Ledger, LedgerFault};
use super::record::{About, FORMAT, FileRecord, LedgerEntry, Manifest, Rendering};
use super::recover::Pending;
use super::{Failure, LEDGER, MANIFEST};
use crate::diag::{Code, Diagnostic, text};
use crate::hash::sha256;
use crate::names::{is_safe_part, safe_path};

/// The file that a program keeps locked while it writes, in the archive's root. Always empty.
pub const LOCK: &str = ".lock";
/// The folder in which a version is made, in the archive's root; it gets its final name when it is whole.
pub const STAGING: &str = ".staging";
/// The note of what is about to be added, in the archive's root; there only while a version is added.
pub const PENDING: &str = ".pending";

/// What a version is made of, but for what the archive itself adds.
#[derive(Clone, Debug)]
pub struct Version {
    /// Number, title, period and the like.
    pub about: About,
    /// How the inputs were rendered.
    pub rendering: Rendering,
    /// The fonts that the pages were set in, by their files.
    pub fonts: Vec<FileRecord>,
    /// Names in the version's folder, with forward slashes, and bytes.
    pub files: Vec<(String, Vec<u8>)>,
}

/// An archive that this program may write to.
#[derive(Debug)]
pub struct Store {
    pub(super) root: PathBuf,
    /// What has been issued so far; [`Store::add`] keeps it up to date.
    pub ledger: Ledger,
    /// Held until the store is dropped.
    _lock: File,
}

/// The ledger of an archive; empty when there is none yet. Needs no lock: lines are only ever added.
///
/// # Errors
/// A ledger that is there and cannot be read.
pub fn read_ledger(root: &Path) -> Result<Ledger, Failure> {
    let path = root.join(LEDGER);
    match fs::read(&path) {
        Ok(bytes) => Ok(Ledger::parse(&bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Ledger::parse(b"")),
        Err(error) => Err(unreadable(&path, &error)),
    }
}

impl Store {
    /// Opens an archive for writing, makes it when it is not there, and finishes or takes back what a crash left half done.
    ///
    /// # Errors
    /// An archive that cannot be written, is held by another program for too long, or is damaged.
    pub fn open(root: &Path) -> Result<Self, Failure> {
        let mut store = Self::locked(root)?;
        let ledger = read_ledger(root)?;
        // In a damaged archive nothing is touched.
        if let Some(fault) = ledger.faults.first() {
            return Err(damaged(root, fault));
        }
        store.recover(&ledger)?;
        store.ledger = read_ledger(root)?;
        match store.ledger.all_faults().first() {
            None => may_be_empty(root, &store.ledger).map(|()| store),
            Some(fault) => Err(damaged(root, fault)),
        }
    }

    /// Holds the lock and does nothing else.
    pub(super) fn locked(root: &Path) -> Result<Self, Failure> {
        make_folder(root).map_err(|error| unwritable(root, &error))?;
        let lock = locked(&root.join(LOCK))?;
        Ok(Store { root: root.to_path_buf(), ledger: Ledger::parse(b""), _lock: lock })
    }

    /// Adds a version: wholly, or not at all.
    ///
    /// # Errors
    /// What kept it from being written; the archive is then as before.
    pub fn add(&mut self, version: Version) -> Result<LedgerEntry, Failure> {
        let folder = self.folder_of(&version.about)?;
        let place = self.root.join(safe_path(&folder).ok_or_else(|| unsafe_name(&folder))?);
        let manifest = Manifest {
            format: FORMAT,
            engine: concat!("baocao ", env!("CARGO_PKG_VERSION")).to_string(),
            about: version.about,
            rendering: version.rendering,
            fonts: version.fonts,
            files: version.files.iter().map(|(name, bytes)| FileRecord::of(name, bytes)).collect(),
            chain: self.ledger.head.clone(),
        };
        let bytes = manifest.to_bytes();
        let entry = LedgerEntry {
            entry: self.ledger.entries.len() as u64 + 1,
            folder: folder.clone(),
            about: manifest.about,
            manifest: sha256(&bytes),
            chain: manifest.chain,
        };
        let line = entry.to_line();
        let pending = Pending { folder, line: line.clone() };
        let files = version.files.into_iter().chain([(MANIFEST.to_string(), bytes)]);
        if let Err(failure) = self.stage(files).and_then(|()| self.commit(&pending, &place)) {
            // What cannot be taken back now is left to the next program.
            let _ = self.take_back(&pending, &self.ledger);
            return Err(failure);
        }
        self.ledger.head = sha256(line.as_bytes());
        self.ledger.length += line.len() as u64 + 1;
        self.ledger.entries.push(entry.clone());
        Ok(entry)
    }

    /// `2024/254-BC-TCTĐA06/v1`; with the agency behind the number when another agency has that name already.
    fn folder_of(&self, about: &About) -> Result<String, Failure> {
        let name = format!("{:02}-{}", about.serial, about.symbol);
        let agency = about.agency.replace(['/', '\\', ':', '*', '?', '"', '<', '>', '|'], "-");
        let with_agency = format!("{name} {agency}");
        let is_other = |document: &str| {
            let same = |entry: &&LedgerEntry| entry.document().to_lowercase() == document.to_lowercase();
            let mut entries = self.ledger.entries.iter().filter(same);
            entries.any(|entry| !entry.about.is_same_document(about))
        };
        let year = about.year();
        for name in [&name, &with_agency] {
            if !is_safe_part(name) || !is_safe_part(year) {
                return Err(unsafe_name(name));
            }
            let document = format!("{year}/{name}");
            if !is_other(&document) {
                return Ok(format!("{document}/v{}", about.version));
            }
        }
        Err(unsafe_name(&with_agency))
    }

    fn stage(&self, files: impl Iterator<Item = (String, Vec<u8>)>) -> Result<(), Failure> {
        let staging = self.root.join(STAGING);
        make_folder(&staging).map_err(|error| unwritable(&staging, &error))?;
        let mut folders = vec![staging.clone()];
        for (name, bytes) in files {
            let path = staging.join(safe_path(&name).ok_or_else(|| unsafe_name(&name))?);
            let parent = path.parent().unwrap_or(&staging);
            if !folders.iter().any(|folder| folder == parent) {
                make_folder(parent).map_err(|error| unwritable(parent, &error))?;
                folders.push(parent.to_path_buf());
            }
            write_new(&path, &bytes).map_err(|error| unwritable(&path, &error))?;
        }
        folders.iter().try_for_each(|folder| sync_folder(folder).map_err(|error| unwritable(folder, &error)))
    }

    fn commit(&self, pending: &Pending, place: &Path) -> Result<(), Failure> {
        let note = self.root.join(PENDING);
        let text = serde_json::to_vec(pending).unwrap_or_default();
        write_new(&note, &text).map_err(|error| unwritable(&note, &error))?;
        sync_folder(&self.root).map_err(|error| unwritable(&self.root, &error))?;
        if place.exists() {
            let shown = place.display();
            return Err(Diagnostic::error(
                Code::ArchiveDamaged,
                text!("{shown} đã có mà sổ không ghi", "{shown} is there, and the ledger does not know it"),
            )
            .help(text!("chạy: baocao archive verify", "run: baocao archive verify"))
            .into());
        }
        let parent = place.parent().unwrap_or(&self.root);
        make_folder(parent).map_err(|error| unwritable(parent, &error))?;
        fs::rename(self.root.join(STAGING), place).map_err(|error| unwritable(place, &error))?;
        for folder in parent.ancestors().take_while(|folder| folder.starts_with(&self.root)) {
            sync_folder(folder).map_err(|error| unwritable(folder, &error))?;
        }
        let ledger = self.root.join(LEDGER);
        self.append(&ledger, &pending.line).map_err(|error| unwritable(&ledger, &error))?;
        // The version is issued; a note that stays is taken away by the next program.
        let _ = fs::remove_file(&note).and_then(|()| sync_folder(&self.root));
        Ok(())
    }

    pub(super) fn append(&self, ledger: &Path, line: &str) -> io::Result<()> {
        let is_new = !ledger.exists();
        let mut file = OpenOptions::new().create(true).append(true).open(ledger)?;
        if is_new {
            share(ledger);
        }
        file.write_all(format!("{line}\n").as_bytes())?;
        file.sync_all()?;
        if is_new { sync_folder(&self.root) } else { Ok(()) }
    }
}

/// An empty ledger beside folders of versions has been lost.
///
/// # Errors
/// When it was.
pub fn may_be_empty(root: &Path, ledger: &Ledger) -> Result<(), Failure> {
    let is_version =
        |entry: &fs::DirEntry| entry.path().is_dir() && !entry.file_name().to_string_lossy().starts_with('.');
    let has_versions = || fs::read_dir(root).into_iter().flatten().flatten().any(|entry| is_version(&entry));
    if !ledger.entries.is_empty() || !has_versions() {
        return Ok(());
    }
    let shown = root.join(LEDGER);
    let shown = shown.display();
    Err(Diagnostic::error(
        Code::ArchiveDamaged,
        text!("mất {shown}, trong khi kho có văn bản", "{shown} is lost, and the archive has documents"),
    )
    .help(text!("khôi phục tệp ấy từ bản sao lưu", "restore it from a backup"))
    .into())
}

/// What is wrong with a ledger that cannot be trusted as a whole.
///
/// # Errors
/// The first line at fault. A line that is being written is none.
pub fn must_be_sound(root: &Path, ledger: &Ledger) -> Result<(), Failure> {
    match ledger.faults.first() {
        None => may_be_empty(root, ledger),
        Some(fault) => Err(damaged(root, fault)),
    }
}

fn damaged(root: &Path, fault: &LedgerFault) -> Failure {
    let shown = root.join(LEDGER);
    let (shown, line) = (shown.display(), fault.line);
    let (vi, en) = (&fault.what.vi, &fault.what.en);
    Diagnostic::error(Code::ArchiveDamaged, text!("{shown}, dòng {line}: {vi}", "{shown}, line {line}: {en}"))
        .help(text!(
            "chạy: baocao archive verify, rồi khôi phục từ bản sao lưu",
            "run: baocao archive verify, then restore from a backup"
        ))
        .into()
}

fn unsafe_name(name: &str) -> Failure {
    let shown: String = name.chars().take(80).collect();
    Diagnostic::error(
        Code::NameUnsafe,
        text!(
            "số, ký hiệu “{shown}” không dùng làm tên thư mục được",
            "the number and symbol “{shown}” cannot be the name of a folder"
        ),
    )
    .help(text!(
        "ký hiệu chỉ có chữ, số và gạch nối, ví dụ BC-UBND",
        "a symbol has letters, digits and hyphens only, as in BC-UBND"
    ))
    .into()
}
