//! The rows of spreadsheets, written into the data file.

use std::ops::Range;

use super::FROM_FILE;
use crate::data::node::{Content, Entry, Node, flow_end};
use crate::text::number;

/// The text of a data file with the rows of its spreadsheets written into it. `expanded` is what [`super::expand`] made of `node`.
pub fn written(text: &str, node: &Node, expanded: &Node) -> String {
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    rows_of(text, node, expanded, &mut edits);
    let mut out = text.to_string();
    for (range, rows) in edits.into_iter().rev() {
        out.replace_range(range, &rows);
    }
    out
}

fn rows_of(text: &str, node: &Node, expanded: &Node, edits: &mut Vec<(Range<usize>, String)>) {
    if let (Content::List(items), Content::List(made)) = (&node.content, &expanded.content) {
        items.iter().zip(made).for_each(|(item, made)| rows_of(text, item, made, edits));
    }
    for (entry, made) in node.entries().iter().zip(expanded.entries()) {
        let is_table = entry.value.get(FROM_FILE).is_some();
        let Content::List(rows) = &made.value.content else {
            rows_of(text, &entry.value, &made.value, edits);
            continue;
        };
        if !is_table {
            rows_of(text, &entry.value, &made.value, edits);
            continue;
        }
        let line = text[..entry.key_span.start].rfind('\n').map_or(0, |at| at + 1);
        let indent = &text[line..entry.key_span.start];
        let colon = entry.key_span.end + text[entry.key_span.end..].find(':').map_or(0, |at| at + 1);
        let rows: String = rows.iter().map(|row| format!("\n{indent}  - {{ {} }}", cells_of(row))).collect();
        edits.push((colon..flow_end(text, colon, entry.value.span.end), rows));
    }
}

fn cells_of(row: &Node) -> String {
    let cell = |entry: &Entry| {
        let text = entry.value.as_text().unwrap_or_default();
        let special = |letter: char| ",:#{}[]&*!|>'\"%@`\\\n".contains(letter);
        let is_plain = !text.contains(special) && !text.starts_with(['-', '?', ' ']) && !text.ends_with(' ');
        let is_number = number::parse(text).is_some();
        let shown = match is_plain || is_number && !text.contains(',') {
            true => text.to_string(),
            // A decimal comma would end the cell: in quotes it does not.
            false => serde_json::Value::from(text).to_string(),
        };
        format!("{}: {shown}", entry.key).trim_end().to_string()
    };
    row.entries().iter().map(cell).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::expand;
    use super::*;
    use crate::data::{Schema, yaml};
    use crate::run::Run;
    use crate::world::MemoryWorld;

    const SCHEMA: &str = r#"{"type":"object","properties":{"bang":{"type":"array","items":{"type":"object","required":["ten","n"],
        "properties":{"ten":{"type":"string"},"n":{"format":"so-nguyen"}}}}}}"#;

    #[test]
    fn rows_are_written_into_the_file() {
        let data = "a: 1\nbang:  # bảng\n  tu_tep: b.csv\n  cot: { ten: A, n: B }\n# sau\nc: 2\n";
        let world = MemoryWorld::default().with("data/b.csv", "Tạm trú, vắng;4.080\nB;\nC;12,5\n");
        let mut run = Run::new(&world);
        let file = run.sources.add("data/t.yaml", data);
        let node = yaml::parse(file, &run.sources, &mut run.found).expect("sound YAML");
        let schema = Schema::parse(SCHEMA).expect("sound");
        let made = expand(&node, &schema, Path::new("data"), &mut run);
        let text = written(data, &node, &made);
        let expected = "a: 1\nbang:\n  - { ten: \"Tạm trú, vắng\", n: 4.080 }\n  - { ten: B, n: }\n  - { ten: C, n: \"12,5\" }\n# sau\nc: 2\n";
        assert_eq!(text, expected);
    }
}
