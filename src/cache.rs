//! What took long to make and may be made again at any time: kept beside the office, never in it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::hash::sha256;

/// A place for things that are found again under a key; a key says all that a thing is made from.
pub trait Cache: Send + Sync {
    /// What was kept under a key.
    fn get(&self, key: &str) -> Option<Vec<u8>>;

    /// Keeps something, if that is possible.
    fn keep(&self, key: &str, bytes: &[u8]);
}

/// How many files a folder may hold: some hundred megabytes of pictures.
const MOST_FILES: usize = 1000;

/// Letters of a hash, which stands behind what it is of.
const HASH: usize = 64;

/// A cache in a folder of the user's.
#[derive(Clone, Debug)]
pub struct FolderCache {
    folder: PathBuf,
}

impl FolderCache {
    /// In the folder that the system has for such things: `XDG_CACHE_HOME`, `~/.cache`, `~/Library/Caches` or `LOCALAPPDATA`.
    /// `None` when it has none.
    pub fn of_user() -> Option<Self> {
        let variable =
            |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
        let home = || {
            variable("HOME")
                .map(|home| home.join(if cfg!(target_os = "macos") { "Library/Caches" } else { ".cache" }))
        };
        let folder = match cfg!(windows) {
            true => variable("LOCALAPPDATA"),
            false => variable("XDG_CACHE_HOME").or_else(home),
        };
        folder.map(|folder| FolderCache { folder: folder.join("baocao") })
    }

    /// In a folder, which need not be there yet.
    pub fn in_folder(folder: &Path) -> Self {
        FolderCache { folder: folder.to_path_buf() }
    }

    /// Takes away the older half when there are too many.
    fn tidy(&self) {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().filter_map(Result::ok);
        let mut files: Vec<_> = entries
            .filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path())))
            .collect();
        if files.len() <= MOST_FILES {
            return;
        }
        files.sort();
        files.iter().take(files.len() / 2).for_each(|(_, path)| {
            // Another run may have done so.
            let _ = fs::remove_file(path);
        });
    }
}

impl Cache for FolderCache {
    fn get(&self, key: &str) -> Option<Vec<u8>> {
        let mut bytes = fs::read(self.folder.join(sha256(key.as_bytes()))).ok()?;
        let hash = bytes.split_off(bytes.len().checked_sub(HASH)?);
        // What a broken disk or a full one left is made again.
        (sha256(&bytes).as_bytes() == hash).then_some(bytes)
    }

    fn keep(&self, key: &str, bytes: &[u8]) {
        let path = self.folder.join(sha256(key.as_bytes()));
        let half = path.with_extension(format!("{}", std::process::id()));
        let whole = [bytes, sha256(bytes).as_bytes()].concat();
        let kept = fs::create_dir_all(&self.folder)
            .and_then(|()| fs::write(&half, whole))
            .and_then(|()| fs::rename(&half, &path));
        if kept.is_ok() {
            self.tidy();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_found_and_what_is_broken_is_not() {
        let folder = tempfile::tempdir().expect("a folder");
        let cache = FolderCache::in_folder(&folder.path().join("a/b"));
        assert_eq!(cache.get("x"), None);
        cache.keep("x", b"one");
        assert_eq!(cache.get("x").as_deref(), Some(b"one".as_slice()));
        let file = folder.path().join("a/b").join(sha256(b"x"));
        fs::write(&file, b"two").expect("written");
        assert_eq!(cache.get("x"), None);
        fs::write(&file, [b"four".as_slice(), sha256(b"one").as_bytes()].concat()).expect("written");
        assert_eq!(cache.get("x"), None);
    }

    #[test]
    fn the_older_half_goes_when_there_are_too_many() {
        let folder = tempfile::tempdir().expect("a folder");
        let cache = FolderCache::in_folder(folder.path());
        for number in 0..=MOST_FILES {
            fs::write(folder.path().join(format!("{number}")), b"x").expect("written");
        }
        cache.keep("x", b"one");
        let left = fs::read_dir(folder.path()).expect("a folder").count();
        assert!(left <= MOST_FILES / 2 + 2, "{left}");
        assert!(cache.get("x").is_some());
    }
}
