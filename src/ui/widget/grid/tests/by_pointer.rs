use super::*;
use iced::Settings;
use iced::advanced::mouse;
use iced::{Event as Raw, Size, keyboard, window};
use iced_test::Simulator;

fn simulator(day: &Day) -> Simulator<'_, Said> {
    assert!(text::load_fonts());
    Simulator::with_size(
        Settings { default_font: text::FONT, ..Settings::default() },
        Size::new(560.0, 552.0),
        day.page(),
    )
}

fn moved(to: Point) -> Raw {
    Raw::Mouse(mouse::Event::CursorMoved { position: to })
}

const DOWN: Raw = Raw::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left));
const UP: Raw = Raw::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left));

fn heard(hand: Simulator<'_, Said>) -> Vec<Event> {
    hand.into_messages()
        .filter_map(|said| match said {
            Said::Grid(event) => Some(event),
            _ => None,
        })
        .collect()
}

/// What is said when the pointer goes from one place over others to the last.
fn drag(day: &Day, path: &[Point]) -> Vec<Event> {
    let mut hand = simulator(day);
    for (index, point) in path.iter().enumerate() {
        hand.point_at(*point);
        let _ = hand.simulate([moved(*point)]);
        if index == 0 {
            let _ = hand.simulate([DOWN]);
        }
    }
    let _ = hand.simulate([UP]);
    heard(hand)
}

#[test]
fn a_place_is_drawn_on_free_ground_both_ways() {
    let day = Day::default();
    let down = drag(&day, &[at(2, 600), at(2, 690), at(2, 720)]);
    assert_eq!(down, [GridEvent::Create { lane: 2, from: 600, to: 720 }]);
    let up = drag(&day, &[at(2, 600), at(2, 540)]);
    assert_eq!(up, [GridEvent::Create { lane: 2, from: 540, to: 615 }]);
}

#[test]
fn a_place_that_is_drawn_stays_in_its_lane_and_within_open_hours() {
    let day = Day::default();
    let far = drag(&day, &[at(3, 900), Point::new(-200.0, 5000.0)]);
    assert_eq!(far, [GridEvent::Create { lane: 3, from: 900, to: 1050 }]);
    let high = drag(&day, &[at(3, 690), Point::new(5000.0, -5000.0)]);
    assert_eq!(high, [GridEvent::Create { lane: 3, from: 510, to: 705 }]);
    // Where it is closed nothing can be drawn; a press there chooses.
    let shut = drag(&day, &[at(3, 1140), at(3, 1200)]);
    assert_eq!(shut, [GridEvent::Select(Spot::Free { lane: 3, from: 1140, to: 1170 })]);
}

#[test]
fn a_press_without_movement_chooses() {
    let day = Day::default();
    let near = Point::new(at(2, 600).x + 2.0, at(2, 600).y + 2.0);
    assert_eq!(
        drag(&day, &[at(2, 600), near]),
        [GridEvent::Select(Spot::Free { lane: 2, from: 600, to: 630 })]
    );
    assert_eq!(drag(&day, &[at(0, 600)]), [GridEvent::Select(Spot::Block('甲'))]);
    assert_eq!(drag(&day, &[at(3, 570)]), [GridEvent::Select(Spot::Block('丙'))]);
}

#[test]
fn a_block_is_moved_over_time_and_lanes() {
    let day = Day::default();
    let later = drag(&day, &[at(2, 870), at(2, 1000)]);
    assert_eq!(later, [GridEvent::Put { id: '乙', lane: 2, from: 975, to: 1065 }]);
    let across = drag(&day, &[at(2, 870), at(3, 870)]);
    assert_eq!(across, [GridEvent::Put { id: '乙', lane: 3, from: 840, to: 930 }]);
    let beyond = drag(&day, &[at(2, 870), Point::new(-900.0, 9000.0)]);
    assert_eq!(beyond, [GridEvent::Put { id: '乙', lane: 0, from: 1230, to: 1320 }]);
    let home = drag(&day, &[at(2, 870), at(2, 1000), at(2, 870)]);
    assert_eq!(home, []);
}

#[test]
fn a_whole_hall_moves_as_one_within_its_lanes_and_takes_one_lane_elsewhere() {
    let day = Day::default();
    let later = drag(&day, &[at(0, 600), at(1, 660)]);
    assert_eq!(later, [GridEvent::Put { id: '甲', lane: 0, from: 600, to: 720 }]);
    let away = drag(&day, &[at(1, 600), at(2, 600)]);
    assert_eq!(away, [GridEvent::Put { id: '甲', lane: 2, from: 540, to: 660 }]);
}

#[test]
fn a_block_is_stretched_at_both_ends() {
    let day = Day::default();
    let edge =
        |minutes: u16, by: f32| Point::new(at(2, minutes).x, 47.0 + f32::from(minutes - 480) * 0.6 + by);
    let longer = drag(&day, &[edge(930, -3.0), edge(990, 0.0)]);
    assert_eq!(longer, [GridEvent::Put { id: '乙', lane: 2, from: 840, to: 990 }]);
    let earlier = drag(&day, &[edge(840, 3.0), edge(780, 0.0)]);
    assert_eq!(earlier, [GridEvent::Put { id: '乙', lane: 2, from: 780, to: 930 }]);
    let shortest = drag(&day, &[edge(930, -3.0), edge(480, 0.0)]);
    assert_eq!(shortest, [GridEvent::Put { id: '乙', lane: 2, from: 840, to: 855 }]);
}

#[test]
fn what_is_fixed_stays() {
    assert_eq!(drag(&Day::default(), &[at(3, 570), at(3, 700)]), [GridEvent::Select(Spot::Block('丙'))]);
}

#[test]
fn a_double_click_opens_a_block_and_takes_free_ground() {
    let day = Day::default();
    let twice = |point: Point| {
        let mut hand = simulator(&day);
        hand.point_at(point);
        let _ = hand.simulate([moved(point), DOWN, UP, DOWN, UP]);
        heard(hand)
    };
    assert_eq!(twice(at(0, 600)), [GridEvent::Select(Spot::Block('甲')), GridEvent::Open('甲')]);
    let free = twice(at(2, 600));
    assert_eq!(free.last(), Some(&GridEvent::Create { lane: 2, from: 600, to: 630 }));
}

#[test]
fn a_press_right_after_a_click_is_a_drag_when_the_pointer_moves() {
    let day = Day::default();
    // Two presses within the time of a double click; the second moves on, and is let go there or back where it began.
    let twice = |path: &[Point]| {
        let mut hand = simulator(&day);
        hand.point_at(path[0]);
        let _ = hand.simulate([moved(path[0]), DOWN, UP, DOWN]);
        for point in &path[1..] {
            hand.point_at(*point);
            let _ = hand.simulate([moved(*point)]);
        }
        let _ = hand.simulate([UP]);
        heard(hand)
    };
    let chosen = GridEvent::Select(Spot::Block('乙'));
    let put = GridEvent::Put { id: '乙', lane: 2, from: 975, to: 1065 };
    assert_eq!(twice(&[at(2, 870), at(2, 1000)]), [chosen, put]);
    assert_eq!(twice(&[at(2, 870), at(2, 1000), at(2, 870)]), [chosen]);
    // A finger that trembles still opens.
    let near = Point::new(at(2, 870).x + 1.0, at(2, 870).y + 2.0);
    assert_eq!(twice(&[at(2, 870), near]), [chosen, GridEvent::Open('乙')]);
    let drawn = twice(&[at(2, 600), at(2, 720)]);
    assert_eq!(drawn.last(), Some(&GridEvent::Create { lane: 2, from: 600, to: 720 }));
    // What stays where it is opens only where it was pressed.
    let fixed = twice(&[at(3, 570), at(3, 700)]);
    assert!(!fixed.contains(&GridEvent::Open('丙')), "{fixed:?}");
}

#[test]
fn a_drag_is_given_up_by_escape_the_other_button_and_leaving_the_window() {
    let escape = Raw::Keyboard(keyboard::Event::KeyPressed {
        key: keyboard::Key::Named(keyboard::key::Named::Escape),
        modified_key: keyboard::Key::Named(keyboard::key::Named::Escape),
        physical_key: keyboard::key::Physical::Code(keyboard::key::Code::Escape),
        location: keyboard::Location::Standard,
        modifiers: keyboard::Modifiers::empty(),
        text: None,
        repeat: false,
    });
    let other = Raw::Mouse(mouse::Event::ButtonPressed(mouse::Button::Right));
    let day = Day::default();
    for way_out in [escape, other, Raw::Window(window::Event::Unfocused)] {
        let mut hand = simulator(&day);
        hand.point_at(at(2, 870));
        let _ = hand.simulate([moved(at(2, 870)), DOWN]);
        hand.point_at(at(2, 1000));
        let _ = hand.simulate([moved(at(2, 1000)), way_out.clone(), UP]);
        let heard: Vec<Event> = heard(hand).into_iter().filter(|event| *event != GridEvent::GaveUp).collect();
        assert_eq!(heard, [], "{way_out:?}");
    }
}

#[test]
fn the_ghost_is_seen_while_dragging_and_tells_a_clash() {
    let mut player = play(Day::default());
    let press = |player: &mut Player<Day>, from: Point, to: Point| {
        player.point_at(from).unwrap();
        player.event(&DOWN).unwrap();
        player.point_at(to).unwrap();
    };
    press(&mut player, at(2, 870), at(0, 750));
    assert_eq!(ghost(&mut player).as_deref(), Some("移乙 0 1 720-810"));
    // The whole hall is cleared until 11:15, and this one needs a quarter of an hour itself.
    player.point_at(at(1, 690)).unwrap();
    assert_eq!(ghost(&mut player).as_deref(), Some("移乙 1 1 660-750撞"));
    player.point_at(at(1, 705)).unwrap();
    assert_eq!(ghost(&mut player).as_deref(), Some("移乙 1 1 675-765"));
    player.event(&UP).unwrap();
    assert_eq!(ghost(&mut player), None);
    assert_eq!(player.program().heard, [GridEvent::Put { id: '乙', lane: 1, from: 675, to: 765 }]);
}

#[test]
fn a_rebuild_in_the_middle_of_a_drag_does_not_end_it() {
    let mut player = play(Day::default());
    player.point_at(at(2, 870)).unwrap();
    player.event(&DOWN).unwrap();
    player.point_at(at(2, 900)).unwrap();
    // Another booking comes in, before the dragged one in the list.
    player.send(Said::Come('丁', 3, 660, 690)).unwrap();
    player.point_at(at(2, 1000)).unwrap();
    player.event(&UP).unwrap();
    assert_eq!(
        player.program().heard.last(),
        Some(&GridEvent::Put { id: '乙', lane: 2, from: 975, to: 1065 })
    );
}

#[test]
fn the_pointer_tells_what_a_press_would_do() {
    let day = Day::default();
    let mut stage = crate::ui::stage::Stage::new(SIZE, 1.0).unwrap();
    let mut shape = |point: Point| {
        stage.point_at(Some(point));
        let redraw = stage.redraw();
        stage.feed(day.page(), &[moved(point), redraw]).interaction
    };
    let edge = Point::new(at(2, 930).x, 47.0 + (930.0 - 480.0) * 0.6 - 3.0);
    assert_eq!(shape(at(2, 600)), mouse::Interaction::Crosshair);
    assert_eq!(shape(at(2, 870)), mouse::Interaction::Grab);
    assert_eq!(shape(edge), mouse::Interaction::ResizingVertically);
    assert_eq!(shape(at(3, 570)), mouse::Interaction::Pointer);
    assert_eq!(shape(at(3, 1140)), mouse::Interaction::None);
    assert_eq!(shape(Point::new(20.0, 200.0)), mouse::Interaction::None);
    stage.point_at(Some(at(2, 870)));
    let _ = stage.feed(day.page(), &[DOWN]);
    stage.point_at(Some(at(2, 900)));
    let redraw = stage.redraw();
    let fed = stage.feed(day.page(), &[moved(at(2, 900)), redraw]);
    assert_eq!(fed.interaction, mouse::Interaction::Grabbing);
}

#[test]
fn where_the_hours_do_not_fit_the_wheel_moves_them_and_the_times_with_them() {
    // 24 px an hour, of 14 hours some ten are seen.
    let mut player = play(Day { height: 288.0, ..Day::default() });
    player.wheel(Point::new(300.0, 200.0), -100.0).unwrap();
    let bottom = 288.0 - 1.0;
    player.click_at(Point::new(at(2, 600).x, bottom - 3.0)).unwrap();
    assert_eq!(player.program().spot, Some(Spot::Free { lane: 2, from: 1290, to: 1320 }));
}
