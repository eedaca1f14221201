//! Plays a program on a stage: keys, clicks and letters in, pictures and texts out, tasks carried out.

use super::keys::Stroke;
use super::{Fed, Found, Kind, Stage, StageError};
use iced::advanced::{InputMethod, input_method, mouse};
use iced::event::Status;
use iced::futures::StreamExt;
use iced::futures::stream::{BoxStream, SelectAll};
use iced::keyboard::{self, Modifiers};
use iced::{Element, Event, Point, Rectangle, Size, Task, Theme, window};
use iced_runtime::Action;
use image::RgbaImage;
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

    /// Presses and releases a key by name: `Ctrl+M`, `F8`, `Shift+Tab`, `Enter`, `Num1`; see [`Stroke::parse`].
    pub fn press(&mut self, name: &str) -> Result<(), StageError> {
        let stroke = Stroke::parse(name)?;
        self.strike(&stroke)
    }

    /// Presses a key without releasing it.
    pub fn hold(&mut self, name: &str) -> Result<(), StageError> {
        let stroke = Stroke::parse(name)?;
        self.event(&stroke.pressed(false))
    }

    /// The key goes on being held: one repeat.
    pub fn repeat(&mut self, name: &str) -> Result<(), StageError> {
        let stroke = Stroke::parse(name)?;
        self.event(&stroke.pressed(true))
    }

    /// Releases a key.
    pub fn release(&mut self, name: &str) -> Result<(), StageError> {
        let stroke = Stroke::parse(name)?;
        self.event(&stroke.released())
    }

    /// Types letters one by one.
    pub fn type_text(&mut self, text: &str) -> Result<(), StageError> {
        for letter in text.chars() {
            self.strike(&Stroke::letter(letter, Modifiers::empty()))?;
        }
        Ok(())
    }

    /// Commits words by the input method, if what has the focus asks for it.
    pub fn ime_commit(&mut self, words: &str) -> Result<(), StageError> {
        use input_method::Event as Ime;
        for ime in [
            Ime::Opened,
            Ime::Preedit(words.to_owned(), None),
            Ime::Preedit(String::new(), None),
            Ime::Commit(words.to_owned()),
        ] {
            self.event(&Event::InputMethod(ime))?;
        }
        Ok(())
    }

    /// Clicks at a point.
    pub fn click_at(&mut self, at: Point) -> Result<(), StageError> {
        self.point_at(at)?;
        self.event(&Event::Mouse(mouse::Event::ButtonPressed(
            mouse::Button::Left,
        )))?;
        self.event(&Event::Mouse(mouse::Event::ButtonReleased(
            mouse::Button::Left,
        )))
    }

    /// Moves the pointer to a point.
    pub fn point_at(&mut self, at: Point) -> Result<(), StageError> {
        self.stage.point_at(Some(at));
        self.event(&Event::Mouse(mouse::Event::CursorMoved { position: at }))
    }

    /// Drags from a point to another.
    pub fn drag(&mut self, from: Point, to: Point) -> Result<(), StageError> {
        self.point_at(from)?;
        self.event(&Event::Mouse(mouse::Event::ButtonPressed(
            mouse::Button::Left,
        )))?;
        self.point_at(to)?;
        self.event(&Event::Mouse(mouse::Event::ButtonReleased(
            mouse::Button::Left,
        )))
    }

    /// Turns the wheel at a point by so many lines (down is negative).
    pub fn wheel(&mut self, at: Point, lines: f32) -> Result<(), StageError> {
        self.point_at(at)?;
        self.event(&Event::Mouse(mouse::Event::WheelScrolled {
            delta: mouse::ScrollDelta::Lines { x: 0.0, y: lines },
        }))
    }

    /// Clicks the first thing in reach with exactly these words.
    pub fn click_text(&mut self, words: &str) -> Result<(), StageError> {
        let at = self.place(words, |found| found.text() == Some(words))?;
        self.click_at(at.center())
    }

    /// Clicks the first thing in reach of that name.
    pub fn click_id(&mut self, id: &str) -> Result<(), StageError> {
        let at = self.place(id, |found| found.id.as_deref() == Some(id))?;
        self.click_at(at.center())
    }

    /// Where the thing of that name is on the screen.
    pub fn place_of_id(&mut self, id: &str) -> Result<Rectangle, StageError> {
        self.place(id, |found| found.id.as_deref() == Some(id))
    }

    fn place(
        &mut self,
        wanted: &str,
        is: impl Fn(&Found) -> bool,
    ) -> Result<Rectangle, StageError> {
        let all = self.survey();
        let hits: Vec<&Found> = all.iter().filter(|f| !f.behind && is(f)).collect();
        if let Some(seen) = hits.iter().find_map(|found| found.seen) {
            return Ok(seen);
        }
        if hits.is_empty() {
            return Err(StageError::NotFound {
                wanted: wanted.to_owned(),
                seen: all
                    .iter()
                    .filter_map(Found::text)
                    .map(str::to_owned)
                    .collect(),
            });
        }
        Err(StageError::OutOfView(wanted.to_owned()))
    }

    /// Everything the program shows now.
    pub fn survey(&mut self) -> Vec<Found> {
        self.stage.survey(self.program.view())
    }

    /// The texts seen, those behind a dialog and those scrolled out of view left out.
    pub fn texts(&mut self) -> Vec<String> {
        self.survey()
            .into_iter()
            .filter(|found| found.seen.is_some() && !found.behind)
            .filter_map(|found| found.text().map(str::to_owned))
            .collect()
    }

    /// Whether these words are part of a text in the tree, in view or not, behind a dialog or not.
    pub fn has_text(&mut self, words: &str) -> bool {
        self.survey()
            .iter()
            .filter_map(Found::text)
            .any(|text| text.contains(words))
    }

    /// The name of what has the focus. Unnamed things have the focus too, see [`has_focus`](Self::has_focus).
    pub fn focused_id(&mut self) -> Option<String> {
        self.survey()
            .into_iter()
            .find(|found| found.kind == Kind::Focusable(true))
            .and_then(|found| found.id)
    }

    /// Whether anything has the focus.
    pub fn has_focus(&mut self) -> bool {
        self.survey()
            .iter()
            .any(|found| found.kind == Kind::Focusable(true))
    }

    /// What the program looks like now.
    pub fn picture(&mut self) -> Result<RgbaImage, StageError> {
        self.stage
            .picture(self.program.view(), &self.program.theme())
    }

    /// Another size of the window.
    pub fn resize(&mut self, width: u32, height: u32, scale: f32) -> Result<(), StageError> {
        self.stage.resize((width, height), scale);
        let size = self.stage.size();
        self.event(&Event::Window(window::Event::Resized(size)))
    }

    /// Lets time pass for carets and delayed hints; the program's own timers are not on this clock.
    pub fn wait(&mut self, time: Duration) -> Result<(), StageError> {
        self.stage.wait(time);
        self.settle(Vec::new())
    }

    fn strike(&mut self, stroke: &Stroke) -> Result<(), StageError> {
        let held = |modifiers| Event::Keyboard(keyboard::Event::ModifiersChanged(modifiers));
        if !stroke.modifiers.is_empty() {
            self.event(&held(stroke.modifiers))?;
        }
        self.event(&stroke.pressed(false))?;
        self.event(&stroke.released())?;
        if !stroke.modifiers.is_empty() {
            self.event(&held(Modifiers::empty()))?;
        }
        Ok(())
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
        self.stage
            .feed(self.program.view(), std::slice::from_ref(event))
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
        self.runtime.block_on(async {
            tokio::time::timeout(patience, running.next())
                .await
                .ok()
                .flatten()
        })
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
