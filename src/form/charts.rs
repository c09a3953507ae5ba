//! Charts: the title above, then the chart in the middle, with all its words.

use super::Arranger;
use super::styles::Element;
use super::{decree, millimetres};
use crate::arrangement::structure::NodeId;
use crate::arrangement::{ArrangedBlock, ArrangedChart, ArrangedKind, ChartBars, PageFormat, Paragraph};
use crate::chart::{self, ChartMisfit};
use crate::diag::{Code, Diagnostic, text};
use crate::model::{Chart, Inline};
use crate::source::Span;
use crate::units::Length;

/// What of a page is left for a title.
const ROOM_FOR_TITLE: Length = Length::mm(20);

pub(super) fn blocks<'a>(
    arranger: &mut Arranger<'a, '_>,
    chart: &'a Chart,
    page: &PageFormat,
    span: Span,
    section: NodeId,
) -> Vec<ArrangedBlock<'a>> {
    let mut blocks = Vec::new();
    if !chart.title.is_empty() {
        let style = arranger.styles.seldom(Element::TableCaption, arranger.sizes);
        let node = arranger.paragraph_node(section);
        blocks.push(ArrangedBlock::from(arranger.text(style, chart.title.as_slice(), node)));
    }
    let mut arranged = arranged(arranger, chart, page, section);
    let look = *arranger.styles.sheet.look(arranged.style);
    match chart::height(&arranged, &look, arranger.fonts) {
        Ok(height) => {
            arranged.height = height;
            arranged.bars = chart::bars(&arranged, &look, arranger.fonts);
        }
        Err(misfit) => arranger.found.push(refused(misfit).at(span)),
    }
    let (room, most) = (page.text_width(), page.text_height() - ROOM_FOR_TITLE);
    if arranged.width > room || arranged.height > most {
        let (width, height) = (millimetres(arranged.width), millimetres(arranged.height));
        let (room, most) = (millimetres(room), millimetres(most));
        let message = text!(
            "biểu đồ {width} × {height} mm, trang chỉ có {room} × {most} mm",
            "the chart takes {width} × {height} mm, the page has {room} × {most} mm"
        );
        arranger.found.push(Diagnostic::error(Code::ChartUnfit, message).at(span).help(text!(
            "giảm rong, cao, hoặc chia thành nhiều biểu đồ",
            "lower rong or cao, or make several charts"
        )));
    }
    blocks.push(ArrangedKind::Chart(Box::new(arranged)).into());
    blocks.iter_mut().for_each(|block| block.span = Some(span));
    blocks
}

fn arranged<'a>(
    arranger: &mut Arranger<'a, '_>,
    chart: &'a Chart,
    page: &PageFormat,
    section: NodeId,
) -> ArrangedChart<'a> {
    let style = arranger.styles.seldom(Element::ChartWords, arranger.sizes);
    let holder = arranger.styles.seldom(Element::Picture, arranger.sizes);
    let description = chart.in_words();
    let node = arranger.structure.picture(section, &description);
    let words = |text: &String| Paragraph::new(style, vec![Inline::plain(text)], node);
    ArrangedChart {
        chart,
        labels: chart.labels.iter().map(words).collect(),
        names: chart.lines.iter().map(|line| &line.name).filter(|name| !name.is_empty()).map(words).collect(),
        unit: Some(&chart.unit).filter(|unit| !unit.is_empty()).map(|unit| words(&format!("ĐVT: {unit}"))),
        width: chart.width.unwrap_or(page.text_width()),
        height: chart.height.unwrap_or(decree::CHART_HEIGHT),
        style,
        holder,
        node,
        description,
        bars: ChartBars::default(),
        keep_with_next: false,
    }
}

fn refused(misfit: ChartMisfit) -> Diagnostic {
    match misfit {
        ChartMisfit::Labels => Diagnostic::error(
            Code::ChartUnfit,
            text!(
                "nhãn của biểu đồ không đủ chỗ dưới cột",
                "labels of the chart do not fit below its columns"
            ),
        )
        .help(text!(
            "dùng kieu=\"thanh\" (nhãn nằm bên trái), hoặc rút ngắn nhãn",
            "use kieu=\"thanh\", where labels stand at the left, or shorten the labels"
        )),
        ChartMisfit::Height(least) => {
            let least = millimetres(least) + 1;
            Diagnostic::error(
                Code::ChartUnfit,
                text!("biểu đồ phải cao ít nhất {least} mm", "the chart has to be at least {least} mm high"),
            )
            .help(text!("ghi cao={least}, hoặc bỏ cao", "write cao={least}, or leave cao out"))
        }
    }
}
