//! 受理: the form of one matter, the papers received, the promised date, the paper as it will be printed.

mod act;
mod address;
mod classes;
mod controls;
mod dialogs;
mod form;
mod going;
mod keeping;
mod materials;
mod offers;
mod persons;
mod side;
mod typing;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};
use iced::widget::text_editor::{self, Content};
use iced::widget::{column, container, row};
use iced::{Element, Fill, Task};

use crate::desk::{ClassLine, DeskError, Finished, FormOf, Opened, form_of};
use crate::domain::catalogue::{HandlingMode, Item};
use crate::domain::draft::Draft;
use crate::domain::form::{Field, FieldType, Judged};
use crate::domain::material::MaterialState;
use crate::domain::place::Place;
use crate::domain::promise::Due;
use crate::domain::resident::Resident;
use crate::domain::visit::Visit;
use crate::paper::value::Paper;
use crate::t;
use crate::ui::component::tag::Tone;
use crate::ui::component::{Calendar, Turn, card, tag};
use crate::ui::ctx::{Action, Answer, Ctx, Route, WIDE};
use crate::ui::shortcut::Command;
use crate::ui::theme::{scroll, space};
use crate::ui::widget::tab;

use dialogs::Dialog;
pub use offers::Mark;
use offers::Offers;

/// Id of the button that accepts.
const ACCEPT: &str = "accept";
/// In place of a count of edits: the answer is about the record of a look.
const LOOK: u64 = u64::MAX;
/// Id of 证件已核对.
const SEEN: &str = "document-seen";

/// What happens in the form.
#[derive(Debug, Clone)]
pub enum Message {
    /// A field was typed in.
    Typed(String, String),
    /// A long field was typed in.
    Wrote(String, text_editor::Action),
    /// An option was chosen.
    Chose(String, usize),
    /// A line of the list beside a field was taken.
    Took(String, String),
    /// Something of the list beside a field.
    Mark(String, Mark),
    /// A row more in a list of persons.
    AddPerson(String),
    /// A row less.
    RemovePerson(String, usize),
    /// The compounds known were read.
    Places(Answer<Vec<Place>>),
    /// The classes one can enrol in were read.
    Classes(Answer<Vec<ClassLine>>),
    /// Something of a date field's calendar.
    Turned(String, Turn),
    /// Enter in a field.
    Next(String),
    /// A masked field is to be changed.
    Edit(String),
    /// A material's box.
    Ticked(usize),
    /// A material's form: 0 original, 1 copy.
    Form(usize, usize),
    /// A material's number.
    Copies(usize, String),
    /// ↓ or ↑, with the focus on this.
    Material(iced::widget::Id, bool),
    /// 证件已核对
    Seen,
    /// Every day of the reckoning is to be seen.
    Days,
    /// A key of the table, by its button.
    Press(Command),
    /// Something of a dialog.
    Dialog(dialogs::Message),
    /// The form is finished.
    Finished(Answer<Finished>),
    /// The papers are on their way.
    Leave,
    /// The draft was kept.
    Saved(u64, Answer<()>),
}

/// The screen.
pub struct IntakeScreen {
    item: Item,
    resident: Option<Resident>,
    visit: Visit,
    draft: Draft,
    form: FormOf,
    judged: Judged,
    states: Vec<MaterialState>,
    contents: BTreeMap<String, Content>,
    last_edited: Option<String>,
    /// The calendar that is open, and beside which field.
    calendar: Option<(String, Calendar)>,
    editing: BTreeSet<String>,
    attempted: bool,
    /// The list that is open, and beside which field.
    offers: Option<Offers>,
    /// What is being typed into a part of an address, as typed.
    raw: Option<(String, String)>,
    places: Vec<Place>,
    /// The classes one can enrol in, where the form asks for one.
    classes: Vec<ClassLine>,
    due: Due,
    /// The paper as the screen may show it, and as it will be printed.
    paper: Paper,
    bare: Paper,
    dialog: Option<Dialog>,
    problem: Option<String>,
    edits: u64,
    saved_edits: u64,
    saving: bool,
    saved_at: Option<DateTime<FixedOffset>>,
    busy: bool,
    over: bool,
}

impl IntakeScreen {
    /// The screen for an opened form, with the focus on the first field that is still to be filled.
    pub fn new(opened: Opened, ctx: &Ctx) -> (Self, Task<Message>) {
        let Opened { draft, item, resident, visit } = opened;
        let today = ctx.now.date_naive();
        let form = form_of(&item, resident.as_ref()).knowing(&ctx.book);
        let judged = form.judge(&draft.entries, today);
        let due = ctx.book.due(&item, today);
        let contents = form
            .fields
            .iter()
            .filter(|field| is_long(field))
            .map(|field| {
                let typed = draft.entries.get(&field.key).map_or("", String::as_str);
                (field.key.clone(), Content::with_text(typed))
            })
            .collect();
        let mut screen = Self {
            states: Vec::new(),
            paper: Paper::Ticket(crate::paper::value::Ticket::default()),
            bare: Paper::Ticket(crate::paper::value::Ticket::default()),
            item,
            resident,
            visit,
            draft,
            form,
            judged,
            contents,
            last_edited: None,
            calendar: None,
            editing: BTreeSet::new(),
            attempted: false,
            offers: None,
            raw: None,
            places: Vec::new(),
            classes: Vec::new(),
            due,
            dialog: None,
            problem: None,
            edits: 0,
            saved_edits: 0,
            saving: false,
            saved_at: None,
            busy: false,
            over: false,
        };
        screen.rejudge(ctx);
        let known = ctx.work(crate::desk::Desk::places, Message::Places);
        let classes = if screen.asks_for_class() {
            ctx.work(crate::desk::Desk::open_classes, Message::Classes)
        } else {
            Task::none()
        };
        let task = Task::batch([screen.first_focus(), known, classes]);
        (screen, task)
    }

    /// What happens.
    pub fn update(&mut self, message: Message, ctx: &Ctx) -> Action<Message> {
        match message {
            Message::Typed(name, text) => {
                self.typed(&name, text, ctx);
                Action::None
            }
            Message::Wrote(key, action) => {
                let is_edit = action.is_edit();
                if let Some(content) = self.contents.get_mut(&key) {
                    content.perform(action);
                    if is_edit {
                        let text = content.text();
                        let _ = self.draft.entries.insert(key.clone(), text.trim_end().to_owned());
                        self.edited(&key, ctx);
                    }
                }
                Action::None
            }
            Message::Chose(key, index) => self.chose(&key, index, ctx),
            Message::Turned(key, turn) => self.turned(&key, turn, ctx),
            Message::Took(name, value) => self.took(&name, value, ctx),
            Message::Mark(name, mark) => self.mark(&name, mark, ctx),
            Message::AddPerson(key) => self.add_person(&key, ctx),
            Message::RemovePerson(key, at) => self.remove_person(&key, at, ctx),
            Message::Places(answer) => self.know(answer, ctx),
            Message::Classes(answer) => self.know_classes(answer, ctx),
            Message::Next(key) => self.next(&key, ctx),
            Message::Edit(key) => {
                let _ = self.editing.insert(key.clone());
                self.last_edited = Some(key.clone());
                let subject = self.subject();
                let focus = tab::focus(field_id(&key));
                let record =
                    ctx.work(move |desk| desk.record_look(&subject), |answer| Message::Saved(LOOK, answer));
                Action::Run(Task::batch([focus, record]))
            }
            Message::Material(at, down) => self.next_material(&at, down),
            Message::Ticked(index) => {
                if let Some(line) = self.draft.materials.get_mut(index) {
                    line.received = !line.received;
                    if line.received && line.copies == 0 {
                        line.copies = self.item.materials.get(index).map_or(0, |m| m.copies);
                    }
                }
                self.changed(ctx)
            }
            Message::Form(index, form) => {
                use crate::domain::catalogue::MaterialForm;
                if let Some(line) = self.draft.materials.get_mut(index) {
                    line.form = if form == 0 { MaterialForm::Original } else { MaterialForm::Copy };
                    line.received = true;
                }
                self.changed(ctx)
            }
            Message::Copies(index, text) => {
                let digits: String = text.chars().filter(char::is_ascii_digit).take(2).collect();
                if let Some(line) = self.draft.materials.get_mut(index) {
                    line.copies = digits.parse().unwrap_or(0);
                }
                self.changed(ctx)
            }
            Message::Seen => {
                self.draft.document_seen = !self.draft.document_seen;
                self.changed(ctx)
            }
            Message::Days => {
                self.dialog = Some(Dialog::Days);
                Action::Run(tab::focus(dialogs::FIRST))
            }
            Message::Press(command) => self.command(command, ctx),
            Message::Dialog(message) => self.dialog_update(message, ctx),
            Message::Finished(answer) => self.finished(answer, ctx),
            Message::Leave => Action::Go(Route::Reception),
            Message::Saved(edits, answer) => self.saved(edits, answer, ctx),
        }
    }

    /// Title and second line.
    pub fn heading(&self, ctx: &Ctx) -> (String, String) {
        (t!(ctx.words, "intake-title"), format!("{} {}", self.item.code, self.item.name(ctx.lang())))
    }

    /// 即办件, 承诺件, 转办件.
    pub fn mode_tag<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let name = crate::ui::screen::words::mode_name(&ctx.words, self.item.mode);
        let tone = if self.item.mode == HandlingMode::Forward { Tone::Info } else { Tone::Neutral };
        tag(ctx.look, tone, None, name, true).into()
    }

    /// Whose data is on the screen.
    pub fn subject(&self) -> String {
        self.resident.as_ref().map_or_else(|| self.draft.id.clone(), |person| person.id.clone())
    }

    /// What it shows.
    pub fn view<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let wide = ctx.width >= WIDE;
        let mut body = column![self.form_card(ctx)].spacing(space::S8);
        if let Some(duty) = self.duty_part(ctx) {
            body = body.push(duty);
        }
        if !self.item.materials.is_empty() {
            body = body.push(self.materials_card(ctx));
        }
        let mut left =
            column![self.person_strip(ctx), scroll::vertical(ctx.look, body).height(Fill)].spacing(space::S8);
        if !wide {
            left = left.push(self.promise_line(ctx));
        }
        let left = left.push(self.actions(ctx)).width(Fill).height(Fill);
        if !wide {
            return left.into();
        }
        let mut right = column![].spacing(space::S8).height(Fill);
        if self.item.promise.amount() > 0 {
            right = right.push(self.promise_card(ctx));
        }
        let right = right.push(self.preview_card(ctx));
        row![left, container(right).width(388)].spacing(space::S12).height(Fill).into()
    }

    fn person_strip<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        card(ctx.look, self.person_line(ctx)).width(Fill).into()
    }
}

/// Whether a field is written in several lines.
fn is_long(field: &Field) -> bool {
    field.kind == FieldType::Longtext
}

/// The id of a field's control.
pub fn field_id(key: &str) -> String {
    format!("f:{key}")
}

/// The id of a material's box.
pub fn material_id(index: usize) -> String {
    format!("m:{index}")
}

/// Keys of the duty-to-report card (`domain.md` §3.11).
fn is_duty(key: &str) -> bool {
    matches!(key, "duty_report" | "report_to" | "report_at" | "report_by" | "police_ref" | "no_report_why")
}

/// Fields of one line that hold a number, a phone or a name to be masked on an open counter.
fn is_personal(field: &Field) -> bool {
    match field.kind {
        FieldType::Phone | FieldType::Identity | FieldType::Name => true,
        FieldType::Text => field.private,
        _ => false,
    }
}

/// So that the failure of a finished form can travel in a message.
type Failure = Arc<DeskError>;
