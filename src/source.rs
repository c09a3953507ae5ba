//! Source texts and places in them. Every text that a person can be shown a place in lives in one [`SourceMap`]: data
//! files, templates, and the rendered markup (a *virtual* file).

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// A text in a [`SourceMap`]. Unique in the process, so that a text that several reports share can stand in the map of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

/// A half-open range of bytes in one source text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The text that it lies in.
    pub file: FileId,
    /// Its first byte, from 0.
    pub start: usize,
    /// The byte after its last one; `start` for an empty span.
    pub end: usize,
}

impl Span {
    /// The bytes from `start` up to `end`; empty at `start` when `end` is before it.
    pub fn new(file: FileId, start: usize, end: usize) -> Self {
        Span { file, start, end: end.max(start) }
    }
}

/// Line and column of a place, both from 1; the column counts characters, as editors do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineColumn {
    /// From 1.
    pub line: usize,
    /// From 1, in characters and not bytes.
    pub column: usize,
}

#[derive(Debug)]
struct SourceText {
    path: PathBuf,
    text: String,
}

/// The number of the next text.
static NEXT: AtomicU32 = AtomicU32::new(0);

/// The texts of one run, in the order in which they were read. Copies share the texts.
#[derive(Clone, Debug, Default)]
pub struct SourceMap {
    sources: Vec<(FileId, Arc<SourceText>)>,
    /// Where each stands among them: workbooks have a text a cell.
    places: HashMap<FileId, usize>,
}

impl SourceMap {
    /// Adds a text under the path that is shown for it. Adding the same one again makes another text.
    pub fn add(&mut self, path: impl Into<PathBuf>, text: impl Into<String>) -> FileId {
        let file = FileId(NEXT.fetch_add(1, Ordering::Relaxed));
        self.push(file, Arc::new(SourceText { path: path.into(), text: text.into() }));
        file
    }

    /// Takes over the texts of another map that are not in this one, after its own.
    pub fn adopt(&mut self, other: &SourceMap) {
        for (file, source) in &other.sources {
            if !self.places.contains_key(file) {
                self.push(*file, Arc::clone(source));
            }
        }
    }

    fn push(&mut self, file: FileId, source: Arc<SourceText>) {
        self.places.insert(file, self.sources.len());
        self.sources.push((file, source));
    }

    /// # Panics
    /// For a text of another map, which no span of this run points into.
    fn get(&self, file: FileId) -> &SourceText {
        let place = self.places.get(&file).expect("a span points into a text of its own run");
        &self.sources[*place].1
    }

    /// The whole text of a file of this map.
    pub fn text(&self, file: FileId) -> &str {
        &self.get(file).text
    }

    /// The path that a file of this map was added under.
    pub fn path(&self, file: FileId) -> &Path {
        &self.get(file).path
    }

    /// The file that was read from `path`, if one was.
    pub fn find(&self, path: &Path) -> Option<FileId> {
        self.sources.iter().find(|(_, source)| source.path == path).map(|(file, _)| *file)
    }

    /// All texts with their names, in the order in which they were read.
    pub fn texts(&self) -> impl Iterator<Item = (&Path, &str)> {
        self.sources.iter().map(|(_, source)| (source.path.as_path(), source.text.as_str()))
    }

    /// The text that a span covers.
    pub fn slice(&self, span: Span) -> &str {
        self.text(span.file).get(span.start..span.end).unwrap_or_default()
    }

    /// The whole line in which a span starts.
    pub fn line_of(&self, span: Span) -> &str {
        let text = self.text(span.file);
        let at = floor_char_boundary(text, span.start);
        let start = line_start_of(text, at);
        let end = text[at..].find('\n').map_or(text.len(), |length| at + length);
        &text[start..end]
    }

    /// Line and column where a span starts.
    ///
    /// ```
    /// use baocao::source::{SourceMap, Span};
    ///
    /// let mut sources = SourceMap::default();
    /// let file = sources.add("data/2024-06.yaml", "ky: 2024-06\nđã_quét: 177\n");
    /// let figure = sources.text(file).find("177").unwrap();
    /// let position = sources.position(Span::new(file, figure, figure + 3));
    /// assert_eq!((position.line, position.column), (2, 10));
    /// ```
    pub fn position(&self, span: Span) -> LineColumn {
        let text = self.text(span.file);
        let before = &text[..floor_char_boundary(text, span.start)];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        LineColumn {
            line: memchr::memchr_iter(b'\n', before.as_bytes()).count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }

    /// Where a character first stands; files come in the order in which they were read, data before templates.
    pub fn find_char(&self, wanted: char) -> Option<Span> {
        self.sources.iter().find_map(|(file, source)| {
            let start = source.text.find(wanted)?;
            Some(Span::new(*file, start, start + wanted.len_utf8()))
        })
    }
}

/// The first byte of the line that the byte `at` stands in.
pub fn line_start_of(text: &str, at: usize) -> usize {
    text[..floor_char_boundary(text, at)].rfind('\n').map_or(0, |newline| newline + 1)
}

/// Byte offset of the start of line `line` (from 1); the end of the text when it has fewer lines.
pub fn line_start(text: &str, line: usize) -> usize {
    match line {
        0 | 1 => 0,
        _ => text.match_indices('\n').nth(line - 2).map_or(text.len(), |(at, _)| at + 1),
    }
}

/// The last character boundary at or before `at`.
pub(crate) fn floor_char_boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&index| text.is_char_boundary(index)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let mut sources = SourceMap::default();
        let file = sources.add("a.yaml", "kỳ: 1\nđịa: 2\n");
        let start = sources.text(file).find('2').expect("there is a 2");
        assert_eq!(sources.position(Span::new(file, start, start + 1)), LineColumn { line: 2, column: 6 });
        assert_eq!(line_start(sources.text(file), 2), sources.text(file).find("địa").expect("there is one"));
        assert_eq!(line_start(sources.text(file), 9), sources.text(file).len());
    }
}
