//! A phrase that the report uses often, once with a syllable dropped out of a word: a part of the rule `near_miss`.

use std::collections::{BTreeMap, HashMap};

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
    let mut wholes: HashMap<[u32; WHOLE], usize> = HashMap::new();
    for (_, passage) in texts() {
        phrases(passage).for_each(|(_, phrase)| *wholes.entry(phrase).or_default() += 1);
    }
    wholes.retain(|_, count| *count >= OFTEN);
    if wholes.is_empty() {
        return;
    }
    let mut cut: HashMap<[u32; WHOLE - 1], ([u32; WHOLE], usize)> = HashMap::new();
    for whole in wholes.keys() {
        for dropped in 1..WHOLE - 1 {
            let shortened = without(whole, dropped);
            let entry = cut.entry(shortened).or_insert((*whole, dropped));
            // The order of the map must not tell which of two is meant.
            *entry = (*entry).min((*whole, dropped));
        }
    }
    let mut seen: HashMap<[u32; WHOLE - 1], (usize, usize, usize)> = HashMap::new();
    for (number, passage) in texts() {
        for (at, phrase) in phrases::<{ WHOLE - 1 }>(passage) {
            if cut.contains_key(&phrase) {
                seen.entry(phrase).and_modify(|(count, ..)| *count += 1).or_insert((1, number, at));
            }
        }
    }
    // Where a word is missing, by its place; several phrases reach over it.
    let mut gaps: BTreeMap<(usize, usize), (usize, [u32; WHOLE], usize)> = BTreeMap::new();
    for (phrase, (count, passage, at)) in seen {
        let (whole, dropped) = cut[&phrase];
        if count == 1 {
            let gap = gaps.entry((passage, at + dropped)).or_insert((at, whole, dropped));
            *gap = (*gap).min((at, whole, dropped));
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

/// The phrases of so many words in a passage, by the numbers of their words, with the place of their first.
fn phrases<const LENGTH: usize>(passage: &Passage) -> impl Iterator<Item = (usize, [u32; LENGTH])> {
    let windows = passage.numbers.windows(LENGTH).enumerate();
    let is_phrase = |at: usize| passage.is_phrase(at..at + LENGTH);
    windows.filter_map(move |(at, window)| Some((at, window.try_into().ok().filter(|_| is_phrase(at))?)))
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
