//! The comparison with the file of the period before.

use chrono::Datelike;
use rust_decimal::Decimal;

use crate::check::previous::{Pair, pairs};
use crate::check::{Rule, Subject};
use crate::data::Node;
use crate::diag::page::{Page, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::period::Period;
use crate::text::date::{parse, short};
use crate::text::number::{self, grouped};

pub const STALE: Rule = Rule {
    code: Code::StaleFigures,
    page: Page {
        what: w(
            "Cả một nhóm số liệu giống hệt kỳ trước, hoặc số đã công bố của kỳ trước còn nằm lại.",
            "A whole group of figures is that of the period before, or its stated value was left behind.",
        ),
        why: w(
            "Chép tệp kỳ trước mà quên sửa. Nhóm có từ hai số trở lên, ít nhất một số từ 10.",
            "The file was copied and the figures forgotten. Groups of two or more figures, one of them 10 or more.",
        ),
        wrong: "kỳ trước: { quet: 177, thu: 624 }\nkỳ này:   { quet: 177, thu: 624 }",
        right: "kỳ này:   { quet: 201, thu: 655 }",
    },
    run: stale,
};

pub const CUMULATIVE: Rule = Rule {
    code: Code::CumulativeFalls,
    page: Page {
        what: w("Số lũy kế nhỏ hơn kỳ trước.", "A cumulative figure is below that of the period before."),
        why: w(
            "Số lũy kế chỉ tăng hoặc giữ nguyên; schema ghi “lũy kế” trong mô tả.",
            "Cumulative figures never fall; the schema says “lũy kế” in its description.",
        ),
        wrong: "kỳ trước: 2.781; kỳ này: 2.718",
        right: "kỳ trước: 2.781; kỳ này: 2.812",
    },
    run: cumulative,
};

pub const JUMPS: Rule = Rule {
    code: Code::FigureJumps,
    page: Page {
        what: w(
            "Số liệu tăng hoặc giảm quá nhiều lần so với kỳ trước.",
            "A figure grew or shrank by more than the stated factor.",
        ),
        why: w(
            "Thường là gõ thừa hoặc thiếu một chữ số. Hệ số ghi ở he_so_nhay trong checks.yaml, mặc định 10.",
            "Usually a digit too many or too few. The factor is he_so_nhay in checks.yaml, by default 10.",
        ),
        wrong: "kỳ trước: 3.904; kỳ này: 39.040",
        right: "kỳ trước: 3.904; kỳ này: 3.940",
    },
    run: jumps,
};

pub const NUMBER: Rule = Rule {
    code: Code::NumberOrder,
    page: Page {
        what: w(
            "Số hoặc ngày văn bản trùng hay đứng trước kỳ trước, hoặc ngày ban hành không thuộc năm của kỳ báo cáo.",
            "Number or date repeat or precede those of the period before, or the day of issue is not near the period.",
        ),
        why: w(
            "Điều 15: số văn bản tăng dần trong năm, mỗi số một văn bản.",
            "Article 15: numbers grow within a year, one document each.",
        ),
        wrong: "kỳ trước: so 254, ngày 24/6/2024\nkỳ này:   so 254, ngày 24/7/2024",
        right: "kỳ này:   so 301, ngày 24/7/2024",
    },
    run: number_order,
};

pub const GAP: Rule = Rule {
    code: Code::PeriodGap,
    page: Page {
        what: w(
            "Kỳ số liệu chồng lên hoặc hở so với kỳ trước.",
            "The days of the figures overlap with those of the period before, or leave a gap.",
        ),
        why: w(
            "Mỗi ngày thuộc đúng một kỳ, nếu không số cộng dồn sai.",
            "Every day belongs to one period, else sums are wrong.",
        ),
        wrong: "kỳ trước đến 04/6/2024; kỳ này từ 10/6/2024",
        right: "kỳ trước đến 04/6/2024; kỳ này từ 05/6/2024",
    },
    run: gap,
};

pub const FILE: Rule = Rule {
    code: Code::PeriodOfFile,
    page: Page {
        what: w(
            "Tên tệp là kỳ này nhưng mục ky là kỳ khác.",
            "The file is named after one period, but its ky is another.",
        ),
        why: w(
            "Tệp được chép từ kỳ trước mà chưa sửa ky; báo cáo sẽ in sai kỳ.",
            "The file was copied and ky forgotten; the report would name the wrong period.",
        ),
        wrong: "tệp 2024-07.yaml có ky: 2024-06",
        right: "tệp 2024-07.yaml có ky: 2024-07",
    },
    run: period_of_file,
};

fn period_of_file(subject: &Subject<'_>, found: &mut Diagnostics) {
    let path = subject.sources.path(subject.period.span.file);
    let named = path.file_stem().and_then(|stem| stem.to_str()).and_then(Period::parse);
    let Some(node) = subject.period.get("ky") else { return };
    let period = node.as_text().and_then(Period::parse);
    if let (Some(named), Some(period)) = (named, period)
        && named != period
    {
        found.push(
            Diagnostic::warning(
                Code::PeriodOfFile,
                text!(
                    "tệp tên {named} nhưng ky là {period}",
                    "the file is named {named}, but ky is {period}"
                ),
            )
            .at(node.span)
            .help(text!("sửa ky hoặc tên tệp", "correct ky or the file's name")),
        );
    }
}

fn figures(subject: &Subject<'_>) -> Vec<Pair> {
    subject.previous.map(|previous| pairs(subject.period, previous, subject.schema)).unwrap_or_default()
}

/// So many rows of one list are told as one finding.
const MANY_ROWS: usize = 3;

fn stale(subject: &Subject<'_>, found: &mut Diagnostics) {
    let all = figures(subject);
    let is_stale = |members: &&[Pair]| {
        let large = members.iter().any(|pair| pair.now >= Decimal::TEN);
        !members[0].group.is_empty()
            && members.len() > 1
            && large
            && members.iter().all(|pair| pair.now == pair.before)
    };
    let groups: Vec<&Pair> =
        all.chunk_by(|a, b| a.group == b.group).filter(is_stale).map(|members| &members[0]).collect();
    // Rows of one list come one after the other.
    let list = |pair: &Pair| pair.group.split('[').next().unwrap_or_default().to_string();
    for rows in groups.chunk_by(|a, b| a.group.contains('[') && list(a) == list(b)) {
        let told = if rows.len() > MANY_ROWS { &rows[..1] } else { rows };
        for pair in told {
            let (group, count, name) = (&pair.group, rows.len(), list(pair));
            let message = match told.len() < rows.len() {
                true => text!(
                    "“{name}”: {count} dòng có số liệu giống hệt kỳ trước",
                    "“{name}”: {count} rows have the figures of the period before"
                ),
                false => text!(
                    "“{group}”: số liệu giống hệt kỳ trước",
                    "“{group}”: the figures are those of the period before"
                ),
            };
            found.push(
                Diagnostic::warning(Code::StaleFigures, message)
                    .at(pair.group_span)
                    .help(text!("xem đã cập nhật số kỳ này chưa", "make sure that they are this period's")),
            );
        }
    }
    if let Some(previous) = subject.previous {
        stated_again(subject.period, previous, found);
    }
}

/// Stated values (`…_cong_bo`) with the reason of the period before.
fn stated_again(now: &Node, before: &Node, found: &mut Diagnostics) {
    for entry in now.entries() {
        let Some(other) = before.get(&entry.key) else { continue };
        let reason = |node: &Node| node.get("ly_do").and_then(Node::as_text).map(str::to_string);
        if entry.value.get("gia_tri").is_some()
            && reason(&entry.value).is_some()
            && reason(&entry.value) == reason(other)
        {
            let key = &entry.key;
            found.push(
                Diagnostic::warning(
                    Code::StaleFigures,
                    text!("“{key}” còn lại từ kỳ trước", "“{key}” was left behind from the period before"),
                )
                .at(entry.key_span)
                .help(text!("xóa mục này để in số tính được", "delete it, to print the computed value")),
            );
        }
        stated_again(&entry.value, other, found);
    }
}

fn cumulative(subject: &Subject<'_>, found: &mut Diagnostics) {
    for pair in figures(subject).iter().filter(|pair| pair.cumulative && pair.now < pair.before) {
        let (path, now, before) = (&pair.path, grouped(pair.now), grouped(pair.before));
        found.push(
            Diagnostic::warning(
                Code::CumulativeFalls,
                text!(
                    "“{path}” lũy kế giảm: {before} → {now}",
                    "“{path}”, cumulative, falls: {before} → {now}"
                ),
            )
            .at(pair.span)
            .and_at(pair.span_before, text!("kỳ trước {before}", "before: {before}")),
        );
    }
}

fn jumps(subject: &Subject<'_>, found: &mut Diagnostics) {
    let factor = Decimal::from(subject.jump_factor);
    for pair in &figures(subject) {
        let (small, large) =
            if pair.now < pair.before { (pair.now, pair.before) } else { (pair.before, pair.now) };
        // Small counts jump about by nature.
        if small < Decimal::TEN || large < small * factor {
            continue;
        }
        let (path, now, before) = (&pair.path, grouped(pair.now), grouped(pair.before));
        found.push(
            Diagnostic::warning(
                Code::FigureJumps,
                text!(
                    "“{path}” thay đổi quá {factor} lần: {before} → {now}",
                    "“{path}” changes more than {factor}-fold: {before} → {now}"
                ),
            )
            .at(pair.span)
            .and_at(pair.span_before, text!("kỳ trước {before}", "before: {before}")),
        );
    }
}

fn number_order(subject: &Subject<'_>, found: &mut Diagnostics) {
    let header = &subject.document.header;
    if let (Some(date), Some(place)) = (header.date, subject.key_span("ngay")) {
        let year = subject.period.get("ky").and_then(Node::as_text).and_then(Period::parse);
        let year = year.map(|period| i32::from(period.year()));
        if let Some(year) = year.filter(|year| date.year() < *year || date.year() > year + 1) {
            let shown = short(date);
            found.push(
                Diagnostic::warning(
                    Code::NumberOrder,
                    text!(
                        "ngày ban hành {shown} mà kỳ báo cáo thuộc năm {year}",
                        "issued on {shown}, but the period is of {year}"
                    ),
                )
                .at(place),
            );
        }
    }
    let Some(previous) = subject.previous else { return };
    let before = previous.get("ngay").and_then(Node::as_text).and_then(|text| parse(text).ok());
    let serial = |node: &Node| {
        node.get("so").and_then(Node::as_text).and_then(number::parse).map(|reading| reading.value())
    };
    if let (Some(now), Some(before), Some(place)) = (header.date, before, subject.key_span("ngay"))
        && now <= before
    {
        let (now, before) = (short(now), short(before));
        found.push(
            Diagnostic::warning(
                Code::NumberOrder,
                text!(
                    "ngày {now} không sau ngày báo cáo kỳ trước ({before})",
                    "the day {now} is not after that of the period before ({before})"
                ),
            )
            .at(place),
        );
    }
    let same_year = header.date.zip(before).is_some_and(|(now, before)| now.year() == before.year());
    if let (Some(now), Some(before), Some(place)) =
        (serial(subject.period), serial(previous), subject.key_span("so"))
        && same_year
        && now <= before
    {
        found.push(
            Diagnostic::warning(
                Code::NumberOrder,
                text!(
                    "số {now} không lớn hơn số của kỳ trước ({before}) trong cùng năm",
                    "the number {now} is not above that of the period before ({before}) in one year"
                ),
            )
            .at(place),
        );
    }
}

fn gap(subject: &Subject<'_>, found: &mut Diagnostics) {
    let Some(previous) = subject.previous else { return };
    for entry in subject.period.entries() {
        let day = |node: &Node, key: &str| parse(node.get(key)?.as_text()?).ok();
        let (Some(start), Some(before)) = (day(&entry.value, "tu"), previous.get(&entry.key)) else {
            continue;
        };
        let Some(end) = day(before, "den") else { continue };
        let until = short(end);
        let message = match (start - end).num_days() {
            1 => continue,
            i64::MIN..=0 => text!(
                "kỳ số liệu chồng lên kỳ trước (kỳ trước đến hết {until})",
                "the days overlap with the period before (to {until})"
            ),
            _ => text!(
                "kỳ số liệu hở so với kỳ trước (kỳ trước đến hết {until})",
                "the days leave a gap after the period before (to {until})"
            ),
        };
        let place = entry.value.get("tu").map_or(entry.key_span, |node| node.span);
        found.push(Diagnostic::warning(Code::PeriodGap, message).at(place));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::in_data;

    const SCHEMA: &str = r#"{"type":"object","properties":{"so":{"format":"so-nguyen"},"ngay":{"format":"ngay"},
        "a":{"type":"object","properties":{"x":{"format":"so-nguyen"},"y":{"format":"so-nguyen"},"c":{"format":"cong-bo"}}},
        "l":{"type":"object","description":"Lũy kế","properties":{"x":{"format":"so-nguyen"}}}}}"#;

    fn check(rule: &Rule, now: &str, before: &str) -> usize {
        in_data(rule, now, Some(before), SCHEMA).len()
    }

    #[test]
    fn unchanged_groups_and_stated_values_are_found() {
        assert_eq!(check(&STALE, "a: {x: 10, y: 2}", "a: {x: 10, y: 2}"), 1);
        assert_eq!(check(&STALE, "a: {x: 10, y: 3}", "a: {x: 10, y: 2}"), 0);
        assert_eq!(check(&STALE, "a: {x: 9, y: 2}", "a: {x: 9, y: 2}"), 0);
        let stated = |reason: &str| format!("a: {{c: {{gia_tri: 5, ly_do: {reason}}}}}");
        assert_eq!(check(&STALE, &stated("giữ"), &stated("giữ")), 1);
        assert_eq!(check(&STALE, &stated("giữ"), &stated("khác")), 0);
    }

    #[test]
    fn cumulative_figures_do_not_fall() {
        assert_eq!(
            (check(&CUMULATIVE, "l: {x: 4}", "l: {x: 5}"), check(&CUMULATIVE, "l: {x: 5}", "l: {x: 5}")),
            (1, 0)
        );
        assert_eq!(check(&CUMULATIVE, "a: {x: 4}", "a: {x: 5}"), 0);
    }

    #[test]
    fn jumps_are_found_at_the_factor() {
        assert_eq!(
            (check(&JUMPS, "a: {x: 100}", "a: {x: 10}"), check(&JUMPS, "a: {x: 99}", "a: {x: 10}")),
            (1, 0)
        );
        assert_eq!(
            (check(&JUMPS, "a: {x: 10}", "a: {x: 100}"), check(&JUMPS, "a: {x: 900}", "a: {x: 9}")),
            (1, 0)
        );
    }

    #[test]
    fn number_and_date_go_on() {
        // The document of the tests is number 12 of 24/6/2024.
        assert_eq!(check(&NUMBER, "so: 12\nngay: 24/6/2024", "so: 11\nngay: 23/6/2024"), 0);
        assert_eq!(check(&NUMBER, "so: 12\nngay: 24/6/2024", "so: 12\nngay: 24/6/2024"), 2);
        assert_eq!(check(&NUMBER, "so: 12\nngay: 24/6/2024", "so: 300\nngay: 24/12/2023"), 0);
        assert_eq!(check(&NUMBER, "ky: 2025-06\nngay: 24/6/2024", "so: 1"), 1);
    }

    #[test]
    fn the_period_is_that_of_the_file() {
        // The file of the tests is ky.yaml, which names no period.
        assert_eq!(check(&FILE, "ky: 2024-06", "so: 1"), 0);
    }

    #[test]
    fn days_follow_one_another() {
        let days = |start: &str| {
            check(&GAP, &format!("k: {{tu: {start}, den: 4/7/2024}}"), "k: {tu: 10/5/2024, den: 04/6/2024}")
        };
        assert_eq!((days("5/6/2024"), days("4/6/2024"), days("6/6/2024")), (0, 1, 1));
    }
}
