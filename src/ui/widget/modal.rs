//! A dialog over the page.

use super::inert;
use crate::ui::theme::{Look, container as boxes, space};
use iced::widget::{container, mouse_area, opaque, stack};
use iced::{Element, Fill};

/// The page `base`, and over it the `dialog` if there is one. The page is darkened and out of reach; Tab stays in
/// the dialog. `on_backdrop` is sent by a click beside it. Escape is the caller's to map, and so is the first
/// focus: [`super::tab::focus`] with the id of the first field, in the task that opens the dialog.
pub fn modal<'a, Message: Clone + 'a>(
    look: Look,
    base: impl Into<Element<'a, Message>>,
    dialog: Option<Element<'a, Message>>,
    on_backdrop: Option<Message>,
) -> Element<'a, Message> {
    let open = dialog.is_some();
    // The stack takes the size of its first layer, so that must be the whole window.
    let base = container(inert(base, open)).width(Fill).height(Fill);
    let over = dialog.map(|dialog| {
        let scrim =
            container(opaque(dialog)).center(Fill).padding(space::S24).style(move |_| boxes::scrim(look));
        let area = mouse_area(scrim);
        opaque(match on_backdrop {
            Some(message) => area.on_press(message),
            None => area,
        })
    });
    stack![base].push(over).into()
}
