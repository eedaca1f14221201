//! 转办, 回复, 办结, 反馈, 撤回, 终止: what becomes of a matter after it was taken.

use crate::domain::intake::{
    Acceptance, Closing, Ending, Forwarding, Intake, State, StateName, Step, StepRefusal,
};

use super::{Desk, DeskError, read};

/// The next thing a worker does with a matter. The desk adds who and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Onward {
    /// 补齐: what was to follow has come.
    MakeUp,
    /// 转办: handed on to a body.
    Forward {
        /// To whom.
        to: String,
    },
    /// 回复: the body has answered.
    Reply {
        /// What it said.
        reply: String,
    },
    /// 办结
    Finish {
        /// The result in one line.
        result: String,
    },
    /// 反馈: what the resident says when asked.
    FeedBack {
        /// Their words; a grade first (`满意`, `不满意` …).
        feedback: String,
    },
    /// 归档
    Archive,
    /// 撤回: the resident does not want it any more.
    Withdraw {
        /// Why.
        reason: String,
    },
    /// 终止: what was missing never came.
    Terminate {
        /// Why.
        reason: String,
    },
}

impl Desk {
    /// Takes the next step with a matter. What is to be written must not be empty ([`StepRefusal::NoReason`]); what is not
    /// lawful from where the matter stands is [`StepRefusal::NotFrom`].
    pub fn go_onward(&self, intake: &str, onward: &Onward) -> Result<Intake, DeskError> {
        let now = self.now();
        let staff = self.session().staff;
        self.commit("step", |unit| {
            let known = read::<Intake>(unit, intake)?
                .ok_or_else(|| DeskError::Unknown { what: "intake", key: intake.to_owned() })?;
            let step = self.step_of(&known, onward)?;
            let after = known.step(step, now, &staff, None)?;
            unit.put(&after)?;
            let subject = after.serial().map_or_else(|| after.id.clone(), ToString::to_string);
            Ok((after, subject))
        })
    }

    fn step_of(&self, intake: &Intake, onward: &Onward) -> Result<Step, StepRefusal> {
        let at = self.now();
        let told = |text: &str| match text.trim() {
            "" => Err(StepRefusal::NoReason),
            text => Ok(text.to_owned()),
        };
        Ok(match onward {
            Onward::MakeUp => Step::MakeUp { acceptance: gap_acceptance(intake)? },
            Onward::Forward { to } => {
                Step::Forward { forwarding: Forwarding { to: told(to)?, on: at.date_naive() } }
            }
            Onward::Reply { reply } => Step::Reply { reply: told(reply)? },
            Onward::Finish { result } => Step::Finish { closing: Closing { result: told(result)?, at } },
            Onward::FeedBack { feedback } => Step::FeedBack { feedback: told(feedback)? },
            Onward::Archive => Step::Archive,
            Onward::Withdraw { reason } => Step::Withdraw { ending: Ending { reason: told(reason)?, at } },
            Onward::Terminate { reason } => Step::Terminate { ending: Ending { reason: told(reason)?, at } },
        })
    }
}

/// The date stays what was promised when the papers were short.
fn gap_acceptance(intake: &Intake) -> Result<Acceptance, StepRefusal> {
    match &intake.state {
        State::AcceptedWithGaps { acceptance, .. } => Ok(acceptance.clone()),
        other => Err(StepRefusal::NotFrom { from: other.name() }),
    }
}

/// What a worker can do next with a matter in a state, the likeliest first. 作废 is apart: it can always be done.
pub fn onward_from(state: StateName) -> &'static [OnwardKind] {
    use OnwardKind::{Archive, FeedBack, Finish, Forward, MakeUp, Reply, Terminate, Withdraw};
    match state {
        StateName::Accepted => &[Finish, Forward, Withdraw],
        StateName::AcceptedWithGaps => &[MakeUp, Withdraw, Terminate],
        StateName::NeedsSupplement => &[Withdraw, Terminate],
        StateName::Forwarded => &[Reply, Finish, Withdraw],
        StateName::Replied => &[Finish, Forward, Withdraw],
        StateName::Done => &[FeedBack, Archive],
        StateName::FedBack => &[Archive],
        StateName::Received => &[Withdraw],
        StateName::Declined
        | StateName::Archived
        | StateName::Withdrawn
        | StateName::Terminated
        | StateName::Void => &[],
    }
}

/// A kind of next step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum OnwardKind {
    MakeUp,
    Forward,
    Reply,
    Finish,
    FeedBack,
    Archive,
    Withdraw,
    Terminate,
}

impl OnwardKind {
    /// Whether something is to be written.
    pub const fn is_written(self) -> bool {
        !matches!(self, Self::MakeUp | Self::Archive)
    }

    /// The step with what was written.
    pub fn with(self, text: &str) -> Onward {
        let text = text.to_owned();
        match self {
            Self::MakeUp => Onward::MakeUp,
            Self::Forward => Onward::Forward { to: text },
            Self::Reply => Onward::Reply { reply: text },
            Self::Finish => Onward::Finish { result: text },
            Self::FeedBack => Onward::FeedBack { feedback: text },
            Self::Archive => Onward::Archive,
            Self::Withdraw => Onward::Withdraw { reason: text },
            Self::Terminate => Onward::Terminate { reason: text },
        }
    }
}
