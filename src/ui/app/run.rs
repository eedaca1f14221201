//! The real window.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDate;
use iced::{Size, Subscription, Theme, event, theme, window};

use crate::desk::{Clock, ShiftedClock, SystemClock};
use crate::domain::lang::Lang;
use crate::t;
use crate::this_pc::ThisPc;
use crate::ui::stage::Play;
use crate::ui::text;

use super::{App, Message, raw};

/// What the window is opened with.
#[derive(Clone)]
pub struct Start {
    /// The data folder.
    pub data: PathBuf,
    /// Another language than the PC's.
    pub lang: Option<Lang>,
    /// The desk's clock.
    pub clock: Arc<dyn Clock>,
}

impl Default for Start {
    fn default() -> Self {
        Self { data: PathBuf::new(), lang: None, clock: Arc::new(SystemClock) }
    }
}

impl Start {
    /// A window on a data folder; on another day for practice and tests.
    pub fn new(data: PathBuf, lang: Option<Lang>, today: Option<NaiveDate>) -> Self {
        let clock: Arc<dyn Clock> = match today {
            Some(day) => Arc::new(ShiftedClock::to_day(day)),
            None => Arc::new(SystemClock),
        };
        Self { data, lang, clock }
    }
}

/// Opens the window and works until it is closed. The error is iced's own.
pub fn run(start: Start) -> iced::Result {
    // iced makes the window as many times larger as all in it is drawn: it is asked for in pixels of the screen, or at
    // 150 % it would not fit on one of 1366 × 768 once it is not maximised.
    let scale = ThisPc::load(&start.data).scale();
    let boot = move || App::boot(start.clone());
    let mut app = iced::application(boot, App::update, App::view)
        .title(App::title)
        .theme(App::theme)
        .style(App::style)
        .scale_factor(|app: &App| app.pc.scale())
        .subscription(App::subscription)
        .default_font(text::FONT)
        .exit_on_close_request(false)
        .window(window::Settings {
            size: Size::new(1366.0 / scale, 698.0 / scale),
            min_size: Some(Size::new(900.0, 460.0)),
            maximized: true,
            exit_on_close_request: false,
            ..window::Settings::default()
        });
    for face in text::fonts() {
        app = app.font(face);
    }
    app.run()
}

impl App {
    fn title(&self) -> String {
        let name = t!(self.words, "app-name");
        match &self.ctx {
            Some(ctx) if !ctx.book.community.name.is_empty() => {
                format!("{name} · {}", ctx.book.community.centre())
            }
            _ => name,
        }
    }

    /// A whole-window repaint after each message: the background differs by less than one step of its 8-bit colour, so
    /// nothing is seen of it, but the renderer redraws one rectangle instead of hundreds.
    fn style(&self, theme: &Theme) -> theme::Style {
        let mut style = theme::Base::base(theme);
        if self.revision % 2 == 1 {
            style.background_color.b -= 1.0 / 4096.0;
        }
        style
    }

    fn subscription(&self) -> Subscription<Message> {
        let events = event::listen_with(raw);
        // Often enough to take the status line's words away in time, and to lose at most a second of typing to a crash.
        let every = Duration::from_secs(if self.said.is_some() || self.screen.is_dirty() { 1 } else { 5 });
        let ticks = iced::time::every(every).map(|_| Message::Tick);
        Subscription::batch([events, ticks])
    }
}
