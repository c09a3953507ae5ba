//! Which figures a template adds up from the new year: a first file in the middle of the year asks for what went before of these.

use std::collections::BTreeSet;

use super::{Template, places_of};

/// Where the periods of the year stand in templates.
pub const SINCE_NEW_YEAR: &str = "dau_nam";

impl Template {
    /// The figures that its texts and rules add up from the new year: `a.b` of `dau_nam | tong(cot="a.b")` and of `k.a.b` where `k`
    /// goes through `dau_nam`. `None` when they do something else with them.
    pub fn added_up(&self) -> Option<BTreeSet<String>> {
        let mut paths = BTreeSet::new();
        for text in self.files.iter().map(|file| file.text.as_str()).chain(self.checks.texts()) {
            for at in places_of(text, SINCE_NEW_YEAR) {
                paths.extend(taken(text, at)?);
            }
        }
        Some(paths)
    }
}

/// What a text takes of the periods of the year that it names at a place: the column of a filter, the columns of a loop, or nothing
/// when they are only asked for or counted. `None` for anything else.
fn taken(text: &str, at: usize) -> Option<Vec<String>> {
    let (before, rest) = (text[..at].trim_end(), text[at + SINCE_NEW_YEAR.len()..].trim_start());
    if let Some(filter) = rest.strip_prefix('|').map(str::trim_start) {
        return match filter.starts_with("length") {
            true => Some(Vec::new()),
            false => Some(vec![column(filter)?]),
        };
    }
    let word = before.rsplit(|letter: char| !letter.is_alphanumeric() && letter != '_').next()?;
    match word {
        "in" => {
            let variable = before.strip_suffix("in")?.trim_end();
            let start = variable
                .rfind(|letter: char| !letter.is_alphanumeric() && letter != '_')
                .map_or(0, |at| at + 1);
            columns_of(text, &variable[start..])
        }
        "" if !before.is_empty() && !before.ends_with('(') => None,
        "if" | "elif" | "not" | "and" | "or" | "" => {
            let ends = ["%}", "-%}", "and ", "or ", ")"];
            (rest.is_empty() || ends.iter().any(|end| rest.starts_with(end))).then(Vec::new)
        }
        _ => None,
    }
}

/// The column of `tong(cot="a.b")` and `lay(cot="a.b")`.
fn column(filter: &str) -> Option<String> {
    let behind = |rest: &str, sign: char| {
        rest.trim_start().strip_prefix(sign).map(|rest| rest.trim_start().to_string())
    };
    let arguments = ["tong", "lay"].iter().find_map(|name| filter.strip_prefix(name))?;
    let named = behind(behind(arguments, '(')?.strip_prefix("cot")?, '=')?;
    let quote = named.chars().next().filter(|letter| matches!(letter, '"' | '\''))?;
    Some(named[1..].split_once(quote)?.0.to_string())
}

/// The columns that a text takes of a loop's variable; `None` when it is used whole.
fn columns_of(text: &str, variable: &str) -> Option<Vec<String>> {
    let mut columns = Vec::new();
    for at in places_of(text, variable) {
        let rest = &text[at + variable.len()..];
        let Some(path) = rest.strip_prefix('.') else {
            // In words outside of tags, and where the loop begins, it takes nothing.
            let is_named = rest.trim_start().starts_with("in ");
            let is_in_tag = text[..at].rfind("{%").max(text[..at].rfind("{{"))
                > text[..at].rfind("%}").max(text[..at].rfind("}}"));
            if is_named || !is_in_tag {
                continue;
            }
            return None;
        };
        let end = path.find(|letter: char| !letter.is_alphanumeric() && letter != '_' && letter != '.');
        columns.push(path[..end.unwrap_or(path.len())].trim_end_matches('.').to_string());
    }
    Some(columns)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Option<Vec<String>> {
        let places: Option<Vec<_>> = places_of(text, SINCE_NEW_YEAR).map(|at| taken(text, at)).collect();
        places.map(Vec::into_iter).map(Iterator::flatten).map(Iterator::collect)
    }

    #[test]
    fn columns_are_those_of_filters_and_loops() {
        for (text, columns) in [
            (
                "{% if dau_nam and dau_nam | length > 1 %}{{ dau_nam | tong(cot=\"a.b\") }}{% endif %}",
                &["a.b"][..],
            ),
            ("{% if not dau_nam %}{% endif %}{{ f(x=dau_nam | lay( cot = 'c' )) }}", &["c"]),
            ("{% for k in dau_nam %}{{ k.ds.x }} k {% set y = k.z %}{% endfor %}", &["ds.x", "z"]),
            ("not dau_nam or (dau_nam | tong(cot='q')) == x", &["q"]),
        ] {
            assert_eq!(
                all(text).as_deref(),
                Some(&columns.iter().map(|path| path.to_string()).collect::<Vec<_>>()[..]),
                "{text}"
            );
        }
    }

    #[test]
    fn what_takes_a_whole_period_is_not_told() {
        for text in [
            "{{ f(x=dau_nam) }}",
            "{% for k in dau_nam %}{% set y = k %}{% endfor %}",
            "{{ dau_nam | tong }}",
            "{{ dau_nam[0].a }}",
        ] {
            assert_eq!(all(text), None, "{text}");
        }
    }
}
