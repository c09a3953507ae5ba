//! The shape of Vietnamese syllables: an onset, a rhyme, a tone.

use std::collections::HashSet;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::stands_alone;

pub(super) const ONSETS: [&str; 28] = [
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g", "h", "k",
    "l", "m", "n", "p", "r", "s", "t", "v", "x", "",
];

/// Rhymes without their tones, by their first vowel.
pub(super) const RHYMES: &str = "\
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
pub(super) const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
/// Acute and dot: the tones of syllables that end in a stop.
pub(super) const STOP_TONES: [char; 2] = ['\u{301}', '\u{323}'];

/// Whether a word in lower case is a Vietnamese syllable in its shape; not whether it means anything.
pub fn is_syllable(word: &str) -> bool {
    let Some((bare, tone)) = toneless(word) else { return false };
    let ends_in_stop = bare.ends_with(['c', 'p', 't']) || bare.ends_with("ch");
    let may_end_so = !ends_in_stop || tone.is_some_and(|(_, tone)| STOP_TONES.contains(&tone));
    may_end_so && (bare == "gi" || onset(&bare).is_some())
}

/// A word without its tone, and the tone with the letter that bears it, counted from 0. `None` when it has two: a syllable has one.
fn toneless(word: &str) -> Option<(String, Option<(usize, char)>)> {
    let mut tone = None;
    let mut bare = String::new();
    let mut letters = 0_usize;
    for letter in word.nfd() {
        if TONES.contains(&letter) {
            if tone.replace((letters.saturating_sub(1), letter)).is_some() {
                return None;
            }
        } else {
            letters += usize::from(stands_alone(letter));
            bare.push(letter);
        }
    }
    Some((bare.nfc().collect(), tone))
}

/// How a syllable without its tone begins, before its rhyme; `None` when it is none.
fn onset(bare: &str) -> Option<&'static str> {
    static RHYME_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| RHYMES.split(' ').collect());
    let fits = |onset: &&&str| {
        bare.strip_prefix(**onset).is_some_and(|rest| RHYME_SET.contains(rest) && may_stand(onset, rest))
    };
    ONSETS.iter().find(fits).copied()
}

/// The right form of a word whose tone stands on the wrong letter: `toán` for `tóan`, `người` for `ngừơi`, `quả` for `qủa`. `None`
/// for all others; open syllables such as `hoá` and `hóa` are a matter of taste, and both are right.
pub fn tone_moved(word: &str) -> Option<String> {
    // Two vowels one after the other, nearly no word of which is written wrong.
    if word.is_ascii() || !has_two_vowels(word) {
        return None;
    }
    let lower = word.to_lowercase();
    let (bare, tone) = toneless(&lower)?;
    let (at, tone) = tone?;
    let start = onset(&bare)?.chars().count();
    let rhyme: Vec<char> = bare.chars().skip(start).collect();
    let place = place_of_tone(&rhyme)?;
    let is_taste = matches!(rhyme.as_slice(), ['o', 'a' | 'e'] | ['u', 'y']);
    if at == start + place || (is_taste && at >= start) {
        return None;
    }
    let letters = bare.chars().zip(word.chars()).enumerate().flat_map(|(index, (letter, typed))| {
        let mark = (index == start + place).then_some(tone);
        let is_capital = typed.is_uppercase();
        let letter: Vec<char> = if is_capital { letter.to_uppercase().collect() } else { vec![letter] };
        letter.into_iter().chain(mark)
    });
    Some(letters.nfc().collect())
}

const VOWELS: &str = "aăâeêioôơuưy";

fn has_two_vowels(word: &str) -> bool {
    let mut before = false;
    word.chars().any(|letter| std::mem::replace(&mut before, is_vowel(letter)) && before)
}

/// A vowel with any mark and tone, in either case.
const fn is_vowel(letter: char) -> bool {
    matches!(letter.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
        || matches!(letter, 'À'..='Ã' | 'È'..='Ê' | 'Ì' | 'Í' | 'Ò'..='Õ' | 'Ù' | 'Ú' | 'Ý' | 'à'..='ã' | 'è'..='ê' | 'ì'
            | 'í' | 'ò'..='õ' | 'ù' | 'ú' | 'ý' | 'Ă' | 'ă' | 'Ĩ' | 'ĩ' | 'Ũ' | 'ũ' | 'Ơ' | 'ơ' | 'Ư' | 'ư' | 'Ạ'..='ỹ')
}

/// Which letter of a rhyme bears the tone: one with a mark of its own, else the last vowel before a consonant, else the first of
/// two and the middle one of three.
pub(super) fn place_of_tone(rhyme: &[char]) -> Option<usize> {
    let vowels = rhyme.iter().take_while(|letter| VOWELS.contains(**letter)).count();
    let marked = rhyme[..vowels].iter().rposition(|letter| matches!(letter, 'ă' | 'â' | 'ê' | 'ô' | 'ơ'));
    let horned = || rhyme[..vowels].iter().rposition(|letter| *letter == 'ư');
    let by_count = || match (vowels, vowels < rhyme.len()) {
        (0, _) => None,
        (_, true) => Some(vowels - 1),
        (3, false) => Some(1),
        (_, false) => Some(0),
    };
    marked.or_else(horned).or_else(by_count)
}

/// Whether an onset is written so before a rhyme: `k`, `gh` and `ngh` before `e`, `ê`, `i`, the others before the rest.
pub(super) fn may_stand(onset: &str, rhyme: &str) -> bool {
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
    fn a_tone_on_the_wrong_letter_is_moved() {
        for (typed, right) in [
            ("tóan", "toán"),
            ("ngừơi", "người"),
            ("kíêm", "kiếm"),
            ("húynh", "huýnh"),
            ("thúê", "thuế"),
            ("HÒAN", "HOÀN"),
            ("qủa", "quả"),
            ("cuả", "của"),
            ("gìơ", "giờ"),
            ("giaỉ", "giải"),
            ("hôị", "hội"),
            ("nghiã", "nghĩa"),
            ("khaỉ", "khải"),
            ("Qúy", "Quý"),
            ("khủyu", "khuỷu"),
            ("ngòai", "ngoài"),
            ("lưả", "lửa"),
            ("mià", "mìa"),
        ] {
            assert_eq!(tone_moved(typed).as_deref(), Some(right), "{typed}");
        }
        let right = "toán hóa hoá thủy thuỷ người mía của lửa ngoài quý thuở giá già gìn giếng khuỷu rượu hoạch xoáy ngoẻo \
            chuối huýt quýt uỷ ủy hoè hòe yếu nghĩa giặc giữa quả quốc quạt thuế Huế khuấy tuần Đắk ôtô xoèn loẹt bìa giải \
            nghiêng Nguyễn tuyển khuya quở ưỡn ưởi cứu hưởng";
        for word in right.split_whitespace() {
            assert_eq!(tone_moved(word), None, "{word}");
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
