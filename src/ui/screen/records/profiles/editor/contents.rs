//! The dialog in which it is chosen what stands in a column: a field of the register, the same words in every row, or nothing.

use iced::widget::{column, container, row, space as gap};
use iced::{Center, Element, Task};

use crate::domain::ledger::{Content, Ledger};
use crate::i18n::Words;
use crate::t;
use crate::ui::component::card::dialog_card;
use crate::ui::component::{button, input, rule};
use crate::ui::ctx::{Ctx, NARROW};
use crate::ui::screen::records::narrow::Narrowed;
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::space;
use crate::ui::widget::{Scroll, tab};

use super::super::personal_tag;
use super::lines::{Line, taken_in};

/// The field that narrows the list.
pub const QUERY: &str = "profile-contents";

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
    personal: bool,
    /// The column that holds it already.
    held: Option<usize>,
}

/// See the module.
#[derive(Debug)]
pub struct Contents {
    head: String,
    list: Narrowed<Choosable>,
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
        let list = Narrowed::new(all.into_iter().map(|one| (one.label.clone(), one)), marked);
        Self { head: line.column.head.clone(), list }
    }

    /// Handles a key of the table of keys.
    pub fn command(&mut self, command: Command) -> Wish {
        if self.list.moved(command) {
            return Wish::Run(tab::focus(QUERY));
        }
        match command {
            Command::Back => Wish::Close,
            Command::Save | Command::Enter => self.take(),
            _ => Wish::Nothing,
        }
    }

    /// Handles what happens.
    pub fn update(&mut self, message: Message) -> Wish {
        match message {
            Message::Typed(text) => {
                self.list.narrow(text);
                Wish::Nothing
            }
            Message::Enter => self.take(),
            Message::Take(at) => {
                self.list.mark(at);
                self.take()
            }
            Message::Scrolled(scroll) => {
                self.list.scrolled(scroll);
                Wish::Nothing
            }
            Message::Close => Wish::Close,
        }
    }

    fn take(&self) -> Wish {
        self.list.marked().map_or(Wish::Nothing, |one| Wish::Chosen(one.content.clone()))
    }

    /// The dialog.
    pub fn view<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let field =
            input(look, QUERY, t!(words, "records-narrow"), self.list.typed().to_owned(), Message::Typed)
                .on_submit(Message::Enter);
        let rows = self.list.view(ctx, |one| face(one, ctx), Message::Take, Message::Scrolled);
        let head = text::fit(&self.head, 300.0, 20.0);
        let title = if head.trim().is_empty() {
            t!(words, "profile-contents-new")
        } else {
            t!(words, "profile-contents", head = head)
        };
        let close = button(look, t!(words, "profiles-back")).key(Command::Back.key()).tall();
        let inside = column![text::title(look, title), field]
            .push(rows)
            .push(rule(look))
            .push(row![gap::horizontal(), close.on_press(Message::Close)])
            .spacing(space::S12);
        let card = dialog_card(look, inside);
        let card = if ctx.width < NARROW { card.padding(space::S12) } else { card };
        container(card).max_width(520).into()
    }
}

fn face<'a>(one: &'a Choosable, ctx: &'a Ctx) -> Element<'a, Message> {
    let look = ctx.look;
    let words = text::one_line(text::body(look, text::fit(&one.label, 220.0, 14.0)));
    let held =
        one.held.map(|at| text::one_line(text::second(look, t!(ctx.words, "profile-held", at = at + 1))));
    row![words, gap::horizontal()]
        .push(held)
        .push(one.personal.then(|| personal_tag(ctx)))
        .spacing(space::S12)
        .align_y(Center)
        .into()
}
