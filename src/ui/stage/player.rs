//! Plays a program on a stage: keys, clicks and letters in, pictures and texts out, tasks carried out.

mod hands;

use super::{Fed, Stage, StageError};
use iced::advanced::InputMethod;
use iced::event::Status;
use iced::futures::StreamExt;
use iced::futures::stream::{BoxStream, SelectAll};
use iced::{Element, Event, Size, Task, Theme};
use iced_runtime::Action;
use std::collections::VecDeque;
use std::time::Duration;

/// What a player can play: the parts of an iced application, without the window.
pub trait Play {
    /// What happens in it.
    type Message: Clone + Send + 'static;

    /// What it shows.
    fn view(&self) -> Element<'_, Self::Message>;

    /// What it does.
    fn update(&mut self, message: Self::Message) -> Task<Self::Message>;

    /// What it wears.
    fn theme(&self) -> Theme;

    /// What it makes of an event after the widgets have had it, in place of its subscriptions to events. Keys no
    /// widget wanted have [`Status::Ignored`].
    fn event(&self, _event: &Event, _status: Status) -> Option<Self::Message> {
        None
    }
}

/// Messages and tasks handled in one go before the program is taken to be running in circles.
const BOUND: usize = 10_000;

/// See [`Play`].
pub struct Player<P: Play> {
    stage: Stage,
    program: P,
    runtime: tokio::runtime::Runtime,
    running: SelectAll<BoxStream<'static, Action<P::Message>>>,
    patience: Duration,
    asks: InputMethod,
    ended: bool,
}

impl<P: Play> Player<P> {
    /// Puts a program on a stage of so many physical pixels, and carries out its first task. Must not be called
    /// from within an asynchronous runtime: it has its own.
    pub fn new(
        program: P,
        first: Task<P::Message>,
        physical: (u32, u32),
        scale: f32,
    ) -> Result<Self, StageError> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .map_err(|error| StageError::NoRuntime(error.to_string()))?;
        let mut player = Self {
            stage: Stage::new(physical, scale)?,
            program,
            runtime,
            running: SelectAll::new(),
            patience: Duration::from_secs(3),
            asks: InputMethod::Disabled,
            ended: false,
        };
        player.run(first);
        player.settle(Vec::new())?;
        Ok(player)
    }

    /// How long to wait for a task that says nothing before going on without it (3 s). A task still running is
    /// asked again after the next step. A program with tasks that never end wants less.
    pub fn patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// The program.
    pub fn program(&self) -> &P {
        &self.program
    }

    /// Logical size of the stage.
    pub fn size(&self) -> Size {
        self.stage.size()
    }

    /// Whether the program has asked to end.
    pub fn has_ended(&self) -> bool {
        self.ended
    }

    /// Whether what has the focus asks for the input method.
    pub fn wants_input_method(&self) -> bool {
        matches!(self.asks, InputMethod::Enabled { .. })
    }

    /// Sends the program a message, as a subscription would.
    pub fn send(&mut self, message: P::Message) -> Result<(), StageError> {
        self.settle(vec![message])
    }

    /// Sends messages one right after the other, before anything that follows from the first is carried out: keys
    /// pressed faster than the program answers.
    pub fn send_all(&mut self, messages: Vec<P::Message>) -> Result<(), StageError> {
        self.settle(messages)
    }

    /// Any event: to the widgets, then to the program, then all that follows from it.
    pub fn event(&mut self, event: &Event) -> Result<(), StageError> {
        let fed = self.feed(event);
        let status = fed.statuses.first().copied().unwrap_or(Status::Ignored);
        let mut messages = fed.messages;
        messages.extend(self.program.event(event, status));
        self.settle(messages)
    }

    fn feed(&mut self, event: &Event) -> Fed<P::Message> {
        self.stage.feed(self.program.view(), std::slice::from_ref(event))
    }

    fn run(&mut self, task: Task<P::Message>) {
        if let Some(stream) = iced_runtime::task::into_stream(task) {
            self.running.push(stream);
        }
    }

    /// Handles messages, tasks and redraws until nothing more comes.
    fn settle(&mut self, messages: Vec<P::Message>) -> Result<(), StageError> {
        let mut queue = VecDeque::from(messages);
        for _ in 0..BOUND {
            if let Some(message) = queue.pop_front() {
                // As in a window: timers and tasks may be made within `update`.
                let task = {
                    let _within = self.runtime.enter();
                    self.program.update(message)
                };
                self.run(task);
            } else if let Some(action) = self.next_action() {
                queue.extend(self.act(action));
            } else {
                let redraw = self.stage.redraw();
                let fed = self.feed(&redraw);
                self.asks = fed.input_method;
                if fed.messages.is_empty() {
                    return Ok(());
                }
                queue.extend(fed.messages);
            }
        }
        Err(StageError::NeverQuiet(BOUND))
    }

    fn next_action(&mut self) -> Option<Action<P::Message>> {
        if self.running.is_empty() {
            return None;
        }
        let (running, patience) = (&mut self.running, self.patience);
        self.runtime.block_on(async { tokio::time::timeout(patience, running.next()).await.ok().flatten() })
    }

    fn act(&mut self, action: Action<P::Message>) -> Option<P::Message> {
        match action {
            Action::Output(message) => return Some(message),
            Action::Widget(operation) => {
                self.stage.operate(self.program.view(), operation);
            }
            Action::Exit => self.ended = true,
            // There is no window, system or clipboard here; whoever waits for an answer hears that none will come.
            Action::LoadFont { .. }
            | Action::Clipboard(_)
            | Action::Window(_)
            | Action::System(_)
            | Action::Image(_)
            | Action::Reload => {}
        }
        None
    }
}
