//! Pictures of dots: image XObjects (ISO 32000-1, 8.9.5), each once however often it stands in the report.

use std::sync::Arc;

use lopdf::{Dictionary, Document as Objects, Object, Stream};

use crate::layout::PagedDocument;
use crate::raster::{Printed, PrintedFormat};

/// The pictures of a document, each once.
#[derive(Debug)]
pub(super) struct PictureObjects<'a> {
    all: Vec<&'a Arc<Printed>>,
}

impl<'a> PictureObjects<'a> {
    pub(super) fn of(pages: &'a PagedDocument) -> Self {
        let mut all: Vec<&Arc<Printed>> = Vec::new();
        for picture in pages.pages.iter().flat_map(|page| &page.pictures) {
            if !all.iter().any(|known| Arc::ptr_eq(known, &picture.printed)) {
                all.push(&picture.printed);
            }
        }
        PictureObjects { all }
    }

    /// The name of a picture among the resources of the pages.
    pub(super) fn name(&self, printed: &Arc<Printed>) -> String {
        let index = self.all.iter().position(|known| Arc::ptr_eq(known, printed)).unwrap_or_default();
        format!("Im{}", index + 1)
    }

    /// Adds the objects; the dictionary names them. `None` when there are none.
    pub(super) fn add_to(&self, pdf: &mut Objects) -> Option<Dictionary> {
        let mut names = Dictionary::new();
        for printed in &self.all {
            names.set(self.name(printed), pdf.add_object(stream(printed)));
        }
        (!self.all.is_empty()).then_some(names)
    }
}

fn stream(printed: &Printed) -> Stream {
    let mut dictionary = Dictionary::new();
    dictionary.set("Type", "XObject");
    dictionary.set("Subtype", "Image");
    dictionary.set("Width", i64::from(printed.width));
    dictionary.set("Height", i64::from(printed.height));
    dictionary.set("BitsPerComponent", 8);
    dictionary.set("ColorSpace", if printed.is_grey { "DeviceGray" } else { "DeviceRGB" });
    let content = match printed.format {
        PrintedFormat::Jpeg => {
            dictionary.set("Filter", "DCTDecode");
            printed.bytes.clone()
        }
        PrintedFormat::Png => {
            let mut parameters = Dictionary::new();
            // Each line says how it was predicted, as PNG has it (7.4.4.4).
            parameters.set("Predictor", 15);
            parameters.set("Colors", if printed.is_grey { 1 } else { 3 });
            parameters.set("BitsPerComponent", 8);
            parameters.set("Columns", i64::from(printed.width));
            dictionary.set("Filter", "FlateDecode");
            dictionary.set("DecodeParms", Object::Dictionary(parameters));
            printed.png_dots()
        }
    };
    let mut stream = Stream::new(dictionary, content);
    stream.allows_compression = false;
    stream
}
