//! Everything that comes from outside: files and today's date. The core asks a [`World`]; the program gives it the
//! machine, tests give it a map.

use std::fmt;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::cache::{Cache, FolderCache};
use crate::text::nfc;

use chrono::NaiveDate;

use crate::diag::{Text, text};

/// No input file of a report is larger. A 10,000-row appendix takes about 2 MB of YAML.
pub const MAX_FILE_BYTES: u64 = 20 * 1024 * 1024;

/// Why a file could not be read.
#[derive(Debug)]
pub enum ReadError {
    /// There is no file of that path.
    NotFound,
    /// The path is that of a folder.
    IsFolder,
    /// The path is that of a pipe or a device, which may never end.
    NoFile,
    /// Larger than [`MAX_FILE_BYTES`]; the size in bytes.
    TooLarge(u64),
    /// Anything else that the system says.
    Io(io::Error),
}

impl ReadError {
    /// What to tell the user, to stand behind a name.
    pub fn message(&self) -> Text {
        match self {
            ReadError::NotFound => text!("không có", "not found"),
            ReadError::IsFolder => text!("là thư mục, không phải tệp", "is a folder, not a file"),
            ReadError::TooLarge(bytes) => text!("lớn quá ({bytes} byte)", "too large ({bytes} bytes)"),
            ReadError::NoFile => {
                text!("không phải là tệp (ống dẫn hoặc thiết bị)", "is no file (a pipe or a device)")
            }
            ReadError::Io(error) => system_message(error),
        }
    }
}

/// What the system says of a file that it refuses, in both languages.
pub fn system_message(error: &io::Error) -> Text {
    use io::ErrorKind as Kind;
    let vi = match error.kind() {
        Kind::NotFound => "không có",
        Kind::PermissionDenied => "không có quyền",
        Kind::AlreadyExists => "đã có",
        Kind::StorageFull => "đĩa đầy",
        Kind::QuotaExceeded => "hết phần đĩa được cấp",
        Kind::FileTooLarge => "tệp lớn quá",
        Kind::ReadOnlyFilesystem => "ổ đĩa chỉ cho đọc",
        Kind::IsADirectory => "là thư mục, không phải tệp",
        Kind::NotADirectory => "không phải là thư mục",
        Kind::DirectoryNotEmpty => "thư mục không rỗng",
        Kind::InvalidFilename => "tên tệp không dùng được",
        Kind::ResourceBusy | Kind::ExecutableFileBusy => "đang có chương trình khác dùng",
        Kind::TimedOut | Kind::StaleNetworkFileHandle | Kind::NotConnected | Kind::HostUnreachable => {
            "ổ mạng không trả lời"
        }
        Kind::CrossesDevices => "nằm ở ổ đĩa khác",
        Kind::Unsupported => "ổ đĩa không cho làm việc này",
        Kind::OutOfMemory => "hết bộ nhớ",
        Kind::InvalidData => "nội dung hỏng",
        _ => "",
    };
    let vi = match (vi, error.raw_os_error()) {
        ("", Some(number)) => format!("hệ thống báo lỗi số {number}"),
        ("", None) => "hệ thống báo lỗi".to_string(),
        (vi, _) => vi.to_string(),
    };
    Text { vi, en: error.to_string() }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message().en)
    }
}

impl std::error::Error for ReadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            ReadError::Io(error) => Some(error),
            _ => None,
        }
    }
}

/// Files and the calendar, as the core sees them.
pub trait World: Sync {
    /// The bytes of a file.
    ///
    /// # Errors
    /// [`ReadError`]; a file above [`MAX_FILE_BYTES`] is refused before it is read.
    fn read(&self, path: &Path) -> Result<Vec<u8>, ReadError>;

    /// The files directly in a folder, sorted by name.
    ///
    /// # Errors
    /// [`ReadError`] when the folder is missing or cannot be listed.
    fn list(&self, folder: &Path) -> Result<Vec<PathBuf>, ReadError>;

    /// The folders directly in a folder, sorted by name; none when it cannot be listed.
    fn folders(&self, folder: &Path) -> Vec<PathBuf>;

    /// Where what takes long is kept until next time; none in memory.
    fn cache(&self) -> Option<Arc<dyn Cache>> {
        None
    }

    /// Today; asked for `--date today`, and whether a day of issue is yet to come. No output depends on it otherwise.
    fn today(&self) -> NaiveDate;
}

/// The machine that the program runs on.
#[derive(Debug, Default)]
pub struct OsWorld;

impl World for OsWorld {
    fn cache(&self) -> Option<Arc<dyn Cache>> {
        FolderCache::of_user().map(|cache| Arc::new(cache) as Arc<dyn Cache>)
    }

    fn read(&self, path: &Path) -> Result<Vec<u8>, ReadError> {
        let metadata = match std::fs::metadata(path).map_err(read_error) {
            Err(ReadError::NotFound) => match in_other_form(path) {
                Some(other) => return self.read(&other),
                None => return Err(ReadError::NotFound),
            },
            metadata => metadata?,
        };
        if metadata.is_dir() {
            return Err(ReadError::IsFolder);
        }
        // A pipe would be waited for without end.
        if !metadata.is_file() {
            return Err(ReadError::NoFile);
        }
        if metadata.len() > MAX_FILE_BYTES {
            return Err(ReadError::TooLarge(metadata.len()));
        }
        let mut bytes = Vec::with_capacity(metadata.len() as usize);
        let file = std::fs::File::open(path).map_err(read_error)?;
        // A device or a pipe tells no size: the limit holds for what is really read, too.
        file.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes).map_err(read_error)?;
        match bytes.len() as u64 {
            read if read > MAX_FILE_BYTES => Err(ReadError::TooLarge(read)),
            _ => Ok(bytes),
        }
    }

    fn list(&self, folder: &Path) -> Result<Vec<PathBuf>, ReadError> {
        let mut files = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(read_error)? {
            let path = entry.map_err(read_error)?.path();
            if path.is_file() {
                files.push(path);
            }
        }
        files.sort();
        Ok(files)
    }

    fn folders(&self, folder: &Path) -> Vec<PathBuf> {
        let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let entries = std::fs::read_dir(here).into_iter().flatten().flatten();
        let mut folders: Vec<PathBuf> = entries
            .filter(|entry| entry.path().is_dir())
            .map(|entry| folder.join(entry.file_name()))
            .collect();
        folders.sort();
        folders
    }

    #[expect(clippy::disallowed_methods, reason = "the one place that knows the day")]
    fn today(&self) -> NaiveDate {
        chrono::Local::now().date_naive()
    }
}

/// The file of the same name in the other normal form: systems and archives decompose accents as they like.
fn in_other_form(path: &Path) -> Option<PathBuf> {
    let wanted = path.file_name()?.to_str().filter(|name| !name.is_ascii())?;
    let folder = path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    let is_it = |name: &str| name != wanted && nfc(name) == nfc(wanted);
    let names = std::fs::read_dir(folder).ok()?.flatten().map(|entry| entry.file_name());
    let mut found: Vec<_> = names.filter(|name| name.to_str().is_some_and(is_it)).collect();
    found.sort();
    found.first().map(|name| path.with_file_name(name))
}

fn read_error(error: io::Error) -> ReadError {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => ReadError::NotFound,
        _ => ReadError::Io(error),
    }
}

/// Another world with some files as somebody has them in an editor, not saved yet.
pub struct Unsaved<'a> {
    world: &'a dyn World,
    files: &'a [(PathBuf, String)],
}

impl<'a> Unsaved<'a> {
    /// `world` with these texts in place of its files; only files of the very same path are covered.
    pub fn new(world: &'a dyn World, files: &'a [(PathBuf, String)]) -> Self {
        Unsaved { world, files }
    }
}

impl World for Unsaved<'_> {
    fn cache(&self) -> Option<Arc<dyn Cache>> {
        self.world.cache()
    }

    fn read(&self, path: &Path) -> Result<Vec<u8>, ReadError> {
        match self.files.iter().find(|(own, _)| own == path) {
            Some((_, text)) if text.len() as u64 > MAX_FILE_BYTES => {
                Err(ReadError::TooLarge(text.len() as u64))
            }
            Some((_, text)) => Ok(text.as_bytes().to_vec()),
            None => self.world.read(path),
        }
    }

    fn list(&self, folder: &Path) -> Result<Vec<PathBuf>, ReadError> {
        self.world.list(folder)
    }

    fn folders(&self, folder: &Path) -> Vec<PathBuf> {
        self.world.folders(folder)
    }

    fn today(&self) -> NaiveDate {
        self.world.today()
    }
}

/// A world in memory: a snapshot of inputs, or a test's.
#[derive(Debug, Default)]
pub struct MemoryWorld {
    files: std::collections::BTreeMap<PathBuf, Vec<u8>>,
    /// The day that it is; in tests the 24th of June 2024.
    today: Option<NaiveDate>,
}

impl MemoryWorld {
    /// A world of these files.
    pub fn of(files: impl IntoIterator<Item = (PathBuf, Vec<u8>)>) -> Self {
        MemoryWorld { files: files.into_iter().collect(), today: None }
    }

    /// The same world on a day.
    pub fn on(self, today: Option<NaiveDate>) -> Self {
        MemoryWorld { today, ..self }
    }

    /// Adds or replaces a file.
    pub fn with(mut self, path: impl Into<PathBuf>, bytes: impl Into<Vec<u8>>) -> Self {
        self.files.insert(path.into(), bytes.into());
        self
    }
}

impl World for MemoryWorld {
    fn read(&self, path: &Path) -> Result<Vec<u8>, ReadError> {
        match self.files.get(path) {
            Some(bytes) if bytes.len() as u64 > MAX_FILE_BYTES => {
                Err(ReadError::TooLarge(bytes.len() as u64))
            }
            Some(bytes) => Ok(bytes.clone()),
            None => Err(ReadError::NotFound),
        }
    }

    fn list(&self, folder: &Path) -> Result<Vec<PathBuf>, ReadError> {
        let files: Vec<_> = self.files.keys().filter(|path| path.parent() == Some(folder)).cloned().collect();
        if files.is_empty() { Err(ReadError::NotFound) } else { Ok(files) }
    }

    fn folders(&self, folder: &Path) -> Vec<PathBuf> {
        let below =
            self.files.keys().filter_map(|path| path.strip_prefix(folder).ok()?.parent()?.iter().next());
        let mut folders: Vec<PathBuf> = below.map(|name| folder.join(name)).collect();
        folders.dedup();
        folders
    }

    fn today(&self) -> NaiveDate {
        self.today.or(NaiveDate::from_ymd_opt(2024, 6, 24)).unwrap_or_default()
    }
}
