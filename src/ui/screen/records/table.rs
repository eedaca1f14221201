//! The screen, as seen: filters, heads, rows, the foot line.

use chrono::NaiveDate;
use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::{Column, Row as Cells, column, container, mouse_area, row};
use iced::{Center, Element, Fill};

use crate::desk::RegisterLine;
use crate::domain::lang::Lang;
use crate::domain::ledger::Ledger;
use crate::domain::masked::{Mask, Masked};
use crate::domain::register::{Row, Standing};
use crate::t;
use crate::ui::component::card::card;
use crate::ui::component::status::key_hint;
use crate::ui::component::{button, input, key_cap, list_row, rule};
use crate::ui::ctx::{Ctx, NARROW};
use crate::ui::icon::{Icon, tinted};
use crate::ui::screen::resident::may_read;
use crate::ui::screen::words::mode_name;
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::{container as boxes, size, space, type_};
use crate::ui::widget::focusable::{Style, focusable};
use crate::ui::widget::vscroll;

use super::columns::Col;
use super::foot::{foot, source};
use super::pick::What;
use super::{FIND, HEADS, Message, ROW, Reading, RecordsScreen, TABLE, says};

/// Room of the bar beside the rows, px.
const BAR: f32 = 10.0;

impl RecordsScreen {
    /// Title and second line of the top bar.
    pub fn heading(&self, ctx: &Ctx) -> (String, String) {
        let name = self.ledger.name(ctx.lang());
        let old = self.criteria.old.then(|| format!("{name} · {}", says::source(&ctx.words, true)));
        (t!(ctx.words, "records-title"), old.unwrap_or_else(|| name.to_owned()))
    }

    /// Key hints of the status line.
    pub fn hints<'a>(&'a self, ctx: &'a Ctx) -> Vec<Element<'a, Message>> {
        let (look, words) = (ctx.look, &ctx.words);
        let arrows = row![key_cap(look, "↑"), key_hint(look, "", "↓", t!(words, "records-hint-move"))]
            .spacing(space::S4)
            .align_y(Center);
        vec![
            arrows.into(),
            key_hint(look, "", Command::Enter.key(), t!(words, "records-hint-open")),
            key_hint(look, "", Command::Find.key(), t!(words, "records-hint-find")),
        ]
    }
}

pub fn view<'a>(screen: &'a RecordsScreen, ctx: &'a Ctx) -> Element<'a, Message> {
    let right =
        column![filters(screen, ctx), table(screen, ctx)].spacing(space::S10).width(Fill).height(Fill);
    if ctx.width < NARROW {
        return right.into();
    }
    row![screen.side(ctx), right].spacing(space::S12).height(Fill).into()
}

/// The search and the filters.
fn filters<'a>(screen: &'a RecordsScreen, ctx: &'a Ctx) -> Element<'a, Message> {
    let (look, words) = (ctx.look, &ctx.words);
    let narrow = ctx.width < NARROW;
    let criteria = &screen.criteria;
    let chip = |what: What, id: &'static str, label: String, value: String, set: bool| {
        let button = button(look, format!("{label} {}", text::fit(&value, 110.0, 14.0)))
            .icon(Icon::ChevronDown)
            .id(id)
            .on_press(Message::Pick(what));
        if set { button.bold() } else { button }
    };
    let find = input(look, FIND, t!(words, "records-find"), screen.typed.clone(), Message::Typed)
        .on_submit(Message::ToTable)
        .width(match ctx.lang() {
            _ if narrow => 180.0,
            // Six filters with English names beside it.
            Lang::En => 150.0,
            Lang::Zh => 200.0,
        });
    let mut bar = Cells::new().spacing(space::S8).align_y(Center);
    if narrow {
        let name = screen.ledger.name(ctx.lang()).to_owned();
        bar = bar.push(chip(What::Side, "records-ledger", t!(words, "records-title"), name, true));
    }
    bar = bar.push(find);
    let default = crate::domain::register::Criteria::default();
    bar = bar.push(chip(
        What::Span,
        "records-span",
        t!(words, "records-span"),
        says::span(words, criteria.span),
        criteria.span != default.span,
    ));
    // In a wide window it stands over the registers.
    if narrow {
        bar = bar.push(source(screen, ctx));
    }
    // Where an old row stands, who handled it and how it came in is not known.
    let own = !criteria.old;
    if own {
        bar = bar.push(chip(
            What::Standing,
            "records-standing",
            t!(words, "records-standing"),
            says::wanted(words, criteria.standing),
            criteria.standing != default.standing,
        ));
    }
    if screen.ledger != Ledger::Visits {
        bar = bar.push(chip(
            What::Items,
            "records-items",
            says::what_head(words, screen.ledger),
            says::items(ctx, screen.ledger, &criteria.items),
            criteria.items != default.items,
        ));
    }
    let matters = Col::of(screen.ledger).contains(&Col::Grid);
    let all = || t!(words, "records-all");
    if matters {
        let grid = criteria.grid.clone();
        let set = grid.is_some();
        bar = bar.push(chip(
            What::Grid,
            "records-grid",
            t!(words, "records-grid"),
            grid.unwrap_or_else(all),
            set,
        ));
    }
    let staff = criteria.staff;
    if own {
        bar = bar.push(chip(
            What::Staff,
            "records-staff",
            t!(words, "records-staff"),
            staff.map_or_else(all, |staff| says::staff(ctx, staff)),
            staff.is_some(),
        ));
    }
    if matters && own {
        let channel = criteria.channel;
        bar = bar.push(chip(
            What::Channel,
            "records-channel",
            t!(words, "records-channel"),
            channel.map_or_else(all, |channel| says::channel(words, channel)),
            channel.is_some(),
        ));
    }
    let columns = button(look, t!(words, "records-columns"))
        .icon(Icon::Columns3)
        .id("records-columns")
        .on_press(Message::Pick(What::Columns));
    bar.push(columns).wrap().vertical_spacing(space::S8).into()
}

fn table<'a>(screen: &'a RecordsScreen, ctx: &'a Ctx) -> Element<'a, Message> {
    let look = ctx.look;
    let columns = screen.seen_columns(ctx);
    let heads = heads(screen, &columns, ctx);
    let many = screen.shown.len();
    let body: Element<'a, Message> = match state(screen, ctx) {
        Some((title, line, again)) => {
            let again = again.then(|| {
                button(look, t!(ctx.words, "records-again")).id("records-again").on_press(Message::Again)
            });
            let words = column![text::section(look, title), text::second(look, line)]
                .push(again.map(Element::from))
                .spacing(space::S8);
            container(words).padding(space::S24).width(Fill).height(Fill).into()
        }
        None => vscroll(
            look,
            many,
            ROW,
            &screen.scroll,
            |range| {
                let mut rows = Column::new();
                for at in range {
                    rows = rows.push(row_of(screen, at, &columns, ctx));
                }
                rows.into()
            },
            Message::Scrolled,
        )
        .into(),
    };
    let page = screen.scroll.page(ROW);
    let body = focusable(container(body).width(Fill).height(Fill))
        .id(TABLE)
        .claims_focus()
        .on_key(move |key, modifiers, _| key_of(key, modifiers, page))
        .style(move |status| Style {
            edge: status.focused.then(|| look.focus_edge().rounded(size::RADIUS)),
            ..Style::default()
        });
    card(look, column![heads, rule(look), body, rule(look), foot(screen, ctx)])
        .width(Fill)
        .height(Fill)
        .into()
}

/// In place of the rows: why there are none.
fn state(screen: &RecordsScreen, ctx: &Ctx) -> Option<(String, String, bool)> {
    let words = &ctx.words;
    if let Some(failed) = &screen.failed {
        return Some((t!(words, "records-failed"), failed.clone(), true));
    }
    if !screen.shown.is_empty() {
        return None;
    }
    if screen.reading == Reading::Going {
        return Some((t!(words, "records-reading"), String::new(), false));
    }
    if screen.criteria.old && screen.rows.is_empty() {
        return Some((t!(words, "records-old-empty"), t!(words, "records-old-empty-line"), false));
    }
    if !screen.ledger.is_kept() && !screen.criteria.old {
        return Some((t!(words, "records-not-kept"), t!(words, "records-not-kept-line"), false));
    }
    if screen.rows.is_empty() {
        return Some((t!(words, "records-empty"), t!(words, "records-empty-line"), false));
    }
    Some((t!(words, "records-nothing"), t!(words, "records-nothing-line"), false))
}

fn heads<'a>(screen: &'a RecordsScreen, columns: &[(usize, Col)], ctx: &'a Ctx) -> Element<'a, Message> {
    let look = ctx.look;
    let mut cells = Cells::new().spacing(space::S8).align_y(Center);
    for (at, col) in columns {
        let label = says::head(&ctx.words, *col, screen.ledger);
        let sorted = col.sorts() == Some(screen.sort.by) && first_sorted(screen, columns) == Some(*at);
        let mark = match (sorted, screen.sort.falling) {
            (true, true) => Some(Icon::ChevronDown),
            (true, false) => Some(Icon::ChevronUp),
            (false, _) => None,
        };
        let words = if sorted { text::strong(look, label) } else { text::second(look, label) };
        let marked = screen.head == *at;
        let inside = row![text::one_line(words)]
            .push(mark.map(|icon| tinted(icon, size::GLYPH_TAG, look.roles.text2)))
            .spacing(space::S4)
            .align_y(Center);
        let cell = container(inside).height(34).align_y(Center).clip(true);
        let cell = if marked { cell.style(move |_| boxes::ink(look.roles.sunken)) } else { cell };
        let cell = width_of(cell, *col, ctx.lang());
        let cell: Element<'a, Message> = if col.sorts().is_some() {
            mouse_area(cell)
                .on_press(Message::Head(*at))
                .interaction(iced::mouse::Interaction::Pointer)
                .into()
        } else {
            cell.into()
        };
        cells = cells.push(cell);
    }
    // The rows leave room for the bar beside them.
    let sides = iced::padding::left(space::S12).right(space::S12 + BAR);
    focusable(container(cells).padding(sides).width(Fill))
        .id(HEADS)
        .claims_focus()
        .on_key(|key, modifiers, _| head_key(key, modifiers))
        .style(move |status| Style {
            edge: status.focused.then(|| look.focus_edge().rounded(size::RADIUS)),
            ..Style::default()
        })
        .into()
}

/// Of two columns that sort by the same, the first bears the mark.
fn first_sorted(screen: &RecordsScreen, columns: &[(usize, Col)]) -> Option<usize> {
    columns.iter().find(|(_, col)| col.sorts() == Some(screen.sort.by)).map(|(at, _)| *at)
}

fn width_of(
    cell: iced::widget::Container<'_, Message>,
    col: Col,
    lang: Lang,
) -> iced::widget::Container<'_, Message> {
    if col.width(lang) == 0.0 { cell.width(Fill) } else { cell.width(col.width(lang)) }
}

fn row_of<'a>(
    screen: &'a RecordsScreen,
    at: usize,
    columns: &[(usize, Col)],
    ctx: &'a Ctx,
) -> Element<'a, Message> {
    let look = ctx.look;
    let (fact, line) = (screen.row(at), screen.line(at));
    let mut cells = Cells::new().spacing(space::S8).align_y(Center);
    for (_, col) in columns {
        let cell: Element<'a, Message> = match fact {
            Some(fact) if *col == Col::Standing => {
                let today = ctx.now.date_naive();
                let late = fact.due.filter(|_| fact.is_overdue(today)).map(|due| (today - due).num_days());
                says::standing_tag(ctx, fact.standing, late).into()
            }
            Some(fact) => {
                let words = words_of(screen, fact, line, *col, ctx);
                // What is left is shared by columns whose width is not known here.
                let width = col.width(ctx.lang());
                let words = if width > 0.0 { text::fit(&words, width, type_::BODY.size) } else { words };
                let words = text::body(look, words);
                let face = if *col == Col::Serial { text::BOLD } else { text::FONT };
                text::one_line(words.font(face)).into()
            }
            None => text::body(look, "").into(),
        };
        cells = cells.push(width_of(container(cell).clip(true), *col, ctx.lang()));
    }
    let row = list_row(look, screen.chosen == at, cells, None, None).height(ROW);
    mouse_area(row).on_press(Message::Open(at)).interaction(iced::mouse::Interaction::Pointer).into()
}

/// Whether what a row is about is for named workers only.
pub(super) fn is_hidden(screen: &RecordsScreen, fact: &Row, line: Option<&RegisterLine>, ctx: &Ctx) -> bool {
    let of_line = screen.ledger == Ledger::Visits && line.is_some_and(|line| line.restricted);
    (fact.restricted || of_line) && !may_read(ctx, true)
}

/// What stands in a cell: masked, unless F8 is held.
fn words_of(screen: &RecordsScreen, fact: &Row, line: Option<&RegisterLine>, col: Col, ctx: &Ctx) -> String {
    fn shown<T: Mask + std::fmt::Display>(ctx: &Ctx, value: Option<&Masked<T>>) -> String {
        value.map_or_else(|| "—".to_owned(), |value| ctx.shown(value))
    }
    let words = &ctx.words;
    let none = || "—".to_owned();
    let hidden = is_hidden(screen, fact, line, ctx);
    let day = |day: Option<NaiveDate>| day.map_or_else(none, |day| says::date(ctx, day));
    match col {
        Col::Date => says::date(ctx, fact.at.day()),
        Col::Time | Col::Staff if fact.standing == Standing::Old => {
            let old = line.and_then(|line| line.old.as_ref());
            let words = old.map(|old| if col == Col::Time { &old.time } else { &old.handler });
            words.filter(|words| !words.is_empty()).cloned().unwrap_or_else(none)
        }
        Col::Time => fact.at.time().format("%H:%M").to_string(),
        // What it is about is told by these too, or may be.
        Col::What | Col::Mode | Col::Grid | Col::Serial if hidden => t!(words, "records-hidden"),
        Col::Grid if fact.grid == 0 => none(),
        Col::Grid => screen.names.name(fact.grid).to_owned(),
        Col::Channel => fact.channel.map_or_else(none, |channel| says::channel(words, channel)),
        Col::Due => day(fact.due),
        Col::Staff if fact.staff == 0 => none(),
        Col::Staff => says::staff(ctx, fact.staff),
        Col::Mode => {
            let item = ctx.book.catalogue.item(screen.names.name(fact.what));
            item.map_or_else(none, |item| mode_name(words, item.mode))
        }
        Col::What => says::what(ctx, screen.ledger, screen.names.name(fact.what)),
        // The tag says it.
        Col::Standing => says::standing(words, fact.standing),
        // What stands in the record is there in a moment.
        _ => match line {
            None => "…".to_owned(),
            Some(_) if hidden && matches!(col, Col::Name | Col::Document | Col::Phone | Col::About) => {
                t!(words, "records-hidden")
            }
            Some(line) => match col {
                Col::Serial => {
                    let old =
                        || line.old.as_ref().map(|old| old.number.clone()).filter(|old| !old.is_empty());
                    line.serial.as_ref().map(ToString::to_string).or_else(old).unwrap_or_else(none)
                }
                Col::Name => shown(ctx, line.name.as_ref()),
                Col::Document => match &line.document {
                    Some(document) if ctx.reveal => document.number().reveal().to_string(),
                    Some(document) => document.tail4(),
                    None => none(),
                },
                Col::Phone => shown(ctx, line.phone.as_ref()),
                Col::About => line.about.clone(),
                Col::People => line.people.map_or_else(none, |people| people.to_string()),
                Col::Left => line.until.map_or_else(none, |left| {
                    let how = line.left_by.map_or_else(String::new, |by| {
                        t!(words, "person-left-how", how = crate::i18n::person::left_by(words, by))
                    });
                    format!("{}{how}", left.format("%H:%M"))
                }),
                Col::Hours => line.hours.clone(),
                _ => none(),
            },
        },
    }
}

/// What a key means while the table has the focus.
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
        Named::Home => Message::Move(-isize::MAX),
        Named::End => Message::Move(isize::MAX),
        Named::Enter => Message::Enter,
        _ => return None,
    })
}

/// The same while the heads have it.
fn head_key(key: &Key, modifiers: Modifiers) -> Option<Message> {
    if !modifiers.is_empty() {
        return None;
    }
    match key {
        Key::Named(Named::ArrowLeft) => Some(Message::HeadMove(-1)),
        Key::Named(Named::ArrowRight) => Some(Message::HeadMove(1)),
        Key::Named(Named::Enter | Named::Space) => Some(Message::HeadEnter),
        _ => None,
    }
}
