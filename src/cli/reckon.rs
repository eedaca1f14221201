//! `quanke due` and `quanke id`: the two rules that are asked for by themselves.

use chrono::{Datelike, NaiveDate, Weekday};
use clap::{ArgGroup, Args};
use serde::Serialize;

use crate::desk::DeskError;
use crate::desk::SHIPPED;
use crate::domain::form::FieldError;
use crate::domain::identity::{IdDocument, IdError, IdKind, Sex};
use crate::domain::lang::Lang;
use crate::domain::promise::{DayStep, Promise, TimeUnit};
use crate::domain::work_calendar::{DayKind, WorkCalendar};
use crate::i18n::{Words, field_error};
use crate::paper::compose::weekday_zh;
use crate::t;

use super::out::{Fault, Out};
use super::place::Place;

#[derive(Args)]
#[command(group = ArgGroup::new("amount").required(true))]
pub(super) struct Due {
    #[arg(long, value_name = "DATE", value_parser = super::day)]
    from: NaiveDate,
    #[arg(long, value_name = "N", group = "amount")]
    workdays: Option<u32>,
    #[arg(long, value_name = "N", group = "amount")]
    days: Option<u32>,
    #[arg(long)]
    explain: bool,
}

#[derive(Serialize)]
struct DueDocument {
    from: String,
    amount: u32,
    unit: &'static str,
    date: String,
    provisional: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    explanation: Vec<DayLine>,
}

#[derive(Serialize)]
struct DayLine {
    date: String,
    /// The place in the count; none for a day passed over.
    counted: Option<u32>,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    holiday: Option<String>,
    known: bool,
}

pub(super) fn due(args: &Due, place: &Place, out: &mut Out) -> Result<(), Fault> {
    let words = &place.words;
    let (amount, unit) = match (args.workdays, args.days) {
        (Some(amount), _) => (amount, TimeUnit::WorkDay),
        (None, days) => (days.unwrap_or_default(), TimeUnit::Day),
    };
    let promise = Promise::new(amount, unit).map_err(|_| {
        let most = crate::domain::promise::MAX_AMOUNT;
        Fault::said("too_long", t!(words, "cli-promise-long", most = most), 2)
    })?;
    // Years a supervisor has taken in are in the store; without one the shipped years do.
    let due = if place.has_store() {
        promise.due(args.from, &place.open()?.book().calendar)
    } else {
        let calendar = WorkCalendar::from_toml(SHIPPED.holidays).map_err(DeskError::from)?;
        promise.due(args.from, &calendar)
    };
    let document = DueDocument {
        from: args.from.to_string(),
        amount,
        unit: if unit == TimeUnit::WorkDay { "workday" } else { "day" },
        date: due.date.to_string(),
        provisional: due.provisional,
        explanation: if args.explain { due.days.iter().map(day_line).collect() } else { Vec::new() },
    };
    out.answer(&document, || {
        let day = with_weekday(due.date, words.lang());
        let mut lines = vec![if due.provisional { t!(words, "cli-due-provisional", day = day) } else { day }];
        if args.explain {
            lines.extend(due.days.iter().map(|step| explained(step, words)));
        }
        lines
    })
}

fn day_line(step: &DayStep) -> DayLine {
    let (kind, holiday) = match &step.kind {
        DayKind::Workday => ("workday", None),
        DayKind::MakeUpWorkday(name) => ("make_up", name.clone()),
        DayKind::Weekend => ("weekend", None),
        DayKind::Holiday(name) => ("holiday", Some(name.clone())),
    };
    DayLine { date: step.date.to_string(), counted: step.counted, kind, holiday, known: step.known }
}

fn explained(step: &DayStep, words: &Words) -> String {
    let kind = match &step.kind {
        DayKind::Workday => t!(words, "cli-kind-workday"),
        DayKind::MakeUpWorkday(_) => t!(words, "cli-kind-make-up"),
        DayKind::Weekend => t!(words, "cli-kind-weekend"),
        DayKind::Holiday(name) => t!(words, "cli-kind-holiday", name = crate::i18n::festival(words, name)),
    };
    let count = match step.counted {
        Some(0) => t!(words, "cli-day-zero"),
        Some(n) => t!(words, "cli-day-counted", n = n),
        None => t!(words, "cli-day-passed"),
    };
    format!("{}\t{kind}\t{count}", with_weekday(step.date, words.lang()))
}

fn with_weekday(date: NaiveDate, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{date} {}", weekday_zh(date)),
        Lang::En => format!("{date} {}", weekday_en(date.weekday())),
    }
}

fn weekday_en(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "Mon",
        Weekday::Tue => "Tue",
        Weekday::Wed => "Wed",
        Weekday::Thu => "Thu",
        Weekday::Fri => "Fri",
        Weekday::Sat => "Sat",
        Weekday::Sun => "Sun",
    }
}

#[derive(Args)]
pub(super) struct Id {
    number: String,
}

#[derive(Serialize, Default)]
struct IdAnswer {
    valid: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    birth: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sex: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    age: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    warnings: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<IdWrong>,
}

#[derive(Serialize)]
struct IdWrong {
    code: &'static str,
    message: String,
}

/// Says what a number says of itself, or what is wrong with it. A wrong number ends with exit code 1.
pub(super) fn id(args: &Id, place: &Place, out: &mut Out) -> Result<(), Fault> {
    let words = &place.words;
    let today = place.day();
    match IdDocument::parse(None, &args.number, today) {
        Ok(document) => {
            let answer = IdAnswer {
                valid: true,
                number: Some(document.number().to_string()),
                kind: Some(kind_code(document.kind())),
                birth: document.birth().map(|birth| birth.to_string()),
                sex: document.sex().map(|sex| if sex == Sex::Male { "male" } else { "female" }),
                age: document.age_on(today),
                region: document.region_name(),
                warnings: document.warnings(today).iter().map(|_| "age_over_110").collect(),
                error: None,
            };
            out.answer(&answer, || in_words(&document, &answer, words))
        }
        Err(error) => {
            let message = field_error(words, &FieldError::Identity(error.clone()));
            if !place.json {
                return Err(Fault::said("identity", message, 1));
            }
            let wrong = IdWrong { code: id_code(&error), message };
            out.json(&IdAnswer { error: Some(wrong), ..IdAnswer::default() })?;
            Err(Fault::Told)
        }
    }
}

fn in_words(document: &IdDocument, answer: &IdAnswer, words: &Words) -> Vec<String> {
    let kind = match document.kind() {
        IdKind::ResidencePermit => t!(words, "cli-id-permit"),
        IdKind::ForeignPermanent => t!(words, "cli-id-foreign"),
        _ => t!(words, "cli-id-resident"),
    };
    let mut lines = vec![t!(words, "cli-id-valid", number = document.number().to_string()), kind];
    if let (Some(birth), Some(age)) = (&answer.birth, answer.age) {
        lines.push(t!(words, "cli-id-birth", birth = birth.clone(), age = age));
    }
    lines.extend(document.sex().map(|sex| match sex {
        Sex::Male => t!(words, "cli-id-male"),
        Sex::Female => t!(words, "cli-id-female"),
    }));
    lines.extend(answer.region.map(|region| t!(words, "cli-id-region", region = region)));
    if !answer.warnings.is_empty() {
        lines.push(t!(words, "cli-id-over-110"));
    }
    lines
}

/// Only kinds that are told from a number alone are ever asked for.
fn kind_code(kind: IdKind) -> &'static str {
    match kind {
        IdKind::ResidentId => "resident_id",
        IdKind::ResidencePermit => "residence_permit",
        IdKind::ForeignPermanent => "foreign_permanent",
        _ => "other",
    }
}

fn id_code(error: &IdError) -> &'static str {
    match error {
        IdError::Empty => "empty",
        IdError::Length { .. } => "length",
        IdError::TooLong { .. } => "too_long",
        IdError::BadCharacter { .. } => "bad_character",
        IdError::LetterO { .. } => "letter_o",
        IdError::CheckDigit { .. } => "check_digit",
        IdError::BirthDate { .. } => "birth_date",
        IdError::FutureBirth => "future_birth",
        IdError::FifteenDigits { .. } => "fifteen_digits",
        IdError::ReasonMissing => "reason_missing",
    }
}
