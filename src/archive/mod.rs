//! The archive of issued reports: plain files that nobody overwrites, and a ledger with a chain of hashes.
//!
//! ```text
//! archive/ledger.jsonl                       a line for each version
//! archive/2024/254-BC-TCTĐA06/v1/            a version: PDF, Word file, markup, findings, inputs/, manifest.json
//! ```
//!
//! A version is there when its line is whole in the ledger. What a crash leaves before that is finished or taken away by the next
//! program that writes (see [`store`]); nothing that the ledger names is ever changed, and a program that reads changes nothing.

mod disk;
pub mod find;
pub mod ledger;
pub mod record;
mod recover;
pub mod register;
pub mod store;
pub mod verify;
pub mod version;

use crate::diag::Diagnostic;

/// Why the archive refuses, as a finding. In a box: a finding is large, and mostly there is none.
pub type Failure = Box<Diagnostic>;

/// The ledger's name in the archive.
pub const LEDGER: &str = "ledger.jsonl";
/// The manifest's name in a version's folder.
pub const MANIFEST: &str = "manifest.json";
/// The folder of the inputs in a version's folder.
pub const INPUTS: &str = "inputs";
