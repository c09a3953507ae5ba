//! `baocao render`: data files to reports.

use std::path::{Path, PathBuf};
use std::sync::mpsc::Receiver;

use baocao::diag::render::short;
use baocao::diag::{Code, Diagnostic, Diagnostics, Lang, Severity, Text};
use baocao::font::FontSet;
use baocao::output;
use baocao::pipeline::{self, Format, Output, Request};
use baocao::source::SourceMap;
use baocao::world::OsWorld;

use super::args::RenderArguments;
use super::{Exit, eprint, guide, print_paths, refusal, show, today, unwritable};

pub(super) fn run(arguments: &RenderArguments, lang: Lang) -> Exit {
    let world = OsWorld;
    if arguments.files.is_empty() {
        eprint(&guide::no_files("render", lang, &guide::data_files(&world)));
        return Exit::Usage;
    }
    let mut sources = SourceMap::default();
    let mut found = Diagnostics::default();
    let mut remarks = Diagnostics::default();
    let written = render(&world, arguments, &mut sources, &mut found, &mut remarks);
    let own = remarks.take(|remark| !remark.code.is_of_check());
    found.extend(own);
    show(&found, &sources, lang);
    eprint(&remarked(&remarks, &sources, lang));
    match written {
        Some(paths) => {
            print_paths(&paths);
            Exit::Done
        }
        None => {
            let errors = found.count(Severity::Error);
            let warnings = found.count(Severity::Warning) + remarks.count(Severity::Warning);
            eprint(&refusal(if errors > 0 { errors } else { warnings }, lang));
            Exit::Refused
        }
    }
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

/// All reports, or none: what one of them lacks is told together with what the others lack.
pub(super) fn render(
    world: &OsWorld,
    arguments: &RenderArguments,
    sources: &mut SourceMap,
    found: &mut Diagnostics,
    remarks: &mut Diagnostics,
) -> Option<Vec<PathBuf>> {
    let mut fonts = match &arguments.fonts {
        Some(folder) => Fonts::Ready(FontSet::from_folder(world, folder, found).map(Box::new)),
        // Read while the data is read, and what the checks want with them.
        None => {
            let (sender, loading) = std::sync::mpsc::channel();
            rayon::spawn(move || {
                // Nobody waits any more when the data was refused.
                let _ = sender.send(FontSet::built_in());
                pipeline::prepare_checks();
            });
            Fonts::Loading(loading)
        }
    };
    let date = arguments.date.map(|date| today(date, world));
    let mut formats: Vec<Format> = arguments.format.iter().map(|name| (*name).into()).collect();
    formats.sort_unstable();
    formats.dedup();
    let output = Output {
        formats,
        standard: arguments.pdf_standard.into(),
        signature_fields: arguments.signature_fields,
    };
    let mut files: Vec<(PathBuf, Vec<u8>)> = Vec::new();
    for data in &arguments.files {
        let request = Request {
            templates: arguments.templates.as_deref(),
            date,
            serial: arguments.number,
            draft: arguments.draft,
            ..Request::of(data)
        };
        let draft =
            pipeline::draft(world, &request, !(arguments.no_check || arguments.draft), sources, found);
        fonts = fonts.ready();
        let (Some(draft), Fonts::Ready(Some(fonts))) = (draft, &fonts) else { continue };
        // The rules read what the writers read, beside them; warnings so far may be accepted, too.
        let mut checked = found.take(|finding| finding.severity != Severity::Error);
        let shared: &SourceMap = sources;
        let written = rayon::in_place_scope(|scope| {
            scope.spawn(|_| {
                draft.check(shared, &mut checked);
            });
            pipeline::write(world, draft.report(), &output, fonts, shared, found)
        });
        remarks.extend(checked);
        for (format, bytes) in written.unwrap_or_default() {
            let path = output_path(&arguments.out, data, arguments.draft, format);
            if files.iter().any(|(other, _)| *other == path) {
                found.push(clash(&path));
            }
            files.push((path, bytes));
        }
    }
    let refused = arguments.strict && remarks.iter().any(|remark| remark.severity <= Severity::Warning);
    if found.has_errors() || refused {
        return None;
    }
    match output::write_all(&arguments.out, &files) {
        Ok(()) => Some(files.into_iter().map(|(path, _)| path).collect()),
        Err(error) => {
            found.push(unwritable(&error));
            None
        }
    }
}

/// Fonts, perhaps still being read; none when the user's folder has none.
enum Fonts {
    Ready(Option<Box<FontSet>>),
    Loading(Receiver<FontSet>),
}

impl Fonts {
    fn ready(self) -> Self {
        match self {
            Fonts::Loading(loading) => Fonts::Ready(loading.recv().ok().map(Box::new)),
            ready => ready,
        }
    }
}

/// `out/2024-06.docx` for `data/2024-06.yaml`; a draft says so in its name.
fn output_path(folder: &Path, data: &Path, draft: bool, format: Format) -> PathBuf {
    let stem = data.file_stem().unwrap_or(data.as_os_str());
    let mut name = stem.to_os_string();
    if draft {
        name.push("-du-thao");
    }
    name.push(".");
    name.push(format.extension());
    folder.join(name)
}

fn clash(path: &Path) -> Diagnostic {
    let shown = path.display();
    Diagnostic::error(
        Code::OutputClash,
        Text {
            vi: format!("hai tệp dữ liệu cùng ghi ra {shown}"),
            en: format!("two data files would both be written to {shown}"),
        },
    )
    .help(Text {
        vi: "lập từng tệp một, mỗi lần một thư mục --out".into(),
        en: "render them one by one, each with its own --out".into(),
    })
}
