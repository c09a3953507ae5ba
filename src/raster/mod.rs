//! Pictures made of dots: PNG and JPEG files, brought to the size, way up and colours that they are printed in.
//!
//! A [`Raster`] is a file that was looked at; [`Raster::print`] makes of it what stands in the Word file and in the PDF.

mod jpeg;
mod printed;

use std::io::Cursor;
use std::sync::Arc;

use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageResult, Limits};

use crate::cache::Cache;
use crate::diag::{Text, text};
use crate::hash::sha256;
use crate::units::Length;
pub use printed::{Printed, PrintedFormat};

/// More dots are refused before any is decoded: 100 million take 400 MB of memory.
const MOST_DOTS: u64 = 100_000_000;

/// Dots an inch in print: more cannot be seen on an office's printer.
pub const PRINT_DPI: i64 = 200;

/// Dots an inch of a picture that is printed as large as it is: nothing is enlarged beyond.
pub const LEAST_DPI: i64 = 96;

/// A picture file: whole, as it was read, and what its head says.
#[derive(Clone)]
pub struct Raster {
    bytes: Vec<u8>,
    format: RasterFormat,
    /// Where what is printed of it is kept.
    cache: Option<Arc<dyn Cache>>,
    /// Hash of the file.
    pub digest: String,
    /// Width in dots, the right way up.
    pub width: u32,
    /// Height in dots, the right way up.
    pub height: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RasterFormat {
    Jpeg,
    Png,
}

/// Why a file cannot be printed as a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RasterError {
    /// A picture of another format, by its name.
    OtherFormat(&'static str),
    /// No picture that is known.
    NoPicture,
    /// More than 100 million dots.
    TooLarge,
    /// It ends too early, or its content makes no sense.
    Broken,
}

impl RasterError {
    /// What to tell the user, to stand behind a name, and what to do.
    pub fn message(self) -> (Text, Text) {
        let save = text!(
            "mở bằng phần mềm xem ảnh rồi lưu thành JPEG hoặc PNG",
            "open it in a picture viewer and save it as JPEG or PNG"
        );
        match self {
            RasterError::OtherFormat(name) => (text!("là ảnh {name}", "is a {name} picture"), save),
            RasterError::NoPicture => (text!("không phải là ảnh", "is no picture"), save),
            RasterError::TooLarge => (
                text!("có hơn 100 triệu điểm ảnh", "has more than 100 million dots"),
                text!("thu nhỏ ảnh", "make the picture smaller"),
            ),
            RasterError::Broken => (
                text!("là tệp ảnh hỏng hoặc chưa chép hết", "is broken, or was not copied whole"),
                text!("chép lại tệp gốc", "copy the original again"),
            ),
        }
    }
}

impl PartialEq for Raster {
    fn eq(&self, other: &Self) -> bool {
        self.digest == other.digest
    }
}

impl std::fmt::Debug for Raster {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Raster({}, {} x {})", self.digest, self.width, self.height)
    }
}

impl Raster {
    /// Looks at a file: its format, its size and whether it is whole.
    ///
    /// # Errors
    /// All of [`RasterError`]; faults between head and end are found when it is printed.
    pub fn read(bytes: Vec<u8>) -> Result<Self, RasterError> {
        let format = format(&bytes)?;
        if format == RasterFormat::Jpeg {
            jpeg::JpegParts::of(&bytes).ok_or(RasterError::Broken)?;
        }
        let (size, orientation) =
            decoder(format, &bytes).and_then(|decoder| decoder.head()).map_err(|_| RasterError::Broken)?;
        let (width, height) = if is_turned(orientation) { (size.1, size.0) } else { size };
        if width == 0 || height == 0 {
            return Err(RasterError::Broken);
        }
        if u64::from(width) * u64::from(height) > MOST_DOTS {
            return Err(RasterError::TooLarge);
        }
        let digest = sha256(&bytes);
        Ok(Raster { bytes, format, cache: None, digest, width, height })
    }

    /// The same picture; what is printed of it is kept in a cache.
    pub fn with_cache(self, cache: Option<Arc<dyn Cache>>) -> Self {
        Raster { cache, ..self }
    }

    /// How wide it is when nothing is enlarged.
    pub fn natural_width(&self) -> Length {
        Length::pt(72).scale(self.width.into(), LEAST_DPI)
    }

    /// The size in dots for a width in print: never more than it has.
    pub fn dots(&self, width: Length) -> (u32, u32) {
        let wanted = (width.to_emu() * PRINT_DPI / Length::pt(72).to_emu()).max(1);
        let columns = wanted.min(self.width.into());
        let rows = (i64::from(self.height) * columns + i64::from(self.width) / 2) / i64::from(self.width);
        (columns as u32, rows.max(1) as u32)
    }

    /// What is printed of it in a size in dots: upright, in shades of grey or in sRGB, on white, and nothing said of where and by whom
    /// it was taken. A JPEG that is so already is passed on as it is.
    ///
    /// # Errors
    /// [`RasterError::Broken`].
    pub fn print(&self, dots: (u32, u32)) -> Result<Printed, RasterError> {
        let Some(cache) = &self.cache else { return self.make(dots) };
        let key = format!("{} {} {dots:?}", env!("CARGO_PKG_VERSION"), self.digest);
        if let Some(printed) = cache.get(&key).and_then(|bytes| Printed::kept(bytes, dots)) {
            return Ok(printed);
        }
        let printed = self.make(dots)?;
        cache.keep(&key, &printed.bytes);
        Ok(printed)
    }

    fn make(&self, dots: (u32, u32)) -> Result<Printed, RasterError> {
        let decoded = decode(self.format, &self.bytes).map_err(|_| RasterError::Broken)?;
        let is_as_wanted = dots == (self.width, self.height) && decoded.is_plain();
        if is_as_wanted
            && self.format == RasterFormat::Jpeg
            && let Some(parts) = jpeg::JpegParts::of(&self.bytes).filter(|parts| parts.components != 4)
        {
            return Ok(Printed {
                format: PrintedFormat::Jpeg,
                bytes: parts.without_remarks(&self.bytes),
                width: self.width,
                height: self.height,
                is_grey: parts.components == 1,
            });
        }
        printed::printed(decoded, dots, self.format == RasterFormat::Png).ok_or(RasterError::Broken)
    }
}

/// By the first bytes, not by the name.
fn format(bytes: &[u8]) -> Result<RasterFormat, RasterError> {
    let at = |start: usize, sign: &[u8]| bytes.get(start..start + sign.len()) == Some(sign);
    if at(0, b"\xFF\xD8\xFF") {
        return Ok(RasterFormat::Jpeg);
    }
    if at(0, b"\x89PNG\r\n\x1A\n") {
        return Ok(RasterFormat::Png);
    }
    let brand = |brands: &[&[u8]]| at(4, b"ftyp") && brands.iter().any(|brand| at(8, brand));
    let others: [(bool, &'static str); 7] = [
        (brand(&[b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim"]), "HEIC"),
        (brand(&[b"avif", b"avis"]), "AVIF"),
        (at(0, b"RIFF") && at(8, b"WEBP"), "WebP"),
        (at(0, b"GIF8"), "GIF"),
        (at(0, b"BM"), "BMP"),
        (at(0, b"II*\0") || at(0, b"MM\0*"), "TIFF"),
        (at(0, b"<svg") || at(0, b"<?xml"), "SVG"),
    ];
    match others.iter().find(|(is_it, _)| *is_it) {
        Some((_, name)) => Err(RasterError::OtherFormat(name)),
        None => Err(RasterError::NoPicture),
    }
}

fn is_turned(orientation: Orientation) -> bool {
    use Orientation as O;
    matches!(orientation, O::Rotate90 | O::Rotate270 | O::Rotate90FlipH | O::Rotate270FlipH)
}

/// A picture that was decoded, and what its file says of how to show it.
struct Decoded {
    image: DynamicImage,
    orientation: Orientation,
    /// A profile of colours other than sRGB.
    profile: Option<Vec<u8>>,
}

impl Decoded {
    /// Whether nothing has to be done to show it.
    fn is_plain(&self) -> bool {
        self.orientation == Orientation::NoTransforms && self.profile.is_none()
    }
}

enum Decoder<'a> {
    Jpeg(JpegDecoder<Cursor<&'a [u8]>>),
    Png(Box<PngDecoder<Cursor<&'a [u8]>>>),
}

fn decoder(format: RasterFormat, bytes: &[u8]) -> ImageResult<Decoder<'_>> {
    Ok(match format {
        RasterFormat::Jpeg => Decoder::Jpeg(JpegDecoder::new(Cursor::new(bytes))?),
        RasterFormat::Png => {
            // What is told beside the dots may not take more memory than the dots.
            Decoder::Png(Box::new(PngDecoder::with_limits(Cursor::new(bytes), Limits::default())?))
        }
    })
}

impl Decoder<'_> {
    fn head(self) -> ImageResult<((u32, u32), Orientation)> {
        fn of(mut decoder: impl ImageDecoder) -> ImageResult<((u32, u32), Orientation)> {
            Ok((decoder.dimensions(), decoder.orientation()?))
        }
        match self {
            Decoder::Jpeg(decoder) => of(decoder),
            Decoder::Png(decoder) => of(*decoder),
        }
    }

    /// What the file says of how to show its dots: the way up, and a profile of colours other than sRGB.
    fn showing(self) -> ImageResult<(Orientation, Option<Vec<u8>>)> {
        fn of(mut decoder: impl ImageDecoder) -> ImageResult<(Orientation, Option<Vec<u8>>)> {
            let profile = decoder.icc_profile()?.filter(|profile| !is_srgb(profile));
            Ok((decoder.orientation()?, profile))
        }
        match self {
            Decoder::Jpeg(decoder) => of(decoder),
            Decoder::Png(decoder) => of(*decoder),
        }
    }
}

fn decode(format: RasterFormat, bytes: &[u8]) -> ImageResult<Decoded> {
    let (orientation, profile) = decoder(format, bytes)?.showing()?;
    let format = match format {
        RasterFormat::Jpeg => ImageFormat::Jpeg,
        RasterFormat::Png => ImageFormat::Png,
    };
    // This function is compiled with its crate, where the decoders are fast in every build.
    let image = image::load_from_memory_with_format(bytes, format)?;
    Ok(Decoded { image, orientation, profile })
}

/// Whether a profile says of itself that it is sRGB, as that of nearly every camera and screen does.
fn is_srgb(profile: &[u8]) -> bool {
    let has = |name: &[u8]| profile.windows(name.len()).any(|window| window == name);
    has(b"sRGB") || has(b"s\0R\0G\0B")
}

#[cfg(test)]
mod tests;
