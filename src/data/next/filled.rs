//! How far a period's file is filled in.

use super::review_mark;
use crate::data::node::{Content, Entry, Node};
use crate::data::schema::{Kind, Property, Schema};
use crate::data::{keys, opening};

/// How far a period's file is filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FillState {
    /// Figures and days, and how many of them have a value, by top-level key.
    pub groups: Vec<(String, usize, usize)>,
    /// Keys without a value, with the byte where each stands.
    pub empty: Vec<(String, usize)>,
    /// Lines whose kept text was not reviewed yet.
    pub to_review: usize,
}

/// Counts figures and days of a file, and the lines that [`super::next_period`] marked.
pub fn filled(text: &str, node: &Node, schema: &Schema) -> FillState {
    let mut filled = FillState::default();
    let Kind::Map(properties) = &schema.kind else { return filled };
    // Keys that are not there at all count as one value each, at the top of the file.
    for property in
        properties.iter().filter(|property| property.required && node.get(&property.name).is_none())
    {
        filled.groups.push((property.name.clone(), 1, 0));
        filled.empty.push((property.name.clone(), 0));
    }
    for entry in node.entries() {
        let Some(property) = properties.iter().find(|property| property.name == entry.key) else { continue };
        let mut counts = (0, 0);
        if entry.key == keys::OPENING {
            // Of what went before, its source has to be there, and what is written of it.
            let source = entry.value.entries().iter().find(|inner| inner.key == keys::SOURCE);
            let blank = source.filter(|source| source.value.is_empty());
            let blanks: Vec<&Entry> = blank.into_iter().chain(opening::blanks(node)).collect();
            counts = (blanks.len() + 1, 1);
            let named = |blank: &&Entry| (format!("{}.{}", keys::OPENING, blank.key), blank.key_span.start);
            filled.empty.extend(blanks.iter().map(named));
        } else {
            count(&entry.key, entry, property, &mut counts, &mut filled.empty);
        }
        if counts.0 > 0 {
            filled.groups.push((entry.key.clone(), counts.0, counts.1));
        }
    }
    filled.to_review = text.lines().filter(|line| review_mark(line).is_some()).count();
    filled
}

/// Counts the values under a key. Figures and days count wherever they stand; texts and lists where they have to be there and are
/// not.
fn count(
    path: &str,
    entry: &Entry,
    property: &Property,
    counts: &mut (usize, usize),
    empty: &mut Vec<(String, usize)>,
) {
    let is_group = !is_value(&property.schema.kind);
    if is_group && property.required && entry.value.is_empty() {
        counts.0 += 1;
        empty.push((path.to_string(), entry.key_span.start));
        return;
    }
    values(path, &entry.value, entry.key_span.start, &property.schema, counts, empty);
}

fn is_value(kind: &Kind) -> bool {
    matches!(kind, Kind::Integer | Kind::Number | Kind::Date | Kind::Period)
}

fn values(
    path: &str,
    node: &Node,
    at: usize,
    schema: &Schema,
    counts: &mut (usize, usize),
    empty: &mut Vec<(String, usize)>,
) {
    match (&schema.kind, &node.content) {
        (Kind::Map(properties), Content::Map(entries)) => {
            for entry in entries {
                let property = properties.iter().find(|property| property.name == entry.key);
                if let Some(property) = property {
                    count(&format!("{path}.{}", entry.key), entry, property, counts, empty);
                }
            }
        }
        (Kind::List { item, .. }, Content::List(items)) => {
            for (index, node) in items.iter().enumerate() {
                values(&format!("{path}[{}]", index + 1), node, node.span.start, item, counts, empty);
            }
        }
        (kind, Content::Scalar(..)) if is_value(kind) => {
            counts.0 += 1;
            if node.is_empty() {
                empty.push((path.to_string(), at));
            } else {
                counts.1 += 1;
            }
        }
        _ => {}
    }
}
