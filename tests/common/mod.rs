//! What the tests share: desks with a few plainly invented people, and the whole program on a stage over one.
// Each test file uses a part of it.
#![allow(dead_code, unused_imports, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod desks;
mod people;
mod weeks;
mod window;

pub use desks::*;
pub use people::*;
pub use weeks::*;
pub use window::*;
