//! The report as plain values: no Tera, no YAML, no paths. Both writers read it; neither changes it.

mod appendix;
mod certified;
mod chart;
mod inline;
mod numbering;
mod picture;
mod series;
mod table;

pub use appendix::{Appendix, DocumentPart};
pub use certified::{CopyCorner, CopyForm, CopyNote};
pub use chart::{Chart, ChartKind, ChartLine, as_place};
pub use inline::{Emphasis, Inline, Note, Script, notes, plain_text};
pub use numbering::{LevelForm, NumberingScheme};
pub use picture::{Picture, PictureRows};
pub use series::{OfficeNumbers, Series, SeriesRule, SeriesStart};
pub use table::{Align, Cell, GridError, Row, Table, TableBuilder, TableFrame};

use chrono::NaiveDate;

use crate::source::Span;
use crate::text::date;

/// An administrative report in the form of Decree 30/2020.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// Agencies, number, place and date.
    pub header: Header,
    /// Tên loại, in capitals: `BÁO CÁO`.
    pub kind: String,
    /// Trích yếu: what the report is about.
    pub subject: Vec<Inline>,
    /// Kính gửi; empty when the report has none.
    pub addressees: Vec<String>,
    /// Nội dung: what stands between the addressees and the signature.
    pub body: Vec<Block>,
    /// Nơi nhận, without dashes and semicolons; the last is the file copy (`Lưu: VT, …`).
    pub recipients: Vec<String>,
    /// Who signs, and as what.
    pub signature: SignatureBlock,
    /// Who else signs, from left to right, all left of the signer: in joint documents, in minutes.
    pub cosigners: Vec<SignatureBlock>,
    /// Phụ lục, in their order; empty when there are none.
    pub appendices: Vec<Appendix>,
    /// Độ khẩn, phạm vi lưu hành and the like, where the report has them.
    pub marks: Marks,
    /// The reporting period in words: `tháng 6 năm 2024`.
    pub period: Option<String>,
    /// How headings of the body and of the appendices are numbered.
    pub numbering: NumberingScheme,
    /// Which form of the decree it has.
    pub form: DocumentForm,
    /// When the agency signed it digitally, as printed in the corner of what is signed there.
    pub signed_at: Option<String>,
    /// What stands below the last part when this is a copy on paper; several for a copy of a copy.
    pub copy_notes: Vec<CopyNote>,
    /// What stands in the corner when this is an electronic copy.
    pub copy_corner: Option<CopyCorner>,
}

/// The forms of documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DocumentForm {
    /// Văn bản có tên loại: a document whose kind is its title (Appendix III, form 1.4).
    #[default]
    Named,
    /// Công văn: its subject stands under the number, and it has no title (form 1.5).
    Letter,
    /// Công điện: its addressees are told who sends it (form 1.6).
    Telegram,
    /// Giấy nghỉ phép: the place where it is spent confirms it (form 1.10).
    Leave,
    /// Biên bản: no place and date at the top, both the secretary and the chair sign (form 1.9).
    Minutes,
    /// Sổ đăng ký văn bản: a cover and pages (Appendix IV, part I).
    Register,
}

impl DocumentForm {
    /// The form of documents of a kind (Appendix III, part II).
    pub fn of_kind(kind: &str) -> Self {
        match kind {
            "CÔNG VĂN" => DocumentForm::Letter,
            "CÔNG ĐIỆN" => DocumentForm::Telegram,
            "GIẤY NGHỈ PHÉP" => DocumentForm::Leave,
            "BIÊN BẢN" => DocumentForm::Minutes,
            _ => DocumentForm::Named,
        }
    }
}

/// The top of page 1 (cells 1 to 4 of the decree's diagram). The national name and the motto are the decree's, not data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// Cơ quan chủ quản, a line each.
    pub parent_agency: Vec<String>,
    /// Cơ quan ban hành, a line each.
    pub issuing_agency: Vec<String>,
    /// The issuing agency as it stands in a sentence.
    pub agency_in_text: String,
    /// Số and ký hiệu, in cell 3.
    pub number: DocumentNumber,
    /// Địa danh before the date: `Phan Rang - Tháp Chàm`.
    pub place: String,
    /// Day of issue; `None` in a draft.
    pub date: Option<NaiveDate>,
    /// Year and month of issue, printed when the day is left to be written in by hand.
    pub month: Option<(i32, u32)>,
    /// Where the lines of the agencies and then the symbol were typed; `None` for one that was not.
    pub lines_at: Vec<Option<Span>>,
    /// Where the place was typed.
    pub place_at: Option<Span>,
}

/// Số, ký hiệu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentNumber {
    /// `None` in a draft.
    pub serial: Option<i64>,
    /// Ký hiệu, after the slash: `BC-TCTĐA06`.
    pub symbol: String,
    /// What stands right before the number in sectors that number so: `T` in `T254/BC-CA`; empty for nothing. It is not counted.
    pub prefix: String,
}

/// Room left for a number or day that is written in by hand.
const BLANK: &str = "        ";

impl DocumentNumber {
    /// `254/BC-TCTĐA06`; numbers below 10 take a zero, no spaces (Appendix I, II.3.c).
    pub fn full(&self) -> String {
        let DocumentNumber { prefix, symbol, .. } = self;
        match self.serial {
            Some(serial) => format!("{prefix}{serial:02}/{symbol}"),
            None => format!("{prefix}{BLANK}/{symbol}"),
        }
    }
}

impl Header {
    /// The line under the issuing agency.
    pub fn number_line(&self) -> String {
        format!("Số: {}", self.number.full())
    }

    /// `Phan Rang - Tháp Chàm, ngày 24 tháng 6 năm 2024` (Appendix I, II.4).
    pub fn place_and_date(&self) -> String {
        format!("{}, {}", self.place, self.date_in_words())
    }

    /// `ngày 24 tháng 6 năm 2024`; room for the figures in a draft.
    pub fn date_in_words(&self) -> String {
        match (self.date, self.month) {
            (Some(date), _) => date::long(date),
            (None, Some((year, month))) => format!("ngày     {}", date::long_month(year, month)),
            (None, None) => format!("ngày     tháng     năm{BLANK}"),
        }
    }
}

/// Chữ ký (cells 7a to 7c).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureBlock {
    /// Quyền hạn, chức vụ, a line each: `TM. …`, `KT. …`, the post.
    pub capacity: Vec<String>,
    /// Directly above the name, for an advisory body that uses the agency's seal (Appendix I, II.7.c).
    pub second_post: Option<String>,
    /// Directly above the name, where the sector's rule allows it: military rank, academic title (Appendix I, II.7.d).
    pub rank: Option<String>,
    /// Họ và tên, without academic degrees.
    pub name: String,
    /// Whether “(Đã ký)” stands in place of the signature: in copies.
    pub signed: bool,
    /// Diameter of the agency's seal, whose image stands at its true size (Appendix I, II.8.a).
    pub seal_mm: u32,
}

/// Marks that a report may carry (Decree 30/2020, Appendix I, III.2 to III.4).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Dấu chỉ mức độ khẩn (cell 10b).
    pub urgency: Option<Urgency>,
    /// Chỉ dẫn về phạm vi lưu hành (cell 11), in capitals.
    pub circulation: Option<String>,
    /// Ký hiệu người soạn thảo and the number of copies (cell 12): `PL.(300)`.
    pub drafter: Option<String>,
    /// Địa chỉ, thư điện tử, điện thoại (cell 13), a line each.
    pub contact: Vec<String>,
}

/// The three degrees of urgency (III.2.b).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Urgency {
    /// Hỏa tốc: the most urgent.
    Express,
    /// Thượng khẩn: between the other two.
    VeryUrgent,
    /// Khẩn: the least urgent.
    Urgent,
}

impl Urgency {
    /// All degrees, the most urgent first.
    pub const ALL: [Urgency; 3] = [Urgency::Express, Urgency::VeryUrgent, Urgency::Urgent];

    /// What is printed in the frame, in capitals.
    pub const fn words(self) -> &'static str {
        match self {
            Urgency::Express => "HỎA TỐC",
            Urgency::VeryUrgent => "THƯỢNG KHẨN",
            Urgency::Urgent => "KHẨN",
        }
    }
}

/// The paper of a part, and which way it lies. The decree's is A4; A3 is for tables that it cannot hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paper {
    /// Khổ dọc: higher than wide.
    #[default]
    A4,
    /// Khổ ngang: wider than high, for broad tables.
    A4Landscape,
    /// A3, wider than high.
    A3Landscape,
    /// A3, higher than wide.
    A3,
}

impl Paper {
    /// The same paper the other way.
    pub const fn turned(self) -> Self {
        match self {
            Paper::A4 => Paper::A4Landscape,
            Paper::A4Landscape => Paper::A4,
            Paper::A3Landscape => Paper::A3,
            Paper::A3 => Paper::A3Landscape,
        }
    }
}

/// How markup is read (`phien_ban` of a template).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MarkupReading {
    /// 1: as in the first templates.
    #[default]
    First,
    /// 2: with attribute lines and the tags of lines.
    Second,
}

/// A block and where it stands in the rendered markup.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// What it is, with its content.
    pub kind: BlockKind,
    /// In the rendered text of its part.
    pub span: Span,
    /// Whether it begins a new page.
    pub begins_page: bool,
    /// Whether it stands on pages that are turned: lying among standing ones.
    pub turned: bool,
}

/// The kinds of [`Block`].
#[derive(Clone, Debug, PartialEq)]
pub enum BlockKind {
    /// `level` from 1; `number` as printed, with its full stop or bracket.
    Heading {
        /// 1 for `#`, up to 4.
        level: usize,
        /// As printed: `I.`, `1.1.`, `a)`; empty for a heading without a number.
        number: String,
        /// The text after the number.
        content: Vec<Inline>,
    },
    /// A paragraph without a sign before it.
    Paragraph(Vec<Inline>),
    /// A paragraph that stands by itself in the middle or at the right.
    Placed {
        /// Where it stands; never at the left.
        align: Align,
        /// Its text.
        content: Vec<Inline>,
    },
    /// A line that decisions and resolutions have before their articles.
    Formula {
        /// Which.
        formula: Formula,
        /// Its text.
        content: Vec<Inline>,
    },
    /// A paragraph that begins with a dash or plus.
    Item {
        /// The sign that begins it.
        bullet: Bullet,
        /// The text after the sign.
        content: Vec<Inline>,
    },
    /// A paragraph that begins with a number; `list` tells the lists of the document apart, from 0.
    Numbered {
        /// As printed, without its full stop.
        number: usize,
        /// The list that it belongs to; lists are counted through body and appendices.
        list: usize,
        /// The text after the number.
        content: Vec<Inline>,
    },
    /// A table with lines around its cells.
    Table(Table),
    /// Pictures, alone or side by side.
    Pictures(PictureRows),
    /// A chart.
    Chart(Box<Chart>),
}

impl Block {
    /// The texts in which notes may be, in their order: of a table, its cells; pictures and charts have none.
    pub fn texts(&self) -> Vec<&[Inline]> {
        match &self.kind {
            BlockKind::Heading { content, .. }
            | BlockKind::Paragraph(content)
            | BlockKind::Placed { content, .. }
            | BlockKind::Formula { content, .. }
            | BlockKind::Item { content, .. }
            | BlockKind::Numbered { content, .. } => vec![content],
            BlockKind::Table(table) => {
                table.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.content.as_slice()).collect()
            }
            BlockKind::Pictures(_) | BlockKind::Chart(_) => Vec::new(),
        }
    }
}

/// What stands before the articles of a decision or resolution (forms 1.1 to 1.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Formula {
    /// Thẩm quyền ban hành: who decides, in capitals.
    Authority,
    /// Căn cứ, theo đề nghị: what the decision is based on.
    Basis,
    /// `QUYẾT ĐỊNH:`, `QUYẾT NGHỊ:`.
    Enactment,
}

/// What begins an item: the dash, and the plus one level below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bullet {
    /// `-`, of the first level.
    Dash,
    /// `+`, of the second level.
    Plus,
    /// `*`, of the third level.
    Star,
}

impl Bullet {
    /// How far below the first level, from 0.
    pub const fn depth(self) -> u8 {
        match self {
            Bullet::Dash => 0,
            Bullet::Plus => 1,
            Bullet::Star => 2,
        }
    }

    /// What is printed: `-`, `+` or `*`.
    pub const fn sign(self) -> &'static str {
        match self {
            Bullet::Dash => "-",
            Bullet::Plus => "+",
            Bullet::Star => "*",
        }
    }
}

impl SignatureBlock {
    /// What is printed of it, from the top.
    pub fn lines(&self) -> impl Iterator<Item = &String> {
        self.capacity.iter().chain(&self.second_post).chain(&self.rank).chain([&self.name])
    }
}

impl Document {
    /// What is written as a file of its own: the document, then appendices.
    pub fn file_parts(&self) -> impl Iterator<Item = DocumentPart> {
        let own = self.appendices.iter().enumerate().filter(|(_, appendix)| appendix.own_file);
        std::iter::once(DocumentPart::Main).chain(own.map(|(index, _)| DocumentPart::OwnFile(index)))
    }

    /// All who sign, from left to right.
    pub fn signatures(&self) -> impl Iterator<Item = &SignatureBlock> {
        self.cosigners.iter().chain([&self.signature])
    }

    /// The document's title in its properties: kind and subject.
    pub fn title(&self) -> String {
        format!("{} {}", self.kind, plain_text(&self.subject))
    }

    /// Blocks of the body and of the appendices, in order.
    pub fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.body.iter().chain(self.appendices.iter().flat_map(|appendix| &appendix.blocks))
    }
}

/// The lines of recipients as printed: `- Văn phòng UBND tỉnh;`, the last with a full stop (Appendix I, II.9.d).
pub fn recipient_lines(recipients: &[String]) -> Vec<String> {
    let last = recipients.len().saturating_sub(1);
    let end = |index: usize| if index == last { '.' } else { ';' };
    let bare = |text: &str| text.trim_start_matches(['-', ' ']).trim_end_matches(['.', ';', ' ']).to_string();
    recipients.iter().enumerate().map(|(i, text)| format!("- {}{}", bare(text), end(i))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_numbers_are_padded_and_drafts_leave_room() {
        let number =
            |serial| DocumentNumber { serial, symbol: "BC-UBND".into(), prefix: String::new() }.full();
        assert_eq!(number(Some(9)), "09/BC-UBND");
        assert_eq!(number(Some(10)), "10/BC-UBND");
        assert_eq!(number(None), "        /BC-UBND");
    }
}
