//! Words that lost their accents or the space between them: a part of the rule `syllable`.

use crate::check::Subject;
use crate::check::collocation::firmness;
use crate::check::passage::Passage;
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::text::folded::{FoldedSyllable, TONE_COUNT};
use crate::text::syllable::is_syllable;

/// How firmly two syllables go together that were meant to be two words.
const JOINED: i8 = 1;
/// How firmly a syllable goes with its neighbour that was meant to have accents.
const UNMARKED: i8 = 2;

/// Vowels, and what they may have been meant to be.
const MARKS: [(&str, &str); 8] =
    [("uo", "ươ"), ("uo", "uô"), ("a", "ă"), ("a", "â"), ("e", "ê"), ("o", "ô"), ("o", "ơ"), ("u", "ư")];

/// Words of other languages that reports have.
const FOREIGN: [&str; 24] = [
    "chip", "test", "kit", "top", "tip", "app", "net", "hot", "set", "shop", "clip", "bit", "pop", "fit",
    "mat", "cat", "chat", "print", "import", "export", "report", "sport", "start", "robot",
];

/// Finds both; each word once.
pub(super) fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    let is_odd: Vec<bool> = subject.vocabulary.words().iter().map(|word| is_worth_a_look(word)).collect();
    if !is_odd.contains(&true) {
        return;
    }
    let mut told = vec![false; is_odd.len()];
    for passage in subject.passages {
        for (index, number) in passage.numbers.iter().enumerate() {
            let number = *number as usize;
            let word = passage.word(index);
            if !is_odd[number]
                || told[number]
                || word.text != passage.lower_word(index)
                || is_in_address(passage, index)
            {
                continue;
            }
            let right = two_words(word.text).or_else(|| with_accents(passage, index));
            let Some(right) = right else { continue };
            told[number] = true;
            let typed = word.text;
            let finding = Diagnostic::warning(
                Code::Syllable,
                text!("“{typed}” không phải là chữ tiếng Việt", "“{typed}” is no Vietnamese syllable"),
            )
            .help(text!("có lẽ là “{right}”", "it is probably “{right}”"));
            found.push(subject.at_with_fix(passage, word.start..word.end(), finding, right));
        }
    }
}

/// Whether a word could be two without their space, or one without its accents.
fn is_worth_a_look(word: &str) -> bool {
    let is_letters = word.chars().all(char::is_alphabetic);
    let is_stopped =
        word.is_ascii() && word.len() > 2 && (word.ends_with(['c', 'p', 't']) || word.ends_with("ch"));
    let is_long = !word.is_ascii() && word.chars().nth(4).is_some();
    is_letters && (is_stopped || is_long) && !is_syllable(word) && !FOREIGN.contains(&word)
}

/// `a@hoc.vn`, `www.phat`.
fn is_in_address(passage: &Passage, index: usize) -> bool {
    let word = passage.word(index);
    let touches = |c: char| matches!(c, '@' | '.' | '/' | '_' | '-') || c.is_ascii_digit();
    let behind = passage.text[word.end()..].chars().next();
    passage.text[..word.start].ends_with(touches)
        || behind.is_some_and(|c| matches!(c, '@' | '/' | '_' | '-') || c.is_ascii_digit())
        || behind == Some('.') && passage.text[word.end() + 1..].starts_with(char::is_alphanumeric)
}

/// `triển khai` for `triểnkhai`: two syllables that go together.
fn two_words(word: &str) -> Option<String> {
    let places = word.char_indices().skip(1).map(|(at, _)| at);
    let mut splits = places.map(|at| word.split_at(at));
    let fits = |(first, second): &(&str, &str)| {
        first.chars().nth(1).is_some()
            && second.chars().nth(1).is_some()
            && is_syllable(first)
            && is_syllable(second)
            && firmness(first, second) >= JOINED
    };
    splits.find(fits).map(|(first, second)| format!("{first} {second}"))
}

/// `hoạch` for `hoach` in `kế hoach`: a syllable that ends in a stop has a tone, and its neighbours say which.
fn with_accents(passage: &Passage, index: usize) -> Option<String> {
    let word = passage.word(index).text;
    if !word.is_ascii() {
        return None;
    }
    let folded = FoldedSyllable::of(word)?;
    let near = |other: usize| (other < passage.numbers.len()).then(|| passage.lower_word(other));
    let before = index.checked_sub(1).filter(|at| passage.is_phrase(*at..index + 1)).and_then(near);
    let behind = near(index + 1).filter(|_| passage.is_phrase(index..index + 2));
    let firm = |written: &str| {
        let left = before.map_or(-1, |before| firmness(before, written));
        left.max(behind.map_or(-1, |behind| firmness(written, behind)))
    };
    let rhyme = folded.rhyme();
    let marked = MARKS
        .iter()
        .filter(|(bare, _)| rhyme.contains(bare))
        .map(|(bare, mark)| rhyme.replacen(bare, mark, 1));
    let rhymes = std::iter::once(rhyme.to_string()).chain(marked);
    let candidates = rhymes.flat_map(|rhyme| {
        (0..TONE_COUNT).filter_map(move |tone| FoldedSyllable::respelt(folded.onset(), &rhyme, tone))
    });
    let sound = candidates.filter(|syllable| syllable.is_sound()).map(FoldedSyllable::written);
    let best = sound.map(|written| (firm(&written), written)).max_by_key(|(firm, _)| *firm)?;
    (best.0 >= UNMARKED).then_some(best.1)
}

#[cfg(test)]
mod tests {
    use super::super::syllable::RULE;
    use crate::check::testing::in_text;

    #[test]
    fn lost_spaces_and_accents_are_found() {
        for text in [
            "phối hợp với xã triểnkhai mô hình mới",
            "an toàn sinhhọc trong phòng bệnh",
            "Phòng đã xây dựng kế hoach kiểm tra",
            "Nhà trường có 412 hoc sinh",
            "tổ chức phat hiện vi phạm",
        ] {
            assert_eq!(in_text(&RULE, &[text]).len(), 1, "{text}");
        }
    }

    #[test]
    fn foreign_words_and_addresses_are_left_alone() {
        for text in [
            "địa chỉ a@hoc.vn, www.phat.vn",
            "mạng internet, robot, chat",
            "xã Ea Kmat, buôn Kăp",
            "thôn Đắk Rơlang",
        ] {
            assert_eq!(in_text(&RULE, &[text]), Vec::<String>::new(), "{text}");
        }
    }
}
