//! A working folder for an office, from what the program carries.

use std::path::{Path, PathBuf};

use super::reports::{ReportKind, kinds};
use super::{gallery, taken, unwritable};
use crate::data::edit::scalar;
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::font::FontSet;
use crate::form::agency_lines;
use crate::output;
use crate::world::World;

/// The files that every office starts with, but for its own.
const FILES: [(&str, &str); 3] = [
    ("HUONG-DAN.md", include_str!("../../docs/huong-dan.md")),
    ("VIET-MAU.md", include_str!("../../docs/viet-mau.md")),
    ("data/co-quan.schema.json", include_str!("../../data/co-quan.schema.json")),
];

/// What all templates share.
pub(super) const SHARED: [(&str, &str); 3] = [
    ("templates/chung/bang-dich-vu-cong.md", include_str!("../../templates/chung/bang-dich-vu-cong.md")),
    ("templates/chung/tu-dien.yaml", include_str!("../../templates/chung/tu-dien.yaml")),
    ("templates/chung/van-ban.md", include_str!("../../templates/chung/van-ban.md")),
];

/// The template that the program carries, and a report made with it.
pub const SAMPLE: &str = "de-an-06";
const SAMPLE_FILES: [(&str, &str); 8] = [
    ("data/2024-06.yaml", include_str!("../../data/2024-06.yaml")),
    ("data/de-an-06.schema.json", include_str!("../../data/de-an-06.schema.json")),
    ("templates/de-an-06/template.yaml", include_str!("../../templates/de-an-06/template.yaml")),
    ("templates/de-an-06/schema.json", include_str!("../../templates/de-an-06/schema.json")),
    ("templates/de-an-06/checks.yaml", include_str!("../../templates/de-an-06/checks.yaml")),
    ("templates/de-an-06/bao-cao.md", include_str!("../../templates/de-an-06/bao-cao.md")),
    ("templates/de-an-06/phu-luc-1.md", include_str!("../../templates/de-an-06/phu-luc-1.md")),
    ("templates/de-an-06/phu-luc-2.md", include_str!("../../templates/de-an-06/phu-luc-2.md")),
];

/// The pictures of the guides.
const PICTURES: [(&str, &[u8]); 14] = [
    ("hinh/danh-dau.png", include_bytes!("../../docs/hinh/danh-dau.png")),
    ("hinh/du-thao.png", include_bytes!("../../docs/hinh/du-thao.png")),
    ("hinh/mau-anh.svg", include_bytes!("../../docs/hinh/mau-anh.svg")),
    ("hinh/mau-bang.svg", include_bytes!("../../docs/hinh/mau-bang.svg")),
    ("hinh/mau-bieu-do.svg", include_bytes!("../../docs/hinh/mau-bieu-do.svg")),
    ("hinh/mau-chu-ky.svg", include_bytes!("../../docs/hinh/mau-chu-ky.svg")),
    ("hinh/mau-chu-thich.svg", include_bytes!("../../docs/hinh/mau-chu-thich.svg")),
    ("hinh/mau-quyet-dinh.svg", include_bytes!("../../docs/hinh/mau-quyet-dinh.svg")),
    ("hinh/mau-dau-doc.svg", include_bytes!("../../docs/hinh/mau-dau-doc.svg")),
    ("hinh/mau-de-muc.svg", include_bytes!("../../docs/hinh/mau-de-muc.svg")),
    ("hinh/mau-doan.svg", include_bytes!("../../docs/hinh/mau-doan.svg")),
    ("hinh/mau-ngang.svg", include_bytes!("../../docs/hinh/mau-ngang.svg")),
    ("hinh/trang-1.png", include_bytes!("../../docs/hinh/trang-1.png")),
    ("hinh/xem-truoc.png", include_bytes!("../../docs/hinh/xem-truoc.png")),
];

/// What the office says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewOffice {
    /// Cơ quan ban hành.
    pub agency: String,
    /// Cơ quan chủ quản; empty for none.
    pub parent: String,
    /// Địa danh before the date.
    pub place: String,
    /// Ký hiệu of its reports.
    pub symbol: String,
    /// Chức vụ of who signs.
    pub post: String,
    /// Họ và tên of who signs.
    pub signer: String,
    /// Nơi nhận, without the line “Lưu”.
    pub recipients: Vec<String>,
    /// The templates of what it writes, the one it writes most first: [`SAMPLE`], one of the gallery, or one that is in the folder's
    /// `templates/` already.
    pub templates: Vec<String>,
}

/// Writes the folder of a new office, unless something else is there already. Gives the files; `None` when something refuses them.
pub fn start(
    world: &dyn World,
    folder: &Path,
    office: &NewOffice,
    found: &mut Diagnostics,
) -> Option<Vec<PathBuf>> {
    let yaml = office.to_yaml();
    let own = [("data/co-quan.yaml", yaml.as_bytes())];
    let there = kinds(world, &folder.join("templates"));
    let mut templates: Vec<(PathBuf, Vec<u8>)> = Vec::new();
    for id in &office.templates {
        if id == SAMPLE {
            let sample =
                SAMPLE_FILES.iter().map(|(name, text)| (folder.join(name), text.as_bytes().to_vec()));
            templates.extend(sample);
        } else if there.iter().all(|kind| kind.id != *id) {
            match gallery::find(id) {
                Some(template) => templates.extend(template.files_in(folder)),
                None => found.push(no_template(id, folder, &there)),
            }
        }
    }
    let carried = FILES.iter().chain(&SHARED).map(|(name, text)| (*name, text.as_bytes())).chain(PICTURES);
    let carried = carried.chain(own).map(|(name, bytes)| (folder.join(name), bytes.to_vec()));
    let files: Vec<(PathBuf, Vec<u8>)> = carried.chain(templates).collect();
    output::taken(&files).for_each(|path| found.push(taken(path)));
    if found.has_errors() {
        return None;
    }
    output::write_all(folder, &files).map_err(|error| found.push(unwritable(&error))).ok()?;
    Some(files.into_iter().map(|(path, _)| path).collect())
}

fn no_template(id: &str, folder: &Path, there: &[ReportKind]) -> Diagnostic {
    let shown = folder.join("templates");
    let shown = shown.display();
    let mut ids = vec![SAMPLE.to_string()];
    ids.extend(gallery::GALLERY.iter().map(|template| template.id.to_string()));
    let own: Vec<String> = there.iter().map(|kind| kind.id.clone()).filter(|id| !ids.contains(id)).collect();
    ids.extend(own);
    let ids = ids.join(", ");
    Diagnostic::error(
        Code::TemplateMissing,
        text!(
            "không có mẫu “{id}” trong thư mục {shown}",
            "there is no template “{id}” in the folder {shown}"
        ),
    )
    .help(text!(
        "chép thư mục mẫu vào {shown} rồi chạy lại; có sẵn: {ids}",
        "copy the template's folder into {shown} and run it again; there are: {ids}"
    ))
}

impl NewOffice {
    /// The line of the body that a committee signs for (Decree 30/2020, Appendix I, II.7.a).
    fn body(&self) -> &'static str {
        if is_committee(&self.agency) { "    - TM. ỦY BAN NHÂN DÂN\n" } else { "" }
    }

    fn to_yaml(&self) -> String {
        let fonts = FontSet::built_in();
        let lines = |name: &str| -> String {
            let lines = agency_lines(&name.to_uppercase(), &self.place, &fonts);
            lines.iter().map(|line| format!("  - {}\n", scalar(line, false))).collect()
        };
        let agency = full_name(&self.agency);
        let parent = match self.parent.is_empty() {
            true => " []\n".to_string(),
            false => format!("\n{}", lines(&self.parent)),
        };
        let recipients: String =
            self.recipients.iter().map(|name| format!("  - {}\n", scalar(name, false))).collect();
        format!(
            "# yaml-language-server: $schema=co-quan.schema.json\n\
             # Những gì của cơ quan, dùng cho mọi kỳ báo cáo. Tệp của kỳ ghi lại mục nào thì mục đó theo tệp của kỳ.\n\n\
             mau: {template}            # thư mục mẫu trong templates/; loại báo cáo khác: baocao new KỲ --template MẪU\n\n\
             # Tên cơ quan ở góc trên bên trái: mỗi dòng in một mục, viết hoa. Cơ quan ban hành viết đầy đủ, chỉ cơ quan chủ\n\
             # quản được viết tắt (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.2).\n\
             co_quan_chu_quan:{parent}\
             co_quan_ban_hanh:\n{agency_lines}\
             ten_co_quan: {name}   # viết như trong câu\n\n\
             dia_danh: {place}\n\
             ky_hieu: {symbol}      # số văn bản nằm ở tệp của kỳ\n\n\
             # Cách đánh số trong năm: theo_ky_hieu (mỗi ký hiệu một dãy số), hoặc chung (mọi loại văn bản một dãy số).\n\
             day_so: theo_ky_hieu\n\
             # Sổ của cơ quan đã có số thì bỏ dấu # ở hai dòng dưới, ghi số tiếp theo:\n\
             # so_bat_dau:\n#   - {{ nam: 2026, so: 58 }}\n\n\
             # Nơi gửi báo cáo lên; có thì nơi nhận mở đầu bằng Như trên.\n\
             # kinh_gui:\n#   - …\n\n\
             # Mỗi nơi một dòng, không gõ dấu chấm phẩy; dòng cuối là dòng Lưu.\n\
             noi_nhan:\n{recipients}  - \"Lưu: VT\"\n\n\
             nguoi_ky:\n  quyen_han:\n{body}    - {post}\n  ho_ten: {signer}\n",
            body = self.body(),
            template = scalar(self.templates.first().map_or(SAMPLE, String::as_str), false),
            agency_lines = lines(&agency),
            name = scalar(&agency, false),
            place = scalar(&self.place, false),
            symbol = scalar(&self.symbol, false),
            post = scalar(&self.post.to_uppercase(), false),
            signer = scalar(&self.signer, false),
        )
    }
}

/// The name without the usual abbreviations: the issuing agency's is written in full (Appendix I, II.2.b).
fn full_name(agency: &str) -> String {
    let words = agency.split(' ').map(|word| match word {
        "UBND" => "Ủy ban nhân dân",
        "HĐND" => "Hội đồng nhân dân",
        word => word,
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Whether an agency is a People's Committee, by its name.
pub fn is_committee(agency: &str) -> bool {
    let agency = agency.to_uppercase();
    agency.starts_with("UBND ") || agency.starts_with("ỦY BAN NHÂN DÂN")
}
