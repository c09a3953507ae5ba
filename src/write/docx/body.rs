//! `word/document.xml`: header, body, signature, appendices, each appendix a section of its own.

use docx_rs::{
    BorderType, BreakType, Paragraph, ParagraphBorder, ParagraphBorderPosition, ParagraphBorders, Run,
    Table as DocxTable, TableAlignmentType, TableBorder, TableBorderPosition, TableBorders, TableCell,
    TableCellMargins, TableLayoutType, TableRow, VAlignType, VMergeType, WidthType,
};

use super::marks::mark_box;
use super::numbering::Numbers;
use super::parts::NAMESPACES;
use super::section::{FirstFoot, section};
use super::styles::{CELLS, RULE, SECTION_END, style_id, twips};
use super::xml::Element;
use crate::form::Form;
use crate::model::{Align, Appendix, Block, BlockKind, Cell, Document, Emphasis, Inline, Orientation, Table};
use crate::profile::{Element as Part, MOTTO, NATIONAL_NAME, Profile, RECIPIENTS_LABEL};
use crate::units::Length;

const BLACK: &str = "000000";
/// The marks of urgency are bright red (III.2.b).
const RED: &str = "FF0000";
/// Half-point lines: eighths of a point.
pub(super) const BORDER_EIGHTHS: usize = 4;

pub(super) fn document(document: &Document, form: &Form, profile: &Profile, numbers: &Numbers) -> String {
    let opening = Element::new("w:document", &NAMESPACES).with([Element::new("w:body", &[])]).to_xml();
    let start = opening.replace("<w:body/></w:document>", "<w:body>");
    let mut body = Body {
        out: String::from("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n") + &start,
        document,
        form,
        profile,
        numbers,
        tables: 0,
        part: 0,
    };
    body.write();
    body.out.push_str("</w:body></w:document>");
    body.out
}

/// What stands in a cell of the header or of the foot.
enum Content {
    Paragraph(Box<Paragraph>),
    Table(Box<DocxTable>),
}

impl From<Paragraph> for Content {
    fn from(paragraph: Paragraph) -> Self {
        Content::Paragraph(Box::new(paragraph))
    }
}

struct Body<'a> {
    out: String,
    document: &'a Document,
    form: &'a Form,
    profile: &'a Profile,
    numbers: &'a Numbers,
    /// Tables written so far; their widths are in this order.
    tables: usize,
    /// 0 for the body, then the appendices.
    part: usize,
}

impl Body<'_> {
    fn write(&mut self) {
        let document = self.document;
        self.header();
        self.title();
        let last = document.body.len().saturating_sub(1);
        for (index, block) in document.body.iter().enumerate() {
            // The signature is not left alone on a page.
            self.block(block, index == last);
        }
        self.signature();
        let mut orientation = Orientation::Portrait;
        for appendix in &document.appendices {
            self.section_break(orientation);
            orientation = appendix.orientation;
            self.part += 1;
            self.appendix(appendix);
        }
        self.add(&Paragraph::new().style(SECTION_END));
        self.section(orientation).write(&mut self.out);
    }

    /// The end of a section; the body's first page may have a foot.
    fn section(&self, orientation: Orientation) -> Element {
        let foot = match (self.document.marks.contact.is_empty(), self.part) {
            (true, _) => FirstFoot::None,
            (false, 0) => FirstFoot::Contact,
            (false, _) => FirstFoot::Empty,
        };
        section(orientation, self.profile, foot)
    }

    fn add(&mut self, paragraph: &Paragraph) {
        Element::build(paragraph).write(&mut self.out);
    }

    fn section_break(&mut self, orientation: Orientation) {
        let mut paragraph = Element::build(&Paragraph::new().style(SECTION_END));
        paragraph.add_property("w:pPr", self.section(orientation));
        paragraph.write(&mut self.out);
    }

    fn header(&mut self) {
        let header = &self.document.header;
        let lines =
            |part, texts: &[String]| texts.iter().map(|text| text_line(part, text)).collect::<Vec<_>>();
        let [left, right] = self.form.header_columns;
        let mut agencies = lines(Part::ParentAgency, &header.parent_agency);
        agencies.extend(lines(Part::IssuingAgency, &header.issuing_agency));
        agencies.push(rule(self.form.agency_rule, left));
        let national = vec![
            text_line(Part::NationalName, NATIONAL_NAME),
            text_line(Part::Motto, MOTTO),
            rule(self.form.motto_rule, right),
        ];
        let number = vec![text_line(Part::Number, &header.number_line())];
        let date = vec![text_line(Part::PlaceAndDate, &header.place_and_date())];
        let plain =
            |cells: [Vec<Paragraph>; 2]| cells.map(|cell| cell.into_iter().map(Content::from).collect());
        let mut rows = vec![plain([agencies, national]), plain([number, date])];
        rows.extend(self.marks_row());
        self.two_columns([left, right], rows);
    }

    /// The marks of urgency and circulation beside each other (cells 10b and 11); none when the report has neither.
    fn marks_row(&self) -> Option<[Vec<Content>; 2]> {
        let marks = &self.document.marks;
        let urgency = marks.urgency.map(|urgency| {
            let width = self.profile.urgency_width(urgency);
            mark_box(Part::Urgency, urgency.words(), width, RED, self.profile)
        });
        let circulation = marks.circulation.as_deref().zip(self.form.circulation_width);
        let circulation =
            circulation.map(|(words, width)| mark_box(Part::Circulation, words, width, BLACK, self.profile));
        if urgency.is_none() && circulation.is_none() {
            return None;
        }
        // Word wants a paragraph at the end of every cell.
        let end = Paragraph::new().style(SECTION_END);
        let gap = || Content::from(gap(self.profile.mark_gap));
        let cell = |mark: Option<DocxTable>| match mark {
            Some(mark) => vec![gap(), Content::Table(Box::new(mark)), end.clone().into()],
            None => vec![gap()],
        };
        Some([cell(urgency), cell(circulation)])
    }

    fn title(&mut self) {
        self.add(&text_line(Part::Kind, &self.document.kind));
        self.add(&paragraph(&style_id(Part::Subject), &self.document.subject));
        let width = self.profile.text_width(Orientation::Portrait);
        let below = docx_rs::LineSpacing::new().after(twips(self.profile.paragraph_gap) as u32);
        let spacing = below
            .before(twips(self.profile.rule_gap) as u32)
            .line(twips(self.profile.rule_room))
            .line_rule(docx_rs::LineSpacingType::Exact);
        self.add(&rule(self.form.subject_rule, width).line_spacing(spacing).keep_next(true));
        for (indent, line) in self.form.addressee_lines(self.document) {
            self.add(&text_line(Part::Addressee, &line).indent(Some(twips(indent)), None, None, None));
        }
    }

    fn signature(&mut self) {
        let signature = &self.document.signature;
        let mut recipients = vec![text_line(Part::RecipientsLabel, RECIPIENTS_LABEL)];
        recipients
            .extend(self.document.recipient_lines().iter().map(|line| text_line(Part::Recipient, line)));
        let mut signer: Vec<Paragraph> =
            signature.capacity.iter().map(|line| text_line(Part::Capacity, line)).collect();
        recipients.extend(self.document.marks.drafter.iter().map(|line| text_line(Part::Drafter, line)));
        // Room for the signature is space above the line that follows it.
        let mut below: Vec<Paragraph> =
            signature.second_post.iter().map(|line| text_line(Part::Capacity, line)).collect();
        below.push(text_line(Part::SignerName, &signature.name));
        let room = docx_rs::LineSpacing::new().before(twips(self.profile.signature_room) as u32);
        below[0] = below[0].clone().line_spacing(room);
        signer.extend(below);
        let row = [recipients, signer].map(|cell| cell.into_iter().map(Content::from).collect());
        self.two_columns(self.form.signature_columns, vec![row]);
    }

    /// A table without borders, two cells a row.
    fn two_columns(&mut self, widths: [Length; 2], rows: Vec<[Vec<Content>; 2]>) {
        let cell = |contents: Vec<Content>, width: Length| {
            let cell = TableCell::new().width(twips(width) as usize, WidthType::Dxa);
            contents.into_iter().fold(cell, |cell, content| match content {
                Content::Paragraph(paragraph) => cell.add_paragraph(*paragraph),
                Content::Table(table) => cell.add_table(*table),
            })
        };
        let rows = rows.into_iter().map(|[left, right]| {
            TableRow::new(vec![cell(left, widths[0]), cell(right, widths[1])]).cant_split()
        });
        let table = DocxTable::without_borders(rows.collect())
            .set_grid(widths.map(|width| twips(width) as usize).to_vec())
            .width(twips(widths[0] + widths[1]) as usize, WidthType::Dxa)
            .layout(TableLayoutType::Fixed)
            .align(TableAlignmentType::Left)
            .margins(TableCellMargins::new().margin(0, 0, 0, 0));
        Element::build(&table).write(&mut self.out);
    }

    fn appendix(&mut self, appendix: &Appendix) {
        self.add(&text_line(Part::AppendixLabel, &appendix.label));
        self.add(&paragraph(&style_id(Part::AppendixTitle), &appendix.title));
        for subtitle in &appendix.subtitle {
            self.add(&paragraph(&style_id(Part::AppendixSubtitle), subtitle));
        }
        self.add(&text_line(Part::AppendixReference, &appendix.reference));
        for block in &appendix.blocks {
            self.block(block, false);
        }
    }

    fn block(&mut self, block: &Block, keep_next: bool) {
        let made = match &block.kind {
            BlockKind::Table(table) => return self.table(table),
            BlockKind::Paragraph(content) => paragraph(&style_id(Part::Body), content),
            BlockKind::Heading { level, number, content } => {
                let form = self.form.heading_form(*level);
                let made = paragraph(&style_id(Part::Heading(*level, form)), content);
                match self.numbers.heading(self.part, *level, number) {
                    Some((id, indent)) => made.numbering(id, indent),
                    None => made,
                }
            }
            BlockKind::Item { bullet, content } => paragraph(Numbers::bullet(*bullet), content),
            BlockKind::Numbered { list, content, .. } => {
                let (id, indent) = self.numbers.list(*list);
                paragraph(&style_id(Part::Numbered), content).numbering(id, indent)
            }
        };
        self.add(&if keep_next { made.keep_next(true) } else { made });
    }

    /// Written row by row, since docx-rs's own tree of a large table would fill the memory.
    fn table(&mut self, table: &Table) {
        let widths = &self.form.tables[self.tables];
        self.tables += 1;
        let total: Length = widths.iter().copied().sum();
        let margin = twips(self.profile.cell_margin) as usize;
        let frame = DocxTable::new(Vec::new())
            .set_grid(widths.iter().map(|width| twips(*width) as usize).collect())
            .width(twips(total) as usize, WidthType::Dxa)
            .layout(TableLayoutType::Fixed)
            .align(TableAlignmentType::Center)
            .set_borders(borders(BLACK))
            .margins(TableCellMargins::new().margin(0, margin, 0, margin));
        let frame = Element::build(&frame).to_xml();
        self.out.push_str(frame.trim_end_matches("</w:tbl>"));
        let mut open: Vec<Option<(usize, &Cell)>> = vec![None; table.columns.len()];
        for (index, row) in table.rows.iter().enumerate() {
            self.row(table, index, widths, &mut open);
            for cell in row.cells.iter().filter(|cell| cell.row_span > 1) {
                open[cell.column] = Some((index + cell.row_span, cell));
            }
        }
        self.out.push_str("</w:tbl>");
    }

    /// `open` holds the joined cells that reach down from rows above: their end and themselves, by column.
    fn row<'t>(
        &mut self,
        table: &'t Table,
        index: usize,
        widths: &[Length],
        open: &mut [Option<(usize, &'t Cell)>],
    ) {
        let header = index < table.header_rows;
        let mut cells = Vec::new();
        let mut column = 0;
        // The last row, often the total, does not stand alone on a page.
        let mut tied = header || index + 2 == table.rows.len();
        while column < table.columns.len() {
            let own = table.rows[index].cells.iter().find(|cell| cell.column == column);
            let above = open[column].filter(|(end, _)| *end > index).map(|(_, cell)| cell);
            let (cell, merge) = match (own, above) {
                (Some(cell), _) if cell.row_span > 1 => (cell, Some(VMergeType::Restart)),
                (Some(cell), _) => (cell, None),
                (None, Some(cell)) => (cell, Some(VMergeType::Continue)),
                (None, None) => break,
            };
            let last_of_joined = above.is_some() && open[column].is_some_and(|(end, _)| end == index + 1);
            tied |= merge.is_some() && !last_of_joined;
            column += cell.column_span;
            cells.push((cell, merge));
        }
        let cells =
            cells.into_iter().map(|(cell, merge)| table_cell(table, cell, merge, header, tied, widths));
        let row = TableRow::new(cells.collect()).cant_split();
        let mut row = Element::build(&row);
        if header {
            row.add_property("w:trPr", Element::new("w:tblHeader", &[]));
        }
        row.write(&mut self.out);
    }
}

fn table_cell(
    table: &Table,
    cell: &Cell,
    merge: Option<VMergeType>,
    header: bool,
    keep_next: bool,
    widths: &[Length],
) -> TableCell {
    let style = match table.columns[cell.column] {
        _ if header => CELLS[3],
        Align::Left => CELLS[0],
        Align::Centre => CELLS[1],
        Align::Right => CELLS[2],
    };
    let content: &[Inline] = if merge == Some(VMergeType::Continue) { &[] } else { &cell.content };
    let mut text = paragraph(style, content);
    if keep_next {
        text = text.keep_next(true);
    }
    let width: Length = widths[cell.column..cell.column + cell.column_span].iter().copied().sum();
    let mut made = TableCell::new()
        .width(twips(width) as usize, WidthType::Dxa)
        .vertical_align(VAlignType::Center)
        .add_paragraph(text);
    if cell.column_span > 1 {
        made = made.grid_span(cell.column_span);
    }
    match merge {
        Some(merge) => made.vertical_merge(merge),
        None => made,
    }
}

pub(super) fn borders(colour: &str) -> TableBorders {
    use TableBorderPosition::{Bottom, InsideH, InsideV, Left, Right, Top};
    [Top, Left, Bottom, Right, InsideH, InsideV].into_iter().fold(
        TableBorders::with_empty(),
        |borders, position| {
            let border =
                TableBorder::new(position).border_type(BorderType::Single).size(BORDER_EIGHTHS).color(colour);
            borders.set(border)
        },
    )
}

fn text_line(part: Part, text: &str) -> Paragraph {
    paragraph(&style_id(part), &[Inline::plain(text)])
}

fn paragraph(style: &str, content: &[Inline]) -> Paragraph {
    content.iter().fold(Paragraph::new().style(style), |paragraph, inline| {
        paragraph.add_run(match inline {
            Inline::Break => Run::new().add_break(BreakType::TextWrapping),
            Inline::Text { text, emphasis } => emphasised(Run::new().add_text(text.as_str()), *emphasis),
        })
    })
}

fn emphasised(run: Run, emphasis: Emphasis) -> Run {
    let run = if emphasis.bold { run.bold() } else { run };
    if emphasis.italic { run.italic() } else { run }
}

/// Empty room of a height.
fn gap(height: Length) -> Paragraph {
    let spacing = docx_rs::LineSpacing::new().line(twips(height)).line_rule(docx_rs::LineSpacingType::Exact);
    Paragraph::new().style(SECTION_END).line_spacing(spacing)
}

/// A line of the form: the upper border of an empty paragraph, as long as its indents leave it.
fn rule(length: Length, width: Length) -> Paragraph {
    let indent = twips((width - length) / 2);
    ruled(Paragraph::new().style(RULE).indent(Some(indent), None, Some(indent), None), 0)
}

/// A line across the whole width above a paragraph, `space` points from its text.
pub(super) fn ruled(mut paragraph: Paragraph, space: usize) -> Paragraph {
    let line = ParagraphBorder::new(ParagraphBorderPosition::Top);
    let line = line.val(BorderType::Single).size(BORDER_EIGHTHS).space(space).color(BLACK);
    // A fresh set has all four sides.
    paragraph.property = paragraph.property.set_borders(ParagraphBorders::with_empty().set(line));
    paragraph
}
