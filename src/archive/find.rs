//! Finding versions in the ledger.

use super::ledger::Ledger;
use super::record::LedgerEntry;
use crate::text::without_marks;

/// What a version must have to be listed; what is `None` or empty does not matter.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// The year of issue: `2024`.
    pub year: Option<String>,
    /// The reporting period (kỳ) as the archive writes it: `2024-06`.
    pub period: Option<String>,
    /// The number of the document (số), without its symbol.
    pub number: Option<i64>,
    /// Words of the title, number, agency or period; with accents or without.
    pub words: Vec<String>,
}

impl Query {
    fn matches(&self, entry: &LedgerEntry) -> bool {
        let about = &entry.about;
        let has_words = || {
            let text = format!("{} {} {} {}", about.title, about.number, about.agency, about.period);
            let (exact, bare) = (text.to_lowercase(), folded(&text));
            // A word with accents is meant as it is typed, one without finds all.
            self.words.iter().all(|word| {
                let word = word.to_lowercase();
                if folded(&word) == word { bare.contains(&word) } else { exact.contains(&word) }
            })
        };
        self.year.as_deref().is_none_or(|year| year == about.year())
            && self.period.as_deref().is_none_or(|period| period == about.period)
            && self.number.is_none_or(|number| number == about.serial)
            && (self.words.is_empty() || has_words())
    }
}

fn folded(text: &str) -> String {
    without_marks(text).to_lowercase()
}

/// The versions that fit, in the order of issue.
pub fn search<'l>(ledger: &'l Ledger, query: &Query) -> Vec<&'l LedgerEntry> {
    ledger.entries.iter().filter(|entry| query.matches(entry)).collect()
}

/// What makes two documents the same report, whatever their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReportIdentity<'a> {
    /// The template's folder: `cchc`.
    pub template: &'a str,
    /// Trích yếu, for what was issued before the archive knew templates.
    pub title: &'a str,
    /// The reporting period: `2024-06`.
    pub period: &'a str,
    /// The issuing agency as it stands in a sentence.
    pub agency: &'a str,
}

impl ReportIdentity<'_> {
    fn is_of(&self, entry: &LedgerEntry) -> bool {
        let about = &entry.about;
        let is_kind = match &about.template {
            Some(template) => template == self.template,
            None => about.title == self.title,
        };
        is_kind && about.period == self.period && about.agency == self.agency
    }
}

/// The versions of the report of a period, whatever their numbers, in the order of issue.
pub fn of_report<'l>(
    ledger: &'l Ledger,
    identity: ReportIdentity<'l>,
) -> impl DoubleEndedIterator<Item = &'l LedgerEntry> {
    ledger.entries.iter().filter(move |entry| identity.is_of(entry))
}

/// The versions that a name means: a folder (`2024/254-BC-TCTĐA06/v1`), a part of it (`254-BC-TCTĐA06`, `254`, `254/v1`), a
/// period or a number as printed. Without a version, the latest of each document.
pub fn named<'l>(ledger: &'l Ledger, name: &str) -> Vec<&'l LedgerEntry> {
    let name = name.trim_end_matches('/');
    let (document, version) =
        match name.rsplit_once("/v").map(|(document, version)| (document, version.parse::<u32>())) {
            Some((document, Ok(version))) => (document, Some(version)),
            _ => (name, None),
        };
    let is_document = |entry: &&LedgerEntry| {
        let own = entry.document();
        let last = own.rsplit('/').next().unwrap_or(own);
        let about = &entry.about;
        [
            own,
            last,
            &about.number,
            &about.period,
            &format!("{}", about.serial),
            &format!("{:02}", about.serial),
            &format!("{}/{}", about.year(), about.serial),
        ]
        .iter()
        .any(|known| known.to_lowercase() == document.to_lowercase())
    };
    let entries: Vec<&LedgerEntry> = ledger.entries.iter().filter(is_document).collect();
    match version {
        Some(version) => entries.into_iter().filter(|entry| entry.about.version == version).collect(),
        None => {
            let is_last = |entry: &&LedgerEntry| {
                ledger.latest_of(entry.document()).is_some_and(|latest| latest.folder == entry.folder)
            };
            entries.into_iter().filter(is_last).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::record::{FIRST, tests::about};

    fn ledger() -> Ledger {
        let mut ledger = Ledger::parse(b"");
        for (serial, version) in [(9, 1), (10, 1), (9, 2)] {
            let folder = format!("2024/{serial:02}-BC-UBND/v{version}");
            let about = about(serial, version);
            let entry = ledger.entries.len() as u64 + 1;
            ledger.entries.push(LedgerEntry {
                entry,
                folder,
                about,
                manifest: String::new(),
                chain: FIRST.into(),
            });
        }
        ledger
    }

    #[test]
    fn words_are_found_with_and_without_accents() {
        let ledger = ledger();
        let count = |words: &[&str]| {
            let words = words.iter().map(|word| word.to_string()).collect();
            search(&ledger, &Query { words, ..Query::default() }).len()
        };
        assert_eq!((count(&["ket qua"]), count(&["KẾT", "tháng 6"]), count(&["kệt"])), (3, 3, 0));
        assert_eq!(search(&ledger, &Query { number: Some(9), ..Query::default() }).len(), 2);
        assert_eq!(search(&ledger, &Query { year: Some("2023".into()), ..Query::default() }).len(), 0);
    }

    #[test]
    fn a_name_means_the_latest_version_unless_it_says_one() {
        let ledger = ledger();
        let named =
            |name: &str| -> Vec<String> { named(&ledger, name).iter().map(|e| e.folder.clone()).collect() };
        for name in ["9", "09", "09-bc-ubnd", "2024/09-BC-UBND", "09/BC-UBND", "2024/9"] {
            assert_eq!(named(name), ["2024/09-BC-UBND/v2"], "{name}");
        }
        assert_eq!(named("9/v1"), ["2024/09-BC-UBND/v1"]);
        assert_eq!(named("2024-06"), ["2024/10-BC-UBND/v1", "2024/09-BC-UBND/v2"]);
        assert_eq!(named("11"), Vec::<String>::new());
    }
}
