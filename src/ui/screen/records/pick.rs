//! The dialog in which a filter, the columns or a register are chosen, and the one that names a view: a field that narrows
//! the list by pinyin, arrows that move in it, Enter that takes.

use iced::widget::{column, container, row, space as gap};
use iced::{Center, Element, Task};

use crate::domain::fact::Channel;
use crate::domain::register::{Items, Span, Wanted};
use crate::t;
use crate::ui::component::card::dialog_card;
use crate::ui::component::field::error_line;
use crate::ui::component::{button, input, rule};
use crate::ui::ctx::Ctx;
use crate::ui::icon::{Icon, tinted};
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::{size, space};
use crate::ui::widget::{Scroll, tab};

use super::columns::Col;
use super::narrow::Narrowed;

/// The field that narrows the list, or the name.
const QUERY: &str = "records-pick";

/// What is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// 期间
    Span,
    /// 状态
    Standing,
    /// 事项
    Items,
    /// 网格
    Grid,
    /// 承办
    Staff,
    /// 渠道
    Channel,
    /// 列
    Columns,
    /// 台账, in a small window.
    Side,
    /// 存为口径
    Name,
    /// 来源
    Source,
    /// Of another dialog.
    Own,
}

/// One thing to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// Days.
    Span(Span),
    /// Where rows stand.
    Standing(Wanted),
    /// What they are about.
    Items(Items),
    /// The compound or grid; none: all.
    Grid(Option<String>),
    /// The worker; none: all.
    Staff(Option<u32>),
    /// How they came in; none: all.
    Channel(Option<Channel>),
    /// A column, shown or not.
    Column(Col),
    /// A register or a saved view, by its place at the left.
    Side(usize),
    /// Rows of old ledgers, or the desk's own.
    Source(bool),
    /// Of another dialog, by its place in the list given.
    Own(usize),
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// Typed.
    Typed(String),
    /// Enter.
    Enter,
    /// A row was pressed.
    Take(usize),
    /// The list was scrolled.
    Scrolled(Scroll),
    /// What was ticked, or the name, holds.
    Done,
    /// Esc
    Close,
}

/// What it wants of the screen.
#[derive(Debug)]
pub enum Wish {
    /// Nothing.
    Nothing,
    /// To run a task.
    Run(Task<Message>),
    /// To be closed.
    Close,
    /// Something was chosen.
    Chosen(Choice),
    /// These columns, in this order.
    Columns(Vec<Col>),
    /// This name.
    Name(String),
}

struct Choosable {
    choice: Choice,
    label: String,
}

/// The dialog.
pub struct Pick {
    what: What,
    title: String,
    list: Narrowed<Choosable>,
    ticked: Vec<Col>,
    error: Option<String>,
}

impl Pick {
    /// A list of choices, of which the one at `chosen` is marked.
    pub fn list(what: What, title: String, choices: Vec<(Choice, String)>, chosen: Option<&Choice>) -> Self {
        let marked = choices.iter().position(|(choice, _)| Some(choice) == chosen).unwrap_or(0);
        let all = choices.into_iter().map(|(choice, label)| (label.clone(), Choosable { choice, label }));
        let list = Narrowed::new(all, marked);
        Self { what, title, list, ticked: Vec::new(), error: None }
    }

    /// The columns, those ticked that are shown.
    pub fn columns(title: String, columns: Vec<(Choice, String)>, ticked: Vec<Col>) -> Self {
        Self { ticked, ..Self::list(What::Columns, title, columns, None) }
    }

    /// The name of a view that is to be kept.
    pub fn name(title: String, name: String) -> Self {
        let mut pick = Self::list(What::Name, title, Vec::new(), None);
        pick.list.narrow(name);
        pick
    }

    /// What has the focus first.
    pub fn first(&self) -> &'static str {
        QUERY
    }

    /// It could not be done.
    pub fn fail(&mut self, error: String) {
        self.error = Some(error);
    }

    /// Handles a key of the table of keys.
    pub fn command(&mut self, command: Command, ctx: &Ctx) -> Wish {
        if self.list.moved(command) {
            return Wish::Run(tab::focus(QUERY));
        }
        match command {
            Command::Back => Wish::Close,
            Command::Save => self.done(ctx),
            Command::Enter => self.update(Message::Enter, ctx),
            _ => Wish::Nothing,
        }
    }

    /// Handles what happens.
    pub fn update(&mut self, message: Message, ctx: &Ctx) -> Wish {
        match message {
            Message::Typed(text) => {
                self.error = None;
                self.list.narrow(text);
                Wish::Nothing
            }
            Message::Enter if self.what == What::Name => self.done(ctx),
            Message::Enter => self.take(),
            Message::Take(at) => {
                self.list.mark(at);
                self.take()
            }
            Message::Scrolled(scroll) => {
                self.list.scrolled(scroll);
                Wish::Nothing
            }
            Message::Done => self.done(ctx),
            Message::Close => Wish::Close,
        }
    }

    /// What is marked is taken, or ticked.
    fn take(&mut self) -> Wish {
        let Some(one) = self.list.marked() else {
            return Wish::Nothing;
        };
        match &one.choice {
            Choice::Column(col) => {
                let col = *col;
                if self.ticked.contains(&col) {
                    // A table without a column shows nothing.
                    if self.ticked.len() > 1 {
                        self.ticked.retain(|known| *known != col);
                    }
                } else {
                    self.ticked.push(col);
                }
                Wish::Run(tab::focus(QUERY))
            }
            choice => Wish::Chosen(choice.clone()),
        }
    }

    fn done(&mut self, ctx: &Ctx) -> Wish {
        match self.what {
            What::Name => {
                let name = self.list.typed().trim();
                if name.is_empty() {
                    self.error = Some(t!(ctx.words, "records-name-empty"));
                    return Wish::Run(tab::focus(QUERY));
                }
                Wish::Name(name.to_owned())
            }
            What::Columns => {
                // In the usual order, whatever the order they were ticked in.
                let shown = self.list.all().filter_map(|one| match &one.choice {
                    Choice::Column(col) if self.ticked.contains(col) => Some(*col),
                    _ => None,
                });
                Wish::Columns(shown.collect())
            }
            _ => self.take(),
        }
    }

    /// The dialog.
    pub fn view<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let naming = self.what == What::Name;
        let placeholder =
            if naming { t!(words, "records-name-example") } else { t!(words, "records-narrow") };
        let field = input(look, QUERY, placeholder, self.list.typed().to_owned(), Message::Typed)
            .error(self.error.is_some())
            .on_submit(Message::Enter);
        let list = (!naming)
            .then(|| self.list.view(ctx, |one| self.face(one, ctx), Message::Take, Message::Scrolled));
        let mut bar = row![].spacing(space::S8).align_y(Center);
        if matches!(self.what, What::Columns | What::Name) {
            let label = if naming { t!(words, "records-keep") } else { t!(words, "records-columns-do") };
            let done = button(look, label).key(Command::Save.key()).primary().tall().id("records-pick-do");
            bar = bar.push(done.on_press(Message::Done));
        }
        let close = button(look, t!(words, "matter-close")).key(Command::Back.key()).tall();
        bar = bar.push(gap::horizontal()).push(close.on_press(Message::Close));
        let error = self.error.clone().map(|error| error_line(look, error));
        let inside = column![text::title(look, self.title.clone()), field]
            .push(error)
            .push(list)
            .push(rule(look))
            .push(bar)
            .spacing(space::S12);
        let card = dialog_card(look, inside);
        let card = if ctx.width < crate::ui::ctx::NARROW { card.padding(space::S12) } else { card };
        container(card).max_width(440).into()
    }

    fn face<'a>(&'a self, one: &'a Choosable, ctx: &'a Ctx) -> Element<'a, Message> {
        let look = ctx.look;
        let tick = match &one.choice {
            Choice::Column(col) => {
                let icon = if self.ticked.contains(col) { Icon::SquareCheck } else { Icon::Square };
                Some(tinted(icon, size::GLYPH, look.roles.text2))
            }
            _ => None,
        };
        let words = text::one_line(text::body(look, one.label.clone()));
        row![].push(tick).push(words).spacing(space::S8).align_y(Center).into()
    }
}
