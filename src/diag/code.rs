//! The stable codes of findings. A code is never reused; its name names the defect.

/// Defines [`Code`]: variant, what is printed, the defect's name.
macro_rules! codes {
    ($($variant:ident $id:literal $name:literal,)*) => {
        /// A kind of finding. What is printed is a letter for the stage (`O` files, `D` data, `T` template, `M` markup,
        /// `F` form, `A` archive, `K` check) and a number.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = concat!("`", $id, "`: ", $name, ".")] $variant,)*
        }

        impl Code {
            /// Every code, in order.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)*];

            /// What is printed: `D008`.
            pub const fn id(self) -> &'static str {
                match self {
                    $(Code::$variant => $id,)*
                }
            }

            /// The name of the defect: `impossible-date`.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Code::$variant => $name,)*
                }
            }
        }
    };
}

codes! {
    FileUnreadable "O001" "file-unreadable",
    FileTooLarge "O002" "file-too-large",
    FileNotUtf8 "O003" "file-not-utf8",
    OutputUnwritable "O004" "output-unwritable",
    OutputClash "O005" "output-clash",
    OutputExists "O006" "output-exists",
    PdfUnreadable "O007" "pdf-unreadable",
    YamlSyntax "D001" "yaml-syntax",
    YamlTooBig "D002" "yaml-too-big",
    ControlCharacter "D003" "control-character",
    DuplicateKey "D004" "duplicate-key",
    UnknownKey "D005" "unknown-key",
    MissingValue "D006" "missing-value",
    WrongType "D007" "wrong-type",
    ImpossibleDate "D008" "impossible-date",
    AmbiguousNumber "D009" "ambiguous-number",
    TextCutByComment "D010" "text-cut-by-comment",
    ValueOutOfRange "D011" "value-out-of-range",
    StatedValueDiffers "D012" "stated-value-differs",
    StatedValueNeedless "D013" "stated-value-needless",
    DraftUnnumbered "D014" "draft-unnumbered",
    SheetDoubtful "D015" "sheet-doubtful",
    InvisibleLetter "D016" "invisible-letter",
    LinesJoined "D017" "lines-joined",
    PeriodTwice "D018" "period-twice",
    OtherTemplate "D019" "other-template",
    SeriesDoubtful "D020" "series-doubtful",
    TemplateMissing "T001" "template-missing",
    TemplateInvalid "T002" "template-invalid",
    TemplateFails "T003" "template-fails",
    TemplateEndless "T004" "template-endless",
    MarkupMalformed "M001" "markup-malformed",
    MarkupUnsupported "M002" "markup-unsupported",
    TableMalformed "M003" "table-malformed",
    PictureUnusable "M004" "picture-unusable",
    ChartUnfit "M005" "chart-unfit",
    FontMissing "F001" "font-missing",
    GlyphMissing "F002" "glyph-missing",
    HeaderTooWide "F003" "header-too-wide",
    TableTooWide "F004" "table-too-wide",
    PdfStandard "F005" "pdf-standard",
    ArchiveUnwritable "A001" "archive-unwritable",
    ArchiveDamaged "A002" "archive-damaged",
    ArchiveBusy "A003" "archive-busy",
    NumberTaken "A004" "number-taken",
    NumberMissing "A005" "number-missing",
    NameUnsafe "A006" "name-unsafe",
    NotIssued "A007" "not-issued",
    NothingChanged "A008" "nothing-changed",
    WarningsLeft "A009" "warnings-left",
    ChangedAfterIssue "A010" "changed-after-issue",
    NotRegenerated "A011" "not-regenerated",
    DoubledWord "K101" "doubled-word",
    RepeatedPhrase "K102" "repeated-phrase",
    NearMiss "K103" "near-miss-of-a-phrase",
    KnownConfusion "K104" "known-confusion",
    Capitals "K105" "capitals-of-a-name",
    Spacing "K106" "spacing",
    MixedDashes "K107" "mixed-dashes",
    MixedQuotes "K108" "mixed-quotes",
    MixedGrouping "K109" "mixed-number-grouping",
    DecimalPoint "K110" "decimal-point",
    Syllable "K111" "no-syllable",
    OddLetter "K112" "odd-letter",
    LeftoverMarkup "K113" "leftover-markup",
    WordPair "K114" "word-pair",
    NumberForm "K115" "number-form",
    MixedSpelling "K116" "mixed-spelling",
    CitationDates "K201" "citation-with-two-dates",
    CitationTitles "K202" "citation-with-two-titles",
    CitationWithoutSo "K203" "citation-without-so",
    CitationWithoutIssuer "K204" "citation-without-issuer",
    OwnNumber "K205" "own-number-differs",
    PeriodsDisagree "K206" "periods-disagree",
    AddresseeNotRecipient "K207" "addressee-not-recipient",
    AppendixNotMentioned "K208" "appendix-not-mentioned",
    RecipientTwice "K209" "recipient-twice",
    DateImpossibleInText "K210" "date-impossible-in-text",
    CitedAfterIssue "K211" "cited-after-issue",
    AgencyAndSubject "K212" "agency-and-subject",
    PeriodInText "K213" "period-in-text",
    CitationSymbol "K214" "citation-symbol",
    YearInText "K215" "year-in-text",
    BodyEnded "K216" "body-ended",
    BoardName "K217" "board-name",
    AddresseesMissing "K301" "addressees-missing",
    AsAbove "K302" "as-above",
    DatePadding "K303" "date-padding",
    HeadingPunctuation "K304" "heading-punctuation",
    EndMark "K305" "end-mark",
    NumberGrammar "K306" "number-grammar",
    AppendixNumeral "K307" "appendix-numeral",
    FileCopy "K308" "file-copy",
    SignerForm "K309" "signer-form",
    ArticleCapitals "K310" "article-capitals",
    FigureRule "K401" "figure-rule",
    RatioInText "K402" "ratio-in-text",
    PartsInText "K403" "parts-in-text",
    TableTotal "K404" "table-total",
    TableRatio "K405" "table-ratio",
    ComparisonInText "K406" "comparison-in-text",
    TableRowSum "K407" "table-row-sum",
    RemainderInText "K408" "remainder-in-text",
    TableDifference "K409" "table-difference",
    TableOutlier "K410" "table-outlier",
    TableAverage "K411" "table-average",
    TableRank "K412" "table-rank",
    TableCumulative "K413" "table-cumulative",
    TablePart "K414" "table-part",
    StaleFigures "K501" "stale-figures",
    CumulativeFalls "K502" "cumulative-falls",
    FigureJumps "K503" "figure-jumps",
    NumberOrder "K504" "number-order",
    PeriodGap "K505" "period-gap",
    PeriodOfFile "K506" "period-of-file",
    Unreviewed "K507" "unreviewed",
    AcceptedNeedless "K901" "accepted-needless",
}

impl Code {
    /// Whether the rules of `check` find it, and not the making of the report.
    pub fn is_of_check(self) -> bool {
        self.id().starts_with('K')
    }

    /// Whether a file could not be read or written.
    pub fn is_of_files(self) -> bool {
        self.id().starts_with('O')
    }

    /// The code that is printed as `id`, in any case, or whose name it is.
    pub fn find(id: &str) -> Option<Code> {
        Code::ALL.iter().copied().find(|code| code.id().eq_ignore_ascii_case(id) || code.name() == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn ids_and_names_are_unique() {
        let ids: BTreeSet<_> = Code::ALL.iter().map(|code| code.id()).collect();
        let names: BTreeSet<_> = Code::ALL.iter().map(|code| code.name()).collect();
        assert_eq!((ids.len(), names.len()), (Code::ALL.len(), Code::ALL.len()));
    }

    #[test]
    fn a_code_is_found_by_id_and_by_name() {
        assert_eq!(Code::find("k101"), Some(Code::DoubledWord));
        assert_eq!(Code::find("doubled-word"), Some(Code::DoubledWord));
        assert_eq!(Code::find("X999"), None);
    }
}
