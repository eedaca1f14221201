//! 单位: names, phones, hours and windows, as printed on every paper.

use iced::widget::{Column, column, row};
use iced::{Center, Element, Fill};

use crate::desk::DeskError;
use crate::domain::community::{Community, Window};
use crate::domain::hours::{HoursError, OpeningHours};
use crate::domain::phone::Phone;
use crate::i18n::{Words, desk_error};
use crate::t;
use crate::ui::component::{button, input};
use crate::ui::ctx::{Action, Answer, Ctx};
use crate::ui::icon::Icon;
use crate::ui::text;
use crate::ui::theme::space;
use crate::ui::widget::tab;

use super::frame::{self, Saving};

const NAME: &str = "centre-name";
const HOURS: &str = "centre-hours";

/// A text of the centre.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// 社区名称
    Name,
    /// 简称
    Short,
    /// 街道
    Street,
    /// 地址
    Address,
    /// 咨询电话
    Enquiry,
    /// 监督电话
    Supervision,
    /// 开放时间
    Hours,
}

/// What happens here.
#[derive(Debug, Clone)]
pub enum Message {
    /// A text was typed.
    Typed(Part, String),
    /// The name of a window was typed.
    Window(usize, String),
    /// One window more.
    AddWindow,
    /// Save.
    Save,
    /// What the desk said to this.
    Saved(Box<Community>, Answer<()>),
}

/// 单位
#[derive(Debug)]
pub struct Centre {
    base: Community,
    typed: Community,
    hours: String,
    /// The hours cannot be read, or the name is missing.
    wrong: Option<(Part, String)>,
    saving: Saving,
}

/// What is wrong with the hours.
fn hours_error(words: &Words, error: &HoursError) -> String {
    let clock = |minutes: u16| format!("{}:{:02}", minutes / 60, minutes % 60);
    match error {
        HoursError::Shape { text } => t!(words, "centre-hours-shape", text = text.clone()),
        HoursError::Span { from, to } => {
            t!(words, "centre-hours-span", from = clock(*from), to = clock(*to))
        }
        HoursError::Overlap { before, from } => {
            t!(words, "centre-hours-overlap", before = clock(*before), from = clock(*from))
        }
    }
}

impl Centre {
    /// As it is at hand.
    pub fn new(ctx: &Ctx) -> Self {
        let base = ctx.book.community.clone();
        Self {
            hours: base.hours.to_string(),
            typed: base.clone(),
            base,
            wrong: None,
            saving: Saving::default(),
        }
    }

    /// Whether something is not saved.
    pub fn unsaved(&self) -> bool {
        self.typed != self.base || self.hours != self.base.hours.to_string()
    }

    fn slot(&mut self, part: Part) -> &mut String {
        match part {
            Part::Name => &mut self.typed.name,
            Part::Short => &mut self.typed.short,
            Part::Street => &mut self.typed.street,
            Part::Address => &mut self.typed.address,
            Part::Enquiry => &mut self.typed.enquiry_phone,
            Part::Supervision => &mut self.typed.supervision_phone,
            Part::Hours => &mut self.hours,
        }
    }

    /// Handles what happens.
    pub fn update(&mut self, message: Message, ctx: &Ctx) -> Action<Message> {
        match message {
            Message::Typed(part, text) => {
                *self.slot(part) = text;
                self.wrong = None;
                self.saving.touched();
            }
            Message::Window(index, name) => {
                if let Some(window) = self.typed.windows.get_mut(index) {
                    window.name = name;
                    self.saving.touched();
                }
            }
            Message::AddWindow => {
                let number = self.typed.windows.iter().map(|window| window.number).max().unwrap_or(0) + 1;
                self.typed.windows.push(Window { number, name: String::new() });
                self.saving.touched();
                return Action::Run(tab::focus(window_id(self.typed.windows.len() - 1)));
            }
            Message::Save => return self.save(ctx),
            Message::Saved(saved, Ok(())) => {
                self.base = *saved;
                self.saving.done();
                return Action::Refresh(iced::Task::none());
            }
            Message::Saved(_, Err(error)) => self.saving.failed(desk_error(&ctx.words, &error)),
        }
        Action::None
    }

    fn save(&mut self, ctx: &Ctx) -> Action<Message> {
        if self.saving.busy || !ctx.desk.is_supervisor() {
            return Action::None;
        }
        match self.hours.parse::<OpeningHours>() {
            Ok(hours) => self.typed.hours = hours,
            Err(error) => {
                self.wrong = Some((Part::Hours, hours_error(&ctx.words, &error)));
                return Action::Run(tab::focus(HOURS));
            }
        }
        if self.typed.name.trim().is_empty() {
            let words = desk_error(&ctx.words, &DeskError::Empty("community"));
            self.wrong = Some((Part::Name, words));
            return Action::Run(tab::focus(NAME));
        }
        self.hours = self.typed.hours.to_string();
        self.saving.begun();
        let community = self.typed.clone();
        let saved = Box::new(community.clone());
        Action::Run(ctx.work(
            move |desk| desk.save_community(&community),
            move |answer| Message::Saved(saved.clone(), answer),
        ))
    }

    /// The section.
    pub fn view<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let may = ctx.desk.is_supervisor();
        let typed = |id: &'static str, part: Part, example: String, value: &str| {
            input(look, id, example, value, move |text| Message::Typed(part, text)).read_only(!may)
        };
        let wrong =
            |part: Part| self.wrong.as_ref().filter(|(at, _)| *at == part).map(|(_, words)| words.clone());
        let phone = |label: String, id: &'static str, part: Part, value: &'a str, help: String| {
            // A short number or a mobile with a note is the centre's own business: told, not refused.
            let doubt = (!value.trim().is_empty() && Phone::parse(value).is_err())
                .then(|| frame::soft(look, t!(words, "centre-phone-doubt")));
            let field = typed(id, part, String::new(), value).latin(true);
            let help = doubt.is_none().then_some(help);
            frame::line(ctx, label, column![Element::from(field)].push(doubt).spacing(space::S4), help)
        };
        let t = &self.typed;
        let fields = column![
            frame::judged(
                ctx,
                t!(words, "centre-name"),
                true,
                typed(NAME, Part::Name, String::new(), &t.name).error(wrong(Part::Name).is_some()),
                wrong(Part::Name),
                Some(t!(words, "centre-name-help", centre = t.centre())),
            ),
            frame::line(
                ctx,
                t!(words, "centre-short"),
                typed("centre-short", Part::Short, String::new(), &t.short),
                Some(t!(words, "centre-short-help", short = t.short.clone())),
            ),
            frame::line(
                ctx,
                t!(words, "centre-street"),
                typed("centre-street", Part::Street, t!(words, "centre-street-example"), &t.street),
                None,
            ),
            frame::line(
                ctx,
                t!(words, "centre-address"),
                typed("centre-address", Part::Address, String::new(), &t.address),
                None,
            ),
            phone(
                t!(words, "centre-enquiry"),
                "centre-enquiry",
                Part::Enquiry,
                &t.enquiry_phone,
                t!(words, "centre-enquiry-help")
            ),
            phone(
                t!(words, "centre-supervision"),
                "centre-supervision",
                Part::Supervision,
                &t.supervision_phone,
                t!(words, "centre-supervision-help")
            ),
            frame::judged(
                ctx,
                t!(words, "centre-hours"),
                false,
                typed(HOURS, Part::Hours, "8:30-12:00 14:00-17:30".to_owned(), &self.hours)
                    .error(wrong(Part::Hours).is_some()),
                wrong(Part::Hours),
                Some(t!(words, "centre-hours-help")),
            ),
            frame::line(ctx, t!(words, "centre-windows"), self.windows(ctx, may), None),
        ]
        .spacing(space::S12);
        let bar = frame::save_bar(ctx, &self.saving, may, self.unsaved(), Message::Save);
        frame::page(look, fields, Some(bar))
    }

    fn windows<'a>(&'a self, ctx: &'a Ctx, may: bool) -> Column<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let mut windows = Column::new().spacing(space::S8);
        for (index, window) in self.typed.windows.iter().enumerate() {
            let name = input(
                look,
                window_id(index),
                t!(words, "centre-window-example"),
                &window.name,
                move |name| Message::Window(index, name),
            )
            .read_only(!may);
            let number =
                text::one_line(text::body(look, t!(words, "lock-window-number", number = window.number)));
            windows =
                windows.push(row![number.width(84), Element::from(name)].spacing(space::S8).align_y(Center));
        }
        let add = button(look, t!(words, "centre-window-add"))
            .icon(Icon::Plus)
            .id("centre-window-add")
            .on_press_maybe(may.then_some(Message::AddWindow));
        windows.push(add).width(Fill)
    }
}

fn window_id(index: usize) -> String {
    format!("centre-window-{index}")
}
