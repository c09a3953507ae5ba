//! What becomes of the lines of texts.

use super::schema::{Kind, Property, Schema};

/// What becomes of the lines of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextForm {
    /// They are one, wherever they end.
    Joined,
    /// They stay lines: in templates of `phien_ban: 2`.
    Lines,
    /// They are paragraphs and items (`doan-van`).
    Paragraphs,
}

impl Schema {
    /// The same, its texts keeping their lines.
    pub fn keeping_lines(self) -> Schema {
        let kind = match self.kind {
            Kind::Text(TextForm::Joined) => Kind::Text(TextForm::Lines),
            Kind::List { item, min_items } => Kind::List { item: Box::new(item.keeping_lines()), min_items },
            Kind::Map(properties) => {
                let kept =
                    |property: Property| Property { schema: property.schema.keeping_lines(), ..property };
                Kind::Map(properties.into_iter().map(kept).collect())
            }
            Kind::Either(choices) => Kind::Either(choices.into_iter().map(Schema::keeping_lines).collect()),
            kind => kind,
        };
        Schema { kind, ..self }
    }
}
