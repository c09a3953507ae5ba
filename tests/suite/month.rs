//! The clerk's month: `baocao new`, `status`, `render --draft`.

use super::project::Project;

const JULY: &str = "data/2024-07.yaml";

fn started() -> Project {
    let project = Project::new();
    let run = project.run(&["new", "2024-07"]);
    assert_eq!((run.code, run.stdout.trim()), (0, JULY), "{}", run.stderr);
    project
}

#[test]
fn a_new_month_starts_from_the_last_with_every_figure_open() {
    let project = started();
    let july = project.read(JULY);
    assert!(july.contains("\nky: 2024-07 ") && july.contains("\nso: # tháng trước: 254 "), "{july}");
    assert!(july.contains("co_so_luu_tru: # tháng trước: 199       # cơ sở lưu trú"), "{july}");
    // What was there is not overwritten.
    let again = project.run(&["new", "2024-07"]);
    assert!(again.code == 1 && again.stderr.contains("O006"), "{}", again.stderr);
    assert_eq!(project.read(JULY), july);
    // Another kind of period is made from the latest there is, and says so.
    let quarter = project.run(&["new", "2031-Q1"]);
    assert!(quarter.code == 0 && quarter.stderr.contains("Lập từ data/2024-07.yaml"), "{}", quarter.stderr);
}

#[test]
fn what_is_not_filled_in_is_an_error_and_is_counted() {
    let project = started();
    let run = project.run(&["render", JULY]);
    assert!(run.code == 1 && run.stderr.contains("“co_so_luu_tru” chưa điền giá trị"), "{}", run.stderr);
    let run = project.run(&["status", JULY]);
    assert!(run.code == 0 && run.stdout.contains("0/1    co_so_luu_tru"), "{}", run.stdout);
    project.edit(JULY, "co_so_luu_tru: # tháng trước: 199", "co_so_luu_tru: 201 # tháng trước: 199");
    let run = project.run(&["status", JULY]);
    assert!(!run.stdout.contains("co_so_luu_tru"), "{}", run.stdout);
}

#[test]
fn a_draft_shows_blanks_and_says_what_it_is() {
    let project = started();
    let run = project.run(&["render", "--draft", JULY, "--format", "pdf,docx,md"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let text = project.read("out/2024-07-du-thao.md");
    assert!(text.contains("Đăng tải \\[……\\] tin, bài"), "{text}");
    assert!(!text.contains("NaN"));
    // Arithmetic with what is missing is missing, too.
    project.edit(
        "templates/de-an-06/bao-cao.md",
        "# KẾT QUẢ",
        "Cộng: {{ co_so_luu_tru + luong_huu }}.\n\n# KẾT QUẢ",
    );
    let run = project.run(&["render", "--draft", JULY, "--format", "md"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(project.read("out/2024-07-du-thao.md").contains("Cộng: [……]."));
    // A key that is not there at all is no hindrance either, and counts as missing.
    project.edit(JULY, "co_so_luu_tru: #", "# co_so_luu_tru: #");
    let run = project.run(&["render", "--draft", JULY, "--format", "md"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let run = project.run(&["status", JULY]);
    assert!(run.stdout.contains("0/1    co_so_luu_tru"), "{}", run.stdout);
    // A draft is never issued.
    let run = project.run(&["issue", JULY, "--number", "auto", "--date", "24/7/2024"]);
    assert!(run.code == 1 && !project.path("archive").exists(), "{}", run.stderr);
}

#[test]
fn a_new_office_has_all_it_needs_for_its_first_report() {
    let project = Project::new();
    let run = |arguments: &[&str]| project.run(arguments);
    let made = run(&[
        "init",
        "xa",
        "--agency",
        "UBND xã Mẫu: A",
        "--parent",
        "UBND huyện Mẫu",
        "--place",
        "Mẫu",
        "--signer",
        "Nguyễn Văn Mẫu",
    ]);
    assert_eq!(made.code, 0, "{}", made.stderr);
    let office = project.read("xa/data/co-quan.yaml");
    for line in [
        "  - UBND HUYỆN MẪU\n",
        "  - ỦY BAN NHÂN DÂN\n  - \"XÃ MẪU: A\"\n",
        "ten_co_quan: \"Ủy ban nhân dân xã Mẫu: A\"",
        "noi_nhan:\n  - UBND huyện Mẫu\n  - \"Lưu: VT\"\n",
        "ho_ten: Nguyễn Văn Mẫu",
    ] {
        assert!(office.contains(line), "{line}: {office}");
    }
    let rendered =
        run(&["render", "xa/data/2024-06.yaml", "--out", "xa/out", "--no-check", "--format", "pdf,docx"]);
    assert_eq!(rendered.code, 0, "{}", rendered.stderr);
    let started = run(&["new", "2024-07", "--from", "xa/data/2024-06.yaml"]);
    assert_eq!((started.code, started.stdout.trim()), (0, "xa/data/2024-07.yaml"), "{}", started.stderr);
    // The guide has its pictures beside it.
    let guide = project.read("xa/HUONG-DAN.md");
    let pictures: Vec<&str> = guide
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
        .filter(|at| at.ends_with(".png"))
        .collect();
    assert!(
        pictures.len() >= 3 && pictures.iter().all(|at| project.path(&format!("xa/{at}")).exists()),
        "{pictures:?}"
    );
    // A second time nothing is touched.
    project.write("xa/data/co-quan.yaml", "mau: khac\n");
    let again = run(&["init", "xa", "--agency", "UBND B", "--place", "B", "--signer", "B"]);
    assert!(again.code == 1 && again.stderr.contains("O006"), "{}", again.stderr);
    assert_eq!(project.read("xa/data/co-quan.yaml"), "mau: khac\n");
    let silent = run(&["init", "xb"]);
    assert!(
        silent.code == 2 && silent.stderr.contains("--agency … --place … --symbol … --post … --signer"),
        "{}",
        silent.stderr
    );
}

#[test]
fn the_doctor_says_what_is_here_and_what_is_wrong() {
    let project = Project::new();
    let run = project.run(&["doctor"]);
    assert_eq!(run.code, 0, "{}", run.stdout);
    assert!(run.stdout.contains("de-an-06") && run.stdout.contains("[--] kho lưu trữ"), "{}", run.stdout);
    project.write("data/2024-07.yaml", "ky: 2024-07\nsai\n");
    let run = project.run(&["doctor"]);
    assert!(run.code == 1 && run.stdout.contains("[!!] data/2024-07.yaml"), "{}", run.stdout);
}

#[test]
fn shells_and_man_learn_every_command_in_both_languages() {
    let project = Project::new();
    let bash = project.run(&["completions", "bash"]);
    assert!(bash.code == 0 && bash.stdout.contains("regenerate"), "{}", bash.stderr);
    let pages = project.run(&["man", "--out", "man"]);
    assert_eq!(pages.code, 0, "{}", pages.stderr);
    assert!(project.read("man/baocao-issue.1").contains("baocao"));
    for lang in ["vi", "en"] {
        for command in
            ["render", "check", "issue", "amend", "diff", "register", "new", "status", "init", "doctor"]
        {
            let run = project.run_in(lang, &[command, "--help"]);
            let example = if lang == "vi" { "Ví dụ:" } else { "Example" };
            assert!(run.stdout.contains(example), "{lang} {command}: {}", run.stdout);
        }
    }
}

/// The June report with a sentence that compares, and the files of other periods.
fn comparing(sentence: &str, others: &[(&str, &str)]) -> Project {
    let project = Project::new();
    project.edit("templates/de-an-06/bao-cao.md", "# KẾT QUẢ", &format!("{sentence}\n\n# KẾT QUẢ"));
    for (period, stays) in others {
        let june = project.read("data/2024-06.yaml");
        let other = june.replace("ky: 2024-06", &format!("ky: {period}"));
        project.write(
            &format!("data/{period}.yaml"),
            other.replace("co_so_luu_tru: 199", &format!("co_so_luu_tru: {stays}")),
        );
    }
    project
}

#[test]
fn a_template_compares_with_earlier_periods() {
    let sentence = "Có {{ co_so_luu_tru }} cơ sở, {{ so_voi(nay=co_so_luu_tru, truoc=ky_truoc.co_so_luu_tru, don_vi=\"cơ sở\", voi=\"so với tháng trước\") }}; {{ so_voi(nay=co_so_luu_tru, truoc=cung_ky.co_so_luu_tru, voi=\"so với cùng kỳ\") }}.";
    let project = comparing(sentence, &[("2024-05", "190"), ("2023-06", "211")]);
    let run = project.run(&["render", "data/2024-06.yaml", "--format", "md", "--no-check"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let text = project.read("out/2024-06.md");
    assert!(
        text.contains(
            "Có 199 cơ sở, tăng 09 cơ sở (4,74%) so với tháng trước; giảm 12 (5,69%) so với cùng kỳ."
        ),
        "{text}"
    );
    std::fs::remove_file(project.path("data/2023-06.yaml")).expect("writable");
    let run = project.run(&["render", "data/2024-06.yaml"]);
    assert!(
        run.code == 1 && run.stderr.contains("cung_ky") && run.stderr.contains("2023-06.yaml"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_template_that_asks_first_does_without_an_earlier_period() {
    let sentence =
        "Có {{ co_so_luu_tru }} cơ sở{% if ky_truoc %}, kỳ trước {{ ky_truoc.co_so_luu_tru }}{% endif %}.";
    let project = comparing(sentence, &[("2024-05", "190")]);
    let text = |project: &Project| {
        let run = project.run(&["render", "data/2024-06.yaml", "--format", "md", "--no-check"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        project.read("out/2024-06.md")
    };
    assert!(text(&project).contains("Có 199 cơ sở, kỳ trước 190."));
    std::fs::remove_file(project.path("data/2024-05.yaml")).expect("writable");
    assert!(text(&project).contains("Có 199 cơ sở."));
}

#[test]
fn figures_of_the_year_so_far_are_added_up() {
    let others = [("2024-01", "1"), ("2024-02", "2"), ("2024-03", "3"), ("2024-04", "4"), ("2024-05", "5")];
    let project = comparing("Lũy kế {{ dau_nam | tong(cot=\"co_so_luu_tru\") | so }} cơ sở.", &others);
    let run = project.run(&["render", "data/2024-06.yaml", "--format", "md", "--no-check"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(project.read("out/2024-06.md").contains("Lũy kế 214 cơ sở."));
    // What was compared with is stored, too.
    let run = project.run(&[
        "render",
        "data/2024-06.yaml",
        "--format",
        "pdf",
        "--pdf-standard",
        "a-3a",
        "--no-check",
    ]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let run = project.run(&["extract", "out/2024-06.pdf", "--out", "nguon"]);
    assert!(run.code == 0 && project.path("nguon/data/2024-03.yaml").is_file(), "{}", run.stderr);
}

#[test]
fn the_example_of_the_template_guide_runs_and_checks() {
    let guide =
        std::fs::read_to_string(super::project::repository().join("docs/viet-mau.md")).expect("the guide");
    let project = Project::new();
    std::fs::create_dir_all(project.path("templates/tiep-dan")).expect("writable");
    // Each file is named on a line and stands in the fence behind it.
    let (mut files, mut name, mut body) = (0, String::new(), None::<String>);
    for line in guide.lines() {
        let named = line.strip_prefix('`').and_then(|rest| rest.split('`').next());
        match (&mut body, line.starts_with("```")) {
            (Some(text), false) => *text += &format!("{line}\n"),
            (Some(text), true) => {
                if name.starts_with("templates/") || name.starts_with("data/") {
                    project.write(&name, &*text);
                    files += 1;
                }
                (name, body) = (String::new(), None);
            }
            (None, true) => body = Some(String::new()),
            (None, false) => name = named.map_or(name, str::to_string),
        }
    }
    assert_eq!(files, 6);
    let run = project.run(&["render", "data/2025-04.yaml", "--format", "md,pdf,docx"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let text = project.read("out/2025-04.md");
    assert!(text.contains("tiếp 38 lượt với 51 người, giải quyết 36/38 lượt, đạt\n94,74%"), "{text}");
    let run = project.run(&["check", "data/2025-04.yaml", "--format", "short"]);
    assert!(!run.stdout.contains("K4"), "{}", run.stdout);
    project.edit("data/2025-04.yaml", "xong: 36", "xong: 63");
    let run = project.run(&["check", "data/2025-04.yaml", "--format", "short"]);
    assert!(run.stdout.contains("đã giải quyết 63 lượt, nhiều hơn 38 lượt tiếp"), "{}", run.stdout);
}

#[test]
fn watch_renders_again_when_a_file_is_saved() {
    use std::process::{Command, Stdio};
    use std::time::{Duration, Instant};
    let project = Project::new();
    let mut child = Command::new(env!("CARGO_BIN_EXE_baocao"))
        .args(["watch", "data/2024-06.yaml", "--format", "md", "--no-check"])
        .current_dir(project.path("."))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let wait_for = |part: &str| {
        let start = Instant::now();
        let is_there =
            || std::fs::read_to_string(project.path("out/2024-06.md")).is_ok_and(|text| text.contains(part));
        while !is_there() && start.elapsed() < Duration::from_secs(20) {
            std::thread::sleep(Duration::from_millis(20));
        }
        is_there()
    };
    let first = wait_for("**199**");
    project.edit("data/2024-06.yaml", "co_so_luu_tru: 199", "co_so_luu_tru: 207");
    let second = wait_for("**207**");
    // A broken file in between does not end it.
    project.edit("data/2024-06.yaml", "co_so_luu_tru: 207", "co_so_luu_tru: x");
    std::thread::sleep(Duration::from_millis(300));
    project.edit("data/2024-06.yaml", "co_so_luu_tru: x", "co_so_luu_tru: 208");
    let third = wait_for("**208**");
    child.kill().expect("it runs");
    child.wait().expect("it ends");
    assert_eq!((first, second, third), (true, true, true));
}

#[test]
fn a_published_value_with_a_brace_in_its_reason_belongs_to_its_period() {
    let project = Project::new();
    let text = project.read("data/2024-06.yaml");
    let start = text.find("_cong_bo:").expect("there is one");
    let line = text[..start].rfind('\n').expect("lines") + 1;
    let key = text[line..start].trim_start().to_string() + "_cong_bo";
    let indent = text[line..].len() - text[line..].trim_start().len();
    let end = start + text[start..].match_indices('\n').nth(2).expect("three lines").0;
    let flow = format!("{}{key}: {{ gia_tri: 51, ly_do: \"theo mục b}}\" }}", " ".repeat(indent));
    project.write("data/2024-06.yaml", format!("{}{flow}{}", &text[..line], &text[end..]));
    assert_eq!(project.run(&["new", "2024-07"]).code, 0);
    let made = project.read("data/2024-07.yaml");
    assert!(
        made.contains(&format!("# tháng trước: {key}: {{ gia_tri: 51, ly_do: \"theo mục b}}\" }}\n")),
        "{made}"
    );
}
