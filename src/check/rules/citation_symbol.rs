//! Documents whose symbol does not fit their date or their issuing body.

use chrono::Datelike;

use crate::check::citation::Citation;
use crate::check::{Rule, Subject};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, Text, text};

pub(super) const RULE: Rule = Rule {
    code: Code::CitationSymbol,
    page: CodePage {
        what: w(
            "Ký hiệu của văn bản viện dẫn không khớp năm trong ngày, hoặc không khớp cơ quan ban hành.",
            "The symbol of a cited document does not fit the year of its date, or its issuing body.",
        ),
        why: w(
            "Năm trong ký hiệu là năm ban hành; -TTg là của Thủ tướng Chính phủ, -CP là của Chính phủ, QH là của Quốc hội.",
            "The year in a symbol is that of issue; -TTg is of the Prime Minister, -CP of the Government, QH of the National Assembly.",
        ),
        wrong: "Nghị định số 35/2019/NĐ-CP ngày 25/4/2018; Quyết định số 90/QĐ-TTg … của Chính phủ",
        right: "Nghị định số 35/2019/NĐ-CP ngày 25/4/2019; Quyết định số 90/QĐ-TTg … của Thủ tướng Chính phủ",
    },
    run,
};

/// Ends of symbols and the bodies that issue under them.
const BODIES: [(&str, &str); 3] = [("-TTg", "Thủ tướng"), ("-CP", "Chính phủ"), ("/QH", "Quốc hội")];

/// Ends of the symbols of ministries and bodies of their rank, and their names.
const MINISTRIES: [(&str, &str); 26] = [
    ("BCA", "Công an"),
    ("BQP", "Quốc phòng"),
    ("BNG", "Ngoại giao"),
    ("BNV", "Nội vụ"),
    ("BTP", "Tư pháp"),
    ("BTC", "Tài chính"),
    ("BCT", "Công Thương"),
    ("BXD", "Xây dựng"),
    ("BYT", "Y tế"),
    ("BKHĐT", "Kế hoạch và Đầu tư"),
    ("BGTVT", "Giao thông vận tải"),
    ("BTTTT", "Thông tin và Truyền thông"),
    ("BGDĐT", "Giáo dục và Đào tạo"),
    ("BKHCN", "Khoa học và Công nghệ"),
    ("BTNMT", "Tài nguyên và Môi trường"),
    ("BNNPTNT", "Nông nghiệp và Phát triển nông thôn"),
    ("BNNMT", "Nông nghiệp và Môi trường"),
    ("BLĐTBXH", "Lao động"),
    ("BVHTTDL", "Văn hóa"),
    ("BDTTG", "Dân tộc và Tôn giáo"),
    ("NHNN", "Ngân hàng Nhà nước"),
    ("TTCP", "Thanh tra Chính phủ"),
    ("VPCP", "Văn phòng Chính phủ"),
    ("BHXH", "Bảo hiểm xã hội"),
    ("TANDTC", "Tòa án nhân dân tối cao"),
    ("VKSNDTC", "Viện kiểm sát nhân dân tối cao"),
];

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    for passage in subject.passages {
        for citation in &passage.citations {
            let fault = year_fault(citation)
                .or_else(|| body_fault(citation, &passage.text))
                .or_else(|| ministry_fault(citation, &passage.text))
                .or_else(|| level_fault(citation, &passage.text))
                .or_else(|| assembly_fault(citation))
                .or_else(|| prime_minister_fault(citation, &passage.text));
            if let Some(message) = fault {
                let finding = Diagnostic::warning(Code::CitationSymbol, message).help(text!(
                    "xem lại số, ngày và cơ quan ban hành",
                    "look at number, date and issuing body"
                ));
                found.push(subject.at(passage, citation.number_range.clone(), finding));
            }
        }
    }
}

fn year_fault(citation: &Citation) -> Option<Text> {
    // The year stands between number and symbol: 35/2019/NĐ-CP.
    let mut groups = citation.number.split('/').skip(1);
    let year: i32 = groups.next().filter(|group| group.len() == 4)?.parse().ok()?;
    let number = &citation.number;
    let dated = citation.date?.year();
    (year != dated).then(|| {
        text!(
            "{number} là văn bản năm {year}, ở đây ghi ngày của năm {dated}",
            "{number} is of {year}, its date here is of {dated}"
        )
    })
}

fn body_fault(citation: &Citation, text: &str) -> Option<Text> {
    let issuer = citation.issuer(text)?;
    // Numbers of laws end with that of the assembly: 26/2023/QH15.
    let symbol = citation.number.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let (end, body) = BODIES.iter().find(|(end, _)| symbol.ends_with(end))?;
    let number = &citation.number;
    (!issuer.starts_with(body)).then(|| {
        text!(
            "{number} có “{end}” là của {body}, ở đây ghi “của {issuer}”",
            "{number} with “{end}” is of {body}, the text says “của {issuer}”"
        )
    })
}

/// `TT-BYT` of another ministry. Symbols of several bodies name one of them last.
fn ministry_fault(citation: &Citation, text: &str) -> Option<Text> {
    let issuer = citation.issuer(text)?;
    let (rest, end) = citation.number.rsplit_once('-')?;
    if rest.contains("LT") || rest.matches('-').count() > 0 {
        return None;
    }
    let body = |wanted: &str| MINISTRIES.iter().find(|(short, _)| *short == wanted).map(|(_, name)| *name);
    let own = body(end)?;
    let lower = issuer.to_lowercase();
    // Only against another body of the list: an issuer may be named in other words.
    let other =
        MINISTRIES.iter().find(|(short, name)| *short != end && lower.contains(&name.to_lowercase()))?.1;
    let number = &citation.number;
    (!lower.contains(&own.to_lowercase())).then(|| {
        text!(
            "{number} có “{end}” ({own}), ở đây ghi “của {issuer}” ({other})",
            "{number} with “{end}” ({own}), the text says “của {issuer}” ({other})"
        )
    })
}

/// Which bodies a symbol's end cannot be of, by how their names begin.
const LEVELS: [(&str, &[&str]); 2] = [
    ("UBND", &["thủ tướng", "chính phủ", "hội đồng nhân dân", "hđnd", "quốc hội", "bộ ", "sở "]),
    ("HĐND", &["thủ tướng", "chính phủ", "ủy ban nhân dân", "ubnd", "quốc hội", "bộ ", "sở "]),
];
/// Bodies that are no ministry and no department.
const NO_MINISTRY: [&str; 6] =
    ["thủ tướng", "chính phủ", "hội đồng nhân dân", "hđnd", "ủy ban nhân dân", "ubnd"];
/// Ends of the symbols of departments of provinces, and their names.
const DEPARTMENTS: [(&str, &str); 14] = [
    ("SNV", "nội vụ"),
    ("STC", "tài chính"),
    ("SYT", "y tế"),
    ("SXD", "xây dựng"),
    ("SCT", "công thương"),
    ("STP", "tư pháp"),
    ("SGDĐT", "giáo dục"),
    ("SKHCN", "khoa học"),
    ("SVHTTDL", "văn hóa"),
    ("SNNMT", "nông nghiệp"),
    ("SNNPTNT", "nông nghiệp"),
    ("STNMT", "tài nguyên"),
    ("SLĐTBXH", "lao động"),
    ("SDTTG", "dân tộc"),
];

/// `CT-UBND` of the Prime Minister, `NQ-UBND` of a People's Council, `KH-SYT` of another department.
fn level_fault(citation: &Citation, text: &str) -> Option<Text> {
    let issuer = citation.issuer(text)?;
    let lower = issuer.to_lowercase();
    let (_, end) = citation.number.rsplit_once('-')?;
    let begins = |names: &[&str]| names.iter().any(|name| lower.starts_with(name));
    let is_other_department = || {
        let own = DEPARTMENTS.iter().find(|(short, _)| *short == end).map(|(_, name)| *name);
        own.is_some_and(|own| lower.starts_with("sở ") && !lower.contains(own))
    };
    let is_wrong = LEVELS.iter().any(|(short, names)| *short == end && begins(names))
        || MINISTRIES.iter().any(|(short, _)| *short == end) && begins(&NO_MINISTRY)
        || is_other_department();
    let number = &citation.number;
    is_wrong.then(|| {
        text!(
            "{number} có “{end}”, ở đây ghi “của {issuer}”",
            "{number} has “{end}”, the text says “của {issuer}”"
        )
    })
}

/// The years in which the National Assembly of a number sat: laws of 2024 are of the 15th.
fn assembly_fault(citation: &Citation) -> Option<Text> {
    let (rest, assembly) = citation.number.rsplit_once("/QH")?;
    let assembly: i32 = assembly.parse().ok()?;
    let year: i32 = rest.rsplit('/').next()?.parse().ok()?;
    // Five years each, the 13th from 2011.
    let first = 2011 + (assembly - 13) * 5;
    let number = &citation.number;
    ((11..=20).contains(&assembly) && !(first..=first + 5).contains(&year)).then(|| {
        let last = first + 5;
        text!(
            "{number}: Quốc hội khóa {assembly} là những năm {first} - {last}",
            "{number}: the National Assembly {assembly} sat from {first} to {last}"
        )
    })
}

/// `QĐ-TTG`: the Prime Minister's is `TTg`.
fn prime_minister_fault(citation: &Citation, text: &str) -> Option<Text> {
    let number = &citation.number;
    // A title in capitals has nothing else.
    let has_small_letters = text.contains(char::is_lowercase);
    (number.ends_with("-TTG") && has_small_letters).then(|| {
        text!(
            "{number}: ký hiệu của Thủ tướng Chính phủ viết “TTg”",
            "{number}: the Prime Minister's symbol is written “TTg”"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::in_text;

    #[test]
    fn years_and_bodies_fit_the_symbol() {
        for (text, faults) in [
            ("Nghị định số 35/2019/NĐ-CP ngày 25/4/2018 của Chính phủ", 1),
            ("Nghị định số 35/2019/NĐ-CP ngày 25/4/2019 của Chính phủ", 0),
            ("Quyết định số 90/QĐ-TTg ngày 18/01/2022 của Chính phủ về giảm nghèo", 1),
            ("Quyết định số 90/QĐ-TTg ngày 18/01/2022 của Thủ tướng Chính phủ về giảm nghèo", 0),
            ("Nghị quyết số 71/NQ-CP ngày 22/4/2024 của Thủ tướng Chính phủ", 1),
            ("Kế hoạch số 2019/KH-UBND ngày 22/4/2024 của UBND tỉnh", 0),
            ("Luật số 26/2023/QH15 của Quốc hội", 0),
            ("Quyết định số 06/QĐ-TTG ngày 06/01/2022 của Thủ tướng Chính phủ", 1),
            ("KẾT QUẢ THEO QUYẾT ĐỊNH SỐ 06/QĐ-TTG", 0),
            ("Quyết định số 06/QĐ-BTC ngày 06/01/2022 của Thủ tướng Chính phủ", 1),
            ("Chỉ thị số 12/CT-UBND ngày 30/4/2024 của Thủ tướng Chính phủ", 1),
            ("Nghị quyết số 60/2024/NQ-UBND ngày 10/12/2024 của Hội đồng nhân dân tỉnh", 1),
            ("Nghị quyết số 60/2024/NQ-HĐND ngày 10/12/2024 của Hội đồng nhân dân tỉnh", 0),
            ("Quyết định số 12/QĐ-UBND ngày 10/12/2024 của Chủ tịch Ủy ban nhân dân tỉnh", 0),
            ("Kế hoạch số 118/KH-SYT ngày 22/4/2025 của Sở Nội vụ", 1),
            ("Kế hoạch số 118/KH-SYT ngày 22/4/2025 của Sở Y tế tỉnh", 0),
            ("Luật Đất đai, Luật số 31/2024/QH14 ngày 18/01/2024", 1),
            ("Luật số 31/2024/QH15 ngày 18/01/2024; Luật số 45/2013/QH13", 0),
            ("Thông tư số 12/2023/TT-BYT ngày 02/5/2023 của Bộ Thông tin và Truyền thông", 1),
            ("Thông tư số 12/2023/TT-BYT ngày 02/5/2023 của Bộ Y tế", 0),
            ("Thông tư số 12/2023/TT-BYT ngày 02/5/2023 của Bộ trưởng Bộ Y tế", 0),
            ("Thông tư liên tịch số 12/2015/TTLT-BYT-BTC ngày 02/5/2015 của Bộ Y tế và Bộ Tài chính", 0),
        ] {
            assert_eq!(in_text(&RULE, &[text]).len(), faults, "{text}");
        }
    }
}
