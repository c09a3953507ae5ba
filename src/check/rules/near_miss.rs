//! A phrase that is one letter or accent away from a phrase that the document uses often.

use super::dropped_word;
use crate::check::passage::{Passage, PassagePlace};
use crate::check::words::with_capital_of;
use crate::check::{Rule, Subject};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::text::without_marks;

pub(super) const RULE: Rule = Rule {
    code: Code::NearMiss,
    page: CodePage {
        what: w(
            "Một cụm từ chỉ khác một dấu, một chữ cái, hoặc thiếu một chữ so với cụm từ dùng nhiều lần trong chính báo cáo.",
            "A phrase differs by one accent or letter from one that the report itself uses often, or lacks a syllable of it.",
        ),
        why: w(
            "Gần như luôn là gõ thiếu dấu hoặc sai chữ. So cụm bốn chữ, cụm đúng phải có ít nhất ba lần.",
            "It is nearly always a slip. Phrases of four words are compared; the right one must come three times.",
        ),
        wrong: "Hồ sơ trên Công dịch vụ công (nơi khác đều viết “Cổng dịch vụ công”)",
        right: "Hồ sơ trên Cổng dịch vụ công",
    },
    run,
};

const LENGTH: usize = 4;
pub(super) const OFTEN: usize = 3;

/// A word in its phrase: the phrase without it, the word, and where it stands. Words are numbers, so that many phrases are
/// compared quickly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Seat {
    /// Which word is left out, and the other words, each 32 bits.
    frame: u128,
    word: u32,
    passage: u32,
    start: u32,
    end: u32,
}

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    dropped_word::run(subject, found);
    let names = subject.vocabulary.words();
    let slips: Vec<bool> = names.iter().map(|word| may_slip(word)).collect();
    let texts = || subject.passages.iter().enumerate().filter(|(_, passage)| is_text(passage));
    let mut counts = vec![0; names.len()];
    texts().flat_map(|(_, passage)| &passage.numbers).for_each(|number| counts[*number as usize] += 1);
    let mut seats: Vec<Seat> = Vec::new();
    for (index, passage) in texts() {
        let numbers = &passage.numbers;
        // A frame comes as often as the right phrase and once more, and so does each of its words.
        let is_often = |place: usize| counts[numbers[place] as usize] > OFTEN;
        for at in 0..(numbers.len() + 1).saturating_sub(LENGTH) {
            let rare = (at..at + LENGTH).filter(|place| !is_often(*place)).count();
            if rare > 1 || !passage.is_phrase(at..at + LENGTH) {
                continue;
            }
            let is_open =
                |open: &usize| slips[numbers[at + open] as usize] && (rare == 0 || !is_often(at + open));
            for open in (0..LENGTH).filter(is_open) {
                let others = (0..LENGTH).filter(|place| *place != open).map(|place| numbers[at + place]);
                let frame = others.fold(open as u128, |frame, id| frame << 32 | u128::from(id));
                let word = passage.word(at + open);
                // Texts of reports are far shorter than 4 GB.
                let (start, end) = (word.start as u32, word.end() as u32);
                seats.push(Seat { frame, word: numbers[at + open], passage: index as u32, start, end });
            }
        }
    }
    keep_frequent(&mut seats);
    seats.sort_unstable();
    let mut misses: Vec<(Seat, u32)> = Vec::new();
    let frames = seats.chunk_by(|a, b| a.frame == b.frame);
    for frame in frames.filter(|frame| frame.len() > OFTEN) {
        let variants: Vec<&[Seat]> = frame.chunk_by(|a, b| a.word == b.word).collect();
        let Some(often) =
            variants.iter().max_by_key(|variant| variant.len()).filter(|often| often.len() >= OFTEN)
        else {
            continue;
        };
        for variant in variants.iter().filter(|variant| variant.len() * OFTEN <= often.len()) {
            if is_near(&names[variant[0].word as usize], &names[often[0].word as usize]) {
                misses.push((variant[0], often[0].word));
            }
        }
    }
    // Several frames show the same slip.
    misses.sort_by_key(|(seat, _)| (seat.passage, seat.start));
    misses.dedup_by_key(|(seat, _)| (seat.passage, seat.start));
    for (seat, often) in misses {
        let (word, often) = (&names[seat.word as usize], &names[often as usize]);
        let passage = &subject.passages[seat.passage as usize];
        let range = seat.start as usize..seat.end as usize;
        // Known confusions are the business of their own rule, which says it better.
        let covers = |at: usize, wrong: &str| at <= range.start && range.end <= at + wrong.len();
        let is_known = |wrong: &str| passage.lower.match_indices(wrong).any(|(at, _)| covers(at, wrong));
        if subject.glossary.confusions.iter().any(|phrase| is_known(&phrase.words.join(" "))) {
            continue;
        }
        let finding = Diagnostic::warning(
            Code::NearMiss,
            text!(
                "“{word}” có thể là “{often}”: cụm từ này nơi khác trong báo cáo viết “{often}”",
                "“{word}” may be “{often}”: elsewhere the report has “{often}” in this phrase"
            ),
        )
        .help(text!("xem lại dấu và chữ cái", "look at the accents and letters"));
        let right = with_capital_of(&passage.text[range.clone()], often);
        found.push(subject.at_with_fix(passage, range, finding, right));
    }
}

/// Titles of appendices and names of recipients are no running text.
pub(super) const fn is_text(passage: &Passage) -> bool {
    !matches!(passage.place, PassagePlace::AppendixTitle | PassagePlace::Recipient | PassagePlace::Addressee)
}

/// Drops most seats whose frame is rare, since sorting them all takes longest: frames are counted by a short sum, which a few
/// of them share.
fn keep_frequent(seats: &mut Vec<Seat>) {
    const SUMS: usize = 1 << 14;
    let sum = |seat: &Seat| {
        let folded = (seat.frame ^ seat.frame >> 64) as u64;
        (folded.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 50) as usize % SUMS
    };
    let mut counts = vec![0u32; SUMS];
    seats.iter().for_each(|seat| counts[sum(seat)] += 1);
    seats.retain(|seat| counts[sum(seat)] as usize > OFTEN);
}

fn may_slip(word: &str) -> bool {
    word.chars().count() > 1 && word.chars().all(char::is_alphabetic)
}

/// Whether two words have the same letters but for accents, or differ by one letter.
fn is_near(one: &str, other: &str) -> bool {
    if without_marks(one) == without_marks(other) {
        return true;
    }
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    one.len() == other.len()
        && one.len() >= 4
        && one.iter().zip(&other).filter(|(a, b)| a != b).count() == 1
        && one[0] == other[0]
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::in_text;

    #[test]
    fn a_slip_beside_three_right_ones_is_found() {
        let right = "rà soát dữ liệu trên hệ thống";
        let found = in_text(&RULE, &[right, right, right, "rà soát dử liệu trên hệ thống"]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].contains("“dử” có thể là “dữ”"));
    }

    #[test]
    fn beside_two_right_ones_or_far_from_them_it_is_left_alone() {
        let right = "rà soát dữ liệu trên hệ thống";
        assert_eq!(in_text(&RULE, &[right, right, "rà soát dử liệu trên hệ thống"]), Vec::<String>::new());
        let found = in_text(&RULE, &[right, right, right, "rà soát hồ liệu trên hệ thống"]);
        assert_eq!(found, Vec::<String>::new());
    }
}
