//! A page behind an open dialog: seen, but out of reach of keys, pointer and Tab.

use iced::advanced::widget::{self, Operation, Tree, Widget, operation, tree};
use iced::advanced::{Clipboard, Layout, Shell, mouse, overlay, renderer};
use iced::{Element, Event, Rectangle, Theme, Vector, window};
use std::any::Any;

use super::passes::passes_on;

/// See [`inert`].
pub struct Inert<'a, Message> {
    content: Element<'a, Message>,
    on: bool,
}

/// While `on`, `content` gets no key, pointer or input method and Tab does not enter it. A field in it that had
/// the focus keeps it and goes on when the dialog closes. Keep the wrapper there always and only change `on`:
/// another tree shape loses every caret and scroll offset.
pub fn inert<'a, Message>(content: impl Into<Element<'a, Message>>, on: bool) -> Inert<'a, Message> {
    Inert { content: content.into(), on }
}

/// Told to an operation, through `custom`, before and after it visits what lies behind a dialog.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Behind {
    /// What follows lies behind.
    Enter,
    /// What follows does not.
    Leave,
}

#[derive(Default)]
struct State {
    told: bool,
}

impl<Message> Widget<Message, Theme, iced::Renderer> for Inert<'_, Message> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    passes_on!(content: children, diff, size, size_hint, layout);

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &iced::Renderer,
        operation: &mut dyn Operation,
    ) {
        let mut visit = |operation: &mut dyn Operation| {
            self.content.as_widget_mut().operate(&mut tree.children[0], layout, renderer, operation);
        };
        if self.on {
            operation.custom(None, layout.bounds(), &mut Behind::Enter);
            visit(&mut NoFocus(operation));
            operation.custom(None, layout.bounds(), &mut Behind::Leave);
        } else {
            visit(operation);
        }
    }

    fn update(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        renderer: &iced::Renderer,
        clipboard: &mut dyn Clipboard,
        shell: &mut Shell<'_, Message>,
        viewport: &Rectangle,
    ) {
        let told = std::mem::replace(&mut tree.state.downcast_mut::<State>().told, self.on);
        let cursor = if self.on { mouse::Cursor::Unavailable } else { cursor };
        let mut pass = |event: &Event, shell: &mut Shell<'_, Message>| {
            self.content.as_widget_mut().update(
                &mut tree.children[0],
                event,
                layout,
                cursor,
                renderer,
                clipboard,
                shell,
                viewport,
            );
        };
        if told != self.on {
            // To its content the page is a window that loses or regains the focus: the caret hides or shows.
            let told = if self.on { window::Event::Unfocused } else { window::Event::Focused };
            pass(&Event::Window(told), shell);
        }
        if !self.on || passes(event) {
            pass(event, shell);
        }
    }

    fn mouse_interaction(
        &self,
        tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
        renderer: &iced::Renderer,
    ) -> mouse::Interaction {
        if self.on {
            return mouse::Interaction::None;
        }
        self.content.as_widget().mouse_interaction(&tree.children[0], layout, cursor, viewport, renderer)
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut iced::Renderer,
        theme: &Theme,
        style: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        let cursor = if self.on { mouse::Cursor::Unavailable } else { cursor };
        self.content.as_widget().draw(&tree.children[0], renderer, theme, style, layout, cursor, viewport);
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        renderer: &iced::Renderer,
        viewport: &Rectangle,
        translation: Vector,
    ) -> Option<overlay::Element<'b, Message, Theme, iced::Renderer>> {
        if self.on {
            return None;
        }
        self.content.as_widget_mut().overlay(&mut tree.children[0], layout, renderer, viewport, translation)
    }
}

/// Events that still reach a page behind a dialog: redraws, resizes, the window losing the focus.
fn passes(event: &Event) -> bool {
    !matches!(
        event,
        Event::Keyboard(_)
            | Event::InputMethod(_)
            | Event::Mouse(_)
            | Event::Touch(_)
            | Event::Window(window::Event::Focused)
    )
}

/// Hands an operation on without ever offering it something to focus.
struct NoFocus<'a>(&'a mut dyn Operation);

impl Operation for NoFocus<'_> {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        self.0.traverse(&mut |operation| operate(&mut NoFocus(operation)));
    }

    fn container(&mut self, id: Option<&widget::Id>, bounds: Rectangle) {
        self.0.container(id, bounds);
    }

    fn scrollable(
        &mut self,
        id: Option<&widget::Id>,
        bounds: Rectangle,
        content: Rectangle,
        translation: Vector,
        state: &mut dyn operation::Scrollable,
    ) {
        self.0.scrollable(id, bounds, content, translation, state);
    }

    fn text_input(
        &mut self,
        id: Option<&widget::Id>,
        bounds: Rectangle,
        state: &mut dyn operation::TextInput,
    ) {
        self.0.text_input(id, bounds, state);
    }

    fn text(&mut self, id: Option<&widget::Id>, bounds: Rectangle, text: &str) {
        self.0.text(id, bounds, text);
    }

    fn custom(&mut self, id: Option<&widget::Id>, bounds: Rectangle, state: &mut dyn Any) {
        self.0.custom(id, bounds, state);
    }
}

impl<'a, Message: 'a> From<Inert<'a, Message>> for Element<'a, Message> {
    fn from(widget: Inert<'a, Message>) -> Self {
        Element::new(widget)
    }
}
