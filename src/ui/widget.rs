//! Own widgets and operations: what iced has not.

pub mod composing;
pub mod focusable;
pub mod grid;
pub mod hold;
pub mod inert;
pub mod latin;
pub mod lines;
pub mod modal;
mod passes;
pub mod popup;
pub mod tab;
pub mod vscroll;
pub mod whole;

pub use composing::guard;
pub use focusable::{Focusable, focusable};
pub use grid::{Grid, grid};
pub use inert::inert;
pub use latin::latin;
pub use lines::lines;
pub use modal::modal;
pub use popup::popup;
pub use vscroll::{Scroll, ScrollState, vscroll};
pub use whole::whole;

#[cfg(test)]
mod behaviour;
