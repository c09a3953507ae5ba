//! Workbooks that figures stand in (`nguon`): what a template says of one, so that it is found wherever its columns stand.
//!
//! `nguon.yaml` names each workbook of a template; the period's file says which file it is. A workbook is then three things: its rows
//! (`dong`), the rows that add them up (`tong`), and what stands above its head (`thong_so`).

use std::sync::Arc;

use chrono::Datelike;

use super::node::{Content, Entry, Node};
use super::read::{Required, read};
use super::schema::{Kind, Property, Schema};
use super::{TextForm, Value};
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::period::Period;
use crate::source::SourceMap;

/// The file of a template that says them.
pub const SOURCES_FILE: &str = "nguon.yaml";
/// The key of the workbooks in a period's file, and in templates.
pub const SOURCES: &str = "nguon";
/// The rows of a workbook.
pub const ROWS: &str = "dong";
/// The rows that add up others.
pub const TOTALS: &str = "tong";
/// What stands above the head.
pub const PARAMETERS: &str = "thong_so";
/// The file of a workbook, and its sheet when that has to be said.
pub const FILE: &str = "tep";
/// See [`FILE`].
pub const SHEET: &str = "trang";
/// The key of a row.
pub const KEY: &str = "khoa";
/// The heading row that a row stands under.
pub const GROUP: &str = "nhom";

/// What `nguon.yaml` says of a workbook.
const TABLE_SCHEMA: &str = r#"{"type":"object","required":["khoa"],"properties":{
    "mo_ta":{"type":"string","description":"Biểu nào, lấy ở đâu."},
    "khoa":{"anyOf":[{"type":"string"},{"type":"array","items":{"type":"string"}}],
        "description":"Chữ ở đầu cột mã; vài cách viết thì thành danh sách."},
    "do_dai_khoa":{"format":"so-nguyen","minimum":1,"maximum":20,"description":"Mã có mấy chữ số: 2 thì 1 thành 01."},
    "dong_tong":{"type":"array","items":{"type":"string"},"description":"Chữ hoặc mã của các dòng tổng, ngoài Tổng cộng, Cộng …"},
    "bo_dong":{"type":"array","items":{"type":"string"},"description":"Mã hoặc chữ của các dòng không phải số liệu; V* là mọi mã bắt đầu bằng V."},
    "cua":{"type":"string","enum":["ky_nay","ky_truoc","cung_ky"],
        "description":"Số liệu của kỳ nào: đối chiếu với nam, thang, tu_thang, den_thang, quy trong thong_so."},
    "luy_ke":{"type":"boolean","description":"có: số liệu tính từ đầu năm (tu_thang là 1)."},
    "tuy_chon":{"type":"boolean","description":"có: kỳ không có tệp này cũng được."}}}"#;
const COLUMN_SCHEMA: &str = r#"{"type":"object","required":["dau"],"properties":{
    "dau":{"anyOf":[{"type":"string"},{"type":"array","items":{"type":"string"}}],
        "description":"Chữ ở đầu cột; hai cấp thì Cấp trên / Cấp dưới; vài cách viết thì thành danh sách."},
    "kieu":{"type":"string","enum":["so","chu"],"description":"so (mặc định) hoặc chu."},
    "don_vi":{"type":"string","description":"Đơn vị của số trong ô: đồng, người, %."},
    "cong":{"type":"boolean","description":"không: dòng tổng không phải là tổng các dòng (tỷ lệ, bình quân)."},
    "tuy_chon":{"type":"boolean","description":"có: biểu không có cột này cũng được."}}}"#;

/// A way to write the head of a column: the words of each level, from the top.
pub type HeadPath = Vec<String>;

/// A workbook as a template knows it.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceTable {
    /// The column of the keys, in the ways that it is written.
    pub key: Vec<HeadPath>,
    /// How many digits a key has, when exports lose its zeros.
    pub key_length: Option<usize>,
    /// The columns that are wanted, besides.
    pub columns: Vec<SourceColumn>,
    /// Rows that add up others, by key or words.
    pub totals: Vec<String>,
    /// Rows that are no data, by key or words; `*` at the end stands for anything.
    pub left_out: Vec<String>,
    /// What stands above the head: names, and the words beside or over the values.
    pub parameters: Vec<(String, String)>,
    /// Whose figures they are, when the template says it.
    pub of: Option<SourcePeriod>,
    /// Whether they are counted from the new year.
    pub is_running: bool,
    /// What the data is once it has been read.
    pub shape: Vec<Property>,
}

/// Which period a workbook is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourcePeriod {
    /// That of the report.
    Own,
    /// The one before.
    Before,
    /// The same of last year.
    LastYear,
}

impl SourcePeriod {
    fn named(id: &str) -> Option<Self> {
        match id {
            "ky_nay" => Some(SourcePeriod::Own),
            "ky_truoc" => Some(SourcePeriod::Before),
            "cung_ky" => Some(SourcePeriod::LastYear),
            _ => None,
        }
    }

    /// The period that is meant by it in the report of another.
    pub fn in_report(self, own: Period) -> Period {
        match self {
            SourcePeriod::Own => own,
            SourcePeriod::Before => own.previous(),
            SourcePeriod::LastYear => own.last_year(),
        }
    }
}

impl SourceTable {
    /// What a parameter has to say in the report of a period: a year, a month or a quarter; `None` for one that is no part of it.
    pub fn expected(&self, parameter: &str, own: Period) -> Option<i64> {
        let period = self.of?.in_report(own);
        let (first, last) = (period.first_day(), period.last_day());
        match parameter {
            "nam" => Some(last.year().into()),
            "tu_thang" if self.is_running => Some(1),
            "tu_thang" => Some(first.month().into()),
            "thang" | "den_thang" => Some(last.month().into()),
            "quy" => Some((i64::from(last.month()) + 2) / 3),
            _ => None,
        }
    }
}

/// A column that is wanted of a workbook.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceColumn {
    /// What templates call it.
    pub name: String,
    /// The ways in which its head is written.
    pub heads: Vec<HeadPath>,
    /// Whether it holds figures.
    pub is_figure: bool,
    /// What its figures are counted in, in the cells.
    pub unit: Option<String>,
    /// Whether a total is the sum of its rows.
    pub adds_up: bool,
    /// Whether a workbook without it will do.
    pub optional: bool,
}

/// The property `nguon` that a template's `nguon.yaml` makes; what is wrong in it is found.
pub fn property(node: &Node, sources: &SourceMap, found: &mut Diagnostics) -> Option<Property> {
    let tables: Vec<Property> =
        node.entries().iter().filter_map(|entry| table(entry, sources, found)).collect();
    if tables.is_empty() {
        return None;
    }
    let required = tables.iter().any(|table| table.required);
    let schema = plain(Kind::Map(tables), "Các tệp bảng tính của kỳ, đặt cạnh tệp này.");
    Some(Property { name: SOURCES.to_string(), schema, required })
}

fn table(entry: &Entry, sources: &SourceMap, found: &mut Diagnostics) -> Option<Property> {
    let node = &entry.value;
    let own = without(node, &["cot", PARAMETERS]);
    let value = read(&own, &schema(TABLE_SCHEMA), Required::All, sources, found);
    let columns: Vec<SourceColumn> = node
        .get("cot")
        .map(Node::entries)
        .unwrap_or_default()
        .iter()
        .filter_map(|entry| column(entry, sources, found))
        .collect();
    let key = paths(value.get("khoa"));
    if key.is_empty() || columns.is_empty() {
        if columns.is_empty() && !key.is_empty() {
            let name = &entry.key;
            let missing =
                text!("nguồn “{name}” chưa nói lấy cột nào", "the source “{name}” names no columns");
            found.push(Diagnostic::error(Code::TemplateInvalid, missing).at(entry.key_span).help(text!(
                "thêm cot: {{ ten: Tên đơn vị, luot: Số lượt }}",
                "add cot: {{ name: its head }}"
            )));
        }
        return None;
    }
    let texts = |name: &str| value.get(name).map(Value::texts).unwrap_or_default();
    let parameters = node.get(PARAMETERS).map(Node::entries).unwrap_or_default();
    let parameters: Vec<(String, String)> = parameters
        .iter()
        .filter_map(|entry| Some((entry.key.clone(), entry.value.as_text()?.to_string())))
        .collect();
    let description = value.get("mo_ta").and_then(Value::as_text).unwrap_or_default();
    let table = SourceTable {
        key,
        key_length: match value.get("do_dai_khoa") {
            Some(Value::Integer(length)) => usize::try_from(*length).ok(),
            _ => None,
        },
        of: value.get("cua").and_then(Value::as_text).and_then(SourcePeriod::named),
        is_running: value.get("luy_ke") == Some(&Value::Flag(true)),
        totals: texts("dong_tong"),
        left_out: texts("bo_dong"),
        shape: shape(&columns, &parameters),
        columns,
        parameters,
    };
    Some(Property {
        name: entry.key.clone(),
        schema: plain(Kind::Source(Arc::new(table)), description),
        required: value.get("tuy_chon") != Some(&Value::Flag(true)),
    })
}

fn column(entry: &Entry, sources: &SourceMap, found: &mut Diagnostics) -> Option<SourceColumn> {
    let node = &entry.value;
    // `ten: Tên đơn vị` is short for `ten: {dau: Tên đơn vị}`.
    let whole = match node.content {
        Content::Map(_) => node.clone(),
        _ => {
            let head = Entry { key: "dau".to_string(), key_span: entry.key_span, value: node.clone() };
            node.with(Content::Map(vec![head]))
        }
    };
    let value = read(&whole, &schema(COLUMN_SCHEMA), Required::All, sources, found);
    let heads = paths(value.get("dau"));
    if heads.is_empty() {
        return None;
    }
    let is_said = |name: &str, flag: bool| value.get(name) == Some(&Value::Flag(flag));
    Some(SourceColumn {
        name: entry.key.clone(),
        heads,
        is_figure: value.get("kieu").and_then(Value::as_text) != Some("chu") && entry.key != "ten",
        unit: value.get("don_vi").and_then(Value::as_text).map(str::to_string),
        adds_up: !is_said("cong", false),
        optional: is_said("tuy_chon", true),
    })
}

/// Each way in which a head is written, by its levels.
fn paths(value: Option<&Value>) -> Vec<HeadPath> {
    let written = match value {
        Some(Value::Text(one)) => vec![one.clone()],
        Some(value) => value.texts(),
        None => Vec::new(),
    };
    let path = |text: &String| text.split(" / ").map(|level| level.trim().to_string()).collect::<HeadPath>();
    written.iter().map(path).filter(|path| path.iter().any(|level| !level.is_empty())).collect()
}

/// What templates see of a workbook.
fn shape(columns: &[SourceColumn], parameters: &[(String, String)]) -> Vec<Property> {
    let text = |name: &str| Property {
        name: name.to_string(),
        schema: plain(Kind::Text(TextForm::Joined), ""),
        required: false,
    };
    let column = |column: &SourceColumn| Property {
        name: column.name.clone(),
        schema: plain(if column.is_figure { Kind::SourceFigure } else { Kind::Text(TextForm::Joined) }, ""),
        required: false,
    };
    let row: Vec<Property> = [text(KEY), text(GROUP)].into_iter().chain(columns.iter().map(column)).collect();
    let list = |name: &str| Property {
        name: name.to_string(),
        schema: plain(Kind::List { item: Box::new(plain(Kind::Map(row.clone()), "")), min_items: 0 }, ""),
        required: false,
    };
    let parameters = Kind::Map(parameters.iter().map(|(name, _)| text(name)).collect());
    let parameters =
        Property { name: PARAMETERS.to_string(), schema: plain(parameters, ""), required: false };
    vec![text(FILE), list(ROWS), list(TOTALS), parameters]
}

/// The file that a value names, read or not.
pub fn file_of(node: &Node) -> Option<&str> {
    node.as_text().or_else(|| node.get(FILE)?.as_text()).map(str::trim).filter(|name| !name.is_empty())
}

fn schema(text: &str) -> Schema {
    Schema::parse(text).expect("the schemas of nguon.yaml are sound, see the tests")
}

fn plain(kind: Kind, description: &str) -> Schema {
    Schema {
        kind,
        description: description.to_string(),
        minimum: None,
        maximum: None,
        choices: Vec::new(),
        steady: false,
    }
}

fn without(node: &Node, keys: &[&str]) -> Node {
    match &node.content {
        Content::Map(entries) => {
            let kept = entries.iter().filter(|entry| !keys.contains(&entry.key.as_str())).cloned();
            node.with(Content::Map(kept.collect()))
        }
        _ => node.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::yaml;

    #[test]
    fn the_schemas_are_sound() {
        schema(TABLE_SCHEMA);
        schema(COLUMN_SCHEMA);
    }

    #[test]
    fn a_workbook_is_rows_totals_and_parameters() {
        let mut sources = SourceMap::default();
        let file = sources.add(
            "nguon.yaml",
            "k02:\n  khoa: [Mã tỉnh, Mã đơn vị]\n  do_dai_khoa: 2\n  cot:\n    ten: Tên tỉnh\n    luot: Số lượt / Tổng cộng\n    chi: {dau: Chi trả, don_vi: đồng}\n  thong_so: {nam: nam}\n",
        );
        let mut found = Diagnostics::default();
        let node = yaml::parse(file, &sources, &mut found).expect("sound YAML");
        let property = property(&node, &sources, &mut found).expect("a source");
        assert_eq!(found.iter().count(), 0);
        let Kind::Map(tables) = &property.schema.kind else { panic!("{property:?}") };
        let Kind::Source(table) = &tables[0].schema.kind else { panic!("{tables:?}") };
        assert_eq!((table.key.len(), table.key_length, property.required), (2, Some(2), true));
        assert_eq!(table.columns[1].heads, [vec!["Số lượt".to_string(), "Tổng cộng".to_string()]]);
        assert!(!table.columns[0].is_figure && table.columns[2].is_figure);
        assert_eq!(
            table.shape.iter().map(|own| own.name.as_str()).collect::<Vec<_>>(),
            ["tep", "dong", "tong", "thong_so"]
        );
    }
}
