//! Findings that a user can act on, as data. Rendering them is the business of [`render`].
//!
//! A user's mistake is never an `Err` that stops at the first: functions push [`Diagnostic`]s into [`Diagnostics`] and
//! go on, so that one run tells everything.

mod code;
pub mod page;
pub mod pages;
pub mod render;

pub use code::Code;

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::source::{FileId, SourceMap, Span};

/// The language of what the user reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Vietnamese, the default.
    #[default]
    Vi,
    /// English.
    En,
}

/// A sentence in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// In Vietnamese.
    pub vi: String,
    /// In English.
    pub en: String,
}

impl Text {
    /// The sentence in one language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Vi => &self.vi,
            Lang::En => &self.en,
        }
    }
}

/// A [`Text`] from two format strings, Vietnamese first.
macro_rules! text {
    ($vi:literal, $en:literal $(,)?) => {
        $crate::diag::Text { vi: format!($vi), en: format!($en) }
    };
}
pub(crate) use text;

/// How bad a finding is, the worst first. Errors of structure refuse the document; the others do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Certainly wrong: a document that has one cannot be issued.
    Error,
    /// Most likely wrong: a document that has one is issued only for a reason that is given.
    Warning,
    /// A matter of custom: it does not keep a document from being issued.
    Note,
}

impl Severity {
    /// The name for people.
    pub const fn word(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Severity::Error, Lang::Vi) => "lỗi",
            (Severity::Warning, Lang::Vi) => "cảnh báo",
            (Severity::Note, Lang::Vi) => "lưu ý",
            (severity, Lang::En) => severity.name(),
        }
    }

    /// The name in machine-readable output.
    pub const fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

/// A place with what it has to do with the finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The bytes to show.
    pub span: Span,
    /// A few words beside them; empty when the headline says it all.
    pub text: Text,
}

/// The one replacement that remedies a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What is replaced: the primary place of the finding.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

/// One finding: what is wrong (a headline that stands alone), where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The kind of finding, which [`page`] explains.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in one line that needs no other.
    pub headline: Text,
    /// Where the user has to look first; `None` for what has no place, such as a missing folder.
    pub primary: Option<Label>,
    /// Other places that the user needs to see, such as the first of two equal keys.
    pub secondary: Vec<Label>,
    /// What to do, a line each; empty when the headline says it.
    pub help: Vec<Text>,
    /// What to type instead, when that is certain to remedy it.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// An error that has no place yet.
    pub fn error(code: Code, headline: Text) -> Self {
        Diagnostic {
            code,
            severity: Severity::Error,
            headline,
            primary: None,
            secondary: Vec::new(),
            help: Vec::new(),
            fix: None,
        }
    }

    /// A warning that has no place yet.
    pub fn warning(code: Code, headline: Text) -> Self {
        Diagnostic { severity: Severity::Warning, ..Diagnostic::error(code, headline) }
    }

    /// A note that has no place yet.
    pub fn note(code: Code, headline: Text) -> Self {
        Diagnostic { severity: Severity::Note, ..Diagnostic::error(code, headline) }
    }

    /// Sets the place where the user has to look first.
    pub fn at(mut self, span: Span) -> Self {
        self.primary = Some(Label { span, text: Text::default() });
        self
    }

    /// As [`Diagnostic::at`], with a few words beside the place.
    pub fn at_with(mut self, span: Span, text: Text) -> Self {
        self.primary = Some(Label { span, text });
        self
    }

    /// As [`Diagnostic::at`]; without a span the finding stays as it is.
    pub fn at_maybe(self, span: Option<Span>) -> Self {
        match span {
            Some(span) => self.at(span),
            None => self,
        }
    }

    /// Adds a second place with what it has to do with the finding.
    pub fn and_at(mut self, span: Span, text: Text) -> Self {
        self.secondary.push(Label { span, text });
        self
    }

    /// What to type at the primary place instead; nothing without one.
    pub fn fixed_by(mut self, text: impl Into<String>) -> Self {
        self.fix = self.primary.as_ref().map(|label| Fix { span: label.span, text: text.into() });
        self
    }

    /// Adds what to do about it.
    pub fn help(mut self, help: Text) -> Self {
        self.help.push(help);
        self
    }
}

/// A finding that the office accepts, with its reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// What would be told otherwise.
    pub finding: Diagnostic,
    /// Why it is accepted (`ly_do`).
    pub reason: String,
}

/// The findings of one run.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    items: Vec<Diagnostic>,
    /// Fingerprints of the items: most findings are told apart by them at once.
    seen: HashSet<u64>,
}

/// A number that differs for most findings, and is the same for the same ones.
fn fingerprint(finding: &Diagnostic) -> u64 {
    let mut hasher = DefaultHasher::new();
    let place = finding.primary.as_ref().map(|label| (label.span.file, label.span.start, label.span.end));
    (finding.code, &finding.headline.vi, place).hash(&mut hasher);
    hasher.finish()
}

/// How many findings of one run are shown; a file broken in every row should not scroll the first ones away.
const MAX_SHOWN: usize = 100;

impl Diagnostics {
    /// Adds a finding, unless the same one is there already.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if self.seen.insert(fingerprint(&diagnostic)) || !self.items.contains(&diagnostic) {
            self.items.push(diagnostic);
        }
    }

    fn of(items: Vec<Diagnostic>) -> Self {
        let seen = items.iter().map(fingerprint).collect();
        Diagnostics { items, seen }
    }

    /// Adds the findings of `other`, each once, as [`Diagnostics::push`] does.
    pub fn extend(&mut self, other: Diagnostics) {
        other.items.into_iter().for_each(|item| self.push(item));
    }

    /// The same findings with every place in `file`, for texts that were read as part of another.
    pub fn moved_to(mut self, file: FileId) -> Self {
        for item in &mut self.items {
            for label in item.primary.iter_mut().chain(&mut item.secondary) {
                label.span.file = file;
            }
            if let Some(fix) = &mut item.fix {
                fix.span.file = file;
            }
        }
        Diagnostics::of(self.items)
    }

    /// Whether one of them is of [`Severity::Error`].
    pub fn has_errors(&self) -> bool {
        self.items.iter().any(|item| item.severity == Severity::Error)
    }

    /// How many there are of one severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.items.iter().filter(|item| item.severity == severity).count()
    }

    /// All findings, in the order in which they came.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.items.iter()
    }

    /// Takes the findings out that `wanted` holds of.
    pub fn take(&mut self, wanted: impl Fn(&Diagnostic) -> bool) -> Diagnostics {
        let (taken, kept) = std::mem::take(&mut self.items).into_iter().partition(|item| wanted(item));
        *self = Diagnostics::of(kept);
        Diagnostics::of(taken)
    }

    /// Whether this very finding is there, its places included.
    pub fn contains(&self, finding: &Diagnostic) -> bool {
        self.seen.contains(&fingerprint(finding)) && self.items.contains(finding)
    }

    /// Keeps only the findings that `keep` wants.
    pub fn retain(&mut self, keep: impl FnMut(&Diagnostic) -> bool) {
        self.items.retain(keep);
        self.seen = self.items.iter().map(fingerprint).collect();
    }

    /// The findings as they are shown: errors before warnings, then by file, line and code; at most `MAX_SHOWN`, with
    /// how many were left out.
    pub fn sorted(&self, sources: &SourceMap) -> (Vec<&Diagnostic>, usize) {
        let mut items: Vec<_> = self.items.iter().collect();
        items.sort_by_key(|item| {
            let place = item.primary.as_ref().map(|label| place_in_order(label.span, sources));
            (item.severity, place, item.code)
        });
        let left_out = items.len().saturating_sub(MAX_SHOWN);
        items.truncate(MAX_SHOWN);
        (items, left_out)
    }
}

/// Files by their path; the cells of a sheet, each a text of its own, in the order in which they were read.
fn place_in_order(span: Span, sources: &SourceMap) -> (String, Option<FileId>, usize) {
    let path = sources.path(span.file).display().to_string();
    match path.rsplit_once('!') {
        Some((sheet, _)) => (sheet.to_string(), Some(span.file), span.start),
        None => (path, None, span.start),
    }
}

/// The candidate most like `typed`, accents and capitals aside, for "did you mean"; none when nothing is close.
pub fn closest<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let bare = |text: &str| crate::text::without_marks(&text.to_lowercase());
    let typed = bare(typed);
    candidates
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(&typed, &bare(candidate)), candidate))
        .filter(|(likeness, _)| *likeness >= 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

/// Whether two names differ by a letter, by two letters swapped, or only by marks and capitals.
pub fn is_slip(typed: &str, right: &str) -> bool {
    let bare = |text: &str| crate::text::without_marks(&text.to_lowercase());
    typed != right && strsim::damerau_levenshtein(&bare(typed), &bare(right)) <= 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closest_key_is_suggested_and_a_far_one_is_not() {
        assert_eq!(closest("nguoi_ki", ["ngay", "nguoi_ky", "so"]), Some("nguoi_ky"));
        assert_eq!(closest("số", ["ngay", "so"]), Some("so"));
        assert_eq!(closest("xyz", ["ngay", "nguoi_ky"]), None);
    }

    #[test]
    fn the_same_finding_is_kept_once() {
        let mut found = Diagnostics::default();
        for _ in 0..2 {
            found.push(Diagnostic::error(Code::YamlSyntax, text!("a", "b")));
        }
        assert_eq!(found.count(Severity::Error), 1);
    }
}
