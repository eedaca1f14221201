//! One matter in a dialog: what was said, what was handed in, who did what when, which papers went out.

mod dialog;

use iced::Task;

use crate::desk::{Desk, DeskError, OnwardKind, Opened, PaperSubject, onward_from};
use crate::domain::catalogue::Item;
use crate::domain::decline::{Certificate, DeclineRecord};
use crate::domain::intake::{Intake, State};
use crate::domain::issued::IssuedPaper;
use crate::domain::resident::Resident;
use crate::i18n::desk_error;
use crate::t;
use crate::ui::ctx::{Answer, Ctx};
use crate::ui::widget::tab;

use super::may_read;

/// 补打
const REPRINT: &str = "matter-reprint";
/// 继续补正
const GO_ON: &str = "matter-go-on";
/// 关闭
const CLOSE: &str = "matter-close";
/// 往下办
const ONWARD: &str = "matter-onward";
/// Which of the next steps.
const KIND: &str = "matter-kind";
/// Why it is voided.
const REASON: &str = "matter-reason";
/// 作废
const VOID: &str = "matter-void";
/// 加更正说明
const NOTE: &str = "matter-note";

/// What the dialog is about.
#[derive(Debug, Clone)]
pub enum About {
    /// A matter.
    Intake {
        /// The matter.
        intake: Box<Intake>,
        /// Its item, at the version it was taken under.
        item: Box<Item>,
    },
    /// A declined certificate.
    Decline {
        /// The record.
        record: Box<DeclineRecord>,
        /// The certificate, as the list has it now.
        certificate: Option<Certificate>,
    },
}

/// A matter or a declined certificate, with its papers.
#[derive(Debug, Clone)]
pub struct Record {
    about: About,
    papers: Vec<IssuedPaper>,
    /// The person on file.
    pub resident: Option<Resident>,
}

impl Record {
    /// What can be done with it next, the likeliest first; nothing with a declined certificate.
    fn onward(&self) -> &'static [OnwardKind] {
        match &self.about {
            About::Intake { intake, .. } => onward_from(intake.state.name()),
            About::Decline { .. } => &[],
        }
    }

    /// The number of the last paper, as stored.
    pub fn last_paper(&self) -> Option<String> {
        self.papers.last().map(|paper| paper.serial.to_string())
    }
}

/// Which record to read.
#[derive(Debug, Clone)]
pub enum Which {
    /// A matter, by its id.
    Intake(String),
    /// A declined certificate, by its number.
    Decline(String),
}

impl Which {
    /// Reads it with its papers.
    pub fn read(&self, desk: &Desk) -> Result<Record, DeskError> {
        match self {
            Self::Intake(id) => {
                let intake = desk.intake(id)?;
                let item = desk.item_at(&intake.item, intake.item_version)?;
                let mut papers = Vec::new();
                for serial in &intake.serials {
                    papers.push(desk.paper(&serial.to_string())?.issued);
                }
                let resident = match &intake.resident {
                    Some(id) => Some(desk.resident(id)?),
                    None => None,
                };
                let about = About::Intake { intake: Box::new(intake), item: Box::new(item) };
                Ok(Record { about, papers, resident })
            }
            Self::Decline(serial) => {
                let source = desk.paper(serial)?;
                let PaperSubject::Decline { record, certificate } = source.subject else {
                    return Err(DeskError::Unknown { what: "record", key: serial.clone() });
                };
                let about = About::Decline { record, certificate };
                Ok(Record { about, papers: vec![source.issued], resident: source.resident })
            }
        }
    }
}

impl Which {
    /// Takes the next step.
    fn go_onward(&self, desk: &Desk, kind: Option<OnwardKind>, text: &str) -> Result<(), DeskError> {
        match (self, kind) {
            (Self::Intake(id), Some(kind)) => desk.go_onward(id, &kind.with(text)).map(|_| ()),
            _ => Err(DeskError::Unknown { what: "step", key: String::new() }),
        }
    }

    /// Voids it.
    fn void(&self, desk: &Desk, reason: &str) -> Result<(), DeskError> {
        match self {
            Self::Intake(id) => desk.void(id, reason).map(|_| ()),
            Self::Decline(serial) => desk.void_decline(serial, reason).map(|_| ()),
        }
    }

    /// Adds a dated remark to a matter; a refusal is put right by voiding it.
    fn note(&self, desk: &Desk, text: &str) -> Result<(), DeskError> {
        match self {
            Self::Intake(id) => desk.note_matter(id, text).map(|_| ()),
            Self::Decline(serial) => Err(DeskError::Unknown { what: "intake", key: serial.clone() }),
        }
    }
}

/// The record behind a paper's number.
pub fn by_paper(desk: &Desk, serial: &str) -> Result<Record, DeskError> {
    match desk.paper(serial)?.subject {
        PaperSubject::Intake { intake, .. } => Which::Intake(intake.id).read(desk),
        PaperSubject::Decline { record, .. } => Which::Decline(record.serial.to_string()).read(desk),
        PaperSubject::Booking { booking, .. } => match &booking.intake {
            Some(intake) => Which::Intake(intake.clone()).read(desk),
            None => Err(DeskError::Unknown { what: "intake", key: serial.to_owned() }),
        },
    }
}

/// What happens in the dialog.
#[derive(Debug, Clone)]
pub enum Message {
    /// Esc: out of the reason, then out of the dialog.
    Close,
    /// Ctrl+R
    ReprintLast,
    /// 补打 of one paper.
    Reprint(usize),
    /// 另存为 of one paper.
    SaveAs(usize),
    /// Ctrl+S: of the last one.
    SaveLast,
    /// 继续补正
    GoOn,
    /// Its form is open again.
    Opened(Answer<Box<Opened>>),
    /// 往下办: asks what is next, and for the words.
    AskOnward,
    /// Which of the next steps.
    Kind(usize),
    /// 作废: asks for the reason.
    AskVoid,
    /// 加更正说明: asks for the words.
    AskNote,
    /// The reason, or the words.
    Reason(String),
    /// 作废 or 说明, with what was written.
    Do,
    /// It is done.
    Voided(Answer<()>),
}

/// What the dialog wants of the page.
#[derive(Debug)]
pub enum Wish {
    /// Nothing.
    Nothing,
    /// To run a task.
    Run(Task<Message>),
    /// To print a paper again.
    Print(String),
    /// To save a paper where the worker says.
    SaveAs(String),
    /// To open a form.
    Fill(Box<Opened>),
    /// To be read again.
    Changed,
    /// To be closed.
    Close,
}

/// What is asked for in words before it is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    /// 作废, with the reason.
    Void,
    /// 更正说明
    Note,
    /// The next step, which is chosen beside it.
    Onward,
}

/// The words, while they are asked for.
#[derive(Debug)]
struct Asking {
    asked: Asked,
    /// Which of the next steps, of those that are lawful.
    kind: usize,
    reason: String,
    error: Option<String>,
}

/// The dialog.
pub struct Matter {
    record: Record,
    asking: Option<Asking>,
    busy: bool,
    /// Something was done, and the record is read again.
    changed: bool,
    error: Option<String>,
}

impl Matter {
    /// Opens the dialog on a record.
    pub fn new(record: Record) -> Self {
        Self { record, asking: None, busy: false, changed: false, error: None }
    }

    /// The record was read again; whether what had the focus has gone with what was asked for.
    pub fn refresh(&mut self, record: Record) -> bool {
        self.record = record;
        self.busy = false;
        std::mem::take(&mut self.changed)
    }

    /// Which record this is.
    pub fn subject(&self) -> Which {
        match &self.record.about {
            About::Intake { intake, .. } => Which::Intake(intake.id.clone()),
            About::Decline { record, .. } => Which::Decline(record.serial.to_string()),
        }
    }

    /// The number it is known by.
    pub fn number(&self) -> String {
        match &self.record.about {
            About::Intake { intake, .. } => {
                intake.serial().map_or_else(|| intake.id.clone(), ToString::to_string)
            }
            About::Decline { record, .. } => record.serial.to_string(),
        }
    }

    /// What has the focus first.
    pub fn first(&self, ctx: &Ctx) -> &'static str {
        if self.waits() {
            GO_ON
        } else if self.reprintable(ctx) {
            REPRINT
        } else {
            CLOSE
        }
    }

    /// Whether it waits for papers that were asked for.
    fn waits(&self) -> bool {
        matches!(&self.record.about, About::Intake { intake, .. }
            if matches!(intake.state, State::NeedsSupplement { .. }))
    }

    /// Whether it can be voided: once.
    fn voidable(&self) -> bool {
        match &self.record.about {
            About::Intake { intake, .. } => !matches!(intake.state, State::Void { .. }),
            About::Decline { record, .. } => record.void.is_none(),
        }
    }

    /// What can be done with it next by whoever is signed in.
    fn onward(&self, ctx: &Ctx) -> &'static [OnwardKind] {
        if self.readable(ctx) { self.record.onward() } else { &[] }
    }

    /// Whether whoever is signed in may read it.
    fn readable(&self, ctx: &Ctx) -> bool {
        match &self.record.about {
            About::Intake { item, intake, .. } => may_read(ctx, item.restricted || intake.is_major()),
            About::Decline { .. } => true,
        }
    }

    fn reprintable(&self, ctx: &Ctx) -> bool {
        !self.record.papers.is_empty() && self.readable(ctx)
    }

    /// Handles what happens.
    pub fn update(&mut self, message: Message, ctx: &Ctx) -> Wish {
        match message {
            Message::Close if self.asking.is_some() => {
                let asked = self.asking.take().map(|asking| asking.asked);
                Wish::Run(tab::focus(match asked {
                    Some(Asked::Note) => NOTE,
                    Some(Asked::Onward) => ONWARD,
                    _ => VOID,
                }))
            }
            Message::Close => Wish::Close,
            Message::ReprintLast => match self.record.papers.len().checked_sub(1) {
                Some(last) => self.reprint(last, ctx),
                None => Wish::Nothing,
            },
            Message::Reprint(at) => self.reprint(at, ctx),
            // What is written is kept before a paper is.
            Message::SaveLast if self.asking.is_some() => self.act(ctx),
            Message::SaveLast => match self.record.papers.len().checked_sub(1) {
                Some(last) => self.save_as(last, ctx),
                None => Wish::Nothing,
            },
            Message::SaveAs(at) => self.save_as(at, ctx),
            Message::GoOn => self.go_on(ctx),
            Message::Opened(Ok(opened)) => Wish::Fill(opened),
            Message::Opened(Err(error)) => {
                self.busy = false;
                self.error = Some(desk_error(&ctx.words, &error));
                Wish::Nothing
            }
            Message::AskOnward if self.onward(ctx).is_empty() => Wish::Nothing,
            Message::AskOnward => {
                let _ = self.ask(Asked::Onward);
                Wish::Run(tab::focus(KIND))
            }
            Message::Kind(at) => {
                if let Some(asking) = &mut self.asking {
                    asking.kind = at;
                    asking.error = None;
                }
                Wish::Run(tab::focus(REASON))
            }
            Message::AskVoid => self.ask(Asked::Void),
            Message::AskNote => self.ask(Asked::Note),
            Message::Reason(reason) => {
                if let Some(asking) = &mut self.asking {
                    asking.reason = reason;
                    asking.error = None;
                }
                Wish::Nothing
            }
            Message::Do => self.act(ctx),
            Message::Voided(Ok(())) => {
                self.asking = None;
                self.changed = true;
                Wish::Changed
            }
            Message::Voided(Err(error)) => {
                self.busy = false;
                if let Some(asking) = &mut self.asking {
                    asking.error = Some(desk_error(&ctx.words, &error));
                }
                Wish::Run(tab::focus(REASON))
            }
        }
    }

    fn reprint(&mut self, at: usize, ctx: &Ctx) -> Wish {
        let Some(paper) = self.record.papers.get(at).filter(|_| self.readable(ctx)) else {
            return Wish::Nothing;
        };
        if self.busy {
            return Wish::Nothing;
        }
        // Until the paper has been handed over and its count is read again.
        self.busy = true;
        Wish::Print(paper.serial.to_string())
    }

    fn save_as(&self, at: usize, ctx: &Ctx) -> Wish {
        let paper = self.record.papers.get(at).filter(|_| self.readable(ctx) && !self.busy);
        paper.map_or(Wish::Nothing, |paper| Wish::SaveAs(paper.serial.to_string()))
    }

    fn go_on(&mut self, ctx: &Ctx) -> Wish {
        let About::Intake { intake, .. } = &self.record.about else { return Wish::Nothing };
        if self.busy || !self.waits() {
            return Wish::Nothing;
        }
        let id = intake.id.clone();
        self.busy = true;
        self.error = None;
        Wish::Run(ctx.work(move |desk| desk.go_on(&id).map(Box::new), Message::Opened))
    }

    fn ask(&mut self, asked: Asked) -> Wish {
        self.asking = Some(Asking { asked, kind: 0, reason: String::new(), error: None });
        Wish::Run(tab::focus(REASON))
    }

    /// Does what was asked for in words.
    fn act(&mut self, ctx: &Ctx) -> Wish {
        let which = self.subject();
        let kinds = self.record.onward();
        let Some(asking) = &mut self.asking else { return Wish::Nothing };
        if self.busy {
            return Wish::Nothing;
        }
        let reason = asking.reason.trim().to_owned();
        let onward = kinds.get(asking.kind).copied();
        let written = asking.asked != Asked::Onward || onward.is_some_and(OnwardKind::is_written);
        if written && reason.is_empty() {
            asking.error = Some(t!(ctx.words, "step-no-reason"));
            return Wish::Run(tab::focus(REASON));
        }
        let asked = asking.asked;
        self.busy = true;
        Wish::Run(ctx.work(
            move |desk| match asked {
                Asked::Void => which.void(desk, &reason),
                Asked::Note => which.note(desk, &reason),
                Asked::Onward => which.go_onward(desk, onward, &reason),
            },
            Message::Voided,
        ))
    }
}
