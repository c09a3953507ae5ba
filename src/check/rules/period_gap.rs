//! Days that overlap with the period before, or leave a gap.

use crate::check::{Rule, Subject};
use crate::data::Node;
use crate::data::keys;
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::text::date::{parse, short};

pub(super) const RULE: Rule = Rule {
    code: Code::PeriodGap,
    page: CodePage {
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
    run,
};

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    let Some(previous) = subject.previous else { return };
    for entry in subject.period.entries() {
        let day = |node: &Node, key: &str| parse(node.get(key)?.as_text()?).ok();
        let (Some(start), Some(before)) = (day(&entry.value, keys::FROM), previous.get(&entry.key)) else {
            continue;
        };
        let Some(end) = day(before, keys::UNTIL) else { continue };
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
        let place = entry.value.get(keys::FROM).map_or(entry.key_span, |node| node.span);
        found.push(Diagnostic::warning(Code::PeriodGap, message).at(place));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{FIGURES, in_data};

    fn check(now: &str, before: &str) -> usize {
        in_data(&RULE, now, Some(before), FIGURES).len()
    }

    #[test]
    fn days_follow_one_another() {
        let days = |start: &str| {
            check(&format!("k: {{tu: {start}, den: 4/7/2024}}"), "k: {tu: 10/5/2024, den: 04/6/2024}")
        };
        assert_eq!((days("5/6/2024"), days("4/6/2024"), days("6/6/2024")), (0, 1, 1));
    }
}
