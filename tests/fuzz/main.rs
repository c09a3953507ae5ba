//! Mutated files through the readers of data and of spreadsheets, the whole of a report, and `extract`: whatever they hold, nothing panics and nothing takes
//! long. Runs for `BAOCAO_FUZZ_SECONDS` (default 2) from a seed that `BAOCAO_FUZZ_SEED` may set; a failure names its seed.

use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use baocao::font::FontSet;
use baocao::pipeline::{Format, Output, Request, draft, write};
use baocao::run::Run;
use baocao::world::MemoryWorld;
use baocao::write::pdf::attachments;
use rust_xlsxwriter::{Format as CellFormat, Workbook};

/// A step of xorshift: small, and the same on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }
}

/// What clerks and attackers type.
const PIECES: &[&str] = &[
    "\"",
    "'",
    ": ",
    "- ",
    "{",
    "}",
    "[",
    "]",
    "|",
    "^^",
    "<<",
    "#",
    "\n",
    "\n\n",
    "  ",
    "\t",
    "&a",
    "*a",
    "!!x",
    ">-\n",
    "%",
    "{{",
    "}}",
    "{% for a in b %}",
    "{% endfor %}",
    "**",
    "*",
    "_",
    "\\",
    "<b>",
    "&amp;",
    "\u{feff}",
    "\u{a0}",
    "\u{ad}",
    "\u{200b}",
    "ê\u{306}",
    "99999999999999999999",
    "1.994",
    "51,78%",
    "24/6/2024",
    "31/02/2024",
    "| a | b |\n|---|---|\n| 1 | 2 |\n",
    "1. ",
    "# ",
    "#### ",
    "~",
    "null",
    "2024-13",
    "ữ",
    "😀",
    "---\n",
    "...\n",
    "\r\n",
    "tu_tep: x.csv#A1:B2",
];

fn mutated(text: &str, random: &mut Random) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for _ in 0..=random.below(6) {
        let at = random.below(letters.len() + 1);
        match random.below(4) {
            0 => {
                let piece = PIECES[random.below(PIECES.len())];
                letters.splice(at..at, piece.chars());
            }
            1 => {
                let end = (at + random.below(30)).min(letters.len());
                letters.drain(at..end);
            }
            2 => {
                let end = (at + random.below(200)).min(letters.len());
                let copy: Vec<char> = letters[at..end].to_vec();
                let to = random.below(letters.len() + 1);
                letters.splice(to..to, copy);
            }
            _ => {
                if let Some(letter) = letters.get_mut(at) {
                    *letter = char::from_u32(random.below(0x3000) as u32).unwrap_or('?');
                }
            }
        }
    }
    letters.into_iter().collect()
}

/// An office's files, by their names.
fn office() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/office-0.1");
    let names = [
        "data/2024-06.yaml",
        "data/co-quan.yaml",
        "templates/tiep-dan/template.yaml",
        "templates/tiep-dan/schema.json",
        "templates/tiep-dan/checks.yaml",
        "templates/tiep-dan/bao-cao.md",
        "templates/tiep-dan/phu-luc-1.md",
        "templates/chung/tu-dien.yaml",
    ];
    let read = |name: &str| std::fs::read_to_string(root.join(name)).expect("part of the repository");
    names.map(|name| (PathBuf::from(name), read(name))).to_vec()
}

fn report(files: &[(PathBuf, String)], fonts: &FontSet) {
    one_report(
        &MemoryWorld::of(files.iter().map(|(name, text)| (name.clone(), text.clone().into_bytes()))),
        fonts,
    );
}

fn one_report(world: &MemoryWorld, fonts: &FontSet) {
    let mut run = Run::new(world);
    let request = Request::of(Path::new("data/2024-06.yaml"));
    let Some(draft) = draft(&mut run, &request, true) else {
        assert!(run.found.has_errors(), "refused without a word");
        return;
    };
    let mut found = std::mem::take(&mut run.found);
    draft.check(&run.sources, &mut found);
    let output = Output { formats: vec![Format::Docx, Format::Pdf], ..Output::default() };
    write(&run, draft.report(), &output, fonts, &mut found);
}

fn pdf(bytes: &[u8], random: &mut Random) {
    let mut broken = bytes.to_vec();
    for _ in 0..=random.below(8) {
        let at = random.below(broken.len());
        match random.below(3) {
            0 => broken[at] = random.next() as u8,
            1 => broken.truncate(at.max(1)),
            _ => {
                let end = (at + random.below(64)).min(broken.len());
                broken.drain(at..end);
            }
        }
        if broken.is_empty() {
            return;
        }
    }
    // Refused or not, it comes back.
    let _ = attachments(&broken);
}

/// A workbook with formats, a joined cell, a hidden row and a total; and a report that takes its rows from it.
fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, words) in ["Tên", "Số", "Ngày"].iter().enumerate() {
        sheet.write(0, column as u16, *words).expect("a cell");
    }
    for row in 1..8 {
        sheet.write(row, 0, format!("Xã {row}")).expect("a cell");
        let per_cent = CellFormat::new().set_num_format("#,##0.00%;(0.0);\"không\"");
        sheet.write_with_format(row, 1, f64::from(row) / 7.0, &per_cent).expect("a cell");
        let day = CellFormat::new().set_num_format("dd/mm/yyyy hh:mm");
        sheet.write_with_format(row, 2, 45_000.5 + f64::from(row), &day).expect("a cell");
    }
    sheet.merge_range(1, 3, 5, 3, "gộp", &CellFormat::new()).expect("cells");
    sheet.set_row_hidden(4).expect("a row");
    sheet.write(8, 0, "Tổng cộng").expect("a cell");
    book.save_to_buffer().expect("a workbook")
}

/// One part of the workbook mutated, as text.
fn broken_workbook(bytes: &[u8], random: &mut Random) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a workbook");
    let which = random.below(archive.len());
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).expect("a part");
        let mut text = String::new();
        part.read_to_string(&mut text).expect("XML");
        let text = if index == which { mutated(&text, random) } else { text };
        let options = zip::write::SimpleFileOptions::default();
        let name = part.name().expect("a name").into_owned();
        out.start_file(name, options).expect("room");
        out.write_all(text.as_bytes()).expect("room");
    }
    out.finish().expect("room").into_inner()
}

fn sheets(book: &[u8], fonts: &FontSet, random: &mut Random) {
    const DATA: &str = "mau: t\nky: 2025-05\nky_hieu: BC-X\ndia_danh: M\nco_quan_ban_hanh: [X]\nten_co_quan: X\nnoi_nhan: [a]\n\
        nguoi_ky: {quyen_han: [C], ho_ten: L}\n";
    const SCHEMA: &str = r#"{"type":"object","properties":{"bang":{"type":"array","items":{"type":"object","properties":
        {"ten":{"type":"string"},"so":{"format":"so"},"ngay":{"type":"string"}}}}}}"#;
    const CSV: &str = "sep=;\nBảng 1, quý 2\nTên;Số;Ngày\n\"a\nb\";1.000;24/6/2024\n\nTổng cộng;1.000;\n";
    let is_csv = random.below(3) == 0;
    let (name, bytes) = match is_csv {
        true => ("b.csv", mutated(CSV, random).into_bytes()),
        false => ("b.xlsx", broken_workbook(book, random)),
    };
    let data = format!("{DATA}bang: {{tu_tep: {name}, cot: {{ten: Tên, so: Số, ngay: Ngày}}}}\n");
    let files = [
        ("templates/t/template.yaml", "ten: T\nloai: BÁO CÁO\nthan: b.md\n".to_string()),
        ("templates/t/schema.json", SCHEMA.to_string()),
        (
            "templates/t/b.md",
            "---\ntrich_yeu: T\n---\n\n{% for d in bang %}\n- {{ d.ten }} {{ d.so }} {{ d.ngay }}\n{% endfor %}\n"
                .to_string(),
        ),
        ("data/2024-06.yaml", data),
    ];
    let files = files.map(|(name, text)| (PathBuf::from(name), text.into_bytes()));
    let world = MemoryWorld::of(files.into_iter().chain([(PathBuf::from(format!("data/{name}")), bytes)]));
    one_report(&world, fonts);
}

fn main() {
    let variable = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let seconds = variable("BAOCAO_FUZZ_SECONDS").unwrap_or(2);
    let first = variable("BAOCAO_FUZZ_SEED").unwrap_or(1);
    let (office, fonts) = (office(), FontSet::built_in());
    let stored = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/cases/office-0.1/archive/2024/01-BC-UBND/v1/01-BC-UBND.pdf");
    let stored = std::fs::read(stored).expect("part of the repository");
    let book = workbook();
    let end = Instant::now() + Duration::from_secs(seconds);
    let mut seed = first;
    while Instant::now() < end {
        let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        let start = Instant::now();
        let tried = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            let mut files = office.clone();
            let which = random.below(files.len());
            files[which].1 = mutated(&files[which].1, &mut random);
            report(&files, &fonts);
            pdf(&stored, &mut random);
            sheets(&book, &fonts, &mut random);
        }));
        assert!(tried.is_ok(), "BAOCAO_FUZZ_SEED={seed} panics");
        assert!(
            start.elapsed() < Duration::from_secs(30),
            "BAOCAO_FUZZ_SEED={seed} takes {:?}",
            start.elapsed()
        );
        seed += 1;
    }
    println!("{} passed, 0 failed", seed - first);
}
