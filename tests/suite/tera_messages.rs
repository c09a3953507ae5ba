//! What Tera says of broken templates, in Vietnamese: every message that is recognised is provoked here, and none lets English
//! through.

use std::path::Path;

use baocao::pipeline::{Request, draft};
use baocao::run::Run;
use baocao::world::MemoryWorld;

const SCHEMA: &str = r#"{"type":"object","properties":{"n":{"format":"so-nguyen"},"chu":{"type":"string"},
    "ds":{"type":"array","items":{"type":"string"}},"nhom":{"type":"object","properties":{"a":{"type":"string"}}}}}"#;
const DATA: &str = "mau: t\nky: 2024-06\nso: 1\nngay: 24/6/2024\nky_hieu: BC-X\ndia_danh: X\nco_quan_ban_hanh: [X]\nten_co_quan: X\n\
    noi_nhan: [\"Lưu: VT\"]\nnguoi_ky: {quyen_han: [A], ho_ten: B}\nn: 5\nchu: abc\nds: [x, y]\nnhom: {a: b}\n";

/// Headlines in both languages and the line of the first error.
fn refused(body: &str) -> (String, String, usize) {
    let world = MemoryWorld::default()
        .with("data/k.yaml", DATA)
        .with("templates/t/template.yaml", "ten: T\nloai: BÁO CÁO\nthan: b.md\n")
        .with("templates/t/schema.json", SCHEMA)
        .with("templates/t/b.md", format!("---\ntrich_yeu: T\n---\n\n{body}\n"));
    let mut run = Run::new(&world);
    let request =
        Request { templates: Some(Path::new("templates")), ..Request::of(Path::new("data/k.yaml")) };
    assert!(draft(&mut run, &request, false).is_none(), "{body}");
    let finding = run.found.iter().next().expect("a finding").clone();
    let place = finding.primary.as_ref().map_or(0, |label| run.sources.position(label.span).line);
    (finding.headline.vi, finding.headline.en, place)
}

#[test]
fn every_message_is_vietnamese_and_has_its_line() {
    let mut wrong = Vec::new();
    for (body, vi) in [
        ("{{ khong_co }}", "dữ liệu không có mục “khong_co”"),
        ("{{ nhom.b }}", "ở đây không có mục con “b”"),
        ("{{ n | khong_co }}", "không có bộ lọc “khong_co”"),
        ("{{ khong_co(a=1) }}", "không có hàm “khong_co”"),
        ("{% if n is khong_co %}{% endif %}", "không có phép thử “khong_co”"),
        ("{{ <khong_co /> }}", "không có thành phần “khong_co”"),
        ("{% include \"khong-co.md\" %}", "không có tệp mẫu “khong-co.md”"),
        ("{{ ty_le(phan=1) }}", "thiếu tham số “tren”"),
        ("{{ ty_le(phan=1, phan=2) }}", "tham số “phan” viết hai lần"),
        ("{{ ds | hoa_dau }}", "giá trị sai kiểu: cần chữ, đang là danh sách"),
        ("{% if n < chu %}{% endif %}", "không so sánh được số 5 với chữ “abc”"),
        ("{{ chu * 2 }}", "chỉ tính được với số, đây là chữ “abc”"),
        ("{{ khong_co * 2 }}", "dữ liệu không có mục “khong_co”"),
        ("{{ 2 - khong_co }}", "dữ liệu không có mục “khong_co”"),
        ("{{ 1 + 2 * n / nhom.b }}", "ở đây không có mục con “b”"),
        ("{{ khong_co ~ \"%\" }}", "dữ liệu không có mục “khong_co”"),
        ("{{ ty_le(phan=khong_co, tren=2) }}", "dữ liệu không có mục “khong_co”"),
        ("{{ [1, khong_co] | tong }}", "giá trị này không có"),
        ("{{ n ** 100 }}", "số mũ phải là số nguyên từ 0 đến 64"),
        ("{{ n // 0 }}", "phép chia cho 0"),
        ("{{ -chu }}", "chỉ số mới đổi dấu được, đây là chữ"),
        ("{{ n / 0 }}", "phép chia cho 0"),
        ("{% for a in n %}{% endfor %}", "không lặp được trên số nguyên"),
        ("{% if n in n %}{% endif %}", "“in” không dùng được với số nguyên"),
        ("{{ n[0:1] }}", "cách lấy một đoạn [a:b] sai"),
        ("{% if n %}", "mẫu chưa viết hết: thiếu thẻ đóng"),
        ("{{ \"abc }}", "đoạn chữ trong dấu nháy chưa đóng"),
        ("{# abc", "ghi chú {# chưa đóng bằng #}"),
        ("{% raw %} abc", "khối raw chưa đóng"),
        ("{% for a in ds %}{{ loop.x }}{% endfor %}", "loop chỉ có index, index0, first, last, length"),
        ("{{ n m }}", "viết sai cú pháp ở đây"),
        ("{{ n § }}", "có ký tự lạ trong thẻ"),
        ("{{ nhom.a(b=1) }}", "hàm chỉ gọi được ở đầu biểu thức"),
        ("{{ [a for a in ds for b in ds] }}", "danh sách trong ngoặc vuông chỉ có một “for”"),
        (
            "{% component c(a: string) %}{{ a }}{% endcomponent %}{{ <c b={1} /> }}",
            "gọi thành phần với tham số lạ",
        ),
        ("{% component c(a: string) %}{{ a }}{% endcomponent %}{{ <c /> }}", "thành phần thiếu tham số “a”"),
        (
            "{% component c(a: string) %}{{ a }}{% endcomponent %}{{ <c a={1} /> }}",
            "tham số “a” của thành phần sai kiểu",
        ),
        ("{{ chu | nth(n=chu) }}", "giá trị sai kiểu: cần danh sách, đang là chữ"),
        ("{{ throw(message=\"Stop here\") }}", "mẫu sai cú pháp hoặc không chạy được ở đây"),
        ("{{ 99999999999999999999999999999999999999 * 9 }}", "số viết sai hoặc lớn quá"),
        (
            "{{ 9000000000000000000 * 9000000000000000000 * 9000000000000000000 }}",
            "phép tính ra số có hơn 15 chữ số, không giữ được chính xác",
        ),
    ] {
        let (said, english, line) = refused(body);
        if (said.as_str(), line) != (vi, 5) {
            wrong.push(format!("{body}: {said} ({english}), line {line}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn english_keeps_what_tera_says() {
    assert_eq!(refused("{{ throw(message=\"Stop here\") }}").1, "Stop here");
    assert_eq!(refused("{{ n / 0 }}").1, "a division by 0");
}
