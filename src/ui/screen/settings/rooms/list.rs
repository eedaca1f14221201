//! 场地: the list and the open room.

use std::collections::BTreeMap;

use iced::widget::{column, container, row};
use iced::{Center, Element, Fill, Task};

use crate::domain::room::Room;
use crate::i18n::desk_error;
use crate::t;
use crate::ui::component::button;
use crate::ui::component::card::upright;
use crate::ui::ctx::{Action, Answer, Ctx, WIDE};
use crate::ui::icon::{Icon, tinted};
use crate::ui::screen::settings::frame::{self, Saving};
use crate::ui::screen::settings::picker;
use crate::ui::text;
use crate::ui::theme::{size, space, type_};
use crate::ui::widget::{Scroll, ScrollState, tab};

use super::draft::{Draft, Edit};
use super::form;

/// The list.
pub const LIST: &str = "rooms-list";
const LIST_WIDTH: f32 = 248.0;

/// What happens here.
#[derive(Debug, Clone)]
pub enum Message {
    /// The room with this place in the list; pressed by the pointer, or only moved to.
    Choose(usize, bool),
    /// The list was scrolled.
    Scroll(Scroll),
    /// A new room.
    Add,
    /// Away with the new room that was not saved.
    Drop,
    /// Something of the open room.
    Edit(Edit),
    /// Back to the list, where both do not fit.
    Close,
    /// Save the open room.
    Save,
    /// What the desk said to this one: its key among the drafts, and its code.
    Saved(String, String, Answer<()>),
}

/// The rooms.
#[derive(Debug, Default)]
pub struct RoomsList {
    scroll: ScrollState,
    /// The code of the open room; empty: the new one.
    open: Option<String>,
    /// Where list and form do not fit side by side: the form is seen, not the list.
    entered: bool,
    drafts: BTreeMap<String, Draft>,
    saving: Saving,
}

impl RoomsList {
    /// Whether something is not saved.
    pub fn unsaved(&self) -> bool {
        self.drafts.values().any(Draft::changed)
    }

    fn one_column(ctx: &Ctx) -> bool {
        ctx.width < WIDE
    }

    /// Goes into the room marked in the list, where only the list is seen; false when there is nothing to do.
    pub fn enter(&mut self, ctx: &Ctx) -> bool {
        let goes = Self::one_column(ctx) && self.open.is_some() && !self.entered;
        self.entered |= goes;
        goes
    }

    /// Back to the list, where only the form is seen; false when there is nothing to do.
    pub fn close(&mut self, ctx: &Ctx) -> bool {
        let goes = Self::one_column(ctx) && self.open.is_some() && self.entered;
        self.entered &= !goes;
        goes
    }

    /// The codes in the order of the list, the new room first; the parts of a hall after it.
    fn codes(&self, ctx: &Ctx) -> Vec<String> {
        let known = ctx.book.rooms.rooms.iter().map(|room| room.code.clone());
        self.drafts.contains_key("").then(String::new).into_iter().chain(known).collect()
    }

    fn open_draft(&mut self, ctx: &Ctx) -> Option<&mut Draft> {
        let code = self.open.clone()?;
        if !self.drafts.contains_key(&code) {
            let room = ctx.book.rooms.room(&code)?.clone();
            let _ = self.drafts.insert(code.clone(), Draft::of(room));
        }
        self.drafts.get_mut(&code)
    }

    /// Handles what happens.
    pub fn update(&mut self, message: Message, ctx: &Ctx) -> Action<Message> {
        match message {
            Message::Choose(index, pressed) => {
                if let Some(code) = self.codes(ctx).get(index) {
                    self.drafts.retain(|code, draft| code.is_empty() || draft.changed());
                    self.open = Some(code.clone());
                    self.entered = pressed;
                    self.saving.touched();
                    self.scroll.reveal(index, size::ROW_LIST);
                    let _ = self.open_draft(ctx);
                }
            }
            Message::Scroll(scroll) => self.scroll.update(scroll),
            Message::Add => {
                let blank = Draft::new(Room::blank(&free_code(ctx)));
                let _ = self.drafts.entry(String::new()).or_insert(blank);
                self.scroll.top = 0.0;
                self.open = Some(String::new());
                self.entered = true;
                self.saving.touched();
                return Action::Run(tab::focus(form::CODE));
            }
            Message::Drop => {
                let _ = self.drafts.remove("");
                self.open = None;
                self.saving.touched();
                return Action::Run(tab::focus(LIST));
            }
            Message::Edit(edit) => {
                self.saving.touched();
                if let Some(id) = self.open_draft(ctx).and_then(|draft| draft.edit(edit, ctx)) {
                    return Action::Run(tab::focus(id));
                }
            }
            Message::Close => {
                let _ = self.close(ctx);
                return Action::Run(tab::focus(LIST));
            }
            Message::Save => return self.save(ctx),
            Message::Saved(key, code, Ok(())) => {
                let _ = self.drafts.remove(&key);
                if self.open.as_deref() == Some(key.as_str()) {
                    self.open = Some(code.clone());
                }
                if let Some(room) = ctx.desk.book().rooms.room(&code) {
                    let _ = self.drafts.insert(code, Draft::of(room.clone()));
                }
                self.saving.done();
                return Action::Refresh(Task::none());
            }
            Message::Saved(_, _, Err(error)) => self.saving.failed(desk_error(&ctx.words, &error)),
        }
        Action::None
    }

    /// Saves the open room, or the first one that was changed.
    fn save(&mut self, ctx: &Ctx) -> Action<Message> {
        if self.saving.busy || !ctx.desk.is_supervisor() {
            return Action::None;
        }
        let open = self.open.clone().filter(|code| self.drafts.get(code).is_some_and(Draft::changed));
        let first = || self.drafts.iter().find(|(_, draft)| draft.changed()).map(|(code, _)| code.clone());
        let Some(key) = open.or_else(first) else { return Action::None };
        self.open = Some(key.clone());
        self.entered = true;
        let Some(draft) = self.drafts.get_mut(&key) else { return Action::None };
        let room = match draft.finished(ctx) {
            Ok(room) => room,
            Err(first_wrong) => return Action::Run(tab::focus(first_wrong)),
        };
        self.saving.begun();
        let code = room.code.clone();
        Action::Run(ctx.work(
            move |desk| desk.save_room(&room),
            move |answer| Message::Saved(key.clone(), code.clone(), answer),
        ))
    }

    /// The part.
    pub fn view<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let open = self.open.as_ref().and_then(|code| self.drafts.get(code));
        if Self::one_column(ctx) {
            return match open {
                Some(draft) if self.entered => self.form(ctx, draft, true),
                _ => self.list(ctx),
            };
        }
        let right = match open {
            Some(draft) => self.form(ctx, draft, false),
            None => frame::page(
                ctx.look,
                frame::quiet(ctx.look, Icon::Info, t!(ctx.words, "rooms-choose")),
                (!ctx.desk.is_supervisor()).then(|| frame::supervisors(ctx)),
            ),
        };
        row![container(self.list(ctx)).width(LIST_WIDTH), upright(ctx.look), right].height(Fill).into()
    }

    fn list<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let codes = self.codes(ctx);
        let at = self.open.as_ref().and_then(|open| codes.iter().position(|code| code == open));
        let list = picker::scrolled(
            look,
            LIST,
            (codes.len(), at, &self.scroll),
            |index| self.line(ctx, &codes[index]),
            Message::Choose,
            Message::Scroll,
        );
        let add = button(look, t!(words, "rooms-add"))
            .icon(Icon::Plus)
            .id("rooms-add")
            .width(Fill)
            .on_press_maybe(ctx.desk.is_supervisor().then_some(Message::Add));
        column![container(list).height(Fill), container(add).padding(space::S8)].height(Fill).into()
    }

    fn line<'a>(&self, ctx: &Ctx, code: &str) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let room = ctx.book.rooms.room(code);
        let draft = self.drafts.get(code);
        let name = match (room, draft) {
            (Some(room), _) => room.short(ctx.lang()).to_owned(),
            (None, Some(draft)) if !draft.text(super::draft::Text::NameZh).trim().is_empty() => {
                draft.text(super::draft::Text::NameZh).to_owned()
            }
            _ => t!(words, "rooms-new"),
        };
        let retired = room.is_some_and(|room| room.retired);
        let mark =
            draft.is_some_and(Draft::changed).then(|| tinted(Icon::Pencil, size::GLYPH_TAG, look.roles.warn));
        let gone = retired.then(|| text::one_line(text::hint(look, t!(words, "items-retired-mark"))));
        let width = LIST_WIDTH - 96.0 - if retired { 52.0 } else { 0.0 };
        let width = if Self::one_column(ctx) { 520.0 } else { width };
        let ink = if retired { look.roles.text3 } else { look.roles.text };
        let name = text::fit(&name, width, type_::BODY.size);
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

    fn form<'a>(&'a self, ctx: &'a Ctx, draft: &'a Draft, narrow: bool) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let may = ctx.desk.is_supervisor();
        let body = form::form(ctx, draft, may).map(Message::Edit);
        let save = frame::save_bar(ctx, &self.saving, may, draft.changed(), Message::Save);
        let back = narrow.then(|| {
            button(look, t!(words, "items-list"))
                .icon(Icon::ChevronLeft)
                .id("rooms-back")
                .on_press(Message::Close)
        });
        let away = draft
            .is_new()
            .then(|| button(look, t!(words, "rooms-drop")).id("rooms-drop").on_press(Message::Drop));
        let bar =
            row![].push(back).push(container(save).width(Fill)).push(away).spacing(space::S8).align_y(Center);
        frame::page(look, body, Some(bar.into()))
    }
}

/// The next code nobody has: `R12`.
fn free_code(ctx: &Ctx) -> String {
    let mut numbers = 1..;
    let taken = |number: &u32| ctx.book.rooms.room(&format!("R{number:02}")).is_some();
    numbers.find(|number| !taken(number)).map(|number| format!("R{number:02}")).unwrap_or_default()
}
