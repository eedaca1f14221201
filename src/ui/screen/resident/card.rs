//! The cards that ask before something of a person's file or of a visit is put right, and before two files are made one or
//! two again. Each wants a reason; nothing of it is done by one key.

mod view;

use chrono::NaiveTime;
use iced::Task;

use crate::desk::{Desk, DeskError, Duplicate};
use crate::domain::correction::{CorrectionRefusal, FileLine, NewValue};
use crate::domain::form::{Address, FieldError, NO_PHONE};
use crate::domain::identity::{IdDocument, Sex};
use crate::domain::merge::{Merge, Verdict};
use crate::domain::name::PersonName;
use crate::domain::phone::Phone;
use crate::domain::resident::Resident;
use crate::domain::typed::minutes;
use crate::domain::visit::{Visit, VisitState};
use crate::i18n::{desk_error, field_error};
use crate::t;
use crate::ui::ctx::{Answer, Ctx};
use crate::ui::shortcut::Command;
use crate::ui::widget::tab;

/// Which line, which file, what about a visit.
const WHICH: &str = "person-which";
/// The new value.
const VALUE: &str = "person-value";
/// The reason.
const REASON: &str = "person-reason";
/// What does it.
const DO: &str = "person-do";
/// 更正离开时间
const LEAVING: &str = "person-leaving";
/// 更正说明
const NOTE: &str = "person-note";
/// 关闭
const CLOSE: &str = "person-close";

/// What a visit is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum OfVisit {
    /// Nothing yet: it is looked at.
    Look,
    /// The leaving time.
    Leaving,
    /// A remark.
    Note,
}

/// What is asked.
#[derive(Debug, Clone)]
enum Ask {
    /// A line of the file is put right.
    Correct { person: Box<Resident>, line: FileLine },
    /// Another file may be the same person's.
    Twin { person: Box<Resident>, offer: Box<Duplicate>, keep_other: bool },
    /// A decision on two files is taken back.
    TakeBack { merge: Box<Merge> },
    /// A visit.
    Visit { visit: Box<Visit>, of: OfVisit, hidden: bool },
}

/// What happens in a card.
#[derive(Debug, Clone)]
pub enum Message {
    /// Of a choice: which line, which file is kept.
    Which(usize),
    /// The new value.
    Value(String),
    /// Of the choice that stands for the value.
    Pick(usize),
    /// Enter in the value.
    Next,
    /// The reason.
    Reason(String),
    /// 更正离开时间
    Leaving,
    /// 更正说明
    Note,
    /// Does it.
    Do,
    /// 不是同一人
    Apart,
    /// It is done, or not.
    Answered(Answer<()>),
    /// Esc
    Close,
}

/// What a card wants of the page.
#[derive(Debug)]
pub enum Wish {
    /// Nothing.
    Nothing,
    /// To run a task.
    Run(Task<Message>),
    /// It is done: what is on file is read again.
    Done,
    /// To be closed.
    Close,
}

/// A card.
#[derive(Debug)]
pub struct Card {
    ask: Ask,
    value: String,
    picked: Option<usize>,
    reason: String,
    value_error: Option<String>,
    reason_error: Option<String>,
    busy: bool,
}

impl Card {
    fn new(ask: Ask) -> Self {
        Self {
            ask,
            value: String::new(),
            picked: None,
            reason: String::new(),
            value_error: None,
            reason_error: None,
            busy: false,
        }
    }

    /// To put a line of the file right.
    pub fn correct(person: Resident) -> Self {
        Self::new(Ask::Correct { person: Box::new(person), line: FileLine::Name })
    }

    /// To compare another file. The one that is kept is the one with a document, else the one that was there first.
    pub fn twin(person: Resident, offer: Duplicate) -> Self {
        let rank = |person: &Resident| (person.document.is_none(), person.since);
        let keep_other = rank(&offer.other) < rank(&person);
        Self::new(Ask::Twin { person: Box::new(person), offer: Box::new(offer), keep_other })
    }

    /// To take a decision back.
    pub fn take_back(merge: Merge) -> Self {
        Self::new(Ask::TakeBack { merge: Box::new(merge) })
    }

    /// To look at a visit. `hidden`: what it was for is not for whoever is signed in.
    pub fn visit(visit: Visit, hidden: bool) -> Self {
        Self::new(Ask::Visit { visit: Box::new(visit), of: OfVisit::Look, hidden })
    }

    /// What has the focus first.
    pub fn first(&self) -> &'static str {
        match &self.ask {
            Ask::Correct { .. } | Ask::Twin { .. } => WHICH,
            Ask::TakeBack { .. } => REASON,
            Ask::Visit { visit, of: OfVisit::Look, .. } if visit.state == VisitState::Left => LEAVING,
            Ask::Visit { of: OfVisit::Leaving, .. } => VALUE,
            Ask::Visit { of: OfVisit::Note, .. } => REASON,
            Ask::Visit { .. } => NOTE,
        }
    }

    /// Whose data it shows: ids, never a name.
    pub fn subject(&self) -> String {
        match &self.ask {
            Ask::Correct { person, .. } => person.id.clone(),
            Ask::Twin { person, offer, .. } => format!("{} {}", person.id, offer.other.id),
            Ask::TakeBack { merge } => format!("{} {}", merge.kept, merge.merged),
            Ask::Visit { visit, .. } => visit.id.clone(),
        }
    }

    /// Handles a key of the table.
    pub fn command(&mut self, command: Command, ctx: &Ctx) -> Wish {
        match command {
            Command::Back => self.update(Message::Close, ctx),
            Command::Save => self.update(Message::Do, ctx),
            _ => Wish::Nothing,
        }
    }

    /// Handles what happens.
    pub fn update(&mut self, message: Message, ctx: &Ctx) -> Wish {
        match message {
            Message::Which(at) => return self.which(at),
            Message::Value(text) => {
                self.value = text;
                self.value_error = None;
            }
            Message::Pick(at) => {
                self.picked = Some(at);
                self.value_error = None;
                return Wish::Run(tab::focus(REASON));
            }
            Message::Next => return Wish::Run(tab::focus(REASON)),
            Message::Reason(text) => {
                self.reason = text;
                self.reason_error = None;
            }
            Message::Leaving => return self.turn(OfVisit::Leaving),
            Message::Note => return self.turn(OfVisit::Note),
            Message::Do => return self.act(ctx, Verdict::Same),
            Message::Apart => return self.act(ctx, Verdict::Apart),
            Message::Answered(Ok(())) => return Wish::Done,
            Message::Answered(Err(error)) => return self.refused(&error, ctx),
            Message::Close => return self.close(),
        }
        Wish::Nothing
    }

    fn which(&mut self, at: usize) -> Wish {
        self.value_error = None;
        match &mut self.ask {
            Ask::Correct { line, .. } => {
                if let Some(chosen) = FileLine::ALL.get(at) {
                    *line = *chosen;
                    self.value.clear();
                    self.picked = None;
                }
                Wish::Run(tab::focus(VALUE))
            }
            Ask::Twin { keep_other, .. } => {
                *keep_other = at == 1;
                Wish::Run(tab::focus(REASON))
            }
            Ask::TakeBack { .. } | Ask::Visit { .. } => Wish::Nothing,
        }
    }

    fn turn(&mut self, to: OfVisit) -> Wish {
        if let Ask::Visit { of, .. } = &mut self.ask {
            *of = to;
        }
        Wish::Run(tab::focus(self.first()))
    }

    /// Esc: back to looking at the visit, then out.
    fn close(&mut self) -> Wish {
        match &mut self.ask {
            Ask::Visit { of, .. } if *of != OfVisit::Look => {
                *of = OfVisit::Look;
                self.value_error = None;
                self.reason_error = None;
                Wish::Run(tab::focus(self.first()))
            }
            _ => Wish::Close,
        }
    }

    fn refused(&mut self, error: &DeskError, ctx: &Ctx) -> Wish {
        self.busy = false;
        let sentence = desk_error(&ctx.words, error);
        let at_value = matches!(
            error,
            DeskError::Correction(
                CorrectionRefusal::Same | CorrectionRefusal::NotThen | CorrectionRefusal::ToldByDocument
            )
        );
        if at_value {
            self.value_error = Some(sentence);
            return Wish::Run(tab::focus(VALUE));
        }
        self.reason_error = Some(sentence);
        Wish::Run(tab::focus(REASON))
    }

    /// What was typed as a value, or what is wrong with it.
    fn new_value(&self, line: FileLine, ctx: &Ctx) -> Result<NewValue, String> {
        let typed = self.value.trim();
        let wrong = |error: FieldError| field_error(&ctx.words, &error);
        if typed.is_empty() && line != FileLine::Sex {
            return Err(wrong(FieldError::Required));
        }
        // A line left empty by mistake must not wipe out what is on file.
        let none = typed == NO_PHONE || typed.eq_ignore_ascii_case("none");
        Ok(match line {
            FileLine::Name => {
                let name = PersonName::new(typed).map_err(|error| wrong(FieldError::Name(error)))?;
                NewValue::Name(name)
            }
            FileLine::Document => {
                let read = || IdDocument::parse(None, typed, ctx.now.date_naive());
                let read = (!none).then(read).transpose();
                NewValue::Document(read.map_err(|error| wrong(FieldError::Identity(error)))?)
            }
            FileLine::Phone => {
                let read = (!none).then(|| Phone::parse(typed)).transpose();
                NewValue::Phone(read.map_err(|error| wrong(FieldError::Phone(error)))?)
            }
            FileLine::Contact if none => NewValue::Contact(String::new()),
            FileLine::Contact => NewValue::Contact(typed.to_owned()),
            FileLine::Address if none => NewValue::Address(Address::default()),
            FileLine::Address => NewValue::Address(Address::parse(typed)),
            FileLine::Sex => match self.picked {
                Some(0) => NewValue::Sex(Some(Sex::Male)),
                Some(1) => NewValue::Sex(Some(Sex::Female)),
                Some(_) => NewValue::Sex(None),
                None => return Err(wrong(FieldError::Required)),
            },
        })
    }

    fn time(&self, ctx: &Ctx) -> Result<NaiveTime, String> {
        let typed = self.value.trim().replace('：', ":");
        let read = minutes(&typed).map(u32::from);
        let time = read.and_then(|read| NaiveTime::from_hms_opt(read / 60, read % 60, 0));
        time.ok_or_else(|| t!(ctx.words, "person-no-time"))
    }

    fn act(&mut self, ctx: &Ctx, verdict: Verdict) -> Wish {
        if self.busy {
            return Wish::Nothing;
        }
        let job: Result<Job, String> = match &self.ask {
            Ask::Correct { person, line } => self.new_value(*line, ctx).map(|value| {
                let id = person.id.clone();
                boxed(move |desk, reason| desk.correct_resident(&id, &value, reason).map(|_| ()))
            }),
            Ask::Twin { person, offer, keep_other } => {
                let (mine, other) = (person.id.clone(), offer.other.id.clone());
                let (kept, merged) = if *keep_other { (other, mine) } else { (mine, other) };
                Ok(match verdict {
                    Verdict::Same => {
                        boxed(move |desk, reason| desk.merge(&kept, &merged, reason).map(|_| ()))
                    }
                    Verdict::Apart => {
                        boxed(move |desk, reason| desk.keep_apart(&kept, &merged, reason).map(|_| ()))
                    }
                })
            }
            Ask::TakeBack { merge } => {
                let id = merge.id.clone();
                Ok(boxed(move |desk, reason| desk.undo_merge(&id, reason).map(|_| ())))
            }
            Ask::Visit { visit, of, .. } => {
                let id = visit.id.clone();
                match of {
                    OfVisit::Look => return Wish::Nothing,
                    OfVisit::Leaving => self.time(ctx).map(|time| {
                        boxed(move |desk, reason| desk.correct_leaving(&id, time, reason).map(|_| ()))
                    }),
                    OfVisit::Note => Ok(boxed(move |desk, reason| desk.note_visit(&id, reason).map(|_| ()))),
                }
            }
        };
        let job = match job {
            Ok(job) => job,
            Err(error) => {
                self.value_error = Some(error);
                return Wish::Run(tab::focus(VALUE));
            }
        };
        let reason = self.reason.trim().to_owned();
        if reason.is_empty() {
            self.reason_error = Some(t!(ctx.words, "step-no-reason"));
            return Wish::Run(tab::focus(REASON));
        }
        self.busy = true;
        Wish::Run(ctx.work(move |desk| job(desk, &reason), Message::Answered))
    }
}

type Job = Box<dyn FnOnce(&Desk, &str) -> Result<(), DeskError> + Send>;

fn boxed(job: impl FnOnce(&Desk, &str) -> Result<(), DeskError> + Send + 'static) -> Job {
    Box::new(job)
}
