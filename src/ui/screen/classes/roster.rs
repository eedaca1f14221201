//! 花名册: who learns, who waits in order, who has left.

use iced::widget::{Column, column, container, row, space as gap};
use iced::{Center, Element, Fill, Length};

use crate::desk::Roster;
use crate::domain::class::{Enrolment, Place};
use crate::domain::lang::Lang;
use crate::t;
use crate::ui::component::tag::Tone;
use crate::ui::component::{button, tag};
use crate::ui::ctx::{Ctx, WIDE};
use crate::ui::icon::{Icon, tinted};
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::{container as boxes, size, space};

use super::dialog::Ask;
use super::table::{Head, cell, heads, rows};
use super::{ClassesScreen, Message, Open, says};

/// 报名
pub const ENROL: &str = "classes-enrol";
/// The sentence on who moved up.
pub const UNDERSTOOD: &str = "classes-understood";

/// A line of the table.
pub enum Line<'a> {
    /// 在册, from 1.
    Enrolled(usize, &'a Enrolment),
    /// How many wait.
    WaitingHead(usize),
    /// 候补, from 1.
    Waiting(usize, &'a Enrolment),
    /// How many left.
    LeftHead(usize),
    /// 退出
    Left(&'a Enrolment),
}

/// Everybody, in the order of the table.
pub fn lines(roster: &Roster) -> Vec<Line<'_>> {
    let mut lines: Vec<Line<'_>> =
        roster.enrolled.iter().enumerate().map(|(at, one)| Line::Enrolled(at + 1, one)).collect();
    if !roster.waiting.is_empty() {
        lines.push(Line::WaitingHead(roster.waiting.len()));
        lines.extend(roster.waiting.iter().enumerate().map(|(at, one)| Line::Waiting(at + 1, one)));
    }
    if !roster.left.is_empty() {
        lines.push(Line::LeftHead(roster.left.len()));
        lines.extend(roster.left.iter().map(Line::Left));
    }
    lines
}

impl ClassesScreen {
    pub(super) fn roster_page<'a>(&'a self, open: &'a Open, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let roster = &open.overview.roster;
        let closed = roster.group.closed.is_some();
        if roster.enrolled.is_empty() && roster.waiting.is_empty() && roster.left.is_empty() {
            let next = (!closed).then(|| (t!(words, "classes-enrol"), Ask::Enrol, ENROL));
            let said = (t!(words, "classes-no-learner"), t!(words, "classes-no-learner-line"));
            return says::nothing(ctx, Icon::Users, said, next);
        }
        let two_lines = ctx.width < WIDE;
        let height = if two_lines { size::ROW_VISIT } else { size::ROW_LEDGER };
        let all = lines(roster);
        let pressable = |at: usize| !matches!(all.get(at), Some(Line::WaitingHead(_) | Line::LeftHead(_)));
        let content = |at: usize| match all.get(at) {
            Some(line) => row_of(line, ctx),
            None => gap::vertical().height(0).into(),
        };
        let table = rows(ctx, &self.roster, (all.len(), height), pressable, content);
        column![heads(look, columns(ctx)), container(table).height(Fill)]
            .push(self.told(ctx))
            .height(Fill)
            .into()
    }

    /// Who has the place now, and what to do: the phone is read out while F8 is held.
    fn told<'a>(&'a self, ctx: &'a Ctx) -> Option<Element<'a, Message>> {
        if self.moved_up.is_empty() {
            return None;
        }
        let (look, words) = (ctx.look, &ctx.words);
        let mut sentences = Column::new();
        for up in &self.moved_up {
            let phone = match (&up.phone, &up.emergency_phone) {
                (Some(phone), _) | (None, Some(phone)) => ctx.shown(phone),
                (None, None) => t!(words, "classes-no-phone"),
            };
            let sentence = t!(words, "classes-moved-up", name = ctx.shown(&up.name), phone = phone);
            sentences = sentences.push(text::body(look, sentence));
        }
        let line = row![
            tinted(Icon::Phone, size::GLYPH, look.roles.warn),
            sentences.width(Fill),
            button(look, t!(words, "classes-called")).id(UNDERSTOOD).on_press(Message::Understood),
        ]
        .spacing(space::S8)
        .align_y(Center);
        let strip = container(line)
            .padding([space::S8, space::S12])
            .width(Fill)
            .style(move |_| boxes::ink(look.roles.warn_soft));
        Some(strip.into())
    }

    pub(super) fn roster_actions<'a>(&'a self, open: &'a Open, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let roster = &open.overview.roster;
        let chosen = match lines(roster).get(self.roster.chosen) {
            Some(Line::Enrolled(_, one) | Line::Waiting(_, one)) => Some(one.id.clone()),
            _ => None,
        };
        let nobody = roster.enrolled.is_empty() && roster.waiting.is_empty() && roster.left.is_empty();
        let closed = roster.group.closed.is_some();
        // With nobody there the button stands in the empty table.
        let enrol = (!nobody).then(|| {
            button(look, t!(words, "classes-enrol"))
                .icon(Icon::UserPlus)
                .primary()
                .tall()
                .id(ENROL)
                .on_press_maybe((!closed).then_some(Message::Ask(Ask::Enrol)))
        });
        let leave = button(look, t!(words, "classes-leave"))
            .key(Command::Decline.key())
            .tall()
            .id("classes-leave")
            .on_press_maybe(chosen.clone().map(|id| Message::Ask(Ask::Leave(id))));
        let note = button(look, t!(words, "classes-note"))
            .key(Command::Enter.key())
            .tall()
            .id("classes-note")
            .on_press_maybe(chosen.map(|id| Message::Ask(Ask::Note(id))));
        row![].push(enrol).push(leave).push(note).spacing(space::S8).align_y(Center).into()
    }
}

/// 序号、姓名、性别、年龄、联系电话、紧急联系人、紧急电话、小区楼栋、报名日期、备注 (`domain.md` §4.4), in two lines
/// where one is too short.
fn columns(ctx: &Ctx) -> Vec<Head> {
    let words = &ctx.words;
    let head = |words: String, width: f32| Head(words, Length::Fixed(width));
    let mut heads = vec![
        head(t!(words, "classes-col-no"), NO),
        head(t!(words, "classes-col-name"), NAME),
        head(t!(words, "classes-col-sex"), sex_width(ctx)),
        head(t!(words, "classes-col-age"), AGE),
    ];
    if ctx.width >= WIDE {
        heads.push(head(t!(words, "classes-col-phone"), PHONE));
        heads.push(head(t!(words, "classes-col-emergency"), EMERGENCY));
        heads.push(Head(t!(words, "classes-col-address"), Length::FillPortion(3)));
        heads.push(head(t!(words, "classes-col-enrolled"), DAY));
        heads.push(Head(t!(words, "classes-col-note"), Length::FillPortion(2)));
    } else {
        heads.push(Head(t!(words, "classes-col-phone-and"), Length::Fill));
        heads.push(head(t!(words, "classes-col-enrolled"), DAY));
    }
    heads
}

const NO: f32 = 44.0;
const NAME: f32 = 72.0;
/// Room for the words of a sex, px.
fn sex_width(ctx: &Ctx) -> f32 {
    match ctx.lang() {
        Lang::Zh => 44.0,
        Lang::En => 56.0,
    }
}

const AGE: f32 = 40.0;
const PHONE: f32 = 112.0;
const EMERGENCY: f32 = 178.0;
const DAY: f32 = 74.0;

fn row_of<'a>(line: &Line<'_>, ctx: &Ctx) -> Element<'a, Message> {
    let (look, words) = (ctx.look, &ctx.words);
    match line {
        Line::Enrolled(number, one) => learner(number.to_string(), one, String::new(), ctx),
        Line::Waiting(number, one) => {
            learner(t!(words, "classes-waiting-no", number = *number), one, String::new(), ctx)
        }
        Line::WaitingHead(count) => {
            tag(look, Tone::Warn, Icon::Hourglass, t!(words, "classes-waiting", count = *count), false).into()
        }
        Line::LeftHead(count) => {
            tag(look, Tone::Neutral, Icon::CircleMinus, t!(words, "classes-gone", count = *count), false)
                .into()
        }
        Line::Left(one) => {
            let why = match &one.place {
                Place::Left { stamp, reason } => {
                    format!("{} {reason}", says::day(ctx, stamp.at.date_naive()))
                }
                _ => String::new(),
            };
            learner("—".to_owned(), one, why, ctx)
        }
    }
}

fn learner<'a>(number: String, one: &Enrolment, why: String, ctx: &Ctx) -> Element<'a, Message> {
    let look = ctx.look;
    let body = |words: String| text::one_line(text::body(look, words));
    let second = |words: String| text::one_line(text::second(look, words));
    let age = one.age_on(ctx.now.date_naive()).map_or_else(String::new, |age| age.to_string());
    let phone = one.phone.as_ref().map_or_else(|| "—".to_owned(), |phone| ctx.shown(phone));
    let emergency_phone = one.emergency_phone.as_ref().map(|phone| ctx.shown(phone)).unwrap_or_default();
    let emergency = format!("{} {emergency_phone}", says::plain_name(ctx, &one.emergency_contact));
    let note = if why.is_empty() { one.note.clone() } else { why };
    let first = row![
        cell(second(number), NO),
        cell(text::one_line(text::strong(look, ctx.shown(&one.name))), NAME),
        cell(second(says::sex(ctx, one.sex)), sex_width(ctx)),
        cell(second(age), AGE),
    ]
    .spacing(space::S8)
    .align_y(Center);
    let enrolled = cell(second(says::day(ctx, one.at.date_naive())), DAY);
    if ctx.width >= WIDE {
        return first
            .push(cell(body(phone), PHONE))
            .push(cell(second(emergency), EMERGENCY))
            .push(cell(second(one.address.clone()), Length::FillPortion(3)))
            .push(enrolled)
            .push(cell(second(note), Length::FillPortion(2)))
            .into();
    }
    let rest = [emergency, one.address.clone(), note];
    let rest: Vec<&str> = rest.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
    let under = cell(text::one_line(text::hint(look, rest.join(" · "))), Fill);
    let first = first.push(cell(body(phone), Fill)).push(enrolled);
    column![first, row![gap::horizontal().width(NO), under].spacing(space::S8)].into()
}
