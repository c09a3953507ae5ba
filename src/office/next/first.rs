//! The first file of a template, from its schema, with what belongs beside it: the schema for editors, and the symbol of the kind
//! where that of the office is another's.

use std::path::{Path, PathBuf};

use super::NewFile;
use chrono::Datelike;

use crate::data::edit::scalar;
use crate::data::editors::for_editors;
use crate::data::schema;
use crate::data::skeleton::{Head, OpeningFigures, skeleton};
use crate::data::source::SOURCES_FILE;
use crate::data::{Node, keys};
use crate::files::{read_text, read_text_if_any};
use crate::form::kinds::{abbreviation, is_abbreviation};
use crate::period::Period;
use crate::pipeline::OFFICE_FILE;
use crate::pipeline::gather::read_yaml;
use crate::run::Run;
use crate::template::{Prepared, SINCE_NEW_YEAR, Template};

/// The files to write, the report's own first. `None` when the template cannot be read; the run says why.
pub(super) fn files(
    run: &mut Run<'_>,
    new: &NewFile<'_>,
    period: Option<Period>,
    path: &Path,
) -> Option<Vec<(PathBuf, Vec<u8>)>> {
    let id = new.kind.id.as_str();
    let prepared = Prepared::load(run, &new.templates, id, None)?;
    let template = &prepared.template;
    let all = schema::report().clone().joined(template.schema.clone());
    let typed = period.map(|period| period.to_string());
    let head = Head {
        schema_file: &schema_from(new, path),
        title: &new.kind.title,
        template: id,
        period: typed.as_deref(),
        opening: opening(template, period),
    };
    let mut files = vec![(path.to_path_buf(), skeleton(&head, &template.schema, &all).into_bytes())];
    let schema = read_text(run, &new.templates.join(id).join("schema.json"), None)?;
    let workbooks = read_text_if_any(run, &new.templates.join(id).join(SOURCES_FILE));
    let workbooks = workbooks.map(|file| run.sources.text(file));
    // A schema that is none was found when the template was loaded.
    if let Ok(schema) = for_editors(Some(run.sources.text(schema)), workbooks) {
        files.push((new.data.join(format!("{id}.schema.json")), schema.into_bytes()));
    }
    if let Some(defaults) = defaults_of_kind(run, new, template) {
        files.push((new.data.join(id).join(OFFICE_FILE), defaults.into_bytes()));
    }
    Some(files)
}

/// What the template adds up from the new year, when the year has begun before the period.
fn opening(template: &Template, period: Option<Period>) -> Option<OpeningFigures> {
    let period = period.filter(|_| template.uses(SINCE_NEW_YEAR))?;
    let begins_late = matches!(period, Period::Days(from, _) if from.ordinal() > 1);
    if !begins_late && period.since_new_year().is_empty() {
        return None;
    }
    match template.added_up() {
        Some(paths) if !paths.is_empty() => Some(OpeningFigures::At(paths.into_iter().collect())),
        _ => Some(OpeningFigures::All),
    }
}

/// The schema for editors, as the file names it.
fn schema_from(new: &NewFile<'_>, path: &Path) -> String {
    let up = if path.parent() == Some(&new.data) { "" } else { "../" };
    format!("{up}{}.schema.json", new.kind.id)
}

/// The kind of letters, whose symbols have none.
const LETTER: &str = "CÔNG VĂN";

/// What the reports of the kind have for themselves, when the office's symbol is that of another kind: `KH-UBND` for a plan.
fn defaults_of_kind(run: &mut Run<'_>, new: &NewFile<'_>, template: &Template) -> Option<String> {
    let office = new.data.join(OFFICE_FILE);
    let office = run.world.read(&office).ok().and_then(|_| read_yaml(run, &office))?;
    let symbol = office.get(keys::SYMBOL).and_then(Node::as_text)?;
    let (first, rest) = symbol.split_once('-')?;
    let (symbol, note) = match abbreviation(&template.kind) {
        Some(own) if own != first => (format!("{own}-{rest}"), ""),
        // A letter has no kind in its symbol, but who drafted it (Appendix I, II.3.b).
        None if template.kind == LETTER && is_abbreviation(first) => {
            (format!("{rest}-VP"), "   # sau dấu gạch là đơn vị soạn thảo: VP là Văn phòng")
        }
        _ => return None,
    };
    let (title, symbol) = (&new.kind.title, scalar(&symbol, false));
    Some(format!(
        "# yaml-language-server: $schema=../co-quan.schema.json\n\
         # {title}: những gì của riêng loại văn bản này, thay cho mục cùng tên ở ../co-quan.yaml.\n\n\
         ky_hieu: {symbol}{note}\n\n\
         # Nơi nhận khác với báo cáo thì bỏ dấu # ở các dòng dưới rồi sửa.\n\
         # noi_nhan:\n#   - …\n#   - \"Lưu: VT\"\n"
    ))
}
