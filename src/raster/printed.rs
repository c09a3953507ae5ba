//! From the dots of a file to those that are printed.

use std::borrow::Cow;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType as PngFilter, PngEncoder};
use image::imageops::FilterType;
use image::{DynamicImage, ExtendedColorType, GrayImage, ImageEncoder, RgbImage};
use moxcms::{ColorProfile, Layout, TransformOptions};

use super::jpeg::JpegParts;
use super::{Decoded, RasterFormat, format};

/// A picture as it stands in the files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// How its dots are written.
    pub format: PrintedFormat,
    /// A whole file of that format: 8 bits a colour, not interlaced, without transparency.
    pub bytes: Vec<u8>,
    /// In dots.
    pub width: u32,
    /// In dots.
    pub height: u32,
    /// Shades of grey; else sRGB.
    pub is_grey: bool,
}

/// How the dots of a [`Printed`] are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrintedFormat {
    /// For photos.
    Jpeg,
    /// For drawings and screens, whose edges stay sharp.
    Png,
}

/// Of 100: no difference can be seen in print.
const JPEG_QUALITY: u8 = 85;

/// A PNG of more bytes is worth a look whether it is a photo.
const LARGE: usize = 100 * 1024;

/// The dots to be written, with nothing but shades of grey where all are such.
enum Dots {
    Grey(GrayImage),
    Colour(RgbImage),
}

/// `is_drawing`: whether it may be one, and is kept sharp then. `None` when a profile or an encoder refuses it.
pub(super) fn printed(decoded: Decoded, size: (u32, u32), may_be_drawing: bool) -> Option<Printed> {
    let dots = scaled(upright(decoded), size);
    if may_be_drawing {
        let png = dots.png()?;
        if png.len() <= LARGE {
            return Some(dots.printed(PrintedFormat::Png, png));
        }
        let jpeg = dots.jpeg()?;
        // Dots that differ from all around them are those of a photo.
        return Some(match png.len() > jpeg.len() * 3 {
            true => dots.printed(PrintedFormat::Jpeg, jpeg),
            false => dots.printed(PrintedFormat::Png, png),
        });
    }
    let jpeg = dots.jpeg()?;
    Some(dots.printed(PrintedFormat::Jpeg, jpeg))
}

/// The right way up, on white, in sRGB or grey, with 8 bits a colour.
fn upright(decoded: Decoded) -> Dots {
    let Decoded { mut image, orientation, profile } = decoded;
    image.apply_orientation(orientation);
    let has_colour = image.color().has_color();
    if image.color().has_alpha() {
        image = on_white(&image);
    }
    match has_colour {
        false => Dots::Grey(image.into_luma8()),
        true => {
            let colour = image.into_rgb8();
            Dots::Colour(match profile {
                Some(profile) => to_srgb(&colour, &profile).unwrap_or(colour),
                None => colour,
            })
        }
    }
}

fn on_white(image: &DynamicImage) -> DynamicImage {
    let mut out = RgbImage::new(image.width(), image.height());
    for (dot, own) in out.pixels_mut().zip(image.to_rgba8().pixels()) {
        let alpha = u16::from(own.0[3]);
        for (channel, value) in dot.0.iter_mut().zip(own.0) {
            *channel = ((u16::from(value) * alpha + 255 * (255 - alpha) + 127) / 255) as u8;
        }
    }
    out.into()
}

/// `None` when the profile is not one of colours, or makes no sense; the dots are then what they are.
fn to_srgb(colour: &RgbImage, profile: &[u8]) -> Option<RgbImage> {
    let from = ColorProfile::new_from_slice(profile).ok()?;
    let to = ColorProfile::new_srgb();
    let transform =
        from.create_transform_8bit(Layout::Rgb, &to, Layout::Rgb, TransformOptions::default()).ok()?;
    let mut out = vec![0; colour.as_raw().len()];
    transform.transform(colour.as_raw(), &mut out).ok()?;
    RgbImage::from_raw(colour.width(), colour.height(), out)
}

/// Through `DynamicImage`, whose methods are compiled once and well, with its crate.
fn scaled(dots: Dots, (width, height): (u32, u32)) -> Dots {
    let own = match &dots {
        Dots::Grey(image) => image.width(),
        Dots::Colour(image) => image.width(),
    };
    if own <= width {
        return dots;
    }
    // An average of what each dot covers; where that is hardly more than one, a kernel is sharper.
    let scale = |image: DynamicImage| match own >= width * 2 {
        true => image.thumbnail_exact(width, height),
        false => image.resize_exact(width, height, FilterType::CatmullRom),
    };
    match dots {
        Dots::Grey(image) => Dots::Grey(scale(image.into()).into_luma8()),
        Dots::Colour(image) => Dots::Colour(scale(image.into()).into_rgb8()),
    }
}

impl Dots {
    fn size(&self) -> (u32, u32) {
        match self {
            Dots::Grey(image) => image.dimensions(),
            Dots::Colour(image) => image.dimensions(),
        }
    }

    fn raw(&self) -> (Cow<'_, [u8]>, ExtendedColorType) {
        match self {
            Dots::Grey(image) => (image.as_raw().into(), ExtendedColorType::L8),
            Dots::Colour(image) => (image.as_raw().into(), ExtendedColorType::Rgb8),
        }
    }

    fn jpeg(&self) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        let ((width, height), (raw, kind)) = (self.size(), self.raw());
        JpegEncoder::new_with_quality(&mut out, JPEG_QUALITY).write_image(&raw, width, height, kind).ok()?;
        Some(out)
    }

    fn png(&self) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        let ((width, height), (raw, kind)) = (self.size(), self.raw());
        PngEncoder::new_with_quality(&mut out, CompressionType::Default, PngFilter::Adaptive)
            .write_image(&raw, width, height, kind)
            .ok()?;
        Some(out)
    }

    fn printed(&self, format: PrintedFormat, bytes: Vec<u8>) -> Printed {
        let (width, height) = self.size();
        Printed { format, bytes, width, height, is_grey: matches!(self, Dots::Grey(_)) }
    }
}

impl Printed {
    /// What was kept of a picture in a size. `None` when it is none.
    pub(super) fn kept(bytes: Vec<u8>, (width, height): (u32, u32)) -> Option<Self> {
        // The kind of colour stands at this place of a PNG; 0 is grey.
        const COLOUR_TYPE: usize = 25;
        let (format, is_grey) = match format(&bytes).ok()? {
            RasterFormat::Jpeg => (PrintedFormat::Jpeg, JpegParts::of(&bytes)?.components == 1),
            RasterFormat::Png => (PrintedFormat::Png, *bytes.get(COLOUR_TYPE)? == 0),
        };
        Some(Printed { format, bytes, width, height, is_grey })
    }

    /// The compressed dots of a PNG: what stands in its `IDAT` chunks. Empty for a JPEG.
    pub fn png_dots(&self) -> Vec<u8> {
        let mut dots = Vec::new();
        // The signature takes 8 bytes; a chunk has its length, its name, its data and a sum.
        let mut rest = self.bytes.get(8..).unwrap_or_default();
        while let (PrintedFormat::Png, Some((length, after))) = (self.format, rest.split_first_chunk::<4>()) {
            let length = u32::from_be_bytes(*length) as usize;
            let (Some(name), Some(data)) = (after.get(..4), after.get(4..4 + length)) else { break };
            if name == b"IDAT" {
                dots.extend_from_slice(data);
            }
            rest = after.get(8 + length..).unwrap_or_default();
        }
        dots
    }
}
