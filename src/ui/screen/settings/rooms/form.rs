//! The form of the open room.

use iced::widget::{Column, column, container, row};
use iced::{Center, Element, Fill};

use crate::t;
use crate::ui::component::field::error_line;
use crate::ui::component::{button, checkbox, choice, input};
use crate::ui::ctx::Ctx;
use crate::ui::icon::Icon;
use crate::ui::screen::settings::drafts::Edited as _;
use crate::ui::screen::settings::frame;
use crate::ui::text;
use crate::ui::theme::space;

use super::draft::{Draft, Edit, HOURS, Text, count_id, thing_id};
use super::{hours, labels};

/// The first field of a room that is there.
pub const FIRST: &str = "room-name-zh";
/// The first field of a new room.
pub const CODE: &str = "room-code";
/// Width of a short number, px.
const SHORT: f32 = 84.0;

fn at<T: PartialEq>(all: &[T], one: &T) -> Vec<usize> {
    all.iter().position(|known| known == one).into_iter().collect()
}

/// The form.
pub fn form<'a>(ctx: &'a Ctx, draft: &'a Draft, may: bool) -> Element<'a, Edit> {
    let (look, words) = (ctx.look, &ctx.words);
    let room = &draft.room;
    let wrong = |text: Text| draft.wrong.get(text.id()).cloned();
    let field = |text: Text, example: String| {
        input(look, text.id(), example, draft.text(text), move |typed| Edit::Typed(text, typed))
            .read_only(!may)
            .error(draft.wrong.contains_key(text.id()))
    };
    let one = |label: String, required: bool, text: Text, example: String, help: Option<String>| {
        frame::judged(ctx, label, required, Element::from(field(text, example)), wrong(text), help)
    };
    let number = |text: Text| field(text, String::new()).latin(true).width(SHORT);
    let unit = |words: String| text::one_line(text::second(look, words));
    let heading = row![
        text::section(look, draft.text(Text::Code).to_owned()),
        container(text::section(look, draft.text(Text::NameZh).to_owned())).width(Fill),
    ]
    .spacing(space::S8);
    let names = row![
        Element::from(field(Text::NameZh, t!(words, "items-zh"))),
        Element::from(field(Text::NameEn, t!(words, "items-en")))
    ]
    .spacing(space::S8);
    let floor = row![Element::from(number(Text::Floor)), unit(t!(words, "rooms-floor-unit"))]
        .spacing(space::S8)
        .align_y(Center);
    let capacity = row![Element::from(number(Text::Capacity)), unit(t!(words, "rooms-people-unit"))]
        .spacing(space::S8)
        .align_y(Center);
    let buffers = row![
        unit(t!(words, "rooms-before")),
        Element::from(number(Text::Before)),
        unit(t!(words, "rooms-after")),
        Element::from(number(Text::After)),
        unit(t!(words, "rooms-minutes-unit"))
    ]
    .spacing(space::S8)
    .align_y(Center);
    let buffer_wrong = wrong(Text::Before).or_else(|| wrong(Text::After));
    let uses = row![
        Element::from(field(Text::UsesZh, t!(words, "items-zh"))),
        Element::from(field(Text::UsesEn, t!(words, "items-en")))
    ]
    .spacing(space::S8);
    let party = checkbox(
        look,
        "room-party",
        room.party_priority,
        t!(words, "rooms-party"),
        may.then_some(Edit::Party),
    );
    let noise = choice(
        look,
        "room-noise",
        labels::noises(words),
        &at(&labels::NOISES, &room.noise),
        Edit::Noise,
        false,
    )
    .enabled(may);
    let approver = choice(
        look,
        "room-approver",
        labels::approvers(words),
        &at(&labels::APPROVERS, &room.approver),
        Edit::Approver,
        false,
    )
    .enabled(may);
    let usage =
        choice(look, "room-use", labels::uses(words), &at(&labels::USES, &room.usage), Edit::Usage, false)
            .enabled(may);
    let own_hours = hours::view(ctx, HOURS, &draft.hours, &draft.wrong, may, Edit::Hours);
    let retired = (!draft.is_new()).then(|| {
        let tick = checkbox(
            look,
            "room-retired",
            room.retired,
            t!(words, "rooms-retired"),
            may.then_some(Edit::Retired),
        );
        frame::line(ctx, t!(words, "items-state"), tick, Some(t!(words, "rooms-retired-help")))
    });
    column![heading]
        .push(draft.is_new().then(|| {
            let code = field(Text::Code, "R12".to_owned()).latin(true).width(SHORT);
            let help = t!(words, "rooms-code-help");
            frame::judged(
                ctx,
                t!(words, "rooms-code"),
                true,
                Element::from(code),
                wrong(Text::Code),
                Some(help),
            )
        }))
        .push(frame::judged(ctx, t!(words, "rooms-name"), true, names, wrong(Text::NameZh), None))
        .push(one(
            t!(words, "rooms-short"),
            false,
            Text::Short,
            String::new(),
            Some(t!(words, "rooms-short-help")),
        ))
        .push(one(t!(words, "items-aliases"), false, Text::Aliases, t!(words, "rooms-aliases-example"), None))
        .push(frame::judged(ctx, t!(words, "rooms-floor"), true, floor, wrong(Text::Floor), None))
        .push(frame::judged(
            ctx,
            t!(words, "rooms-capacity"),
            true,
            capacity,
            wrong(Text::Capacity),
            Some(t!(words, "rooms-capacity-help")),
        ))
        .push(frame::judged(
            ctx,
            t!(words, "rooms-buffer"),
            true,
            buffers,
            buffer_wrong,
            Some(t!(words, "rooms-buffer-help")),
        ))
        .push(frame::line(ctx, t!(words, "rooms-noise"), noise, Some(t!(words, "rooms-noise-help"))))
        .push(neighbours(ctx, draft, may))
        .push(frame::line(ctx, t!(words, "rooms-approver"), approver, Some(t!(words, "rooms-approver-help"))))
        .push(frame::line(ctx, t!(words, "rooms-party-label"), party, Some(t!(words, "rooms-party-help"))))
        .push(frame::line(ctx, t!(words, "rooms-use"), usage, Some(t!(words, "rooms-use-help"))))
        .push(part_of(ctx, draft, may))
        .push(frame::line(ctx, t!(words, "rooms-uses"), uses, Some(t!(words, "rooms-uses-help"))))
        .push(things(ctx, draft, may))
        .push(frame::line(
            ctx,
            t!(words, "rooms-own-hours"),
            own_hours,
            Some(t!(words, "rooms-own-hours-help")),
        ))
        .push(retired)
        .spacing(space::S12)
        .into()
}

fn neighbours<'a>(ctx: &'a Ctx, draft: &'a Draft, may: bool) -> Element<'a, Edit> {
    let others = draft.others(ctx);
    let chosen: Vec<usize> = others
        .iter()
        .enumerate()
        .filter(|(_, room)| draft.room.neighbours.contains(&room.code))
        .map(|(at, _)| at)
        .collect();
    let names: Vec<String> = others.iter().map(|room| room.short(ctx.lang()).to_owned()).collect();
    let row = choice(ctx.look, "room-neighbours", names, &chosen, Edit::Neighbour, false).bare().enabled(may);
    frame::line(ctx, t!(ctx.words, "rooms-neighbours"), row, Some(t!(ctx.words, "rooms-neighbours-help")))
}

fn part_of<'a>(ctx: &'a Ctx, draft: &'a Draft, may: bool) -> Element<'a, Edit> {
    let (look, words) = (ctx.look, &ctx.words);
    let halls = draft.halls(ctx);
    if halls.is_empty() {
        let parts: Vec<String> =
            ctx.book.rooms.parts(&draft.room.code).map(|room| room.short(ctx.lang()).to_owned()).collect();
        let parts = t!(words, "rooms-has-parts", parts = parts.join(&t!(words, "set-between")));
        return frame::line(ctx, t!(words, "rooms-part-of"), frame::still(look, parts), None);
    }
    let chosen = match &draft.room.part_of {
        None => vec![0],
        Some(code) => halls.iter().position(|hall| hall.code == *code).map(|at| at + 1).into_iter().collect(),
    };
    let names: Vec<String> = std::iter::once(t!(words, "rooms-no-part"))
        .chain(halls.iter().map(|hall| hall.short(ctx.lang()).to_owned()))
        .collect();
    let row = choice(look, "room-part-of", names, &chosen, Edit::PartOf, false).bare().enabled(may);
    frame::line(ctx, t!(words, "rooms-part-of"), row, Some(t!(words, "rooms-part-of-help")))
}

fn things<'a>(ctx: &'a Ctx, draft: &'a Draft, may: bool) -> Element<'a, Edit> {
    let (look, words) = (ctx.look, &ctx.words);
    let mut all = Column::new().spacing(space::S8);
    for (at, thing) in draft.things.iter().enumerate() {
        let (wrong, wrong_count) = (draft.wrong.get(&thing_id(at)), draft.wrong.get(&count_id(at)));
        let zh = input(look, thing_id(at), t!(words, "rooms-thing-name"), &thing.zh, move |name| {
            Edit::ThingZh(at, name)
        })
        .read_only(!may)
        .error(wrong.is_some());
        let en = input(look, format!("room-thing-en-{at}"), t!(words, "items-en"), &thing.en, move |name| {
            Edit::ThingEn(at, name)
        })
        .read_only(!may);
        let count = input(look, count_id(at), "", &thing.count, move |count| Edit::ThingCount(at, count))
            .latin(true)
            .read_only(!may)
            .error(wrong_count.is_some())
            .width(64);
        let away = button(look, t!(words, "items-remove"))
            .icon(Icon::X)
            .id(format!("room-thing-remove-{at}"))
            .on_press_maybe(may.then_some(Edit::RemoveThing(at)));
        let line = row![Element::from(zh), Element::from(en), Element::from(count), Element::from(away)]
            .spacing(space::S8);
        all = all.push(line);
        for sentence in [wrong, wrong_count].into_iter().flatten() {
            all = all.push(error_line(look, sentence.clone()));
        }
    }
    let add = button(look, t!(words, "rooms-thing-add"))
        .icon(Icon::Plus)
        .id("room-thing-add")
        .on_press_maybe(may.then_some(Edit::AddThing));
    let help = t!(words, "rooms-things-help");
    frame::line(ctx, t!(words, "rooms-things"), all.push(Element::from(add)), Some(help))
}
