//! The name of an agency in the letterhead, broken into lines that fit beside the national name (cells 1 and 2; Decree 30/2020,
//! Appendix I, II.1 and II.2).

use super::decree::{HEADER_SIZES, HeaderSizes, page};
use super::letterhead::{HEADER_GAP, ROUNDING};
use super::styles::{self, Element};
use super::words::{MOTTO, NATIONAL_NAME};
use crate::font::FontSet;
use crate::model::Paper;
use crate::units::Length;

/// Bodies whose name takes a line of its own before that of the unit.
const BODIES: [&str; 2] = ["ỦY BAN NHÂN DÂN", "HỘI ĐỒNG NHÂN DÂN"];
/// Bodies whose name does so when the whole is too long.
const SHORT_BODIES: [&str; 2] = ["UBND", "HĐND"];
/// As long as a day gets: two figures each, and the month that needs no zero.
const LONGEST_DAY: &str = "ngày 28 tháng 10 năm 2028";

/// The lines of an agency's `name`, which is in capitals, beside a date at `place`: the fewest that fit, as even as they can be.
/// A single word that is too long stays as it is.
///
/// ```
/// use baocao::{font::FontSet, form::agency_lines};
///
/// let fonts = FontSet::built_in();
/// assert_eq!(agency_lines("SỞ NỘI VỤ", "Mẫu", &fonts), ["SỞ NỘI VỤ"]);
/// assert_eq!(agency_lines("ỦY BAN NHÂN DÂN XÃ AN BÌNH", "An Bình", &fonts), ["ỦY BAN NHÂN DÂN", "XÃ AN BÌNH"]);
/// ```
pub fn agency_lines(name: &str, place: &str, fonts: &FontSet) -> Vec<String> {
    let lines = HEADER_SIZES.map(|sizes| {
        let measured = |text: &str, element| {
            let look = styles::look(element, sizes);
            fonts.width(text, look.emphasis, look.size)
        };
        let date = measured(&format!("{place}, {LONGEST_DAY}"), Element::PlaceAndDate);
        let right =
            date.max(measured(NATIONAL_NAME, Element::NationalName)).max(measured(MOTTO, Element::Motto));
        let room = page(Paper::A4).text_width() - right - ROUNDING - HEADER_GAP;
        let width = |text: &str| measured(text, Element::IssuingAgency);
        let bodies: &[&str] = if width(name) > room { &SHORT_BODIES } else { &[] };
        (
            halves(name, bodies).iter().flat_map(|half| even_lines(half, room, &width)).collect::<Vec<_>>(),
            sizes,
            room,
        )
    });
    let fits = |(lines, sizes, room): &&(Vec<String>, HeaderSizes, Length)| {
        let look = styles::look(Element::IssuingAgency, *sizes);
        lines.iter().all(|line| fonts.width(line, look.emphasis, look.size) <= *room)
    };
    let fitting = lines.iter().find(fits).unwrap_or(&lines[lines.len() - 1]);
    fitting.0.clone()
}

/// A committee's name takes a line before that of its unit.
fn halves<'n>(name: &'n str, more: &[&'n str]) -> Vec<&'n str> {
    for &body in BODIES.iter().chain(more) {
        if let Some(rest) = name.strip_prefix(body).filter(|rest| rest.starts_with(' ')) {
            return vec![body, rest.trim()];
        }
    }
    vec![name]
}

/// The fewest lines of at most `room`, the longest of them as short as that number of lines allows.
pub(super) fn even_lines(text: &str, room: Length, width: &impl Fn(&str) -> Length) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let fewest = filled(&words, room, width);
    let runs = (0..words.len()).flat_map(|from| (from + 1..=words.len()).map(move |to| (from, to)));
    let mut narrower: Vec<Length> =
        runs.map(|(from, to)| width(&words[from..to].join(" "))).filter(|width| *width < room).collect();
    narrower.sort();
    let even = narrower.into_iter().map(|room| filled(&words, room, width));
    even.into_iter().find(|lines| lines.len() == fewest.len()).unwrap_or(fewest)
}

/// As many words a line as there is room for, and one at least.
fn filled(words: &[&str], room: Length, width: &impl Fn(&str) -> Length) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words {
        match lines.last_mut() {
            Some(line) if width(&format!("{line} {word}")) <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_string()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_take_the_fewest_and_evenest_lines() {
        let fonts = FontSet::built_in();
        let name =
            "TỔ CÔNG TÁC TRIỂN KHAI ĐỀ ÁN PHÁT TRIỂN ỨNG DỤNG DỮ LIỆU DÂN CƯ, ĐỊNH DANH VÀ XÁC THỰC ĐIỆN TỬ";
        let lines = agency_lines(name, "Phan Rang - Tháp Chàm", &fonts);
        assert_eq!(lines.join(" "), name);
        let lengths: Vec<usize> = lines.iter().map(|line| line.chars().count()).collect();
        let (least, greatest) = (lengths.iter().min(), lengths.iter().max());
        assert!(least.zip(greatest).is_some_and(|(least, greatest)| least * 2 > *greatest), "{lines:?}");
    }

    #[test]
    fn a_line_holds_a_word_at_least() {
        let width = |text: &str| Length::mm(text.chars().count() as i64);
        assert_eq!(even_lines("a bb ccc", Length::mm(2), &width), ["a", "bb", "ccc"]);
        assert_eq!(even_lines("aa bb cc dd", Length::mm(9), &width), ["aa bb", "cc dd"]);
        assert!(even_lines("", Length::mm(9), &width).is_empty());
    }
}
