//! A long name in the agency's own name and in the subject, once with a word more.

use crate::check::words::words;
use crate::check::{Rule, Subject};
use crate::data::keys;
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::model::plain_text;

pub(super) const RULE: Rule = Rule {
    code: Code::AgencyAndSubject,
    page: CodePage {
        what: w(
            "Một tên dài trong tên cơ quan và trong trích yếu chỉ khác nhau một chữ.",
            "A long name in the agency's name and in the subject differs by one word.",
        ),
        why: w(
            "Một đề án, chương trình có một tên. So ít nhất bốn chữ giống nhau ở mỗi bên chữ khác.",
            "A scheme has one name. At least four words must agree on either side of the other one.",
        ),
        wrong: "TỔ CÔNG TÁC … ỨNG DỤNG DỮ LIỆU DÂN CƯ …; trích yếu: “… ứng dụng dữ liệu về dân cư …”",
        right: "TỔ CÔNG TÁC … ỨNG DỤNG DỮ LIỆU VỀ DÂN CƯ …; trích yếu: “… ứng dụng dữ liệu về dân cư …”",
    },
    run,
};

/// Words that agree before and behind the one that differs.
const CONTEXT: usize = 4;

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    let lower =
        |text: &str| -> Vec<String> { words(text).iter().map(|word| word.text.to_lowercase()).collect() };
    let document = subject.document;
    let agency = lower(&document.header.issuing_agency.join(" "));
    let title = lower(&plain_text(&document.subject));
    let Some((here, there)) = difference(&agency, &title) else { return };
    let (here, there) = (here.join(" "), there.join(" "));
    let finding = Diagnostic::warning(
        Code::AgencyAndSubject,
        text!(
            "tên cơ quan ghi “{here}”, trích yếu ghi “{there}”",
            "the agency's name has “{here}”, the subject has “{there}”"
        ),
    )
    .help(text!("xem tên đúng trong văn bản gốc", "look the name up in the original document"));
    found.push(finding.at_maybe(subject.key_span(keys::ISSUING_AGENCY)));
}

/// The words around the first place where two names differ by one word: missing in one of them, or another word.
fn difference<'a>(one: &'a [String], other: &'a [String]) -> Option<(&'a [String], &'a [String])> {
    let follow = |at: usize, there: usize| {
        let rests = (one.get(at..at + CONTEXT), other.get(there..there + CONTEXT));
        matches!(rests, (Some(one), Some(other)) if one == other)
    };
    for at in CONTEXT..one.len() {
        for there in CONTEXT..other.len() {
            if one[at - CONTEXT..at] != other[there - CONTEXT..there] || one[at] == other[there] {
                continue;
            }
            for (skip, skip_there) in [(0, 1), (1, 0), (1, 1)] {
                if follow(at + skip, there + skip_there) {
                    let shown = |words: &'a [String], at: usize, skip: usize| &words[at - 2..at + skip + 2];
                    return Some((shown(one, at, skip), shown(other, there, skip_there)));
                }
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{document, findings};
    use crate::model::Inline;

    fn check(agency: &[&str], subject: &str) -> Vec<String> {
        let mut document = document();
        document.header.issuing_agency = agency.iter().map(|line| line.to_string()).collect();
        document.subject = vec![Inline::plain(subject)];
        findings(&RULE, &document)
    }

    #[test]
    fn one_word_more_less_or_other_is_found() {
        let agency = ["TỔ CÔNG TÁC ỨNG DỤNG", "DỮ LIỆU DÂN CƯ, ĐỊNH DANH"];
        let found = check(&agency, "Kết quả ứng dụng dữ liệu về dân cư, định danh");
        assert_eq!(found, ["tên cơ quan ghi “dữ liệu dân cư”, trích yếu ghi “dữ liệu về dân cư”"]);
        let agency = ["TỔ CÔNG TÁC ỨNG DỤNG", "DỮ LIỆU VỀ DÂN CƯ, ĐỊNH DANH"];
        assert_eq!(check(&agency, "Kết quả ứng dụng dữ liệu dân cư, định danh").len(), 1);
        assert_eq!(check(&agency, "Kết quả ứng dụng dữ liệu cho dân cư, định danh").len(), 1);
    }

    #[test]
    fn the_same_name_a_shorter_context_and_other_names_are_left_alone() {
        let agency = ["TỔ CÔNG TÁC ỨNG DỤNG", "DỮ LIỆU VỀ DÂN CƯ, ĐỊNH DANH"];
        for subject in [
            "Kết quả ứng dụng dữ liệu về dân cư, định danh",
            // Three words behind the other one.
            "Kết quả ứng dụng dữ liệu dân cư, định",
            "Kết quả công tác tháng 6 năm 2024",
        ] {
            assert_eq!(check(&agency, subject), Vec::<String>::new(), "{subject}");
        }
        assert_eq!(check(&["UBND XÃ MẪU"], "Kết quả"), Vec::<String>::new());
    }
}
