//! The shape of Vietnamese syllables: an onset, a rhyme, a tone.

use std::collections::HashSet;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

const ONSETS: [&str; 28] = [
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g", "h", "k",
    "l", "m", "n", "p", "r", "s", "t", "v", "x", "",
];

/// Rhymes without their tones, by their first vowel.
const RHYMES: &str = "\
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây \
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu \
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu \
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oem oen oeo oet oi om on ong ooc oong op ot \
    ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt \
    u ua uau uc ui um un ung up ut uân uâng uât uây uê uêch uên uênh uêt uơ uôc uôi uôm uôn uông uôt \
    uy uya uych uyên uyêt uyn uynh uyp uyt uyu \
    ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu \
    y ych yêm yên yêng yêt yêu ynh yt yn";

/// Marks of the tones other than the level one.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
/// Acute and dot: the tones of syllables that end in a stop.
const STOP_TONES: [char; 2] = ['\u{301}', '\u{323}'];

/// Whether a word in lower case is a Vietnamese syllable in its shape; not whether it means anything.
pub fn is_syllable(word: &str) -> bool {
    let mut tone = None;
    let mut bare = String::new();
    for letter in word.nfd() {
        if TONES.contains(&letter) {
            // A syllable has one tone.
            if tone.replace(letter).is_some() {
                return false;
            }
        } else {
            bare.push(letter);
        }
    }
    let bare: String = bare.nfc().collect();
    static RHYME_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| RHYMES.split(' ').collect());
    let is_rhyme = |rest: &str| RHYME_SET.contains(rest);
    let fits =
        |onset: &str| bare.strip_prefix(onset).is_some_and(|rest| is_rhyme(rest) && may_stand(onset, rest));
    let is_shaped = bare == "gi" || ONSETS.iter().any(|onset| fits(onset));
    let ends_in_stop = bare.ends_with(['c', 'p', 't']) || bare.ends_with("ch");
    is_shaped && (!ends_in_stop || tone.is_some_and(|tone| STOP_TONES.contains(&tone)))
}

/// Whether an onset is written so before a rhyme: `k`, `gh` and `ngh` before `e`, `ê`, `i`, the others before the rest.
fn may_stand(onset: &str, rhyme: &str) -> bool {
    let front = rhyme.starts_with(['e', 'ê', 'i']);
    match onset {
        "k" => front || rhyme.starts_with('y'),
        "gh" | "ngh" => front,
        "c" => !front && !rhyme.starts_with('y'),
        "ng" => !front,
        // "giêng", "gì".
        "g" => !front || rhyme.starts_with('i'),
        _ => true,
    }
}

/// Whether a word may be one syllable at all: Vietnamese letters, with a mark among them, and its vowels together.
pub fn looks_like_one(word: &str) -> bool {
    const VOWELS: &str = "aăâeêioôơuưy";
    let mut groups = 0;
    let mut in_vowels = false;
    for letter in word.chars() {
        let base = letter.nfd().next().unwrap_or(letter);
        let is_vowel = VOWELS.contains(base) || VOWELS.contains(letter);
        if !(is_vowel || letter.is_ascii_lowercase() || letter == 'đ')
            || matches!(letter, 'f' | 'j' | 'w' | 'z')
        {
            return false;
        }
        groups += usize::from(is_vowel && !in_vowels);
        in_vowels = is_vowel;
    }
    !word.is_ascii() && word.chars().nth(1).is_some() && groups == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn right_syllables_are_right() {
        let text = "nghiêng nguyễn khuỷu thuở quốc quyết quý giếng giữa gì giặc yêu yểng xoong khuya khoảng ngoằn \
            được thực việc những đường hươu rượu mỹ kỹ tỷ lý hoạch huỳnh quỳnh quạt quân ưu ước uống oanh ích ếch tuyên truyền \
            bởi vì nghĩa vụ đẩy mạnh khuếch huênh xuyên tuýp luýnh suýt thuế quở quặng huơ boong ngoéo hoẵng toét quành";
        for word in text.split_whitespace() {
            assert!(is_syllable(word), "{word}");
        }
    }

    #[test]
    fn slips_are_no_syllables() {
        for word in ["quyét", "đươc", "viêc", "thưc", "nghành", "kông", "tuyễnn", "hoạn̉h", "chưong", "ngướí"]
        {
            let word: String = word.nfc().collect();
            assert!(!is_syllable(&word), "{word}");
        }
        for (word, one) in [("ôtô", false), ("đươc", true), ("web", false), ("đắkz", false), ("hà", true)]
        {
            assert_eq!(looks_like_one(word), one, "{word}");
        }
    }
}
