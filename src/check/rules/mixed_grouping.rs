//! Thousands with and without dots.

use crate::check::tables::{heading, tables};
use crate::check::{Rule, Subject};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::model::{Row, Table, plain_text};

pub(super) const RULE: Rule = Rule {
    code: Code::MixedGrouping,
    page: CodePage {
        what: w(
            "Số từ một nghìn trở lên khi có dấu chấm phân nhóm, khi không.",
            "Numbers from one thousand on have dots here and none there.",
        ),
        why: w(
            "Luật Kế toán (Điều 11, áp dụng tương tự): sau hàng nghìn, triệu, tỷ đặt dấu chấm.",
            "Law on Accounting (Article 11, by analogy): dots after thousands, millions, billions.",
        ),
        wrong: "16.089 lượt … 4080 hồ sơ",
        right: "16.089 lượt … 4.080 hồ sơ",
    },
    run,
};

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    let in_prose = subject.passages.iter().any(|passage| has_grouped(&passage.text));
    let mut first = None;
    let mut count = 0;
    let mut grouped = in_prose;
    for (span, table) in tables(subject.document) {
        let codes: Vec<bool> = (0..table.columns.len()).map(|column| holds_codes(table, column)).collect();
        for cell in table.rows.iter().flat_map(|row| &row.cells) {
            let text = plain_text(&cell.content);
            grouped |= has_grouped(&text);
            if is_bare(&text) && !is_year(&text) && !codes.get(cell.column).is_some_and(|is_code| *is_code) {
                count += 1;
                first.get_or_insert((span, text));
            }
        }
    }
    let in_text = subject.passages.iter().find_map(|passage| Some((passage, bare_count(&passage.lower)?)));
    if !grouped {
        return;
    }
    let advice = text!(
        "viết có dấu chấm: 4.080 (bộ lọc “so” trong mẫu)",
        "write dots: 4.080 (the filter “so” in templates)"
    );
    if let Some((passage, range)) = in_text {
        let number = passage.text[range.clone()].to_string();
        let finding = Diagnostic::note(
            Code::MixedGrouping,
            text!("“{number}” không có dấu chấm, nơi khác có", "“{number}” has no dots, other numbers do"),
        )
        .help(advice);
        found.push(subject.at(passage, range, finding));
    } else if let Some((span, number)) = first {
        found.push(
            Diagnostic::note(
                Code::MixedGrouping,
                text!(
                    "{count} số trong bảng không có dấu chấm (như “{number}”), nơi khác có",
                    "{count} numbers in tables have no dots (as “{number}”), others do"
                ),
            )
            .at(span)
            .help(advice),
        );
    }
}

/// Whether a text has a number like `1.994`.
fn has_grouped(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.windows(5).enumerate().any(|(at, window)| {
        window[0].is_ascii_digit()
            && window[1] == b'.'
            && window[2..].iter().all(u8::is_ascii_digit)
            && !bytes.get(at + 5).is_some_and(u8::is_ascii_digit)
    })
}

fn is_bare(text: &str) -> bool {
    text.len() >= 4 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether the digits of a column are no figures: its heading calls them codes or the like, or one begins with a zero.
fn holds_codes(table: &Table, column: usize) -> bool {
    let heading = heading(table, column);
    let said = heading.split(|letter: char| !letter.is_alphabetic()).any(|word| CODES.contains(&word));
    let begins_with_zero = |row: &Row| {
        let cell = row.cells.iter().find(|cell| cell.column == column && cell.column_span == 1);
        cell.is_some_and(|cell| {
            let text = plain_text(&cell.content);
            is_bare(&text) && text.starts_with('0')
        })
    };
    said || table.rows.iter().skip(table.header_rows).any(begins_with_zero)
}

/// Words of headings above codes, numbers of documents, telephones and years.
const CODES: [&str; 16] = [
    "mã", "code", "hiệu", "ký", "cccd", "cmnd", "thoại", "đt", "sđt", "khoản", "năm", "biển", "thửa", "tờ",
    "định", "lô",
];

fn is_year(digits: &str) -> bool {
    digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
}

/// In a text in lower case, a count of four or more digits without dots: followed by a word, and neither a year nor a part of a number or symbol.
fn bare_count(text: &str) -> Option<std::ops::Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let length = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let end = at + length;
        let alone = (at == 0 || bytes[at - 1] == b' ') && bytes.get(end) == Some(&b' ');
        let before = text[..at].trim_end();
        // Numbers of documents, years and telephones say so before themselves.
        let named =
            ["số", "năm", "thoại", "điện", "mã", "cccd", "cmnd", "khoản", "đài", "nóng", "biển", "thửa"]
                .iter()
                .any(|word| before.ends_with(word));
        if alone && length >= 4 && !is_year(&text[at..end]) && !named && bytes[at] != b'0' {
            return Some(at..end);
        }
        at = end;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{in_table, in_text};

    #[test]
    fn a_bare_number_beside_a_grouped_one_is_found() {
        assert_eq!(in_text(&RULE, &["có 16.089 lượt", "có 4080 hồ sơ"]).len(), 1);
        assert_eq!(in_text(&RULE, &["có 16.089 lượt", "có 999 hồ sơ"]), Vec::<String>::new());
    }

    #[test]
    fn codes_in_tables_are_no_figures() {
        let rows = |heading: &'static str, code: &'static str| {
            in_table(&RULE, &[&["a", heading, "b"], &["x", code, "1.234"], &["y", "31256", "2.345"]])
        };
        assert_eq!((rows("Dân số", "31234"), rows("Mã xã", "31234"), rows("Dân số", "01234")), (1, 0, 0));
    }

    #[test]
    fn years_numbers_of_documents_and_one_style_are_left_alone() {
        for texts in [
            ["có 16.089 lượt", "năm 2024 và 2025 có số 1350/UBND-CA"],
            ["có 1234 lượt", "có 4080 hồ sơ"],
            ["có 16.089 lượt", "điện thoại 0259 123"],
        ] {
            assert_eq!(in_text(&RULE, &texts), Vec::<String>::new(), "{texts:?}");
        }
    }
}
