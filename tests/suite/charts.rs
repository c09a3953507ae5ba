//! Charts: drawn in the PDF, to be edited in Word, told in words; each wrong use found.

use std::io::Cursor;

use lopdf::{Document, Object};

use super::agreement::docx_part;
use super::constructs::{agrees, second};
use super::small::{Small, lines};
use super::structure::tags;

const COLUMNS: &str = "Trước.\n\n{{ bieu_do(kieu=\"cot\", ten=\"Biểu đồ 1. Thu *ngân sách*\", nhan=[\"Quý I\", \"Quý II\"], \
    chuoi=[\"Năm 2023\", \"Năm 2024\"], so_lieu=[[12.5, 1400], [13, 9]], don_vi=\"tỷ đồng\") }}\n\nHết./.";

fn package(docx: &[u8], name: &str) -> Vec<u8> {
    use std::io::Read;
    let mut package = zip::ZipArchive::new(Cursor::new(docx)).expect("a ZIP");
    let mut part = Vec::new();
    package.by_name(name).expect("the part is there").read_to_end(&mut part).expect("read");
    part
}

/// The words of a chart in the PDF, in their order.
fn words(small: &Small) -> Vec<String> {
    small.arranged(|_, pages| {
        let texts = pages.pages.iter().flat_map(|page| {
            page.texts.iter().filter(|text| page.charts.iter().any(|(node, _)| Some(*node) == text.node))
        });
        texts.map(|text| text.text.trim().to_string()).collect()
    })
}

#[test]
fn a_chart_is_drawn_with_its_words() {
    let small = second(COLUMNS);
    let own = words(&small);
    for wanted in
        ["ĐVT: tỷ đồng", "Quý I", "Quý II", "Năm 2023", "Năm 2024", "12,5", "1.400,0", "13,0", "9,0", "1.500"]
    {
        assert!(own.iter().any(|word| word == wanted), "{wanted}: {own:?}");
    }
    small.arranged(|_, pages| {
        let printed = lines(pages).concat();
        assert!(printed.contains(&"Biểu đồ 1. Thu *ngân sách*".to_string()), "{printed:?}");
        assert!(pages.pages[0].shapes.len() > 10);
    });
}

#[test]
fn a_chart_says_its_figures_to_who_cannot_see_it() {
    let [docx, pdf] = second(COLUMNS).files();
    let wanted = "Biểu đồ cột “Biểu đồ 1. Thu *ngân sách*”, đơn vị tính: tỷ đồng. Năm 2023: Quý I 12,5; Quý II 1.400,0. \
        Năm 2024: Quý I 13,0; Quý II 9,0.";
    assert!(docx_part(&docx, "word/document.xml").contains(&format!("descr=\"{wanted}\"")));
    let pdf = Document::load_mem(&pdf).expect("a PDF");
    assert!(tags(&pdf).contains("Figure"));
    let spoken = pdf
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .find_map(|object| object.get(b"Alt").and_then(Object::as_str).ok())
        .expect("spoken words");
    let units: Vec<u16> = spoken[2..].chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
    assert_eq!(String::from_utf16(&units).expect("UTF-16"), wanted);
}

#[test]
fn word_has_the_chart_with_its_workbook() {
    let [docx, _] = second(COLUMNS).files();
    let chart = String::from_utf8(package(&docx, "word/charts/chart1.xml")).expect("text");
    for wanted in [
        "<c:barDir val=\"col\"/>",
        "<c:f>Sheet1!$B$2:$B$3</c:f>",
        "<c:v>12.5</c:v>",
        "<c:v>Năm 2024</c:v>",
        "<c:v>Quý II</c:v>",
        "<c:max val=\"1500\"/>",
        "formatCode=\"#,##0.0\"",
        "<c:externalData r:id=\"rId1\">",
    ] {
        assert!(chart.contains(wanted), "{wanted}\n{chart}");
    }
    let book = package(&docx, "word/embeddings/chart1.xlsx");
    let sheet = String::from_utf8(package(&book, "xl/worksheets/sheet1.xml")).expect("text");
    for wanted in ["<v>12.5</v>", "<v>1400</v>", "<v>13</v>", "<v>9</v>"] {
        assert!(sheet.contains(wanted), "{wanted}\n{sheet}");
    }
    let [again, _] = second(COLUMNS).files();
    assert!(docx == again, "the same report is the same file");
}

#[test]
fn every_kind_is_drawn_and_written() {
    for (kind, element) in
        [("cot", "c:barChart"), ("thanh", "c:barChart"), ("duong", "c:lineChart"), ("tron", "c:pieChart")]
    {
        let body = format!(
            "{{{{ bieu_do(kieu=\"{kind}\", nhan=[\"A\", \"B\", \"C\"], so_lieu=[3, 4.25, 5], so_le=1) }}}}\n\nHết./."
        );
        let small = second(&body);
        let own = words(&small);
        assert!(own.iter().any(|word| word.contains("4,3")), "{kind}: {own:?}");
        let [docx, _] = small.files();
        assert!(String::from_utf8(package(&docx, "word/charts/chart1.xml")).expect("text").contains(element));
    }
}

#[test]
fn figures_may_come_from_the_data() {
    let schema = r#""don_vi":{"type":"array","items":{"type":"object","properties":{"ten":{"type":"string"},"luot":{"format":"so-nguyen"}}}}"#;
    let body = "{{ bieu_do(kieu=\"thanh\", nhan=don_vi | lay(cot=\"ten\"), so_lieu=don_vi | lay(cot=\"luot\")) }}\n\nHết./.";
    let rows = "don_vi:\n  - {ten: 'Thôn \"A\", *lớn* ]', luot: 1.994}\n  - {ten: Thôn B, luot: 7}\n";
    let own = words(&second(body).with_data(schema, rows));
    for wanted in ["Thôn \"A\", *lớn* ]", "Thôn B", "1.994", "7"] {
        assert!(own.iter().any(|word| word == wanted), "{wanted}: {own:?}");
    }
    // Nothing of prose is touched by a chart beside it.
    agrees(&second("Một.\n\nHai./."));
}

#[test]
fn extremes_are_drawn() {
    let numbers: Vec<String> = (1..=40).map(|number| number.to_string()).collect();
    let (names, values) =
        (numbers.iter().map(|n| format!("\"T{n}\"")).collect::<Vec<_>>().join(", "), numbers.join(", "));
    let first = |list: &str, count: usize| list.split(", ").take(count).collect::<Vec<_>>().join(", ");
    for arguments in [
        "kieu=\"cot\", nhan=[\"Một\"], so_lieu=[5]".to_string(),
        "kieu=\"duong\", nhan=[\"Một\"], so_lieu=[0]".to_string(),
        "kieu=\"tron\", nhan=[\"Một\"], so_lieu=[5]".to_string(),
        "kieu=\"cot\", nhan=[\"A\", \"B\"], so_lieu=[-5, \"\"]".to_string(),
        format!("kieu=\"duong\", nhan=[{names}], so_lieu=[{values}]"),
        format!("kieu=\"cot\", nhan=[{names}], so_lieu=[{values}]"),
        format!("kieu=\"thanh\", nhan=[{}], so_lieu=[{}]", first(&names, 30), first(&values, 30)),
    ] {
        let small = second(&format!("{{{{ bieu_do({arguments}) }}}}\n\nHết./."));
        small.arranged(|_, pages| {
            assert!(pages.pages.iter().any(|page| !page.shapes.is_empty()), "{arguments}")
        });
        small.files();
    }
}

#[test]
fn wrong_uses_are_found() {
    for (arguments, said) in [
        ("kieu=\"cott\", nhan=[\"A\"], so_lieu=[1]", "không có kiểu biểu đồ “cott”"),
        ("kieu=\"cot\", nhan=[\"A\", \"B\"], so_lieu=[1]", "biểu đồ có 2 nhãn mà có 1 số liệu"),
        ("kieu=\"cot\", nhan=[], so_lieu=[]", "biểu đồ không có số liệu nào"),
        ("kieu=\"cot\", nhan=[\"A\"], so_lieu=[\"\"]", "biểu đồ không có số liệu nào"),
        ("kieu=\"cot\", nhan=[\"A\"]", "bieu_do thiếu so_lieu: danh sách số, ví dụ so_lieu=[12, 15]"),
        (
            "kieu=\"cot\", nhan=[\"A\"], so_lieu=5",
            "so_lieu của bieu_do là một danh sách, ví dụ so_lieu=[…], hoặc ds | lay(cot=\"…\")",
        ),
        ("kieu=\"cot\", nhan=[\"A\"], so_lieu=[[1], [2]]", "biểu đồ có 2 chuỗi số liệu mà có 0 tên chuỗi"),
        (
            "kieu=\"tron\", nhan=[\"A\", \"B\"], so_lieu=[-1, 5]",
            "biểu đồ tròn không có số âm, và tổng phải lớn hơn 0",
        ),
        (
            "kieu=\"tron\", nhan=[\"A\"], so_lieu=[[1], [2]], chuoi=[\"x\", \"y\"]",
            "biểu đồ tròn chỉ có một chuỗi số liệu",
        ),
        ("kieu=\"cot\", nhan=[\"A\"], so_lieu=[1], cao=5", "cao của biểu đồ không dùng được"),
        (
            "kieu=\"cot\", nhan=[\"A\"], so_lieu=[1], mau=\"đỏ\"",
            "không có tham số “mau”; có: kieu, ten, nhan, so_lieu, chuoi, don_vi, so_le, rong, cao",
        ),
        ("kieu=\"cot\", nhan=[\"A\"], so_lieu=[9999999999999999]", "số liệu của biểu đồ có hơn 15 chữ số"),
    ] {
        let found = second(&format!("{{{{ bieu_do({arguments}) }}}}\n\nHết./.")).found();
        assert!(found.iter().any(|headline| headline == said), "{arguments}: {found:?}");
    }
    let long = "\"Nghiêncứukhoahọccôngnghệ\", ".repeat(12);
    let form = |arguments: &str| second(&format!("{{{{ bieu_do({arguments}) }}}}\n\nHết./.")).form_found();
    let found = form(&format!("kieu=\"cot\", nhan=[{long}], so_lieu=[{}]", "1, ".repeat(12)));
    assert!(found.iter().any(|headline| headline == "nhãn của biểu đồ không đủ chỗ dưới cột"), "{found:?}");
    let found = form(
        "kieu=\"thanh\", nhan=[\"A\", \"B\", \"C\", \"D\", \"E\", \"F\", \"G\"], so_lieu=[1, 2, 3, 4, 5, 6, 7], cao=30",
    );
    assert!(found.iter().any(|headline| headline.starts_with("biểu đồ phải cao ít nhất")), "{found:?}");
    let found = form("kieu=\"cot\", nhan=[\"A\"], so_lieu=[1], rong=300");
    assert!(found.iter().any(|headline| headline.starts_with("biểu đồ 300 × 75 mm")), "{found:?}");
}
