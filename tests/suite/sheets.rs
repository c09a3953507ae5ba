//! Tables from spreadsheets.

use rust_xlsxwriter::Workbook;

use super::check::corrected;
use super::project::Project;

const DATA: &str = "data/2024-06.yaml";
const REFERENCE: &str = "dich_vu_thiet_yeu:\n  tu_tep: phu-luc-1.xlsx#Số liệu!A3:G40\n  cot: { ten: B, don_vi: D, tong_so: E, truc_tuyen: Trực tuyến }\n";

/// The rows of the first appendix: name, agency, total, online.
fn rows(data: &str) -> Vec<[String; 4]> {
    let table = &data[data.find("dich_vu_thiet_yeu:\n").expect("the table")..];
    let rows = table.lines().filter(|line| line.trim_start().starts_with("- { ten: "));
    let field = |line: &str, key: &str| {
        let at = line.find(&format!("{key}: ")).expect("the key") + key.len() + 2;
        let rest = &line[at..];
        if let Some(quoted) = rest.strip_prefix('"') {
            return quoted[..quoted.find('"').expect("its end")].to_string();
        }
        let end = rest.find(", ").into_iter().chain(rest.find(" }")).min().expect("an end");
        rest[..end].to_string()
    };
    rows.take_while(|line| line.contains("tong_so"))
        .map(|line| ["ten", "don_vi", "tong_so", "truc_tuyen"].map(|key| field(line, key)))
        .collect()
}

/// The June report with its first appendix in a spreadsheet.
fn with_sheet(change: impl Fn(&mut Vec<[String; 4]>)) -> Project {
    let project = corrected();
    let data = project.read(DATA);
    let mut rows = rows(&data);
    // Only plain rows stand in braces on one line.
    let start = data.find("dich_vu_thiet_yeu:\n").expect("the table");
    let end = data.find("# PHỤ LỤC II").expect("the next table");
    project.write(DATA, format!("{}{REFERENCE}\n{}", &data[..start], &data[end..]));
    change(&mut rows);
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Số liệu").expect("a name");
    for (column, heading) in ["TT", "Tên", "", "Đơn vị", "Tổng", "Trực tuyến"].iter().enumerate() {
        sheet.write(2, column as u16, *heading).expect("a cell");
    }
    for (index, [name, agency, total, online]) in rows.iter().enumerate() {
        let row = index as u32 + 3;
        sheet.write(row, 0, index as f64 + 1.0).expect("a cell");
        sheet.write(row, 1, name).expect("a cell");
        sheet.write(row, 3, agency).expect("a cell");
        // Typed as a number, and as a Vietnamese text.
        match total.replace('.', "").parse::<f64>() {
            Ok(number) => sheet.write(row, 4, number).expect("a cell"),
            Err(_) => sheet.write(row, 4, total).expect("a cell"),
        };
        sheet.write(row, 5, online).expect("a cell");
    }
    book.save(project.path("data/phu-luc-1.xlsx")).expect("writable");
    project
}

fn markup(project: &Project) -> String {
    let run = project.run(&["render", DATA, "--format", "md", "--no-check"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    project.read("out/2024-06.md")
}

#[test]
fn a_table_from_a_spreadsheet_is_the_table_that_was_typed() {
    // The same rows, typed.
    let project = corrected();
    let data = project.read(DATA);
    let row = |[name, agency, total, online]: &[String; 4]| {
        format!("  - {{ ten: \"{name}\", don_vi: {agency}, tong_so: {total}, truc_tuyen: {online} }}\n")
    };
    let typed: String = rows(&data).iter().map(row).collect();
    let [start, end] =
        ["dich_vu_thiet_yeu:\n", "# PHỤ LỤC II"].map(|part| data.find(part).expect("the table"));
    project.write(DATA, format!("{}dich_vu_thiet_yeu:\n{typed}\n{}", &data[..start], &data[end..]));
    let typed = markup(&project);
    let made = markup(&with_sheet(|_| ()));
    let differs = typed.lines().zip(made.lines()).find(|(a, b)| a != b);
    assert_eq!((differs, made.len()), (None, typed.len()));
}

#[test]
fn a_cell_that_does_not_fit_is_named_by_sheet_and_cell() {
    let project = with_sheet(|rows| {
        rows[0][2] = "nhiều".into();
        rows[2][3] = String::new();
    });
    let run = project.run(&["render", DATA]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("phu-luc-1.xlsx Số liệu!E4"), "{}", run.stderr);
    assert!(run.stderr.contains("phu-luc-1.xlsx Số liệu!F6"), "{}", run.stderr);
    assert!(!project.path("out").exists());
}

#[test]
fn the_spreadsheet_is_stored_with_what_was_issued() {
    let project = with_sheet(|_| ());
    let run = project.run(&["issue", DATA]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let stored = project.bytes("archive/2024/254-BC-TCTĐA06/v1/inputs/data/phu-luc-1.xlsx");
    assert_eq!(stored, project.bytes("data/phu-luc-1.xlsx"));
    std::fs::remove_file(project.path("data/phu-luc-1.xlsx")).expect("writable");
    let run = project.run(&["archive", "regenerate", "--all"]);
    assert!(run.code == 0 && run.stdout.contains("giống từng byte"), "{}{}", run.stdout, run.stderr);
}

#[test]
fn import_writes_the_rows_once_and_the_report_stays_the_same() {
    let project = with_sheet(|_| ());
    let before = markup(&project);
    let run = project.run(&["import", DATA]);
    assert_eq!((run.code, run.stdout.trim()), (0, DATA), "{}", run.stderr);
    assert!(!project.read(DATA).contains("tu_tep"));
    std::fs::remove_file(project.path("data/phu-luc-1.xlsx")).expect("writable");
    assert_eq!(markup(&project), before);
    let again = project.run(&["import", DATA]);
    assert!(again.code == 1 && again.stderr.contains("tu_tep"), "{}", again.stderr);
}

#[test]
fn a_stray_cell_far_away_needs_no_room() {
    let project = with_sheet(|_| ());
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Số liệu").expect("a name");
    sheet.write(2, 1, "Tên").expect("a cell");
    sheet.write(1_048_575, 16_383, 1).expect("a cell");
    book.save(project.path("data/phu-luc-1.xlsx")).expect("writable");
    let whole = "dich_vu_thiet_yeu:\n  tu_tep: phu-luc-1.xlsx\n  cot: { ten: B, don_vi: D, tong_so: E, truc_tuyen: F }\n";
    project.edit(DATA, REFERENCE, whole);
    let run = project.run(&["render", DATA]);
    assert!(run.code == 1 && run.stderr.contains("XFD1048576"), "{}", run.stderr);
    // A range without rows is no table.
    project.edit(DATA, "phu-luc-1.xlsx\n", "phu-luc-1.xlsx#Số liệu!A50:F60\n");
    let run = project.run(&["render", DATA]);
    assert!(run.code == 1 && run.stderr.contains("không có dòng nào"), "{}", run.stderr);
}
