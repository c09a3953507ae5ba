//! The document as an indented text, for tests and for people who want to see what the writers get.

use std::fmt::Write;

use super::{Block, BlockKind, Document, Inline, Orientation, Table};

/// One line an element; bold text between `**`, italic between `*`, line breaks as `⏎`.
pub fn outline(document: &Document) -> String {
    let mut out = String::new();
    let mut line = |indent: usize, text: String| {
        // Writing to a String cannot fail.
        let _ = writeln!(out, "{}{text}", "  ".repeat(indent));
    };
    let header = &document.header;
    line(0, format!("parent agency: {}", header.parent_agency.join(" / ")));
    line(0, format!("issuing agency: {}", header.issuing_agency.join(" / ")));
    line(0, header.number_line());
    line(0, header.place_and_date());
    line(0, format!("kind: {}", document.kind));
    line(0, format!("subject: {}", marked(&document.subject)));
    for addressee in &document.addressees {
        line(0, format!("addressee: {addressee}"));
    }
    document.body.iter().for_each(|block| write_block(block, &mut line));
    for recipient in document.recipient_lines() {
        line(0, format!("recipient: {recipient}"));
    }
    let signature = &document.signature;
    line(0, format!("signature: {}", signature.capacity.join(" / ")));
    line(1, format!("{} {}", signature.second_post.as_deref().unwrap_or("—"), signature.name));
    for appendix in &document.appendices {
        let landscape = appendix.orientation == Orientation::Landscape;
        line(0, format!("{}{}", appendix.label, if landscape { " (landscape)" } else { "" }));
        line(1, format!("title: {}", marked(&appendix.title)));
        appendix.subtitle.iter().for_each(|subtitle| line(1, format!("subtitle: {}", marked(subtitle))));
        line(1, format!("reference: {}", appendix.reference));
        appendix.blocks.iter().for_each(|block| write_block(block, &mut line));
    }
    out
}

fn write_block(block: &Block, line: &mut impl FnMut(usize, String)) {
    match &block.kind {
        BlockKind::Heading { level, number, content } => {
            line(level - 1, format!("# {number} {}", marked(content)))
        }
        BlockKind::Paragraph(content) => line(3, marked(content)),
        BlockKind::Item { bullet, content } => line(3, format!("{} {}", bullet.sign(), marked(content))),
        BlockKind::Numbered { number, content, .. } => line(3, format!("{number}. {}", marked(content))),
        BlockKind::Table(table) => write_table(table, line),
    }
}

fn write_table(table: &Table, line: &mut impl FnMut(usize, String)) {
    line(3, format!("table: {} columns, {} header rows", table.columns.len(), table.header_rows));
    for row in &table.rows {
        let cells: Vec<String> = row
            .cells
            .iter()
            .map(|cell| match (cell.column_span, cell.row_span) {
                (1, 1) => marked(&cell.content),
                (columns, rows) => format!("{} ({columns}×{rows})", marked(&cell.content)),
            })
            .collect();
        line(4, cells.join(" | "));
    }
}

fn marked(content: &[Inline]) -> String {
    let mut out = String::new();
    for inline in content {
        match inline {
            Inline::Break => out.push('⏎'),
            Inline::Text { text, emphasis } => {
                let mark = match (emphasis.bold, emphasis.italic) {
                    (true, true) => "***",
                    (true, false) => "**",
                    (false, true) => "*",
                    (false, false) => "",
                };
                let _ = write!(out, "{mark}{text}{mark}");
            }
        }
    }
    out
}
