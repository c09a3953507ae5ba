//! Writing files so that a reader never sees half of one: all to temporary files first, then renamed.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// What could not be written.
#[derive(Debug)]
pub struct WriteError {
    pub path: PathBuf,
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

/// A temporary file, readable like an ordinary one: temporary files are private by default.
fn temporary_file(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".baocao-");
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
