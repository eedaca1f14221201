//! The dialog of a matter, as seen.

use iced::widget::{Column, column, container, row, space as gap};
use iced::{Center, Element, Fill, FillPortion};

use crate::desk::{OnwardKind, form_of};
use crate::domain::catalogue::{Item, ReceiptKind};
use crate::domain::decline::DeclineRecord;
use crate::domain::form::{Answer, Field, FieldType, Shared};
use crate::domain::intake::Intake;
use crate::domain::masked::covered;
use crate::domain::material::{MaterialState, states};
use crate::t;
use crate::ui::component::card::dialog_card;
use crate::ui::component::field::error_line;
use crate::ui::component::tag::Tone;
use crate::ui::component::{button, choice, field, input, rule, tag};
use crate::ui::ctx::{Ctx, NARROW};
use crate::ui::icon::{Icon, tinted};
use crate::ui::screen::resident::says;
use crate::ui::screen::words::{declined_tag, form_and_copies, paper_name, state_tag};
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::{scroll, size, space};

use super::{About, Asked, CLOSE, GO_ON, KIND, Matter, Message, NOTE, ONWARD, REASON, REPRINT, VOID};

/// Width of the labels of answers, px.
const LABEL: f32 = 112.0;

impl Matter {
    /// The dialog.
    pub fn view<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let narrow = ctx.width < NARROW;
        let (left, right) = match &self.record.about {
            About::Intake { intake, item } => {
                let left: Element<'a, Message> = if self.readable(ctx) {
                    column![answers(intake, item, ctx), materials(intake, item, ctx)]
                        .spacing(space::S16)
                        .into()
                } else {
                    restricted(ctx)
                };
                (
                    left,
                    column![stamps(intake, self.readable(ctx), ctx), self.papers(item.receipt, ctx)]
                        .spacing(space::S16),
                )
            }
            About::Decline { record, .. } => {
                (declined(record, ctx), column![self.papers(ReceiptKind::Slip, ctx)])
            }
        };
        let inside: Element<'a, Message> = if narrow {
            column![left, right].spacing(space::S16).into()
        } else {
            row![container(left).width(FillPortion(1)), container(right).width(FillPortion(1))]
                .spacing(space::S24)
                .into()
        };
        let body = scroll::vertical(ctx.look, container(inside).padding(iced::padding::right(14)))
            .width(Fill)
            .height(Fill);
        let card = dialog_card(
            ctx.look,
            column![self.head(ctx), rule(ctx.look), body, rule(ctx.look), self.foot(ctx)].spacing(space::S12),
        );
        let card = if narrow { card.padding(space::S12) } else { card };
        container(card.height(Fill)).max_width(920).max_height(600).into()
    }

    fn head<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words, lang) = (ctx.look, &ctx.words, ctx.lang());
        let number = text::one_line(text::section(look, self.number()));
        let (title, state, line): (String, Element<'a, Message>, String) = match &self.record.about {
            About::Intake { intake, item } => {
                let mut line = t!(
                    words,
                    "matter-received",
                    at = says::moment(ctx, intake.received_at),
                    first = ctx.book.staff_name(&intake.first_contact).to_owned(),
                    handler = ctx.book.staff_name(&intake.handler).to_owned()
                );
                if let Some(name) = &intake.applicant {
                    line = format!("{} · {line}", ctx.shown(name));
                }
                if let Some(due) = intake.due() {
                    line = format!("{line} · {}", t!(words, "matter-due", day = says::day(ctx, due)));
                }
                let title = format!("{} {}", item.code, item.name(lang));
                (title, state_tag(ctx, intake.state.name()).into(), line)
            }
            About::Decline { record, certificate } => {
                let name = certificate.as_ref().map_or(record.certificate_name.as_str(), |c| c.name(lang));
                let mut line = t!(
                    words,
                    "matter-declined-line",
                    at = says::moment(ctx, record.at),
                    handler = ctx.book.staff_name(&record.staff).to_owned()
                );
                if let Some(person) = &self.record.resident {
                    line = format!("{} · {line}", ctx.shown(&person.name));
                }
                let state = declined_tag(ctx, record.void.is_some()).into();
                (name.to_owned(), state, line)
            }
        };
        let top =
            row![text::title(look, title).width(Fill), state, number].spacing(space::S12).align_y(Center);
        column![top, text::second(look, line)].spacing(space::S4).into()
    }

    fn papers<'a>(&'a self, receipt: ReceiptKind, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let mut list = Column::new().push(heading(ctx, t!(words, "matter-papers"))).push(rule(look));
        for (at, paper) in self.record.papers.iter().enumerate() {
            let times = match paper.printed().last() {
                Some(last) => {
                    t!(
                        words,
                        "matter-printed",
                        count = paper.printed().count(),
                        at = says::moment(ctx, last.at)
                    )
                }
                None => t!(words, "matter-not-printed"),
            };
            let names = column![
                text::body(look, paper_name(words, paper.kind, receipt)),
                text::hint(look, format!("{} · {times}", paper.serial)),
            ]
            .width(Fill);
            let again = button(look, t!(words, "matter-reprint"))
                .on_press_maybe((self.readable(ctx) && !self.busy).then_some(Message::Reprint(at)));
            let save = button(look, t!(words, "matter-save-as"))
                .id(format!("matter-save-{at}"))
                .on_press_maybe((self.readable(ctx) && !self.busy).then_some(Message::SaveAs(at)));
            let line = row![tinted(Icon::FileText, size::GLYPH, look.roles.text2), names, again, save]
                .spacing(space::S8)
                .align_y(Center);
            list = list.push(container(line).padding([5, 0])).push(rule(look));
        }
        list.into()
    }

    fn foot<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        if let Some(asking) = self.asking.as_ref().filter(|asking| asking.asked == Asked::Onward) {
            return self.onward_foot(asking, ctx);
        }
        if let Some(asking) = &self.asking {
            let (label, example, act, keep) = match asking.asked {
                Asked::Void => (
                    t!(words, "matter-void-why"),
                    t!(words, "matter-void-placeholder"),
                    button(look, t!(words, "matter-void-do")).danger(),
                    t!(words, "matter-void-keep"),
                ),
                Asked::Note | Asked::Onward => (
                    t!(words, "person-note"),
                    t!(words, "matter-note-placeholder"),
                    button(look, t!(words, "person-save")).primary(),
                    t!(words, "matter-note-keep"),
                ),
            };
            let control = input(look, REASON, example, asking.reason.clone(), Message::Reason)
                .error(asking.error.is_some())
                .on_submit(Message::Do);
            let line = field(look, label, true, control, asking.error.clone(), None).label_width(LABEL);
            let act = act.on_press_maybe((!self.busy).then_some(Message::Do));
            let keep = button(look, keep).key(Command::Back.key()).on_press(Message::Close);
            return row![container(line).width(Fill), act, keep].spacing(space::S8).into();
        }
        let last = self.record.papers.len().checked_sub(1).filter(|_| self.readable(ctx) && !self.busy);
        let mut bar = row![].spacing(space::S8).align_y(Center);
        if self.waits() {
            let go_on =
                button(look, t!(words, "matter-go-on")).icon(Icon::FileCheck).primary().tall().id(GO_ON);
            bar = bar.push(go_on.on_press_maybe((!self.busy).then_some(Message::GoOn)));
        }
        let reprint = button(look, t!(words, "matter-reprint-last"))
            .icon(Icon::Printer)
            .key(Command::Reprint.key())
            .primary_if(!self.waits())
            .tall()
            .id(REPRINT)
            .on_press_maybe(last.map(Message::Reprint));
        bar = bar.push(reprint);
        if !self.onward(ctx).is_empty() {
            let onward =
                button(look, t!(words, "matter-onward")).key(Command::Finish.key()).tall().id(ONWARD);
            bar = bar.push(onward.on_press_maybe((!self.busy).then_some(Message::AskOnward)));
        }
        if matches!(self.record.about, About::Intake { .. }) && self.readable(ctx) {
            let note = button(look, t!(words, "person-note-do")).tall().id(NOTE);
            bar = bar.push(note.on_press(Message::AskNote));
        }
        if self.voidable() {
            let void = button(look, t!(words, "matter-void")).tall().id(VOID);
            bar = bar.push(void.on_press(Message::AskVoid));
        }
        let close = button(look, t!(words, "matter-close")).key(Command::Back.key()).tall().id(CLOSE);
        bar = bar.push(gap::horizontal()).push(close.on_press(Message::Close));
        let error = self.error.clone().map(|words| error_line(look, words));
        column![].push(error).push(bar).spacing(space::S8).into()
    }
}

impl Matter {
    /// What is next, and what is written with it.
    fn onward_foot<'a>(&'a self, asking: &'a super::Asking, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let kinds = self.onward(ctx);
        let names: Vec<String> = kinds.iter().map(|kind| onward_name(ctx, *kind)).collect();
        let chosen = kinds.get(asking.kind).copied();
        let choice = choice(look, KIND, names, &[asking.kind], Message::Kind, false);
        let written = chosen.is_some_and(OnwardKind::is_written).then(|| {
            let (label, example) = chosen.map_or_else(Default::default, |kind| onward_words(ctx, kind));
            let control = input(look, REASON, example, asking.reason.clone(), Message::Reason)
                .error(asking.error.is_some())
                .on_submit(Message::Do);
            field(look, label, true, control, asking.error.clone(), None).label_width(LABEL)
        });
        let told = written.is_none().then(|| asking.error.clone().map(|words| error_line(look, words)));
        let act = button(look, t!(words, "matter-onward-do"))
            .key(Command::Save.key())
            .primary()
            .id("matter-onward-do")
            .on_press_maybe((!self.busy).then_some(Message::Do));
        let keep =
            button(look, t!(words, "matter-onward-keep")).key(Command::Back.key()).on_press(Message::Close);
        let line = row![container(column![].push(written).push(told.flatten())).width(Fill), act, keep]
            .spacing(space::S8);
        column![choice, line].spacing(space::S8).into()
    }
}

/// The name of a next step.
fn onward_name(ctx: &Ctx, kind: OnwardKind) -> String {
    let words = &ctx.words;
    match kind {
        OnwardKind::MakeUp => t!(words, "matter-step-make-up"),
        OnwardKind::Forward => t!(words, "matter-step-forward"),
        OnwardKind::Reply => t!(words, "matter-step-reply"),
        OnwardKind::Finish => t!(words, "matter-step-finish"),
        OnwardKind::FeedBack => t!(words, "matter-step-feedback"),
        OnwardKind::Archive => t!(words, "matter-step-archive"),
        OnwardKind::Withdraw => t!(words, "matter-step-withdraw"),
        OnwardKind::Terminate => t!(words, "matter-step-terminate"),
    }
}

/// What is to be written with a next step, and an example.
fn onward_words(ctx: &Ctx, kind: OnwardKind) -> (String, String) {
    let words = &ctx.words;
    match kind {
        OnwardKind::Forward => (t!(words, "matter-to"), t!(words, "matter-to-example")),
        OnwardKind::Reply => (t!(words, "matter-reply"), t!(words, "matter-reply-example")),
        OnwardKind::Finish => (t!(words, "matter-result"), t!(words, "matter-result-example")),
        OnwardKind::FeedBack => (t!(words, "matter-feedback"), t!(words, "matter-feedback-example")),
        OnwardKind::Withdraw | OnwardKind::Terminate | OnwardKind::MakeUp | OnwardKind::Archive => {
            (t!(words, "matter-reason"), t!(words, "matter-reason-example"))
        }
    }
}

fn heading<'a>(ctx: &Ctx, words: String) -> Element<'a, Message> {
    container(text::strong(ctx.look, words)).padding(iced::padding::bottom(6)).into()
}

fn fact<'a>(ctx: &Ctx, label: String, value: String) -> Element<'a, Message> {
    let label = text::second(ctx.look, label).width(LABEL);
    container(row![label, text::body(ctx.look, value).width(Fill)].spacing(space::S8)).padding([4, 0]).into()
}

/// In place of what only named workers may read.
fn restricted<'a>(ctx: &Ctx) -> Element<'a, Message> {
    column![
        tag(ctx.look, Tone::Neutral, Icon::Lock, t!(ctx.words, "matter-restricted"), true),
        text::second(ctx.look, t!(ctx.words, "matter-restricted-line")),
    ]
    .spacing(space::S8)
    .into()
}

fn answers<'a>(intake: &'a Intake, item: &'a Item, ctx: &'a Ctx) -> Element<'a, Message> {
    let (words, lang) = (&ctx.words, ctx.lang());
    let mut list = Column::new().push(heading(ctx, t!(words, "matter-answers"))).push(rule(ctx.look));
    // The form of somebody not on file asks everything, so no answer is left out.
    let form = form_of(item, None).knowing(&ctx.book);
    let closing = item.fields.iter().filter(|field| field.is_closing());
    let mut any = false;
    for asked in form.fields.iter().chain(closing) {
        let Some(answer) = intake.answers.get(&asked.key) else { continue };
        any = true;
        list = list.push(fact(ctx, asked.label(lang).to_owned(), said(answer, asked, item, ctx)));
    }
    if item.identity == crate::domain::catalogue::IdentityLevel::Verified {
        let seen = if intake.document_seen { t!(words, "matter-yes") } else { t!(words, "matter-no") };
        list = list.push(fact(ctx, t!(words, "matter-document-seen"), seen));
        any = true;
    }
    if !any {
        list = list.push(container(text::second(ctx.look, t!(words, "matter-no-answers"))).padding([4, 0]));
    }
    list.into()
}

/// An answer as the screen may show it: names and numbers masked, and what is private only while F8 is held. A matter of
/// an older version of its item is shown by today's rule, if that covers more.
fn said(answer: &Answer, field: &Field, item: &Item, ctx: &Ctx) -> String {
    let today = ctx.book.catalogue.item(&item.code).and_then(|item| item.field(&field.key));
    let private = field.private || today.is_some_and(|field| field.private);
    let named = field.key == Shared::CONTACT || today.is_some_and(|field| field.kind == FieldType::Name);
    match answer {
        _ if ctx.reveal => answer.words(field, ctx.lang(), true),
        Answer::Name(name) => name.to_string(),
        Answer::Text(text) if named => covered(text),
        _ if private => t!(ctx.words, "matter-private"),
        _ => answer.words(field, ctx.lang(), false),
    }
}

fn materials<'a>(intake: &'a Intake, item: &'a Item, ctx: &'a Ctx) -> Element<'a, Message> {
    let (look, words) = (ctx.look, &ctx.words);
    let form = form_of(item, None);
    let all = states(item, &form.fields, &form.entries_of(&intake.answers), &intake.materials);
    let mut list = Column::new().push(heading(ctx, t!(words, "matter-materials"))).push(rule(look));
    let mut any = false;
    for ((material, state), line) in item.materials.iter().zip(all).zip(&intake.materials) {
        let (tone, icon, says) = match state {
            MaterialState::NotApplicable => continue,
            MaterialState::Received => (Tone::Ok, Some(Icon::Check), t!(words, "matter-material-received")),
            MaterialState::Missing => (Tone::Danger, Some(Icon::X), t!(words, "matter-material-missing")),
            MaterialState::MissingDeferrable => {
                (Tone::Warn, Some(Icon::Hourglass), t!(words, "matter-material-follows"))
            }
            MaterialState::Optional => (Tone::Neutral, None, t!(words, "matter-material-optional")),
        };
        any = true;
        let form = form_and_copies(words, line.form, line.copies);
        let name = text::body(look, material.name(ctx.lang()).to_owned()).width(Fill);
        let form = text::one_line(text::second(look, form));
        list = list.push(
            container(
                row![name, form, tag(look, tone, icon, says, false)].spacing(space::S12).align_y(Center),
            )
            .padding([4, 0]),
        );
    }
    if !any {
        list = list.push(container(text::second(look, t!(words, "matter-no-materials"))).padding([4, 0]));
    }
    list.into()
}

fn stamps<'a>(intake: &'a Intake, readable: bool, ctx: &'a Ctx) -> Element<'a, Message> {
    let look = ctx.look;
    let mut list = Column::new().push(heading(ctx, t!(ctx.words, "matter-stamps"))).push(rule(look));
    for note in intake.notes.iter().rev().filter(|_| readable) {
        let staff = ctx.book.staff_name(&note.staff);
        let who = text::hint(look, format!("{} · {staff}", says::moment(ctx, note.at)));
        let inside = column![
            text::strong(look, t!(ctx.words, "person-note")),
            text::body(look, note.text.clone()),
            who
        ];
        list = list.push(container(inside).padding([5, 0])).push(rule(look));
    }
    for stamp in intake.history.iter().rev() {
        let (step, line) = says::step(ctx, &stamp.step);
        let number = stamp.serial.as_ref().map_or_else(String::new, ToString::to_string);
        let top = row![text::strong(look, step).width(Fill), text::one_line(text::second(look, number)),]
            .spacing(space::S8);
        let staff = ctx.book.staff_name(&stamp.staff);
        let who = text::hint(look, format!("{} · {staff}", says::moment(ctx, stamp.at)));
        let line = (!line.is_empty()).then(|| text::body(look, line));
        list = list.push(container(column![top].push(line).push(who)).padding([5, 0])).push(rule(look));
    }
    list.into()
}

fn declined<'a>(record: &'a DeclineRecord, ctx: &'a Ctx) -> Element<'a, Message> {
    let words = &ctx.words;
    let body = if record.asked_by.is_empty() {
        t!(words, "matter-asked-by-nobody")
    } else {
        record.asked_by.clone()
    };
    let certificate = ctx.book.declines.certificate(record.certificate);
    let mut list = Column::new()
        .push(heading(ctx, t!(words, "matter-declined")))
        .push(rule(ctx.look))
        .push(fact(ctx, t!(words, "decline-asked-by"), body));
    if let Some(known) = certificate {
        let lang = ctx.lang();
        list = list
            .push(fact(
                ctx,
                t!(words, "decline-why"),
                lang.pick(&known.reason_zh, &known.reason_en).to_owned(),
            ))
            .push(fact(
                ctx,
                t!(words, "decline-where"),
                lang.pick(&known.where_zh, &known.where_en).to_owned(),
            ));
    }
    if let Some(reason) = &record.void {
        let by = record.voided.as_ref().map_or_else(String::new, |by| {
            format!("　{} · {}", says::moment(ctx, by.at), ctx.book.staff_name(&by.staff))
        });
        list = list.push(fact(ctx, t!(words, "matter-step-void"), format!("{reason}{by}")));
    }
    list.into()
}
