//! Figures that were left from the period before.

use crate::data::keys;
use rust_decimal::Decimal;

use crate::check::previous::Pair;
use crate::check::{Rule, Subject};
use crate::data::Node;
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};

pub(super) const RULE: Rule = Rule {
    code: Code::StaleFigures,
    page: CodePage {
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
    run,
};

/// So many rows of one list are told as one finding.
const MANY_ROWS: usize = 3;

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    // Cumulative figures may change or not, and plans stay: the counts of the period tell.
    let all: Vec<&Pair> = subject.pairs.iter().filter(|pair| !pair.cumulative && !pair.steady).collect();
    let is_stale = |members: &&[&Pair]| {
        let large = members.iter().any(|pair| pair.now >= Decimal::TEN);
        !members[0].group.is_empty()
            && members.len() > 1
            && large
            && members.iter().all(|pair| pair.now == pair.before)
    };
    let groups: Vec<&Pair> =
        all.chunk_by(|a, b| a.group == b.group).filter(is_stale).map(|members| members[0]).collect();
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
    unchanged_lists(&all, &groups, found);
    if let Some(previous) = subject.previous {
        stated_again(subject.period, previous, found);
    }
}

/// Lists with one figure a row, none of which changed.
fn unchanged_lists(all: &[&Pair], told: &[&Pair], found: &mut Diagnostics) {
    let list = |pair: &Pair| pair.group.split('[').next().unwrap_or_default().to_string();
    let rows = all.chunk_by(|a, b| a.group.contains('[') && list(a) == list(b));
    for rows in rows.filter(|rows| rows.len() >= MANY_ROWS && rows[0].group.contains('[')) {
        let same = rows.iter().all(|pair| pair.now == pair.before);
        let large = rows.iter().any(|pair| pair.now >= Decimal::TEN);
        if !same || !large || told.iter().any(|pair| list(pair) == list(rows[0])) {
            continue;
        }
        let (name, count) = (list(rows[0]), rows.len());
        found.push(
            Diagnostic::warning(
                Code::StaleFigures,
                text!(
                    "“{name}”: cả {count} dòng có số liệu giống hệt kỳ trước",
                    "“{name}”: all {count} rows have the figures of the period before"
                ),
            )
            .at(rows[0].group_span)
            .help(text!("xem đã cập nhật số kỳ này chưa", "make sure that they are this period's")),
        );
    }
}

/// Stated values (`…_cong_bo`) with the reason of the period before.
fn stated_again(now: &Node, before: &Node, found: &mut Diagnostics) {
    for entry in now.entries() {
        let Some(other) = before.get(&entry.key) else { continue };
        let reason = |node: &Node| node.get(keys::REASON).and_then(Node::as_text).map(str::to_string);
        if entry.value.get(keys::VALUE).is_some()
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

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{FIGURES, in_data};

    fn check(now: &str, before: &str) -> usize {
        in_data(&RULE, now, Some(before), FIGURES).len()
    }

    #[test]
    fn unchanged_groups_and_stated_values_are_found() {
        assert_eq!(check("a: {x: 10, y: 2}", "a: {x: 10, y: 2}"), 1);
        assert_eq!(check("a: {x: 10, y: 3}", "a: {x: 10, y: 2}"), 0);
        assert_eq!(check("a: {x: 9, y: 2}", "a: {x: 9, y: 2}"), 0);
        let rows = |last: &str| format!("r: [{{t: A, n: 10}}, {{t: B, n: 2}}, {{t: C, n: {last}}}]");
        assert_eq!((check(&rows("3"), &rows("3")), check(&rows("4"), &rows("3"))), (1, 0));
        // A plan stays.
        assert_eq!(check("ke_hoach: {x: 10, y: 2}", "ke_hoach: {x: 10, y: 2}"), 0);
        // Beside a cumulative figure that grew.
        assert_eq!(check("a: {x: 10, y: 2, l: 9}", "a: {x: 10, y: 2, l: 5}"), 1);
        let stated = |reason: &str| format!("a: {{c: {{gia_tri: 5, ly_do: {reason}}}}}");
        assert_eq!(check(&stated("giữ"), &stated("giữ")), 1);
        assert_eq!(check(&stated("giữ"), &stated("khác")), 0);
    }
}
