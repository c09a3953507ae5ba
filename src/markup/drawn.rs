//! What is drawn and not typed: pictures and charts. The function `anh` of a template leaves `{anh tep="…" mo_ta="…"}`; those of one
//! line, or of lines without a blank one between, stand side by side. Charts are in `chart`.

use std::ops::Range;
use std::sync::Arc;

use super::attribute_values::{AttributeValue, Entry, entries};
use super::attributes::Attributes;
use super::{chart, parse_fragment};
use crate::data::value::BLANK;
use crate::diag::{Code, Diagnostic, Diagnostics, Text, text};
use crate::model::{Align, BlockKind, Inline, MarkupReading, Picture, PictureRows, plain_text};
use crate::raster::Raster;
use crate::source::{FileId, Span};
use crate::units::Length;

/// Opens the picture file of a name, or says what is wrong with it and what to do.
pub type OpenPicture<'a> = dyn Fn(&str) -> Result<Arc<Raster>, (Text, Text)> + 'a;

/// How what the functions `anh` and `bieu_do` leave begins.
const STARTS: [(DrawnKind, &str); 2] = [(DrawnKind::Picture, "{anh "), (DrawnKind::Chart, "{bieu_do ")];

/// The narrowest and the widest picture that may be asked for, in millimetres.
const WIDTHS_MM: std::ops::RangeInclusive<i64> = 10..=400;

/// In characters. A PDF/A file holds no text above 32,767 bytes outside its pages (ISO 19005-2, 6.1.13).
const LONGEST_DESCRIPTION: usize = 2_000;

/// Whether a line is of drawn things.
pub(super) fn is_drawn(line: &str) -> bool {
    STARTS.iter().any(|(_, start)| line.starts_with(start))
}

/// Where things that are drawn stand among other text; anywhere in the first reading, which does not know them.
pub(super) fn misplaced(text: &str, reading: MarkupReading) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut found = Vec::new();
    for line in text.split_inclusive('\n') {
        let begin = line.len() - line.trim_start().len();
        if let Some(at) = inside(line).filter(|at| *at > begin || reading == MarkupReading::First) {
            // On a line of its own it is looked at with all that stands beside it.
            if reading == MarkupReading::First || !is_drawn(line.trim_start()) {
                found.push(start + at..start + line.trim_end().len());
            }
        }
        start += line.len();
    }
    found
}

fn inside(line: &str) -> Option<usize> {
    let places = STARTS.iter().flat_map(|(_, start)| line.match_indices(start).map(|(at, _)| at));
    places.filter(|at| !line[..*at].ends_with('\\')).min()
}

/// The blocks of lines: pictures that follow one another, and charts.
pub(super) fn blocks(
    file: FileId,
    lines: &[(String, usize)],
    attributes: &mut Attributes,
    (open, is_draft): (&OpenPicture<'_>, bool),
    found: &mut Diagnostics,
) -> Vec<BlockKind> {
    let mut blocks = Vec::new();
    for (line, start) in lines {
        let span = |range: Range<usize>| Span::new(file, start + range.start, start + range.end);
        let groups = groups(line).unwrap_or_else(|at| {
            found.push(not_alone(span(at.min(line.len())..line.len()), MarkupReading::Second));
            Vec::new()
        });
        for Group { kind, range, entries } in groups {
            match kind {
                _ if is_draft && is_blank(kind, &entries) => blocks.push(room_for(kind)),
                DrawnKind::Picture => {
                    let Some(picture) = picture(entries, span(range), open, found) else { continue };
                    match blocks.last_mut() {
                        Some(BlockKind::Pictures(rows)) => rows.pictures.push(picture),
                        _ => {
                            let per_row = attributes.pictures_per_row(found);
                            blocks
                                .push(BlockKind::Pictures(PictureRows { pictures: vec![picture], per_row }));
                        }
                    }
                }
                DrawnKind::Chart => {
                    let chart = chart::chart(&entries, span(range), found);
                    blocks.extend(chart.map(|chart| BlockKind::Chart(Box::new(chart))));
                }
            }
        }
    }
    blocks
}

/// Whether a draft lacks what is to be drawn: the name or the description of the picture; all figures of the chart, or one of a
/// pie, which has no whole without it.
fn is_blank(kind: DrawnKind, entries: &[Entry]) -> bool {
    let is_blank = |text: &str| text.trim().is_empty() || text.replace('\\', "") == BLANK;
    let values = |names: &'static [&str]| {
        entries.iter().filter(|(name, _, _)| names.contains(&name.as_str())).map(|(_, value, _)| value)
    };
    match kind {
        DrawnKind::Picture => values(&["tep", "mo_ta"])
            .any(|value| matches!(value, AttributeValue::Text(text) if is_blank(text))),
        DrawnKind::Chart => {
            let is_pie = values(&["kieu"]).any(|value| *value == AttributeValue::Text("tron".to_string()));
            values(&["so_lieu"]).all(|value| match value {
                AttributeValue::Texts(figures) if is_pie => figures.iter().any(String::is_empty),
                AttributeValue::Texts(figures) => figures.iter().all(String::is_empty),
                _ => false,
            })
        }
    }
}

/// What a draft shows for it.
fn room_for(kind: DrawnKind) -> BlockKind {
    let words = if kind == DrawnKind::Picture { "[ảnh]" } else { "[biểu đồ]" };
    BlockKind::Placed { align: Align::Centre, content: vec![Inline::plain(words)] }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DrawnKind {
    Picture,
    Chart,
}

/// Something drawn, as it is written.
struct Group {
    kind: DrawnKind,
    range: Range<usize>,
    entries: Vec<Entry>,
}

/// The things of a line, or where it goes on with something else.
fn groups(line: &str) -> Result<Vec<Group>, usize> {
    let mut groups = Vec::new();
    let mut at = 0;
    loop {
        at += line[at..].len() - line[at..].trim_start().len();
        if at == line.len() {
            return Ok(groups);
        }
        let (kind, inner) = STARTS
            .iter()
            .find_map(|(kind, start)| Some((*kind, line[at..].strip_prefix(start)?)))
            .ok_or(at)?;
        let length = end(inner).ok_or(at)?;
        let entries = entries(&inner[..length]).map_err(|_| at)?;
        let end = line.len() - inner.len() + length + 1;
        groups.push(Group { kind, range: at..end, entries });
        at = end;
    }
}

/// Where the brace stands that closes a thing: outside its quotes.
fn end(inner: &str) -> Option<usize> {
    let (mut quoted, mut escaped) = (false, false);
    inner.char_indices().find_map(|(at, sign)| {
        let is_end = sign == '}' && !quoted;
        quoted ^= sign == '"' && !escaped;
        escaped = sign == '\\' && !escaped;
        is_end.then_some(at)
    })
}

fn picture(
    entries: Vec<Entry>,
    span: Span,
    open: &OpenPicture<'_>,
    found: &mut Diagnostics,
) -> Option<Picture> {
    let get = |name: &str| entries.iter().find(|(own, _, _)| own == name).map(|(_, value, _)| value);
    let mut words = |name: &str| match get(name) {
        Some(AttributeValue::Text(markup)) => parse_fragment(markup, span, found),
        _ => Vec::new(),
    };
    let (file, description, caption) =
        (plain_text(&words("tep")), plain_text(&words("mo_ta")), words("chu_thich"));
    let width = match get("rong") {
        Some(AttributeValue::Number(mm)) if WIDTHS_MM.contains(mm) => Some(Length::mm(*mm)),
        None => None,
        Some(_) => {
            found.push(wrong(
                span,
                text!("rong của ảnh là số mm, từ 10 đến 400", "rong of a picture is in mm, 10 to 400"),
            ));
            None
        }
    };
    if description.trim().is_empty() {
        found.push(wrong(span, text!("ảnh thiếu mo_ta", "the picture has no mo_ta")).help(text!(
            "ghi mo_ta: ảnh chụp gì, cho người không nhìn được",
            "write mo_ta: what the picture shows, for who cannot see it"
        )));
    }
    if description.chars().count() > LONGEST_DESCRIPTION {
        found.push(wrong(span, text!("mo_ta của ảnh quá dài", "mo_ta of the picture is too long")).help(
            text!(
                "viết gọn trong {LONGEST_DESCRIPTION} chữ cái; phần còn lại ghi ở lời văn",
                "keep it below {LONGEST_DESCRIPTION} letters; say the rest in the text"
            ),
        ));
    }
    match open(file.trim()) {
        Ok(raster) => Some(Picture { raster, description, caption, width }),
        Err((message, help)) => {
            found.push(Diagnostic::error(Code::PictureUnusable, message).at(span).help(help));
            None
        }
    }
}

pub(super) fn wrong(span: Span, message: Text) -> Diagnostic {
    Diagnostic::error(Code::MarkupMalformed, message).at(span)
}

/// A picture among words, or the other way round.
pub(super) fn not_alone(span: Span, reading: MarkupReading) -> Diagnostic {
    if reading == MarkupReading::First {
        return wrong(
            span,
            text!("ảnh, biểu đồ chỉ dùng được với phien_ban: 2", "pictures and charts need phien_ban: 2"),
        )
        .help(text!("thêm phien_ban: 2 vào template.yaml", "add phien_ban: 2 to template.yaml"));
    }
    wrong(
        span,
        text!(
            "ảnh, biểu đồ phải đứng trên dòng riêng, không lẫn chữ",
            "a picture or chart stands on a line of its own, without words"
        ),
    )
    .help(text!(
        "viết {{{{ anh(…) }}}} trên một dòng; nhiều ảnh trên một dòng thì đứng cạnh nhau",
        "write {{{{ anh(…) }}}} on a line; several on one line stand side by side"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_of_a_line_are_told_apart() {
        let line = r#"{anh tep="a}b.jpg" mo_ta="nói \"thế\""} {anh tep="c.png" mo_ta="x" rong=60}"#;
        let groups = groups(line).expect("sound");
        let names: Vec<Vec<&str>> =
            groups.iter().map(|group| group.entries.iter().map(|entry| entry.0.as_str()).collect()).collect();
        assert_eq!(names, [vec!["tep", "mo_ta"], vec!["tep", "mo_ta", "rong"]]);
        assert_eq!(&line[groups[1].range.clone()], r#"{anh tep="c.png" mo_ta="x" rong=60}"#);
    }

    #[test]
    fn words_beside_a_picture_are_found() {
        assert_eq!(groups(r#"{anh tep="a"} chữ"#).err(), Some(14));
        assert_eq!(groups(r#"{bieu_do nhan=["a","b}"]} {anh tep="a"}"#).map(|groups| groups.len()), Ok(2));
        assert_eq!(groups(r#"{anh tep="a"#).err(), Some(0));
        assert_eq!(inside(r#"Ảnh {anh tep="a"}"#), Some("Ảnh ".len()));
        assert_eq!(inside(r#"Ảnh \{anh tep="a"}"#), None);
    }
}
