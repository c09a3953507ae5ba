//! Documents that a text refers to: `Công văn số 1350/UBND-CA ngày 23/3/2024 của … về …`.

use std::ops::Range;

use chrono::NaiveDate;

use super::words::Word;
use crate::text::date;
use crate::text::letters::lower;

/// Kinds of documents, as they stand before a number.
pub const KINDS: [&str; 18] = [
    "Thông tư liên tịch",
    "Nghị định",
    "Nghị quyết",
    "Quyết định",
    "Thông tư",
    "Chỉ thị",
    "Kế hoạch",
    "Công văn",
    "Công điện",
    "Thông báo",
    "Báo cáo",
    "Tờ trình",
    "Hướng dẫn",
    "Chương trình",
    "Kết luận",
    "Quy chế",
    "Quy định",
    "Luật",
];

/// A document referred to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// As it stands in [`KINDS`], whatever capitals the text has.
    pub kind: &'static str,
    /// Number and symbol without spaces: `1350/UBND-CA`.
    pub number: String,
    /// Whether the word "số" stands before the number.
    pub has_so: bool,
    /// The day after the number; `None` when there is none, or no such day in the calendar.
    pub date: Option<NaiveDate>,
    /// The date as written.
    pub date_range: Option<Range<usize>>,
    /// From the kind to the end of the number.
    pub range: Range<usize>,
    /// Number and symbol alone.
    pub number_range: Range<usize>,
    /// What follows the date, up to the end of the clause.
    pub tail: Range<usize>,
}

impl Citation {
    /// Kind, number and symbol: the same for all citations of a document.
    pub fn key(&self) -> (&'static str, String) {
        (self.kind, self.number.to_uppercase())
    }

    /// Whether it is a document of the Party (`29-NQ/TW`), whose symbol says by whom it is.
    pub fn is_of_party(&self) -> bool {
        self.number
            .split_once('-')
            .is_some_and(|(number, symbol)| !number.contains('/') && is_party_symbol(symbol))
    }

    /// The issuing body as the text names it, after "của".
    pub fn issuer<'t>(&self, text: &'t str) -> Option<&'t str> {
        let tail = text[self.tail.clone()].trim_start();
        let rest = tail.strip_prefix("của ")?;
        let rest = rest.find(" về ").map_or(rest, |end| &rest[..end]);
        Some(rest[..end_of_name(rest)].trim())
    }

    /// What the document is about: from "về" on; empty when the text does not say it.
    pub fn title<'t>(&self, text: &'t str) -> &'t str {
        let tail = &text[self.tail.clone()];
        let start = if tail.trim_start().starts_with("về ") {
            tail.find("về ")
        } else {
            tail.find(" về ").map(|at| at + 1).filter(|_| tail.trim_start().starts_with("của "))
        };
        start.map_or("", |start| tail[start..].trim())
    }
}

/// Words that no name of a body has: the sentence goes on with them.
const BEHIND_NAMES: [&str; 27] = [
    "là", "có", "đã", "được", "để", "nhằm", "theo", "trong", "trên", "với", "cho", "thì", "sẽ", "đang",
    "phải", "cần", "khi", "từ", "đến", "như", "quy", "hướng", "ban", "cơ", "nhà", "các", "yêu",
];

/// Where the name of a body ends that a text begins with: at a sign, or before a word that goes on with the sentence. After the first
/// words of a name those words may be of it: `Ủy ban`, `Nhà nước`.
fn end_of_name(text: &str) -> usize {
    let end = text.find([',', '.', '"', '“']).unwrap_or(text.len());
    let mut at = 0;
    for (index, word) in text[..end].split(' ').enumerate() {
        let is_of_name = index < 2 || !BEHIND_NAMES.contains(&word);
        if !is_of_name {
            return at;
        }
        at += word.len() + 1;
    }
    end
}

/// `NQ/TW`, `CTr/TU`: kind and committee.
fn is_party_symbol(text: &str) -> bool {
    let kind = text.chars().take_while(|letter| letter.is_alphabetic()).count();
    let rest: String = text.chars().skip(kind).take(3).collect();
    (1..=4).contains(&kind)
        && text.starts_with(char::is_uppercase)
        && rest.starts_with('/')
        && rest[1..].starts_with(char::is_uppercase)
}

/// The documents that a text with these words refers to, in order.
pub fn citations(text: &str, words: &[Word<'_>]) -> Vec<Citation> {
    let mut found: Vec<Citation> = Vec::new();
    if !text.contains('/') {
        return found;
    }
    for word in words {
        if found.last().is_some_and(|last| word.start < last.range.end) {
            continue;
        }
        if let Some(citation) = citation_at(text, word) {
            found.push(citation);
        }
    }
    for index in 0..found.len() {
        let end = found.get(index + 1).map_or(text.len(), |next| next.range.start);
        let start = found[index].tail.start;
        found[index].tail = start..clause_end(text, start, end);
    }
    found
}

/// Whether a kind begins with a byte, in capitals or not: with that of nearly no word.
const BEGINS_KIND: [bool; 256] = {
    let mut begins = [false; 256];
    let mut at = 0;
    while at < KINDS.len() {
        let first = KINDS[at].as_bytes()[0];
        begins[first.to_ascii_lowercase() as usize] = true;
        begins[first as usize] = true;
        at += 1;
    }
    begins
};

/// Whether a word begins a kind; headings and titles write it in capitals.
fn kind_at(text: &str, word: &Word<'_>) -> Option<(&'static str, usize)> {
    let rest = &text[word.start..];
    if !BEGINS_KIND[usize::from(*rest.as_bytes().first()?)] {
        return None;
    }
    KINDS.into_iter().find_map(|kind| {
        let mut letters = rest.char_indices();
        for wanted in kind.chars() {
            let (_, letter) = letters.next()?;
            if lower(letter) != lower(wanted) {
                return None;
            }
        }
        let end = letters.next().map_or(rest.len(), |(at, _)| at);
        Some((kind, word.start + end))
    })
}

fn citation_at(text: &str, word: &Word<'_>) -> Option<Citation> {
    let (kind, kind_end) = kind_at(text, word)?;
    let after = text[kind_end..].strip_prefix(' ')?;
    let has_so = after.chars().map(lower).take(3).eq("số ".chars());
    // "số" in small letters and in capitals takes as many bytes.
    let number_start = text.len() - after.len() + if has_so { "số ".len() } else { 0 };
    let number_text = &text[number_start..];
    let digits = number_text.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 6 {
        return None;
    }
    let rest = &number_text[digits..];
    // Documents of the Party have a hyphen there: 29-NQ/TW.
    let party = rest.strip_prefix('-').filter(|symbol| is_party_symbol(symbol));
    let symbol = match party {
        Some(symbol) => symbol,
        None => rest.trim_start_matches(' ').strip_prefix('/')?.trim_start_matches(' '),
    };
    // A symbol is made of capitals, digits, hyphens and further slashes (45/2020/NĐ-CP); a date is not one.
    let is_symbol = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '/');
    let length = symbol.find(|letter| !is_symbol(letter)).unwrap_or(symbol.len());
    let symbol_text = symbol[..length].trim_end_matches(['-', '/']);
    if !symbol_text.contains(char::is_uppercase) {
        return None;
    }
    let end = text.len() - symbol.len() + symbol_text.len();
    let (date, date_range) = date_after(text, end);
    let tail = date_range.as_ref().map_or(end, |range| range.end);
    Some(Citation {
        kind,
        number: format!("{}{}{symbol_text}", &number_text[..digits], if party.is_some() { '-' } else { '/' }),
        has_so,
        date,
        date_range,
        range: word.start..end,
        number_range: number_start..end,
        tail: tail..tail,
    })
}

/// `ngày 23/3/2024` or `ngày 24 tháng 6 năm 2024` right after a number.
fn date_after(text: &str, end: usize) -> (Option<NaiveDate>, Option<Range<usize>>) {
    let rest = text[end..].trim_start_matches([',', ' ']);
    let Some(rest) = rest.strip_prefix("ngày ") else { return (None, None) };
    let start = text.len() - rest.len();
    match date_length(rest) {
        Some((length, written)) => (date::parse(&written).ok(), Some(start..start + length)),
        None => (None, None),
    }
}

/// Dates written in figures (`24/6/2024`) or in words (`24 tháng 6 năm 2024`); `None` for a day that does not exist.
pub fn dates(text: &str) -> Vec<(Range<usize>, Option<NaiveDate>)> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(distance) = bytes[at..].iter().position(u8::is_ascii_digit) {
        at += distance;
        let begins = at == 0 || !is_part_of_number(bytes[at - 1]);
        let length = if begins { date_length(&text[at..]) } else { None };
        match length {
            Some((length, written)) => {
                found.push((at..at + length, date::parse(&written).ok()));
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

const fn is_part_of_number(byte: u8) -> bool {
    byte.is_ascii_digit() || matches!(byte, b'/' | b'.' | b',' | b'-')
}

/// Bytes of the date at the beginning of a text, and the date as `day/month/year`.
fn date_length(text: &str) -> Option<(usize, String)> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let day = digits(text);
    if !(1..=2).contains(&day) {
        return None;
    }
    for (month_sign, year_sign) in [("/", "/"), (" tháng ", " năm ")] {
        let Some(rest) = text[day..].strip_prefix(month_sign) else { continue };
        let month = digits(rest);
        if !(1..=2).contains(&month) {
            continue;
        }
        let Some(year) = rest[month..].strip_prefix(year_sign) else { continue };
        if digits(year) != 4 {
            continue;
        }
        let length = day + month_sign.len() + month + year_sign.len() + 4;
        return Some((length, format!("{}/{}/{}", &text[..day], &rest[..month], &year[..4])));
    }
    None
}

/// Where a clause ends: at a semicolon, a bracket or a full stop, or before the words that lead to another document.
fn clause_end(text: &str, start: usize, end: usize) -> usize {
    let part = &text[start..end];
    let stop = part.find([';', '(', ')', ':']).into_iter().chain(part.find(". ")).min();
    let part = &part[..stop.unwrap_or(part.len())];
    start
        + part.trim_end_matches([' ', '.', ',']).trim_end_matches(" và").trim_end_matches(" thực hiện").len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::words::words;

    fn citations_in(text: &str) -> Vec<Citation> {
        citations(text, &words(text))
    }

    #[test]
    fn a_citation_is_read_with_its_parts() {
        let text = "theo Kế hoạch số 67/KH-UBND ngày 26/02/2024 của UBND thành phố về triển khai Đề án 06; Công văn số 1350/UBND-CA ngày 23/3/2024 về việc gì đó và Nghị định 45/2020/NĐ-CP.";
        let found = citations_in(text);
        assert_eq!(found.len(), 3, "{found:?}");
        assert_eq!((found[0].kind, found[0].number.as_str()), ("Kế hoạch", "67/KH-UBND"));
        assert_eq!(found[0].date, NaiveDate::from_ymd_opt(2024, 2, 26));
        assert_eq!(found[0].issuer(text), Some("UBND thành phố"));
        assert_eq!(found[0].title(text), "về triển khai Đề án 06");
        assert_eq!((found[1].issuer(text), found[1].title(text)), (None, "về việc gì đó"));
        assert_eq!((found[2].number.as_str(), found[2].has_so), ("45/2020/NĐ-CP", false));
    }

    #[test]
    fn what_is_no_citation_is_left_alone() {
        for text in ["Quyết định 12 việc", "kế hoạch 3/4 chỉ tiêu", "Báo cáo số liệu", "ngày 24/6/2024"]
        {
            assert_eq!(citations_in(text), [], "{text}");
        }
    }

    #[test]
    fn dates_are_found_in_both_forms() {
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day);
        let found: Vec<_> = dates("từ 10/5/2024 đến ngày 04 tháng 6 năm 2024, số 45/2020/NĐ-CP, 31/6/2024")
            .into_iter()
            .map(|(_, day)| day)
            .collect();
        assert_eq!(found, [day(2024, 5, 10), day(2024, 6, 4), None]);
    }
}
