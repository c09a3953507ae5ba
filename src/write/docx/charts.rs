//! Charts that Word can edit: a part each, with the workbook of its figures (ECMA-376, 21.2).

use std::io::{self, Write};

use super::body::Body;
use super::names::{BLACK, FONT};
use super::parts::{DECLARATION, relationships};
use super::xml::escaped;
use crate::arrangement::{ArrangedChart, Arrangement};
use crate::chart::{Pattern, axis};
use crate::model::{Chart, ChartKind, plain_text};
use crate::write::sheet;

const CHART: &str = "http://schemas.openxmlformats.org/drawingml/2006/chart";
const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Axes of a chart, told apart by these numbers.
const AXES: &str = "<c:axId val=\"1\"/><c:axId val=\"2\"/>";

/// The charts of a document as parts of its package: name and bytes.
pub(super) fn files(arrangement: &Arrangement<'_>) -> Vec<(String, Vec<u8>)> {
    let day = arrangement.properties.date;
    let mut files = Vec::new();
    for (index, chart) in arrangement.charts().enumerate() {
        let number = index + 1;
        let book = sheet::figures(&table(chart.chart), day);
        files.push((format!("charts/chart{number}.xml"), xml(chart, book.is_ok()).into_bytes()));
        if let Ok(book) = book {
            let target = format!(
                "<Relationship Id=\"rId1\" Type=\"{RELATIONSHIPS}/package\" Target=\"../embeddings/chart{number}.xlsx\"/>"
            );
            files.push((format!("charts/_rels/chart{number}.xml.rels"), relationships(&target).into_bytes()));
            files.push((format!("embeddings/chart{number}.xlsx"), book));
        }
    }
    files
}

/// The types of content of these parts: those of endings, and those of names.
pub(super) fn types(arrangement: &Arrangement<'_>) -> (String, String) {
    let count = arrangement.charts().count();
    if count == 0 {
        return Default::default();
    }
    let part = |number: usize| {
        format!(
            "<Override PartName=\"/word/charts/chart{number}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.drawingml.chart+xml\"/>"
        )
    };
    let book = "<Default Extension=\"xlsx\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet\"/>";
    (book.to_string(), (1..=count).map(part).collect())
}

/// Relationships of the document.
pub(super) fn document_relationships(arrangement: &Arrangement<'_>) -> String {
    let one = |number: usize| {
        format!(
            "<Relationship Id=\"rIdChart{number}\" Type=\"{RELATIONSHIPS}/chart\" Target=\"charts/chart{number}.xml\"/>"
        )
    };
    (1..=arrangement.charts().count()).map(one).collect()
}

impl<W: Write> Body<'_, W> {
    /// A chart in a line of its own.
    pub(super) fn chart(&mut self, chart: &ArrangedChart<'_>, keep: bool) -> io::Result<()> {
        self.charts += 1;
        let id = format!("rIdChart{}", self.charts);
        self.begin_paragraph(chart.holder, chart.keep_with_next || keep)?;
        self.inline(("Biểu đồ", &chart.description), (chart.width, chart.height), CHART, |xml| {
            xml.empty("c:chart", &[("xmlns:c", CHART), ("r:id", &id)])
        })?;
        self.xml.close("w:p")
    }
}

/// The figures as they stand in the workbook: a row a label, a column a line of figures.
fn table(chart: &Chart) -> Vec<Vec<sheet::FigureCell>> {
    use sheet::FigureCell::{Empty, Number, Text};
    let names = chart.lines.iter().map(|line| Text(name_of(chart, &line.name)));
    let head = std::iter::once(Text(String::new())).chain(names).collect();
    let row = |index: usize| {
        let values = chart.lines.iter().map(|line| line.values[index].map_or(Empty, Number));
        std::iter::once(Text(chart.labels[index].clone())).chain(values).collect()
    };
    std::iter::once(head).chain((0..chart.labels.len()).map(row)).collect()
}

/// The name of a line of figures: the title's when it is the only one.
fn name_of(chart: &Chart, name: &str) -> String {
    match name.is_empty() {
        true => plain_text(&chart.title),
        false => name.to_string(),
    }
}

fn xml(arranged: &ArrangedChart<'_>, has_book: bool) -> String {
    let chart = arranged.chart;
    let plot = match chart.kind {
        ChartKind::Columns | ChartKind::Bars => bars(arranged),
        ChartKind::Lines => curves(arranged),
        ChartKind::Pie => pie(chart),
    };
    let unit = match chart.unit.is_empty() {
        true => "<c:autoTitleDeleted val=\"1\"/>".to_string(),
        false => unit(&format!("ĐVT: {}", chart.unit)),
    };
    let legend = match (chart.kind, chart.lines.len()) {
        (ChartKind::Pie, _) => legend("r"),
        (_, 1) => String::new(),
        _ => legend("b"),
    };
    let book = match has_book {
        true => "<c:externalData r:id=\"rId1\"><c:autoUpdate val=\"0\"/></c:externalData>",
        false => "",
    };
    format!(
        "{DECLARATION}<c:chartSpace xmlns:c=\"{CHART}\" xmlns:a=\"{DRAWING}\" xmlns:r=\"{RELATIONSHIPS}\">\
         <c:date1904 val=\"0\"/><c:lang val=\"vi-VN\"/><c:roundedCorners val=\"0\"/><c:chart>{unit}\
         <c:plotArea><c:layout/>{plot}</c:plotArea>{legend}<c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"gap\"/></c:chart>\
         <c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{}{book}</c:chartSpace>",
        words()
    )
}

/// Typeface and size of all words: 10 points.
fn words() -> String {
    format!(
        "<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz=\"1000\"><a:solidFill><a:srgbClr val=\"{BLACK}\"/></a:solidFill>\
         <a:latin typeface=\"{FONT}\"/><a:cs typeface=\"{FONT}\"/></a:defRPr></a:pPr><a:endParaRPr lang=\"vi-VN\"/></a:p></c:txPr>"
    )
}

/// What the figures are in, at the top left.
fn unit(text: &str) -> String {
    let text = escaped(text);
    format!(
        "<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz=\"1000\" b=\"0\"/></a:pPr>\
         <a:r><a:rPr lang=\"vi-VN\" sz=\"1000\" b=\"0\"><a:latin typeface=\"{FONT}\"/></a:rPr><a:t>{text}</a:t></a:r></a:p></c:rich></c:tx>\
         <c:layout><c:manualLayout><c:xMode val=\"edge\"/><c:yMode val=\"edge\"/><c:x val=\"0\"/><c:y val=\"0\"/></c:manualLayout></c:layout>\
         <c:overlay val=\"0\"/></c:title><c:autoTitleDeleted val=\"0\"/>"
    )
}

fn legend(place: &str) -> String {
    format!("<c:legend><c:legendPos val=\"{place}\"/><c:overlay val=\"0\"/></c:legend>")
}

fn bars(arranged: &ArrangedChart<'_>) -> String {
    let (chart, gap) = (arranged.chart, arranged.bars.gap);
    let is_lying = chart.kind == ChartKind::Bars;
    let figures = if arranged.bars.with_figures { labels(chart, "outEnd") } else { String::new() };
    let lines: String = (0..chart.lines.len())
        .map(|index| line(chart, index, &fill(index), "<c:invertIfNegative val=\"0\"/>", &figures))
        .collect();
    let direction = if is_lying { "bar" } else { "col" };
    format!(
        "<c:barChart><c:barDir val=\"{direction}\"/><c:grouping val=\"clustered\"/><c:varyColors val=\"0\"/>{lines}\
         <c:gapWidth val=\"{gap}\"/>{AXES}</c:barChart>{}",
        axes(chart, is_lying)
    )
}

fn curves(arranged: &ArrangedChart<'_>) -> String {
    let chart = arranged.chart;
    let marks = ["circle", "square", "triangle"];
    let line = |index: usize| {
        let (mark, ground) = (marks[index % 3], if index < 3 { BLACK } else { "FFFFFF" });
        let marker = format!(
            "<c:marker><c:symbol val=\"{mark}\"/><c:size val=\"5\"/><c:spPr><a:solidFill><a:srgbClr val=\"{ground}\"/></a:solidFill>\
             <a:ln w=\"6350\"><a:solidFill><a:srgbClr val=\"{BLACK}\"/></a:solidFill></a:ln></c:spPr></c:marker>"
        );
        let look = format!(
            "<c:spPr><a:ln w=\"15240\"><a:solidFill><a:srgbClr val=\"{BLACK}\"/></a:solidFill></a:ln></c:spPr>"
        );
        let figures = if arranged.bars.with_figures { labels(chart, "t") } else { String::new() };
        line(chart, index, &look, &marker, &figures).replace("</c:ser>", "<c:smooth val=\"0\"/></c:ser>")
    };
    let lines: String = (0..chart.lines.len()).map(line).collect();
    format!(
        "<c:lineChart><c:grouping val=\"standard\"/><c:varyColors val=\"0\"/>{lines}<c:marker val=\"1\"/>{AXES}</c:lineChart>{}",
        axes(chart, false)
    )
}

fn pie(chart: &Chart) -> String {
    let parts: String = (0..chart.labels.len())
        .map(|index| format!("<c:dPt><c:idx val=\"{index}\"/><c:bubble3D val=\"0\"/>{}</c:dPt>", fill(index)))
        .collect();
    let shares = "<c:dLbls><c:numFmt formatCode=\"0.0%\" sourceLinked=\"0\"/><c:dLblPos val=\"outEnd\"/><c:showLegendKey val=\"0\"/>\
        <c:showVal val=\"0\"/><c:showCatName val=\"0\"/><c:showSerName val=\"0\"/><c:showPercent val=\"1\"/><c:showBubbleSize val=\"0\"/>\
        <c:showLeaderLines val=\"0\"/></c:dLbls>";
    format!(
        "<c:pieChart><c:varyColors val=\"0\"/>{}<c:firstSliceAng val=\"0\"/></c:pieChart>",
        line(chart, 0, "", &parts, shares)
    )
}

/// A line of figures: name, look, what its kind has beside, figures that are printed, labels, and the figures themselves.
fn line(chart: &Chart, index: usize, look: &str, own: &str, figures: &str) -> String {
    let column = char::from(b'B' + index as u8);
    let last = chart.labels.len() + 1;
    let name = escaped(&name_of(chart, &chart.lines[index].name));
    let point = |(index, text): (usize, String)| format!("<c:pt idx=\"{index}\"><c:v>{text}</c:v></c:pt>");
    let count = format!("<c:ptCount val=\"{}\"/>", chart.labels.len());
    let labels: String = chart.labels.iter().map(|label| escaped(label)).enumerate().map(point).collect();
    let values = chart.lines[index].values.iter().enumerate();
    let values: String =
        values.filter_map(|(at, value)| Some(point((at, value.as_ref()?.normalize().to_string())))).collect();
    format!(
        "<c:ser><c:idx val=\"{index}\"/><c:order val=\"{index}\"/>\
         <c:tx><c:strRef><c:f>Sheet1!${column}$1</c:f><c:strCache><c:ptCount val=\"1\"/><c:pt idx=\"0\"><c:v>{name}</c:v></c:pt></c:strCache></c:strRef></c:tx>\
         {look}{own}{figures}\
         <c:cat><c:strRef><c:f>Sheet1!$A$2:$A${last}</c:f><c:strCache>{count}{labels}</c:strCache></c:strRef></c:cat>\
         <c:val><c:numRef><c:f>Sheet1!${column}$2:${column}${last}</c:f><c:numCache><c:formatCode>{}</c:formatCode>{count}{values}</c:numCache></c:numRef></c:val></c:ser>",
        format_code(chart)
    )
}

fn format_code(chart: &Chart) -> String {
    format_of(chart.places.unwrap_or_else(|| chart.own_places()))
}

fn format_of(places: u32) -> String {
    match places {
        0 => "#,##0".to_string(),
        places => format!("#,##0.{}", "0".repeat(places as usize)),
    }
}

fn labels(chart: &Chart, place: &str) -> String {
    format!(
        "<c:dLbls><c:numFmt formatCode=\"{}\" sourceLinked=\"0\"/><c:dLblPos val=\"{place}\"/><c:showLegendKey val=\"0\"/>\
         <c:showVal val=\"1\"/><c:showCatName val=\"0\"/><c:showSerName val=\"0\"/><c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/></c:dLbls>",
        format_code(chart)
    )
}

/// The ground and outline of a pattern.
fn fill(index: usize) -> String {
    let pattern = Pattern::of(index);
    let solid =
        |grey: u8| format!("<a:solidFill><a:srgbClr val=\"{grey:02X}{grey:02X}{grey:02X}\"/></a:solidFill>");
    let hatched = |name: &str| {
        format!(
            "<a:pattFill prst=\"{name}\"><a:fgClr><a:srgbClr val=\"{BLACK}\"/></a:fgClr><a:bgClr><a:srgbClr val=\"FFFFFF\"/></a:bgClr></a:pattFill>"
        )
    };
    let ground = match pattern {
        Pattern::Dark | Pattern::White | Pattern::Light | Pattern::Middle => solid(pattern.grey()),
        Pattern::Rising => hatched("wdUpDiag"),
        Pattern::Falling => hatched("wdDnDiag"),
        Pattern::Across => hatched("narHorz"),
        Pattern::Crossed => hatched("openDmnd"),
    };
    format!(
        "<c:spPr>{ground}<a:ln w=\"6350\"><a:solidFill><a:srgbClr val=\"{BLACK}\"/></a:solidFill></a:ln></c:spPr>"
    )
}

/// Labels below and the scale at the left; or labels at the left, from the top, and no scale, since every bar has its figure.
fn axes(chart: &Chart, is_lying: bool) -> String {
    let (low, high, step) = axis(chart);
    let line = |colour: &str| {
        format!(
            "<c:spPr><a:ln w=\"6350\"><a:solidFill><a:srgbClr val=\"{colour}\"/></a:solidFill></a:ln></c:spPr>"
        )
    };
    let (labels_at, scale_at) = if is_lying { ("l", "t") } else { ("b", "l") };
    let order = if is_lying { "maxMin" } else { "minMax" };
    let grid = if is_lying {
        String::new()
    } else {
        format!("<c:majorGridlines>{}</c:majorGridlines>", line("BFBFBF"))
    };
    let deleted = u8::from(is_lying);
    // Figures at the ends of lying bars need room, which a word processor keeps when it chooses the end itself.
    let highest = if is_lying { String::new() } else { format!("<c:max val=\"{high}\"/>") };
    format!(
        "<c:catAx><c:axId val=\"1\"/><c:scaling><c:orientation val=\"{order}\"/></c:scaling><c:delete val=\"0\"/><c:axPos val=\"{labels_at}\"/>\
         <c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"low\"/>{axis}<c:crossAx val=\"2\"/><c:crosses val=\"autoZero\"/>\
         <c:auto val=\"0\"/><c:lblAlgn val=\"ctr\"/><c:lblOffset val=\"100\"/><c:noMultiLvlLbl val=\"1\"/></c:catAx>\
         <c:valAx><c:axId val=\"2\"/><c:scaling><c:orientation val=\"minMax\"/>{highest}<c:min val=\"{low}\"/></c:scaling>\
         <c:delete val=\"{deleted}\"/><c:axPos val=\"{scale_at}\"/>{grid}<c:numFmt formatCode=\"{}\" sourceLinked=\"0\"/>\
         <c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/>{axis}<c:crossAx val=\"1\"/><c:crosses val=\"min\"/>\
         <c:crossBetween val=\"between\"/><c:majorUnit val=\"{step}\"/></c:valAx>",
        format_of(step.scale()),
        axis = line(BLACK),
    )
}
