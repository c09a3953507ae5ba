//! Straight and curly quotes in one report.

use crate::check::{Rule, Subject};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};

pub(super) const RULE: Rule = Rule {
    code: Code::MixedQuotes,
    page: CodePage {
        what: w(
            "Ngoặc kép thẳng (\") lẫn với ngoặc kép cong (“ ”).",
            "Straight quotes (\") are mixed with curly ones (“ ”).",
        ),
        why: w("Một văn bản dùng một kiểu ngoặc kép.", "One document uses one kind of quotes."),
        wrong: "Đề án “Chuyển đổi số” … mục \"Khai báo\"",
        right: "Đề án “Chuyển đổi số” … mục “Khai báo”",
    },
    run,
};

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    let has_curly = subject.passages.iter().any(|passage| passage.text.contains(['“', '”']));
    let straight = subject.passages.iter().find_map(|passage| Some((passage, passage.text.find('"')?)));
    if let (true, Some((passage, at))) = (has_curly, straight) {
        let finding = Diagnostic::note(
            Code::MixedQuotes,
            text!(
                "ngoặc kép thẳng, nơi khác dùng ngoặc kép cong",
                "straight quotes, elsewhere they are curly"
            ),
        )
        .help(text!("dùng “ và ” ở mọi chỗ", "use “ and ” everywhere"));
        found.push(subject.at(passage, at..at + 1, finding));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::in_text;

    #[test]
    fn a_mixture_is_found_and_one_kind_is_not() {
        assert_eq!(in_text(&RULE, &["“a”", "\"b\""]).len(), 1);
        assert_eq!(in_text(&RULE, &["“a”", "“b”"]), Vec::<String>::new());
        assert_eq!(in_text(&RULE, &["\"a\"", "\"b\""]), Vec::<String>::new());
    }
}
