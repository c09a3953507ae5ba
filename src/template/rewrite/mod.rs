//! A template as Tera compiles it: what Tera lacks is written into its tags before. Loops count their turns, what is printed goes
//! through [`PRINT`], and arithmetic is done by functions that compute in decimals. Places in what Tera reports are brought back
//! to the text as it was written ([`Rewritten::original`]).

mod expression;
pub(super) mod tokens;

use std::borrow::Cow;
use std::ops::Range;

pub(super) use expression::{COMPARISONS, EQUALITIES, OPERATIONS, Operation};

/// The function that counts a turn of a loop or the call of a component.
pub(super) const STEP: &str = "dem_buoc";
/// The filter through which every printed value goes, and every part of a text put together with `~`.
pub(super) const PRINT: &str = "in_ra";

/// The function that puts two texts together, in the place of `~`.
pub(super) const CONCAT: &str = "phep_noi";

/// What a text is compiled for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// To be printed: what is not there is a mistake.
    Print,
    /// To be held against the figures: what is left out is passed over.
    Rule,
}

/// A piece of a rewritten template.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Fragment {
    /// What was written, by its bytes.
    Kept(Range<usize>),
    /// What stands there besides.
    Added(Cow<'static, str>),
}

fn added(text: impl Into<Cow<'static, str>>) -> Fragment {
    Fragment::Added(text.into())
}

/// A template with what was added to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Rewritten {
    /// What Tera compiles.
    pub text: String,
    /// Where each kept piece begins in `text`, and its bytes in the text as it was written.
    kept: Vec<(usize, Range<usize>)>,
}

impl Rewritten {
    pub(super) fn new(text: &str) -> Self {
        Rewritten::with_use(text, Use::Print)
    }

    pub(super) fn with_use(text: &str, use_: Use) -> Self {
        let mut made = Rewritten { text: String::with_capacity(text.len() + 64), kept: Vec::new() };
        for piece in pieces(text, use_) {
            match piece {
                Fragment::Kept(range) if range.is_empty() => {}
                Fragment::Kept(range) => {
                    made.kept.push((made.text.len(), range.clone()));
                    made.text.push_str(&text[range]);
                }
                Fragment::Added(more) => made.text.push_str(&more),
            }
        }
        made
    }

    /// Where a byte of `text` stands in the text as it was written; one of what was added, where that was put.
    pub(super) fn original(&self, at: usize) -> usize {
        let behind = self.kept.partition_point(|(start, _)| *start <= at);
        let Some((start, range)) = behind.checked_sub(1).map(|index| &self.kept[index]) else { return 0 };
        let inside = range.start + (at - start);
        let next = self.kept.get(behind).map_or(range.end, |(_, next)| next.start);
        if inside < range.end { inside } else { next }
    }
}

/// The whole template in pieces.
fn pieces(text: &str, use_: Use) -> Vec<Fragment> {
    let mut pieces = Vec::new();
    let (mut at, mut from) = (0, 0);
    while let Some(open) = text[from..].find('{').map(|offset| from + offset) {
        let rest = &text[open..];
        let close = match rest.as_bytes().get(1) {
            Some(b'#') => {
                from = rest.find("#}").map_or(text.len(), |end| open + end + 2);
                continue;
            }
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            _ => {
                from = open + 1;
                continue;
            }
        };
        let end = end_of_tag(text, open + 2, close);
        let inside = inside(text, open + 2..end, close);
        if close == "%}" && first_word(&text[inside.clone()]) == "raw" {
            from = text[end..].find("endraw").map_or(text.len(), |found| end + found);
            continue;
        }
        pieces.push(Fragment::Kept(at..inside.start));
        match close {
            "}}" => printed(text, inside.clone(), use_, &mut pieces),
            _ => pieces.extend(expression::rewritten(text, inside.clone(), use_)),
        }
        pieces.push(Fragment::Kept(inside.end..end));
        if close == "%}" && matches!(first_word(&text[inside]), "for" | "component") {
            // What trims the white space behind the tag has to go on trimming it.
            let trim = if text[..end].ends_with("-%}") { "-" } else { "" };
            pieces.push(added(format!("{{{{ {STEP}() {trim}}}}}")));
        }
        (at, from) = (end, end);
    }
    pieces.push(Fragment::Kept(at..text.len()));
    pieces
}

/// What is printed goes through [`PRINT`]; calls of components do not.
fn printed(text: &str, inside: Range<usize>, use_: Use, pieces: &mut Vec<Fragment>) {
    let expression = text[inside.clone()].trim();
    let is_value =
        !expression.is_empty() && !expression.starts_with(['<', '/']) && !expression.starts_with("super(");
    let made = expression::rewritten(text, inside, use_);
    if is_value {
        pieces.push(added("("));
        pieces.extend(made);
        pieces.push(added(format!(") | {PRINT}")));
    } else {
        pieces.extend(made);
    }
}

/// What stands in a tag, without the signs that trim white space.
fn inside(text: &str, tag: Range<usize>, close: &str) -> Range<usize> {
    let inside = text[tag.clone()].strip_suffix(close).unwrap_or(&text[tag.clone()]);
    let start = tag.start + usize::from(inside.starts_with('-'));
    let end = tag.start + inside.len() - usize::from(inside.len() > 1 && inside.ends_with('-'));
    start..end.max(start)
}

/// The first word of a tag.
fn first_word(tag: &str) -> &str {
    let tag = tag.trim_start();
    &tag[..tag.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(tag.len())]
}

/// The byte behind a tag that ends with `close`, those in quotes left out.
fn end_of_tag(text: &str, from: usize, close: &str) -> usize {
    let mut quote = None;
    for (offset, letter) in text[from..].char_indices() {
        match quote {
            Some(open) if letter == open => quote = None,
            Some(_) => {}
            None if matches!(letter, '"' | '\'' | '`') => quote = Some(letter),
            None if text[from + offset..].starts_with(close) => return from + offset + close.len(),
            None => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let made = Rewritten::new(text);
        assert_eq!(made.text, expected);
        // Every byte that is kept leads back to where it was written.
        for (start, range) in &made.kept {
            for offset in 0..range.len() {
                assert_eq!(made.original(start + offset), range.start + offset, "{text:?}");
            }
        }
    }

    #[test]
    fn every_loop_and_component_counts() {
        check("a {{ b }} c", "a {{( b ) | in_ra}} c");
        check("{{- b -}} {{ <c n={1} /> }}", "{{-( b ) | in_ra-}} {{ <c n={1} /> }}");
        check("{% for a in b %}x{% endfor %}", "{% for a in b %}{{ dem_buoc() }}x{% endfor %}");
        check("{%- for a in b -%}\n x", "{%- for a in b -%}{{ dem_buoc() -}}\n x");
        check("{% component c(a) %}x", "{% component c(a) %}{{ dem_buoc() }}x");
        check("{% for a in \"%}\" %}x", "{% for a in \"%}\" %}{{ dem_buoc() }}x");
    }

    #[test]
    fn loops_inside_lists_count_too() {
        check("{{ [a for a in b] }}", "{{( [a for a in b if dem_buoc() == \"\"] ) | in_ra}}");
        check(
            "{{ [a for a in b if a or c] | x }}",
            "{{( [a for a in b if dem_buoc() == \"\" and ( a or c)] | x ) | in_ra}}",
        );
        check(
            "{% set x = [[c[0] for c in d] for a in f(e=[1])] %}",
            "{% set x = [[c[0] for c in d if dem_buoc() == \"\"] for a in f(e=[1]) if dem_buoc() == \"\"] %}",
        );
        for text in ["[a, \"for\"]", "[for_a, b]", "a[b if c else d]"] {
            check(&format!("{{{{ {text} }}}}"), &format!("{{{{( {text} ) | in_ra}}}}"));
        }
    }

    #[test]
    fn what_is_no_tag_stays() {
        for text in [
            "{# {% for a in b %} #}",
            "{% raw %}{% for a in b %}{% endraw %}",
            "{ % for %} {{ x",
            "{% if for_x %}",
        ] {
            if text != "{ % for %} {{ x" {
                check(text, text);
            }
        }
    }

    /// All of a text is there in its order, and every byte leads back.
    fn check_kept(text: &str) {
        let made = Rewritten::new(text);
        for at in 0..=made.text.len() {
            assert!(made.original(at) <= text.len());
        }
        let mut last = 0;
        for (_, range) in &made.kept {
            assert!(range.start >= last);
            // Only operators give way, to the functions that compute them.
            let gone = text[last..range.start].trim();
            assert!(gone.trim_matches(['+', '-', '*', '/', '%', '~', '<', '>', '=']).is_empty(), "{gone:?}");
            last = range.end;
        }
        assert_eq!(last, text.len());
    }

    #[test]
    fn an_open_comparison_before_an_accent_is_kept() {
        check_kept("{% for {{}}<ệ");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn all_of_a_template_is_kept(text in r#"([a-c(){}\[\]%|~+*/<>=." -]|\{\{|\}\}|\{%|%\}| for | in | if |ệ){0,40}"#) {
            check_kept(&text);
        }
    }
}
