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
