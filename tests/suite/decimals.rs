//! Rules on figures compare and compute decimals as numbers, not as the texts that print.

use std::path::Path;

use baocao::diag::Code;
use baocao::pipeline::{Request, check_report};
use baocao::run::Run;
use baocao::world::MemoryWorld;

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
        check_report(&mut run, &request);
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
