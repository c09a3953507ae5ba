//! `baocao source`: what the program sees in a workbook, and the declaration to start from.

use baocao::data::sheet::{SheetLook, look};
use baocao::data::source::SOURCES_FILE;
use baocao::diag::{Lang, Severity};
use baocao::run::Run;
use baocao::world::OsWorld;

use super::args::SourceArguments;
use super::{Exit, eprint, pick, print, refusal, show};

pub(super) fn run(arguments: &SourceArguments, lang: Lang) -> Exit {
    let mut run = Run::new(&OsWorld);
    let looks = look(&arguments.file, &mut run);
    let errors = run.found.count(Severity::Error);
    if looks.is_empty() {
        show(&run.found, &run.sources, lang);
        if errors == 0 {
            let shown = arguments.file.display();
            eprint(pick(
                lang,
                &format!("{shown}: không thấy bảng nào có đầu cột và số.\n"),
                &format!("{shown}: there is no table with heads and figures.\n"),
            ));
            return Exit::Refused;
        }
        eprint(&refusal(errors, lang));
        return Exit::Refused;
    }
    print(&looks.iter().map(|sheet| described(sheet, lang)).collect::<String>());
    show(&run.found, &run.sources, lang);
    let how = pick(
        lang,
        "Chép phần dưới dấu # vào tệp sau trong thư mục mẫu, bỏ cột không dùng, đặt tên theo ý mình",
        "Copy what stands under # into this file of the template, leave out what is not used, name it as you like",
    );
    eprint(&format!("{how}: {SOURCES_FILE}\n"));
    Exit::Done
}

fn described(sheet: &SheetLook, lang: Lang) -> String {
    let SheetLook { sheet: name, head: (first, last), data: (count, from, to), .. } = sheet;
    let head = if first == last { first.to_string() } else { format!("{first}–{last}") };
    let mut out = pick(
        lang,
        &format!("trang {name}: đầu cột ở dòng {head}, {count} dòng số liệu ({from}–{to})\n"),
        &format!("sheet {name}: head in row {head}, {count} rows of data ({from}–{to})\n"),
    )
    .to_string();
    for (words, value, cell) in &sheet.parameters {
        out += &format!("  {cell}  {words} = {value}\n");
    }
    for column in &sheet.columns {
        let kind = match column.is_figure {
            true => pick(lang, "số ", "number"),
            false => pick(lang, "chữ", "text  "),
        };
        let head = column.head.join(" / ");
        out += &format!("  {:<3} {kind}  {head}", column.letter);
        out +=
            &if column.example.is_empty() { "\n".to_string() } else { format!("  [{}]\n", column.example) };
    }
    for (row, words) in &sheet.totals {
        out +=
            pick(lang, &format!("  dòng tổng {row}: {words}\n"), &format!("  total in row {row}: {words}\n"));
    }
    format!("{out}\n# {SOURCES_FILE}\n{}\n", sheet.declaration)
}
