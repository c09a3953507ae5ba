//! `baocao check` on the published report, on a corrected copy, and on copies with one mistake each.

use super::project::Project;

const DATA: &str = "data/2024-06.yaml";
const OFFICE: &str = "data/co-quan.yaml";
const BODY: &str = "templates/de-an-06/bao-cao.md";
const FIRST: &str = "templates/de-an-06/phu-luc-1.md";
const SECOND: &str = "templates/de-an-06/phu-luc-2.md";
const ROW: &str = "templates/chung/bang-dich-vu-cong.md";

/// What has to change for the June report to be right: file, old text (every occurrence), new text.
const CORRECTIONS: [(&str, &str, &str); 39] = [
    (DATA, "Luật cư trú", "Luật Cư trú"),
    (DATA, "Mặt trận tổ quốc", "Mặt trận Tổ quốc"),
    (DATA, "Ban công tác mặt trận", "Ban Công tác Mặt trận"),
    (DATA, "Ban\n    chấp hành", "Ban\n    Chấp hành"),
    (
        DATA,
        "biến những điểm mới của Luật Căn cước năm 2023 có hiệu lực từ 01/7/2024 tập trung vào các điểm mới của Luật Căn\n    cước năm 2023",
        "biến những điểm mới của Luật Căn cước năm 2023 có hiệu lực từ 01/7/2024",
    ),
    (DATA, "quản quản lý", "quản lý"),
    (DATA, "03/6/2024", "04/6/2024"),
    (DATA, "dang_ra_soat: 17", "dang_ra_soat: 29"),
    (DATA, "Công dịch vụ công", "Cổng dịch vụ công"),
    (DATA, "tài khai", "tờ khai"),
    (
        DATA,
        "Kế hoạch số 67/KH-UBND ngày 26/02/2024 về triển khai Đề\n    án 06 trên địa bàn thành phố năm 2024 và Công văn số 1350/UBND-CA ngày 22/3/2024 về triển khai thực hiện Chỉ thị số\n    04/CT-TTg ngày 11/02/2024 của Thủ tướng Chính phủ",
        "Kế hoạch số 67/KH-UBND và Công văn số 1350/UBND-CA",
    ),
    (DATA, "luật Căn cước", "Luật Căn cước"),
    (DATA, "Chi Cục thuế", "Chi cục Thuế"),
    (DATA, "\"*Khai báo", "“*Khai báo"),
    (DATA, "đăng ký tạm trú*\"", "đăng ký tạm trú*”"),
    (
        DATA,
        "noi_dung: về triển khai thực hiện Chỉ thị số 04",
        "noi_dung: của UBND thành phố về triển khai thực hiện Chỉ thị số 04",
    ),
    (
        DATA,
        "noi_dung: về triển khai thực hiện Chuyển đổi số",
        "noi_dung: của UBND thành phố về triển khai thực hiện Chuyển đổi số",
    ),
    (OFFICE, "# kinh_gui:\n#   - Tổ công tác Đề án 06 tỉnh", "kinh_gui:\n  - Tổ công tác Đề án 06 tỉnh"),
    (OFFICE, "noi_nhan:\n", "noi_nhan:\n  - Như trên\n"),
    (OFFICE, "PC06 – Công an", "PC06 - Công an"),
    (OFFICE, "DỮ LIỆU DÂN CƯ, ĐỊNH DANH", "DỮ LIỆU VỀ DÂN CƯ,\n  - ĐỊNH DANH"),
    (BODY, "Bộ phận phận", "Bộ phận"),
    (BODY, "cập nhập", "cập nhật"),
    (BODY, "từ trong tháng", "trong tháng"),
    (BODY, "(Phụ lục thống kê gửi kèm báo cáo)", "(Chi tiết tại Phụ lục I và Phụ lục II)"),
    (BODY, "dịch vụ công trực tuyến:\n", "dịch vụ công trực tuyến\n"),
    (BODY, "kinh tế xã hội:\n", "kinh tế xã hội\n"),
    (BODY, "Công dân số:\n", "Công dân số\n"),
    (BODY, "dữ liệu dân cư:\n", "dữ liệu dân cư\n"),
    (BODY, "động – Thương binh", "động - Thương binh"),
    (BODY, "mở rộng – ", "mở rộng - "),
    (BODY, "ngày 23/9/2022 về", "ngày 23/9/2022 của Trung tâm Y tế về"),
    (BODY, "biết, theo dõi, chỉ đạo.", "biết, theo dõi, chỉ đạo./."),
    (FIRST, "Công DVC", "Cổng DVC"),
    (FIRST, "so_lien", "so"),
    (SECOND, "QUYẾT ĐỊNH 422/QĐ-TTg ngày 04/04/2022", "QUYẾT ĐỊNH SỐ 422/QĐ-TTG CỦA THỦ TƯỚNG CHÍNH PHỦ"),
    (SECOND, "so_lien", "so"),
    (ROW, "so_lien", "so"),
    (DATA, "# BÁO CÁO", "# BÁO CÁO"),
];

/// The June report as it should have been: corrected, and without the stated values.
pub(crate) fn corrected() -> Project {
    let project = Project::new();
    let lines: Vec<String> = project.read(DATA).lines().map(str::to_string).collect();
    let stated = |at: Option<usize>| {
        at.and_then(|at| lines.get(at)).is_some_and(|line| line.trim_end().ends_with("_cong_bo:"))
    };
    let kept = lines.iter().enumerate().filter(|(index, _)| {
        !(stated(Some(*index)) || stated(index.checked_sub(1)) || stated(index.checked_sub(2)))
    });
    project.write(DATA, kept.map(|(_, line)| format!("{line}\n")).collect::<String>());
    for (file, old, new) in CORRECTIONS {
        let text = project.read(file);
        // A shared file need not hold every old text.
        assert!(text.contains(old) || file == ROW || file == SECOND, "{old:?} is not in {file}");
        project.write(file, text.replace(old, new));
    }
    project
}

fn check(project: &Project) -> super::project::Run {
    project.run(&["check", DATA, "--format", "short", "--fail-on", "note"])
}

#[test]
fn the_corrected_report_has_no_findings() {
    let project = corrected();
    let run = check(&project);
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, "", ""));
    let run = project.run(&["render", DATA, "--strict"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
}

#[test]
fn each_certain_error_of_the_published_report_is_found_once_where_it_was_typed() {
    let run = check(&Project::new());
    assert_eq!(run.code, 1);
    for (code, place, times) in [
        ("D012", DATA, 4),
        ("K101", DATA, 1),
        ("K101", BODY, 2),
        ("K102", DATA, 1),
        ("K104", DATA, 2),
        ("K104", BODY, 2),
        ("K104", FIRST, 1),
        ("K105", DATA, 6),
        ("K201", DATA, 1),
        ("K202", DATA, 1),
        ("K203", SECOND, 1),
        ("K206", DATA, 2),
        ("K207", BODY, 1),
        ("K208", FIRST, 1),
        ("K208", SECOND, 1),
        ("K212", OFFICE, 1),
        ("K301", OFFICE, 1),
        ("K401", DATA, 1),
    ] {
        let found =
            run.stdout.lines().filter(|line| line.starts_with(place) && line.contains(&format!("[{code}]")));
        assert_eq!(found.count(), times, "{code} in {place}:\n{}", run.stdout);
    }
}

/// Breaks the corrected report in one place and expects one finding of a code.
#[track_caller]
fn planted(file: &str, old: &str, new: &str, code: &str) {
    let project = corrected();
    project.edit(file, old, new);
    let run = check(&project);
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert!(
        lines.iter().any(|line| line.contains(&format!("[{code}]"))),
        "{code}:\n{}{}",
        run.stdout,
        run.stderr
    );
    assert!(lines.len() <= 2, "more than was planted:\n{}", run.stdout);
}

#[test]
fn planted_mistakes_in_figures_are_found() {
    planted(DATA, "truc_tuyen: 133", "truc_tuyen: 138", "K401");
    planted(DATA, "co_tai_khoan: 3.904", "co_tai_khoan: 7.904", "K401");
    planted(DATA, "kham_tu_xa_luot: 27", "kham_tu_xa_luot: 27\nchap_nhan:\n  - {ma: K401, ly_do: x}", "K901");
    planted(DATA, "hạn chế.\n", "hạn chế, chỉ đạt 28,36% (177/624).\n", "K402");
}

#[test]
fn planted_mistakes_in_references_are_found() {
    planted(DATA, "và Công văn số 1350/UBND-CA", "và Công văn số 1350/UBND-CA ngày 22/3/2024", "K201");
    planted(DATA, "tại Nghị định số 45/2020/NĐ-CP", "tại Nghị định 45/2020/NĐ-CP", "K203");
    planted(DATA, "ngày 24/6/2022 của Chính phủ", "ngày 31/6/2022 của Chính phủ", "K210");
    planted(BODY, "(Chi tiết tại Phụ lục I và Phụ lục II)", "(Chi tiết tại Phụ lục I)", "K208");
    planted(
        OFFICE,
        "  - Thường trực Thành ủy\n",
        "  - Thường trực Thành ủy\n  - Thường trực Thành ủy\n",
        "K209",
    );
}

#[test]
fn planted_mistakes_in_text_and_form_are_found() {
    planted(DATA, "làm sạch dữ liệu dân cư", "làm làm sạch dữ liệu dân cư", "K101");
    planted(DATA, "thông tin công dân “đúng", "thông tin công dân , “đúng", "K106");
    planted(DATA, "trên địa bàn thành phố năm 2024", "trên địa bàn thành phổ năm 2024", "K103");
    planted(OFFICE, "  - Như trên\n", "", "K302");
    planted(OFFICE, "ky_hieu: BC-TCTĐA06", "ky_hieu: KH-TCTĐA06", "K306");
    planted(OFFICE, "  - Lưu: VT, CATP", "  - Lưu CATP", "K308");
    planted(OFFICE, "    - TỔ TRƯỞNG", "    - KT TỔ TRƯỞNG\n    - PHÓ TỔ TRƯỞNG", "K309");
    planted(BODY, "chỉ đạo./.", "chỉ đạo.", "K305");
}

#[test]
fn a_missing_space_is_shown_where_it_is_missing() {
    // `đ` is two bytes: a place must not end inside it.
    for (typed, sign) in [("làm sạch,đồng bộ dữ liệu", ","), ("làm sạch.Đồng bộ dữ liệu", ".")]
    {
        let project = corrected();
        project.edit(DATA, "làm sạch dữ liệu dân cư", typed);
        let text = project.read(DATA);
        let at = text.find(typed).expect("it is there") + typed.find(sign).expect("a sign");
        let before = &text[..at];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        let run = check(&project);
        let place = format!("{DATA}:{line}:{column}: cảnh báo[K106]");
        assert!(run.stdout.contains(&place), "{place}\n{}", run.stdout);
    }
}

#[test]
fn findings_of_the_office_are_shown_at_the_line_to_change() {
    for (old, new, wrong) in [
        ("  - Lưu: VT, CATP", "  - Lưu CATP", "Lưu CATP"),
        ("ho_ten: Nguyễn", "ho_ten: TS. Nguyễn", "TS. Nguyễn"),
        ("    - TỔ TRƯỞNG", "    - KT TỔ TRƯỞNG", "KT TỔ TRƯỞNG"),
    ] {
        let project = corrected();
        project.edit(OFFICE, old, new);
        let text = project.read(OFFICE);
        let line = text[..text.find(wrong).expect("it is there")].matches('\n').count() + 1;
        let run = check(&project);
        assert!(run.stdout.starts_with(&format!("{OFFICE}:{line}:")), "{line}\n{}", run.stdout);
    }
}

#[test]
fn against_the_period_before() {
    let project = corrected();
    let june = project.read(DATA);
    project.write("data/2024-07.yaml", june.replace("ky: 2024-06", "ky: 2024-07"));
    let run = project.run(&["check", "data/2024-07.yaml", "--format", "short"]);
    assert_eq!(run.code, 1);
    for code in ["K501", "K504", "K505"] {
        assert!(run.stdout.contains(&format!("[{code}]")), "{code}:\n{}", run.stdout);
    }
    assert!(!run.stdout.contains("[K506]"), "{}", run.stdout);
    project.edit("data/2024-07.yaml", "ky: 2024-07", "ky: 2024-08");
    let run = project.run(&["check", "data/2024-07.yaml", "--format", "short"]);
    assert!(run.stdout.contains("[K506]"), "{}", run.stdout);
    project.edit("data/2024-07.yaml", "ky: 2024-08", "ky: 2024-07");
    project.edit("data/2024-07.yaml", "nong_dan: 1.994", "nong_dan: 1.949");
    let run = project.run(&["check", "data/2024-07.yaml", "--format", "short"]);
    assert!(run.stdout.contains("[K502]"), "{}", run.stdout);
}

#[test]
fn accepted_findings_are_listed_with_their_reason_and_fail_nothing() {
    let project = corrected();
    project.edit(DATA, "dang_ra_soat: 29", "dang_ra_soat: 17");
    let text = project.read(DATA)
        + "chap_nhan:\n  - ma: K401\n    o: C10\n    ly_do: 12 trường hợp đã chuyển địa bàn\n";
    project.write(DATA, text);
    let run = project.run(&["check", DATA]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(
        run.stderr.contains("đã chấp nhận [K401]") && run.stderr.contains("chuyển địa bàn"),
        "{}",
        run.stderr
    );
    // Accepted for the check, accepted for the report.
    assert_eq!(project.run(&["render", DATA, "--strict"]).code, 0);
}

#[test]
fn findings_come_as_json_and_sarif_and_in_both_languages() {
    let project = Project::new();
    let run = project.run(&["check", DATA, "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let findings = json["findings"].as_array().expect("a list");
    assert!(findings.len() > 30);
    let dated = findings.iter().find(|finding| finding["code"] == "K201").expect("the two dates");
    assert_eq!(
        (dated["name"].as_str(), dated["severity"].as_str()),
        (Some("citation-with-two-dates"), Some("error"))
    );
    assert!(dated["primary"]["line"].as_u64() > Some(0) && dated["headline"]["en"].is_string());
    let run = project.run(&["check", DATA, "--format", "sarif"]);
    let sarif: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    assert_eq!(sarif["version"], "2.1.0");
    assert_eq!(sarif["runs"][0]["results"].as_array().map(Vec::len), Some(findings.len()));
    let run = project.run_in("en", &["check", DATA]);
    assert!(run.stderr.contains("the word “phận” stands twice"), "{}", run.stderr);
}

#[test]
fn exit_codes_say_clean_findings_or_cannot_run() {
    let project = Project::new();
    let code = |arguments: &[&str]| project.run(&[&["check"], arguments].concat()).code;
    assert_eq!(code(&[DATA]), 1);
    assert_eq!(code(&["data/2024-05.yaml"]), 2);
    assert_eq!(code(&[]), 2);
    let project = corrected();
    project.edit(BODY, "chỉ đạo./.", "chỉ đạo.");
    let code = |arguments: &[&str]| project.run(&[&["check", DATA], arguments].concat()).code;
    assert_eq!((code(&[]), code(&["--fail-on", "note"])), (0, 1));
    project.edit(DATA, "so: 254 ", "so: [254 ");
    assert_eq!(code(&[]), 1);
}

#[test]
fn render_remarks_and_refuses_only_when_strict() {
    let project = Project::new();
    let run = project.run(&["render", DATA]);
    assert_eq!(run.code, 0);
    assert!(run.stderr.contains("lỗi[K201]"), "{}", run.stderr);
    let run = project.run(&["render", DATA, "--no-check"]);
    assert!(run.code == 0 && !run.stderr.contains("K201"), "{}", run.stderr);
    std::fs::remove_dir_all(project.path("out")).expect("it was written");
    let run = project.run(&["render", DATA, "--strict"]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
    assert!(!project.path("out").exists());
}

#[test]
fn codes_are_explained() {
    let project = Project::new();
    let run = project.run(&["explain", "K201"]);
    assert!(run.code == 0 && run.stdout.contains("citation-with-two-dates") && run.stdout.contains("II.6.b"));
    let run = project.run_in("en", &["explain", "doubled-word"]);
    assert!(run.stdout.contains("A word stands twice"), "{}", run.stdout);
    assert_eq!(project.run(&["explain", "X1"]).code, 2);
    assert!(project.run(&["explain"]).stdout.lines().count() > 70);
}

#[test]
fn the_schema_for_editors_is_that_of_the_program() {
    let project = Project::new();
    for (arguments, file) in [
        (vec!["schema", "de-an-06"], "data/de-an-06.schema.json"),
        (vec!["schema"], "data/co-quan.schema.json"),
    ] {
        let run = project.run(&arguments);
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert_eq!(run.stdout, project.read(file), "baocao {} > {file}", arguments.join(" "));
        assert!(serde_json::from_str::<serde_json::Value>(&run.stdout).is_ok());
    }
    assert!(project.read(DATA).starts_with("# yaml-language-server: $schema=de-an-06.schema.json\n"));
    assert!(project.read(OFFICE).starts_with("# yaml-language-server: $schema=co-quan.schema.json\n"));
    assert_eq!(project.run(&["schema", "khong-co"]).code, 2);
}

#[test]
fn what_rendering_refuses_is_found() {
    let project = Project::new();
    project.edit(
        OFFICE,
        "  - ÁN PHÁT TRIỂN ỨNG DỤNG",
        "  - ÁN PHÁT TRIỂN ỨNG DỤNG VÀ MỌI THỨ KHÁC MÀ KHÔNG DÒNG NÀO CHỨA HẾT",
    );
    project.edit(DATA, "Cấp quản lý thẻ CCCD", "Cấp quản lý thẻ CCCD 中");
    let checked = project.run(&["check", DATA]);
    let rendered = project.run(&["render", DATA, "--no-check"]);
    for code in ["F002", "F003"] {
        assert!(rendered.stderr.contains(code), "{code}: {}", rendered.stderr);
        assert!(checked.stderr.contains(code), "{code}: {}", checked.stderr);
    }
    assert_eq!((checked.code, rendered.code), (1, 1));
}

#[test]
fn what_has_one_remedy_is_corrected_in_the_data_and_can_be_put_back() {
    let project = corrected();
    let before = project.read(DATA);
    project.edit(DATA, "co_so_luu_tru", "# ghi chú: cập nhập\nco_so_luu_tru");
    project.edit(DATA, "về tuyên truyền và tham gia", "về tuyên chuyền và  tham gia");
    project.edit(BODY, "# KẾT QUẢ", "Đã cập nhập dữ liệu.\n\n# KẾT QUẢ");
    let (wrong, template) = (project.read(DATA), project.read(BODY));
    let run = project.run(&["check", DATA, "--fix", "--format", "short"]);
    // What stands in the template is left to whoever writes it.
    assert!(
        run.code == 1 && run.stdout.contains("K104") && run.stdout.lines().count() == 1,
        "{}",
        run.stdout
    );
    assert!(run.stderr.contains("“tuyên chuyền” → “tuyên truyền”"), "{}", run.stderr);
    assert_eq!(project.read(BODY), template);
    let fixed = before.replace("co_so_luu_tru", "# ghi chú: cập nhập\nco_so_luu_tru");
    assert_eq!(project.read(DATA), fixed);
    // The command that is printed puts everything back.
    let command =
        run.stderr.lines().find(|line| line.contains(".baocao/truoc/")).expect("how to put it back");
    let kept = command.split('"').nth(1).expect("the text before");
    assert_eq!(project.read(kept), wrong);
    let again = project.run(&["check", DATA, "--fix", "--format", "short"]);
    assert!(again.stderr.contains("Không có gì sửa tự động được"), "{}", again.stderr);
    let json = project.run(&["check", DATA, "--format", "json"]);
    assert!(json.stdout.contains("\"text\": \"cập nhật\""), "{}", json.stdout);
}

#[test]
fn what_is_accepted_is_not_corrected() {
    let project = corrected();
    project.edit(DATA, "về tuyên truyền và tham gia", "về tuyên chuyền và tham gia");
    let accepted = "\nchap_nhan:\n  - ma: K104\n    o: tuyên chuyền\n    ly_do: đúng tên văn bản gốc\n";
    project.write(DATA, project.read(DATA) + accepted);
    let before = project.read(DATA);
    let run = project.run(&["check", DATA, "--fix"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(project.read(DATA), before);
}
