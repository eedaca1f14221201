//! A list of a million rows, played on a stage.

use crate::ui::stage::{Play, Player};
use crate::ui::text;
use crate::ui::theme::{Look, Mode};
use crate::ui::widget::{Scroll, ScrollState, vscroll};
use iced::widget::{column, container, mouse_area};
use iced::{Element, Fill, Point, Task, Theme};

const LOOK: Look = Look::new(Mode::Light);

/// A list of a million rows.
#[derive(Default)]
struct Ledger {
    list: ScrollState,
    pressed: Option<usize>,
}

#[derive(Debug, Clone)]
enum Listed {
    Scroll(Scroll),
    Press(usize),
}

const ROWS: usize = 1_000_000;
const ROW: f32 = 34.0;

impl Play for Ledger {
    type Message = Listed;

    fn view(&self) -> Element<'_, Listed> {
        let rows = |range: std::ops::Range<usize>| {
            column(range.map(|index| {
                let row = container(text::body(LOOK, format!("第{index}行"))).height(ROW).width(Fill);
                mouse_area(row).on_press(Listed::Press(index)).into()
            }))
            .into()
        };
        vscroll(LOOK, ROWS, ROW, &self.list, rows, Listed::Scroll).into()
    }

    fn update(&mut self, message: Listed) -> Task<Listed> {
        match message {
            Listed::Scroll(scroll) => self.list.update(scroll),
            Listed::Press(index) => self.pressed = Some(index),
        }
        Task::none()
    }

    fn theme(&self) -> Theme {
        LOOK.theme()
    }
}

#[test]
fn a_million_rows_show_the_last_one_exactly() {
    let mut player = Player::new(Ledger::default(), Task::none(), (600, 450), 1.0).unwrap();
    assert!((player.program().list.fit - 450.0).abs() < 0.01, "the list tells its height");
    player.drag(Point::new(595.0, 10.0), Point::new(595.0, 449.0)).unwrap();
    let survey = player.survey();
    let last = survey.iter().find(|f| f.text() == Some("第999999行")).unwrap().seen.unwrap();
    assert!((last.y - (450.0 - 34.0)).abs() < 0.01, "the last row begins at {}", last.y);
    let tops: Vec<f32> = survey
        .iter()
        .filter(|f| f.seen.is_some_and(|s| s.y > 0.0))
        .filter_map(|f| f.seen.map(|s| s.y))
        .collect();
    assert!(tops.windows(2).all(|pair| (pair[1] - pair[0] - ROW).abs() < 0.01), "{tops:?}");
    player.click_text("第999998行").unwrap();
    assert_eq!(player.program().pressed, Some(999_998));
}

#[test]
fn the_wheel_moves_and_stops_at_both_ends() {
    let mut player = Player::new(Ledger::default(), Task::none(), (600, 450), 1.0).unwrap();
    let at = Point::new(100.0, 100.0);
    player.wheel(at, 5.0).unwrap();
    assert!(player.program().list.top.abs() < f64::EPSILON);
    player.wheel(at, -1.0).unwrap();
    assert!((player.program().list.top - 68.0).abs() < 0.01);
    player.wheel(at, -1e9).unwrap();
    assert!((player.program().list.top - (34_000_000.0 - 450.0)).abs() < 0.01);
    player.click_at(Point::new(100.0, 440.0)).unwrap();
    assert_eq!(player.program().pressed, Some(999_999));
}

#[test]
fn the_last_row_is_drawn_with_its_letters() {
    let mut player = Player::new(Ledger::default(), Task::none(), (600, 450), 1.0).unwrap();
    player.wheel(Point::new(100.0, 100.0), -1e9).unwrap();
    let picture = player.picture().unwrap();
    let dark = (416..450)
        .flat_map(|y| (0..120).map(move |x| (x, y)))
        .filter(|(x, y)| picture.get_pixel(*x, *y).0[0] < 100)
        .count();
    assert!(dark > 50, "only {dark} dark pixels where the last row is");
}
