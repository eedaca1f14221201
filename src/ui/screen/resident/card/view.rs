//! The cards, as seen.

use iced::widget::{Column, column, container, row, space as gap};
use iced::{Center, Element, Fill, FillPortion};

use crate::domain::correction::{FileLine, Note};
use crate::domain::identity::IdDocument;
use crate::domain::merge::Verdict;
use crate::domain::resident::Resident;
use crate::domain::visit::{Visit, VisitState};
use crate::i18n::person as say;
use crate::t;
use crate::ui::component::card::dialog_card;
use crate::ui::component::{button, choice, field, input, rule};
use crate::ui::ctx::{Ctx, NARROW};
use crate::ui::screen::resident::line::left_words;
use crate::ui::screen::resident::says;
use crate::ui::screen::words::sex_and_age;
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::{scroll, space};

use super::{Ask, CLOSE, Card, DO, LEAVING, Message, NOTE, OfVisit, REASON, VALUE, WHICH};

/// Width of the labels, px.
const LABEL: f32 = 96.0;

impl Card {
    /// The card.
    pub fn view<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let (title, inside): (String, Element<'a, Message>) = match &self.ask {
            Ask::Correct { person, line } => {
                (t!(words, "person-correct-title"), self.correcting(person, *line, ctx))
            }
            Ask::Twin { person, offer, keep_other } => {
                let signs: Vec<String> =
                    offer.likeness.signs.iter().map(|sign| say::sign(words, *sign)).collect();
                let both = row![
                    file(person, t!(words, "person-this-file"), ctx),
                    file(&offer.other, t!(words, "person-other-file"), ctx)
                ]
                .spacing(space::S16);
                let kept = choice(
                    look,
                    WHICH,
                    [t!(words, "person-this-file"), t!(words, "person-other-file")],
                    &[usize::from(*keep_other)],
                    Message::Which,
                    false,
                );
                let kept = field(look, t!(words, "person-kept"), true, kept, None, None).label_width(LABEL);
                let inside = column![
                    text::second(
                        look,
                        t!(words, "person-signs", signs = signs.join(words.lang().pick("、", ", ")))
                    ),
                    both,
                    rule(look),
                    kept,
                    self.reason(t!(words, "person-reason"), ctx),
                    text::second(look, t!(words, "person-merge-help")),
                ]
                .spacing(space::S12);
                (t!(words, "person-twin-title"), inside.into())
            }
            Ask::TakeBack { merge } => {
                let (title, line) = match merge.verdict {
                    Verdict::Same => (
                        t!(words, "person-undo-title"),
                        t!(words, "person-merged", from = merge.merged.clone(), into = merge.kept.clone()),
                    ),
                    Verdict::Apart => (
                        t!(words, "person-undo-apart-title"),
                        t!(words, "person-apart", one = merge.kept.clone(), other = merge.merged.clone()),
                    ),
                };
                let by = format!(
                    "{} · {} · {}",
                    says::moment(ctx, merge.at()),
                    ctx.book.staff_name(&merge.stamp.staff),
                    merge.reason
                );
                let inside = column![
                    text::body(look, line),
                    text::second(look, by),
                    self.reason(t!(words, "person-reason"), ctx),
                ]
                .spacing(space::S12);
                (title, inside.into())
            }
            Ask::Visit { visit, of, hidden } => {
                (t!(words, "person-visit"), self.of_visit(visit, *of, *hidden, ctx))
            }
        };
        let lines = |inside: Element<'a, Message>| {
            column![text::title(look, title), rule(look), inside, rule(look), self.foot(ctx)]
                .spacing(space::S12)
        };
        if ctx.width >= NARROW {
            return container(dialog_card(look, lines(inside))).max_width(720).into();
        }
        // In a small window the middle scrolls, so that the buttons are always seen.
        let inside = scroll::vertical(look, container(inside).padding(iced::padding::right(14)));
        let card = dialog_card(look, lines(inside.width(Fill).height(Fill).into())).padding(space::S12);
        container(card.height(Fill)).max_width(720).max_height(600).into()
    }

    fn reason<'a>(&'a self, label: String, ctx: &'a Ctx) -> Element<'a, Message> {
        let control = input(ctx.look, REASON, "", self.reason.clone(), Message::Reason)
            .error(self.reason_error.is_some())
            .on_submit(Message::Do);
        field(ctx.look, label, true, control, self.reason_error.clone(), None).label_width(LABEL).into()
    }

    fn correcting<'a>(&'a self, person: &'a Resident, line: FileLine, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let at = FileLine::ALL.iter().position(|known| *known == line).unwrap_or(0);
        let which = choice(
            look,
            WHICH,
            FileLine::ALL.map(|line| say::file_line(words, line)),
            &[at],
            Message::Which,
            false,
        );
        let which = field(look, t!(words, "person-which"), true, which, None, None).label_width(LABEL);
        let now = row![
            container(text::second(look, t!(words, "person-now"))).width(LABEL).align_x(iced::Right),
            text::body(look, line_now(person, line, ctx)).width(Fill)
        ]
        .spacing(space::S12);
        let value: Element<'a, Message> = if line == FileLine::Sex {
            let options = [t!(words, "sex-male"), t!(words, "sex-female"), say::unknown(words)];
            let picked: Vec<usize> = self.picked.into_iter().collect();
            choice(look, VALUE, options, &picked, Message::Pick, self.value_error.is_some()).into()
        } else {
            let latin = matches!(line, FileLine::Document | FileLine::Phone);
            input(look, VALUE, "", self.value.clone(), Message::Value)
                .latin(latin)
                .error(self.value_error.is_some())
                .on_submit(Message::Next)
                .into()
        };
        let help = (!matches!(line, FileLine::Name | FileLine::Sex)).then(|| t!(words, "person-empty-help"));
        let value = field(look, t!(words, "person-new"), true, value, self.value_error.clone(), help)
            .label_width(LABEL);
        column![which, now, value, self.reason(t!(words, "person-reason"), ctx)].spacing(space::S12).into()
    }

    fn of_visit<'a>(
        &'a self,
        visit: &'a Visit,
        of: OfVisit,
        hidden: bool,
        ctx: &'a Ctx,
    ) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let purpose = if hidden { t!(words, "matter-restricted") } else { visit.purpose.clone() };
        let left = match visit.left {
            Some(left) => left_words(words, left, visit.left_by),
            None => t!(words, "person-still-here"),
        };
        let first = ctx.book.staff_name(&visit.first_contact).to_owned();
        let mut lines = Column::new().spacing(space::S4);
        for (label, value) in [
            (t!(words, "person-visit-came"), says::moment(ctx, visit.arrived)),
            (t!(words, "person-visit-left"), left),
            (t!(words, "person-visit-people"), visit.people.to_string()),
            (t!(words, "person-visit-purpose"), purpose),
            (t!(words, "person-visit-first"), first),
        ] {
            lines = lines.push(fact(ctx, label, value));
        }
        for change in &visit.left_before {
            let before = change.left.map_or_else(String::new, |left| left_words(words, left, change.by));
            let label = t!(words, "person-leaving-corrected");
            lines = lines.push(fact(ctx, label, format!("{before} · {}", note_words(&change.note, ctx))));
        }
        for note in visit.notes.iter().filter(|_| !hidden) {
            lines = lines.push(fact(ctx, t!(words, "person-note"), note_words(note, ctx)));
        }
        let asked: Option<Element<'a, Message>> = match of {
            OfVisit::Look => None,
            OfVisit::Leaving => {
                let control = input(look, VALUE, "10:50", self.value.clone(), Message::Value)
                    .latin(true)
                    .error(self.value_error.is_some())
                    .on_submit(Message::Next);
                let label = t!(words, "person-visit-left");
                let time =
                    field(look, label, true, control, self.value_error.clone(), None).label_width(LABEL);
                Some(column![time, self.reason(t!(words, "person-reason"), ctx)].spacing(space::S12).into())
            }
            OfVisit::Note => Some(self.reason(t!(words, "person-note"), ctx)),
        };
        let gap = asked.is_some().then(|| rule(look));
        column![lines].push(gap).push(asked).spacing(space::S12).into()
    }

    fn foot<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let free = !self.busy;
        let mut bar = row![].spacing(space::S8).align_y(Center);
        let save = |label: String| {
            button(look, label)
                .key(Command::Save.key())
                .primary()
                .tall()
                .id(DO)
                .on_press_maybe(free.then_some(Message::Do))
        };
        match &self.ask {
            Ask::Correct { .. } => bar = bar.push(save(t!(words, "person-correct-do"))),
            Ask::Twin { .. } => {
                let apart = button(look, t!(words, "person-apart-do")).tall().id("person-apart");
                bar = bar
                    .push(save(t!(words, "person-merge-do")))
                    .push(apart.on_press_maybe(free.then_some(Message::Apart)));
            }
            Ask::TakeBack { .. } => bar = bar.push(save(t!(words, "person-undo-do"))),
            Ask::Visit { visit, of: OfVisit::Look, .. } => {
                if visit.state == VisitState::Left {
                    let leaving = button(look, t!(words, "person-leaving-do")).tall().id(LEAVING);
                    bar = bar.push(leaving.on_press(Message::Leaving));
                }
                let note = button(look, t!(words, "person-note-do")).tall().id(NOTE);
                bar = bar.push(note.on_press(Message::Note));
            }
            Ask::Visit { .. } => bar = bar.push(save(t!(words, "person-save"))),
        }
        let close = button(look, t!(words, "matter-close")).key(Command::Back.key()).tall().id(CLOSE);
        bar.push(gap::horizontal()).push(close.on_press(Message::Close)).into()
    }
}

fn note_words(note: &Note, ctx: &Ctx) -> String {
    let by = ctx.book.staff_name(&note.staff);
    format!("{} · {} · {by}", note.text, says::moment(ctx, note.at))
}

fn fact<'a>(ctx: &Ctx, label: String, value: String) -> Element<'a, Message> {
    let label = text::second(ctx.look, label).width(LABEL);
    row![label, text::body(ctx.look, value).width(Fill)].spacing(space::S12).into()
}

/// What a line of the file says now, masked.
fn line_now(person: &Resident, line: FileLine, ctx: &Ctx) -> String {
    let words = &ctx.words;
    let unknown = || say::unknown(words);
    match line {
        FileLine::Name => ctx.shown(&person.name),
        FileLine::Document => {
            person.document.as_ref().map(IdDocument::number).map_or_else(unknown, |number| ctx.shown(number))
        }
        FileLine::Phone => person.phone.as_ref().map_or_else(unknown, |phone| ctx.shown(phone)),
        FileLine::Contact => say::contact(words, &person.contact, ctx.reveal),
        FileLine::Address => say::address(words, &person.address, ctx.reveal),
        FileLine::Sex => {
            let known = sex_and_age(words, person.sex(), None);
            if known.is_empty() { unknown() } else { known }
        }
    }
}

/// A file, to be compared with another.
fn file<'a>(person: &'a Resident, title: String, ctx: &'a Ctx) -> Element<'a, Message> {
    let (look, words) = (ctx.look, &ctx.words);
    let known = sex_and_age(words, person.sex(), person.age_on(ctx.now.date_naive()));
    let mut lines =
        column![text::strong(look, title), text::second(look, format!("{}　{known}", person.id)),]
            .spacing(space::S4);
    let mut shown: Vec<(String, String)> = FileLine::ALL
        .into_iter()
        .filter(|line| *line != FileLine::Sex)
        .map(|line| (say::file_line(words, line), line_now(person, line, ctx)))
        .collect();
    shown.push((t!(words, "resident-since"), says::day(ctx, person.since.date_naive())));
    shown.push((t!(words, "resident-last-seen"), says::moment(ctx, person.last_seen)));
    for (label, value) in shown {
        lines = lines.push(
            row![text::second(look, label).width(LABEL - 16.0), text::body(look, value).width(Fill)]
                .spacing(space::S8),
        );
    }
    container(lines).width(FillPortion(1)).into()
}
