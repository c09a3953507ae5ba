//! A template folder, read and checked.

use std::path::Path;

use super::front_matter::{self, PartKind};
use super::{Front, Part, Presence, Template, TemplateFile, TextOrigin};
use crate::data::dropped;
use crate::data::schema::Kind;
use crate::data::{Content, Node, Schema, Value, read, source, yaml};
use crate::diag::{Code, Diagnostic, Text, closest, text};
use crate::files::{read_text, read_text_if_any};
use crate::model::{DocumentForm, LevelForm, MarkupReading, NumberingScheme};
use crate::run::Run;
use crate::source::{FileId, Span};
use crate::text::is_invisible;

/// The folder, beside the templates, of what they share.
pub const SHARED: &str = "chung";
const DESCRIPTION: &str = "template.yaml";
const SCHEMA: &str = "schema.json";
const CHECKS: &str = "checks.yaml";

/// What `template.yaml` holds.
const DESCRIPTION_SCHEMA: &str = r##"{"type":"object","required":["ten","loai","than"],"properties":{
    "ten":{"type":"string","description":"Tên mẫu, cho người đọc."},
    "phien_ban":{"format":"so-nguyen","minimum":1,"maximum":2,
        "description":"Cách đọc các tệp .md: 1 (mặc định) như mẫu cũ, 2 cho mẫu mới."},
    "loai":{"type":"string","description":"Tên loại văn bản, viết hoa, ví dụ BÁO CÁO."},
    "theo_ky":{"type":"boolean","description":"không: văn bản không theo kỳ (công văn, giấy mời), tên tệp đặt tùy ý. Mặc định là có."},
    "dang":{"type":"string","enum":["van-ban","so"],"description":"Thể thức: van-ban (mặc định), hoặc so (sổ đăng ký văn bản)."},
    "danh_so":{"type":"array","items":{"anyOf":[{"$ref":"#/$defs/dang"},
        {"type":"object","required":["dang"],"properties":{"dang":{"$ref":"#/$defs/dang"},
            "lien_tuc":{"type":"boolean","description":"có: đánh số liên tục, không bắt đầu lại ở mỗi đề mục cấp trên."}}}]},
        "description":"Cách đánh số các cấp đề mục, ví dụ [I., 1., a)]."},
    "than":{"type":"string","description":"Tệp của phần thân."},
    "phu_luc":{"type":"array","items":{"anyOf":[{"type":"string"},
        {"type":"object","required":["tep"],"properties":{
            "tep":{"type":"string","description":"Tệp của phụ lục."},
            "lap":{"type":"string","description":"Một danh sách trong số liệu: mỗi phần tử một phụ lục; phần tử là dong."},
            "khi":{"type":"string","description":"Biểu thức: chỉ có phụ lục này khi đúng."}}}]},
        "description":"Tệp của các phụ lục, theo thứ tự."},
    "mac_dinh":{"type":"object","properties":{}}},
    "$defs":{"dang":{"type":"string",
        "enum":["I.","A.","1.","1.1.","a)","Phần I","Phần thứ nhất","Chương I","Mục 1","Tiểu mục 1","Điều 1."]}}}"##;

/// The form of a level of `danh_so`, and whether it counts on where a higher one begins: articles do unless told otherwise.
fn heading_level(entry: &Value) -> Option<(LevelForm, bool)> {
    let form = LevelForm::from_sample(entry.as_text().or_else(|| entry.get("dang")?.as_text())?)?;
    let running = match entry.get("lien_tuc") {
        Some(Value::Flag(running)) => *running,
        _ => form == LevelForm::Article,
    };
    Some((form, running))
}

/// Finds out whether the folder of templates has the template `id`. `asked_at` is where the data names it.
pub(super) fn find(run: &mut Run<'_>, templates: &Path, id: &str, asked_at: Option<Span>) -> Option<()> {
    let folder = templates.join(id);
    let safe = !id.is_empty() && !id.contains(['/', '\\']) && id != "." && id != "..";
    if !safe || run.world.read(&folder.join(DESCRIPTION)).is_err() {
        let shown = templates.display();
        run.found.push(
            Diagnostic::error(
                Code::TemplateMissing,
                text!(
                    "không có mẫu “{id}” trong thư mục {shown}",
                    "there is no template “{id}” in the folder {shown}"
                ),
            )
            .at_maybe(asked_at)
            .help(text!(
                "xem lại mục “mau”, hoặc chỉ thư mục mẫu bằng --templates",
                "look at the key “mau”, or name the folder of templates with --templates"
            )),
        );
        return None;
    }
    Some(())
}

/// What the period's file of the template `id` may hold.
pub fn schema(run: &mut Run<'_>, templates: &Path, id: &str, asked_at: Option<Span>) -> Option<Schema> {
    find(run, templates, id, asked_at)?;
    load(run, templates, id).map(|template| template.schema)
}

/// Loads the template `id` from the folder of templates, which has it.
pub(super) fn load(run: &mut Run<'_>, templates: &Path, id: &str) -> Option<Template> {
    let folder = templates.join(id);
    Loader { folder: &folder, run }.load(templates)
}

struct Loader<'a, 'w> {
    folder: &'a Path,
    run: &'a mut Run<'w>,
}

impl Loader<'_, '_> {
    fn load(&mut self, templates: &Path) -> Option<Template> {
        let description = self.text(&self.folder.join(DESCRIPTION))?;
        let node = yaml::parse(description, &self.run.sources, &mut self.run.found)?;
        let defaults = node.get("mac_dinh").cloned();
        let bare = without(&node, "mac_dinh");
        let schema =
            Schema::parse(DESCRIPTION_SCHEMA).expect("the schema of template.yaml is sound, see the tests");
        let value = read::read(&bare, &schema, read::Required::All, &self.run.sources, &mut self.run.found);
        let numbering = self.numbering(&value, &node)?;
        let schema = self.schema()?;
        let checks = self.checks();
        let mut files = self.files(templates);
        let parts = self.parts(&value, &node, &mut files)?;
        let kind = value.get("loai").and_then(Value::as_text)?.to_string();
        let reading = match value.get("phien_ban") {
            Some(Value::Integer(2)) => MarkupReading::Second,
            _ => MarkupReading::First,
        };
        Some(Template {
            folder: self.folder.to_path_buf(),
            form: match (value.get("dang").and_then(Value::as_text), reading) {
                (Some("so"), _) => DocumentForm::Register,
                // Templates of the first reading print as they always did.
                (_, MarkupReading::First) => DocumentForm::Named,
                (_, MarkupReading::Second) => DocumentForm::of_kind(&kind),
            },
            kind,
            reading,
            by_period: value.get("theo_ky") != Some(&Value::Flag(false)),
            numbering,
            schema,
            defaults,
            parts,
            checks,
            files,
        })
    }

    fn text(&mut self, path: &Path) -> Option<FileId> {
        read_text(self.run, path, None)
    }

    fn numbering(&mut self, value: &Value, node: &Node) -> Option<NumberingScheme> {
        let Some(samples) = value.get("danh_so").filter(|value| !value.is_empty()) else {
            return Some(NumberingScheme::default());
        };
        let Value::List(samples) = samples else { return None };
        let levels: Vec<_> = samples.iter().filter_map(heading_level).collect();
        let (levels, running) = levels.into_iter().unzip();
        let scheme = NumberingScheme::with_running(levels, running);
        if scheme.is_none() {
            self.run.found.push(
                Diagnostic::error(
                    Code::TemplateInvalid,
                    text!("danh_so không đánh số được", "danh_so makes no numbering"),
                )
                .at_maybe(node.get("danh_so").map(|node| node.span))
                .help(text!(
                    "một đến sáu cấp; cấp 1.1. phải đứng sau cấp 1., và không đánh số liên tục",
                    "one to six levels; a level 1.1. must follow a level 1., and does not count on"
                )),
            );
        }
        scheme
    }

    fn schema(&mut self) -> Option<Schema> {
        let file = self.text(&self.folder.join(SCHEMA))?;
        match Schema::parse(self.run.sources.text(file)) {
            Ok(schema) => Some(self.with_sources(schema)),
            Err(error) => {
                let place = error.place(file, &self.run.sources);
                let (pointer, Text { vi, en }) = (error.pointer, error.message);
                self.run.found.push(
                    Diagnostic::error(
                        Code::TemplateInvalid,
                        text!("schema.json sai ở {pointer}: {vi}", "schema.json is wrong at {pointer}: {en}"),
                    )
                    .at(place),
                );
                None
            }
        }
    }

    /// The schema with the workbooks that `nguon.yaml` names.
    fn with_sources(&mut self, mut schema: Schema) -> Schema {
        let Some(file) = read_text_if_any(self.run, &self.folder.join(source::SOURCES_FILE)) else {
            return schema;
        };
        let Run { sources, found, .. } = &mut *self.run;
        let property =
            yaml::parse(file, sources, found).and_then(|node| source::property(&node, sources, found));
        if let (Kind::Map(properties), Some(property)) = (&mut schema.kind, property) {
            properties.push(property);
        }
        schema
    }

    /// The rules on figures, when the template has some.
    fn checks(&mut self) -> super::checks::Checks {
        let file = read_text_if_any(self.run, &self.folder.join(CHECKS));
        file.map(|file| super::checks::load(file, &self.run.sources, &mut self.run.found)).unwrap_or_default()
    }

    /// All Markdown files of the template and of the shared folder.
    fn files(&mut self, templates: &Path) -> Vec<TemplateFile> {
        let mut files = Vec::new();
        for (folder, prefix) in [(self.folder.to_path_buf(), ""), (templates.join(SHARED), "chung/")] {
            for path in self.run.world.list(&folder).unwrap_or_default() {
                let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_string();
                if !name.ends_with(".md") {
                    continue;
                }
                if let Some(file) = self.text(&path) {
                    let (text, _) = front_matter::split(self.run.sources.text(file));
                    files.push(TemplateFile::new(format!("{prefix}{name}"), text, TextOrigin::File(file)));
                }
            }
        }
        files
    }

    fn parts(&mut self, value: &Value, node: &Node, files: &mut Vec<TemplateFile>) -> Option<Vec<Part>> {
        let body = value.get("than").map(|entry| (entry, PartKind::Body, node.get("than")));
        let entries = match value.get("phu_luc") {
            Some(Value::List(entries)) => entries.as_slice(),
            _ => &[],
        };
        let nodes: &[Node] = match node.get("phu_luc").map(|node| &node.content) {
            Some(Content::List(items)) => items,
            _ => &[],
        };
        let appendices =
            entries.iter().enumerate().map(|(index, entry)| (entry, PartKind::Appendix, nodes.get(index)));
        let wanted: Vec<_> = body.into_iter().chain(appendices).collect();
        let mut parts = Vec::new();
        for (entry, kind, node) in &wanted {
            let span = node.map(|node| node.span);
            let name = entry.as_text().or_else(|| entry.get("tep")?.as_text()).unwrap_or_default();
            let Some(file) = text_file(files, name) else {
                self.part_missing(name, span, files);
                continue;
            };
            let text = self.run.sources.text(file);
            if let Some((at, letter)) = text.char_indices().find(|(_, letter)| is_invisible(*letter)) {
                self.run.found.push(dropped(letter, Span::new(file, at, at + letter.len_utf8())));
            }
            let (_, range) = front_matter::split(text);
            let front = front_matter::parse(file, range, *kind, &self.run.sources, &mut self.run.found);
            files.extend(front_files(name, &front, file));
            let presence = presence(entry, parts.len(), span);
            files.extend(presence.condition.clone().map(|(name, holds)| {
                let origin = TextOrigin::FrontMatter(presence.span.unwrap_or(Span::new(file, 0, 0)));
                TemplateFile::new(name, holds, origin)
            }));
            parts.push(Part { name: name.to_string(), front, presence, file });
        }
        (parts.len() == wanted.len() && !parts.is_empty()).then_some(parts)
    }

    fn part_missing(&mut self, name: &str, span: Option<Span>, files: &[TemplateFile]) {
        let shown = self.folder.display();
        let finding = Diagnostic::error(
            Code::TemplateInvalid,
            text!("không có tệp “{name}” trong {shown}", "there is no file “{name}” in {shown}"),
        )
        .at_maybe(span);
        self.run.found.push(match closest(name, files.iter().map(|file| file.name.as_str())) {
            Some(like) => finding.help(text!("có phải là “{like}” không?", "did you mean “{like}”?")),
            None => finding,
        });
    }
}

/// The file of a part.
fn text_file(files: &[TemplateFile], name: &str) -> Option<FileId> {
    files.iter().find(|file| file.name == name).and_then(|file| match file.origin {
        TextOrigin::File(file) => Some(file),
        TextOrigin::FrontMatter(_) => None,
    })
}

/// When and how often the part number `index` stands in a report, as its entry in `template.yaml` says.
fn presence(entry: &Value, index: usize, span: Option<Span>) -> Presence {
    let text = |key: &str| entry.get(key).and_then(Value::as_text);
    let condition =
        text("khi").map(|holds| (format!("khi{index}"), format!("{{% if {holds} %}}x{{% endif %}}")));
    Presence { each: text("lap").map(str::to_string), condition, span }
}

/// The texts of a front matter as templates of their own, under the names that [`super::run`] asks for.
fn front_files(part: &str, front: &Front, file: FileId) -> Vec<TemplateFile> {
    let origin = TextOrigin::FrontMatter(front.span.unwrap_or(Span::new(file, 0, 0)));
    let title = TemplateFile::new(title_name(part), front.title.clone(), origin);
    let subtitles = front
        .subtitle
        .iter()
        .enumerate()
        .map(|(index, text)| TemplateFile::new(subtitle_name(part, index), text.clone(), origin));
    std::iter::once(title).chain(subtitles).collect()
}

pub(super) fn title_name(part: &str) -> String {
    format!("ten@{part}")
}

pub(super) fn subtitle_name(part: &str, index: usize) -> String {
    format!("phu_de{index}@{part}")
}

fn without(node: &Node, key: &str) -> Node {
    match &node.content {
        Content::Map(entries) => {
            let entries = entries.iter().filter(|entry| entry.key != key).cloned().collect();
            node.with(Content::Map(entries))
        }
        _ => node.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_of_the_description_is_sound() {
        assert!(Schema::parse(DESCRIPTION_SCHEMA).is_ok());
    }
}
