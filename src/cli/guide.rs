//! What to do next, when nothing was asked for.

use std::path::Path;

use baocao::diag::Lang;
use baocao::office::reports::{DATA, reports};
use baocao::world::World;

use super::pick;

pub(super) fn first_steps(lang: Lang) -> &'static str {
    pick(
        lang,
        "baocao lập báo cáo hành chính (Word và PDF) từ tệp dữ liệu của từng kỳ.\n\n\
         Việc thường làm:\n\
         \x20 1. Lập tệp kỳ mới từ kỳ trước:  baocao new 2024-07\n\
         \x20 2. Điền số liệu, xem lại lời văn, thấy trang in và lỗi ngay:  baocao preview data/2024-07.yaml\n\
         \x20 3. Xem còn thiếu gì:  baocao status data/2024-07.yaml\n\
         \x20 4. Kiểm tra:          baocao check data/2024-07.yaml\n\
         \x20 5. Lập báo cáo:       baocao render data/2024-07.yaml\n\
         \x20 6. Phát hành:         baocao issue data/2024-07.yaml\n\n\
         Xem thêm:  baocao --help   baocao render --help\n",
        "baocao renders administrative reports (Word and PDF) from one data file per period.\n\n\
         The usual way:\n\
         \x20 1. Start the period's file from the last:  baocao new 2024-07\n\
         \x20 2. Fill it in, with pages and mistakes in sight:  baocao preview data/2024-07.yaml\n\
         \x20 3. See what is missing:  baocao status data/2024-07.yaml\n\
         \x20 4. Check it:             baocao check data/2024-07.yaml\n\
         \x20 5. Render it:            baocao render data/2024-07.yaml\n\
         \x20 6. Issue it:             baocao issue data/2024-07.yaml\n\n\
         More:  baocao --help   baocao render --help\n",
    )
}

pub(super) fn no_files(command: &str, lang: Lang, found: &[String]) -> String {
    let example = found.last().map_or("data/2024-06.yaml", String::as_str);
    let mut out = pick(lang, "Chưa nói tệp dữ liệu nào. Ví dụ:\n", "No data file was named. For example:\n")
        .to_string();
    out.push_str(&format!("  baocao {command} {example}\n"));
    if !found.is_empty() {
        out.push_str(pick(lang, "Các tệp có trong data/:\n", "Files in data/:\n"));
        found.iter().for_each(|file| out.push_str(&format!("  {file}\n")));
    }
    out
}

/// Where there is neither a template nor a report.
pub(super) fn no_office(lang: Lang) -> String {
    pick(
        lang,
        "Ở đây không có báo cáo nào: chạy ở thư mục của cơ quan (có data/ và templates/); chưa có thì baocao init\n",
        "There are no reports here: run it in the office's folder (with data/ and templates/); baocao init makes one\n",
    )
    .to_string()
}

/// The reports in `data/`, for the user who named none.
pub(super) fn data_files(world: &dyn World) -> Vec<String> {
    reports(world, Path::new(DATA), None).iter().map(|report| report.path.display().to_string()).collect()
}
