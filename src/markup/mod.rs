//! Rendered markup to blocks of the model. The only module that knows `comrak`.
//!
//! The dialect: `#` to `######` are numbered headings, `-` and `+` items, `1.` numbered paragraphs, `**bold**`,
//! `*italic*`, GFM tables with `^^` and `<<` for joined cells. Indentation means nothing, so that templates may indent
//! inside their loops, and blank lines between table rows are dropped. Anything else is a finding.

mod attribute_values;
mod attributes;
mod chart;
mod drawn;
mod heading;
mod inline;
mod leftover;
mod lines;
mod notes;
mod rows;
mod table;

use std::collections::VecDeque;

use comrak::nodes::{AstNode, ListType, NodeValue};
use comrak::{Arena, Options, parse_document};

use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::model::{Block, BlockKind, Bullet, Inline, MarkupReading, NumberingScheme};
use crate::source::{FileId, SourceMap, Span};
use attributes::Attributes;
pub use drawn::OpenPicture;
use lines::{Aside, AsideKind, Lines, PlainRow};
use notes::Notes;

/// What the blocks of one part need to know of the report.
pub struct Context<'a> {
    /// How headings are numbered, and how many levels they have.
    pub numbering: &'a NumberingScheme,
    /// Column widths of the part's tables in millimetres, when its front matter sets them.
    pub column_widths_mm: Option<&'a [u32]>,
    /// Which reading the template asks for (`phien_ban`).
    pub reading: MarkupReading,
    /// Opens the files of pictures.
    pub open_picture: &'a OpenPicture<'a>,
    /// Whether a picture or the figures of a chart may be missing, and room is left for them.
    pub is_draft: bool,
}

/// Counts that run through the parts of a document.
#[derive(Clone, Debug, Default)]
pub struct Counters {
    headings: Vec<usize>,
    /// The level of the heading without a number that the next ones stand under.
    unnumbered: Option<usize>,
    lists: usize,
    notes: usize,
}

impl Counters {
    /// Headings start again in each part; lists are told apart and notes numbered through the whole document.
    pub fn for_next_part(self) -> Self {
        Counters { lists: self.lists, notes: self.notes, ..Counters::default() }
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
    found.extend(leftovers(file, text, context.reading));
    // A table with so many lines is worth reading its rows apart.
    if text.len() > LARGE {
        let (mut own, mut own_found) = (counters.clone(), Diagnostics::default());
        let lines = Lines::new(file, text, true, context.reading);
        if let Some(blocks) = parse_text(lines, context, &mut own, &mut own_found) {
            *counters = own;
            found.extend(own_found);
            return blocks;
        }
    }
    parse_text(Lines::new(file, text, false, context.reading), context, counters, found).unwrap_or_default()
}

/// A finding for each mark of another Markdown.
fn leftovers(file: FileId, text: &str, reading: MarkupReading) -> Diagnostics {
    let mut found = Diagnostics::default();
    for place in leftover::places(text, reading) {
        found.push(unsupported(Span::new(file, place.start, place.end)));
    }
    for place in leftover::broken_lines(text) {
        found.push(leftover::not_one_line(Span::new(file, place.start, place.end)));
    }
    for place in drawn::misplaced(text, reading) {
        found.push(drawn::not_alone(Span::new(file, place.start, place.end), reading));
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
    let (plain_rows, asides) = (lines.take_plain_rows(), lines.take_asides());
    let notes = Notes::read(lines.take_notes(), counters.notes, found);
    let arena = Arena::new();
    let root = parse_document(&arena, &lines.text, &options());
    let mut parser = MarkupParser {
        lines: &lines,
        plain_rows,
        asides,
        turned: None,
        attributes: Attributes::default(),
        notes,
        context,
        counters,
        found,
        blocks: Vec::new(),
    };
    for node in root.children() {
        parser.with_attributes(node);
    }
    parser.asides_before(usize::MAX);
    std::mem::take(&mut parser.attributes).finish(parser.found);
    parser.unclosed_turn();
    parser.counters.notes = parser.notes.finish(parser.found);
    parser.plain_rows.is_empty().then_some(parser.blocks)
}

/// Parses one line of text, such as a title of the front matter.
pub fn parse_line(
    file: FileId,
    sources: &SourceMap,
    reading: MarkupReading,
    found: &mut Diagnostics,
) -> Vec<Inline> {
    // No line of a title is one of attributes.
    let lines = Lines::new(file, sources.text(file), false, MarkupReading::First);
    inline::of_lines(&lines, reading, found)
}

/// Parses the markup of an attribute, which stands at `span`: what is wrong in it is found there.
fn parse_fragment(text: &str, span: Span, found: &mut Diagnostics) -> Vec<Inline> {
    let mut sources = SourceMap::default();
    let file = sources.add("", text);
    let mut own = Diagnostics::default();
    let content = parse_line(file, &sources, MarkupReading::Second, &mut own);
    own.take(|_| true).iter().for_each(|finding| found.push(finding.clone().at(span)));
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
        "chỉ dùng: # đến ###### (đề mục), đoạn văn, “- ”, “+ ”, “1. ”, **đậm**, *nghiêng*, bảng | a | b |",
        "use only: # to ###### (headings), paragraphs, “- ”, “+ ”, “1. ”, **bold**, *italic*, tables | a | b |"
    ))
    .help(text!(
        "với phien_ban: 2 còn có: “* ”, <br>, <sup>, <sub>, <u>, chữ[^1], [chữ](https://…), dòng thuộc tính như {{giua}}",
        "with phien_ban: 2 also: “* ”, <br>, <sup>, <sub>, <u>, text[^1], [text](https://…), attribute lines such as {{giua}}"
    ))
    .help(text!(
        "ký tự đặc biệt là chữ thì thêm \\ phía trước",
        "put a \\ before a special character that is text"
    ))
}

fn wrong_turn(span: Span) -> Diagnostic {
    Diagnostic::error(
        Code::MarkupMalformed,
        text!("trang ngang mở, đóng không khớp", "turned pages do not begin and end in pairs"),
    )
    .at(span)
    .help(text!(
        "viết :::ngang trên một dòng trước phần nằm ngang, ::: trên một dòng sau phần ấy",
        "write :::ngang on a line before what lies, and ::: on a line behind it"
    ))
}

struct MarkupParser<'a> {
    lines: &'a Lines,
    /// Rows of tables that were read already.
    plain_rows: VecDeque<PlainRow>,
    /// What stands between blocks to come.
    asides: VecDeque<Aside>,
    /// Where turned pages began that have not ended yet.
    turned: Option<Span>,
    /// What the block at hand is asked to be.
    attributes: Attributes,
    notes: Notes,
    context: &'a Context<'a>,
    counters: &'a mut Counters,
    found: &'a mut Diagnostics,
    blocks: Vec<Block>,
}

impl MarkupParser<'_> {
    /// A block of the part, as the attribute lines above it ask.
    fn with_attributes<'n>(&mut self, node: &'n AstNode<'n>) {
        self.gather_asides(node);
        let begins_page = self.takes_break();
        let first = self.blocks.len();
        self.block(node);
        self.settle(first, begins_page);
    }

    /// Takes what stands between the block before and a node.
    fn gather_asides<'n>(&mut self, node: &'n AstNode<'n>) {
        self.asides_before(node.data.borrow().sourcepos.start.line);
    }

    fn asides_before(&mut self, line: usize) {
        while let Some(Aside { span, kind, .. }) = pop_if(&mut self.asides, |aside| aside.before <= line) {
            match kind {
                AsideKind::Attributes(line) => self.attributes.add(&line, span, self.found),
                AsideKind::Drawn(mut lines) => {
                    // Loops leave blank lines between pictures that belong together.
                    while self.attributes.has_rows()
                        && let Some(next) =
                            pop_if(&mut self.asides, |next| next.is_drawn() && next.before <= line)
                        && let AsideKind::Drawn(more) = next.kind
                    {
                        lines.extend(more);
                    }
                    self.drawn(&lines, span);
                }
                AsideKind::Turn(sign) => self.turn(&sign, span),
            }
        }
    }

    /// Pictures and charts, as the attribute lines above them ask.
    fn drawn(&mut self, lines: &[(String, usize)], span: Span) {
        let (begins_page, first) = (self.takes_break(), self.blocks.len());
        let open = self.context.open_picture;
        for kind in
            drawn::blocks(span.file, lines, &mut self.attributes, (open, self.context.is_draft), self.found)
        {
            self.add(span, kind);
        }
        self.settle(first, begins_page);
    }

    /// `:::ngang` turns the pages, `:::` turns them back.
    fn turn(&mut self, sign: &str, span: Span) {
        self.turned = match (sign, self.turned) {
            (":::ngang", None) => Some(span),
            (":::", Some(_)) => None,
            (_, turned) => {
                self.found.push(wrong_turn(span));
                turned
            }
        };
    }

    fn unclosed_turn(&mut self) {
        if let Some(span) = self.turned {
            self.found.push(wrong_turn(span));
        }
    }

    fn takes_break(&mut self) -> bool {
        !self.attributes.is_empty() && self.attributes.takes_break(self.found)
    }

    /// Says where the block number `first` begins, and finds the attributes that nothing has taken.
    fn settle(&mut self, first: usize, begins_page: bool) {
        if let Some(block) = self.blocks.get_mut(first) {
            block.begins_page |= begins_page;
        }
        std::mem::take(&mut self.attributes).finish(self.found);
    }

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
                let content = self.inline(node);
                let kind = self.attributes.paragraph(content, self.found);
                self.push(node, kind);
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
                        (ListType::Bullet, b'*') if self.context.reading == MarkupReading::Second => {
                            Some(Marker::Bullet(Bullet::Star))
                        }
                        _ => None,
                    };
                    // Attribute lines and the like may stand between the items of a list.
                    self.gather_asides(item);
                    let (begins_page, first) = (self.takes_break(), self.blocks.len());
                    match kind {
                        Some(marker) => self.item(item, &marker),
                        None => self.found.push(unsupported(self.lines.span(item))),
                    }
                    self.settle(first, begins_page);
                }
            }
            NodeValue::Table(table) => {
                let source = table::TableSource {
                    lines: self.lines,
                    plain_rows: &mut self.plain_rows,
                    notes: &mut self.notes,
                };
                if let Some(table) =
                    table::table(node, &table, source, &mut self.attributes, self.context, self.found)
                {
                    self.push(node, BlockKind::Table(table));
                }
            }
            _ => self.found.push(unsupported(self.lines.span(node))),
        }
    }

    fn inline<'n>(&mut self, node: &'n AstNode<'n>) -> Vec<Inline> {
        inline::content(node, self.lines, self.context.reading, &mut self.notes, self.found)
    }

    fn push<'n>(&mut self, node: &'n AstNode<'n>, kind: BlockKind) {
        self.add(self.lines.span(node), kind);
    }

    fn add(&mut self, span: Span, kind: BlockKind) {
        self.blocks.push(Block { kind, span, begins_page: false, turned: self.turned.is_some() });
    }

    /// The first paragraph of an item takes the bullet; what else is in the item follows as blocks of its own.
    fn item<'n>(&mut self, item: &'n AstNode<'n>, marker: &Marker) {
        let mut children = item.children();
        let first = children.next();
        match first {
            Some(node) if matches!(node.data.borrow().value, NodeValue::Paragraph) => {
                let content = self.inline(node);
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

/// The first of a queue, if it is wanted.
fn pop_if<T>(queue: &mut VecDeque<T>, is_wanted: impl Fn(&T) -> bool) -> Option<T> {
    if queue.front().is_some_and(is_wanted) { queue.pop_front() } else { None }
}

enum Marker {
    Bullet(Bullet),
    Number { number: usize, list: usize },
}

#[cfg(test)]
mod tests;
