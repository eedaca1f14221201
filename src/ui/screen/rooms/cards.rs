//! The cards that ask before something is cancelled, refused, or taken back: nothing of it is done by one key.

use iced::widget::{Column, column, container, row, space as gap};
use iced::{Center, Element};

use crate::desk::Scope;
use crate::domain::booking::Booking;
use crate::t;
use crate::ui::component::card::dialog_card;
use crate::ui::component::field::error_line;
use crate::ui::component::{button, choice, field, input, radios};
use crate::ui::ctx::{Action, Ctx};
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::{size, space};

use super::deeds::{CONDITIONS, Done, What, named};
use super::{RoomsScreen, booking, scope_at, scope_index};

const REASON: &str = "rooms-card-reason";
const PEOPLE: &str = "rooms-card-people";
const DO: &str = "rooms-card-do";

/// What is asked.
#[derive(Debug, Clone, PartialEq)]
enum Ask {
    /// 取消: by whom it was wished.
    Cancel { by_booker: bool },
    /// 驳回
    Reject,
    /// 还钥匙
    Back { people: String, condition: usize },
    /// 爽约
    NoShow,
    /// 单独成场
    Alone,
}

/// A card.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    ask: Ask,
    booking: Booking,
    scope: Scope,
    words: String,
    error: Option<String>,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// How far it goes.
    Scope(usize),
    /// Who wished it: the booker, or the centre.
    By(usize),
    /// The reason, or the note.
    Words(String),
    /// How many came.
    People(String),
    /// How the room was left.
    Condition(usize),
    /// Do it.
    Do,
    /// Close it.
    Close,
}

impl Card {
    fn new(ask: Ask, booking: &Booking, scope: Scope) -> Self {
        Self { ask, booking: booking.clone(), scope, words: String::new(), error: None }
    }

    /// Before a booking is cancelled.
    pub fn cancel(booking: &Booking, scope: Scope) -> Self {
        Self::new(Ask::Cancel { by_booker: true }, booking, scope)
    }

    /// Before one that waits is refused.
    pub fn reject(booking: &Booking, scope: Scope) -> Self {
        Self::new(Ask::Reject, booking, scope)
    }

    /// When the key comes back.
    pub fn back(booking: &Booking) -> Self {
        let people = booking.details.people.to_string();
        Self::new(Ask::Back { people, condition: 0 }, booking, Scope::This)
    }

    /// Before it is said that nobody came.
    pub fn no_show(booking: &Booking) -> Self {
        Self::new(Ask::NoShow, booking, Scope::This)
    }

    /// Before a lesson is taken out of its series.
    pub fn alone(booking: &Booking) -> Self {
        Self::new(Ask::Alone, booking, Scope::This)
    }

    /// What has the focus first.
    pub fn first(&self) -> &'static str {
        match self.ask {
            Ask::Cancel { .. } | Ask::Reject | Ask::Alone => REASON,
            Ask::Back { .. } => PEOPLE,
            Ask::NoShow => DO,
        }
    }

    /// It could not be done.
    pub fn fail(&mut self, text: String) {
        self.error = Some(text);
    }

    pub(super) fn view<'a>(&'a self, screen: &'a RoomsScreen, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let title = match self.ask {
            Ask::Cancel { .. } => t!(words, "cal-card-cancel"),
            Ask::Reject => t!(words, "cal-card-reject"),
            Ask::Back { .. } => t!(words, "cal-card-back"),
            Ask::NoShow => t!(words, "cal-card-no-show"),
            Ask::Alone => t!(words, "cal-card-alone"),
        };
        let mut page = column![text::title(look, title), text::second(look, named(&self.booking, ctx))]
            .spacing(space::S12);
        if let Some(scopes) = self.scopes(screen, ctx) {
            page = page.push(scopes);
        }
        match &self.ask {
            Ask::Cancel { by_booker } => {
                let options = [t!(words, "cal-by-booker"), t!(words, "cal-by-centre")];
                let chosen = usize::from(!by_booker);
                let row = choice(look, "rooms-card-by", options, &[chosen], Message::By, false);
                page = page.push(field(look, t!(words, "cal-by"), true, row, None, None));
                page = page.push(self.reason(ctx, t!(words, "cal-reason"), true));
            }
            Ask::Reject => page = page.push(self.reason(ctx, t!(words, "cal-reason"), true)),
            Ask::Back { people, condition } => {
                let control = input(look, PEOPLE, "", people.as_str(), Message::People)
                    .latin(true)
                    .width(120)
                    .on_submit(Message::Do);
                page = page.push(field(look, t!(words, "cal-headcount"), true, control, None, None));
                let options = [
                    t!(words, "cal-condition-good"),
                    t!(words, "cal-condition-untidy"),
                    t!(words, "cal-condition-damaged"),
                ];
                let row = choice(look, "rooms-card-state", options, &[*condition], Message::Condition, false);
                page = page.push(field(look, t!(words, "cal-condition"), true, row, None, None));
                page = page.push(self.reason(ctx, t!(words, "cal-note"), false));
            }
            Ask::NoShow => page = page.push(text::body(look, t!(words, "cal-no-show-line"))),
            Ask::Alone => {
                let series = screen.view.as_ref().and_then(|view| view.series.as_ref());
                let others = series.map_or(0, |series| series.whole.saturating_sub(1));
                page = page.push(text::body(look, t!(words, "cal-alone-line", count = others)));
                page = page.push(self.reason(ctx, t!(words, "cal-reason"), true));
            }
        }
        let error = self.error.clone().map(|error| error_line(look, error));
        let busy = screen.busy;
        let act = button(look, self.label(screen, ctx))
            .key(Command::Save.key())
            .primary()
            .tall()
            .id(DO)
            .on_press_maybe((!busy).then_some(Message::Do));
        let close = button(look, t!(words, "cal-card-keep"))
            .key(Command::Back.key())
            .tall()
            .id("rooms-card-close")
            .on_press(Message::Close);
        let foot = row![gap::horizontal(), act, close].spacing(space::S8).align_y(Center);
        let page: Column<'a, Message> = page.push(error).push(foot);
        container(dialog_card(look, page)).max_width(560).into()
    }

    fn scopes<'a>(&self, screen: &'a RoomsScreen, ctx: &Ctx) -> Option<Element<'a, Message>> {
        let asks = matches!(self.ask, Ask::Cancel { .. } | Ask::Reject);
        if !asks || self.booking.lesson.is_none() {
            return None;
        }
        let series = screen.view.as_ref().and_then(|view| view.series.as_ref());
        let mut options = booking::reaches(ctx, series);
        if self.ask == Ask::Reject {
            // What waits is answered alone, or with all of its series that wait.
            let _ = options.remove(1);
            let at = usize::from(self.scope != Scope::This);
            let all = radios(ctx.look, "rooms-card-scope", options, at, |at| Message::Scope(at * 2));
            return Some(all);
        }
        let at = scope_index(self.scope);
        Some(radios(ctx.look, "rooms-card-scope", options, at, Message::Scope))
    }

    fn reason<'a>(&'a self, ctx: &Ctx, label: String, required: bool) -> Element<'a, Message> {
        let control = input(ctx.look, REASON, "", self.words.as_str(), Message::Words).on_submit(Message::Do);
        field(ctx.look, label, required, control, None, None).label_width(size::LABEL).into()
    }

    fn label(&self, screen: &RoomsScreen, ctx: &Ctx) -> String {
        let words = &ctx.words;
        match self.ask {
            Ask::Cancel { .. } => t!(words, "cal-card-cancel-do", count = self.count(screen)),
            Ask::Reject => t!(words, "cal-card-reject-do"),
            Ask::Back { .. } => t!(words, "cal-card-back-do"),
            Ask::NoShow => t!(words, "cal-card-no-show-do"),
            Ask::Alone => t!(words, "cal-card-alone-do"),
        }
    }

    /// How many it would take away.
    fn count(&self, screen: &RoomsScreen) -> usize {
        let series = screen.view.as_ref().and_then(|view| view.series.as_ref());
        match (self.scope, series) {
            (Scope::Following, Some(series)) => series.following,
            (Scope::Whole, Some(series)) => series.whole,
            _ => 1,
        }
    }
}

impl RoomsScreen {
    pub(super) fn card_command(&mut self, command: Command, ctx: &Ctx) -> Action<super::Message> {
        match command {
            Command::Back => self.in_card(Message::Close, ctx),
            Command::Save => self.in_card(Message::Do, ctx),
            _ => Action::None,
        }
    }

    pub(super) fn in_card(&mut self, message: Message, ctx: &Ctx) -> Action<super::Message> {
        let Some(card) = &mut self.card else { return Action::None };
        match message {
            Message::Scope(at) => card.scope = scope_at(at),
            Message::By(at) => card.ask = Ask::Cancel { by_booker: at == 0 },
            Message::Words(words) => {
                card.words = words;
                card.error = None;
            }
            Message::People(typed) => {
                if let Ask::Back { people, .. } = &mut card.ask {
                    *people = typed;
                }
                card.error = None;
            }
            Message::Condition(at) => {
                if let Ask::Back { condition, .. } = &mut card.ask {
                    *condition = at;
                }
            }
            Message::Close => {
                self.card = None;
                return Action::Run(self.return_focus());
            }
            Message::Do => return self.do_card(ctx),
        }
        Action::None
    }

    fn do_card(&mut self, ctx: &Ctx) -> Action<super::Message> {
        let (busy, Some(card)) = (self.busy, &mut self.card) else { return Action::None };
        if busy {
            return Action::None;
        }
        let words = card.words.trim().to_owned();
        if words.is_empty() && matches!(card.ask, Ask::Cancel { .. } | Ask::Reject | Ask::Alone) {
            card.fail(t!(ctx.words, "cal-reason-missing"));
            return Action::Run(crate::ui::widget::tab::focus(REASON));
        }
        let (id, scope) = (card.booking.id.clone(), card.scope);
        match card.ask.clone() {
            Ask::Cancel { by_booker } => self.run(ctx, move |desk| {
                let gone = desk.cancel_booking(&id, scope, by_booker, &words)?;
                Ok(Done::new(What::Cancelled, gone.len()))
            }),
            Ask::Reject => self.run(ctx, move |desk| {
                let refused = desk.reject_booking(&id, scope != Scope::This, &words)?;
                Ok(Done::new(What::Rejected, refused.len()))
            }),
            Ask::Back { people, condition } => {
                let Ok(headcount) = people.trim().parse::<u32>() else {
                    card.fail(t!(ctx.words, "field-not-whole"));
                    return Action::Run(crate::ui::widget::tab::focus(PEOPLE));
                };
                let condition = CONDITIONS.get(condition).copied().unwrap_or_default();
                self.run(ctx, move |desk| {
                    let _back = desk.give_back(&id, headcount, condition, &words)?;
                    Ok(Done::new(What::KeyBack, 1))
                })
            }
            Ask::Alone => self.run(ctx, move |desk| {
                let _alone = desk.single_out(&id, &words)?;
                Ok(Done::new(What::Alone, 1))
            }),
            Ask::NoShow => self.run(ctx, move |desk| {
                let _missing = desk.no_show(&id)?;
                Ok(Done::new(What::NoShow, 1))
            }),
        }
    }
}
