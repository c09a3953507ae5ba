//! Leave of absence (giấy nghỉ phép, form 1.10 of Appendix III): the place where it is spent confirms it below the recipients.

use super::FormCells;
use super::named;

pub(super) const CELLS: FormCells = FormCells { has_confirmation: true, ..named::CELLS };
