//! Syllables that do not go together: a syllable that official texts have beside neither of its neighbours, where one that is
//! spelt nearly like it goes with them. The counts are described in `SOURCES.md`.

mod candidate;
mod pairs;
mod suspect;

pub use suspect::{Suspect, suspects};

use crate::text::folded::FoldedSyllable;

/// Reads the list, ahead of whoever needs it.
pub fn prepare() {
    pairs::Pairs::built_in();
}

/// How firmly two words in lower case go together, from 0 (seen) to 4 (fixed); -1 when they are not known to.
pub fn firmness(first: &str, second: &str) -> i8 {
    let pairs = pairs::Pairs::built_in();
    let [first, second] =
        [first, second].map(|word| FoldedSyllable::of(word).and_then(|syllable| pairs.rank(syllable)));
    pairs.level(first, second)
}
