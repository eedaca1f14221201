//! The words of what can be chosen for a room, in the order they stand.

use chrono::Weekday;

use crate::domain::room::{Approver, Noise, Use};
use crate::i18n::Words;
use crate::t;

/// The week, Monday first.
pub const WEEK: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];
/// How a room sounds.
pub const NOISES: [Noise; 4] = [Noise::Loud, Noise::Normal, Noise::Quiet, Noise::Private];
/// Who says yes.
pub const APPROVERS: [Approver; 4] =
    [Approver::None, Approver::Desk, Approver::Secretary, Approver::Mediator];
/// How it is used.
pub const USES: [Use; 2] = [Use::Booked, Use::Free];

/// 一 … 日
pub fn weekdays(words: &Words) -> [String; 7] {
    [
        t!(words, "rooms-mon"),
        t!(words, "rooms-tue"),
        t!(words, "rooms-wed"),
        t!(words, "rooms-thu"),
        t!(words, "rooms-fri"),
        t!(words, "rooms-sat"),
        t!(words, "rooms-sun"),
    ]
}

/// 有声、一般、须安静、只显示已占用
pub fn noises(words: &Words) -> [String; 4] {
    [
        t!(words, "rooms-noise-loud"),
        t!(words, "rooms-noise-normal"),
        t!(words, "rooms-noise-quiet"),
        t!(words, "rooms-noise-private"),
    ]
}

/// 不用批、窗口、书记、调解员
pub fn approvers(words: &Words) -> [String; 4] {
    [
        t!(words, "rooms-approver-none"),
        t!(words, "rooms-approver-desk"),
        t!(words, "rooms-approver-secretary"),
        t!(words, "rooms-approver-mediator"),
    ]
}

/// 按预约、自由使用
pub fn uses(words: &Words) -> [String; 2] {
    [t!(words, "rooms-use-booked"), t!(words, "rooms-use-free")]
}
