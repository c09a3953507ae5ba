//! What is found in data files and remedied by one replacement, corrected there; the texts before are kept.

use std::path::{Path, PathBuf};

use crate::data::yaml;
use crate::diag::{Code, Diagnostic, Diagnostics, Fix, text};
use crate::hash::sha256;
use crate::output::{self, ReplaceError};
use crate::pipeline::place::DataPlace;
use crate::source::{FileId, SourceMap};
use crate::world::World;

use super::unwritable;

/// A file that was corrected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FixedFile {
    /// The data file.
    pub path: PathBuf,
    /// Where its text before is kept.
    pub kept: PathBuf,
    /// What was replaced: line and column from 1, what stood there, what stands there now.
    pub changes: Vec<FixedPlace>,
}

/// One replacement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FixedPlace {
    /// Line of the text before, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
    /// What was typed.
    pub typed: String,
    /// What stands there now.
    pub right: String,
}

/// Corrects the data files of `reports`, those of the periods and the office's: templates are left alone. A file that is no longer
/// as it was read, or that would be no YAML, stays as it is, and `refused` says why.
pub fn fix(
    world: &dyn World,
    reports: &[PathBuf],
    found: &Diagnostics,
    sources: &SourceMap,
    refused: &mut Diagnostics,
) -> Vec<FixedFile> {
    let mut files: Vec<PathBuf> = Vec::new();
    for report in reports {
        let own = std::iter::once(report.clone()).chain(DataPlace::of(world, report).office_files());
        files.extend(own.filter(|path| !files.contains(path)).collect::<Vec<_>>());
    }
    let mut fixed = Vec::new();
    for path in files {
        let Some(file) = sources.find(&path) else { continue };
        let fixes = fixes_of(file, found);
        if !fixes.is_empty() {
            fixed.extend(corrected(world, &path, file, &fixes, sources, refused));
        }
    }
    fixed
}

/// The replacements in a file, the last one first; of two that overlap, the first.
fn fixes_of(file: FileId, found: &Diagnostics) -> Vec<&Fix> {
    let mut fixes: Vec<&Fix> = found.iter().filter_map(|finding| finding.fix.as_ref()).collect();
    fixes.retain(|fix| fix.span.file == file);
    fixes.sort_by_key(|fix| (fix.span.start, fix.span.end));
    let mut end = 0;
    fixes.retain(|fix| {
        let is_free = fix.span.start >= end;
        if is_free {
            end = fix.span.end;
        }
        is_free
    });
    fixes.reverse();
    fixes
}

fn corrected(
    world: &dyn World,
    path: &Path,
    file: FileId,
    fixes: &[&Fix],
    sources: &SourceMap,
    refused: &mut Diagnostics,
) -> Option<FixedFile> {
    let before = sources.text(file);
    let mut after = before.to_string();
    for fix in fixes {
        after.replace_range(fix.span.start..fix.span.end, &fix.text);
    }
    if !is_yaml(path, &after) {
        refused.push(stays(path));
        return None;
    }
    let kept = kept_path(&DataPlace::of(world, path), before);
    let folder = kept.parent().unwrap_or(Path::new("."));
    let written = output::write_all(folder, &[(kept.clone(), before.as_bytes().to_vec())]);
    written.map_err(|error| refused.push(unwritable(&error))).ok()?;
    match output::replace(path, before.as_bytes(), after.as_bytes()) {
        Ok(()) => {}
        Err(ReplaceError::Changed(_)) => {
            refused.push(stays(path));
            return None;
        }
        Err(ReplaceError::Write(error)) => {
            refused.push(unwritable(&error));
            return None;
        }
    }
    let place = |fix: &&Fix| {
        let at = sources.position(fix.span);
        FixedPlace {
            line: at.line,
            column: at.column,
            typed: sources.slice(fix.span).to_string(),
            right: fix.text.clone(),
        }
    };
    Some(FixedFile { path: path.to_path_buf(), kept, changes: fixes.iter().rev().map(place).collect() })
}

/// Whether a text is still YAML; what its values mean is told by the next check.
fn is_yaml(path: &Path, text: &str) -> bool {
    let mut sources = SourceMap::default();
    let file = sources.add(path, text);
    let mut found = Diagnostics::default();
    yaml::parse(file, &sources, &mut found).is_some() && !found.has_errors()
}

/// `.baocao/truoc/2024-06-1a2b3c4d.yaml` beside `data/`: named by what is in it, so that nothing kept is lost.
fn kept_path(place: &DataPlace, text: &str) -> PathBuf {
    let root = if place.root().ends_with("data") { place.office() } else { place.root() };
    let hash = sha256(text.as_bytes());
    root.join(".baocao").join("truoc").join(format!("{}-{}.yaml", place.stem(), &hash[..8]))
}

fn stays(path: &Path) -> Diagnostic {
    let shown = path.display();
    Diagnostic::error(
        Code::OutputUnwritable,
        text!(
            "{shown} giữ nguyên: không sửa tự động được",
            "{shown} stays as it is: it cannot be corrected by itself"
        ),
    )
    .help(text!(
        "tệp vừa được chương trình khác ghi, hoặc sửa xong không còn là YAML: sửa tay theo gợi ý",
        "another program has written it, or it would be no YAML: correct it by hand"
    ))
}
