//! From a text of the finished report back to where somebody typed it. Values enter templates bare, so the place is found
//! by looking for the words themselves, with as many of their neighbours as the source has too.

use memchr::memmem;

use crate::source::{FileId, SourceMap, Span, floor_char_boundary};

use super::words::{Word, words};

/// How many words before and after are tried, the most telling first.
const NEIGHBOURS: [(usize, usize); 14] = [
    (8, 8),
    (5, 5),
    (3, 3),
    (0, 8),
    (8, 0),
    (0, 5),
    (5, 0),
    (2, 2),
    (0, 3),
    (3, 0),
    (1, 1),
    (0, 1),
    (1, 0),
    (0, 0),
];

/// The place in the first of `files` that holds the bytes `range` of `text` with their neighbours.
pub fn locate(
    text: &str,
    range: std::ops::Range<usize>,
    files: &[FileId],
    sources: &SourceMap,
) -> Option<Span> {
    let alone = text.get(range.clone())?;
    let mut everywhere = files.iter().flat_map(|file| {
        let source = sources.text(*file);
        all_folded(source, alone).map(move |offsets| (*file, offsets))
    });
    // Mostly the words stand in one place, and nothing has to be told apart.
    if let (Some((file, offsets)), None) = (everywhere.next(), everywhere.next()) {
        return Some(Span::new(file, *offsets.first()?, offsets.last()? + 1));
    }
    // Neighbours are close by: the rest of a long text need not be cut into words.
    let near = around(text, &range);
    let words: Vec<Word<'_>> = words(&text[near.clone()])
        .into_iter()
        .map(|word| Word { start: word.start + near.start, ..word })
        .collect();
    // Words inside, from `first` up to before `behind`; signs between words have none.
    let first = words.iter().position(|word| word.end() > range.start).unwrap_or(words.len());
    let behind = words.iter().rposition(|word| word.start < range.end).map_or(0, |last| last + 1);
    for (before, after) in NEIGHBOURS {
        let from =
            words.get(first.saturating_sub(before)).map_or(range.start, |word| word.start.min(range.start));
        let last = (behind + after).min(words.len()).checked_sub(1);
        let to = last.map_or(range.end, |last| words[last].end().max(range.end));
        let wide = &text[from..to];
        for &file in files {
            if let Some(offsets) = find_folded(sources.text(file), wide) {
                let start = offsets[range.start - from];
                let end = range.end.checked_sub(from + 1).map_or(start, |last| offsets[last] + 1);
                return Some(Span::new(file, start, end));
            }
        }
    }
    None
}

/// More than eight words take.
const NEAR: usize = 1_000;

/// A range with some of the text around it.
fn around(text: &str, range: &std::ops::Range<usize>) -> std::ops::Range<usize> {
    let start = floor_char_boundary(text, range.start.saturating_sub(NEAR));
    let end = floor_char_boundary(text, (range.end + NEAR).min(text.len()));
    start..end.max(range.end)
}

/// Finds `needle` in `source`, where a space or several may be a line end with indentation, and signs of emphasis and backslashes do
/// not count. Gives the place of each byte of the needle.
fn find_folded(source: &str, needle: &str) -> Option<Vec<usize>> {
    all_folded(source, needle).next()
}

fn all_folded<'s>(source: &'s str, needle: &'s str) -> impl Iterator<Item = Vec<usize>> + 's {
    let parts = || needle.split([' ', '*']).filter(|word| !word.is_empty());
    // Long words are rare: a source without one of the needle's cannot hold it.
    let longest = parts().max_by_key(|word| word.len()).unwrap_or(needle);
    let begins = parts().next().filter(|first| {
        needle.starts_with(first) && memmem::find(source.as_bytes(), longest.as_bytes()).is_some()
    });
    let places = begins.into_iter().flat_map(|first| memmem::find_iter(source.as_bytes(), first));
    places.filter(|at| follows(source, *at, needle, |_| ())).map(|at| {
        let mut offsets = Vec::with_capacity(needle.len());
        follows(source, at, needle, |offset| offsets.push(offset));
        offsets
    })
}

/// Whether `needle` stands in `source` from `start` on. Tells the place of each byte of the needle, in order, as far as it goes.
fn follows(source: &str, start: usize, needle: &str, mut tell: impl FnMut(usize)) -> bool {
    let bytes = source.as_bytes();
    let mut at = start;
    // Where the last space of the needle stands, when it is the byte before.
    let mut gap: Option<usize> = None;
    for &wanted in needle.as_bytes() {
        while matches!(bytes.get(at), Some(b'*' | b'\\')) && wanted != b'*' {
            at += 1;
        }
        if let (b' ', Some(gap)) = (wanted, gap) {
            // Two spaces are not one.
            if at - gap < 2 {
                return false;
            }
            tell(at - 1);
            continue;
        }
        let Some(&byte) = bytes.get(at) else { return false };
        let fits = if wanted == b' ' { byte.is_ascii_whitespace() } else { byte == wanted };
        if !fits {
            return false;
        }
        tell(at);
        gap = (wanted == b' ').then_some(at);
        at += 1;
        while wanted == b' ' && bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
            at += 1;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, text: &str, wanted: &str) -> Option<(usize, String)> {
        let mut sources = SourceMap::default();
        let file = sources.add("a.yaml", source);
        let start = text.find(wanted).expect("it is there");
        let span = locate(text, start..start + wanted.len(), &[file], &sources)?;
        Some((sources.position(span).line, sources.slice(span).to_string()))
    }

    #[test]
    fn neighbours_tell_two_places_apart() {
        let source = "a: Bộ phận phận tiếp nhận thành phố\nb: Bộ phận phận tiếp nhận phường\n";
        let found = check(source, "Tại Bộ phận phận tiếp nhận phường, xã", "phận phận");
        assert_eq!(found, Some((2, "phận phận".to_string())));
    }

    #[test]
    fn a_sign_at_the_end_has_neighbours_before_it() {
        let source = "a: \"một\"\nb: >-\n  theo phương châm “bốn tại\n  chỗ\".\n";
        let text = "theo phương châm “bốn tại chỗ\".";
        assert_eq!(check(source, text, "\""), Some((4, "\"".to_string())));
    }

    #[test]
    fn line_ends_and_emphasis_do_not_count() {
        let source = "x: >-\n  các ngân hàng\n  điện *tử* chưa\n";
        assert_eq!(check(source, "ngân hàng điện tử chưa", "điện tử"), Some((3, "điện *tử".to_string())));
        assert_eq!(check(source, "ngân hàng số", "hàng số"), None);
        let doubled = "x: tỷ lệ  hồ sơ\n";
        assert_eq!(check(doubled, "tỷ lệ  hồ sơ", "lệ  hồ"), Some((1, "lệ  hồ".to_string())));
    }
}
