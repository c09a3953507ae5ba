//! `baocao new`: the file of a new period.

use baocao::diag::{Lang, Severity};
use baocao::office::{NextRequest, Started, next};
use baocao::run::Run;
use baocao::world::OsWorld;

use super::args::NewArguments;
use super::{Exit, eprint, print_paths, show};

pub(super) fn run(arguments: &NewArguments, lang: Lang) -> Exit {
    let mut run = Run::new(&OsWorld);
    let request = NextRequest {
        period: arguments.period,
        from: arguments.from.as_deref(),
        templates: arguments.templates.as_deref(),
    };
    let made = next(&mut run, &request);
    run.found.retain(|finding| finding.severity == Severity::Error);
    show(&run.found, &run.sources, lang);
    let Some(Started { from, path }) = made else { return Exit::Refused };
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
