//! A page as SVG, from the same layout as the PDF: for a screen, where the reader has the fonts of the report under the family
//! [`FAMILY`].
//!
//! Each text says which node of the structure it belongs to (`data-n`) and which text of the page it is (`data-i`), so that
//! a click finds its way back. Roles of ARIA say to a screen reader what the tags of the PDF say.

use std::fmt::Write;
use std::ops::Range;

use crate::arrangement::Ink;
use crate::arrangement::structure::{CellSpan, NodeId, Role, Structure};
use crate::layout::{Direction, Page, PlacedPicture, PlacedShape, PlacedText};
use crate::raster::PrintedFormat;
use crate::units::Length;

/// The font family that the pages are set in, to be defined by whoever shows them in its four styles.
pub const FAMILY: &str = "baocao";

/// The page; lengths are in points.
pub fn page(page: &Page, structure: &Structure) -> String {
    view(page, structure, Length::ZERO..page.height, FAMILY, "")
}

/// What stands between two heights of a page, on white ground, for readers that have no fonts of the report.
pub fn excerpt(page: &Page, structure: &Structure, between: Range<Length>) -> String {
    let texts = page.texts.iter().filter(|text| between.contains(&text.baseline)).cloned().collect();
    let rules = page.rules.iter().filter(|rule| match rule.direction {
        Direction::Across => between.contains(&rule.at),
        Direction::Down => between.contains(&rule.from),
    });
    let pictures =
        page.pictures.iter().filter(|picture| between.contains(&picture.area.y)).cloned().collect();
    let is_between = |shape: &&PlacedShape| shape.shape.points.iter().all(|point| between.contains(&point.1));
    let part = Page {
        width: page.width,
        height: page.height,
        texts,
        rules: rules.copied().collect(),
        pictures,
        shapes: page.shapes.iter().filter(is_between).cloned().collect(),
        charts: page.charts.clone(),
    };
    let (top, height) = (points(between.start), points(between.end - between.start));
    let ground = format!("<rect y=\"{top}\" width=\"100%\" height=\"{height}\" fill=\"#fff\"/>");
    view(&part, structure, between, "Times New Roman, Liberation Serif, serif", &ground)
}

/// A page seen between two heights, above a ground.
fn view(page: &Page, structure: &Structure, between: Range<Length>, family: &str, ground: &str) -> String {
    let mut writer = SvgWriter { structure, out: String::with_capacity(32 * 1024), groups: Vec::new() };
    let (top, width, height) =
        (points(between.start), points(page.width), points(between.end - between.start));
    writer.put(&format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"page\" viewBox=\"0 {top} {width} {height}\" role=\"document\" \
         font-family=\"{family}\" text-rendering=\"geometricPrecision\" xml:space=\"preserve\">{ground}"
    ));
    writer.shapes(page);
    writer.texts(&page.texts);
    writer.pictures(page);
    writer.rules(page);
    writer.put("</svg>");
    writer.out
}

struct SvgWriter<'a> {
    structure: &'a Structure,
    out: String,
    /// The groups that are open: lists, tables and what they are made of.
    groups: Vec<NodeId>,
}

impl SvgWriter<'_> {
    fn texts(&mut self, texts: &[PlacedText]) {
        let mut rest = texts;
        while let Some(first) = rest.first() {
            let length = rest.iter().take_while(|text| text.node == first.node).count();
            let start = texts.len() - rest.len();
            match first.node {
                Some(node) => {
                    self.open_groups(node);
                    self.node(node, &rest[..length], start);
                }
                None => self.artifact(&rest[..length]),
            }
            rest = &rest[length..];
        }
        self.close_groups(0);
    }

    /// The texts of one node, read as one; the first is the page's text number `start`.
    fn node(&mut self, node: NodeId, texts: &[PlacedText], start: usize) {
        let attributes = match self.structure.get(node).role {
            Role::Heading(level) => format!(" role=\"heading\" aria-level=\"{level}\""),
            Role::Paragraph => " role=\"paragraph\"".to_string(),
            Role::HeaderCell(span) => format!(" role=\"columnheader\"{}", spans(span)),
            Role::DataCell(span) => format!(" role=\"cell\"{}", spans(span)),
            Role::Link => " role=\"link\"".to_string(),
            Role::Note => " role=\"note\"".to_string(),
            // Who goes from text to text passes over dashes and numbers.
            Role::Label => " data-mark=\"\"".to_string(),
            _ => String::new(),
        };
        let mut index = start;
        for part in texts.chunk_by(|a, b| !a.rising && !b.rising) {
            let turn = turn(&part[0]);
            self.put(&format!("<text data-n=\"{}\" tabindex=\"-1\"{attributes}{turn}>", node.index()));
            for text in part {
                self.text(text, Some(index));
                index += 1;
            }
            self.put("</text>");
        }
    }

    /// Page numbers and repeated table headers, which are not read.
    fn artifact(&mut self, texts: &[PlacedText]) {
        for part in texts.chunk_by(|a, b| !a.rising && !b.rising) {
            self.put(&format!("<text aria-hidden=\"true\"{}>", turn(&part[0])));
            part.iter().for_each(|text| self.text(text, None));
            self.put("</text>");
        }
    }

    fn text(&mut self, text: &PlacedText, index: Option<usize>) {
        let (x, y, size) = (points(text.x), points(text.baseline), points(text.size.length()));
        self.put(&format!("<tspan x=\"{x}\" y=\"{y}\" font-size=\"{size}\""));
        if let Some(index) = index {
            self.put(&format!(" data-i=\"{index}\""));
        }
        if text.emphasis.bold {
            self.put(" font-weight=\"bold\"");
        }
        if text.emphasis.italic {
            self.put(" font-style=\"italic\"");
        }
        if text.ink == Ink::Red {
            self.put(" fill=\"#f00\"");
        }
        let stretch = text.stretch.to_pt() / text.line_spaces.max(1) as f64;
        match stretch > 0.0 {
            true => {
                self.put(&format!(" word-spacing=\"{}\">", rounded(stretch)));
                self.stretched(&text.text);
            }
            false => {
                self.put(">");
                self.put(&escaped(&text.text));
            }
        }
        self.put("</tspan>");
    }

    /// Browsers widen no-break spaces, too; the line was set without that.
    fn stretched(&mut self, text: &str) {
        let mut parts = text.split('\u{a0}');
        self.put(&escaped(parts.next().unwrap_or_default()));
        for part in parts {
            self.put(&format!("<tspan word-spacing=\"0\">\u{a0}</tspan>{}", escaped(part)));
        }
    }

    fn open_groups(&mut self, node: NodeId) {
        let mut wanted = Vec::new();
        let mut above = self.structure.get(node).parent;
        while let Some(id) = above {
            let parent = self.structure.get(id);
            if group_role(parent.role).is_some() {
                wanted.push(id);
            }
            above = parent.parent;
        }
        wanted.reverse();
        let common = wanted.iter().zip(&self.groups).take_while(|(a, b)| a == b).count();
        self.close_groups(common);
        for id in wanted.drain(common..) {
            let role = group_role(self.structure.get(id).role).unwrap_or_default();
            self.put(&format!("<g role=\"{role}\">"));
            self.groups.push(id);
        }
    }

    fn close_groups(&mut self, left: usize) {
        while self.groups.len() > left {
            self.groups.pop();
            self.put("</g>");
        }
    }

    /// What charts are drawn with, below their words.
    fn shapes(&mut self, page: &Page) {
        for shapes in page.shapes.chunk_by(|a, b| a.node == b.node) {
            let node = shapes[0].node;
            let spoken = escaped(self.structure.get(node).spoken.as_deref().unwrap_or_default());
            self.put(&format!("<g data-n=\"{}\" role=\"img\" aria-label=\"{spoken}\">", node.index()));
            for PlacedShape { shape, .. } in shapes {
                let mut path = String::new();
                for (index, (x, y)) in shape.points.iter().enumerate() {
                    let sign = if index == 0 { 'M' } else { 'L' };
                    // Writing to a string cannot fail.
                    let _ = write!(path, "{sign}{} {}", points(*x), points(*y));
                }
                let end = if shape.is_closed { "Z" } else { "" };
                let fill = shape.fill.map_or("none".to_string(), |grey| format!("rgb({grey},{grey},{grey})"));
                let line = shape.line.map_or(String::new(), |line| {
                    let (grey, thickness) = (line.grey, points(line.thickness));
                    format!(" stroke=\"rgb({grey},{grey},{grey})\" stroke-width=\"{thickness}\"")
                });
                self.put(&format!("<path d=\"{path}{end}\" fill=\"{fill}\"{line}/>"));
            }
            self.put("</g>");
        }
    }

    fn pictures(&mut self, page: &Page) {
        for PlacedPicture { printed, area, node } in &page.pictures {
            let [x, y, width, height] = [area.x, area.y, area.width, area.height].map(points);
            let spoken = escaped(self.structure.get(*node).spoken.as_deref().unwrap_or_default());
            let kind = match printed.format {
                PrintedFormat::Jpeg => "jpeg",
                PrintedFormat::Png => "png",
            };
            self.put(&format!(
                "<image data-n=\"{}\" role=\"img\" aria-label=\"{spoken}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" \
                 preserveAspectRatio=\"none\" href=\"data:image/{kind};base64,{}\"/>",
                node.index(),
                base64(&printed.bytes)
            ));
        }
    }

    fn rules(&mut self, page: &Page) {
        for rule in &page.rules {
            let (at, from, to) = (points(rule.at), points(rule.from), points(rule.to));
            let path = match rule.direction {
                Direction::Across => format!("M{from} {at}H{to}"),
                Direction::Down => format!("M{at} {from}V{to}"),
            };
            let ink = match rule.ink {
                Ink::Black => "#000",
                Ink::Red => "#f00",
            };
            let thickness = points(rule.thickness);
            self.put(&format!(
                "<path aria-hidden=\"true\" d=\"{path}\" stroke=\"{ink}\" stroke-width=\"{thickness}\"/>"
            ));
        }
    }

    fn put(&mut self, text: &str) {
        self.out.push_str(text);
    }
}

/// Turns a text that rises around its beginning.
fn turn(text: &PlacedText) -> String {
    match text.rising {
        true => format!(" transform=\"rotate(-90 {} {})\"", points(text.x), points(text.baseline)),
        false => String::new(),
    }
}

/// The role of what holds other texts.
const fn group_role(role: Role) -> Option<&'static str> {
    match role {
        Role::List(_) => Some("list"),
        Role::ListItem => Some("listitem"),
        Role::Table => Some("table"),
        Role::Caption => Some("caption"),
        Role::TableHead | Role::TableBody => Some("rowgroup"),
        Role::TableRow => Some("row"),
        _ => None,
    }
}

fn spans(span: CellSpan) -> String {
    let mut out = String::new();
    for (name, count) in [("aria-colspan", span.columns), ("aria-rowspan", span.rows)] {
        if count > 1 {
            // Writing to a string cannot fail.
            let _ = write!(out, " {name}=\"{count}\"");
        }
    }
    out
}

/// Bytes as letters (RFC 4648, 4).
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let bits = (0..3).fold(0_u32, |bits, at| bits << 8 | u32::from(three.get(at).copied().unwrap_or(0)));
        for at in 0..4 {
            match at <= three.len() {
                true => out.push(LETTERS[(bits >> (18 - 6 * at) & 63) as usize].into()),
                false => out.push('='),
            }
        }
    }
    out
}

fn points(length: Length) -> String {
    rounded(length.to_pt())
}

/// Thousandths of a point, as in the PDF.
fn rounded(points: f64) -> String {
    let text = format!("{points:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_string()
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::PlacedRule;
    use crate::model::Emphasis;
    use crate::units::FontSize;

    fn placed(text: &str, stretch: i64) -> PlacedText {
        PlacedText {
            text: text.to_string(),
            emphasis: Emphasis::BOLD,
            size: FontSize::pt(14),
            ink: Ink::Black,
            x: Length::pt(10),
            baseline: Length::pt(20),
            stretch: Length::pt(stretch),
            line_spaces: 2,
            rising: false,
            node: None,
        }
    }

    fn shown(texts: Vec<PlacedText>) -> String {
        let rule = PlacedRule {
            direction: Direction::Down,
            at: Length::pt(3),
            from: Length::pt(1),
            to: Length::pt(9),
            thickness: Length::pt(1) / 2,
            ink: Ink::Red,
        };
        let one = Page {
            width: Length::pt(100),
            height: Length::pt(200),
            texts,
            rules: vec![rule],
            ..Page::default()
        };
        page(&one, &Structure::default())
    }

    #[test]
    fn texts_stand_where_they_were_laid_and_are_text_alone() {
        let svg = shown(vec![placed("a < b & \"c\"", 0), placed("x", 0)]);
        assert!(svg.contains("viewBox=\"0 0 100 200\""), "{svg}");
        assert!(
            svg.contains(
                "<tspan x=\"10\" y=\"20\" font-size=\"14\" font-weight=\"bold\">a &lt; b &amp; &quot;c&quot;</tspan>"
            ),
            "{svg}"
        );
        assert!(svg.contains("d=\"M3 1V9\" stroke=\"#f00\" stroke-width=\"0.5\""), "{svg}");
        assert_eq!(svg.matches("<text").count(), 1);
    }

    #[test]
    fn bytes_become_letters() {
        for (bytes, letters) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!(base64(bytes.as_bytes()), letters);
        }
    }

    #[test]
    fn justification_widens_spaces_but_not_no_break_ones() {
        let svg = shown(vec![placed("a b\u{a0}c d", 3)]);
        let inside = "word-spacing=\"1.5\">a b<tspan word-spacing=\"0\">\u{a0}</tspan>c d</tspan>";
        assert!(svg.contains(inside), "{svg}");
    }
}
