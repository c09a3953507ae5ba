//! Merged values and rendered parts to the document.

use super::Request;
use crate::arrangement::Arrangement;
use crate::data::Value;
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::font::FontSet;
use crate::form::decree::SEAL_MM;
use crate::form::words;
use crate::markup;
use crate::model::{Appendix, Document, DocumentNumber, Header, Marks, SignatureBlock, Urgency};
use crate::period::Period;
use crate::source::{SourceMap, Span};
use crate::template::{Data, Rendered, Template};

/// The keys that every report has, typed.
#[derive(Debug)]
pub(super) struct Fields {
    header: Header,
    addressees: Vec<String>,
    recipients: Vec<String>,
    signature: SignatureBlock,
    marks: Marks,
    pub period: Option<Period>,
    pub copies: Option<i64>,
}

impl Fields {
    /// Takes the keys of every report out of the merged values. All that are missing are reported, at `place`.
    pub(super) fn from_values(
        values: &[(String, Value)],
        request: &Request<'_>,
        place: Span,
        found: &mut Diagnostics,
    ) -> Option<Fields> {
        let get = |key: &str| values.iter().find(|(name, _)| name == key).map(|(_, value)| value);
        let before = found.count(crate::diag::Severity::Error);
        for key in ["ky", "ky_hieu", "dia_danh", "co_quan_ban_hanh", "ten_co_quan", "noi_nhan", "nguoi_ky"] {
            if get(key).is_none_or(Value::is_empty) {
                found.push(missing(key, place));
            }
        }
        if found.count(crate::diag::Severity::Error) > before {
            return None;
        }
        let text = |key: &str| get(key).and_then(Value::as_text).unwrap_or_default().to_string();
        let texts = |key: &str| get(key).map(Value::texts).unwrap_or_default();
        let signer = get("nguoi_ky");
        let signer_text = |key: &str| signer.and_then(|signer| signer.get(key)).and_then(Value::as_text);
        let integer = |key: &str| match get(key) {
            Some(Value::Integer(integer)) => Some(*integer),
            _ => None,
        };
        let serial = request.serial.or(integer("so"));
        let dated = match get("ngay") {
            Some(Value::Date(day)) => Some(*day),
            _ => None,
        };
        let date = request.date.or(dated);
        if serial.is_none() || date.is_none() {
            found.push(unnumbered(place, serial.is_none(), date.is_none()));
        }
        Some(Fields {
            header: Header {
                parent_agency: texts("co_quan_chu_quan"),
                issuing_agency: texts("co_quan_ban_hanh"),
                agency_in_text: text("ten_co_quan"),
                number: DocumentNumber { serial, symbol: text("ky_hieu") },
                place: text("dia_danh"),
                date,
            },
            addressees: texts("kinh_gui"),
            recipients: texts("noi_nhan"),
            signature: SignatureBlock {
                capacity: signer
                    .and_then(|signer| signer.get("quyen_han"))
                    .map(Value::texts)
                    .unwrap_or_default(),
                second_post: signer_text("chuc_vu_khac").map(str::to_string),
                name: signer_text("ho_ten").unwrap_or_default().to_string(),
                seal_mm: integer("duong_kinh_dau").and_then(|mm| mm.try_into().ok()).unwrap_or(SEAL_MM),
            },
            marks: Marks {
                urgency: Urgency::ALL.into_iter().find(|urgency| urgency.words() == text("do_khan")),
                circulation: Some(text("luu_hanh")).filter(|words| !words.is_empty()),
                drafter: words::drafter(&text("nguoi_soan"), integer("so_ban")),
                contact: texts("lien_he"),
            },
            period: match get("ky") {
                Some(Value::Period(period)) => Some(*period),
                _ => None,
            },
            copies: integer("so_ban"),
        })
    }

    /// What templates see: the merged values, with the number and date that hold and the year of the period.
    pub(super) fn template_data(&self, mut values: Vec<(String, Value)>) -> Data {
        for (name, slot) in &mut values {
            match name.as_str() {
                "ngay" => *slot = self.header.date.map_or(Value::Empty, Value::Date),
                "so" => *slot = self.header.number.serial.map_or(Value::Empty, Value::Integer),
                _ => {}
            }
        }
        if let Some(period) = self.period {
            values.push(("nam".to_string(), Value::Integer(period.year().into())));
        }
        values.push(("so_ky_hieu".to_string(), Value::Text(self.header.number.full().trim().to_string())));
        values
    }
}

fn missing(key: &str, place: Span) -> Diagnostic {
    let finding =
        Diagnostic::error(Code::MissingValue, text!("thiếu mục “{key}”", "the key “{key}” is missing"))
            .at(Span { end: place.start, ..place });
    finding.help(match key {
        "ky" => text!("thêm kỳ báo cáo, ví dụ: ky: 2024-07", "add the period, as in: ky: 2024-07"),
        _ => text!(
            "ghi “{key}” vào data/co-quan.yaml (dùng cho mọi kỳ) hoặc vào tệp của kỳ",
            "write “{key}” into data/co-quan.yaml (for every period) or into the period's file"
        ),
    })
}

/// Which of number and date are missing.
fn unnumbered(place: Span, number: bool, date: bool) -> Diagnostic {
    let message = match (number, date) {
        (true, true) => text!("chưa có số và ngày ban hành", "there is neither number nor date yet"),
        (true, false) => text!("chưa có số văn bản", "there is no number yet"),
        _ => text!("chưa có ngày ban hành", "there is no date yet"),
    };
    let (vi, en) = (message.vi, message.en);
    Diagnostic::warning(
        Code::DraftUnnumbered,
        text!("{vi}, bản in chừa chỗ trống", "{en}, room is left for it"),
    )
    .at(Span { end: place.start, ..place })
    .help(text!("điền “so” và “ngay” khi ban hành", "fill in “so” and “ngay” when the report is issued"))
}

/// The document from the rendered parts.
pub(super) fn assemble(
    template: &Template,
    fields: Fields,
    rendered: &Rendered,
    sources: &SourceMap,
    found: &mut Diagnostics,
) -> Document {
    let mut counters = markup::Counters::default();
    let mut body = Vec::new();
    let mut subject = Vec::new();
    let mut appendices = Vec::new();
    let count = template.parts.len() - 1;
    for (index, (part, texts)) in template.parts.iter().zip(&rendered.parts).enumerate() {
        let context = markup::Context {
            numbering: &template.numbering,
            column_widths_mm: part.front.column_widths_mm.as_deref(),
        };
        if index > 0 {
            counters = counters.for_next_part();
        }
        let blocks = markup::parse(texts.body, sources, &context, &mut counters, found);
        let title = markup::parse_line(texts.title, sources, found);
        if index == 0 {
            (body, subject) = (blocks, title);
            continue;
        }
        appendices.push(Appendix {
            label: words::appendix_label(index, count),
            title,
            subtitle: texts.subtitle.iter().map(|file| markup::parse_line(*file, sources, found)).collect(),
            reference: words::appendix_reference(&template.kind, &fields.header),
            orientation: part.front.orientation,
            blocks,
        });
    }
    Document {
        header: fields.header,
        kind: template.kind.clone(),
        subject,
        addressees: fields.addressees,
        body,
        recipients: fields.recipients,
        signature: fields.signature,
        marks: fields.marks,
        period: fields.period.map(|period| period.in_words()),
        appendices,
        numbering: template.numbering.clone(),
    }
}

/// Letters that the fonts cannot show, each once, with where it comes from: a data file if one holds it.
pub(crate) fn check_letters(
    arrangement: &Arrangement<'_>,
    fonts: &FontSet,
    sources: &SourceMap,
    found: &mut Diagnostics,
) {
    let mut missing: Vec<(char, Option<Span>)> = Vec::new();
    arrangement.for_each_text(&mut |text, emphasis, span| {
        for letter in fonts.missing(text, emphasis) {
            if !missing.iter().any(|(seen, _)| *seen == letter) {
                missing.push((letter, span));
            }
        }
    });
    for (letter, span) in missing {
        let code = letter as u32;
        found.push(
            Diagnostic::error(
                Code::GlyphMissing,
                text!(
                    "phông chữ không có ký tự “{letter}” (U+{code:04X})",
                    "the fonts have no character “{letter}” (U+{code:04X})"
                ),
            )
            .at_maybe(sources.find_char(letter).or(span))
            .help(text!(
                "xóa ký tự đó, hoặc dùng --fonts với thư mục phông chữ có ký tự này",
                "delete the character, or use --fonts with a folder of fonts that have it"
            )),
        );
    }
}
