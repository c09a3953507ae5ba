//! Pictures: files of the package, each once, and where they stand in the text.

use std::io::{self, Write};
use std::sync::Arc;

use super::body::Body;
use super::xml::XmlWriter;
use crate::arrangement::{ArrangedPicture, Arrangement};
use crate::raster::{Printed, PrintedFormat};
use crate::units::Length;

const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";
const PLACING: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";

/// The pictures of a document, each once.
#[derive(Debug, Default)]
pub(super) struct Media {
    all: Vec<Arc<Printed>>,
}

impl Media {
    pub(super) fn of(arrangement: &Arrangement<'_>) -> Self {
        let mut all: Vec<Arc<Printed>> = Vec::new();
        arrangement.for_each_picture(&mut |picture| {
            if !all.iter().any(|known| Arc::ptr_eq(known, &picture.printed)) {
                all.push(Arc::clone(&picture.printed));
            }
        });
        Media { all }
    }

    /// Each picture with its name in the folder `word`.
    pub(super) fn files(&self) -> impl Iterator<Item = (String, &Printed)> {
        self.all.iter().enumerate().map(|(index, printed)| (name(index, printed), &**printed))
    }

    /// The endings of their names, and the types of content that go with them.
    pub(super) fn types(&self) -> String {
        [(PrintedFormat::Jpeg, "jpeg"), (PrintedFormat::Png, "png")]
            .into_iter()
            .filter(|(format, _)| self.all.iter().any(|printed| printed.format == *format))
            .map(|(_, ending)| format!("<Default Extension=\"{ending}\" ContentType=\"image/{ending}\"/>"))
            .collect()
    }

    /// Relationships of the document.
    pub(super) fn relationships(&self) -> String {
        let relationship = |(index, (name, _)): (usize, (String, &Printed))| {
            let id = id(index);
            format!(
                "<Relationship Id=\"{id}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image\" Target=\"{name}\"/>"
            )
        };
        self.files().enumerate().map(relationship).collect()
    }

    fn id_of(&self, printed: &Arc<Printed>) -> String {
        id(self.all.iter().position(|known| Arc::ptr_eq(known, printed)).unwrap_or_default())
    }
}

fn id(index: usize) -> String {
    format!("rIdPicture{}", index + 1)
}

fn name(index: usize, printed: &Printed) -> String {
    let ending = match printed.format {
        PrintedFormat::Jpeg => "jpeg",
        PrintedFormat::Png => "png",
    };
    format!("media/anh{}.{ending}", index + 1)
}

impl<W: Write> Body<'_, W> {
    /// A picture in a line of its own.
    pub(super) fn picture(&mut self, picture: &ArrangedPicture, keep: bool) -> io::Result<()> {
        let Some(media) = self.media else { return Ok(()) };
        self.begin_paragraph(picture.style, picture.keep_with_next || keep)?;
        let id = media.id_of(&picture.printed);
        let size = [("cx", picture.width.to_emu().to_string()), ("cy", picture.height.to_emu().to_string())];
        let size = size.each_ref().map(|(name, value)| (*name, value.as_str()));
        let number = (self.drawn + 1).to_string();
        let what = [("id", number.as_str()), ("name", "Ảnh"), ("descr", &picture.description)];
        self.inline(("Ảnh", &picture.description), (picture.width, picture.height), PICTURE, |xml| {
            xml.open("pic:pic", &[("xmlns:pic", PICTURE)])?;
            xml.open("pic:nvPicPr", &[])?;
            xml.empty("pic:cNvPr", &what)?;
            xml.raw("<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>")?;
            xml.empty("a:blip", &[("r:embed", id.as_str())])?;
            xml.raw("<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/>")?;
            xml.empty("a:ext", &size)?;
            xml.raw("</a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr>")?;
            xml.close("pic:pic")
        })?;
        self.xml.close("w:p")
    }

    /// A run with something drawn, by its name and its description, in a size; `content` is of the kind `uri`.
    pub(super) fn inline(
        &mut self,
        (name, description): (&str, &str),
        (width, height): (Length, Length),
        uri: &str,
        content: impl FnOnce(&mut XmlWriter<W>) -> io::Result<()>,
    ) -> io::Result<()> {
        self.drawn += 1;
        let number = self.drawn.to_string();
        let (width, height) = (width.to_emu().to_string(), height.to_emu().to_string());
        let name = format!("{name} {number}");
        let near = ["distT", "distB", "distL", "distR"].map(|side| (side, "0"));
        let xml = &mut self.xml;
        xml.raw("<w:r><w:drawing>")?;
        xml.open("wp:inline", &[&[("xmlns:wp", PLACING)][..], &near].concat())?;
        xml.empty("wp:extent", &[("cx", &width), ("cy", &height)])?;
        xml.empty("wp:docPr", &[("id", &number), ("name", &name), ("descr", description)])?;
        xml.open("wp:cNvGraphicFramePr", &[])?;
        xml.empty("a:graphicFrameLocks", &[("xmlns:a", DRAWING), ("noChangeAspect", "1")])?;
        xml.close("wp:cNvGraphicFramePr")?;
        xml.open("a:graphic", &[("xmlns:a", DRAWING)])?;
        xml.open("a:graphicData", &[("uri", uri)])?;
        content(xml)?;
        for element in ["a:graphicData", "a:graphic", "wp:inline"] {
            xml.close(element)?;
        }
        xml.raw("</w:drawing></w:r>")
    }
}
