use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;
use crate::arrangement::structure::Structure;
use crate::arrangement::{Ink, Justification, LineHeight, Paragraph, Style, StyleId, StyleSheet, WordStyle};
use crate::model::{ChartLine, Emphasis, Inline};
use crate::units::FontSize;

fn look() -> Look {
    Look {
        size: FontSize::pt(10),
        emphasis: Emphasis::PLAIN,
        ink: Ink::Black,
        justification: Justification::Left,
        first_line_indent: Length::ZERO,
        line_height: LineHeight::Single,
        before: Length::ZERO,
        after: Length::ZERO,
        keep_with_next: false,
    }
}

fn style() -> StyleId {
    let style = Style { id: "x".into(), name: "x".into(), look: look(), word: WordStyle::default() };
    StyleSheet::default().add(style)
}

fn chart(kind: ChartKind, labels: &[String], lines: &[Vec<Option<Decimal>>]) -> Chart {
    let line = |(index, values): (usize, &Vec<Option<Decimal>>)| ChartLine {
        name: if lines.len() > 1 { format!("Năm {}", 2020 + index) } else { String::new() },
        values: values.clone(),
    };
    Chart {
        kind,
        title: Vec::new(),
        unit: "lượt".into(),
        labels: labels.to_vec(),
        lines: lines.iter().enumerate().map(line).collect(),
        places: None,
        width: None,
        height: None,
    }
}

/// The chart in a frame 160 mm wide; `None` when it does not fit.
fn drawn(chart: &Chart) -> Option<(Drawing, Length)> {
    let words = |text: &String| Paragraph::new(style(), vec![Inline::plain(text)], Structure::ROOT);
    let mut arranged = ArrangedChart {
        chart,
        labels: chart.labels.iter().map(words).collect(),
        names: chart.lines.iter().map(|line| &line.name).filter(|name| !name.is_empty()).map(words).collect(),
        unit: Some(words(&chart.unit)),
        width: Length::mm(160),
        height: Length::mm(75),
        style: style(),
        holder: style(),
        node: Structure::ROOT,
        description: String::new(),
        bars: ChartBars::default(),
        keep_with_next: false,
    };
    let fonts = FontSet::built_in();
    arranged.height = height(&arranged, &look(), &fonts).ok()?;
    Some((draw(&arranged, &look(), &fonts), arranged.height))
}

fn text(words: &DrawnWords) -> String {
    words.line.runs.iter().map(|run| run.text.as_str()).collect()
}

fn labels(count: usize) -> Vec<String> {
    (1..=count).map(|number| format!("Tháng {number}")).collect()
}

fn some(values: &[i64]) -> Vec<Option<Decimal>> {
    values.iter().map(|value| Some(Decimal::from(*value))).collect()
}

#[test]
fn columns_are_as_high_as_their_figures() {
    let (drawing, _) =
        drawn(&chart(ChartKind::Columns, &labels(3), &[some(&[10, 20, 40])])).expect("it fits");
    // The ground of a column: dark, without a line.
    let heights: Vec<i64> = drawing
        .shapes
        .iter()
        .filter(|shape| shape.fill == Some(Pattern::Dark.grey()) && shape.line.is_none())
        .map(|shape| (shape.points[2].1 - shape.points[0].1).to_emu())
        .collect();
    let [ten, twenty, forty] = heights.as_slice() else { panic!("{heights:?}") };
    assert!((twenty - ten * 2).abs() < 4 && (forty - ten * 4).abs() < 8, "{heights:?}");
    let texts: Vec<String> = drawing.words.iter().map(text).collect();
    for wanted in ["lượt", "Tháng 1", "10", "20", "40", "0"] {
        assert!(texts.iter().any(|text| text == wanted), "{wanted}: {texts:?}");
    }
}

#[test]
fn columns_whose_labels_do_not_fit_are_refused_and_bars_take_them() {
    let long: Vec<String> = (0..12).map(|_| "Nghiêncứukhoahọccôngnghệ".to_string()).collect();
    let values = [some(&[1; 12])];
    assert!(drawn(&chart(ChartKind::Columns, &long, &values)).is_none());
    assert!(drawn(&chart(ChartKind::Bars, &long, &values)).is_some());
    // A curve tells every so many.
    let (drawing, _) = drawn(&chart(ChartKind::Lines, &labels(60), &[some(&[3; 60])])).expect("it fits");
    let told = drawing.words.iter().filter(|words| text(words).starts_with("Tháng")).count();
    assert!((5..60).contains(&told), "{told}");
}

#[test]
fn a_curve_ends_where_a_figure_is_missing() {
    let values = vec![Some(Decimal::ONE), Some(Decimal::TWO), None, Some(Decimal::ONE)];
    let (drawing, _) = drawn(&chart(ChartKind::Lines, &labels(4), &[values])).expect("it fits");
    let curves = drawing.shapes.iter().filter(|shape| shape.line == Some(canvas::THICK)).count();
    assert_eq!(curves, 1);
}

#[test]
fn a_pie_tells_every_share() {
    let parts = ["A", "B", "C"].map(String::from);
    let (drawing, _) = drawn(&chart(ChartKind::Pie, &parts, &[some(&[1, 2, 5])])).expect("it fits");
    let texts: Vec<String> = drawing.words.iter().map(text).collect();
    assert_eq!(texts, ["lượt", "A: 1 (12,5%)", "B: 2 (25,0%)", "C: 5 (62,5%)"]);
}

fn kinds() -> impl Strategy<Value = ChartKind> {
    (0..ChartKind::ALL.len()).prop_map(|index| ChartKind::ALL[index].0)
}

/// Two words of which one is printed on the other.
fn overlapping(words: &[DrawnWords]) -> Option<(&DrawnWords, &DrawnWords)> {
    let overlap = |one: &DrawnWords, other: &DrawnWords| {
        let (apart, down) = (one.x.max(other.x), one.baseline - other.baseline);
        let end = (one.x + one.line.width).min(other.x + other.line.width);
        // Letters of 10 points are some 7 high, and a point may be lost in rounding.
        apart + Length::pt(1) < end && down.max(-down) < Length::pt(7)
    };
    let pairs =
        words.iter().enumerate().flat_map(|(at, one)| words[at + 1..].iter().map(move |other| (one, other)));
    pairs.into_iter().find(|(one, other)| overlap(one, other))
}

#[test]
fn words_do_not_stand_on_one_another() {
    let quarters = ["Quý I", "Quý II", "Quý III", "Quý IV"].map(String::from);
    let far: Vec<String> = (1..=50).map(|number| format!("Phòng Kinh tế hạ tầng số {number}")).collect();
    let mut with_unit = chart(ChartKind::Columns, &quarters, &[some(&[5, 2, 1, 1])]);
    with_unit.unit = "triệu đồng, ".repeat(14);
    let charts = [
        chart(ChartKind::Lines, &quarters, &[some(&[120, 3, 2, 5])]),
        chart(ChartKind::Lines, &far, &[some(&[7; 50])]),
        with_unit,
    ];
    for chart in charts {
        let (drawing, _) = drawn(&chart).expect("it fits");
        let pair = overlapping(&drawing.words).map(|(one, other)| (text(one), text(other)));
        assert_eq!(pair, None);
    }
}

#[test]
fn figures_too_small_for_paper_have_a_scale() {
    let tiny = vec![Some(Decimal::new(1, 28)); 2];
    for kind in [ChartKind::Columns, ChartKind::Bars, ChartKind::Lines, ChartKind::Pie] {
        let mut chart = chart(kind, &labels(2), std::slice::from_ref(&tiny));
        chart.places = Some(1);
        assert!(drawn(&chart).is_some(), "{kind:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Whatever is drawn stays in its frame.
    #[test]
    fn nothing_leaves_the_frame(
        kind in kinds(),
        labels in proptest::collection::vec("[A-Za-zĐềữ]{1,12}( [a-zđếữ]{1,9}){0,4}", 1..24),
        lines in 1_usize..5,
        numbers in proptest::collection::vec((-1_000_000_i64..1_000_000, 0_u32..4), 120),
    ) {
        let is_pie = kind == ChartKind::Pie;
        let labels = if is_pie { &labels[..labels.len().min(8)] } else { &labels[..] };
        let lines = if is_pie { 1 } else { lines };
        let value = |at: usize| {
            let (number, scale) = numbers[at % numbers.len()];
            let number = if is_pie { number.abs() + 1 } else { number };
            (number % 11 != 3 || is_pie).then(|| Decimal::new(number, scale))
        };
        let values: Vec<Vec<Option<Decimal>>> =
            (0..lines).map(|line| (0..labels.len()).map(|at| value(line * 24 + at)).collect()).collect();
        prop_assume!(values.iter().flatten().any(Option::is_some));
        let Some((drawing, height)) = drawn(&chart(kind, labels, &values)) else { return Ok(()) };
        let slack = Length::pt(3);
        for (x, y) in drawing.shapes.iter().flat_map(|shape| &shape.points) {
            prop_assert!(*x >= -slack && *x <= Length::mm(160) + slack, "{:?}", x);
            prop_assert!(*y >= -slack && *y <= height + slack, "{:?} of {:?}", y, height);
        }
        for words in &drawing.words {
            prop_assert!(words.x >= -slack && words.x + words.line.width <= Length::mm(160) + slack, "{:?}", words);
            prop_assert!(words.baseline > Length::ZERO && words.baseline <= height + slack, "{:?} of {:?}", words, height);
        }
        if let Some((one, other)) = overlapping(&drawing.words) {
            prop_assert!(false, "{:?} {:?}: “{}” on “{}”", kind, height, text(one), text(other));
        }
    }
}
