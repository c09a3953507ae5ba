//! The front matter of a part: YAML between two `---` lines at the top of the file.

use super::Front;
use crate::data::keys;
use crate::data::{Node, Schema, Value, read, yaml};
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::model::Paper;
use crate::source::{FileId, SourceMap, Span};

/// Front matter of the body.
const BODY_SCHEMA: &str = r#"{"type":"object","required":["trich_yeu"],"properties":{
    "trich_yeu":{"type":"string","description":"Trích yếu nội dung, in dưới tên loại."}}}"#;
/// Front matter of an appendix.
const APPENDIX_SCHEMA: &str = r#"{"type":"object","required":["ten"],"properties":{
    "ten":{"type":"string","description":"Tên phụ lục, viết hoa."},
    "phu_de":{"type":"array","items":{"type":"string"},"description":"Các dòng dưới tên, ví dụ kỳ số liệu."},
    "kho":{"type":"string","enum":["doc","ngang","a3","a3-doc"],"description":"Khổ giấy: doc, ngang (A4); a3 (nằm ngang), a3-doc."},
    "loai":{"type":"string","description":"Văn bản ban hành kèm theo (mẫu 1.3): tên loại, viết hoa, ví dụ QUY CHẾ; ten là trích yếu."},
    "tep_rieng":{"type":"boolean","description":"có: in thành tệp riêng, có chỗ cho thông tin ký số (mẫu 2.2). Mặc định là không."},
    "nhan":{"type":"boolean","description":"không: không in chữ Phụ lục và số thứ tự, vì biểu có tên riêng. Mặc định là có."},
    "do_rong_cot":{"type":"array","items":{"format":"so-nguyen","minimum":5,"maximum":400},
        "description":"Độ rộng từng cột của bảng, mm."}}}"#;

/// Which front matter a part has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PartKind {
    Body,
    Appendix,
}

/// The text of a file with its front matter blanked out byte for byte, so that places stay what they are; and where the
/// front matter stands.
pub(super) fn split(text: &str) -> (String, Option<std::ops::Range<usize>>) {
    let Some(rest) =
        text.strip_prefix("---").and_then(|rest| rest.strip_prefix("\r\n").or(rest.strip_prefix('\n')))
    else {
        return (text.to_string(), None);
    };
    let start = text.len() - rest.len();
    let mut at = start;
    for line in rest.split_inclusive('\n') {
        if line.trim_end() == "---" {
            let end = at + line.len();
            let blank: String =
                text[..end].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect();
            return (blank + &text[end..], Some(start..at));
        }
        at += line.len();
    }
    (text.to_string(), None)
}

/// Reads the front matter at `range` of `file`.
pub(super) fn parse(
    file: FileId,
    range: Option<std::ops::Range<usize>>,
    kind: PartKind,
    sources: &SourceMap,
    found: &mut Diagnostics,
) -> Front {
    let Some(range) = range else {
        found.push(
            Diagnostic::error(
                Code::TemplateInvalid,
                text!(
                    "phần này thiếu phần đầu giữa hai dòng ---",
                    "this part lacks a front matter between two --- lines"
                ),
            )
            .at(Span::new(file, 0, 0))
            .help(match kind {
                PartKind::Body => text!("thêm trich_yeu: …", "add trich_yeu: …"),
                PartKind::Appendix => text!("thêm ten: …", "add ten: …"),
            }),
        );
        return front(None, None, kind, file);
    };
    // Everything but the front matter blanked, so that the YAML reader's places are those of the file.
    let text = sources.text(file);
    let blanked: String =
        text[..range.start].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect();
    let yaml_text = blanked + &text[range.clone()];
    let mut shadow = SourceMap::default();
    let shadow_file = shadow.add(sources.path(file), yaml_text);
    let mut shadow_found = Diagnostics::default();
    let node = yaml::parse(shadow_file, &shadow, &mut shadow_found);
    let schema = match kind {
        PartKind::Body => BODY_SCHEMA,
        PartKind::Appendix => APPENDIX_SCHEMA,
    };
    let schema = Schema::parse(schema).expect("the front matter schemas are sound, see the tests");
    let value =
        node.as_ref().map(|node| read::read(node, &schema, read::Required::All, &shadow, &mut shadow_found));
    found.extend(shadow_found.moved_to(file));
    front(value.as_ref(), node.as_ref(), kind, file)
}

fn front(value: Option<&Value>, node: Option<&Node>, kind: PartKind, file: FileId) -> Front {
    let get = |key: &str| value.and_then(|value| value.get(key));
    let title = match kind {
        PartKind::Body => get(keys::SUBJECT),
        PartKind::Appendix => get("ten"),
    };
    let widths = match get("do_rong_cot") {
        Some(Value::List(items)) => Some(items.iter().filter_map(width).collect()),
        _ => None,
    };
    let issued = get("loai").and_then(Value::as_text).map(|kind| kind.trim().to_uppercase());
    Front {
        title: title.and_then(Value::as_text).unwrap_or_default().to_string(),
        subtitle: get("phu_de").map(Value::texts).unwrap_or_default(),
        paper: match get("kho").and_then(Value::as_text) {
            Some("ngang") => Paper::A4Landscape,
            Some("a3") => Paper::A3Landscape,
            Some("a3-doc") => Paper::A3,
            _ => Paper::A4,
        },
        labelled: get("nhan") != Some(&Value::Flag(false)) && issued.is_none(),
        issued,
        own_file: get("tep_rieng") == Some(&Value::Flag(true)),
        column_widths_mm: widths,
        span: node.map(|node| Span { file, ..node.span }),
    }
}

fn width(value: &Value) -> Option<u32> {
    match value {
        Value::Integer(width) => u32::try_from(*width).ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_is_blanked_and_places_stay() {
        let text = "---\nten: Đ\n---\nchữ\n";
        let (rest, range) = split(text);
        assert_eq!(rest.len(), text.len());
        assert_eq!(rest.find("chữ"), text.find("chữ"));
        assert_eq!(range.map(|range| &text[range]), Some("ten: Đ\n"));
    }

    #[test]
    fn a_text_without_front_matter_stays_as_it_is() {
        for text in ["chữ\n", "---\nten: x\n", "----\n"] {
            assert_eq!(split(text), (text.to_string(), None));
        }
    }

    #[test]
    fn both_schemas_are_sound() {
        for schema in [BODY_SCHEMA, APPENDIX_SCHEMA] {
            assert!(Schema::parse(schema).is_ok());
        }
    }
}
