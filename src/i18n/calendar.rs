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

/// A statutory holiday, which the notices call by its Chinese name; two in one run stand with a 、. A name that is not
/// one of theirs stays as it is.
pub fn festival(words: &Words, name: &str) -> String {
    let one = |name: &str| {
        Some(match name {
            "元旦" => t!(words, "festival-new-year"),
            "春节" => t!(words, "festival-spring"),
            "清明节" => t!(words, "festival-qingming"),
            "劳动节" => t!(words, "festival-labour"),
            "端午节" => t!(words, "festival-dragon-boat"),
            "中秋节" => t!(words, "festival-mid-autumn"),
            "国庆节" => t!(words, "festival-national"),
            _ => return None,
        })
    };
    let known: Option<Vec<String>> = name.split('、').map(one).collect();
    known.map_or_else(|| name.to_owned(), |names| names.join(words.lang().pick("、", " and ")))
}

/// Why a room is closed: as somebody wrote it, or for the Spring Festival, which the centre's own rule calls 春节放假.
pub fn closed_for(words: &Words, reason: &str) -> String {
    match (words.lang(), reason.strip_suffix("放假").filter(|name| name.contains("春节"))) {
        (Lang::En, Some(name)) => festival(words, name),
        _ => reason.to_owned(),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn festivals_have_a_name_in_both_languages_and_other_words_stay() {
        let (zh, en) = (Words::new(Lang::Zh), Words::new(Lang::En));
        for (name, english) in [
            ("元旦", "New Year’s Day"),
            ("国庆节", "National Day"),
            ("国庆节、中秋节", "National Day and Mid-Autumn Festival"),
            ("国庆节、厂庆", "国庆节、厂庆"),
            ("厂庆", "厂庆"),
        ] {
            assert_eq!(festival(&zh, name), name);
            assert_eq!(festival(&en, name), english);
        }
        assert_eq!(closed_for(&zh, "春节放假"), "春节放假");
        assert_eq!(closed_for(&en, "春节放假"), "Spring Festival");
        assert_eq!(closed_for(&en, "音响检修"), "音响检修");
    }

    #[test]
    fn every_holiday_of_the_shipped_years_has_an_english_name() {
        let shipped = include_str!("../../assets/holidays.toml");
        let names = shipped.lines().filter_map(|line| line.split("name = \"").nth(1)?.split('"').next());
        let en = Words::new(Lang::En);
        let mut count = 0;
        for name in names {
            assert!(festival(&en, name).is_ascii() || festival(&en, name).contains('’'), "{name}");
            count += 1;
        }
        assert!(count > 15, "{count}");
    }
}
