//! `baocao status`: how far a period's file is filled in.

use baocao::data::next::FillState;
use baocao::diag::{Lang, Severity};
use baocao::office::fill_state;
use baocao::pipeline::Request;
use baocao::run::Run;
use baocao::world::OsWorld;

use super::args::StatusArguments;
use super::{Exit, eprint, guide, pick, print, show};

/// Empty keys that are named; who has more knows where they are.
const MOST_NAMED: usize = 20;

pub(super) fn run(arguments: &StatusArguments, lang: Lang) -> Exit {
    let world = OsWorld;
    if arguments.files.is_empty() {
        eprint(&guide::no_files("status", lang, &guide::data_files(&world)));
        return Exit::Usage;
    }
    let mut run = Run::new(&world);
    let mut all = true;
    for file in &arguments.files {
        let request = Request { templates: arguments.templates.as_deref(), ..Request::of(file) };
        match fill_state(&mut run, &request) {
            Some(state) => print(&told(&file.display().to_string(), &state, lang)),
            None => all = false,
        }
    }
    run.found.retain(|finding| finding.severity == Severity::Error);
    show(&run.found, &run.sources, lang);
    if all { Exit::Done } else { Exit::Refused }
}

fn told(file: &str, state: &FillState, lang: Lang) -> String {
    let sum = |of: fn(&(String, usize, usize)) -> usize| state.groups.iter().map(of).sum::<usize>();
    let (total, filled) = (sum(|group| group.1), sum(|group| group.2));
    let percent = (filled * 100).checked_div(total).unwrap_or(100);
    let review = state.to_review;
    let mut out = match lang {
        Lang::Vi => format!("{file}: đã điền {filled}/{total} ({percent}%), {review} dòng chờ xem lại\n"),
        Lang::En => format!("{file}: {filled} of {total} filled in ({percent}%), {review} lines to review\n"),
    };
    for (key, total, filled) in state.groups.iter().filter(|(_, total, filled)| filled < total) {
        out += &format!("  {filled:>4}/{total:<4} {key}\n");
    }
    if !state.empty.is_empty() {
        out += pick(lang, "Chưa điền:\n", "Not filled in:\n");
    }
    for (key, line) in state.empty.iter().take(MOST_NAMED) {
        out += &format!("  {file}:{line}: {key}\n");
    }
    let more = state.empty.len().saturating_sub(MOST_NAMED);
    if more > 0 {
        out += &match lang {
            Lang::Vi => format!("  … và {more} chỗ nữa\n"),
            Lang::En => format!("  … and {more} more\n"),
        };
    }
    out
}
