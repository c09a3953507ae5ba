//! What a syllable may have been meant to be: the same with another onset, tone, vowel or end, as people mix them up.

use crate::text::folded::{FoldedSyllable, HOI_AND_NGA, TONE_COUNT};

/// Onsets that sound alike in one part of the country or another.
const ONSETS: [(&str, &str); 6] =
    [("s", "x"), ("tr", "ch"), ("d", "gi"), ("d", "r"), ("gi", "r"), ("l", "n")];
/// Ends that sound alike.
const ENDS: [(&str, &str); 2] = [("n", "ng"), ("t", "c")];
/// Ends that are mistyped.
const OTHER_ENDS: [(&str, &str); 10] = [
    ("n", "nh"),
    ("nh", "ng"),
    ("ch", "c"),
    ("ch", "t"),
    ("m", "n"),
    ("m", "p"),
    ("p", "t"),
    ("p", "c"),
    ("ng", "c"),
    ("n", "t"),
];
/// Vowels that differ by a mark.
const MARKS: [(&str, &str); 8] =
    [("a", "ă"), ("a", "â"), ("ă", "â"), ("e", "ê"), ("o", "ô"), ("o", "ơ"), ("ô", "ơ"), ("u", "ư")];
/// Rhymes, or parts of them, that sound alike or lose a letter.
const RHYMES: [(&str, &str); 39] = [
    ("uo", "ươ"),
    ("uo", "uô"),
    ("ai", "ay"),
    ("ay", "ây"),
    ("ao", "au"),
    ("au", "âu"),
    ("iu", "iêu"),
    ("êu", "iêu"),
    ("ưu", "ươu"),
    ("iu", "ưu"),
    ("iêu", "ươu"),
    ("ui", "uôi"),
    ("oi", "ôi"),
    ("oi", "ơi"),
    ("ưi", "ươi"),
    ("ăm", "âm"),
    ("ăp", "âp"),
    ("im", "iêm"),
    ("ip", "iêp"),
    ("om", "ôm"),
    ("ôm", "ơm"),
    ("op", "ôp"),
    ("ôp", "ơp"),
    ("êt", "iêt"),
    ("it", "iêt"),
    ("in", "iên"),
    ("un", "uôn"),
    ("ut", "uôt"),
    ("ưt", "ươt"),
    ("ưn", "ươn"),
    ("ươ", "ưa"),
    ("uy", "ui"),
    ("uê", "ê"),
    ("oa", "a"),
    ("oe", "e"),
    ("oă", "ă"),
    ("uâ", "â"),
    ("ươ", "uô"),
    ("uyê", "iê"),
];

/// Another spelling, and whether it is one of the usual confusions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    pub syllable: FoldedSyllable,
    pub is_usual: bool,
}

/// The candidates of a syllable, the usual confusions first, each once.
pub(super) fn candidates(typed: FoldedSyllable) -> Vec<Candidate> {
    let (onset, rhyme, tone) = (typed.onset(), typed.rhyme(), typed.tone());
    let mut all: Vec<Candidate> = Vec::new();
    let mut add = |syllable: Option<FoldedSyllable>, is_usual| {
        let Some(syllable) = syllable.filter(|syllable| *syllable != typed && syllable.is_sound()) else {
            return;
        };
        if all.iter().all(|candidate| candidate.syllable != syllable) {
            all.push(Candidate { syllable, is_usual });
        }
    };
    for other in ONSETS.iter().filter_map(|pair| other_of(pair, onset)) {
        add(FoldedSyllable::respelt(other, rhyme, tone), true);
    }
    let [hoi, nga] = HOI_AND_NGA;
    match tone {
        tone if tone == hoi => add(Some(typed.with_tone(nga)), true),
        tone if tone == nga => add(Some(typed.with_tone(hoi)), true),
        _ => {}
    }
    for end in with_other_ends(rhyme, &ENDS) {
        add(FoldedSyllable::respelt(onset, &end, tone), true);
    }
    (0..TONE_COUNT).for_each(|tone| add(Some(typed.with_tone(tone)), false));
    // A rhyme has so few letters that looking at each of their bytes is quicker than preparing a search.
    for (part, other) in both(&MARKS).chain(both(&RHYMES)) {
        for (at, rest) in (0..rhyme.len()).map(|at| (at, &rhyme.as_bytes()[at..])) {
            if rest.starts_with(part.as_bytes()) {
                let other = format!("{}{other}{}", &rhyme[..at], &rhyme[at + part.len()..]);
                add(FoldedSyllable::respelt(onset, &other, tone), false);
            }
        }
    }
    for end in with_other_ends(rhyme, &OTHER_ENDS) {
        add(FoldedSyllable::respelt(onset, &end, tone), false);
    }
    if let Some(other) = other_of(&("d", "đ"), onset) {
        add(FoldedSyllable::respelt(other, rhyme, tone), false);
    }
    all
}

fn other_of(pair: &(&'static str, &'static str), one: &str) -> Option<&'static str> {
    match (one == pair.0, one == pair.1) {
        (true, _) => Some(pair.1),
        (_, true) => Some(pair.0),
        _ => None,
    }
}

fn both<'p>(pairs: &'p [(&'p str, &'p str)]) -> impl Iterator<Item = (&'p str, &'p str)> {
    pairs.iter().flat_map(|&(one, other)| [(one, other), (other, one)])
}

/// The rhyme with each other end.
fn with_other_ends<'p>(rhyme: &'p str, ends: &'p [(&'p str, &'p str)]) -> impl Iterator<Item = String> {
    both(ends).filter_map(move |(end, other)| Some(format!("{}{other}", rhyme.strip_suffix(end)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(word: &str, is_usual: bool) -> Vec<String> {
        let all = candidates(FoldedSyllable::of(word).expect(word));
        let wanted = all.iter().filter(|candidate| candidate.is_usual == is_usual);
        wanted.map(|candidate| candidate.syllable.written()).collect()
    }

    #[test]
    fn usual_confusions_come_first() {
        assert_eq!(written("sữa", true), ["xữa", "sửa"]);
        assert_eq!(written("giành", true), ["dành", "rành"]);
        assert_eq!(written("bằn", true), ["bằng"]);
        assert_eq!(written("cứt", true), ["cức"]);
    }

    #[test]
    fn others_differ_by_a_tone_a_mark_or_a_letter() {
        let others = written("đươc", false);
        for right in ["được", "đước", "đuôc"] {
            assert_eq!(others.contains(&right.to_string()), right != "đuôc", "{right}: {others:?}");
        }
        assert!(written("chuẩn", false).contains(&"chẩn".to_string()));
        assert!(written("cáp", false).contains(&"các".to_string()));
        assert!(written("kỹ", false).iter().all(|word| word != "kỹ"));
    }
}
