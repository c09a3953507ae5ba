//! Minutes (biên bản, form 1.9 of Appendix III): when and where is said in them, not at the top.

use super::FormCells;
use super::named;

pub(super) const CELLS: FormCells = FormCells { is_dated: false, ..named::CELLS };
