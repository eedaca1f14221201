//! Charts: rectangles and figures, nothing else. Every value is written beside its bar (`tokens.md`).

use crate::ui::text;
use crate::ui::theme::{Look, container as boxes, space};
use iced::alignment::{Horizontal, Vertical};
use iced::widget::{Row, column, container, row, space as gap};
use iced::{Center, Element, Fill, FillPortion};

/// Height of a bar that lies, px.
const LYING: f32 = 18.0;
/// Width of a bar that stands, px.
const STANDING: f32 = 24.0;
/// So finely a bar is divided.
const PARTS: f32 = 1000.0;

/// A bar that lies on its track.
#[derive(Debug, Clone, PartialEq)]
pub struct Lying {
    /// What it is of.
    pub label: String,
    /// The dark part, 0 to 1 of the track.
    pub dark: f32,
    /// Dark and light part together, 0 to 1 of the track.
    pub whole: f32,
    /// What it shows, in figures.
    pub value: String,
}

/// One bar that lies; label and value stand in columns `label` and `value` px wide.
pub fn lying_bar<'a, Message: 'a>(look: Look, bar: Lying, label: f32, value: f32) -> Element<'a, Message> {
    let name = container(text::one_line(text::body(look, text::fit(&bar.label, label, 14.0)))).width(label);
    let value =
        container(text::one_line(text::strong(look, bar.value))).width(value).align_x(Horizontal::Right);
    row![name, track(look, bar.dark, bar.whole), value].spacing(space::S12).align_y(Center).into()
}

fn track<'a, Message: 'a>(look: Look, dark: f32, whole: f32) -> Element<'a, Message> {
    let parts = |share: f32| if share.is_finite() { (share.clamp(0.0, 1.0) * PARTS) as u16 } else { 0 };
    let (dark, whole) = (parts(dark), parts(whole.max(dark)));
    let part = |width: u16, ink| {
        (width > 0).then(|| {
            container(gap::horizontal())
                .width(FillPortion(width))
                .height(LYING)
                .style(move |_| boxes::ink(ink))
        })
    };
    let rest = (PARTS as u16).saturating_sub(whole);
    let bar = Row::new()
        .push(part(dark, look.roles.chart_dark))
        .push(part(whole - dark, look.roles.chart_light))
        .push((rest > 0).then(|| container(gap::horizontal()).width(FillPortion(rest)).height(LYING)));
    container(bar).width(Fill).style(move |_| boxes::filled(look, look.roles.sunken)).into()
}

/// A bar that stands, its value above and its label below.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// What it is of.
    pub label: String,
    /// How much.
    pub value: u32,
}

/// Bars that stand side by side, the highest `height` px. `wrap` makes of each, by its place, what can be pressed.
pub fn standing<'a, Message: 'a>(
    look: Look,
    bars: impl IntoIterator<Item = Standing>,
    height: f32,
    wrap: impl Fn(usize, Element<'a, Message>) -> Element<'a, Message>,
) -> Element<'a, Message> {
    let bars: Vec<Standing> = bars.into_iter().collect();
    let most = bars.iter().map(|bar| bar.value).max().unwrap_or(0).max(1) as f32;
    bars.into_iter()
        .enumerate()
        .fold(Row::new().width(Fill), |row, (at, bar)| {
            let tall = (bar.value as f32 / most * height).max(if bar.value > 0 { 2.0 } else { 0.0 });
            let stands = column![
                text::one_line(text::body(look, bar.value.to_string())),
                container(gap::vertical())
                    .width(STANDING)
                    .height(tall)
                    .style(move |_| boxes::ink(look.roles.chart_dark)),
                text::one_line(text::hint(look, bar.label)),
            ]
            .spacing(space::S4)
            .align_x(Center);
            row.push(wrap(at, container(stands).width(Fill).align_x(Center).into()))
        })
        .align_y(Vertical::Bottom)
        .into()
}
