//! `baocao diff`: files, periods and versions.

use super::check::corrected;

const DATA: &str = "data/2024-06.yaml";

#[test]
fn figures_and_words_that_changed_are_told() {
    let project = corrected();
    let text = project.read(DATA);
    project
        .write("data/2024-05.yaml", text.replace("ky: 2024-06", "ky: 2024-05").replace("so: 254", "so: 199"));
    let run = project.run(&["diff", "2024-05", DATA]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains("Số: [-199/BC-TCTĐA06-]{+254/BC-TCTĐA06+}"), "{}", run.stdout);
    assert!(
        run.stdout.contains("tháng [-5-]{+6+} năm 2024".to_uppercase().as_str())
            || run.stdout.contains("[-5-]{+6+}")
    );
    let same = project.run(&["diff", DATA, "2024-06"]);
    assert_eq!((same.code, same.stdout.as_str()), (0, "Không có gì khác nhau.\n"));
    let unknown = project.run(&["diff", "2024-01", DATA]);
    assert!(unknown.code == 1 && unknown.stderr.contains("2024-01"), "{}", unknown.stderr);
}

#[test]
fn versions_are_compared_and_shown_as_tracked_changes() {
    let project = corrected();
    assert_eq!(project.run(&["issue", DATA]).code, 0);
    project.edit(DATA, "dang_ra_soat: 29", "dang_ra_soat: 28");
    let run = project.run(&["amend", DATA, "--reason", "sửa số", "--accept-warnings", "thử"]);
    assert!(run.code == 0 && run.stderr.contains("dang_ra_soat"), "{}", run.stderr);
    let run = project.run(&["diff", "254/v1", "254/v2", "--format", "json"]);
    assert!(
        run.stdout.contains("dang_ra_soat") && run.stdout.contains("\"difference\": \"-1\""),
        "{}",
        run.stdout
    );
    let run = project.run(&["diff", "254/v1", "254/v2", "--format", "docx"]);
    assert_eq!((run.code, run.stdout.trim()), (0, "out/254-v1--254-v2.docx"), "{}", run.stderr);
    let first = project.bytes("out/254-v1--254-v2.docx");
    project.run(&["diff", "254/v1", "254/v2", "--format", "docx"]);
    assert_eq!(project.bytes("out/254-v1--254-v2.docx"), first);
}
