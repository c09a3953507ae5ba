//! Data files to a report: everything is gathered from the files first, then filled in.

use crate::data::keys;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::inputs::InputPaths;
use super::{OFFICE_FILE, Report, Request, earlier, report};
use crate::data::{Node, Schema, Value, read, schema, sheet, yaml};
use crate::diag::{Code, Diagnostic, Diagnostics, Severity, text};
use crate::files::{read_text, read_text_if_any};
use crate::form::words;
use crate::model::Document;
use crate::names::safe_path;
use crate::run::Run;
use crate::source::{SourceMap, Span};
use crate::template::{self, Prepared, Rendered, Template};
use crate::world::World;

/// A report with all that it was made from, for the rules of `check`.
#[derive(Debug)]
pub(crate) struct Built {
    pub report: Report,
    pub prepared: Arc<Prepared>,
    /// What the period's file may hold.
    pub schema: Schema,
    pub period: Node,
    pub office: Node,
    /// What templates saw.
    pub data: template::Data,
}

/// What a report is made from, as it was typed; tables of spreadsheets stand in the period's values.
#[derive(Debug)]
pub(crate) struct Gathered {
    pub prepared: Arc<Prepared>,
    /// What every report may hold, and what the period's file may hold.
    schemas: [Schema; 2],
    pub period: Node,
    pub office: Node,
    id: String,
    templates: PathBuf,
    office_file: Option<PathBuf>,
    tables: Vec<PathBuf>,
}

/// A report that was filled in.
pub(crate) struct Filled {
    pub document: Document,
    rendered: Rendered,
    data: template::Data,
    period: Option<crate::period::Period>,
    copies: Option<i64>,
    serial_starts: Vec<(i64, i64)>,
    earlier_files: Vec<PathBuf>,
}

/// Builds the report from its files. `None` when something refuses it; `found` says what.
pub(crate) fn build(run: &mut Run<'_>, request: &Request<'_>) -> Option<Built> {
    let gathered = gather(run, request)?;
    let filled = fill(run, request, &gathered, [&gathered.office, &gathered.period])?;
    let inputs = InputPaths {
        data: request.data.to_path_buf(),
        others: gathered.tables.into_iter().chain(filled.earlier_files).collect(),
        office: gathered.office_file,
        templates: gathered.templates,
        id: gathered.id,
    };
    let markup = markup_text(&gathered.prepared.template, &filled.rendered, &run.sources);
    let report = Report {
        document: filled.document,
        markup,
        inputs,
        given_date: request.date,
        given_serial: request.serial,
        given_replaces: request.replaces.map(str::to_string),
        period: filled.period,
        copies: filled.copies,
        serial_starts: filled.serial_starts,
    };
    let [_, schema] = gathered.schemas;
    let (prepared, period, office) = (gathered.prepared, gathered.period, gathered.office);
    Some(Built { report, prepared, schema, period, office, data: filled.data })
}

/// Reads the files that a report is made from.
pub(crate) fn gather(run: &mut Run<'_>, request: &Request<'_>) -> Option<Gathered> {
    let period = read_yaml(run, request.data);
    let office_path = request.data.with_file_name(OFFICE_FILE);
    let errors = run.found.count(Severity::Error);
    let office_file = read_text_if_any(run, &office_path);
    let has_office = office_file.is_some();
    let office = match office_file {
        Some(file) => yaml::parse(file, &run.sources, &mut run.found),
        // Not there at all, or not to be read.
        None if run.found.count(Severity::Error) == errors => Some(Node::empty_at(period.as_ref()?.span)),
        None => None,
    };
    let (period, office) = (period?, office?);
    let id = id_of_template(&period, &office, has_office, request.data, &mut run.found)?;
    let (id, asked_at) = (id.as_text()?.to_string(), id.span);
    let templates = templates_folder(run.world, request, &id);
    let prepared = match request.shelf {
        Some(shelf) => shelf.get(run, &templates, &id, Some(asked_at))?,
        None => Arc::new(Prepared::load(run, &templates, &id, Some(asked_at))?),
    };
    let common = report_schema();
    let schema = common.clone().joined(prepared.template.schema.clone());
    let tables = sheet::files(&period);
    let folder = request.data.parent().unwrap_or(Path::new(""));
    let period = match tables.is_empty() {
        true => period,
        false => sheet::expand(&period, &schema, folder, run),
    };
    let tables = tables.iter().filter_map(|name| safe_path(name)).map(|name| folder.join(name)).collect();
    let office_file = has_office.then_some(office_path);
    Some(Gathered { prepared, schemas: [common, schema], period, office, id, templates, office_file, tables })
}

/// Fills the templates with the values of office and period, as these are in the files or as a trial has them.
pub(crate) fn fill(
    run: &mut Run<'_>,
    request: &Request<'_>,
    gathered: &Gathered,
    [office, period]: [&Node; 2],
) -> Option<Filled> {
    let Gathered { prepared, schemas: [common, schema], .. } = gathered;
    let template = &prepared.template;
    let mut values = merge(run, template, [common, schema], [office, period], request.draft);
    if run.found.has_errors() {
        return None;
    }
    let earlier = earlier::earlier(run, request, template, schema, &values);
    values.extend(earlier.values);
    let fields = report::Fields::from_values(&values, request, [period, office], &mut run.found)?;
    if run.found.has_errors() {
        return None;
    }
    let (nodes, period, copies) = ([period, office], fields.period, fields.copies);
    let serial_starts = fields.serial_starts.clone();
    let data = fields.template_data(values);
    let rendered = template::render(prepared, &data, &nodes, run)?;
    let mut document = report::assemble(template, fields, &rendered, &run.sources, &mut run.found);
    if request.draft {
        document.marks.circulation.get_or_insert_with(|| words::DRAFT_MARK.to_string());
    }
    if run.found.has_errors() {
        return None;
    }
    Some(Filled { document, rendered, data, period, copies, serial_starts, earlier_files: earlier.files })
}

/// The keys that every report has.
///
/// # Panics
/// Never: the schema is part of the program and tested.
pub(crate) fn report_schema() -> Schema {
    Schema::parse(schema::REPORT_SCHEMA).expect("the schema of every report is sound, see its tests")
}

pub(crate) fn read_yaml(run: &mut Run<'_>, path: &Path) -> Option<Node> {
    read_text(run, path, None).and_then(|file| yaml::parse(file, &run.sources, &mut run.found))
}

pub(crate) fn id_of_template<'a>(
    period: &'a Node,
    office: &'a Node,
    has_office: bool,
    data: &Path,
    found: &mut Diagnostics,
) -> Option<&'a Node> {
    let id =
        period.get(keys::TEMPLATE).or_else(|| office.get(keys::TEMPLATE)).filter(|node| !node.is_empty());
    if id.and_then(Node::as_text).is_none() {
        let mut finding =
            Diagnostic::error(Code::MissingValue, text!("thiếu mục “mau”", "the key “mau” is missing"))
                .at(first_place(id.unwrap_or(period)));
        if !has_office {
            let beside = data.with_file_name(OFFICE_FILE);
            let beside = beside.display();
            finding = finding.help(text!(
                "không thấy {beside}: tệp của cơ quan phải nằm cạnh tệp của kỳ",
                "there is no {beside}: the office's file belongs beside the period's"
            ));
        }
        found.push(finding.help(text!(
            "thêm dòng: mau: de-an-06 (tên thư mục mẫu trong templates/)",
            "add the line: mau: de-an-06 (the template's folder in templates/)"
        )));
        return None;
    }
    id
}

fn first_place(node: &Node) -> Span {
    Span { end: node.span.start, ..node.span }
}

/// The folder given, or the nearest `templates/` that has the template, upwards from the data file.
pub(crate) fn templates_folder(world: &dyn World, request: &Request<'_>, id: &str) -> PathBuf {
    if let Some(folder) = request.templates {
        return folder.to_path_buf();
    }
    let above = request.data.ancestors().skip(1).map(|folder| folder.join("templates"));
    let has_it = |folder: &PathBuf| world.read(&folder.join(id).join("template.yaml")).is_ok();
    above.chain([PathBuf::from("templates")]).find(has_it).unwrap_or_else(|| PathBuf::from("templates"))
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
    for (part, texts) in template.parts.iter().zip(&rendered.parts) {
        out.push_str(&format!("<!-- {} -->\n\n", part.name));
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
