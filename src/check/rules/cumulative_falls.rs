//! Cumulative figures that fall.

use crate::check::{Rule, Subject};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::text::number::grouped;

pub(super) const RULE: Rule = Rule {
    code: Code::CumulativeFalls,
    page: CodePage {
        what: w("Số lũy kế nhỏ hơn kỳ trước.", "A cumulative figure is below that of the period before."),
        why: w(
            "Số lũy kế chỉ tăng hoặc giữ nguyên; schema ghi “lũy kế” trong mô tả.",
            "Cumulative figures never fall; the schema says “lũy kế” in its description.",
        ),
        wrong: "kỳ trước: 2.781; kỳ này: 2.718",
        right: "kỳ trước: 2.781; kỳ này: 2.812",
    },
    run,
};

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    for pair in subject.pairs.iter().filter(|pair| pair.cumulative && pair.now < pair.before) {
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

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{FIGURES, in_data};

    fn check(now: &str, before: &str) -> usize {
        in_data(&RULE, now, Some(before), FIGURES).len()
    }

    #[test]
    fn cumulative_figures_do_not_fall() {
        assert_eq!((check("l: {x: 4}", "l: {x: 5}"), check("l: {x: 5}", "l: {x: 5}")), (1, 0));
        assert_eq!(check("a: {x: 4}", "a: {x: 5}"), 0);
    }
}
