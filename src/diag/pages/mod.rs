//! The pages of the codes that no rule of the check has: files, data, templates, markup, form, archive.

mod archive;

use crate::diag::Code;
use crate::diag::page::{CodePage, words as w};

/// The page of a code that is not of a rule. Those of rules stand beside them.
pub fn page(code: Code) -> &'static CodePage {
    let found = PAGES.iter().chain(archive::PAGES).find(|(other, _)| *other == code);
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
        Code::YamlSyntax,
        CodePage {
            what: w("Tệp YAML sai cú pháp.", "The YAML is malformed."),
            why: w(
                "Sai thụt lề, thiếu dấu cách sau dấu hai chấm, thiếu dấu nháy.",
                "Wrong indentation, no space after a colon, a missing quote.",
            ),
            wrong: "ngay:24/6/2024",
            right: "ngay: 24/6/2024",
        },
    ),
    (
        Code::YamlTooBig,
        CodePage {
            what: w("Tệp YAML bung ra quá lớn.", "The YAML unfolds to something too large."),
            why: w(
                "Tham chiếu lồng nhau (&a, *a) có thể làm đầy bộ nhớ.",
                "Nested references (&a, *a) could fill the memory.",
            ),
            wrong: "b: [*a, *a, *a, …]",
            right: "ghi thẳng nội dung, không tham chiếu",
        },
    ),
    (
        Code::ControlCharacter,
        CodePage {
            what: w(
                "Trong chữ có ký tự điều khiển không nhìn thấy.",
                "A text has an invisible control character.",
            ),
            why: w(
                "Thường dính theo khi chép từ chương trình khác; Word và PDF không nhận.",
                "Usually copied along from another program; Word and PDF do not take it.",
            ),
            wrong: "ten: Đăng ký\\u0007",
            right: "ten: Đăng ký",
        },
    ),
    (
        Code::DuplicateKey,
        CodePage {
            what: w("Một mục ghi hai lần.", "A key stands twice."),
            why: w(
                "Chỉ một trong hai giá trị được dùng; không ai biết là cái nào.",
                "Only one of the values would be used, and nobody knows which.",
            ),
            wrong: "so: 254\nso: 255",
            right: "so: 255",
        },
    ),
    (
        Code::UnknownKey,
        CodePage {
            what: w("Mẫu không có mục này.", "The template knows no such key."),
            why: w("Gõ sai tên mục thì số liệu không được in.", "A misspelt key is not printed."),
            wrong: "co_so_luutru: 199",
            right: "co_so_luu_tru: 199",
        },
    ),
    (
        Code::MissingValue,
        CodePage {
            what: w("Thiếu mục hoặc chưa điền giá trị.", "A key is missing or has no value."),
            why: w("Báo cáo không được để trống chỗ này.", "The report cannot leave this out."),
            wrong: "co_so_luu_tru:",
            right: "co_so_luu_tru: 199",
        },
    ),
    (
        Code::WrongType,
        CodePage {
            what: w("Giá trị không đúng kiểu.", "A value has the wrong type."),
            why: w(
                "Mỗi mục là số, ngày, chữ hoặc danh sách, theo schema.json của mẫu.",
                "Each key is a number, date, text or list, as the template's schema.json says.",
            ),
            wrong: "tin_bai: mười",
            right: "tin_bai: 10",
        },
    ),
    (
        Code::ImpossibleDate,
        CodePage {
            what: w("Ngày không có trong lịch.", "The day is not in the calendar."),
            why: w(
                "Ngày ban hành và ngày viện dẫn phải có thật.",
                "Dates of issue and of citations must exist.",
            ),
            wrong: "ngay: 31/6/2024",
            right: "ngay: 30/6/2024",
        },
    ),
    (
        Code::AmbiguousNumber,
        CodePage {
            what: w("Số có thể hiểu hai cách.", "A number can be read in two ways."),
            why: w(
                "1.994 là một nghìn chín trăm chín mươi tư theo lối Việt, gần hai theo lối Anh.",
                "1.994 is nineteen hundred and ninety-four in Vietnamese, nearly two in English.",
            ),
            wrong: "ty_le: 1.994",
            right: "ty_le: 1,994",
        },
    ),
    (
        Code::TextCutByComment,
        CodePage {
            what: w("Chữ sau dấu # bị coi là ghi chú.", "What follows # is taken for a comment."),
            why: w("Dấu cách rồi # mở đầu ghi chú trong YAML.", "A space and # begin a comment in YAML."),
            wrong: "ten: Mục A #1",
            right: "ten: \"Mục A #1\"",
        },
    ),
    (
        Code::ValueOutOfRange,
        CodePage {
            what: w("Giá trị ngoài khoảng cho phép.", "A value is out of range."),
            why: w(
                "Schema của mẫu ghi giá trị nhỏ nhất, lớn nhất, các lựa chọn.",
                "The template's schema gives minimum, maximum and choices.",
            ),
            wrong: "do_khan: GẤP",
            right: "do_khan: KHẨN",
        },
    ),
    (
        Code::StatedValueDiffers,
        CodePage {
            what: w(
                "Số đã công bố được giữ lại dù khác số tính được.",
                "A stated value is kept although the computed one differs.",
            ),
            why: w(
                "Số công bố chỉ được giữ khi có lý do, và luôn được nhắc.",
                "A stated value needs a reason, and is always reported.",
            ),
            wrong: "ty_le_cong_bo: { gia_tri: 28,36, ly_do: … } (177/624 = 28,37%)",
            right: "bỏ ty_le_cong_bo: in 28,37%",
        },
    ),
    (
        Code::StatedValueNeedless,
        CodePage {
            what: w("Số công bố bằng số tính được.", "A stated value equals the computed one."),
            why: w(
                "Không cần ghi nữa; để lại sẽ sai ở kỳ sau.",
                "It is no longer needed, and would be wrong next time.",
            ),
            wrong: "gia_tri: 28,37 (tính được 28,37%)",
            right: "xóa mục …_cong_bo",
        },
    ),
    (
        Code::DraftUnnumbered,
        CodePage {
            what: w("Chưa có số hoặc ngày ban hành.", "There is no number or no date yet."),
            why: w(
                "Bản in chừa chỗ trống để điền khi phát hành.",
                "Room is left to fill in when it is issued.",
            ),
            wrong: "so:",
            right: "so: 254",
        },
    ),
    (
        Code::SheetDoubtful,
        CodePage {
            what: w(
                "Bảng tính có chỗ có thể hiểu khác.",
                "Something in a spreadsheet may be understood otherwise.",
            ),
            why: w(
                "Dòng tổng và dòng bị ẩn không lấy làm số liệu; dòng dưới vùng ô bị bỏ qua; chữ cái trong cot là chữ cái của cột; có loại tệp không cho biết số hiện ra thế nào.",
                "Totals and hidden rows are not taken for data; rows under the range are left out; a letter in cot is a column's letter; some kinds of files do not tell how numbers are shown.",
            ),
            wrong: "tu_tep: bang.xlsx#A5:G20   # dòng 21 cũng có số liệu",
            right: "tu_tep: bang.xlsx#A5:G21",
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
                "Không có liên kết, hình, HTML, trích dẫn.",
                "There are no links, pictures, HTML or quotations.",
            ),
            wrong: "[chữ](địa-chỉ)",
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
