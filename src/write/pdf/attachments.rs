//! The report's own source inside the PDF, as associated files (ISO 19005-3, 6.8), and back out of it.

use chrono::NaiveDate;
use lopdf::{Dictionary, Document as Objects, Object, ObjectId, Result, Stream};

use super::metadata::{pdf_date, text};

/// A file inside the PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// A relative path with forward slashes: `data/2024-06.yaml`.
    pub name: String,
    /// What it is, for people.
    pub description: String,
    /// The file itself, not compressed.
    pub bytes: Vec<u8>,
}

/// The MIME type of a file by its ending.
fn mime(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("yaml" | "yml") => "application/yaml",
        Some("json") => "application/json",
        Some("md") => "text/markdown",
        Some("csv") => "text/csv",
        _ => "application/octet-stream",
    }
}

pub(super) fn add(pdf: &mut Objects, attachments: &[Attachment], date: Option<NaiveDate>) -> Result<()> {
    if attachments.is_empty() {
        return Ok(());
    }
    let mut sorted: Vec<&Attachment> = attachments.iter().collect();
    // The names of a name tree are in order (ISO 32000-1, 7.9.6).
    sorted.sort_by_key(|attachment| key(&attachment.name));
    let mut names = Vec::new();
    let mut associated = Vec::new();
    for attachment in sorted {
        let file = pdf.add_object(embedded(attachment, date));
        let specification = Object::Reference(pdf.add_object(specification(attachment, file)));
        names.push(Object::string_literal(key(&attachment.name)));
        names.push(specification.clone());
        associated.push(specification);
    }
    let mut tree = Dictionary::new();
    tree.set("Names", names);
    let mut all = Dictionary::new();
    all.set("EmbeddedFiles", tree);
    let catalog = pdf.catalog_mut()?;
    catalog.set("Names", all);
    catalog.set("AF", associated);
    Ok(())
}

fn key(name: &str) -> Vec<u8> {
    let Object::String(bytes, _) = text(name) else { return Vec::new() };
    bytes
}

fn specification(attachment: &Attachment, file: ObjectId) -> Dictionary {
    let mut files = Dictionary::new();
    files.set("F", file);
    files.set("UF", file);
    let mut specification = Dictionary::new();
    specification.set("Type", "Filespec");
    specification.set("F", text(&attachment.name));
    specification.set("UF", text(&attachment.name));
    specification.set("Desc", text(&attachment.description));
    // The report was made from it (ISO 19005-3, 6.8).
    specification.set("AFRelationship", "Source");
    specification.set("EF", files);
    specification
}

fn embedded(attachment: &Attachment, date: Option<NaiveDate>) -> Stream {
    let mut parameters = Dictionary::new();
    parameters.set("Size", attachment.bytes.len() as i64);
    if let Some(date) = date {
        parameters.set("ModDate", pdf_date(date));
    }
    let mut file = Dictionary::new();
    file.set("Type", "EmbeddedFile");
    file.set("Subtype", mime(&attachment.name));
    file.set("Params", parameters);
    Stream::new(file, attachment.bytes.clone())
}
