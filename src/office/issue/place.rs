//! Where a version goes: its number, what it supersedes or replaces, and whether it may.

use std::path::Path;

use super::{IssueRequest, Occasion, Serial};
use crate::archive::ledger::Ledger;
use crate::archive::record::{About, LedgerEntry};
use crate::archive::version::manifest;
use crate::diag::{Code, Diagnostic, text};
use crate::model::{Series, plain_text};
use crate::pipeline::Report;
use crate::text::date;

/// Where a version goes.
pub(super) struct ArchivePlace {
    pub serial: i64,
    pub version: u32,
    pub previous: Option<String>,
    pub replaces: Option<String>,
    pub reason: Option<String>,
    pub before: Option<LedgerEntry>,
    /// The number is taken by this one: issuing is fine only when it is the same in every byte.
    pub twin: Option<LedgerEntry>,
}

pub(super) fn place(
    report: &Report,
    wanted: &IssueRequest<'_>,
    ledger: &Ledger,
) -> Result<ArchivePlace, Box<Diagnostic>> {
    let header = &report.document.header;
    let agency = &header.agency_in_text;
    let year = header.date.map(|date| date.format("%Y").to_string()).unwrap_or_default();
    let symbol = &header.number.symbol;
    // Numbers are counted as the office's head decides; a document is known by its number and its symbol.
    let series = report.numbers.series(&year, agency, symbol);
    let own_symbol = |entry: &LedgerEntry| entry.about.symbol.to_lowercase() == symbol.to_lowercase();
    let own = header.number.serial.unwrap_or_default();
    let number = |serial| match serial {
        Serial::OfData => Ok(own),
        Serial::Given(serial) => Ok(serial),
        Serial::Next => next_serial(report, ledger, &series, &year),
    };
    let first = |serial: i64| ArchivePlace {
        serial,
        version: 1,
        previous: None,
        replaces: None,
        reason: None,
        before: None,
        twin: ledger.latest(&series, serial).cloned(),
    };
    match wanted.occasion {
        Occasion::Issue(serial) => Ok(first(number(serial)?)),
        Occasion::Amend { reason } => {
            let issued =
                ledger.in_series(&series).rfind(|entry| entry.about.serial == own && own_symbol(entry));
            let before = issued.cloned().ok_or_else(|| not_issued(report))?;
            may_be_corrected(report, &before, ledger, wanted.archive)?;
            Ok(ArchivePlace {
                serial: own,
                version: before.about.version + 1,
                previous: Some(before.folder.clone()),
                reason: Some(reason.to_string()),
                before: Some(before),
                ..first(own)
            }
            .without_twin())
        }
        Occasion::Replace { reason, serial } => {
            // The document may be of another year than the one that replaces it.
            let is_old = |entry: &&LedgerEntry| {
                let other = &entry.about;
                let any_year = report.numbers.series(other.year(), agency, symbol);
                other.serial == own && own_symbol(entry) && other.is_in(&any_year)
            };
            let old = ledger.entries.iter().rfind(is_old).cloned().ok_or_else(|| not_issued(report))?;
            may_be_corrected(report, &old, ledger, wanted.archive)?;
            let place = first(number(serial)?);
            if let Some(twin) = &place.twin {
                return Err(number_taken(twin));
            }
            Ok(ArchivePlace {
                replaces: Some(old.folder.clone()),
                reason: Some(reason.to_string()),
                before: Some(old),
                ..place
            })
        }
    }
}

/// No office has more documents in a year.
const MAX_SERIAL: i64 = 99_999;

/// The number after the last one of a series, or the first one that the office states.
fn next_serial(
    report: &Report,
    ledger: &Ledger,
    series: &Series,
    year: &str,
) -> Result<i64, Box<Diagnostic>> {
    let next = ledger.next_serial(series, report.numbers.start(year, &report.document.header.number.symbol));
    if next <= MAX_SERIAL {
        return Ok(next);
    }
    let last = next - 1;
    Err(Diagnostic::error(
        Code::ValueOutOfRange,
        text!(
            "số cuối trong kho là {last}, không có số tiếp theo đến {MAX_SERIAL}",
            "the last number of the archive is {last}: there is no next one up to {MAX_SERIAL}"
        ),
    )
    .help(text!(
        "xem lại số ấy (baocao archive list); lấy số khác thì ghi --number N",
        "look at that number (baocao archive list); for another one write --number N"
    ))
    .into())
}

/// Whether a report may take the place of what was issued: it is about the same period, and nothing else took that place.
fn may_be_corrected(
    report: &Report,
    before: &LedgerEntry,
    ledger: &Ledger,
    archive: &Path,
) -> Result<(), Box<Diagnostic>> {
    let number = &before.about.number;
    let (then, now) =
        (&before.about.period, report.period.map(|period| period.to_string()).unwrap_or_default());
    if *then != now {
        return Err(Diagnostic::error(
            Code::NumberTaken,
            text!(
                "số {number} là báo cáo kỳ {then}, tệp này là kỳ {now}",
                "{number} is the report of {then}, this file is of {now}"
            ),
        )
        .help(text!(
            "sửa “so” hoặc “ky”; báo cáo kỳ mới thì dùng baocao issue",
            "correct “so” or “ky”; the report of another period is issued with baocao issue"
        ))
        .into());
    }
    if is_other_report(report, before, archive) {
        return Err(other_report(report, before));
    }
    let replaces = |entry: &&LedgerEntry| {
        let folder = entry.about.replaces.as_deref().and_then(|folder| folder.rsplit_once('/'));
        folder.is_some_and(|(document, _)| document == before.document())
    };
    let Some(next) = ledger.entries.iter().find(replaces) else { return Ok(()) };
    let next = &next.about.number;
    Err(Diagnostic::error(
        Code::NumberTaken,
        text!("{number} đã được thay thế bằng {next}", "{number} was replaced by {next}"),
    )
    .help(text!(
        "muốn sửa tiếp thì sửa {next}: ghi số ấy vào “so”",
        "to correct further, correct {next}: write its number into “so”"
    ))
    .into())
}

/// Whether a number belongs to a report of another kind, or to another letter: by the template, without a period by the data file.
/// One whose title is the same was only moved.
fn is_other_report(report: &Report, before: &LedgerEntry, archive: &Path) -> bool {
    let about = &before.about;
    // A letter is known by its file alone: two invitations may have one title.
    let is_renamed = report.period.is_some() && about.title == plain_text(&report.document.subject);
    let is_other_kind = about.template.as_ref().is_some_and(|template| *template != report.inputs.id);
    let is_other_letter = report.period.is_none()
        && manifest(archive, before)
            .is_ok_and(|manifest| manifest.rendering.data != report.inputs.place.name());
    !is_renamed && (is_other_kind || is_other_letter)
}

fn other_report(report: &Report, before: &LedgerEntry) -> Box<Diagnostic> {
    let About { number, kind, title, .. } = &before.about;
    let now = report.inputs.place.name();
    Diagnostic::error(
        Code::NumberTaken,
        text!(
            "số {number} là {kind} {title}, không phải của {now}",
            "{number} is {kind} {title}, not that of {now}"
        ),
    )
    .help(text!(
        "sửa “so” cho đúng số đã ban hành của văn bản này; văn bản mới thì dùng baocao issue",
        "write the number of this document into “so”; a new document is issued with baocao issue"
    ))
    .into()
}

impl ArchivePlace {
    fn without_twin(self) -> Self {
        ArchivePlace { twin: None, ..self }
    }
}

pub(super) fn number_taken(twin: &LedgerEntry) -> Box<Diagnostic> {
    let About { number, title, date, .. } = &twin.about;
    let day = date::parse(date).map_or_else(|_| date.clone(), date::short);
    Diagnostic::error(
        Code::NumberTaken,
        text!(
            "số {number} đã ban hành ngày {day}: {title}",
            "the number {number} was issued on {day}: {title}"
        ),
    )
    .help(text!(
        "sửa bản đã ban hành: baocao amend; văn bản khác: đổi số, hoặc --number auto",
        "to correct what was issued: baocao amend; for another document: change the number, or --number auto"
    ))
    .into()
}

fn not_issued(report: &Report) -> Box<Diagnostic> {
    let number = report.document.header.number.full();
    let number = number.trim();
    Diagnostic::error(
        Code::NotIssued,
        text!("số {number} chưa ban hành trong kho lưu trữ này", "{number} was not issued in this archive"),
    )
    .help(text!("ban hành lần đầu: baocao issue", "to issue it for the first time: baocao issue"))
    .into()
}
