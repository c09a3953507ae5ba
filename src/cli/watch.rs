//! `baocao watch`: renders again whenever a file is saved.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use baocao::diag::Lang;

use super::args::RenderArguments;
use super::{Exit, eprint, guide, pick, render};

/// How often files are looked at: a save is seen within two tenths of a second.
const PAUSE: Duration = Duration::from_millis(80);

/// What a file looked like: its name, when it was written, its length.
type Seen = Vec<(PathBuf, Option<SystemTime>, u64)>;

pub(super) fn run(arguments: &RenderArguments, lang: Lang) -> Exit {
    if arguments.files.is_empty() {
        eprint(&guide::no_files("watch", lang, &guide::data_files(&baocao::world::OsWorld)));
        return Exit::Usage;
    }
    loop {
        // Looked at before rendering, so that a save meanwhile is not missed.
        let seen = look(arguments);
        render::run(arguments, lang);
        eprint(pick(
            lang,
            "Đang chờ tệp được lưu… (Ctrl+C để dừng)\n",
            "Waiting for a file to be saved… (Ctrl+C to stop)\n",
        ));
        loop {
            std::thread::sleep(PAUSE);
            let now = look(arguments);
            // An editor that is still writing is waited for.
            if now != seen
                && now == {
                    std::thread::sleep(PAUSE / 4);
                    look(arguments)
                }
            {
                break;
            }
        }
    }
}

/// The files that a report may come from: those beside the data, and the templates'.
fn look(arguments: &RenderArguments) -> Seen {
    let mut folders: Vec<PathBuf> = Vec::new();
    for file in &arguments.files {
        let data = file.parent().unwrap_or(Path::new(""));
        let data = if data.as_os_str().is_empty() { Path::new(".") } else { data };
        folders.push(data.to_path_buf());
        let templates = match &arguments.templates {
            Some(templates) => vec![templates.clone()],
            None => file.ancestors().skip(1).map(|folder| folder.join("templates")).collect(),
        };
        for folder in templates.iter().filter(|folder| folder.is_dir()) {
            let below = std::fs::read_dir(folder).into_iter().flatten().flatten();
            folders.extend(below.map(|entry| entry.path()).filter(|path| path.is_dir()));
        }
    }
    folders.sort();
    folders.dedup();
    let mut seen: Seen = Vec::new();
    for entry in folders.iter().filter_map(|folder| std::fs::read_dir(folder).ok()).flatten().flatten() {
        // What is written here must not wake it.
        let is_result = entry.path().extension().is_some_and(|ending| ending == "pdf" || ending == "docx")
            || entry.path().parent() == Some(&arguments.out);
        if let Ok(metadata) = entry.metadata()
            && metadata.is_file()
            && !is_result
        {
            seen.push((entry.path(), metadata.modified().ok(), metadata.len()));
        }
    }
    seen.sort();
    seen
}
