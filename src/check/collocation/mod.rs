//! Syllables that do not go together: a syllable that official texts have beside neither of its neighbours, where one that is
//! spelt nearly like it goes with them. The counts are described in `SOURCES.md`.

mod candidate;
mod pairs;
mod suspect;

pub use suspect::{Suspect, suspects};
