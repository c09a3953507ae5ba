//! The notes at the foot of a page: they take the room that they need from the text above. A note that does not fit goes on at the
//! foot of the next page.

use std::collections::VecDeque;

use super::chunk::Chunk;
use super::slice::across;
use crate::arrangement::Ink;
use crate::units::Length;

/// The line above the notes, and the room around it.
const RULE_LENGTH: Length = Length::mm(50);
const ABOVE_RULE: Length = Length::pt(4);
const BELOW_RULE: Length = Length::pt(4);

/// What of a page is never taken by what goes on from the page before: three lines or so.
const LEAST_TEXT: Length = Length::pt(60);

/// The lines of one note.
pub(super) type NoteLines = Vec<Chunk>;

/// The notes of the page at hand.
#[derive(Debug, Default)]
pub(super) struct PageNotes {
    lines: Vec<Chunk>,
    /// Of the lines, without what stands above them.
    height: Length,
    /// What has no room on this page.
    waiting: VecDeque<Chunk>,
}

impl PageNotes {
    /// How much of the page they take.
    pub(super) fn height(&self) -> Length {
        match self.lines.is_empty() {
            true => Length::ZERO,
            false => self.height + ABOVE_RULE + BELOW_RULE,
        }
    }

    pub(super) fn are_none(&self) -> bool {
        self.lines.is_empty()
    }

    /// Whether a note goes on at the foot of the next page.
    pub(super) fn go_on(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// The least room that more notes need: all of them but the last, and of that the lines that stay together. `None` when a note
    /// before them goes on at the next page, so that they cannot stand on this one.
    pub(super) fn least<'n>(&self, mut notes: impl Iterator<Item = &'n NoteLines>) -> Option<Length> {
        let Some(mut note) = notes.next() else { return Some(Length::ZERO) };
        if self.go_on() {
            return None;
        }
        let mut least = if self.are_none() { ABOVE_RULE + BELOW_RULE } else { Length::ZERO };
        for next in notes {
            least += note.iter().map(whole).sum();
            note = next;
        }
        Some(least + note[..first_break(note)].iter().map(whole).sum())
    }

    /// Adds notes, of which as many lines stand on this page as there is room.
    pub(super) fn add(&mut self, notes: Vec<NoteLines>, room: Length) {
        for note in notes {
            self.waiting.extend(note);
            self.fill(room);
        }
    }

    /// Begins the next page, `height` tall, with what goes on.
    pub(super) fn begin_page(&mut self, height: Length) {
        self.lines.clear();
        self.height = Length::ZERO;
        self.fill(height - LEAST_TEXT);
    }

    /// Moves lines that wait onto the page while they fit into `room`, breaking them where that may be.
    fn fill(&mut self, room: Length) {
        while !self.waiting.is_empty() {
            let count = first_break(self.waiting.make_contiguous());
            let height: Length = self.waiting.iter().take(count).map(whole).sum();
            let frame = if self.are_none() { ABOVE_RULE + BELOW_RULE } else { Length::ZERO };
            if self.height() + frame + height > room {
                return;
            }
            self.height += height;
            self.lines.extend(self.waiting.drain(..count));
        }
    }

    /// The notes of the page as one chunk, as tall as they are.
    pub(super) fn take(&mut self) -> Chunk {
        let mut all = Chunk { height: self.height(), ..Chunk::default() };
        if !self.lines.is_empty() {
            all.rules.push(across(ABOVE_RULE, Length::ZERO..RULE_LENGTH, Ink::Black));
        }
        let mut down = ABOVE_RULE + BELOW_RULE;
        for line in std::mem::take(&mut self.lines) {
            let height = whole(&line);
            all.take(line, Length::ZERO, down);
            down += height;
        }
        self.height = Length::ZERO;
        all
    }
}

fn whole(line: &Chunk) -> Length {
    line.height + line.after
}

/// How many of the first lines stay together; 0 for none at all.
fn first_break(lines: &[Chunk]) -> usize {
    let last = lines.iter().position(|line| !line.keep_with_next);
    last.map_or(lines.len(), |last| last + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A note of so many lines of ten points, the first two and the last two kept together.
    fn note(lines: usize) -> NoteLines {
        let line = |at: usize| Chunk {
            height: Length::pt(10),
            keep_with_next: lines > 1 && (at == 0 || at + 2 == lines),
            ..Chunk::default()
        };
        (0..lines).map(line).collect()
    }

    fn counts(notes: &PageNotes) -> (usize, usize) {
        (notes.lines.len(), notes.waiting.len())
    }

    #[test]
    fn a_note_goes_on_where_it_may_be_broken() {
        let pt = Length::pt;
        for (room, expected) in [(27, (0, 5)), (28, (2, 3)), (38, (3, 2)), (57, (3, 2)), (58, (5, 0))] {
            let mut notes = PageNotes::default();
            assert_eq!(notes.least([&note(5)].into_iter()), Some(pt(28)));
            notes.add(vec![note(5)], pt(room));
            assert_eq!(counts(&notes), expected, "{room}");
        }
    }

    #[test]
    fn later_notes_wait_for_one_that_goes_on() {
        let mut notes = PageNotes::default();
        notes.add(vec![note(1), note(6)], Length::pt(40));
        assert_eq!(counts(&notes), (3, 4));
        assert_eq!(notes.least([&note(1)].into_iter()), None);
        assert_eq!(notes.least(std::iter::empty()), Some(Length::ZERO));
        notes.begin_page(Length::pt(700));
        assert_eq!((counts(&notes), notes.height()), ((4, 0), Length::pt(48)));
        assert_eq!(notes.take().height, Length::pt(48));
    }
}
