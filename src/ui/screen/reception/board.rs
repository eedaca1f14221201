//! The day's board: who waits, who is at the window, who has left; and what is due.

use iced::widget::{Column, column, container, row, space as gap};
use iced::{Center, Element, Fill};

use crate::desk::{BoardVisit, HistoryWhat};
use crate::domain::intake::StateName;
use crate::domain::lang::Lang;
use crate::domain::visit::Outcome;
use crate::t;
use crate::ui::component::tag::Tone;
use crate::ui::component::{button, card, card_heading, key_cap, list_row, tag};
use crate::ui::ctx::{Ctx, NARROW, WIDE};
use crate::ui::icon::{Icon, tinted};
use crate::ui::screen::resident::may_read;
use crate::ui::screen::words::{certificate_name, date_short, state_tag};
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::{scroll, size, space, type_};

use super::{Message, Reception};

impl Reception {
    /// The buttons under the box.
    pub(super) fn actions<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        // At the larger zooms the words themselves need the room, the longer English ones first.
        let least = if ctx.lang() == Lang::Zh { NARROW } else { WIDE };
        let roomy = ctx.width >= least;
        let act = |icon, label: String, command: Command| {
            let made = button(look, label).icon(icon).on_press(Message::Press(command));
            if roomy { made.key(command.key()) } else { made }
        };
        let mut line = row![
            act(Icon::UserPlus, t!(words, "act-new-visit"), Command::NewVisit),
            act(Icon::MessageSquare, t!(words, "act-enquiry"), Command::Enquiry),
            act(Icon::Ban, t!(words, "act-decline"), Command::Decline),
            act(Icon::CalendarDays, t!(words, "act-book"), Command::Book),
        ]
        .spacing(space::S8);
        if ctx.width < WIDE {
            let label = if self.show_due {
                t!(words, "side-board")
            } else {
                t!(
                    words,
                    "side-due",
                    count = self.board.due_count,
                    late = self.board.late_count,
                    rooms = self.board.rooms.len()
                )
            };
            line = line.push(gap::horizontal());
            line = line
                .push(button(look, label).icon(Icon::CalendarDays).on_press(Message::Side(!self.show_due)));
        }
        line.into()
    }

    pub(super) fn board_view<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        if ctx.width < NARROW {
            let lists = column![self.serving_card(ctx), self.waiting_card(ctx), self.left_card(ctx)];
            return scroll::vertical(ctx.look, lists.spacing(space::S12)).height(Fill).into();
        }
        row![
            container(self.waiting_card(ctx)).width(Fill).height(Fill),
            container(self.serving_card(ctx)).width(Fill).height(Fill),
            container(self.left_card(ctx)).width(Fill).height(Fill),
        ]
        .spacing(space::S12)
        .height(Fill)
        .into()
    }

    /// A card that fills its column; in one column each is as high as what it holds.
    fn whole<'a>(&'a self, ctx: &'a Ctx, content: Column<'a, Message>) -> Element<'a, Message> {
        if ctx.width < NARROW {
            card(ctx.look, content).width(Fill).into()
        } else {
            card(ctx.look, content.height(Fill)).width(Fill).height(Fill).into()
        }
    }

    fn people(lines: &[BoardVisit]) -> u32 {
        lines.iter().map(|line| line.visit.people).sum()
    }

    fn waiting_card<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let lines = &self.board.waiting;
        let sub = t!(words, "board-groups", groups = lines.len(), people = Self::people(lines));
        let mut list = Column::new();
        for (index, line) in lines.iter().enumerate() {
            let minutes = (ctx.now - line.visit.arrived).num_minutes().max(0);
            let right = t!(
                words,
                "board-waits",
                time = line.visit.arrived.format("%H:%M").to_string(),
                minutes = minutes
            );
            let content = two_lines(ctx, line, right, text::second(look, purpose(ctx, line)).into());
            let press = Message::Begin(line.visit.id.clone());
            list = list.push(
                list_row(
                    look,
                    index == self.waiting && self.board.serving.is_empty(),
                    content,
                    Some(press),
                    None,
                )
                .height(size::ROW_VISIT),
            );
        }
        let body: Element<'a, Message> = if lines.is_empty() {
            quiet(ctx, t!(words, "board-nobody-waits"))
        } else {
            let hint = row![
                key_cap(look, "↓"),
                text::second(look, t!(words, "board-pick")),
                key_cap(look, Command::Enter.key()),
                text::second(look, t!(words, "board-begin")),
            ]
            .spacing(6)
            .align_y(Center)
            .padding([space::S8, space::S12]);
            scroll::vertical(look, list.push(hint)).into()
        };
        self.whole(ctx, column![card_heading(look, t!(words, "board-waiting"), sub, None), body])
    }

    fn serving_card<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let lines = &self.board.serving;
        let sub = t!(words, "board-people", people = Self::people(lines));
        let heading = card_heading(look, t!(words, "board-serving"), sub, None);
        let Some(current) = self.serving_line() else {
            return self.whole(ctx, column![heading, quiet(ctx, t!(words, "board-nobody-served"))]);
        };
        let mut list = Column::new();
        for line in lines {
            let begun = line.visit.begun.unwrap_or(line.visit.arrived);
            let minutes = (ctx.now - begun).num_minutes().max(0);
            let right = t!(words, "board-since", time = begun.format("%H:%M").to_string(), minutes = minutes);
            let second = if line.place.is_empty() { purpose(ctx, line) } else { line.place.clone() };
            let content = two_lines(ctx, line, right, text::second(look, second).into());
            let chosen = line.visit.id == current.visit.id;
            let press = Message::Serve(line.visit.id.clone());
            list = list.push(list_row(look, chosen, content, Some(press), None).height(size::ROW_VISIT));
        }
        list = list.push(part(ctx, t!(words, "board-this-time")));
        for draft in &current.drafts {
            let name = item_name(ctx, &draft.item);
            let content = row![
                tinted(Icon::FileText, size::GLYPH, look.roles.text),
                text::fitted(type_::BODY, name, move |name| text::body(look, name)),
                tag(look, Tone::Info, Icon::Pencil, t!(words, "state-draft"), true),
            ]
            .spacing(space::S8)
            .align_y(Center);
            let press = Message::Continue(draft.id.clone());
            list = list.push(list_row(look, false, content, Some(press), None));
        }
        for intake in &current.intakes {
            let content = row![
                tinted(Icon::FileCheck, size::GLYPH, look.roles.text),
                text::fitted(type_::BODY, item_name(ctx, &intake.item), move |name| text::body(look, name)),
                state_tag(ctx, intake.state.name()),
            ]
            .spacing(space::S8)
            .align_y(Center);
            let press = intake.serial().map(|serial| Message::Paper(serial.to_string()));
            list = list.push(list_row(look, false, content, press, None));
        }
        let more = row![
            tinted(Icon::Plus, size::GLYPH, look.roles.text2),
            container(text::second(look, t!(words, "board-one-more"))).width(Fill),
        ]
        .spacing(space::S8)
        .align_y(Center);
        let press = Message::More(current.visit.id.clone());
        list = list.push(list_row(look, false, more, Some(press), None));
        list = list.push(self.history_part(ctx, current));
        let on = current.drafts.first().map(|draft| Message::Continue(draft.id.clone()));
        let buttons = row![
            button(look, t!(words, "board-continue")).key("Enter").width(Fill).on_press_maybe(on),
            button(look, t!(words, "board-end"))
                .key(Command::Finish.key())
                .on_press(Message::Leave(current.visit.id.clone())),
        ]
        .spacing(space::S8)
        .padding(space::S12);
        let mut foot = Column::new();
        if let Some(draft) = current.drafts.first() {
            let discard =
                button(look, t!(words, "board-discard")).quiet().on_press(Message::Discard(draft.id.clone()));
            foot = foot.push(container(discard).padding([0.0, space::S12]));
        }
        self.whole(ctx, column![heading, scroll::vertical(look, column![list, buttons, foot])])
    }

    fn history_part<'a>(&'a self, ctx: &'a Ctx, current: &'a BoardVisit) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let mut list = Column::new();
        let Some((resident, lines)) = &self.history else { return list.into() };
        if current.visit.resident.as_ref() != Some(resident) {
            return list.into();
        }
        list = list.push(part(ctx, t!(words, "board-before")));
        let before = lines.iter().filter(|line| match &line.what {
            HistoryWhat::Intake { id, .. } => !current.visit.intakes.contains(id),
            HistoryWhat::Decline { .. } => true,
        });
        let mut any = false;
        for line in before {
            any = true;
            let (name, state) = match &line.what {
                HistoryWhat::Intake { item, state, restricted, .. } => {
                    let seen = may_read(ctx, *restricted);
                    let name = if seen { item_name(ctx, item) } else { t!(words, "matter-restricted") };
                    (name, crate::ui::screen::words::state_name(words, *state))
                }
                HistoryWhat::Decline { certificate, void } => {
                    let name = certificate_name(ctx, certificate);
                    (name, if *void { t!(words, "state-void") } else { t!(words, "state-not-issued") })
                }
            };
            let content = row![
                container(text::one_line(text::second(
                    look,
                    date_short(words, line.at.date_naive(), ctx.now.date_naive())
                )))
                .width(64),
                text::fitted(type_::BODY, name, move |name| text::body(look, name)),
                text::one_line(text::second(look, state)),
            ]
            .spacing(space::S8)
            .align_y(Center);
            let press = Some(Message::Page(resident.clone()));
            list = list.push(list_row(look, false, content, press, None));
        }
        if !any {
            list = list.push(
                container(text::second(look, t!(words, "board-first-time"))).padding([space::S8, space::S12]),
            );
        }
        list.into()
    }

    fn left_card<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let lines = &self.board.left;
        let sub = t!(words, "board-groups-only", groups = lines.len());
        let mut list = Column::new();
        for line in lines {
            let left = line.visit.left.unwrap_or(line.visit.arrived);
            let right = t!(words, "board-left-at", time = left.format("%H:%M").to_string());
            let second = row![
                text::fitted(type_::BODY, purpose(ctx, line), move |words| text::second(look, words)),
                outcome(ctx, line.visit.outcome),
            ]
            .align_y(Center)
            .into();
            let content = two_lines(ctx, line, right, second);
            let press = match (
                &line.visit.resident,
                line.intakes.first().and_then(|i| i.serial()),
                line.visit.declines.first(),
            ) {
                (_, Some(serial), _) => Some(Message::Paper(serial.to_string())),
                (Some(resident), None, _) => Some(Message::Page(resident.clone())),
                (None, None, _) => None,
            };
            list = list.push(list_row(look, false, content, press, None).height(size::ROW_VISIT));
        }
        let body: Element<'a, Message> = if lines.is_empty() {
            let empty = if self.read && self.board.counts().0 == 0 {
                t!(words, "board-empty-day")
            } else {
                t!(words, "board-nobody-left")
            };
            quiet(ctx, empty)
        } else {
            scroll::vertical(look, list).into()
        };
        self.whole(ctx, column![card_heading(look, t!(words, "board-left"), sub, None), body])
    }

    /// What is due and overdue.
    pub(super) fn due_card<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let today = ctx.now.date_naive();
        let right: Element<'a, Message> = row![
            key_cap(look, Command::Open.key()),
            text::one_line(text::second(look, t!(words, "due-one-by-one")))
        ]
        .spacing(6)
        .align_y(Center)
        .into();
        let sub = t!(words, "due-count", count = self.board.due_count);
        let mut list = Column::new();
        for line in &self.board.due {
            let days = (today - line.due).num_days();
            let mark = match days {
                1.. => tag(look, Tone::Danger, Icon::TriangleAlert, t!(words, "due-late", days = days), true),
                0 => tag(look, Tone::Warn, Icon::Clock, t!(words, "due-today"), true),
                _ => tag(look, Tone::Neutral, Icon::CalendarDays, date_short(words, line.due, today), true),
            };
            let hidden = line.intake.is_restricted(&ctx.book.catalogue) && !may_read(ctx, true);
            let item =
                if hidden { t!(words, "matter-restricted") } else { item_name(ctx, &line.intake.item) };
            let name = match line.intake.state.name() {
                StateName::AcceptedWithGaps => t!(words, "due-gap", item = item),
                StateName::NeedsSupplement => t!(words, "due-supplement", item = item),
                _ => item,
            };
            let serial = line.intake.serial().map(ToString::to_string).unwrap_or_default();
            let content = row![
                container(mark).width(if ctx.lang() == Lang::En { 116.0 } else { 100.0 }),
                text::fitted(type_::BODY, name, move |name| text::body(look, name)),
                text::one_line(text::hint(look, serial.clone())),
            ]
            .spacing(space::S8)
            .align_y(Center);
            let press = (!serial.is_empty()).then_some(Message::Paper(serial));
            list = list.push(list_row(look, false, content, press, None).height(size::ROW_DUE));
        }
        let rest = self.board.due_count.saturating_sub(self.board.due.len());
        let rest = (rest > 0).then(|| {
            container(text::second(look, t!(words, "due-more", count = rest)))
                .padding([space::S8, space::S12])
        });
        let list = list.push(rest);
        let body: Element<'a, Message> = if self.board.due.is_empty() {
            quiet(ctx, t!(words, "due-nothing"))
        } else {
            scroll::vertical(look, list).into()
        };
        card(look, column![card_heading(look, t!(words, "due-title"), sub, Some(right)), body].height(Fill))
            .width(Fill)
            .height(Fill)
            .into()
    }
}

fn item_name(ctx: &Ctx, code: &str) -> String {
    ctx.book.catalogue.item(code).map_or_else(|| code.to_owned(), |item| item.short(ctx.lang()).to_owned())
}

/// What the visit is about: the first matter in the screen's language, else the worker's words.
fn purpose(ctx: &Ctx, line: &BoardVisit) -> String {
    let first = line.intakes.first().map(|intake| intake.item.as_str());
    match first.or_else(|| line.drafts.first().map(|draft| draft.item.as_str())) {
        Some(code) => item_name(ctx, code),
        None => line.visit.purpose.clone(),
    }
}

/// Name and time above, anything below.
fn two_lines<'a>(
    ctx: &'a Ctx,
    line: &'a BoardVisit,
    right: String,
    second: Element<'a, Message>,
) -> Element<'a, Message> {
    let (look, words) = (ctx.look, &ctx.words);
    let name = line.name.as_ref().map_or_else(|| t!(words, "board-no-name"), |name| ctx.shown(name));
    let name = if line.visit.people > 1 {
        t!(words, "board-and-others", name = name, people = line.visit.people)
    } else {
        name
    };
    column![
        row![
            text::fitted(type_::SECTION, name, move |name| text::section(look, name)),
            text::one_line(text::hint(look, right)),
        ]
        .align_y(Center),
        container(second).width(Fill).clip(true),
    ]
    .spacing(2)
    .width(Fill)
    .into()
}

fn part<'a>(ctx: &Ctx, title: String) -> Element<'a, Message> {
    let look = ctx.look;
    column![container(text::hint(look, title)).padding([8.0, space::S12]), crate::ui::component::rule(look)]
        .into()
}

fn quiet<'a>(ctx: &Ctx, words: String) -> Element<'a, Message> {
    container(text::second(ctx.look, words)).padding(space::S12).width(Fill).into()
}

fn outcome<'a>(ctx: &Ctx, outcome: Option<Outcome>) -> Element<'a, Message> {
    let (look, words) = (ctx.look, &ctx.words);
    match outcome {
        Some(Outcome::Answered) => {
            tag(look, Tone::Ok, Icon::Check, t!(words, "state-answered"), false).into()
        }
        Some(Outcome::Accepted) => {
            tag(look, Tone::Ok, Icon::Check, t!(words, "state-accepted"), false).into()
        }
        Some(Outcome::AcceptedWithGaps) => {
            tag(look, Tone::Warn, Icon::Hourglass, t!(words, "state-gaps"), true).into()
        }
        Some(Outcome::Supplement) => {
            tag(look, Tone::Warn, Icon::Hourglass, t!(words, "state-supplement"), true).into()
        }
        Some(Outcome::Declined) => {
            tag(look, Tone::Neutral, Icon::Ban, t!(words, "state-not-issued"), false).into()
        }
        None => gap::horizontal().width(0).into(),
    }
}
