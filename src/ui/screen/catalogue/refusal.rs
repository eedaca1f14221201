//! 不予出具: who asked for the certificate, why it is not issued, where to go, and what we do instead.

mod panel;
mod slip;

use iced::Task;

use crate::desk::{DeclineCount, NewDecline, Opened};
use crate::domain::decline::Certificate;
use crate::domain::pinyin::{TextIndex, find};
use crate::domain::resident::Resident;
use crate::i18n::desk_error;
use crate::t;
use crate::ui::ctx::{Action, Answer, Ctx, Route};
use crate::ui::widget::tab;

use slip::Slip;

/// 谁要的
pub const ASKED: &str = "decline-asked";
/// 打印告知单
const PRINT: &str = "decline-print";
/// So many bodies are looked through, and so many of them seen at once.
const BODIES: usize = 30;
const SEEN: usize = 4;

/// What is done with the refusal once it is on record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum After {
    /// Its slip is printed.
    Print,
    /// Nothing.
    Register,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// 谁要的
    Asked(String),
    /// Enter there: takes the marked body, else goes on.
    Enter,
    /// A body of the list.
    Take(usize),
    /// Ctrl+P
    Print,
    /// Ctrl+S
    Register,
    /// Ctrl+O
    Alternative,
    /// The bodies that asked lately.
    Bodies(Answer<Vec<String>>),
    /// The person on file.
    Person(Answer<Box<Resident>>),
    /// How often this certificate was declined this year, and who asked most.
    Counted(u32, Answer<DeclineCount>),
    /// It is on record under this number.
    Done(After, Answer<String>),
    /// It is on record, and the alternative's form is open.
    Instead(Answer<Box<Opened>>),
    /// The last one of this certificate is to be seen.
    Last(String),
}

/// One refusal.
pub struct Refusal {
    /// The certificate's number in the list.
    pub certificate: u32,
    resident: Option<String>,
    visit: Option<String>,
    person: Option<Box<Resident>>,
    asked: String,
    bodies: Vec<String>,
    index: Vec<TextIndex>,
    marked: Option<usize>,
    counted: Option<DeclineCount>,
    slip: Slip,
    /// It is being recorded: a second press does nothing.
    busy: bool,
    error: Option<String>,
    from_reception: bool,
}

impl Refusal {
    /// The refusal of a certificate.
    pub fn new(certificate: u32, resident: Option<String>, visit: Option<String>, ctx: &Ctx) -> Self {
        let mut refusal = Self {
            certificate,
            from_reception: false,
            resident,
            visit,
            person: None,
            asked: String::new(),
            bodies: Vec::new(),
            index: Vec::new(),
            marked: None,
            counted: None,
            slip: Slip::default(),
            busy: false,
            error: None,
        };
        refusal.slip = refusal.written(ctx);
        refusal
    }

    /// It was begun at the reception, with a certificate chosen there.
    pub fn begun_at_reception(mut self) -> Self {
        self.from_reception = true;
        self
    }

    /// Whether Esc goes back to the reception at once.
    pub fn came_from_reception(&self) -> bool {
        self.from_reception
    }

    /// The person's id.
    pub fn subject(&self) -> Option<String> {
        self.resident.clone()
    }

    /// Loads what belongs to it.
    pub fn load(&self, ctx: &Ctx) -> Task<Message> {
        let bodies = ctx.work(|desk| desk.recent_asking_bodies(BODIES), Message::Bodies);
        let person = match self.resident.clone() {
            Some(id) => ctx.work(move |desk| desk.resident(&id).map(Box::new), Message::Person),
            None => Task::none(),
        };
        Task::batch([bodies, person, self.count(ctx)])
    }

    fn count(&self, ctx: &Ctx) -> Task<Message> {
        let number = self.certificate;
        ctx.work(move |desk| desk.declined_this_year(number), move |answer| Message::Counted(number, answer))
    }

    /// Turns to another certificate; who asked, and who came, stays.
    pub fn turn_to(&mut self, certificate: u32, ctx: &Ctx) -> Task<Message> {
        if self.certificate == certificate {
            return Task::none();
        }
        self.certificate = certificate;
        self.counted = None;
        self.error = None;
        self.slip = self.written(ctx);
        self.count(ctx)
    }

    fn named<'b>(&self, ctx: &'b Ctx) -> Option<&'b Certificate> {
        ctx.book.declines.certificate(self.certificate)
    }

    fn written(&self, ctx: &Ctx) -> Slip {
        self.named(ctx).map(|certificate| Slip::of(certificate, ctx)).unwrap_or_default()
    }

    /// Places of the bodies that answer what was typed; none once it is one of them.
    fn offered(&self) -> Vec<usize> {
        let typed = self.asked.trim();
        if self.busy || self.bodies.iter().any(|body| body == typed) {
            return Vec::new();
        }
        let mut places = find(typed, &self.index);
        places.truncate(SEEN);
        places
    }

    /// Whether ↑ and ↓ have a list of bodies to walk in.
    pub fn walks(&self) -> bool {
        self.marked.is_some() || !self.offered().is_empty()
    }

    /// One row down or up in the list of bodies; above the first is the field itself.
    pub fn walk(&mut self, down: bool) {
        let last = self.offered().len().checked_sub(1);
        self.marked = match (self.marked, last) {
            (_, None) => None,
            (None, Some(_)) => down.then_some(0),
            (Some(at), Some(last)) if down => Some((at + 1).min(last)),
            (Some(at), Some(_)) => at.checked_sub(1),
        };
    }

    /// Lets the mark go; whether there was one.
    pub fn lets_go(&mut self) -> bool {
        self.marked.take().is_some()
    }

    /// Handles what happens.
    pub fn update(&mut self, message: Message, ctx: &Ctx) -> Action<super::Message> {
        match message {
            Message::Asked(words) => {
                self.asked = words;
                self.marked = None;
                Action::None
            }
            Message::Enter => match self.marked {
                Some(at) => self.take(at),
                None => Action::Run(tab::focus(PRINT)),
            },
            Message::Take(at) => self.take(at),
            Message::Print => self.record(After::Print, ctx),
            Message::Register => self.record(After::Register, ctx),
            Message::Alternative => self.instead(ctx),
            Message::Bodies(Ok(bodies)) => {
                self.index = bodies.iter().map(|body| TextIndex::new(&[body])).collect();
                self.bodies = bodies;
                Action::None
            }
            Message::Person(Ok(person)) => {
                self.person = Some(person);
                Action::None
            }
            Message::Counted(number, Ok(counted)) => {
                // The answer about a certificate that was left meanwhile.
                if number == self.certificate {
                    self.counted = Some(counted);
                }
                Action::None
            }
            Message::Bodies(Err(error)) | Message::Person(Err(error)) | Message::Counted(_, Err(error)) => {
                Action::Fail(desk_error(&ctx.words, &error))
            }
            Message::Done(after, Ok(serial)) => done(after, serial, ctx),
            Message::Done(_, Err(error)) | Message::Instead(Err(error)) => {
                self.busy = false;
                self.error = Some(desk_error(&ctx.words, &error));
                Action::None
            }
            Message::Instead(Ok(opened)) => Action::Go(Route::Intake(opened)),
            Message::Last(serial) => Action::Go(Route::Matter(serial)),
        }
    }

    fn take(&mut self, at: usize) -> Action<super::Message> {
        if let Some(body) = self.offered().get(at).and_then(|place| self.bodies.get(*place)) {
            self.asked.clone_from(body);
        }
        self.marked = None;
        Action::Run(tab::focus(ASKED).chain(iced::widget::operation::move_cursor_to_end(ASKED)))
    }

    fn new_decline(&self) -> NewDecline {
        NewDecline {
            certificate: self.certificate,
            asked_by: self.asked.trim().to_owned(),
            resident: self.resident.clone(),
            visit: self.visit.clone(),
        }
    }

    fn record(&mut self, after: After, ctx: &Ctx) -> Action<super::Message> {
        if self.busy || self.named(ctx).is_none() {
            return Action::None;
        }
        self.busy = true;
        self.error = None;
        let new = self.new_decline();
        let task = ctx.work(
            move |desk| desk.decline(&new).map(|(record, _)| record.serial.to_string()),
            move |answer| super::Message::Refusal(Message::Done(after, answer)),
        );
        Action::Run(task)
    }

    /// 改办这项: the refusal is recorded and the alternative's form opened in the same visit, both or neither.
    fn instead(&mut self, ctx: &Ctx) -> Action<super::Message> {
        let Some(item) = self.alternative(ctx) else { return Action::None };
        if self.busy {
            return Action::None;
        }
        self.busy = true;
        self.error = None;
        let new = self.new_decline();
        let task = ctx.work(
            move |desk| desk.decline_instead(&new, &item).map(|(_, opened)| Box::new(opened)),
            |answer| super::Message::Refusal(Message::Instead(answer)),
        );
        Action::Run(task)
    }

    /// Code of the item that serves instead, while it is offered.
    fn alternative(&self, ctx: &Ctx) -> Option<String> {
        let code = &self.named(ctx)?.alternative;
        ctx.book.catalogue.offered().find(|item| item.code == *code).map(|item| item.code.clone())
    }
}

fn done(after: After, serial: String, ctx: &Ctx) -> Action<super::Message> {
    let leave = Task::done(super::Message::Leave);
    match after {
        After::Print => Action::Issue(vec![serial], leave),
        After::Register => {
            let said = t!(ctx.words, "decline-registered", serial = serial);
            Action::Refresh(Task::done(super::Message::Said(said)).chain(leave))
        }
    }
}
