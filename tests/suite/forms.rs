//! The forms of documents (Appendix III, part II): letters, telegrams, decisions, minutes, introductions.

use super::agreement::docx_part;
use super::constructs::{agrees, second};
use super::small::{Small, lines};

fn printed(small: &Small) -> Vec<String> {
    small.arranged(|_, pages| lines(pages).concat())
}

fn at(printed: &[String], words: &str) -> usize {
    printed.iter().position(|line| line.contains(words)).unwrap_or_else(|| panic!("{words}: {printed:?}"))
}

#[test]
fn a_letter_says_what_it_is_about_under_its_number() {
    let small = second("Đề nghị quý Sở xem xét./.").of_kind("CÔNG VĂN");
    agrees(&small);
    let own = printed(&small);
    assert!(at(&own, "V/v Kết quả công tác") > at(&own, "Số: 07/BC-X"));
    assert!(at(&own, "Kính gửi:") > at(&own, "V/v Kết quả công tác"));
    assert!(!own.iter().any(|line| line.contains("CÔNG VĂN")), "{own:?}");
    small.arranged(|_, pages| {
        let subject =
            pages.pages[0].texts.iter().find(|text| text.text.starts_with("V/v")).expect("a subject");
        assert!((12.0..=13.0).contains(&subject.size.length().to_pt()) && !subject.emphasis.bold);
    });
}

#[test]
fn a_telegram_says_who_sends_it() {
    let small = second("Chủ động ứng phó./.").of_kind("CÔNG ĐIỆN");
    agrees(&small);
    let own = printed(&small);
    assert!(own.iter().any(|line| line.starts_with("Sở Mẫu điện:")), "{own:?}");
    assert!(!own.iter().any(|line| line.contains("Kính gửi")), "{own:?}");
}

#[test]
fn minutes_have_no_date_at_the_top() {
    let small = second("Thời gian: 08 giờ./.").of_kind("BIÊN BẢN");
    agrees(&small);
    let own = printed(&small);
    assert!(!own.iter().any(|line| line.contains("ngày 24 tháng 6")), "{own:?}");
    at(&own, "BIÊN BẢN");
}

#[test]
fn an_introduction_needs_no_subject() {
    let small = second("Ông: Nguyễn Văn A./.").of_kind("GIẤY GIỚI THIỆU").about("");
    agrees(&small);
    assert!(second("Ông: Nguyễn Văn A./.").of_kind("THÔNG BÁO").about("").files_if_it_fits().is_err());
}

const DECISION: &str = "{tham_quyen}\nGIÁM ĐỐC SỞ MẪU\n\n{can_cu}\nCăn cứ Luật Tổ chức chính quyền địa phương\n\n\
    {can_cu}\nTheo đề nghị của Trưởng phòng;\n\n{quyet_dinh}\nQUYẾT ĐỊNH:\n\n# Thành lập Tổ công tác.\n\n# Tổ chức thực hiện\n\nLời.\n\n\
    # Trưởng phòng chịu trách nhiệm thi hành Quyết định này./.";

#[test]
fn a_decision_has_its_authority_its_bases_and_its_articles() {
    let small = Small::new(DECISION, None).second("danh_so: [Điều 1.]\n").of_kind("QUYẾT ĐỊNH");
    agrees(&small);
    let own = printed(&small);
    let order = [
        "GIÁM ĐỐC SỞ MẪU",
        "Căn cứ Luật Tổ chức chính quyền địa phương;",
        "Theo đề nghị của Trưởng phòng.",
        "QUYẾT ĐỊNH:",
        "Điều 1.",
    ];
    let places: Vec<usize> = order.iter().map(|words| at(&own, words)).collect();
    assert!(places.is_sorted(), "{own:?}");
    small.arranged(|_, pages| {
        let texts = &pages.pages[0].texts;
        let find = |words: &str| {
            texts.iter().find(|text| text.text.contains(words)).unwrap_or_else(|| panic!("{words}"))
        };
        assert!(
            find("Căn cứ Luật").emphasis.italic
                && find("GIÁM ĐỐC SỞ").emphasis.bold
                && find("QUYẾT ĐỊNH:").emphasis.bold
        );
        // An article that is a sentence has a bold number; one with a title is bold.
        assert!(find("Điều 1.").emphasis.bold && !find("Thành lập Tổ").emphasis.bold);
        assert!(find("Tổ chức thực hiện").emphasis.bold);
    });
    let styles = docx_part(&small.files()[0], "word/styles.xml");
    for name in ["Thẩm quyền ban hành", "Căn cứ", "Quyết định, quyết nghị", "Điều, không có tiêu đề"]
    {
        assert!(styles.contains(name), "{name}");
    }
    let found = small.checked();
    assert!(
        !found.iter().any(|headline| headline.contains("./.") || headline.contains("tiêu đề kết thúc")),
        "{found:?}"
    );
}

#[test]
fn templates_of_the_first_reading_print_as_they_did() {
    let own = printed(&Small::new("Lời./.", None).of_kind("CÔNG VĂN"));
    at(&own, "CÔNG VĂN");
}

/// A decision and the regulations that it issues.
fn issuing(front: &str) -> Small {
    let regulations =
        "# QUY ĐỊNH CHUNG\n\n## Phạm vi\n\nQuy chế này quy định việc họp.\n\n## Lịch họp\n\nHằng tuần./.";
    Small::new(
        "## Ban hành kèm theo Quyết định này Quy chế họp.\n\n## Hiệu lực từ ngày ký./.",
        Some(regulations),
    )
    .of_kind("QUYẾT ĐỊNH")
    .second("danh_so: [Chương I, Điều 1.]\n")
    .appendix_entry("p.md", &format!("loai: Quy chế\nten: Họp của Sở\n{front}"))
}

#[test]
fn what_a_decision_issues_has_a_letterhead_without_number_and_day() {
    let small = issuing("");
    agrees(&small);
    assert_eq!(small.checked().iter().filter(|headline| headline.contains("nhắc")).count(), 0);
    small.arranged(|_, pages| {
        let own = &lines(pages)[1];
        assert!(own[0].contains("UBND TỈNH MẪU") && own[0].contains("CỘNG HÒA"), "{own:?}");
        assert!(!own.iter().any(|line| line.contains("Số:") || line.starts_with("Mẫu, ngày")), "{own:?}");
        assert!(at(own, "(Kèm theo Quyết định số 07/BC-X") > at(own, "Họp của Sở"));
        assert_eq!(at(own, "Họp của Sở"), at(own, "QUY CHẾ") + 1);
        // Articles of the decision stand without a chapter, those of the regulations begin again.
        assert!(at(&lines(pages)[0], "Điều 2.") > 0 && at(own, "Điều 1. Phạm vi") > at(own, "Chương I"));
    });
}

#[test]
fn an_appendix_may_be_a_file_of_its_own() {
    let small = issuing("tep_rieng: có\n");
    let names: Vec<String> = small.artifacts().iter().map(|file| file.name("x")).collect();
    assert_eq!(names, ["x.docx", "x.pdf", "x-phu-luc-1.docx", "x-phu-luc-1.pdf"]);
    let document = |at: usize| docx_part(&small.artifacts()[at].bytes, "word/document.xml");
    assert!(document(0).contains("Hiệu lực") && !document(0).contains("Lịch họp"));
    assert!(!document(2).contains("Hiệu lực") && document(2).contains("Lịch họp"));
    // Room for what the signing tool writes, or what it wrote.
    assert!(!document(2).contains("Số: 07/BC-X;"));
    let signed = issuing("tep_rieng: có\n").with_data("", "thoi_gian_ky: 24/6/2024 9:05:07\n");
    let document = docx_part(&signed.artifacts()[2].bytes, "word/document.xml");
    assert!(document.contains("Số: 07/BC-X; 24/06/2024; 09:05:07 +07:00"), "{document}");
    let wrong = issuing("tep_rieng: có\n").with_data("", "thoi_gian_ky: 24/6/2024\n").found();
    assert_eq!(wrong, ["“24/6/2024” không phải là một thời điểm"]);
}

#[test]
fn a_leave_is_confirmed_where_it_is_spent() {
    let small = second("Được nghỉ phép 05 ngày./.").of_kind("GIẤY NGHỈ PHÉP").about("");
    agrees(&small);
    let own = printed(&small);
    assert!(at(&own, "Xác nhận của cơ quan") > at(&own, "Nguyễn Văn Mẫu"), "{own:?}");
}
