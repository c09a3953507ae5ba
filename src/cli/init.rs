//! `baocao init`: a working folder for an office, from what the program carries.

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};

use baocao::diag::{Code, Diagnostic, Diagnostics, Lang, Text};
use baocao::output;
use baocao::source::SourceMap;

use super::args::InitArguments;
use super::{Exit, eprint, pick, print_paths, show, taken, unwritable};

/// The files that every office starts with, but for its own.
const FILES: [(&str, &str); 13] = [
    ("HUONG-DAN.md", include_str!("../../docs/huong-dan.md")),
    ("data/2024-06.yaml", include_str!("../../data/2024-06.yaml")),
    ("data/co-quan.schema.json", include_str!("../../data/co-quan.schema.json")),
    ("data/de-an-06.schema.json", include_str!("../../data/de-an-06.schema.json")),
    ("templates/chung/bang-dich-vu-cong.md", include_str!("../../templates/chung/bang-dich-vu-cong.md")),
    ("templates/chung/tu-dien.yaml", include_str!("../../templates/chung/tu-dien.yaml")),
    ("templates/chung/van-ban.md", include_str!("../../templates/chung/van-ban.md")),
    ("templates/de-an-06/template.yaml", include_str!("../../templates/de-an-06/template.yaml")),
    ("templates/de-an-06/schema.json", include_str!("../../templates/de-an-06/schema.json")),
    ("templates/de-an-06/checks.yaml", include_str!("../../templates/de-an-06/checks.yaml")),
    ("templates/de-an-06/bao-cao.md", include_str!("../../templates/de-an-06/bao-cao.md")),
    ("templates/de-an-06/phu-luc-1.md", include_str!("../../templates/de-an-06/phu-luc-1.md")),
    ("templates/de-an-06/phu-luc-2.md", include_str!("../../templates/de-an-06/phu-luc-2.md")),
];

/// The pictures of the guide.
const PICTURES: [(&str, &[u8]); 4] = [
    ("hinh/danh-dau.png", include_bytes!("../../docs/hinh/danh-dau.png")),
    ("hinh/du-thao.png", include_bytes!("../../docs/hinh/du-thao.png")),
    ("hinh/trang-1.png", include_bytes!("../../docs/hinh/trang-1.png")),
    ("hinh/xem-truoc.png", include_bytes!("../../docs/hinh/xem-truoc.png")),
];

/// What the office says about itself.
struct Office {
    agency: String,
    parent: String,
    place: String,
    symbol: String,
    post: String,
    signer: String,
}

pub(super) fn run(arguments: &InitArguments, lang: Lang) -> Exit {
    let mut found = Diagnostics::default();
    let Some(office) = ask(arguments, lang, &mut found) else {
        show(&found, &SourceMap::default(), lang);
        return Exit::Usage;
    };
    let office = office.to_yaml();
    let own = [("data/co-quan.yaml", office.as_bytes())];
    let carried = FILES.iter().map(|(name, text)| (*name, text.as_bytes())).chain(PICTURES);
    let files: Vec<(PathBuf, Vec<u8>)> =
        carried.chain(own).map(|(name, bytes)| (arguments.folder.join(name), bytes.to_vec())).collect();
    let written = write(&arguments.folder, &files, &mut found);
    show(&found, &SourceMap::default(), lang);
    let Some(paths) = written else { return Exit::Refused };
    print_paths(&paths);
    let folder = arguments.folder.display();
    eprint(&match lang {
        Lang::Vi => format!(
            "Xong. data/2024-06.yaml là báo cáo mẫu; data/co-quan.yaml là cơ quan, xem lại nơi nhận.\n\
             Tiếp theo, trong {folder}:\n  baocao new 2024-07\n  baocao preview data/2024-07.yaml\n"
        ),
        Lang::En => format!(
            "Done. data/2024-06.yaml is a sample report; data/co-quan.yaml is the office, look at its recipients.\n\
             Next, in {folder}:\n  baocao new 2024-07\n  baocao preview data/2024-07.yaml\n"
        ),
    });
    Exit::Done
}

/// Writes everything, unless something else is there already.
fn write(folder: &Path, files: &[(PathBuf, Vec<u8>)], found: &mut Diagnostics) -> Option<Vec<PathBuf>> {
    output::taken(files).for_each(|path| found.push(taken(path)));
    if found.has_errors() {
        return None;
    }
    output::write_all(folder, files).map_err(|error| found.push(unwritable(&error))).ok()?;
    Some(files.iter().map(|(path, _)| path.clone()).collect())
}

/// From the flags; what they do not say is asked on a terminal.
fn ask(arguments: &InitArguments, lang: Lang, found: &mut Diagnostics) -> Option<Office> {
    let terminal = io::stdin().is_terminal() && io::stderr().is_terminal();
    let mut missing: Vec<&str> = Vec::new();
    let mut answer = |given: &Option<String>, flag: &'static str, question: &str, fallback: Option<&str>| {
        if let Some(given) = given.as_ref().filter(|given| !given.trim().is_empty()) {
            return given.trim().to_string();
        }
        if terminal && let Some(typed) = question_to(question, fallback) {
            return typed;
        }
        match fallback {
            Some(fallback) => fallback.to_string(),
            None => {
                missing.push(flag);
                String::new()
            }
        }
    };
    let t = |vi: &'static str, en: &'static str| pick(lang, vi, en);
    let agency = answer(
        &arguments.agency,
        "--agency",
        t("Cơ quan ban hành (ví dụ UBND xã An Bình)", "Agency (as UBND xã An Bình)"),
        None,
    );
    // What most committees have; other offices have to say it.
    let [symbol, post] = match is_committee(&agency) {
        true => [Some("BC-UBND"), Some("CHỦ TỊCH")],
        false => [None, None],
    };
    let office = Office {
        parent: answer(
            &arguments.parent,
            "--parent",
            t("Cơ quan chủ quản, không có thì Enter", "Parent agency, Enter for none"),
            Some(""),
        ),
        place: answer(
            &arguments.place,
            "--place",
            t("Địa danh ghi trước ngày (ví dụ An Bình)", "Place before the date (as An Bình)"),
            None,
        ),
        symbol: answer(&arguments.symbol, "--symbol", t("Ký hiệu báo cáo", "Symbol of reports"), symbol),
        post: answer(&arguments.post, "--post", t("Chức vụ người ký", "Post of the signer"), post),
        signer: answer(&arguments.signer, "--signer", t("Họ tên người ký", "Name of the signer"), None),
        agency,
    };
    if missing.is_empty() {
        return Some(office);
    }
    let flags = missing.join(" … ");
    found.push(
        Diagnostic::error(
            Code::MissingValue,
            Text { vi: format!("chưa nói: {flags}"), en: format!("not said: {flags}") },
        )
        .help(Text {
            vi: "ví dụ: baocao init --agency \"UBND xã An Bình\" --place \"An Bình\" --signer \"Họ và tên\""
                .into(),
            en: "as in: baocao init --agency \"UBND xã An Bình\" --place \"An Bình\" --signer \"Name\""
                .into(),
        }),
    );
    None
}

/// Asks once; `None` for an empty answer or the end of the input.
fn question_to(question: &str, fallback: Option<&str>) -> Option<String> {
    let shown =
        fallback.filter(|text| !text.is_empty()).map_or_else(String::new, |text| format!(" [{text}]"));
    let _ = write!(io::stderr(), "{question}{shown}: ");
    let _ = io::stderr().flush();
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line).ok()?;
    Some(line.trim().to_string()).filter(|line| !line.is_empty())
}

impl Office {
    /// The line of the body that a committee signs for (Decree 30/2020, Appendix I, II.7.a).
    fn body(&self) -> &'static str {
        if is_committee(&self.agency) { "    - TM. ỦY BAN NHÂN DÂN\n" } else { "" }
    }

    fn to_yaml(&self) -> String {
        let capitals = |text: &str| yaml(&text.to_uppercase());
        let parent = match self.parent.is_empty() {
            true => "co_quan_chu_quan: []\n".to_string(),
            false => format!("co_quan_chu_quan:\n  - {}\n", capitals(&self.parent)),
        };
        format!(
            "# yaml-language-server: $schema=co-quan.schema.json\n\
             # Những gì của cơ quan, dùng cho mọi kỳ báo cáo. Tệp của kỳ ghi lại mục nào thì mục đó theo tệp của kỳ.\n\n\
             mau: de-an-06            # thư mục mẫu trong templates/\n\n\
             # Tên cơ quan ở góc trên bên trái: mỗi dòng in một mục, viết hoa.\n\
             {parent}\
             co_quan_ban_hanh:\n  - {agency}\n\
             ten_co_quan: {name}   # viết như trong câu\n\n\
             dia_danh: {place}\n\
             ky_hieu: {symbol}      # số văn bản nằm ở tệp của kỳ\n\n\
             # Nơi gửi báo cáo lên; có thì nơi nhận mở đầu bằng Như trên.\n\
             # kinh_gui:\n#   - …\n\n\
             # Mỗi nơi một dòng, không gõ dấu chấm phẩy; dòng cuối là dòng Lưu.\n\
             noi_nhan:\n  - \"Lưu: VT\"\n\n\
             nguoi_ky:\n  quyen_han:\n{body}    - {post}\n  ho_ten: {signer}\n",
            body = self.body(),
            agency = capitals(&self.agency),
            name = yaml(&self.agency),
            place = yaml(&self.place),
            symbol = yaml(&self.symbol),
            post = capitals(&self.post),
            signer = yaml(&self.signer),
        )
    }
}

fn is_committee(agency: &str) -> bool {
    let agency = agency.to_uppercase();
    agency.starts_with("UBND ") || agency.starts_with("ỦY BAN NHÂN DÂN")
}

/// A text as a YAML scalar: plain when that reads back as it is, else in quotes.
fn yaml(text: &str) -> String {
    let is_plain = text.starts_with(char::is_alphabetic)
        && !text.contains([
            ':', '#', '"', '\'', '{', '}', '[', ']', '&', '*', '!', '|', '>', '%', '@', '`', '\n', '\\',
        ])
        && !text.ends_with(' ');
    if is_plain { text.to_string() } else { serde_json::to_string(text).unwrap_or_default() }
}

#[cfg(test)]
mod tests {
    use super::yaml;

    #[test]
    fn texts_are_quoted_when_yaml_would_misread_them() {
        for (text, expected) in [
            ("UBND xã An Bình", "UBND xã An Bình"),
            ("Sở: A", "\"Sở: A\""),
            ("- a", "\"- a\""),
            ("", "\"\""),
            ("a\"b", "\"a\\\"b\""),
            ("1994", "\"1994\""),
        ] {
            assert_eq!(yaml(text), expected);
        }
    }
}
