//! What a spreadsheet shows is what is read, and what cannot be known is said: totals, hidden rows, joined cells, formats.

use std::path::Path;
use std::sync::OnceLock;

use baocao::diag::{Code, Severity};
use baocao::pipeline::{Request, check_report, draft};
use baocao::run::Run;
use baocao::text::number;
use baocao::world::MemoryWorld;
use proptest::prelude::*;
use rust_decimal::Decimal;
use rust_xlsxwriter::{Format, Workbook, Worksheet};

const SCHEMA: &str = r#"{"type":"object","properties":{"bang":{"type":"array","items":{"type":"object","required":["xa","so"],
    "properties":{"xa":{"type":"string"},"cum":{"type":"string"},"ma":{"type":"string"},"so":{"format":"so-nguyen"},
    "ty_le":{"format":"so"},"ngay":{"format":"ngay"}}}}}}"#;
const BODY: &str = "---\ntrich_yeu: T\n---\n\n{% for d in bang %}\n- {{ d.cum }}; {{ d.xa }}; {{ d.ma }}; {{ d.so }}; \
    {{ d.ty_le }}; {{ d.ngay }}\n{% endfor %}\n";

/// The rows as the template prints them, and what is found, errors marked with “!”. `None` when it is refused.
fn read(reference: &str, fill: impl FnOnce(&mut Worksheet)) -> (Option<Vec<String>>, Vec<String>) {
    let mut book = Workbook::new();
    fill(book.add_worksheet());
    read_bytes(reference, "b.xlsx", book.save_to_buffer().expect("a workbook"))
}

fn read_bytes(reference: &str, name: &str, bytes: Vec<u8>) -> (Option<Vec<String>>, Vec<String>) {
    let data = format!(
        "mau: t\nky: 2025-05\nso: 3\nngay: 5/6/2025\nky_hieu: BC-X\ndia_danh: Mẫu\nco_quan_ban_hanh: [XÃ MẪU]\nten_co_quan: Xã Mẫu\n\
         noi_nhan: [\"Lưu: VT\"]\nnguoi_ky: {{quyen_han: [CHỦ TỊCH], ho_ten: Lê Mẫu}}\nbang: {{ {reference} }}\n"
    );
    let texts = [
        ("templates/t/template.yaml", "ten: T\nloai: BÁO CÁO\nthan: b.md\n"),
        ("templates/t/schema.json", SCHEMA),
        ("templates/t/b.md", BODY),
        ("data/k.yaml", data.as_str()),
    ];
    let files = texts.map(|(path, text)| (path.into(), text.as_bytes().to_vec()));
    let world = MemoryWorld::of(files.into_iter().chain([(format!("data/{name}").into(), bytes)]));
    let mut run = Run::new(&world);
    let request =
        Request { templates: Some(Path::new("templates")), ..Request::of(Path::new("data/k.yaml")) };
    let made = draft(&mut run, &request, false);
    let shown = |markup: &str| -> Vec<String> {
        markup.lines().filter_map(|line| line.strip_prefix("- ")).map(|line| line.replace('\\', "")).collect()
    };
    let rows = made.map(|draft| shown(&draft.report().markup));
    let found = run.found.iter().map(|finding| {
        let mark = if finding.severity == Severity::Error { "!" } else { "" };
        format!("{mark}{}", finding.headline.vi)
    });
    (rows, found.collect())
}

const ALL: &str = "tu_tep: b.xlsx, cot: {cum: Cụm, xa: Xã, ma: Mã, so: Số, ty_le: Tỷ lệ, ngay: Ngày}";

fn heading(sheet: &mut Worksheet, row: u32) {
    for (column, words) in ["Cụm", "Xã", "Mã", "Số", "Tỷ lệ", "Ngày"].iter().enumerate() {
        sheet.write(row, column as u16, *words).expect("a cell");
    }
}

fn row(sheet: &mut Worksheet, row: u32, name: &str, figure: f64) {
    sheet.write(row, 1, name).expect("a cell");
    sheet.write(row, 3, figure).expect("a cell");
}

#[test]
fn what_is_shown_is_what_is_read() {
    let (rows, found) = read(ALL, |sheet| {
        // Titles stand above the heading.
        sheet.write(0, 0, "Biểu 1, tháng 5").expect("a cell");
        heading(sheet, 2);
        row(sheet, 3, "Xã Đông", 1_250.0);
        sheet.write_with_format(3, 2, 7, &Format::new().set_num_format("000")).expect("a cell");
        sheet.write_with_format(3, 4, 0.9708, &Format::new().set_num_format("0.00%")).expect("a cell");
        sheet.write_with_format(3, 5, 45_782.0, &Format::new().set_num_format("dd/mm/yyyy")).expect("a cell");
        row(sheet, 4, "Xã Tây", 3.0);
        sheet.write(4, 2, "08").expect("a cell");
        sheet.write(4, 4, 737_988_129_112.35).expect("a cell");
    });
    let rows = rows.expect("sound");
    assert_eq!(rows, ["; Xã Đông; 007; 1250; 97,08; 05/5/2025", "; Xã Tây; 08; 3; 737988129112,35;"]);
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn totals_and_hidden_rows_are_left_out_and_said() {
    let (rows, found) = read(ALL, |sheet| {
        heading(sheet, 0);
        for (index, name) in ["A", "B", "C"].iter().enumerate() {
            row(sheet, index as u32 + 1, name, 10.0);
        }
        sheet.set_row_hidden(2).expect("a row");
        sheet.write(4, 0, "Tổng số:").expect("a cell");
        sheet.write(4, 3, 20).expect("a cell");
    });
    assert_eq!(rows.expect("sound"), ["; A; ; 10; ;", "; C; ; 10; ;"]);
    assert_eq!(found, ["không lấy các dòng bị ẩn: 3", "dòng tổng 5 không lấy làm số liệu"]);
    let (_, found) = read(ALL, |sheet| {
        heading(sheet, 0);
        (1..4).for_each(|index| row(sheet, index, "A", 10.0));
        row(sheet, 4, "Cộng", 31.0);
    });
    assert_eq!(found, ["dòng tổng 5 không bằng tổng các dòng lấy được (ô D5)"]);
    // A total without the name of one.
    let (rows, found) = read(ALL, |sheet| {
        heading(sheet, 0);
        (1..4).for_each(|index| row(sheet, index, "Xã", f64::from(index)));
        row(sheet, 4, "Toàn huyện", 6.0);
    });
    assert_eq!((rows.map(|rows| rows.len()), found.len()), (Some(4), 1), "{found:?}");
}

#[test]
fn a_heading_in_two_rows_is_one_and_the_nation_in_the_first_row_is_told() {
    let (rows, found) = read("tu_tep: b.xlsx, cot: {xa: Xã, so: D}", |sheet| {
        heading(sheet, 0);
        sheet.merge_range(0, 1, 1, 1, "Xã", &Format::new()).expect("cells");
        sheet.write(1, 3, "Cả năm").expect("a cell");
        row(sheet, 2, "Cả nước", 700.0);
        (1..4).for_each(|index| row(sheet, index + 2, "Xã Đông", f64::from(index) * 100.0));
        row(sheet, 6, "Xã Tây", 100.0);
    });
    assert_eq!(rows.map(|rows| rows.len()), Some(5), "{found:?}");
    assert_eq!(found, ["dòng 3 đúng bằng tổng các dòng kia"]);
}

#[test]
fn joined_cells_give_their_words_to_all_rows_but_no_figure() {
    let fill = |column: u16| {
        move |sheet: &mut Worksheet| {
            heading(sheet, 0);
            (1..4).for_each(|index| row(sheet, index, "Xã", 5.0));
            let words = if column == 3 { "12" } else { "Cụm Bắc" };
            sheet.merge_range(1, column, 3, column, words, &Format::new()).expect("cells");
            if column == 3 {
                sheet.write(1, 3, 12).expect("a cell");
            }
        }
    };
    let (rows, _) = read(ALL, fill(0));
    assert_eq!(rows.expect("sound"), ["Cụm Bắc; Xã; ; 5; ;"; 3]);
    let (rows, found) = read(ALL, fill(3));
    assert!(rows.is_none() && found.iter().any(|finding| finding.starts_with("!ô D3")), "{found:?}");
}

#[test]
fn what_cannot_be_known_is_said() {
    let (rows, found) = read(ALL, |sheet| {
        heading(sheet, 0);
        sheet.write(0, 6, "Số").expect("a cell");
        row(sheet, 1, "A", 1.0);
    });
    assert!(rows.is_none() && found[0] == "!các cột D, G cùng có tên “Số”", "{found:?}");
    let (rows, found) = read("tu_tep: 'b.xlsx#A2:D3', cot: {xa: B, so: D}", |sheet| {
        heading(sheet, 0);
        (1..5).for_each(|index| row(sheet, index, "A", 1.0));
    });
    assert_eq!(rows.map(|rows| rows.len()), Some(2));
    assert_eq!(found, ["dòng 4 ngay dưới vùng ô cũng có số liệu"]);
    let html = b"<html><table><tr><td>1</td></tr></table></html>".to_vec();
    let (rows, found) = read_bytes("tu_tep: b.xls", "b.xls", html);
    assert!(rows.is_none() && found[0].contains("HTML"), "{found:?}");
}

#[test]
fn letters_are_columns_and_words_are_headings() {
    let (rows, found) = read("tu_tep: 'b.xlsx#A2:D4', cot: {cum: A, xa: B, so: D}", |sheet| {
        heading(sheet, 0);
        sheet.write(1, 0, "B").expect("a cell");
        (1..4).for_each(|index| row(sheet, index, "Xã", 2.0));
    });
    assert_eq!(rows.expect("sound"), ["B; Xã; ; 2; ;", "; Xã; ; 2; ;", "; Xã; ; 2; ;"]);
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn figures_are_compared_with_those_of_the_workbook_of_the_period_before() {
    let period = |month: u32, file: &str| {
        format!(
            "mau: t\nky: 2025-0{month}\nso: {month}\nngay: 5/{next}/2025\nky_hieu: BC-X\ndia_danh: Mẫu\nco_quan_ban_hanh: [XÃ MẪU]\n\
             ten_co_quan: Xã Mẫu\nnoi_nhan: [\"Lưu: VT\"]\nnguoi_ky: {{quyen_han: [CHỦ TỊCH], ho_ten: Lê Mẫu}}\n\
             bang: {{tu_tep: {file}}}\n",
            next = month + 1
        )
    };
    let world = MemoryWorld::default()
        .with("templates/t/template.yaml", "ten: T\nloai: BÁO CÁO\nthan: b.md\n")
        .with("templates/t/schema.json", SCHEMA)
        .with("templates/t/b.md", BODY)
        .with("data/2025-04.yaml", period(4, "t4.csv"))
        .with("data/2025-05.yaml", period(5, "t5.csv"))
        .with("data/t4.csv", "xa,so\nXã Đông,12\nXã Tây,15\n")
        .with("data/t5.csv", "xa,so\nXã Đông,12000\nXã Tây,16\n");
    let mut run = Run::new(&world);
    let request =
        Request { templates: Some(Path::new("templates")), ..Request::of(Path::new("data/2025-05.yaml")) };
    check_report(&mut run, &request, &OnceLock::new());
    let jumps: Vec<_> = run.found.iter().filter(|finding| finding.code == Code::FigureJumps).collect();
    let [jump] = jumps.as_slice() else {
        panic!("{:?}", run.found.iter().map(|f| &f.headline.vi).collect::<Vec<_>>())
    };
    let at = jump.primary.as_ref().expect("a place").span;
    assert!(run.sources.path(at.file).display().to_string().contains("t5.csv"), "{}", jump.headline.vi);
}

/// An OpenDocument workbook of one sheet.
fn ods(table: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet>
        <table:table table:name="S">{table}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest/>"),
        ("content.xml", content.as_str()),
    ] {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        std::io::Write::write_all(&mut archive, text.as_bytes()).expect("memory");
    }
    archive.finish().expect("a workbook").into_inner()
}

#[test]
fn what_an_opendocument_sheet_shows_is_what_is_read() {
    let text = |words: &str| {
        format!(r#"<table:table-cell office:value-type="string"><text:p>{words}</text:p></table:table-cell>"#)
    };
    let number = |kind: &str, value: &str, shown: &str| {
        format!(
            r#"<table:table-cell office:value-type="{kind}" office:value="{value}"><text:p>{shown}</text:p></table:table-cell>"#
        )
    };
    let day = r#"<table:table-cell office:value-type="date" office:date-value="2025-04-24"><text:p>24/04/2025</text:p></table:table-cell>"#;
    let row = |cells: &[String]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let heads: Vec<String> = ["Xã", "Mã", "Số", "Tỷ lệ", "Ngày"].iter().map(|words| text(words)).collect();
    let one = [
        text("Xã Đông &amp; Tây"),
        number("float", "7", "007"),
        number("float", "1250", "1.250"),
        number("percentage", "0.9708", "97,08%"),
        day.to_string(),
    ];
    let hidden = [text("Ẩn"), number("float", "8", "008"), number("float", "9", "9")];
    let table = format!(
        r#"<table:table-column/><table:table-column table:visibility="collapse"/>{}{}{}
        <table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>"#,
        row(&heads),
        row(&one),
        row(&hidden).replace("<table:table-row>", r#"<table:table-row table:visibility="filter">"#)
    );
    let reference = "tu_tep: b.ods, cot: {xa: Xã, ma: Mã, so: Số, ty_le: Tỷ lệ, ngay: Ngày}";
    let (rows, found) = read_bytes(reference, "b.ods", ods(&table));
    assert_eq!(rows.expect("sound"), ["; Xã Đông & Tây; 007; 1250; 97,08; 24/4/2025"]);
    assert_eq!(found, ["cột B (“ma”) đang bị ẩn mà vẫn được lấy", "không lấy các dòng bị ẩn: 3"]);
}

/// A cell of a random workbook, and what a reader sees in it.
#[derive(Clone, Debug)]
enum Written {
    Count(i64),
    Text(String),
    Money(i64),
}

fn rows() -> impl Strategy<Value = Vec<(Written, Option<u32>, bool)>> {
    let cell = prop_oneof![
        (0_i64..100_000).prop_map(Written::Count),
        (0_i64..100_000).prop_map(|n| Written::Text(n.to_string())),
        (0_i64..1_000_000_000).prop_map(Written::Money),
    ];
    prop::collection::vec((cell, prop::option::weighted(0.3, 2_u32..5), prop::bool::weighted(0.2)), 1..25)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    /// Random sheets with joined groups, hidden rows, figures typed as text, money with decimals, and a total row that is right.
    #[test]
    fn a_sheet_is_read_as_a_person_reads_it(rows in rows(), with_total: bool, first in 0_u32..4) {
        let mut expected = Vec::new();
        let mut sum = Decimal::ZERO;
        let money = Format::new().set_num_format("#,##0.00");
        let (made, found) = read("tu_tep: b.xlsx, cot: {cum: Cụm, xa: Xã, ty_le: Số, so: Mốc}", |sheet| {
            for (column, words) in ["Cụm", "Xã", "Số", "Mốc"].iter().enumerate() {
                sheet.write(first, column as u16, *words).expect("a cell");
            }
            let mut at = first + 1;
            let mut group: Option<(u32, u32, String)> = None;
            let mut groups = Vec::new();
            for (index, (cell, joins, hidden)) in rows.iter().enumerate() {
                if group.as_ref().is_none_or(|(_, end, _)| at > *end) {
                    let length = joins.unwrap_or(1);
                    group = Some((at, at + length - 1, format!("Cụm {index}")));
                    groups.push(group.clone().expect("just made"));
                }
                let name = group.as_ref().map(|(.., name)| name.clone()).unwrap_or_default();
                sheet.write(at, 1, format!("Xã {index}")).expect("a cell");
                let value = match cell {
                    Written::Count(n) => {
                        sheet.write(at, 2, *n as f64).expect("a cell");
                        Decimal::from(*n)
                    }
                    Written::Text(text) => {
                        sheet.write(at, 2, text.as_str()).expect("a cell");
                        text.parse().expect("digits")
                    }
                    Written::Money(cents) => {
                        sheet.write_with_format(at, 2, *cents as f64 / 100.0, &money).expect("a cell");
                        Decimal::new(*cents, 2)
                    }
                };
                sheet.write(at, 3, 1.0).expect("a cell");
                if *hidden {
                    sheet.set_row_hidden(at).expect("a row");
                } else {
                    sum += value;
                    expected.push(format!("{name}; Xã {index}; ; 1; {};", number::plain(value)));
                }
                at += 1;
            }
            for (start, end, name) in groups {
                let end = end.min(at - 1);
                if end > start {
                    sheet.merge_range(start, 0, end, 0, &name, &Format::new()).expect("a range");
                } else {
                    sheet.write(start, 0, name).expect("a cell");
                }
            }
            if with_total {
                let shown = rows.iter().filter(|(.., hidden)| !hidden).count();
                sheet.write(at, 1, "Tổng cộng").expect("a cell");
                sheet.write(at, 2, sum.to_string().parse::<f64>().expect("a number")).expect("a cell");
                sheet.write(at, 3, shown as f64).expect("a cell");
            }
        });
        let made = made.unwrap_or_default();
        prop_assert_eq!(made, expected, "{:?}", found);
        prop_assert_eq!(found.iter().any(|finding| finding.contains("ẩn")), rows.iter().any(|(.., hidden)| *hidden));
    }
}
