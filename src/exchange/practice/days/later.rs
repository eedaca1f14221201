//! What becomes of a matter on later days: handed on, answered, done; or its missing papers come.

use chrono::{DateTime, Days, FixedOffset, NaiveDate};

use crate::desk::{Decision, DeskError, Finished, form_of};
use crate::domain::catalogue::{HandlingMode, Item, ReceiptKind};
use crate::domain::intake::{Closing, Ending, Forwarding, State, Step};
use crate::domain::material::receive_all;

use super::Filling;
use crate::exchange::practice::{PracticeError, at};

/// What people say when they are asked how it was: a grade first.
const REVIEWS: [&str; 8] =
    ["满意", "非常满意", "满意", "基本满意", "非常满意", "满意", "满意，态度好", "不满意，等得久"];

/// What happens to a matter on a later day.
pub(super) enum Later {
    Step(String, Step),
    ComeBack(String),
}

impl Filling<'_> {
    /// What is remembered of a finished matter, and what will come of it.
    pub(super) fn after(
        &mut self,
        person: usize,
        item: &Item,
        finished: &Finished,
    ) -> Result<(), PracticeError> {
        self.tally.intakes += 1;
        let intake = &finished.intake;
        let now = self.desk.now();
        if let (Some(id), Some(known)) = (&intake.resident, self.people.known.get_mut(person))
            && known.resident.is_none()
        {
            known.resident = Some(id.clone());
            self.tally.residents += 1;
        }
        self.batch.prints.extend(finished.papers.iter().map(|paper| (paper.serial.to_string(), now)));
        match &intake.state {
            State::Declined { .. } => self.tally.refusals += 1,
            State::NeedsSupplement { notice, .. } => {
                self.tally.supplements += 1;
                let back = if self.rng.u32(0..5) > 0 {
                    Later::ComeBack(intake.id.clone())
                } else {
                    let ending = Ending { reason: "逾期未补，已退回材料".to_owned(), at: now };
                    self.put_off(
                        notice.due + Days::new(3),
                        Later::Step(intake.id.clone(), Step::Terminate { ending }),
                    );
                    return Ok(());
                };
                let day = now.date_naive() + Days::new(self.rng.u64(1..4));
                self.put_off(day, back);
            }
            State::AcceptedWithGaps { acceptance, .. } => {
                self.tally.gaps += 1;
                let day = now.date_naive() + Days::new(1);
                let made_up = Step::MakeUp { acceptance: acceptance.clone() };
                self.put_off(day, Later::Step(intake.id.clone(), made_up));
                self.handle(item, &intake.id, acceptance.promised_on.max(day));
            }
            State::Accepted { acceptance } => {
                if self.rng.u32(0..120) == 0 {
                    self.desk.void(&intake.id, "同一件事登记了两次")?;
                    self.tally.voids += 1;
                } else {
                    self.handle(item, &intake.id, acceptance.promised_on);
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// A matter is handed on or done by its day; one of twenty is late by days, and one of sixty by months.
    pub(super) fn handle(&mut self, item: &Item, id: &str, due: NaiveDate) {
        let roll = self.rng.u32(0..60);
        let late = match roll {
            0 => self.rng.u64(40..120),
            1..4 => self.rng.u64(1..6),
            _ => 0,
        };
        let day = due + Days::new(late);
        let result = Closing { result: "已办好并告知本人".to_owned(), at: self.desk.now() };
        // Of the requests a third is seen to within the grid.
        let own = item.receipt == ReceiptKind::Workorder && self.rng.u32(0..3) == 0;
        if item.mode != HandlingMode::Forward || own {
            self.finish(id, day, result);
            return;
        }
        let to = if item.deliver_to_zh.is_empty() {
            item.authority_zh.clone()
        } else {
            item.deliver_to_zh.clone()
        };
        let forwarding = Forwarding { to, on: day };
        self.put_off(day, Later::Step(id.to_owned(), Step::Forward { forwarding }));
        let replied = day + Days::new(self.rng.u64(5..40));
        self.put_off(
            replied,
            Later::Step(id.to_owned(), Step::Reply { reply: "已办结，通知本人".to_owned() }),
        );
        let told = replied + Days::new(self.rng.u64(1..4));
        self.finish(id, told, result);
    }

    /// It is done; one of four says later how it was.
    fn finish(&mut self, id: &str, day: NaiveDate, closing: Closing) {
        self.put_off(day, Later::Step(id.to_owned(), Step::Finish { closing }));
        if self.rng.u32(0..4) > 0 {
            return;
        }
        let feedback = REVIEWS[self.rng.usize(0..REVIEWS.len())].to_owned();
        let told = day + Days::new(self.rng.u64(0..6));
        self.put_off(told, Later::Step(id.to_owned(), Step::FeedBack { feedback }));
    }

    /// Keeps something for the first working day from a day on.
    pub(super) fn put_off(&mut self, day: NaiveDate, what: Later) {
        let book = self.desk.book();
        // Ten years without a working day do not happen; the bound keeps a broken calendar from hanging the desk.
        let day = day.iter_days().take(3660).find(|day| book.calendar.is_working(*day)).unwrap_or(day);
        self.later.entry(day).or_default().push(what);
    }

    /// What was put off until today, or until a day that turned out to be none of the days filled.
    pub(super) fn earlier_matters(&mut self, day: NaiveDate) -> Result<(), PracticeError> {
        let rest = self.later.split_off(&(day + Days::new(1)));
        let today = std::mem::replace(&mut self.later, rest);
        let Some(morning) = at(day, 8 * 60 + 40, self.zone) else {
            return Ok(());
        };
        for what in today.into_values().flatten() {
            match what {
                Later::Step(id, step) => {
                    self.batch.steps.push((id, dated(step, morning), morning));
                }
                Later::ComeBack(id) => self.come_back(&id, morning)?,
            }
        }
        Ok(())
    }

    /// Somebody brings what was missing.
    fn come_back(&mut self, id: &str, now: DateTime<FixedOffset>) -> Result<(), PracticeError> {
        self.clock.set(now);
        self.next_worker()?;
        let mut draft = self.desk.go_on(id)?.draft;
        let item = self.desk.item_at(&draft.item, draft.item_version)?;
        let form = form_of(&item, self.desk.resident_of(&draft)?.as_ref());
        receive_all(&item, &form.fields, &draft.entries, &mut draft.materials);
        let finished = match self.desk.finish(&draft, &Decision::Accept) {
            Ok(finished) => finished,
            // Meanwhile the class is full, or its term is over.
            Err(DeskError::Enrolment(_)) => {
                self.desk.discard_draft(&draft.id)?;
                let ending =
                    Ending { reason: "班级已满或已结课，已当面说明".to_owned(), at: now };
                let on = now.date_naive() + Days::new(1);
                self.put_off(on, Later::Step(id.to_owned(), Step::Terminate { ending }));
                return Ok(());
            }
            Err(error) => return Err(error.into()),
        };
        self.batch.prints.extend(finished.papers.iter().map(|paper| (paper.serial.to_string(), now)));
        if let State::Accepted { acceptance } = &finished.intake.state {
            let due = acceptance.promised_on;
            self.handle(&item, id, due);
        }
        Ok(())
    }
}

/// The step with the time it is taken at.
fn dated(step: Step, now: DateTime<FixedOffset>) -> Step {
    match step {
        Step::Finish { closing } => Step::Finish { closing: Closing { at: now, ..closing } },
        Step::Terminate { ending } => Step::Terminate { ending: Ending { at: now, ..ending } },
        other => other,
    }
}
