//! Named paragraph styles, one for every element, so that a clerk changes the style and not each paragraph.

use docx_rs::{
    AlignmentType, IndentLevel, LineSpacing, LineSpacingType, NumberingId, ParagraphProperty, RunFonts,
    SpecialIndentType, Style, StyleType,
};

use super::numbering;
use super::parts::{NAMESPACES, with_declaration};
use super::xml::Element;
use crate::form::Form;
use crate::model::{Document, LevelForm};
use crate::profile::{Element as Part, Justification, LineHeight, ParagraphStyle, Profile};
use crate::units::Length;

/// The one typeface of the decree (I.4).
const FONT: &str = "Times New Roman";
/// A line that only carries a rule.
pub(super) const RULE: &str = "DuongKe";
/// The paragraph that Word wants after a table at the end of a section.
pub(super) const SECTION_END: &str = "KetPhan";
/// Dash and plus items.
pub(super) const ITEMS: [&str; 2] = ["GachDauDong", "DauCong"];
/// Text of cells: left, centre, right, header.
pub(super) const CELLS: [&str; 4] = ["BangTrai", "BangGiua", "BangPhai", "BangTieuDe"];

/// Elements whose style depends on the element alone, with the name that Word shows.
const NAMED: [(Part, &str, &str); 22] = [
    (Part::NationalName, "QuocHieu", "Quốc hiệu"),
    (Part::Motto, "TieuNgu", "Tiêu ngữ"),
    (Part::ParentAgency, "CoQuanChuQuan", "Cơ quan chủ quản"),
    (Part::IssuingAgency, "CoQuanBanHanh", "Cơ quan ban hành"),
    (Part::Number, "SoKyHieu", "Số, ký hiệu"),
    (Part::PlaceAndDate, "DiaDanhNgay", "Địa danh, ngày"),
    (Part::Kind, "TenLoai", "Tên loại"),
    (Part::Subject, "TrichYeu", "Trích yếu"),
    (Part::Addressee, "KinhGui", "Kính gửi"),
    (Part::Body, "NoiDung", "Nội dung"),
    (Part::Numbered, "DoanDanhSo", "Đoạn đánh số"),
    (Part::RecipientsLabel, "NoiNhan", "Nơi nhận"),
    (Part::Recipient, "DanhSachNoiNhan", "Danh sách nơi nhận"),
    (Part::Capacity, "QuyenHan", "Quyền hạn, chức vụ"),
    (Part::SignerName, "NguoiKy", "Người ký"),
    (Part::AppendixLabel, "PhuLuc", "Phụ lục"),
    (Part::AppendixTitle, "TenPhuLuc", "Tên phụ lục"),
    (Part::AppendixReference, "KemTheo", "Kèm theo"),
    (Part::Urgency, "DoKhan", "Độ khẩn"),
    (Part::Circulation, "LuuHanh", "Phạm vi lưu hành"),
    (Part::Drafter, "NguoiSoan", "Người soạn thảo"),
    (Part::Contact, "LienHe", "Liên hệ"),
];

/// The id of an element's style.
pub(super) fn style_id(part: Part) -> String {
    match part {
        Part::Heading(level, _) => format!("Heading{level}"),
        Part::Item => ITEMS[0].to_string(),
        Part::AppendixSubtitle => "PhuDe".to_string(),
        Part::TableText => CELLS[0].to_string(),
        Part::PageNumber => "Header".to_string(),
        _ => NAMED
            .iter()
            .find(|(named, ..)| *named == part)
            .map_or_else(|| "Normal".to_string(), |(_, id, _)| id.to_string()),
    }
}

/// `word/styles.xml`.
pub(super) fn xml(document: &Document, form: &Form, profile: &Profile) -> String {
    let get = |part| form.style(part, profile);
    let mut root = Element::new("w:styles", &NAMESPACES).with([defaults(), normal()]);
    let mut add = |style: Style| root.children.push(super::xml::Node::Element(Element::build(&style)));
    for (part, id, name) in NAMED {
        add(style(id, name, get(part)));
    }
    add(style(&style_id(Part::AppendixSubtitle), "Phụ đề phụ lục", get(Part::AppendixSubtitle)));
    add(style(&style_id(Part::PageNumber), "header", get(Part::PageNumber)));
    for (index, level_form) in document.numbering.levels().iter().enumerate() {
        add(heading(index + 1, *level_form, get(Part::Heading(index + 1, *level_form))));
    }
    for (level, (id, name)) in ITEMS.iter().zip(["Gạch đầu dòng", "Dấu cộng đầu dòng"]).enumerate()
    {
        let mut item = style(id, name, get(Part::Item));
        item.paragraph_property =
            item.paragraph_property.numbering(NumberingId::new(numbering::BULLETS), IndentLevel::new(level));
        add(item);
    }
    let cell = get(Part::TableText);
    let aligned = |justification| ParagraphStyle { justification, ..cell };
    add(style(CELLS[0], "Bảng, sát trái", aligned(Justification::Left)));
    add(style(CELLS[1], "Bảng, ở giữa", aligned(Justification::Centre)));
    add(style(CELLS[2], "Bảng, sát phải", aligned(Justification::Right)));
    let header =
        ParagraphStyle { emphasis: crate::form::cell_emphasis(true), ..aligned(Justification::Centre) };
    add(style(CELLS[3], "Bảng, tiêu đề", header));
    let thin = |height| ParagraphStyle { line_height: LineHeight::Exact(height), ..get(Part::Motto) };
    add(style(RULE, "Đường kẻ", ParagraphStyle { before: profile.rule_gap, ..thin(profile.rule_room) }));
    add(style(SECTION_END, "Kết thúc phần", thin(Length::pt(1))));
    with_declaration(&root)
}

/// Typeface, language and spacing of everything.
fn defaults() -> Element {
    let fonts = [("w:ascii", FONT), ("w:hAnsi", FONT), ("w:eastAsia", FONT), ("w:cs", FONT)];
    let run = Element::new("w:rPr", &[]).with([
        Element::new("w:rFonts", &fonts),
        Element::new("w:sz", &[("w:val", "28")]),
        Element::new("w:szCs", &[("w:val", "28")]),
        Element::new("w:lang", &[("w:val", "vi-VN"), ("w:eastAsia", "vi-VN"), ("w:bidi", "ar-SA")]),
    ]);
    let spacing = [("w:before", "0"), ("w:after", "0"), ("w:line", "240"), ("w:lineRule", "auto")];
    let paragraph = Element::new("w:pPr", &[]).with([Element::new("w:spacing", &spacing)]);
    Element::new("w:docDefaults", &[]).with([
        Element::new("w:rPrDefault", &[]).with([run]),
        Element::new("w:pPrDefault", &[]).with([paragraph]),
    ])
}

fn normal() -> Element {
    Element::new("w:style", &[("w:type", "paragraph"), ("w:default", "1"), ("w:styleId", "Normal")])
        .with([Element::new("w:name", &[("w:val", "Normal")]), Element::new("w:qFormat", &[])])
}

fn heading(level: usize, form: LevelForm, look: ParagraphStyle) -> Style {
    let id = style_id(Part::Heading(level, form));
    let mut heading =
        style(&id, &format!("heading {level}"), look).next(style_id(Part::Body)).outline_lvl(level - 1);
    heading.paragraph_property = heading
        .paragraph_property
        .numbering(NumberingId::new(numbering::HEADINGS), IndentLevel::new(level - 1))
        .keep_lines(true);
    heading
}

fn style(id: &str, name: &str, look: ParagraphStyle) -> Style {
    let mut style = Style::new(id, StyleType::Paragraph).name(name).based_on("Normal").q_format(true);
    style = style.size(look.size.half_points().into());
    if look.emphasis.bold {
        style = style.bold();
    }
    if look.emphasis.italic {
        style = style.italic();
    }
    style = style.fonts(RunFonts::new().ascii(FONT).hi_ansi(FONT).east_asia(FONT).cs(FONT));
    style.paragraph_property = paragraph_property(look);
    style
}

fn paragraph_property(look: ParagraphStyle) -> ParagraphProperty {
    let align = match look.justification {
        Justification::Left => AlignmentType::Left,
        Justification::Centre => AlignmentType::Center,
        Justification::Right => AlignmentType::Right,
        Justification::Both => AlignmentType::Both,
    };
    let (line, rule) = match look.line_height {
        LineHeight::Single => (240, LineSpacingType::Auto),
        LineHeight::Exact(height) => (twips(height), LineSpacingType::Exact),
    };
    let spacing = LineSpacing::new()
        .before(twips(look.before) as u32)
        .after(twips(look.after) as u32)
        .line(line)
        .line_rule(rule);
    let indent = SpecialIndentType::FirstLine(twips(look.first_line_indent));
    let mut property = ParagraphProperty::new()
        .align(align)
        .line_spacing(spacing)
        .indent(Some(0), Some(indent), None, None)
        .widow_control(true);
    if look.keep_with_next {
        property = property.keep_next(true);
    }
    property
}

/// A length of the form in twips; none comes near the limits of the type.
pub(super) fn twips(length: Length) -> i32 {
    length.to_twips().clamp(i32::MIN.into(), i32::MAX.into()) as i32
}
