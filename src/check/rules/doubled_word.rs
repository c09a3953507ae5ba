//! A word written twice.

use crate::check::passage::Passage;
use crate::check::words::{Word, adjoin};
use crate::check::{Rule, Subject};
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, text};

pub(super) const RULE: Rule = Rule {
    code: Code::DoubledWord,
    page: CodePage {
        what: w("Một chữ bị gõ hai lần liền nhau.", "A word stands twice in a row."),
        why: w(
            "Lỗi gõ phím hay gặp khi sửa lại câu. Từ láy (dần dần, thường thường) và hai từ ghép gặp nhau (cơ quan quan trọng) không bị báo.",
            "A common slip when a sentence is edited. Reduplications (dần dần) and two compounds that meet (cơ quan quan trọng) are left alone.",
        ),
        wrong: "Bộ phận phận tiếp nhận và trả kết quả",
        right: "Bộ phận tiếp nhận và trả kết quả",
    },
    run,
};

/// Words that are doubled on purpose.
const REDUPLICATIONS: &str = "dần thường luôn ngày đêm người nhà đời mãi từ lâu xa xanh đỏ đôi sáng chiều tối nơi lớp \
    tầng hàng trùng điệp chung riêng khăng rành song năm tháng làng nối ngành cấp ai đâu gì nào nao hay nhỏ to cao \
    nhanh vừa hơi thi tỉnh bước từng ba đu chuồn bươm cào châu chôm ào ầm rầm sầm vang lanh nhẹ khe kha hằng";

/// Syllables that end one compound and begin another: before `|` what they end, after it what they begin.
const MEETINGS: [(&str, &str, &str); 58] = [
    ("vi", "hành", "phạm"),
    ("xuất", "sản", "khẩu"),
    ("bệnh", "phòng khám chữa dịch", "dại viện nhân tật lao sởi"),
    ("an", "công", "ninh toàn sinh"),
    ("viên", "nhân đoàn hội giáo", "chức"),
    ("quan", "cơ liên chủ khách hải tham", "trọng tâm hệ điểm sát chức"),
    ("ban", "ủy uỷ tiểu trưởng phó", "hành đầu ngành bố chỉ"),
    ("định", "quy quyết xác nhất ổn nghị chỉ giám thẩm kiểm khẳng dự hiệp", "hướng mức kỳ danh hình giá vị"),
    ("chức", "tổ công viên cán", "năng danh vụ trách"),
    ("hiện", "thực phát thể biểu xuất", "đại hành nay trạng tại trường vật có"),
    ("động", "hoạt lao vận hành chủ tự di tác biến", "viên lực vật cơ"),
    ("tin", "thông", "học cậy bài báo tưởng"),
    ("báo", "thông dự cảnh", "cáo chí động"),
    ("pháp", "giải biện phương tư hợp hiến", "luật lý chế"),
    ("chế", "hạn cơ thể quy khống pháp", "độ biến tài tạo"),
    ("quyền", "thẩm chính ủy uỷ phân", "hạn lợi sử"),
    ("sản", "tài thủy lâm nông hải khoáng di", "xuất phẩm lượng"),
    ("đề", "vấn chuyên", "án xuất nghị ra"),
    ("học", "trường khoa tin đại năm văn toán", "sinh viên tập kỳ phí"),
    ("gia", "quốc tham chuyên", "đình tăng hạn"),
    ("kiện", "điều sự", "toàn"),
    ("phương", "địa", "án hướng tiện pháp thức"),
    ("trực", "thường", "tiếp tuyến thuộc"),
    ("dân", "nhân người công nông ngư cư", "cư số chủ tộc quân vận phòng"),
    ("công", "thành vụ thi khởi phân tư sản chính có", "tác an dân chức nghệ việc khai trình bố nghiệp"),
    ("chính", "hành tài bưu", "quyền sách phủ thức trị"),
    ("tư", "đầu vật", "pháp vấn nhân tưởng"),
    ("hội", "xã", "nghị viên thảo đồng"),
    ("nghị", "đề kiến hội", "quyết định"),
    ("trình", "chương quy công quá lộ", "độ tự bày"),
    ("thông", "giao viễn truyền phổ liên", "tin báo qua suốt tư"),
    ("lý", "quản xử pháp hợp tâm địa", "do luận lịch"),
    ("vụ", "dịch nhiệm phục nghiệp chức", "việc án mùa"),
    ("tác", "công hợp đối", "động phong phẩm nghiệp chiến"),
    ("cấp", "cung phân trợ nâng khẩn trung sơ", "giấy tỉnh xã phép đổi lại thẻ"),
    ("hành", "ban thi điều tiến chấp vận hiện", "chính động vi"),
    ("án", "đề dự phương vụ", "phí"),
    ("người", "con mọi nhiều số những", "dân lao"),
    ("năm", "hằng hàng mỗi", "học nay trước"),
    ("số", "một dân đổi tổng chỉ", "lượng liệu hóa hoá"),
    ("sinh", "khai học vệ phát dân", "viên hoạt sống năm ngày ra"),
    ("nhân", "cá tư doanh công bệnh phạm nạn nguyên", "dân lực viên rộng sự"),
    ("triển", "phát", "khai"),
    ("hệ", "quan liên", "thống"),
    ("hoạch", "kế", "định"),
    ("phẩm", "sản", "chất"),
    ("phát", "xuất", "triển hiện sinh"),
    ("tiến", "cải", "hành độ"),
    ("tỉnh", "cấp", ""),
    ("xã", "phường", "hội"),
    ("chính", "địa hành tài", "quy sách quyền xác thức phủ trị"),
    ("trình", "chương tờ quy công", "ubnd hđnd chủ bộ thường sở cấp chính thủ quốc ban độ tự bày lãnh"),
    ("bộ", "cán nội", "phận trưởng máy công nội y tài giáo tư kế xây khoa văn"),
    ("toàn", "an", "diện bộ thể dân quốc tỉnh huyện xã ngành"),
    ("bản", "văn cơ phiên", "giấy đồ thân lĩnh"),
    ("động", "lưu", "viên"),
    ("hóa", "văn", "thân đơn chất học giải"),
    ("hoá", "văn", "thân đơn chất học giải"),
];

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    for passage in subject.passages {
        let (words, lower) = passage.words();
        for (index, pair) in words.windows(2).enumerate() {
            if lower[index] != lower[index + 1] || !is_doubled(&passage.text, &words, &lower, index) {
                continue;
            }
            let word = pair[1].text;
            let finding = Diagnostic::warning(
                Code::DoubledWord,
                text!("chữ “{word}” viết hai lần liền nhau", "the word “{word}” stands twice in a row"),
            )
            .help(text!("xóa một chữ “{word}”", "delete one “{word}”"));
            let range = pair[0].start..pair[1].end();
            found.push(subject.at_with_fix(passage, range, finding, pair[0].text));
        }
        for (first, length) in doubled_phrases(passage, &words) {
            // "Tổ hòa giải hòa giải thành 11 vụ": the name of a group, and what it does.
            if first > 0 && GROUPS.contains(&lower[first - 1]) {
                continue;
            }
            let range = |from: usize| words[from].start..words[from + length - 1].end();
            let phrase = &passage.text[range(first + length)];
            let finding = Diagnostic::warning(
                Code::DoubledWord,
                text!("cụm “{phrase}” viết hai lần liền nhau", "“{phrase}” stands twice in a row"),
            )
            .help(text!("xóa một lần", "delete one of them"));
            let once = &passage.text[range(first)];
            let both = range(first).start..range(first + length).end;
            found.push(subject.at_with_fix(passage, both, finding, once));
        }
    }
}

/// Words before the names of groups that are called after what they do.
const GROUPS: [&str; 8] = ["tổ", "ban", "đội", "nhóm", "phòng", "đoàn", "trạm", "lượng"];

/// The longest phrase that is looked for; longer ones are the business of another rule.
const LONGEST_PHRASE: usize = 7;

/// Phrases of two words or more that stand twice in a row: the first word of each, and how many words it has.
fn doubled_phrases(passage: &Passage, words: &[Word<'_>]) -> Vec<(usize, usize)> {
    let mut phrases = Vec::new();
    let mut next = 0;
    // Words are the same when their numbers are.
    let numbers = &passage.numbers;
    for first in 0..numbers.len() {
        let is_doubled = |length: &usize| {
            let (middle, end) = (first + length, first + 2 * length);
            end <= numbers.len()
                && numbers[first] == numbers[middle]
                && numbers[first..middle] == numbers[middle..end]
                // One word again and again is that word's business.
                && numbers[first..middle].iter().any(|number| *number != numbers[first])
                && is_phrase(&passage.text, &words[first..end])
        };
        if first >= next
            && let Some(length) = (2..=LONGEST_PHRASE).find(is_doubled)
        {
            phrases.push((first, length));
            next = first + 2 * length;
        }
    }
    phrases
}

/// Whether words follow one another and have letters only.
fn is_phrase(text: &str, words: &[Word<'_>]) -> bool {
    words.windows(2).all(|pair| adjoin(text, &pair[0], &pair[1]))
        && words.iter().all(|word| word.text.chars().all(char::is_alphabetic))
}

/// Whether the words at `index` and after it are one word written twice.
fn is_doubled(text: &str, words: &[Word<'_>], lowers: &[&str], index: usize) -> bool {
    let second = &words[index + 1];
    let lower = lowers[index];
    // "Ba Ba" is a name, and in "Trưởng phòng Phòng Tài chính" one begins.
    let is_name = second.text.starts_with(char::is_uppercase) && second.text != second.text.to_uppercase();
    // "số Số: 12" was typed twice, and no name begins so.
    if is_name && lower != "số" || !is_phrase(text, &words[index..index + 2]) {
        return false;
    }
    if REDUPLICATIONS.split_whitespace().any(|word| word == lower) {
        return false;
    }
    let before = index.checked_sub(1).map_or("", |before| lowers[before]);
    let after = lowers.get(index + 2).copied().unwrap_or_default();
    let among = |list: &str, word: &str| list.split_whitespace().any(|listed| listed == word);
    let meets = |(middle, ends, begins): &(&str, &str, &str)| {
        *middle == lower && among(ends, before) && (begins.is_empty() || among(begins, after))
    };
    !MEETINGS.iter().any(meets)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::in_text;

    #[test]
    fn a_word_written_twice_is_found() {
        for text in [
            "Bộ phận phận tiếp nhận",
            "Đăng ký quản quản lý phương tiện",
            "Đã Đã xử lý".to_lowercase().as_str(),
            "cơ quan quan",
            "kết quả quả triển khai",
            "Công văn số Số: 12/UBND",
            "công tác công tác cải cách",
            "kịp thời phát hiện kịp thời phát hiện",
        ] {
            assert_eq!(in_text(&RULE, &[text]).len(), 1, "{text}");
        }
    }

    #[test]
    fn words_that_belong_twice_are_left_alone() {
        for text in [
            "tăng dần dần",
            "các cơ quan quan trọng",
            "Ủy ban ban hành kế hoạch",
            "theo quy định định mức",
            "hoạt động, động viên",
            "12 12 hồ sơ",
            "xã Ba Ba",
            "Trưởng phòng Phòng Tài chính",
            "hành vi vi phạm",
            "học sinh sinh năm 2018",
            "phát triển triển khai",
        ] {
            assert_eq!(in_text(&RULE, &[text]), Vec::<String>::new(), "{text}");
        }
    }
}
