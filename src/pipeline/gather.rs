//! The files that a report is made from, read and put together as they were typed: the period's file, the office's defaults, the
//! template that they name.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Request;
use super::place::DataPlace;
use crate::data::keys;
use crate::data::node::Entry;
use crate::data::{Content, Node, Schema, schema, sheet, yaml};
use crate::diag::{Code, Diagnostic, Severity, text};
use crate::files::{read_text, read_text_if_any};
use crate::names::safe_path;
use crate::run::Run;
use crate::source::Span;
use crate::template::Prepared;
use crate::world::World;

/// What a report is made from, as it was typed; tables of spreadsheets stand in the period's values.
#[derive(Debug)]
pub(crate) struct Gathered {
    pub prepared: Arc<Prepared>,
    /// What every report may hold, and what the period's file may hold.
    pub schemas: [Schema; 2],
    pub typed: Typed,
    /// The spreadsheets that the period's file names.
    pub tables: Vec<PathBuf>,
}

/// The clerk's files, before any schema reads them.
#[derive(Debug)]
pub(crate) struct Typed {
    pub period: Node,
    /// The office's defaults: those of the kind over those of all reports. A map without entries when there are none.
    pub office: Node,
    /// The files that the defaults come from.
    pub office_files: Vec<PathBuf>,
    pub place: DataPlace,
    /// The template that they name, and where they do.
    pub id: String,
    pub id_at: Span,
    /// The folder of templates that has it.
    pub templates: PathBuf,
}

/// Reads the files that a report is made from. `None` when something refuses it; the run says what.
pub(crate) fn gather(run: &mut Run<'_>, request: &Request<'_>) -> Option<Gathered> {
    let typed = typed(run, request)?;
    let (templates, id, at) = (typed.templates.as_path(), typed.id.as_str(), Some(typed.id_at));
    let prepared = match request.shelf {
        Some(shelf) => shelf.get(run, templates, id, at)?,
        None => Arc::new(Prepared::load(run, templates, id, at)?),
    };
    let common = schema::report().clone();
    let schema = prepared.schema.clone();
    let tables = sheet::files(&typed.period);
    let folder = typed.place.folder();
    let period = match tables.is_empty() {
        true => typed.period,
        false => sheet::expand(&typed.period, &schema, folder, run),
    };
    let tables = tables.iter().filter_map(|name| safe_path(name)).map(|name| folder.join(name)).collect();
    let typed = Typed { period, ..typed };
    Some(Gathered { prepared, schemas: [common, schema], typed, tables })
}

/// Reads the clerk's files and finds the template that they name. All that is wrong with either of them is found.
pub(crate) fn typed(run: &mut Run<'_>, request: &Request<'_>) -> Option<Typed> {
    let place = DataPlace::of(run.world, request.data);
    let period = read_yaml(run, request.data);
    let office = office(run, &place);
    let (period, (office, office_files)) = (period?, office?);
    let office = office.unwrap_or_else(|| Node::empty_at(period.span));
    two_series_rules(&period, &office).into_iter().for_each(|finding| run.found.push(finding));
    let named = template_of(run.world, request, &place, &period, &office);
    let Some((id, id_at)) = named else {
        run.found.push(no_template(&period, &office, &office_files, &place));
        return None;
    };
    let templates = templates_folder(run.world, request, &id);
    if let Some(kind) = place.kind().filter(|kind| *kind != id)
        && run.world.read(&templates.join(kind).join("template.yaml")).is_ok()
    {
        run.found.push(in_other_folder(kind, &id, id_at));
    }
    Some(Typed { period, office, office_files, place, id, id_at, templates })
}

/// The office's defaults that are there, and their files. `None` when one of them cannot be read.
fn office(run: &mut Run<'_>, place: &DataPlace) -> Option<(Option<Node>, Vec<PathBuf>)> {
    let errors = run.found.count(Severity::Error);
    let (mut merged, mut files): (Option<Node>, _) = (None, Vec::new());
    for path in place.office_files() {
        let Some(file) = read_text_if_any(run, &path) else { continue };
        let Some(node) = yaml::parse(file, &run.sources, &mut run.found) else { continue };
        merged = Some(match merged {
            Some(lower) => {
                two_series_rules(&node, &lower).into_iter().for_each(|finding| run.found.push(finding));
                over(node, &lower)
            }
            None => node,
        });
        files.push(path);
    }
    (run.found.count(Severity::Error) == errors).then_some((merged, files))
}

/// An agency has one rule for its numbers (Article 15): a kind or a period of the same agency has no other.
fn two_series_rules(upper: &Node, lower: &Node) -> Option<Diagnostic> {
    let rule = |node: &Node| Some(node.get(keys::SERIES_RULE)?.as_text()?.to_string());
    let is_own_agency = upper.get(keys::ISSUING_AGENCY).is_some_and(|agency| !agency.is_empty());
    let (own, general) = (rule(upper)?, rule(lower)?);
    (own != general && !is_own_agency).then(|| {
        Diagnostic::error(
            Code::SeriesDoubtful,
            text!(
                "day_so ở đây là “{own}”, ở data/co-quan.yaml là “{general}”: một cơ quan chỉ đánh số một cách",
                "day_so is “{own}” here and “{general}” in data/co-quan.yaml: an agency has one rule"
            ),
        )
        .at_maybe(upper.get(keys::SERIES_RULE).map(|node| node.span))
        .help(text!(
            "bỏ day_so ở đây; hội đồng, ban có cách riêng thì ghi co_quan_ban_hanh của mình",
            "take day_so out here; a board with a rule of its own names its own co_quan_ban_hanh"
        ))
    })
}

/// The keys of `upper`, and those of `lower` that it does not have; what either accepts is accepted.
fn over(upper: Node, lower: &Node) -> Node {
    let mut entries: Vec<Entry> = upper.entries().to_vec();
    for entry in lower.entries() {
        match entries.iter_mut().find(|own| own.key == entry.key) {
            Some(own) if own.key == keys::ACCEPTED => own.value = both(&own.value, &entry.value),
            Some(own) if own.value.is_empty() => *own = entry.clone(),
            Some(_) => {}
            None => entries.push(entry.clone()),
        }
    }
    upper.with(Content::Map(entries))
}

fn both(upper: &Node, lower: &Node) -> Node {
    match (&upper.content, &lower.content) {
        (Content::List(mine), Content::List(theirs)) => {
            upper.with(Content::List(mine.iter().chain(theirs).cloned().collect()))
        }
        _ => upper.clone(),
    }
}

/// The template that a file names (`mau`), or that its folder is named after, or that the office writes; and where that is said.
pub(crate) fn template_of(
    world: &dyn World,
    request: &Request<'_>,
    place: &DataPlace,
    period: &Node,
    office: &Node,
) -> Option<(String, Span)> {
    let named = |node: &Node| {
        let id = node.get(keys::TEMPLATE).filter(|node| !node.is_empty())?;
        Some((id.as_text()?.to_string(), id.span))
    };
    let of_folder = || {
        let kind = place.kind()?;
        let folder = templates_folder(world, request, kind);
        let is_there = world.read(&folder.join(kind).join("template.yaml")).is_ok();
        is_there.then(|| (kind.to_string(), first_place(period)))
    };
    named(period).or_else(of_folder).or_else(|| named(office))
}

/// A file in the folder of one template that names another: that template's periods would miss it.
fn in_other_folder(kind: &str, id: &str, at: Span) -> Diagnostic {
    Diagnostic::warning(
        Code::OtherTemplate,
        text!(
            "tệp nằm trong thư mục của mẫu {kind} mà ghi mau: {id}",
            "the file lies in the folder of the template {kind}, but has mau: {id}"
        ),
    )
    .at(at)
    .help(text!("sửa mau, hoặc chuyển tệp sang data/{id}/", "correct mau, or move the file to data/{id}/"))
}

fn no_template(period: &Node, office: &Node, office_files: &[PathBuf], place: &DataPlace) -> Diagnostic {
    let typed = period.get(keys::TEMPLATE).or_else(|| office.get(keys::TEMPLATE));
    let mut finding =
        Diagnostic::error(Code::MissingValue, text!("thiếu mục “mau”", "the key “mau” is missing"))
            .at(first_place(typed.unwrap_or(period)));
    if office_files.is_empty() {
        let beside = place.office_files()[0].display().to_string();
        finding = finding.help(text!(
            "không thấy {beside}: tệp của cơ quan phải nằm cạnh tệp của kỳ",
            "there is no {beside}: the office's file belongs beside the period's"
        ));
    }
    finding.help(text!(
        "thêm dòng: mau: de-an-06 (tên thư mục mẫu trong templates/)",
        "add the line: mau: de-an-06 (the template's folder in templates/)"
    ))
}

fn first_place(node: &Node) -> Span {
    Span { end: node.span.start, ..node.span }
}

pub(crate) fn read_yaml(run: &mut Run<'_>, path: &Path) -> Option<Node> {
    read_text(run, path, None).and_then(|file| yaml::parse(file, &run.sources, &mut run.found))
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
