//! `baocao preview`: where words come from, who may ask, and that nothing is lost on saving.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use baocao::font::FontSet;
use baocao::hash::sha256;
use baocao::office::origin::{Spot, origin, text_of};
use baocao::office::view::view;
use baocao::pipeline::Request;
use baocao::source::Span;
use baocao::world::OsWorld;

use super::project::{Project, repository};

/// The lines of the June data that the first `word` in the first `context` of the June report comes from.
fn lines(context: &str, word: &str) -> Vec<String> {
    let data = repository().join("data/2024-06.yaml");
    let (request, fonts) = (Request::of(&data), FontSet::built_in());
    let pages = view(&OsWorld, &request, &fonts).pages.expect("the June report can be laid out");
    let (node, text) = pages
        .structure
        .iter()
        .map(|(id, _)| (id, text_of(&pages, id)))
        .find(|(_, text)| text.contains(context))
        .expect("the words are on a page");
    let at = text.find(context).and_then(|at| Some(at + context.find(word)?));
    let found = origin(&OsWorld, &request, &pages, &Spot { node, at }, &fonts).expect("it can be filled in");
    let line = |span: Span| {
        let name = found.sources.path(span.file).file_name().and_then(|name| name.to_str());
        format!("{}: {}", name.unwrap_or_default(), found.sources.line_of(span).trim())
    };
    found.places.into_iter().map(line).collect()
}

fn check(context: &str, word: &str, expected: &[&str]) {
    let found = lines(context, word);
    assert_eq!(found.len(), expected.len(), "{word}: {found:?}");
    for (line, start) in found.iter().zip(expected) {
        assert!(line.starts_with(start), "{word}: {found:?}");
    }
}

#[test]
fn a_word_leads_to_the_line_where_it_was_typed() {
    check("1.994", "1.994", &["2024-06.yaml: nong_dan: 1.994"]);
    check("ngày 24 tháng 6", "24", &["2024-06.yaml: ngay: 24/6/2024"]);
    check("Tháp Chàm, ngày", "Tháp", &["co-quan.yaml: dia_danh: Phan Rang - Tháp Chàm"]);
    check("Lưu: VT", "Lưu", &["co-quan.yaml: - Lưu: VT, CATP"]);
}

#[test]
fn a_computed_figure_leads_to_all_that_it_is_computed_from() {
    check("254/BC", "254", &["2024-06.yaml: so: 254", "co-quan.yaml: ky_hieu: BC-TCTĐA06"]);
    let all = lines("97,61", "97,61");
    assert!(
        all.len() > 10 && all.iter().all(|line| line.contains("tong_so:") || line.contains("truc_tuyen:"))
    );
}

#[test]
fn words_of_the_template_lead_to_the_template() {
    check("KẾT QUẢ", "QUẢ", &["bao-cao.md: # KẾT QUẢ"]);
    check("trên địa bàn thành phố tháng", "thành", &["bao-cao.md: "]);
    // Nobody typed these: they are the decree's.
    check("Độc lập", "lập", &[]);
}

const FILE: &str = "data/2024-06.yaml";

/// A preview that runs in a project, and ends with the test.
struct Preview {
    program: Child,
    host: String,
    /// The path that holds the token, with a slash at its end.
    root: String,
}

struct Answer {
    status: u16,
    headers: String,
    body: String,
}

impl Preview {
    fn start(project: &Project) -> Self {
        let mut program = Command::new(env!("CARGO_BIN_EXE_baocao"))
            .args(["preview", FILE, "--no-open"])
            .current_dir(project.path(""))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let mut address = String::new();
        let output = program.stdout.take().expect("it is piped");
        BufReader::new(output).read_line(&mut address).expect("it prints its address");
        let address = address.trim().strip_prefix("http://").expect("an address").to_string();
        let (host, path) = address.split_once('/').expect("an address with a token");
        Preview { program, host: host.to_string(), root: format!("/{path}") }
    }

    /// Asks as the page does, with other headers if some are given.
    fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut stream = TcpStream::connect(&self.host).expect("it listens");
        let origin = format!("http://{}", self.host);
        let mut all =
            vec![("Host", self.host.as_str()), ("Content-Type", "application/json"), ("Connection", "close")];
        if method == "POST" {
            all.push(("Origin", &origin));
        }
        all.retain(|(name, _)| headers.iter().all(|(other, _)| other != name));
        all.extend(headers.iter().filter(|(_, value)| !value.is_empty()));
        let lines: String = all.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let length = body.len();
        write!(stream, "{method} {path} HTTP/1.1\r\n{lines}Content-Length: {length}\r\n\r\n{body}")
            .expect("it reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("it answers");
        let (headers, body) = answer.split_once("\r\n\r\n").expect("an answer");
        let status = headers.split(' ').nth(1).and_then(|code| code.parse().ok()).expect("a status");
        Answer { status, headers: headers.to_lowercase(), body: body.to_string() }
    }

    fn get(&self, path: &str) -> Answer {
        self.ask("GET", &format!("{}{path}", self.root), &[], "")
    }

    fn post(&self, path: &str, body: &serde_json::Value) -> Answer {
        self.ask("POST", &format!("{}{path}", self.root), &[], &body.to_string())
    }

    fn save(&self, path: &str, base: &str, text: &str) -> Answer {
        self.post("api/save", &serde_json::json!({ "path": path, "base": base, "text": text }))
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

impl Answer {
    fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {} {}", self.status, self.body))
    }
}

#[test]
fn strangers_are_refused_and_told_nothing() {
    let project = Project::new();
    let preview = Preview::start(&project);
    let state = format!("{}api/state", preview.root);
    let own = format!("http://{}", preview.host);
    assert_eq!(preview.get("api/state").status, 200);
    let port = preview.host.split(':').nth(1).expect("a port");
    for (headers, path) in [
        (vec![("Host", "evil.example")], state.as_str()),
        (vec![("Host", "127.0.0.1")], &state),
        (vec![("Host", "")], &state),
        (vec![("Origin", "http://evil.example")], &state),
        (vec![("Origin", "null")], &state),
        (vec![("Sec-Fetch-Site", "cross-site")], &state),
        (vec![], "/"),
        (vec![], "/api/state"),
        (vec![], "/0000/api/state"),
        (vec![], "/main.js"),
    ] {
        let answer = preview.ask("GET", path, &headers, "");
        // A request without a host is not even HTTP.
        assert!(matches!(answer.status, 403 | 400), "{headers:?} {path}: {}", answer.status);
        assert!(!answer.headers.contains("access-control") && !answer.body.contains("ky"), "{}", answer.body);
    }
    let options = preview.ask("OPTIONS", &state, &[("Origin", "http://evil.example")], "");
    assert!(options.status == 403 && !options.headers.contains("access-control"));
    // What would change something has to say where it comes from.
    let before = project.read(FILE);
    let body =
        serde_json::json!({ "path": FILE, "base": sha256(before.as_bytes()), "text": "x" }).to_string();
    let save = format!("{}api/save", preview.root);
    for origin in
        ["", "http://evil.example", &format!("http://localhost:{port}"), &format!("{own}.evil.example")]
    {
        assert_eq!(preview.ask("POST", &save, &[("Origin", origin)], &body).status, 403, "{origin}");
    }
    // A form of another page cannot send JSON.
    assert_eq!(preview.ask("POST", &save, &[("Content-Type", "text/plain")], &body).status, 415);
    assert_eq!(project.read(FILE), before);
}

#[test]
fn a_template_that_loops_holds_up_nobody_and_ends() {
    let project = Project::new();
    let loops = "{% for i in range(end=100000) %}{% for j in range(end=100000) %}{% endfor %}{% endfor %}";
    project.edit("templates/de-an-06/bao-cao.md", "# NHẬN XÉT", &format!("{loops}\n\n# NHẬN XÉT"));
    let preview = Preview::start(&project);
    std::thread::scope(|scope| {
        let pages = scope.spawn(|| preview.get("api/state"));
        // The request for pages is under way before these are asked.
        std::thread::sleep(std::time::Duration::from_millis(50));
        for path in ["", "main.js", &format!("api/schema?path={FILE}"), &format!("api/file?path={FILE}")] {
            let answer = preview.get(path);
            assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        }
        assert!(!pages.is_finished(), "the others were answered while the template was still running");
        let state = pages.join().expect("an answer").json();
        assert!(state.to_string().contains("T004"), "{state}");
    });
    // Nothing of it runs on: the next question is as quick as the first.
    project.edit("templates/de-an-06/bao-cao.md", loops, "");
    assert!(!preview.get("api/state").json().to_string().contains("T004"));
}

#[test]
fn the_page_keeps_to_itself() {
    let project = Project::new();
    let preview = Preview::start(&project);
    let page = preview.get("");
    assert_eq!(page.status, 200);
    for wanted in [
        "default-src 'none'",
        "script-src 'self'",
        "frame-ancestors 'none'",
        "nosniff",
        "no-referrer",
        "cache-control: no-store",
    ] {
        assert!(page.headers.contains(wanted), "{wanted}: {}", page.headers);
    }
    // Nothing is fetched from anywhere else.
    for file in ["", "page.css", "main.js", "api.js", "editor.js"] {
        let text = preview.get(file).body;
        assert!(!text.is_empty() && !text.contains("http://") && !text.contains("https://"), "{file}");
    }
}

#[test]
#[cfg(unix)]
fn paths_outside_the_folder_are_refused() {
    let project = Project::new();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let secret = folder.path().join("secret.yaml");
    std::fs::write(&secret, "x: 1\n").expect("writable");
    std::os::unix::fs::symlink(&secret, project.path("data/link.yaml")).expect("writable");
    let preview = Preview::start(&project);
    let secret_name = secret.display().to_string();
    for outside in [
        &secret_name,
        "/etc/passwd",
        "data/../../../../../../etc/passwd",
        "../x.yaml",
        "data/link.yaml",
        "data",
    ] {
        let encoded: String = outside.bytes().map(|byte| format!("%{byte:02X}")).collect();
        assert_eq!(preview.get(&format!("api/file?path={encoded}")).status, 403, "{outside}");
        assert_eq!(preview.save(outside, &sha256(b"x: 1\n"), "gone").status, 403, "{outside}");
        let typed = serde_json::json!([{ "path": outside, "text": "gone" }]);
        assert_eq!(preview.post("api/typed", &typed).status, 403, "{outside}");
    }
    // Templates are for looking, and what was not rendered is not there.
    let template = "templates/de-an-06/bao-cao.md";
    assert_eq!(preview.get(&format!("api/file?path={template}")).json()["writable"], false);
    assert_eq!(preview.save(template, &sha256(project.read(template).as_bytes()), "gone").status, 403);
    for path in [
        "api/results/0",
        "api/results/..%2F..%2Fetc%2Fpasswd",
        "fonts/9",
        "..%2F..%2Fetc%2Fpasswd",
        "vendor/..%2Fmain.js",
    ] {
        let status = preview.get(path).status;
        assert!(matches!(status, 400 | 404), "{path}: {status}");
    }
    assert_eq!(std::fs::read_to_string(&secret).expect("still there"), "x: 1\n");
}

#[test]
fn a_thousand_saves_leave_a_whole_file() {
    let project = Project::new();
    let preview = Preview::start(&project);
    let original = project.read(FILE);
    let mut base = sha256(original.as_bytes());
    let (stop, stopped) = std::sync::mpsc::channel::<()>();
    std::thread::scope(|scope| {
        let (project, original) = (&project, &original);
        scope.spawn(move || {
            // Whoever reads meanwhile never sees half of a file. It ends with the other side, however that ends.
            while stopped.try_recv() == Err(std::sync::mpsc::TryRecvError::Empty) {
                let seen = project.read(FILE);
                assert!(seen.starts_with(&original[..100]) && seen.ends_with('\n'));
                assert!(seen == *original || seen[original.len()..].starts_with("# lần "));
            }
        });
        let stop = stop;
        for round in 0..1000 {
            let answer = preview.save(FILE, &base, &format!("{original}# lần {round}\n"));
            assert_eq!(answer.status, 200, "{}", answer.body);
            base = answer.json()["hash"].as_str().expect("a hash").to_string();
        }
        drop(stop);
    });
    assert_eq!(project.read(FILE), format!("{original}# lần 999\n"));
    let files = std::fs::read_dir(project.path("data")).expect("readable");
    let left: Vec<_> = files
        .flatten()
        .map(|entry| entry.file_name())
        .filter(|name| name.to_string_lossy().starts_with('.'))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_change_made_meanwhile_is_given_back_not_overwritten() {
    let project = Project::new();
    let preview = Preview::start(&project);
    let base = sha256(project.read(FILE).as_bytes());
    project.edit(FILE, "co_so_luu_tru: 199", "co_so_luu_tru: 300");
    let theirs = project.read(FILE);
    let answer = preview.save(FILE, &base, "ky: 2024-06\n");
    assert_eq!(answer.status, 409);
    assert_eq!(answer.json()["now"]["text"], theirs.as_str());
    assert_eq!(project.read(FILE), theirs);
    let next = answer.json()["now"]["hash"].as_str().expect("a hash").to_string();
    assert_eq!(preview.save(FILE, &next, &theirs.replace("300", "301")).status, 200);
    assert!(project.read(FILE).contains("co_so_luu_tru: 301"));
}

#[test]
fn what_is_typed_is_shown_and_checked_before_it_is_saved() {
    let project = Project::new();
    let preview = Preview::start(&project);
    let state = preview.get("api/state").json();
    let pages = state["pages"].as_array().expect("pages").len();
    assert_eq!(pages, 11);
    let text = project.read(FILE);
    let typed =
        |text: &str| preview.post("api/typed", &serde_json::json!([{ "path": FILE, "text": text }])).json();
    let changed = typed(&text.replace("co_so_luu_tru: 199", "co_so_luu_tru: 7321"));
    let hashes = |state: &serde_json::Value| -> Vec<String> {
        let pages = state["pages"].as_array().expect("pages").iter();
        pages.map(|page| page["hash"].as_str().unwrap_or_default().to_string()).collect()
    };
    // Only the page with the figure is another.
    let (old, new) = (hashes(&state), hashes(&changed));
    let differing: Vec<&String> = new.iter().filter(|hash| !old.contains(hash)).collect();
    assert_eq!(differing.len(), 1);
    let svg = preview.get(&format!("api/pages/{}", differing[0])).body;
    assert!(svg.starts_with("<svg") && svg.contains("7.321"), "{svg}");
    // Broken, the error has its line, and there are no pages.
    let broken = typed(&text.replacen("so: 254", "so 254", 1));
    let line = text.lines().position(|line| line.starts_with("so: 254")).expect("it is there") + 1;
    assert_eq!(broken["check"]["findings"][0]["primary"]["line"], line);
    assert!(broken["pages"].is_null());
    // Half filled, a draft is shown.
    let half = typed(&text.replacen("co_so_luu_tru: 199", "co_so_luu_tru:", 1));
    assert!(half["draft"] == true && half["pages"].as_array().is_some_and(|pages| !pages.is_empty()));
    assert_eq!(project.read(FILE), text);
}

#[test]
fn a_save_by_another_program_is_told() {
    let project = Project::new();
    let preview = Preview::start(&project);
    let change = preview.get("api/state").json()["change"].as_u64().expect("a number");
    project.edit(FILE, "co_so_luu_tru: 199", "co_so_luu_tru: 7321");
    let told = preview.get(&format!("api/changes?after={change}")).json();
    assert!(told["change"].as_u64() > Some(change));
    // What is rendered does not wake it, even beside the data.
    assert_eq!(project.run(&["render", FILE, "--out", "data"]).code, 0);
    std::thread::sleep(std::time::Duration::from_millis(500));
    let state = preview.get("api/state").json();
    assert_eq!(state["change"], told["change"]);
}

#[test]
fn the_preview_needs_a_file_that_is_there() {
    let project = Project::new();
    let run = project.run(&["preview"]);
    assert!(run.code == 2 && run.stderr.contains("baocao preview data/2024-06.yaml"), "{}", run.stderr);
    let run = project.run(&["preview", "data/2030-01.yaml"]);
    assert!(run.code == 2 && run.stderr.contains("data/2030-01.yaml"), "{}", run.stderr);
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = taken.local_addr().expect("a port").port().to_string();
    let run = project.run(&["preview", FILE, "--port", &port]);
    assert!(run.code == 2 && run.stderr.contains(&port), "{}", run.stderr);
}
