//! How the widgets behave together, played on a stage.

mod ledger;

use super::{hold, modal, tab};
use crate::ui::component::{button, checkbox, choice, input, list_row};
use crate::ui::stage::{Kind, Play, Player};
use crate::ui::text;
use crate::ui::theme::{Look, Mode, scroll};
use iced::event::Status;
use iced::keyboard::{self, Key, key::Named};
use iced::widget::{column, container};
use iced::{Element, Event, Fill, Point, Task, Theme};

#[derive(Debug, Clone, PartialEq)]
enum Message {
    Typed(&'static str, String),
    Pressed(&'static str),
    Chose(usize),
    Open(bool),
    Tab(bool),
    Shown(bool),
    Busy(bool),
    Late(u32),
}

/// A form with every kind of stop, a dialog, a tall scrollable.
#[derive(Default)]
struct Form {
    heard: Vec<Message>,
    name: String,
    phone: String,
    chosen: Option<usize>,
    open: bool,
    tall: bool,
    busy: bool,
}

const LOOK: Look = Look::new(Mode::Light);

impl Form {
    fn page(&self) -> Element<'_, Message> {
        let field = |id: &'static str, value: &str| {
            input(LOOK, id, "", value, move |typed| Message::Typed(id, typed))
        };
        let save = (!self.busy).then_some(Message::Pressed("save"));
        let chosen: Vec<usize> = self.chosen.into_iter().collect();
        let options = ["甲", "乙", "丙"];
        let page = column![
            field("name", &self.name),
            field("phone", &self.phone).latin(true),
            choice(LOOK, "who", options, &chosen, Message::Chose, false),
            button(LOOK, "停用").id("off"),
            button(LOOK, "save").id("save").on_press_maybe(save),
            checkbox(LOOK, "tick", false, "勾选", Some(Message::Pressed("tick"))),
            list_row(
                LOOK,
                false,
                text::body(LOOK, "一行"),
                Some(Message::Pressed("row")),
                Some("row".into())
            ),
        ];
        if !self.tall {
            return page.into();
        }
        let more = (0..40).fold(page, |page, index| {
            let label = format!("第{index}个");
            page.push(button(LOOK, label).id(format!("b{index}")).on_press(Message::Pressed("b")))
        });
        scroll::vertical(LOOK, more).height(Fill).width(Fill).into()
    }
}

impl Play for Form {
    type Message = Message;

    fn view(&self) -> Element<'_, Message> {
        let dialog = self.open.then(|| {
            let press = |id: &'static str| button(LOOK, id).id(id).on_press(Message::Pressed(id));
            let reason = input(LOOK, "reason", "", "", |typed| Message::Typed("reason", typed));
            container(column![reason, press("yes"), press("no")]).width(200).into()
        });
        modal(LOOK, self.page(), dialog, Some(Message::Open(false)))
    }

    fn update(&mut self, message: Message) -> Task<Message> {
        self.heard.push(message.clone());
        match message {
            Message::Typed("name", typed) => self.name = typed,
            Message::Typed("phone", typed) => self.phone = typed,
            Message::Chose(index) => self.chosen = Some(index),
            Message::Busy(busy) => self.busy = busy,
            Message::Tab(back) => return tab::focus_step(back),
            Message::Open(open) => {
                self.open = open;
                if open {
                    return tab::focus("reason");
                }
            }
            Message::Late(count @ 1..) => {
                return Task::perform(tokio::time::sleep(std::time::Duration::from_millis(5)), move |()| {
                    Message::Late(count - 1)
                });
            }
            _ => {}
        }
        Task::none()
    }

    fn theme(&self) -> Theme {
        LOOK.theme()
    }

    fn event(&self, event: &Event, status: Status) -> Option<Message> {
        if let Some(shown) = hold::held(event, status) {
            return Some(Message::Shown(shown));
        }
        match event {
            Event::Keyboard(keyboard::Event::KeyPressed {
                key: Key::Named(Named::Tab), modifiers, ..
            }) if status == Status::Ignored => Some(Message::Tab(modifiers.shift())),
            _ => None,
        }
    }
}

fn play(form: Form) -> Player<Form> {
    Player::new(form, Task::none(), (600, 500), 1.0).unwrap()
}

/// The names of what has the focus, press by press.
fn walk(player: &mut Player<Form>, key: &str, steps: usize) -> Vec<String> {
    (0..steps)
        .map(|_| {
            player.press(key).unwrap();
            player.focused_id().unwrap_or_default()
        })
        .collect()
}

fn heard(player: &Player<Form>, message: &Message) -> usize {
    player.program().heard.iter().filter(|m| *m == message).count()
}

#[test]
fn tab_visits_everything_enabled_in_order_and_goes_round() {
    let mut player = play(Form::default());
    let round = ["name", "phone", "who", "save", "tick", "row", "name"];
    assert_eq!(walk(&mut player, "Tab", 7), round);
    let back = ["row", "tick", "save", "who", "phone", "name", "row"];
    assert_eq!(walk(&mut player, "Shift+Tab", 7), back);
}

#[test]
fn only_one_thing_has_the_focus() {
    let mut player = play(Form::default());
    player.click_id("name").unwrap();
    player.click_text("save").unwrap();
    assert_eq!(player.focused_id().as_deref(), Some("save"));
    player.click_text("乙").unwrap();
    assert_eq!(player.focused_id().as_deref(), Some("who"));
    let focused = player.survey();
    let focused = focused.iter().filter(|f| f.kind == Kind::Focusable(true));
    assert_eq!(focused.count(), 1);
    assert_eq!(player.program().chosen, Some(1));
}

#[test]
fn enter_and_space_press_once_however_long_they_are_held() {
    let mut player = play(Form::default());
    walk(&mut player, "Tab", 4);
    for key in ["Enter", "Space"] {
        player.hold(key).unwrap();
        player.repeat(key).unwrap();
        player.repeat(key).unwrap();
        player.release(key).unwrap();
    }
    assert_eq!(heard(&player, &Message::Pressed("save")), 2);
    player.press("Ctrl+Enter").unwrap();
    assert_eq!(heard(&player, &Message::Pressed("save")), 2);
}

#[test]
fn what_is_busy_for_a_while_has_the_focus_again_unless_somebody_took_it() {
    let mut player = play(Form::default());
    walk(&mut player, "Tab", 4);
    player.send(Message::Busy(true)).unwrap();
    player.press("Enter").unwrap();
    assert_eq!(heard(&player, &Message::Pressed("save")), 0);
    player.send(Message::Busy(false)).unwrap();
    player.press("Enter").unwrap();
    assert_eq!(heard(&player, &Message::Pressed("save")), 1);

    player.send(Message::Busy(true)).unwrap();
    assert_eq!(walk(&mut player, "Tab", 2), ["tick", "row"]);
    assert_eq!(walk(&mut player, "Shift+Tab", 2), ["tick", "who"], "nobody goes to what is disabled");
    player.send(Message::Busy(false)).unwrap();
    assert_eq!(player.focused_id().as_deref(), Some("who"));
    let focused = player.survey();
    assert_eq!(focused.iter().filter(|f| f.kind == Kind::Focusable(true)).count(), 1);
    player.send(Message::Busy(true)).unwrap();
    player.click_text("save").unwrap();
    player.send(Message::Busy(false)).unwrap();
    assert!(!player.has_focus());
}

#[test]
fn a_press_begun_elsewhere_or_ended_elsewhere_is_none() {
    let mut player = play(Form::default());
    let save = player.place_of_id("save").unwrap().center();
    let aside = Point::new(590.0, 490.0);
    player.drag(save, aside).unwrap();
    player.drag(aside, save).unwrap();
    assert_eq!(heard(&player, &Message::Pressed("save")), 0);
    player.click_at(save).unwrap();
    assert_eq!(heard(&player, &Message::Pressed("save")), 1);
    player.click_text("停用").unwrap();
    assert!(!player.has_focus());
}

#[test]
fn digits_and_arrows_choose_on_the_number_pad_too() {
    let mut player = play(Form::default());
    walk(&mut player, "Tab", 3);
    player.press("2").unwrap();
    assert_eq!(player.program().chosen, Some(1));
    player.press("Num1").unwrap();
    assert_eq!(player.program().chosen, Some(0));
    player.press("Num3").unwrap();
    assert_eq!(player.program().chosen, Some(2));
    player.press("Left").unwrap();
    assert_eq!(player.program().chosen, Some(1));
    player.press("9").unwrap();
    assert_eq!(player.program().chosen, Some(1));
}

#[test]
fn a_dialog_keeps_tab_and_keys_and_gives_them_back() {
    let mut player = play(Form::default());
    player.click_id("name").unwrap();
    player.type_text("li").unwrap();
    player.send(Message::Open(true)).unwrap();
    assert_eq!(player.focused_id().as_deref(), Some("reason"));
    assert_eq!(walk(&mut player, "Tab", 4), ["yes", "no", "reason", "yes"]);
    // A key that nothing in the dialog wants does not fall through to the field behind.
    player.type_text("x").unwrap();
    player.ime_commit("张").unwrap();
    assert_eq!(player.program().name, "li");
    assert!(player.click_text("勾选").is_err(), "what lies behind is out of reach");
    player.send(Message::Open(false)).unwrap();
    assert_eq!(player.focused_id().as_deref(), Some("name"));
    player.type_text("u").unwrap();
    assert_eq!(player.program().name, "liu");
}

#[test]
fn a_click_beside_a_dialog_tells_and_presses_nothing_behind() {
    let mut player = play(Form::default());
    let save = player.place_of_id("save").unwrap().center();
    player.send(Message::Open(true)).unwrap();
    player.click_at(save).unwrap();
    assert_eq!(heard(&player, &Message::Pressed("save")), 0);
    assert_eq!(heard(&player, &Message::Open(false)), 1);
    assert!(!player.program().open);
}

#[test]
fn a_latin_field_does_not_ask_for_the_input_method() {
    let mut player = play(Form::default());
    player.press("Tab").unwrap();
    assert!(player.wants_input_method());
    player.ime_commit("张三").unwrap();
    assert_eq!(player.program().name, "张三");
    player.press("Tab").unwrap();
    assert_eq!(player.focused_id().as_deref(), Some("phone"));
    assert!(!player.wants_input_method());
    player.type_text("138").unwrap();
    assert_eq!(player.program().phone, "138");
}

#[test]
fn what_gets_the_focus_is_scrolled_into_view() {
    let mut player = play(Form { tall: true, ..Form::default() });
    let seen = |player: &mut Player<Form>, id: &str| {
        player.survey().into_iter().find(|f| f.id.as_deref() == Some(id)).and_then(|f| f.seen)
    };
    assert_eq!(seen(&mut player, "b39"), None);
    assert_eq!(walk(&mut player, "Shift+Tab", 1), ["b39"]);
    let last = seen(&mut player, "b39").unwrap();
    assert!((last.height - 36.0).abs() < 0.01, "{last:?} is cut");
    assert_eq!(walk(&mut player, "Tab", 1), ["name"]);
    let first = seen(&mut player, "name").unwrap();
    assert!((first.height - 36.0).abs() < 0.01, "{first:?} is cut");
}

#[test]
fn holding_f8_shows_until_it_is_released_or_the_window_left() {
    let mut player = play(Form::default());
    player.click_id("name").unwrap();
    player.hold("F8").unwrap();
    player.repeat("F8").unwrap();
    player.release("F8").unwrap();
    player.hold("F8").unwrap();
    player.event(&Event::Window(iced::window::Event::Unfocused)).unwrap();
    let shown: Vec<bool> = player
        .program()
        .heard
        .iter()
        .filter_map(|m| match m {
            Message::Shown(shown) => Some(*shown),
            _ => None,
        })
        .collect();
    assert_eq!(shown, [true, false, true, false]);
}

#[test]
fn tasks_are_carried_out_to_the_end() {
    let mut player = play(Form::default());
    player.send(Message::Late(3)).unwrap();
    assert_eq!(heard(&player, &Message::Late(0)), 1);
}

#[test]
fn the_edges_of_buttons_and_options_lie_on_whole_pixels() {
    let mut player = play(Form::default());
    for id in ["who", "save", "tick"] {
        let seen = player.place_of_id(id).unwrap();
        assert!(seen.width.fract().abs() < 1e-4, "{id} is {} px wide", seen.width);
        assert!((seen.height - 36.0).abs() < 1e-4, "{id} is {} px high", seen.height);
    }
}
