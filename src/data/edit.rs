//! Edits of a YAML text by its values: set, clear, insert, remove, comment out. Where a value ends is what the parser says
//! ([`Node::extent`]); every byte that no edit touches stays, comments and style included.
//!
//! All edits are of the text as it was read, and are done at once by [`Edits::finish`].

use std::collections::BTreeMap;
use std::ops::Range;

use super::node::{Content, Entry, Node, Quoting};
use crate::source::line_start_of;

/// Edits of one text.
#[derive(Clone, Debug)]
pub struct Edits<'t> {
    text: &'t str,
    /// What is replaced.
    edits: Vec<(Range<usize>, String)>,
    /// What is said at the end of a line, by the byte where it ends.
    notes: BTreeMap<usize, Vec<String>>,
}

impl<'t> Edits<'t> {
    /// No edits yet; values are those that the parser found in this very text.
    pub fn new(text: &'t str) -> Self {
        Edits { text, edits: Vec::new(), notes: BTreeMap::new() }
    }

    /// The source of a value, all of it.
    pub fn source(&self, node: &Node) -> &'t str {
        &self.text[range(node)]
    }

    /// Replaces a value by the source of another; what was empty after its key gets a space before it.
    pub fn set(&mut self, node: &Node, source: &str) {
        let place = self.whole(node);
        let is_bare =
            place.is_empty() && !source.is_empty() && !self.text[..place.start].ends_with([' ', '\n']);
        let space = if is_bare { " " } else { "" };
        self.edits.push((place, format!("{space}{source}")));
    }

    /// Replaces all that stands behind the colon of a key, comments in its line included.
    pub fn set_below(&mut self, entry: &Entry, source: &str) {
        let rest = &self.text[entry.key_span.end..];
        let colon = entry.key_span.end + rest.find(':').map_or(0, |colon| colon + 1);
        self.edits.push((colon..entry.value.extent.end.max(colon), source.to_string()));
    }

    /// Adds `key: source` as the last entry of a map: on a line of its own, or before the closing brace.
    pub fn insert(&mut self, map: &Node, key: &str, source: &str) {
        let (Some(last), Content::Map(_)) = (map.entries().last(), &map.content) else {
            return self.insert_into_empty(map, key, source);
        };
        if self.is_between_brackets(map) {
            let end = self.end_of_entry(last);
            return self.edits.push((end..end, format!(", {key}: {source}")));
        }
        let first = map.entries().first().map_or(0, |entry| entry.key_span.start);
        let indent = first - line_start_of(self.text, first);
        self.insert_line(self.end_of_entry(last), indent, &format!("{key}: {source}"));
    }

    fn insert_into_empty(&mut self, map: &Node, key: &str, source: &str) {
        let at = range(map);
        match self.text[at.clone()].starts_with('{') {
            true => self.edits.push((at, format!("{{ {key}: {source} }}"))),
            // A file of comments only: at its end, which may lack a line end.
            false => {
                let end = self.text.len();
                let line = if self.text.is_empty() || self.text.ends_with('\n') { "" } else { "\n" };
                self.edits.push((end..end, format!("{line}{key}: {source}\n")));
            }
        }
    }

    /// Adds a line behind the one in which `after` stands.
    fn insert_line(&mut self, after: usize, indent: usize, line: &str) {
        let end = self.line_end(after);
        // The line ends of the file.
        let line_end = if self.text[end..].starts_with('\r') { "\r\n" } else { "\n" };
        self.edits.push((end..end, format!("{line_end}{}{line}", " ".repeat(indent))));
    }

    /// Takes an entry of a map out: its lines, or its place between braces.
    pub fn remove(&mut self, map: &Node, key: &str) {
        let entries = map.entries();
        let Some(index) = entries.iter().position(|entry| entry.key == key) else { return };
        let (start, end) = (entries[index].key_span.start, self.end_of_entry(&entries[index]));
        if !self.is_between_brackets(map) {
            let lines = line_start_of(self.text, start)..self.next_line(end);
            let has_own_lines = self.text[lines.start..start].trim().is_empty();
            let place = if has_own_lines { lines } else { start..end };
            return self.edits.push((place, String::new()));
        }
        let place = match (entries.get(index + 1), index.checked_sub(1).map(|before| &entries[before])) {
            (Some(next), _) => start..next.key_span.start,
            (None, Some(before)) => self.end_of_entry(before)..end,
            (None, None) => start..end,
        };
        self.edits.push((place, String::new()));
    }

    /// Makes comments of the lines of an entry, each with `words` before it. `false` when it shares its lines with something else.
    pub fn comment_out(&mut self, entry: &Entry, words: &str) -> bool {
        let start = entry.key_span.start;
        let first = line_start_of(self.text, start);
        if !self.text[first..start].trim().is_empty() || !self.ends_its_line(&entry.value) {
            return false;
        }
        let mut at = first;
        for line in self.text[first..self.end_of_entry(entry)].split_inclusive('\n') {
            let indent = line.len() - line.trim_start().len();
            if !line.trim().is_empty() {
                self.edits.push((at + indent..at + indent, format!("# {words}: ")));
            }
            at += line.len();
        }
        true
    }

    /// Says something in a comment at the end of the line in which a value ends; in that of its sign for the text of a block.
    pub fn note(&mut self, node: &Node, note: String) {
        let place = match node.content {
            Content::Scalar(_, Quoting::Block) => self.whole(node).start,
            _ => node.extent.end,
        };
        let end = self.line_end(place);
        let notes = self.notes.entry(end).or_default();
        if !notes.contains(&note) {
            notes.push(note);
        }
    }

    /// Whether nothing but a comment stands behind a value in its line; else a comment there would swallow what does.
    pub fn ends_its_line(&self, node: &Node) -> bool {
        let rest = self.text[node.extent.end..].lines().next().unwrap_or_default();
        // A group whose last value is empty ends with that value's key.
        let rest = rest.strip_prefix(':').unwrap_or(rest).trim_start();
        rest.is_empty() || rest.starts_with('#')
    }

    /// The text with all edits; of two that overlap, the first.
    pub fn finish(mut self) -> String {
        for (end, notes) in std::mem::take(&mut self.notes) {
            self.edits.push((end..end, format!("  # {}", notes.join("; "))));
        }
        // Of edits at one place those that replace something come first.
        self.edits.sort_by_key(|(range, _)| (range.start, range.is_empty(), range.end));
        let mut out = String::with_capacity(self.text.len() + 1000);
        let mut at = 0;
        for (range, new) in &self.edits {
            if range.start < at {
                continue;
            }
            out.push_str(&self.text[at..range.start]);
            out.push_str(new);
            at = range.end;
        }
        out.push_str(&self.text[at..]);
        out
    }

    /// All of a value that is replaced with it: of a block also the sign before its text (`>-`).
    fn whole(&self, node: &Node) -> Range<usize> {
        let extent = range(node);
        if !matches!(node.content, Content::Scalar(_, Quoting::Block)) {
            // What is empty stands before the colon for the parser.
            let rest = &self.text[extent.start..];
            let colon = rest.find(|letter: char| letter != ' ').filter(|at| rest[*at..].starts_with(':'));
            return match colon.filter(|_| extent.is_empty()) {
                Some(colon) => extent.start + colon + 1..extent.start + colon + 1,
                None => extent,
            };
        }
        // The parser gives the text; the sign ends a line above it, with nothing but empty lines and a comment between.
        let above = &self.text[..line_start_of(self.text, extent.start)];
        let header = above.trim_end();
        let line = line_start_of(header, header.len());
        let sign = header[line..].find([':', '-']).map_or(line, |colon| line + colon + 1);
        let start = header[sign..].find(['>', '|']).map_or(extent.start, |at| sign + at);
        start..extent.end
    }

    /// Whether a list or map is written between brackets, perhaps behind an anchor.
    fn is_between_brackets(&self, node: &Node) -> bool {
        let source = self.source(node);
        let bare = match source.strip_prefix('&') {
            Some(anchored) => {
                anchored.trim_start_matches(|letter: char| !letter.is_whitespace()).trim_start()
            }
            None => source,
        };
        bare.starts_with(['{', '['])
    }

    fn end_of_entry(&self, entry: &Entry) -> usize {
        // What is empty ends with the colon behind its key.
        match entry.value.extent.end <= entry.key_span.end {
            true => {
                let rest = &self.text[entry.key_span.end..];
                entry.key_span.end + rest.find(':').map_or(0, |colon| colon + 1)
            }
            false => entry.value.extent.end,
        }
    }

    /// The end of the line in which a byte stands, without the signs that end it.
    fn line_end(&self, at: usize) -> usize {
        let end = self.text[at..].find('\n').map_or(self.text.len(), |length| at + length);
        if self.text[..end].ends_with('\r') { end - 1 } else { end }
    }

    fn next_line(&self, at: usize) -> usize {
        self.text[at..].find('\n').map_or(self.text.len(), |length| at + length + 1)
    }
}

const fn range(node: &Node) -> Range<usize> {
    node.extent.start..node.extent.end
}

/// A text as the source of a YAML scalar: plain when that reads back as it is, else in quotes. `in_flow` is for places between
/// brackets, where a comma ends a plain text.
pub fn scalar(text: &str, in_flow: bool) -> String {
    const SIGNS: &str = ":#\"'{}[]&*!|>%@`\n\\\t";
    let begins_well = text.starts_with(|first: char| first.is_alphanumeric());
    let is_plain = begins_well
        && !text.contains(|letter| SIGNS.contains(letter) || in_flow && letter == ',')
        && !text.ends_with(' ')
        && !matches!(text, "null" | "~");
    if is_plain { text.to_string() } else { serde_json::Value::from(text).to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::yaml;
    use crate::diag::Diagnostics;
    use crate::source::SourceMap;
    use proptest::prelude::*;

    fn parsed(text: &str) -> Node {
        let mut sources = SourceMap::default();
        let file = sources.add("t.yaml", text);
        let mut found = Diagnostics::default();
        let node = yaml::parse(file, &sources, &mut found);
        assert_eq!(found.iter().count(), 0, "{text}");
        node.expect("sound YAML")
    }

    fn check(text: &str, edit: impl Fn(&mut Edits<'_>, &Node), expected: &str) {
        let node = parsed(text);
        let mut edits = Edits::new(text);
        edit(&mut edits, &node);
        let made = edits.finish();
        assert_eq!(made, expected);
        parsed(&made);
    }

    fn entry<'n>(node: &'n Node, key: &str) -> &'n Entry {
        node.entries().iter().find(|entry| entry.key == key).expect("it is there")
    }

    #[test]
    fn values_are_set_whole() {
        let set = |path: &'static str, new: &'static str| {
            move |edits: &mut Edits<'_>, node: &Node| edits.set(node.at(path).expect("there"), new)
        };
        check("a: 1 # x\n", set("a", "2"), "a: 2 # x\n");
        check("a: # x\nb: 1\n", set("a", "2"), "a: 2 # x\nb: 1\n");
        check("a:\n", set("a", "2"), "a: 2\n");
        check("a: \"x}\"  # y\n", set("a", "z"), "a: z  # y\n");
        check("a: 'x''}' # \"y'\n", set("a", "z"), "a: z # \"y'\n");
        check("a: \"x\\\"}\" # y\n", set("a", "z"), "a: z # y\n");
        check("a: &n \"x\" # y\nb: *n\n", set("b", "z"), "a: &n \"x\" # y\nb: z\n");
        check("a: >-  # x\n  một\n  hai\n\nb: 1\n", set("a", "ba"), "a: ba\n\nb: 1\n");
        check("- a\n- >-\n  một: hai - ba\n- c\n", set("[2]", "d"), "- a\n- d\n- c\n");
        check("a: { x: 1, y: [2, \"]}\"] } # k\n", set("a", "3"), "a: 3 # k\n");
        check("a: { x: 1, y: [2, \"]}\"] } # k\n", set("a.y", "[]"), "a: { x: 1, y: [] } # k\n");
        check("a: &n {x: 1}\nb: *n\n", set("b", "2"), "a: &n {x: 1}\nb: 2\n");
        check("rows:\n  - {t: 1}\n  - {t: 2}\n", set("rows[2].t", "5"), "rows:\n  - {t: 1}\n  - {t: 5}\n");
    }

    #[test]
    fn entries_are_inserted_where_the_map_ends() {
        let insert = |path: &'static str| {
            move |edits: &mut Edits<'_>, node: &Node| {
                let map = if path.is_empty() { node } else { node.at(path).expect("there") };
                edits.insert(map, "n", "9");
            }
        };
        check("a: 1\n# cuối\n", insert(""), "a: 1\nn: 9\n# cuối\n");
        check("a: 1", insert(""), "a: 1\nn: 9");
        check("a: 1\r\nb: 2\r\n", insert(""), "a: 1\r\nb: 2\r\nn: 9\r\n");
        check("a:\n  b: >-\n    chữ\nc: 1\n", insert("a"), "a:\n  b: >-\n    chữ\n  n: 9\nc: 1\n");
        check("a:\n  b:\nc: 1\n", insert("a"), "a:\n  b:\n  n: 9\nc: 1\n");
        check("a: { b: \"}\" } # x\n", insert("a"), "a: { b: \"}\", n: 9 } # x\n");
        check("a: {}\n", insert("a"), "a: { n: 9 }\n");
        check("# chỉ ghi chú", insert(""), "# chỉ ghi chú\nn: 9\n");
        check("- a: 1\n- a: 2\n", insert("[1]"), "- a: 1\n  n: 9\n- a: 2\n");
    }

    #[test]
    fn entries_are_removed_and_commented_out() {
        let remove = |path: &'static str, key: &'static str| {
            move |edits: &mut Edits<'_>, node: &Node| {
                let map = if path.is_empty() { node } else { node.at(path).expect("there") };
                edits.remove(map, key);
            }
        };
        check("a: 1\nb: 2 # x\nc: 3\n", remove("", "b"), "a: 1\nc: 3\n");
        check("a: { x: 1, y: 2, z: 3 }\n", remove("a", "y"), "a: { x: 1, z: 3 }\n");
        check("a: { x: 1, y: \"2}\" }\n", remove("a", "y"), "a: { x: 1 }\n");
        let out = |key: &'static str| {
            move |edits: &mut Edits<'_>, node: &Node| assert!(edits.comment_out(entry(node, key), "cũ"))
        };
        check(
            "cb: { gia_tri: 51, ly_do: \"theo mục b}\" }\nd: 1\n",
            out("cb"),
            "# cũ: cb: { gia_tri: 51, ly_do: \"theo mục b}\" }\nd: 1\n",
        );
        check("cb: { a: 5,\n  b: '{' }\nd: 1\n", out("cb"), "# cũ: cb: { a: 5,\n  # cũ: b: '{' }\nd: 1\n");
        check("cb:\n  a: [\n    1 ]\nd: 1\n", out("cb"), "# cũ: cb:\n  # cũ: a: [\n    # cũ: 1 ]\nd: 1\n");
    }

    #[test]
    fn texts_become_scalars_that_read_back() {
        for text in
            ["UBND xã An Bình", "Sở: A", "- a", "", "a\"b", "~", "một, hai", "#x", "a\nb", "null", "1.994"]
        {
            for in_flow in [false, true] {
                let source = scalar(text, in_flow);
                let yaml = if in_flow { format!("a: [{source}, x]\n") } else { format!("a: {source}\n") };
                let node = parsed(&yaml);
                let path = if in_flow { "a[1]" } else { "a" };
                assert_eq!(node.at(path).and_then(Node::as_text), Some(text), "{yaml}");
            }
        }
    }

    const FILES: [&str; 4] = [
        include_str!("../../data/2024-06.yaml"),
        include_str!("../../data/co-quan.yaml"),
        include_str!("../../tests/cases/office-0.1/data/2024-06.yaml"),
        include_str!("../../templates/chung/tu-dien.yaml"),
    ];

    /// The scalars of a file with their extents.
    fn scalars<'n>(node: &'n Node, all: &mut Vec<&'n Node>) {
        match &node.content {
            Content::Scalar(..) => all.push(node),
            Content::List(items) => items.iter().for_each(|item| scalars(item, all)),
            Content::Map(entries) => entries.iter().for_each(|entry| scalars(&entry.value, all)),
        }
    }

    fn texts(node: &Node) -> Vec<String> {
        let mut all = Vec::new();
        scalars(node, &mut all);
        all.iter().map(|node| node.as_text().unwrap_or_default().to_string()).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        /// Any values of any of our files, set anew: those are what they were set to, all others and all else as they were.
        #[test]
        fn what_no_edit_touches_stays(
            file in 0..FILES.len(),
            picks in proptest::collection::vec((any::<prop::sample::Index>(), "[a-zđ:#,{}\"' ]{0,12}"), 1..6),
        ) {
            let text = FILES[file];
            let node = parsed(text);
            let mut all = Vec::new();
            scalars(&node, &mut all);
            let mut wanted = texts(&node);
            let mut edits = Edits::new(text);
            let mut touched: Vec<usize> = Vec::new();
            for (pick, new) in &picks {
                let index = pick.index(all.len());
                if !touched.contains(&index) {
                    touched.push(index);
                    wanted[index] = new.clone();
                    edits.set(all[index], &scalar(new, true));
                }
            }
            let made = edits.finish();
            prop_assert_eq!(texts(&parsed(&made)), wanted);
            // Between the values that were set, every byte is there, in order.
            touched.sort_unstable();
            let (mut from, mut rest) = (0, made.as_str());
            for index in touched {
                let kept = &text[from..all[index].extent.start];
                let kept = kept.trim_end_matches(['>', '|', '-', '\n', ' ']);
                let at = rest.find(kept);
                prop_assert!(at == Some(0) || from > 0 && at.is_some(), "{kept}");
                rest = &rest[at.unwrap_or(0) + kept.len()..];
                from = all[index].extent.end;
            }
            prop_assert!(rest.ends_with(&text[from..]));
        }

        /// A key that is added and taken out again leaves the file as it was.
        #[test]
        fn what_is_inserted_can_be_removed(file in 0..FILES.len()) {
            let text = FILES[file];
            let mut edits = Edits::new(text);
            edits.insert(&parsed(text), "moi", "1");
            let made = edits.finish();
            let node = parsed(&made);
            prop_assert_eq!(node.get("moi").and_then(Node::as_text), Some("1"));
            let mut edits = Edits::new(&made);
            edits.remove(&node, "moi");
            prop_assert_eq!(edits.finish(), text);
        }
    }
}
