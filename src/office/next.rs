//! The next file of a report: started from that of an earlier period of the same template, or, for the first one and for documents
//! without a period, from the template's schema.

mod first;

use std::path::{Path, PathBuf};

use super::fill::data_and_schema;
use super::reports::{DATA, ReportFile, ReportKind, kinds, reports};
use super::unwritable;
use crate::data::next::{next_document, next_period, without_marks};
use crate::data::{Node, keys, yaml};
use crate::diag::{Code, Diagnostic, text};
use crate::names::is_safe_part;
use crate::output;
use crate::period::Period;
use crate::pipeline::gather::{read_yaml, typed};
use crate::pipeline::place::DataPlace;
use crate::pipeline::{OFFICE_FILE, Request};
use crate::run::Run;

/// What to start, and from what.
#[derive(Clone, Copy, Debug)]
pub struct NextRequest<'a> {
    /// The period of the new file (`2024-07`), or the free name of a document without one (`moi-hop`).
    pub name: &'a str,
    /// The template's folder; by default that of `from`, else the one that the office names, else the only one there is.
    pub template: Option<&'a str>,
    /// The file of an earlier period; by default the latest of the same template.
    pub from: Option<&'a Path>,
    /// The folder of templates; by default the office's.
    pub templates: Option<&'a Path>,
}

/// A file that was started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Started {
    /// The file that it was made from; `None` when it was made from the schema.
    pub from: Option<PathBuf>,
    /// The new file, beside the earlier ones of its template.
    pub path: PathBuf,
    /// What was written beside it: the schema for editors, the defaults of the kind.
    pub beside: Vec<PathBuf>,
}

/// Where and what, once it is known.
struct NewFile<'a> {
    wanted: &'a NextRequest<'a>,
    /// The folder of the office's data.
    data: PathBuf,
    templates: PathBuf,
    kind: ReportKind,
    /// The files of the template, sorted by period.
    files: Vec<ReportFile>,
}

/// Starts a file. `None` when something refuses it; the run says what, and nothing is written.
pub fn next(run: &mut Run<'_>, wanted: &NextRequest<'_>) -> Option<Started> {
    let new = new_file(run, wanted)?;
    let period = period(run, &new)?;
    let earlier = match wanted.from {
        Some(from) => Some(from.to_path_buf()),
        None => period.and_then(|period| latest(&new.files, period)).map(|file| file.path.clone()),
    };
    let path = free_path(run, &new, period, earlier.as_deref())?;
    let mut files = match &earlier {
        Some(from) => {
            let request = Request { templates: wanted.templates, ..Request::of(from) };
            vec![(path.clone(), next_text(run, &request, period)?.into_bytes())]
        }
        None => first::files(run, &new, period, &path)?,
    };
    files.retain(|(path, _)| !path.exists());
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    output::write_all(folder, &files).map_err(|error| run.found.push(unwritable(&error))).ok()?;
    let beside = files.into_iter().map(|(path, _)| path).filter(|other| *other != path).collect();
    Some(Started { from: earlier, path, beside })
}

/// Finds out whose file it is.
fn new_file<'a>(run: &mut Run<'_>, wanted: &'a NextRequest<'a>) -> Option<NewFile<'a>> {
    let data = match wanted.from {
        Some(from) => DataPlace::of(run.world, from).root().to_path_buf(),
        None => PathBuf::from(DATA),
    };
    let office = data.parent().unwrap_or(Path::new(""));
    let templates = wanted.templates.map_or_else(|| office.join("templates"), Path::to_path_buf);
    let all = kinds(run.world, &templates);
    let id = template_id(run, wanted, &data, &all, &templates)?;
    let Some(kind) = all.iter().find(|kind| kind.id == id).cloned() else {
        run.found.push(no_such_template(&id, &all, &templates));
        return None;
    };
    let mut files = reports(run.world, &data, wanted.templates);
    files.retain(|file| file.template == id);
    Some(NewFile { wanted, data, templates, kind, files })
}

/// The template that is asked for; that of the earlier file; the office's; the only one.
fn template_id(
    run: &mut Run<'_>,
    wanted: &NextRequest<'_>,
    data: &Path,
    all: &[ReportKind],
    templates: &Path,
) -> Option<String> {
    if let Some(from) = wanted.from {
        let request = Request { templates: wanted.templates, ..Request::of(from) };
        let id = typed(run, &request)?.id;
        if let Some(asked) = wanted.template.filter(|asked| *asked != id) {
            run.found.push(of_other_template(from, &id, asked));
            return None;
        }
        return Some(id);
    }
    if let Some(asked) = wanted.template {
        return Some(asked.to_string());
    }
    let office = data.join(OFFICE_FILE);
    let office = run.world.read(&office).ok().and_then(|_| read_yaml(run, &office));
    let of_office = office.as_ref().and_then(|office| office.get(keys::TEMPLATE)?.as_text());
    let of_office = of_office.filter(|id| !id.is_empty());
    match (of_office, all) {
        (Some(id), _) => Some(id.to_string()),
        (None, [only]) => Some(only.id.clone()),
        (None, _) => {
            run.found.push(which_template(all, templates));
            None
        }
    }
}

/// The period that the name says; the inner `None` for a document without one. The outer `None` for a name that cannot be.
fn period(run: &mut Run<'_>, new: &NewFile<'_>) -> Option<Option<Period>> {
    let name = new.wanted.name.trim();
    if new.kind.by_period {
        let period = Period::parse(name);
        if period.is_none() {
            run.found.push(no_period(name, &new.kind, &kinds(run.world, &new.templates)));
        }
        return period.map(Some);
    }
    let is_own = [OFFICE_FILE, "tu-dien.yaml"].contains(&format!("{name}.yaml").as_str());
    if !is_safe_part(name) || is_own || name.ends_with(".yaml") {
        run.found.push(no_name(name));
        return None;
    }
    Some(None)
}

/// The latest earlier file: of the same kind of period when there is one.
fn latest(files: &[ReportFile], to: Period) -> Option<&ReportFile> {
    let same_kind = |period: Period| std::mem::discriminant(&period) == std::mem::discriminant(&to);
    let is_earlier = |file: &&ReportFile| file.period.is_some_and(|period| period.last_day() < to.last_day());
    let earlier = || files.iter().filter(is_earlier);
    let of_kind = earlier().rfind(|file| file.period.is_some_and(same_kind));
    of_kind.or_else(|| earlier().next_back())
}

/// Where the new file goes: beside the earlier one, else into the template's folder. A file of the period that is there refuses it.
fn free_path(
    run: &mut Run<'_>,
    new: &NewFile<'_>,
    period: Option<Period>,
    earlier: Option<&Path>,
) -> Option<PathBuf> {
    if let Some(there) = period.and_then(|period| new.files.iter().find(|file| file.period == Some(period))) {
        run.found.push(is_there(&there.path));
        return None;
    }
    let stem = period.map_or_else(|| new.wanted.name.trim().to_string(), |period| period.to_string());
    let name = format!("{stem}.yaml");
    let in_folder = new.data.join(&new.kind.id).join(&name);
    let neighbour = earlier.or_else(|| new.files.first().map(|file| file.path.as_path()));
    let beside = neighbour.map(|neighbour| neighbour.with_file_name(&name));
    // The place beside may be taken by a report of another template.
    let path = beside.filter(|path| !path.exists()).unwrap_or(in_folder);
    if path.exists() {
        run.found.push(is_there(&path));
        return None;
    }
    Some(path)
}

/// The text of the file of the period `to`, or of a further document without one, from the file that `request` names. `None` when
/// that cannot be read.
fn next_text(run: &mut Run<'_>, request: &Request<'_>, to: Option<Period>) -> Option<String> {
    let (node, schema) = data_and_schema(run, request)?;
    // Marks of the period before go first; what is left is read again.
    let clean = without_marks(run.sources.text(node.span.file));
    let clean = run.sources.add(request.data, clean);
    let node = yaml::parse(clean, &run.sources, &mut run.found)?;
    let Some(to) = to else {
        return Some(next_document(run.sources.text(node.span.file), &node, &schema));
    };
    let typed = node.get(keys::PERIOD).and_then(Node::as_text).and_then(Period::parse);
    let Some(from) = typed else {
        run.found.push(
            Diagnostic::error(
                Code::MissingValue,
                text!("tệp kỳ trước không ghi kỳ (ky)", "the earlier file does not name its period (ky)"),
            )
            .at(node.span)
            .help(text!("thêm dòng: ky: 2024-06", "add the line: ky: 2024-06")),
        );
        return None;
    };
    if from == to {
        run.found.push(is_there(request.data));
        return None;
    }
    Some(next_period(run.sources.text(node.span.file), &node, &schema, from, to))
}

fn is_there(path: &Path) -> Diagnostic {
    let shown = path.display();
    Diagnostic::error(Code::OutputExists, text!("{shown} đã có", "{shown} is there already")).help(text!(
        "mở tệp ấy mà điền tiếp; muốn lập lại thì đổi tên tệp cũ trước",
        "go on with that file; to make it anew, rename the old one first"
    ))
}

fn listed(all: &[ReportKind]) -> String {
    all.iter().map(|kind| format!("{} ({})", kind.id, kind.title)).collect::<Vec<_>>().join("; ")
}

fn no_such_template(id: &str, all: &[ReportKind], templates: &Path) -> Diagnostic {
    let (shown, listed) = (templates.display(), listed(all));
    let finding = Diagnostic::error(
        Code::TemplateMissing,
        text!(
            "không có mẫu “{id}” trong thư mục {shown}",
            "there is no template “{id}” in the folder {shown}"
        ),
    );
    match all.is_empty() {
        true => finding.help(text!(
            "chạy ở thư mục của cơ quan (có data/ và templates/); chưa có thì baocao init",
            "run it in the office's folder (with data/ and templates/); baocao init makes one"
        )),
        false => finding.help(text!("có các mẫu: {listed}", "there are: {listed}")),
    }
}

fn which_template(all: &[ReportKind], templates: &Path) -> Diagnostic {
    if all.is_empty() {
        return no_such_template("…", all, templates);
    }
    let listed = listed(all);
    Diagnostic::error(
        Code::TemplateMissing,
        text!("chưa nói lập báo cáo loại nào", "it is not said which kind of report"),
    )
    .help(text!(
        "thêm --template MẪU, hoặc ghi mau: MẪU vào data/co-quan.yaml; có: {listed}",
        "add --template NAME, or write mau: NAME into data/co-quan.yaml; there are: {listed}"
    ))
}

fn of_other_template(from: &Path, id: &str, asked: &str) -> Diagnostic {
    let from = from.display();
    Diagnostic::error(
        Code::OtherTemplate,
        text!("{from} là của mẫu {id}, không phải {asked}", "{from} is of the template {id}, not of {asked}"),
    )
    .help(text!(
        "bỏ --from: kỳ đầu tiên của mẫu {asked} lập từ lược đồ của mẫu",
        "leave --from out: the first file of {asked} is made from the template's schema"
    ))
}

fn no_period(name: &str, kind: &ReportKind, all: &[ReportKind]) -> Diagnostic {
    let (id, vi, en) = (&kind.id, Period::FORMS_VI, Period::FORMS_EN);
    let mut finding = Diagnostic::error(
        Code::ValueOutOfRange,
        text!(
            "“{name}” không phải là kỳ, mà báo cáo của mẫu {id} theo kỳ",
            "“{name}” is no period, and reports of the template {id} have one"
        ),
    )
    .help(text!("kỳ viết: {vi}", "periods are typed as {en}"));
    let free: Vec<ReportKind> = all.iter().filter(|kind| !kind.by_period).cloned().collect();
    if !free.is_empty() {
        let free = listed(&free);
        finding = finding.help(text!(
            "văn bản không theo kỳ thì thêm --template: {free}",
            "for a document without a period add --template: {free}"
        ));
    }
    finding
}

fn no_name(name: &str) -> Diagnostic {
    Diagnostic::error(
        Code::NameUnsafe,
        text!("“{name}” không đặt tên tệp được", "“{name}” cannot be the name of a file"),
    )
    .help(text!(
        "đặt tên ngắn, không có đuôi và các dấu / \\ : * ? \" < > |, ví dụ moi-hop-thang-3",
        "a short name without an ending and without / \\ : * ? \" < > |, such as moi-hop-thang-3"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_of_the_same_kind_of_period_comes_first() {
        let file = |period: &str| ReportFile {
            path: PathBuf::from(format!("data/{period}.yaml")),
            template: "a".into(),
            period: Period::parse(period),
        };
        let mut files: Vec<ReportFile> =
            ["2026-01", "2026-02", "2026-Q1", "2026-05"].into_iter().map(file).collect();
        files.sort_by_key(|file| file.period.map(Period::last_day));
        let found = |to: &str| {
            let to = Period::parse(to).expect("a period");
            latest(&files, to).map(|file| file.path.display().to_string())
        };
        assert_eq!(found("2026-03").as_deref(), Some("data/2026-02.yaml"));
        assert_eq!(found("2026-Q2").as_deref(), Some("data/2026-Q1.yaml"));
        assert_eq!(found("2026-6T").as_deref(), Some("data/2026-05.yaml"));
        assert_eq!(found("2025-12"), None);
    }
}
