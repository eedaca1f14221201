//! The page, as seen.

use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::{Column, column, container, row, space as gap};
use iced::{Center, Element, Fill};

use crate::desk::{HistoryLine, HistoryWhat};
use crate::domain::masked::covered;
use crate::domain::resident::Resident;
use crate::t;
use crate::ui::component::card::{card, card_heading};
use crate::ui::component::status::key_hint;
use crate::ui::component::{button, key_cap, list_row, rule};
use crate::ui::ctx::{Ctx, NARROW};
use crate::ui::icon::Icon;
use crate::ui::screen::words::{certificate_name, declined_tag, sex_and_age, state_tag};
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::{size, space};
use crate::ui::widget::focusable::{Style, focusable};
use crate::ui::widget::vscroll;

use super::{AGAIN, File, LINE, LINES, LIST, Message, OTHER, ResidentPage, may_read, says};

impl ResidentPage {
    /// Title and second line of the top bar.
    pub fn heading(&self, ctx: &Ctx) -> (String, String) {
        let title = self.file.as_ref().map(|file| ctx.shown(&file.person.name));
        (title.unwrap_or_else(|| t!(ctx.words, "resident-title")), t!(ctx.words, "resident-sub"))
    }

    /// Key hints of the status line.
    pub fn hints<'a>(&'a self, ctx: &'a Ctx) -> Vec<Element<'a, Message>> {
        let look = ctx.look;
        if self.file.as_ref().is_none_or(|file| file.history.is_empty()) {
            return vec![key_hint(look, "", Command::Back.key(), t!(ctx.words, "resident-hint-back"))];
        }
        let arrows = iced::widget::row![
            key_cap(look, "↑"),
            key_hint(look, "", "↓", t!(ctx.words, "resident-hint-move"))
        ]
        .spacing(space::S4)
        .align_y(iced::Center);
        vec![
            arrows.into(),
            key_hint(look, "", Command::Reprint.key(), t!(ctx.words, "resident-hint-reprint")),
            key_hint(look, "", Command::Back.key(), t!(ctx.words, "resident-hint-back")),
        ]
    }
}

pub fn view<'a>(page: &'a ResidentPage, ctx: &'a Ctx) -> Element<'a, Message> {
    let look = ctx.look;
    let Some(file) = &page.file else {
        let (title, line) = match &page.failed {
            Some(failed) => (t!(ctx.words, "resident-failed"), failed.clone()),
            None => (t!(ctx.words, "resident-loading"), String::new()),
        };
        let words = column![text::section(look, title), text::second(look, line)].spacing(space::S8);
        let inside = card(look, container(words).padding(space::S24)).width(Fill).height(Fill);
        return column![inside, actions(page, None, ctx)].spacing(space::S10).height(Fill).into();
    };
    column![
        summary(&file.person, ctx),
        container(history(page, file, ctx)).height(Fill),
        actions(page, Some(file), ctx),
    ]
    .spacing(space::S10)
    .height(Fill)
    .into()
}

/// Who it is.
fn summary<'a>(person: &'a Resident, ctx: &'a Ctx) -> Element<'a, Message> {
    let (look, words) = (ctx.look, &ctx.words);
    let known = sex_and_age(words, person.sex(), person.age_on(ctx.now.date_naive()));
    let name = row![
        text::one_line(text::section(look, ctx.shown(&person.name))),
        text::one_line(text::second(look, known)),
    ]
    .spacing(space::S12)
    .align_y(Center);
    let unknown = || t!(words, "resident-unknown");
    let document = person.document.as_ref().map_or_else(unknown, |document| ctx.shown(document.number()));
    let phone = match (&person.phone, person.contact.is_empty()) {
        (Some(phone), _) => ctx.shown(phone),
        (None, true) => unknown(),
        (None, false) => {
            let name = if ctx.reveal { person.contact.clone() } else { covered(&person.contact) };
            t!(words, "resident-contact", name = name)
        }
    };
    let address = if ctx.reveal { person.address.line.clone() } else { person.address.to_building() };
    let address = if address.is_empty() { unknown() } else { address };
    let facts = [
        (t!(words, "resident-document"), document),
        (t!(words, "resident-phone"), phone),
        (t!(words, "resident-address"), address),
        (t!(words, "resident-since"), says::day(ctx, person.since.date_naive())),
        (t!(words, "resident-last-seen"), says::moment(ctx, person.last_seen)),
    ];
    let each = if ctx.width >= NARROW { 3 } else { 2 };
    let mut lines = Column::new().spacing(space::S4);
    for chunk in facts.chunks(each) {
        let mut line = row![].spacing(space::S16);
        for (label, value) in chunk {
            let cell = row![
                text::one_line(text::second(look, label.clone())).width(label_width(ctx)),
                text::body(look, value.clone()).width(Fill)
            ];
            line = line.push(cell.width(Fill));
        }
        for _ in chunk.len()..each {
            line = line.push(gap::horizontal());
        }
        lines = lines.push(line);
    }
    card(look, container(column![name, lines].spacing(space::S8)).padding([space::S10, 14.0]))
        .width(Fill)
        .into()
}

fn label_width(ctx: &Ctx) -> f32 {
    match ctx.lang() {
        crate::domain::lang::Lang::Zh => 66.0,
        crate::domain::lang::Lang::En => 90.0,
    }
}

/// 办过的事
fn history<'a>(page: &'a ResidentPage, file: &'a File, ctx: &'a Ctx) -> Element<'a, Message> {
    let (look, words) = (ctx.look, &ctx.words);
    let count = t!(words, "resident-history-count", count = file.history.len());
    let heading = card_heading(look, t!(words, "resident-history"), count, None);
    if file.history.is_empty() {
        let empty = column![
            text::section(look, t!(words, "resident-empty")),
            text::second(look, t!(words, "resident-empty-line")),
        ]
        .spacing(space::S8);
        return card(look, column![heading, container(empty).padding(space::S24)])
            .width(Fill)
            .height(Fill)
            .into();
    }
    let again = page.last(ctx).map(|(item, line)| {
        let day = says::day(ctx, line.at.date_naive());
        let label =
            t!(words, "resident-again", code = item.code.clone(), name = item.short(ctx.lang()).to_owned());
        let press = button(look, label)
            .icon(Icon::Repeat)
            .key(Command::Enter.key())
            .primary()
            .tall()
            .id(AGAIN)
            .on_press_maybe((!page.busy).then_some(Message::Again));
        let hint = text::second(look, t!(words, "resident-again-line", day = day));
        let line = row![press, hint.width(Fill)].spacing(space::S12).align_y(Center);
        column![container(line).padding([space::S8, space::S12]), rule(look)]
    });
    let many = file.history.len();
    let rows = vscroll(
        look,
        many,
        LINE,
        &page.scroll,
        |range| {
            let mut rows = Column::new();
            for at in range {
                rows = rows.push(line(page, at, &file.history[at], ctx));
            }
            rows.into()
        },
        Message::Scrolled,
    );
    let seen = page.scroll.page(LINE);
    let list = focusable(container(rows).height(Fill).width(Fill))
        .id(LIST)
        .claims_focus()
        .on_key(move |key, modifiers, _| key_of(key, modifiers, seen))
        .style(move |status| Style {
            edge: status.focused.then(|| look.focus_edge().rounded(size::RADIUS)),
            ..Style::default()
        });
    card(look, column![heading].push(again).push(list)).width(Fill).height(Fill).into()
}

fn line<'a>(page: &'a ResidentPage, at: usize, line: &'a HistoryLine, ctx: &'a Ctx) -> Element<'a, Message> {
    let look = ctx.look;
    let (name, state): (String, Element<'a, Message>) = match &line.what {
        HistoryWhat::Intake { item, state, .. } => {
            let known = ctx.book.catalogue.item(item);
            let open = may_read(ctx, known.is_some_and(|item| item.restricted));
            let name = match known {
                _ if !open => t!(ctx.words, "matter-restricted"),
                Some(known) => known.short(ctx.lang()).to_owned(),
                None => item.clone(),
            };
            (name, state_tag(ctx, *state).into())
        }
        HistoryWhat::Decline { certificate, void } => {
            (certificate_name(ctx, certificate), declined_tag(ctx, *void).into())
        }
    };
    let serial = line.serial.as_ref().map_or_else(String::new, ToString::to_string);
    let wide = ctx.width >= NARROW;
    let inside = row![
        text::one_line(text::second(look, says::day(ctx, line.at.date_naive()))).width(120),
        container(text::one_line(text::body(look, name))).width(Fill).clip(true),
        container(state).width(if wide { 170 } else { 150 }),
        text::one_line(text::second(look, serial)).width(100),
    ]
    .spacing(space::S8)
    .align_y(Center);
    // Pressed by the pointer; for the keyboard the list is one stop as a whole.
    let row = list_row(look, page.chosen == at, inside, None, None).height(LINE);
    iced::widget::mouse_area(row)
        .on_press(Message::Open(at))
        .interaction(iced::mouse::Interaction::Pointer)
        .into()
}

fn actions<'a>(page: &'a ResidentPage, file: Option<&'a File>, ctx: &'a Ctx) -> Element<'a, Message> {
    let (look, words) = (ctx.look, &ctx.words);
    let other = button(look, t!(words, "resident-other"))
        .icon(Icon::Plus)
        .key(Command::Reception.key())
        .tall()
        .id(OTHER)
        .on_press(Message::Other);
    let serving = file.and_then(|file| file.visit.as_ref()).filter(|_| !page.busy);
    let finish = button(look, t!(words, "resident-finish"))
        .key(Command::Finish.key())
        .tall()
        .id("resident-finish")
        .on_press_maybe(serving.map(|_| Message::Finish));
    let why =
        (serving.is_none() && file.is_some()).then(|| text::second(look, t!(words, "resident-no-visit")));
    let bar = row![other, finish].push(why).spacing(space::S8).align_y(Center);
    card(look, container(bar).padding(space::S8)).width(Fill).into()
}

/// What a key means while the list has the focus.
fn key_of(key: &Key, modifiers: Modifiers, page: usize) -> Option<Message> {
    if !modifiers.is_empty() {
        return None;
    }
    let Key::Named(key) = key else { return None };
    Some(match key {
        Named::ArrowUp => Message::Move(-1),
        Named::ArrowDown => Message::Move(1),
        Named::PageUp => Message::Move(-(page as isize)),
        Named::PageDown => Message::Move(page as isize),
        Named::Home => Message::Move(-(LINES as isize)),
        Named::End => Message::Move(LINES as isize),
        Named::Enter => Message::Enter,
        _ => return None,
    })
}
