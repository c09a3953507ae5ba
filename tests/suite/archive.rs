//! `baocao issue`, `amend` and `archive`: whole-program runs, crashes and tampering included.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use super::agreement::{docx_part, docx_text};
use super::check::corrected;
use super::project::{Project, Run};

const DATA: &str = "data/2024-06.yaml";
const LEDGER: &str = "archive/ledger.jsonl";
const FIRST: &str = "archive/2024/254-BC-TCTĐA06/v1";

fn issue(project: &Project) -> Run {
    project.run(&["issue", DATA])
}

fn verify(project: &Project) -> Run {
    project.run(&["archive", "verify"])
}

fn amend(project: &Project, more: &[&str]) -> Run {
    let common = ["amend", DATA, "--reason", "sửa số", "--accept-warnings", "thử"];
    project.run(&[&common[..], more].concat())
}

fn issued() -> Project {
    let project = corrected();
    let run = issue(&project);
    assert_eq!((run.code, run.stdout.trim()), (0, FIRST), "{}", run.stderr);
    project
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).expect("readable") {
        let path = entry.expect("readable").path();
        if path.is_dir() { all.extend(files(&path)) } else { all.push(path) }
    }
    all.sort();
    all
}

fn lines(project: &Project) -> Vec<String> {
    let text = std::fs::read_to_string(project.path(LEDGER)).unwrap_or_default();
    text.lines().map(str::to_string).collect()
}

#[test]
fn an_issued_report_is_stored_with_its_inputs() {
    let project = issued();
    for name in
        ["254-BC-TCTĐA06.pdf", "254-BC-TCTĐA06.docx", "254-BC-TCTĐA06.md", "findings.json", "manifest.json"]
    {
        assert!(project.path(FIRST).join(name).is_file(), "{name}");
    }
    assert_eq!(project.bytes(&format!("{FIRST}/inputs/{DATA}")), project.bytes(DATA));
    project.run(&["render", DATA]);
    assert_eq!(project.bytes(&format!("{FIRST}/254-BC-TCTĐA06.pdf")), project.bytes("out/2024-06.pdf"));
    let run = verify(&project);
    assert!(run.code == 0 && run.stdout.contains("Nguyên vẹn: 1 bản"), "{}", run.stdout);
    let run = project.run(&["archive", "list", "de an 06", "--year", "2024"]);
    assert!(run.stdout.starts_with("2024/254-BC-TCTĐA06/v1  24/6/2024"), "{}", run.stdout);
    let run = project.run(&["archive", "show", "254"]);
    assert!(
        run.stdout.contains("254/BC-TCTĐA06") && run.stdout.contains("inputs/data/2024-06.yaml"),
        "{}",
        run.stdout
    );
}

#[test]
fn a_report_with_errors_or_unanswered_warnings_is_refused() {
    let project = Project::new();
    let run = issue(&project);
    assert!(run.code == 1 && run.stderr.contains("kho giữ nguyên"), "{}", run.stderr);
    assert!(!project.path("archive").exists());
    let project = corrected();
    project.edit(DATA, "Luật Cư trú", "Luật cư trú");
    let run = issue(&project);
    assert!(run.code == 1 && run.stderr.contains("A009"), "{}", run.stderr);
    let run = project.run(&["issue", DATA, "--accept-warnings", "giữ đúng bản gốc"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(lines(&project)[0].contains("giữ đúng bản gốc"));
}

#[test]
fn a_number_is_issued_once_and_auto_takes_the_next() {
    let project = issued();
    let again = issue(&project);
    assert!(again.code == 0 && again.stderr.contains("đúng như thế này"), "{}", again.stderr);
    let changed = project.read(DATA) + "\n# ghi chú\n";
    project.write(DATA, changed);
    let run = issue(&project);
    assert!(
        run.code == 1 && run.stderr.contains("A004") && run.stderr.contains("24/6/2024"),
        "{}",
        run.stderr
    );
    // A second document of the period wants a reason.
    let run = project.run(&["issue", DATA, "--number", "auto"]);
    assert!(run.code == 1 && run.stderr.contains("kỳ này đã phát hành"), "{}", run.stderr);
    let run = project.run(&["issue", DATA, "--number", "auto", "--accept-warnings", "thử lần hai"]);
    assert_eq!((run.code, run.stdout.trim()), (0, "archive/2024/255-BC-TCTĐA06/v1"), "{}", run.stderr);
    let findings = project.read("archive/2024/255-BC-TCTĐA06/v1/findings.json");
    assert!(findings.contains("\"findings\": []"), "{findings}");
    assert_eq!(lines(&project).len(), 2);
}

#[test]
fn a_correction_is_a_new_version_and_the_old_one_stays() {
    let project = issued();
    let before = files(&project.path(FIRST))
        .iter()
        .map(|path| std::fs::read(path).expect("there"))
        .collect::<Vec<_>>();
    let unchanged = amend(&project, &[]);
    assert!(unchanged.code == 1 && unchanged.stderr.contains("A008"), "{}", unchanged.stderr);
    project.edit(DATA, "co_so_luu_tru: 199", "co_so_luu_tru: 198");
    let run = amend(&project, &[]);
    assert_eq!((run.code, run.stdout.trim()), (0, "archive/2024/254-BC-TCTĐA06/v2"), "{}", run.stderr);
    assert!(run.stderr.contains("Điều 18 khoản 3"), "{}", run.stderr);
    let after = files(&project.path(FIRST))
        .iter()
        .map(|path| std::fs::read(path).expect("there"))
        .collect::<Vec<_>>();
    assert_eq!(before, after);
    let run = project.run(&["archive", "list"]);
    assert!(run.stdout.contains("v1") && run.stdout.contains("[đã có bản 2]"), "{}", run.stdout);
    let run = amend(&project, &["--new-number", "auto"]);
    assert_eq!((run.code, run.stdout.trim()), (0, "archive/2024/255-BC-TCTĐA06/v1"), "{}", run.stderr);
    let run = project.run(&["archive", "show", "254"]);
    assert!(run.stdout.contains("đã được thay thế bằng 255/BC-TCTĐA06"), "{}", run.stdout);
    let run = project.run(&["archive", "show", "255"]);
    assert!(run.stdout.contains("2024/254-BC-TCTĐA06/v2"), "{}", run.stdout);
    assert_eq!(verify(&project).code, 0);
    let nothing = amend(&project, &["--date", "24/6/2023"]);
    assert!(nothing.code == 1 && nothing.stderr.contains("A007"), "{}", nothing.stderr);
}

#[test]
fn a_corrected_note_is_no_change_of_what_was_issued() {
    let project = issued();
    project.write(DATA, project.read(DATA) + "\n# ghi chú\n");
    let run = amend(&project, &[]);
    assert_eq!((run.code, run.stdout.trim()), (0, "archive/2024/254-BC-TCTĐA06/v2"), "{}", run.stderr);
    assert!(!run.stderr.contains("A010") && run.stderr.contains("Không có gì khác nhau"), "{}", run.stderr);
}

#[test]
fn a_version_is_restored_and_regenerated_to_the_same_bytes() {
    let project = issued();
    let run = project.run(&["archive", "restore", "254/v1", "--out", "cu"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(project.bytes("cu/data/2024-06.yaml"), project.bytes(DATA));
    project.write("cu/data/2024-06.yaml", "khác");
    let run = project.run(&["archive", "restore", "254/v1", "--out", "cu"]);
    assert!(run.code == 1 && run.stderr.contains("O006"), "{}", run.stderr);
    let run = project.run(&["archive", "regenerate", "--all", "--out", "lai"]);
    assert!(run.code == 0 && run.stdout.contains("giống từng byte"), "{}{}", run.stdout, run.stderr);
    assert_eq!(
        project.bytes("lai/2024/254-BC-TCTĐA06/v1/254-BC-TCTĐA06.docx"),
        project.bytes(&format!("{FIRST}/254-BC-TCTĐA06.docx"))
    );
    // Given beside the data, number and day are rendered again, too.
    let run =
        project.run(&["issue", DATA, "--number", "auto", "--date", "25/6/2024", "--accept-warnings", "thử"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let run = project.run(&["archive", "regenerate", "--all"]);
    assert!(run.code == 0 && run.stdout.lines().count() == 2, "{}{}", run.stdout, run.stderr);
}

#[test]
fn whatever_is_altered_is_named() {
    let project = issued();
    let archive = project.path("archive");
    for path in files(&archive).into_iter().filter(|path| !path.ends_with(".lock")) {
        let bytes = std::fs::read(&path).expect("there");
        let name = path.strip_prefix(&archive).expect("inside").to_str().expect("UTF-8").replace('\\', "/");
        let mut flipped = bytes.clone();
        let middle = flipped.len() / 2;
        flipped[middle] ^= 1;
        for damaged in [flipped, bytes[..middle].to_vec()] {
            std::fs::write(&path, damaged).expect("writable");
            let run = verify(&project);
            assert!(run.code == 1 && run.stderr.contains(&name), "{name}: {}{}", run.stdout, run.stderr);
        }
        std::fs::remove_file(&path).expect("writable");
        let run = verify(&project);
        let folder = if name == "ledger.jsonl" { "2024" } else { name.as_str() };
        assert!(run.code == 1 && run.stderr.contains(folder), "{name}: {}", run.stderr);
        std::fs::write(&path, bytes).expect("writable");
    }
    project.write(&format!("{FIRST}/la.txt"), "x");
    let run = verify(&project);
    assert!(run.code == 1 && run.stderr.contains("la.txt"), "{}", run.stderr);
    std::fs::remove_file(project.path(&format!("{FIRST}/la.txt"))).expect("writable");
    assert_eq!(verify(&project).code, 0);
    // A damaged ledger takes no more.
    let text = project.read(LEDGER).replacen("254/BC", "255/BC", 1);
    project.write(LEDGER, text + "x");
    let run = project.run(&["issue", DATA, "--number", "auto"]);
    assert!(run.code == 1 && run.stderr.contains("A002"), "{}", run.stderr);
}

/// The second version of the office's archive: its folder, and its line without the end.
fn second(project: &Project) -> (String, String) {
    let run = project.run(&["issue", DATA, "--number", "auto", "--accept-warnings", "thử"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let line = lines(project)[1].clone();
    (line.split('"').nth(5).expect("a folder").to_string(), line)
}

#[test]
fn an_issue_that_was_interrupted_before_its_line_is_finished_by_the_next() {
    let project = issued();
    let (folder, line) = second(&project);
    let first = lines(&project)[0].clone();
    let pending = serde_json::json!({ "folder": folder, "line": line });
    for broken in [String::new(), line[..40].to_string(), line.clone()] {
        project.write(LEDGER, format!("{first}\n{broken}"));
        project.write("archive/.pending", pending.to_string());
        std::fs::create_dir_all(project.path("archive/.staging/inputs")).expect("writable");
        // Proving changes nothing, and calls nothing damaged that is not.
        let run = verify(&project);
        assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
        assert!(run.stderr.contains("chưa ghi vào sổ"), "{}", run.stderr);
        assert!(project.path("archive/.pending").exists());
        // The same report is there already.
        let run = project.run(&["issue", DATA, "--number", "255", "--accept-warnings", "thử"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert_eq!(lines(&project), [first.clone(), line.clone()]);
        assert!(!project.path("archive/.pending").exists() && !project.path("archive/.staging").exists());
        assert_eq!(verify(&project).code, 0);
    }
}

#[test]
fn an_issue_that_was_interrupted_before_its_folder_leaves_nothing() {
    let project = issued();
    let (folder, line) = second(&project);
    let first = lines(&project)[0].clone();
    project.write(LEDGER, format!("{first}\n"));
    std::fs::remove_dir_all(project.path("archive").join(&folder)).expect("ours");
    project.write("archive/.pending", serde_json::json!({ "folder": folder, "line": line }).to_string());
    assert_eq!(verify(&project).code, 0);
    let run = project.run(&["issue", DATA, "--number", "300", "--accept-warnings", "thử"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    // The folder that was made for it is gone, too.
    assert!(!project.path("archive/2024/255-BC-TCTĐA06").exists());
    assert_eq!(verify(&project).code, 0);
}

#[test]
fn a_forged_note_deletes_nothing() {
    let project = issued();
    let before = files(&project.path("archive"));
    let line = lines(&project)[0].clone();
    for folder in
        ["2024", "2024/254-BC-TCTĐA06", "2024/254-BC-TCTĐA06/v1", "../data", "2024/254-BC-TCTĐA06/inputs", ""]
    {
        // As if the version had never been issued.
        for ledger in [format!("{line}\n"), String::new()] {
            project.write(LEDGER, ledger.clone());
            let pending = serde_json::json!({ "folder": folder, "line": "" });
            project.write("archive/.pending", pending.to_string());
            verify(&project);
            project.run(&["issue", DATA, "--number", "auto", "--accept-warnings", "thử"]);
            assert!(before.iter().all(|file| file.exists()), "{folder}: {ledger}");
            if ledger.is_empty() {
                assert_eq!(verify(&project).code, 1);
            }
            for made in 255..260 {
                let _ = std::fs::remove_dir_all(project.path(&format!("archive/2024/{made}-BC-TCTĐA06")));
            }
        }
    }
    // An empty folder is no damage.
    project.write(LEDGER, format!("{line}\n"));
    let _ = std::fs::remove_file(project.path("archive/.pending"));
    std::fs::create_dir_all(project.path("archive/2025/01-BC-X")).expect("writable");
    let run = verify(&project);
    assert!(run.code == 0 && run.stderr.contains("thư mục rỗng"), "{}", run.stderr);
}

#[test]
fn a_manifest_that_the_ledger_does_not_vouch_for_is_believed_by_nobody() {
    let project = issued();
    let manifest = format!("{FIRST}/manifest.json");
    let forged = project.read(&manifest).replace("254/BC", "999/BC");
    project.write(&manifest, forged);
    for command in [
        &["archive", "show", "254"][..],
        &["archive", "restore", "254", "--out", "cu"],
        &["archive", "regenerate", "254"],
        &["diff", "254/v1", "data/2024-06.yaml"],
    ] {
        let run = project.run(command);
        assert!(run.code == 1 && run.stderr.contains("A002"), "{command:?}: {}{}", run.stdout, run.stderr);
        assert!(!run.stdout.contains("giống từng byte"));
    }
    assert_eq!(verify(&project).code, 1);
}

#[test]
fn the_end_of_the_chain_proves_that_nothing_was_taken_off() {
    let project = issued();
    let head = |run: &Run| run.stdout.rsplit(' ').next().expect("a hash").trim().to_string();
    let first = head(&verify(&project));
    second(&project);
    let last = head(&verify(&project));
    let prove = |head: &str| project.run(&["archive", "verify", "--head", head]);
    assert!(prove(&first).stdout.contains("thêm 1 bản"));
    assert_eq!(prove(&last).code, 0);
    // An older copy is put back.
    let line = lines(&project)[0].clone();
    project.write(LEDGER, format!("{line}\n"));
    std::fs::remove_dir_all(project.path("archive/2024/255-BC-TCTĐA06")).expect("ours");
    assert_eq!(prove(&first).code, 0);
    let run = prove(&last);
    assert!(run.code == 1 && run.stderr.contains("chưa bao giờ kết thúc"), "{}", run.stderr);
    // Nothing at all is not whole.
    std::fs::remove_dir_all(project.path("archive/2024")).expect("ours");
    std::fs::remove_file(project.path(LEDGER)).expect("ours");
    let run = verify(&project);
    assert!(run.code == 1 && !run.stdout.contains("Nguyên vẹn"), "{}", run.stdout);
}

fn start(project: &Project, arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_baocao"))
        .args(arguments)
        .current_dir(project.path("."))
        .env("BAOCAO_LANG", "vi")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts")
}

#[test]
fn a_killed_program_leaves_a_whole_archive() {
    let project = issued();
    let mut reported = BTreeSet::new();
    for round in 0..25 {
        let mut child = start(&project, &["issue", DATA, "--number", "auto", "--accept-warnings", "thử"]);
        std::thread::sleep(Duration::from_millis(round * 7 % 90));
        let _ = child.kill();
        let output = child.wait_with_output().expect("it ends");
        let said = String::from_utf8_lossy(&output.stdout).trim().to_string();
        if let Some(folder) = said.strip_prefix("archive/") {
            reported.insert(folder.to_string());
        }
        let run = verify(&project);
        assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
        let ledger = project.read(LEDGER);
        assert!(reported.iter().all(|folder| ledger.contains(folder.as_str())), "{reported:?}");
    }
}

#[test]
fn several_programs_issue_at_once_with_different_numbers() {
    let project = issued();
    let run = |_| {
        let mut children: Vec<Child> = (0..4)
            .map(|_| start(&project, &["issue", DATA, "--number", "auto", "--accept-warnings", "thử"]))
            .collect();
        children.iter_mut().for_each(|child| assert!(child.wait().expect("it ends").success()));
    };
    (0..3).for_each(run);
    let ledger = lines(&project);
    let folders: BTreeSet<&str> = ledger.iter().filter_map(|line| line.split('"').nth(5)).collect();
    assert_eq!((ledger.len(), folders.len()), (13, 13));
    assert_eq!(verify(&project).code, 0);
}

#[test]
fn no_number_or_symbol_leads_out_of_the_archive() {
    let long = "X".repeat(300);
    for symbol in ["../../BC", "BC/..", "BC\\\\UBND", "NUL", "a:b", &long, "BC-UBND."] {
        let project = corrected();
        project.edit("data/co-quan.yaml", "ky_hieu: BC-TCTĐA06", &format!("ky_hieu: \"{symbol}\""));
        let run = project.run(&["issue", DATA, "--accept-warnings", "thử"]);
        let escaped = files(&project.path(".")).into_iter().any(|path| {
            path.extension().is_some_and(|ending| ending == "pdf")
                && !path.starts_with(project.path("./archive/2024"))
        });
        assert!(!escaped, "{symbol}");
        assert!(run.code == 1 || symbol == "NUL", "{symbol}: {}", run.stdout);
    }
}

#[cfg(unix)]
#[test]
fn an_archive_that_cannot_be_written_is_as_before() {
    use std::os::unix::fs::PermissionsExt;
    let project = issued();
    let archive = project.path("archive");
    let permit =
        |mode| std::fs::set_permissions(&archive, std::fs::Permissions::from_mode(mode)).expect("ours");
    permit(0o555);
    // Whoever may write everywhere is not kept from it.
    if std::fs::write(archive.join("x"), "").is_err() {
        let run = project.run(&["issue", DATA, "--number", "auto"]);
        assert!(run.code == 1 && run.stderr.contains("A001"), "{}", run.stderr);
        assert_eq!(verify(&project).code, 0);
    } else {
        std::fs::remove_file(archive.join("x")).expect("ours");
    }
    permit(0o755);
    assert_eq!(verify(&project).code, 0);
}

#[cfg(unix)]
#[test]
fn clerks_who_share_a_folder_share_its_archive() {
    use std::os::unix::fs::PermissionsExt;
    let project = corrected();
    let set = |mode| {
        std::fs::set_permissions(project.path(""), std::fs::Permissions::from_mode(mode)).expect("ours")
    };
    let writable = |name: &str| {
        let mode = std::fs::metadata(project.path(name)).expect("it is there").permissions().mode();
        mode & 0o020 != 0
    };
    set(0o770);
    assert_eq!(issue(&project).code, 0);
    for name in ["archive", "archive/.lock", LEDGER, "archive/2024", "archive/2024/254-BC-TCTĐA06", FIRST] {
        assert!(writable(name), "{name}");
    }
    // What was issued is not to be written.
    assert!(!writable(&format!("{FIRST}/manifest.json")));
    // Where nobody takes away what is another's, as in /tmp, nothing is shared.
    std::fs::rename(project.path("archive"), project.path("truoc")).expect("ours");
    set(0o1770);
    assert_eq!(issue(&project).code, 0);
    assert!(!writable("archive") && !writable(LEDGER));
    set(0o755);
}

#[test]
fn the_register_has_the_ten_columns_in_every_form() {
    let project = issued();
    let register = |format: &str| project.run(&["register", "--year", "2024", "--format", format]);
    for format in ["csv", "xlsx", "docx", "pdf"] {
        let run = register(format);
        let path = format!("out/so-van-ban-di-2024.{format}");
        assert_eq!((run.code, run.stdout.trim()), (0, path.as_str()), "{}", run.stderr);
        let once = project.bytes(&path);
        register(format);
        assert_eq!(project.bytes(&path), once, "{format}");
    }
    let csv = project.read("out/so-van-ban-di-2024.csv");
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines.len(), 2);
    assert!(lines[0].starts_with("\u{feff}\"Số, ký hiệu văn bản\",Ngày tháng văn bản,"), "{csv}");
    assert!(lines[1].starts_with("254/BC-TCTĐA06,24/6/2024,\"BÁO CÁO "), "{csv}");
    // "Như trên" is told by name, and the file copy has its own column.
    assert!(
        lines[1].contains("Tổ công tác Đề án 06 tỉnh;") && lines[1].ends_with(",\"VT, CATP\",,,,"),
        "{csv}"
    );
    let none = project.run(&["register", "--year", "2023"]);
    assert!(none.code == 1 && none.stderr.contains("2023"), "{}", none.stderr);
}

#[test]
fn only_the_same_report_takes_the_place_of_what_was_issued() {
    let project = issued();
    let june = project.read(DATA);
    // Another period under the same number.
    project.write(DATA, june.replace("ky: 2024-06", "ky: 2024-07"));
    let run = amend(&project, &[]);
    assert!(run.code == 1 && run.stderr.contains("là báo cáo kỳ 2024-06"), "{}", run.stderr);
    // What was replaced is corrected through what replaced it.
    project.write(DATA, june.clone() + "\n# sửa\n");
    let run = amend(&project, &["--new-number", "auto"]);
    assert!(run.code == 0 && run.stderr.contains("so: 255"), "{}", run.stderr);
    project.write(DATA, june + "\n# sửa nữa\n");
    for more in [&[][..], &["--new-number", "auto"]] {
        let run = amend(&project, more);
        assert!(
            run.code == 1 && run.stderr.contains("đã được thay thế bằng 255/BC-TCTĐA06"),
            "{}",
            run.stderr
        );
    }
    assert_eq!(lines(&project).len(), 2);
}

#[test]
fn a_lost_or_broken_ledger_is_told_and_nothing_begins_anew() {
    let project = issued();
    let ledger = project.read(LEDGER);
    project.write(LEDGER, ledger.replacen("\"serial\":254", "\"serial\":\"x\"", 1));
    for command in
        [&["archive", "list"][..], &["register", "--year", "2024"], &["issue", DATA, "--number", "auto"]]
    {
        let run = project.run(command);
        assert!(run.code == 1 && run.stderr.contains("A002"), "{command:?}: {}", run.stderr);
    }
    std::fs::remove_file(project.path(LEDGER)).expect("ours");
    for command in [&["archive", "list"][..], &["issue", DATA, "--number", "auto"]] {
        let run = project.run(command);
        assert!(
            run.code == 1 && run.stderr.contains("mất archive/ledger.jsonl"),
            "{command:?}: {}",
            run.stderr
        );
    }
    assert!(!project.path(LEDGER).exists());
    project.write(LEDGER, ledger);
    assert_eq!(verify(&project).code, 0);
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_a_file_is_no_file_of_the_archive() {
    let project = issued();
    let pdf = project.path(&format!("{FIRST}/254-BC-TCTĐA06.pdf"));
    let outside = project.path("ngoai.pdf");
    std::fs::rename(&pdf, &outside).expect("ours");
    std::os::unix::fs::symlink(&outside, &pdf).expect("ours");
    let run = verify(&project);
    assert!(run.code == 1 && run.stderr.contains("254-BC-TCTĐA06.pdf"), "{}{}", run.stdout, run.stderr);
}

#[test]
fn the_next_number_goes_on_where_the_office_says() {
    let project = issued();
    // A series of its own.
    project.edit("data/co-quan.yaml", "ky_hieu: BC-TCTĐA06", "ky_hieu: BC-MOI");
    let run =
        |arguments: &[&str]| project.run(&[&["issue", DATA, "--accept-warnings", "thử"], arguments].concat());
    let first = run(&["--number", "auto"]);
    assert!(first.stderr.contains("lấy số 01") && first.stderr.contains("so_bat_dau"), "{}", first.stderr);
    // What is about to happen is said before.
    for said in ["Sắp phát hành", "01/BC-MOI", "24/6/2024", "không thu hồi được", "VT, CATP"] {
        assert!(first.stderr.contains(said), "{said}: {}", first.stderr);
    }
    let office =
        project.read("data/co-quan.yaml") + "so_bat_dau: [{nam: 2024, so: 58}, {nam: 2025, so: 3}]\n";
    project.write("data/co-quan.yaml", office);
    let second = run(&["--number", "auto"]);
    assert_eq!(second.stdout.trim(), "archive/2024/58-BC-MOI/v1", "{}", second.stderr);
    assert!(second.stderr.contains("kỳ này đã phát hành với số 01/BC-MOI"), "{}", second.stderr);
    let jumped = run(&["--number", "70", "--date", "1/6/2024"]);
    assert!(jumped.stderr.contains("nhảy từ 58 lên 70"), "{}", jumped.stderr);
    assert!(jumped.stderr.contains("không theo thứ tự số: 58/BC-MOI"), "{}", jumped.stderr);
    for number in ["0", "100000", "99999999999", "-1"] {
        assert_eq!(run(&["--number", number]).code, 2, "{number}");
    }
    assert_eq!(run(&["--number", "99999"]).code, 0);
    let last = run(&["--number", "auto"]);
    assert!(last.code == 1 && last.stderr.contains("không có số tiếp theo"), "{}", last.stderr);
    project.edit(DATA, "so: 99999", "so: 100000");
    let too_high = run(&[]);
    assert!(too_high.code == 1 && too_high.stderr.contains("D011"), "{}", too_high.stderr);
}

#[test]
fn a_day_beside_the_number_of_the_data_is_written_into_the_file() {
    let project = issued();
    project.edit(DATA, "so: 254 ", "so: 255 ");
    project.edit(DATA, "ngay: 24/6/2024", "ngay:");
    let run = project.run(&["issue", DATA, "--date", "25/6/2024", "--accept-warnings", "thử"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let data = project.read(DATA);
    assert!(data.contains("ngay: 25/6/2024"), "{data}");
    let nothing = amend(&project, &[]);
    assert!(nothing.code == 1 && nothing.stderr.contains("A008"), "{}", nothing.stderr);
}

#[test]
fn the_number_is_written_into_the_file_and_is_no_difference() {
    let project = issued();
    project.edit(DATA, "so: 254 ", "so:     ");
    project.edit(DATA, "ngay: 24/6/2024", "ngay:");
    let run =
        project.run(&["issue", DATA, "--number", "auto", "--date", "25/6/2024", "--accept-warnings", "thử"]);
    assert!(
        run.code == 0 && run.stderr.contains("Đã ghi vào data/2024-06.yaml: so: 255, ngay: 25/6/2024"),
        "{}",
        run.stderr
    );
    let data = project.read(DATA);
    assert!(data.contains("so: 255") && data.contains("ngay: 25/6/2024"), "{data}");
    let nothing = amend(&project, &[]);
    assert!(nothing.code == 1 && nothing.stderr.contains("A008"), "{}", nothing.stderr);
    // The replacing document says what it replaces, its correction goes on saying it, and it is rendered again to the same bytes.
    project.edit(DATA, "co_so_luu_tru: 199", "co_so_luu_tru: 198");
    let run = amend(&project, &["--new-number", "auto"]);
    assert!(run.code == 0 && project.read(DATA).contains("so: 256"), "{}", run.stderr);
    let markup =
        |folder: &str| project.read(&format!("archive/2024/256-BC-TCTĐA06/{folder}/256-BC-TCTĐA06.md"));
    let sentence = "Báo cáo này thay thế Báo cáo số 255/BC-TCTĐA06 ngày 25/6/2024.";
    assert!(markup("v1").replace('\\', "").contains(sentence));
    project.edit(DATA, "co_so_luu_tru: 198", "co_so_luu_tru: 197");
    assert_eq!(amend(&project, &[]).code, 0);
    assert!(markup("v2").replace('\\', "").contains(sentence));
    let again = project.run(&["archive", "regenerate", "--all"]);
    assert_eq!(
        (again.code, again.stdout.matches("giống từng byte").count()),
        (0, 4),
        "{}{}",
        again.stdout,
        again.stderr
    );
    assert_eq!(verify(&project).code, 0);
    // All that became of a version is shown.
    let shown = project.run(&["archive", "show", "255"]);
    assert!(shown.stdout.contains("đã được thay thế bằng 256"), "{}", shown.stdout);
}

#[test]
fn the_cover_of_the_register_has_the_form_of_the_decree() {
    let project = issued();
    for number in ["300", "12"] {
        let run = project.run(&["issue", DATA, "--number", number, "--accept-warnings", "thử"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
    }
    for format in ["docx", "pdf", "xlsx"] {
        let run = project.run(&["register", "--year", "2024", "--format", format, "--out", "so"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
    }
    let file = |ending: &str| {
        let folder = std::fs::read_dir(project.path("so")).expect("written");
        let path = folder
            .flatten()
            .map(|entry| entry.path())
            .find(|path| path.extension().is_some_and(|end| end == ending));
        std::fs::read(path.expect("there")).expect("readable")
    };
    let text = docx_text(&file("docx"));
    for words in
        ["SỔ ĐĂNG KÝ VĂN BẢN ĐI", "Năm: 2024", "Từ số 12/BC-TCTĐA06 đến số 300/BC-TCTĐA06", "Quyển số: 01"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
    for words in ["CỘNG HÒA", "Kèm theo", "Phụ lục", "Nơi nhận:", "SVBĐ", "DANH SÁCH"] {
        assert!(!text.contains(words), "{words}: {text}");
    }
    // Days are days in Excel: 24/6/2024 is day 45467.
    let sheet = docx_part(&file("xlsx"), "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("<v>45467</v>"), "{sheet}");
}
