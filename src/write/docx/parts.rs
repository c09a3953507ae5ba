//! The small parts of the package.

use docx_rs::{FieldCharType, InstrPAGE, InstrText, Paragraph, Run};

use super::names::foot_relationship;
use super::section::Feet;
use super::xml::{XmlElement, escaped};
use crate::arrangement::{Arrangement, Justification, Properties};
use crate::model::Inline;

pub(super) const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
/// Namespaces of the elements in use.
pub(super) const NAMESPACES: [(&str, &str); 2] = [
    ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
];
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

/// The types of all parts, with `more` of endings and of names; feet and notes are parts only when there are some.
pub(super) fn content_types(feet: &Feet, more: (String, String), has_notes: bool) -> String {
    let part = |name: String, kind: &str| {
        format!(
            "<Override PartName=\"/word/{name}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml\"/>"
        )
    };
    let feet = feet.parts().into_iter().map(|(number, _)| part(format!("footer{number}"), "footer"));
    let notes = has_notes.then(|| part("footnotes".to_string(), "footnotes"));
    let types = with_more(CONTENT_TYPES, "</Types>", feet.chain(notes).chain([more.1]).collect());
    with_more(&types, "<Default Extension=\"rels\"", more.0)
}

/// What the document refers to: its own parts, and `more` relationships.
pub(super) fn document_relationships(feet: &Feet, more: &str, has_notes: bool) -> String {
    let part = |id: String, name: String, kind: &str| {
        format!(
            "<Relationship Id=\"{id}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"{name}.xml\"/>"
        )
    };
    let feet = feet
        .parts()
        .into_iter()
        .map(|(number, _)| part(foot_relationship(number), format!("footer{number}"), "footer"));
    let notes = has_notes.then(|| part("rIdNotes".to_string(), "footnotes".to_string(), "footnotes"));
    with_more(
        DOCUMENT_RELATIONSHIPS,
        "</Relationships>",
        feet.chain(notes).chain([more.to_string()]).collect(),
    )
}

/// Relationships of a part.
pub(super) fn relationships(all: &str) -> String {
    format!(
        "{DECLARATION}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{all}</Relationships>"
    )
}

fn with_more(part: &str, end: &str, more: String) -> String {
    part.replace(end, &(more + end))
}

/// The settings; they name the lines above the notes when there are notes, and keep a line before a break as it is in paragraphs
/// with straight edges.
pub(super) fn settings(arrangement: &Arrangement<'_>, has_notes: bool) -> String {
    let notes = "<w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr>";
    let notes = if has_notes { notes } else { "" };
    let settings = with_more(SETTINGS, "<w:compat>", notes.to_string());
    match has_broken_lines(arrangement) {
        true => settings.replace("<w:compat>", "<w:compat><w:doNotExpandShiftReturn/>"),
        false => settings,
    }
}

fn has_broken_lines(arrangement: &Arrangement<'_>) -> bool {
    let mut found = false;
    arrangement.for_each_paragraph(&mut |paragraph| {
        found |= arrangement.look(paragraph.style).justification == Justification::Both
            && paragraph.content.iter().any(|inline| matches!(inline, Inline::Break));
    });
    found
}

/// Word 2013 and later, tabs of 1.27 cm.
const SETTINGS: &str = concat!(
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
pub(super) fn core(properties: &Properties) -> String {
    let (title, agency) = (escaped(&properties.title), escaped(&properties.author));
    let number = escaped(properties.identity.trim());
    let created = properties.date.map_or_else(String::new, |date| {
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
pub(super) fn empty_header(arrangement: &Arrangement<'_>) -> String {
    header(arrangement, Paragraph::new())
}

/// The page number as a field, in the middle of the top margin.
pub(super) fn page_number_header(arrangement: &Arrangement<'_>) -> String {
    let run = Run::new()
        .add_field_char(FieldCharType::Begin, false)
        .add_instr_text(InstrText::PAGE(InstrPAGE::new()))
        .add_field_char(FieldCharType::Separate, false)
        .add_text("2")
        .add_field_char(FieldCharType::End, false);
    header(arrangement, Paragraph::new().add_run(run))
}

fn header(arrangement: &Arrangement<'_>, paragraph: Paragraph) -> String {
    let style = arrangement.sections.first().map(|section| section.page_number);
    let style = style.map_or("Normal", |style| arrangement.styles.get(style).id.as_str());
    let paragraph = XmlElement::build(&paragraph.style(style));
    DECLARATION.to_string() + &XmlElement::new("w:hdr", &NAMESPACES).with([paragraph]).to_xml()
}

pub(super) fn with_declaration(element: &XmlElement) -> String {
    let mut out = String::from(DECLARATION);
    element.write(&mut out);
    out
}
