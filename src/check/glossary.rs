//! Words that offices spell wrongly, and names with their capitals. The program carries a list; an office adds its own.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::words::words;
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
    "tu_dung":{"type":"array","items":{"type":"string"},"description":"Từ, cụm từ viết đúng mà máy hay báo nhầm."},
    "ten_rieng":{"type":"array","items":{"type":"string"}},
    "luat":{"type":"array","items":{"type":"string"}}}}"#;

/// Words of a text, in lower case, and how they are written rightly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// One word each, at least one.
    pub words: Vec<String>,
    /// The right spelling of all of them together, capitals included.
    pub right: String,
}

/// Phrases by their first word, since few words of a text begin one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phrases(BTreeMap<String, Vec<Phrase>>);

impl Phrases {
    /// Adds a phrase from its words in lower case and its right spelling; nothing when there are no words.
    pub fn add(&mut self, words: Vec<String>, right: String) {
        if let Some(first) = words.first() {
            self.0.entry(first.clone()).or_default().push(Phrase { words, right });
        }
    }

    /// A name as it is written.
    pub fn add_name(&mut self, name: &str) {
        self.add(words(name).iter().map(|word| word.text.to_lowercase()).collect(), name.to_string());
    }

    /// The phrases that begin with a word, in the order they were added.
    pub fn beginning_with(&self, word: &str) -> &[Phrase] {
        self.0.get(word).map_or(&[], Vec::as_slice)
    }

    /// All phrases, by their first word in the order of bytes.
    pub fn iter(&self) -> impl Iterator<Item = &Phrase> {
        self.0.values().flatten()
    }
}

/// What the text rules compare with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Glossary {
    /// Spellings that are wrong.
    pub confusions: Phrases,
    /// Names with their capitals, laws among them.
    pub names: Phrases,
    /// Words and phrases that are right, whatever they stand beside.
    pub right: Phrases,
}

impl Glossary {
    /// The list of the program, read once.
    ///
    /// # Panics
    /// Never: the list is part of the program and tested.
    pub fn built_in() -> &'static Self {
        static LIST: LazyLock<Glossary> = LazyLock::new(|| Glossary::of_plain_lines(BUILT_IN));
        &LIST
    }

    /// Reads a list of which every entry is a line in one of two forms, as the program's is. Reading it as YAML takes longer than
    /// all rules together take for a report of ten pages.
    fn of_plain_lines(list: &str) -> Self {
        let mut glossary = Glossary::default();
        let mut key = "";
        for line in list.lines() {
            let Some(item) = line.strip_prefix("  - ") else {
                key = line.strip_suffix(':').unwrap_or(key);
                continue;
            };
            let pair = item.strip_prefix("{ sai: ").and_then(|rest| rest.strip_suffix(" }"));
            match pair.and_then(|pair| pair.split_once(", dung: ")) {
                Some((wrong, right)) => glossary.add_confusion(wrong, right),
                None => glossary.add(key, item),
            }
        }
        glossary
    }

    fn add_confusion(&mut self, wrong: &str, right: &str) {
        self.confusions.add(wrong.split_whitespace().map(str::to_lowercase).collect(), right.to_string());
    }

    /// Adds an entry of a key other than `nham`.
    fn add(&mut self, key: &str, entry: &str) {
        match key {
            "tu_dung" => self.right.add_name(entry),
            "ten_rieng" => self.names.add_name(entry),
            "luat" => self.names.add_name(&format!("Luật {entry}")),
            _ => {}
        }
    }

    /// Adds what a file lists; what is wrong with it is found.
    pub fn extend(&mut self, file: FileId, sources: &SourceMap, found: &mut Diagnostics) {
        let Some(node) = yaml::parse(file, sources, found) else { return };
        let schema = Schema::parse(SCHEMA).expect("the schema of the glossary is sound, see the tests");
        let value = read(&node, &schema, Required::All, sources, found);
        if let Some(Value::List(items)) = value.get("nham") {
            for item in items {
                let text = |key| item.get(key).and_then(Value::as_text).unwrap_or_default();
                self.add_confusion(text("sai"), text("dung"));
            }
        }
        for key in ["tu_dung", "ten_rieng", "luat"] {
            let texts = value.get(key).map(Value::texts).unwrap_or_default();
            texts.iter().for_each(|entry| self.add(key, entry));
        }
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
        let is_wrong = |phrase: &Phrase| phrase.words.join(" ") != phrase.right.to_lowercase();
        assert!(glossary.confusions.iter().all(is_wrong));
        assert!(glossary.names.beginning_with("luật").iter().any(|name| name.right == "Luật Cư trú"));
        assert_eq!(&glossary, Glossary::built_in());
    }
}
