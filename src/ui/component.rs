//! Components: pure functions from a look and words to what is drawn. They hold no words of their own.

pub mod banner;
pub mod block;
pub mod button;
pub mod calendar;
pub mod card;
pub mod choice;
pub mod field;
pub mod input;
pub mod key;
pub mod list;
pub mod longtext;
pub mod month;
pub mod practice;
pub mod rail;
pub mod status;
pub mod strip;
pub mod tag;
pub mod tip;

pub use banner::{Banner, BannerKind, banner};
pub use block::{BlockFace, BlockKind, block, block_key, day_head, room_head};
pub use button::{Button, Pose, button};
pub use calendar::{Calendar, Grain, Turn};
pub use card::{card, card_heading, duty_card, rule};
pub use choice::{Choice, ChoiceOption, choice};
pub use field::{Field, checkbox, field};
pub use input::{Input, entry_box, input};
pub use key::key_cap;
pub use list::{ListRow, drop_list, list_row, menu_list};
pub use longtext::{LongText, longtext};
pub use month::{MonthCell, MonthEvent, MonthLine, month};
pub use practice::{practice_frame, practice_ribbon};
pub use rail::{RailEntry, rail_entry};
pub use status::{status_bar, status_cell};
pub use strip::{StripDay, StripKind, promise_strip};
pub use tag::{Tag, Tone, tag};
pub use tip::tip;
