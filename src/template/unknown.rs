//! Names in conditions that are none: `{% if kho_khann %}`. Tera takes a name that is not there for nothing, so that the block would be
//! left out without a word; and `a == tong_soo` is false for ever.

use std::collections::BTreeSet;

use super::rewrite::tokens::{TagToken, TokenClass, tokens};
use super::{ELEMENT, ELEMENT_NUMBER, Presence, Template, TextOrigin};
use crate::data::schema::{Kind, Schema};
use crate::diag::{Code, Diagnostic, Diagnostics, closest, text};
use crate::source::Span;

/// What templates see beside the keys of schemas.
const BUILT_IN: [&str; 6] = ["nam", "so_ky_hieu", "ky_truoc", "cung_ky", "dau_nam", "loop"];
/// Names under which another period is seen.
const PERIODS: [&str; 2] = ["ky_truoc", "cung_ky"];
/// Words of conditions that are no names.
const WORDS: [&str; 12] =
    ["if", "elif", "and", "or", "not", "in", "is", "true", "false", "True", "False", "none"];

/// Finds the names in the conditions of the template's own texts and rules that nothing has.
pub(super) fn unknown_names(template: &Template, schema: &Schema, found: &mut Diagnostics) {
    let own = template.files.iter().filter(|file| !file.name.starts_with("chung/"));
    let mut locals: BTreeSet<&str> = BTreeSet::new();
    for file in &template.files {
        tags(&file.text).for_each(|tag| locals_of(&file.text, tag, &mut locals));
    }
    if template.parts.iter().any(|part| part.presence.each.is_some()) {
        locals.insert(ELEMENT_NUMBER);
    }
    let names = Names { schema, locals, row: None };
    for file in own {
        let (text, origin) = (file.text.as_str(), file.origin);
        // The texts of an appendix for each element of a list know the element; what they include is not told here.
        let part = template.parts.iter().find(|part| part.owns(&file.name));
        let each = part.and_then(|part| part.presence.each.as_deref());
        let mut names = Names { row: each.and_then(|list| element(schema, list)), ..names.clone() };
        if part.is_none() && names.locals.contains(ELEMENT_NUMBER) {
            names.locals.insert(ELEMENT);
        }
        for tag in tags(text).filter(|tag| is_condition(text, tag)) {
            for (path, start, end) in names.unknown(text, tag) {
                let span = match origin {
                    TextOrigin::File(file) => Span::new(file, start, end),
                    TextOrigin::FrontMatter(span) => span,
                };
                found.push(unknown(&path, schema, span));
            }
        }
    }
    for Presence { each, span, .. } in template.parts.iter().map(|part| &part.presence) {
        let Some(list) = each.as_deref().filter(|list| element(schema, list).is_none()) else { continue };
        found.push(no_list(list, *span));
    }
    for rule in &template.checks.rules {
        let row = rule.each.as_deref().and_then(|list| element(schema, list));
        let names = Names { row, ..names.clone() };
        for (path, ..) in names.unknown(&rule.holds, 0..rule.holds.len()) {
            found.push(unknown(&path, schema, rule.span));
        }
    }
}

#[derive(Clone)]
struct Names<'a> {
    schema: &'a Schema,
    /// Names that loops, `set` and components make.
    locals: BTreeSet<&'a str>,
    /// What the row of a rule holds that is called `dong`.
    row: Option<&'a Schema>,
}

impl Names<'_> {
    /// The paths in `text[range]` that lead nowhere, and where each stands.
    fn unknown(&self, text: &str, range: std::ops::Range<usize>) -> Vec<(String, usize, usize)> {
        let tokens = tokens(text, range);
        let shown = |token: &TagToken| &text[token.start..token.end];
        let mut unknown = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let first = at;
            at += 1;
            if tokens[first].class != TokenClass::Word || WORDS.contains(&shown(&tokens[first])) {
                continue;
            }
            let before = first.checked_sub(1).map_or("", |before| shown(&tokens[before]));
            let mut path = vec![shown(&tokens[first])];
            while at + 1 < tokens.len()
                && shown(&tokens[at]) == "."
                && tokens[at + 1].class == TokenClass::Word
            {
                path.push(shown(&tokens[at + 1]));
                at += 2;
            }
            let after = tokens.get(at).map_or("", shown);
            // A filter, a test, a function, an argument; what is asked whether it is there.
            let is_no_name = matches!(before, "|" | "is" | "." | "?.") || matches!(after, "(" | "=" | "?.");
            let is_test = before == "not" && first >= 2 && shown(&tokens[first - 2]) == "is";
            let is_asked = after == "is" || before == "<";
            if !is_no_name && !is_test && !is_asked && !self.has(&path) {
                unknown.push((path.join("."), tokens[first].start, tokens[at - 1].end));
            }
        }
        unknown
    }

    fn has(&self, path: &[&str]) -> bool {
        if self.locals.contains(path[0]) {
            return true;
        }
        if let Some(row) = self.row.filter(|_| path[0] == ELEMENT) {
            return at_path(row, path[1..].iter().copied()).is_some();
        }
        let path = if PERIODS.contains(&path[0]) { &path[1..] } else { path };
        let Some(first) = path.first() else { return true };
        BUILT_IN.contains(first) || at_path(self.schema, path.iter().copied()).is_some()
    }
}

/// What the list at a path holds; `None` when there is no list.
fn element<'a>(schema: &'a Schema, list: &str) -> Option<&'a Schema> {
    match &at_path(schema, list.split('.'))?.kind {
        Kind::List { item, .. } => Some(item),
        _ => None,
    }
}

fn no_list(path: &str, span: Option<Span>) -> Diagnostic {
    Diagnostic::error(
        Code::TemplateInvalid,
        text!(
            "“lap: {path}” không phải là một danh sách trong schema.json",
            "“lap: {path}” is no list of schema.json"
        ),
    )
    .at_maybe(span)
    .help(text!(
        "lap là tên một danh sách (type: array), mỗi phần tử một phụ lục",
        "lap names a list (type: array), an appendix for each element"
    ))
}

/// The schema at a path; what is below a list or a scalar is not told here, and taken to be there.
fn at_path(schema: &Schema, path: impl Iterator<Item = impl AsRef<str>>) -> Option<&Schema> {
    let mut here = schema;
    for name in path {
        let properties = match &here.kind {
            Kind::Map(properties) => properties,
            Kind::Source(table) => &table.shape,
            _ => return Some(here),
        };
        here = &properties.iter().find(|property| property.name == name.as_ref())?.schema;
    }
    Some(here)
}

/// What stands in the tags `{% … %}` of a text.
pub(super) fn tags(text: &str) -> impl Iterator<Item = std::ops::Range<usize>> {
    text.match_indices("{%").filter_map(|(open, _)| {
        let start = open + 2 + usize::from(text[open + 2..].starts_with(['-', '+']));
        let end = open + text[open..].find("%}")?;
        (start <= end).then(|| start..end - usize::from(text[start..end].ends_with(['-', '+'])))
    })
}

fn is_condition(text: &str, tag: &std::ops::Range<usize>) -> bool {
    let first = text[tag.clone()].split_whitespace().next();
    matches!(first, Some("if" | "elif"))
}

/// The names that a tag makes: of a loop before its `in`, of `set` the first, of a component all.
fn locals_of<'t>(text: &'t str, tag: std::ops::Range<usize>, locals: &mut BTreeSet<&'t str>) {
    let all = tokens(text, tag);
    let words = all.iter().filter(|token| token.class == TokenClass::Word);
    let mut words = words.map(|token| &text[token.start..token.end]);
    match words.next() {
        Some("for") => locals.extend(words.take_while(|word| *word != "in")),
        Some("set" | "set_global") => locals.extend(words.next()),
        Some("component" | "macro" | "import" | "block") => locals.extend(words),
        _ => {}
    }
}

fn unknown(path: &str, schema: &Schema, span: Span) -> Diagnostic {
    let finding = Diagnostic::error(
        Code::TemplateInvalid,
        text!(
            "không có biến “{path}”: điều kiện này không bao giờ đúng như ý",
            "there is no variable “{path}”: the condition can never mean what it says"
        ),
    )
    .at(span);
    let (group, last) = path.rsplit_once('.').map_or(("", path), |(group, last)| (group, last));
    let group =
        group.split_once('.').filter(|(first, _)| PERIODS.contains(first)).map_or(group, |(_, rest)| rest);
    let group = if PERIODS.contains(&group) { "" } else { group };
    let parts = group.split('.').filter(|part| !part.is_empty());
    let names: Vec<&str> = match at_path(schema, parts).map(|schema| &schema.kind) {
        Some(Kind::Map(properties)) => properties.iter().map(|property| property.name.as_str()).collect(),
        _ => Vec::new(),
    };
    match closest(last, names.into_iter().chain(BUILT_IN)) {
        Some(like) => finding.help(text!("có phải là “{like}” không?", "did you mean “{like}”?")),
        None => finding.help(text!(
            "các biến là những mục trong schema.json",
            "the variables are the keys of schema.json"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_conditions_are_those_of_the_schema() {
        let schema = Schema::parse(
            r#"{"type":"object","properties":{"a":{"format":"so"},"nhom":{"type":"object","properties":{"b":{"format":"so"}}},
            "ds":{"type":"array","items":{"type":"object","properties":{"c":{"format":"so"}}}}}}"#,
        )
        .expect("sound");
        let names = Names { schema: &schema, locals: ["d"].into(), row: None };
        let found = |text: &str| -> Vec<String> {
            names.unknown(text, 0..text.len()).into_iter().map(|(path, ..)| path).collect()
        };
        for text in [
            "if a",
            "if not nhom.b",
            "if a == nhom.b | so",
            "if ds | length > 2",
            "if d.x and loop.first",
            "if ky_truoc",
            "if ky_truoc.nhom.b < a",
            "if x is defined",
            "if a is not number",
            "if ty_le(phan=a, tren=a) == 'q'",
            "if ds | tong(cot=\"c\") == a",
            "elif nam == 2024",
            "if ds[0].c",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
        for (text, path) in [
            ("if aa", "aa"),
            ("if nhom.bb", "nhom.bb"),
            ("if ky_truooc", "ky_truooc"),
            ("if ky_truoc.aa", "ky_truoc.aa"),
            ("if a != b", "b"),
            ("if a == dss | tong(cot=\"c\")", "dss"),
        ] {
            assert_eq!(found(text), [path], "{text}");
        }
    }

    #[test]
    fn tags_are_found_with_and_without_dashes() {
        let text = "a {%- if x -%} b {% for y in z %} {{ q }}";
        let found: Vec<&str> = tags(text).map(|tag| text[tag].trim()).collect();
        assert_eq!(found, ["if x", "for y in z"]);
    }
}
