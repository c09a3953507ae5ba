//! The rows of spreadsheets, written into the data file.

use super::FROM_FILE;
use crate::data::edit::{Edits, scalar};
use crate::data::node::{Content, Entry, Node};
use crate::source::line_start_of;
use crate::text::number;

/// The text of a data file with the rows of its spreadsheets written into it. `expanded` is what [`super::expand`] made of `node`.
pub fn written(text: &str, node: &Node, expanded: &Node) -> String {
    let mut edits = Edits::new(text);
    rows_of(text, node, expanded, &mut edits);
    edits.finish()
}

fn rows_of(text: &str, node: &Node, expanded: &Node, edits: &mut Edits<'_>) {
    if let (Content::List(items), Content::List(made)) = (&node.content, &expanded.content) {
        items.iter().zip(made).for_each(|(item, made)| rows_of(text, item, made, edits));
    }
    for (entry, made) in node.entries().iter().zip(expanded.entries()) {
        match &made.value.content {
            Content::List(rows) if entry.value.get(FROM_FILE).is_some() => {
                let indent = &text[line_start_of(text, entry.key_span.start)..entry.key_span.start];
                let rows: String =
                    rows.iter().map(|row| format!("\n{indent}  - {{ {} }}", cells_of(row))).collect();
                edits.set_below(entry, &rows);
            }
            _ => rows_of(text, &entry.value, &made.value, edits),
        }
    }
}

fn cells_of(row: &Node) -> String {
    let cell = |entry: &Entry| {
        let text = entry.value.as_text().unwrap_or_default();
        let is_number = number::parse(text).is_some() && !text.contains(',');
        let shown = if is_number || text.is_empty() { text.to_string() } else { scalar(text, true) };
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
