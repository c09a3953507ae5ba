//! Numbers in Vietnamese words: 254 is "hai trăm năm mươi tư".

const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
const GROUPS: [&str; 4] = ["", "nghìn", "triệu", "tỷ"];

/// An integer in words, lower case. Covers the whole range of `i64`.
pub fn integer(n: i64) -> String {
    match n {
        0 => DIGITS[0].to_string(),
        _ if n < 0 => format!("âm {}", magnitude(n.unsigned_abs())),
        _ => magnitude(n.unsigned_abs()),
    }
}

/// What follows “thứ”: the first and the fourth have words of their own.
pub fn ordinal(n: usize) -> String {
    match n {
        1 => "nhất".to_string(),
        4 => "tư".to_string(),
        _ => integer(i64::try_from(n).unwrap_or(i64::MAX)),
    }
}

/// A number above 0. A thousand million is "tỷ", and what lies above is counted in "tỷ" again ("nghìn tỷ").
fn magnitude(n: u64) -> String {
    const BILLION: u64 = 1_000_000_000;
    let (billions, rest) = (n / BILLION, n % BILLION);
    let mut words = Vec::new();
    if billions > 0 {
        words.push(format!("{} {}", magnitude(billions), GROUPS[3]));
    }
    for (index, unit) in [(2u32, 1_000_000), (1, 1_000), (0, 1)] {
        let group = rest / unit % 1000;
        if group == 0 {
            continue;
        }
        let group = below_thousand(group, !words.is_empty());
        words.push([group.as_str(), GROUPS[index as usize]].join(" ").trim_end().to_string());
    }
    words.join(" ")
}

/// 1 to 999. `follows` is true after a larger group, where an empty hundred is spoken: "một nghìn không trăm linh năm".
fn below_thousand(n: u64, follows: bool) -> String {
    let (hundreds, tens, ones) = (n / 100, n / 10 % 10, n % 10);
    let mut words = Vec::new();
    if hundreds > 0 || follows {
        words.push(format!("{} trăm", DIGITS[hundreds as usize]));
    }
    match tens {
        0 if ones > 0 && !words.is_empty() => words.push("linh".to_string()),
        0 => {}
        1 => words.push("mười".to_string()),
        _ => words.push(format!("{} mươi", DIGITS[tens as usize])),
    }
    match (tens, ones) {
        (_, 0) => {}
        (2.., 1) => words.push("mốt".to_string()),
        (2.., 4) => words.push("tư".to_string()),
        (1.., 5) => words.push("lăm".to_string()),
        _ => words.push(DIGITS[ones as usize].to_string()),
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_spoken_as_in_offices() {
        for (n, expected) in [
            (0, "không"),
            (5, "năm"),
            (10, "mười"),
            (11, "mười một"),
            (14, "mười bốn"),
            (15, "mười lăm"),
            (21, "hai mươi mốt"),
            (24, "hai mươi tư"),
            (25, "hai mươi lăm"),
            (105, "một trăm linh năm"),
            (254, "hai trăm năm mươi tư"),
            (1_005, "một nghìn không trăm linh năm"),
            (1_994, "một nghìn chín trăm chín mươi tư"),
            (1_000_000, "một triệu"),
            (1_584_779_000, "một tỷ năm trăm tám mươi tư triệu bảy trăm bảy mươi chín nghìn"),
            (2_000_000_000_000, "hai nghìn tỷ"),
            (-3, "âm ba"),
        ] {
            assert_eq!(integer(n), expected, "{n}");
        }
        assert!(integer(i64::MIN).starts_with("âm chín tỷ hai trăm hai mươi ba triệu"));
    }
}
