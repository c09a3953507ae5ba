//! `baocao new`: the file of a new period.

use std::path::Path;

use baocao::diag::{Lang, Severity};
use baocao::office::{NextRequest, Started, next};
use baocao::run::Run;
use baocao::world::OsWorld;

use super::args::NewArguments;
use super::{Exit, eprint, print_paths, show};

pub(super) fn run(arguments: &NewArguments, lang: Lang) -> Exit {
    let mut run = Run::new(&OsWorld);
    let request = NextRequest {
        name: &arguments.name,
        template: arguments.template.as_deref(),
        from: arguments.from.as_deref(),
        templates: arguments.templates.as_deref(),
    };
    let made = next(&mut run, &request);
    run.found.retain(|finding| finding.severity == Severity::Error);
    show(&run.found, &run.sources, lang);
    let Some(Started { from, path, beside }) = made else { return Exit::Refused };
    print_paths(std::slice::from_ref(&path));
    for other in &beside {
        let other = other.display();
        eprint(&match lang {
            Lang::Vi => format!("Kèm theo: {other}\n"),
            Lang::En => format!("Beside it: {other}\n"),
        });
    }
    eprint(&told(from.as_deref(), &path, lang));
    Exit::Done
}

/// What it was made from, and what comes next.
fn told(from: Option<&Path>, path: &Path, lang: Lang) -> String {
    let shown = path.display();
    let made = match (from.map(Path::display), lang) {
        (Some(from), Lang::Vi) => format!(
            "Lập từ {from}. Số kỳ trước nằm cạnh chỗ trống; dòng ghi “xem lại” là lời văn giữ từ kỳ trước.\n"
        ),
        (Some(from), Lang::En) => {
            format!(
                "Made from {from}. Old figures stand beside the blanks; lines with “xem lại” keep the old text.\n"
            )
        }
        (None, Lang::Vi) => {
            "Lập từ lược đồ của mẫu: điền vào sau mỗi dấu hai chấm, ghi chú bên cạnh nói mục ấy là gì.\n"
                .to_string()
        }
        (None, Lang::En) => {
            "Made from the template's schema: fill in behind each colon, the comment says what it is.\n"
                .to_string()
        }
    };
    let next = match lang {
        Lang::Vi => {
            format!("Điền và xem trang in: baocao preview {shown}\nXem còn thiếu gì: baocao status {shown}\n")
        }
        Lang::En => format!(
            "Fill it in with the pages in sight: baocao preview {shown}\nWhat is missing: baocao status {shown}\n"
        ),
    };
    made + &next
}
