//! Word file, PDF and model say the same, in order.

use std::io::Read;

use super::project::Project;

/// The text of `word/document.xml`, a line a paragraph; then the notes.
pub(crate) fn docx_text(bytes: &[u8]) -> String {
    let has_notes = docx_part(bytes, "[Content_Types].xml").contains("/word/footnotes.xml");
    let notes = if has_notes { docx_part(bytes, "word/footnotes.xml") } else { String::new() };
    let xml = docx_part(bytes, "word/document.xml") + &notes;
    let mut text = String::new();
    let mut rest = xml.as_str();
    while let Some(start) = rest.find('<') {
        text.push_str(&unescaped(&rest[..start]));
        let end = start + rest[start..].find('>').expect("a closed tag");
        let tag = &rest[start + 1..end];
        if tag == "/w:p" || tag.starts_with("w:br") {
            text.push('\n');
        }
        rest = &rest[end + 1..];
    }
    text
}

pub(crate) fn docx_part(bytes: &[u8], name: &str) -> String {
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a ZIP");
    let mut part = String::new();
    package.by_name(name).expect("the part is there").read_to_string(&mut part).expect("UTF-8");
    part
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&")
}

/// The letters of the PDF, page by page, in the order of the content.
fn pdf_letters(bytes: &[u8]) -> String {
    letters(&pdf_text(bytes))
}

/// All characters of the PDF but white space, page by page, in the order of the content.
pub(crate) fn pdf_text(bytes: &[u8]) -> String {
    let pdf = lopdf::Document::load_mem(bytes).expect("a PDF");
    let pages: Vec<u32> = pdf.get_pages().into_keys().collect();
    let text = pdf.extract_text(&pages).expect("text");
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

/// Letters alone: digits of page numbers and of automatic numbering differ by design.
fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphabetic()).collect()
}

#[test]
fn word_and_pdf_say_the_same_in_the_same_order() {
    let project = Project::new();
    project.render();
    let word = letters(&docx_text(&project.bytes("out/2024-06.docx")));
    let pdf = pdf_letters(&project.bytes("out/2024-06.pdf"));
    assert!(word.len() > 15_000, "{}", word.len());
    // The header stands in two columns, which the two files may give in another order; repeated table headers and
    // Roman numbers are in the PDF alone.
    let body = |text: &str| {
        let start = text.find("Tiếptụctriểnkhai").expect("the body");
        text[start..text.find("Nơinhận").expect("the foot")].to_string()
    };
    let without_numbers = |text: String| {
        text.replace("IIKẾTQUẢCÁC", "KẾTQUẢCÁC")
            .replace("IIINHẬN", "NHẬN")
            .replace("IVKIẾN", "KIẾN")
            .replace("VPHƯƠNG", "PHƯƠNG")
    };
    assert_eq!(without_numbers(body(&pdf)), without_numbers(body(&word)));
}

#[test]
fn the_word_file_has_what_a_clerk_and_word_need() {
    let project = Project::new();
    project.render();
    let bytes = project.bytes("out/2024-06.docx");
    let document = docx_part(&bytes, "word/document.xml");
    assert_eq!(document.matches("<w:sectPr>").count(), 3);
    assert_eq!(document.matches("w:orient=\"landscape\"").count(), 2);
    assert_eq!(document.matches("<w:tblHeader/>").count(), 4);
    assert!(
        document.contains("<w:vMerge w:val=\"restart\"/>") && document.contains("<w:gridSpan w:val=\"3\"/>")
    );
    let styles = docx_part(&bytes, "word/styles.xml");
    for part in
        ["w:val=\"vi-VN\"", "heading 3", "<w:outlineLvl w:val=\"2\"/>", "Gạch đầu dòng", "Times New Roman"]
    {
        assert!(styles.contains(part), "{part}");
    }
    let numbering = docx_part(&bytes, "word/numbering.xml");
    assert!(numbering.contains("upperRoman") && numbering.contains("w:val=\"%2.%3.\""));
    assert!(docx_part(&bytes, "word/header2.xml").contains("PAGE"));
    let core = docx_part(&bytes, "docProps/core.xml");
    assert!(core.contains("<dc:language>vi-VN</dc:language>") && core.contains("Tổ công tác Đề án 06"));
}
