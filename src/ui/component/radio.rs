//! Options one beneath the other, each with what it would reach: one stop of Tab.

use crate::ui::text;
use crate::ui::theme::{Look, container as boxes, size, space, type_};
use crate::ui::widget::focusable::{Style, focusable};
use crate::ui::widget::whole;
use iced::advanced::widget::Id;
use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::{column, container, mouse_area, row, space as gap};
use iced::{Center, Element, Fill, border};

/// One option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Radio {
    /// Its words.
    pub label: String,
    /// What it would reach, at the right: 6 场，至 6月11日.
    pub reach: String,
}

/// The option a key leads to: ↑/↓ and the digits 1–9.
fn led_to(key: &Key, modifiers: Modifiers, len: usize, chosen: usize) -> Option<usize> {
    if modifiers.command() || modifiers.control() || modifiers.alt() || modifiers.logo() {
        return None;
    }
    match key {
        Key::Named(Named::ArrowUp) => chosen.checked_sub(1),
        Key::Named(Named::ArrowDown) => (chosen + 1 < len).then_some(chosen + 1),
        Key::Character(c) => {
            let digit = c.chars().next().filter(|_| c.len() == 1)?.to_digit(10)?;
            (digit as usize).checked_sub(1).filter(|at| *at < len)
        }
        _ => None,
    }
}

/// The mark before an option: a ring, filled when it is chosen.
fn mark<'a, Message: 'a>(look: Look, chosen: bool) -> Element<'a, Message> {
    const RING: f32 = 18.0;
    const DOT: f32 = 10.0;
    let r = look.roles;
    let dot = chosen.then(|| {
        container(gap::horizontal())
            .width(DOT)
            .height(DOT)
            .style(move |_| boxes::ink(r.text).border(border::rounded(DOT / 2.0)))
    });
    let (ink, width) = if chosen { (r.text, 2.0) } else { (r.line_strong, look.line()) };
    container(row![].push(dot))
        .center_x(RING)
        .center_y(RING)
        .style(move |_| boxes::ink(r.surface).border(border::rounded(RING / 2.0).color(ink).width(width)))
        .into()
}

/// A list of options of which one is chosen: selected ground, bold, and a filled mark before it.
pub fn radios<'a, Message: Clone + 'a>(
    look: Look,
    id: impl Into<Id>,
    options: Vec<Radio>,
    chosen: usize,
    on_choose: impl Fn(usize) -> Message + 'a,
) -> Element<'a, Message> {
    let len = options.len();
    let lines = options.into_iter().enumerate().map(|(at, option)| {
        let is_chosen = at == chosen;
        let r = look.roles;
        let face = if is_chosen { text::BOLD } else { text::FONT };
        let line = row![
            mark(look, is_chosen),
            whole(text::one_line(text::body(look, option.label)).font(face)),
            gap::horizontal(),
            text::one_line(text::plain(type_::BODY, option.reach).color(r.text2)),
        ]
        .spacing(space::S8)
        .align_y(Center);
        let line = container(line)
            .padding([0.0, space::S8])
            .width(Fill)
            .height(size::CONTROL)
            .align_y(Center)
            .style(move |_| {
                let ground = if is_chosen { boxes::ink(r.selected) } else { Default::default() };
                ground.border(border::rounded(size::RADIUS))
            });
        mouse_area(line).on_press(on_choose(at)).interaction(iced::mouse::Interaction::Pointer).into()
    });
    let lines = column(lines);
    focusable(lines)
        .id(id)
        .claims_focus()
        .on_key(move |key, modifiers, _| led_to(key, modifiers, len, chosen).map(&on_choose))
        .style(move |status| Style { edge: status.focused.then(|| look.focus_edge()), ..Style::default() })
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_stop_at_the_ends_and_digits_choose() {
        let by = |key: Key, at| led_to(&key, Modifiers::empty(), 3, at);
        assert_eq!(by(Key::Named(Named::ArrowDown), 0), Some(1));
        assert_eq!(by(Key::Named(Named::ArrowDown), 2), None);
        assert_eq!(by(Key::Named(Named::ArrowUp), 0), None);
        assert_eq!(by(Key::Character("3".into()), 0), Some(2));
        assert_eq!(by(Key::Character("4".into()), 0), None);
        assert_eq!(by(Key::Character("0".into()), 0), None);
        assert_eq!(led_to(&Key::Character("1".into()), Modifiers::CTRL, 3, 0), None);
    }
}
