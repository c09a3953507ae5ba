//! `baocao watch`: renders again whenever a file is saved.

use baocao::diag::Lang;

use super::args::RenderArguments;
use super::watched::Watched;
use super::{Exit, eprint, guide, pick, render};

pub(super) fn run(arguments: &RenderArguments, lang: Lang) -> Exit {
    if arguments.files.is_empty() {
        eprint(&guide::no_files("watch", lang, &guide::data_files(&baocao::world::OsWorld)));
        return Exit::Usage;
    }
    let watched = Watched::new(&arguments.files, arguments.templates.as_deref(), &arguments.out);
    // Looked at before rendering, so that a save meanwhile is not missed.
    let mut seen = watched.look();
    loop {
        render::run(arguments, lang);
        eprint(pick(
            lang,
            "Đang chờ tệp được lưu… (Ctrl+C để dừng)\n",
            "Waiting for a file to be saved… (Ctrl+C to stop)\n",
        ));
        seen = watched.wait(&seen);
    }
}
