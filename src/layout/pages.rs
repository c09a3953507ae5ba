//! Chunks onto pages.

use super::chunk::Chunk;
use super::notes::{NoteLines, PageNotes};
use super::slice::number_line;
use super::spanning::{Canvas, OpenCells};
use super::{Page, PlacedRule, Setting};
use crate::arrangement::{FieldAreas, Section};
use crate::units::Length;

/// The pages of one section, numbered from 1.
pub(super) struct Pages<'a> {
    setting: &'a Setting<'a>,
    section: &'a Section<'a>,
    /// Pages of the part that came before.
    before: usize,
    done: Vec<Page>,
    page: Page,
    /// Height in use on the page, and the gap that counts only if something follows.
    used: Length,
    gap: Length,
    /// Chunks that are kept with the next, which has not come yet.
    group: Vec<Chunk>,
    /// Cells that reach over the chunk to come.
    open: OpenCells,
    /// What stands at the foot of the first page.
    foot: Option<Chunk>,
    /// Above that, on every page.
    notes: PageNotes,
    /// The page of the signatures, from 0, and their places.
    signatures: Option<(usize, FieldAreas)>,
}

impl<'a> Pages<'a> {
    /// The pages of a section; `before` pages of the same part came before.
    pub(super) fn new(setting: &'a Setting<'a>, section: &'a Section<'a>, before: usize) -> Self {
        let mut pages = Pages {
            setting,
            section,
            before,
            done: Vec::new(),
            page: empty(section),
            used: Length::ZERO,
            gap: Length::ZERO,
            group: Vec::new(),
            open: OpenCells::default(),
            foot: None,
            notes: PageNotes::default(),
            signatures: None,
        };
        if before > 0 {
            pages.start_page(Length::ZERO);
        }
        pages
    }

    /// Puts a chunk below what is there, breaking pages only where chunks allow it. What is kept together and taller than a page is
    /// broken between its chunks.
    pub(super) fn push(&mut self, chunk: Chunk) {
        if chunk.begins_page {
            self.place_group();
            self.break_page(&chunk);
        }
        let ends = !chunk.keep_with_next;
        self.group.push(chunk);
        if ends {
            self.place_group();
        }
    }

    /// Sets what stands at the foot of the first page; asked for before anything is stacked.
    pub(super) fn set_foot(&mut self, foot: Option<Chunk>) {
        self.foot = foot;
    }

    /// The pages, and where the signatures stand.
    pub(super) fn finish(mut self) -> (Vec<Page>, Option<(usize, FieldAreas)>) {
        self.place_group();
        while self.notes.go_on() {
            self.end_page();
            self.start_page(Length::ZERO);
        }
        self.end_page();
        (self.done, self.signatures)
    }

    fn place_group(&mut self) {
        let group = std::mem::take(&mut self.group);
        let Some(first) = group.first() else { return };
        let height = stacked_height(&group);
        let fresh = self.setting.height - repeated_height(first);
        if !self.has_room(height, notes_of(&group)) && height <= fresh && !self.may_be_broken(&group) {
            self.break_page(first);
        }
        for chunk in group {
            self.make_room(&chunk);
            self.place(chunk);
        }
    }

    /// Breaks the page when a chunk does not fit on it; again while notes that go on take the next page, too.
    fn make_room(&mut self, chunk: &Chunk) {
        let mut may_help = true;
        while may_help && !self.is_fresh() {
            let lacks = self.open.lacks(self.down() + self.gap + chunk.height);
            if self.has_room(chunk.height + lacks, chunk.notes.iter()) {
                return;
            }
            may_help = self.notes.go_on();
            self.break_page(chunk);
        }
    }

    /// Whether nothing stands on the page.
    fn is_fresh(&self) -> bool {
        self.used == Length::ZERO && self.notes.are_none()
    }

    /// Whether something of a height fits below what is there, with the least of its notes.
    fn has_room<'n>(&self, height: Length, notes: impl Iterator<Item = &'n NoteLines>) -> bool {
        let notes = self.notes.least(notes);
        notes.is_some_and(|notes| self.gap + height + notes <= self.room())
    }

    fn room(&self) -> Length {
        self.text_height() - self.used - self.notes.height()
    }

    /// Height of the page for text and notes.
    fn text_height(&self) -> Length {
        // The foot is taken off when the first page ends.
        let foot = self.foot.as_ref().map_or(Length::ZERO, |foot| foot.height);
        self.setting.height - foot
    }

    /// Rows that are joined may be broken, too, rather than leave half a page empty; but the first of them stays with the head.
    fn may_be_broken(&self, group: &[Chunk]) -> bool {
        let is_row = |chunk: &Chunk| chunk.repeated.is_some();
        let begin = group.iter().position(is_row).unwrap_or(group.len());
        let is_joined = group[begin..].iter().any(|chunk| !chunk.spanning.is_empty());
        let begun = stacked_height(&group[..group.len().min(begin + 2)]);
        is_joined
            && self.room() > self.setting.height / 2
            && self.has_room(begun, notes_of(&group[..group.len().min(begin + 2)]))
    }

    /// The lower edge of what is on the page, from the top of the paper.
    fn down(&self) -> Length {
        self.section.page.top + self.used
    }

    fn place(&mut self, mut chunk: Chunk) {
        self.used += self.gap;
        let down = self.down();
        self.open.begin(std::mem::take(&mut chunk.spanning), down, self.page.texts.len());
        chunk.grow(self.open.lacks(down + chunk.height));
        self.used += chunk.height;
        self.gap = chunk.after;
        self.notes.add(std::mem::take(&mut chunk.notes), self.text_height() - self.used);
        self.put(chunk, down);
        self.put_open(|open, until, canvas| open.step(until, canvas));
    }

    fn put_open(&mut self, put: impl FnOnce(&mut OpenCells, Length, Canvas<'_>) -> Option<FieldAreas>) {
        let until = self.down();
        let (texts, rules) = (&mut self.page.texts, &mut self.page.rules);
        let signatures = put(&mut self.open, until, Canvas { texts, rules, left: self.section.page.left });
        if let Some(areas) = signatures {
            self.signatures = Some((self.done.len(), areas));
        }
    }

    /// Puts a chunk on the page, `down` from the top of the paper.
    fn put(&mut self, chunk: Chunk, down: Length) {
        let right = self.section.page.left;
        if let Some(areas) = chunk.signatures {
            self.signatures = Some((self.done.len(), areas.moved(right, down)));
        }
        self.page.texts.extend(chunk.texts.into_iter().map(|text| text.moved(right, down)));
        self.page.pictures.extend(chunk.pictures.into_iter().map(|picture| picture.moved(right, down)));
        self.page.shapes.extend(chunk.shapes.into_iter().map(|shape| shape.moved(right, down)));
        self.page.charts.extend(chunk.charts.into_iter().map(|(node, area)| (node, area.moved(right, down))));
        self.page.rules.extend(chunk.rules.into_iter().map(|rule| rule.moved(right, down)));
    }

    /// Begins a page with `next`, its table's header first.
    fn break_page(&mut self, next: &Chunk) {
        if self.is_fresh() {
            return;
        }
        self.put_open(|open, until, canvas| open.close(until, canvas));
        let open = std::mem::take(&mut self.open);
        self.end_page();
        self.start_page(repeated_height(next));
        if let Some(header) = &next.repeated {
            for row in header.iter() {
                let mut row = row.clone();
                // It has been read where the table begins.
                row.forget_nodes();
                self.place(row);
            }
        }
        self.open = open;
        self.open.go_on(self.down() + self.gap, self.page.texts.len());
    }

    fn end_page(&mut self) {
        let notes = self.notes.take();
        let down = self.section.page.top + self.text_height() - notes.height;
        self.put(notes, down);
        if let Some(foot) = self.foot.take() {
            let down = self.section.page.top + self.setting.height - foot.height;
            self.put(foot, down);
        }
        let mut page = std::mem::replace(&mut self.page, empty(self.section));
        page.rules = joined(page.rules);
        self.done.push(page);
        self.used = Length::ZERO;
        self.gap = Length::ZERO;
    }

    /// From page 2 on the number stands in the middle of the top margin. `head` is how much rows will take that are repeated.
    fn start_page(&mut self, head: Length) {
        let page = &self.section.page;
        let look = self.setting.styles.look(self.section.page_number);
        let texts = number_line(self.before + self.done.len() + 1, look, page.text_width(), self.setting);
        self.notes.begin_page(self.setting.height - head);
        self.page.texts.extend(texts.into_iter().map(|text| text.moved(page.left, page.number_from_top)));
    }
}

fn empty(section: &Section<'_>) -> Page {
    let (width, height) = (section.page.width, section.page.height);
    Page { width, height, ..Page::default() }
}

fn stacked_height(group: &[Chunk]) -> Length {
    let heights: Length = group.iter().map(|chunk| chunk.height + chunk.after).sum();
    heights - group.last().map_or(Length::ZERO, |chunk| chunk.after)
}

fn notes_of(group: &[Chunk]) -> impl Iterator<Item = &NoteLines> {
    group.iter().flat_map(|chunk| &chunk.notes)
}

fn repeated_height(chunk: &Chunk) -> Length {
    chunk.repeated.iter().flat_map(|header| header.iter()).map(|row| row.height).sum()
}

/// Lines that touch or overlap as one line: the borders of neighbouring cells.
fn joined(mut rules: Vec<PlacedRule>) -> Vec<PlacedRule> {
    rules.sort_unstable();
    let mut out: Vec<PlacedRule> = Vec::new();
    for rule in rules {
        match out.last_mut() {
            Some(last)
                if last.direction == rule.direction
                    && last.at == rule.at
                    && last.thickness == rule.thickness
                    && last.ink == rule.ink
                    && rule.from <= last.to =>
            {
                last.to = last.to.max(rule.to);
            }
            _ => out.push(rule),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::{Direction, Ink};

    fn rule(direction: Direction, at: i64, from: i64, to: i64) -> PlacedRule {
        let mm = Length::mm;
        PlacedRule {
            direction,
            at: mm(at),
            from: mm(from),
            to: mm(to),
            thickness: Length::pt(1),
            ink: Ink::Black,
        }
    }

    #[test]
    fn borders_of_neighbours_become_one_line() {
        let across = |at, from, to| rule(Direction::Across, at, from, to);
        let lines = joined(vec![
            across(1, 5, 9),
            across(1, 0, 5),
            across(2, 0, 5),
            across(1, 10, 12),
            across(1, 0, 5),
        ]);
        assert_eq!(lines, [across(1, 0, 9), across(1, 10, 12), across(2, 0, 5)]);
    }
}
