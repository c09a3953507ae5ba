//! What an office does with its reports, as functions with plain requests and results. The command line and the page are two faces of
//! them.

pub mod compare;
pub mod copy;
mod fill;
pub mod fix;
pub mod gallery;
pub mod issue;
mod next;
mod number;
pub mod origin;
pub mod overview;
pub mod regenerate;
pub mod register;
pub mod render;
pub mod reports;
pub mod start;
pub mod view;

use std::path::Path;

pub use fill::{fill_state, import_tables};
pub use next::{NextRequest, Started, next};
pub use number::with_number;

use crate::diag::{Code, Diagnostic, Text, text};
use crate::output::WriteError;
use crate::world::system_message;

/// What is found when a file cannot be written.
pub fn unwritable(error: &WriteError) -> Diagnostic {
    let path = error.path.display();
    let Text { vi, en } = system_message(&error.error);
    Diagnostic::error(
        Code::OutputUnwritable,
        text!("không ghi được {path}: {vi}", "cannot write {path}: {en}"),
    )
    .help(text!(
        "xem quyền ghi, chỗ trống trên đĩa, và tệp có đang mở trong chương trình khác không",
        "look at permissions, free space, and whether another program has the file open"
    ))
}

/// What is found when a file would be lost under another.
pub fn taken(path: &Path) -> Diagnostic {
    let shown = path.display();
    Diagnostic::error(
        Code::OutputExists,
        text!(
            "{shown} đã có và khác với tệp sắp ghi",
            "{shown} is there already and differs from what would be written"
        ),
    )
    .help(text!("chọn thư mục khác", "choose another folder"))
}
