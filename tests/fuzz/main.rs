//! Mutated files through the reader of data, the whole of a report, and `extract`: whatever they hold, nothing panics and nothing takes
//! long. Runs for `BAOCAO_FUZZ_SECONDS` (default 2) from a seed that `BAOCAO_FUZZ_SEED` may set; a failure names its seed.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use baocao::font::FontSet;
use baocao::pipeline::{Format, Output, Request, draft, write};
use baocao::run::Run;
use baocao::world::MemoryWorld;
use baocao::write::pdf::attachments;

/// A step of xorshift: small, and the same on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }
}

/// What clerks and attackers type.
const PIECES: &[&str] = &[
    "\"",
    "'",
    ": ",
    "- ",
    "{",
    "}",
    "[",
    "]",
    "|",
    "^^",
    "<<",
    "#",
    "\n",
    "\n\n",
    "  ",
    "\t",
    "&a",
    "*a",
    "!!x",
    ">-\n",
    "%",
    "{{",
    "}}",
    "{% for a in b %}",
    "{% endfor %}",
    "**",
    "*",
    "_",
    "\\",
    "<b>",
    "&amp;",
    "\u{feff}",
    "\u{a0}",
    "\u{ad}",
    "\u{200b}",
    "ê\u{306}",
    "99999999999999999999",
    "1.994",
    "51,78%",
    "24/6/2024",
    "31/02/2024",
    "| a | b |\n|---|---|\n| 1 | 2 |\n",
    "1. ",
    "# ",
    "#### ",
    "~",
    "null",
    "2024-13",
    "ữ",
    "😀",
    "---\n",
    "...\n",
    "\r\n",
    "tu_tep: x.csv#A1:B2",
];

fn mutated(text: &str, random: &mut Random) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for _ in 0..=random.below(6) {
        let at = random.below(letters.len() + 1);
        match random.below(4) {
            0 => {
                let piece = PIECES[random.below(PIECES.len())];
                letters.splice(at..at, piece.chars());
            }
            1 => {
                let end = (at + random.below(30)).min(letters.len());
                letters.drain(at..end);
            }
            2 => {
                let end = (at + random.below(200)).min(letters.len());
                let copy: Vec<char> = letters[at..end].to_vec();
                let to = random.below(letters.len() + 1);
                letters.splice(to..to, copy);
            }
            _ => {
                if let Some(letter) = letters.get_mut(at) {
                    *letter = char::from_u32(random.below(0x3000) as u32).unwrap_or('?');
                }
            }
        }
    }
    letters.into_iter().collect()
}

/// An office's files, by their names.
fn office() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/office-0.1");
    let names = [
        "data/2024-06.yaml",
        "data/co-quan.yaml",
        "templates/tiep-dan/template.yaml",
        "templates/tiep-dan/schema.json",
        "templates/tiep-dan/checks.yaml",
        "templates/tiep-dan/bao-cao.md",
        "templates/tiep-dan/phu-luc-1.md",
        "templates/chung/tu-dien.yaml",
    ];
    let read = |name: &str| std::fs::read_to_string(root.join(name)).expect("part of the repository");
    names.map(|name| (PathBuf::from(name), read(name))).to_vec()
}

fn report(files: &[(PathBuf, String)], fonts: &FontSet) {
    let world = MemoryWorld::of(files.iter().map(|(name, text)| (name.clone(), text.clone().into_bytes())));
    let mut run = Run::new(&world);
    let request = Request::of(Path::new("data/2024-06.yaml"));
    let Some(draft) = draft(&mut run, &request, true) else {
        assert!(run.found.has_errors(), "refused without a word");
        return;
    };
    let mut found = std::mem::take(&mut run.found);
    draft.check(&run.sources, &mut found);
    let output = Output { formats: vec![Format::Docx, Format::Pdf], ..Output::default() };
    write(&run, draft.report(), &output, fonts, &mut found);
}

fn pdf(bytes: &[u8], random: &mut Random) {
    let mut broken = bytes.to_vec();
    for _ in 0..=random.below(8) {
        let at = random.below(broken.len());
        match random.below(3) {
            0 => broken[at] = random.next() as u8,
            1 => broken.truncate(at.max(1)),
            _ => {
                let end = (at + random.below(64)).min(broken.len());
                broken.drain(at..end);
            }
        }
        if broken.is_empty() {
            return;
        }
    }
    // Refused or not, it comes back.
    let _ = attachments(&broken);
}

fn main() {
    let variable = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let seconds = variable("BAOCAO_FUZZ_SECONDS").unwrap_or(2);
    let first = variable("BAOCAO_FUZZ_SEED").unwrap_or(1);
    let (office, fonts) = (office(), FontSet::built_in());
    let stored = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/cases/office-0.1/archive/2024/01-BC-UBND/v1/01-BC-UBND.pdf");
    let stored = std::fs::read(stored).expect("part of the repository");
    let end = Instant::now() + Duration::from_secs(seconds);
    let mut seed = first;
    while Instant::now() < end {
        let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        let start = Instant::now();
        let tried = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            let mut files = office.clone();
            let which = random.below(files.len());
            files[which].1 = mutated(&files[which].1, &mut random);
            report(&files, &fonts);
            pdf(&stored, &mut random);
        }));
        assert!(tried.is_ok(), "BAOCAO_FUZZ_SEED={seed} panics");
        assert!(
            start.elapsed() < Duration::from_secs(30),
            "BAOCAO_FUZZ_SEED={seed} takes {:?}",
            start.elapsed()
        );
        seed += 1;
    }
    println!("{} passed, 0 failed", seed - first);
}
