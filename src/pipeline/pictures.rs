//! The picture files of a report: beside its data, or in its template.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diag::{Text, closest, text};
use crate::names::safe_path;
use crate::raster::Raster;
use crate::world::{ReadError, World};

use super::place::DataPlace;

/// The pictures that a report has opened, each read once.
pub(super) struct PictureShelf<'a> {
    world: &'a dyn World,
    place: &'a DataPlace,
    /// The template's folder, and its name.
    template: PathBuf,
    id: &'a str,
    opened: RefCell<BTreeMap<String, OpenedPicture>>,
}

struct OpenedPicture {
    /// The name of the file among the report's inputs, and where it lies.
    input: Option<(String, PathBuf)>,
    raster: Result<Arc<Raster>, (Text, Text)>,
}

impl<'a> PictureShelf<'a> {
    pub(super) fn new(world: &'a dyn World, place: &'a DataPlace, templates: &Path, id: &'a str) -> Self {
        PictureShelf { world, place, template: templates.join(id), id, opened: RefCell::default() }
    }

    /// The picture of a name, as it is written in a template or in the data.
    pub(super) fn open(&self, name: &str) -> Result<Arc<Raster>, (Text, Text)> {
        let mut opened = self.opened.borrow_mut();
        opened.entry(name.to_string()).or_insert_with(|| self.read(name)).raster.clone()
    }

    /// The files that were opened, with the names that they have among the report's inputs.
    pub(super) fn files(self) -> Vec<(String, PathBuf)> {
        self.opened.into_inner().into_values().filter_map(|opened| opened.input).collect()
    }

    fn read(&self, name: &str) -> OpenedPicture {
        let Some(inside) = safe_path(name) else {
            return OpenedPicture { input: None, raster: Err((outside(name), self.help(name))) };
        };
        for (folder, of_template) in [(self.place.folder(), false), (self.template.as_path(), true)] {
            let path = folder.join(&inside);
            let read = match self.world.read(&path) {
                Err(ReadError::NotFound) => continue,
                read => read,
            };
            let raster = match read {
                Ok(bytes) => match Raster::read(bytes) {
                    Ok(raster) => Ok(Arc::new(raster.with_cache(self.world.cache()))),
                    Err(error) => {
                        let (what, help) = error.message();
                        Err((named(name, what), help))
                    }
                },
                Err(error) => Err((named(name, error.message()), self.help(name))),
            };
            let input = match of_template {
                true => format!("templates/{}/{name}", self.id),
                false => self.place.name_of(&path),
            };
            return OpenedPicture { input: Some((input, path)), raster };
        }
        let missing = text!("không có tệp ảnh “{name}”", "there is no picture file “{name}”");
        OpenedPicture { input: None, raster: Err((missing, self.help(name))) }
    }

    /// Where pictures are looked for, and a file that may be meant.
    fn help(&self, name: &str) -> Text {
        let folders = [self.place.folder(), self.template.as_path()];
        let [data, template] = folders.map(|folder| folder.display().to_string().replace('\\', "/"));
        let inside = Path::new(name);
        let near = folders.iter().flat_map(|folder| {
            let listed = self.world.list(&folder.join(inside.parent().unwrap_or(Path::new(""))));
            let names = listed.unwrap_or_default().into_iter();
            names.filter_map(|path| path.file_name().map(|name| name.to_string_lossy().into_owned()))
        });
        let near: Vec<String> = near.collect();
        let wanted = inside.file_name().unwrap_or_default().to_string_lossy();
        match closest(&wanted, near.iter().map(String::as_str)) {
            Some(like) => text!(
                "có phải là “{like}” không? Ảnh đặt trong {data} hoặc {template}",
                "did you mean “{like}”? Pictures lie in {data} or {template}"
            ),
            None => text!(
                "đặt ảnh trong {data} hoặc {template}, tên ghi từ đó",
                "put the picture into {data} or {template}, and name it from there"
            ),
        }
    }
}

fn named(name: &str, what: Text) -> Text {
    let (vi, en) = (what.vi, what.en);
    text!("tệp “{name}” {vi}", "the file “{name}” {en}")
}

fn outside(name: &str) -> Text {
    text!("tên tệp ảnh “{name}” không dùng được", "the name “{name}” of a picture file cannot be used")
}
