//! The screen as seen: the bar with the search field, the list, the panel.

use iced::widget::{column, container, row, space as gap, stack, text_input};
use iced::{Center, Element, Fill};

use crate::t;
use crate::ui::component::status::key_hint;
use crate::ui::component::{button, choice, key_cap};
use crate::ui::ctx::{Ctx, NARROW, WIDE};
use crate::ui::icon::{Icon, tinted};
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::input::{State, line};
use crate::ui::theme::{size, space, type_};
use crate::ui::widget::latin;

use super::list::{Shelf, Shown};
use super::{CatalogueScreen, Message, SEARCH, guide};

/// The two-option switch.
const SWITCH: &str = "catalogue-switch";
/// Width of the search field of the drawing, px.
const SEARCH_WIDTH: f32 = 320.0;

impl CatalogueScreen {
    /// What is shown now.
    pub fn view<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let shown = Shown::of(self.shelf, &self.query, &ctx.book, ctx.width, ctx.lang());
        let narrow = ctx.width < NARROW;
        let panel_width = if ctx.width >= WIDE { 560 } else { 480 };
        let none = self.chosen_in(&shown, &ctx.book).is_none();
        let panel = || -> Element<'a, Message> {
            match self.shelf {
                _ if none => guide::nothing(ctx),
                Shelf::Items => guide::view(self.item(&ctx.book), ctx),
                Shelf::Declines => self.refusal.view(ctx),
            }
        };
        let body: Element<'a, Message> = if narrow && self.looking {
            panel()
        } else if narrow {
            self.list(shown, ctx)
        } else {
            row![self.list(shown, ctx), container(panel()).width(panel_width)].spacing(space::S12).into()
        };
        column![self.toolbar(ctx), body].spacing(space::S10).height(Fill).into()
    }

    fn toolbar<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let beside = (size::CONTROL - type_::FIELD.line) / 2.0;
        let field = text_input(&t!(words, "catalogue-search"), &self.query)
            .id(SEARCH)
            .font(text::FONT)
            .size(type_::BODY.size)
            .line_height(text::line(type_::FIELD))
            .padding(iced::padding::vertical(beside).left(34).right(10))
            .width(Fill)
            .on_input(Message::Typed)
            .on_submit(Message::Enter)
            .style(move |_, status| line(look, State::default(), status));
        let glass = container(tinted(Icon::Search, size::GLYPH, look.roles.text2))
            .padding([0, 11])
            .height(size::CONTROL)
            .align_y(Center);
        let search = stack![latin(field, !self.characters), glass].width(SEARCH_WIDTH);
        let items = ctx.book.catalogue.offered().count();
        let options = [
            t!(words, "catalogue-items", count = items),
            t!(words, "catalogue-declines", count = ctx.book.declines.certificates.len()),
        ];
        let at = usize::from(self.shelf == Shelf::Declines);
        let switch = choice(look, SWITCH, options, &[at], Message::Shelf, false).bare();
        let mut bar = row![search, Element::from(switch)].spacing(space::S8).align_y(Center);
        if ctx.width < NARROW && self.looking {
            let back =
                button(look, t!(words, "catalogue-back")).icon(Icon::ChevronLeft).key(Command::Back.key());
            bar = bar.push(gap::horizontal()).push(back.on_press(Message::Look(false)));
        } else {
            let edition = t!(words, "catalogue-edition", version = ctx.book.catalogue.version.clone());
            bar = bar.push(gap::horizontal()).push(text::one_line(text::second(look, edition)));
        }
        bar.into()
    }

    /// Title and second line of the top bar.
    pub fn heading(&self, ctx: &Ctx) -> (String, String) {
        let sub = match self.shelf {
            Shelf::Items => t!(ctx.words, "catalogue-sub"),
            Shelf::Declines => t!(ctx.words, "decline-sub"),
        };
        (t!(ctx.words, "catalogue-title"), sub)
    }

    /// Key hints of the status line.
    pub fn hints<'a>(&'a self, ctx: &'a Ctx) -> Vec<Element<'a, Message>> {
        let (look, words) = (ctx.look, &ctx.words);
        let arrows = |does: String| {
            row![key_cap(look, "↑"), key_hint(look, "", "↓", does)].spacing(space::S4).align_y(Center).into()
        };
        let letters =
            if self.characters { t!(words, "catalogue-letters") } else { t!(words, "catalogue-characters") };
        let mut hints = match self.shelf {
            Shelf::Items => vec![
                arrows(t!(words, "catalogue-hint-move")),
                key_hint(look, "", Command::Enter.key(), t!(words, "catalogue-accept")),
            ],
            Shelf::Declines => {
                let moves = match (self.looking, self.refusal.walks()) {
                    (false, _) => Some(t!(words, "decline-hint-move")),
                    (true, true) => Some(t!(words, "decline-hint-body")),
                    (true, false) => None,
                };
                let mut hints: Vec<_> = moves.map(arrows).into_iter().collect();
                hints.push(key_hint(look, "", Command::Print.key(), t!(words, "decline-print")));
                hints
            }
        };
        if ctx.width >= NARROW {
            hints.push(key_hint(look, "", Command::Find.key(), t!(words, "catalogue-hint-find")));
            hints.push(key_hint(look, "", Command::Characters.key(), letters));
        }
        hints
    }
}
