//! Findings that the office accepts, with its reason (`chap_nhan`).

use crate::data::Node;
use crate::data::keys;
use crate::diag::{Accepted, Code, Diagnostic, Diagnostics, Lang, Text, text};
use crate::source::{SourceMap, Span};

/// One entry of `chap_nhan`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acceptance {
    /// The kind of findings that it accepts (`ma`).
    pub code: Code,
    /// A part of the finding's headline or of the line it stands in; empty for every finding of the code.
    pub about: String,
    /// Why the office accepts them (`ly_do`).
    pub reason: String,
    /// Where the entry stands in its file.
    pub span: Span,
}

/// The entries of the period's file and of the office's. A code that there is none of is a finding.
pub fn acceptances(period: &Node, office: &Node, found: &mut Diagnostics) -> Vec<Acceptance> {
    let mut all = Vec::new();
    for list in [period, office].into_iter().filter_map(|node| node.get(keys::ACCEPTED)) {
        let crate::data::Content::List(items) = &list.content else { continue };
        for item in items {
            let text = |key: &str| item.get(key).and_then(Node::as_text).unwrap_or_default().to_string();
            let id = text(keys::CODE);
            match Code::find(&id) {
                Some(code) => {
                    all.push(Acceptance {
                        code,
                        about: text(keys::ABOUT),
                        reason: text(keys::REASON),
                        span: item.span,
                    });
                }
                None => found.push(
                    Diagnostic::error(
                        Code::ValueOutOfRange,
                        text!("không có mã kiểm tra “{id}”", "there is no code “{id}”"),
                    )
                    .at(item.get(keys::CODE).map_or(item.span, |node| node.span))
                    .help(text!(
                        "mã in trong ngoặc vuông, ví dụ K206",
                        "codes are printed in brackets, as K206"
                    )),
                ),
            }
        }
    }
    all
}

/// Takes the accepted findings out. Errors of structure cannot be accepted; an entry that accepts nothing is reported.
pub fn apply(found: &mut Diagnostics, entries: &[Acceptance], sources: &SourceMap) -> Vec<Accepted> {
    let mut accepted = Vec::new();
    let mut used = vec![false; entries.len()];
    found.retain(|finding| {
        let matching =
            entries.iter().position(|entry| entry.code == finding.code && concerns(entry, finding, sources));
        let Some(index) = matching else { return true };
        used[index] = true;
        accepted.push(Accepted { finding: finding.clone(), reason: entries[index].reason.clone() });
        false
    });
    for (entry, _) in entries.iter().zip(used).filter(|(_, used)| !used) {
        let code = entry.code.id();
        found.push(
            Diagnostic::warning(
                Code::AcceptedNeedless,
                text!(
                    "chap_nhan {code} không còn ứng với phát hiện nào",
                    "chap_nhan {code} accepts nothing any more"
                ),
            )
            .at(entry.span)
            .help(text!("xóa mục này", "delete this entry")),
        );
    }
    accepted
}

fn concerns(entry: &Acceptance, finding: &Diagnostic, sources: &SourceMap) -> bool {
    let about = entry.about.to_lowercase();
    let says =
        |text: &Text| [Lang::Vi, Lang::En].iter().any(|lang| text.get(*lang).to_lowercase().contains(&about));
    let line = finding.primary.as_ref().map(|label| sources.line_of(label.span).to_lowercase());
    about.is_empty() || says(&finding.headline) || line.is_some_and(|line| line.contains(&about))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::yaml;

    fn check(yaml_text: &str) -> (usize, Vec<Code>) {
        let mut sources = SourceMap::default();
        let file = sources.add("a.yaml", yaml_text);
        let mut found = Diagnostics::default();
        let node = yaml::parse(file, &sources, &mut found).expect("sound");
        let entries = acceptances(&node, &Node::empty_at(node.span), &mut found);
        found.push(Diagnostic::warning(Code::PeriodsDisagree, text!("ngày 03/6/2024", "03/6/2024")));
        let accepted = apply(&mut found, &entries, &sources);
        (accepted.len(), found.iter().map(|finding| finding.code).collect())
    }

    #[test]
    fn what_is_accepted_is_taken_out_and_what_accepts_nothing_is_reported() {
        assert_eq!(check("chap_nhan: [{ma: K206, ly_do: x}]"), (1, vec![]));
        assert_eq!(check("chap_nhan: [{ma: periods-disagree, o: 03/6, ly_do: x}]"), (1, vec![]));
        assert_eq!(
            check("chap_nhan: [{ma: K206, o: 05/6, ly_do: x}]"),
            (0, vec![Code::PeriodsDisagree, Code::AcceptedNeedless])
        );
        assert_eq!(
            check("chap_nhan: [{ma: X1, ly_do: x}]"),
            (0, vec![Code::ValueOutOfRange, Code::PeriodsDisagree])
        );
    }
}
