//! Running templates, within bounds of size and time.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, mpsc};
use std::time::Duration;

use tera::{Context, Tera};

use super::load::{subtitle_name, title_name};
use super::{Data, Template, context, errors, escape, filters};
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::source::{FileId, SourceMap};
use crate::text::nfc;

/// Rendered text of one part. A table of 10,000 rows takes about 2 MB.
const MAX_RENDERED_BYTES: usize = 64 * 1024 * 1024;
/// No template of a report comes near this; one that loops without end is stopped here.
const MAX_TIME: Duration = Duration::from_secs(10);

/// The parts of a report, rendered, in the template's order.
#[derive(Debug)]
pub struct Rendered {
    pub parts: Vec<RenderedPart>,
}

/// One rendered part; each text is a virtual source file.
#[derive(Debug)]
pub struct RenderedPart {
    pub title: FileId,
    pub subtitle: Vec<FileId>,
    pub body: FileId,
}

/// Renders every part. `None` when a template is broken or a run fails; the findings say why.
pub fn render(
    template: &Template,
    data: &Data,
    sources: &mut SourceMap,
    found: &mut Diagnostics,
) -> Option<Rendered> {
    let (context, stated) = context::build(data);
    let run_found: filters::Found = Arc::new(Mutex::new(Vec::new()));
    let mut tera = Tera::new();
    tera.autoescape_on(vec![".md"]);
    tera.set_escape_fn(escape::escape);
    filters::register(&mut tera, stated, &run_found);
    if !add_templates(&mut tera, template, sources, found) {
        return None;
    }
    let mut texts = run(tera, context, &names(template), template, data, sources, found)?;
    if data.iter().any(|(_, value)| value.has_blank()) {
        texts.iter_mut().for_each(|text| *text = context::with_blanks(text));
    }
    if let Ok(mut items) = run_found.lock() {
        items.drain(..).for_each(|item| found.push(item));
    }
    Some(collect(template, texts, sources))
}

/// Adds all files at once, since they include one another. When that fails, each is tried alone, so that the mistakes
/// of all files come at once.
fn add_templates(tera: &mut Tera, template: &Template, sources: &SourceMap, found: &mut Diagnostics) -> bool {
    let all = template.files.iter().map(|file| (file.name.as_str(), file.text.as_str()));
    let Err(error) = tera.add_raw_templates(all) else { return true };
    let before = found.count(crate::diag::Severity::Error);
    for file in &template.files {
        if let Err(error) = Tera::new().add_raw_template(&file.name, &file.text)
            && let tera::ErrorKind::SyntaxError(_) = error.kind()
            && !errors::is_unknown_name(&error)
        {
            found.push(errors::diagnostic(&error, template, &[], sources));
        }
    }
    if found.count(crate::diag::Severity::Error) == before {
        errors::at_load(&error, template, sources).into_iter().for_each(|finding| found.push(finding));
    }
    false
}

/// Names of the templates to render: title, subtitles and body of each part.
fn names(template: &Template) -> Vec<String> {
    let part_names = |part: &super::Part| {
        let subtitles = (0..part.front.subtitle.len()).map(|index| subtitle_name(&part.name, index));
        std::iter::once(title_name(&part.name))
            .chain(subtitles)
            .chain([part.name.clone()])
            .collect::<Vec<_>>()
    };
    template.parts.iter().flat_map(part_names).collect()
}

/// Renders on a thread of its own, which is given up when it does not come back.
fn run(
    tera: Tera,
    context: Context,
    names: &[String],
    template: &Template,
    data: &Data,
    sources: &SourceMap,
    found: &mut Diagnostics,
) -> Option<Vec<String>> {
    let (sender, receiver) = mpsc::channel();
    let jobs = names.to_vec();
    std::thread::spawn(move || {
        for name in jobs {
            // The receiver is gone when the time is up; then there is nobody to tell.
            let _ = sender.send(render_one(&tera, &name, &context));
        }
    });
    let mut texts = Vec::new();
    let mut failed = false;
    for name in names {
        match receiver.recv_timeout(MAX_TIME) {
            Ok(Ok(text)) => texts.push(text),
            Ok(Err(error)) => {
                failed = true;
                let known: Vec<&str> = data.iter().map(|(name, _)| name.as_str()).collect();
                found.push(errors::diagnostic(&error, template, &known, sources));
            }
            Err(_) => {
                found.push(endless(name));
                return None;
            }
        }
    }
    (!failed).then_some(texts)
}

fn endless(name: &str) -> Diagnostic {
    let seconds = MAX_TIME.as_secs();
    let name = name.rsplit('@').next().unwrap_or(name);
    Diagnostic::error(
        Code::TemplateEndless,
        text!(
            "mẫu “{name}” chạy quá {seconds} giây mà chưa xong",
            "the template “{name}” did not end within {seconds} seconds"
        ),
    )
    .help(text!(
        "xem lại các vòng lặp {{% for %}} lồng nhau",
        "look at the {{% for %}} loops inside one another"
    ))
}

fn render_one(tera: &Tera, name: &str, context: &Context) -> Result<String, tera::Error> {
    let mut out = Bounded { bytes: Vec::new() };
    tera.render_to(name, context, &mut out)?;
    let text = String::from_utf8(out.bytes).map_err(|_| tera::Error::message("not UTF-8"))?;
    Ok(nfc(&text).into_owned())
}

/// A buffer that refuses to grow past [`MAX_RENDERED_BYTES`].
struct Bounded {
    bytes: Vec<u8>,
}

impl Write for Bounded {
    fn write(&mut self, more: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + more.len() > MAX_RENDERED_BYTES {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        }
        self.bytes.extend_from_slice(more);
        Ok(more.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn collect(template: &Template, texts: Vec<String>, sources: &mut SourceMap) -> Rendered {
    let mut texts = texts.into_iter();
    let mut next = |path: String| sources.add(path, texts.next().unwrap_or_default());
    let parts = template
        .parts
        .iter()
        .map(|part| {
            let path = |what: &str| format!("{} ({what})", template.folder.join(&part.name).display());
            RenderedPart {
                title: next(path("tên đã điền")),
                subtitle: part.front.subtitle.iter().map(|_| next(path("phụ đề đã điền"))).collect(),
                body: next(path("đã điền số liệu")),
            }
        })
        .collect();
    Rendered { parts }
}
