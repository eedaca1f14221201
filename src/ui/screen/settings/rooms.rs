//! 场地: the rooms, the rules they are lent by, and when they are closed.

mod closures;
mod closures_view;
mod draft;
mod form;
mod hours;
mod labels;
mod list;
mod numbers;
mod rules;

use iced::widget::{column, container};
use iced::{Element, Fill};

use crate::t;
use crate::ui::component::choice;
use crate::ui::ctx::{Action, Ctx};
use crate::ui::theme::space;

/// Which of the three is seen.
pub const PARTS: &str = "rooms-part";

/// What happens here.
#[derive(Debug, Clone)]
pub enum Message {
    /// To another part.
    Part(usize),
    /// In 场地.
    List(list::Message),
    /// In 规则.
    Rules(rules::Message),
    /// In 停开.
    Closures(closures::Message),
    /// Save what is open.
    Save,
}

/// A part of the section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Part {
    #[default]
    List,
    Rules,
    Closures,
}

/// 场地
#[derive(Debug)]
pub struct Rooms {
    part: Part,
    list: list::RoomsList,
    rules: rules::Rules,
    closures: closures::Closures,
}

impl Rooms {
    /// As they are at hand.
    pub fn new(ctx: &Ctx) -> Self {
        Self {
            part: Part::List,
            list: list::RoomsList::default(),
            rules: rules::Rules::new(ctx),
            closures: closures::Closures::new(ctx),
        }
    }

    /// Whether something is not saved.
    pub fn unsaved(&self) -> bool {
        self.list.unsaved() || self.rules.unsaved() || self.closures.unsaved()
    }

    /// Goes into what is marked in the list, where only the list is seen; answers what takes the focus.
    pub fn enter(&mut self, ctx: &Ctx) -> Option<&'static str> {
        match self.part {
            Part::List => self.list.enter(ctx).then_some(form::FIRST),
            Part::Closures => self.closures.enter(ctx).then_some(closures::ROOM),
            Part::Rules => None,
        }
    }

    /// Back to the list, where only the form is seen; answers what takes the focus.
    pub fn close(&mut self, ctx: &Ctx) -> Option<&'static str> {
        match self.part {
            Part::List => self.list.close(ctx).then_some(list::LIST),
            Part::Closures => self.closures.close(ctx).then_some(closures::LIST),
            Part::Rules => None,
        }
    }

    /// Handles what happens.
    pub fn update(&mut self, message: Message, ctx: &Ctx) -> Action<Message> {
        match message {
            Message::Part(index) => {
                self.part = match index {
                    0 => Part::List,
                    1 => Part::Rules,
                    _ => Part::Closures,
                };
                Action::None
            }
            Message::List(message) => self.list.update(message, ctx).map(Message::List),
            Message::Rules(message) => self.rules.update(message, ctx).map(Message::Rules),
            Message::Closures(message) => self.closures.update(message, ctx).map(Message::Closures),
            Message::Save => self.save(ctx),
        }
    }

    /// Saves the part that is seen, or the first one that was changed.
    fn save(&mut self, ctx: &Ctx) -> Action<Message> {
        let changed = [self.list.unsaved(), self.rules.unsaved(), self.closures.unsaved()];
        let parts = [Part::List, Part::Rules, Part::Closures];
        let here = parts.iter().position(|part| *part == self.part).filter(|at| changed[*at]);
        let Some(at) = here.or_else(|| changed.iter().position(|changed| *changed)) else {
            return Action::None;
        };
        self.part = parts[at];
        match self.part {
            Part::List => self.update(Message::List(list::Message::Save), ctx),
            Part::Rules => self.update(Message::Rules(rules::Message::Save), ctx),
            Part::Closures => self.update(Message::Closures(closures::Message::Save), ctx),
        }
    }

    /// The section.
    pub fn view<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let names =
            [t!(words, "rooms-part-list"), t!(words, "rooms-part-rules"), t!(words, "rooms-part-closures")];
        let parts = choice(look, PARTS, names, &[self.part as usize], Message::Part, false);
        let part = match self.part {
            Part::List => self.list.view(ctx).map(Message::List),
            Part::Rules => self.rules.view(ctx).map(Message::Rules),
            Part::Closures => self.closures.view(ctx).map(Message::Closures),
        };
        column![
            container(Element::from(parts)).padding([space::S8, space::S12]),
            crate::ui::component::rule(look),
            part
        ]
        .height(Fill)
        .into()
    }
}
