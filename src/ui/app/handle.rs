//! What the shell does with each of its messages.

use std::sync::Arc;
use std::time::Instant;

use iced::Task;

use crate::i18n::desk_error;
use crate::this_pc::ThisPc;
use crate::ui::ctx::Route;
use crate::ui::widget::tab;

use super::{App, Deed, Message, Overlay, Phase, look_of};

impl App {
    pub(super) fn handle(&mut self, message: Message) -> Task<Message> {
        match message {
            Message::Opened(Ok((desk, recovery, trouble))) => {
                let task = self.opened(desk, &recovery);
                if let Some(trouble) = trouble {
                    self.fail(trouble);
                }
                task
            }
            Message::Opened(Err(text)) => {
                self.phase = Phase::Fault(text);
                tab::focus("fault-again")
            }
            Message::OpenAgain => self.open_store(),
            Message::Cleared(done) => {
                if let Err(text) = done {
                    self.fail(text);
                }
                Task::none()
            }
            Message::Key(key) => {
                self.last_key = Instant::now();
                self.command(key)
            }
            Message::Hold(down) => self.hold(down),
            Message::Resized(size) => {
                // iced tells the size in logical pixels at the present zoom; the first one chooses the zoom.
                let first = self.pc.zoom.is_none();
                let before = self.size.width;
                self.size = size;
                if first {
                    let mut pc = (*self.pc).clone();
                    pc.zoom = Some(if size.width >= 1800.0 { 125 } else { 100 });
                    return self.set_pc(pc);
                }
                self.laid_anew(before)
            }
            Message::Tick => self.tick(),
            Message::CloseRequested => {
                let saving = match &self.ctx {
                    Some(ctx) => self.screen.leave(ctx).map(Message::Screen),
                    None => Task::none(),
                };
                saving.chain(iced::exit())
            }
            Message::Go(route) => self.go(route),
            Message::LockNow => self.lock(),
            Message::Overlay(overlay) => {
                self.overlay = overlay;
                match overlay {
                    Some(Overlay::Help) => tab::focus("help-close"),
                    Some(Overlay::Display) => tab::focus("display"),
                    None => Task::none(),
                }
            }
            Message::Display(choice) => self.display(choice),
            Message::Wear(appearance) => {
                let pc = ThisPc { appearance, ..(*self.pc).clone() };
                self.look = look_of(&pc);
                self.pc = Arc::new(pc);
                Task::none()
            }
            Message::Dismiss(index) => {
                if index < self.notices.len() {
                    let _ = self.notices.remove(index);
                }
                self.return_focus()
            }
            Message::Deed(Deed::Again(job)) => self.hand_out(job),
            Message::Deed(Deed::ImportHolidays) => self.go(Route::Holidays),
            Message::Issued(handed, failed) => {
                self.handed_out(&handed, failed);
                let counted = match &self.ctx {
                    Some(ctx) => self.screen.issued(ctx).map(Message::Screen),
                    None => Task::none(),
                };
                let asks = self.pc.delivery == crate::this_pc::Delivery::Ask;
                let ask = if asks { self.ask_where_all(&handed) } else { Task::none() };
                Task::batch([counted, ask])
            }
            Message::SaveAs(message) => self.saving_update(message),
            Message::PcSaved(Ok(())) | Message::Looked(Ok(())) => Task::none(),
            Message::PcSaved(Err(text)) => {
                self.fail(text);
                Task::none()
            }
            Message::Looked(Err(error)) => {
                self.reveal = false;
                let text = desk_error(&self.words, &error);
                self.fail(text);
                Task::none()
            }
            Message::Screen(message) => {
                self.last_key = Instant::now();
                let Some(ctx) = self.ctx.clone() else { return Task::none() };
                let action = self.screen.update(message, &ctx);
                self.act(action, Message::Screen)
            }
            Message::Lock(message) => {
                let Some(ctx) = self.ctx.clone() else { return Task::none() };
                let Some(lock) = &mut self.locked else { return Task::none() };
                if let Some(action) = lock.update(message, &ctx) {
                    self.act(action, Message::Lock)
                } else {
                    self.locked = None;
                    self.refresh_ctx();
                    self.return_focus()
                }
            }
        }
    }

    /// F8: shown while held, and the look is recorded before anything is seen.
    fn hold(&mut self, down: bool) -> Task<Message> {
        if !down || self.locked.is_some() {
            self.reveal = false;
            return Task::none();
        }
        let Some(ctx) = &self.ctx else { return Task::none() };
        self.reveal = true;
        let subject = self.screen.subject();
        ctx.work(move |desk| desk.record_look(&subject), Message::Looked)
    }
}
