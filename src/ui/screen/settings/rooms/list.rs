//! 场地: the list and the open room.

use iced::{Element, Task};

use crate::domain::room::Room;
use crate::i18n::desk_error;
use crate::t;
use crate::ui::ctx::{Action, Answer, Ctx};
use crate::ui::screen::settings::drafts::{Deeds, Drafts, with_add};
use crate::ui::screen::settings::picker;
use crate::ui::widget::{Scroll, tab};

use super::draft::{Draft, Edit, Text};
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
    drafts: Drafts<Draft>,
}

impl RoomsList {
    /// Whether something is not saved.
    pub fn unsaved(&self) -> bool {
        self.drafts.unsaved()
    }

    /// Goes into the room marked in the list, where only the list is seen; false when there is nothing to do.
    pub fn enter(&mut self, ctx: &Ctx) -> bool {
        self.drafts.enter(ctx)
    }

    /// Back to the list, where only the form is seen; false when there is nothing to do.
    pub fn close(&mut self, ctx: &Ctx) -> bool {
        self.drafts.close(ctx)
    }

    /// The codes in the order of the list, the new room first; the parts of a hall after it.
    fn codes(&self, ctx: &Ctx) -> Vec<String> {
        let known = ctx.book.rooms.rooms.iter().map(|room| room.code.clone());
        self.drafts.has_new().then(String::new).into_iter().chain(known).collect()
    }

    /// Handles what happens.
    pub fn update(&mut self, message: Message, ctx: &Ctx) -> Action<Message> {
        match message {
            Message::Choose(index, pressed) => {
                if let Some(code) = self.codes(ctx).get(index) {
                    self.drafts.choose(code.clone(), index, pressed, kept(ctx));
                }
            }
            Message::Scroll(scroll) => self.drafts.scroll.update(scroll),
            Message::Add => {
                self.drafts.add(|| Draft::new(Room::blank(&free_code(ctx))));
                return Action::Run(tab::focus(form::CODE));
            }
            Message::Drop => {
                self.drafts.drop_new();
                return Action::Run(tab::focus(LIST));
            }
            Message::Edit(edit) => {
                self.drafts.saving.touched();
                if let Some(id) = self.drafts.edited(kept(ctx)).and_then(|draft| draft.edit(edit, ctx)) {
                    return Action::Run(tab::focus(id));
                }
            }
            Message::Close => {
                let _ = self.close(ctx);
                return Action::Run(tab::focus(LIST));
            }
            Message::Save => return self.save(ctx),
            Message::Saved(key, code, Ok(())) => {
                let now = ctx.desk.book().rooms.room(&code).cloned().map(Draft::of);
                self.drafts.saved(&key, code, now);
                return Action::Refresh(Task::none());
            }
            Message::Saved(_, _, Err(error)) => self.drafts.saving.failed(desk_error(&ctx.words, &error)),
        }
        Action::None
    }

    /// Saves the open room, or the first one that was changed.
    fn save(&mut self, ctx: &Ctx) -> Action<Message> {
        if self.drafts.saving.busy || !ctx.desk.is_supervisor() {
            return Action::None;
        }
        let Some((key, draft)) = self.drafts.next_to_save() else { return Action::None };
        let room = match draft.finished(ctx) {
            Ok(room) => room,
            Err(first_wrong) => return Action::Run(tab::focus(first_wrong)),
        };
        self.drafts.saving.begun();
        let code = room.code.clone();
        Action::Run(ctx.work(
            move |desk| desk.save_room(&room),
            move |answer| Message::Saved(key.clone(), code.clone(), answer),
        ))
    }

    /// The part.
    pub fn view<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let choose = t!(ctx.words, "rooms-choose");
        self.drafts
            .view(ctx, self.list(ctx), LIST_WIDTH, choose, |draft, narrow| self.form(ctx, draft, narrow))
    }

    fn list<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let codes = self.codes(ctx);
        let at = self.drafts.open().and_then(|open| codes.iter().position(|code| code == open));
        let list = picker::scrolled(
            ctx.look,
            LIST,
            (codes.len(), at, &self.drafts.scroll),
            |index| self.line(ctx, &codes[index]),
            Message::Choose,
            Message::Scroll,
        );
        with_add(ctx, list, "rooms-add", t!(ctx.words, "rooms-add"), Message::Add).into()
    }

    fn line<'a>(&self, ctx: &Ctx, code: &str) -> Element<'a, Message> {
        let room = ctx.book.rooms.room(code);
        let name = match (room, self.drafts.draft(code)) {
            (Some(room), _) => room.short(ctx.lang()).to_owned(),
            (None, Some(draft)) if !draft.text(Text::NameZh).trim().is_empty() => {
                draft.text(Text::NameZh).to_owned()
            }
            _ => t!(ctx.words, "rooms-new"),
        };
        self.drafts.line(ctx, code, &name, room.is_some_and(|room| room.retired), LIST_WIDTH)
    }

    fn form<'a>(&'a self, ctx: &'a Ctx, draft: &'a Draft, narrow: bool) -> Element<'a, Message> {
        let body = form::form(ctx, draft, ctx.desk.is_supervisor()).map(Message::Edit);
        let deeds = Deeds {
            name: "rooms",
            save: Message::Save,
            back: narrow.then_some(Message::Close),
            away: (t!(ctx.words, "rooms-drop"), Message::Drop),
        };
        self.drafts.page(ctx, draft, body, deeds)
    }
}

/// The draft of a room as it is saved.
fn kept(ctx: &Ctx) -> impl FnOnce(&str) -> Option<Draft> {
    |code| ctx.book.rooms.room(code).cloned().map(Draft::of)
}

/// The next code nobody has: `R12`.
fn free_code(ctx: &Ctx) -> String {
    let mut numbers = 1..;
    let taken = |number: &u32| ctx.book.rooms.room(&format!("R{number:02}")).is_some();
    numbers.find(|number| !taken(number)).map(|number| format!("R{number:02}")).unwrap_or_default()
}
