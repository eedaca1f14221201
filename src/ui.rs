//! What is seen: the look, own widgets, components, and a stage to draw and drive them without a window.

pub mod component;
pub mod gallery;
pub mod icon;
pub mod stage;
pub mod text;
pub mod theme;
pub mod widget;
