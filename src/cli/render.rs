//! `baocao render`: data files to reports.

use std::path::{Path, PathBuf};
use std::thread::JoinHandle;

use baocao::diag::{Code, Diagnostic, Diagnostics, Lang, Text};
use baocao::font::FontSet;
use baocao::output;
use baocao::pipeline::{self, Format, OFFICE_FILE, Output, Request};
use baocao::source::SourceMap;
use baocao::world::{OsWorld, World};

use super::args::{DateArgument, RenderArguments};
use super::{Exit, eprint, guide, print_paths, refusal, show, unwritable};

pub(super) fn run(arguments: &RenderArguments, lang: Lang) -> Exit {
    let world = OsWorld;
    if arguments.files.is_empty() {
        eprint(&guide::no_files(lang, &data_files(&world)));
        return Exit::Usage;
    }
    let mut sources = SourceMap::default();
    let mut found = Diagnostics::default();
    let written = render(&world, arguments, &mut sources, &mut found);
    show(&found, &sources, lang);
    match written {
        Some(paths) => {
            print_paths(&paths);
            Exit::Done
        }
        None => {
            eprint(&refusal(&found, lang));
            Exit::Refused
        }
    }
}

/// All reports, or none: what one of them lacks is told together with what the others lack.
fn render(
    world: &OsWorld,
    arguments: &RenderArguments,
    sources: &mut SourceMap,
    found: &mut Diagnostics,
) -> Option<Vec<PathBuf>> {
    let mut fonts = match &arguments.fonts {
        Some(folder) => Fonts::Ready(FontSet::from_folder(world, folder, found).map(Box::new)),
        // Read while the data is read.
        None => Fonts::Loading(std::thread::spawn(FontSet::built_in)),
    };
    let date = arguments.date.map(|date| match date {
        DateArgument::Today => world.today(),
        DateArgument::Day(day) => day,
    });
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
        let request = Request { data, templates: arguments.templates.as_deref(), date };
        let report = pipeline::build(world, &request, sources, found);
        fonts = fonts.ready();
        let (Some(report), Fonts::Ready(Some(fonts))) = (report, &fonts) else { continue };
        let written = pipeline::write(world, &report, &output, fonts, sources, found);
        for (format, bytes) in written.unwrap_or_default() {
            let path = output_path(&arguments.out, data, format);
            if files.iter().any(|(other, _)| *other == path) {
                found.push(clash(&path));
            }
            files.push((path, bytes));
        }
    }
    if found.has_errors() {
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
    Loading(JoinHandle<FontSet>),
}

impl Fonts {
    fn ready(self) -> Self {
        match self {
            Fonts::Loading(loading) => match loading.join() {
                Ok(fonts) => Fonts::Ready(Some(Box::new(fonts))),
                Err(panic) => std::panic::resume_unwind(panic),
            },
            ready => ready,
        }
    }
}

/// `out/2024-06.docx` for `data/2024-06.yaml`.
fn output_path(folder: &Path, data: &Path, format: Format) -> PathBuf {
    let stem = data.file_stem().unwrap_or(data.as_os_str());
    let mut name = stem.to_os_string();
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

/// Period files in `data/`, for the user who named none.
fn data_files(world: &dyn World) -> Vec<String> {
    let files = world.list(Path::new("data")).unwrap_or_default();
    files
        .iter()
        .filter(|path| path.extension().is_some_and(|ext| ext == "yaml") && !path.ends_with(OFFICE_FILE))
        .map(|path| path.display().to_string())
        .collect()
}
