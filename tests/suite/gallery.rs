//! The gallery: every template is added, filled in and printed without a finding.

use baocao::office::gallery::GALLERY;

use super::project::Project;

fn office() -> Project {
    Project::of_files([("data/co-quan.yaml", b"ky_hieu: BC-UBND\n".to_vec())])
}

#[test]
fn every_template_prints_its_example_without_a_finding() {
    for template in &GALLERY {
        let (project, id) = (office(), template.id);
        let run = project.run(&["template", "add", id]);
        assert_eq!(run.code, 0, "{id}: {}", run.stderr);
        let example = project.bytes(&format!("templates/{id}/vi-du.yaml"));
        std::fs::create_dir_all(project.path(&format!("data/{id}"))).expect("writable");
        project.write(&format!("data/{id}/mot.yaml"), example);
        let run = project.run(&["check", &format!("data/{id}/mot.yaml")]);
        let said = run.stdout + &run.stderr;
        assert!(run.code == 0 && !said.contains('['), "{id}: {said}");
        let run = project.run(&["render", "--strict", &format!("data/{id}/mot.yaml"), "--out", "out"]);
        assert_eq!(run.code, 0, "{id}: {}", run.stderr);
    }
}

#[test]
fn a_new_document_of_every_template_waits_to_be_filled_in() {
    for template in &GALLERY {
        let (project, id) = (office(), template.id);
        project.run(&["template", "add", id]);
        let run = project.run(&["new", "mot", "--template", id]);
        assert_eq!(run.code, 0, "{id}: {}", run.stderr);
        let text = project.read(&format!("data/{id}/mot.yaml"));
        assert!(text.contains(&format!("mau: {id}")), "{text}");
    }
}

#[test]
fn what_is_there_is_not_touched_and_what_is_not_known_is_told() {
    let project = office();
    assert_eq!(project.run(&["template", "add", "cong-van"]).code, 0);
    project.write("templates/cong-van/cong-van.md", "của cơ quan");
    let run = project.run(&["template", "add", "cong-van"]);
    assert!(run.code == 1 && run.stderr.contains("đã có"), "{}", run.stderr);
    assert_eq!(project.read("templates/cong-van/cong-van.md"), "của cơ quan");
    let run = project.run(&["template", "add", "congvan"]);
    assert!(run.code == 1 && run.stderr.contains("có phải là “cong-van” không"), "{}", run.stderr);
    let run = project.run(&["template", "list"]);
    assert!(
        run.code == 0 && GALLERY.iter().all(|template| run.stdout.contains(template.id)),
        "{}",
        run.stdout
    );
}
