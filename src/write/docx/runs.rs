//! Runs: the text of a paragraph, in its faces, in links, with the marks of notes.

use std::io::{self, Write};

use super::body::Body;
use crate::arrangement::{Anchor, Paragraph, ParagraphLabel, Piece};
use crate::model::{Emphasis, Script};
use crate::text::NON_BREAKING_HYPHEN;

/// How the run of a note's number begins.
const NOTE_MARK: &str = "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr>";

impl<W: Write> Body<'_, W> {
    /// The text of a paragraph; `base` is the face of its style.
    pub(super) fn content(&mut self, paragraph: &Paragraph<'_>, base: Emphasis) -> io::Result<()> {
        let skipped = paragraph.label.as_ref().map_or(0, ParagraphLabel::made_pieces);
        let look = self.arrangement.look(paragraph.style);
        let (mut text, mut face) = (String::new(), base);
        for piece in paragraph.pieces(look).skip(skipped) {
            match piece {
                Piece::Text(more, emphasis) => {
                    if emphasis != face {
                        self.anchored_run(paragraph, &text, face, base)?;
                        text.clear();
                        face = emphasis;
                    }
                    text.push_str(more);
                }
                Piece::Break => {
                    self.anchored_run(paragraph, &text, face, base)?;
                    text.clear();
                    self.xml.raw("<w:r><w:br w:type=\"textWrapping\"/></w:r>")?;
                }
            }
        }
        self.anchored_run(paragraph, &text, face, base)
    }

    /// Text in one face, in the link that it belongs to; or the mark of a note, whose number Word makes.
    fn anchored_run(
        &mut self,
        paragraph: &Paragraph<'_>,
        text: &str,
        face: Emphasis,
        base: Emphasis,
    ) -> io::Result<()> {
        let anchor = usize::from(face.anchor).checked_sub(1).and_then(|index| paragraph.anchors.get(index));
        match anchor.filter(|_| !text.is_empty()) {
            None => self.run(text, face, base),
            Some(Anchor::Link { address, .. }) => {
                let id = self.links.id(address);
                self.xml.open("w:hyperlink", &[("r:id", &id), ("w:history", "1")])?;
                self.run(text, face, base)?;
                self.xml.close("w:hyperlink")
            }
            Some(Anchor::Note(_)) => {
                self.xml.raw(NOTE_MARK)?;
                self.xml.empty("w:footnoteReference", &[("w:id", text)])?;
                self.xml.raw("</w:r>")
            }
        }
    }

    /// A note of `word/footnotes.xml`.
    pub(super) fn note(&mut self, number: &str, note: &Paragraph<'_>) -> io::Result<()> {
        self.xml.open("w:footnote", &[("w:id", number)])?;
        self.open_paragraph(note.style, false)?;
        self.xml.raw(NOTE_MARK)?;
        self.xml.raw("<w:footnoteRef/></w:r>")?;
        self.content(note, self.arrangement.look(note.style).emphasis)?;
        self.xml.close("w:p")?;
        self.xml.close("w:footnote")
    }

    /// Text in one face; nothing for no text.
    pub(super) fn run(&mut self, text: &str, face: Emphasis, of_style: Emphasis) -> io::Result<()> {
        if text.is_empty() {
            return Ok(());
        }
        let (bold, italic) = (face.bold && !of_style.bold, face.italic && !of_style.italic);
        let lender =
            usize::from(face.lender).checked_sub(1).and_then(|index| self.arrangement.lenders.get(index));
        self.xml.raw("<w:r>")?;
        let placed = face.underlined || face.script != Script::Level;
        if bold || italic || placed || lender.is_some() {
            self.xml.open("w:rPr", &[])?;
            if let Some(family) = lender {
                let attributes =
                    ["w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"].map(|name| (name, family.as_str()));
                self.xml.empty("w:rFonts", &attributes)?;
            }
            self.xml.raw(match (bold, italic) {
                (false, false) => "",
                (true, false) => "<w:b/><w:bCs/>",
                (false, true) => "<w:i/><w:iCs/>",
                (true, true) => "<w:b/><w:bCs/><w:i/><w:iCs/>",
            })?;
            self.xml.raw(if face.underlined { "<w:u w:val=\"single\"/>" } else { "" })?;
            self.xml.raw(match face.script {
                Script::Level => "",
                Script::Raised => "<w:vertAlign w:val=\"superscript\"/>",
                Script::Lowered => "<w:vertAlign w:val=\"subscript\"/>",
            })?;
            self.xml.close("w:rPr")?;
        }
        // Word has a hyphen of its own at which no line ends.
        for (index, part) in text.split(NON_BREAKING_HYPHEN).enumerate() {
            if index > 0 {
                self.xml.raw("<w:noBreakHyphen/>")?;
            }
            if !part.is_empty() {
                self.xml.raw("<w:t xml:space=\"preserve\">")?;
                self.xml.text(part)?;
                self.xml.raw("</w:t>")?;
            }
        }
        self.xml.raw("</w:r>")
    }
}
