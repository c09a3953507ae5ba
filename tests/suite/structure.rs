//! What the two files of one small report are made of, as readable texts; and that both say, word for word and figure for figure,
//! what the arrangement says.

use lopdf::{Dictionary, Document, Object};

use super::agreement::{docx_part, docx_text};
use super::small::Small;
use baocao::arrangement::{ArrangedBlock, ArrangedKind, Arrangement, Paragraph, Piece};
use baocao::model::Emphasis;

const BODY: &str = "# KẾT QUẢ\n\nTrong kỳ tiếp **1.994** lượt, đạt 97,61%; *so với* 2023-2024.\n\n- Tại trụ sở: 12 lượt & 3 đoàn.\n\n\
    + Trong đó có “05” đoàn.\n\n## Việc khác\n\n1. Việc một.\n\n2. Việc hai.\n\nTrên đây là báo cáo./.";
const APPENDIX: &str = "| TT | Đơn vị | Số lượt | << |\n|:---:|---|---:|---:|\n| ^^ | ^^ | Năm 2024 | Năm 2023 |\n\
    | 1 | Thôn Đông | 1.204 | 998 |\n| 2 | Thôn Đoài | 790 | ^^ |\n| | **Cộng** | **1.994** | **998** |";

fn small() -> Small {
    Small::new(BODY, Some(APPENDIX))
}

/// XML with an element a line.
fn pretty(xml: &str) -> String {
    let mut out = String::new();
    let mut depth = 0usize;
    for piece in xml.split_inclusive('>') {
        let (text, tag) = piece.split_at(piece.find('<').unwrap_or(0));
        if !text.trim().is_empty() {
            out.push_str(&format!("{}{text}\n", "  ".repeat(depth)));
        }
        if tag.starts_with("</") {
            depth = depth.saturating_sub(1);
        }
        out.push_str(&format!("{}{}\n", "  ".repeat(depth), tag.trim()));
        if !tag.starts_with("</") && !tag.ends_with("/>") && !tag.starts_with("<?") {
            depth += 1;
        }
    }
    out
}

/// The structure tree of a PDF: an element a line, with how many marks it has.
pub(crate) fn tags(pdf: &Document) -> String {
    let catalog = pdf.catalog().expect("a catalog");
    let root = pdf
        .dereference(catalog.get(b"StructTreeRoot").expect("tagged"))
        .expect("there")
        .1
        .as_dict()
        .expect("a dictionary");
    let mut out = String::new();
    kids(pdf, root, 0, &mut out);
    out
}

fn kids(pdf: &Document, element: &Dictionary, depth: usize, out: &mut String) {
    let Ok(kids_object) = element.get(b"K") else { return };
    let list = match kids_object {
        Object::Array(items) => items.clone(),
        one => vec![one.clone()],
    };
    for kid in list {
        let Ok((_, Object::Dictionary(kid))) = pdf.dereference(&kid) else { continue };
        let Ok(Object::Name(name)) = kid.get(b"S") else { continue };
        let marks = match kid.get(b"K") {
            Ok(Object::Integer(_)) => 1,
            Ok(Object::Array(items)) => {
                items.iter().filter(|item| matches!(item, Object::Integer(_))).count()
            }
            _ => 0,
        };
        let shown = if marks > 0 { format!(" [{marks}]") } else { String::new() };
        out.push_str(&format!("{}{}{shown}\n", "  ".repeat(depth), String::from_utf8_lossy(name)));
        kids_of(pdf, kid, depth, out);
    }
}

fn kids_of(pdf: &Document, element: &Dictionary, depth: usize, out: &mut String) {
    kids(pdf, element, depth + 1, out);
}

#[test]
fn the_files_of_a_small_report() {
    let [docx, pdf] = small().files();
    let pdf = Document::load_mem(&pdf).expect("a PDF");
    insta::with_settings!({ snapshot_path => "../cases", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("small-document-xml", pretty(&docx_part(&docx, "word/document.xml")));
        insta::assert_snapshot!("small-pdf-tags", tags(&pdf));
    });
}

/// The words of an arrangement in the order of its blocks, notes last; labels and marks that a word processor makes itself only when
/// `all` are wanted.
pub(crate) fn words(arrangement: &Arrangement<'_>, all: bool) -> Vec<String> {
    fn of_paragraph(
        paragraph: &Paragraph<'_>,
        arrangement: &Arrangement<'_>,
        all: bool,
        out: &mut Vec<String>,
    ) {
        let made = paragraph.label.as_ref().map_or(0, |label| if all { 0 } else { label.made_pieces() });
        let pieces = paragraph.pieces(arrangement.look(paragraph.style)).skip(made);
        let marks = |emphasis: Emphasis| {
            let anchor = usize::from(emphasis.anchor).checked_sub(1).map(|index| &paragraph.anchors[index]);
            anchor.is_some_and(|anchor| anchor.note().is_some())
        };
        let text: String = pieces
            .map(|piece| match piece {
                Piece::Text(_, emphasis) if !all && marks(emphasis) => String::new(),
                Piece::Text(text, _) => text.to_string(),
                Piece::Break => " ".to_string(),
            })
            .collect();
        out.extend(text.split_whitespace().map(str::to_string));
    }
    fn of_block(block: &ArrangedBlock<'_>, arrangement: &Arrangement<'_>, all: bool, out: &mut Vec<String>) {
        let mut paragraph = |paragraph: &Paragraph<'_>| of_paragraph(paragraph, arrangement, all, out);
        match &block.kind {
            ArrangedKind::Paragraph(text) => paragraph(text),
            ArrangedKind::Boxed(boxed) => paragraph(&boxed.text),
            ArrangedKind::Table(table) => {
                let blocks = table.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.blocks);
                blocks.for_each(|block| of_block(block, arrangement, all, out));
            }
            ArrangedKind::Rule(_)
            | ArrangedKind::Room(_)
            | ArrangedKind::Picture(_)
            | ArrangedKind::Chart(_) => {}
        }
    }
    let mut out = Vec::new();
    for section in &arrangement.sections {
        section.blocks.iter().for_each(|block| of_block(block, arrangement, all, &mut out));
    }
    arrangement.for_each_paragraph(&mut |paragraph| {
        paragraph.notes().for_each(|note| of_paragraph(&note.paragraph, arrangement, all, &mut out));
    });
    out
}

pub(crate) fn words_of(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_string).collect()
}

/// The words of a PDF that are read, in the order of its content: those of marks with an id, not of artifacts.
pub(crate) fn read_words(pdf: &[u8]) -> Vec<String> {
    let pdf = Document::load_mem(pdf).expect("a PDF");
    let mut text = String::new();
    for (number, id) in pdf.get_pages() {
        let content = pdf.get_page_content(id);
        let artifact = String::from_utf8_lossy(&content).matches("/Artifact<</Type/Pagination>>").count();
        let page = pdf.extract_text(&[number]).expect("text");
        // From page 2 on the number stands first.
        let page = if artifact > 0 {
            page.trim_start().split_once(char::is_whitespace).map_or("", |(_, rest)| rest).to_string()
        } else {
            page
        };
        text.push_str(&page);
        text.push('\n');
    }
    words_of(&text)
}

/// Pieces of a line come out of a PDF with or without spaces between them: letters decide, in order.
pub(crate) fn letters(words: &[String]) -> String {
    words.concat()
}

#[test]
fn every_word_and_figure_is_in_both_files() {
    let long_row = format!("| 3 | {} | 5 | 6 |", "rất dài ".repeat(40));
    for (body, appendix) in [
        (BODY.to_string(), APPENDIX.to_string()),
        (
            format!("{BODY}\n\n{}", "Đoạn số 1.000, ngày 24/6/2024. ".repeat(60)),
            APPENDIX.replace("| 2 | Thôn", &format!("{long_row}\n| 2 | Thôn")),
        ),
    ] {
        let small = Small::new(&body, Some(&appendix));
        let [docx, pdf] = small.files();
        let (own, all) =
            small.arranged(|arrangement, _| (words(arrangement, false), words(arrangement, true)));
        assert!(own.contains(&"1.994".to_string()) && own.contains(&"998".to_string()));
        assert_eq!(words_of(&docx_text(&docx)), own);
        assert_eq!(letters(&read_words(&pdf)), letters(&all));
    }
}

#[test]
fn a_figure_that_is_lost_is_noticed() {
    let small = small();
    let [docx, _] = small.files();
    let own = small.arranged(|arrangement, _| words(arrangement, false));
    let text = docx_text(&docx).replacen("998", "989", 1);
    assert_ne!(words_of(&text), own);
}
