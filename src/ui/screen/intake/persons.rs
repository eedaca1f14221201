//! A list of persons: a row each, with a cell for name, relation and number. Enter goes from cell to cell and begins a new
//! row; an empty row is left behind.

use iced::widget::{Column, column, container, row};
use iced::{Center, Element, Fill, Length};

use crate::domain::form::{
    Contact, Field, FieldError, FieldType, MOST_PERSONS, PersonCell, PersonFault, PersonLine, person_lines,
    person_text,
};
use crate::domain::masked::Mask;
use crate::domain::name::PersonName;
use crate::i18n::field_error;
use crate::t;
use crate::ui::component::field::error_line;
use crate::ui::component::{button, input};
use crate::ui::ctx::{Action, Ctx};
use crate::ui::icon::Icon;
use crate::ui::text;
use crate::ui::theme::{size, space};
use crate::ui::widget::tab;

use super::{IntakeScreen, Message, field_id};

/// Room for what is done with a row, at its end, px.
const END: f32 = size::CONTROL;

/// The name of a cell's control.
fn cell_name(key: &str, line: usize, cell: PersonCell) -> String {
    format!("{key}.{line}.{}", cell.key())
}

/// The name of the button that adds a row.
pub(super) fn add_id(key: &str) -> String {
    format!("f:{key}.add")
}

/// A control's name taken apart: the field's key, the line, the cell.
fn cell_of(name: &str) -> Option<(&str, usize, PersonCell)> {
    let (rest, cell) = name.rsplit_once('.')?;
    let (key, line) = rest.rsplit_once('.')?;
    let cell = PersonCell::ALL.into_iter().find(|known| known.key() == cell)?;
    Some((key, line.parse().ok()?, cell))
}

impl IntakeScreen {
    /// The rows of a list; there is always one to type in.
    fn lines_of(&self, key: &str) -> Vec<PersonLine> {
        let mut lines = person_lines(self.entry(key));
        if lines.is_empty() {
            lines.push(PersonLine::default());
        }
        lines
    }

    fn keep_lines(&mut self, key: &str, lines: &[PersonLine]) {
        let text = if lines.iter().all(PersonLine::is_blank) && lines.len() < 2 {
            String::new()
        } else {
            person_text(lines)
        };
        let _ = self.draft.entries.insert(key.to_owned(), text);
    }

    /// Whether a control is a cell of a list of persons, and which.
    pub(super) fn person_cell<'n>(&self, name: &'n str) -> Option<(&'n str, usize, PersonCell)> {
        let (key, line, cell) = cell_of(name)?;
        let is = |field: &Field| field.key == key && field.kind == FieldType::Persons;
        self.form.fields.iter().any(is).then_some((key, line, cell))
    }

    /// Typing in a cell.
    pub(super) fn typed_cell(&mut self, name: &str, text: &str, ctx: &Ctx) {
        let Some((key, at, cell)) = self.person_cell(name) else { return };
        let mut lines = self.lines_of(key);
        if let Some(line) = lines.get_mut(at) {
            line.set(cell, text);
        }
        self.keep_lines(key, &lines);
        self.edited(name, ctx);
    }

    /// Enter in a cell: to the next, from the last one of a row to the next row, which is begun if need be. From the
    /// name of an empty row it leaves the list.
    pub(super) fn after_cell(&mut self, name: &str, ctx: &Ctx) -> String {
        let Some((key, at, cell)) = self.person_cell(name) else { return field_id(name) };
        let mut lines = self.lines_of(key);
        let last = at + 1 >= lines.len();
        let blank = lines.get(at).is_none_or(PersonLine::is_blank);
        if cell == PersonCell::Name && blank && last {
            if lines.len() > 1 {
                let _ = lines.pop();
                self.keep_lines(key, &lines);
                self.changed_list(key, ctx);
            }
            return self.following(key);
        }
        let next = match cell {
            PersonCell::Name => cell_name(key, at, PersonCell::Relation),
            PersonCell::Relation => cell_name(key, at, PersonCell::Contact),
            PersonCell::Contact if last && lines.len() >= MOST_PERSONS => return self.following(key),
            PersonCell::Contact => {
                if last {
                    lines.push(PersonLine::default());
                    self.keep_lines(key, &lines);
                    self.changed_list(key, ctx);
                }
                cell_name(key, at + 1, PersonCell::Name)
            }
        };
        // The row that has the caret is not masked.
        let id = field_id(&next);
        self.last_edited = Some(next);
        id
    }

    fn changed_list(&mut self, key: &str, ctx: &Ctx) {
        self.edited(key, ctx);
        self.last_edited = None;
    }

    /// A row more, at the end; an empty one that is there already is enough.
    pub(super) fn add_person(&mut self, key: &str, ctx: &Ctx) -> Action<Message> {
        let mut lines = self.lines_of(key);
        if lines.last().is_some_and(|line| !line.is_blank()) && lines.len() < MOST_PERSONS {
            lines.push(PersonLine::default());
            self.keep_lines(key, &lines);
            self.changed_list(key, ctx);
        }
        Action::Run(tab::focus(field_id(&cell_name(key, lines.len() - 1, PersonCell::Name))))
    }

    /// A row less; the focus goes to the row that took its place, else to the one before.
    pub(super) fn remove_person(&mut self, key: &str, at: usize, ctx: &Ctx) -> Action<Message> {
        let mut lines = self.lines_of(key);
        if at < lines.len() {
            let _ = lines.remove(at);
        }
        let next = at.min(lines.len().saturating_sub(1));
        self.keep_lines(key, &lines);
        self.changed_list(key, ctx);
        Action::Run(tab::focus(field_id(&cell_name(key, next, PersonCell::Name))))
    }

    /// The first control of a list, or its first wrong one.
    pub(super) fn first_cell(&self, key: &str) -> String {
        let (line, cell) = match self.judged.errors.get(key) {
            Some(FieldError::Persons(faults)) => {
                faults.first().map_or((0, PersonCell::Name), |fault| (fault.line, fault.cell))
            }
            _ => (0, PersonCell::Name),
        };
        field_id(&cell_name(key, line, cell))
    }

    /// What is wrong with the cells, once it is fair to say so.
    fn faults(&self, key: &str) -> &[PersonFault] {
        match self.judged.errors.get(key) {
            Some(FieldError::Persons(faults)) => faults,
            _ => &[],
        }
    }

    fn fault_told(&self, ctx: &Ctx, name: &str, fault: &PersonFault, line: &PersonLine) -> Option<String> {
        // A name that is still to be typed is no fault yet, and nothing is while it is being typed.
        let missing = fault.cell == PersonCell::Name && line.cell(PersonCell::Name).trim().is_empty();
        let typing = self.last_edited.as_deref() == Some(name);
        let too_early = typing || missing && self.in_row(name);
        let fair = self.attempted || !too_early;
        fair.then(|| field_error(&ctx.words, &fault.error))
    }

    /// Whether the row of a cell is the one being typed in.
    fn in_row(&self, name: &str) -> bool {
        let row = |name: &str| name.rsplit_once('.').map(|(row, _)| row.to_owned());
        self.last_edited.as_deref().is_some_and(|now| row(now) == row(name))
    }

    /// The list.
    pub(super) fn persons<'a>(
        &'a self,
        ctx: &'a Ctx,
        control: &'a Field,
        wrong: bool,
    ) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let key = control.key.as_str();
        let lines = self.lines_of(key);
        let heads = [t!(words, "persons-name"), t!(words, "persons-relation"), t!(words, "persons-contact")];
        let mut head = row![].spacing(space::S8);
        for (cell, words) in PersonCell::ALL.into_iter().zip(heads) {
            let words = text::one_line(text::hint(look, words));
            head = head.push(container(words).width(share(cell)).padding([0, 2]).clip(true));
        }
        head = head.push(container(text::hint(look, "")).width(2.0 * END + space::S8));
        let mut list = Column::new().spacing(space::S4).push(head);
        for (at, line) in lines.iter().enumerate() {
            list = list.push(self.person_row(ctx, control, (at, lines.len()), line, wrong));
        }
        let full = lines.len() >= MOST_PERSONS;
        let add = button(look, t!(words, "persons-add"))
            .icon(Icon::Plus)
            .quiet()
            .id(add_id(key))
            .on_press_maybe((!full).then(|| Message::AddPerson(key.to_owned())));
        list.push(add).into()
    }

    fn person_row<'a>(
        &'a self,
        ctx: &'a Ctx,
        control: &'a Field,
        (at, many): (usize, usize),
        line: &PersonLine,
        wrong: bool,
    ) -> Element<'a, Message> {
        let look = ctx.look;
        let key = control.key.as_str();
        let faults = self.faults(key);
        let first = cell_name(key, at, PersonCell::Name);
        // Whoever is not being typed in is masked, as everywhere on an open counter.
        let masked = !ctx.reveal
            && !line.is_blank()
            && !self.in_row(&first)
            && !faults.iter().any(|fault| fault.line == at);
        let mut across = row![].spacing(space::S8);
        for cell in PersonCell::ALL {
            let name = cell_name(key, at, cell);
            let fault = faults.iter().find(|fault| fault.line == at && fault.cell == cell);
            let told = fault.and_then(|fault| self.fault_told(ctx, &name, fault, line));
            let bad = told.is_some() || wrong && line.is_blank() && cell == PersonCell::Name;
            let value = if masked { covered(cell, line.cell(cell)) } else { line.cell(cell).to_owned() };
            let typed = name.clone();
            let field =
                input(look, field_id(&name), "", value, move |text| Message::Typed(typed.clone(), text))
                    .on_submit(Message::Next(name.clone()))
                    .masked(masked && cell != PersonCell::Relation)
                    .error(bad);
            let beneath = told.map(|words| error_line(look, words));
            across = across.push(column![field].push(beneath).spacing(space::S4).width(share(cell)));
        }
        let change: Element<'a, Message> = if masked {
            button(look, "")
                .icon(Icon::Pencil)
                .quiet()
                .width(END)
                .id(format!("f:{key}.{at}.change"))
                .on_press(Message::Edit(first))
                .into()
        } else {
            container(text::hint(look, "")).width(END).into()
        };
        let remove = (many > 1 || !line.is_blank()).then(|| Message::RemovePerson(key.to_owned(), at));
        let remove = button(look, "")
            .icon(Icon::X)
            .quiet()
            .width(END)
            .id(format!("f:{key}.{at}.remove"))
            .on_press_maybe(remove);
        across.push(row![change, remove].spacing(space::S8).align_y(Center)).width(Fill).into()
    }
}

/// How much of a row a cell takes.
fn share(cell: PersonCell) -> Length {
    match cell {
        PersonCell::Name => Length::FillPortion(4),
        PersonCell::Relation => Length::FillPortion(3),
        PersonCell::Contact => Length::FillPortion(6),
    }
}

fn covered(cell: PersonCell, typed: &str) -> String {
    match cell {
        PersonCell::Name => PersonName::new(typed).map_or_else(|_| typed.to_owned(), |name| name.mask()),
        PersonCell::Relation => typed.to_owned(),
        PersonCell::Contact => Contact(typed.trim().to_owned()).mask(),
    }
}
