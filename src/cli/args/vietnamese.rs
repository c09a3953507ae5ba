//! What clap says, in Vietnamese: its headings and placeholders in help, and its errors, from their kinds and contexts.

use std::error::Error as _;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command};

/// Names of values, as help and errors show them.
const VALUE_NAMES: [(&str, &str); 20] = [
    ("FILE", "TỆP"),
    ("FILE.pdf", "TỆP.pdf"),
    ("DIR", "THƯ-MỤC"),
    ("D", "NGÀY"),
    ("N", "SỐ"),
    ("N|auto", "SỐ|auto"),
    ("NAME", "TÊN"),
    ("NAME; NAME", "TÊN; TÊN"),
    ("POST; POST", "CHỨC-VỤ; CHỨC-VỤ"),
    ("T", "THỜI-ĐIỂM"),
    ("HASH", "MÃ"),
    ("CODE", "MÃ"),
    ("PERIOD", "KỲ"),
    ("POST", "CHỨC-VỤ"),
    ("REASON", "LÝ-DO"),
    ("TEMPLATE", "MẪU"),
    ("WORDS", "CHỮ"),
    ("YEAR", "NĂM"),
    ("NEW", "MỚI"),
    ("OLD", "CŨ"),
];

/// Fixed words of clap's help.
const WORDS: [(&str, &str); 12] = [
    ("Usage:", "Cách dùng:"),
    ("Arguments:", "Tham số:"),
    ("Options:", "Tùy chọn:"),
    ("Commands:", "Các lệnh:"),
    ("[OPTIONS]", "[TÙY CHỌN]"),
    ("[COMMAND]", "[LỆNH]"),
    ("<COMMAND>", "<LỆNH>"),
    ("[possible values:", "[giá trị:"),
    ("[default:", "[mặc định:"),
    ("Print help", "In phần hướng dẫn này"),
    ("Print version", "In số phiên bản"),
    (" (see more with '--help')", ""),
];

/// The command with Vietnamese names of values, in all its subcommands.
pub(super) fn named(command: Command) -> Command {
    let renamed = |arg: Arg| {
        let names: Option<Vec<&'static str>> =
            arg.get_value_names().unwrap_or_default().iter().map(|name| value_name(name)).collect();
        match names.filter(|names| !names.is_empty() && arg.get_action().takes_values()) {
            Some(names) => arg.value_names(names),
            None => arg,
        }
    };
    command.mut_args(renamed).mut_subcommands(named)
}

/// The Vietnamese name; `None` for those that are the same in both languages.
fn value_name(name: &str) -> Option<&'static str> {
    VALUE_NAMES.iter().find(|(english, _)| *english == name).map(|(_, vietnamese)| *vietnamese)
}

/// A text of clap's with its fixed words in Vietnamese.
fn translated(text: &str) -> String {
    WORDS.iter().fold(text.to_string(), |text, (english, vietnamese)| text.replace(english, vietnamese))
}

/// Help and version that were asked for, or what is wrong with the command line.
pub(in crate::cli) fn message(error: &clap::Error) -> String {
    match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => translated(&error.render().to_string()),
        _ => {
            let usage =
                context(error, ContextKind::Usage).map(|usage| format!("\n\n{}", translated(usage.trim())));
            format!("lỗi: {}{}\n\nXem thêm: --help\n", what(error), usage.unwrap_or_default())
        }
    }
}

/// A context of an error as text; several values with commas between them.
fn context(error: &clap::Error, kind: ContextKind) -> Option<String> {
    Some(match error.get(kind)? {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        ContextValue::StyledStr(text) => text.to_string(),
        ContextValue::StyledStrs(texts) => {
            texts.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
        }
        ContextValue::Number(number) => number.to_string(),
        ContextValue::Bool(flag) => flag.to_string(),
        _ => return None,
    })
}

fn what(error: &clap::Error) -> String {
    let of = |kind| context(error, kind).unwrap_or_default();
    let argument = of(ContextKind::InvalidArg);
    let suggested =
        [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
            .into_iter()
            .find_map(|kind| context(error, kind))
            .map_or_else(String::new, |like| format!("; có phải là “{like}” không?"));
    match error.kind() {
        ErrorKind::UnknownArgument => format!("không có tham số “{argument}”{suggested}"),
        ErrorKind::InvalidSubcommand => {
            format!("không có lệnh “{}”{suggested}", of(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingRequiredArgument => format!("thiếu {argument}"),
        ErrorKind::MissingSubcommand => "thiếu lệnh".to_string(),
        ErrorKind::ArgumentConflict => {
            format!("{argument} và {} không dùng cùng nhau được", of(ContextKind::PriorArg))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let value = of(ContextKind::InvalidValue);
            if value.is_empty() {
                return format!("thiếu giá trị sau {argument}");
            }
            let valid = of(ContextKind::ValidValue);
            let how = if valid.is_empty() { wanted(error) } else { format!("; có: {valid}") };
            format!("“{value}” không dùng được cho {argument}{suggested}{how}")
        }
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("{argument} có thừa hoặc thiếu giá trị")
        }
        ErrorKind::InvalidUtf8 => "dòng lệnh có ký tự không phải UTF-8".to_string(),
        _ => "dòng lệnh không đúng".to_string(),
    }
}

/// What a parser of a value says that it wants: examples of ours, or a range.
fn wanted(error: &clap::Error) -> String {
    let Some(source) = error.source().map(ToString::to_string) else { return String::new() };
    match source.split_once(" is not in ") {
        Some((_, range)) => format!("; phải trong khoảng {}", range.replace("..=", " đến ")),
        None if source.starts_with("invalid digit") => "; phải là số".to_string(),
        None => format!("; viết như: {source}"),
    }
}
