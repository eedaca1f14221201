//! 事项: the catalogue as this centre offers it. A change is a new version: old matters keep theirs.

mod change;
mod draft;
mod edit;
mod labels;
mod parts;

use iced::widget::{column, container};
use iced::{Element, Fill, Task};

use crate::desk::DeskError;
use crate::domain::catalogue::Item;
use crate::domain::pinyin::find;
use crate::i18n::desk_error;
use crate::t;
use crate::ui::component::input;
use crate::ui::ctx::{Action, Answer, Ctx};
use crate::ui::text;
use crate::ui::theme::space;
use crate::ui::widget::{Scroll, tab};

use super::drafts::{Deeds, Drafts, with_add};
use super::picker;
pub use change::Edit;
pub use draft::Draft;

/// The search field.
pub const SEARCH: &str = "items-search";
/// The list.
pub const LIST: &str = "items-list";
/// The first field of an item.
pub const FIRST: &str = "item-name-zh";
const LIST_WIDTH: f32 = 272.0;

/// What happens here.
#[derive(Debug, Clone)]
pub enum Message {
    /// The search was typed.
    Query(String),
    /// The item with this place in the list; pressed by the pointer, or only moved to.
    Choose(usize, bool),
    /// The list was scrolled.
    Scroll(Scroll),
    /// A new item.
    Add,
    /// Away with the new item that was not saved.
    Drop,
    /// Something of the open item.
    Edit(Edit),
    /// Back to the list, where both do not fit.
    Close,
    /// Save the open item.
    Save,
    /// What the desk said to this one: its key among the drafts, and its code.
    Saved(String, String, Answer<()>),
}

/// 事项
#[derive(Debug, Default)]
pub struct Items {
    query: String,
    drafts: Drafts<Draft>,
}

/// A line of the list.
enum Line<'a> {
    New,
    Known(&'a Item),
}

impl Items {
    /// Whether something is not saved.
    pub fn unsaved(&self) -> bool {
        self.drafts.unsaved()
    }

    /// Goes into the item marked in the list, where only the list is seen; false when there is nothing to do.
    pub fn enter(&mut self, ctx: &Ctx) -> bool {
        self.drafts.enter(ctx)
    }

    /// Back to the list, where only the form is seen; false when there is nothing to do.
    pub fn close(&mut self, ctx: &Ctx) -> bool {
        self.drafts.close(ctx)
    }

    fn lines<'a>(&self, ctx: &'a Ctx) -> Vec<Line<'a>> {
        let catalogue = &ctx.book.catalogue;
        let found = find(&self.query, &ctx.book.item_index);
        let known = found.into_iter().filter_map(|at| catalogue.items.get(at)).map(Line::Known);
        self.drafts.has_new().then_some(Line::New).into_iter().chain(known).collect()
    }

    fn at(&self, lines: &[Line<'_>]) -> Option<usize> {
        let open = self.drafts.open()?;
        lines.iter().position(|line| match line {
            Line::New => open.is_empty(),
            Line::Known(item) => item.code == open,
        })
    }

    /// Handles what happens.
    pub fn update(&mut self, message: Message, ctx: &Ctx) -> Action<Message> {
        match message {
            Message::Query(query) => {
                self.query = query;
                self.drafts.scroll.top = 0.0;
            }
            Message::Choose(index, pressed) => {
                let lines = self.lines(ctx);
                let open = lines.get(index).map(|line| match line {
                    Line::New => String::new(),
                    Line::Known(item) => item.code.clone(),
                });
                if let Some(open) = open {
                    self.drafts.choose(open, index, pressed, kept(ctx));
                }
            }
            Message::Scroll(scroll) => self.drafts.scroll.update(scroll),
            Message::Add => {
                let Some(group) = ctx.book.catalogue.groups.first() else { return Action::None };
                self.drafts.add(|| Draft::new(ctx.desk.blank_item(&group.code)));
                self.query.clear();
                return Action::Run(tab::focus(edit::GROUP));
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
                let now = ctx.desk.book().catalogue.item(&code).cloned().map(Draft::of);
                self.drafts.saved(&key, code, now);
                return Action::Refresh(Task::none());
            }
            Message::Saved(_, _, Err(error)) => {
                self.drafts.saving.failed(match &*error {
                    // What the form itself did not catch is told as it is.
                    DeskError::Catalogue(error) => t!(ctx.words, "items-rule", detail = error.to_string()),
                    other => desk_error(&ctx.words, other),
                });
            }
        }
        Action::None
    }

    /// Saves the open item, or the first one that was changed.
    fn save(&mut self, ctx: &Ctx) -> Action<Message> {
        if self.drafts.saving.busy || !ctx.desk.is_supervisor() {
            return Action::None;
        }
        let Some((key, draft)) = self.drafts.next_to_save() else { return Action::None };
        let item = match draft.finished(&ctx.words) {
            Ok(item) => item,
            Err(first_wrong) => return Action::Run(tab::focus(first_wrong)),
        };
        self.drafts.saving.begun();
        let code = item.code.clone();
        Action::Run(ctx.work(
            move |desk| desk.save_item(&item),
            move |answer| Message::Saved(key.clone(), code.clone(), answer),
        ))
    }

    /// The section.
    pub fn view<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let choose = t!(ctx.words, "items-choose");
        self.drafts
            .view(ctx, self.list(ctx), LIST_WIDTH, choose, |draft, narrow| self.form(ctx, draft, narrow))
    }

    fn list<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let lines = self.lines(ctx);
        let search = input(look, SEARCH, t!(words, "items-search"), &self.query, Message::Query);
        let nothing = lines
            .is_empty()
            .then(|| container(text::second(look, t!(words, "items-nothing"))).padding(space::S12));
        let list = picker::scrolled(
            look,
            LIST,
            (lines.len(), self.at(&lines), &self.drafts.scroll),
            |index| self.line(ctx, &lines[index]),
            Message::Choose,
            Message::Scroll,
        );
        let list = with_add(ctx, list, "items-add", t!(words, "items-add"), Message::Add);
        column![container(Element::from(search)).padding(space::S8)]
            .push(nothing)
            .push(list)
            .height(Fill)
            .into()
    }

    fn line<'a>(&self, ctx: &Ctx, line: &Line<'_>) -> Element<'a, Message> {
        let item = match line {
            Line::New => None,
            Line::Known(item) => Some(item),
        };
        let code = item.map_or("", |item| item.code.as_str());
        let name = match (item, self.drafts.draft(code)) {
            (Some(item), _) => item.short(ctx.lang()).to_owned(),
            (None, Some(draft)) if !draft.item.short_zh.is_empty() => draft.item.short_zh.clone(),
            _ => t!(ctx.words, "items-new"),
        };
        self.drafts.line(ctx, code, &name, item.is_some_and(|item| item.retired), LIST_WIDTH)
    }

    fn form<'a>(&'a self, ctx: &'a Ctx, draft: &'a Draft, narrow: bool) -> Element<'a, Message> {
        let body = edit::form(ctx, draft, ctx.desk.is_supervisor()).map(Message::Edit);
        let deeds = Deeds {
            name: "items",
            save: Message::Save,
            back: narrow.then_some(Message::Close),
            away: (t!(ctx.words, "items-drop"), Message::Drop),
        };
        self.drafts.page(ctx, draft, body, deeds)
    }
}

/// The draft of an item as it is saved.
fn kept(ctx: &Ctx) -> impl FnOnce(&str) -> Option<Draft> {
    |code| ctx.book.catalogue.item(code).cloned().map(Draft::of)
}
