//! A dialog as seen.

use iced::keyboard::{Key as Pressed, Modifiers, key::Named};
use iced::widget::{Column, Row, column, container, row, space as gap};
use iced::{Center, Element, Fill};

use crate::domain::form::FieldType;
use crate::domain::lang::Lang;
use crate::domain::series::{Choice, Line, Mark};
use crate::t;
use crate::ui::component::card::dialog_card;
use crate::ui::component::field::error_line;
use crate::ui::component::{button, choice, field, input, menu_list, rule};
use crate::ui::ctx::{Ctx, NARROW, WIDE};
use crate::ui::screen::classes::says;
use crate::ui::screen::dates::{DateField, date_field};
use crate::ui::screen::words::weekday;
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::{scroll, space};
use crate::ui::widget::popup;

use super::fields::{Control, Kind, id_of};
use super::plan::{answers, line_id};
use super::{Ask, Dialog, Key, Message, SAVE};

/// Names of the free times that are offered.
fn offer_id(at: usize) -> String {
    format!("class-offer-{at}")
}

impl Dialog {
    /// The dialog.
    pub fn view<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let (title, line) = self.title(ctx);
        let mut head = column![text::title(look, title)];
        if !line.is_empty() {
            head = head.push(text::second(look, line));
        }
        let mut fields = Column::new().spacing(space::S12);
        for control in self.controls(ctx) {
            fields = fields.push(self.field(control, ctx));
        }
        fields = fields.push(self.offered(ctx)).push(self.plan(ctx));
        let tall = if ctx.width >= WIDE {
            490.0
        } else if ctx.width >= NARROW {
            356.0
        } else {
            268.0
        };
        let body = scroll::vertical(look, container(fields).padding(iced::padding::right(space::S12)));
        let body = container(body.width(Fill)).max_height(tall);
        let problem = self.problem.as_ref().map(|problem| error_line(look, problem.clone()));
        let save = button(look, self.saves(ctx))
            .key(Command::Save.key())
            .primary()
            .id(SAVE)
            .on_press_maybe((!self.busy).then_some(Message::Save));
        let buttons = row![
            save,
            gap::horizontal(),
            button(look, t!(words, "dialog-cancel")).key("Esc").quiet().on_press(Message::Cancel),
        ]
        .align_y(Center);
        let card = dialog_card(look, column![head, body].push(problem).push(buttons).spacing(space::S16));
        let card = if ctx.width < NARROW { card.padding(space::S12) } else { card };
        card.max_width(if self.ask == Ask::Weekly { 760 } else { 620 }).into()
    }

    fn title(&self, ctx: &Ctx) -> (String, String) {
        let words = &ctx.words;
        let class = self.group.as_ref().map_or_else(String::new, |group| group.name.clone());
        let term = || self.term.as_ref().map_or_else(String::new, |term| term.name.clone());
        match self.ask {
            Ask::Term => (t!(words, "classes-new-term"), t!(words, "classes-new-term-line")),
            Ask::Course => (t!(words, "classes-new-course"), String::new()),
            Ask::Class => (t!(words, "classes-new-class"), term()),
            Ask::Edit => (t!(words, "classes-edit-class"), class),
            Ask::Close => (t!(words, "classes-close-class"), class),
            Ask::Enrol => (t!(words, "classes-enrol"), class),
            Ask::Leave(_) => (t!(words, "classes-leave-title"), t!(words, "classes-leave-line")),
            Ask::Note(_) => (t!(words, "classes-note"), class),
            Ask::MakeUp => (t!(words, "classes-make-up"), class),
            Ask::Weekly => (t!(words, "classes-book-lessons"), class),
            Ask::Cancel(_) => (t!(words, "classes-cancel-lesson"), class),
        }
    }

    /// What the button says will happen.
    fn saves(&self, ctx: &Ctx) -> String {
        let words = &ctx.words;
        match (&self.ask, &self.planned) {
            (Ask::Weekly, None) => t!(words, "classes-read-back"),
            (Ask::Weekly, Some(planned)) => {
                t!(words, "classes-build", count = planned.plan.count() - planned.plan.open().count())
            }
            (Ask::Enrol, _) => t!(words, "classes-do-enrol"),
            (Ask::Leave(_), _) => t!(words, "classes-do-leave"),
            (Ask::Close, _) => t!(words, "classes-do-close"),
            (Ask::Cancel(_), _) => t!(words, "classes-do-cancel"),
            (Ask::MakeUp, _) => t!(words, "classes-do-make-up"),
            _ => t!(words, "set-save"),
        }
    }

    fn field<'a>(&'a self, control: Control, ctx: &'a Ctx) -> Element<'a, Message> {
        let look = ctx.look;
        let key = control.key;
        let error = self.errors.get(&key).cloned();
        let shown = self.control_view(&control, error.is_some(), ctx);
        let width = if ctx.lang() == Lang::En { 116.0 } else { 88.0 };
        field(look, control.label, control.required, shown, error, control.help).label_width(width).into()
    }

    fn control_view<'a>(&'a self, control: &Control, wrong: bool, ctx: &'a Ctx) -> Element<'a, Message> {
        let look = ctx.look;
        let key = control.key;
        let value = self.value(key);
        match &control.kind {
            Kind::Choice(labels) => {
                let chosen: Vec<usize> = value.parse().into_iter().collect();
                choice(look, id_of(key), labels.clone(), &chosen, move |at| Message::Chose(key, at), wrong)
                    .into()
            }
            Kind::Date => {
                let open = self.calendar.filter(|(open, _)| *open == key).map(|(_, calendar)| calendar);
                let field = DateField { id: id_of(key), kind: FieldType::Date, value, wrong, open };
                date_field(
                    ctx,
                    field,
                    move |text| Message::Typed(key, text),
                    move |turn| Message::Turn(key, turn),
                    Message::Next(key),
                )
            }
            Kind::Line | Kind::Latin => {
                input(look, id_of(key), "", value, move |text| Message::Typed(key, text))
                    .on_submit(Message::Next(key))
                    .error(wrong)
                    .latin(control.kind == Kind::Latin)
                    .into()
            }
            Kind::Picker => self.picker(key, wrong, ctx),
        }
    }

    /// A field with a list beside it: letters filter, ↓ opens and marks, Enter takes.
    fn picker<'a>(&'a self, key: Key, wrong: bool, ctx: &'a Ctx) -> Element<'a, Message> {
        let look = ctx.look;
        let hint = t!(ctx.words, "hint-pick");
        let line = input(look, id_of(key), hint, self.value(key), move |text| Message::Typed(key, text))
            .on_submit(Message::Next(key))
            .error(wrong);
        let options = if self.list == Some(key) { self.options(key, ctx) } else { Vec::new() };
        let over = (!options.is_empty()).then(|| {
            let marked = self.marked.min(options.len() - 1);
            let rows = options.into_iter().enumerate().map(|(at, (_, label))| {
                let words: Element<'a, Message> =
                    container(text::one_line(text::body(look, label))).width(Fill).clip(true).into();
                (words, Message::Took(key, at))
            });
            menu_list(look, rows, Some(marked))
        });
        popup(line, over)
            .as_wide()
            .on_key(move |pressed, modifiers: Modifiers| match pressed {
                _ if !modifiers.is_empty() => None,
                Pressed::Named(Named::ArrowDown) => Some(Message::Mark(key, 1)),
                Pressed::Named(Named::ArrowUp) => Some(Message::Mark(key, -1)),
                _ => None,
            })
            .on_leave(Message::Shut)
            .into()
    }

    /// Free times in place of one that is taken.
    fn offered<'a>(&'a self, ctx: &'a Ctx) -> Option<Element<'a, Message>> {
        if self.offers.is_empty() {
            return None;
        }
        let (look, words) = (ctx.look, &ctx.words);
        let mut offers = Row::new().spacing(space::S8);
        for (at, slot) in self.offers.iter().enumerate() {
            let label = format!(
                "{} {} {} {}",
                says::day(ctx, slot.day),
                weekday(words, slot.day),
                slot.hours_text(),
                slot.room
            );
            offers = offers.push(button(look, label).id(offer_id(at)).on_press(Message::Offer(at)));
        }
        let offers = offers.wrap().vertical_spacing(space::S8);
        Some(column![text::second(look, t!(words, "classes-offers")), offers].spacing(space::S4).into())
    }

    /// What will be booked, and the dates that want a look.
    fn plan<'a>(&'a self, ctx: &'a Ctx) -> Option<Element<'a, Message>> {
        let plan = &self.planned.as_ref()?.plan;
        let (look, words) = (ctx.look, &ctx.words);
        let open = plan.open().count();
        let mut summary = t!(
            words,
            "classes-plan",
            all = plan.lines.len(),
            go = plan.count() - open,
            skipped = plan.skipped(),
            moved = plan.moved()
        );
        if open > 0 {
            summary.push_str(&t!(words, "classes-plan-open", count = open));
        }
        let mut lines = column![rule(look), text::strong(look, summary)].spacing(space::S8);
        for (at, line) in plan.lines.iter().enumerate() {
            if line.wants_a_look() || self.choices.contains_key(&line.on) {
                lines = lines.push(plan_line(at, line, ctx));
            }
        }
        Some(lines.into())
    }
}

fn plan_line<'a>(at: usize, line: &Line, ctx: &'a Ctx) -> Element<'a, Message> {
    let (look, words) = (ctx.look, &ctx.words);
    let day = format!("{} {}", says::day(ctx, line.on), weekday(words, line.on));
    let why: Vec<String> = line.marks.iter().map(|mark| mark_words(mark, ctx)).collect();
    let why = why.join(ctx.lang().pick("；", "; "));
    let day = container(text::one_line(text::body(look, day))).width(110);
    let answers = answers(line);
    let chosen: Vec<usize> = answers.iter().position(|answer| *answer == line.choice).into_iter().collect();
    let labels = answers.iter().map(|answer| match answer {
        Choice::Move(slot) => {
            let room =
                if line.at.as_ref().is_some_and(|at| at.room == slot.room) { "" } else { slot.room.as_str() };
            format!("{} {} {} {room}", says::day(ctx, slot.day), weekday(words, slot.day), slot.hours_text())
                .trim_end()
                .to_owned()
        }
        Choice::Go => t!(words, "classes-as-planned"),
        Choice::Skip | Choice::Open => t!(words, "classes-skip"),
    });
    let labels: Vec<String> = labels.collect();
    let open = line.choice == Choice::Open;
    let row_of_answers =
        choice(look, line_id(at), labels, &chosen, move |answer| Message::Line(at, answer), open);
    let why: Element<'a, Message> = if open { error_line(look, why) } else { text::second(look, why).into() };
    column![row![day, why].spacing(space::S8).align_y(Center), Element::from(row_of_answers)]
        .spacing(space::S4)
        .into()
}

/// What is to be known of a date.
fn mark_words(mark: &Mark, ctx: &Ctx) -> String {
    let words = &ctx.words;
    let titles = |with: &[crate::domain::series::ClashWith]| {
        let one = |other: &crate::domain::series::ClashWith| {
            let title =
                if other.title.is_empty() { t!(words, "rooms-occupied") } else { other.title.clone() };
            format!("{} {title}", other.slot.hours_text())
        };
        with.iter().map(one).collect::<Vec<_>>().join(ctx.lang().pick("、", ", "))
    };
    match mark {
        Mark::Holiday { name } => t!(words, "calendar-holiday", name = crate::i18n::festival(words, name)),
        Mark::MakeUpWorkday { .. } => t!(words, "calendar-make-up"),
        Mark::Provisional => t!(words, "classes-provisional"),
        Mark::Closed { reason } => t!(words, "rooms-closed", reason = crate::i18n::closed_for(words, reason)),
        Mark::OutsideHours => t!(words, "classes-outside"),
        Mark::Clash { with } => t!(words, "classes-clash", with = titles(with)),
        Mark::Rival { with } => t!(words, "classes-rival", with = titles(with)),
        Mark::Noise { room, title } => t!(words, "classes-noise", room = room.clone(), title = title.clone()),
        Mark::Past => t!(words, "rule-past"),
    }
}
