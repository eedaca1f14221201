//! Every component in every state, in one look: what a designer checks, and a test of the whole kit.

mod forms;
mod marks;
mod week;

use crate::ui::component::{Pose, button, card, card_heading};
use crate::ui::icon::Icon;
use crate::ui::stage::Play;
use crate::ui::text;
use crate::ui::theme::{Look, Mode, container as boxes, scroll, space};
use crate::ui::widget::grid::{GridEvent, Spot};
use crate::ui::widget::modal;
use iced::widget::text_editor::{self, Content};
use iced::widget::{Column, column, container, row};
use iced::{Element, Fill, Task, Theme};

/// What happens in the gallery.
#[derive(Debug, Clone)]
pub enum Message {
    /// Another look.
    Wear(Mode),
    /// A field was typed in.
    Typed(String),
    /// The long field was typed in.
    Wrote(text_editor::Action),
    /// An option was chosen.
    Chose(usize),
    /// The box was ticked.
    Ticked,
    /// The dialog opens or closes.
    Dialog(bool),
    /// Something was done in the grid.
    Grid(GridEvent<u32>),
    /// Nothing.
    Nothing,
}

/// The gallery.
pub struct Gallery {
    look: Look,
    typed: String,
    wrote: Content,
    chosen: usize,
    ticked: bool,
    dialog: bool,
    spot: Option<Spot<u32>>,
}

impl Gallery {
    /// The gallery in a look.
    pub fn new(mode: Mode) -> Self {
        Self {
            look: Look::new(mode),
            typed: "陕西信合 临渭支行".to_owned(),
            wrote: Content::with_text("电话未接通，今日再打。\n约好下午三点后。"),
            chosen: 0,
            ticked: true,
            dialog: false,
            spot: Some(Spot::Block(6)),
        }
    }

    fn buttons(&self) -> Element<'_, Message> {
        let look = self.look;
        let plain = |label: &str| button(look, label).on_press(Message::Nothing);
        let at_work = row![
            plain("新来访").icon(Icon::UserPlus).key("Ctrl+N").id("plain"),
            plain("容缺受理并打印").key("Ctrl+G").primary().tall(),
            plain("取消").quiet(),
            plain("删除草稿").danger(),
            button(look, "受理并打印").icon(Icon::Printer).key("Ctrl+P"),
            plain("").icon(Icon::ChevronLeft),
            plain("").icon(Icon::ChevronRight),
        ];
        let posed = row![
            plain("有焦点").key("Enter").pose(Pose::Focused),
            plain("有焦点").key("Enter").primary().pose(Pose::Focused),
            plain("指着").pose(Pose::Hovered),
            plain("按下").pose(Pose::Pressed),
            plain("指着").primary().pose(Pose::Hovered),
            plain("按下").primary().pose(Pose::Pressed),
            plain("周敏").tile().bold().width(104),
        ];
        self.part(
            "按钮",
            column![
                at_work.spacing(space::S8).wrap().vertical_spacing(space::S8),
                posed.spacing(space::S8).wrap().vertical_spacing(space::S8)
            ]
            .spacing(space::S8),
        )
    }

    /// A card of the gallery.
    fn part<'a>(&self, title: &str, content: Column<'a, Message>) -> Element<'a, Message> {
        let inside = container(content).padding(space::S12).width(Fill);
        card(self.look, column![card_heading(self.look, title, "", None), inside]).width(Fill).into()
    }

    fn page(&self) -> Element<'_, Message> {
        let look = self.look;
        let wear = |label: &str, mode: Mode, id: &'static str| {
            button(look, label).on_press(Message::Wear(mode)).id(id).primary_if(look.mode == mode)
        };
        let top = row![
            text::title(look, "部件"),
            wear("标准", Mode::Light, "light"),
            wear("深色", Mode::Dark, "dark"),
            wear("高对比", Mode::HighContrast, "high"),
            button(look, "对话框").on_press(Message::Dialog(true)).id("open"),
        ]
        .spacing(space::S8)
        .align_y(iced::Center);
        let left = column![self.buttons(), self.choices(), self.fields()].spacing(space::S12);
        let right = column![self.tags(), self.rows(), self.days(), self.banners(), self.type_roles()]
            .spacing(space::S12);
        let parts = row![left.width(Fill), right.width(560)].spacing(space::S12);
        let page = column![top, parts, self.week()].spacing(space::S12).padding(space::S12);
        let page = row![self.rail(), scroll::vertical(look, page).width(Fill).height(Fill)];
        container(column![container(page).height(Fill), self.status()])
            .width(Fill)
            .height(Fill)
            .style(move |_| boxes::canvas(look))
            .into()
    }
}

impl Play for Gallery {
    type Message = Message;

    fn view(&self) -> Element<'_, Message> {
        let dialog = self.dialog.then(|| self.duty());
        modal(self.look, self.framed(self.page()), dialog, None)
    }

    fn update(&mut self, message: Message) -> Task<Message> {
        match message {
            Message::Wear(mode) => self.look = Look::new(mode),
            Message::Typed(typed) => self.typed = typed,
            Message::Wrote(action) => self.wrote.perform(action),
            Message::Chose(index) => self.chosen = index,
            Message::Ticked => self.ticked = !self.ticked,
            Message::Dialog(open) => {
                self.dialog = open;
                if open {
                    return crate::ui::widget::tab::focus("answer");
                }
            }
            Message::Grid(event) => self.gridded(event),
            Message::Nothing => {}
        }
        Task::none()
    }

    fn theme(&self) -> Theme {
        self.look.theme()
    }
}

/// Opens the gallery in a window.
pub fn run() -> iced::Result {
    let mut app = iced::application(|| Gallery::new(Mode::Light), Play::update, Play::view)
        .title("quanke gallery")
        .theme(Play::theme)
        .default_font(text::FONT);
    for face in text::fonts() {
        app = app.font(face);
    }
    app.run()
}
