//! What a file would come to, before anything is taken in.

use iced::widget::{Row as Cells, column, container, row, space as gap};
use iced::{Center, Element, Fill, FillPortion};

use crate::desk::{Before, ImportPreview, Rejected};
use crate::domain::imported::{RowFault, What};
use crate::i18n::row_fault;
use crate::t;
use crate::ui::component::field::error_line;
use crate::ui::component::tag::Tone;
use crate::ui::component::{button, list_row};
use crate::ui::ctx::{Ctx, NARROW};
use crate::ui::text;
use crate::ui::theme::space;

use super::view::{going, listed, note, pressed, told, what_name};
use super::{Import, Message, REJECTS, ROW, Read};

/// Width of the line's number before a reason, px.
const LINE: f32 = 96.0;

impl Import {
    /// The heads, the counts, what is in the way, the rows that stay out.
    pub(super) fn looked<'a>(&'a self, ctx: &'a Ctx) -> Element<'a, Message> {
        let Some(read) = &self.read else { return gap::vertical().into() };
        let what = self.what();
        let seen = read.seen.as_ref().filter(|seen| !seen.rejected.is_empty());
        let rejects = seen
            .map(|seen| container(rejects(self.read.as_ref(), &seen.rejected, ctx)).height(FillPortion(2)));
        let trouble = if read.tells_before() { None } else { self.told_trouble(ctx) };
        column![container(read.list(what, ctx)).height(FillPortion(3)), self.counts(read, ctx)]
            .push(self.in_the_way(read, ctx))
            .push(trouble)
            .push(rejects)
            .spacing(if ctx.width < NARROW { space::S4 } else { space::S8 })
            .into()
    }

    fn counts<'a>(&'a self, read: &'a Read, ctx: &'a Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        if let Some(at) = read.counting {
            return container(going(ctx, t!(words, "import-counting"), at))
                .height(LOW)
                .align_y(Center)
                .into();
        }
        let Some(seen) = &read.seen else { return gap::vertical().height(0).into() };
        let figure = |label: String, value: u64| {
            let value = text::one_line(text::strong(look, value.to_string()));
            Element::from(row![text::one_line(text::second(look, label)), value].spacing(space::S4))
        };
        let on_file = |row: &&Rejected| !matches!(row.fault, RowFault::OnFile { .. });
        let rejected = seen.rejected.iter().filter(on_file).count() as u64;
        let mut cells = Cells::new()
            .push(figure(t!(words, "import-rows"), seen.rows))
            .push(figure(t!(words, "import-good"), seen.good));
        cells = match self.what() {
            What::Residents => cells.push(figure(t!(words, "import-duplicates"), seen.duplicates)),
            What::Ledger(_) => cells.push(figure(t!(words, "import-matched"), seen.matched)),
        };
        let from = t!(words, "import-from", from = read.opened.from.clone());
        let part = seen.stopped.then(|| self.part(seen, ctx));
        cells
            .push(figure(t!(words, "import-bad"), rejected))
            .push(part)
            .push(gap::horizontal())
            .push(text::one_line(text::second(look, text::fit(&from, 260.0, 14.0))))
            .spacing(space::S16)
            .height(LOW)
            .align_y(Center)
            .into()
    }

    /// The counts are of a part only.
    fn part<'a>(&self, seen: &ImportPreview, ctx: &Ctx) -> Element<'a, Message> {
        let (look, words) = (ctx.look, &ctx.words);
        let said = text::one_line(
            text::body(look, t!(words, "import-part", rows = seen.rows)).color(look.roles.warn),
        );
        let again =
            button(look, t!(words, "import-count-again")).id("import-count").on_press(Message::CountAgain);
        row![said, again].spacing(space::S8).align_y(Center).into()
    }

    /// Why it cannot be taken in as things stand, or what it goes on from.
    fn in_the_way<'a>(&self, read: &Read, ctx: &Ctx) -> Option<Element<'a, Message>> {
        let (look, words) = (ctx.look, &ctx.words);
        if read.is_counting() {
            return None;
        }
        if let Some(head) = read.missing {
            let head = self.column_called(head, ctx);
            return Some(error_line(look, t!(words, "import-column-missing", head = head)));
        }
        let seen = read.seen.as_ref()?;
        let said = match &seen.before {
            Some(Before::GoesOn(batch)) => {
                let said = t!(words, "import-goes-on", id = batch.id.clone(), upto = batch.upto);
                return Some(told(ctx, Tone::Info, said, Some(&batch.id)));
            }
            Some(Before::Already(batch)) => {
                (t!(words, "import-already-line", id = batch.id.clone()), &batch.id)
            }
            Some(Before::Unfinished(batch)) => {
                let what = what_name(ctx, batch.what);
                (t!(words, "import-open-one", id = batch.id.clone(), what = what), &batch.id)
            }
            None if !ctx.desk.is_supervisor() => {
                return Some(note(look, Tone::Neutral, t!(words, "import-supervisors")));
            }
            None if seen.good == 0 && !seen.stopped => {
                return Some(note(look, Tone::Warn, t!(words, "import-nothing-good")));
            }
            None => return None,
        };
        Some(told(ctx, Tone::Warn, said.0, Some(said.1)))
    }

    /// A column by its usual head, as the screen calls it.
    fn column_called(&self, head: &str, ctx: &Ctx) -> String {
        let known = self.what().columns().iter().find(|column| column.zh == head);
        known.map_or_else(|| head.to_owned(), |column| column.name(ctx.lang()))
    }

    pub(super) fn mark_reject(&mut self, by: isize) {
        let many = match (&self.stage, &self.read) {
            (super::Stage::Done(taken), _) => taken.done.rejected.len(),
            (_, Some(read)) => read.seen.as_ref().map_or(0, |seen| seen.rejected.len()),
            _ => 0,
        };
        if let Some(read) = &mut self.read {
            read.reject = read.reject.saturating_add_signed(by).min(many.saturating_sub(1));
            read.rejects.reveal(read.reject, ROW);
        }
    }
}

/// Height of the line of counts, px.
const LOW: f32 = 36.0;

/// Rows that are not taken in, each with its line in the file and the reason.
pub(super) fn rejects<'a>(
    read: Option<&'a Read>,
    rejected: &'a [Rejected],
    ctx: &'a Ctx,
) -> Element<'a, Message> {
    let (look, words) = (ctx.look, &ctx.words);
    let Some(read) = read else { return gap::vertical().into() };
    let line = move |at: usize| -> Element<'a, Message> {
        let Some(row) = rejected.get(at) else { return gap::vertical().height(ROW).into() };
        let number = text::one_line(text::second(look, t!(words, "import-line", line = row.line)));
        let reason = text::fit(&row_fault(words, &row.fault), 1020.0 - LINE, 14.0);
        let cells = row![
            container(number).width(LINE),
            container(text::one_line(text::body(look, reason))).width(Fill).clip(true),
        ]
        .spacing(space::S8)
        .align_y(Center);
        let line = list_row(look, read.reject == at, cells, None, None).height(ROW);
        pressed(line.into(), Message::RejectMove(at as isize - read.reject as isize))
    };
    let list = listed(
        look,
        REJECTS,
        (rejected.len(), &read.rejects),
        line,
        // There is nothing to be done to it here.
        Some(Message::RejectMove(0)),
        Message::RejectMove,
        Message::RejectsScrolled,
    );
    let title = t!(words, "import-rejected", count = rejected.len());
    column![text::one_line(text::second(look, title)), list].spacing(space::S4).height(Fill).into()
}
