//! The whole form of an item: the fields every intake shares, and the item's own.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::domain::book::Book;
use crate::domain::catalogue::Item;
use crate::domain::draft::Draft;
use crate::domain::form::{
    Answer, Choice, Entries, Field, FieldType, FillContext, Judged, Shared, fill_defaults, fill_implied,
    judge, persons_typed, shared_fields,
};
use crate::domain::identity::IdDocument;
use crate::domain::intake::{Intake, State};
use crate::domain::lang::Lang;
use crate::domain::masked::Masked;
use crate::domain::name::PersonName;
use crate::domain::resident::Resident;

use super::new_intake;

/// An item's whole form for one applicant.
#[derive(Debug, Clone, PartialEq)]
pub struct FormOf {
    /// All fields, in the order they are asked.
    pub fields: Vec<Field>,
}

/// The records a field of a kind refers to, as they are kept and shown; `None` where there are none to refer to yet.
fn records(kind: FieldType, book: &Book) -> Option<Vec<Choice>> {
    let choice = |id: &str, zh: String, en: String| Choice { id: id.to_owned(), zh, en };
    Some(match kind {
        FieldType::Item => book
            .catalogue
            .offered()
            .map(|item| {
                let named = |lang| format!("{} {}", item.code, item.short(lang));
                choice(&item.code, named(Lang::Zh), named(Lang::En))
            })
            .collect(),
        FieldType::Staff => book
            .staff
            .iter()
            .filter(|worker| !worker.retired)
            .map(|worker| choice(&worker.name, worker.name.clone(), worker.name.clone()))
            .collect(),
        FieldType::Room => book
            .rooms
            .rooms
            .iter()
            .map(|room| {
                let named = |lang| format!("{} {}", room.code, room.name(lang));
                choice(&named(Lang::Zh), named(Lang::Zh), named(Lang::En))
            })
            .collect(),
        // Past ones too, so that an old matter still tells its class; what is over is refused when it is finished.
        FieldType::Course => book
            .class_groups
            .iter()
            .map(|group| choice(&group.id, group.name.clone(), group.name.clone()))
            .collect(),
        FieldType::Term => {
            book.terms.iter().map(|term| choice(&term.name, term.name.clone(), term.name.clone())).collect()
        }
        _ => return None,
    })
}

/// The whole form of an item for an applicant who is on file or not.
pub fn form_of(item: &Item, resident: Option<&Resident>) -> FormOf {
    let has_document = resident.is_some_and(|person| person.document.is_some());
    let mut fields = shared_fields(item, resident.is_some(), has_document);
    fields.extend(item.desk_fields().cloned());
    FormOf { fields }
}

/// The fields of [`form_of`] with the records at hand in them, borrowed where they stand already.
pub(super) fn fields_of<'a>(
    item: &'a Item,
    resident: Option<&Resident>,
    book: &'a Book,
) -> Vec<Cow<'a, Field>> {
    let has_document = resident.is_some_and(|person| person.document.is_some());
    let shared = book.shared.of(item, resident.is_some(), has_document).iter();
    shared
        .chain(item.desk_fields())
        .map(|field| match records(field.kind, book) {
            Some(options) => Cow::Owned(Field { options, ..field.clone() }),
            None => Cow::Borrowed(field),
        })
        .collect()
}

impl FormOf {
    /// The same form with the records at hand in it: items, workers and rooms can then be chosen from, and what names
    /// none of them is told.
    pub fn knowing(mut self, book: &Book) -> Self {
        for field in &mut self.fields {
            if let Some(records) = records(field.kind, book) {
                field.options = records;
            }
        }
        self
    }

    /// Judges what was typed.
    pub fn judge(&self, entries: &Entries, today: NaiveDate) -> Judged {
        judge(&self.fields, entries, today)
    }

    /// What was typed, from the answers of an intake that goes on.
    pub fn entries_of(&self, answers: &BTreeMap<String, Answer>) -> Entries {
        let mut entries = Entries::new();
        for (key, answer) in answers {
            let text = match answer {
                Answer::Text(text) | Answer::Decimal(text) => text.clone(),
                Answer::Chosen(ids) => ids.join(","),
                Answer::Int(number) => number.to_string(),
                Answer::Fen(fen) => format!("{}.{:02}", fen / 100, fen % 100),
                Answer::Date(date) => date.to_string(),
                Answer::Datetime(at) => at.format("%Y-%m-%d %H:%M").to_string(),
                Answer::Month(year, month) => format!("{year}-{month:02}"),
                Answer::Phone(phone) => phone.reveal().to_string(),
                Answer::Bank { name, account } => {
                    let _ = entries.insert(format!("{key}.name"), name.clone());
                    let _ = entries.insert(format!("{key}.account"), account.reveal().to_string());
                    continue;
                }
                Answer::Address(address) => address.line.clone(),
                Answer::Persons(persons) => persons_typed(persons),
                Answer::Identity(document) => {
                    if let Some(reason) = document.accepted_as_printed() {
                        let _ = entries.insert(format!("{key}_reason"), reason.to_owned());
                    }
                    document.number().reveal().to_string()
                }
                Answer::Name(name) => name.reveal().to_string(),
            };
            let _ = entries.insert(key.clone(), text);
        }
        entries
    }
}

/// What is already known of a person on file.
pub(in crate::desk) fn known_entries(resident: Option<&Resident>) -> Entries {
    let mut entries = Entries::new();
    if let Some(person) = resident {
        if let Some(phone) = &person.phone {
            let _ = entries.insert(Shared::PHONE.to_owned(), phone.reveal().to_string());
        } else if !person.contact.is_empty() {
            let none = crate::domain::form::NO_PHONE.to_owned();
            let _ = entries.insert(Shared::PHONE.to_owned(), none);
            let _ = entries.insert(Shared::CONTACT.to_owned(), person.contact.clone());
        }
        if !person.address.line.is_empty() {
            let _ = entries.insert(Shared::ADDRESS.to_owned(), person.address.line.clone());
        }
    }
    entries
}

/// Fills a new form with its lawful defaults.
pub(in crate::desk) fn fill_new_draft(
    draft: &mut Draft,
    item: &Item,
    resident: Option<&Resident>,
    book: &Book,
    staff: &str,
    now: DateTime<FixedOffset>,
) {
    let form = form_of(item, resident);
    fill(&form, draft, resident, book, staff, now);
}

/// Gives fields that have become visible their lawful defaults, and the answers that follow from others. What the
/// worker answered himself, emptied fields included, is left alone.
pub fn fill(
    form: &FormOf,
    draft: &mut Draft,
    resident: Option<&Resident>,
    book: &Book,
    staff: &str,
    now: DateTime<FixedOffset>,
) {
    let today = now.date_naive();
    // Of somebody not on file the number just typed tells the age.
    let typed_age = || {
        let typed = draft.entries.get(Shared::IDENTITY)?;
        IdDocument::parse(None, typed, today).ok()?.age_on(today)
    };
    let context = FillContext {
        now: now.naive_local(),
        address: resident.map_or_else(String::new, |person| person.address.line.clone()),
        age: resident.and_then(|person| person.age_on(today)).or_else(typed_age),
        applicant: resident.map_or_else(String::new, |person| person.name.reveal().to_string()),
        staff: book.staff_name(staff).to_owned(),
    };
    fill_defaults(&form.fields, &mut draft.entries, &draft.touched, &context);
    fill_implied(&form.fields, &mut draft.entries, &draft.touched);
}

/// The intake a draft would become, for the preview beside the form. Wrong and missing answers are simply not in it.
pub fn preview(
    draft: &Draft,
    item: &Item,
    resident: Option<&Resident>,
    judged: &Judged,
    visit: &crate::domain::visit::Visit,
    staff: &str,
) -> Intake {
    let mut intake = new_intake(draft, item, visit, judged.answers.clone(), resident, staff);
    intake.state = State::Received;
    intake
}

/// An intake with every name in it masked: for a preview on a screen that a visitor can see.
pub fn names_covered(mut intake: Intake) -> Intake {
    let cover = |name: &Masked<PersonName>| {
        // A mask is no shorter than a name may be, so it is one in form.
        PersonName::new(&name.to_string()).map_or_else(|_| name.clone(), Masked::new)
    };
    intake.applicant = intake.applicant.as_ref().map(cover);
    for answer in intake.answers.values_mut() {
        if let Answer::Name(name) = answer {
            *name = cover(name);
        }
    }
    intake
}

/// An enquiry about an item: the question and, from its guide, the answer.
pub(in crate::desk) fn enquiry_entries(item: &Item, book: &Book, today: NaiveDate) -> Entries {
    let mut entries = Entries::new();
    let mut put = |key: &str, value: String| {
        if !value.is_empty() {
            let _ = entries.insert(key.to_owned(), value);
        }
    };
    put("related_item", item.code.clone());
    put("question", format!("{}怎么办", item.name_zh));
    put("answer", guide_in_brief(item, book, today));
    put("guide_given", "no".to_owned());
    entries
}

/// Papers, place, days and hours of an item in two or three lines, for the answer of an enquiry.
pub fn guide_in_brief(item: &Item, book: &Book, today: NaiveDate) -> String {
    let mut parts = Vec::new();
    let papers: Vec<&str> = item
        .materials
        .iter()
        .filter(|m| m.required && m.when.is_empty())
        .map(|m| m.name_zh.as_str())
        .collect();
    if papers.is_empty() {
        parts.push("不用带材料".to_owned());
    } else {
        parts.push(format!("请带{}", papers.join("、")));
    }
    parts.push(format!("到{}全科窗口办理", book.community.centre()));
    if item.promise.amount() == 0 {
        parts.push("当场办结".to_owned());
    } else {
        let due = book.due(item, today);
        parts.push(format!(
            "今天收齐，{}前{}",
            due.date.format("%-m月%-d日"),
            if item.mode == crate::domain::catalogue::HandlingMode::Forward { "送出" } else { "办好" },
        ));
    }
    let hours = book.community.hours.to_string();
    if !hours.is_empty() {
        parts.push(format!("工作日{hours}"));
    }
    format!("{}。", parts.join("，"))
}
