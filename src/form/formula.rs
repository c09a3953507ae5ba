//! What a decision is based on: a line each, ended with semicolons and a full stop (Decree 30/2020, Appendix I, II.6.b).

use crate::model::{Block, BlockKind, Formula, Inline};

pub(super) fn is_basis(block: Option<&Block>) -> bool {
    block.is_some_and(|block| matches!(block.kind, BlockKind::Formula { formula: Formula::Basis, .. }))
}

/// A line with the sign that it ends with, whatever was typed.
pub(super) fn basis(content: &[Inline], is_last: bool) -> Vec<Inline> {
    let mut content = content.to_vec();
    let sign = if is_last { "." } else { ";" };
    match content.last_mut() {
        Some(Inline::Text { text, .. }) => {
            text.truncate(text.trim_end_matches(['.', ';', ',', ' ']).len());
            text.push_str(sign);
        }
        _ => content.push(Inline::plain(sign)),
    }
    content
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::plain_text;

    #[test]
    fn lines_end_as_they_should() {
        let line = |text: &str, is_last| plain_text(&basis(&[Inline::plain(text)], is_last));
        assert_eq!(line("Căn cứ Luật.", false), "Căn cứ Luật;");
        assert_eq!(line("Căn cứ Luật ;", false), "Căn cứ Luật;");
        assert_eq!(line("Theo đề nghị của Trưởng phòng", true), "Theo đề nghị của Trưởng phòng.");
    }
}
