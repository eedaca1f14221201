//! The dialog in which a filter, the columns or a register are chosen, and the one that names a view: a field that narrows
//! the list by pinyin, arrows that move in it, Enter that takes.

use iced::widget::{Column, column, container, mouse_area, row, space as gap, stack};
use iced::{Center, Element, Fill, Task, mouse};

use crate::domain::fact::Channel;
use crate::domain::pinyin::{TextIndex, matches};
use crate::domain::register::{Items, Span, Wanted};
use crate::t;
use crate::ui::component::card::dialog_card;
use crate::ui::component::field::error_line;
use crate::ui::component::{button, input, rule};
use crate::ui::ctx::Ctx;
use crate::ui::icon::{Icon, tinted};
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::{container as boxes, size, space};
use crate::ui::widget::{Scroll, ScrollState, tab, vscroll};

use super::columns::Col;

/// The field that narrows the list, or the name.
const QUERY: &str = "records-pick";
/// Rows seen at once.
const SEEN: usize = 9;

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
    index: TextIndex,
}

/// The dialog.
pub struct Pick {
    what: What,
    title: String,
    typed: String,
    all: Vec<Choosable>,
    /// Places of those that fit what was typed.
    fitting: Vec<usize>,
    marked: usize,
    ticked: Vec<Col>,
    scroll: ScrollState,
    error: Option<String>,
}

impl Pick {
    /// A list of choices, of which the one at `chosen` is marked.
    pub fn list(what: What, title: String, choices: Vec<(Choice, String)>, chosen: Option<&Choice>) -> Self {
        let all: Vec<Choosable> = choices
            .into_iter()
            .map(|(choice, label)| Choosable { index: TextIndex::new(&[&label]), choice, label })
            .collect();
        let marked = all.iter().position(|one| Some(&one.choice) == chosen).unwrap_or(0);
        let mut pick = Self {
            what,
            title,
            typed: String::new(),
            fitting: (0..all.len()).collect(),
            all,
            marked,
            ticked: Vec::new(),
            scroll: ScrollState { fit: SEEN as f32 * size::ROW_LIST, ..ScrollState::default() },
            error: None,
        };
        pick.scroll.reveal(marked, size::ROW_LIST);
        pick
    }

    /// The columns, those ticked that are shown.
    pub fn columns(title: String, columns: Vec<(Choice, String)>, ticked: Vec<Col>) -> Self {
        Self { ticked, ..Self::list(What::Columns, title, columns, None) }
    }

    /// The name of a view that is to be kept.
    pub fn name(title: String, name: String) -> Self {
        Self { typed: name, ..Self::list(What::Name, title, Vec::new(), None) }
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
        match command {
            Command::Back => Wish::Close,
            Command::Save => self.done(ctx),
            Command::Up => self.mark(-1),
            Command::Down => self.mark(1),
            Command::PageUp => self.mark(-(SEEN as isize)),
            Command::PageDown => self.mark(SEEN as isize),
            Command::Enter => self.update(Message::Enter, ctx),
            _ => Wish::Nothing,
        }
    }

    /// Handles what happens.
    pub fn update(&mut self, message: Message, ctx: &Ctx) -> Wish {
        match message {
            Message::Typed(text) => {
                self.error = None;
                self.typed = text;
                if self.what != What::Name {
                    let fits = |at: &usize| {
                        self.all.get(*at).is_some_and(|one| matches(&self.typed, &one.index).is_some())
                    };
                    self.fitting = (0..self.all.len()).filter(fits).collect();
                    self.marked = 0;
                    self.scroll.top = 0.0;
                }
                Wish::Nothing
            }
            Message::Enter if self.what == What::Name => self.done(ctx),
            Message::Enter => self.take(self.marked),
            Message::Take(at) => {
                self.marked = at;
                self.take(at)
            }
            Message::Scrolled(scroll) => {
                self.scroll.update(scroll);
                Wish::Nothing
            }
            Message::Done => self.done(ctx),
            Message::Close => Wish::Close,
        }
    }

    fn mark(&mut self, by: isize) -> Wish {
        let last = self.fitting.len().saturating_sub(1);
        self.marked = self.marked.saturating_add_signed(by).min(last);
        self.scroll.reveal(self.marked, size::ROW_LIST);
        Wish::Run(tab::focus(QUERY))
    }

    fn take(&mut self, at: usize) -> Wish {
        let Some(one) = self.fitting.get(at).and_then(|place| self.all.get(*place)) else {
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
                let name = self.typed.trim();
                if name.is_empty() {
                    self.error = Some(t!(ctx.words, "records-name-empty"));
                    return Wish::Run(tab::focus(QUERY));
                }
                Wish::Name(name.to_owned())
            }
            What::Columns => {
                // In the usual order, whatever the order they were ticked in.
                let shown = self.all.iter().filter_map(|one| match &one.choice {
                    Choice::Column(col) if self.ticked.contains(col) => Some(*col),
                    _ => None,
                });
                Wish::Columns(shown.collect())
            }
            _ => self.take(self.marked),
        }
    }

    /// The dialog.
    pub fn view<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let naming = self.what == What::Name;
        let placeholder =
            if naming { t!(words, "records-name-example") } else { t!(words, "records-narrow") };
        let field = input(look, QUERY, placeholder, self.typed.clone(), Message::Typed)
            .error(self.error.is_some())
            .on_submit(Message::Enter);
        let list = (!naming).then(|| {
            let most = if ctx.width < crate::ui::ctx::NARROW { SEEN / 2 } else { SEEN };
            let seen = self.fitting.len().clamp(1, most);
            let nothing = self.fitting.is_empty().then(|| text::second(look, t!(words, "records-pick-none")));
            let rows = vscroll(
                look,
                self.fitting.len(),
                size::ROW_LIST,
                &self.scroll,
                |range| {
                    let mut rows = Column::new();
                    for at in range {
                        rows = rows.push(self.row(at, ctx));
                    }
                    rows.into()
                },
                Message::Scrolled,
            );
            column![].push(nothing).push(container(rows).height(seen as f32 * size::ROW_LIST))
        });
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

    fn row<'a>(&'a self, at: usize, ctx: &'a Ctx) -> Element<'a, Message> {
        let look = ctx.look;
        let r = look.roles;
        let Some(one) = self.fitting.get(at).and_then(|place| self.all.get(*place)) else {
            return gap::vertical().height(size::ROW_LIST).into();
        };
        let marked = at == self.marked;
        let tick = match &one.choice {
            Choice::Column(col) => {
                let icon = if self.ticked.contains(col) { Icon::SquareCheck } else { Icon::Square };
                Some(tinted(icon, size::GLYPH, r.text2))
            }
            _ => None,
        };
        let words = text::one_line(text::body(look, one.label.clone()));
        let face = container(row![].push(tick).push(words).spacing(space::S8).align_y(Center))
            .padding([0.0, space::S12])
            .width(Fill)
            .height(size::ROW_LIST)
            .align_y(Center)
            .clip(true)
            .style(move |_| if marked { boxes::ink(r.selected) } else { Default::default() });
        let bar = marked.then(|| {
            container(gap::vertical()).width(size::MARKER).height(Fill).style(move |_| boxes::ink(r.accent))
        });
        mouse_area(stack![face].push(bar))
            .on_press(Message::Take(at))
            .interaction(mouse::Interaction::Pointer)
            .into()
    }
}
