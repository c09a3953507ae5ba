//! Merged values and rendered parts to the document.

use chrono::{Datelike, NaiveDate};

use super::Request;
use crate::data::keys;
use crate::data::{Content, Node, Value};
use crate::diag::{Code, Diagnostic, Diagnostics, is_slip, text};
use crate::form::decree::SEAL_MM;
use crate::form::words;
use crate::markup::{self, OpenPicture};
use crate::model::{
    Appendix, Document, DocumentNumber, Header, Marks, OfficeNumbers, SeriesRule, SeriesStart,
    SignatureBlock, Urgency,
};
use crate::period::Period;
use crate::source::{SourceMap, Span};
use crate::template::{Data, Rendered, RenderedPart, Template};
use crate::text::date;

/// The keys that every report has, typed.
#[derive(Debug)]
pub(super) struct Fields {
    header: Header,
    addressees: Vec<String>,
    recipients: Vec<String>,
    signature: SignatureBlock,
    cosigners: Vec<SignatureBlock>,
    marks: Marks,
    pub period: Option<Period>,
    pub copies: Option<i64>,
    pub numbers: OfficeNumbers,
    replaces: Option<String>,
    signed_at: Option<String>,
}

impl Fields {
    /// Takes the keys of every report out of the merged values. All that are missing are reported, at the first of the
    /// `nodes` that they were read from.
    pub(super) fn from_values(
        values: &[(String, Value)],
        request: &Request<'_>,
        template: &Template,
        nodes: [&Node; 2],
        found: &mut Diagnostics,
    ) -> Option<Fields> {
        let get = |key: &str| values.iter().find(|(name, _)| name == key).map(|(_, value)| value);
        let place = nodes[0].span;
        let before = found.count(crate::diag::Severity::Error);
        let period = template.by_period.then_some(keys::PERIOD);
        for key in period.into_iter().chain([
            keys::SYMBOL,
            keys::PLACE,
            keys::ISSUING_AGENCY,
            keys::AGENCY_IN_TEXT,
            keys::RECIPIENTS,
            keys::SIGNER,
        ]) {
            if get(key).is_none_or(Value::is_empty) {
                found.push(missing(key, place));
            }
        }
        if found.count(crate::diag::Severity::Error) > before {
            return None;
        }
        let text = |key: &str| get(key).and_then(Value::as_text).unwrap_or_default().to_string();
        let texts = |key: &str| get(key).map(Value::texts).unwrap_or_default();
        let integer = |key: &str| match get(key) {
            Some(Value::Integer(integer)) => Some(*integer),
            _ => None,
        };
        if let Some(Value::List(others)) = get(keys::COSIGNERS)
            && others.len() > MOST_COSIGNERS
        {
            found.push(many_signers(typed_at(nodes, keys::COSIGNERS, MOST_COSIGNERS)));
            return None;
        }
        let seal_mm = integer(keys::SEAL_MM).and_then(|mm| mm.try_into().ok()).unwrap_or(SEAL_MM);
        mistyped_starts(&series_starts(get(keys::SERIAL_START)), &text(keys::SYMBOL), nodes, found);
        let serial = request.serial.or(integer(keys::SERIAL));
        let dated = match get(keys::DATE) {
            Some(Value::Date(day)) => Some(*day),
            _ => None,
        };
        let date = request.date.or(dated);
        if serial.is_none() || date.is_none() {
            found.push(unnumbered(place, serial.is_none(), date.is_none()));
        }
        Some(Fields {
            header: Header {
                parent_agency: texts(keys::PARENT_AGENCY),
                issuing_agency: texts(keys::ISSUING_AGENCY),
                agency_in_text: text(keys::AGENCY_IN_TEXT),
                number: DocumentNumber {
                    serial,
                    symbol: text(keys::SYMBOL),
                    prefix: prefix(text(keys::PREFIX), typed_at(nodes, keys::PREFIX, 0), found),
                },
                place: text(keys::PLACE),
                date,
                month: month_of_issue(&text(keys::MONTH), date, typed_at(nodes, keys::MONTH, 0), found),
                lines_at: [keys::PARENT_AGENCY, keys::ISSUING_AGENCY]
                    .into_iter()
                    .flat_map(|key| (0..texts(key).len()).map(move |at| typed_at(nodes, key, at)))
                    .chain([typed_at(nodes, keys::SYMBOL, 0)])
                    .collect(),
                place_at: typed_at(nodes, keys::PLACE, 0),
            },
            addressees: texts(keys::ADDRESSEES),
            recipients: texts(keys::RECIPIENTS),
            signature: signature(get(keys::SIGNER), seal_mm),
            cosigners: match get(keys::COSIGNERS) {
                Some(Value::List(items)) => items.iter().map(|item| signature(Some(item), seal_mm)).collect(),
                _ => Vec::new(),
            },
            marks: Marks {
                urgency: Urgency::ALL.into_iter().find(|urgency| urgency.words() == text(keys::URGENCY)),
                circulation: Some(text(keys::CIRCULATION)).filter(|words| !words.is_empty()),
                drafter: words::drafter(&text(keys::DRAFTER), integer(keys::COPIES)),
                contact: texts(keys::CONTACT),
            },
            period: match get(keys::PERIOD) {
                Some(Value::Period(period)) => Some(*period),
                _ => None,
            },
            copies: integer(keys::COPIES),
            numbers: OfficeNumbers {
                rule: match get(keys::SERIES_RULE).and_then(Value::as_text) {
                    Some(keys::COMMON_SERIES) => SeriesRule::Common,
                    _ => SeriesRule::BySymbol,
                },
                starts: series_starts(get(keys::SERIAL_START)),
            },
            signed_at: moment(&text(keys::SIGNED_AT), typed_at(nodes, keys::SIGNED_AT, 0), found),
            replaces: Some(text(keys::REPLACES))
                .filter(|typed| !typed.is_empty())
                .or_else(|| request.replaces.map(str::to_string)),
        })
    }

    /// What templates see: the merged values, with the number and date that hold and the year of the period.
    pub(super) fn template_data(&self, mut values: Vec<(String, Value)>) -> Data {
        for (name, slot) in &mut values {
            match name.as_str() {
                keys::DATE => *slot = self.header.date.map_or(Value::Empty, Value::Date),
                keys::SERIAL => *slot = self.header.number.serial.map_or(Value::Empty, Value::Integer),
                keys::REPLACES => *slot = self.replaces.clone().map_or(Value::Empty, Value::Text),
                _ => {}
            }
        }
        if let Some(period) = self.period {
            values.push((keys::YEAR.to_string(), Value::Integer(period.year().into())));
        }
        values.push((keys::NUMBER.to_string(), Value::Text(self.header.number.full().trim().to_string())));
        values
    }
}

/// What stands before the number: a few letters, digits and hyphens. The last is no digit, which would be read as one of the number.
fn prefix(typed: String, place: Option<Span>, found: &mut Diagnostics) -> String {
    let is_sound = typed.chars().count() <= LONGEST_PREFIX
        && typed.chars().all(|letter| letter.is_alphanumeric() || letter == '-')
        && !typed.ends_with(char::is_numeric);
    if !is_sound {
        found.push(
            Diagnostic::error(
                Code::ValueOutOfRange,
                text!(
                    "“{typed}” không dùng làm chữ trước số được",
                    "“{typed}” cannot stand before the number"
                ),
            )
            .at_maybe(place)
            .help(text!(
                "nhiều nhất {LONGEST_PREFIX} chữ cái, chữ số, dấu gạch nối, không kết thúc bằng chữ số: T, CA-",
                "at most {LONGEST_PREFIX} letters, digits and hyphens, the last no digit: T, CA-"
            )),
        );
    }
    typed
}

/// Letters before a number, at most.
const LONGEST_PREFIX: usize = 8;

/// Year and month of issue, as typed; nothing for nothing. They have to be those of the day, where there is one.
fn month_of_issue(
    typed: &str,
    day: Option<NaiveDate>,
    place: Option<Span>,
    found: &mut Diagnostics,
) -> Option<(i32, u32)> {
    let month = date::parse_month(typed);
    if let (Some(day), Some(month)) = (day, month)
        && month != (day.year(), day.month())
    {
        let day = date::short(day);
        let message =
            text!("tháng ban hành ghi {typed}, ngày ban hành là {day}", "month of issue {typed}, day {day}");
        found.push(Diagnostic::warning(Code::ValueOutOfRange, message).at_maybe(place).help(text!(
            "sửa một trong hai; đã có ngày thì xóa thang_ban_hanh",
            "correct one of them; with a day, thang_ban_hanh is not needed"
        )));
    }
    if month.is_none() && !typed.is_empty() {
        found.push(
            Diagnostic::error(
                Code::ValueOutOfRange,
                text!("“{typed}” không phải là một tháng", "“{typed}” is no month"),
            )
            .at_maybe(place)
            .help(text!("viết tháng/năm: 6/2026", "write month/year: 6/2026")),
        );
    }
    month
}

/// When the agency signed, as printed; nothing for nothing.
fn moment(typed: &str, place: Option<Span>, found: &mut Diagnostics) -> Option<String> {
    let moment = date::moment(typed);
    if moment.is_none() && !typed.is_empty() {
        found.push(
            Diagnostic::error(
                Code::ValueOutOfRange,
                text!("“{typed}” không phải là một thời điểm", "“{typed}” is no moment"),
            )
            .at_maybe(place)
            .help(text!(
                "viết ngày, giờ, phút, giây: 24/6/2024 10:15:30",
                "write day, hours, minutes and seconds: 24/6/2024 10:15:30"
            )),
        );
    }
    moment
}

/// Where the value of a key, or the item `at` of its list, was typed; the first file that has it counts.
fn typed_at(nodes: [&Node; 2], key: &str, at: usize) -> Option<Span> {
    let node = nodes.into_iter().filter_map(|node| node.get(key)).find(|node| !node.is_empty())?;
    match &node.content {
        Content::List(items) => items.get(at).map(|item| item.span),
        _ => Some(node.span),
    }
}

/// A signer of the data, and the diameter of the seal.
fn signature(signer: Option<&Value>, seal_mm: u32) -> SignatureBlock {
    let get = |key: &str| signer.and_then(|signer| signer.get(key));
    let text = |key: &str| get(key).and_then(Value::as_text).map(str::to_string);
    SignatureBlock {
        capacity: get(keys::CAPACITY).map(Value::texts).unwrap_or_default(),
        second_post: text(keys::SECOND_POST),
        rank: text(keys::RANK),
        name: text(keys::NAME).unwrap_or_default(),
        signed: get(keys::SIGNED) == Some(&Value::Flag(true)),
        seal_mm,
    }
}

/// Where the office says that its series begin.
fn series_starts(value: Option<&Value>) -> Vec<SeriesStart> {
    let Some(Value::List(items)) = value else { return Vec::new() };
    let integer = |item: &Value, key: &str| match item.get(key) {
        Some(Value::Integer(integer)) => Some(*integer),
        _ => None,
    };
    let start = |item: &Value| {
        let symbol = item.get(keys::SYMBOL).and_then(Value::as_text).map(str::to_string);
        Some(SeriesStart { year: integer(item, keys::YEAR)?, symbol, serial: integer(item, keys::SERIAL)? })
    };
    items.iter().filter_map(start).collect()
}

/// More do not fit beside the signer.
const MOST_COSIGNERS: usize = 3;

fn many_signers(place: Option<Span>) -> Diagnostic {
    let most = MOST_COSIGNERS;
    Diagnostic::error(
        Code::ValueOutOfRange,
        text!(
            "nguoi_ky_khac có nhiều nhất {most} người: nhiều hơn thì không đủ chỗ trên một hàng",
            "nguoi_ky_khac has at most {most} signers: more do not fit into a row"
        ),
    )
    .at_maybe(place)
}

/// Symbols of `so_bat_dau` that are a letter away from the report's own, which has none of its own there: the series would begin
/// at 01.
fn mistyped_starts(starts: &[SeriesStart], symbol: &str, nodes: [&Node; 2], found: &mut Diagnostics) {
    let is_own = |start: &SeriesStart| start.symbol.as_deref().is_none_or(|own| own == symbol);
    if starts.iter().any(is_own) {
        return;
    }
    for (at, start) in starts.iter().enumerate() {
        let Some(typed) = start.symbol.as_deref() else { continue };
        if !is_slip(typed, symbol) {
            continue;
        }
        found.push(
            Diagnostic::warning(
                Code::SeriesDoubtful,
                text!(
                    "so_bat_dau ghi ký hiệu “{typed}”, báo cáo có ký hiệu “{symbol}”",
                    "so_bat_dau has the symbol “{typed}”, the report “{symbol}”"
                ),
            )
            .at_maybe(typed_at(nodes, keys::SERIAL_START, at)),
        );
    }
}

fn missing(key: &str, place: Span) -> Diagnostic {
    let finding =
        Diagnostic::error(Code::MissingValue, text!("thiếu mục “{key}”", "the key “{key}” is missing"))
            .at(Span { end: place.start, ..place });
    finding.help(match key {
        keys::PERIOD => text!("thêm kỳ báo cáo, ví dụ: ky: 2024-07", "add the period, as in: ky: 2024-07"),
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
    (open_picture, is_draft): (&OpenPicture<'_>, bool),
    sources: &SourceMap,
    found: &mut Diagnostics,
) -> Document {
    let mut counters = markup::Counters::default();
    let mut body = Vec::new();
    let mut subject = Vec::new();
    let mut appendices = Vec::new();
    let part_of = |texts: &RenderedPart| &template.parts[texts.part];
    let labelled = rendered.parts.iter().skip(1).filter(|texts| part_of(texts).front.labelled).count();
    let mut number = 0;
    for (index, texts) in rendered.parts.iter().enumerate() {
        let part = part_of(texts);
        let context = markup::Context {
            numbering: &template.numbering,
            column_widths_mm: part.front.column_widths_mm.as_deref(),
            reading: template.reading,
            open_picture,
            is_draft,
        };
        if index > 0 {
            counters = counters.for_next_part();
        }
        let blocks = markup::parse(texts.body, sources, &context, &mut counters, found);
        let title = markup::parse_line(texts.title, sources, template.reading, found);
        if index == 0 {
            (body, subject) = (blocks, title);
            continue;
        }
        number += usize::from(part.front.labelled);
        let label = part.front.labelled.then(|| words::appendix_label(number, labelled));
        appendices.push(Appendix {
            label: label.unwrap_or_default(),
            issued: part.front.issued.clone(),
            own_file: part.front.own_file,
            title,
            subtitle: texts
                .subtitle
                .iter()
                .map(|file| markup::parse_line(*file, sources, template.reading, found))
                .collect(),
            reference: words::appendix_reference(&template.kind, &fields.header),
            paper: part.front.paper,
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
        cosigners: fields.cosigners,
        marks: fields.marks,
        period: fields.period.map(|period| period.in_words()),
        appendices,
        numbering: template.numbering.clone(),
        form: template.form,
        signed_at: fields.signed_at,
        copy_notes: Vec::new(),
        copy_corner: None,
    }
}
