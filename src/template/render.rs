//! Running templates, within bounds of size and steps.

use std::io::{self, Write};

use tera::{Context, Tera};

use super::load::{subtitle_name, title_name};
use super::{Data, Prepared, Template, context, errors, steps};
use crate::data::Node;
use crate::run::Run;
use crate::source::{FileId, SourceMap};
use crate::text::printable;

/// Rendered text of one part. A table of 10,000 rows takes about 2 MB.
const MAX_RENDERED_BYTES: usize = 64 * 1024 * 1024;

/// The parts of a report, rendered, in the template's order.
#[derive(Debug)]
pub struct Rendered {
    /// The body, then the appendices.
    pub parts: Vec<RenderedPart>,
}

/// One rendered part; each text is a virtual source file.
#[derive(Debug)]
pub struct RenderedPart {
    /// Trích yếu of the body, title of an appendix.
    pub title: FileId,
    /// Lines under an appendix's title, a text each.
    pub subtitle: Vec<FileId>,
    /// Markup of the whole part, without front matter.
    pub body: FileId,
}

/// Renders every part. `None` when a template is broken or a run fails; the findings say why.
///
/// `nodes` are the files that hold the data, for the places of values that were left out.
pub fn render(prepared: &Prepared, data: &Data, nodes: &[&Node], run: &mut Run<'_>) -> Option<Rendered> {
    let (tera, template) = (prepared.tera.as_ref()?, &prepared.template);
    let (context, stated) = context::build(data);
    let names = names(template);
    let (made, found) = steps::framed(stated, || {
        let parts = names.iter().map(|name| (!steps::is_over()).then(|| render_one(tera, name, &context)));
        parts.flatten().collect::<Vec<_>>()
    });
    let mut texts = Vec::with_capacity(made.len());
    for text in made {
        match text {
            Ok(text) => texts.push(text),
            Err(error) => {
                let known: Vec<&str> = data.iter().map(|(name, _)| name.as_str()).collect();
                let finding = errors::diagnostic(&error, template, &known, &run.sources);
                run.found.push(errors::with_empty_places(finding, &error, template, nodes));
            }
        }
    }
    if texts.len() < names.len() {
        return None;
    }
    if data.iter().any(|(_, value)| value.has_blank()) {
        texts.iter_mut().for_each(|text| *text = context::with_blanks(text));
    }
    found.into_iter().for_each(|finding| run.found.push(finding));
    Some(collect(template, texts, &mut run.sources))
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

fn render_one(tera: &Tera, name: &str, context: &Context) -> Result<String, tera::Error> {
    let mut out = Bounded { bytes: Vec::new() };
    tera.render_to(name, context, &mut out)?;
    let text = String::from_utf8(out.bytes).map_err(|_| tera::Error::message("not UTF-8"))?;
    Ok(printable(&text).into_owned())
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
