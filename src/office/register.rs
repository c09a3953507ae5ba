//! The register of a year as a file. As a document it goes through the same engine as the reports, with a template that the
//! program carries and the office of the year's last report.

use std::path::{Path, PathBuf};

use chrono::Datelike;
use serde_json::json;

use super::regenerate::stored_draft;
use crate::archive::ledger::Ledger;
use crate::archive::record::LedgerEntry;
use crate::archive::register::{COLUMNS, RegisterLine, agencies, register};
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::font::FontSet;
use crate::model::Document;
use crate::pipeline::{Format, OFFICE_FILE, Output, Request, draft, write};
use crate::run::Run;
use crate::text::date;
use crate::world::MemoryWorld;
use crate::write::sheet::{Sheet, csv, xlsx};

const ID: &str = "so-van-ban-di";
const DATA: &str = "data/so.yaml";

/// The template, as it lies in `templates/`.
const TEMPLATE: [(&str, &str); 4] = [
    ("template.yaml", include_str!("../../templates/so-van-ban-di/template.yaml")),
    ("schema.json", include_str!("../../templates/so-van-ban-di/schema.json")),
    ("so.md", include_str!("../../templates/so-van-ban-di/so.md")),
    ("danh-sach.md", include_str!("../../templates/so-van-ban-di/danh-sach.md")),
];

/// Widths of the columns of a spreadsheet, in characters.
const WIDTHS: [u16; 10] = [18, 12, 50, 20, 34, 16, 9, 12, 12, 24];

/// Columns that hold days, and numbers.
const DATES: [usize; 1] = [1];
const NUMBERS: [usize; 1] = [6];

/// A form of the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegisterFormat {
    /// A table in UTF-8, with commas between cells (RFC 4180).
    Csv,
    /// An Excel file.
    Xlsx,
    /// A document: a cover and the list (Appendix IV, part I).
    Document(Format),
}

impl RegisterFormat {
    /// The ending of its file's name, without the dot: `csv`.
    pub const fn extension(self) -> &'static str {
        match self {
            RegisterFormat::Csv => "csv",
            RegisterFormat::Xlsx => "xlsx",
            RegisterFormat::Document(format) => format.extension(),
        }
    }
}

/// Which register is wanted.
#[derive(Clone, Copy, Debug)]
pub struct RegisterRequest<'a> {
    /// The year of issue: `2024`.
    pub year: &'a str,
    /// Whose documents, by a part of the agency's name; `None` for the only agency.
    pub agency: Option<&'a str>,
    /// Quyển số.
    pub volume: i64,
    /// The form of the file.
    pub format: RegisterFormat,
}

/// The register of a year. `None` when there are no documents, when several agencies have numbers of their own and none is named,
/// or when the form refuses it.
pub fn register_file(
    archive: &Path,
    ledger: &Ledger,
    wanted: &RegisterRequest<'_>,
    found: &mut Diagnostics,
) -> Option<Vec<u8>> {
    let RegisterRequest { year, agency, volume, format } = *wanted;
    let agencies = agencies(ledger, year);
    let agency = match (named(&agencies, agency).as_slice(), agencies.as_slice()) {
        ([only], _) => Some(*only),
        (_, []) => None,
        _ => {
            found.push(which_agency(year, &agencies));
            return None;
        }
    };
    let lines = register(ledger, year, agency);
    let is_listed = |entry: &&LedgerEntry| {
        entry.about.year() == year && lines.iter().any(|line| line.number == entry.about.number)
    };
    let Some(last) = ledger.entries.iter().rfind(is_listed) else {
        found.push(
            Diagnostic::error(
                Code::NotIssued,
                text!("năm {year} chưa phát hành văn bản nào", "nothing was issued in {year}"),
            )
            .help(text!(
                "xem các năm: baocao archive list",
                "see which years there are: baocao archive list"
            )),
        );
        return None;
    };
    match format {
        RegisterFormat::Csv => Some(csv(&sheet(&lines, last))),
        RegisterFormat::Xlsx => {
            let made = xlsx(&sheet(&lines, last));
            made.map_err(|error| {
                found.push(Diagnostic::error(
                    Code::OutputUnwritable,
                    text!("không lập được tệp Excel", "cannot make the Excel file: {error}"),
                ));
            })
            .ok()
        }
        RegisterFormat::Document(format) => {
            let data = period(&lines, last, year, volume);
            document(archive, last, data, format, found)
        }
    }
}

/// The agencies that a name means: the one that it is, else those that it is a part of; all without a name.
pub fn named<'l>(agencies: &[&'l str], name: Option<&str>) -> Vec<&'l str> {
    let Some(name) = name.map(str::to_lowercase) else { return agencies.to_vec() };
    let has = |agency: &&&str| agency.to_lowercase().contains(&name);
    match agencies.iter().find(|agency| agency.to_lowercase() == name) {
        Some(exact) => vec![*exact],
        None => agencies.iter().filter(has).copied().collect(),
    }
}

/// A register is of one series of numbers (Decree 30/2020, Appendix I, II.3: councils, boards and groups have their own).
fn which_agency(year: &str, agencies: &[&str]) -> Diagnostic {
    let listed = agencies.iter().map(|name| format!("--agency \"{name}\"")).collect::<Vec<_>>().join("; ");
    Diagnostic::error(
        Code::NotIssued,
        text!(
            "năm {year} có nhiều cơ quan ban hành, mỗi cơ quan một sổ",
            "several agencies issued documents in {year}, each has its register"
        ),
    )
    .help(text!("chọn một: {listed}", "choose one: {listed}"))
}

fn sheet(lines: &[RegisterLine], last: &LedgerEntry) -> Sheet<'static> {
    let day = date::parse(&last.about.date).ok();
    let date = day.map_or((2000, 1, 1), |day| (day.year() as u16, day.month() as u8, day.day() as u8));
    Sheet {
        title: "SỔ ĐĂNG KÝ VĂN BẢN ĐI",
        headings: &COLUMNS,
        widths: &WIDTHS,
        dates: &DATES,
        numbers: &NUMBERS,
        rows: lines.iter().map(|line| line.cells().to_vec()).collect(),
        date,
    }
}

/// Renders the register with its template.
fn document(
    archive: &Path,
    last: &LedgerEntry,
    data: String,
    format: Format,
    found: &mut Diagnostics,
) -> Option<Vec<u8>> {
    let stored = stored_draft(archive, last);
    let (report, _) = stored.map_err(|failure| found.push(*failure)).ok()?;
    let files = TEMPLATE.map(|(name, text)| (format!("templates/{ID}/{name}"), text.as_bytes().to_vec()));
    let data = [
        (DATA.to_string(), data.into_bytes()),
        (format!("data/{OFFICE_FILE}"), office(&report.report().document).into_bytes()),
    ];
    let world =
        MemoryWorld::of(files.into_iter().chain(data).map(|(name, bytes)| (PathBuf::from(name), bytes)));
    let request = Request::of(Path::new(DATA));
    let mut run = Run::new(&world);
    let output = Output { formats: vec![format], ..Output::default() };
    let mut of_write = Diagnostics::default();
    let made = draft(&mut run, &request, false)
        .and_then(|draft| write(&run, draft.report(), &output, &FontSet::built_in(), &mut of_write));
    // Places in what was made for this alone mean nothing to anybody.
    run.found.iter().chain(of_write.iter()).for_each(|finding| {
        found.push(Diagnostic { primary: None, secondary: Vec::new(), ..finding.clone() });
    });
    made?.into_iter().next().map(|artifact| artifact.bytes)
}

/// The data of the register. JSON is YAML, too.
fn period(lines: &[RegisterLine], last: &LedgerEntry, year: &str, volume: i64) -> String {
    let text = |line: Option<&RegisterLine>, of: fn(&RegisterLine) -> &String| {
        line.map(of).cloned().unwrap_or_default()
    };
    let (least, greatest) =
        (lines.iter().min_by_key(|line| line.serial), lines.iter().max_by_key(|line| line.serial));
    let rows: Vec<_> = lines
        .iter()
        .map(|line| {
            let mut row = json!({
                "so_ky_hieu": line.number, "ngay_thang": line.date, "trich_yeu": line.title,
                "nguoi_ky": line.signer, "noi_nhan": line.recipients, "ban_luu": line.file_copy,
                "ghi_chu": line.remark,
            });
            if let Some(copies) = line.copies {
                row["so_luong"] = json!(copies);
            }
            row
        })
        .collect();
    json!({
        "mau": ID, "ky": year, "so": volume, "ngay": last.about.date, "ky_hieu": "SVBĐ",
        "tu_ngay": text(lines.first(), |line| &line.date), "den_ngay": text(lines.last(), |line| &line.date),
        "tu_so": text(least, |line| &line.number), "den_so": text(greatest, |line| &line.number),
        "quyen": volume, "noi_nhan": ["Lưu: VT"], "van_ban": rows,
    })
    .to_string()
}

/// The office, as the last report names it.
fn office(document: &Document) -> String {
    let (header, signature) = (&document.header, &document.signature);
    let mut signer = json!({ "quyen_han": signature.capacity, "ho_ten": signature.name });
    if let Some(post) = &signature.second_post {
        signer["chuc_vu_khac"] = json!(post);
    }
    json!({
        "co_quan_chu_quan": header.parent_agency, "co_quan_ban_hanh": header.issuing_agency,
        "ten_co_quan": header.agency_in_text, "dia_danh": header.place, "nguoi_ky": signer,
    })
    .to_string()
}
