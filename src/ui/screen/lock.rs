//! lock
use crate::ui::ctx::{Action, Ctx};
use crate::ui::shortcut::Command;
use iced::Element;
use iced::widget::space as gap;
pub const FIRST: &str = "lock-pin";
#[derive(Debug, Clone)]
pub enum Message {
    Nothing,
}
pub struct Lock;
impl Lock {
    pub fn new(_ctx: &Ctx) -> Self {
        Self
    }
    /// None: unlocked.
    pub fn update(&mut self, _m: Message, _ctx: &Ctx) -> Option<Action<Message>> {
        None
    }
    pub fn command(&mut self, _c: Command, _ctx: &Ctx) -> Action<Message> {
        Action::None
    }
    pub fn view<'a>(&'a self, _ctx: &'a Ctx) -> Element<'a, Message> {
        gap::vertical().into()
    }
}
