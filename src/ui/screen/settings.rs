//! 设置 (F10): sections at the left, one of them at the right. What was typed and not saved is kept while going from
//! section to section, and told.

mod centre;
mod data;
mod display;
mod drafts;
mod frame;
mod holidays;
mod items;
mod people;
pub(in crate::ui::screen) mod picker;
mod printing;
mod rooms;

use iced::widget::{Row, column, container, row};
use iced::{Center, Element, Fill, Task};

use crate::i18n::Words;
use crate::t;
use crate::ui::component::tag::Tone;
use crate::ui::component::{card, card_heading, choice, tag};
use crate::ui::ctx::{Action, Ctx, NARROW, Route};
use crate::ui::icon::{Icon, tinted};
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::{size, space};
use crate::ui::widget::tab;

const SECTIONS: &str = "settings-sections";

/// A section of the settings, in the order of their digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// 单位
    Centre,
    /// 人员
    People,
    /// 事项
    Items,
    /// 放假安排
    Holidays,
    /// 打印
    Printing,
    /// 显示
    Display,
    /// 数据
    Data,
    /// 场地
    Rooms,
}

impl Section {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Centre,
        Self::People,
        Self::Items,
        Self::Holidays,
        Self::Printing,
        Self::Display,
        Self::Data,
        Self::Rooms,
    ];

    fn index(self) -> usize {
        Self::ALL.iter().position(|section| *section == self).unwrap_or(0)
    }

    fn name(self, words: &Words) -> String {
        match self {
            Self::Centre => t!(words, "set-centre"),
            Self::People => t!(words, "set-people"),
            Self::Items => t!(words, "set-items"),
            Self::Holidays => t!(words, "set-holidays"),
            Self::Printing => t!(words, "set-printing"),
            Self::Display => t!(words, "set-display"),
            Self::Data => t!(words, "set-data"),
            Self::Rooms => t!(words, "set-rooms"),
        }
    }

    fn line(self, words: &Words) -> String {
        match self {
            Self::Centre => t!(words, "set-centre-line"),
            Self::People => t!(words, "set-people-line"),
            Self::Items => t!(words, "set-items-line"),
            Self::Holidays => t!(words, "set-holidays-line"),
            Self::Printing => t!(words, "set-printing-line"),
            Self::Display => t!(words, "set-display-line"),
            Self::Data => t!(words, "set-data-line"),
            Self::Rooms => t!(words, "set-rooms-line"),
        }
    }
}

/// What happens in the settings.
#[derive(Debug, Clone)]
pub enum Message {
    /// To the section with this place.
    Section(usize),
    /// In 单位.
    Centre(centre::Message),
    /// In 人员.
    People(people::Message),
    /// In 事项.
    Items(items::Message),
    /// In 放假安排.
    Holidays(holidays::Message),
    /// In 打印.
    Printing(printing::Message),
    /// In 显示.
    Display(display::Message),
    /// In 数据.
    Data(data::Message),
    /// In 场地.
    Rooms(rooms::Message),
}

/// The settings.
#[derive(Debug)]
pub struct SettingsScreen {
    section: Section,
    centre: centre::Centre,
    people: people::People,
    items: items::Items,
    holidays: holidays::Holidays,
    printing: printing::Printing,
    data: data::Data,
    rooms: rooms::Rooms,
    /// The focus is in the section, not on the list of sections: Esc goes back to the list first.
    inside: bool,
    /// Esc was pressed with unsaved changes: the next one leaves all the same.
    warned: bool,
}

impl SettingsScreen {
    /// The settings at a section, with the list of sections in focus.
    pub fn at(section: Section, ctx: &Ctx) -> (Self, Task<Message>) {
        let screen = Self {
            section,
            centre: centre::Centre::new(ctx),
            people: people::People::new(ctx),
            items: items::Items::default(),
            holidays: holidays::Holidays::new(ctx),
            printing: printing::Printing::new(ctx),
            data: data::Data::default(),
            rooms: rooms::Rooms::new(ctx),
            inside: false,
            warned: false,
        };
        (screen, tab::focus(SECTIONS))
    }

    /// Handles what happens.
    pub fn update(&mut self, message: Message, ctx: &Ctx) -> Action<Message> {
        self.warned = false;
        if !matches!(message, Message::Section(_)) {
            self.inside = true;
        }
        match message {
            Message::Section(index) => Action::Run(self.open(index, ctx)),
            Message::Centre(message) => self.centre.update(message, ctx).map(Message::Centre),
            Message::People(message) => self.people.update(message, ctx).map(Message::People),
            Message::Items(message) => self.items.update(message, ctx).map(Message::Items),
            Message::Holidays(message) => self.holidays.update(message, ctx).map(Message::Holidays),
            Message::Printing(message) => self.printing.update(message, ctx).map(Message::Printing),
            Message::Display(message) => display::update(&message, ctx).map(Message::Display),
            Message::Data(message) => self.data.update(message, ctx).map(Message::Data),
            Message::Rooms(message) => self.rooms.update(message, ctx).map(Message::Rooms),
        }
    }

    fn open(&mut self, index: usize, ctx: &Ctx) -> Task<Message> {
        let Some(section) = Section::ALL.get(index) else { return Task::none() };
        self.section = *section;
        self.inside = false;
        // What has to be asked of the system is asked when it is wanted.
        let asking = match section {
            Section::Printing => self.printing.ask().map(Message::Printing),
            Section::Data => data::Data::ask(ctx).map(Message::Data),
            _ => Task::none(),
        };
        Task::batch([tab::focus(SECTIONS), asking])
    }

    /// The sections with changes that are not saved.
    fn unsaved(&self, ctx: &Ctx) -> Vec<Section> {
        Section::ALL.into_iter().filter(|section| self.is_unsaved(*section, ctx)).collect()
    }

    fn is_unsaved(&self, section: Section, ctx: &Ctx) -> bool {
        match section {
            Section::Centre => self.centre.unsaved(),
            Section::People => self.people.unsaved(),
            Section::Items => self.items.unsaved(),
            Section::Printing => self.printing.unsaved(ctx),
            Section::Rooms => self.rooms.unsaved(),
            Section::Holidays | Section::Display | Section::Data => false,
        }
    }

    /// Handles a key of the table.
    pub fn command(&mut self, command: Command, ctx: &Ctx) -> Action<Message> {
        let at = self.section.index();
        match command {
            Command::Digit(digit) if digit > 0 => self.update(Message::Section(usize::from(digit) - 1), ctx),
            Command::PageDown => self.update(Message::Section((at + 1).min(Section::ALL.len() - 1)), ctx),
            Command::PageUp => self.update(Message::Section(at.saturating_sub(1)), ctx),
            Command::Enter => {
                self.inside = true;
                if self.section == Section::Items && self.items.enter(ctx) {
                    return Action::Run(tab::focus(items::FIRST));
                }
                if self.section == Section::Rooms
                    && let Some(first) = self.rooms.enter(ctx)
                {
                    return Action::Run(tab::focus(first));
                }
                Action::Run(tab::focus_step(false))
            }
            Command::Find if self.section == Section::Items => Action::Run(tab::focus(items::SEARCH)),
            Command::Save => self.save(ctx),
            Command::Back => self.back(ctx),
            _ => Action::None,
        }
    }

    fn save(&mut self, ctx: &Ctx) -> Action<Message> {
        if !self.is_unsaved(self.section, ctx) {
            return Action::None;
        }
        match self.section {
            Section::Centre => self.update(Message::Centre(centre::Message::Save), ctx),
            Section::People => self.update(Message::People(people::Message::Save), ctx),
            Section::Items => self.update(Message::Items(items::Message::Save), ctx),
            Section::Printing => self.update(Message::Printing(printing::Message::Save), ctx),
            Section::Rooms => self.update(Message::Rooms(rooms::Message::Save), ctx),
            Section::Holidays | Section::Display | Section::Data => Action::None,
        }
    }

    /// One step back: out of what is open, to the list of sections, to 接待.
    fn back(&mut self, ctx: &Ctx) -> Action<Message> {
        if self.section == Section::Items && self.items.close(ctx) {
            return Action::Run(tab::focus(items::LIST));
        }
        if self.section == Section::Rooms
            && let Some(list) = self.rooms.close(ctx)
        {
            return Action::Run(tab::focus(list));
        }
        if self.inside {
            self.inside = false;
            return Action::Run(tab::focus(SECTIONS));
        }
        if self.holds_back(ctx) {
            return Action::None;
        }
        Action::Go(Route::Reception)
    }

    /// Whether leaving now would lose changes nobody was told of: the first try to leave tells, the second leaves.
    pub fn holds_back(&mut self, ctx: &Ctx) -> bool {
        let first = !self.warned && !self.unsaved(ctx).is_empty();
        self.warned |= first;
        first
    }

    /// Title and what is not saved.
    pub fn heading(&self, ctx: &Ctx) -> (String, String) {
        let words = &ctx.words;
        let unsaved = self.unsaved(ctx);
        let line = if unsaved.is_empty() {
            ctx.book.community.centre()
        } else {
            let between = t!(words, "set-between");
            let names: Vec<String> = unsaved.iter().map(|section| section.name(words)).collect();
            t!(words, "set-unsaved-in", sections = names.join(&between))
        };
        (t!(words, "rail-settings"), line)
    }

    /// There is no dialog here.
    pub fn dialog<'a>(&'a self, _ctx: &'a Ctx) -> Option<Element<'a, Message>> {
        None
    }

    /// List and section.
    pub fn view<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let section = match self.section {
            Section::Centre => self.centre.view(ctx).map(Message::Centre),
            Section::People => self.people.view(ctx).map(Message::People),
            Section::Items => self.items.view(ctx).map(Message::Items),
            Section::Holidays => self.holidays.view(ctx).map(Message::Holidays),
            Section::Printing => self.printing.view(ctx).map(Message::Printing),
            Section::Display => display::view(ctx).map(Message::Display),
            Section::Data => self.data.view(ctx).map(Message::Data),
            Section::Rooms => self.rooms.view(ctx).map(Message::Rooms),
        };
        let unsaved: Option<Element<'a, Message>> = self
            .is_unsaved(self.section, ctx)
            .then(|| tag(look, Tone::Warn, Icon::Pencil, t!(words, "set-unsaved"), true).into());
        let narrow = ctx.width < NARROW;
        let line = if narrow { String::new() } else { self.section.line(words) };
        let heading = card_heading(look, self.section.name(words), line, unsaved);
        let main = card(look, column![heading, section]).width(Fill).height(Fill);
        let warned = self.warned.then(|| frame::soft(look, t!(words, "set-leave-again")));
        let names = Section::ALL.map(|section| section.name(words));
        if narrow {
            let sections = choice(look, SECTIONS, names, &[self.section.index()], Message::Section, false);
            return column![sections].push(warned).push(main).spacing(space::S8).into();
        }
        let sections = picker::column_of(
            look,
            SECTIONS,
            Section::ALL.len(),
            Some(self.section.index()),
            |index| self.entry(ctx, Section::ALL[index], index),
            |index, _| Message::Section(index),
        );
        let list = container(card(look, sections)).width(if ctx.lang() == crate::domain::lang::Lang::Zh {
            176
        } else {
            196
        });
        let body = row![list, column![].push(warned).push(main).spacing(space::S8)].spacing(space::S12);
        body.height(Fill).into()
    }

    fn entry<'a>(&self, ctx: &'a Ctx, section: Section, index: usize) -> Element<'a, Message> {
        let look = ctx.look;
        let label = text::one_line(text::body(look, section.name(&ctx.words)));
        let label = if section == self.section { label.font(text::BOLD) } else { label };
        let mark =
            self.is_unsaved(section, ctx).then(|| tinted(Icon::Pencil, size::GLYPH_TAG, look.roles.warn));
        let entry: Row<'a, Message> = row![
            text::hint(look, (index + 1).to_string()).color(look.roles.text3),
            container(label).width(Fill)
        ];
        entry.push(mark).spacing(space::S10).align_y(Center).into()
    }
}
