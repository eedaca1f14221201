//! Words of states and kinds as they stand in ledgers, which are Chinese in either language of the screen.

use crate::domain::booking::StateName as BookingState;
use crate::domain::catalogue::HandlingMode;
use crate::domain::identity::Sex;
use crate::domain::intake::StateName;
use crate::domain::visit::{Outcome, VisitState};

pub(super) const fn state(name: StateName) -> &'static str {
    match name {
        StateName::Received => "收件",
        StateName::Accepted => "受理",
        StateName::AcceptedWithGaps => "容缺受理",
        StateName::NeedsSupplement => "待补正",
        StateName::Declined => "不予受理",
        StateName::Forwarded => "已转办",
        StateName::Replied => "已回复",
        StateName::Done => "办结",
        StateName::FedBack => "已反馈",
        StateName::Archived => "已归档",
        StateName::Withdrawn => "撤回",
        StateName::Terminated => "终止",
        StateName::Void => "作废",
    }
}

/// A state by the name it is stored under.
pub(super) const fn state_code(name: StateName) -> &'static str {
    match name {
        StateName::Received => "received",
        StateName::Accepted => "accepted",
        StateName::AcceptedWithGaps => "accepted_with_gaps",
        StateName::NeedsSupplement => "needs_supplement",
        StateName::Declined => "declined",
        StateName::Forwarded => "forwarded",
        StateName::Replied => "replied",
        StateName::Done => "done",
        StateName::FedBack => "fed_back",
        StateName::Archived => "archived",
        StateName::Withdrawn => "withdrawn",
        StateName::Terminated => "terminated",
        StateName::Void => "void",
    }
}

pub(super) const fn mode(mode: HandlingMode) -> &'static str {
    match mode {
        HandlingMode::Instant => "即办件",
        HandlingMode::Promised => "承诺件",
        HandlingMode::Forward => "转办件",
    }
}

pub(super) const fn sex(sex: Sex) -> &'static str {
    match sex {
        Sex::Male => "男",
        Sex::Female => "女",
    }
}

pub(super) const fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Answered => "已答复",
        Outcome::Accepted => "已受理",
        Outcome::AcceptedWithGaps => "容缺受理",
        Outcome::Supplement => "待补正",
        Outcome::Declined => "不予受理或出具",
    }
}

pub(super) const fn visit_code(state: VisitState) -> &'static str {
    match state {
        VisitState::Waiting => "waiting",
        VisitState::Serving => "serving",
        VisitState::Left => "left",
    }
}

pub(super) const fn booking(state: BookingState) -> &'static str {
    match state {
        BookingState::Pending => "待审",
        BookingState::Confirmed => "已确认",
        BookingState::InUse => "使用中",
        BookingState::Finished => "",
        BookingState::Rejected => "已驳回",
        BookingState::Cancelled => "已取消",
        BookingState::NoShow => "爽约",
        BookingState::Displaced => "被调整",
    }
}

pub(super) const fn booking_code(state: BookingState) -> &'static str {
    match state {
        BookingState::Pending => "pending",
        BookingState::Confirmed => "confirmed",
        BookingState::InUse => "in_use",
        BookingState::Finished => "finished",
        BookingState::Rejected => "rejected",
        BookingState::Cancelled => "cancelled",
        BookingState::NoShow => "no_show",
        BookingState::Displaced => "displaced",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_the_names_states_are_stored_under() {
        for state in [VisitState::Waiting, VisitState::Serving, VisitState::Left] {
            assert_eq!(serde_json::to_value(state).unwrap(), visit_code(state));
        }
        use BookingState::{Cancelled, Confirmed, Displaced, Finished, InUse, NoShow, Pending, Rejected};
        for state in [Pending, Confirmed, InUse, Finished, Rejected, Cancelled, NoShow, Displaced] {
            assert_eq!(serde_json::to_value(state).unwrap(), booking_code(state));
        }
        let received = serde_json::to_value(crate::domain::intake::State::Received).unwrap();
        assert_eq!(received["name"], state_code(StateName::Received));
    }
}
