//! One rule a file: its page, its check, its tests.

mod addressee_not_recipient;
mod addressees_missing;
mod agency_and_subject;
mod appendix_not_mentioned;
mod appendix_numeral;
mod article_capitals;
mod as_above;
mod board_name;
mod body_ended;
mod capitals;
mod citation_dates;
mod citation_symbol;
mod citation_titles;
mod citation_without_issuer;
mod citation_without_so;
mod cited_after_issue;
mod comparison_in_text;
mod cumulative_falls;
mod date_impossible;
mod date_padding;
mod decimal_point;
mod doubled_word;
mod dropped_word;
mod end_mark;
mod figure_jumps;
mod figure_role;
mod figure_rule;
mod file_copy;
mod from_to;
mod heading_punctuation;
mod items_below;
mod known_confusion;
mod leftover_markup;
mod mistyped_word;
mod mixed_dashes;
mod mixed_grouping;
mod mixed_quotes;
mod mixed_spelling;
mod more_than_all;
mod near_miss;
mod number_form;
mod number_grammar;
mod number_order;
mod odd_letter;
mod own_number;
mod parts_in_brackets;
mod parts_in_text;
mod period_gap;
mod period_in_text;
mod period_of_file;
mod periods_disagree;
mod ratio_in_text;
mod received_done_left;
mod recipient_twice;
mod remainder_in_text;
mod repeated_phrase;
mod signer_form;
mod spacing;
mod stale_figures;
mod syllable;
mod table_average;
mod table_cumulative;
mod table_difference;
mod table_outlier;
mod table_part;
mod table_rank;
mod table_ratio;
mod table_row_sum;
mod table_share;
mod table_total;
mod unreviewed;
mod whole_and_parts;
mod word_pair;
mod year_in_text;

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
    decimal_point::RULE,
    syllable::RULE,
    odd_letter::RULE,
    leftover_markup::RULE,
    word_pair::RULE,
    number_form::RULE,
    mixed_spelling::RULE,
    citation_dates::RULE,
    citation_titles::RULE,
    citation_without_so::RULE,
    citation_without_issuer::RULE,
    own_number::RULE,
    periods_disagree::RULE,
    addressee_not_recipient::RULE,
    appendix_not_mentioned::RULE,
    recipient_twice::RULE,
    date_impossible::RULE,
    cited_after_issue::RULE,
    agency_and_subject::RULE,
    period_in_text::RULE,
    citation_symbol::RULE,
    year_in_text::RULE,
    body_ended::RULE,
    board_name::RULE,
    addressees_missing::RULE,
    as_above::RULE,
    date_padding::RULE,
    heading_punctuation::RULE,
    end_mark::RULE,
    number_grammar::RULE,
    appendix_numeral::RULE,
    file_copy::RULE,
    signer_form::RULE,
    article_capitals::RULE,
    figure_rule::RULE,
    ratio_in_text::RULE,
    parts_in_text::RULE,
    table_total::RULE,
    table_ratio::RULE,
    comparison_in_text::RULE,
    table_row_sum::RULE,
    remainder_in_text::RULE,
    table_difference::RULE,
    table_outlier::RULE,
    table_average::RULE,
    table_rank::RULE,
    table_cumulative::RULE,
    table_part::RULE,
    stale_figures::RULE,
    cumulative_falls::RULE,
    figure_jumps::RULE,
    number_order::RULE,
    period_gap::RULE,
    period_of_file::RULE,
    unreviewed::RULE,
];
