//! The text of the body and of appendices: headings, paragraphs and items; tables are in `table`.

use super::Arranger;
use super::kinds::issued_sections;
use super::placing::Placing;
use super::styles::Element;
use super::{charts, columns, decree, formula, pictures, signing, table};
use crate::arrangement::structure::NodeId;
use crate::arrangement::{self, ArrangedKind, LabelKind, PageFormat, Paragraph, ParagraphLabel, Section};
use crate::diag::{Code, Diagnostic, text};
use crate::model::{
    Appendix, Block, BlockKind, Formula, Inline, LevelForm, NumberingScheme, Paper, plain_text,
};

/// The blocks of one part, below those that `first` has already: in that section, and in further ones where pages are turned. The last
/// stands as the first does.
pub(super) fn sections<'a>(
    arranger: &mut Arranger<'a, '_>,
    blocks: &'a [Block],
    part: NodeId,
    (first, paper): (Section<'a>, Paper),
) -> Vec<Section<'a>> {
    let mut placing = Placing::new(part);
    let mut sections = vec![first];
    let mut turned = false;
    let mut above: Option<&Block> = None;
    for run in blocks.chunk_by(|a, b| a.turned == b.turned) {
        if run[0].turned != turned {
            turned = run[0].turned;
            let heading = above.filter(|block| matches!(block.kind, BlockKind::Heading { .. }));
            heading.iter().for_each(|heading| arranger.found.push(heading_left_behind(heading)));
            sections.push(turned_pages(arranger, paper, turned));
        }
        let page = decree::page(if turned { paper.turned() } else { paper });
        let arranged = arranged(arranger, run, &mut placing, &page);
        if let Some(section) = sections.last_mut() {
            section.blocks.extend(arranged);
        }
        above = run.last();
    }
    if turned {
        sections.push(turned_pages(arranger, paper, false));
    }
    sections
}

/// A heading whose text begins on the next page, since pages are turned between them.
fn heading_left_behind(heading: &Block) -> Diagnostic {
    let message = text!(
        "đề mục đứng một mình ở cuối trang: nội dung của nó ở trang ngang sau đó",
        "the heading stands alone at the end of its page: what it heads is on the turned page after it"
    );
    Diagnostic::warning(Code::MarkupMalformed, message)
        .at(heading.span)
        .help(text!("đưa đề mục xuống dưới dòng “:::”", "put the heading below the line “:::”"))
}

fn turned_pages<'a>(arranger: &Arranger<'a, '_>, paper: Paper, turned: bool) -> Section<'a> {
    let paper = if turned { paper.turned() } else { paper };
    Section { continues: true, ..arranger.pages(paper, None) }
}

/// Blocks that stand on pages of one kind.
fn arranged<'a>(
    arranger: &mut Arranger<'a, '_>,
    blocks: &'a [Block],
    placing: &mut Placing,
    page: &PageFormat,
) -> Vec<arrangement::ArrangedBlock<'a>> {
    let numbering = &arranger.document.numbering;
    let mut arranged = Vec::with_capacity(blocks.len());
    for (index, block) in blocks.iter().enumerate() {
        let nodes = placing.place(&block.kind, &mut arranger.structure);
        let mut paragraph = |element, label, content: &'a [Inline]| {
            let style = arranger.styles.seldom(element, arranger.sizes);
            let text = arranger.text(style, content, nodes.body);
            ArrangedKind::Paragraph(Paragraph { label, nodes, ..text })
        };
        let label = |text: String, kind| Some(ParagraphLabel { text, stands_above: false, kind });
        let first = arranged.len();
        let kind = match &block.kind {
            BlockKind::Table(table) => {
                let columns = columns::columns(table, page, block.span, arranger);
                arranged.extend(table::blocks(arranger, table, columns, block.span, nodes.body));
                arranged[first].begins_page = block.begins_page;
                continue;
            }
            BlockKind::Pictures(pictures) => {
                arranged.extend(pictures::blocks(arranger, pictures, page, block.span, nodes.body));
                if let Some(first) = arranged.get_mut(first) {
                    first.begins_page = block.begins_page;
                }
                continue;
            }
            BlockKind::Chart(chart) => {
                arranged.extend(charts::blocks(arranger, chart, page, block.span, nodes.body));
                arranged[first].begins_page = block.begins_page;
                continue;
            }
            BlockKind::Paragraph(content) => paragraph(Element::Body, None, content),
            BlockKind::Formula { formula: Formula::Basis, content } => {
                let style = arranger.styles.seldom(Element::Formula(Formula::Basis), arranger.sizes);
                let content = formula::basis(content, !formula::is_basis(blocks.get(index + 1)));
                ArrangedKind::Paragraph(arranger.text(style, content, nodes.body))
            }
            BlockKind::Formula { formula, content } => paragraph(Element::Formula(*formula), None, content),
            BlockKind::Placed { align, content } => paragraph(Element::Placed(*align), None, content),
            BlockKind::Heading { level, number, content } if number.is_empty() => {
                paragraph(Element::PlainHeading(*level), None, content)
            }
            BlockKind::Heading { level, number, content } => {
                let says = says_what(numbering, *level, content);
                let label = heading_label(numbering, *level, number, says);
                let element = if says { Element::Article(*level) } else { Element::Heading(*level) };
                paragraph(element, Some(label), content)
            }
            BlockKind::Item { bullet, content } => {
                let label = label(bullet.sign().to_string(), LabelKind::Bullet);
                paragraph(Element::Item(*bullet), label, content)
            }
            BlockKind::Numbered { number, list, content } => {
                let kind = LabelKind::Numbered { list: *list, number: *number };
                paragraph(Element::Numbered, label(format!("{number}."), kind), content)
            }
        };
        arranged.push(arrangement::ArrangedBlock {
            kind,
            span: Some(block.span),
            begins_page: block.begins_page,
        });
    }
    arranged
}

/// Whether a heading is an article without a title: what it says follows its number at once, as a sentence does.
fn says_what(numbering: &NumberingScheme, level: usize, content: &[Inline]) -> bool {
    let is_article = numbering.levels().get(level - 1) == Some(&LevelForm::Article);
    is_article && plain_text(content).trim_end().ends_with(['.', ':', ';'])
}

fn heading_label(numbering: &NumberingScheme, level: usize, number: &str, bold: bool) -> ParagraphLabel {
    let form = numbering.levels().get(level - 1);
    let written = form == Some(&LevelForm::PartInWords);
    let kind = LabelKind::Heading { level: level - 1, written, bold };
    let stands_above = form.is_some_and(|form| form.stands_above());
    ParagraphLabel { text: number.to_string(), stands_above, kind }
}

/// Keeps the end of a block on the page of what follows.
pub(super) fn keep_with_next(block: &mut arrangement::ArrangedBlock<'_>) {
    match &mut block.kind {
        ArrangedKind::Paragraph(paragraph) => paragraph.keep_with_next = true,
        ArrangedKind::Table(table) => {
            if let Some(last) = table.rows.last_mut() {
                last.keep_with_next = true;
            }
        }
        ArrangedKind::Rule(rule) => rule.keep_with_next = true,
        ArrangedKind::Picture(picture) => picture.keep_with_next = true,
        ArrangedKind::Chart(chart) => chart.keep_with_next = true,
        ArrangedKind::Boxed(_) | ArrangedKind::Room(_) => {}
    }
}

/// An appendix: a section of its own with its label, title, subtitles and the line that ties it to its document (III.1).
pub(super) fn appendix<'a>(arranger: &mut Arranger<'a, '_>, appendix: &'a Appendix) -> Vec<Section<'a>> {
    if let Some(kind) = &appendix.issued {
        return issued_sections(arranger, appendix, kind);
    }
    let is_labelled = !appendix.label.is_empty();
    let name = if is_labelled { appendix.label.clone() } else { plain_text(&appendix.title) };
    let (mut section, part) = arranger.section(appendix.paper, Some(name));
    let width = section.page.text_width();
    section.blocks.extend(signing::corner(arranger, appendix, part, width));
    let heading = arranger.structure.heading(part, 1, appendix.heading());
    if is_labelled {
        let style = arranger.styles.id(Element::AppendixLabel);
        let label = Paragraph::of_text(style, appendix.label.as_str(), heading);
        section.blocks.push(Paragraph { goes_on: true, ..label }.into());
    }
    let title = arranger.text(arranger.styles.id(Element::AppendixTitle), &appendix.title, heading);
    section.blocks.push(title.into());
    for line in &appendix.subtitle {
        let node = arranger.paragraph_node(part);
        let line = arranger.text(arranger.styles.id(Element::AppendixSubtitle), line, node);
        section.blocks.push(line.into());
    }
    let node = arranger.paragraph_node(part);
    let reference = appendix.reference.as_str();
    let reference = Paragraph::of_text(arranger.styles.id(Element::AppendixReference), reference, node);
    section.blocks.push(reference.into());
    whole(arranger, appendix, part, section)
}

/// What an appendix says, below what `section` has already.
pub(super) fn whole<'a>(
    arranger: &mut Arranger<'a, '_>,
    appendix: &'a Appendix,
    part: NodeId,
    section: Section<'a>,
) -> Vec<Section<'a>> {
    let mut sections = sections(arranger, &appendix.blocks, part, (section, appendix.paper));
    // Nothing stands behind the last turned pages of an appendix.
    sections.pop_if(|section| section.continues && section.blocks.is_empty());
    sections
}
