//! The fonts of a folder that the user names: one family for the report, the others to lend letters.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use ttf_parser::{Face as ParsedFace, name_id};

use super::{Face, FontSet, Lender, index, name};
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::model::Emphasis;
use crate::world::World;

/// Families that are as wide as Times New Roman or made for the same use, the best first.
const LIKE_TIMES: [&str; 7] = [
    "Times New Roman",
    "Liberation Serif",
    "Tinos",
    "TeX Gyre Termes",
    "Nimbus Roman",
    "FreeSerif",
    "Noto Serif",
];

/// A family of the folder with its styles in the order of [`super::STYLES`].
struct Family {
    name: String,
    faces: [Option<Face>; 4],
}

impl Family {
    fn is_whole(&self) -> bool {
        self.faces.iter().all(Option::is_some)
    }

    /// The best first: those like Times in their order, then the others by name.
    fn rank(&self) -> (usize, String) {
        let like = LIKE_TIMES.iter().position(|name| *name == self.name);
        (like.unwrap_or(LIKE_TIMES.len()), self.name.clone())
    }
}

impl FontSet {
    /// The fonts of a folder: the family that is named behind a `#` (`fonts#Tinos`), else Times New Roman or what is most like it,
    /// else the first that has all four styles. The others lend letters that it lacks.
    ///
    /// What is missing is found, and which family was taken when that is not Times New Roman and there are others.
    pub fn from_folder(world: &dyn World, folder: &Path, found: &mut Diagnostics) -> Option<Self> {
        let (folder, wanted) = asked(world, folder);
        let mut families = families(world, &folder, found)?;
        families.sort_by_key(Family::rank);
        let is_it = |family: &Family| match &wanted {
            Some(wanted) => family.name.eq_ignore_ascii_case(wanted),
            None => family.is_whole(),
        };
        let Some(taken) = families.iter().position(is_it).filter(|at| families[*at].is_whole()) else {
            found.push(no_family(&folder, wanted.as_deref(), &families));
            return None;
        };
        let whole = families.iter().filter(|family| family.is_whole()).count();
        let family = families.remove(taken);
        if wanted.is_none() && whole > 1 && family.name != LIKE_TIMES[0] {
            found.push(said(&folder, &family.name));
        }
        let [Some(a), Some(b), Some(c), Some(d)] = family.faces else { return None };
        let lenders = families.into_iter().filter_map(|family| {
            let faces = super::STYLES.into_iter().zip(family.faces);
            Lender::new(family.name, faces.filter_map(|(style, face)| Some((style, face?))).collect())
        });
        // Their numbers go into a byte; nobody's folder has more.
        Some(FontSet { faces: [a, b, c, d], lenders: lenders.take(200).collect() })
    }
}

/// The folder, and the family that is asked for behind a `#`.
fn asked(world: &dyn World, folder: &Path) -> (PathBuf, Option<String>) {
    let whole = folder.to_string_lossy();
    match whole.rsplit_once('#') {
        Some((path, family)) if world.list(folder).is_err() => (path.into(), Some(family.trim().to_string())),
        _ => (folder.to_path_buf(), None),
    }
}

fn families(world: &dyn World, folder: &Path, found: &mut Diagnostics) -> Option<Vec<Family>> {
    let shown = folder.display();
    let paths = match world.list(folder) {
        Ok(paths) => paths,
        Err(error) => {
            let why = error.message();
            let (vi, en) = (why.vi, why.en);
            found.push(
                Diagnostic::error(
                    Code::FontMissing,
                    text!(
                        "không mở được thư mục phông chữ {shown} ({vi})",
                        "cannot open the folder of fonts {shown} ({en})"
                    ),
                )
                .help(text!("xem lại đường dẫn sau --fonts", "look at the path after --fonts")),
            );
            return None;
        }
    };
    let is_font = |path: &&PathBuf| {
        let ending = path.extension().map(|ending| ending.to_ascii_lowercase());
        ending.is_some_and(|ending| ["ttf", "otf", "ttc", "otc"].iter().any(|known| ending == *known))
    };
    let mut families: Vec<Family> = Vec::new();
    for path in paths.iter().filter(is_font) {
        for (name, style, face) in world.read(path).map(read_faces).unwrap_or_default() {
            let at = families.iter().position(|family| family.name == name).unwrap_or_else(|| {
                families.push(Family { name, faces: [None, None, None, None] });
                families.len() - 1
            });
            families[at].faces[index(style)] = Some(face);
        }
    }
    Some(families)
}

/// The faces of a file, of which a collection has several, with their families and styles.
fn read_faces(bytes: Vec<u8>) -> Vec<(String, Emphasis, Face)> {
    let count = ttf_parser::fonts_in_collection(&bytes).unwrap_or(1);
    let face = |number: u32| {
        let parsed = ParsedFace::parse(&bytes, number).ok()?;
        let family = name(&parsed, name_id::FAMILY)?;
        let style = Emphasis { bold: parsed.is_bold(), italic: parsed.is_italic(), ..Emphasis::PLAIN };
        Some((family, style, Face::parse(Cow::Owned(bytes.clone()), number)?))
    };
    (0..count).filter_map(face).collect()
}

fn no_family(folder: &Path, wanted: Option<&str>, families: &[Family]) -> Diagnostic {
    let shown = folder.display();
    let there = families.iter().map(|family| family.name.as_str()).collect::<Vec<_>>().join(", ");
    let there = if there.is_empty() { "—".to_string() } else { there };
    let headline = match wanted {
        Some(wanted) => text!(
            "thư mục {shown} không có phông “{wanted}” đủ bốn kiểu thường, đậm, nghiêng, đậm nghiêng",
            "the folder {shown} has no family “{wanted}” with all of regular, bold, italic and bold italic"
        ),
        None => text!(
            "thư mục {shown} không có phông nào đủ bốn kiểu thường, đậm, nghiêng, đậm nghiêng",
            "the folder {shown} has no family with all of regular, bold, italic and bold italic"
        ),
    };
    Diagnostic::error(Code::FontMissing, headline).help(text!(
        "chép times.ttf, timesbd.ttf, timesi.ttf, timesbi.ttf vào đó, hoặc bỏ --fonts; thư mục đang có: {there}",
        "copy times.ttf, timesbd.ttf, timesi.ttf, timesbi.ttf into it, or do without --fonts; it has: {there}"
    ))
}

fn said(folder: &Path, family: &str) -> Diagnostic {
    let shown = folder.display();
    Diagnostic::note(
        Code::FontMissing,
        text!("dùng phông “{family}” trong {shown}", "the family “{family}” of {shown} is used"),
    )
    .help(text!(
        "muốn phông khác thì ghi tên sau dấu #: --fonts \"{shown}#Tên phông\"",
        "for another one write its name after a #: --fonts \"{shown}#Family\""
    ))
}

#[cfg(test)]
mod tests {
    use super::super::LIBERATION;
    use super::*;
    use crate::world::MemoryWorld;

    fn folder() -> MemoryWorld {
        MemoryWorld::default()
            .with("f/a.ttf", LIBERATION[0])
            .with("f/b.ttf", LIBERATION[1])
            .with("f/c.TTF", LIBERATION[2])
            .with("f/d.ttf", LIBERATION[3])
            .with("f/x.txt", "x")
    }

    #[test]
    fn a_folder_needs_all_four_styles() {
        let world = MemoryWorld::default().with("f/a.ttf", LIBERATION[0]).with("f/b.ttf", LIBERATION[1]);
        let mut found = Diagnostics::default();
        assert!(FontSet::from_folder(&world, Path::new("f"), &mut found).is_none());
        assert!(FontSet::from_folder(&world, Path::new("nowhere"), &mut found).is_none());
        assert_eq!(found.iter().filter(|d| d.code == Code::FontMissing).count(), 2);
        let fonts = FontSet::from_folder(&folder(), Path::new("f"), &mut found).expect("all four");
        assert_eq!(fonts.face(Emphasis::BOLD).name, "LiberationSerif-Bold");
    }

    #[test]
    fn a_family_is_asked_for_by_name_and_the_others_lend_letters() {
        let signs: &[u8] = include_bytes!("../../fonts/DejaVuSans-Symbols.ttf");
        let world = folder().with("f/e.ttf", signs);
        let mut found = Diagnostics::default();
        let fonts =
            FontSet::from_folder(&world, Path::new("f#liberation serif"), &mut found).expect("it is there");
        assert_eq!(found.iter().count(), 0);
        assert_eq!(fonts.lender_count(), 2);
        assert_eq!(fonts.lender(1).map(|lender| lender.word_name.as_str()), Some("DejaVu Sans"));
        assert_eq!(fonts.lend('☐', Emphasis::BOLD), Some(Emphasis { lender: 1, ..Emphasis::BOLD }));
        assert!(FontSet::from_folder(&world, Path::new("f#DejaVu Sans"), &mut found).is_none());
    }
}
