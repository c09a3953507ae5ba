//! The files that reports come from, looked at again and again. Looking works on every disk, also on those of other machines,
//! which tell nobody when a file changes.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use baocao::pipeline::place::DataPlace;
use baocao::world::OsWorld;

/// How often files are looked at. A save is to be seen on the page within two tenths of a second: after two such pauses at most,
/// building and painting still have half of that.
const PAUSE: Duration = Duration::from_millis(20);

/// How often something that keeps changing is waited for.
const MAX_RESTLESS: usize = 8;

/// What files looked like: name, when written, length.
pub(super) type Seen = Vec<(PathBuf, Option<SystemTime>, u64)>;

/// What is watched: the folders of the data and of the templates.
#[derive(Clone, Debug)]
pub(super) struct Watched {
    files: Vec<PathBuf>,
    templates: Option<PathBuf>,
    /// Where results are written, which must not wake anybody.
    out: PathBuf,
}

impl Watched {
    /// What the reports of `files` come from. `templates` is the folder that was named, if one was.
    pub(super) fn new(files: &[PathBuf], templates: Option<&Path>, out: &Path) -> Self {
        Watched { files: files.to_vec(), templates: templates.map(Path::to_path_buf), out: out.to_path_buf() }
    }

    pub(super) fn look(&self) -> Seen {
        let mut seen: Seen = Vec::new();
        let entries = self.folders().into_iter().filter_map(|folder| std::fs::read_dir(folder).ok());
        for entry in entries.flatten().flatten() {
            let path = entry.path();
            let is_result = path.extension().is_some_and(|ending| {
                ending == "pdf" || ending == "docx" || (ending == "md" && path.parent() == Some(&self.out))
            });
            // Files that are about to take the place of others.
            let is_temporary = entry.file_name().to_string_lossy().starts_with(".baocao-");
            // Of what links lead to, the file itself.
            if let Ok(metadata) = std::fs::metadata(&path)
                && metadata.is_file()
                && !is_result
                && !is_temporary
            {
                seen.push((path, metadata.modified().ok(), metadata.len()));
            }
        }
        seen.sort();
        seen
    }

    /// Waits until something looks other than `seen`, and gives how it looks then; an editor that is still writing is waited for,
    /// too, but not without end.
    pub(super) fn wait(&self, seen: &Seen) -> Seen {
        let mut restless = 0;
        loop {
            std::thread::sleep(PAUSE);
            let now = self.look();
            if now != *seen {
                std::thread::sleep(PAUSE / 2);
                restless += 1;
                if self.look() == now || restless == MAX_RESTLESS {
                    return now;
                }
            }
        }
    }

    fn folders(&self) -> Vec<PathBuf> {
        let mut folders: Vec<PathBuf> = Vec::new();
        for file in &self.files {
            let data = file.parent().unwrap_or(Path::new(""));
            let data = if data.as_os_str().is_empty() { Path::new(".") } else { data };
            folders.push(data.to_path_buf());
            // Spreadsheets may be in folders below.
            // The office's own files stand above those of a kind.
            let root = DataPlace::of(&OsWorld, file).root().to_path_buf();
            folders.push(if root.as_os_str().is_empty() { PathBuf::from(".") } else { root });
            let below = std::fs::read_dir(data).into_iter().flatten().flatten();
            folders.extend(below.map(|entry| entry.path()).filter(|path| path.is_dir()));
            let templates = match &self.templates {
                Some(templates) => vec![templates.clone()],
                None => file.ancestors().skip(1).map(|folder| folder.join("templates")).collect(),
            };
            for folder in templates.iter().filter(|folder| folder.is_dir()) {
                let below = std::fs::read_dir(folder).into_iter().flatten().flatten();
                folders.extend(below.map(|entry| entry.path()).filter(|path| path.is_dir()));
            }
        }
        folders.sort();
        folders.dedup();
        folders
    }
}
