//! Every gesture and key of the grid.

mod by_key;
mod by_pointer;

use super::{Ghost, GhostKind, GridEvent, Spot, grid, grid_block, lane};
use crate::ui::stage::{Play, Player};
use crate::ui::text;
use crate::ui::theme::{Look, Mode};
use crate::ui::widget::tab;
use iced::widget::container;
use iced::{Element, Fill, Point, Task, Theme};

const LOOK: Look = Look::new(Mode::Light);
/// 560 wide: the time column and four lanes of 127 or 128; hours of 36 px from 08:00 at y 47.
const SIZE: (u32, u32) = (560, 552);

type Event = GridEvent<char>;

#[derive(Debug, Clone)]
enum Said {
    Grid(Event),
    Focus,
    Unfocus,
    /// A block goes.
    Lose(char),
    /// Another comes, as the first of the list.
    Come(char, usize, u16, u16),
}

/// A day of a hall in two parts and two rooms.
struct Day {
    spot: Option<Spot<char>>,
    heard: Vec<Event>,
    /// Number, lane, lanes, from, to.
    blocks: Vec<(char, usize, usize, u16, u16)>,
    fixed: Vec<char>,
    height: f32,
}

impl Default for Day {
    fn default() -> Self {
        Self {
            spot: None,
            heard: Vec::new(),
            blocks: vec![('甲', 0, 2, 540, 660), ('乙', 2, 1, 840, 930), ('丙', 3, 1, 540, 600)],
            fixed: vec!['丙'],
            height: 552.0,
        }
    }
}

fn words(ghost: &Ghost<char>) -> String {
    let kind = match ghost.kind {
        GhostKind::Cell => "空".to_owned(),
        GhostKind::New => "新".to_owned(),
        GhostKind::Moved(id) => format!("移{id}"),
    };
    let clash = if ghost.clash { "撞" } else { "" };
    format!("{kind} {} {} {}-{}{clash}", ghost.lane, ghost.span, ghost.from, ghost.to)
}

impl Day {
    fn page(&self) -> Element<'_, Said> {
        let lanes = ["A", "B", "声乐", "书画"].map(|name| lane(text::body(LOOK, name)).buffers(0, 15));
        let mut lanes: Vec<_> = lanes.into_iter().collect();
        lanes[3] = lane(text::body(LOOK, "书画")).open(vec![510..720, 840..1050]);
        let blocks = self.blocks.iter().map(|(id, lane, span, from, to)| {
            grid_block(*id, *lane, *from, *to, move |_| text::body(LOOK, id.to_string()).into())
                .span(*span)
                .fixed(self.fixed.contains(id))
                .buffers(0, 15)
        });
        let ghost = |ghost: &Ghost<char>, _| text::body(LOOK, words(ghost)).into();
        let grid = grid(LOOK, "grid", 480..1320, lanes, blocks.collect(), ghost, Said::Grid).spot(self.spot);
        container(grid).width(Fill).height(self.height).into()
    }
}

impl Play for Day {
    type Message = Said;

    fn view(&self) -> Element<'_, Said> {
        self.page()
    }

    fn update(&mut self, said: Said) -> Task<Said> {
        match said {
            Said::Grid(event) => {
                self.heard.push(event);
                if let GridEvent::Select(spot) = event {
                    self.spot = Some(spot);
                }
            }
            Said::Focus => return tab::focus("grid"),
            Said::Unfocus => return tab::unfocus(),
            Said::Lose(id) => self.blocks.retain(|block| block.0 != id),
            Said::Come(id, lane, from, to) => self.blocks.insert(0, (id, lane, 1, from, to)),
        }
        Task::none()
    }

    fn theme(&self) -> Theme {
        LOOK.theme()
    }
}

fn play(day: Day) -> Player<Day> {
    Player::new(day, Task::none(), SIZE, 1.0).unwrap()
}

/// The middle of a lane at a time, a little below its line.
fn at(lane: usize, minutes: u16) -> Point {
    Point::new(49.0 + 127.5 * (lane as f32 + 0.5), 47.0 + f32::from(minutes - 480) * 0.6 + 2.0)
}

/// The words of the ghost that is shown, if one is.
fn ghost(player: &mut Player<Day>) -> Option<String> {
    let starts = |text: &String| ["空", "新", "移"].iter().any(|word| text.starts_with(word));
    player.texts().into_iter().find(starts)
}
