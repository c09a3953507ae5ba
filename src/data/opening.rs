//! What went before the first file of a year (`luy_ke_truoc`): figures in the shape of a period's own, with their source.

use super::keys;
use super::node::{Content, Entry, Node};
use super::schema::{Kind, Property, Schema};
use super::value::Value;
use crate::period::Period;

/// The stated figures of a period's values, when there are any.
pub fn of(values: &[(String, Value)]) -> Option<&Value> {
    let opening = values.iter().find(|(key, _)| key == keys::OPENING).map(|(_, value)| value)?;
    (!opening.is_empty()).then_some(opening)
}

/// The figures of `opening` as templates see a period: every key of the schema is there, empty where nothing is stated; `ky` says
/// that it is what went before `first`.
pub fn as_period(opening: &Value, first: Period, schema: &Schema) -> Value {
    let figures = opening.get(keys::FIGURES).unwrap_or(&Value::Empty);
    let Kind::Map(properties) = &schema.kind else { return Value::Empty };
    let entry = |property: &Property| {
        let value = match property.name.as_str() {
            keys::PERIOD => Value::Text(format!("trước {}", first.in_words())),
            name => filled_out(figures.get(name), &property.schema),
        };
        (property.name.clone(), value)
    };
    Value::Map(properties.iter().map(entry).collect())
}

/// A value with every key that the schema has, so that a column can be added up whether it is stated or not.
fn filled_out(value: Option<&Value>, schema: &Schema) -> Value {
    match (&schema.kind, value) {
        (Kind::Map(properties), value) => {
            let inner = |name: &str| value.and_then(|value| value.get(name));
            let entry = |property: &Property| {
                (property.name.clone(), filled_out(inner(&property.name), &property.schema))
            };
            Value::Map(properties.iter().map(entry).collect())
        }
        (Kind::List { .. }, None | Some(Value::Empty)) => Value::List(Vec::new()),
        (_, value) => value.cloned().unwrap_or(Value::Empty),
    }
}

/// The keys of stated figures that are written and not filled in: nobody can tell whether nothing went before.
pub fn blanks(file: &Node) -> Vec<&Entry> {
    let mut blanks = Vec::new();
    let figures = file.get(keys::OPENING).and_then(|opening| opening.get(keys::FIGURES));
    figures.into_iter().for_each(|figures| collect_blanks(figures, &mut blanks));
    blanks
}

fn collect_blanks<'n>(node: &'n Node, blanks: &mut Vec<&'n Entry>) {
    match &node.content {
        Content::Map(entries) => entries.iter().for_each(|entry| match entry.value.is_empty() {
            true => blanks.push(entry),
            false => collect_blanks(&entry.value, blanks),
        }),
        Content::List(items) => items.iter().for_each(|item| collect_blanks(item, blanks)),
        Content::Scalar(..) => {}
    }
}

/// The schema of the stated figures: the keys of a template's that hold figures, none of them required.
pub fn schema(template: &Schema) -> Schema {
    figures(template).unwrap_or_else(|| Schema { kind: Kind::Map(Vec::new()), ..template.clone() })
}

/// A schema with nothing but figures, and the names of rows; `None` when it has no figures.
fn figures(schema: &Schema) -> Option<Schema> {
    let kind = match &schema.kind {
        Kind::Integer | Kind::Number => schema.kind.clone(),
        Kind::Map(properties) => {
            let own = properties.iter().filter_map(|property| {
                let schema = figures(&property.schema)?;
                Some(Property { name: property.name.clone(), schema, required: false })
            });
            let own: Vec<Property> = own.collect();
            if own.is_empty() {
                return None;
            }
            Kind::Map(own)
        }
        Kind::List { item, .. } => {
            figures(item)?;
            // Rows keep their names, by which they are told apart.
            Kind::List { item: Box::new(optional(item)), min_items: 0 }
        }
        Kind::Either(choices) => Kind::Either(choices.iter().map(figures).collect::<Option<_>>()?),
        _ => return None,
    };
    Some(Schema { kind, ..schema.clone() })
}

fn optional(schema: &Schema) -> Schema {
    let kind = match &schema.kind {
        Kind::Map(properties) => {
            let free = |property: &Property| Property {
                required: false,
                schema: optional(&property.schema),
                name: property.name.clone(),
            };
            Kind::Map(properties.iter().map(free).collect())
        }
        kind => kind.clone(),
    };
    Schema { kind, ..schema.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCHEMA: &str = r#"{"type":"object","required":["n","y"],"properties":{"ky":{"format":"ky"},
        "n":{"format":"so-nguyen"},"y":{"type":"string"},
        "a":{"type":"object","required":["b","c"],"properties":{"b":{"format":"so"},"c":{"type":"string"}}},
        "rows":{"type":"array","minItems":1,"items":{"type":"object","required":["ten"],"properties":{"ten":{"type":"string"},"n":{"format":"so"}}}},
        "texts":{"type":"array","items":{"type":"string"}}}}"#;

    #[test]
    fn only_figures_are_stated_and_none_has_to_be() {
        let schema = schema(&Schema::parse(SCHEMA).expect("sound"));
        let Kind::Map(properties) = &schema.kind else { panic!("{schema:?}") };
        let names: Vec<(&str, bool)> =
            properties.iter().map(|property| (property.name.as_str(), property.required)).collect();
        assert_eq!(names, [("n", false), ("a", false), ("rows", false)]);
    }

    #[test]
    fn a_period_of_stated_figures_has_every_key() {
        let whole = Schema::parse(SCHEMA).expect("sound");
        let stated = Value::Map(vec![(
            keys::FIGURES.to_string(),
            Value::Map(vec![("n".to_string(), Value::Integer(120))]),
        )]);
        let period = as_period(&stated, Period::Month(2026, 3), &whole);
        assert_eq!(period.get("n"), Some(&Value::Integer(120)));
        assert_eq!(period.get("a").and_then(|a| a.get("b")), Some(&Value::Empty));
        assert_eq!(period.get("rows"), Some(&Value::List(Vec::new())));
        assert_eq!(period.get("ky"), Some(&Value::Text("trước tháng 3 năm 2026".to_string())));
    }
}
