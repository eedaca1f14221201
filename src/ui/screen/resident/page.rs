//! The page, as seen.

use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::{Column, column, container, row, space as gap};
use iced::{Center, Element, Fill};

use crate::desk::PersonFile;
use crate::domain::masked::covered;
use crate::i18n::{Words, person};
use crate::t;
use crate::ui::component::card::{card, card_heading};
use crate::ui::component::status::key_hint;
use crate::ui::component::tag::{Tone, tag};
use crate::ui::component::{button, choice, key_cap, rule};
use crate::ui::ctx::{Ctx, NARROW};
use crate::ui::icon::Icon;
use crate::ui::screen::words::sex_and_age;
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::{size, space};
use crate::ui::widget::focusable::{Style, focusable};
use crate::ui::widget::vscroll;

use super::line::row_of;
use super::rows::Chip;
use super::{AGAIN, CHIPS, CORRECT, File, LINE, LIST, Message, OTHER, ResidentPage, TAKE_BACK, TWIN, says};

impl ResidentPage {
    /// Title and second line of the top bar.
    pub fn heading(&self, ctx: &Ctx) -> (String, String) {
        let title = self.file.as_ref().map(|file| ctx.shown(&file.who.person.name));
        (title.unwrap_or_else(|| t!(ctx.words, "resident-title")), t!(ctx.words, "resident-sub"))
    }

    /// Key hints of the status line.
    pub fn hints<'a>(&'a self, ctx: &'a Ctx) -> Vec<Element<'a, Message>> {
        let look = ctx.look;
        if self.rows.is_empty() {
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
        summary(&file.who, ctx),
        container(history(page, file, ctx)).height(Fill),
        actions(page, Some(file), ctx),
    ]
    .spacing(space::S10)
    .height(Fill)
    .into()
}

/// Who it is.
fn summary<'a>(who: &'a PersonFile, ctx: &'a Ctx) -> Element<'a, Message> {
    let (look, words) = (ctx.look, &ctx.words);
    let person = &who.person;
    // In a small window every line taken here is one of the list's.
    let narrow = ctx.width < NARROW;
    let known = sex_and_age(words, person.sex(), person.age_on(ctx.now.date_naive()));
    let name = row![
        text::one_line(text::section(look, ctx.shown(&person.name))),
        text::one_line(text::second(look, known)),
    ]
    .push((!who.merged.is_empty() && (!narrow || who.duplicates.is_empty())).then(|| {
        let label = t!(words, "person-merged-count", count = who.merged.len());
        Element::from(tag(look, Tone::Info, Icon::Users, label, false))
    }))
    .push(twin(who, ctx).filter(|_| narrow))
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
    let mut facts = vec![
        (t!(words, "resident-document"), document),
        (t!(words, "resident-phone"), phone),
        (t!(words, "resident-address"), address),
        (t!(words, "resident-last-seen"), says::moment(ctx, who.last_seen)),
    ];
    if !narrow {
        facts.insert(3, (t!(words, "resident-since"), says::day(ctx, person.since.date_naive())));
    }
    let each = if narrow { 2 } else { 3 };
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
    let inside = column![name, lines].push(twin(who, ctx).filter(|_| !narrow)).spacing(space::S8);
    card(look, container(inside).padding([space::S10, 14.0])).width(Fill).into()
}

/// 可能是同一人: the likeliest of the other files, and what speaks for it.
fn twin<'a>(who: &'a PersonFile, ctx: &'a Ctx) -> Option<Element<'a, Message>> {
    let (look, words) = (ctx.look, &ctx.words);
    let offer = who.duplicates.first()?;
    let known = sex_and_age(words, offer.other.sex(), offer.other.age_on(ctx.now.date_naive()));
    let signs: Vec<String> = offer.likeness.signs.iter().map(|sign| person::sign(words, *sign)).collect();
    let more = who.duplicates.len() - 1;
    let line =
        format!("{}　{known}　{}", ctx.shown(&offer.other.name), signs.join(words.lang().pick("、", ", ")));
    let look_at = button(look, t!(words, "person-twin-do")).id(TWIN).on_press(Message::Twin);
    let row = row![
        tag(look, Tone::Warn, Icon::Users, t!(words, "person-twin"), true),
        container(text::one_line(text::body(look, line))).width(Fill).clip(true),
    ]
    .push((more > 0).then(|| text::one_line(text::second(look, t!(words, "person-twin-more", count = more)))))
    .push(look_at)
    .spacing(space::S12)
    .align_y(Center);
    Some(row.into())
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
    let lines = file.deeds.lines.len();
    let count = match (file.growing, file.deeds.more) {
        (true, _) => t!(words, "person-count-growing", count = lines),
        (false, true) => t!(words, "person-count-more", count = lines),
        (false, false) => t!(words, "resident-history-count", count = lines),
    };
    if lines == 0 {
        let heading = card_heading(look, t!(words, "resident-history"), count, None);
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
    let shown = Chip::ALL.iter().position(|chip| *chip == page.chip).unwrap_or(0);
    let chips =
        choice(look, CHIPS, Chip::ALL.map(|chip| chip_name(words, chip)), &[shown], Message::Show, false);
    let heading = card_heading(look, t!(words, "resident-history"), count, Some(chips.into()));
    let again = again(page, ctx).filter(|_| ctx.width >= NARROW).map(|(press, day)| {
        let hint = text::second(look, t!(words, "resident-again-line", day = day));
        let line = row![press, hint.width(Fill)].spacing(space::S12).align_y(Center);
        column![container(line).padding([space::S8, space::S12]), rule(look)]
    });
    let many = page.rows.len();
    let rows = vscroll(
        look,
        many,
        LINE,
        &page.scroll,
        |range| {
            let mut rows = Column::new();
            for at in range {
                rows = rows.push(row_of(page, at, ctx));
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
    let nothing = (many == 0)
        .then(|| container(text::second(look, t!(words, "person-nothing-here"))).padding(space::S12));
    card(look, column![heading].push(again).push(nothing).push(list)).width(Fill).height(Fill).into()
}

/// 再办, and the day of the last time.
fn again<'a>(page: &'a ResidentPage, ctx: &'a Ctx) -> Option<(Element<'a, Message>, String)> {
    let (item, line) = page.last(ctx)?;
    let day = says::day(ctx, line.at.date_naive());
    let name = item.short(ctx.lang()).to_owned();
    let label = t!(ctx.words, "resident-again", code = item.code.clone(), name = name);
    let press = button(ctx.look, label)
        .icon(Icon::Repeat)
        .key(Command::Enter.key())
        .primary()
        .tall()
        .id(AGAIN)
        .on_press_maybe((!page.busy).then_some(Message::Again));
    Some((press.into(), day))
}

fn actions<'a>(page: &'a ResidentPage, file: Option<&'a File>, ctx: &'a Ctx) -> Element<'a, Message> {
    let (look, words) = (ctx.look, &ctx.words);
    let other = button(look, t!(words, "resident-other"))
        .icon(Icon::Plus)
        .key(Command::Reception.key())
        .tall()
        .id(OTHER)
        .on_press(Message::Other);
    let serving = file.filter(|_| page.is_serving() && !page.busy);
    let finish = button(look, t!(words, "resident-finish"))
        .key(Command::Finish.key())
        .tall()
        .id("resident-finish")
        .on_press_maybe(serving.map(|_| Message::Finish));
    let why =
        (serving.is_none() && file.is_some()).then(|| text::second(look, t!(words, "resident-no-visit")));
    let correct = file.map(|_| {
        button(look, t!(words, "person-correct"))
            .icon(Icon::Pencil)
            .tall()
            .id(CORRECT)
            .on_press(Message::Correct)
    });
    let merged = file.is_some_and(|file| !file.who.merged.is_empty());
    let back = merged.then(|| {
        button(look, t!(words, "person-undo-title"))
            .icon(Icon::Undo2)
            .tall()
            .id(TAKE_BACK)
            .on_press(Message::TakeBack)
    });
    let narrow = ctx.width < NARROW;
    // What cannot be pressed gives its place to what can.
    let finish = (!narrow || serving.is_some()).then(|| Element::from(finish));
    let why = why.filter(|_| !narrow);
    let bar = row![]
        .push(again(page, ctx).filter(|_| narrow && file.is_some()).map(|(press, _)| press))
        .push(other)
        .push(finish)
        .push(correct.map(Element::from))
        .push(back.map(Element::from))
        .push(why)
        .spacing(space::S8)
        .align_y(Center)
        .wrap();
    card(look, container(bar).padding(space::S8)).width(Fill).into()
}

/// Further than any list goes.
const END: isize = isize::MAX;

/// What a chip says.
fn chip_name(words: &Words, chip: Chip) -> String {
    match chip {
        Chip::All => t!(words, "person-chip-all"),
        Chip::Open => t!(words, "person-chip-open"),
        Chip::Matters => t!(words, "person-chip-matters"),
        Chip::Visits => t!(words, "person-chip-visits"),
        Chip::Rooms => t!(words, "person-chip-rooms"),
        Chip::Papers => t!(words, "person-chip-papers"),
        Chip::Changes => t!(words, "person-chip-changes"),
    }
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
        Named::Home => Message::Move(-END),
        Named::End => Message::Move(END),
        Named::Enter => Message::Enter,
        _ => return None,
    })
}
