//! The number and day of an issued report, written into its file.

use crate::data::keys;
use chrono::NaiveDate;

use crate::data::edit::Edits;
use crate::data::yaml;
use crate::diag::Diagnostics;
use crate::source::SourceMap;
use crate::text::date;

/// The text of a period's file with its number and day of issue; keys that are not there are added. `None` when it is no sound YAML.
///
/// ```
/// let day = chrono::NaiveDate::from_ymd_opt(2024, 7, 2);
/// let text = "ky: 2024-06\nso:    # số văn bản\n";
/// let written = baocao::office::with_number(text, 4, day).expect("sound YAML");
/// assert_eq!(written, "ky: 2024-06\nso: 4    # số văn bản\nngay: 02/7/2024\n");
/// ```
pub fn with_number(text: &str, serial: i64, day: Option<NaiveDate>) -> Option<String> {
    let mut sources = SourceMap::default();
    let file = sources.add("", text);
    let node = yaml::parse(file, &sources, &mut Diagnostics::default())?;
    let mut edits = Edits::new(text);
    let values = [(keys::SERIAL, Some(serial.to_string())), (keys::DATE, day.map(date::short))];
    for (key, value) in values.into_iter().filter_map(|(key, value)| Some((key, value?))) {
        match node.get(key) {
            Some(old) if old.as_text() == Some(&value) => {}
            Some(old) => edits.set(old, &value),
            None => edits.insert(&node, key, &value),
        }
    }
    Some(edits.finish())
}

#[cfg(test)]
mod tests {
    use super::with_number;

    #[test]
    fn what_stands_there_is_replaced_and_the_rest_stays() {
        let day = chrono::NaiveDate::from_ymd_opt(2024, 6, 24);
        assert_eq!(
            with_number("so: \"9\"  # cũ\nngay: 24/6/2024\na: {so: 1}\n", 10, day).as_deref(),
            Some("so: 10  # cũ\nngay: 24/6/2024\na: {so: 1}\n")
        );
        assert_eq!(with_number("a: [1", 10, None), None);
    }
}
