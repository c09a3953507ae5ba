//! What templates of `phien_ban: 2` may write beside prose and plain tables: each construct in both files, each wrong use found.

use lopdf::Document;

use std::path::Path;

use super::agreement::{docx_part, docx_text};
use super::small::{Small, lines};
use super::structure::{letters, read_words, tags, words, words_of};
use baocao::arrangement::structure::Structure;
use baocao::arrangement::{ArrangedKind, Arrangement, Grid};
use baocao::layout::{Page, PlacedText};
use baocao::units::Length;
use baocao::write::svg;

/// A report that is read as `phien_ban: 2`.
pub(crate) fn second(body: &str) -> Small {
    Small::new(body, None).second("")
}

/// Both files say what the arrangement says, word for word.
pub(crate) fn agrees(small: &Small) {
    let [docx, pdf] = small.files();
    let (own, all) = small.arranged(|arrangement, _| (words(arrangement, false), words(arrangement, true)));
    assert_eq!(words_of(&docx_text(&docx)), own);
    assert_eq!(letters(&read_words(&pdf)), letters(&all));
}

fn body_grids<'a>(arrangement: &'a Arrangement<'a>) -> Vec<&'a Grid<'a>> {
    let blocks = arrangement.sections.iter().flat_map(|section| &section.blocks);
    // The letterhead, and the recipients beside the signature, are grids without a head.
    let grids = blocks.filter_map(|block| match &block.kind {
        ArrangedKind::Table(grid) => Some(&**grid),
        _ => None,
    });
    grids.filter(|grid| grid.head_rows > 0).collect()
}

const TABLE: &str = "{bieu=\"Biểu số 01/TCD\" ten=\"Bảng 1. Thu ngân sách\" don_vi=\"triệu đồng\" ghi_chu=\"Ghi chú: số *tạm tính*\" \
    can_phay dong_dau=3 do_rong_cot=[12,60,30,30]}\n\
    | TT | Nội dung | Số liệu | << |\n|:--:|---|---:|---:|\n| ^^ | ^^ | Dự toán | Thực hiện |\n| 1 | 2 | 3 | 4=3+1 |\n\
    | 1 | Thu thường xuyên<br>trong đó thuế | 1.234,5 | 12 |\n| 2 | Thu khác | 7,25 | 3.456,789 |\n\
    | | **Tổng** | **1.241,75** | **3.468,789** |\n";

#[test]
fn a_table_has_form_caption_unit_and_note() {
    let small = second(TABLE);
    agrees(&small);
    small.arranged(|arrangement, pages| {
        let grids = body_grids(arrangement);
        assert_eq!((grids.len(), grids[0].head_rows, grids[0].widths.len()), (1, 3, 4));
        let printed = lines(pages).concat();
        let at = |words: &str| {
            printed.iter().position(|line| line == words).unwrap_or_else(|| panic!("{words}: {printed:?}"))
        };
        assert!(at("Biểu số 01/TCD") < at("Bảng 1. Thu ngân sách"));
        assert!(at("Bảng 1. Thu ngân sách") < at("ĐVT: triệu đồng"));
        assert!(at("ĐVT: triệu đồng") < at("1 2 3 4=3+1"));
        assert!(at("Ghi chú: số tạm tính") > at("2 Thu khác 7,25 3.456,789"));
        assert_eq!(at("trong đó thuế"), at("Thu thường xuyên") + 2);
    });
    let pdf = Document::load_mem(&small.files()[1]).expect("a PDF");
    let tags = tags(&pdf);
    assert!(tags.contains("Table\\n") || tags.contains("Caption"), "{tags}");
}

#[test]
fn figures_stand_under_one_another_at_the_comma() {
    second(TABLE).arranged(|_, pages| {
        let texts: Vec<_> = pages.pages.iter().flat_map(|page| &page.texts).collect();
        let whole_ends = |figure: &str| {
            let text = texts.iter().find(|text| text.text == figure).unwrap_or_else(|| panic!("{figure}"));
            let fonts = baocao::font::FontSet::built_in();
            let whole = figure.split(',').next().unwrap_or_default();
            (text.x + fonts.width(whole, text.emphasis, text.size)).to_pt()
        };
        for column in [["1.234,5", "7,25"], ["12", "3.456,789"]] {
            let [first, second] = column.map(whole_ends);
            assert!((first - second).abs() < 0.1, "{column:?}: {first} {second}");
        }
    });
}

#[test]
fn two_tables_have_each_its_own_size_and_borders() {
    let small = second(&format!(
        "{TABLE}\n{{khong_ke co_chu=9}}\n| Người lập biểu | Thủ trưởng đơn vị |\n|:---:|:---:|\n| (Ký) | (Ký, đóng dấu) |\n"
    ));
    agrees(&small);
    small.arranged(|arrangement, pages| {
        let grids = body_grids(arrangement);
        assert_eq!(grids.iter().map(|grid| grid.ruled).collect::<Vec<_>>(), [true, false]);
        let texts = || pages.pages.iter().flat_map(|page| &page.texts);
        let size =
            |words: &str| texts().find(|text| text.text == words).map(|text| text.size.length().to_pt());
        assert_eq!(size("(Ký, đóng dấu)"), Some(9.0));
        assert_ne!(size("Thu khác"), Some(9.0));
    });
}

#[test]
fn paragraphs_are_placed_headings_go_without_number_and_pages_begin() {
    let small = second(
        "{khong_so}\n# MỞ ĐẦU\n\n{giua}\nở giữa\n\n{phai}\nbên phải\n\n# VIỆC\n\n{ngat_trang}\nTrang sau./.",
    );
    agrees(&small);
    small.arranged(|_, pages| {
        let printed = lines(pages);
        assert!(printed[0].contains(&"MỞ ĐẦU".to_string()), "{printed:?}");
        assert!(printed[0].contains(&"I. VIỆC".to_string()), "{printed:?}");
        assert!(printed[1].contains(&"Trang sau./.".to_string()), "{printed:?}");
        let texts = &pages.pages[0].texts;
        let x = |words: &str| texts.iter().find(|text| text.text == words).expect("there").x.to_pt();
        assert!(x("ở giữa") > 200.0 && x("bên phải") > x("ở giữa"));
    });
    let docx = docx_part(&small.files()[0], "word/document.xml");
    assert!(docx.contains("w:pageBreakBefore"), "{docx}");
}

#[test]
fn a_page_begins_with_an_item() {
    let small = second("- x\n\n{ngat_trang}\n- y\n\n{ngat_trang}\n- z\n\nHết./.");
    agrees(&small);
    small.arranged(|_, pages| {
        let printed = lines(pages);
        assert!(
            printed[1].contains(&"- y".to_string()) && printed[2].contains(&"- z".to_string()),
            "{printed:?}"
        );
    });
}

#[test]
fn a_mark_behind_a_figure_does_not_move_it() {
    second("{can_phay}\n| A | B |\n|---|---:|\n| x | 3,5<sup>(1)</sup> |\n| y | 12,25 |\n").arranged(
        |_, pages| {
            let fonts = baocao::font::FontSet::built_in();
            let comma = |figure: &str| {
                let texts = &pages.pages[0].texts;
                let text =
                    texts.iter().find(|text| text.text == figure).unwrap_or_else(|| panic!("{figure}"));
                let whole = figure.split(',').next().unwrap_or_default();
                (text.x + fonts.width(whole, text.emphasis, text.size)).to_pt()
            };
            assert!((comma("3,5") - comma("12,25")).abs() < 0.1);
        },
    );
}

#[test]
fn a_wrong_attribute_is_found() {
    const PLAIN: &str = "| A | B |\n|---|---|\n| 1 | 2 |\n";
    for (body, said) in [
        (format!("{{do_rong_cot=[10,20,30]}}\n{PLAIN}"), "giá trị của “do_rong_cot” không dùng được"),
        (format!("{{do_rong_cot=[1,20]}}\n{PLAIN}"), "giá trị của “do_rong_cot” không dùng được"),
        (format!("{{co_chu=40}}\n{PLAIN}"), "giá trị của “co_chu” không dùng được"),
        (format!("{{don_vi=5}}\n{PLAIN}"), "giá trị của “don_vi” không dùng được"),
        (format!("{{donvi=\"x\"}}\n{PLAIN}"), "không có thuộc tính “donvi”"),
        (format!("{{giua}}\n{PLAIN}"), "“giua” chỉ đặt ngay trên một đoạn văn"),
        ("{can_phay}\nĐoạn.".to_string(), "“can_phay” chỉ đặt ngay trên một bảng"),
        ("{khong_so}\nĐoạn.".to_string(), "“khong_so” chỉ đặt ngay trên một đề mục"),
        (
            "Đoạn.\n\n{ngat_trang}".to_string(),
            "“ngat_trang” đặt trên phần mở đầu trang mới, ở đây không còn gì",
        ),
        ("{ten=\"x}\nĐoạn.".to_string(), "dòng thuộc tính viết sai từ đây"),
        ("{giua} Cùng dòng.".to_string(), "dòng thuộc tính viết sai từ đây"),
        ("{giua phai}\nĐoạn.".to_string(), "“phai” trái với “giua”"),
        (format!("{{co_chu=8 co_chu=9}}\n{PLAIN}"), "“co_chu” ghi hai lần"),
        (format!("{{can_phay}}\n{PLAIN}"), "can_phay mà bảng không có cột nào canh phải (---:)"),
        ("- x\n\n{giua}\n- y\n\nĐoạn.".to_string(), "“giua” chỉ đặt ngay trên một đoạn văn"),
        ("- x\n\n{khong_so}\n- y\n\n# Đề".to_string(), "“khong_so” chỉ đặt ngay trên một đề mục"),
        (
            "# A\n\n## x\n\n{khong_so}\n# KẾT\n\n## z".to_string(),
            "đề mục có số ở dưới một đề mục không số (khong_so)",
        ),
        (
            "# A\n\n{khong_so}\n## u\n\n### v".to_string(),
            "đề mục có số ở dưới một đề mục không số (khong_so)",
        ),
    ] {
        let found = second(&body).found();
        assert!(found.iter().any(|headline| headline == said), "{body}: {found:?}");
    }
}

#[test]
fn attributes_are_letters_in_the_first_reading() {
    let small = Small::new("{giua}\n\nĐoạn.", None);
    small.arranged(|_, pages| assert!(lines(pages)[0].contains(&"{giua}".to_string())));
}

#[test]
fn values_of_attributes_are_text() {
    let small = second("{ten={{ ten_bang | thuoc_tinh }}}\n| A | B |\n|---|---|\n| 1 | 2 |\n")
        .with_data(r#""ten_bang":{"type":"string"}"#, "ten_bang: 'Bảng \"1\" *x* {giua} ]'\n");
    agrees(&small);
    small.arranged(|_, pages| {
        assert!(lines(pages)[0].contains(&"Bảng \"1\" *x* {giua} ]".to_string()), "{:?}", lines(pages));
    });
}

#[test]
fn headings_are_numbered_as_laws_are() {
    let body = "# CHUNG\n\n## QUY ĐỊNH\n\n### PHẠM VI\n\n#### Một\n\n##### Khoản\n\n###### Điểm\n\n###### Điểm nữa\n\n\
        #### Hai\n\n##### Khoản\n\n## KẾT QUẢ\n\n### VIỆC\n\n#### Ba\n\n# RIÊNG\n\n## CHƯƠNG\n\n### MỤC\n\n#### Bốn\n\nHết./.";
    let small = Small::new(body, Some("# PHẦN\n\n## CHƯƠNG\n\n### MỤC\n\n#### Lại một\n\nHết."))
        .second("danh_so: [Phần thứ nhất, Chương I, Tiểu mục 1, Điều 1., 1., a)]\n");
    agrees(&small);
    small.arranged(|_, pages| {
        let printed = lines(pages).concat().join("\n");
        for wanted in [
            "Phần thứ nhất\nCHUNG\nChương I\nQUY ĐỊNH\nTiểu mục 1\nPHẠM VI\nĐiều 1. Một\n1. Khoản\na) Điểm\nb) Điểm nữa",
            "Điều 2. Hai\n1. Khoản\nChương II\nKẾT QUẢ\nTiểu mục 1\nVIỆC\nĐiều 3. Ba\nPhần thứ hai\nRIÊNG\nChương I\nCHƯƠNG",
            "Điều 4. Bốn",
            "Điều 1. Lại một",
        ] {
            assert!(printed.contains(wanted), "{wanted}\n---\n{printed}");
        }
    });
    let tags = tags(&Document::load_mem(&small.files()[1]).expect("a PDF"));
    assert!(tags.contains("H6") && !tags.contains("H7"), "{tags}");
}

#[test]
fn levels_run_on_when_they_are_told_to() {
    let small = second("# A\n\n## Việc\n\n# B\n\n## Việc nữa\n\nHết./.");
    let numbers = |small: &Small| small.arranged(|_, pages| lines(pages).concat().join("\n"));
    assert!(numbers(&small).contains("1. Việc nữa"));
    let running = Small::new("# A\n\n## Việc\n\n# B\n\n## Việc nữa\n\nHết./.", None)
        .second("danh_so: [A., {dang: 1., lien_tuc: có}]\n");
    assert!(numbers(&running).contains("A. A\n1. Việc\nB. B\n2. Việc nữa"), "{}", numbers(&running));
    agrees(&running);
}

#[test]
fn a_wrong_scheme_is_found() {
    for (scheme, said) in [
        ("[I., {dang: 1.}, {dang: 1.1., lien_tuc: có}]", "danh_so không đánh số được"),
        ("[I., I., I., I., I., I., I.]", "danh_so không đánh số được"),
        ("[Điều I.]", "danh_so"),
        ("[{lien_tuc: có}]", "danh_so"),
    ] {
        let found = Small::new("# A\n\nHết./.", None).second(&format!("danh_so: {scheme}\n")).found();
        assert!(found.iter().any(|headline| headline.contains(said)), "{scheme}: {found:?}");
    }
}

#[test]
fn letters_are_raised_lowered_and_underlined() {
    let small = second(
        "# MỘT\n\nDiện tích 12 km<sup>2</sup>, khí CO<sub>2</sub>, **đậm <u>gạch chân</u> thôi**; 10~20 người, 10^6.\n\n\
        | Đơn vị | m<sup>3</sup>/s |\n|---|---:|\n| <u>Hồ</u> | 5 |\n\nHết./.",
    );
    agrees(&small);
    small.arranged(|_, pages| {
        let page = &pages.pages[0];
        let text = |words: &str| page.texts.iter().find(|text| text.text.trim() == words).expect(words);
        let (line, raised, lowered) = (text("Diện tích 12 km"), text("2"), text("gạch chân"));
        assert!(raised.baseline < line.baseline && raised.size < line.size);
        assert!(lowered.emphasis.bold);
        let under = |text: &PlacedText| {
            page.rules
                .iter()
                .any(|rule| rule.from == text.x && rule.at > text.baseline && rule.to > rule.from)
        };
        assert!(under(text("gạch chân")) && under(text("Hồ")) && !under(line));
    });
    let docx = docx_part(&small.files()[0], "word/document.xml");
    for wanted in [
        "<w:vertAlign w:val=\"superscript\"/></w:rPr><w:t xml:space=\"preserve\">2<",
        "<w:vertAlign w:val=\"subscript\"/></w:rPr><w:t xml:space=\"preserve\">2<",
        "<w:b/><w:bCs/><w:u w:val=\"single\"/></w:rPr><w:t xml:space=\"preserve\">gạch chân<",
    ] {
        assert!(docx.contains(wanted), "{wanted}\n{docx}");
    }
}

#[test]
fn tags_have_partners() {
    for (body, said) in [
        ("km<sup>2", "thẻ mở, thẻ đóng không có cặp trong đoạn này"),
        ("km2</sup>", "thẻ mở, thẻ đóng không có cặp trong đoạn này"),
        ("<u>a<sup>2</u></sup>", "thẻ mở, thẻ đóng không có cặp trong đoạn này"),
        ("a<sup>2<sub>3</sub></sup>", "chữ nâng lên, hạ xuống, gạch chân không lồng vào chính nó"),
        ("<b>a</b>", "mẫu dùng một dạng mà báo cáo không có"),
    ] {
        let found = second(body).found();
        assert!(found.iter().any(|headline| headline == said), "{body}: {found:?}");
    }
    assert!(
        Small::new("km<sup>2</sup>", None)
            .found()
            .iter()
            .any(|headline| headline.contains("dạng mà báo cáo"))
    );
}

#[test]
fn items_have_three_levels() {
    let small = second("- Một\n\n+ Hai\n\n* Ba\n\n* Bốn\n\n+ Năm\n\n- Sáu\n\nHết./.");
    agrees(&small);
    small.arranged(|_, pages| {
        let printed = lines(pages).concat().join("\n");
        assert!(printed.contains("- Một\n+ Hai\n* Ba\n* Bốn\n+ Năm\n- Sáu"), "{printed}");
    });
    assert!(!Small::new("* Ba", None).found().is_empty());
}

const UNITS: &str = r#""don_vi":{"type":"array","items":{"type":"object","properties":{
    "ten":{"type":"string"},"luot":{"format":"so-nguyen"},"co":{"type":"boolean"}}}}"#;

fn for_each_unit(entry: &str, units: usize) -> Small {
    let rows: String = (1..=units)
        .map(|n| {
            format!(
                "  - {{ten: Thôn {n}, luot: {}, co: {}}}\n",
                n * 10,
                if n % 2 == 1 { "có" } else { "không" }
            )
        })
        .collect();
    let appendix = "{% if dong.luot > 5 %}\n{{ dong.ten }} có {{ dong.luot | so }} lượt.\n{% endif %}\n\n# VIỆC CỦA {{ dong.ten }}";
    Small::new("Chi tiết tại các Phụ lục kèm theo./.", Some(appendix))
        .appendix_entry(entry, "ten: BIỂU CỦA {{ dong.ten }}\nphu_de: [\"Số {{ thu_tu }}\"]\n")
        .with_data(UNITS, &if units == 0 { "don_vi: []\n".to_string() } else { format!("don_vi:\n{rows}") })
}

#[test]
fn an_appendix_stands_for_each_element() {
    let small = for_each_unit("{tep: p.md, lap: don_vi}", 3);
    agrees(&small);
    let found = small.found();
    assert!(!found.iter().any(|headline| headline.contains("Phụ lục")), "{found:?}");
    small.arranged(|_, pages| {
        let printed = lines(pages);
        assert_eq!(printed.len(), 4, "{printed:?}");
        let last = printed[3].join("\n");
        for wanted in ["Phụ lục III", "BIỂU CỦA Thôn 3", "Số 3", "Thôn 3 có 30 lượt.", "I. VIỆC CỦA Thôn 3"]
        {
            assert!(last.contains(wanted), "{wanted}: {last}");
        }
    });
}

#[test]
fn an_appendix_stands_only_when_its_condition_holds() {
    let pages = |small: &Small| small.arranged(|_, pages| lines(pages).len());
    assert_eq!(pages(&for_each_unit("{tep: p.md, lap: don_vi, khi: dong.co}", 5)), 4);
    assert_eq!(pages(&for_each_unit("{tep: p.md, lap: don_vi}", 0)), 1);
    let once = |units: usize| {
        Small::new("Chi tiết tại Phụ lục kèm theo./.", Some("{{ don_vi | length | so }} đơn vị."))
            .appendix_entry("{tep: p.md, khi: don_vi}", "ten: BIỂU\n")
            .with_data(UNITS, if units == 0 { "don_vi: []\n" } else { "don_vi: [{ten: A, luot: 1}]\n" })
    };
    assert_eq!((pages(&once(0)), pages(&once(1))), (1, 2));
    assert!(once(1).arranged(|_, pages| lines(pages)[1].contains(&"Phụ lục".to_string())));
}

#[test]
fn a_form_with_a_name_of_its_own_is_not_called_an_appendix() {
    let small = Small::new("Hết./.", Some("Lời."))
        .second("")
        .appendix_entry("p.md", "ten: BIỂU SỐ 01/BC\nnhan: không\n");
    agrees(&small);
    assert!(!small.found().iter().any(|headline| headline.contains("nhắc tới")), "{:?}", small.found());
    small.arranged(|_, pages| assert_eq!(lines(pages)[1][0], "BIỂU SỐ 01/BC"));
}

#[test]
fn a_wrong_entry_of_an_appendix_is_found() {
    for (entry, said) in [
        ("{tep: p.md, lap: don_v}", "“lap: don_v” không phải là một danh sách trong schema.json"),
        ("{tep: p.md, lap: don_vi, khi: dong.cos}", "không có biến “dong.cos”"),
        ("{tep: p.md, lap: don_vi, khi: dong.co and}", ""),
        ("{tep: q.md}", "không có tệp “q.md”"),
        ("{tep: p.md, laap: don_vi}", "laap"),
    ] {
        let found = for_each_unit(entry, 2).found();
        assert!(found.iter().any(|headline| headline.contains(said)), "{entry}: {found:?}");
    }
}

#[test]
fn several_sign_beside_each_other_and_the_recipients_stand_below() {
    let cosigner = |name: &str| format!("{{quyen_han: [THƯ KÝ], ho_ten: {name}}}");
    for others in [vec![cosigner("Trần Thị Hai")], vec![cosigner("Trần Thị Hai"), cosigner("Lê Văn Ba")]]
    {
        let small = second("Hết./.").with_data("", &format!("nguoi_ky_khac: [{}]\n", others.join(", ")));
        agrees(&small);
        small.arranged(|_, pages| {
            let printed = lines(pages).concat();
            let at = |words: &str| printed.iter().position(|line| line.ends_with(words)).expect(words);
            let posts = &printed[at("GIÁM ĐỐC")];
            assert_eq!(posts.matches("THƯ KÝ").count(), others.len(), "{printed:?}");
            assert!(printed[at("Nguyễn Văn Mẫu")].starts_with("Trần Thị Hai"), "{printed:?}");
            assert!(at("Nơi nhận:") > at("Nguyễn Văn Mẫu"), "{printed:?}");
        });
    }
}

#[test]
fn more_signers_than_a_row_holds_are_refused() {
    let others: Vec<String> =
        (1..=4).map(|n| format!("{{quyen_han: [ỦY VIÊN], ho_ten: Trần Văn {n}}}")).collect();
    let with = |count: usize| {
        second("Hết./.").with_data("", &format!("nguoi_ky_khac: [{}]\n", others[..count].join(", "))).found()
    };
    let said = |found: Vec<String>| found.iter().any(|headline| headline.contains("nhiều nhất 3 người"));
    assert!(!said(with(3)) && said(with(4)));
}

#[test]
fn a_copy_says_that_it_was_signed_and_a_rank_stands_above_the_name() {
    let plain = second("Hết./.");
    let small = second("Hết./.")
        .signed_by("{quyen_han: [TRƯỞNG CÔNG AN], cap_bac: Thượng tá, ho_ten: Nguyễn Văn Mẫu, da_ky: có}");
    agrees(&small);
    let printed = small.arranged(|_, pages| lines(pages).concat());
    let at = |words: &str| printed.iter().position(|line| line.ends_with(words)).expect(words);
    assert!(at("TRƯỞNG CÔNG AN") < at("(Đã ký)") && at("(Đã ký)") < at("Thượng tá"), "{printed:?}");
    assert_eq!(at("Nguyễn Văn Mẫu"), at("Thượng tá") + 1);
    let fields = |small: &Small| small.arranged(|_, pages| pages.signatures.is_some());
    assert!(fields(&plain) && !fields(&small), "a signed copy is not signed again");
}

/// The pictures of the author's guide are what its examples print. `BAOCAO_PICTURES=1` draws them again.
#[test]
fn the_pictures_of_the_guide_are_what_is_printed() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let guide = std::fs::read_to_string(docs.join("viet-mau.md")).expect("the guide");
    let mut seen = 0;
    for block in guide.split("```markdown").skip(1) {
        let Some((example, after)) = block.split_once("```") else { continue };
        let Some(file) = picture_behind(after) else { continue };
        let (scheme, body) = example.split_once('\n').expect("lines");
        let scheme = if scheme.trim().is_empty() { String::new() } else { format!("danh_so: {scheme}\n") };
        let small = Small::new(body, None)
            .second(&scheme)
            .with_file("data/anh/kenh.png", scene(260, 140))
            .with_file("data/anh/cong.png", scene(200, 140));
        if !body.contains("bieu_do(") {
            agrees(&small);
        }
        let is_turned = body.contains(":::ngang");
        let is_whole = is_turned || body.contains("[^");
        is_kept(
            &docs.join(file),
            &small
                .arranged(|_, pages| drawn(&pages.pages[usize::from(is_turned)], &pages.structure, is_whole)),
        );
        seen += 1;
    }
    assert_eq!(seen, 9);
}

#[test]
fn the_picture_of_signers_is_what_is_printed() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let guide = std::fs::read_to_string(docs.join("viet-mau.md")).expect("the guide");
    let (_, block) = guide.split_once("```yaml\nnguoi_ky_khac:").expect("the example");
    let (data, after) = block.split_once("```").expect("its end");
    let small = second("Hết./.").with_data("", &format!("nguoi_ky_khac:{data}"));
    agrees(&small);
    let drawn = small.arranged(|_, pages| {
        let page = &pages.pages[0];
        let of =
            |words: &str| page.texts.iter().find(|text| text.text.starts_with(words)).expect(words).baseline;
        let between = of("Hết") + Length::pt(6)..of("Nơi nhận") - Length::pt(6);
        svg::excerpt(page, &pages.structure, between) + "\n"
    });
    is_kept(&docs.join(picture_behind(after).expect("its picture")), &drawn);
}

/// The file of the picture that follows an example.
fn picture_behind(after: &str) -> Option<&str> {
    let (_, file) = after.trim_start().strip_prefix("![")?.split_once("](")?;
    file.split(')').next()
}

fn is_kept(file: &Path, drawn: &str) {
    if std::env::var_os("BAOCAO_PICTURES").is_some() {
        std::fs::write(file, drawn).expect("written");
    }
    let kept = std::fs::read_to_string(file).unwrap_or_default();
    assert_eq!(kept, drawn, "{} is stale: run this test with BAOCAO_PICTURES=1", file.display());
}

/// A hill under a sky, of so many dots.
fn scene(width: u32, height: u32) -> Vec<u8> {
    let dot = |x: u32, y: u32| {
        let hill = height * 2 / 3 - x.min(width - x) / 4;
        image::Luma([if y < hill { 225 } else { 110 }])
    };
    let mut bytes = std::io::Cursor::new(Vec::new());
    let picture = image::DynamicImage::ImageLuma8(image::ImageBuffer::from_fn(width, height, dot));
    picture.write_to(&mut bytes, image::ImageFormat::Png).expect("a picture");
    bytes.into_inner()
}

/// What stands between the addressees and the recipients; or the whole page, for what stands at its foot.
fn drawn(page: &Page, structure: &Structure, is_whole: bool) -> String {
    let of = |words: &str| page.texts.iter().find(|text| text.text.starts_with(words)).expect(words).baseline;
    let between = match is_whole {
        true => Length::ZERO..page.height,
        false => of("Kính gửi") + Length::pt(6)..of("Nơi nhận") - Length::pt(12),
    };
    svg::excerpt(page, structure, between) + "\n"
}
