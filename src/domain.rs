//! What the desk knows: types and rules. No input or output, no clock, no async, no window, no store.

pub mod bank;
pub mod book;
pub mod catalogue;
pub mod community;
pub mod decline;
pub mod draft;
pub mod form;
pub mod hours;
pub mod identity;
pub mod intake;
pub mod issued;
pub mod lang;
pub mod masked;
pub mod material;
pub mod name;
pub mod phone;
pub mod pinyin;
pub mod place;
pub mod promise;
pub mod resident;
pub mod room;
pub mod serial;
pub mod staff;
pub mod visit;
pub mod width;
pub mod work_calendar;
