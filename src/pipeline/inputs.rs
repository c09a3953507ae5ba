//! The files that a report was made from, under the names that they have in an office's folder. What is stored with an
//! issued report or inside its PDF renders to the same bytes again.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::Draft;
use super::place::DataPlace;
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::hash::sha256;
use crate::template::SHARED;
use crate::world::World;

/// Where the inputs of a report lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputPaths {
    /// The period's file.
    pub data: PathBuf,
    /// The spreadsheets and files of earlier periods that it takes figures from, in its folder or below.
    pub others: Vec<PathBuf>,
    /// Its pictures, each with the name that it has below.
    pub pictures: Vec<(String, PathBuf)>,
    /// The office's defaults, as many files as there are.
    pub office: Vec<PathBuf>,
    /// The folder of templates.
    pub templates: PathBuf,
    /// The template in it.
    pub id: String,
    /// Where the period's file lies in its office.
    pub place: DataPlace,
}

/// One input file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Relative, with forward slashes: `data/2024-06.yaml`, `templates/de-an-06/bao-cao.md`.
    pub name: String,
    /// The file as it was read.
    pub bytes: Vec<u8>,
}

/// Name of the list of the inputs that is stored beside them.
pub const MANIFEST: &str = "baocao.json";

/// Reads all inputs: the period's file, the office's defaults, the template's folder and what templates share.
pub fn collect(world: &dyn World, paths: &InputPaths, found: &mut Diagnostics) -> Option<Vec<Input>> {
    let mut wanted: Vec<(String, PathBuf)> = Vec::new();
    for path in [&paths.data].into_iter().chain(&paths.others).chain(&paths.office) {
        wanted.push((paths.place.name_of(path), path.clone()));
    }
    wanted.extend(paths.pictures.iter().cloned());
    for folder in [paths.id.as_str(), SHARED] {
        for path in world.list(&paths.templates.join(folder)).unwrap_or_default() {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            // Editors leave hidden files and backups behind; they are no part of a template.
            if !name.starts_with('.') && !name.ends_with('~') {
                wanted.push((format!("templates/{folder}/{name}"), path));
            }
        }
    }
    let mut inputs = Vec::with_capacity(wanted.len());
    for (name, path) in wanted {
        match world.read(&path) {
            Ok(bytes) => inputs.push(Input { name, bytes }),
            Err(error) => {
                let (shown, why) = (path.display(), error.message());
                let (vi, en) = (why.vi, why.en);
                found.push(Diagnostic::error(
                    Code::FileUnreadable,
                    text!("không đọc được {shown}: {vi}", "cannot read {shown}: {en}"),
                ));
            }
        }
    }
    inputs.sort_by(|a, b| a.name.cmp(&b.name));
    inputs.dedup_by(|a, b| a.name == b.name);
    (!found.has_errors()).then_some(inputs)
}

/// The inputs, and what the checks compare them with: the office's glossary and the file of the period before, when there are
/// any.
pub fn collect_with_compared(
    world: &dyn World,
    draft: &Draft,
    found: &mut Diagnostics,
) -> Option<Vec<Input>> {
    let report = draft.report();
    let mut inputs = collect(world, &report.inputs, found)?;
    let place = &report.inputs.place;
    for path in [Some(place.glossary()), draft.previous_path().map(Path::to_path_buf)].into_iter().flatten() {
        if let Ok(bytes) = world.read(&path) {
            inputs.push(Input { name: place.name_of(&path), bytes });
        }
    }
    inputs.sort_by(|a, b| a.name.cmp(&b.name));
    inputs.dedup_by(|a, b| a.name == b.name);
    Some(inputs)
}

/// A list of the inputs with their hashes, and the arguments that render them again.
pub fn manifest(inputs: &[Input], arguments: &[String]) -> Input {
    let files: Vec<_> = inputs
        .iter()
        .map(
            |input| json!({ "name": input.name, "bytes": input.bytes.len(), "sha256": sha256(&input.bytes) }),
        )
        .collect();
    let manifest = json!({
        "engine": concat!("baocao ", env!("CARGO_PKG_VERSION")),
        "arguments": arguments,
        "files": files,
    });
    Input { name: MANIFEST.to_string(), bytes: format!("{manifest:#}\n").into_bytes() }
}
