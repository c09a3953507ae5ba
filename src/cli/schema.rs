//! `baocao schema`: what a data file may hold, for editors.

use std::path::PathBuf;

use baocao::data::editors::for_editors;
use baocao::data::schema::SchemaError;
use baocao::data::source::SOURCES_FILE;
use baocao::diag::Lang;
use baocao::world::{OsWorld, World};

use super::args::SchemaArguments;
use super::{Exit, eprint, print};

pub(super) fn run(arguments: &SchemaArguments, lang: Lang) -> Exit {
    let Some(id) = &arguments.template else {
        return finish(for_editors(None, None), lang);
    };
    let folder = arguments.templates.clone().unwrap_or_else(|| PathBuf::from("templates"));
    let path = folder.join(id).join("schema.json");
    let shown = path.display();
    match OsWorld.read(&path).map(String::from_utf8) {
        Ok(Ok(text)) => {
            let workbooks = OsWorld.read(&folder.join(id).join(SOURCES_FILE)).ok();
            let workbooks = workbooks.and_then(|bytes| String::from_utf8(bytes).ok());
            finish(for_editors(Some(&text), workbooks.as_deref()), lang)
        }
        Ok(Err(_)) => fail(lang, &format!("{shown} không ở mã UTF-8\n"), &format!("{shown} is not UTF-8\n")),
        Err(error) => fail(
            lang,
            &format!("không đọc được {shown}: {}\n", error.message().vi),
            &format!("cannot read {shown}: {}\n", error.message().en),
        ),
    }
}

fn finish(schema: Result<String, SchemaError>, lang: Lang) -> Exit {
    match schema {
        Ok(text) => {
            print(&text);
            Exit::Done
        }
        Err(error) => {
            let (pointer, message) = (error.pointer, error.message);
            fail(
                lang,
                &format!("schema.json sai ở {pointer}: {}\n", message.vi),
                &format!("schema.json is wrong at {pointer}: {}\n", message.en),
            )
        }
    }
}

fn fail(lang: Lang, vi: &str, en: &str) -> Exit {
    eprint(super::pick(lang, vi, en));
    Exit::Usage
}
