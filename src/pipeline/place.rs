//! Where the files of an office lie: `data/co-quan.yaml` for all reports, `data/<mẫu>/<kỳ>.yaml` for those of a kind, and
//! `data/<kỳ>.yaml` where there is one kind only. What the reports of a kind have in common (symbol, recipients, a board of its own)
//! stands in `data/<mẫu>/co-quan.yaml`, over the office's.

use std::path::{Path, PathBuf};

use super::OFFICE_FILE;
use crate::check::glossary::OFFICE_GLOSSARY;
use crate::world::World;

/// The place of a data file in its office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataPlace {
    /// The folder of the office's data.
    root: PathBuf,
    /// The folder in it that holds the file, when it is not the root itself.
    kind: Option<String>,
    file: PathBuf,
}

impl DataPlace {
    /// The place of `file`, which need not be there yet. The folder above is the office's when `co-quan.yaml` is there.
    pub fn of(world: &dyn World, file: &Path) -> Self {
        let folder = file.parent().unwrap_or(Path::new(""));
        let above = folder.parent().zip(folder.file_name().and_then(|name| name.to_str()));
        let nested = above.filter(|(above, _)| world.read(&above.join(OFFICE_FILE)).is_ok());
        match nested {
            Some((root, kind)) => {
                DataPlace { root: root.to_path_buf(), kind: Some(kind.to_string()), file: file.to_path_buf() }
            }
            None => DataPlace { root: folder.to_path_buf(), kind: None, file: file.to_path_buf() },
        }
    }

    /// The folder of the office's data.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The folder below the root that holds the file: by custom, the name of its template.
    pub fn kind(&self) -> Option<&str> {
        self.kind.as_deref()
    }

    /// The folder that holds the file, to which names of spreadsheets are relative.
    pub fn folder(&self) -> &Path {
        self.file.parent().unwrap_or(Path::new(""))
    }

    /// The folder that has `data/`, `templates/`, `archive/`: empty for the one that the program runs in.
    pub fn office(&self) -> &Path {
        self.root.parent().unwrap_or(Path::new(""))
    }

    /// Where the office's defaults may stand: those of all reports first, then those of the kind.
    pub fn office_files(&self) -> Vec<PathBuf> {
        let of_kind = self.kind.as_ref().map(|_| self.folder().join(OFFICE_FILE));
        std::iter::once(self.root.join(OFFICE_FILE)).chain(of_kind).collect()
    }

    /// Where the office's own words may stand.
    pub fn glossary(&self) -> PathBuf {
        self.root.join(OFFICE_GLOSSARY)
    }

    /// Where a file of the template `id` with this stem (`2024-06`) may lie, the likeliest first.
    pub fn candidates(&self, id: &str, stem: &str) -> Vec<PathBuf> {
        let name = format!("{stem}.yaml");
        let mut paths = vec![self.folder().join(&name)];
        for path in [self.root.join(id).join(&name), self.root.join(&name)] {
            if !paths.contains(&path) {
                paths.push(path);
            }
        }
        paths
    }

    /// The name of a file inside the office's folder, with forward slashes: `data/2024-06.yaml`, `data/cchc/2026-03.yaml`.
    pub fn name_of(&self, path: &Path) -> String {
        let inside = path.strip_prefix(&self.root).ok();
        let inside = inside.or_else(|| path.file_name().map(Path::new)).unwrap_or(path);
        format!("data/{}", inside.to_string_lossy().replace('\\', "/"))
    }

    /// The name of the data file itself, as [`DataPlace::name_of`].
    pub fn name(&self) -> String {
        self.name_of(&self.file)
    }

    /// What results are called, without an ending: `2024-06`, `cchc-2026-03`.
    pub fn stem(&self) -> String {
        let stem = self.file.file_stem().unwrap_or_default().to_string_lossy();
        self.kind.as_ref().map_or_else(|| stem.to_string(), |kind| format!("{kind}-{stem}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::MemoryWorld;

    #[test]
    fn a_folder_of_a_kind_belongs_to_the_office_above() {
        let world = MemoryWorld::default().with("xa/data/co-quan.yaml", "mau: a\n");
        let place = DataPlace::of(&world, Path::new("xa/data/cchc/2026-03.yaml"));
        assert_eq!(
            (place.root(), place.kind(), place.office()),
            (Path::new("xa/data"), Some("cchc"), Path::new("xa"))
        );
        assert_eq!(
            (place.name(), place.stem()),
            ("data/cchc/2026-03.yaml".to_string(), "cchc-2026-03".to_string())
        );
        assert_eq!(
            place.office_files(),
            ["xa/data/co-quan.yaml", "xa/data/cchc/co-quan.yaml"].map(PathBuf::from)
        );
        let candidates = place.candidates("cchc", "2026-02");
        assert_eq!(candidates, ["xa/data/cchc/2026-02.yaml", "xa/data/2026-02.yaml"].map(PathBuf::from));
    }

    #[test]
    fn a_lone_file_is_its_own_office() {
        let world = MemoryWorld::default().with("data/co-quan.yaml", "mau: a\n");
        let place = DataPlace::of(&world, Path::new("data/2024-06.yaml"));
        assert_eq!(
            (place.kind(), place.name(), place.stem()),
            (None, "data/2024-06.yaml".into(), "2024-06".into())
        );
        assert_eq!(
            place.candidates("a", "2024-05"),
            ["data/2024-05.yaml", "data/a/2024-05.yaml"].map(PathBuf::from)
        );
        let alone = DataPlace::of(&world, Path::new("2024-06.yaml"));
        assert_eq!((alone.root(), alone.name()), (Path::new(""), "data/2024-06.yaml".into()));
        assert_eq!(alone.office_files(), [PathBuf::from("co-quan.yaml")]);
    }
}
