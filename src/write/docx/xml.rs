//! XML: a writer for the document, which streams, and a small tree to put right what docx-rs writes. The only module that knows
//! `quick-xml`.

use std::io::{self, Write};

use docx_rs::BuildXML;
use quick_xml::escape::{escape, partial_escape};
use quick_xml::events::{BytesEnd, BytesStart, Event};
use quick_xml::{Reader, Writer};

/// Writes elements one after the other.
pub(super) struct XmlWriter<W> {
    writer: Writer<W>,
}

impl<W: Write> XmlWriter<W> {
    pub(super) fn new(out: W) -> Self {
        XmlWriter { writer: Writer::new(out) }
    }

    /// The start of an element; attribute values are escaped here.
    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        let start = BytesStart::new(name).with_attributes(attributes.iter().copied());
        self.writer.write_event(Event::Start(start))
    }

    pub(super) fn close(&mut self, name: &str) -> io::Result<()> {
        self.writer.write_event(Event::End(BytesEnd::new(name)))
    }

    /// An element without content.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        let start = BytesStart::new(name).with_attributes(attributes.iter().copied());
        self.writer.write_event(Event::Empty(start))
    }

    /// Text, escaped here.
    pub(super) fn text(&mut self, text: &str) -> io::Result<()> {
        self.raw(&partial_escape(text))
    }

    /// XML that was made before.
    pub(super) fn raw(&mut self, xml: &str) -> io::Result<()> {
        self.writer.get_mut().write_all(xml.as_bytes())
    }

    pub(super) fn into_inner(self) -> W {
        self.writer.into_inner()
    }
}

/// An element with its attributes and children.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct XmlElement {
    pub name: String,
    /// As they stand in the tag, each with a space before it, values escaped: ` w:val="1"`.
    attributes: String,
    pub children: Vec<XmlNode>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum XmlNode {
    XmlElement(XmlElement),
    /// Still escaped, as read.
    Text(String),
}

impl XmlElement {
    /// An element of ours, with attribute values not yet escaped.
    pub(super) fn new(name: &str, attributes: &[(&str, &str)]) -> Self {
        let mut text = String::new();
        for (name, value) in attributes {
            text.extend([" ", name, "=\"", &escape(*value), "\""]);
        }
        XmlElement { name: name.to_string(), attributes: text, children: Vec::new() }
    }

    pub(super) fn with(mut self, children: impl IntoIterator<Item = XmlElement>) -> Self {
        self.children.extend(children.into_iter().map(XmlNode::XmlElement));
        self
    }

    /// What docx-rs makes of `item`, put right.
    pub(super) fn build(item: &impl BuildXML) -> Self {
        let bytes = item.build();
        let mut element = parse(&bytes);
        element.put_right();
        element
    }

    /// The value of an attribute, still escaped.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let start = self.attributes.find(&format!(" {name}=\""))? + name.len() + 3;
        self.attributes[start..].split('"').next()
    }

    /// The first child element of a name, made when it is missing.
    pub(super) fn child(&mut self, name: &str) -> &mut XmlElement {
        let is_it = |node: &XmlNode| matches!(node, XmlNode::XmlElement(child) if child.name == name);
        let index = self.children.iter().position(is_it).unwrap_or_else(|| {
            self.children.insert(0, XmlNode::XmlElement(XmlElement::new(name, &[])));
            0
        });
        match &mut self.children[index] {
            XmlNode::XmlElement(child) => child,
            XmlNode::Text(_) => unreachable!("only elements have a name"),
        }
    }

    /// Adds a child to the properties element `properties` and keeps the schema's order.
    pub(super) fn add_property(&mut self, properties: &str, property: XmlElement) {
        let properties = self.child(properties);
        properties.children.push(XmlNode::XmlElement(property));
        properties.sort();
    }

    /// Children in the order of the schema, no ids that depend on the run, no empty properties, no attributes that the
    /// schema does not have.
    fn put_right(&mut self) {
        match self.name.as_str() {
            "w:gridCol" => remove_attribute(&mut self.attributes, "w:type"),
            "w:p" | "w:tr" => remove_attribute(&mut self.attributes, "w14:paraId"),
            _ => {}
        }
        for node in &mut self.children {
            if let XmlNode::XmlElement(child) = node {
                child.put_right();
            }
        }
        self.children.retain(|node| match node {
            XmlNode::XmlElement(child) => !(child.children.is_empty() && is_properties(&child.name)),
            XmlNode::Text(_) => true,
        });
        self.sort();
    }

    fn sort(&mut self) {
        if let Some(order) = order_of_children(&self.name) {
            let rank = |node: &XmlNode| match node {
                XmlNode::XmlElement(child) => {
                    order.iter().position(|name| *name == child.name).unwrap_or(order.len())
                }
                XmlNode::Text(_) => 0,
            };
            self.children.sort_by_key(rank);
        }
    }

    pub(super) fn write(&self, out: &mut String) {
        out.push('<');
        out.push_str(&self.name);
        out.push_str(&self.attributes);
        if self.children.is_empty() {
            out.push_str("/>");
            return;
        }
        out.push('>');
        for child in &self.children {
            match child {
                XmlNode::XmlElement(element) => element.write(out),
                XmlNode::Text(text) => out.push_str(text),
            }
        }
        out.push_str("</");
        out.push_str(&self.name);
        out.push('>');
    }

    pub(super) fn to_xml(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }
}

/// Parses what docx-rs or this module wrote.
///
/// # Panics
/// Never on their output, which is well formed: text is escaped and elements are closed.
pub(super) fn parse(bytes: &[u8]) -> XmlElement {
    let text = std::str::from_utf8(bytes).expect("docx-rs writes UTF-8");
    let mut reader = Reader::from_str(text);
    let mut open: Vec<XmlElement> = vec![XmlElement::default()];
    loop {
        match reader.read_event().expect("docx-rs writes well-formed XML") {
            Event::Start(start) => open.push(element(&start)),
            Event::Empty(start) => add(&mut open, XmlNode::XmlElement(element(&start))),
            Event::End(_) => {
                let done = open.pop().expect("an element was opened before it is closed");
                add(&mut open, XmlNode::XmlElement(done));
            }
            Event::Text(text) => add(&mut open, XmlNode::Text((*text).to_string())),
            Event::GeneralRef(name) => {
                add(&mut open, XmlNode::Text(format!("&{};", &*name)));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let root = open.pop().expect("the outermost element is never closed");
    let first = root.children.into_iter().find_map(|node| match node {
        XmlNode::XmlElement(element) => Some(element),
        XmlNode::Text(_) => None,
    });
    first.unwrap_or_default()
}

fn add(open: &mut [XmlElement], node: XmlNode) {
    if let Some(parent) = open.last_mut() {
        parent.children.push(node);
    }
}

fn element(start: &BytesStart<'_>) -> XmlElement {
    let attributes = start.attributes_raw().trim_end();
    XmlElement {
        name: start.name().as_ref().to_string(),
        attributes: attributes.to_string(),
        children: Vec::new(),
    }
}

/// Takes an attribute out of those of a tag.
fn remove_attribute(attributes: &mut String, name: &str) {
    let mut places = attributes.match_indices(name).map(|(at, _)| at);
    let Some(at) = places.find(|at| attributes[..*at].ends_with(' ')) else { return };
    let Some((before, _)) = attributes[at..].split_once('"') else { return };
    let value = at + before.len() + 1;
    let Some(length) = attributes[value..].find('"') else { return };
    attributes.replace_range(at - 1..value + length + 1, "");
}

fn is_properties(name: &str) -> bool {
    matches!(name, "w:pPr" | "w:rPr" | "w:tcPr" | "w:trPr")
}

/// The sequence that the schema (ECMA-376, wml.xsd) asks of an element's children.
fn order_of_children(name: &str) -> Option<&'static [&'static str]> {
    Some(match name {
        "w:pPr" => &[
            "w:pStyle",
            "w:keepNext",
            "w:keepLines",
            "w:pageBreakBefore",
            "w:framePr",
            "w:widowControl",
            "w:numPr",
            "w:pBdr",
            "w:shd",
            "w:tabs",
            "w:adjustRightInd",
            "w:snapToGrid",
            "w:spacing",
            "w:ind",
            "w:contextualSpacing",
            "w:jc",
            "w:textAlignment",
            "w:outlineLvl",
            "w:rPr",
            "w:sectPr",
            "w:pPrChange",
        ],
        "w:rPr" => &[
            "w:ins",
            "w:del",
            "w:rStyle",
            "w:rFonts",
            "w:b",
            "w:bCs",
            "w:i",
            "w:iCs",
            "w:caps",
            "w:strike",
            "w:dstrike",
            "w:vanish",
            "w:color",
            "w:spacing",
            "w:w",
            "w:sz",
            "w:szCs",
            "w:highlight",
            "w:u",
            "w:bdr",
            "w:shd",
            "w:vertAlign",
            "w:lang",
        ],
        "w:tblPr" => &[
            "w:tblStyle",
            "w:tblpPr",
            "w:tblW",
            "w:jc",
            "w:tblInd",
            "w:tblBorders",
            "w:tblLayout",
            "w:tblCellMar",
            "w:tblLook",
        ],
        "w:tcPr" => &[
            "w:tcW",
            "w:gridSpan",
            "w:vMerge",
            "w:tcBorders",
            "w:shd",
            "w:noWrap",
            "w:tcMar",
            "w:textDirection",
            "w:vAlign",
        ],
        "w:numPr" => &["w:ilvl", "w:numId"],
        "w:lvl" => &[
            "w:start",
            "w:numFmt",
            "w:lvlRestart",
            "w:pStyle",
            "w:isLgl",
            "w:suff",
            "w:lvlText",
            "w:lvlJc",
            "w:pPr",
            "w:rPr",
        ],
        "w:style" => &[
            "w:name",
            "w:basedOn",
            "w:next",
            "w:link",
            "w:uiPriority",
            "w:semiHidden",
            "w:unhideWhenUsed",
            "w:qFormat",
            "w:pPr",
            "w:rPr",
            "w:tblPr",
            "w:trPr",
            "w:tcPr",
        ],
        "w:tblBorders" | "w:tcBorders" | "w:pBdr" | "w:tblCellMar" => {
            &["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"]
        }
        _ => return None,
    })
}

/// A text with `&`, `<`, `>` and quotes escaped.
pub(super) fn escaped(text: &str) -> String {
    escape(text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use docx_rs::{AlignmentType, Paragraph, Run};

    #[test]
    fn properties_come_in_the_order_of_the_schema_and_ids_are_gone() {
        let run = Run::new().add_text("a & b").bold().size(28);
        let paragraph = Paragraph::new().add_run(run).style("X").align(AlignmentType::Center).keep_next(true);
        let expected = "<w:p><w:pPr><w:pStyle w:val=\"X\"/><w:keepNext/><w:jc w:val=\"center\"/></w:pPr><w:r><w:rPr>\
                        <w:b/><w:bCs/><w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/></w:rPr>\
                        <w:t xml:space=\"preserve\">a &amp; b</w:t></w:r></w:p>";
        assert_eq!(XmlElement::build(&paragraph).to_xml(), expected);
    }

    #[test]
    fn properties_are_added_in_order() {
        let mut paragraph = XmlElement::build(&Paragraph::new().style("X").align(AlignmentType::Center));
        paragraph.add_property("w:pPr", XmlElement::new("w:keepNext", &[]));
        assert!(paragraph.to_xml().contains("<w:pStyle w:val=\"X\"/><w:keepNext/><w:jc"));
    }
}
