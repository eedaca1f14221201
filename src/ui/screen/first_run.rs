//! first_run
use crate::ui::ctx::{Action, Ctx};
use crate::ui::shortcut::Command;
use iced::widget::space as gap;
use iced::{Element, Task};
pub const COMMUNITY: &str = "community";
#[derive(Debug, Clone)]
pub enum Message {
    Nothing,
}
pub struct FirstRun;
impl FirstRun {
    pub fn new() -> Self {
        Self
    }
    pub fn update(&mut self, _m: Message, _ctx: &Ctx) -> Action<Message> {
        Action::None
    }
    pub fn command(&mut self, _c: Command, _ctx: &Ctx) -> Action<Message> {
        Action::None
    }
    pub fn tick(&mut self, _ctx: &Ctx) -> Action<Message> {
        Action::None
    }
    pub fn view<'a>(&'a self, _ctx: &'a Ctx) -> Element<'a, Message> {
        gap::vertical().into()
    }
    pub fn dialog<'a>(&'a self, _ctx: &'a Ctx) -> Option<Element<'a, Message>> {
        None
    }
    pub fn heading(&self, _ctx: &Ctx) -> (String, String) {
        (String::new(), String::new())
    }
    pub fn hints<'a>(&'a self, _ctx: &'a Ctx) -> Vec<Element<'a, Message>> {
        Vec::new()
    }
    pub fn leave(&mut self, _ctx: &Ctx) -> Task<Message> {
        Task::none()
    }
    pub fn return_focus(&self) -> Task<Message> {
        Task::none()
    }
    pub fn subject(&self) -> String {
        String::new()
    }
    pub fn at_rest(&self) -> bool {
        true
    }
    pub fn mode_tag<'a>(&'a self, _ctx: &'a Ctx) -> Element<'a, Message> {
        gap::vertical().into()
    }
}
