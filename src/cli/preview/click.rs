//! From a click in the browser to a place on the laid out pages.

use baocao::layout::PagedDocument;
use baocao::office::origin::Spot;

/// Where on a page somebody clicked.
#[derive(Clone, Copy, Debug)]
pub(super) struct Click {
    /// The view and its page, from 0.
    pub view: u64,
    pub page: usize,
    /// The text of the page, from 0, and the UTF-16 unit in it; all of its node without that.
    pub text: usize,
    pub unit: Option<usize>,
}

/// The text under a click, as a byte of its node's whole text. `None` for what is not there, or not read.
pub(super) fn spot(pages: &PagedDocument, click: &Click) -> Option<Spot> {
    let page = pages.pages.get(click.page)?;
    let clicked = page.texts.get(click.text)?;
    let node = clicked.node?;
    let at = click.unit.map(|unit| {
        let before = pages.pages[..click.page].iter().flat_map(|page| &page.texts);
        let before = before.chain(&page.texts[..click.text]).filter(|text| text.node == Some(node));
        before.map(|text| text.text.len()).sum::<usize>() + byte_of_unit(&clicked.text, unit)
    });
    Some(Spot { node, at })
}

/// The byte where a UTF-16 unit stands.
fn byte_of_unit(text: &str, unit: usize) -> usize {
    let mut units = 0;
    for (at, letter) in text.char_indices() {
        units += letter.len_utf16();
        if units > unit {
            return at;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_of_a_browser_become_bytes() {
        let text = "ế😀a";
        assert_eq!([0, 1, 2, 3, 4].map(|unit| byte_of_unit(text, unit)), [0, 3, 3, 7, 8]);
    }
}
