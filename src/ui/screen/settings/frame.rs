//! What the sections have in common: lines of a form, the bar with the save button, quiet sentences.

use iced::widget::{column, container, row};
use iced::{Center, Element, Fill, Top};

use crate::domain::lang::Lang;
use crate::t;
use crate::ui::component::field::{error_line, footer};
use crate::ui::component::tag::Tone;
use crate::ui::component::{button, field, tag};
use crate::ui::ctx::Ctx;
use crate::ui::icon::{Icon, tinted};
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::{Look, scroll, size, space, type_};

/// Where saving stands.
#[derive(Debug, Clone, Default)]
pub struct Saving {
    /// It is being written.
    pub busy: bool,
    /// The last thing that happened was a save.
    pub saved: bool,
    /// Why it was not saved, in a sentence.
    pub error: Option<String>,
}

impl Saving {
    /// Something was changed.
    pub fn touched(&mut self) {
        self.saved = false;
        self.error = None;
    }

    /// Writing begins.
    pub fn begun(&mut self) {
        *self = Self { busy: true, ..Self::default() };
    }

    /// It is written.
    pub fn done(&mut self) {
        *self = Self { saved: true, ..Self::default() };
    }

    /// It was refused.
    pub fn failed(&mut self, error: String) {
        *self = Self { error: Some(error), ..Self::default() };
    }
}

/// Room for the labels of a form in the screen's language, px.
pub fn label_width(lang: Lang) -> f32 {
    match lang {
        Lang::Zh => 92.0,
        Lang::En => 126.0,
    }
}

/// A line of a form.
pub fn line<'a, M: 'a>(
    ctx: &Ctx,
    label: String,
    control: impl Into<Element<'a, M>>,
    help: Option<String>,
) -> Element<'a, M> {
    judged(ctx, label, false, control, None, help)
}

/// A line of a form that may be required or wrong.
pub fn judged<'a, M: 'a>(
    ctx: &Ctx,
    label: String,
    required: bool,
    control: impl Into<Element<'a, M>>,
    error: Option<String>,
    help: Option<String>,
) -> Element<'a, M> {
    field(ctx.look, label, required, control, error, help).label_width(label_width(ctx.lang())).into()
}

/// The body of a section with what stands under it. The body scrolls; its fields are no wider than reads well.
pub fn page<'a, M: 'a>(
    look: Look,
    body: impl Into<Element<'a, M>>,
    foot: Option<Element<'a, M>>,
) -> Element<'a, M> {
    let body = container(container(body).max_width(860)).padding(space::S16).width(Fill);
    column![scroll::vertical(look, body).width(Fill).height(Fill)]
        .push(foot.map(|foot| footer(look, foot)))
        .height(Fill)
        .into()
}

/// The save button with what came of it.
pub fn save_bar<'a, M: Clone + 'a>(
    ctx: &Ctx,
    saving: &Saving,
    may: bool,
    unsaved: bool,
    save: M,
) -> Element<'a, M> {
    let (look, words) = (ctx.look, &ctx.words);
    if !may {
        return supervisors(ctx);
    }
    let save = button(look, t!(words, "set-save"))
        .icon(Icon::Save)
        .key(Command::Save.key())
        .primary()
        .tall()
        .id("settings-save")
        .on_press_maybe((unsaved && !saving.busy).then_some(save));
    let said: Option<Element<'a, M>> = if let Some(error) = &saving.error {
        Some(error_line(look, error.clone()))
    } else if saving.busy {
        Some(text::second(look, t!(words, "set-saving")).into())
    } else if saving.saved && !unsaved {
        Some(tag(look, Tone::Ok, Icon::CircleCheck, t!(words, "set-saved"), false).into())
    } else {
        None
    };
    row![save].push(said.map(|said| container(said).width(Fill))).spacing(space::S12).align_y(Center).into()
}

/// Only a supervisor may change this.
pub fn supervisors<'a, M: 'a>(ctx: &Ctx) -> Element<'a, M> {
    quiet(ctx.look, Icon::Lock, t!(ctx.words, "set-supervisors"))
}

fn sentence<'a, M: 'a>(icon: Icon, ink: iced::Color, words: String) -> Element<'a, M> {
    let glyph = container(tinted(icon, size::GLYPH, ink)).height(type_::BODY.line).align_y(Center);
    let words = text::plain(type_::BODY, words).color(ink).width(Fill);
    row![glyph, words].spacing(6).align_y(Top).into()
}

/// A sentence to note.
pub fn quiet<'a, M: 'a>(look: Look, icon: Icon, words: String) -> Element<'a, M> {
    sentence(icon, look.roles.text2, words)
}

/// A doubt that stops nobody.
pub fn soft<'a, M: 'a>(look: Look, words: String) -> Element<'a, M> {
    sentence(Icon::TriangleAlert, look.roles.warn, words)
}

/// Something that went well.
pub fn good<'a, M: 'a>(look: Look, words: String) -> Element<'a, M> {
    sentence(Icon::CircleCheck, look.roles.ok, words)
}

/// Words in the place of a control, in the middle of its height.
pub fn still<'a, M: 'a>(look: Look, words: String) -> Element<'a, M> {
    let beside = (size::CONTROL - type_::BODY.line) / 2.0;
    container(text::body(look, words)).padding([beside, 0.0]).into()
}
