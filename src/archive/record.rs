//! What the archive writes about a version: the manifest in its folder and the line in the ledger.

use serde::{Deserialize, Serialize};

use crate::hash::sha256;
use crate::model::Series;

/// Version of the form of manifests and ledger lines.
pub const FORMAT: u32 = 1;

/// What a certified copy has in the place of its template's folder.
pub const COPIES: &str = "ban-sao";

/// The chain begins with this in the place of a hash.
pub const FIRST: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// What a version is about, the same in its manifest and in the ledger: lists and registers need no other file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// Số, ký hiệu as printed: `254/BC-TCTĐA06`.
    pub number: String,
    /// Số, without the symbol; counted from 1 within its [`Series`].
    pub serial: i64,
    /// Ký hiệu: `BC-TCTĐA06`.
    pub symbol: String,
    /// The agency as it stands in a sentence.
    pub agency: String,
    /// Day of issue, `2024-06-24`; numbers are counted within its year.
    pub date: String,
    /// Tên loại: `BÁO CÁO`.
    pub kind: String,
    /// Trích yếu.
    pub title: String,
    /// The reporting period, `2024-06`.
    pub period: String,
    /// Full name of the person who signs (họ tên), without the post.
    pub signer: String,
    /// Nơi nhận, the file copy last; addressees by their names.
    pub recipients: Vec<String>,
    /// Số lượng bản, when the data says it.
    pub copies: Option<i64>,
    /// 1 for the first of a number.
    pub version: u32,
    /// Folder of the version before, which this one supersedes.
    pub previous: Option<String>,
    /// Folder of the document that this one replaces under a new number (Decree 30/2020, Article 18.3).
    pub replaces: Option<String>,
    /// Why there is a new version or a replacing document.
    pub reason: Option<String>,
    /// Why it was issued with warnings.
    pub accepted_warnings: Option<String>,
    /// The template's folder: `cchc`. What was issued before version 0.3 does not say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template: Option<String>,
}

impl About {
    /// The year in which the number counts.
    pub fn year(&self) -> &str {
        self.date.split('-').next().unwrap_or_default()
    }

    /// Whether both are versions of one document: the same number, symbol and agency in a year. File systems that do not tell capitals
    /// apart must not tell them apart here.
    pub fn is_same_document(&self, other: &About) -> bool {
        let key = |about: &About| (about.agency.to_lowercase(), about.symbol.to_lowercase());
        self.serial == other.serial && self.year() == other.year() && key(self) == key(other)
    }

    /// Whether its number is of a series. Copies have numbers of their own.
    pub fn is_in(&self, series: &Series) -> bool {
        !self.is_copy() && series.has(self.year(), &self.agency, &self.symbol)
    }

    /// Whether it is a certified copy (sao y, sao lục, trích sao), which is no document of its own.
    pub fn is_copy(&self) -> bool {
        self.template.as_deref() == Some(COPIES)
    }
}

/// A stored file: its name in the version's folder, with forward slashes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileRecord {
    /// Relative to the folder: `inputs/data/2024-06.yaml`. Of a font, its PostScript name.
    pub name: String,
    /// Size of the file.
    pub bytes: u64,
    /// SHA-256 of its bytes, 64 small hexadecimal digits.
    pub sha256: String,
}

impl FileRecord {
    /// The record of a file with these bytes.
    pub fn of(name: impl Into<String>, bytes: &[u8]) -> Self {
        FileRecord { name: name.into(), bytes: bytes.len() as u64, sha256: sha256(bytes) }
    }
}

/// What renders the stored inputs to the same bytes again, beside them and the fonts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rendering {
    /// The period's file among the inputs: `data/2024-06.yaml`.
    pub data: String,
    /// PDF/A standard, as on the command line.
    pub standard: String,
    /// Whether the PDF has empty fields for signatures.
    pub signature_fields: bool,
    /// Number and day of issue that were given beside the data.
    pub number: Option<i64>,
    /// Day of issue, `2024-06-24`; `None` when the data's own was taken.
    pub date: Option<String>,
    /// The document that it replaces, as templates see it; `None` when the data says it, or nothing is replaced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<String>,
    /// How the document was copied; several for a copy of a copy, none for what was issued.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub copies: Vec<CopyRecord>,
}

/// How a document was copied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopyRecord {
    /// `sao-y`, `sao-luc` or `trich-sao`.
    pub form: String,
    /// Số of the copy; copies of all forms are counted together within a year.
    pub serial: i64,
    /// Ký hiệu of the copy: `SY-UBND`.
    pub symbol: String,
    /// The day of copying, `2024-06-24`.
    pub date: String,
    /// Quyền hạn, chức vụ of who signs the copy, a line each.
    pub capacity: Vec<String>,
    /// Full name of who signs the copy.
    pub signer: String,
    /// Nơi nhận of the copy, the file copy last.
    pub recipients: Vec<String>,
    /// Whether it is an electronic copy, which has a corner instead of a note at its end.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub electronic: bool,
    /// When the agency signed an electronic copy, as printed; `None` leaves room.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// What was copied of the document, by numbers of headings and labels of appendices; empty for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<String>,
}

/// `manifest.json`: all there is to know about a version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// [`FORMAT`] when it was written.
    pub format: u32,
    /// The program and its version.
    pub engine: String,
    /// Number, title, period and the like; its keys stand beside the others in the JSON.
    #[serde(flatten)]
    pub about: About,
    /// How the inputs were rendered.
    pub rendering: Rendering,
    /// The fonts that the pages were set in, by their files.
    pub fonts: Vec<FileRecord>,
    /// All files in the version's folder but the manifest itself.
    pub files: Vec<FileRecord>,
    /// Hash of the ledger's line before this one.
    pub chain: String,
}

impl Manifest {
    /// The bytes of `manifest.json`: JSON with indents and a line end. The same manifest is always the same bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        pretty(self)
    }
}

/// A line of the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerEntry {
    /// From 1.
    pub entry: u64,
    /// The version's folder, from the archive's root: `2024/254-BC-TCTĐA06/v1`.
    pub folder: String,
    /// As in the version's manifest; its keys stand beside the others in the line.
    #[serde(flatten)]
    pub about: About,
    /// Hash of the manifest.
    pub manifest: String,
    /// Hash of the line before.
    pub chain: String,
}

impl LedgerEntry {
    /// The line, without its end. The same entry is always the same line.
    pub fn to_line(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Year, number and version in one: `2024/254-BC-TCTĐA06/v1` has the document `2024/254-BC-TCTĐA06`.
    pub fn document(&self) -> &str {
        self.folder.rsplit_once('/').map_or(self.folder.as_str(), |(document, _)| document)
    }
}

/// JSON as people read it, with a line end.
fn pretty(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// Tests, and a record that those of other modules start from.
#[cfg(test)]
pub mod tests {
    use super::*;

    /// A report of June 2024 with this number and version, which supersedes and replaces nothing.
    pub fn about(serial: i64, version: u32) -> About {
        About {
            number: format!("{serial:02}/BC-UBND"),
            serial,
            symbol: "BC-UBND".into(),
            agency: "UBND xã Mẫu".into(),
            date: "2024-06-24".into(),
            kind: "BÁO CÁO".into(),
            title: "Kết quả công tác tháng 6 năm 2024".into(),
            period: "2024-06".into(),
            signer: "Nguyễn Văn Mẫu".into(),
            recipients: vec!["Như trên".into(), "Lưu: VT".into()],
            copies: None,
            version,
            previous: None,
            replaces: None,
            reason: None,
            accepted_warnings: None,
            template: None,
        }
    }

    #[test]
    fn a_line_is_read_as_it_was_written() {
        let entry = LedgerEntry {
            entry: 1,
            folder: "2024/09-BC-UBND/v1".into(),
            about: about(9, 1),
            manifest: sha256(b"x"),
            chain: FIRST.into(),
        };
        let line = entry.to_line();
        assert!(!line.contains('\n'));
        assert_eq!(serde_json::from_str::<LedgerEntry>(&line).ok(), Some(entry.clone()));
        assert_eq!(entry.document(), "2024/09-BC-UBND");
    }
}
