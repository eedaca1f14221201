//! 全科窗口: the reception desk of a community party-mass service centre.

pub mod cli;
pub mod desk;
pub mod domain;
pub mod exchange;
pub mod i18n;
pub mod paper;
pub mod store;
pub mod this_pc;
pub mod ui;
