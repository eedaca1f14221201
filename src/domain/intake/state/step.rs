//! The steps between the states of an intake.

use serde::{Deserialize, Serialize};

use super::{
    Acceptance, Closing, Ending, Forwarding, GapPromise, Refusal, State, StateName, SupplementNotice,
};

/// A step from one state to the next.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "name", rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Step {
    Accept { acceptance: Acceptance },
    AcceptWithGaps { acceptance: Acceptance, gaps: GapPromise },
    MakeUp { acceptance: Acceptance },
    AskSupplement { notice: SupplementNotice },
    Decline { refusal: Refusal },
    Forward { forwarding: Forwarding },
    Reply { reply: String },
    Finish { closing: Closing },
    FeedBack { feedback: String },
    Archive,
    Withdraw { ending: Ending },
    Terminate { ending: Ending },
    Void { ending: Ending },
}

/// Why a step cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StepRefusal {
    /// Not from this state.
    #[error("not from {from:?}")]
    NotFrom {
        /// Where it stands.
        from: StateName,
    },
    /// The gap's day is later than the promised day (`domain.md` §3.1).
    #[error("gap due later than promised")]
    GapTooLate,
    /// A gap promise that names nothing.
    #[error("nothing is missing")]
    NoGap,
    /// 材料已一次性告知过: a second supplement needs a reason.
    #[error("second supplement without a reason")]
    ToldAlready,
    /// A reason must be given.
    #[error("reason missing")]
    NoReason,
}

impl State {
    /// The state after a step, or why it cannot be taken.
    pub fn step(self, step: &Step) -> Result<Self, StepRefusal> {
        let from = self.name();
        let refuse = Err(StepRefusal::NotFrom { from });
        match (self, step.clone()) {
            (Self::Received | Self::NeedsSupplement { .. }, Step::Accept { acceptance }) => {
                Ok(Self::Accepted { acceptance })
            }
            (Self::Received | Self::NeedsSupplement { .. }, Step::AcceptWithGaps { acceptance, gaps }) => {
                if gaps.missing.is_empty() {
                    Err(StepRefusal::NoGap)
                } else if gaps.due > acceptance.promised_on {
                    Err(StepRefusal::GapTooLate)
                } else {
                    Ok(Self::AcceptedWithGaps { acceptance, gaps })
                }
            }
            (Self::AcceptedWithGaps { .. }, Step::MakeUp { acceptance }) => Ok(Self::Accepted { acceptance }),
            (Self::Received, Step::AskSupplement { notice }) => {
                Ok(Self::NeedsSupplement { notice, times: 1 })
            }
            (Self::NeedsSupplement { times, .. }, Step::AskSupplement { notice }) => {
                if notice.reason_again.trim().is_empty() {
                    Err(StepRefusal::ToldAlready)
                } else {
                    Ok(Self::NeedsSupplement { notice, times: times + 1 })
                }
            }
            (Self::Received | Self::NeedsSupplement { .. }, Step::Decline { refusal }) => {
                if refusal.reason.trim().is_empty() {
                    Err(StepRefusal::NoReason)
                } else {
                    Ok(Self::Declined { refusal })
                }
            }
            (
                Self::Accepted { acceptance } | Self::Replied { acceptance, .. },
                Step::Forward { forwarding },
            ) => Ok(Self::Forwarded { acceptance, forwarding }),
            (Self::Forwarded { acceptance, .. }, Step::Reply { reply }) => {
                Ok(Self::Replied { acceptance, reply })
            }
            (
                Self::Accepted { .. } | Self::Forwarded { .. } | Self::Replied { .. },
                Step::Finish { closing },
            ) => Ok(Self::Done { closing }),
            (Self::Done { closing }, Step::FeedBack { feedback }) => Ok(Self::FedBack { closing, feedback }),
            (Self::Done { closing } | Self::FedBack { closing, .. }, Step::Archive) => {
                Ok(Self::Archived { closing })
            }
            (state, Step::Withdraw { ending }) if state.is_open() => {
                with_reason(&ending)?;
                Ok(Self::Withdrawn { ending })
            }
            (Self::AcceptedWithGaps { .. } | Self::NeedsSupplement { .. }, Step::Terminate { ending }) => {
                with_reason(&ending)?;
                Ok(Self::Terminated { ending })
            }
            (Self::Void { .. }, Step::Void { .. }) => refuse,
            (_, Step::Void { ending }) => {
                with_reason(&ending)?;
                Ok(Self::Void { ending })
            }
            _ => refuse,
        }
    }
}

fn with_reason(ending: &Ending) -> Result<(), StepRefusal> {
    if ending.reason.trim().is_empty() { Err(StepRefusal::NoReason) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{DateTime, NaiveDate};

    fn day(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 5, d).unwrap()
    }

    fn acceptance() -> Acceptance {
        Acceptance { on: day(7), promised_on: day(9), provisional: false }
    }

    fn ending(reason: &str) -> Ending {
        let at = DateTime::parse_from_rfc3339("2026-05-07T10:00:00+08:00").unwrap();
        Ending { reason: reason.into(), at }
    }

    fn notice(again: &str) -> SupplementNotice {
        SupplementNotice { missing: vec![0], note: String::new(), due: day(12), reason_again: again.into() }
    }

    #[test]
    fn the_gap_is_made_up_before_the_promised_day() {
        let late = GapPromise { missing: vec![1], due: day(10) };
        let step = Step::AcceptWithGaps { acceptance: acceptance(), gaps: late };
        assert_eq!(State::Received.step(&step), Err(StepRefusal::GapTooLate));
        let gaps = GapPromise { missing: vec![1], due: day(9) };
        let step = Step::AcceptWithGaps { acceptance: acceptance(), gaps };
        assert_eq!(State::Received.step(&step).unwrap().due(), Some(day(9)));
    }

    #[test]
    fn missing_papers_are_told_once_and_a_second_time_only_with_a_reason() {
        let once = State::Received.step(&Step::AskSupplement { notice: notice("") }).unwrap();
        let again = once.clone().step(&Step::AskSupplement { notice: notice(" ") });
        assert_eq!(again, Err(StepRefusal::ToldAlready));
        let again = once.step(&Step::AskSupplement { notice: notice("政策当天有变") }).unwrap();
        assert!(matches!(again, State::NeedsSupplement { times: 2, .. }));
    }

    #[test]
    fn a_declined_matter_is_neither_accepted_nor_withdrawn_but_can_be_voided() {
        let refusal =
            Refusal { reason: "不属本社区".into(), basis: String::new(), redirect: String::new() };
        let declined = State::Received.step(&Step::Decline { refusal }).unwrap();
        let accept = Step::Accept { acceptance: acceptance() };
        assert_eq!(declined.clone().step(&accept), Err(StepRefusal::NotFrom { from: StateName::Declined }));
        assert!(declined.clone().step(&Step::Withdraw { ending: ending("不办了") }).is_err());
        assert_eq!(declined.clone().step(&Step::Void { ending: ending("") }), Err(StepRefusal::NoReason));
        assert!(declined.step(&Step::Void { ending: ending("录错了") }).is_ok());
    }

    #[test]
    fn the_whole_road_to_the_archive() {
        let closing = Closing { result: "已办".into(), at: ending("x").at };
        let mut state = State::Received;
        for step in [
            Step::Accept { acceptance: acceptance() },
            Step::Forward { forwarding: Forwarding { to: "街道".into(), on: day(8) } },
            Step::Reply { reply: "批了".into() },
            Step::Finish { closing: closing.clone() },
            Step::FeedBack { feedback: "满意".into() },
            Step::Archive,
        ] {
            state = state.step(&step).unwrap();
        }
        assert_eq!(state, State::Archived { closing });
    }
}
