//! A finished report to bytes, in each wanted format.

use super::arranged::{arranged, refusal};
use super::{Report, inputs};
use crate::diag::Diagnostics;
use crate::font::FontSet;
use crate::layout;
use crate::run::Run;
use crate::world::World;
use crate::write::pdf::{Attachment, Options, Standard};
use crate::write::{docx, pdf};

/// A finished file format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// A Word file.
    Docx,
    /// An archival PDF, of the standard in [`Output`].
    Pdf,
    /// The rendered markup.
    Markdown,
}

impl Format {
    /// The ending of a file's name, without the dot: `docx`.
    pub const fn extension(self) -> &'static str {
        match self {
            Format::Docx => "docx",
            Format::Pdf => "pdf",
            Format::Markdown => "md",
        }
    }
}

/// What to write.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Output {
    /// In any order; the results come in that of [`Format`].
    pub formats: Vec<Format>,
    /// The standard of the PDF; other formats do not have one.
    pub standard: Standard,
    /// Whether the PDF has empty fields for signatures.
    pub signature_fields: bool,
}

/// Writes the report in the wanted formats. `None` when the form or the standard refuses it, for instance a header that
/// does not fit or a letter that the fonts lack; that goes to `found`, since checks read the run meanwhile.
pub fn write(
    run: &Run<'_>,
    report: &Report,
    output: &Output,
    fonts: &FontSet,
    found: &mut Diagnostics,
) -> Option<Vec<(Format, Vec<u8>)>> {
    if output.formats == [Format::Markdown] {
        // The text alone is in no form and no font.
        return Some(vec![(Format::Markdown, report.markup.clone().into_bytes())]);
    }
    let arrangement = arranged(&report.document, fonts, &run.sources, found);
    let options = pdf_options(run.world, report, output, found);
    if found.has_errors() {
        return None;
    }
    let options = options?;
    let make = |format: Format| match format {
        Format::Docx => Ok(docx::write(&arrangement)),
        Format::Pdf => {
            let pages = layout::lay_out(&arrangement, fonts);
            pdf::write(&pages, &arrangement, fonts, &options)
        }
        Format::Markdown => Ok(report.markup.clone().into_bytes()),
    };
    let mut artifacts = Vec::new();
    for (format, made) in side_by_side(&output.formats, make) {
        match made {
            Ok(bytes) => artifacts.push((format, bytes)),
            Err(violations) => violations.into_iter().for_each(|v| found.push(refusal(v, &run.sources))),
        }
    }
    artifacts.sort_by_key(|(format, _)| *format);
    (!found.has_errors()).then_some(artifacts)
}

/// The two big writers do not know each other: they run side by side, the slower one here, where memory is warm.
fn side_by_side<T: Send>(formats: &[Format], make: impl Fn(Format) -> T + Sync) -> Vec<(Format, T)> {
    let mut made: Vec<(Format, Option<T>)> = formats.iter().map(|format| (*format, None)).collect();
    let make = &make;
    rayon::in_place_scope(|scope| {
        let (here, elsewhere): (Vec<_>, Vec<_>) =
            made.iter_mut().partition(|(format, _)| *format == Format::Pdf);
        for (format, slot) in elsewhere {
            scope.spawn(move |_| *slot = Some(make(*format)));
        }
        for (format, slot) in here {
            *slot = Some(make(*format));
        }
    });
    made.into_iter().filter_map(|(format, made)| Some((format, made?))).collect()
}

fn pdf_options(
    world: &dyn World,
    report: &Report,
    output: &Output,
    found: &mut Diagnostics,
) -> Option<Options> {
    let mut attachments = Vec::new();
    if output.standard.takes_attachments() && output.formats.contains(&Format::Pdf) {
        let mut files = inputs::collect(world, &report.inputs, found)?;
        files.push(inputs::manifest(&files, &arguments(report, output)));
        attachments = files.into_iter().map(attachment).collect();
    }
    Some(Options { standard: output.standard, signature_fields: output.signature_fields, attachments })
}

/// The arguments that render the report again from its extracted inputs, to the same bytes.
fn arguments(report: &Report, output: &Output) -> Vec<String> {
    let mut arguments = vec!["render".to_string(), report.inputs.place.name()];
    arguments.extend(["--format".to_string(), "pdf".to_string()]);
    arguments.extend(["--pdf-standard".to_string(), output.standard.name().to_string()]);
    if output.signature_fields {
        arguments.push("--signature-fields".to_string());
    }
    if let Some(serial) = report.given_serial {
        arguments.extend(["--number".to_string(), serial.to_string()]);
    }
    if let Some(date) = report.given_date {
        arguments.extend(["--date".to_string(), date.to_string()]);
    }
    if let Some(replaced) = &report.given_replaces {
        arguments.extend(["--replaces".to_string(), replaced.clone()]);
    }
    arguments
}

fn attachment(input: inputs::Input) -> Attachment {
    let description = match input.name.as_str() {
        inputs::MANIFEST => "Danh sách các tệp nguồn của báo cáo".to_string(),
        name if name.starts_with("data/") => format!("Số liệu của báo cáo: {name}"),
        name => format!("Mẫu của báo cáo: {name}"),
    };
    Attachment { name: input.name, description, bytes: input.bytes }
}
