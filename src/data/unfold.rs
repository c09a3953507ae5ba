//! How much a YAML file may hold when its aliases are written out: a few lines can stand for gigabytes.

use super::node::Node;
use crate::diag::{Text, text};
use crate::world::MAX_FILE_BYTES;

/// Scalars, lists and maps of a file.
const MAX_VALUES: usize = 1_000_000;
/// Text that aliases stand for.
const MAX_BYTES: usize = MAX_FILE_BYTES as usize;

/// What has been counted so far.
#[derive(Debug, Default)]
pub(super) struct Unfolded {
    values: usize,
    bytes: usize,
}

impl Unfolded {
    /// Counts a value that was written. Gives what to say when there are too many.
    pub(super) fn value(&mut self) -> Result<(), Text> {
        self.values += 1;
        self.check()
    }

    /// Counts all that an alias stands for.
    pub(super) fn alias(&mut self, node: &Node) -> Result<(), Text> {
        self.values += node.size();
        node.for_each_scalar(&mut |text, _| self.bytes += text.len());
        self.check()
    }

    fn check(&self) -> Result<(), Text> {
        if self.values > MAX_VALUES {
            return Err(text!(
                "tệp mở ra hơn {MAX_VALUES} giá trị",
                "the file unfolds into more than {MAX_VALUES} values"
            ));
        }
        if self.bytes > MAX_BYTES {
            let limit = MAX_BYTES / 1024 / 1024;
            return Err(text!(
                "tệp mở ra hơn {limit} MB chữ",
                "the file unfolds into more than {limit} MB of text"
            ));
        }
        Ok(())
    }
}
