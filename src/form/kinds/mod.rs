//! The kinds of documents. Each is a file here that says which parts of the form it has, in their order.

mod named;
mod register;

use super::Arranger;
use crate::arrangement::Section;
use crate::model::DocumentForm;

/// The sections of the document that is being arranged.
pub(super) fn sections<'a>(arranger: &mut Arranger<'a, '_>) -> Vec<Section<'a>> {
    match arranger.document.form {
        DocumentForm::Named => named::sections(arranger),
        DocumentForm::Register => register::sections(arranger),
    }
}
