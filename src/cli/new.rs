//! `baocao new`: the file of a new period.

use std::path::{Path, PathBuf};

use baocao::diag::{Code, Diagnostic, Diagnostics, Lang, Severity, Text};
use baocao::output;
use baocao::period::Period;
use baocao::pipeline::{Request, next_file};
use baocao::source::SourceMap;
use baocao::world::OsWorld;

use super::args::NewArguments;
use super::{Exit, eprint, print_paths, show, unwritable};

pub(super) fn run(arguments: &NewArguments, lang: Lang) -> Exit {
    let mut sources = SourceMap::default();
    let mut found = Diagnostics::default();
    let made = make(arguments, &mut sources, &mut found);
    found.retain(|finding| finding.severity == Severity::Error);
    show(&found, &sources, lang);
    let Some((from, path)) = made else { return Exit::Refused };
    print_paths(std::slice::from_ref(&path));
    let (from, shown) = (from.display(), path.display());
    eprint(&match lang {
        Lang::Vi => format!(
            "Lập từ {from}. Số kỳ trước nằm cạnh chỗ trống; dòng ghi “xem lại” là lời văn giữ từ kỳ trước.\n\
             Xem còn thiếu gì: baocao status {shown}\n"
        ),
        Lang::En => format!(
            "Made from {from}. Old figures stand beside the blanks; lines with “xem lại” keep the old text.\n\
             What is missing: baocao status {shown}\n"
        ),
    });
    Exit::Done
}

/// The earlier file and the new one.
fn make(
    arguments: &NewArguments,
    sources: &mut SourceMap,
    found: &mut Diagnostics,
) -> Option<(PathBuf, PathBuf)> {
    let from = match &arguments.from {
        Some(from) => from.clone(),
        None => earlier(arguments.period, found)?,
    };
    let path = from.with_file_name(format!("{}.yaml", arguments.period));
    if path.exists() {
        let shown = path.display();
        found.push(
            Diagnostic::error(
                Code::OutputExists,
                Text { vi: format!("{shown} đã có"), en: format!("{shown} is there already") },
            )
            .help(Text {
                vi: "mở tệp ấy mà điền tiếp; muốn lập lại thì đổi tên tệp cũ trước".into(),
                en: "go on with that file; to make it anew, rename the old one first".into(),
            }),
        );
        return None;
    }
    let request = Request { templates: arguments.templates.as_deref(), ..Request::of(&from) };
    let text = next_file(&OsWorld, &request, arguments.period, sources, found)?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let files = [(path.clone(), text.into_bytes())];
    output::write_all(folder, &files).map_err(|error| found.push(unwritable(&error))).ok()?;
    Some((from, path))
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
            Text {
                vi: format!("không thấy tệp của kỳ trước, ví dụ {wanted}"),
                en: format!("there is no file of an earlier period, such as {wanted}"),
            },
        )
        .help(Text {
            vi: "chỉ tệp ấy: baocao new … --from TỆP".into(),
            en: "name it: baocao new … --from FILE".into(),
        }),
    );
    None
}
