//! The promised date with its reckoning, and the paper as it will be printed.

use chrono::NaiveDate;
use iced::widget::{Column, column, container, row, space as gap};
use iced::{Center, Element, Fill};

use crate::domain::catalogue::HandlingMode;
use crate::domain::promise::DayStep;
use crate::domain::work_calendar::DayKind;
use crate::paper::value::{Paper, Row};
use crate::t;
use crate::ui::component::card::dialog_card;
use crate::ui::component::tag::Tone;
use crate::ui::component::{StripDay, StripKind, button, card, card_heading, promise_strip, tag};
use crate::ui::ctx::Ctx;
use crate::ui::icon::Icon;
use crate::ui::screen::words::{day_with_weekday, weekday};
use crate::ui::text;
use crate::ui::theme::{container as boxes, scroll, space};

use super::{IntakeScreen, Message, dialogs};

impl IntakeScreen {
    fn promise_label(&self, ctx: &Ctx) -> String {
        if self.item.mode == HandlingMode::Forward {
            t!(ctx.words, "promise-sent")
        } else {
            t!(ctx.words, "promise-done")
        }
    }

    /// The date, the strip of days, and what it means.
    pub(super) fn promise_card<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let due = &self.due;
        let day = day_with_weekday(words, due.date, &ctx.book.calendar);
        let plain = day.split(['（', '(']).next().unwrap_or_default().trim().to_owned();
        let mut head = row![
            text::one_line(text::second(look, self.promise_label(ctx))),
            text::one_line(text::date(look, plain)),
            gap::horizontal(),
        ]
        .spacing(space::S8)
        .align_y(Center);
        let days = button(look, t!(words, "days-show")).quiet().on_press(Message::Days);
        if matches!(ctx.book.calendar.kind(due.date), DayKind::MakeUpWorkday(_)) {
            head = head.push(tag(look, Tone::Info, Icon::CalendarDays, t!(words, "top-make-up"), true));
        }
        let note = if due.provisional {
            t!(words, "promise-provisional")
        } else if self.item.mode == HandlingMode::Forward {
            t!(words, "promise-forward-note", days = self.item.promise.amount())
        } else {
            t!(words, "promise-own-note", days = self.item.promise.amount())
        };
        let note = if due.provisional {
            text::hint(look, note).color(look.roles.warn)
        } else {
            text::hint(look, note)
        };
        card(
            look,
            container(
                column![
                    head,
                    promise_strip(look, &strip(ctx, &due.days)),
                    row![note.width(Fill), days].spacing(space::S8).align_y(Center),
                ]
                .spacing(space::S8),
            )
            .padding(space::S12),
        )
        .width(Fill)
        .into()
    }

    /// Every day of the reckoning, counted or passed over, and why.
    pub(super) fn days_dialog<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, dialogs::Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let mut lines = Column::new().spacing(2);
        for step in &self.due.days {
            let why = match (&step.kind, step.counted) {
                (_, Some(0)) => t!(words, "strip-start"),
                (DayKind::MakeUpWorkday(_), Some(number)) => t!(words, "days-make-up", number = number),
                (_, Some(number)) => t!(words, "strip-day", number = number),
                (DayKind::Holiday(name), None) => {
                    t!(words, "days-holiday", name = crate::i18n::festival(words, name))
                }
                (_, None) => t!(words, "days-weekend"),
            };
            let why = if step.known { why } else { t!(words, "days-unknown", why = why) };
            let counted = step.counted.is_some_and(|number| number > 0);
            let style =
                |words: String| if counted { text::strong(look, words) } else { text::second(look, words) };
            let day = format!("{} {}", step.date, weekday(words, step.date));
            lines = lines.push(
                row![container(style(day)).width(180), style(why).width(Fill)].height(26).align_y(Center),
            );
        }
        let close = button(look, t!(words, "help-close"))
            .key("Esc")
            .primary()
            .id(dialogs::FIRST)
            .on_press(dialogs::Message::Cancel);
        dialog_card(
            look,
            column![
                text::title(look, t!(words, "days-title")),
                container(scroll::vertical(look, lines)).max_height(380),
                row![gap::horizontal(), close],
            ]
            .spacing(space::S12),
        )
        .max_width(520)
        .into()
    }

    /// The same in one line, where there is no side column.
    pub(super) fn promise_line<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        if self.item.promise.amount() == 0 {
            return gap::vertical().height(0).into();
        }
        let day = day_with_weekday(words, self.due.date, &ctx.book.calendar);
        row![
            text::one_line(text::second(look, self.promise_label(ctx))),
            text::one_line(text::section(look, day)),
            button(look, t!(words, "days-show")).quiet().on_press(Message::Days),
        ]
        .spacing(space::S8)
        .align_y(Center)
        .into()
    }

    /// The resident's part as it will be printed, in small.
    pub(super) fn preview_card<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let title = crate::ui::screen::words::receipt_name(words, self.item.receipt);
        let sheet = match &self.paper {
            Paper::Ticket(_) => t!(words, "preview-roll"),
            _ => t!(words, "preview-two"),
        };
        let right: Element<'a, Message> = text::one_line(text::second(look, sheet)).into();
        let paper = container(
            scroll::vertical(look, container(self.paper_view(ctx)).padding(iced::padding::right(space::S12)))
                .height(Fill),
        )
        .width(Fill)
        .height(Fill)
        .padding(space::S12)
        .style(move |_| boxes::filled(look, look.roles.surface).border(look.control_edge()));
        card(
            look,
            column![
                card_heading(look, t!(words, "preview-title"), text::fit(&title, 150.0, 14.0), Some(right)),
                container(paper)
                    .padding(space::S10)
                    .width(Fill)
                    .height(Fill)
                    .style(move |_| boxes::sunken(look)),
            ],
        )
        .width(Fill)
        .height(Fill)
        .into()
    }

    fn paper_view<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let look = ctx.look;
        let words = &ctx.words;
        let mut lines = Column::new().spacing(6).width(Fill);
        let pair = |label: &str, value: &str, bold: bool| {
            let value =
                if bold { text::strong(look, value.to_owned()) } else { text::body(look, value.to_owned()) };
            row![
                container(text::second(look, label.replace('　', ""))).width(66),
                value.width(Fill).wrapping(iced::widget::text::Wrapping::WordOrGlyph)
            ]
            .spacing(space::S8)
        };
        let serif = |title: &str| container(text::title(look, spaced(title))).center_x(Fill);
        let number = container(text::body(look, t!(words, "preview-number"))).center_x(Fill);
        // The paper carries full names; the screen stands across an open counter and does not (`tokens.md`, rule 7).
        match if ctx.reveal { &self.bare } else { &self.paper } {
            Paper::TwoPart(paper) => {
                lines = lines.push(serif(&paper.title)).push(number);
                for line in &paper.rows {
                    match line {
                        Row::One(cell) => {
                            lines = lines.push(pair(&cell.label, &cell.value, cell.bold));
                        }
                        Row::Two(first, second) => {
                            for cell in [first, second] {
                                if !cell.value.is_empty() {
                                    lines = lines.push(pair(&cell.label, &cell.value, cell.bold));
                                }
                            }
                        }
                    }
                }
                lines = lines.push(crate::ui::component::rule(look));
                for note in paper.copy.notes.iter().filter(|note| note.bold) {
                    lines = lines.push(text::hint(look, note.text.clone()));
                }
            }
            Paper::Ticket(paper) => {
                lines = lines.push(serif(&paper.title)).push(number);
                for cell in &paper.fields {
                    lines = lines.push(pair(&cell.label, &cell.value, cell.bold));
                }
                if let Some(phone) = &paper.phone {
                    lines = lines.push(container(text::date(look, phone.number.clone())).center_x(Fill));
                }
            }
            other => lines = lines.push(serif(other.title())),
        }
        lines.into()
    }
}

/// Titles on paper are set wide.
fn spaced(title: &str) -> String {
    title.chars().map(String::from).collect::<Vec<_>>().join(" ")
}

/// The days to draw: all of them up to three, else the first, how many lie between, and the last.
fn strip(ctx: &Ctx, days: &[DayStep]) -> Vec<StripDay> {
    let words = &ctx.words;
    let day = |step: &DayStep, kind: StripKind, note: String| StripDay {
        title: short(ctx, step.date),
        sub: match &step.kind {
            DayKind::MakeUpWorkday(_) => t!(words, "strip-make-up", day = weekday(words, step.date)),
            _ => weekday(words, step.date),
        },
        note,
        kind,
    };
    let counted: Vec<&DayStep> = days.iter().skip(1).filter(|step| step.counted.is_some()).collect();
    let skipped = days.iter().skip(1).filter(|step| step.counted.is_none()).count();
    let mut strip: Vec<StripDay> = days
        .first()
        .map(|first| day(first, StripKind::Start, t!(words, "strip-start")))
        .into_iter()
        .collect();
    let number = |step: &DayStep| t!(words, "strip-day", number = step.counted.unwrap_or(0));
    let last = days.last();
    if days.len() <= 3 {
        for (index, step) in days.iter().enumerate().skip(1) {
            let is_last = index + 1 == days.len();
            let (kind, note) = match (step.counted.is_some(), is_last) {
                (_, true) => (StripKind::Final, number(step)),
                (true, false) => (StripKind::Counted, number(step)),
                (false, false) => (StripKind::Skipped, t!(words, "strip-off")),
            };
            strip.push(day(step, kind, note));
        }
    } else if let Some(last) = last {
        let between = counted.len().saturating_sub(1);
        let title = if skipped > 0 {
            t!(words, "strip-between-off", days = between, off = skipped)
        } else {
            t!(words, "strip-between", days = between)
        };
        strip.push(StripDay { title, sub: String::new(), note: String::new(), kind: StripKind::Gap });
        strip.push(day(last, StripKind::Final, number(last)));
    }
    strip
}

fn short(ctx: &Ctx, date: NaiveDate) -> String {
    match ctx.lang() {
        crate::domain::lang::Lang::Zh => date.format("%-m月%-d日").to_string(),
        crate::domain::lang::Lang::En => date.format("%-d %b").to_string(),
    }
}
