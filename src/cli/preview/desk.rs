//! The files that the page may open and save: those of the office's folder.

use std::io;
use std::path::{Path, PathBuf};

use baocao::hash::sha256;
use baocao::output::{self, ReplaceError};
use baocao::pipeline::place::DataPlace;
use baocao::world::{MAX_FILE_BYTES, OsWorld, ReadError, World};

/// Files of these endings are text that a person may want to look at.
const SHOWN: [&str; 4] = ["yaml", "yml", "md", "json"];

/// The office's folder.
#[derive(Debug)]
pub(super) struct Desk {
    /// Without links, so that nothing leads out of it.
    root: PathBuf,
    /// The folders of the office's data and of the file's kind, likewise.
    data: [PathBuf; 2],
    /// The period's file as the user named it.
    pub file: PathBuf,
    /// The office's defaults.
    office: Vec<PathBuf>,
}

/// A text as it is on the disk.
#[derive(Debug)]
pub(super) struct Opened {
    /// The name by which findings know it.
    pub path: String,
    pub text: String,
    /// SHA-256 of the bytes, by which a later change is noticed.
    pub hash: String,
    pub is_writable: bool,
    /// Whether it is the period's file or the office's.
    pub is_own: bool,
}

/// Why a file cannot be opened or saved.
#[derive(Debug)]
pub(super) enum DeskError {
    /// Not in the office's folder, or of a kind that is not shown or not saved.
    Refused,
    NotFound,
    /// Another program has changed it; as it is now.
    Changed(Box<Opened>),
    NotUtf8,
    Unreadable(io::Error),
    TooLarge,
    Unwritable(io::Error),
}

impl Desk {
    /// The desk of a period's file: its folder, and in an office's the one above, which has templates and results.
    ///
    /// # Errors
    /// When there is no such file.
    pub(super) fn at(file: &Path) -> io::Result<Self> {
        let place = DataPlace::of(&OsWorld, file);
        let true_path = |folder: &Path| match folder.as_os_str().is_empty() {
            true => Path::new(".").canonicalize(),
            false => folder.canonicalize(),
        };
        let (data, of_kind) = (true_path(place.root())?, true_path(place.folder())?);
        if !file.canonicalize()?.is_file() {
            return Err(io::Error::from(io::ErrorKind::IsADirectory));
        }
        let is_office = |above: &&Path| data.ends_with("data") || above.join("templates").is_dir();
        let root = data.parent().filter(is_office).unwrap_or(&data).to_path_buf();
        Ok(Desk { root, data: [data, of_kind], file: file.to_path_buf(), office: place.office_files() })
    }

    /// The period's file, and those of the office, which need not be there.
    pub(super) fn own_files(&self) -> Vec<PathBuf> {
        std::iter::once(&self.file).chain(&self.office).cloned().collect()
    }

    /// Opens a file by the name that findings have for it.
    pub(super) fn open(&self, name: &str) -> Result<Opened, DeskError> {
        let path = self.allowed(name)?;
        self.opened(name, &path, read(&path)?)
    }

    /// Saves a text, if the file still is the one whose hash is `base`. Gives the new hash.
    pub(super) fn save(&self, name: &str, base: &str, text: &str) -> Result<String, DeskError> {
        let path = self.allowed(name)?;
        if !self.is_writable(name, &path) {
            return Err(DeskError::Refused);
        }
        if text.len() as u64 > MAX_FILE_BYTES {
            return Err(DeskError::TooLarge);
        }
        let old = read(&path)?;
        let changed = |bytes| {
            self.opened(name, &path, bytes)
                .map_or_else(|error| error, |now| DeskError::Changed(Box::new(now)))
        };
        if sha256(&old) != base {
            return Err(changed(old));
        }
        match output::replace(&path, &old, text.as_bytes()) {
            Ok(()) => Ok(sha256(text.as_bytes())),
            Err(ReplaceError::Changed(now)) => Err(changed(now)),
            Err(ReplaceError::Write(error)) => Err(DeskError::Unwritable(error.error)),
        }
    }

    /// Writes a file of the user's own again that has gone. Gives its hash.
    pub(super) fn write_again(&self, name: &str, text: &str) -> Result<String, DeskError> {
        let path = Path::new(name);
        if !self.is_own(path) {
            return Err(DeskError::Refused);
        }
        output::create(path, text.as_bytes()).map_err(|error| DeskError::Unwritable(error.error))?;
        Ok(sha256(text.as_bytes()))
    }

    /// The true place of a file that may be shown.
    fn allowed(&self, name: &str) -> Result<PathBuf, DeskError> {
        let path = Path::new(name);
        let is_own = self.is_own(path);
        let path = path.canonicalize().map_err(|_| self.missing(path))?;
        let is_shown = path.extension().is_some_and(|ending| SHOWN.iter().any(|shown| ending == *shown));
        match is_own || (path.starts_with(&self.root) && is_shown && path.is_file()) {
            true => Ok(path),
            false => Err(DeskError::Refused),
        }
    }

    /// Whether a text may stand for a file: one that may be shown, or one of the user's that has gone meanwhile.
    pub(super) fn check_edited(&self, name: &str) -> Result<(), DeskError> {
        if self.is_own(Path::new(name)) { Ok(()) } else { self.allowed(name).map(|_| ()) }
    }

    /// The files that the user named are opened wherever links lead.
    fn is_own(&self, path: &Path) -> bool {
        self.own_files().iter().any(|own| own == path)
    }

    /// Says that a file is missing only within the folder: what is elsewhere is nobody's business here.
    fn missing(&self, path: &Path) -> DeskError {
        let folder = path.parent().and_then(|folder| match folder.as_os_str().is_empty() {
            true => Path::new(".").canonicalize().ok(),
            false => folder.canonicalize().ok(),
        });
        match folder.is_some_and(|folder| folder.starts_with(&self.root)) {
            true => DeskError::NotFound,
            false => DeskError::Refused,
        }
    }

    /// Clerks write data; templates are opened to be looked at.
    fn is_writable(&self, name: &str, path: &Path) -> bool {
        let is_data = self.data.iter().any(|data| path.parent() == Some(data))
            && path.extension().is_some_and(|end| end == "yaml");
        let is_locked = std::fs::metadata(path).is_ok_and(|metadata| metadata.permissions().readonly());
        (is_data || self.is_own(Path::new(name))) && !is_locked
    }

    fn opened(&self, name: &str, path: &Path, bytes: Vec<u8>) -> Result<Opened, DeskError> {
        let hash = sha256(&bytes);
        let text = String::from_utf8(bytes).map_err(|_| DeskError::NotUtf8)?;
        let (is_writable, is_own) = (self.is_writable(name, path), self.is_own(Path::new(name)));
        Ok(Opened { path: name.to_string(), text, hash, is_writable, is_own })
    }
}

fn read(path: &Path) -> Result<Vec<u8>, DeskError> {
    OsWorld.read(path).map_err(|error| match error {
        ReadError::NotFound => DeskError::NotFound,
        ReadError::IsFolder | ReadError::NoFile => DeskError::Refused,
        ReadError::TooLarge(_) => DeskError::TooLarge,
        ReadError::Io(error) => DeskError::Unreadable(error),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn office() -> (tempfile::TempDir, Desk) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for (name, text) in [
            ("xa/data/2024-06.yaml", "ky: 2024-06\n"),
            ("xa/data/co-quan.yaml", "mau: a\n"),
            ("xa/templates/a/bao-cao.md", "# A\n"),
            ("xa/archive/ledger.jsonl", "{}\n"),
            ("xa/data/anh.png", "x"),
            ("khac.yaml", "bi_mat: 1\n"),
        ] {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("writable");
            std::fs::write(path, text).expect("writable");
        }
        let desk = Desk::at(&folder.path().join("xa/data/2024-06.yaml")).expect("it is there");
        (folder, desk)
    }

    #[test]
    fn only_texts_of_the_folder_are_opened() {
        let (folder, desk) = office();
        let name = |name: &str| folder.path().join(name).display().to_string();
        let opened = desk.open(&name("xa/data/2024-06.yaml")).expect("it is there");
        assert!(
            opened.is_writable && opened.text == "ky: 2024-06\n" && opened.hash == sha256(b"ky: 2024-06\n")
        );
        assert!(!desk.open(&name("xa/templates/a/bao-cao.md")).expect("it is there").is_writable);
        for outside in [
            name("khac.yaml"),
            name("xa/data/../../khac.yaml"),
            name("xa/data/anh.png"),
            name("xa/data"),
            "/etc/passwd".into(),
            "../../etc/passwd".into(),
        ] {
            assert!(matches!(desk.open(&outside), Err(DeskError::Refused)), "{outside}");
        }
        assert!(matches!(desk.open(&name("xa/data/x.yaml")), Err(DeskError::NotFound)));
    }

    #[test]
    #[cfg(unix)]
    fn a_link_does_not_lead_out() {
        let (folder, desk) = office();
        let link = folder.path().join("xa/data/link.yaml");
        std::os::unix::fs::symlink(folder.path().join("khac.yaml"), &link).expect("writable");
        let link = link.display().to_string();
        assert!(matches!(desk.open(&link), Err(DeskError::Refused)));
        assert!(matches!(desk.save(&link, &sha256(b"bi_mat: 1\n"), "x"), Err(DeskError::Refused)));
        assert_eq!(std::fs::read_to_string(folder.path().join("khac.yaml")).expect("there"), "bi_mat: 1\n");
    }

    #[test]
    fn a_file_that_has_gone_is_written_again_if_it_is_the_users() {
        let (folder, desk) = office();
        let name = |name: &str| folder.path().join(name).display().to_string();
        let file = name("xa/data/2024-06.yaml");
        assert!(matches!(desk.write_again(&file, "x"), Err(DeskError::Unwritable(_))));
        std::fs::remove_file(&file).expect("it is there");
        assert!(matches!(desk.open(&file), Err(DeskError::NotFound)));
        desk.write_again(&file, "ky: 2024-06\n").expect("it has gone");
        assert_eq!(desk.open(&file).expect("it is there").text, "ky: 2024-06\n");
        assert!(matches!(desk.write_again(&name("xa/data/x.yaml"), "x"), Err(DeskError::Refused)));
    }

    #[test]
    fn a_file_is_saved_only_over_what_was_opened() {
        let (folder, desk) = office();
        let name = folder.path().join("xa/data/2024-06.yaml").display().to_string();
        let base = desk.open(&name).expect("it is there").hash;
        let next = desk.save(&name, &base, "ky: 2024-06\nso: 1\n").expect("unchanged");
        match desk.save(&name, &base, "mine") {
            Err(DeskError::Changed(now)) => {
                assert_eq!((now.text.as_str(), &now.hash), ("ky: 2024-06\nso: 1\n", &next))
            }
            other => panic!("{other:?}"),
        }
        let template = folder.path().join("xa/templates/a/bao-cao.md").display().to_string();
        assert!(matches!(desk.save(&template, &sha256(b"# A\n"), "x"), Err(DeskError::Refused)));
    }
}
