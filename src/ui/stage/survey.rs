//! A walk through a view that notes every text, field and focusable thing.

use crate::ui::widget::inert::Behind;
use iced::advanced::widget::operation::{Focusable, Outcome, Scrollable, TextInput};
use iced::advanced::widget::{Id, Operation};
use iced::{Rectangle, Vector};
use std::any::Any;

/// What kind of thing was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A text.
    Text(String),
    /// A one-line field with its value, or its placeholder when empty.
    Input(String),
    /// Something that can have the focus, and whether it has it.
    Focusable(bool),
    /// A named box.
    Container,
}

/// A thing seen.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// What it is.
    pub kind: Kind,
    /// Its name, when it has one.
    pub id: Option<String>,
    /// Where it is on the screen, if any of it is in view.
    pub seen: Option<Rectangle>,
    /// It lies behind a dialog.
    pub behind: bool,
}

impl Found {
    /// Its words, if it has any.
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(text) | Kind::Input(text) => Some(text),
            Kind::Focusable(_) | Kind::Container => None,
        }
    }
}

/// The operation.
pub struct Survey {
    found: Vec<Found>,
    /// What can be seen through the scrollables around, in screen coordinates.
    window: Rectangle,
    translation: Vector,
    entering: Option<(Rectangle, Vector)>,
    behind: bool,
}

impl Survey {
    /// A walk through a window of that size.
    pub fn new(window: Rectangle) -> Self {
        Self { found: Vec::new(), window, translation: Vector::ZERO, entering: None, behind: false }
    }

    /// What was found, in the order of the tree.
    pub fn into_found(self) -> Vec<Found> {
        self.found
    }

    fn note(&mut self, kind: Kind, id: Option<&Id>, bounds: Rectangle) {
        let seen = self.window.intersection(&(bounds + self.translation));
        self.found.push(Found { kind, id: id.and_then(name), seen, behind: self.behind });
    }
}

/// The name in an id. iced offers no way to ask for it but the debug form; ids without a name have none.
pub fn name(id: &Id) -> Option<String> {
    let form = format!("{id:?}");
    let quoted = form.strip_prefix("Id(Custom(\"")?.strip_suffix("\"))")?;
    Some(quoted.replace("\\\"", "\"").replace("\\\\", "\\"))
}

impl Operation<Vec<Found>> for Survey {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation<Vec<Found>>)) {
        let outside = (self.window, self.translation);
        if let Some((window, translation)) = self.entering.take() {
            (self.window, self.translation) = (window, translation);
        }
        operate(self);
        (self.window, self.translation) = outside;
    }

    fn container(&mut self, id: Option<&Id>, bounds: Rectangle) {
        if id.is_some() {
            self.note(Kind::Container, id, bounds);
        }
    }

    fn scrollable(
        &mut self,
        _id: Option<&Id>,
        bounds: Rectangle,
        _content: Rectangle,
        translation: Vector,
        _state: &mut dyn Scrollable,
    ) {
        let window = self.window.intersection(&(bounds + self.translation)).unwrap_or_default();
        self.entering = Some((window, self.translation - translation));
    }

    fn focusable(&mut self, id: Option<&Id>, bounds: Rectangle, state: &mut dyn Focusable) {
        self.note(Kind::Focusable(state.is_focused()), id, bounds);
    }

    fn text_input(&mut self, id: Option<&Id>, bounds: Rectangle, state: &mut dyn TextInput) {
        self.note(Kind::Input(state.text().to_owned()), id, bounds);
    }

    fn text(&mut self, id: Option<&Id>, bounds: Rectangle, text: &str) {
        self.note(Kind::Text(text.to_owned()), id, bounds);
    }

    fn custom(&mut self, _id: Option<&Id>, _bounds: Rectangle, state: &mut dyn Any) {
        if let Some(behind) = state.downcast_ref::<Behind>() {
            self.behind = *behind == Behind::Enter;
        }
    }

    fn finish(&self) -> Outcome<Vec<Found>> {
        Outcome::None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_gives_its_name_back() {
        assert_eq!(name(&Id::new("save")).as_deref(), Some("save"));
        assert_eq!(name(&Id::from(String::from("行\"1"))).as_deref(), Some("行\"1"));
        assert_eq!(name(&Id::unique()), None);
    }
}
