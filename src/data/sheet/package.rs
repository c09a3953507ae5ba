//! Parts of a workbook that is a ZIP file of XML.

use std::io::{Cursor, Read};

use quick_xml::events::BytesStart;
use zip::ZipArchive;

pub(super) type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// A part unpacks to no more than this: a sheet of 100,000 rows takes some 60 MB.
const LARGEST_PART: u64 = 160 * 1024 * 1024;
/// The texts of a workbook, each of which takes room of its own when it is read.
const LARGEST_TEXTS: u64 = 48 * 1024 * 1024;
/// Deflate makes at most so much of a byte.
const MOST_OF_A_BYTE: u64 = 1_032;

/// Refuses a package that unpacks to more than any workbook holds: a few hundred kilobytes can stand for gigabytes. What a package
/// says of its sizes is not believed.
pub(super) fn check_sizes(bytes: &[u8]) -> Result<(), String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    for index in 0..archive.len() {
        let file = archive.by_index(index).map_err(|error| error.to_string())?;
        let name = file.name().map_err(|error| error.to_string())?.into_owned();
        let largest = if name.ends_with("sharedStrings.xml") { LARGEST_TEXTS } else { LARGEST_PART };
        let is_small = file.compressed_size().saturating_mul(MOST_OF_A_BYTE) <= largest;
        let unpacked = match is_small {
            true => 0,
            false if file.size() > largest => file.size(),
            false => std::io::copy(&mut file.take(largest + 1), &mut std::io::sink())
                .map_err(|error| error.to_string())?,
        };
        if unpacked > largest {
            return Err(format!("{name} > {} MB", largest / 1024 / 1024));
        }
    }
    Ok(())
}

/// A part of the package as text; one that unpacks to too much is refused.
pub(super) fn part(archive: &mut Archive<'_>, name: &str) -> Result<String, String> {
    let file = archive.by_name(name).map_err(|error| error.to_string())?;
    let mut text = String::new();
    file.take(LARGEST_PART).read_to_string(&mut text).map_err(|error| error.to_string())?;
    if text.len() as u64 == LARGEST_PART {
        return Err(format!("{name} > {} MB", LARGEST_PART / 1024 / 1024));
    }
    Ok(text)
}

/// An attribute by its name without prefix.
pub(super) fn attribute(element: &BytesStart<'_>, name: &[u8]) -> Option<String> {
    let mut attributes = element.attributes().flatten();
    let found = attributes.find(|attribute| attribute.key.local_name().as_ref().as_bytes() == name)?;
    quick_xml::escape::unescape(&found.value).ok().map(|value| value.into_owned())
}
