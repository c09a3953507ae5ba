//! Rendered markup to blocks of the model. The only module that knows `comrak`.
//!
//! The dialect: `#` to `####` are numbered headings, `-` and `+` items, `1.` numbered paragraphs, `**bold**`,
//! `*italic*`, GFM tables with `^^` and `<<` for joined cells. Indentation means nothing, so that templates may indent
//! inside their loops, and blank lines between table rows are dropped. Anything else is a finding.

mod inline;
mod leftover;
mod lines;
mod rows;
mod table;

use std::collections::VecDeque;

use comrak::nodes::{AstNode, ListType, NodeValue};
use comrak::{Arena, Options, parse_document};

use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::model::{Block, BlockKind, Bullet, Inline, NumberingScheme};
use crate::source::{FileId, SourceMap, Span};
use lines::{Lines, PlainRow};

/// What the blocks of one part need to know of the report.
#[derive(Debug)]
pub struct Context<'a> {
    /// How headings are numbered, and how many levels they have.
    pub numbering: &'a NumberingScheme,
    /// Column widths of the part's tables in millimetres, when its front matter sets them.
    pub column_widths_mm: Option<&'a [u32]>,
}

/// Counts that run through the parts of a document.
#[derive(Clone, Debug, Default)]
pub struct Counters {
    headings: Vec<usize>,
    lists: usize,
}

impl Counters {
    /// Headings start again in each part; lists are told apart through the whole document.
    pub fn for_next_part(self) -> Self {
        Counters { headings: Vec::new(), lists: self.lists }
    }
}

/// Parses the rendered text of one part. Never fails: what is wrong is in `found`, the rest is returned.
pub fn parse(
    file: FileId,
    sources: &SourceMap,
    context: &Context<'_>,
    counters: &mut Counters,
    found: &mut Diagnostics,
) -> Vec<Block> {
    let text = sources.text(file);
    found.extend(leftovers(file, text));
    // A table with so many lines is worth reading its rows apart.
    if text.len() > LARGE {
        let (mut own, mut own_found) = (counters.clone(), Diagnostics::default());
        if let Some(blocks) = parse_text(Lines::new(file, text, true), context, &mut own, &mut own_found) {
            *counters = own;
            found.extend(own_found);
            return blocks;
        }
    }
    parse_text(Lines::new(file, text, false), context, counters, found).unwrap_or_default()
}

/// A finding for each mark of another Markdown.
fn leftovers(file: FileId, text: &str) -> Diagnostics {
    let mut found = Diagnostics::default();
    for place in leftover::places(text) {
        found.push(unsupported(Span::new(file, place.start, place.end)));
    }
    found
}

/// Bytes of a text whose tables may be large.
const LARGE: usize = 64 * 1024;

/// `None` when rows were read apart that are in no table after all.
fn parse_text(
    mut lines: Lines,
    context: &Context<'_>,
    counters: &mut Counters,
    found: &mut Diagnostics,
) -> Option<Vec<Block>> {
    let plain_rows = lines.take_plain_rows();
    let arena = Arena::new();
    let root = parse_document(&arena, &lines.text, &options());
    let mut parser = MarkupParser { lines: &lines, plain_rows, context, counters, found, blocks: Vec::new() };
    for node in root.children() {
        parser.block(node);
    }
    parser.plain_rows.is_empty().then_some(parser.blocks)
}

/// Parses one line of text, such as a title of the front matter.
pub fn parse_line(file: FileId, sources: &SourceMap, found: &mut Diagnostics) -> Vec<Inline> {
    let lines = Lines::new(file, sources.text(file), false);
    let arena = Arena::new();
    let root = parse_document(&arena, &lines.text, &options());
    let mut content = Vec::new();
    for node in root.children() {
        match node.data.borrow().value {
            NodeValue::Paragraph => content.extend(inline::content(node, &lines, found)),
            _ => found.push(unsupported(lines.span(node))),
        }
    }
    content
}

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.table = true;
    options.parse.ignore_setext = true;
    options.parse.escaped_char_spans = true;
    options
}

fn unsupported(span: Span) -> Diagnostic {
    Diagnostic::error(
        Code::MarkupUnsupported,
        text!("mẫu dùng một dạng mà báo cáo không có", "the template uses a form that reports do not have"),
    )
    .at(span)
    .help(text!(
        "chỉ dùng: # đến #### (đề mục), đoạn văn, “- ”, “+ ”, “1. ”, **đậm**, *nghiêng*, bảng | a | b |",
        "use only: # to #### (headings), paragraphs, “- ”, “+ ”, “1. ”, **bold**, *italic*, tables | a | b |"
    ))
    .help(text!(
        "ký tự đặc biệt là chữ thì thêm \\ phía trước",
        "put a \\ before a special character that is text"
    ))
}

struct MarkupParser<'a> {
    lines: &'a Lines,
    /// Rows of tables that were read already.
    plain_rows: VecDeque<PlainRow>,
    context: &'a Context<'a>,
    counters: &'a mut Counters,
    found: &'a mut Diagnostics,
    blocks: Vec<Block>,
}

impl MarkupParser<'_> {
    fn block<'n>(&mut self, node: &'n AstNode<'n>) {
        let value = node.data.borrow().value.clone();
        match value {
            NodeValue::Heading(heading) => self.heading(node, heading.level.into()),
            NodeValue::Paragraph
                if table::looks_like_table(self.lines.line(node.data.borrow().sourcepos.start.line)) =>
            {
                self.found.push(table::without_rule(self.lines.span(node)));
            }
            NodeValue::Paragraph => {
                let content = inline::content(node, self.lines, self.found);
                self.push(node, BlockKind::Paragraph(content));
            }
            NodeValue::List(list) => {
                let id = self.counters.lists;
                if list.list_type == ListType::Ordered {
                    self.counters.lists += 1;
                }
                for (index, item) in node.children().enumerate() {
                    let kind = match (list.list_type, list.bullet_char) {
                        (ListType::Ordered, _) => {
                            Some(Marker::Number { number: list.start + index, list: id })
                        }
                        (ListType::Bullet, b'-') => Some(Marker::Bullet(Bullet::Dash)),
                        (ListType::Bullet, b'+') => Some(Marker::Bullet(Bullet::Plus)),
                        _ => None,
                    };
                    match kind {
                        Some(marker) => self.item(item, &marker),
                        None => self.found.push(unsupported(self.lines.span(item))),
                    }
                }
            }
            NodeValue::Table(table) => {
                if let Some(table) =
                    table::table(node, &table, self.lines, &mut self.plain_rows, self.context, self.found)
                {
                    self.push(node, BlockKind::Table(table));
                }
            }
            _ => self.found.push(unsupported(self.lines.span(node))),
        }
    }

    fn push<'n>(&mut self, node: &'n AstNode<'n>, kind: BlockKind) {
        self.blocks.push(Block { kind, span: self.lines.span(node) });
    }

    fn heading<'n>(&mut self, node: &'n AstNode<'n>, level: usize) {
        let span = self.lines.span(node);
        let levels = self.context.numbering.levels().len();
        if level > levels {
            self.found.push(
                Diagnostic::error(
                    Code::MarkupMalformed,
                    text!(
                        "mẫu chỉ đánh số {levels} cấp đề mục, đây là cấp {level}",
                        "the template numbers {levels} heading levels, this is level {level}"
                    ),
                )
                .at(span)
                .help(text!(
                    "thêm một cấp vào danh_so trong template.yaml, hoặc bớt một dấu #",
                    "add a level to danh_so in template.yaml, or take away a #"
                )),
            );
            return;
        }
        let counters = &mut self.counters.headings;
        if level > counters.len() + 1 {
            let above = level - 1;
            self.found.push(
                Diagnostic::error(
                    Code::MarkupMalformed,
                    text!(
                        "đề mục cấp {level} mà phía trên chưa có cấp {above}",
                        "a heading of level {level} without one of level {above} above it"
                    ),
                )
                .at(span),
            );
        }
        counters.resize(level, 0);
        counters[level - 1] += 1;
        // A level that was skipped counts as 1, so that the number below it can be printed.
        counters.iter_mut().for_each(|counter| *counter = (*counter).max(1));
        let number = self.context.numbering.number(counters);
        let content = inline::content(node, self.lines, self.found);
        self.push(node, BlockKind::Heading { level, number, content });
    }

    /// The first paragraph of an item takes the bullet; what else is in the item follows as blocks of its own.
    fn item<'n>(&mut self, item: &'n AstNode<'n>, marker: &Marker) {
        let mut children = item.children();
        let first = children.next();
        match first {
            Some(node) if matches!(node.data.borrow().value, NodeValue::Paragraph) => {
                let content = inline::content(node, self.lines, self.found);
                let kind = match *marker {
                    Marker::Bullet(bullet) => BlockKind::Item { bullet, content },
                    Marker::Number { number, list } => BlockKind::Numbered { number, list, content },
                };
                self.push(node, kind);
            }
            _ => self.found.push(
                Diagnostic::error(
                    Code::MarkupMalformed,
                    text!("gạch đầu dòng không có nội dung", "a list item without text"),
                )
                .at(self.lines.span(item)),
            ),
        }
        children.for_each(|node| self.block(node));
    }
}

enum Marker {
    Bullet(Bullet),
    Number { number: usize, list: usize },
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::plain_text;

    fn check(text: &str) -> (Vec<String>, Vec<(Code, usize)>) {
        let mut sources = SourceMap::default();
        let file = sources.add("t.md", text);
        let mut found = Diagnostics::default();
        let numbering = NumberingScheme::default();
        let context = Context { numbering: &numbering, column_widths_mm: None };
        let blocks = parse(file, &sources, &context, &mut Counters::default(), &mut found);
        let shown = blocks.iter().map(|block| match &block.kind {
            BlockKind::Heading { number, content, .. } => format!("{number} {}", plain_text(content)),
            BlockKind::Paragraph(content) => plain_text(content),
            BlockKind::Item { bullet, content } => format!("{} {}", bullet.sign(), plain_text(content)),
            BlockKind::Numbered { number, list, content } => {
                format!("{list}:{number}. {}", plain_text(content))
            }
            BlockKind::Table(table) => format!("table {}x{}", table.rows.len(), table.columns.len()),
        });
        let line = |d: &Diagnostic| sources.position(d.primary.as_ref().expect("a place").span).line;
        (shown.collect(), found.iter().map(|d| (d.code, line(d))).collect())
    }

    #[test]
    fn headings_items_and_paragraphs() {
        let (blocks, found) =
            check("# A\n\n## B\n\nchữ\ntiếp\n\n- x\n+ y\n+ z\n- u\n\n# C\n\n## D\n\n### E\n\n1. m\n\n2. n\n");
        assert_eq!(found, []);
        let expected = [
            "I. A",
            "1. B",
            "chữ tiếp",
            "- x",
            "+ y",
            "+ z",
            "- u",
            "II. C",
            "1. D",
            "a) E",
            "0:1. m",
            "0:2. n",
        ];
        assert_eq!(blocks, expected);
    }

    #[test]
    fn indentation_and_blank_lines_in_tables_mean_nothing() {
        let (blocks, found) =
            check("      - x\n\n        chữ\n\n| a | b |\n|---|---|\n\n  | 1 | 2 |\n\n\n| 3 | 4 |\n");
        assert_eq!(found, []);
        assert_eq!(blocks, ["- x", "chữ", "table 3x2"]);
    }

    #[test]
    fn two_tables_in_a_row_are_two() {
        let table = |rows: &str| format!("| a | b |\n|:---:|---|\n{rows}");
        for between in ["", "\n", "\n\n  "] {
            let text = format!("{}{between}{}", table("| 1 | 2 |\n"), table("\n| 3 | 4 |\n| 5 | 6 |\n"));
            assert_eq!(
                check(&text),
                (vec!["table 2x2".to_string(), "table 3x2".to_string()], vec![]),
                "{text}"
            );
        }
        let dashes = table("| - | - |\n| 1 | 2 |\n\n| - | - |\n");
        assert_eq!(check(&dashes), (vec!["table 4x2".to_string()], vec![]));
    }

    #[test]
    fn rows_that_are_read_apart_come_where_they_stand() {
        let text = |row: &dyn Fn(usize) -> String| {
            let rows: String = (0..4000).map(row).collect();
            format!("chữ\n\n| a | b | c |\n|---|---|---|\n{rows}\n- x\n")
        };
        let row = |n: usize| match n % 5 {
            0 => format!("| {n} | **đậm** | một dòng chữ dài \\*{n} |\n"),
            3 => format!("| {n} | ^^ | << |\n\n"),
            _ => format!("|{n}| b\\|{n} | {n}\\. c |\n"),
        };
        let parsed = |text: &str, apart: bool| {
            let mut sources = SourceMap::default();
            let file = sources.add("t.md", text);
            let (numbering, mut found) = (NumberingScheme::default(), Diagnostics::default());
            let context = Context { numbering: &numbering, column_widths_mm: None };
            let lines = Lines::new(file, text, apart);
            let blocks = parse_text(lines, &context, &mut Counters::default(), &mut found);
            blocks.map(|blocks| blocks.into_iter().map(|block| block.kind).collect::<Vec<_>>())
        };
        let sound = text(&|n| row(n).replace("^^ | <<", "- | 5"));
        assert!(sound.len() > LARGE);
        assert_eq!(parsed(&sound, true), parsed(&sound, false));
        // What is no table after all is left to comrak.
        assert_eq!(
            parsed("| a | b |\n|---|---|---|\n| 1 | 2 |\n", true),
            parsed("| a | b |\n|---|---|---|\n| 1 | 2 |\n", false)
        );
        let (blocks, found) = check(&sound);
        assert_eq!((blocks.len(), blocks[1].as_str(), found.len()), (3, "table 4001x3", 0));
        let wrong =
            text(&|n| if n == 3210 { "| 1 | 2 |\n".to_string() } else { row(n).replace("^^ | <<", "- | 5") });
        let line = wrong[..wrong.find("| 1 | 2 |\n").expect("it is there")].matches('\n').count() + 1;
        assert_eq!(check(&wrong).1, [(Code::TableMalformed, line)]);
    }

    #[test]
    fn what_reports_do_not_have_is_refused_with_its_line() {
        for (text, code, line) in [
            ("chữ\n\n<b>x</b>\n", Code::MarkupUnsupported, 3),
            ("a `b` c", Code::MarkupUnsupported, 1),
            ("[a](b)", Code::MarkupUnsupported, 1),
            ("![a](b.png)", Code::MarkupUnsupported, 1),
            ("> a", Code::MarkupUnsupported, 1),
            ("---", Code::MarkupUnsupported, 1),
            ("* a", Code::MarkupUnsupported, 1),
            ("a\n\nb **c d\n", Code::MarkupMalformed, 3),
            ("#### a", Code::MarkupMalformed, 1),
            ("## a", Code::MarkupMalformed, 1),
            ("-", Code::MarkupMalformed, 1),
            ("| a | b |\n|---|---|\n| 1 | 2 | 3 |\n", Code::TableMalformed, 3),
            ("| a | b |\n|---|---|\n| 1 |\n", Code::TableMalformed, 3),
            ("| << | b |\n|---|---|\n| 1 | 2 |\n", Code::TableMalformed, 1),
            ("| a | b |\n|---|---|\n| 1 | 2 |\n| ^^ | << |\n", Code::TableMalformed, 4),
            ("| a | b |\n| 1 | 2 |\n", Code::TableMalformed, 1),
        ] {
            assert_eq!(check(text).1.first(), Some(&(code, line)), "{text:?}");
        }
    }
}
