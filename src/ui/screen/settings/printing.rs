//! 打印: what happens to a paper on this PC, and which printer takes which sheet.

use iced::widget::{column, row};
use iced::{Center, Element, Task};

use crate::paper::output::{PrintError, Spooler};
use crate::t;
use crate::this_pc::{Delivery, PrinterChoice, ThisPc};
use crate::ui::component::{button, checkbox, choice, input};
use crate::ui::ctx::{Action, Ctx, blocking};
use crate::ui::icon::Icon;
use crate::ui::text;
use crate::ui::theme::space;

use super::frame::{self, Saving};

const DELIVERIES: [Delivery; 4] = [Delivery::Print, Delivery::View, Delivery::File, Delivery::Ask];

/// Which sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sheet {
    /// A4
    A4,
    /// The 80 mm roll
    Roll,
}

/// What happens here.
#[derive(Debug, Clone)]
pub enum Message {
    /// What happens to a paper.
    Delivery(usize),
    /// A printer of the list; 0 is the system's own choice.
    Printer(Sheet, usize),
    /// A printer's name was typed.
    Named(Sheet, String),
    /// A tray's name was typed.
    Tray(Sheet, String),
    /// Slips in large type, or not.
    Large,
    /// Ask the system for its printers.
    Ask,
    /// What it has.
    Printers(Result<Vec<String>, PrintError>),
    /// Print the guide of the first item.
    Test,
    /// Save.
    Save,
}

#[derive(Debug, Clone)]
enum Printers {
    Asked,
    Known(Vec<String>),
    Unknown(PrintError),
}

/// 打印
#[derive(Debug)]
pub struct Printing {
    /// The part of this PC's settings that belongs here, as typed.
    typed: ThisPc,
    printers: Printers,
    saving: Saving,
}

/// The part of the settings that is changed here, on top of what else is set meanwhile.
fn merged(typed: &ThisPc, pc: &ThisPc) -> ThisPc {
    let tidy = |choice: &PrinterChoice| {
        let kept = |text: &Option<String>| {
            text.as_deref().map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned)
        };
        PrinterChoice { printer: kept(&choice.printer), tray: kept(&choice.tray) }
    };
    ThisPc {
        delivery: typed.delivery,
        a4: tidy(&typed.a4),
        roll: tidy(&typed.roll),
        large_slips: typed.large_slips,
        ..pc.clone()
    }
}

impl Printing {
    /// As it is set.
    pub fn new(ctx: &Ctx) -> Self {
        Self { typed: (*ctx.pc).clone(), printers: Printers::Asked, saving: Saving::default() }
    }

    /// Whether something is not saved.
    pub fn unsaved(&self, ctx: &Ctx) -> bool {
        merged(&self.typed, &ctx.pc) != *ctx.pc
    }

    /// Asks the system for its printers, which may take seconds.
    pub fn ask(&mut self) -> Task<Message> {
        self.printers = Printers::Asked;
        blocking(|| Spooler::default().printers(), Message::Printers)
    }

    fn sheet(&mut self, sheet: Sheet) -> &mut PrinterChoice {
        match sheet {
            Sheet::A4 => &mut self.typed.a4,
            Sheet::Roll => &mut self.typed.roll,
        }
    }

    /// Handles what happens.
    pub fn update(&mut self, message: Message, ctx: &Ctx) -> Action<Message> {
        if !matches!(message, Message::Printers(_)) {
            self.saving.touched();
        }
        match message {
            Message::Delivery(index) => {
                self.typed.delivery = DELIVERIES.get(index).copied().unwrap_or_default();
            }
            Message::Printer(sheet, index) => {
                let name = match &self.printers {
                    Printers::Known(names) if index > 0 => names.get(index - 1).cloned(),
                    _ => None,
                };
                self.sheet(sheet).printer = name;
            }
            Message::Named(sheet, name) => self.sheet(sheet).printer = (!name.is_empty()).then_some(name),
            Message::Tray(sheet, tray) => self.sheet(sheet).tray = (!tray.is_empty()).then_some(tray),
            Message::Large => self.typed.large_slips = !self.typed.large_slips,
            Message::Ask => return Action::Run(self.ask()),
            Message::Printers(Ok(names)) => self.printers = Printers::Known(names),
            Message::Printers(Err(error)) => self.printers = Printers::Unknown(error),
            Message::Test => {
                let first = ctx.book.catalogue.offered().min_by_key(|item| item.seq);
                let Some(item) = first else { return Action::None };
                return Action::Guide { item: item.code.clone(), large: self.typed.large_slips };
            }
            Message::Save => {
                let pc = merged(&self.typed, &ctx.pc);
                self.typed = pc.clone();
                self.saving.done();
                return Action::Set(Box::new(pc));
            }
        }
        Action::None
    }

    /// The section.
    pub fn view<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let deliveries = [
            t!(words, "print-deliver"),
            t!(words, "print-view"),
            t!(words, "print-file"),
            t!(words, "print-save-as"),
        ];
        let chosen: Vec<usize> =
            DELIVERIES.iter().position(|known| *known == self.typed.delivery).into_iter().collect();
        let delivery = choice(look, "print-delivery", deliveries, &chosen, Message::Delivery, false);
        let delivery_help = match self.typed.delivery {
            Delivery::Print => t!(words, "print-deliver-help"),
            Delivery::View => t!(words, "print-view-help"),
            Delivery::File => t!(words, "print-file-help"),
            Delivery::Ask => t!(words, "print-save-as-help"),
        };
        let large = checkbox(
            look,
            "print-large",
            self.typed.large_slips,
            t!(words, "print-large"),
            Some(Message::Large),
        );
        let unsaved = self.unsaved(ctx);
        let test = button(look, t!(words, "print-test"))
            .icon(Icon::Printer)
            .id("print-test")
            .on_press_maybe((!unsaved).then_some(Message::Test));
        let test_help = if unsaved { t!(words, "print-test-save") } else { t!(words, "print-test-help") };
        let fields = column![
            frame::line(ctx, t!(words, "print-what"), delivery, Some(delivery_help)),
            frame::line(ctx, t!(words, "print-found"), self.found(ctx), None),
            frame::line(ctx, t!(words, "print-a4"), self.printer(ctx, Sheet::A4, &self.typed.a4), None),
            frame::line(ctx, t!(words, "print-roll"), self.printer(ctx, Sheet::Roll, &self.typed.roll), None),
            frame::line(ctx, t!(words, "print-type"), large, Some(t!(words, "print-large-help"))),
            frame::line(ctx, t!(words, "print-try"), row![test], Some(test_help)),
        ]
        .spacing(space::S16);
        let bar = frame::save_bar(ctx, &self.saving, true, unsaved, Message::Save);
        frame::page(look, fields, Some(bar))
    }

    fn found<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let said: Element<'a, Message> = match &self.printers {
            Printers::Asked => text::second(look, t!(words, "print-asking")).into(),
            Printers::Known(names) if names.is_empty() => frame::soft(look, t!(words, "print-no-printers")),
            Printers::Known(names) => {
                text::body(look, t!(words, "print-printers", count = names.len())).into()
            }
            Printers::Unknown(PrintError::NoProgram(program)) => {
                frame::soft(look, t!(words, "print-no-spooler", program = program.clone()))
            }
            Printers::Unknown(error) => {
                frame::soft(look, t!(words, "print-not-asked", detail = error.to_string()))
            }
        };
        let again = button(look, t!(words, "print-ask"))
            .icon(Icon::Repeat)
            .id("print-ask")
            .on_press_maybe((!matches!(self.printers, Printers::Asked)).then_some(Message::Ask));
        row![iced::widget::container(said).width(iced::Fill), again]
            .spacing(space::S12)
            .align_y(Center)
            .into()
    }

    fn printer<'a>(&'a self, ctx: &'a Ctx, sheet: Sheet, set: &'a PrinterChoice) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let (list, name, tray) = match sheet {
            Sheet::A4 => ("print-a4-list", "print-a4-name", "print-a4-tray"),
            Sheet::Roll => ("print-roll-list", "print-roll-name", "print-roll-tray"),
        };
        let known: &[String] = match &self.printers {
            Printers::Known(names) => names,
            _ => &[],
        };
        let choices = (!known.is_empty()).then(|| {
            let options: Vec<String> =
                std::iter::once(t!(words, "print-default")).chain(known.iter().cloned()).collect();
            let chosen = match &set.printer {
                None => Some(0),
                Some(name) => known.iter().position(|known| known == name).map(|at| at + 1),
            };
            let chosen: Vec<usize> = chosen.into_iter().collect();
            choice(look, list, options, &chosen, move |index| Message::Printer(sheet, index), false)
        });
        let typed = input(
            look,
            name,
            t!(words, "print-name-example"),
            set.printer.clone().unwrap_or_default(),
            move |text| Message::Named(sheet, text),
        );
        let tray = input(
            look,
            tray,
            t!(words, "print-tray-example"),
            set.tray.clone().unwrap_or_default(),
            move |text| Message::Tray(sheet, text),
        );
        let typed = row![
            text::one_line(text::second(look, t!(words, "print-name"))),
            Element::from(typed),
            text::one_line(text::second(look, t!(words, "print-tray"))),
            Element::from(tray.width(160)),
        ];
        column![].push(choices).push(typed.spacing(space::S8).align_y(Center)).spacing(space::S8).into()
    }
}
