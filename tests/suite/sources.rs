//! Workbooks that a template knows by their words (`nguon.yaml`): what is taken, what is told, and that every figure is the cell's.

use std::path::Path;

use baocao::data::sheet::look;
use baocao::diag::Severity;
use baocao::font::FontSet;
use baocao::office::origin::{Spot, origin, text_of};
use baocao::office::view::view;
use baocao::pipeline::{Request, draft};
use baocao::run::Run;
use baocao::text::number;
use baocao::world::MemoryWorld;
use proptest::prelude::*;
use rust_decimal::Decimal;
use rust_xlsxwriter::{Format, Workbook, Worksheet};

const HEAD: &str = "khoa: Mã trạm\n  do_dai_khoa: 4\n  dong_tong: [Toàn huyện]\n  cot:\n    ten: Tên trạm\n    cum: {dau: Cụm, kieu: chu, tuy_chon: có}\n    \
    luot: Số lượt khám / Tổng\n    te: Số lượt khám / Trẻ em\n    tien: {dau: Tiền thuốc, don_vi: đồng}\n    bq: {dau: Bình quân, cong: không, tuy_chon: có}\n";

/// What the template prints, line by line, and what is found, errors marked with “!”. `None` when it is refused.
struct Made {
    lines: Option<Vec<String>>,
    found: Vec<String>,
}

struct Office<'o> {
    /// `nguon.yaml`, the lines of the template, and what stands under `nguon:`.
    declared: &'o str,
    body: &'o str,
    named: &'o str,
    period: &'o str,
    files: Vec<(&'o str, Vec<u8>)>,
}

impl Office<'_> {
    fn make(self) -> Made {
        let world = self.world();
        let mut run = Run::new(&world);
        let made = draft(&mut run, &request(), false);
        let plain = |line: &str| Some(line.strip_prefix("- ")?.replace('\\', ""));
        let lines = made.map(|draft| draft.report().markup.lines().filter_map(plain).collect());
        let found = run.found.iter().map(|finding| {
            let mark = if finding.severity == Severity::Error { "!" } else { "" };
            format!("{mark}{}", finding.headline.vi)
        });
        Made { lines, found: found.collect() }
    }

    fn world(self) -> MemoryWorld {
        let data = format!(
            "mau: t\nky: {}\nso: 3\nngay: 5/6/2025\nky_hieu: BC-X\ndia_danh: Mẫu\nco_quan_ban_hanh: [XÃ MẪU]\nten_co_quan: Xã Mẫu\n\
             noi_nhan: [\"Lưu: VT\"]\nnguoi_ky: {{quyen_han: [CHỦ TỊCH], ho_ten: Lê Mẫu}}\nnguon:\n{}",
            self.period, self.named
        );
        let body = format!("---\ntrich_yeu: T\n---\n\n{}\n", self.body);
        let texts = [
            ("templates/t/template.yaml", "ten: T\nloai: BÁO CÁO\nthan: b.md\n"),
            ("templates/t/schema.json", r#"{"type":"object","properties":{}}"#),
            ("templates/t/nguon.yaml", self.declared),
            ("templates/t/b.md", body.as_str()),
            ("data/k.yaml", data.as_str()),
        ];
        let own = texts.map(|(path, text)| (path.into(), text.as_bytes().to_vec()));
        let files = self.files.into_iter().map(|(name, bytes)| (format!("data/{name}").into(), bytes));
        MemoryWorld::of(own.into_iter().chain(files))
    }
}

fn request() -> Request<'static> {
    Request { templates: Some(Path::new("templates")), ..Request::of(Path::new("data/k.yaml")) }
}

fn book(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet());
    book.save_to_buffer().expect("a workbook")
}

/// The head in two levels, from row 3 on; the columns stand otherwise than the template names them.
fn head(sheet: &mut Worksheet, money: &str) {
    let plain = Format::new();
    sheet.write(0, 0, "BIỂU KHÁM CHỮA BỆNH").expect("a cell");
    sheet.write(1, 0, "thang").expect("a cell");
    sheet.write(1, 1, 5).expect("a cell");
    for (column, words) in [(0, "Mã trạm"), (1, "Tên trạm"), (4, money), (5, "Cụm"), (6, "Bình quân")]
    {
        sheet.merge_range(2, column, 3, column, words, &plain).expect("cells");
    }
    sheet.merge_range(2, 2, 2, 3, "Số lượt khám", &plain).expect("cells");
    sheet.write(3, 2, "Trẻ em").expect("a cell");
    sheet.write(3, 3, "Tổng").expect("a cell");
}

fn station(sheet: &mut Worksheet, row: u32, (code, name): (f64, &str), (all, young, money): (f64, f64, f64)) {
    sheet.write(row, 0, code).expect("a cell");
    sheet.write(row, 1, name).expect("a cell");
    for (column, figure) in [(2, young), (3, all), (4, money)] {
        sheet.write(row, column, figure).expect("a cell");
    }
}

fn declared(more: &str) -> String {
    format!("kham:\n  {HEAD}{more}")
}

#[test]
fn a_cell_is_found_by_its_row_and_column_wherever_they_stand() {
    let bytes = book(|sheet| {
        head(sheet, "Tiền thuốc");
        station(sheet, 4, (7.0, "Trạm Vĩnh Mẫu"), (120.0, 40.0, 1_250_000.5));
        station(sheet, 5, (12.0, "Trạm Đông Mẫu"), (300.0, 80.0, 3_000_000.0));
        sheet.write(6, 1, "Toàn huyện").expect("a cell");
        for (column, figure) in [(2, 120.0), (3, 420.0), (4, 4_250_000.5)] {
            sheet.write(6, column, figure).expect("a cell");
        }
        sheet.write(8, 0, "Ghi chú: số tạm tính").expect("a cell");
    });
    let made = Office {
        declared: &declared("  thong_so: {thang: thang}\n  cua: ky_nay\n"),
        body: "- {{ nguon.kham.dong | tim(la=\"0007\", lay=\"luot\") }}\n- {{ nguon.kham.dong | tim(la=\"0012\", lay=\"tien\") | so }}\n\
            - {{ nguon.kham.dong | tong(cot=\"te\") }} {{ nguon.kham.tong[0].te }} {{ nguon.kham.dong | length }}\n\
            - {{ nguon.kham.dong | hang(cot=\"luot\", cua=120) }} {{ nguon.kham.dong | hang(cot=\"luot\", cua=120, tang=true) }}\n\
            - {{ (nguon.kham.tong[0].tien / 1000000) | so(so_le=2) }} triệu đồng\n\
            - {{ cao_thap(nay=120, cua=300, voi=\"Trạm Đông Mẫu\", don_vi=\"lượt\") }}",
        named: "  kham: b.xlsx\n",
        period: "2025-05",
        files: vec![("b.xlsx", bytes)],
    }
    .make();
    assert_eq!(
        made.lines.expect("sound"),
        ["120", "3.000.000", "120 120 2", "2 1", "4,25 triệu đồng", "thấp hơn Trạm Đông Mẫu 180 lượt"]
    );
    assert!(made.found.is_empty(), "{:?}", made.found);
}

#[test]
fn what_is_wrong_in_a_workbook_is_told() {
    let one = |fill: fn(&mut Worksheet)| {
        let bytes = book(|sheet| {
            head(sheet, "Tiền thuốc (tỷ đ)");
            (0..4).for_each(|at| {
                station(sheet, 4 + at, (f64::from(at + 1), "Trạm Mẫu"), (10.0, 4.0, 5.0));
            });
            fill(sheet);
        });
        Office {
            declared: &declared("  thong_so: {thang: thang}\n  cua: ky_nay\n"),
            body: "- {{ nguon.kham.dong | length }}",
            named: "  kham: b.xlsx\n",
            period: "2025-05",
            files: vec![("b.xlsx", bytes)],
        }
        .make()
    };
    let unit = "trang Sheet1, cột E: đầu cột ghi đơn vị “tỷ đ”, mẫu tính là “đồng”";
    assert_eq!(one(|_| ()).found, [unit]);
    type Fault = fn(&mut Worksheet);
    let cases: [(Fault, &str); 10] = [
        (
            |sheet| {
                sheet.write(3, 7, "Bình quân").expect("a cell");
            },
            "!b.xlsx, trang Sheet1: không có cột nào, hoặc có hai cột, tên “Bình quân”",
        ),
        (
            |sheet| {
                for (column, said) in ["A", "B", "1", "2=3+4", "3"].iter().enumerate() {
                    sheet.write(4, column as u16, *said).expect("a cell");
                }
            },
            "trang Sheet1: dòng 5 đánh số các cột, không lấy",
        ),
        (
            |sheet| {
                sheet.write(8, 1, "Toàn huyện").expect("a cell");
                sheet.write(8, 3, 41).expect("a cell");
            },
            "trang Sheet1, ô D9: dòng tổng không bằng tổng các dòng",
        ),
        (
            |sheet| {
                sheet.write(8, 1, "Trạm không mã").expect("a cell");
                sheet.write(8, 3, 41).expect("a cell");
            },
            "trang Sheet1, dòng 9 có số mà không có mã: không lấy",
        ),
        (
            |sheet| {
                sheet.write(8, 0, "V01").expect("a cell");
                sheet.write(8, 3, 41).expect("a cell");
            },
            "trang Sheet1, dòng 9 (V01): mã khác dạng với mã của các dòng khác",
        ),
        (
            |sheet| {
                sheet.write(4, 3, "#N/A").expect("a cell");
            },
            "trang Sheet1, ô D5 (“luot”) không có số: công thức lỗi hoặc chưa tính",
        ),
        (
            |sheet| {
                sheet.set_row_hidden(6).expect("a row");
            },
            "trang Sheet1: các dòng bị ẩn 7 vẫn được lấy",
        ),
        (
            |sheet| station(sheet, 8, (2.0, "Trạm Hai"), (1.0, 1.0, 1.0)),
            "!trang Sheet1: mã 0002 có ở hai dòng 6 và 9",
        ),
        (
            |sheet| {
                sheet.write(1, 1, "Tháng 4").expect("a cell");
            },
            "!tệp của nguồn “kham” ghi thang Tháng 4, phải là 5",
        ),
        (
            |sheet| {
                sheet.write(3, 2, "Người già").expect("a cell");
            },
            "!b.xlsx, trang Sheet1: không có cột nào, hoặc có hai cột, tên “Số lượt khám / Trẻ em”",
        ),
    ];
    for (fill, wanted) in cases {
        let found = one(fill).found;
        assert!(found.iter().any(|one| one == wanted), "{wanted}: {found:?}");
    }
}

#[test]
fn a_beginning_leaves_out_keys_and_no_names() {
    let bytes = book(|sheet| {
        head(sheet, "Tiền thuốc");
        sheet.write(4, 0, "V01").expect("a cell");
        sheet.write(4, 1, "Cụm Bắc").expect("a cell");
        sheet.write(4, 3, 30).expect("a cell");
        station(sheet, 5, (1.0, "Vĩnh Mẫu"), (10.0, 1.0, 1.0));
        station(sheet, 6, (2.0, "Vân Mẫu"), (20.0, 1.0, 1.0));
    });
    let made = Office {
        declared: &declared("  bo_dong: [\"V*\"]\n"),
        body: "{% for d in nguon.kham.dong %}\n- {{ d.khoa }} {{ d.ten }}\n{% endfor %}",
        named: "  kham: {tep: b.xlsx, trang: Sheet1}\n",
        period: "2025-05",
        files: vec![("b.xlsx", bytes)],
    }
    .make();
    assert_eq!(made.lines.expect("sound"), ["0001 Vĩnh Mẫu", "0002 Vân Mẫu"], "{:?}", made.found);
}

#[test]
fn two_workbooks_stand_side_by_side_and_one_file_is_not_two() {
    let two = "nay:\n  khoa: Mã\n  cot: {n: Số}\ntruoc:\n  khoa: Mã\n  cot: {n: Số}\n";
    let make = |named: &str| {
        Office {
            declared: two,
            body: "{% for p in nguon.nay.dong | nhap(tu=\"C\", vao=\"A\", cong=[\"n\"]) | ghep(voi=nguon.truoc.dong) %}\n\
                - {{ p.khoa }} {% if p.nay is defined %}{{ p.nay.n }}{% else %}-{% endif %} {% if p.truoc is defined %}{{ p.truoc.n }}{% else %}-{% endif %}\n\
                {% endfor %}",
            named,
            period: "2025-05",
            files: vec![
                ("a.csv", "Mã;Số\nA;1200\nB;2,5\nC;3\n".into()),
                ("b.csv", "Mã;Số\nB;7\nD;8\n".into()),
            ],
        }
        .make()
    };
    let made = make("  nay: a.csv\n  truoc: b.csv\n");
    assert_eq!(made.lines.expect("sound"), ["A 1203 -", "B 2,5 7", "D - 8"], "{:?}", made.found);
    let made = make("  nay: a.csv\n  truoc: a.csv\n");
    assert_eq!(made.found, ["!tệp a.csv ghi cho hai nguồn “nay” và “truoc”"]);
    assert!(make("  nay: a.csv\n  truoc: z.csv\n").found.iter().any(|one| one.contains("z.csv")));
}

#[test]
fn a_dash_is_no_figure_and_words_are_refused() {
    let make = |cell: &str| {
        Office {
            declared: "k:\n  khoa: Mã\n  cot: {n: Số}\n",
            body: "{% for d in nguon.k.dong %}\n- {{ d.khoa }} {% if d.n is defined %}{{ d.n }}{% else %}không{% endif %}\n{% endfor %}\n- {{ nguon.k.dong | tong(cot=\"n\") }}",
            named: "  k: a.csv\n",
            period: "2025-05",
            files: vec![("a.csv", format!("Mã;Số\nA;4\nB;{cell}\n").into_bytes())],
        }
        .make()
    };
    assert_eq!(make("-").lines, Some(["A 4", "B không", "4"].map(str::to_string).to_vec()));
    let bare = make("");
    assert_eq!(bare.lines, Some(["A 4", "4"].map(str::to_string).to_vec()));
    assert_eq!(bare.found, ["trang csv: các dòng 3 không có số, được hiểu là đề mục của nhóm"]);
    for cell in ["n/a", "12 người", "(1.234)"] {
        assert!(make(cell).lines.is_none(), "{cell}");
    }
}

#[test]
fn a_unit_without_figures_is_one_and_a_heading_is_none() {
    let bytes = book(|sheet| {
        head(sheet, "Tiền thuốc");
        sheet.write(4, 0, "A").expect("a cell");
        sheet.write(4, 1, "Khối trạm").expect("a cell");
        station(sheet, 5, (1.0, "Trạm Một"), (10.0, 1.0, 1.0));
        sheet.write(6, 0, 2).expect("a cell");
        sheet.write(6, 1, "Trạm Hai").expect("a cell");
        station(sheet, 7, (3.0, "Trạm Ba"), (20.0, 1.0, 1.0));
    });
    let made = Office {
        declared: &declared(""),
        body: "{% for d in nguon.kham.dong %}\n- {{ d.khoa }} {{ d.nhom }}\n{% endfor %}",
        named: "  kham: b.xlsx\n",
        period: "2025-05",
        files: vec![("b.xlsx", bytes)],
    }
    .make();
    let wanted = ["0001 Khối trạm", "0002 Khối trạm", "0003 Khối trạm"].map(str::to_string).to_vec();
    assert_eq!((made.lines, made.found), (Some(wanted), Vec::new()));
}

#[test]
fn averages_of_merged_units_are_not_added() {
    let make = |line: &str| {
        Office {
            declared: "k:\n  khoa: Mã\n  cot: {n: Số, bq: {dau: Bình quân, cong: không}}\n",
            body: line,
            named: "  k: a.csv\n",
            period: "2025-05",
            files: vec![("a.csv", "Mã;Số;Bình quân\nA;1;10\nB;3;20\n".into())],
        }
        .make()
    };
    let merged = "nguon.k.dong | nhap(tu=\"B\", vao=\"A\", cong=[\"n\"])";
    let made = make(&format!(
        "{{% for d in {merged} %}}\n- {{{{ d.n }}}} {{% if d.bq is defined %}}có{{% endif %}}\n{{% endfor %}}"
    ));
    let lines = made.lines.unwrap_or_else(|| panic!("{:?}", made.found));
    assert_eq!(lines[0].trim(), "4");
    let made = make(&format!("- {{{{ {merged} | tim(la=\"B\", lay=\"n\") }}}}"));
    assert!(made.lines.is_none() && made.found[0].contains("không có dòng “B”"), "{:?}", made.found);
    let made = make("- {{ nguon.k.dong | binh_quan(cot=\"bq\", trong_so=\"n\") }}");
    assert_eq!(made.lines, Some(vec!["17,5".to_string()]), "{:?}", made.found);
}

#[test]
fn a_figure_on_a_page_leads_to_its_cell() {
    let bytes = book(|sheet| {
        head(sheet, "Tiền thuốc");
        station(sheet, 4, (7.0, "Trạm Vĩnh Mẫu"), (120.0, 40.0, 1_250.5));
        station(sheet, 5, (12.0, "Trạm Đông Mẫu"), (345.0, 80.0, 3_000.0));
    });
    let world = Office {
        declared: &declared(""),
        body: "Khám {{ nguon.kham.dong | tim(la=\"0012\", lay=\"luot\") }} lượt, tất cả {{ nguon.kham.dong | tong(cot=\"luot\") }} lượt.",
        named: "  kham: b.xlsx\n",
        period: "2025-05",
        files: vec![("b.xlsx", bytes)],
    }
    .world();
    let (request, fonts) = (request(), FontSet::built_in());
    let pages = view(&world, &request, &fonts).pages.expect("pages");
    let texts = pages.structure.iter().map(|(id, _)| (id, text_of(&pages, id)));
    let (node, text) = texts.into_iter().find(|(_, text)| text.contains("Khám 345")).expect("the words");
    let cells = |word: &str| -> Vec<String> {
        let spot = Spot { node, at: text.find(word) };
        let found = origin(&world, &request, &pages, &spot, &fonts).expect("it can be filled in");
        found.places.iter().map(|span| found.sources.path(span.file).display().to_string()).collect()
    };
    assert_eq!(cells("345"), ["data/b.xlsx Sheet1!D6"]);
    assert_eq!(cells("465"), ["data/b.xlsx Sheet1!D5", "data/b.xlsx Sheet1!D6"]);
}

#[test]
fn an_unknown_workbook_says_its_columns_and_its_declaration() {
    let bytes = book(|sheet| {
        head(sheet, "Tiền thuốc (nghìn đồng)");
        sheet.write(4, 0, "I").expect("a cell");
        sheet.write(4, 1, "Cụm Bắc").expect("a cell");
        station(sheet, 5, (7.0, "Trạm Vĩnh Mẫu"), (120.0, 40.0, 1_250.5));
        station(sheet, 6, (12.0, "Trạm Đông Mẫu"), (300.0, 80.0, 3_000.0));
        sheet.write(7, 1, "Tổng cộng").expect("a cell");
        for (column, figure) in [(2, 120.0), (3, 420.0), (4, 4_250.5)] {
            sheet.write(7, column, figure).expect("a cell");
        }
    });
    let world = MemoryWorld::of([("data/bieu-5.xlsx".into(), bytes)]);
    let mut run = Run::new(&world);
    let looks = look(Path::new("data/bieu-5.xlsx"), &mut run);
    assert_eq!(run.found.iter().count(), 0);
    let [sheet] = looks.as_slice() else { panic!("{looks:?}") };
    assert_eq!((sheet.head, sheet.data), ((3, 4), (2, 6, 7)));
    assert_eq!(sheet.totals, [(8, "Tổng cộng".to_string())]);
    assert_eq!(sheet.parameters, [("thang".to_string(), "5".to_string(), "B2".to_string())]);
    assert_eq!(
        sheet.declaration,
        "bieu:\n  khoa: Mã trạm\n  do_dai_khoa: 2\n  cot:\n    ten: Tên trạm\n    tre_em: Trẻ em\n    tong: Tổng\n    \
         tien_thuoc: {dau: Tiền thuốc, don_vi: nghìn đồng}\n    cum: {dau: Cụm, kieu: chu}\n    \
         binh_quan: {dau: Bình quân, kieu: chu}\n  thong_so: {thang: thang}\n"
    );
    // Columns and parameters of one name get two.
    let csv = "Ky;Ky;x\n3;4;5\n\nMã;Tên;Số;Số\n1;A;2;3\n2;B;5;6\n".as_bytes().to_vec();
    let world = MemoryWorld::of([("b.csv".into(), csv)]);
    let mut run = Run::new(&world);
    let declaration = look(Path::new("b.csv"), &mut run).remove(0).declaration;
    assert!(
        declaration.contains("    so: Số\n    so_2: Số\n  thong_so: {ky: Ky, ky_2: Ky, x: x}\n"),
        "{declaration}"
    );
    assert!(run.found.iter().any(|finding| finding.headline.vi.contains("hai cột, tên “Số”")));
    let world = MemoryWorld::of([("a.csv".into(), b"chi co chu\n".to_vec())]);
    let mut run = Run::new(&world);
    assert!(look(Path::new("a.csv"), &mut run).is_empty() && run.found.iter().count() == 0);
    assert!(look(Path::new("z.xlsx"), &mut run).is_empty() && run.found.count(Severity::Error) == 1);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    /// Random stations against an independent computation in whole numbers.
    #[test]
    fn figures_of_random_workbooks_are_those_of_their_cells(
        figures in proptest::collection::vec((0_u32..5_000, 0_u32..900, 0_u32..2_000_000_000), 1..40),
        gap in 0_u32..3,
        asked in 0_usize..40,
    ) {
        let asked = asked % figures.len();
        let bytes = book(|sheet| {
            head(sheet, "Tiền thuốc");
            for (at, (all, young, money)) in figures.iter().enumerate() {
                let row = 4 + at as u32 * (gap + 1);
                let code = f64::from(at as u32 + 1);
                station(sheet, row, (code, "Trạm"), (f64::from(*all), f64::from(*young), f64::from(*money)));
            }
        });
        let key = format!("{:04}", asked + 1);
        let body = format!(
            "- {{{{ nguon.kham.dong | tong(cot=\"tien\") }}}}\n- {{{{ nguon.kham.dong | tim(la=\"{key}\", lay=\"luot\") }}}}\n\
             - {{{{ nguon.kham.dong | hang(cot=\"luot\", cua={}) }}}}", figures[asked].0
        );
        let made = Office {
            declared: &declared(""),
            body: &body,
            named: "  kham: b.xlsx\n",
            period: "2025-05",
            files: vec![("b.xlsx", bytes)],
        }
        .make();
        let sum: u64 = figures.iter().map(|(.., money)| u64::from(*money)).sum();
        let rank = 1 + figures.iter().filter(|(all, ..)| *all > figures[asked].0).count();
        let wanted = [sum, figures[asked].0.into(), rank as u64].map(Decimal::from);
        let lines = made.lines.expect("sound");
        let said: Vec<Decimal> =
            lines.iter().map(|line| number::parse(line).expect("a figure").value()).collect();
        prop_assert_eq!(said, wanted.to_vec());
    }
}
