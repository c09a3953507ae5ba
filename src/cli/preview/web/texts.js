// What the page says, in both languages.

const TEXTS = {
  vi: {
    skip_editor: "Đến tệp dữ liệu", skip_findings: "Đến phát hiện", skip_pages: "Đến trang in",
    save: "Lưu", render: "Lập Word và PDF", issue: "Phát hành…", gallery: "Bộ mẫu…", other_language: "English",
    gallery_title: "Bộ mẫu", template_add: "Thêm vào cơ quan", template_there: "Đã có ở cơ quan",
    template_added: "Đã thêm mẫu {id}. Lập tệp mới: baocao new TÊN --template {id}",
    data: "Dữ liệu", files: "Tệp", findings: "Phát hiện", pages: "Trang in", pages_help:
      "Trang in. Phím mũi tên lên, xuống để đi từng đoạn; Enter để xem dòng dữ liệu của đoạn.",
    smaller: "Thu nhỏ", larger: "Phóng to", fit: "Vừa khung", close: "Đóng",
    editor: "Nội dung tệp {file}. Ctrl+Space gợi ý tên mục, Ctrl+S lưu, Tab để ra khỏi ô.",
    editor_read: "Nội dung tệp {file}, chỉ xem.", read_only: "chỉ xem", page: "Trang {n}", of_pages: "{n} trang",
    saved: "Đã lưu", unsaved: "Chưa lưu", saving: "Đang lưu…", reloaded: "Tệp được sửa ở nơi khác, đã nạp lại",
    draft: "Bản dự thảo: còn {n} mục chưa điền", stale: "Trang cũ: sửa lỗi rồi trang sẽ theo", nothing: "Chưa có trang nào: sửa lỗi trước",
    none: "Không phát hiện gì", counts: "{error} lỗi, {warning} cảnh báo, {note} lưu ý", left_out: "Còn {n} phát hiện nữa",
    error: "lỗi", warning: "cảnh báo", note: "lưu ý", accepted: "Đã chấp nhận, lý do: {reason}",
    fix: "Sửa thành “{text}”", fixed: "Đã sửa thành “{text}”", not_fixed: "Chỗ ấy vừa đổi, xem lại rồi sửa tay",
    origin_many: "“{word}” lấy từ {n} dòng:", origin_none: "Chữ này do mẫu hoặc thể thức đặt ra, không gõ trong tệp dữ liệu.",
    origin_some: "“{word}” lấy từ nhiều dòng, trong đó có:", origin_unknown: "Không tìm được dòng dữ liệu của chữ này.",
    searching: "Đang tìm dòng dữ liệu…", at_line: "{file}, dòng {line}",
    changed: "Tệp {file} vừa được sửa ở nơi khác. Chưa có gì bị ghi đè.",
    compare: "Trộn hai bản", take_theirs: "Bỏ bản của tôi, lấy bản kia", comparing:
      "Đã trộn: chỗ chỉ nơi khác sửa thì lấy của họ. Chỗ tô màu là chỗ bạn đã sửa; xem lại rồi lưu.", comparing_both:
      "Đã trộn. Lúc trộn có {n} chỗ cả hai bên cùng sửa, giữ của bạn: xem từng chỗ tô màu, chọn, rồi lưu.",
    show_file: "Mở tệp đó", keep_mine: "Giữ của tôi", keep_theirs: "Lấy bản kia", theirs_taken: "Đã lấy bản kia; Ctrl+Z để lấy lại bản của bạn",
    refused: "Không mở hoặc không lưu được {file}: ngoài thư mục của cơ quan, không phải tệp chữ, hoặc tệp chỉ đọc", missing: "Không còn tệp {file}", gone: "Tệp {file} vừa bị xóa hoặc đổi tên ở nơi khác; nội dung chỉ còn ở đây.", write_again: "Ghi lại tệp", in_the_way: "Chưa lưu: xem thông báo ở trên",
    another_run: "baocao đã chạy lại: mở địa chỉ mới mà nó in ra. Nội dung chưa lưu thì hãy chép ra trước.",
    encoding: "Tệp {file} không ở mã UTF-8, không sửa ở đây được", large: "Tệp {file} lớn quá", unreadable: "Không đọc được {file}: {why}", unwritable: "Không ghi được {file}: {why}",
    internal: "baocao gặp lỗi ngoài dự kiến ({why}); xem cửa sổ dòng lệnh.",
    lost: "Không liên lạc được với baocao. Có thể cửa sổ dòng lệnh đã đóng; chạy lại baocao preview. Đừng đóng trang này nếu chưa lưu: hãy chép nội dung ra trước.",
    rendering: "Đang lập…", rendered: "Đã lập báo cáo", not_rendered: "Chưa lập được: còn lỗi phải sửa", download: "Tải {file}",
    issue_title: "Phát hành báo cáo", issue_warning:
      "Số đã lấy và bản đã cất vào kho không thu hồi và không sửa được nữa; có sai sót thì sửa bằng lệnh baocao amend.",
    has_number: "Số theo tệp: {number}.", no_number: "Tệp chưa có số.", has_date: "Ngày theo tệp: {date}.", no_date: "Tệp chưa có ngày.", goes_to: "Gửi: {recipients}.", in_sheet: "Số này lấy từ bảng tính: {file}", written: "Đã ghi số {serial} vào {file}",
    issued_before: "Kỳ này đã phát hành: {numbers}. Sửa bản đã phát hành thì dùng lệnh baocao amend; phát hành nữa sẽ thành văn bản khác.",
    errors_wait: "Còn {n} lỗi phải sửa trước.", warnings_wait: "Còn {n} cảnh báo: sửa, hoặc ghi lý do phát hành.", write_number: "Ghi số và ngày vào tệp",
    number: "Số văn bản", number_of_data: "theo tệp (mục so)", number_next: "số tiếp theo trong năm: {next}",
    date: "Ngày ban hành", date_of_data: "theo tệp (mục ngay)", date_today: "hôm nay",
    accept: "Lý do phát hành dù còn cảnh báo (nếu có)", issue_now: "Phát hành", issuing: "Đang phát hành…",
    issued: "Đã phát hành {number}, bản {version}, vào {folder}", already: "{number} đã phát hành đúng như thế này; kho giữ nguyên.",
    not_seen: "Tệp vừa được sửa, nên chưa làm. Đóng hộp này, xem lại trang in rồi bấm lại.", not_issued: "Chưa phát hành; kho giữ nguyên:", only_warnings: "Còn cảnh báo: sửa, hoặc ghi lý do phát hành.",
    kind: { "so-nguyen": "số nguyên", so: "số", ngay: "ngày", ky: "kỳ báo cáo", "cong-bo": "số đã công bố", "doan-van": "các đoạn văn", boolean: "có hoặc không", array: "danh sách", object: "nhóm mục", string: "chữ" },
    required: "bắt buộc",
    phrases: {
      Find: "Tìm", Replace: "Thay bằng", next: "tiếp", previous: "trước", all: "tất cả", "match case": "đúng hoa thường",
      regexp: "biểu thức", "by word": "trọn chữ", replace: "thay", "replace all": "thay tất cả", close: "đóng",
      "current match": "chỗ đang chọn", "on line": "ở dòng", "replaced match on line $": "đã thay ở dòng $",
      "replaced $ matches": "đã thay $ chỗ", "Go to line": "Tới dòng", go: "tới", Completions: "Gợi ý", Diagnostics: "Phát hiện",
      "No diagnostics": "Không có phát hiện", "Control character": "Ký tự điều khiển", "$ unchanged lines": "$ dòng giống nhau",
    },
  },
  en: {
    skip_editor: "To the data file", skip_findings: "To the findings", skip_pages: "To the pages",
    save: "Save", render: "Make Word and PDF", issue: "Issue…", gallery: "Templates…", other_language: "Tiếng Việt",
    gallery_title: "Templates", template_add: "Add to the office", template_there: "The office has it",
    template_added: "Added {id}. A new file: baocao new NAME --template {id}",
    data: "Data", files: "Files", findings: "Findings", pages: "Pages", pages_help:
      "Pages. Arrow up and down go from paragraph to paragraph; Enter shows the line of the data that one comes from.",
    smaller: "Smaller", larger: "Larger", fit: "Fit", close: "Close",
    editor: "Text of the file {file}. Ctrl+Space completes keys, Ctrl+S saves, Tab leaves the box.",
    editor_read: "Text of the file {file}, read only.", read_only: "read only", page: "Page {n}", of_pages: "{n} pages",
    saved: "Saved", unsaved: "Not saved", saving: "Saving…", reloaded: "The file was changed elsewhere and loaded again",
    draft: "A draft: {n} values are not filled in", stale: "Old pages: correct the errors to see the new ones", nothing: "No pages yet: correct the errors first",
    none: "Nothing found", counts: "errors: {error}, warnings: {warning}, notes: {note}", left_out: "{n} more findings",
    error: "error", warning: "warning", note: "note", accepted: "Accepted, reason: {reason}",
    fix: "Write “{text}”", fixed: "Now “{text}”", not_fixed: "That place has just changed: look at it and correct it by hand",
    origin_many: "“{word}” comes from {n} lines:", origin_none: "These words come from the template or the form; they are not typed in the data.",
    origin_some: "“{word}” comes from many lines, among them:", origin_unknown: "The line that these words come from was not found.",
    searching: "Looking for the line…", at_line: "{file}, line {line}",
    changed: "Another program has just changed {file}. Nothing was overwritten.",
    compare: "Merge the two", take_theirs: "Drop mine, take theirs", comparing:
      "Merged: what only they changed is theirs. What you changed is marked; look through it, then save.", comparing_both:
      "Merged. Places that both had changed: {n}; yours stayed. Look through the marked places, choose, then save.",
    show_file: "Open that file", keep_mine: "Keep mine", keep_theirs: "Take theirs", theirs_taken: "Theirs is taken; Ctrl+Z brings yours back",
    refused: "Cannot open or save {file}: outside the office's folder, not a text, or read only", missing: "{file} is gone", gone: "{file} was deleted or renamed elsewhere; its text is only here.", write_again: "Write it again", in_the_way: "Not saved: see the notice above",
    another_run: "baocao was started again: open the new address that it printed. Copy out first what is not saved.",
    encoding: "{file} is not UTF-8 and cannot be edited here", large: "{file} is too large", unreadable: "Cannot read {file}: {why}", unwritable: "Cannot write {file}: {why}",
    internal: "baocao met an unexpected error ({why}); look at its terminal.",
    lost: "No answer from baocao. Its terminal may have been closed; run baocao preview again. If something is not saved, copy it out before closing this page.",
    rendering: "Rendering…", rendered: "The report is made", not_rendered: "Not made: there are errors to correct", download: "Download {file}",
    issue_title: "Issue the report", issue_warning:
      "The number and what is stored in the archive cannot be taken back or changed; mistakes are corrected by baocao amend.",
    has_number: "Number in the file: {number}.", no_number: "The file has no number.", has_date: "Day in the file: {date}.", no_date: "The file has no day.", goes_to: "Goes to: {recipients}.", in_sheet: "This figure comes from the spreadsheet: {file}", written: "Number {serial} is written into {file}",
    issued_before: "This period was issued: {numbers}. To correct it use the command baocao amend; issuing again makes another document.",
    errors_wait: "{n} errors have to be corrected first.", warnings_wait: "{n} warnings: correct them, or say why it is issued.", write_number: "Write number and day into the file",
    number: "Number", number_of_data: "as in the file (so)", number_next: "the next of the year: {next}",
    date: "Day of issue", date_of_data: "as in the file (ngay)", date_today: "today",
    accept: "Why it is issued in spite of warnings (if there are any)", issue_now: "Issue", issuing: "Issuing…",
    issued: "Issued {number}, version {version}, into {folder}", already: "{number} was issued just like this; the archive is as before.",
    not_seen: "A file has just been changed, so nothing was done. Close this, look at the pages again, then press again.", not_issued: "Not issued; the archive is as before:", only_warnings: "There are warnings: correct them, or say why it is issued.",
    kind: { "so-nguyen": "integer", so: "number", ngay: "date", ky: "period", "cong-bo": "published figure", "doan-van": "paragraphs", boolean: "có (yes) or không (no)", array: "list", object: "group of keys", string: "text" },
    required: "required",
    phrases: {},
  },
};

/** The language of the page: vi or en. */
export const language = () => document.documentElement.lang;

/** A text, with what stands in braces filled in. */
export function text(key, values = {}) {
  return TEXTS[language()][key].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

/** What a kind of value is called. */
export const kind = (name) => TEXTS[language()].kind[name] ?? "";

/** What the editor's own parts say. */
export const phrases = () => TEXTS[language()].phrases;

/** Writes words into an element if they are others, so that nobody hears the same twice. */
export function put(element, words) {
  if (element.textContent !== words) element.textContent = words;
}

/** Of a text in both languages, as findings have them. */
export const of = (both) => both[language()];

/** A finding in one line. */
export const headline = (finding) => `${text(finding.severity)} ${finding.code}: ${of(finding.headline)}`;

/** Puts the texts of the language wherever the page asks for them. */
export function translate(root = document) {
  for (const element of root.querySelectorAll("[data-text]")) element.textContent = text(element.dataset.text);
  for (const element of root.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", text(element.dataset.label));
    element.title = text(element.dataset.label);
  }
}
