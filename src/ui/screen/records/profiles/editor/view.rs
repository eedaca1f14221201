//! A profile under change, as seen: what it is called at the left, its columns in the middle, one of them in full at the
//! right, and beneath these how it will be written. In a small window all of it stands in one column that scrolls.

use iced::widget::{Column, Row, column, container, mouse_area, row, space as gap};
use iced::{Center, Element, Fill, mouse};

use crate::domain::ledger::{MARKS, Spot};
use crate::t;
use crate::ui::component::card::dialog_card;
use crate::ui::component::field::error_line;
use crate::ui::component::tag::Tone;
use crate::ui::component::{button, input, rule};
use crate::ui::ctx::{Ctx, NARROW, WIDE};
use crate::ui::icon::{Icon, tinted};
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::{Look, container as boxes, scroll, size, space, type_};

use super::{Editor, Message, NAME, TITLES, WHOM};

/// Width of the dialog at most, px.
const WIDTH: f32 = 1240.0;
/// Room of a bar beside what scrolls, px.
const BAR: f32 = 14.0;

/// Padding of the card, px.
fn padding(ctx: &Ctx) -> f32 {
    if ctx.width < WIDE { space::S12 } else { space::S24 }
}

/// Width of what stands at either side, px.
pub fn side(ctx: &Ctx) -> f32 {
    if ctx.width < NARROW {
        inner(ctx) - BAR
    } else if ctx.width < WIDE {
        256.0
    } else {
        290.0
    }
}

/// Width of the columns, px.
pub fn columns_width(ctx: &Ctx) -> f32 {
    if ctx.width < NARROW { inner(ctx) - BAR } else { inner(ctx) - 2.0 * (side(ctx) + space::S16) }
}

fn inner(ctx: &Ctx) -> f32 {
    (ctx.width - 2.0 * space::S24).min(WIDTH) - 2.0 * padding(ctx)
}

/// A control under its label, and what is wrong with it beneath.
pub fn above<'a>(
    look: Look,
    label: String,
    control: impl Into<Element<'a, Message>>,
    error: Option<String>,
) -> Element<'a, Message> {
    column![text::second(look, label), control.into()]
        .push(error.map(|error| error_line(look, error)))
        .spacing(2)
        .into()
}

/// A sentence with the glyph of its tone.
pub fn told<'a>(look: Look, tone: Tone, words: String) -> Element<'a, Message> {
    let icon = match tone {
        Tone::Warn => Icon::TriangleAlert,
        Tone::Ok => Icon::CircleCheck,
        _ => Icon::Info,
    };
    let ink = tone.ink(look);
    row![
        container(tinted(icon, size::GLYPH, ink)).height(type_::BODY.line).align_y(Center),
        text::body(look, words).width(Fill),
    ]
    .spacing(6)
    .into()
}

impl Editor {
    /// What is seen.
    pub fn view<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        if let Some(contents) = &self.contents {
            return contents.view(ctx).map(Message::Contents);
        }
        let (look, words) = (ctx.look, &ctx.words);
        let ledger = self.ledger.name(ctx.lang());
        let title = if self.id.is_empty() {
            t!(words, "profile-new", ledger = ledger)
        } else {
            t!(words, "profile-change", ledger = ledger)
        };
        let body: Element<'a, Message> = if ctx.width < NARROW {
            let all = column![self.naming(ctx), self.columns(ctx), self.detail(ctx), self.preview(ctx)]
                .spacing(space::S12);
            let all = container(all).padding(iced::padding::right(BAR));
            scroll::vertical(look, all).width(Fill).height(Fill).into()
        } else {
            let aside = |inside: Element<'a, Message>| {
                // The bar stands in the gap; the edge of focus needs a little room.
                let inside = container(inside).padding(iced::padding::all(2));
                scroll::vertical(look, inside).width(side(ctx)).height(Fill)
            };
            let right = column![
                row![container(self.columns(ctx)).width(Fill).height(Fill), aside(self.detail(ctx))]
                    .spacing(space::S16)
                    .height(Fill),
                self.preview(ctx),
            ]
            .spacing(space::S8);
            row![aside(self.naming(ctx)), right].spacing(space::S16).height(Fill).into()
        };
        let save = button(look, t!(words, "set-save"))
            .icon(Icon::Save)
            .key(Command::Save.key())
            .primary()
            .tall()
            .id("profile-save")
            .on_press_maybe((!self.busy).then_some(Message::Save));
        let back = button(look, t!(words, "profiles-back"))
            .key(Command::Back.key())
            .tall()
            .id("profile-back")
            .on_press_maybe((!self.busy).then_some(Message::Back));
        let bar = row![Element::from(save), self.said(ctx), Element::from(back)]
            .spacing(space::S12)
            .align_y(Center);
        let inside = column![text::one_line(text::title(look, title)), body, rule(look), bar]
            .spacing(space::S8)
            .height(Fill);
        let card = dialog_card(look, inside).padding(padding(ctx));
        container(card.height(Fill)).max_width(WIDTH).max_height(650).into()
    }

    /// Between the buttons: what is going on, or wrong, or would be lost.
    fn said<'a>(&self, ctx: &Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let said: Element<'a, Message> = if let Some(error) = &self.error {
            error_line(look, error.clone())
        } else if self.busy {
            text::second(look, t!(words, "set-saving")).into()
        } else if self.warned {
            told(look, Tone::Warn, t!(words, "set-leave-again"))
        } else if !self.faults.is_empty() {
            error_line(look, t!(words, "profile-faults", count = self.faults.len()))
        } else {
            gap::horizontal().into()
        };
        container(said).width(Fill).into()
    }

    /// What it is called, whose it is, and the lines over the heads.
    fn naming<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let (name_fault, whom_fault) = (self.fault(Spot::Name, words), self.fault(Spot::Whom, words));
        let name = input(look, NAME, t!(words, "profile-name-example"), &self.name, Message::Name)
            .on_submit(Message::Next)
            .error(name_fault.is_some());
        let whom = input(look, WHOM, t!(words, "profile-whom-example"), &self.whom, Message::Whom)
            .on_submit(Message::Next)
            .error(whom_fault.is_some());
        // Always one more than there are, to be typed in.
        let filled = self.titles.iter().rposition(|title| !title.is_empty()).map_or(0, |at| at + 1);
        let mut titles = Column::new().spacing(space::S4);
        for ((at, id), title) in TITLES.iter().enumerate().zip(&self.titles).take(filled + 1) {
            let fault = self.title_fault(at, ctx);
            let field = input(look, *id, "", title, move |title| Message::Title(at, title))
                .on_submit(Message::Next)
                .error(fault.is_some());
            titles = titles.push(Element::from(field)).push(fault.map(|fault| error_line(look, fault)));
        }
        column![
            above(look, t!(words, "profile-name"), name, name_fault),
            above(look, t!(words, "profile-whom"), whom, whom_fault),
            above(look, t!(words, "profile-titles"), titles, self.fault(Spot::Title(None), words)),
            marks(ctx),
        ]
        .spacing(space::S8)
        .into()
    }

    fn title_fault(&self, at: usize, ctx: &Ctx) -> Option<String> {
        let of = (0..=at).find(|of| self.title_at(*of) == Some(at))?;
        self.fault(Spot::Title(Some(of)), &ctx.words)
    }
}

/// The marks a title may have, each with what it stands for. A press puts it into the line; the keyboard types it.
fn marks<'a>(ctx: &Ctx) -> Element<'a, Message> {
    let (look, words) = (ctx.look, &ctx.words);
    let said = [
        t!(words, "profile-mark-community"),
        t!(words, "profile-mark-centre"),
        t!(words, "profile-mark-street"),
        t!(words, "profile-mark-period"),
        t!(words, "profile-mark-date"),
    ];
    let mut lines = Column::new().spacing(2).push(text::hint(look, t!(words, "profile-marks")));
    for (at, (mark, said)) in MARKS.into_iter().zip(said).enumerate() {
        let chip = container(text::one_line(text::plain(type_::HINT, mark).color(look.roles.text)))
            .padding([0.0, 6.0])
            .height(size::TAG)
            .align_y(Center)
            .style(move |_| boxes::key(look, look.roles.line_strong));
        let chip = mouse_area(chip).on_press(Message::Mark(at)).interaction(mouse::Interaction::Pointer);
        let line: Row<'a, Message> = row![container(chip).width(60), text::hint(look, said).width(Fill)];
        lines = lines.push(line.spacing(6).align_y(Center));
    }
    lines.into()
}
