//! Numbers as Vietnamese offices write and read them: `15.000`, `97,61%`, `02`.

use rust_decimal::{Decimal, RoundingStrategy};

/// The most digits of a decimal that comes back from a binary number as it was.
pub const MAX_DIGITS: u32 = 15;

/// How many decimals percentages have by custom.
pub const RATIO_PLACES: u32 = 2;

/// How many digits a number has, zeros at the end of its decimals left out.
pub fn digits(number: Decimal) -> u32 {
    number.normalize().mantissa().unsigned_abs().checked_ilog10().map_or(1, |log| log + 1)
}

/// What a typed number may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// One meaning only.
    Clear(Decimal),
    /// Dots that are thousands to a Vietnamese reader, a decimal point to an English one (`1.994`).
    Dotted {
        /// The dot taken as grouping thousands: 1994.
        vietnamese: Decimal,
        /// The dot taken as a decimal point: 1.994.
        english: Decimal,
    },
}

/// Reads a number as a Vietnamese clerk means it: dots group thousands, a comma starts the decimals. `None` when the
/// text is not a number, or its groups are not of three digits.
///
/// ```
/// use baocao::text::number::{Reading, parse};
/// use rust_decimal::Decimal;
///
/// assert_eq!(parse("1.584.779"), Some(Reading::Clear(Decimal::from(1_584_779))));
/// assert_eq!(parse("97,61"), Some(Reading::Clear(Decimal::new(9761, 2))));
/// // An English reader may take this one for a decimal number.
/// let Some(reading @ Reading::Dotted { .. }) = parse("1.994") else { panic!() };
/// assert_eq!(reading.value(), Decimal::from(1994));
/// assert_eq!(parse("15.00"), None);
/// ```
pub fn parse(text: &str) -> Option<Reading> {
    let text = text.trim();
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, decimals) = match digits.split_once(',') {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (digits, None),
    };
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if decimals.is_some_and(|decimals| !all_digits(decimals)) {
        return None;
    }
    if !whole.split('.').all(all_digits) {
        return None;
    }
    let first_group = whole.split_once('.').map(|(first, _)| first);
    if first_group
        .is_some_and(|first| first.len() > 3 || whole.split('.').skip(1).any(|group| group.len() != 3))
    {
        return None;
    }
    // As many decimals as were written: they say how it was rounded.
    let vietnamese = decimal(sign, whole, decimals.unwrap_or(""))?;
    match (whole.split_once('.'), decimals) {
        (Some((whole, fraction)), None) if !fraction.contains('.') => {
            Some(Reading::Dotted { vietnamese, english: decimal(sign, whole, fraction)? })
        }
        _ => Some(Reading::Clear(vietnamese)),
    }
}

/// The number of these digits, of which those before the decimals may be grouped.
fn decimal(sign: &str, whole: &str, decimals: &str) -> Option<Decimal> {
    // So many digits fit into 64 bits, and those of nearly all numbers do: they need not be written out to be read again.
    const FEW: usize = 18;
    if sign.is_empty() && whole.len() + decimals.len() <= FEW {
        let digits = whole.bytes().chain(decimals.bytes()).filter(u8::is_ascii_digit);
        let mantissa = digits.fold(0, |number, digit| 10 * number + i64::from(digit - b'0'));
        return Some(Decimal::new(mantissa, decimals.len() as u32));
    }
    let point = if decimals.is_empty() { "" } else { "." };
    format!("{sign}{}{point}{decimals}", whole.replace('.', "")).parse().ok()
}

impl Reading {
    /// The Vietnamese meaning.
    pub fn value(&self) -> Decimal {
        match self {
            Reading::Clear(value) | Reading::Dotted { vietnamese: value, .. } => *value,
        }
    }
}

/// `1584779000` as `1.584.779.000`, `51.78` as `51,78`.
pub fn grouped(number: Decimal) -> String {
    let (sign, whole, decimals) = parts(number);
    let mut out = String::from(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    with_decimals(out, &decimals)
}

/// Without thousands separators, as some tables print: `7536`, `51,78`.
pub fn plain(number: Decimal) -> String {
    let (sign, whole, decimals) = parts(number);
    with_decimals(format!("{sign}{whole}"), &decimals)
}

/// In running text counts below 10 take a zero (`02 trường hợp`), by custom; the rest is grouped.
pub fn count(number: Decimal) -> String {
    let is_digit = number.fract().is_zero() && (Decimal::ONE..Decimal::TEN).contains(&number);
    if is_digit { format!("0{}", plain(number)) } else { grouped(number) }
}

/// Rounded half up (away from zero) to `places` decimals.
pub fn round(number: Decimal, places: u32) -> Decimal {
    number.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero).normalize()
}

/// Whether `stated` is the ratio of two numbers in per cent, rounded half up to the decimals that it is written with.
pub fn is_ratio(part: Decimal, whole: Decimal, stated: Decimal) -> bool {
    let exact = part.checked_mul(Decimal::ONE_HUNDRED).and_then(|hundredfold| hundredfold.checked_div(whole));
    let places = stated.scale();
    // Rounding what was rounded to two places is common, and forgiven.
    exact.is_some_and(|exact| {
        [exact, round(exact, RATIO_PLACES.max(places))]
            .iter()
            .any(|ratio| round(*ratio, places) == stated.normalize())
    })
}

/// Whether `stated` is the ratio of two numbers in per cent, its further decimals cut off instead of rounded.
pub fn is_cut_ratio(part: Decimal, whole: Decimal, stated: Decimal) -> bool {
    let exact = part.checked_mul(Decimal::ONE_HUNDRED).and_then(|hundredfold| hundredfold.checked_div(whole));
    let cut = |exact: Decimal| exact.trunc_with_scale(stated.scale()).normalize();
    exact.is_some_and(|exact| cut(exact) == stated.normalize())
}

/// `part / whole` in per cent, of so many decimals, half up; `None` for a division by 0.
pub fn ratio(part: Decimal, whole: Decimal, places: u32) -> Option<Decimal> {
    let quotient = part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?;
    Some(round(quotient, places))
}

/// `97,61%`, `37,50%`; whole numbers without decimals (`100%`).
pub fn percent(value: Decimal) -> String {
    format!("{}%", percent_figure(value, RATIO_PLACES))
}

/// A percentage without its sign: of so many decimals, or of none if it is whole.
pub fn percent_figure(value: Decimal, places: u32) -> String {
    grouped_to(value, Some(if value.fract().is_zero() { 0 } else { places }))
}

/// As [`grouped`], rounded to so many decimals, all of them written.
pub fn grouped_to(number: Decimal, places: Option<u32>) -> String {
    places.map_or_else(|| grouped(number), |places| with_places(number, places, grouped))
}

/// As [`plain`], rounded to so many decimals, all of them written.
pub fn plain_to(number: Decimal, places: Option<u32>) -> String {
    places.map_or_else(|| plain(number), |places| with_places(number, places, plain))
}

fn with_places(number: Decimal, places: u32, shown: fn(Decimal) -> String) -> String {
    let number = round(number, places);
    let shown = shown(number);
    let there = shown.split_once(',').map_or(0, |(_, decimals)| decimals.len());
    let missing = (places as usize).saturating_sub(there);
    let comma = if there == 0 && missing > 0 { "," } else { "" };
    format!("{shown}{comma}{}", "0".repeat(missing))
}

fn parts(number: Decimal) -> (&'static str, String, String) {
    let text = number.normalize().abs().to_string();
    let sign = if number.is_sign_negative() && !number.is_zero() { "-" } else { "" };
    match text.split_once('.') {
        Some((whole, decimals)) => (sign, whole.to_string(), decimals.to_string()),
        None => (sign, text, String::new()),
    }
}

fn with_decimals(mut whole: String, decimals: &str) -> String {
    if !decimals.is_empty() {
        whole.push(',');
        whole.push_str(decimals);
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().expect("a decimal")
    }

    #[test]
    fn numbers_are_read_as_a_clerk_means_them() {
        for (typed, expected) in [
            ("254", "254"),
            ("02", "2"),
            ("2.781.000", "2781000"),
            ("51,78", "51.78"),
            ("1.584.779,5", "1584779.5"),
            ("-12", "-12"),
            (" 7 ", "7"),
        ] {
            assert_eq!(parse(typed), Some(Reading::Clear(decimal(expected))), "{typed}");
        }
        assert_eq!(
            parse("1.994"),
            Some(Reading::Dotted { vietnamese: decimal("1994"), english: decimal("1.994") })
        );
    }

    #[test]
    fn few_digits_and_many_are_read_alike() {
        for (whole, decimals) in
            [("0", ""), ("02", "50"), ("1.584.779", "5"), ("123.456.789.012", "345678901234")]
        {
            let written = format!("{}.{decimals}", whole.replace('.', ""));
            let (read, expected) =
                (super::decimal("", whole, decimals), decimal(written.trim_end_matches('.')));
            assert_eq!(
                read.map(|read| (read.mantissa(), read.scale())),
                Some((expected.mantissa(), expected.scale()))
            );
        }
    }

    #[test]
    fn what_is_not_a_number_is_refused() {
        for typed in
            ["", "-", "1.99", "1.9944", "1994.000", "1,2,3", "12a", "1_000", "1.234.56", ",5", "5,", "٣"]
        {
            assert_eq!(parse(typed), None, "{typed}");
        }
    }

    #[test]
    fn numbers_are_written_the_vietnamese_way() {
        for (number, expected) in
            [("999", "999"), ("1000", "1.000"), ("1584779000", "1.584.779.000"), ("-1234.5", "-1.234,5")]
        {
            assert_eq!(grouped(decimal(number)), expected);
        }
        assert_eq!(plain(decimal("7536")), "7536");
    }

    #[test]
    fn decimals_are_filled_up_where_asked() {
        for (number, places, expected) in [
            ("1234.5", 2, "1.234,50"),
            ("1234.565", 2, "1.234,57"),
            ("2", 1, "2,0"),
            ("-0.04", 1, "0,0"),
            ("1.5", 0, "2"),
        ] {
            assert_eq!(grouped_to(decimal(number), Some(places)), expected);
        }
        assert_eq!(percent_figure(decimal("62.5"), 1), "62,5");
        assert_eq!(percent_figure(decimal("100"), 1), "100");
    }

    #[test]
    fn digits_are_counted() {
        for (number, expected) in
            [("0", 1), ("7", 1), ("10", 2), ("1.50", 2), ("-123456789012.345", 15), ("0.001", 1)]
        {
            assert_eq!(digits(decimal(number)), expected, "{number}");
        }
    }

    #[test]
    fn a_ratio_is_held_to_the_decimals_that_it_is_written_with() {
        let holds = |stated: &str| {
            let stated = parse(stated).expect("a number").value();
            is_ratio(Decimal::from(133), Decimal::from(137), stated)
        };
        for (stated, right) in [
            ("97,08", true),
            ("97,1", true),
            ("97", true),
            ("97,080", true),
            ("97,10", false),
            ("97,2", false),
        ] {
            assert_eq!(holds(stated), right, "{stated}");
        }
        // 133/137 is 97,0802919…
        assert!(!holds("97,0"));
        assert!(holds("97,0803"));
    }

    #[test]
    fn small_counts_are_padded_in_text() {
        for (number, expected) in [("0", "0"), ("1", "01"), ("9", "09"), ("10", "10"), ("2.5", "2,5")] {
            assert_eq!(count(decimal(number)), expected);
        }
    }

    #[test]
    fn ratios_round_half_up_in_decimal() {
        let percent_of = |part: i64, whole: i64| ratio(part.into(), whole.into(), RATIO_PLACES).map(percent);
        assert_eq!(percent_of(177, 624).as_deref(), Some("28,37%"));
        assert_eq!(percent_of(3904, 7534).as_deref(), Some("51,82%"));
        assert_eq!(percent_of(1, 8).as_deref(), Some("12,50%"));
        assert_eq!(percent_of(1, 2000).as_deref(), Some("0,05%"));
        assert_eq!(percent_of(20_000, 1_000_000).as_deref(), Some("2%"));
        assert_eq!(percent_of(2, 2).as_deref(), Some("100%"));
        assert_eq!(percent_of(0, 0), None);
    }

    proptest! {
        /// What is printed is read back as it was, grouped or not.
        #[test]
        fn numbers_are_read_as_they_are_printed(units in -999_999_999_999_i64..999_999_999_999, scale in 0_u32..6) {
            let number = Decimal::new(units, scale);
            for text in [grouped(number), plain(number)] {
                let read = parse(&text).map(|reading| reading.value());
                prop_assert_eq!(read, Some(number.normalize()), "{}", text);
            }
        }
    }
}
