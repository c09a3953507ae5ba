//! `word/document.xml`: sections of paragraphs and tables, written once, in the order of the schema, straight into the package.

use std::collections::HashMap;
use std::io::{self, Write};

use super::cells::CellPrefixes;
use super::links::Links;
use super::media::Media;
use super::names::{BLACK, BORDER_EIGHTHS, RULE, SECTION_END, twips};
use super::numbering::Numbers;
use super::parts::{DECLARATION, NAMESPACES};
use super::section::{Feet, section};
use super::xml::XmlWriter;
use crate::arrangement::{
    ArrangedBlock, ArrangedKind, Arrangement, Boxed, LabelKind, Paragraph, RuleLine, Section, StyleId,
};
use crate::units::Length;

/// Writes the whole document.
///
/// # Errors
/// What `out` answers.
pub(super) fn document<W: Write>(
    arrangement: &Arrangement<'_>,
    numbers: &Numbers,
    links: &Links,
    media: &Media,
    feet: &Feet,
    has_notes: bool,
    out: W,
) -> io::Result<W> {
    let mut body = Body { media: Some(media), ..Body::new(arrangement, numbers, links, out) };
    body.xml.raw(DECLARATION)?;
    body.xml.open("w:document", &NAMESPACES)?;
    body.xml.open("w:body", &[])?;
    if has_notes {
        // LibreOffice puts an empty line above a text with notes that begins with a table, such as the letterhead.
        body.thin_line(None)?;
    }
    let last = arrangement.sections.len().saturating_sub(1);
    for (index, (number, part)) in arrangement.parts().enumerate() {
        body.part = number;
        body.blocks(&part.blocks, part.page.text_width(), false)?;
        let properties = section(part, feet.of(index));
        if index == last {
            // Word wants a paragraph at the end.
            if !matches!(part.blocks.last().map(|block| &block.kind), Some(ArrangedKind::Paragraph(_))) {
                body.thin_line(None)?;
            }
            body.xml.raw(&properties.to_xml())?;
        } else {
            body.section_break(&properties.to_xml())?;
        }
    }
    body.xml.close("w:body")?;
    body.xml.close("w:document")?;
    Ok(body.xml.into_inner())
}

/// The foot of a section's first page as a part of its own.
pub(super) fn foot(arrangement: &Arrangement<'_>, numbers: &Numbers, part: &Section<'_>) -> String {
    // What stands there comes from the data and leads nowhere.
    let links = Links::default();
    let mut body = Body::new(arrangement, numbers, &links, Vec::new());
    let written = body
        .xml
        .raw(DECLARATION)
        .and_then(|()| body.xml.open("w:ftr", &NAMESPACES))
        .and_then(|()| body.blocks(&part.first_foot, part.page.text_width(), false))
        .and_then(|()| if part.first_foot.is_empty() { body.thin_line(None) } else { Ok(()) })
        .and_then(|()| body.xml.close("w:ftr"));
    written.expect("memory takes everything");
    String::from_utf8(body.xml.into_inner()).expect("all that is written is text")
}

pub(super) struct Body<'a, W> {
    pub(super) xml: XmlWriter<W>,
    pub(super) arrangement: &'a Arrangement<'a>,
    numbers: &'a Numbers,
    pub(super) links: &'a Links,
    /// Pictures; only the document itself has some.
    pub(super) media: Option<&'a Media>,
    /// How many pictures and charts there were, and how many of them charts.
    pub(super) drawn: usize,
    pub(super) charts: usize,
    /// The part, from 0 for the body.
    part: usize,
    /// How paragraphs begin that have nothing of their own, by style and whether they are kept with the next.
    openings: HashMap<(StyleId, bool), String>,
    /// Whether the next paragraph begins a new page.
    begins_page: bool,
    pub(super) cells: CellPrefixes,
}

/// What a paragraph has beside its style.
#[derive(Clone, Copy, Default)]
struct Own<'p> {
    keep_with_next: bool,
    /// Level and numbering.
    numbering: Option<(usize, usize)>,
    space_above: Option<Length>,
    indent: Length,
    right_indent: Length,
    begins_page: bool,
    outline: Option<u8>,
    /// Properties of the section that ends here, as XML.
    section: Option<&'p str>,
}

impl<'a, W: Write> Body<'a, W> {
    pub(super) fn new(
        arrangement: &'a Arrangement<'a>,
        numbers: &'a Numbers,
        links: &'a Links,
        out: W,
    ) -> Self {
        Body {
            xml: XmlWriter::new(out),
            arrangement,
            numbers,
            links,
            media: None,
            drawn: 0,
            charts: 0,
            part: 0,
            openings: HashMap::new(),
            begins_page: false,
            cells: CellPrefixes::default(),
        }
    }

    /// Blocks below one another, `width` wide, all kept with what follows or as they say themselves. Room becomes space above what follows; two tables get a line between them, which
    /// would else be one.
    fn blocks(&mut self, blocks: &[ArrangedBlock<'_>], width: Length, keep: bool) -> io::Result<()> {
        let mut room: Option<Length> = None;
        for (index, block) in blocks.iter().enumerate() {
            self.begins_page |= block.begins_page;
            match &block.kind {
                ArrangedKind::Paragraph(paragraph) => self.paragraph(paragraph, room.take(), keep)?,
                kind => {
                    if let Some(room) = room.take() {
                        self.thin_line(Some(room))?;
                    }
                    match kind {
                        ArrangedKind::Table(table) => {
                            self.table(table)?;
                            let followed = blocks.get(index + 1).map(|next| &next.kind);
                            self.after_table(table.after, followed)?;
                        }
                        ArrangedKind::Rule(rule) => self.rule(rule, width)?,
                        ArrangedKind::Boxed(boxed) => self.boxed(boxed)?,
                        ArrangedKind::Picture(picture) => self.picture(picture, keep)?,
                        ArrangedKind::Chart(chart) => self.chart(chart, keep)?,
                        ArrangedKind::Room(wanted) => room = Some(wanted.height),
                        ArrangedKind::Paragraph(_) => {}
                    }
                }
            }
        }
        match room {
            Some(room) => self.thin_line(Some(room)),
            None => Ok(()),
        }
    }

    fn after_table(&mut self, after: Length, followed: Option<&ArrangedKind<'_>>) -> io::Result<()> {
        match followed {
            None => Ok(()),
            Some(_) if after > Length::ZERO => self.thin_line(Some(after)),
            Some(ArrangedKind::Table(_)) => self.thin_line(None),
            Some(_) => Ok(()),
        }
    }

    /// Blocks of a cell, which Word wants to end with a paragraph.
    pub(super) fn cell_blocks(
        &mut self,
        blocks: &[ArrangedBlock<'_>],
        width: Length,
        keep: bool,
    ) -> io::Result<()> {
        self.blocks(blocks, width, keep)?;
        match blocks.last().map(|block| &block.kind) {
            None | Some(ArrangedKind::Table(_) | ArrangedKind::Boxed(_)) => self.thin_line(None),
            Some(_) => Ok(()),
        }
    }

    fn paragraph(
        &mut self,
        paragraph: &Paragraph<'_>,
        space_above: Option<Length>,
        keep: bool,
    ) -> io::Result<()> {
        let style = self.arrangement.styles.get(paragraph.style);
        let (numbering, outline) = self.numbering(paragraph);
        let own = Own {
            keep_with_next: paragraph.keep_with_next || keep,
            numbering,
            space_above,
            indent: paragraph.indent,
            right_indent: paragraph.right_indent,
            begins_page: std::mem::take(&mut self.begins_page),
            outline,
            section: None,
        };
        if numbering.is_none()
            && space_above.is_none()
            && paragraph.indent == Length::ZERO
            && paragraph.right_indent == Length::ZERO
            && !own.begins_page
            && outline.is_none()
        {
            self.open_paragraph(paragraph.style, own.keep_with_next)?;
        } else {
            self.xml.open("w:p", &[])?;
            self.properties(&style.id, own)?;
        }
        self.content(paragraph, style.look.emphasis)?;
        self.xml.close("w:p")
    }

    /// Numbering and level that are not those of the style, and the outline level that goes with them.
    fn numbering(&self, paragraph: &Paragraph<'_>) -> (Option<(usize, usize)>, Option<u8>) {
        let Some(label) = &paragraph.label else { return (None, None) };
        match label.kind {
            LabelKind::Heading { level, .. } => {
                let own = self.numbers.heading(self.part, level, &label.text);
                // A style that is not linked with the numbering does not number.
                let is_linked = self.arrangement.styles.get(paragraph.style).word.list.is_some();
                let own = own.or_else(|| (!is_linked).then(|| self.numbers.of_style(level)));
                // The title of an appendix is the first level there.
                let outline = (self.part > 0).then_some(level as u8 + 1);
                (own, outline)
            }
            LabelKind::Numbered { list, .. } => (Some(self.numbers.list(list)), None),
            LabelKind::Typed | LabelKind::Bullet | LabelKind::NoteMark => (None, None),
        }
    }

    /// Begins a paragraph that has nothing of its own but that a page may begin with it.
    pub(super) fn begin_paragraph(&mut self, style: StyleId, keep_with_next: bool) -> io::Result<()> {
        if !std::mem::take(&mut self.begins_page) {
            return self.open_paragraph(style, keep_with_next);
        }
        self.xml.open("w:p", &[])?;
        let id = &self.arrangement.styles.get(style).id;
        self.properties(id, Own { keep_with_next, begins_page: true, ..Own::default() })
    }

    pub(super) fn open_paragraph(&mut self, style: StyleId, keep_with_next: bool) -> io::Result<()> {
        let arrangement = self.arrangement;
        let opening = self.openings.entry((style, keep_with_next)).or_insert_with(|| {
            let keep = if keep_with_next { "<w:keepNext/>" } else { "" };
            let id = &arrangement.styles.get(style).id;
            format!("<w:p><w:pPr><w:pStyle w:val=\"{id}\"/>{keep}</w:pPr>")
        });
        self.xml.raw(opening)
    }

    fn properties(&mut self, style: &str, own: Own<'_>) -> io::Result<()> {
        self.xml.open("w:pPr", &[])?;
        self.xml.empty("w:pStyle", &[("w:val", style)])?;
        if own.keep_with_next {
            self.xml.empty("w:keepNext", &[])?;
        }
        if own.begins_page {
            self.xml.empty("w:pageBreakBefore", &[])?;
        }
        if let Some((level, id)) = own.numbering {
            self.xml.open("w:numPr", &[])?;
            self.xml.empty("w:ilvl", &[("w:val", &level.to_string())])?;
            self.xml.empty("w:numId", &[("w:val", &id.to_string())])?;
            self.xml.close("w:numPr")?;
        }
        if let Some(space) = own.space_above {
            self.xml.empty("w:spacing", &[("w:before", &twips(space).to_string())])?;
        }
        if own.indent != Length::ZERO || own.right_indent != Length::ZERO {
            let (left, right) = (twips(own.indent).to_string(), twips(own.right_indent).to_string());
            let attributes = [("w:left", left.as_str()), ("w:right", right.as_str())];
            let count = if own.right_indent == Length::ZERO { 1 } else { 2 };
            self.xml.empty("w:ind", &attributes[..count])?;
        }
        if let Some(level) = own.outline {
            self.xml.empty("w:outlineLvl", &[("w:val", &level.to_string())])?;
        }
        if let Some(section) = own.section {
            self.xml.raw(section)?;
        }
        self.xml.close("w:pPr")
    }

    /// An empty paragraph, as thin as can be or of a height.
    pub(super) fn thin_line(&mut self, height: Option<Length>) -> io::Result<()> {
        self.xml.open("w:p", &[])?;
        self.xml.open("w:pPr", &[])?;
        self.xml.empty("w:pStyle", &[("w:val", SECTION_END)])?;
        if let Some(height) = height {
            let line = twips(height).to_string();
            self.xml.empty("w:spacing", &[("w:line", &line), ("w:lineRule", "exact")])?;
        }
        self.xml.close("w:pPr")?;
        self.xml.close("w:p")
    }

    /// A paragraph that ends a section.
    fn section_break(&mut self, section: &str) -> io::Result<()> {
        self.xml.open("w:p", &[])?;
        self.properties(SECTION_END, Own { section: Some(section), ..Own::default() })?;
        self.xml.close("w:p")
    }

    /// A line across: the upper border of an empty paragraph, as long as its indents leave it.
    fn rule(&mut self, rule: &RuleLine, width: Length) -> io::Result<()> {
        let indent = twips((width - rule.length) / 2).to_string();
        let (before, line) = (twips(rule.above).to_string(), twips(rule.below).to_string());
        self.xml.open("w:p", &[])?;
        self.xml.open("w:pPr", &[])?;
        self.xml.empty("w:pStyle", &[("w:val", RULE)])?;
        if rule.keep_with_next {
            self.xml.empty("w:keepNext", &[])?;
        }
        self.xml.open("w:pBdr", &[])?;
        self.border("w:top", BLACK)?;
        self.xml.close("w:pBdr")?;
        let spacing = [("w:before", &*before), ("w:line", &line), ("w:lineRule", "exact")];
        self.xml.empty("w:spacing", &spacing)?;
        self.xml.empty("w:ind", &[("w:left", &indent), ("w:right", &indent)])?;
        self.xml.close("w:pPr")?;
        self.xml.close("w:p")
    }

    pub(super) fn border(&mut self, side: &str, colour: &str) -> io::Result<()> {
        let attributes =
            [("w:val", "single"), ("w:sz", BORDER_EIGHTHS), ("w:space", "0"), ("w:color", colour)];
        self.xml.empty(side, &attributes)
    }

    fn boxed(&mut self, boxed: &Boxed<'_>) -> io::Result<()> {
        self.thin_line(Some(boxed.above))?;
        self.box_table(boxed)?;
        Ok(())
    }

    pub(super) fn paragraph_of_box(&mut self, boxed: &Boxed<'_>) -> io::Result<()> {
        self.paragraph(&boxed.text, None, false)
    }
}
