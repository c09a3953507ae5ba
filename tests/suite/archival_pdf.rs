//! The PDF as an archive and a screen reader see it.

use std::collections::BTreeMap;

use baocao::write::pdf::attachments;
use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::project::Project;

fn load(project: &Project) -> Document {
    Document::load_mem(&project.bytes("out/2024-06.pdf")).expect("a PDF")
}

fn rendered(arguments: &[&str]) -> Project {
    let project = Project::new();
    let run = project.run(&[&["render", "data/2024-06.yaml"], arguments].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    project
}

/// The structure elements below one, in reading order.
fn elements<'a>(pdf: &'a Document, id: ObjectId, all: &mut Vec<(ObjectId, &'a Dictionary)>) {
    let element = pdf.get_dictionary(id).expect("a structure element");
    all.push((id, element));
    for kid in kids(element) {
        if let Object::Reference(id) = kid {
            elements(pdf, id, all);
        }
    }
}

fn kids(element: &Dictionary) -> Vec<Object> {
    match element.get(b"K") {
        Ok(Object::Array(kids)) => kids.clone(),
        Ok(kid) => vec![kid.clone()],
        Err(_) => Vec::new(),
    }
}

fn all_elements(pdf: &Document) -> Vec<(ObjectId, &Dictionary)> {
    let root = pdf.catalog().expect("a catalog").get(b"StructTreeRoot").expect("it is tagged");
    let root = pdf.get_dictionary(root.as_reference().expect("a reference")).expect("the root");
    let mut all = Vec::new();
    elements(pdf, root.get(b"K").and_then(Object::as_reference).expect("the document"), &mut all);
    all
}

fn kind(element: &Dictionary) -> String {
    String::from_utf8_lossy(element.get(b"S").and_then(Object::as_name).expect("a type")).into_owned()
}

#[test]
fn it_says_what_it_conforms_to_and_whose_it_is() {
    for (standard, part, level) in [("a-2a", 2, "A"), ("a-2u", 2, "U"), ("a-3a", 3, "A")] {
        let project = rendered(&["--pdf-standard", standard]);
        let pdf = load(&project);
        let catalog = pdf.catalog().expect("a catalog");
        let xmp = catalog.get(b"Metadata").and_then(Object::as_reference).expect("XMP");
        let xmp = pdf.get_object(xmp).and_then(Object::as_stream).expect("a stream").content.clone();
        let xmp = String::from_utf8(xmp).expect("UTF-8");
        for wanted in [
            format!("<pdfaid:part>{part}</pdfaid:part>"),
            format!("<pdfaid:conformance>{level}</pdfaid:conformance>"),
            "<pdfuaid:part>1</pdfuaid:part>".to_string(),
            "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>".to_string(),
            "<dc:identifier>254/BC-TCTĐA06</dc:identifier>".to_string(),
            "<dc:coverage>tháng 6 năm 2024</dc:coverage>".to_string(),
            "<xmp:CreateDate>2024-06-24T00:00:00+07:00</xmp:CreateDate>".to_string(),
        ] {
            assert!(xmp.contains(&wanted), "{standard}: {wanted} is missing in\n{xmp}");
        }
        assert_eq!(catalog.get(b"Lang").and_then(Object::as_str).ok(), Some(b"vi-VN".as_slice()));
        assert!(catalog.has(b"OutputIntents") && catalog.has(b"Outlines") && catalog.has(b"PageLabels"));
    }
}

#[test]
fn the_structure_is_that_of_the_report() {
    let project = rendered(&[]);
    let pdf = load(&project);
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (_, element) in all_elements(&pdf) {
        *counts.entry(kind(element)).or_default() += 1;
    }
    // The report and two appendices; five sections; two tables with two header rows each.
    assert_eq!((counts["H1"], counts["H2"], counts["Table"], counts["THead"]), (3, 5, 2, 2), "{counts:?}");
    assert_eq!(counts["LI"], counts["Lbl"]);
    assert_eq!(counts["LI"], counts["LBody"]);
    assert!(!counts.contains_key("Form"), "fields only when asked for");
}

/// Marks, parent tree and structure elements name one another, and no text stands outside a mark.
#[test]
fn every_text_is_tagged_or_an_artifact() {
    let project = rendered(&[]);
    let pdf = load(&project);
    let mut tagged: BTreeMap<(ObjectId, i64), ObjectId> = BTreeMap::new();
    for (id, element) in all_elements(&pdf) {
        for kid in kids(element) {
            let (page, mcid) = match &kid {
                Object::Integer(mcid) => (element.get(b"Pg"), *mcid),
                Object::Dictionary(mark) => {
                    (mark.get(b"Pg"), mark.get(b"MCID").and_then(Object::as_i64).expect("a mark"))
                }
                _ => continue,
            };
            let page = page.and_then(Object::as_reference).expect("its page");
            assert_eq!(tagged.insert((page, mcid), id), None, "one element a mark");
        }
    }
    let mut marks = 0;
    for page in pdf.get_pages().into_values() {
        let content = Content::decode(&pdf.get_page_content(page)).expect("operators");
        let mut open: Vec<bool> = Vec::new();
        for operation in content.operations {
            match operation.operator.as_str() {
                "BDC" => {
                    let properties = operation.operands[1].as_dict().expect("properties");
                    if let Ok(mcid) = properties.get(b"MCID").and_then(Object::as_i64) {
                        assert!(tagged.contains_key(&(page, mcid)));
                        marks += 1;
                    }
                    open.push(true);
                }
                "EMC" => assert_eq!(open.pop(), Some(true)),
                "TJ" | "Tj" | "S" => assert!(!open.is_empty(), "something is drawn outside a mark"),
                _ => {}
            }
        }
        assert!(open.is_empty());
    }
    assert_eq!(marks, tagged.len());
}

#[test]
fn appendices_have_page_labels_of_their_own() {
    let pdf = load(&rendered(&[]));
    let labels = pdf.catalog().and_then(|catalog| catalog.get(b"PageLabels")).expect("labels");
    let numbers = labels.as_dict().and_then(|labels| labels.get(b"Nums")).and_then(Object::as_array);
    let numbers = numbers.expect("a number tree");
    assert_eq!(numbers.len(), 6);
    let last = numbers[5].as_dict().and_then(|label| label.get(b"P")).expect("a prefix");
    assert_eq!(lopdf::decode_text_string(last).expect("text"), "Phụ lục II, ");
}

#[test]
fn signature_fields_stand_where_the_decree_wants_them_and_are_tagged() {
    let pdf = load(&rendered(&["--signature-fields"]));
    let form = pdf.catalog().and_then(|catalog| catalog.get(b"AcroForm")).and_then(Object::as_dict);
    let fields = form.and_then(|form| form.get(b"Fields")).and_then(Object::as_array).expect("fields");
    let rectangle = |field: &Object| -> Vec<i64> {
        let field = pdf.get_dictionary(field.as_reference().expect("a reference")).expect("a field");
        let rectangle = field.get(b"Rect").and_then(Object::as_array).expect("a place");
        rectangle.iter().map(|number| number.as_i64().expect("a number")).collect()
    };
    let (signer, agency) = (rectangle(&fields[0]), rectangle(&fields[1]));
    // The seal covers the left third of the signer's signature (Appendix I, II.8.a).
    let overlap = (agency[2] - signer[0]) as f64 / (signer[2] - signer[0]) as f64;
    assert!((0.25..=0.40).contains(&overlap), "{signer:?} {agency:?}");
    assert!((101..=103).contains(&(agency[2] - agency[0])), "36 mm");
    let forms = all_elements(&pdf).into_iter().filter(|(_, element)| kind(element) == "Form").count();
    assert_eq!(forms, 2);
}

#[test]
fn the_source_inside_renders_to_the_same_bytes_again() {
    let project = rendered(&["--format", "pdf", "--pdf-standard", "a-3a", "--date", "25/6/2024"]);
    let run = project.run(&["extract", "out/2024-06.pdf", "--out", "nguon"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(project.bytes("nguon/data/2024-06.yaml"), project.bytes("data/2024-06.yaml"));
    let manifest = project.read("nguon/baocao.json");
    assert!(manifest.contains("\"2024-06-25\""), "{manifest}");
    let again =
        ["render", "nguon/data/2024-06.yaml", "--out", "lai", "--format", "pdf", "--pdf-standard", "a-3a"];
    let run = project.run(&[&again[..], &["--date", "2024-06-25"]].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(project.bytes("lai/2024-06.pdf") == project.bytes("out/2024-06.pdf"));
    // Extracting again changes nothing; over something else it is refused.
    assert_eq!(project.run(&["extract", "out/2024-06.pdf", "--out", "nguon"]).code, 0);
    project.write("nguon/data/2024-06.yaml", "khác");
    let run = project.run(&["extract", "out/2024-06.pdf", "--out", "nguon"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("O006"), "{}", run.stderr);
    assert_eq!(project.read("nguon/data/2024-06.yaml"), "khác");
}

#[test]
fn the_source_of_a_replacing_document_says_what_it_replaces() {
    let project = super::check::corrected();
    let common = ["--pdf-standard", "a-3a", "--accept-warnings", "giữ đúng bản đã ban hành"];
    let run = project.run(&[&["issue", "data/2024-06.yaml"], &common[..]].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    project.write("data/2024-06.yaml", project.read("data/2024-06.yaml") + "\n# sửa\n");
    let amend = ["amend", "data/2024-06.yaml", "--new-number", "auto", "--reason", "sửa số"];
    let run = project.run(&[&amend[..], &common[..]].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    let pdf = format!("{}/255-BC-TCTĐA06.pdf", run.stdout.trim());
    assert_eq!(project.run(&["extract", &pdf, "--out", "nguon"]).code, 0);
    let manifest: serde_json::Value =
        serde_json::from_str(&project.read("nguon/baocao.json")).expect("our own JSON");
    let arguments: Vec<String> =
        serde_json::from_value(manifest["arguments"].clone()).expect("a list of texts");
    assert!(arguments.iter().any(|argument| argument == "--replaces"), "{arguments:?}");
    let mut again: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let data = format!("nguon/{}", again[1]);
    again[1] = &data;
    let run = project.run(&[&again[..], &["--out", "lai"]].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(project.bytes("lai/2024-06.pdf") == project.bytes(&pdf));
}

#[test]
fn a_pdf_that_was_altered_or_cut_off_gives_nothing_out() {
    let project = rendered(&["--format", "pdf", "--pdf-standard", "a-3a"]);
    let bytes = project.bytes("out/2024-06.pdf");
    assert!(attachments(&bytes).is_ok());
    for at in (0..bytes.len()).step_by(bytes.len() / 97) {
        let mut altered = bytes.clone();
        altered[at] ^= 0x10;
        assert!(attachments(&altered).is_err(), "byte {at}");
        assert!(attachments(&bytes[..at]).is_err(), "cut at {at}");
    }
    project.write("out/2024-06.pdf", &bytes[..bytes.len() / 2]);
    let run = project.run(&["extract", "out/2024-06.pdf"]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
    assert!(run.stderr.contains("O007"), "{}", run.stderr);
    let run = project.run(&["extract", "data/2024-06.yaml"]);
    assert!(run.stderr.contains("không phải tệp PDF"), "{}", run.stderr);
    // A report without source inside says so.
    let project = rendered(&["--format", "pdf"]);
    assert!(project.run(&["extract", "out/2024-06.pdf"]).stderr.contains("a-3a"));
}

#[test]
fn a_letter_private_to_one_font_is_refused_with_its_place() {
    let project = Project::new();
    // The built-in fonts have some such letters, so that only the standard objects.
    project.edit("data/co-quan.yaml", "dia_danh: Phan Rang", "dia_danh: \u{F001} Phan Rang");
    let run = project.render();
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("F005") || run.stderr.contains("F002"), "{}", run.stderr);
    assert!(run.stderr.contains("co-quan.yaml:"), "{}", run.stderr);
    assert!(!project.path("out").exists());
}

#[test]
fn accents_without_a_composed_letter_are_copied_whole() {
    let project = Project::new();
    project.edit("data/co-quan.yaml", "ho_ten: Nguyễn Thành Phú", "ho_ten: Y Bơ\u{306}ng Ê\u{306}ban");
    assert_eq!(project.render().code, 0);
    let pdf = load(&project);
    let pages: Vec<u32> = pdf.get_pages().into_keys().collect();
    let text = pdf.extract_text(&pages).expect("text");
    assert!(text.contains("Bơ\u{306}ng Ê\u{306}ban"), "the name is not there");
}

#[test]
fn marks_of_the_form_are_in_both_files() {
    let project = Project::new();
    let marks = "do_khan: THƯỢNG KHẨN\nluu_hanh: LƯU HÀNH NỘI BỘ\nnguoi_soan: PL\nso_ban: 8\nlien_he:\n  - Số 1 đường Mẫu\n";
    project.write("data/co-quan.yaml", project.read("data/co-quan.yaml") + marks);
    let run = project.render();
    assert_eq!(run.code, 0, "{}", run.stderr);
    let pdf = load(&project);
    let text = pdf.extract_text(&[1]).expect("text");
    let word = project.bytes("out/2024-06.docx");
    let document = super::agreement::docx_part(&word, "word/document.xml");
    for mark in ["THƯỢNG KHẨN", "LƯU HÀNH NỘI BỘ"] {
        assert!(text.contains(mark), "{mark} in the PDF");
        assert!(document.contains(mark), "{mark} in the Word file");
    }
    assert!(document.contains("PL.(08)") && document.contains("FF0000"));
    assert!(text.contains("Số 1 đường Mẫu"));
    assert!(super::agreement::docx_part(&word, "word/footer1.xml").contains("Số 1 đường Mẫu"));
    project.edit("data/co-quan.yaml", "do_khan: THƯỢNG KHẨN", "do_khan: GẤP");
    let run = project.render();
    assert!(run.code == 1 && run.stderr.contains("HỎA TỐC"), "{}", run.stderr);
}
