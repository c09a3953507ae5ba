//! Sets of figures that end on different days.

use crate::data::keys;
use chrono::NaiveDate;

use crate::check::{Rule, Subject};
use crate::data::{Content, Node};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::source::Span;
use crate::text::date;

pub(super) const RULE: Rule = Rule {
    code: Code::PeriodsDisagree,
    page: CodePage {
        what: w(
            "Các nhóm số liệu có cùng ngày đầu (tu) nhưng khác ngày cuối (den), ngày cuối trước ngày đầu, hoặc ngày chốt số (tinh_den) lệch nhau vài ngày.",
            "Sets of figures begin on one day (tu) but end on different ones (den) or before they begin, or their cut-off days (tinh_den) lie a few days apart.",
        ),
        why: w(
            "Số liệu của một báo cáo chốt vào một ngày; khác nhau thì không cộng, không so được.",
            "The figures of one report are cut off on one day; else they cannot be added or compared.",
        ),
        wrong: "ky_so_lieu: { tu: 10/5/2024, den: 04/6/2024 }\ncong_dan_so: { tu: 10/5/2024, den: 03/6/2024 }",
        right: "ky_so_lieu: { tu: 10/5/2024, den: 04/6/2024 }\ncong_dan_so: { tu: 10/5/2024, den: 04/6/2024 }",
    },
    run,
};

/// Cut-off days farther apart belong to different things.
const CLOSE_DAYS: i64 = 7;

/// A day at its place in the file.
type Day = (NaiveDate, Span);

#[derive(Default)]
struct Days {
    /// First day, last day.
    ranges: Vec<(Day, Day)>,
    cut_offs: Vec<Day>,
}

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    let mut days = Days::default();
    collect(subject.period, &mut days);
    days.ranges
        .iter()
        .filter(|(start, end)| end.0 < start.0)
        .for_each(|(start, end)| reversed(*start, *end, found));
    days.ranges.retain(|(start, end)| start.0 <= end.0);
    // The first days in the file are those of the report; each other day is told once, where it first stands.
    let Some(&((start, _), first)) = days.ranges.first() else { return };
    let ends: Vec<Day> =
        days.ranges.iter().filter(|(other, _)| other.0 == start).map(|(_, end)| *end).collect();
    let near = |(day, _): &&Day| (*day - first.0).num_days().abs() <= CLOSE_DAYS;
    let cut_offs: Vec<Day> = days.cut_offs.iter().filter(near).copied().collect();
    for list in [ends, cut_offs] {
        for (index, (day, span)) in list.iter().enumerate() {
            let told = list[..index].iter().any(|(earlier, _)| earlier == day);
            if *day != first.0 && !told {
                report(*day, *span, first.0, first.1, found);
            }
        }
    }
}

fn report(day: NaiveDate, span: Span, other: NaiveDate, place: Span, found: &mut Diagnostics) {
    let (day, other) = (date::short(day), date::short(other));
    found.push(
        Diagnostic::warning(
            Code::PeriodsDisagree,
            text!(
                "số liệu ở đây chốt ngày {day}, chỗ khác chốt ngày {other}",
                "the figures here end on {day}, others on {other}"
            ),
        )
        .at(span)
        .and_at(place, text!("ngày {other}", "{other}"))
        .help(text!(
            "chốt cùng một ngày, hoặc ghi chap_nhan kèm lý do",
            "cut them off on one day, or accept the finding with a reason (chap_nhan)"
        )),
    );
}

/// A set of figures that ends before it begins.
fn reversed(start: Day, end: Day, found: &mut Diagnostics) {
    let (from, to) = (date::short(start.0), date::short(end.0));
    found.push(
        Diagnostic::error(
            Code::PeriodsDisagree,
            text!(
                "ngày cuối {to} có trước ngày đầu {from}",
                "the last day {to} comes before the first day {from}"
            ),
        )
        .at(end.1)
        .and_at(start.1, text!("ngày đầu", "the first day")),
    );
}

/// Days under the keys `tu`, `den` and `tinh_den`, in order.
fn collect(node: &Node, days: &mut Days) {
    let day = |key: &str| -> Option<Day> {
        let node = node.get(key)?;
        Some((date::parse(node.as_text()?).ok()?, node.span))
    };
    if let (Some(start), Some(end)) = (day(keys::FROM), day(keys::UNTIL)) {
        days.ranges.push((start, end));
    }
    days.cut_offs.extend(day(keys::AS_OF));
    match &node.content {
        Content::Map(entries) => entries.iter().for_each(|entry| collect(&entry.value, days)),
        Content::List(items) => items.iter().for_each(|item| collect(item, days)),
        Content::Scalar(..) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::in_data;
    use crate::data::schema::REPORT_SCHEMA;

    fn check(data: &str) -> usize {
        in_data(&RULE, data, None, REPORT_SCHEMA).len()
    }

    #[test]
    fn other_ends_and_cut_offs_close_by_are_found() {
        assert_eq!(check("a: {tu: 10/5/2024, den: 04/6/2024}\nb: {tu: 10/5/2024, den: 03/6/2024}"), 1);
        assert_eq!(check("a: {tu: 10/5/2024, den: 04/6/2024}\nb: {tinh_den: 03/6/2024}"), 1);
    }

    #[test]
    fn a_set_that_ends_before_it_begins_is_found() {
        assert_eq!(check("a: {tu: 10/5/2024, den: 04/5/2024}"), 1);
        assert_eq!(check("a: {tu: 10/5/2024, den: 10/5/2024}"), 0);
    }

    #[test]
    fn equal_ends_other_beginnings_and_far_days_are_left_alone() {
        assert_eq!(check("a: {tu: 10/5/2024, den: 04/6/2024}\nb: {tu: 10/5/2024, den: 4/6/2024}"), 0);
        assert_eq!(check("a: {tu: 10/5/2024, den: 04/6/2024}\nb: {tu: 11/5/2024, den: 03/6/2024}"), 0);
        assert_eq!(check("a: {tu: 10/5/2024, den: 04/6/2024}\nb: {tinh_den: 27/5/2024}"), 0);
        assert_eq!(check("a: {tu: 10/5/2024, den: 04/6/2024}\nb: {tinh_den: 28/5/2024}"), 1);
    }
}
