//! A small report for the tests of rules.

use std::cell::OnceCell;
use std::sync::LazyLock;

use chrono::NaiveDate;

use super::glossary::Glossary;
use super::passage::passages;
use super::{Rule, Subject, TRACES, pairs};
use crate::data::{Node, Schema, schema, yaml};
use crate::diag::Diagnostics;
use crate::model::{
    Align, Appendix, Block, BlockKind, Document, DocumentForm, DocumentNumber, Header, Inline, LevelForm,
    Marks, NumberingScheme, Paper, SignatureBlock, TableBuilder,
};
use crate::source::{SourceMap, Span};

/// A report that keeps every rule, to be broken by a test.
pub(super) fn document() -> Document {
    let text = |text: &str| vec![Inline::plain(text)];
    Document {
        header: Header {
            parent_agency: vec!["UBND HUYỆN MẪU".into()],
            issuing_agency: vec!["UBND XÃ MẪU".into()],
            agency_in_text: "UBND xã Mẫu".into(),
            number: DocumentNumber { serial: Some(12), symbol: "BC-UBND".into(), prefix: String::new() },
            place: "Mẫu".into(),
            date: NaiveDate::from_ymd_opt(2024, 6, 24),
            month: None,
            lines_at: Vec::new(),
            place_at: None,
        },
        kind: "BÁO CÁO".into(),
        subject: text("Kết quả công tác tháng 6 năm 2024"),
        addressees: vec!["UBND huyện Mẫu".into()],
        body: vec![Block {
            kind: BlockKind::Paragraph(text("Trên đây là báo cáo của UBND xã Mẫu./.")),
            span: span(),
            begins_page: false,
            turned: false,
        }],
        recipients: vec!["Như trên".into(), "Lưu: VT".into()],
        signature: SignatureBlock {
            capacity: vec!["CHỦ TỊCH".into()],
            second_post: None,
            rank: None,
            name: "Nguyễn Văn Mẫu".into(),
            signed: false,
            seal_mm: 36,
        },
        cosigners: Vec::new(),
        appendices: Vec::new(),
        marks: Marks::default(),
        period: Some("tháng 6 năm 2024".into()),
        numbering: NumberingScheme::new(vec![LevelForm::Roman, LevelForm::Arabic]).expect("sound"),
        form: DocumentForm::default(),
        signed_at: None,
        copy_notes: Vec::new(),
        copy_corner: None,
    }
}

/// The rendered text that the spans of these documents point into.
static RENDERED: LazyLock<(SourceMap, Span)> = LazyLock::new(|| {
    let mut sources = SourceMap::default();
    let file = sources.add("x", "");
    (sources, Span::new(file, 0, 0))
});

pub(super) fn span() -> Span {
    RENDERED.1
}

/// A document whose body begins with these paragraphs.
pub(super) fn with_paragraphs(paragraphs: &[&str]) -> Document {
    let mut document = document();
    for (index, text) in paragraphs.iter().enumerate() {
        let kind = BlockKind::Paragraph(vec![Inline::plain(*text)]);
        document.body.insert(index, Block { kind, span: span(), begins_page: false, turned: false });
    }
    document
}

pub(super) fn appendix(label: &str) -> Appendix {
    Appendix {
        label: label.into(),
        issued: None,
        own_file: false,
        title: vec![Inline::plain("BẢNG SỐ LIỆU")],
        subtitle: Vec::new(),
        reference: "(Kèm theo)".into(),
        paper: Paper::A4,
        blocks: Vec::new(),
    }
}

/// The headlines of what a rule finds in a document.
pub(super) fn findings(rule: &Rule, document: &Document) -> Vec<String> {
    run(rule, document, ("ky.yaml", "{}"), None, schema::REPORT_SCHEMA)
}

/// The headlines of what a rule finds in paragraphs.
pub(super) fn in_text(rule: &Rule, paragraphs: &[&str]) -> Vec<String> {
    findings(rule, &with_paragraphs(paragraphs))
}

/// The headlines of what a rule finds in a paragraph of a report of a period.
pub(super) fn in_text_of_period(rule: &Rule, period: &str, text: &str) -> Vec<String> {
    let data = format!("ky: {period}");
    run(rule, &with_paragraphs(&[text]), ("ky.yaml", &data), None, schema::REPORT_SCHEMA)
}

/// The headlines of what a rule finds in a text that was typed into the period's file.
pub(super) fn in_typed_text(rule: &Rule, text: &str) -> Vec<String> {
    run(rule, &with_paragraphs(&[text]), ("ky.yaml", &format!("a: \"{text}\"")), None, schema::REPORT_SCHEMA)
}

/// The headlines of what a rule finds in a document of which one text was typed into the period's file.
pub(super) fn findings_typed(rule: &Rule, document: &Document, text: &str) -> Vec<String> {
    run(rule, document, ("ky.yaml", &format!("a: \"{text}\"")), None, schema::REPORT_SCHEMA)
}

/// The headlines of what a rule finds in the data of a period and of the one before.
pub(super) fn in_data(rule: &Rule, period: &str, previous: Option<&str>, schema: &str) -> Vec<String> {
    run(rule, &document(), ("ky.yaml", period), previous, schema)
}

/// The headlines of what a rule finds in a period's file of a name.
pub(super) fn in_file(rule: &Rule, name: &str, period: &str) -> Vec<String> {
    run(rule, &document(), (name, period), None, schema::REPORT_SCHEMA)
}

/// How many findings a rule has in a table; its first row is the header.
pub(super) fn in_table(rule: &Rule, rows: &[&[&str]]) -> usize {
    let mut builder = TableBuilder::new(vec![Align::Left; rows[0].len()], None);
    for row in rows {
        builder.row(row.iter().map(|cell| Ok(vec![Inline::plain(*cell)])).collect());
    }
    let mut document = document();
    let kind = BlockKind::Table(builder.build().expect("sound"));
    document.body.insert(0, Block { kind, span: span(), begins_page: false, turned: false });
    findings(rule, &document).len()
}

/// A schema with a number, a group of figures and a cumulative one, for the comparison with the period before.
pub(super) const FIGURES: &str = r#"{"type":"object","properties":{"so":{"format":"so-nguyen"},"ngay":{"format":"ngay"},
    "a":{"type":"object","properties":{"x":{"format":"so-nguyen"},"y":{"format":"so-nguyen"},"c":{"format":"cong-bo"},
        "l":{"format":"so-nguyen","description":"Lũy kế"}}},
    "r":{"type":"array","items":{"type":"object","properties":{"t":{"type":"string"},"n":{"format":"so-nguyen"}}}},
    "ke_hoach":{"type":"object","properties":{"x":{"format":"so-nguyen"},"y":{"format":"so-nguyen"}}},
    "l":{"type":"object","description":"Lũy kế","properties":{"x":{"format":"so-nguyen"}}}}}"#;

/// `period` is the name of the period's file and what is in it.
fn run(
    rule: &Rule,
    document: &Document,
    period: (&str, &str),
    previous: Option<&str>,
    schema: &str,
) -> Vec<String> {
    let mut sources = RENDERED.0.clone();
    let mut found = Diagnostics::default();
    let mut node = |name: &str, text: &str| -> Node {
        let file = sources.add(name, text);
        yaml::parse(file, &sources, &mut found).expect("sound YAML")
    };
    let (period, office) = (node(period.0, period.1), node("co-quan.yaml", "{}"));
    let previous = previous.map(|text| node("truoc.yaml", text));
    let schema = Schema::parse(schema).expect("a sound schema");
    let (passages, vocabulary) = passages(document);
    let pairs = previous.as_ref().map(|previous| pairs(&period, previous, &schema)).unwrap_or_default();
    let subject = Subject {
        document,
        suspects: OnceCell::new(),
        passages: &passages,
        vocabulary: &vocabulary,
        period: &period,
        office: &office,
        schema: &schema,
        previous: previous.as_ref(),
        pairs: &pairs,
        glossary: Glossary::built_in(),
        figures: &Diagnostics::default(),
        jump_factor: 10,
        today: NaiveDate::from_ymd_opt(2030, 1, 1).expect("a day"),
        sources: &sources,
        files: &[period.span.file],
        traces: TRACES.into(),
    };
    let mut found = Diagnostics::default();
    (rule.run)(&subject, &mut found);
    found.iter().map(|item| item.headline.vi.clone()).collect()
}
