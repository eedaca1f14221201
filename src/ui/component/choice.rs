//! A row of options: one stop of Tab, chosen by digit, arrow or click.

use super::button::Pose;
use crate::ui::text;
use crate::ui::theme::{Look, container as boxes, size, type_};
use crate::ui::widget::focusable::{Status, Style, focusable};
use crate::ui::widget::{lines, whole};
use iced::advanced::widget::Id;
use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::{column, container, mouse_area, row, space as gap, stack};
use iced::{Border, Center, Element, Fill, border, mouse};

/// One option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChoiceOption {
    /// Its words.
    pub label: String,
    /// Whether it may be chosen now.
    pub enabled: bool,
}

impl<T: Into<String>> From<T> for ChoiceOption {
    fn from(label: T) -> Self {
        Self { label: label.into(), enabled: true }
    }
}

/// See [`choice`].
pub struct Choice<'a, Message> {
    look: Look,
    id: Id,
    options: Vec<ChoiceOption>,
    chosen: Vec<usize>,
    on_choose: Option<Box<dyn Fn(usize) -> Message + 'a>>,
    error: bool,
    digits: bool,
    pose: Option<Pose>,
}

/// A row of options of which those at `chosen` are chosen (several, if the caller allows it). `on_choose` gets the
/// index of an option that is clicked, whose digit (1–9) is typed, or that ←/→ move to. With several chosen the
/// arrows move from the last one. Options that do not fit on a line go on in a further one.
pub fn choice<'a, Message>(
    look: Look,
    id: impl Into<Id>,
    options: impl IntoIterator<Item = impl Into<ChoiceOption>>,
    chosen: &[usize],
    on_choose: impl Fn(usize) -> Message + 'a,
    error: bool,
) -> Choice<'a, Message> {
    Choice {
        look,
        id: id.into(),
        options: options.into_iter().map(Into::into).collect(),
        chosen: chosen.to_vec(),
        on_choose: Some(Box::new(on_choose)),
        error,
        digits: true,
        pose: None,
    }
}

impl<Message> Choice<'_, Message> {
    /// Leaves the digits out, where there is no room (原件 / 复印件). They still choose.
    pub fn bare(mut self) -> Self {
        self.digits = false;
        self
    }

    /// Switched off as a whole: seen, not to be changed.
    pub fn enabled(mut self, enabled: bool) -> Self {
        if !enabled {
            self.on_choose = None;
        }
        self
    }

    /// Draws it in a given status: for the gallery.
    pub fn pose(mut self, pose: Pose) -> Self {
        self.pose = Some(pose);
        self
    }
}

/// The option a key chooses, if any. `key` is the one with modifiers applied: the number pad's digits are
/// characters there and cursor keys in the plain key.
pub fn chosen_by(key: &Key, modifiers: Modifiers, enabled: &[bool], chosen: &[usize]) -> Option<usize> {
    if modifiers.command() || modifiers.control() || modifiers.alt() || modifiers.logo() {
        return None;
    }
    let may = |index: &usize| enabled.get(*index).copied().unwrap_or(false);
    let at = chosen.last().copied();
    match key {
        Key::Character(c) => {
            let digit = c.chars().next().filter(|_| c.len() == 1)?.to_digit(10)?;
            (digit as usize).checked_sub(1).filter(may)
        }
        Key::Named(Named::ArrowRight) => {
            let from = at.map_or(0, |at| at + 1);
            (from..enabled.len()).find(may)
        }
        Key::Named(Named::ArrowLeft) => {
            let until = at.unwrap_or(enabled.len());
            (0..until.min(enabled.len())).rev().find(may)
        }
        _ => None,
    }
}

impl<'a, Message: Clone + 'a> Choice<'a, Message> {
    /// One option: digit, words, rule beneath when chosen.
    fn cell(&self, index: usize, option: &ChoiceOption) -> Element<'a, Message> {
        let (look, r) = (self.look, self.look.roles);
        let is_chosen = self.chosen.contains(&index);
        let enabled = option.enabled && self.on_choose.is_some();
        let label = text::one_line(text::plain(type_::BODY, option.label.clone()))
            .font(if is_chosen { text::BOLD } else { text::FONT })
            .color(if enabled || is_chosen { r.text } else { r.text3 });
        let digit = (self.digits && index < 9).then(|| {
            let ink = if is_chosen { r.text2 } else { r.text3 };
            whole(text::plain(type_::HINT, (index + 1).to_string()).color(ink))
        });
        let words = row![].push(digit).push(whole(label)).spacing(6).align_y(Center);
        // The outer cells follow the corners of the frame.
        let left = if index == 0 { size::RADIUS } else { 0.0 };
        let right = if index + 1 == self.options.len() { size::RADIUS } else { 0.0 };
        let face = container(words).padding([0, 9]).height(size::CONTROL).align_y(Center).style(move |_| {
            let ground = match (is_chosen, enabled) {
                (true, _) => Some(r.selected),
                (false, false) => Some(look.disabled_ground()),
                (false, true) => None,
            };
            let corners = border::Radius::default().left(left).right(right);
            ground.map_or_else(Default::default, boxes::ink).border(border::rounded(corners))
        });
        let rule = is_chosen.then(|| {
            let corners = border::Radius::default().bottom_left(left).bottom_right(right);
            container(gap::horizontal())
                .width(Fill)
                .height(look.rule())
                .style(move |_| boxes::ink(r.text).border(border::rounded(corners)))
        });
        let lines = rule.map(|rule| column![gap::vertical(), rule]);
        let cell = stack![face].push(lines);
        let on_choose = self.on_choose.as_ref().filter(|_| enabled);
        let cell: Element<'a, Message> = match on_choose {
            Some(on_choose) => {
                mouse_area(cell).on_press(on_choose(index)).interaction(mouse::Interaction::Pointer).into()
            }
            None => cell.into(),
        };
        cell
    }
}

impl<'a, Message: Clone + 'a> From<Choice<'a, Message>> for Element<'a, Message> {
    fn from(choice: Choice<'a, Message>) -> Self {
        let look = choice.look;
        let r = look.roles;
        let cells = choice.options.iter().enumerate().map(|(index, option)| choice.cell(index, option));
        let all = lines(cells.collect(), size::CONTROL, look.line(), r.line_strong);
        let enabled: Vec<bool> = choice.options.iter().map(|o| o.enabled).collect();
        let error = choice.error;
        let mut whole = focusable(all)
            .id(choice.id)
            .claims_focus()
            .enabled(choice.on_choose.is_some())
            .pose(choice.pose.map(Into::into))
            .style(move |status| frame(look, error, status));
        if let Some(on_choose) = choice.on_choose {
            let chosen = choice.chosen;
            whole = whole.on_key(move |key, modifiers, _| {
                chosen_by(key, modifiers, &enabled, &chosen).map(&on_choose)
            });
        }
        whole.into()
    }
}

/// The edge lies over the cells, so that chosen grounds end under it.
fn frame(look: Look, error: bool, status: Status) -> Style {
    let edge: Border = if status.focused {
        look.focus_edge()
    } else if error {
        look.error_edge()
    } else if status.disabled {
        look.control_edge().color(look.roles.line)
    } else {
        look.control_edge()
    };
    let ground = if error { look.roles.danger_soft } else { look.roles.surface };
    Style {
        background: Some(ground.into()),
        border: border::rounded(size::RADIUS),
        edge: Some(edge),
        ..Style::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn character(c: &str) -> Key {
        Key::Character(c.into())
    }

    #[test]
    fn digits_choose_what_is_there_and_enabled() {
        let enabled = [true, false, true];
        let by = |c: &str| chosen_by(&character(c), Modifiers::empty(), &enabled, &[]);
        assert_eq!(by("1"), Some(0));
        assert_eq!(by("2"), None);
        assert_eq!(by("3"), Some(2));
        assert_eq!(by("4"), None);
        assert_eq!(by("0"), None);
        assert_eq!(by("a"), None);
        assert_eq!(chosen_by(&character("1"), Modifiers::CTRL, &enabled, &[]), None);
    }

    #[test]
    fn arrows_pass_over_what_is_switched_off_and_stop_at_the_ends() {
        let enabled = [true, false, true];
        let by = |key, at: &[usize]| chosen_by(&Key::Named(key), Modifiers::empty(), &enabled, at);
        assert_eq!(by(Named::ArrowRight, &[]), Some(0));
        assert_eq!(by(Named::ArrowLeft, &[]), Some(2));
        assert_eq!(by(Named::ArrowRight, &[0]), Some(2));
        assert_eq!(by(Named::ArrowRight, &[2]), None);
        assert_eq!(by(Named::ArrowLeft, &[2]), Some(0));
        assert_eq!(by(Named::ArrowLeft, &[0]), None);
    }
}
