//! Fonts of the user's own: every letter of everything that is printed has to be there, in the face it is printed in.

use super::agreement::docx_part;
use super::project::{Project, repository};
use super::small::Small;
use write_fonts::FontBuilder;
use write_fonts::read::tables::cmap::CmapSubtable;
use write_fonts::read::{FontRef, TableProvider};
use write_fonts::tables::cmap::Cmap;
use write_fonts::types::{GlyphId, Tag};

const FACES: [&str; 4] = ["Regular", "Bold", "Italic", "BoldItalic"];

fn font(face: &str) -> Vec<u8> {
    std::fs::read(repository().join(format!("fonts/LiberationSerif-{face}.ttf")))
        .expect("part of the repository")
}

/// The font without the glyph of a letter.
fn without(bytes: &[u8], letter: char) -> Vec<u8> {
    let font = FontRef::new(bytes).expect("a font");
    let cmap = font.cmap().expect("it has a cmap");
    let mut mappings: Vec<(char, GlyphId)> = Vec::new();
    for record in cmap.encoding_records() {
        if let Ok(CmapSubtable::Format4(table)) = record.subtable(cmap.offset_data()) {
            let letters = table.iter().filter_map(|(code, glyph)| Some((char::from_u32(code)?, glyph)));
            mappings.extend(letters.filter(|(found, _)| *found != letter));
        }
    }
    mappings.sort_unstable();
    mappings.dedup_by_key(|(letter, _)| *letter);
    let cmap = Cmap::from_mappings(mappings).expect("sound mappings");
    FontBuilder::new().add_table(&cmap).expect("a table").copy_missing_tables(font).build()
}

/// The font with licence bits that forbid embedding (`fsType` 2).
fn not_embeddable(bytes: &[u8]) -> Vec<u8> {
    let font = FontRef::new(bytes).expect("a font");
    let tag = Tag::new(b"OS/2");
    let mut table = font.data_for_tag(tag).expect("it has one").as_bytes().to_vec();
    table[8..10].copy_from_slice(&[0, 2]);
    FontBuilder::new().add_raw(tag, table).copy_missing_tables(font).build()
}

/// A project with a folder of the four faces, one of them changed.
fn project(changed: &str, change: impl Fn(&[u8]) -> Vec<u8>) -> Project {
    let project = Project::new();
    std::fs::create_dir(project.path("phong")).expect("writable");
    for face in FACES {
        let bytes = font(face);
        let bytes = if face == changed { change(&bytes) } else { bytes };
        project.write(&format!("phong/{face}.ttf"), bytes);
    }
    project
}

const RENDER: [&str; 5] = ["render", "data/2024-06.yaml", "--no-check", "--fonts", "phong"];

#[test]
fn a_letter_that_only_a_table_head_has_in_bold_is_missed() {
    // In June's report `đ` is bold in headings too; of `ỵ` only a head made for this test is.
    let changed = project("Bold", |bytes| without(bytes, 'ỵ'));
    changed.edit("templates/de-an-06/phu-luc-1.md", "Dịch vụ công trực tuyến", "Dịch vụ công (dỵ)");
    let run = changed.run(&RENDER);
    assert!(run.code == 1 && run.stderr.contains("“ỵ” (U+1EF5)"), "{}", run.stderr);
    assert!(!changed.path("out").exists());
    let whole = project("Regular", |bytes| without(bytes, 'ỵ'));
    whole.edit("templates/de-an-06/phu-luc-1.md", "Dịch vụ công trực tuyến", "Dịch vụ công (dỵ)");
    assert_eq!(whole.run(&RENDER).code, 0);
}

#[test]
fn page_numbers_need_their_digits() {
    let project = project("Regular", |bytes| without(bytes, '7'));
    let run = project.run(&RENDER);
    assert!(run.code == 1 && run.stderr.contains("“7”"), "{}", run.stderr);
}

#[test]
fn a_point_is_printed_upright_and_needs_no_bold_letter() {
    let project = project("Bold", |bytes| without(bytes, 'ỵ'));
    project.edit("templates/de-an-06/template.yaml", "danh_so: [I., 1., 1.1.]", "danh_so: [I., 1., a)]");
    project.edit("templates/de-an-06/bao-cao.md", "### ", "### (ỵ) ");
    let run = project.run(&RENDER);
    assert_eq!(run.code, 0, "{}", run.stderr);
}

#[test]
fn a_face_that_only_the_recipients_label_has_must_be_embeddable() {
    let project = project("BoldItalic", not_embeddable);
    let run = project.run(&RENDER);
    assert!(run.code == 1 && run.stderr.contains("F005"), "{}", run.stderr);
}

/// A report whose body holds a text, as Word file and PDF, and what refuses it.
fn written(text: &str) -> Result<[Vec<u8>; 2], Vec<String>> {
    let schema = r#""chu":{"type":"string"}"#;
    let small = Small::new("{{ chu }} **{{ chu }}**", Some("| {{ chu }} |\n|---|\n| {{ chu }} |"))
        .with_data(schema, &format!("chu: \"{text}\"\n"));
    small.files_if_it_fits()
}

#[test]
fn signs_that_the_text_font_lacks_come_from_another() {
    let text = "☐ chưa, ☑ rồi ⇒ 30℃ ★ ① ✓";
    let [docx, pdf] = written(text).expect("sound");
    let xml = docx_part(&docx, "word/document.xml");
    let plain: String = xml.split('<').filter_map(|tag| tag.split_once('>')).map(|(_, text)| text).collect();
    assert_eq!(plain.matches(text).count(), 4, "{plain}");
    for sign in ["☐", "⇒", "℃", "★", "①", "✓"] {
        let at = xml.find(sign).expect("it is there");
        let run = &xml[xml[..at].rfind("<w:r>").expect("a run")..at];
        assert!(run.contains("w:eastAsia=\"Segoe UI Symbol\""), "{sign}: {run}");
    }
    let document = lopdf::Document::load_mem(&pdf).expect("a PDF");
    let names: Vec<_> = document
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok()?.get(b"BaseFont").ok()?.as_name().ok())
        .map(|name| String::from_utf8_lossy(name).into_owned())
        .collect();
    assert!(names.iter().any(|name| name.ends_with("+DejaVuSans")), "{names:?}");
}

#[test]
fn letters_from_right_to_left_and_of_east_asia_are_refused_with_what_helps() {
    let refused = |text: &str| written(text).expect_err("refused");
    assert_eq!(refused("ông 山田太郎"), ["phông chữ không có ký tự “山田太郎” (U+5C71)"]);
    let hebrew = "chữ “שלום” (U+05E9) viết từ phải sang trái, chương trình không xếp được";
    assert_eq!(refused("שלום"), [hebrew]);
}

#[test]
fn a_hyphen_that_does_not_break_is_words_own() {
    let [docx, _] = written("Covid\u{2011}19").expect("sound");
    let xml = docx_part(&docx, "word/document.xml");
    assert!(xml.contains("Covid</w:t><w:noBreakHyphen/><w:t xml:space=\"preserve\">19"));
    assert!(!xml.contains('\u{2011}'));
}
