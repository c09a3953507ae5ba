//! The pages of the codes of data: YAML, values, spreadsheets.

use crate::diag::Code;
use crate::diag::page::{CodePage, words as w};

pub(super) const PAGES: &[(Code, CodePage)] = &[
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
        Code::InvisibleLetter,
        CodePage {
            what: w(
                "Trong chữ có ký tự không nhìn thấy.",
                "There is a character in a text that shows nothing.",
            ),
            why: w(
                "Chữ chép từ trang mạng mang theo dấu ngắt từ, dấu cách rộng bằng không, dấu đổi hướng. Chương trình bỏ đi, để in ra và tìm được như chữ thường.",
                "Text copied from web pages brings soft hyphens, spaces without width and marks of direction. They are dropped, so that the words print and are found as others are.",
            ),
            wrong: "noi_dung: kh[U+00AD]ông",
            right: "noi_dung: không",
        },
    ),
    (
        Code::LinesJoined,
        CodePage {
            what: w(
                "Nhiều dòng của một mục in thành một đoạn.",
                "Several lines of a value print as one paragraph.",
            ),
            why: w(
                "Mỗi mục chữ là một đoạn: chỗ xuống dòng và dòng trống in thành dấu cách.",
                "A text value is one paragraph: line ends and blank lines print as spaces.",
            ),
            wrong: "ghi_chu: |\n  Đoạn một.\n\n  Đoạn hai.",
            right: "ghi_chu: >-\n  Một đoạn, viết trên\n  hai dòng.",
        },
    ),
    (
        Code::PeriodTwice,
        CodePage {
            what: w(
                "Một kỳ của một loại báo cáo có hai tệp.",
                "One period of one kind of report has two files.",
            ),
            why: w(
                "Không ai biết so sánh, lũy kế và phát hành phải lấy tệp nào.",
                "Nobody can tell which one comparisons, running totals and issuing should take.",
            ),
            wrong: "data/2026-03.yaml và data/cchc/2026-03.yaml cùng của mẫu cchc",
            right: "chỉ data/cchc/2026-03.yaml",
        },
    ),
    (
        Code::SeriesDoubtful,
        CodePage {
            what: w(
                "Một cơ quan có hai cách đánh số (day_so), hoặc ký hiệu trong so_bat_dau chỉ khác ký hiệu của báo cáo một chữ.",
                "One agency has two rules for its numbers (day_so), or a symbol of so_bat_dau is a letter away from the report's.",
            ),
            why: w(
                "Điều 15: số lấy theo thứ tự trong năm, theo một cách do người đứng đầu quyết định; hai cách thì số trùng hoặc nhảy.",
                "Article 15: numbers run through the year in the one way that the head decides; two ways make doubles and gaps.",
            ),
            wrong: "data/co-quan.yaml: day_so: chung\ndata/cchc/co-quan.yaml: day_so: theo_ky_hieu",
            right: "data/co-quan.yaml: day_so: chung",
        },
    ),
    (
        Code::OtherTemplate,
        CodePage {
            what: w(
                "Tệp thuộc mẫu khác với mẫu đang dùng.",
                "A file belongs to another template than the one in use.",
            ),
            why: w(
                "Kỳ trước, lũy kế và tệp mới chỉ lấy từ báo cáo cùng mẫu; lẫn mẫu thì số liệu sai.",
                "The period before, running totals and new files come from reports of the same template only.",
            ),
            wrong: "data/cchc/2026-03.yaml ghi mau: de-an-06",
            right: "data/cchc/2026-03.yaml không ghi mau, hoặc ghi mau: cchc",
        },
    ),
];
