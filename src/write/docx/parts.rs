//! The small parts of the package.

use docx_rs::{FieldCharType, InstrPAGE, InstrText, Paragraph, Run};

use super::styles::style_id;
use super::xml::{Element, escaped};
use crate::model::Document;
use crate::profile::Element as Part;

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
/// Namespaces of the elements in use.
pub(super) const NAMESPACES: [(&str, &str); 2] = [
    ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
];
/// Relationship of the header of a section's first page, which shows no number.
pub(super) const FIRST_HEADER: &str = "rId4";
/// Relationship of the header of all other pages.
pub(super) const HEADER: &str = "rId5";
/// Relationship of the foot of the first page, when there is one.
pub(super) const FIRST_FOOTER: &str = "rId7";
/// Relationship of the foot of the other sections, which is empty.
pub(super) const EMPTY_FOOTER: &str = "rId8";

const CONTENT_TYPES: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n",
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">",
    "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>",
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>",
    "<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>",
    "<Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>",
    "<Override PartName=\"/word/numbering.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml\"/>",
    "<Override PartName=\"/word/settings.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml\"/>",
    "<Override PartName=\"/word/fontTable.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml\"/>",
    "<Override PartName=\"/word/header1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml\"/>",
    "<Override PartName=\"/word/header2.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml\"/>",
    "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>",
    "<Override PartName=\"/docProps/app.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.extended-properties+xml\"/>",
    "</Types>"
);

pub(super) const RELATIONSHIPS: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n",
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">",
    "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>",
    "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>",
    "<Relationship Id=\"rId3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties\" Target=\"docProps/app.xml\"/>",
    "</Relationships>"
);

const DOCUMENT_RELATIONSHIPS: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n",
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">",
    "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/>",
    "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering\" Target=\"numbering.xml\"/>",
    "<Relationship Id=\"rId3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings\" Target=\"settings.xml\"/>",
    "<Relationship Id=\"rId4\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/header\" Target=\"header1.xml\"/>",
    "<Relationship Id=\"rId5\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/header\" Target=\"header2.xml\"/>",
    "<Relationship Id=\"rId6\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/fontTable\" Target=\"fontTable.xml\"/>",
    "</Relationships>"
);

/// The types of all parts; the feet are parts only when there are some.
pub(super) fn content_types(document: &Document) -> String {
    let part = |number: u8| {
        format!(
            "<Override PartName=\"/word/footer{number}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/>"
        )
    };
    with_footers(document, CONTENT_TYPES, "</Types>", part)
}

/// What the document refers to.
pub(super) fn document_relationships(document: &Document) -> String {
    let part = |number: u8| {
        let id = if number == 1 { FIRST_FOOTER } else { EMPTY_FOOTER };
        format!(
            "<Relationship Id=\"{id}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer\" Target=\"footer{number}.xml\"/>"
        )
    };
    with_footers(document, DOCUMENT_RELATIONSHIPS, "</Relationships>", part)
}

fn with_footers(document: &Document, part: &str, end: &str, footer: impl Fn(u8) -> String) -> String {
    match document.marks.contact.is_empty() {
        true => part.to_string(),
        false => part.replace(end, &(footer(1) + &footer(2) + end)),
    }
}

/// The feet: how to reach the agency, under a rule across the text (Decree 30/2020, Appendix I, III.4), and the empty one
/// of the appendices. None without such lines.
pub(super) fn footers(document: &Document) -> Vec<(&'static str, String)> {
    let lines = &document.marks.contact;
    if lines.is_empty() {
        return Vec::new();
    }
    let paragraph = |(index, line): (usize, &String)| {
        let run = Run::new().add_text(line.as_str());
        let paragraph = Paragraph::new().style(&style_id(Part::Contact)).add_run(run);
        Element::build(&if index == 0 { super::body::ruled(paragraph, RULE_SPACE) } else { paragraph })
    };
    let contact = lines.iter().enumerate().map(paragraph).collect();
    let empty = vec![Element::build(&Paragraph::new().style(&style_id(Part::Contact)))];
    let xml = |paragraphs: Vec<Element>| {
        DECLARATION.to_string() + &Element::new("w:ftr", &NAMESPACES).with(paragraphs).to_xml()
    };
    vec![("word/footer1.xml", xml(contact)), ("word/footer2.xml", xml(empty))]
}

/// Points between the rule and the text below it.
const RULE_SPACE: usize = 2;

/// Word 2013 and later, tabs of 1.27 cm.
pub(super) const SETTINGS: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n",
    "<w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">",
    "<w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"720\"/><w:characterSpacingControl w:val=\"doNotCompress\"/>",
    "<w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>",
    "<w:themeFontLang w:val=\"vi-VN\"/><w:decimalSymbol w:val=\",\"/><w:listSeparator w:val=\";\"/>",
    "</w:settings>"
);

pub(super) const FONT_TABLE: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n",
    "<w:fonts xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">",
    "<w:font w:name=\"Times New Roman\"><w:panose1 w:val=\"02020603050405020304\"/><w:charset w:val=\"A3\"/>",
    "<w:family w:val=\"roman\"/><w:pitch w:val=\"variable\"/></w:font></w:fonts>"
);

pub(super) const APP: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n",
    "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">",
    "<Application>baocao ",
    env!("CARGO_PKG_VERSION"),
    "</Application></Properties>"
);

/// Title, author, number, language; the day of issue as the day of creation.
pub(super) fn core(document: &Document) -> String {
    let header = &document.header;
    let (title, agency) = (escaped(&document.title()), escaped(&header.agency_in_text));
    let number = escaped(header.number.full().trim());
    let created = header.date.map_or_else(String::new, |date| {
        let stamp = date.format("%Y-%m-%dT00:00:00Z");
        ["created", "modified"]
            .map(|what| format!("<dcterms:{what} xsi:type=\"dcterms:W3CDTF\">{stamp}</dcterms:{what}>"))
            .concat()
    });
    format!(
        "{DECLARATION}<cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
         <dc:title>{title}</dc:title><dc:subject>{number}</dc:subject><dc:creator>{agency}</dc:creator>\
         <dc:language>vi-VN</dc:language>{created}</cp:coreProperties>"
    )
}

/// The header of a section's first page.
pub(super) fn empty_header() -> String {
    header(Paragraph::new())
}

/// The page number as a field, in the middle of the top margin.
pub(super) fn page_number_header() -> String {
    let run = Run::new()
        .add_field_char(FieldCharType::Begin, false)
        .add_instr_text(InstrText::PAGE(InstrPAGE::new()))
        .add_field_char(FieldCharType::Separate, false)
        .add_text("2")
        .add_field_char(FieldCharType::End, false);
    header(Paragraph::new().add_run(run))
}

fn header(paragraph: Paragraph) -> String {
    let paragraph = Element::build(&paragraph.style(&style_id(Part::PageNumber)));
    DECLARATION.to_string() + &Element::new("w:hdr", &NAMESPACES).with([paragraph]).to_xml()
}

pub(super) fn with_declaration(element: &Element) -> String {
    let mut out = String::from(DECLARATION);
    element.write(&mut out);
    out
}
