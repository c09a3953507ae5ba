//! Bad input: a finding with code, file and line, exit 1, and no output file touched.

use super::project::{Project, Run};
use super::small::Small;

const DATA: &str = "data/2024-06.yaml";

/// The run failed with this code at this place (`file:line`), and left nothing behind.
#[track_caller]
fn refused(project: &Project, run: &Run, code: &str, place: &str) {
    assert_eq!(run.code, 1, "{}{}", run.stdout, run.stderr);
    assert_eq!(run.stdout, "");
    assert!(run.stderr.contains(&format!("lỗi[{code}]")), "{code} is missing in:\n{}", run.stderr);
    assert!(run.stderr.contains(place), "{place} is missing in:\n{}", run.stderr);
    assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
    assert!(!project.path("out").exists(), "something was written");
}

/// Replaces a part of the June data and renders.
#[track_caller]
fn with_data(old: &str, new: &str, code: &str, place: &str) {
    let project = Project::new();
    project.edit("data/2024-06.yaml", old, new);
    refused(&project, &project.render(), code, place);
}

/// Replaces a part of a template file and renders.
#[track_caller]
fn with_template(file: &str, old: &str, new: &str, code: &str, place: &str) {
    let project = Project::new();
    project.edit(&format!("templates/{file}"), old, new);
    refused(&project, &project.render(), code, place);
}

const BODY: &str = "de-an-06/bao-cao.md";

#[test]
fn broken_yaml() {
    with_data("so: 254 ", "so: [254 ", "D001", "data/2024-06.yaml:");
    with_data("  tu: 10/5/2024\n", "  tu: 10/5/2024: x\n", "D001", "data/2024-06.yaml:16:");
    with_data("  tu: 10/5/2024", "\ttu: 10/5/2024", "D001", "data/2024-06.yaml:16:1");
}

#[test]
fn a_misspelt_key_is_named_with_the_right_one() {
    let project = Project::new();
    project.edit("data/2024-06.yaml", "co_so_luu_tru:", "co_so_luutru:");
    let run = project.render();
    refused(&project, &run, "D005", "data/2024-06.yaml:");
    assert!(run.stderr.contains("có phải là “co_so_luu_tru”"), "{}", run.stderr);
}

#[test]
fn a_missing_value() {
    with_data("co_so_luu_tru: 199", "co_so_luu_tru:", "D006", "data/2024-06.yaml:");
    let project = Project::new();
    project.edit("data/co-quan.yaml", "dia_danh: Phan Rang - Tháp Chàm", "");
    let run = project.render();
    refused(&project, &run, "D006", "data/2024-06.yaml:");
    assert!(run.stderr.contains("dia_danh"));
}

#[test]
fn a_wrong_type() {
    with_data("co_so_luu_tru: 199", "co_so_luu_tru: nhiều", "D007", "data/2024-06.yaml:");
    with_data("co_so_luu_tru: 199", "co_so_luu_tru: [199]", "D007", "data/2024-06.yaml:");
}

#[test]
fn an_impossible_date() {
    with_data("ngay: 24/6/2024", "ngay: 31/6/2024", "D008", "data/2024-06.yaml:12:");
}

#[test]
fn all_mistakes_come_at_once_and_in_english_when_asked() {
    let project = Project::new();
    project.edit("data/2024-06.yaml", "ngay: 24/6/2024", "ngay: 31/6/2024");
    project.edit("data/2024-06.yaml", "co_so_luu_tru: 199", "co_so_luu_tru: nhiều");
    project.edit("data/2024-06.yaml", "luong_huu:", "luong_huuu:");
    let run = project.run_in("en", &["render", "data/2024-06.yaml"]);
    assert_eq!(run.code, 1);
    for part in ["error[D008]", "error[D007]", "error[D005]", "3 errors; no file was written."] {
        assert!(run.stderr.contains(part), "{part} is missing in:\n{}", run.stderr);
    }
    let run = project.run_in("vi", &["--lang", "en", "render", "data/2024-06.yaml"]);
    assert!(run.stderr.contains("there is no day “31/6/2024” in the calendar"), "{}", run.stderr);
}

#[test]
fn a_misspelt_variable() {
    let project = Project::new();
    project.edit(&format!("templates/{BODY}"), "{{ luong_huu | dem }}", "{{ luong_huuu | dem }}");
    let run = project.render();
    refused(&project, &run, "T003", "bao-cao.md:");
    assert!(run.stderr.contains("có phải là “luong_huu”"), "{}", run.stderr);
    with_template(BODY, "{{ a.so_tien | so }}", "{{ a.so_tienn | so }}", "T003", "bao-cao.md:");
}

#[test]
fn an_unknown_filter() {
    with_template(BODY, "{{ luong_huu | dem }}", "{{ luong_huu | demm }}", "T002", "bao-cao.md:");
}

#[test]
fn a_template_that_is_no_tera() {
    with_template(BODY, "{{ luong_huu | dem }}", "{{ luong_huu | dem }", "T002", "bao-cao.md:");
    with_template(BODY, "{% endfor %}", "", "T002", "bao-cao.md:");
}

#[test]
fn templates_that_include_one_another_or_themselves() {
    let project = Project::new();
    project.write("templates/chung/a.md", "{% include \"chung/b.md\" %}");
    project.write("templates/chung/b.md", "{% include \"chung/a.md\" %}");
    refused(&project, &project.render(), "T002", "chung/");
    let project = Project::new();
    project.write("templates/chung/a.md", "{% include \"chung/a.md\" %}");
    refused(&project, &project.render(), "T002", "chung/a.md:1:");
}

#[test]
fn a_missing_include() {
    with_template(
        BODY,
        "# NHẬN XÉT",
        "{% include \"chung/khong-co.md\" %}\n\n# NHẬN XÉT",
        "T002",
        "bao-cao.md:",
    );
}

#[test]
fn malformed_markup() {
    with_template(
        BODY,
        "# NHẬN XÉT ĐÁNH GIÁ",
        "# NHẬN **XÉT ĐÁNH GIÁ",
        "M001",
        "bao-cao.md (đã điền số liệu):",
    );
    with_template(BODY, "# NHẬN XÉT ĐÁNH GIÁ", "<b>NHẬN XÉT</b>", "M002", "bao-cao.md (đã điền số liệu):");
    with_template(
        "de-an-06/phu-luc-1.md",
        "| ^^ | ^^ |",
        "| ^^ |",
        "M003",
        "phu-luc-1.md (đã điền số liệu):",
    );
}

#[test]
fn a_missing_template_or_font_folder() {
    with_data("ky: 2024-06", "mau: de-an-07\nky: 2024-06", "T001", "data/2024-06.yaml:");
    let project = Project::new();
    let run = project.run(&["render", "data/2024-06.yaml", "--templates", "khong-co"]);
    refused(&project, &run, "T001", "khong-co");
    let run = project.run(&["render", "data/2024-06.yaml", "--fonts", "khong-co"]);
    refused(&project, &run, "F001", "khong-co");
    let run = project.run(&["render", "data/khong-co.yaml"]);
    refused(&project, &run, "O001", "data/khong-co.yaml");
}

#[test]
fn an_unwritable_folder() {
    let project = Project::new();
    project.write("tep", "không phải thư mục");
    let run = project.run(&["render", "data/2024-06.yaml", "--out", "tep/out"]);
    refused(&project, &run, "O004", "tep/out");
    assert_eq!(project.read("tep"), "không phải thư mục");
}

#[test]
fn old_output_stays_when_a_run_is_refused() {
    let project = Project::new();
    project.render();
    let before = project.bytes("out/2024-06.pdf");
    project.edit("data/2024-06.yaml", "ngay: 24/6/2024", "ngay: 31/6/2024");
    assert_eq!(project.render().code, 1);
    assert!(before == project.bytes("out/2024-06.pdf"));
    assert_eq!(std::fs::read_dir(project.path("out")).expect("still there").count(), 2);
}

#[test]
fn a_file_of_fifty_megabytes() {
    let project = Project::new();
    project.write("data/2024-06.yaml", vec![b'#'; 50 * 1024 * 1024]);
    refused(&project, &project.render(), "O002", "data/2024-06.yaml");
}

#[test]
fn an_alias_bomb() {
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..9 {
        let items = vec![format!("*a{}", level - 1); 10].join(", ");
        bomb.push_str(&format!("a{level}: &a{level} [{items}]\n"));
    }
    let project = Project::new();
    project.write("data/2024-06.yaml", bomb);
    refused(&project, &project.render(), "D002", "data/2024-06.yaml:");
}

#[test]
fn text_that_is_not_utf8() {
    let project = Project::new();
    project.write("data/2024-06.yaml", b"ky: 2024-06\nso: \xff\xfe\n");
    refused(&project, &project.render(), "O003", "2");
}

#[test]
fn control_characters() {
    with_data("co_so_luu_tru: 199", "co_so_luu_tru: \u{1}199", "D003", "data/2024-06.yaml:");
}

#[test]
fn an_emoji_is_named_with_its_place() {
    let project = Project::new();
    project.edit("data/2024-06.yaml", "Tân Tài, Phú Hà", "Tân Tài 😀");
    let run = project.render();
    refused(&project, &run, "F002", "data/2024-06.yaml:");
    assert!(run.stderr.contains("U+1F600"));
}

#[test]
fn decomposed_text_is_composed() {
    let project = Project::new();
    project.edit("data/2024-06.yaml", "phường Tân Tài", "phươ\u{300}ng Tân Ta\u{300}i");
    assert_eq!(project.render().code, 0);
    let text = super::agreement::docx_text(&project.bytes("out/2024-06.docx"));
    assert!(text.contains("(phường Tân Tài, Phú Hà)"));
}

#[test]
fn markup_and_template_signs_in_values_are_text() {
    let project = Project::new();
    let signs = "**a** _b_ | <b> [c](d) {{ x }} {% y %} & # \\\\";
    project.edit("data/2024-06.yaml", "dia_ban: phường Tân Tài, Phú Hà", &format!("dia_ban: \"{signs}\""));
    let run = project.render();
    assert_eq!(run.code, 0, "{}", run.stderr);
    let text = super::agreement::docx_text(&project.bytes("out/2024-06.docx"));
    assert!(text.contains("(**a** _b_ | <b> [c](d) {{ x }} {% y %} & # \\)"), "{text}");
}

#[test]
fn a_word_of_two_thousand_letters_is_broken_not_lost() {
    let project = Project::new();
    let word = "ữ".repeat(2000);
    project.edit("data/2024-06.yaml", "phường Tân Tài", &word);
    project.edit("data/2024-06.yaml", "ten: Đăng ký tạm trú", &format!("ten: {word}"));
    let run = project.render();
    assert_eq!(run.code, 0, "{}", run.stderr);
    let pdf = lopdf::Document::load_mem(&project.bytes("out/2024-06.pdf")).expect("a PDF");
    let pages: Vec<u32> = pdf.get_pages().into_keys().collect();
    let letters = pdf.extract_text(&pages).expect("text").matches('ữ').count();
    assert!(letters >= 4000, "{letters}");
}

#[test]
fn a_template_that_loops_without_end_is_stopped() {
    for endless in [
        "{% for i in range(end=100000) %}{% for j in range(end=100000) %}chữ {% endfor %}{% endfor %}",
        "{% for i in range(end=100000) -%} {% for j in range(end=100000) %}{% endfor %}{% endfor %}",
        "{{ [[j for j in range(end=100000)] for i in range(end=100000)] | length }}",
        "{% for i in range(end=100000) %}{% set x = [j for j in range(end=100000) if j > i] %}{% endfor %}",
        "{% component c(n: integer) %}{% if n > 0 %}{{ <c n={n - 1} /> }}{{ <c n={n - 1} /> }}{{ <c n={n - 1} /> }}{% endif %}{% endcomponent %}{{ <c n={17} /> }}",
    ] {
        let endless = format!("{endless}\n\n# NHẬN XÉT");
        let project = Project::new();
        project.edit(&format!("templates/{BODY}"), "# NHẬN XÉT", &endless);
        let run = project.render();
        assert!(run.code == 1 && run.stderr.contains("bao-cao.md"), "{endless}: {}", run.stderr);
        assert!(!run.stderr.contains("phu-luc-1.md"), "{}", run.stderr);
    }
    with_template(
        BODY,
        "# NHẬN XÉT",
        "{% for i in range(end=9000) %}{% for j in range(end=9000) %}{% endfor %}{% endfor %}\n\n# NHẬN XÉT",
        "T004",
        "{% for %}",
    );
}

#[test]
fn lists_and_texts_that_grow_without_bound_are_refused() {
    for (grows, says) in [
        ("{{ range(end=99999999) | length }}", "range dài hơn"),
        (
            "{% set a = \"aaaaaaaaaaaaaaaa\" %}{% set b = a | replace(from=\"a\", to=a) %}{% set c = b | replace(from=\"a\", to=b) %}{% set d = c | replace(from=\"a\", to=c) %}",
            "dài hơn 16 MB",
        ),
    ] {
        let project = Project::new();
        project.edit(&format!("templates/{BODY}"), "# NHẬN XÉT", &format!("{grows}\n\n# NHẬN XÉT"));
        let run = project.render();
        assert!(
            run.code == 1 && run.stderr.contains(says) && run.stderr.contains("bao-cao.md"),
            "{}",
            run.stderr
        );
    }
}

#[test]
fn a_loop_says_what_it_said_without_the_count() {
    let project = Project::new();
    let text = "{% for i in [1, 2] -%}\n  {{ i }}\n{%- endfor %} và {{ [i for i in [1, 2, 3] if i == 1 or i == 3] | join(sep=\", \") }}./.";
    project.edit(&format!("templates/{BODY}"), "# NHẬN XÉT", &format!("{text}\n\n# NHẬN XÉT"));
    let run = project.run(&["render", "data/2024-06.yaml", "--no-check", "--format", "md"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(
        project.read("out/2024-06.md").contains("\n12 và 1, 3./.\n"),
        "{}",
        project.read("out/2024-06.md")
    );
}

#[test]
fn a_file_that_is_there_but_cannot_be_read_is_not_passed_over() {
    for name in ["data/co-quan.yaml", "data/tu-dien.yaml", "templates/de-an-06/checks.yaml"] {
        let project = Project::new();
        project.write(name, [0xFF, 0xFE, b'a']);
        let run = project.run(&["check", "data/2024-06.yaml", "--format", "short"]);
        assert!(run.stdout.contains("[O003]") && run.stdout.contains(name), "{name}: {}", run.stdout);
        assert_eq!(run.code, 2, "{name}");
    }
}

/// What is said of a data file of these bytes, and how long it took.
fn told_of(name: &str, bytes: impl AsRef<[u8]>) -> Run {
    let project = Project::new();
    project.write(&format!("data/{name}"), bytes);
    project.run(&["check", &format!("data/{name}")])
}

#[test]
fn files_of_other_kinds_are_called_by_their_name() {
    let made = Project::new();
    made.render();
    let word = made.bytes("out/2024-06.docx");
    for (name, bytes, kind) in [
        ("a.docx", word.as_slice(), "tệp Word"),
        ("a.yaml", &word, "tệp Word"),
        ("a.doc", b"\xD0\xCF\x11\xE0rest", "tệp Word"),
        ("a.xls", b"\xD0\xCF\x11\xE0rest", "bảng tính"),
        ("a.pdf", b"%PDF-1.7\n", "tệp PDF"),
        ("a.png", b"\x89PNG\r\n", "tệp ảnh"),
    ] {
        let run = told_of(name, bytes);
        assert!(run.code == 2 && run.stderr.contains(&format!("là {kind}")), "{name}: {}", run.stderr);
    }
    let project = Project::new();
    project.write("a.pdf", &word);
    let run = project.run(&["extract", "a.pdf"]);
    assert!(run.stderr.contains("là tệp Word, không phải tệp PDF"), "{}", run.stderr);
}

#[test]
fn mistakes_of_one_kind_are_not_told_without_end() {
    let start = "mau: de-an-06\nky: 2024-06\n";
    for (text, code) in [
        ((0..50_000).map(|key| format!("k{key}: 1\n")).collect::<String>(), "D005"),
        ("ky_hieu: a\n".repeat(50_000), "D004"),
        (format!("a: &a \"{}\"\nb: [{}]\n", "x".repeat(1_000_000), "*a, ".repeat(400)), "D002"),
    ] {
        let run = told_of("2024-06.yaml", format!("{start}{text}"));
        assert!(
            run.code == 1 && run.stderr.contains(code),
            "{code}: {}",
            &run.stderr[..run.stderr.len().min(400)]
        );
        assert!(run.stderr.matches(code).count() <= 101);
    }
}

#[test]
fn a_template_cannot_double_its_texts_without_end() {
    for body in [
        format!(
            "{{% set x = \"aaaaaaaaaaaaaaaa\" %}}{}{{{{ x | length }}}}",
            "{% set x = x ~ x %}".repeat(40)
        ),
        format!(
            "{{% set x = \"aaaaaaaaaaaaaaaa\" %}}{}{{{{ x | length }}}}",
            "{% set x = [x, x] | join %}".repeat(40)
        ),
        format!(
            "{{% set x = \"aaaaaaaaaaaaaaaa\" %}}{}x",
            "{% set x %}{{ x }}{{ x }}{% endset %}".repeat(40)
        ),
    ] {
        let found = Small::new(&body, None).found();
        let is_told = |told: &String| told.contains("dài hơn 16 MB") || told.contains("lặp quá nhiều");
        assert!(found.iter().any(is_told), "{found:?}");
    }
}

#[test]
fn a_schema_is_wrong_at_its_line_and_in_vietnamese() {
    for (text, line, said) in [
        (
            "{\n \"type\": \"object\",\n \"properties\": {\n  \"a\": {\"type\": \"strin\"}\n }\n}",
            ":4:",
            "type phải là một trong",
        ),
        ("{\n \"type\": \"object\",\n \"pattern\": \"x\"\n}", ":3:", "không dùng được từ khóa “pattern”"),
        ("{\n \"type\": \"object\"\n \"x\": 1\n}", ":3:", "không phải JSON"),
        ("{\n \"type\": \"object\",\n \"required\": [\"b\"]\n}", ":", "required có “b”"),
    ] {
        let project = Project::new();
        project.write("templates/de-an-06/schema.json", text);
        let run = project.run(&["check", DATA]);
        let place = format!("schema.json{line}");
        assert!(run.stderr.contains(&place) && run.stderr.contains(said), "{said}: {}", run.stderr);
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_in_the_place_of_a_file_is_not_waited_for() {
    let project = Project::new();
    let made = std::process::Command::new("mkfifo").arg(project.path("data/2024-07.yaml")).status();
    if made.is_ok_and(|made| made.success()) {
        let run = project.run(&["check", "data/2024-07.yaml"]);
        assert!(run.code == 2 && run.stderr.contains("ống dẫn"), "{}", run.stderr);
    }
}

#[test]
fn a_header_that_does_not_fit_is_found_at_its_line_with_lines_that_do() {
    let long = "  - ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM VÀ CÁC TỔ CHỨC CHÍNH TRỊ - XÃ HỘI";
    let project = Project::new();
    project.edit("data/co-quan.yaml", "  - TỔ CÔNG TÁC TRIỂN KHAI ĐỀ\n", &format!("{long}\n"));
    let run = project.run(&["check", DATA]);
    refused(&project, &run, "F003", "data/co-quan.yaml:11:5");
    let (_, help) = run.stderr.split_once("ngắt thành các dòng: ").expect("the lines that fit");
    let lines: Vec<&str> = help.lines().next().expect("a line").split('“').skip(1).collect();
    let lines: String =
        lines.iter().filter_map(|line| line.split('”').next()).map(|line| format!("  - {line}\n")).collect();
    project.edit("data/co-quan.yaml", &format!("{long}\n"), &lines);
    let run = project.run(&["check", DATA]);
    assert!(!run.stderr.contains("F003"), "{}", run.stderr);
    // A place that leaves no room is the one to blame.
    project.edit(
        "data/co-quan.yaml",
        "dia_danh: Phan Rang - Tháp Chàm",
        "dia_danh: Phường Phan Rang - Tháp Chàm, tỉnh Khánh Hòa, nước Việt Nam",
    );
    refused(&project, &project.run(&["check", DATA]), "F003", "data/co-quan.yaml:1");
}
