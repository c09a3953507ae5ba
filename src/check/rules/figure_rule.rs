//! The template's own rules on figures.

use crate::check::{Rule, Subject};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostics};

pub(super) const RULE: Rule = Rule {
    code: Code::FigureRule,
    page: CodePage {
        what: w(
            "Số liệu không thỏa một quy tắc của mẫu (checks.yaml): các phần cộng bằng tổng, phần không lớn hơn tổng.",
            "The figures break a rule of the template (checks.yaml): parts sum to their total, no part exceeds its whole.",
        ),
        why: w(
            "Người soạn mẫu ghi quy tắc bằng biểu thức của Tera; thông báo nêu các con số.",
            "The template's author writes rules as Tera expressions; the message shows the numbers.",
        ),
        wrong: "tong_so: 2.244\nda_cap_nhat: 2.215\ndang_ra_soat: 17",
        right: "tong_so: 2.244\nda_cap_nhat: 2.215\ndang_ra_soat: 29",
    },
    run,
};

/// The expressions were evaluated with the templates, where Tera is at home.
fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    subject.figures.iter().for_each(|finding| found.push(finding.clone()));
}
