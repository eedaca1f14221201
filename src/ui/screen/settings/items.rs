//! 事项: the catalogue as this centre offers it. A change is a new version: old matters keep theirs.

mod change;
mod draft;
mod edit;
mod labels;
mod parts;

use std::collections::BTreeMap;

use iced::widget::{column, container, row};
use iced::{Center, Element, Fill, Task};

use crate::desk::DeskError;
use crate::domain::catalogue::Item;
use crate::domain::pinyin::find;
use crate::i18n::desk_error;
use crate::t;
use crate::ui::component::card::upright;
use crate::ui::component::{button, input};
use crate::ui::ctx::{Action, Answer, Ctx, WIDE};
use crate::ui::icon::{Icon, tinted};
use crate::ui::text;
use crate::ui::theme::{size, space, type_};
use crate::ui::widget::{Scroll, ScrollState, tab};

use super::frame::{self, Saving};
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
    scroll: ScrollState,
    /// The code of the open item; empty: the new one.
    open: Option<String>,
    /// Where list and form do not fit side by side: the form is seen, not the list.
    entered: bool,
    drafts: BTreeMap<String, Draft>,
    saving: Saving,
}

/// A line of the list.
enum Line<'a> {
    New,
    Known(&'a Item),
}

impl Items {
    /// Whether something is not saved.
    pub fn unsaved(&self) -> bool {
        self.drafts.values().any(Draft::changed)
    }

    /// Whether list and form do not fit side by side.
    fn one_column(ctx: &Ctx) -> bool {
        ctx.width < WIDE
    }

    /// Goes into the item marked in the list, where only the list is seen; false when there is nothing to do.
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

    fn lines<'a>(&self, ctx: &'a Ctx) -> Vec<Line<'a>> {
        let catalogue = &ctx.book.catalogue;
        let found = find(&self.query, &ctx.book.item_index);
        let known = found.into_iter().filter_map(|at| catalogue.items.get(at)).map(Line::Known);
        self.drafts.contains_key("").then_some(Line::New).into_iter().chain(known).collect()
    }

    fn at(&self, lines: &[Line<'_>]) -> Option<usize> {
        let open = self.open.as_deref()?;
        lines.iter().position(|line| match line {
            Line::New => open.is_empty(),
            Line::Known(item) => item.code == open,
        })
    }

    fn open_draft(&mut self, ctx: &Ctx) -> Option<&mut Draft> {
        let code = self.open.clone()?;
        if !self.drafts.contains_key(&code) {
            let item = ctx.book.catalogue.item(&code)?.clone();
            let _ = self.drafts.insert(code.clone(), Draft::of(item));
        }
        self.drafts.get_mut(&code)
    }

    /// Handles what happens.
    pub fn update(&mut self, message: Message, ctx: &Ctx) -> Action<Message> {
        match message {
            Message::Query(query) => {
                self.query = query;
                self.scroll.top = 0.0;
            }
            Message::Choose(index, pressed) => {
                let lines = self.lines(ctx);
                let open = lines.get(index).map(|line| match line {
                    Line::New => String::new(),
                    Line::Known(item) => item.code.clone(),
                });
                if open.is_some() {
                    self.forget_unchanged();
                    self.open = open;
                    self.entered = pressed;
                    self.saving.touched();
                    self.scroll.reveal(index, size::ROW_LIST);
                    // The form is made once, when it is opened: it holds the texts of several lines.
                    let _ = self.open_draft(ctx);
                }
            }
            Message::Scroll(scroll) => self.scroll.update(scroll),
            Message::Add => {
                if !self.drafts.contains_key("") {
                    let Some(group) = ctx.book.catalogue.groups.first() else { return Action::None };
                    let item = ctx.desk.blank_item(&group.code);
                    let _ = self.drafts.insert(String::new(), Draft::new(item));
                }
                self.query.clear();
                self.scroll.top = 0.0;
                self.open = Some(String::new());
                self.entered = true;
                self.saving.touched();
                return Action::Run(tab::focus(edit::GROUP));
            }
            Message::Drop => {
                let _ = self.drafts.remove("");
                self.open = None;
                self.saving.touched();
                return Action::Run(tab::focus(LIST));
            }
            Message::Edit(edit) => {
                self.saving.touched();
                if let Some(draft) = self.open_draft(ctx)
                    && let Some(id) = draft.edit(edit, ctx)
                {
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
                if let Some(item) = ctx.desk.book().catalogue.item(&code) {
                    let _ = self.drafts.insert(code, Draft::of(item.clone()));
                }
                self.saving.done();
                return Action::Refresh(Task::none());
            }
            Message::Saved(_, _, Err(error)) => {
                self.saving.failed(match &*error {
                    // What the form itself did not catch is told as it is.
                    DeskError::Catalogue(error) => t!(ctx.words, "items-rule", detail = error.to_string()),
                    other => desk_error(&ctx.words, other),
                });
            }
        }
        Action::None
    }

    fn forget_unchanged(&mut self) {
        self.drafts.retain(|code, draft| code.is_empty() || draft.changed());
    }

    /// Saves the open item, or the first one that was changed.
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
        let item = match draft.finished(&ctx.words) {
            Ok(item) => item,
            Err(first_wrong) => return Action::Run(tab::focus(first_wrong)),
        };
        self.saving.begun();
        let code = item.code.clone();
        Action::Run(ctx.work(
            move |desk| desk.save_item(&item),
            move |answer| Message::Saved(key.clone(), code.clone(), answer),
        ))
    }

    /// The section.
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
                frame::quiet(ctx.look, Icon::Info, t!(ctx.words, "items-choose")),
                (!ctx.desk.is_supervisor()).then(|| frame::supervisors(ctx)),
            ),
        };
        row![container(self.list(ctx)).width(LIST_WIDTH), upright(ctx.look), right].height(Fill).into()
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
            (lines.len(), self.at(&lines), &self.scroll),
            |index| self.line(ctx, &lines[index]),
            Message::Choose,
            Message::Scroll,
        );
        let add = button(look, t!(words, "items-add"))
            .icon(Icon::Plus)
            .id("items-add")
            .width(Fill)
            .on_press_maybe(ctx.desk.is_supervisor().then_some(Message::Add));
        column![container(Element::from(search)).padding(space::S8)]
            .push(nothing)
            .push(container(list).height(Fill))
            .push(container(add).padding(space::S8))
            .height(Fill)
            .into()
    }

    fn line<'a>(&self, ctx: &Ctx, line: &Line<'_>) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let item = match line {
            Line::New => None,
            Line::Known(item) => Some(item),
        };
        let draft = self.drafts.get(item.map_or("", |item| item.code.as_str()));
        let name = match (item, draft) {
            (Some(item), _) => item.short(ctx.lang()).to_owned(),
            (None, Some(draft)) if !draft.item.short_zh.is_empty() => draft.item.short_zh.clone(),
            _ => t!(words, "items-new"),
        };
        let retired = item.is_some_and(|item| item.retired);
        let mark =
            draft.is_some_and(Draft::changed).then(|| tinted(Icon::Pencil, size::GLYPH_TAG, look.roles.warn));
        let gone = retired.then(|| text::one_line(text::hint(look, t!(words, "items-retired-mark"))));
        let room = LIST_WIDTH - 92.0 - if retired { 52.0 } else { 0.0 };
        let room = if Self::one_column(ctx) { 520.0 } else { room };
        let ink = if retired { look.roles.text3 } else { look.roles.text };
        let name = text::fit(&name, room, type_::BODY.size);
        let code = item.map_or_else(String::new, |item| item.code.clone());
        row![
            text::one_line(text::second(look, code)).width(44),
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
        let body = edit::form(ctx, draft, may).map(Message::Edit);
        let save = frame::save_bar(ctx, &self.saving, may, draft.changed(), Message::Save);
        let back = narrow.then(|| {
            button(look, t!(words, "items-list"))
                .icon(Icon::ChevronLeft)
                .id("items-back")
                .on_press(Message::Close)
        });
        let away = draft
            .is_new()
            .then(|| button(look, t!(words, "items-drop")).id("items-drop").on_press(Message::Drop));
        let bar =
            row![].push(back).push(container(save).width(Fill)).push(away).spacing(space::S8).align_y(Center);
        frame::page(look, body, Some(bar.into()))
    }
}
