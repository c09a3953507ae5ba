//! Writing files so that a reader never sees half of one: all to temporary files first, then renamed.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tempfile::NamedTempFile;

/// What could not be written.
#[derive(Debug)]
pub struct WriteError {
    /// The file or folder at which it stopped.
    pub path: PathBuf,
    /// What the system says.
    pub error: io::Error,
}

impl std::fmt::Display for WriteError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.error)
    }
}

impl std::error::Error for WriteError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.error)
    }
}

/// Writes all files or, when one cannot be written, none: nothing is renamed before every file is on the disk.
///
/// # Errors
/// [`WriteError`] with the file that could not be written.
pub fn write_all(folder: &Path, files: &[(PathBuf, Vec<u8>)]) -> Result<(), WriteError> {
    let failed = |path: &Path| {
        let path = path.to_path_buf();
        move |error| WriteError { path, error }
    };
    std::fs::create_dir_all(folder).map_err(failed(folder))?;
    for parent in files.iter().filter_map(|(path, _)| path.parent()) {
        std::fs::create_dir_all(parent).map_err(failed(parent))?;
    }
    sweep(folder);
    // The disks' answers are waited for side by side.
    let mut ready: Vec<_> = files.iter().map(|_| None).collect();
    rayon::in_place_scope(|scope| {
        let mut jobs = files.iter().zip(&mut ready);
        let here = jobs.next();
        for ((path, bytes), slot) in jobs {
            scope.spawn(move |_| *slot = Some(temporary(folder, path, bytes)));
        }
        if let Some(((path, bytes), slot)) = here {
            *slot = Some(temporary(folder, path, bytes));
        }
    });
    let ready = ready.into_iter().flatten().collect::<Result<Vec<_>, _>>()?;
    for (file, (path, _)) in ready.into_iter().zip(files) {
        file.persist(path).map_err(|error| failed(path)(error.error))?;
    }
    Ok(())
}

/// Why a file was not replaced. It is as it was.
#[derive(Debug)]
pub enum ReplaceError {
    /// Somebody else has written it meanwhile; what it holds now.
    Changed(Vec<u8>),
    /// The file could not be read or written.
    Write(WriteError),
}

/// Writes a file that is not there yet.
///
/// # Errors
/// [`WriteError`], also when there is one meanwhile.
pub fn create(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let file = temporary(folder, path, bytes)?;
    file.persist_noclobber(path)
        .map(|_| ())
        .map_err(|error| WriteError { path: path.to_path_buf(), error: error.error })
}

/// One replacing at a time within this program.
static TURN: Mutex<()> = Mutex::new(());

/// Replaces a file by `new` if it still holds `old`, so that a change made meanwhile by another program is not lost. On Linux and
/// macOS this holds whenever the other program saves by renaming, as editors do. One that has the old file open and writes into it
/// after the change of places is not seen; nor, where two files cannot change places at once (Windows, some network disks), one
/// that saves between the last look and the renaming, some microseconds.
///
/// # Errors
/// [`ReplaceError`].
pub fn replace(path: &Path, old: &[u8], new: &[u8]) -> Result<(), ReplaceError> {
    let failed = |error| ReplaceError::Write(WriteError { path: path.to_path_buf(), error });
    // A link stays one, and leads to the new text.
    let path = &path.canonicalize().map_err(failed)?;
    let folder = path.parent().unwrap_or(Path::new("."));
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let _lock = locked(folder);
    let now = std::fs::read(path).map_err(failed)?;
    if now != old {
        return Err(ReplaceError::Changed(now));
    }
    let file = temporary(folder, path, new).map_err(ReplaceError::Write)?;
    let permissions = std::fs::metadata(path).map_err(failed)?.permissions();
    file.as_file().set_permissions(permissions).map_err(failed)?;
    let file = file.into_temp_path();
    // Between that look and the renaming there is time for another program. So the two files change places, which shows what
    // was there at that very moment.
    match exchange(&file, path) {
        Ok(()) => {}
        Err(error) if is_unsupported(&error) => {
            return file.persist(path).map_err(|error| failed(error.error));
        }
        Err(error) => return Err(failed(error)),
    }
    match keep_if_known(&file, path, old, new) {
        Ok(None) => Ok(()),
        Ok(Some(now)) => Err(ReplaceError::Changed(now)),
        Err(error) => {
            // What was there may be in the temporary file only, which must not look like litter.
            let mut kept = path.to_path_buf().into_os_string();
            kept.push(".truoc");
            if let Err(error) = file.persist_noclobber(kept) {
                let _ = error.path.keep();
            }
            Err(failed(error))
        }
    }
}

/// Other runs of this program take turns, too, where the system can lock a folder; whoever keeps it locked is not waited for.
fn locked(folder: &Path) -> Option<std::fs::File> {
    let folder = std::fs::File::open(folder).ok()?;
    for _ in 0..200 {
        if folder.try_lock().is_ok() {
            return Some(folder);
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    None
}

/// After `file` and `path` changed places: gives back what others wrote, if what came out is not `old`. What is in the place is
/// then theirs, the newest.
fn keep_if_known(file: &Path, path: &Path, old: &[u8], new: &[u8]) -> io::Result<Option<Vec<u8>>> {
    let mut out = std::fs::read(file)?;
    if out == old {
        return Ok(None);
    }
    let mut put = new.to_vec();
    loop {
        exchange(file, path)?;
        let expected = std::mem::replace(&mut put, out);
        out = std::fs::read(file)?;
        if out == expected {
            return Ok(Some(put));
        }
    }
}

/// Lets two files change places, all at once.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::Error::from(io::ErrorKind::Unsupported))
}

/// Whether the system or this file system cannot let files change places.
fn is_unsupported(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}

/// The files whose place is taken by something else; what cannot be read counts as something else.
pub fn taken(files: &[(PathBuf, Vec<u8>)]) -> impl Iterator<Item = &Path> {
    let is_other = |(path, bytes): &&(PathBuf, Vec<u8>)| match std::fs::read(path) {
        Ok(there) => there != *bytes,
        // Where no folder can be, writing will say so.
        Err(error) => !matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory),
    };
    files.iter().filter(is_other).map(|(path, _)| path.as_path())
}

/// The bytes in a temporary file beside their place, on the disk.
fn temporary(folder: &Path, path: &Path, bytes: &[u8]) -> Result<NamedTempFile, WriteError> {
    let write = || {
        if path.is_dir() {
            return Err(io::Error::from(io::ErrorKind::IsADirectory));
        }
        let mut file = temporary_file(folder)?;
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        Ok(file)
    };
    write().map_err(|error| WriteError { path: path.to_path_buf(), error })
}

/// What temporary files are called at first.
const TEMPORARY: &str = ".baocao-";
/// No run takes that long.
const LITTER_AGE: Duration = Duration::from_secs(24 * 3600);

/// Removes temporary files that runs which were killed left in `folder`. What cannot be looked at or removed stays.
fn sweep(folder: &Path) {
    let is_litter = |entry: &std::fs::DirEntry| {
        let age =
            || entry.metadata().ok().filter(|metadata| metadata.is_file())?.modified().ok()?.elapsed().ok();
        entry.file_name().to_string_lossy().starts_with(TEMPORARY)
            && age().is_some_and(|age| age > LITTER_AGE)
    };
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten().filter(is_litter) {
        let _ = std::fs::remove_file(entry.path());
    }
}

/// A temporary file, readable like an ordinary one: temporary files are private by default.
fn temporary_file(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o644));
    }
    builder.tempfile_in(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_only_as_it_was_known() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("a.yaml");
        std::fs::write(&path, "1").expect("writable");
        replace(&path, b"1", b"2").expect("it is as it was known");
        match replace(&path, b"1", b"3") {
            Err(ReplaceError::Changed(now)) => assert_eq!(now, b"2"),
            other => panic!("{other:?}"),
        }
        assert_eq!(std::fs::read(&path).expect("still there"), b"2");
        assert!(matches!(replace(&folder.path().join("b"), b"", b"3"), Err(ReplaceError::Write(_))));
        assert_eq!(std::fs::read_dir(folder.path()).expect("readable").count(), 1);
    }

    #[test]
    #[cfg(unix)]
    fn a_replaced_file_keeps_its_rights_and_its_link() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (file, link) = (folder.path().join("a"), folder.path().join("b"));
        std::fs::write(&file, "1").expect("writable");
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o640)).expect("ours");
        symlink(&file, &link).expect("writable");
        replace(&link, b"1", b"2").expect("it is as it was known");
        assert_eq!(std::fs::read(&file).expect("still there"), b"2");
        assert!(link.is_symlink());
        let mode = std::fs::metadata(&file).expect("still there").permissions().mode();
        assert_eq!(mode & 0o777, 0o640);
    }

    #[test]
    fn a_new_file_takes_no_other_place() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("a");
        create(&path, b"1").expect("it is not there yet");
        assert!(create(&path, b"2").is_err());
        assert_eq!(std::fs::read(&path).expect("still there"), b"1");
    }

    #[test]
    fn two_savers_take_turns() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("a.yaml");
        std::fs::write(&path, "0").expect("writable");
        // Each counts up from what it knows: a change that is lost would leave the count short.
        let count = || {
            let mut done = 0;
            while done < 100 {
                let old = std::fs::read(&path).expect("always whole");
                let number: u64 = String::from_utf8_lossy(&old).parse().expect("always whole");
                done += u64::from(replace(&path, &old, (number + 1).to_string().as_bytes()).is_ok());
            }
        };
        std::thread::scope(|scope| {
            scope.spawn(count);
            scope.spawn(count);
        });
        assert_eq!(std::fs::read_to_string(&path).expect("still there"), "200");
    }

    #[test]
    #[cfg(any(target_os = "linux", target_vendor = "apple"))]
    fn what_another_program_writes_meanwhile_stays() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("a.yaml");
        std::fs::write(&path, "0").expect("writable");
        for round in 1..300 {
            let old = std::fs::read(&path).expect("always whole");
            let theirs = format!("theirs {round}");
            let start = std::sync::Barrier::new(2);
            std::thread::scope(|scope| {
                scope.spawn(|| {
                    let other = folder.path().join("other");
                    std::fs::write(&other, &theirs).expect("writable");
                    start.wait();
                    // As editors save. At different moments of the other's saving.
                    std::thread::sleep(Duration::from_micros(round % 100 * 10));
                    std::fs::rename(&other, &path).expect("writable");
                });
                start.wait();
                // Whether it comes first or sees the change does not matter.
                let _ = replace(&path, &old, b"ours");
            });
            assert_eq!(std::fs::read_to_string(&path).expect("still there"), theirs);
        }
    }

    #[test]
    fn what_killed_runs_left_goes_when_it_is_old() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = |name: &str| folder.path().join(name);
        // As long ago as files can be.
        let old = std::time::SystemTime::UNIX_EPOCH + LITTER_AGE;
        for (name, time) in [(".baocao-a", Some(old)), (".baocao-b", None), (".khac", Some(old))] {
            let file = std::fs::File::create(path(name)).expect("writable");
            time.into_iter().for_each(|time| file.set_modified(time).expect("ours"));
        }
        std::fs::create_dir(path(".baocao-c")).expect("writable");
        write_all(folder.path(), &[(path("d"), Vec::new())]).expect("writable");
        assert!(!path(".baocao-a").exists());
        assert!([".baocao-b", ".khac", ".baocao-c", "d"].iter().all(|name| path(name).exists()));
    }

    #[test]
    fn all_files_are_written_or_none() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = |name: &str| folder.path().join(name);
        let file = |name: &str, text: &str| (path(name), text.as_bytes().to_vec());
        write_all(folder.path(), &[file("a", "1"), file("b", "2")]).expect("writable");
        std::fs::create_dir(path("c")).expect("writable");
        let error =
            write_all(folder.path(), &[file("a", "changed"), file("c", "3")]).expect_err("c is a folder");
        assert_eq!(error.path, path("c"));
        assert_eq!(std::fs::read_to_string(path("a")).expect("still there"), "1");
        assert_eq!(std::fs::read_dir(folder.path()).expect("readable").count(), 3);
    }
}
