//! A booking on its way to another time or room: where to, how far the change goes, what it does date by date, before anything
//! is saved.

use chrono::NaiveDate;
use iced::widget::{Column, column, container, row, space as gap};
use iced::{Center, Element, Fill, Task};

use crate::desk::{DeskError, Edit, Planned, RoomsError, Scope};
use crate::domain::booking::{Booking, Slot, clock_text};
use crate::domain::series::{Change, Choice, Choices, Line, Mark};
use crate::i18n::desk_error;
use crate::t;
use crate::ui::component::card::{card, card_heading, rule};
use crate::ui::component::field::error_line;
use crate::ui::component::{BlockFace, BlockKind, button, choice, input, key_cap, radios, tag};
use crate::ui::ctx::{Action, Answer, Ctx};
use crate::ui::icon::Icon;
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::{scroll, size, space};
use crate::ui::widget::tab;

use super::deeds::{Done, What};
use super::{RoomsScreen, booking, line, says, scope_at, scope_index};

/// The line of the new place.
pub const LINE: &str = "rooms-moving-line";
const SAVE: &str = "rooms-moving-save";
const REASON: &str = "rooms-moving-reason";

/// Where a booking is to go.
#[derive(Debug, Clone)]
pub struct Moving {
    id: String,
    title: String,
    lesson: bool,
    from: Slot,
    to: Slot,
    typed: String,
    /// The line is not understood.
    wrong: bool,
    scope: Scope,
    choices: Choices,
    planned: Option<Box<Planned>>,
    error: Option<String>,
    /// The rules ask for one.
    reason: Option<String>,
    /// Counts the questions: an answer to an earlier one is dropped.
    asked: u32,
    /// The focus goes to what is to be done as soon as that is known.
    leads: bool,
}

/// What happens with it.
#[derive(Debug, Clone)]
pub enum Message {
    /// The line was typed in.
    Typed(String),
    /// How far it goes.
    Scope(usize),
    /// What is done with a date.
    Choose(NaiveDate, Choice),
    /// The reason was typed.
    Reason(String),
    /// What it would do, to that question.
    Planned(u32, Answer<Box<Planned>>),
    /// Save.
    Save,
    /// Give it up.
    GiveUp,
}

impl Moving {
    /// A booking to be put somewhere.
    pub fn new(booking: &Booking, to: Slot, scope: Scope) -> Self {
        Self {
            id: booking.id.clone(),
            title: booking.details.title.clone(),
            lesson: booking.lesson.is_some(),
            from: booking.slot.clone(),
            typed: line::written(&to),
            to,
            wrong: false,
            scope,
            choices: Choices::new(),
            planned: None,
            error: None,
            reason: None,
            asked: 0,
            leads: false,
        }
    }

    fn edit(&self) -> Edit {
        let reason = self.reason.clone().unwrap_or_default();
        Edit { slot: Some(self.to.clone()), details: None, pattern: None, reason }
    }

    fn ask(&mut self, ctx: &Ctx) -> Task<super::Message> {
        self.asked += 1;
        self.error = None;
        let (id, scope, edit, choices, asked) =
            (self.id.clone(), self.scope, self.edit(), self.choices.clone(), self.asked);
        ctx.work(
            move |desk| desk.plan_edit(&id, scope, &edit, &choices).map(Box::new),
            move |answer| super::Message::Moving(Message::Planned(asked, answer)),
        )
    }

    /// Saving was refused; where a reason would help it is asked for.
    pub fn refused(&mut self, error: &DeskError, text: String) {
        if let DeskError::Rooms(RoomsError::Rules(broken)) = error
            && !broken.iter().any(crate::domain::room_rules::RuleBreak::is_hard)
            && self.reason.is_none()
        {
            self.reason = Some(String::new());
        }
        self.error = Some(text);
    }

    fn lines(&self) -> &[Line] {
        self.planned.as_ref().map_or(&[], |planned| planned.plan.lines.as_slice())
    }

    /// Lines that must still be answered.
    fn open(&self) -> usize {
        self.lines().iter().filter(|line| line.choice == Choice::Open).count()
    }

    /// Bookings this changes.
    fn changes(&self) -> usize {
        let changed = |line: &&Line| {
            line.takes_away() || line.goes_to().is_some_and(|slot| line.before.as_ref() != Some(slot))
        };
        self.lines().iter().filter(changed).count()
    }

    fn clashes(&self) -> bool {
        let clash = |mark: &Mark| matches!(mark, Mark::Clash { .. });
        let here = |line: &&Line| line.at.as_ref() == Some(&self.to);
        self.lines().iter().filter(here).any(|line| line.marks.iter().any(clash))
    }
}

impl RoomsScreen {
    /// Whether what is being moved would clash on that day.
    pub(super) fn clashes_on(&self, day: NaiveDate) -> bool {
        self.moving.as_ref().is_some_and(|moving| moving.to.day == day && moving.clashes())
    }

    /// Where what is being moved is to go, and how it is drawn there.
    pub(super) fn target(&self, ctx: &Ctx) -> Option<(Slot, BlockFace)> {
        let moving = self.moving.as_ref().filter(|moving| moving.to != moving.from)?;
        let (slot, clash) = (moving.to.clone(), moving.clashes());
        let second = if clash { t!(ctx.words, "cal-clash") } else { t!(ctx.words, "cal-moved-here") };
        let face = BlockFace {
            start: clock_text(slot.from),
            second,
            clash,
            ..BlockFace::new(BlockKind::Ghost, slot.hours_text(), moving.title.clone())
        };
        Some((slot, face))
    }

    pub(super) fn begin(&mut self, mut moving: Moving, ctx: &Ctx) -> Action<super::Message> {
        // Drawn or moved by key: only the answer remains. Opened to be changed: the line.
        moving.leads = moving.to != moving.from;
        let focus = if moving.leads { Task::none() } else { tab::focus(LINE) };
        let asking = moving.ask(ctx);
        self.moving = Some(Box::new(moving));
        Action::Run(Task::batch([asking, self.look(ctx), focus]))
    }

    pub(super) fn in_moving(&mut self, message: Message, ctx: &Ctx) -> Action<super::Message> {
        let Some(moving) = &mut self.moving else { return Action::None };
        match message {
            Message::Typed(text) => {
                let to = line::typed(&text, &moving.from, ctx.now.date_naive(), &ctx.book);
                moving.typed = text;
                moving.wrong = to.is_none();
                match to.filter(|to| *to != moving.to) {
                    Some(to) => {
                        moving.to = to;
                        moving.choices.clear();
                        Action::Run(moving.ask(ctx))
                    }
                    None => Action::None,
                }
            }
            Message::Scope(at) => {
                moving.scope = scope_at(at);
                moving.choices.clear();
                Action::Run(moving.ask(ctx))
            }
            Message::Choose(day, choice) => {
                let _ = moving.choices.insert(day, choice);
                Action::Run(moving.ask(ctx))
            }
            Message::Reason(text) => {
                moving.reason = Some(text);
                Action::None
            }
            Message::Planned(asked, answer) => {
                if asked != moving.asked {
                    return Action::None;
                }
                match answer {
                    Ok(planned) => moving.planned = Some(planned),
                    Err(error) => {
                        moving.planned = None;
                        moving.error = Some(desk_error(&ctx.words, &error));
                    }
                }
                if !std::mem::take(&mut moving.leads) {
                    return Action::None;
                }
                let open = moving.lines().iter().find(|line| line.choice == Choice::Open);
                Action::Run(match open {
                    Some(line) => tab::focus(line_id(line.on)),
                    None if moving.planned.is_some() => tab::focus(SAVE),
                    None => tab::focus(LINE),
                })
            }
            Message::Save => self.save(ctx),
            Message::GiveUp => self.back(ctx),
        }
    }

    fn save(&mut self, ctx: &Ctx) -> Action<super::Message> {
        let Some(moving) = &mut self.moving else { return Action::None };
        if self.busy || moving.wrong || moving.planned.is_none() {
            return Action::None;
        }
        if moving.open() > 0 {
            moving.error = Some(t!(ctx.words, "cal-moving-open", count = moving.open()));
            return Action::None;
        }
        if moving.changes() == 0 {
            return Action::None;
        }
        let (id, scope, edit, choices) =
            (moving.id.clone(), moving.scope, moving.edit(), moving.choices.clone());
        // With one booking the answer to its own line is where it goes.
        let single = scope == Scope::This || !moving.lesson;
        let elsewhere = moving.lines().iter().find_map(|line| match &line.choice {
            Choice::Move(slot) if single => Some(slot.clone()),
            _ => None,
        });
        let count = moving.changes();
        let edit = Edit { slot: elsewhere.or(edit.slot), ..edit };
        self.run(ctx, move |desk| {
            let _changed = desk.edit_booking(&id, scope, &edit, &choices)?;
            Ok(Done::new(What::Moved, count))
        })
    }

    pub(super) fn moving_panel<'a>(
        &'a self,
        moving: &'a Moving,
        ctx: &'a Ctx,
    ) -> Element<'a, super::Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let escape = key_cap(look, Command::Back.key());
        let place = column![
            booking::fact(
                ctx,
                t!(words, "cal-from"),
                says::slot_in(ctx, &moving.from, &moving.to.room),
                false
            ),
            booking::fact(ctx, t!(words, "cal-to"), says::slot_in(ctx, &moving.to, &moving.from.room), true),
        ];
        let typed =
            input(look, LINE, "", moving.typed.as_str(), |text| super::Message::Moving(Message::Typed(text)))
                .error(moving.wrong)
                .on_submit(super::Message::Moving(Message::Save));
        let help = text::hint(look, t!(words, "cal-moving-hint"));
        let wrong = moving.wrong.then(|| error_line(look, t!(words, "cal-moving-wrong")));
        let head = column![place, typed].push(wrong).push(help).spacing(space::S8);

        let series = self.view.as_ref().and_then(|view| view.series.as_ref());
        let scopes = moving.lesson.then(|| {
            let options = booking::reaches(ctx, series);
            radios(look, "rooms-moving-scope", options, scope_index(moving.scope), |at| {
                super::Message::Moving(Message::Scope(at))
            })
        });
        let mut body = Column::new().push(container(head).padding([space::S10, space::S12]));
        if let Some(scopes) = scopes {
            body = body.push(rule(look)).push(container(scopes).padding([space::S8, space::S4 + 1.0]));
        }
        if let Some(lines) = self.asked_lines(moving, ctx) {
            body = body.push(rule(look)).push(lines);
        }
        let reason = moving.reason.as_ref().map(|reason| {
            let typed = |text| super::Message::Moving(Message::Reason(text));
            let field = input(look, REASON, t!(words, "cal-reason"), reason.as_str(), typed)
                .on_submit(super::Message::Moving(Message::Save));
            container(field).padding([space::S8, space::S12])
        });
        let error = moving
            .error
            .as_ref()
            .map(|error| container(error_line(look, error.clone())).padding([space::S4, space::S12]));
        let count = moving.changes();
        let ready = count > 0 && !moving.wrong && !self.busy;
        let save = button(look, t!(words, "cal-moving-save", count = count))
            .key(Command::Save.key())
            .primary()
            .tall()
            .width(Fill)
            .id(SAVE)
            .on_press_maybe(ready.then_some(super::Message::Moving(Message::Save)));
        let title = text::fit(&moving.title, 200.0, 16.0);
        let page = column![
            card_heading(look, title, "", Some(escape)),
            container(scroll::vertical(look, body).width(Fill).height(Fill)).height(Fill),
        ]
        .push(error)
        .push(reason)
        .push(container(save).padding(space::S12));
        card(look, page).width(Fill).height(Fill).into()
    }

    /// The dates that somebody should look at, each with what can be done, and how many go without a word.
    fn asked_lines<'a>(&self, moving: &'a Moving, ctx: &'a Ctx) -> Option<Element<'a, super::Message>> {
        let (look, words) = (ctx.look, &ctx.words);
        let all = moving.lines();
        let told: Vec<(&Line, _)> =
            all.iter().filter_map(|line| Some((line, says::remark(ctx, line)?))).collect();
        if all.len() < 2 && told.is_empty() {
            return None;
        }
        let count = |change: Change| all.iter().filter(|line| line.change == change).count();
        let summary = t!(
            words,
            "cal-moving-summary",
            moved = count(Change::Moved),
            kept = count(Change::Kept) + count(Change::Unchanged),
            lost = count(Change::Lost)
        );
        let mut page = Column::new().spacing(space::S8);
        if all.len() > 1 {
            page = page.push(text::second(look, summary));
        }
        for (line, (tone, word, sentence)) in told {
            page = page.push(asked_line(ctx, line, tone, word, sentence));
        }
        Some(container(page).padding([space::S10, space::S12]).width(Fill).into())
    }
}

/// The name of the row of what can be done with a date.
fn line_id(day: NaiveDate) -> String {
    format!("rooms-line-{day}")
}

fn asked_line<'a>(
    ctx: &'a Ctx,
    line: &'a Line,
    tone: crate::ui::component::Tone,
    word: String,
    sentence: String,
) -> Element<'a, super::Message> {
    let (look, words) = (ctx.look, &ctx.words);
    let icon = (tone == crate::ui::component::Tone::Danger).then_some(Icon::TriangleAlert);
    let head = row![
        text::one_line(text::strong(look, says::day_long(words, line.on))),
        gap::horizontal(),
        tag(look, tone, icon, word, true),
    ]
    .spacing(space::S8)
    .align_y(Center)
    .height(size::TAG);
    // What can be done: as it is, not at all, or one of the free places.
    let mut options: Vec<(Choice, String)> = Vec::new();
    if line.choice != Choice::Open {
        options.push((Choice::Go, t!(words, "cal-choice-go")));
    }
    options.push((Choice::Skip, t!(words, "cal-choice-skip")));
    let here = line.at.as_ref().or(line.before.as_ref()).map_or("", |slot| slot.room.as_str());
    for offer in line.offers.iter().take(3) {
        options.push((Choice::Move(offer.clone()), offered(ctx, offer, here)));
    }
    if let Choice::Move(slot) = &line.choice
        && !line.offers.contains(slot)
    {
        options.push((line.choice.clone(), offered(ctx, slot, here)));
    }
    let chosen: Vec<usize> =
        options.iter().position(|(choice, _)| *choice == line.choice).into_iter().collect();
    let names: Vec<String> = options.iter().map(|(_, name)| name.clone()).collect();
    let choices: Vec<Choice> = options.into_iter().map(|(choice, _)| choice).collect();
    let day = line.on;
    let row = choice(
        look,
        line_id(day),
        names,
        &chosen,
        move |at| {
            let choice = choices.get(at).cloned().unwrap_or(Choice::Open);
            super::Message::Moving(Message::Choose(day, choice))
        },
        line.choice == Choice::Open,
    );
    column![head, text::second(look, sentence), row].spacing(space::S4).into()
}

/// 改到 10/18 09:00, 换到 舞蹈室
fn offered(ctx: &Ctx, slot: &Slot, here: &str) -> String {
    let words = &ctx.words;
    if slot.room == here {
        let day = says::day_short(words, slot.day);
        t!(words, "cal-choice-move", day = day, time = clock_text(slot.from))
    } else {
        t!(words, "cal-choice-room", room = says::room_name(ctx, &slot.room).to_owned())
    }
}
