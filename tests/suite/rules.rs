//! Rules of `checks.yaml`, conditions and sums of templates: what is left out, days, and sums that a loop would lose.

use super::small::Small;

const SCHEMA: &str = r#""tu":{"format":"ngay"},"den":{"format":"ngay"},"tong":{"format":"so-nguyen"},
    "nhom":{"type":"object","required":["co"],"properties":{"co":{"format":"so-nguyen"},"khong":{"format":"so-nguyen"},
        "dong":{"type":"array","items":{"type":"object","required":["so"],"properties":{"so":{"format":"so-nguyen"}}}}}},
    "ds":{"type":"array","items":{"type":"object","required":["so"],"properties":{"so":{"format":"so-nguyen"},"het":{"format":"so-nguyen"}}}}"#;

/// What `check` finds with one rule.
fn ruled(rule: &str, data: &str) -> Vec<String> {
    let rules = format!("quy_tac:\n  - {{ {rule}, vi: sai quy tắc, en: broken }}\n");
    let small = Small::new("Hết./.", None).second("").with_data(SCHEMA, data);
    let small = small.with_file("templates/t/checks.yaml", rules.into_bytes());
    // The other checks have their own to say.
    small
        .checked()
        .into_iter()
        .filter(|headline| headline.contains("quy tắc") || headline.contains("lặp"))
        .collect()
}

#[test]
fn rules_pass_over_what_is_left_out() {
    for (rule, data) in [
        ("moi: ds, dung: dong.so > 0", ""),
        ("moi: nhom.dong, dung: dong.so > 0", ""),
        ("moi: ds, dung: dong.so >= dong.het", "ds: [{so: 1}, {so: 3, het: 2}]\n"),
        ("dung: nhom.co <= tong", ""),
        ("dung: nhom.co <= tong", "nhom: {co: 5}\n"),
        ("dung: nhom.co + nhom.khong == tong", "tong: 9\nnhom: {co: 5}\n"),
        ("dung: nhom.khong != 3", "nhom: {co: 5}\n"),
    ] {
        assert_eq!(ruled(rule, data), Vec::<String>::new(), "{rule}, {data}");
    }
    for (rule, data) in [
        ("moi: ds, dung: dong.so >= dong.het", "ds: [{so: 1}, {so: 3, het: 4}]\n"),
        ("moi: nhom.dong, dung: dong.so > 0", "nhom: {co: 1, dong: [{so: 0}]}\n"),
        ("dung: nhom.co + nhom.khong == tong", "tong: 9\nnhom: {co: 5, khong: 5}\n"),
        ("dung: nhom.khong is number or tong == 0", "tong: 9\nnhom: {co: 5}\n"),
    ] {
        assert_eq!(ruled(rule, data), ["sai quy tắc"], "{rule}, {data}");
    }
}

#[test]
fn days_of_rules_compare_as_days() {
    let days = |tu, den| format!("tu: {tu}\nden: {den}\n");
    assert_eq!(ruled("dung: tu <= den", &days("25/4/2024", "03/5/2024")), Vec::<String>::new());
    assert_eq!(ruled("dung: tu <= den", &days("03/5/2024", "25/4/2024")), ["sai quy tắc"]);
    assert_eq!(ruled("dung: tu <= den", "tu: 03/5/2024\n"), Vec::<String>::new());
}

#[test]
fn a_sum_that_a_loop_loses_is_found() {
    let sum = |set: &str| {
        let body = format!(
            "{{% {set} t = 0 %}}{{% for d in ds %}}{{% {set} t = t + d.so %}}{{% endfor %}}Tổng {{{{ t }}}}./."
        );
        Small::new(&body, None).second("").with_data(SCHEMA, "ds: [{so: 1}, {so: 2}]\n")
    };
    assert_eq!(sum("set_global").first_words(), "Tổng 3./.");
    let found = sum("set").found();
    assert!(found[0].starts_with("“t” đặt bằng set trong vòng lặp"), "{found:?}");
}

#[test]
fn rows_are_picked_by_a_column() {
    let data = "ds: [{so: 1, het: 5}, {so: 2}, {so: 3, het: 7}]\n";
    for (picked, sum) in [
        ("loc(cot=\"so\", bang=2)", 2),
        ("loc(cot=\"so\", khac=2)", 4),
        ("loc(cot=\"het\", tu=6)", 3),
        ("loc(cot=\"het\", tu=1, den=6)", 1),
        ("loc(cot=\"so\", tu=9)", 0),
    ] {
        let body = format!("Tổng {{{{ ds | {picked} | tong(cot=\"so\") }}}}./.");
        let small = Small::new(&body, None).second("").with_data(SCHEMA, data);
        assert_eq!(small.first_words(), format!("Tổng {sum}./."), "{picked}");
    }
    let found =
        Small::new("{{ ds | loc(cot=\"so\") | length }}", None).second("").with_data(SCHEMA, data).found();
    assert_eq!(found, ["loc cần bang, khac, tu hoặc den"]);
}

#[test]
fn lists_that_are_left_out_are_empty() {
    let body =
        "{% for d in ds %}{{ d.so }}{% endfor %}Có {{ ds | length }}, tổng {{ ds | tong(cot=\"so\") }}./.";
    assert_eq!(Small::new(body, None).second("").with_data(SCHEMA, "").first_words(), "Có 0, tổng 0./.");
    let body = "{% if tong is defined %}có{% else %}trống{% endif %}./.";
    assert_eq!(Small::new(body, None).second("").with_data(SCHEMA, "tong:\n").first_words(), "trống./.");
}
