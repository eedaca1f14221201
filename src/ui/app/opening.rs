//! The store is opened behind the first frame; what was done to bring it back is told.

use std::sync::Arc;

use iced::Task;

use crate::desk::Desk;
use crate::i18n::desk_error;
use crate::paper::Fonts;
use crate::paper::office::Office;
use crate::store::Recovery;
use crate::t;
use crate::ui::component::BannerKind;
use crate::ui::ctx::{Ctx, Route, blocking};
use crate::ui::screen::{Screen, first_run};
use crate::ui::widget::tab;

use super::{App, Deed, Message, Notice, Phase};

impl App {
    pub(super) fn open_store(&mut self) -> Task<Message> {
        self.phase = Phase::Opening;
        let (data, clock) = (self.start.data.clone(), Arc::clone(&self.start.clock));
        let words = self.words.clone();
        blocking(
            move || {
                let opened = Desk::open_folder(&data, clock, &crate::desk::SHIPPED)
                    .map_err(|error| desk_error(&words, &error))?;
                // Visits of earlier days end by closing time. On a full disk they cannot, and the desk is opened all the
                // same: it can still be read.
                let trouble = opened.0.close_earlier_days().err().map(|error| desk_error(&words, &error));
                Ok((Arc::new(opened.0), Arc::new(opened.1), trouble))
            },
            Message::Opened,
        )
    }

    pub(super) fn opened(&mut self, desk: Arc<Desk>, recovery: &Recovery) -> Task<Message> {
        let fonts = match Fonts::with_fallback(crate::paper::fonts::system_folders()) {
            Ok(fonts) => Arc::new(fonts),
            Err(error) => {
                self.phase = Phase::Fault(error.to_string());
                return Task::none();
            }
        };
        self.office = Some(Office::new((*fonts).clone(), &self.start.data));
        let book = desk.book();
        let now = desk.now();
        self.ctx = Some(Ctx {
            book,
            words: self.words.clone(),
            look: self.look,
            now,
            reveal: false,
            width: self.size.width,
            pc: Arc::clone(&self.pc),
            data: Arc::new(self.start.data.clone()),
            fonts,
            desk,
        });
        self.phase = Phase::Open;
        self.tell_recovery(recovery);
        let Some(ctx) = self.ctx.clone() else { return Task::none() };
        let clearing = match self.office.clone() {
            Some(office) => {
                let today = now.date_naive();
                blocking(
                    move || office.clear_earlier_days(today).map_err(|e| e.to_string()),
                    Message::Cleared,
                )
            }
            None => Task::none(),
        };
        if ctx.desk.is_new() {
            self.screen = Screen::FirstRun(first_run::FirstRun::new());
            return Task::batch([tab::focus(first_run::COMMUNITY), clearing]);
        }
        let entered = self.go(Route::Reception);
        if ctx.desk.session().staff.is_empty() {
            return Task::batch([entered, self.lock(), clearing]);
        }
        Task::batch([entered, clearing])
    }

    /// Tells of a year without a holiday table: once a day, also in a program that is left open, until there is one.
    pub(super) fn tell_calendar(&mut self) {
        let Some(ctx) = &self.ctx else { return };
        if matches!(self.screen, Screen::Nothing | Screen::FirstRun(_)) {
            return;
        }
        let today = ctx.now.date_naive();
        let now = (ctx.book.calendar.year_missing_banner(today), today);
        if self.told_year == Some(now) {
            return;
        }
        self.told_year = Some(now);
        self.notices.retain(|notice| notice.kind != BannerKind::Calendar);
        if let Some(year) = now.0 {
            self.notices.push(Notice {
                kind: BannerKind::Calendar,
                title: t!(self.words, "banner-calendar", year = year.to_string()),
                line: t!(self.words, "banner-calendar-line"),
                deed: Some(Deed::ImportHolidays),
            });
        }
    }

    fn tell_recovery(&mut self, recovery: &Recovery) {
        let words = &self.words;
        if recovery.rebuilt.is_some() || recovery.restarted_after.is_some() {
            self.notices.push(Notice {
                kind: BannerKind::Fault,
                title: t!(words, "banner-rebuilt"),
                line: t!(words, "banner-rebuilt-line"),
                deed: None,
            });
        } else if recovery.replayed > 0 || recovery.torn {
            let last = recovery.last.as_ref().map_or_else(String::new, |(_, subject)| subject.clone());
            self.notices.push(Notice {
                kind: BannerKind::Recovered,
                title: t!(words, "banner-recovered", count = recovery.replayed),
                line: t!(words, "banner-recovered-line", last = last),
                deed: None,
            });
        }
    }
}
