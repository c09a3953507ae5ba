//! Paragraphs as chunks, a line each.

use super::chunk::Chunk;
use super::{PlacedText, Setting};
use crate::font::FontSet;
use crate::form::with_prefix;
use crate::lines::{Line, Measure, break_lines};
use crate::model::{BlockKind, Inline};
use crate::profile::{Element, Justification, LineHeight, ParagraphStyle};
use crate::units::Length;

/// Word and LibreOffice put the baseline at four fifths of a line of fixed height.
const BASELINE_OF_EXACT_LINE: (i64, i64) = (4, 5);

/// A paragraph over the whole width of the text.
pub(super) fn chunks(element: Element, content: &[Inline], setting: &Setting<'_>) -> Vec<Chunk> {
    let style = setting.form.style(element, setting.profile);
    let measure = Measure { width: setting.width, first_line_indent: style.first_line_indent };
    let lines = break_lines(content, style.emphasis, style.size, measure, setting.fonts);
    let last = lines.len() - 1;
    let mut chunks: Vec<Chunk> = lines
        .iter()
        .enumerate()
        .map(|(index, line)| {
            let indent = if index == 0 { style.first_line_indent } else { Length::ZERO };
            let mut chunk = line_chunk(line, style, indent, setting.width, setting.fonts);
            // No single line at the foot or at the top of a page; a heading stays with its text.
            let widow_or_orphan = last > 0 && (index == 0 || index + 1 == last);
            chunk.keep_with_next = style.keep_with_next || widow_or_orphan;
            chunk
        })
        .collect();
    chunks[0].add_above(style.before);
    chunks[last].after = style.after;
    chunks
}

/// Heading, item or numbered paragraph: its style, and its text with the number or bullet in front.
pub(super) fn with_number(kind: &BlockKind, setting: &Setting<'_>) -> (Element, Vec<Inline>) {
    let (element, prefix, content) = match kind {
        BlockKind::Heading { level, number, content } => {
            let form = setting.form.heading_form(*level);
            (Element::Heading(*level, form), number.clone(), content)
        }
        BlockKind::Item { bullet, content } => (Element::Item, bullet.sign().to_string(), content),
        BlockKind::Numbered { number, content, .. } => (Element::Numbered, format!("{number}."), content),
        BlockKind::Paragraph(content) => return (Element::Body, content.clone()),
        BlockKind::Table(_) => return (Element::TableText, Vec::new()),
    };
    let style = setting.form.style(element, setting.profile);
    (element, with_prefix(&prefix, style.emphasis, content))
}

/// Height of a line of a paragraph.
pub(super) fn line_height(style: ParagraphStyle, fonts: &FontSet) -> Length {
    match style.line_height {
        LineHeight::Exact(height) => height,
        LineHeight::Single => fonts.face(style.emphasis).line_height(style.size),
    }
}

fn baseline(style: ParagraphStyle, fonts: &FontSet) -> Length {
    match style.line_height {
        LineHeight::Exact(height) => height.scale(BASELINE_OF_EXACT_LINE.0, BASELINE_OF_EXACT_LINE.1),
        LineHeight::Single => {
            let face = fonts.face(style.emphasis);
            face.length(face.metrics.ascent, style.size)
        }
    }
}

/// One line at the top of a chunk.
pub(super) fn line_chunk(
    line: &Line,
    style: ParagraphStyle,
    indent: Length,
    width: Length,
    fonts: &FontSet,
) -> Chunk {
    Chunk {
        height: line_height(style, fonts),
        texts: place(line, style, indent, width, baseline(style, fonts)),
        ..Chunk::default()
    }
}

/// The runs of a line, set between the edges 0 and `width`.
fn place(
    line: &Line,
    style: ParagraphStyle,
    indent: Length,
    width: Length,
    baseline: Length,
) -> Vec<PlacedText> {
    let room = width - indent;
    let spare = (room - line.width).max(Length::ZERO);
    let justified = style.justification == Justification::Both && !line.ends && line.spaces > 0;
    let mut x = indent
        + match style.justification {
            Justification::Left | Justification::Both => Length::ZERO,
            Justification::Centre => spare / 2,
            Justification::Right => spare,
        };
    let stretch = if justified { spare } else { Length::ZERO };
    line.runs
        .iter()
        .map(|run| {
            let placed = PlacedText {
                text: run.text.clone(),
                emphasis: run.emphasis,
                size: style.size,
                x,
                baseline,
                stretch,
                line_spaces: line.spaces.max(1),
            };
            let spaces = run.text.bytes().filter(|&byte| byte == b' ').count() as i64;
            x += run.width + stretch.scale(spaces, line.spaces.max(1));
            placed
        })
        .collect()
}

impl Chunk {
    /// Adds empty room above.
    pub(super) fn add_above(&mut self, room: Length) {
        if room == Length::ZERO {
            return;
        }
        self.height += room;
        self.texts.iter_mut().for_each(|text| text.baseline += room);
        self.rules = self.rules.iter().map(|rule| rule.moved(Length::ZERO, room)).collect();
    }

    /// Takes what is in `other` at `right`, `down` of this chunk's corner.
    pub(super) fn take(&mut self, other: Chunk, right: Length, down: Length) {
        self.texts.extend(other.texts.into_iter().map(|text| text.moved(right, down)));
        self.rules.extend(other.rules.into_iter().map(|rule| rule.moved(right, down)));
    }
}
