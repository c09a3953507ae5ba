//! The next period's file, started from that of an earlier one.

use crate::data::keys;
use std::path::{Path, PathBuf};

use super::fill::data_and_schema;
use super::unwritable;
use crate::data::next::{next_period, without_marks};
use crate::data::{Node, yaml};
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::output;
use crate::period::Period;
use crate::pipeline::Request;
use crate::run::Run;

/// What to start, and from what.
#[derive(Clone, Copy, Debug)]
pub struct NextRequest<'a> {
    /// The period of the new file, and its name: `2024-07` gives `2024-07.yaml`.
    pub period: Period,
    /// The file of an earlier period; by default the latest in `data/`.
    pub from: Option<&'a Path>,
    /// The folder of templates; by default the nearest `templates/` beside or above the data file.
    pub templates: Option<&'a Path>,
}

/// A period's file that was started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Started {
    /// The file that it was made from.
    pub from: PathBuf,
    /// The new file, beside the earlier one.
    pub path: PathBuf,
}

/// Starts the file of a period from that of an earlier one. `None` when something refuses it; the run says what.
pub fn next(run: &mut Run<'_>, wanted: &NextRequest<'_>) -> Option<Started> {
    let from = match wanted.from {
        Some(from) => from.to_path_buf(),
        None => earlier(wanted.period, &mut run.found)?,
    };
    let path = from.with_file_name(format!("{}.yaml", wanted.period));
    if path.exists() {
        let shown = path.display();
        run.found.push(
            Diagnostic::error(Code::OutputExists, text!("{shown} đã có", "{shown} is there already")).help(
                text!(
                    "mở tệp ấy mà điền tiếp; muốn lập lại thì đổi tên tệp cũ trước",
                    "go on with that file; to make it anew, rename the old one first"
                ),
            ),
        );
        return None;
    }
    let request = Request { templates: wanted.templates, ..Request::of(&from) };
    let text = next_file(run, &request, wanted.period)?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let files = [(path.clone(), text.into_bytes())];
    output::write_all(folder, &files).map_err(|error| run.found.push(unwritable(&error))).ok()?;
    Some(Started { from, path })
}

/// The file in `data/` of the period before, or of the latest one that is earlier and of the same kind.
fn earlier(period: Period, found: &mut Diagnostics) -> Option<PathBuf> {
    let mut before = period.previous();
    // Two years back, whatever the kind.
    for _ in 0..24 {
        let path = Path::new("data").join(format!("{before}.yaml"));
        if path.is_file() {
            return Some(path);
        }
        before = before.previous();
    }
    let wanted = format!("data/{}.yaml", period.previous());
    found.push(
        Diagnostic::error(
            Code::FileUnreadable,
            text!(
                "không thấy tệp của kỳ trước, ví dụ {wanted}",
                "there is no file of an earlier period, such as {wanted}"
            ),
        )
        .help(text!("chỉ tệp ấy: baocao new … --from TỆP", "name it: baocao new … --from FILE")),
    );
    None
}

/// The text of the file of the period `to`, from the file that `request` names. `None` when that cannot be read.
fn next_file(run: &mut Run<'_>, request: &Request<'_>, to: Period) -> Option<String> {
    let (node, schema) = data_and_schema(run, request)?;
    // Marks of the period before go first; what is left is read again.
    let clean = without_marks(run.sources.text(node.span.file));
    let clean = run.sources.add(request.data, clean);
    let node = yaml::parse(clean, &run.sources, &mut run.found)?;
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
    Some(next_period(run.sources.text(node.span.file), &node, &schema, from, to))
}
