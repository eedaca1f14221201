//! What opens beside a field: a calendar, a list to choose from. The field keeps the focus, so typing goes on.

use iced::advanced::widget::operation::Focusable;
use iced::advanced::widget::{Id, Operation, Tree, Widget, tree};
use iced::advanced::{Clipboard, Layout, Shell, layout, mouse, overlay, renderer};
use iced::keyboard::{self, Key, Modifiers, key::Named};
use iced::{Element, Event, Point, Rectangle, Size, Theme, Vector, touch, window};

use super::passes::passes_on;

/// Room between the field and what hangs from it, and between that and the window's edge, px.
const GAP: f32 = 3.0;

type OnKey<'a, Message> = Box<dyn Fn(&Key, Modifiers) -> Option<Message> + 'a>;

/// See [`popup`].
pub struct Popup<'a, Message> {
    content: Element<'a, Message>,
    over: Option<Element<'a, Message>>,
    on_key: Option<OnKey<'a, Message>>,
    on_leave: Option<Message>,
    as_wide: bool,
}

/// A field `content`, and over the page beside it `over`, while there is one: beneath the field where there is room, else
/// above it, else at its right. Keep the wrapper there always and only change `over`, or the field loses its caret.
pub fn popup<'a, Message>(
    content: impl Into<Element<'a, Message>>,
    over: Option<Element<'a, Message>>,
) -> Popup<'a, Message> {
    Popup { content: content.into(), over, on_key: None, on_leave: None, as_wide: false }
}

impl<'a, Message> Popup<'a, Message> {
    /// Asked about every key pressed while the field has the focus, before the field is: open or not. What it does not
    /// answer is typed. While it is open Esc never reaches the field, which would lose its caret; it is left to the
    /// program, which closes what is open first.
    pub fn on_key(mut self, on_key: impl Fn(&Key, Modifiers) -> Option<Message> + 'a) -> Self {
        self.on_key = Some(Box::new(on_key));
        self
    }

    /// Sent while it is open when the field loses the focus, or a press falls elsewhere.
    pub fn on_leave(mut self, message: Message) -> Self {
        self.on_leave = Some(message);
        self
    }

    /// What opens is at least as wide as the field: for a list.
    pub fn as_wide(mut self) -> Self {
        self.as_wide = true;
        self
    }
}

#[derive(Default)]
struct State {
    /// The field had the focus while this was open.
    held: bool,
}

impl<Message: Clone> Popup<'_, Message> {
    fn has_focus(&mut self, tree: &mut Tree, layout: Layout<'_>, renderer: &iced::Renderer) -> bool {
        let mut find = Find(false);
        self.content.as_widget_mut().operate(&mut tree.children[0], layout, renderer, &mut find);
        find.0
    }

    /// Whether the key is used up before the field sees it.
    fn takes(&self, key: &Key, modifiers: Modifiers, shell: &mut Shell<'_, Message>) -> bool {
        if let Some(message) = self.on_key.as_ref().and_then(|on_key| on_key(key, modifiers)) {
            shell.publish(message);
            shell.capture_event();
            return true;
        }
        self.over.is_some() && *key == Key::Named(Named::Escape)
    }

    fn leave(&self, shell: &mut Shell<'_, Message>) {
        if let Some(message) = &self.on_leave {
            shell.publish(message.clone());
        }
    }
}

impl<Message: Clone> Widget<Message, Theme, iced::Renderer> for Popup<'_, Message> {
    passes_on!(content: size, size_hint, layout, operate, mouse_interaction, draw);

    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn children(&self) -> Vec<Tree> {
        std::iter::once(&self.content).chain(&self.over).map(Tree::new).collect()
    }

    fn diff(&self, tree: &mut Tree) {
        let children: Vec<&Element<'_, Message>> = std::iter::once(&self.content).chain(&self.over).collect();
        tree.diff_children(&children);
        if self.over.is_none() {
            tree.state.downcast_mut::<State>().held = false;
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
        if let Event::Keyboard(keyboard::Event::KeyPressed { key, modified_key, modifiers, .. }) = event
            && !shell.is_event_captured()
        {
            // With its lock on the number pad's arrows are digits, and digits are typed.
            let key = if matches!(modified_key, Key::Character(_)) { modified_key } else { key };
            if self.has_focus(tree, layout, renderer) && self.takes(key, *modifiers, shell) {
                return;
            }
        }
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
        if self.over.is_some() && matches!(event, Event::Window(window::Event::RedrawRequested(_))) {
            let now = self.has_focus(tree, layout, renderer);
            let before = std::mem::replace(&mut tree.state.downcast_mut::<State>().held, now);
            if before && !now {
                self.leave(shell);
            }
        }
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        _renderer: &iced::Renderer,
        viewport: &Rectangle,
        translation: Vector,
    ) -> Option<overlay::Element<'b, Message, Theme, iced::Renderer>> {
        let anchor = layout.bounds() + translation;
        // A field that was scrolled out of view takes what hangs from it along.
        viewport.intersection(&anchor)?;
        let over = self.over.as_mut()?;
        let tree = tree.children.get_mut(1)?;
        Some(overlay::Element::new(Box::new(Over {
            content: over,
            tree,
            anchor,
            on_leave: self.on_leave.as_ref(),
            as_wide: self.as_wide,
        })))
    }
}

impl<'a, Message: Clone + 'a> From<Popup<'a, Message>> for Element<'a, Message> {
    fn from(widget: Popup<'a, Message>) -> Self {
        Element::new(widget)
    }
}

/// Whether anything has the focus.
struct Find(bool);

impl Operation for Find {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn focusable(&mut self, _id: Option<&Id>, _bounds: Rectangle, state: &mut dyn Focusable) {
        self.0 |= state.is_focused();
    }
}

/// What is open.
struct Over<'a, 'b, Message> {
    content: &'b mut Element<'a, Message>,
    tree: &'b mut Tree,
    anchor: Rectangle,
    on_leave: Option<&'b Message>,
    as_wide: bool,
}

/// Where a thing of that size goes, beside the anchor and within the window.
fn place(anchor: Rectangle, size: Size, window: Size) -> Point {
    let within = |at: f32, length: f32, room: f32| at.min(room - length - GAP).max(GAP);
    let x = within(anchor.x, size.width, window.width);
    let beneath = anchor.y + anchor.height + GAP;
    if beneath + size.height + GAP <= window.height {
        return Point::new(x, beneath);
    }
    let above = anchor.y - GAP - size.height;
    if above >= GAP {
        return Point::new(x, above);
    }
    let right = anchor.x + anchor.width + GAP;
    let x = if right + size.width + GAP <= window.width { right } else { x };
    Point::new(x, within(beneath, size.height, window.height))
}

impl<Message: Clone> overlay::Overlay<Message, Theme, iced::Renderer> for Over<'_, '_, Message> {
    fn layout(&mut self, renderer: &iced::Renderer, bounds: Size) -> layout::Node {
        let room = Size::new(bounds.width - 2.0 * GAP, bounds.height - 2.0 * GAP);
        let mut limits = layout::Limits::new(Size::ZERO, room);
        if self.as_wide {
            limits = limits.min_width(self.anchor.width).max_width(self.anchor.width.max(240.0));
        }
        let node = self.content.as_widget_mut().layout(self.tree, renderer, &limits);
        let at = place(self.anchor, node.size(), bounds);
        // Whole pixels, so that lines stay sharp.
        node.move_to(Point::new(at.x.round(), at.y.round()))
    }

    fn draw(
        &self,
        renderer: &mut iced::Renderer,
        theme: &Theme,
        style: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
    ) {
        self.content.as_widget().draw(self.tree, renderer, theme, style, layout, cursor, &layout.bounds());
    }

    fn operate(&mut self, layout: Layout<'_>, renderer: &iced::Renderer, operation: &mut dyn Operation) {
        self.content.as_widget_mut().operate(self.tree, layout, renderer, operation);
    }

    fn update(
        &mut self,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        renderer: &iced::Renderer,
        clipboard: &mut dyn Clipboard,
        shell: &mut Shell<'_, Message>,
    ) {
        let bounds = layout.bounds();
        self.content
            .as_widget_mut()
            .update(self.tree, event, layout, cursor, renderer, clipboard, shell, &bounds);
        let over = cursor.is_over(bounds);
        let pressed = matches!(
            event,
            Event::Mouse(mouse::Event::ButtonPressed(_)) | Event::Touch(touch::Event::FingerPressed { .. })
        );
        if over && matches!(event, Event::Mouse(_) | Event::Touch(_)) {
            // What lies beneath must not hear of it.
            shell.capture_event();
        } else if pressed
            && !cursor.is_over(self.anchor)
            && let Some(message) = self.on_leave
        {
            shell.publish(message.clone());
        }
    }

    fn mouse_interaction(
        &self,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        renderer: &iced::Renderer,
    ) -> mouse::Interaction {
        let bounds = layout.bounds();
        let inside = self.content.as_widget().mouse_interaction(self.tree, layout, cursor, &bounds, renderer);
        if inside == mouse::Interaction::None && cursor.is_over(bounds) {
            mouse::Interaction::Idle
        } else {
            inside
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WINDOW: Size = Size::new(911.0, 465.0);

    fn at(y: f32, width: f32, size: (f32, f32)) -> (f32, f32) {
        let anchor = Rectangle { x: 200.0, y, width, height: 36.0 };
        let place = place(anchor, Size::new(size.0, size.1), WINDOW);
        (place.x, place.y)
    }

    #[test]
    fn beneath_then_above_then_at_the_right_and_always_within() {
        assert_eq!(at(40.0, 200.0, (300.0, 300.0)), (200.0, 79.0));
        assert_eq!(at(400.0, 200.0, (300.0, 300.0)), (200.0, 97.0));
        // No room of 300 px above or beneath: beside it, so that the field itself stays in view.
        assert_eq!(at(200.0, 200.0, (300.0, 300.0)), (403.0, 162.0));
        // Too wide for the side as well: within the window all the same.
        assert_eq!(at(200.0, 600.0, (300.0, 300.0)), (200.0, 162.0));
        assert_eq!(at(40.0, 200.0, (800.0, 100.0)), (108.0, 79.0));
    }
}
