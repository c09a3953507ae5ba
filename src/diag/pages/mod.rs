//! The pages of the codes that no rule of the check has: files, data, templates, markup, form, archive.

mod archive;
mod data;

use crate::diag::Code;
use crate::diag::page::{CodePage, words as w};

/// The page of a code that is not of a rule. Those of rules stand beside them.
pub fn page(code: Code) -> &'static CodePage {
    let found = PAGES.iter().chain(data::PAGES).chain(archive::PAGES).find(|(other, _)| *other == code);
    found.map_or(&UNKNOWN, |(_, page)| page)
}

/// For a code without a page, which the tests do not let through.
const UNKNOWN: CodePage = CodePage { what: w("", ""), why: w("", ""), wrong: "", right: "" };

const PAGES: &[(Code, CodePage)] = &[
    (
        Code::FileUnreadable,
        CodePage {
            what: w(
                "Không đọc được một tệp: không có, là thư mục, hoặc không có quyền.",
                "A file cannot be read: it is missing, is a folder, or may not be read.",
            ),
            why: w(
                "Mọi tệp đầu vào phải đọc được trước khi lập báo cáo.",
                "Every input must be readable before a report is made.",
            ),
            wrong: "baocao render data/2024-6.yaml",
            right: "baocao render data/2024-06.yaml",
        },
    ),
    (
        Code::FileTooLarge,
        CodePage {
            what: w("Tệp lớn hơn 20 MB.", "A file is larger than 20 MB."),
            why: w(
                "Tệp số liệu của một kỳ chỉ vài chục KB; lớn hơn nhiều là chọn nhầm tệp.",
                "A period's data takes some tens of KB; much more is the wrong file.",
            ),
            wrong: "render video.yaml",
            right: "render data/2024-06.yaml",
        },
    ),
    (
        Code::FileNotUtf8,
        CodePage {
            what: w("Tệp không ở mã UTF-8.", "A file is not UTF-8."),
            why: w(
                "Chữ ở bảng mã cũ (TCVN3, VNI) hiện sai và không tìm được.",
                "Text in old encodings (TCVN3, VNI) shows wrong and cannot be searched.",
            ),
            wrong: "lưu tệp với mã “ANSI”",
            right: "lưu tệp với mã “UTF-8”",
        },
    ),
    (
        Code::OutputUnwritable,
        CodePage {
            what: w("Không ghi được kết quả.", "The result cannot be written."),
            why: w(
                "Thư mục chỉ đọc, đĩa đầy, hoặc tệp đang mở trong chương trình khác.",
                "The folder is read-only, the disk is full, or another program has the file open.",
            ),
            wrong: "--out /thu-muc-chi-doc",
            right: "--out out",
        },
    ),
    (
        Code::OutputClash,
        CodePage {
            what: w("Hai tệp số liệu cùng ghi ra một tên.", "Two data files would be written to one name."),
            why: w("Tệp sau sẽ đè tệp trước.", "The second would overwrite the first."),
            wrong: "render a/2024-06.yaml b/2024-06.yaml",
            right: "render a/2024-06.yaml --out out-a",
        },
    ),
    (
        Code::OutputExists,
        CodePage {
            what: w("Nơi ghi đã có tệp khác nội dung.", "Another file is there already."),
            why: w("Không tệp nào của người dùng bị ghi đè.", "No file of the user is overwritten."),
            wrong: "extract bao-cao.pdf --out data",
            right: "extract bao-cao.pdf --out nguon",
        },
    ),
    (
        Code::PdfUnreadable,
        CodePage {
            what: w(
                "Không lấy được tệp nguồn từ PDF: không phải PDF của baocao, đã bị sửa, hoặc không kèm nguồn.",
                "No source comes out of the PDF: it is not ours, was changed, or carries none.",
            ),
            why: w(
                "Mã băm trong tệp cho biết nội dung còn nguyên hay không.",
                "A hash in the file tells whether it is as it was written.",
            ),
            wrong: "extract bao-cao-da-sua.pdf",
            right: "extract bao-cao.pdf",
        },
    ),
    (
        Code::TemplateMissing,
        CodePage {
            what: w("Không có mẫu này.", "There is no such template."),
            why: w(
                "Mục mau là tên một thư mục trong templates/.",
                "The key mau names a folder in templates/.",
            ),
            wrong: "mau: de-an-6",
            right: "mau: de-an-06",
        },
    ),
    (
        Code::TemplateInvalid,
        CodePage {
            what: w("Mẫu viết sai.", "The template is malformed."),
            why: w(
                "Người soạn mẫu phải sửa; số liệu không sai.",
                "Its author has to mend it; the data is not at fault.",
            ),
            wrong: "{% for d in ds %} … (thiếu endfor)",
            right: "{% for d in ds %} … {% endfor %}",
        },
    ),
    (
        Code::TemplateFails,
        CodePage {
            what: w("Mẫu không chạy được với số liệu này.", "The template fails on this data."),
            why: w(
                "Thường do tên mục trong mẫu không khớp với số liệu.",
                "Usually a name in the template is not that of the data.",
            ),
            wrong: "{{ ky_so_liêu.tu }}",
            right: "{{ ky_so_lieu.tu }}",
        },
    ),
    (
        Code::TemplateEndless,
        CodePage {
            what: w("Mẫu chạy mãi hoặc in ra quá nhiều.", "The template does not end or prints too much."),
            why: w("Vòng lặp lồng nhau quá sâu.", "Loops inside one another."),
            wrong: "{% for i in range(end=999999999) %}",
            right: "{% for d in danh_sach %}",
        },
    ),
    (
        Code::MarkupMalformed,
        CodePage {
            what: w(
                "Chữ mẫu in ra không đúng dạng: dấu * lẻ, đề mục nhảy cấp, gạch đầu dòng trống.",
                "The rendered text is malformed: a single *, a skipped heading level, an empty item.",
            ),
            why: w(
                "Báo cáo chỉ có vài dạng, và phải đánh số được.",
                "Reports have few forms, and they must be numbered.",
            ),
            wrong: "**đậm mà không đóng",
            right: "**đậm**",
        },
    ),
    (
        Code::MarkupUnsupported,
        CodePage {
            what: w(
                "Chữ mẫu dùng dạng mà báo cáo không có.",
                "The rendered text has a form that reports do not have.",
            ),
            why: w(
                "Không có HTML, trích dẫn, hình viết kiểu ![…](…); có gì viết được, xem docs/viet-mau.md.",
                "There is no HTML, no quotations, no pictures as ![…](…); docs/viet-mau.md shows what there is.",
            ),
            wrong: "> chữ",
            right: "chữ",
        },
    ),
    (
        Code::TableMalformed,
        CodePage {
            what: w(
                "Bảng sai: số ô không đều, ghép ô không thành hình chữ nhật.",
                "A table is malformed: uneven rows, or joined cells that are no rectangle.",
            ),
            why: w("Mỗi dòng có đúng số ô của đầu bảng.", "Each row has as many cells as the head."),
            wrong: "| a | b |\n|---|---|\n| 1 |",
            right: "| a | b |\n|---|---|\n| 1 | 2 |",
        },
    ),
    (
        Code::PictureUnusable,
        CodePage {
            what: w(
                "Ảnh không in được: không có tệp, tệp hỏng, dạng khác JPEG và PNG, hoặc quá rộng.",
                "A picture cannot be printed: no file, a broken one, another format than JPEG and PNG, or too wide.",
            ),
            why: w(
                "Ảnh thiếu, ảnh hỏng mà vẫn in thì báo cáo mất một phần mà không ai biết.",
                "A report with a missing or broken picture would lose a part without anyone knowing.",
            ),
            wrong: "{{ anh(tep=\"anh/ra-quan.heic\", mo_ta=\"Đoàn viên ra quân\") }}",
            right: "{{ anh(tep=\"anh/ra-quan.jpg\", mo_ta=\"Đoàn viên ra quân\") }}",
        },
    ),
    (
        Code::ChartUnfit,
        CodePage {
            what: w("Biểu đồ không vẽ được trong khuôn của nó.", "A chart cannot be drawn in its frame."),
            why: w(
                "Nhãn chồng lên nhau, hoặc biểu đồ tràn khỏi trang thì không đọc được.",
                "Labels over one another, or a chart beyond the page, cannot be read.",
            ),
            wrong: "{{ bieu_do(kieu=\"cot\", nhan=ten_dai, so_lieu=luot) }}",
            right: "{{ bieu_do(kieu=\"thanh\", nhan=ten_dai, so_lieu=luot) }}",
        },
    ),
    (
        Code::FontMissing,
        CodePage {
            what: w("Thư mục phông thiếu kiểu chữ.", "The folder of fonts lacks a style."),
            why: w(
                "Cần đủ bốn kiểu: thường, đậm, nghiêng, đậm nghiêng.",
                "All of regular, bold, italic and bold italic are needed.",
            ),
            wrong: "--fonts phong (chỉ có times.ttf)",
            right: "--fonts phong (times, timesbd, timesi, timesbi)",
        },
    ),
    (
        Code::GlyphMissing,
        CodePage {
            what: w("Phông không có ký tự này.", "The fonts have no such character."),
            why: w(
                "PDF lưu trữ không được có ô trống thay chữ.",
                "An archival PDF has no empty boxes for letters.",
            ),
            wrong: "kết quả tốt 😀",
            right: "kết quả tốt",
        },
    ),
    (
        Code::HeaderTooWide,
        CodePage {
            what: w("Đầu văn bản không đủ chỗ.", "The header does not fit."),
            why: w(
                "Quốc hiệu, ngày tháng phải nằm trên một dòng (Phụ lục I, II.1, II.4).",
                "National name and date stay on one line (Appendix I, II.1, II.4).",
            ),
            wrong: "co_quan_ban_hanh:\n  - TỔ CÔNG TÁC TRIỂN KHAI ĐỀ ÁN PHÁT TRIỂN",
            right: "co_quan_ban_hanh:\n  - TỔ CÔNG TÁC TRIỂN KHAI\n  - ĐỀ ÁN PHÁT TRIỂN",
        },
    ),
    (
        Code::TableTooWide,
        CodePage {
            what: w("Bảng rộng hơn trang.", "A table is wider than the page."),
            why: w(
                "Không có gì được ra ngoài lề (Phụ lục I, I.3).",
                "Nothing leaves the margins (Appendix I, I.3).",
            ),
            wrong: "do_rong_cot: [100, 100]",
            right: "do_rong_cot: [60, 100]",
        },
    ),
    (
        Code::PdfStandard,
        CodePage {
            what: w("Báo cáo không thành PDF/A được.", "The report cannot become PDF/A."),
            why: w(
                "Xem danh mục yêu cầu ở src/write/pdf/PDF_A.md.",
                "See the checklist in src/write/pdf/PDF_A.md.",
            ),
            wrong: "phông cấm nhúng",
            right: "phông cho phép nhúng",
        },
    ),
    (
        Code::AcceptedNeedless,
        CodePage {
            what: w(
                "Mục chap_nhan không ứng với phát hiện nào nữa.",
                "An entry of chap_nhan accepts nothing any more.",
            ),
            why: w(
                "Điều đã chấp nhận phải còn đúng; nếu không, lần sau sẽ che lỗi mới.",
                "What was accepted must still be so, else it would hide a new mistake.",
            ),
            wrong: "chap_nhan:\n  - { ma: K206, ly_do: … } (không còn K206)",
            right: "xóa mục đó",
        },
    ),
];
