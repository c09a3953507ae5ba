//! Charts: what the function `bieu_do` of a template leaves, as `{bieu_do kieu="cot" nhan=["a","b"] so_lieu=["1","2.5"]}`.

use super::attribute_values::{AttributeValue, Entry};
use super::drawn::wrong;
use super::parse_fragment;
use crate::diag::{Diagnostics, Text, closest, text};
use crate::model::{Chart, ChartKind, ChartLine, plain_text};
use crate::source::Span;
use crate::units::Length;

/// The most lines of figures: more cannot be told apart in black and white.
const MOST_LINES: usize = 6;
/// The most parts of a pie, for the same reason.
const MOST_PARTS: usize = 8;
/// Figures have at most 15 digits.
const LARGEST: f64 = 1e15;
/// Figures as they are have at most so many decimals.
const MOST_PLACES: u32 = 6;
/// The most labels.
const MOST_LABELS: usize = 60;

const WIDTHS_MM: std::ops::RangeInclusive<i64> = 40..=400;
const HEIGHTS_MM: std::ops::RangeInclusive<i64> = 30..=240;
const PLACES: std::ops::RangeInclusive<i64> = 0..=MOST_PLACES as i64;

/// A chart as it was asked for; what is wrong with it is found at `span`.
pub(super) fn chart(entries: &[Entry], span: Span, found: &mut Diagnostics) -> Option<Chart> {
    let mut reader = ChartReader { entries, span, found };
    let kind = reader.kind()?;
    let (labels, names, lines) = (reader.texts("nhan"), reader.texts("chuoi"), reader.lines()?);
    let chart = Chart {
        kind,
        title: reader.markup("ten"),
        unit: plain_text(&reader.markup("don_vi")),
        labels,
        places: reader.number("so_le", &PLACES).map(|places| places as u32),
        width: reader.number("rong", &WIDTHS_MM).map(Length::mm),
        height: reader.number("cao", &HEIGHTS_MM).map(Length::mm),
        lines: lines
            .into_iter()
            .enumerate()
            .map(|(at, values)| ChartLine { name: names.get(at).cloned().unwrap_or_default(), values })
            .collect(),
    };
    reader.fits(&chart, names.len()).then_some(chart)
}

struct ChartReader<'a> {
    entries: &'a [Entry],
    span: Span,
    found: &'a mut Diagnostics,
}

type Values = Vec<Option<rust_decimal::Decimal>>;

impl ChartReader<'_> {
    fn get(&self, name: &str) -> Option<&AttributeValue> {
        self.entries.iter().find(|(own, _, _)| own == name).map(|(_, value, _)| value)
    }

    fn refuse(&mut self, message: Text, help: Text) {
        self.found.push(wrong(self.span, message).help(help));
    }

    fn markup(&mut self, name: &str) -> Vec<crate::model::Inline> {
        match self.get(name) {
            Some(AttributeValue::Text(markup)) => {
                let markup = markup.clone();
                parse_fragment(&markup, self.span, self.found)
            }
            _ => Vec::new(),
        }
    }

    fn texts(&mut self, name: &str) -> Vec<String> {
        let Some(AttributeValue::Texts(items)) = self.get(name) else { return Vec::new() };
        let items = items.clone();
        items.iter().map(|item| plain_text(&parse_fragment(item, self.span, self.found))).collect()
    }

    fn number(&mut self, name: &str, range: &std::ops::RangeInclusive<i64>) -> Option<i64> {
        let (low, high) = (range.start(), range.end());
        match self.get(name)? {
            AttributeValue::Number(number) if range.contains(number) => Some(*number),
            _ => {
                self.refuse(
                    text!("{name} của biểu đồ không dùng được", "{name} of the chart cannot be used"),
                    text!("ghi một số từ {low} đến {high}", "write a number from {low} to {high}"),
                );
                None
            }
        }
    }

    fn kind(&mut self) -> Option<ChartKind> {
        let name = plain_text(&self.markup("kieu"));
        let names = || ChartKind::ALL.iter().map(|(_, name, _)| *name);
        let kind = ChartKind::named(&name);
        if kind.is_none() {
            let all = names().collect::<Vec<_>>().join(", ");
            let help = match closest(&name, names()) {
                Some(like) => text!("có phải là “{like}” không?", "did you mean “{like}”?"),
                None => text!("kieu là một trong: {all}", "kieu is one of: {all}"),
            };
            self.refuse(text!("không có kiểu biểu đồ “{name}”", "there is no kind of chart “{name}”"), help);
        }
        kind
    }

    /// The lines of figures, as the function wrote them.
    fn lines(&mut self) -> Option<Vec<Values>> {
        let lines = self.entries.iter().filter(|(name, _, _)| name == "so_lieu");
        let line = |value: &AttributeValue| match value {
            AttributeValue::Texts(items) => items
                .iter()
                .map(|item| if item.is_empty() { Some(None) } else { item.parse().ok().map(Some) })
                .collect::<Option<Values>>(),
            _ => None,
        };
        let lines: Option<Vec<Values>> = lines.map(|(_, value, _)| line(value)).collect();
        if lines.is_none() {
            self.refuse(
                text!("so_lieu của biểu đồ không phải là số", "so_lieu of the chart are no numbers"),
                text!(
                    "so_lieu=[12, 15]; lấy từ số liệu: ds | lay(cot=\"luot\")",
                    "so_lieu=[12, 15]; from the data: ds | lay(cot=\"luot\")"
                ),
            );
        }
        lines
    }

    /// Whether the chart can be drawn; what hinders it is found.
    fn fits(&mut self, chart: &Chart, names: usize) -> bool {
        let before = self.found.count(crate::diag::Severity::Error);
        self.counts(chart, names);
        if chart.kind == ChartKind::Pie {
            self.pie(chart);
        }
        self.found.count(crate::diag::Severity::Error) == before
    }

    fn counts(&mut self, chart: &Chart, names: usize) {
        let (labels, lines) = (chart.labels.len(), chart.lines.len());
        if chart.lines.iter().all(|line| line.values.iter().all(Option::is_none)) {
            self.refuse(
                text!("biểu đồ không có số liệu nào", "the chart has no figures"),
                text!(
                    "đặt biểu đồ trong {{% if … %}} để chỉ in khi có số liệu",
                    "put the chart into {{% if … %}}, so that it is printed only when there are some"
                ),
            );
            return;
        }
        if chart.places_of_values().any(|value| value.abs() >= LARGEST) {
            self.refuse(
                text!(
                    "số liệu của biểu đồ có hơn 15 chữ số",
                    "a figure of the chart has more than 15 digits"
                ),
                text!("đổi đơn vị tính: triệu, tỷ", "use another unit: millions, billions"),
            );
        }
        if chart.places.is_none() && chart.own_places() > MOST_PLACES {
            self.refuse(
                text!(
                    "số liệu của biểu đồ có hơn {MOST_PLACES} chữ số lẻ",
                    "a figure of the chart has more than {MOST_PLACES} decimals"
                ),
                text!("ghi so_le, ví dụ so_le=1", "write so_le, as in so_le=1"),
            );
        }
        if let Some(line) = chart.lines.iter().find(|line| line.values.len() != labels) {
            let values = line.values.len();
            self.refuse(
                text!(
                    "biểu đồ có {labels} nhãn mà có {values} số liệu",
                    "the chart has {labels} labels and {values} figures"
                ),
                text!("nhan và so_lieu phải dài bằng nhau", "nhan and so_lieu have to be of one length"),
            );
        }
        if lines > 1 && names != lines {
            self.refuse(
                text!(
                    "biểu đồ có {lines} chuỗi số liệu mà có {names} tên chuỗi",
                    "the chart has {lines} lines of figures and {names} names"
                ),
                text!("ghi chuoi=[…], mỗi chuỗi một tên", "write chuoi=[…], a name for each"),
            );
        }
        if lines > MOST_LINES || labels > MOST_LABELS {
            self.refuse(
                text!(
                    "biểu đồ có nhiều nhất {MOST_LINES} chuỗi và {MOST_LABELS} nhãn",
                    "a chart has at most {MOST_LINES} lines of figures and {MOST_LABELS} labels"
                ),
                text!("dùng bảng, hoặc chia thành nhiều biểu đồ", "use a table, or several charts"),
            );
        }
    }

    fn pie(&mut self, chart: &Chart) {
        if chart.lines.len() != 1 {
            self.refuse(
                text!("biểu đồ tròn chỉ có một chuỗi số liệu", "a pie has one line of figures"),
                text!("dùng kieu=\"cot\"", "use kieu=\"cot\""),
            );
        }
        if chart.labels.len() > MOST_PARTS {
            self.refuse(
                text!("biểu đồ tròn có nhiều nhất {MOST_PARTS} phần", "a pie has at most {MOST_PARTS} parts"),
                text!(
                    "gộp các phần nhỏ, hoặc dùng kieu=\"thanh\"",
                    "join small parts, or use kieu=\"thanh\""
                ),
            );
        }
        let of_lines = chart.lines.first().map(|line| line.values.as_slice()).unwrap_or_default();
        let lacking = chart.labels.iter().zip(of_lines).find(|(_, value)| value.is_none());
        if let Some((label, _)) = lacking {
            self.refuse(
                text!("biểu đồ tròn thiếu số liệu của “{label}”", "the pie lacks the figure of “{label}”"),
                text!("ghi số, kể cả 0, hoặc bỏ nhãn này", "give it, even 0, or leave this label out"),
            );
        }
        let values: Vec<f64> = chart.places_of_values().collect();
        if values.iter().any(|value| *value < 0.0) || values.iter().sum::<f64>() <= 0.0 {
            self.refuse(
                text!(
                    "biểu đồ tròn không có số âm, và tổng phải lớn hơn 0",
                    "a pie has no negative figures, and their sum is above 0"
                ),
                text!("dùng kieu=\"cot\"", "use kieu=\"cot\""),
            );
        }
    }
}
