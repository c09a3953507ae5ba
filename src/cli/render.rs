//! `baocao render`: data files to reports.

use baocao::diag::render::short;
use baocao::diag::{Diagnostics, Lang, Severity};
use baocao::office::render::{Batch, RenderRequest, render};
use baocao::pipeline::{Format, Output};
use baocao::source::SourceMap;
use baocao::world::OsWorld;

use super::args::RenderArguments;
use super::{Exit, eprint, guide, print_paths, refusal, show, today};

pub(super) fn run(arguments: &RenderArguments, lang: Lang) -> Exit {
    let world = OsWorld;
    if arguments.files.is_empty() {
        eprint(&guide::no_files("render", lang, &guide::data_files(&world)));
        return Exit::Usage;
    }
    let mut formats: Vec<Format> = arguments.format.iter().map(|name| (*name).into()).collect();
    formats.sort_unstable();
    formats.dedup();
    let batch = render(
        &world,
        &RenderRequest {
            files: &arguments.files,
            out: &arguments.out,
            templates: arguments.templates.as_deref(),
            fonts: arguments.fonts.as_deref(),
            output: Output {
                formats,
                standard: arguments.pdf_standard.into(),
                signature_fields: arguments.signature_fields,
            },
            date: arguments.date.map(|date| today(date, &world)),
            serial: arguments.number,
            replaces: arguments.replaces.as_deref(),
            draft: arguments.draft,
            check: !arguments.no_check,
            strict: arguments.strict,
        },
    );
    show_all(&batch, lang);
    match &batch.written {
        Some(paths) => {
            print_paths(paths);
            Exit::Done
        }
        None => {
            eprint(&match batch.count(Severity::Error) {
                0 => strictly_refused(batch.strict_remarks(), lang),
                errors => refusal(errors, lang),
            });
            Exit::Refused
        }
    }
}

/// The last line of a run that `--strict` refused, for remarks of the check alone.
fn strictly_refused(remarks: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Có {remarks} điểm phải xem lại (--strict); không tệp nào được ghi.\n"),
        Lang::En => format!(
            "--strict refuses {remarks} remark{}; no file was written.\n",
            if remarks == 1 { "" } else { "s" }
        ),
    }
}

/// Report by report, in the order of the arguments; what several have in common is told once.
fn show_all(batch: &Batch, lang: Lang) {
    let mut told = Diagnostics::default();
    for report in &batch.reports {
        let [found, remarks] = [&report.found, &report.remarks].map(|findings| {
            let mut new = findings.clone();
            new.retain(|finding| !told.contains(finding));
            told.extend(findings.clone());
            new
        });
        show(&found, &report.sources, lang);
        eprint(&remarked(&remarks, &report.sources, lang));
    }
    show(&batch.common, &SourceMap::default(), lang);
}

/// What the rules of the check remark on, a line each: here they refuse nothing unless asked to.
fn remarked(remarks: &Diagnostics, sources: &SourceMap, lang: Lang) -> String {
    if remarks.iter().next().is_none() {
        return String::new();
    }
    let hint = match lang {
        Lang::Vi => "Xem rõ hơn: baocao check\n\n",
        Lang::En => "More about these: baocao check\n\n",
    };
    short(remarks, sources, lang) + hint
}
