//! The entry box and, while something is typed, what it finds: people at the left, matters at the right.

use iced::widget::{Column, column, container, row, space as gap};
use iced::{Center, Element, Fill};

use crate::domain::catalogue::{HandlingMode, Item};
use crate::domain::resident::Resident;
use crate::t;
use crate::ui::component::card::upright;
use crate::ui::component::field::footer;
use crate::ui::component::{button, card, card_heading, entry_box, input, key_cap, list_row, rule};
use crate::ui::ctx::{Ctx, NARROW};
use crate::ui::icon::{Icon, tinted};
use crate::ui::screen::words::{self, date_short, mode_and_days};
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::{scroll, size, space, type_};

use super::{ENTRY, Matter, Message, Reception};

impl Reception {
    pub(super) fn entry_line<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let after: Element<'a, Message> = if let Some(line) = self.more_line() {
            let name = line.name.as_ref().map_or_else(String::new, |name| ctx.shown(name));
            row![
                text::one_line(text::second(
                    look,
                    text::fit(&t!(words, "entry-for", name = name), 84.0, 14.0)
                )),
                key_cap(look, "Esc")
            ]
            .spacing(6)
            .align_y(Center)
            .into()
        } else {
            let mode =
                if self.characters { t!(words, "entry-characters") } else { t!(words, "entry-letters") };
            row![text::one_line(text::hint(look, mode)), key_cap(look, Command::Characters.key())]
                .spacing(space::S8)
                .align_y(Center)
                .into()
        };
        let hint = if ctx.width >= NARROW { t!(words, "entry-hint") } else { t!(words, "entry-hint-short") };
        let field = input(look, ENTRY, hint, &self.entry, Message::Typed)
            .on_submit(Message::Enter)
            .latin(!self.characters);
        entry_box(look, field, Icon::Search, Some(after))
    }

    fn more_line(&self) -> Option<&crate::desk::BoardVisit> {
        let more = self.more_for.as_ref()?;
        self.board.serving.iter().find(|line| line.visit.id == *more)
    }

    /// What the box found.
    pub(super) fn panel<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let look = ctx.look;
        let matters = self.matters(ctx);
        let left = self.people_list(ctx);
        let right = self.matter_list(ctx, &matters);
        let body: Element<'a, Message> = if self.found.is_empty() && self.answered == self.asked {
            self.nothing_found(ctx)
        } else if ctx.width < NARROW {
            if self.in_matters(ctx) { right } else { left }
        } else if self.found.people.is_empty() {
            right
        } else {
            row![container(left).width(Fill), upright(look), container(right).width(Fill)].height(Fill).into()
        };
        card(look, column![container(body).height(Fill).width(Fill), self.panel_foot(ctx)].height(Fill))
            .width(Fill)
            .height(Fill)
            .into()
    }

    fn nothing_found<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        container(
            column![
                text::section(look, t!(words, "found-nothing", typed = self.entry.trim().to_owned())),
                text::second(look, t!(words, "found-nothing-line")),
                row![
                    button(look, t!(words, "act-new-visit"))
                        .icon(Icon::UserPlus)
                        .key(Command::NewVisit.key())
                        .on_press(Message::Press(Command::NewVisit)),
                    button(look, t!(words, "act-enquiry"))
                        .icon(Icon::MessageSquare)
                        .key(Command::Enquiry.key())
                        .on_press(Message::Press(Command::Enquiry)),
                ]
                .spacing(space::S8),
            ]
            .spacing(space::S12),
        )
        .padding(space::S16)
        .into()
    }

    fn people_list<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let count = self.found.people.len();
        let sub = if self.found.more_people {
            t!(words, "found-people-more", word = self.found.people_word.clone(), count = count)
        } else {
            t!(words, "found-people", word = self.found.people_word.clone(), count = count)
        };
        let arrows: Element<'a, Message> =
            row![key_cap(look, "↑"), key_cap(look, "↓"), text::second(look, t!(words, "found-change"))]
                .spacing(6)
                .align_y(Center)
                .into();
        let mut list = Column::new();
        for (index, person) in self.found.people.iter().enumerate() {
            list = list.push(self.person_row(ctx, index, person));
        }
        let none_of = row![
            tinted(Icon::UserPlus, size::GLYPH, look.roles.text2),
            text::second(look, t!(words, "found-none-of")),
            key_cap(look, Command::NewVisit.key()),
            text::second(look, t!(words, "act-new-visit")),
        ]
        .spacing(space::S8)
        .align_y(Center);
        list = list
            .push(list_row(look, false, none_of, Some(Message::Press(Command::NewVisit)), None).height(40.0));
        column![
            card_heading(look, t!(words, "found-residents"), sub, Some(arrows)),
            scroll::vertical(look, list).height(Fill)
        ]
        .height(Fill)
        .into()
    }

    fn person_row<'a>(&'a self, ctx: &'a Ctx, index: usize, person: &'a Resident) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let chosen = index == self.person;
        let mut first = row![
            text::one_line(text::section(look, ctx.shown(&person.name))),
            text::one_line(text::strong(look, sex_and_age(ctx, person))),
            gap::horizontal(),
        ]
        .spacing(space::S16)
        .align_y(Center);
        if chosen {
            first = first.push(tinted(Icon::CornerDownLeft, 14.0, look.roles.text2));
            first = first.push(text::hint(look, t!(words, "found-chosen")));
        }
        let mut facts = Vec::new();
        let place = person.address.to_building();
        if !place.is_empty() {
            facts.push(place);
        }
        if let Some(phone) = &person.phone {
            facts.push(t!(words, "person-phone-tail", tail = phone.reveal().tail4().to_owned()));
        }
        if let Some(document) = &person.document {
            facts.push(t!(words, "person-id-tail", tail = document.tail4()));
        }
        let last = ctx.book.catalogue.item(&person.last_item).filter(|item| !item.restricted);
        let last = last.map_or_else(String::new, |item| {
            t!(
                words,
                "person-last",
                date = date_short(words, person.last_seen.date_naive(), ctx.now.date_naive()),
                item = item.short(ctx.lang()).to_owned(),
                serial = person.last_serial.clone()
            )
        });
        let content = column![
            first,
            text::one_line(text::second(look, facts.join("　"))),
            text::one_line(text::second(look, last)),
        ]
        .spacing(4)
        .width(Fill);
        list_row(look, chosen, content, Some(Message::Person(index)), None).height(91.0).into()
    }

    fn matter_list<'a>(&'a self, ctx: &'a Ctx, matters: &[Matter]) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let asked = self.in_matters(ctx);
        let often = !self.found.people.is_empty() && matters.is_empty() || self.suggesting();
        let (title, sub) = if !self.found.papers.is_empty() {
            (t!(words, "found-papers"), String::new())
        } else if often {
            (t!(words, "found-often"), String::new())
        } else {
            let word = self.found.item_word.clone();
            (t!(words, "found-items"), t!(words, "found-items-count", word = word, count = matters.len()))
        };
        let shown: Vec<Matter> = if matters.is_empty() { self.often(ctx) } else { matters.to_vec() };
        let mut list = Column::new();
        for (index, matter) in shown.iter().enumerate() {
            let chosen = asked && index == self.matter && !matters.is_empty();
            list = list.push(self.matter_row(ctx, index, matter, chosen));
            if chosen && index == 0 {
                if let Matter::Item(code) = matter
                    && let Some(item) = ctx.book.catalogue.item(code)
                {
                    list = list.push(item_brief(ctx, item));
                }
                if let Matter::Certificate(no) = matter {
                    list = list.push(certificate_brief(ctx, *no));
                }
            }
        }
        column![card_heading(look, title, sub, None), scroll::vertical(look, list).height(Fill)]
            .height(Fill)
            .into()
    }

    /// A person is found, a space is typed, and no second word yet.
    fn suggesting(&self) -> bool {
        self.second_word() && self.entry.split_whitespace().count() == 1
    }

    fn matter_row<'a>(
        &'a self,
        ctx: &'a Ctx,
        index: usize,
        matter: &Matter,
        chosen: bool,
    ) -> Element<'a, Message> {
        let (look, words, lang) = (ctx.look, &ctx.words, ctx.lang());
        let (code, name, right) = match matter {
            Matter::Item(code) => {
                let item = ctx.book.catalogue.item(code);
                let name = item.map_or_else(String::new, |item| item.short(lang).to_owned());
                (code.clone(), name, item.map_or_else(String::new, |item| mode_and_days(words, item)))
            }
            Matter::Certificate(no) => {
                let name =
                    ctx.book.declines.certificate(*no).map_or_else(String::new, |c| c.name(lang).to_owned());
                (t!(words, "certificate-number", number = *no), name, t!(words, "state-not-issued"))
            }
            Matter::Room(code) => {
                let room = ctx.book.rooms.rooms.iter().find(|room| room.code == *code);
                let name = room.map_or_else(String::new, |room| room.name(lang).to_owned());
                let right = room.map_or_else(String::new, |room| {
                    t!(words, "room-place", floor = room.floor, capacity = room.capacity)
                });
                (code.clone(), name, right)
            }
            Matter::Class(id) => {
                let group = ctx.book.class_group(id);
                let name = group.map_or_else(String::new, |group| group.name.clone());
                let term = group.map_or_else(String::new, |group| group.term.clone());
                (t!(words, "found-class"), name, term)
            }
            Matter::Paper(serial) => (serial.clone(), t!(words, "paper-open"), String::new()),
        };
        let code_width = if matches!(matter, Matter::Paper(_)) { 96.0 } else { 56.0 };
        let content = row![
            container(text::one_line(text::strong(look, code))).width(code_width),
            text::fitted(type_::BODY, name, move |name| {
                if chosen { text::strong(look, name) } else { text::body(look, name) }
            }),
            text::one_line(text::second(look, right)),
        ]
        .spacing(space::S8)
        .align_y(Center);
        list_row(look, chosen, content, Some(Message::Matter(index)), None).height(40.0).into()
    }

    fn panel_foot<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words, lang) = (ctx.look, &ctx.words, ctx.lang());
        let person = self.chosen_person().map(|person| ctx.shown(&person.name));
        let matter = self.chosen_matter(ctx);
        let does = match (&person, &matter) {
            (Some(name), Some(Matter::Item(code))) => {
                let item = ctx.book.catalogue.item(code).map_or("", |item| item.short(lang));
                t!(words, "foot-accept-for", name = name.clone(), code = code.clone(), item = item.to_owned())
            }
            (None, Some(Matter::Item(code))) => {
                let item = ctx.book.catalogue.item(code).map_or("", |item| item.short(lang));
                t!(words, "foot-accept", code = code.clone(), item = item.to_owned())
            }
            (_, Some(Matter::Certificate(no))) => {
                let name = ctx.book.declines.certificate(*no).map_or("", |c| c.name(lang));
                t!(words, "foot-decline", name = name.to_owned())
            }
            (_, Some(Matter::Room(code))) => {
                let name = ctx.book.rooms.room(code).map_or("", |room| room.name(lang));
                t!(words, "foot-room", name = name.to_owned())
            }
            (_, Some(Matter::Class(id))) => {
                let name = ctx.book.class_group(id).map_or("", |group| group.name.as_str());
                t!(words, "foot-class", name = name.to_owned())
            }
            (_, Some(Matter::Paper(serial))) => t!(words, "foot-paper", serial = serial.clone()),
            (Some(name), _) => t!(words, "foot-page", name = name.clone()),
            // Nothing was found, so Enter does nothing.
            _ => return gap::vertical().height(0).into(),
        };
        let mut line = row![tinted(Icon::CornerDownLeft, size::GLYPH, look.roles.text)];
        line = line.spacing(space::S12).align_y(Center).height(52);
        line = line.push(text::fitted(type_::SECTION, does, move |does| text::section(look, does)));
        if matches!(matter, Some(Matter::Item(_))) && ctx.width >= NARROW {
            for (command, label) in
                [(Command::Enquiry, t!(words, "foot-enquiry")), (Command::Guide, t!(words, "foot-guide"))]
            {
                line = line.push(key_cap(look, command.key()));
                line = line.push(text::one_line(text::second(look, label)));
            }
        }
        column![rule(look), footer(look, line)].into()
    }
}

fn sex_and_age(ctx: &Ctx, person: &Resident) -> String {
    words::sex_and_age(&ctx.words, person.sex(), person.age_on(ctx.now.date_naive()))
}

/// What to bring, who decides, by when, which paper: in four lines.
fn item_brief<'a, M: 'a>(ctx: &Ctx, item: &Item) -> Element<'a, M> {
    let (look, words, lang) = (ctx.look, &ctx.words, ctx.lang());
    let line = |label: String, value: String, bold: bool| {
        let value = if bold { text::strong(look, value) } else { text::body(look, value) };
        row![container(text::second(look, label)).width(56), value.width(Fill)].spacing(space::S8)
    };
    let papers: Vec<String> = item
        .materials
        .iter()
        .filter(|material| material.required && material.when.is_empty())
        .map(|material| {
            if material.deferrable {
                t!(words, "material-deferrable-short", name = material.name(lang).to_owned())
            } else {
                material.name(lang).to_owned()
            }
        })
        .collect();
    let papers =
        if papers.is_empty() { t!(words, "guide-nothing") } else { papers.join(lang.pick("；", "; ")) };
    let due = ctx.book.due(item, ctx.now.date_naive());
    let mut lines = column![line(t!(words, "brief-bring"), papers, false)].spacing(6);
    if !item.authority_zh.is_empty() {
        let authority = lang.pick(&item.authority_zh, &item.authority_en).to_owned();
        lines = lines.push(line(t!(words, "brief-decides"), authority, false));
    }
    if item.promise.amount() > 0 {
        let label = if item.mode == HandlingMode::Forward {
            t!(words, "brief-sent")
        } else {
            t!(words, "brief-done")
        };
        let day = words::day_with_weekday(words, due.date, &ctx.book.calendar);
        lines = lines.push(line(label, day, true));
    }
    let receipt = words::receipt_given(words, item.receipt);
    lines = lines.push(line(t!(words, "brief-paper"), receipt, false));
    column![container(lines).padding([space::S12, space::S12]), rule(look)].into()
}

/// Why a certificate is not issued, where to go, and what serves instead.
fn certificate_brief<'a, M: 'a>(ctx: &Ctx, no: u32) -> Element<'a, M> {
    let (look, words, lang) = (ctx.look, &ctx.words, ctx.lang());
    let Some(certificate) = ctx.book.declines.certificate(no) else {
        return gap::vertical().height(0).into();
    };
    let line = |label: String, value: &str| {
        row![container(text::second(look, label)).width(56), text::body(look, value.to_owned()).width(Fill)]
            .spacing(space::S8)
    };
    let mut lines = column![
        line(t!(words, "decline-why"), lang.pick(&certificate.reason_zh, &certificate.reason_en)),
        line(t!(words, "decline-where"), lang.pick(&certificate.where_zh, &certificate.where_en)),
    ]
    .spacing(6);
    if !certificate.alternative_zh.is_empty() {
        let instead = lang.pick(&certificate.alternative_zh, &certificate.alternative_en);
        let code = &certificate.alternative;
        let instead = if code.is_empty() { instead.to_owned() } else { format!("{code} {instead}") };
        lines = lines.push(line(t!(words, "decline-instead"), &instead));
    }
    column![container(lines).padding([space::S12, space::S12]), rule(look)].into()
}
