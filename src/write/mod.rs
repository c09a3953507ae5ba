//! The writers. Those of documents read the document and its form, and do not know each other.

pub mod docx;
pub mod pdf;
pub mod sheet;
pub mod svg;
