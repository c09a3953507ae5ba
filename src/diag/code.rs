//! The stable codes of findings. A code is never reused; its name names the defect.

/// A kind of finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    FileUnreadable,
    FileTooLarge,
    FileNotUtf8,
    YamlSyntax,
    YamlTooBig,
    ControlCharacter,
    DuplicateKey,
    UnknownKey,
    MissingValue,
    WrongType,
    ImpossibleDate,
    AmbiguousNumber,
    TextCutByComment,
    ValueOutOfRange,
    TemplateMissing,
    TemplateInvalid,
    TemplateFails,
    TemplateEndless,
    StatedValueDiffers,
    StatedValueNeedless,
    MarkupMalformed,
    MarkupUnsupported,
    TableMalformed,
    FontMissing,
    GlyphMissing,
    HeaderTooWide,
    TableTooWide,
    PdfStandard,
    OutputUnwritable,
    OutputClash,
    OutputExists,
    PdfUnreadable,
    DraftUnnumbered,
}

impl Code {
    /// Every code, in order.
    pub const ALL: &'static [Code] = &[
        Code::FileUnreadable,
        Code::FileTooLarge,
        Code::FileNotUtf8,
        Code::YamlSyntax,
        Code::YamlTooBig,
        Code::ControlCharacter,
        Code::DuplicateKey,
        Code::UnknownKey,
        Code::MissingValue,
        Code::WrongType,
        Code::ImpossibleDate,
        Code::AmbiguousNumber,
        Code::TextCutByComment,
        Code::ValueOutOfRange,
        Code::TemplateMissing,
        Code::TemplateInvalid,
        Code::TemplateFails,
        Code::TemplateEndless,
        Code::StatedValueDiffers,
        Code::StatedValueNeedless,
        Code::MarkupMalformed,
        Code::MarkupUnsupported,
        Code::TableMalformed,
        Code::FontMissing,
        Code::GlyphMissing,
        Code::HeaderTooWide,
        Code::TableTooWide,
        Code::PdfStandard,
        Code::OutputUnwritable,
        Code::OutputClash,
        Code::OutputExists,
        Code::PdfUnreadable,
        Code::DraftUnnumbered,
    ];

    /// What is printed: a letter for the stage (`D` data, `T` template, `M` markup, `F` form, `O` files) and a number.
    pub const fn id(self) -> &'static str {
        match self {
            Code::FileUnreadable => "O001",
            Code::FileTooLarge => "O002",
            Code::FileNotUtf8 => "O003",
            Code::OutputUnwritable => "O004",
            Code::OutputClash => "O005",
            Code::OutputExists => "O006",
            Code::PdfUnreadable => "O007",
            Code::YamlSyntax => "D001",
            Code::YamlTooBig => "D002",
            Code::ControlCharacter => "D003",
            Code::DuplicateKey => "D004",
            Code::UnknownKey => "D005",
            Code::MissingValue => "D006",
            Code::WrongType => "D007",
            Code::ImpossibleDate => "D008",
            Code::AmbiguousNumber => "D009",
            Code::TextCutByComment => "D010",
            Code::ValueOutOfRange => "D011",
            Code::StatedValueDiffers => "D012",
            Code::StatedValueNeedless => "D013",
            Code::DraftUnnumbered => "D014",
            Code::TemplateMissing => "T001",
            Code::TemplateInvalid => "T002",
            Code::TemplateFails => "T003",
            Code::TemplateEndless => "T004",
            Code::MarkupMalformed => "M001",
            Code::MarkupUnsupported => "M002",
            Code::TableMalformed => "M003",
            Code::FontMissing => "F001",
            Code::GlyphMissing => "F002",
            Code::HeaderTooWide => "F003",
            Code::TableTooWide => "F004",
            Code::PdfStandard => "F005",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique() {
        let ids: std::collections::BTreeSet<_> = Code::ALL.iter().map(|code| code.id()).collect();
        assert_eq!(ids.len(), Code::ALL.len());
    }
}
