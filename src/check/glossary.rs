//! Words that offices spell wrongly, and names with their capitals. The program carries a list; an office adds its own.

use crate::data::read::{Required, read};
use crate::data::{Schema, Value, yaml};
use crate::diag::Diagnostics;
use crate::source::{FileId, SourceMap};

/// The list that the program carries.
const BUILT_IN: &str = include_str!("../../templates/chung/tu-dien.yaml");

/// The file that an office may add beside its data.
pub const OFFICE_GLOSSARY: &str = "tu-dien.yaml";

const SCHEMA: &str = r#"{"type":"object","properties":{
    "nham":{"type":"array","items":{"type":"object","required":["sai","dung"],"properties":{
        "sai":{"type":"string","description":"Chữ hay gõ sai."},
        "dung":{"type":"string","description":"Chữ đúng."}}}},
    "ten_rieng":{"type":"array","items":{"type":"string"}},
    "luat":{"type":"array","items":{"type":"string"}}}}"#;

/// A spelling that is wrong, in lower case, and the right one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confusion {
    pub wrong: String,
    pub right: String,
}

/// What the text rules compare with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Glossary {
    pub confusions: Vec<Confusion>,
    /// Names as they are written, laws among them.
    pub names: Vec<String>,
}

impl Glossary {
    /// The list of the program.
    ///
    /// # Panics
    /// Never: the list is part of the program and tested.
    pub fn built_in() -> Self {
        let mut sources = SourceMap::default();
        let file = sources.add("tu-dien.yaml", BUILT_IN);
        let mut glossary = Glossary::default();
        glossary.extend(file, &sources, &mut Diagnostics::default());
        glossary
    }

    /// Adds what a file lists; what is wrong with it is found.
    pub fn extend(&mut self, file: FileId, sources: &SourceMap, found: &mut Diagnostics) {
        let Some(node) = yaml::parse(file, sources, found) else { return };
        let schema = Schema::parse(SCHEMA).expect("the schema of the glossary is sound, see the tests");
        let value = read(&node, &schema, Required::All, sources, found);
        if let Some(Value::List(items)) = value.get("nham") {
            for item in items {
                let text = |key| item.get(key).and_then(Value::as_text).unwrap_or_default();
                let confusion =
                    Confusion { wrong: text("sai").to_lowercase(), right: text("dung").to_string() };
                if !confusion.wrong.is_empty() {
                    self.confusions.push(confusion);
                }
            }
        }
        self.names.extend(value.get("ten_rieng").map(Value::texts).unwrap_or_default());
        let laws = value.get("luat").map(Value::texts).unwrap_or_default();
        self.names.extend(laws.into_iter().map(|law| format!("Luật {law}")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_the_program_is_sound() {
        let mut sources = SourceMap::default();
        let file = sources.add("tu-dien.yaml", BUILT_IN);
        let mut found = Diagnostics::default();
        let mut glossary = Glossary::default();
        glossary.extend(file, &sources, &mut found);
        assert_eq!(found.iter().count(), 0);
        assert!(
            glossary.confusions.iter().all(|confusion| confusion.wrong != confusion.right.to_lowercase())
        );
        assert!(glossary.names.iter().any(|name| name == "Luật Cư trú"));
    }
}
