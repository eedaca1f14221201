//! A stage without a window: draws any view in software, feeds it events, looks at what it shows.
//!
//! The program's own tour of pictures and the tests of Tab order, dialogs and whole screens run on it. It needs
//! neither a display nor a graphics card.

pub mod keys;
pub mod player;
pub mod survey;

pub use player::{Play, Player};
pub use survey::{Found, Kind};

use crate::ui::text;
use iced::advanced::renderer::{self, Headless};
use iced::advanced::widget::operation::Outcome;
use iced::advanced::widget::{Operation, operation};
use iced::advanced::{Clipboard, InputMethod, clipboard, mouse};
use iced::event::Status;
use iced::futures::FutureExt;
use iced::{Element, Event, Pixels, Point, Rectangle, Size, Theme, theme, window};
use iced_runtime::user_interface::{Cache, State, UserInterface};
use image::RgbaImage;
use std::time::{Duration, Instant};

/// Why the stage could not do as told.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum StageError {
    /// The software renderer did not start.
    #[error("the software renderer did not start")]
    NoRenderer,
    /// The text system was poisoned by a panic elsewhere.
    #[error("the text system is not usable")]
    NoFonts,
    /// The asynchronous runtime did not start.
    #[error("the runtime did not start: {0}")]
    NoRuntime(String),
    /// A name of a key nobody knows.
    #[error("no key is called {0:?}")]
    UnknownKey(String),
    /// Nothing of the kind is seen.
    #[error("nothing seen is {wanted:?}; seen are {seen:?}")]
    NotFound {
        /// Text or id looked for.
        wanted: String,
        /// The texts that are seen.
        seen: Vec<String>,
    },
    /// It is there, but scrolled out of view.
    #[error("{0:?} is out of view")]
    OutOfView(String),
    /// The program went on sending itself messages.
    #[error("not quiet after {0} steps")]
    NeverQuiet(usize),
    /// Size in pixels and bytes drawn do not agree.
    #[error("the picture has the wrong size")]
    WrongSize,
}

/// What came of feeding events.
#[derive(Debug, Clone)]
pub struct Fed<Message> {
    /// Messages of the widgets, in order.
    pub messages: Vec<Message>,
    /// For each event, whether a widget captured it.
    pub statuses: Vec<Status>,
    /// What the pointer looks like.
    pub interaction: mouse::Interaction,
    /// Whether a widget asks for the input method.
    pub input_method: InputMethod,
}

/// A renderer, and what the widgets remember between frames.
pub struct Stage {
    renderer: iced::Renderer,
    cache: Cache,
    physical: (u32, u32),
    scale: f32,
    cursor: mouse::Cursor,
    board: Board,
    clock: Instant,
}

impl Stage {
    /// A stage of so many physical pixels at a scale; the logical size is their quotient.
    pub fn new(physical: (u32, u32), scale: f32) -> Result<Self, StageError> {
        if !text::load_fonts() {
            return Err(StageError::NoFonts);
        }
        let renderer = <iced::Renderer as Headless>::new(
            text::FONT,
            Pixels(crate::ui::theme::type_::BODY.size),
            Some("tiny-skia"),
        );
        // In software there is nothing to wait for.
        let renderer = renderer.now_or_never().flatten().ok_or(StageError::NoRenderer)?;
        Ok(Self {
            renderer,
            cache: Cache::new(),
            physical,
            scale,
            cursor: mouse::Cursor::Unavailable,
            board: Board::default(),
            clock: Instant::now(),
        })
    }

    /// Logical size.
    pub fn size(&self) -> Size {
        Size::new(self.physical.0 as f32 / self.scale, self.physical.1 as f32 / self.scale)
    }

    /// Another size; the widgets keep what they remember.
    pub fn resize(&mut self, physical: (u32, u32), scale: f32) {
        self.physical = physical;
        self.scale = scale;
    }

    /// Puts the pointer somewhere, or away. Tell the widgets with a `CursorMoved` event besides.
    pub fn point_at(&mut self, at: Option<Point>) {
        self.cursor = at.map_or(mouse::Cursor::Unavailable, mouse::Cursor::Available);
    }

    /// Lets time pass for carets and delayed hints. Otherwise it stands still, so that pictures do not differ.
    pub fn wait(&mut self, time: Duration) {
        self.clock += time;
    }

    /// The event of a redraw, without which fields and buttons take themselves for disabled.
    pub fn redraw(&self) -> Event {
        Event::Window(window::Event::RedrawRequested(self.clock))
    }

    /// Feeds events to a view.
    pub fn feed<'a, Message: 'a>(
        &mut self,
        view: impl Into<Element<'a, Message>>,
        events: &[Event],
    ) -> Fed<Message> {
        let cache = std::mem::take(&mut self.cache);
        let mut ui = UserInterface::build(view, self.size(), cache, &mut self.renderer);
        let mut messages = Vec::new();
        let (state, statuses) =
            ui.update(events, self.cursor, &mut self.renderer, &mut self.board, &mut messages);
        self.cache = ui.into_cache();
        let (interaction, input_method) = match state {
            State::Updated { mouse_interaction, input_method, .. } => (mouse_interaction, input_method),
            State::Outdated => (mouse::Interaction::None, InputMethod::Disabled),
        };
        Fed { messages, statuses, interaction, input_method }
    }

    /// Runs an operation on a view, and those it chains to.
    pub fn operate<'a, Message: 'a>(
        &mut self,
        view: impl Into<Element<'a, Message>>,
        operation: Box<dyn Operation>,
    ) {
        let cache = std::mem::take(&mut self.cache);
        let mut ui = UserInterface::build(view, self.size(), cache, &mut self.renderer);
        let mut next = Some(operation);
        while let Some(mut operation) = next.take() {
            ui.operate(&self.renderer, operation.as_mut());
            if let Outcome::Chain(chained) = operation.finish() {
                next = Some(chained);
            }
        }
        self.cache = ui.into_cache();
    }

    /// Everything a view shows that has words or a name.
    pub fn survey<'a, Message: 'a>(&mut self, view: impl Into<Element<'a, Message>>) -> Vec<Found> {
        let mut survey = survey::Survey::new(Rectangle::with_size(self.size()));
        let cache = std::mem::take(&mut self.cache);
        let mut ui = UserInterface::build(view, self.size(), cache, &mut self.renderer);
        ui.operate(&self.renderer, &mut operation::black_box::<Vec<Found>, ()>(&mut survey));
        self.cache = ui.into_cache();
        survey.into_found()
    }

    /// Draws a view as it stands. Feed it [`redraw`](Self::redraw) first.
    pub fn picture<'a, Message: 'a>(
        &mut self,
        view: impl Into<Element<'a, Message>>,
        theme: &Theme,
    ) -> Result<RgbaImage, StageError> {
        let style = theme::Base::base(theme);
        let cache = std::mem::take(&mut self.cache);
        let mut ui = UserInterface::build(view, self.size(), cache, &mut self.renderer);
        let mut unheard = Vec::new();
        let redraw = self.redraw();
        // A fresh interface has not drawn its widgets' states yet; what it says now it will say again.
        let _ = ui.update(&[redraw], self.cursor, &mut self.renderer, &mut self.board, &mut unheard);
        ui.draw(&mut self.renderer, theme, &renderer::Style { text_color: style.text_color }, self.cursor);
        self.cache = ui.into_cache();
        let (width, height) = self.physical;
        let bytes = self.renderer.screenshot(Size::new(width, height), self.scale, style.background_color);
        RgbaImage::from_raw(width, height, bytes).ok_or(StageError::WrongSize)
    }
}

/// The stage's own clipboard: what is copied on it can be pasted on it, and nothing else.
#[derive(Default)]
struct Board(Option<String>);

impl Clipboard for Board {
    fn read(&self, _kind: clipboard::Kind) -> Option<String> {
        self.0.clone()
    }

    fn write(&mut self, _kind: clipboard::Kind, contents: String) {
        self.0 = Some(contents);
    }
}
