//! `baocao status`: how the office's reports stand, or how far a period's file is filled in.

use baocao::data::keys;
use baocao::data::next::FillState;
use baocao::diag::{Diagnostics, Lang, Severity, Text};
use baocao::office::fill_state;
use baocao::office::overview::{Overview, ReportState, overview};
use baocao::office::reports::ReportKind;
use baocao::period::Period;
use baocao::pipeline::Request;
use baocao::run::Run;
use baocao::source::SourceMap;
use baocao::text::date;
use baocao::world::OsWorld;

use super::args::StatusArguments;
use super::{Exit, eprint, guide, pick, print, show};

/// Empty keys that are named; who has more knows where they are.
const MOST_NAMED: usize = 20;

pub(super) fn run(arguments: &StatusArguments, lang: Lang) -> Exit {
    let world = OsWorld;
    if arguments.files.is_empty() {
        return all_reports(arguments, lang);
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

/// Every report of the office.
fn all_reports(arguments: &StatusArguments, lang: Lang) -> Exit {
    let overview = overview(&OsWorld, arguments.templates.as_deref(), &arguments.archive);
    let is_empty = overview.kinds.iter().all(|(_, reports)| reports.is_empty()) && overview.strays.is_empty();
    if overview.kinds.is_empty() && is_empty {
        eprint(&guide::no_office(lang));
        return Exit::Usage;
    }
    print(&overview_text(&overview, lang));
    let mut found = Diagnostics::default();
    overview.found.into_iter().for_each(|finding| found.push(finding));
    show(&found, &SourceMap::default(), lang);
    if found.has_errors() { Exit::Refused } else { Exit::Done }
}

fn overview_text(overview: &Overview, lang: Lang) -> String {
    let mut out = String::new();
    for (kind, reports) in &overview.kinds {
        let free = match kind.by_period {
            true => "",
            false => pick(lang, " (không theo kỳ)", " (without periods)"),
        };
        out += &format!("{}: {}{free}\n", kind.id, kind.title);
        reports.iter().for_each(|report| out += &report_line(report, lang));
        out += &next_step(kind, reports, lang);
    }
    for stray in &overview.strays {
        let (file, id) = (stray.path.display(), &stray.template);
        out += &match lang {
            Lang::Vi => format!("{file}: không có mẫu {id} trong templates/\n"),
            Lang::En => format!("{file}: there is no template {id} in templates/\n"),
        };
    }
    out
}

fn report_line(report: &ReportState, lang: Lang) -> String {
    format!("  {}: {}\n", report.file.path.display(), state_text(report, lang))
}

/// How a report stands, in a few words.
pub(super) fn state_text(report: &ReportState, lang: Lang) -> String {
    let fill = match &report.fill {
        Ok(state) => fill_text(state, lang),
        Err(error) => error.get(lang).to_string(),
    };
    let Some(issued) = &report.issued else {
        return fill + pick(lang, "; chưa phát hành", "; not issued");
    };
    let day = date::parse(&issued.date).map_or_else(|_| issued.date.clone(), date::short);
    let (number, version) = (&issued.number, issued.version);
    let mut text = match lang {
        Lang::Vi => format!("{fill}; số {number} ngày {day}"),
        Lang::En => format!("{fill}; {number} of {day}"),
    };
    if version > 1 {
        text += &match lang {
            Lang::Vi => format!(", đã sửa: bản {version}"),
            Lang::En => format!(", corrected: version {version}"),
        };
    }
    if issued.is_changed {
        text += pick(lang, ", tệp đã đổi từ khi phát hành", ", the file has changed since");
    }
    text
}

fn fill_text(state: &FillState, lang: Lang) -> String {
    let (total, filled) = state.groups.iter().fold((0, 0), |sum, group| (sum.0 + group.1, sum.1 + group.2));
    let review = match (state.to_review, lang) {
        (0, _) => String::new(),
        (lines, Lang::Vi) => format!(", {lines} dòng chờ xem lại"),
        (lines, Lang::En) => format!(", {lines} lines to review"),
    };
    match lang {
        Lang::Vi => format!("đã điền {filled}/{total}{review}"),
        Lang::En => format!("{filled} of {total} filled in{review}"),
    }
}

/// The report that comes next: the first that was not issued after those that were, else the latest.
fn at_hand(reports: &[ReportState]) -> Option<&ReportState> {
    let done = reports.iter().rposition(|report| report.issued.is_some()).map_or(0, |at| at + 1);
    let after = if done == 0 { reports.len().saturating_sub(1) } else { done };
    reports.get(after).or(reports.last())
}

/// What comes next for a kind: from the report at hand, the file to sign and to send, and the command that goes on.
fn next_step(kind: &ReportKind, reports: &[ReportState], lang: Lang) -> String {
    let id = &kind.id;
    let Some(last) = at_hand(reports) else {
        let name = match kind.by_period {
            true => pick(lang, "KỲ", "PERIOD"),
            false => pick(lang, "TÊN", "NAME"),
        };
        return step(lang, &format!("baocao new {name} --template {id}"));
    };
    let file = last.file.path.display();
    let is_full = last.fill.as_ref().is_ok_and(|state| {
        state.to_review == 0 && state.empty.iter().all(|(key, _)| key == keys::SERIAL || key == keys::DATE)
    });
    let Some(issued) = &last.issued else {
        return match is_full {
            true => {
                step(lang, &format!("baocao check {file}; baocao issue {file}{}", lacking(&last.fill, lang)))
            }
            false => step(lang, &format!("baocao preview {file}")),
        };
    };
    let pdf = issued.pdf.display();
    let send = match lang {
        Lang::Vi => format!("  Ký và gửi: {pdf}\n"),
        Lang::En => format!("  To sign and to send: {pdf}\n"),
    };
    let next = match (issued.is_changed, last.file.period.and_then(Period::following)) {
        (true, _) => step(lang, &format!("baocao amend {file} --reason …")),
        (false, Some(next)) => step(lang, &format!("baocao new {next} --template {id}")),
        (false, None) => String::new(),
    };
    send + &next
}

/// The options for what the file itself does not say.
fn lacking(fill: &Result<FillState, Text>, lang: Lang) -> String {
    let is_empty =
        |name: &str| fill.as_ref().is_ok_and(|state| state.empty.iter().any(|(key, _)| key == name));
    let number = if is_empty(keys::SERIAL) { " --number auto" } else { "" };
    let day = if is_empty(keys::DATE) { pick(lang, " --date homnay", " --date today") } else { "" };
    format!("{number}{day}")
}

fn step(lang: Lang, command: &str) -> String {
    match lang {
        Lang::Vi => format!("  Tiếp theo: {command}\n"),
        Lang::En => format!("  Next: {command}\n"),
    }
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
