//! YAML text to [`Node`]s. The only module that knows `saphyr-parser`.
//!
//! Types are not guessed here. What a YAML reader would do silently, and a clerk would not expect, is a finding:
//! duplicate keys, text cut off by ` #`, control characters, a file that grows without bound through its aliases.

use std::collections::{BTreeMap, HashMap};

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span as Marks, StrInput};

use super::node::{Content, Entry, Node, Quoting};
use super::unfold::Unfolded;
use super::{problems, syntax};
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::source::{FileId, SourceMap, Span};
use crate::text::printable;

/// Lists and maps inside one another; deeper files are attacks or accidents.
const MAX_DEPTH: usize = 40;

/// Reads one file into its top-level value. `None` when it is broken; the findings say why. An empty file is a map
/// without entries.
///
/// ```
/// # use baocao::{data::yaml, diag::Diagnostics, source::SourceMap};
/// let (mut sources, mut found) = (SourceMap::default(), Diagnostics::default());
/// let file = sources.add("2024-06.yaml", "so: 254\nnguoi_ky: {ho_ten: Trần Văn A}\n");
/// let node = yaml::parse(file, &sources, &mut found).unwrap();
/// assert_eq!(node.at("nguoi_ky.ho_ten").unwrap().as_text(), Some("Trần Văn A"));
/// ```
pub fn parse(file: FileId, sources: &SourceMap, found: &mut Diagnostics) -> Option<Node> {
    let text = sources.text(file);
    let before = found.count(crate::diag::Severity::Error);
    problems::unsuitable_characters(file, text, found);
    if found.count(crate::diag::Severity::Error) > before {
        return None;
    }
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut reader = YamlReader {
        parser: Parser::new_from_str(&text[start..]),
        offsets: Offsets { text: &text[start..], base: start, chars: 0, bytes: 0 },
        file,
        anchors: BTreeMap::new(),
        unfolded: Unfolded::default(),
        found,
    };
    match reader.document() {
        Ok(node) => Some(node),
        Err(Stop::Syntax(error)) => {
            let at = reader.offsets.byte(error.marker().index());
            found.push(syntax::explained(file, text, at, error.info()));
            None
        }
        Err(Stop::Reported) => None,
    }
}

enum Stop {
    Syntax(ScanError),
    /// A finding was already pushed.
    Reported,
}

impl From<ScanError> for Stop {
    fn from(error: ScanError) -> Self {
        Stop::Syntax(error)
    }
}

struct YamlReader<'a> {
    parser: Parser<'a, StrInput<'a>>,
    offsets: Offsets<'a>,
    file: FileId,
    anchors: BTreeMap<usize, Node>,
    unfolded: Unfolded,
    found: &'a mut Diagnostics,
}

impl<'a> YamlReader<'a> {
    fn document(&mut self) -> Result<Node, Stop> {
        let mut root = None;
        loop {
            let (event, marks) = self.next()?;
            match event {
                Event::StreamEnd => break,
                Event::StreamStart | Event::DocumentStart(_) | Event::DocumentEnd | Event::Nothing => {}
                _ if root.is_some() => {
                    let span = self.span(marks);
                    self.found.push(
                        Diagnostic::error(
                            Code::YamlSyntax,
                            text!(
                                "tệp có hơn một tài liệu YAML (dòng ---)",
                                "the file holds more than one YAML document (a --- line)"
                            ),
                        )
                        .at(span)
                        .help(text!(
                            "mỗi kỳ một tệp; xóa dòng --- ở giữa",
                            "one file a period; remove the --- line in the middle"
                        )),
                    );
                    return Err(Stop::Reported);
                }
                event => root = Some(self.node(event, marks, 0)?),
            }
        }
        let end = Span::new(self.file, self.offsets.base, self.offsets.base);
        Ok(match root {
            Some(node) if !node.is_empty() => node,
            _ => Node::empty_at(end),
        })
    }

    fn next(&mut self) -> Result<(Event<'a>, Marks), Stop> {
        match self.parser.next_event() {
            Some(event) => Ok(event?),
            None => Ok((Event::StreamEnd, Marks::default())),
        }
    }

    fn span(&mut self, marks: Marks) -> Span {
        let start = self.offsets.byte(marks.start.index());
        let end = self.offsets.byte(marks.end.index());
        Span::new(self.file, start, end)
    }

    fn node(&mut self, event: Event<'a>, marks: Marks, depth: usize) -> Result<Node, Stop> {
        let span = self.span(marks);
        self.unfolded.value().map_err(|headline| self.too_big(span, headline))?;
        if depth > MAX_DEPTH {
            return Err(self.too_big(
                span,
                text!(
                    "dữ liệu lồng nhau quá {MAX_DEPTH} cấp",
                    "data nested more than {MAX_DEPTH} levels deep"
                ),
            ));
        }
        let (anchor, node) = match event {
            Event::Scalar(value, style, anchor, _) => {
                let style = match style {
                    ScalarStyle::Plain => Quoting::Plain,
                    ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Quoting::Quoted,
                    ScalarStyle::Literal | ScalarStyle::Folded => Quoting::Block,
                };
                let text = printable(&value).into_owned();
                problems::escaped_control_character(&text, span, self.found);
                problems::invisible_letter(self.offsets.slice(span), span, self.found);
                let extent = self.trimmed(span);
                (anchor, Node { content: Content::Scalar(text, style), span, extent })
            }
            Event::SequenceStart(anchor, _) => (anchor, self.list(span, depth)?),
            Event::MappingStart(anchor, _) => (anchor, self.map(span, depth)?),
            Event::Alias(anchor) => return self.alias(anchor, span),
            // The parser never starts a value with another event.
            _ => return Err(Stop::Reported),
        };
        if anchor > 0 {
            self.anchors.insert(anchor, node.clone());
        }
        Ok(node)
    }

    fn alias(&mut self, anchor: usize, span: Span) -> Result<Node, Stop> {
        let Some(node) = self.anchors.get(&anchor).cloned() else {
            self.found.push(
                Diagnostic::error(
                    Code::YamlSyntax,
                    text!(
                        "dấu * ở đây gọi đến một tên chưa có",
                        "the * here refers to a name that does not exist"
                    ),
                )
                .at(span)
                .help(text!(
                    "nếu là văn bản, đặt cả dòng trong dấu nháy \"…\"",
                    "if it is text, put the line in quotes \"…\""
                )),
            );
            return Err(Stop::Reported);
        };
        self.unfolded.alias(&node).map_err(|headline| self.too_big(span, headline))?;
        Ok(Node { span, extent: span, ..node })
    }

    fn list(&mut self, span: Span, depth: usize) -> Result<Node, Stop> {
        let mut items = Vec::new();
        loop {
            let (event, marks) = self.next()?;
            if event == Event::SequenceEnd {
                let end = items.last().map_or(span.end, |item: &Node| item.span.end);
                let last = items.last().map(|item| item.extent.end);
                let extent = self.extent_of_group(span, marks, last);
                return Ok(Node { content: Content::List(items), span: Span { end, ..span }, extent });
            }
            items.push(self.node(event, marks, depth + 1)?);
        }
    }

    fn map(&mut self, span: Span, depth: usize) -> Result<Node, Stop> {
        let mut entries: Vec<Entry> = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut doubles = 0;
        loop {
            let (event, marks) = self.next()?;
            if event == Event::MappingEnd {
                let (start, end) = match (entries.first(), entries.last()) {
                    (Some(first), Some(last)) => {
                        (first.key_span.start, last.value.span.end.max(last.key_span.end))
                    }
                    _ => (span.start, span.end),
                };
                let last = entries.last().map(|entry| entry.value.extent.end.max(entry.key_span.end));
                let extent = self.extent_of_group(Span { start, ..span }, marks, last);
                let extent = Span { start: extent.start.min(span.start), ..extent };
                return Ok(Node {
                    content: Content::Map(entries),
                    span: Span { start, end, ..span },
                    extent,
                });
            }
            let key = self.node(event, marks, depth + 1)?;
            let (event, marks) = self.next()?;
            let mut value = self.node(event, marks, depth + 1)?;
            if value.span.start < key.span.end {
                value.span = Span { start: key.span.end, end: key.span.end, ..value.span };
                value.extent = value.span;
            }
            let Content::Scalar(name, _) = key.content else {
                self.found.push(problems::odd_key(key.span));
                continue;
            };
            match places.get(&name) {
                // A file that is nothing but doubles need not be told to its end.
                Some(_) if doubles > problems::MOST_OF_A_KIND => {}
                Some(first) => {
                    doubles += 1;
                    let first = entries[*first].key_span;
                    self.found.push(problems::duplicate_key(&name, key.span, first));
                }
                None => {
                    places.insert(name.clone(), entries.len());
                    entries.push(Entry { key: name, key_span: key.span, value });
                }
            }
        }
    }

    /// A scalar without what the parser counts in behind it: white space, and after a quoted one also a comment.
    fn trimmed(&self, span: Span) -> Span {
        let text = self.offsets.slice(span);
        let quoted = quote_of(text).and_then(|start| end_of_quoted(text, start));
        Span { end: span.start + quoted.unwrap_or(text.trim_end().len()), ..span }
    }

    /// All of a list or map. Between brackets it ends with the closing one, which `end` begins with; else with its last value.
    fn extent_of_group(&mut self, start: Span, end: Marks, last: Option<usize>) -> Span {
        let end = self.span(end);
        let is_flow = self.offsets.slice(end).starts_with([']', '}']);
        let end = if is_flow { end.start + 1 } else { last.unwrap_or(start.end) };
        Span { end, ..start }
    }

    fn too_big(&mut self, span: Span, headline: crate::diag::Text) -> Stop {
        self.found.push(Diagnostic::error(Code::YamlTooBig, headline).at(span).help(text!(
            "bỏ các dấu neo & và * dùng lặp; chép giá trị ra",
            "do without repeated & anchors and * aliases; write the values out"
        )));
        Stop::Reported
    }
}

/// Where the opening quote of a scalar stands, behind its anchor if it has one.
fn quote_of(text: &str) -> Option<usize> {
    let bare = match text.strip_prefix(['&', '!']) {
        Some(marked) => marked.trim_start_matches(|letter: char| !letter.is_whitespace()).trim_start(),
        None => text,
    };
    bare.starts_with(['"', '\'']).then_some(text.len() - bare.len())
}

/// The byte behind the quote that closes the one at `start`.
fn end_of_quoted(text: &str, start: usize) -> Option<usize> {
    let quote = text[start..].chars().next()?;
    let mut letters = text[start + 1..].char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '\\' if quote == '"' => drop(letters.next()),
            // Two single quotes are one in the text.
            '\'' if quote == '\'' && letters.next_if(|(_, next)| *next == '\'').is_some() => {}
            _ if letter == quote => return Some(start + 1 + at + 1),
            _ => {}
        }
    }
    None
}

/// Turns the parser's character positions into bytes. Events come in order, so it walks the text once.
struct Offsets<'a> {
    text: &'a str,
    /// Bytes before `text` in the file (a byte-order mark).
    base: usize,
    chars: usize,
    bytes: usize,
}

impl Offsets<'_> {
    /// The text at a span of the file.
    fn slice(&self, span: Span) -> &str {
        self.text.get(span.start - self.base..span.end - self.base).unwrap_or_default()
    }

    fn byte(&mut self, chars: usize) -> usize {
        if chars < self.chars {
            let back = self.chars - chars;
            let mut walk = self.text[..self.bytes].char_indices().rev();
            self.bytes = walk.nth(back - 1).map_or(0, |(at, _)| at);
        } else {
            let mut walk = self.text[self.bytes..].char_indices();
            self.bytes += walk.nth(chars - self.chars).map_or(self.text.len() - self.bytes, |(at, _)| at);
        }
        self.chars = chars;
        self.base + self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Severity;

    fn read(text: &str) -> (Option<Node>, Vec<(Code, usize, usize)>) {
        let mut sources = SourceMap::default();
        let file = sources.add("t.yaml", text);
        let mut found = Diagnostics::default();
        let node = parse(file, &sources, &mut found);
        let codes = found
            .iter()
            .map(|d| {
                let place = sources.position(d.primary.as_ref().expect("a place").span);
                (d.code, place.line, place.column)
            })
            .collect();
        (node, codes)
    }

    fn scalars(text: &str) -> Vec<String> {
        let mut all = Vec::new();
        read(text).0.expect("readable").for_each_scalar(&mut |text, _| all.push(text.to_string()));
        all
    }

    #[test]
    fn scalars_keep_their_source_text() {
        assert_eq!(
            scalars("a: 1.994\nb: 02\nc: no\nd: 51,78\ne: 1_000\nf: '02'\n"),
            ["1.994", "02", "no", "51,78", "1_000", "02"]
        );
    }

    #[test]
    fn text_is_composed_and_places_are_those_of_the_file() {
        let (node, _) = read("to\u{302}\u{309}: x\nb: Pha\u{301}t\n");
        let node = node.expect("readable");
        assert_eq!(node.entries()[0].key, "tổ");
        assert_eq!(node.get("b").and_then(Node::as_text), Some("Phát"));
        assert_eq!(node.get("b").map(|n| (n.span.start, n.span.end)), Some((13, 19)));
    }

    #[test]
    fn a_byte_order_mark_is_not_part_of_the_first_key() {
        let (node, _) = read("\u{feff}so: 1\nb: 2\n");
        let node = node.expect("readable");
        assert_eq!(node.get("so").map(|n| n.span.start), Some(7));
    }

    #[test]
    fn mistakes_are_found_at_their_place() {
        for (text, code, line, column) in [
            ("so: 1\nso: 2\n", Code::DuplicateKey, 2, 1),
            // Where it was typed, not where the parser noticed.
            ("a: 1\nso 254\nb: 2\n", Code::YamlSyntax, 2, 1),
            ("a: >-\n  chữ\nb 2\n\n# chú\nc: 3\n", Code::YamlSyntax, 3, 1),
            ("a:\n  b: >-\n c d\n    e\nf: 1\n", Code::YamlSyntax, 3, 2),
            ("a:\n  - b\n  -c\n  - d\n", Code::YamlSyntax, 3, 3),
            ("a:\n  b: 1\n   c: 2\n", Code::YamlSyntax, 3, 5),
            ("a:\n  b: 1 # x\n   c: 2\n", Code::YamlSyntax, 3, 1),
            ("a: \"mục [1\"\nb: x: y\n", Code::YamlSyntax, 2, 5),
            ("x: 5\" ống\na: 'chữ\nb: 1\n", Code::YamlSyntax, 2, 4),
            ("x: \"5\\\" ống\"\na: \"chữ\n", Code::YamlSyntax, 2, 4),
            ("a: [1, 2\nb: 3\n", Code::YamlSyntax, 1, 1),
            ("a:\n  - { b: 1\n  - { b: 2 }\n", Code::YamlSyntax, 2, 3),
            ("a: \"b\nc: \"d\"\n", Code::YamlSyntax, 1, 4),
            ("a: 1\n\tb: 2\n", Code::YamlSyntax, 2, 1),
            ("a: 1\n\u{a0}b: 2\n", Code::YamlSyntax, 2, 1),
            ("a: \u{7}x\n", Code::ControlCharacter, 1, 4),
            ("a: \"x\\u0007\"\n", Code::ControlCharacter, 1, 4),
            ("a: *b\n", Code::YamlSyntax, 1, 4),
            ("a: 1\n---\nb: 2\n", Code::YamlSyntax, 3, 1),
            ("a: [1, 2\n", Code::YamlSyntax, 1, 1),
            ("- @x\n", Code::YamlSyntax, 1, 3),
        ] {
            let (_, found) = read(text);
            assert_eq!(found.first().copied(), Some((code, line, column)), "{text:?} {found:?}");
        }
    }

    #[test]
    fn an_alias_bomb_is_refused_quickly() {
        let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for level in 1..9 {
            let item = format!("*a{}", level - 1);
            bomb.push_str(&format!("a{level}: &a{level} [{}]\n", [item.as_str(); 10].join(", ")));
        }
        let (node, found) = read(&bomb);
        assert_eq!(node, None);
        assert_eq!(found[0].0, Code::YamlTooBig);
    }

    #[test]
    fn nesting_has_a_limit_on_both_sides() {
        let nested = |depth: usize| format!("{}x{}", "[".repeat(depth), "]".repeat(depth));
        assert!(read(&nested(MAX_DEPTH)).0.is_some());
        assert_eq!(read(&nested(MAX_DEPTH + 1)).1[0].0, Code::YamlTooBig);
        assert!(read(&"[".repeat(200_000)).0.is_none());
    }

    #[test]
    fn an_empty_file_is_an_empty_map() {
        for text in ["", "# chỉ có ghi chú\n", "---\n", "~"] {
            let (node, found) = read(text);
            assert_eq!(node.expect("readable").content, Content::Map(Vec::new()), "{text:?}");
            assert!(found.is_empty());
        }
    }

    #[test]
    fn warnings_do_not_stop_the_reading() {
        let mut sources = SourceMap::default();
        let file = sources.add("t.yaml", "a: x\n");
        let mut found = Diagnostics::default();
        found.push(Diagnostic::error(Code::FileUnreadable, text!("trước", "before")));
        assert!(parse(file, &sources, &mut found).is_some());
        assert_eq!(found.count(Severity::Error), 1);
    }
}
