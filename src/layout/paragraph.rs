//! Paragraphs as chunks, a line each.

use super::chunk::Chunk;
use super::structure::Labelled;
use super::{Ink, PlacedText, Setting};
use crate::font::FontSet;
use crate::form::with_prefix;
use crate::lines::{Line, LineEnd, Measure, break_lines};
use crate::model::{BlockKind, Inline};
use crate::profile::{Element, Justification, LineHeight, ParagraphStyle};
use crate::units::Length;

/// Word and LibreOffice put the baseline at four fifths of a line of fixed height.
const BASELINE_OF_EXACT_LINE: (i64, i64) = (4, 5);

/// A paragraph over the whole width of the text.
pub(super) fn chunks(
    element: Element,
    content: &[Inline],
    nodes: Labelled,
    setting: &Setting<'_>,
) -> Vec<Chunk> {
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
            chunk.tag(nodes.body);
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

/// A heading, item or numbered paragraph: its text with the number or bullet in front.
pub(super) fn numbered_chunks(kind: &BlockKind, nodes: Labelled, setting: &Setting<'_>) -> Vec<Chunk> {
    let (element, prefix, content) = match kind {
        BlockKind::Heading { level, number, content } => {
            let form = setting.form.heading_form(*level);
            (Element::Heading(*level, form), number.clone(), content.as_slice())
        }
        BlockKind::Item { bullet, content } => (Element::Item, bullet.sign().to_string(), content.as_slice()),
        BlockKind::Numbered { number, content, .. } => {
            (Element::Numbered, format!("{number}."), content.as_slice())
        }
        BlockKind::Paragraph(content) => return chunks(Element::Body, content, nodes, setting),
        BlockKind::Table(_) => return Vec::new(),
    };
    let style = setting.form.style(element, setting.profile);
    let mut chunks = chunks(element, &with_prefix(&prefix, style.emphasis, content), nodes, setting);
    split_label(&mut chunks[0], prefix.len() + 1, nodes, setting.fonts);
    chunks
}

/// Gives the first `length` bytes of the first text their own node.
pub(super) fn split_label(chunk: &mut Chunk, length: usize, nodes: Labelled, fonts: &FontSet) {
    let (Some(label), Some(first)) = (nodes.label, chunk.texts.first_mut()) else { return };
    if first.text.len() <= length {
        first.node = Some(label);
        return;
    }
    let rest = first.text.split_off(length);
    let spaces = first.text.bytes().filter(|&byte| byte == b' ').count() as i64;
    let width =
        fonts.width(&first.text, first.emphasis, first.size) + first.stretch.scale(spaces, first.line_spaces);
    let body = PlacedText { text: rest, x: first.x + width, node: Some(nodes.body), ..first.clone() };
    first.node = Some(label);
    chunk.texts.insert(1, body);
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
    let justified = style.justification == Justification::Both && line.end.is_justified() && line.spaces > 0;
    let mut x = indent
        + match style.justification {
            Justification::Left | Justification::Both => Length::ZERO,
            Justification::Centre => spare / 2,
            Justification::Right => spare,
        };
    let stretch = if justified { spare } else { Length::ZERO };
    let mut placed: Vec<PlacedText> = line
        .runs
        .iter()
        .map(|run| {
            let placed = PlacedText {
                text: run.text.clone(),
                emphasis: run.emphasis,
                size: style.size,
                ink: Ink::Black,
                x,
                baseline,
                stretch,
                line_spaces: line.spaces.max(1),
                node: None,
            };
            let spaces = run.text.bytes().filter(|&byte| byte == b' ').count() as i64;
            x += run.width + stretch.scale(spaces, line.spaces.max(1));
            placed
        })
        .collect();
    // The space at which the line broke is there for who copies or listens; it prints nothing.
    if matches!(line.end, LineEnd::Space | LineEnd::Forced)
        && let Some(last) = placed.last_mut()
    {
        last.text.push(' ');
    }
    placed
}
