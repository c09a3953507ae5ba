//! `baocao explain`: the page of a code.

use baocao::check::page;
use baocao::diag::{Code, Lang, closest};

use super::args::ExplainArguments;
use super::{Exit, eprint, print};

pub(super) fn run(arguments: &ExplainArguments, lang: Lang) -> Exit {
    let Some(wanted) = &arguments.code else {
        let line =
            |code: &Code| format!("{}  {:<28} {}\n", code.id(), code.name(), page(*code).what.get(lang));
        print(&Code::ALL.iter().map(line).collect::<String>());
        return Exit::Done;
    };
    let Some(code) = Code::find(wanted) else {
        let like = closest(&wanted.to_uppercase(), Code::ALL.iter().map(|code| code.id()));
        let like = like.map_or_else(String::new, |like| match lang {
            Lang::Vi => format!(" Có phải là {like}?"),
            Lang::En => format!(" Did you mean {like}?"),
        });
        eprint(&match lang {
            Lang::Vi => format!("Không có mã “{wanted}”.{like} Xem tất cả: baocao explain\n"),
            Lang::En => format!("There is no code “{wanted}”.{like} All of them: baocao explain\n"),
        });
        return Exit::Usage;
    };
    print(&page(code).render(code, lang));
    Exit::Done
}
