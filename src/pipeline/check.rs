//! Data files to findings: builds the report and lets the rules of `check` read it.

use std::path::PathBuf;

use super::{Built, Report, Request, build_all, read_yaml};
use crate::check::accept::{self, Accepted};
use crate::check::glossary::{Glossary, OFFICE_GLOSSARY};
use crate::check::{Subject, TRACES, check};
use crate::data::Node;
use crate::diag::Diagnostics;
use crate::period::Period;
use crate::source::{FileId, SourceMap};
use crate::template::checks;
use crate::world::World;

/// A report that was built, and what the rules compare it with.
#[derive(Debug)]
pub struct Draft {
    built: Built,
    /// The office's own glossary.
    glossary: Option<FileId>,
    previous: Option<Node>,
}

/// Builds a report for writing and for checking. `None` when something refuses it; `found` says what.
pub fn draft(
    world: &dyn World,
    request: &Request<'_>,
    sources: &mut SourceMap,
    found: &mut Diagnostics,
) -> Option<Draft> {
    let built = build_all(world, request, sources, found)?;
    let own = request.data.with_file_name(OFFICE_GLOSSARY);
    let glossary = match world.read(&own).is_ok() {
        true => crate::files::read_text(world, &own, None, sources, found),
        false => None,
    };
    let previous = previous(world, request, &built.period, sources);
    Some(Draft { built, glossary, previous })
}

impl Draft {
    pub fn report(&self) -> &Report {
        &self.built.report
    }

    /// Adds what the rules find to `found`, and takes out what is accepted.
    pub fn check(&self, sources: &SourceMap, found: &mut Diagnostics) -> Vec<Accepted> {
        let built = &self.built;
        let mut glossary = Glossary::built_in();
        if let Some(own) = self.glossary {
            glossary.extend(own, sources, found);
        }
        let mut files = vec![built.period.span.file, built.office.span.file];
        files.dedup();
        files.extend(built.template.files());
        let document = &built.report.document;
        let nodes = [&built.period, &built.office];
        let subject = Subject {
            document,
            passages: Subject::passages_of(document),
            period: &built.period,
            office: &built.office,
            schema: &built.schema,
            previous: self.previous.as_ref(),
            glossary: &glossary,
            figures: checks::evaluate(&built.template, &built.data, &nodes, sources),
            jump_factor: built.template.checks.jump_factor.unwrap_or(DEFAULT_JUMP),
            sources,
            files,
            traces: TRACES.into(),
        };
        found.extend(check(&subject));
        let entries = accept::acceptances(&built.period, &built.office, found);
        accept::apply(found, &entries, sources)
    }
}

/// Findings that stand, in `found`, and those that were accepted. With errors of structure the rules have nothing to read,
/// and only these are told.
pub fn check_report(
    world: &dyn World,
    request: &Request<'_>,
    sources: &mut SourceMap,
    found: &mut Diagnostics,
) -> Vec<Accepted> {
    match draft(world, request, sources, found) {
        Some(draft) => draft.check(sources, found),
        None => Vec::new(),
    }
}

/// Figures that change tenfold are looked at, unless the template says otherwise.
const DEFAULT_JUMP: u32 = 10;

/// The file of the period before, beside this one. What is wrong in it was told when it was rendered.
fn previous(world: &dyn World, request: &Request<'_>, now: &Node, sources: &mut SourceMap) -> Option<Node> {
    let period = now.get("ky").and_then(Node::as_text).and_then(Period::parse)?;
    let path: PathBuf = request.data.with_file_name(format!("{}.yaml", period.previous()));
    world.read(&path).ok()?;
    read_yaml(world, &path, sources, &mut Diagnostics::default())
}
