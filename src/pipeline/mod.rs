//! Runs the stages in order: files, data, template, markup, model, layout, writers. The only module that sees them all.

mod check;
pub mod compare;
mod earlier;
mod fill;
pub mod inputs;
pub mod issue;
pub mod regenerate;
pub mod register;
mod report;
mod write;

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

pub use check::{Draft, check_report, draft, prepare_checks};
pub use fill::{fill_state, import_tables, next_file};
use inputs::InputPaths;
pub use write::{Format, Output, write};

use crate::data::{Node, Schema, Value, read, schema, sheet, yaml};
use crate::diag::{Code, Diagnostic, Diagnostics, Severity, text};
use crate::files::{read_text, read_text_if_any};
use crate::model::Document;
use crate::names::safe_path;
use crate::period::Period;
use crate::source::{SourceMap, Span};
use crate::template::{self, Rendered, Template};
use crate::world::World;

/// What to render, and from where.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The period's file.
    pub data: &'a Path,
    /// The folder of templates; by default the nearest `templates/` beside or above the data file.
    pub templates: Option<&'a Path>,
    /// The day of issue, instead of the one in the data.
    pub date: Option<NaiveDate>,
    /// The number, instead of the one in the data.
    pub serial: Option<i64>,
    /// Whether values that are not filled in yet are printed as blanks, under the mark of a draft.
    pub draft: bool,
}

impl<'a> Request<'a> {
    /// The report of a data file, as the file says it.
    pub fn of(data: &'a Path) -> Self {
        Request { data, templates: None, date: None, serial: None, draft: false }
    }
}

/// A report that has been read, filled in and checked, ready for the writers.
#[derive(Debug)]
pub struct Report {
    pub document: Document,
    /// The rendered markup of all parts, for reading and comparing.
    pub markup: String,
    /// The files that it was made from.
    pub inputs: InputPaths,
    /// Day of issue and number, when they were given beside the data.
    pub given_date: Option<NaiveDate>,
    pub given_serial: Option<i64>,
    pub period: Option<Period>,
    /// Số lượng bản.
    pub copies: Option<i64>,
}

/// The defaults of the office, beside the period's file.
pub const OFFICE_FILE: &str = "co-quan.yaml";

/// Stands on the first page of a draft.
pub const DRAFT_MARK: &str = "DỰ THẢO";

/// A report with all that it was made from, for the rules of `check`.
#[derive(Debug)]
struct Built {
    report: Report,
    template: Template,
    /// What the period's file may hold.
    schema: Schema,
    period: Node,
    office: Node,
    /// What templates saw.
    data: template::Data,
}

/// Builds the report from its files. `None` when something refuses it; `found` says what.
fn build(
    world: &dyn World,
    request: &Request<'_>,
    sources: &mut SourceMap,
    found: &mut Diagnostics,
) -> Option<Built> {
    let period = read_yaml(world, request.data, sources, found);
    let office_path = request.data.with_file_name(OFFICE_FILE);
    let errors = found.count(Severity::Error);
    let office_file = read_text_if_any(world, &office_path, sources, found);
    let has_office = office_file.is_some();
    let office = match office_file {
        Some(file) => yaml::parse(file, sources, found),
        // Not there at all, or not to be read.
        None if found.count(Severity::Error) == errors => Some(Node::empty_at(period.as_ref()?.span)),
        None => None,
    };
    let (period, office) = (period?, office?);
    let id = id_of_template(&period, &office, has_office, request.data, found)?;
    let (id, asked_at) = (id.as_text()?.to_string(), id.span);
    let templates = templates_folder(world, request, &id);
    let template = template::load(world, &templates, &id, Some(asked_at), sources, found)?;
    let common = report_schema();
    let schema = common.clone().joined(template.schema.clone());
    let tables = sheet::files(&period);
    let folder = request.data.parent().unwrap_or(Path::new(""));
    let period = match tables.is_empty() {
        true => period,
        false => sheet::expand(&period, &schema, folder, world, sources, found),
    };
    let mut values = merge(&template, [&common, &schema], [&office, &period], request.draft, sources, found);
    if found.has_errors() {
        return None;
    }
    let earlier = earlier::earlier(world, request, &template, &schema, &values, sources, found);
    values.extend(earlier.values);
    let fields = report::Fields::from_values(&values, request, period.span, found)?;
    if found.has_errors() {
        return None;
    }
    let (period_id, copies) = (fields.period, fields.copies);
    let data = fields.template_data(values);
    let rendered = template::render(&template, &data, sources, found)?;
    let mut document = report::assemble(&template, fields, &rendered, sources, found);
    if request.draft {
        document.marks.circulation.get_or_insert_with(|| DRAFT_MARK.to_string());
    }
    if found.has_errors() {
        return None;
    }
    let inputs = InputPaths {
        data: request.data.to_path_buf(),
        others: tables
            .iter()
            .filter_map(|name| safe_path(name))
            .map(|name| folder.join(name))
            .chain(earlier.files)
            .collect(),
        office: has_office.then_some(office_path),
        templates,
        id,
    };
    let markup = markup_text(&template, &rendered, sources);
    let report = Report {
        document,
        markup,
        inputs,
        given_date: request.date,
        given_serial: request.serial,
        period: period_id,
        copies,
    };
    Some(Built { report, template, schema, period, office, data })
}

/// The keys that every report has.
///
/// # Panics
/// Never: the schema is part of the program and tested.
fn report_schema() -> Schema {
    Schema::parse(schema::REPORT_SCHEMA).expect("the schema of every report is sound, see its tests")
}

fn read_yaml(
    world: &dyn World,
    path: &Path,
    sources: &mut SourceMap,
    found: &mut Diagnostics,
) -> Option<Node> {
    read_text(world, path, None, sources, found).and_then(|file| yaml::parse(file, sources, found))
}

fn id_of_template<'a>(
    period: &'a Node,
    office: &'a Node,
    has_office: bool,
    data: &Path,
    found: &mut Diagnostics,
) -> Option<&'a Node> {
    let id = period.get("mau").or_else(|| office.get("mau")).filter(|node| !node.is_empty());
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
fn templates_folder(world: &dyn World, request: &Request<'_>, id: &str) -> PathBuf {
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
    template: &Template,
    [common, whole]: [&Schema; 2],
    [office, period]: [&Node; 2],
    draft: bool,
    sources: &SourceMap,
    found: &mut Diagnostics,
) -> Vec<(String, Value)> {
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
