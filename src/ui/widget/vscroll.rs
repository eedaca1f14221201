//! Scrolling over any number of rows of one height, of which only the visible ones exist.
//!
//! iced's own scrollable computes in 32 bits: beyond some 400 000 rows of 34 px they stand unevenly. Here the
//! place is kept in 64 bits by the program, the widget only shifts the built rows by less than one row.

mod state;
mod view;

pub use state::{Scroll, ScrollState};
pub use view::{VScroll, vscroll};
