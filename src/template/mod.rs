//! Templates: a folder to Tera templates, values to rendered markup. The only module that knows `tera`.
//!
//! A report's template is `templates/<id>/`: `template.yaml`, a Markdown file a part, `schema.json`. What templates
//! share is in `templates/chung/`. Rendered text comes back as virtual source files, so that later findings can point
//! into it.

mod added_up;
pub mod checks;
mod comparison;
mod context;
mod drawn;
mod engine;
mod errors;
mod escape;
mod filters;
mod front_matter;
mod lists;
mod load;
mod lost_sums;
mod message;
mod numbers;
mod prepared;
mod render;
mod rewrite;
mod said;
mod steps;
mod tables;
mod unknown;

use std::path::PathBuf;

pub use escape::PARAGRAPH_MARK;
pub use load::{SHARED, schema};
pub use prepared::{Prepared, Shelf};
pub use render::{Rendered, RenderedPart, render};

use crate::data::{Node, Schema, Value};
use crate::model::{DocumentForm, MarkupReading, NumberingScheme, Paper};
use crate::source::{FileId, Span};

/// A report's template, loaded and checked.
#[derive(Debug)]
pub struct Template {
    /// The folder that holds it.
    pub folder: PathBuf,
    /// Tên loại, in capitals.
    pub kind: String,
    /// Which form of the decree it has (`dang`).
    pub form: DocumentForm,
    /// How its markup is read (`phien_ban`).
    pub reading: MarkupReading,
    /// Whether its documents are about a period (`theo_ky`); else their files are named freely, and nothing is compared.
    pub by_period: bool,
    /// How headings are numbered (`danh_so`).
    pub numbering: NumberingScheme,
    /// What the period's file holds beside the keys of every report.
    pub schema: Schema,
    /// Values for keys of every report, the lowest in priority.
    pub defaults: Option<Node>,
    /// The body, then the appendices.
    pub parts: Vec<Part>,
    /// Its own rules on figures.
    pub checks: checks::Checks,
    files: Vec<TemplateFile>,
}

impl Template {
    /// Whether one of its texts or rules uses a variable: the name alone, not that of a key in something else.
    pub fn uses(&self, name: &str) -> bool {
        self.files.iter().any(|file| uses(&file.text, name))
            || self.checks.texts().any(|text| uses(text, name))
    }

    /// Whether one of its texts asks first whether a variable is there: `{% if ky_truoc %}`.
    pub fn guards(&self, name: &str) -> bool {
        let guard = format!("if {name} ");
        let is_printed = self.files.iter().any(|file| uses(&file.text, name));
        // Rules alone pass over what is not there.
        !is_printed || self.files.iter().any(|file| file.text.contains(&guard))
    }

    /// The files that texts may come from.
    pub fn files(&self) -> impl Iterator<Item = FileId> {
        self.files.iter().filter_map(|file| match file.origin {
            TextOrigin::File(file) => Some(file),
            TextOrigin::FrontMatter(_) => None,
        })
    }
}

/// One part of a report: a file with its front matter.
#[derive(Debug)]
pub struct Part {
    /// The file's name in the template's folder.
    pub name: String,
    /// What its front matter says.
    pub front: Front,
    /// When and how often it stands in a report.
    pub presence: Presence,
    /// The whole file, for findings about it.
    pub file: FileId,
}

impl Part {
    /// Whether a text is one of its own: its file, a text of its front matter, its condition.
    fn owns(&self, name: &str) -> bool {
        let is_condition = self.presence.condition.as_ref().is_some_and(|(own, _)| own == name);
        is_condition || name == self.name || name.split_once('@').is_some_and(|(_, part)| part == self.name)
    }
}

/// When and how often an appendix stands in a report: once and always unless `template.yaml` says otherwise.
#[derive(Clone, Debug, Default)]
pub struct Presence {
    /// The list of which each element has one (`lap`); its texts call the element `dong`.
    pub each: Option<String>,
    /// A text that is empty unless the condition (`khi`) holds, under its name.
    condition: Option<(String, String)>,
    /// Where `template.yaml` says so.
    span: Option<Span>,
}

/// What the element is called that an appendix, or a rule, is about.
pub(super) const ELEMENT: &str = "dong";
/// Its place in the list, from 1.
const ELEMENT_NUMBER: &str = "thu_tu";

/// What is particular to a part. The texts are Tera templates themselves.
#[derive(Clone, Debug)]
pub struct Front {
    /// Trích yếu of the body, title of an appendix.
    pub title: String,
    /// Lines under an appendix's title.
    pub subtitle: Vec<String>,
    /// How an appendix lies (`kho`); the body is always upright.
    pub paper: Paper,
    /// The kind of a document that is issued with this one (`loai`): `QUY CHẾ`.
    pub issued: Option<String>,
    /// Whether an appendix is a file of its own (`tep_rieng`).
    pub own_file: bool,
    /// Whether an appendix is called `Phụ lục` and numbered as one (`nhan`); a form with a name of its own is not.
    pub labelled: bool,
    /// Widths of the columns of the part's tables, in millimetres.
    pub column_widths_mm: Option<Vec<u32>>,
    /// Where the front matter stands.
    pub span: Option<Span>,
}

/// A file that Tera may render or include: its name for Tera and its text without front matter.
#[derive(Debug)]
struct TemplateFile {
    name: String,
    text: String,
    /// The text as it is compiled.
    rewritten: rewrite::Rewritten,
    /// Where findings in it are shown: a whole file, or a place in a front matter.
    origin: TextOrigin,
}

impl TemplateFile {
    fn new(name: String, text: String, origin: TextOrigin) -> Self {
        let rewritten = rewrite::Rewritten::new(&text);
        TemplateFile { name, text, rewritten, origin }
    }
}

#[derive(Clone, Copy, Debug)]
enum TextOrigin {
    File(FileId),
    FrontMatter(Span),
}

/// Whether `name` stands in a text as a variable does.
fn uses(text: &str, name: &str) -> bool {
    places_of(text, name).next().is_some()
}

/// Where `name` stands in a text as a variable does.
fn places_of<'t>(text: &'t str, name: &'t str) -> impl Iterator<Item = usize> + 't {
    let in_name = |letter: char| letter.is_alphanumeric() || letter == '_';
    text.match_indices(name).map(|(at, _)| at).filter(move |at| {
        let at = *at;
        let (before, after) = (&text[..at], &text[at + name.len()..]);
        // `a.name` is a key, `name=` an argument.
        let is_key = before.ends_with('.') || before.ends_with(in_name) || after.starts_with(in_name);
        let is_argument = after.trim_start().starts_with('=') && !after.trim_start().starts_with("==");
        !is_key && !is_argument
    })
}

pub use added_up::SINCE_NEW_YEAR;

/// What templates see: the merged data by name.
pub type Data = Vec<(String, Value)>;

#[cfg(test)]
mod tests {
    use super::uses;

    #[test]
    fn a_variable_is_no_key_and_no_argument() {
        for text in ["{{ ky_truoc.a }}", "{{ so_voi(nay=a, truoc=ky_truoc.a) }}", "{% if ky_truoc == 1 %}"] {
            assert!(uses(text, "ky_truoc"), "{text}");
        }
        for text in
            ["{{ don.ky_truoc }}", "{{ ky_truoc_cu }}", "{{ so_ky_truoc }}", "{{ <x ky_truoc={a} /> }}"]
        {
            assert!(!uses(text, "ky_truoc"), "{text}");
        }
    }
}
