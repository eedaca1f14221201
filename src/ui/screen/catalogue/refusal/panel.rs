//! The panel of a refusal.

use iced::widget::{Column, column, container, row, space as gap};
use iced::{Center, Element, Fill};

use crate::t;
use crate::ui::component::card::card;
use crate::ui::component::field::error_line;
use crate::ui::component::list::menu_list;
use crate::ui::component::{button, input, rule};
use crate::ui::ctx::{Ctx, NARROW, WIDE};
use crate::ui::icon::Icon;
use crate::ui::screen::catalogue::Message as Outer;
use crate::ui::screen::catalogue::guide::{label_width, nothing};
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::{container as boxes, scroll, size, space, type_};
use crate::ui::widget::whole;

use super::{ASKED, Message, PRINT, Refusal};

/// Room for the body that asks most often, px.
const BODY_WIDTH: f32 = 110.0;

impl Refusal {
    /// The panel.
    pub fn view<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Outer> {
        let (look, words, lang) = (ctx.look, &ctx.words, ctx.lang());
        let Some(certificate) = self.named(ctx) else { return nothing(ctx) };
        let heading = row![
            text::section(look, certificate.name(lang).to_owned()),
            text::one_line(text::section(look, t!(words, "decline-not-issued"))),
            gap::horizontal(),
            text::one_line(text::second(look, t!(words, "decline-number", number = certificate.no))),
        ]
        .spacing(space::S16)
        .align_y(Center);
        let heading = container(heading).padding([space::S8, space::S12]).width(Fill);
        let mut rows = Column::new().spacing(space::S10).width(Fill);
        rows = rows.push(tall(ctx, t!(words, "decline-person"), self.person(ctx)));
        rows = rows.push(tall(ctx, t!(words, "decline-asked-by"), self.asked_by(ctx)));
        let reason = lang.pick(&certificate.reason_zh, &certificate.reason_en);
        rows = rows.push(plain(ctx, t!(words, "decline-why"), reason));
        let place = lang.pick(&certificate.where_zh, &certificate.where_en);
        rows = rows.push(plain(ctx, t!(words, "decline-where"), place));
        if let Some(alternative) = self.alternative_row(ctx) {
            rows = rows.push(alternative);
        }
        rows = rows.push(tall(ctx, t!(words, "decline-slip"), self.slip(ctx)));
        let body = container(rows).padding(iced::padding::all(space::S10).left(14).right(14));
        let panel = column![
            heading,
            rule(look),
            scroll::vertical(look, body).width(Fill).height(Fill),
            rule(look),
            self.footer(ctx),
        ];
        card(look, panel).width(Fill).height(Fill).into()
    }

    fn person<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Outer> {
        let look = ctx.look;
        let name = match &self.person {
            Some(person) => text::field(look, ctx.shown(&person.name)),
            None => text::field(look, t!(ctx.words, "decline-nobody")).color(look.roles.text2),
        };
        let inside = row![
            whole(text::one_line(name)),
            text::one_line(text::hint(look, t!(ctx.words, "decline-no-name-needed"))),
        ]
        .spacing(space::S24)
        .align_y(Center);
        container(inside)
            .padding([0, 10])
            .width(Fill)
            .height(size::CONTROL)
            .align_y(Center)
            .clip(true)
            .style(move |_| boxes::popup(look))
            .into()
    }

    fn asked_by<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Outer> {
        let look = ctx.look;
        let placeholder = t!(ctx.words, "decline-asked-placeholder");
        let field = input(look, ASKED, placeholder, self.asked.clone(), |words| {
            Outer::Refusal(Message::Asked(words))
        })
        .on_submit(Outer::Refusal(Message::Enter));
        let offered = self.offered();
        let list = (!offered.is_empty()).then(|| {
            let rows = offered.iter().enumerate().map(|(at, place)| {
                let body = text::one_line(text::body(look, self.bodies[*place].clone()));
                (Element::from(body), Outer::Refusal(Message::Take(at)))
            });
            menu_list(look, rows, self.marked)
        });
        column![field].push(list).spacing(2).into()
    }

    fn alternative_row<'a>(&'a self, ctx: &'a Ctx) -> Option<Element<'a, Outer>> {
        let (look, words, lang) = (ctx.look, &ctx.words, ctx.lang());
        let certificate = self.named(ctx)?;
        let line = lang.pick(&certificate.alternative_zh, &certificate.alternative_en);
        let label = t!(words, "decline-alternative");
        let Some(code) = self.alternative(ctx) else {
            return (!line.is_empty()).then(|| plain(ctx, label, line));
        };
        let item = ctx.book.catalogue.item(&code)?;
        let says = column![
            text::strong(look, format!("{} {}", item.code, item.short(lang))),
            text::second(look, line.to_owned()),
        ]
        .width(Fill);
        let take = button(look, t!(words, "decline-take-alternative"))
            .key(Command::Open.key())
            .id("decline-alternative")
            .on_press_maybe((!self.busy).then_some(Outer::Refusal(Message::Alternative)));
        Some(tall(ctx, label, row![says, take].spacing(space::S8).align_y(Center)))
    }

    fn slip<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Outer> {
        let look = ctx.look;
        let mut lines = Column::new().spacing(space::S4);
        lines = lines.push(text::strong(look, self.slip.title.clone()));
        for line in &self.slip.lines {
            lines = lines.push(text::body(look, line.clone()));
        }
        container(lines)
            .padding([space::S12, 14.0])
            .width(Fill)
            .style(move |_| {
                boxes::filled(look, look.roles.surface)
                    .border(iced::border::rounded(0).color(look.roles.line_strong).width(look.line()))
            })
            .into()
    }

    fn footer<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Outer> {
        let (look, words) = (ctx.look, &ctx.words);
        let ready = |message| (!self.busy).then_some(Outer::Refusal(message));
        let print = button(look, t!(words, "decline-print"))
            .icon(Icon::Printer)
            .key(Command::Print.key())
            .primary()
            .tall()
            .id(PRINT)
            .on_press_maybe(ready(Message::Print));
        let register = button(look, t!(words, "decline-register"))
            .key(Command::Save.key())
            .tall()
            .id("decline-register")
            .on_press_maybe(ready(Message::Register));
        let counted = self.counted.as_ref().map(|counted| {
            let count =
                text::one_line(text::second(look, t!(words, "decline-counted", count = counted.count)));
            // The last one is a press away: whoever finds a mistake looks for it here.
            let last = counted.last.clone().map(|serial| {
                button(look, t!(words, "decline-last", serial = serial.clone()))
                    .quiet()
                    .id("decline-last")
                    .on_press(Outer::Refusal(Message::Last(serial)))
            });
            // A long name is cut; who asked is told in full by the list under the field.
            let most = counted.most.as_ref().map(|(body, times)| {
                let body = text::fit(body, BODY_WIDTH, type_::HINT.size);
                text::one_line(text::hint(
                    look,
                    t!(words, "decline-counted-body", body = body, times = *times),
                ))
            });
            let lines = column![count].push(most).align_x(iced::Right);
            row![].push(last).push(lines).spacing(space::S8).align_y(Center)
        });
        let buttons = row![print, register].spacing(space::S8);
        // Beside the buttons where there is room, else above them.
        let beside = ctx.width >= WIDE || ctx.width < NARROW;
        let (above, beside) = if beside { (None, counted) } else { (counted, None) };
        let beside = beside.map(|lines| container(lines).align_right(Fill).clip(true));
        let line = row![buttons].push(beside).spacing(space::S12).align_y(Center);
        let error = self.error.clone().map(|words| error_line(look, words));
        let narrow = ctx.width < NARROW;
        container(column![].push(error).push(above).push(line).spacing(space::S8))
            .padding([if narrow { space::S8 } else { space::S10 }, space::S12])
            .width(Fill)
            .into()
    }
}

/// A label beside a control: its word stands in the middle of the first 36 px.
fn tall<'a>(ctx: &Ctx, label: String, content: impl Into<Element<'a, Outer>>) -> Element<'a, Outer> {
    let label =
        container(text::second(ctx.look, label)).padding(iced::padding::top(8)).width(label_width(ctx));
    row![label, container(content).width(Fill)].spacing(space::S10).into()
}

fn plain<'a>(ctx: &Ctx, label: String, words: &str) -> Element<'a, Outer> {
    crate::ui::screen::catalogue::guide::line(ctx, label, text::body(ctx.look, words.to_owned()))
}
