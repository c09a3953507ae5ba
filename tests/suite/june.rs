//! The June 2024 report of the repository.

use super::project::Project;

#[test]
fn the_report_comes_out_as_word_and_pdf() {
    let project = Project::new();
    let run = project.render();
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(run.stdout, "out/2024-06.docx\nout/2024-06.pdf\n");
    assert!(project.bytes("out/2024-06.docx").starts_with(b"PK"));
    assert!(project.bytes("out/2024-06.pdf").starts_with(b"%PDF-1.7"));
}

#[test]
fn stated_values_are_reported_and_nothing_else() {
    let run = Project::new().render();
    assert_eq!(run.stderr.matches("D012").count(), 4, "{}", run.stderr);
    assert_eq!(run.stderr.matches("cảnh báo[D").count(), 4);
    assert!(run.stderr.contains("tính ra là 28,37% (177/624)"));
}

#[test]
fn files_are_small() {
    let project = Project::new();
    project.render();
    assert!(project.bytes("out/2024-06.pdf").len() <= 100_000);
    assert!(project.bytes("out/2024-06.docx").len() <= 30_000);
}

#[test]
fn without_the_stated_values_the_computed_ones_are_printed() {
    let project = Project::new();
    let lines: Vec<String> = project.read("data/2024-06.yaml").lines().map(str::to_string).collect();
    let kept = lines.iter().enumerate().filter(|(index, line)| {
        let stated = |at: usize| lines.get(at).is_some_and(|line| line.trim_end().ends_with("_cong_bo:"));
        !(line.trim_end().ends_with("_cong_bo:")
            || (*index > 0 && stated(index - 1))
            || (*index > 1 && stated(index - 2)))
    });
    project.write("data/2024-06.yaml", kept.map(|(_, line)| format!("{line}\n")).collect::<String>());
    let run = project.run(&["render", "data/2024-06.yaml", "--format", "md", "--no-check"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let text = project.read("out/2024-06.md");
    for right in ["51,82%", "28,37%", "99,27%"] {
        assert!(text.contains(right), "{right}");
    }
}

#[test]
fn the_rendered_markup_is_as_it_was_read_and_approved() {
    let project = Project::new();
    project.run(&["render", "data/2024-06.yaml", "--format", "md"]);
    insta::with_settings!({ snapshot_path => "../cases", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("june-markup", project.read("out/2024-06.md"));
    });
}

#[test]
fn a_day_given_on_the_command_line_holds() {
    let project = Project::new();
    let run = project.run(&["render", "data/2024-06.yaml", "--format", "docx", "--date", "01/02/2024"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let text = super::agreement::docx_text(&project.bytes("out/2024-06.docx"));
    assert!(text.contains("ngày 01 tháng 02 năm 2024"));
}

#[test]
fn a_draft_without_number_and_date_leaves_room() {
    let project = Project::new();
    project.edit("data/2024-06.yaml", "so: 254 ", "so: ");
    project.edit("data/2024-06.yaml", "ngay: 24/6/2024", "ngay:");
    let run = project.render();
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("D014"));
}

#[test]
fn without_arguments_it_says_what_to_do_next() {
    let project = Project::new();
    let run = project.run(&[]);
    assert_eq!(run.code, 0);
    assert!(run.stdout.contains("baocao render data/"));
    let run = project.run(&["render"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("baocao render data/2024-06.yaml"), "{}", run.stderr);
}
