//! Values that a loop sets and loses: in Tera, `{% set t = t + x %}` inside a loop is forgotten at its end, and a `set` in a loop hides
//! what `set_global` gives the same name. A sum made so prints its first value without a word.

use std::collections::BTreeSet;

use super::rewrite::tokens::{TokenClass, tokens};
use super::unknown::tags;
use super::{Template, TextOrigin};
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::source::Span;

/// Finds them in all texts of a template.
pub(super) fn lost_sums(template: &Template, found: &mut Diagnostics) {
    for file in &template.files {
        for (name, at) in lost(&file.text) {
            let span = match file.origin {
                TextOrigin::File(file) => Span::new(file, at, at + name.len()),
                TextOrigin::FrontMatter(span) => span,
            };
            found.push(finding(name, span));
        }
    }
}

/// The names that are set and lost, and where.
fn lost(text: &str) -> Vec<(&str, usize)> {
    let mut global: BTreeSet<&str> = BTreeSet::new();
    // What each open loop has set, and where; below them what is set outside of loops.
    let mut scopes: Vec<Vec<(&str, usize)>> = vec![Vec::new()];
    let (mut lost, mut in_loops) = (Vec::new(), Vec::new());
    for tag in tags(text) {
        let all = tokens(text, tag);
        let words: Vec<(&str, usize)> = all
            .iter()
            .filter(|token| token.class == TokenClass::Word)
            .map(|token| (&text[token.start..token.end], token.start))
            .collect();
        let Some((first, _)) = words.first() else { continue };
        match (*first, words.get(1)) {
            ("for", _) => scopes.push(Vec::new()),
            ("endfor", _) if scopes.len() > 1 => in_loops.extend(scopes.pop().unwrap_or_default()),
            ("set_global", Some((name, _))) => {
                global.insert(name);
            }
            ("set", Some((name, at))) => {
                let is_inside = scopes.len() > 1;
                let Some(scope) = scopes.last_mut() else { continue };
                let is_own = scope.iter().any(|(known, _)| known == name);
                // A key or an argument of the name is another thing.
                let is_used = |(word, start): &(&str, usize)| {
                    word == name
                        && !text[..*start].ends_with('.')
                        && !text[start + word.len()..].trim_start().starts_with('=')
                };
                if is_inside && !is_own && words[2..].iter().any(is_used) {
                    lost.push((*name, *at));
                }
                scope.push((name, *at));
            }
            _ => {}
        }
    }
    lost.extend(in_loops.into_iter().filter(|(name, _)| global.contains(name)));
    lost.sort_by_key(|(_, at)| *at);
    lost.dedup();
    lost
}

fn finding(name: &str, span: Span) -> Diagnostic {
    Diagnostic::error(
        Code::TemplateInvalid,
        text!(
            "“{name}” đặt bằng set trong vòng lặp thì hết vòng lặp là mất: kết quả sẽ sai",
            "“{name}” is set inside a loop and lost at its end: the result would be wrong"
        ),
    )
    .at(span)
    .help(text!(
        "đổi mọi {{% set {name} … %}} thành {{% set_global {name} … %}}, hoặc cộng bằng bộ lọc tong",
        "write {{% set_global {name} … %}} for every {{% set {name} … %}}, or add up with the filter tong"
    ))
}

#[cfg(test)]
mod tests {
    use super::lost;

    #[test]
    fn sums_in_loops_are_lost_unless_they_are_global() {
        let names = |text| lost(text).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
        for text in [
            "{% set t = 0 %}{% for x in ds %}{% set t = t + x.n %}{% endfor %}{{ t }}",
            "{% for a in b %}{% set t = 0 %}{% for x in a.ds %}{% set_global t = t + x.n %}{% endfor %}{% endfor %}",
            "{% for a in b %}{% set t = 0 %}{% for x in a.ds %}{% set t = t + x.n %}{% endfor %}{% endfor %}",
        ] {
            assert_eq!(names(text), ["t"], "{text}");
        }
        for text in [
            "{% set_global t = 0 %}{% for x in ds %}{% set_global t = t + x.n %}{% endfor %}{{ t }}",
            "{% set p = 1 %}{% for x in ds %}{% set p = x.a %}{% set p = p + 1 %}{{ p }}{% endfor %}",
            "{% set a = 1 %}{% set a = a + 1 %}{% for x in ds %}{% set b = x.b %}{% set c = f(b=x) %}{% endfor %}",
        ] {
            assert_eq!(names(text), Vec::<&str>::new(), "{text}");
        }
    }
}
