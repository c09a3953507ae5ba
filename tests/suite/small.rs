//! A small report in memory: a template of a body and an appendix, and what comes of it.

use std::path::Path;

use baocao::arrangement::Arrangement;
use baocao::diag::Diagnostics;
use baocao::font::FontSet;
use baocao::form;
use baocao::layout::{PagedDocument, lay_out};
use baocao::model::{BlockKind, plain_text};
use baocao::office::compare::{TextChange, compare};
use baocao::pipeline::{Artifact, Draft, Format, Output, Request, draft, write};
use baocao::run::Run;
use baocao::world::{MemoryWorld, World};

const DATA: &str = "mau: t\nky: 2024-06\nso: 7\nngay: 24/6/2024\nky_hieu: BC-X\ndia_danh: Mẫu\n\
    co_quan_chu_quan: [UBND TỈNH MẪU]\nco_quan_ban_hanh: [SỞ MẪU]\nten_co_quan: Sở Mẫu\nkinh_gui: [UBND tỉnh Mẫu]\n\
    noi_nhan: [Như trên, \"Lưu: VT\"]\nnguoi_ky: {quyen_han: [GIÁM ĐỐC], ho_ten: Nguyễn Văn Mẫu}\n";

/// A report whose body and appendix are these texts.
pub(crate) struct Small {
    world: MemoryWorld,
}

impl Small {
    pub(crate) fn new(body: &str, appendix: Option<&str>) -> Self {
        let description = match appendix {
            Some(_) => "ten: T\nloai: BÁO CÁO\nthan: b.md\nphu_luc: [p.md]\n",
            None => "ten: T\nloai: BÁO CÁO\nthan: b.md\n",
        };
        let world = MemoryWorld::default()
            .with("data/k.yaml", DATA)
            .with("templates/t/template.yaml", description)
            .with("templates/t/schema.json", r#"{"type":"object","properties":{}}"#)
            .with("templates/t/b.md", format!("---\ntrich_yeu: Kết quả công tác\n---\n\n{body}\n"))
            .with(
                "templates/t/p.md",
                format!("---\nten: BẢNG SỐ LIỆU\n---\n\n{}\n", appendix.unwrap_or_default()),
            );
        Small { world }
    }

    /// The report with values of its own: a property of `schema` for each key of `data`.
    pub(crate) fn with_data(self, schema: &str, data: &str) -> Self {
        let schema = format!(r#"{{"type":"object","properties":{{{schema}}}}}"#);
        let world =
            self.world.with("templates/t/schema.json", schema).with("data/k.yaml", format!("{DATA}{data}"));
        Small { world }
    }

    /// With another file of the office.
    pub(crate) fn with_file(self, path: &str, bytes: Vec<u8>) -> Self {
        Small { world: self.world.with(path, bytes) }
    }

    /// Of another kind.
    pub(crate) fn of_kind(self, kind: &str) -> Self {
        self.with_text("templates/t/template.yaml", "loai: BÁO CÁO", &format!("loai: {kind}"))
    }

    /// With another subject.
    pub(crate) fn about(self, subject: &str) -> Self {
        self.with_text(
            "templates/t/b.md",
            "trich_yeu: Kết quả công tác",
            &format!("trich_yeu: \"{subject}\""),
        )
    }

    fn with_text(self, path: &str, old: &str, new: &str) -> Self {
        let text = String::from_utf8(self.world.read(Path::new(path)).expect("a file")).expect("text");
        assert!(text.contains(old), "{text}");
        Small { world: self.world.with(path, text.replacen(old, new, 1)) }
    }

    /// Without a day of issue, and with other lines of data.
    pub(crate) fn undated(self, more: &str) -> Self {
        let data = DATA.replace("ngay: 24/6/2024\n", "");
        Small { world: self.world.with("data/k.yaml", format!("{data}{more}")) }
    }

    /// Read as `phien_ban: 2` is, with more lines of `template.yaml`.
    pub(crate) fn second(self, more: &str) -> Self {
        let path = "templates/t/template.yaml";
        let description = String::from_utf8(self.world.read(Path::new(path)).expect("a template"));
        let description = format!("phien_ban: 2\n{}{more}", description.expect("text"));
        Small { world: self.world.with(path, description) }
    }

    /// With this entry of `phu_luc` in place of the file's name, and more lines in the front matter of the appendix.
    pub(crate) fn appendix_entry(self, entry: &str, front: &str) -> Self {
        let read =
            |path: &str| String::from_utf8(self.world.read(Path::new(path)).expect("a file")).expect("text");
        let description =
            read("templates/t/template.yaml").replace("phu_luc: [p.md]", &format!("phu_luc: [{entry}]"));
        let appendix = read("templates/t/p.md").replacen("ten: BẢNG SỐ LIỆU\n", front, 1);
        let world =
            self.world.with("templates/t/template.yaml", description).with("templates/t/p.md", appendix);
        Small { world }
    }

    /// The words of the first paragraph.
    pub(crate) fn first_words(&self) -> String {
        let draft = self.draft();
        let block = draft.report().document.body.first().expect("a block");
        match &block.kind {
            BlockKind::Paragraph(content) => plain_text(content),
            other => panic!("{other:?}"),
        }
    }

    /// The appendix on another paper: a value of `kho`.
    pub(crate) fn on_paper(self, paper: &str) -> Self {
        let appendix = self.world.read(Path::new("templates/t/p.md")).expect("an appendix");
        let appendix =
            String::from_utf8(appendix).expect("text").replacen("---\n", &format!("---\nkho: {paper}\n"), 1);
        Small { world: self.world.with("templates/t/p.md", appendix) }
    }

    /// With another signer.
    pub(crate) fn signed_by(self, signer: &str) -> Self {
        let data = DATA.replace("{quyen_han: [GIÁM ĐỐC], ho_ten: Nguyễn Văn Mẫu}", signer);
        Small { world: self.world.with("data/k.yaml", data) }
    }

    /// With lines of recipients before the file copy.
    pub(crate) fn with_recipients(self, lines: &[String]) -> Self {
        let data = DATA.replace(
            "noi_nhan: [Như trên, ",
            &format!(
                "noi_nhan: [Như trên, {}",
                lines.iter().map(|line| format!("\"{line}\", ")).collect::<String>()
            ),
        );
        Small { world: self.world.with("data/k.yaml", data) }
    }

    /// What is said of it, in Vietnamese.
    pub(crate) fn found(&self) -> Vec<String> {
        let mut run = Run::new(&self.world);
        let request =
            Request { templates: Some(Path::new("templates")), ..Request::of(Path::new("data/k.yaml")) };
        draft(&mut run, &request, false);
        run.found.iter().map(|finding| finding.headline.vi.clone()).collect()
    }

    /// What `check` says, beside.
    pub(crate) fn checked(&self) -> Vec<String> {
        let mut run = Run::new(&self.world);
        let request =
            Request { templates: Some(Path::new("templates")), ..Request::of(Path::new("data/k.yaml")) };
        if let Some(draft) = draft(&mut run, &request, true) {
            draft.check(&run.sources, &mut run.found);
        }
        run.found.iter().map(|finding| finding.headline.vi.clone()).collect()
    }

    fn draft(&self) -> Draft {
        let mut run = Run::new(&self.world);
        let request =
            Request { templates: Some(Path::new("templates")), ..Request::of(Path::new("data/k.yaml")) };
        let draft = draft(&mut run, &request, false);
        let found: Vec<_> = run.found.iter().map(|finding| finding.headline.vi.clone()).collect();
        draft.unwrap_or_else(|| panic!("{found:?}"))
    }

    /// Calls `read` with the arrangement and its pages.
    pub(crate) fn arranged<T>(&self, read: impl FnOnce(&Arrangement<'_>, &PagedDocument) -> T) -> T {
        self.arranged_if_it_fits(read).expect("it fits the page")
    }

    /// As `arranged`; `None` when the form refuses the report.
    pub(crate) fn arranged_if_it_fits<T>(
        &self,
        read: impl FnOnce(&Arrangement<'_>, &PagedDocument) -> T,
    ) -> Option<T> {
        let (draft, fonts, mut found) = (self.draft(), FontSet::built_in(), Diagnostics::default());
        let arrangement = form::arrange(&draft.report().document, &fonts, &mut found);
        (!found.has_errors()).then(|| read(&arrangement, &lay_out(&arrangement, &fonts)))
    }

    /// The texts that differ in another report, each with what went and what came.
    pub(crate) fn compared(&self, new: &Small) -> Vec<String> {
        let comparison = compare(&self.draft(), &new.draft());
        let said = |text: &TextChange| text.iter().map(|(_, piece)| piece.as_str()).collect();
        comparison.texts.iter().map(said).collect()
    }

    /// What the form finds.
    pub(crate) fn form_found(&self) -> Vec<String> {
        let (draft, mut found) = (self.draft(), Diagnostics::default());
        form::arrange(&draft.report().document, &FontSet::built_in(), &mut found);
        found.iter().map(|finding| finding.headline.vi.clone()).collect()
    }

    /// The Word file and the PDF.
    pub(crate) fn files(&self) -> [Vec<u8>; 2] {
        self.files_if_it_fits().expect("a sound report")
    }

    /// All files that come of it.
    pub(crate) fn artifacts(&self) -> Vec<Artifact> {
        let (draft, run) = (self.draft(), Run::new(&self.world));
        let output = Output { formats: vec![Format::Docx, Format::Pdf], ..Output::default() };
        let mut found = Diagnostics::default();
        write(&run, draft.report(), &output, &FontSet::built_in(), &mut found).expect("a sound report")
    }

    /// As `files`, or what refuses them, in Vietnamese.
    pub(crate) fn files_if_it_fits(&self) -> Result<[Vec<u8>; 2], Vec<String>> {
        let (draft, run) = (self.draft(), Run::new(&self.world));
        let output = Output { formats: vec![Format::Docx, Format::Pdf], ..Output::default() };
        let mut found = Diagnostics::default();
        let made = write(&run, draft.report(), &output, &FontSet::built_in(), &mut found);
        match made.as_deref() {
            Some([docx, pdf]) => Ok([docx.bytes.clone(), pdf.bytes.clone()]),
            _ => Err(found.iter().map(|finding| finding.headline.vi.clone()).collect()),
        }
    }
}

/// The lines of each page as they are printed, from the top; texts of one line beside each other.
pub(crate) fn lines(pages: &PagedDocument) -> Vec<Vec<String>> {
    let of_page = |page: &baocao::layout::Page| {
        let mut texts: Vec<_> = page.texts.iter().collect();
        texts.sort_by_key(|text| (text.baseline, text.x));
        let groups = texts.chunk_by(|a, b| a.baseline == b.baseline);
        groups.map(|line| line.iter().map(|text| text.text.trim()).collect::<Vec<_>>().join(" ")).collect()
    };
    pages.pages.iter().map(of_page).collect()
}
