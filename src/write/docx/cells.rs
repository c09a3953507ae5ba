//! How the cells of a table begin: what many have in common is made once and copied.

use std::collections::HashMap;

/// How cells begin, by what they have in common.
#[derive(Debug, Default)]
pub(super) struct CellPrefixes {
    known: HashMap<CellKey, String>,
}

/// What a cell's properties are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct CellKey {
    pub(super) width: i32,
    pub(super) columns: usize,
    pub(super) merge: Option<Merge>,
    /// Whether its text stands in the middle of its height.
    pub(super) is_middle: bool,
    /// Whether its text is read from below.
    pub(super) is_rising: bool,
}

/// A cell joined over rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Merge {
    /// It begins here.
    Restart,
    /// It began above.
    Continue,
}

impl CellPrefixes {
    pub(super) fn get(&mut self, key: CellKey) -> &str {
        self.known.entry(key).or_insert_with(|| {
            let mut prefix = format!("<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/>", key.width);
            if key.columns > 1 {
                prefix.push_str(&format!("<w:gridSpan w:val=\"{}\"/>", key.columns));
            }
            prefix.push_str(match key.merge {
                Some(Merge::Restart) => "<w:vMerge w:val=\"restart\"/>",
                Some(Merge::Continue) => "<w:vMerge w:val=\"continue\"/>",
                None => "",
            });
            if key.is_rising {
                prefix.push_str("<w:textDirection w:val=\"btLr\"/>");
            }
            if key.is_middle {
                prefix.push_str("<w:vAlign w:val=\"center\"/>");
            }
            prefix.push_str("</w:tcPr>");
            prefix
        })
    }
}
