//! One line a finding: `data/2024-06.yaml:31:9: error[K201]: …`.

use crate::diag::{Diagnostics, Lang};
use crate::source::SourceMap;

/// All findings, worst first.
pub fn short(found: &Diagnostics, sources: &SourceMap, lang: Lang) -> String {
    let (shown, _) = found.sorted(sources);
    let line = |finding: &&crate::diag::Diagnostic| {
        let place = finding.primary.as_ref().map_or_else(String::new, |label| {
            let at = sources.position(label.span);
            format!("{}:{}:{}: ", sources.path(label.span.file).display(), at.line, at.column)
        });
        let (severity, id) = (finding.severity.word(lang), finding.code.id());
        format!("{place}{severity}[{id}]: {}\n", finding.headline.get(lang))
    };
    shown.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Code, Diagnostic, text};
    use crate::source::Span;

    #[test]
    fn a_line_has_place_severity_code_and_headline() {
        let mut sources = SourceMap::default();
        let file = sources.add("a.yaml", "x: 1\ny: 2\n");
        let mut found = Diagnostics::default();
        found.push(Diagnostic::note(Code::EndMark, text!("b", "c")).at(Span::new(file, 5, 6)));
        found.push(Diagnostic::error(Code::OwnNumber, text!("d", "e")));
        assert_eq!(short(&found, &sources, Lang::En), "error[K205]: e\na.yaml:2:1: note[K305]: c\n");
    }
}
