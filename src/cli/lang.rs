//! The language of messages: `--lang`, else `BAOCAO_LANG`, else the locale, else Vietnamese.

use std::ffi::OsString;

use baocao::diag::Lang;

/// Decided before the arguments are parsed, so that help and mistakes in arguments are in it too.
pub(super) fn choose(arguments: &[OsString]) -> Lang {
    from_arguments(arguments)
        .or_else(|| variable("BAOCAO_LANG"))
        .or_else(|| ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(variable))
        .unwrap_or_default()
}

fn variable(name: &str) -> Option<Lang> {
    std::env::var(name).ok().filter(|value| !value.is_empty()).map(|value| from_name(&value))
}

/// `vi`, `vi_VN.UTF-8`; `C` and `POSIX` say nothing about the reader, who is most likely a clerk.
fn from_name(name: &str) -> Lang {
    if name.to_ascii_lowercase().starts_with("en") { Lang::En } else { Lang::Vi }
}

fn from_arguments(arguments: &[OsString]) -> Option<Lang> {
    let texts: Vec<&str> = arguments.iter().filter_map(|argument| argument.to_str()).collect();
    let joined = texts.iter().find_map(|text| text.strip_prefix("--lang="));
    let next = texts.windows(2).find(|pair| pair[0] == "--lang").map(|pair| pair[1]);
    joined.or(next).map(from_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(arguments: &[&str]) -> Option<Lang> {
        from_arguments(&arguments.iter().map(OsString::from).collect::<Vec<_>>())
    }

    #[test]
    fn the_argument_decides() {
        assert_eq!(check(&["baocao", "--lang", "en", "render"]), Some(Lang::En));
        assert_eq!(check(&["baocao", "render", "--lang=vi"]), Some(Lang::Vi));
        assert_eq!(check(&["baocao", "render"]), None);
    }

    #[test]
    fn locales_are_understood() {
        assert_eq!(from_name("en_US.UTF-8"), Lang::En);
        assert_eq!(from_name("vi_VN.UTF-8"), Lang::Vi);
        assert_eq!(from_name("C.UTF-8"), Lang::Vi);
    }
}
