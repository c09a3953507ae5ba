//! One page as operations: texts in reading order, then the lines.

use printpdf::ops::PdfFontHandle;
use printpdf::{Line, LinePoint, Op, Point, Pt, TextItem, TextMatrix};

use super::fonts::{Embedded, printed};
use crate::layout::{Direction, Page, PlacedRule, PlacedText};
use crate::units::Length;

pub(super) fn operations(page: &Page, fonts: &Embedded) -> Vec<Op> {
    let mut ops = Vec::with_capacity(page.texts.len() * 2 + page.rules.len() + 8);
    ops.push(Op::StartTextSection);
    let mut set = None;
    for text in &page.texts {
        let Some(font) = fonts.get(text.emphasis) else { continue };
        if set != Some((text.emphasis, text.size)) {
            set = Some((text.emphasis, text.size));
            let size = points(text.size.length());
            ops.push(Op::SetFont { font: PdfFontHandle::External(font.id.clone()), size });
        }
        let (x, y) = (points(text.x), points(page.height - text.baseline));
        ops.push(Op::SetTextMatrix { matrix: TextMatrix::Translate(x, y) });
        ops.push(Op::ShowText { items: items(text) });
    }
    ops.push(Op::EndTextSection);
    let mut thickness = None;
    for rule in &page.rules {
        if thickness != Some(rule.thickness) {
            thickness = Some(rule.thickness);
            ops.push(Op::SetOutlineThickness { pt: points(rule.thickness) });
        }
        ops.push(Op::DrawLine { line: line(rule, page.height) });
    }
    ops
}

fn points(length: Length) -> Pt {
    // Thousandths of a point are finer than any printer; more digits would only make the file larger.
    Pt(((length.to_pt() * 1000.0).round() / 1000.0) as f32)
}

/// The words of a text, with the stretch of each space as an offset.
fn items(text: &PlacedText) -> Vec<TextItem> {
    let mut items = Vec::new();
    let mut word = String::new();
    let size = text.size.length().to_emu() as f64;
    let stretch = text.stretch.to_emu() as f64 / text.line_spaces as f64 / size * 1000.0;
    // How far the pen is behind the exact place, in thousandths of the font size.
    let mut behind = 0.0;
    for letter in text.text.chars().map(printed) {
        word.push(letter);
        if letter != ' ' {
            continue;
        }
        behind += stretch;
        let offset = (behind * 10.0_f64).round() / 10.0;
        if offset != 0.0 {
            items.push(TextItem::Text(std::mem::take(&mut word)));
            items.push(TextItem::Offset(-offset as f32));
            behind -= offset;
        }
    }
    if !word.is_empty() {
        items.push(TextItem::Text(word));
    }
    items
}

fn line(rule: &PlacedRule, page_height: Length) -> Line {
    let (start, end) = match rule.direction {
        Direction::Across => ((rule.from, rule.at), (rule.to, rule.at)),
        Direction::Down => ((rule.at, rule.from), (rule.at, rule.to)),
    };
    let point = |(x, y): (Length, Length)| LinePoint {
        p: Point { x: points(x), y: points(page_height - y) },
        bezier: false,
    };
    Line { points: vec![point(start), point(end)], is_closed: false }
}
