//! `baocao copy`: sao y, sao lục, trích sao of what was issued.

use super::agreement::{docx_text, pdf_text};
use super::project::{Project, Run};

/// An office that has issued a decision with the regulations that it issues.
fn office() -> Project {
    let project = Project::of_files([("data/co-quan.yaml", b"ky_hieu: BC-UBND\n".to_vec())]);
    project.run(&["template", "add", "quyet-dinh-ban-hanh"]);
    project.write("data/qd.yaml", project.bytes("templates/quyet-dinh-ban-hanh/vi-du.yaml"));
    let run = project.run(&["issue", "data/qd.yaml", "--yes"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    project
}

fn copy(project: &Project, of: &str, more: &[&str]) -> Run {
    project.run(&[&["copy", of, "--date", "01/9/2026"], more].concat())
}

/// The words of the Word file and of the PDF of a copy.
fn words(project: &Project, name: &str) -> [String; 2] {
    let file = |ending: &str| project.bytes(&format!("archive/2026/{name}/v1/{name}.{ending}"));
    [bare(&docx_text(&file("docx"))), bare(&pdf_text(&file("pdf")))]
}

/// Words without the room between them, which a PDF does not say.
fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn a_copy_on_paper_has_its_note_below_the_last_part() {
    let project = office();
    let signer = ["--post", "TL. CHỦ TỊCH; Chánh Văn phòng", "--signer", "Trần Thị Thử"];
    let run = copy(&project, "102-QĐ-UBND", &[&["--recipients", "Sở Thử; Phòng Thử"], &signer[..]].concat());
    assert_eq!((run.code, run.stdout.trim()), (0, "archive/2026/01-SY-UBND/v1"), "{}", run.stderr);
    for text in words(&project, "01-SY-UBND") {
        let at = |words: &str| text.find(&bare(words)).unwrap_or_else(|| panic!("{words}: {text}"));
        let end = at("sửa đổi, bổ sung./.");
        for below in [
            "SAO Y",
            "Số: 01/SY-UBND",
            "ngày 01 tháng 9 năm 2026",
            "- Phòng Thử;",
            "CHÁNH VĂN PHÒNG",
            "Trần Thị Thử",
        ] {
            assert!(at(below) > end, "{below}: {text}");
        }
        assert!(at("(Đã ký)") < end && at("Nguyễn Văn Mẫu") < end, "{text}");
    }
}

#[test]
fn copies_share_their_numbers_and_take_none_of_the_documents() {
    let project = office();
    project.write("data/co-quan.yaml", "ky_hieu: BC-UBND\nday_so: chung\n");
    copy(&project, "102-QĐ-UBND", &[]);
    let run = copy(&project, "102-QĐ-UBND", &["--form", "trich-sao", "--part", "Điều 2"]);
    assert_eq!(run.stdout.trim(), "archive/2026/02-TrS-UBND/v1", "{}", run.stderr);
    let run = copy(&project, "1-SY-UBND", &["--form", "sao-luc"]);
    assert!(run.code == 1 && run.stderr.contains("1-SY-UBND"), "{}", run.stderr);
    let run = copy(&project, "01-SY-UBND", &["--form", "sao-luc"]);
    assert_eq!(run.stdout.trim(), "archive/2026/03-SL-UBND/v1", "{}", run.stderr);
    let text = &words(&project, "03-SL-UBND")[1];
    assert!(text.find("SAOY") < text.find("SAOLỤC") && text.contains("Số:03/SL-UBND"), "{text}");
    let run = copy(&project, "102-QĐ-UBND", &["--number", "2"]);
    assert!(run.code == 1 && run.stderr.contains("số bản sao 02/TrS-UBND đã dùng"), "{}", run.stderr);
    // The next decision is 103, whatever was copied.
    project.edit("data/qd.yaml", "so: 102", "so:");
    let run = project.run(&["issue", "data/qd.yaml", "--number", "auto", "--yes"]);
    assert!(run.stdout.contains("103-QĐ-UBND"), "{} {}", run.stdout, run.stderr);
    let register = project.run(&["register", "--year", "2026", "--format", "csv"]);
    assert!(register.code == 0 && !project.read("out/so-van-ban-di-2026.csv").contains("SY-UBND"));
    for command in [&["archive", "verify"][..], &["archive", "regenerate", "--all"]] {
        let run = project.run(command);
        assert!(run.code == 0 && !run.stdout.contains("khác"), "{} {}", run.stdout, run.stderr);
    }
}

#[test]
fn an_extract_keeps_the_form_and_the_numbers_of_what_it_has() {
    let project = office();
    copy(&project, "102-QĐ-UBND", &["--form", "trich-sao", "--part", "Điều 3", "--part", "Quy chế"]);
    for text in words(&project, "01-TrS-UBND") {
        for kept in
            ["Căn cứ Luật Tiếp công dân", "Điều 3. Chánh Văn phòng", "Điều khoản thi hành", "TRÍCH SAO"]
        {
            assert!(text.contains(&bare(kept)), "{kept}: {text}");
        }
        assert!(
            !text.contains(&bare("Ban hành kèm theo Quyết định này")) && !text.contains(&bare("có hiệu lực")),
            "{text}"
        );
    }
}

#[test]
fn an_electronic_copy_has_a_corner_and_no_note() {
    let project = office();
    copy(&project, "102-QĐ-UBND", &["--electronic", "--time", "1/9/2026 8:00:00"]);
    for text in words(&project, "01-SY-UBND") {
        assert!(text.contains(&bare("SAO Y; Ủy ban nhân dân xã Mẫu; 01/09/2026; 08:00:00 +07:00")), "{text}");
        assert!(!text.contains("01/SY-UBND"), "{text}");
    }
}

#[test]
fn what_cannot_be_copied_so_is_told() {
    let project = office();
    for (more, told) in [
        (&["--form", "trich-sao"][..], "chưa nói trích sao phần nào"),
        (&["--form", "trich-sao", "--part", "Điều 12"], "có: Điều 1, Điều 2, Điều 3, QUY CHẾ"),
        (&["--part", "Điều 1"], "sao y là sao toàn văn"),
        (&["--form", "sao-luc"], "không phải là bản sao y"),
        (&["--date", "01/8/2026"], "trước ngày của 102/QĐ-UBND"),
    ] {
        let run = project.run(
            &[
                &["copy", "102-QĐ-UBND"][..],
                more,
                if more[0] == "--date" { &[][..] } else { &["--date", "01/9/2026"][..] },
            ]
            .concat(),
        );
        assert!(run.code == 1 && run.stderr.contains(told), "{more:?}: {}", run.stderr);
    }
    copy(&project, "102-QĐ-UBND", &[]);
    let run = copy(&project, "01-SY-UBND", &[]);
    assert!(run.code == 1 && run.stderr.contains("sao y phải từ bản gốc"), "{}", run.stderr);
    project.edit("data/qd.yaml", "có hiệu lực", "có hiệu lực thi hành");
    let run = project.run(&["amend", "data/qd.yaml", "--reason", "thử", "--yes"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let run = copy(&project, "102-QĐ-UBND/v1", &[]);
    assert!(run.code == 1 && run.stderr.contains("đã có bản mới hơn"), "{}", run.stderr);
}
