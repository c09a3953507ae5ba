//! A first citation that does not say whose document it is.

use std::collections::BTreeSet;

use crate::check::citation::Citation;
use crate::check::passage::Passage;
use crate::check::{Rule, Subject};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::source::floor_char_boundary;

pub(super) const RULE: Rule = Rule {
    code: Code::CitationWithoutIssuer,
    page: CodePage {
        what: w(
            "Viện dẫn lần đầu không nêu cơ quan ban hành.",
            "A document is cited for the first time without its issuing body.",
        ),
        why: w(
            "Phụ lục I, II.6.b: lần đầu ghi đủ tên loại, số, ký hiệu, thời gian, cơ quan ban hành và trích yếu. Câu đã nêu cơ quan thì không bị báo.",
            "Appendix I, II.6.b: the first citation gives kind, number, symbol, date, issuing body and title. A sentence that names a body is left alone.",
        ),
        wrong: "theo Kế hoạch số 193/KH-UBND ngày 09/4/2024 về chuyển đổi số",
        right: "theo Kế hoạch số 193/KH-UBND ngày 09/4/2024 của UBND tỉnh về chuyển đổi số",
    },
    run,
};

/// Words by which a body is named.
const BODIES: [&str; 26] = [
    "ubnd",
    "hđnd",
    "ủy ban",
    "uỷ ban",
    "hội đồng",
    "công an",
    "tổ công tác",
    "ban chỉ đạo",
    "sở ",
    "phòng ",
    "bộ ",
    "chính phủ",
    "thủ tướng",
    "quốc hội",
    "trung tâm",
    "thành ủy",
    "tỉnh ủy",
    "huyện ủy",
    "đảng ủy",
    "văn phòng",
    "chi cục",
    "cục ",
    "trường ",
    "bệnh viện",
    "mặt trận",
    "đơn vị",
];

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    let mut cited: BTreeSet<String> = BTreeSet::new();
    for passage in subject.passages {
        let mut lead = Lead::default();
        for (index, citation) in passage.citations.iter().enumerate() {
            let lead_names_body = lead.names_body(passage, index);
            let is_first = cited.insert(format!("{} {}", citation.kind, citation.number));
            let names_body = citation.issuer(&passage.text).is_some();
            // Laws and reports of one's own need none; a bare number is another rule's business.
            // Its own documents need none either: their symbol ends as the report's does.
            let own = subject.document.header.number.symbol.split_once('-').map_or("", |(_, body)| body);
            let is_own = !own.is_empty() && citation.number.ends_with(&format!("-{own}"));
            let is_told = is_own || citation.is_of_party();
            let needs = !is_told && !matches!(citation.kind, "Luật" | "Báo cáo") && citation.date.is_some();
            if !is_first || names_body || lead_names_body || !needs || shared_issuer(&passage.text, citation)
            {
                continue;
            }
            let (kind, number) = (citation.kind, &citation.number);
            let finding = Diagnostic::note(
                Code::CitationWithoutIssuer,
                text!(
                    "{kind} số {number} nêu lần đầu mà không có cơ quan ban hành",
                    "{kind} số {number} is cited for the first time without its issuing body"
                ),
            )
            .help(text!("thêm “của …” sau ngày", "add “của …” after the date"));
            found.push(subject.at(passage, citation.number_range.clone(), finding));
        }
    }
}

/// What the sentence says before a citation, but for the documents that it lists on the way: looked at gap by gap, since one sentence
/// may list thousands.
#[derive(Default)]
struct Lead {
    names_body: bool,
}

impl Lead {
    /// Whether a body is named before a citation in its sentence; asked for each in turn.
    fn names_body(&mut self, passage: &Passage, index: usize) -> bool {
        let start = passage.citations[index].range.start;
        let before = index.checked_sub(1).map(|before| &passage.citations[before]);
        let (since, from) =
            before.map_or((0, 0), |before| (before.range.start, end_of_title(&passage.text, before)));
        let begin = passage.lower[since..start].rfind(". ").map(|at| since + at);
        if begin.is_some() {
            self.names_body = false;
        }
        let gap = passage.lower.get(from.max(begin.unwrap_or(0))..start).unwrap_or_default();
        self.names_body |= BODIES.iter().any(|body| gap.contains(body));
        self.names_body
    }
}

/// Where the sentence goes on behind a citation: at the first comma in its title, for what follows may be the sentence's own.
fn end_of_title(text: &str, citation: &Citation) -> usize {
    let tail = &text[citation.tail.clone()];
    let title = tail.find("về ").unwrap_or(0);
    tail[title..].find(", ").map_or(citation.tail.end, |comma| citation.tail.start + title + comma)
}

/// "Nghị định A ngày x và Nghị định B ngày y của Chính phủ", "các Công điện số A ngày x, số B ngày y của …": the body named next
/// is that of both.
fn shared_issuer(text: &str, citation: &Citation) -> bool {
    let rest = &text[citation.tail.start..];
    let rest = rest.trim_start_matches([',', ' ']);
    // A sentence that shares a body does so before long.
    let rest = &rest[..floor_char_boundary(rest, rest.len().min(1_000))];
    let rest = &rest[..rest.find(". ").unwrap_or(rest.len())];
    let is_number = |text: &str| text.starts_with(|letter: char| letter.is_ascii_digit());
    let goes_on = rest.starts_with("và ") || rest.strip_prefix("số ").is_some_and(is_number);
    goes_on && rest.contains(" của ")
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::in_text;

    #[test]
    fn a_first_citation_without_a_body_is_found_once() {
        let text = "theo Kế hoạch số 193/KH-SNV ngày 09/4/2024 về chuyển đổi số";
        assert_eq!(in_text(&RULE, &[text, text]).len(), 1);
        // The body is that of the first document only.
        let second =
            "theo Công văn số 9/A ngày 01/4/2024 của Sở A về x; Kế hoạch số 5/KH-SNV ngày 09/4/2024 về y";
        assert_eq!(in_text(&RULE, &[second]).len(), 1);
    }

    #[test]
    fn a_body_in_the_sentence_or_behind_the_date_is_enough() {
        for text in [
            "theo Kế hoạch số 193/KH-UBND ngày 09/4/2024 của UBND tỉnh về chuyển đổi số",
            "UBND thành phố đã ban hành Công văn số 1/UBND ngày 09/4/2024 về x",
            "Ban hành Kế hoạch số 5/KH-UBND ngày 09/4/2024 về x",
            "Theo Công văn số 9/BGDĐT ngày 01/4/2024 của Bộ A về x, phòng B tham mưu UBND huyện ban hành Kế hoạch số 5/KH-Y ngày 09/4/2024 về x; ban hành Công văn số 6/Y ngày 09/4/2024 về z",
            "thực hiện các Công điện số 86/CĐ-TTg ngày 03/9/2024, số 87/CĐ-TTg ngày 05/9/2024 của Thủ tướng Chính phủ",
            "Nghị định số 45/2020/NĐ-CP ngày 08/4/2020 và Nghị định số 107/2021/NĐ-CP ngày 06/12/2021 của Chính phủ",
        ] {
            assert_eq!(in_text(&RULE, &[text]), Vec::<String>::new(), "{text}");
        }
    }
}
