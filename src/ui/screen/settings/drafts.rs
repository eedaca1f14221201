//! A list of records and the open one beside it: which is open, what of it was changed, and what is being saved.

use std::collections::BTreeMap;

use iced::widget::{Column, column, container, row};
use iced::{Center, Element, Fill};

use crate::t;
use crate::ui::component::button;
use crate::ui::component::card::upright;
use crate::ui::ctx::{Ctx, WIDE};
use crate::ui::icon::{Icon, tinted};
use crate::ui::text;
use crate::ui::theme::{size, space, type_};
use crate::ui::widget::ScrollState;

use super::frame::{self, Saving};

/// A record as it is being edited.
pub trait Edited {
    /// Whether anything differs from what is saved. A new one counts as soon as it is there.
    fn changed(&self) -> bool;
    /// Whether it was never saved yet.
    fn is_new(&self) -> bool;
}

/// The records of a section by their codes; the new one has none.
#[derive(Debug)]
pub struct Drafts<D> {
    pub scroll: ScrollState,
    pub saving: Saving,
    /// The code of the open record.
    open: Option<String>,
    /// Where list and form do not fit side by side: the form is seen, not the list.
    entered: bool,
    held: BTreeMap<String, D>,
}

impl<D> Default for Drafts<D> {
    fn default() -> Self {
        Self {
            scroll: ScrollState::default(),
            saving: Saving::default(),
            open: None,
            entered: false,
            held: BTreeMap::new(),
        }
    }
}

/// Whether list and form do not fit side by side.
fn one_column(ctx: &Ctx) -> bool {
    ctx.width < WIDE
}

impl<D: Edited> Drafts<D> {
    /// Whether something is not saved.
    pub fn unsaved(&self) -> bool {
        self.held.values().any(Edited::changed)
    }

    /// Whether there is a new record.
    pub fn has_new(&self) -> bool {
        self.held.contains_key("")
    }

    /// The code of the open record; empty: the new one.
    pub fn open(&self) -> Option<&str> {
        self.open.as_deref()
    }

    /// What is being edited under a code.
    pub fn draft(&self, code: &str) -> Option<&D> {
        self.held.get(code)
    }

    /// Goes into the record marked in the list, where only the list is seen; false when there is nothing to do.
    pub fn enter(&mut self, ctx: &Ctx) -> bool {
        let goes = one_column(ctx) && self.open.is_some() && !self.entered;
        self.entered |= goes;
        goes
    }

    /// Back to the list, where only the form is seen; false when there is nothing to do.
    pub fn close(&mut self, ctx: &Ctx) -> bool {
        let goes = one_column(ctx) && self.open.is_some() && self.entered;
        self.entered &= !goes;
        goes
    }

    /// The open record, to be changed; `of` makes it of what is saved under the code.
    pub fn edited(&mut self, of: impl FnOnce(&str) -> Option<D>) -> Option<&mut D> {
        let code = self.open.clone()?;
        if !self.held.contains_key(&code) {
            let _ = self.held.insert(code.clone(), of(&code)?);
        }
        self.held.get_mut(&code)
    }

    /// Opens the record of a code at a place of the list; `pressed` by the pointer, or only moved to.
    pub fn choose(&mut self, code: String, index: usize, pressed: bool, of: impl FnOnce(&str) -> Option<D>) {
        self.held.retain(|code, draft| code.is_empty() || draft.changed());
        self.open = Some(code);
        self.entered = pressed;
        self.saving.touched();
        self.scroll.reveal(index, size::ROW_LIST);
        // The form is made once, when it is opened: it holds the texts of several lines.
        let _ = self.edited(of);
    }

    /// Opens the new record, made by `blank` if there is none yet.
    pub fn add(&mut self, blank: impl FnOnce() -> D) {
        let _ = self.held.entry(String::new()).or_insert_with(blank);
        self.scroll.top = 0.0;
        self.open = Some(String::new());
        self.entered = true;
        self.saving.touched();
    }

    /// Away with the new record.
    pub fn drop_new(&mut self) {
        let _ = self.held.remove("");
        self.open = None;
        self.saving.touched();
    }

    /// The open record if it was changed, or the first that was, with the key it is kept under here. It is open then.
    pub fn next_to_save(&mut self) -> Option<(String, &mut D)> {
        let open = self.open.clone().filter(|code| self.held.get(code).is_some_and(Edited::changed));
        let first = || self.held.iter().find(|(_, draft)| draft.changed()).map(|(code, _)| code.clone());
        let key = open.or_else(first)?;
        self.open = Some(key.clone());
        self.entered = true;
        self.held.get_mut(&key).map(|draft| (key, draft))
    }

    /// What was kept under the key here is saved as this.
    pub fn saved(&mut self, key: &str, code: String, now: Option<D>) {
        let _ = self.held.remove(key);
        if self.open.as_deref() == Some(key) {
            self.open = Some(code.clone());
        }
        if let Some(now) = now {
            let _ = self.held.insert(code, now);
        }
        self.saving.done();
    }

    /// List and form side by side, or one of them; `choose` says what to do while nothing is open.
    pub fn view<'a, M: Clone + 'static>(
        &'a self,
        ctx: &'a Ctx,
        list: Element<'a, M>,
        width: f32,
        choose: String,
        form: impl FnOnce(&'a D, bool) -> Element<'a, M>,
    ) -> Element<'a, M> {
        let open = self.open.as_ref().and_then(|code| self.held.get(code));
        if one_column(ctx) {
            return match open {
                Some(draft) if self.entered => form(draft, true),
                _ => list,
            };
        }
        let right = match open {
            Some(draft) => form(draft, false),
            None => frame::page(
                ctx.look,
                frame::quiet(ctx.look, Icon::Info, choose),
                (!ctx.desk.is_supervisor()).then(|| frame::supervisors(ctx)),
            ),
        };
        row![container(list).width(width), upright(ctx.look), right].height(Fill).into()
    }

    /// A line of a list `width` wide: the code, the name, whether it is retired, whether it was changed.
    pub fn line<'a, M: 'a>(
        &self,
        ctx: &Ctx,
        code: &str,
        name: &str,
        retired: bool,
        width: f32,
    ) -> Element<'a, M> {
        let look = ctx.look;
        let changed = self.draft(code).is_some_and(Edited::changed);
        let mark = changed.then(|| tinted(Icon::Pencil, size::GLYPH_TAG, look.roles.warn));
        let gone = retired.then(|| text::one_line(text::hint(look, t!(ctx.words, "items-retired-mark"))));
        let room = width - 96.0 - if retired { 52.0 } else { 0.0 };
        let room = if one_column(ctx) { 520.0 } else { room };
        let ink = if retired { look.roles.text3 } else { look.roles.text };
        let name = text::fit(name, room, type_::BODY.size);
        row![
            text::one_line(text::second(look, code.to_owned())).width(48),
            container(text::one_line(text::body(look, name)).color(ink)).width(Fill),
        ]
        .push(gone)
        .push(mark)
        .spacing(space::S8)
        .align_y(Center)
        .into()
    }

    /// The page of the open record: its form, and the bar that saves it, leads back where the list is not seen, and throws
    /// a new one away.
    pub fn page<'a, M: Clone + 'static>(
        &'a self,
        ctx: &'a Ctx,
        draft: &D,
        body: Element<'a, M>,
        deeds: Deeds<M>,
    ) -> Element<'a, M> {
        let (look, words) = (ctx.look, &ctx.words);
        let Deeds { name, save, back, away: (away, drop) } = deeds;
        let save = frame::save_bar(ctx, &self.saving, ctx.desk.is_supervisor(), draft.changed(), save);
        let back = back.map(|back| {
            button(look, t!(words, "items-list"))
                .icon(Icon::ChevronLeft)
                .id(format!("{name}-back"))
                .on_press(back)
        });
        let away = draft.is_new().then(|| button(look, away).id(format!("{name}-drop")).on_press(drop));
        let bar =
            row![].push(back).push(container(save).width(Fill)).push(away).spacing(space::S8).align_y(Center);
        frame::page(look, body, Some(bar.into()))
    }
}

/// The list with the button that makes a new record below.
pub fn with_add<'a, M: Clone + 'static>(
    ctx: &Ctx,
    list: Element<'a, M>,
    id: &'static str,
    label: String,
    add: M,
) -> Column<'a, M> {
    let add = button(ctx.look, label)
        .icon(Icon::Plus)
        .id(id)
        .width(Fill)
        .on_press_maybe(ctx.desk.is_supervisor().then_some(add));
    column![container(list).height(Fill), container(add).padding(space::S8)].height(Fill)
}

/// What the bar below a form does.
pub struct Deeds<M> {
    /// How the ids of its buttons begin.
    pub name: &'static str,
    pub save: M,
    /// Back to the list, where it is not seen.
    pub back: Option<M>,
    /// The words for throwing a new one away, and the deed.
    pub away: (String, M),
}
