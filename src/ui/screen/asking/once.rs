//! A room once: who, what, how loud, which papers; one key confirms and prints.

mod view;

use std::collections::BTreeMap;

use iced::Task;

use crate::desk::{Booked, Checked, Decision, DeskError, NewBooking, OverBooked, RoomsError, form_of};
use crate::domain::booking::{BookingKind, Details, Slot, Wanted};
use crate::domain::catalogue::{Item, ReceiptKind};
use crate::domain::form::{Entries, Shared};
use crate::domain::material::{MaterialLine, MaterialState, blank_lines, receive_all, states};
use crate::i18n::{desk_error, field_error};
use crate::t;
use crate::ui::ctx::{Action, Answer, Ctx};
use crate::ui::screen::words;
use crate::ui::shortcut::Command;
use crate::ui::widget::tab;

use super::Outcome;
use super::over::OverForm;
use super::who::{self, Step, Who};

/// 人数
const PEOPLE: &str = "ask-people";
/// 活动内容
const WHAT: &str = "ask-what";
/// 使用音响
const AMPLIFIED: &str = "ask-amplified";
/// 有未成年人
const MINORS: &str = "ask-minors";
/// 预约主体
const KIND: &str = "ask-kind";
/// 团队名称
const TEAM: &str = "ask-team";
/// Why the rules are lifted.
const REASON: &str = "ask-reason";
/// 确认并打印
const DO: &str = "ask-do";
/// How many of a person's last uses are offered.
const USES: usize = 3;

/// The kinds that are offered, in the order of the digits.
const KINDS: [BookingKind; 7] = [
    BookingKind::Resident,
    BookingKind::Team,
    BookingKind::Unit,
    BookingKind::Party,
    BookingKind::Assembly,
    BookingKind::Mediation,
    BookingKind::Emergency,
];

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// Of the person.
    Who(who::Message),
    /// What the person last used rooms for.
    Uses(Answer<Vec<Details>>),
    /// Typed as the activity.
    What(String),
    /// Enter there.
    WhatDone,
    /// One of the last uses is pressed.
    Use(usize),
    /// How many people.
    People(String),
    /// Loudspeakers: yes, no.
    Amplified(usize),
    /// Minors: yes, no.
    Minors(usize),
    /// Who books.
    Kind(usize),
    /// The team.
    Team(String),
    /// A thing of the room is wanted or not.
    Thing(usize),
    /// A paper is in hand or not.
    Paper(usize),
    /// Why the rules are lifted.
    Reason(String),
    /// What is known now.
    Checked(Answer<Box<Checked>>),
    /// Another time or room.
    Instead(Slot),
    /// Of moving others aside.
    Over(super::over::Message),
    /// A key, by a button.
    Press(Command),
    /// Enter in a field that leads on.
    Next(&'static str),
    /// Done.
    Booked(Answer<Box<Booked>>),
    /// Done over others.
    BookedOver(Answer<Box<OverBooked>>),
}

/// The form.
pub struct Once {
    /// Where and when.
    pub slot: Slot,
    item: Option<Item>,
    who: Who,
    uses: Vec<Details>,
    use_at: Option<usize>,
    what: String,
    people: String,
    amplified: Option<bool>,
    minors: Option<bool>,
    kind: BookingKind,
    team: String,
    things: Vec<String>,
    papers: Vec<MaterialLine>,
    reason: String,
    checked: Option<Box<Checked>>,
    over: OverForm,
    errors: BTreeMap<&'static str, String>,
    problem: Option<String>,
    busy: bool,
}

/// A booking of which only place and size are known, to look up what is there.
pub(super) fn bare(slot: Slot, people: u32) -> NewBooking {
    // The centre's own kinds are judged by room and time alone, which is all that is known yet.
    let details = Details { kind: BookingKind::Assembly, people, ..Details::default() };
    NewBooking { slot, details, reason: String::new(), address: String::new() }
}

impl Once {
    /// The form of a place.
    pub fn new(
        slot: Slot,
        people: Option<u32>,
        checked: Option<Box<Checked>>,
        ctx: &Ctx,
    ) -> (Self, Task<super::Message>) {
        let offered = |item: &&Item| item.receipt == ReceiptKind::Booking && !item.retired;
        let item = ctx.book.catalogue.items.iter().find(offered).cloned();
        let once = Self {
            papers: item.as_ref().map(blank_lines).unwrap_or_default(),
            item,
            slot,
            who: Who::default(),
            uses: Vec::new(),
            use_at: None,
            what: String::new(),
            people: people.map_or_else(String::new, |people| people.to_string()),
            amplified: None,
            minors: None,
            kind: BookingKind::Resident,
            team: String::new(),
            things: Vec::new(),
            reason: String::new(),
            checked,
            over: OverForm::default(),
            errors: BTreeMap::new(),
            problem: None,
            busy: false,
        };
        (once, tab::focus(who::WHO))
    }

    /// Takes what is known of the place.
    pub fn checked(&mut self, checked: Box<Checked>, _ctx: &Ctx) {
        self.checked = Some(checked);
    }

    /// Closes the list of people; whether it was open.
    pub fn close_list(&mut self) -> bool {
        self.who.close()
    }

    /// The booking as the form says it.
    fn new_booking(&self) -> NewBooking {
        let mut details = Details {
            kind: self.kind,
            title: self.what.trim().to_owned(),
            team: if matches!(self.kind, BookingKind::Team | BookingKind::Unit) {
                self.team.trim().to_owned()
            } else {
                String::new()
            },
            people: self.people.trim().parse().unwrap_or(0),
            amplified: self.amplified.unwrap_or(false),
            minors: self.minors.unwrap_or(false),
            equipment: self.things.iter().map(|name| Wanted { name: name.clone(), count: 1 }).collect(),
            ..Details::default()
        };
        self.who.put_into(&mut details);
        NewBooking {
            slot: self.slot.clone(),
            details,
            reason: self.reason.clone(),
            address: self.who.address.trim().to_owned(),
        }
    }

    /// Looks up what is known of it now.
    pub fn check(&self, ctx: &Ctx) -> Task<super::Message> {
        let new = self.new_booking();
        ctx.work(
            move |desk| desk.check_booking(&new, None).map(Box::new),
            |checked| super::Message::Once(Message::Checked(checked)),
        )
    }

    /// How the item's papers stand.
    fn paper_states(&self, ctx: &Ctx) -> Vec<MaterialState> {
        let Some(item) = self.item.as_ref().filter(|_| self.kind.is_rationed()) else { return Vec::new() };
        let form = form_of(item, self.who.person.as_ref());
        states(item, &form.fields, &self.paper_entries(ctx), &self.papers)
    }

    /// The answers the papers depend on.
    fn paper_entries(&self, ctx: &Ctx) -> Entries {
        let plan = ctx.book.room_rules.wants_plan(&self.new_booking().details);
        let yes = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
        [
            ("booker".to_owned(), self.kind.code().to_owned()),
            ("safety_plan".to_owned(), yes(plan)),
            (Shared::WHO.to_owned(), "self".to_owned()),
        ]
        .into_iter()
        .collect()
    }

    /// Whether others stand in the way of something that goes first.
    fn goes_over(&self) -> bool {
        self.kind.may_displace() && self.checked.as_ref().is_some_and(|checked| checked.has_clash())
    }

    /// Handles what happens.
    pub fn update(&mut self, message: Message, ctx: &Ctx) -> Outcome {
        let run = |task: Task<super::Message>| Outcome::Stay(Action::Run(task));
        let focus = |id: &'static str| run(tab::focus(id));
        match message {
            Message::Who(message) => match self.who.update(message, ctx) {
                Step::Stay(task) => run(task.map(|m| super::Message::Once(Message::Who(m)))),
                Step::Chosen => {
                    let _ = self.errors.remove(who::WHO);
                    let uses = match &self.who.person {
                        Some(person) => {
                            let id = person.id.clone();
                            ctx.work(
                                move |desk| desk.last_uses(&id, USES),
                                |uses| super::Message::Once(Message::Uses(uses)),
                            )
                        }
                        None => Task::none(),
                    };
                    run(Task::batch([tab::focus(WHAT), uses, self.check(ctx)]))
                }
            },
            Message::Uses(uses) => {
                self.uses = uses.unwrap_or_default();
                Outcome::Stay(Action::None)
            }
            Message::What(what) => {
                self.what = what;
                self.use_at = None;
                let _ = self.errors.remove(WHAT);
                Outcome::Stay(Action::None)
            }
            Message::WhatDone => match self.use_at {
                Some(at) => self.use_again(at, ctx),
                None => run(Task::batch([tab::focus(AMPLIFIED), self.check(ctx)])),
            },
            Message::Use(at) => self.use_again(at, ctx),
            Message::People(people) => {
                self.people = people;
                let _ = self.errors.remove(PEOPLE);
                run(self.check(ctx))
            }
            Message::Amplified(at) => {
                self.amplified = Some(at == 0);
                let _ = self.errors.remove(AMPLIFIED);
                focus(MINORS)
            }
            Message::Minors(at) => {
                self.minors = Some(at == 0);
                let _ = self.errors.remove(MINORS);
                let next = if self.kind.is_rationed() { paper_id(0) } else { DO.to_owned() };
                run(tab::focus(next))
            }
            Message::Kind(at) => {
                self.kind = KINDS.get(at).copied().unwrap_or_default();
                let asks = matches!(self.kind, BookingKind::Team | BookingKind::Unit);
                let next = if asks && self.team.is_empty() { tab::focus(TEAM) } else { Task::none() };
                run(Task::batch([next, self.check(ctx), self.over_offers(ctx)]))
            }
            Message::Team(team) => {
                self.team = team;
                let _ = self.errors.remove(TEAM);
                Outcome::Stay(Action::None)
            }
            Message::Thing(at) => {
                let room = ctx.book.rooms.room(&self.slot.room);
                if let Some(thing) = room.and_then(|room| room.equipment.get(at)) {
                    match self.things.iter().position(|name| *name == thing.name_zh) {
                        Some(known) => drop(self.things.remove(known)),
                        None => self.things.push(thing.name_zh.clone()),
                    }
                }
                Outcome::Stay(Action::None)
            }
            Message::Paper(at) => {
                if let Some(line) = self.papers.get_mut(at) {
                    line.received = !line.received;
                }
                Outcome::Stay(Action::None)
            }
            Message::Reason(reason) => {
                self.reason = reason;
                let _ = self.errors.remove(REASON);
                Outcome::Stay(Action::None)
            }
            Message::Checked(checked) => {
                self.checked = checked.ok();
                run(self.over_offers(ctx))
            }
            Message::Instead(slot) => {
                self.slot = slot;
                self.problem = None;
                run(self.check(ctx))
            }
            Message::Over(message) => {
                self.over.update(message);
                Outcome::Stay(Action::None)
            }
            Message::Next(id) => focus(id),
            Message::Press(command) => self.command(command, ctx),
            Message::Booked(answer) => match answer {
                Ok(booked) => {
                    let papers = booked.papers.iter().map(|paper| paper.serial.to_string()).collect();
                    self.done(&booked.booking, papers, ctx)
                }
                Err(error) => self.failed(&error, ctx),
            },
            Message::BookedOver(answer) => match answer {
                Ok(done) => {
                    let papers = done.papers.iter().map(|paper| paper.serial.to_string()).collect();
                    self.done(&done.booking, papers, ctx)
                }
                Err(error) => self.failed(&error, ctx),
            },
        }
    }

    fn done(&mut self, booking: &crate::domain::booking::Booking, papers: Vec<String>, ctx: &Ctx) -> Outcome {
        let number = booking.serial.map_or_else(String::new, |serial| serial.to_string());
        let said = if booking.holds() {
            t!(ctx.words, "ask-done-confirmed", number = number)
        } else {
            t!(ctx.words, "ask-done-waiting", number = number)
        };
        Outcome::Done {
            papers,
            day: booking.slot.day,
            room: booking.slot.room.clone(),
            booking: booking.id.clone(),
            said,
            once: true,
        }
    }

    /// What the last use was: its activity, team and who booked.
    fn use_again(&mut self, at: usize, ctx: &Ctx) -> Outcome {
        if let Some(used) = self.uses.get(at).cloned() {
            self.what = used.title;
            self.kind = used.kind;
            self.team = used.team;
            if self.people.trim().is_empty() {
                self.people = used.people.to_string();
            }
        }
        self.use_at = None;
        let _ = self.errors.remove(WHAT);
        Outcome::Stay(Action::Run(Task::batch([tab::focus(AMPLIFIED), self.check(ctx)])))
    }

    fn over_offers(&self, ctx: &Ctx) -> Task<super::Message> {
        if !self.goes_over() {
            return Task::none();
        }
        let with = self.checked.as_ref().map(|checked| checked.clashes()).unwrap_or_default();
        self.over.look_up(with, &self.slot, ctx).map(|m| super::Message::Once(Message::Over(m)))
    }

    /// Handles a key of the table.
    pub fn command(&mut self, command: Command, ctx: &Ctx) -> Outcome {
        match command {
            Command::Print => self.submit(Decision::Accept, ctx),
            Command::Gaps => self.submit(Decision::AcceptWithGaps, ctx),
            Command::AllPapers => {
                if let Some(item) = &self.item {
                    let form = form_of(item, self.who.person.as_ref());
                    let entries = self.paper_entries(ctx);
                    receive_all(item, &form.fields, &entries, &mut self.papers);
                }
                Outcome::Stay(Action::None)
            }
            Command::Up | Command::Down => {
                let down = command == Command::Down;
                if !self.who.step(down) && !self.uses.is_empty() && self.what.is_empty() {
                    let last = self.uses.len() - 1;
                    self.use_at = match (self.use_at, down) {
                        (None, true) => Some(0),
                        (Some(at), true) => Some((at + 1).min(last)),
                        (Some(0) | None, false) => None,
                        (Some(at), false) => Some(at - 1),
                    };
                }
                Outcome::Stay(Action::None)
            }
            Command::Enter => Outcome::Stay(Action::Run(tab::focus_step(false))),
            _ => Outcome::Stay(Action::None),
        }
    }

    /// Books it, when the form is whole; else says what is missing and goes there.
    fn submit(&mut self, decision: Decision, ctx: &Ctx) -> Outcome {
        if self.busy {
            return Outcome::Stay(Action::None);
        }
        self.problem = None;
        self.errors = self.missing(ctx);
        if let Some(first) = [who::WHO, PEOPLE, WHAT, AMPLIFIED, MINORS, TEAM, REASON]
            .into_iter()
            .find(|id| self.errors.contains_key(id))
        {
            return Outcome::Stay(Action::Run(tab::focus(first)));
        }
        self.busy = true;
        let new = self.new_booking();
        if self.goes_over() {
            let over = self.over.over();
            return Outcome::Stay(Action::Run(ctx.work(
                move |desk| desk.book_over(&new, &over).map(Box::new),
                |done| super::Message::Once(Message::BookedOver(done)),
            )));
        }
        let papers = self.papers.clone();
        Outcome::Stay(Action::Run(ctx.work(
            move |desk| desk.book_room(&new, &papers, &decision).map(Box::new),
            |done| super::Message::Once(Message::Booked(done)),
        )))
    }

    /// What the form lacks, by field.
    fn missing(&self, ctx: &Ctx) -> BTreeMap<&'static str, String> {
        let words = &ctx.words;
        let mut missing = BTreeMap::new();
        let mut need = |lacks: bool, id: &'static str| {
            if lacks {
                let _ = missing.insert(id, t!(words, "field-required"));
            }
        };
        need(self.kind.is_rationed() && !self.who.is_named(), who::WHO);
        need(
            self.people.trim().parse::<u32>().is_ok_and(|n| n == 0) || self.people.trim().is_empty(),
            PEOPLE,
        );
        need(self.what.trim().is_empty(), WHAT);
        need(self.amplified.is_none(), AMPLIFIED);
        need(self.minors.is_none(), MINORS);
        let asks = matches!(self.kind, BookingKind::Team | BookingKind::Unit);
        need(asks && self.team.trim().is_empty(), TEAM);
        if !self.people.trim().is_empty() && self.people.trim().parse::<u32>().is_err() {
            let _ = missing.insert(PEOPLE, t!(words, "field-not-whole"));
        }
        missing
    }

    /// Says what is wrong and goes there.
    fn failed(&mut self, error: &std::sync::Arc<DeskError>, ctx: &Ctx) -> Outcome {
        self.busy = false;
        self.problem = Some(desk_error(&ctx.words, error));
        let go = match &**error {
            DeskError::Form(errors) => {
                for (key, error) in errors {
                    if let Some(id) = field_id(key) {
                        let _ = self.errors.insert(id, field_error(&ctx.words, error));
                    }
                }
                let first = errors.keys().find_map(|key| field_id(key));
                first.map_or_else(Task::none, tab::focus)
            }
            DeskError::MaterialsMissing { hard, deferrable } => {
                hard.first().or(deferrable.first()).map_or_else(Task::none, |at| tab::focus(paper_id(*at)))
            }
            DeskError::Rooms(RoomsError::Rules(broken)) if broken.iter().all(|b| !b.is_hard()) => {
                tab::focus(REASON)
            }
            DeskError::Rooms(_) => Task::none(),
            _ => return Outcome::Stay(Action::Fail(desk_error(&ctx.words, error))),
        };
        Outcome::Stay(Action::Run(Task::batch([go, self.check(ctx)])))
    }

    /// The words on the red button: what it will do.
    fn doing(&self, ctx: &Ctx) -> String {
        let words = &ctx.words;
        let waits = self.checked.as_ref().is_some_and(|checked| checked.approver.is_other());
        match (self.goes_over(), waits) {
            (true, _) => t!(words, "ask-do-over", count = self.over.count()),
            (false, true) => t!(words, "ask-do-waiting"),
            (false, false) => t!(words, "ask-do"),
        }
    }

    fn heading_words(&self, ctx: &Ctx) -> String {
        let room = ctx.book.rooms.room(&self.slot.room).map_or("", |room| room.name(ctx.lang()));
        format!("{} {room}　{}", self.slot.room, words::slot(&ctx.words, &self.slot))
    }
}

/// The name of a paper's box.
fn paper_id(at: usize) -> String {
    format!("ask-paper-{at}")
}

/// The control of a field of the item's form.
fn field_id(key: &str) -> Option<&'static str> {
    Some(match key {
        "headcount" => PEOPLE,
        "purpose" => WHAT,
        "amplified" => AMPLIFIED,
        "minors" => MINORS,
        "booker" => KIND,
        "team" => TEAM,
        Shared::NAME => who::NAME,
        Shared::PHONE => who::PHONE,
        Shared::ADDRESS => who::ADDRESS,
        _ => return None,
    })
}
