//! Named paragraph styles, one for every element, so that a clerk changes the style and not each paragraph.

use docx_rs::{
    AlignmentType, IndentLevel, LineSpacing, LineSpacingType, NumberingId, ParagraphProperty, RunFonts,
    SpecialIndentType, Style, StyleType,
};

use super::names::{BULLETS, FONT, RED, RULE, SECTION_END, twips};
use super::numbering::Numbers;
use super::parts::{NAMESPACES, with_declaration};
use super::xml::{XmlElement, XmlNode};
use crate::arrangement::{self, Arrangement, Ink, Justification, LineHeight, Look, StyleSheet, WordList};
use crate::model::Emphasis;
use crate::units::{FontSize, Length};

/// `word/styles.xml`.
pub(super) fn xml(arrangement: &Arrangement<'_>, numbers: &Numbers, has_notes: bool) -> String {
    let sheet = &arrangement.styles;
    let mut root = XmlElement::new("w:styles", &NAMESPACES).with([defaults(), normal()]);
    let mut add = |style: Style| root.children.push(XmlNode::XmlElement(XmlElement::build(&style)));
    for (_, named) in sheet.iter() {
        add(of_sheet(named, sheet, numbers));
    }
    add(style(RULE, "Đường kẻ", &thin()));
    add(style(SECTION_END, "Kết thúc phần", &thin()));
    if has_notes {
        root.children.push(XmlNode::XmlElement(note_mark()));
    }
    with_declaration(&root)
}

/// The number of a note, raised: Word's own style.
fn note_mark() -> XmlElement {
    let raised = XmlElement::new("w:vertAlign", &[("w:val", "superscript")]);
    XmlElement::new("w:style", &[("w:type", "character"), ("w:styleId", "FootnoteReference")]).with([
        XmlElement::new("w:name", &[("w:val", "footnote reference")]),
        XmlElement::new("w:rPr", &[]).with([raised]),
    ])
}

/// An empty line as thin as can be.
const fn thin() -> Look {
    Look {
        size: FontSize::pt(1),
        emphasis: Emphasis::PLAIN,
        ink: Ink::Black,
        justification: Justification::Centre,
        first_line_indent: Length::ZERO,
        line_height: LineHeight::Exact(Length::pt(1)),
        before: Length::ZERO,
        after: Length::ZERO,
        keep_with_next: false,
    }
}

/// Typeface, language and spacing of everything.
fn defaults() -> XmlElement {
    let fonts = [("w:ascii", FONT), ("w:hAnsi", FONT), ("w:eastAsia", FONT), ("w:cs", FONT)];
    let run = XmlElement::new("w:rPr", &[]).with([
        XmlElement::new("w:rFonts", &fonts),
        XmlElement::new("w:sz", &[("w:val", "28")]),
        XmlElement::new("w:szCs", &[("w:val", "28")]),
        XmlElement::new("w:lang", &[("w:val", "vi-VN"), ("w:eastAsia", "vi-VN"), ("w:bidi", "ar-SA")]),
    ]);
    let spacing = [("w:before", "0"), ("w:after", "0"), ("w:line", "240"), ("w:lineRule", "auto")];
    let paragraph = XmlElement::new("w:pPr", &[]).with([XmlElement::new("w:spacing", &spacing)]);
    XmlElement::new("w:docDefaults", &[]).with([
        XmlElement::new("w:rPrDefault", &[]).with([run]),
        XmlElement::new("w:pPrDefault", &[]).with([paragraph]),
    ])
}

fn normal() -> XmlElement {
    XmlElement::new("w:style", &[("w:type", "paragraph"), ("w:default", "1"), ("w:styleId", "Normal")])
        .with([XmlElement::new("w:name", &[("w:val", "Normal")]), XmlElement::new("w:qFormat", &[])])
}

fn of_sheet(named: &arrangement::Style, sheet: &StyleSheet, numbers: &Numbers) -> Style {
    let mut made = style(&named.id, &named.name, &named.look);
    if let Some(level) = named.word.outline {
        made = made.outline_lvl(level.into());
    }
    if let Some(next) = named.word.next {
        made = made.next(&sheet.get(next).id);
    }
    if let Some((list, level)) = named.word.list {
        let (level, id) = match list {
            WordList::Headings => numbers.of_style(level.into()),
            WordList::Bullets(_) => (level.into(), BULLETS),
        };
        let (level, keep_lines) = (IndentLevel::new(level), list == WordList::Headings);
        made.paragraph_property = made.paragraph_property.numbering(NumberingId::new(id), level);
        if keep_lines {
            made.paragraph_property = made.paragraph_property.keep_lines(true);
        }
    }
    made
}

fn style(id: &str, name: &str, look: &Look) -> Style {
    let mut style = Style::new(id, StyleType::Paragraph).name(name).based_on("Normal").q_format(true);
    style = style.size(look.size.half_points().into());
    if look.emphasis.bold {
        style = style.bold();
    }
    if look.emphasis.italic {
        style = style.italic();
    }
    if look.ink == Ink::Red {
        style = style.color(RED);
    }
    style = style.fonts(RunFonts::new().ascii(FONT).hi_ansi(FONT).east_asia(FONT).cs(FONT));
    style.paragraph_property = paragraph_property(look);
    style
}

fn paragraph_property(look: &Look) -> ParagraphProperty {
    let align = match look.justification {
        Justification::Left => AlignmentType::Left,
        Justification::Centre => AlignmentType::Center,
        Justification::Right => AlignmentType::Right,
        Justification::Both => AlignmentType::Both,
    };
    let (line, rule) = match look.line_height {
        LineHeight::Single => (240, LineSpacingType::Auto),
        LineHeight::Exact(height) => (twips(height), LineSpacingType::Exact),
    };
    let spacing = LineSpacing::new()
        .before(twips(look.before) as u32)
        .after(twips(look.after) as u32)
        .line(line)
        .line_rule(rule);
    let indent = SpecialIndentType::FirstLine(twips(look.first_line_indent));
    let mut property = ParagraphProperty::new()
        .align(align)
        .line_spacing(spacing)
        .indent(Some(0), Some(indent), None, None)
        .widow_control(true);
    if look.keep_with_next {
        property = property.keep_next(true);
    }
    property
}
