//! The columns of a profile under change, and the one that is moved to in full.

use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::{column, container, mouse_area, row, space as gap};
use iced::{Center, Element, Fill, mouse};

use crate::domain::ledger::{Content, How, Spot};
use crate::t;
use crate::ui::component::field::{checkbox, error_line};
use crate::ui::component::tag::{Tag, Tone, tag};
use crate::ui::component::{button, input};
use crate::ui::ctx::{Ctx, NARROW, WIDE};
use crate::ui::icon::{Icon, tinted};
use crate::ui::screen::settings::picker;
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::{container as boxes, size, space, type_};

use super::lines::{Line, Sure};
use super::view::{self, above};
use super::{COLUMNS, CONTENT, Editor, FIXED, HEAD, Message};

/// Rooms of the parts of a row, px; head and content share what is left.
const NUMBER: f32 = 24.0;
const PERSON: f32 = 16.0;
const LOOK: f32 = 92.0;

impl Editor {
    /// The list with what can be done to its columns.
    pub(super) fn columns<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let place = (self.lines.len(), Some(self.at), &self.scroll);
        let list = picker::keyed(
            look,
            COLUMNS,
            place,
            |at| self.row(at, ctx),
            own_key,
            |at, _| Message::Column(at),
            Message::Scrolled,
        );
        let wrong = self.fault(Spot::Columns, words);
        let edge = if wrong.is_some() { look.error_edge() } else { look.control_edge() };
        let list = container(list)
            .padding(look.line())
            .width(Fill)
            .style(move |_| boxes::filled(look, look.roles.surface).border(edge));
        let list = if ctx.width < NARROW { list.height(6.0 * size::ROW_LIST) } else { list.height(Fill) };
        let up = self.at > 0;
        let down = self.at + 1 < self.lines.len();
        let deeds = row![
            Element::from(
                button(look, t!(words, "profile-up"))
                    .key(Command::Raise.key())
                    .id("profile-up")
                    .on_press_maybe(up.then_some(Message::Shift(-1)))
            ),
            Element::from(
                button(look, t!(words, "profile-down"))
                    .key(Command::Lower.key())
                    .id("profile-down")
                    .on_press_maybe(down.then_some(Message::Shift(1)))
            ),
            Element::from(
                button(look, t!(words, "profile-add"))
                    .icon(Icon::Plus)
                    .key(Command::NewVisit.key())
                    .id("profile-add")
                    .on_press(Message::Add)
            ),
        ]
        .spacing(space::S8)
        .wrap()
        .vertical_spacing(space::S8);
        column![]
            .push(self.learnt_line(ctx))
            .push(list)
            .push(wrong.map(|wrong| error_line(look, wrong)))
            .push(deeds)
            .spacing(space::S8)
            .into()
    }

    /// What became of the heads of the file.
    fn learnt_line<'a>(&'a self, ctx: &'a Ctx) -> Option<Element<'a, Message>> {
        let learnt = self.learnt.as_ref()?;
        let count =
            |is: &dyn Fn(Sure) -> bool| self.lines.iter().filter(|line| line.on && is(line.sure)).count();
        let unknown = count(&|sure| sure == Sure::Unknown);
        let unsure = count(&|sure| sure == Sure::By(How::Containing));
        let all = self.lines.iter().filter(|line| line.on).count();
        let file = text::fit(&learnt.file, 220.0, type_::BODY.size);
        let known = all - unknown - unsure;
        let words = &ctx.words;
        let mut said =
            t!(words, "profile-learnt", file = file, known = known, unsure = unsure, unknown = unknown);
        if learnt.lost > 0 {
            said.push_str(words.lang().pick("", " "));
            said.push_str(&t!(words, "profile-learnt-lost", count = learnt.lost));
        }
        Some(view::told(ctx.look, if unknown + unsure > 0 { Tone::Warn } else { Tone::Ok }, said))
    }

    fn row<'a>(&'a self, at: usize, ctx: &'a Ctx) -> Element<'a, Message> {
        let look = ctx.look;
        let r = look.roles;
        let Some(line) = self.lines.get(at) else { return gap::horizontal().into() };
        let looks = self.learnt.is_some();
        let room = view::columns_width(ctx) - 24.0 - 16.0 - size::GLYPH - NUMBER - PERSON - 5.0 * space::S8;
        let room = (room - if looks { LOOK + space::S8 } else { 0.0 }) / 2.0;
        let icon = if line.on { Icon::SquareCheck } else { Icon::Square };
        let tick = mouse_area(
            container(tinted(icon, size::GLYPH, r.text2)).height(size::ROW_LIST - 2.0).align_y(Center),
        )
        .on_press(Message::Toggle(at))
        .interaction(mouse::Interaction::Pointer);
        let number = self.taken_at(at).map_or_else(String::new, |at| (at + 1).to_string());
        let wrong = self.taken_at(at).is_some_and(|of| {
            self.faults
                .iter()
                .any(|(spot, _)| matches!(spot, Spot::Head(at) | Spot::Content(at) if *at == of))
        });
        let ink = match (wrong, line.on) {
            (true, _) => r.danger,
            (false, true) => r.text,
            (false, false) => r.text2,
        };
        let empty = line.column.head.trim().is_empty();
        let head = if empty { t!(ctx.words, "profile-headless-line") } else { line.column.head.clone() };
        let head = text::plain(type_::BODY, text::fit(&head, room, type_::BODY.size)).color(ink);
        let content = text::fit(&self.content(line, ctx), room, type_::BODY.size);
        let person = line.column.content.is_personal(self.ledger);
        let person = person.then(|| tinted(Icon::User, size::GLYPH_TAG, Tone::Info.ink(look)));
        let looks = looks.then(|| container(row![].push(look_tag(line, ctx))).width(LOOK));
        row![
            tick,
            container(text::one_line(text::second(look, number))).width(NUMBER),
            container(text::one_line(head)).width(Fill).clip(true),
            container(text::one_line(text::second(look, content))).width(Fill).clip(true),
            container(row![].push(person)).width(PERSON),
        ]
        .push(looks)
        .spacing(space::S8)
        .align_y(Center)
        .into()
    }

    /// What stands in a column, in words.
    fn content(&self, line: &Line, ctx: &Ctx) -> String {
        match &line.column.content {
            Content::Column(code) => {
                self.ledger.column(code).map_or_else(|| code.clone(), |field| field.name(ctx.lang()))
            }
            Content::Constant(words) => t!(ctx.words, "profile-fixed-as", words = words.clone()),
            Content::Empty => t!(ctx.words, "profile-empty"),
        }
    }

    /// The column moved to: whether it is taken in, its head, what stands in it.
    pub(super) fn detail<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let Some(line) = self.line() else { return gap::vertical().into() };
        let taken = self.taken_at(self.at);
        let title = match taken {
            Some(at) => t!(words, "profile-column", at = at + 1),
            None => t!(words, "profile-column-out"),
        };
        let fault = |spot: fn(usize) -> Spot| taken.and_then(|at| self.fault(spot(at), words));
        let (head_fault, content_fault) = (fault(Spot::Head), fault(Spot::Content));
        let on = checkbox(look, "profile-on", line.on, t!(words, "profile-on"), Some(Message::ToggleHere));
        let head = input(look, HEAD, t!(words, "profile-head-example"), &line.column.head, Message::Head)
            .on_submit(Message::HeadDone)
            .error(head_fault.is_some());
        let room = view::side(ctx) - 24.0 - size::GLYPH - space::S8 - 8.0;
        let held = text::fit(&self.content(line, ctx), room, type_::BODY.size);
        let content =
            button(look, held).icon(Icon::ChevronDown).id(CONTENT).width(Fill).on_press(Message::AskContent);
        let fixed = match &line.column.content {
            Content::Constant(words_of) => {
                let field = input(look, FIXED, t!(words, "profile-fixed-example"), words_of, Message::Fixed)
                    .on_submit(Message::HeadDone)
                    .error(content_fault.is_some());
                Some(above(look, t!(words, "profile-fixed"), field, content_fault))
            }
            Content::Column(_) | Content::Empty => None,
        };
        let personal = line
            .column
            .content
            .is_personal(self.ledger)
            .then(|| view::told(look, Tone::Info, t!(words, "profile-personal-line")));
        let sure = sure_line(line, ctx).map(|said| text::hint(look, said));
        column![
            row![text::one_line(text::section(look, title)), gap::horizontal(), on].align_y(Center),
            above(look, t!(words, "profile-head"), head, head_fault),
            above(look, t!(words, "profile-content"), content, None),
        ]
        .push(sure)
        .push(fixed)
        .push(personal)
        .spacing(if ctx.width < WIDE { space::S4 } else { space::S8 })
        .into()
    }
}

/// Keys of the list besides those that move in it.
fn own_key(key: &Key, modifiers: Modifiers) -> Option<Message> {
    if !modifiers.is_empty() {
        return None;
    }
    match key {
        Key::Named(Named::Space) => Some(Message::ToggleHere),
        // Some systems send the space bar as a character.
        Key::Character(c) if c == " " => Some(Message::ToggleHere),
        Key::Named(Named::Enter) => Some(Message::AskContent),
        _ => None,
    }
}

/// Heads that want a look.
fn look_tag(line: &Line, ctx: &Ctx) -> Option<Tag> {
    let (look, words) = (ctx.look, &ctx.words);
    match line.sure {
        _ if !line.on => None,
        Sure::Settled => None,
        Sure::Unknown => Some(tag(look, Tone::Warn, Icon::CircleHelp, t!(words, "profile-unknown"), false)),
        Sure::By(How::Containing) => {
            Some(tag(look, Tone::Warn, Icon::TriangleAlert, t!(words, "profile-unsure"), false))
        }
        Sure::By(_) => Some(tag(look, Tone::Ok, Icon::Check, t!(words, "profile-known"), false)),
    }
}

/// How a head of the file was understood.
fn sure_line(line: &Line, ctx: &Ctx) -> Option<String> {
    let words = &ctx.words;
    match line.sure {
        Sure::Settled => None,
        Sure::Unknown => Some(t!(words, "profile-sure-unknown")),
        Sure::By(how) => {
            let how = match how {
                How::Exact => t!(words, "cli-how-exact"),
                How::Normalised => t!(words, "cli-how-normalised"),
                How::Synonym => t!(words, "cli-how-synonym"),
                How::Containing => t!(words, "cli-how-containing"),
            };
            Some(t!(words, "profile-sure", how = how))
        }
    }
}
