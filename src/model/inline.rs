//! Pieces of lines of text, and how they differ from the paragraph around them.

use crate::units::{FontSize, Length};

/// A piece of a line of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Letters of one style.
    Text {
        /// Without line breaks.
        text: String,
        /// Bold or italic, beside what its paragraph is.
        emphasis: Emphasis,
    },
    /// A line ends here, the paragraph does not.
    Break,
    /// Text that leads somewhere: text and breaks alone.
    Link {
        /// Where it leads, in ASCII: `https://…`, `http://…` or `mailto:…`.
        address: String,
        /// What is printed.
        content: Vec<Inline>,
    },
    /// The mark of a note at the foot of the page.
    Note(Box<Note>),
}

/// A note at the foot of the page of its mark (chú thích cuối trang).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Its number as printed; notes are numbered from 1 through body and appendices.
    pub mark: String,
    /// Its text, without notes.
    pub content: Vec<Inline>,
}

/// The style of a piece of text, beyond that of its paragraph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Emphasis {
    /// Thick letters (chữ đậm).
    pub bold: bool,
    /// Slanted letters (chữ nghiêng).
    pub italic: bool,
    /// The family that lends the letters: 0 for the report's own, which `form` leaves only for letters that it lacks.
    pub lender: u8,
    /// Smaller letters above or below the line.
    pub script: Script,
    /// A line under the letters.
    pub underlined: bool,
    /// The link or note of its paragraph that it belongs to, counted from 1; 0 for none. Set by the arrangement.
    pub anchor: u16,
}

/// Where letters stand on their line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Script {
    /// On it, in full size.
    #[default]
    Level,
    /// Above it: `km²`.
    Raised,
    /// Below it: `CO₂`.
    Lowered,
}

impl Emphasis {
    /// Neither bold nor italic.
    pub const PLAIN: Emphasis = Emphasis {
        bold: false,
        italic: false,
        lender: 0,
        script: Script::Level,
        underlined: false,
        anchor: 0,
    };
    /// Bold, upright.
    pub const BOLD: Emphasis = Emphasis { bold: true, ..Emphasis::PLAIN };
    /// Italic, not bold.
    pub const ITALIC: Emphasis = Emphasis { italic: true, ..Emphasis::PLAIN };
    /// Both.
    pub const BOLD_ITALIC: Emphasis = Emphasis { bold: true, ..Emphasis::ITALIC };

    /// Its own and that of the paragraph it stands in.
    pub const fn over(self, base: Emphasis) -> Self {
        Emphasis { bold: self.bold || base.bold, italic: self.italic || base.italic, ..self }
    }

    /// What decides on the face of the font: without line, place and anchor.
    pub const fn face(self) -> Self {
        Emphasis { script: Script::Level, underlined: false, anchor: 0, ..self }
    }
}

impl Script {
    /// The size of letters in a line of a size, in half-points: raised and lowered ones have 58 %, as word processors set them.
    pub const fn size(self, line: FontSize) -> FontSize {
        match self {
            Script::Level => line,
            Script::Raised | Script::Lowered => line.percent(58),
        }
    }

    /// How far above the baseline letters stand: a third of the size of the line, or a seventh below it.
    pub fn rise(self, line: FontSize) -> Length {
        match self {
            Script::Level => Length::ZERO,
            Script::Raised => line.length() / 3,
            Script::Lowered => Length::ZERO - line.length() / 7,
        }
    }
}

impl Inline {
    /// A text with no style of its own.
    pub fn plain(text: impl Into<String>) -> Self {
        Inline::Text { text: text.into(), emphasis: Emphasis::default() }
    }
}

/// The letters of a line of text, breaks as spaces, without marks of notes. Raised digits are the raised ones of Unicode: `10⁶` is
/// not 106.
pub fn plain_text(content: &[Inline]) -> String {
    let mut plain = String::new();
    add_plain_text(content, &mut plain);
    plain
}

fn add_plain_text(content: &[Inline], plain: &mut String) {
    for inline in content {
        match inline {
            Inline::Text { text, emphasis } if emphasis.script == Script::Raised => {
                plain.extend(text.chars().map(raised));
            }
            Inline::Text { text, .. } => plain.push_str(text),
            Inline::Break => plain.push(' '),
            Inline::Link { content, .. } => add_plain_text(content, plain),
            Inline::Note(_) => {}
        }
    }
}

/// The notes whose marks stand in a line of text.
pub fn notes(content: &[Inline]) -> impl Iterator<Item = &Note> {
    content.iter().filter_map(|inline| match inline {
        Inline::Note(note) => Some(&**note),
        _ => None,
    })
}

fn raised(letter: char) -> char {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    letter.to_digit(10).map_or(letter, |digit| RAISED[digit as usize])
}
