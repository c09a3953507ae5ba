//! Certified copies of issued documents (Decree 30/2020, Article 25; Appendix I, part II).

use chrono::NaiveDate;

use super::{DocumentNumber, SignatureBlock};

/// How a document is copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopyForm {
    /// Sao y: the whole original.
    Whole,
    /// Sao lục: the whole of a sao y.
    OfCopy,
    /// Trích sao: a part of the original.
    Extract,
}

impl CopyForm {
    /// All forms, as the decree lists them.
    pub const ALL: [CopyForm; 3] = [CopyForm::Whole, CopyForm::OfCopy, CopyForm::Extract];

    /// What stands over a copy: `SAO Y`.
    pub const fn words(self) -> &'static str {
        match self {
            CopyForm::Whole => "SAO Y",
            CopyForm::OfCopy => "SAO LỤC",
            CopyForm::Extract => "TRÍCH SAO",
        }
    }

    /// The abbreviation that the symbol of a copy begins with (Appendix III, part I).
    pub const fn abbreviation(self) -> &'static str {
        match self {
            CopyForm::Whole => "SY",
            CopyForm::OfCopy => "SL",
            CopyForm::Extract => "TrS",
        }
    }

    /// The kind of document that a copy is: `BẢN SAO Y`.
    pub const fn kind(self) -> &'static str {
        match self {
            CopyForm::Whole => "BẢN SAO Y",
            CopyForm::OfCopy => "BẢN SAO LỤC",
            CopyForm::Extract => "BẢN TRÍCH SAO",
        }
    }

    /// Its name on the command line and in the archive: `sao-y`.
    pub const fn id(self) -> &'static str {
        match self {
            CopyForm::Whole => "sao-y",
            CopyForm::OfCopy => "sao-luc",
            CopyForm::Extract => "trich-sao",
        }
    }

    /// The form of a name.
    pub fn named(id: &str) -> Option<Self> {
        CopyForm::ALL.into_iter().find(|form| form.id() == id)
    }
}

/// What stands below the last part of a copy on paper (form 3.1).
#[derive(Clone, Debug, PartialEq)]
pub struct CopyNote {
    /// How it is copied.
    pub form: CopyForm,
    /// The agency that copies, a line each.
    pub agency: Vec<String>,
    /// Số, ký hiệu of the copy; copies of all forms are counted together.
    pub number: DocumentNumber,
    /// Địa danh before the date.
    pub place: String,
    /// The day of copying.
    pub date: NaiveDate,
    /// Nơi nhận, the file copy last.
    pub recipients: Vec<String>,
    /// Who signs the copy, and as what.
    pub signature: SignatureBlock,
}

/// What stands in the top right corner of an electronic copy (form 3.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopyCorner {
    /// How it is copied.
    pub form: CopyForm,
    /// The agency that copies, as it stands in a sentence.
    pub agency: String,
    /// When it signed, as printed; `None` leaves room for the signing tool.
    pub time: Option<String>,
}
