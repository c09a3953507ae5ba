//! How an office runs the numbers of its documents within a year.

/// Which documents share the numbers of a year. The office's head decides (Decree 30/2020, Article 15.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SeriesRule {
    /// Each symbol has its own: `05/BC-UBND` and `05/KH-UBND` are two documents.
    #[default]
    BySymbol,
    /// All documents of an agency share one: after `05/BC-UBND` comes `06/KH-UBND`.
    Common,
}

/// A series that the office's book had begun before the archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeriesStart {
    /// The year: 2026.
    pub year: i64,
    /// Whose series it is; `None` for whichever is asked for.
    pub symbol: Option<String>,
    /// The next number of the book.
    pub serial: i64,
}

/// What the office says of its numbers (`day_so`, `so_bat_dau`). A board or council has a series of its own in any case, since it
/// is another agency (Appendix I, II.3).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OfficeNumbers {
    /// Which documents share a series.
    pub rule: SeriesRule,
    /// Where series begin.
    pub starts: Vec<SeriesStart>,
}

impl OfficeNumbers {
    /// The series of a document of this year (`2026`), agency (as it stands in a sentence) and symbol.
    pub fn series(&self, year: &str, agency: &str, symbol: &str) -> Series {
        let symbol = (self.rule == SeriesRule::BySymbol).then(|| symbol.to_lowercase());
        Series { year: year.to_string(), agency: agency.to_lowercase(), symbol }
    }

    /// The number from which a series goes on, when the office states it; one that names the symbol comes first.
    pub fn start(&self, year: &str, symbol: &str) -> Option<i64> {
        let year: i64 = year.parse().ok()?;
        let of_year = || self.starts.iter().filter(|start| start.year == year);
        let is_own = |start: &&SeriesStart| {
            start.symbol.as_ref().is_some_and(|own| own.to_lowercase() == symbol.to_lowercase())
        };
        let of_all = |start: &&SeriesStart| start.symbol.is_none();
        of_year().find(is_own).or_else(|| of_year().find(of_all)).map(|start| start.serial)
    }
}

/// What numbers are counted in: a year, an agency, and a symbol unless all symbols share the numbers. Capitals do not count, since
/// file systems that do not tell them apart must not tell them apart here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    year: String,
    agency: String,
    symbol: Option<String>,
}

impl Series {
    /// Whether a document of this year, agency and symbol is numbered in it.
    pub fn has(&self, year: &str, agency: &str, symbol: &str) -> bool {
        self.year == year
            && self.agency == agency.to_lowercase()
            && self.symbol.as_ref().is_none_or(|own| *own == symbol.to_lowercase())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(rule: SeriesRule) -> OfficeNumbers {
        let start = |symbol: Option<&str>, serial| SeriesStart {
            year: 2026,
            symbol: symbol.map(str::to_string),
            serial,
        };
        OfficeNumbers { rule, starts: vec![start(None, 58), start(Some("GM-UBND"), 7)] }
    }

    #[test]
    fn a_series_does_not_mind_capitals() {
        let series = numbers(SeriesRule::BySymbol).series("2026", "UBND xã A", "BC-UBND");
        assert!(series.has("2026", "ubnd XÃ A", "bc-ubnd"));
        assert!(!series.has("2025", "UBND xã A", "BC-UBND") && !series.has("2026", "UBND xã A", "KH-UBND"));
    }

    #[test]
    fn a_common_series_is_that_of_the_agency() {
        let series = numbers(SeriesRule::Common).series("2026", "UBND xã A", "BC-UBND");
        assert!(series.has("2026", "UBND xã A", "KH-UBND"));
        assert!(!series.has("2026", "Ban Chỉ đạo xã A", "BC-UBND"));
    }

    #[test]
    fn a_start_that_names_the_symbol_comes_first() {
        let numbers = numbers(SeriesRule::BySymbol);
        assert_eq!(numbers.start("2026", "gm-ubnd"), Some(7));
        assert_eq!((numbers.start("2026", "BC-UBND"), numbers.start("2025", "BC-UBND")), (Some(58), None));
    }
}
