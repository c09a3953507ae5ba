//! A bound on how long a template runs: every turn of a loop and every call of a component is a step, and a run that takes too
//! many fails, wherever it is. Tera has no such bound, and a thread that runs a template cannot be stopped from outside.
//! So `rewrite` puts a call of [`STEP`] behind each `{% for … %}` and `{% component … %}` before Tera compiles the text.

use std::cell::RefCell;
use std::time::{Duration, Instant};

use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use super::filters::printed;
use super::message::{MAX_STEPS, endless, message};
use super::numbers::given;
use super::rewrite::{CONCAT, STEP};
use crate::data::Stated;
use crate::diag::{Diagnostic, Text, text};

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
    found: Vec<Diagnostic>,
    steps: u64,
    start: Instant,
    /// Whether a rule has met what is left out since it began; `None` for what is printed.
    absent: Option<bool>,
}

thread_local! {
    /// The run on this thread. Tera runs a template on the thread that asks for it.
    static FRAME: RefCell<Option<RunFrame>> = const { RefCell::new(None) };
}

/// Runs templates with the stated values of their data, from the first step on. Gives what `work` gives and what was found.
pub(super) fn framed<T>(stated: Vec<Stated>, work: impl FnOnce() -> T) -> (T, Vec<Diagnostic>) {
    run_framed(RunFrame { stated, found: Vec::new(), steps: 0, start: Instant::now(), absent: None }, work)
}

/// As [`framed`], for rules: what is left out makes them pass over it.
pub(super) fn framed_rules<T>(stated: Vec<Stated>, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    run_framed(RunFrame { stated, found: Vec::new(), steps: 0, start, absent: Some(false) }, work).0
}

fn run_framed<T>(frame: RunFrame, work: impl FnOnce() -> T) -> (T, Vec<Diagnostic>) {
    let outer = FRAME.replace(Some(frame));
    let done = work();
    let frame = FRAME.replace(outer);
    (done, frame.map(|frame| frame.found).unwrap_or_default())
}

/// Adds a finding of the run on this thread.
pub(super) fn find(finding: Diagnostic) {
    FRAME.with_borrow_mut(|frame| frame.iter_mut().for_each(|frame| frame.found.push(finding.clone())));
}

/// Whether a rule of the run on this thread passes over what it met: a value that is left out.
pub(super) fn passes_over(value: &Value) -> bool {
    FRAME.with_borrow_mut(|frame| match frame.as_mut().and_then(|frame| frame.absent.as_mut()) {
        Some(absent) if value.is_none() || value.is_undefined() => {
            *absent = true;
            true
        }
        _ => false,
    })
}

/// Whether the rule that is being read has met what is left out; the next one begins anew.
pub(super) fn take_absent() -> bool {
    FRAME.with_borrow_mut(|frame| match frame.as_mut().and_then(|frame| frame.absent.as_mut()) {
        Some(absent) => std::mem::take(absent),
        None => false,
    })
}

/// A stated value of the run on this thread, by its index.
pub(super) fn stated(index: i64) -> Option<Stated> {
    let index = usize::try_from(index).ok()?;
    FRAME.with_borrow(|frame| frame.as_ref()?.stated.get(index).cloned())
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

/// Counts text that the run on this thread has made, so that it may make some 64 MB.
///
/// # Errors
/// As [`charge`], and when the text alone is longer than [`MAX_TEXT`].
pub(super) fn charge_text(length: usize) -> TeraResult<()> {
    if length > MAX_TEXT {
        return Err(message(&too_long()));
    }
    if length < 64 { Ok(()) } else { charge(length as u64 / 32) }
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
    tera.register_function(CONCAT, concat);
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

/// What Tera's `~` does, of a bounded result, with numbers as they print.
fn concat(kwargs: Kwargs, _: &State) -> TeraResult<Value> {
    let text = |name: &'static str| {
        let value = given(&kwargs, name)?;
        if value.is_none() { Ok(Value::from("")) } else { printed(value) }
    };
    let [a, b] = [text("a")?, text("b")?];
    let shown = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_string);
    let (mut made, b) = (shown(&a), shown(&b));
    charge_text(made.len() + b.len())?;
    made.push_str(&b);
    Ok(Value::from(made))
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
    charge_text(length)?;
    let made = text.replace(from, &to);
    Ok(if is_safe { Value::safe_string(&made) } else { Value::from(made) })
}

fn too_long() -> Text {
    let limit = MAX_TEXT / 1024 / 1024;
    text!("bộ lọc làm ra đoạn chữ dài hơn {limit} MB", "the filter makes a text of more than {limit} MB")
}
