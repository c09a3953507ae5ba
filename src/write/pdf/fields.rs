//! Empty signature fields, so that any signing tool can sign without moving anything: the signer's between post and name,
//! the agency's over its left third (Decree 30/2020, Appendix I, II.7.d and II.8).

use lopdf::{Dictionary, Document as Objects, Object, ObjectId, Result, Stream};

use super::metadata::text;
use super::tags::TaggedAnnotation;
use crate::arrangement::structure::Role;
use crate::layout::PagedDocument;
use crate::units::{Area, Length};

/// Name, and what a screen reader says.
const FIELDS: [(&str, &str); 2] =
    [("nguoi_ky", "Chữ ký số của người có thẩm quyền"), ("co_quan", "Chữ ký số của cơ quan, tổ chức")];

/// Printed, and not to be hidden (ISO 19005-2, 6.3.2).
const PRINT: i64 = 4;

/// Adds the fields, the first with the key `first_key` in the parent tree. None when the document has no place for them.
pub(super) fn add(
    pdf: &mut Objects,
    paged: &PagedDocument,
    pages: &[ObjectId],
    first_key: usize,
) -> Result<Vec<TaggedAnnotation>> {
    let Some(areas) = &paged.signatures else { return Ok(Vec::new()) };
    let page = pages[areas.page];
    let height = paged.pages[areas.page].height;
    let nodes = paged.structure.iter().filter(|(_, node)| node.role == Role::SignatureField);
    let mut fields = Vec::new();
    let wanted = FIELDS.iter().zip([areas.fields.signer, Some(areas.fields.agency)]);
    let places = wanted.filter_map(|(field, area)| Some((field, area?))).zip(nodes).enumerate();
    for (index, (((name, spoken), area), (node, _))) in places {
        let key = first_key + index;
        let object = widget(pdf, name, spoken, rectangle(area, height), page, key);
        fields.push(TaggedAnnotation { object, page, node, key });
    }
    let widgets: Vec<Object> = fields.iter().map(|field| Object::Reference(field.object)).collect();
    let mut form = Dictionary::new();
    form.set("Fields", widgets);
    pdf.catalog_mut()?.set("AcroForm", form);
    Ok(fields)
}

fn widget(
    pdf: &mut Objects,
    name: &str,
    spoken: &str,
    rectangle: [i64; 4],
    page: ObjectId,
    key: usize,
) -> ObjectId {
    let [left, bottom, right, top] = rectangle;
    let mut appearance = Dictionary::new();
    appearance.set("Type", "XObject");
    appearance.set("Subtype", "Form");
    appearance.set("BBox", [0, 0, right - left, top - bottom].map(Object::Integer).to_vec());
    appearance.set("Resources", Dictionary::new());
    let appearance = pdf.add_object(Stream::new(appearance, Vec::new()));
    let mut normal = Dictionary::new();
    normal.set("N", appearance);
    let mut widget = Dictionary::new();
    widget.set("Type", "Annot");
    widget.set("Subtype", "Widget");
    widget.set("FT", "Sig");
    widget.set("T", text(name));
    widget.set("TU", text(spoken));
    widget.set("Rect", rectangle.map(Object::Integer).to_vec());
    widget.set("F", PRINT);
    widget.set("P", page);
    widget.set("AP", normal);
    widget.set("StructParent", key as i64);
    pdf.add_object(widget)
}

/// Left, bottom, right and top in whole points.
fn rectangle(area: Area, page_height: Length) -> [i64; 4] {
    let points = |length: Length| length.to_pt().round() as i64;
    [
        points(area.x),
        points(page_height - area.y - area.height),
        points(area.x + area.width),
        points(page_height - area.y),
    ]
}
