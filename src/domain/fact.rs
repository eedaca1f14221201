//! The few facts of a visit or a matter that registers are sorted by and summaries are counted from.
//!
//! They stand packed in the keys of the covering indexes (`store/records`), so that counting a week reads one short range
//! and no record. They hold codes, days and counts; no name, no number and no address below the compound.
//!
//! What happened is kept with its minute, and nothing that happened is ever changed: a matter that is voided a month later
//! was taken all the same in its week, and leaves the open ones in the week it was voided. That is why the balance of a
//! week that is over stays what it was (`domain.md` §5.1).

mod channel;
mod intake;
mod minute;
mod source;
mod visit;

pub use channel::{Channel, Satisfaction};
pub use intake::{Event, IntakeFact, Mark};
pub use minute::Minute;
pub use source::{IntakeSource, TOPIC_FIELDS, grid_and_channel};
pub use visit::{VisitFact, VisitSource};

/// A number of a record's key: ten digits, in order. 0 stands for a key that is no such number.
pub fn numeric(key: &str) -> u64 {
    key.parse().unwrap_or(0)
}

/// The key of a number.
pub fn key_of(number: u64) -> String {
    format!("{number:010}")
}

/// Packs facts into bytes for a key. They cannot fail to be packed: they hold nothing a file could refuse.
fn packed<T: serde::Serialize>(fact: &T) -> Vec<u8> {
    postcard::to_stdvec(fact).unwrap_or_default()
}
