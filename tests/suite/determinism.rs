//! Same input, same bytes.

use super::project::Project;
use baocao::diag::Diagnostics;
use baocao::font::FontSet;
use baocao::pipeline::{self, Artifact, Format, Output, Request};
use baocao::run::Run;
use baocao::world::OsWorld;

const FORMATS: [Format; 3] = [Format::Docx, Format::Pdf, Format::Markdown];

fn render_here(project: &Project) -> Vec<Artifact> {
    let (mut run, mut found) = (Run::new(&OsWorld), Diagnostics::default());
    let data = project.path("data/2024-06.yaml");
    let request = Request::of(&data);
    let draft = pipeline::draft(&mut run, &request, false).expect("a sound report");
    let output = Output { formats: FORMATS.to_vec(), ..Output::default() };
    pipeline::write(&run, draft.report(), &output, &FontSet::built_in(), &mut found).expect("a sound report")
}

#[test]
fn two_folders_and_two_processes_give_the_same_bytes() {
    let (one, other) = (Project::new(), Project::new());
    one.render();
    other.render();
    for name in ["out/2024-06.docx", "out/2024-06.pdf"] {
        assert!(one.bytes(name) == other.bytes(name), "{name}");
    }
}

#[test]
fn the_second_report_of_a_process_is_like_the_first() {
    let project = Project::new();
    let first = render_here(&project);
    assert!(first == render_here(&project));
    project.render();
    assert!(first[0].bytes == project.bytes("out/2024-06.docx"));
    assert!(first[1].bytes == project.bytes("out/2024-06.pdf"));
}
