//! Data files to a report: everything is gathered from the files first, then filled in.

use std::path::PathBuf;
use std::sync::Arc;

use super::gather::{Gathered, Typed, gather};
use super::inputs::InputPaths;
use super::pictures::PictureShelf;
use super::{Report, Request, earlier, period_file, report, sources};
use crate::data::schema::Kind;
use crate::data::value::fill_lists;
use crate::data::{Node, Schema, Value, keys, read};
use crate::diag::{Code, Diagnostic, text};
use crate::form::words;
use crate::model::{Document, OfficeNumbers};
use crate::run::Run;
use crate::source::{SourceMap, Span};
use crate::template::{self, Prepared, Rendered, Template};

/// A report with all that it was made from, for the rules of `check`.
#[derive(Debug)]
pub(crate) struct Built {
    pub report: Report,
    pub prepared: Arc<Prepared>,
    /// What the period's file may hold.
    pub schema: Schema,
    /// The clerk's files.
    pub typed: Typed,
    /// What templates saw.
    pub data: template::Data,
}

/// A report that was filled in.
pub(crate) struct Filled {
    pub document: Document,
    rendered: Rendered,
    data: template::Data,
    period: Option<crate::period::Period>,
    copies: Option<i64>,
    numbers: OfficeNumbers,
    earlier_files: Vec<PathBuf>,
    pictures: Vec<(String, PathBuf)>,
}

/// Builds the report from its files. `None` when something refuses it; `found` says what.
pub(crate) fn build(run: &mut Run<'_>, request: &Request<'_>) -> Option<Built> {
    let gathered = gather(run, request)?;
    let filled = fill(run, request, &gathered, [&gathered.typed.office, &gathered.typed.period])?;
    let Gathered { prepared, schemas: [_, schema], typed, tables } = gathered;
    let inputs = InputPaths {
        data: request.data.to_path_buf(),
        others: tables.into_iter().chain(filled.earlier_files).collect(),
        pictures: filled.pictures,
        office: typed.office_files.clone(),
        templates: typed.templates.clone(),
        id: typed.id.clone(),
        place: typed.place.clone(),
    };
    let markup = markup_text(&prepared.template, &filled.rendered, &run.sources);
    let report = Report {
        document: filled.document,
        markup,
        inputs,
        given_date: request.date,
        given_serial: request.serial,
        given_replaces: request.replaces.map(str::to_string),
        period: filled.period,
        copies: filled.copies,
        numbers: filled.numbers,
    };
    Some(Built { report, prepared, schema, typed, data: filled.data })
}

/// Fills the templates with the values of office and period, as these are in the files or as a trial has them.
pub(crate) fn fill(
    run: &mut Run<'_>,
    request: &Request<'_>,
    gathered: &Gathered,
    [office, period]: [&Node; 2],
) -> Option<Filled> {
    let Gathered { prepared, schemas: [common, schema], typed, .. } = gathered;
    let template = &prepared.template;
    let mut values = merge(run, template, [common, schema], [office, period], request.draft);
    if let Kind::Map(properties) = &template.schema.kind {
        fill_lists(&mut values, properties);
    }
    sources::check_files(period, &mut run.found);
    if run.found.has_errors() {
        return None;
    }
    if !template.by_period {
        values.retain(|(key, _)| key != keys::PERIOD);
        if let Some(node) = period.get(keys::PERIOD).or_else(|| office.get(keys::PERIOD)) {
            run.found.push(without_period(&typed.id, node.span));
        }
    }
    if let Some(Value::Period(own)) =
        values.iter().find(|(key, _)| key == keys::PERIOD).map(|(_, value)| value)
    {
        period_file::find_twin(run, request, typed, *own);
        sources::check_periods(period, schema, *own, &mut run.found);
    }
    let earlier = earlier::earlier(run, request, typed, template, schema, &values);
    values.extend(earlier.values);
    let fields = report::Fields::from_values(&values, request, template, [period, office], &mut run.found)?;
    if run.found.has_errors() {
        return None;
    }
    let (nodes, period, copies) = ([period, office], fields.period, fields.copies);
    let numbers = fields.numbers.clone();
    let data = fields.template_data(values);
    let rendered = template::render(prepared, &data, &nodes, run)?;
    let shelf = PictureShelf::new(run.world, &typed.place, &typed.templates, &typed.id);
    let mut document = report::assemble(
        template,
        fields,
        &rendered,
        (&|name| shelf.open(name), request.draft),
        &run.sources,
        &mut run.found,
    );
    if request.draft {
        document.marks.circulation.get_or_insert_with(|| words::DRAFT_MARK.to_string());
    }
    if run.found.has_errors() {
        return None;
    }
    let (earlier_files, pictures) = (earlier.files, shelf.files());
    Some(Filled { document, rendered, data, period, copies, numbers, earlier_files, pictures })
}

/// A letter is about no period; one that is typed all the same would be lost.
fn without_period(id: &str, at: Span) -> Diagnostic {
    Diagnostic::error(
        Code::UnknownKey,
        text!("văn bản của mẫu “{id}” không theo kỳ", "documents of the template “{id}” have no period"),
    )
    .at(at)
    .help(text!("xóa dòng ky", "delete the line ky"))
}

/// The values of template defaults, office and period, the later ones winning, key by key. The schemas are that of every report
/// and that of the period's file.
fn merge(
    run: &mut Run<'_>,
    template: &Template,
    [common, whole]: [&Schema; 2],
    [office, period]: [&Node; 2],
    draft: bool,
) -> Vec<(String, Value)> {
    let Run { sources, found, .. } = run;
    let mut read = |node: &Node, schema: &Schema, required| match read::read_draft(
        node, schema, required, draft, sources, found,
    ) {
        Value::Map(entries) => entries,
        _ => Vec::new(),
    };
    let mut merged = read(period, whole, read::Required::All);
    let office = read(office, common, read::Required::Nested);
    let defaults = template.defaults.as_ref().map(|node| read(node, common, read::Required::Nested));
    for lower in [office, defaults.unwrap_or_default()] {
        for (key, value) in lower {
            if let Some((_, slot)) = merged.iter_mut().find(|(name, _)| *name == key)
                && slot.is_empty()
            {
                *slot = value;
            }
        }
    }
    merged
}

/// All rendered parts as one text, each under its name.
fn markup_text(template: &Template, rendered: &Rendered, sources: &SourceMap) -> String {
    let mut out = String::new();
    for texts in &rendered.parts {
        out.push_str(&format!("<!-- {} -->\n\n", template.parts[texts.part].name));
        out.push_str(&format!("**{}**\n\n", sources.text(texts.title).trim()));
        for subtitle in &texts.subtitle {
            out.push_str(&format!("{}\n\n", sources.text(*subtitle).trim()));
        }
        let mut blank = true;
        for line in sources.text(texts.body).trim().lines().map(str::trim) {
            if !(line.is_empty() && blank) {
                out.push_str(line);
                out.push('\n');
            }
            blank = line.is_empty();
        }
        out.push('\n');
    }
    out.truncate(out.trim_end().len());
    out + "\n"
}
