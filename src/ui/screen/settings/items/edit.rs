//! The form of the open item.

use iced::widget::{column, container, row, text_editor};
use iced::{Center, Element, Fill};

use crate::domain::catalogue::HandlingMode;
use crate::domain::promise::TimeUnit;
use crate::t;
use crate::ui::component::{checkbox, choice, input, longtext};
use crate::ui::ctx::Ctx;
use crate::ui::icon::Icon;
use crate::ui::screen::settings::drafts::Edited as _;
use crate::ui::screen::settings::frame;
use crate::ui::text;
use crate::ui::theme::space;

use super::change::{Edit, Text};
use super::draft::Draft;
use super::{labels, parts};

/// The first thing of a new item.
pub const GROUP: &str = "item-group";

/// The place of the one that is chosen.
pub fn at<T: PartialEq>(all: &[T], one: &T) -> Vec<usize> {
    all.iter().position(|known| known == one).into_iter().collect()
}

/// The form.
pub fn form<'a>(ctx: &'a Ctx, draft: &'a Draft, may: bool) -> Element<'a, Edit> {
    let (look, words) = (ctx.look, &ctx.words);
    let item = &draft.item;
    let pair =
        |label: String, ids: [&'static str; 2], texts: [Text; 2], required: bool, help: Option<String>| {
            let one = |id: &'static str, text: Text, example: String| {
                input(look, id, example, text.of(item), move |typed| Edit::Typed(text, typed))
                    .read_only(!may)
                    .error(draft.wrong.contains_key(id))
            };
            let zh = one(ids[0], texts[0], t!(words, "items-zh"));
            let en = one(ids[1], texts[1], t!(words, "items-en"));
            let both = row![Element::from(zh), Element::from(en)].spacing(space::S8);
            frame::judged(ctx, label, required, both, draft.wrong.get(ids[0]).cloned(), help)
        };
    let kind = row![
        text::section(look, item.code.clone()),
        container(text::section(look, item.name(ctx.lang()).to_owned())).width(Fill),
        text::one_line(text::hint(look, t!(words, "items-version", version = item.version))),
    ]
    .spacing(space::S8)
    .align_y(Center);
    let aliases =
        input(look, "item-aliases", t!(words, "items-aliases-example"), &draft.aliases, Edit::Aliases)
            .read_only(!may);
    let retired = (!draft.is_new()).then(|| {
        let tick = checkbox(
            look,
            "item-retired",
            item.retired,
            t!(words, "items-retired"),
            may.then_some(Edit::Retired),
        );
        frame::line(ctx, t!(words, "items-state"), tick, Some(t!(words, "items-retired-help")))
    });
    let open = draft.is_new() || draft.is_simple();
    let structure: Element<'a, Edit> = if open {
        column![parts::materials(ctx, draft, may), parts::fields(ctx, draft, may)].spacing(space::S12).into()
    } else {
        frame::quiet(look, Icon::Info, t!(words, "items-fixed"))
    };
    column![kind]
        .push(draft.is_new().then(|| group(ctx, draft, may)))
        .push(pair(
            t!(words, "items-name"),
            ["item-name-zh", "item-name-en"],
            [Text::NameZh, Text::NameEn],
            true,
            None,
        ))
        .push(pair(
            t!(words, "items-short"),
            ["item-short-zh", "item-short-en"],
            [Text::ShortZh, Text::ShortEn],
            true,
            Some(t!(words, "items-short-help")),
        ))
        .push(frame::line(ctx, t!(words, "items-aliases"), aliases, Some(t!(words, "items-aliases-help"))))
        .push(open.then(|| nature(ctx, draft, may)))
        .push(promise(ctx, draft, may))
        .push(pair(
            t!(words, "items-applicants"),
            ["item-applicants-zh", "item-applicants-en"],
            [Text::ApplicantsZh, Text::ApplicantsEn],
            false,
            None,
        ))
        .push(pair(
            t!(words, "items-deliver"),
            ["item-deliver-zh", "item-deliver-en"],
            [Text::DeliverZh, Text::DeliverEn],
            false,
            None,
        ))
        .push(pair(
            t!(words, "items-authority"),
            ["item-authority-zh", "item-authority-en"],
            [Text::AuthorityZh, Text::AuthorityEn],
            false,
            None,
        ))
        .push(pair(
            t!(words, "items-caution"),
            ["item-caution-zh", "item-caution-en"],
            [Text::CautionZh, Text::CautionEn],
            false,
            None,
        ))
        .push(steps(ctx, draft, may))
        .push(structure)
        .push(retired)
        .spacing(space::S12)
        .into()
}

fn group<'a>(ctx: &'a Ctx, draft: &'a Draft, may: bool) -> Element<'a, Edit> {
    let groups = &ctx.book.catalogue.groups;
    let names: Vec<String> = groups.iter().map(|group| group.name(ctx.lang()).to_owned()).collect();
    let chosen: Vec<usize> =
        groups.iter().position(|group| group.code == draft.item.group).into_iter().collect();
    let row = choice(ctx.look, GROUP, names, &chosen, Edit::Group, false).enabled(may);
    frame::line(ctx, t!(ctx.words, "items-group"), row, Some(t!(ctx.words, "items-group-help")))
}

/// Handling, identity and paper.
fn nature<'a>(ctx: &'a Ctx, draft: &'a Draft, may: bool) -> Element<'a, Edit> {
    let (look, words) = (ctx.look, &ctx.words);
    let item = &draft.item;
    let mode =
        choice(look, "item-mode", labels::modes(words), &at(&labels::MODES, &item.mode), Edit::Mode, false);
    let identity = choice(
        look,
        "item-identity",
        labels::identities(words),
        &at(&labels::IDENTITIES, &item.identity),
        Edit::Identity,
        false,
    );
    let receipt = choice(
        look,
        "item-receipt",
        labels::receipts(words),
        &at(&labels::RECEIPTS, &item.receipt),
        Edit::Receipt,
        false,
    );
    column![
        frame::line(ctx, t!(words, "items-mode"), mode.enabled(may), None),
        frame::line(ctx, t!(words, "items-identity"), identity.enabled(may), None),
        frame::line(ctx, t!(words, "items-receipt"), receipt.enabled(may), None),
    ]
    .spacing(space::S12)
    .into()
}

fn promise<'a>(ctx: &'a Ctx, draft: &'a Draft, may: bool) -> Element<'a, Edit> {
    let (look, words) = (ctx.look, &ctx.words);
    let label = t!(words, "items-promise");
    if draft.item.mode == HandlingMode::Instant {
        return frame::line(ctx, label, frame::still(look, t!(words, "items-on-the-spot")), None);
    }
    let amount = input(look, "item-promise", "", &draft.promise, Edit::Promise)
        .latin(true)
        .read_only(!may)
        .error(draft.wrong.contains_key("item-promise"))
        .width(96);
    let unit = choice(
        look,
        "item-unit",
        [t!(words, "items-work-days"), t!(words, "items-days")],
        &[usize::from(draft.item.promise.unit() == TimeUnit::Day)],
        Edit::Unit,
        false,
    )
    .enabled(may);
    let row = row![Element::from(amount), Element::from(unit)].spacing(space::S8);
    let help = t!(words, "items-promise-help");
    frame::judged(ctx, label, true, row, draft.wrong.get("item-promise").cloned(), Some(help))
}

fn steps<'a>(ctx: &'a Ctx, draft: &'a Draft, may: bool) -> Element<'a, Edit> {
    let (look, words) = (ctx.look, &ctx.words);
    let part = |label: String,
                id: &'static str,
                content: &'a text_editor::Content,
                next: &'static str,
                on: fn(text_editor::Action) -> Edit,
                help: String| {
        if !may {
            return frame::line(ctx, label, text::body(look, content.text()), None);
        }
        let field = longtext(look, id, "", content, on)
            .lines(4)
            .error(draft.wrong.contains_key(id))
            .on_enter(Edit::To(next));
        frame::judged(ctx, label, false, field, draft.wrong.get(id).cloned(), Some(help))
    };
    let after = if draft.is_new() || draft.is_simple() { "item-material-add" } else { "item-retired" };
    column![
        part(
            t!(words, "items-steps-zh"),
            "item-steps-zh",
            &draft.steps_zh,
            "item-steps-en",
            Edit::StepsZh,
            t!(words, "items-steps-help")
        ),
        part(
            t!(words, "items-steps-en"),
            "item-steps-en",
            &draft.steps_en,
            after,
            Edit::StepsEn,
            t!(words, "items-steps-en-help")
        ),
    ]
    .spacing(space::S12)
    .into()
}
