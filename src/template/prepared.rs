//! A template folder made ready once: read, checked and compiled, for all reports of a call.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use tera::Tera;

use super::checks::Compiled;
use super::engine::engine;
use super::{Template, errors, load, lost_sums, unknown};
use crate::data::{Schema, schema};
use crate::diag::{Diagnostics, Severity};
use crate::model::MarkupReading;
use crate::run::Run;
use crate::source::{SourceMap, Span};

/// A template, compiled.
#[derive(Debug)]
pub struct Prepared {
    /// What was read from the folder.
    pub template: Template,
    /// `None` when a text of it is broken, which was found.
    pub(super) tera: Option<Tera>,
    /// What the data of its reports may hold: the keys of all reports and the template's own.
    pub schema: Schema,
    checks: OnceLock<Compiled>,
    /// The texts that it was read from, and what was found in them.
    sources: SourceMap,
    found: Diagnostics,
}

impl Prepared {
    /// Reads and compiles the template `id` of the folder of templates. `asked_at` is where the data names it. Texts and findings
    /// go into the run; a broken text is found, and the rest of the template is there.
    pub fn load(run: &mut Run<'_>, templates: &Path, id: &str, asked_at: Option<Span>) -> Option<Self> {
        load::find(run, templates, id, asked_at)?;
        let mut own = Run::new(run.world);
        let template = load::load(&mut own, templates, id);
        let prepared = template.map(|template| {
            let tera = compiled(&template, &own.sources, &mut own.found);
            let own_schema = template.schema.clone();
            let own_schema = match template.reading {
                MarkupReading::First => own_schema,
                MarkupReading::Second => own_schema.keeping_lines(),
            };
            let schema = schema::report().clone().joined(own_schema);
            unknown::unknown_names(&template, &schema, &mut own.found);
            lost_sums::lost_sums(&template, &mut own.found);
            let (sources, found) = (own.sources.clone(), own.found.clone());
            Prepared { template, tera, schema, checks: OnceLock::new(), sources, found }
        });
        run.sources.adopt(&own.sources);
        run.found.extend(own.found);
        prepared
    }

    /// The rules on figures, compiled for the first report that is checked.
    pub(super) fn checks(&self) -> &Compiled {
        self.checks.get_or_init(|| Compiled::of(&self.template.checks))
    }
}

/// All files at once, since they include one another. When that fails, each is tried alone, so that the mistakes of all files come
/// at once.
fn compiled(template: &Template, sources: &SourceMap, found: &mut Diagnostics) -> Option<Tera> {
    let mut tera = engine(template.reading);
    let all = template.files.iter().map(|file| (file.name.as_str(), file.rewritten.text.as_str()));
    let Err(error) = tera.add_raw_templates(all) else { return Some(tera) };
    let before = found.count(Severity::Error);
    for file in &template.files {
        if let Err(error) = Tera::new().add_raw_template(&file.name, &file.rewritten.text)
            && let tera::ErrorKind::SyntaxError(_) = error.kind()
            && !errors::is_unknown_name(&error)
        {
            found.push(errors::diagnostic(&error, template, &[], sources));
        }
    }
    if found.count(Severity::Error) == before {
        errors::at_load(&error, template, sources).into_iter().for_each(|finding| found.push(finding));
    }
    None
}

/// The templates that the reports of a call share.
#[derive(Debug, Default)]
pub struct Shelf {
    prepared: Mutex<BTreeMap<PathBuf, Arc<Prepared>>>,
}

impl Shelf {
    /// A template as [`Prepared::load`] gives it, from the shelf if it stands there.
    pub fn get(
        &self,
        run: &mut Run<'_>,
        templates: &Path,
        id: &str,
        asked_at: Option<Span>,
    ) -> Option<Arc<Prepared>> {
        // Held while a template is made ready, so that reports side by side do it once.
        let mut shelf = self.prepared.lock().unwrap_or_else(PoisonError::into_inner);
        let key = templates.join(id);
        if let Some(prepared) = shelf.get(&key) {
            run.sources.adopt(&prepared.sources);
            run.found.extend(prepared.found.clone());
            return Some(Arc::clone(prepared));
        }
        let prepared = Arc::new(Prepared::load(run, templates, id, asked_at)?);
        shelf.insert(key, Arc::clone(&prepared));
        Some(prepared)
    }
}
