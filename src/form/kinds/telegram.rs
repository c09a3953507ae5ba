//! A telegram (công điện, form 1.6 of Appendix III): the addressees are told who sends it.

use super::named;
use super::{AddresseesLabel, FormCells};

pub(super) const CELLS: FormCells = FormCells { label: AddresseesLabel::Wire, ..named::CELLS };
