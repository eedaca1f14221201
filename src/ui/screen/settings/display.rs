//! 显示: language, look, zoom, lock and window of this PC. Everything takes effect at once.

use iced::Element;
use iced::widget::column;

use crate::domain::lang::Lang;
use crate::t;
use crate::this_pc::{Appearance, ThisPc};
use crate::ui::component::choice;
use crate::ui::ctx::{Action, Ctx};
use crate::ui::icon::Icon;
use crate::ui::theme::space;

use super::frame;

const ZOOMS: [u16; 3] = [100, 125, 150];
/// Minutes without a key; 0: never.
const LOCK_AFTER: [u32; 6] = [0, 3, 5, 10, 15, 30];
const LOOKS: [Appearance; 3] = [Appearance::Light, Appearance::Dark, Appearance::HighContrast];

/// What happens here: the place of what was chosen.
#[derive(Debug, Clone)]
pub enum Message {
    /// The language.
    Language(usize),
    /// The look.
    Look(usize),
    /// The zoom.
    Zoom(usize),
    /// Minutes to the lock.
    LockAfter(usize),
    /// The window the PC stands at.
    Window(usize),
}

/// Handles what happens.
pub fn update(message: &Message, ctx: &Ctx) -> Action<Message> {
    let mut pc: ThisPc = (*ctx.pc).clone();
    match message {
        Message::Language(index) => pc.language = if *index == 0 { Lang::Zh } else { Lang::En },
        Message::Look(index) => pc.appearance = LOOKS.get(*index).copied().unwrap_or_default(),
        Message::Zoom(index) => pc.zoom = ZOOMS.get(*index).copied(),
        Message::LockAfter(index) => pc.lock_after = LOCK_AFTER.get(*index).copied().unwrap_or(0),
        Message::Window(index) => {
            let Some(window) = ctx.book.community.windows.get(*index) else { return Action::None };
            pc.window = window.number;
        }
    }
    Action::Set(Box::new(pc))
}

/// The section.
pub fn view(ctx: &Ctx) -> Element<'_, Message> {
    let (look, words, pc) = (ctx.look, &ctx.words, &ctx.pc);
    let at = |place: Option<usize>| -> Vec<usize> { place.into_iter().collect() };
    let language = choice(
        look,
        "display-language",
        ["中文", "English"],
        &[usize::from(pc.language == Lang::En)],
        Message::Language,
        false,
    );
    let looks = [t!(words, "show-light"), t!(words, "show-dark"), t!(words, "show-contrast")];
    let appearance = choice(
        look,
        "display-look",
        looks,
        &at(LOOKS.iter().position(|known| *known == pc.appearance)),
        Message::Look,
        false,
    );
    let zoom = choice(
        look,
        "display-zoom",
        ZOOMS.map(|zoom| format!("{zoom} %")),
        &at(ZOOMS.iter().position(|known| Some(*known) == pc.zoom)),
        Message::Zoom,
        false,
    );
    let minutes = LOCK_AFTER.map(|minutes| match minutes {
        0 => t!(words, "show-lock-never"),
        minutes => t!(words, "show-lock-minutes", minutes = minutes),
    });
    let lock = choice(
        look,
        "display-lock",
        minutes,
        &at(LOCK_AFTER.iter().position(|known| *known == pc.lock_after)),
        Message::LockAfter,
        false,
    );
    let windows = &ctx.book.community.windows;
    let names: Vec<String> =
        windows.iter().map(|window| t!(words, "lock-window-number", number = window.number)).collect();
    let window = choice(
        look,
        "display-window",
        names,
        &at(windows.iter().position(|window| window.number == pc.window)),
        Message::Window,
        false,
    );
    let fields = column![
        frame::line(ctx, t!(words, "show-language"), language, Some(t!(words, "show-language-help"))),
        frame::line(ctx, t!(words, "show-look"), appearance, None),
        frame::line(ctx, t!(words, "show-zoom"), zoom, Some(t!(words, "show-zoom-help"))),
        frame::line(ctx, t!(words, "show-lock"), lock, Some(t!(words, "show-lock-help"))),
        frame::line(ctx, t!(words, "show-window"), window, Some(t!(words, "show-window-help"))),
    ]
    .spacing(space::S16);
    let at_once = frame::quiet(look, Icon::Info, t!(words, "show-at-once"));
    frame::page(look, fields, Some(at_once))
}
