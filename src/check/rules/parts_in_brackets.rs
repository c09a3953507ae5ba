//! Lists in brackets behind a whole: a part of the rule `parts_in_text`.

use rust_decimal::Decimal;

use super::figure_role::{is_change, is_name, is_outcome};
use super::parts_in_text::FARTHEST;
use super::whole_and_parts::{Parts, PartsFault};
use crate::check::figures::{Figure, noun};

/// Lists in brackets: "1.968 cán bộ, giáo viên (quản lý 142 người, giáo viên 1.597 người, nhân viên 229 người)".
pub(super) fn bracket_fault(sentence: &str, all: &[Figure]) -> Option<PartsFault> {
    for (open, _) in sentence.match_indices('(') {
        let close = open + sentence[open..].find(')')?;
        let first = all.partition_point(|figure| figure.end <= open);
        let Some(whole) = first.checked_sub(1).map(|at| &all[at]) else { continue };
        // What is said of one of the parts is no part.
        let inside = &sentence[open..close];
        let end = open
            + ["trong đó", "riêng"]
                .iter()
                .filter_map(|words| inside.find(words).filter(|at| *at > 1))
                .min()
                .unwrap_or(inside.len());
        let parts: Vec<&Figure> = all[first..]
            .iter()
            .take_while(|figure| figure.end <= end)
            .filter(|figure| open < figure.start)
            .collect();
        let plain = |figure: &Figure| {
            !figure.percent
                && !is_name(sentence, figure)
                && !is_outcome(sentence, figure)
                && !is_change(sentence, figure)
        };
        let is_near = open - whole.end <= FARTHEST;
        if let [part, ..] = parts.as_slice()
            && is_near
            && is_said_part(sentence, whole, part, inside)
            && plain(whole)
            && !part.percent
        {
            let parts = Parts { whole, parts: vec![*part], exhaustive: false };
            if let Some((range, message)) = parts.fault() {
                return Some(PartsFault { range, message, is_sure: true });
            }
        }
        if parts.len() < 2 || !is_near || !parts.iter().copied().chain([whole]).all(plain) {
            continue;
        }
        let bracket = Bracket { sentence, inside: &sentence[open + 1..end], whole, parts };
        if let Some(fault) = bracket.fault() {
            return Some(fault);
        }
    }
    None
}

/// Whether what is in brackets begins with a part of the whole that counts the same: `(trong đó 3.512 người …)`, or people of people:
/// `38 viên chức (đảng viên 39 đồng chí)`.
fn is_said_part(sentence: &str, whole: &Figure, part: &Figure, inside: &str) -> bool {
    const PEOPLE: [&str; 8] = ["người", "đồng", "cán", "viên", "công", "giáo", "học", "lao"];
    let (of_whole, of_part) = (noun(sentence, whole), noun(sentence, part));
    let begins = inside.trim_start_matches('(').starts_with("trong đó");
    let is_people = |noun: Option<&str>| noun.is_some_and(|noun| PEOPLE.contains(&noun));
    let is_member = inside.trim_start_matches('(').starts_with("đảng viên");
    of_whole.is_some()
        && (begins && of_whole == of_part || is_member && is_people(of_whole) && is_people(of_part))
}

/// A list in brackets behind a whole.
struct Bracket<'s> {
    sentence: &'s str,
    inside: &'s str,
    whole: &'s Figure,
    parts: Vec<&'s Figure>,
}

/// Kinds that leave no third one.
const COMPLEMENTS: [(&str, &str); 12] = [
    ("công lập", "tư thục"),
    ("công lập", "ngoài công lập"),
    ("nam", "nữ"),
    ("cũ", "mới"),
    ("trực tiếp", "trực tuyến"),
    ("đúng hạn", "quá hạn"),
    ("thường trú", "tạm trú"),
    ("thành thị", "nông thôn"),
    ("trong nước", "ngoài nước"),
    ("hộ nghèo", "hộ cận nghèo"),
    ("chuyên trách", "không chuyên trách"),
    ("một phần", "toàn trình"),
];

/// What people are counted by beside what they are: such counts overlap.
pub(super) const OVERLAPPING: [&str; 11] = [
    "đảng viên",
    "nữ",
    "dân tộc",
    "trẻ em",
    "tôn giáo",
    "dưới",
    "trên",
    "người già",
    "có ",
    "đạt",
    "khuyết tật",
];

impl Bracket<'_> {
    fn fault(self) -> Option<PartsFault> {
        let sentence = self.sentence;
        let nouns: Vec<Option<&str>> = self.parts.iter().map(|part| noun(sentence, part)).collect();
        let alike = nouns[0].is_some() && nouns.iter().all(|noun| *noun == nouns[0]);
        let same = alike && nouns[0] == noun(sentence, self.whole);
        // Two are enough when they count what the whole counts, each under a name of its own.
        let are_named =
            self.parts.iter().all(|part| sentence[..part.start].trim_end().ends_with(char::is_alphabetic));
        let two = self.parts.len() == 2;
        let is_complement = two && self.is_complement();
        let is_list = alike && (!two || same && are_named);
        let sum: Decimal = self.parts.iter().map(|part| part.value).sum();
        let off = (sum - self.whole.value).abs();
        let is_close = |share: i64| off * Decimal::from(share) <= self.whole.value;
        // A list that nearly adds up is meant to; two kinds that leave no third one always are.
        let is_sure = is_complement && is_close(2) || is_list && is_close(10);
        let is_meant = is_sure || (self.is_plain_list() || self.is_named_list()) && is_close(20);
        if off.is_zero() || !is_meant {
            return None;
        }
        let (range, message) = Parts { whole: self.whole, parts: self.parts, exhaustive: true }.fault()?;
        Some(PartsFault { range, message, is_sure })
    }

    /// Whether the two parts are named by two kinds that leave no third one.
    fn is_complement(&self) -> bool {
        let lower = self.inside.to_lowercase();
        let halves: Vec<&str> = lower.split([',', ';']).flat_map(|half| half.split(" và ")).collect();
        let [one, other] = halves.as_slice() else { return false };
        let has = |half: &str, kind: &str| {
            half.match_indices(kind).any(|(at, _)| {
                let is_edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphabetic());
                is_edge(half[..at].chars().next_back()) && is_edge(half[at + kind.len()..].chars().next())
            })
        };
        COMPLEMENTS.iter().any(|(a, b)| has(one, a) && has(other, b) || has(one, b) && has(other, a))
    }

    /// Whether each item is a name and a number, with nothing behind it: `mầm non 36, tiểu học 31, trung học cơ sở 28`.
    fn is_named_list(&self) -> bool {
        let items: Vec<&str> = self.inside.split([',', ';']).map(str::trim).collect();
        let ends = |item: &&str| {
            item.starts_with(char::is_alphabetic)
                && item.ends_with(|c: char| c.is_ascii_digit())
                && item.contains(' ')
        };
        let lower = self.inside.to_lowercase();
        items.len() == self.parts.len()
            && items.len() > 2
            && items.iter().all(ends)
            && !OVERLAPPING.iter().any(|word| lower.contains(word))
    }

    /// Whether each item is a number and a name, and no name is one that overlaps with others.
    fn is_plain_list(&self) -> bool {
        let items: Vec<&str> =
            self.inside.split([',', ';']).flat_map(|item| item.split(" và ")).map(str::trim).collect();
        let begins = |item: &&str| item.starts_with(|c: char| c.is_ascii_digit()) && item.contains(' ');
        items.len() == self.parts.len()
            && items.len() > 2
            && items.iter().all(begins)
            && !OVERLAPPING.iter().any(|word| self.inside.contains(word))
    }
}
