//! What to do next, when nothing was asked for.

use baocao::diag::Lang;

use super::pick;

pub(super) fn first_steps(lang: Lang) -> &'static str {
    pick(
        lang,
        "baocao lập báo cáo hành chính (Word và PDF) từ tệp dữ liệu của từng kỳ.\n\n\
         Việc thường làm:\n\
         \x20 1. Chép tệp kỳ trước thành kỳ mới, ví dụ data/2024-06.yaml thành data/2024-07.yaml\n\
         \x20 2. Mở tệp mới, sửa số liệu và lời văn\n\
         \x20 3. Lập báo cáo:  baocao render data/2024-07.yaml\n\n\
         Xem thêm:  baocao --help   baocao render --help\n",
        "baocao renders administrative reports (Word and PDF) from one data file per period.\n\n\
         The usual way:\n\
         \x20 1. Copy the last period's file, as data/2024-06.yaml to data/2024-07.yaml\n\
         \x20 2. Open the copy and change figures and texts\n\
         \x20 3. Render it:  baocao render data/2024-07.yaml\n\n\
         More:  baocao --help   baocao render --help\n",
    )
}

pub(super) fn no_files(lang: Lang, found: &[String]) -> String {
    let example = found.last().map_or("data/2024-06.yaml", String::as_str);
    let mut out = pick(
        lang,
        "Chưa nói lập báo cáo từ tệp dữ liệu nào. Ví dụ:\n",
        "No data file was named. For example:\n",
    )
    .to_string();
    out.push_str(&format!("  baocao render {example}\n"));
    if !found.is_empty() {
        out.push_str(pick(lang, "Các tệp có trong data/:\n", "Files in data/:\n"));
        found.iter().for_each(|file| out.push_str(&format!("  {file}\n")));
    }
    out
}
