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
        let text = String::from_utf8(example).expect("text");
        let period = text.lines().find_map(|line| line.strip_prefix("ky: "));
        let data = format!("data/{id}/{}.yaml", period.unwrap_or("mot").trim());
        std::fs::create_dir_all(project.path(&format!("data/{id}"))).expect("writable");
        project.write(&data, text);
        let run = project.run(&["check", &data]);
        let said = run.stdout + &run.stderr;
        assert!(run.code == 0 && !said.contains('['), "{id}: {said}");
        let run = project.run(&["render", "--strict", &data, "--out", "out"]);
        assert_eq!(run.code, 0, "{id}: {}", run.stderr);
    }
}

#[test]
fn a_new_document_of_every_template_waits_to_be_filled_in() {
    for template in &GALLERY {
        let (project, id) = (office(), template.id);
        project.run(&["template", "add", id]);
        let example = project.read(&format!("templates/{id}/vi-du.yaml"));
        let period = example.lines().find_map(|line| line.strip_prefix("ky: "));
        let name = period.unwrap_or("mot").trim();
        let run = project.run(&["new", name, "--template", id]);
        assert_eq!(run.code, 0, "{id}: {}", run.stderr);
        let text = project.read(&format!("data/{id}/{name}.yaml"));
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

#[test]
fn a_new_office_begins_with_what_it_writes() {
    let project = Project::new();
    let run = project.run(&[
        "init",
        "xa",
        "--agency",
        "Ủy ban nhân dân xã Mẫu",
        "--place",
        "Mẫu",
        "--signer",
        "Nguyễn Văn Mẫu",
        "--template",
        "kinh-te-xa-hoi,cong-van",
    ]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("baocao new TÊN --template MẪU        (mẫu: cong-van)"), "{}", run.stderr);
    assert!(project.read("xa/data/co-quan.yaml").contains("mau: kinh-te-xa-hoi"));
    for file in
        ["templates/cong-van/vi-du.yaml", "data/kinh-te-xa-hoi.schema.json", "templates/chung/van-ban.md"]
    {
        assert!(project.path(&format!("xa/{file}")).exists(), "{file}");
    }
    assert!(!project.path("xa/templates/de-an-06").exists());
    let run = project.run(&[
        "init",
        "xb",
        "--agency",
        "A",
        "--place",
        "B",
        "--symbol",
        "BC-A",
        "--post",
        "C",
        "--signer",
        "D",
        "--template",
        "cong-vann",
    ]);
    assert!(run.code == 1 && run.stderr.contains("không có mẫu “cong-vann”"), "{}", run.stderr);
}
