//! From a word on a page back to the lines that it comes from.
//!
//! Values enter templates bare, and a figure may be computed from several of them. So the values themselves are asked: the
//! report is filled in again with some of them changed, and those that change the word are its origin. Halving what is changed
//! finds one or two of hundreds within a few dozen trials of a few milliseconds each; of the many that a total comes from, the
//! first ones.

use crate::data::keys;
use std::ops::Range;

use super::view::lay_out;
use crate::arrangement::structure::NodeId;
use crate::check::locate::locate;
use crate::data::Node;
use crate::data::node::{Content, Entry};
use crate::font::FontSet;
use crate::layout::PagedDocument;
use crate::period::Period;
use crate::pipeline::Request;
use crate::pipeline::build::fill;
use crate::pipeline::gather::{Gathered, gather};
use crate::run::Run;
use crate::source::{FileId, SourceMap, Span, floor_char_boundary, line_start_of};
use crate::text::date;
use crate::world::World;

/// A place on the pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The paragraph or cell that the text is in.
    pub node: NodeId,
    /// A byte of the node's text; `None` for all of it.
    pub at: Option<usize>,
}

/// Where a text of the pages comes from.
#[derive(Debug)]
pub struct Origin {
    /// In the data, in its order; else where the template has the words. Empty when nobody typed them.
    pub places: Vec<Span>,
    /// Whether these are all, as far as can be known.
    pub is_complete: bool,
    /// The texts that the places point into.
    pub sources: SourceMap,
}

/// No more places are looked for: nobody reads them.
const MAX_PLACES: usize = 24;

/// Trials of one question: enough for as many places among [`MAX_VALUES`].
const MAX_TRIALS: usize = 400;

/// More values, as in long tables, make a trial slow. Those that look like the word are tried first then, and few trials made.
const MAX_VALUES: usize = 2_000;
const FEW_TRIALS: usize = 40;

/// Keys whose values decide what the report is, and are not printed.
const FIXED: [&str; 2] = [keys::TEMPLATE, keys::ACCEPTED];

/// Finds where the text at `spot` of `pages`, which `request` gave, comes from. `None` when the files no longer give those pages.
pub fn origin(
    world: &dyn World,
    request: &Request<'_>,
    pages: &PagedDocument,
    spot: &Spot,
    fonts: &FontSet,
) -> Option<Origin> {
    let mut run = Run::new(world);
    let gathered = gather(&mut run, request)?;
    let sources = run.sources;
    let text = text_of(pages, spot.node);
    let word = spot.at.map(|at| word_at(&text, at));
    let values = scalars([&gathered.typed.period, &gathered.typed.office]);
    let mut trials = Trials {
        world,
        request,
        gathered: &gathered,
        fonts,
        sources: &sources,
        pages,
        spot: spot.node,
        text: &text,
        word: word.as_ref().map(|word| index_of_word(&text, word.start)),
        left: if values.len() > MAX_VALUES { FEW_TRIALS } else { MAX_TRIALS },
        origins: Vec::new(),
    };
    if trials.differs(&[], another) != Some(false) {
        return None;
    }
    if let Some(word) = word.clone().filter(|_| values.len() > MAX_VALUES) {
        trials.search(&alike(&values, &text[word]));
    }
    if trials.origins.is_empty() {
        trials.search(&(0..values.len()).collect::<Vec<_>>());
    }
    let is_complete = !trials.is_stopped() && values.len() <= MAX_VALUES;
    let wanted = word.unwrap_or(0..text.len());
    let places: Vec<Span> = match trials.origins.is_empty() {
        false => trials
            .origins
            .iter()
            .map(|index| refined(values[*index].span, &text, wanted.clone(), &sources))
            .collect(),
        true => written(&gathered, &text, wanted, &sources).into_iter().collect(),
    };
    Some(Origin { places, is_complete, sources })
}

/// All letters of a node, from all pages.
pub fn text_of(pages: &PagedDocument, node: NodeId) -> String {
    let texts = pages.pages.iter().flat_map(|page| &page.texts);
    texts.filter(|text| text.node == Some(node)).map(|text| text.text.as_str()).collect()
}

/// One value as typed.
#[derive(Clone, Debug)]
struct Scalar {
    span: Span,
    text: String,
}

fn scalars(nodes: [&Node; 2]) -> Vec<Scalar> {
    let mut all = Vec::new();
    for node in nodes {
        let mut index = 0;
        changed(node, &mut index, &mut |_, text, span| {
            all.push(Scalar { span, text: text.to_string() });
            None
        });
    }
    all
}

/// The values that look like a word: the same figure, or a text that has it.
fn alike(values: &[Scalar], word: &str) -> Vec<usize> {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let wanted = digits(word);
    let is_alike = |value: &Scalar| match wanted.is_empty() {
        true => value.text.contains(word),
        false => digits(&value.text) == wanted,
    };
    (0..values.len()).filter(|index| is_alike(&values[*index])).collect()
}

struct Trials<'a> {
    world: &'a dyn World,
    request: &'a Request<'a>,
    gathered: &'a Gathered,
    fonts: &'a FontSet,
    sources: &'a SourceMap,
    pages: &'a PagedDocument,
    spot: NodeId,
    text: &'a str,
    /// The number of the word in the text.
    word: Option<usize>,
    left: usize,
    origins: Vec<usize>,
}

impl Trials<'_> {
    /// Collects those of `values` that the word depends on, in order.
    fn search(&mut self, values: &[usize]) {
        if values.is_empty() || self.is_stopped() {
            return;
        }
        let differs = self.differs(values, another);
        match (differs, values) {
            (Some(false), _) => {}
            (Some(true), [one]) => self.origins.push(*one),
            // A value that cannot be changed in any way, such as one of a few choices, stays unknown.
            (None, [one]) => {
                if OTHER_FORMS.iter().any(|other| self.differs(values, *other) == Some(true)) {
                    self.origins.push(*one);
                }
            }
            _ => {
                let (first, second) = values.split_at(values.len() / 2);
                self.search(first);
                self.search(second);
            }
        }
    }

    fn is_stopped(&self) -> bool {
        self.left == 0 || self.origins.len() >= MAX_PLACES
    }

    /// Whether the word is another when `another` has been made of these values. `None` when there is no such report, or one of
    /// another structure.
    fn differs(&mut self, values: &[usize], another: fn(&str) -> String) -> Option<bool> {
        self.left = self.left.saturating_sub(1);
        let mut index = 0;
        let mut other = |node: &Node| {
            changed(node, &mut index, &mut |index, text, _| {
                values.binary_search(&index).is_ok().then(|| another(text))
            })
        };
        let (period, office) = (other(&self.gathered.typed.period), other(&self.gathered.typed.office));
        let mut run = Run { sources: self.sources.clone(), ..Run::new(self.world) };
        let filled = fill(&mut run, self.request, self.gathered, [&office, &period])?;
        let pages = lay_out(&filled.document, self.fonts, &mut run.found);
        if pages.structure.nodes().len() != self.pages.structure.nodes().len() {
            return None;
        }
        let text = text_of(&pages, self.spot);
        Some(match self.word {
            None => text != self.text,
            Some(word) => word_differs(self.text, &text, word),
        })
    }
}

/// Whether word number `word` of `old` is not the same in `new`.
fn word_differs(old: &str, new: &str, word: usize) -> bool {
    let (old, new): (Vec<&str>, Vec<&str>) =
        (old.split_whitespace().collect(), new.split_whitespace().collect());
    if old.len() == new.len() {
        return old.get(word) != new.get(word);
    }
    let same = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    word >= same && word < old.len().saturating_sub(tail)
}

/// The word that the byte `at` stands in.
fn word_at(text: &str, at: usize) -> Range<usize> {
    let at = floor_char_boundary(text, at);
    let before = text[..at].rsplit(char::is_whitespace).next().unwrap_or_default();
    let start = at - before.len();
    let end = text[at..].find(char::is_whitespace).map_or(text.len(), |length| at + length);
    start..end
}

fn index_of_word(text: &str, start: usize) -> usize {
    text[..start].split_whitespace().count()
}

/// The same values with some of them changed: `change` is asked with the number of each scalar, its text and its place.
fn changed(
    node: &Node,
    index: &mut usize,
    change: &mut impl FnMut(usize, &str, Span) -> Option<String>,
) -> Node {
    let content = match &node.content {
        Content::Scalar(text, style) => {
            let now = *index;
            *index += 1;
            let other = change(now, text, node.span);
            Content::Scalar(other.unwrap_or_else(|| text.clone()), *style)
        }
        Content::List(items) => {
            Content::List(items.iter().map(|item| changed(item, index, change)).collect())
        }
        Content::Map(entries) => {
            let entry = |entry: &Entry| match FIXED.contains(&entry.key.as_str()) {
                true => entry.clone(),
                false => Entry { value: changed(&entry.value, index, change), ..entry.clone() },
            };
            Content::Map(entries.iter().map(entry).collect())
        }
    };
    node.with(content)
}

/// Other forms, for values that [`another`] does not fit.
const OTHER_FORMS: [fn(&str) -> String; 2] = [with_other_digits, a_day];

/// Another value of the same form, very different and with as many words.
fn another(text: &str) -> String {
    if date::parse(text).is_ok() {
        return a_day(text);
    }
    if let Some(period) = Period::parse(text).filter(|_| text.contains('-')) {
        return period.previous().last_year().to_string();
    }
    match is_number(text) {
        // So large that every sum and ratio changes with it.
        true => format!("9{}", text.replace('.', "")),
        false if text.is_empty() => "97".to_string(),
        false => with_other_words(text),
    }
}

fn is_number(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '%' | '-' | ' '))
}

fn a_day(text: &str) -> String {
    if text.starts_with("11") { "12/12/2012" } else { "11/11/2011" }.to_string()
}

/// For figures with an upper limit.
fn with_other_digits(text: &str) -> String {
    let other = |c: char| match c.to_digit(10) {
        // No digit becomes 0, which would change how many there are.
        Some(digit) => char::from(b'1' + (digit % 9) as u8),
        None => c,
    };
    text.chars().map(other).collect()
}

fn with_other_words(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for part in text.split_inclusive(char::is_whitespace) {
        let word = part.trim_end_matches(char::is_whitespace);
        out.push_str(word);
        if !word.is_empty() {
            out.push('q');
        }
        out.push_str(&part[word.len()..]);
    }
    out
}

/// The very line within a text of several.
fn refined(value: Span, text: &str, wanted: Range<usize>, sources: &SourceMap) -> Span {
    match locate(text, wanted, &[value.file], sources) {
        Some(place) if place.start >= value.start && place.end <= value.end => place,
        _ => value,
    }
}

/// How many words have to stand together to be known again: fewer would be found anywhere, but for texts of no more, of which
/// the first may be a number and the last have a full stop that nobody typed.
const PHRASE: usize = 3;

/// Where words stand that no value decides: in the template, or typed in the data after all. They are looked for with their
/// neighbours.
fn written(gathered: &Gathered, text: &str, wanted: Range<usize>, sources: &SourceMap) -> Option<Span> {
    let words: Vec<Range<usize>> = words_of(text).collect();
    let mut data = vec![gathered.typed.period.span.file];
    data.extend(gathered.typed.office_files.iter().filter_map(|path| sources.find(path)));
    let templates: Vec<FileId> = gathered.prepared.template.files().collect();
    let place = |files: &[FileId], length: usize| {
        let phrases = words.windows(length).map(|words| words[0].start..words[length - 1].end);
        let mut around = phrases.filter(|phrase| phrase.start < wanted.end && phrase.end > wanted.start);
        around.find_map(|phrase| locate(text, phrase, files, sources))
    };
    let in_data = |length| place(&data, length).filter(|place| !is_in_comment(*place, sources));
    let shortest = if words.len() > PHRASE { PHRASE } else { words.len().saturating_sub(1).max(1) };
    (shortest..=PHRASE.min(words.len()))
        .rev()
        .find_map(|length| place(&templates, length).or_else(|| in_data(length)))
}

fn words_of(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    text.split_inclusive(char::is_whitespace).filter_map(move |part| {
        let start = at;
        at += part.len();
        let word = part.trim_end_matches(char::is_whitespace);
        (!word.is_empty()).then_some(start..start + word.len())
    })
}

fn is_in_comment(place: Span, sources: &SourceMap) -> bool {
    let source = sources.text(place.file);
    let before = &source[line_start_of(source, place.start)..place.start];
    before.trim_start().starts_with('#') || before.contains(" #")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_value_has_the_same_form() {
        for (value, other) in [
            ("1.994", "91994"),
            ("51,78", "951,78"),
            ("0", "90"),
            ("", "97"),
            ("2024-06", "2023-05"),
            ("24/6/2024", "11/11/2011"),
            ("11/11/2011", "12/12/2012"),
            ("Công an xã", "Côngq anq xãq"),
            ("hai\ndòng ", "haiq\ndòngq "),
        ] {
            assert_eq!(another(value), other);
        }
        assert_eq!(with_other_digits("51,78"), "62,89");
    }

    #[test]
    fn words_are_compared_where_they_stand() {
        assert!(word_differs("tăng 5 vụ", "tăng 6 vụ", 1));
        assert!(!word_differs("tăng 5 vụ", "tăng 6 vụ", 2));
        // As many words as before are not needed.
        assert!(word_differs("a b c", "a b1 b2 c", 1));
        assert!(!word_differs("a b c", "a b1 b2 c", 2));
    }

    #[test]
    fn a_word_is_what_stands_between_spaces() {
        let text = "Số: 254/BC,\u{a0}ngày";
        assert_eq!(&text[word_at(text, 2)], "Số:");
        assert_eq!(&text[word_at(text, 9)], "254/BC,");
        assert_eq!(&text[word_at(text, text.len())], "ngày");
        assert_eq!(word_at("", 3), 0..0);
    }
}
