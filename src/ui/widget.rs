//! Own widgets and operations: what iced has not.

pub mod focusable;
pub mod hold;
pub mod inert;
pub mod latin;
pub mod modal;
pub mod tab;
pub mod vscroll;

pub use focusable::{Focusable, focusable};
pub use inert::inert;
pub use latin::latin;
pub use modal::modal;
pub use vscroll::{Scroll, ScrollState, vscroll};

#[cfg(test)]
mod behaviour;
