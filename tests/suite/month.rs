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
