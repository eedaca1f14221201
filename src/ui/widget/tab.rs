//! Moving the focus: Tab that goes round, and scrolling what has the focus into view.

use iced::advanced::widget::Id;
use iced::advanced::widget::operation::scrollable::AbsoluteOffset;
use iced::advanced::widget::operation::{self, Focusable, Operation, Outcome, Scrollable};
use iced::{Rectangle, Task, Vector};
use iced_runtime::Action;
use iced_runtime::task::effect;

/// Space left around the focused thing when it has to be scrolled to, px.
const ROOM: f32 = 12.0;

/// Focuses the next focusable thing (the one before with `back`), after the last the first, and scrolls it into view.
pub fn focus_step<Message>(back: bool) -> Task<Message> {
    effect(Action::widget(step(back)))
}

/// Focuses the thing of that name and scrolls it into view. With no such thing nothing has the focus.
pub fn focus<Message: 'static>(id: impl Into<Id>) -> Task<Message> {
    effect(Action::widget(operation::focusable::focus(id.into()))).chain(reveal_focused())
}

/// Takes the focus away from everything.
pub fn unfocus<Message>() -> Task<Message> {
    effect(Action::widget(operation::focusable::unfocus()))
}

/// Scrolls what has the focus into view.
pub fn reveal_focused<Message>() -> Task<Message> {
    effect(Action::widget(reveal()))
}

/// The operation behind [`focus_step`].
pub fn step(back: bool) -> impl Operation {
    Count { back, total: 0, focused: None }
}

/// The operation behind [`reveal_focused`].
pub fn reveal() -> impl Operation {
    Look::default()
}

struct Count {
    back: bool,
    total: usize,
    focused: Option<usize>,
}

impl Operation for Count {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn focusable(&mut self, _id: Option<&Id>, _bounds: Rectangle, state: &mut dyn Focusable) {
        if state.is_focused() {
            self.focused = Some(self.total);
        }
        self.total += 1;
    }

    fn finish(&self) -> Outcome<()> {
        if self.total == 0 {
            return Outcome::None;
        }
        let target = match (self.focused, self.back) {
            (None, false) => 0,
            (None, true) => self.total - 1,
            (Some(index), false) => (index + 1) % self.total,
            (Some(index), true) => (index + self.total - 1) % self.total,
        };
        Outcome::Chain(Box::new(Put { target, next: 0 }))
    }
}

struct Put {
    target: usize,
    next: usize,
}

impl Operation for Put {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn focusable(&mut self, _id: Option<&Id>, _bounds: Rectangle, state: &mut dyn Focusable) {
        if self.next == self.target {
            state.focus();
        } else {
            state.unfocus();
        }
        self.next += 1;
    }

    fn finish(&self) -> Outcome<()> {
        Outcome::Chain(Box::new(Look::default()))
    }
}

/// A scrollable round the focused thing, by its place in the order of visits.
#[derive(Clone, Copy)]
struct Frame {
    index: usize,
    bounds: Rectangle,
    content: Rectangle,
    translation: Vector,
}

/// First pass of revealing: where is the focused thing, and in which scrollables?
#[derive(Default)]
struct Look {
    seen: usize,
    entering: Option<Frame>,
    around: Vec<Frame>,
    found: Option<(Rectangle, Vec<Frame>)>,
}

impl Operation for Look {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        // A scrollable announces itself just before its content is visited.
        let inside = self.entering.take();
        self.around.extend(inside);
        operate(self);
        if inside.is_some() {
            self.around.pop();
        }
    }

    fn scrollable(
        &mut self,
        _id: Option<&Id>,
        bounds: Rectangle,
        content: Rectangle,
        translation: Vector,
        _state: &mut dyn Scrollable,
    ) {
        self.entering = Some(Frame { index: self.seen, bounds, content, translation });
        self.seen += 1;
    }

    fn focusable(&mut self, _id: Option<&Id>, bounds: Rectangle, state: &mut dyn Focusable) {
        if state.is_focused() {
            self.found = Some((bounds, self.around.clone()));
        }
    }

    fn finish(&self) -> Outcome<()> {
        let Some((bounds, frames)) = &self.found else {
            return Outcome::None;
        };
        let mut target = *bounds;
        let mut moves = Vec::new();
        for frame in frames.iter().rev() {
            let seen = target - frame.translation;
            let by = Vector::new(
                shift(seen.x, seen.width, frame.bounds.x, frame.bounds.width),
                shift(seen.y, seen.height, frame.bounds.y, frame.bounds.height),
            );
            if by.x != 0.0 || by.y != 0.0 {
                moves.push((frame.index, by));
            }
            // What lies in the outer scrollable is the part of the inner one that now shows the target.
            target = seen - clamped(by, frame);
        }
        if moves.is_empty() {
            return Outcome::None;
        }
        Outcome::Chain(Box::new(Move { moves, seen: 0 }))
    }
}

/// Least movement that brings `start..start + length` within `from..from + room`.
fn shift(start: f32, length: f32, from: f32, room: f32) -> f32 {
    let margin = ROOM.min(((room - length) / 2.0).max(0.0));
    let (start, end) = (start - margin, start + length + margin);
    if start < from || length > room {
        start - from
    } else if end > from + room {
        end - (from + room)
    } else {
        0.0
    }
}

/// The part of a movement the scrollable can really make.
fn clamped(by: Vector, frame: &Frame) -> Vector {
    let one = |by: f32, at: f32, room: f32, length: f32| (at + by).clamp(0.0, (length - room).max(0.0)) - at;
    Vector::new(
        one(by.x, frame.translation.x, frame.bounds.width, frame.content.width),
        one(by.y, frame.translation.y, frame.bounds.height, frame.content.height),
    )
}

/// Second pass: scroll.
struct Move {
    moves: Vec<(usize, Vector)>,
    seen: usize,
}

impl Operation for Move {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn scrollable(
        &mut self,
        _id: Option<&Id>,
        bounds: Rectangle,
        content: Rectangle,
        _translation: Vector,
        state: &mut dyn Scrollable,
    ) {
        if let Some((_, by)) = self.moves.iter().find(|(index, _)| *index == self.seen) {
            state.scroll_by(AbsoluteOffset { x: by.x, y: by.y }, bounds, content);
        }
        self.seen += 1;
    }
}
