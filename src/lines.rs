//! Paragraphs into lines, as Word breaks them: greedily, at spaces and after hyphens. Unlike Word, the number and symbol
//! of a document (`2480/UBND-CA`) are kept whole, so that a search in the PDF finds them.

use crate::arrangement::Piece;
use crate::font::{FontSet, is_mark};
use crate::model::Emphasis;
use crate::units::{FontSize, Length};

/// A line of a paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Its text from left to right; neighbours differ in style. Empty for an empty line.
    pub runs: Vec<TextRun>,
    /// Without the space at its end.
    pub width: Length,
    /// Spaces that justification may stretch.
    pub spaces: i64,
    /// What ended it.
    pub end: LineEnd,
}

/// Why a line ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LineEnd {
    /// The next word did not fit; the space before it is left out of the line.
    Space,
    /// Inside a word: after a hyphen, or because the word is wider than a line.
    Inside,
    /// A forced break. Not justified.
    Forced,
    /// The paragraph ends. Not justified.
    #[default]
    Paragraph,
}

impl LineEnd {
    /// Whether a line with this end is stretched to both margins in justified text.
    pub const fn is_justified(self) -> bool {
        matches!(self, LineEnd::Space | LineEnd::Inside)
    }
}

/// Text of one style within a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextRun {
    /// Spaces included, but for those at the end of the line.
    pub text: String,
    /// The face that it is set in.
    pub emphasis: Emphasis,
    /// Before justification.
    pub width: Length,
}

/// Space for lines: the whole width, and by how much the first is shorter.
#[derive(Clone, Copy, Debug)]
pub struct Measure {
    /// Between the left and the right edge.
    pub width: Length,
    /// How far right of the left edge the first line begins.
    pub first_line_indent: Length,
}

/// Sets `pieces` in lines. Never empty.
pub fn break_lines<'t>(
    pieces: impl Iterator<Item = Piece<'t>>,
    size: FontSize,
    measure: Measure,
    fonts: &FontSet,
) -> Vec<Line> {
    let mut breaker =
        Breaker { fonts, size, measure, lines: Vec::new(), line: Line::default(), pending: Vec::new() };
    for token in tokens(pieces) {
        match token {
            Token::Word(pieces) => breaker.word(pieces),
            Token::Space(emphasis) => breaker.space(emphasis),
            Token::Break => breaker.end_line(LineEnd::Forced),
        }
    }
    breaker.end_line(LineEnd::Paragraph);
    breaker.lines
}

/// The widest word and the width on one line: how narrow and how wide a cell with this text wants to be.
pub fn extent<'t>(
    pieces: impl Iterator<Item = Piece<'t>>,
    size: FontSize,
    fonts: &FontSet,
) -> (Length, Length) {
    let (mut widest, mut whole, mut line) = (Length::ZERO, Length::ZERO, Length::ZERO);
    for token in tokens(pieces) {
        match token {
            Token::Word(pieces) => {
                let width: Length =
                    pieces.iter().map(|(text, emphasis)| fonts.width(text, *emphasis, size)).sum();
                widest = widest.max(width);
                line += width;
            }
            Token::Space(emphasis) => line += fonts.width(" ", emphasis, size),
            Token::Break => line = Length::ZERO,
        }
        whole = whole.max(line);
    }
    (widest, whole)
}

enum Token<'a> {
    /// Pieces between two places where a line may break.
    Word(Vec<(&'a str, Emphasis)>),
    Space(Emphasis),
    Break,
}

/// Cuts the text at spaces and after hyphens between letters. A no-break space is part of its word.
fn tokens<'t>(pieces: impl Iterator<Item = Piece<'t>>) -> Vec<Token<'t>> {
    let mut tokens = Vec::new();
    let mut word: Vec<(&str, Emphasis)> = Vec::new();
    for part in pieces {
        let (text, emphasis) = match part {
            Piece::Break => {
                flush(&mut word, &mut tokens);
                tokens.push(Token::Break);
                continue;
            }
            Piece::Text(text, emphasis) => (text, emphasis),
        };
        let mut start = 0;
        for (at, letter) in text.char_indices() {
            if letter == ' ' {
                piece(&mut word, &text[start..at], emphasis);
                flush(&mut word, &mut tokens);
                tokens.push(Token::Space(emphasis));
                start = at + 1;
            } else if letter == '-' && breaks_after_hyphen(&text[start..at], &text[at + 1..]) {
                piece(&mut word, &text[start..=at], emphasis);
                flush(&mut word, &mut tokens);
                start = at + 1;
            }
        }
        piece(&mut word, &text[start..], emphasis);
    }
    flush(&mut word, &mut tokens);
    tokens
}

/// `before` reaches back to the last place where a line may break.
fn breaks_after_hyphen(before: &str, after: &str) -> bool {
    let is_symbol = before.contains(|letter: char| letter.is_ascii_digit() || letter == '/');
    before.ends_with(char::is_alphabetic) && after.starts_with(char::is_alphabetic) && !is_symbol
}

fn piece<'a>(word: &mut Vec<(&'a str, Emphasis)>, text: &'a str, emphasis: Emphasis) {
    if !text.is_empty() {
        word.push((text, emphasis));
    }
}

fn flush<'a>(word: &mut Vec<(&'a str, Emphasis)>, tokens: &mut Vec<Token<'a>>) {
    if !word.is_empty() {
        tokens.push(Token::Word(std::mem::take(word)));
    }
}

struct Breaker<'a> {
    fonts: &'a FontSet,
    size: FontSize,
    measure: Measure,
    lines: Vec<Line>,
    line: Line,
    /// Spaces seen since the last word, with their widths; they count only when another word follows on the line.
    pending: Vec<(Emphasis, Length)>,
}

impl Breaker<'_> {
    fn room(&self) -> Length {
        match self.lines.is_empty() {
            true => self.measure.width - self.measure.first_line_indent,
            false => self.measure.width,
        }
    }

    fn width(&self, text: &str, emphasis: Emphasis) -> Length {
        self.fonts.width(text, emphasis, self.size)
    }

    fn space(&mut self, emphasis: Emphasis) {
        if !self.line.runs.is_empty() {
            self.pending.push((emphasis, self.width(" ", emphasis)));
        }
    }

    fn word(&mut self, pieces: Vec<(&str, Emphasis)>) {
        let widths: Vec<Length> = pieces.iter().map(|(text, emphasis)| self.width(text, *emphasis)).collect();
        let width: Length = widths.iter().copied().sum();
        let spaces: Length = self.pending.iter().map(|(_, width)| *width).sum();
        if !self.line.runs.is_empty() && self.line.width + spaces + width > self.room() {
            let end = if self.pending.is_empty() { LineEnd::Inside } else { LineEnd::Space };
            self.end_line(end);
        }
        for (emphasis, width) in std::mem::take(&mut self.pending) {
            self.line.spaces += 1;
            self.append(" ", emphasis, width);
        }
        if self.line.width + width > self.room() {
            self.long_word(&pieces);
        } else {
            let measured = pieces.into_iter().zip(widths);
            measured.for_each(|((text, emphasis), width)| self.append(text, emphasis, width));
        }
    }

    /// A word wider than a line is broken between letters, each with its marks.
    fn long_word(&mut self, pieces: &[(&str, Emphasis)]) {
        for (text, emphasis) in pieces {
            let mut rest = *text;
            while let Some(first) = rest.chars().next() {
                let marks = rest[first.len_utf8()..].find(|letter| !is_mark(letter));
                let (letter, after) = rest.split_at(marks.map_or(rest.len(), |at| first.len_utf8() + at));
                let width = self.width(letter, *emphasis);
                if !self.line.runs.is_empty() && self.line.width + width > self.room() {
                    self.end_line(LineEnd::Inside);
                }
                self.append(letter, *emphasis, width);
                rest = after;
            }
        }
    }

    fn append(&mut self, text: &str, emphasis: Emphasis, width: Length) {
        self.line.width += width;
        match self.line.runs.last_mut() {
            Some(run) if run.emphasis == emphasis => {
                run.text.push_str(text);
                run.width += width;
            }
            _ => self.line.runs.push(TextRun { text: text.to_string(), emphasis, width }),
        }
    }

    fn end_line(&mut self, end: LineEnd) {
        self.pending.clear();
        let line = std::mem::take(&mut self.line);
        self.lines.push(Line { end, ..line });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PLAIN: Emphasis = Emphasis::PLAIN;

    fn plain(text: &str) -> Piece<'_> {
        Piece::Text(text, PLAIN)
    }

    fn lines(text: &str, width_mm: i64) -> Vec<String> {
        let measure = Measure { width: Length::mm(width_mm), first_line_indent: Length::ZERO };
        let fonts = FontSet::built_in();
        break_lines([plain(text)].into_iter(), FontSize::pt(14), measure, &fonts)
            .iter()
            .map(|line| line.runs.iter().map(|run| run.text.as_str()).collect())
            .collect()
    }

    #[test]
    fn lines_break_at_spaces_and_hyphens() {
        assert_eq!(lines("Phan Rang - Tháp Chàm", 30), ["Phan Rang -", "Tháp Chàm"]);
        assert_eq!(lines("Pa-ri Luân-đôn", 24), ["Pa-ri Luân-", "đôn"]);
        assert_eq!(lines("số 2480/UBND-CA", 36), ["số", "2480/UBND-CA"]);
        assert_eq!(lines("2022-2025 x", 25), ["2022-2025", "x"]);
    }

    #[test]
    fn a_word_wider_than_the_line_is_broken_and_nothing_is_lost() {
        let word = "ữ".repeat(2000);
        let broken = lines(&word, 50);
        assert!(broken.len() > 50);
        assert_eq!(broken.concat(), word);
    }

    #[test]
    fn forced_breaks_end_a_line() {
        let pieces = [plain("a b"), Piece::Break, plain("c")];
        let measure = Measure { width: Length::mm(100), first_line_indent: Length::mm(10) };
        let lines = break_lines(pieces.into_iter(), FontSize::pt(14), measure, &FontSet::built_in());
        assert_eq!(
            lines.iter().map(|line| line.end).collect::<Vec<_>>(),
            [LineEnd::Forced, LineEnd::Paragraph]
        );
        assert_eq!(lines[0].spaces, 1);
    }

    #[test]
    fn a_line_knows_why_it_ends() {
        let measure = Measure { width: Length::mm(24), first_line_indent: Length::ZERO };
        let pieces = [plain("Pa-ri Luân-đôn xa xôi lắm")];
        let lines = break_lines(pieces.into_iter(), FontSize::pt(14), measure, &FontSet::built_in());
        let ends: Vec<_> = lines.iter().map(|line| line.end).collect();
        assert_eq!(ends, [LineEnd::Inside, LineEnd::Space, LineEnd::Paragraph]);
    }

    #[test]
    fn a_mark_stays_with_its_letter() {
        let word = "ê\u{306}".repeat(200);
        let broken = lines(&word, 50);
        assert!(broken.len() > 5 && broken.iter().all(|line| line.starts_with('ê')));
        assert_eq!(broken.concat(), word);
    }

    #[test]
    fn an_empty_paragraph_is_one_empty_line() {
        assert_eq!(lines("", 50), [""]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// Nothing is lost, and no line is wider than there is room, but for a single letter.
        #[test]
        fn lines_hold_all_and_fit(text in "[a-zĐềữ0-9/.,%-]{0,40}( [a-zĐềữ0-9/.,%-]{0,30}){0,12}", mm in 12_i64..160) {
            let fonts = FontSet::built_in();
            let measure = Measure { width: Length::mm(mm), first_line_indent: Length::mm(10) };
            let lines = break_lines([plain(&text)].into_iter(), FontSize::pt(14), measure, &fonts);
            let joined: String = lines.iter().flat_map(|line| &line.runs).map(|run| run.text.as_str()).collect();
            let bare = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(bare(&joined), bare(&text));
            for (index, line) in lines.iter().enumerate() {
                let room = if index == 0 { measure.width - measure.first_line_indent } else { measure.width };
                let letters: usize = line.runs.iter().map(|run| run.text.chars().count()).sum();
                prop_assert!(line.width <= room || letters == 1, "{:?}", line);
            }
        }
    }
}
