//! A month: six weeks of days, each with what is booked on it as far as there is room.

use super::block::BlockKind;
use super::tag::{Tone, tag};
use crate::ui::text;
use crate::ui::theme::{Look, container as boxes, size, space, type_};
use crate::ui::widget::focusable::{Style, focusable};
use crate::ui::widget::whole;
use iced::advanced::widget::Id;
use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::{column, container, mouse_area, responsive, row, space as gap, stack};
use iced::{Center, Element, Fill, Padding, Size, border};

/// Days of a week, and weeks shown.
const DAYS: usize = 7;
const WEEKS: usize = 6;
/// Height of the row of weekdays, px.
const HEAD: f32 = 32.0;
/// Height of the line with the number of a day, px.
const NUMBER: f32 = 26.0;
/// Width of a clock time, px.
const CLOCK: f32 = 34.0;
/// Width below which a day tells only how many, px.
const NARROW: f32 = 92.0;

/// One thing on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthLine {
    /// What kind, told by the bar before it.
    pub kind: BlockKind,
    /// When it begins: 09:00.
    pub time: String,
    /// What it is.
    pub title: String,
}

/// One day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthCell {
    /// 7
    pub number: String,
    /// 今日, 休, 班.
    pub mark: Option<(String, Tone)>,
    /// 3 场; empty when nothing is on.
    pub count: String,
    /// What is on, in order of time.
    pub lines: Vec<MonthLine>,
    /// It belongs to the month before or after.
    pub outside: bool,
    /// It is today.
    pub today: bool,
    /// It is the chosen day.
    pub chosen: bool,
}

/// What happens in a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MonthEvent {
    /// To a day so many days later.
    Move(i64),
    /// The day of that place is chosen.
    Choose(usize),
    /// The chosen day is opened.
    Open,
}

/// What a key does: ←/→ a day, ↑/↓ a week, Enter opens.
pub fn month_key(key: &Key, modifiers: Modifiers) -> Option<MonthEvent> {
    if modifiers.command() || modifiers.control() || modifiers.alt() || modifiers.logo() {
        return None;
    }
    match key {
        Key::Named(Named::ArrowLeft) => Some(MonthEvent::Move(-1)),
        Key::Named(Named::ArrowRight) => Some(MonthEvent::Move(1)),
        Key::Named(Named::ArrowUp) => Some(MonthEvent::Move(-7)),
        Key::Named(Named::ArrowDown) => Some(MonthEvent::Move(7)),
        Key::Named(Named::Enter) => Some(MonthEvent::Open),
        _ => None,
    }
}

/// Six weeks of cells (42, in order) under the names of the weekdays; one stop of Tab. `more` words the number of things
/// that have no room. A press chooses a day, a second one opens it.
pub fn month<'a, Message: Clone + 'a>(
    look: Look,
    id: impl Into<Id>,
    weekdays: [String; DAYS],
    cells: Vec<MonthCell>,
    more: impl Fn(usize) -> String + 'a,
    on_event: impl Fn(MonthEvent) -> Message + Clone + 'a,
) -> Element<'a, Message> {
    let send = on_event.clone();
    let page = responsive(move |room| weeks(look, &weekdays, &cells, &more, &send, room));
    focusable(container(page).padding(1).width(Fill).height(Fill).style(move |_| boxes::card(look)))
        .id(id)
        .claims_focus()
        .on_key(move |key, modifiers, _| month_key(key, modifiers).map(&on_event))
        .style(move |status| Style {
            edge: status.focused.then(|| look.focus_edge().rounded(size::RADIUS_CARD)),
            ..Style::default()
        })
        .into()
}

fn weeks<'a, Message: Clone + 'a>(
    look: Look,
    weekdays: &[String; DAYS],
    cells: &[MonthCell],
    more: &dyn Fn(usize) -> String,
    send: &dyn Fn(MonthEvent) -> Message,
    room: Size,
) -> Element<'a, Message> {
    let width = |day: usize| {
        let edge = |day: usize| (room.width * day as f32 / DAYS as f32).round();
        edge(day + 1) - edge(day)
    };
    let tall = |week: usize| {
        let edge = |week: usize| ((room.height - HEAD) * week as f32 / WEEKS as f32).round();
        edge(week + 1) - edge(week)
    };
    let names = weekdays.iter().enumerate().map(|(day, name)| {
        let name = text::one_line(text::second(look, name.clone()));
        container(name).width(width(day)).height(HEAD - 1.0).align_y(Center).padding([0.0, space::S8]).into()
    });
    let strong =
        container(gap::horizontal()).width(Fill).height(1).style(move |_| boxes::ink(look.roles.line_strong));
    let mut page = column![row(names), strong];
    for (week, days) in cells.chunks(DAYS).take(WEEKS).enumerate() {
        let days = days.iter().enumerate().map(|(day, cell)| {
            let at = week * DAYS + day;
            let size = Size::new(width(day), tall(week));
            let last = (day + 1 == DAYS, week + 1 == WEEKS);
            mouse_area(one(look, cell, more, size, last))
                .on_press(send(MonthEvent::Choose(at)))
                .on_double_click(send(MonthEvent::Open))
                .interaction(iced::mouse::Interaction::Pointer)
                .into()
        });
        page = page.push(row(days));
    }
    page.into()
}

/// A day with its lines at the right and beneath; `last`: in the last column, in the last row.
fn one<'a, Message: 'a>(
    look: Look,
    cell: &MonthCell,
    more: &dyn Fn(usize) -> String,
    room: Size,
    last: (bool, bool),
) -> Element<'a, Message> {
    let r = look.roles;
    let (right, beneath) = (if last.0 { 0.0 } else { 1.0 }, if last.1 { 0.0 } else { 1.0 });
    let inner = Size::new(room.width - right, room.height - beneath);
    let ink = if cell.outside { r.text3 } else { r.text };
    let number = text::plain(type_::FIELD, cell.number.clone())
        .font(if cell.outside { text::FONT } else { text::BOLD })
        .color(ink);
    let narrow = inner.width < NARROW;
    let mark = cell.mark.as_ref().map(|(word, tone)| tag(look, *tone, None, word.clone(), true));
    let crowded = narrow && mark.is_some();
    let count = (!cell.count.is_empty() && !crowded)
        .then(|| whole(text::one_line(text::hint(look, cell.count.clone()))));
    let top = row![whole(number)]
        .push(gap::horizontal())
        .push(count)
        .push(mark)
        .spacing(space::S8 - 2.0)
        .align_y(Center)
        .height(NUMBER);
    let line = type_::HINT.line;
    let fits = ((inner.height - NUMBER - 2.0) / line).floor().max(0.0) as usize;
    let shown = if cell.lines.len() > fits { fits.saturating_sub(1) } else { cell.lines.len() };
    let shown = if narrow { 0 } else { shown };
    let mut page = column![top];
    for said in cell.lines.iter().take(shown) {
        let (_, edge, _, bar) = said.kind.colours(look);
        let bar = bar.unwrap_or(edge);
        let mark = container(gap::vertical()).width(size::MARKER).height(12).style(move |_| boxes::ink(bar));
        let left = inner.width - 2.0 * space::S8 - size::MARKER - 2.0 * space::S4 - CLOCK;
        let title = text::fit(&said.title, left, type_::HINT.size);
        page = page.push(
            row![
                mark,
                whole(text::one_line(text::hint(look, said.time.clone()))),
                text::one_line(text::plain(type_::HINT, title)).color(ink),
            ]
            .spacing(space::S4)
            .align_y(Center)
            .height(line),
        );
    }
    let left_out = cell.lines.len() - shown;
    if left_out > 0 && fits > 0 && !narrow {
        page = page.push(text::one_line(text::plain(type_::HINT, more(left_out)).color(r.text3)));
    }
    let (chosen, today, outside) = (cell.chosen, cell.today, cell.outside);
    let page = container(page)
        .padding(Padding { left: space::S8, right: space::S8 - 2.0, ..Padding::ZERO })
        .width(inner.width)
        .height(inner.height)
        .clip(true)
        .style(move |_| {
            let ground = match (today, outside) {
                (true, _) => boxes::ink(r.selected),
                (false, true) => boxes::ink(r.sunken),
                (false, false) => Default::default(),
            };
            let edge = border::rounded(size::RADIUS_TAG).color(r.focus).width(look.focus_line() + 1.0);
            if chosen { ground.border(edge) } else { ground }
        });
    let upright = container(gap::vertical()).width(right).height(Fill).style(move |_| boxes::ink(r.line));
    let flat = container(gap::horizontal()).width(Fill).height(beneath).style(move |_| boxes::ink(r.line));
    let lines = stack![
        page,
        row![gap::horizontal(), upright].width(room.width).height(inner.height),
        column![gap::vertical(), flat].width(room.width).height(room.height),
    ];
    container(lines).width(room.width).height(room.height).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::stage::{Play, Player};
    use crate::ui::theme::Mode;
    use iced::{Point, Task, Theme};

    const LOOK: Look = Look::new(Mode::Light);

    /// A month of which the first day has five things on.
    #[derive(Default)]
    struct May(Vec<MonthEvent>);

    impl Play for May {
        type Message = MonthEvent;

        fn view(&self) -> Element<'_, MonthEvent> {
            let line = |n: usize| MonthLine {
                kind: BlockKind::Team,
                time: format!("{:02}:00", n + 8),
                title: format!("第{n}场"),
            };
            let cells = (0..42).map(|at| MonthCell {
                number: (at + 1).to_string(),
                mark: None,
                count: if at == 0 { "5 场".into() } else { String::new() },
                lines: if at == 0 { (1..=5).map(line).collect() } else { Vec::new() },
                outside: at > 30,
                today: false,
                chosen: at == 8,
            });
            let names = ["一", "二", "三", "四", "五", "六", "日"].map(String::from);
            let more = |count| format!("还有 {count} 场");
            month(LOOK, "month", names, cells.collect(), more, |event| event)
        }

        fn update(&mut self, event: MonthEvent) -> Task<MonthEvent> {
            self.0.push(event);
            Task::none()
        }

        fn theme(&self) -> Theme {
            LOOK.theme()
        }
    }

    #[test]
    fn what_has_no_room_is_counted() {
        let mut player = Player::new(May::default(), Task::none(), (938, 552), 1.0).unwrap();
        let texts = player.texts();
        let has = |words: &str| texts.iter().any(|text| text == words);
        assert!(has("第1场") && has("第2场") && has("还有 3 场") && !has("第3场"), "{texts:?}");
        let mut player = Player::new(May::default(), Task::none(), (600, 552), 1.0).unwrap();
        let texts = player.texts();
        assert!(!texts.iter().any(|text| text == "第1场"), "a narrow day tells only how many");
        assert!(texts.iter().any(|text| text == "5 场"));
    }

    #[test]
    fn clicks_and_keys_choose_and_open() {
        let mut player = Player::new(May::default(), Task::none(), (938, 552), 1.0).unwrap();
        player.click_at(Point::new(200.0, 100.0)).unwrap();
        assert_eq!(player.focused_id().as_deref(), Some("month"));
        for key in ["Left", "Right", "Up", "Down", "Enter", "Ctrl+Left"] {
            player.press(key).unwrap();
        }
        use MonthEvent::{Choose, Move, Open};
        assert_eq!(player.program().0, [Choose(1), Move(-1), Move(1), Move(-7), Move(7), Open]);
    }

    #[test]
    fn the_cells_fill_the_card_to_the_last_pixel() {
        let mut player = Player::new(May::default(), Task::none(), (938, 552), 1.0).unwrap();
        player.click_at(Point::new(930.0, 545.0)).unwrap();
        assert_eq!(player.program().0, [MonthEvent::Choose(41)]);
    }
}
