//! The dialog as seen: its frame, the file that is asked for, the work that goes on, what it came to.

use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::text::Wrapping;
use iced::widget::{Column, column, container, mouse_area, row, space as gap};
use iced::{Center, Element, Fill, Top, mouse};

use crate::desk::ImportProgress;
use crate::domain::imported::{BatchState, RowFault, What};
use crate::t;
use crate::ui::component::card::dialog_card;
use crate::ui::component::chart::{Lying, lying_bar};
use crate::ui::component::field::error_line;
use crate::ui::component::tag::Tone;
use crate::ui::component::{Button, button, choice, field, input, rule};
use crate::ui::ctx::{Ctx, NARROW};
use crate::ui::icon::{Icon, tinted};
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::{Look, container as boxes, scroll, size, space, type_};
use crate::ui::widget::focusable::{Style, focusable};
use crate::ui::widget::{Scroll, ScrollState, vscroll};

use super::preview::rejects;
use super::{CLOSE, DO, Import, Message, PATH, ROW, Stage, Taken};

const KIND: &str = "import-kind";
const LEDGER: &str = "import-ledger";
const BROWSE: &str = "import-browse";
const NEXT: &str = "import-next";
const PAST: &str = "import-past";
const SEE: &str = "import-see";
/// Width of the labels, px.
const LABEL: f32 = 84.0;
/// Widest the dialog is with lists in it, and without, px.
const BROAD: f32 = 1080.0;
const SLIM: f32 = 680.0;
/// Highest it is with lists in it, px.
const TALL: f32 = 640.0;
/// Room of the bar beside the rows of a list, px.
pub(super) const BAR: f32 = size::SCROLL + 3.0;
/// Room at the sides of a row of a list, px.
pub(super) const MARGIN: f32 = space::S12;

impl Import {
    /// The dialog.
    pub fn view<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        if let Some(pick) = &self.pick {
            return pick.view(ctx).map(Message::Card);
        }
        let (look, words) = (ctx.look, &ctx.words);
        let close = |label: String| {
            Element::from(
                button(look, label).key(Command::Back.key()).tall().id(CLOSE).on_press(Message::Close),
            )
        };
        let title = format!("{}　{}", t!(words, "import-title"), what_name(ctx, self.what()));
        match &self.stage {
            Stage::Asked => {
                let next = button(look, t!(words, "import-next"))
                    .key(Command::Enter.key())
                    .primary()
                    .tall()
                    .id(NEXT)
                    .on_press(Message::Look);
                let past = button(look, t!(words, "import-past"))
                    .icon(Icon::History)
                    .tall()
                    .id(PAST)
                    .on_press(Message::AskPast(None));
                let bar =
                    [next.into(), past.into(), gap::horizontal().into(), close(t!(words, "matter-close"))];
                frame(ctx, t!(words, "import-title"), self.asked(ctx), self.told_trouble(ctx), bar, false)
            }
            Stage::Reading => {
                let inside = text::body(look, t!(words, "import-reading"));
                let bar = [gap::horizontal().into(), close(t!(words, "import-stop"))];
                frame(ctx, title, inside, None, bar, false)
            }
            Stage::Looked => {
                let take = take(ctx, t!(words, "import-do"))
                    .on_press_maybe(self.may_take(ctx).then_some(Message::Take));
                let back = if self.read.as_ref().is_some_and(super::Read::is_counting) {
                    t!(words, "import-stop")
                } else {
                    t!(words, "import-back")
                };
                let hint = text::one_line(text::second(look, t!(words, "import-hint")));
                let bar = [take.into(), hint.into(), gap::horizontal().into(), close(back)];
                frame(ctx, title, self.looked(ctx), None, bar, true)
            }
            Stage::Taking(at) => {
                let inside = column![
                    going(ctx, t!(words, "import-taking"), *at),
                    text::second(look, t!(words, "import-taking-line")),
                ]
                .spacing(space::S12);
                let bar = [gap::horizontal().into(), close(t!(words, "import-stop"))];
                frame(ctx, title, inside, None, bar, false)
            }
            Stage::Done(taken) => {
                let mut bar = Vec::new();
                if taken.done.stopped {
                    bar.push(take(ctx, t!(words, "import-go-on")).on_press(Message::Take).into());
                    let undo = button(look, t!(words, "import-undo")).tall().id("import-to-undo");
                    bar.push(undo.on_press(Message::AskPast(Some(taken.done.batch.clone()))).into());
                } else {
                    let another = button(look, t!(words, "import-another")).tall().id("import-another");
                    bar.push(another.on_press(Message::Another).into());
                }
                bar.extend([gap::horizontal().into(), close(t!(words, "matter-close"))]);
                let tall = !taken.done.rejected.is_empty();
                frame(ctx, title, self.done(taken, ctx), None, bar, tall)
            }
            Stage::Past => {
                let back =
                    if self.past.is_going() { t!(words, "import-stop") } else { t!(words, "import-back") };
                let undo = self.past.button(ctx).map(|undo| undo.map(Message::Past));
                let bar = undo.into_iter().chain([gap::horizontal().into(), close(back)]);
                let inside = self.past.view(ctx).map(Message::Past);
                frame(ctx, t!(words, "import-past"), inside, None, bar, true)
            }
        }
    }

    fn asked<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let line = |label: String, control: Element<'a, Message>, help: Option<String>| {
            Element::from(field(look, label, false, control, None, help).label_width(LABEL))
        };
        let kind = choice(
            look,
            KIND,
            [t!(words, "import-residents"), t!(words, "import-old")],
            &[usize::from(self.old)],
            Message::Kind,
            false,
        );
        let ledger = self.old.then(|| {
            let name = self.ledger.name(ctx.lang());
            let chip = button(look, name).icon(Icon::ChevronDown).id(LEDGER).on_press(Message::AskLedger);
            line(t!(words, "import-ledger"), chip.into(), None)
        });
        let path = input(look, PATH, t!(words, "import-file-example"), &self.path, Message::Path)
            .error(self.trouble.is_some())
            .on_submit(Message::Look);
        let browse = button(look, t!(words, "holidays-browse")).id(BROWSE).on_press(Message::Browse);
        let file = row![Element::from(path), browse].spacing(space::S8);
        let help = if self.old { t!(words, "import-old-help") } else { t!(words, "import-residents-help") };
        let nothing =
            self.nothing_picked.then(|| note(look, Tone::Neutral, t!(words, "holidays-nothing-picked")));
        let open = self.past.unfinished().map(|batch| {
            let what = what_name(ctx, batch.what);
            let said = match batch.state {
                BatchState::Undoing => t!(words, "import-open-undo", id = batch.id.clone(), what = what),
                _ => t!(words, "import-open-one", id = batch.id.clone(), what = what),
            };
            told(ctx, Tone::Warn, said, Some(&batch.id))
        });
        let may =
            (!ctx.desk.is_supervisor()).then(|| note(look, Tone::Neutral, t!(words, "import-supervisors")));
        column![line(t!(words, "import-what"), kind.into(), Some(help))]
            .push(ledger)
            .push(line(t!(words, "import-file"), file.into(), Some(t!(words, "import-file-help"))))
            .push(nothing)
            .push(open)
            .push(may)
            .spacing(space::S12)
            .into()
    }

    /// What is wrong, with a way to what is in the way.
    pub(super) fn told_trouble<'a>(&'a self, ctx: &'a Ctx) -> Option<Element<'a, Message>> {
        let trouble = self.trouble.as_ref()?;
        Some(match &trouble.import {
            None => error_line(ctx.look, trouble.words.clone()),
            Some(id) => told(ctx, Tone::Danger, trouble.words.clone(), Some(id)),
        })
    }

    fn done<'a>(&'a self, taken: &'a Taken, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let done = &taken.done;
        let rejected =
            done.rejected.iter().filter(|row| !matches!(row.fault, RowFault::OnFile { .. })).count();
        let resumed = done.resumed.then(|| note(look, Tone::Neutral, t!(words, "import-resumed")));
        let stopped = done.stopped.then(|| note(look, Tone::Warn, t!(words, "import-stopped")));
        let came = t!(words, "import-done", taken = done.taken, id = done.batch.clone());
        let came = note(look, Tone::Ok, came);
        let left = (done.duplicates > 0 || rejected > 0).then(|| {
            let said = t!(words, "import-done-left", duplicates = done.duplicates, rejected = rejected);
            text::body(look, said)
        });
        let kept: Option<Element<'a, Message>> = taken.kept.as_ref().map(|kept| match kept {
            Ok(path) => column![
                text::second(look, t!(words, "import-kept")),
                text::body(look, path.display().to_string()).wrapping(Wrapping::WordOrGlyph),
            ]
            .spacing(space::S4)
            .into(),
            Err(detail) => {
                let again = button(look, t!(words, "import-keep-again")).id("import-keep");
                let said = t!(words, "import-keep-failed", detail = detail.clone());
                row![container(error_line(look, said)).width(Fill), again.on_press(Message::KeepAgain)]
                    .spacing(space::S12)
                    .align_y(Center)
                    .into()
            }
        });
        let rejects = (!done.rejected.is_empty()).then(|| rejects(self.read.as_ref(), &done.rejected, ctx));
        column![]
            .push(resumed)
            .push(came)
            .push(stopped)
            .push(left)
            .push(kept)
            .push(rejects)
            .spacing(space::S8)
            .into()
    }
}

/// The button that takes a file in, or goes on with it.
fn take(ctx: &Ctx, label: String) -> Button<Message> {
    button(ctx.look, label).icon(Icon::LogIn).key(Command::Save.key()).primary().tall().id(DO)
}

/// A sentence about an import, with a way to it.
pub(super) fn told<'a>(ctx: &Ctx, tone: Tone, said: String, id: Option<&String>) -> Element<'a, Message> {
    let see = id.map(|id| {
        let see = button(ctx.look, t!(ctx.words, "import-see")).id(SEE);
        Element::from(see.on_press(Message::AskPast(Some(id.clone()))))
    });
    row![container(note(ctx.look, tone, said)).width(Fill)]
        .push(see)
        .spacing(space::S12)
        .align_y(Center)
        .into()
}

/// The dialog with a title above and buttons below. `tall`: it has a list in it, and takes what room there is.
fn frame<'a>(
    ctx: &Ctx,
    title: String,
    inside: impl Into<Element<'a, Message>>,
    error: Option<Element<'a, Message>>,
    bar: impl IntoIterator<Item = Element<'a, Message>>,
    tall: bool,
) -> Element<'a, Message> {
    let look = ctx.look;
    let narrow = ctx.width < NARROW;
    let title = text::title(look, title);
    let bar = iced::widget::Row::with_children(bar).spacing(space::S12).align_y(Center);
    let inside: Element<'a, Message> = inside.into();
    let body = column![inside].push(error).spacing(space::S12);
    if tall {
        let gaps = if narrow { space::S8 } else { space::S12 };
        let all = column![title, rule(look), body.width(Fill).height(Fill), rule(look), bar].spacing(gaps);
        let card = dialog_card(look, all).height(Fill);
        let card = if narrow { card.padding(space::S12) } else { card };
        return container(card).max_width(BROAD).max_height(TALL).into();
    }
    if !narrow {
        let all = column![title, rule(look), body, rule(look), bar].spacing(space::S12);
        return container(dialog_card(look, all)).max_width(SLIM).into();
    }
    let body = scroll::vertical(look, container(body).padding(iced::padding::right(14)));
    let all = column![title, body.width(Fill).height(Fill), rule(look), bar].spacing(space::S8);
    let card = dialog_card(look, all).padding(space::S12).height(Fill);
    container(card).max_width(SLIM).max_height(TALL).into()
}

/// How far something is: words, a bar, figures.
pub(super) fn going<'a, M: 'a>(ctx: &Ctx, label: String, at: ImportProgress) -> Element<'a, M> {
    let share = if at.of == 0 { 1.0 } else { at.rows as f32 / at.of as f32 };
    let value = t!(ctx.words, "import-rows-of", rows = at.rows, of = at.of);
    // As wide as it will be at the end, so that the bar does not move.
    let last = t!(ctx.words, "import-rows-of", rows = at.of, of = at.of);
    let room = |words: &str| text::width(words, type_::BODY.size) + space::S12;
    let (before, after) = (room(&label), room(&last));
    lying_bar(ctx.look, Lying { label, dark: share, whole: share, value }, before, after)
}

/// A sentence with its mark.
pub(super) fn note<'a, M: 'a>(look: Look, tone: Tone, words: String) -> Element<'a, M> {
    let icon = match tone {
        Tone::Ok => Icon::CircleCheck,
        Tone::Warn => Icon::TriangleAlert,
        Tone::Danger => Icon::CircleAlert,
        _ => Icon::Info,
    };
    let ink = tone.ink(look);
    let glyph = container(tinted(icon, size::GLYPH, ink)).height(type_::BODY.line).align_y(Center);
    row![glyph, text::plain(type_::BODY, words).color(ink).width(Fill)].spacing(6).align_y(Top).into()
}

/// A row that can be pressed, in a list that has the focus as a whole.
pub(super) fn pressed<'a, M: Clone + 'a>(row: Element<'a, M>, message: M) -> Element<'a, M> {
    mouse_area(row).on_press(message).interaction(mouse::Interaction::Pointer).into()
}

/// A list that scrolls, as one stop of Tab: arrows and pages move in it, Enter does what it is for.
pub(super) fn listed<'a, M: Clone + 'a>(
    look: Look,
    id: &'static str,
    (many, place): (usize, &ScrollState),
    row: impl Fn(usize) -> Element<'a, M>,
    enter: Option<M>,
    moves: impl Fn(isize) -> M + 'a,
    scrolls: impl Fn(Scroll) -> M + 'a,
) -> Element<'a, M> {
    let page = place.page(ROW);
    let rows = vscroll(
        look,
        many,
        ROW,
        place,
        |range| {
            let mut rows = Column::new();
            for at in range {
                rows = rows.push(row(at));
            }
            rows.into()
        },
        scrolls,
    );
    let all = container(rows).padding(look.line()).width(Fill).height(Fill).style(move |_| boxes::card(look));
    focusable(all)
        .id(id)
        .claims_focus()
        .on_key(move |key, modifiers, _| match (led(key, modifiers, page), key) {
            (Some(by), _) => Some(moves(by)),
            (None, Key::Named(Named::Enter)) if modifiers.is_empty() => enter.clone(),
            _ => None,
        })
        .style(move |status| Style {
            edge: status.focused.then(|| look.focus_edge().rounded(size::RADIUS)),
            ..Style::default()
        })
        .into()
}

/// How far a key moves in a list.
fn led(key: &Key, modifiers: Modifiers, page: usize) -> Option<isize> {
    let Key::Named(key) = key else { return None };
    if !modifiers.is_empty() {
        return None;
    }
    Some(match key {
        Named::ArrowUp => -1,
        Named::ArrowDown => 1,
        Named::PageUp => -(page as isize),
        Named::PageDown => page as isize,
        Named::Home => -isize::MAX,
        Named::End => isize::MAX,
        _ => return None,
    })
}

/// What a file holds, in the screen's language.
pub(super) fn what_name(ctx: &Ctx, what: What) -> String {
    match what {
        What::Residents => t!(ctx.words, "import-residents"),
        What::Ledger(ledger) => ledger.name(ctx.lang()).to_owned(),
    }
}
