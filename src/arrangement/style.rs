//! Styles: how a paragraph looks, and the name under which a word processor shows it.

use crate::model::Emphasis;
use crate::units::{FontSize, Length};

/// A style of a [`StyleSheet`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StyleId(pub(super) u16);

impl StyleId {
    /// Its place in [`StyleSheet::iter`].
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// The styles of one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StyleSheet {
    styles: Vec<Style>,
}

/// A named style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Style {
    /// Its id in a Word file: `TieuNgu`.
    pub id: String,
    /// What Word shows: `Tiêu ngữ`.
    pub name: String,
    /// How its paragraphs look, everywhere.
    pub look: Look,
    /// What it does beside that in a word processor.
    pub word: WordStyle,
}

/// What a word processor does with paragraphs of a style beside showing them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordStyle {
    /// Level in the navigation pane, from 0.
    pub outline: Option<u8>,
    /// The style's own numbering, and the level in it, from 0.
    pub list: Option<(WordList, u8)>,
    /// The style of the paragraph that is typed after it.
    pub next: Option<StyleId>,
}

/// The numberings that styles are linked with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordList {
    /// The document's own numbering of headings.
    Headings,
    /// With what is printed before each item.
    Bullets(&'static str),
}

/// How lines stand between the margins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Justification {
    /// Against the left margin.
    Left,
    /// In the middle between the margins.
    Centre,
    /// Against the right margin.
    Right,
    /// Both edges straight, but for the last line.
    Both,
}

/// The distance from line to line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineHeight {
    /// The font's own ("single").
    Single,
    /// Fixed, whatever the font.
    Exact(Length),
}

/// The colour of text and lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ink {
    /// Nearly everything.
    #[default]
    Black,
    /// Marks of urgency (dấu chỉ mức độ khẩn).
    Red,
}

/// How a paragraph looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Size of all its letters.
    pub size: FontSize,
    /// Bold or italic for all its text; pieces of the text may add to it.
    pub emphasis: Emphasis,
    /// Colour of its text, and of the frame around it.
    pub ink: Ink,
    /// How its lines stand between the margins.
    pub justification: Justification,
    /// How far the first line begins right of the others; 0 for none.
    pub first_line_indent: Length,
    /// The distance from line to line.
    pub line_height: LineHeight,
    /// Space above, counted also at the top of a page.
    pub before: Length,
    /// Space below, dropped at the foot of a page.
    pub after: Length,
    /// Whether its last line stays on the page of what follows.
    pub keep_with_next: bool,
}

impl StyleSheet {
    /// Adds a style. A document has a few dozen.
    ///
    /// # Panics
    /// Above 65,535 styles.
    pub fn add(&mut self, style: Style) -> StyleId {
        let id = u16::try_from(self.styles.len()).expect("a document has a few dozen styles");
        self.styles.push(style);
        StyleId(id)
    }

    /// The style of an id that this sheet gave out.
    pub fn get(&self, id: StyleId) -> &Style {
        &self.styles[id.index()]
    }

    /// How paragraphs of a style look.
    pub fn look(&self, id: StyleId) -> &Look {
        &self.get(id).look
    }

    /// All styles, by their ids.
    pub fn iter(&self) -> impl Iterator<Item = (StyleId, &Style)> {
        self.styles.iter().enumerate().map(|(index, style)| (StyleId(index as u16), style))
    }
}
