//! The period that a file is named after.

use crate::check::{Rule, Subject};
use crate::data::keys;
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::period::Period;

pub(super) const RULE: Rule = Rule {
    code: Code::PeriodOfFile,
    page: CodePage {
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
    run,
};

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    let path = subject.sources.path(subject.period.span.file);
    let named = path.file_stem().and_then(|stem| stem.to_str()).and_then(Period::parse);
    let Some(node) = subject.period.get(keys::PERIOD) else { return };
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

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::in_file;

    #[test]
    fn the_period_is_that_of_the_file() {
        assert_eq!(in_file(&RULE, "2024-07.yaml", "ky: 2024-06").len(), 1);
        for (name, data) in
            [("2024-06.yaml", "ky: 2024-06"), ("nhap.yaml", "ky: 2024-06"), ("2024-07.yaml", "x: 1")]
        {
            assert_eq!(in_file(&RULE, name, data), Vec::<String>::new(), "{name}");
        }
    }
}
