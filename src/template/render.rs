//! Running templates, within bounds of size and steps.

use std::io::{self, Write};

use tera::{Context, Tera, Value};

use super::load::{subtitle_name, title_name};
use super::{Data, ELEMENT, ELEMENT_NUMBER, Part, Prepared, Template, context, errors, steps};
use crate::data::Node;
use crate::run::Run;
use crate::source::{FileId, SourceMap};
use crate::text::printable;

/// Rendered text of one part. A table of 10,000 rows takes about 2 MB.
const MAX_RENDERED_BYTES: usize = 64 * 1024 * 1024;

/// The parts of a report, rendered, in the template's order; an appendix as often as the report has it.
#[derive(Debug)]
pub struct Rendered {
    /// The body, then the appendices.
    pub parts: Vec<RenderedPart>,
}

/// One rendered part; each text is a virtual source file.
#[derive(Debug)]
pub struct RenderedPart {
    /// Which part of the template it is of, from 0.
    pub part: usize,
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
    let (mut context, stated) = context::build(data);
    let (made, found) = steps::framed(stated, || {
        let mut texts = PartTexts { tera, context: &mut context, made: Vec::new(), errors: Vec::new() };
        template.parts.iter().enumerate().for_each(|(index, part)| texts.add(index, part));
        (texts.made, texts.errors, steps::is_over())
    });
    let (mut made, errors, is_over) = made;
    let failed = is_over || !errors.is_empty();
    for error in errors {
        let known: Vec<&str> = data.iter().map(|(name, _)| name.as_str()).collect();
        let finding = errors::diagnostic(&error, template, &known, &run.sources);
        run.found.push(errors::with_empty_places(finding, &error, template, nodes));
    }
    if failed {
        return None;
    }
    if data.iter().any(|(_, value)| value.has_blank()) {
        let texts = made.iter_mut().flat_map(|(_, texts)| texts);
        texts.for_each(|text| *text = context::with_blanks(text));
    }
    found.into_iter().for_each(|finding| run.found.push(finding));
    Some(collect(template, made, &mut run.sources))
}

/// The texts of the parts of a report as they are made: an appendix as often as it stands there.
struct PartTexts<'a> {
    tera: &'a Tera,
    context: &'a mut Context,
    /// Which part of the template each is of, and its texts: title, subtitles and body.
    made: Vec<(usize, Vec<String>)>,
    errors: Vec<tera::Error>,
}

impl PartTexts<'_> {
    fn add(&mut self, index: usize, part: &Part) {
        let Some(each) = &part.presence.each else { return self.one(index, part) };
        for (number, element) in elements(self.context, each).into_iter().enumerate() {
            self.context.insert_value(ELEMENT, element);
            self.context.insert(ELEMENT_NUMBER, &(number + 1));
            self.one(index, part);
        }
        self.context.remove(ELEMENT);
        self.context.remove(ELEMENT_NUMBER);
    }

    fn one(&mut self, index: usize, part: &Part) {
        if let Some((name, _)) = &part.presence.condition {
            match self.text(name) {
                Some(text) if text.trim().is_empty() => return,
                Some(_) => {}
                None => return,
            }
        }
        let texts = names(part).iter().filter_map(|name| self.text(name)).collect();
        self.made.push((index, texts));
    }

    fn text(&mut self, name: &str) -> Option<String> {
        if steps::is_over() {
            return None;
        }
        render_one(self.tera, name, self.context).map_err(|error| self.errors.push(error)).ok()
    }
}

/// The elements of the list at a path such as `nhom.don_vi`; none when the period has none.
fn elements(context: &Context, path: &str) -> Vec<Value> {
    let (first, rest) = path.split_once('.').map_or((path, None), |(first, rest)| (first, Some(rest)));
    let value = context.get(first).and_then(|value| match rest {
        Some(rest) => value.get_from_path(rest),
        None => Some(value),
    });
    value.and_then(Value::as_array).map(<[Value]>::to_vec).unwrap_or_default()
}

/// Names of the templates to render for a part: title, subtitles and body.
fn names(part: &Part) -> Vec<String> {
    let subtitles = (0..part.front.subtitle.len()).map(|index| subtitle_name(&part.name, index));
    std::iter::once(title_name(&part.name)).chain(subtitles).chain([part.name.clone()]).collect()
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

fn collect(template: &Template, made: Vec<(usize, Vec<String>)>, sources: &mut SourceMap) -> Rendered {
    let mut parts = Vec::with_capacity(made.len());
    // How many of each part were before.
    let mut counts = vec![0; template.parts.len()];
    for (index, texts) in made {
        let part = &template.parts[index];
        counts[index] += 1;
        let of = match (&part.presence.each, counts[index]) {
            (Some(_), count) => format!(", phần tử {count}"),
            (None, _) => String::new(),
        };
        let path = |what: &str| format!("{} ({what}{of})", template.folder.join(&part.name).display());
        let mut texts = texts.into_iter();
        let mut next = |what: &str| sources.add(path(what), texts.next().unwrap_or_default());
        parts.push(RenderedPart {
            part: index,
            title: next("tên đã điền"),
            subtitle: part.front.subtitle.iter().map(|_| next("phụ đề đã điền")).collect(),
            body: next("đã điền số liệu"),
        });
    }
    Rendered { parts }
}
