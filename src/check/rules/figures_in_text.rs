//! Ratios and parts that were typed into texts.

use rust_decimal::Decimal;

use crate::check::passage::sentences;
use crate::check::{Rule, Subject};
use crate::data::{Content, Node};
use crate::diag::page::{Page, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::source::{FileId, Span};
use crate::text::number;

pub const RATIO: Rule = Rule {
    code: Code::RatioInText,
    page: Page {
        what: w(
            "Trong lời văn có tỷ lệ phần trăm không bằng phân số ghi cạnh nó.",
            "A percentage in a text is not that of the fraction beside it.",
        ),
        why: w(
            "Số học: tỷ lệ làm tròn hai chữ số, nửa thì tăng.",
            "Arithmetic: ratios are rounded half up to two places.",
        ),
        wrong: "đạt tỷ lệ 28,36% (177/624)",
        right: "đạt tỷ lệ 28,37% (177/624)",
    },
    run: ratios,
};

pub const PARTS: Rule = Rule {
    code: Code::PartsInText,
    page: Page {
        what: w(
            "Trong lời văn, các phần sau “gồm” không cộng thành tổng, hoặc một phần sau “trong đó” lớn hơn tổng.",
            "In a text the parts after “gồm” do not add up to the whole, or a part after “trong đó” exceeds it.",
        ),
        why: w("Số học.", "Arithmetic."),
        wrong: "kích hoạt 332 tài khoản, gồm 256 tài khoản mức 2 và 67 tài khoản mức 1",
        right: "kích hoạt 332 tài khoản, gồm 256 tài khoản mức 2 và 76 tài khoản mức 1",
    },
    run: parts,
};

/// A number in a text. Bytes are counted in the text.
#[derive(Clone, Copy, Debug)]
struct Figure {
    start: usize,
    end: usize,
    value: Decimal,
    percent: bool,
}

/// Numbers of a text, neither dates nor parts of symbols.
fn figures(text: &str) -> Vec<Figure> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let is_digit = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'.' | b',');
        let mut end = at + bytes[at..].iter().take_while(|byte| is_digit(byte)).count();
        while matches!(bytes[end - 1], b'.' | b',') {
            end -= 1;
        }
        // A letter right before or behind makes it a symbol: TCTĐA06, 2a.
        let bound = |text: &str, first: bool| {
            let letter = if first { text.chars().next_back() } else { text.chars().next() };
            letter.is_some_and(|letter| letter.is_alphabetic() || letter == '-')
        };
        let percent = bytes.get(end) == Some(&b'%');
        if !bound(&text[..at], true)
            && !bound(&text[end..], false)
            && let Some(reading) = number::parse(&text[at..end])
        {
            found.push(Figure { start: at, end, value: reading.value(), percent });
        }
        at = end.max(at + 1);
    }
    found
}

/// Every text that a person typed into the period's file, with its place.
fn typed_texts(node: &Node, visit: &mut impl FnMut(&str, Span)) {
    match &node.content {
        Content::Scalar(text, _) if text.contains(' ') => visit(text, node.span),
        Content::Scalar(..) => {}
        Content::List(items) => items.iter().for_each(|item| typed_texts(item, visit)),
        Content::Map(entries) => entries.iter().for_each(|entry| typed_texts(&entry.value, visit)),
    }
}

fn ratios(subject: &Subject<'_>, found: &mut Diagnostics) {
    let files: Vec<FileId> = subject.files.clone();
    let mut look = |text: &str, span: Option<Span>| {
        let figures = figures(text);
        for pair in figures.windows(2) {
            // `177/624` or `177 lượt/624 lượt`: a slash between two counts.
            let between = &text[pair[0].end..pair[1].start];
            let is_fraction = between.ends_with('/')
                && between.matches('/').count() == 1
                && between.len() <= 24
                && between.trim_end_matches('/').chars().all(|c| c.is_alphabetic() || c == ' ');
            let is_date = text[pair[1].end..].starts_with('/') || text[..pair[0].start].ends_with('/');
            if !is_fraction || is_date || pair[0].percent || pair[1].percent {
                continue;
            }
            let near = |figure: &&Figure| {
                figure.percent
                    && (figure.start >= pair[1].end && figure.start - pair[1].end <= 30
                        || figure.end <= pair[0].start && pair[0].start - figure.end <= 30)
            };
            let (Some(stated), Some(right)) =
                (figures.iter().find(near), number::ratio(pair[0].value, pair[1].value))
            else {
                continue;
            };
            // A percentage with fewer decimals than ours is right when it rounds to itself.
            let places = stated.value.scale().min(2);
            let rounded = number::round(right, places);
            if rounded == stated.value.normalize() || (rounded - stated.value).is_zero() {
                continue;
            }
            let (right, stated_text) = (number::percent(right), &text[stated.start..=stated.end]);
            let fraction = &text[pair[0].start..pair[1].end];
            let finding = Diagnostic::error(
                Code::RatioInText,
                text!(
                    "{fraction} là {right}, ở đây ghi {stated_text}",
                    "{fraction} is {right}, the text says {stated_text}"
                ),
            );
            let place = crate::check::locate::locate(text, stated.start..stated.end, &files, subject.sources);
            found.push(finding.at_maybe(place.or(span)));
        }
    };
    typed_texts(subject.period, &mut |text, span| look(text, Some(span)));
}

fn parts(subject: &Subject<'_>, found: &mut Diagnostics) {
    typed_texts(subject.period, &mut |text, span| {
        for (start, end) in sentences(text) {
            if let Some((at, message)) = parts_fault(&text[start..end]) {
                let range = start + at.start..start + at.end;
                let place = crate::check::locate::locate(text, range, &subject.files, subject.sources);
                found.push(Diagnostic::warning(Code::PartsInText, message).at(place.unwrap_or(span)));
            }
        }
    });
}

/// Where a sentence says parts that do not fit their whole, and what is wrong.
fn parts_fault(sentence: &str) -> Option<(std::ops::Range<usize>, crate::diag::Text)> {
    let (at, exhaustive) = [", gồm", " gồm:", ", bao gồm", ", trong đó", " trong đó:"]
        .iter()
        .filter_map(|words| Some((sentence.find(words)?, words.contains("gồm"))))
        .min()?;
    let all = figures(sentence);
    let whole = all.iter().rev().find(|figure| figure.end <= at && !figure.percent)?;
    // The whole must be the last figure before, close by, and the parts the counts of the same clause.
    let clause_end = sentence[at..].find([';', '(']).map_or(sentence.len(), |end| at + end);
    let parts: Vec<&Figure> = all
        .iter()
        .filter(|figure| figure.start > at && figure.end <= clause_end && !figure.percent)
        .collect();
    let dated = |figure: &&Figure| {
        let before = &sentence[..figure.start];
        let after = &sentence[figure.end..];
        before.ends_with('/')
            || after.starts_with('/')
            || before.trim_end().ends_with("mức")
            || ["ngày", "tháng", "năm", "số", "quý", "điểm", "Điều", "khoản", "loại", "cấp", "án"]
                .iter()
                .any(|w| before.trim_end().ends_with(w))
    };
    let parts: Vec<&Figure> = parts.into_iter().filter(|figure| !dated(figure)).collect();
    if at - whole.end > 60 || dated(&whole) || parts.is_empty() {
        return None;
    }
    let range = whole.start..parts.last()?.end;
    let whole_text = number::grouped(whole.value);
    if let Some(part) = parts.iter().find(|part| part.value > whole.value) {
        let part = number::grouped(part.value);
        return Some((
            range,
            text!("phần {part} lớn hơn tổng {whole_text}", "the part {part} exceeds the whole {whole_text}"),
        ));
    }
    let sum: Decimal = parts.iter().map(|part| part.value).sum();
    if exhaustive && parts.len() > 1 && sum != whole.value {
        let sum = number::grouped(sum);
        return Some((
            range,
            text!(
                "các phần cộng lại {sum}, tổng ghi {whole_text}",
                "the parts add up to {sum}, the whole is {whole_text}"
            ),
        ));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::in_data;
    use crate::data::schema::REPORT_SCHEMA;

    fn check(rule: &Rule, text: &str) -> usize {
        in_data(rule, &format!("a: \"{text}\""), None, REPORT_SCHEMA).len()
    }

    #[test]
    fn a_wrong_percentage_beside_its_fraction_is_found() {
        for (text, faults) in [
            ("đạt tỷ lệ 28,36% (177/624)", 1),
            ("đạt tỷ lệ 28,37% (177/624)", 0),
            ("177 lượt/624 lượt, đạt 28,4%", 0),
            ("177 lượt/624 lượt, đạt 28,3%", 1),
            ("đạt 100% ngày 24/6/2024", 0),
            ("Công văn số 177/624/UBND đạt 5%", 0),
        ] {
            assert_eq!(check(&RATIO, text), faults, "{text}");
        }
    }

    #[test]
    fn parts_must_fit_their_whole() {
        for (text, faults) in [
            ("kích hoạt 332 tài khoản, gồm 256 tài khoản mức 2 và 67 tài khoản mức 1", 1),
            ("kích hoạt 332 tài khoản, gồm 256 tài khoản mức 2 và 76 tài khoản mức 1", 0),
            ("có 10 hồ sơ, trong đó 4 hồ sơ trực tuyến", 0),
            ("có 10 hồ sơ, trong đó 14 hồ sơ trực tuyến", 1),
            ("ngày 24/6/2024, trong đó 14 hồ sơ trực tuyến", 0),
        ] {
            assert_eq!(check(&PARTS, text), faults, "{text}");
        }
    }
}
