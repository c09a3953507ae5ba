//! Bodies, units and ministries that are no more: the district level and 29 provinces since 1 July 2025, ministries since 1 March 2025.

use std::collections::BTreeSet;
use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use crate::check::citation::dates;
use crate::check::passage::Passage;
use crate::check::words::sentences;
use crate::check::{Rule, Subject};
use crate::data::{Node, keys};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, Text, text};
use crate::period::Period;
use crate::text::date::short;

pub(super) const RULE: Rule = Rule {
    code: Code::BodyEnded,
    page: CodePage {
        what: w(
            "Báo cáo của kỳ sau nêu cơ quan, đơn vị hành chính không còn: cấp huyện, tỉnh đã sáp nhập, bộ và sở đã hợp nhất.",
            "A report of a later period names a body or unit that is no more: districts, merged provinces, ministries and departments.",
        ),
        why: w(
            "Nghị quyết 176/2025/QH15 (bộ, từ 01/3/2025), Nghị quyết 202/2025/QH15 (tỉnh) và Luật 72/2025/QH15 (cấp huyện, từ 01/7/2025). Câu có ngày, năm trước đó hoặc có chữ “trước đây”, “cũ”, “sáp nhập” thì không xét.",
            "Resolutions 176/2025/QH15 (ministries, from 1 March 2025) and 202/2025/QH15 (provinces), Law 72/2025/QH15 (districts, from 1 July 2025). Sentences with earlier days or years, or about the past, are left alone.",
        ),
        wrong: "báo cáo tháng 8 năm 2025: phối hợp với UBND huyện, tỉnh Bình Dương",
        right: "báo cáo tháng 8 năm 2025: phối hợp với UBND xã, Thành phố Hồ Chí Minh",
    },
    run,
};

/// When something ended.
type Day = (i32, u32, u32);
const MERGER: Day = (2025, 7, 1);
const MINISTRIES: Day = (2025, 3, 1);

/// What ended, in lower case; since when; what took its place when that is certain.
struct Ended {
    name: &'static str,
    since: Day,
    now: Option<&'static str>,
}

const fn province(name: &'static str, now: &'static str) -> Ended {
    Ended { name, since: MERGER, now: Some(now) }
}

const fn district(name: &'static str) -> Ended {
    Ended { name, since: MERGER, now: None }
}

const fn ministry(name: &'static str, now: &'static str) -> Ended {
    Ended { name, since: MINISTRIES, now: Some(now) }
}

/// Resolution 202/2025/QH15, Article 1.
const PROVINCES: [Ended; 29] = [
    province("tỉnh hà giang", "tỉnh Tuyên Quang"),
    province("tỉnh yên bái", "tỉnh Lào Cai"),
    province("tỉnh bắc kạn", "tỉnh Thái Nguyên"),
    province("tỉnh vĩnh phúc", "tỉnh Phú Thọ"),
    province("tỉnh hòa bình", "tỉnh Phú Thọ"),
    province("tỉnh bắc giang", "tỉnh Bắc Ninh"),
    province("tỉnh thái bình", "tỉnh Hưng Yên"),
    province("tỉnh hải dương", "thành phố Hải Phòng"),
    province("tỉnh hà nam", "tỉnh Ninh Bình"),
    province("tỉnh nam định", "tỉnh Ninh Bình"),
    province("tỉnh quảng bình", "tỉnh Quảng Trị"),
    province("tỉnh quảng nam", "thành phố Đà Nẵng"),
    province("tỉnh kon tum", "tỉnh Quảng Ngãi"),
    province("tỉnh bình định", "tỉnh Gia Lai"),
    province("tỉnh ninh thuận", "tỉnh Khánh Hòa"),
    province("tỉnh đắk nông", "tỉnh Lâm Đồng"),
    province("tỉnh bình thuận", "tỉnh Lâm Đồng"),
    province("tỉnh phú yên", "tỉnh Đắk Lắk"),
    province("tỉnh bà rịa - vũng tàu", "Thành phố Hồ Chí Minh"),
    province("tỉnh bình dương", "Thành phố Hồ Chí Minh"),
    province("tỉnh bình phước", "tỉnh Đồng Nai"),
    province("tỉnh long an", "tỉnh Tây Ninh"),
    province("tỉnh sóc trăng", "thành phố Cần Thơ"),
    province("tỉnh hậu giang", "thành phố Cần Thơ"),
    province("tỉnh bến tre", "tỉnh Vĩnh Long"),
    province("tỉnh trà vinh", "tỉnh Vĩnh Long"),
    province("tỉnh tiền giang", "tỉnh Đồng Tháp"),
    province("tỉnh bạc liêu", "tỉnh Cà Mau"),
    province("tỉnh kiên giang", "tỉnh An Giang"),
];

/// Law 72/2025/QH15 on local government: provinces and communes are the two levels.
const DISTRICTS: [Ended; 36] = [
    district("ubnd huyện"),
    district("ubnd quận"),
    district("ubnd thị xã"),
    district("ủy ban nhân dân huyện"),
    district("ủy ban nhân dân quận"),
    district("ủy ban nhân dân thị xã"),
    district("uỷ ban nhân dân huyện"),
    district("hđnd huyện"),
    district("hđnd quận"),
    district("hđnd thị xã"),
    district("hội đồng nhân dân huyện"),
    district("hội đồng nhân dân quận"),
    district("hội đồng nhân dân thị xã"),
    district("huyện ủy"),
    district("huyện uỷ"),
    district("quận ủy"),
    district("thị ủy"),
    district("công an huyện"),
    district("uỷ ban nhân dân thị xã"),
    district("tòa án nhân dân huyện"),
    district("toà án nhân dân huyện"),
    district("viện kiểm sát nhân dân huyện"),
    district("chi cục thi hành án dân sự huyện"),
    district("ban chỉ huy quân sự huyện"),
    district("bảo hiểm xã hội huyện"),
    district("kho bạc nhà nước huyện"),
    district("thanh tra huyện"),
    district("huyện đoàn"),
    district("phòng nội vụ huyện"),
    district("phòng tài chính - kế hoạch huyện"),
    district("phòng giáo dục và đào tạo huyện"),
    district("phòng tài nguyên và môi trường huyện"),
    district("phòng lao động - thương binh và xã hội"),
    district("phòng tư pháp huyện"),
    district("trung tâm y tế huyện"),
    district("hội liên hiệp phụ nữ huyện"),
];

/// Resolution 176/2025/QH15, Article 1, and the departments that followed.
const BODIES: [Ended; 17] = [
    ministry("bộ kế hoạch và đầu tư", "Bộ Tài chính"),
    ministry("bộ giao thông vận tải", "Bộ Xây dựng"),
    ministry("bộ thông tin và truyền thông", "Bộ Khoa học và Công nghệ"),
    ministry("bộ tài nguyên và môi trường", "Bộ Nông nghiệp và Môi trường"),
    ministry("bộ nông nghiệp và phát triển nông thôn", "Bộ Nông nghiệp và Môi trường"),
    ministry("bộ lao động - thương binh và xã hội", "Bộ Nội vụ"),
    ministry("ủy ban dân tộc", "Bộ Dân tộc và Tôn giáo"),
    ministry("sở kế hoạch và đầu tư", "Sở Tài chính"),
    ministry("sở giao thông vận tải", "Sở Xây dựng"),
    ministry("sở thông tin và truyền thông", "Sở Khoa học và Công nghệ"),
    ministry("sở tài nguyên và môi trường", "Sở Nông nghiệp và Môi trường"),
    ministry("sở nông nghiệp và phát triển nông thôn", "Sở Nông nghiệp và Môi trường"),
    ministry("sở lao động - thương binh và xã hội", "Sở Nội vụ"),
    ministry("bộ lao động, thương binh và xã hội", "Bộ Nội vụ"),
    ministry("tổng cục thuế", "Cục Thuế"),
    ministry("tổng cục hải quan", "Cục Hải quan"),
    ministry("tổng cục thống kê", "Cục Thống kê"),
];

/// Words of sentences about the past.
const PAST: [&str; 11] = [
    "trước đây",
    "cũ",
    "trước khi",
    "sáp nhập",
    "hợp nhất",
    "sắp xếp",
    "nguyên là",
    "bàn giao",
    "tiếp nhận từ",
    "chuyển từ",
    "giai đoạn",
];

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    let period = subject.period.get(keys::PERIOD).and_then(Node::as_text).and_then(Period::parse);
    let Some(own) = period.map(Period::first_day).or(subject.document.header.date) else { return };
    let mut told: BTreeSet<&str> = BTreeSet::new();
    for passage in subject.passages {
        // Nearly every text names none of them.
        if !["huyện", "quận", "thị", "tỉnh", "bộ ", "sở ", "dân tộc"]
            .iter()
            .any(|word| passage.lower.contains(word))
        {
            continue;
        }
        for (start, end) in sentences(&passage.text) {
            for ended in PROVINCES.iter().chain(&DISTRICTS).chain(&BODIES) {
                let Some(range) = named(passage, start..end, ended, own) else { continue };
                if told.insert(ended.name) {
                    found.push(subject.at(passage, range.clone(), finding(&passage.text[range], ended)));
                }
            }
        }
    }
}

/// Where a sentence names what had ended when the report's period began, unless it speaks of the past.
fn named(passage: &Passage, sentence: Range<usize>, ended: &Ended, own: NaiveDate) -> Option<Range<usize>> {
    let since = day(ended.since)?;
    if own < since {
        return None;
    }
    let lower = &passage.lower[sentence.clone()];
    let is_edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let (at, _) = lower.match_indices(ended.name).find(|(at, name)| {
        is_edge(lower[..*at].chars().next_back()) && is_edge(lower[at + name.len()..].chars().next())
    })?;
    let is_word = |word: &str| {
        lower.match_indices(word).any(|(at, _)| {
            is_edge(lower[..at].chars().next_back()) && is_edge(lower[at + word.len()..].chars().next())
        })
    };
    let is_past = PAST.iter().any(|word| is_word(word))
        || dates(&passage.text[sentence.clone()]).iter().any(|(_, day)| day.is_some_and(|day| day < since))
        || (1990..since.year()).any(|year| lower.contains(&year.to_string()));
    let start = sentence.start + at;
    (!is_past).then(|| start..start + ended.name.len())
}

fn day((year, month, day): Day) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

fn finding(typed: &str, ended: &Ended) -> Diagnostic {
    let since = day(ended.since).map(short).unwrap_or_default();
    let finding = Diagnostic::note(
        Code::BodyEnded,
        text!("“{typed}” không còn từ {since}", "“{typed}” is no more since {since}"),
    );
    finding.help(match ended.now {
        Some(now) => text!(
            "nay là {now}; nói việc trước đó thì ghi rõ",
            "it is {now} now; say so when the past is meant"
        ),
        None => hint(),
    })
}

fn hint() -> Text {
    text!(
        "không còn cấp huyện: xem lại là xã, phường, đặc khu hay tỉnh; nói việc trước đó thì ghi rõ",
        "there is no district level: a commune, ward or province is meant; say so when the past is"
    )
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::in_text_of_period;

    /// The addressee of the tests' report is of the district level, too.
    fn check(period: &str, text: &str) -> usize {
        let found = in_text_of_period(&RULE, period, text);
        found
            .iter()
            .filter(|headline| !headline.contains("“UBND huyện”") || text.contains("UBND huyện"))
            .count()
    }

    #[test]
    fn bodies_that_ended_are_named_in_later_periods() {
        assert_eq!(super::PROVINCES.len() + 34, 63);
        for (period, text, faults) in [
            ("2025-08", "Phối hợp với UBND huyện và tỉnh Bình Dương.", 2),
            ("2025-06", "Phối hợp với UBND huyện và tỉnh Bình Dương.", 0),
            ("2025-08", "Phối hợp với Huyện ủy (cũ).", 0),
            ("2025-08", "Quyết định ngày 12/5/2024 của UBND tỉnh Bình Dương.", 0),
            ("2025-08", "So với năm 2024 của tỉnh Bình Dương.", 0),
            ("2025-03", "Theo hướng dẫn của Bộ Kế hoạch và Đầu tư.", 1),
            ("2025-02", "Theo hướng dẫn của Bộ Kế hoạch và Đầu tư.", 0),
            ("2025-08", "Trước khi sáp nhập, tỉnh Bình Dương đã giao.", 0),
            ("2025-08", "Công an tỉnh Khánh Hòa, xã Bình Dương.", 0),
        ] {
            assert_eq!(check(period, text), faults, "{period}: {text}");
        }
    }
}
