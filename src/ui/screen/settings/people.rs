//! 人员: who may sit at the desk. Nobody is deleted: old records go on naming those who have left.

mod view;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::desk::DeskError;
use crate::domain::staff::{Role, Staff};
use crate::i18n::desk_error;
use crate::t;
use crate::ui::ctx::{Action, Answer, Ctx};
use crate::ui::theme::size;
use crate::ui::widget::{Scroll, ScrollState, tab};

use super::frame::Saving;

const LIST: &str = "people-list";
const NAME: &str = "people-name";
const PIN: &str = "people-pin";
/// Fewest digits of a PIN.
const PIN_LEAST: usize = 4;
const PIN_MOST: usize = 12;
const LIST_WIDTH: f32 = 232.0;

/// What came of saving several: the ids that are saved, and the first that was refused.
pub type Saved = (Vec<String>, Option<(String, Arc<DeskError>)>);

/// What happens here.
#[derive(Debug, Clone)]
pub enum Message {
    /// The worker with this place in the list.
    Choose(usize),
    /// Somebody new.
    Add,
    /// The name was typed.
    Name(String),
    /// 全科社工 or 主管.
    Role(usize),
    /// May read restricted items, or no longer.
    Restricted,
    /// Has left, or has come back.
    Retired,
    /// A new PIN was typed.
    Pin(String),
    /// The PIN is taken away, or stays after all.
    ClearPin,
    /// The list was scrolled.
    Scroll(Scroll),
    /// Save all that was changed.
    Save,
    /// These are saved; the next one was refused.
    Saved(Answer<Saved>),
}

/// A worker as changed and not saved yet.
#[derive(Debug, Clone)]
struct Draft {
    base: Option<Staff>,
    worker: Staff,
    pin: String,
    clear: bool,
}

impl Draft {
    fn changed(&self) -> bool {
        self.base.as_ref() != Some(&self.worker) || !self.pin.is_empty() || self.clear
    }

    /// What is to become of the PIN, as the desk wants it.
    fn pin(&self) -> Option<String> {
        if self.clear { Some(String::new()) } else { (!self.pin.is_empty()).then(|| self.pin.clone()) }
    }
}

/// 人员
#[derive(Debug)]
pub struct People {
    /// The worker's id; empty: the new one.
    chosen: String,
    drafts: BTreeMap<String, Draft>,
    wrong: Option<(&'static str, String)>,
    scroll: ScrollState,
    saving: Saving,
}

impl People {
    /// With whoever is on duty chosen.
    pub fn new(ctx: &Ctx) -> Self {
        Self {
            chosen: ctx.desk.session().staff,
            drafts: BTreeMap::new(),
            wrong: None,
            scroll: ScrollState::default(),
            saving: Saving::default(),
        }
    }

    /// Whether something is not saved.
    pub fn unsaved(&self) -> bool {
        self.drafts.values().any(Draft::changed)
    }

    /// Ids in the order of the list; the new one last.
    fn ids(&self, ctx: &Ctx) -> Vec<String> {
        let mut ids: Vec<String> = ctx.book.staff.iter().map(|worker| worker.id.clone()).collect();
        ids.extend(self.drafts.contains_key("").then(String::new));
        ids
    }

    /// A worker as the section shows it.
    fn shown(&self, ctx: &Ctx, id: &str) -> Option<Draft> {
        if let Some(draft) = self.drafts.get(id) {
            return Some(draft.clone());
        }
        let known = ctx.book.staff.iter().find(|worker| worker.id == id)?;
        Some(Draft { base: Some(known.clone()), worker: known.clone(), pin: String::new(), clear: false })
    }

    fn change(&mut self, ctx: &Ctx, change: impl FnOnce(&mut Draft)) {
        if let Some(mut draft) = self.shown(ctx, &self.chosen) {
            change(&mut draft);
            // A new worker stays in the list, however empty; a known one that is as it was is no change.
            if draft.changed() {
                let _ = self.drafts.insert(self.chosen.clone(), draft);
            } else {
                let _ = self.drafts.remove(&self.chosen);
            }
        }
        self.wrong = None;
        self.saving.touched();
    }

    /// Handles what happens.
    pub fn update(&mut self, message: Message, ctx: &Ctx) -> Action<Message> {
        match message {
            Message::Choose(index) => {
                if let Some(id) = self.ids(ctx).get(index) {
                    self.chosen.clone_from(id);
                    self.scroll.reveal(index, size::ROW_LIST);
                    self.wrong = None;
                }
            }
            Message::Add => {
                let worker = Staff {
                    id: String::new(),
                    name: String::new(),
                    role: Role::Generalist,
                    restricted: false,
                    pin_hash: None,
                    retired: false,
                };
                let _ = self.drafts.entry(String::new()).or_insert(Draft {
                    base: None,
                    worker,
                    pin: String::new(),
                    clear: false,
                });
                self.chosen.clear();
                self.saving.touched();
                return Action::Run(tab::focus(NAME));
            }
            Message::Name(name) => self.change(ctx, |draft| draft.worker.name = name),
            Message::Role(index) => self.change(ctx, |draft| {
                draft.worker.role = if index == 1 { Role::Supervisor } else { Role::Generalist };
            }),
            Message::Restricted => {
                self.change(ctx, |draft| draft.worker.restricted = !draft.worker.restricted);
            }
            Message::Retired => self.change(ctx, |draft| draft.worker.retired = !draft.worker.retired),
            Message::Pin(pin) => self.change(ctx, |draft| {
                draft.pin = pin.chars().filter(char::is_ascii_digit).take(PIN_MOST).collect();
                draft.clear = false;
            }),
            Message::ClearPin => self.change(ctx, |draft| {
                draft.clear = !draft.clear;
                draft.pin.clear();
            }),
            Message::Scroll(scroll) => self.scroll.update(scroll),
            Message::Save => return self.save(ctx),
            Message::Saved(Ok((saved, refused))) => {
                for id in &saved {
                    let _ = self.drafts.remove(id);
                }
                if saved.iter().any(String::is_empty) && self.chosen.is_empty() {
                    // Ids go up, so the newest worker is the last of the roster.
                    let newest = ctx.desk.book().staff.last().map(|worker| worker.id.clone());
                    self.chosen = newest.unwrap_or_default();
                }
                match refused {
                    Some((id, error)) => {
                        self.chosen = id;
                        self.saving.failed(desk_error(&ctx.words, &error));
                    }
                    None => self.saving.done(),
                }
                return Action::Refresh(iced::Task::none());
            }
            Message::Saved(Err(error)) => self.saving.failed(desk_error(&ctx.words, &error)),
        }
        Action::None
    }

    fn save(&mut self, ctx: &Ctx) -> Action<Message> {
        if self.saving.busy || !ctx.desk.is_supervisor() {
            return Action::None;
        }
        let words = &ctx.words;
        for (id, draft) in &self.drafts {
            let wrong = if draft.worker.name.trim().is_empty() {
                Some((NAME, desk_error(words, &DeskError::Empty("worker"))))
            } else if !draft.pin.is_empty() && draft.pin.len() < PIN_LEAST {
                Some((PIN, t!(words, "people-pin-short", least = PIN_LEAST, len = draft.pin.len())))
            } else {
                None
            };
            if let Some((at, sentence)) = wrong {
                self.chosen.clone_from(id);
                self.wrong = Some((at, sentence));
                return Action::Run(tab::focus(at));
            }
        }
        self.saving.begun();
        let drafts: Vec<(String, Draft)> = self.drafts.clone().into_iter().collect();
        Action::Run(ctx.work(
            move |desk| {
                let mut saved = Vec::new();
                for (id, draft) in drafts {
                    if let Err(error) = desk.save_staff(&draft.worker, draft.pin().as_deref()) {
                        return Ok((saved, Some((id, Arc::new(error)))));
                    }
                    saved.push(id);
                }
                Ok((saved, None))
            },
            Message::Saved,
        ))
    }
}
