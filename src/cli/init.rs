//! `baocao init`: a working folder for an office, from what the program carries.

use std::io::{self, BufRead, IsTerminal, Write};

use baocao::diag::{Code, Diagnostic, Diagnostics, Lang, Text};
use baocao::office::gallery::GALLERY;
use baocao::office::start::{NewOffice, SAMPLE, is_committee, start};
use baocao::source::SourceMap;
use baocao::world::OsWorld;

use super::args::InitArguments;
use super::{Exit, eprint, pick, print_paths, show};

pub(super) fn run(arguments: &InitArguments, lang: Lang) -> Exit {
    let mut found = Diagnostics::default();
    let Some(office) = ask(arguments, lang, &mut found) else {
        show(&found, &SourceMap::default(), lang);
        return Exit::Usage;
    };
    let written = start(&OsWorld, &arguments.folder, &office, &mut found);
    show(&found, &SourceMap::default(), lang);
    let Some(paths) = written else { return Exit::Refused };
    print_paths(&paths);
    eprint(&next_steps(&arguments.folder.display().to_string(), &office.templates, lang));
    Exit::Done
}

fn next_steps(folder: &str, templates: &[String], lang: Lang) -> String {
    let is_sample = templates.first().is_none_or(|template| template == SAMPLE);
    let others: Vec<&str> = templates.iter().skip(1).map(String::as_str).collect();
    let others = match (others.is_empty(), lang) {
        (true, _) => String::new(),
        (false, Lang::Vi) => format!("  baocao new TÊN --template MẪU        (mẫu: {})\n", others.join(", ")),
        (false, Lang::En) => {
            format!("  baocao new NAME --template TEMPLATE  (templates: {})\n", others.join(", "))
        }
    };
    let sample = match (is_sample, lang) {
        (true, Lang::Vi) => "data/2024-06.yaml là báo cáo mẫu; ",
        (true, Lang::En) => "data/2024-06.yaml is a sample report; ",
        _ => "",
    };
    let next = match (is_sample, lang) {
        (true, _) => "baocao new 2024-07\n  baocao preview data/2024-07.yaml\n".to_string(),
        (false, Lang::Vi) => "baocao new KỲ        (ví dụ baocao new 2026-03)\n".to_string(),
        (false, Lang::En) => "baocao new PERIOD    (as in baocao new 2026-03)\n".to_string(),
    };
    match lang {
        Lang::Vi => format!(
            "Xong. {sample}data/co-quan.yaml là cơ quan, xem lại nơi nhận. HUONG-DAN.md dành cho người lập báo cáo, \
             VIET-MAU.md cho người viết mẫu.\nTiếp theo, trong {folder}:\n  {next}{others}"
        ),
        Lang::En => format!(
            "Done. {sample}data/co-quan.yaml is the office, look at its recipients. HUONG-DAN.md is for who writes reports, \
             VIET-MAU.md for who writes templates.\nNext, in {folder}:\n  {next}{others}"
        ),
    }
}

/// From the flags; what they do not say is asked on a terminal.
fn ask(arguments: &InitArguments, lang: Lang, found: &mut Diagnostics) -> Option<NewOffice> {
    let terminal = io::stdin().is_terminal() && io::stderr().is_terminal();
    let mut missing: Vec<&str> = Vec::new();
    let mut answer = |given: &Option<String>, flag: &'static str, question: &str, fallback: Option<&str>| {
        if let Some(given) = given.as_ref().filter(|given| !given.trim().is_empty()) {
            return given.trim().to_string();
        }
        let typed = terminal.then(|| question_to(question, fallback)).flatten();
        typed.or_else(|| fallback.map(str::to_string)).unwrap_or_else(|| {
            missing.push(flag);
            String::new()
        })
    };
    let t = |vi: &'static str, en: &'static str| pick(lang, vi, en);
    let agency = answer(
        &arguments.agency,
        "--agency",
        t(
            "Tên đầy đủ của cơ quan ban hành (ví dụ Ủy ban nhân dân xã An Bình)",
            "Full name of the agency (as Ủy ban nhân dân xã An Bình)",
        ),
        None,
    );
    // What most committees have; other offices have to say it.
    let [symbol, post] = match is_committee(&agency) {
        true => [Some("BC-UBND"), Some("CHỦ TỊCH")],
        false => [None, None],
    };
    let parent = answer(
        &arguments.parent,
        "--parent",
        t(
            "Cơ quan chủ quản, viết tắt được (ví dụ UBND tỉnh Mẫu), không có thì Enter",
            "Parent agency, abbreviated or not (as UBND tỉnh Mẫu), Enter for none",
        ),
        Some(""),
    );
    let office = NewOffice {
        recipients: recipients(&answer(
            &arguments.recipients,
            "--recipients",
            t("Nơi nhận báo cáo, cách nhau bằng dấu ;", "Recipients of reports, a ; between them"),
            Some(&parent),
        )),
        place: answer(
            &arguments.place,
            "--place",
            t("Địa danh ghi trước ngày (ví dụ An Bình)", "Place before the date (as An Bình)"),
            None,
        ),
        symbol: answer(&arguments.symbol, "--symbol", t("Ký hiệu báo cáo", "Symbol of reports"), symbol),
        post: answer(&arguments.post, "--post", t("Chức vụ người ký", "Post of the signer"), post),
        signer: answer(&arguments.signer, "--signer", t("Họ tên người ký", "Name of the signer"), None),
        templates: Vec::new(),
        parent,
        agency,
    };
    if missing.is_empty() {
        let templates = match arguments.template.as_slice() {
            [] if terminal => asked_templates(lang),
            [] => vec![SAMPLE.to_string()],
            given => given.iter().map(|id| id.trim().to_string()).collect(),
        };
        return Some(NewOffice { templates, ..office });
    }
    let flags = missing.join(" … ");
    found.push(
        Diagnostic::error(
            Code::MissingValue,
            Text { vi: format!("chưa nói: {flags}"), en: format!("not said: {flags}") },
        )
        .help(Text {
            vi: "ví dụ: baocao init --agency \"Ủy ban nhân dân xã An Bình\" --place \"An Bình\" --signer \"Họ và tên\""
                .into(),
            en: "as in: baocao init --agency \"Ủy ban nhân dân xã An Bình\" --place \"An Bình\" --signer \"Name\""
                .into(),
        }),
    );
    None
}

/// What the office writes, by the numbers of a list; asked again until all are of the list.
fn asked_templates(lang: Lang) -> Vec<String> {
    let sample = (
        SAMPLE,
        pick(
            lang,
            "Báo cáo Đề án 06 của thành phố, kèm báo cáo mẫu",
            "Report on Project 06 of a city, with a sample",
        ),
    );
    let all: Vec<(&str, &str)> = std::iter::once(sample)
        .chain(GALLERY.iter().map(|template| (template.id, pick(lang, template.line.0, template.line.1))))
        .collect();
    for (index, (_, line)) in all.iter().enumerate() {
        eprint(&format!("{:>3}. {line}\n", index + 1));
    }
    loop {
        let typed = question_to(
            pick(
                lang,
                "Cơ quan lập những loại nào? Gõ các số, cách nhau dấu phẩy; loại lập nhiều nhất ghi trước",
                "What does the office write? Type the numbers, a comma between them, the most frequent first",
            ),
            Some("1"),
        );
        let typed = typed.unwrap_or_else(|| "1".to_string());
        let chosen = typed.split([',', ' ', ';']).filter(|number| !number.is_empty()).map(|number| {
            let at: usize = number.parse().ok()?;
            all.get(at.checked_sub(1)?).map(|(id, _)| id.to_string())
        });
        if let Some(chosen) = chosen.collect::<Option<Vec<String>>>().filter(|chosen| !chosen.is_empty()) {
            return chosen;
        }
    }
}

/// Each of the recipients that were typed on one line; the line “Lưu” is the form's.
fn recipients(typed: &str) -> Vec<String> {
    let names = typed.split(';').map(|name| name.trim().trim_end_matches('.'));
    names.filter(|name| !name.is_empty() && !name.starts_with("Lưu")).map(str::to_string).collect()
}

/// Asks until there is an answer, or once when there is a `fallback`; `None` for that and at the end of the input.
fn question_to(question: &str, fallback: Option<&str>) -> Option<String> {
    let shown =
        fallback.filter(|text| !text.is_empty()).map_or_else(String::new, |text| format!(" [{text}]"));
    loop {
        let _ = write!(io::stderr(), "{question}{shown}: ");
        let _ = io::stderr().flush();
        let mut line = String::new();
        if io::stdin().lock().read_line(&mut line).ok()? == 0 {
            return None;
        }
        if !line.trim().is_empty() || fallback.is_some() {
            return Some(line.trim().to_string()).filter(|line| !line.is_empty());
        }
    }
}
