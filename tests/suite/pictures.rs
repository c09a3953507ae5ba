//! Pictures: in both files, in their size, stored with what is issued; each wrong use found.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::Mutex;

use image::{DynamicImage, ImageBuffer, Rgb};
use lopdf::{Document, Object};

use super::agreement::docx_part;
use super::constructs::{agrees, second};
use super::project::Project;
use super::small::{Small, lines};
use super::structure::tags;
use baocao::units::Length;

/// A picture of so many dots, each size in colours of its own.
pub(crate) fn picture(width: u32, height: u32, format: image::ImageFormat) -> Vec<u8> {
    let dot = |x: u32, y: u32| Rgb([(x * 7 + width) as u8, (y * 5) as u8, ((x + y) / 3) as u8]);
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(ImageBuffer::from_fn(width, height, dot))
        .write_to(&mut bytes, format)
        .expect("a picture");
    bytes.into_inner()
}

/// Made once for all tests: to encode one takes longer than a report.
fn jpeg(width: u32, height: u32) -> Vec<u8> {
    static MADE: Mutex<BTreeMap<(u32, u32), Vec<u8>>> = Mutex::new(BTreeMap::new());
    let mut made = MADE.lock().expect("sound");
    made.entry((width, height)).or_insert_with(|| picture(width, height, image::ImageFormat::Jpeg)).clone()
}

/// A report with pictures beside its data and in its template.
fn with_pictures(body: &str) -> Small {
    second(body)
        .with_file("data/anh/ra quân.jpg", jpeg(1600, 900))
        .with_file("data/anh/dung.jpg", jpeg(900, 1600))
        .with_file("data/anh/nho.png", picture(96, 48, image::ImageFormat::Png))
        .with_file("templates/t/anh/mau.png", picture(400, 300, image::ImageFormat::Png))
}

const ALONE: &str = "Trước.\n\n{{ anh(tep=\"anh/ra quân.jpg\", mo_ta=\"Đoàn viên “ra quân”\", chu_thich=\"Ảnh 1. Ra quân *đầu* năm\") }}\n\nHết./.";

#[test]
fn a_picture_stands_in_the_middle_with_its_caption() {
    let small = with_pictures(ALONE);
    agrees(&small);
    small.arranged(|_, pages| {
        let page = &pages.pages[0];
        let placed = &page.pictures[0];
        let (width, height) = (placed.area.width, placed.area.height);
        assert!((width.to_pt() - (page.width - Length::mm(45)).to_pt()).abs() < 0.1, "as wide as the text");
        assert_eq!(height, width.scale(9, 16));
        let caption = page.texts.iter().find(|text| text.text.starts_with("Ảnh 1.")).expect("a caption");
        assert_eq!(caption.text, "Ảnh 1. Ra quân *đầu* năm", "a value is text");
        assert!(caption.emphasis.italic && caption.baseline > placed.area.y + height);
    });
    let [docx, pdf] = small.files();
    let document = docx_part(&docx, "word/document.xml");
    assert!(
        document.contains("descr=\"Đoàn viên “ra quân”\"") && document.contains("r:embed=\"rIdPicture1\"")
    );
    assert!(docx_part(&docx, "word/_rels/document.xml.rels").contains("media/anh1.jpeg"));
    assert!(docx_part(&docx, "[Content_Types].xml").contains("Extension=\"jpeg\""));
    let pdf = Document::load_mem(&pdf).expect("a PDF");
    assert!(tags(&pdf).contains("Figure"), "{}", tags(&pdf));
    let figure = pdf.objects.values().filter_map(|object| object.as_dict().ok());
    let figure =
        figure.clone().find(|object| object.get(b"S").and_then(Object::as_name).ok() == Some(b"Figure"));
    let spoken = figure.and_then(|figure| figure.get(b"Alt").ok()).expect("spoken words");
    let spoken = spoken.as_str().expect("a text");
    let units: Vec<u16> = spoken[2..].chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
    assert_eq!(String::from_utf16(&units).expect("UTF-16"), "Đoàn viên “ra quân”");
}

/// Widths and heights of the images of a PDF, in dots.
fn images(pdf: &[u8]) -> Vec<(i64, i64)> {
    let pdf = Document::load_mem(pdf).expect("a PDF");
    let streams = pdf.objects.values().filter_map(|object| object.as_stream().ok());
    let images =
        streams.filter(|stream| stream.dict.get(b"Subtype").and_then(Object::as_name).ok() == Some(b"Image"));
    let number =
        |stream: &lopdf::Stream, key: &[u8]| stream.dict.get(key).and_then(Object::as_i64).expect("a number");
    images.map(|stream| (number(stream, b"Width"), number(stream, b"Height"))).collect()
}

#[test]
fn a_picture_is_stored_once_and_no_larger_than_print_needs() {
    let picture = "{{ anh(tep=\"anh/ra quân.jpg\", mo_ta=\"x\") }}";
    let [docx, pdf] = with_pictures(&format!("{picture}\n\n{picture}\n\nHết./.")).files();
    // 165 mm at 200 dots an inch.
    assert_eq!(images(&pdf), [(1299, 731)]);
    let names = zip::ZipArchive::new(Cursor::new(docx)).expect("a ZIP");
    assert_eq!(
        names
            .file_names()
            .filter(|name| name.as_ref().is_ok_and(|name| name.starts_with("word/media/")))
            .count(),
        1
    );
}

#[test]
fn pictures_of_a_paragraph_stand_side_by_side_at_one_height() {
    let small = with_pictures(
        "{{ anh(tep=\"anh/dung.jpg\", mo_ta=\"Đứng\", chu_thich=\"Đứng\") }}\n{{ anh(tep=\"anh/ra quân.jpg\", mo_ta=\"Ngang\") }}\n\nHết./.",
    );
    agrees(&small);
    small.arranged(|_, pages| {
        let [first, second] = pages.pages[0].pictures.as_slice() else { panic!("two pictures") };
        let difference = first.area.height - second.area.height;
        assert!(difference.to_pt().abs() < 1.0, "{difference:?}");
        assert!(first.area.x + first.area.width < second.area.x && first.area.y == second.area.y);
    });
}

#[test]
fn rows_are_filled_evenly_and_as_asked() {
    let rows = |above: &str, count: usize| {
        let pictures = "{{ anh(tep=\"anh/nho.png\", mo_ta=\"x\") }}\n".repeat(count);
        with_pictures(&format!("{above}{pictures}\nHết./.")).arranged(|_, pages| {
            let all = pages.pages.iter().flat_map(|page| &page.pictures);
            let mut tops: Vec<Length> = all.map(|picture| picture.area.y).collect();
            let mut counts = Vec::new();
            while let Some(top) = tops.first().copied() {
                counts.push(tops.iter().filter(|own| **own == top).count());
                tops.retain(|own| *own != top);
            }
            counts
        })
    };
    assert_eq!(rows("", 4), [2, 2]);
    assert_eq!(rows("", 5), [3, 2]);
    assert_eq!(rows("{moi_hang=2}\n", 5), [2, 2, 1]);
    assert_eq!(rows("{moi_hang=1}\n", 2), [1, 1]);
}

#[test]
fn a_picture_that_is_left_over_is_no_taller_than_those_above() {
    let pictures = "{{ anh(tep=\"anh/ra quân.jpg\", mo_ta=\"x\") }}\n".repeat(3);
    let small = with_pictures(&format!("{{moi_hang=2}}\n{pictures}\nHết./."));
    agrees(&small);
    small.arranged(|_, pages| {
        let all: Vec<_> = pages.pages.iter().flat_map(|page| &page.pictures).collect();
        let [first, _, last] = all.as_slice() else { panic!("three pictures") };
        let difference = first.area.height - last.area.height;
        assert!(last.area.y > first.area.y && difference.to_pt().abs() < 1.0, "{difference:?}");
    });
}

#[test]
fn nothing_is_enlarged_nor_taller_than_a_page() {
    let small = with_pictures(
        "{{ anh(tep=\"anh/nho.png\", mo_ta=\"x\") }}\n\n{{ anh(tep=\"anh/cao.jpg\", mo_ta=\"x\", chu_thich=\"Cao\") }}\n\nHết./.",
    )
    .with_file("data/anh/cao.jpg", jpeg(300, 3000));
    agrees(&small);
    small.arranged(|_, pages| {
        let all: Vec<_> = pages.pages.iter().flat_map(|page| &page.pictures).collect();
        assert_eq!((all[0].area.width, all[0].area.height), (Length::pt(72), Length::pt(36)));
        let page = pages
            .pages
            .iter()
            .find(|page| page.pictures.len() == 1 && page.pictures[0].area.height > Length::mm(200))
            .expect("the tall one");
        let tall = page.pictures[0].area;
        let caption =
            page.texts.iter().find(|text| text.text == "Cao").expect("its caption on the same page");
        assert!(caption.baseline > tall.y + tall.height && caption.baseline < page.height - Length::mm(20));
    });
}

#[test]
fn a_width_may_be_asked_for() {
    let of = |width: &str| {
        with_pictures(&format!("{{{{ anh(tep=\"anh/ra quân.jpg\", mo_ta=\"x\", rong={width}) }}}}\n\nHết./."))
    };
    of("80").arranged(|_, pages| assert_eq!(pages.pages[0].pictures[0].area.width, Length::mm(80)));
    for (small, said) in [
        (of("9"), "rong của ảnh là số mm, từ 10 đến 400"),
        (of("\"tám\""), "rong là một số nguyên, không có dấu nháy"),
    ] {
        assert!(small.found().iter().any(|headline| headline == said), "{:?}", small.found());
    }
}

#[test]
fn pictures_may_come_from_the_data() {
    let schema = r#""anh_chup":{"type":"array","items":{"type":"object","properties":{"tep":{"type":"string"},"ten":{"type":"string"}}}}"#;
    let body =
        "{% for a in anh_chup %}\n{{ anh(tep=a.tep, mo_ta=a.ten, chu_thich=a.ten) }}\n{% endfor %}\n\nHết./.";
    let small = with_pictures(body).with_data(
        schema,
        "anh_chup:\n  - {tep: anh/ra quân.jpg, ten: 'Nói \"to\" {x} [^1]'}\n  - {tep: anh/mau.png, ten: Mẫu}\n",
    );
    agrees(&small);
    small.arranged(|_, pages| {
        assert_eq!(pages.pages[0].pictures.len(), 2);
        assert!(
            lines(pages)[0].iter().any(|line| line.contains("Nói \"to\" {x} [^1]")),
            "{:?}",
            lines(pages)
        );
    });
}

#[test]
fn wrong_uses_are_found() {
    let anh = |arguments: &str| format!("{{{{ anh({arguments}) }}}}\n\nHết./.");
    for (body, said) in [
        (anh("tep=\"anh/khong.jpg\", mo_ta=\"x\""), "không có tệp ảnh “anh/khong.jpg”"),
        (anh("tep=\"../x.jpg\", mo_ta=\"x\""), "tên tệp ảnh “../x.jpg” không dùng được"),
        (anh("tep=\"/etc/x.jpg\", mo_ta=\"x\""), "tên tệp ảnh “/etc/x.jpg” không dùng được"),
        (anh("tep=\"anh/hong.jpg\", mo_ta=\"x\""), "tệp “anh/hong.jpg” là tệp ảnh hỏng hoặc chưa chép hết"),
        (anh("tep=\"anh/x.heic\", mo_ta=\"x\""), "tệp “anh/x.heic” là ảnh HEIC"),
        (anh("tep=\"anh/chu.jpg\", mo_ta=\"x\""), "tệp “anh/chu.jpg” không phải là ảnh"),
        (anh("tep=\"anh/nho.png\""), "ảnh thiếu mo_ta"),
        (anh("mo_ta=\"x\""), "anh thiếu tep: tên tệp ảnh, ví dụ tep=\"anh/ra-quan.jpg\""),
        (anh("tep=\"anh/nho.png\", mota=\"x\""), "không có tham số “mota”; có: tep, mo_ta, chu_thich, rong"),
        (
            "Xem {{ anh(tep=\"anh/nho.png\", mo_ta=\"x\") }} nhé.".into(),
            "ảnh, biểu đồ phải đứng trên dòng riêng, không lẫn chữ",
        ),
        (
            "{{ anh(tep=\"anh/nho.png\", mo_ta=\"x\") }} nhé.".into(),
            "ảnh, biểu đồ phải đứng trên dòng riêng, không lẫn chữ",
        ),
        (
            "| A | B |\n|---|---|\n| {{ anh(tep=\"anh/nho.png\", mo_ta=\"x\") }} | b |".into(),
            "ảnh, biểu đồ phải đứng trên dòng riêng, không lẫn chữ",
        ),
        ("![chữ](anh/nho.png)".into(), "mẫu dùng một dạng mà báo cáo không có"),
        (
            format!("{{moi_hang=9}}\n{}", anh("tep=\"anh/nho.png\", mo_ta=\"x\"")),
            "giá trị của “moi_hang” không dùng được",
        ),
        ("{moi_hang=2}\nĐoạn.".into(), "“moi_hang” chỉ đặt ngay trên ảnh"),
        (
            format!("{{ten=\"x\"}}\n{}", anh("tep=\"anh/nho.png\", mo_ta=\"x\"")),
            "“ten” chỉ đặt ngay trên một bảng",
        ),
    ] {
        let whole = jpeg(300, 200);
        let small = with_pictures(&body)
            .with_file("data/anh/hong.jpg", whole[..whole.len() / 2].to_vec())
            .with_file("data/anh/x.heic", b"\0\0\0\x18ftypheic\0\0\0\0".to_vec())
            .with_file("data/anh/chu.jpg", b"khong phai anh".to_vec());
        let found = small.found();
        assert!(found.iter().any(|headline| headline == said), "{body}: {found:?}");
    }
    let first = Small::new(&anh("tep=\"anh/nho.png\", mo_ta=\"x\""), None)
        .with_file("data/anh/nho.png", picture(9, 9, image::ImageFormat::Png));
    assert!(
        first.found().iter().any(|headline| headline == "ảnh, biểu đồ chỉ dùng được với phien_ban: 2"),
        "{:?}",
        first.found()
    );
}

#[test]
fn widths_side_by_side_have_to_fit() {
    let pair = "{{ anh(tep=\"anh/ra quân.jpg\", mo_ta=\"x\", rong=90) }} {{ anh(tep=\"anh/ra quân.jpg\", mo_ta=\"y\", rong=90) }}\n\nHết./.";
    let found = with_pictures(pair).form_found();
    assert!(found.iter().any(|headline| headline.starts_with("ảnh cạnh nhau rộng 180 mm")), "{found:?}");
    let blurred = "{{ anh(tep=\"anh/nho.png\", mo_ta=\"x\", rong=50) }}\n\nHết./.";
    let found = with_pictures(blurred).form_found();
    assert!(found.iter().any(|headline| headline.starts_with("ảnh chỉ có 96 điểm")), "{found:?}");
}

const OFFICE: &str = "mau: t\nky: 2024-06\nky_hieu: BC-X\ndia_danh: Mẫu\nco_quan_ban_hanh: [SỞ MẪU]\nten_co_quan: Sở Mẫu\n\
    noi_nhan: [\"Lưu: VT\"]\nnguoi_ky: {quyen_han: [GIÁM ĐỐC], ho_ten: Nguyễn Văn Mẫu}\n";

#[test]
fn pictures_are_stored_with_what_is_issued() {
    let body = "---\ntrich_yeu: Kết quả tháng 6 năm 2024\n---\n\n{{ anh(tep=\"anh/ra quân.jpg\", mo_ta=\"x\") }}\n{{ anh(tep=\"anh/mau.png\", mo_ta=\"y\") }}\n\n\
        Trên đây là báo cáo của Sở Mẫu./.\n";
    let project = Project::of_files([
        ("data/2024-06.yaml", OFFICE.as_bytes().to_vec()),
        ("data/anh/ra quân.jpg", jpeg(1600, 900)),
        ("templates/t/anh/mau.png", picture(400, 300, image::ImageFormat::Png)),
        (
            "templates/t/template.yaml",
            b"ten: T\nloai: B\xC3\x81O C\xC3\x81O\nphien_ban: 2\nthan: b.md\n".to_vec(),
        ),
        ("templates/t/schema.json", br#"{"type":"object","properties":{}}"#.to_vec()),
        ("templates/t/b.md", body.as_bytes().to_vec()),
    ]);
    let issue =
        ["issue", "data/2024-06.yaml", "--number", "7", "--date", "24/6/2024", "--accept-warnings", "thử"];
    let run = project.run(&issue);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let status = project.run(&["status"]).stdout;
    assert!(!status.contains("đã đổi"), "{status}");
    std::fs::write(project.path("data/anh/ra quân.jpg"), jpeg(1600, 901)).expect("written");
    let status = project.run(&["status"]).stdout;
    assert!(status.contains("tệp đã đổi từ khi phát hành"), "{status}");
    let run = project.run(&["diff", "07/v1", "2024-06", "--format", "docx"]);
    assert!(run.code == 0 && run.stderr.contains("Word không đánh dấu được"), "{}", run.stderr);
    let run = project.run(&["diff", "07/v1", "07/v1", "--format", "docx"]);
    assert!(run.code == 0 && !run.stderr.contains("Word không đánh dấu được"), "{}", run.stderr);
    // Gone from the office, they are in the archive.
    std::fs::remove_file(project.path("data/anh/ra quân.jpg")).expect("there");
    std::fs::remove_file(project.path("templates/t/anh/mau.png")).expect("there");
    let run = project.run(&["archive", "regenerate", "--all"]);
    assert!(run.code == 0 && run.stdout.contains("giống từng byte"), "{}{}", run.stdout, run.stderr);
    let run = project.run(&["archive", "verify"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    let run = project.run(&["archive", "restore", "07/v1", "--out", "cu"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(project.bytes("cu/data/anh/ra quân.jpg"), jpeg(1600, 900));
    assert!(project.path("cu/templates/t/anh/mau.png").exists());
}
