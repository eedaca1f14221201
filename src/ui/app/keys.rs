//! What a key of the table does in the shell, before the open screen is asked.

use iced::widget::operation;
use iced::widget::scrollable::AbsoluteOffset;
use iced::{Event, Task, event, keyboard, window};

use crate::this_pc::Appearance;
use crate::ui::ctx::Route;
use crate::ui::screen::Screen;
use crate::ui::shortcut::{Command, command};
use crate::ui::widget::{hold, tab};

use super::frame::HELP;
use super::{App, Message, Overlay, Phase};

impl App {
    pub(super) fn command(&mut self, command: Command) -> Task<Message> {
        if matches!(self.phase, Phase::Fault(_)) && command == Command::Enter {
            return self.open_store();
        }
        if let Some(overlay) = self.overlay {
            return self.overlay_command(overlay, command);
        }
        if self.saving.is_some() && self.locked.is_none() {
            return self.saving_command(command);
        }
        match command {
            Command::Next | Command::Previous => {
                return tab::focus_step(command == Command::Previous);
            }
            Command::Help => {
                self.overlay = Some(Overlay::Help);
                return tab::focus("help-close");
            }
            Command::Display => {
                self.overlay = Some(Overlay::Display);
                return tab::focus("display");
            }
            _ => {}
        }
        let Some(ctx) = self.ctx.clone() else { return Task::none() };
        if let Some(lock) = &mut self.locked {
            let action = lock.command(command, &ctx);
            return self.act(action, Message::Lock);
        }
        let dialog = self.screen.dialog(&ctx).is_some();
        if !dialog && !matches!(self.screen, Screen::FirstRun(_)) {
            match command {
                Command::Reception => return self.go(Route::Reception),
                // Pressed again, the key turns to the other side of the same room: its classes.
                Command::Rooms if matches!(self.screen, Screen::Rooms(_)) => {}
                Command::Rooms => return self.go(Route::Rooms),
                Command::Records if matches!(self.screen, Screen::Records(_)) => {}
                Command::Records => return self.go(Route::Records),
                Command::Summary if matches!(self.screen, Screen::Summary(_)) => {}
                Command::Summary => return self.go(Route::Summary),
                Command::Catalogue => return self.go(Route::Catalogue(None)),
                Command::Settings => return self.go(Route::Settings),
                Command::Lock => return self.lock(),
                Command::Reprint if !self.screen.reprints() => {
                    let last = self.last_job.clone();
                    return last.map_or_else(Task::none, |job| self.hand_out(job));
                }
                Command::Back if !self.notices.is_empty() && self.screen.at_rest() => {
                    let _ = self.notices.pop();
                    // A field lets go of the focus when it hears Esc.
                    return self.return_focus();
                }
                _ => {}
            }
        }
        let action = self.screen.command(command, &ctx);
        self.act(action, Message::Screen)
    }

    fn overlay_command(&mut self, overlay: Overlay, command: Command) -> Task<Message> {
        match (overlay, command) {
            (_, Command::Back) | (Overlay::Help, Command::Enter | Command::Help) => {
                self.overlay = None;
                Task::none()
            }
            (Overlay::Help, Command::Up) => scroll_help(-60.0),
            (Overlay::Help, Command::Down) => scroll_help(60.0),
            (Overlay::Help, Command::PageUp) => scroll_help(-300.0),
            (Overlay::Help, Command::PageDown) => scroll_help(300.0),
            (Overlay::Display, Command::Digit(digit)) => self.display(usize::from(digit)),
            (_, Command::Next | Command::Previous) => tab::focus_step(command == Command::Previous),
            _ => Task::none(),
        }
    }

    /// 1 标准 2 大字 3 特大 4 高对比 5 深色 (`tokens.md` §5): zoom and look are two settings.
    pub(super) fn display(&mut self, choice: usize) -> Task<Message> {
        let mut pc = (*self.pc).clone();
        match choice {
            1 => (pc.zoom, pc.appearance) = (Some(100), Appearance::Light),
            2 => pc.zoom = Some(125),
            3 => pc.zoom = Some(150),
            4 => pc.appearance = Appearance::HighContrast,
            5 => pc.appearance = Appearance::Dark,
            _ => return Task::none(),
        }
        // Large type on screen goes with large slips.
        pc.large_slips = pc.zoom.unwrap_or(100) > 100;
        self.overlay = None;
        self.set_pc(pc)
    }
}

fn scroll_help(y: f32) -> Task<Message> {
    operation::scroll_by(HELP, AbsoluteOffset { x: 0.0, y })
}

/// Esc takes a step back even where a field has used it to lose its caret.
pub(super) fn back(event: &keyboard::Event) -> Option<Message> {
    (command(event) == Some(Command::Back)).then_some(Message::Key(Command::Back))
}

/// What the shell makes of an event after the widgets have had it. Of Esc it hears by [`back`].
pub(super) fn raw(event: Event, status: event::Status, _window: window::Id) -> Option<Message> {
    if let Some(down) = hold::held(&event, status) {
        return Some(Message::Hold(down));
    }
    match &event {
        Event::Keyboard(pressed @ keyboard::Event::KeyPressed { .. }) => {
            let command = command(pressed)?;
            (status == event::Status::Ignored && command != Command::Back).then_some(Message::Key(command))
        }
        Event::Window(window::Event::Resized(size) | window::Event::Opened { size, .. }) => {
            Some(Message::Resized(*size))
        }
        Event::Window(window::Event::CloseRequested) => Some(Message::CloseRequested),
        _ => None,
    }
}
