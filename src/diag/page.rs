//! The page of a code: what it means, why it matters, a wrong and a right example. `baocao explain` prints it.

use super::{Code, Lang};

/// A fixed sentence in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// In Vietnamese.
    pub vi: &'static str,
    /// In English.
    pub en: &'static str,
}

impl Words {
    /// The sentence in one language.
    pub const fn get(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Vi => self.vi,
            Lang::En => self.en,
        }
    }
}

/// A [`Words`], Vietnamese first.
pub const fn words(vi: &'static str, en: &'static str) -> Words {
    Words { vi, en }
}

/// What there is to say about a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodePage {
    /// The defect, in a sentence or two.
    pub what: Words,
    /// The article, or the custom, that it rests on.
    pub why: Words,
    /// A piece of data or text that has the defect; one line or more.
    pub wrong: &'static str,
    /// The same piece as it should be.
    pub right: &'static str,
}

impl CodePage {
    /// The page as text.
    pub fn render(&self, code: Code, lang: Lang) -> String {
        let (why, wrong, right) = match lang {
            Lang::Vi => ("Vì sao", "Sai", "Đúng"),
            Lang::En => ("Why", "Wrong", "Right"),
        };
        let indented = |text: &str| text.lines().map(|line| format!("    {line}\n")).collect::<String>();
        format!(
            "{} {}\n\n{}\n\n{why}: {}\n\n{wrong}:\n{}\n{right}:\n{}",
            code.id(),
            code.name(),
            self.what.get(lang),
            self.why.get(lang),
            indented(self.wrong),
            indented(self.right),
        )
    }
}
