//! A bound on how long a template runs: every turn of a loop and every call of a component is a step, and a run that takes too
//! many fails, wherever it is. Tera has no such bound, and a thread that runs a template cannot be stopped from outside.
//!
//! So a call of [`STEP`] is written behind each `{% for … %}` and `{% component … %}` before Tera compiles the text. Places in what
//! it reports are brought back to the text as it was written ([`Counted::original`]).

use std::cell::RefCell;
use std::ops::Range;
use std::time::{Duration, Instant};

use rust_decimal::Decimal;
use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use super::context::Decimals;
use super::message::{MAX_STEPS, endless, message};
use crate::data::Stated;
use crate::diag::{Diagnostic, Text, text};

/// The function that counts.
const STEP: &str = "dem_buoc";
/// The filter through which every printed value goes.
pub(super) const PRINT: &str = "in_ra";
/// For steps that are long themselves; none of a report comes near this.
const MAX_TIME: Duration = Duration::from_secs(10);
/// The longest text that a filter may make of others.
pub(super) const MAX_TEXT: usize = 16 * 1024 * 1024;
/// The longest list that `range` makes.
const MAX_RANGE: i64 = 100_000;

/// What one run of templates carries along: Tera's filters and functions are made once for all runs.
#[derive(Debug)]
struct RunFrame {
    stated: Vec<Stated>,
    decimals: Decimals,
    found: Vec<Diagnostic>,
    steps: u64,
    start: Instant,
}

thread_local! {
    /// The run on this thread. Tera runs a template on the thread that asks for it.
    static FRAME: RefCell<Option<RunFrame>> = const { RefCell::new(None) };
}

/// Runs templates with the stated values of their data, from the first step on. Gives what `work` gives and what was found.
pub(super) fn framed<T>(
    stated: Vec<Stated>,
    decimals: Decimals,
    work: impl FnOnce() -> T,
) -> (T, Vec<Diagnostic>) {
    let frame = RunFrame { stated, decimals, found: Vec::new(), steps: 0, start: Instant::now() };
    let outer = FRAME.replace(Some(frame));
    let done = work();
    let frame = FRAME.replace(outer);
    (done, frame.map(|frame| frame.found).unwrap_or_default())
}

/// Adds a finding of the run on this thread.
pub(super) fn find(finding: Diagnostic) {
    FRAME.with_borrow_mut(|frame| frame.iter_mut().for_each(|frame| frame.found.push(finding.clone())));
}

/// A stated value of the run on this thread, by its index.
pub(super) fn stated(index: i64) -> Option<Stated> {
    let index = usize::try_from(index).ok()?;
    FRAME.with_borrow(|frame| frame.as_ref()?.stated.get(index).cloned())
}

/// A number that a filter made, as the run on this thread wants it.
pub(super) fn from_decimal(decimal: Decimal) -> Value {
    FRAME.with_borrow(|frame| frame.as_ref().map_or(Decimals::Text, |frame| frame.decimals)).value(decimal)
}

/// Counts steps of the run on this thread.
///
/// # Errors
/// When it took too many, or too long.
pub(super) fn charge(steps: u64) -> TeraResult<()> {
    FRAME.with_borrow_mut(|frame| {
        let Some(frame) = frame else { return };
        frame.steps = frame.steps.saturating_add(steps);
        // Asking the clock takes about as long as a step.
        if frame.steps % 16 == 0 && frame.start.elapsed() > MAX_TIME {
            frame.steps = u64::MAX;
        }
    });
    if is_over() { Err(message(&endless())) } else { Ok(()) }
}

/// Whether the run on this thread has taken all its steps; what is left of it need not be tried.
pub(super) fn is_over() -> bool {
    FRAME.with_borrow(|frame| frame.as_ref().is_some_and(|frame| frame.steps > MAX_STEPS))
}

/// Registers the counting function, and those of Tera's own that could make much of little.
pub(super) fn register(tera: &mut Tera) {
    tera.register_function(STEP, |_: Kwargs, _: &State| charge(1).map(|()| ""));
    tera.register_function("range", range);
    tera.register_filter("replace", replace);
}

/// Tera's `range`, of a bounded length.
fn range(kwargs: Kwargs, _: &State) -> TeraResult<Vec<i64>> {
    let start: i64 = kwargs.get("start")?.unwrap_or(0);
    let end: i64 = kwargs.must_get("end")?;
    let step: i64 = kwargs.get("step_by")?.unwrap_or(1);
    if step < 1 {
        return Err(message(&text!("step_by phải từ 1 trở lên", "step_by has to be 1 or more")));
    }
    let count = end.saturating_sub(start).max(0) / step;
    if count > MAX_RANGE {
        return Err(message(&text!(
            "range dài hơn {MAX_RANGE} phần tử",
            "range is longer than {MAX_RANGE} elements"
        )));
    }
    charge(count as u64 / 16)?;
    Ok((start..end).step_by(step as usize).collect())
}

/// Tera's `replace`, of a bounded result.
fn replace(value: &Value, kwargs: Kwargs, state: &State) -> TeraResult<Value> {
    let (from, to): (&str, &Value) = (kwargs.must_get("from")?, kwargs.must_get("to")?);
    let is_safe = state.autoescaping_enabled() && (value.is_safe() || to.is_safe());
    let shown = |value: &Value| match (is_safe, value.as_str()) {
        (true, _) => state.escape_if_needed(value),
        (false, Some(text)) => Ok(text.to_string()),
        (false, None) => Err(Error::message("`replace` needs a string")),
    };
    let (text, to) = (shown(value)?, shown(to)?);
    let places = if from.is_empty() { text.chars().count() + 1 } else { text.matches(from).count() };
    let length = text.len() + places.saturating_mul(to.len());
    if length > MAX_TEXT {
        return Err(message(&too_long()));
    }
    charge(length as u64 / 1024)?;
    let made = text.replace(from, &to);
    Ok(if is_safe { Value::safe_string(&made) } else { Value::from(made) })
}

fn too_long() -> Text {
    let limit = MAX_TEXT / 1024 / 1024;
    text!("bộ lọc làm ra đoạn chữ dài hơn {limit} MB", "the filter makes a text of more than {limit} MB")
}

/// A template with counting calls in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Counted {
    pub text: String,
    /// Where what was added stands in `text`, and how long it is.
    added: Vec<(usize, usize)>,
}

impl Counted {
    pub(super) fn new(text: &str) -> Self {
        let mut counted = Counted { text: String::with_capacity(text.len() + 64), added: Vec::new() };
        let mut at = 0;
        for (place, call) in calls(text) {
            counted.text.push_str(&text[at..place]);
            counted.added.push((counted.text.len(), call.len()));
            counted.text.push_str(&call);
            at = place;
        }
        counted.text.push_str(&text[at..]);
        counted
    }

    /// Where a byte of `text` stands in the text as it was written; in what was added, where that was put.
    pub(super) fn original(&self, at: usize) -> usize {
        let before = self.added.iter().take_while(|(start, _)| *start < at);
        before.fold(at, |original, (start, length)| original - (*length).min(at - start))
    }
}

/// What has to be added to a template, by the byte before which it stands, in order.
fn calls(text: &str) -> Vec<(usize, String)> {
    let mut calls = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find('{').map(|offset| at + offset) {
        let rest = &text[open..];
        at = if rest.starts_with("{#") {
            rest.find("#}").map_or(text.len(), |end| open + end + 2)
        } else if rest.starts_with("{{") {
            let end = end_of_tag(text, open + 2, "}}");
            printed(text, open + 2..end, &mut calls);
            end
        } else if rest.starts_with("{%") {
            let end = end_of_tag(text, open + 2, "%}");
            let word = word(&text[open + 2..end]);
            if word == "raw" {
                at = text[end..].find("endraw").map_or(text.len(), |found| end + found);
                continue;
            }
            comprehensions(text, open + 2..end, &mut calls);
            if matches!(word, "for" | "component") {
                // What trims the white space behind the tag has to go on trimming it.
                let trim = if text[..end].ends_with("-%}") { "-" } else { "" };
                calls.push((end, format!("{{{{ {STEP}() {trim}}}}}")));
            }
            end
        } else {
            open + 1
        };
    }
    calls
}

/// What is printed goes through [`PRINT`]; calls of components do not.
fn printed(text: &str, tag: Range<usize>, calls: &mut Vec<(usize, String)>) {
    let inside = text[tag.clone()].strip_suffix("}}").unwrap_or_default();
    let (start, end) =
        (tag.start + usize::from(inside.starts_with('-')), tag.start + inside.trim_end_matches('-').len());
    let expression = text.get(start..end).unwrap_or_default().trim();
    let is_value =
        !expression.is_empty() && !expression.starts_with(['<', '/']) && !expression.starts_with("super(");
    if is_value {
        calls.push((start, "(".to_string()));
    }
    comprehensions(text, tag, calls);
    if is_value {
        calls.push((end, format!(") | {PRINT}")));
    }
}

/// A list that is open in a tag: whether it is made by a loop, and whether that has a condition.
#[derive(Clone, Copy, Default)]
struct OpenList {
    has_loop: bool,
    has_condition: bool,
}

/// The loops inside lists, `[a for a in b if c]`, which count in their condition.
fn comprehensions(text: &str, tag: Range<usize>, calls: &mut Vec<(usize, String)>) {
    // `None` for brackets of other kinds.
    let mut open: Vec<Option<OpenList>> = Vec::new();
    let mut quote = None;
    let mut word = tag.start;
    for (offset, letter) in text[tag.clone()].char_indices() {
        let at = tag.start + offset;
        if quote.is_none() && !(letter.is_alphanumeric() || letter == '_') {
            if let Some(Some(list)) = open.last_mut() {
                match &text[word..at] {
                    "for" => list.has_loop = true,
                    "if" if list.has_loop && !list.has_condition => {
                        list.has_condition = true;
                        calls.push((at, format!(" {STEP}() == \"\" and (")));
                    }
                    _ => {}
                }
            }
            word = at + letter.len_utf8();
        }
        match (quote, letter) {
            (Some(closing), _) if letter == closing => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'' | '`') => quote = Some(letter),
            (None, '[') => open.push(Some(OpenList::default())),
            (None, '(' | '{') => open.push(None),
            (None, ')' | '}') => drop(open.pop()),
            (None, ']') => match open.pop() {
                Some(Some(OpenList { has_condition: true, .. })) => calls.push((at, ")".to_string())),
                Some(Some(OpenList { has_loop: true, .. })) => {
                    calls.push((at, format!(" if {STEP}() == \"\"")));
                }
                _ => {}
            },
            _ => {}
        }
    }
}

/// The first word of a tag.
fn word(tag: &str) -> &str {
    let tag = tag.trim_start_matches('-').trim_start();
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

    fn check(text: &str, expected: &str) {
        let counted = Counted::new(text);
        assert_eq!(counted.text, expected);
        // Every byte that was written is found again, in its order.
        let written =
            |at: &usize| !counted.added.iter().any(|(start, length)| (*start..start + length).contains(at));
        let places: Vec<usize> =
            (0..counted.text.len()).filter(written).map(|at| counted.original(at)).collect();
        assert_eq!(places, (0..text.len()).collect::<Vec<_>>(), "{text:?}");
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
    fn what_is_no_tag_does_not_count() {
        for text in [
            "{# {% for a in b %} #}",
            "{% raw %}{% for a in b %}{% endraw %}",
            "{ % for %} {{ x",
            "{% if for_x %}",
        ] {
            check(text, text);
        }
    }
}
