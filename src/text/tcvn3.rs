//! Text typed in TCVN3 fonts (“ABC”, `.VnTime`): its bytes, taken for Latin letters, are Vietnamese ones (TCVN 5712:1993, VN3).

/// Codes that a TCVN3 font shows as Vietnamese letters, and those letters.
const LETTERS: [(char, char); 74] = [
    ('µ', 'à'),
    ('¸', 'á'),
    ('¶', 'ả'),
    ('·', 'ã'),
    ('¹', 'ạ'),
    ('¨', 'ă'),
    ('»', 'ằ'),
    ('¾', 'ắ'),
    ('¼', 'ẳ'),
    ('½', 'ẵ'),
    ('Æ', 'ặ'),
    ('©', 'â'),
    ('Ç', 'ầ'),
    ('Ê', 'ấ'),
    ('È', 'ẩ'),
    ('É', 'ẫ'),
    ('Ë', 'ậ'),
    ('®', 'đ'),
    ('Ì', 'è'),
    ('Ð', 'é'),
    ('Î', 'ẻ'),
    ('Ï', 'ẽ'),
    ('Ñ', 'ẹ'),
    ('ª', 'ê'),
    ('Ò', 'ề'),
    ('Õ', 'ế'),
    ('Ó', 'ể'),
    ('Ô', 'ễ'),
    ('Ö', 'ệ'),
    ('×', 'ì'),
    ('Ý', 'í'),
    ('Ø', 'ỉ'),
    ('Ü', 'ĩ'),
    ('Þ', 'ị'),
    ('ß', 'ò'),
    ('ã', 'ó'),
    ('á', 'ỏ'),
    ('â', 'õ'),
    ('ä', 'ọ'),
    ('«', 'ô'),
    ('å', 'ồ'),
    ('è', 'ố'),
    ('æ', 'ổ'),
    ('ç', 'ỗ'),
    ('é', 'ộ'),
    ('¬', 'ơ'),
    ('ê', 'ờ'),
    ('í', 'ớ'),
    ('ë', 'ở'),
    ('ì', 'ỡ'),
    ('î', 'ợ'),
    ('ï', 'ù'),
    ('ó', 'ú'),
    ('ñ', 'ủ'),
    ('ò', 'ũ'),
    ('ô', 'ụ'),
    ('\u{AD}', 'ư'),
    ('õ', 'ừ'),
    ('ø', 'ứ'),
    ('ö', 'ử'),
    ('÷', 'ữ'),
    ('ù', 'ự'),
    ('ú', 'ỳ'),
    ('ý', 'ý'),
    ('û', 'ỷ'),
    ('ü', 'ỹ'),
    ('þ', 'ỵ'),
    ('¡', 'Ă'),
    ('¢', 'Â'),
    ('§', 'Đ'),
    ('£', 'Ê'),
    ('¤', 'Ô'),
    ('¥', 'Ơ'),
    ('¦', 'Ư'),
];

/// The text as a TCVN3 font shows it.
///
/// ```
/// assert_eq!(baocao::text::tcvn3::decoded("ñy ban nh©n d©n"), "ủy ban nhân dân");
/// ```
pub fn decoded(text: &str) -> String {
    let letter =
        |typed: char| LETTERS.iter().find(|(code, _)| *code == typed).map_or(typed, |(_, letter)| *letter);
    text.chars().map(letter).collect()
}

/// Whether a character is a letter in a TCVN3 font, and none of Vietnamese otherwise.
pub fn is_telling(letter: char) -> bool {
    // All of them are in Latin-1, where most letters of Vietnamese are not.
    let is_vietnamese = matches!(
        letter,
        'È' | 'É' | 'Ê' | 'Ì' | 'Ò'..='Õ' | 'Ý' | 'à'..='ã' | 'è'..='ê' | 'í' | 'ì' | 'ò'..='õ' | 'ù' | 'ú' | 'ý' | '\u{AD}'
    );
    matches!(letter, '\u{A1}'..='\u{FE}') && !is_vietnamese && LETTERS.iter().any(|(code, _)| *code == letter)
}
