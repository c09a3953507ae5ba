//! A clerk writes the next month by copying the last and editing values and texts.

use super::project::Project;

#[test]
fn july_is_june_with_other_values() {
    let project = Project::new();
    let june = project.read("data/2024-06.yaml");
    let july = june
        .replace("ky: 2024-06", "ky: 2024-07")
        .replace("so: 254 ", "so: 9 ")
        .replace("ngay: 24/6/2024 ", "ngay: 5/7/2024 ")
        .replace("co_so_luu_tru: 199", "co_so_luu_tru: 1.205")
        .replace("    ten: Thông báo lưu trú", "    ten: Thông báo lưu trú qua mạng");
    project.write("data/2024-07.yaml", july);
    let run = project.run(&["render", "data/2024-07.yaml", "--format", "md,docx,pdf"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let markup = project.read("out/2024-07.md");
    assert!(markup.contains("trên địa bàn thành phố tháng 7 năm 2024"));
    assert!(markup.contains("cho **1.205** cơ sở lưu trú"));
    let word = super::agreement::docx_text(&project.bytes("out/2024-07.docx"));
    assert!(word.contains("Số: 09/BC-TCTĐA06"));
    assert!(word.contains("ngày 05 tháng 7 năm 2024"));
}

#[test]
fn several_periods_are_rendered_at_once_or_not_at_all() {
    let project = Project::new();
    project
        .write("data/2024-07.yaml", project.read("data/2024-06.yaml").replace("ky: 2024-06", "ky: 2024-07"));
    let run = project.run(&["render", "data/2024-06.yaml", "data/2024-07.yaml"]);
    assert_eq!((run.code, run.stdout.lines().count()), (0, 4));
    std::fs::remove_dir_all(project.path("out")).expect("it was written");
    project.edit("data/2024-07.yaml", "ngay: 24/6/2024", "ngay: 31/6/2024");
    let run = project.run(&["render", "data/2024-06.yaml", "data/2024-07.yaml"]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
    assert!(!project.path("out").exists());
}
