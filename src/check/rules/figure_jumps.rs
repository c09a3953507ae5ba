//! Figures that grow or shrink too much.

use rust_decimal::Decimal;

use crate::check::{Rule, Subject};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::text::number::grouped;

pub(super) const RULE: Rule = Rule {
    code: Code::FigureJumps,
    page: CodePage {
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
    run,
};

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    let factor = Decimal::from(subject.jump_factor);
    for pair in subject.pairs {
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

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{FIGURES, in_data};

    fn check(now: &str, before: &str) -> usize {
        in_data(&RULE, now, Some(before), FIGURES).len()
    }

    #[test]
    fn jumps_are_found_at_the_factor() {
        assert_eq!((check("a: {x: 100}", "a: {x: 10}"), check("a: {x: 99}", "a: {x: 10}")), (1, 0));
        assert_eq!((check("a: {x: 10}", "a: {x: 100}"), check("a: {x: 900}", "a: {x: 9}")), (1, 0));
    }
}
