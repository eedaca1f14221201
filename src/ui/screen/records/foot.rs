//! What stands under the rows: how many there are, what leaves and comes in; and where the rows come from.

use iced::widget::{container, row, space as gap};
use iced::{Center, Element, Fill};

use crate::t;
use crate::ui::component::button;
use crate::ui::ctx::{Ctx, NARROW};
use crate::ui::icon::Icon;
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::{space, type_};

use super::pick::What;
use super::{Message, ROW, Reading, RecordsScreen, says, side};

/// Room of what stands beside the foot line in a wide window, its own margins with it, px.
const BESIDE: f32 = 80.0 + side::WIDTH + 84.0;
/// Room of glyph, key cap and margins of a button, px.
const TRIMMINGS: f32 = 100.0;

/// 共 n 条，显示 a–b
pub(super) fn foot<'a>(screen: &'a RecordsScreen, ctx: &'a Ctx) -> Element<'a, Message> {
    let (look, words) = (ctx.look, &ctx.words);
    let many = screen.shown.len();
    let seen = screen.scroll.range(many, ROW);
    let count = if many == 0 {
        t!(words, "records-count-none")
    } else {
        t!(words, "records-count", count = many, from = seen.start + 1, to = seen.end)
    };
    let going =
        (screen.reading == Reading::Going).then(|| t!(words, "records-going", count = screen.rows.len()));
    let more =
        screen.among.as_ref().is_some_and(|among| among.more).then(|| t!(words, "records-more-people"));
    let labels = [t!(words, "import-title"), t!(words, "records-print"), t!(words, "export-title")];
    let width = |words: &String| text::width(words, type_::BODY.size) + space::S12;
    let taken: f32 = labels.iter().map(|label| width(label) + TRIMMINGS).sum::<f32>()
        + [Some(&count), going.as_ref(), more.as_ref()].into_iter().flatten().map(width).sum::<f32>();
    // The sentence may take two lines; where there is no room for them it is left out, since F8 is told below as well.
    let masked = Some(t!(words, "records-masked"))
        .filter(|masked| ctx.width >= NARROW && ctx.width - BESIDE - taken >= width(masked) * 0.6);
    let [import, print, export] = labels;
    let kept = screen.ledger.is_kept();
    let print = button(look, print)
        .key(Command::Print.key())
        .id("records-print")
        .on_press_maybe(kept.then_some(Message::AskExport(true)));
    let import = button(look, import)
        .icon(Icon::LogIn)
        .key(Command::Open.key())
        .id("records-import")
        .on_press(Message::AskImport);
    let export = button(look, export)
        .icon(Icon::Download)
        .key(Command::Export.key())
        .primary()
        .id("records-export")
        .on_press_maybe(kept.then_some(Message::AskExport(false)));
    let line = |words: String| text::one_line(text::second(look, words));
    let masked: Element<'a, Message> = match masked {
        Some(masked) => text::second(look, masked).width(Fill).into(),
        None => gap::horizontal().into(),
    };
    let bar = row![text::one_line(text::body(look, count))]
        .push(going.map(line))
        .push(more.map(line))
        .push(masked)
        .push(import)
        .push(print)
        .push(export)
        .spacing(space::S12)
        .align_y(Center)
        .height(48);
    container(bar).padding([0.0, space::S12]).into()
}

/// Whether the desk's own rows are shown, or those of old ledgers.
pub(super) fn source<'a>(screen: &RecordsScreen, ctx: &Ctx) -> Element<'a, Message> {
    let (words, old) = (&ctx.words, screen.criteria.old);
    let narrow = ctx.width < NARROW;
    let value = says::source(words, old);
    let label = if narrow { format!("{} {value}", t!(words, "records-source")) } else { value };
    let button = button(ctx.look, label)
        .icon(Icon::ChevronDown)
        .id("records-source")
        .on_press(Message::Pick(What::Source));
    // The heading of the screen says it too.
    match (narrow, old) {
        (true, true) => button.bold().into(),
        (true, false) => button.into(),
        (false, _) => button.quiet().into(),
    }
}
