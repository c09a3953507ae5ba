//! The parts of a JPEG file (ITU-T T.81, Annex B), as far as they have to be known to pass it on.

use std::ops::Range;

/// What of a file is the picture.
#[derive(Debug)]
pub(super) struct JpegParts {
    /// Shades of grey (1), colours (3), or the inks of a print shop (4).
    pub components: u8,
    /// What has to stay, in order: all but remarks such as where the picture was taken.
    kept: Vec<Range<usize>>,
}

const START: u8 = 0xD8;
const END: u8 = 0xD9;
const SCAN: u8 = 0xDA;
const JFIF: u8 = 0xE0;
const ADOBE: u8 = 0xEE;
const COMMENT: u8 = 0xFE;

impl JpegParts {
    /// `None` when the file does not end as one does.
    pub(super) fn of(bytes: &[u8]) -> Option<Self> {
        let first = Range { start: 0, end: 2 };
        let mut parts = JpegParts { components: 0, kept: vec![first] };
        let mut at = 2;
        loop {
            at += bytes[at..].iter().position(|byte| *byte == 0xFF)?;
            let start = at;
            at += bytes[at..].iter().position(|byte| *byte != 0xFF)?;
            let marker = bytes[at];
            at += 1;
            match marker {
                END => {
                    parts.kept.push(start..at);
                    return (parts.components > 0).then_some(parts);
                }
                0x00 | 0x01 | 0xD0..=START => continue,
                _ => {}
            }
            let length = usize::from(u16::from_be_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]));
            let segment = bytes.get(at..at + length).filter(|segment| segment.len() >= 2)?;
            if is_frame(marker) {
                parts.components = *segment.get(7)?;
            }
            at += length;
            if marker == SCAN {
                let end = end_of_scan(bytes, at)?;
                parts.kept.push(start..end);
                at = end;
            } else if !is_remark(marker, segment) {
                parts.kept.push(start..at);
            }
        }
    }

    /// The file without remarks, and without what some cameras hang behind its end.
    pub(super) fn without_remarks(&self, bytes: &[u8]) -> Vec<u8> {
        self.kept.iter().flat_map(|range| &bytes[range.clone()]).copied().collect()
    }
}

/// Start of a frame, which says the size and the number of components.
const fn is_frame(marker: u8) -> bool {
    matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC)
}

/// What the picture is shown the same without. Small copies of it are such, which may still show what was cut off.
fn is_remark(marker: u8, segment: &[u8]) -> bool {
    match marker {
        // Behind length, name, version and density: width and height of a small copy.
        JFIF => !segment[2..].starts_with(b"JFIF\0") || segment.get(14..16) != Some(&[0, 0]),
        ADOBE => false,
        _ => matches!(marker, 0xE0..=0xEF | COMMENT),
    }
}

/// Where the coded dots end: at a marker that is neither stuffing nor a restart.
fn end_of_scan(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == 0xFF)?;
        match bytes.get(at + 1)? {
            0x00 | 0xD0..=0xD7 => at += 2,
            0xFF => at += 1,
            _ => return Some(at),
        }
    }
}
