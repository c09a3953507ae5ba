//! The register of outgoing documents (sổ đăng ký văn bản đi) with the ten columns of Decree 30/2020, Appendix IV.

use std::collections::BTreeSet;

use super::ledger::Ledger;
use super::record::LedgerEntry;
use crate::text::date;

/// The columns in their order (Appendix IV).
pub const COLUMNS: [&str; 10] = [
    "Số, ký hiệu văn bản",
    "Ngày tháng văn bản",
    "Tên loại và trích yếu nội dung văn bản",
    "Người ký",
    "Nơi nhận văn bản",
    "Đơn vị, người nhận bản lưu",
    "Số lượng bản",
    "Ngày chuyển",
    "Ký nhận",
    "Ghi chú",
];

/// A document in the register. The day of delivery and the signature of the receiver are written in by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterLine {
    /// Số, ký hiệu: `254/BC-TCTĐA06`.
    pub number: String,
    /// Số, without the symbol.
    pub serial: i64,
    /// `24/6/2024`.
    pub date: String,
    /// Tên loại and trích yếu, in one line.
    pub title: String,
    /// Người ký: the full name.
    pub signer: String,
    /// Nơi nhận, with semicolons between them, without the file copy.
    pub recipients: String,
    /// Who keeps the file copy (bản lưu): `VT, CATP`; empty when the document does not say it.
    pub file_copy: String,
    /// Số lượng bản, when the data says it.
    pub copies: Option<i64>,
    /// Ghi chú: whether the document was corrected, replaces another or was replaced; else empty.
    pub remark: String,
}

impl RegisterLine {
    /// The cells in the order of [`COLUMNS`].
    pub fn cells(&self) -> [String; 10] {
        let copies = self.copies.map(|copies| copies.to_string()).unwrap_or_default();
        [
            self.number.clone(),
            self.date.clone(),
            self.title.clone(),
            self.signer.clone(),
            self.recipients.clone(),
            self.file_copy.clone(),
            copies,
            String::new(),
            String::new(),
            self.remark.clone(),
        ]
    }
}

/// The agencies that issued documents in a year, in the order of their first one. Each has numbers of its own.
pub fn agencies<'l>(ledger: &'l Ledger, year: &str) -> Vec<&'l str> {
    let mut agencies: Vec<&'l str> = Vec::new();
    for about in ledger.entries.iter().map(|entry| &entry.about).filter(|about| about.year() == year) {
        if !agencies.iter().any(|known| known.to_lowercase() == about.agency.to_lowercase()) {
            agencies.push(&about.agency);
        }
    }
    agencies
}

/// The documents of a year, by day and number: each once, as its latest version says. `agency` is the name of whose, `None` for all.
pub fn register(ledger: &Ledger, year: &str, agency: Option<&str>) -> Vec<RegisterLine> {
    let is_wanted = |entry: &LedgerEntry| {
        !entry.about.is_copy()
            && agency.is_none_or(|wanted| entry.about.agency.to_lowercase() == wanted.to_lowercase())
    };
    let mut told = BTreeSet::new();
    let mut entries: Vec<&LedgerEntry> = ledger
        .entries
        .iter()
        .rev()
        .filter(|entry| entry.about.year() == year && is_wanted(entry) && told.insert(entry.document()))
        .collect();
    entries.sort_by(|a, b| {
        (&a.about.date, a.about.serial, &a.folder).cmp(&(&b.about.date, b.about.serial, &b.folder))
    });
    let successors = ledger.successors();
    entries
        .into_iter()
        .map(|entry| line(entry, ledger, successors.get(entry.folder.as_str()).map_or(&[], Vec::as_slice)))
        .collect()
}

fn line(entry: &LedgerEntry, ledger: &Ledger, next: &[&LedgerEntry]) -> RegisterLine {
    let about = &entry.about;
    let is_copy = |name: &&String| name.to_lowercase().starts_with("lưu");
    let copy =
        about.recipients.iter().find(is_copy).map_or("", |copy| copy.trim_start_matches(|c: char| c != ':'));
    let others: Vec<&str> =
        about.recipients.iter().filter(|name| !is_copy(name)).map(String::as_str).collect();
    let number_of = |folder: &String| {
        ledger.entries.iter().find(|other| other.folder == *folder).map(|other| other.about.number.clone())
    };
    let replaced = about.replaces.as_ref().and_then(number_of).map(|number| format!("Thay thế {number}"));
    let corrected = (about.version > 1).then(|| format!("Đã sửa, bản {}", about.version));
    let superseded = next.iter().map(|next| format!("Đã được thay thế bằng {}", next.about.number));
    RegisterLine {
        number: about.number.clone(),
        serial: about.serial,
        date: date::parse(&about.date).map_or_else(|_| about.date.clone(), date::short),
        title: format!("{} {}", about.kind, about.title),
        signer: about.signer.clone(),
        recipients: others.join("; "),
        file_copy: copy.trim_start_matches([':', ' ']).to_string(),
        copies: about.copies,
        remark: corrected.into_iter().chain(replaced).chain(superseded).collect::<Vec<_>>().join("; "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::record::{FIRST, tests::about};

    #[test]
    fn a_document_stands_once_with_what_became_of_it() {
        let mut ledger = Ledger::parse(b"");
        let mut add = |serial: i64, version: u32, replaces: Option<&str>| {
            let mut about = about(serial, version);
            about.replaces = replaces.map(str::to_string);
            about.recipients = vec!["UBND huyện".into(), "Lưu: VT, KT".into()];
            let folder = format!("2024/{serial:02}-BC-UBND/v{version}");
            let entry = ledger.entries.len() as u64 + 1;
            ledger.entries.push(LedgerEntry {
                entry,
                folder,
                about,
                manifest: String::new(),
                chain: FIRST.into(),
            });
        };
        add(10, 1, None);
        add(9, 1, None);
        add(9, 2, None);
        add(11, 1, Some("2024/09-BC-UBND/v2"));
        let lines = register(&ledger, "2024", None);
        let told: Vec<(&str, &str)> =
            lines.iter().map(|line| (line.number.as_str(), line.remark.as_str())).collect();
        assert_eq!(
            told,
            [
                ("09/BC-UBND", "Đã sửa, bản 2; Đã được thay thế bằng 11/BC-UBND"),
                ("10/BC-UBND", ""),
                ("11/BC-UBND", "Thay thế 09/BC-UBND"),
            ]
        );
        let cells = lines[0].cells();
        assert_eq!(
            (cells[4].as_str(), cells[5].as_str(), cells.len()),
            ("UBND huyện", "VT, KT", COLUMNS.len())
        );
        assert_eq!(register(&ledger, "2023", None), []);
    }
}
