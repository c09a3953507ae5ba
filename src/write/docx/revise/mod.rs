//! Two versions of a document as tracked changes (ECMA-376, 17.13.5): what Word shows under "Review". Accepting all gives the
//! new text, rejecting all the old one. Form and numbering are the new version's.
//!
//! Works on the finished XML of both, so that header, tables and signature are compared as the body is.

mod pieces;
mod read;

use std::collections::{BTreeMap, BTreeSet};

use self::pieces::{RunPiece, pieces, runs_of};
use self::read::{
    body_mut, body_of, cell_count, child_of, elements, elements_mut, is_section, key, list_of, lists_of,
    same_label, text_of, without_section,
};
use super::xml::{XmlElement, XmlNode, parse};
use crate::diff::words::{joined, likeness};
use crate::diff::{Change, Step, aligned, steps};

/// Who made the changes, as Word shows it.
const AUTHOR: &str = "baocao";

/// The differences of two versions as they are written.
pub(super) struct Revision {
    /// The next change's id.
    next: usize,
    /// Numberings that the new version has.
    lists: BTreeSet<String>,
}

impl Revision {
    /// For a new version with this `word/document.xml`.
    pub(super) fn of(new: &str) -> Self {
        Revision { next: 1, lists: lists_of(&parse(new.as_bytes())) }
    }

    /// `word/document.xml` of the new version with its differences from the old one.
    pub(super) fn document(&mut self, old: &str, new: &str) -> String {
        let (declaration, _) = new.split_at(new.find("<w:document").unwrap_or(0));
        let (old, mut root) = (parse(old.as_bytes()), parse(new.as_bytes()));
        let old_blocks = body_of(&old).map(|body| body.children.clone()).unwrap_or_default();
        if let Some(body) = body_mut(&mut root) {
            let new_blocks = std::mem::take(&mut body.children);
            // The last section's properties are no text.
            body.children = self.blocks(&without_section(old_blocks), &without_section(new_blocks.clone()));
            body.children.extend(new_blocks.into_iter().filter(is_section));
        }
        declaration.to_string() + &root.to_xml()
    }

    /// `word/footnotes.xml` of the new version likewise: the notes that it has; `old` may be empty.
    pub(super) fn notes(&mut self, old: &str, new: &str) -> String {
        let (declaration, _) = new.split_at(new.find("<w:footnotes").unwrap_or(0));
        let (old, mut root) = (parse(old.as_bytes()), parse(new.as_bytes()));
        let old: Vec<&XmlElement> = elements(&old, "w:footnote").collect();
        let new: Vec<XmlElement> = elements(&root, "w:footnote").cloned().collect();
        let texts =
            |notes: &[&XmlElement]| -> Vec<String> { notes.iter().map(|note| text_of(note)).collect() };
        let (old_texts, new_texts) = (texts(&old), texts(&new.iter().collect::<Vec<_>>()));
        let steps =
            aligned(&old_texts, &new_texts, |a: usize, b: usize| likeness(&old_texts[a], &new_texts[b]));
        let pairs: BTreeMap<usize, usize> =
            steps.iter().filter_map(|step| Some((step.new?, step.old?))).collect();
        for (index, note) in elements_mut(&mut root, "w:footnote").enumerate() {
            if let Some(before) = pairs.get(&index) {
                note.children = self.blocks(&old[*before].children, &new[index].children);
            }
        }
        declaration.to_string() + &root.to_xml()
    }

    /// Paragraphs and tables of a body or of a cell.
    fn blocks(&mut self, old: &[XmlNode], new: &[XmlNode]) -> Vec<XmlNode> {
        let keys = |nodes: &[XmlNode]| -> Vec<String> { nodes.iter().map(key).collect() };
        let (old_keys, new_keys) = (keys(old), keys(new));
        let alike =
            |a: usize, b: usize| match old_keys[a].split('\n').next() == new_keys[b].split('\n').next() {
                true => likeness(&old_keys[a], &new_keys[b]),
                false => 0.0,
            };
        let mut merged = Vec::new();
        for step in aligned(&old_keys, &new_keys, alike) {
            match (step.old, step.new) {
                (Some(a), Some(b)) if old_keys[a] == new_keys[b] => merged.push(new[b].clone()),
                (Some(a), Some(b)) => merged.push(self.block(&old[a], &new[b])),
                (Some(a), None) => merged.extend(self.whole(&old[a], Change::Deleted)),
                (None, Some(b)) => merged.extend(self.whole(&new[b], Change::Inserted)),
                (None, None) => {}
            }
        }
        merged
    }

    fn block(&mut self, old: &XmlNode, new: &XmlNode) -> XmlNode {
        match (old, new) {
            (XmlNode::XmlElement(old), XmlNode::XmlElement(new)) if new.name == "w:tbl" => {
                XmlNode::XmlElement(self.table(old, new))
            }
            (XmlNode::XmlElement(old), XmlNode::XmlElement(new)) => {
                XmlNode::XmlElement(self.paragraph(old, new))
            }
            _ => new.clone(),
        }
    }

    /// A paragraph or table that only one version has.
    fn whole(&mut self, node: &XmlNode, change: Change) -> Option<XmlNode> {
        let XmlNode::XmlElement(element) = node else { return None };
        match element.name.as_str() {
            "w:p" => Some(XmlNode::XmlElement(self.whole_paragraph(element, change))),
            "w:tbl" => {
                let mut table = element.clone();
                for child in &mut table.children {
                    if let XmlNode::XmlElement(row) = child
                        && row.name == "w:tr"
                    {
                        *row = self.whole_row(row, change);
                    }
                }
                Some(XmlNode::XmlElement(table))
            }
            _ => None,
        }
    }

    fn whole_row(&mut self, row: &XmlElement, change: Change) -> XmlElement {
        let mut row = row.clone();
        for cell in elements_mut(&mut row, "w:tc") {
            let children = std::mem::take(&mut cell.children);
            for node in children {
                match &node {
                    XmlNode::XmlElement(element) if element.name != "w:tcPr" => {
                        cell.children.extend(self.whole(&node, change));
                    }
                    _ => cell.children.push(node),
                }
            }
        }
        row.add_property("w:trPr", self.mark(change));
        row
    }

    fn whole_paragraph(&mut self, paragraph: &XmlElement, change: Change) -> XmlElement {
        let mut made = XmlElement::new("w:p", &[]);
        let mut properties =
            child_of(paragraph, "w:pPr").cloned().unwrap_or_else(|| XmlElement::new("w:pPr", &[]));
        if change == Change::Deleted {
            // Sections and lists are those of the new version.
            let is_kept = |node: &XmlNode| match node {
                XmlNode::XmlElement(child) if child.name == "w:sectPr" => false,
                XmlNode::XmlElement(child) if child.name == "w:numPr" => {
                    list_of(child).is_some_and(|id| self.lists.contains(id))
                }
                _ => true,
            };
            properties.children.retain(is_kept);
        }
        let mark = XmlElement::new("w:rPr", &[]).with([self.mark(change)]);
        properties
            .children
            .retain(|node| !matches!(node, XmlNode::XmlElement(child) if child.name == "w:rPr"));
        made.children.push(XmlNode::XmlElement(properties));
        made.add_property("w:pPr", mark);
        let runs = runs_of(paragraph);
        made.children.extend(self.runs(change, &runs.iter().collect::<Vec<_>>()));
        made
    }

    fn table(&mut self, old: &XmlElement, new: &XmlElement) -> XmlElement {
        let rows = |table: &XmlElement| -> Vec<XmlElement> { elements(table, "w:tr").cloned().collect() };
        let (old_rows, new_rows) = (rows(old), rows(new));
        let texts = |rows: &[XmlElement]| -> Vec<String> { rows.iter().map(text_of).collect() };
        let (old_texts, new_texts) = (texts(&old_rows), texts(&new_rows));
        let alike = |a: usize, b: usize| match cell_count(&old_rows[a]) == cell_count(&new_rows[b]) {
            true => likeness(&old_texts[a], &new_texts[b]).max(same_label(&old_rows[a], &new_rows[b])),
            false => 0.0,
        };
        let mut made = new.clone();
        made.children.retain(|node| !matches!(node, XmlNode::XmlElement(child) if child.name == "w:tr"));
        for step in aligned(&old_texts, &new_texts, alike) {
            let row = match (step.old, step.new) {
                (Some(a), Some(b)) if old_texts[a] == new_texts[b] => new_rows[b].clone(),
                (Some(a), Some(b)) => self.row(&old_rows[a], &new_rows[b]),
                (Some(a), None) => self.whole_row(&old_rows[a], Change::Deleted),
                (_, Some(b)) => self.whole_row(&new_rows[b], Change::Inserted),
                (None, None) => continue,
            };
            made.children.push(XmlNode::XmlElement(row));
        }
        made
    }

    fn row(&mut self, old: &XmlElement, new: &XmlElement) -> XmlElement {
        let mut made = new.clone();
        let cells: Vec<XmlElement> = elements(old, "w:tc").cloned().collect();
        for (old, new) in cells.iter().zip(elements_mut(&mut made, "w:tc")) {
            let is_property =
                |node: &XmlNode| matches!(node, XmlNode::XmlElement(child) if child.name == "w:tcPr");
            let content = |cell: &XmlElement| -> Vec<XmlNode> {
                cell.children.iter().filter(|node| !is_property(node)).cloned().collect()
            };
            let merged = match (content(old).as_slice(), content(new).as_slice()) {
                // A cell's one paragraph stays itself, however much it changes.
                ([XmlNode::XmlElement(old)], [XmlNode::XmlElement(new)])
                    if old.name == "w:p" && new.name == "w:p" =>
                {
                    vec![XmlNode::XmlElement(self.paragraph(old, new))]
                }
                (old, new) => self.blocks(old, new),
            };
            new.children.retain(is_property);
            new.children.extend(merged);
        }
        made
    }

    /// A paragraph that both versions have, with its changed words.
    fn paragraph(&mut self, old: &XmlElement, new: &XmlElement) -> XmlElement {
        let (old_pieces, new_pieces) = (pieces(old), pieces(new));
        let mut made = new.clone();
        made.children.retain(|node| matches!(node, XmlNode::XmlElement(child) if child.name == "w:pPr"));
        let is_space = |step: &Step| {
            step.new.is_some_and(
                |at| matches!(&new_pieces[at].content, XmlNode::Text(text) if text.trim().is_empty()),
            )
        };
        let fates = joined(&steps(&old_pieces, &new_pieces), is_space);
        for group in fates.chunk_by(|(a, _), (b, _)| a == b) {
            let change = group[0].0;
            let pieces: Vec<&RunPiece> = group
                .iter()
                .filter_map(|(_, step)| match change {
                    Change::Deleted => step.old.map(|at| &old_pieces[at]),
                    _ => step.new.map(|at| &new_pieces[at]),
                })
                .collect();
            made.children.extend(self.runs(change, &pieces));
        }
        made
    }

    /// Pieces as runs, within the mark of their change.
    fn runs(&mut self, change: Change, pieces: &[&RunPiece]) -> Vec<XmlNode> {
        // The note of a mark that is gone, or the file of a picture, is no part of the new version.
        let is_there = |piece: &&&RunPiece| change != Change::Deleted || !piece.is_reference();
        let pieces: Vec<&RunPiece> = pieces.iter().filter(is_there).copied().collect();
        let runs: Vec<XmlElement> = pieces
            .chunk_by(|a, b| a.properties == b.properties && a.is_text() && b.is_text())
            .map(|run| {
                let mut made = XmlElement::new("w:r", &[]);
                made.children.extend(run[0].properties.clone().map(XmlNode::XmlElement));
                let text: String = run
                    .iter()
                    .map(|piece| match &piece.content {
                        XmlNode::Text(text) => text.as_str(),
                        XmlNode::XmlElement(_) => "",
                    })
                    .collect();
                match &run[0].content {
                    XmlNode::Text(_) => {
                        let name = if change == Change::Deleted { "w:delText" } else { "w:t" };
                        let mut element = XmlElement::new(name, &[("xml:space", "preserve")]);
                        element.children.push(XmlNode::Text(text));
                        made.children.push(XmlNode::XmlElement(element));
                    }
                    other => made.children.push(other.clone()),
                }
                made
            })
            .collect();
        match change {
            Change::Same => runs.into_iter().map(XmlNode::XmlElement).collect(),
            _ if runs.is_empty() => Vec::new(),
            _ => vec![XmlNode::XmlElement(self.mark(change).with(runs))],
        }
    }

    fn mark(&mut self, change: Change) -> XmlElement {
        let name = if change == Change::Deleted { "w:del" } else { "w:ins" };
        let id = self.next.to_string();
        self.next += 1;
        XmlElement::new(name, &[("w:id", &id), ("w:author", AUTHOR)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn revised(old: &str, new: &str) -> String {
        Revision::of(new).document(old, new)
    }

    fn document(paragraphs: &[&str]) -> String {
        let paragraphs: String = paragraphs
            .iter()
            .map(|text| format!("<w:p><w:pPr><w:pStyle w:val=\"NoiDung\"/></w:pPr><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>"))
            .collect();
        format!("<?xml version=\"1.0\"?>\n<w:document><w:body>{paragraphs}<w:sectPr/></w:body></w:document>")
    }

    fn table(rows: &[&[&str]]) -> String {
        let row = |cells: &&[&str]| {
            let cells: String = cells
                .iter()
                .map(|text| format!("<w:tc><w:tcPr/><w:p><w:pPr/><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"))
                .collect();
            format!("<w:tr>{cells}</w:tr>")
        };
        let rows: String = rows.iter().map(row).collect();
        format!("<w:document><w:body><w:tbl>{rows}</w:tbl><w:sectPr/></w:body></w:document>")
    }

    /// The paragraphs that stay when all changes but those named `gone` are there: `w:del` when all are accepted.
    fn texts(xml: &str, gone: &str) -> Vec<String> {
        let mut texts = Vec::new();
        let mut carried = String::new();
        read(&parse(xml.as_bytes()), gone, &mut texts, &mut carried);
        texts
    }

    fn read(element: &XmlElement, gone: &str, texts: &mut Vec<String>, carried: &mut String) {
        let has =
            |path: &[&str]| path.iter().try_fold(element, |element, name| child_of(element, name)).is_some();
        match element.name.as_str() {
            "w:tr" if has(&["w:trPr", gone]) => {}
            "w:p" => {
                let mut alive = element.clone();
                alive.children.retain(|node| !matches!(node, XmlNode::XmlElement(child) if child.name == gone || child.name == "w:pPr"));
                carried.push_str(&text_of(&alive));
                if !has(&["w:pPr", "w:rPr", gone]) {
                    texts.push(std::mem::take(carried));
                }
            }
            _ => element.children.iter().for_each(|node| {
                if let XmlNode::XmlElement(child) = node {
                    read(child, gone, texts, carried);
                }
            }),
        }
    }

    #[test]
    fn accepting_all_gives_the_new_text_and_rejecting_all_the_old() {
        let documents = [
            document(&["Kết quả tháng 5", "Có 199 cơ sở, đạt 95,24%.", "Hết."]),
            document(&["Kết quả tháng 6", "Thêm một đoạn.", "Có 201 cơ sở, đạt 97,61% kế hoạch.", "Hết."]),
            document(&["Hết."]),
            document(&["Khác hẳn", "Kết quả tháng 5 khác", "Hết rồi, không còn gì."]),
            table(&[&["TT", "Tên"], &["1", "A 5"], &["2", "B"]]),
            table(&[&["TT", "Tên"], &["1", "A 6"], &["2", "C mới"], &["3", "B"]]),
            table(&[&["TT", "Tên", "Số"], &["1", "A", "7"]]),
        ];
        for old in &documents {
            for new in &documents {
                let xml = revised(old, new);
                assert_eq!(texts(&xml, "w:del"), texts(new, "w:del"), "{xml}");
                assert_eq!(texts(&xml, "w:ins"), texts(old, "w:ins"), "{xml}");
            }
        }
    }

    #[test]
    fn changed_words_are_marked_and_the_rest_is_not() {
        let xml = revised(&document(&["Có 199 cơ sở &amp; hộ."]), &document(&["Có 201 cơ sở &amp; hộ."]));
        let expected = "<w:r><w:t xml:space=\"preserve\">Có </w:t></w:r>\
            <w:del w:id=\"1\" w:author=\"baocao\"><w:r><w:delText xml:space=\"preserve\">199</w:delText></w:r></w:del>\
            <w:ins w:id=\"2\" w:author=\"baocao\"><w:r><w:t xml:space=\"preserve\">201</w:t></w:r></w:ins>\
            <w:r><w:t xml:space=\"preserve\"> cơ sở &amp; hộ.</w:t></w:r>";
        assert!(xml.contains(expected), "{xml}");
        assert!(xml.ends_with("<w:sectPr/></w:body></w:document>"));
    }

    #[test]
    fn whole_paragraphs_are_marked_with_their_ends() {
        let xml = revised(&document(&["một", "hai ba"]), &document(&["một", "khác hẳn", "hai ba"]));
        assert_eq!(xml.matches("<w:rPr><w:ins ").count(), 1, "{xml}");
        assert!(!xml.contains("w:del"), "{xml}");
        let back = revised(&document(&["một", "khác hẳn", "hai ba"]), &document(&["một", "hai ba"]));
        assert!(
            back.contains("<w:rPr><w:del ") && back.contains("<w:delText xml:space=\"preserve\">khác hẳn<")
        );
        let same = document(&["một"]);
        assert_eq!(revised(&same, &same), same);
    }
}
