//! What the clerk writes: the hot issues, the days to come, remarks, who looks it over.

use iced::widget::text_editor::{self, Content};
use iced::widget::{Column, column, container, row, space as gap};
use iced::{Center, Element, Fill};

use crate::domain::summary::{HotIssue, SummaryWords};
use crate::i18n::desk_error;
use crate::t;
use crate::ui::component::card::dialog_card;
use crate::ui::component::{button, input, longtext};
use crate::ui::ctx::{Action, Answer, Ctx};
use crate::ui::shortcut::Command;
use crate::ui::text;
use crate::ui::theme::{scroll, space};
use crate::ui::widget::tab;

use super::{SummaryScreen, says};

/// The first field.
pub const FIRST: &str = "summary-hot-0";
/// 下周
const NEXT: &str = "summary-next";
/// 说明
const REMARKS: &str = "summary-remarks";
/// 审核人
const REVIEWER: &str = "summary-reviewer";

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// A hot issue, by its place.
    Hot(usize, String),
    /// How often it was met.
    Count(usize, String),
    /// 下周
    Next(text_editor::Action),
    /// 说明
    Remarks(text_editor::Action),
    /// 审核人
    Reviewer(String),
    /// Enter in a field: on to the next.
    Step(String),
    /// Keep it.
    Save,
    /// It is kept.
    Saved(Answer<Box<crate::domain::summary::StoredSummary>>),
    /// Leave it.
    Close,
}

/// What is being written.
#[derive(Debug)]
pub struct Writing {
    hot: Vec<(String, String)>,
    next: Content,
    remarks: Content,
    reviewer: String,
    busy: bool,
    wrong: Option<usize>,
    /// What stood there at first; as long as it does, nothing is fixed that goes on being counted.
    first: Vec<(String, String)>,
    /// What was kept before.
    kept: SummaryWords,
}

fn hot_id(at: usize) -> String {
    format!("summary-hot-{at}")
}

fn count_id(at: usize) -> String {
    format!("summary-hot-count-{at}")
}

impl Writing {
    /// Begins with what is kept; where nothing is, with what the enquiries were about.
    fn new(words: &SummaryWords, asked: Vec<(String, u32)>) -> Self {
        let kept = words.hot.iter().map(|issue| {
            (issue.text.clone(), issue.count.map_or_else(String::new, |count| count.to_string()))
        });
        let asked = asked.into_iter().map(|(text, count)| (text, count.to_string()));
        let mut hot: Vec<(String, String)> =
            if words.hot.is_empty() { asked.collect() } else { kept.collect() };
        hot.resize(SummaryWords::HOT, Default::default());
        Self {
            first: hot.clone(),
            kept: words.clone(),
            hot,
            next: Content::with_text(&words.next),
            remarks: Content::with_text(&words.remarks),
            reviewer: words.reviewer.clone(),
            busy: false,
            wrong: None,
        }
    }

    /// What was written; else the place of a count that is none.
    fn words(&self) -> Result<SummaryWords, usize> {
        let mut hot = Vec::new();
        let untouched = self.kept.hot.is_empty() && self.hot == self.first;
        for (at, (text, count)) in self.hot.iter().enumerate() {
            let count = match count.trim() {
                "" => None,
                typed => Some(typed.parse().map_err(|_| at)?),
            };
            if !untouched && !text.trim().is_empty() {
                hot.push(HotIssue { text: text.trim().to_owned(), count });
            }
        }
        Ok(SummaryWords {
            hot,
            next: self.next.text().trim_end().to_owned(),
            remarks: self.remarks.text().trim_end().to_owned(),
            reviewer: self.reviewer.trim().to_owned(),
        })
    }

    pub(super) fn view<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let label = |label: String| text::strong(look, label);
        let mut hot = Column::new().spacing(space::S8).push(label(t!(words, "summary-topics")));
        for (at, (issue, count)) in self.hot.iter().enumerate() {
            let next = if at + 1 < self.hot.len() { hot_id(at + 1) } else { NEXT.to_owned() };
            let line = row![
                text::one_line(text::strong(look, (at + 1).to_string())).width(16),
                input(look, hot_id(at), t!(words, "summary-hot-placeholder"), issue, move |text| {
                    Message::Hot(at, text)
                })
                .on_submit(Message::Step(count_id(at))),
                input(look, count_id(at), "", count, move |text| Message::Count(at, text))
                    .latin(true)
                    .width(72)
                    .error(self.wrong == Some(at))
                    .on_submit(Message::Step(next)),
                text::one_line(text::second(look, t!(words, "summary-times"))),
            ]
            .spacing(space::S8)
            .align_y(Center);
            hot = hot.push(line);
        }
        let fields = column![
            hot,
            column![
                label(t!(words, "summary-next-label")),
                longtext(look, NEXT, t!(words, "summary-next-placeholder"), &self.next, Message::Next)
                    .on_enter(Message::Step(REMARKS.to_owned())),
            ]
            .spacing(space::S4),
            column![
                label(t!(words, "summary-remarks-label")),
                longtext(
                    look,
                    REMARKS,
                    t!(words, "summary-remarks-placeholder"),
                    &self.remarks,
                    Message::Remarks
                )
                .on_enter(Message::Step(REVIEWER.to_owned())),
            ]
            .spacing(space::S4),
            row![
                label(t!(words, "summary-reviewer-label")),
                input(look, REVIEWER, "", &self.reviewer, Message::Reviewer)
                    .width(200)
                    .on_submit(Message::Save),
            ]
            .spacing(space::S12)
            .align_y(Center),
        ]
        .spacing(space::S12)
        .padding(iced::padding::right(space::S12));
        let save = button(look, t!(words, "summary-save-words"))
            .key(Command::Save.key())
            .primary()
            .tall()
            .id("summary-save-words")
            .on_press_maybe((!self.busy).then_some(Message::Save));
        let close = button(look, t!(words, "help-close"))
            .key(Command::Back.key())
            .tall()
            .id("summary-write-close")
            .on_press(Message::Close);
        let tall = if ctx.width < crate::ui::ctx::NARROW { 250.0 } else { 470.0 };
        let body = column![
            text::title(look, t!(words, "summary-write")),
            container(scroll::vertical(look, fields).width(Fill)).max_height(tall),
            row![gap::horizontal(), save, close].spacing(space::S8),
        ]
        .spacing(space::S12);
        container(dialog_card(look, body)).max_width(680).into()
    }
}

impl SummaryScreen {
    pub(super) fn write(&mut self, ctx: &Ctx) -> Action<super::Message> {
        let Some(read) = self.read.as_ref().filter(|read| !read.0.is_final()) else { return Action::None };
        let asked = read.1.topics.iter().take(SummaryWords::HOT);
        let asked = asked.map(|topic| (says::option(ctx, "PT01", &topic.code), topic.count)).collect();
        self.writing = Some(Writing::new(&read.0.words, asked));
        Action::Run(tab::focus(FIRST))
    }

    pub(super) fn in_writing(&mut self, message: Message, ctx: &Ctx) -> Action<super::Message> {
        let Some(writing) = &mut self.writing else { return Action::None };
        match message {
            Message::Hot(at, text) => {
                if let Some(line) = writing.hot.get_mut(at) {
                    line.0 = text;
                }
            }
            Message::Count(at, text) => {
                writing.wrong = None;
                if let Some(line) = writing.hot.get_mut(at) {
                    line.1 = text;
                }
            }
            Message::Next(action) => writing.next.perform(action),
            Message::Remarks(action) => writing.remarks.perform(action),
            Message::Reviewer(name) => writing.reviewer = name,
            Message::Step(to) => return Action::Run(tab::focus(to)),
            // What was written is kept; a count that is none is told first, and let go at the second Esc.
            Message::Close => match writing.words() {
                Ok(words) if words != writing.kept => return self.in_writing(Message::Save, ctx),
                Err(at) if writing.wrong.is_none() => {
                    writing.wrong = Some(at);
                    return Action::Run(tab::focus(count_id(at)));
                }
                Ok(_) | Err(_) => {
                    self.writing = None;
                    return Action::Run(self.return_focus());
                }
            },
            Message::Save if writing.busy => {}
            Message::Save => match writing.words() {
                Ok(words) => {
                    writing.busy = true;
                    let period = self.period;
                    return Action::Run(ctx.work(
                        move |desk| desk.write_summary(period, &words).map(Box::new),
                        |saved| super::Message::Writing(Message::Saved(saved)),
                    ));
                }
                Err(at) => {
                    writing.wrong = Some(at);
                    return Action::Run(tab::focus(count_id(at)));
                }
            },
            Message::Saved(Ok(stored)) => {
                self.writing = None;
                let said = t!(ctx.words, "summary-said-saved", period = says::period(ctx, self.period));
                self.keep(*stored);
                return Action::Say(said);
            }
            Message::Saved(Err(error)) => {
                writing.busy = false;
                return Action::Fail(desk_error(&ctx.words, &error));
            }
        }
        Action::None
    }
}
