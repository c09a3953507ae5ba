//! A letter (công văn, form 1.5 of Appendix III): no title; what it is about stands under its number.

use super::named;
use super::{FormCells, SubjectPlace};

pub(super) const CELLS: FormCells =
    FormCells { subject: SubjectPlace::BelowNumber, has_rule: false, ..named::CELLS };
