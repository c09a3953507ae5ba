//! A finished report to bytes, in each wanted format.

use super::arranged::{arranged, refusal};
use super::{Report, inputs};
use crate::diag::Diagnostics;
use crate::font::FontSet;
use crate::layout;
use crate::model::DocumentPart;
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

/// A written file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Artifact {
    /// What its name ends with before the dot: nothing, or `-phu-luc-2` of an appendix that is a file of its own.
    pub ending: String,
    /// Its format.
    pub format: Format,
    /// What stands in it.
    pub bytes: Vec<u8>,
}

impl Artifact {
    /// The name of the file: `2024-06-phu-luc-2.pdf` for the stem `2024-06`.
    pub fn name(&self, stem: &str) -> String {
        format!("{stem}{}.{}", self.ending, self.format.extension())
    }
}

/// Writes the report in the wanted formats, the document before appendices that are files of their own. `None` when the form or the
/// standard refuses it, for instance a header that does not fit or a letter that the fonts lack; that goes to `found`, since checks
/// read the run meanwhile.
pub fn write(
    run: &Run<'_>,
    report: &Report,
    output: &Output,
    fonts: &FontSet,
    found: &mut Diagnostics,
) -> Option<Vec<Artifact>> {
    let markup = output.formats.contains(&Format::Markdown).then(|| Artifact {
        ending: String::new(),
        format: Format::Markdown,
        bytes: report.markup.clone().into_bytes(),
    });
    if output.formats == [Format::Markdown] {
        // The text alone is in no form and no font.
        return Some(markup.into_iter().collect());
    }
    let mut artifacts = Vec::new();
    for part in report.document.file_parts() {
        artifacts.extend(write_part(run, (report, part), output, fonts, found)?);
    }
    artifacts.extend(markup);
    (!found.has_errors()).then_some(artifacts)
}

fn write_part(
    run: &Run<'_>,
    (report, part): (&Report, DocumentPart),
    output: &Output,
    fonts: &FontSet,
    found: &mut Diagnostics,
) -> Option<Vec<Artifact>> {
    let arrangement = arranged(&report.document, part, fonts, &run.sources, found);
    let options = pdf_options(run.world, (report, part), output, found);
    if found.has_errors() {
        return None;
    }
    let options = options?;
    let make = |format: Format| match format {
        Format::Docx | Format::Markdown => Ok(docx::write(&arrangement)),
        Format::Pdf => {
            let pages = layout::lay_out(&arrangement, fonts);
            pdf::write(&pages, &arrangement, fonts, &options)
        }
    };
    let ending = match part {
        DocumentPart::OwnFile(index) => format!("-phu-luc-{}", index + 1),
        _ => String::new(),
    };
    let formats = [Format::Docx, Format::Pdf].into_iter().filter(|format| output.formats.contains(format));
    let mut artifacts = Vec::new();
    for (format, made) in side_by_side(&formats.collect::<Vec<_>>(), make) {
        match made {
            Ok(bytes) => artifacts.push(Artifact { ending: ending.clone(), format, bytes }),
            Err(violations) => violations.into_iter().for_each(|v| found.push(refusal(v, &run.sources))),
        }
    }
    Some(artifacts)
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

/// The sources are attached to the document itself, not to appendices beside it.
fn pdf_options(
    world: &dyn World,
    (report, part): (&Report, DocumentPart),
    output: &Output,
    found: &mut Diagnostics,
) -> Option<Options> {
    let mut attachments = Vec::new();
    let is_main = !matches!(part, DocumentPart::OwnFile(_));
    if is_main && output.standard.takes_attachments() && output.formats.contains(&Format::Pdf) {
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
