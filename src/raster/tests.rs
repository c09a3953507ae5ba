use image::{ImageBuffer, Luma, Rgb, Rgba};

use super::*;

fn png(image: &DynamicImage) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, ImageFormat::Png).expect("a PNG");
    bytes.into_inner()
}

fn jpeg(image: &DynamicImage) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, ImageFormat::Jpeg).expect("a JPEG");
    bytes.into_inner()
}

/// Red on the left, blue on the right.
fn two_colours(width: u32, height: u32) -> DynamicImage {
    let image = ImageBuffer::from_fn(width, height, |x, _| {
        if x < width / 2 { Rgb([200_u8, 0, 0]) } else { Rgb([0, 0, 200]) }
    });
    DynamicImage::ImageRgb8(image)
}

/// A photo's remarks: the way it was held, and where.
fn with_orientation(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
    exif.extend_from_slice(b"GPS 11.5N 108.9E");
    let length = (exif.len() as u16 + 2).to_be_bytes();
    [&jpeg[..2], &[0xFF, 0xE1], &length, &exif, &jpeg[2..]].concat()
}

fn shown(printed: &Printed) -> DynamicImage {
    image::load_from_memory(&printed.bytes).expect("a picture")
}

#[test]
fn a_small_photo_is_passed_on_without_its_remarks() {
    let plain = jpeg(&two_colours(64, 32));
    let raster = Raster::read(with_orientation(&plain, 1)).expect("a picture");
    let printed = raster.print((64, 32)).expect("printed");
    assert_eq!((printed.bytes, printed.format), (plain.clone(), PrintedFormat::Jpeg));
    // What hangs behind the end is dropped.
    let longer = [plain.as_slice(), b"and a film"].concat();
    assert_eq!(Raster::read(longer).expect("a picture").print((64, 32)).expect("printed").bytes, plain);
}

#[test]
fn a_photo_is_turned_the_right_way_up() {
    // 6: the camera was turned; the left of what it saw is the top.
    let raster = Raster::read(with_orientation(&jpeg(&two_colours(64, 32)), 6)).expect("a picture");
    assert_eq!((raster.width, raster.height), (32, 64));
    let printed = raster.print((32, 64)).expect("printed");
    assert!(!printed.bytes.windows(3).any(|window| window == b"GPS"));
    let image = shown(&printed).into_rgb8();
    assert_eq!(image.dimensions(), (32, 64));
    assert!(image.get_pixel(16, 5).0[0] > 150 && image.get_pixel(16, 60).0[2] > 150);
}

#[test]
fn a_large_photo_is_made_small_and_a_small_one_never_large() {
    let raster = Raster::read(jpeg(&two_colours(1200, 600))).expect("a picture");
    // 3 inches wide: 600 dots.
    assert_eq!(raster.dots(Length::pt(216)), (600, 300));
    let printed = raster.print((600, 300)).expect("printed");
    assert_eq!((printed.width, printed.height, shown(&printed).width()), (600, 300, 600));
    let small = Raster::read(png(&two_colours(30, 20))).expect("a picture");
    assert_eq!(small.dots(Length::pt(216)), (30, 20));
    assert_eq!(small.natural_width(), Length::pt(72).scale(30, 96));
}

#[test]
fn drawings_stay_sharp_and_photos_in_png_become_small() {
    let drawing = Raster::read(png(&two_colours(1600, 1200))).expect("a picture");
    let printed = drawing.print(drawing.dots(Length::pt(400))).expect("printed");
    assert_eq!(printed.format, PrintedFormat::Png);
    assert!(!printed.png_dots().is_empty());
    let mut seed = 1_u32;
    let noise = ImageBuffer::from_fn(900, 900, |x, y| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let soft = ((x + y) / 8) as u8;
        Rgb([soft, soft.wrapping_add((seed >> 28) as u8), soft])
    });
    let photo = Raster::read(png(&DynamicImage::ImageRgb8(noise))).expect("a picture");
    assert_eq!(photo.print((900, 900)).expect("printed").format, PrintedFormat::Jpeg);
}

#[test]
fn every_kind_of_dots_becomes_grey_or_colour_of_8_bits() {
    let kinds: [(DynamicImage, bool, [u8; 3]); 5] = [
        (DynamicImage::ImageLuma8(ImageBuffer::from_pixel(9, 7, Luma([90]))), true, [90; 3]),
        (DynamicImage::ImageLuma16(ImageBuffer::from_pixel(9, 7, Luma([90 * 257]))), true, [90; 3]),
        (
            DynamicImage::ImageRgb16(ImageBuffer::from_pixel(9, 7, Rgb([257 * 10, 257 * 20, 257 * 30]))),
            false,
            [10, 20, 30],
        ),
        (DynamicImage::ImageRgba8(ImageBuffer::from_pixel(9, 7, Rgba([0, 0, 0, 0]))), false, [255; 3]),
        (
            DynamicImage::ImageRgba8(ImageBuffer::from_pixel(9, 7, Rgba([0, 100, 0, 128]))),
            false,
            [127, 177, 127],
        ),
    ];
    for (image, is_grey, wanted) in kinds {
        let printed = Raster::read(png(&image)).expect("a picture").print((9, 7)).expect("printed");
        assert_eq!(printed.is_grey, is_grey);
        assert_eq!(shown(&printed).into_rgb8().get_pixel(4, 3).0, wanted);
    }
}

#[test]
fn colours_of_another_profile_become_those_of_the_screen() {
    let profile = moxcms::ColorProfile::new_adobe_rgb().encode().expect("a profile");
    let image = DynamicImage::ImageRgb8(ImageBuffer::from_pixel(8, 8, Rgb([100_u8, 180, 100])));
    let mut bytes = Vec::new();
    let mut encoder = image::codecs::png::PngEncoder::new(&mut bytes);
    image::ImageEncoder::set_icc_profile(&mut encoder, profile).expect("taken");
    image.write_with_encoder(encoder).expect("a PNG");
    let printed = Raster::read(bytes).expect("a picture").print((8, 8)).expect("printed");
    let dot = shown(&printed).into_rgb8().get_pixel(4, 4).0;
    assert!(dot[0] < 80 && dot[1] > 175, "{dot:?}");
}

#[test]
fn what_cannot_be_printed_says_why() {
    let whole = jpeg(&two_colours(64, 32));
    let drawing = png(&two_colours(64, 32));
    for (bytes, error) in [
        (b"\0\0\0\x18ftypheic\0\0".to_vec(), RasterError::OtherFormat("HEIC")),
        (b"RIFF\0\0\0\0WEBPVP8 ".to_vec(), RasterError::OtherFormat("WebP")),
        (b"GIF89a".to_vec(), RasterError::OtherFormat("GIF")),
        (b"BM1234".to_vec(), RasterError::OtherFormat("BMP")),
        (b"<svg xmlns".to_vec(), RasterError::OtherFormat("SVG")),
        (Vec::new(), RasterError::NoPicture),
        (b"mau: t".to_vec(), RasterError::NoPicture),
        (whole[..whole.len() / 2].to_vec(), RasterError::Broken),
        (drawing[..20].to_vec(), RasterError::Broken),
        (b"\xFF\xD8\xFF".to_vec(), RasterError::Broken),
    ] {
        assert_eq!(Raster::read(bytes).err(), Some(error));
    }
    let cut = Raster::read(drawing[..drawing.len() - 30].to_vec());
    assert!(cut.and_then(|raster| raster.print((64, 32))).is_err());
}

#[test]
fn a_bomb_is_refused_before_it_is_decoded() {
    let mut bytes = png(&two_colours(4, 4));
    // Width and height stand behind the name of the first chunk.
    bytes[16..24].copy_from_slice(&[0, 0, 0xFF, 0xFF, 0, 0, 0xFF, 0xFF]);
    let sum = crc32(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&sum.to_be_bytes());
    assert_eq!(Raster::read(bytes).err(), Some(RasterError::TooLarge));
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ if sum & 1 == 1 { 0xEDB8_8320 } else { 0 })
    })
}

#[derive(Default)]
struct MemoryCache(std::sync::Mutex<Vec<(String, Vec<u8>)>>);

impl Cache for MemoryCache {
    fn get(&self, key: &str) -> Option<Vec<u8>> {
        let kept = self.0.lock().expect("sound");
        kept.iter().find(|(own, _)| own == key).map(|(_, bytes)| bytes.clone())
    }

    fn keep(&self, key: &str, bytes: &[u8]) {
        self.0.lock().expect("sound").push((key.to_string(), bytes.to_vec()));
    }
}

#[test]
fn what_comes_from_the_cache_is_what_was_made() {
    let grey = DynamicImage::ImageLuma8(ImageBuffer::from_pixel(300, 200, Luma([90])));
    for (bytes, sizes) in [
        (png(&two_colours(300, 200)), [(300, 200), (30, 20)]),
        (jpeg(&two_colours(300, 200)), [(300, 200), (30, 20)]),
        (png(&grey), [(300, 200), (30, 20)]),
        (jpeg(&grey), [(300, 200), (30, 20)]),
    ] {
        let cache = Arc::new(MemoryCache::default());
        let raster = Raster::read(bytes.clone()).expect("a picture").with_cache(Some(cache.clone()));
        let plain = Raster::read(bytes).expect("a picture");
        for size in sizes {
            let (first, again) = (raster.print(size), raster.print(size));
            assert_eq!(first, again);
            assert_eq!(first, plain.print(size));
        }
        assert_eq!(cache.0.lock().expect("sound").len(), 2);
    }
}
