//! What the shell draws: rail, top bar, banners, the screen, the status line, and dialogs over it.

use chrono::Datelike;
use iced::widget::{Column, column, container, row, space as gap};
use iced::{Center, Element, Fill};

use crate::domain::lang::Lang;
use crate::domain::work_calendar::DayKind;
use crate::paper::compose::weekday_zh;
use crate::t;
use crate::ui::component::card::dialog_card;
use crate::ui::component::status::key_hint;
use crate::ui::component::tag::Tone;
use crate::ui::component::{
    banner, button, choice, key_cap, practice_frame, practice_ribbon, rail_entry, status_bar, status_cell,
};
use crate::ui::ctx::{Ctx, NARROW, Route, WIDE};
use crate::ui::icon::Icon;
use crate::ui::screen::Screen;
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::{container as boxes, scroll, size, space};
use crate::ui::widget::modal;

use super::{App, Deed, Message, Overlay, Phase};

/// The table of keys, which scrolls in a small window.
pub(super) const HELP: &str = "help-keys";

impl App {
    pub(super) fn frame(&self) -> Element<'_, Message> {
        let look = self.look;
        let Some(ctx) = &self.ctx else {
            return self.waiting();
        };
        let page: Element<'_, Message> = if let Some(lock) = &self.locked {
            lock.view(ctx).map(Message::Lock)
        } else if let Screen::FirstRun(first) = &self.screen {
            first.view(ctx).map(|message| Message::Screen(crate::ui::screen::Message::FirstRun(message)))
        } else {
            self.shell(ctx)
        };
        let ribbon = practice_ribbon(
            look,
            t!(self.words, "practice-title"),
            t!(self.words, "practice-line"),
            gap::horizontal().width(0),
        );
        let page = container(page).width(Fill).height(Fill).style(move |_| boxes::canvas(look));
        let framed = practice_frame(look, ctx.book.community.practice, ribbon, page);
        let dialog = match self.overlay {
            Some(Overlay::Help) => Some(self.help()),
            Some(Overlay::Display) => Some(self.display_dialog()),
            None if self.locked.is_none() => {
                self.saving_dialog().or_else(|| self.screen.dialog(ctx).map(|d| d.map(Message::Screen)))
            }
            None => None,
        };
        modal(look, framed, dialog, None)
    }

    /// Before the store is open: the frame of the program stands already.
    fn waiting(&self) -> Element<'_, Message> {
        let look = self.look;
        let inside: Element<'_, Message> = match &self.phase {
            Phase::Fault(text) => dialog_card(
                look,
                column![
                    text::title(look, t!(self.words, "fault-title")),
                    text::body(look, text.clone()).width(480),
                    row![
                        button(look, t!(self.words, "fault-again"))
                            .key("Enter")
                            .primary()
                            .id("fault-again")
                            .on_press(Message::OpenAgain),
                        button(look, t!(self.words, "fault-quit")).on_press(Message::CloseRequested),
                    ]
                    .spacing(space::S8),
                ]
                .spacing(space::S16),
            )
            .into(),
            _ => column![
                text::title(look, t!(self.words, "opening-title")),
                text::second(look, t!(self.words, "opening-line")),
            ]
            .spacing(space::S8)
            .align_x(Center)
            .into(),
        };
        container(inside).center(Fill).style(move |_| boxes::canvas(look)).into()
    }

    fn shell<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let look = self.look;
        // The banners stand in one place of their own, so that one more of them shifts nothing: the field below keeps
        // its caret.
        let mut notices = Column::new().spacing(space::S8);
        for (index, notice) in self.notices.iter().enumerate() {
            notices = notices.push(self.notice(index, notice));
        }
        let below = if self.notices.is_empty() { 0.0 } else { space::S8 };
        let notices = container(notices).padding(iced::padding::bottom(below));
        let page =
            column![notices, self.screen.view(ctx).map(Message::Screen)].padding(space::S12).height(Fill);
        let right = column![self.top(ctx), page].height(Fill).width(Fill);
        let body = row![right].height(Fill);
        // Tab comes to the rail last (`flows.md`), but the rail stands at the left: it is drawn first all the same,
        // because keys F2–F10 go there from anywhere.
        let body = row![self.rail(ctx), body];
        container(column![body.height(Fill), self.status(ctx)])
            .width(Fill)
            .height(Fill)
            .style(move |_| boxes::canvas(look))
            .into()
    }

    fn notice<'a>(&'a self, index: usize, notice: &'a super::Notice) -> Element<'a, Message> {
        let look = self.look;
        let mut buttons: Vec<Element<'a, Message>> = Vec::new();
        if let Some(deed) = &notice.deed {
            let (label, key) = match deed {
                Deed::Again(_) => (t!(self.words, "banner-again"), Command::Reprint.key()),
                Deed::ImportHolidays => (t!(self.words, "banner-import"), ""),
            };
            let mut again = button(look, label).on_press(Message::Deed(deed.clone()));
            if !key.is_empty() {
                again = again.key(key);
            }
            buttons.push(again.into());
        }
        buttons.push(button(look, t!(self.words, "banner-dismiss")).on_press(Message::Dismiss(index)).into());
        banner(look, notice.kind, notice.title.clone(), notice.line.clone(), buttons).into()
    }

    fn rail<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let look = self.look;
        let narrow = ctx.width < NARROW;
        let entry = |icon, label: String, command: Command, active, route| {
            rail_entry(look, icon, label, command.key(), active, Message::Go(route)).narrow(narrow)
        };
        let mark = container(text::strong(look, t!(self.words, "app-mark")).color(look.roles.on_accent))
            .center_x(44)
            .center_y(36)
            .style(move |_| {
                boxes::filled(look, look.roles.accent).border(iced::border::rounded(size::RADIUS))
            });
        let screen = &self.screen;
        let top = column![
            container(mark).center_x(Fill).padding([6, 0]),
            entry(
                Icon::House,
                t!(self.words, "rail-reception"),
                Command::Reception,
                screen.is_reception(),
                Route::Reception
            ),
            entry(
                Icon::CalendarDays,
                t!(self.words, "rail-rooms"),
                Command::Rooms,
                screen.is_rooms(),
                Route::Rooms
            ),
            entry(
                Icon::Table2,
                t!(self.words, "rail-records"),
                Command::Records,
                screen.is_records(),
                Route::Records
            ),
            entry(
                Icon::ChartColumn,
                t!(self.words, "rail-summary"),
                Command::Summary,
                screen.is_summary(),
                Route::Summary
            ),
            entry(
                Icon::BookOpen,
                t!(self.words, "rail-catalogue"),
                Command::Catalogue,
                screen.is_catalogue(),
                Route::Catalogue(None)
            ),
        ];
        let bottom = entry(
            Icon::Settings,
            t!(self.words, "rail-settings"),
            Command::Settings,
            screen.is_settings(),
            Route::Settings,
        );
        let width = if narrow { size::RAIL_NARROW } else { size::RAIL };
        let rail = container(column![top, gap::vertical(), bottom].height(Fill))
            .width(width)
            .height(Fill)
            .style(move |_| boxes::filled(look, look.roles.surface));
        row![rail, crate::ui::component::card::upright(look)].height(Fill).into()
    }

    fn top<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let look = self.look;
        let words = &self.words;
        let (title, sub) = self.screen.heading(ctx);
        let today = ctx.now.date_naive();
        let date = match words.lang() {
            Lang::Zh => {
                format!("{}年{}月{}日 {}", today.year(), today.month(), today.day(), weekday_zh(today))
            }
            Lang::En => today.format("%A %-d %B %Y").to_string(),
        };
        let day = match ctx.book.calendar.kind(today) {
            DayKind::Workday => t!(words, "top-workday"),
            DayKind::MakeUpWorkday(_) => t!(words, "top-make-up"),
            DayKind::Weekend => t!(words, "top-day-off"),
            DayKind::Holiday(name) => match words.lang() {
                Lang::Zh => name.to_owned(),
                Lang::En => t!(words, "top-day-off"),
            },
        };
        let session = ctx.desk.session();
        let staff = ctx.book.staff_name(&session.staff).to_owned();
        let mut left = row![text::one_line(text::title(look, title))].spacing(space::S12).align_y(Center);
        if !sub.is_empty() {
            left = left.push(text::one_line(text::second(look, sub)));
        }
        if let Some(tag) = self.screen.heading_tag(ctx) {
            left = left.push(tag.map(Message::Screen));
        }
        let mut right = row![].spacing(space::S16).align_y(Center);
        if ctx.width >= WIDE {
            right = right.push(text::one_line(text::second(look, date)));
        }
        if ctx.width >= NARROW {
            right = right.push(text::one_line(text::strong(look, day)));
        }
        right = right.push(text::one_line(text::section(look, ctx.now.format("%H:%M").to_string())));
        if ctx.width >= NARROW {
            let window = t!(words, "top-window", number = session.window);
            right = right.push(text::one_line(text::second(look, window)));
        }
        right = right.push(
            row![
                text::one_line(text::second(look, t!(words, "top-on-duty"))),
                text::one_line(text::strong(look, staff)),
            ]
            .spacing(6),
        );
        right = right.push(
            button(look, t!(words, "top-lock"))
                .key(Command::Lock.key())
                .on_press(Message::LockNow)
                .id("lock"),
        );
        let bar = row![container(left).width(Fill).clip(true), right]
            .spacing(space::S16)
            .padding([0.0, space::S16])
            .align_y(Center)
            .height(size::TOP);
        column![
            container(bar).width(Fill).style(move |_| boxes::filled(look, look.roles.surface)),
            crate::ui::component::rule(look),
        ]
        .into()
    }

    fn status<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let look = self.look;
        let words = &self.words;
        let mut left: Vec<Element<'a, Message>> = Vec::new();
        if let Some((said, _)) = &self.said {
            left.push(status_cell(look, Tone::Ok, Icon::Printer, said.clone(), true));
        } else {
            let saved = match self.saved_at {
                Some(at) => t!(words, "status-saved", time = at.format("%H:%M").to_string()),
                None => t!(words, "status-nothing-yet"),
            };
            left.push(status_cell(look, Tone::Neutral, Icon::CircleCheck, saved, false));
        }
        left.extend(self.screen.hints(ctx).into_iter().map(|hint| hint.map(Message::Screen)));
        let mut right: Vec<Element<'a, Message>> =
            self.screen.keys(ctx).into_iter().map(|hint| hint.map(Message::Screen)).collect();
        right.push(key_hint(look, t!(words, "status-hold"), "F8", t!(words, "status-reveal")));
        right.push(key_hint(look, "", Command::Help.key(), t!(words, "status-keys")));
        status_bar(look, left, right)
    }

    fn help(&self) -> Element<'_, Message> {
        let look = self.look;
        let table: Vec<_> = Command::table().collect();
        let part = |commands: &[(Command, &'static str)]| {
            let mut part = Column::new().spacing(2);
            for (command, key) in commands {
                part = part.push(
                    container(
                        row![
                            container(key_cap(look, *key)).width(84),
                            text::body(look, command.does(&self.words)).width(Fill)
                        ]
                        .align_y(Center),
                    )
                    .padding([space::S4, 0.0]),
                );
            }
            part
        };
        let (first, second) = table.split_at(table.len().div_ceil(2));
        let (first, second) = (part(first), part(second));
        let close = button(look, t!(self.words, "help-close"))
            .key("Esc")
            .primary()
            .id("help-close")
            .on_press(Message::Overlay(None));
        // In a small window the keys scroll; the button stays in reach.
        let keys = row![first.width(Fill), second.width(Fill)].spacing(space::S24);
        let keys = scroll::vertical(look, keys).id(HELP).width(Fill).height(Fill);
        let card = dialog_card(
            look,
            column![text::title(look, t!(self.words, "help-title")), keys, row![gap::horizontal(), close],]
                .spacing(space::S12),
        );
        container(card.height(Fill)).max_width(860).max_height(660).into()
    }

    fn display_dialog(&self) -> Element<'_, Message> {
        let look = self.look;
        let words = &self.words;
        let options = [
            t!(words, "display-standard"),
            t!(words, "display-large"),
            t!(words, "display-larger"),
            t!(words, "display-contrast"),
            t!(words, "display-dark"),
        ];
        let chosen: Vec<usize> = match (self.pc.appearance, self.pc.zoom.unwrap_or(100)) {
            (crate::this_pc::Appearance::HighContrast, _) => vec![3],
            (crate::this_pc::Appearance::Dark, _) => vec![4],
            (_, 150..) => vec![2],
            (_, 125..) => vec![1],
            _ => vec![0],
        };
        let row = choice(look, "display", options, &chosen, |index| Message::Display(index + 1), false);
        dialog_card(
            look,
            column![
                text::title(look, t!(words, "display-title")),
                row,
                row![
                    gap::horizontal(),
                    button(look, t!(words, "help-close")).key("Esc").on_press(Message::Overlay(None))
                ],
            ]
            .spacing(space::S16),
        )
        .max_width(620)
        .into()
    }
}
