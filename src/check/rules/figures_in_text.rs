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
            if !is_fraction || !is_count_fraction(text, &pair[0], &pair[1]) {
                continue;
            }
            let stated =
                figures.iter().find(|figure| figure.percent && belongs(text, &pair[0], &pair[1], figure));
            let (Some(stated), Some(right)) = (stated, number::ratio(pair[0].value, pair[1].value)) else {
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

/// Days, months and the like are written as fractions, too.
fn is_count_fraction(text: &str, part: &Figure, whole: &Figure) -> bool {
    let before = text[..part.start].trim_end();
    let is_date = text[whole.end..].starts_with('/') || before.ends_with(['/', '=']);
    let named = ["ngày", "tháng", "quý", "năm", "kỳ", "đợt", "số", "tuần", "từ", "đến"];
    let last = before.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let round_the_clock = &text[part.start..whole.end] == "24/7";
    !(is_date || named.contains(&last.as_str()) || round_the_clock || part.percent || whole.percent)
}

/// Whether a percentage speaks of a fraction: `28,36% (177/624`, or `177/624 … đạt 28,36%` in the same clause.
fn belongs(text: &str, part: &Figure, whole: &Figure, percent: &Figure) -> bool {
    if percent.end < part.start {
        let between = text[percent.end + 1..part.start].trim();
        return matches!(between, "(" | "(*" | "*(" | "tức" | "=");
    }
    if percent.start < whole.end || percent.start - whole.end > 40 {
        return false;
    }
    let between = &text[whole.end..percent.start];
    let verbs = ["đạt ", "đạt tỷ lệ ", "tỷ lệ ", "chiếm ", "= ", "(", "(đạt "];
    let same_clause = !between.contains([';', '/', '%']) && !between.contains(". ");
    same_clause && verbs.iter().any(|verb| between.ends_with(verb) || between == *verb)
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
    let whole = all.iter().rev().find(|figure| {
        figure.end <= at
            && !figure.percent
            && !in_brackets(sentence, figure.start)
            && !is_change(sentence, figure)
    })?;
    // The parts are the counts of the same clause, up to what is said of one of them.
    let rest = &sentence[at + 2..];
    let ends = [rest.find(';'), rest.find('('), rest.find(", trong đó")];
    let clause_end = ends.into_iter().flatten().min().map_or(sentence.len(), |end| at + 2 + end);
    let parts: Vec<&Figure> = all
        .iter()
        .filter(|figure| figure.start > at && figure.end <= clause_end && !figure.percent)
        .filter(|figure| !is_name(sentence, figure))
        .collect();
    // The number before may be a part itself: "gồm 13 xã và 02 thị trấn, trong đó …".
    let is_part = sentence[..at].contains(" gồm ");
    if at - whole.end > 60 || parts.is_empty() || is_part || is_name(sentence, whole) {
        return None;
    }
    if parts.iter().chain([&whole]).any(|figure| is_scaled(sentence, figure)) {
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

fn in_brackets(sentence: &str, at: usize) -> bool {
    let before = &sentence[..at];
    before.matches('(').count() > before.matches(')').count()
}

/// "tăng 10 cơ sở so với tháng trước" is no whole.
fn is_change(sentence: &str, figure: &Figure) -> bool {
    let before = sentence[..figure.start].trim_end();
    ["tăng", "giảm", "hơn", "thêm", "kém"].iter().any(|word| before.ends_with(word))
}

/// A number that names something and counts nothing: a day, a level, the number of a document.
fn is_name(sentence: &str, figure: &Figure) -> bool {
    let before = &sentence[..figure.start];
    let named = [
        "mức", "ngày", "tháng", "năm", "số", "quý", "điểm", "Điều", "khoản", "loại", "cấp", "án", "Trong",
        "Nhóm", "nhóm",
    ];
    before.ends_with('/')
        || sentence[figure.end..].starts_with('/')
        || named.iter().any(|word| before.trim_end().ends_with(word))
}

/// A number of thousands, of millions, or of a span of time: its parts may be in another unit.
fn is_scaled(sentence: &str, figure: &Figure) -> bool {
    let scales = [" tỷ", " triệu", " nghìn", " ngàn", " tháng", " năm", " quý", " ngày", " tuần"];
    scales.iter().any(|word| sentence[figure.end..].starts_with(word))
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
            ("đạt 94,14%; 15/15 xã tổ chức", 0),
            ("8/10 xã đạt chuẩn, bằng 112,5% kế hoạch", 0),
            ("đạt 95,24% (20/21 xã), tăng 4,8% so với cùng kỳ (19/21 xã)", 0),
            ("trong tháng 3/2025 đạt 95%", 0),
            ("trực 24/7, đạt 100% yêu cầu", 0),
            ("tiêm 12/50 cháu, đạt 25%", 1),
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
            ("Xảy ra 05 vụ (giảm 02 vụ so với cùng kỳ), trong đó 03 vụ gây rối", 0),
            ("kiểm tra 64 cơ sở, tăng 10 cơ sở so với tháng trước, trong đó 58 cơ sở đạt", 0),
            ("15 xã, thị trấn gồm 13 xã và 02 thị trấn, trong đó 05 xã miền núi", 0),
            ("có 1,25 tỷ đồng, gồm 750 triệu đồng và 500 triệu đồng", 0),
            ("Trong 3 tháng đầu năm, gồm tháng 01, tháng 02 và tháng 3, khám 21.318 lượt", 0),
        ] {
            assert_eq!(check(&PARTS, text), faults, "{text}");
        }
    }
}
