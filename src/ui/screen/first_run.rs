//! 第一次打开: the few things the desk must know before the first visitor, on one card.

use std::sync::Arc;

use iced::advanced::widget::{Id, operation};
use iced::widget::{column, container, row, space as gap};
use iced::{Center, Element, Fill, Task};

use crate::desk::{DeskError, FirstRun as Setup};
use crate::domain::lang::Lang;
use crate::i18n::{Words, desk_error};
use crate::t;
use crate::this_pc::ThisPc;
use crate::ui::component::card::dialog_card;
use crate::ui::component::field::error_line;
use crate::ui::component::{button, choice, field, input};
use crate::ui::ctx::{Action, Answer, Ctx, Route};
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::{scroll, space};
use crate::ui::widget::tab;

/// The field that has the focus first: the community's name.
pub const COMMUNITY: &str = "first-community";
const LANGUAGE: &str = "first-language";
const WORKER: &str = "first-worker";
const MODE: &str = "first-mode";
const START: &str = "first-start";
/// Width of the card's content, px.
const WIDTH: f32 = 520.0;

/// What happens on the card.
#[derive(Debug, Clone)]
pub enum Message {
    /// A language was chosen.
    Language(usize),
    /// The community's name was typed.
    Community(String),
    /// The worker's name was typed.
    Worker(String),
    /// 正式使用 or 练习 was chosen.
    Mode(usize),
    /// Enter, with the focus on this.
    EnterAt(Id),
    /// On to a field.
    To(&'static str),
    /// Begin.
    Start,
    /// The desk is set up.
    Done(Answer<()>),
}

/// The first run.
#[derive(Debug, Default)]
pub struct FirstRun {
    community: String,
    worker: String,
    practice: bool,
    busy: bool,
    error: Option<Arc<DeskError>>,
}

impl FirstRun {
    /// An empty card.
    pub fn new() -> Self {
        Self::default()
    }

    /// Handles what happens on the card.
    pub fn update(&mut self, message: Message, ctx: &Ctx) -> Action<Message> {
        match message {
            Message::Language(index) => {
                let language = if index == 0 { Lang::Zh } else { Lang::En };
                return Action::Set(Box::new(ThisPc { language, ..(*ctx.pc).clone() }));
            }
            Message::Community(name) => {
                self.community = name;
                self.error = None;
            }
            Message::Worker(name) => {
                self.worker = name;
                self.error = None;
            }
            Message::Mode(index) => self.practice = index == 1,
            Message::To(id) => return Action::Run(tab::focus(id)),
            Message::EnterAt(id) if id == Id::new(LANGUAGE) => return Action::Run(tab::focus(COMMUNITY)),
            Message::EnterAt(_) | Message::Start => return self.start(ctx),
            Message::Done(Ok(())) => {
                self.busy = false;
                return Action::Go(Route::Reception);
            }
            Message::Done(Err(error)) => {
                self.busy = false;
                return self.refused(error);
            }
        }
        Action::None
    }

    fn start(&mut self, ctx: &Ctx) -> Action<Message> {
        if self.busy {
            return Action::None;
        }
        if self.community.trim().is_empty() {
            return self.refused(Arc::new(DeskError::Empty("community")));
        }
        if self.worker.trim().is_empty() {
            return self.refused(Arc::new(DeskError::Empty("worker")));
        }
        self.busy = true;
        let setup =
            Setup { community: self.community.clone(), worker: self.worker.clone(), practice: self.practice };
        Action::Run(ctx.work(
            move |desk| {
                // Tried again after the filling failed: the desk itself is set up already.
                if desk.is_new() {
                    desk.first_run(&setup)?;
                }
                if setup.practice { desk.fill_practice().map(drop) } else { Ok(()) }
            },
            Message::Done,
        ))
    }

    fn refused(&mut self, error: Arc<DeskError>) -> Action<Message> {
        let to = if matches!(*error, DeskError::Empty("worker")) { WORKER } else { COMMUNITY };
        self.error = Some(error);
        Action::Run(tab::focus(to))
    }

    /// Handles a key of the table.
    pub fn command(&mut self, command: Command, _ctx: &Ctx) -> Action<Message> {
        match command {
            // A row of options leaves Enter to the program: where to go on depends on which of them it was.
            Command::Enter => Action::Run(
                iced_runtime::task::widget(operation::focusable::find_focused()).map(Message::EnterAt),
            ),
            // There is nowhere to go back to, and a field lets go of its caret when it hears Esc.
            Command::Back => Action::Run(self.return_focus()),
            _ => Action::None,
        }
    }

    /// Puts the caret back where there is something to write.
    pub fn return_focus(&self) -> Task<Message> {
        tab::focus(if self.community.trim().is_empty() { COMMUNITY } else { WORKER })
    }

    /// The card.
    pub fn view<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let language = choice(
            look,
            LANGUAGE,
            ["中文", "English"],
            &[usize::from(ctx.lang() == Lang::En)],
            Message::Language,
            false,
        );
        let at = |what: &str| self.error_at(words, what);
        let (no_community, no_worker) = (at("community"), at("worker"));
        let community =
            input(look, COMMUNITY, t!(words, "first-community-example"), &self.community, Message::Community)
                .on_submit(Message::To(WORKER))
                .error(no_community.is_some());
        let worker = input(look, WORKER, t!(words, "first-worker-example"), &self.worker, Message::Worker)
            .on_submit(Message::To(MODE))
            .error(no_worker.is_some());
        let modes = [t!(words, "first-mode-real"), t!(words, "first-mode-practice")];
        let mode = choice(look, MODE, modes, &[usize::from(self.practice)], Message::Mode, false);
        let meaning =
            if self.practice { t!(words, "first-practice-help") } else { t!(words, "first-real-help") };
        let line = |label: String, required, control: Element<'a, Message>, error, help| {
            Element::from(field(look, label, required, control, error, help).label_width(92.0))
        };
        let fields = column![
            line(t!(words, "first-language"), false, language.into(), None, None),
            line(
                t!(words, "first-community"),
                true,
                community.into(),
                no_community,
                Some(t!(words, "first-community-help"))
            ),
            line(
                t!(words, "first-worker"),
                true,
                worker.into(),
                no_worker,
                Some(t!(words, "first-worker-help"))
            ),
            line(t!(words, "first-mode"), false, mode.into(), None, Some(meaning)),
        ]
        .spacing(space::S12);
        let start = if self.busy { t!(words, "first-starting") } else { t!(words, "first-start") };
        let start = button(look, start)
            .key(Command::Enter.key())
            .primary()
            .tall()
            .id(START)
            .on_press_maybe((!self.busy).then_some(Message::Start));
        let elsewhere = self
            .error
            .as_ref()
            .filter(|error| !matches!(***error, DeskError::Empty(_)))
            .map(|error| error_line(look, desk_error(words, error)));
        let head = column![
            text::plain(crate::ui::theme::type_::FIGURE, t!(words, "app-name"))
                .font(text::BOLD)
                .color(look.roles.text),
            text::second(look, t!(words, "first-line")),
        ]
        .width(Fill)
        .align_x(Center);
        let content = column![head, fields]
            .push(elsewhere)
            .push(row![gap::horizontal().width(100), start])
            .spacing(space::S24)
            .width(WIDTH);
        let card = container(dialog_card(look, content)).padding(space::S12).center_x(Fill);
        container(scroll::vertical(look, card).width(Fill)).center_y(Fill).width(Fill).into()
    }

    fn error_at(&self, words: &Words, what: &str) -> Option<String> {
        let error = self.error.as_ref()?;
        matches!(**error, DeskError::Empty(empty) if empty == what).then(|| desk_error(words, error))
    }

    /// The task that sets the first focus.
    pub fn enter() -> Task<Message> {
        tab::focus(COMMUNITY)
    }
}
