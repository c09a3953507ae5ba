//! A phrase that the report uses often, once with a syllable dropped out of a word: a part of the rule `near_miss`.

use std::collections::BTreeMap;

use crate::check::Subject;
use crate::check::collocation::firmness;
use crate::check::passage::Passage;
use crate::diag::{Code, Diagnostic, Diagnostics, text};

use super::near_miss::{OFTEN, is_text};

/// Words of the whole phrase.
const WHOLE: usize = 4;
/// How firmly the dropped syllable is bound to a neighbour: it is a part of a word, and nothing that may be left out.
const FIRM: i8 = 2;

/// Finds phrases of which one syllable is missing.
pub(super) fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    let texts = || subject.passages.iter().enumerate().filter(|(_, passage)| is_text(passage));
    let mut cut: BTreeMap<[u32; WHOLE - 1], ([u32; WHOLE], usize)> = BTreeMap::new();
    for whole in frequent(subject) {
        for dropped in 1..WHOLE - 1 {
            cut.entry(without(&whole, dropped)).or_insert((whole, dropped));
        }
    }
    if cut.is_empty() {
        return;
    }
    let mut seen: BTreeMap<[u32; WHOLE - 1], (usize, usize, usize)> = BTreeMap::new();
    for (number, passage) in texts() {
        for (at, phrase) in phrases(passage, |phrase| cut.contains_key(phrase)) {
            seen.entry(phrase).and_modify(|(count, ..)| *count += 1).or_insert((1, number, at));
        }
    }
    // Where a word is missing, by its place; several phrases reach over it.
    let mut gaps: BTreeMap<(usize, usize), (usize, [u32; WHOLE], usize)> = BTreeMap::new();
    for (phrase, (count, passage, at)) in seen {
        let (whole, dropped) = cut[&phrase];
        if count == 1 {
            gaps.entry((passage, at + dropped)).or_insert((at, whole, dropped));
        }
    }
    for ((passage, _), (at, whole, dropped)) in gaps {
        let passage = &subject.passages[passage];
        let words = subject.vocabulary.words();
        let word = |at: usize| words[whole[at] as usize].as_str();
        let is_part = [(dropped - 1, dropped), (dropped, dropped + 1)]
            .into_iter()
            .any(|(one, other)| firmness(word(one), word(other)) >= FIRM);
        // What stands beside each other now goes together as well: the phrase is another one.
        let is_phrase = firmness(word(dropped - 1), word(dropped + 1)) >= 0;
        if !is_part || is_phrase {
            continue;
        }
        let range = passage.word(at).start..passage.word(at + WHOLE - 2).end();
        let typed = &passage.text[range.clone()];
        let right: Vec<&str> = (0..WHOLE).map(word).collect();
        let (right, missing) = (right.join(" "), word(dropped));
        let finding = Diagnostic::warning(
            Code::NearMiss,
            text!(
                "“{typed}” có thể thiếu chữ “{missing}”: nơi khác trong báo cáo viết “{right}”",
                "“{typed}” may lack “{missing}”: elsewhere the report has “{right}”"
            ),
        )
        .help(text!("xem lại cụm từ", "look at the phrase"));
        found.push(subject.at(passage, range, finding));
    }
}

/// The whole phrases that come often, in the order of their words' numbers.
fn frequent(subject: &Subject<'_>) -> Vec<[u32; WHOLE]> {
    let texts = || subject.passages.iter().filter(|passage| is_text(passage));
    let mut counts = vec![0_usize; subject.vocabulary.words().len()];
    texts().flat_map(|passage| &passage.numbers).for_each(|number| counts[*number as usize] += 1);
    // A phrase comes no more often than its words.
    let may_be_often = |phrase: &[u32; WHOLE]| phrase.iter().all(|word| counts[*word as usize] >= OFTEN);
    let mut all: Vec<[u32; WHOLE]> =
        texts().flat_map(|passage| phrases(passage, may_be_often)).map(|(_, phrase)| phrase).collect();
    all.sort_unstable();
    all.chunk_by(|one, other| one == other).filter(|same| same.len() >= OFTEN).map(|same| same[0]).collect()
}

/// The phrases of so many words in a passage that are wanted, by the numbers of their words, with the place of their first.
fn phrases<const LENGTH: usize>(
    passage: &Passage,
    is_wanted: impl Fn(&[u32; LENGTH]) -> bool,
) -> impl Iterator<Item = (usize, [u32; LENGTH])> {
    passage.numbers.windows(LENGTH).enumerate().filter_map(move |(at, window)| {
        let phrase: [u32; LENGTH] = window.try_into().ok()?;
        (is_wanted(&phrase) && passage.is_phrase(at..at + LENGTH)).then_some((at, phrase))
    })
}

fn without(whole: &[u32; WHOLE], dropped: usize) -> [u32; WHOLE - 1] {
    let mut kept = whole.iter().enumerate().filter(|(at, _)| *at != dropped).map(|(_, word)| *word);
    std::array::from_fn(|_| kept.next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::super::near_miss::RULE;
    use crate::check::testing::in_text;

    #[test]
    fn a_dropped_syllable_is_found() {
        let right = "đẩy mạnh cải cách thủ tục hành chính";
        let found = in_text(&RULE, &[right, right, right, "đẩy mạnh cải cách thủ hành chính"]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].contains("thiếu chữ “tục”"), "{found:?}");
        assert_eq!(in_text(&RULE, &[right, right, "đẩy mạnh cải cách thủ hành chính"]).len(), 0);
    }

    #[test]
    fn words_that_may_be_left_out_are_none() {
        let right = "triển khai thực hiện các nhiệm vụ";
        let found = in_text(&RULE, &[right, right, right, "triển khai thực hiện nhiệm vụ"]);
        assert_eq!(found, Vec::<String>::new());
    }
}
