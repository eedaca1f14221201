//! A list to choose from: one stop of Tab, arrows move the choice, a row is pressed by the pointer.

use std::ops::Range;

use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::{Column, container, mouse_area, row, space as gap, stack};
use iced::{Center, Element, Fill, mouse};

use crate::ui::component::rule;
use crate::ui::theme::{Look, container as boxes, size, space};
use crate::ui::widget::focusable::{Focusable, Style, focusable};
use crate::ui::widget::{Scroll, ScrollState, vscroll};

/// Rows a page key moves by.
const PAGE: usize = 10;

/// Where a key moves the choice to.
fn moved(key: &Key, modifiers: Modifiers, len: usize, chosen: Option<usize>) -> Option<usize> {
    if !modifiers.is_empty() || len == 0 {
        return None;
    }
    let last = len - 1;
    let Key::Named(named) = key else { return None };
    match named {
        Named::ArrowDown => Some(chosen.map_or(0, |at| (at + 1).min(last))),
        Named::ArrowUp => Some(chosen.map_or(last, |at| at.saturating_sub(1))),
        Named::Home => Some(0),
        Named::End => Some(last),
        Named::PageDown if len > PAGE => Some(chosen.map_or(0, |at| (at + PAGE).min(last))),
        Named::PageUp if len > PAGE => Some(chosen.map_or(0, |at| at.saturating_sub(PAGE))),
        _ => None,
    }
}

fn row_of<'a, M: Clone + 'a>(
    look: Look,
    chosen: bool,
    content: Element<'a, M>,
    message: M,
) -> Element<'a, M> {
    let r = look.roles;
    let face = container(row![content])
        .padding([0.0, space::S12])
        .width(Fill)
        .height(size::ROW_LIST - look.line())
        .align_y(Center)
        .style(
            move |_| if chosen { boxes::ink(r.selected) } else { iced::widget::container::Style::default() },
        );
    let marker = chosen.then(|| {
        container(gap::vertical()).width(size::MARKER).height(Fill).style(move |_| boxes::ink(r.accent))
    });
    let pressed =
        mouse_area(stack![face].push(marker)).on_press(message).interaction(mouse::Interaction::Pointer);
    Column::new().push(pressed).push(rule(look)).into()
}

fn around<'a, M: Clone + 'a>(
    look: Look,
    id: &'static str,
    content: impl Into<Element<'a, M>>,
    len: usize,
    chosen: Option<usize>,
    on_key: impl Fn(&Key, Modifiers) -> Option<M> + 'a,
    on_choose: impl Fn(usize, bool) -> M + 'a,
) -> Focusable<'a, M> {
    // A scrolled list lies in a layer of its own, over the edge of focus: it leaves room for it.
    focusable(container(content).padding(look.focus_line()))
        .id(id)
        .claims_focus()
        .on_key(move |key, modifiers, _| {
            let own = on_key(key, modifiers);
            own.or_else(|| moved(key, modifiers, len, chosen).map(|to| on_choose(to, false)))
        })
        .style(move |status| Style {
            edge: status.focused.then(|| look.focus_edge().rounded(0.0)),
            ..Style::default()
        })
}

fn rows<'a, M: Clone + 'a>(
    look: Look,
    range: Range<usize>,
    chosen: Option<usize>,
    content: &impl Fn(usize) -> Element<'a, M>,
    on_choose: &impl Fn(usize, bool) -> M,
) -> Element<'a, M> {
    let built = range.map(|at| row_of(look, chosen == Some(at), content(at), on_choose(at, true)));
    Column::with_children(built).into()
}

/// A short list, as high as its rows. `on_choose` is told whether a row was pressed by the pointer or only moved to.
pub fn column_of<'a, M: Clone + 'a>(
    look: Look,
    id: &'static str,
    len: usize,
    chosen: Option<usize>,
    content: impl Fn(usize) -> Element<'a, M>,
    on_choose: impl Fn(usize, bool) -> M + 'a,
) -> Element<'a, M> {
    let column = rows(look, 0..len, chosen, &content, &on_choose);
    around(look, id, column, len, chosen, |_, _| None, on_choose).into()
}

/// A list of any length that scrolls; only the rows in view are built. `on_choose` as in [`column_of`].
pub fn scrolled<'a, M: Clone + 'a>(
    look: Look,
    id: &'static str,
    place: (usize, Option<usize>, &ScrollState),
    content: impl Fn(usize) -> Element<'a, M>,
    on_choose: impl Fn(usize, bool) -> M + 'a,
    on_scroll: impl Fn(Scroll) -> M + 'a,
) -> Element<'a, M> {
    keyed(look, id, place, content, |_, _| None, on_choose, on_scroll)
}

/// The same where rows answer keys of their own, asked before those that move the choice.
pub fn keyed<'a, M: Clone + 'a>(
    look: Look,
    id: &'static str,
    (len, chosen, state): (usize, Option<usize>, &ScrollState),
    content: impl Fn(usize) -> Element<'a, M>,
    on_key: impl Fn(&Key, Modifiers) -> Option<M> + 'a,
    on_choose: impl Fn(usize, bool) -> M + 'a,
    on_scroll: impl Fn(Scroll) -> M + 'a,
) -> Element<'a, M> {
    let list = vscroll(
        look,
        len,
        size::ROW_LIST,
        state,
        |range| rows(look, range, chosen, &content, &on_choose),
        on_scroll,
    );
    around(look, id, list, len, chosen, on_key, on_choose).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_move_and_stop_at_the_ends() {
        let to = |named, at| moved(&Key::Named(named), Modifiers::empty(), 3, at);
        assert_eq!(to(Named::ArrowDown, None), Some(0));
        assert_eq!(to(Named::ArrowDown, Some(2)), Some(2));
        assert_eq!(to(Named::ArrowUp, Some(0)), Some(0));
        assert_eq!(to(Named::End, Some(0)), Some(2));
        // A short list leaves the page keys to the program.
        assert_eq!(to(Named::PageDown, Some(0)), None);
        assert_eq!(moved(&Key::Named(Named::Home), Modifiers::CTRL, 3, None), None);
    }
}
