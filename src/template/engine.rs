//! Tera with everything that templates of reports call.

use tera::Tera;

use crate::model::MarkupReading;

use super::{comparison, drawn, escape, filters, lists, numbers, steps, tables};

/// An engine without templates. Filters come first: Tera checks names when it loads templates.
pub(super) fn engine(reading: MarkupReading) -> Tera {
    let mut tera = Tera::new();
    tera.autoescape_on(vec![".md"]);
    tera.set_escape_fn(match reading {
        MarkupReading::First => escape::escape,
        MarkupReading::Second => escape::escape_keeping_lines,
    });
    filters::register(&mut tera);
    drawn::register(&mut tera);
    numbers::register(&mut tera);
    lists::register(&mut tera);
    comparison::register(&mut tera);
    tables::register(&mut tera);
    steps::register(&mut tera);
    tera
}
