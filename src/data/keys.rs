//! The keys of data files that the program itself reads or writes. All other keys belong to a template's schema.

/// Period of the report.
pub const PERIOD: &str = "ky";
/// Number of the document, without its symbol.
pub const SERIAL: &str = "so";
/// Which documents share the numbers of a year: [`COMMON_SERIES`], or each symbol its own.
pub const SERIES_RULE: &str = "day_so";
/// All documents of an agency share one series.
pub const COMMON_SERIES: &str = "chung";
/// The number from which a series goes on in a year: a list of maps of [`YEAR`], [`SERIAL`] and maybe [`SYMBOL`].
pub const SERIAL_START: &str = "so_bat_dau";
/// The document that this one replaces.
pub const REPLACES: &str = "thay_the";
/// Date of issue.
pub const DATE: &str = "ngay";
/// Symbol after the number, as in “BC-UBND”.
pub const SYMBOL: &str = "ky_hieu";
/// Number and symbol together, as templates see them.
pub const NUMBER: &str = "so_ky_hieu";
/// Year of the period, as templates see it.
pub const YEAR: &str = "nam";
/// Id of the template.
pub const TEMPLATE: &str = "mau";
/// Subject of the document; stands in the front matter of the body.
pub const SUBJECT: &str = "trich_yeu";

/// Place of issue.
pub const PLACE: &str = "dia_danh";
/// Lines of the superior agency.
pub const PARENT_AGENCY: &str = "co_quan_chu_quan";
/// Lines of the issuing agency.
pub const ISSUING_AGENCY: &str = "co_quan_ban_hanh";
/// The issuing agency as running text names it.
pub const AGENCY_IN_TEXT: &str = "ten_co_quan";
/// “Kính gửi”.
pub const ADDRESSEES: &str = "kinh_gui";
/// “Nơi nhận”.
pub const RECIPIENTS: &str = "noi_nhan";
/// How many copies are made.
pub const COPIES: &str = "so_ban";
/// Who drafted the document.
pub const DRAFTER: &str = "nguoi_soan";
/// Degree of urgency.
pub const URGENCY: &str = "do_khan";
/// Mark of limited circulation.
pub const CIRCULATION: &str = "luu_hanh";
/// Lines with the agency's address at the foot of the first page.
pub const CONTACT: &str = "lien_he";
/// Diameter of the seal, in millimetres.
pub const SEAL_MM: &str = "duong_kinh_dau";

/// The signer, a map of the next three.
pub const SIGNER: &str = "nguoi_ky";
/// Who signs beside the signer: joint documents, minutes.
pub const COSIGNERS: &str = "nguoi_ky_khac";
/// What stands right before the number: `T` in `T254/BC-CA`.
pub const PREFIX: &str = "tien_to_so";
/// Month of issue of a document whose day is written in by hand: `6/2026`.
pub const MONTH: &str = "thang_ban_hanh";
/// When the agency signed digitally, printed in the corner of what only the agency signs.
pub const SIGNED_AT: &str = "thoi_gian_ky";
/// Cấp bậc, học hàm, học vị of a signer, where the sector allows it.
pub const RANK: &str = "cap_bac";
/// Whether “(Đã ký)” stands in place of a signature.
pub const SIGNED: &str = "da_ky";
/// Lines of capacity and post: “TM.”, “KT.” and what follows.
pub const CAPACITY: &str = "quyen_han";
/// A second post that the signer holds.
pub const SECOND_POST: &str = "chuc_vu_khac";
/// The signer's name.
pub const NAME: &str = "ho_ten";

/// First day of a span of days.
pub const FROM: &str = "tu";
/// Last day of a span of days.
pub const UNTIL: &str = "den";
/// Day up to which a running figure counts.
pub const AS_OF: &str = "tinh_den";

/// Figures of the year before its first file, a map of the next two.
pub const OPENING: &str = "luy_ke_truoc";
/// Where stated figures are from.
pub const SOURCE: &str = "nguon";
/// The stated figures, in the shape of a period's.
pub const FIGURES: &str = "so_lieu";

/// A figure that is not published: its value, beside [`REASON`].
pub const VALUE: &str = "gia_tri";
/// Why a figure is not published, or a finding is accepted.
pub const REASON: &str = "ly_do";

/// Findings that the office accepts, a list of maps.
pub const ACCEPTED: &str = "chap_nhan";
/// Code of an accepted finding.
pub const CODE: &str = "ma";
/// What an accepted finding is about.
pub const ABOUT: &str = "o";
