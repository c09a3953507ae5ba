//! `baocao template`: the gallery of templates.

use baocao::diag::{Diagnostics, Lang};
use baocao::office::gallery::{EXAMPLE, GALLERY, add};
use baocao::source::SourceMap;
use baocao::world::OsWorld;

use super::args::{TemplateAction, TemplateArguments};
use super::{Exit, eprint, pick, print, print_paths, show};

pub(super) fn run(arguments: &TemplateArguments, lang: Lang) -> Exit {
    match &arguments.action {
        TemplateAction::List => {
            let width = GALLERY.iter().map(|template| template.id.len()).max().unwrap_or_default();
            for template in &GALLERY {
                print(&format!("{:width$}  {}\n", template.id, pick(lang, template.line.0, template.line.1)));
            }
            Exit::Done
        }
        TemplateAction::Add { name, folder } => {
            let mut found = Diagnostics::default();
            let written = add(&OsWorld, folder, name, &mut found);
            show(&found, &SourceMap::default(), lang);
            let Some(paths) = written else { return Exit::Refused };
            print_paths(&paths);
            eprint(&match lang {
                Lang::Vi => format!(
                    "Xong. templates/{name}/{EXAMPLE} là ví dụ đã điền. Tiếp theo:\n  baocao new TEN --template {name}\n"
                ),
                Lang::En => format!(
                    "Done. templates/{name}/{EXAMPLE} is an example. Next:\n  baocao new NAME --template {name}\n"
                ),
            });
            Exit::Done
        }
    }
}
