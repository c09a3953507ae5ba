//! Who, what and when: the XMP packet with what the file conforms to, the information dictionary that agrees with it, and
//! the colours that are meant (ISO 19005-2, 6.6 and 6.2.3; ISO 14289-1, 5).

use chrono::NaiveDate;
use lopdf::{Dictionary, Document as Objects, Object, Result, Stream, StringFormat};

use super::conformance::Standard;
use crate::arrangement::Properties;

const PRODUCER: &str = concat!("baocao ", env!("CARGO_PKG_VERSION"));
/// sRGB, of 736 bytes and in the public domain (CC0).
const SRGB: &[u8] = include_bytes!("srgb.icc");

pub(super) fn add(pdf: &mut Objects, facts: &Properties, standard: Standard) -> Result<()> {
    let info = pdf.add_object(info(facts));
    pdf.trailer.set("Info", info);
    let mut xmp = Dictionary::new();
    xmp.set("Type", "Metadata");
    xmp.set("Subtype", "XML");
    // Left uncompressed, for programs that know no PDF.
    let xmp = Stream::new(xmp, packet(facts, standard).into_bytes()).with_compression(false);
    let xmp = pdf.add_object(xmp);
    let mut profile = Dictionary::new();
    profile.set("N", 3);
    let profile = pdf.add_object(Stream::new(profile, SRGB.to_vec()));
    let mut intent = Dictionary::new();
    intent.set("Type", "OutputIntent");
    intent.set("S", "GTS_PDFA1");
    intent.set("OutputConditionIdentifier", text("sRGB"));
    intent.set("Info", text("sRGB IEC61966-2.1"));
    intent.set("DestOutputProfile", profile);
    let catalog = pdf.catalog_mut()?;
    catalog.set("Metadata", xmp);
    catalog.set("OutputIntents", vec![intent.into()]);
    catalog.set("Lang", Object::string_literal("vi-VN"));
    let mut preferences = Dictionary::new();
    preferences.set("DisplayDocTitle", true);
    catalog.set("ViewerPreferences", preferences);
    Ok(())
}

/// A text string in UTF-16 with a byte-order mark (ISO 32000-1, 7.9.2.2).
pub(super) fn text(text: &str) -> Object {
    let bytes = [0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes.collect(), StringFormat::Hexadecimal)
}

/// A day as a date of PDF, at midnight in Vietnam.
pub(super) fn pdf_date(date: NaiveDate) -> Object {
    Object::string_literal(date.format("D:%Y%m%d000000+07'00'").to_string())
}

fn info(facts: &Properties) -> Dictionary {
    let mut info = Dictionary::new();
    info.set("Title", text(&facts.title));
    info.set("Author", text(&facts.author));
    if let Some(number) = &facts.number {
        info.set("Subject", text(number));
    }
    if let Some(period) = &facts.period {
        info.set("Keywords", text(period));
    }
    info.set("Creator", text(PRODUCER));
    info.set("Producer", text(PRODUCER));
    if let Some(date) = facts.date {
        info.set("CreationDate", pdf_date(date));
        info.set("ModDate", pdf_date(date));
    }
    info
}

/// The packet. The schema of PDF/UA is not among those that PDF/A knows, so it is described in it (ISO 19005-2, 6.6.2.3).
fn packet(facts: &Properties, standard: Standard) -> String {
    let mut out = String::from("<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n");
    out.push_str("<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n");
    out.push_str("<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n");
    out.push_str("<rdf:Description rdf:about=\"\"");
    for (prefix, space) in [
        ("dc", "http://purl.org/dc/elements/1.1/"),
        ("xmp", "http://ns.adobe.com/xap/1.0/"),
        ("pdf", "http://ns.adobe.com/pdf/1.3/"),
        ("pdfaid", "http://www.aiim.org/pdfa/ns/id/"),
        ("pdfuaid", "http://www.aiim.org/pdfua/ns/id/"),
        ("pdfaExtension", "http://www.aiim.org/pdfa/ns/extension/"),
        ("pdfaSchema", "http://www.aiim.org/pdfa/ns/schema#"),
        ("pdfaProperty", "http://www.aiim.org/pdfa/ns/property#"),
    ] {
        out.push_str(&format!("\n xmlns:{prefix}=\"{space}\""));
    }
    out.push_str(">\n");
    let mut put = |name: &str, value: &str| out.push_str(&format!("<{name}>{value}</{name}>\n"));
    let alternative = |value: &str| {
        format!("<rdf:Alt><rdf:li xml:lang=\"x-default\">{}</rdf:li></rdf:Alt>", escaped(value))
    };
    put("pdfaid:part", standard.part());
    put("pdfaid:conformance", standard.level());
    put("pdfuaid:part", "1");
    put("dc:format", "application/pdf");
    put("dc:language", "<rdf:Bag><rdf:li>vi-VN</rdf:li></rdf:Bag>");
    put("dc:title", &alternative(&facts.title));
    put("dc:creator", &format!("<rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq>", escaped(&facts.author)));
    if let Some(number) = &facts.number {
        put("dc:description", &alternative(number));
        put("dc:identifier", &escaped(number));
    }
    if let Some(period) = &facts.period {
        put("dc:coverage", &escaped(period));
        put("pdf:Keywords", &escaped(period));
    }
    put("pdf:Producer", PRODUCER);
    put("xmp:CreatorTool", PRODUCER);
    if let Some(date) = facts.date {
        for name in ["xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"] {
            put(name, &date.format("%Y-%m-%dT00:00:00+07:00").to_string());
        }
    }
    put("pdfaExtension:schemas", UA_SCHEMA);
    out.push_str("</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>");
    out
}

const UA_SCHEMA: &str = "<rdf:Bag><rdf:li rdf:parseType=\"Resource\">\
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\
<pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag>";

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_xml_in_a_title_stay_letters() {
        assert_eq!(escaped("a < b & c > d"), "a &lt; b &amp; c &gt; d");
    }

    #[test]
    fn a_draft_has_no_dates_and_no_number() {
        let facts = Properties { title: "t".into(), author: "a".into(), ..Properties::default() };
        let packet = packet(&facts, Standard::A2u);
        assert!(packet.contains("<pdfaid:conformance>U<") && packet.contains("<pdfuaid:part>1<"));
        assert!(!packet.contains("Date>") && !packet.contains("identifier"));
        assert!(!info(&facts).has(b"CreationDate"));
    }
}
