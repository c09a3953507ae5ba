//! Texts kept from the period before that nobody has looked through yet.

use crate::check::{Rule, Subject};
use crate::data::next::review_mark;
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::source::Span;

pub(super) const RULE: Rule = Rule {
    code: Code::Unreviewed,
    page: CodePage {
        what: w(
            "Tệp còn dòng ghi “# xem lại”: lời văn, ngày giữ từ kỳ trước mà chưa ai xem.",
            "The file has lines marked “# xem lại”: texts and days kept from the period before that nobody has looked through.",
        ),
        why: w(
            "baocao new đánh dấu những dòng ấy; xem xong thì xóa dấu.",
            "baocao new marks these lines; the mark goes when the line has been looked through.",
        ),
        wrong: "noi_dung: về chuyển đổi số  # xem lại",
        right: "noi_dung: về chuyển đổi số",
    },
    run,
};

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    let file = subject.period.span.file;
    let mut marked: Vec<Span> = Vec::new();
    let mut start = 0;
    for line in subject.sources.text(file).split_inclusive('\n') {
        if let Some(at) = review_mark(line) {
            marked.push(Span::new(file, start + at, start + line.trim_end().len()));
        }
        start += line.len();
    }
    if let Some(first) = marked.first() {
        let count = marked.len();
        found.push(
            Diagnostic::warning(
                Code::Unreviewed,
                text!("còn {count} dòng chờ xem lại", "{count} lines are left to review"),
            )
            .at(*first)
            .help(text!(
                "xem lời văn, rồi xóa chữ “xem lại” ở dòng đã xem",
                "look through the text, then delete “xem lại” from its line"
            )),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::in_data;
    use crate::data::schema::REPORT_SCHEMA;

    #[test]
    fn marked_lines_are_counted_in_one_finding() {
        let found =
            in_data(&RULE, "mau: a  # xem lại\nky: 2024-06 # tháng trước: x; xem lại\n", None, REPORT_SCHEMA);
        assert_eq!(found, ["còn 2 dòng chờ xem lại"]);
        assert_eq!(in_data(&RULE, "mau: a # ghi chú\n", None, REPORT_SCHEMA), Vec::<String>::new());
    }
}
