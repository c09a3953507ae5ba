//! Figures of earlier periods for templates that compare: `ky_truoc` (the period before), `cung_ky` (the same period of last
//! year) and `dau_nam` (all periods of the year so far, this one last). Files are read only when a template names them; one
//! that is missing is an error, unless the template asks first: `{% if ky_truoc %}`.

use crate::data::keys;
use std::path::{Path, PathBuf};

use super::{Request, read_yaml};
use crate::data::{Node, Schema, Value, read, sheet};
use crate::diag::{Code, Diagnostic, Severity, text};
use crate::period::Period;
use crate::run::Run;
use crate::template::Template;
use crate::world::ReadError;

const BEFORE: &str = "ky_truoc";
const LAST_YEAR: &str = "cung_ky";
const SINCE_NEW_YEAR: &str = "dau_nam";

/// What a template sees of earlier periods, and the files that it comes from.
#[derive(Debug, Default)]
pub(super) struct Earlier {
    pub values: Vec<(String, Value)>,
    pub files: Vec<PathBuf>,
}

/// Reads what the template asks for. A missing file is found, with what wants it.
pub(super) fn earlier(
    run: &mut Run<'_>,
    request: &Request<'_>,
    template: &Template,
    schema: &Schema,
    own: &[(String, Value)],
) -> Earlier {
    let period = own.iter().find(|(key, _)| key == keys::PERIOD).map(|(_, value)| value);
    let Some(Value::Period(period)) = period else { return Earlier::default() };
    // A template's own key of that name is its own business.
    let is_own = |name: &str| own.iter().any(|(key, _)| key == name);
    let wants = |name: &str| template.uses(name) && !is_own(name);
    let mut reader = EarlierReader { run, request, schema, files: Vec::new() };
    let mut values = Vec::new();
    for (name, wanted) in [(BEFORE, period.previous()), (LAST_YEAR, period.last_year())] {
        if wants(name) {
            values.push((name.to_string(), reader.read(wanted, name, template.guards(name))));
        }
    }
    if wants(SINCE_NEW_YEAR) {
        let mut all: Vec<Value> = period
            .since_new_year()
            .into_iter()
            .map(|wanted| reader.read(wanted, SINCE_NEW_YEAR, false))
            .collect();
        all.push(Value::Map(own.to_vec()));
        values.push((SINCE_NEW_YEAR.to_string(), Value::List(all)));
    }
    Earlier { values, files: reader.files }
}

struct EarlierReader<'a, 'w> {
    run: &'a mut Run<'w>,
    request: &'a Request<'a>,
    schema: &'a Schema,
    files: Vec<PathBuf>,
}

impl EarlierReader<'_, '_> {
    /// The values of a period; empty when there is no file of it, which is a finding unless the file is `optional`.
    fn read(&mut self, period: Period, asked_by: &str, optional: bool) -> Value {
        let path = self.request.data.with_file_name(format!("{period}.yaml"));
        if matches!(self.run.world.read(&path), Err(ReadError::NotFound)) {
            if !optional {
                self.run.found.push(missing(period, asked_by, &path));
            }
            return Value::Empty;
        }
        // What is wrong there is gathered apart.
        let mut own = Run::new(self.run.world);
        own.sources.adopt(&self.run.sources);
        let node = read_yaml(&mut own, &path);
        if let Some(node) = &node {
            let typed = node.get(keys::PERIOD).and_then(Node::as_text);
            if typed.and_then(Period::parse) != Some(period) {
                let (shown, typed) = (path.display(), typed.unwrap_or("-"));
                own.found.push(
                    Diagnostic::error(
                        Code::ValueOutOfRange,
                        text!(
                            "{shown} ghi ky: {typed}, không phải {period}",
                            "{shown} has ky: {typed}, not {period}"
                        ),
                    )
                    .at(node.get(keys::PERIOD).map_or(node.span, |node| node.span))
                    .help(text!("sửa ky hoặc tên tệp", "correct ky or the file's name")),
                );
            }
        }
        let value = node.map(|node| self.value(&node, &mut own)).unwrap_or(Value::Empty);
        self.run.sources.adopt(&own.sources);
        let error = own.found.iter().find(|finding| finding.severity == Severity::Error).cloned();
        if let Some(error) = error {
            // One is enough: that file is another's business.
            self.run.found.push(error);
        }
        if !self.files.contains(&path) {
            self.files.push(path);
        }
        value
    }

    fn value(&mut self, node: &Node, own: &mut Run<'_>) -> Value {
        let folder = self.request.data.parent().unwrap_or(Path::new(""));
        let tables = sheet::files(node);
        self.files.extend(tables.iter().map(|name| folder.join(name)));
        let node = sheet::expand(node, self.schema, folder, own);
        read::read(&node, self.schema, read::Required::Nested, &own.sources, &mut own.found)
    }
}

fn missing(period: Period, asked_by: &str, path: &Path) -> Diagnostic {
    let shown = path.display();
    Diagnostic::error(
        Code::FileUnreadable,
        text!(
            "mẫu so với kỳ {period} ({asked_by}) mà không có {shown}",
            "the template compares with {period} ({asked_by}), and there is no {shown}"
        ),
    )
    .help(text!(
        "chép tệp của kỳ ấy vào cạnh tệp này; kỳ đầu tiên thì mẫu viết {{% if {asked_by} %}}",
        "put the file of that period beside this one; for the first period the template has {{% if {asked_by} %}}"
    ))
}
