//! One page as a content stream: texts in reading order, each inside the mark of its structure node, then the lines.
//!
//! The operators are written here and not through printpdf's: a report is mostly text, and a tree of operations with a
//! string for each letter took half of the time of a run.

use std::io::Write;

use super::fonts::{Embedded, EmbeddedFont, ShownGlyph};
use super::links::{self, LinkArea};
use super::pictures::PictureObjects;
use super::tags::type_name;
use crate::arrangement::Ink;
use crate::arrangement::structure::{NodeId, Structure};
use crate::chart::Shape;
use crate::font::FontSet;
use crate::layout::{Direction, Page, PlacedRule, PlacedText};
use crate::units::Length;

/// A content stream, and the node of each of its marks, by MCID.
#[derive(Debug, Default)]
pub(super) struct PageContent {
    pub stream: Vec<u8>,
    pub marks: Vec<NodeId>,
    /// Its links, a line each.
    pub links: Vec<LinkArea>,
}

pub(super) fn content(
    page: &Page,
    structure: &Structure,
    embedded: &Embedded,
    pictures: &PictureObjects<'_>,
    fonts: &FontSet,
) -> PageContent {
    let mut writer =
        ContentWriter { page, structure, out: Vec::with_capacity(8192), marks: Vec::new(), ink: Ink::Black };
    writer.shapes();
    writer.texts(embedded, fonts);
    writer.pictures(pictures);
    writer.rules();
    PageContent { stream: writer.out, marks: writer.marks, links: links::areas(page, structure, fonts) }
}

struct ContentWriter<'a> {
    page: &'a Page,
    structure: &'a Structure,
    out: Vec<u8>,
    marks: Vec<NodeId>,
    ink: Ink,
}

impl ContentWriter<'_> {
    fn texts(&mut self, embedded: &Embedded, fonts: &FontSet) {
        self.put("BT\n");
        let mut set = None;
        // The node of the open mark: outside, of an artifact, or of a node.
        let mut open: Option<Option<NodeId>> = None;
        for text in &self.page.texts {
            let Some(font) = embedded.get(text.emphasis) else { continue };
            if open != Some(text.node) {
                if open.is_some() {
                    self.put("EMC\n");
                }
                self.open_mark(text.node);
                open = Some(text.node);
            }
            self.set_ink(text.ink, "rg");
            if set != Some((text.emphasis, text.size)) {
                set = Some((text.emphasis, text.size));
                self.put("/");
                self.put(&font.id.0);
                self.put(" ");
                self.number(thousandths(text.size.length()));
                self.put("Tf\n");
            }
            self.put(if text.rising { "0 1 -1 0 " } else { "1 0 0 1 " });
            self.number(thousandths(text.x));
            self.number(thousandths(self.page.height - text.baseline));
            self.put("Tm\n");
            ShownText { writer: self, font, text, string: Vec::new(), behind: 0.0, array: false, rise: 0 }
                .show(fonts);
        }
        if open.is_some() {
            self.put("EMC\n");
        }
        self.put("ET\n");
    }

    fn open_mark(&mut self, node: Option<NodeId>) {
        match node {
            Some(node) => {
                let (name, mcid) = (type_name(self.structure.get(node).role), self.marks.len());
                self.format(format_args!("/{name}<</MCID {mcid}>>BDC\n"));
                self.marks.push(node);
            }
            // Page numbers and repeated table headers (ISO 32000-1, 14.8.2.2.2).
            None => self.put("/Artifact<</Type/Pagination>>BDC\n"),
        }
    }

    /// What charts are drawn with, below their words.
    fn shapes(&mut self) {
        for shapes in self.page.shapes.chunk_by(|a, b| a.node == b.node) {
            self.open_mark(Some(shapes[0].node));
            // Round corners where lines meet.
            self.put("q 1 j\n");
            for shape in shapes {
                self.shape(&shape.shape);
            }
            self.put("Q\nEMC\n");
        }
    }

    /// From 0 for black to 255 for white, as a share of one.
    fn grey(&mut self, grey: u8) {
        self.number((i64::from(grey) * 1000 + 127) / 255);
    }

    fn shape(&mut self, shape: &Shape) {
        if let Some(line) = shape.line {
            self.number(thousandths(line.thickness));
            self.put("w ");
            self.grey(line.grey);
            self.put("G ");
        }
        if let Some(grey) = shape.fill {
            self.grey(grey);
            self.put("g ");
        }
        for (index, (x, y)) in shape.points.iter().enumerate() {
            self.number(thousandths(*x));
            self.number(thousandths(self.page.height - *y));
            self.put(if index == 0 { "m " } else { "l " });
        }
        self.put(match (shape.fill, shape.line, shape.is_closed) {
            (Some(_), Some(_), _) => "b\n",
            (Some(_), None, _) => "f\n",
            (None, _, true) => "s\n",
            (None, _, false) => "S\n",
        });
    }

    fn pictures(&mut self, pictures: &PictureObjects<'_>) {
        for picture in &self.page.pictures {
            self.open_mark(Some(picture.node));
            let area = picture.area;
            self.put("q ");
            for (factor, end) in [(area.width, "0 0 "), (area.height, "")] {
                self.number(thousandths(factor));
                self.put(end);
            }
            self.number(thousandths(area.x));
            self.number(thousandths(self.page.height - area.y - area.height));
            self.put("cm /");
            self.put(&pictures.name(&picture.printed));
            self.put(" Do Q\nEMC\n");
        }
    }

    fn rules(&mut self) {
        if self.page.rules.is_empty() {
            return;
        }
        self.put("/Artifact<</Type/Layout>>BDC\n");
        let mut thickness = None;
        // The ink of text fills, that of lines strokes.
        self.ink = Ink::Black;
        for rule in &self.page.rules {
            if thickness != Some(rule.thickness) {
                thickness = Some(rule.thickness);
                self.number(thousandths(rule.thickness));
                self.put("w\n");
            }
            self.set_ink(rule.ink, "RG");
            self.rule(rule);
        }
        self.put("EMC\n");
    }

    fn rule(&mut self, rule: &PlacedRule) {
        let (start, end) = match rule.direction {
            Direction::Across => ((rule.from, rule.at), (rule.to, rule.at)),
            Direction::Down => ((rule.at, rule.from), (rule.at, rule.to)),
        };
        for ((x, y), operator) in [(start, "m "), (end, "l S\n")] {
            self.number(thousandths(x));
            self.number(thousandths(self.page.height - y));
            self.put(operator);
        }
    }

    fn set_ink(&mut self, ink: Ink, operator: &str) {
        if self.ink != ink {
            self.ink = ink;
            self.put(match ink {
                Ink::Black => "0 0 0 ",
                Ink::Red => "1 0 0 ",
            });
            self.put(operator);
            self.put("\n");
        }
    }

    fn put(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    fn format(&mut self, arguments: std::fmt::Arguments<'_>) {
        // Writing to a Vec cannot fail.
        let _ = self.out.write_fmt(arguments);
    }

    /// A number given in thousandths, with no more decimals than it has, and a space.
    fn number(&mut self, thousandths: i64) {
        let (whole, part) = (thousandths.abs() / 1000, thousandths.abs() % 1000);
        let sign = if thousandths < 0 { "-" } else { "" };
        match part {
            0 => self.format(format_args!("{sign}{whole} ")),
            _ if part % 100 == 0 => self.format(format_args!("{sign}{whole}.{} ", part / 100)),
            _ if part % 10 == 0 => self.format(format_args!("{sign}{whole}.{:02} ", part / 10)),
            _ => self.format(format_args!("{sign}{whole}.{part:03} ")),
        }
    }
}

/// Thousandths of a point, finer than any printer; more digits would only make the file larger.
fn thousandths(length: Length) -> i64 {
    let emu = length.to_emu() * 1000;
    (emu * 2 + 12_700 * emu.signum()) / (2 * 12_700)
}

/// What rounding takes from the widths is left until it could be seen: in thousandths of the font size.
const TOLERANCE: f64 = 4.0;

/// A text being shown.
struct ShownText<'a, 'w> {
    writer: &'a mut ContentWriter<'w>,
    font: &'a EmbeddedFont,
    text: &'a PlacedText,
    /// Glyphs not yet written, two bytes each.
    string: Vec<u8>,
    /// How far the pen is behind its exact place, in thousandths of the font size.
    behind: f64,
    /// Whether the array of a `TJ` is open.
    array: bool,
    /// How far above the baseline the pen is, in font units.
    rise: i64,
}

impl ShownText<'_, '_> {
    fn show(mut self, fonts: &FontSet) {
        let size = self.text.size.length().to_emu() as f64;
        let stretch = self.text.stretch.to_emu() as f64 / self.text.line_spaces as f64 / size * 1000.0;
        let em = self.font.metrics.units_per_em as f64;
        let tolerance = if stretch == 0.0 { TOLERANCE } else { 1.0 };
        let (font, text) = (self.font, self.text);
        fonts.for_each_letter(&text.text, text.emphasis, |glyphs, letter| {
            if glyphs.len() > 1
                && let Some(shown) = font.composed(letter)
            {
                let advance = glyphs.iter().map(|glyph| glyph.advance).sum();
                return self.glyph(shown, advance, (0, 0), em);
            }
            let actual = font.actual_text(glyphs, letter);
            if let Some(actual) = actual {
                self.end_array();
                self.open_actual_text(actual);
            }
            for glyph in glyphs {
                if let Some(shown) = font.shown(glyph) {
                    self.glyph(shown, glyph.advance, glyph.offset, em);
                }
            }
            if letter == " " {
                self.behind += stretch;
                self.catch_up(tolerance);
            }
            if actual.is_some() {
                self.end_array();
                self.writer.put("EMC\n");
            }
        });
        self.set_rise(0);
        self.end_array();
    }

    /// Shows one glyph. `advance`, the offset `(right, up)` and `em`, the font size, are in font units.
    fn glyph(&mut self, shown: ShownGlyph, advance: i64, (right, up): (i64, i64), em: f64) {
        let in_thousandths = |units: i64| units as f64 * 1000.0 / em;
        self.set_rise(up);
        self.behind += in_thousandths(right);
        self.catch_up(TOLERANCE);
        self.string.extend_from_slice(&shown.id.to_be_bytes());
        self.behind += in_thousandths(advance - right) - f64::from(shown.width);
    }

    /// Moves the pen to where it should be, when that is at least `tolerance` away.
    fn catch_up(&mut self, tolerance: f64) {
        let offset = self.behind.round();
        if offset.abs() < tolerance {
            return;
        }
        self.flush();
        self.open_array();
        self.writer.format(format_args!("{}", -(offset as i64)));
        self.behind -= offset;
    }

    /// Raises or lowers what follows, for a mark above or below its letter. In font units.
    fn set_rise(&mut self, units: i64) {
        if self.rise == units {
            return;
        }
        self.end_array();
        self.rise = units;
        let rise = self.text.size.length().scale(units, self.font.metrics.units_per_em);
        self.writer.number(thousandths(rise));
        self.writer.put("Ts\n");
    }

    fn open_actual_text(&mut self, text: &str) {
        self.writer.put("/Span<</ActualText<FEFF");
        for unit in text.encode_utf16() {
            self.writer.format(format_args!("{unit:04X}"));
        }
        self.writer.put(">>>BDC\n");
    }

    fn open_array(&mut self) {
        if !self.array {
            self.array = true;
            self.writer.put("[");
        }
    }

    /// Writes the glyphs as a literal string (ISO 32000-1, 7.3.4.2).
    fn flush(&mut self) {
        if self.string.is_empty() {
            return;
        }
        self.open_array();
        self.writer.put("(");
        for &byte in &self.string {
            if matches!(byte, b'(' | b')' | b'\\') {
                self.writer.out.push(b'\\');
            }
            match byte {
                // A bare carriage return would be read as a line feed.
                b'\r' => self.writer.put("\\r"),
                _ => self.writer.out.push(byte),
            }
        }
        self.writer.put(")");
        self.string.clear();
    }

    fn end_array(&mut self) {
        self.flush();
        if self.array {
            self.array = false;
            self.writer.put("]TJ\n");
        }
    }
}
