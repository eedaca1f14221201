//! What the grid does with events.

mod key;
mod pointer;

use super::columns::Ground;
use super::gesture::Grip;
use super::keys::Anchor;
use super::{GhostKind, Grid, GridEvent, Spot};
use iced::advanced::widget::operation;
use iced::advanced::{Shell, mouse};
use iced::keyboard;
use iced::{Event, Point, Rectangle, touch, window};

/// A press that has not been let go.
#[derive(Debug, Clone)]
struct Press<Id> {
    grip: Grip<Id>,
    at: Point,
    /// It follows a press at the same place so soon that both are a double click, if the pointer stays.
    twice: bool,
    /// The pointer has moved enough for a drag.
    moved: bool,
    /// Where the thing lies by now, once the pointer has moved.
    place: Option<Ground>,
}

/// What the widget keeps between frames.
#[derive(Debug, Clone)]
pub(super) struct State<Id> {
    focused: bool,
    /// The window, or the page behind a dialog, is not where typing goes.
    away: bool,
    press: Option<Press<Id>>,
    /// A block moved by key and not yet confirmed.
    pub(super) draft: Option<(Id, Ground)>,
    anchor: Option<Anchor>,
    click: Option<mouse::Click>,
    pub(super) scroll: f32,
    pub(super) revealed: bool,
    pub(super) seen: Option<Spot<Id>>,
    drawn: bool,
}

impl<Id> Default for State<Id> {
    fn default() -> Self {
        Self {
            focused: false,
            away: false,
            press: None,
            draft: None,
            anchor: None,
            click: None,
            scroll: 0.0,
            revealed: false,
            seen: None,
            drawn: false,
        }
    }
}

impl<Id> operation::Focusable for State<Id> {
    fn is_focused(&self) -> bool {
        self.focused
    }

    fn focus(&mut self) {
        self.focused = true;
    }

    fn unfocus(&mut self) {
        self.focused = false;
        self.draft = None;
    }
}

impl<Id: Clone + PartialEq> State<Id> {
    /// Whether the focus is to be seen.
    pub(super) fn lit(&self) -> bool {
        self.focused && !self.away
    }

    pub(super) fn dragging(&self) -> bool {
        self.press.as_ref().is_some_and(|press| press.place.is_some())
    }

    /// The change that is going on.
    pub(super) fn change(&self) -> Option<(GhostKind<Id>, Ground)> {
        let dragged = self.press.as_ref().and_then(|press| {
            let kind = press.grip.block().map_or(GhostKind::New, |id| GhostKind::Moved(id.clone()));
            press.place.map(|place| (kind, place))
        });
        dragged.or_else(|| self.draft.clone().map(|(id, place)| (GhostKind::Moved(id), place)))
    }

    /// Gives up what concerns a block that is no longer there.
    pub(super) fn forget_lost(&mut self, is_there: impl Fn(&Id) -> bool) {
        if self.draft.as_ref().is_some_and(|(id, _)| !is_there(id)) {
            self.draft = None;
        }
        let caught = self.press.as_ref().and_then(|press| press.grip.block());
        if caught.is_some_and(|id| !is_there(id)) {
            self.press = None;
        }
    }

    /// Gives up every change. Whether there was one.
    fn give_up(&mut self) -> bool {
        let was = self.dragging() || self.draft.is_some();
        self.press = None;
        self.draft = None;
        was
    }
}

impl<Id: Clone + PartialEq + 'static, Message> Grid<'_, Id, Message> {
    /// `taken_inside`: a child has just captured this event.
    pub(super) fn react(
        &self,
        state: &mut State<Id>,
        event: &Event,
        bounds: Rectangle,
        cursor: mouse::Cursor,
        shell: &mut Shell<'_, Message>,
        taken_inside: bool,
    ) {
        let before = (state.change(), state.scroll);
        match event {
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left))
            | Event::Touch(touch::Event::FingerPressed { .. }) => {
                self.pressed(state, bounds, cursor, shell, taken_inside);
            }
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Right)) => {
                capture_if(state.give_up(), shell);
            }
            Event::Mouse(mouse::Event::CursorMoved { .. })
            | Event::Touch(touch::Event::FingerMoved { .. }) => {
                // Also outside the grid, and under whatever lies over it.
                if let Some(at) = cursor.land().position() {
                    self.dragged(state, at - (bounds.position() - Point::ORIGIN));
                }
            }
            Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left))
            | Event::Touch(touch::Event::FingerLifted { .. }) => self.released(state, shell),
            Event::Touch(touch::Event::FingerLost { .. }) => state.press = None,
            Event::Mouse(mouse::Event::WheelScrolled { delta }) if cursor.is_over(bounds) => {
                self.scrolled(state, *delta, shell);
            }
            Event::Window(window::Event::Unfocused) => {
                state.give_up();
                state.away = true;
            }
            Event::Window(window::Event::Focused) => state.away = false,
            Event::Keyboard(keyboard::Event::KeyPressed { modified_key, modifiers, repeat, .. })
                if (state.focused || state.dragging()) && !shell.is_event_captured() =>
            {
                let taken = self.key(state, modified_key, *modifiers, *repeat, shell);
                capture_if(taken, shell);
            }
            _ => {}
        }
        if before.0 != state.change() || (before.1 - state.scroll).abs() > f32::EPSILON {
            shell.invalidate_layout();
            shell.request_redraw();
        }
        if let Event::Window(window::Event::RedrawRequested(_)) = event {
            state.drawn = state.lit();
        } else if state.drawn != state.lit() {
            shell.request_redraw();
        }
    }

    fn publish(&self, event: GridEvent<Id>, shell: &mut Shell<'_, Message>) {
        shell.publish((self.on_event)(event));
    }
}

fn capture_if<Message>(taken: bool, shell: &mut Shell<'_, Message>) {
    if taken {
        shell.capture_event();
    }
}
