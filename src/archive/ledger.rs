//! The ledger: a line for each version, each with the hash of the line before.

use std::collections::BTreeMap;

use super::record::{FIRST, LedgerEntry};
use crate::diag::{Text, text};
use crate::hash::sha256;
use crate::model::Series;

/// The ledger as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// What the lines say, in the order of issue; a line that cannot be read has none.
    pub entries: Vec<LedgerEntry>,
    /// The whole lines that are wrong, in their order.
    pub faults: Vec<LedgerFault>,
    /// The number of a last line without its end: it is being written, or was broken off.
    pub torn: Option<usize>,
    /// Hash of the last line; the next one names it.
    pub head: String,
    /// Bytes of the whole lines.
    pub length: u64,
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerFault {
    /// From 1.
    pub line: usize,
    /// What to tell the user, to stand behind the number of the line.
    pub what: Text,
}

impl Ledger {
    /// Reads the lines. A last line without its end is no line yet.
    pub fn parse(bytes: &[u8]) -> Self {
        let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        let mut ledger = Ledger {
            entries: Vec::new(),
            faults: Vec::new(),
            torn: None,
            head: FIRST.to_string(),
            length: whole as u64,
        };
        let mut lines = 0;
        for (index, line) in bytes[..whole].split_inclusive(|byte| *byte == b'\n').enumerate() {
            let line = &line[..line.len() - 1];
            let fault = |what| LedgerFault { line: index + 1, what };
            match serde_json::from_slice::<LedgerEntry>(line) {
                Ok(entry) => {
                    if entry.entry != index as u64 + 1 || entry.chain != ledger.head {
                        ledger.faults.push(fault(text!(
                            "không nối với dòng trước: một dòng đã bị sửa, xóa, thêm hoặc đổi chỗ",
                            "does not follow the line before: a line was altered, deleted, added or moved"
                        )));
                    } else if entry.to_line().as_bytes() != line {
                        ledger.faults.push(fault(altered()));
                    }
                    ledger.entries.push(entry);
                }
                Err(_) => ledger.faults.push(fault(altered())),
            }
            ledger.head = sha256(line);
            lines = index + 1;
        }
        ledger.torn = (whole < bytes.len()).then_some(lines + 1);
        ledger
    }

    /// The versions of a series, in the order of issue.
    pub fn in_series<'l>(&'l self, series: &Series) -> impl DoubleEndedIterator<Item = &'l LedgerEntry> {
        self.entries.iter().filter(move |entry| entry.about.is_in(series))
    }

    /// The highest number of a series so far; `None` when it has none.
    pub fn last_serial(&self, series: &Series) -> Option<i64> {
        self.in_series(series).map(|entry| entry.about.serial).max()
    }

    /// The number after the last one of a series; at least `start`, from which the office goes on.
    pub fn next_serial(&self, series: &Series, start: Option<i64>) -> i64 {
        let start = start.unwrap_or(1);
        self.last_serial(series).map_or(start, |last| last.saturating_add(1).max(start))
    }

    /// The latest version of a number.
    pub fn latest(&self, series: &Series, serial: i64) -> Option<&LedgerEntry> {
        self.in_series(series).rfind(|entry| entry.about.serial == serial)
    }

    /// The number after the last copy of an agency in a year; copies of all forms are counted together (Decree 30/2020, Appendix I,
    /// part II, II.1.c).
    pub fn next_copy(&self, year: &str, agency: &str) -> i64 {
        let copies = self.copies(year, agency);
        copies.map(|entry| entry.about.serial).max().map_or(1, |last| last.saturating_add(1))
    }

    /// The copies of an agency in a year, in the order of their making.
    pub fn copies<'l>(&'l self, year: &str, agency: &str) -> impl Iterator<Item = &'l LedgerEntry> {
        let agency = agency.to_lowercase();
        self.entries.iter().filter(move |entry| {
            let about = &entry.about;
            about.is_copy() && about.year() == year && about.agency.to_lowercase() == agency
        })
    }

    /// How many versions had been issued when `head` was the hash of the last line; `None` when it never was.
    pub fn count_at(&self, head: &str) -> Option<usize> {
        let head = head.trim().to_lowercase();
        let before = self.entries.iter().position(|entry| entry.chain == head);
        before.or_else(|| (self.head == head).then_some(self.entries.len()))
    }

    /// The latest version of each document, and all others.
    pub fn latest_of(&self, document: &str) -> Option<&LedgerEntry> {
        self.entries.iter().rfind(|entry| entry.document() == document)
    }

    /// The faults, with that of a line that was broken off.
    pub fn all_faults(&self) -> Vec<LedgerFault> {
        let torn =
            self.torn.map(|line| LedgerFault { line, what: text!("bị cắt cụt", "is broken off") });
        self.faults.iter().cloned().chain(torn).collect()
    }

    /// The versions that superseded or replaced each folder that has some, in the order of issue.
    pub fn successors(&self) -> BTreeMap<&str, Vec<&LedgerEntry>> {
        let mut successors: BTreeMap<&str, Vec<&LedgerEntry>> = BTreeMap::new();
        for entry in &self.entries {
            for folder in [&entry.about.previous, &entry.about.replaces].into_iter().flatten() {
                successors.entry(folder.as_str()).or_default().push(entry);
            }
        }
        successors
    }
}

fn altered() -> Text {
    text!("đã bị sửa, không đọc được như khi ghi", "was altered and does not read as it was written")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::record::tests::about;

    fn ledger(count: u64) -> String {
        let mut text = String::new();
        let mut chain = FIRST.to_string();
        for number in 1..=count {
            let entry = LedgerEntry {
                entry: number,
                folder: format!("2024/{number:02}-BC-UBND/v1"),
                about: about(number as i64, 1),
                manifest: sha256(b"m"),
                chain,
            };
            let line = entry.to_line();
            chain = sha256(line.as_bytes());
            text += &(line + "\n");
        }
        text
    }

    #[test]
    fn a_sound_ledger_has_no_faults_and_a_broken_one_names_its_line() {
        let text = ledger(3);
        let read = Ledger::parse(text.as_bytes());
        assert_eq!((read.entries.len(), read.faults.len(), read.length), (3, 0, text.len() as u64));
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let faulty = |text: String| -> Vec<usize> {
            Ledger::parse(text.as_bytes()).all_faults().iter().map(|fault| fault.line).collect()
        };
        assert_eq!(faulty([lines[0], lines[2]].concat()), [2]);
        assert_eq!(faulty([lines[1], lines[0], lines[2]].concat()), [1, 2, 3]);
        assert_eq!(faulty(text.replacen("02/BC", "07/BC", 1)), [3]);
        assert_eq!(faulty(text.replacen("\"entry\":3", "\"entry\": 3", 1)), [3]);
        assert_eq!(faulty(text[..text.len() - 1].to_string()), [3]);
        assert_eq!(faulty(text.replacen("{\"entry\":2", "[\"entry\":2", 1)), [2, 3]);
    }

    #[test]
    fn every_flipped_byte_of_a_line_is_a_fault_somewhere() {
        let text = ledger(2);
        let first = text.find('\n').expect("two lines");
        for at in 0..first {
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= 1;
            assert!(!Ledger::parse(&bytes).faults.is_empty(), "byte {at}");
        }
    }
}
