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
    let none = project.run(&["new", "2031-Q1"]);
    assert!(none.code == 1 && none.stderr.contains("--from"), "{}", none.stderr);
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
    assert!(office.contains("- \"UBND XÃ MẪU: A\"") && office.contains("ho_ten: Nguyễn Văn Mẫu"), "{office}");
    let rendered =
        run(&["render", "xa/data/2024-06.yaml", "--out", "xa/out", "--no-check", "--format", "pdf,docx"]);
    assert_eq!(rendered.code, 0, "{}", rendered.stderr);
    let started = run(&["new", "2024-07", "--from", "xa/data/2024-06.yaml"]);
    assert_eq!((started.code, started.stdout.trim()), (0, "xa/data/2024-07.yaml"), "{}", started.stderr);
    // A second time nothing is touched.
    project.write("xa/data/co-quan.yaml", "mau: khac\n");
    let again = run(&["init", "xa", "--agency", "B", "--place", "B", "--signer", "B"]);
    assert!(again.code == 1 && again.stderr.contains("O006"), "{}", again.stderr);
    assert_eq!(project.read("xa/data/co-quan.yaml"), "mau: khac\n");
    let silent = run(&["init", "xb"]);
    assert!(silent.code == 2 && silent.stderr.contains("--agency … --place … --signer"), "{}", silent.stderr);
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
