//! What a careful registry says of a number before it is given: jumps, days out of order, a period that has a number already.

use super::place::ArchivePlace;
use crate::archive::find::{ReportIdentity, of_report};
use crate::archive::ledger::Ledger;
use crate::archive::record::LedgerEntry;
use crate::diag::{Code, Diagnostic, Text, text};
use crate::model::{Series, plain_text};
use crate::pipeline::Report;
use crate::text::date;

/// What is worth a look about a new number; nothing of it refuses.
pub(super) fn remarks(
    report: &Report,
    place: &ArchivePlace,
    is_auto: bool,
    ledger: &Ledger,
) -> Vec<Diagnostic> {
    let header = &report.document.header;
    let Some(day) = header.date.filter(|_| place.version == 1 && place.twin.is_none()) else {
        return Vec::new();
    };
    let year = day.format("%Y").to_string();
    let symbol = &header.number.symbol;
    let series = report.numbers.series(&year, &header.agency_in_text, symbol);
    let start = report.numbers.start(&year, symbol);
    let day = day.to_string();
    let found = [
        first_of_all(place.serial, is_auto, start, &series, &year, ledger),
        jump(place.serial, start, &series, ledger),
        out_of_order(place.serial, &day, &series, ledger),
        issued_before(report, place, ledger),
    ];
    found.into_iter().flatten().collect()
}

fn remark(headline: Text, help: Text) -> Diagnostic {
    Diagnostic::note(Code::NumberTaken, headline).help(help)
}

/// An archive that is new does not know where the office's book stands.
fn first_of_all(
    serial: i64,
    is_auto: bool,
    start: Option<i64>,
    series: &Series,
    year: &str,
    ledger: &Ledger,
) -> Option<Diagnostic> {
    let is_told = ledger.last_serial(series).is_some() || start.is_some();
    (is_auto && !is_told).then(|| {
        remark(
            text!(
                "kho chưa có số nào của năm {year}: lấy số {serial:02}",
                "the archive has no number of {year}: {serial:02} is taken"
            ),
            text!(
                "nếu sổ của cơ quan đã có số, ghi vào co-quan.yaml: so_bat_dau: [{{nam: {year}, so: số tiếp theo}}]",
                "if the office's book has numbers, write into co-quan.yaml: so_bat_dau: [{{nam: {year}, so: the next one}}]"
            ),
        )
    })
}

fn jump(serial: i64, start: Option<i64>, series: &Series, ledger: &Ledger) -> Option<Diagnostic> {
    let below =
        ledger.in_series(series).map(|entry| entry.about.serial).filter(|other| *other < serial).max();
    let before = below.or(start.map(|start| start - 1))?;
    (serial > before + 1).then(|| {
        remark(
            text!("số nhảy từ {before} lên {serial}", "the number jumps from {before} to {serial}"),
            text!(
                "các số ở giữa có được lấy ở nơi khác không?",
                "were the numbers between them taken elsewhere?"
            ),
        )
    })
}

fn out_of_order(serial: i64, day: &str, series: &Series, ledger: &Ledger) -> Option<Diagnostic> {
    let is_wrong = |entry: &&LedgerEntry| {
        let other = &entry.about;
        (other.serial < serial && other.date.as_str() > day)
            || (other.serial > serial && other.date.as_str() < day)
    };
    let other = &ledger.in_series(series).rfind(is_wrong)?.about;
    let shown = |day: &str| date::parse(day).map_or_else(|_| day.to_string(), date::short);
    let (number, then, now) = (&other.number, shown(&other.date), shown(day));
    Some(remark(
        text!(
            "ngày {now} không theo thứ tự số: {number} ban hành ngày {then}",
            "the day {now} is out of the order of numbers: {number} is of {then}"
        ),
        text!("xem lại số và ngày", "look at the number and the day again"),
    ))
}

/// The report of the period has a number already: a second one may be a slip.
fn issued_before(report: &Report, place: &ArchivePlace, ledger: &Ledger) -> Option<Diagnostic> {
    let title = plain_text(&report.document.subject);
    // A document without a period is another one each time.
    let period = report.period?.to_string();
    let identity = ReportIdentity {
        template: &report.inputs.id,
        title: &title,
        period: &period,
        agency: &report.document.header.agency_in_text,
    };
    let entry = of_report(ledger, identity).next_back().filter(|_| place.replaces.is_none())?;
    let number = &entry.about.number;
    let headline =
        text!("kỳ này đã phát hành với số {number}", "this period was issued with the number {number}");
    Some(Diagnostic::warning(Code::NumberTaken, headline).help(text!(
        "sửa bản đã phát hành: ghi lại số ấy vào “so” rồi baocao amend; cần thêm một văn bản nữa thì nêu lý do",
        "to correct it write that number into “so” and run baocao amend; for a second document give a reason"
    )))
}
