//! Rules on figures compare and compute decimals as numbers, not as the texts that print.

use std::path::Path;
use std::sync::OnceLock;

use baocao::diag::Code;
use baocao::pipeline::{Request, check_report};
use baocao::run::Run;
use baocao::text::number;
use baocao::world::MemoryWorld;
use proptest::prelude::*;
use rust_decimal::{Decimal, RoundingStrategy};

use super::small::Small;

const PERIOD: &str = "mau: t\nky: 2025-05\nso: 3\nngay: 5/6/2025\nky_hieu: BC-X\ndia_danh: Mẫu\nco_quan_ban_hanh: [XÃ MẪU]\n\
    ten_co_quan: Xã Mẫu\nnoi_nhan: [\"Lưu: VT\"]\nnguoi_ky: {quyen_han: [CHỦ TỊCH], ho_ten: Lê Mẫu}\n";

#[test]
fn decimals_compare_as_numbers_in_rules_on_figures() {
    let schema = r#"{"type":"object","properties":{"a":{"format":"so"},"b":{"format":"so"},"ds":{"type":"array","items":
        {"type":"object","properties":{"x":{"format":"so"}}}}}}"#;
    let holds = |rule: &str, a: &str, b: &str| {
        let checks = format!(
            "quy_tac:\n  - dung: {rule}\n    vi: sai {{{{ a }}}} {{{{ b | so }}}}\n    en: wrong\n    noi: [a]\n"
        );
        let data = format!("{PERIOD}a: {a}\nb: {b}\nds: [{{x: \"0,1\"}}, {{x: \"0,2\"}}]\n");
        let world = MemoryWorld::default()
            .with("templates/t/template.yaml", "ten: T\nloai: BÁO CÁO\nthan: b.md\n")
            .with("templates/t/schema.json", schema)
            .with("templates/t/checks.yaml", checks)
            .with("templates/t/b.md", "---\ntrich_yeu: T\n---\n\nLời.\n")
            .with("data/k.yaml", data);
        let mut run = Run::new(&world);
        let request =
            Request { templates: Some(Path::new("templates")), ..Request::of(Path::new("data/k.yaml")) };
        check_report(&mut run, &request, &OnceLock::new());
        assert!(
            !run.found.has_errors() || run.found.iter().any(|finding| finding.code == Code::FigureRule),
            "{rule}"
        );
        let found: Vec<_> = run.found.iter().filter(|finding| finding.code == Code::FigureRule).collect();
        if let Some(finding) = found.first() {
            assert!(!finding.headline.vi.contains('.') || b.contains('.'), "{}", finding.headline.vi);
        }
        found.is_empty()
    };
    for (rule, a, b, right) in [
        ("a <= b", "99,5", "123,65", true),
        ("a <= b", "1000,5", "9,5", false),
        ("a < b", "9", "10,25", true),
        ("a == b", "2,50", "2,5", true),
        ("a == b", "1000", "1.000,0", true),
        ("a > b", "-1,5", "-2,25", true),
        ("a == ds | tong(cot=\"x\")", "0,3", "1", true),
        ("a * 2 == b", "1,25", "2,5", true),
    ] {
        assert_eq!(holds(rule, a, b), right, "{rule} {a} {b}");
    }
}

/// The words that a body of one paragraph makes of these values.
fn printed(body: &str, values: [Decimal; 3]) -> String {
    let schema = r#""a":{"format":"so"},"b":{"format":"so"},"c":{"format":"so"},"chu":{"type":"string"},
        "ds":{"type":"array","items":{"type":"object","properties":{"x":{"format":"so"},"ten":{"type":"string"}}}}"#;
    let [a, b, c] = values.map(number::plain);
    let rows: String = [("một", &a), ("hai", &b), ("ba", &c), ("bốn", &a)]
        .iter()
        .map(|(name, x)| format!("  - {{ten: {name}, x: \"{x}\"}}\n"))
        .collect();
    let data = format!("a: \"{a}\"\nb: \"{b}\"\nc: \"{c}\"\nds:\n{rows}  - {{ten: \"\", x: \"1\"}}\n");
    Small::new(body, None).with_data(schema, &data).first_words()
}

/// As numbers of fifteen digits are kept.
fn kept(exact: Decimal) -> Decimal {
    if exact.fract().is_zero() {
        return exact;
    }
    exact.round_sf_with_strategy(15, RoundingStrategy::MidpointAwayFromZero).expect("a number")
}

fn decimals() -> impl Strategy<Value = Decimal> {
    (-9_999_999_999_i64..9_999_999_999, 0_u32..4).prop_map(|(units, scale)| Decimal::new(units, scale))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]
    /// Templates compare, sort and compute decimals as exact arithmetic does.
    #[test]
    fn templates_compute_as_exact_arithmetic(a in decimals(), b in decimals(), c in decimals()) {
        let body = "{{ a + b - c }};{{ a - b }};{{ (a * 0.37) }};{% if c != 0 %}{{ a / c }}{% endif %};\
            {% if a + b <= c %}1{% else %}0{% endif %};{% if a - b == c %}1{% else %}0{% endif %};\
            {{ [a, b, c] | sort | join(sep=\" \") }};{{ ds | sort(attribute=\"x\") | first | get(key=\"x\") }};\
            {{ a ~ \"%\" ~ (b + c) }};{{ (a / 7) | round(precision=2) }};{{ ds | tong(cot=\"x\") }};{{ a | so(so_le=1) }}";
        let [zero, seven] = [Decimal::ZERO, Decimal::from(7)];
        let mut sorted = [a, b, c];
        sorted.sort();
        let truth = |holds: bool| i32::from(holds).to_string();
        let plain = |exact| number::plain(kept(exact));
        let round = |exact: Decimal, places| exact.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
        let expected = [
            plain(a + b - c),
            plain(a - b),
            plain(a * Decimal::new(37, 2)),
            if c == zero { String::new() } else { plain(a / c) },
            truth(a + b <= c),
            truth(a - b == c),
            sorted.map(number::plain).join(" "),
            number::plain([a, b, c, Decimal::ONE].into_iter().min().unwrap_or(zero)),
            format!("{}%{}", number::plain(a), plain(b + c)),
            number::plain(round(kept(a / seven), 2)),
            plain(a + b + c + a + Decimal::ONE),
            number::grouped_to(a, Some(1)),
        ];
        prop_assert_eq!(printed(body, [a, b, c]), expected.join(";"));
    }
}

#[test]
fn money_is_subtracted_to_the_last_place() {
    let values = ["737988129112.35", "737988129000.15", "0.1"].map(|text| text.parse().expect("a number"));
    assert_eq!(printed("{{ a - b }}", values), "112,2");
    assert_eq!(printed("{% if c + c + c == 0.3 %}bằng{% endif %}", values), "bằng");
    assert_eq!(
        printed("{{ c ** 3 }} {{ -7 // 2 }} {{ -7 % 2 }} {{ 1.005 | round(precision=2) }}", values),
        "0,001 -4 1 1,01"
    );
}

#[test]
fn groups_come_in_their_order_and_rows_without_a_key_stay() {
    let values = ["2.5", "1", "2.5"].map(|text| text.parse().expect("a number"));
    let body = "{% for x, rows in ds | group_by(attribute=\"x\") %}{{ x }}: {% for row in rows %}{{ row.ten }} {% endfor %}{% endfor %}";
    assert_eq!(printed(body, values), "2,5: một ba bốn 1: hai");
    let by_name =
        "{% for ten, rows in ds | group_by(attribute=\"ten\") %}{{ ten }}={{ rows | length }} {% endfor %}";
    assert_eq!(printed(by_name, values), "một=1 hai=1 ba=1 bốn=1 =1");
}

#[test]
fn ratios_take_the_decimals_and_the_sign_that_are_asked_for() {
    let values = ["133", "137", "1000"].map(|text| text.parse().expect("a number"));
    let body = "{{ ty_le(phan=a, tren=b) }} {{ ty_le(phan=a, tren=b, so_le=1) }} {{ ty_le(phan=a, tren=b, so_le=0, dau=\"\") }} \
        {{ ty_le(phan=a, tren=a, so_le=1) }} {{ so_voi(nay=a, truoc=b, so_le=1, voi=\"\") }} {{ c | so(so_le=2) }}";
    assert_eq!(printed(body, values), "97,08% 97,1% 97 100% giảm 04 (2,9%) 1.000,00");
}
