//! The dialog in which it is chosen what stands in a column: a field of the register, the same words in every row, or nothing.

use iced::widget::{Column, column, container, mouse_area, row, space as gap, stack};
use iced::{Center, Element, Fill, Task, mouse};

use crate::domain::ledger::{Content, Ledger};
use crate::domain::pinyin::{TextIndex, matches};
use crate::i18n::Words;
use crate::t;
use crate::ui::component::card::dialog_card;
use crate::ui::component::{button, input, rule};
use crate::ui::ctx::{Ctx, NARROW};
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::{container as boxes, size, space};
use crate::ui::widget::{Scroll, ScrollState, tab, vscroll};

use super::super::personal_tag;
use super::lines::{Line, taken_in};

/// The field that narrows the list.
pub const QUERY: &str = "profile-contents";
/// Rows seen at once.
const SEEN: usize = 9;

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
    /// Esc
    Close,
}

/// What it wants.
#[derive(Debug)]
pub enum Wish {
    /// Nothing.
    Nothing,
    /// To run a task.
    Run(Task<Message>),
    /// To be closed.
    Close,
    /// Something was chosen.
    Chosen(Content),
}

#[derive(Debug)]
struct Choosable {
    content: Content,
    label: String,
    index: TextIndex,
    personal: bool,
    /// The column that holds it already.
    held: Option<usize>,
}

/// See the module.
#[derive(Debug)]
pub struct Contents {
    head: String,
    typed: String,
    all: Vec<Choosable>,
    /// Places of those that fit what was typed.
    fitting: Vec<usize>,
    marked: usize,
    scroll: ScrollState,
}

impl Contents {
    /// What a column can hold; what it holds now is marked.
    pub fn new(ledger: Ledger, line: &Line, lines: &[Line], words: &Words) -> Self {
        let fixed = match &line.column.content {
            Content::Constant(words) => words.clone(),
            Content::Column(_) | Content::Empty => String::new(),
        };
        let held = |content: &Content| taken_in(lines).position(|line| line.column.content == *content);
        let choosable = |content: Content, label: String| Choosable {
            index: TextIndex::new(&[&label]),
            personal: content.is_personal(ledger),
            held: held(&content).filter(|_| matches!(content, Content::Column(_))),
            content,
            label,
        };
        let mut all = vec![
            choosable(Content::Empty, t!(words, "profile-empty")),
            choosable(Content::Constant(fixed), t!(words, "profile-fixed")),
        ];
        let fields = ledger.columns().iter();
        all.extend(
            fields.map(|field| choosable(Content::Column(field.code.to_owned()), field.name(words.lang()))),
        );
        let marked = all.iter().position(|one| one.content == line.column.content).unwrap_or(0);
        let mut scroll = ScrollState { fit: SEEN as f32 * size::ROW_LIST, ..ScrollState::default() };
        scroll.reveal(marked, size::ROW_LIST);
        let fitting = (0..all.len()).collect();
        Self { head: line.column.head.clone(), typed: String::new(), all, fitting, marked, scroll }
    }

    /// Handles a key of the table of keys.
    pub fn command(&mut self, command: Command) -> Wish {
        match command {
            Command::Back => Wish::Close,
            Command::Save | Command::Enter => self.take(self.marked),
            Command::Up => self.mark(-1),
            Command::Down => self.mark(1),
            Command::PageUp => self.mark(-(SEEN as isize)),
            Command::PageDown => self.mark(SEEN as isize),
            _ => Wish::Nothing,
        }
    }

    /// Handles what happens.
    pub fn update(&mut self, message: Message) -> Wish {
        match message {
            Message::Typed(text) => {
                self.typed = text;
                let fits = |at: &usize| {
                    self.all.get(*at).is_some_and(|one| matches(&self.typed, &one.index).is_some())
                };
                self.fitting = (0..self.all.len()).filter(fits).collect();
                self.marked = 0;
                self.scroll.top = 0.0;
                Wish::Nothing
            }
            Message::Enter => self.take(self.marked),
            Message::Take(at) => self.take(at),
            Message::Scrolled(scroll) => {
                self.scroll.update(scroll);
                // Only now it is known how much of the list is seen.
                if matches!(scroll, Scroll::Fit(_)) {
                    self.scroll.reveal(self.marked, size::ROW_LIST);
                }
                Wish::Nothing
            }
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
        let one = self.fitting.get(at).and_then(|place| self.all.get(*place));
        one.map_or(Wish::Nothing, |one| Wish::Chosen(one.content.clone()))
    }

    /// The dialog.
    pub fn view<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let field = input(look, QUERY, t!(words, "records-narrow"), self.typed.clone(), Message::Typed)
            .on_submit(Message::Enter);
        let most = if ctx.width < NARROW { SEEN / 2 } else { SEEN };
        let seen = self.fitting.len().clamp(1, most);
        let nothing = self.fitting.is_empty().then(|| text::second(look, t!(words, "records-pick-none")));
        let rows = vscroll(
            look,
            self.fitting.len(),
            size::ROW_LIST,
            &self.scroll,
            |range| Column::with_children(range.map(|at| self.row(at, ctx))).into(),
            Message::Scrolled,
        );
        let head = text::fit(&self.head, 300.0, 20.0);
        let title = if head.trim().is_empty() {
            t!(words, "profile-contents-new")
        } else {
            t!(words, "profile-contents", head = head)
        };
        let close = button(look, t!(words, "profiles-back")).key(Command::Back.key()).tall();
        let inside = column![text::title(look, title), field]
            .push(nothing)
            .push(container(rows).height(seen as f32 * size::ROW_LIST))
            .push(rule(look))
            .push(row![gap::horizontal(), close.on_press(Message::Close)])
            .spacing(space::S12);
        let card = dialog_card(look, inside);
        let card = if ctx.width < NARROW { card.padding(space::S12) } else { card };
        container(card).max_width(520).into()
    }

    fn row<'a>(&'a self, at: usize, ctx: &'a Ctx) -> Element<'a, Message> {
        let look = ctx.look;
        let r = look.roles;
        let Some(one) = self.fitting.get(at).and_then(|place| self.all.get(*place)) else {
            return gap::vertical().height(size::ROW_LIST).into();
        };
        let marked = at == self.marked;
        let words = text::one_line(text::body(look, text::fit(&one.label, 220.0, 14.0)));
        let held =
            one.held.map(|at| text::one_line(text::second(look, t!(ctx.words, "profile-held", at = at + 1))));
        let inside = row![words, gap::horizontal()]
            .push(held)
            .push(one.personal.then(|| personal_tag(ctx)))
            .spacing(space::S12)
            .align_y(Center);
        let face = container(inside)
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
