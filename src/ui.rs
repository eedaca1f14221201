//! What is seen: the look, own widgets, components, and a stage to draw and drive them without a window.

pub mod app;
pub mod component;
pub mod ctx;
pub mod display;
pub mod gallery;
pub mod icon;
pub mod screen;
pub mod shortcut;
pub mod stage;
pub mod text;
pub mod theme;
pub mod tour;
pub mod widget;

pub use app::{App, Start, run};
