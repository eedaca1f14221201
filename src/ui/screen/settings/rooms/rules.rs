//! 规则: what the rooms are lent by.

use std::collections::BTreeMap;

use iced::widget::{Column, column, row};
use iced::{Center, Element, Task};

use crate::domain::room_rules::RoomRules;
use crate::i18n::desk_error;
use crate::t;
use crate::ui::component::{checkbox, field, input};
use crate::ui::ctx::{Action, Answer, Ctx};
use crate::ui::screen::settings::frame::{self, Saving};
use crate::ui::text;
use crate::ui::theme::space;
use crate::ui::widget::tab;

use super::draft::Told;
use super::hours::{self, Hours};
use super::numbers::{Group, Number};

/// Before the ids of the hours of the centre.
const SITE: &str = "rule-site";
/// Before the ids of the times everybody wants.
const PRIME: &str = "rule-prime";
const STOP: &str = "rule-stop";
/// Width of a number, px.
const SHORT: f32 = 84.0;

/// What happens here.
#[derive(Debug, Clone)]
pub enum Message {
    /// A number was typed.
    Number(Number, String),
    /// The hours of the centre.
    Site(hours::Edit),
    /// Closed at the Spring Festival, or open.
    Festival,
    /// The times everybody wants.
    Prime(hours::Edit),
    /// The purposes the rooms are not for were typed.
    Stop(String),
    /// Save.
    Save,
    /// What the desk said.
    Saved(Answer<()>),
}

/// 规则
#[derive(Debug)]
pub struct Rules {
    typed: Typed,
    wrong: BTreeMap<String, String>,
    saving: Saving,
    saved: Typed,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Typed {
    numbers: Vec<String>,
    site: Hours,
    festival: bool,
    prime: Hours,
    stop: String,
}

impl Typed {
    fn of(rules: &RoomRules) -> Self {
        let mut rules = rules.clone();
        Self {
            numbers: Number::ALL.map(|number| number.slot(&mut rules).to_string()).to_vec(),
            site: Hours::of(&rules.site.rules),
            festival: rules.site.closed_at_spring_festival,
            prime: Hours::of(&rules.prime),
            stop: rules.stop_words.join("、"),
        }
    }
}

impl Rules {
    /// As they are at hand.
    pub fn new(ctx: &Ctx) -> Self {
        let saved = Typed::of(&ctx.book.room_rules);
        Self { typed: saved.clone(), wrong: BTreeMap::new(), saving: Saving::default(), saved }
    }

    /// Whether something is not saved.
    pub fn unsaved(&self) -> bool {
        self.typed != self.saved
    }

    /// Handles what happens.
    pub fn update(&mut self, message: Message, ctx: &Ctx) -> Action<Message> {
        if !matches!(message, Message::Save | Message::Saved(_)) {
            self.wrong.clear();
            self.saving.touched();
        }
        let goes = match message {
            Message::Number(number, text) => {
                let at = Number::ALL.iter().position(|known| *known == number);
                if let Some(typed) = at.and_then(|at| self.typed.numbers.get_mut(at)) {
                    *typed = text;
                }
                None
            }
            Message::Site(edit) => self.typed.site.edit(SITE, edit),
            Message::Festival => {
                self.typed.festival = !self.typed.festival;
                None
            }
            Message::Prime(edit) => self.typed.prime.edit(PRIME, edit),
            Message::Stop(text) => {
                self.typed.stop = text;
                None
            }
            Message::Save => return self.save(ctx),
            Message::Saved(Ok(())) => {
                self.saved = Typed::of(&ctx.desk.book().room_rules);
                self.typed = self.saved.clone();
                self.saving.done();
                return Action::Refresh(Task::none());
            }
            Message::Saved(Err(error)) => {
                self.saving.failed(desk_error(&ctx.words, &error));
                None
            }
        };
        goes.map_or(Action::None, |id| Action::Run(tab::focus(id)))
    }

    fn save(&mut self, ctx: &Ctx) -> Action<Message> {
        if self.saving.busy || !self.unsaved() || !ctx.desk.is_supervisor() {
            return Action::None;
        }
        match self.finished(ctx) {
            Ok(rules) => {
                self.saving.begun();
                Action::Run(ctx.work(move |desk| desk.save_room_rules(&rules), Message::Saved))
            }
            Err(first_wrong) => Action::Run(tab::focus(first_wrong)),
        }
    }

    /// The rules to save, or the id of the first thing that is wrong.
    fn finished(&mut self, ctx: &Ctx) -> Result<RoomRules, String> {
        let words = &ctx.words;
        let mut told = Told::default();
        let mut rules = ctx.book.room_rules.clone();
        let hours = |hours: &Hours, prefix: &str, told: &mut Told| match hours.finished(words, prefix) {
            Ok(rules) => rules,
            Err(wrong) => {
                told.all(wrong);
                Vec::new()
            }
        };
        rules.site.rules = hours(&self.typed.site, SITE, &mut told);
        if rules.site.rules.is_empty() && told.first.is_none() {
            // Without any hours no room could be booked at all.
            told.say(&format!("{SITE}-add"), t!(words, "rules-site-none"));
        }
        rules.site.closed_at_spring_festival = self.typed.festival;
        for (number, typed) in Number::ALL.into_iter().zip(&self.typed.numbers) {
            if let Some(value) = told.number(words, number.id(), typed.trim(), 0..=number.most()) {
                *number.slot(&mut rules) = value;
            }
            if number == Number::PrimeSessions {
                rules.prime = hours(&self.typed.prime, PRIME, &mut told);
            }
        }
        let stop = self.typed.stop.split(['、', '，', ',', '；', ';']).map(str::trim);
        rules.stop_words = stop.filter(|word| !word.is_empty()).map(ToOwned::to_owned).collect();
        self.wrong = told.wrong;
        told.first.map_or(Ok(rules), Err)
    }

    /// The part.
    pub fn view<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let may = ctx.desk.is_supervisor();
        let site = hours::view(ctx, SITE, &self.typed.site, &self.wrong, may, Message::Site);
        let festival = checkbox(
            look,
            "rule-festival",
            self.typed.festival,
            t!(words, "rules-festival"),
            may.then_some(Message::Festival),
        );
        let no_hours = self.wrong.get(&format!("{SITE}-add")).cloned();
        let mut body: Column<'a, Message> = column![
            text::section(look, t!(words, "rules-site")),
            line(
                ctx,
                t!(words, "rules-hours"),
                column![site, festival].spacing(space::S8),
                no_hours,
                t!(words, "rules-hours-from")
            ),
        ]
        .spacing(space::S12);
        for group in Group::ALL {
            body = body.push(text::section(look, group.name(words)));
            for number in Number::ALL.into_iter().filter(|number| number.group() == group) {
                body = body.push(self.number(ctx, number, may));
            }
            if group == Group::Teams {
                let prime = hours::view(ctx, PRIME, &self.typed.prime, &self.wrong, may, Message::Prime);
                body = body.push(line(
                    ctx,
                    t!(words, "rules-prime"),
                    prime,
                    None,
                    t!(words, "rules-prime-from"),
                ));
            }
            if group == Group::Care {
                let stop =
                    input(look, STOP, t!(words, "rules-stop-example"), &self.typed.stop, Message::Stop)
                        .read_only(!may);
                let source = t!(words, "rules-stop-from");
                body = body.push(line(ctx, t!(words, "rules-stop"), Element::from(stop), None, source));
            }
        }
        let save = frame::save_bar(ctx, &self.saving, may, self.unsaved(), Message::Save);
        frame::page(look, body, Some(save))
    }

    fn number<'a>(&'a self, ctx: &'a Ctx, number: Number, may: bool) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let at = Number::ALL.iter().position(|known| *known == number);
        let typed = at.and_then(|at| self.typed.numbers.get(at)).map_or("", String::as_str);
        let wrong = self.wrong.get(number.id()).cloned();
        let value = input(look, number.id(), "", typed, move |text| Message::Number(number, text))
            .latin(true)
            .read_only(!may)
            .error(wrong.is_some())
            .width(SHORT);
        let unit = text::one_line(text::second(look, number.unit(words)));
        let control = row![Element::from(value), unit].spacing(space::S8).align_y(Center);
        line(ctx, number.label(words), control, wrong, number.source(words))
    }
}

/// A line of this form: its labels are longer than those of others.
fn line<'a>(
    ctx: &Ctx,
    label: String,
    control: impl Into<Element<'a, Message>>,
    wrong: Option<String>,
    source: String,
) -> Element<'a, Message> {
    let width = frame::label_width(ctx.lang()) + 32.0;
    field(ctx.look, label, false, control, wrong, Some(source)).label_width(width).into()
}
