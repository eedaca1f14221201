//! Days in words, and why a part of a calendar file was not taken.

use chrono::NaiveDate;

use crate::domain::lang::Lang;
use crate::domain::recurrence::RuleError;
use crate::exchange::ics::Fault;
use crate::t;

use super::Words;

/// 5月7日, 7 May.
pub fn day(words: &Words, on: NaiveDate) -> String {
    match words.lang() {
        Lang::Zh => on.format("%-m月%-d日").to_string(),
        Lang::En => on.format("%-d %b").to_string(),
    }
}

/// 5/7; in English 7 May, since 5/7 would be read as the fifth of July too.
pub fn day_short(words: &Words, on: NaiveDate) -> String {
    match words.lang() {
        Lang::Zh => on.format("%-m/%-d").to_string(),
        Lang::En => day(words, on),
    }
}

/// What is wrong with an event of a file.
pub fn ics_fault(words: &Words, fault: &Fault) -> String {
    match fault {
        Fault::Encoding { line } => t!(words, "ics-encoding", line = *line),
        Fault::Line { line, text } => t!(words, "ics-line", line = *line, text = text.clone()),
        Fault::NoEnd => t!(words, "ics-no-end"),
        Fault::NotAnEvent { name } => t!(words, "ics-not-an-event", name = name.clone()),
        Fault::NoStart => t!(words, "ics-no-start"),
        Fault::NoUid => t!(words, "ics-no-uid"),
        Fault::Twice { property } => t!(words, "ics-twice", property = *property),
        Fault::TwoEnds => t!(words, "ics-two-ends"),
        Fault::Time { property, text } => {
            t!(words, "ics-time", property = *property, text = text.clone())
        }
        Fault::Duration { text } => t!(words, "ics-duration", text = text.clone()),
        Fault::Zone { name } => t!(words, "ics-zone", name = name.clone()),
        Fault::Kinds => t!(words, "ics-kinds"),
        Fault::EndsBefore => t!(words, "ics-ends-before"),
        Fault::Rule(error) => rule_error(words, error),
        Fault::NotUnderstood { what } => t!(words, "ics-not-understood", what = what.clone()),
        Fault::Superseded { line } => t!(words, "ics-superseded", line = *line),
    }
}

/// What is wrong with a recurrence rule.
pub fn rule_error(words: &Words, error: &RuleError) -> String {
    match error {
        RuleError::NoFrequency => t!(words, "rule-no-frequency"),
        RuleError::Shape { text } => t!(words, "rule-shape", text = text.clone()),
        RuleError::Unknown { name } => t!(words, "rule-unknown", name = name.clone()),
        RuleError::Twice { part } => t!(words, "rule-twice", part = part.name()),
        RuleError::Value { part, found } => {
            t!(words, "rule-value", part = part.name(), found = found.clone())
        }
        RuleError::TwoEnds => t!(words, "rule-two-ends"),
        RuleError::NotWith { part, frequency } => {
            t!(words, "rule-not-with", part = part.name(), frequency = frequency.to_string())
        }
        RuleError::NumberedInWeek => t!(words, "rule-numbered"),
        RuleError::NothingToPickFrom => t!(words, "rule-position"),
        RuleError::Library { detail } => t!(words, "rule-library", detail = detail.clone()),
    }
}
