//! The one table of styles: what each element of the form is set in (Decree 30/2020, Appendix I, V, and the places named
//! below). Nothing else holds a size or a weight.

use std::collections::BTreeMap;

use super::decree::{
    BODY_LINE, BODY_SIZE, CELL_PADDING, FIRST_LINE_INDENT, HeaderSizes, PARAGRAPH_GAP, TABLE_SIZE,
};
use crate::arrangement::{
    Ink, Justification, LineHeight, Look, Style, StyleId, StyleSheet, WordList, WordStyle,
};
use crate::model::{Align, Bullet, Emphasis, Formula, LevelForm, NumberingScheme};
use crate::units::{FontSize, Length};

/// An element of the form that has a style of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Element {
    NationalName,
    Motto,
    ParentAgency,
    IssuingAgency,
    Number,
    PlaceAndDate,
    Kind,
    Subject,
    /// Of a letter, under its number.
    LetterSubject,
    Formula(Formula),
    Addressee,
    /// A heading level, from 1.
    Heading(usize),
    Body,
    Item(Bullet),
    Numbered,
    RecipientsLabel,
    Recipient,
    Capacity,
    SignerName,
    AppendixLabel,
    AppendixTitle,
    AppendixSubtitle,
    AppendixReference,
    Cell(Align),
    HeadCell,
    /// Of a row of totals.
    StrongCell(Align),
    /// A paragraph in the middle or at the right.
    Placed(Align),
    /// A heading without a number, by its level.
    PlainHeading(usize),
    /// An article without a title, by its level: only its number is bold.
    Article(usize),
    TableForm,
    TableCaption,
    TableUnit,
    TableNote,
    FootNote,
    Picture,
    PictureCaption,
    ChartWords,
    /// Of what is issued with a decision: the line that ties it to that.
    IssuedWith,
    /// How a document is copied: `SAO Y`.
    CopyForm,
    /// What another office signs to confirm.
    Confirmation,
    /// Number and time of a signature that only the agency makes.
    SigningInformation,
    PageNumber,
    Urgency,
    Circulation,
    Drafter,
    Contact,
}

/// A size of the table: fixed, or one of those that grow and shrink together.
#[derive(Clone, Copy)]
enum Size {
    Points(FontSize),
    NationalName,
    Motto,
    Date,
}

/// A row of the table.
#[derive(Clone, Copy)]
struct StyleEntry {
    element: Element,
    /// Id and name in Word.
    id: &'static str,
    name: &'static str,
    size: Size,
    look: Look,
    outline: Option<u8>,
}

const PLAIN: Emphasis = Emphasis::PLAIN;
const BOLD: Emphasis = Emphasis::BOLD;
const ITALIC: Emphasis = Emphasis::ITALIC;
const BOLD_ITALIC: Emphasis = Emphasis::BOLD_ITALIC;
const LEFT: Justification = Justification::Left;
const CENTRE: Justification = Justification::Centre;
const BODY: Size = Size::Points(BODY_SIZE);
const TABLE: Size = Size::Points(TABLE_SIZE);

const fn pt(points: u16) -> Size {
    Size::Points(FontSize::pt(points))
}

/// A row in single lines without space around them.
const fn row(
    (element, id, name): (Element, &'static str, &'static str),
    size: Size,
    emphasis: Emphasis,
    justification: Justification,
) -> StyleEntry {
    let look = Look {
        size: BODY_SIZE,
        emphasis,
        ink: Ink::Black,
        justification,
        first_line_indent: Length::ZERO,
        line_height: LineHeight::Single,
        before: Length::ZERO,
        after: Length::ZERO,
        keep_with_next: false,
    };
    StyleEntry { element, id, name, size, look, outline: None }
}

impl StyleEntry {
    /// Stays on the page of what follows.
    const fn keep(mut self) -> Self {
        self.look.keep_with_next = true;
        self
    }

    const fn space(mut self, before: Length, after: Length) -> Self {
        (self.look.before, self.look.after) = (before, after);
        self
    }

    /// Indent, lines and gaps of running text (II.6.e).
    const fn running(mut self) -> Self {
        self.look.first_line_indent = FIRST_LINE_INDENT;
        self.look.line_height = LineHeight::Exact(BODY_LINE);
        self.look.justification = Justification::Both;
        self.space(Length::ZERO, PARAGRAPH_GAP)
    }

    const fn red(mut self) -> Self {
        self.look.ink = Ink::Red;
        self
    }

    /// Level in Word's navigation pane, from 0.
    const fn outline(mut self, level: u8) -> Self {
        self.outline = Some(level);
        self
    }

    fn look(&self, sizes: HeaderSizes) -> Look {
        let size = match self.size {
            Size::Points(size) => size,
            Size::NationalName => sizes.national_name,
            Size::Motto => sizes.motto,
            Size::Date => sizes.date,
        };
        Look { size, ..self.look }
    }
}

use Element as E;

const NONE: Length = Length::ZERO;

/// The table. Headings come after it, since the template says how they are numbered.
const ENTRIES: [StyleEntry; 30] = [
    // 12 to 13, bold, in capitals (II.1.a).
    row((E::NationalName, "QuocHieu", "Quốc hiệu"), Size::NationalName, BOLD, CENTRE),
    // 13 to 14, bold (II.1.b).
    row((E::Motto, "TieuNgu", "Tiêu ngữ"), Size::Motto, BOLD, CENTRE),
    // As the national name; the superior's upright, the issuing one's bold (II.2.b).
    row((E::ParentAgency, "CoQuanChuQuan", "Cơ quan chủ quản"), Size::NationalName, PLAIN, CENTRE),
    row((E::IssuingAgency, "CoQuanBanHanh", "Cơ quan ban hành"), Size::NationalName, BOLD, CENTRE),
    // Exactly 13 (II.3.c), in both sets.
    row((E::Number, "SoKyHieu", "Số, ký hiệu"), pt(13), PLAIN, CENTRE),
    // 13 to 14, italic (II.4.d).
    row((E::PlaceAndDate, "DiaDanhNgay", "Địa danh, ngày"), Size::Date, ITALIC, CENTRE),
    // 13 to 14, bold, in capitals (II.5.b). Word's own title style, so that its tools know the title.
    row((E::Kind, "Title", "Title"), BODY, BOLD, CENTRE).space(Length::pt(18), NONE).keep(),
    // 13 to 14, bold (II.5.b).
    row((E::Subject, "TrichYeu", "Trích yếu"), BODY, BOLD, CENTRE).keep(),
    // 13 to 14 (II.9.d).
    row((E::Addressee, "KinhGui", "Kính gửi"), BODY, PLAIN, LEFT).space(NONE, PARAGRAPH_GAP).keep(),
    // 13 to 14 (II.6.e).
    row((E::Body, "NoiDung", "Nội dung"), BODY, PLAIN, LEFT).running(),
    row((E::Numbered, "DoanDanhSo", "Đoạn đánh số"), BODY, PLAIN, LEFT).running(),
    // 12, bold italic (II.9.d).
    row((E::RecipientsLabel, "NoiNhan", "Nơi nhận"), pt(12), BOLD_ITALIC, LEFT),
    // 11 (II.9.d).
    row((E::Recipient, "DanhSachNoiNhan", "Danh sách nơi nhận"), pt(11), PLAIN, LEFT),
    // 13 to 14, bold (II.7.d).
    row((E::Capacity, "QuyenHan", "Quyền hạn, chức vụ"), BODY, BOLD, CENTRE),
    row((E::SignerName, "NguoiKy", "Người ký"), BODY, BOLD, CENTRE),
    // Exactly 14, bold (III.1.b).
    row((E::AppendixLabel, "PhuLuc", "Phụ lục"), pt(14), BOLD, CENTRE).keep().outline(0),
    // 13 to 14, bold, in capitals (III.1.b).
    row((E::AppendixTitle, "TenPhuLuc", "Tên phụ lục"), BODY, BOLD, CENTRE).keep().outline(1),
    // 13 to 14, italic (III.1.c).
    row((E::AppendixReference, "KemTheo", "Kèm theo"), BODY, ITALIC, CENTRE)
        .space(NONE, PARAGRAPH_GAP)
        .keep(),
    // 13 to 14, bold, in capitals (III.2.b, III.2.c); 13 leaves room in a box 8 mm high. The one thing that is not black.
    row((E::Urgency, "DoKhan", "Độ khẩn"), pt(13), BOLD, CENTRE).red(),
    row((E::Circulation, "LuuHanh", "Phạm vi lưu hành"), pt(13), BOLD, CENTRE),
    // Exactly 11 (III.3).
    row((E::Drafter, "NguoiSoan", "Người soạn thảo"), pt(11), PLAIN, LEFT),
    // 11 to 12 (III.4).
    row((E::Contact, "LienHe", "Liên hệ"), pt(11), PLAIN, CENTRE),
    // The decree has none.
    row((E::AppendixSubtitle, "PhuDe", "Phụ đề phụ lục"), BODY, PLAIN, CENTRE).keep(),
    // 13 to 14, upright (I.7).
    row((E::PageNumber, "Header", "header"), pt(14), PLAIN, CENTRE),
    row((E::Item(Bullet::Dash), "GachDauDong", "Gạch đầu dòng"), BODY, PLAIN, LEFT).running(),
    row((E::Item(Bullet::Plus), "DauCong", "Dấu cộng đầu dòng"), BODY, PLAIN, LEFT).running(),
    // The decree has no rule for text in tables.
    row((E::Cell(Align::Left), "BangTrai", "Bảng, sát trái"), TABLE, PLAIN, LEFT)
        .space(CELL_PADDING, CELL_PADDING),
    row((E::Cell(Align::Centre), "BangGiua", "Bảng, ở giữa"), TABLE, PLAIN, CENTRE)
        .space(CELL_PADDING, CELL_PADDING),
    row((E::Cell(Align::Right), "BangPhai", "Bảng, sát phải"), TABLE, PLAIN, Justification::Right)
        .space(CELL_PADDING, CELL_PADDING),
    row((E::HeadCell, "BangTieuDe", "Bảng, tiêu đề"), TABLE, BOLD, CENTRE).space(CELL_PADDING, CELL_PADDING),
];

/// What few reports have: their styles are there only when they are used.
const SELDOM: [StyleEntry; 22] = [
    row((E::Item(Bullet::Star), "DauSao", "Dấu sao đầu dòng"), BODY, PLAIN, LEFT).running(),
    row((E::Placed(Align::Centre), "DoanGiua", "Đoạn ở giữa"), BODY, PLAIN, CENTRE)
        .space(NONE, PARAGRAPH_GAP),
    row((E::Placed(Align::Right), "DoanPhai", "Đoạn sát phải"), BODY, PLAIN, Justification::Right)
        .space(NONE, PARAGRAPH_GAP),
    // The decree has no rule for what stands around tables.
    row((E::TableForm, "BangBieuSo", "Bảng, biểu số"), pt(12), BOLD, Justification::Right).keep(),
    row((E::TableCaption, "Caption", "caption"), pt(13), BOLD, CENTRE).space(NONE, CELL_PADDING).keep(),
    row((E::TableUnit, "BangDonVi", "Bảng, đơn vị tính"), pt(12), ITALIC, Justification::Right)
        .space(NONE, CELL_PADDING)
        .keep(),
    row((E::TableNote, "BangGhiChu", "Bảng, ghi chú"), pt(12), ITALIC, LEFT)
        .space(CELL_PADDING, PARAGRAPH_GAP),
    // Nor for notes at the foot; Word's own style, so that its tools know them.
    // A line as high as its picture: letters in it would make it higher. No room above: word processors take the larger of what
    // stands below one paragraph and above the next, not both.
    row((E::Picture, "Anh", "Ảnh"), pt(1), PLAIN, CENTRE).space(NONE, PARAGRAPH_GAP),
    row((E::PictureCaption, "ChuThichAnh", "Chú thích ảnh"), pt(13), ITALIC, CENTRE)
        .space(NONE, PARAGRAPH_GAP),
    row((E::StrongCell(Align::Left), "BangTongTrai", "Bảng, hàng tổng, sát trái"), TABLE, BOLD, LEFT)
        .space(CELL_PADDING, CELL_PADDING),
    row((E::StrongCell(Align::Centre), "BangTongGiua", "Bảng, hàng tổng, ở giữa"), TABLE, BOLD, CENTRE)
        .space(CELL_PADDING, CELL_PADDING),
    row(
        (E::StrongCell(Align::Right), "BangTongPhai", "Bảng, hàng tổng, sát phải"),
        TABLE,
        BOLD,
        Justification::Right,
    )
    .space(CELL_PADDING, CELL_PADDING),
    // 12 to 13, upright, 6 points below the number (II.5.c).
    row((E::LetterSubject, "TrichYeuCongVan", "Trích yếu công văn"), pt(12), PLAIN, CENTRE)
        .space(Length::pt(6), NONE),
    // 13 to 14; who decides and what is enacted bold, in capitals; what it is based on italic (II.6.b, forms 1.1 to 1.3).
    row((E::Formula(Formula::Authority), "ThamQuyen", "Thẩm quyền ban hành"), BODY, BOLD, CENTRE)
        .space(PARAGRAPH_GAP, PARAGRAPH_GAP)
        .keep(),
    row((E::Formula(Formula::Basis), "CanCu", "Căn cứ"), BODY, ITALIC, LEFT).running(),
    row((E::Formula(Formula::Enactment), "QuyetDinh", "Quyết định, quyết nghị"), BODY, BOLD, CENTRE)
        .space(NONE, PARAGRAPH_GAP)
        .keep(),
    // 13 to 14, italic, as below the title of an appendix (III.1.c); the rule stands right below it (form 1.3).
    row((E::IssuedWith, "BanHanhKem", "Ban hành kèm theo"), BODY, ITALIC, CENTRE).keep(),
    // 13 to 14, bold, in capitals (part II, II.2.b).
    row((E::CopyForm, "HinhThucSao", "Hình thức sao"), BODY, BOLD, CENTRE),
    // The decree says nothing of it but its form; as the recipients beside which it stands, in the size of the text.
    row((E::Confirmation, "XacNhan", "Xác nhận"), pt(13), ITALIC, CENTRE).keep(),
    // 10, upright (II.8.b, II.8.c and III.1.d; forms 1.3 and 2.2).
    row((E::SigningInformation, "ThongTinKySo", "Thông tin ký số"), pt(10), PLAIN, Justification::Right),
    row((E::ChartWords, "BieuDo", "Biểu đồ, chữ"), pt(10), PLAIN, LEFT),
    row((E::FootNote, "FootnoteText", "footnote text"), pt(11), PLAIN, Justification::Both),
];

/// A point (a) is upright (V.6); all other levels are bold. Parts, chapters and divisions stand in the middle (V.6.a).
fn heading_look(form: LevelForm, body: Look) -> Look {
    let emphasis = if form == LevelForm::Letter { PLAIN } else { BOLD };
    let look = Look { emphasis, keep_with_next: true, ..body };
    match form.stands_above() {
        true => Look { justification: CENTRE, first_line_indent: NONE, ..look },
        false => look,
    }
}

/// The look of an element other than a heading.
///
/// # Panics
/// For an element that is not in the table; a test looks all of them up.
pub(super) fn look(element: Element, sizes: HeaderSizes) -> Look {
    let entry = ENTRIES.iter().find(|entry| entry.element == element);
    entry.expect("the table has all elements but headings").look(sizes)
}

/// The list of bullets that an item's style is linked with.
const fn bullets(element: Element) -> Option<(WordList, u8)> {
    match element {
        E::Item(bullet) => Some((WordList::Bullets(bullet.sign()), bullet.depth())),
        _ => None,
    }
}

/// The styles of one document, and where each element's is.
#[derive(Debug)]
pub(super) struct Styles {
    pub sheet: StyleSheet,
    ids: BTreeMap<Element, StyleId>,
    /// Of tables that are set in a smaller size, made when they are needed.
    small: BTreeMap<(Element, FontSize), StyleId>,
}

impl Styles {
    pub(super) fn new(sizes: HeaderSizes, numbering: &NumberingScheme) -> Self {
        let mut styles =
            Styles { sheet: StyleSheet::default(), ids: BTreeMap::new(), small: BTreeMap::new() };
        for entry in &ENTRIES {
            let word = WordStyle { outline: entry.outline, list: bullets(entry.element), next: None };
            styles.add(entry.element, entry.id, entry.name, entry.look(sizes), word);
        }
        let body = look(E::Body, sizes);
        for (index, form) in numbering.levels().iter().enumerate() {
            let level = index as u8;
            let word = WordStyle {
                outline: Some(level),
                list: Some((WordList::Headings, level)),
                next: Some(styles.id(E::Body)),
            };
            let look = heading_look(*form, body);
            let number = index + 1;
            styles.add(
                E::Heading(number),
                &format!("Heading{number}"),
                &format!("heading {number}"),
                look,
                word,
            );
        }
        styles
    }

    fn add(&mut self, element: Element, id: &str, name: &str, look: Look, word: WordStyle) {
        let style = Style { id: id.to_string(), name: name.to_string(), look, word };
        let id = self.sheet.add(style);
        self.ids.insert(element, id);
    }

    /// The style of an element that few reports have; made when it is asked for.
    pub(super) fn seldom(&mut self, element: Element, sizes: HeaderSizes) -> StyleId {
        if let Some(id) = self.ids.get(&element) {
            return *id;
        }
        match (element, SELDOM.iter().find(|entry| entry.element == element)) {
            (E::PlainHeading(level), _) => {
                let like = self.sheet.get(self.id(E::Heading(level))).clone();
                let word = WordStyle { list: None, ..like.word };
                let id = format!("{}KhongSo", like.id);
                self.add(element, &id, &format!("Đề mục {level}, không số"), like.look, word);
            }
            (E::Article(level), _) => {
                let like = self.sheet.get(self.id(E::Heading(level))).clone();
                let look = Look { emphasis: PLAIN, keep_with_next: false, ..like.look };
                let word = WordStyle { list: None, ..like.word };
                self.add(element, &format!("{}Loi", like.id), "Điều, không có tiêu đề", look, word);
            }
            (_, Some(entry)) => {
                let word = WordStyle { list: bullets(element), ..WordStyle::default() };
                self.add(element, entry.id, entry.name, entry.look(sizes), word)
            }
            (_, None) => {}
        }
        self.id(element)
    }

    /// The style of an element; a heading deeper than the scheme has that of the body.
    pub(super) fn id(&self, element: Element) -> StyleId {
        self.ids.get(&element).or_else(|| self.ids.get(&E::Body)).copied().expect("the table has the body")
    }

    /// The style of an element in another size than its own.
    pub(super) fn sized(&mut self, element: Element, size: FontSize) -> StyleId {
        let usual = self.id(element);
        if self.sheet.look(usual).size == size {
            return usual;
        }
        if let Some(id) = self.small.get(&(element, size)) {
            return *id;
        }
        let (style, points) = (self.sheet.get(usual).clone(), size.half_points() / 2);
        let id = self.sheet.add(Style {
            id: format!("{}{points}", style.id),
            name: format!("{}, cỡ {points}", style.name),
            look: Look { size, ..style.look },
            word: style.word,
        });
        self.small.insert((element, size), id);
        id
    }

    pub(super) fn look(&self, element: Element) -> Look {
        *self.sheet.look(self.id(element))
    }
}
