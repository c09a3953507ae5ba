//! Chunks onto pages.

use super::chunk::Chunk;
use super::slice::number_line;
use super::{Page, PlacedRule, Setting};
use crate::arrangement::{FieldAreas, Section};
use crate::units::Length;

/// The pages of one section, numbered from 1.
pub(super) struct Pages<'a> {
    setting: &'a Setting<'a>,
    section: &'a Section<'a>,
    done: Vec<Page>,
    page: Page,
    /// Height in use on the page, and the gap that counts only if something follows.
    used: Length,
    gap: Length,
    /// Chunks that are kept with the next, which has not come yet.
    group: Vec<Chunk>,
    /// What stands at the foot of the first page.
    foot: Option<Chunk>,
    /// The page of the signatures, from 0, and their places.
    signatures: Option<(usize, FieldAreas)>,
}

impl<'a> Pages<'a> {
    pub(super) fn new(setting: &'a Setting<'a>, section: &'a Section<'a>) -> Self {
        Pages {
            setting,
            section,
            done: Vec::new(),
            page: empty(section),
            used: Length::ZERO,
            gap: Length::ZERO,
            group: Vec::new(),
            foot: None,
            signatures: None,
        }
    }

    /// Puts a chunk below what is there, breaking pages only where chunks allow it. What is kept together and taller than a page is
    /// broken between its chunks.
    pub(super) fn push(&mut self, chunk: Chunk) {
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
        self.end_page();
        (self.done, self.signatures)
    }

    fn place_group(&mut self) {
        let group = std::mem::take(&mut self.group);
        let Some(first) = group.first() else { return };
        let height = stacked_height(&group);
        let fresh = self.setting.height - repeated_height(first);
        if self.gap + height > self.room() && height <= fresh {
            self.break_page(first);
        }
        for chunk in group {
            if self.gap + chunk.height > self.room() && self.used > Length::ZERO {
                self.break_page(&chunk);
            }
            self.place(chunk);
        }
    }

    fn room(&self) -> Length {
        // The foot is taken off when the first page ends.
        let foot = self.foot.as_ref().map_or(Length::ZERO, |foot| foot.height);
        self.setting.height - foot - self.used
    }

    fn place(&mut self, chunk: Chunk) {
        self.used += self.gap;
        let down = self.section.page.top + self.used;
        self.used += chunk.height;
        self.gap = chunk.after;
        self.put(chunk, down);
    }

    /// Puts a chunk on the page, `down` from the top of the paper.
    fn put(&mut self, chunk: Chunk, down: Length) {
        let right = self.section.page.left;
        if let Some(areas) = chunk.signatures {
            self.signatures = Some((self.done.len(), areas.moved(right, down)));
        }
        self.page.texts.extend(chunk.texts.into_iter().map(|text| text.moved(right, down)));
        self.page.rules.extend(chunk.rules.into_iter().map(|rule| rule.moved(right, down)));
    }

    /// Begins a page with `next`, its table's header first.
    fn break_page(&mut self, next: &Chunk) {
        if self.used == Length::ZERO {
            return;
        }
        self.end_page();
        self.start_page();
        if let Some(header) = &next.repeated {
            for row in header.iter() {
                let mut row = row.clone();
                // It has been read where the table begins.
                row.texts.iter_mut().for_each(|text| text.node = None);
                self.place(row);
            }
        }
    }

    fn end_page(&mut self) {
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

    /// From page 2 on the number stands in the middle of the top margin.
    fn start_page(&mut self) {
        let page = &self.section.page;
        let look = self.setting.styles.look(self.section.page_number);
        let texts = number_line(self.done.len() + 1, look, page.text_width(), self.setting);
        self.page.texts.extend(texts.into_iter().map(|text| text.moved(page.left, page.number_from_top)));
    }
}

fn empty(section: &Section<'_>) -> Page {
    let (width, height) = (section.page.width, section.page.height);
    Page { width, height, texts: Vec::new(), rules: Vec::new() }
}

fn stacked_height(group: &[Chunk]) -> Length {
    let heights: Length = group.iter().map(|chunk| chunk.height + chunk.after).sum();
    heights - group.last().map_or(Length::ZERO, |chunk| chunk.after)
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
