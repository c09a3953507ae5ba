//! The syllables of a report that go with neither neighbour, and what they were probably meant to be.

use std::sync::LazyLock;

use super::candidate::candidates;
use super::pairs::{Pairs, Rank};
use crate::check::passage::Passage;
use crate::check::vocabulary::Vocabulary;
use crate::text::folded::FoldedSyllable;

/// Small words stand beside nearly everything: what they are beside says little about them.
const SMALL_WORDS: &str = "đã vẫn cả gì đó bạn tôi ta cứ lại mà thì là nhưng những và với vì do bởi bị được có không chưa chẳng rất \
    quá lắm hơn nhất cũng còn đang sẽ hãy đừng nên phải cần muốn nào đâu sao ai này kia ấy đây nọ thế vậy rồi xong nữa mãi luôn ngay \
    chỉ chính mỗi từng các mọi cái con chiếc ở tại trong ngoài trên dưới trước sau giữa từ đến tới ra vào lên xuống qua về cho của \
    để nếu khi lúc tuy dù mặc hay hoặc thêm bớt theo cùng như bằng chứ thậm ngài";

/// A syllable that was probably meant to be another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Suspect {
    /// Which passage, and which of its words, from 0.
    pub passage: usize,
    /// The word of the passage, from 0.
    pub word: usize,
    /// What it should probably be.
    pub right: FoldedSyllable,
    /// Whether it is one of the usual confusions, or no word of official texts: then it is hardly ever right.
    pub is_sure: bool,
}

/// The suspects of a report, in reading order.
pub fn suspects(passages: &[Passage], vocabulary: &Vocabulary) -> Vec<Suspect> {
    let judge = Judge::new(vocabulary);
    let mut found = Vec::new();
    let mut run: Vec<RunWord> = Vec::new();
    for (number, passage) in passages.iter().enumerate() {
        let mut end_run = |run: &mut Vec<RunWord>| {
            for at in 0..run.len() {
                if let Some((right, is_sure)) = judge.judge(run, at) {
                    found.push(Suspect { passage: number, word: run[at].word, right, is_sure });
                }
            }
            run.clear();
        };
        for word in 0..passage.numbers.len() {
            if word > 0 && !passage.is_phrase(word - 1..word + 1) {
                end_run(&mut run);
            }
            run.push(judge.run_word(passage, word));
        }
        end_run(&mut run);
    }
    found
}

/// What is known of a word of the vocabulary.
#[derive(Clone, Copy)]
struct Known {
    syllable: Option<FoldedSyllable>,
    rank: Option<Rank>,
    is_small: bool,
}

/// A word in a run of words with one space between them.
#[derive(Clone, Copy)]
struct RunWord {
    word: usize,
    /// `None` for what is no syllable, stands at a figure or a sign, or is in capitals.
    entry: Option<Known>,
    is_lower: bool,
    /// A figure stands before it.
    is_counted: bool,
}

struct Judge {
    pairs: &'static Pairs,
    entries: Vec<Known>,
}

impl Judge {
    fn new(vocabulary: &Vocabulary) -> Self {
        static SMALL: LazyLock<Vec<usize>> = LazyLock::new(|| {
            let small = SMALL_WORDS.split_whitespace().filter_map(FoldedSyllable::of);
            let mut numbers: Vec<usize> = small.map(FoldedSyllable::number).collect();
            numbers.sort_unstable();
            numbers
        });
        let pairs = Pairs::built_in();
        let entry = |(word, syllable): (&String, &Option<FoldedSyllable>)| {
            // Without any accent, one that lacks its tone may be of another language.
            let is_typed = |syllable: &FoldedSyllable| {
                syllable.is_sound() || (!word.is_ascii() && word.chars().nth(2).is_some())
            };
            let syllable = syllable.filter(is_typed);
            let rank = syllable.and_then(|syllable| pairs.rank(syllable));
            Known {
                syllable,
                rank,
                is_small: syllable.is_some_and(|syllable| SMALL.binary_search(&syllable.number()).is_ok()),
            }
        };
        Judge { pairs, entries: vocabulary.words().iter().zip(vocabulary.syllables()).map(entry).collect() }
    }

    fn run_word(&self, passage: &Passage, word: usize) -> RunWord {
        let typed = passage.word(word);
        let (before, behind) = (&passage.text[..typed.start], &passage.text[typed.end()..]);
        let joined = |c: char| c.is_ascii_digit() || matches!(c, '-' | '/' | '@' | '_' | '&' | '\'');
        let is_joined =
            before.ends_with(|c| joined(c) || matches!(c, '.' | '%')) || behind.starts_with(joined);
        let is_lower = typed.text == passage.lower_word(word);
        let rest = typed.text.char_indices().nth(1).map_or(typed.text.len(), |(at, _)| at);
        let is_title = typed.text[rest..] == passage.lower_word(word)[rest..];
        let entry = self.entries[passage.numbers[word] as usize];
        let is_read = entry.syllable.is_some() && !is_joined && (is_lower || is_title);
        let is_counted = before.trim_end().ends_with(|c: char| c.is_ascii_digit());
        RunWord { word, entry: is_read.then_some(entry), is_lower, is_counted }
    }

    /// What the token `at` of a run should probably be, and whether that is sure.
    fn judge(&self, run: &[RunWord], at: usize) -> Option<(FoldedSyllable, bool)> {
        let entry = run[at].entry?;
        let begins_name = || at > 0 || run.get(1).is_none_or(|next| !next.is_lower);
        if !run[at].is_lower && begins_name() {
            return None;
        }
        let neighbour = |step: isize| {
            at.checked_add_signed(step).and_then(|at| run.get(at)).and_then(|token| token.entry)
        };
        let [left, right] = [neighbour(-1), neighbour(1)];
        if left.is_none() && right.is_none() {
            return None;
        }
        let is_rare = !self.pairs.is_seen(entry.rank);
        let level = |first: Option<Known>, second: Option<Known>| {
            self.pairs.level(first.and_then(|first| first.rank), second.and_then(|second| second.rank))
        };
        let (with_left, with_right) = (level(left, Some(entry)), level(Some(entry), right));
        let is_defended = with_left >= 0 || with_right >= 0;
        let is_weakly = with_left.max(with_right) == 0
            && with_left.min(with_right) < 0
            && left.is_some()
            && right.is_some()
            && !entry.is_small
            && !is_rare;
        if is_defended && !is_weakly {
            return None;
        }
        if at == 0 && !is_rare && run[0].is_counted {
            return None;
        }
        let around = Around {
            left,
            right,
            // What the neighbours are already bound to, on their far sides.
            bound: [level(neighbour(-2), left), level(right, neighbour(2))],
            weak_side: is_weakly.then_some(if with_left < 0 { 0 } else { 1 }),
            is_rare,
            is_small: entry.is_small,
        };
        let mut best: Option<(f32, FoldedSyllable, bool)> = None;
        for candidate in candidates(entry.syllable?) {
            let Some(score) = self.score(&around, candidate.syllable, candidate.is_usual) else { continue };
            if best.is_none_or(|(other, ..)| score > other) {
                best = Some((score, candidate.syllable, candidate.is_usual || is_rare));
            }
        }
        best.map(|(_, right, is_sure)| (right, is_sure))
    }

    /// How well a candidate goes with the neighbours; `None` when that is not enough.
    fn score(&self, around: &Around, candidate: FoldedSyllable, is_usual: bool) -> Option<f32> {
        let rank = self.pairs.rank(candidate)?;
        let level = |first, second| self.pairs.level(first, second);
        let [left, right] = [around.left, around.right].map(|side| side.and_then(|side| side.rank));
        let with = [level(left, Some(rank)), level(Some(rank), right)];
        let both = with[0] >= 0 && with[1] >= 0;
        if let Some(side) = around.weak_side {
            let firm: i8 = with[side];
            return (is_usual && both && firm >= 2).then_some(f32::from(firm));
        }
        let needed = match (around.is_small, around.is_rare, is_usual) {
            (true, ..) => 4,
            (_, true, _) => 1,
            (.., true) => 2 - i8::from(both),
            (.., false) => 3 - i8::from(both),
        };
        let fits = (0..2).any(|side| with[side] >= needed && (both || with[side] > around.bound[side]));
        let best = with[0].max(with[1]);
        if fits {
            return Some(
                2.0 * f32::from(best) + f32::from(u8::from(both)) + if is_usual { 0.5 } else { 0.0 },
            );
        }
        let is_likely = around.is_rare && !around.is_small && is_usual && self.pairs.is_common(Some(rank));
        (is_likely && best >= 0).then_some(0.1)
    }
}

/// What a candidate has to go with.
struct Around {
    left: Option<Known>,
    right: Option<Known>,
    /// How firmly the left neighbour goes with the word before it, and the right one with the word behind it.
    bound: [i8; 2],
    /// The side that is not known, of a syllable that has been seen beside the other.
    weak_side: Option<usize>,
    is_rare: bool,
    is_small: bool,
}

#[cfg(test)]
mod tests {
    use super::suspects;
    use crate::check::passage::passages;
    use crate::check::testing::with_paragraphs;

    /// The suspects of a text, as `typed>right`, a `?` behind those that are not sure.
    fn told(text: &str) -> Vec<String> {
        let document = with_paragraphs(&[text]);
        let (passages, vocabulary) = passages(&document);
        let own =
            suspects(&passages, &vocabulary).into_iter().filter(|found| passages[found.passage].text == text);
        own.map(|found| {
            let typed = passages[found.passage].word(found.word).text;
            format!("{typed}>{}{}", found.right.written(), if found.is_sure { "" } else { "?" })
        })
        .collect()
    }

    #[test]
    fn usual_confusions_are_sure() {
        for (text, expected) in [
            ("rà soát, bổ xung quy hoạch sử dụng đất", "xung>sung"),
            ("hoàn thành suất sắc nhiệm vụ được giao", "suất>xuất"),
            ("ưu tiên giành nguồn lực cho vùng khó khăn", "giành>dành"),
            ("tăng cường kiểm xoát dịch bệnh", "xoát>soát"),
            ("hỗ trợ lãi xuất cho doanh nghiệp", "xuất>suất"),
            ("cán bộ nghĩ phép theo quy định", "nghĩ>nghỉ"),
            ("chia sẽ dữ liệu giữa các cơ quan", "sẽ>sẻ"),
            ("thực hiện giải phóng mặt bằn", "bằn>bằng"),
            ("phòng chống giịch bệnh", "giịch>dịch"),
            ("quản ný nhà nước", "ný>lý"),
        ] {
            assert_eq!(told(text), [expected], "{text}");
        }
    }

    #[test]
    fn other_slips_are_remarks() {
        assert_eq!(told("bác sĩ chuẩn đoán sai bệnh cho người dân"), ["chuẩn>chẩn?"]);
    }

    #[test]
    fn what_official_texts_say_is_no_suspect() {
        for text in [
            "Đẩy mạnh tuyên truyền, phổ biến, giáo dục pháp luật; sửa chữa, nâng cấp trụ sở làm việc",
            "Tỷ lệ hồ sơ giải quyết đúng hạn đạt kế hoạch năm",
            "Ông Nguyễn Xuân Trường, bà Trần Thị Sửu",
            "hóa đơn, hoá đơn, kỹ thuật, kĩ thuật, ủy quyền, uỷ quyền",
            "Y tế xã Ea Súp; buôn Đrăng Phốk",
        ] {
            assert_eq!(told(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn capitals_figures_and_signs_end_a_phrase() {
        assert!(told("DỰ TRỬ QUỐC GIA").is_empty());
        assert!(told("dự, trử, quốc").is_empty());
        assert!(told("số 12/trử-quốc gia").is_empty());
    }
}
