//! `baocao archive`: what was issued, found, proved, brought back and rendered again.

use std::path::{Path, PathBuf};

use baocao::archive::Failure;
use baocao::archive::find::{Query, named, search};
use baocao::archive::ledger::Ledger;
use baocao::archive::record::LedgerEntry;
use baocao::archive::store::{must_be_sound, read_ledger};
use baocao::archive::verify::verify;
use baocao::archive::version::{manifest, stored_inputs};
use baocao::diag::{Code, Diagnostic, Diagnostics, Lang, Severity, Text};
use baocao::font::FontSet;
use baocao::names::safe_path;
use baocao::office::regenerate::regenerate;
use baocao::office::{taken, unwritable};
use baocao::output;
use baocao::source::SourceMap;
use baocao::text::date;
use baocao::world::OsWorld;

use super::args::{
    ArchiveArguments, ArchiveCommand, ListArguments, ListFormat, RegenerateArguments, RestoreArguments,
};
use super::progress::Progress;
use super::{Exit, eprint, pick, print, print_paths, show};

pub(super) fn run(arguments: &ArchiveArguments, lang: Lang) -> Exit {
    let root = arguments.archive.as_path();
    let done = match &arguments.command {
        ArchiveCommand::List(list) => list_versions(root, list, lang),
        ArchiveCommand::Show(named) => show_version(root, &named.name, lang),
        ArchiveCommand::Verify(verify) => prove(root, verify.head.as_deref(), lang),
        ArchiveCommand::Restore(restore) => bring_back(root, restore),
        ArchiveCommand::Regenerate(again) => render_again(root, again, lang),
    };
    done.unwrap_or_else(|failure| {
        let mut found = Diagnostics::default();
        found.push(*failure);
        show(&found, &SourceMap::default(), lang);
        Exit::Refused
    })
}

/// The ledger of an archive that is there.
pub(super) fn ledger(root: &Path) -> Result<Ledger, Failure> {
    if root.is_dir() {
        let ledger = read_ledger(root)?;
        must_be_sound(root, &ledger)?;
        return Ok(ledger);
    }
    let shown = root.display();
    Err(Diagnostic::error(
        Code::ArchiveDamaged,
        Text { vi: format!("không có kho lưu trữ {shown}"), en: format!("there is no archive {shown}") },
    )
    .help(Text {
        vi: "chỉ kho bằng --archive; kho có từ lần phát hành đầu tiên (baocao issue)".into(),
        en: "name it with --archive; the first baocao issue makes it".into(),
    })
    .into())
}

/// The one version that a name means.
///
/// # Errors
/// None, or several.
pub(super) fn the_one<'l>(ledger: &'l Ledger, name: &str) -> Result<&'l LedgerEntry, Failure> {
    let entries = named(ledger, name);
    match entries.as_slice() {
        [entry] => Ok(entry),
        [] => Err(Diagnostic::error(
            Code::NotIssued,
            Text {
                vi: format!("trong kho không có “{name}”"), en: format!("the archive has no “{name}”")
            },
        )
        .help(Text {
            vi: "xem danh sách: baocao archive list".into(), en: "see: baocao archive list".into()
        })
        .into()),
        several => {
            let folders: Vec<&str> = several.iter().map(|entry| entry.folder.as_str()).collect();
            let folders = folders.join(", ");
            Err(Diagnostic::error(
                Code::NotIssued,
                Text {
                    vi: format!("“{name}” là nhiều bản: {folders}"),
                    en: format!("“{name}” means several: {folders}"),
                },
            )
            .into())
        }
    }
}

fn list_versions(root: &Path, arguments: &ListArguments, lang: Lang) -> Result<Exit, Failure> {
    let ledger = ledger(root)?;
    let query = Query {
        year: arguments.year.clone(),
        period: arguments.period.clone(),
        number: arguments.number,
        words: arguments.words.clone(),
    };
    let entries = search(&ledger, &query);
    if arguments.format == ListFormat::Json {
        print(&format!(
            "[{}]\n",
            entries.iter().map(|entry| entry.to_line()).collect::<Vec<_>>().join(",\n ")
        ));
        return Ok(Exit::Done);
    }
    let successors = ledger.successors();
    let lines = entries.iter().map(|entry| {
        let about = &entry.about;
        let day = date::parse(&about.date).map_or_else(|_| about.date.clone(), date::short);
        let next = successors.get(entry.folder.as_str()).map_or(&[][..], Vec::as_slice);
        let state: String = next.iter().map(|next| format!("  [{}]", state(entry, next, lang))).collect();
        format!("{}  {day}  {} {}{state}\n", entry.folder, about.kind, about.title)
    });
    print(&lines.collect::<String>());
    if entries.is_empty() {
        eprint(pick(lang, "Không có bản nào.\n", "None.\n"));
    }
    Ok(Exit::Done)
}

/// What became of a version.
fn state(entry: &LedgerEntry, next: &LedgerEntry, lang: Lang) -> String {
    match (lang, next.document() == entry.document()) {
        (Lang::Vi, true) => format!("đã có bản {}", next.about.version),
        (Lang::En, true) => format!("superseded by version {}", next.about.version),
        (Lang::Vi, false) => format!("đã được thay thế bằng {}", next.about.number),
        (Lang::En, false) => format!("replaced by {}", next.about.number),
    }
}

fn show_version(root: &Path, name: &str, lang: Lang) -> Result<Exit, Failure> {
    let ledger = ledger(root)?;
    let entry = the_one(&ledger, name)?;
    let manifest = manifest(root, entry)?;
    let about = &entry.about;
    let day = date::parse(&about.date).map_or_else(|_| about.date.clone(), date::short);
    let mut lines = vec![
        (pick(lang, "Văn bản", "Document"), format!("{} {}", about.kind, about.title)),
        (pick(lang, "Số, ký hiệu", "Number"), about.number.clone()),
        (pick(lang, "Ngày", "Date"), day),
        (pick(lang, "Cơ quan", "Agency"), about.agency.clone()),
        (pick(lang, "Kỳ", "Period"), about.period.clone()),
        (pick(lang, "Bản", "Version"), about.version.to_string()),
        (pick(lang, "Người ký", "Signer"), about.signer.clone()),
        (pick(lang, "Nơi nhận", "Recipients"), about.recipients.join("; ")),
        (pick(lang, "Thư mục", "Folder"), root.join(&entry.folder).display().to_string()),
        (pick(lang, "Lập bằng", "Made by"), manifest.engine.clone()),
    ];
    for next in ledger.successors().get(entry.folder.as_str()).into_iter().flatten() {
        lines.push((pick(lang, "Tình trạng", "State"), state(entry, next, lang)));
    }
    let more = [
        (pick(lang, "Bản trước", "Supersedes"), &about.previous),
        (pick(lang, "Thay thế", "Replaces"), &about.replaces),
        (pick(lang, "Lý do", "Reason"), &about.reason),
        (pick(lang, "Chấp nhận cảnh báo", "Warnings accepted"), &about.accepted_warnings),
    ];
    lines.extend(more.into_iter().filter_map(|(label, value)| Some((label, value.clone()?))));
    let width = lines.iter().map(|(label, _)| label.chars().count()).max().unwrap_or_default();
    let pad = |label: &str| " ".repeat(width - label.chars().count());
    let mut out: String =
        lines.iter().map(|(label, value)| format!("{label}:{} {value}\n", pad(label))).collect();
    for file in &manifest.files {
        out +=
            &format!("  {}  {:>9}  {}\n", &file.sha256[..16.min(file.sha256.len())], file.bytes, file.name);
    }
    print(&out);
    Ok(Exit::Done)
}

fn prove(root: &Path, head: Option<&str>, lang: Lang) -> Result<Exit, Failure> {
    let proof = verify(root, |versions| {
        let progress = Progress::new(versions);
        move || progress.step()
    })?;
    let mut found = proof.found;
    let since = head.and_then(|head| proof.ledger.count_at(head)).map(|then| proof.versions - then);
    if let Some(head) = head.filter(|_| since.is_none()) {
        found.push(rolled_back(head));
    }
    show(&found, &SourceMap::default(), lang);
    let (versions, files, megabytes) = (proof.versions, proof.files, proof.bytes as f64 / 1_048_576.0);
    let damages = found.count(Severity::Error);
    let head = &proof.ledger.head;
    print(&match (lang, damages, versions) {
        (Lang::Vi, 0, 0) => "Kho không có bản nào: không có gì để chứng minh.\n".to_string(),
        (Lang::En, 0, 0) => "The archive has no version: there is nothing to prove.\n".to_string(),
        (Lang::Vi, 0, _) => {
            format!("Nguyên vẹn: {versions} bản, {files} tệp, {megabytes:.1} MB.\nMã cuối sổ: {head}\n")
        }
        (Lang::En, 0, _) => {
            format!(
                "Whole: {versions} versions, {files} files, {megabytes:.1} MB.\nEnd of the chain: {head}\n"
            )
        }
        (Lang::Vi, ..) => format!("Không nguyên vẹn: {damages} chỗ hỏng trong {versions} bản.\n"),
        (Lang::En, ..) => format!("Not whole: {damages} damages in {versions} versions.\n"),
    });
    if let Some(since) = since.filter(|_| damages == 0) {
        print(&match lang {
            Lang::Vi => format!("Không mất bản nào từ mã đã cho; từ đó có thêm {since} bản.\n"),
            Lang::En => format!("Nothing was taken off since that code; {since} were added.\n"),
        });
    }
    Ok(if damages == 0 && versions > 0 { Exit::Done } else { Exit::Refused })
}

/// The chain never had this end: lines were taken off, or an older copy was put back.
fn rolled_back(head: &str) -> Diagnostic {
    Diagnostic::error(
        Code::ArchiveDamaged,
        Text {
            vi: format!("sổ chưa bao giờ kết thúc bằng mã {head}: có dòng đã bị bớt, hoặc kho là bản sao cũ"),
            en: format!("the ledger never ended with {head}: lines were taken off, or this is an older copy"),
        },
    )
    .help(Text {
        vi: "so với bản sao lưu mới nhất; xem lại mã đã ghi khi chạy verify lần trước".into(),
        en: "compare with the newest backup; look again at the code that verify printed then".into(),
    })
}

fn bring_back(root: &Path, arguments: &RestoreArguments) -> Result<Exit, Failure> {
    let ledger = ledger(root)?;
    let entry = the_one(&ledger, &arguments.name)?;
    let manifest = manifest(root, entry)?;
    let inputs = stored_inputs(root, entry, &manifest)?;
    let files: Vec<(PathBuf, Vec<u8>)> = inputs
        .into_iter()
        .filter_map(|(name, bytes)| Some((arguments.out.join(safe_path(&name)?), bytes)))
        .collect();
    if let Some(path) = output::taken(&files).next() {
        return Err(taken(path).into());
    }
    output::write_all(&arguments.out, &files).map_err(|error| unwritable(&error))?;
    print_paths(&files.into_iter().map(|(path, _)| path).collect::<Vec<_>>());
    Ok(Exit::Done)
}

fn render_again(root: &Path, arguments: &RegenerateArguments, lang: Lang) -> Result<Exit, Failure> {
    let ledger = ledger(root)?;
    let entries: Vec<&LedgerEntry> = match arguments.all {
        true => ledger.entries.iter().collect(),
        false => arguments.names.iter().map(|name| the_one(&ledger, name)).collect::<Result<_, _>>()?,
    };
    let mut found = Diagnostics::default();
    let fonts = match &arguments.fonts {
        Some(folder) => FontSet::from_folder(&OsWorld, folder, &mut found),
        None => Some(FontSet::built_in()),
    };
    let Some(fonts) = fonts else {
        show(&found, &SourceMap::default(), lang);
        return Ok(Exit::Refused);
    };
    let mut same = 0;
    let progress = Progress::new(entries.len());
    for entry in &entries {
        progress.step();
        let folder = &entry.folder;
        match regenerate(root, entry, &fonts) {
            Ok(again) => {
                if let Some(out) = &arguments.out {
                    let name = safe_path(folder).unwrap_or_default();
                    let files: Vec<_> = again
                        .files
                        .iter()
                        .map(|(file, bytes)| (out.join(&name).join(file), bytes.clone()))
                        .collect();
                    output::write_all(out, &files).map_err(|error| unwritable(&error))?;
                }
                if again.differences.is_empty() {
                    same += 1;
                    print(&format!("{folder}: {}\n", pick(lang, "giống từng byte", "identical")));
                }
                for difference in &again.differences {
                    print(&format!(
                        "{folder}: {} {}\n",
                        pick(lang, "khác:", "differs:"),
                        difference.get(lang)
                    ));
                }
            }
            Err(failure) => found.push(*failure),
        }
    }
    show(&found, &SourceMap::default(), lang);
    Ok(if same == entries.len() { Exit::Done } else { Exit::Refused })
}
