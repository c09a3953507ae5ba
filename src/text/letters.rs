//! Roman numerals and the letters of Vietnamese lists.

/// Letters of points in their order (Decree 30/2020, Appendix I, II.6.đ: the order of the Vietnamese alphabet).
const POINT_LETTERS: [char; 23] = [
    'a', 'b', 'c', 'd', 'đ', 'e', 'g', 'h', 'i', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v',
    'x', 'y',
];

/// The letter of the `n`th point, from 1; after `y` comes `aa`, `ab`, ….
///
/// # Panics
/// When `n` is 0.
pub fn point_letter(n: usize) -> String {
    assert!(n > 0, "points count from 1");
    let (rounds, index) = ((n - 1) / POINT_LETTERS.len(), (n - 1) % POINT_LETTERS.len());
    match rounds {
        0 => POINT_LETTERS[index].to_string(),
        _ => format!("{}{}", point_letter(rounds), POINT_LETTERS[index]),
    }
}

/// The `n`th capital of the English alphabet, from 1; after `Z` comes `AA`, then `BB`, as word processors count.
///
/// # Panics
/// When `n` is 0.
pub fn capital_letter(n: usize) -> String {
    assert!(n > 0, "letters count from 1");
    let letter = char::from(b'A' + ((n - 1) % 26) as u8);
    std::iter::repeat_n(letter, (n - 1) / 26 + 1).collect()
}

/// `n` as an upper-case Roman numeral; 0 and numbers from 4000 on stay Arabic, since Roman has no form for them.
pub fn roman(n: usize) -> String {
    const SIGNS: [(usize, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if n == 0 || n >= 4000 {
        return n.to_string();
    }
    let mut rest = n;
    let mut numeral = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            numeral.push_str(sign);
            rest -= value;
        }
    }
    numeral
}

/// Whether a letter is part of a word: letters, digits, and accents that are not composed with their letter. Most letters of
/// a report are Latin and looked up without the tables of Unicode.
pub fn is_in_word(letter: char) -> bool {
    match letter {
        '\0'..='\u{7F}' => letter.is_ascii_alphanumeric(),
        '\u{D7}' | '\u{F7}' => false,
        '\u{C0}'..='\u{24F}' | '\u{300}'..='\u{36F}' | '\u{1E00}'..='\u{1EFF}' => true,
        _ => letter.is_alphanumeric(),
    }
}

/// A letter in lower case, when that takes as many bytes; else the letter itself. So a text in lower case has every letter
/// at the same place.
pub fn lower(letter: char) -> char {
    let next = |letter: char| char::from_u32(letter as u32 | 1).unwrap_or(letter);
    match letter {
        '\0'..='\u{7F}' => letter.to_ascii_lowercase(),
        // Capitals have even numbers, and each is followed by its small letter: `Ă`, `Đ`, `Ũ`, `Ơ`, `Ạ` to `Ỹ`.
        '\u{100}'..='\u{12F}' | '\u{14A}'..='\u{177}' | '\u{1A0}'..='\u{1A5}' | '\u{1EA0}'..='\u{1EFF}' => {
            next(letter)
        }
        _ => {
            let mut lower = letter.to_lowercase();
            match (lower.next(), lower.next()) {
                (Some(one), None) if one.len_utf8() == letter.len_utf8() => one,
                _ => letter,
            }
        }
    }
}

/// Whether a text begins with words that are given in lower case, whatever case it has itself.
pub fn starts_with_lower(text: &str, words: &str) -> bool {
    let mut letters = text.chars().map(lower);
    words.chars().all(|wanted| letters.next() == Some(wanted))
}

/// As [`starts_with_lower`], for its end.
pub fn ends_with_lower(text: &str, words: &str) -> bool {
    let mut letters = text.chars().rev().map(lower);
    words.chars().rev().all(|wanted| letters.next() == Some(wanted))
}

/// The text with its first letter in capitals.
pub fn capital_first(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_ways_say_what_unicode_says() {
        for letter in '\0'..='\u{FFFF}' {
            let is_mark = ('\u{300}'..='\u{36F}').contains(&letter);
            assert_eq!(is_in_word(letter), letter.is_alphanumeric() || is_mark, "{letter:?}");
            let expected: String = letter.to_lowercase().collect();
            let as_long = expected.chars().count() == 1 && expected.len() == letter.len_utf8();
            assert_eq!(
                lower(letter).to_string(),
                if as_long { expected } else { letter.into() },
                "{letter:?}"
            );
        }
    }

    #[test]
    fn beginnings_and_ends_are_compared_in_any_case() {
        assert!(starts_with_lower("Cùng kỳ năm 2024", "cùng kỳ") && !starts_with_lower("cùng", "cùng kỳ"));
        assert!(ends_with_lower("TRONG TỔNG SỐ", "tổng số") && ends_with_lower("số", "số"));
        assert!(!ends_with_lower("số", "tổng số") && !ends_with_lower("tổng sổ", "tổng số"));
    }

    #[test]
    fn roman_numerals() {
        for (n, expected) in
            [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (1994, "MCMXCIV"), (3999, "MMMCMXCIX")]
        {
            assert_eq!(roman(n), expected);
        }
        assert_eq!(roman(0), "0");
        assert_eq!(roman(4000), "4000");
    }

    #[test]
    fn points_follow_the_vietnamese_alphabet() {
        let letters: Vec<_> = (1..=7).map(point_letter).collect();
        assert_eq!(letters, ["a", "b", "c", "d", "đ", "e", "g"]);
        assert_eq!(point_letter(23), "y");
        assert_eq!(point_letter(24), "aa");
    }
}
