//! Diagnostics for a person: the headline, the line of the file with carets, what to do. The only module that knows
//! `annotate-snippets`.

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::diag::{Diagnostic, Diagnostics, Label, Lang, Severity, text};
use crate::source::{FileId, SourceMap, Span, floor_char_boundary};

/// Whether escape sequences for colours may be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// None: for files and pipes.
    Plain,
    /// Those of a terminal (ANSI).
    Ansi,
}

/// Bytes of source shown on either side of a place. Keeps a long one-line file from filling the screen.
const CONTEXT_BYTES: usize = 160;

/// All findings, one after the other, each followed by a blank line; then, if any were left out, how many.
pub fn human(found: &Diagnostics, sources: &SourceMap, lang: Lang, colour: Colour) -> String {
    let (shown, left_out) = found.sorted(sources);
    let renderer = match colour {
        Colour::Plain => Renderer::plain(),
        Colour::Ansi => Renderer::styled(),
    };
    let mut out = String::new();
    for diagnostic in shown {
        out.push_str(&one(diagnostic, sources, lang, &renderer));
        out.push_str("\n\n");
    }
    if left_out > 0 {
        out.push_str(
            text!("… và {left_out} phát hiện nữa.\n\n", "… and {left_out} more findings.\n\n").get(lang),
        );
    }
    out
}

fn one(diagnostic: &Diagnostic, sources: &SourceMap, lang: Lang, renderer: &Renderer) -> String {
    let (level, name) = match (diagnostic.severity, lang) {
        (Severity::Error, Lang::Vi) => (Level::ERROR, "lỗi"),
        (Severity::Error, Lang::En) => (Level::ERROR, "error"),
        (Severity::Warning, Lang::Vi) => (Level::WARNING, "cảnh báo"),
        (Severity::Warning, Lang::En) => (Level::WARNING, "warning"),
        (Severity::Note, Lang::Vi) => (Level::NOTE, "lưu ý"),
        (Severity::Note, Lang::En) => (Level::NOTE, "note"),
    };
    let title = level
        .with_name(name)
        .primary_title(diagnostic.headline.get(lang).to_string())
        .id(diagnostic.code.id());
    let mut group = Group::with_title(title);
    match diagnostic.primary.as_ref().filter(|label| is_in_long_line(label.span, sources)) {
        Some(label) => {
            let (path, at) =
                (sources.path(label.span.file).display().to_string(), sources.position(label.span));
            group = group.element(Origin::path(path).line(at.line).char_column(at.column));
        }
        None => {
            for snippet in snippets(diagnostic, sources, lang) {
                group = group.element(snippet);
            }
        }
    }
    let help = if lang == Lang::Vi { "cách sửa" } else { "help" };
    for line in &diagnostic.help {
        group = group.element(Level::HELP.with_name(help).message(line.get(lang).to_string()));
    }
    renderer.render(&[group])
}

/// Lines longer than this are told by their place alone: the renderer reads a line to its end.
const LONGEST_LINE: usize = 20_000;

fn is_in_long_line(span: Span, sources: &SourceMap) -> bool {
    let text = sources.text(span.file);
    let at = floor_char_boundary(text, span.start.min(text.len()));
    let before =
        text.as_bytes()[..at].iter().rev().take(LONGEST_LINE).take_while(|byte| **byte != b'\n').count();
    let behind = text.as_bytes()[at..].iter().take(LONGEST_LINE).take_while(|byte| **byte != b'\n').count();
    before + behind >= LONGEST_LINE
}

/// One snippet a file, the primary place's file first.
fn snippets<'a>(
    diagnostic: &Diagnostic,
    sources: &'a SourceMap,
    lang: Lang,
) -> Vec<Snippet<'a, Annotation<'a>>> {
    let labels: Vec<(AnnotationKind, &Label)> =
        (diagnostic.primary.iter().map(|l| (AnnotationKind::Primary, l)))
            .chain(diagnostic.secondary.iter().map(|l| (AnnotationKind::Context, l)))
            .collect();
    let mut files: Vec<FileId> = Vec::new();
    for (_, label) in &labels {
        if !files.contains(&label.span.file) {
            files.push(label.span.file);
        }
    }
    files
        .into_iter()
        .map(|file| {
            let here: Vec<_> = labels.iter().filter(|(_, label)| label.span.file == file).collect();
            snippet(file, &here, sources, lang)
        })
        .collect()
}

fn snippet<'a>(
    file: FileId,
    labels: &[&(AnnotationKind, &Label)],
    sources: &'a SourceMap,
    lang: Lang,
) -> Snippet<'a, Annotation<'a>> {
    let text = sources.text(file);
    let window = window(text, labels.iter().map(|(_, label)| label.span));
    let mut snippet = Snippet::source(&text[window.start..window.end])
        .line_start(sources.position(Span::new(file, window.start, window.start)).line)
        .path(sources.path(file).display().to_string());
    for (kind, label) in labels {
        // A place that was reckoned wrong must not stop the message.
        let at = |place: usize| {
            floor_char_boundary(text, place.clamp(window.start, window.end)).max(window.start) - window.start
        };
        let (start, end) = (at(label.span.start), at(label.span.end));
        let mut annotation = kind.span(start..end.max(start));
        if !label.text.get(lang).is_empty() {
            annotation = annotation.label(label.text.get(lang).to_string());
        }
        snippet = snippet.annotation(annotation);
    }
    snippet
}

/// The whole lines around the places; a line far longer than [`CONTEXT_BYTES`] is shown in full by its first span only
/// as far as the renderer's own trimming allows.
fn window(text: &str, spans: impl Iterator<Item = Span>) -> std::ops::Range<usize> {
    let (start, end) = spans.fold((text.len(), 0), |(start, end), span| {
        (start.min(span.start), end.max(span.end.min(span.start + CONTEXT_BYTES)))
    });
    let (start, end) = (start.min(text.len()), end.min(text.len()).max(start.min(text.len())));
    let start = floor_char_boundary(text, start);
    let end = floor_char_boundary(text, end);
    let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let line_end = text[end..].find('\n').map_or(text.len(), |length| end + length);
    line_start..line_end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Code;

    #[test]
    fn the_place_is_shown_with_line_number_and_help() {
        let mut sources = SourceMap::default();
        let file = sources.add("data/a.yaml", "so: 254\nngai: 24/6/2024\n");
        let mut found = Diagnostics::default();
        found.push(
            Diagnostic::error(Code::UnknownKey, text!("không có mục “ngai”", "no key “ngai”"))
                .at(Span::new(file, 8, 12))
                .help(text!("có phải là “ngay”?", "did you mean “ngay”?")),
        );
        let shown = human(&found, &sources, Lang::Vi, Colour::Plain);
        for part in
            ["lỗi[D005]: không có mục “ngai”", "data/a.yaml:2:1", "^^^^", "cách sửa: có phải là “ngay”?"]
        {
            assert!(shown.contains(part), "{part} is missing in:\n{shown}");
        }
    }

    #[test]
    fn a_place_within_a_letter_is_shown() {
        let mut sources = SourceMap::default();
        let file = sources.add("a", "aữb ữ");
        for span in [Span::new(file, 2, 3), Span::new(file, 3, 7), Span::new(file, 6, 9)] {
            let mut found = Diagnostics::default();
            found.push(Diagnostic::error(Code::YamlSyntax, text!("x", "x")).at(span));
            assert!(human(&found, &sources, Lang::En, Colour::Plain).contains("error[D001]"));
        }
    }

    #[test]
    fn a_place_at_the_end_of_the_text_is_shown() {
        let mut sources = SourceMap::default();
        let file = sources.add("a", "ữ");
        let mut found = Diagnostics::default();
        found.push(Diagnostic::error(Code::YamlSyntax, text!("x", "x")).at(Span::new(file, 99, 120)));
        assert!(human(&found, &sources, Lang::En, Colour::Plain).contains("error[D001]"));
    }
}
