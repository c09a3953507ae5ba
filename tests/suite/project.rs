//! A project in a temporary folder, and the program run in it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A copy of the repository's `data/` and `templates/` that a test may break.
pub(crate) struct Project {
    folder: tempfile::TempDir,
}

/// What one run of the program did.
pub(crate) struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Project {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for part in ["data", "templates/de-an-06", "templates/chung"] {
            let (from, to) = (repository().join(part), folder.path().join(part));
            std::fs::create_dir_all(&to).expect("writable");
            for entry in std::fs::read_dir(from).expect("part of the repository") {
                let path = entry.expect("readable").path();
                std::fs::copy(&path, to.join(path.file_name().expect("a file"))).expect("writable");
            }
        }
        Project { folder }
    }

    /// A copy of a folder of `tests/cases/`.
    pub(crate) fn of_case(name: &str) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        copy_all(&repository().join("tests/cases").join(name), folder.path());
        Project { folder }
    }

    /// A folder with these files.
    pub(crate) fn of_files<'f>(files: impl IntoIterator<Item = (&'f str, Vec<u8>)>) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for (name, bytes) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("writable");
            std::fs::write(path, bytes).expect("writable");
        }
        Project { folder }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).expect("the file is there")
    }

    pub(crate) fn bytes(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).expect("the file is there")
    }

    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), text).expect("writable");
    }

    /// Replaces the first occurrence of `old`, which must be there.
    pub(crate) fn edit(&self, name: &str, old: &str, new: &str) {
        let text = self.read(name);
        assert!(text.contains(old), "{old:?} is not in {name}");
        self.write(name, text.replacen(old, new, 1));
    }

    /// Runs the program here, in Vietnamese.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        self.run_in("vi", arguments)
    }

    pub(crate) fn run_in(&self, lang: &str, arguments: &[&str]) -> Run {
        let output: Output = Command::new(env!("CARGO_BIN_EXE_baocao"))
            .args(arguments)
            .current_dir(self.folder.path())
            .env("BAOCAO_LANG", lang)
            .env("XDG_CACHE_HOME", std::env::temp_dir().join("baocao-tests"))
            .env_remove("NO_COLOR")
            .output()
            .expect("the program starts");
        Run {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    pub(crate) fn render(&self) -> Run {
        self.run(&["render", "data/2024-06.yaml"])
    }
}

fn copy_all(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("writable");
    for entry in std::fs::read_dir(from).expect("part of the repository") {
        let path = entry.expect("readable").path();
        let copy = to.join(path.file_name().expect("named"));
        if path.is_dir() {
            copy_all(&path, &copy);
        } else {
            std::fs::copy(&path, &copy).expect("writable");
        }
    }
}

pub(crate) fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
