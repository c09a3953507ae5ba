//! `baocao diff`: what changed between two versions, files or periods.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use baocao::archive::Failure;
use baocao::diag::{Code, Diagnostic, Diagnostics, Lang, Text};
use baocao::diff::Change;
use baocao::font::FontSet;
use baocao::office::compare::{Comparison, FigureChange, TextChange, compare, differs_untracked, revised};
use baocao::office::regenerate::stored_draft;
use baocao::office::reports::{DATA, reports};
use baocao::office::unwritable;
use baocao::output;
use baocao::period::Period;
use baocao::pipeline::{Draft, Request, draft};
use baocao::run::Run;
use baocao::source::SourceMap;
use baocao::text::number;
use baocao::world::OsWorld;

use super::archive::{ledger, the_one};
use super::args::{DiffArguments, DiffFormat};
use super::{Exit, eprint, pick, print, print_paths, show};

/// A report that was read, with the texts that it was read from.
type Side = (Draft, SourceMap);

pub(super) fn run(arguments: &DiffArguments, lang: Lang) -> Exit {
    let sides = [&arguments.old, &arguments.new].map(|name| open(name, arguments, lang));
    let [Some(old), Some(new)] = sides else { return Exit::Refused };
    match arguments.format {
        DiffFormat::Human => {
            let colour = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
                && std::io::stdout().is_terminal();
            print(&told(&compare(&old.0, &new.0), colour, lang));
            Exit::Done
        }
        DiffFormat::Json => {
            print(&json(&compare(&old.0, &new.0)));
            Exit::Done
        }
        DiffFormat::Docx => write_docx(arguments, &old, &new, lang),
    }
}

/// A file, a period of `data/`, or a version of the archive; what is wrong with it is shown.
fn open(name: &str, arguments: &DiffArguments, lang: Lang) -> Option<Side> {
    let mut run = Run::new(&OsWorld);
    let path = match Path::new(name).is_file() {
        true => Some(PathBuf::from(name)),
        false => of_period(name, arguments, &mut run.found),
    };
    if run.found.has_errors() {
        show(&run.found, &run.sources, lang);
        return None;
    }
    let opened = match path {
        Some(path) => {
            let templates = arguments.templates.as_deref();
            let request = Request { templates, ..Request::of(&path) };
            draft(&mut run, &request, false)
        }
        None => stored(&arguments.archive, name).map_err(|failure| run.found.push(*failure)).ok().map(
            |(draft, sources)| {
                run.sources.adopt(&sources);
                draft
            },
        ),
    };
    // Remarks are the business of check.
    run.found.retain(|finding| finding.severity == baocao::diag::Severity::Error);
    show(&run.found, &run.sources, lang);
    Some((opened?, run.sources))
}

/// The file of a period in `data/`. Files of several templates are found, and none is taken.
fn of_period(name: &str, arguments: &DiffArguments, found: &mut Diagnostics) -> Option<PathBuf> {
    let period = Period::parse(name)?;
    let all = reports(&OsWorld, Path::new(DATA), arguments.templates.as_deref());
    let mut paths: Vec<PathBuf> =
        all.into_iter().filter(|file| file.period == Some(period)).map(|file| file.path).collect();
    if paths.len() > 1 {
        let listed = paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ");
        found.push(
            Diagnostic::error(
                Code::OtherTemplate,
                Text {
                    vi: format!("kỳ {name} có nhiều báo cáo: {listed}"),
                    en: format!("the period {name} has several reports: {listed}"),
                },
            )
            .help(Text {
                vi: "ghi tên tệp thay cho kỳ".into(),
                en: "name the file instead of the period".into(),
            }),
        );
    }
    paths.pop()
}

fn stored(archive: &Path, name: &str) -> Result<Side, Failure> {
    if !archive.is_dir() {
        return Err(Diagnostic::error(
            Code::FileUnreadable,
            Text {
                vi: format!("“{name}” không phải tệp, không phải kỳ có trong data/, và không có kho lưu trữ"),
                en: format!("“{name}” is no file, no period in data/, and there is no archive"),
            },
        )
        .help(Text {
            vi: "ví dụ: baocao diff 2024-05 2024-06, hoặc baocao diff 254/v1 254/v2".into(),
            en: "as in: baocao diff 2024-05 2024-06, or baocao diff 254/v1 254/v2".into(),
        })
        .into());
    }
    let ledger = ledger(archive)?;
    stored_draft(archive, the_one(&ledger, name)?)
}

/// Figures as a table, texts with what went and what came.
pub(super) fn told(comparison: &Comparison, colour: bool, lang: Lang) -> String {
    let mut out = String::new();
    if !comparison.figures.is_empty() {
        out += &figures(&comparison.figures, lang);
    }
    for text in &comparison.texts {
        out += &line(text, colour);
        out.push('\n');
    }
    if out.is_empty() {
        out += pick(lang, "Không có gì khác nhau.\n", "Nothing differs.\n");
    }
    out
}

fn figures(changes: &[FigureChange], lang: Lang) -> String {
    let head = match lang {
        Lang::Vi => ["Số liệu", "Cũ", "Mới", "Chênh lệch", "%"],
        Lang::En => ["Figure", "Old", "New", "Difference", "%"],
    };
    let mut rows = vec![head.map(str::to_string)];
    rows.extend(changes.iter().map(|change| {
        let difference = change.difference();
        let sign = if difference.is_sign_positive() { "+" } else { "" };
        let percent = number::ratio(difference, change.old, number::RATIO_PLACES)
            .map_or_else(|| "-".to_string(), |ratio| format!("{sign}{}", number::percent(ratio)));
        [
            change.path.clone(),
            number::grouped(change.old),
            number::grouped(change.new),
            format!("{sign}{}", number::grouped(difference)),
            percent,
        ]
    }));
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..head.len()).map(width).collect();
    let mut out = String::new();
    for row in &rows {
        for (column, cell) in row.iter().enumerate() {
            let room = " ".repeat(widths[column] - cell.chars().count());
            // The first column is words, the others are numbers.
            out += &if column == 0 { format!("{cell}{room}") } else { format!("  {room}{cell}") };
        }
        out.truncate(out.trim_end().len());
        out.push('\n');
    }
    out + "\n"
}

fn line(pieces: &TextChange, colour: bool) -> String {
    let piece = |(change, text): &(Change, String)| match (change, colour) {
        (Change::Same, _) => text.clone(),
        (Change::Deleted, true) => format!("\u{1b}[31;9m{text}\u{1b}[0m"),
        (Change::Inserted, true) => format!("\u{1b}[32;4m{text}\u{1b}[0m"),
        (Change::Deleted, false) => format!("[-{text}-]"),
        (Change::Inserted, false) => format!("{{+{text}+}}"),
    };
    pieces.iter().map(piece).collect()
}

fn json(comparison: &Comparison) -> String {
    let figures: Vec<_> = comparison
        .figures
        .iter()
        .map(|change| {
            serde_json::json!({
                "path": change.path,
                "old": change.old.to_string(),
                "new": change.new.to_string(),
                "difference": change.difference().to_string(),
            })
        })
        .collect();
    let name = |change: &Change| match change {
        Change::Same => "same",
        Change::Deleted => "deleted",
        Change::Inserted => "inserted",
    };
    let texts: Vec<Vec<_>> = comparison
        .texts
        .iter()
        .map(|text| text.iter().map(|(change, text)| serde_json::json!({ name(change): text })).collect())
        .collect();
    format!("{:#}\n", serde_json::json!({ "figures": figures, "texts": texts }))
}

fn write_docx(arguments: &DiffArguments, old: &Side, new: &Side, lang: Lang) -> Exit {
    let mut found = Diagnostics::default();
    let fonts = FontSet::built_in();
    let bytes = revised((&old.0, &old.1), (&new.0, &new.1), &fonts, &mut found);
    let written = bytes.and_then(|bytes| {
        let name = format!("{}--{}.docx", bare(&arguments.old), bare(&arguments.new));
        let path = arguments.out.join(name);
        let files = [(path.clone(), bytes)];
        output::write_all(&arguments.out, &files).map_err(|error| found.push(unwritable(&error))).ok()?;
        Some(path)
    });
    show(&found, &new.1, lang);
    match written {
        Some(path) => {
            print_paths(&[path]);
            if differs_untracked(&old.0, &new.0) {
                eprint(pick(
                    lang,
                    "Chú thích, ảnh hoặc biểu đồ có khác, Word không đánh dấu được: xem baocao diff không có --format.\n",
                    "Notes, pictures or charts differ, which Word cannot mark: see baocao diff without --format.\n",
                ));
            }
            eprint(pick(
                lang,
                "Mở bằng Word: thẻ Xem lại (Review) cho thấy chỗ thêm, chỗ bỏ.\n",
                "Open it in Word: the Review tab shows what came and what went.\n",
            ));
            Exit::Done
        }
        None => Exit::Refused,
    }
}

/// A name as part of a file's name.
fn bare(name: &str) -> String {
    let stem = name.trim_end_matches(".yaml");
    let stem = stem.strip_prefix("data/").unwrap_or(stem);
    stem.replace(|letter: char| !(letter.is_alphanumeric() || letter == '-'), "-")
        .trim_matches('-')
        .to_string()
}
