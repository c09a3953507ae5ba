//! Which syllables stand beside each other in official texts, and how firmly.

use std::sync::LazyLock;

use crate::text::folded::FoldedSyllable;

/// Made by `make-pairs.py`, which says how it is built. Most of it is searched as it is, since unpacking a smaller form took as long as
/// the rules on text take for a report of ten pages.
const LIST: &[u8] = include_bytes!("pairs.bin");
/// How firmly syllables go together: 0 for seen, 4 for fixed.
const LEVELS: usize = 5;
/// The number of a shape that is no syllable of the list.
const UNKNOWN: u16 = u16::MAX;

/// A syllable of the list, by its rank: the more often it is seen, the lower.
pub(super) type Rank = u16;

/// The pairs of the list.
pub(super) struct Pairs {
    /// Rank of each shape, by [`FoldedSyllable::number`].
    ranks: Vec<Rank>,
    seen: Rank,
    common: Rank,
    /// Where the second syllables of a first one and a level begin, and the end.
    starts: Vec<u32>,
    /// Ranks of second syllables, rising within a first one and a level, the lower byte first.
    seconds: &'static [[u8; 2]],
}

impl Pairs {
    /// The list of the program, read once.
    pub(super) fn built_in() -> &'static Pairs {
        static PAIRS: LazyLock<Pairs> = LazyLock::new(|| Pairs::of(LIST));
        &PAIRS
    }

    /// The list is part of the program, and its tests read it whole; of one that is broken, what can be read is read.
    fn of(list: &'static [u8]) -> Pairs {
        let mut bytes = Bytes(list);
        let [count, seen, common] = [bytes.number(), bytes.number(), bytes.number()];
        let mut ranks = vec![UNKNOWN; FoldedSyllable::NUMBERS];
        for rank in 0..count {
            if let Some(folded) = FoldedSyllable::of(bytes.line()) {
                ranks[folded.number()] = rank;
            }
        }
        let mut starts = vec![0];
        let mut end = 0;
        starts.extend((0..usize::from(count) * LEVELS).map(|_| {
            end += u32::from(bytes.number());
            end
        }));
        Pairs { ranks, seen, common, starts, seconds: bytes.0.as_chunks().0 }
    }

    /// The rank of a syllable; `None` when the list does not have it.
    pub(super) fn rank(&self, syllable: FoldedSyllable) -> Option<Rank> {
        Some(self.ranks[syllable.number()]).filter(|rank| *rank != UNKNOWN)
    }

    /// Whether official texts have the syllable at all.
    pub(super) fn is_seen(&self, rank: Option<Rank>) -> bool {
        rank.is_some_and(|rank| rank < self.seen)
    }

    /// Whether they have it a hundred times and more.
    pub(super) fn is_common(&self, rank: Option<Rank>) -> bool {
        rank.is_some_and(|rank| rank < self.common)
    }

    /// How firmly two syllables go together, from 0; -1 when they are not known to.
    pub(super) fn level(&self, first: Option<Rank>, second: Option<Rank>) -> i8 {
        let Some((first, second)) = first.zip(second) else { return -1 };
        let level = (0..LEVELS).find(|level| {
            let at = usize::from(first) * LEVELS + level;
            let [from, to] = [self.starts[at] as usize, self.starts[at + 1] as usize];
            let seconds = self.seconds.get(from..to).unwrap_or_default();
            seconds.binary_search_by_key(&second, |bytes| Rank::from_le_bytes(*bytes)).is_ok()
        });
        level.map_or(-1, |level| level as i8)
    }
}

/// What is left of the list.
struct Bytes(&'static [u8]);

impl Bytes {
    /// A number in two bytes, the lower first.
    fn number(&mut self) -> u16 {
        let Some((bytes, rest)) = self.0.split_first_chunk() else { return 0 };
        self.0 = rest;
        u16::from_le_bytes(*bytes)
    }

    fn line(&mut self) -> &'static str {
        let end = self.0.iter().position(|byte| *byte == b'\n').unwrap_or(self.0.len());
        let (line, rest) = self.0.split_at(end);
        self.0 = rest.get(1..).unwrap_or_default();
        std::str::from_utf8(line).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(first: &str, second: &str) -> i8 {
        let pairs = Pairs::built_in();
        let rank = |word| FoldedSyllable::of(word).and_then(|folded| pairs.rank(folded));
        pairs.level(rank(first), rank(second))
    }

    #[test]
    fn the_list_is_whole() {
        let pairs = Pairs::built_in();
        assert_eq!(pairs.seconds.len(), 113_056);
        // All but four, whose shape Vietnamese does not have.
        assert_eq!(pairs.ranks.iter().filter(|rank| **rank != UNKNOWN).count(), 2936);
        assert!(LIST.len() <= 280_000);
        let bounds = pairs.starts.windows(2).map(|bounds| bounds[0] as usize..bounds[1] as usize);
        let mut ranks =
            bounds.map(|range| pairs.seconds[range].iter().map(|bytes| Rank::from_le_bytes(*bytes)));
        assert!(ranks.all(|ranks| ranks.is_sorted()));
    }

    #[test]
    fn what_goes_together_does() {
        assert!(level("bổ", "sung") >= 3 && level("dự", "trữ") >= 2);
        assert_eq!((level("bổ", "xung"), level("web", "site")), (-1, -1));
        let pairs = Pairs::built_in();
        let rank = |word| FoldedSyllable::of(word).and_then(|folded| pairs.rank(folded));
        assert!(pairs.is_common(rank("nước")) && pairs.is_seen(rank("nước")));
        assert!(!pairs.is_seen(rank("xoát")) && !pairs.is_common(rank("xoát")));
    }
}
