//! An office made by version 0.1.0 (`tests/cases/office-0.1`): three issued reports, an amendment, a replacing document, a template of
//! its own, files of three periods. Every later version renders, proves, lists, shows and amends it. The folder is never made
//! anew: what stands in it is what offices have.

use super::project::Project;

const HEAD: &str = "ee40fc03fb3f9ccb5784111f35177bbe822bc54a68e88d5af5e9ed3ee4fdf6ac";

fn office() -> Project {
    Project::of_case("office-0.1")
}

#[test]
fn its_archive_is_whole() {
    let run = office().run(&["archive", "verify"]);
    assert!(
        run.code == 0 && run.stdout.contains("Nguyên vẹn: 5 bản") && run.stdout.contains(HEAD),
        "{}",
        run.stdout
    );
}

#[test]
fn its_versions_are_listed_shown_and_brought_back() {
    let office = office();
    let listed = office.run(&["archive", "list"]).stdout;
    let folders: Vec<&str> = listed.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(
        folders,
        [
            "2024/01-BC-UBND/v1",
            "2024/01-BC-UBND/v2",
            "2024/02-BC-UBND/v1",
            "2024/03-BC-UBND/v1",
            "2024/04-BC-UBND/v1"
        ]
    );
    assert!(
        listed.contains("[đã có bản 2]") && listed.contains("[đã được thay thế bằng 04/BC-UBND]"),
        "{listed}"
    );
    for folder in folders {
        let shown = office.run(&["archive", "show", folder]);
        assert!(shown.code == 0 && shown.stdout.contains("inputs/data/co-quan.yaml"), "{}", shown.stderr);
        let restored = office.run(&["archive", "restore", folder, "--out", &format!("back/{folder}")]);
        assert_eq!(restored.code, 0, "{}", restored.stderr);
    }
    let register = office.run(&["register", "--year", "2024", "--format", "csv"]);
    assert_eq!(register.code, 0, "{}", register.stderr);
}

#[test]
fn its_text_is_what_it_was_and_another_program_is_named_for_the_rest() {
    let run = office().run(&["archive", "regenerate", "--all", "--out", "again"]);
    let differences: Vec<&str> = run.stdout.lines().filter(|line| line.contains("khác:")).collect();
    assert!(!differences.is_empty() && run.stderr.is_empty(), "{}{}", run.stdout, run.stderr);
    for line in differences {
        let known = line.contains(".pdf") || line.contains(".docx") || line.contains("do baocao 0.1.0 lập");
        assert!(known, "{line}");
    }
    assert!(run.stdout.contains("bản lưu do baocao 0.1.0 lập"), "{}", run.stdout);
}

#[test]
fn its_reports_are_checked_rendered_and_say_what_they_said() {
    let office = office();
    for (period, issued) in
        [("2024-05", "01-BC-UBND/v2"), ("2024-06", "04-BC-UBND/v1"), ("2024-07", "03-BC-UBND/v1")]
    {
        let data = format!("data/{period}.yaml");
        let run = office.run(&["render", &data, "--no-check", "--format", "docx,pdf,md"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        let name = issued.split('/').next().expect("a name");
        let before = office.read(&format!("archive/2024/{issued}/{name}.md"));
        assert_eq!(office.read(&format!("out/{period}.md")), before, "{period}");
        assert!(before.contains("Chi \\_\\_") || before.contains("Chi __"), "{before}");
    }
}

#[test]
fn it_goes_on() {
    let office = office();
    let run = office.run(&["new", "2024-08"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let made = office.read("data/2024-08.yaml");
    assert!(made.contains("# tháng trước: 22") && made.contains("ky: 2024-08"), "{made}");
    office.edit("data/2024-05.yaml", "xong: 15", "xong: 16");
    let run = office.run(&["amend", "data/2024-05.yaml", "--reason", "đếm lại", "--accept-warnings", "thử"]);
    assert!(run.code == 0 && run.stdout.contains("01-BC-UBND/v3"), "{}{}", run.stdout, run.stderr);
    let run = office.run(&["archive", "verify"]);
    assert!(run.code == 0 && run.stdout.contains("Nguyên vẹn: 6 bản"), "{}", run.stdout);
    let run = office.run(&["diff", "2024/01-BC-UBND/v1", "2024/01-BC-UBND/v3"]);
    assert!(run.code == 0 && run.stdout.contains("1.204"), "{}{}", run.stdout, run.stderr);
}

#[test]
fn a_template_says_how_it_is_read_and_one_of_a_newer_program_is_refused() {
    let office = office();
    let description = "templates/tiep-dan/template.yaml";
    let text = office.read(description);
    office.write(description, format!("{text}phien_ban: 2\n"));
    assert_eq!(office.run(&["render", "data/2024-05.yaml"]).code, 0);
    office.write(description, format!("{text}phien_ban: 3\n"));
    let run = office.run(&["render", "data/2024-05.yaml"]);
    assert!(run.code == 1 && run.stderr.contains("template.yaml:6"), "{}", run.stderr);
}
