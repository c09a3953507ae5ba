//! Parts of a workbook that is a ZIP file of XML.

use std::io::{Cursor, Read};

use quick_xml::events::BytesStart;
use zip::ZipArchive;

use crate::world::MAX_FILE_BYTES;

pub(super) type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// A part of the package as text; one that unpacks to more than any file may hold is refused.
pub(super) fn part(archive: &mut Archive<'_>, name: &str) -> Result<String, String> {
    let file = archive.by_name(name).map_err(|error| error.to_string())?;
    let mut text = String::new();
    let most = MAX_FILE_BYTES.saturating_mul(20);
    file.take(most).read_to_string(&mut text).map_err(|error| error.to_string())?;
    if text.len() as u64 == most {
        return Err("too large".to_string());
    }
    Ok(text)
}

/// An attribute by its name without prefix.
pub(super) fn attribute(element: &BytesStart<'_>, name: &[u8]) -> Option<String> {
    let mut attributes = element.attributes().flatten();
    let found = attributes.find(|attribute| attribute.key.local_name().as_ref().as_bytes() == name)?;
    quick_xml::escape::unescape(&found.value).ok().map(|value| value.into_owned())
}
