//! Week by week for a term: which course, which dates are holidays, which clash, and what becomes of each.

use chrono::{NaiveDate, Weekday};
use iced::Task;

use crate::desk::{Booked, NewSeries, Planned};
use crate::domain::booking::{BookingKind, Details, Slot};
use crate::domain::class::ClassGroup;
use crate::domain::pinyin::{TextIndex, fold, matches};
use crate::domain::recurrence::{End, Rule};
use crate::domain::series::{Choice, Choices, Line, Mark, Pattern, Phase};
use crate::i18n::desk_error;
use crate::t;
use crate::ui::ctx::{Action, Answer, Ctx};
use crate::ui::screen::words;
use crate::ui::shortcut::Command;
use crate::ui::widget::tab;

use super::{Outcome, first_day, last_day};

/// 课程
pub const COURSE: &str = "ask-course";
/// 人数
pub(super) const PEOPLE: &str = "ask-weekly-people";
/// 至
pub(super) const UNTIL: &str = "ask-until";
/// 建立
pub(super) const DO: &str = "ask-build";
/// So many classes are shown.
const SHOWN: usize = 5;

/// The kinds a series can be of, in the order of the digits.
pub(super) const KINDS: [BookingKind; 4] =
    [BookingKind::Class, BookingKind::Team, BookingKind::Party, BookingKind::Assembly];

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// Typed as the course.
    Course(String),
    /// Enter there.
    CourseDone,
    /// One of the classes found is pressed.
    Pick(usize),
    /// What kind of use.
    Kind(usize),
    /// How many people.
    People(String),
    /// Enter there.
    PeopleDone,
    /// The last day.
    Until(String),
    /// Enter there.
    UntilDone,
    /// What it would do, to that question.
    Planned(u32, Answer<Box<Planned>>),
    /// An answer for a date: its place among the options.
    Choose(NaiveDate, usize),
    /// A date is looked at.
    Look(NaiveDate),
    /// A key, by a button.
    Press(Command),
    /// Built.
    Booked(Answer<Box<Booked>>),
}

/// The form.
pub struct Weekly {
    pub(super) room: String,
    pub(super) days: Vec<Weekday>,
    pub(super) time: (u16, u16),
    pub(super) people: String,
    /// The number was typed, in the line or in its field: no other takes its place.
    counted: bool,
    /// What is wrong with it.
    pub(super) miscounted: Option<String>,
    pub(super) from: NaiveDate,
    pub(super) last: NaiveDate,
    pub(super) until: String,
    pub(super) course: String,
    pub(super) found: Vec<ClassGroup>,
    pub(super) at: usize,
    pub(super) group: Option<ClassGroup>,
    pub(super) kind: BookingKind,
    pub(super) plan: Option<Box<Planned>>,
    choices: Choices,
    /// Counts the questions: an answer to an earlier one is dropped.
    asked: u32,
    /// The focus goes on as soon as the plan is there.
    leads: bool,
    pub(super) looks: Option<NaiveDate>,
    pub(super) problem: Option<String>,
    pub(super) busy: bool,
}

impl Weekly {
    /// The form of a weekly place.
    pub fn new(
        room: &str,
        days: Vec<Weekday>,
        time: (u16, u16),
        people: Option<u32>,
        ctx: &Ctx,
    ) -> (Self, Task<super::Message>) {
        let from = first_day(ctx, &days);
        let last = last_day(ctx, from);
        let mut weekly = Self {
            room: room.to_owned(),
            days,
            time,
            people: people.map_or_else(String::new, |people| people.to_string()),
            counted: people.is_some(),
            miscounted: None,
            from,
            last,
            until: last.format("%Y-%m-%d").to_string(),
            course: String::new(),
            found: Vec::new(),
            at: 0,
            group: None,
            kind: BookingKind::Class,
            plan: None,
            choices: Choices::new(),
            asked: 0,
            leads: false,
            looks: None,
            problem: None,
            busy: false,
        };
        weekly.count(ctx);
        let plan = weekly.replan(ctx);
        (weekly, Task::batch([tab::focus(COURSE), plan]))
    }

    /// As many people as the class has places, else as the room holds, as long as no number was typed.
    fn count(&mut self, ctx: &Ctx) {
        if self.counted {
            return;
        }
        let of_class = self.group.as_ref().map(|group| group.capacity).filter(|places| *places > 0);
        let of_room = || ctx.book.rooms.room(&self.room).map(|room| room.capacity);
        self.people = of_class.or_else(of_room).map_or_else(String::new, |people| people.to_string());
        self.miscounted = None;
    }

    /// The number of people, or what is wrong with what was typed.
    fn number(&self, ctx: &Ctx) -> Result<u32, String> {
        match self.people.trim() {
            "" => Err(t!(ctx.words, "field-required")),
            typed => match typed.parse() {
                Ok(0) | Err(_) => Err(t!(ctx.words, "ask-wrong-people", word = typed.to_owned())),
                Ok(people) => Ok(people),
            },
        }
    }

    fn new_series(&self) -> Option<NewSeries> {
        let rule = Rule::weekly(1, &self.days, End::Until(self.last)).ok()?;
        let title = self.group.as_ref().map_or_else(|| self.course.trim().to_owned(), |g| g.name.clone());
        Some(NewSeries {
            phase: Phase {
                from: self.from,
                pattern: Pattern::Rule(rule),
                room: self.room.clone(),
                start: self.time.0,
                end: self.time.1,
            },
            details: Details {
                kind: self.kind,
                team: if self.kind == BookingKind::Team { title.clone() } else { String::new() },
                title,
                // A wrong number is said before anything is booked.
                people: self.people.trim().parse().unwrap_or(1),
                ..Details::default()
            },
            reason: String::new(),
        })
    }

    fn replan(&mut self, ctx: &Ctx) -> Task<super::Message> {
        let Some(new) = self.new_series() else { return Task::none() };
        self.asked += 1;
        let (choices, asked) = (self.choices.clone(), self.asked);
        ctx.work(
            move |desk| desk.plan_series(&new, &choices).map(Box::new),
            move |planned| super::Message::Weekly(Message::Planned(asked, planned)),
        )
    }

    /// Where the lessons will be.
    pub fn slots(&self) -> Vec<Slot> {
        let lines = self.plan.iter().flat_map(|planned| &planned.plan.lines);
        lines.filter_map(|line| line.goes_to().cloned()).collect()
    }

    /// The day that is looked at.
    pub fn looks_at(&self) -> Option<(String, NaiveDate)> {
        let day = self.looks.unwrap_or(self.from);
        Some((self.room.clone(), day))
    }

    /// The dates somebody should look at.
    pub(super) fn to_decide(&self) -> impl Iterator<Item = &Line> {
        self.plan.iter().flat_map(|planned| &planned.plan.lines).filter(|line| line.wants_a_look())
    }

    /// The answers a date can be given, the first what the rule would say.
    pub(super) fn options(line: &Line, ctx: &Ctx) -> Vec<(String, Choice)> {
        let words = &ctx.words;
        let room = line.at.as_ref().map_or("", |slot| slot.room.as_str());
        let has = |test: fn(&Mark) -> bool| line.marks.iter().any(test);
        let here = line.offers.iter().find(|offer| offer.room == room);
        let there = line.offers.iter().find(|offer| offer.room != room);
        let moved = here.map(|slot| {
            (t!(words, "ask-move-to", day = words::day_long(words, slot.day)), Choice::Move(slot.clone()))
        });
        let elsewhere = there.map(|slot| {
            let name = ctx.book.rooms.room(&slot.room).map_or(slot.room.as_str(), |r| r.short(ctx.lang()));
            (t!(words, "ask-move-room", room = name.to_owned()), Choice::Move(slot.clone()))
        });
        let skip = (t!(words, "ask-skip"), Choice::Skip);
        let go = (t!(words, "ask-go"), Choice::Go);
        let mut options = Vec::new();
        if has(|mark| matches!(mark, Mark::Clash { .. })) {
            options.extend(moved);
            options.push(skip);
            options.extend(elsewhere);
        } else if has(|mark| matches!(mark, Mark::Closed { .. } | Mark::OutsideHours | Mark::Past)) {
            options.push(skip);
            options.extend(moved);
        } else if has(|mark| matches!(mark, Mark::Holiday { .. })) {
            options.extend([skip, go]);
            options.extend(moved);
        } else {
            options.extend([go, skip]);
            options.extend(moved);
        }
        // What was chosen stays among the options, though the free places have changed since.
        if let Choice::Move(slot) = &line.choice
            && !options.iter().any(|(_, choice)| choice == &line.choice)
        {
            let label = t!(words, "ask-move-to", day = words::day_long(words, slot.day));
            options.push((label, line.choice.clone()));
        }
        options
    }

    fn find(&mut self, ctx: &Ctx) {
        let query = fold(&self.course);
        self.at = 0;
        let free = |group: &&ClassGroup| group.series.is_none();
        let mut hits: Vec<(u32, &ClassGroup)> = ctx
            .book
            .open_groups(ctx.now.date_naive())
            .filter(free)
            .filter_map(|group| {
                if query.is_empty() {
                    return Some((0, group));
                }
                matches(&query, &TextIndex::new(&[group.name.as_str()])).map(|rank| (rank, group))
            })
            .collect();
        hits.sort_by_key(|(rank, group)| (*rank, group.id.clone()));
        self.found = hits.into_iter().take(SHOWN).map(|(_, group)| group.clone()).collect();
    }

    /// The first date that must be answered, or else the button.
    fn on(&mut self) -> Task<super::Message> {
        let open = self.plan.iter().flat_map(|planned| planned.plan.open()).map(|line| line.on).next();
        match open {
            Some(day) => {
                self.looks = Some(day);
                tab::focus(row_id(day))
            }
            None => tab::focus(DO),
        }
    }

    /// Handles what happens.
    pub fn update(&mut self, message: Message, ctx: &Ctx) -> Outcome {
        let run = |task: Task<super::Message>| Outcome::Stay(Action::Run(task));
        match message {
            Message::Course(course) => {
                self.course = course;
                self.group = None;
                self.problem = None;
                self.count(ctx);
                self.find(ctx);
                Outcome::Stay(Action::None)
            }
            Message::CourseDone => match self.found.get(self.at).filter(|_| self.group.is_none()).cloned() {
                Some(group) if self.kind == BookingKind::Class => self.pick(group, ctx),
                _ => {
                    self.found.clear();
                    let on = self.on();
                    run(Task::batch([on, self.replan(ctx)]))
                }
            },
            Message::Pick(at) => match self.found.get(at).cloned() {
                Some(group) => self.pick(group, ctx),
                None => Outcome::Stay(Action::None),
            },
            Message::Kind(at) => {
                self.kind = KINDS.get(at).copied().unwrap_or(BookingKind::Class);
                if self.kind != BookingKind::Class {
                    self.group = None;
                    self.found.clear();
                    self.count(ctx);
                }
                run(self.replan(ctx))
            }
            Message::People(people) => {
                self.people = people;
                self.counted = true;
                self.miscounted = None;
                Outcome::Stay(Action::None)
            }
            Message::PeopleDone => {
                self.miscounted = self.number(ctx).err();
                run(tab::focus(if self.miscounted.is_some() { PEOPLE } else { UNTIL }))
            }
            Message::Until(until) => {
                self.until = until;
                Outcome::Stay(Action::None)
            }
            Message::UntilDone => {
                match crate::domain::form::read_date(&self.until, ctx.now.date_naive())
                    .filter(|day| *day >= self.from)
                {
                    Some(day) => {
                        self.last = day;
                        self.problem = None;
                        self.leads = true;
                        run(self.replan(ctx))
                    }
                    None => {
                        self.problem = Some(t!(ctx.words, "field-not-date"));
                        run(tab::focus(UNTIL))
                    }
                }
            }
            Message::Planned(asked, _) if asked != self.asked => Outcome::Stay(Action::None),
            Message::Planned(_, Ok(planned)) => {
                self.plan = Some(planned);
                if std::mem::take(&mut self.leads) { run(self.on()) } else { Outcome::Stay(Action::None) }
            }
            Message::Planned(_, Err(error)) => {
                self.leads = false;
                self.problem = Some(desk_error(&ctx.words, &error));
                Outcome::Stay(Action::None)
            }
            Message::Choose(day, at) => self.answer(day, at, ctx),
            Message::Look(day) => {
                self.looks = Some(day);
                run(tab::focus(row_id(day)))
            }
            Message::Press(command) => self.command(command, ctx),
            Message::Booked(Ok(booked)) => {
                self.busy = false;
                Outcome::Done {
                    papers: booked.papers.iter().map(|paper| paper.serial.to_string()).collect(),
                    day: booked.booking.slot.day,
                    room: booked.booking.slot.room.clone(),
                    booking: booked.booking.id.clone(),
                    said: t!(ctx.words, "ask-built", count = booked.lessons),
                    once: false,
                }
            }
            Message::Booked(Err(error)) => {
                self.busy = false;
                self.problem = Some(desk_error(&ctx.words, &error));
                run(self.replan(ctx))
            }
        }
    }

    fn pick(&mut self, group: ClassGroup, ctx: &Ctx) -> Outcome {
        self.course.clone_from(&group.name);
        self.group = Some(group);
        self.count(ctx);
        self.found.clear();
        let on = self.on();
        Outcome::Stay(Action::Run(Task::batch([on, self.replan(ctx)])))
    }

    /// Answers a date and goes on to the next that must be answered.
    fn answer(&mut self, day: NaiveDate, at: usize, ctx: &Ctx) -> Outcome {
        let Some(line) = self.to_decide().find(|line| line.on == day) else {
            return Outcome::Stay(Action::None);
        };
        let Some((_, choice)) = Self::options(line, ctx).into_iter().nth(at) else {
            return Outcome::Stay(Action::None);
        };
        self.looks = Some(match &choice {
            Choice::Move(slot) => slot.day,
            _ => day,
        });
        let open = self.plan.iter().flat_map(|planned| planned.plan.open()).map(|line| line.on);
        let next = open.filter(|other| *other != day).min();
        let _ = self.choices.insert(day, choice);
        let focus = match next {
            Some(next) => tab::focus(row_id(next)),
            None => tab::focus(DO),
        };
        Outcome::Stay(Action::Run(Task::batch([self.replan(ctx), focus])))
    }

    /// Handles a key of the table.
    pub fn command(&mut self, command: Command, ctx: &Ctx) -> Outcome {
        match command {
            Command::Save | Command::Print => self.build(ctx),
            Command::Up | Command::Down => {
                if self.found.is_empty() {
                    return self.step(command == Command::Down);
                }
                let last = self.found.len() - 1;
                self.at = if command == Command::Down {
                    (self.at + 1).min(last)
                } else {
                    self.at.saturating_sub(1)
                };
                Outcome::Stay(Action::None)
            }
            Command::Enter => Outcome::Stay(Action::Run(tab::focus_step(false))),
            _ => Outcome::Stay(Action::None),
        }
    }

    /// ↑↓ choose among the dates that are to be decided.
    fn step(&mut self, down: bool) -> Outcome {
        let days: Vec<NaiveDate> = self.to_decide().map(|line| line.on).collect();
        let at = self.looks.and_then(|day| days.iter().position(|on| *on == day));
        let next = match (at, down) {
            (None, _) => 0,
            (Some(at), true) => (at + 1).min(days.len().saturating_sub(1)),
            (Some(at), false) => at.saturating_sub(1),
        };
        match days.get(next) {
            Some(day) => {
                self.looks = Some(*day);
                Outcome::Stay(Action::Run(tab::focus(row_id(*day))))
            }
            None => Outcome::Stay(Action::None),
        }
    }

    fn build(&mut self, ctx: &Ctx) -> Outcome {
        if self.busy {
            return Outcome::Stay(Action::None);
        }
        let Some(new) = self.new_series() else { return Outcome::Stay(Action::None) };
        if new.details.title.is_empty() {
            self.problem = Some(t!(ctx.words, "ask-no-course"));
            return Outcome::Stay(Action::Run(tab::focus(COURSE)));
        }
        self.miscounted = self.number(ctx).err();
        if self.miscounted.is_some() {
            return Outcome::Stay(Action::Run(tab::focus(PEOPLE)));
        }
        if self.plan.iter().any(|planned| planned.plan.open().next().is_some()) {
            self.problem = Some(t!(ctx.words, "ask-open"));
            let on = self.on();
            return Outcome::Stay(Action::Run(on));
        }
        self.busy = true;
        self.problem = None;
        let (choices, group) = (self.choices.clone(), self.group.as_ref().map(|group| group.id.clone()));
        Outcome::Stay(Action::Run(ctx.work(
            move |desk| {
                match group {
                    Some(group) => desk.book_lessons(&group, &new, &choices),
                    None => desk.book_series(&new, &choices),
                }
                .map(Box::new)
            },
            |booked| super::Message::Weekly(Message::Booked(booked)),
        )))
    }
}

/// The name of a date's row of options.
pub(super) fn row_id(day: NaiveDate) -> String {
    format!("ask-date-{day}")
}
