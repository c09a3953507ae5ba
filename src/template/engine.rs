//! Tera with everything that templates of reports call.

use tera::Tera;

use super::{drawn, escape, filters, lists, numbers, steps};

/// An engine without templates. Filters come first: Tera checks names when it loads templates.
pub(super) fn engine() -> Tera {
    let mut tera = Tera::new();
    tera.autoescape_on(vec![".md"]);
    tera.set_escape_fn(escape::escape);
    filters::register(&mut tera);
    drawn::register(&mut tera);
    numbers::register(&mut tera);
    lists::register(&mut tera);
    steps::register(&mut tera);
    tera
}
