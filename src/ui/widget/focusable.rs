//! A wrapper that lets any content take the keyboard focus, be pressed, and answer keys.
//!
//! iced offers focus to text fields only. This wrapper serves buttons, rows of options, list rows and tables.

mod logic;

use iced::advanced::widget::{self, Operation, Tree, Widget, operation, tree};
use iced::advanced::{Clipboard, Layout, Shell, mouse, renderer};
use iced::keyboard::{Key, Modifiers};
use iced::{Background, Border, Color, Element, Event, Rectangle, Theme};

use super::passes::passes_on;

/// What is going on with the widget.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Status {
    /// The pointer is over it.
    pub hovered: bool,
    /// It is held down by the pointer.
    pub pressed: bool,
    /// It has the keyboard focus.
    pub focused: bool,
    /// It can do nothing now.
    pub disabled: bool,
}

/// How it is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Style {
    /// Ground beneath the content.
    pub background: Option<Background>,
    /// Edge beneath the content.
    pub border: Border,
    /// Colour of the texts that name none.
    pub ink: Option<Color>,
    /// Edge over the content, for the focus.
    pub edge: Option<Border>,
    /// A 1 px line just within `edge`, for grounds on which the edge alone is hard to see.
    pub inner: Option<Color>,
}

type OnKey<'a, Message> = Box<dyn Fn(&Key, Modifiers, Option<&str>) -> Option<Message> + 'a>;
type StyleFn<'a> = Box<dyn Fn(Status) -> Style + 'a>;

/// See [`focusable`].
pub struct Focusable<'a, Message> {
    content: Element<'a, Message>,
    id: Option<widget::Id>,
    on_press: Option<Message>,
    on_key: Option<OnKey<'a, Message>>,
    style: StyleFn<'a>,
    enabled: Option<bool>,
    claims: bool,
    pose: Option<Status>,
}

/// Wraps `content`. Without `on_press` and `on_key` it is disabled: Tab passes it by.
pub fn focusable<'a, Message>(content: impl Into<Element<'a, Message>>) -> Focusable<'a, Message> {
    Focusable {
        content: content.into(),
        id: None,
        on_press: None,
        on_key: None,
        style: Box::new(|_| Style::default()),
        enabled: None,
        claims: false,
        pose: None,
    }
}

impl<'a, Message> Focusable<'a, Message> {
    /// The name by which it can be focused and found.
    pub fn id(mut self, id: impl Into<widget::Id>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// As [`id`](Self::id), when there is one.
    pub fn id_maybe(mut self, id: Option<widget::Id>) -> Self {
        self.id = id;
        self
    }

    /// Sent by a click, Enter or Space. A held key sends it once.
    pub fn on_press(mut self, message: Message) -> Self {
        self.on_press = Some(message);
        self
    }

    /// As [`on_press`](Self::on_press), when there is one.
    pub fn on_press_maybe(mut self, message: Option<Message>) -> Self {
        self.on_press = message;
        self
    }

    /// Asked first about every key pressed while focused, repeats included. The key is the one with the modifiers
    /// applied, so that the number pad's 1 is `Character("1")` (its plain key is `End`).
    pub fn on_key(mut self, on_key: impl Fn(&Key, Modifiers, Option<&str>) -> Option<Message> + 'a) -> Self {
        self.on_key = Some(Box::new(on_key));
        self
    }

    /// How it is drawn in each status.
    pub fn style(mut self, style: impl Fn(Status) -> Style + 'a) -> Self {
        self.style = Box::new(style);
        self
    }

    /// Switches it on or off whatever it can do.
    pub fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = Some(enabled);
        self
    }

    /// A click on something in the content that takes clicks for itself still gives the focus to this widget.
    /// For a row of options, whose cells are clicked one by one; not for a row that holds a button or a field.
    pub fn claims_focus(mut self) -> Self {
        self.claims = true;
        self
    }

    /// Draws it in a given status, whatever its real one: for the gallery, where only one thing can be focused.
    pub fn pose(mut self, pose: Option<Status>) -> Self {
        self.pose = pose;
        self
    }

    fn is_enabled(&self) -> bool {
        self.enabled.unwrap_or(self.on_press.is_some() || self.on_key.is_some())
    }
}

/// What the widget keeps between frames.
#[derive(Debug, Default)]
struct State {
    focused: bool,
    pressed: bool,
    /// The window, or the page behind a dialog, is not where typing goes: no focus edge.
    away: bool,
    drawn: Option<Status>,
}

impl operation::Focusable for State {
    fn is_focused(&self) -> bool {
        self.focused
    }

    fn focus(&mut self) {
        self.focused = true;
    }

    fn unfocus(&mut self) {
        self.focused = false;
    }
}

impl<Message: Clone> Widget<Message, Theme, iced::Renderer> for Focusable<'_, Message> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    passes_on!(content: children, size, size_hint, layout, overlay);

    fn diff(&self, tree: &mut Tree) {
        // What is disabled while its work is done keeps the focus, unseen and deaf, and has it again afterwards.
        if !self.is_enabled() {
            tree.state.downcast_mut::<State>().pressed = false;
        }
        tree.diff_children(std::slice::from_ref(&self.content));
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &iced::Renderer,
        operation: &mut dyn Operation,
    ) {
        let state = tree.state.downcast_mut::<State>();
        // Nobody goes to what is disabled, but what has the focus can lose it to others.
        if self.is_enabled() || state.focused {
            operation.focusable(self.id.as_ref(), layout.bounds(), state);
        }
        // Its own texts and inner fields stay findable.
        operation.traverse(&mut |operation| {
            self.content.as_widget_mut().operate(&mut tree.children[0], layout, renderer, operation);
        });
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
        let before = shell.is_event_captured();
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
        let taken_inside = !before && shell.is_event_captured();
        let state = tree.state.downcast_mut::<State>();
        self.react(state, event, layout.bounds(), cursor, shell, taken_inside);
    }

    fn mouse_interaction(
        &self,
        tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
        renderer: &iced::Renderer,
    ) -> mouse::Interaction {
        let inside =
            self.content.as_widget().mouse_interaction(&tree.children[0], layout, cursor, viewport, renderer);
        let pressable = self.is_enabled() && self.on_press.is_some();
        if inside == mouse::Interaction::None && pressable && cursor.is_over(layout.bounds()) {
            mouse::Interaction::Pointer
        } else {
            inside
        }
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut iced::Renderer,
        theme: &Theme,
        inherited: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        use iced::advanced::Renderer as _;

        let bounds = layout.bounds();
        let state = tree.state.downcast_ref::<State>();
        let style = (self.style)(self.status(state, bounds, cursor));
        let quad = |bounds, border| renderer::Quad { bounds, border, ..renderer::Quad::default() };
        if style.background.is_some() || style.border.width > 0.0 {
            renderer
                .fill_quad(quad(bounds, style.border), style.background.unwrap_or(Color::TRANSPARENT.into()));
        }
        let ink = renderer::Style { text_color: style.ink.unwrap_or(inherited.text_color) };
        self.content.as_widget().draw(&tree.children[0], renderer, theme, &ink, layout, cursor, viewport);
        if let Some(edge) = style.edge {
            renderer.fill_quad(quad(bounds, edge), Color::TRANSPARENT);
            if let Some(color) = style.inner {
                let line = Border { color, width: 1.0, ..edge };
                renderer.fill_quad(quad(bounds.shrink(edge.width), line), Color::TRANSPARENT);
            }
        }
    }
}

impl<'a, Message: Clone + 'a> From<Focusable<'a, Message>> for Element<'a, Message> {
    fn from(widget: Focusable<'a, Message>) -> Self {
        Element::new(widget)
    }
}
