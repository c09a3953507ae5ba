//! What the archive does to the disk: files that must be new, folders that must be there after a crash, one writer at a time.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;

use super::Failure;
use crate::diag::{Code, Diagnostic, Text, text};
use crate::world::system_message;

/// How long another program may take to issue a report.
const PATIENCE: Duration = Duration::from_secs(60);
const PAUSE: Duration = Duration::from_millis(10);

/// Opens and locks the file of that path, which is made when it is not there. Held until the file is dropped; the system takes the
/// lock back from a program that dies.
pub(super) fn locked(path: &Path) -> Result<File, Failure> {
    let is_new = !path.exists();
    let open = OpenOptions::new().create(true).truncate(false).write(true).open(path);
    if is_new && open.is_ok() {
        share(path);
    }
    let lock = match open {
        // In a folder that several users share, the file may be another's: a lock needs no more than reading.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => File::open(path).map_err(|_| error),
        open => open,
    };
    let lock = lock.map_err(|error| unwritable(path, &error))?;
    wait_for(&lock, path)?;
    Ok(lock)
}

/// Without locks two clerks could take one number: such a drive is no place for an archive.
fn unlockable(path: &Path) -> Failure {
    let shown = path.parent().unwrap_or(path).display();
    Diagnostic::error(
        Code::ArchiveUnwritable,
        text!("ổ đĩa chứa {shown} không cho khóa tệp", "the drive of {shown} cannot lock files"),
    )
    .help(text!(
        "hai người phát hành cùng lúc có thể lấy trùng số: đặt kho lưu trữ ở ổ khác bằng --archive",
        "two people who issue at once might take one number: keep the archive on another drive with --archive"
    ))
    .into()
}

fn wait_for(lock: &File, path: &Path) -> Result<(), Failure> {
    let mut waited = Duration::ZERO;
    loop {
        match lock.try_lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::WouldBlock) if waited < PATIENCE => {
                std::thread::sleep(PAUSE);
                waited += PAUSE;
            }
            Err(TryLockError::WouldBlock) => return Err(busy()),
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
                return Err(unlockable(path));
            }
            Err(TryLockError::Error(error)) => return Err(unwritable(path, &error)),
        }
    }
}

fn busy() -> Failure {
    Diagnostic::error(
        Code::ArchiveBusy,
        text!("một chương trình khác đang ghi vào kho lưu trữ", "another program is writing to the archive"),
    )
    .help(text!("chờ một lát rồi chạy lại", "wait a moment and run it again"))
    .into()
}

/// Writes a file that must not be there yet, to the disk.
pub(super) fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().create_new(true).write(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Makes a folder, and those above it that are not there.
pub(super) fn make_folder(path: &Path) -> io::Result<()> {
    let missing: Vec<&Path> =
        path.ancestors().take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists()).collect();
    for folder in missing.into_iter().rev() {
        match std::fs::create_dir(folder) {
            // Another program was quicker.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => {}
            made => made.map(|()| share(folder))?,
        }
    }
    Ok(())
}

/// Lets whoever may write in a folder write what was made in it, too: clerks who share a drive issue from one archive. In a folder
/// where everybody may only take away what is his own nothing is shared. A drive that keeps no such rights does as it does.
#[cfg(unix)]
pub(super) fn share(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    const OTHERS_WRITE: u32 = 0o022;
    const STICKY: u32 = 0o1000;
    let mode = |path: &Path| std::fs::metadata(path).ok().map(|metadata| metadata.permissions().mode());
    let above = path.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let Some((own, above)) = mode(path).zip(mode(above)) else { return };
    let shared = own | above & OTHERS_WRITE;
    if above & STICKY == 0 && shared != own {
        let _ = std::fs::set_permissions(path, std::fs::Permissions::from_mode(shared & 0o7777));
    }
}

#[cfg(not(unix))]
pub(super) fn share(_: &Path) {}

/// Names in a folder are on the disk only when the folder is. Windows has no such thing.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    if !cfg!(unix) {
        return Ok(());
    }
    match File::open(folder)?.sync_all() {
        // Some network drives cannot: then the system does it in its own time.
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => {
            Ok(())
        }
        done => done,
    }
}

pub(super) fn unwritable(path: &Path, error: &io::Error) -> Failure {
    let (shown, Text { vi, en }) = (path.display(), system_message(error));
    Diagnostic::error(
        Code::ArchiveUnwritable,
        text!("không ghi được {shown}: {vi}", "cannot write {shown}: {en}"),
    )
    .help(text!(
        "kho lưu trữ giữ nguyên như trước; xem quyền ghi, chỗ trống trên đĩa, và tệp có đang mở trong chương trình khác không",
        "the archive is as before; look at permissions, free space, and whether another program has a file open"
    ))
    .into()
}

pub(super) fn unreadable(path: &Path, error: &io::Error) -> Failure {
    let (shown, Text { vi, en }) = (path.display(), system_message(error));
    Diagnostic::error(
        Code::ArchiveDamaged,
        text!("không đọc được {shown}: {vi}", "cannot read {shown}: {en}"),
    )
    .into()
}
