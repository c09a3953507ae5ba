//! `baocao preview`: a page on this machine that shows a report as it will print, beside its data and what the check finds.
//!
//! `guard` decides who may ask, `server` turns requests into calls. `session` shows the report and answers questions about it,
//! with the `views` shown so far, the `changes` on the disk and the `click`s in the browser. `desk` opens and saves files, `actions`
//! renders and issues. The page itself is in `web/`.

mod actions;
mod assets;
mod changes;
mod click;
mod desk;
mod guard;
mod server;
mod session;
mod views;

use std::io::IsTerminal;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;

use baocao::diag::{Code, Diagnostic, Diagnostics, Lang, Text};
use baocao::font::FontSet;
use baocao::source::SourceMap;
use baocao::world::{OsWorld, system_message};

use super::args::PreviewArguments;
use super::watched::Watched;
use super::{Exit, eprint, guide, pick, print, show};
use changes::Changes;
use desk::Desk;
use guard::Guard;
use session::Session;

pub(super) fn run(arguments: &PreviewArguments, lang: Lang) -> Exit {
    let Some(file) = &arguments.file else {
        eprint(&guide::no_files("preview", lang, &guide::data_files(&OsWorld)));
        return Exit::Usage;
    };
    let mut found = Diagnostics::default();
    let ready = prepare(arguments, lang, &mut found);
    show(&found, &SourceMap::default(), lang);
    let Some((session, listener, guard)) = ready else { return Exit::Usage };
    let address = guard.address();
    let shown = file.display();
    print(&format!("{address}\n"));
    let opens = !arguments.no_open && std::io::stdout().is_terminal();
    eprint(&match (lang, opens) {
        (Lang::Vi, true) => format!(
            "Đang mở {shown} trong trình duyệt; nếu không thấy, mở địa chỉ trên. Chỉ máy này vào được. Ctrl+C để dừng.\n"
        ),
        (Lang::Vi, false) => {
            format!("Mở địa chỉ trên để xem {shown}. Chỉ máy này vào được. Ctrl+C để dừng.\n")
        }
        (Lang::En, true) => format!(
            "Opening {shown} in the browser; if it does not come up, open the address above. Only this machine can. \
             Ctrl+C to stop.\n"
        ),
        (Lang::En, false) => {
            format!("Open the address above to see {shown}. Only this machine can. Ctrl+C to stop.\n")
        }
    });
    if opens {
        // The address has been printed for whom this does not work.
        let _ = open::that_detached(&address);
    }
    match server::serve(listener, guard, Arc::new(session)) {
        Ok(()) => Exit::Done,
        Err(error) => {
            let why = system_message(&error);
            eprint(&format!("{}: {}\n", pick(lang, "máy chủ dừng", "the server stopped"), why.get(lang)));
            Exit::Refused
        }
    }
}

/// Everything that can fail before there is a page.
fn prepare(
    arguments: &PreviewArguments,
    lang: Lang,
    found: &mut Diagnostics,
) -> Option<(Session, TcpListener, Guard)> {
    let file = arguments.file.as_ref()?;
    let desk =
        Desk::at(file).map_err(|error| found.push(unreadable(&file.display().to_string(), &error))).ok()?;
    let fonts = match &arguments.fonts {
        Some(folder) => FontSet::from_folder(&OsWorld, folder, found)?,
        None => FontSet::built_in(),
    };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, arguments.port));
    let listener = listener.map_err(|error| found.push(no_port(arguments.port, &error))).ok()?;
    let port =
        listener.local_addr().map_err(|error| found.push(no_port(arguments.port, &error))).ok()?.port();
    let guard = Guard::new(port).map_err(|error| found.push(no_token(&error))).ok()?;
    let files = std::slice::from_ref(file);
    let changes = Changes::of(Watched::new(files, arguments.templates.as_deref(), &arguments.out));
    Some((Session::new(arguments, desk, fonts, changes, lang), listener, guard))
}

fn unreadable(shown: &str, error: &std::io::Error) -> Diagnostic {
    let Text { vi, en } = system_message(error);
    Diagnostic::error(
        Code::FileUnreadable,
        Text { vi: format!("không mở được {shown}: {vi}"), en: format!("cannot open {shown}: {en}") },
    )
    .help(Text {
        vi: "xem lại tên tệp; tệp của kỳ mới lập bằng: baocao new 2024-07".into(),
        en: "look at the name; the file of a new period is made by: baocao new 2024-07".into(),
    })
}

fn no_port(port: u16, error: &std::io::Error) -> Diagnostic {
    let Text { vi, en } = system_message(error);
    Diagnostic::error(
        Code::OutputUnwritable,
        Text {
            vi: format!("không mở được cổng {port} trên máy này: {vi}"),
            en: format!("cannot open port {port} on this machine: {en}"),
        },
    )
    .help(Text {
        vi: "bỏ --port để dùng một cổng còn trống".into(),
        en: "leave --port out to take one that is free".into(),
    })
}

fn no_token(error: &getrandom::Error) -> Diagnostic {
    Diagnostic::error(
        Code::OutputUnwritable,
        Text {
            vi: "hệ điều hành không cho số ngẫu nhiên để giữ kín trang".into(),
            en: format!("the system gives no random bytes to keep the page private: {error}"),
        },
    )
}
