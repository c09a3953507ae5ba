//! What a careful chief of office would find before the report is signed: figures, text, references, form, and the
//! comparison with the previous period. Reads the finished document and the data behind it; changes nothing.
//!
//! A rule is one file in `rules/`, with its page and its tests, listed in [`RULES`].

pub mod accept;
pub mod citation;
pub mod collocation;
mod figures;
pub mod glossary;
pub mod locate;
pub mod passage;
mod previous;
mod rules;
mod tables;
#[cfg(test)]
mod testing;
pub mod vocabulary;
mod words;

use std::cell::{Cell, OnceCell};
use std::ops::Range;

use chrono::NaiveDate;

use crate::data::{Content, Node, Schema};
use crate::diag::page::CodePage;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::model::Document;
use crate::source::{FileId, SourceMap, Span};
use collocation::{Suspect, suspects};
use glossary::Glossary;
use passage::{Passage, PassagePlace};
pub use previous::{Pair, pairs};
pub use rules::RULES;
use vocabulary::Vocabulary;

/// What the rules read.
#[derive(Clone, Debug)]
pub struct Subject<'a> {
    /// The finished report, as both writers see it.
    pub document: &'a Document,
    /// All its texts, in reading order.
    pub passages: &'a [Passage],
    /// The words of the passages.
    pub vocabulary: &'a Vocabulary,
    /// See [`Subject::suspects`].
    pub suspects: OnceCell<Vec<Suspect>>,
    /// The period's file and the office's, as typed.
    pub period: &'a Node,
    /// The office's file (`co-quan.yaml`), as typed; a map without entries when there is none.
    pub office: &'a Node,
    /// What the period's file may hold.
    pub schema: &'a Schema,
    /// The file of the period before, when there is one.
    pub previous: Option<&'a Node>,
    /// The figures that are in both files.
    pub pairs: &'a [Pair],
    /// Wrong spellings, and names with their capitals: the program's and the office's own.
    pub glossary: &'a Glossary,
    /// Findings of the template's own rules on figures, already evaluated.
    pub figures: &'a Diagnostics,
    /// By how much a figure may grow or shrink against the period before.
    pub jump_factor: u32,
    /// Today: no report is issued later.
    pub today: NaiveDate,
    /// All texts that were read, in which places are looked for.
    pub sources: &'a SourceMap,
    /// Where the texts were typed: the period's file, the office's, the template's files.
    pub files: &'a [FileId],
    /// How many places may still be looked for in the sources; see [`TRACES`].
    pub traces: Cell<usize>,
}

/// Nobody reads on after so many findings, and looking for a place costs a search of all sources.
pub const TRACES: usize = 300;

/// A check, with its page.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// The code of its findings.
    pub code: Code,
    /// What it means and why, with a wrong and a right example.
    pub page: CodePage,
    /// Reads the report and pushes what is wrong.
    pub run: fn(&Subject<'_>, &mut Diagnostics),
}

impl Subject<'_> {
    /// Words that go with neither neighbour, looked for when a rule first asks for them.
    pub fn suspects(&self) -> &[Suspect] {
        self.suspects.get_or_init(|| suspects(self.passages, self.vocabulary))
    }

    /// Where the bytes `range` of a passage were typed; in the rendered text when no source has them.
    pub fn place(&self, passage: &Passage, range: Range<usize>) -> Option<Span> {
        self.trace(&passage.text, range).or(passage.span)
    }

    /// Where the bytes `range` of a text stand in a source just as they are printed. `None` for what is computed, even in
    /// part, and when too many places were looked for.
    pub fn trace(&self, text: &str, range: Range<usize>) -> Option<Span> {
        self.traces.set(self.traces.get().checked_sub(1)?);
        locate::locate(text, range, self.files, self.sources)
    }

    /// The sentence that closes the body: "Trên đây là báo cáo …".
    pub fn closing(&self) -> Option<&Passage> {
        let body = |passage: &&Passage| passage.part == 0 && passage.place == PassagePlace::Prose;
        self.passages.iter().filter(body).rfind(|passage| passage.lower.starts_with("trên đây là"))
    }

    /// A finding in a passage, at the place where it was typed.
    pub fn at(&self, passage: &Passage, range: Range<usize>, finding: Diagnostic) -> Diagnostic {
        finding.at_maybe(self.place(passage, range))
    }

    /// As [`Subject::at`], for a finding that goes away when `right` stands in place of what was typed.
    pub fn at_with_fix(
        &self,
        passage: &Passage,
        range: Range<usize>,
        finding: Diagnostic,
        right: impl Into<String>,
    ) -> Diagnostic {
        let typed = &passage.text[range.clone()];
        let finding = self.at(passage, range, finding);
        let is_typed = finding.primary.as_ref().is_some_and(|label| self.sources.slice(label.span) == typed);
        if is_typed { finding.fixed_by(right) } else { finding }
    }

    /// The key of a map of the period's file or, failing that, of the office's.
    pub fn key_span(&self, key: &str) -> Option<Span> {
        let in_node = |node: &Node| node.entries().iter().find(|entry| entry.key == key).map(|e| e.key_span);
        in_node(self.period).or_else(|| in_node(self.office))
    }

    /// The text `typed` under a key of the period's file or of the office's; the key when it is not there as it stands.
    pub fn span_under(&self, key: &str, typed: &str) -> Option<Span> {
        let node = self.period.get(key).or_else(|| self.office.get(key));
        node.and_then(|node| find_text(node, typed)).or_else(|| self.key_span(key))
    }

    /// The first line of the period's file, for what is missing in it.
    pub fn top(&self) -> Span {
        Span { end: self.period.span.start, ..self.period.span }
    }
}

/// Where a text stands in a part of the data.
fn find_text(node: &Node, typed: &str) -> Option<Span> {
    match &node.content {
        Content::Scalar(text, _) => (text.trim() == typed.trim()).then_some(node.span),
        Content::List(items) => items.iter().find_map(|item| find_text(item, typed)),
        Content::Map(entries) => entries.iter().find_map(|entry| find_text(&entry.value, typed)),
    }
}

/// Runs every rule, those on text beside all others when a core is free. Either of them may look for [`TRACES`] places, so that
/// what is found does not depend on which is quicker.
pub fn check(subject: &Subject<'_>) -> Diagnostics {
    let (on_text, others) = RULES.split_at(RULES.partition_point(|rule| rule.code < FIRST_NOT_ON_TEXT));
    let other = subject.clone();
    let mut rest = Diagnostics::default();
    let mut found = rayon::in_place_scope(|scope| {
        // Its count of places goes along.
        scope.spawn(|_| rest = run(others, &{ other }));
        run(on_text, subject)
    });
    found.extend(rest);
    found
}

/// Codes of text come first, and take half of the time.
const FIRST_NOT_ON_TEXT: Code = Code::CitationDates;

fn run(rules: &[Rule], subject: &Subject<'_>) -> Diagnostics {
    let mut found = Diagnostics::default();
    rules.iter().for_each(|rule| (rule.run)(subject, &mut found));
    found
}

/// The page of a code; every code has one.
pub fn page(code: Code) -> &'static CodePage {
    let rule = RULES.iter().find(|rule| rule.code == code).map(|rule| &rule.page);
    rule.unwrap_or_else(|| crate::diag::pages::page(code))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Lang;

    #[test]
    fn every_code_has_a_page_with_examples_in_both_languages() {
        for &code in Code::ALL {
            let page = page(code);
            for lang in [Lang::Vi, Lang::En] {
                assert!(!page.what.get(lang).is_empty() && !page.why.get(lang).is_empty(), "{}", code.id());
                assert!(page.render(code, lang).contains(code.name()));
            }
            assert_ne!(page.what.vi, page.what.en, "{}", code.id());
            assert!(!page.wrong.is_empty() && !page.right.is_empty(), "{}", code.id());
            assert_ne!(page.wrong, page.right, "{}", code.id());
        }
    }

    #[test]
    fn rules_on_text_come_first() {
        let on_text: Vec<bool> = RULES.iter().map(|rule| rule.code.id().starts_with("K1")).collect();
        let first = RULES.iter().position(|rule| rule.code >= FIRST_NOT_ON_TEXT).expect("there are others");
        assert!(on_text.iter().enumerate().all(|(at, is_on_text)| *is_on_text == (at < first)));
    }

    #[test]
    fn a_rule_is_listed_once() {
        for (index, rule) in RULES.iter().enumerate() {
            assert!(RULES[..index].iter().all(|other| other.code != rule.code), "{}", rule.code.id());
        }
    }

    /// How many findings a rule has in an example of its page: in a table, in data, or in text that was typed.
    fn findings_in(rule: &Rule, example: &str) -> usize {
        let lines: Vec<&str> = example.lines().collect();
        if lines.len() > 1 && lines.iter().all(|line| line.starts_with('|')) {
            let rows: Vec<Vec<&str>> = std::iter::once(vec!["TT", "Tên", "Số"])
                .chain(lines.iter().map(|line| line.trim_matches('|').split('|').map(str::trim).collect()))
                .collect();
            let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
            return testing::in_table(rule, &rows);
        }
        let typed: usize =
            lines.iter().map(|line| testing::in_typed_text(rule, &line.replace('"', "'")).len()).sum();
        typed.max(testing::in_text(rule, &lines).len())
    }

    /// Rules whose examples are of two files, of parts of the document or of keys: their own tests run those.
    const NOT_OF_TEXT: [&str; 36] = [
        "K103", "K204", "K205", "K206", "K207", "K208", "K209", "K212", "K213", "K216", "K217", "K301",
        "K302", "K304", "K305", "K306", "K307", "K308", "K309", "K401", "K404", "K405", "K407", "K409",
        "K410", "K411", "K412", "K413", "K414", "K501", "K502", "K503", "K504", "K505", "K506", "K507",
    ];

    #[test]
    fn the_examples_of_pages_are_wrong_and_right() {
        let mut told = Vec::new();
        for rule in RULES.iter().filter(|rule| !NOT_OF_TEXT.contains(&rule.code.id())) {
            let (wrong, right) = (findings_in(rule, rule.page.wrong), findings_in(rule, rule.page.right));
            if wrong == 0 || right > 0 {
                told.push(format!("{}: {wrong} in the wrong one, {right} in the right one", rule.code.id()));
            }
        }
        assert!(told.is_empty(), "{}", told.join("\n"));
    }
}
