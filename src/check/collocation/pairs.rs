//! Which syllables stand beside each other in official texts, and how firmly.

use std::io::Read;
use std::sync::LazyLock;

use flate2::read::DeflateDecoder;

use crate::text::folded::FoldedSyllable;

/// Made by `make-pairs.py`, which says how it is built.
const PACKED: &[u8] = include_bytes!("pairs.bin");
/// How firmly syllables go together: 0 for seen, 4 for fixed.
const LEVELS: usize = 5;
/// The number of a shape that is no syllable of the list.
const UNKNOWN: u16 = u16::MAX;

/// A syllable of the list, by its rank: the more often it is seen, the lower.
pub(super) type Rank = u16;

/// The pairs, unpacked.
pub(super) struct Pairs {
    /// Rank of each shape, by [`FoldedSyllable::number`].
    ranks: Vec<Rank>,
    seen: Rank,
    common: Rank,
    /// Where the second syllables of a first one and a level begin, and the end.
    starts: Vec<u32>,
    /// Ranks of second syllables, rising within a first one and a level.
    seconds: Vec<Rank>,
}

impl Pairs {
    /// The list of the program, unpacked once.
    pub(super) fn built_in() -> &'static Pairs {
        static PAIRS: LazyLock<Pairs> = LazyLock::new(|| Pairs::unpacked(PACKED));
        &PAIRS
    }

    /// The list is part of the program, and its tests read it whole; of one that is broken, what can be read is read.
    fn unpacked(packed: &[u8]) -> Pairs {
        let mut bytes = Vec::with_capacity(3 * packed.len());
        let _ = DeflateDecoder::new(packed).read_to_end(&mut bytes);
        let mut bytes = Bytes(&bytes);
        let [count, seen, common] = [bytes.number(), bytes.number(), bytes.number()];
        let mut ranks = vec![UNKNOWN; FoldedSyllable::NUMBERS];
        for rank in 0..count {
            if let Some(folded) = FoldedSyllable::of(bytes.line()) {
                ranks[folded.number()] = rank as Rank;
            }
        }
        let mut starts = Vec::with_capacity(count as usize * LEVELS + 1);
        let mut seconds: Vec<Rank> = Vec::new();
        for _ in 0..count as usize * LEVELS {
            starts.push(seconds.len() as u32);
            let mut next = 0;
            for _ in 0..bytes.number() {
                let second = next + bytes.number();
                seconds.push(second as Rank);
                next = second + 1;
            }
        }
        starts.push(seconds.len() as u32);
        Pairs { ranks, seen: seen as Rank, common: common as Rank, starts, seconds }
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
            self.seconds[from..to].binary_search(&second).is_ok()
        });
        level.map_or(-1, |level| level as i8)
    }
}

/// What is left of the unpacked list.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    /// A number in groups of seven bits, the lowest first.
    fn number(&mut self) -> u32 {
        let (mut number, mut shift) = (0, 0);
        while let Some((byte, rest)) = self.0.split_first() {
            self.0 = rest;
            number |= u32::from(byte & 127) << shift;
            shift += 7;
            if byte & 128 == 0 || shift > 21 {
                break;
            }
        }
        number
    }

    fn line(&mut self) -> &'a str {
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
        assert!(PACKED.len() <= 120_000);
        let bounds = pairs.starts.windows(2).map(|bounds| bounds[0] as usize..bounds[1] as usize);
        assert!(bounds.into_iter().all(|range| pairs.seconds[range].is_sorted()));
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
