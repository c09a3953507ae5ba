//! One rule a file (a few that belong together share one): its page, its check, its tests.

mod addressee_not_recipient;
mod addressees;
mod against_previous;
mod appendix_not_mentioned;
mod appendix_numeral;
mod article_capitals;
mod capitals;
mod citation_dates;
mod citation_titles;
mod citation_without_issuer;
mod citation_without_so;
mod dates_in_text;
mod doubled_word;
mod figure_rule;
mod figures_in_text;
mod foot;
mod headings;
mod known_confusion;
mod mixed_dashes;
mod mixed_grouping;
mod mixed_quotes;
mod near_miss;
mod number_grammar;
mod own_number;
mod periods_disagree;
mod recipient_twice;
mod repeated_phrase;
mod spacing;
mod tables;

use super::Rule;

/// Every rule, by code.
pub const RULES: &[Rule] = &[
    doubled_word::RULE,
    repeated_phrase::RULE,
    near_miss::RULE,
    known_confusion::RULE,
    capitals::RULE,
    spacing::RULE,
    mixed_dashes::RULE,
    mixed_quotes::RULE,
    mixed_grouping::RULE,
    citation_dates::RULE,
    citation_titles::RULE,
    citation_without_so::RULE,
    citation_without_issuer::RULE,
    own_number::RULE,
    periods_disagree::RULE,
    addressee_not_recipient::RULE,
    appendix_not_mentioned::RULE,
    recipient_twice::RULE,
    dates_in_text::IMPOSSIBLE,
    dates_in_text::AFTER_ISSUE,
    addressees::MISSING,
    addressees::AS_ABOVE,
    dates_in_text::PADDING,
    headings::PUNCTUATION,
    headings::END_MARK,
    number_grammar::RULE,
    appendix_numeral::RULE,
    foot::FILE_COPY,
    foot::SIGNER,
    article_capitals::RULE,
    figure_rule::RULE,
    figures_in_text::RATIO,
    figures_in_text::PARTS,
    tables::TOTAL,
    tables::RATIO,
    against_previous::STALE,
    against_previous::CUMULATIVE,
    against_previous::JUMPS,
    against_previous::NUMBER,
    against_previous::GAP,
    against_previous::FILE,
];
