//! An office with several kinds of reports (`tests/cases/nhieu-loai`): a monthly one that adds up from the new year, a board with
//! numbers of its own, invitations without a period; all numbers in one series.

use super::project::Project;

const MARCH: &str = "mau: cchc\nky: 2026-03\nso:\nngay: 31/3/2026\nluy_ke_truoc:\n  nguon: Báo cáo số 40/BC-UBND ngày 28/02/2026\n  so_lieu:\n    tiep_nhan: 120\n    ho_so:\n      dung_han: 100\ntiep_nhan: 60\nho_so:\n  dung_han: 55\n  qua_han: 5\nlinh_vuc:\n  - ten: Hộ tịch\n    so: 40\n  - ten: Đất đai\n    so: 20\n";
const MARCH_FILE: &str = "data/cchc/2026-03.yaml";
const INVITATION: &str = "ngay: 02/4/2026\nve_viec: triển khai công tác tháng 4\nthoi_gian: 08 giờ 00 ngày 06/4/2026\ndia_diem: Phòng họp số 1\nthanh_phan: [Trưởng các phòng]\n";

fn office() -> Project {
    Project::of_case("nhieu-loai")
}

/// The office after its first month.
fn in_march() -> Project {
    let office = office();
    let run = office.run(&["new", "2026-03"]);
    assert_eq!((run.code, run.stdout.trim()), (0, MARCH_FILE), "{}", run.stderr);
    office.write(MARCH_FILE, MARCH);
    office
}

/// Starts the next month of the monthly report and fills it in.
fn month(office: &Project, period: &str, day: &str) -> String {
    let file = format!("data/cchc/{period}.yaml");
    let run = office.run(&["new", period]);
    assert_eq!((run.code, run.stdout.trim()), (0, file.as_str()), "{}", run.stderr);
    let text = office.read(&file);
    assert!(!text.lines().any(|line| line.starts_with("luy_ke_truoc")), "{text}");
    let filled = MARCH.replace("2026-03", period).replace("31/3/2026", day).replace(
        &MARCH[MARCH.find("luy_ke").expect("there")..MARCH.find("tiep_nhan: 60").expect("there")],
        "",
    );
    office.write(&file, filled);
    file
}

fn text_of(office: &Project, file: &str, name: &str) -> String {
    let run = office.run(&["render", file, "--format", "md"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    office.read(&format!("out/{name}.md"))
}

fn issue(office: &Project, file: &str) -> String {
    let run = office.run(&["issue", file, "--number", "auto", "--yes", "--accept-warnings", "thử"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    run.stdout.trim().to_string()
}

#[test]
fn the_first_file_comes_from_the_schema_with_all_that_belongs_beside_it() {
    let office = office();
    let run = office.run(&["new", "2026-03", "--template", "cchc"]);
    assert_eq!((run.code, run.stdout.trim()), (0, MARCH_FILE), "{}", run.stderr);
    insta::assert_snapshot!(office.read(MARCH_FILE));
    assert!(office.read("data/cchc.schema.json").contains("\"tiep_nhan\""));
    // What is missing is counted, named and refused at its line.
    let status = office.run(&["status", MARCH_FILE]);
    assert!(
        status.stdout.contains("0/2    ho_so") && status.stdout.contains("0/1    linh_vuc"),
        "{}",
        status.stdout
    );
    let render = office.run(&["render", MARCH_FILE]);
    assert!(
        render.code == 1 && render.stderr.contains("“dung_han” của “ho_so” chưa điền"),
        "{}",
        render.stderr
    );
}

#[test]
fn figures_since_the_new_year_begin_with_the_first_file() {
    let office = in_march();
    assert!(
        text_of(&office, MARCH_FILE, "cchc-2026-03")
            .contains("Lũy kế từ đầu năm tiếp nhận 180 hồ sơ, giải quyết đúng hạn 155 hồ sơ.")
    );
    let april = month(&office, "2026-04", "30/4/2026");
    let text = text_of(&office, &april, "cchc-2026-04");
    assert!(
        text.contains("tiếp nhận 240 hồ sơ, giải quyết đúng hạn 210 hồ sơ")
            && text.contains("Kỳ trước tiếp nhận 60"),
        "{text}"
    );
    // Without what went before, the sum would be too small.
    office.edit(MARCH_FILE, "luy_ke_truoc:\n  nguon: Báo cáo số 40/BC-UBND ngày 28/02/2026\n  so_lieu:\n    tiep_nhan: 120\n    ho_so:\n      dung_han: 100\n", "");
    let run = office.run(&["render", &april]);
    assert!(
        run.code == 1 && run.stderr.contains("luy_ke_truoc") && run.stderr.contains(MARCH_FILE),
        "{}",
        run.stderr
    );
    // Stated twice, it would count twice.
    office.write(MARCH_FILE, MARCH);
    office.edit(&april, "tiep_nhan: 60", "luy_ke_truoc: {nguon: x, so_lieu: {}}\ntiep_nhan: 60");
    let run = office.run(&["render", &april]);
    assert!(run.code == 1 && run.stderr.contains("chỉ tệp đầu tiên của năm"), "{}", run.stderr);
    // The key follows the schema of the template.
    office.write(MARCH_FILE, MARCH.replace("tiep_nhan: 120", "tiep_nhanh: 120"));
    let run = office.run(&["render", MARCH_FILE]);
    assert!(run.code == 1 && run.stderr.contains("tiep_nhan"), "{}", run.stderr);
}

#[test]
fn a_template_that_asks_first_leaves_the_sum_out_where_it_is_not_known() {
    let office = office();
    let guarded = "Trong kỳ tiếp nhận {{ tiep_nhan | so }} hồ sơ.\n{% if dau_nam %}\nLũy kế {{ dau_nam | tong(cot=\"tiep_nhan\") | so }} hồ sơ.\n{% endif %}\n";
    office.write(
        "templates/cchc/bao-cao.md",
        format!("---\ntrich_yeu: Kết quả {{{{ ky }}}}\n---\n\n{guarded}"),
    );
    std::fs::create_dir_all(office.path("data/cchc")).expect("writable");
    let march = MARCH.replace(
        &MARCH[MARCH.find("luy_ke").expect("there")..MARCH.find("tiep_nhan: 60").expect("there")],
        "",
    );
    office.write(MARCH_FILE, &march);
    assert!(!text_of(&office, MARCH_FILE, "cchc-2026-03").contains("Lũy kế"));
    office.write(MARCH_FILE, MARCH);
    assert!(text_of(&office, MARCH_FILE, "cchc-2026-03").contains("Lũy kế 180 hồ sơ"));
    // January is the whole year so far.
    office.write("data/cchc/2027-01.yaml", march.replace("2026-03", "2027-01"));
    assert!(text_of(&office, "data/cchc/2027-01.yaml", "cchc-2027-01").contains("Lũy kế 60 hồ sơ"));
    office.write("data/cchc/2027-01.yaml", MARCH.replace("2026-03", "2027-01"));
    let run = office.run(&["render", "data/cchc/2027-01.yaml"]);
    assert!(run.code == 1 && run.stderr.contains("không có kỳ nào trước"), "{}", run.stderr);
}

#[test]
fn all_documents_share_the_numbers_and_the_board_has_its_own() {
    let office = in_march();
    assert_eq!(issue(&office, MARCH_FILE), "archive/2026/41-BC-UBND/v1");
    let made = office.run(&["new", "moi-hop", "--template", "giay-moi"]);
    assert_eq!((made.code, made.stdout.trim()), (0, "data/giay-moi/moi-hop.yaml"), "{}", made.stderr);
    assert!(office.read("data/giay-moi/co-quan.yaml").contains("ky_hieu: GM-UBND"));
    office.write("data/giay-moi/moi-hop.yaml", INVITATION);
    assert_eq!(issue(&office, "data/giay-moi/moi-hop.yaml"), "archive/2026/42-GM-UBND/v1");
    assert_eq!(office.run(&["new", "2026-Q1", "--template", "bcd"]).code, 0);
    office.write("data/bcd/2026-Q1.yaml", "mau: bcd\nky: 2026-Q1\nngay: 03/4/2026\ncuoc_hop: 3\n");
    assert_eq!(issue(&office, "data/bcd/2026-Q1.yaml"), "archive/2026/01-BC-BCĐ/v1");
    let april = month(&office, "2026-04", "30/4/2026");
    assert_eq!(issue(&office, &april), "archive/2026/43-BC-UBND/v1");
    // The board's documents are no part of the office's register.
    let both = office.run(&["register", "--year", "2026", "--format", "csv"]);
    assert!(both.code == 1 && both.stderr.contains("--agency \"Ban Chỉ đạo"), "{}", both.stderr);
    let own =
        office.run(&["register", "--year", "2026", "--format", "csv", "--agency", "Ủy ban nhân dân xã"]);
    assert_eq!(own.code, 0, "{}", own.stderr);
    let register = office.read("out/so-van-ban-di-2026-uy-ban-nhan-dan-xa.csv");
    let numbers: Vec<&str> = register.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    assert_eq!(numbers, ["41/BC-UBND", "42/GM-UBND", "43/BC-UBND"]);
    // One number, two symbols: in a common series it is taken.
    let taken = office.run(&[
        "issue",
        "data/giay-moi/moi-hop.yaml",
        "--number",
        "43",
        "--yes",
        "--accept-warnings",
        "x",
    ]);
    assert!(taken.code == 1 && taken.stderr.contains("A004"), "{}", taken.stderr);
    // With a series for each symbol it is free.
    office.edit("data/co-quan.yaml", "day_so: chung", "day_so: theo_ky_hieu");
    let free = office.run(&[
        "issue",
        "data/giay-moi/moi-hop.yaml",
        "--number",
        "43",
        "--yes",
        "--accept-warnings",
        "x",
    ]);
    assert_eq!(free.code, 0, "{}", free.stderr);
    assert_eq!(office.run(&["archive", "verify"]).code, 0);
    let again = office.run(&["archive", "regenerate", "--all"]);
    assert!(again.code == 0 && !again.stdout.contains("khác"), "{}{}", again.stdout, again.stderr);
}

#[test]
fn status_tells_how_every_report_stands() {
    let office = in_march();
    issue(&office, MARCH_FILE);
    let april = month(&office, "2026-04", "30/4/2026");
    office.run(&["new", "moi-hop", "--template", "giay-moi"]);
    insta::assert_snapshot!(office.run(&["status"]).stdout);
    // Corrected, and changed again.
    office.edit(MARCH_FILE, "qua_han: 5", "qua_han: 4");
    let changed = office.run(&["status"]).stdout;
    assert!(changed.contains("tệp đã đổi từ khi phát hành"), "{changed}");
    let amended = office.run(&["amend", MARCH_FILE, "--reason", "sửa số", "--yes", "--accept-warnings", "x"]);
    assert_eq!(amended.code, 0, "{}", amended.stderr);
    assert!(office.run(&["status"]).stdout.contains("đã sửa: bản 2"));
    issue(&office, &april);
    let all = office.run(&["status"]).stdout;
    assert!(
        all.contains("Tiếp theo: baocao new 2026-05 --template cchc")
            && all.contains("Ký và gửi: archive/2026/42-BC-UBND/v1/42-BC-UBND.pdf"),
        "{all}"
    );
}

#[test]
fn bad_steps_are_told_before_anything_is_written() {
    let office = in_march();
    office.write("data/2026-02.yaml", "mau: bcd\nky: 2026-02\ncuoc_hop: 1\n");
    for (arguments, code, words) in [
        (&["new", "2026-03"][..], "O006", "đã có"),
        (&["new", "2026-05", "--template", "nope"], "T001", "cchc"),
        (&["new", "2026-13"], "D011", "2024-W23"),
        (&["new", "../x", "--template", "giay-moi"], "A006", "không đặt tên tệp được"),
        (&["new", "co-quan", "--template", "giay-moi"], "A006", "không đặt tên tệp được"),
        (&["new", "2026-05", "--template", "cchc", "--from", "data/2026-02.yaml"], "D019", "bcd"),
        (&["new", "x", "--template", "giay-moi", "--from", MARCH_FILE], "D019", "cchc"),
    ] {
        let run = office.run(arguments);
        assert!(
            run.code == 1 && run.stderr.contains(code) && run.stderr.contains(words),
            "{arguments:?}: {}",
            run.stderr
        );
        assert!(run.stdout.is_empty(), "{}", run.stdout);
    }
    // The report of February is another kind's: it is not the period before.
    assert!(!text_of(&office, MARCH_FILE, "cchc-2026-03").contains("Kỳ trước"));
    // Two files of one period.
    office.write("data/2026-03.yaml", MARCH);
    let run = office.run(&["status"]);
    assert!(run.code == 1 && run.stderr.contains("D018"), "{}", run.stderr);
    let april = month(&office, "2026-04", "30/4/2026");
    let run = office.run(&["render", &april]);
    assert!(run.code == 1 && run.stderr.contains("D018"), "{}", run.stderr);
    // A letter has no period.
    std::fs::create_dir_all(office.path("data/giay-moi")).expect("writable");
    office.write("data/giay-moi/thu.yaml", format!("ky: 2026-03\n{INVITATION}"));
    let run = office.run(&["render", "data/giay-moi/thu.yaml"]);
    assert!(run.code == 1 && run.stderr.contains("không theo kỳ"), "{}", run.stderr);
}

#[test]
fn a_number_of_another_kind_is_not_corrected_by_mistake() {
    let office = in_march();
    issue(&office, MARCH_FILE);
    office.run(&["new", "moi-hop", "--template", "giay-moi"]);
    office.write("data/giay-moi/moi-hop.yaml", INVITATION);
    issue(&office, "data/giay-moi/moi-hop.yaml");
    office.write(
        "data/giay-moi/moi-khac.yaml",
        format!("so: 42\n{}", INVITATION.replace("triển khai", "tổng kết")),
    );
    let run = office.run(&[
        "amend",
        "data/giay-moi/moi-khac.yaml",
        "--reason",
        "x",
        "--yes",
        "--accept-warnings",
        "x",
    ]);
    assert!(
        run.code == 1 && run.stderr.contains("A004") && run.stderr.contains("không phải của"),
        "{}",
        run.stderr
    );
    // A report of another template with the number and the period of this one.
    office.write("data/bcd/2026-03.yaml", "mau: bcd\nky: 2026-03\nso: 41\nngay: 31/3/2026\ncuoc_hop: 3\nky_hieu: BC-UBND\nten_co_quan: Ủy ban nhân dân xã Thử Nghiệm\n");
    let run =
        office.run(&["amend", "data/bcd/2026-03.yaml", "--reason", "x", "--yes", "--accept-warnings", "x"]);
    assert!(run.code == 1 && run.stderr.contains("A004"), "{}", run.stderr);
}

const GUARDED: &str = "---\ntrich_yeu: Kết quả {{ ky }}\n---\n\nTrong kỳ tiếp nhận {{ tiep_nhan | so }} hồ sơ.\n{% if ky_truoc %} Kỳ trước {{ ky_truoc.tiep_nhan | so }} hồ sơ.{% endif %}\n{% if dau_nam %} Lũy kế {{ dau_nam | tong(cot=\"tiep_nhan\") | so }} hồ sơ.{% endif %}\n";

#[test]
fn a_comparison_is_not_left_out_without_a_word() {
    let office = in_march();
    office.write("templates/cchc/bao-cao.md", GUARDED);
    let april = month(&office, "2026-04", "30/4/2026");
    let may = month(&office, "2026-05", "31/5/2026");
    let text = text_of(&office, &may, "cchc-2026-05");
    assert!(text.contains("Kỳ trước 60") && text.contains("Lũy kế 300"), "{text}");
    let warned = |words: &str| {
        let run = office.run(&["render", &may, "--format", "md"]);
        assert!(
            run.code == 0 && run.stderr.contains("cảnh báo") && run.stderr.contains(words),
            "{}",
            run.stderr
        );
    };
    // The file before is of another template, has another ending, has gone.
    let kept = office.read(&april);
    office.write(&april, kept.replace("mau: cchc", "mau: bcd"));
    warned("data/cchc/2026-04.yaml là của mẫu khác");
    office.write("data/cchc/2026-04.yml", &kept);
    std::fs::remove_file(office.path(&april)).expect("it is there");
    warned("data/cchc/2026-04.yaml");
    // The first month of all has nothing before it, and nothing is said.
    office.write(&april, &kept);
    let run = office.run(&["render", MARCH_FILE, "--format", "md"]);
    assert!(run.code == 0 && !run.stderr.contains("2026-02"), "{}", run.stderr);
}

#[test]
fn days_from_one_to_another_add_up_and_compare() {
    let office = office();
    std::fs::create_dir_all(office.path("data/cchc")).expect("writable");
    let file = |days: &str, opening: &str| {
        let start = MARCH.find("luy_ke").expect("there");
        let text = format!(
            "mau: cchc\nky: {days}\nngay: 20/6/2026\n{opening}{}",
            &MARCH[start..][MARCH[start..].find("tiep_nhan: 60").expect("there")..]
        );
        office.write(&format!("data/cchc/{days}.yaml"), text);
        format!("data/cchc/{days}.yaml")
    };
    let first = file("2026-01-15..2026-02-14", "");
    let run = office.run(&["render", &first]);
    assert!(run.code == 1 && run.stderr.contains("luy_ke_truoc"), "{}", run.stderr);
    file("2026-01-15..2026-02-14", "luy_ke_truoc: {nguon: BC 1, so_lieu: {tiep_nhan: 10}}\n");
    // A month is not as long as the one before; the one that ends the day before it is.
    let second = file("2026-02-15..2026-03-14", "");
    let text = text_of(&office, &second, "cchc-2026-02-15..2026-03-14");
    assert!(
        text.contains("từ ngày 15/02/2026 đến ngày 14/3/2026") && text.contains("Kỳ trước tiếp nhận 60"),
        "{text}"
    );
    assert!(text.contains("Lũy kế từ đầu năm tiếp nhận 130"), "{text}");
    let third = file("2026-03-16..2026-04-14", "");
    let run = office.run(&["render", &third]);
    assert!(run.code == 1 && run.stderr.contains("không liền ngày nhau"), "{}", run.stderr);
}

#[test]
fn what_is_written_of_the_time_before_is_filled_in() {
    let office = in_march();
    office.write(MARCH_FILE, MARCH.replace("tiep_nhan: 120", "tiep_nhan:"));
    let run = office.run(&["check", MARCH_FILE]);
    assert!(run.stderr.contains("D006") && run.stderr.contains("luy_ke_truoc"), "{}", run.stderr);
    assert!(office.run(&["status", MARCH_FILE]).stdout.contains("luy_ke_truoc.tiep_nhan"));
    // With an empty list in it the block still goes from the next month's file.
    office.write(MARCH_FILE, MARCH.replace("      dung_han: 100\n", "      dung_han: 100\n    linh_vuc:\n"));
    office.run(&["new", "2026-04"]);
    assert!(office.read("data/cchc/2026-04.yaml").contains("# tháng trước: luy_ke_truoc:"));
}

#[test]
fn a_copy_of_a_report_is_not_issued_beside_it() {
    let office = in_march();
    office.write("data/cchc/2026-03 - Copy.yaml", MARCH);
    let run = office.run(&["issue", MARCH_FILE, "--number", "auto", "--yes", "--accept-warnings", "x"]);
    assert!(run.code == 1 && run.stderr.contains("D018") && run.stderr.contains("Copy"), "{}", run.stderr);
    std::fs::rename(office.path("data/cchc/2026-03 - Copy.yaml"), office.path("data/2026-03.yaml"))
        .expect("there");
    let run = office.run(&["check", MARCH_FILE]);
    assert!(run.code != 0 && run.stderr.contains("D018"), "{}", run.stderr);
}

#[test]
fn names_of_conditions_and_rules_are_checked() {
    let office = in_march();
    office.edit("templates/cchc/bao-cao.md", "{% if kho_khan %}", "{% if kho_khann %}");
    let run = office.run(&["render", MARCH_FILE]);
    assert!(
        run.code == 1 && run.stderr.contains("“kho_khann”") && run.stderr.contains("“kho_khan”"),
        "{}",
        run.stderr
    );
    office.edit("templates/cchc/bao-cao.md", "{% if kho_khann %}", "{% if kho_khan %}");
    office.write(
        "templates/cchc/checks.yaml",
        "quy_tac:\n  - dung: tiep_nhann == ho_so.dung_han\n    vi: a\n    en: b\n    noi: [tiep_nhan]\n",
    );
    let run = office.run(&["check", MARCH_FILE]);
    assert!(run.stderr.contains("“tiep_nhann”"), "{}", run.stderr);
}

#[test]
fn one_agency_numbers_in_one_way() {
    let office = in_march();
    office.edit("data/co-quan.yaml", "ky_hieu: BC-UBND", "ky_hieu: BC-UBND\nday_so: chung");
    office.write("data/cchc/co-quan.yaml", "day_so: theo_ky_hieu\n");
    let run = office.run(&["check", MARCH_FILE]);
    assert!(run.code == 1 && run.stderr.contains("D020"), "{}", run.stderr);
    // A board has a rule of its own.
    office.write(
        "data/cchc/co-quan.yaml",
        "day_so: theo_ky_hieu\nco_quan_ban_hanh: [BAN CHỈ ĐẠO, CẢI CÁCH HÀNH CHÍNH]\nten_co_quan: Ban Chỉ đạo cải cách hành chính xã Mẫu\n",
    );
    assert!(!office.run(&["check", MARCH_FILE]).stderr.contains("D020"));
}

#[test]
fn a_mistyped_symbol_of_a_series_is_noticed() {
    let office = in_march();
    let starts = |symbol: &str| {
        office.write(
            "data/cchc/co-quan.yaml",
            format!("so_bat_dau:\n  - {{nam: 2026, ky_hieu: {symbol}, so: 40}}\n"),
        );
        office.run(&["check", MARCH_FILE]).stderr
    };
    assert!(starts("BC-UBDN").contains("D020"), "{}", starts("BC-UBDN"));
    for right in ["BC-UBND", "KH-UBND", "BC-HĐND"] {
        assert!(!starts(right).contains("D020"), "{}", starts(right));
    }
}

#[test]
fn a_further_document_without_a_period_starts_from_the_one_before() {
    let office = office();
    assert_eq!(office.run(&["new", "mot", "--template", "giay-moi"]).code, 0);
    office.write("data/giay-moi/mot.yaml", format!("mau: giay-moi\nso: 5\n{INVITATION}"));
    let run = office.run(&["new", "hai", "--from", "data/giay-moi/mot.yaml"]);
    assert_eq!((run.code, run.stdout.trim()), (0, "data/giay-moi/hai.yaml"), "{}", run.stderr);
    let text = office.read("data/giay-moi/hai.yaml");
    assert!(
        text.contains("so: # văn bản trước: 5") && text.contains("ngay: # văn bản trước: 02/4/2026"),
        "{text}"
    );
    assert!(text.contains("dia_diem: Phòng họp số 1  # xem lại"), "{text}");
}
