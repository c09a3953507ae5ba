//! Syllables that go with neither neighbour, where one spelt nearly alike does.

use std::collections::HashSet;

use crate::check::collocation::Suspect;
use crate::check::glossary::Glossary;
use crate::check::passage::Passage;
use crate::check::words::with_capital_of;
use crate::check::{Rule, Subject};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::source::Span;
use crate::text::folded::FoldedSyllable;
use crate::text::syllable::tone_moved;

pub(super) const RULE: Rule = Rule {
    code: Code::WordPair,
    page: CodePage {
        what: w(
            "Chữ không đi với chữ nào bên cạnh, còn chữ viết gần giống thì có: nhầm s/x, ch/tr, d/gi/r, hỏi/ngã, n/ng, dấu, vần.",
            "A word goes with neither neighbour, and one that is spelt nearly alike does: s/x, ch/tr, d/gi/r, tones, ends mixed up.",
        ),
        why: w(
            "So với các cặp chữ trong văn bản pháp luật. Từ của cơ quan thêm vào data/tu-dien.yaml (mục tu_dung) thì không báo nữa.",
            "Compared with the pairs of words in legal texts. Words of the office go to data/tu-dien.yaml (tu_dung).",
        ),
        wrong: "hàng dự trử quốc gia, vi phạm kỹ luật lao động",
        right: "hàng dự trữ quốc gia, vi phạm kỷ luật lao động",
    },
    run,
};

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    let mut told: HashSet<(String, FoldedSyllable)> = HashSet::new();
    for suspect in subject.suspects() {
        let passage = &subject.passages[suspect.passage];
        let word = passage.word(suspect.word);
        // What is no syllable, or known to be wrong, has rules that say it better.
        let syllable = subject.vocabulary.syllables()[passage.numbers[suspect.word] as usize];
        let is_sound = syllable.is_some_and(FoldedSyllable::is_sound);
        if !is_sound || tone_moved(word.text).is_some() || is_listed(passage, suspect.word, subject.glossary)
        {
            continue;
        }
        if !told.insert((passage.lower_word(suspect.word).to_string(), suspect.right)) {
            continue;
        }
        let right = with_capital_of(word.text, &suspect.right.written());
        let finding =
            subject.at_with_fix(passage, word.start..word.end(), finding(passage, suspect, &right), right);
        if finding.primary.as_ref().is_none_or(|label| !is_told(found, label.span)) {
            found.push(finding);
        }
    }
}

/// Whether an earlier rule has found the same word.
fn is_told(found: &Diagnostics, place: Span) -> bool {
    const SAME: [Code; 3] = [Code::NearMiss, Code::KnownConfusion, Code::RepeatedPhrase];
    let covers = |span: Span| span.file == place.file && span.start < place.end && place.start < span.end;
    found.iter().any(|finding| {
        SAME.contains(&finding.code) && finding.primary.as_ref().is_some_and(|label| covers(label.span))
    })
}

/// No phrase of a glossary has more words.
const LONGEST_PHRASE: usize = 30;

/// Whether a phrase of the glossary that covers the word says that it is right.
fn is_listed(passage: &Passage, at: usize, glossary: &Glossary) -> bool {
    (at.saturating_sub(LONGEST_PHRASE)..=at).any(|first| {
        let phrases = [&glossary.right, &glossary.names].into_iter();
        let mut phrases = phrases.flat_map(|list| list.beginning_with(passage.lower_word(first)));
        phrases.any(|phrase| {
            let end = first + phrase.words.len();
            end > at
                && end <= passage.numbers.len()
                && (first..end).zip(&phrase.words).all(|(at, word)| passage.lower_word(at) == word)
        })
    })
}

fn finding(passage: &Passage, suspect: &Suspect, right: &str) -> Diagnostic {
    let typed = passage.word(suspect.word).text;
    let from = suspect.word.saturating_sub(1);
    let to = (suspect.word + 2).min(passage.numbers.len());
    let phrase = &passage.text[passage.word(from).start..passage.word(to - 1).end()];
    let headline = text!(
        "“{typed}” trong “{phrase}” có lẽ là “{right}”",
        "“{typed}” in “{phrase}” is probably “{right}”"
    );
    let finding = match suspect.is_sure {
        true => Diagnostic::warning(Code::WordPair, headline),
        false => Diagnostic::note(Code::WordPair, headline),
    };
    finding.help(text!(
        "sửa thành “{right}”; nếu đúng là “{typed}” thì thêm cụm từ vào data/tu-dien.yaml, mục tu_dung",
        "write “{right}”; if “{typed}” is right, add the phrase to data/tu-dien.yaml under tu_dung"
    ))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::in_text;

    #[test]
    fn what_goes_with_neither_neighbour_is_found_once() {
        let found =
            in_text(&RULE, &["hàng dự trử quốc gia", "hàng dự trử quốc gia", "Sữa chữa trụ sở làm việc"]);
        assert_eq!(
            found,
            ["“trử” trong “dự trử quốc” có lẽ là “trữ”", "“Sữa” trong “Sữa chữa” có lẽ là “Sửa”"]
        );
    }

    #[test]
    fn names_figures_and_right_words_are_left_alone() {
        for text in [
            "xã Dun, huyện Chư Sê; ông Rơ Châm Hyeo",
            "bổ sung quy hoạch sử dụng đất",
            "đạt 12 xe/ngày, mã B-trử",
            "DỰ TRỬ QUỐC GIA",
        ] {
            assert_eq!(in_text(&RULE, &[text]), Vec::<String>::new(), "{text}");
        }
    }
}
